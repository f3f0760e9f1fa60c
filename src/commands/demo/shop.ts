/** The small shop of the demo: its manifest, its migrations and its code, at each stage of the split of users.name. */
import type { Files } from './story.ts';
import type { Telemetry } from './telemetry.ts';

export const MANIFEST = `# yaml-language-server: $schema=./node_modules/lanekeeper/schema/lanekeeper.schema.json
version: 1
databases:
  app:
    engine: postgresql
    version: 16
    migrations: db/migrations
    telemetry: app-queries
    tables:
      users: { rows: 50_000_000 }
environments:
  - name: staging
  - name: production
telemetry:
  app-queries: { type: file, path: telemetry.json, sources: [pg-primary] }
approval:
  approvers: ["@acme/dba"]
  expires: 3d
changes:
  split-user-name:
    summary: Split users.name into first_name and last_name
    owner: "@acme/identity"
    announced: 2026-09-01
    adds: [users.first_name, users.last_name]
    removes: [users.name]
    migrate:
      dual_write: { code: [src/users/write.ts] }
      backfill: { rows: 50_000_000, batch: 10_000, rate: 50_000/s, job: users-name-split }
      read_new: { code: [src/users/read.ts], flag: users.read-split-name }
      stop_old: { code: ["src/users/**"] }
    contract:
      soak: 7d
      deprecation: 30d
      quiet: { window: 14d }
      divergence: { max: 0.0001, window: 7d }
`;

export const START: Files = {
  'lanekeeper.yml': MANIFEST,
  'db/migrations/0001_create_users.sql':
    'CREATE TABLE users (\n  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n  email text NOT NULL,\n  name text NOT NULL\n);\n',
  'src/users/write.ts': "export const insert = 'INSERT INTO users (email, name) VALUES ($1, $2)';\n",
  'src/users/read.ts': "export const read = 'SELECT id, name FROM users WHERE id = $1';\n",
};

/** The shop's first commit, with its telemetry where that is another than a file. */
export function startWith(told: Telemetry['manifest']): Files {
  if (told === null) return START;
  const manifest = MANIFEST.replace('telemetry: app-queries', `telemetry: ${told.ofDatabase}`).replace(
    /^telemetry:\n.*\n/m,
    told.telemetry,
  );
  return { ...START, 'lanekeeper.yml': manifest };
}

export const EXPAND: Files = {
  'db/migrations/0002_add_split_name.sql':
    "SET lock_timeout = '5s';\nALTER TABLE users ADD COLUMN first_name text, ADD COLUMN last_name text;\n",
};

export const DUAL_WRITE: Files = {
  'src/users/write.ts':
    "export const insert = 'INSERT INTO users (email, name, first_name, last_name) VALUES ($1, $2, $3, $4)';\n",
};

export const READ_NEW: Files = {
  'src/users/read.ts':
    "export const read = (on: (flag: string) => boolean) =>\n  on('users.read-split-name')\n    ? 'SELECT id, first_name, last_name FROM users WHERE id = $1'\n    : 'SELECT id, name FROM users WHERE id = $1';\n",
};

export const RELAX: Files = {
  'db/migrations/0003_name_nullable.sql':
    "SET lock_timeout = '5s';\nALTER TABLE users ALTER COLUMN name DROP NOT NULL;\n",
};

export const STOP_OLD: Files = {
  'src/users/write.ts':
    "export const insert = 'INSERT INTO users (email, first_name, last_name) VALUES ($1, $2, $3)';\n",
  'src/users/read.ts': "export const read = 'SELECT id, first_name, last_name FROM users WHERE id = $1';\n",
};

export const CONTRACT: Files = {
  'db/migrations/0004_drop_name.sql': "SET lock_timeout = '5s';\nALTER TABLE users DROP COLUMN name;\n",
};
