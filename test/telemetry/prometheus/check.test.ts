/** The whole command on a small real repository, with a real engine behind `type: prometheus`. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Made, wrap } from '../../read/make-repository.ts';
import { BEGIN, CASES, EVERY, NOW } from './cases.ts';
import { DAY, HOUR, historyOf, type Life } from './fleet.ts';
import { makeBlocks, type Prometheus, startPrometheus } from './start-prometheus.ts';

const CLI = join(import.meta.dirname, '../../../src/cli.ts');
const NAMES = [
  'quiet',
  'once',
  'short',
  'lost',
  'pair',
  'reset',
  'stale',
  'young',
  'replaced',
  'silent',
  'ahead',
];

let engine: Prometheus;
let forgetful: Prometheus;
let repository: Made;
const folder = mkdtempSync(join(tmpdir(), 'lanekeeper-prometheus-check-'));

const manifest = (database: string, url: string): string => `
version: 1
databases:
  ${database}:
    engine: postgresql
    version: 16
    migrations: db/migrations
    telemetry: engine
environments:
  - name: production
telemetry:
  engine:
    type: prometheus
    url: ${url}
    sources: [pg-primary]
approval:
  approvers: ["@acme/dba"]
changes:
  drop-legacy:
    removes: [users.legacy]
    contract: { quiet: { window: 7d }, soak: { off: "tested elsewhere" } }
`;

function makeCase(name: string, database: string, url: string): void {
  repository.git('checkout', '-q', '--orphan', name);
  if (name !== NAMES[0]) repository.git('rm', '-rfq', '.');
  repository.commit({
    'lanekeeper.yml': manifest(database, url),
    'db/migrations/0001_users.sql': 'CREATE TABLE users (id bigint PRIMARY KEY, legacy text);\n',
    'src/a.ts': 'export const read = "SELECT id FROM users";\n',
  });
  repository.git('checkout', '-q', '-b', `${name}-pr`);
  repository.commit({
    'db/migrations/0002_drop.sql': "SET lock_timeout = '5s';\nALTER TABLE users DROP COLUMN legacy;\n",
  });
}

beforeAll(async () => {
  const cases: Record<string, Life[]> = Object.fromEntries(NAMES.map((name) => [name, CASES[name] ?? []]));
  const span = { from: BEGIN, to: NOW + 1, every: EVERY };
  engine = await startPrometheus({ data: makeBlocks(historyOf(cases, span, 12 * HOUR)) });
  const short = { ...span, every: 4 * EVERY };
  forgetful = await startPrometheus({
    data: makeBlocks(historyOf({ quiet: cases.quiet ?? [] }, short, 12 * HOUR)),
    retention: '3d',
  });
  repository = wrap(folder);
  repository.git('init', '-q', '-b', 'start');
  for (const name of NAMES) makeCase(name, name, engine.url);
  makeCase('forgetful', 'quiet', forgetful.url);
  makeCase('mistyped', 'quite', engine.url);
}, 300_000);

afterAll(async () => {
  await Promise.all([engine?.stop(), forgetful?.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

interface Report {
  verdict: string;
  findings: { rule: string; status: string; message: string; seen: string | null; until: string | null }[];
}

function run(name: string, evidence?: string): Promise<{ code: number; text: string; report: Report }> {
  const args = ['check', '--repo', folder, '--base', name, '--head', `${name}-pr`, '--format', 'json'];
  const more = evidence === undefined ? ['--now', new Date(NOW).toISOString()] : ['--evidence', evidence];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [CLI, ...args, ...more], { maxBuffer: 1e8 }, (error, text, stderr) => {
      try {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, text, report: JSON.parse(text) as Report });
      } catch {
        reject(new Error(`no report: ${stderr}`));
      }
    });
  });
}

const quietOf = (report: Report): Report['findings'] =>
  report.findings.filter(({ rule }) => rule === 'quiet');

/** Without whence the evidence came, which a replay tells of itself. */
const wordsOf = (report: Report): unknown[] =>
  quietOf(report).map(({ status, message, seen, until }) => ({ status, message, seen, until }));

describe('a contract waits exactly until it is provably quiet', () => {
  test.each([
    ['quiet', 'ok', /quiet for 7 days/],
    ['replaced', 'ok', /quiet for 7 days/],
    ['once', 'wait', /users\.legacy was read 1 times in the last 7 days/],
    ['short', 'wait', /users\.legacy was read 3 times/],
    ['pair', 'wait', /users\.legacy was read 5 times/],
    ['reset', 'wait', /users\.legacy was read [678] times/],
    ['lost', 'wait', /pg-primary saw nothing from 2026-10-28T23:5.* to 2026-10-29T02:59:30Z/],
    ['stale', 'wait', /the newest record of pg-primary is 2 days/],
    ['young', 'wait', /pg-primary covers only since 2026-10-30T00:00:00Z/],
    ['silent', 'wait', /pg-replica-1 should have reported and did not/],
    ['ahead', 'error', /its clock is ahead/],
    ['forgetful', 'error', /the retention of the engine is shorter than the window/],
    ['mistyped', 'error', /no data .*of the database quite/],
  ])('%s: %s', async (name, status, message) => {
    const { report } = await run(name);
    const [finding] = quietOf(report);
    expect(finding?.message).toMatch(message);
    expect(finding?.status).toBe(status);
  });

  test('what is in the way clears at a day that is told', async () => {
    const [once] = quietOf((await run('once')).report);
    expect(once?.until).toBe('2026-11-03T00:00:00Z');
    const [young] = quietOf((await run('young')).report);
    expect(Date.parse(young?.until ?? '')).toBe(NOW + 5 * DAY);
  });

  test('a report is replayed without an engine, to the same words', async () => {
    for (const name of ['quiet', 'once', 'lost', 'forgetful']) {
      const first = await run(name);
      const file = join(folder, '.git', `${name}.json`);
      writeFileSync(file, first.text.replaceAll(engine.url, 'http://127.0.0.1:9'));
      const again = await run(name, file);
      expect(quietOf(first.report)).toHaveLength(1);
      expect(wordsOf(again.report)).toEqual(wordsOf(first.report));
      expect(again.code).toBe(first.code);
    }
  });
});
