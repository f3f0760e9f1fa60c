/** Digests of a real MariaDB: what they count, and each way in which they do not see everything. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MysqlResolver } from '../../../src/query-log/resolve/mysql.ts';
import { knownMysqlCatalog, readMysqlCatalog } from '../../../src/query-log/sources/mysql-catalog/index.ts';
import {
  compareDigests,
  type Interval,
  positionOf,
  readPosition,
} from '../../../src/query-log/sources/mysql-digests/compare.ts';
import {
  connectToMysql,
  isNotPermitted,
  type MysqlServer,
} from '../../../src/query-log/sources/mysql-digests/connect.ts';
import { countMysqlDigests } from '../../../src/query-log/sources/mysql-digests/index.ts';
import { countsPrepared, takeSnapshot } from '../../../src/query-log/sources/mysql-digests/snapshot.ts';
import { Tally } from '../../../src/query-log/tally.ts';
import type { Batch, Run } from '../../../src/query-log/words.ts';
import { type MariaDb, startMariaDb } from './start-mariadb.ts';
import { work, workloadSchema } from './workload.ts';

const settings = { 'performance-schema': 'ON', 'performance-schema-digests-size': '200' };
let server: MariaDb;
let watcher: MysqlServer;
const address = () => ({ socketPath: server.socket, user: 'root' });

beforeAll(async () => {
  server = await startMariaDb(settings);
  const root = await server.connect();
  for (const statement of workloadSchema) await root.query(statement);
  await root.end();
  watcher = await connectToMysql(address());
});
afterAll(async () => {
  await watcher?.end().catch(() => {});
  await server?.stop();
});

async function during(act: () => Promise<unknown>, ownPrepared = 0): Promise<Interval> {
  const kept = JSON.parse(JSON.stringify(positionOf(await takeSnapshot(watcher))));
  await act();
  const later = await takeSnapshot(watcher);
  const earlier = readPosition(kept);
  if (!earlier) throw new Error('the position cannot be read');
  return compareDigests(earlier, later, { countsPrepared: false, ownPrepared });
}

const reasons = ({ gaps }: Interval): string[] => gaps.map(({ reason }) => reason);
const query = async (...statements: string[]): Promise<void> => {
  const root = await server.connect({ database: 'app' });
  for (const statement of statements) await root.query(statement);
  await root.end();
};

async function touchesOfA(runs: Run[]): Promise<{ runs: number; failed: number; everything: Run[] }> {
  const { ddl } = knownMysqlCatalog(await readMysqlCatalog(watcher, 'app'), 'app', null);
  const resolver = new MysqlResolver({ ddl }, { digest: true, ansiQuotes: false });
  const result = { runs: 0, failed: 0, everything: [] as Run[] };
  for (const run of runs) {
    const shape = resolver.take(run);
    if (shape.everything) result.everything.push(run);
    else if (!shape.touches.some(({ object }) => object === 't.a')) continue;
    else result[run.failed ? 'failed' : 'runs'] += run.runs;
  }
  return result;
}

it('counts what succeeds, fails, is killed and runs out of time, once each, also through views, procedures and triggers', async () => {
  let done = { ofA: 0, failed: 0 };
  const interval = await during(async () => {
    done = await work(server, { prepared: false });
  });
  expect(interval.gaps).toEqual([]);
  const found = await touchesOfA(interval.runs);
  expect(found.everything).toEqual([]);
  expect(found.runs + found.failed).toBe(done.ofA);
  expect(found.failed).toBe(done.failed);
});

it('does not see the binary protocol, and says so', async () => {
  expect(await countsPrepared(watcher)).toBe(false);
  const interval = await during(() => work(server, { prepared: true }));
  expect(reasons(interval)).toEqual(['prepared-not-counted']);
  const own = await during(() => watcher.execute('select ? as own', [1]), 2);
  expect(own.gaps).toEqual([]);
});

it('knows no interval in which somebody truncated the digests', async () => {
  const interval = await during(() =>
    query('select a from t', 'truncate performance_schema.events_statements_summary_by_digest'),
  );
  expect(reasons(interval)).toContain('stats-reset');
});

it('knows no interval in which a statement found no room', async () => {
  const many = Array.from({ length: 260 }, (_, i) => `select ${'id, '.repeat(i % 20)}b as x${i} from t`);
  expect(reasons(await during(() => query(...many)))).toContain('digest-overflow');
  expect(reasons(await during(() => query('select a as late from t')))).toEqual(['digest-overflow']);
  await query('truncate performance_schema.events_statements_summary_by_digest');
  expect(reasons(await during(() => query('select b from t')))).toEqual([]);
});

it('takes a statement that was cut for one that may touch anything', async () => {
  const long = `select ${Array.from({ length: 60 }, (_, i) => `b as a_rather_long_name_${i}`).join(', ')}, a from t`;
  const interval = await during(() => query(long));
  const { everything } = await touchesOfA(interval.runs);
  expect(everything.map(({ runs }) => runs)).toEqual([1]);
});

it('takes SQL that is prepared from text for what may touch anything', async () => {
  const interval = await during(() =>
    query("prepare s from 'select a from t'", 'execute s', "execute immediate 'select a from t'"),
  );
  expect((await touchesOfA(interval.runs)).everything).toHaveLength(3);
});

it('knows no interval in which counting was switched off', async () => {
  const off = "update performance_schema.setup_consumers set enabled = 'NO' where name = 'statements_digest'";
  expect(reasons(await during(() => query(off)))).toEqual(['not-tracked']);
  await query(off.replace('NO', 'YES'));
  const actor = "update performance_schema.setup_actors set enabled = 'NO'";
  expect(reasons(await during(() => query(actor)))).toEqual(['not-tracked']);
  await query(actor.replace('NO', 'YES'));
});

it('hands batches over as a collector, and goes on from its position', async () => {
  const batches: Batch[] = [];
  let position: unknown;
  const sink = {
    apply: (batch: Batch) => {
      batches.push(batch);
      position = JSON.parse(JSON.stringify(batch.position));
    },
    position: () => position,
    coveredTo: () => null,
    problem: () => {},
  };
  const resolver = new MysqlResolver(
    { ddl: 'use app; create table t (id int, a int, b int)' },
    { digest: true },
  );
  const tally = async (database: string, runs: Iterable<Run>) => {
    const counts = new Tally();
    for (const run of runs) counts.add(run, resolver.take(run));
    const source = {
      id: 'm',
      kind: 'mariadb-digests',
      required: true,
      sampling: { mode: 'full', rate: 1 },
    } as const;
    return counts.toBatch({ database, source, position: null, covered: null, gaps: [] });
  };
  const collect = async (milliseconds: number, act: () => Promise<void>): Promise<void> => {
    const end = new AbortController();
    const collector = countMysqlDigests({
      id: 'm',
      database: 'app',
      required: true,
      engine: 'mariadb',
      address: address(),
      every: 100,
      tally,
    });
    const running = collector.run(end.signal, sink);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    await act();
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    end.abort();
    await running;
  };
  await collect(400, () => query('select a as mine from t', 'select a as mine from t'));
  await query('select a as mine from t');
  await collect(400, async () => {});
  const mine = batches
    .flatMap(({ sightings }) => sightings)
    .filter(({ shape }) => shape.text.includes('mine'));
  expect(mine.reduce((sum, { runs }) => sum + runs, 0)).toBe(3);
  const spans = batches.flatMap(({ covered }) => covered ?? []);
  expect(spans.slice(1).every(({ from }, i) => from === spans[i]?.to)).toBe(true);
  expect(batches.flatMap(({ gaps }) => gaps)).toEqual([]);
});

it('says which grant is missing', async () => {
  await query('create user nobody_special@localhost', 'grant select on app.* to nobody_special@localhost');
  const poor = await connectToMysql({ ...address(), user: 'nobody_special' });
  const error = await takeSnapshot(poor).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  await poor.end();
  expect(isNotPermitted(error)).toBe(true);
});

it('knows no interval across a restart, nor one in which performance_schema is off', async () => {
  const kept = readPosition(positionOf(await takeSnapshot(watcher)));
  await watcher.end();
  await new Promise((resolve) => setTimeout(resolve, 2500));
  await server.restart();
  watcher = await connectToMysql(address());
  if (!kept) throw new Error('the position cannot be read');
  const judging = { countsPrepared: false, ownPrepared: 0 };
  expect(reasons(compareDigests(kept, await takeSnapshot(watcher), judging))).toEqual(['server-restarted']);
  await watcher.end();
  await server.restart({});
  watcher = await connectToMysql(address());
  const interval = await during(() => query('select a from t'));
  expect(reasons(interval)).toContain('disabled');
});
