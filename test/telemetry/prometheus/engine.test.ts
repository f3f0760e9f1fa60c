import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Evidence, Usage, UsageCounts } from '../../../src/model.ts';
import type { TelemetryValue } from '../../../src/read/telemetry/kinds.ts';
import { askTelemetry } from '../../../src/read/telemetry.ts';
import { BEGIN, CASES, EVERY, NOW, WINDOW } from './cases.ts';
import { DAY, HOUR, historyOf } from './fleet.ts';
import { makeBlocks, type Prometheus, startPrometheus } from './start-prometheus.ts';

let engine: Prometheus;

beforeAll(async () => {
  const span = { from: BEGIN, to: NOW + 1, every: EVERY };
  engine = await startPrometheus({ data: makeBlocks(historyOf(CASES, span, 12 * HOUR)) });
}, 300_000);

afterAll(async () => engine?.stop());

interface Asked {
  objects?: string[];
  sources?: string[] | null;
  ignore?: string[];
  from?: number;
  to?: number;
  url?: string;
}

const kept: unknown[] = [];

function ask(database: string, asked: Asked = {}): Promise<Evidence<TelemetryValue>> {
  const source = { name: 'engine', type: 'prometheus', tokenEnv: null, maxAge: 900_000, maxGap: 0 } as const;
  const reader = {
    sources: [{ ...source, url: asked.url ?? engine.url, sources: asked.sources ?? null }],
    env: {},
    budget: 10_000,
    files: null as never,
    keep: (_: unknown, raw: unknown) => void kept.push(raw),
  };
  return askTelemetry(reader, {
    ask: 'usage',
    telemetry: 'engine',
    environment: 'production',
    database,
    from: asked.from ?? NOW - WINDOW,
    to: asked.to ?? NOW,
    objects: asked.objects ?? ['users.legacy'],
    ignore: asked.ignore ?? [],
  });
}

async function usageOf(database: string, asked?: Asked): Promise<Usage> {
  const evidence = await ask(database, asked);
  if (evidence.state !== 'known') throw new Error(`${evidence.state}: ${evidence.why}`);
  return evidence.value as Usage;
}

async function whyOf(database: string, asked?: Asked): Promise<string> {
  const evidence = await ask(database, asked);
  expect(evidence.state).toBe('failed');
  return evidence.state === 'known' ? '' : evidence.why;
}

const objectOf = (usage: Usage) => usage.objects[0];
const sum = (counts: UsageCounts | undefined): number =>
  Object.values(counts ?? {}).reduce((all: number, one: number) => all + one, 0);

describe('what is quiet', () => {
  test('is zero, over all of the window', async () => {
    const usage = await usageOf('quiet');
    expect(objectOf(usage)).toMatchObject({ state: 'zero', lastSeen: null, by: [] });
    expect(usage.sources).toMatchObject([
      {
        id: 'pg-primary',
        kind: 'postgresql-log',
        required: true,
        gaps: [],
        sampling: { mode: 'full', rate: 1 },
        unparsed: 0,
      },
    ]);
    expect(usage.sources[0]?.from).toBeLessThan(NOW - WINDOW);
    expect(usage.sources[0]?.to).toBe(NOW - 2000);
    expect(usage.sources[0]?.statements).toBeGreaterThan(40 * 7 * 86_000);
  });

  test.each([
    ['caught_up', 'a collector that was down and read on where it had stopped'],
    ['replaced', 'a collector that another took over from'],
    ['before', 'last used before the window'],
    ['unparsed_before', 'nothing unreadable within the window'],
  ])('%s: %s', async (database) => {
    const usage = await usageOf(database);
    expect(objectOf(usage)).toMatchObject({ state: 'zero', by: [] });
    expect(usage.sources).toMatchObject([{ gaps: [], unparsed: 0 }]);
    expect(usage.sources[0]?.from).toBeLessThanOrEqual(NOW - WINDOW);
  });

  test('callers that are to be ignored are counted apart', async () => {
    expect(objectOf(await usageOf('backup', { ignore: ['pg_dump'] }))).toMatchObject({
      state: 'zero',
      ignored: 2,
      by: [],
    });
    expect(objectOf(await usageOf('backup'))).toMatchObject({
      state: 'observed',
      reads: { explicit: 2 },
      ignored: 0,
    });
  });
});

describe('what was used', () => {
  test('once, by a counter that was born of it', async () => {
    expect(objectOf(await usageOf('once'))).toMatchObject({
      state: 'observed',
      reads: { explicit: 1 },
      lastSeen: NOW - 5 * DAY,
      by: [{ service: 'billing', reads: 1, writes: 0 }],
    });
  });

  test('by what only a collector saw that lived for minutes', async () => {
    expect(objectOf(await usageOf('short'))).toMatchObject({ state: 'observed', reads: { explicit: 3 } });
  });

  test('is counted once by a pair of engines, also where one of them missed some of it', async () => {
    expect(objectOf(await usageOf('pair'))).toMatchObject({ reads: { explicit: 5 }, by: [{ reads: 5 }] });
  });

  test('is never told less than it was after a counter began anew', async () => {
    const reads = sum(objectOf(await usageOf('reset'))?.reads);
    expect(reads).toBeGreaterThanOrEqual(6);
    expect(reads).toBeLessThanOrEqual(8);
    expect(sum(objectOf(await usageOf('reset_at_start'))?.reads)).toBeGreaterThanOrEqual(2);
  });

  test('by *, or in vain', async () => {
    expect(objectOf(await usageOf('star'))).toMatchObject({
      reads: { explicit: 0, implicit: 1 },
      writes: { failed: 1 },
      by: [{ service: 'billing', reads: 1, writes: 1 }],
    });
  });

  test('is found at whichever source saw it', async () => {
    const usage = await usageOf('two');
    expect(objectOf(usage)).toMatchObject({ by: [{ service: 'reports', reads: 1 }] });
    expect(usage.sources.map(({ id }) => id)).toEqual(['pg-primary', 'pg-replica-1']);
  });
});

describe('what was not covered', () => {
  test('a collector that was down and lost what ran meanwhile leaves a gap, to the scrape', async () => {
    const [source] = (await usageOf('lost')).sources;
    expect(source?.gaps).toHaveLength(1);
    const [gap] = source?.gaps ?? [];
    // From the last scrape before it went down to the start that it tells.
    expect(gap?.from).toBeGreaterThan(NOW - 3 * DAY - EVERY - 5000);
    expect(gap?.from).toBeLessThanOrEqual(NOW - 3 * DAY);
    expect(gap?.to).toBe(NOW - 3 * DAY + 3 * HOUR - 30_000);
  });

  test('a collector that came an hour after the last one left a gap', async () => {
    const [source] = (await usageOf('replaced_late')).sources;
    expect(source?.gaps).toEqual([
      { from: NOW - 3 * DAY - 2000, to: NOW - 3 * DAY + HOUR, reason: 'not-covered' },
    ]);
  });

  test('a stale series ends where it ended', async () => {
    const [source] = (await usageOf('stale')).sources;
    expect(source?.to).toBeLessThanOrEqual(NOW - 2 * DAY);
  });

  test('a collector that is young begins where it began', async () => {
    const [source] = (await usageOf('young')).sources;
    expect(source?.from).toBe(NOW - 2 * DAY);
  });

  test('an object that is watched for less than the window is no data', async () => {
    expect(objectOf(await usageOf('unwatched'))).toMatchObject({ state: 'no_data' });
  });

  test('sampling and what could not be read are told', async () => {
    expect((await usageOf('sampled')).sources).toMatchObject([{ sampling: { mode: 'random', rate: 0.1 } }]);
    expect((await usageOf('unparsed')).sources).toMatchObject([{ unparsed: 5 }]);
  });

  test('a required source that fell silent before the window is missing', async () => {
    expect(await usageOf('silent')).toMatchObject({ missing: ['pg-replica-1'] });
  });
});

describe('what is refused', () => {
  test('an object that nobody watches, and a database that nobody tells of', async () => {
    expect(await whyOf('quiet', { objects: ['users.legcay'] })).toMatch(/no data of users\.legcay.*spelled/);
    expect(await whyOf('quiet', { objects: ['users.legacy', 'users.nmae'] })).toMatch(
      /no data of users\.nmae/,
    );
    expect(await whyOf('quite')).toMatch(/no data .*of the database quite/);
  });

  test('names are text to the engine, whatever they hold', async () => {
    for (const object of [
      'users."le\\"gacy\'{}',
      'users.legacy"}) or vector(0) #',
      'users.leg.cy',
      'users.l\u0000\n',
    ])
      expect(await whyOf('quiet', { objects: [object, 'users.x'] })).toMatch(/no data of/);
    expect(await whyOf('quiet"} or {db_namespace!="')).toMatch(/no data/);
  });

  test('a source that the manifest names and nobody tells of', async () => {
    expect(await whyOf('quiet', { sources: ['pg-primary', 'pg-replica-9'] })).toMatch(
      /pg-replica-9, which the manifest requires/,
    );
  });

  test('a clock that is ahead', async () => {
    expect(await whyOf('ahead')).toMatch(/its clock is ahead/);
  });

  test('a window that begins before the engine remembers', async () => {
    expect(await whyOf('quiet', { from: NOW - 12 * DAY })).toMatch(
      /retention of the engine is shorter than the window/,
    );
  });
});

test('a question is answered as of its own end, whatever came later', async () => {
  const to = NOW - 5.5 * DAY;
  expect(objectOf(await usageOf('once', { from: to - DAY, to }))).toMatchObject({ state: 'zero' });
  expect((await usageOf('stale', { from: NOW - 4 * DAY, to: NOW - 3 * DAY })).sources[0]?.to).toBeGreaterThan(
    NOW - 3 * DAY - EVERY,
  );
});
