/** Sources with all that they ever read, for `/metrics`, `/health` and collectors that go on where they stopped. */
import { coverageOf } from '../answer/coverage.ts';
import type { SourceState } from '../store.ts';
import { findDatabase } from './ids.ts';
import { readSource, SOURCES, type SourceRow } from './known-sources.ts';
import type { Statements } from './statements.ts';

/** Null: it has covered nothing, and no time may be taken for covered. A source of attribution tells of when its records are. */
function stateOf(sql: Statements, row: SourceRow): SourceState | null {
  const source = readSource(sql, row);
  const end = source.spans.at(-1)?.to ?? (source.required ? undefined : source.records?.to);
  if (end === undefined) return null;
  const { from, to, gaps } = coverageOf(source, end);
  const { id, kind, required, sampling } = source;
  const { statements, unparsed, unresolved, probes } = row;
  const gapSeconds = gaps.reduce((sum, gap) => sum + (gap.to - gap.from) / 1000, 0);
  const gaplessFrom = gaps.reduce((since, gap) => Math.max(since, gap.to), from);
  const times = { from, to, gapSeconds, gaplessFrom };
  return { id, kind, required, sampling, ...times, statements, unparsed, unresolved, probes };
}

export function sourceStates(sql: Statements, name: string): SourceState[] {
  const database = findDatabase(sql, name);
  if (database === null) return [];
  return sql
    .rows<SourceRow>(SOURCES, database)
    .map((row) => stateOf(sql, row))
    .filter((state) => state !== null);
}
