import { expect, test } from 'vitest';
import { operations } from '../../src/sql/postgresql/operations.ts';
import { baseSchema } from './cases/case.ts';
import { dependentCases } from './cases/dependents.ts';
import { cases } from './cases/index.ts';
import { schemaScripts } from './cases/schema-scripts.ts';
import { sessionScripts, transactionScripts } from './cases/scripts.ts';
import { postgresqlVersions } from './start-postgresql.ts';
import { tell } from './told.ts';

/** Rows that no server is asked about, each with the reason. */
const unasked: Record<string, string> = {
  'add-unique-using-unknown-index':
    'for an index that the catalog has not seen; every index of a case is seen',
  'add-primary-key-using-unknown-index':
    'for an index that the catalog has not seen; every index of a case is seen',
  'alter-extension': 'needs two versions of an extension',
  'call-function': 'what a function does is its own',
  'run-acting-function': 'what a function does is its own',
  'write-system-catalog': 'what it does to the server is not to be tried',
  'call-function-on-rows': 'what a function does is its own',
  'copy-rows': 'its data does not travel in a query string',
  'drop-unknown-constraint': 'for a constraint that the catalog has not seen; every one of a case is seen',
  'execute-prepared': 'what a prepared statement does is its own',
  'retype-time-zone-utc': 'the cases run in another time zone, where the worse happens',
  'retype-unknown': 'for a column whose type the catalog has not seen; every one of a case is seen',
  'validate-domain-unseen':
    'for a domain whose tables the catalog has not seen; every table of a case is seen',
  'unknown-statement': 'claims nothing',
};

const asked = [
  ...cases,
  ...dependentCases,
  ...[...transactionScripts, ...sessionScripts, ...schemaScripts].map((it) => ({
    ...it,
    statement: it.sql,
    setup: '',
  })),
];

test('every row of the statement table is asked of the servers, or says why not', () => {
  const met = new Set<string>();
  for (const { setup = '', statement, from = 10, to = 18 } of asked)
    for (const version of postgresqlVersions.filter((it) => it >= from && it <= to))
      for (const effect of tell({ setup: baseSchema + setup, statement }, version).effects)
        met.add(effect.operation);
  const unmet = Object.keys(operations).filter((id) => !met.has(id));
  expect(unmet.sort()).toEqual(Object.keys(unasked).sort());
});
