import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frameworkNamed, frameworkNames } from '../../src/frameworks/index.ts';
import type { FrameworkName, MigrationText } from '../../src/model.ts';

const up = (
  name: FrameworkName,
  text: string,
  path = 'm/0001_a.sql',
  others: Record<string, string> = {},
): MigrationText =>
  frameworkNamed(name).up(path, text, { paths: Object.keys(others), text: (one) => others[one] });

/** What is left to run, its lines trimmed. */
const left = (name: FrameworkName, text: string): string[] =>
  up(name, text)
    .up.split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== '\uFEFF');

describe('goose', () => {
  test.each([
    ['-- +goose Up\nA;\n-- +goose Down\nB;', ['A;']],
    ['-- +goose Up\r\nA;\r\n-- +goose Down\r\nB;\r\n', ['A;']],
    ['\uFEFF-- +goose Up\nA;\n-- +goose Down\nB;', ['A;']],
    ['--+goose up\nA;\n--   +goose DOWN  \nB;', ['A;']],
    [
      '-- +goose Up\n-- +goose StatementBegin\nA; B;\n-- +goose StatementEnd\nC;\n-- +goose Down\nD;',
      ['A; B;', 'C;'],
    ],
    ['-- +goose NO TRANSACTION\n-- +goose Up\nA;', ['A;']],
    // What no version takes for a marker drops nothing.
    ['-- +goose Up\nA;\n  -- +goose Down\nB;', ['A;', '-- +goose Down', 'B;']],
    ['-- +goose Up\nA;\n-- +goose Dwn\nB;', ['A;', 'B;']],
    ['-- +goose Up\nA;\n-- goose Down\nB;', ['A;', '-- goose Down', 'B;']],
    ['-- +goose Up\nA;\n--\uFEFF+goose Down\nB;', ['A;', '--\uFEFF+goose Down', 'B;']],
    ['A;', ['A;']],
    ['A;\n-- +goose Up\nB;', ['A;', 'B;']],
  ])('%j', (text, expected) => {
    expect(left('goose', text)).toEqual(expected);
  });

  test('a lone carriage return begins no line: the marker after it hides nothing', () => {
    expect(up('goose', '-- +goose Up\nA;\r-- +goose Down\rDROP TABLE a;').up).toContain('DROP TABLE a;');
    expect(up('dbmate', '-- migrate:up\nA;\r-- migrate:down\rDROP TABLE a;').up).toContain('DROP TABLE a;');
  });

  test.each([
    ['-- +goose Up\nA;', 'runner'],
    ['-- +goose NO TRANSACTION\n-- +goose Up\nA;', 'none'],
    ['-- +goose no transaction\n-- +goose Up\nA;', 'none'],
  ])('%j runs in %s', (text, expected) => {
    expect(up('goose', text).transaction).toBe(expected);
  });

  test('a migration in Go is a problem', () => {
    const read = up('goose', 'package m', 'm/0001_a.go');
    expect(read.up.trim()).toBe('');
    expect(read.problems?.[0]).toMatchObject({ path: 'm/0001_a.go', line: 1 });
  });
});

describe('dbmate', () => {
  test.each([
    ['-- migrate:up\nA;\n-- migrate:down\nB;', ['A;']],
    ['-- migrate:up transaction:false\r\nA;\r\n-- migrate:down transaction:false\r\nB;', ['A;']],
    ['-- migrate:up\nA;\n-- migrate:down\nB;\n-- migrate:up\nC;', ['A;', 'C;']],
    ['-- migrate:up\nA;\n-- migrate:down a b\nB;', ['A;', '-- migrate:down a b', 'B;']],
    ['-- migrate:up\nA;\n -- migrate:down\nB;', ['A;', '-- migrate:down', 'B;']],
    ['-- migrate:up\nA;\n-- migrate:downs\nB;', ['A;', '-- migrate:downs', 'B;']],
    ['A;', ['A;']],
  ])('%j', (text, expected) => {
    expect(left('dbmate', text)).toEqual(expected);
  });

  test('without its transaction the file is still one string', () => {
    expect(up('dbmate', '-- migrate:up transaction:false\nA;').transaction).toBe('implicit');
    expect(up('dbmate', '-- migrate:up\nA;\n-- migrate:down transaction:false\n').transaction).toBe('runner');
  });
});

describe('sql-migrate', () => {
  test.each([
    ['-- +migrate Up\nA;\n-- +migrate Down\nB;', ['A;'], 'runner'],
    ['-- +migrate Up notransaction\nA;\n-- +migrate Down\nB;\n-- +migrate Up\nC;', ['A;', 'C;'], 'none'],
    ['-- +migrate Up\nA;\n-- +migrate Down notransaction\nB;', ['A;'], 'runner'],
    ['-- +migrate Up\nA;\n-- +migrate down\nB;', ['A;', 'B;'], 'runner'],
    ['-- +migrate Up\n-- +migrate StatementBegin\nA;\n-- +migrate StatementEnd\n', ['A;'], 'runner'],
    ['A;', ['A;'], 'runner'],
  ])('%j', (text, expected, transaction) => {
    expect(left('sql-migrate', text)).toEqual(expected);
    expect(up('sql-migrate', text).transaction).toBe(transaction);
  });
});

describe('the transaction that a runner opens', () => {
  test.each<[FrameworkName, string, string]>([
    ['sql', 'A; B;', 'none'],
    ['golang-migrate', 'A; B;', 'implicit'],
    ['prisma', 'A; B;', 'implicit'],
    ['drizzle', 'A;', 'runner'],
    ['diesel', 'A;', 'runner'],
    ['sqlx', 'A;', 'runner'],
    ['sqlx', '-- no-transaction\nA;', 'implicit'],
    ['sqlx', '\n-- no-transaction\nA;', 'runner'],
    ['atlas', 'A;', 'runner'],
    ['atlas', '-- atlas:txmode none\n\nA;', 'none'],
    ['atlas', '-- a comment\n-- atlas:txmode   none\n\nA;', 'none'],
    ['atlas', 'A;\n-- atlas:txmode none\nB;', 'runner'],
    ['supabase', 'A;', 'runner'],
    ['supabase', 'CREATE INDEX CONCURRENTLY i ON t (a); -- x\nDROP INDEX CONCURRENTLY j;', 'none'],
    ['supabase', 'CREATE INDEX CONCURRENTLY i ON t (a); UPDATE t SET a = 1;', 'runner'],
    ['flyway', 'ALTER TABLE t ADD a int;', 'runner'],
    ['flyway', '/* why; /* nested */ */ create unique index concurrently i on t (a);', 'none'],
    ['flyway', "vacuum t; select ';'", 'runner'],
    ['flyway', 'VACUUM t;', 'none'],
    ['flyway', '', 'runner'],
    ['flyway', 'DO $$ begin; VACUUM; end $$; VACUUM', 'runner'],
  ])('%s %j: %s', (name, text, expected) => {
    expect(up(name, text).transaction).toBe(expected);
  });

  test('files beside a migration say so', () => {
    const settings = { 'm/V1__a.sql.conf': '# no\nexecuteInTransaction=false\n' };
    expect(up('flyway', 'A;', 'm/V1__a.sql', settings).transaction).toBe('none');
    expect(up('flyway', 'A;', 'm/V2__a.sql', settings).transaction).toBe('runner');
    const metadata = { 'm/2020_a/metadata.toml': 'run_in_transaction = false' };
    expect(up('diesel', 'A;', 'm/2020_a/up.sql', metadata).transaction).toBe('implicit');
    expect(up('diesel', 'A;', 'm/2021_a/up.sql', metadata).transaction).toBe('runner');
  });
});

describe('atlas', () => {
  test.each([
    ['-- atlas:checkpoint\n\nA;', []],
    [
      '-- atlas:txtar\n\n-- checks.sql --\nSELECT 1;\n\n-- migration.sql --\nA;\n-- down.sql --\nB;',
      ['-- atlas:txtar', 'A;'],
    ],
    ['-- atlas:txtar\n-- checks/a.sql --\nS;\n-- other.sql --\nA;', ['-- atlas:txtar', 'A;']],
    ['A;\n-- down.sql --\nB;', ['A;', '-- down.sql --', 'B;']],
    ['A;\n-- atlas:checkpoint\nB;', ['A;', '-- atlas:checkpoint', 'B;']],
  ])('%j', (text, expected) => {
    expect(left('atlas', text)).toEqual(expected);
  });
});

test('drizzle: breakpoints go, statements stay where they are', () => {
  const text = 'A;\n--> statement-breakpoint\nB;--> statement-breakpoint\nC;';
  expect(up('drizzle', text).up).toBe(`A;\n${' '.repeat(24)}\nB;--> statement-breakpoint\nC;`);
});

describe('frameworks that are known by name alone', () => {
  test.each<FrameworkName>([
    'liquibase',
    'knex',
    'typeorm',
    'sequelize',
    'rails',
    'django',
    'alembic',
    'ecto',
  ])('%s says that it is not read', (name) => {
    const read = up(name, 'DROP TABLE users;\n', 'm/0001_a.x');
    expect(read.up.trim()).toBe('');
    expect(read.problems?.[0]?.message).toContain(name);
  });
});

describe('properties', () => {
  const line = fc.oneof(
    fc.constantFrom(
      '-- +goose Up',
      '-- +goose Down',
      '-- migrate:up',
      '-- migrate:down',
      '-- +migrate Up',
      '-- +migrate Down',
      '-- atlas:txtar',
      '-- down.sql --',
      '--> statement-breakpoint',
      '',
    ),
    fc.string(),
    fc.string({ unit: 'binary' }),
  );
  const text = fc
    .array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r', '\u2028')))
    .map((lines) => lines.flat().join(''));

  test('every framework keeps length and line ends, for any text', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...frameworkNames()), (original, name) => {
        const read = up(name, original).up;
        expect(read.length).toBe(original.length);
        for (let index = 0; index < read.length; index += 1) {
          const isEnd = /[\r\n]/.test(original[index] ?? '');
          if (isEnd || read[index] !== ' ') expect(read[index]).toBe(original[index]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test.each<[FrameworkName, string, string]>([
    ['goose', '-- +goose Up', '-- +goose Down'],
    ['dbmate', '-- migrate:up', '-- migrate:down'],
    ['sql-migrate', '-- +migrate Up', '-- +migrate Down'],
  ])('%s: what runs forwards is all there, what runs backwards is gone', (name, forwards, backwards) => {
    const statements = fc.array(
      fc.constantFrom('SELECT 1;', '', '-- a note', "SELECT '", "-- it's';", '/* x', '$$;', 'END;'),
    );
    fc.assert(
      fc.property(statements, statements, fc.constantFrom('\n', '\r\n'), (ups, downs, end) => {
        const label = (lines: string[], word: string): string[] =>
          lines.map((one, index) => `${one} ${word}${index}`);
        const [first, second] = [label(ups, 'UP'), label(downs, 'DOWN')];
        const { up: read } = up(name, [forwards, ...first, backwards, ...second].join(end));
        for (const one of first) expect(read).toContain(one);
        expect(read).not.toContain('DOWN');
      }),
    );
  });
});
