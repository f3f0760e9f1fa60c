/** What is served beside the webhook: whether it lives, whether it can work, what it counted, and the board. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BOARD_POLICY } from '../report/board-style.ts';
import { mayLook } from './board.ts';
import type { Bot } from './bot.ts';

interface Shown {
  status: number;
  type: string;
  body: string;
  more?: Record<string, string>;
}

type Page = (bot: Bot) => Promise<Shown>;

const json = (status: number, body: unknown) => ({
  status,
  type: 'application/json',
  body: `${JSON.stringify(body)}\n`,
});

const PAGES: Record<string, Page> = {
  '/health': async () => json(200, { status: 'ok' }),
  '/ready': async (bot) => {
    const isReady = await bot.isReady();
    return json(isReady ? 200 : 503, { status: isReady ? 'ready' : 'the queue cannot be reached' });
  },
  '/metrics': async (bot) => ({
    status: 200,
    type: 'text/plain; version=0.0.4; charset=utf-8',
    body: bot.tally.written(await bot.depth()),
  }),
};

const LOCKED = { 'www-authenticate': 'Basic realm="Lanekeeper"' };

/** Nothing on the page comes from elsewhere or runs. */
const SHUT = {
  'content-security-policy': `${BOARD_POLICY}; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Without a secret there is no board; without the right one nobody hears which repositories there are. */
async function board(
  bot: Bot,
  secret: string | null,
  request: IncomingMessage,
  path: string,
): Promise<Shown | null> {
  if (secret === null) return null;
  if (!mayLook(request, secret))
    return {
      status: 401,
      type: 'text/plain; charset=utf-8',
      body: 'The board asks for its secret.\n',
      more: LOCKED,
    };
  const only = /^\/board\/([^/]+\/[^/]+)$/.exec(path)?.[1] ?? null;
  const body = await bot.board.page(only === null ? null : decodeURIComponent(only));
  return body === null ? null : { status: 200, type: 'text/html; charset=utf-8', body, more: SHUT };
}

/** A handler: true where it answered. `secret` lets into the board; null: there is none. */
export function pagesOf(
  bot: Bot,
  secret: string | null,
): (request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  return async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    const path = (request.url ?? '').split('?')[0] ?? '';
    const page = Object.hasOwn(PAGES, path) ? PAGES[path] : undefined;
    const isBoard = /^\/board(?:\/[^/]+\/[^/]+)?$/.test(path);
    const shown = page ? await page(bot) : isBoard ? await board(bot, secret, request, path) : null;
    if (shown === null) return false;
    const { status, type, body, more = {} } = shown;
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...more });
    response.end(request.method === 'HEAD' ? undefined : body);
    return true;
  };
}
