/** Reads statements against a schema that all tests of columns share. */
import { ColumnSession, readColumnSchema, type StatementColumns } from '../../../src/sql/columns.ts';

const options = { version: 18, defaultSchema: 'public' };

export const shared = `
CREATE TABLE users (id serial PRIMARY KEY, name text, email text, org_id int);
CREATE TABLE orgs (id int PRIMARY KEY, plan text);
CREATE SCHEMA billing;
CREATE TABLE billing.invoices (id int, total int);
CREATE VIEW active AS SELECT id, name FROM users WHERE email IS NOT NULL;
`;

/** The statements of a text, in one session, over the shared schema and what is added to it. */
export function readAll(text: string, added = ''): StatementColumns[] {
  return new ColumnSession(readColumnSchema(shared + added, options), options).read(text);
}

/** The last statement's columns, each list in one line. */
export function told(text: string, added = ''): { reads: string; writes: string; unresolved: string } {
  const last = readAll(text, added).at(-1);
  if (!last) throw new Error(`no statement in ${text}`);
  return {
    reads: last.reads.join(' '),
    writes: last.writes.join(' '),
    unresolved: last.unresolved.join(' '),
  };
}

export const EVERY_COLUMN =
  'billing.invoices.id billing.invoices.total orgs.id orgs.plan users.email users.id users.name users.org_id';
