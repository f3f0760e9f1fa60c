import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { itemsOf } from '../../../src/sql/postgresql/items.ts';
import { skipBlank } from '../../../src/sql/postgresql/lex.ts';
import { loadParser } from '../../../src/sql/postgresql/parse.ts';
import { read } from '../reading.ts';

beforeAll(loadParser);

const STATEMENTS = [
  'CREATE TABLE "Users" (id bigserial PRIMARY KEY, email text NOT NULL, "fullName" varchar(40))',
  'ALTER TABLE ONLY public.users ADD CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES t (a, b) NOT VALID',
  'CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON users (lower(email)) WHERE deleted_at IS NULL',
  "INSERT INTO größe VALUES (1, 'it''s', E'\\'\\\\', $$ ; $$, U&'\\0041', '😀')",
  "UPDATE users SET name = 'a\nb' -- why\n WHERE id BETWEEN 1 AND 2",
  'BEGIN',
  'COMMIT',
  'ROLLBACK',
  'SAVEPOINT s',
  'ROLLBACK TO s',
  "SET LOCAL lock_timeout = '5s'",
  'CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $f$ BEGIN RETURN a; END; $f$',
  'CREATE FUNCTION g() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END',
  'CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2)',
  "DO $$ DECLARE n int; BEGIN IF n = 1 THEN DROP TABLE x; END IF; EXECUTE 'DROP TABLE ' || 'y'; END $$",
  "DO $$ BEGIN CREATE TYPE m AS ENUM ('a'); EXCEPTION WHEN duplicate_object THEN NULL; END $$",
  'CREATE VIEW v AS SELECT a.*, count(*) OVER () FROM a JOIN b USING (id) /* x /* y */ */',
];
const SEPARATORS = [
  ';',
  ';\n',
  '\r\n;\r\n',
  '; -- é 😀\n',
  ';\n/* ; /* \' */ " */',
  ';;\t',
  ';\n-- lanekeeper: allow a because b\n',
];
const NOISE = [
  '\\i a.sql\n',
  '\\echo x\n',
  "COPY t FROM stdin;\n1\t'\n\\.\n",
  '\\',
  ':v',
  "'",
  '"',
  '$$',
  '$a$',
  '/*',
  '*/',
  '--',
  '\0',
  '\ud800',
  '(',
  ')',
  ';',
  "E'",
  'BEGIN ATOMIC ',
  '-- lanekeeper: allow',
];

const sql = fc
  .array(fc.tuple(fc.constantFrom(...STATEMENTS), fc.constantFrom(...SEPARATORS)), { maxLength: 8 })
  .map((parts) => parts.flat().join(''));

const soup = fc
  .array(
    fc.oneof(
      fc.constantFrom(...STATEMENTS, ...SEPARATORS, ...NOISE),
      fc.string({ unit: 'binary', maxLength: 5 }),
    ),
    {
      maxLength: 25,
    },
  )
  .map((parts) => parts.join(''));

const mutated = fc
  .tuple(sql, fc.array(fc.tuple(fc.nat(), fc.nat(20), fc.constantFrom('', ...NOISE)), { maxLength: 5 }))
  .map(([text, edits]) =>
    edits.reduce((before, [at, length, by]) => {
      const start = at % (before.length + 1);
      return before.slice(0, start) + by + before.slice(start + length);
    }, text),
  );

const truncated = fc.tuple(soup, fc.nat()).map(([text, at]) => text.slice(0, at % (text.length + 1)));

const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), sql, soup, mutated, truncated);

/** What no statement covers, space and comments aside. */
function uncovered(up: string): string {
  const { items, sql: text } = itemsOf(up);
  let rest = '';
  let at = 0;
  for (const { start, end } of [...items, { start: text.length, end: text.length }]) {
    for (let next = skipBlank(text, at); next < start; next = skipBlank(text, next + 1)) rest += text[next];
    at = Math.max(at, end);
  }
  return rest.replaceAll(';', '');
}

describe('any text', () => {
  test('is covered by statements, in order and in place, and what cannot be read is a problem', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom('none', 'runner', 'implicit'), (up, mode) => {
        const { statements, problems } = read(up, mode);
        expect(uncovered(up)).toBe('');
        const refused = statements.filter(({ node }) => node === 'unparsed' || node === 'psql');
        expect(problems.length).toBeGreaterThanOrEqual(refused.length);
        const lines = up.split('\n');
        let last = { line: 1, column: 0 };
        for (const statement of statements) {
          const { line, column, endLine, text } = statement;
          expect(text.length).toBeGreaterThan(0);
          expect(up).toContain(text);
          expect(line > last.line || (line === last.line && column > last.column)).toBe(true);
          expect(endLine).toBe(line + text.split('\n').length - 1);
          const characters = [...(lines[line - 1] ?? '').replace(line === 1 ? /^\ufeff/ : '', '')];
          expect(
            characters
              .slice(column - 1)
              .join('')
              .startsWith(text.split('\n')[0] ?? ''),
          ).toBe(true);
          last = { line, column };
        }
        for (const { line, column } of problems) {
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('is read the same beside a statement that cannot be parsed', () => {
    fc.assert(
      fc.property(sql, (up) => {
        const { statements } = read(up);
        const beside = read(`${up}\n;SELEC`).statements.slice(0, -1);
        expect(beside.map(({ text, node, line, column }) => [text, node, line, column])).toEqual(
          statements.map(({ text, node, line, column }) => [text, node, line, column]),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('with a NUL in its SQL is never read as less than it holds', () => {
    fc.assert(
      fc.property(sql, sql, (one, other) => {
        expect(read(`${one}\0${other}`).problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });
});

describe('large and hostile texts end in time', () => {
  test.each<[string, string]>([
    ['semicolons', ';'.repeat(1_000_000)],
    ['line comments', '--\n'.repeat(300_000)],
    ['nested comments', '/*'.repeat(300_000)],
    ['quotes', "'".repeat(500_001)],
    ['dollar quotes', '$a$'.repeat(200_001)],
    ['different dollar quotes', Array.from({ length: 50_000 }, (_, n) => `$a${n}$`).join(' ')],
    ['backslashes', '\\'.repeat(300_001)],
    ['commands', '\\i a\n'.repeat(20_000)],
    ['copies without an end', 'COPY t FROM stdin;\n'.repeat(50_000)],
    ['copies with an end', 'COPY t FROM stdin;\n\\.\n'.repeat(20_000)],
    ['refused statements', 'x;'.repeat(300_000)],
    ['statements on one line that is not ASCII', `SELECT 'é';`.repeat(20_000)],
    ['transactions taken back', 'BEGIN;SAVEPOINT a;'.concat('SELECT 1;ROLLBACK TO a;'.repeat(15_000))],
    ['blocks', `DO $$ BEGIN ${"EXECUTE 'DROP TABLE é';".repeat(3000)} END $$;`],
    ['exemptions', '-- lanekeeper: allow a because b\n'.repeat(20_000)],
    ['brackets', `SELECT ${'a['.repeat(200_000)}`],
    ['a long line of words', 'a '.repeat(500_000)],
    ['space', `SELECT 1${' '.repeat(2_000_000)};`],
    ['E strings', `SELECT E'${"\\'".repeat(400_000)}`],
    ['continued strings', `SELECT E'a'${"\n'b'".repeat(100_000)}`],
    ['a very long text', `SELECT '${'x'.repeat(9_000_000)}'`],
  ])(
    '%s',
    (_, up) => {
      const began = performance.now();
      read(up, 'implicit');
      expect(performance.now() - began).toBeLessThan(8000);
    },
    60_000,
  );
});
