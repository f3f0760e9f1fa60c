/** divergence and backfill of a whole check, over answers of the protocol that a server on the loopback gives. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serve } from '../loopback.ts';
import { makeRepository } from '../make-repository.ts';

const CLI = join(import.meta.dirname, '../../../src/cli.ts');
const NOW = '2026-11-01T00:00:00Z';

const manifest = (url: string): string => `
version: 1
databases:
  app: { engine: postgresql, version: 16, migrations: db/migrations, telemetry: log }
environments:
  - name: production
telemetry:
  log: { type: query-log, url: "${url}", sources: [pg] }
approval: { approvers: ["@acme/dba"] }
changes:
  split:
    adds: [users.full_name]
    removes: [users.name]
    migrate:
      dual_write: { code: ["src/**"] }
      backfill: { job: users/split }
    contract: { divergence: { max: 0.001, window: 7d } }
`;

interface Finding {
  rule: string;
  status: string;
  message: string;
}

/** What both rules say where the server answers so; a status in place of an answer is a problem. */
async function judge(
  comparison: Record<string, unknown> | number,
  backfill: Record<string, unknown> | number,
): Promise<Record<string, string>> {
  const server = await serve((response, { path }) => {
    const answer = path.startsWith('/v1/comparisons/split?')
      ? comparison
      : path === '/v1/backfills/users%2Fsplit'
        ? backfill
        : 500;
    const status = typeof answer === 'number' ? answer : 200;
    response.writeHead(status, {
      'content-type': status === 200 ? 'application/json' : 'application/problem+json',
    });
    response.end(
      JSON.stringify(
        typeof answer === 'number' ? { type: 'https://lanekeeper.example/not-found', title: 'no' } : answer,
      ),
    );
  });
  const made = makeRepository();
  made.commit({
    'lanekeeper.yml': manifest(server.url),
    'db/migrations/0001_users.sql':
      'CREATE TABLE users (id bigint PRIMARY KEY, name text, full_name text);\n',
  });
  made.git('branch', '-f', 'before');
  made.commit({
    'db/migrations/0002_drop.sql': "SET lock_timeout = '5s';\nALTER TABLE users DROP COLUMN name;\n",
  });
  const args = [
    'check',
    '--repo',
    made.folder,
    '--base',
    'before',
    '--head',
    'HEAD',
    '--now',
    NOW,
    '--format',
    'json',
  ];
  const text = await new Promise<string>((resolve) => {
    execFile(process.execPath, [CLI, ...args], { maxBuffer: 1e8 }, (_, stdout) => resolve(stdout));
  });
  const { findings } = JSON.parse(text) as { findings: Finding[] };
  const told = (rule: string): string =>
    findings
      .filter((one) => one.rule === rule)
      .map(({ status, message }) => `${status}: ${message}`)
      .join('\n');
  return { divergence: told('divergence'), backfill: told('backfill') };
}

const compared = (over: Record<string, unknown> = {}) => ({
  name: 'split',
  window: { from: '2026-10-25T00:00:00Z', to: NOW },
  compared: 1_000_000,
  diverged: 0,
  unknown: 0,
  last_diverged: null,
  samples: [],
  ...over,
});

const filled = (over: Record<string, unknown> = {}) => ({
  name: 'users/split',
  state: 'complete',
  total: 50_000,
  done: 50_000,
  failed: 0,
  rate: 100,
  checkpoint: null,
  updated_at: '2026-10-20T00:00:00Z',
  verified_at: null,
  errors: [],
  ...over,
});

test.each<[string, Parameters<typeof judge>, RegExp, RegExp]>([
  ['all agrees, all is done', [compared(), filled()], /^ok: .*0 diverged/, /^ok: .*50,000 of 50,000/],
  [
    'few differ',
    [compared({ diverged: 900, unknown: 100 }), filled({ state: 'running', done: 7 })],
    /^ok/,
    /^wait: .*is running: 7 of 50,000/,
  ],
  [
    'more differ than may',
    [compared({ diverged: 901, unknown: 100 }), filled({ failed: 3 })],
    /^wait: .*disagree/,
    /^wait: .*3 rows failed/,
  ],
  [
    'nothing was compared',
    [compared({ compared: 0 }), filled({ done: 49_999 })],
    /^wait: nobody compared/,
    /^wait: .*only 49,999/,
  ],
  [
    'less than was asked',
    [compared({ window: { from: '2026-10-26T00:00:00Z', to: NOW } }), filled({ state: 'failed', done: 1 })],
    /^error: .*narrower than was asked/,
    /^wait: .*has failed/,
  ],
  [
    'nobody knows of it yet',
    [404, 404],
    /^wait: .*no comparison called split/,
    /^wait: .*no backfill called users\/split/,
  ],
  ['of another name', [compared({ name: 'other' }), filled({ name: 'other' })], /^error/, /^error/],
  ['out of order', [500, 500], /^error: /, /^error: /],
])('%s', async (_, [comparison, backfill], divergence, done) => {
  const told = await judge(comparison, backfill);
  expect(told.divergence).toMatch(divergence);
  expect(told.backfill).toMatch(done);
});
