import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Commit, git, makeFolder, makeRepository, removeFolders } from './repository.ts';
import { decide, runCli } from './run.ts';
import { approval, deployed, proof } from './shop/evidence.ts';
import { DROP, manifest, start, TABLE, WITHOUT } from './shop/manifest.ts';
import { type Case, heldBy, play, tell, told } from './story.ts';

const SET = "SET lock_timeout = '5s';\n";
interface Layout {
  /** Where a migration of this number and name lies. */
  at(number: number, name: string): string;
  /** What its file says for an up and a down. */
  say?(up: string, down: string): string;
  extra?: Record<string, string>;
  migrations?: string;
}

const LAYOUTS: Record<string, Layout> = {
  flyway: { at: (n, name) => `db/migrations/V${n}__${name}.sql` },
  'golang-migrate': { at: (n, name) => `db/migrations/${n}_${name}.up.sql` },
  goose: {
    at: (n, name) => `db/migrations/0000${n}_${name}.sql`,
    say: (up, down) => `-- +goose Up\n${up}-- +goose Down\n${down}`,
  },
  dbmate: {
    at: (n, name) => `db/migrations/2026010100000${n}_${name}.sql`,
    say: (up, down) => `-- migrate:up\n${up}\n-- migrate:down\n${down}`,
  },
  'sql-migrate': {
    at: (n, name) => `db/migrations/000${n}-${name}.sql`,
    say: (up, down) => `-- +migrate Up\n${up}\n-- +migrate Down\n${down}`,
  },
  diesel: { at: (n, name) => `db/migrations/2026-01-0${n}-000000_${name}/up.sql` },
  sqlx: { at: (n, name) => `db/migrations/2026010100000${n}_${name}.sql` },
  atlas: {
    at: (n, name) => `db/migrations/2026010100000${n}_${name}.sql`,
    extra: { 'db/migrations/atlas.sum': 'h1:x=\n' },
  },
  prisma: {
    at: (n, name) => `db/migrations/2026010100000${n}_${name}/migration.sql`,
    extra: { 'db/migrations/migration_lock.toml': 'provider = "postgresql"\n' },
  },
  drizzle: {
    at: (n, name) => `db/migrations/000${n - 1}_${name}.sql`,
    say: (up) => up.replaceAll(';\n', ';\n--> statement-breakpoint\n'),
    extra: {
      'db/migrations/meta/_journal.json':
        '{"version":"7","dialect":"postgresql","entries":[{"idx":0,"when":1,"tag":"0000_users"},{"idx":1,"when":2,"tag":"0001_drop"},{"idx":2,"when":3,"tag":"0001_add"}]}',
    },
  },
  supabase: {
    at: (n, name) => `supabase/migrations/2026010100000${n}_${name}.sql`,
    migrations: 'supabase/migrations',
  },
  sql: { at: (n, name) => `db/migrations/000${n}_${name}.sql` },
};

const commits: Commit[] = [];
for (const [framework, layout] of Object.entries(LAYOUTS)) {
  const say = layout.say ?? ((up: string): string => up);
  const down =
    framework === 'golang-migrate' ? { 'db/migrations/1_users.down.sql': 'DROP TABLE users;\n' } : {};
  const folder = layout.migrations ?? 'db/migrations';
  const database = (named: string): string =>
    `engine: postgresql\nversion: 16\nmigrations: ${folder}\nframework: ${named}`;
  commits.push(
    {
      name: `${framework}-start`,
      files: {
        ...start(manifest({ database: database('auto') })),
        'db/migrations/0001_users.sql': null,
        'src/users/read.ts': WITHOUT,
        [layout.at(1, 'users')]: say(TABLE, 'DROP TABLE users;\n'),
        ...down,
        ...layout.extra,
      },
    },
    {
      name: `${framework}-pr`,
      parents: [`${framework}-start`],
      files: {
        [layout.at(2, 'drop')]: say(`${SET}ALTER TABLE users DROP COLUMN legacy;\n`, 'DROP TABLE users;\n'),
      },
    },
    {
      name: `${framework}-add`,
      parents: [`${framework}-start`],
      files: {
        [layout.at(2, 'add')]: say(
          `${SET}ALTER TABLE users ADD COLUMN nick text;\n`,
          'ALTER TABLE users DROP COLUMN nick;\n',
        ),
      },
    },
    {
      name: `${framework}-named`,
      parents: [`${framework}-start`],
      files: { 'lanekeeper.yml': manifest({ database: database(framework) }) },
    },
    {
      name: `${framework}-named-pr`,
      parents: [`${framework}-named`],
      files: { [layout.at(2, 'drop')]: say(`${SET}ALTER TABLE users DROP COLUMN email;\n`, 'SELECT 1;\n') },
    },
  );
}
for (const commit of commits) {
  for (const [path, content] of Object.entries(commit.files)) if (content === null) delete commit.files[path];
}

let repo = '';
let shop = '';
beforeAll(() => {
  repo = makeRepository(commits);
  shop = makeRepository([
    { name: 'start', files: start() },
    { name: 'free', parents: ['start'], files: { 'src/users/read.ts': WITHOUT } },
    { name: 'main', parents: ['free'], files: { 'README.md': 'x\n' } },
    { name: 'pr', parents: ['main'], files: { 'db/migrations/0002_drop.sql': DROP } },
    { name: 'bare-start', files: { 'db/migrations/0001_users.sql': TABLE, 'src/users/read.ts': WITHOUT } },
    {
      name: 'bare-add',
      parents: ['bare-start'],
      files: { 'db/migrations/0002_add.sql': `${SET}ALTER TABLE users ADD COLUMN nick text;\n` },
    },
    { name: 'bare-drop', parents: ['bare-start'], files: { 'db/migrations/0002_drop.sql': DROP } },
    {
      name: 'bare-index',
      parents: ['bare-start'],
      files: { 'db/migrations/0002_i.sql': `${SET}CREATE INDEX e ON users (email);\n` },
    },
    {
      name: 'bare-both',
      parents: ['bare-start'],
      files: {
        'db/migrations/0002_add.sql': `${SET}ALTER TABLE users ADD COLUMN nick text;\n`,
        'src/users/read.ts': "export const read = 'SELECT id, nick FROM users';\n",
      },
    },
  ]);
});
afterAll(removeFolders);

const evidenceOf = (framework: string, head: string): unknown =>
  proof({ deployments: deployed([[`${framework}-start`, 30]]), approvals: [approval({ head })] });

describe('the same pull requests in every framework', () =>
  tell(
    () => repo,
    Object.keys(LAYOUTS).flatMap((framework): Case[] => [
      {
        title: `${framework}: a contract with its proof`,
        base: `${framework}-start`,
        head: `${framework}-pr`,
        evidence: evidenceOf(framework, `${framework}-pr`),
        verdict: 'pass',
        also: ({ effects }) =>
          expect(effects.filter(({ kind }) => kind === 'removes').map(({ object }) => object)).toEqual([
            'users.legacy',
          ]),
      },
      {
        title: `${framework}: an expand whose down part drops`,
        base: `${framework}-start`,
        head: `${framework}-add`,
        evidence: evidenceOf(framework, `${framework}-add`),
        verdict: 'pass',
        silent: ['undeclared-contract'],
      },
      {
        title: `${framework}, named: a drop that nobody declared`,
        base: `${framework}-named`,
        head: `${framework}-named-pr`,
        evidence: evidenceOf(framework, `${framework}-named-pr`),
        verdict: 'block',
        some: ['undeclared-contract'],
      },
    ]),
  ));

describe('without a manifest', () =>
  tell(
    () => shop,
    [
      {
        title: 'an expand',
        base: 'bare-start',
        head: 'bare-add',
        verdict: 'pass',
        also: (report) => expect(JSON.stringify(report.notes)).toMatch(/lanekeeper init/),
      },
      {
        title: 'a drop',
        base: 'bare-start',
        head: 'bare-drop',
        verdict: 'block',
        held: ['undeclared-contract'],
      },
      {
        title: 'an index on a table of unknown size',
        base: 'bare-start',
        head: 'bare-index',
        verdict: 'block',
        held: ['online-ddl'],
      },
      {
        title: 'schema and dependent code is a warning',
        base: 'bare-start',
        head: 'bare-both',
        verdict: 'pass',
        warns: ['separate-phases'],
      },
    ],
  ));

const contract = (folder: string, more: Partial<Case> = {}): Promise<void> =>
  play({ title: '', repo: folder, evidence: proof(), verdict: 'pass', ...more });

describe('kinds of repositories', () => {
  it.concurrent('a bare one', async () => {
    const bare = join(makeFolder(), 'bare.git');
    git(shop, 'clone', '-q', '--bare', shop, bare);
    await contract(bare);
  });
  it.concurrent('a worktree, whose files are left alone', async () => {
    const tree = join(makeFolder(), 'tree');
    git(shop, 'worktree', 'add', '-q', tree, 'pr');
    writeFileSync(join(tree, 'lanekeeper.yml'), 'broken: [');
    await contract(tree);
    expect(git(tree, 'status', '--short')).toBe('M lanekeeper.yml');
  });
  it.concurrent('a shallow one: what is missing is named, and nothing passes', async () => {
    const shallow = join(makeFolder(), 'shallow');
    git(
      shop,
      'clone',
      '-q',
      '--depth',
      '1',
      '--branch',
      'pr',
      '--no-single-branch',
      `file://${shop}`,
      shallow,
    );
    const args = [
      'check',
      '--repo',
      shallow,
      '--base',
      'origin/main',
      '--head',
      'pr',
      '--now',
      '2026-11-01T00:00:00Z',
      '--format',
      'json',
    ];
    const { code, stdout, stderr } = await runCli(args);
    expect([2, 3], stdout + stderr).toContain(code);
    expect(stdout + stderr).toMatch(/shallow|fetch/);
  });
  it.concurrent('a partial one: what is missing is named as such, and nothing is fetched', async () => {
    const partial = join(makeFolder(), 'partial');
    git(shop, 'config', 'uploadpack.allowFilter', 'true');
    git(shop, 'clone', '-q', '--filter=blob:none', '--no-checkout', `file://${shop}`, partial);
    const refs = ['--base', 'origin/main', '--head', 'origin/pr'];
    const { code, stderr } = await runCli(['check', '--repo', partial, ...refs]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/stopped reading objects/);
    expect(stderr).toMatch(/Do: This clone is partial/);
    expect(stderr).not.toMatch(/mistake in Lanekeeper/);
  });
  it.concurrent('a folder that is none', async () => {
    const { code, stderr } = await runCli(['check', '--repo', makeFolder()]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/repository/);
  });
  it.concurrent('a ref that is not there', async () => {
    const { code, stderr } = await runCli(['check', '--repo', shop, '--base', 'nowhere']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/nowhere/);
  });
  it.concurrent('a ref that looks like an option', async () => {
    const { code } = await runCli(['check', '--repo', shop, '--base=--upload-pack=touch x', '--head', 'pr']);
    expect(code).toBe(2);
  });
});

const LINTS: [string, string, string[], string[]][] = [
  ['nothing to say', `${SET}ALTER TABLE users ADD COLUMN nick text;\n`, [], []],
  ['an index', `${SET}CREATE INDEX e ON users (email);\n`, ['online-ddl'], []],
  ['a drop', `${SET}ALTER TABLE users DROP COLUMN legacy;\n`, ['undeclared-contract'], []],
  ['a rename', `${SET}ALTER TABLE users RENAME COLUMN a TO b;\n`, ['in-place-change'], []],
  ['a mistake', 'ALTER TABEL users;\n', ['unreadable-migration'], []],
  [
    'goose, told',
    '-- +goose Up\nSELECT 1;\n-- +goose Down\nDROP TABLE users;\n',
    [],
    ['--framework', 'goose'],
  ],
  ['a whole table updated', 'UPDATE users SET a = 1;\n', ['batched-data'], []],
];
describe('lint from standard input', () => {
  it.concurrent.each(LINTS)('%s', async (_, sql, held, args) => {
    const { report } = await decide(['lint', ...args], sql);
    expect(heldBy(report), told(report)).toEqual(held);
    expect(report.verdict).toBe(held.length > 0 ? 'block' : 'pass');
  });
});
