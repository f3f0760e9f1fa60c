/** A shop with a column that nothing uses any more, proved by its query log: only a person is missing. */

const DAY = 86_400_000;

export const ago = (days: number): string => new Date(Date.now() - days * DAY).toISOString();

export const MANIFEST = `version: 1
databases:
  app: { engine: postgresql, version: 16, migrations: db/migrations, telemetry: log }
telemetry:
  log: { type: file, path: telemetry.json, sources: [pg], max_age: 1d }
code: { exclude: [telemetry.json] }
environments: [{ name: staging }, { name: preproduction }, { name: production }]
approval: { approvers: ["@octocat", "@acme/dba"] }
changes:
  drop-legacy: { removes: [users.legacy] }
`;

export const usage = (reads: number) => ({
  protocol: '1',
  generated_at: new Date(Date.now() + 3_700_000).toISOString(),
  window: { from: ago(20), to: new Date(Date.now() + 3_600_000).toISOString() },
  coverage: {
    sources: [
      {
        id: 'pg',
        kind: 'postgresql-log',
        required: true,
        from: ago(60),
        to: new Date(Date.now() + 3_600_000).toISOString(),
        gaps: [],
        sampling: { mode: 'full', rate: 1 },
        statements: 1000,
        unparsed: 0,
      },
    ],
    missing: [],
  },
  usage: [
    {
      object: 'users.legacy',
      state: reads > 0 ? 'observed' : 'zero',
      reads: { explicit: reads, implicit: 0, unresolved: 0, failed: 0 },
      writes: { explicit: 0, implicit: 0, unresolved: 0, failed: 0 },
      ignored: 0,
      first_seen: reads > 0 ? ago(1) : null,
      last_seen: reads > 0 ? ago(1) : null,
      by: reads > 0 ? [{ service: 'billing', user: 'b', reads, writes: 0, last_seen: ago(1) }] : [],
      samples: [],
    },
  ],
});

export const DROP = {
  'db/migrations/0002_drop.sql': "SET lock_timeout = '5s';\nALTER TABLE users DROP COLUMN legacy;\n",
};

/** `reads`: that the query log saw of the column. */
export const quietShop = (reads = 0) => ({
  'lanekeeper.yml': MANIFEST,
  'telemetry.json': JSON.stringify([usage(reads)]),
  'db/migrations/0001_users.sql': 'CREATE TABLE users (id bigint PRIMARY KEY, legacy text);\n',
  'src/users.ts': "export const users = 'SELECT id FROM users';\n",
});
