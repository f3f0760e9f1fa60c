import { beforeAll, describe, expect, test } from 'vitest';
import { emptyCatalog } from '../../../../src/sql/catalog.ts';
import { prepareSql, readMigrations } from '../../../../src/sql/index.ts';
import { judge } from './story.ts';

beforeAll(() => prepareSql('postgresql'));

/** What the last statement of each file comes to, where everything may be there already. */
function lastOf(...files: string[]): string[] {
  const texts = files.map((up, index) => ({ path: `${index}.sql`, up, transaction: 'none' as const }));
  const before = { ...emptyCatalog(), incomplete: true };
  const options = { engine: 'postgresql', version: 16, defaultSchema: 'public' } as const;
  return readMigrations(texts, before, options).migrations.flatMap(({ statements }) => {
    const effect = statements.at(-1)?.effects[0];
    return effect ? `${effect.object}${effect.fresh ? ' fresh' : ''}` : [];
  });
}

describe('a temporary relation excuses nothing that has its name', () => {
  test.each([
    ['CREATE TEMP TABLE users (id int); DROP TABLE public.users', 'users'],
    ['CREATE TEMP TABLE users (id int); ALTER TABLE public.users DROP COLUMN name', 'users.name'],
    ['CREATE TEMP TABLE users (id int); DELETE FROM public.users', 'users'],
    ['CREATE TEMP TABLE users (id int); CREATE INDEX i ON public.users (name)', 'index:i'],
    ['CREATE TEMP TABLE users (id int); DROP TABLE users; DROP TABLE users', 'users'],
    ['CREATE TEMP TABLE users ON COMMIT DROP AS SELECT 1; DROP TABLE users', 'users'],
    ['BEGIN; CREATE TEMP TABLE users (id int) ON COMMIT DROP; COMMIT; DROP TABLE users', 'users'],
    ['CREATE TEMP VIEW people AS SELECT 1; DROP VIEW public.people', 'view:people'],
    ['CREATE TEMP SEQUENCE s; DROP SEQUENCE public.s', 'sequence:s'],
    ['CREATE TEMP TABLE users (id int); DISCARD TEMP; DROP TABLE users', 'users'],
    ['CREATE TEMP TABLE users (id int); DISCARD ALL; DROP TABLE users', 'users'],
    ['CREATE TEMP TABLE users (id int); SET search_path = public, pg_temp; DROP TABLE users', 'users'],
    [
      'DO $$BEGIN IF random() > 1 THEN CREATE TEMP TABLE users (id int); END IF; END$$; DROP TABLE users',
      'users',
    ],
    [
      'DO $$BEGIN CREATE TEMP TABLE users (id int); EXCEPTION WHEN others THEN NULL; END$$; DROP TABLE users',
      'users',
    ],
  ])('%s', (sql, object) => {
    expect(lastOf(sql)).toEqual([object]);
  });

  test('nor in the next file, which has a session of its own', () => {
    expect(lastOf('CREATE TEMP TABLE users (id int)', 'DROP TABLE users')).toEqual([
      'pg_temp.users fresh',
      'users',
    ]);
  });
});

describe('what is temporary is nobody else’s', () => {
  test.each([
    ['CREATE TEMP TABLE users (id int); DROP TABLE users', 'pg_temp.users fresh'],
    ['CREATE TEMP TABLE users (id int); DISCARD PLANS; DROP TABLE users', 'pg_temp.users fresh'],
    ['DO $$BEGIN CREATE TEMP TABLE users (id int); END$$; DROP TABLE users', 'pg_temp.users fresh'],
    ['CREATE TEMP TABLE IF NOT EXISTS users (id int); DELETE FROM users', 'pg_temp.users fresh'],
    ['CREATE TEMP TABLE users (id int); CREATE INDEX i ON users (id)', 'index:pg_temp.i fresh'],
    ['CREATE TABLE pg_temp.users (id int); TRUNCATE users', 'pg_temp.users fresh'],
    ['SELECT 1 AS id INTO TEMP users; ALTER TABLE users DROP COLUMN id', 'pg_temp.users.id fresh'],
    ['BEGIN; CREATE TEMP TABLE users (id int) ON COMMIT DROP; DROP TABLE users', 'pg_temp.users fresh'],
    ['DROP TABLE IF EXISTS pg_temp.users', 'pg_temp.users fresh'],
    ['CREATE TEMP VIEW people AS SELECT 1; DROP VIEW people', 'view:pg_temp.people fresh'],
    ['CREATE TEMP SEQUENCE s; ALTER SEQUENCE s RESTART', 'sequence:pg_temp.s fresh'],
  ])('%s', (sql, object) => {
    expect(lastOf(sql)).toEqual([object]);
  });

  test('and a permanent table made beside it is made in the schema', () => {
    expect(judge('CREATE TEMP TABLE a (id int); CREATE TABLE b (id int)').effects[0]?.object).toBe('b');
  });
});
