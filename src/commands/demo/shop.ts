/** The small shop of the demo: its manifest, its migrations and its code, at each stage of the split of users.name. */
import type { Files, Story, StoryEvidence } from './story.ts';

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

const DAY = 86_400_000;
const time = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');

/** An answer of the query log over the last 14 days, as protocol 1 has it. */
export function usageAnswer(
  story: Story,
  environment: string,
  reads: { service: string; count: number; ago: number }[],
): unknown {
  const now = Date.parse(story.now);
  const total = reads.reduce((sum, { count }) => sum + count, 0);
  const seen = reads.map(({ ago }) => now - ago);
  const none = { explicit: 0, implicit: 0, unresolved: 0, failed: 0 };
  return {
    environment,
    protocol: '1',
    generated_at: time(now),
    window: { from: time(now - 14 * DAY), to: time(now) },
    coverage: {
      sources: [
        {
          id: 'pg-primary',
          kind: 'postgresql-log',
          required: true,
          from: '2026-06-01T00:00:00Z',
          to: time(now - 2000),
          gaps: [],
          sampling: { mode: 'full', rate: 1 },
          statements: 91_233_411,
          unparsed: 0,
        },
      ],
      missing: [],
    },
    usage: [
      {
        object: 'users.name',
        state: total > 0 ? 'observed' : 'zero',
        reads: { ...none, explicit: total },
        writes: none,
        ignored: 0,
        first_seen: total > 0 ? time(Math.min(...seen)) : null,
        last_seen: total > 0 ? time(Math.max(...seen)) : null,
        by: reads.map(({ service, count, ago }) => ({
          service,
          user: `svc_${service}`,
          reads: count,
          writes: 0,
          last_seen: time(now - ago),
        })),
        samples: [],
      },
    ],
  };
}

export function backfillAnswer(state: 'running' | 'complete', done: number, environment: string): unknown {
  return {
    environment,
    name: 'users-name-split',
    state,
    total: 50_000_000,
    done,
    failed: 0,
    rate: 50_000,
    checkpoint: null,
    updated_at: null,
    verified_at: null,
    errors: [],
  };
}

export function comparisonAnswer(environment: string, from: string, to: string): unknown {
  return {
    environment,
    name: 'split-user-name',
    window: { from, to },
    compared: 1_000_000,
    diverged: 12,
    unknown: 0,
    last_diverged: null,
    samples: [],
  };
}

/** Sets what the outside says of both environments. */
export function both(
  evidence: StoryEvidence,
  part: 'usage' | 'backfills' | 'comparisons',
  of: (environment: string) => unknown,
): void {
  evidence[part] = ['staging', 'production'].map(of);
}
