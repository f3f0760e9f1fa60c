/** A connection with its statements prepared once each. Rows come as they are; `rows<T>` is the caller's word for their shape. */
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import type { Database } from './load-sqlite.ts';

export class Statements {
  readonly #database: Database;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(database: Database) {
    this.#database = database;
  }

  #prepare(sql: string): StatementSync {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }

  rows<T>(sql: string, ...values: SQLInputValue[]): T[] {
    return this.#prepare(sql).all(...values) as T[];
  }

  row<T>(sql: string, ...values: SQLInputValue[]): T | undefined {
    return this.#prepare(sql).get(...values) as T | undefined;
  }

  /** The id of the row that was put in last. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...values).lastInsertRowid);
  }

  /** All of the work, or nothing of it. */
  atomically<T>(work: () => T): T {
    return this.#within('BEGIN IMMEDIATE', work);
  }

  /** The work sees one state of the store, whatever is written meanwhile. */
  snapshot<T>(work: () => T): T {
    return this.#within('BEGIN', work);
  }

  #within<T>(begin: string, work: () => T): T {
    this.#database.exec(begin);
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }
}
