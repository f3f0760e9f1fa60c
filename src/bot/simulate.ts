/** What would still be in the way if some facts held, asked by a comment: looked up anew, answered in words, told nowhere else. */
import { type Supposed, simulate } from '../check.ts';
import type { Github } from '../github/github.ts';
import type { ConsumerClient } from '../read/github/consumers.ts';
import { simulationWords } from '../report/words.ts';
import { openGithubWorld } from '../world/github.ts';
import type { ApprovalKeeper } from '../world/github-records.ts';

export interface Simulating {
  github: Github;
  repository: string;
  number: number;
  keeper: ApprovalKeeper;
  /** Reads a consumer's repository, as for the decision itself. */
  consumer: ConsumerClient;
  by: string;
  facts: readonly Supposed[];
}

/** More than these nobody reads in an answer; the rest is in the report when its time comes. */
const TOLD = 10;

/** The answer, in one paragraph. Throws `GithubError` where it cannot be read, `UserError` for an environment that is none. */
export async function simulatePull({ facts, by, number, ...of }: Simulating): Promise<string> {
  const world = openGithubWorld({
    ...{ ...of, manifest: null, now: null },
    subject: { kind: 'pull_request', number },
  });
  const decision = await simulate(world, facts);
  const held = decision.verdict.findings.filter(({ status }) => !['ok', 'warn'].includes(status));
  const lines = held.slice(0, TOLD).map(({ rule, message }) => `${rule}: ${message}`);
  const rest = held.length > TOLD ? ` And ${held.length - TOLD} more.` : '';
  const left =
    held.length === 0 ? 'Nothing would be in the way.' : `Still in the way: ${lines.join(' ')}${rest}`;
  return `@${by} asked. ${simulationWords(decision)} The verdict: ${decision.verdict.word}. ${left}`;
}
