/** What is served beside the webhook, and to whom. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HostedStory } from '../github/over-github.ts';
import { DROP, quietShop } from '../github/quiet-shop.ts';
import { type Organisation, openOrganisation, storyIn } from './organisation.ts';

const BOARD = 'the secret of the board, long enough';

let organisation: Organisation;
let story: HostedStory;

beforeAll(async () => {
  organisation = await openOrganisation();
  story = storyIn(organisation);
  story.commit('start', quietShop());
  story.deploy('production');
  story.propose('contract', DROP);
  story.mirror();
  story.pullOf('contract');
  await organisation.start({ board: BOARD });
  await organisation.settled();
});
afterAll(async () => {
  await organisation.stop();
  story.remove();
  await organisation.double.stop();
});

const get = (path: string, authorization?: string) =>
  fetch(`http://127.0.0.1:${organisation.running?.port}${path}`, {
    ...(authorization && { headers: { authorization } }),
  });
const basic = (password: string): string => `Basic ${Buffer.from(`any:${password}`).toString('base64')}`;

it('lives, can work, and counts', async () => {
  expect((await get('/health')).status).toBe(200);
  expect((await get('/ready')).status).toBe(200);
  const text = await (await get('/metrics')).text();
  expect(text).toMatch(/^lanekeeper_bot_decisions_total\{what="pull",verdict="\w+"\} 1$/m);
  expect(text).toMatch(/^lanekeeper_bot_queue_depth 0$/m);
  expect((await get('/elsewhere')).status).toBe(404);
});

describe('the board', () => {
  it.each([
    ['nothing', undefined],
    ['another secret', basic('another secret, as long as that')],
    ['the secret as a name', `Basic ${Buffer.from(`${BOARD}:`).toString('base64')}`],
    ['another scheme', `Digest ${BOARD}`],
  ])('asks for its secret where it is given %s', async (_name, authorization) => {
    const response = await get('/board', authorization);
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([
      401,
      'Basic realm="Lanekeeper"',
    ]);
    expect(await response.text()).not.toContain('acme');
  });

  it.each(['/board', '/board/acme/shop'])('%s shows where changes stand', async (path) => {
    const response = await get(path, basic(BOARD));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const text = await response.text();
    expect(text).toContain('acme/shop');
    expect(text).toContain('drop-legacy');
  });

  it('has no page of a repository that it does not know', async () => {
    expect((await get('/board/acme/other', basic(BOARD))).status).toBe(404);
  });

  it('is not there without a secret', async () => {
    await organisation.stop();
    await organisation.start();
    expect((await get('/board', basic(''))).status).toBe(404);
  });
});
