/** What else the store keeps: positions, schemas, states of sources, comparisons, backfills, what is watched; and forgets. */
import { expect, test } from 'vitest';
import type { Batch, Sighting } from '../../../src/query-log/words.ts';
import { newStore, usageOf } from './open-store.ts';
import { batchOf, catalogOf, DAY, HOUR, questionOf, readsName, seen, shapeOf, T0, USERS } from './stories.ts';

test('a position comes back as it was put, and is undefined before', () => {
  const store = newStore();
  expect(store.position('app', 'log')).toBeUndefined();
  store.apply(batchOf({ position: { file: 'a.log', offset: 12 } }));
  expect(store.position('app', 'log')).toEqual({ file: 'a.log', offset: 12 });
  store.apply(batchOf({ position: null }));
  expect(store.position('app', 'log')).toBeNull();
  expect(store.position('app', 'other')).toBeUndefined();
  expect(store.position('other', 'log')).toBeUndefined();
});

const WRONG: [string, Partial<Batch>][] = [
  ['more failed than run', { sightings: [seen(readsName, T0, { runs: 1, failed: 2 })] }],
  ['a count below zero', { sightings: [seen(readsName, T0, { runs: -1 })] }],
  ['half a count', { sightings: [seen(readsName, T0, { runs: 0.5 })] }],
  ['a last run before the first', { sightings: [seen(readsName, T0, { last: T0 - 1 })] }],
  ['a time that is none', { covered: { from: Number.NaN, to: T0 } }],
  ['a gap without end', { gaps: [{ from: T0, to: Number.POSITIVE_INFINITY, reason: 'down' }] }],
];

test.each(WRONG)('a batch with %s is refused whole', (_name, wrong) => {
  const store = newStore();
  const sound: Sighting = seen(readsName, T0);
  const batch = batchOf({ ...(wrong as object), position: 'moved' });
  expect(() => store.apply({ ...batch, sightings: [sound, ...batch.sightings] })).toThrow(
    'source log handed over',
  );
  expect(store.position('app', 'log')).toBeUndefined();
  expect(store.databases()).toEqual([]);
});

test('the schema of a time is the newest that holds then, or the oldest there is', () => {
  const store = newStore();
  expect(store.catalogAt('app', T0)).toBeNull();
  store.putCatalog(catalogOf(T0, USERS));
  store.putCatalog(catalogOf(T0 + HOUR, { users: '1' }, { notBefore: T0 + HOUR / 2 }));
  const at = (time: number) => store.catalogAt('app', time)?.from;
  expect([at(T0 - DAY), at(T0), at(T0 + HOUR - 1), at(T0 + HOUR)]).toEqual([T0, T0, T0, T0 + HOUR]);
  expect(store.catalogAt('app', T0)).toMatchObject({
    ddl: `-- as of ${T0}`,
    objects: catalogOf(T0, USERS).objects,
  });
  expect(store.catalogAt('app', T0 + DAY)?.notBefore).toBe(T0 + HOUR / 2);
  expect(store.objects('app')).toEqual([{ object: 'users', identity: '1' }]);
  store.putCatalog(catalogOf(null, { old: null }));
  expect(store.catalogAt('app', T0 - DAY)).toMatchObject({
    from: null,
    objects: [{ object: 'old', identity: null }],
  });
});

test('a source that must prove and covered nothing has no state from which a collector could go on', () => {
  const store = newStore();
  store.apply(batchOf({ sightings: [seen(readsName, T0)] }));
  expect(store.sources('app')).toEqual([]);
  store.apply(batchOf({ source: { id: 'spans', required: false }, sightings: [seen(readsName, T0)] }));
  expect(store.sources('app')).toMatchObject([{ id: 'spans', required: false, statements: 1 }]);
  store.apply(batchOf({ covered: { from: T0, to: T0 + HOUR } }));
  store.apply(batchOf({ covered: { from: T0 + 2 * HOUR, to: T0 + 3 * HOUR } }));
  const probe = shapeOf('probe', [], { text: 'SELECT $1::bigint AS lanekeeper_probe' });
  const odd = shapeOf('odd', [], { everything: true, problem: 'dynamic' });
  store.apply(
    batchOf({ sightings: [seen(probe, T0, { runs: 2 }), seen(odd, T0, { runs: 3 })], unparsed: 1 }),
  );
  expect(store.sources('app')[0]).toMatchObject({
    id: 'log',
    from: T0,
    to: T0 + 3 * HOUR,
    gapSeconds: 3600,
    gaplessFrom: T0 + 2 * HOUR,
    statements: 6,
    unparsed: 1,
    unresolved: 3,
    probes: 2,
  });
});

test('use by hour and service', () => {
  const store = newStore();
  store.putCatalog(catalogOf(null, USERS));
  const nightly = { service: 'nightly', runs: 3 };
  store.apply(
    batchOf({
      sightings: [seen(readsName, T0 + 1), seen(readsName, T0 + 2), seen(readsName, T0 + HOUR, nightly)],
    }),
  );
  expect(store.hours('app', 'users.name', { from: T0, to: T0 + DAY })).toEqual([
    { hour: T0, service: 'web', reads: 2, writes: 0 },
    { hour: T0 + HOUR, service: 'nightly', reads: 3, writes: 0 },
  ]);
  expect(store.hours('app', 'users.id', { from: T0, to: T0 + DAY })).toEqual([]);
});

test('comparisons are summed by time, each key once, and keep their newest samples', () => {
  const store = newStore();
  const report = { at: T0, compared: 10, diverged: 1, unknown: 2, samples: [{ id: 1 }], key: 'a' };
  expect(store.comparison('names', { from: T0, to: T0 + DAY })).toBeNull();
  store.addComparison('names', report);
  store.addComparison('names', report);
  store.addComparison('names', {
    ...report,
    at: T0 + HOUR,
    key: null,
    diverged: 0,
    samples: Array.from({ length: 30 }, (_, id) => id),
  });
  store.addComparison('others', { ...report, compared: 99 });
  const whole = store.comparison('names', { from: T0, to: T0 + DAY });
  expect(whole).toMatchObject({ compared: 20, diverged: 1, unknown: 4, lastDiverged: T0 });
  expect(whole?.samples).toHaveLength(20);
  const later = store.comparison('names', { from: T0 + 1, to: T0 + DAY });
  expect(later).toMatchObject({ compared: 10, diverged: 0, lastDiverged: T0 });
  expect(store.comparisonTotals()[0]).toEqual({
    name: 'names',
    compared: 20,
    diverged: 1,
    unknown: 4,
    lastDiverged: T0,
  });
});

test('a backfill keeps its newest report', () => {
  const store = newStore();
  const base = {
    name: 'fill',
    total: 10,
    failed: 0,
    rate: null,
    checkpoint: { id: 3 },
    verifiedAt: null,
    errors: [],
  };
  const report = { ...base, state: 'running' as const, done: 5, updatedAt: T0 };
  expect(store.backfill('fill')).toBeNull();
  store.putBackfill(report);
  store.putBackfill({ ...report, done: 6 });
  expect(() => store.putBackfill({ ...report, done: 1, updatedAt: T0 - 1 })).toThrow('reported at');
  expect(store.backfill('fill')).toEqual({ ...report, done: 6 });
  expect(store.backfills()).toHaveLength(1);
});

test('coverage begins where it was forgotten, what was used since stays, and counters do not fall', () => {
  const store = newStore();
  store.putCatalog(catalogOf(null, { users: '1' }));
  store.putCatalog(catalogOf(T0, USERS));
  store.putCatalog(catalogOf(T0 + 2 * DAY, { ...USERS, 'users.mail': '1.3' }));
  store.watch('app', ['users.name'], T0 + 10 * DAY);
  const old = shapeOf('old', [{ object: 'users.name', access: 'write', via: 'implicit' }]);
  const covered = { from: T0, to: T0 + 10 * DAY };
  const gaps = [{ from: T0 + HOUR, to: T0 + 2 * HOUR, reason: 'down' }];
  const sightings = [
    seen(old, T0 + HOUR, { runs: 4, failed: 1 }),
    seen(readsName, T0 + DAY),
    seen(readsName, T0 + 9 * DAY),
  ];
  store.apply(batchOf({ covered, gaps, sightings }));
  const before = store.watchedUse('app');
  expect(before[0]?.uses).toContainEqual({
    service: 'web',
    access: 'write',
    via: 'implicit',
    total: 3,
    last: T0 + HOUR,
  });
  const cut = T0 + 5 * DAY;
  store.forgetBefore(cut);
  expect(store.sources('app')[0]).toMatchObject({ from: cut, to: covered.to, gapSeconds: 0 });
  const usage = usageOf(store, questionOf(['users.name'], T0, covered.to), covered.to);
  expect(usage).toMatchObject({ reads: { explicit: 1 }, writes: { implicit: 0 } });
  expect(usageOf(store, questionOf(['users.name'], T0, T0 + 2 * DAY), covered.to).state).toBe('no_data');
  const sorted = (uses: object[] = []) =>
    uses.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  expect(sorted(store.watchedUse('app')[0]?.uses)).toEqual(sorted(before[0]?.uses));
  expect(store.catalogAt('app', T0)?.from).toBe(T0 + 2 * DAY);
  store.apply(batchOf({ sightings: [seen(old, T0 + 10 * DAY)] }));
  expect(store.watchedUse('app')[0]?.uses).toContainEqual({
    service: 'web',
    access: 'write',
    via: 'implicit',
    total: 4,
    last: T0 + 10 * DAY,
  });
});
