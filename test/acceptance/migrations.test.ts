import { afterAll, beforeAll, describe, expect } from 'vitest';
import { type Commit, type Files, makeRepository, removeFolders } from './repository.ts';
import { AUTHOR, approval, deployed, proof, TEAMS } from './shop/evidence.ts';
import { manifest, TABLE, WITHOUT } from './shop/manifest.ts';
import { type Case, tell } from './story.ts';

const SET = "SET lock_timeout = '5s';\n";
const NEXT = 'db/migrations/0010_next.sql';
const tables = 'users: { rows: 50_000_000 }\nsmall: { rows: 100 }';

const MAIN: Files = {
  'lanekeeper.yml': manifest({ changes: 'add-nick:\n  adds: [users.nick]', tables }),
  'db/migrations/0001_users.sql': TABLE,
  'db/migrations/0002_small.sql':
    'CREATE TABLE small (id bigint PRIMARY KEY, tag varchar(10));\nCREATE TABLE untold (id bigint PRIMARY KEY, n int);\n',
  'src/users/read.ts': WITHOUT,
};

const withManifest = (parts: Parameters<typeof manifest>[0]): Files => ({
  'lanekeeper.yml': manifest({ tables, changes: 'add-nick:\n  adds: [users.nick]', ...parts }),
});

/** Branches of the base that differ in few files. */
const BASES: Record<string, Files> = {
  tip: { 'db/migrations/0005_later.sql': 'SELECT 1;\n' },
  warned: withManifest({ more: 'rules: { online-ddl: warn }' }),
  silenced: withManifest({ more: 'rules: { online-ddl: off }' }),
  strict: withManifest({ more: 'rules: { lock-timeout: block }' }),
  exempting: withManifest({
    more: 'exemptions:\n  - { rule: online-ddl, path: db/migrations/0010*.sql, reason: at night, until: 2026-12-01 }',
  }),
  exempted: withManifest({
    more: 'exemptions:\n  - { rule: online-ddl, path: db/migrations/0010*.sql, reason: at night, until: 2026-10-01 }',
  }),
  'editing-allowed': withManifest({
    more: 'exemptions:\n  - { rule: migration-edited, path: db/migrations/0001*.sql, reason: squashed }',
  }),
  before: withManifest({
    database: 'engine: postgresql\nversion: 16\nmigrations: db/migrations\nruns: before-code',
  }),
  old: withManifest({ database: 'engine: postgresql\nversion: 10\nmigrations: db/migrations' }),
  quoted: { 'db/migrations/0003_quoted.sql': 'CREATE TABLE "Orders" ("fullName" text, plain text);\n' },
};

interface Proposal {
  base?: string;
  /** Where it was cut; default: its base. */
  cut?: string;
  sql?: string;
  files?: Files;
}

const commits: Commit[] = [
  { name: 'main', files: MAIN },
  ...Object.entries(BASES).map(
    ([name, files]): Commit => ({ name: `base-${name}`, parents: ['main'], files }),
  ),
];

let repo = '';
let made = 0;

function propose(title: string, proposal: Proposal, one: Omit<Case, 'title'>): Case {
  const name = `pr-${++made}`;
  const base = proposal.base ? `base-${proposal.base}` : 'main';
  const files = { ...(proposal.sql === undefined ? {} : { [NEXT]: proposal.sql }), ...proposal.files };
  commits.push({ name, parents: [proposal.cut ?? base], files });
  const evidence = {
    deployments: deployed([['main', 30]]),
    approvals: [],
    teams: TEAMS,
    pull_request: AUTHOR,
  };
  return { title, base, head: name, evidence, ...one };
}

const blocks = (title: string, sql: string, rule: string, more: Partial<Case> = {}, base?: string): Case =>
  propose(title, { sql, ...(base ? { base } : {}) }, { verdict: 'block', held: [rule], ...more });
const passes = (title: string, sql: string, more: Partial<Case> = {}, base?: string): Case =>
  propose(title, { sql, ...(base ? { base } : {}) }, { verdict: 'pass', ...more });

const says = (rule: string, pattern: RegExp): Partial<Case> => ({
  also: ({ findings }) =>
    expect(JSON.stringify(findings.filter((finding) => finding.rule === rule))).toMatch(pattern),
});
const exemption = (state: RegExp): Partial<Case> => ({
  also: ({ exemptions }) => expect(JSON.stringify(exemptions)).toMatch(state),
});

const INDEX = 'CREATE INDEX users_email ON users (email);\n';

const statements: Case[] = [
  passes('a nullable column', `${SET}ALTER TABLE users ADD COLUMN nick text;\n`, {
    silent: ['lock-timeout'],
  }),
  passes(
    'a nullable column without a lock timeout is a warning',
    'ALTER TABLE users ADD COLUMN nick text;\n',
    {
      warns: ['lock-timeout'],
    },
  ),
  passes('a constant default', `${SET}ALTER TABLE users ADD COLUMN nick text NOT NULL DEFAULT 'x';\n`),
  blocks(
    'a constant default rewrote the table before 11',
    `${SET}ALTER TABLE users ADD COLUMN nick text DEFAULT 'x';\n`,
    'online-ddl',
    {},
    'old',
  ),
  blocks(
    'a volatile default',
    `${SET}ALTER TABLE users ADD COLUMN nick uuid DEFAULT gen_random_uuid();\n`,
    'online-ddl',
  ),
  blocks(
    'NOT NULL without a default',
    `${SET}ALTER TABLE small ADD COLUMN nick text NOT NULL;\n`,
    'in-place-change',
    says('in-place-change', /nick/),
  ),
  blocks('an index on a large table', SET + INDEX, 'online-ddl', says('online-ddl', /CONCURRENTLY/)),
  passes('an index on a small table is a warning', `${SET}CREATE INDEX small_tag ON small (tag);\n`, {
    warns: ['online-ddl'],
  }),
  blocks(
    'an index on a table whose size nobody told',
    `${SET}CREATE INDEX untold_n ON untold (n);\n`,
    'online-ddl',
  ),
  passes(
    'an index on a table made here',
    `${SET}CREATE TABLE made (id int);\nCREATE INDEX made_id ON made (id);\n`,
    { silent: ['online-ddl'] },
  ),
  passes('an index built concurrently', 'CREATE INDEX CONCURRENTLY users_email ON users (email);\n', {
    silent: ['online-ddl'],
  }),
  blocks(
    'concurrently inside a transaction',
    'BEGIN;\nCREATE INDEX CONCURRENTLY users_email ON users (email);\nCOMMIT;\n',
    'transaction-scope',
  ),
  blocks(
    'a check that is not NOT VALID on a large table',
    `${SET}ALTER TABLE users ADD CONSTRAINT e CHECK (email <> '');\n`,
    'tighten-after-writers',
    { held: ['online-ddl', 'tighten-after-writers'] },
  ),
  blocks('VACUUM FULL', `${SET}VACUUM FULL users;\n`, 'online-ddl'),
  blocks(
    'a rename of a column, with the steps',
    `${SET}ALTER TABLE users RENAME COLUMN name TO full_name;\n`,
    'in-place-change',
    says('in-place-change', /full_name/),
  ),
  blocks('a rename of a table', `${SET}ALTER TABLE users RENAME TO people;\n`, 'in-place-change'),
  passes(
    'a rename beside a view of the old name, in one transaction',
    `BEGIN;\n${SET}ALTER TABLE small RENAME TO people;\nCREATE VIEW small AS SELECT * FROM people;\nCOMMIT;\n`,
    { silent: ['in-place-change'] },
  ),
  blocks(
    'a rename beside a view, not in one transaction',
    `${SET}ALTER TABLE small RENAME TO people;\nCREATE VIEW small AS SELECT * FROM people;\n`,
    'in-place-change',
  ),
  blocks('a retype', `${SET}ALTER TABLE untold ALTER COLUMN n TYPE bigint;\n`, 'in-place-change', {
    held: ['in-place-change', 'online-ddl'],
  }),
  passes('a widening without a rewrite', `${SET}ALTER TABLE small ALTER COLUMN tag TYPE varchar(20);\n`, {
    silent: ['in-place-change'],
  }),
  blocks('a whole table updated', "UPDATE users SET email = '';\n", 'batched-data'),
  blocks('a whole table deleted', 'DELETE FROM users;\n', 'batched-data'),
  passes('a small table updated is a warning', "UPDATE small SET tag = '';\n", { warns: ['batched-data'] }),
  propose(
    'TRUNCATE of a large table',
    { sql: `${SET}TRUNCATE users;\n` },
    { verdict: 'block', some: ['batched-data'] },
  ),
  propose(
    'triggers switched off',
    { sql: `${SET}ALTER TABLE users DISABLE TRIGGER ALL;\n` },
    { verdict: 'block', some: ['batched-data'] },
  ),
  propose(
    'replication role switched off',
    { sql: "SET session_replication_role = 'replica';\nUPDATE users SET email = '' WHERE id = 1;\n" },
    { verdict: 'block', some: ['batched-data'] },
  ),
  propose(
    'dynamic SQL is never safe',
    { sql: "DO $$ BEGIN EXECUTE 'ALTER TABLE ' || 'users DROP COLUMN name'; END $$;\n" },
    { verdict: 'block' },
  ),
  blocks('a file that cannot be read to its end', 'ALTER TABLE users ADD COLUMN;\n', 'unreadable-migration', {
    also: ({ findings }) =>
      expect(findings.find(({ rule }) => rule === 'unreadable-migration')).toMatchObject({
        path: NEXT,
        line: 1,
      }),
  }),
  propose(
    'an open quote hides what follows',
    { sql: `${SET}SELECT 'oops;\nDROP TABLE users;\n` },
    { verdict: 'block', some: ['unreadable-migration'] },
  ),
  propose(
    'a conflict marker',
    { sql: '<<<<<<< HEAD\nSELECT 1;\n=======\nSELECT 2;\n>>>>>>> b\n' },
    { verdict: 'block', some: ['unreadable-migration'] },
  ),
  propose(
    'a tightening that nobody declared',
    { sql: `${SET}ALTER TABLE users ALTER COLUMN email SET NOT NULL;\n` },
    { verdict: 'block', some: ['tighten-after-writers'] },
  ),
  passes('a comment on a column', "COMMENT ON COLUMN users.name IS 'x';\n"),
  blocks(
    'a drop that nobody declared, with the entry to paste',
    `${SET}ALTER TABLE users DROP COLUMN legacy;\n`,
    'undeclared-contract',
    says('undeclared-contract', /removes:.*users\.legacy/s),
  ),
  propose(
    'a table dropped that nobody declared',
    { sql: `${SET}DROP TABLE users;\n` },
    { verdict: 'block', some: ['undeclared-contract'] },
  ),
  blocks(
    'dropping what only the head declares',
    `${SET}ALTER TABLE users DROP COLUMN legacy;\n`,
    'undeclared-contract',
  ),
  propose(
    'a quoted name that nobody declared',
    { base: 'quoted', sql: `${SET}ALTER TABLE "Orders" DROP COLUMN "fullName";\n` },
    { verdict: 'block', held: ['undeclared-contract'], ...says('undeclared-contract', /fullName/) },
  ),
  propose(
    'declared by the head alone',
    {
      sql: `${SET}ALTER TABLE users DROP COLUMN legacy;\n`,
      files: withManifest({
        changes: 'add-nick:\n  adds: [users.nick]\ndrop-legacy:\n  removes: [users.legacy]',
      }),
    },
    { verdict: 'block', some: ['undeclared-contract'] },
  ),
];

const files: Case[] = [
  propose(
    'a link, which a runner would follow',
    { files: { [NEXT]: '-> ../../scripts/drop.sql', 'scripts/drop.sql': 'DROP TABLE users;\n' } },
    { verdict: 'block', some: ['unreadable-migration'] },
  ),
  propose(
    'a linked folder in the folder of the migrations',
    { files: { 'db/migrations/more': '-> ../../more', 'more/0009_drop.sql': 'DROP TABLE users;\n' } },
    { verdict: 'block', held: ['unreadable-migration'], ...says('unreadable-migration', /a link/) },
  ),
  propose(
    'a submodule in the folder of the migrations',
    { files: { 'db/migrations/more': `@ ${'5'.repeat(40)}` } },
    { verdict: 'block', held: ['unreadable-migration'], ...says('unreadable-migration', /a submodule/) },
  ),
  propose(
    'a script between the migrations',
    { files: { 'db/migrations/0009_drop.js': "exports.up = (k) => k.raw('DROP TABLE users');\n" } },
    { verdict: 'block', held: ['unreadable-migration'], ...says('unreadable-migration', /as a migration/) },
  ),
  propose(
    'files beside the migrations that are none',
    {
      files: {
        'db/migrations/index.js': '1\n',
        'db/migrations/0001_users.test.js': '1\n',
        'db/migrations/NOTES.md': 'x',
      },
    },
    { verdict: 'pass' },
  ),

  propose(
    'an edited migration',
    { files: { 'db/migrations/0001_users.sql': `${TABLE}SELECT 1;\n` } },
    { verdict: 'block', held: ['migration-edited'] },
  ),
  propose(
    'a deleted migration',
    { files: { 'db/migrations/0002_small.sql': null } },
    { verdict: 'block', held: ['migration-edited'] },
  ),
  propose(
    'a renamed migration',
    { files: { 'db/migrations/0001_users.sql': null, 'db/migrations/0001_people.sql': TABLE } },
    { verdict: 'block', some: ['migration-edited'] },
  ),
  propose(
    'an edit that the manifest exempts',
    { base: 'editing-allowed', files: { 'db/migrations/0001_users.sql': `${TABLE}SELECT 1;\n` } },
    { verdict: 'pass', ...exemption(/used/) },
  ),
  propose(
    'a squash makes again what the files made that it takes away',
    {
      base: 'editing-allowed',
      files: {
        'db/migrations/0001_users.sql': null,
        'db/migrations/0100_squashed.sql': `${TABLE}CREATE INDEX users_email ON users (email);\n`,
      },
    },
    { verdict: 'pass', silent: ['online-ddl', 'undeclared-contract'] },
  ),
  propose(
    'a table made again does not excuse that it is dropped',
    { sql: 'CREATE TABLE users (id bigint);\nDROP TABLE users;\n' },
    { verdict: 'block', some: ['undeclared-contract'] },
  ),
  propose(
    'a migration that the tip edited meanwhile is not this one’s edit',
    { base: 'tip', cut: 'main', sql: 'SELECT 1;\n' },
    { verdict: 'pass', silent: ['migration-edited', 'migration-sequence'] },
  ),
  propose(
    'a version that is taken',
    { files: { 'db/migrations/0002_again.sql': 'SELECT 1;\n' } },
    { verdict: 'block', held: ['migration-sequence'] },
  ),
  propose(
    'a version that was taken on the tip meanwhile',
    { base: 'tip', cut: 'main', files: { 'db/migrations/0005_mine.sql': 'SELECT 1;\n' } },
    { verdict: 'block', held: ['migration-sequence'] },
  ),
  propose(
    'a version before the newest on the tip is a warning',
    { base: 'tip', cut: 'main', files: { 'db/migrations/0004_mine.sql': 'SELECT 1;\n' } },
    { verdict: 'pass', warns: ['migration-sequence'] },
  ),
  propose('no migration at all', { files: { 'README.md': 'x\n' } }, { verdict: 'pass' }),
  propose('nothing at all', { files: {} }, { verdict: 'pass' }),
];

const phases: Case[] = [
  propose(
    'schema and the code that needs it',
    {
      sql: `${SET}ALTER TABLE users ADD COLUMN nick text;\n`,
      files: { 'src/users/read.ts': "export const read = 'SELECT id, nick FROM users';\n" },
    },
    { verdict: 'block', some: ['separate-phases'] },
  ),
  propose(
    'schema and the code that needs it, before-code',
    {
      base: 'before',
      sql: `${SET}ALTER TABLE users ADD COLUMN nick text;\n`,
      files: { 'src/users/read.ts': "export const read = 'SELECT id, nick FROM users';\n" },
    },
    { verdict: 'pass' },
  ),
  propose(
    'an undeclared expand and its code',
    {
      sql: `${SET}ALTER TABLE users ADD COLUMN avatar text;\n`,
      files: { 'src/users/read.ts': "export const read = 'SELECT id, avatar FROM users';\n" },
    },
    { verdict: 'block', some: ['separate-phases'] },
  ),
  propose(
    'schema and code that does not need it',
    {
      sql: `${SET}ALTER TABLE users ADD COLUMN nick text;\n`,
      files: { 'src/orders.ts': 'export const x = 1;\n' },
    },
    { verdict: 'pass' },
  ),
  propose(
    'schema and a test that mentions it',
    {
      sql: `${SET}ALTER TABLE users ADD COLUMN nick text;\n`,
      files: { 'test/users/nick.test.ts': "'SELECT nick FROM users'\n" },
    },
    { verdict: 'pass' },
  ),
  propose(
    'code before its schema',
    { files: { 'src/users/read.ts': "export const read = 'SELECT id, nick FROM users';\n" } },
    { verdict: 'wait', held: ['schema-before-code'] },
  ),
  propose(
    'code before its schema, in camel case',
    { files: { 'src/users/read.ts': 'export const read = (user) => user.nick;\n' } },
    { verdict: 'wait', held: ['schema-before-code'] },
  ),
  propose(
    'the same word in a file about something else',
    { files: { 'src/places.ts': 'export const nick = 1;\n' } },
    { verdict: 'pass' },
  ),
];

const CONCURRENT = `${SET}-- lanekeeper: allow online-ddl because it is night and nobody writes\n${INDEX}`;
const exemptions: Case[] = [
  passes(
    'a comment above, with its reason',
    CONCURRENT,
    exemption(/used.*nobody writes|nobody writes.*used/s),
  ),
  passes(
    'a comment on the line',
    `${SET}${INDEX.trim()} -- lanekeeper: allow online-ddl because it is night\n`,
  ),
  blocks('a comment without a reason', `${SET}-- lanekeeper: allow online-ddl\n${INDEX}`, 'online-ddl'),
  blocks(
    'a comment with an empty reason',
    `${SET}-- lanekeeper: allow online-ddl because \n${INDEX}`,
    'online-ddl',
  ),
  blocks(
    'a comment for another rule',
    `${SET}-- lanekeeper: allow lock-timeout because why not\n${INDEX}`,
    'online-ddl',
    exemption(/unused/),
  ),
  blocks(
    'a comment two lines above',
    `-- lanekeeper: allow online-ddl because it is night\n\n${SET}${INDEX}`,
    'online-ddl',
    exemption(/unused/),
  ),
  blocks(
    'a comment inside a string',
    `${SET}SELECT '\n-- lanekeeper: allow online-ddl because it is night\n';\n${INDEX}`,
    'online-ddl',
  ),
  blocks(
    'a protected rule',
    `${SET}-- lanekeeper: allow undeclared-contract because I say so\nALTER TABLE users DROP COLUMN legacy;\n`,
    'undeclared-contract',
  ),
  passes('in the manifest', SET + INDEX, exemption(/used/), 'exempting'),
  blocks('in the manifest, expired', SET + INDEX, 'online-ddl', exemption(/expired/), 'exempted'),
  passes('rules: warn', SET + INDEX, { warns: ['online-ddl'] }, 'warned'),
  passes('rules: off', SET + INDEX, { silent: ['online-ddl'] }, 'silenced'),
  blocks('rules: block', 'ALTER TABLE users ADD COLUMN nick text;\n', 'lock-timeout', {}, 'strict'),
];

beforeAll(() => {
  repo = makeRepository(commits);
});
afterAll(removeFolders);

describe('what a statement does', () => tell(() => repo, statements));
describe('where a migration stands', () => tell(() => repo, files));
describe('what a pull request carries', () => tell(() => repo, phases));
describe('exemptions and settings', () => tell(() => repo, exemptions));

const DEPENDENT: Record<string, [sql: string, held: boolean]> = {
  'a view': ['CREATE VIEW v AS SELECT id, legacy FROM users;\n', true],
  'a view dropped again': ['CREATE VIEW v AS SELECT id, legacy FROM users;\nDROP VIEW v;\n', false],
  'an index on it alone': ['CREATE INDEX l ON users (legacy);\n', false],
  'an index over several columns': ['CREATE INDEX l ON users (email, legacy);\n', true],
  'a generated column': [
    "ALTER TABLE users ADD COLUMN g text GENERATED ALWAYS AS (legacy || '!') STORED;\n",
    true,
  ],
  'a policy': ["CREATE POLICY p ON users USING (legacy = 'x');\n", true],
  'a function': ["CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT legacy FROM users';\n", true],
};

const dependents = Object.entries(DEPENDENT).map(([title, [sql, held]], index): Case => {
  const base = `dependent-${index}`;
  commits.push(
    {
      name: base,
      parents: ['main'],
      files: { 'lanekeeper.yml': manifest(), 'db/migrations/0003_d.sql': sql },
    },
    {
      name: `drop-${index}`,
      parents: [base],
      files: { [NEXT]: `${SET}ALTER TABLE users DROP COLUMN legacy;\n` },
    },
  );
  return {
    title,
    base,
    head: `drop-${index}`,
    evidence: proof({
      deployments: deployed([[base, 30]]),
      approvals: [approval({ head: `drop-${index}` })],
    }),
    ...(held ? { verdict: 'block', held: ['schema-dependents'] } : { verdict: 'pass' }),
  };
});
describe('what in the schema still uses a dropped column', () => tell(() => repo, dependents));
