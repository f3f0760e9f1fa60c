/** The wire by itself, against a server that answers what it is told: what is kept, tried again, and ended in time. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getOctokit } from '@actions/github';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ClientOptions, githubOver } from '../../src/github/client.ts';
import { GithubError } from '../../src/github/github.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let answers: Answer[];
let seen: IncomingMessage[];

beforeEach(async () => {
  answers = [];
  seen = [];
  server = createServer((request, response) => {
    seen.push(request);
    // The last answer stands for all that follow.
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    answer?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(status === 304 ? undefined : JSON.stringify(body));
  };

function client(options: ClientOptions = {}) {
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return githubOver(getOctokit('secret', { baseUrl, request: { fetch } }), {
    pause: async () => {},
    ...options,
  });
}

const ROUTE = 'GET /repos/{owner}/{repo}';
const SHOP = { owner: 'acme', repo: 'shop' };

async function failure(work: Promise<unknown>): Promise<GithubError> {
  const error = await work.then(
    () => null,
    (one: unknown) => one,
  );
  if (error instanceof GithubError) return error;
  throw new Error('it did not fail in our words', { cause: error });
}

describe('an answer that has not changed', () => {
  it('is asked for by its tag, and taken from what is kept', async () => {
    answers = [json(200, { id: 1 }, { etag: '"a"' }), json(304, null)];
    const github = client();
    const first = await github.request(ROUTE, SHOP);
    const second = await github.request(ROUTE, SHOP);
    expect(seen[1]?.headers['if-none-match']).toBe('"a"');
    expect(second.data).toEqual(first.data);
    expect(github.made.rest).toBe(2);
  });

  it('is taken anew where it has', async () => {
    answers = [json(200, { id: 1 }, { etag: '"a"' }), json(200, { id: 2 }, { etag: '"b"' })];
    const github = client();
    await github.request(ROUTE, SHOP);
    expect((await github.request(ROUTE, SHOP)).data).toEqual({ id: 2 });
  });

  it('of which nothing is kept is no answer', async () => {
    answers = [json(304, null)];
    expect((await failure(client().request(ROUTE, SHOP))).status).toBe(304);
  });
});

describe('what passes by itself', () => {
  it.each([
    ['a failing server', json(503, { message: 'busy' })],
    ['a limit that ends at once', json(429, { message: 'slow down' }, { 'retry-after': '0' })],
    [
      'a secondary limit',
      json(403, { message: 'You have exceeded a secondary rate limit' }, { 'retry-after': '0' }),
    ],
    ['a cut connection', ((_, response) => response.destroy()) as Answer],
  ])('%s', async (_, first) => {
    answers = [first, json(200, { id: 1 })];
    const github = client();
    expect((await github.request(ROUTE, SHOP)).data).toEqual({ id: 1 });
    expect(github.made.rest).toBe(2);
  });

  it('is not tried again for a write that may have been carried out', async () => {
    answers = [json(502, { message: 'bad gateway' }), json(201, { id: 1 })];
    const github = client();
    const error = await failure(
      github.request('POST /repos/{owner}/{repo}/statuses/{sha}', { ...SHOP, sha: 'a' }),
    );
    expect(error.trouble).toBe('unreachable');
    expect(github.made.rest).toBe(1);
  });
});

describe('what does not', () => {
  it('silence ends in time', async () => {
    answers = [() => {}];
    const error = await failure(client({ callLimit: 200 }).request(ROUTE, SHOP));
    expect(error.trouble).toBe('unreachable');
    expect(error.message).toContain('did not answer');
  });

  it('a limit that ends late says when', async () => {
    const reset = Math.floor(Date.now() / 1000) + 3600;
    answers = [
      json(
        403,
        { message: 'API rate limit exceeded' },
        { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) },
      ),
    ];
    const error = await failure(client().request(ROUTE, SHOP));
    expect(error.trouble).toBe('limited');
    expect(error.next).toContain(new Date(reset * 1000).toISOString());
    expect(seen).toHaveLength(1);
  });

  it('a refusal names the permission, and never the token', async () => {
    const header = { 'x-accepted-github-permissions': 'contents=read' };
    answers = [json(403, { message: 'Resource not accessible by integration' }, header)];
    const error = await failure(client().request(ROUTE, SHOP));
    expect(error.trouble).toBe('forbidden');
    expect(error.next).toContain('contents=read');
    expect(`${error.message}${error.next}`).not.toContain('secret');
  });
});
