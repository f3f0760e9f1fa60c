import { describe, expect, it, test } from 'vitest';
import type { Change, Comparison } from '../../../src/model.ts';
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
import { change, contractReading, DAY, NOW } from '../readings.ts';

const { contract } = change();
const asking = (divergence: Change['contract']['divergence']): Partial<Change> => ({
  contract: { ...contract, divergence },
});

const judge = (value: Partial<Comparison>, parts: Partial<Change> = {}) =>
  findingsOf('divergence', contractReading(parts), {
    comparison: ({ from, to }) =>
      known({ from, to, compared: 1000, diverged: 0, unknown: 0, lastDiverged: null, ...value }),
  });

describe('what was compared', () => {
  const cases: [string, Partial<Comparison>, number, 'ok' | 'wait' | 'error'][] = [
    ['agrees', {}, 0, 'ok'],
    ['diverges', { diverged: 1 }, 0, 'wait'],
    ['diverges as much as is allowed', { diverged: 10 }, 0.01, 'ok'],
    ['diverges by one more', { diverged: 11 }, 0.01, 'wait'],
    ['is unknown, which counts as diverging', { diverged: 5, unknown: 6 }, 0.01, 'wait'],
    ['is nothing: no agreement', { compared: 0 }, 1, 'wait'],
    ['is no number', { compared: Number.NaN }, 1, 'wait'],
    ['is less of the window than was asked', { from: NOW }, 0, 'error'],
  ];
  it.each(cases)('%s', (_, value, max, status) => {
    const found = judge(value, asking({ max, window: 7 * DAY }));
    expect(statuses(found)).toEqual([`${status} production`, `${status} staging`]);
    expect(found[0]?.limit).toBe(`${max} over 7 days`);
    expect(explained(found)).toBe(true);
  });
});

describe('the window', () => {
  const windowFor = (...attempts: Parameters<typeof deployed>) => {
    const asked = new Set<string>();
    const found = findingsOf('divergence', contractReading(), {
      deployments: deployed(...attempts),
      mentions: mentions({ of: 'users.first_name' }, { of: 'users.read' }, { commit: OLD, of: 'users.name' }),
      comparison: ({ from, to }) => {
        asked.add(`${(NOW - from) / DAY} to ${(NOW - to) / DAY} days ago`);
        return undefined;
      },
    });
    return { asked: [...asked], found };
  };

  it('ends when stop_old went live, however long ago', () => {
    expect(windowFor(attempt(OLD, 30), attempt(LIVE, 9)).asked).toEqual(['16 to 9 days ago']);
    expect(windowFor(attempt(OLD, 300), attempt(LIVE, 200)).asked).toEqual(['207 to 200 days ago']);
  });

  it('ends now while stop_old is not live', () => {
    expect(windowFor(attempt(LIVE, 30), attempt(OLD, 1)).asked).toEqual(['7 to 0 days ago']);
  });

  it('is not known where that is not: nothing is asked in its stead', () => {
    const { asked, found } = windowFor();
    expect(asked).toEqual([]);
    expect(statuses(found)).toEqual(['wait production', 'wait staging']);
  });

  it('looks no further back than to the commit that stop_old took over from', () => {
    const found = findingsOf('divergence', contractReading(), {
      deployments: deployed(attempt('9'.repeat(40), 400), attempt(OLD, 30), attempt(LIVE, 9)),
      mentions: (question) =>
        question.commit.startsWith('9')
          ? FAILED
          : mentions(
              { of: 'users.first_name' },
              { of: 'users.read' },
              { commit: OLD, of: 'users.name' },
            )(question),
    });
    expect(statuses(found)).toEqual(['ok production', 'ok staging']);
  });
});

it.each([
  ['missing', MISSING, 'wait'],
  ['failed', FAILED, 'error'],
] as const)('comparisons %s', (_, gone, status) => {
  const found = findingsOf('divergence', contractReading(), { comparison: () => gone });
  expect(statuses(found)).toEqual([`${status} production`, `${status} staging`]);
  expect(explained(found)).toBe(true);
});

test('switched off aloud; not asked without a dual write', () => {
  expect(statuses(judge({ diverged: 9 }, asking({ off: 'compared by hand' })))).toEqual(['warn']);
  expect(judge({ diverged: 9 }, asking(null))).toEqual([]);
});
