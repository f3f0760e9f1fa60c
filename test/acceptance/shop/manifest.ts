/** The manifests of the shop: one frame, other parts by need. */
export interface Parts {
  changes?: string;
  environments?: string;
  telemetry?: string;
  tables?: string;
  approval?: string;
  database?: string;
  more?: string;
}

const indent = (text: string, by: number): string =>
  text
    .trim()
    .split('\n')
    .map((line) => `${' '.repeat(by)}${line}`)
    .join('\n');

export const DROP_LEGACY = `
drop-legacy:
  removes: [users.legacy]
`;

export const QUERY_LOG = `
app-queries:
  type: query-log
  url: http://127.0.0.1:9
  sources: [pg-primary]
  max_age: 15m
`;

const APPROVAL = `
approvers: ["@acme/dba", "@solo", "@hubot"]
expires: 3d
`;

export function manifest(parts: Parts = {}): string {
  const section = (name: string, text: string | undefined): string =>
    text === undefined || text === '' ? '' : `${name}:\n${indent(text, 2)}\n`;
  return [
    'version: 1\n',
    section(
      'databases',
      `app:\n${indent(parts.database ?? 'engine: postgresql\nversion: 16\nmigrations: db/migrations', 2)}${
        parts.telemetry === '' ? '' : '\n  telemetry: app-queries'
      }\n  tables:\n${indent(parts.tables ?? 'users: { rows: 50_000_000 }', 4)}`,
    ),
    section('environments', parts.environments ?? '- name: staging\n- name: production'),
    section('telemetry', parts.telemetry ?? QUERY_LOG),
    section('approval', parts.approval ?? APPROVAL),
    parts.more ? `${parts.more.trim()}\n` : '',
    section('changes', parts.changes ?? DROP_LEGACY),
  ].join('');
}

export const TABLE =
  'CREATE TABLE users (\n  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n  email text,\n  name text NOT NULL,\n  legacy text\n);\n';
export const DROP = "SET lock_timeout = '5s';\nALTER TABLE users DROP COLUMN legacy;\n";
export const WITH_LEGACY = "export const read = 'SELECT id, legacy FROM users';\n";
export const WITHOUT = "export const read = 'SELECT id FROM users';\n";

/** The shop before anything happened: the table, and code that reads the column. */
export const start = (text = manifest()): Record<string, string> => ({
  'lanekeeper.yml': text,
  'db/migrations/0001_users.sql': TABLE,
  'src/users/read.ts': WITH_LEGACY,
});
