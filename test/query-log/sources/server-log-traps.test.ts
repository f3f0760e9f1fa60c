/** What would make a log look quiet that is not: lines that are passed over, gaps that are shorter than what is missing. */
import { describe, expect, test } from 'vitest';
import { LogReader } from '../../../src/query-log/sources/server-log/log-reader.ts';
import type { LogOptions } from '../../../src/query-log/sources/server-log/reading.ts';

const at = (second: number): number => Date.UTC(2026, 10, 22, 10, 0, second);
const head = (second: number): string => `2026-11-22 10:00:${String(second).padStart(2, '0')}.000 UTC [100] `;
const select = (second: number, column: string): string =>
  `${head(second)}LOG:  duration: 0.1 ms  statement: SELECT ${column} FROM users\n`;

function read(text: string, options: LogOptions = {}): ReturnType<LogReader['take']> {
  const reader = new LogReader({ prefix: '%m [%p] ', ...options });
  reader.push(text);
  reader.end(true);
  return reader.take();
}
const texts = (text: string): string[] => read(text).runs.map((run) => run.text);

describe('nothing that ran is passed over', () => {
  test('with log_error_verbosity = verbose', () => {
    const log = `${head(1)}LOG:  00000: duration: 0.1 ms  statement: SELECT name FROM users\n${head(1)}LOCATION:  exec_simple_query, postgres.c:1300\n`;
    expect(texts(log)).toEqual(['SELECT name FROM users']);
  });

  test('beside an EXECUTE in one string', () => {
    const text = 'BEGIN; EXECUTE p; SELECT name FROM users; COMMIT';
    const log = `${head(1)}LOG:  duration: 0.1 ms  statement: ${text}\n${head(1)}DETAIL:  prepare: PREPARE p AS SELECT 1\n`;
    expect(read(log).runs).toMatchObject([{ text: 'SELECT 1', prepared: true }, { text }]);
  });

  test.each([
    ['Dauer: 0,100 ms  Anweisung: SELECT 1'],
    ['durée : 0.100 ms, instruction : SELECT 1'],
    ['duración: 0.100 ms  sentencia: SELECT 1'],
    ['продолжительность: 0.100 мс, оператор: SELECT 1'],
    ['Anweisung: SELECT 1'],
  ])('in another language, where LOG is LOG: %s', (message) => {
    expect(() => read(`${head(1)}LOG:  ${message}\n`)).toThrow('lc_messages = C');
  });

  test('of a process that was killed', () => {
    const log = `${select(1, 'id')}${head(2)}LOG:  server process (PID 7) was terminated by signal 9: Killed\n${head(2)}DETAIL:  Failed process was running: SELECT name FROM users\n`;
    expect(read(log).runs).toMatchObject([{}, { text: 'SELECT name FROM users', prepared: true }]);
  });

  test('by a fast-path call', () => {
    expect(texts(`${head(1)}LOG:  fastpath function call: "f" (OID 9)\n`)).toEqual(['SELECT "f"()']);
  });
});

describe('a gap is as long as what is missing', () => {
  test('across a crash', () => {
    const log = `${select(1, 'id')}${head(30)}LOG:  database system was interrupted; last known up at 2026-11-22 09:00:00 UTC\n`;
    expect(read(log).gaps).toEqual([{ from: at(1), to: at(30), reason: 'server-crash' }]);
  });

  test('where lines of another prefix stand: they are no part of the message before them', () => {
    const other = '[100] 2026-11-22 10:00:03 UTC LOG:  duration: 0.1 ms  statement: SELECT name FROM users\n';
    const { runs, gaps } = read(select(1, 'id') + other + select(9, 'id'));
    expect(runs.map(({ text }) => text)).toEqual(['SELECT id FROM users', 'SELECT id FROM users']);
    expect(gaps).toEqual([{ from: at(1), to: at(9), reason: 'unreadable' }]);
  });

  test('where numbers of a session are missing: since its last line', () => {
    const line = (second: number, number: number, session: string): string =>
      `${JSON.stringify({
        timestamp: head(second).slice(0, 27),
        session_id: session,
        line_num: number,
        error_severity: 'LOG',
        message: 'duration: 0.1 ms  statement: SELECT 1',
      })}\n`;
    const { gaps } = read(line(1, 1, '6a.1') + line(5, 1, '6a.2') + line(9, 4, '6a.1'));
    expect(gaps).toEqual([{ from: at(1), to: at(9), reason: 'lines-missing' }]);
  });
});

test('a statement that was told before it failed is not told again', () => {
  const reader = new LogReader({ prefix: '%m [%p] ' });
  reader.push(`${head(1)}LOG:  statement: SELECT pg_sleep(9)\n`);
  reader.end(true);
  const state = structuredClone(reader.state());
  expect(reader.take().runs).toHaveLength(1);
  const later = new LogReader({ prefix: '%m [%p] ' });
  later.restore(state);
  later.push(
    `${head(9)}ERROR:  canceling statement due to statement timeout\n${head(9)}STATEMENT:  SELECT pg_sleep(9)\n`,
  );
  later.end(true);
  expect(later.take().runs).toEqual([]);
});

/** Tried in every combination it would not end within the time that a test has. */
test('a long line that almost is a prefix comes to an end, and what follows is read', () => {
  const line = `2026-11-22 10:00:00 UTC [1]: [1-1] user=a,db=${',db=,app=,client= '.repeat(4000)}\n`;
  const next =
    '2026-11-22 10:00:01 UTC [1]: [2-1] user=a,db=b,app=c,client=d LOG:  duration: 0.1 ms  statement: SELECT 1\n';
  const { runs } = read(line + next, { prefix: '%t [%p]: [%l-1] user=%u,db=%d,app=%a,client=%h ' });
  expect(runs.map(({ text }) => text)).toEqual(['SELECT 1']);
});
