/** Sources of a database, as the store knows them. */
import type { KnownSource } from '../answer/coverage.ts';
import type { Gap, Sampling, Span } from '../words.ts';
import { hourOf } from './hours.ts';
import type { Statements } from './statements.ts';

export interface SourceRow {
  id: number;
  name: string;
  kind: string;
  required: number;
  mode: Sampling['mode'];
  rate: number;
  statements: number;
  unparsed: number;
  unresolved: number;
  probes: number;
}

export const SOURCES = `SELECT s.id, s.name, s.kind, s.mode, s.rate, s.statements, s.unparsed, s.unresolved, s.probes,
    max(s.required, EXISTS (SELECT 1 FROM expected e WHERE e.database = s.database AND e.source = s.name)) AS required
  FROM sources s WHERE s.database = ? ORDER BY s.name`;

const RECORDS = `SELECT sum(statements) AS statements, sum(unparsed) AS unparsed FROM records
  WHERE source = ? AND hour >= ? AND first <= ? AND last >= ?`;

function recordsIn(
  sql: Statements,
  source: number,
  { from, to }: Span,
): { statements: number; unparsed: number } {
  const row = sql.row<{ statements: number | null; unparsed: number | null }>(
    RECORDS,
    source,
    hourOf(from),
    to,
    from,
  );
  return { statements: row?.statements ?? 0, unparsed: row?.unparsed ?? 0 };
}

const EVER = `SELECT min(first) AS "from", max(last) AS "to" FROM records WHERE source = ? AND first > -8640000000000000`;

function everRecorded(sql: Statements, source: number): Span | null {
  const row = sql.row<{ from: number | null; to: number | null }>(EVER, source);
  return row && row.from !== null && row.to !== null ? { from: row.from, to: row.to } : null;
}

export function readSource(sql: Statements, row: SourceRow): Omit<KnownSource, 'statements' | 'unparsed'> {
  const spans = sql.rows<Span>('SELECT "from", "to" FROM spans WHERE source = ? ORDER BY "from"', row.id);
  const gaps = sql.rows<Gap>(
    'SELECT "from", "to", reason FROM gaps WHERE source = ? ORDER BY "from"',
    row.id,
  );
  const sampled = sql.rows<Span & Sampling>(
    'SELECT "from", "to", mode, rate FROM sampled WHERE source = ?',
    row.id,
  );
  const { name, kind, mode, rate } = row;
  const records = spans.length > 0 ? null : everRecorded(sql, row.id);
  return {
    id: name,
    kind,
    required: row.required === 1,
    sampling: { mode, rate },
    spans,
    gaps,
    sampled,
    records,
  };
}

/** With what they read within the window. */
export function knownSources(sql: Statements, database: number, window: Span): KnownSource[] {
  return sql
    .rows<SourceRow>(SOURCES, database)
    .map((row) => ({ ...readSource(sql, row), ...recordsIn(sql, row.id, window) }));
}

/** Sources that are expected and never reported. */
export function missingSources(sql: Statements, database: number): string[] {
  return sql
    .rows<{ source: string }>(
      `SELECT source FROM expected WHERE database = ?1 AND source NOT IN (SELECT name FROM sources WHERE database = ?1) ORDER BY source`,
      database,
    )
    .map(({ source }) => source);
}

/** Replaces the list of sources that must report. */
export function expectSources(sql: Statements, database: number, ids: readonly string[]): void {
  sql.run('DELETE FROM expected WHERE database = ?', database);
  for (const id of new Set(ids))
    sql.run('INSERT INTO expected (database, source) VALUES (?, ?)', database, id);
}
