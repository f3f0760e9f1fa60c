/** Who names an object is found quickly while statements only take away or rename: never fewer than by going through all. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { loadParser } from '../../../../src/sql/postgresql/parse.ts';
import type { Judged } from '../../../../src/sql/postgresql/session.ts';
import { afterwards, judgeAll, SCHEMA } from './story.ts';

beforeAll(loadParser);

const MORE = `
  CREATE VIEW names AS SELECT name FROM people;
  CREATE VIEW sums AS SELECT total, name FROM billing.invoices JOIN users ON users.id = user_id;
  CREATE TABLE "Odd.Name" (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id), "Up" text);
  CREATE VIEW odd AS SELECT "Up" FROM "Odd.Name";
  CREATE POLICY others ON "Odd.Name" USING (EXISTS (SELECT 1 FROM users WHERE users.id = user_id));
  CREATE RULE also AS ON DELETE TO orgs DO ALSO DELETE FROM users WHERE org_id = OLD.id;
  ALTER TABLE users ADD COLUMN rank serial;
`;
const TABLES = ['users', 'orgs', 'posts', 'billing.invoices', '"Odd.Name"', 'events', 'logs', 'members'];
const table = fc.constantFrom(...TABLES);
const column = fc.constantFrom('id', 'name', 'user_id', 'org_id', '"Up"', 'rank', 'title');
const mode = fc.constantFrom('', ' CASCADE');

const statement = fc.oneof(
  fc.tuple(table, mode).map(([name, how]) => `DROP TABLE ${name}${how}`),
  fc.tuple(table, column, mode).map(([name, of, how]) => `ALTER TABLE ${name} DROP COLUMN ${of}${how}`),
  fc
    .tuple(table, mode)
    .map(([name, how]) => `ALTER TABLE ${name} DROP CONSTRAINT ${name.replaceAll(/\W/g, '')}_pkey${how}`),
  fc.tuple(fc.constantFrom('people', 'names', 'odd'), mode).map(([name, how]) => `DROP VIEW ${name}${how}`),
  fc
    .tuple(table, fc.constantFrom('members', '"Odd.Name"', 'people'))
    .map(([name, to]) => `ALTER TABLE ${name} RENAME TO ${to}`),
  fc.tuple(table, column).map(([name, of]) => `ALTER TABLE ${name} RENAME COLUMN ${of} TO title`),
  fc.constantFrom(
    'ALTER TABLE people RENAME TO persons',
    'ALTER VIEW people RENAME TO members',
    'ALTER SCHEMA billing RENAME TO bills',
  ),
  table.map((name) => `ALTER TABLE ${name} ADD COLUMN more bigint REFERENCES orgs (id)`),
);

/** All of it judged in one session; without what is known of mentions, where told so. */
function run(sql: readonly string[], forgets: boolean): { judged: Judged[]; catalog: unknown } {
  const using = afterwards(SCHEMA + MORE);
  if (forgets) {
    const never = { get: () => undefined, set: () => undefined };
    Object.setPrototypeOf(using, Object.defineProperty({}, 'mentions', never));
  }
  return { judged: sql.flatMap((one) => judgeAll(one, using)), catalog: using.catalog };
}

/** Every list in one order: who is found first is told first, and that is all the same. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => JSON.stringify(sorted(one))).toSorted();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}

test('the same effects and the same schema as by going through all', () => {
  fc.assert(
    fc.property(fc.array(statement, { minLength: 2, maxLength: 12 }), (sql) => {
      expect(sorted(run(sql, false))).toEqual(sorted(run(sql, true)));
    }),
    { numRuns: 150 },
  );
});

test('thousands of tables are dropped in a moment', () => {
  const names = Array.from({ length: 3000 }, (_, index) => `t${index}`);
  const using = afterwards(names.map((name) => `CREATE TABLE ${name} (id bigint PRIMARY KEY);`).join('\n'));
  const from = performance.now();
  judgeAll(names.map((name) => `DROP TABLE ${name} CASCADE;`).join('\n'), using);
  expect(performance.now() - from).toBeLessThan(15_000);
  expect(Object.keys(using.catalog.tables)).toEqual([]);
}, 60_000);
