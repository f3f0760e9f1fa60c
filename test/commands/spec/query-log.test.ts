/** The answer of the specification's page on the query log, over HTTP and from a file. */
import { describe, expect, it } from 'vitest';
import type { Story } from '../../../src/commands/demo/story.ts';
import { json, serve } from '../../read/loopback.ts';
import { soundAnswer } from '../../read/usage-answer.ts';
import { ask, fileWith, tellStory } from './asked.ts';

/** As it is written there: a gap and two moments stand for its ellipses, and lie before the window. */
function writtenAnswer() {
  const answer = soundAnswer();
  answer.coverage.sources[0].gaps = [
    { from: '2026-09-01T00:00:00Z', to: '2026-09-01T01:00:00Z', reason: 'collector-down' },
  ];
  return answer;
}

const QUESTION = {
  protocol: '1',
  database: 'app',
  window: { from: '2026-10-18T00:00:00Z', to: '2026-11-01T00:00:00Z' },
  objects: ['users.name'],
  ignore: [{ service: 'pg_dump' }],
};

function contractStory(telemetry: string): Story {
  const story = tellStory('2026-10-01T00:00:00Z');
  story.commit('start', {
    'lanekeeper.yml': `version: 1
databases: { app: { engine: postgresql, version: 16, migrations: db/migrations, telemetry: app-queries } }
telemetry: { app-queries: ${telemetry} }
environments: [{ name: production }]
approval: { approvers: ["@octocat"] }
changes:
  drop-name: { removes: [users.name], contract: { quiet: { window: 14d, ignore: [pg_dump] } } }
`,
    'db/migrations/0001_users.sql': 'CREATE TABLE users (id bigint PRIMARY KEY, name text);\n',
  });
  story.deploy('production');
  story.now = '2026-11-01T00:00:00Z';
  story.propose('drop', { 'db/migrations/0002_drop.sql': 'ALTER TABLE users DROP COLUMN name;\n' });
  story.approve('drop-name', 'octocat', 'drop');
  return story;
}

async function quietOf({ folder, evidence, now }: Story) {
  const { deployments, approvals } = evidence;
  const given = fileWith({ deployments, approvals, pull_request: evidence.pull_request });
  const report = await ask(
    'check',
    '--repo',
    folder,
    '--base',
    'main',
    '--head',
    'drop',
    '--now',
    now,
    '--evidence',
    given,
  );
  return { report, quiet: report.findings.find(({ rule }) => rule === 'quiet') };
}

const WAITS = {
  status: 'wait',
  message: 'users.name was read 1,204 times in the last 14 days; the limit is 0.',
  next: 'Move billing off users.name. If it stops today, this clears by itself on 2026-11-15.',
  until: '2026-11-15T00:00:00Z',
};

describe('query-log.md, protocol 1', () => {
  it('over loopback: the question is put as it is written, and its answer judged', async () => {
    const { url, asked } = await serve(json(writtenAnswer()));
    const { quiet } = await quietOf(contractStory(`{ type: query-log, url: "${url}" }`));
    expect(quiet).toMatchObject(WAITS);
    expect(asked).toMatchObject([{ method: 'POST', path: '/v1/usage', body: QUESTION }]);
  });

  it('from a file beside the manifest', async () => {
    const story = contractStory('{ type: file, path: telemetry.json }');
    story.git('checkout', '-q', 'main');
    story.commit('answers', {
      'telemetry.json': JSON.stringify([{ environment: 'production', ...writtenAnswer() }]),
    });
    expect((await quietOf(story)).quiet).toMatchObject(WAITS);
  });

  it('zero over the whole window lets the contract through, and the report holds the answer for a replay', async () => {
    const answer = writtenAnswer();
    const none = { explicit: 0, implicit: 0, unresolved: 0, failed: 0 };
    answer.usage[0] = {
      ...answer.usage[0],
      state: 'zero',
      reads: none,
      by: [],
      first_seen: null,
      last_seen: null,
      samples: [],
    };
    const { url } = await serve(json(answer));
    const story = contractStory(`{ type: query-log, url: "${url}" }`);
    const { report } = await quietOf(story);
    expect(report.verdict).toBe('pass');
    const again = await ask(
      ...(['check', '--repo', story.folder, '--base', 'main', '--head', 'drop', '--now', story.now] as const),
      ...['--evidence', fileWith(report)],
    );
    expect(again.verdict).toBe('pass');
  });

  it.each([
    ['another protocol', { protocol: '2' }],
    ['no coverage', { coverage: undefined }],
    ['a narrower window', { window: { from: '2026-10-20T00:00:00Z', to: '2026-11-01T00:00:00Z' } }],
    ['nothing about the object', { usage: [] }],
    ['made before the end of the window', { generated_at: '2026-10-31T00:00:00Z' }],
  ])('an answer with %s is refused: an error, not zero', async (_, bent) => {
    const { url } = await serve(json({ ...writtenAnswer(), ...bent }));
    const { report, quiet } = await quietOf(contractStory(`{ type: query-log, url: "${url}" }`));
    expect([report.verdict, quiet?.status]).toEqual(['error', 'error']);
  });
});
