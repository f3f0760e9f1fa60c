import { describe, expect, it, test } from 'vitest';
import type { Attempt, Manifest } from '../../../src/model.ts';
import {
  attempt,
  deployed,
  explained,
  FAILED,
  findingsOf,
  LIVE,
  MISSING,
  mentions,
  OLD,
  statuses,
} from '../outside.ts';
import { change, contractReading, DAY, NOW } from '../readings.ts';

const OLDER = '1'.repeat(40);
const uses = mentions(
  { of: 'users.first_name' },
  { of: 'users.read' },
  { commit: OLD, of: 'users.name' },
  { commit: OLDER, of: 'users.name' },
);

const judge = (attempts: Attempt[], keep: Manifest['rollbackKeep'] = null) =>
  findingsOf('rollback-horizon', contractReading({}, { rollbackKeep: keep }), {
    deployments: deployed(...attempts),
    mentions: uses,
  });

describe('what must be left to go back to', () => {
  const cases: [string, Attempt[], Manifest['rollbackKeep'], 'ok' | 'wait', number | null][] = [
    ['long enough', [attempt(OLD, 30), attempt(LIVE, 8)], { duration: 7 * DAY }, 'ok', null],
    ['two days of seven', [attempt(OLD, 30), attempt(LIVE, 2)], { duration: 7 * DAY }, 'wait', NOW + 5 * DAY],
    ['nothing: old code is live', [attempt(OLD, 30)], { duration: 7 * DAY }, 'wait', null],
    [
      'a rollback to old code starts it anew',
      [attempt(LIVE, 30), attempt(OLD, 3), attempt(LIVE, 1)],
      { duration: 7 * DAY },
      'wait',
      NOW + 6 * DAY,
    ],
    [
      'enough deployments',
      [attempt(OLD, 30), attempt(LIVE, 3), attempt(LIVE, 2)],
      { deployments: 2 },
      'ok',
      null,
    ],
    ['too few deployments', [attempt(OLD, 30), attempt(LIVE, 3)], { deployments: 2 }, 'wait', null],
    [
      'one that failed is nothing to go back to',
      [attempt(OLD, 30), attempt(LIVE, 3), attempt(LIVE, 2, { succeeded: null })],
      { deployments: 2 },
      'wait',
      null,
    ],
  ];
  it.each(cases)('%s', (_, attempts, keep, status, until) => {
    const found = judge(attempts, keep);
    expect(statuses(found)).toEqual([`${status} production`, `${status} staging`]);
    expect(found.map((one) => one.until)).toEqual([until, until]);
    expect(explained(found)).toBe(true);
  });
});

test('tells what merging costs, whether or not anything must be left', () => {
  const found = judge([attempt(OLDER, 40), attempt(OLD, 30), attempt(LIVE, 2), attempt(LIVE, 1)]);
  expect(found.map(({ status }) => status)).toEqual(['ok', 'ok']);
  expect(found[0]?.message).toMatch(
    /^staging can today go back to eeeeeee \(3 deployments, 30 days, or further\)/,
  );
  expect(found[0]?.message).toContain('after this, to ddddddd (2 deployments, 2 days).');
});

describe('what is not known', () => {
  const keep = { duration: 7 * DAY };
  it.each([
    ['deployments that nobody tells', { deployments: () => MISSING }, 'wait'],
    ['deployments that cannot be had', { deployments: () => FAILED }, 'error'],
    [
      'code that cannot be read',
      { deployments: deployed(attempt(LIVE, 30)), mentions: () => FAILED },
      'error',
    ],
  ])('%s', (_, outside, status) => {
    const found = findingsOf('rollback-horizon', contractReading({}, { rollbackKeep: keep }), outside);
    expect(new Set(found.map((one) => one.status))).toEqual(new Set([status]));
    // Nothing must be left: then other rules tell what is not known, and this one claims nothing.
    const told = findingsOf('rollback-horizon', contractReading(), outside);
    expect(told).toEqual([]);
  });
});

test('searches each commit at most once, and none that is older than what is asked', () => {
  const searched: string[] = [];
  findingsOf('rollback-horizon', contractReading({}, { rollbackKeep: { deployments: 2 } }), {
    deployments: deployed(attempt(OLDER, 60), attempt(OLD, 40), attempt(LIVE, 3), attempt(LIVE, 2)),
    mentions: (question) => {
      if (question.files === null) searched.push(question.commit);
      return uses(question);
    },
  });
  const own = change().removes.length;
  expect(own).toBe(1);
  expect(searched).not.toContain(OLDER);
});
