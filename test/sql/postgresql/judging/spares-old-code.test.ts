import { beforeAll, describe, expect, test } from 'vitest';
import { loadParser } from '../../../../src/sql/postgresql/parse.ts';
import { afterwards, judge, judgeAll, SCHEMA } from './story.ts';

beforeAll(loadParser);

const ADD = 'ALTER TABLE users ADD COLUMN c bigint; ';
const TEXT = 'ALTER TABLE users ADD COLUMN c text; ';
const GIVEN = 'ALTER TABLE users ADD COLUMN c bigint DEFAULT 0; ';

const phaseOf = (sql: string): string | undefined => judge(sql).effects.at(-1)?.phase;

describe('a rule about a column that was just added refuses nothing that live code writes', () => {
  test.each([
    `${ADD}ALTER TABLE users ADD FOREIGN KEY (c) REFERENCES orgs NOT VALID`,
    `${ADD}ALTER TABLE users ADD FOREIGN KEY (c) REFERENCES orgs`,
    `${ADD}ALTER TABLE users ADD UNIQUE (c)`,
    `${ADD}ALTER TABLE users ADD UNIQUE (org_id, c)`,
    `${ADD}CREATE UNIQUE INDEX CONCURRENTLY ON users (c)`,
    `${ADD}CREATE UNIQUE INDEX ON users (org_id, c) WHERE age > 1`,
    `${ADD}ALTER TABLE users ADD CHECK (c > 0) NOT VALID`,
    `${ADD}ALTER TABLE users ADD CHECK (c BETWEEN 1 AND 9 OR c = 100) NOT VALID`,
    `${ADD}ALTER TABLE users ADD CHECK (NOT (c < 0))`,
    `${ADD}ALTER TABLE users ADD CHECK (c = ANY (ARRAY[1, 2]::bigint[]))`,
    `${ADD}ALTER TABLE users ADD CHECK (c > 0); ALTER TABLE users ADD UNIQUE (c)`,
    `${TEXT}ALTER TABLE users ADD CHECK (c IN ('a', 'b') AND length(c) < 9) NOT VALID`,
    `${TEXT}ALTER TABLE users ADD CHECK (c ~ '^a' AND lower(c) LIKE 'a%') NOT VALID`,
    `${GIVEN}ALTER TABLE users ALTER c SET NOT NULL`,
    `${ADD}ALTER TABLE users ALTER c SET DEFAULT 1; ALTER TABLE users ALTER c SET NOT NULL`,
    'ALTER TABLE users ADD COLUMN c bigint UNIQUE',
  ])('%s', (sql) => {
    expect(phaseOf(sql)).toBe('expand');
    expect(judge(sql).effects.at(-1)?.rows).toBeUndefined();
  });
});

describe('but where it does', () => {
  test.each([
    'ALTER TABLE users ADD CHECK (age > 0) NOT VALID',
    `${ADD}ALTER TABLE users ADD CHECK (age > 0) NOT VALID`,
    `${ADD}ALTER TABLE users ADD CHECK (c > age) NOT VALID`,
    `${ADD}ALTER TABLE users ADD CHECK (c IS NOT NULL) NOT VALID`,
    `${ADD}ALTER TABLE users ADD CHECK (c > 0 AND c IS NOT NULL) NOT VALID`,
    `${ADD}ALTER TABLE users ADD CHECK (c > 0 AND 1 > 2) NOT VALID`,
    `${ADD}ALTER TABLE users ADD CHECK (c > 0 AND false) NOT VALID`,
    `${ADD}ALTER TABLE users ADD CHECK (coalesce(c, 0) > 0) NOT VALID`,
    `${ADD}ALTER TABLE users ADD CHECK (c IS DISTINCT FROM NULL) NOT VALID`,
    `${ADD}ALTER TABLE users ADD CHECK (num_nonnulls(c) = 1) NOT VALID`,
    `${ADD}ALTER TABLE users ADD FOREIGN KEY (org_id, c) REFERENCES orgs MATCH FULL NOT VALID`,
    `${ADD}ALTER TABLE users ADD UNIQUE NULLS NOT DISTINCT (c)`,
    `${ADD}CREATE UNIQUE INDEX CONCURRENTLY ON users (c) NULLS NOT DISTINCT`,
    `${ADD}CREATE UNIQUE INDEX CONCURRENTLY ON users (org_id) INCLUDE (c)`,
    `${ADD}CREATE UNIQUE INDEX CONCURRENTLY ON users ((coalesce(c, 0)))`,
    `${ADD}ALTER TABLE users ADD PRIMARY KEY (c)`,
    `${ADD}ALTER TABLE users ALTER c SET NOT NULL`,
    `${GIVEN}ALTER TABLE users ADD FOREIGN KEY (c) REFERENCES orgs NOT VALID`,
    `${GIVEN}ALTER TABLE users ADD UNIQUE (c)`,
    `${GIVEN}ALTER TABLE users ADD CHECK (c > 0) NOT VALID`,
    `${GIVEN}ALTER TABLE users ALTER c DROP DEFAULT; ALTER TABLE users ALTER c SET NOT NULL`,
    `${ADD}ALTER TABLE users ALTER c SET DEFAULT 1; ALTER TABLE users ADD CHECK (c > 5) NOT VALID`,
    'ALTER TABLE users ADD COLUMN c bigint DEFAULT NULL; ALTER TABLE users ALTER c SET NOT NULL',
    `${ADD}ALTER TABLE users ADD UNIQUE (c); ALTER TABLE users ALTER c SET DEFAULT 1`,
    `${ADD}ALTER TABLE users ADD CHECK (c = ANY ('{}'::bigint[]))`,
    'ALTER TABLE users RENAME age TO years; ALTER TABLE users ADD age integer; ALTER TABLE users ADD CHECK (age > 0)',
    `${ADD}ALTER TABLE users RENAME c TO d; ALTER TABLE users RENAME age TO c; ALTER TABLE users ADD CHECK (c > 0)`,
    'ALTER TABLE users DROP age; ALTER TABLE users ADD age integer; ALTER TABLE users ADD CHECK (age > 0)',
    'ALTER TABLE users ADD COLUMN c bigserial; ALTER TABLE users ADD CHECK (c > 5) NOT VALID',
  ])('%s', (sql) => {
    expect(phaseOf(sql)).toBe('tighten');
  });

  test('for an earlier migration added the column', () => {
    const using = afterwards(`${SCHEMA}${ADD}`);
    const [judged] = judgeAll('ALTER TABLE users ADD CHECK (c > 0) NOT VALID', using);
    expect(judged?.effects[0]?.phase).toBe('tighten');
  });

  test('for the column may be older where not all of the schema is known', () => {
    const using = afterwards(SCHEMA);
    using.catalog.incomplete = true;
    const sql =
      'ALTER TABLE users ADD COLUMN IF NOT EXISTS c int; ALTER TABLE users ADD CHECK (c > 0) NOT VALID';
    expect(judgeAll(sql, using).at(-1)?.effects[0]?.phase).toBe('tighten');
  });
});
