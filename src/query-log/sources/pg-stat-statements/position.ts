/** The last snapshot as it is kept with the counts, so that a restart counts on from it exactly. */
import type { Earlier } from './compare-snapshots.ts';
import type { Info, Snapshot } from './snapshot.ts';

const FORM = 1;

interface Position {
  form: typeof FORM;
  at: number;
  info: Info;
  rows: [key: string, calls: number, time: string, since: string | null][];
}

export function positionOf({ at, before, rows }: Snapshot): Position {
  const kept = [...rows].map(([key, { calls, time, since }]): Position['rows'][number] => [
    key,
    calls,
    time,
    since,
  ]);
  return { form: FORM, at, info: before, rows: kept };
}

function isInfo(value: unknown): value is Info {
  if (typeof value !== 'object' || value === null) return false;
  const { serverStart, statsReset, dealloc } = value as Record<string, unknown>;
  const text = (one: unknown): boolean => one === null || typeof one === 'string';
  return (
    typeof serverStart === 'string' && text(statsReset) && (dealloc === null || typeof dealloc === 'number')
  );
}

function isRow(row: unknown): row is Position['rows'][number] {
  if (!Array.isArray(row)) return false;
  const [key, calls, time, since] = row;
  return (
    typeof key === 'string' &&
    typeof calls === 'number' &&
    typeof time === 'string' &&
    (since === null || typeof since === 'string')
  );
}

/** Null: there is none, or none that can be read; then counting begins anew, and what was before is not covered. */
export function readPosition(position: unknown): Earlier | null {
  if (typeof position !== 'object' || position === null) return null;
  const { form, at, info, rows } = position as Record<string, unknown>;
  if (form !== FORM || typeof at !== 'number' || !isInfo(info) || !Array.isArray(rows) || !rows.every(isRow))
    return null;
  const kept = new Map(rows.map(([key, calls, time, since]) => [key, { calls, time, since }]));
  return { at, before: info, rows: kept };
}
