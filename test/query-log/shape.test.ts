import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { isFoldable } from '../../src/query-log/resolve/kinds.ts';
import { Folder } from '../../src/query-log/shape.ts';
import { columnsOf, readColumnSchema } from '../../src/sql/columns.ts';
import { prepareSql } from '../../src/sql/index.ts';

const folder = new Folder();

function shapeOf(text: string): string {
  const isFolded = folder.fold(text);
  const shape = folder.shape.toString('utf8', 0, folder.end);
  return isFolded ? shape.replaceAll('\u0001', '?') : `verbatim ${shape.slice(1)}`;
}

describe('what a shape keeps and what it drops', () => {
  test.each([
    ["SELECT a, B FROM t WHERE c = 'it''s' AND d=5", 'select a,b from t where c = ? and d=?'],
    ['SELECT 1.5e-3, .5, 0xFF, 1_000, 10.', 'select ?,?,?,?,?'],
    ["SELECT E'a\\'b', b'01', X'ff', n'x', $$ x ' $$, $t$ a $b$ $t$", 'select ?,?,?,?,?,?'],
    ['SELECT a -- why\n, /* b /* nested */ */ c;', 'select a,c'],
    ['SELECT a FROM t WHERE id IN (1, 2,3)', 'select a from t where id in(?)'],
    [
      "INSERT INTO t (a, b) VALUES (1, 'x'), (2, 'y') RETURNING a",
      'insert into t(a,b)values(?,?)returning a',
    ],
    [
      'SELECT a FROM t WHERE (a, b) IN ((1, 2), (3, 4)) AND c = ANY (ARRAY[1, 2])',
      'select a from t where(a,b)in((?,?))and c = any(array[?])',
    ],
    ['SELECT f(1, 2), s.in(1, 2)', 'select f(?,?),s.in(?,?)'],
    ['SELECT a FROM t WHERE b IN (SELECT c, c FROM u)', 'select a from t where b in(select c,c from u)'],
    ['SELECT "A b", "c""d" FROM "T"', 'select "A b","c""d" from "T"'],
    ['SELECT "имя" FROM Имена WHERE x = \'длина\'', 'select "имя" from Имена where x = ?'],
    ["SELECT '{}'::jsonb, x::text, $1::int", 'select ?::jsonb,x::text,?::int'],
    ["SELECT 'a'\n  'b'", 'select ?'],
    ["SELECT 'a' 'b'", 'select ? ?'],
    ['SELECT t.5', 'select t ?'],
    ['SELECT a - -1, a-1', 'select a - -?,a-?'],
    ["SELECT nextval('s'), nextval( 'S' )", "select nextval('s'),nextval('S')"],
    [
      "SELECT 'users'::regclass, CAST('users' AS regclass), regclass 'users'",
      "select 'users'::regclass,cast('users' as regclass),regclass 'users'",
    ],
    ["SELECT 'users' :: pg_catalog.regclass", "select 'users' :: pg_catalog.regclass"],
  ])('%s', (text, shape) => {
    expect(shapeOf(text)).toBe(shape);
  });

  test.each([
    "SELECT 'a",
    'SELECT 1a',
    'SELECT /* a',
    'SELECT "a',
    "SELECT U&'a' UESCAPE '!'",
    'SELECT U&"d!0061" UESCAPE \'!\'',
    'SELECT \u0001',
    'SELECT $1a',
    "SELECT E'\\u00e9'",
  ])('what cannot be folded is its own shape: %j', (text) => {
    expect(shapeOf(text)).toBe(`verbatim ${text}`);
  });

  test('a list of any length is one shape', () => {
    const list = (length: number) =>
      `SELECT a FROM t WHERE b IN (${Array.from({ length }, (_, at) => at).join(', ')})`;
    expect(new Set([1, 2, 3, 1000].map((length) => shapeOf(list(length)))).size).toBe(1);
  });

  test('deep nesting ends', () => {
    expect(shapeOf('('.repeat(100_000))).toContain('verbatim');
  });
});

const SCHEMA = `
  CREATE TABLE users (id int, name text, "Name" text, email text);
  CREATE TABLE orders (id int, user_id int, total int);
  CREATE VIEW v AS SELECT name FROM users;
  CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT total FROM orders';`;
const OPTIONS = { version: 18, defaultSchema: 'public' };

const literal = fc.constantFrom(
  "'a'",
  "'it''s'",
  '1',
  '-2.5',
  '0x1F',
  "E'\\n'",
  '$$x$$',
  '$q$ y $q$',
  "B'1'",
  '$1',
  'NULL',
  "'users'",
  "'email'",
  '1e5',
  '.5',
);
const column = fc.constantFrom('name', 'NAME', '"Name"', 'u.email', 'id', 'u.*', 'total', 'f(1)', 'u');
const space = fc.constantFrom(' ', '\n', ' /* x */ ', ' -- y\n');
const TEMPLATES: readonly ((parts: {
  a: string;
  b: string;
  x: string;
  y: string;
  s: string;
  n: number;
}) => string)[] = [
  ({ a, b, x, y, s, n }) => `SELECT${s}${a} FROM users u WHERE ${b} IN (${Array(n).fill(x).join(',')}, ${y})`,
  ({ a, x, y, s, n }) =>
    `INSERT INTO orders (id, total)${s}VALUES ${Array(n).fill(`(${x}, ${y})`).join(', ')} RETURNING ${a.replace('u.', '')}`,
  ({ a, b, x, s }) =>
    `select ${a}${s}from users u, orders o where ${b} = ${x} and exists (select ${x} from v)`,
  ({ b, x, y, s }) => `UPDATE users u SET name = ${x}${s}WHERE ${b} = ${y}`,
  ({ a, x, y, s, n }) =>
    `SELECT ${x} AS k, ${a}${s}FROM users u WHERE name = ANY (ARRAY[${Array(n).fill(y).join(', ')}]) LIMIT 5`,
  ({ x, y, s }) => `SELECT${s}${x}::regclass, nextval(${y}) FROM orders`,
];

describe('two texts with one shape touch the same', () => {
  beforeAll(() => prepareSql('postgresql'));

  test('by the columns of the real grammar', () => {
    const schema = readColumnSchema(SCHEMA, OPTIONS);
    const answers = new Map<string, { text: string; answer: string }>();
    let shared = 0;
    const parts = fc.record({
      a: column,
      b: column,
      x: literal,
      y: literal,
      s: space,
      n: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(fc.constantFrom(...TEMPLATES), parts, (template, values) => {
        const text = template(values);
        const shape = shapeOf(text);
        if (!isFoldable(shape)) return;
        const told = columnsOf(text, schema.catalog, { ...OPTIONS, definitions: schema.definitions });
        const answer = JSON.stringify(told.map(({ statement, ...touched }) => touched));
        const known = answers.get(shape);
        if (!known) answers.set(shape, { text, answer });
        else if (known.text !== text) {
          shared++;
          expect(answer, `${text}\n${known.text}`).toBe(known.answer);
        }
      }),
      { numRuns: 3000 },
    );
    expect(shared).toBeGreaterThan(500);
  });

  test('any text at all: a comment after it changes nothing', () => {
    const text = fc.string({
      unit: fc.constantFrom(
        'a',
        'B',
        "'",
        '"',
        '$',
        '1',
        '.',
        '(',
        ')',
        ',',
        ' ',
        '\n',
        '-',
        '/',
        '*',
        'e',
        'u',
        '&',
        ';',
        'é',
        '\\',
        '[',
        ']',
        'in',
      ),
    });
    fc.assert(
      fc.property(text, (value) => {
        const shape = shapeOf(value);
        if (!shape.startsWith('verbatim')) expect(shapeOf(`${value}\n/* x */ `)).toBe(shape);
      }),
    );
  });
});
