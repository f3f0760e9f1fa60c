/**
 * A fleet, simulated: `node scripts/bench/scale.ts [collectors] [objects] [services] [days]` (50, 100, 4, 14 where left out).
 * What it prints of sizes is counted, what it prints of times is measured at the real Prometheus, which must be installed.
 */
import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { inGroups } from '../../src/numbers.ts';
import { type MetricsStore, renderMetrics } from '../../src/query-log/metrics.ts';
import type { WatchedObject } from '../../src/query-log/store.ts';
import { askEngine } from '../../src/read/telemetry/prometheus.ts';
import { makeBlocks, startPrometheus } from '../../test/telemetry/prometheus/start-prometheus.ts';

const [collectors = 50, objects = 100, services = 4, days = 14] = process.argv.slice(2).map(Number);
const HOUR = 3_600_000;
const EVERY = 120_000;
const END = Date.parse('2026-11-01T00:00:00Z');
const BEGIN = END - days * 24 * HOUR - 2 * HOUR;

/** Each service reads and writes each object, as often as not. */
function useOf(index: number): WatchedObject {
  const uses = Array.from({ length: services }, (_, service) => ({
    service: `service-${service}`,
    access: service % 2 === 0 ? ('read' as const) : ('write' as const),
    via: 'explicit' as const,
    total: 17 * (index + 1),
    last: BEGIN - HOUR * (service + 1),
  }));
  return { object: `table_${index % 20}.column_${index}`, since: BEGIN - 24 * HOUR, uses };
}

function storeOf(collector: number, now: number, watched: WatchedObject[]): MetricsStore {
  const source = {
    id: `pg-${collector}`,
    kind: 'postgresql-log',
    required: true,
    from: BEGIN - 24 * HOUR,
    to: now - 2000,
    gapSeconds: 0,
    gaplessFrom: BEGIN - 24 * HOUR,
    sampling: { mode: 'full' as const, rate: 1 },
    statements: Math.floor((now - BEGIN) / 10),
    unparsed: 0,
  };
  return {
    databases: () => ['app'],
    sources: () => [source],
    watchedUse: () => watched,
    comparisonTotals: () => [],
    backfills: () => [],
  };
}

const samplesOf = (text: string): string[] =>
  text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

/** Two hours at once; a series that stands still is written all the same, as a scrape would. */
function* histories(watched: WatchedObject[]): Generator<string> {
  for (let start = BEGIN; start < END; start += 2 * HOUR) {
    const lines: string[] = [];
    for (let collector = 0; collector < collectors; collector += 1) {
      const labels = `job="lanekeeper",instance="collector-${collector}:9090"`;
      const still = samplesOf(renderMetrics(storeOf(collector, start, watched), start));
      for (let now = start; now < start + 2 * HOUR; now += EVERY) {
        const moving = samplesOf(renderMetrics(storeOf(collector, now, []), now));
        for (const line of [...moving, ...still.slice(moving.length)])
          lines.push(
            line.includes('{')
              ? line.replace(/\} (\S+)$/, `,${labels}} $1 ${now / 1000}\n`)
              : line.replace(/ (\S+)$/, `{${labels}} $1 ${now / 1000}\n`),
          );
      }
    }
    yield `${lines.join('')}# EOF\n`;
  }
}

const row = (what: string, value: string): void => console.log(`  ${what.padEnd(46)}${value}`);

function tellSizes(): WatchedObject[] {
  const watched = Array.from({ length: objects }, (_, index) => useOf(index));
  const text = renderMetrics(storeOf(0, END, watched), END);
  const start = process.cpuUsage();
  for (let round = 0; round < 20; round += 1) renderMetrics(storeOf(0, END, watched), END);
  const { user, system } = process.cpuUsage(start);
  const series = samplesOf(text).length;
  row('series of one collector', inGroups(series));
  row('bytes of one scrape', inGroups(Buffer.byteLength(text)));
  row('bytes of one scrape, gzip', inGroups(gzipSync(text).length));
  row('processor time to render one', `${((user + system) / 20_000).toFixed(1)} ms`);
  row('series of the fleet', inGroups(series * collectors));
  row('samples a second, scraped every 120 s', inGroups(Math.round((series * collectors) / 120)));
  return watched;
}

/** What one gate question about a contract's column takes, end to end; the engine's disk cache is warm after the first. */
async function tellQuestion(url: string, asked: string[]): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    const start = performance.now();
    const question = {
      ask: 'usage' as const,
      telemetry: 'engine',
      environment: 'production',
      database: 'app',
      from: END - days * 24 * HOUR,
      to: END - EVERY,
      objects: asked,
      ignore: [],
    };
    const answer = await askEngine({ url, tokenEnv: null, env: {}, budget: 60_000, sources: null }, question);
    if (!('answer' in answer)) throw new Error(JSON.stringify(answer));
    times.push(performance.now() - start);
    if (round === 0)
      row('bytes of the answer of one question', inGroups(JSON.stringify(answer.answer).length));
  }
  const [first = 0, ...more] = times;
  row('one question, the first', `${first.toFixed(0)} ms`);
  row('one question, median of 5 more', `${(more.sort((a, b) => a - b)[2] ?? 0).toFixed(0)} ms`);
}

console.log(
  `${collectors} collectors, ${objects} watched objects, ${services} services, ${days} days, scraped every 120 s; Node ${process.versions.node}, ${availableParallelism()} processors\n`,
);
const watched = tellSizes();
// The engine is given the one object that is asked: a question reads no other.
const written = watched.slice(0, 1);
const data = makeBlocks(histories(written));
const engine = await startPrometheus({ data });
try {
  await tellQuestion(
    engine.url,
    written.map(({ object }) => object),
  );
} finally {
  await engine.stop();
  rmSync(dirname(data), { recursive: true, force: true });
}
