import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scenes } from '../../src/commands/demo/scenes.ts';
import { Story } from '../../src/commands/demo/story.ts';
import { reportMistakes } from '../report/schemas.ts';
import { call } from './door.ts';

let story: Story;
let beside: string;

beforeAll(async () => {
  story = new Story('2026-09-01T09:00:00Z');
  beside = mkdtempSync(join(tmpdir(), 'lanekeeper-evidence-'));
});
afterAll(() => {
  story.remove();
  rmSync(beside, { recursive: true, force: true });
});

async function horizon(...args: string[]): Promise<string> {
  const evidence = join(beside, 'evidence.json');
  writeFileSync(evidence, JSON.stringify(story.evidence));
  const where = ['--repo', story.folder, '--base', 'main', '--now', story.now, '--evidence', evidence];
  const { code, out, err } = await call('horizon', ...where, ...args);
  expect(code, err).toBe(0);
  return out;
}

const short = (ref: string): string => story.git('rev-parse', ref).slice(0, 7);

describe('horizon follows the split of users.name', () => {
  it('before the contract: all the way back today, and little after it', async () => {
    for (const scene of scenes.slice(0, 9)) await scene.play(story);
    const out = await horizon();
    const first = story.git('rev-list', '--max-parents=0', 'main').slice(0, 7);
    expect(out).toContain(`production can today go back to ${first} (`);
    expect(out).toContain(
      `after the contract of split-user-name, production could go back to ${short('main')} (1 deployment, 2 days).`,
    );
  });

  it('after it: no further than what no longer used the column', async () => {
    for (const scene of scenes.slice(9, 13)) await scene.play(story);
    const out = await horizon();
    expect(out).not.toContain('after the contract of');
    expect(out).toMatch(/production can today go back to [0-9a-f]{7} \(2 deployments, /);
  });

  it('says what is not known as not known', async () => {
    const { out } = await call('horizon', '--repo', story.folder, '--base', 'main', '--now', story.now);
    expect(out).toContain('wait: how far production can be rolled back is not known');
    expect(out).not.toContain('can today go back to');
  });

  it('as JSON, by the published schema', async () => {
    const text = await horizon('--format', 'json');
    expect(reportMistakes(text)).toEqual([]);
    expect(JSON.parse(text).horizon).toHaveLength(2);
  });
});
