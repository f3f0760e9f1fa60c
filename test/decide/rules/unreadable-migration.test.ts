import { expect, test } from 'vitest';
import { unreadableMigration } from '../../../src/decide/rules/unreadable-migration.ts';
import type { ChangedFile, Effect } from '../../../src/model.ts';
import { askNothing, effect, type Given, PATH, proposalOf, statement } from '../proposals.ts';

const judge = (given: Given) => unreadableMigration.judge(proposalOf(given), askNothing);
const problem = { path: PATH, line: 3, column: 5, message: 'syntax error at or near "FORM"' };
const changed = (path: string, unread = false): ChangedFile => ({
  path,
  from: null,
  status: 'modified',
  beforeBlob: null,
  afterBlob: null,
  before: null,
  after: null,
  unread,
});
const unknown = (parts: Partial<Effect>, line = 1) =>
  statement({ line, effects: [effect({ kind: 'unknown', phase: 'unknown', ...parts })] });

test('a problem blocks where it stands, with its reason', () => {
  expect(judge({ problems: [problem] })).toMatchObject([
    {
      status: 'block',
      path: PATH,
      line: 3,
      column: 5,
      message: expect.stringContaining('syntax error at or near "FORM"'),
    },
  ]);
});

test.each<[string, Partial<Effect>, string]>([
  ['a block read through', { operation: 'do-block-static' }, 'warn'],
  ['a block that computes its SQL', { operation: 'do-block-dynamic' }, 'block'],
  ['any other unknown', { operation: 'call' }, 'block'],
  ['a known effect of unknown phase', { kind: 'removes', phase: 'unknown' }, 'block'],
])('%s', (_, parts, status) => {
  expect(judge({ statements: [unknown(parts)] }).map((finding) => finding.status)).toEqual([status]);
});

test('one place is told once', () => {
  expect(judge({ problems: [problem], statements: [unknown({}, 3)] })).toHaveLength(1);
  expect(judge({ problems: [problem], statements: [unknown({}, 4)] })).toHaveLength(2);
});

test('problems of files that the pull request does not touch are not its own; in lint all are', () => {
  const set = { problems: [problem] };
  expect(judge({ set })).toEqual([]);
  expect(judge({ set, files: [changed(PATH)] })).toHaveLength(1);
  expect(judge({ set, kind: 'lint' })).toHaveLength(1);
});

test('a migration that was too large to read', () => {
  expect(judge({ files: [changed(PATH, true)] })).toMatchObject([{ status: 'block', path: PATH }]);
  expect(judge({ files: [changed('docs/huge.txt', true)] })).toEqual([]);
});

test('says that all was read', () => {
  expect(judge({ statements: [statement({})] })).toMatchObject([
    { status: 'ok', seen: '1 statement in 1 file' },
  ]);
});
