/** Four evolutions of a small schema, one of each mode, as the pull requests that they are made of. */
import type { Files } from '../../src/commands/demo/story.ts';

export interface Stage {
  name: string;
  files: Files;
  /** What a contract's pull request needs a person for. */
  approved?: true;
}

export interface Evolution {
  id: string;
  /** Its entry in the manifest. */
  entry: string;
  /** Objects that queries are counted for. */
  objects: string[];
  flags: string[];
  stages: Stage[];
}

const LOCK = "SET lock_timeout = '5s';\n";
const query = (text: string): string => `export const sql = '${text}';\n`;

export const START: Files = {
  'db/migrations/0001_users.sql':
    'CREATE TABLE users (id bigint PRIMARY KEY, name text, legacy text, email text);\n',
  'src/users/write.ts': query('INSERT INTO users (name, legacy) VALUES ($1, $2)'),
  'src/users/read.ts': query('SELECT id, name, legacy FROM users'),
  'src/users/mail.ts': query('INSERT INTO users (email) VALUES ($1)'),
};

const additive: Evolution = {
  id: 'add-nickname',
  entry: 'add-nickname: { adds: [users.nickname] }',
  objects: [],
  flags: [],
  stages: [
    {
      name: 'expand',
      files: { 'db/migrations/0002_nickname.sql': `${LOCK}ALTER TABLE users ADD COLUMN nickname text;\n` },
    },
    { name: 'code', files: { 'src/users/nick.ts': query('SELECT nickname FROM users') } },
  ],
};

const destructive: Evolution = {
  id: 'drop-legacy',
  entry: 'drop-legacy: { removes: [users.legacy] }',
  objects: ['users.legacy'],
  flags: [],
  stages: [
    {
      name: 'free',
      files: {
        'src/users/write.ts': query('INSERT INTO users (name) VALUES ($1)'),
        'src/users/read.ts': query('SELECT id, name FROM users'),
      },
    },
    {
      name: 'contract',
      files: { 'db/migrations/0002_drop_legacy.sql': `${LOCK}ALTER TABLE users DROP COLUMN legacy;\n` },
      approved: true,
    },
  ],
};

const parallel: Evolution = {
  id: 'rename-name',
  entry: `rename-name:
    renames: { users.name: users.full_name }
    migrate:
      dual_write: { code: [src/users/write.ts] }
      read_new: { code: [src/users/read.ts], flag: users.read-full }
      stop_old: { code: ["src/users/**"] }
    contract: { soak: 1d, quiet: { window: 7d }, divergence: { max: 0.01, window: 1d } }`,
  objects: ['users.name'],
  flags: ['users.read-full'],
  stages: [
    {
      name: 'expand',
      files: { 'db/migrations/0002_full_name.sql': `${LOCK}ALTER TABLE users ADD COLUMN full_name text;\n` },
    },
    {
      name: 'dual_write',
      files: { 'src/users/write.ts': query('INSERT INTO users (name, full_name) VALUES ($1, $1)') },
    },
    {
      name: 'read_new',
      files: {
        'src/users/read.ts': `${query('SELECT id, full_name, name FROM users')}export const flag = 'users.read-full';\n`,
      },
    },
    {
      name: 'stop_old',
      files: {
        'src/users/write.ts': query('INSERT INTO users (full_name) VALUES ($1)'),
        'src/users/read.ts': query('SELECT id, full_name FROM users'),
      },
    },
    {
      name: 'contract',
      files: { 'db/migrations/0003_drop_name.sql': `${LOCK}ALTER TABLE users DROP COLUMN name;\n` },
      approved: true,
    },
  ],
};

const tightening: Evolution = {
  id: 'require-email',
  entry:
    'require-email: { tightens: [users.email], writers: { code: [src/users/mail.ts] }, contract: { soak: 1d } }',
  objects: [],
  flags: [],
  stages: [
    {
      name: 'writers',
      files: { 'src/users/mail.ts': query("INSERT INTO users (email) VALUES (coalesce($1, ''))") },
    },
    {
      name: 'tighten',
      files: {
        'db/migrations/0002_email.sql': `${LOCK}ALTER TABLE users ADD CONSTRAINT users_email_given CHECK (email IS NOT NULL) NOT VALID;\n`,
      },
      approved: true,
    },
  ],
};

export const EVOLUTIONS = [additive, destructive, parallel, tightening] as const;
