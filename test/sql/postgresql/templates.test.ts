/** A tree that was filled in is the tree that the parser makes, but for positions. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { ColumnSession, readColumnSchema } from '../../../src/sql/columns.ts';
import { prepareSql } from '../../../src/sql/index.ts';
import { parseStatements } from '../../../src/sql/postgresql/parse.ts';
import { treeOf } from '../../../src/sql/postgresql/templates.ts';

beforeAll(() => prepareSql('postgresql'));

/** What the parser says, without positions; null: it is refused, or not one statement. */
function parsed(text: string): unknown {
  const result = parseStatements(text);
  const [only, ...others] = 'statements' in result ? result.statements : [];
  return only && others.length === 0 ? withoutPositions(only.node) : null;
}

function withoutPositions(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(withoutPositions);
  if (typeof tree !== 'object' || tree === null) return tree;
  const parts = Object.entries(tree).filter(
    ([key]) => !/^(?:\w+_)?location$|^(?:rexpr_)?list_(?:start|end)$/.test(key),
  );
  return Object.fromEntries(parts.map(([key, value]) => [key, withoutPositions(value)]));
}

const NAMES = [
  ...['a', 'b', 'users', 'Orders', 'T1_orders', 'lanekeeper_0_', '_x', '"a"', '"A b"', '"se""lect"', '"Ä"'],
  ...['name', 'value', 'date', 'int', 'left', 'user', 'current_date', 'coalesce', 'end', 'u', 'e', 'x', 'n'],
  ...['ümlaut', 'a$b', 'x'.repeat(62), 'y'.repeat(63), 'z'.repeat(64), `"${'q'.repeat(64)}"`],
];
const LITERALS = [
  ...['1', '0', '-5', '- 7', '12345678', '123456789', '1900000000', '1900000001', '2147483648', '1.5', '.5'],
  ...['1e5', '1e-5', '0x1F', '0x713fb301', '1_900_000_000', '007', "''", "'a'", "'it''s'", "'lanekeeper_1_'"],
  ...[
    "E'a\\'b'",
    "B'101'",
    "x'1F'",
    "N'n'",
    "U&'d\\0061'",
    '$1',
    '$2',
    '$$a$$',
    '$t$ $1 $t$',
    'NULL',
    'TRUE',
  ],
  ...["'a'\n'b'", "'2020-01-01'::date", "interval '1 day'", "date '2020-01-01'", "a 'x'", "'a;b'", "'--'"],
];
const FORMS = [
  'SELECT N, N.N FROM N WHERE N = L',
  'select N.N as N, N(L, L) from N N join N N on N.N = N.N where N in (L, L) and N > L order by N limit L',
  'INSERT INTO N (N, N) VALUES (L, L) ON CONFLICT (N) DO UPDATE SET N = excluded.N RETURNING N',
  'UPDATE N SET N = L, N = N + L WHERE N = L AND N IS NOT NULL',
  'DELETE FROM N USING N WHERE N.N = N.N AND N <> L',
  'WITH N AS (SELECT N FROM N), N (N) AS (SELECT L) SELECT * FROM N, N WHERE N.N = L',
  'WITH N AS (INSERT INTO N SELECT L, N FROM N RETURNING *) SELECT N.* FROM N WHERE EXISTS (SELECT L FROM N WHERE N = N.N)',
  'SELECT count(*) FILTER (WHERE N > L), sum(N) OVER (PARTITION BY N ORDER BY N) FROM N GROUP BY N, L HAVING N(N) > L',
  'SELECT CASE WHEN N = L THEN N ELSE L END, L::N, CAST(N AS N), N::numeric(10, 2) FROM N NATURAL JOIN N',
  'SELECT N FROM N UNION ALL SELECT N FROM ONLY N OFFSET L FETCH FIRST 5 ROWS ONLY',
  'SELECT (N).N, N[L], ARRAY[L, N], ROW(N, L), N COLLATE N FROM N, LATERAL (SELECT N FROM N WHERE N = L) N USING',
  'SELECT N FROM N /* N */ WHERE N = L -- N',
  'SELECT N INTO N FROM N; SELECT L',
  'SELECT extract(N from N), N AT TIME ZONE L, N LIKE L ESCAPE L, float(5) FROM N TABLESAMPLE N(L)',
  'SELECT N FROM N(L => N, N := L) WITH ORDINALITY AS N(N, N) FOR UPDATE OF N SKIP LOCKED',
  'SELECTN FROM"N" WHERE N=L AND N>=-5 OR N<-L',
];

/** One form with its names and literals drawn. */
const statement = (form: string): fc.Arbitrary<string> => {
  const pieces = form.split(/\b([NL])\b/);
  const drawn = pieces.map((piece) =>
    piece === 'N'
      ? fc.constantFrom(...NAMES)
      : piece === 'L'
        ? fc.constantFrom(...LITERALS)
        : fc.constant(piece),
  );
  return fc.tuple(...drawn).map((parts) => parts.join(''));
};

const several = fc
  .constantFrom(...FORMS)
  .chain((form) => fc.array(statement(form), { minLength: 2, maxLength: 6 }))
  .map((texts) => texts.flatMap((text) => [text, text, text]));

test('what is filled in is what the parser makes of the text', () => {
  fc.assert(
    fc.property(several, (texts) => {
      for (const text of texts) {
        const tree = treeOf(text);
        if (tree !== null) expect(withoutPositions(tree), text).toEqual(parsed(text));
      }
    }),
    { numRuns: 1500 },
  );
});

const plain = (
  seed: number,
): string => `SELECT t.c${seed}, o.d${seed} FROM t${seed} t JOIN o${seed} o ON o.id = t.id
  WHERE t.c1 = 'v${seed}' AND t.d > -${seed + 1} AND t.e IN (${seed + 3}, 2) LIMIT ${seed + 1}`;

test('statements that differ in names and literals alone are filled in from the third on', () => {
  expect(treeOf(plain(1))).toBeNull();
  for (let seed = 2; seed < 30; seed++)
    expect(withoutPositions(treeOf(plain(seed)))).toEqual(parsed(plain(seed)));
});

test('one tree is not changed by the next', () => {
  for (let seed = 40; seed < 43; seed++) treeOf(plain(seed));
  const first = treeOf(plain(50));
  const before = JSON.stringify(first);
  treeOf(plain(51));
  expect(first).not.toBeNull();
  expect(JSON.stringify(first)).toBe(before);
});

const DDL = `CREATE TABLE users (id int, a text, b text, name text, "A b" int);
  CREATE TABLE "Orders" (id int, a int, value int); CREATE TABLE orders (id int, a int, user_id int, x int);
  CREATE VIEW v AS SELECT a, b FROM users;`;
const COLUMNS = ['id', 'a', 'b', 'name', '"A b"', 'A', 'value', 'user_id', 'x', 'nobody', '*'];
const TABLES = ['users', '"Orders"', 'Orders', 'orders', 'v', 'public.users', 'nowhere'];

const query = fc
  .record({
    column: fc.constantFrom(...COLUMNS),
    other: fc.constantFrom(...COLUMNS.slice(0, -1)),
    table: fc.constantFrom(...TABLES),
    joined: fc.constantFrom(...TABLES),
    literal: fc.constantFrom(...LITERALS),
    form: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ column, other, table, joined, literal, form }) => {
    const forms = [
      `SELECT ${column} FROM ${table} WHERE ${other} = ${literal}`,
      `SELECT t.${column} FROM ${table} t JOIN ${joined} o ON o.${other} = t.id`,
      `UPDATE ${table} SET ${other} = ${literal} WHERE id = ${literal}`,
      `DELETE FROM ${table} WHERE EXISTS (SELECT ${column} FROM ${joined} WHERE ${other} = ${literal})`,
      `INSERT INTO ${table} (${other}) SELECT ${column} FROM ${joined}`,
    ];
    return forms[form] ?? '';
  });

test('columns are those of the text parsed by itself', () => {
  const options = { version: 18, defaultSchema: 'public' };
  const schema = readColumnSchema(DDL, options);
  const session = new ColumnSession(schema, options);
  fc.assert(
    fc.property(query, (text) => {
      const filled = [1, 2, 3].map(() => session.read(text)).at(-1);
      // A comment is what no template has: that text is parsed.
      const alone = new ColumnSession(schema, options).read(`/* alone */ ${text}`);
      expect(filled, text).toEqual(alone);
    }),
    { numRuns: 1500 },
  );
});
