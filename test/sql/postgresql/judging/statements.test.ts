import { beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../../../src/sql/postgresql/operations.ts';
import { loadParser } from '../../../../src/sql/postgresql/parse.ts';
import { columnCases } from './cases/columns.ts';
import { constraintCases } from './cases/constraints.ts';
import { dataCases } from './cases/data.ts';
import { defaultCases } from './cases/defaults.ts';
import { indexCases } from './cases/indexes.ts';
import { objectCases } from './cases/objects.ts';
import { retypeCases } from './cases/retypes.ts';
import { tableCases } from './cases/tables.ts';
import { versionCases } from './cases/versions.ts';
import { type Case, judge, tell } from './story.ts';

beforeAll(loadParser);

const areas: Record<string, Case[]> = {
  columns: columnCases,
  defaults: defaultCases,
  retypes: retypeCases,
  constraints: constraintCases,
  indexes: indexCases,
  tables: tableCases,
  objects: objectCases,
  data: dataCases,
};

describe.each(Object.entries(areas))('%s on PostgreSQL 16', (_, cases) => {
  test.each(cases)('%s', (sql, ...effects) => {
    expect(judge(sql).effects.map(tell)).toEqual(effects);
  });
});

describe.each(Object.entries(versionCases))('on PostgreSQL %s', (version, cases) => {
  test.each(cases)('%s', (sql, ...effects) => {
    expect(judge(sql, { version: Number(version) }).effects.map(tell)).toEqual(effects);
  });
});

test('every row of the table is asked for', () => {
  const all = [...Object.values(areas), ...Object.values(versionCases)].flat(2);
  const asked = new Set(all.map((effect) => effect.split(' | ')[2]));
  expect(Object.keys(operations).filter((id) => !asked.has(id))).toEqual([]);
});

test('every row says where its facts are from, and what would break where something would', () => {
  for (const [id, row] of Object.entries(operations)) {
    expect(row.source, id).not.toBe('');
    if (['contract', 'in-place', 'unknown'].includes(row.phase)) expect(row.why, id).toBeDefined();
    if (row.phase === 'tighten') expect(row.rows, id).toBeDefined();
  }
});
