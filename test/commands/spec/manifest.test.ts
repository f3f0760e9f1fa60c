/** The examples of the specification's page on the manifest, as they are written there. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONTRACT, EXPAND, READ_NEW, RELAX, START, STOP_OLD } from '../../../src/commands/demo/shop.ts';
import type { Files, Story } from '../../../src/commands/demo/story.ts';
import { makeFolder } from '../../read/make-repository.ts';
import { call } from '../door.ts';
import { ask, fileWith, heldBy, tellStory } from './asked.ts';

const WHOLE = readFileSync(new URL('../../fixtures/manifests/whole.yml', import.meta.url), 'utf8');
const SITES = ['staging', 'eu-production', 'us-production'];

const DUAL_WRITE: Files = {
  'src/users/write.ts':
    "export const flag = 'users.dual-write';\nexport const insert = 'INSERT INTO users (name, first_name, last_name) VALUES ($1, $2, $3)';\n",
};

function deployEverywhere(story: Story): void {
  for (const site of SITES) {
    story.deploy(site);
    // Production trusts one creator and one workflow; staging trusts anyone.
    Object.assign(story.evidence.deployments.at(-1) ?? {}, {
      creator: 'github-actions[bot]',
      workflow: '.github/workflows/deploy.yml',
    });
  }
}

const none = { explicit: 0, implicit: 0, unresolved: 0, failed: 0 };

function proofOf(
  story: Story,
  environment: string,
): Record<'usage' | 'backfill' | 'comparison', Record<string, unknown>> {
  const source = (id: string) => ({
    ...{ id, kind: 'postgresql-log', required: true, from: '2026-06-01T00:00:00Z', to: story.now, gaps: [] },
    ...{ sampling: { mode: 'full', rate: 1 }, statements: 1, unparsed: 0 },
  });
  const object = { object: 'users.name', state: 'zero', reads: none, writes: none, ignored: 0 };
  return {
    usage: {
      ...{
        environment,
        protocol: '1',
        generated_at: story.now,
        window: { from: '2026-06-01T00:00:00Z', to: story.now },
      },
      coverage: { sources: [source('pg-primary'), source('pg-replica-1')], missing: [] },
      usage: [{ ...object, first_seen: null, last_seen: null, by: [], samples: [] }],
    },
    backfill: {
      ...{
        environment,
        name: 'users-name-split',
        state: 'complete',
        total: 50_000_000,
        done: 50_000_000,
        failed: 0,
      },
      ...{ rate: 50_000, checkpoint: null, updated_at: null, verified_at: null, errors: [] },
    },
    comparison: {
      ...{ environment, name: 'split-user-name', window: { from: '2026-06-01T00:00:00Z', to: story.now } },
      ...{ compared: 1_000_000, diverged: 12, unknown: 0, last_diverged: null, samples: [] },
    },
  };
}

/** The split of users.name to its contract, under the whole manifest and with all that it asks for. */
function splitUserName(): { story: Story; evidence: Record<string, unknown> } {
  const story = tellStory('2026-08-01T10:00:00Z');
  story.commit('start', { ...START, 'lanekeeper.yml': WHOLE });
  deployEverywhere(story);
  for (const [index, files] of [EXPAND, DUAL_WRITE, READ_NEW, RELAX, STOP_OLD].entries()) {
    story.now = `2026-08-${11 + index}T10:00:00Z`;
    story.propose(`step-${index}`, files);
    story.merge(`step-${index}`);
    deployEverywhere(story);
  }
  story.now = '2026-11-01T00:00:00Z';
  story.propose('contract', CONTRACT);
  story.approve('split-user-name', 'octocat', 'contract');
  const proofs = ['staging', 'production'].map((environment) => proofOf(story, environment));
  const consumer = { repository: 'acme/billing', commit: 'a'.repeat(40), at: '2026-10-01T00:00:00Z' };
  const objects = ['users.name', 'users.first_name', 'users.last_name'];
  const evidence = {
    ...story.evidence,
    usage: proofs.map(({ usage }) => usage),
    backfills: proofs.map(({ backfill }) => backfill),
    comparisons: proofs.map(({ comparison }) => comparison),
    flags: ['staging', 'production'].map((environment) => ({
      ...{ key: 'users.read-split-name', environment, enabled: 1, since: '2026-08-14T00:00:00Z' },
    })),
    consumers: ['staging', 'prod'].map((environment) => ({
      ...consumer,
      environment,
      objects,
      mentions: [],
    })),
  };
  return { story, evidence };
}

describe('manifest.md, a whole example', () => {
  it('is valid', async () => {
    const { code, out } = await call(
      'validate',
      '--repo',
      process.cwd(),
      'test/fixtures/manifests/whole.yml',
    );
    expect(code).toBe(0);
    expect(out).toContain('is valid: 4 changes, 1 database, 2 environments');
  });

  it('lets a contract through with all that it asks for, and not without any of it', async () => {
    const { story, evidence } = splitUserName();
    const decide = (given: unknown) =>
      ask(
        ...([
          'check',
          '--repo',
          story.folder,
          '--base',
          'main',
          '--head',
          'contract',
          '--now',
          story.now,
        ] as const),
        ...['--evidence', fileWith(given)],
      );
    const report = await decide(evidence);
    expect(heldBy(report)).toEqual([]);
    expect(report.verdict).toBe('pass');
    const rules = new Set(report.findings.filter(({ status }) => status === 'ok').map(({ rule }) => rule));
    for (const rule of [
      'quiet',
      'soak',
      'deprecation',
      'divergence',
      'backfill',
      'approval',
      'no-references',
    ])
      expect(rules, rule).toContain(rule);
    for (const part of ['deployments', 'approvals', 'consumers', 'usage', 'comparisons', 'backfills'])
      expect((await decide({ ...evidence, [part]: [] })).verdict, part).not.toBe('pass');
  });

  it('shows every change in its mode', async () => {
    const { story, evidence } = splitUserName();
    const report = await ask(
      ...(['status', '--repo', story.folder, '--base', 'main', '--now', story.now] as const),
      ...['--evidence', fileWith(evidence)],
    );
    expect(Object.fromEntries(report.changes.map(({ id, mode }) => [id, mode]))).toEqual({
      'split-user-name': 'parallel',
      'drop-legacy-flags': 'destructive',
      'require-email': 'tightening',
      'add-order-discount': 'additive',
    });
  });
});

const BEGINNING = `version: 1
databases: { app: { engine: postgresql, version: 16, migrations: db/migrations, telemetry: log } }
telemetry: { log: { type: file, path: telemetry.json, sources: [pg] } }
environments: [{ name: production }]
`;

const TABLE = 'CREATE TABLE users (id bigint PRIMARY KEY, name text, legacy_flags int);\n';

/** A pull request with one migration against a manifest on the base. */
async function propose(manifest: Files, sql: string) {
  const story = tellStory('2026-10-01T10:00:00Z');
  story.commit('start', { 'db/migrations/0001_users.sql': TABLE, ...manifest });
  story.deploy('production');
  story.propose('pr', { 'db/migrations/0002_pr.sql': `SET lock_timeout = '5s';\n${sql}` });
  const evidence = fileWith(story.evidence);
  return ask(
    'check',
    '--repo',
    story.folder,
    '--base',
    'main',
    '--head',
    'pr',
    '--now',
    story.now,
    '--evidence',
    evidence,
  );
}

const DROP_FLAGS = 'ALTER TABLE users DROP COLUMN legacy_flags;\n';

describe('manifest.md, short entries', () => {
  it('drop-legacy-flags: two lines ask for quiet, soak, references and approval', async () => {
    const report = await propose(
      {
        'lanekeeper.yml': `${BEGINNING}changes:\n  drop-legacy-flags:\n    removes: [users.legacy_flags]\n    contract: { quiet: { window: 30d } }\n`,
      },
      DROP_FLAGS,
    );
    expect(heldBy(report)).toEqual(['approval', 'quiet', 'soak']);
    expect(report.findings.find(({ rule }) => rule === 'quiet')?.message).toContain('30 days');
  });

  it('renames: is one adds and one removes', async () => {
    const report = await propose(
      { 'lanekeeper.yml': `${BEGINNING}changes:\n  rename: { renames: { users.name: users.full_name } }\n` },
      'ALTER TABLE users ADD COLUMN full_name text;\n',
    );
    expect(report.verdict).toBe('pass');
    expect(report.changes).toMatchObject([{ id: 'rename', mode: 'parallel' }]);
    expect(report.effects.find(({ kind }) => kind === 'adds')).toMatchObject({
      change: 'rename',
      phase: 'expand',
    });
  });

  it('defaults: set other defaults for every change', async () => {
    const report = await propose(
      {
        'lanekeeper.yml': `${BEGINNING}defaults: { contract: { soak: 90d, quiet: { window: 60d } } }\nchanges:\n  drop: { removes: [users.legacy_flags] }\n`,
      },
      DROP_FLAGS,
    );
    expect(report.findings.find(({ rule }) => rule === 'quiet')?.message).toContain('60 days');
    expect(report.findings.find(({ rule }) => rule === 'soak')?.message).toMatch(/90 days/);
  });

  it('include: further files, each with changes', async () => {
    const report = await propose(
      {
        'lanekeeper.yml': `${BEGINNING}include: .lanekeeper/*.yml\n`,
        '.lanekeeper/drop.yml': 'changes:\n  drop: { removes: [users.legacy_flags] }\n',
      },
      DROP_FLAGS,
    );
    expect(report.changes.map(({ id }) => id)).toEqual(['drop']);
    expect(heldBy(report)).not.toContain('undeclared-contract');
  });

  it('off: reason is repeated by the report; a bare off is a mistake with its place', async () => {
    const entry = (soak: string): Files => ({
      'lanekeeper.yml': `${BEGINNING}changes:\n  drop: { removes: [users.legacy_flags], contract: { soak: ${soak} } }\n`,
    });
    const report = await propose(entry('{ off: no code ever read it }'), DROP_FLAGS);
    expect(report.findings.find(({ rule }) => rule === 'soak')).toMatchObject({ status: 'warn' });
    expect(JSON.stringify(report.findings)).toContain('no code ever read it');
    const bare = await propose(entry('off'), DROP_FLAGS);
    expect(bare.verdict).toBe('error');
    expect(heldBy(bare)).toContain('manifest-valid');
  });

  it.each(['examples/smallest.yml', 'examples/several-databases.yml', 'examples/one-file-per-change.yml'])(
    'the example %s of this repository is valid',
    async (path) => {
      expect(await call('validate', '--repo', process.cwd(), path)).toMatchObject({ code: 0 });
    },
  );

  it('an empty folder has none', async () => {
    expect((await call('validate', '--repo', makeFolder())).code).toBe(2);
  });
});
