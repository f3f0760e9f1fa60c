/** The decision: rules judge, exemptions and settings are applied, the worst finding decides. */
import type {
  Answered,
  AnswerTo,
  Decision,
  Finding,
  Question,
  Reading,
  Verdict,
  VerdictWord,
} from '../model.ts';
import { approvalProblem } from './approvals.ts';
import { askFrom } from './ask.ts';
import { applyExemptions, applySettings } from './exempt.ts';
import { laneOf } from './lanes.ts';
import { notesOn } from './notes.ts';
import { planBackfill } from './plan-backfill.ts';
import { propose } from './propose.ts';
import { type Ask, finding, type Proposal, rankOf } from './rule.ts';
import { rules } from './rules/index.ts';

const WORDS: VerdictWord[] = ['pass', 'pass', 'wait', 'block', 'error'];

/** Error over block over wait; ok and warn let through. */
function worstOf(findings: readonly Finding[]): VerdictWord {
  return WORDS[Math.max(0, ...findings.map(({ status }) => rankOf(status)))] ?? 'error';
}

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

/** A pass without a finding would be one without a reason. */
function sayWhy(proposal: Proposal, findings: readonly Finding[]): Finding[] {
  if (findings.length > 0) return [...findings];
  const at = proposal.manifest?.path ?? null;
  const message =
    proposal.effects.length > 0
      ? `${proposal.effects.length} effects on the schema were judged; old and new code both work with each.`
      : 'no migration changes, and no added line uses an object that an open change adds or removes.';
  return [
    finding('separate-phases', {
      status: 'ok',
      path: at,
      line: at === null ? null : 1,
      column: at === null ? null : 1,
      message,
    }),
  ];
}

function verdictOn(proposal: Proposal, ask: Ask): Verdict {
  const judged = judgeAll(proposal, ask);
  const exempted = applyExemptions(proposal, judged);
  const findings = sayWhy(proposal, applySettings(proposal.manifest, exempted.findings)).sort(
    (a, b) => rankOf(b.status) - rankOf(a.status),
  );
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

/** Pure: a decision on what was read and answered, and the questions that are still open. It counts only when none is. */
export function decide(
  reading: Reading,
  answers: readonly Answered[],
): { decision: Decision; unanswered: Question[] } {
  const proposal = propose(reading);
  const { ask, unanswered } = askFrom(answers);
  const verdict = verdictOn(proposal, ask);
  const changes = changesSpokenOf(proposal, verdict.findings).map(({ change }) => change);
  const decision: Decision = {
    now: reading.now,
    subject: reading.subject,
    verdict,
    effects: proposal.effects,
    lanes: changes.map((change) => laneOf(proposal, ask, change)),
    plans: changes.flatMap((change) => planBackfill(change) ?? []),
    horizon: [],
    evidence: {},
    notes: notesOn(proposal),
  };
  return { decision, unanswered };
}

/** Where every change (or one) stands, judged by nobody. */
export function standing(
  reading: Reading,
  answers: readonly Answered[],
  only: string | null,
): { decision: Decision; unanswered: Question[] } {
  const proposal = propose(reading);
  const { ask, unanswered } = askFrom(answers);
  const changes = proposal.changes
    .map(({ change }) => change)
    .filter(({ id }) => only === null || id === only);
  const decision: Decision = {
    now: reading.now,
    subject: reading.subject,
    verdict: { word: 'pass', findings: [], exemptions: [], override: null, wouldBe: null },
    effects: [],
    lanes: changes.map((change) => laneOf(proposal, ask, change)),
    plans: changes.flatMap((change) => planBackfill(change) ?? []),
    horizon: [],
    evidence: {},
    notes: notesOn(proposal),
  };
  return { decision, unanswered };
}
