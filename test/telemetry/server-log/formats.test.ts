/** What clients did on a real server, as each form of its log tells it. */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLog } from '../../../src/query-log/sources/server-log/index.ts';
import type { Run } from '../../../src/query-log/words.ts';
import { type RunningServer, startPostgresql } from '../../servers/start-postgresql.ts';

interface Client {
  connect(): Promise<unknown>;
  query(sql: string | object, values?: unknown[]): Promise<unknown>;
  end(): Promise<void>;
}
const require = createRequire(join(import.meta.dirname, '../../servers/postgresql/package.json'));
const { Client: Driver } = require('pg') as { Client: new (options: object) => Client };

const LOGGED = {
  logging_collector: 'on',
  log_directory: 'written',
  log_filename: 'server.log',
  log_line_prefix: '%m [%p] %l user=%u,db=%d,app=%a,client=%h ',
  log_timezone: 'UTC',
};

/** What is run: its text as it is logged, and whether it fails. */
type Ran = [string, boolean];

async function work(server: RunningServer): Promise<Ran[]> {
  const client = new Driver({
    host: server.socket,
    user: 'postgres',
    database: 'postgres',
    application_name: 'billing',
  });
  await client.connect();
  const ran: Ran[] = [];
  const run = async (text: string, values?: unknown[], name?: string): Promise<void> => {
    let failed = false;
    const query = name === undefined ? client.query(text, values) : client.query({ name, text, values });
    await query.catch(() => {
      failed = true;
    });
    ran.push([text, failed]);
  };
  await run('CREATE TABLE users (id bigint PRIMARY KEY, name text, "größe" int)');
  await run("INSERT INTO users VALUES (1, 'it''s', 2)");
  await run('SELECT name\n  FROM users\n\tWHERE id = 1');
  await run('SELECT "größe", \'a, "b"\' FROM users -- ünï');
  for (let at = 0; at < 3; at++) await run('SELECT id FROM users WHERE id = $1', [at]);
  for (let at = 0; at < 3; at++) await run('UPDATE users SET name = $1', ['x'], 'named');
  await run('SELECT nosuch FROM users');
  await run('SELECT name FROM nosuch WHERE id = $1', [1]);
  await run('BEGIN');
  await run('DECLARE c CURSOR FOR SELECT name FROM users');
  await run('FETCH 1 FROM c');
  await run('COMMIT');
  await run("SET statement_timeout = '50ms'");
  await run('SELECT pg_sleep(5), name FROM users');
  await run('DO $$ BEGIN PERFORM name FROM users; END $$');
  await run('PREPARE p AS SELECT name FROM users WHERE id = 7');
  await run('EXECUTE p');
  await client.end();
  return ran;
}

/** `EXECUTE` is logged with what it runs. */
const expected = (ran: Ran[]): Ran[] =>
  ran.map(([text, failed]) => [text === 'EXECUTE p' ? 'SELECT name FROM users WHERE id = 7' : text, failed]);

async function runsIn(path: string, chunkBytes?: number): Promise<Run[]> {
  const runs: Run[] = [];
  for await (const chunk of readLog(path, chunkBytes === undefined ? {} : { chunkBytes }))
    runs.push(...chunk.runs);
  return runs.filter(({ service, prepared }) => service === 'billing' && prepared !== true);
}

describe.each([
  [18, 'stderr,csvlog,jsonlog', { log_min_duration_statement: '0' }],
  [15, 'stderr,csvlog,jsonlog', { log_statement: 'all' }],
  [13, 'stderr,csvlog', { log_min_duration_statement: '0' }],
  [10, 'stderr,csvlog', { log_statement: 'all', log_duration: 'on' }],
] as const)('the log of PostgreSQL %i in %s, with %o', (version, destination, how) => {
  let server: RunningServer;
  let ran: Ran[];
  let folder: string;

  beforeAll(async () => {
    server = await startPostgresql(version, { ...LOGGED, log_destination: destination, ...how });
    folder = join(server.folder, 'db', 'written');
    ran = await work(server);
    await new Promise((resolve) => setTimeout(resolve, 500));
  });
  afterAll(() => server?.stop());

  test('tells the same runs in each form, however it is cut into pieces', async () => {
    const files = readdirSync(folder).map((name) => join(folder, name));
    expect(files).toHaveLength(destination.split(',').length);
    for (const file of files) {
      for (const bytes of [undefined, 97]) {
        const told = (await runsIn(file, bytes)).map(({ text, failed }): Ran => [text, failed]);
        expect(told, `${file} in pieces of ${bytes}`).toEqual(expected(ran));
      }
    }
  });

  test('says who ran it', async () => {
    for (const name of readdirSync(folder))
      for (const run of await runsIn(join(folder, name)))
        expect(run).toMatchObject({ user: 'postgres', database: 'postgres', service: 'billing' });
  });
});
