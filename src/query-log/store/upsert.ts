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

/** `valuesOf`: of a row, as many as `into` names columns. Made as they are put in: all at once would fill the memory. */
export function upsert<Row>(
  sql: Statements,
  what: Upsert,
  rows: readonly Row[],
  valuesOf: (row: Row) => readonly SQLInputValue[],
): void {
  const columns = what.into.split(',').length;
  const whole = rows.length - (rows.length % AT_ONCE);
  const many = statementFor(what, columns, AT_ONCE);
  const values: SQLInputValue[] = [];
  for (let at = 0; at < whole; at += AT_ONCE) {
    values.length = 0;
    for (let place = at; place < at + AT_ONCE; place++) values.push(...valuesOf(rows[place] as Row));
    sql.run(many, ...values);
  }
  const one = statementFor(what, columns, 1);
  for (const row of rows.slice(whole)) sql.run(one, ...valuesOf(row));
}
