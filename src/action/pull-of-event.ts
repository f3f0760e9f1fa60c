/** Which pull requests an event is about. */
import type { Github } from '../github/github.ts';
import type { Sha } from '../model.ts';
import { pullsOfCommit } from '../read/github/pulls-of-commit.ts';
import type { Event } from './event.ts';
import type { Inputs } from './inputs.ts';

export interface EventPull {
  number: number;
  baseRef?: string;
  head?: Sha;
  pushed?: { head: Sha; by: string } | null;
}

export async function pullOfEvent(github: Github, inputs: Inputs, event: Event): Promise<EventPull[]> {
  if (inputs.pullRequest !== null) return [{ number: inputs.pullRequest }];
  if (event.pull) {
    const { number, baseRef, head } = event.pull;
    return [
      { number, ...(baseRef !== '' && { baseRef }), ...(head !== '' && { head }), pushed: event.pushed },
    ];
  }
  if (!event.runHead) return [];
  const { head, pulls } = event.runHead;
  return pulls.length > 0
    ? pulls.map((number) => ({ number }))
    : await pullsOfCommit(github, event.repository, head);
}
