/** What to say of a step that something rests on: live, since when, and its flag fully on. */
import type { Change, Environment, Evidence, Finding, FlagValue, Step } from '../model.ts';
import { formatDuration, formatMoment } from '../time.ts';
import { type HeldAt, judgeHeldFor } from './held-finding.ts';
import { type Ask, finding, type Proposal } from './rule.ts';
import { statusOfUntold } from './sites.ts';
import { livenessOf, type StepName } from './steps.ts';

interface Move {
  change: Change;
  phase: string;
  start: Pick<Finding, 'path' | 'line' | 'column'>;
}

const WHY: Record<StepName, string> = {
  dual_write: 'rows that are written meanwhile would be missing from the new shape.',
  read_new: 'code that still reads the old shape would see it grow stale.',
  stop_old: 'code that still uses the old shape would fail once it is gone.',
};

interface Switch {
  rule: string;
  at: HeldAt & { limit: string };
  name: StepName;
  key: string;
  soak: number;
  now: number;
}

function tellOff({ rule, at, name, key }: Switch, enabled: number, evidence: Finding['evidence']): Finding {
  const seen = `on for ${Math.floor(enabled * 1000) / 10} %`;
  return finding(rule, {
    ...at,
    status: 'wait',
    message: `flag ${key} of ${name} is ${seen} in ${at.environment}, not for all.`,
    short: `flag ${key} is ${seen} in ${at.environment}`,
    why: WHY[name],
    seen,
    next: `Turn ${key} fully on in ${at.environment}; this then clears by itself.`,
    evidence,
  });
}

function tellYoung(
  { rule, at, name, key, soak, now }: Switch,
  since: number,
  evidence: Finding['evidence'],
): Finding {
  const seen = formatDuration(Math.max(0, now - since));
  const until = since + soak;
  return finding(rule, {
    ...at,
    status: 'wait',
    message: `flag ${key} has been fully on in ${at.environment} for ${seen}; ${formatDuration(soak)} are asked.`,
    short: `flag ${key} fully on in ${at.environment} for ${seen} of ${formatDuration(soak)}`,
    why: WHY[name],
    seen,
    next: `Nothing to do: this clears by itself on ${formatMoment(until, now)}.`,
    until,
    evidence,
  });
}

function judgeFlag(judging: Switch, flag: Evidence<FlagValue>): Finding {
  const { rule, at, key, soak, now, name } = judging;
  if (flag.state !== 'known') {
    return finding(rule, {
      ...at,
      status: statusOfUntold({ state: flag.state, why: flag.why }),
      message: `whether flag ${key} is fully on in ${at.environment} is not known: ${flag.why}.`,
      why: WHY[name],
      next: `Make the flag provider answer for ${key} in ${at.environment}.`,
    });
  }
  const evidence = [{ source: flag.source, at: flag.at, url: flag.url, value: flag.value }];
  const { enabled, since } = flag.value;
  if (!(enabled >= 1)) return tellOff(judging, enabled, evidence);
  if (since !== null && since + soak > now) return tellYoung(judging, since, evidence);
  const message =
    soak > 0 && since === null
      ? `flag ${key} is fully on in ${at.environment}; since when, its provider cannot say, so its soak was not judged.`
      : `flag ${key} is fully on in ${at.environment}.`;
  const status = soak > 0 && since === null ? 'warn' : 'ok';
  return finding(rule, { ...at, status, message, seen: 'fully on', evidence });
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
  const { now } = proposal;
  const at: HeldAt = {
    ...move.start,
    change: move.change.id,
    phase: move.phase,
    environment: environment.name,
  };
  const { code, flag } = livenessOf(proposal, ask, move.change, name, step, environment, now - soak);
  const what = `${name} of ${move.change.id}`;
  const words = {
    what: `${what} is live`,
    why: WHY[name],
    deploy: (site: string) => `Merge and deploy ${name} (${step.code.join(', ')}) to ${site}`,
    broken: (site: string, commit: string) =>
      `${move.phase} rests on ${what}, which is not live in ${site}: ${commit} may run there and does not hold it.`,
  };
  const findings = [judgeHeldFor(rule, at, code, soak, words, now)];
  if (flag === null || step.flag === null) return findings;
  const limit = soak > 0 ? `fully on for ${formatDuration(soak)}` : 'fully on';
  return [...findings, judgeFlag({ rule, at: { ...at, limit }, name, key: step.flag, soak, now }, flag)];
}
