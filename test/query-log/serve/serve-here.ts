/** A server in this process, over loopback, before a store in memory; every exchange with it is held against the description. */
import { expect } from 'vitest';
import { LIMITS, type Limits } from '../../../src/query-log/serve/limits.ts';
import type { LogLine } from '../../../src/query-log/serve/log-line.ts';
import type { Served, Tally } from '../../../src/query-log/serve/served.ts';
import { startServer } from '../../../src/query-log/serve/server.ts';
import type { Grant } from '../../../src/query-log/serve/tokens.ts';
import { judgeAnswer, judgeRequest } from './description.ts';
import { memoryStore } from './memory-store.ts';

export interface Call {
  method?: string;
  body?: unknown;
  /** Of the body; `application/json` unless said. */
  type?: string | null;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a test expects of an answer is for the test to say
  body: any;
}

/** Statements are counted, and kept as they came, one for one. */
export const tally: Tally = async (_database, runs) => ({
  sightings: [],
  statements: [...runs].reduce((sum, { runs: times }) => sum + times, 0),
  unparsed: 0,
});

export async function serveHere(
  given: Partial<Omit<Served, 'limits'>> & { grants?: Grant[]; limits?: Partial<Limits> } = {},
) {
  const { grants = [], limits, ...rest } = given;
  const store = memoryStore();
  const lines: LogLine[] = [];
  const served: Served = {
    store,
    databases: [],
    now: Date.now,
    tally,
    metrics: () => '# none\n',
    collectors: () => [],
    ...rest,
    limits: { ...LIMITS, ...limits },
  };
  const running = await startServer({
    served,
    grants,
    host: '127.0.0.1',
    port: 0,
    log: (line) => lines.push(line),
  });
  const url = `http://127.0.0.1:${running.port}`;
  const ask = (path: string, call: Call = {}): Promise<Answer> => exchange(url, path, call);
  return { store, lines, served, url, port: running.port, ask, stop: running.stop };
}

const textOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

/** Asks, and fails where request (if it was taken) or answer are not as described. */
export async function exchange(url: string, path: string, call: Call): Promise<Answer> {
  const { method = call.body === undefined ? 'GET' : 'POST', type = 'application/json' } = call;
  const headers = {
    ...(call.body !== undefined && type !== null && { 'content-type': type }),
    ...call.headers,
  };
  const body =
    call.body === undefined ? {} : { body: call.body instanceof Buffer ? call.body : textOf(call.body) };
  const response = await fetch(`${url}${path}`, { method, headers, ...body });
  const text = await response.text();
  const kind = response.headers.get('content-type') ?? '';
  const answer = {
    status: response.status,
    headers: response.headers,
    text,
    body: kind.includes('json') && text !== '' ? JSON.parse(text) : null,
  };
  const [plain = ''] = path.split('?', 1);
  if (method !== 'HEAD')
    expect(
      judgeAnswer({ ...answer, method, path: plain, type: kind }),
      `${method} ${path}: ${text.slice(0, 500)}`,
    ).toEqual([]);
  if (response.ok && typeof body.body === 'string' && type !== null)
    expect(judgeRequest(method, plain, type, body.body), `the request of ${method} ${path}`).toEqual([]);
  return answer;
}
