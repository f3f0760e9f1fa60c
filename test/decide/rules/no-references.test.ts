import { describe, expect, it, test } from 'vitest';
import type { Change, Manifest } from '../../../src/model.ts';
import {
  attempt,
  deployed,
  explained,
  FAILED,
  findingsOf,
  type Given,
  known,
  LIVE,
  MISSING,
  mention,
  mentions,
  OLD,
  statuses,
} from '../outside.ts';
import { BASE, change, contractReading, effect, manifest, migration, reading, set } from '../readings.ts';

const judge = (given: Given, parts: Partial<Change> = {}, bound: Partial<Manifest> = {}) =>
  findingsOf('no-references', contractReading(parts, bound), given);
const STEPS = [{ of: 'users.first_name' }, { of: 'users.read' }];

test('nobody mentions it: ok for the base and for each environment, with the commits that were read', () => {
  const found = judge({});
  expect(statuses(found)).toEqual(['ok', 'ok production', 'ok staging']);
  expect(found.map(({ message }) => message).join(' ')).toContain('ddddddd');
});

test('the base mentions it: block, at the first place, with all that are worth listing', () => {
  const found = judge({ mentions: mentions(...STEPS, { commit: BASE, of: 'users.name', at: 'src/a.ts' }) });
  const [base] = found.filter(({ environment }) => environment === null);
  expect(base).toMatchObject({
    status: 'block',
    path: 'src/a.ts',
    line: 1,
    message: 'users.name is still mentioned by code on the base: src/a.ts:1.',
    limit: 'no mention',
  });
  expect(base?.next).toContain('references: on split-user-name');
  expect(explained(found)).toBe(true);
});

describe('live code', () => {
  const old = mentions(...STEPS, { commit: OLD, of: 'users.name' });
  const cases: [string, Parameters<typeof deployed>, 'ok' | 'wait'][] = [
    ['free of it', [attempt(OLD, 30), attempt(LIVE, 1)], 'ok'],
    ['that mentions it', [attempt(OLD, 30)], 'wait'],
    ['an attempt that failed', [attempt(LIVE, 30), attempt(OLD, 1, { succeeded: null })], 'wait'],
    ['a rollback', [attempt(LIVE, 30), attempt(OLD, 1)], 'wait'],
    ['nothing recorded', [], 'wait'],
  ];
  it.each(cases)('%s', (_, attempts, status) => {
    const found = judge({ mentions: old, deployments: deployed(...attempts) });
    expect(statuses(found)).toEqual(['ok', `${status} production`, `${status} staging`]);
    expect(explained(found)).toBe(true);
  });

  it('in one of several environments holds it up there alone', () => {
    const found = judge({
      mentions: old,
      deployments: (question) =>
        deployed(attempt(question.environment === 'staging' ? OLD : LIVE, 9))(question),
    });
    expect(statuses(found)).toEqual(['ok', 'ok production', 'wait staging']);
    expect(found.find(({ status }) => status === 'wait')).toMatchObject({
      message: 'users.name is still mentioned by eeeeeee, which is live in staging: src/users/x.ts:1.',
      short: 'users.name still mentioned by code live in staging',
    });
  });
});

describe('evidence that is not there', () => {
  const cases: [string, Given, string[]][] = [
    ['deployments missing', { deployments: () => MISSING }, ['ok', 'wait production', 'wait staging']],
    ['deployments failed', { deployments: () => FAILED }, ['error production', 'error staging', 'ok']],
    [
      'the base unread',
      { mentions: ({ commit }) => (commit === BASE ? FAILED : undefined) },
      ['error', 'ok production', 'ok staging'],
    ],
    [
      'the base not asked',
      { mentions: ({ commit }) => (commit === BASE ? MISSING : undefined) },
      ['ok production', 'ok staging', 'wait'],
    ],
    [
      'a live commit unread',
      { mentions: ({ commit }) => (commit === LIVE ? FAILED : undefined) },
      ['error production', 'error staging', 'ok'],
    ],
    [
      'a live commit missing',
      { mentions: ({ commit }) => (commit === LIVE ? MISSING : undefined) },
      ['ok', 'wait production', 'wait staging'],
    ],
  ];
  it.each(cases)('%s', (_, given, expected) => {
    const found = judge(given);
    expect(statuses(found)).toEqual(expected);
    expect(explained(found)).toBe(true);
  });
});

describe('a consumer', () => {
  const bound = { consumers: [{ repository: 'acme/billing', environments: { production: 'prod' } }] };
  const of = (consumer: Given['consumer']) =>
    judge(consumer ? { consumer } : {}, {}, bound).filter(({ message }) => message.includes('acme/billing'));
  const cases: [string, Given['consumer'], string][] = [
    ['free of it', undefined, 'ok'],
    ['that mentions it', () => known([{ commit: OLD, files: [], mentions: [mention(0)] }]), 'wait'],
    ['of which nothing is live', () => known([]), 'error'],
    ['that cannot be read', () => FAILED, 'error'],
    ['that nobody told of', () => MISSING, 'error'],
  ];
  it.each(cases)('%s', (_, consumer, status) => {
    const found = of(consumer);
    expect(statuses(found)).toEqual([`${status} production`, `${status} staging`]);
    expect(explained(found)).toBe(true);
  });

  it('is asked by its own name of the environment', () => {
    const asked = new Set<string>();
    of(({ environment }) => {
      asked.add(environment);
      return undefined;
    });
    expect([...asked].toSorted()).toEqual(['prod', 'staging']);
  });
});

test('a contract of a part is asked for that part; what it does not take may still be used', () => {
  const drop = migration('db/migrations/0007.sql', [
    effect({ kind: 'removes', object: 'users.name', phase: 'contract' }),
  ]);
  const two = change({
    removes: ['users.name', 'users.nick'],
    adds: [],
    mode: 'destructive',
    stopOld: null,
    readNew: null,
    dualWrite: null,
  });
  const found = findingsOf('no-references', reading(manifest([two]), [set([], [drop])]), {
    mentions: mentions({ of: 'users.nick' }),
  });
  expect(statuses(found)).toEqual(['ok', 'ok production', 'ok staging']);
});

test('names what is really mentioned', () => {
  const drop = migration('db/migrations/0007.sql', [
    effect({ kind: 'removes', object: 'users.name', phase: 'contract' }),
    effect({ kind: 'removes', object: 'users.nick', phase: 'contract' }),
  ]);
  const two = change({ removes: ['users.name', 'users.nick'] });
  const found = findingsOf('no-references', reading(manifest([two]), [set([], [drop])]), {
    mentions: mentions({ commit: BASE, of: 'users.nick' }),
  });
  expect(found.find(({ status }) => status === 'block')?.message).toMatch(/^users\.nick is still mentioned/);
});
