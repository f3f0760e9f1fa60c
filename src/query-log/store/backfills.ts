/** The latest report of each backfill. */
import { formatTime } from '../../time.ts';
import { UserError } from '../../user-error.ts';
import type { StoredBackfill } from '../store.ts';
import type { Statements } from './statements.ts';

export function readBackfill(sql: Statements, name: string): StoredBackfill | null {
  const row = sql.row<{ report: string }>('SELECT report FROM backfills WHERE name = ?', name);
  return row ? (JSON.parse(row.report) as StoredBackfill) : null;
}

/** Throws `UserError` for a report that is older than the one that is kept: a late one must not undo a newer one. */
export function putBackfill(sql: Statements, backfill: StoredBackfill): void {
  const { name, updatedAt } = backfill;
  const kept = readBackfill(sql, name);
  if (kept && kept.updatedAt > updatedAt)
    throw new UserError(
      `backfill ${name} reported at ${formatTime(kept.updatedAt)} already, and this report is of ${formatTime(updatedAt)}.`,
      'Report with the time at which it was so, by one clock; an older report is not taken.',
    );
  sql.run(
    'INSERT OR REPLACE INTO backfills (name, updated_at, report) VALUES (?, ?, ?)',
    name,
    updatedAt,
    JSON.stringify(backfill),
  );
}

export function listBackfills(sql: Statements): StoredBackfill[] {
  return sql
    .rows<{ report: string }>('SELECT report FROM backfills ORDER BY name')
    .map(({ report }) => JSON.parse(report) as StoredBackfill);
}
