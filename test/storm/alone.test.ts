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
import { Storm } from './storm.ts';

test('ends with the right status on every pull request', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lanekeeper-storm-'));
  const double = await startGithub();
  const storm = new Storm(double, randomFrom(seed), 30);
  const env = { LANEKEEPER_STATE: join(folder, 'queue.sqlite') };
  const bot = new BotProcess(await freePort(), storm.organisation.app, double.url, env);
  try {
    await blow(storm, [bot], {
      events: Number(process.env.EVENTS ?? 2000),
      kills: Number(process.env.KILLS ?? 100),
      random: randomFrom(seed + 1),
    });
    await settle([bot]);
    const { events, acknowledged, refused, lost, kills, working } = storm.told;
    const wrong = storm.wrong();
    console.log(
      `${events} webhooks (${acknowledged} acknowledged, ${refused} refused, ${lost} lost), ${kills} kills (${working} of one that answered), ${wrong.length} wrong statuses`,
    );
    expect(wrong).toEqual([]);
    expect([events >= 2000, kills]).toEqual([true, 100]);
    expect(working).toBeGreaterThan(50);
  } finally {
    await bot.kill();
    storm.story.remove();
    rmSync(folder, { recursive: true, force: true });
    await double.stop();
  }
});
