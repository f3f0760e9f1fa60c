import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Intake } from '../../src/commands/query-log/ingest/intake.ts';
import { summaryJson, summaryText } from '../../src/commands/query-log/ingest/summary.ts';
import { readBlocks } from '../../src/query-log/files/blocks.ts';
import { identifyPath } from '../../src/query-log/files/identity.ts';
import { PostgresqlResolver, prepareResolver } from '../../src/query-log/resolve/postgresql.ts';
import type { LogChunk, ReadOptions } from '../../src/query-log/sources/server-log/index.ts';
import { openStore } from '../../src/query-log/store/sqlite.ts';
import type { Store } from '../../src/query-log/store.ts';
import type { Run } from '../../src/query-log/words.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 9, 18);
const DDL = 'CREATE TABLE users (id int, name text); CREATE TABLE orders (id int, total int);';
const KINDS = [
  'SELECT name FROM users WHERE id = ',
  'UPDATE orders SET total = ',
  'SELECT * FROM orders WHERE id = ',
];

/** A log of this test alone, `time service statement`: what reads real ones has tests of its own. */
const logOf = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, step) => {
    const at = from + step;
    return `${START + at * 60_000} ${at % 2 ? 'shop' : 'billing'} ${KINDS[at % KINDS.length]}${at}\n`;
  }).join('');

function runOf(line: string): Run {
  const [at = '', service = '', ...words] = line.split(' ');
  const failed = words[0] === 'FAILED';
  const text = words.slice(failed ? 1 : 0).join(' ');
  const database = /@(\w+)$/.exec(service)?.[1];
  return {
    ...(database !== undefined && { database }),
    text,
    at: Number(at),
    runs: 1,
    failed,
    service,
    user: 'svc',
    session: null,
  };
}

async function* readLines(
  files: string | string[],
  { position }: ReadOptions = {},
): AsyncGenerator<LogChunk> {
  const path = String(files);
  let offset = position?.offset ?? 0;
  const parts: Buffer[] = [];
  for await (const { bytes } of readBlocks(path, offset, 1000)) parts.push(Buffer.from(bytes));
  const text = Buffer.concat(parts).toString();
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at + 500) + 1 || text.lastIndexOf('\n') + 1;
    if (end <= at) return;
    const lines = text.slice(at, end).trimEnd().split('\n');
    const runs = lines.map(runOf);
    offset += end - at;
    at = end;
    const position = { version: 1, path, file: identifyPath(path), offset, state: null } as const;
    const covered = { from: runs[0]?.at ?? 0, to: runs.at(-1)?.at ?? 0 };
    const completeness = () => ({ sampling: { mode: 'full', rate: 1 } as const, reason: '' });
    yield {
      runs,
      covered,
      gaps: [],
      lines: lines.length,
      bytes: offset,
      path,
      position: () => position,
      completeness,
    };
  }
}

let folder: string;
let store: Store;

beforeAll(() => prepareResolver());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanekeeper-ingest-'));
  store = openStore(join(folder, 'store.sqlite'));
  const objects = ['users', 'users.id', 'users.name', 'orders', 'orders.id', 'orders.total'];
  store.putCatalog({
    database: 'app',
    from: null,
    ddl: DDL,
    objects: objects.map((object) => ({ object, identity: null })),
  });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const write = (name: string, bytes: string | Buffer): string => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};

async function ingest(...files: string[]): Promise<Intake> {
  const none = {
    store: undefined,
    database: 'app',
    schema: undefined,
    prefix: undefined,
    timezone: undefined,
  };
  const options = { ...none, files, source: 'logs', complete: true, json: true, silent: true };
  const meter = { tell: () => {}, nextFile: () => {}, end: () => {} };
  const intake = new Intake(store, 'app', new PostgresqlResolver({ ddl: DDL }), options, meter, {
    read: readLines,
    kind: 'postgresql-log',
  });
  await intake.read();
  return intake;
}

const counted = (): number => store.sources('app')[0]?.statements ?? 0;
const readsOf = (object: string): number =>
  store
    .hours('app', object, { from: START, to: START + 100 * HOUR })
    .reduce((sum, { reads }) => sum + reads, 0);

test('statements of other databases in the log are left out and told, where it shows the name that was given', async () => {
  const line = (at: number, database: string): string =>
    `${START + at} web@${database} SELECT name FROM users\n`;
  const theirs = await ingest(write('b.log', line(0, 'billing')));
  expect(theirs.summary).toMatchObject({ statements: 1, otherDatabases: 0 });
  const { summary } = await ingest(write('a.log', line(1, 'billing') + line(2, 'app') + line(3, 'app')));
  expect(summary).toMatchObject({ statements: 2, otherDatabases: 1 });
  expect(JSON.parse(summaryJson(summary, { seconds: 1, cpu: 1 }))).toMatchObject({ other_databases: 1 });
  expect(summaryText(summary, { seconds: 1, cpu: 1 }, true)).toContain('1 of other databases');
});

test('counts by object, service and hour are those of the log', async () => {
  const { summary } = await ingest(write('a.log', logOf(0, 600)));
  expect(JSON.parse(summaryJson(summary, { seconds: 1, cpu: 0.5 }))).toEqual({
    lines: 600,
    statements: 600,
    by_kind: { select: 400, insert: 0, update: 200, delete: 0, other: 0 },
    failed: 0,
    unparsed: 0,
    unresolved: 0,
    from: '2026-10-18T00:00:00Z',
    to: '2026-10-18T09:59:00Z',
    seconds: 1,
    cpu_seconds: 0.5,
  });
  expect([readsOf('users.name'), readsOf('orders.total'), readsOf('orders.id')]).toEqual([200, 200, 200]);
  const hours = store.hours('app', 'users.name', { from: START, to: START + HOUR });
  const first = hours.filter(({ hour }) => hour === START);
  expect(first.map(({ service, reads }) => [service, reads]).sort()).toEqual([
    ['billing', 10],
    ['shop', 10],
  ]);
});

test('failed statements count once, and are told', async () => {
  const log = `${START} shop FAILED SELECT name FROM users WHERE id = 1\n${START + 1} shop SELECT 'a\n`;
  const { summary } = await ingest(write('a.log', log));
  expect(summary).toMatchObject({
    statements: 2,
    failed: 1,
    unparsed: 1,
    unresolved: 1,
    byKind: { select: 2 },
  });
});

test('the same file again, grown, renamed, packed: each statement is counted once', async () => {
  const path = write('a.log', logOf(0, 300));
  await ingest(path);
  expect((await ingest(path)).summary).toMatchObject({ statements: 0, known: 1 });
  write('a.log', logOf(0, 450));
  expect((await ingest(path)).summary.statements).toBe(150);
  const copy = write('a.log.1', logOf(0, 500));
  expect((await ingest(copy)).summary.statements).toBe(50);
  expect((await ingest(write('a.log.1.gz', gzipSync(readFileSync(copy))))).summary).toMatchObject({
    statements: 0,
    known: 1,
  });
  const packed = write('a.log.1.bz2', execFileSync('bzip2', ['-c', copy]));
  expect((await ingest(packed)).summary.statements).toBe(0);
  expect(counted()).toBe(500);
});

test('a line that was cut is counted when it is whole', async () => {
  const whole = logOf(0, 100);
  const path = write('a.log', whole.slice(0, whole.length / 2));
  await ingest(path);
  expect(counted()).toBeLessThan(100);
  write('a.log', whole);
  await ingest(path);
  expect(counted()).toBe(100);
});

test('packed logs count as plain ones do', async () => {
  const [one, other] = [logOf(0, 200), logOf(200, 400)];
  const plain = write('b.log', other);
  await ingest(write('a.log.gz', gzipSync(one)), write('b.log.bz2', execFileSync('bzip2', ['-c', plain])));
  expect([counted(), readsOf('users.name')]).toEqual([400, 134]);
});
