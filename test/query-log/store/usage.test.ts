/** What usage tells, case by case. */
import { describe, expect, test } from 'vitest';
import { quietFor } from '../../../src/query-log/answer/quiet-for.ts';
import type { Batch, KnownCatalog, Sampling, Span } from '../../../src/query-log/words.ts';
import { formatTime } from '../../../src/time.ts';
import { answerOf, newStore, usageOf } from './open-store.ts';
import { batchOf, catalogOf, DAY, HOUR, questionOf, readsName, seen, shapeOf, T0, USERS } from './stories.ts';

const END = T0 + 10 * HOUR;
const WINDOW = { from: T0, to: END };
const MINUTE = 60_000;
const hours = (from: number, to: number): Span => ({ from: T0 + from * HOUR, to: T0 + to * HOUR });

interface Case {
  batches: Batch[];
  catalogs?: KnownCatalog[];
  expected?: string[];
  object?: string;
  now?: number;
  state: string;
  because?: string[];
}

const half: Sampling = { mode: 'random', rate: 0.5 };
const covering = (covered: Span | null, more: Parameters<typeof batchOf>[0] = {}) =>
  batchOf({ covered, ...more });

const CASES: Record<string, Case> = {
  'all of it is covered': { batches: [covering(WINDOW)], state: 'zero' },
  'two batches cover it together': {
    batches: [covering(hours(0, 4)), covering(hours(4, 10))],
    state: 'zero',
  },
  'in any order, and over each other': {
    batches: [covering(hours(3, 10)), covering(hours(0, 4))],
    state: 'zero',
  },
  'a minute between them is not covered': {
    batches: [covering(hours(0, 4)), covering({ from: T0 + 4 * HOUR + MINUTE, to: END })],
    state: 'no_data',
  },
  'what was not covered was read later': {
    batches: [covering(hours(0, 4)), covering(hours(6, 10)), covering(hours(4, 6))],
    state: 'zero',
  },
  'nobody ever reported': { batches: [], state: 'no_data', because: ['no-required-source'] },
  'it reported, and covered nothing': { batches: [covering(null)], state: 'no_data' },
  'it covers only from a moment after the beginning': { batches: [covering(hours(1, 10))], state: 'no_data' },
  'it is a minute behind, as live sources are': {
    batches: [covering({ from: T0, to: END - MINUTE })],
    state: 'zero',
  },
  'it is ten minutes behind': {
    batches: [covering({ from: T0, to: END - 10 * MINUTE })],
    state: 'no_data',
    because: ['behind'],
  },
  'it is behind, sampled, has a gap, and another is missing': {
    batches: [
      covering(
        { from: T0, to: END - HOUR },
        { source: { sampling: half }, gaps: [{ ...hours(2, 3), reason: 'evicted' }] },
      ),
    ],
    expected: ['replica'],
    state: 'no_data',
    because: ['behind', 'gaps', 'sampled', 'source-missing'],
  },
  'it named a gap': {
    batches: [covering(WINDOW, { gaps: [{ ...hours(2, 3), reason: 'evicted' }] })],
    state: 'no_data',
    because: ['gaps'],
  },
  'it named a moment': {
    batches: [covering(WINDOW, { gaps: [{ ...hours(2, 2), reason: 'stats-reset' }] })],
    state: 'no_data',
  },
  'it named a gap that covering again does not undo': {
    batches: [covering(WINDOW, { gaps: [{ ...hours(2, 3), reason: 'evicted' }] }), covering(WINDOW)],
    state: 'no_data',
  },
  'it named a gap backwards': {
    batches: [covering(WINDOW, { gaps: [{ from: T0 + 3 * HOUR, to: T0 + 2 * HOUR, reason: 'clock' }] })],
    state: 'no_data',
  },
  'it named a gap before the window': {
    batches: [covering(hours(-5, 10), { gaps: [{ ...hours(-3, 0), reason: 'evicted' }] })],
    state: 'zero',
  },
  'the clock was set back': {
    batches: [covering(hours(0, 2)), covering({ from: END, to: T0 + 2 * HOUR })],
    state: 'no_data',
  },
  'the clock was ahead of ours': { batches: [covering(WINDOW)], now: END - HOUR, state: 'no_data' },
  'another required source does not': {
    batches: [covering(WINDOW), covering(hours(0, 2), { source: { id: 'replica' } })],
    state: 'no_data',
  },
  'another one that is not required does not': {
    batches: [covering(WINDOW), covering(null, { source: { id: 'spans', required: false } })],
    state: 'zero',
  },
  'only one that is not required covers it': {
    batches: [covering(WINDOW, { source: { required: false } })],
    state: 'no_data',
  },
  'one that is expected never reported': {
    batches: [covering(WINDOW)],
    expected: ['log', 'replica'],
    state: 'no_data',
  },
  'one that is expected is required, whatever it says': {
    batches: [covering(WINDOW), covering(hours(0, 2), { source: { id: 'replica', required: false } })],
    expected: ['replica'],
    state: 'no_data',
  },
  'a part of it was sampled': {
    batches: [covering(hours(0, 4), { source: { sampling: half } }), covering(hours(4, 10))],
    state: 'no_data',
  },
  'it was sampled before': {
    batches: [covering(hours(-8, -4), { source: { sampling: half } }), covering(hours(-4, 10))],
    state: 'zero',
  },
  'it is sampled now': {
    batches: [
      covering(WINDOW),
      covering(hours(11, 12), { source: { sampling: { mode: 'threshold', rate: 1 } } }),
    ],
    now: T0 + 12 * HOUR,
    state: 'no_data',
  },
  'a statement could not be parsed, and the source says no more of it': {
    batches: [covering(WINDOW, { statements: 3, unparsed: 1 })],
    state: 'no_data',
  },
  'one could not be parsed before': {
    batches: [covering(hours(-2, -1), { statements: 3, unparsed: 1 }), covering(hours(-1, 10))],
    state: 'zero',
  },
  'one could not be parsed, and nobody can tell when': {
    batches: [covering(WINDOW), covering(null, { statements: 3, unparsed: 1 })],
    state: 'no_data',
  },
  'it was made within the window': {
    batches: [covering(WINDOW)],
    catalogs: [catalogOf(null, { users: '1' }), catalogOf(T0 + HOUR, USERS)],
    state: 'no_data',
    because: ['object-not-watched'],
  },
  'it was made before': {
    batches: [covering(WINDOW)],
    catalogs: [catalogOf(null, { users: '1' }), catalogOf(T0, USERS)],
    state: 'zero',
  },
  'it was dropped and made again within the window': {
    batches: [covering(WINDOW)],
    catalogs: [catalogOf(null, USERS), catalogOf(T0 + HOUR, { ...USERS, 'users.name': '1.9' })],
    state: 'no_data',
  },
  'it was renamed within the window': {
    batches: [covering(WINDOW)],
    catalogs: [catalogOf(null, USERS), catalogOf(T0 + HOUR, { users: '1', 'users.full_name': '1.2' })],
    object: 'users.full_name',
    state: 'zero',
  },
  'the schema was read anew and is the same': {
    batches: [covering(WINDOW)],
    catalogs: [catalogOf(T0 - HOUR, USERS, { ddl: 'x' }), catalogOf(T0 + HOUR, USERS, { ddl: 'x' })],
    state: 'zero',
  },
};

describe('nothing was counted, and', () => {
  test.each(Object.entries(CASES))('%s', (_name, one) => {
    const { batches, catalogs, expected, object, now, state, because } = one;
    const store = newStore();
    for (const catalog of catalogs ?? [catalogOf(null, USERS)]) store.putCatalog(catalog);
    store.expect('app', expected ?? []);
    for (const batch of batches) store.apply(batch);
    const usage = usageOf(store, questionOf([object ?? 'users.name'], T0, END), now ?? END);
    expect(usage).toMatchObject({ state, by: [], last_seen: null, ...(because && { because }) });
    expect(usage.because !== undefined).toBe(state === 'no_data');
  });
});

test('an object that no schema knows is unknown, whatever was counted of it; so is one of a database that nobody knows', () => {
  const store = newStore();
  const question = questionOf(['users.name', 'users.nmae'], T0, END);
  expect(store.usage(question, END)).toEqual({ unknown: ['users.name', 'users.nmae'] });
  store.apply(covering(WINDOW, { sightings: [seen(readsName, T0)] }));
  expect(store.usage(question, END)).toEqual({ unknown: ['users.name', 'users.nmae'] });
  store.putCatalog(catalogOf(null, USERS));
  expect(store.usage(question, END)).toEqual({ unknown: ['users.nmae'] });
  expect(store.usage({ ...question, database: 'other' }, END)).toHaveProperty('unknown');
});

test('counts are disjoint, failed ones under failed alone; what was prepared and never run is never zero', () => {
  const store = newStore();
  store.putCatalog(catalogOf(null, USERS));
  const prepared = shapeOf('prepared', [{ object: 'users.name', access: 'write', via: 'implicit' }]);
  const sightings = [
    seen(readsName, T0 + HOUR, { runs: 10, failed: 3, prepared: 2 }),
    seen(shapeOf('may', [], { everything: true }), T0 + HOUR, { service: 'odd', runs: 2 }),
    seen(prepared, T0 + 2 * HOUR, { runs: 0, prepared: 4 }),
  ];
  store.apply(covering(WINDOW, { sightings }));
  const usage = usageOf(store, questionOf(['users.name'], T0, END), END);
  expect(usage.reads).toEqual({ explicit: 7, implicit: 0, unresolved: 2, failed: 3 });
  expect(usage.writes).toEqual({ explicit: 0, implicit: 4, unresolved: 2, failed: 0 });
  expect(usage.by.map(({ service, reads, writes }) => [service, reads, writes])).toEqual([
    ['web', 10, 4],
    ['odd', 2, 2],
  ]);
  expect(usage.state).toBe('observed');
});

test('who is ignored is counted there and nowhere else', () => {
  const store = newStore();
  store.putCatalog(catalogOf(null, USERS));
  const dump = seen(readsName, T0 + HOUR, { service: 'pg_dump', user: 'backup', runs: 5 });
  store.apply(covering(WINDOW, { sightings: [dump] }));
  const ask = (ignore: Parameters<typeof questionOf>[3]) =>
    usageOf(store, questionOf(['users.name'], T0, END, ignore), END);
  const nothing = { state: 'zero', ignored: 5, last_seen: null, first_seen: null, by: [], samples: [] };
  expect(ask([{ service: 'pg_dump' }])).toMatchObject(nothing);
  expect(ask([{ user: 'backup' }])).toMatchObject(nothing);
  expect(ask([{ service: 'pg_dump', user: 'backup' }])).toMatchObject(nothing);
  expect(ask([{ service: 'pg_dump', user: 'other' }, {}])).toMatchObject({ state: 'observed', ignored: 0 });
});

test.each([
  ['ends as the window begins', T0 - HOUR, T0, 1],
  ['begins as it ends', END, END + HOUR, 1],
  ['lies over it', T0 - DAY, END + DAY, 1],
  ['is over before', T0 - HOUR, T0 - 1, 0],
  ['comes after', END + 1, END + 2, 0],
])('an hour of use that %s', (_name, first, last, reads) => {
  const store = newStore();
  store.putCatalog(catalogOf(null, USERS));
  store.apply(covering(WINDOW, { sightings: [seen(readsName, first, { last })] }));
  const usage = usageOf(store, questionOf(['users.name'], T0, END), END);
  expect(usage.reads.explicit).toBe(reads);
  expect(usage.last_seen !== null && usage.last_seen > formatTime(END)).toBe(false);
});

describe('a touch of', () => {
  const touches = (object: string, via: 'explicit' | 'unresolved') =>
    shapeOf('one', [{ object, access: 'read', via }]);
  test.each([
    ['users.name', 'explicit', 'users', true],
    ['users', 'explicit', 'users', true],
    ['users', 'explicit', 'users.name', false],
    ['users', 'unresolved', 'users.name', true],
    ['users.id', 'explicit', 'users.name', false],
    ['users_old.name', 'explicit', 'users', false],
    ['view:people', 'explicit', 'people', true],
    ['people', 'explicit', 'view:people', true],
  ] as const)('%s (%s) counts for %s: %s', (object, via, asked, counts) => {
    const store = newStore();
    store.putCatalog(catalogOf(null, { ...USERS, people: null }));
    store.apply(covering(WINDOW, { sightings: [seen(touches(object, via), T0)] }));
    expect(usageOf(store, questionOf([asked], T0, END), END).state).toBe(counts ? 'observed' : 'zero');
  });
});

describe('names over time', () => {
  const renamed = catalogOf(T0 + 5 * HOUR, { users: '1', 'users.id': '1.1', 'users.full_name': '1.2' });
  const ask = (catalogs: KnownCatalog[], batches: Batch[], object: string) => {
    const store = newStore();
    for (const catalog of catalogs) store.putCatalog(catalog);
    for (const batch of batches) store.apply(batch);
    return usageOf(store, questionOf([object], T0, END), END).reads.explicit;
  };
  const before = covering(WINDOW, { sightings: [seen(readsName, T0 + HOUR)] });

  test('use under the old name counts for the new one, and the other way round', () => {
    expect(ask([catalogOf(null, USERS), renamed], [before], 'users.full_name')).toBe(1);
    const full = shapeOf('full', [{ object: 'users.full_name', access: 'read', via: 'explicit' }]);
    const after = covering(WINDOW, { sightings: [seen(full, T0 + 6 * HOUR)] });
    expect(ask([catalogOf(null, USERS), renamed], [after], 'users.name')).toBe(1);
  });

  test('use of a column that was dropped does not count for the one made under its name', () => {
    const again = catalogOf(T0 + 5 * HOUR, { ...USERS, 'users.name': '1.9' });
    expect(ask([catalogOf(null, USERS), again], [before], 'users.name')).toBe(0);
    const late = covering(WINDOW, { sightings: [seen(readsName, T0 + 6 * HOUR)] });
    expect(ask([catalogOf(null, USERS), again], [late], 'users.name')).toBe(1);
  });

  test('what ran while nobody knew which of them held counts for both', () => {
    const again = catalogOf(T0 + 5 * HOUR, { ...USERS, 'users.name': '1.9' }, { notBefore: T0 + 4 * HOUR });
    const between = covering(WINDOW, { sightings: [seen(readsName, T0 + 4.5 * HOUR)] });
    expect(ask([catalogOf(null, USERS), again], [between], 'users.name')).toBe(1);
    expect(ask([catalogOf(null, USERS), again], [before], 'users.name')).toBe(0);
  });
});

test('an answer gives each source with its gaps apart, samples newest first, and nothing after now', () => {
  const store = newStore();
  store.putCatalog(catalogOf(null, USERS));
  const shapes = Array.from({ length: 8 }, (_, index) =>
    seen({ ...readsName, fingerprint: `f${index}` }, T0 + index * HOUR),
  );
  const gaps = [
    { ...hours(1, 3), reason: 'evicted' },
    { ...hours(2, 4), reason: 'stats-reset' },
  ];
  store.apply(covering(hours(0, 6), { gaps, sightings: shapes }));
  store.apply(covering(hours(7, 20)));
  const { coverage, usage } = answerOf(store, questionOf(['users.name'], T0, END), END);
  expect(coverage.sources[0]).toMatchObject({ from: formatTime(T0), to: formatTime(END), statements: 8 });
  expect(coverage.sources[0]?.gaps).toEqual([
    { from: formatTime(T0 + HOUR), to: formatTime(T0 + 3 * HOUR), reason: 'evicted' },
    { from: formatTime(T0 + 3 * HOUR), to: formatTime(T0 + 4 * HOUR), reason: 'stats-reset' },
    { from: formatTime(T0 + 6 * HOUR), to: formatTime(T0 + 7 * HOUR), reason: 'not-covered' },
  ]);
  expect(usage[0]?.samples.map(({ fingerprint }) => fingerprint)).toEqual(['f7', 'f6', 'f5', 'f4', 'f3']);
});

describe('quiet for', () => {
  const quiet = (batches: Batch[], catalogs = [catalogOf(null, USERS)]): number | null => {
    const store = newStore();
    for (const catalog of catalogs) store.putCatalog(catalog);
    for (const batch of batches) store.apply(batch);
    const result = store.usage(questionOf(['users.name'], T0, END), END);
    if ('unknown' in result) throw new Error('unknown');
    const found = quietFor(result.answer, 'users.name', result.knownSince['users.name'] ?? null);
    return found === null ? null : found / HOUR;
  };
  test('is since the last use', () => {
    expect(quiet([covering(hours(-50, 10), { sightings: [seen(readsName, T0 + 2 * HOUR)] })])).toBe(8);
    expect(quiet([covering(hours(-50, 10), { sightings: [seen(readsName, T0 - 20 * HOUR)] })])).toBe(30);
  });
  test('is no longer than the coverage without a gap, of the source that has least of it', () => {
    expect(quiet([covering(hours(7, 10))])).toBe(3);
    expect(quiet([covering(hours(-50, 4)), covering(hours(5, 10))])).toBe(5);
    expect(quiet([covering(hours(-50, 10)), covering(hours(8, 9), { source: { id: 'replica' } })])).toBe(1);
  });
  test('is no longer than the object is known', () => {
    expect(quiet([covering(hours(-50, 10))], [catalogOf(T0 + 8 * HOUR, USERS)])).toBe(2);
  });
  test('is not known without a source that sees everything', () => {
    expect(quiet([])).toBeNull();
    expect(quiet([covering(WINDOW, { source: { sampling: half } })])).toBeNull();
  });
});
