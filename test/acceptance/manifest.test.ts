import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Commit, type Files, makeFolder, makeRepository, removeFolders } from './repository.ts';
import { type Report, runCli } from './run.ts';
import { approval, deployed, proof } from './shop/evidence.ts';
import { DROP, DROP_LEGACY, manifest, QUERY_LOG, TABLE, WITHOUT } from './shop/manifest.ts';
import { type Case, tell } from './story.ts';

const CHANGES = `${DROP_LEGACY.trim()}\n  contract: { soak: 10d, quiet: { window: 14d } }\nadd-nick:\n  adds: [users.nick]`;
const MAIN: Files = {
  'lanekeeper.yml': manifest({ changes: CHANGES }),
  'db/migrations/0001_users.sql': TABLE,
  'src/users/read.ts': WITHOUT,
};
const commits: Commit[] = [{ name: 'main', files: MAIN }];
let repo = '';
let made = 0;

/** A pull request on a base of its own. */
function propose(title: string, base: Files | null, head: Files, one: Omit<Case, 'title'>): Case {
  const name = `pr-${++made}`;
  if (base) commits.push({ name: `base-${made}`, parents: ['main'], files: base });
  const from = base ? `base-${made}` : 'main';
  commits.push({ name, parents: [from], files: head });
  const evidence = proof({ deployments: deployed([['main', 30]]), approvals: [approval({ head: name })] });
  return { title, base: from, head: name, evidence, ...one };
}

const says =
  (pattern: RegExp) =>
  ({ findings }: Report): void =>
    expect(findings.map(({ message }) => message)).toContainEqual(expect.stringMatching(pattern));

const loosened = (title: string, text: string | null): Case =>
  propose(title, null, { 'lanekeeper.yml': text }, { verdict: 'wait', held: ['manifest-loosened'] });
const bound = (title: string, text: string, more: Partial<Case> = {}): Case =>
  propose(
    title,
    null,
    { 'lanekeeper.yml': text },
    { verdict: 'pass', silent: ['manifest-loosened'], ...more },
  );

const edit = (from: string, to: string): string => {
  const text = manifest({ changes: CHANGES });
  if (!text.includes(from)) throw new Error(`the manifest has no ${from}`);
  return text.replace(from, to);
};

const LOOSE = edit('soak: 10d', 'soak: 1h');
const loosenings: Case[] = [
  loosened('a shorter soak', LOOSE),
  loosened('a shorter window', edit('window: 14d', 'window: 1d')),
  loosened('reads allowed', edit('window: 14d', 'window: 14d, reads: 100')),
  loosened('a service ignored', edit('window: 14d', 'window: 14d, ignore: [billing]')),
  loosened('SELECT * allowed', edit('window: 14d', 'window: 14d, implicit: allow')),
  loosened('a soak switched off', edit('soak: 10d', 'soak: { off: "because" }')),
  loosened('a change removed that is not done', manifest({ changes: 'add-nick:\n  adds: [users.nick]' })),
  loosened('another approver', edit('"@solo"', '"@solo", "@mallory"')),
  loosened('a longer life of approvals', edit('expires: 3d', 'expires: 90d')),
  loosened('self approval', edit('expires: 3d', 'expires: 3d\n  self_approval: true')),
  loosened('another telemetry address', edit('127.0.0.1:9', '127.0.0.1:10')),
  loosened('fewer sources', edit('sources: [pg-primary]', 'sources: [pg-other]')),
  loosened('an older newest record', edit('max_age: 15m', 'max_age: 30d')),
  loosened('gaps let be', edit('max_age: 15m', 'max_age: 15m\n    max_gap: 2d')),
  loosened('an environment less', edit('  - name: production\n', '')),
  loosened('mode observe', edit('version: 1\n', 'version: 1\nmode: observe\n')),
  loosened('a rule switched off', edit('version: 1\n', 'version: 1\nrules: { online-ddl: off }\n')),
  loosened(
    'an exemption',
    edit('version: 1\n', 'version: 1\nexemptions:\n  - { rule: online-ddl, path: "**", reason: x }\n'),
  ),
  loosened('a table called small', edit('50_000_000', '10')),
  loosened('code excluded', edit('version: 1\n', 'version: 1\ncode: { exclude: ["src/**"] }\n')),
  loosened('migrations moved out of sight', edit('migrations: db/migrations', 'migrations: db/others')),
  loosened('before-code', edit('version: 16', 'version: 16\n    runs: before-code')),
  loosened(
    'references replaced',
    edit('removes: [users.legacy]', 'removes: [users.legacy]\n    references: { patterns: [zzz] }'),
  ),
  propose('the whole manifest deleted', null, { 'lanekeeper.yml': null }, { verdict: ['wait', 'block'] }),
  bound('a longer soak', edit('soak: 10d', 'soak: 20d')),
  bound('a new change', manifest({ changes: `${CHANGES}\nadd-more:\n  adds: [users.more]` })),
  bound(
    'a new change that switches off is a warning',
    manifest({
      changes: `${CHANGES}\ndrop-name:\n  removes: [users.name]\n  contract: { soak: { off: never deployed } }`,
    }),
    {
      silent: [],
      warns: ['manifest-loosened'],
      also: ({ findings }) => expect(findings.map(({ status }) => status)).toContain('warn'),
    },
  ),
  bound('an approver less', edit(', "@solo"', '')),
  bound('comments and order', `# said again\n${manifest({ changes: CHANGES })}`),
];

const trust: Case[] = [
  propose(
    'what the head loosens does not count for itself',
    null,
    { 'lanekeeper.yml': LOOSE, 'db/migrations/0002.sql': DROP },
    {
      verdict: 'wait',
      held: ['manifest-loosened', 'soak'],
    },
  ),
  propose(
    'a manifest on the base that does not parse',
    { 'lanekeeper.yml': 'databases: [\n' },
    { 'db/migrations/0002.sql': DROP },
    {
      verdict: 'error',
      some: ['manifest-valid'],
    },
  ),
  propose(
    'a manifest on the base that is no text',
    { 'lanekeeper.yml': `${manifest({ changes: CHANGES })}\0` },
    { 'src/new.ts': 'export {}\n' },
    { verdict: 'error', held: ['manifest-valid'] },
  ),
  propose(
    'a manifest on the base that is a link',
    { 'lanekeeper.yml': '-> config/lanekeeper.yml', 'config/lanekeeper.yml': manifest({ changes: CHANGES }) },
    { 'src/new.ts': 'export {}\n' },
    { verdict: 'error', held: ['manifest-valid'] },
  ),
  propose(
    'a link among what the manifest includes',
    {
      'lanekeeper.yml': `${manifest({ changes: CHANGES })}include: .lanekeeper/*.yml\n`,
      '.lanekeeper/more.yml': '-> ../more.yml',
    },
    { 'src/new.ts': 'export {}\n' },
    { verdict: 'error', held: ['manifest-valid'] },
  ),
  propose(
    'a manifest on the base that does not parse, and the head repairs it',
    { 'lanekeeper.yml': 'databases: [\n' },
    { 'lanekeeper.yml': manifest() },
    {
      verdict: 'error',
      some: ['manifest-valid'],
    },
  ),
  propose(
    'a manifest on the head that does not parse',
    null,
    { 'lanekeeper.yml': 'databases: [\n' },
    {
      verdict: 'block',
      some: ['manifest-valid'],
    },
  ),
  propose(
    'a manifest on the head with an unknown key',
    null,
    { 'lanekeeper.yml': edit('removes:', 'remove:') },
    {
      verdict: 'block',
      some: ['manifest-valid'],
      also: ({ findings }) => {
        const finding = findings.find(({ rule }) => rule === 'manifest-valid');
        expect(`${finding?.message} ${finding?.next}`).toMatch(/removes/);
        expect(finding?.line).toBeGreaterThan(1);
      },
    },
  ),
  propose(
    'a change of an included file',
    {
      'lanekeeper.yml': `include: .lanekeeper/*.yml\n${manifest({ changes: '' })}`,
      '.lanekeeper/drop.yml': `changes:\n  drop-legacy:\n    removes: [users.legacy]\n`,
    },
    { 'db/migrations/0002.sql': DROP },
    { verdict: 'pass' },
  ),
  propose(
    'an included file that the head loosens',
    {
      'lanekeeper.yml': `include: .lanekeeper/*.yml\n${manifest({ changes: '' })}`,
      '.lanekeeper/drop.yml': `changes:\n  drop-legacy:\n    removes: [users.legacy]\n`,
    },
    {
      '.lanekeeper/drop.yml':
        'changes:\n  drop-legacy:\n    removes: [users.legacy]\n    contract: { soak: 1m }\n',
    },
    {
      verdict: 'wait',
      held: ['manifest-loosened'],
    },
  ),
  propose(
    'a manifest under .github',
    { 'lanekeeper.yml': null, '.github/lanekeeper.yml': manifest() },
    { 'db/migrations/0002.sql': DROP },
    { verdict: 'pass' },
  ),
  propose(
    'the entry of a contracted change may go',
    { 'db/migrations/0002.sql': DROP },
    { 'lanekeeper.yml': manifest({ changes: 'add-nick:\n  adds: [users.nick]' }) },
    {
      verdict: 'pass',
    },
  ),
];
const [first] = trust;
if (first)
  first.evidence = proof({
    deployments: deployed([['main', 8]]),
    approvals: [approval({ head: first.head })],
  });
const done = trust.at(-1);
if (done)
  done.evidence = proof({
    deployments: deployed([
      ['main', 30],
      [done.base ?? '', 9],
    ]),
  });

const LOOSENED = 'pr-loosened';
commits.push(
  { name: LOOSENED, parents: ['main'], files: { 'lanekeeper.yml': LOOSE } },
  { name: 'tightened', parents: ['main'], files: { 'lanekeeper.yml': edit('soak: 10d', 'soak: 30d') } },
  { name: 'pr-behind', parents: ['main'], files: { 'README.md': 'x\n' } },
);
const of = (title: string, change: string, verdict: Case['verdict'], by = 'octocat'): Case => ({
  title,
  head: LOOSENED,
  evidence: proof({
    deployments: deployed([['main', 30]]),
    approvals: [approval({ change, head: LOOSENED, by })],
  }),
  verdict,
  ...(verdict === 'pass' ? {} : { held: ['manifest-loosened'] }),
});

const approvals: Case[] = [
  of('an approval of manifest covers a loosening', 'manifest', 'pass'),
  of('an approval of a change does not', 'drop-legacy', 'wait'),
  of('nor one by the author', 'manifest', 'wait', 'hubot'),
  {
    title: 'what the base tightened meanwhile is no loosening of a branch behind it',
    base: 'tightened',
    head: 'pr-behind',
    evidence: proof({ deployments: deployed([['main', 30]]) }),
    verdict: 'pass',
    silent: ['manifest-loosened'],
  },
];

beforeAll(() => {
  repo = makeRepository(commits);
});
afterAll(removeFolders);

describe('what the head changes in the manifest', () => tell(() => repo, loosenings));
describe('whose manifest counts', () => tell(() => repo, trust));
describe('who lets a loosening through', () => tell(() => repo, approvals));

const OUT = { 'db/migrations/0001_users.sql': null };
const IN = { 'db/real/0001_users.sql': TABLE };
const unseen: Case[] = [
  propose(
    'the folder of the migrations is a link',
    { ...OUT, ...IN, 'db/migrations': '-> real' },
    { 'db/real/0002_drop.sql': DROP },
    { verdict: 'block', held: ['manifest-valid'], also: says(/is a link, which is not followed/) },
  ),
  propose(
    'a folder above the migrations is a link',
    { ...OUT, 'database/migrations/0001_users.sql': TABLE, db: '-> database' },
    { 'database/migrations/0002_drop.sql': DROP },
    { verdict: 'block', held: ['manifest-valid'], also: says(/^db, .* is a link/) },
  ),
  propose(
    'the folder of the migrations is a submodule',
    { ...OUT, 'db/migrations': `@ ${'a'.repeat(40)}` },
    { 'README.md': 'unrelated\n' },
    { verdict: 'block', held: ['manifest-valid'], also: says(/is a submodule, which is not followed/) },
  ),
  propose(
    'SQL in the migrations of a database that the manifest does not name',
    null,
    { 'services/billing/migrations/0001_invoices.sql': TABLE, 'services/billing/readme.sql': 'SELECT 1;\n' },
    { verdict: 'pass', warns: ['manifest-valid'], also: says(/^services\/billing\/migrations looks like/) },
  ),
  propose(
    'a manifest of another name on the base',
    { 'lanekeeper.yml': null, 'lanekeeper.yaml': manifest() },
    { 'README.md': 'unrelated\n' },
    { verdict: 'error', held: ['manifest-valid'], also: says(/lanekeeper\.yaml is not read/) },
  ),
  propose(
    'a manifest of another name in the pull request',
    { 'lanekeeper.yml': null },
    { '.github/lanekeeper.yaml': manifest() },
    { verdict: 'block', held: ['manifest-valid'], also: says(/lanekeeper\.yaml is not read/) },
  ),
];

describe('what the manifest does not lead to', () => tell(() => repo, unseen));

const BAD: [string, string, RegExp][] = [
  ['an unknown key', edit('removes:', 'remove:'), /did you mean/],
  ['a duplicate key', `${manifest()}version: 1\n`, /version/],
  ['a bare off', edit('soak: 10d', 'soak: off'), /reason/],
  ['quiet switched off', edit('quiet: { window: 14d }', 'quiet: { off: nobody }'), /quiet/],
  ['approvals at zero', edit('soak: 10d', 'approvals: 0'), /approvals/],
  [
    'a literal secret',
    manifest({ telemetry: `${QUERY_LOG.trim()}\n  token_env: "ghp_0123456789abcdef0123456789abcdef0123"` }),
    /token_env/,
  ],
  [
    'an address without TLS that is not loopback',
    manifest({ telemetry: QUERY_LOG.replace('127.0.0.1:9', 'logs.example') }),
    /https/,
  ],
  ['a protected rule switched off', `${manifest()}rules: { quiet: off }\n`, /quiet/],
  [
    'a protected rule exempted',
    `${manifest()}exemptions: [{ rule: approval, path: "**", reason: x }]\n`,
    /approval/,
  ],
  [
    'an exemption without a reason',
    `${manifest()}exemptions: [{ rule: online-ddl, path: "**" }]\n`,
    /reason/,
  ],
  [
    'an alias bomb',
    `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n`,
    /alias|anchor/,
  ],
  ['another version', manifest().replace('version: 1\n', 'version: 2\n'), /version/],
  ['a change named manifest', manifest({ changes: 'manifest:\n  removes: [users.legacy]' }), /manifest/],
  [
    'one object in adds and in removes',
    manifest({ changes: 'x:\n  adds: [users.a]\n  removes: [users.a]' }),
    /users\.a/,
  ],
  [
    'a telemetry that nobody defines',
    manifest().replace('telemetry: app-queries', 'telemetry: nowhere'),
    /nowhere/,
  ],
  [
    'a change of a database that is not there',
    manifest({ changes: 'x:\n  database: other\n  removes: [users.a]' }),
    /other/,
  ],
  ['a change without a shape', manifest({ changes: 'x:\n  summary: nothing' }), /adds|removes/],
];

describe('a bad manifest', () => {
  it.concurrent.each(BAD)('%s', async (_, text, said) => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'lanekeeper.yml'), text);
    const { code, stdout, stderr } = await runCli(['validate', '--repo', folder]);
    expect(code, stdout + stderr).toBe(2);
    expect(stdout + stderr).toMatch(said);
    expect(stdout + stderr).toMatch(/:\d+:\d+/);
  });
  it.concurrent('a good one', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'lanekeeper.yml'), manifest({ changes: CHANGES }));
    const { code, stdout, stderr } = await runCli(['validate', '--repo', folder]);
    expect(code, stdout + stderr).toBe(0);
  });
});
