/** `lanekeeper query-log columns` as a process: files, standard input, mistakes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { spawnCli } from './door.ts';

let cwd = '';

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'lanekeeper-query-log-'));
  writeFileSync(join(cwd, 'schema.sql'), 'CREATE TABLE users (id int, name text);\n');
  writeFileSync(join(cwd, 'odd.sql'), 'CREATE TABLE users (id int);\nCREATE TABL x;\n');
  writeFileSync(join(cwd, 'one.sql'), 'SET search_path TO other;\nSELECT id FROM public.users;\n');
  writeFileSync(join(cwd, 'two.sql'), 'UPDATE users SET name = 1 WHERE id = 2');
});

afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const columns = (args: string[], input = '') => spawnCli(['query-log', 'columns', ...args], { cwd, input });

const lines = (out: string): unknown[] =>
  out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

test('standard input, as the page shows it', () => {
  const said = columns(['--engine', 'postgresql', '--schema', 'schema.sql'], 'SELECT * FROM users; SELEC 1');
  expect(said.err).toBe('');
  expect(said.code).toBe(0);
  expect(lines(said.out)).toEqual([
    { statement: 'SELECT * FROM users', reads: ['users.id', 'users.name'], writes: [], unresolved: [] },
    {
      statement: 'SELEC 1',
      reads: [],
      writes: [],
      unresolved: ['users.id', 'users.name'],
      problem: 'it cannot be read: syntax error at or near "SELEC"',
    },
  ]);
});

test('each file is a session of its own', () => {
  const said = columns(['--schema', 'schema.sql', 'one.sql', 'two.sql', '-'], 'SELECT 1');
  expect(lines(said.out)).toMatchObject([
    { statement: 'SET search_path TO other', reads: [] },
    { reads: ['users.id'] },
    { reads: ['users.id'], writes: ['users.name'], unresolved: [] },
    { statement: 'SELECT 1' },
  ]);
});

test('a schema that cannot be read whole is told on standard error', () => {
  const said = columns(['--schema', 'odd.sql'], 'SELECT mystery(id) FROM users');
  expect(said.code).toBe(0);
  expect(said.err).toMatch(/odd\.sql:2:8 .*syntax error[\s\S]*could not be read whole/);
  expect(lines(said.out)).toMatchObject([{ reads: ['users.id'], unresolved: ['users.id'] }]);
});

test('MariaDB is read with what mysqldump writes', () => {
  writeFileSync(join(cwd, 'dump.sql'), 'CREATE TABLE `people` (`id` int, `name` text) ENGINE=InnoDB;\n');
  const said = columns(
    ['--engine', 'mariadb', '--schema', 'dump.sql'],
    'select `name` from people limit 1, 2',
  );
  expect(said.err).toBe('');
  expect(JSON.parse(said.out)).toMatchObject({ reads: ['people.name'], unresolved: [] });
});

test.each([
  [[], /needs the schema[\s\S]*--schema FILE/],
  [['--schema', 'nosuch.sql'], /"nosuch\.sql" could not be read: there is no such file/],
  [['--schema', '.'], /could not be read: it is a folder/],
  [['--schema', 'schema.sql', 'nosuch.sql'], /"nosuch\.sql" could not be read/],
  [['--schema', 'schema.sql', '--engine', 'sqlite'], /does not read sqlite yet/],
  [['--schema', 'schema.sql', '--engine', 'oracle'], /--engine "oracle" is not known/],
  [['--schema', 'schema.sql', '--engine-version', 'x'], /is no version/],
  [['--schema', 'schema.sql', '--shema', 'x'], /no option "--shema"[\s\S]*--schema/],
])('%j is a mistake that says what to do', (args, message) => {
  const said = columns(args, 'SELECT 1');
  expect(said.code).toBe(2);
  expect(said.out).toBe('');
  expect(said.err).toMatch(message);
  expect(said.err).toContain('  Do: ');
});

test.each([
  [['query-log'], /needs to know what to do/],
  [['query-log', 'colums'], /has no "colums"[\s\S]*Did you mean columns/],
])('%j', (args, message) => {
  const said = spawnCli(args, { cwd });
  expect(said.code).toBe(2);
  expect(said.err).toMatch(message);
});

test('its help tells how to begin with each', () => {
  const said = spawnCli(['query-log', 'columns', '--help']);
  expect(said.code).toBe(0);
  for (const name of ['serve', 'ingest', 'usage', 'columns'])
    expect(said.out).toContain(`lanekeeper query-log ${name}`);
  expect(Math.max(...said.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});
