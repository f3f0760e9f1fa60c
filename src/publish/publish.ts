/**
 * Carries a decision to a pull request: the status that gates, the report on the lines, the one comment. It decides nothing.
 *
 * The status of anything but a pass goes out first, so that nothing is merged while the rest is written. That of a pass goes
 * out last, and only where the rest was told: a gate must not be open while nobody can read why.
 */
import { type Github, GithubError, ownerAndName } from '../github/github.ts';
import type { Decision, Sha, VerdictWord } from '../model.ts';
import { gistOf } from '../report/gist.ts';
import type { LinkTo } from '../report/markdown-finding.ts';
import { isSettled } from '../report/settled.ts';
import { statusLine } from '../report/status-line.ts';
import { type Answer, type Button, writeCheckRun } from './check-run.ts';
import { writeComment } from './comment.ts';

/** What we said on it before. */
export interface Before {
  status: { state: string; description: string } | null;
  comment: { id: number; body: string } | null;
  /** The gist of the newest report on this head; null: there is none. */
  report: string | null;
}

export interface Target {
  /** `acme/shop`. */
  repository: string;
  head: Sha;
  /** The branch that it goes into: its name is the status' own. */
  baseRef: string;
  /** Null: a merge group's head, which has no comments. */
  number: number | null;
  before: Before;
}

export interface PublishOptions {
  comment: 'auto' | 'always' | 'never';
  /** Where the whole report is. */
  detailsUrl: string | null;
  /** A queue does not wait: there, waiting is failing. */
  waitFails?: boolean;
  link?: LinkTo;
  buttons?: readonly Button[];
  /** What somebody asked, answered below the comment. */
  answers?: readonly Answer[];
}

export interface Published {
  /** `refused`: this token may not write statuses, as a fork's may not. */
  status: 'written' | 'same' | 'refused' | 'failed';
  /** What could not be told, and why. */
  problems: GithubError[];
}

const STATES: Record<VerdictWord, string> = {
  pass: 'success',
  wait: 'pending',
  block: 'failure',
  error: 'error',
};

/** `lanekeeper: main`: one commit may head two pull requests into different branches. */
export const contextOf = (baseRef: string): string => `lanekeeper: ${baseRef}`;

export async function publish(
  github: Github,
  target: Target,
  decision: Decision,
  options: PublishOptions,
): Promise<Published> {
  const word = decision.verdict.word;
  const state = options.waitFails && word === 'wait' ? 'failure' : STATES[word];
  const gate = { state, description: statusLine(decision) };
  const first = word === 'pass' ? null : await writeStatus(github, target, gate, options.detailsUrl);
  const problems = await tellRest(github, target, decision, options);
  if (first) return { status: first.status, problems: [...first.problems, ...problems] };
  const [problem] = problems;
  const last = await writeStatus(github, target, problem ? untold(problem) : gate, options.detailsUrl);
  return { status: last.status, problems: [...problems, ...last.problems] };
}

const untold = ({ message }: GithubError): Gate => ({
  state: 'error',
  description: `met, and could not be told: ${message}`.slice(0, 140),
});

interface Gate {
  state: string;
  description: string;
}

async function tellRest(
  github: Github,
  target: Target,
  decision: Decision,
  options: PublishOptions,
): Promise<GithubError[]> {
  const gist = gistOf(decision);
  const problems: GithubError[] = [];
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof GithubError)) throw error;
      problems.push(error);
    }
  };
  if (target.before.report !== gist)
    await attempt(() => writeCheckRun(github, target, decision, { ...options, gist }));
  if (wantsComment(target, decision, options.comment))
    await attempt(() => writeComment(github, target, decision, { ...options, gist }));
  return problems;
}

function wantsComment(
  { number, before }: Target,
  decision: Decision,
  when: PublishOptions['comment'],
): boolean {
  if (number === null || when === 'never') return false;
  return when === 'always' || before.comment !== null || !isSettled(decision);
}

async function writeStatus(
  github: Github,
  { repository, head, baseRef, before }: Target,
  gate: Gate,
  detailsUrl: string | null,
): Promise<Published> {
  const { status } = before;
  if (status?.state === gate.state && status.description === gate.description)
    return { status: 'same', problems: [] };
  try {
    await github.request('POST /repos/{owner}/{repo}/statuses/{sha}', {
      ...ownerAndName(repository),
      sha: head,
      context: contextOf(baseRef),
      ...gate,
      ...(detailsUrl === null ? {} : { target_url: detailsUrl }),
    });
    return { status: 'written', problems: [] };
  } catch (error) {
    if (!(error instanceof GithubError)) throw error;
    return { status: error.trouble === 'forbidden' ? 'refused' : 'failed', problems: [error] };
  }
}

/** Says on a head that it could not be decided, where not even that much was read. Never throws `GithubError`. */
export async function publishFailure(
  github: Github,
  target: Target,
  message: string,
  detailsUrl: string | null,
): Promise<Published> {
  const description = `cannot decide: ${message}`.replace(/\s+/g, ' ').slice(0, 140);
  return await writeStatus(github, target, { state: 'error', description }, detailsUrl);
}
