import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Commit, makeRepository, removeFolders } from './repository.ts';
import { runCli } from './run.ts';
import { approval, deployed, proof, usageIn } from './shop/evidence.ts';
import { DROP, manifest, start, WITH_LEGACY, WITHOUT } from './shop/manifest.ts';
import { type Case, tell } from './story.ts';

const NICK = "SET lock_timeout = '5s';\nALTER TABLE users ADD COLUMN nick text;\n";
const READS_NICK = "export const read = 'SELECT id, nick FROM users';\n";
const AGAIN = "SET lock_timeout = '5s';\nALTER TABLE users ADD COLUMN legacy text;\n";
const changes = 'drop-legacy:\n  removes: [users.legacy]\nadd-nick:\n  adds: [users.nick]';

const commits: Commit[] = [
  { name: 'start', files: start(manifest({ changes })) },
  { name: 'free', parents: ['start'], files: { 'src/users/read.ts': WITHOUT } },
  { name: 'pr', parents: ['free'], files: { 'db/migrations/0002_drop.sql': DROP } },
  { name: 'dropped', parents: ['free'], files: { 'db/migrations/0002_drop.sql': DROP } },
  { name: 'after', parents: ['dropped'], files: { 'src/orders.ts': 'export const one = 1;\n' } },
  // The same word in code that ran well without the column.
  { name: 'guessed', parents: ['free'], files: { 'src/users/note.ts': "export const users = 'legacy';\n" } },
  {
    name: 'guessed-after',
    parents: ['dropped'],
    files: { 'src/users/note.ts': "export const users = 'legacy';\n" },
  },
  { name: 'again', parents: ['dropped'], files: { 'db/migrations/0003_again.sql': AGAIN } },
  { name: 'nick', parents: ['dropped'], files: { 'db/migrations/0003_nick.sql': NICK } },
  { name: 'nick-read', parents: ['nick'], files: { 'src/users/read.ts': READS_NICK } },
  { name: 'main', parents: ['after'], files: { 'README.md': 'The shop.\n' } },
  // A release branch with the contract cherry-picked: other commits, the same file.
  { name: 'release', parents: ['free'], files: { VERSION: '1\n' } },
  { name: 'release-picked', parents: ['release'], files: { 'db/migrations/0002_drop.sql': DROP } },
  { name: 'release-old', parents: ['start'], files: { VERSION: '2\n', 'src/users/read.ts': WITH_LEGACY } },
];

let repo = '';
beforeAll(() => {
  repo = makeRepository(commits);
});
afterAll(removeFolders);

const to = (
  title: string,
  head: string,
  rows: ReturnType<typeof deployed>,
  verdict: Case['verdict'],
  more: Partial<Case> & { with?: Record<string, unknown> } = {},
): Case => {
  const { with: changed, ...rest } = more;
  return {
    title,
    head,
    base: 'main',
    deployTo: 'production',
    evidence: proof({ deployments: rows, approvals: [approval({ at: '2026-10-31T12:00:00Z' })], ...changed }),
    verdict,
    ...rest,
  };
};
const HALF: Case['verdict'] = ['wait', 'error'];
const BEFORE = deployed([
  ['start', 60],
  ['free', 22],
]);
const DROPPED = deployed([
  ['start', 60],
  ['free', 22],
  ['dropped', 3],
]);

describe('a deployment', () => {
  tell(
    () => repo,
    [
      to('of the code that is live', 'free', BEFORE, 'pass'),
      to('of a contract, with its proof here', 'dropped', BEFORE, 'pass'),
      to('of a contract, while this environment still reads it', 'dropped', BEFORE, 'wait', {
        with: { usage: usageIn({ reads: { explicit: 3 } }) },
        held: ['deploy-order'],
      }),
      to(
        'of a contract, where this environment got code free of it two days ago',
        'dropped',
        deployed([
          ['start', 60],
          ['free', 2],
        ]),
        'wait',
        { held: ['deploy-order'] },
      ),
      to(
        'of a contract, where this environment still runs old code',
        'dropped',
        deployed([['start', 60]]),
        'wait',
        { held: ['deploy-order'] },
      ),
      to('of a contract that nobody approved', 'dropped', BEFORE, HALF, {
        with: { approvals: [] },
        held: ['deploy-order'],
      }),
      to('of a contract, without telemetry’s answer', 'dropped', BEFORE, 'error', {
        with: { usage: [] },
        held: ['deploy-order'],
      }),
      to('of a contract that is there already asks nothing again', 'after', DROPPED, 'pass', {
        with: { approvals: [], usage: usageIn({ reads: { explicit: 3 } }) },
      }),
      to(
        'of a contract cherry-picked to a release branch that is there already',
        'release-picked',
        DROPPED,
        'pass',
        { with: { approvals: [] } },
      ),
      to(
        'of a contract whose earlier deployment failed here asks again',
        'dropped',
        deployed([
          ['start', 60],
          ['free', 22],
          ['dropped', 1, 'failure'],
        ]),
        'wait',
        { with: { usage: usageIn({ reads: { explicit: 3 } }) }, held: ['deploy-order'] },
      ),
      to('of code together with the schema that it needs', 'nick-read', DROPPED, ['wait', 'block'], {
        held: ['deploy-order'],
        base: 'nick-read',
      }),
      to('of code whose schema is there', 'nick-read', [...DROPPED, ...deployed([['nick', 1]])], 'pass', {
        base: 'nick-read',
      }),
      to('of schema alone', 'nick', DROPPED, 'pass', { base: 'nick-read' }),
      to('without any record', 'free', [], HALF),
    ],
  );
});

it('to an environment that the manifest does not name is bad usage', async () => {
  const args = ['check-deploy', '--environment', 'nowhere', '--commit', 'free', '--repo', repo];
  const { code, stdout, stderr } = await runCli(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/nowhere[\s\S]*staging, production/);
});

describe('a rollback', () => {
  tell(
    () => repo,
    [
      to('to code that needs what a contract removed here', 'start', DROPPED, 'block', {
        held: ['safe-rollback'],
        also: ({ findings }) => expect(JSON.stringify(findings)).toContain('users.legacy'),
      }),
      to(
        'to code that needs it, where the contract was only started',
        'start',
        deployed([
          ['start', 60],
          ['free', 22],
          ['dropped', 1, 'failure'],
        ]),
        'block',
        { held: ['safe-rollback'] },
      ),
      to(
        'to code that needs it, where the contract is in progress',
        'start',
        deployed([
          ['start', 60],
          ['free', 22],
          ['dropped', 0.1, 'in_progress'],
        ]),
        'block',
        { held: ['safe-rollback'] },
      ),
      to('to code that does not need it', 'free', DROPPED, 'pass'),
      to('to code that needs it, before the contract came here', 'start', BEFORE, 'pass'),
      to(
        'to code that needs it, in staging where it was dropped',
        'start',
        deployed(
          [
            ['free', 22],
            ['dropped', 3],
          ],
          ['staging'],
        ).concat(deployed([['free', 22]], ['production'])),
        'block',
        { deployTo: 'staging', held: ['safe-rollback'] },
      ),
      to('to a release branch that needs it', 'release-old', DROPPED, 'block', { held: ['safe-rollback'] }),
      to(
        'where the mention also ran well after the contract: the name was guessed',
        'guessed',
        [
          ...DROPPED,
          ...deployed([
            ['guessed-after', 2],
            ['after', 1],
          ]),
        ],
        'pass',
      ),
      to('where the mention never ran after the contract', 'guessed', DROPPED, 'block', {
        held: ['safe-rollback'],
      }),
      to(
        'where it was added again and is present',
        'start',
        [...DROPPED, ...deployed([['again', 1]])],
        'pass',
        { base: 'again' },
      ),
      to('where it was added again and is not present yet', 'start', DROPPED, 'block', {
        held: ['deploy-order', 'safe-rollback'],
        base: 'again',
      }),
      to('without any record of the environment', 'start', [], ['wait', 'error', 'block']),
      to('where the manifest forgot the change long ago', 'start', DROPPED, 'block', {
        held: ['safe-rollback'],
      }),
    ],
  );
});
