/** Many rows put in with few statements: a call for each row would take longer than the row does. */
import type { SQLInputValue } from 'node:sqlite';
import type { Statements } from './statements.ts';

export interface Upsert {
  /** Table and columns: `counts (shape, hour)`. */
  into: string;
  /** What follows `ON CONFLICT`. */
  conflict: string;
}

/** Rows of one statement. More gain nothing. */
const AT_ONCE = 64;

function statementFor({ into, conflict }: Upsert, columns: number, rows: number): string {
  const row = `(${Array(columns).fill('?').join(', ')})`;
  return `INSERT INTO ${into} VALUES ${Array(rows).fill(row).join(', ')} ON CONFLICT ${conflict}`;
}

/** Each row has as many values as `into` names columns. */
export function upsert(sql: Statements, what: Upsert, rows: readonly (readonly SQLInputValue[])[]): void {
  const columns = rows[0]?.length ?? 0;
  const whole = rows.length - (rows.length % AT_ONCE);
  const many = statementFor(what, columns, AT_ONCE);
  for (let at = 0; at < whole; at += AT_ONCE) sql.run(many, ...rows.slice(at, at + AT_ONCE).flat());
  const one = statementFor(what, columns, 1);
  for (const row of rows.slice(whole)) sql.run(one, ...row);
}
