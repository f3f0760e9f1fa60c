import { beforeAll, describe, expect, test } from 'vitest';
import { loadParser } from '../../../src/sql/postgresql/parse.ts';
import { cutPsql } from '../../../src/sql/postgresql/psql.ts';
import { read } from '../reading.ts';

beforeAll(loadParser);

const textsOf = (up: string): string[] => read(up).statements.map(({ node, text }) => `${node} ${text}`);

describe('commands of psql', () => {
  test.each([
    '\\set ON_ERROR_STOP on',
    "\\set x 'a `quoted` one'",
    '\\o out.txt',
    '\\echo done; DROP TABLE x',
    '\\pset pager off',
    '\\timing',
    '\\restrict 5fV',
    '\\unrestrict 5fV',
    '\\encoding UTF8',
    '\\d+ users',
    '\\dt',
    '\\copy t TO out.csv',
    '\\copy (SELECT a FROM t) TO out.csv',
    '\\timing \\set x 1',
    '\\q',
  ])('%s changes nothing', (command) => {
    const { statements, problems } = read(`SELECT 1;\n${command}\n`);
    expect(problems).toEqual([]);
    expect(statements.map(({ text }) => text)).toEqual(['SELECT 1']);
  });

  test.each([
    '\\i other.sql',
    '\\ir other.sql',
    '\\include other.sql',
    '\\c otherdb',
    '\\connect otherdb',
    '\\copy t FROM rows.csv',
    '\\! rm x',
    '\\set x `date`',
    '\\echo `psql -c "DROP TABLE t"`',
    '\\o |psql',
    '\\g |psql',
    '\\gx (format=csv) |psql',
    '\\w | psql',
    '\\copy t TO PROGRAM sh',
    '\\copy (SELECT f(a) FROM t) TO out.csv',
    '\\copy (DELETE FROM t RETURNING a) TO out.csv',
    '\\if :x',
    '\\set AUTOCOMMIT off',
    '\\r',
    '\\gexec',
    '\\watch 1',
    '\\bind 1',
    '\\nosuchcommand',
    '\\.',
  ])('%s cannot be read past', (command) => {
    const { statements, problems } = read(`SELECT 1\n;  ${command}\nSELECT 2;`);
    expect(problems).toMatchObject([{ path: 'm.sql', line: 2, column: 4 }]);
    expect(problems[0]?.message.startsWith(`${command}: `)).toBe(true);
    expect(statements.map(({ node }) => node)).toEqual(['SelectStmt', 'psql', 'SelectStmt']);
    expect(statements[1]?.effects).toMatchObject([{ kind: 'unknown', phase: 'unknown', line: 2, column: 4 }]);
  });

  test('what follows \\q does not run', () => {
    expect(read('SELECT 1;\n\\q\nSELECT 2').problems).toMatchObject([{ line: 2, column: 1 }]);
  });

  test('what stands in branches is judged all the same', () => {
    const up = '\\if false\nDROP TABLE a;\n\\else\nDROP TABLE b;\n\\endif';
    expect(textsOf(up).filter((text) => text.startsWith('Drop'))).toHaveLength(2);
    expect(read(up).problems).toHaveLength(3);
  });

  test('\\g and \\; end a statement, \\\\ goes back to SQL', () => {
    expect(textsOf('SELECT 1 \\g\nSELECT 2 \\; SELECT 3;\nSELECT 4 \\echo a \\\\ + 5;')).toEqual([
      'SelectStmt SELECT 1',
      'SelectStmt SELECT 2',
      'SelectStmt SELECT 3',
      'SelectStmt SELECT 4 \\echo a \\\\ + 5',
    ]);
  });

  test('backslashes in strings, bodies and comments are no commands', () => {
    const up = "SELECT '\\i a', E'\\'\\i', $$\\i$$, \"\\i\" -- \\i\n /* \\i */;";
    expect(cutPsql(up)).toEqual({ sql: up, commands: [] });
    expect(read(up).problems).toEqual([]);
  });
});

describe('rows of COPY … FROM stdin', () => {
  test('are skipped', () => {
    const up = "COPY public.t (a, b) FROM stdin;\n1\tit's\n2\t\\N; DROP TABLE x;\n\\.\n\nSELECT 1;";
    expect(textsOf(up)).toEqual(['CopyStmt COPY public.t (a, b) FROM stdin', 'SelectStmt SELECT 1']);
    expect(read(up).statements[1]).toMatchObject({ line: 6, column: 1 });
    expect(read(up).problems).toEqual([]);
  });

  test.each([
    ['Windows line ends', 'COPY t FROM STDIN;\r\n1\r\n\\.\r\nSELECT 1;'],
    ['no rows', 'copy t from stdin;\n\\.\nSELECT 1;'],
    ['options', "COPY t FROM stdin WITH (FORMAT csv, NULL 'x');\n\"a\n\\.\nSELECT 1;"],
    ['a comment behind', "COPY t FROM stdin; -- it's\n'\n\\.\nSELECT 1;"],
  ])('%s', (_, up) => {
    expect(read(up).problems).toEqual([]);
    expect(read(up).statements.map(({ node }) => node)).toEqual(['CopyStmt', 'SelectStmt']);
  });

  test('rows of \\copy are skipped, too, but that it loads them is a problem', () => {
    const { statements, problems } = read("\\copy t from stdin\n1\tit's\n\\.\nSELECT 1;");
    expect(statements.map(({ node }) => node)).toEqual(['psql', 'SelectStmt']);
    expect(problems).toHaveLength(1);
  });

  test.each(['COPY t FROM stdin;\n1\t2\n', 'COPY t FROM stdin;'])('%j has no end', (up) => {
    expect(read(up).problems).toMatchObject([{ line: 1, column: 18 }]);
  });

  test.each([
    'COPY t TO stdout;\nSELECT 1;',
    "COPY t FROM '/x';\nSELECT 1",
    'COPY (SELECT 1 FROM stdin) TO stdout;\nSELECT 1',
  ])('%j brings no rows', (up) => expect(textsOf(up)).toHaveLength(2));

  test('the text keeps its length and its lines', () => {
    const up = "SELECT 1;\\i é😀\r\nCOPY t FROM stdin;\r\n1\té\r\n\\.\r\nSELECT 'a' \\g\nSELECT 2";
    const { sql } = cutPsql(up);
    expect(sql).toHaveLength(up.length);
    expect(sql.replace(/[^\r\n]/g, '')).toBe(up.replace(/[^\r\n]/g, ''));
  });
});
