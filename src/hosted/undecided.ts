/** What could not even be read is a decision, too: an error that says what is missing and who can settle it. */
import { GithubError } from '../github/github.ts';
import type { Decision, Sha, Subject, Time } from '../model.ts';
import { UserError } from '../user-error.ts';

/** The rule that such a finding is told under: none of the rules came to judge. */
const RULE = 'reading';

export interface Undecided {
  message: string;
  next: string;
}

/** The words for what a person can settle; anything else is ours, and thrown on. */
export function explain(error: unknown): Undecided {
  if (error instanceof GithubError || error instanceof UserError)
    return { message: error.message, next: error.next };
  const message = error instanceof Error ? error.message : String(error);
  return {
    message: `a mistake in Lanekeeper: ${message}`,
    next: 'Report it with the log of this run; an override lets this pull request through meanwhile.',
  };
}

export function undecided(subject: Subject, now: Time, { message, next }: Undecided): Decision {
  const finding = {
    rule: RULE,
    status: 'error' as const,
    ...{ change: null, phase: null, environment: null, path: null, line: null, column: null },
    message,
    why: 'what was not read could hold anything.',
    seen: '',
    next,
    until: null,
    evidence: [],
  };
  return {
    now,
    subject,
    verdict: { word: 'error', findings: [finding], exemptions: [], override: null, wouldBe: null },
    ...{ effects: [], lanes: [], plans: [], horizon: [], evidence: {}, notes: [] },
  };
}

export const pullSubject = (number: number | null, head: Sha): Subject => ({
  kind: 'pull_request',
  ...{ base: '', head, mergeBase: '', number, author: null, lastPusher: null },
});
