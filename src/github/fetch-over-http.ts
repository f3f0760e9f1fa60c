/**
 * As much of `fetch` as octokit uses, over Node's own http and https. A run of the action makes a handful of calls:
 * loading either of Node's two copies of undici takes it longer than making them.
 */
import type { IncomingMessage, RequestOptions } from 'node:http';

export interface Init {
  method?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | null;
  redirect?: 'follow' | 'manual' | 'error';
  signal?: AbortSignal;
}

/** What octokit, and the client around it, read of a `Response`. */
export interface Fetched {
  ok: boolean;
  status: number;
  statusText: string;
  url: string;
  headers: Map<string, string>;
  body: ReadableStream<Uint8Array>;
  text(): Promise<string>;
  json(): Promise<unknown>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MOST_REDIRECTS = 5;

/** Rejects as `fetch` does: an `AbortError` where it was given up, else a `TypeError` whose `cause` says why. */
export async function fetchOverHttp(address: string | URL, init: Init = {}): Promise<Fetched> {
  let url = new URL(address);
  let asked = init;
  for (let followed = 0; ; followed += 1) {
    const message = await send(url, asked);
    const status = message.statusCode ?? 0;
    const { location } = message.headers;
    if (!REDIRECTS.has(status) || location === undefined || init.redirect === 'manual')
      return await fetched(url, message);
    message.resume();
    if (init.redirect === 'error' || followed === MOST_REDIRECTS) throw failed(new Error('redirected'));
    const next = new URL(location, url);
    asked = redirected(asked, status, next.origin === url.origin);
    url = next;
  }
}

/** A token goes nowhere but where it was sent. */
function redirected(init: Init, status: number, sameOrigin: boolean): Init {
  const kept = Object.entries(init.headers ?? {}).filter(
    ([name]) => sameOrigin || !/^(?:authorization|cookie)$/i.test(name),
  );
  const headers = Object.fromEntries(kept);
  const { method = 'GET' } = init;
  const becomesGet = status === 303 || (status < 303 && method === 'POST');
  return becomesGet ? { ...init, headers, method: 'GET', body: null } : { ...init, headers };
}

const failed = (cause: unknown): TypeError => new TypeError('fetch failed', { cause });

function send(url: URL, { method = 'GET', headers, body, signal }: Init): Promise<IncomingMessage> {
  // Not imported: an import reads all that the module exports, undici among it.
  const name = url.protocol === 'http:' ? 'node:http' : 'node:https';
  const { request } = process.getBuiltinModule(name) as typeof import('node:https');
  const length = body == null ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const options: RequestOptions = {
    method,
    headers: { 'accept-encoding': 'gzip', ...headers, ...length },
    ...(signal && { signal }),
  };
  return new Promise((resolve, reject) => {
    const asking = request(url, options, resolve);
    asking.on('error', (error) => reject(signal?.aborted ? signal.reason : failed(error)));
    asking.end(body ?? undefined);
  });
}

function headersOf(message: IncomingMessage): Map<string, string> {
  return new Map(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

async function fetched(url: URL, message: IncomingMessage): Promise<Fetched> {
  const stream = await decoded(message);
  const whole = async (): Promise<Buffer> => {
    const pieces: Buffer[] = [];
    for await (const piece of stream) pieces.push(piece as Buffer);
    return Buffer.concat(pieces);
  };
  const status = message.statusCode ?? 0;
  // Whoever asks twice means the same one; made for nobody it would take the first piece.
  let body: ReadableStream<Uint8Array> | null = null;
  return {
    ok: status >= 200 && status < 300,
    status,
    statusText: message.statusMessage ?? '',
    url: url.href,
    // GitHub's API answers in JSON; who says nothing of it means the same.
    headers: new Map([['content-type', 'application/json'], ...headersOf(message)]),
    get body() {
      body ??= webStream(stream);
      return body;
    },
    text: async () => (await whole()).toString('utf8'),
    json: async () => JSON.parse((await whole()).toString('utf8')) as unknown,
    arrayBuffer: async () => new Uint8Array(await whole()).buffer as ArrayBuffer,
  };
}

/** A stream that ends early fails: what is cut is never taken for the whole. */
async function decoded(message: IncomingMessage): Promise<AsyncIterable<Uint8Array>> {
  if (message.headers['content-encoding'] !== 'gzip') return message;
  const { createGunzip } = await import('node:zlib');
  const plain = createGunzip();
  message.on('error', (error) => plain.destroy(error));
  return message.pipe(plain);
}

function webStream(stream: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const pieces = stream[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return?.();
    },
  });
}
