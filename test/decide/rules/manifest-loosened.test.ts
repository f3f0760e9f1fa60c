import { describe, expect, it, test } from 'vitest';
import type { Change, Manifest, ManifestReading, Migration, Reading } from '../../../src/model.ts';
import {
  approvals,
  approvedBy,
  explained,
  FAILED,
  findingsOf,
  type Given,
  known,
  MISSING,
  statuses,
} from '../outside.ts';
import { change, DAY, effect, manifest, migration, reading, set } from '../readings.ts';

const valid = (given: Manifest): ManifestReading => ({ state: 'valid', manifest: given, warnings: [] });
const none: ManifestReading = { state: 'none' };
const invalid: ManifestReading = { state: 'invalid', path: 'lanekeeper.yml', mistakes: [] };

const strict = manifest([change()]);
const shorter = manifest([change({ contract: { ...change().contract, soak: DAY } })]);
const longer = manifest([change({ contract: { ...change().contract, soak: 30 * DAY } })]);

const judge = (manifests: Reading['manifests'], given: Given = {}, base: Migration[] = []) =>
  findingsOf(
    'manifest-loosened',
    { ...reading(strict, [set(base, [])]), manifests },
    {
      approvals: approvals(),
      ...given,
    },
  );
const from = (mergeBase: Manifest, head: Manifest, base = mergeBase): Reading['manifests'] => ({
  base: valid(base),
  head: valid(head),
  mergeBase: valid(mergeBase),
});

describe('from the merge base to the head', () => {
  const cases: [string, Reading['manifests'], string[]][] = [
    ['the same', from(strict, strict), []],
    ['tighter', from(strict, longer), []],
    ['looser', from(strict, shorter), ['wait']],
    ['a new change, however loose', from(manifest([]), shorter), []],
    ['a change taken out', from(strict, manifest([])), ['wait']],
    [
      'more approvers',
      from(
        strict,
        manifest([change()], { approval: { ...strict.approval, approvers: ['@octocat', '@mallory'] } }),
      ),
      ['wait'],
    ],
    ['two at once', from(strict, manifest([], { mode: 'observe' })), ['wait', 'wait']],
    ['looser than the tip alone, which was tightened meanwhile', from(strict, strict, longer), []],
    ['a branch from before there was a manifest', { base: valid(strict), head: none, mergeBase: none }, []],
    [
      'a branch from before, that brings a looser one',
      { base: valid(strict), head: valid(shorter), mergeBase: none },
      ['wait'],
    ],
    [
      'a branch cut while it was broken, that loosens',
      { base: valid(strict), head: valid(shorter), mergeBase: invalid },
      ['wait'],
    ],
    [
      'a branch cut while it was broken, that does not',
      { base: valid(strict), head: valid(strict), mergeBase: invalid },
      [],
    ],
  ];
  it.each(cases)('%s', (_, manifests, expected) => {
    const found = judge(manifests).filter(({ change: of }) => of === 'manifest');
    expect(statuses(found)).toEqual(expected);
    expect(explained(found)).toBe(true);
  });
});

describe('its approval', () => {
  const loosened = from(strict, shorter);
  const given = (...of: ReturnType<typeof approvedBy>[]): Given => ({ approvals: approvals(...of) });
  it('is of the manifest, by an approver of the base', () => {
    const asked = new Set<string>();
    const found = judge(loosened, {
      approvals: (question) => {
        asked.add(question.change);
        return given(approvedBy('octocat')).approvals?.(question);
      },
    });
    expect(asked).toContain('manifest');
    expect(statuses(found)).toEqual(['ok']);
  });

  it.each([
    ['one whom only the head names', given(approvedBy('mallory')), 'wait'],
    ['its author', given(approvedBy('hubot')), 'wait'],
    ['of other content', given(approvedBy('octocat', { digest: 'y' })), 'wait'],
    ['not known', { approvals: () => MISSING }, 'wait'],
    ['not to be had', { approvals: () => FAILED }, 'error'],
  ])('%s', (_, approvalsGiven, status) => {
    const head = { ...shorter, approval: { ...strict.approval, approvers: ['@mallory'] } };
    const found = judge(from(strict, head), approvalsGiven);
    expect(new Set(statuses(found))).toEqual(new Set([status]));
    expect(explained(found)).toBe(true);
  });

  it('can be asked for in one line', () => {
    expect(judge(loosened)[0]?.next).toContain('(change: manifest)');
  });
});

describe('an entry may go when its change is done', () => {
  const expand = migration('db/migrations/0002.sql', [effect({})]);
  const drop = migration('db/migrations/0007.sql', [
    effect({ kind: 'removes', object: 'users.name', phase: 'contract' }),
  ]);
  const back = migration('db/migrations/0008.sql', [effect({ object: 'users.name' })]);
  const tight = migration('db/migrations/0004.sql', [
    effect({ kind: 'constrains', object: 'users.email', phase: 'tighten' }),
  ]);
  const fill = migration('db/migrations/0003.sql', [
    effect({ kind: 'rewrites', phase: 'migrate', object: 'users.email' }),
  ]);
  const bare = { dualWrite: null, readNew: null, stopOld: null, backfill: null };
  const additive = change({ ...bare, removes: [], mode: 'additive' });
  const tightening = change({
    ...bare,
    adds: [],
    removes: [],
    tightens: ['users.email'],
    mode: 'tightening',
  });
  const rewrite = change({ ...bare, adds: [], removes: [], rewrites: ['users.email'], mode: 'rewrite' });

  const cases: [string, Change, Migration[], 'goes' | 'stays'][] = [
    ['contracted', change(), [expand, drop], 'goes'],
    ['not contracted', change(), [expand], 'stays'],
    ['contracted in part', change({ removes: ['users.name', 'users.nick'] }), [expand, drop], 'stays'],
    ['contracted, and added again', change(), [expand, drop, back], 'stays'],
    ['expanded, and nothing else asked', additive, [expand], 'goes'],
    ['not expanded', additive, [], 'stays'],
    ['expanded in part', { ...additive, adds: ['users.first_name', 'users.nick'] }, [expand], 'stays'],
    ['tightened', tightening, [tight], 'goes'],
    ['tightened in part', { ...tightening, tightens: ['users.email', 'users.age'] }, [tight], 'stays'],
    ['rewritten by migration', rewrite, [fill], 'goes'],
    ['rewritten by nobody knows what', rewrite, [], 'stays'],
  ];
  it.each(cases)('%s', (_, entry, base, expected) => {
    const found = judge(from(manifest([entry]), manifest([])), {}, base);
    expect(found).toHaveLength(expected === 'goes' ? 0 : 1);
  });

  it.each([
    ['not in every environment', { carried: () => known([]) }],
    ['not known', { deployments: () => MISSING }],
    ['not to be found out', { deployments: () => FAILED }],
    ['not readable', { carried: () => FAILED }],
  ] as [string, Given][])('and stays where that is %s', (_, given) => {
    expect(judge(from(strict, manifest([])), given, [expand, drop])).toHaveLength(1);
  });

  it('and where there is no environment, nothing is done', () => {
    const bound = { environments: [] };
    const manifests = from(manifest([change()], bound), manifest([], bound));
    expect(judge(manifests, {}, [expand, drop])).toHaveLength(1);
  });
});

test('what a new change does without is a warning', () => {
  const off = change({ id: 'new', contract: { ...change().contract, soak: { off: 'one machine' } } });
  const found = judge(from(strict, manifest([change(), off])));
  expect(statuses(found)).toEqual(['warn']);
  expect(found[0]?.message).toContain('one machine');
});
