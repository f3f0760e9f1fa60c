/** Decides again what may have changed while nobody pushed: what waits, and contracts that passed, for a pass goes stale. */
import type { VerdictWord } from '../model.ts';
import { listOpenPulls, type OpenPull } from '../read/github/open-pulls.ts';
import { decidePull, type PullAsked, type PullDecided } from './decide-pull.ts';

export type SweepAsked = Omit<PullAsked, 'number' | 'baseRef' | 'head' | 'pushed' | 'at'>;

/** Rules that rest on the commits alone. A pass that names any other, or is cut before its end, rests on facts that change. */
const STEADY =
  /^passes: (?:nothing in it has to wait its turn|met (?:(?:manifest-valid|unreadable-migration|migration-edited|migration-sequence|in-place-change|online-ddl|transaction-scope|lock-timeout|batched-data|separate-phases|schema-dependents|no-new-references)(?:, |$))+)$/;

/** Blocked is the author's turn: a push decides it again by itself. */
export function isWorthAsking({ status }: OpenPull): boolean {
  if (status === null || status.state === 'pending' || status.state === 'error') return true;
  return status.state === 'success' && !STEADY.test(status.description);
}

export interface Swept {
  pull: OpenPull;
  word: VerdictWord;
  decided: PullDecided;
}

/** One after another: a repository's limit is shared with everybody else. */
export async function sweep(asked: SweepAsked, told: (swept: Swept) => void): Promise<Swept[]> {
  const open = await listOpenPulls(asked.github, asked.repository);
  const swept: Swept[] = [];
  for (const pull of open.filter(isWorthAsking)) {
    const { number, baseRef, head } = pull;
    const decided = await decidePull({ ...asked, number, baseRef, head });
    swept.push({ pull, word: decided.decision.verdict.word, decided });
    told({ pull, word: decided.decision.verdict.word, decided });
  }
  return swept;
}
