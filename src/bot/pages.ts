/** What is served beside the webhook: whether it lives, whether it can work, what it counted. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Bot } from './bot.ts';

type Page = (bot: Bot) => Promise<{ status: number; type: string; body: string }>;

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

/** A handler as Probot takes it: true where it answered. */
export function pagesOf(bot: Bot): (request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  return async (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const page = Object.hasOwn(PAGES, path) ? PAGES[path] : undefined;
    if (!page || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
    const { status, type, body } = await page(bot);
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
    response.end(request.method === 'HEAD' ? undefined : body);
    return true;
  };
}
