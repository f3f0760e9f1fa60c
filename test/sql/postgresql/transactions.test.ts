import { beforeAll, describe, expect, test } from 'vitest';
import type { RunnerTransaction } from '../../../src/model.ts';
import { loadParser } from '../../../src/sql/postgresql/parse.ts';
import { read, session } from '../reading.ts';

beforeAll(loadParser);

/** For each statement its transaction (`w1`: written, number 1; `-`: none), with `x` where a ROLLBACK takes it back. */
function runs(up: string, mode: RunnerTransaction): string {
  return read(up, mode)
    .statements.map(({ transaction, effects }) => {
      const ref = transaction ? `${transaction.by.charAt(0)}${transaction.id}` : '-';
      return effects.length === 0 ? `${ref}x` : ref;
    })
    .join(' ');
}

// What a server (15) did with each, autocommit and one string asked as they are, is what is expected here.
const cases: [mode: RunnerTransaction, up: string, expected: string][] = [
  ['none', 'SELECT 1; SELECT 2', '- -'],
  ['none', 'BEGIN; SELECT 1; COMMIT; SELECT 2', 'w1 w1 w1 -'],
  ['none', '-- c\nBEGIN; SELECT 1; END', 'w1 w1 w1'],
  ['none', 'START TRANSACTION; SELECT 1; COMMIT; BEGIN; SELECT 2; COMMIT', 'w1 w1 w1 w2 w2 w2'],
  ['none', 'BEGIN; SELECT 1', 'w1 w1'],
  ['none', 'SELECT 1; COMMIT; SELECT 2', '- - -'],
  ['none', 'SELECT 1; ROLLBACK; SELECT 2', '- - -'],
  ['none', 'BEGIN; SELECT 1; ROLLBACK; SELECT 2', 'w1x w1x w1 -'],
  ['none', 'BEGIN; SELECT 1; ABORT; SELECT 2', 'w1x w1x w1 -'],
  ['none', 'BEGIN; BEGIN; SELECT 1; COMMIT; SELECT 2', 'w1 w1 w1 w1 -'],
  ['none', 'BEGIN; SELECT 1; COMMIT AND CHAIN; SELECT 2; COMMIT', 'w1 w1 w1 w2 w2'],
  ['none', 'BEGIN; SELECT 1; ROLLBACK AND CHAIN; SELECT 2; COMMIT', 'w1x w1x w1 w2 w2'],
  ['none', "BEGIN; SELECT 1; PREPARE TRANSACTION 'x'; SELECT 2", 'w1 w1 w1 -'],
  [
    'none',
    'BEGIN; SELECT 1; SAVEPOINT a; SELECT 2; ROLLBACK TO a; SELECT 3; COMMIT',
    'w1 w1 w1 w1x w1 w1 w1',
  ],
  [
    'none',
    'BEGIN; SAVEPOINT a; SELECT 1; SAVEPOINT a; SELECT 2; ROLLBACK TO a; RELEASE a; ROLLBACK TO a; COMMIT',
    'w1 w1 w1x w1x w1x w1x w1x w1 w1',
  ],
  ['none', 'BEGIN; SAVEPOINT a; SELECT 1; RELEASE a; ROLLBACK TO a; COMMIT', 'w1 w1 w1 w1 w1 w1'],
  [
    'none',
    'BEGIN; SAVEPOINT a; SAVEPOINT b; SELECT 1; ROLLBACK TO a; SELECT 2; ROLLBACK TO b; COMMIT',
    'w1 w1 w1x w1x w1 w1 w1 w1',
  ],
  ['none', 'SAVEPOINT a; SELECT 1; ROLLBACK TO a', '- - -'],
  ['runner', 'SELECT 1; SELECT 2', 'r1 r1'],
  ['runner', 'BEGIN; SELECT 1', 'r1 r1'],
  ['runner', 'BEGIN; SELECT 1; COMMIT; SELECT 2; BEGIN; SELECT 3', 'r1 r1 r1 - w2 w2'],
  ['runner', 'SELECT 1; ROLLBACK; SELECT 2', 'r1x r1 -'],
  ['implicit', 'SELECT 1', '-'],
  ['implicit', '-- c\nSELECT 1; -- d', '-'],
  ['implicit', 'SELECT 1; SELECT 2', 'i1 i1'],
  ['implicit', 'BEGIN; SELECT 1; COMMIT', 'i1 w1 w1'],
  ['implicit', 'SELECT 1; BEGIN; SELECT 2; COMMIT; SELECT 3', 'i1 i1 w1 w1 i2'],
  ['implicit', 'SELECT 1; BEGIN; SELECT 2; ROLLBACK; SELECT 3', 'i1x i1x w1x w1 i2'],
  ['implicit', 'SELECT 1; ROLLBACK; SELECT 2', 'i1x i1 i2'],
  ['implicit', 'SELECT 1; COMMIT; SELECT 2; ROLLBACK', 'i1 i1 i2x i2'],
];

describe('which transaction a statement runs in', () => {
  test.each(cases)('%s: %s', (mode, up, expected) => expect(runs(up, mode)).toBe(expected));

  test('what is taken back leaves no trace', () => {
    const using = session();
    read('BEGIN; CREATE TABLE a (); SAVEPOINT s; CREATE TABLE b (); ROLLBACK TO s; COMMIT', 'none', using);
    expect([...using.fresh]).toEqual(['a']);
  });

  test('a statement that cannot be parsed stays a problem, taken back or not', () => {
    expect(read('BEGIN; SELEC 1; ROLLBACK').problems).toHaveLength(1);
  });

  test('enum values and types are of one transaction', () => {
    const using = session();
    using.enumValuesOfTransaction.add('type:mood.happy');
    read('SELECT 1', 'runner', using);
    expect(using.enumValuesOfTransaction.size).toBe(0);
  });

  test('many savepoints are cheap', () => {
    const up = `BEGIN;${Array.from({ length: 20_000 }, (_, n) => `SAVEPOINT a${n};ROLLBACK TO b${n};`).join('')}`;
    expect(read(up).statements).toHaveLength(40_001);
  });
});
