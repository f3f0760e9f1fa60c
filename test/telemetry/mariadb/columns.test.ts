/** Columns of statements against what MariaDB itself refuses to users without the privilege. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MysqlColumnSession, readMysqlSchema } from '../../../src/sql/mysql/index.ts';
import { type Oracle, openOracle, schemaStatements } from './privileges-oracle.ts';
import { type MariaDb, startMariaDb } from './start-mariadb.ts';
import { statements } from './statements.ts';

let server: MariaDb;
let oracle: Oracle;

beforeAll(async () => {
  server = await startMariaDb();
  oracle = await openOracle(server);
});
afterAll(async () => {
  await oracle?.close();
  await server?.stop();
});

/** What the privileges do not tell: the server asks for none, and the statement fails without the column all the same. */
const columnsOf = (statement: string) => {
  const dump = `delimiter //\n${schemaStatements.join(' //\n')} //\n`;
  const { schema, problems } = readMysqlSchema(dump, 'app');
  expect(problems).toEqual([]);
  const session = new MysqlColumnSession(schema, { ansiQuotes: false });
  const parts = session.read(statement);
  const all = (way: 'reads' | 'writes' | 'unresolved') =>
    [...new Set(parts.flatMap((part) => part[way]))].sort();
  return {
    reads: all('reads'),
    writes: all('writes'),
    unresolved: all('unresolved'),
    problem: parts[0]?.problem ?? null,
  };
};

/**
 * The server asks for the wrong privilege: SELECT on what ON DUPLICATE KEY UPDATE assigns, INSERT on what RETURNING shows.
 * Then it is enough that the column is told at all.
 */
const isOdd = (statement: string): boolean => /on duplicate key|returning/.test(statement);

/** It asks for none, and nothing fails: we tell these all the same, for the answer changes with the columns. */
const isOfStars = (statement: string): boolean => /natural|exists \(select \*/.test(statement);

describe('columns of a statement', () => {
  it('are all that the server asks a privilege for, and those without which it fails', async () => {
    const missed: unknown[] = [];
    const tooMany: unknown[] = [];
    const refused: unknown[] = [];
    let [right, told, labelled] = [0, 0, 0];
    for (const statement of statements) {
      const labels = await oracle.label(statement).catch((error: Error) => {
        refused.push([statement, error.message]);
        return null;
      });
      if (!labels) continue;
      const ours = columnsOf(statement);
      for (const way of ['reads', 'writes'] as const) {
        const found = [
          ...ours[way],
          ...ours.unresolved,
          ...(isOdd(statement) ? [...ours.reads, ...ours.writes] : []),
        ];
        const lost = labels[way].filter((column) => !found.includes(column));
        if (lost.length > 0) missed.push({ statement, way, lost });
        labelled += labels[way].length;
        for (const column of ours[way]) {
          told++;
          const asked = labels[way].includes(column) || isOfStars(statement);
          if (asked || (await oracle.breaks(statement, column))) right++;
          else tooMany.push({ statement, way, column });
        }
      }
      told += ours.unresolved.length;
      if (ours.unresolved.length > 0)
        tooMany.push({ statement, unresolved: ours.unresolved, problem: ours.problem });
    }
    const precision = (right / told).toFixed(4);
    console.log(`${statements.length} statements, ${labelled} labels, told ${told}, precision ${precision}`);
    if (process.env.SHOW) console.log(JSON.stringify({ missed, tooMany, refused }, null, 1));
    expect(refused).toEqual([]);
    expect(missed).toEqual([]);
    expect(statements.length).toBeGreaterThanOrEqual(200);
    // What is left are branches that did not run, and a view's other columns when it is written.
    expect(right / told).toBeGreaterThanOrEqual(0.98);
  });
});
