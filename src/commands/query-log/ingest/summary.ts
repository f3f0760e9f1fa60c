/** What was read, in the end. */
import { inGroups } from '../../../numbers.ts';
import type { Run, Shape, StatementKind } from '../../../query-log/words.ts';
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
    known: 0,
  };
}

const unresolvedShapes = new WeakMap<Shape, boolean>();

function isUnresolved(shape: Shape): boolean {
  const known = unresolvedShapes.get(shape);
  if (known !== undefined) return known;
  const found = shape.everything || shape.touches.some(({ via }) => via === 'unresolved');
  unresolvedShapes.set(shape, found);
  return found;
}

export function countRun(summary: Summary, run: Run, shape: Shape): void {
  if (summary.from === null || run.at < summary.from) summary.from = run.at;
  if (summary.to === null || run.at > summary.to) summary.to = run.at;
  if (run.prepared === true) return;
  summary.statements += run.runs;
  summary.byKind[shape.kind] += run.runs;
  if (run.failed) summary.failed += run.runs;
  if (shape.unparsed) summary.unparsed += run.runs;
  if (isUnresolved(shape)) summary.unresolved += run.runs;
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
