import { beforeAll, describe, expect, test } from 'vitest';
import { SessionMemory } from '../../src/query-log/resolve/memory.ts';
import { PostgresqlResolver, prepareResolver } from '../../src/query-log/resolve/postgresql.ts';
import type { Run } from '../../src/query-log/words.ts';

const DDL = `CREATE TABLE users (id int, name text, email text); CREATE SCHEMA app; CREATE TABLE app.users (id int, secret text);
  CREATE VIEW v AS SELECT name FROM users; CREATE SCHEMA bob; CREATE TABLE bob.users (id int, bobs int);`;

beforeAll(() => prepareResolver());

const run = (text: string, more: Partial<Run> = {}): Run => ({
  text,
  at: 0,
  runs: 1,
  failed: false,
  service: '',
  user: '',
  session: 's',
  begun: true,
  ...more,
});

/** `read explicit users.id`, … and `everything` of the last statement of a session. */
function lastOf(
  texts: readonly (string | Partial<Run>)[],
  resolver = new PostgresqlResolver({ ddl: DDL }),
): string[] {
  let told: string[] = [];
  for (const text of texts) {
    const shape = resolver.take(typeof text === 'string' ? run(text) : run('', text));
    told = shape.touches.map(({ object, access, via }) => `${access} ${via} ${object}`);
    if (shape.everything) told.push('everything');
  }
  return told.sort();
}

const PUBLIC = ['read explicit users', 'read explicit users.id'];
const APP = ['read explicit app.users', 'read explicit app.users.id'];
const QUERY = 'SELECT id FROM users';
const UNSURE = expect.arrayContaining(['read unresolved app.users.id']);

describe('what a session left behind', () => {
  test.each([
    ['nothing', [QUERY], PUBLIC],
    ['a path', ['SET search_path TO app', QUERY], APP],
    ['a path, another session', [{ text: 'SET search_path TO app', session: 'x' }, QUERY], PUBLIC],
    ['a path that failed', [{ text: 'SET search_path TO app', failed: true }, QUERY], PUBLIC],
    ['a path that was only prepared', [{ text: 'SET search_path TO app', prepared: true }, QUERY], PUBLIC],
    ['a path set back', ['SET search_path TO app', 'RESET search_path', QUERY], PUBLIC],
    ['a local path', ['BEGIN', 'SET LOCAL search_path = app', QUERY], APP],
    ['a local path after its transaction', ['BEGIN', 'SET LOCAL search_path = app', 'COMMIT', QUERY], PUBLIC],
    ['a path rolled back', ['BEGIN', 'SET search_path = app', 'ROLLBACK', QUERY], PUBLIC],
    ['a path committed', ['BEGIN', 'SET search_path = app', 'COMMIT', QUERY], APP],
    [
      'a commit of what failed',
      ['BEGIN', 'SET search_path = app', { text: 'SELECT 1', failed: true }, 'COMMIT', QUERY],
      PUBLIC,
    ],
    ['back to a savepoint', ['BEGIN', 'SET search_path = app', 'ROLLBACK TO a', QUERY], UNSURE],
    ['set_config', ["SELECT set_config('search_path', 'app', false)", QUERY], APP],
    [
      'set_config, local',
      ['BEGIN', "SELECT set_config('search_path', 'app', true)", 'COMMIT', QUERY],
      PUBLIC,
    ],
    ['set_config of a parameter', ['SELECT set_config($1, $2, false)', QUERY], UNSURE],
    ['set_config of something else', ["SELECT set_config('app.tenant', 'x', false)", QUERY], PUBLIC],
    ['two statements in one', ['SELECT 1; SET search_path TO app', QUERY], APP],
    ['a temporary table', ['CREATE TEMP TABLE users (id int)', QUERY], []],
    ['a temporary table dropped', ['CREATE TEMP TABLE users (id int)', 'DROP TABLE users', QUERY], PUBLIC],
    [
      'a temporary table until commit',
      ['BEGIN', 'CREATE TEMP TABLE users (id int) ON COMMIT DROP', 'COMMIT', QUERY],
      PUBLIC,
    ],
    ['SELECT INTO TEMP', ['SELECT 1 AS id INTO TEMP users', QUERY], []],
    [
      'DISCARD ALL',
      ['SET search_path TO app', 'CREATE TEMP TABLE users (id int)', 'DISCARD ALL', QUERY],
      PUBLIC,
    ],
    [
      'EXECUTE',
      ['PREPARE p AS SELECT id FROM users', 'EXECUTE p(1)'],
      ['read explicit users.id', 'read implicit users'],
    ],
    [
      'EXECUTE after ROLLBACK',
      ['BEGIN', 'PREPARE p AS SELECT id FROM users', 'ROLLBACK', 'EXECUTE p'],
      ['read explicit users.id', 'read implicit users'],
    ],
    ['EXECUTE of the unknown', ['EXECUTE p(1)'], ['everything']],
    [
      'EXECUTE of the forgotten',
      ['PREPARE p AS SELECT id FROM users', 'DEALLOCATE ALL', 'EXECUTE p(1)'],
      ['everything'],
    ],
    [
      'FETCH',
      ['BEGIN', 'DECLARE c CURSOR FOR SELECT id FROM users', 'FETCH 1 FROM c'],
      ['read explicit users.id', 'read implicit users'],
    ],
    [
      'FETCH after COMMIT',
      ['BEGIN', 'DECLARE c CURSOR FOR SELECT id FROM users', 'COMMIT', 'FETCH 1 FROM c'],
      ['everything'],
    ],
    [
      'a role that has a schema',
      [{ text: QUERY, user: 'bob' }],
      ['read explicit bob.users', 'read explicit bob.users.id'],
    ],
    ['SET ROLE', ['SET ROLE bob', QUERY], ['read explicit bob.users', 'read explicit bob.users.id']],
  ] as [string, (string | Partial<Run>)[], string[]][])('%s', (_, texts, expected) => {
    expect(lastOf(texts)).toEqual(expected);
  });
});

describe('a session whose beginning was not seen', () => {
  const seen = (begun: boolean | undefined, texts: (string | Partial<Run>)[], ddl = DDL): string[] => {
    const one = (text: string | Partial<Run>): Partial<Run> => {
      const { begun: _, ...rest } = typeof text === 'string' ? run(text) : run('', text);
      return { ...rest, ...(begun !== undefined && { begun }) };
    };
    const resolver = new PostgresqlResolver({ ddl });
    let told: string[] = [];
    for (const text of texts) {
      const shape = resolver.take(one(text) as Run);
      told = shape.touches.map(({ object, access, via }) => `${access} ${via} ${object}`);
      if (shape.everything) told.push('everything');
    }
    return told.sort();
  };
  const LOCAL = ['SET search_path TO app', 'BEGIN', 'SET LOCAL search_path TO public'];

  test.each<[string, (string | Partial<Run>)[], unknown]>([
    ['a name of several schemas', [QUERY], UNSURE],
    [
      'no column of it',
      ['SELECT count(*) FROM users'],
      expect.arrayContaining(['read unresolved app.users']),
    ],
    ['a name of one schema', ['SELECT name FROM v'], expect.arrayContaining(['read explicit view:v'])],
    ['it sets its path', ['SET search_path TO app', QUERY], APP],
    ['it sets its path back', ['SET search_path TO app', 'RESET search_path', QUERY], PUBLIC],
    [
      'its path ends with the transaction',
      ['BEGIN', 'SET LOCAL search_path TO app', 'COMMIT', QUERY],
      UNSURE,
    ],
    ['it was within a transaction', ['SET search_path TO app', 'ROLLBACK', QUERY], UNSURE],
    [
      'its transaction had failed',
      ['SET search_path TO app', { text: 'SELECT 1', failed: true }, 'COMMIT', QUERY],
      UNSURE,
    ],
    ['EXECUTE', ['EXECUTE p'], ['everything']],
    ['FETCH', ['FETCH 1 FROM c'], ['everything']],
  ])('%s', (_, texts, expected) => expect(seen(false, texts)).toEqual(expected));

  test('nobody can tell whether it was: as unseen where a name stands in several schemas, else as any', () => {
    expect(seen(undefined, [QUERY])).toEqual(UNSURE);
    const one = 'CREATE TABLE users (id int); CREATE SCHEMA app; CREATE TABLE app.bills (id int)';
    expect(seen(undefined, [QUERY], one)).toEqual(PUBLIC);
    expect(seen(undefined, ['SELECT id FROM bills'], one)).toContain('read unresolved app.bills.id');
  });

  test.each<[string, (string | Partial<Run>)[], unknown]>([
    ['hides the path beyond it', [...LOCAL, QUERY], PUBLIC],
    ['and gives it back', [...LOCAL, 'COMMIT', QUERY], APP],
    ['and gives it back when undone', [...LOCAL, 'ROLLBACK', QUERY], APP],
    ['outside of a transaction', ['SET LOCAL search_path TO app', QUERY], UNSURE],
    ['of a temporary table, outside', ['CREATE TEMP TABLE users (id int) ON COMMIT DROP', QUERY], PUBLIC],
  ])('what holds until the end of a transaction %s', (_, texts, expected) =>
    expect(seen(true, texts)).toEqual(expected),
  );

  test('resolvers of other schemas know what it had set', () => {
    const sessions = new SessionMemory();
    new PostgresqlResolver({ ddl: DDL }, { sessions }).take(run('SET search_path TO app'));
    const after = new PostgresqlResolver({ ddl: `${DDL} CREATE TABLE later (id int);` }, { sessions });
    expect(lastOf([QUERY], after)).toEqual(APP);
    after.look(run('SET search_path TO public'));
    expect(lastOf([QUERY], after)).toEqual(APP);
  });
});

describe('what statements touch', () => {
  test.each([
    ['SELECT * FROM v', ['read explicit view:v', 'read implicit users', 'read implicit users.name']],
    ['SELECT nosuch FROM users', ['read explicit users', 'read unresolved users.nosuch']],
    [
      "SELECT query_to_xml('SELECT email FROM users', true, true, '')",
      ['read explicit users', 'read explicit users.email'],
    ],
    ["SELECT 'a", ['everything']],
    ['DELETE FROM users', ['write explicit users']],
  ])('%s', (text, expected) => {
    expect(lastOf([text])).toEqual(expect.arrayContaining(expected));
  });

  test.each([
    'SELECT count(*) FROM gone',
    'SELECT 1 FROM users WHERE EXISTS (SELECT FROM gone)',
    'WITH x AS (SELECT count(*) FROM gone) SELECT 1',
    'WITH x AS (DELETE FROM gone) SELECT 1',
    'TABLE gone',
    'INSERT INTO gone DEFAULT VALUES',
    'INSERT INTO gone VALUES (1)',
    'UPDATE gone SET x = 1',
    'DELETE FROM gone',
    'MERGE INTO gone USING users ON true WHEN MATCHED THEN DELETE',
    'TRUNCATE gone',
    'LOCK TABLE gone',
    'VACUUM gone',
    'ANALYZE gone',
    'COPY gone TO STDOUT',
    'COPY gone FROM STDIN',
    'COPY (SELECT count(*) FROM gone) TO STDOUT',
    'EXPLAIN SELECT count(*) FROM gone',
    'SELECT count(*) FROM over_gone',
    'SELECT counts()',
  ])('what no schema has may be that table, though no column is named: %s', (text) => {
    const more = `CREATE VIEW over_gone AS SELECT count(*) FROM gone;
      CREATE FUNCTION counts() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM gone';`;
    const told = lastOf([text], new PostgresqlResolver({ ddl: DDL + more }));
    expect(told.filter((touch) => /unresolved gone$/.test(touch))).toHaveLength(1);
  });

  test('a table of that name in another schema may be meant, and so may one in any schema of the path', () => {
    const resolver = new PostgresqlResolver({ ddl: `${DDL} CREATE TABLE app.bills (id int);` });
    expect(lastOf(['SELECT count(*) FROM bills'], resolver)).toEqual([
      'read unresolved app.bills',
      'read unresolved bills',
    ]);
    expect(lastOf(['SET search_path TO app, public', 'SELECT count(*) FROM gone'], resolver)).toEqual([
      'read unresolved app.gone',
      'read unresolved gone',
    ]);
  });

  test.each([
    ['VACUUM users', ['read explicit users']],
    ['LOCK TABLE users', ['read explicit users']],
    ['SELECT count(*) FROM users', ['read explicit users']],
    ['SELECT count(*) FROM part', ['read explicit part', 'read implicit whole']],
  ])('a relation is touched though no column is: %s', (text, expected) => {
    const more =
      'CREATE TABLE whole (id int) PARTITION BY LIST (id); CREATE TABLE part PARTITION OF whole DEFAULT;';
    expect(lastOf([text], new PostgresqlResolver({ ddl: DDL + more }))).toEqual(expected);
  });

  test('literals of functions that take SQL are no literals to drop', () => {
    const resolver = new PostgresqlResolver({ ddl: DDL });
    const query = (column: string) => `SELECT query_to_xml('SELECT ${column} FROM users', true, true, '')`;
    expect(lastOf([query('email')], resolver)).toContain('read explicit users.email');
    expect(lastOf([query('name')], resolver)).toEqual(['read explicit users', 'read explicit users.name']);
  });

  test('runs of one shape share one object; its text has no literals', () => {
    const resolver = new PostgresqlResolver({ ddl: DDL });
    const one = resolver.take(run("SELECT id FROM users WHERE name = 'secret' AND id = 1"));
    expect(resolver.take(run("select ID from users where name = 'other' and id = 22"))).toBe(one);
    expect(one.text).toBe('select id from users where name = $1 and id = $2');
    expect(one.fingerprint).toMatch(/^[0-9a-f]{16}$/);
  });

  test('the same text in another state has another fingerprint', () => {
    const resolver = new PostgresqlResolver({ ddl: DDL });
    const before = resolver.take(run(QUERY)).fingerprint;
    resolver.take(run('SET search_path TO app'));
    expect(resolver.take(run(QUERY)).fingerprint).not.toBe(before);
  });

  test('a text that cannot be read spoils no other of its shape', () => {
    const resolver = new PostgresqlResolver({ ddl: DDL });
    expect(resolver.take(run('SELECT id FROM users WHERE id = 0b12')).unparsed).toBe(true);
    expect(resolver.take(run('SELECT id FROM users WHERE id = 12')).unparsed).toBe(false);
  });

  test('without a schema nothing is sure, and nothing is nothing', () => {
    const resolver = new PostgresqlResolver(null);
    expect(lastOf([QUERY], resolver)).toEqual(['everything', 'read unresolved users.id']);
    expect(lastOf(['SELECT count(*) FROM users'], resolver)).toEqual(['everything', 'read unresolved users']);
    expect(lastOf(['SHOW work_mem'], resolver)).toEqual([]);
  });

  test.each([
    ['SELECT 1', 'select'],
    ['(SELECT 1) UNION SELECT 2', 'select'],
    ['WITH x AS (SELECT 1) SELECT * FROM x', 'select'],
    ['WITH x AS (DELETE FROM users RETURNING id) INSERT INTO users (id) SELECT id FROM x', 'insert'],
    ['WITH "select" AS (SELECT 1) UPDATE users SET id = 1', 'update'],
    ['MERGE INTO users USING v ON true WHEN MATCHED THEN DELETE', 'other'],
    ['COPY users TO STDOUT', 'other'],
    ['/* delete */ DELETE FROM users', 'delete'],
  ])('%s is counted as %s', (text, kind) => {
    expect(new PostgresqlResolver({ ddl: DDL }).take(run(text)).kind).toBe(kind);
  });
});

test('a session that was forgotten is known to be, and a stranger is not taken for it', () => {
  const memory = new SessionMemory(10);
  for (let at = 0; at < 30; at++)
    memory
      .open(`s${at}`)
      .take({ do: 'keep', group: 'set search_path', text: 'SET search_path TO app', local: false });
  expect(memory.find('s29')?.kept[0]?.text).toBe('SET search_path TO app');
  expect(memory.find('s0')?.kept[0]?.text).toContain('lanekeeper.unknown');
  expect(memory.find('stranger')).toBeUndefined();
});
