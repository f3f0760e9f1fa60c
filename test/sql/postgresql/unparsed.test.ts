import { beforeAll, describe, expect, test } from 'vitest';
import { loadParser } from '../../../src/sql/postgresql/parse.ts';
import { read, session } from '../reading.ts';

beforeAll(loadParser);

const problemsOf = (up: string): string[] =>
  read(up).problems.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe('what PostgreSQL refuses', () => {
  test.each<[string, string, string]>([
    ['a misspelt word', 'SELECT 1;\nSELEC 2;', '2:1 syntax error at or near "SELEC"'],
    ['within a statement', 'SELECT 1\n  FRM x y;', '2:7 syntax error at or near "x"'],
    ['behind an emoji', "SELECT '😀'; SELEC 2", '1:13 syntax error at or near "SELEC"'],
    ['behind a comment with an accent', '-- é\n/* ü */ SELEC 2', '2:9 syntax error at or near "SELEC"'],
    ['an end too soon', 'SELECT 1 WHERE', '1:15 syntax error at end of input'],
    ['a string without an end', "SELECT 1;\n SELECT 'a", '2:9 unterminated quoted string at or near "\'a"'],
    ['a comment without an end', 'SELECT 1 /* a', '1:10 unterminated /* comment at or near "/* a"'],
    ['a NUL, at which the parser would stop', 'SELECT 1;\0 DROP TABLE x', '1:10 it holds a NUL byte'],
    ['a psql variable', 'DROP TABLE :name;', '1:12 the value of the psql variable :name is not known'],
    ['a quoted psql variable', "SELECT :'v';", "1:8 the value of the psql variable :'v' is not known"],
    ['a placeholder', 'DROP TABLE ${s}.x', '1:12 the value of the placeholder ${s} is not known'],
  ])('%s', (_, up, expected) => expect(problemsOf(up)).toEqual([expected]));

  test('every other statement is judged, and the refused one is an unknown effect where the problem is', () => {
    const { statements } = read('SELECT 1; DROP TABLE\n a b; SELECT 2;');
    expect(statements.map(({ node }) => node)).toEqual(['SelectStmt', 'unparsed', 'SelectStmt']);
    expect(statements[1]?.effects).toMatchObject([
      { kind: 'unknown', phase: 'unknown', line: 2, column: 4, statement: 'DROP TABLE\n a b' },
    ]);
  });

  test('casts and slices are no psql variables', () => {
    expect(problemsOf('SELECT a::int, b[1:2], c[x:y] FROM t')).toEqual([]);
  });

  test('semicolons within strings, names, bodies and parentheses end nothing', () => {
    const up = `
      SELECT ';', E'\\';', ";", $$;$$, $a$ $b$;$b$ $a$, U&'\\003B;', $1;
      CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2);
      CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END;
      SELEC 1;
      SELECT a$b$c FROM d$b$;
      SELECT E'a'
        'b\\';c';
      SELECT /* ; /* ; */ ; */ 1`;
    const read_ = read(up);
    expect(read_.statements.map(({ node }) => node)).toEqual([
      'SelectStmt',
      'RuleStmt',
      'CreateFunctionStmt',
      'unparsed',
      'SelectStmt',
      'SelectStmt',
      'SelectStmt',
    ]);
    expect(read_.problems).toHaveLength(1);
  });

  test('after a hundred refusals the rest is one piece', () => {
    const { statements, problems } = read('x;'.repeat(5000));
    expect(statements).toHaveLength(101);
    expect(problems.at(-1)?.message).toBe('more than 100 statements before it could not be read');
  });

  test('a long message is cut', () => {
    expect(problemsOf(`SELECT '${'x'.repeat(5000)}`)[0]?.length).toBeLessThan(200);
  });

  test('the schema is incomplete from there on', () => {
    const using = session();
    read('SELECT 1', 'none', using);
    expect(using.catalog.incomplete).toBe(false);
    read('SELEC 1', 'none', using);
    expect(using.catalog.incomplete).toBe(true);
  });
});

describe('what would break the parser is kept from it', () => {
  test.each<[string, string]>([
    ['a sum', `SELECT 1${'+1'.repeat(50_000)}`],
    ['a chain of NOT', `SELECT ${'NOT '.repeat(50_000)}a`],
    ['casts', `SELECT 1${'::int'.repeat(50_000)}`],
    ['parentheses', `SELECT ${'('.repeat(50_000)}1`],
    ['subselects', `SELECT ${'(SELECT '.repeat(2500)}1${')'.repeat(2500)}`],
    ['a chain of UNION with commas', `SELECT 1, 2${' UNION SELECT 1, 2'.repeat(20_000)}`],
    ['joins', `SELECT 1 FROM a${' JOIN b ON c AND d'.repeat(20_000)}`],
    ['operators between CASEs', `SELECT 1${' + CASE WHEN a THEN b END'.repeat(20_000)}`],
    ['blocks in a DO', `DO $$ BEGIN ${'BEGIN '.repeat(3000)} ${'END; '.repeat(3000)} END $$`],
    ['branches in a DO', `DO $$ BEGIN ${'IF a THEN '.repeat(3000)} NULL; ${'END IF; '.repeat(3000)} END $$`],
  ])('%s', (_, up) => {
    for (let count = 0; count < 4; count++) {
      const effects = read(up).statements.flatMap(({ effects }) => effects);
      expect(effects.at(-1)).toMatchObject({ kind: 'unknown', phase: 'unknown' });
    }
    expect(read('SELECT 1').problems).toEqual([]);
  });

  test.each<[string, string]>([
    ['many rows', `INSERT INTO t VALUES ${Array(20_000).fill("(1, 'a', now())").join(', ')}`],
    ['a long list of conditions', `SELECT ${Array(5000).fill('a = 1').join(' OR ')}`],
    ['many branches', `SELECT CASE ${'WHEN a = 1 AND f(b) THEN c '.repeat(3000)} END`],
    ['many statements', 'CREATE TABLE t (a int DEFAULT 1 + 1);\n'.repeat(1000)],
    ['many blocks side by side', `DO $$ BEGIN ${'IF a THEN NULL; END IF; '.repeat(2000)} END $$`],
  ])('not %s', (_, up) => {
    const { problems, statements } = read(up);
    expect(problems).toEqual([]);
    expect(statements.at(-1)?.effects.at(-1)?.operation).not.toBe('do-block-dynamic');
  });
});
