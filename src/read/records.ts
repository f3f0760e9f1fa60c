/**
 * Records that somebody keeps elsewhere, fetched when a question asks for them. They come in the evidence file's own shape,
 * so that one reader reads both, and a decision over them can be replayed from a file.
 */
import type { Environment, Question, Sha } from '../model.ts';
import type { EvidenceFile } from './evidence/shape.ts';

export interface Records {
  /** What to call their keeper in messages: `GitHub`. */
  readonly name: string;
  /** All records of an environment, oldest or newest first alike. */
  deployments(environment: Environment): Promise<NonNullable<EvidenceFile['deployments']>>;
  /** Approvals of a change for a content, and the teams that those who gave them are in. */
  approvals(change: string, digest: string): Promise<Pick<EvidenceFile, 'approvals' | 'teams'>>;
  /** What a consumer's code mentions where it is live. */
  consumers(
    question: Extract<Question, { ask: 'consumer' }>,
  ): Promise<NonNullable<EvidenceFile['consumers']>>;
  /** Told which commits' files will be asked for next, so that they come together. */
  expect?(commits: readonly { commit: Sha; paths: readonly string[] }[]): Promise<void>;
}
