/** One command before a real MariaDB: what its clients do over both protocols becomes answers, and what nobody saw a gap. */
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SpawnedServer, spawnServer } from '../../query-log/serve/spawn-server.ts';
import { type MariaDb, startMariaDb } from './start-mariadb.ts';
import { workloadSchema } from './workload.ts';

const cwd = mkdtempSync(join(tmpdir(), 'lanekeeper-mariadb-serve-'));
let server: MariaDb;
let serving: SpawnedServer;
let log: string;

const settings = {
  'performance-schema': 'ON',
  'long-query-time': '0',
  'slow-query-log': '1',
  'slow-query-log-file': 'slow.log',
};
const config = (): string => `store: ${cwd}/mariadb.sqlite
databases:
  shop:
    engine: mariadb
    connection_env: SHOP_URL
    every: 1s
    sources:
      slow: { type: mysql-slow-log, path: ${log} }
  counted:
    engine: mariadb
    connection_env: SHOP_URL
    every: 1s
    sources:
      digests: { type: mysql-digests, every: 1s }
`;

const start = async (): Promise<void> => {
  const url = `mysql://collector:let%20me%2Fin@/app?socket=${encodeURIComponent(server.socket)}`;
  serving = await spawnServer(['--config', 'mariadb.yml'], { cwd, env: { SHOP_URL: url } });
};

beforeAll(async () => {
  server = await startMariaDb(settings);
  log = join(server.folder, 'data', 'slow.log');
  const root = await server.connect();
  for (const statement of workloadSchema) await root.query(statement);
  await root.query("create user collector@localhost identified by 'let me/in'");
  await root.query('grant process on *.* to collector@localhost');
  await root.query('grant select, show view, trigger, execute on app.* to collector@localhost');
  await root.query('grant select on performance_schema.* to collector@localhost');
  await root.query("create user billing@localhost identified by ''");
  await root.query('grant all on app.* to billing@localhost');
  await root.end();
  writeFileSync(join(cwd, 'mariadb.yml'), config());
  await start();
});
afterAll(async () => {
  await serving?.end('SIGKILL');
  await server?.stop();
  rmSync(cwd, { recursive: true, force: true });
});

const nothing = { explicit: 0, implicit: 0, unresolved: 0, failed: 0 };

// biome-ignore lint/suspicious/noExplicitAny: an answer, of which the test says what it expects
async function ask(object: string, from: number, database = 'shop'): Promise<any> {
  const window = { from: new Date(from).toISOString(), to: new Date().toISOString() };
  const body = { protocol: '1', database, window, objects: [object] };
  return (await serving.ask('/v1/usage', { body })).body;
}

async function eventually<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  for (const end = Date.now() + 60_000; ; ) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > end)
      throw new Error(`${what} did not come: ${serving.err().replace(/.*"request".*\n/g, '')}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

// biome-ignore lint/suspicious/noExplicitAny: see above
const slowOf = (answer: any): any => answer.coverage?.sources.find(({ id }: { id: string }) => id === 'slow');

// biome-ignore lint/suspicious/noExplicitAny: see above
const gapsSince = (answer: any, from: number): string[] =>
  slowOf(answer)
    .gaps.filter((gap: { to: string }) => Date.parse(gap.to) > from)
    .map(({ reason }: { reason: string }) => reason);

/** That the log has been read to a moment after now. */
async function readOn(): Promise<number> {
  const now = Date.now();
  await eventually('reading on', async () => {
    const to = slowOf(await ask('t.b', now - 1000))?.to;
    // Times of the log are of whole seconds.
    return Date.parse(to) > now + 1000 ? to : null;
  });
  return now;
}

/** A moment from which on the window is proved. */
async function proved(): Promise<number> {
  return await eventually('a proof', async () => {
    const from = await readOn();
    await readOn();
    return (await ask('t.b', from)).usage?.[0].state === 'zero' ? from : null;
  });
}

it('proves quiet, and sees a statement that is prepared over the binary protocol, whose it is, and nothing else', async () => {
  const from = await proved();
  const client = await server.connect({ user: 'billing', database: 'app' });
  await client.execute('select a from t where id = ?', [1]);
  await client.query('select b from t');
  const told = await eventually('the statement', async () => {
    const answer = await ask('t.a', from);
    return answer.usage[0].state === 'observed' ? answer : null;
  });
  // Once for the log that has it, and once as a reference when it was prepared.
  expect(told.usage[0].reads.explicit + told.usage[0].reads.implicit).toBeGreaterThanOrEqual(1);
  expect(told.usage[0].by).toMatchObject([{ user: 'billing' }]);
  expect((await ask('u.t_id', from)).usage[0]).toMatchObject({
    state: 'zero',
    reads: nothing,
    writes: nothing,
  });
  await client.end();
});

it('counts digests beside it, which do not see that protocol and say so', async () => {
  const from = Date.now();
  const client = await server.connect({ user: 'billing', database: 'app' });
  await client.query('select t_id from u');
  const told = await eventually('the count', async () => {
    const answer = await ask('u.t_id', from, 'counted');
    return answer.usage[0].state === 'observed' ? answer : null;
  });
  expect(told.usage[0].reads).toEqual({ ...nothing, explicit: 1 });
  expect(told.coverage.sources).toMatchObject([{ id: 'digests', kind: 'mariadb-digests', required: true }]);
  await client.execute('select a from t where id = ?', [1]);
  await eventually('the gap', async () => {
    const { gaps } = (await ask('t.a', from, 'counted')).coverage.sources[0];
    return gaps.some(({ reason }: { reason: string }) => reason === 'prepared-not-counted') ? true : null;
  });
  await client.end();
});

it('tells what reads through a procedure, a view and another default database, and what fails', async () => {
  const from = await proved();
  const client = await server.connect({ user: 'billing', database: 'app' });
  await client.query('call p()');
  await client.query('select * from v');
  await client.query('select a, nosuch from t').catch(() => {});
  await client.query('use information_schema');
  await client.query('select a from app.t');
  await client.end();
  await readOn();
  const [usage] = (await ask('t.a', from)).usage;
  const { explicit, implicit, unresolved, failed } = usage.reads;
  expect(explicit + implicit + unresolved + failed).toBeGreaterThanOrEqual(4);
});

it('is not fooled by a session that sets its clock to another time', async () => {
  const from = await proved();
  const client = await server.connect({ user: 'billing', database: 'app' });
  await client.query('set timestamp = 1000000000');
  await client.query('select t_id from u');
  await client.query('set timestamp = 4000000000');
  await client.query('select t_id from u');
  await client.end();
  await readOn();
  expect((await ask('u.t_id', from)).usage[0]).toMatchObject({ state: 'observed', reads: { explicit: 2 } });
});

it('makes a gap of what a session keeps out of the log, until that session has ended', async () => {
  const client = await server.connect({ user: 'billing', database: 'app' });
  const from = await proved();
  await client.query('set session long_query_time = 10');
  await client.query('select a from t');
  const reasons = async (): Promise<string[]> =>
    slowOf(await ask('t.a', from)).gaps.map(({ reason }: { reason: string }) => reason);
  await eventually('the gap', async () => ((await reasons()).includes('logging-switched-off') ? true : null));
  await readOn();
  const again = Date.now();
  await readOn();
  expect((await ask('t.a', again)).usage[0]).toMatchObject({ state: 'no_data' });
  await client.end();
  await proved();
});

it('makes a gap of a threshold that was set for all, and of sessions that began under it', async () => {
  const from = await proved();
  const root = await server.connect();
  await root.query('set global long_query_time = 5');
  const old = await server.connect({ user: 'billing', database: 'app' });
  await eventually('the threshold', async () => (/long_query_time is 5/.test(serving.err()) ? true : null));
  await root.query('set global long_query_time = 0');
  await root.end();
  await old.query('select a from t');
  await readOn();
  expect((await ask('t.a', from)).usage[0].state).toBe('no_data');
  const meanwhile = Date.now();
  await readOn();
  expect((await ask('t.a', meanwhile)).usage[0]).toMatchObject({ state: 'no_data' });
  await old.end();
  await proved();
});

it('goes on where it was after it was killed, also where the log was rotated twice meanwhile', async () => {
  // From the configuration file alone: nobody can have set it otherwise while nobody looked.
  await server.restart();
  const from = await proved();
  await serving.end('SIGKILL');
  const client = await server.connect({ user: 'billing', database: 'app' });
  await client.query('select t_id as first from u');
  renameSync(log, `${log}.2`);
  const root = await server.connect();
  await root.query('flush slow logs');
  await client.query('select t_id as second from u');
  renameSync(log, `${log}.1`);
  await root.query('flush slow logs');
  await client.query('select t_id as third from u');
  await client.end();
  await root.end();
  await start();
  await readOn();
  const answer = await ask('u.t_id', from);
  expect(gapsSince(answer, from)).toEqual([]);
  expect(answer.usage[0].reads.explicit).toBe(3);
});

it('makes a gap where a rotated log is gone', async () => {
  const from = await proved();
  await serving.end('SIGTERM');
  rmSync(log);
  const root = await server.connect();
  await root.query('flush slow logs');
  await root.end();
  await start();
  await readOn();
  expect(gapsSince(await ask('u.t_id', from), from)).toEqual(['log-rotated-unread']);
});

it('knows a column that is made while it runs, and one that is gone', async () => {
  const root = await server.connect({ database: 'app' });
  await root.query('alter table t add column c int');
  await eventually('the column', async () => ((await ask('t.c', Date.now() - 1000)).usage ? true : null));
  const from = await readOn();
  await root.query('select * from t');
  await readOn();
  expect((await ask('t.c', from)).usage[0]).toMatchObject({ reads: { implicit: 1 } });
  await root.end();
});
