import { describe, expect, it, test } from 'vitest';
import type { Manifest, Reading } from '../../../src/model.ts';
import { approvals, approvedBy, explained, FAILED, findingsOf, MISSING, verdictOf } from '../outside.ts';
import { change, contractReading, DAY, NOW, tightenReading } from '../readings.ts';

const HOUR = DAY / 24;
const approval = { approvers: ['@octocat', '@acme/dba', '@hubot'], expires: 3 * DAY, selfApproval: false };

const judge = (
  given: ReturnType<typeof approvedBy>[],
  bound: Partial<Manifest> = {},
  of: Reading = contractReading({}, { approval, ...bound }),
) => findingsOf('approval', of, { approvals: approvals(...given) });

describe('one approval of this content', () => {
  const cases: [string, ReturnType<typeof approvedBy>, 'ok' | 'wait', RegExp][] = [
    ['by an approver', approvedBy('octocat'), 'ok', /1 of 1/],
    ['in other letters', approvedBy('OctoCat'), 'ok', /1 of 1/],
    ['by one of a team', { ...approvedBy('mona'), teams: ['@acme/dba'] }, 'ok', /1 of 1/],
    ['by a stranger', approvedBy('mallory'), 'wait', /mallory: is not among the approvers/],
    ['by the author', approvedBy('hubot'), 'wait', /hubot: is the author/],
    ['of other content', approvedBy('octocat', { digest: 'y' }), 'wait', /approved other content/],
    [
      'of content that could not be told',
      approvedBy('octocat', { digest: null }),
      'wait',
      /could not be told/,
    ],
    ['at its last moment', approvedBy('octocat', { at: NOW - 3 * DAY }), 'ok', /1 of 1/],
    ['expired', approvedBy('octocat', { at: NOW - 3 * DAY - HOUR }), 'wait', /expired: it held for 3 days/],
    ['from the future', approvedBy('octocat', { at: NOW + HOUR }), 'wait', /in the future/],
    ['that is an override', approvedBy('octocat', { override: 'now' }), 'wait', /0 of 1/],
  ];
  it.each(cases)('%s', (_, given, status, seen) => {
    const found = judge([given]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      status,
      limit: '1 for this content',
      seen: expect.stringMatching(seen),
    });
    expect(explained(found)).toBe(true);
  });
});

test('none given', () => {
  expect(judge([])[0]).toMatchObject({
    status: 'wait',
    message: 'split-user-name has 0 of 1 approvals for this content.',
    next: 'Have one of @octocat, @acme/dba, @hubot approve split-user-name; an approval holds for 3 days and for this content alone.',
  });
});

describe('two are needed', () => {
  const two = contractReading(
    { contract: { ...change().contract, approvals: 2 } },
    {
      approval: { ...approval, approvers: ['@octocat', '@mona'] },
    },
  );
  it.each([
    ['one person twice', [approvedBy('octocat'), approvedBy('Octocat')], 'wait'],
    ['two people', [approvedBy('octocat'), approvedBy('mona')], 'ok'],
    ['one of two expired', [approvedBy('octocat'), approvedBy('mona', { at: NOW - 9 * DAY })], 'wait'],
  ])('%s', (_, given, status) => {
    expect(judge(given, {}, two)[0]?.status).toBe(status);
  });
});

test('a change cannot ask for none', () => {
  const of = contractReading({ contract: { ...change().contract, approvals: 0 } }, { approval });
  expect(judge([], {}, of)[0]?.status).toBe('wait');
});

describe('self-approval', () => {
  const own = (
    subject: Partial<{ author: string | null; lastPusher: string | null }>,
    selfApproval = false,
  ) => {
    const base = contractReading({}, { approval: { ...approval, selfApproval } });
    return { ...base, subject: { ...base.subject, ...subject } } as Reading;
  };
  it.each([
    ['the last pusher may not', own({ lastPusher: 'OctoCat' }), 'wait'],
    ['unless the manifest lets them', own({ author: 'octocat' }, true), 'ok'],
    ['who wrote it is not known', own({ author: null }), 'wait'],
    ['who pushed it is not known', own({ lastPusher: null }), 'wait'],
  ])('%s', (_, of, status) => {
    expect(judge([approvedBy('octocat')], {}, of)[0]?.status).toBe(status);
  });
});

test('without approvers it cannot be had, and says how', () => {
  for (const approvers of [null, []]) {
    const [found] = judge([approvedBy('octocat')], { approval: { ...approval, approvers } });
    expect(found).toMatchObject({ status: 'error', next: expect.stringContaining('approval.approvers') });
  }
});

it.each([
  ['missing', MISSING, 'wait'],
  ['failed', FAILED, 'error'],
] as const)('approvals that are %s', (_, gone, status) => {
  const found = findingsOf('approval', contractReading(), { approvals: () => gone });
  expect(found[0]?.status).toBe(status);
  expect(explained(found)).toBe(true);
});

test('a tightening asks for one, too', () => {
  expect(judge([], {}, tightenReading())[0]).toMatchObject({ status: 'wait', phase: 'tighten' });
});

describe('an override', () => {
  const blocked = (given: ReturnType<typeof approvedBy>[], bound: Partial<Manifest> = {}) =>
    verdictOf(contractReading({}, { approval, ...bound }), {
      approvals: approvals(...given),
      usage: () => FAILED,
    });
  it.each([
    ['by an approver, with a reason', [approvedBy('octocat', { override: 'incident 7' })], 'pass'],
    ['without a reason', [approvedBy('octocat', { override: ' ' })], 'error'],
    ['by a stranger', [approvedBy('mallory', { override: 'please' })], 'error'],
    ['by the author', [approvedBy('hubot', { override: 'please' })], 'error'],
    ['of other content', [approvedBy('octocat', { override: 'x', digest: 'y' })], 'error'],
    ['expired', [approvedBy('octocat', { override: 'x', at: NOW - 9 * DAY })], 'error'],
  ])('%s', (_, given, word) => {
    expect(blocked(given)).toBe(word);
  });

  it('is none where nobody may approve', () => {
    expect(
      blocked([approvedBy('octocat', { override: 'x' })], { approval: { ...approval, approvers: null } }),
    ).toBe('error');
  });

  it('does not mend a manifest that cannot be read on the base', () => {
    const base = contractReading({}, { approval });
    const mistakes = [{ path: 'lanekeeper.yml', line: 1, column: 1, message: 'no.' }];
    const broken: Reading = {
      ...base,
      manifests: { ...base.manifests, base: { state: 'invalid', path: 'lanekeeper.yml', mistakes } },
    };
    expect(verdictOf(broken, { approvals: approvals(approvedBy('octocat', { override: 'x' })) })).toBe(
      'error',
    );
  });
});
