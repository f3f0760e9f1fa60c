import { describe, expect, it, test } from 'vitest';
import type { Change, ChangedFile, Effect, Manifest, Reading } from '../../../src/model.ts';
import { decideAgainst } from '../generated-answers.ts';
import { explained, findingsOf, mentions, outside, statuses, verdictOf } from '../outside.ts';
import {
  change,
  changedFile,
  database,
  effect,
  HEAD,
  manifest,
  migration,
  reading,
  set,
} from '../readings.ts';

const adds = effect({});
const fills = effect({ kind: 'rewrites', phase: 'migrate', load: 'scan' });
const drops = effect({ kind: 'removes', object: 'users.name', phase: 'contract' });
const tightens = effect({ kind: 'constrains', object: 'users.email', phase: 'tighten', rows: 'scan' });
const USE = changedFile('src/users/x.ts', null, "sql('SELECT first_name FROM users')\n");
const OTHER = changedFile('src/orders.ts', null, 'total()\n');

interface Told {
  effects: Effect[][];
  files?: ChangedFile[];
  changes?: Change[];
  runs?: 'separately' | 'before-code';
  bound?: Partial<Manifest>;
}

function of({ effects, files = [], changes = [change()], runs = 'separately', bound }: Told): Reading {
  const db = { ...database, runs };
  const proposed = effects.map((ones, index) => migration(`db/migrations/001${index}_step.sql`, ones));
  return reading(
    manifest(changes, { databases: [db], ...bound }),
    [set([], proposed, { database: db })],
    files,
  );
}
const judge = (told: Told) => findingsOf('separate-phases', of(told)).filter(({ status }) => status !== 'ok');

describe('phases of one declared change', () => {
  const cases: [string, Told, RegExp | null][] = [
    ['expand alone', { effects: [[adds]] }, null],
    ['expand and code that does not need it', { effects: [[adds]], files: [OTHER] }, null],
    [
      'expand and the code that needs it',
      { effects: [[adds]], files: [USE] },
      /expand and code of split-user-name/,
    ],
    ['expand and contract, in one file', { effects: [[adds, drops]] }, /expand and contract/],
    ['expand and contract, in two files', { effects: [[adds], [drops]] }, /expand and contract/],
    ['expand and backfill', { effects: [[adds, fills]] }, /expand and backfill/],
    ['backfill and the code', { effects: [[fills]], files: [USE] }, /backfill and code/],
    ['backfill of a table that is made here', { effects: [[adds, { ...fills, fresh: true }]] }, null],
    ['contract alone', { effects: [[drops]] }, null],
    [
      'contract and code of the new shape',
      { effects: [[drops]], files: [USE] },
      /code and contract|contract and code/,
    ],
    [
      'phases of two changes',
      { effects: [[adds, drops]], changes: [change({ removes: [] }), change({ id: 'b', adds: [] })] },
      null,
    ],
  ];
  it.each(cases)('%s', (_, told, message) => {
    const found = judge(told);
    expect(statuses(found)).toEqual(message === null ? [] : ['block']);
    if (message) expect(found[0]?.message).toMatch(message);
    expect(explained(found)).toBe(true);
  });
});

test('says which files to move out', () => {
  const [found] = judge({ effects: [[adds]], files: [USE] });
  expect(found).toMatchObject({
    path: 'db/migrations/0010_step.sql',
    line: 1,
    limit: 'one phase',
    seen: 'expand in db/migrations/0010_step.sql; code in src/users/x.ts',
    next: [
      'Keep expand here and move the rest into pull requests of their own. code: src/users/x.ts.',
      'Does one deployment run its migrations to the end before its code starts? Say runs: before-code on the database, on the base. Is src/users/x.ts:1 no use of what is added? Say so with references: on split-user-name, on the base.',
    ].join('\n'),
  });
});

test('code that carries a step counts, whatever its lines say', () => {
  const told = of({ effects: [[drops]], files: [changedFile('src/read.ts', 'old', 'new')] });
  const found = findingsOf('separate-phases', told, {
    // read_new and stop_old hold at the head, and did not at the merge base.
    mentions: mentions({ commit: HEAD, of: 'users.first_name' }),
  });
  expect(found[0]).toMatchObject({ status: 'block', message: expect.stringContaining('code (read_new') });
});

describe('a tightening', () => {
  const changes = [
    change({
      adds: [],
      removes: [],
      tightens: ['users.email'],
      writers: ['src/write.ts'],
      mode: 'tightening',
    }),
  ];
  it('and its writers', () => {
    const files = [changedFile('src/write.ts', 'a', 'b')];
    expect(judge({ effects: [[tightens]], files, changes })[0]?.message).toMatch(/tightening|code/);
    expect(judge({ effects: [[tightens]], files: [OTHER], changes })).toEqual([]);
  });
});

describe('runs: before-code', () => {
  const cases: [string, Told, boolean][] = [
    ['expand and the code that needs it', { effects: [[adds]], files: [USE] }, false],
    ['backfill and the code', { effects: [[fills]], files: [USE] }, true],
    ['expand and backfill', { effects: [[adds, fills]] }, true],
    ['expand, backfill and code', { effects: [[adds, fills]], files: [USE] }, true],
    ['contract and code', { effects: [[drops]], files: [USE] }, true],
    ['an expand that nobody declared, and its code', { effects: [[adds]], files: [USE], changes: [] }, false],
  ];
  it.each(cases)('%s', (_, told, isHeld) => {
    expect(statuses(judge({ ...told, runs: 'before-code' }))).toEqual(isHeld ? ['block'] : []);
  });
});

describe('an expand that nobody declared is a change named for its file', () => {
  const cases: [string, Told, RegExp | null][] = [
    ['alone', { effects: [[adds]] }, null],
    ['and the code that needs it', { effects: [[adds]], files: [USE] }, /expand and code of 0010_step/],
    ['and its backfill', { effects: [[adds], [fills]] }, /expand and backfill of 0010_step/],
    ['and rows of another column', { effects: [[adds], [{ ...fills, object: 'users.age' }]] }, null],
    ['and a removal in the same file', { effects: [[adds, drops]] }, /expand and contract/],
  ];
  it.each(cases)('%s', (_, told, message) => {
    const found = judge({ ...told, changes: [] });
    expect(statuses(found)).toEqual(message === null ? [] : ['block']);
    if (message) expect(found[0]?.message).toMatch(message);
  });

  it('without a manifest it is a warning', () => {
    const told = of({ effects: [[adds]], files: [USE], changes: [] });
    const none = { state: 'none' } as const;
    const found = findingsOf('separate-phases', {
      ...told,
      manifests: { base: none, head: none, mergeBase: none },
    });
    expect(statuses(found)).toEqual(['warn']);
  });
});

describe('a pull request that touches nothing', () => {
  it('passes, and says why', () => {
    const told = of({ effects: [], files: [OTHER] });
    expect(verdictOf(told)).toBe('pass');
    expect(findingsOf('separate-phases', told)[0]?.message).toContain('no migration changes');
  });

  it('does not call well what a switched off rule would have told', () => {
    const told = of({
      effects: [[adds]],
      files: [USE],
      changes: [],
      bound: { rules: { 'separate-phases': 'off' } },
    });
    const { findings } = decideAgainst(told, outside()).decision.verdict;
    expect(findings.length).toBeGreaterThan(0);
    for (const { message } of findings)
      expect(message).not.toMatch(/no migration changes|both work with each/);
  });
});
