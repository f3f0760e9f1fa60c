/** Where everything stands, as a command of the built action: outputs, summary, and the board as a file. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GithubDouble, startGithub } from '../github/double.ts';
import { HostedStory, REPOSITORY } from '../github/over-github.ts';
import { runAction } from './run-action.ts';

const MANIFEST = `version: 1
databases:
  app: { engine: postgresql, version: 16, migrations: db/migrations }
environments: [{ name: production }]
changes:
  split-name: { adds: [users.first_name], removes: [users.name] }
`;
const temp = mkdtempSync(join(tmpdir(), 'lanekeeper-board-'));
let double: GithubDouble;
let story: HostedStory;

beforeAll(async () => {
  double = await startGithub();
  double.token('secret', 'github-actions[bot]');
  story = new HostedStory(new Date().toISOString(), double);
});

afterAll(async () => {
  rmSync(temp, { recursive: true, force: true });
  story.remove();
  await double.stop();
});

it('writes the board beside the report, and no status', async () => {
  story.commit('start', {
    'lanekeeper.yml': MANIFEST,
    'db/migrations/0001_users.sql': 'CREATE TABLE users (id bigint, name text);\n',
    'db/migrations/0002_first.sql': 'ALTER TABLE users ADD COLUMN first_name text;\n',
  });
  story.deploy('production');
  story.mirror();
  const ran = await runAction(double, REPOSITORY, {
    event: 'workflow_dispatch',
    payload: {},
    inputs: { command: 'status' },
    env: { RUNNER_TEMP: temp },
  });
  expect(ran.code, ran.log).toBe(0);
  expect(ran.outputs.verdict).toMatch(/^(?:wait|error)$/);
  expect(ran.outputs['board-file']).toBe(join(temp, 'lanekeeper-board.html'));
  const page = readFileSync(ran.outputs['board-file'] ?? '', 'utf8');
  expect(page).toMatch(/^<!doctype html>/i);
  expect(page).toContain('split-name');
  expect(page).toContain('production');
  expect(page).not.toMatch(/<script|https?:\/\/(?!github\.test)[^"]*\.(?:js|css)/);
  expect(story.hosted.statuses).toEqual([]);
});
