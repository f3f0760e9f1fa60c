import { expect, test } from 'vitest';
import type { MigrationText } from '../../src/model.ts';
import { emptyCatalog } from '../../src/sql/catalog.ts';
import { prepareSql, readMigrations } from '../../src/sql/index.ts';
import { pack, unpack } from '../../src/world/kept-history.ts';

const SQL = [
  'CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL);\n  CREATE INDEX CONCURRENTLY users_name_idx ON users (name); SET lock_timeout = 1; COMMENT ON TABLE users IS NULL;',
  'ALTER TABLE users\n  ADD COLUMN nick text,\n  DROP COLUMN name CASCADE; UPDATE users SET nick = id::text;',
  "DO $$ BEGIN EXECUTE 'DROP TABLE users'; END $$;\nALTER TABLE users RENAME TO people; SELECT 1;",
  'ALTER TABLE people ADD COLUMN "__proto__" text NOT NULL DEFAULT \'x\',\n ADD COLUMN twice bigint GENERATED ALWAYS AS (id * 2) STORED;',
  'CREATE SCHEMA "a.b"; CREATE TABLE "a.b"."c.d" ("e.f" int); ALTER TABLE "a.b"."c.d" DROP COLUMN "e.f";',
  'this is not SQL',
];

async function read() {
  await prepareSql('postgresql');
  const texts = SQL.map((up, at): MigrationText => ({ path: `db/000${at}.sql`, up, transaction: 'none' }));
  const options = { engine: 'postgresql', version: 16, defaultSchema: 'public' } as const;
  const { migrations, after } = readMigrations(texts, emptyCatalog(), options);
  return { reads: migrations, catalog: after };
}

test('what was kept says what each migration did: the same effects at the same places, in order', async () => {
  const fresh = await read();
  const kept = unpack(JSON.parse(JSON.stringify(pack(fresh))));
  const unsaid = { locks: [], statement: '', instead: [], why: '', dependents: [] };
  const did = fresh.reads.map(({ path, problems, statements }) => ({
    path,
    problems,
    effects: statements.flatMap(({ effects }) =>
      effects
        .filter(({ operation }) => operation !== 'comment-on' && operation !== 'change-session')
        .map((effect) => ({ ...effect, ...unsaid })),
    ),
  }));
  expect(
    kept.reads.map(({ path, problems, statements }) => ({
      path,
      problems,
      effects: statements.flatMap(({ effects }) => effects),
    })),
  ).toEqual(did);
  expect(did.flatMap(({ effects }) => effects).length).toBeGreaterThan(8);
  expect(did.at(-1)?.problems).toHaveLength(1);
  expect(kept.catalog).toEqual(JSON.parse(JSON.stringify(fresh.catalog)));
});
