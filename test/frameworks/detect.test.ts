import { describe, expect, test } from 'vitest';
import {
  detectFramework,
  findMigrations,
  frameworkNamed,
  frameworkNames,
  markers,
  type Tree,
} from '../../src/frameworks/index.ts';
import type { FrameworkName } from '../../src/model.ts';

/** A repository of which only the texts that were asked for can be read. */
function treeOf(files: Record<string, string>): Tree {
  const paths = Object.keys(files);
  const wanted = new Set(markers(paths));
  return { paths, text: (path) => (wanted.has(path) ? files[path] : undefined) };
}

const REPOSITORIES: [FrameworkName, string, Record<string, string>][] = [
  ['sql', 'db/migrations', { 'db/migrations/0001_a.sql': '' }],
  ['flyway', 'src/main/resources/db/migration', { 'src/main/resources/db/migration/V1__a.sql': '' }],
  ['flyway', 'sql', { 'sql/V1__a.sql': '', 'sql/V2__a.sql': '' }],
  ['liquibase', 'db/changelog', { 'db/changelog/1.sql': '--liquibase formatted sql\n' }],
  [
    'liquibase',
    'src/main/resources/db/changelog',
    { 'src/main/resources/db/changelog/db.changelog-master.yaml': 'databaseChangeLog:' },
  ],
  [
    'golang-migrate',
    'migrations',
    { 'migrations/1_a.up.sql': '', 'migrations/1_a.down.sql': '', 'go.mod': '' },
  ],
  ['goose', 'migrations', { 'migrations/1_a.sql': '-- +goose Up\n', 'migrations/2_b.sql': '' }],
  ['dbmate', 'db/migrations', { 'db/migrations/1_a.sql': '-- migrate:up\n', 'db/schema.sql': '' }],
  ['sql-migrate', 'migrations', { 'migrations/1_a.sql': '-- +migrate Up\n' }],
  [
    'diesel',
    'migrations',
    { 'migrations/2020_a/up.sql': '', 'migrations/2020_a/down.sql': '', 'Cargo.toml': '' },
  ],
  ['sqlx', 'migrations', { 'migrations/1_a.sql': '', 'Cargo.toml': '[dependencies]\nsqlx = "0.8"\n' }],
  [
    'sqlx',
    'migrations',
    { 'migrations/1_a.up.sql': '', 'migrations/1_a.down.sql': '', 'Cargo.toml': 'sqlx = "0.8"\n' },
  ],
  ['atlas', 'migrations', { 'migrations/1_a.sql': '', 'migrations/atlas.sum': '' }],
  [
    'prisma',
    'prisma/migrations',
    { 'prisma/migrations/1_a/migration.sql': '', 'prisma/migrations/migration_lock.toml': '' },
  ],
  ['drizzle', 'drizzle', { 'drizzle/0000_a.sql': '', 'drizzle/meta/_journal.json': '{"entries":[]}' }],
  ['drizzle', 'drizzle', { 'drizzle/1_a/migration.sql': '', 'drizzle/1_a/snapshot.json': '' }],
  ['supabase', 'supabase/migrations', { 'supabase/migrations/1_a.sql': '', 'supabase/seed.sql': '' }],
  ['knex', 'migrations', { 'migrations/1_a.js': 'exports.up = (knex) => {}' }],
  ['typeorm', 'src/migrations', { 'src/migrations/1-a.ts': 'class A implements MigrationInterface {}' }],
  ['sequelize', 'migrations', { 'migrations/1-a.js': 'up: async (queryInterface) => {}' }],
  ['rails', 'db/migrate', { 'db/migrate/1_a.rb': '' }],
  ['django', 'shop/migrations', { 'shop/migrations/0001_initial.py': '' }],
  [
    'alembic',
    'alembic/versions',
    { 'alembic/versions/ab12_x.py': 'down_revision = None', 'alembic.ini': '' },
  ],
  ['ecto', 'priv/repo/migrations', { 'priv/repo/migrations/1_a.exs': '' }],
];

describe('a repository without a manifest', () => {
  test.each(REPOSITORIES)('%s in %s', (framework, migrations, files) => {
    expect(findMigrations(treeOf(files))).toEqual([{ framework, migrations }]);
  });

  test('every framework is found by at least one of these', () => {
    expect(new Set(REPOSITORIES.map(([framework]) => framework))).toEqual(new Set(frameworkNames()));
  });

  test('several databases, and each of a framework once', () => {
    const files = {
      'apps/a/prisma/migrations/1_a/migration.sql': '',
      'db/migrations/postgres/1.sql': '',
      'db/migrations/mysql/1.sql': '',
      'shop/migrations/0001_initial.py': '',
      'cart/migrations/0001_initial.py': '',
    };
    expect(findMigrations(treeOf(files))).toEqual([
      { framework: 'prisma', migrations: 'apps/a/prisma/migrations' },
      { framework: 'sql', migrations: 'db/migrations/mysql' },
      { framework: 'sql', migrations: 'db/migrations/postgres' },
      { framework: 'django', migrations: '**/migrations/*.py' },
    ]);
  });

  test.each([
    ['node_modules/a/migrations/1.sql'],
    ['vendor/a/migrations/1.sql'],
    ['test/migrations/1.sql'],
    ['internal/testdata/migrations/1.sql'],
    ['docs/migrations/1.sql'],
    ['examples/a/migrations/1.sql'],
    ['src/queries/1.sql'],
    ['src/migrations/index.ts'],
    ['src/migrations/1_settings.ts'],
    ['migrations/readme.md'],
  ])('%s is no migration', (path) => {
    expect(findMigrations(treeOf({ [path]: 'select 1' }))).toEqual([]);
  });

  test('an empty repository has none', () => {
    expect(findMigrations(treeOf({}))).toEqual([]);
  });
});

describe('one folder', () => {
  test('plain SQL where nothing tells', () => {
    expect(detectFramework(treeOf({ 'a/x.sql': '' }))).toBe('sql');
    expect(detectFramework(treeOf({}))).toBe('sql');
  });

  test('what lies around it can tell', () => {
    const around = treeOf({ 'm/1_a.sql': '', 'Cargo.toml': '[dependencies.sqlx]' });
    const folder = treeOf({ 'm/1_a.sql': '' });
    expect(detectFramework(folder)).toBe('sql');
    expect(detectFramework(folder, around)).toBe('sqlx');
  });

  test('a single file, as lint has it', () => {
    const detect = (path: string, text: string): FrameworkName =>
      detectFramework({ paths: [path], text: () => text });
    expect(detect('x.sql', '-- +goose Up\nA;')).toBe('goose');
    expect(detect('V1__a.sql', '')).toBe('flyway');
    expect(detect('1_a.up.sql', '')).toBe('golang-migrate');
    expect(detect('stdin.sql', 'select 1')).toBe('sql');
  });
});

test('names lead to frameworks', () => {
  for (const name of frameworkNames()) expect(frameworkNamed(name).name).toBe(name);
});

test('detection asks for a few texts, however many files there are', () => {
  const paths = Array.from({ length: 20_000 }, (_, index) => `m/${index}_a.sql`);
  expect(markers(paths)).toHaveLength(3);
});
