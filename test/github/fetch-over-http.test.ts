/** Over a real server: what octokit relies on, and what must never be taken for an answer. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fetchOverHttp } from '../../src/github/fetch-over-http.ts';

type Respond = (request: IncomingMessage, response: ServerResponse) => void;

const servers: Server[] = [];
let [here, there] = ['', ''];
let respond: Respond = () => {};
let asked: { url: string; method: string; headers: IncomingMessage['headers']; body: string }[] = [];

async function serve(): Promise<string> {
  const server = createServer(async (request, response) => {
    const { url = '', method = '', headers } = request;
    asked.push({ url, method, headers, body: await text(request) });
    respond(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  here = await serve();
  there = await serve();
});
afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
});
beforeEach(() => {
  asked = [];
});

const headers = { authorization: 'token secret' };

test('a body goes out with its length in bytes, and an answer comes back whole', async () => {
  respond = (_, response) => void response.writeHead(201, { ETag: '"1"' }).end('{"ü":1}');
  const answer = await fetchOverHttp(here, { method: 'POST', headers, body: '"ü"' });
  expect([answer.status, answer.headers.get('etag'), await answer.json()]).toEqual([201, '"1"', { ü: 1 }]);
  expect(asked[0]).toMatchObject({
    method: 'POST',
    body: '"ü"',
    headers: { 'content-length': '4', ...headers },
  });
});

test('what comes compressed is read as what it was', async () => {
  respond = (_, response) =>
    void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"a":1}'));
  expect(await (await fetchOverHttp(here)).text()).toBe('{"a":1}');
});

test.each([
  ['a plain', {}, Buffer.from('{"a":'), 20],
  ['a compressed', { 'content-encoding': 'gzip' }, gzipSync('x'.repeat(5000)).subarray(0, 20), 40],
] as const)('%s answer that is cut is none', async (_name, more, piece, length) => {
  respond = (request, response) => {
    response.writeHead(200, { ...more, 'content-length': String(length) });
    response.write(piece, () => request.socket.destroy());
  };
  const answer = await fetchOverHttp(here);
  await expect(answer.text()).rejects.toThrow();
});

test('a stream can be read in pieces, and given up', async () => {
  respond = (_, response) => void response.end('abc');
  const pieces: Uint8Array[] = [];
  const answer = await fetchOverHttp(here);
  expect(answer.body).toBe(answer.body);
  for await (const piece of answer.body) pieces.push(piece);
  expect(Buffer.concat(pieces).toString()).toBe('abc');
  await (await fetchOverHttp(here)).body.cancel();
});

test('a redirect is followed; to another place, without the token', async () => {
  respond = ({ url }, response) =>
    void response
      .writeHead(
        url === '/end' ? 200 : 301,
        url === '/a' ? { location: '/b' } : url === '/b' ? { location: `${there}/end` } : {},
      )
      .end('here');
  const answer = await fetchOverHttp(`${here}/a`, { headers });
  expect([answer.url, await answer.text()]).toEqual([`${there}/end`, 'here']);
  expect(asked.map(({ url, headers: { authorization } }) => [url, authorization])).toEqual([
    ['/a', 'token secret'],
    ['/b', 'token secret'],
    ['/end', undefined],
  ]);
});

test.each([
  [301, 'GET', ''],
  [303, 'GET', ''],
  [307, 'POST', '"x"'],
  [308, 'POST', '"x"'],
])('after a %i a POST becomes a %s', async (status, method, body) => {
  respond = ({ url }, response) =>
    void response.writeHead(url === '/end' ? 200 : status, url === '/end' ? {} : { location: '/end' }).end();
  await fetchOverHttp(`${here}/a`, { method: 'POST', headers, body: '"x"' });
  expect(asked[1]).toMatchObject({ method, body });
});

test('a redirect may be looked at, refused, and has an end', async () => {
  respond = (_, response) => void response.writeHead(302, { location: '/again' }).end();
  const answer = await fetchOverHttp(here, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/again']);
  await expect(fetchOverHttp(here, { redirect: 'error' })).rejects.toThrow('fetch failed');
  await expect(fetchOverHttp(here)).rejects.toThrow('fetch failed');
});

test('what is given up says why, and nobody there is a failure with a cause', async () => {
  const stop = new AbortController();
  respond = () => stop.abort(new Error('too late'));
  await expect(fetchOverHttp(here, { signal: stop.signal })).rejects.toThrow('too late');
  await expect(fetchOverHttp(here, { signal: stop.signal })).rejects.toThrow('too late');
  await expect(fetchOverHttp('http://127.0.0.1:1')).rejects.toMatchObject({
    message: 'fetch failed',
    cause: { code: 'ECONNREFUSED' },
  });
});
