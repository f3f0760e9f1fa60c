/** The decision: rules judge, exemptions and settings are applied, the worst finding decides. */
import type {
  Answered,
  AnswerTo,
  Decision,
  Finding,
  Question,
  Reading,
  Sha,
  Subject,
  Verdict,
  VerdictWord,
} from '../model.ts';
import { approvalProblem } from './approvals.ts';
import { askFrom } from './ask.ts';
import { contractsIn, environmentsOf } from './contracts.ts';
import { applyExemptions, applySettings } from './exempt.ts';
import { laneOf } from './lanes.ts';
import { notesOn } from './notes.ts';
import { planBackfill } from './plan-backfill.ts';
import { propose } from './propose.ts';
import { type Ask, finding, type Proposal, rankOf } from './rule.ts';
import { rules } from './rules/index.ts';
import { type Cost, costIn } from './rules/rollback-horizon.ts';
import { worstOf } from './worst.ts';

/** A rule that fails is a mistake of ours: it is told, and nothing passes on it. */
function judgeAll(proposal: Proposal, ask: Ask): Finding[] {
  return rules
    .filter(({ subjects }) => subjects.includes(proposal.subject.kind))
    .flatMap((rule) => {
      try {
        return rule.judge(proposal, ask);
      } catch (error) {
        const message = `the rule ${rule.id} failed, which is a mistake in Lanekeeper: ${error instanceof Error ? error.message : String(error)}`;
        return [
          finding(rule.id, {
            status: 'error',
            message,
            next: 'Report it with lanekeeper check --format json; an override lets this pull request through meanwhile.',
          }),
        ];
      }
    });
}

/** The override that an approver gave for this very content; null: none. */
function overrideOf(proposal: Proposal, ask: Ask, word: VerdictWord): Verdict['override'] {
  if (word === 'pass' || proposal.subject.kind !== 'pull_request' || !proposal.manifest?.approval.approvers)
    return null;
  const answer: AnswerTo<'approvals'> = ask({ ask: 'approvals', change: 'override' });
  if (answer.state !== 'known') return null;
  const { digest, approvals } = answer.value;
  const found = approvals.find(
    (approval) =>
      (approval.override ?? '').trim() !== '' && approvalProblem(proposal, approval, digest) === null,
  );
  return found ? { by: found.by, reason: found.override ?? '', at: found.at, url: found.url } : null;
}

/** Why a file, or many, comes to nothing that a rule would tell. */
export function tellNothing(kind: Subject['kind'], effects: number): string {
  if (kind === 'lint' && effects === 0) return 'no statement in it has an effect on a schema.';
  return effects > 0
    ? `${effects} effects on the schema were judged; old and new code both work with each.`
    : 'no migration changes, and no added line uses an object that an open change adds or removes.';
}

function reasonOf(proposal: Proposal, judged: readonly Finding[]): string {
  if (judged.length === 0) return tellNothing(proposal.subject.kind, proposal.effects.length);
  const off = [...new Set(judged.map(({ rule }) => rule))].join(', ');
  return `nothing is told: rules: in the manifest switches off what would be (${off}).`;
}

/** A pass without a finding would be one without a reason: this one stands for the reason, under no rule's judgement. */
export const NO_FINDING = 'separate-phases';

/** `judged`: before the manifest's settings. */
function sayWhy(proposal: Proposal, judged: readonly Finding[], findings: readonly Finding[]): Finding[] {
  if (findings.length > 0) return [...findings];
  const at = proposal.manifest?.path ?? null;
  const place = { path: at, line: at === null ? null : 1, column: at === null ? null : 1 };
  return [finding(NO_FINDING, { status: 'ok', ...place, message: reasonOf(proposal, judged) })];
}

function verdictOn(proposal: Proposal, ask: Ask): Verdict {
  const judged = judgeAll(proposal, ask);
  const exempted = applyExemptions(proposal, judged);
  const told = applySettings(proposal.manifest, exempted.findings);
  const findings = sayWhy(proposal, judged, told).sort((a, b) => rankOf(b.status) - rankOf(a.status));
  const word = worstOf(findings);
  const override = overrideOf(proposal, ask, word);
  const decided = override ? 'pass' : word;
  const observing = proposal.manifest?.mode === 'observe';
  return {
    word: observing ? 'pass' : decided,
    findings,
    exemptions: exempted.exemptions,
    override,
    wouldBe: observing ? decided : null,
  };
}

/** Changes that the decision is about: those that it carries or speaks of. */
function changesSpokenOf(proposal: Proposal, findings: readonly Finding[]): Proposal['changes'] {
  const spoken = new Set([
    ...findings.map(({ change }) => change),
    ...proposal.effects.map(({ change }) => change),
  ]);
  return proposal.changes.filter(({ change }) => spoken.has(change.id));
}

const commitOf = (horizon: Cost['now']): Sha | null => (horizon.state === 'known' ? horizon.commit : null);

/** What a contract costs, in each environment. */
function horizons(proposal: Proposal, ask: Ask): Decision['horizon'] {
  const contracts = contractsIn(proposal);
  if (contracts.length === 0 || proposal.subject.kind !== 'pull_request') return [];
  return environmentsOf(proposal).map((environment) => {
    const { now, after } = costIn(proposal, ask, environment, contracts);
    return { environment: environment.name, now: commitOf(now), after: commitOf(after) };
  });
}

/** Pure: a decision on what was read and answered, and the questions that are still open. It counts only when none is. */
export function decide(
  reading: Reading,
  answers: readonly Answered[],
): { decision: Decision; unanswered: Question[] } {
  const proposal = propose(reading);
  const { ask, unanswered } = askFrom(answers, reading.now);
  const verdict = verdictOn(proposal, ask);
  const changes = changesSpokenOf(proposal, verdict.findings).map(({ change }) => change);
  const decision: Decision = {
    now: reading.now,
    subject: reading.subject,
    verdict,
    effects: proposal.effects,
    lanes: changes.map((change) => laneOf(proposal, ask, change)),
    plans: changes.flatMap((change) => planBackfill(change) ?? []),
    horizon: horizons(proposal, ask),
    evidence: {},
    notes: notesOn(proposal),
  };
  return { decision, unanswered };
}
