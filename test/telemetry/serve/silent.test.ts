/** Statements that a real server keeps out of its log, in each way that there is: never quiet, always a gap, and again proof when it is over. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SpawnedServer, spawnServer } from '../../query-log/serve/spawn-server.ts';
import { connect } from '../../servers/connect.ts';
import { type LiveServer, startLive } from '../postgresql/live-server.ts';

const cwd = mkdtempSync(join(tmpdir(), 'lanekeeper-silent-'));
let live: LiveServer;
let serving: SpawnedServer;

const SETTINGS = {
  logging_collector: 'on',
  log_destination: 'jsonlog',
  log_directory: 'lines',
  log_filename: 'postgresql.log',
};

const start = async (): Promise<void> => {
  serving = await spawnServer(['--config', 'silent.yml'], { cwd, env: { APP_URL: live.address().url } });
};

async function reload(value: string): Promise<void> {
  await live.app.query(`ALTER SYSTEM SET log_min_duration_statement = '${value}'`);
  await live.app.query('SELECT pg_reload_conf()');
  await eventually('the setting', async () => {
    const [row] = await live.app.query('SHOW log_min_duration_statement');
    return row?.log_min_duration_statement === value ? true : null;
  });
}

beforeAll(async () => {
  live = await startLive(
    17,
    SETTINGS,
    `CREATE TABLE users (id int PRIMARY KEY, name text, legacy text);
     CREATE ROLE batch LOGIN SUPERUSER; CREATE ROLE hushed LOGIN SUPERUSER;
     ALTER ROLE hushed SET log_min_duration_statement = '5s'`,
  );
  await reload('0');
  const log = join(live.server.folder, 'db', 'lines');
  writeFileSync(
    join(cwd, 'silent.yml'),
    `store: silent.sqlite
databases:
  app:
    connection_env: APP_URL
    every: 1s
    sources: { log: { type: postgresql-log, path: ${log} } }
`,
  );
});
afterAll(async () => {
  await serving?.end('SIGKILL');
  await live?.stop();
  rmSync(cwd, { recursive: true, force: true });
});

// biome-ignore lint/suspicious/noExplicitAny: an answer, of which the test says what it expects
async function ask(from: number): Promise<any> {
  const window = { from: new Date(from).toISOString(), to: new Date().toISOString() };
  const body = { protocol: '1', database: 'app', window, objects: ['users.legacy'] };
  return (await serving.ask('/v1/usage', { body })).body;
}

async function eventually<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  for (const end = Date.now() + 90_000; ; ) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > end) throw new Error(`${what} did not come`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** A moment since when all is seen: nothing that began before is silent any more. */
async function proved(): Promise<number> {
  let from = Date.now();
  return await eventually('a proof', async () => {
    const answer = await ask(from);
    if (answer.usage?.[0].state === 'zero') return from;
    // The log has not been read so far yet, or something was in the way.
    if (Date.now() - from > 4000) from = Date.now();
    return null;
  });
}

const reasonsSince = async (from: number): Promise<string[]> =>
  ((await ask(from)).coverage?.sources[0]?.gaps ?? [])
    .filter((gap: { to: string }) => Date.parse(gap.to) > from)
    .map(({ reason }: { reason: string }) => reason);

const toldGap = (from: number, reason: string): Promise<true> =>
  eventually(reason, async () => ((await reasonsSince(from)).includes(reason) ? true : null));

test('sessions that a setting of before, an option, or their own SET keeps out of the log', async () => {
  const open = (user: string, options?: string) =>
    connect({ socket: live.server.socket, database: 'app', user, ...(options && { options }) });
  const hushed = await open('hushed');
  await live.app.query('ALTER ROLE hushed RESET log_min_duration_statement');
  const switching = await open('batch');
  await start();
  const from = await proved();
  const others = [switching, await open('batch', '-c log_min_duration_statement=-1')];
  await switching.query("SET log_min_duration_statement = '100ms'");
  await switching.query('SELECT pg_sleep(0.2)');
  for (const session of [hushed, ...others]) await session.query('SELECT legacy FROM users');
  await toldGap(from, 'session-not-logged');
  await Promise.all(others.map((session) => session.end()));
  // One of them is still there: nothing is proved.
  const later = Date.now();
  await eventually('reading on', async () =>
    Date.parse((await ask(later)).coverage?.sources[0].to) > later + 2000 ? true : null,
  );
  expect((await ask(later)).usage[0].state).toBe('no_data');
  await hushed.end();
  await proved();
});

test('settings that were changed and changed back while nobody looked', async () => {
  const from = await proved();
  await serving.end('SIGKILL');
  await reload('5s');
  await live.app.query('SELECT legacy FROM users');
  await reload('0');
  await start();
  await toldGap(from, 'settings-changed');
  expect((await ask(from)).usage[0].state).toBe('no_data');
  await proved();
});
