/** The first question to GitHub, asked before what reads its answer is loaded: the one takes as long as the other. */
import type { Github } from '../github/github.ts';
import { openGithub } from '../github/open.ts';
import { type PullAndManifests, readPullRequest } from '../read/github/pull-request.ts';
import type { Event } from './event.ts';
import type { Inputs } from './inputs.ts';

/** In all, a run may ask GitHub for this long. */
const WHOLE_LIMIT = 10 * 60_000;

export interface Begun {
  github: Github;
  /** For another repository: this workflow's token reads one where that is public. */
  another: () => Promise<Github>;
  /** The event's own pull request; null: it is about none, or a command that asks otherwise. */
  told: Promise<PullAndManifests> | null;
}

export async function begin(
  inputs: Inputs,
  { repository, pull, pushed, group }: Event,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Begun> {
  const another = (): Promise<Github> => openGithub(inputs.token, env, { wholeLimit: WHOLE_LIMIT });
  const github = await another();
  if (inputs.command !== 'check' || inputs.pullRequest !== null || pull === null || group !== null)
    return { github, another, told: null };
  const { number, baseRef, head } = pull;
  const ends = { baseRef: baseRef === '' ? null : baseRef, head: head === '' ? null : head };
  const told = readPullRequest(github, { repository, number, pushed, ...ends });
  // Whoever waits for it hears of it; until then it is nobody's.
  told.catch(() => undefined);
  return { github, another, told };
}
