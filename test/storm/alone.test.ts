/** 2,000 webhooks, and one bot that is killed a hundred times in them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startGithub } from '../github/double.ts';
import { randomFrom } from '../properties/random.ts';
import { seed } from '../seed.ts';
import { blow, settle } from './blow.ts';
import { BotProcess, freePort } from './bot-process.ts';
import { Storm, summaryOf } from './storm.ts';

test('ends with the right status on every pull request', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lanekeeper-storm-'));
  const double = await startGithub();
  const storm = new Storm(double, randomFrom(seed), 30);
  const env = { LANEKEEPER_STATE: join(folder, 'queue.sqlite') };
  const bot = new BotProcess(await freePort(), storm.organisation.app, double.url, env);
  try {
    await blow(storm, [bot], {
      events: 2000,
      kills: 100,
      random: randomFrom(seed + 1),
    });
    await settle([bot]);
    const wrong = storm.wrong();
    console.log(`alone: ${summaryOf(storm.told, wrong)}`);
    expect(wrong).toEqual([]);
    expect(storm.told).toMatchObject({ kills: 100 });
    expect(storm.told.events).toBeGreaterThanOrEqual(2000);
    expect(storm.told.working).toBeGreaterThan(50);
  } finally {
    await bot.kill();
    storm.story.remove();
    rmSync(folder, { recursive: true, force: true });
    await double.stop();
  }
});
