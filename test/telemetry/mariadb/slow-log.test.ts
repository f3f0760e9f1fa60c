/** The slow log of a real MariaDB with long_query_time=0: all that clients did, and nothing else. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MysqlResolver } from '../../../src/query-log/resolve/mysql.ts';
import { knownMysqlCatalog, readMysqlCatalog } from '../../../src/query-log/sources/mysql-catalog/index.ts';
import { connectToMysql, type MysqlServer } from '../../../src/query-log/sources/mysql-digests/connect.ts';
import {
  followSlowLog,
  judgeSlowLogSettings,
  readSlowLog,
} from '../../../src/query-log/sources/mysql-slow-log/index.ts';
import type { LogChunk } from '../../../src/query-log/sources/server-log/reading.ts';
import type { Run } from '../../../src/query-log/words.ts';
import { type MariaDb, startMariaDb } from './start-mariadb.ts';
import { type Done, work, workloadSchema } from './workload.ts';

const CLI = join(import.meta.dirname, '..', '..', '..', 'dist', 'cli.js');

let server: MariaDb;
let watcher: MysqlServer;
let log: string;
let ddl: string;

beforeAll(async () => {
  server = await startMariaDb({
    'long-query-time': '0',
    'slow-query-log': '1',
    'slow-query-log-file': 'slow.log',
  });
  log = join(server.folder, 'data', 'slow.log');
  const root = await server.connect();
  for (const statement of workloadSchema) await root.query(statement);
  await root.end();
  watcher = await connectToMysql({ socketPath: server.socket, user: 'root' });
  ddl = knownMysqlCatalog(await readMysqlCatalog(watcher, 'app'), 'app', null).ddl;
});
afterAll(async () => {
  await watcher?.end().catch(() => {});
  await server?.stop();
});

function touchesOfA(runs: Run[]): number {
  const resolver = new MysqlResolver({ ddl }, { ansiQuotes: false });
  return runs.filter((run) => {
    const shape = resolver.take(run);
    return shape.everything || shape.touches.some(({ object }) => object === 't.a');
  }).length;
}

async function runsFrom(position: LogChunk | null): Promise<{ runs: Run[]; last: LogChunk }> {
  const runs: Run[] = [];
  let last: LogChunk | null = position;
  for await (const chunk of readSlowLog(log, { complete: true, position: position?.position() ?? null })) {
    runs.push(...chunk.runs);
    last = chunk;
  }
  if (!last) throw new Error('nothing was read');
  return { runs, last };
}

it('has every run, failed, killed and prepared ones too', async () => {
  const before = await runsFrom(null);
  const done: Done = await work(server, { prepared: true });
  const { runs, last } = await runsFrom(before.last);
  expect(touchesOfA(runs)).toBe(done.ofA);
  expect(last.completeness().sampling.mode).toBe('full');
  expect(runs.every(({ user, session }) => user === 'root' && session !== null)).toBe(true);
  expect(
    runs
      .filter(({ text }) => text.startsWith('select a from t'))
      .every(({ defaultSchema }) => defaultSchema === 'app'),
  ).toBe(true);
});

it('is read by query-log ingest, packed and again, each statement once', async () => {
  const whole = await runsFrom(null);
  const ofA = touchesOfA(whole.runs);
  const folder = mkdtempSync(join(tmpdir(), 'lanekeeper-slow-'));
  const file = (name: string): string => join(folder, name);
  writeFileSync(file('schema.sql'), ddl);
  writeFileSync(file('slow.log'), readFileSync(log));
  writeFileSync(file('slow.log.gz'), gzipSync(readFileSync(log)));
  const cli = (...args: string[]): string =>
    execFileSync(process.execPath, [CLI, 'query-log', ...args, '--store', file('store.sqlite')], {
      encoding: 'utf8',
    });
  const ingest = (name: string): { statements: number; unparsed: number } =>
    JSON.parse(
      cli(
        'ingest',
        '--database',
        'app',
        '--schema',
        file('schema.sql'),
        '--complete',
        '--format',
        'json',
        file(name),
      ),
    );
  const told = ingest('slow.log');
  expect(told.statements).toBe(whole.runs.length);
  expect(ingest('slow.log.gz').statements).toBe(0);
  const usage = JSON.parse(cli('usage', 't.a', '--database', 'app', '--format', 'json'));
  const [object] = usage.usage;
  const sum = (counts: Record<string, number>): number =>
    Object.values(counts).reduce((all, one) => all + one, 0);
  expect(sum(object.reads) + sum(object.writes)).toBeGreaterThanOrEqual(ofA);
  rmSync(folder, { recursive: true });
});

it('is told complete by settings that keep everything, and by none other', async () => {
  const problems = async (): Promise<string[]> => {
    const rows = await watcher.query('SHOW GLOBAL VARIABLES');
    return judgeSlowLogSettings(
      new Map(rows.map((row) => [String(row.Variable_name).toLowerCase(), String(row.Value)])),
    );
  };
  expect(await problems()).toEqual([]);
  for (const [set, back] of [
    ['long_query_time = 0.1', 'long_query_time = 0'],
    ['slow_query_log = 0', 'slow_query_log = 1'],
    ['log_slow_rate_limit = 10', 'log_slow_rate_limit = 1'],
    ['min_examined_row_limit = 1', 'min_examined_row_limit = 0'],
    ["log_slow_filter = 'full_scan'", 'log_slow_filter = default'],
    ["log_slow_disabled_statements = 'admin,call'", 'log_slow_disabled_statements = default'],
    ["log_output = 'TABLE'", "log_output = 'FILE'"],
  ]) {
    await watcher.query(`set global ${set}`);
    expect(await problems(), set).not.toEqual([]);
    await watcher.query(`set global ${back}`);
  }
  expect(await problems()).toEqual([]);
});

it('is followed through a rotation without losing or doubling anything', async () => {
  const end = new AbortController();
  const runs: Run[] = [];
  const gaps: unknown[] = [];
  const following = (async () => {
    for await (const chunk of followSlowLog(log, { complete: true, signal: end.signal, every: 20 })) {
      runs.push(...chunk.runs);
      gaps.push(...chunk.gaps);
    }
  })();
  const root = await server.connect({ database: 'app' });
  const marks = Array.from({ length: 60 }, (_, i) => `select b as mark_${i} from t`);
  for (const [i, mark] of marks.entries()) {
    await root.query(mark);
    if (i % 20 === 10) {
      renameSync(log, `${log}.${i}`);
      await root.query('flush slow logs');
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await root.query('select 1 as last');
  await root.query('select 1 as after_last');
  await root.end();
  await new Promise((resolve) => setTimeout(resolve, 500));
  end.abort();
  await following;
  expect(runs.map(({ text }) => text).filter((text) => text.includes('mark_'))).toEqual(marks);
  expect(gaps).toEqual([]);
});
