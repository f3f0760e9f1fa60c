/** The bot's door: a Probot app, its queue, and the pages beside the webhook. */
import { type ApplicationFunction, Probot, ProbotOctokit, Server } from 'probot';
import { Bot } from './bot/bot.ts';
import { pagesOf } from './bot/pages.ts';
import { openSqliteQueue } from './bot/queue-sqlite.ts';
import { readSettings, type Settings } from './bot/settings.ts';
import { fetchOverHttp } from './github/fetch-over-http.ts';
import { UserError } from './user-error.ts';

const PATH = '/api/github/webhooks';

/** Signatures are Probot's matter; what is acknowledged was kept before. */
export function lanekeeper(bot: Bot): ApplicationFunction {
  return (probot, { addHandler }) => {
    probot.onAny(async ({ id, name, payload }) => await bot.receive({ id, name, payload }));
    const pages = pagesOf(bot);
    addHandler(pages as Parameters<typeof addHandler>[0]);
  };
}

/** Limits, tries and time limits are our client's: Probot's own would wait for each other across repositories. */
function probotOf(settings: Settings): typeof Probot {
  return Probot.defaults({
    appId: settings.app,
    privateKey: settings.privateKey,
    secret: settings.secret,
    baseUrl: settings.baseUrl,
    logFormat: 'json',
    logLevel: 'info',
    Octokit: ProbotOctokit.defaults({ retry: { enabled: false }, throttle: { enabled: false } }),
    request: { fetch: fetchOverHttp },
  });
}

async function openQueue(settings: Settings) {
  if (settings.redis === null) return openSqliteQueue.bind(null, settings.state);
  const { openRedisQueue } = await import('./bot/queue-redis.ts');
  return openRedisQueue.bind(null, settings.redis);
}

export interface Running {
  port: number;
  bot: Bot;
  stop(): Promise<void>;
}

export async function startBot(settings: Settings): Promise<Running> {
  const { host, port, app, serverUrl, every, width } = settings;
  const server = new Server({
    ...{ Probot: probotOf(settings), host, port, webhookPath: PATH },
    enableStaticFiles: false,
  });
  let bot: Bot | null = null;
  const queue = await openQueue(settings);
  await server.load((probot, options) => {
    bot = new Bot({
      ...{ app, serverUrl, every, width },
      openQueue: queue,
      authenticate: (installation) => probot.auth(installation),
      log: (level, event, fields) => probot.log[level]({ event, ...fields }, event),
    });
    return lanekeeper(bot)(probot, options);
  });
  const running = bot as Bot | null;
  if (running === null) throw new Error('the bot was not loaded');
  await server.start();
  running.start();
  return {
    port: server.port,
    bot: running,
    stop: async () => {
      await server.stop();
      await running.close();
    },
  };
}

async function main(): Promise<void> {
  const running = await startBot(readSettings(process.env));
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void running.stop().then(() => process.exit(0)));
}

if (import.meta.main) {
  await main().catch((error: unknown) => {
    const text = error instanceof UserError ? `${error.message} ${error.next}` : String(error);
    process.stderr.write(`lanekeeper: ${text}\n`);
    process.exit(2);
  });
}
