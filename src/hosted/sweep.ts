/** Decides again what may have changed while nobody pushed: what waits, and contracts that passed, for a pass goes stale. */
import type { VerdictWord } from '../model.ts';
import { listOpenPulls, type OpenPull, readViewer } from '../read/github/open-pulls.ts';
import { decidePull, type PullAsked, type PullDecided } from './decide-pull.ts';

export type SweepAsked = Omit<PullAsked, 'number' | 'baseRef' | 'head' | 'pushed' | 'at'>;

/** Rules that rest on the commits alone. A pass that names any other, or is cut before its end, rests on facts that change. */
const STEADY =
  /^passes: (?:nothing in it has to wait its turn|met (?:(?:manifest-valid|unreadable-migration|migration-edited|migration-sequence|in-place-change|online-ddl|transaction-scope|lock-timeout|batched-data|separate-phases|schema-dependents|no-new-references)(?:, |$))+)$/;

/**
 * Blocked is the author's turn: a push decides it again by itself. A green status is believed where it is our own (`as`) and
 * rests on the commits alone; anybody with write access can post the same words.
 */
export function isWorthAsking({ status }: OpenPull, as: string | null): boolean {
  if (status === null || status.state === 'pending' || status.state === 'error') return true;
  const isOurs = as !== null && status.by === as;
  return status.state === 'success' && !(isOurs && STEADY.test(status.description));
}

export interface Swept {
  pull: OpenPull;
  word: VerdictWord;
  decided: PullDecided;
}

/** One after another: a repository's limit is shared with everybody else. */
export async function sweep(asked: SweepAsked, told: (swept: Swept) => void): Promise<Swept[]> {
  const [open, as] = await Promise.all([
    listOpenPulls(asked.github, asked.repository),
    readViewer(asked.github),
  ]);
  const swept: Swept[] = [];
  for (const pull of open.filter((one) => isWorthAsking(one, as))) {
    const { number, baseRef, head } = pull;
    const decided = await decidePull({ ...asked, as, number, baseRef, head });
    swept.push({ pull, word: decided.decision.verdict.word, decided });
    told({ pull, word: decided.decision.verdict.word, decided });
  }
  return swept;
}
