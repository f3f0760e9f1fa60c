/** A real exposition, scraped by the real Prometheus, asked by the gate's client. */

import { execFileSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Usage } from '../../../src/model.ts';
import { EXPOSITION_TYPE, type MetricsStore, renderMetrics } from '../../../src/query-log/metrics.ts';
import type { TelemetryQuestion } from '../../../src/read/telemetry/kinds.ts';
import { askTelemetry } from '../../../src/read/telemetry.ts';
import { storeAt } from './fleet.ts';
import { type Prometheus, startPrometheus } from './start-prometheus.ts';

const DATABASE = 'app "one"\\\n{x}';
const OBJECTS = ['users.legacy', 'users."full ""name"""', 'billing.invoices.total', 'view:active', 'users'];
const BORN = Date.now() - 30 * 86_400_000;

let server: Server;
let engine: Prometheus;
let uses: { at: number; service: string; object: string }[] = [];

const progress: Pick<MetricsStore, 'comparisonTotals' | 'backfills'> = {
  comparisonTotals: () => [
    { name: 'split', compared: 900, diverged: 2, unknown: 1, lastDiverged: BORN },
    { name: 'never', compared: 0, diverged: 0, unknown: 0, lastDiverged: null },
  ],
  backfills: () => [
    {
      name: 'users/split',
      state: 'running',
      total: 50,
      done: 20,
      failed: 1,
      rate: 3,
      checkpoint: null,
      updatedAt: BORN,
      verifiedAt: null,
      errors: [],
    },
    {
      name: 'done',
      state: 'complete',
      total: null,
      done: 7,
      failed: 0,
      rate: null,
      checkpoint: null,
      updatedAt: BORN,
      verifiedAt: BORN,
      errors: [],
    },
  ],
};

const exposition = (): string => {
  const now = Date.now();
  const life = {
    instance: '',
    from: BORN,
    to: now,
    since: () => BORN,
    objects: OBJECTS,
    watchedSince: BORN,
    uses,
  };
  return renderMetrics({ ...storeAt(life, DATABASE, now), ...progress }, now);
};

beforeAll(async () => {
  server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': EXPOSITION_TYPE });
    response.end(exposition());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const target = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  engine = await startPrometheus({ targets: [target], interval: '200ms' });
});

afterAll(async () => {
  await engine?.stop();
  server.closeAllConnections();
  server.close();
});

async function ask(question: TelemetryQuestion) {
  const source = { name: 'engine', type: 'prometheus', url: engine.url, tokenEnv: null } as const;
  const reader = {
    sources: [{ ...source, sources: null, maxAge: 900_000, maxGap: 0 }],
    env: {},
    budget: 10_000,
    files: null as never,
    keep: () => {},
  };
  return await askTelemetry(reader, question);
}

/** Asked until it is known: a scrape takes its time. */
async function askUntil(
  question: () => TelemetryQuestion,
  isSo: (value: unknown) => boolean,
): Promise<unknown> {
  for (const end = Date.now() + 60_000; ; await new Promise((resolve) => setTimeout(resolve, 200))) {
    const answer = await ask(question());
    if (answer.state === 'known' && isSo(answer.value)) return answer.value;
    if (Date.now() > end) throw new Error(JSON.stringify(answer));
  }
}

const about = { telemetry: 'engine', environment: 'production' };

function usageQuestion(): TelemetryQuestion {
  const to = Date.now();
  return { ...about, ask: 'usage', database: DATABASE, from: to - 2000, to, objects: OBJECTS, ignore: [] };
}

test('the exposition is in order for promtool', () => {
  uses = [{ at: Date.now(), service: 'a"b\\c\n', object: 'users' }];
  const input = exposition();
  uses = [];
  expect(execFileSync('/usr/bin/promtool', ['check', 'metrics'], { input, encoding: 'utf8' })).toBe('');
});

test('objects of every kind of name arrive from the first scrape on, and their use when there is some', async () => {
  const quiet = (await askUntil(usageQuestion, (value) => {
    const { sources } = value as Usage;
    return (sources[0]?.from ?? Date.now()) < Date.now() - 2000;
  })) as Usage;
  expect(quiet.objects.map(({ object, state }) => [object, state])).toEqual(
    OBJECTS.map((object) => [object, 'zero']),
  );
  const service = 'a "b"\\c\n{}';
  uses = [{ at: Date.now(), service, object: 'users."full ""name"""' }];
  const used = (await askUntil(usageQuestion, (value) =>
    (value as Usage).objects.some(({ state }) => state === 'observed'),
  )) as Usage;
  expect(used.objects.filter(({ state }) => state === 'observed')).toMatchObject([
    { object: 'users."full ""name"""', reads: { explicit: 1 }, by: [{ service, reads: 1 }] },
  ]);
});

test('comparisons and backfills arrive', async () => {
  const to = Date.now();
  const comparison = (name: string): TelemetryQuestion => ({
    ...about,
    ask: 'comparison',
    name,
    from: to - 500,
    to,
  });
  // What was there before the engine knew of it cannot be told to be of the window: it agrees to nothing, and differs.
  expect(await ask(comparison('split'))).toMatchObject({
    state: 'known',
    value: { compared: 0, lastDiverged: BORN },
  });
  expect(await ask(comparison('never'))).toMatchObject({
    state: 'known',
    value: { compared: 0, lastDiverged: null },
  });
  expect(await ask(comparison('other'))).toMatchObject({ state: 'missing' });
  const backfill = (name: string): TelemetryQuestion => ({ ...about, ask: 'backfill', name });
  expect(await ask(backfill('users/split'))).toMatchObject({
    state: 'known',
    value: { state: 'running', total: 50, done: 20, failed: 1, updatedAt: BORN, verifiedAt: null },
  });
  expect(await ask(backfill('done'))).toMatchObject({
    state: 'known',
    value: { state: 'complete', total: null, done: 7, verifiedAt: BORN },
  });
  expect(await ask(backfill('other'))).toMatchObject({ state: 'missing' });
});
