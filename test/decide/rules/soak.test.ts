import { describe, expect, it, test } from 'vitest';
import type { Attempt, Change } from '../../../src/model.ts';
import {
  attempt,
  deployed,
  explained,
  FAILED,
  findingsOf,
  known,
  LIVE,
  MISSING,
  mentions,
  OLD,
  statuses,
} from '../outside.ts';
import { change, codeReading, contractReading, DAY, NOW } from '../readings.ts';

const HOUR = DAY / 24;
const { contract } = change();

const judge = (attempts: Attempt[], parts: Partial<Change> = {}) =>
  findingsOf('soak', contractReading(parts), {
    deployments: deployed(...attempts),
    mentions: mentions({ of: 'users.first_name' }, { of: 'users.read' }, { commit: OLD, of: 'users.name' }),
  });

describe('code without the old shape must have been live for the soak, without a break', () => {
  const cases: [string, Attempt[], 'ok' | 'wait', number | null][] = [
    ['long enough', [attempt(OLD, 30), attempt(LIVE, 8)], 'ok', null],
    ['exactly long enough', [attempt(OLD, 30), attempt(LIVE, 7)], 'ok', null],
    ['an hour short', [attempt(OLD, 30), attempt(LIVE, 7 - 1 / 24)], 'wait', NOW + HOUR],
    ['still live', [attempt(OLD, 30)], 'wait', null],
    ['rolled back', [attempt(LIVE, 30), attempt(OLD, 2)], 'wait', null],
    [
      'rolled back and forth: it starts anew',
      [attempt(LIVE, 30), attempt(OLD, 3), attempt(LIVE, 2)],
      'wait',
      NOW + 5 * DAY,
    ],
    [
      'an attempt of old code that failed may be live',
      [attempt(LIVE, 30), attempt(OLD, 2, { succeeded: null })],
      'wait',
      null,
    ],
    [
      'such an attempt, superseded a day ago',
      [attempt(LIVE, 30), attempt(OLD, 2, { succeeded: null }), attempt(LIVE, 1)],
      'wait',
      NOW + 6 * DAY,
    ],
    ['first deployed a day ago: before that nothing is known', [attempt(LIVE, 1)], 'wait', NOW + 6 * DAY],
    ['never with success', [attempt(LIVE, 30, { succeeded: null })], 'wait', null],
    ['no record at all', [], 'wait', null],
    ['a success that is yet to come is none', [attempt(LIVE, 30, { succeeded: NOW + 1 })], 'wait', null],
  ];
  it.each(cases)('%s', (_, attempts, status, until) => {
    const found = judge(attempts);
    expect(statuses(found)).toEqual([`${status} production`, `${status} staging`]);
    expect(found.map((one) => one.until)).toEqual([until, until]);
    expect(explained(found)).toBe(true);
  });
});

test('says how long of how long, and when it clears', () => {
  expect(judge([attempt(OLD, 30), attempt(LIVE, 2)])[0]).toMatchObject({
    message: 'code free of users.name is live in staging for 2 days; 7 days are asked.',
    limit: '7 days',
    seen: '2 days',
    next: 'Nothing to do: this clears by itself on 2026-11-06, unless older code is deployed again.',
  });
});

describe('evidence that is not there', () => {
  it.each([
    ['missing', MISSING, 'wait'],
    ['failed', FAILED, 'error'],
  ] as const)('deployments %s', (_, gone, status) => {
    const found = findingsOf('soak', contractReading(), { deployments: () => gone });
    expect(statuses(found)).toEqual([`${status} production`, `${status} staging`]);
    expect(explained(found)).toBe(true);
  });

  it.each([
    ['missing', MISSING, 'wait'],
    ['failed', FAILED, 'error'],
  ] as const)('a live commit %s', (_, gone, status) => {
    const found = findingsOf('soak', contractReading(), {
      mentions: ({ commit, files }) => (files === null && commit === LIVE ? gone : undefined),
    });
    expect(statuses(found)).toEqual([`${status} production`, `${status} staging`]);
  });

  it('a commit from before the soak is not asked for', () => {
    const found = findingsOf('soak', contractReading(), {
      deployments: deployed(attempt(OLD, 60), attempt(LIVE, 30)),
      mentions: ({ commit }) => (commit === OLD ? FAILED : undefined),
    });
    expect(statuses(found)).toEqual(['ok production', 'ok staging']);
  });

  it('times that a GitOps ref cannot tell', () => {
    const found = findingsOf('soak', contractReading(), {
      deployments: ({ environment }) =>
        known({ attempts: [attempt(LIVE, 30, { name: environment })], timesKnown: false }),
    });
    expect(statuses(found)).toEqual(['wait production', 'wait staging']);
    expect(found[0]?.next).toContain('soak: { off: reason }');
  });
});

test('each of several places must satisfy', () => {
  const reading = contractReading(
    {},
    {
      environments: [
        { name: 'production', deployments: ['eu', 'us'], workflows: null, creators: null, ref: null },
      ],
    },
  );
  const both = (eu: Attempt[], us: Attempt[]) =>
    findingsOf('soak', reading, {
      deployments: () =>
        known({
          attempts: [
            ...eu.map((one) => ({ ...one, name: 'eu' })),
            ...us.map((one) => ({ ...one, name: 'us' })),
          ],
          timesKnown: true,
        }),
    });
  expect(statuses(both([attempt(LIVE, 30)], [attempt(LIVE, 30)]))).toEqual(['ok production']);
  expect(both([attempt(LIVE, 30)], [attempt(LIVE, 3)])[0]).toMatchObject({
    status: 'wait',
    until: NOW + 4 * DAY,
  });
  const [silent] = both([attempt(LIVE, 30)], []);
  expect(silent).toMatchObject({ status: 'wait', message: expect.stringContaining('us') });
});

test('switched off aloud, and repeated', () => {
  const found = judge([attempt(OLD, 30)], { contract: { ...contract, soak: { off: 'one machine' } } });
  expect(statuses(found)).toEqual(['warn production', 'warn staging']);
  expect(found[0]?.message).toContain('one machine');
});

test('without an environment nothing is proved', () => {
  const found = findingsOf('soak', contractReading({}, { environments: [] }));
  expect(statuses(found)).toEqual(['error']);
  expect(explained(found)).toBe(true);
});

describe('the soak of an expand', () => {
  const expand = (...days: number[]) =>
    findingsOf('soak', codeReading({ expandSoak: 2 * DAY }), {
      deployments: deployed(...days.map((ago) => attempt(LIVE, ago))),
    });

  it('runs from the first success that carried it', () => {
    expect(statuses(expand(30, 1))).toEqual(['ok production', 'ok staging']);
    expect(expand(1)[0]).toMatchObject({ status: 'wait', until: NOW + DAY, path: 'src/users/x.ts' });
  });

  it('leaves to schema-before-code what is not there at all', () => {
    const found = findingsOf('soak', codeReading({ expandSoak: 2 * DAY }), { carried: () => known([]) });
    expect(found).toEqual([]);
  });
});
