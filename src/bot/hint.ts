/** What a webhook is taken for: a hint to look, never a fact. What is decided is read from GitHub anew. */
import type { Sha, Time } from '../model.ts';

/** Who asked something in words, or by a button. */
export interface Asked {
  by: string;
  /** `/lanekeeper …` without its first word; of a button, the same words. */
  words: string;
  /** The comment that is answered by a reaction; null: a button. */
  comment: number | null;
  /** When the words were said, by GitHub's clock; null: a button. */
  at: Time | null;
  /** Of a button: the head of the report that it stood under, and how the digest of what it approves begins. */
  under: { head: Sha; digest: string } | null;
}

/** Somebody else set a status or a report that is ours to set. */
export interface Tampered {
  by: string;
  what: string;
}

export interface Gate {
  environment: string;
  commit: Sha;
  /** The run that waits. */
  run: number;
}

export type About =
  | {
      kind: 'pull';
      number: number;
      baseRef?: string;
      head?: Sha;
      pushed?: { head: Sha; by: string } | null;
      asked?: Asked;
      tampered?: Tampered;
    }
  /** A commit whose pull requests are not named. */
  | { kind: 'head'; head: Sha; tampered?: Tampered; asked?: Asked }
  | { kind: 'group'; head: Sha; base: Sha; baseRef: string }
  /** Something changed that pull requests, and deployments, may wait for. */
  | { kind: 'sweep' }
  | { kind: 'gate'; gate: Gate }
  /** Repositories were added, or the App was installed. */
  | { kind: 'installation' };

export interface Hint {
  /** The delivery that brought it, or what else makes it one of a kind. */
  id: string;
  installation: number;
  /** `acme/shop`; empty for an installation. */
  repository: string;
  about: About;
}

/** Hints with the same key are handled one after another, and together where they wait. */
export function keyOf({ installation, repository, about }: Hint): string {
  switch (about.kind) {
    case 'pull':
      return `pull ${repository}#${about.number}`;
    case 'head':
      return `head ${repository}@${about.head}`;
    case 'group':
      return `group ${repository}@${about.head}`;
    case 'sweep':
      return `sweep ${repository}`;
    case 'gate':
      return `gate ${repository} ${about.gate.run} ${about.gate.environment}`;
    default:
      return `installation ${installation}`;
  }
}

/** Whether a decision that begins later makes it needless to look: only words are each answered. */
export const isOnlyLook = ({ about }: Hint): boolean =>
  (about.kind !== 'pull' && about.kind !== 'head') ||
  (about.asked === undefined && about.tampered === undefined);
