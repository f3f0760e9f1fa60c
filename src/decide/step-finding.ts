/** What to say of a step that something rests on: live, since when, and its flag fully on. */
import type { Change, Environment, Evidence, Finding, FlagValue, Step } from '../model.ts';
import { formatDuration, formatMoment } from '../time.ts';
import type { Holding } from './holding.ts';
import { type Ask, finding, type Proposal } from './rule.ts';
import { statusOfUntold } from './sites.ts';
import { livenessOf, type StepName } from './steps.ts';

interface Move {
  change: Change;
  phase: string;
  start: Pick<Finding, 'path' | 'line' | 'column'>;
}

type At = Pick<Finding, 'path' | 'line' | 'column' | 'change' | 'phase' | 'environment'>;

function judgeCode(
  rule: string,
  at: At,
  holding: Holding,
  name: StepName,
  step: Step,
  soak: number,
  now: number,
): Finding {
  const what = `${name} of ${at.change}`;
  const next = `Merge and deploy ${name} (${step.code.join(', ')}) to ${at.environment}; this then clears by itself.`;
  if (holding.state === 'missing' || holding.state === 'failed') {
    const message = `whether ${what} is live in ${at.environment} is not known: ${holding.why}.`;
    return finding(rule, {
      ...at,
      status: statusOfUntold(holding),
      message,
      next: `Give the deployments of ${at.environment} (--evidence FILE).`,
    });
  }
  if (holding.state === 'broken') {
    const message = `${at.phase} rests on ${what}, which is not live in ${holding.site}: ${holding.commit.slice(0, 7)} may run there and does not hold it.`;
    return finding(rule, {
      ...at,
      status: 'wait',
      message,
      why: whyOf(name),
      next,
      evidence: holding.evidence,
    });
  }
  const until = holding.start === null ? null : holding.start + soak;
  if (until !== null && until > now) {
    const message = `${what} has been live in ${at.environment} for ${formatDuration(now - (holding.start ?? now))}; ${formatDuration(soak)} are asked.`;
    return finding(rule, {
      ...at,
      status: 'wait',
      message,
      why: whyOf(name),
      next: `Nothing to do: this clears by itself on ${formatMoment(until, now)}.`,
      until,
    });
  }
  if (soak > 0 && !holding.timesKnown) {
    const message = `${what} is live in ${at.environment}, since when is not recorded there, so ${formatDuration(soak)} cannot be proved.`;
    return finding(rule, {
      ...at,
      status: 'wait',
      message,
      next: `Record deployments of ${at.environment}, or switch the soak off aloud.`,
    });
  }
  return finding(rule, {
    ...at,
    status: 'ok',
    message: `${what} is live in ${at.environment}.`,
    evidence: holding.evidence,
  });
}

function whyOf(name: StepName): string {
  if (name === 'dual_write') return 'rows that are written meanwhile would be missing from the new shape.';
  if (name === 'read_new') return 'code that still reads the old shape would see it grow stale.';
  return 'code that still uses the old shape would fail once it is gone.';
}

function judgeFlag(
  rule: string,
  at: At,
  name: StepName,
  key: string,
  flag: Evidence<FlagValue>,
  soak: number,
  now: number,
): Finding {
  if (flag.state !== 'known') {
    const message = `whether flag ${key} is fully on in ${at.environment} is not known: ${flag.why}.`;
    return finding(rule, {
      ...at,
      status: statusOfUntold({ state: flag.state, why: flag.why }),
      message,
      next: `Make the flag provider answer for ${key} in ${at.environment}.`,
    });
  }
  const evidence = [{ source: flag.source, at: flag.at, url: flag.url, value: flag.value }];
  const { enabled, since } = flag.value;
  if (!(enabled >= 1)) {
    const message = `flag ${key} of ${name} is on for ${Math.floor(enabled * 1000) / 10} % in ${at.environment}, not for all.`;
    return finding(rule, {
      ...at,
      status: 'wait',
      message,
      why: whyOf(name),
      next: `Turn ${key} fully on in ${at.environment}; this then clears by itself.`,
      evidence,
    });
  }
  if (soak > 0 && since === null) {
    return finding(rule, {
      ...at,
      status: 'warn',
      message: `flag ${key} is fully on in ${at.environment}; since when, its provider cannot say, so its soak was not judged.`,
      evidence,
    });
  }
  if (since !== null && since + soak > now) {
    const message = `flag ${key} has been fully on in ${at.environment} for ${formatDuration(Math.max(0, now - since))}; ${formatDuration(soak)} are asked.`;
    return finding(rule, {
      ...at,
      status: 'wait',
      message,
      why: whyOf(name),
      next: `Nothing to do: this clears by itself on ${formatMoment(since + soak, now)}.`,
      until: since + soak,
      evidence,
    });
  }
  return finding(rule, {
    ...at,
    status: 'ok',
    message: `flag ${key} is fully on in ${at.environment}.`,
    evidence,
  });
}

/** Findings on one step in one environment: its code, and its flag where it has one. */
export function judgeStepLive(
  rule: string,
  proposal: Proposal,
  ask: Ask,
  move: Move,
  name: StepName,
  step: Step,
  environment: Environment,
  soak: number,
): Finding[] {
  const at: At = { ...move.start, change: move.change.id, phase: move.phase, environment: environment.name };
  const { code, flag } = livenessOf(proposal, ask, move.change, name, step, environment, proposal.now - soak);
  const findings = [judgeCode(rule, at, code, name, step, soak, proposal.now)];
  if (flag !== null && step.flag !== null)
    findings.push(judgeFlag(rule, at, name, step.flag, flag, soak, proposal.now));
  return findings;
}
