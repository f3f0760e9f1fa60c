/** The real process with the real store, killed while batches come in, and asked by many at once. */
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

test('killed at any moment, batches that are sent again count once', async () => {
  const now = Date.now();
  const batches = Array.from({ length: 40 }, (_, index) => index);
  const line = { source: 'edge', time: iso(now - 5 * minute), statement: 'SELECT name FROM users' };
  let server = await start(args('kill.sqlite'));
  for (const batch of batches) {
    const sent = push(server, [line, line], `batch ${batch}`).catch(() => null);
    if (batch % 10 === 5) {
      await new Promise((done) => setTimeout(done, Math.random() * 12));
      await server.end('SIGKILL');
      server = await start(args('kill.sqlite'));
    }
    // What was not answered is sent again, as a forwarder would.
    if ((await sent) === null) expect((await push(server, [line, line], `batch ${batch}`)).status).toBe(200);
    // And what was answered, too: the answer may have been lost.
    expect((await push(server, [line, line], `batch ${batch}`)).body).toMatchObject({ duplicate: true });
  }
  const { usage } = await usageOf(server, 'users.name', now - 10 * minute, now - minute);
  expect(usage.reads.explicit).toBe(80);
});

test('many at once are answered, and the store counts each', async () => {
  const server = await start(args('many.sqlite'));
  const now = Date.now();
  const line = { source: 'edge', time: iso(now - minute), statement: 'SELECT id FROM users' };
  const sends = Array.from({ length: 60 }, async (_, index) => {
    for (;;) {
      const { status } = await push(server, [line], `many ${index}`);
      if (status !== 503) return status;
      await new Promise((done) => setTimeout(done, 20));
    }
  });
  const asks = Array.from({ length: 20 }, () =>
    usageOf(server, 'users.name', now - 10 * minute, now - minute),
  );
  expect(new Set(await Promise.all(sends))).toEqual(new Set([200]));
  await Promise.all(asks);
  expect((await usageOf(server, 'users.id', now - 10 * minute, now)).usage.reads.explicit).toBe(60);
});
