/** How many statements a source read in which hour, and how many of them could not be parsed. */
import type { Batch, Span } from '../words.ts';
import { hourOf } from './hours.ts';
import { wholeSpan } from './source-times.ts';
import type { Statements } from './statements.ts';

const ADD = `INSERT INTO records (source, hour, statements, unparsed, first, last) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (source, hour) DO UPDATE SET statements = statements + excluded.statements, unparsed = unparsed + excluded.unparsed,
    first = min(first, excluded.first), last = max(last, excluded.last)`;

interface Records {
  statements: number;
  unparsed: number;
}

/** From the first run in the batch to the last; null: there is none. */
export function spanOfRecords({ sightings }: Batch): Span | null {
  if (sightings.length === 0) return null;
  return sightings.reduce<Span>(
    ({ from, to }, { first, last }) => ({ from: Math.min(from, first), to: Math.max(to, last) }),
    { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY },
  );
}

/** Any time: what nobody can place may have been whenever one asks. */
const WHENEVER: Span = { from: -8.64e15, to: 8.64e15 };

function add(sql: Statements, source: number, { statements, unparsed }: Records, { from, to }: Span): void {
  if (statements <= 0 && unparsed <= 0) return;
  const [first, last] = [Math.floor(from), Math.ceil(to)];
  sql.run(ADD, source, hourOf(last), Math.max(0, statements), Math.max(0, unparsed), first, last);
}

/**
 * By the times of the sightings; what the batch counts besides them, over all that it covers. One statement of a source may be
 * several shapes, so that shapes may have more runs than there were statements.
 */
export function noteRecords(sql: Statements, source: number, batch: Batch): void {
  const hours = new Map<number, Records & Span>();
  let [statements, unparsed] = [batch.statements, batch.unparsed];
  for (const { shape, runs, first, last } of batch.sightings) {
    const hour = hourOf(Math.ceil(last));
    const sum = hours.get(hour) ?? { statements: 0, unparsed: 0, from: first, to: last };
    sum.statements += Math.min(runs, statements);
    sum.unparsed += shape.unparsed ? runs : 0;
    hours.set(hour, Object.assign(sum, { from: Math.min(sum.from, first), to: Math.max(sum.to, last) }));
    statements -= Math.min(runs, statements);
    unparsed -= shape.unparsed ? runs : 0;
  }
  for (const sum of hours.values()) add(sql, source, sum, sum);
  const covered = batch.covered && wholeSpan(batch.covered);
  add(sql, source, { statements, unparsed }, covered ?? spanOfRecords(batch) ?? WHENEVER);
}
