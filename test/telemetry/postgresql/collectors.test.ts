/** The live collectors against a real server and the real store: what people run, without the log's reader. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Collector } from '../../../src/query-log/collect.ts';
import { countPgStatStatements } from '../../../src/query-log/collectors/count-pg-stat-statements.ts';
import { makeNode, type Node } from '../../../src/query-log/collectors/node.ts';
import { watchPostgresql } from '../../../src/query-log/collectors/watch-postgresql.ts';
import { tallyOn } from '../../../src/query-log/count-runs.ts';
import type { UsageAnswer } from '../../../src/query-log/protocol.ts';
import { makeLogProof } from '../../../src/query-log/sources/log-proof.ts';
import { openStore } from '../../../src/query-log/store/sqlite.ts';
import type { Store } from '../../../src/query-log/store.ts';
import { superviseAll } from '../../../src/query-log/supervise.ts';
import { formatTime } from '../../../src/time.ts';
import { type LiveServer, startLive } from './live-server.ts';

const settings = {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track': 'all',
};
const setUp = `CREATE EXTENSION pg_stat_statements; CREATE ROLE lanekeeper LOGIN IN ROLE pg_monitor;
  CREATE TABLE users (id int PRIMARY KEY, name text, email text); INSERT INTO users VALUES (1, 'a', 'b');
  CREATE FUNCTION by_function() RETURNS text LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT max(name) FROM users); END'`;

let live: LiveServer;
let folder: string;
let store: Store;
let running: AbortController[] = [];

beforeAll(async () => {
  live = await startLive(15, settings, setUp, 'lanekeeper');
  const change = async (name: string, value: string): Promise<void> => {
    await live.app.query(`ALTER SYSTEM SET ${name} = ${value}`);
  };
  await change('log_min_duration_statement', '0');
  await live.app.query('SELECT pg_reload_conf()');
});
afterAll(() => live?.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanekeeper-live-'));
  store = openStore(join(folder, 'log.db'));
});
afterEach(async () => {
  for (const one of running) one.abort();
  running = [];
  await pause(200);
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs it under supervision until the returned function is called; problems are kept. */
function start(collector: Collector): { stop(): Promise<void>; told: string[] } {
  const stopping = new AbortController();
  running.push(stopping);
  const told: string[] = [];
  const { done } = superviseAll([collector], {
    store,
    signal: stopping.signal,
    tell: (_, event, text) => told.push(`${event}: ${text}`),
    pauses: { first: 50, most: 200 },
  });
  return {
    told,
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}

async function watcher(node: Node, probe = false): Promise<Collector> {
  const common = { id: 'server', database: 'app', address: live.address(), node, store };
  return watchPostgresql({ ...common, schema: true, log: true, probe, every: 100, now: Date.now });
}

const beside = (): Node => {
  const node = makeNode();
  node.note({ sampling: { mode: 'full', rate: 1 }, failures: true, at: Date.now() }, 'UTC');
  return node;
};

async function counter(node: Node | null): Promise<Collector> {
  const tally = await tallyOn(store);
  const common = { id: 'pgss', database: 'app', required: true, address: live.address(), tally };
  return countPgStatStatements({ ...common, every: 100, beside: node, now: Date.now });
}

function ask(objects: string[], from: number, to: number): UsageAnswer {
  const window = { from: formatTime(from), to: formatTime(to) };
  const asked = store.usage({ database: 'app', window, objects, ignore: [] }, to);
  if ('unknown' in asked) throw new Error(`unknown: ${asked.unknown.join()}`);
  return asked.answer;
}

const readsOf = (object: string): number => {
  const [usage] = ask([object], Date.now() - 3_600_000, Date.now() + 3_600_000).usage;
  return Object.values(usage?.reads ?? {}).reduce((sum, count) => sum + count, 0);
};

const gapsOf = (): string[] => [
  ...new Set(
    ask(['users.id'], Date.now() - 3_600_000, Date.now() + 3_600_000).coverage.sources.flatMap(({ gaps }) =>
      gaps.map(({ reason }) => reason),
    ),
  ),
];

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 15_000; !holds() && Date.now() < end; ) await pause(50);
  expect(holds()).toBe(true);
}

const coveredTo = (): number => store.sources('app').find(({ id }) => id === 'pgss')?.to ?? 0;
/** Everything that ran so far has been counted, and silence is covered up to now. */
const caughtUp = (): Promise<void> => {
  const now = Date.now();
  return until(() => coveredTo() > now);
};

test('counts of a server are exact through ten restarts of the collector; nothing is unresolved', async () => {
  const catalog = start(await watcher(makeNode()));
  await until(() => store.objects('app').length > 0);
  let counting = start(await counter(beside()));
  await caughtUp();
  for (let round = 1; round <= 10; round++) {
    await live.app.query('SELECT name FROM users WHERE id = 1');
    if (round % 2 === 0) await live.app.query('SELECT by_function()');
    await counting.stop();
    await live.app.query('SELECT name FROM users WHERE id = 2');
    counting = start(await counter(beside()));
  }
  await caughtUp();
  await counting.stop();
  await catalog.stop();
  // Ten before and ten after each stop; what the function runs is seen, and so is who calls it.
  expect(readsOf('users.name')).toBe(20 + 5 + 5);
  expect(readsOf('users.email')).toBe(0);
  expect(gapsOf()).toEqual([]);
  const [email] = ask(['users.email'], coveredTo() - 100, coveredTo()).usage;
  expect(email?.state).toBe('zero');
  expect(counting.told.filter((line) => line.startsWith('problem'))).toEqual([]);
});

test('without a log beside it, silence proves nothing', async () => {
  const catalog = start(await watcher(makeNode()));
  await until(() => store.objects('app').length > 0);
  const counting = start(await counter(null));
  await caughtUp();
  await caughtUp();
  await counting.stop();
  await catalog.stop();
  const { coverage, usage } = ask(['users.email'], coveredTo() - 50, coveredTo());
  expect(coverage.sources.find(({ id }) => id === 'pgss')?.sampling.mode).toBe('threshold');
  expect(usage[0]?.state).toBe('no_data');
});

test('a reset and a crash are gaps of their own, and the collector comes back by itself', async () => {
  const catalog = start(await watcher(makeNode()));
  await until(() => store.objects('app').length > 0);
  const counting = start(await counter(beside()));
  await caughtUp();
  await live.app.query('SELECT pg_stat_statements_reset()');
  await until(() => gapsOf().includes('stats-reset'));
  await live.server.restart('crash');
  await live.reconnect();
  await until(() => gapsOf().includes('server-restarted'));
  await caughtUp();
  await counting.stop();
  await catalog.stop();
  expect(gapsOf().toSorted()).toEqual(['server-restarted', 'stats-reset']);
  expect(counting.told.some((line) => line.startsWith('failed'))).toBe(true);
});

test('logging switched off and on again between is a gap of whoever reads the log; probes are sent', async () => {
  const node = makeNode();
  const proof = makeLogProof({ failuresAreEnough: false, patience: 200 });
  node.logs.push(proof);
  const watching = start(await watcher(node, true));
  await until(() => node.proof(Date.now())?.sampling.mode === 'full');
  const began = Date.now();
  await pause(300);
  await live.app.query('ALTER SYSTEM SET log_min_duration_statement = 500');
  await live.app.query('SELECT pg_reload_conf()');
  await until(() => node.proof(Date.now())?.sampling.mode === 'threshold');
  await live.app.query('ALTER SYSTEM SET log_min_duration_statement = 0');
  await live.app.query('SELECT pg_reload_conf()');
  await until(() => node.proof(Date.now())?.sampling.mode === 'full');
  await watching.stop();
  const gaps = proof.takeGaps({ from: began, to: Date.now() + 1000 });
  expect(gaps.some(({ reason }) => reason === 'not-logged')).toBe(true);
  // Nobody read the log here: the probes that were sent are missing in it.
  expect(gaps.some(({ reason }) => reason === 'probe-lost')).toBe(true);
  expect(watching.told.join('\n')).toContain('ALTER SYSTEM SET log_min_duration_statement = 0;');
});
