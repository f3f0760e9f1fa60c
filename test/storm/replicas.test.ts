/** 2,000 webhooks at two replicas over one real Redis, either of which is killed at any moment. */
import { expect, test } from 'vitest';
import { startGithub } from '../github/double.ts';
import { randomFrom } from '../properties/random.ts';
import { seed } from '../seed.ts';
import { blow, settle } from './blow.ts';
import { BotProcess, freePort } from './bot-process.ts';
import { startRedis } from './start-redis.ts';
import { Storm, summaryOf } from './storm.ts';

test('end with the right status on every pull request', async () => {
  const redis = await startRedis();
  const double = await startGithub();
  const storm = new Storm(double, randomFrom(seed + 2), 30);
  const { app } = storm.organisation;
  const env = { REDIS_URL: redis.url };
  const bots: [BotProcess, BotProcess] = [
    new BotProcess(await freePort(), app, double.url, env),
    new BotProcess(await freePort(), app, double.url, env),
  ];
  try {
    await blow(storm, bots, { events: 2000, kills: 100, random: randomFrom(seed + 3) });
    await settle(bots);
    const wrong = storm.wrong();
    console.log(`two replicas: ${summaryOf(storm.told, wrong)}`);
    expect(wrong).toEqual([]);
    expect(storm.told).toMatchObject({ kills: 100 });
    expect(storm.told.events).toBeGreaterThanOrEqual(2000);
    expect(storm.told.working).toBeGreaterThan(50);
  } finally {
    for (const bot of bots) await bot.kill();
    storm.story.remove();
    await double.stop();
    await redis.stop();
  }
});
