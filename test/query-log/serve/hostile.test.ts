/** Callers that mean no good, or are broken: each gets a problem, none gets a stack, and the server goes on. */
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROUTES } from '../../../src/query-log/serve/routes/index.ts';
import { UserError } from '../../../src/user-error.ts';
import { serveHere } from './serve-here.ts';

type Here = Awaited<ReturnType<typeof serveHere>>;

const window = { from: '2026-10-18T00:00:00Z', to: '2026-11-01T00:00:00Z' };
const question = { protocol: '1', database: 'app', window, objects: ['users.name'] };

/** What comes back on a socket of one's own; ends when the server closes it. */
function raw(port: number, send: (write: (text: string) => void) => void): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', () => {});
    socket.once('close', () => resolve(text));
    socket.once('connect', () => send((part) => void (socket.writable && socket.write(part))));
  });
}

const bodyOf = (text: string): Record<string, unknown> =>
  JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4));

describe('tokens', () => {
  const [both, reads, writes] = ['all-of-it-0123456789', 'may-only-ask-01234', 'may-only-report-01'];
  let here: Here;
  beforeAll(async () => {
    here = await serveHere({
      grants: [
        { token: both, scopes: ['read', 'write'] },
        { token: reads, scopes: ['read'] },
        { token: writes, scopes: ['write'] },
      ],
    });
  });
  afterAll(() => here.stop());

  test.each([
    ['no token', {}, 401, 401],
    ['another token', { authorization: 'Bearer all-of-it-012345678' }, 401, 401],
    ['a longer token', { authorization: `Bearer ${both}0` }, 401, 401],
    ['another scheme', { authorization: `Basic ${both}` }, 401, 401],
    ['nothing but the scheme', { authorization: 'Bearer' }, 401, 401],
    ['a token for all', { authorization: `Bearer ${both}` }, 200, 204],
    ['a token to ask', { authorization: `bearer ${reads}` }, 200, 403],
    ['a token to report', { authorization: `Bearer ${writes}` }, 403, 204],
  ])('%s', async (_name, headers: Record<string, string>, asked, reported) => {
    expect((await here.ask('/v1/usage', { body: question, headers })).status).toBe(asked);
    const report = { compared: 1, diverged: 0 };
    expect((await here.ask('/v1/comparisons/x', { body: report, headers })).status).toBe(reported);
    expect((await here.ask('/metrics', { headers })).status).toBe(asked);
  });

  test('health tells its state to everybody, and its sources to whoever may ask', async () => {
    expect((await here.ask('/health')).body).toEqual({ status: 'ok' });
    expect(
      (await here.ask('/health', { headers: { authorization: `Bearer ${reads}` } })).body,
    ).toHaveProperty('sources');
  });

  test('no token is in any log line', () => {
    expect(JSON.stringify(here.lines)).not.toMatch(/all-of-it|may-only/);
    expect(here.lines.length).toBeGreaterThan(20);
  });
});

describe('without a token', () => {
  let here: Here;
  beforeAll(async () => {
    here = await serveHere({
      limits: {
        question: 2000,
        delivery: 50_000,
        headTime: 400,
        bodyTime: 300,
        questionsAtOnce: 3,
        deliveriesAtOnce: 1,
        idleTime: 2000,
      },
    });
  });
  afterAll(() => here.stop());

  test('a page in a browser under a name of its own is not answered', async () => {
    const text = await raw(here.port, (write) =>
      write('GET /health HTTP/1.1\r\nHost: evil.example:80\r\nConnection: close\r\n\r\n'),
    );
    expect(text).toMatch(/^HTTP\/1\.1 403 /);
    expect(bodyOf(text).type).toMatch(/forbidden-host$/);
  });

  test.each([
    ['a path that there is not', '/v2/usage', { body: {} }, 404, {}],
    ['a name that cannot be decoded', '/v1/backfills/%E0%A4', {}, 404, {}],
    ['a name with a control character', '/v1/backfills/a%00b', {}, 404, {}],
    ['a name without an end', `/v1/backfills/${'a'.repeat(300)}`, {}, 404, {}],
    ['an address without an end', `/v1/backfills/x?${'a'.repeat(5000)}`, {}, 414, {}],
    ['GET of a question', '/v1/usage', {}, 405, { allow: 'POST' }],
    ['DELETE of a backfill', '/v1/backfills/x', { method: 'DELETE' }, 405, { allow: 'GET, PUT, HEAD' }],
    ['OPTIONS', '/metrics', { method: 'OPTIONS' }, 405, { allow: 'GET, HEAD' }],
    [
      'a form',
      '/v1/usage',
      { body: 'a=1', type: 'application/x-www-form-urlencoded' },
      415,
      { 'accept-post': 'application/json' },
    ],
    ['no type', '/v1/usage', { body: Buffer.from('{}'), type: null }, 415, {}],
    ['another alphabet', '/v1/usage', { body: '{}', type: 'application/json; charset=utf-16' }, 415, {}],
    [
      'a packed question',
      '/v1/usage',
      { body: gzipSync('{}'), headers: { 'content-encoding': 'gzip' } },
      415,
      { 'accept-encoding': 'identity' },
    ],
    [
      'what only calls itself packed',
      '/v1/traces',
      { body: '{}', headers: { 'content-encoding': 'gzip' } },
      400,
      {},
    ],
    ['bytes that are no text', '/v1/usage', { body: Buffer.from([0x22, 0xff, 0x22]) }, 400, {}],
    ['nothing', '/v1/usage', { body: '' }, 400, {}],
    ['half a question', '/v1/usage', { body: '{"a":' }, 400, {}],
    ['depth', '/v1/usage', { body: '['.repeat(1500) }, 400, {}],
    [
      'depth in a report',
      '/v1/backfills/x',
      {
        method: 'PUT',
        body: `{"state":"running","done":1,"checkpoint":${'['.repeat(500)}${']'.repeat(500)}}`,
      },
      400,
      {},
    ],
    [
      'a body that is too large',
      '/v1/usage',
      { body: JSON.stringify({ ...question, pad: 'x'.repeat(3000) }) },
      413,
      {},
    ],
    [
      'a body that unpacks to too much',
      '/v1/traces',
      { body: gzipSync('[]'.padEnd(10_000_000)), headers: { 'content-encoding': 'gzip' } },
      413,
      {},
    ],
  ])('%s', async (_name, path, call, status, headers) => {
    const answer = await here.ask(path, call as object);
    expect(answer.status, answer.text).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body.status).toBe(status);
    for (const [name, value] of Object.entries(headers)) expect(answer.headers.get(name)).toBe(value);
  });

  test.each([
    ['no HTTP', 'EHLO mail\r\n\r\n', 400, 'invalid-request'],
    [
      'headers without an end',
      `GET /health HTTP/1.1\r\nHost: localhost\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers-too-large',
    ],
    [
      'two lengths',
      'POST /v1/usage HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}',
      400,
      'invalid-request',
    ],
    [
      'an expectation',
      'POST /v1/usage HTTP/1.1\r\nHost: localhost\r\nExpect: magic\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}',
      417,
      'expectation-failed',
    ],
    ['a tunnel', 'CONNECT a:1 HTTP/1.1\r\nHost: localhost\r\n\r\n', 405, 'method-not-allowed'],
  ])('%s', async (_name, text, status, type) => {
    const said = await raw(here.port, (write) => write(text));
    expect(said).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(bodyOf(said).type).toBe(`urn:lanekeeper:problem:${type}`);
  });

  test('a body of more than it says, in pieces, is cut at the limit', async () => {
    const said = await raw(here.port, (write) => {
      write(
        'POST /v1/usage HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
      );
      for (let piece = 0; piece < 50; piece += 1) write(`100\r\n${' '.repeat(256)}\r\n`);
    });
    expect(said).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('one that sends its head a byte at a time is told to go', async () => {
    let timer: NodeJS.Timeout | undefined;
    const said = await raw(here.port, (write) => {
      write('GET /health HTTP/1.1\r\nHost: localhost\r\n');
      timer = setInterval(() => write('x'), 50);
    });
    clearInterval(timer);
    expect(said).toMatch(/^HTTP\/1\.1 408 /);
    expect(bodyOf(said).type).toMatch(/request-timeout$/);
  });

  test('one that sends its body a byte at a time, too, and holds nobody else up', async () => {
    const head =
      'POST /v1/usage HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{';
    let timer: NodeJS.Timeout | undefined;
    const slow = raw(here.port, (write) => {
      write(head);
      timer = setInterval(() => write(' '), 50);
    });
    expect((await here.ask('/v1/usage', { body: question })).status).toBe(200);
    expect(await slow).toMatch(/^HTTP\/1\.1 408 /);
    clearInterval(timer);
  });

  test('one too many at once is told to come again', async () => {
    const head =
      'POST /v1/usage HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{';
    const holding = [1, 2, 3].map(() => raw(here.port, (write) => write(head)));
    await expect
      .poll(async () => {
        const { status, headers } = await here.ask('/v1/usage', { body: question });
        return [status, headers.get('retry-after')];
      })
      .toEqual([503, '1']);
    await Promise.all(holding);
    expect((await here.ask('/v1/usage', { body: question })).status).toBe(200);
  });

  test('a caller that leaves in the middle is forgotten', async () => {
    for (let index = 0; index < 20; index += 1) {
      const socket = connect(here.port, '127.0.0.1');
      socket.on('error', () => {});
      socket.write(
        'POST /v1/usage HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{',
      );
      await new Promise((resolve) => setTimeout(resolve, 5));
      socket.destroy();
    }
    await expect.poll(async () => (await here.ask('/v1/usage', { body: question })).status).toBe(200);
  });

  test('a mistake of ours is told by its number, a store that fails by when to come again', async () => {
    here.store.fail = () => {
      throw new TypeError('secret of the house');
    };
    const mistake = await here.ask('/v1/usage', { body: question });
    expect(mistake.status).toBe(500);
    expect(mistake.text).not.toMatch(/secret|\.ts|at /);
    expect(here.lines.some(({ error }) => String(error).includes('secret of the house'))).toBe(true);
    here.store.fail = () => {
      throw new UserError('the disk is full', 'make room');
    };
    expect((await here.ask('/v1/usage', { body: question })).headers.get('retry-after')).toBe('2');
    here.store.fail = null;
  });
});

describe('any JSON at any route', () => {
  let here: Here;
  beforeAll(async () => {
    here = await serveHere();
  });
  afterAll(() => here.stop());

  /** Near enough to what is expected to get behind the first check. */
  const near = fc.record(
    {
      protocol: fc.constantFrom('1', '1.2', 1, '2'),
      database: fc.oneof(fc.constant('app'), fc.string(), fc.integer()),
      window: fc.oneof(
        fc.constant(window),
        fc.record({ from: fc.string(), to: fc.constant(window.to) }),
        fc.jsonValue(),
      ),
      objects: fc.oneof(fc.array(fc.oneof(fc.constant('users.name'), fc.string())), fc.jsonValue()),
      ignore: fc.oneof(fc.array(fc.record({ service: fc.string() })), fc.jsonValue()),
      compared: fc.oneof(fc.nat(), fc.double()),
      diverged: fc.oneof(fc.nat(), fc.double()),
      samples: fc.jsonValue(),
      state: fc.constantFrom('running', 'complete', 'gone'),
      done: fc.oneof(fc.nat(), fc.double()),
      total: fc.oneof(fc.nat(), fc.constant(null), fc.string()),
      checkpoint: fc.jsonValue(),
      resourceSpans: fc.jsonValue(),
      time: fc.oneof(fc.constant(window.from), fc.string(), fc.double()),
      statement: fc.string(),
      covered_from: fc.oneof(fc.constant(window.from), fc.string()),
      covered_to: fc.oneof(fc.constant(window.to), fc.string()),
      __proto__: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  const targets = ROUTES.flatMap(({ path, methods }) =>
    Object.entries(methods).map(([method, { takes }]) => ({
      path: path.replace('{name}', 'x'),
      method,
      type: takes?.[0] ?? null,
    })),
  );

  test.each(targets)('$method $path', async ({ path, method, type }) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(near, fc.jsonValue(), fc.string()), fc.string(), async (value, query) => {
        const body =
          type === null ? {} : { body: typeof value === 'string' ? value : JSON.stringify(value), type };
        const { status, headers } = await here.ask(`${path}?${encodeURIComponent(query)}`, {
          method,
          ...body,
        });
        expect(status).toBeLessThan(500);
        if (status >= 400) expect(headers.get('content-type')).toBe('application/problem+json');
      }),
      { numRuns: 60 },
    );
  });
});
