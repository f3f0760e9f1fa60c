import { beforeAll, describe, expect, test } from 'vitest';
import { loadParser } from '../../../src/sql/postgresql/parse.ts';
import { read } from '../reading.ts';

beforeAll(loadParser);

/** line:column-endLine of each statement, and its text. */
const placesOf = (up: string): string[] =>
  read(up).statements.map(({ line, column, endLine, text }) => `${line}:${column}-${endLine} ${text}`);

const cases: [name: string, up: string, expected: string[]][] = [
  ['nothing', '', []],
  ['space alone', ' \n\t\r\n', []],
  ['comments alone', '-- one\n/* two /* three */ */', []],
  ['semicolons alone', ';;\n;', []],
  ['one without a semicolon', 'SELECT 1', ['1:1-1 SELECT 1']],
  ['a comment before', '-- c\n/* d */ SELECT 1;', ['2:9-2 SELECT 1']],
  ['a comment behind', 'SELECT 1 -- c\n;', ['1:1-1 SELECT 1']],
  ['a block comment behind', 'SELECT 1 /* c\n */;', ['1:1-1 SELECT 1']],
  ['a comment behind, no semicolon', 'SELECT 1\n-- c', ['1:1-1 SELECT 1']],
  ['a comment inside stays', 'SELECT -- c\n 1;', ['1:1-2 SELECT -- c\n 1']],
  ['dashes in a string at the end', "SELECT '--';", ["1:1-1 SELECT '--'"]],
  ['a comment that a string seems to hold', "SELECT '*/';", ["1:1-1 SELECT '*/'"]],
  ['a comment between statements', 'SELECT 1; -- c\nSELECT 2;', ['1:1-1 SELECT 1', '2:1-2 SELECT 2']],
  ['two on one line', 'SELECT 1; SELECT 2', ['1:1-1 SELECT 1', '1:11-1 SELECT 2']],
  ['many lines', 'SELECT\n  1,\n  2\n;\n\nSELECT 3', ['1:1-3 SELECT\n  1,\n  2', '6:1-6 SELECT 3']],
  ['letters of two bytes', "SELECT 'é'; SELECT 2", ["1:1-1 SELECT 'é'", '1:13-1 SELECT 2']],
  ['letters of three bytes', "SELECT '表'; SELECT 2", ["1:1-1 SELECT '表'", '1:13-1 SELECT 2']],
  ['an emoji is one character', "SELECT '😀'; SELECT 2", ["1:1-1 SELECT '😀'", '1:13-1 SELECT 2']],
  ['an emoji in the comment before', '/* 😀é */ SELECT 1', ['1:10-1 SELECT 1']],
  ['names that are not ASCII', 'ALTER TABLE größe ADD b int;', ['1:1-1 ALTER TABLE größe ADD b int']],
  ['half a surrogate pair', "SELECT '\ud83d'; SELECT 2", ["1:1-1 SELECT '\ud83d'", '1:13-1 SELECT 2']],
  ['a byte order mark', '\ufeffSELECT 1; SELECT 2', ['1:1-1 SELECT 1', '1:11-1 SELECT 2']],
  ['Windows line ends', 'SELECT 1;\r\n\r\nSELECT\r\n2;\r\n', ['1:1-1 SELECT 1', '3:1-4 SELECT\r\n2']],
  ['a tab is one character', '\tSELECT 1;\tSELECT 2', ['1:2-1 SELECT 1', '1:12-1 SELECT 2']],
  [
    'a body in dollar quotes',
    'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $x$ SELECT 1; $x$; SELECT 2',
    ['1:1-1 CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $x$ SELECT 1; $x$', '1:68-1 SELECT 2'],
  ],
];

describe('where statements stand', () => {
  test.each(cases)('%s', (_, up, expected) => {
    expect(placesOf(up)).toEqual(expected);
    expect(read(up).problems).toEqual([]);
  });

  test.each(cases)('%s, beside a statement that cannot be parsed', (_, up, expected) => {
    expect(placesOf(`${up}\n;SELEC 1`).slice(0, -1)).toEqual(expected);
  });
});
