/** The steps of migrate: whether their code says so at a commit, whether they are live, and which of them a pull request carries. */
import { matchesAny } from '../code/index.ts';
import type { AnswerTo, Change, Environment, Evidence, FlagValue, Sha, Step, Term, Time } from '../model.ts';
import { type Holding, holdingIn } from './holding.ts';
import type { Ask, Proposal } from './rule.ts';
import { newShape, oldShape } from './shapes.ts';

export type StepName = 'dual_write' | 'read_new' | 'stop_old';
export const STEPS: readonly StepName[] = ['dual_write', 'read_new', 'stop_old'];

/** The declared step; null: the change has none, which asks nothing. */
export function stepOf(change: Change, name: StepName): Step | null {
  return { dual_write: change.dualWrite, read_new: change.readNew, stop_old: change.stopOld }[name];
}

/** What must be mentioned in the step's files, and what must not. */
function expectation(change: Change, name: StepName): { needs: Term[]; forbids: Term[] } {
  if (name === 'dual_write') return { needs: [...newShape(change), ...oldShape(change)], forbids: [] };
  if (name === 'read_new') return { needs: newShape(change), forbids: [] };
  return { needs: [], forbids: oldShape(change) };
}

/** Turns what is known of a value into what is known of a condition on it. */
export function mapEvidence<T, U>(evidence: Evidence<T>, of: (value: T) => U): Evidence<U> {
  return evidence.state === 'known' ? { ...evidence, value: of(evidence.value) } : evidence;
}

/** Whether a commit's files say that the step is done. A pattern that matches no file is never live. */
export function stepHolds(
  ask: Ask,
  change: Change,
  name: StepName,
  step: Step,
  commit: Sha,
): Evidence<boolean> {
  const { needs, forbids } = expectation(change, name);
  const terms = [...needs, ...forbids];
  const answer: AnswerTo<'mentions'> = ask({ ask: 'mentions', commit, files: step.code, terms });
  return mapEvidence(answer, ({ files, mentions }) => {
    const seen = new Set(mentions.map((mention) => mention.term));
    const matched = step.code.every((glob) => files.some(({ path }) => matchesAny([glob])(path)));
    const needed = needs.every((_, index) => seen.has(index));
    return matched && needed && !forbids.some((_, index) => seen.has(needs.length + index));
  });
}

export type Liveness = {
  code: Holding;
  /** null: the step has no flag. */
  flag: Evidence<FlagValue> | null;
};

/** Whether a step is live in an environment: its code since when, its flag how far. Looks back to `since`. */
export function livenessOf(
  proposal: Proposal,
  ask: Ask,
  change: Change,
  name: StepName,
  step: Step,
  environment: Environment,
  since: Time,
): Liveness {
  const condition = (commit: Sha): Evidence<boolean> => stepHolds(ask, change, name, step, commit);
  const code = holdingIn(ask, environment, condition, since, proposal.now);
  const flag =
    step.flag === null ? null : ask<'flag'>({ ask: 'flag', key: step.flag, environment: environment.name });
  return { code, flag };
}

/** Whether the pull request makes the step's condition true: false at its merge base, true at its head. */
export function carriesStep(proposal: Proposal, ask: Ask, change: Change, name: StepName): Evidence<boolean> {
  const step = stepOf(change, name);
  const { subject } = proposal;
  const no: Evidence<boolean> = { state: 'known', value: false, source: 'diff', at: null, url: null };
  if (!step || subject.kind !== 'pull_request') return no;
  const touches = matchesAny(step.code);
  const touched = proposal.files.some(
    (file) => touches(file.path) || (file.from !== null && touches(file.from)),
  );
  if (!touched) return no;
  const after = stepHolds(ask, change, name, step, subject.head);
  if (after.state !== 'known' || !after.value) return after;
  return mapEvidence(stepHolds(ask, change, name, step, subject.mergeBase), (before) => !before);
}

/** Whether a step's condition is true on the tip of the base. */
export function mergedOnBase(
  proposal: Proposal,
  ask: Ask,
  change: Change,
  name: StepName,
): Evidence<boolean> {
  const step = stepOf(change, name);
  const no: Evidence<boolean> = { state: 'known', value: false, source: 'manifest', at: null, url: null };
  if (!step || proposal.subject.kind === 'lint') return no;
  return stepHolds(ask, change, name, step, proposal.subject.base);
}
