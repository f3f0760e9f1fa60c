/** The examples of the specification's page on the surfaces: the evidence file and the JSON report. */
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { usageAnswer } from '../../../src/commands/demo/answers-from-file.ts';
import { MANIFEST, START } from '../../../src/commands/demo/shop.ts';
import { call } from '../door.ts';
import { ask, fileWith, heldBy, tellStory } from './asked.ts';

/** As it is written there, with commits that there are, and answers where it has words in their stead. */
function example(commit: string, head: string, usage: unknown[]) {
  return {
    deployments: [
      {
        environment: 'production',
        commit,
        state: 'success',
        at: '2026-10-01T10:00:00Z',
        url: 'https://example.com/1',
      },
    ],
    approvals: [{ change: 'split-user-name', head, by: 'octocat', at: '2026-10-20T09:00:00Z' }],
    teams: { '@acme/dba': ['octocat'] },
    flags: [
      {
        key: 'users.read-split-name',
        environment: 'production',
        enabled: 1.0,
        since: '2026-10-01T00:00:00Z',
      },
    ],
    usage,
    comparisons: [],
    backfills: [],
    pull_request: { number: 12, author: 'hubot', last_pusher: 'hubot' },
  };
}

function contractStory() {
  const story = tellStory('2026-10-01T10:00:00Z');
  const start = story.commit('start', {
    ...START,
    'lanekeeper.yml': MANIFEST.replace('    adds: [users.first_name, users.last_name]\n', '')
      .replace(/ {4}migrate:[\s\S]*?(?= {4}contract:)/, '')
      .replace(/ {6}divergence.*\n/, ''),
    'src/users/write.ts': "export const insert = 'INSERT INTO users (email) VALUES ($1)';\n",
    'src/users/read.ts': "export const read = 'SELECT id FROM users';\n",
  });
  story.now = '2026-10-20T00:00:00Z';
  const head = story.propose('contract', {
    'db/migrations/0007_drop_name.sql': "SET lock_timeout = '5s'; ALTER TABLE users DROP COLUMN name;\n",
  });
  story.now = '2026-10-20T12:00:00Z';
  const billing = [{ service: 'billing', count: 1204, ago: 3 * 3_600_000 }];
  const usage = ['staging', 'production'].map((name) =>
    usageAnswer(story.now, name, name === 'production' ? billing : []),
  );
  return { story, start, head, usage };
}

describe('surfaces.md, the evidence file', () => {
  it('is understood as it is written, a ref or a tag for a commit too', async () => {
    const { story, start, head, usage } = contractStory();
    story.git('tag', 'v1', start);
    for (const commit of [start, 'v1', 'main']) {
      const report = await ask(
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
        ...['--evidence', fileWith(example(commit, head, usage))],
      );
      expect(report.verdict).toBe('wait');
      // Staging has no record; production is proved but for the reads.
      const production = report.findings.filter(
        ({ environment, status }) => environment === 'production' && status !== 'ok',
      );
      expect(production.map(({ rule }) => rule)).toEqual(['quiet']);
      expect(
        report.findings.find(({ rule, status }) => rule === 'approval' && status === 'ok'),
      ).toBeDefined();
    }
  });

  it('may lack any part: what is not given is asked for, or told to be missing', async () => {
    const { story } = contractStory();
    for (const given of [{}, { deployments: [] }, { teams: {} }]) {
      const report = await ask(
        ...([
          'check',
          '--repo',
          story.folder,
          '--base',
          'main',
          '--head',
          'contract',
          '--evidence',
          fileWith(given),
        ] as const),
      );
      expect(report.verdict).toBe('error');
      expect(heldBy(report)).toEqual(expect.arrayContaining(['approval', 'no-references', 'quiet', 'soak']));
    }
  });

  it('is taken back from the report, whole or that part of it, to the same verdict', async () => {
    const { story, start, head, usage } = contractStory();
    const at = ['--repo', story.folder, '--base', 'main', '--head', 'contract', '--now', story.now] as const;
    const file = fileWith(example(start, head, usage));
    const first = await ask('check', ...at, '--evidence', file);
    for (const given of [first, first.evidence]) {
      writeFileSync(file, JSON.stringify(given));
      expect(await ask('check', ...at, '--evidence', file)).toEqual(first);
    }
  });
});

describe('surfaces.md, the JSON report', () => {
  it('has the keys that are written there', async () => {
    const { story, start, head, usage } = contractStory();
    const report = await ask(
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
      ...['--evidence', fileWith(example(start, head, usage))],
    );
    expect(report).toMatchObject({
      ...{ version: 1, verdict: 'wait', override: null, now: '2026-10-20T12:00:00Z' },
      subject: { kind: 'pull_request', base: start, head },
      exemptions: [],
    });
    expect(
      report.findings.find(({ rule, environment }) => rule === 'quiet' && environment === 'production'),
    ).toMatchObject({
      ...{
        status: 'wait',
        change: 'split-user-name',
        phase: 'contract',
        path: 'db/migrations/0007_drop_name.sql',
        line: 1,
      },
      message: expect.stringContaining('users.name was read 1,204 times in the last 14 days'),
      next: expect.stringContaining('2026-11-04'),
      until: '2026-11-04T00:00:00Z',
      evidence: [
        {
          source: expect.any(String),
          at: '2026-10-20T12:00:00Z',
          url: null,
          value: expect.objectContaining({}),
        },
      ],
    });
    expect(report.effects.find(({ kind }) => kind === 'removes')).toMatchObject({
      ...{ object: 'users.name', change: 'split-user-name', phase: 'contract', load: 'instant' },
      locks: [{ object: 'users', mode: 'ACCESS EXCLUSIVE' }],
      ...{
        path: 'db/migrations/0007_drop_name.sql',
        line: 1,
        column: 26,
        statement: 'ALTER TABLE users DROP COLUMN name',
      },
    });
    expect(report.changes).toMatchObject([
      { id: 'split-user-name', mode: 'destructive', lanes: { production: { contract: 'wait' } } },
    ]);
  });

  it('is given for a manifest that cannot be read, and by lint', async () => {
    const { story } = contractStory();
    story.propose('broken', { 'lanekeeper.yml': 'version: [\n' });
    const report = await ask('check', '--repo', story.folder, '--base', 'main', '--head', 'broken');
    expect(heldBy(report)).toContain('manifest-valid');
    const linted = await ask('lint', `${story.folder}/db/migrations`);
    expect(linted).toMatchObject({ version: 1, subject: { kind: 'lint' } });
  });

  it('says in mode observe what it would have been', async () => {
    const { story } = contractStory();
    story.git('checkout', '-q', 'main');
    story.commit('observe', {
      'lanekeeper.yml': `mode: observe\n${story.git('show', 'main:lanekeeper.yml')}\n`,
    });
    story.propose('watched', { 'db/migrations/0009_x.sql': 'DROP TABLE users;\n' });
    const { code, out } = await call(
      'check',
      '--repo',
      story.folder,
      '--base',
      'main',
      '--head',
      'watched',
      '--format',
      'json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      verdict: 'pass',
      would_be: expect.stringMatching(/^(block|error)$/),
    });
  });
});
