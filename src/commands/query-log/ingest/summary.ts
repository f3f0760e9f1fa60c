/** What was read, in the end. */
import { inGroups } from '../../../numbers.ts';
import { changesSchema } from '../../../query-log/resolve/kinds.ts';
import type { Batch, Shape, Sighting, StatementKind } from '../../../query-log/words.ts';
import { formatTime } from '../../../time.ts';

export interface Summary {
  lines: number;
  /** Runs, failed ones included; what was only prepared is none. */
  statements: number;
  byKind: Record<StatementKind, number>;
  failed: number;
  unparsed: number;
  /** Runs of which something could not be resolved. */
  unresolved: number;
  from: number | null;
  to: number | null;
  /** Runs of statements that change the schema for everybody. */
  schemaChanges: number;
  /** Runs in other databases of the same log: they are not counted. */
  otherDatabases: number;
  /** Files of which nothing new was read. */
  known: number;
}

export function emptySummary(): Summary {
  const byKind = { select: 0, insert: 0, update: 0, delete: 0, other: 0 };
  return {
    lines: 0,
    statements: 0,
    byKind,
    failed: 0,
    unparsed: 0,
    unresolved: 0,
    from: null,
    to: null,
    schemaChanges: 0,
    otherDatabases: 0,
    known: 0,
  };
}

const isUnresolved = ({ everything, touches }: Shape): boolean =>
  everything || touches.some(({ via }) => via === 'unresolved');

function countSighting(summary: Summary, { shape, runs, failed, first, last }: Sighting): void {
  summary.from = Math.min(summary.from ?? first, first);
  summary.to = Math.max(summary.to ?? last, last);
  summary.statements += runs;
  summary.byKind[shape.kind] += runs;
  summary.failed += failed;
  if (shape.unparsed) summary.unparsed += runs;
  if (isUnresolved(shape)) summary.unresolved += runs;
  if (shape.kind === 'other' && changesSchema(shape.text)) summary.schemaChanges += runs - failed;
}

/** From what goes into the store, so that both say the same. */
export function countBatch(summary: Summary, { sightings }: Batch): void {
  for (const sighting of sightings) countSighting(summary, sighting);
}

/** Seconds of the clock, and of the processor. */
export interface Took {
  seconds: number;
  cpu: number;
}

const rounded = (seconds: number): number => Math.round(seconds * 1000) / 1000;
const timeOf = (time: number | null): string | null => (time === null ? null : formatTime(Math.floor(time)));

export function summaryJson(summary: Summary, { seconds, cpu }: Took): string {
  const { lines, statements, byKind, failed, unparsed, unresolved, from, to } = summary;
  return JSON.stringify({
    lines,
    statements,
    by_kind: byKind,
    failed,
    unparsed,
    unresolved,
    from: timeOf(from),
    to: timeOf(to),
    seconds: rounded(seconds),
    cpu_seconds: rounded(cpu),
    ...(summary.otherDatabases > 0 && { other_databases: summary.otherDatabases }),
  });
}

const KINDS: readonly StatementKind[] = ['select', 'insert', 'update', 'delete', 'other'];

export function summaryText(summary: Summary, { seconds }: Took, hasSchema: boolean): string {
  const { lines, statements, byKind, failed, unparsed, unresolved, from, to } = summary;
  const speed = seconds > 0 ? `, ${inGroups(Math.round(lines / seconds))} lines/s` : '';
  const kinds = KINDS.map((kind) => `${kind} ${inGroups(byKind[kind])}`).join(', ');
  const text = [
    `${inGroups(lines)} lines, ${inGroups(statements)} statements in ${seconds.toFixed(1)} s${speed}`,
    `  ${kinds}`,
    `  failed ${inGroups(failed)}, unparsed ${inGroups(unparsed)}, unresolved ${inGroups(unresolved)}`,
  ];
  if (from !== null && to !== null) text.push(`  from ${timeOf(from)} to ${timeOf(to)}`);
  if (summary.otherDatabases > 0)
    text.push(`  ${inGroups(summary.otherDatabases)} of other databases in the same log were left out`);
  if (summary.known > 0) text.push(`  ${inGroups(summary.known)} of the files held nothing new`);
  if (summary.schemaChanges > 0)
    text.push(
      `  ${inGroups(summary.schemaChanges)} statements changed the schema: names before and after are looked up in the one that was given`,
    );
  if (!hasSchema && statements > 0)
    text.push(
      '  No schema is known, so every statement may touch anything. Do: give --schema schema.sql (pg_dump --schema-only)',
    );
  return `${text.join('\n')}\n`;
}
