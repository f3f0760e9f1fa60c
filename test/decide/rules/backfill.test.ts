import { describe, expect, it, test } from 'vitest';
import type { BackfillProgress, Change, Effect } from '../../../src/model.ts';
import { explained, FAILED, findingsOf, known, MISSING, statuses } from '../outside.ts';
import { change, contractReading, database, effect, manifest, migration, reading, set } from '../readings.ts';

const { contract } = change();
const complete = { state: 'complete', total: 10, done: 10, failed: 0, updatedAt: null, verifiedAt: null };

const judge = (value: Partial<BackfillProgress>, parts: Partial<Change> = {}) =>
  findingsOf('backfill', contractReading(parts), { backfill: () => known({ ...complete, ...value }) });

describe('the job', () => {
  const cases: [string, Partial<BackfillProgress>, 'ok' | 'wait', RegExp][] = [
    ['complete', {}, 'ok', /split-user-name is complete in staging: 10 of 10 rows/],
    ['an empty table, complete', { total: 0, done: 0 }, 'ok', /0 of 0 rows/],
    ['running', { state: 'running', done: 3 }, 'wait', /is running: 3 of 10 rows done/],
    ['paused', { state: 'paused', done: 3 }, 'wait', /is paused/],
    ['failed', { state: 'failed', done: 3 }, 'wait', /has failed after 3 of 10 rows/],
    ['complete with rows that failed', { failed: 2 }, 'wait', /called complete, and 2 rows failed/],
    ['complete with rows left', { done: 9 }, 'wait', /called complete, and only 9 of 10 rows are done/],
    ['complete without a row told', { total: null, done: 0 }, 'wait', /tells of no row/],
    ['complete with no number', { done: Number.NaN }, 'wait', /only NaN of 10/],
  ];
  it.each(cases)('%s', (_, value, status, message) => {
    const found = judge(value);
    expect(statuses(found)).toEqual([`${status} production`, `${status} staging`]);
    expect(found[0]?.message).toMatch(message);
    expect(found[0]?.limit).toBe('complete');
    expect(explained(found)).toBe(true);
  });

  it.each([
    ['missing', MISSING, 'wait'],
    ['failed', FAILED, 'error'],
  ] as const)('%s', (_, gone, status) => {
    const found = findingsOf('backfill', contractReading(), { backfill: () => gone });
    expect(statuses(found)).toEqual([`${status} production`, `${status} staging`]);
    expect(found[0]?.next).toContain('PUT /v1/backfills/split-user-name');
  });

  it('is asked by its own name', () => {
    const names = new Set<string>();
    const job = { rows: null, batch: null, rate: null, job: 'names-split' };
    findingsOf('backfill', contractReading({ backfill: job }), {
      backfill: ({ name }) => {
        names.add(name);
        return undefined;
      },
    });
    expect([...names]).toEqual(['names-split']);
  });

  it('without telemetry it cannot be known', () => {
    const base = contractReading();
    const [first] = base.sets;
    if (!first) throw new Error('a set');
    const bare = { ...base, sets: [{ ...first, database: { ...database, telemetry: {} } }] };
    expect(statuses(findingsOf('backfill', bare))).toEqual(['error production', 'error staging']);
  });
});

describe('a migration that fills', () => {
  const expand = migration('db/migrations/0002.sql', [effect({}), effect({ object: 'users.last_name' })]);
  const drop = migration('db/migrations/0007.sql', [
    effect({ kind: 'removes', object: 'users.name', phase: 'contract' }),
  ]);
  const fill = (object: string, parts: Partial<Effect> = {}) =>
    migration('db/migrations/0003.sql', [effect({ kind: 'rewrites', phase: 'migrate', object, ...parts })]);
  const filled = (by: ReturnType<typeof migration>, parts: Partial<Change> = {}) =>
    reading(manifest([change({ adds: ['users.first_name', 'users.last_name'], ...parts })]), [
      set([expand, by], [drop]),
    ]);

  it('is complete where it is present, and no job is asked', () => {
    const found = findingsOf('backfill', filled(fill('users.first_name')), { backfill: () => FAILED });
    expect(statuses(found)).toEqual(['ok production', 'ok staging']);
    expect(found[0]?.message).toContain('no migration fills users.last_name');
  });

  it('is waited for where it is not', () => {
    const found = findingsOf('backfill', filled(fill('users.first_name')), {
      carried: ({ migrations }) =>
        known(migrations.flatMap(({ path }, index) => (path.includes('0003') ? [] : [index]))),
    });
    expect(statuses(found)).toEqual(['wait production', 'wait staging']);
    expect(explained(found)).toBe(true);
  });

  it('leaves the rest to the job that is declared for it', () => {
    const job = { rows: null, batch: null, rate: null, job: 'names-split' };
    const running = { backfill: () => known({ ...complete, state: 'running' }) };
    expect(
      statuses(findingsOf('backfill', filled(fill('users.first_name'), { backfill: job }), running)),
    ).toEqual(['ok production', 'ok staging', 'wait production', 'wait staging']);
  });

  it('of another column is none', () => {
    const found = findingsOf('backfill', filled(fill('users.age')), { backfill: () => MISSING });
    expect(statuses(found)).toEqual(['wait production', 'wait staging']);
  });
});

test('switched off aloud; not asked where there is nothing to copy', () => {
  const off = judge(
    { state: 'running' },
    { contract: { ...contract, backfill: { off: 'filled on login' } } },
  );
  expect(off.map(({ status, message }) => `${status} ${message}`)).toEqual([
    'warn the backfill of split-user-name is switched off: filled on login',
  ]);
  expect(judge({ state: 'running' }, { contract: { ...contract, backfill: null } })).toEqual([]);
});
