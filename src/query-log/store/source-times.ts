/** What a source covered, what it named as a gap, and when it was sampled: each kept as few spans that do not touch. */
import type { Batch, Gap, Sampling, Span } from '../words.ts';
import type { Statements } from './statements.ts';

/** Null where it ends before it begins: a clock that was set back covers nothing. */
export function wholeSpan({ from, to }: Span): Span | null {
  const span = { from: Math.floor(from), to: Math.floor(to) };
  return span.from <= span.to ? span : null;
}

/** Joins it with all that it touches. */
export function coverSpan(sql: Statements, source: number, { from, to }: Span): void {
  const touched = 'source = ? AND "from" <= ? AND "to" >= ?';
  const joined = sql.row<{ from: number | null; to: number | null }>(
    `SELECT min("from") AS "from", max("to") AS "to" FROM spans WHERE ${touched}`,
    source,
    to,
    from,
  );
  sql.run(`DELETE FROM spans WHERE ${touched}`, source, to, from);
  const [begin, end] = [Math.min(from, joined?.from ?? from), Math.max(to, joined?.to ?? to)];
  sql.run('INSERT INTO spans (source, "from", "to") VALUES (?, ?, ?)', source, begin, end);
}

/** A gap stays: what a source once said that it lost, no later reading of the clock brings back. */
export function nameGap(sql: Statements, source: number, gap: Gap): void {
  const [from, to] = [Math.floor(Math.min(gap.from, gap.to)), Math.ceil(Math.max(gap.from, gap.to))];
  const touched = 'source = ? AND reason = ? AND "from" <= ? AND "to" >= ?';
  const joined = sql.row<{ from: number | null; to: number | null }>(
    `SELECT min("from") AS "from", max("to") AS "to" FROM gaps WHERE ${touched}`,
    source,
    gap.reason,
    to,
    from,
  );
  sql.run(`DELETE FROM gaps WHERE ${touched}`, source, gap.reason, to, from);
  const [begin, end] = [Math.min(from, joined?.from ?? from), Math.max(to, joined?.to ?? to)];
  sql.run(
    'INSERT INTO gaps (source, reason, "from", "to") VALUES (?, ?, ?, ?)',
    source,
    gap.reason,
    begin,
    end,
  );
}

function noteSampling(sql: Statements, source: number, { mode, rate }: Sampling, { from, to }: Span): void {
  const values = [source, mode, rate] as const;
  const touched = 'source = ? AND mode = ? AND rate = ? AND "from" <= ? AND "to" >= ?';
  const joined = sql.row<{ from: number | null; to: number | null }>(
    `SELECT min("from") AS "from", max("to") AS "to" FROM sampled WHERE ${touched}`,
    ...values,
    to,
    from,
  );
  sql.run(`DELETE FROM sampled WHERE ${touched}`, ...values, to, from);
  const [begin, end] = [Math.min(from, joined?.from ?? from), Math.max(to, joined?.to ?? to)];
  sql.run(
    'INSERT INTO sampled (source, mode, rate, "from", "to") VALUES (?, ?, ?, ?, ?)',
    ...values,
    begin,
    end,
  );
}

const isWhole = ({ mode, rate }: Sampling): boolean => mode === 'full' && rate === 1;

/** Everything that a batch says about time. */
export function noteTimes(sql: Statements, source: number, batch: Batch, ofRecords: Span | null): void {
  const covered = batch.covered && wholeSpan(batch.covered);
  if (covered) coverSpan(sql, source, covered);
  for (const gap of batch.gaps) nameGap(sql, source, gap);
  const when = covered ?? ofRecords;
  if (when && !isWhole(batch.source.sampling)) noteSampling(sql, source, batch.source.sampling, when);
}
