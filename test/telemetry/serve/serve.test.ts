/** One command before a real PostgreSQL: its schema, its settings and its counters become answers. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SpawnedServer, spawnServer } from '../../query-log/serve/spawn-server.ts';
import { type LiveServer, startLive } from '../postgresql/live-server.ts';

const cwd = mkdtempSync(join(tmpdir(), 'lanekeeper-live-'));
let live: LiveServer;
let serving: SpawnedServer;

const CONFIG = `store: live.sqlite
databases:
  app:
    connection_env: APP_URL
    every: 1s
    sources:
      pg-stats: { type: pg-stat-statements, every: 1s }
`;

beforeAll(async () => {
  const preload = { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.track': 'all' };
  const setUp = `CREATE EXTENSION pg_stat_statements; CREATE TABLE users (id int PRIMARY KEY, name text, full_name text);
    CREATE ROLE billing LOGIN SUPERUSER`;
  live = await startLive(15, preload, setUp);
  writeFileSync(join(cwd, 'live.yml'), CONFIG);
  serving = await spawnServer(['--config', 'live.yml'], { cwd, env: { APP_URL: live.address().url } });
});
afterAll(async () => {
  await serving?.end('SIGKILL');
  await live?.stop();
  rmSync(cwd, { recursive: true, force: true });
});

// biome-ignore lint/suspicious/noExplicitAny: an answer, of which the test says what it expects
async function ask(object: string, from: number): Promise<any> {
  const window = { from: new Date(from).toISOString(), to: new Date().toISOString() };
  return (
    await serving.ask('/v1/usage', { body: { protocol: '1', database: 'app', window, objects: [object] } })
  ).body;
}

async function eventually<T>(look: () => Promise<T | null>): Promise<T> {
  for (const end = Date.now() + 20_000; ; ) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > end) throw new Error(`it did not come: ${serving.err()}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

test('statements that a client runs are seen, with their columns, and nothing else is', async () => {
  const from = Date.now() - 1000;
  await eventually(async () => ((await ask('users.name', from)).coverage?.sources.length > 0 ? true : null));
  await live.app.query('SELECT name FROM users WHERE id = 7');
  const answer = await eventually(async () => {
    const told = await ask('users.name', from);
    return told.usage[0].state === 'observed' ? told : null;
  });
  expect(answer.usage[0]).toMatchObject({ reads: { explicit: 1, implicit: 0, unresolved: 0, failed: 0 } });
  expect(answer.usage[0].samples[0].text).toMatch(/^select name from users where id = \$1$/i);
  const other = (await ask('users.full_name', from)).usage[0];
  expect(other.reads).toEqual({ explicit: 0, implicit: 0, unresolved: 0, failed: 0 });
});

test('without a log beside it, counters of what succeeds are no proof', async () => {
  const { coverage } = await ask('users.full_name', Date.now() - 1000);
  expect(coverage.sources[0]).toMatchObject({
    id: 'pg-stats',
    required: true,
    sampling: { mode: 'threshold' },
  });
});

test('a column that is made while it runs becomes known', async () => {
  await live.app.query('ALTER TABLE users ADD COLUMN nickname text');
  const answer = await eventually(async () => {
    const told = await ask('users.nickname', Date.now() - 1000);
    return told.usage ? told : null;
  });
  expect(answer.usage[0].object).toBe('users.nickname');
});

test('a source that does not run shows in its health', async () => {
  expect((await serving.ask('/health')).body.sources).toMatchObject([
    { id: 'pg-stats', running: true, fresh: true },
    { id: 'server APP_URL', running: true, required: false },
  ]);
  await live.server.stop();
  await eventually(async () => {
    const { status, sources } = (await serving.ask('/health')).body;
    return status === 'degraded' && sources[0].running === false ? true : null;
  });
  expect(serving.err()).toMatch(
    /"event":"source-failed","database":"app","source":"pg-stats","text":"[^"]*started again in/,
  );
});
