/** How a storm goes: webhooks without a pause, and a process killed every now and then. */
import type { Random } from '../properties/random.ts';
import type { BotProcess } from './bot-process.ts';
import type { Storm } from './storm.ts';

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

export async function blow(
  storm: Storm,
  bots: [BotProcess, ...BotProcess[]],
  { events, kills, random }: { events: number; kills: number; random: Random },
): Promise<void> {
  storm.target = () => random.pick(bots);
  for (const bot of bots) {
    bot.start();
    await bot.ready();
  }
  const each = Math.ceil(events / (kills + 1));
  for (let kill = 0; ; kill += 1) {
    for (let index = 0; index < each; index += 1) await storm.event();
    if (kill === kills) return;
    const bot = random.pick(bots);
    // Now it is still starting, now it decides, now it has nothing to do.
    await pause(random.next() * (random.chance(0.3) ? 30 : 300));
    if (await bot.answers()) storm.told.working += 1;
    await bot.kill();
    storm.told.kills += 1;
    bot.start();
    if (random.chance(0.8)) await bot.ready();
  }
}

/** The storm is over: what waits is decided, and what was lost is asked for by a start. */
export async function settle(bots: readonly BotProcess[]): Promise<void> {
  for (const bot of bots) {
    await bot.kill('SIGTERM');
    bot.start();
    await bot.ready();
  }
  const end = Date.now() + 120_000;
  for (let quiet = 0; quiet < 10 && Date.now() < end; ) {
    await pause(200);
    const depths = await Promise.all(bots.map((bot) => bot.counted('lanekeeper_bot_queue_depth')));
    const rounds = await Promise.all(bots.map((bot) => bot.counted('lanekeeper_bot_reconciled_total')));
    const isDone = depths.every((depth) => depth === 0) && rounds.every((round) => round > 0);
    quiet = isDone ? quiet + 1 : 0;
  }
}
