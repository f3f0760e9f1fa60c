/** The bot's door: a Probot app, its queue, and the pages beside the webhook. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Probot, ProbotOctokit } from 'probot';
import { Bot, type BotOptions } from './bot/bot.ts';
import { pagesOf } from './bot/pages.ts';
import type { Queue, QueueOptions } from './bot/queue.ts';
import { openSqliteQueue } from './bot/queue-sqlite.ts';
import { readSettings, type Settings } from './bot/settings.ts';
import { fetchOverHttp } from './github/fetch-over-http.ts';
import { UserError } from './user-error.ts';

const PATH = '/api/github/webhooks';

/** Limits, tries and time limits are our client's. Probot's own lets a second pass between two writes, whoever's they are. */
const Unthrottled = ProbotOctokit.defaults((options: object) => ({
  ...options,
  throttle: { enabled: false },
  retry: { enabled: false },
}));

export function probotOf({ app, privateKey, secret, baseUrl, logLevel }: Settings): Probot {
  return new Probot({
    ...{ appId: app, privateKey, secret, baseUrl, logLevel, logFormat: 'json' },
    Octokit: Unthrottled,
    request: { fetch: fetchOverHttp },
  });
}

function openFile(state: string | null, options: QueueOptions): Queue {
  try {
    return openSqliteQueue(state, options);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `LANEKEEPER_STATE ${state} cannot be opened: ${why}.`,
      'Name a file in a folder that is there and may be written to.',
    );
  }
}

async function queueOf({ redis, state }: Settings): Promise<BotOptions['openQueue']> {
  if (redis === null) return (options) => openFile(state, options);
  const { openRedisQueue } = await import('./bot/queue-redis.ts');
  return (options) => openRedisQueue(redis, options);
}

/** Signatures are Probot's matter; what is acknowledged was kept before. */
function listen(probot: Probot, bot: Bot): void {
  probot.onAny(async ({ id, name, payload }) => await bot.receive({ id, name, payload }));
}

async function openBot(settings: Settings, probot: Probot): Promise<Bot> {
  const { app, serverUrl, every, width } = settings;
  const bot = new Bot({
    ...{ app, serverUrl, every, width },
    openQueue: await queueOf(settings),
    authenticate: (installation) => probot.auth(installation),
    log: (level, event, fields) => probot.log[level]({ event, ...fields }, event),
  });
  listen(probot, bot);
  return bot;
}

export interface Running {
  port: number;
  bot: Bot;
  stop(): Promise<void>;
}

/** Serves webhooks and pages, and begins to answer. Throws where the port or the queue's file cannot be had. */
export async function startBot(settings: Settings): Promise<Running> {
  const probot = await probotOf(settings).ready();
  const bot = await openBot(settings, probot);
  const webhooks = await probot.getNodeMiddleware({ path: PATH });
  const pages = pagesOf(bot, settings.board);
  const server = createServer((request, response) => {
    answer(request, response, [webhooks, pages]).catch((error: unknown) => {
      probot.log.error({ err: error }, 'failed');
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: Error): void =>
      reject(
        new UserError(
          `it cannot listen at HOST ${settings.host}, PORT ${settings.port}: ${error.message}.`,
          'Name another PORT, or end what listens there.',
        ),
      );
    server.once('error', refuse).listen(settings.port, settings.host, resolve);
  });
  bot.start();
  return { port: (server.address() as AddressInfo).port, bot, stop: () => stop(server, bot) };
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<unknown>;

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  handlers: Handler[],
): Promise<void> {
  for (const handler of handlers) if (await handler(request, response)) return;
  if (!response.headersSent) response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
}

/** What was begun ends; connections that are kept open do not hold it. */
async function stop(server: Server, bot: Bot): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  // A webhook that waits for a queue which is away ends when that is closed.
  if (await bot.isReady()) await closed;
  await bot.close();
  await closed;
}

async function main(): Promise<void> {
  const running = await startBot(readSettings(process.env));
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void running.stop().then(() => process.exit(0)));
}

if (import.meta.main) {
  await main().catch((error: unknown) => {
    const text = error instanceof UserError ? `${error.message}\n  Do: ${error.next}` : String(error);
    process.stderr.write(`lanekeeper: ${text}\n`);
    process.exit(2);
  });
}
