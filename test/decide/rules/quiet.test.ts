import { describe, expect, it, test } from 'vitest';
import type { Change, Manifest, Usage } from '../../../src/model.ts';
import { explained, FAILED, findingsOf, known, MISSING, statuses, usageOf, verdictOf } from '../outside.ts';
import { change, contractReading, DAY, database, NOW } from '../readings.ts';

const COUNTS = { explicit: 0, implicit: 0, unresolved: 0, failed: 0 };

interface Answer {
  usage?: Partial<Usage>;
  object?: Partial<Usage['objects'][number]>;
  source?: Partial<Usage['sources'][number]>;
}

const judge = (answer: Answer = {}, parts: Partial<Change> = {}, bound: Partial<Manifest> = {}) =>
  findingsOf('quiet', contractReading(parts, bound), {
    usage: (question) => known(usageOf(question, answer.usage, answer.object, answer.source)),
  });

const quietOf = (parts: Partial<Change['contract']['quiet']>): Partial<Change> => {
  const { contract } = change();
  return { contract: { ...contract, quiet: { ...contract.quiet, ...parts } } };
};

const used = (reads: Partial<typeof COUNTS>, writes: Partial<typeof COUNTS> = {}): Answer => ({
  object: {
    state: 'observed',
    reads: { ...COUNTS, ...reads },
    writes: { ...COUNTS, ...writes },
    lastSeen: NOW - DAY,
    by: [{ service: 'billing', user: null, reads: 5, writes: 0, lastSeen: NOW - DAY }],
  },
});

test('proved quiet in every environment: ok, and says for how long and by which sources', () => {
  const found = judge();
  expect(statuses(found)).toEqual(['ok production', 'ok staging']);
  expect(found[0]).toMatchObject({
    message: 'users.name was quiet for 14 days.',
    limit: '0 reads and 0 writes in 14 days',
    seen: '1 of 1 sources over 14 days',
  });
});

describe('what keeps it from being proved', () => {
  const cases: [string, Answer, 'wait' | 'error', RegExp][] = [
    [
      'explicit reads',
      used({ explicit: 5 }),
      'wait',
      /users\.name was read 5 times in the last 14 days; the limit is 0/,
    ],
    ['SELECT *', used({ implicit: 5 }), 'wait', /of these 5 implicit/],
    ['what could not be resolved', used({ unresolved: 1 }), 'wait', /1 unresolved/],
    ['queries that failed', used({ failed: 2 }), 'wait', /2 failed/],
    ['writes', used({}, { explicit: 3 }), 'wait', /was written 3 times/],
    [
      'an object that was not watched',
      { object: { state: 'no_data' } },
      'wait',
      /was not watched for the whole/,
    ],
    ['a source that came late', { source: { from: NOW - DAY } }, 'wait', /pg covers only since 2026-10-31/],
    ['an old newest record', { source: { to: NOW - DAY } }, 'wait', /newest record of pg is 1 day old/],
    [
      'a gap',
      { source: { gaps: [{ from: NOW - 2 * DAY, to: NOW - DAY, reason: 'down' }] } },
      'wait',
      /saw nothing from/,
    ],
    [
      'a sample',
      { source: { sampling: { mode: 'random', rate: 0.01 } } },
      'wait',
      /none seen still allows about 300/,
    ],
    [
      'a sample that calls itself full',
      { source: { sampling: { mode: 'full', rate: 0.5 } } },
      'wait',
      /sampled/,
    ],
    [
      'statements that could not be parsed',
      { source: { unparsed: 7 } },
      'wait',
      /could not read 7 statements/,
    ],
    [
      'a source that is silent',
      { usage: { missing: ['replica'] } },
      'wait',
      /replica should have reported and did not/,
    ],
    ['no required source', { source: { required: false } }, 'error', /names no required source/],
    ['no source at all', { usage: { sources: [] } }, 'error', /names no required source/],
    ['nothing of the object', { usage: { objects: [] } }, 'error', /says nothing of users\.name/],
    ['a narrower window', { usage: { from: NOW - DAY } }, 'error', /not of the last 14 days/],
    ['a window that ended long ago', { usage: { to: NOW - 2 * DAY } }, 'error', /not of the last 14 days/],
  ];
  it.each(cases)('%s', (_, answer, status, message) => {
    const found = judge(answer);
    expect(statuses(found)).toEqual([`${status} production`, `${status} staging`]);
    expect(`${found[0]?.message} ${found[0]?.seen}`).toMatch(message);
    expect(explained(found)).toBe(true);
  });
});

test('a wait names the services, when they last did, and when it would clear', () => {
  const [found] = judge(used({ explicit: 1204 }));
  expect(found).toMatchObject({
    short: 'users.name still read by billing (1,204 in 14 days)',
    until: Date.parse('2026-11-14T00:00:00Z'),
  });
  expect(found?.seen).toMatch(/^billing 5 \(last 1 day ago\), others 0; 1 of 1 sources/);
  expect(found?.next).toContain('Move billing off users.name');
});

test('it never clears by time alone where something else is in the way, too', () => {
  const [found] = judge({ ...used({ explicit: 5 }), usage: { missing: ['replica'] } });
  expect(found?.until).toBeNull();
  expect(found?.seen).toContain('replica should have reported');
});

describe('no usable answer is an error, not zero', () => {
  it.each([
    ['missing', MISSING],
    ['failed', FAILED],
  ])('%s', (_, gone) => {
    const found = findingsOf('quiet', contractReading(), { usage: () => gone });
    expect(statuses(found)).toEqual(['error production', 'error staging']);
    expect(explained(found)).toBe(true);
  });

  it('telemetry that the manifest does not name', () => {
    expect(statuses(judge({}, {}, { telemetry: [] }))).toEqual(['error production', 'error staging']);
  });
});

describe('limits', () => {
  it('are inclusive', () => {
    expect(statuses(judge(used({ explicit: 5 }), quietOf({ reads: 5 })))).toEqual([
      'ok production',
      'ok staging',
    ]);
    expect(statuses(judge(used({ explicit: 6 }), quietOf({ reads: 5 })))).toEqual([
      'wait production',
      'wait staging',
    ]);
  });

  it('let * be where the manifest says so, aloud; what is unresolved never', () => {
    const [found] = judge(used({ implicit: 9 }), quietOf({ implicit: 'allow' }));
    expect(found).toMatchObject({
      status: 'ok',
      message: expect.stringContaining('9 uses by * are allowed'),
    });
    expect(judge(used({ unresolved: 1 }), quietOf({ implicit: 'allow' }))[0]?.status).toBe('wait');
  });

  it('let short gaps be, and tell them; gaps that touch are one', () => {
    const telemetry = contractReading().manifests.base;
    const [source] = telemetry.state === 'valid' ? telemetry.manifest.telemetry : [];
    if (!source) throw new Error('the manifest names telemetry');
    const bound = { telemetry: [{ ...source, maxGap: 60_000 }] };
    const from = NOW - DAY;
    const gap = (start: number, long: number) => ({
      from: from + start,
      to: from + start + long,
      reason: 'x',
    });
    const [one] = judge({ source: { gaps: [gap(0, 50_000)] } }, {}, bound);
    expect(one).toMatchObject({
      status: 'ok',
      message: expect.stringContaining('1 gap of at most 1 min let be'),
    });
    const statusOf = (...gaps: ReturnType<typeof gap>[]) => judge({ source: { gaps } }, {}, bound)[0]?.status;
    expect(statusOf(gap(0, 50_000), gap(50_000, 50_000))).toBe('wait');
    // Nearly touching, they leave hardly anything seen; far apart, each is a short one.
    expect(statusOf(...Array.from({ length: 20 }, (_, at) => gap(at * 51_000, 50_000)))).toBe('wait');
    expect(statusOf(gap(0, 50_000), gap(300_000, 50_000))).toBe('ok');
  });

  it('tells gaps that nearly touch as what they are', () => {
    const telemetry = contractReading().manifests.base;
    const [source] = telemetry.state === 'valid' ? telemetry.manifest.telemetry : [];
    const gaps = [0, 1].map((at) => ({
      from: NOW - DAY + at * 90_000,
      to: NOW - DAY + at * 90_000 + 50_000,
      reason: 'x',
    }));
    const found = judge(
      { source: { gaps } },
      {},
      { telemetry: source ? [{ ...source, maxGap: 60_000 }] : [] },
    );
    expect(found[0]?.message).toMatch(/has 2 gaps, none more than 1 min after the other/);
  });
});

test('a table that is used once a quarter is asked for a quarter', () => {
  const reading = contractReading();
  const [set] = reading.sets;
  if (!set) throw new Error('a set');
  const tables = { users: { rows: null, longestCycle: 92 * DAY } };
  const asked: number[] = [];
  findingsOf(
    'quiet',
    { ...reading, sets: [{ ...set, database: { ...database, tables } }] },
    {
      usage: (question) => {
        asked.push(question.to - question.from);
        return undefined;
      },
    },
  );
  expect(new Set(asked)).toEqual(new Set([92 * DAY]));
});

describe('where it cannot be asked', () => {
  const withTelemetry = (telemetry: Record<string, string>) => {
    const reading = contractReading();
    const [set] = reading.sets;
    if (!set) throw new Error('a set');
    return { ...reading, sets: [{ ...set, database: { ...database, telemetry } }] };
  };

  it('no environment has telemetry: an error that says how to get it', () => {
    const found = findingsOf('quiet', withTelemetry({}));
    expect(statuses(found)).toEqual(['error']);
    expect(found[0]?.next).toContain('speaks the query-log protocol');
  });

  it('one environment has none: it is told, and the other is asked', () => {
    const found = findingsOf('quiet', withTelemetry({ production: 'log' }));
    expect(statuses(found)).toEqual(['ok production', 'warn staging']);
  });

  it('an index has no readers that a query log could tell', () => {
    const found = judge({}, { removes: ['index:users_name_idx', 'users.name'] });
    expect(statuses(found)).toEqual(['ok production', 'ok staging']);
  });
});

test('taken alone, an unquiet environment holds the pull request', () => {
  const word = verdictOf(contractReading(), {
    usage: (question) =>
      known(usageOf(question, {}, question.environment === 'staging' ? {} : used({ explicit: 1 }).object)),
  });
  expect(word).toBe('wait');
});

describe('a state of no_data that the coverage explains', () => {
  const MINUTE = 60_000;
  const { base } = contractReading().manifests;
  const [telemetry] = base.state === 'valid' ? base.manifest.telemetry : [];
  const SHORT = { from: NOW - DAY, to: NOW - DAY + MINUTE / 2, reason: 'collector-down' };
  const noData = (
    because: string[] | undefined,
    gaps: Usage['sources'][number]['gaps'],
    more: Answer = {},
  ): Answer => ({
    object: { state: 'no_data', ...(because && { because }), ...more.object },
    source: { gaps, ...more.source },
    ...(more.usage && { usage: more.usage }),
  });
  const under = (answer: Answer, maxGap = MINUTE) =>
    judge(answer, {}, { telemetry: telemetry ? [{ ...telemetry, maxGap }] : [] });

  it('a gap that is let be: quiet, and told', () => {
    const found = under(noData(['gaps'], [SHORT]));
    expect(statuses(found)).toEqual(['ok production', 'ok staging']);
    expect(found[0]?.message).toContain('1 gap of at most 1 min let be');
  });

  it('a newest record that is young enough', () => {
    const behind = { source: { to: NOW - 10 * MINUTE } };
    expect(statuses(under(noData(['behind'], [], behind)))).toEqual(['ok production', 'ok staging']);
    expect(statuses(under(noData(['behind', 'gaps'], [SHORT], behind)))).toEqual([
      'ok production',
      'ok staging',
    ]);
  });

  it.each<[string, Answer, number?]>([
    ['says nothing of why', noData(undefined, [SHORT])],
    ['gives an empty reason', noData([], [SHORT])],
    ['says more than gaps', noData(['gaps', 'object-not-watched'], [SHORT])],
    ['says what nobody knows', noData(['weather'], [SHORT])],
    ['says what objects inherit', noData(['constructor'], [SHORT])],
    ['speaks of gaps, and shows none', noData(['gaps'], [])],
    [
      'shows a gap before the window alone',
      noData(['gaps'], [{ ...SHORT, from: NOW - 99 * DAY, to: NOW - 98 * DAY }]),
    ],
    ['has a longer gap', noData(['gaps'], [{ ...SHORT, to: SHORT.to + MINUTE }])],
    ['has two that touch', noData(['gaps'], [SHORT, { ...SHORT, from: SHORT.to, to: SHORT.to + MINUTE }])],
    ['has a gap where none is let be', noData(['gaps'], [SHORT]), 0],
    ['has a moment where none is let be', noData(['gaps'], [{ ...SHORT, to: SHORT.from }]), 0],
    ['is too far behind', noData(['behind'], [], { source: { to: NOW - 20 * MINUTE } })],
    ['is behind, and shows that it is not', noData(['behind'], [], { source: { to: NOW } })],
    [
      'has a use besides',
      { ...noData(['gaps'], [SHORT]), object: { ...used({ explicit: 1 }).object, because: ['gaps'] } },
    ],
    [
      'counts something all the same',
      noData(['gaps'], [SHORT], { object: { reads: { ...COUNTS, unresolved: 1 } } }),
    ],
  ])('waits where the answer %s', (_, answer, maxGap) => {
    expect(statuses(under(answer, maxGap))).toEqual(['wait production', 'wait staging']);
  });
});
