/** A batch that makes no sense is a bug of the source that made it: it is refused whole, so that nothing is counted wrong. */
import type { Batch, Sighting } from '../words.ts';

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
/** What `Date` can tell. */
const isTime = (value: number): boolean => Number.isFinite(value) && Math.abs(value) <= 8.64e15;

function faultOf({ runs, failed, prepared, first, last }: Sighting): string | null {
  if (![runs, failed, prepared].every(isCount)) return 'a count that is no count';
  if (failed > runs) return 'more failed runs than runs';
  if (!isTime(first) || !isTime(last) || first > last) return 'a first run that is no time before its last';
  return null;
}

/** Throws where a count is no count, or a time no time. */
export function requireSound(batch: Batch): void {
  const fault =
    batch.sightings.map(faultOf).find((found) => found !== null) ??
    ([batch.statements, batch.unparsed].every(isCount) ? null : 'a count that is no count');
  const spans = batch.covered ? [batch.covered, ...batch.gaps] : batch.gaps;
  const strange = spans.some(({ from, to }) => !isTime(from) || !isTime(to));
  if (fault === null && !strange) return;
  throw new Error(`source ${batch.source.id} handed over a batch with ${fault ?? 'a span of no time'}`);
}
