/**
 * Sends webhooks at a steady rate from a thread of its own and measures until each is acknowledged: in the double's own thread
 * the double's work would count as the bot's.
 */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

export interface Webhook {
  headers: Record<string, string>;
  body: string;
}

interface Round {
  url: string;
  webhooks: readonly Webhook[];
  perSecond: number;
  count: number;
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));

/** So many a second, whatever becomes of those before: a queue that grows shows. */
export async function steadily(
  perSecond: number,
  count: number,
  act: (index: number) => Promise<void>,
): Promise<void> {
  const begin = performance.now();
  const all: Promise<void>[] = [];
  for (let index = 0; index < count; index += 1) {
    await pause(begin + (index * 1000) / perSecond - performance.now());
    all.push(act(index));
  }
  await Promise.all(all);
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Every delivery has an id of its own, as GitHub's have. Rejects where it was not acknowledged. */
export function send(url: string, { headers, body }: Webhook): Promise<void> {
  return new Promise((resolve, reject) => {
    const all = { ...headers, 'x-github-delivery': randomUUID(), 'content-length': Buffer.byteLength(body) };
    const asked = request(url, { method: 'POST', agent, headers: all }, (response) => {
      response.resume();
      const { statusCode = 0 } = response;
      if (statusCode < 300) response.once('end', resolve);
      else reject(new Error(`a webhook was answered with ${statusCode}`));
    });
    asked.once('error', reject);
    asked.end(body);
  });
}

/** Milliseconds until each was acknowledged. */
export function sendFromAside(round: Round): Promise<number[]> {
  const worker = new Worker(new URL(import.meta.url), { workerData: round });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve).once('error', reject);
  });
}

if (!isMainThread && parentPort) {
  const { url, webhooks, perSecond, count } = workerData as Round;
  const times: number[] = [];
  await steadily(perSecond, count, async (index) => {
    const webhook = webhooks[index % webhooks.length];
    if (!webhook) throw new Error('no webhook to send');
    const begin = performance.now();
    await send(url, webhook);
    times.push(performance.now() - begin);
  });
  parentPort.postMessage(times);
}
