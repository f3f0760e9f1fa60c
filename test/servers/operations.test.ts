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
const unasked: Record<string, string> = {};

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
