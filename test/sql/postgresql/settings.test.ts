import { beforeAll, describe, expect, test } from 'vitest';
import type { RunnerTransaction } from '../../../src/model.ts';
import { loadParser } from '../../../src/sql/postgresql/parse.ts';
import { read, session } from '../reading.ts';

beforeAll(loadParser);

/** Whether a lock timeout is in force at each SELECT 1 and SELECT 2 …, in order. */
function timeouts(up: string, mode: RunnerTransaction = 'none'): boolean[] {
  return read(up, mode)
    .statements.filter(({ text }) => /^SELECT \d/.test(text))
    .map(({ lockTimeout }) => lockTimeout);
}

describe('the lock timeout in force', () => {
  test.each<[string, RunnerTransaction, boolean[]]>([
    ['SELECT 1', 'none', [false]],
    ["SET lock_timeout = '5s'; SELECT 1; BEGIN; SELECT 2; COMMIT; SELECT 3", 'none', [true, true, true]],
    ["SET SESSION lock_timeout TO '5s'; SELECT 1", 'none', [true]],
    ['SET lock_timeout = 5000; SELECT 1', 'none', [true]],
    ["SET LOCK_TIMEOUT = '1min'; SELECT 1", 'none', [true]],
    ["SET lock_timeout = '0'; SELECT 1", 'none', [false]],
    ['SET lock_timeout = 0; SELECT 1', 'none', [false]],
    ["SET lock_timeout = '0s'; SELECT 1", 'none', [false]],
    ["SET lock_timeout = '300us'; SELECT 1", 'none', [false]],
    ["SET lock_timeout = '1e3'; SELECT 1", 'none', [true]],
    ["SET lock_timeout = ' 5 s '; SELECT 1", 'none', [true]],
    ["SET lock_timeout = '0x10'; SELECT 1", 'none', [true]],
    ['SET lock_timeout = -1; SELECT 1', 'none', [false]],
    ['SET lock_timeout = off; SELECT 1', 'none', [false]],
    ["SET lock_timeout = '5 parsecs'; SELECT 1", 'none', [false]],
    ["SET statement_timeout = '5s'; SELECT 1", 'none', [false]],
    ["SET lock_timeout = '5s'; SET lock_timeout = DEFAULT; SELECT 1", 'none', [false]],
    ["SET lock_timeout = '5s'; SET lock_timeout TO 0; SELECT 1", 'none', [false]],
    ["SET lock_timeout = '5s'; RESET lock_timeout; SELECT 1", 'none', [false]],
    ["SET lock_timeout = '5s'; RESET ALL; SELECT 1", 'none', [false]],
    ["SET lock_timeout = '5s'; DISCARD ALL; SELECT 1", 'none', [false]],
    ["SET lock_timeout = '5s'; DISCARD PLANS; SELECT 1", 'none', [true]],
    [
      "ALTER ROLE r SET lock_timeout = '5s'; ALTER DATABASE d SET lock_timeout = '5s'; SELECT 1",
      'none',
      [false],
    ],
    ["SET LOCAL lock_timeout = '5s'; SELECT 1", 'none', [false]],
    ["SET LOCAL lock_timeout = '5s'; SELECT 1", 'runner', [true]],
    ["SET LOCAL lock_timeout = '5s'; SELECT 1; COMMIT; SELECT 2", 'implicit', [true, false]],
    ["BEGIN; SET LOCAL lock_timeout = '5s'; SELECT 1; COMMIT; SELECT 2", 'none', [true, false]],
    ["BEGIN; SET LOCAL lock_timeout = '5s'; COMMIT; BEGIN; SELECT 1; COMMIT", 'none', [false]],
    [
      "SET lock_timeout = '3s'; BEGIN; SET LOCAL lock_timeout = 0; SELECT 1; COMMIT; SELECT 2",
      'none',
      [false, true],
    ],
    [
      "BEGIN; SET lock_timeout = '5s'; SET LOCAL lock_timeout = 0; SELECT 1; COMMIT; SELECT 2",
      'none',
      [false, true],
    ],
    [
      "BEGIN; SET LOCAL lock_timeout = 0; SET lock_timeout = '5s'; SELECT 1; COMMIT; SELECT 2",
      'none',
      [true, true],
    ],
    ["SET lock_timeout = '5s'; BEGIN; SET lock_timeout = 0; ROLLBACK; SELECT 1", 'none', [true]],
    ["BEGIN; SET lock_timeout = '5s'; ROLLBACK; SELECT 1", 'none', [false]],
    [
      "BEGIN; SET lock_timeout = '5s'; SAVEPOINT a; SET lock_timeout = 0; ROLLBACK TO a; SELECT 1",
      'none',
      [true],
    ],
    ["SELECT set_config('lock_timeout', '5s', false); SELECT 1", 'none', [true]],
    ["SELECT pg_catalog.set_config('lock_timeout'::text, '5s'::text, true); SELECT 1", 'none', [false]],
    ["SELECT set_config('lock_timeout', '5s', true); SELECT 1", 'runner', [true]],
    [
      "SET lock_timeout = '5s'; SELECT set_config('lock_timeout', x, false) FROM t; SELECT 1",
      'none',
      [false],
    ],
    ["DO $$ BEGIN PERFORM set_config('lock_timeout', '5s', false); END $$; SELECT 1", 'none', [true]],
    ["DO $$ BEGIN SET LOCAL lock_timeout = '5s'; END $$; SELECT 1", 'runner', [true]],
    ["DO $$ BEGIN SET LOCAL lock_timeout = '5s'; END $$; SELECT 1", 'none', [false]],
    ["DO $$ BEGIN IF a THEN SET lock_timeout = '5s'; END IF; END $$; SELECT 1", 'none', [false]],
  ])('%s (%s)', (up, mode, expected) => expect(timeouts(up, mode)).toEqual(expected));

  test('each file begins anew', () => {
    const using = session();
    read("SET lock_timeout = '5s'; SET search_path = a", 'none', using);
    expect(read('SELECT 1', 'none', using).statements[0]).toMatchObject({
      lockTimeout: false,
      effects: [{ object: 'public' }],
    });
  });
});

/** The search path that the last statement was judged with: the judge of these tests tells it as the object. */
const pathAt = (up: string): string | undefined => read(up, 'implicit').statements.at(-1)?.effects[0]?.object;

describe('the search path', () => {
  test.each([
    ['SELECT 1; SELECT 2', 'public'],
    ['SET search_path = billing; SELECT 1', 'billing'],
    ['SET search_path TO a, "B c", public; SELECT 1', 'a,B c,public'],
    ["SET search_path TO 'a, b'; SELECT 1", 'a, b'],
    ['SET search_path = "$user", public; SELECT 1', 'public'],
    ["SET SCHEMA 'billing'; SELECT 1", 'billing'],
    ["SELECT pg_catalog.set_config('search_path', '', false); SELECT 1", ''],
    ["SELECT set_config('search_path', 'A, \"B c\"', false); SELECT 1", 'a,B c'],
    ['SET LOCAL search_path = a; SELECT 1', 'a'],
    ['SET LOCAL search_path = a; COMMIT; SELECT 1', 'public'],
    ['SET search_path = a; SET search_path = DEFAULT; SELECT 1', 'public'],
    ['SET search_path = a; RESET search_path; SELECT 1', 'public'],
    ['SET search_path = a; RESET ALL; SELECT 1', 'public'],
  ])('%s', (up, expected) => expect(pathAt(up)).toBe(expected));

  test('one that cannot be known makes the schema incomplete', () => {
    const using = session();
    read("SELECT set_config('search_path', x, false) FROM t; SELECT 1", 'none', using);
    expect(using.catalog.incomplete).toBe(true);
  });
});

describe('strings without standard_conforming_strings', () => {
  test.each([
    ["SET standard_conforming_strings = off; SELECT 'a\\'; DROP TABLE x; --'", 1],
    ["SET standard_conforming_strings TO 'off'; SELECT 'a'", 0],
    ["SET standard_conforming_strings = on; SELECT 'a\\'", 0],
    ["SET standard_conforming_strings = off; RESET ALL; SELECT 'a\\'", 0],
  ])('%s', (up, problems) => expect(read(up).problems).toHaveLength(problems));
});
