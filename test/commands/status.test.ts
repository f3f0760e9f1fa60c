import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Scene, scenes } from '../../src/commands/demo/scenes.ts';
import { Story } from '../../src/commands/demo/story.ts';
import { makeRepository } from '../read/make-repository.ts';
import { reportMistakes } from '../report/schemas.ts';
import { call } from './door.ts';

let story: Story;
let beside: string;
let played = 0;

beforeAll(() => {
  story = new Story('2026-09-01T09:00:00Z');
  beside = mkdtempSync(join(tmpdir(), 'lanekeeper-evidence-'));
});
afterAll(() => {
  story.remove();
  rmSync(beside, { recursive: true, force: true });
});

/** Plays the demo up to and with scene `number`, then asks where things stand. */
async function statusAfter(number: number, ...args: string[]): Promise<string> {
  const rest: Scene[] = scenes.slice(played, number);
  for (const scene of rest) await scene.play(story);
  played = Math.max(played, number);
  const evidence = join(beside, 'evidence.json');
  writeFileSync(evidence, JSON.stringify(story.evidence));
  const where = ['--repo', story.folder, '--base', 'main', '--now', story.now];
  const { code, out } = await call('status', ...where, '--evidence', evidence, ...args);
  expect(code).toBe(0);
  return out;
}

describe('status follows the split of users.name', () => {
  it.each([
    [
      1,
      [
        'staging      expand none   migrate none   contract none',
        'no migration on the base adds users.first_name, users.last_name yet',
      ],
    ],
    [
      3,
      [
        'staging      expand wait   migrate none   contract none',
        '0002_add_split_name.sql has not been deployed to production',
      ],
    ],
    [
      4,
      [
        'production   expand live   migrate none   contract none',
        'dual_write of split-user-name, which is not live in production',
      ],
    ],
    [
      5,
      [
        'production, read_new: wait backfill: the backfill users-name-split is running: 12,000,000 of 50,000,000 rows',
      ],
    ],
    [6, ['staging, stop_old: wait phase-order: stop_old rests on read_new of split-user-name']],
    [
      7,
      [
        'production   expand live   migrate partial   contract none',
        'contract rests on stop_old of split-user-name',
      ],
    ],
    [
      9,
      [
        'production   expand live   migrate live   contract none',
        'wait deprecation: the deprecation window of users.name (30 days) runs until 2026-10-01.\n',
        'production, contract: wait quiet: users.name was read 1,204 times in the last 14 days; the limit is 0. (until 2026-10-09)',
        'staging, contract: wait soak: code free of users.name is live in staging for 2 days; 7 days are asked. (until 2026-09-29)',
      ],
    ],
    [
      11,
      [
        'nothing else is in the way: the migration that removes users.name may be proposed, and then needs 1 approval',
      ],
    ],
    [14, ['production   expand live   migrate live   contract live']],
  ])('after scene %i', async (number, lines) => {
    const out = await statusAfter(number);
    for (const line of lines) expect(out).toContain(line);
    const reasons = out.split('\n').filter((line) => /^ {4}\S/.test(line));
    expect(new Set(reasons).size, 'each reason once').toBe(reasons.length);
    const json = await statusAfter(number, '--format', 'json');
    expect(reportMistakes(json)).toEqual([]);
    const { verdict, findings } = JSON.parse(json) as { verdict: string; findings: { status: string }[] };
    expect(verdict === 'pass').toBe(findings.every(({ status }) => status === 'ok' || status === 'warn'));
    expect(await statusAfter(number, '--format', 'markdown')).toContain(
      '### Change `split-user-name` (parallel)',
    );
  });

  it('without evidence: knows nothing, says so, and what would tell', async () => {
    const { out } = await call('status', '--repo', story.folder, '--base', 'main');
    expect(out).toContain('production   expand unknown   migrate unknown   contract unknown');
    expect(out).toContain('--evidence');
  });

  it('of one change; of another it names the nearest', async () => {
    const at = ['--repo', story.folder, '--base', 'main'];
    expect((await call('status', ...at, 'split-user-name')).out).toContain('split-user-name (parallel)');
    const { code, err } = await call('status', ...at, 'split-user-nam');
    expect(code).toBe(2);
    expect(err).toContain('Did you mean split-user-name?');
  });
});

describe('status of other shapes', () => {
  const DATABASES =
    'version: 1\ndatabases: { app: { engine: postgresql, version: 16, migrations: m } }\nenvironments: [{ name: production }]\n';

  function statusOf(
    changes: string,
    migrations: string,
  ): Promise<{ code: number | null; out: string; err: string }> {
    const repository = makeRepository();
    const commit = repository.commit({
      'lanekeeper.yml': `${DATABASES}${changes}`,
      'm/0001.sql': migrations,
    });
    const evidence = join(beside, `${commit}.json`);
    writeFileSync(
      evidence,
      JSON.stringify({
        deployments: [{ environment: 'production', commit, state: 'success', at: '2026-01-01T00:00:00Z' }],
      }),
    );
    return call('status', '--repo', repository.folder, '--evidence', evidence, '--now', '2026-03-01');
  }

  it.each([
    [
      'a tightening without writers',
      'changes: { require: { tightens: [users.email] } }\n',
      'contract: block tighten-after-writers: require tightens users.email, and does not say which code writes it',
    ],
    [
      'a removal without telemetry',
      'changes: { drop: { removes: [users.email] } }\n',
      'contract: error quiet: that nothing uses users.email cannot be proved',
    ],
    ['nothing declared', '', 'No change is declared.'],
    ['an expand that is live', 'changes: { add: { adds: [users.email] } }\n', 'production   expand live'],
  ])('%s', async (_, changes, text) => {
    const { code, out } = await statusOf(changes, 'CREATE TABLE users (id int, email text);\n');
    expect(code).toBe(0);
    expect(out).toContain(text);
  });

  it('writes the board as one page that fetches nothing', async () => {
    const repository = makeRepository();
    const manifest = `${DATABASES}changes: { drop: { removes: [users.email], summary: '<b>bold</b>' } }\n`;
    repository.commit({ 'lanekeeper.yml': manifest, 'm/0001.sql': 'CREATE TABLE users (id int);\n' });
    const { code, out } = await call('status', '--repo', repository.folder, '--format', 'html');
    expect(code).toBe(0);
    expect(out).toMatch(/^<!doctype html>[\s\S]*<h2>drop [\s\S]*&lt;b&gt;bold[\s\S]*<\/html>\n$/);
    expect(out).not.toMatch(/<(?:script|link|img|iframe)|src=|@import|url\(/);
    const other = await call('horizon', '--repo', repository.folder, '--format', 'html');
    expect(other.err).toContain('text, json, markdown');
  });

  it('tells a manifest that is missing or broken', async () => {
    const none = makeRepository();
    none.commit({ a: '1' });
    expect((await call('status', '--repo', none.folder)).err).toMatch(
      /no manifest on the base.*\nlanekeeper init/,
    );
    const { code, err } = await statusOf('change: {}\nmode: enforced\n', '');
    expect(code).toBe(2);
    expect(err).toMatch(/did you mean 'changes'\?[\s\S]*mode/);
  });
});
