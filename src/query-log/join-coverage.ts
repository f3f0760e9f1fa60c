/** Where a batch does not begin at the end of what its source covered before, the time between is a gap: nobody saw it. */
import type { Store } from './store.ts';
import type { Batch, Gap } from './words.ts';

/** The reason of such a gap. */
export const DOWN = 'collector-down';

/** The batch, with the gap before it where there is one. What its own gaps explain already is not told twice. */
export function joinCoverage(store: Pick<Store, 'sources'>, batch: Batch): Batch {
  const before = store.sources(batch.database).find(({ id }) => id === batch.source.id)?.to;
  if (batch.covered === null || before === undefined || batch.covered.from <= before) return batch;
  const unseen = { from: before, to: batch.covered.from, reason: DOWN };
  return { ...batch, gaps: [...batch.gaps, ...without(unseen, batch.gaps)] };
}

/** The parts of a gap that no other one covers. */
function without(unseen: Gap, others: readonly Gap[]): Gap[] {
  const parts: Gap[] = [];
  let from = unseen.from;
  for (const other of others.toSorted((a, b) => a.from - b.from)) {
    if (other.to <= from || other.from >= unseen.to) continue;
    if (other.from > from) parts.push({ ...unseen, from, to: other.from });
    from = Math.max(from, other.to);
  }
  return from < unseen.to ? [...parts, { ...unseen, from }] : parts;
}
