import { beforeAll, describe, expect, test } from 'vitest';
import { loadParser } from '../../../src/sql/postgresql/parse.ts';
import { read } from '../reading.ts';

beforeAll(loadParser);

const allow = 'lanekeeper: allow online-ddl because it is small';

/** For each statement the lines of the comments that it has; then those of the strays. */
function standing(up: string): { at: number[][]; stray: number[] } {
  const { statements, strayAllows } = read(up);
  const lines = (allows: { line: number }[]): number[] => allows.map(({ line }) => line);
  return { at: statements.map(({ allows }) => lines(allows)), stray: lines(strayAllows) };
}

describe('where an exemption counts', () => {
  test.each<[string, string, number[][], number[]]>([
    ['the line above', `-- ${allow}\nSELECT 1;\nSELECT 2;`, [[1], []], []],
    ['a block comment above', `/* ${allow} */\nSELECT 1;`, [[1]], []],
    ['a block comment of two lines above', `/* lanekeeper: allow a\n because b */\nSELECT 1;`, [[1]], []],
    ['the same line', `SELECT 1; -- ${allow}\nSELECT 2;`, [[1], []], []],
    ['the same line, before', `/* ${allow} */ SELECT 1;`, [[1]], []],
    ['within', `SELECT 1,\n -- ${allow}\n 2;`, [[2]], []],
    ['its last line', `SELECT 1,\n 2; -- ${allow}\nSELECT 3`, [[2], []], []],
    ['both on one line', `SELECT 1; SELECT 2; -- ${allow}`, [[1], [1]], []],
    ['two above', `-- ${allow}\n-- lanekeeper: allow a because b\nSELECT 1;`, [[1, 2]], []],
    ['a line between', `-- ${allow}\n\nSELECT 1;`, [[]], [1]],
    ['another comment between', `-- ${allow}\n-- c\nSELECT 1;`, [[]], [1]],
    ['below', `SELECT 1;\n-- ${allow}\n`, [[]], [2]],
    ['nothing there', `-- ${allow}`, [], [1]],
    ['a string', `SELECT '-- ${allow}';`, [[]], []],
    ['a body', `DO $$ BEGIN\n-- ${allow}\nNULL; END $$;`, [[]], []],
    ['rows', `COPY t FROM stdin;\n-- ${allow}\n\\.\n`, [[]], []],
    ['a statement that cannot be parsed', `-- ${allow}\nSELEC 1;\nSELECT 1`, [[1], []], []],
    ['a command of psql', `-- ${allow}\n\\i a.sql\n`, [[1]], []],
    ['Windows line ends', `-- ${allow}\r\nSELECT 1;\r\n`, [[1]], []],
  ])('%s', (_, up, at, stray) => expect(standing(up)).toEqual({ at, stray }));
});

describe('what an exemption says', () => {
  test.each<[string, string[], string]>([
    ['lanekeeper: allow online-ddl because it is small', ['online-ddl'], 'it is small'],
    ['lanekeeper: allow a, b ,c because d', ['a', 'b', 'c'], 'd'],
    ['Lanekeeper:  Allow Online-DDL BECAUSE x', ['online-ddl'], 'x'],
    ['lanekeeper: allow a', ['a'], ''],
    ['lanekeeper: allow a because', ['a'], ''],
    ['lanekeeper: allow a because   ', ['a'], ''],
    ['lanekeeper: allow a because b because c', ['a'], 'b because c'],
  ])('%s', (comment, rules, reason) => {
    expect(read(`-- ${comment}\nSELECT 1`).statements[0]?.allows).toEqual([
      { rules, reason, line: 1, column: 1 },
    ]);
  });

  test.each([
    'lanekeeper: alow a because b',
    'lanekeeper: allow',
    'lanekeeper: allow because b',
    'lanekeeper: allow a b because c',
    'lanekeeper: ignore',
    'lanekeeper: allow a,',
  ])('%s is a mistake', (comment) => {
    const { statements, problems, strayAllows } = read(`SELECT 1;\n  -- ${comment}\nSELECT 2`);
    expect(problems).toMatchObject([{ path: 'm.sql', line: 2, column: 3 }]);
    expect(problems[0]?.message).toContain('-- lanekeeper: allow RULE[, RULE] because REASON');
    expect([...strayAllows, ...statements.flatMap(({ allows }) => allows)]).toEqual([]);
  });

  test('other comments that name us are let be', () => {
    expect(read('-- see lanekeeper: the docs\nSELECT 1').problems).toEqual([]);
  });

  test('a line full of them does not multiply', () => {
    const up = `/* ${allow} */`.repeat(2000) + 'SELECT 1;'.repeat(2000);
    expect(read(up).statements[0]?.allows).toHaveLength(20);
    expect(read(up).problems).toHaveLength(1980);
  });
});
