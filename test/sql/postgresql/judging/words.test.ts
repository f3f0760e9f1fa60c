import { beforeAll, describe, expect, test } from 'vitest';
import { loadParser } from '../../../../src/sql/postgresql/parse.ts';
import { judge } from './story.ts';

beforeAll(loadParser);

const said = (sql: string, version = 16) => {
  const [effect] = judge(sql, { version }).effects;
  return { why: effect?.why, instead: effect?.instead };
};

describe('the way out is written for this very object', () => {
  test('SET NOT NULL', () => {
    expect(said('ALTER TABLE "Users" ALTER "fullName" SET NOT NULL').instead).toEqual([
      'ALTER TABLE "Users" ADD CONSTRAINT "Users_fullName_not_null" CHECK ("fullName" IS NOT NULL) NOT VALID;',
      '-- in a later migration, so that the lock of the first is gone:',
      'ALTER TABLE "Users" VALIDATE CONSTRAINT "Users_fullName_not_null";',
      'ALTER TABLE "Users" ALTER COLUMN "fullName" SET NOT NULL;',
      'ALTER TABLE "Users" DROP CONSTRAINT "Users_fullName_not_null";',
    ]);
  });

  test('SET NOT NULL before PostgreSQL 12 stops at the check', () => {
    const { instead } = said('ALTER TABLE users ALTER email SET NOT NULL', 11);
    expect(instead?.at(-1)).toMatch(/^-- leave it at that/);
  });

  test('a volatile default', () => {
    expect(said('ALTER TABLE users ADD COLUMN token uuid DEFAULT gen_random_uuid()').instead).toEqual([
      'ALTER TABLE users ADD COLUMN token uuid;',
      'ALTER TABLE users ALTER COLUMN token SET DEFAULT gen_random_uuid();',
      '-- then fill the old rows in batches, in a migration of their own',
    ]);
  });

  test('an index', () => {
    const sql = "CREATE INDEX by_name ON users USING gin (lower(name), age DESC) WHERE note <> 'x'";
    expect(said(sql).instead?.[1]).toBe(
      "CREATE INDEX CONCURRENTLY by_name ON users USING gin ((lower(name)), age DESC) WHERE note <> 'x';",
    );
  });

  test('a check', () => {
    expect(
      said("ALTER TABLE posts ADD CONSTRAINT c CHECK (words > 0 AND body IN ('a', 'b'))").instead?.[0],
    ).toBe("ALTER TABLE posts ADD CONSTRAINT c CHECK (words > 0 AND body IN ('a', 'b')) NOT VALID;");
  });

  test('a foreign key', () => {
    expect(said('ALTER TABLE posts ADD FOREIGN KEY (user_id) REFERENCES users (id)').instead?.[0]).toBe(
      'ALTER TABLE posts ADD CONSTRAINT posts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;',
    );
  });

  test('a retype', () => {
    const { why, instead } = said('ALTER TABLE users ALTER age TYPE bigint');
    expect(why).toMatch(/^users\.age would change from integer to bigint /);
    expect(instead?.[1]).toBe('ALTER TABLE users ADD COLUMN age_new bigint;');
  });

  test('a rename', () => {
    const { why, instead } = said('ALTER TABLE users RENAME name TO full_name');
    expect(why).toBe(
      'Code that still says name fails the moment it is full_name, and code that says full_name fails before.',
    );
    expect(instead?.[1]).toBe('ALTER TABLE users ADD COLUMN full_name text;');
  });
});

test('what is safe says nothing', () => {
  for (const sql of [
    'ALTER TABLE users ADD c int',
    'ALTER TABLE users ADD c int DEFAULT 1',
    'CREATE VIEW v AS SELECT 1',
  ]) {
    expect(said(sql)).toEqual({ why: '', instead: [] });
  }
});

test('a default stored in each row says so on PostgreSQL 10 alone', () => {
  expect(said('ALTER TABLE users ADD c int DEFAULT 1', 10).why).toMatch(
    /^Every row of users is written anew/,
  );
});
