/** What a bot needs and cannot have: said with the name of its setting, and no reason to hang. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startBot } from '../../src/bot.ts';
import { freePort } from '../storm/bot-process.ts';
import { type Organisation, openOrganisation } from './organisation.ts';

let organisation: Organisation;

beforeEach(async () => {
  organisation = await openOrganisation();
});
afterEach(async () => {
  await organisation.double.stop();
});

it('a Redis that does not answer: it is not ready, acknowledges nothing, and ends when it is told to', async () => {
  const redis = `redis://127.0.0.1:${await freePort()}`;
  organisation.running = await startBot(organisation.settings({ redis }));
  const at = `http://127.0.0.1:${organisation.running.port}`;
  expect((await fetch(`${at}/health`)).status).toBe(200);
  expect((await fetch(`${at}/ready`)).status).toBe(503);
  const said = organisation.deliver('push', {
    ref: 'refs/heads/main',
    repository: { full_name: 'acme/shop' },
  });
  const answered = said.catch(() => 0);
  await organisation.stop();
  expect(await answered).not.toBe(200);
});

it('a file that cannot be opened', async () => {
  const started = startBot(organisation.settings({ state: '/nowhere/queue.sqlite' }));
  await expect(started).rejects.toThrow('LANEKEEPER_STATE /nowhere/queue.sqlite cannot be opened');
});

it('a port that is in use', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  await expect(startBot(organisation.settings({ port }))).rejects.toThrow(
    `it cannot listen at HOST 127.0.0.1, PORT ${port}`,
  );
  await new Promise((resolve) => other.close(resolve));
});
