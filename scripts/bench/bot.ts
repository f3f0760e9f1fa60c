/** The built bot beside the double (its validation off): how soon webhooks are acknowledged, how many pull requests are decided. */
import { createHmac } from 'node:crypto';
import { Organisation, pullEvent, SECRET, storyIn } from '../../test/bot/organisation.ts';
import { startGithub } from '../../test/github/double.ts';
import type { Pull } from '../../test/github/state.ts';
import { BotProcess, freePort } from '../../test/storm/bot-process.ts';
import { send, sendFromAside, steadily, type Webhook } from './sender.ts';

const PULLS = 500;
const SECONDS = 10;
const MANIFEST =
  'version: 1\ndatabases:\n  app: { engine: postgresql, version: 16, migrations: db/migrations }\nenvironments: [{ name: production }]\n';

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));

function part(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export async function benchBot(): Promise<void> {
  const double = await startGithub();
  double.validates = false;
  const organisation = new Organisation(double);
  const story = storyIn(organisation);
  story.commit('start', {
    'lanekeeper.yml': MANIFEST,
    'db/migrations/0001_users.sql': 'CREATE TABLE users (id bigint);\n',
  });
  const pulls: Pull[] = [];
  for (let index = 0; index < PULLS; index += 1) {
    story.propose(`branch-${index}`, { [`docs/${index}.md`]: `page ${index}\n` });
    pulls.push(story.pullOf(`branch-${index}`));
  }
  const bot = new BotProcess(await freePort(), organisation.app, double.url, {});
  bot.start();
  await bot.ready();
  const idle = async (): Promise<void> => {
    do await pause(200);
    while ((await bot.counted('lanekeeper_bot_queue_depth')) > 0);
  };
  const webhookOf = (pull: Pull): Webhook => {
    const payload = {
      ...pullEvent(story, 'synchronize', pull),
      installation: { id: organisation.installation.id },
    };
    const body = JSON.stringify(payload);
    const headers = {
      'content-type': 'application/json',
      'x-github-event': 'pull_request',
      'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
    };
    return { headers, body };
  };
  const url = `http://127.0.0.1:${bot.port}/api/github/webhooks`;
  const pullAt = (index: number): Pull => {
    const pull = pulls[index % PULLS];
    if (!pull) throw new Error('no such pull request');
    return pull;
  };
  // The start decides them all: the double has read every object of its repository then.
  const told = (): number => new Set(story.hosted.statuses.map(({ sha }) => sha)).size;
  while (told() < PULLS) await pause(200);
  await idle();
  const decided: number[] = [];
  story.hosted.statuses.length = 0;
  story.hosted.checkRuns.length = 0;
  double.requests.length = 0;
  const from = performance.now();
  await steadily(50, 50 * SECONDS, async (index) => {
    const begin = performance.now();
    const { head } = pullAt(index);
    await send(url, webhookOf(pullAt(index)));
    while (!story.hosted.statuses.some(({ sha }) => sha === head)) await pause(20);
    decided.push(performance.now() - begin);
  });
  const took = (performance.now() - from) / 1000;
  const requests = double.requests.length / decided.length;
  await idle();
  const acknowledged = await sendFromAside({
    ...{ url, webhooks: pulls.map(webhookOf) },
    ...{ perSecond: 300, count: 300 * SECONDS },
  });
  await idle();
  await bot.kill();
  story.remove();
  await double.stop();
  console.log(`bot: one process, the double beside it, ${SECONDS} s each`);
  console.log(
    `  300 webhooks a second${part(acknowledged, 0.5).toFixed(0).padStart(18)} ms until acknowledged (median), ${part(acknowledged, 0.99).toFixed(0)} ms at p99 (goal: under 100)`,
  );
  console.log(
    `  50 pull requests a second${part(decided, 0.5).toFixed(0).padStart(14)} ms until decided (median), ${part(decided, 0.95).toFixed(0)} ms at p95 (goal: within 2,000); ${(decided.length / took).toFixed(1)} a second, ${requests.toFixed(1)} requests each\n`,
  );
}
