import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  compareSnapshots,
  type Earlier,
  type Interval,
} from '../../../src/query-log/sources/pg-stat-statements/compare-snapshots.ts';
import { positionOf, readPosition } from '../../../src/query-log/sources/pg-stat-statements/position.ts';
import { problemsOf } from '../../../src/query-log/sources/pg-stat-statements/problems.ts';
import {
  findExtension,
  type Snapshot,
  takeSnapshot,
} from '../../../src/query-log/sources/pg-stat-statements/snapshot.ts';
import { connectToServer } from '../../../src/query-log/sources/postgresql-connection.ts';
import { connect } from '../../servers/connect.ts';
import { type LiveServer, startLive } from './live-server.ts';

const settings = {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track': 'all',
  'pg_stat_statements.max': '100',
};
const setUp = `CREATE EXTENSION pg_stat_statements; CREATE TABLE users (id int PRIMARY KEY, email text);
  INSERT INTO users VALUES (1, 'a'), (2, 'b'); CREATE ROLE billing LOGIN; GRANT SELECT ON users TO billing;
  CREATE ROLE lanekeeper LOGIN IN ROLE pg_read_all_stats; CREATE ROLE blind LOGIN`;

const judging = { functionsFollowed: false, elapsed: null };
const reasons = ({ gaps }: Interval): string[] => gaps.map(({ reason }) => reason).sort();
const runsOf = ({ runs }: Interval, part: string): number[] =>
  runs.filter(({ text }) => text.includes(part)).map(({ runs: count }) => count);

describe.each([10, 14, 15, 17, 18])('PostgreSQL %i', (version) => {
  let live: LiveServer;
  const look = async (): Promise<Snapshot> => takeSnapshot(live.watcher, await findExtension(live.watcher));
  /** What an interval shows in which `act` runs. */
  const during = async (act: () => Promise<unknown>): Promise<Interval> => {
    const before = await look();
    await act();
    return compareSnapshots(before, await look(), judging);
  };

  beforeAll(async () => {
    live = await startLive(version, settings, setUp, 'lanekeeper');
  });
  afterAll(() => live?.stop());

  test('counts exactly what ran, by role, and covers the time', async () => {
    const billing = await connect({ socket: live.server.socket, database: 'app' });
    const interval = await during(async () => {
      for (let time = 0; time < 7; time++) await live.app.query(`SELECT email FROM users WHERE id = ${time}`);
      await billing.query('SET ROLE billing; SELECT id FROM users');
    });
    await billing.end();
    expect(reasons(interval)).toEqual([]);
    expect(runsOf(interval, 'SELECT email')).toEqual([7]);
    expect(interval.runs.find(({ text }) => text === 'SELECT id FROM users')?.user).toBe('billing');
    expect(interval.span.to).toBeGreaterThanOrEqual(interval.span.from);
  });

  test('what fails or times out is in no counter', async () => {
    const interval = await during(async () => {
      await expect(live.app.query('SELECT nosuch FROM users')).rejects.toThrow();
      await live.app.query("SET statement_timeout = '50ms'");
      await expect(live.app.query('SELECT count(email), pg_sleep(1) FROM users')).rejects.toThrow();
      await live.app.query('RESET statement_timeout');
    });
    expect(runsOf(interval, 'nosuch')).toEqual([]);
    expect(runsOf(interval, 'count(email)')).toEqual([]);
  });

  test('track = top hides what functions run', async () => {
    await live.app.query(
      `CREATE OR REPLACE FUNCTION reads() RETURNS text LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT max(email) FROM users); END'`,
    );
    const all = await during(() => live.app.query('SELECT reads()'));
    expect(runsOf(all, 'max(email)').length).toBe(1);
    await live.app.query("SET pg_stat_statements.track = 'top'");
    const top = await during(() => live.app.query('SELECT reads()'));
    expect(runsOf(top, 'max(email)')).toEqual([]);
    await live.app.query('RESET pg_stat_statements.track');
  });

  test('a reset by somebody else is a gap, and what ran after it is counted', async () => {
    await live.app.query('SELECT email FROM users WHERE id = 1');
    const interval = await during(async () => {
      await live.app.query('SELECT pg_stat_statements_reset()');
      await live.app.query('SELECT email FROM users WHERE id = 1');
    });
    expect(reasons(interval)).toEqual([version < 14 ? 'evicted' : 'stats-reset']);
    expect(runsOf(interval, 'SELECT email')).toEqual([1]);
  });

  test.runIf(version >= 14)('one row that was reset and ran as often again is seen', async () => {
    await live.app.query('SELECT email FROM users WHERE id = 1');
    const before = await look();
    const [row] = await live.app.query(
      `SELECT userid, dbid, queryid, calls FROM pg_stat_statements WHERE query LIKE 'SELECT email%' AND dbid = (SELECT oid FROM pg_database WHERE datname = 'app')`,
    );
    await live.app.query(`SELECT pg_stat_statements_reset(${row?.userid}, ${row?.dbid}, ${row?.queryid})`);
    for (let time = 0; time < Number(row?.calls); time++)
      await live.app.query('SELECT email FROM users WHERE id = 1');
    const interval = compareSnapshots(before, await look(), judging);
    expect(reasons(interval)).toEqual(['stats-reset']);
    expect(runsOf(interval, 'SELECT email')).toEqual([Number(row?.calls)]);
  });

  test('eviction of the rarest is a gap', async () => {
    await live.app.query('SELECT pg_stat_statements_reset()');
    await live.app.query('SELECT max(id), email FROM users GROUP BY email');
    const interval = await during(async () => {
      for (let shape = 1; shape < 130; shape++) {
        const list = Array.from({ length: shape }, (_, column) => `id + ${shape} AS c${column}`).join(', ');
        await live.app.query(`SELECT ${list} FROM users; SELECT ${list} FROM users`);
      }
    });
    expect(reasons(interval)).toContain('evicted');
  });

  test('a role that may not see others’ statements proves nothing, and is told how to', async () => {
    const blind = await connectToServer(live.address('blind'));
    const snapshot = await takeSnapshot(blind, await findExtension(blind));
    await blind.end();
    expect(reasons(compareSnapshots(snapshot, snapshot, judging))).toContain('not-permitted');
    expect(problemsOf(snapshot, true, 'blind').join()).toContain('GRANT pg_read_all_stats TO blind;');
  });

  test('a role of which less is counted proves nothing', async () => {
    await live.app.query("ALTER ROLE billing SET pg_stat_statements.track = 'none'");
    const snapshot = await look();
    expect(reasons(compareSnapshots(snapshot, snapshot, judging))).toContain('not-tracked-for-some');
    expect(problemsOf(snapshot, true, 'lanekeeper').join()).toContain('role billing');
    await live.app.query('ALTER ROLE billing RESET pg_stat_statements.track');
  });

  test('a restart of the collector counts on; of the server, it is a gap', async () => {
    await live.app.query('SELECT pg_stat_statements_reset()');
    await live.app.query('SELECT email FROM users WHERE id = 1');
    const kept = JSON.parse(JSON.stringify(positionOf(await look())));
    await live.watcher.end();
    for (let time = 0; time < 3; time++) await live.app.query('SELECT email FROM users WHERE id = 1');
    live.watcher = await connectToServer(live.address());
    const earlier = readPosition(kept) as Earlier;
    const going = compareSnapshots(earlier, await look(), judging);
    expect(reasons(going)).toEqual([]);
    expect(runsOf(going, 'SELECT email')).toEqual([3]);
    const before = await look();
    for (const how of ['shutdown', 'crash'] as const) {
      await live.server.restart(how);
      await live.reconnect();
      const interval = compareSnapshots(before, await look(), judging);
      expect(reasons(interval)).toContain('server-restarted');
    }
  });
});
