/** What the application's own comparer reported. */
import type { ComparisonReport, ComparisonTotal, StoredComparison } from '../store.ts';
import type { Span } from '../words.ts';
import type { Statements } from './statements.ts';

const MOST_SAMPLES = 20;

const KEEP_NEWEST = `DELETE FROM comparison_samples WHERE name = ?1 AND id NOT IN
  (SELECT id FROM comparison_samples WHERE name = ?1 ORDER BY at DESC, id DESC LIMIT ${MOST_SAMPLES})`;

const TOTAL = `INSERT INTO compared (name, compared, diverged, unknown, last_diverged) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (name) DO UPDATE SET compared = compared + excluded.compared, diverged = diverged + excluded.diverged,
    unknown = unknown + excluded.unknown,
    last_diverged = max(ifnull(last_diverged, excluded.last_diverged), ifnull(excluded.last_diverged, last_diverged))`;

/** The same key twice counts once. Call within a transaction. */
export function addComparison(sql: Statements, name: string, report: ComparisonReport): void {
  const { compared, diverged, unknown, key } = report;
  const at = Math.floor(report.at);
  const put = sql.row<{ id: number }>(
    `INSERT INTO comparisons (name, at, compared, diverged, unknown, key) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id`,
    name,
    at,
    compared,
    diverged,
    unknown,
    key,
  );
  if (!put) return;
  sql.run(TOTAL, name, compared, diverged, unknown, diverged > 0 ? at : null);
  if (report.samples.length === 0) return;
  for (const sample of report.samples.slice(0, MOST_SAMPLES))
    sql.run(
      'INSERT INTO comparison_samples (name, at, sample) VALUES (?, ?, ?)',
      name,
      at,
      JSON.stringify(sample) ?? 'null',
    );
  sql.run(KEEP_NEWEST, name);
}

interface Sums {
  reports: number;
  compared: number | null;
  diverged: number | null;
  unknown: number | null;
}

const SUMS = `SELECT count(*) AS reports, sum(compared) AS compared, sum(diverged) AS diverged, sum(unknown) AS unknown
  FROM comparisons WHERE name = ? AND at >= ? AND at <= ?`;

/** Sums over the reports of the window; null: nobody ever reported by that name. `lastDiverged` may be before the window. */
export function comparisonIn(sql: Statements, name: string, { from, to }: Span): StoredComparison | null {
  if (!sql.row('SELECT 1 FROM compared WHERE name = ?', name)) return null;
  const sums = sql.row<Sums>(SUMS, name, from, to);
  const last = sql.row<{ at: number | null }>(
    'SELECT max(at) AS at FROM comparisons WHERE name = ? AND at <= ? AND diverged > 0',
    name,
    to,
  );
  const samples = sql
    .rows<{ sample: string }>(
      'SELECT sample FROM comparison_samples WHERE name = ? AND at >= ? AND at <= ? ORDER BY at DESC, id DESC',
      name,
      from,
      to,
    )
    .map(({ sample }): unknown => JSON.parse(sample));
  const { compared, diverged, unknown } = sums ?? {};
  return {
    name,
    from,
    to,
    compared: compared ?? 0,
    diverged: diverged ?? 0,
    unknown: unknown ?? 0,
    lastDiverged: last?.at ?? null,
    samples,
  };
}

/** All that was ever reported, by name. */
export function comparisonTotals(sql: Statements): ComparisonTotal[] {
  const columns = 'name, compared, diverged, unknown, last_diverged AS lastDiverged';
  return sql
    .rows<ComparisonTotal>(`SELECT ${columns} FROM compared ORDER BY name`)
    .map((row) => ({ ...row }));
}
