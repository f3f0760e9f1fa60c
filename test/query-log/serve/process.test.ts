/** The real process with the real store: started, stopped, killed and started again. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type SpawnedServer, spawnServer } from './spawn-server.ts';

let cwd: string;
const running: SpawnedServer[] = [];
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'lanekeeper-serve-'));
  writeFileSync(
    join(cwd, 'schema.sql'),
    'CREATE TABLE users (id bigint PRIMARY KEY, name text, full_name text);\n',
  );
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.end('SIGKILL')));
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

async function start(args: string[], env: Record<string, string> = {}): Promise<SpawnedServer> {
  const server = await spawnServer(args, { cwd, env });
  running.push(server);
  return server;
}

const iso = (time: number): string => new Date(time).toISOString();
const minute = 60_000;
const push = (server: SpawnedServer, lines: unknown[], key: string) =>
  server.ask('/v1/records', {
    type: 'application/x-ndjson',
    headers: { 'idempotency-key': key },
    body: lines.map((line) => JSON.stringify(line)).join('\n'),
  });

async function usageOf(server: SpawnedServer, object: string, from: number, to: number) {
  const window = { from: iso(from), to: iso(to) };
  const { body } = await server.ask('/v1/usage', {
    body: { protocol: '1', database: 'app', window, objects: [object] },
  });
  return { usage: body.usage[0], coverage: body.coverage };
}

const args = (store: string): string[] => ['--store', store, '--schema', 'schema.sql', '--records', 'edge'];

test('a forwarder proves that a column is quiet, and whoever reads it shows', async () => {
  const server = await start(args('proof.sqlite'));
  const now = Date.now();
  const from = now - 60 * minute;
  const cover = { source: 'edge', covered_from: iso(from), covered_to: iso(now) };
  const read = {
    time: iso(now - 30 * minute),
    statement: "SELECT name FROM users WHERE id = 7 /*service='billing'*/",
  };
  expect(
    (await push(server, [cover, read, { ...read, statement: 'SELECT * FROM users', failed: true }], 'a'))
      .status,
  ).toBe(200);
  const { usage } = await usageOf(server, 'users.name', from, now);
  expect(usage).toMatchObject({
    state: 'observed',
    reads: { explicit: 1, implicit: 0, unresolved: 0, failed: 1 },
  });
  expect(usage.by.map(({ service }: { service: string }) => service).sort()).toEqual(['', 'billing']);
  expect(usage.samples[0].text).not.toContain('7');
  const early = await usageOf(server, 'users.full_name', from - minute, now);
  expect(early.usage.state).not.toBe('zero');
});

test('what nobody forwarded is a gap, also across a restart, and never zero', async () => {
  const now = Date.now();
  const cover = (from: number, to: number) => ({
    source: 'edge',
    covered_from: iso(now + from * minute),
    covered_to: iso(now + to * minute),
  });
  const first = await start(args('gap.sqlite'));
  await push(first, [cover(-60, -40)], 'a');
  expect(await first.end('SIGTERM')).toBe(0);
  const second = await start(args('gap.sqlite'));
  await push(second, [cover(-30, -1)], 'b');
  const { usage, coverage } = await usageOf(second, 'users.name', now - 60 * minute, now - minute);
  expect(coverage.sources[0].gaps).toMatchObject([
    { from: iso(now - 40 * minute), to: iso(now - 30 * minute) },
  ]);
  expect(usage.state).toBe('no_data');
  expect((await usageOf(second, 'users.name', now - 30 * minute, now - minute)).usage.state).toBe('zero');
});

test('comparisons and backfills outlive it', async () => {
  const first = await start(args('progress.sqlite'));
  await first.ask('/v1/comparisons/x', { body: { compared: 7, diverged: 1 } });
  await first.ask('/v1/backfills/y', { method: 'PUT', body: { state: 'running', done: 3, checkpoint: [1] } });
  await first.end('SIGKILL');
  const second = await start(args('progress.sqlite'));
  const now = Date.now();
  const comparison = await second.ask(`/v1/comparisons/x?from=${iso(now - minute)}&to=${iso(now)}`);
  expect(comparison.body).toMatchObject({ compared: 7, diverged: 1 });
  expect((await second.ask('/v1/backfills/y')).body).toMatchObject({ done: 3, checkpoint: [1] });
});

test('it stops at SIGTERM, and a token is in nothing that it says', async () => {
  const token = 'never-to-be-printed-0123456789';
  const server = await start(args('stop.sqlite'), { LANEKEEPER_QUERY_LOG_TOKEN: token });
  expect((await server.ask('/v1/capabilities')).status).toBe(401);
  const { status } = await server.ask('/v1/capabilities', { headers: { authorization: `Bearer ${token}` } });
  expect(status).toBe(200);
  expect(await server.end('SIGTERM')).toBe(0);
  expect(server.err() + server.out()).not.toContain(token);
  for (const line of server.err().trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('event');
});
