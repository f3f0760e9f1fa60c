import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Commit, makeRepository, removeFolders } from './repository.ts';
import { honest, type Question, type Respond, send, serve, stopServers } from './servers.ts';
import { ago, approval, proof, usage } from './shop/evidence.ts';
import { DROP, manifest, QUERY_LOG, start, WITHOUT } from './shop/manifest.ts';
import { type Case, decideCase, heldBy, play, told } from './story.ts';

interface Server {
  title: string;
  respond: Respond;
  verdict: Case['verdict'];
  also?: (seconds: number, text: string) => void;
  env?: Record<string, string>;
}

const HALF: Case['verdict'] = ['wait', 'error'];
const lie =
  (change: (answer: ReturnType<typeof usage>, question: Question) => unknown): Respond =>
  (response, question) =>
    send(response, change(honest(question) as ReturnType<typeof usage>, question));
const status =
  (code: number): Respond =>
  (response) =>
    send(response, { type: 'about:blank', title: 'no', status: code }, code);

let seenQuestion: Question | null = null;
let seenToken = '';
let tries = 0;
const quick = (seconds: number): void => expect(seconds).toBeLessThan(30);

const SERVERS: Server[] = [
  {
    title: 'honest',
    verdict: 'pass',
    env: { QL_TOKEN: 'sesame-123' },
    respond: (response, question, request) => {
      seenQuestion = question;
      seenToken = request.headers.authorization ?? '';
      send(response, honest(question));
    },
  },
  {
    title: 'late by a second',
    verdict: 'pass',
    respond: (response, question) => void setTimeout(() => send(response, honest(question)), 1000),
  },
  {
    title: 'failing at first',
    verdict: 'pass',
    respond: (response, question) =>
      ++tries === 1 ? send(response, {}, 503) : send(response, honest(question)),
  },
  { title: 'hanging', verdict: 'error', respond: () => {}, also: quick },
  {
    title: 'dripping',
    verdict: 'error',
    also: quick,
    respond: (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 500);
      response.on('close', () => clearInterval(timer));
    },
  },
  {
    title: 'endless',
    verdict: 'error',
    also: quick,
    respond: (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = (): void => {
        while (!response.destroyed && response.write(' '.repeat(65_536)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    },
  },
  {
    title: 'redirecting to another host',
    verdict: 'error',
    respond: (response) => {
      response.writeHead(307, { location: 'http://localhost:1/v1/usage' });
      response.end();
    },
  },
  {
    title: 'redirecting to itself for ever',
    verdict: 'error',
    also: quick,
    respond: (response, _, request) => {
      response.writeHead(307, { location: request.url });
      response.end();
    },
  },
  {
    title: 'closing the connection',
    verdict: 'error',
    also: quick,
    respond: (response) => response.destroy(),
  },
  ...[401, 403, 404, 429, 500].map(
    (code): Server => ({ title: `answering ${code}`, verdict: 'error', respond: status(code), also: quick }),
  ),
  {
    title: 'answering unknown-object',
    verdict: 'error',
    respond: (response) =>
      send(response, { type: 'unknown-object', title: 'unknown object', status: 422 }, 422),
  },
  { title: 'answering nothing', verdict: 'error', respond: (response) => send(response, '') },
  {
    title: 'answering garbage',
    verdict: 'error',
    respond: (response) => send(response, '<html>signed out</html>'),
  },
  { title: 'answering null', verdict: 'error', respond: (response) => send(response, 'null') },
  {
    title: 'answering half',
    verdict: 'error',
    respond: (response, question) => send(response, JSON.stringify(honest(question)).slice(0, -20)),
  },
  {
    title: 'answering deep nesting',
    verdict: 'error',
    respond: (response) => send(response, '['.repeat(200_000)),
  },
  {
    title: 'claiming another protocol',
    verdict: 'error',
    respond: lie((answer) => ({ ...answer, protocol: '2' })),
  },
  { title: 'without coverage', verdict: 'error', respond: lie(({ coverage: _, ...answer }) => answer) },
  {
    title: 'without sources',
    verdict: 'error',
    respond: lie((answer) => ({ ...answer, coverage: { sources: [], missing: [] } })),
  },
  {
    title: 'with a narrower window',
    verdict: 'error',
    respond: lie((answer) => ({ ...answer, window: { from: ago(13), to: ago(0) } })),
  },
  {
    title: 'for another object',
    verdict: 'error',
    respond: lie((answer) => ({ ...answer, usage: usage({ object: 'users.name' }).usage })),
  },
  {
    title: 'for one object more',
    verdict: 'error',
    respond: lie((answer) => ({
      ...answer,
      usage: [...answer.usage, ...usage({ object: 'users.name' }).usage],
    })),
  },
  {
    title: 'for the same object twice',
    verdict: 'error',
    respond: lie((answer) => ({ ...answer, usage: [...answer.usage, ...answer.usage] })),
  },
  {
    title: 'with sums that do not add up',
    verdict: 'error',
    respond: lie((answer) => ({ ...answer, usage: usage({ reads: { explicit: 4 }, by: [] }).usage })),
  },
  {
    title: 'generated before the window ended',
    verdict: 'error',
    respond: lie((answer) => ({ ...answer, generated_at: ago(1) })),
  },
  {
    title: 'with negative counts',
    verdict: 'error',
    respond: lie((answer) => ({ ...answer, usage: usage({ reads: { explicit: -1, implicit: 1 } }).usage })),
  },
  {
    title: 'calling zero what it saw',
    verdict: HALF,
    respond: lie((answer) => ({ ...answer, usage: usage({ state: 'zero', reads: { explicit: 4 } }).usage })),
  },
  {
    title: 'that reads',
    verdict: 'wait',
    respond: lie((answer) => ({ ...answer, usage: usage({ reads: { explicit: 4 } }).usage })),
  },
];

const addresses: string[] = [];
let repo = '';

beforeAll(async () => {
  for (const { respond } of SERVERS) addresses.push(await serve(respond));
  const commits: Commit[] = [
    { name: 'start', files: start() },
    { name: 'free', parents: ['start'], files: { 'src/users/read.ts': WITHOUT } },
    ...addresses.flatMap((address, index): Commit[] => [
      {
        name: `base-${index}`,
        parents: ['free'],
        files: {
          'lanekeeper.yml': manifest({
            telemetry: `${QUERY_LOG.replace('http://127.0.0.1:9', address).trim()}\n  token_env: QL_TOKEN`,
            changes: 'drop-legacy:\n  removes: [users.legacy]\n  contract: { quiet: { ignore: [pg_dump] } }',
          }),
        },
      },
      { name: `pr-${index}`, parents: [`base-${index}`], files: { 'db/migrations/0002_drop.sql': DROP } },
    ]),
  ];
  repo = makeRepository(commits);
});
afterAll(() => {
  stopServers();
  removeFolders();
});

describe('a query log that is', () => {
  it.concurrent.each(SERVERS.map((server, index) => [server.title, server, index] as const))(
    '%s',
    async (_, server, index) => {
      const started = Date.now();
      const one: Case = {
        title: server.title,
        repo,
        base: `base-${index}`,
        head: `pr-${index}`,
        evidence: proof({ usage: undefined, approvals: [approval({ head: `pr-${index}` })] }),
        env: server.env ?? { QL_TOKEN: 'sesame-123' },
        verdict: server.verdict,
        ...(server.verdict === 'pass' ? {} : { held: ['quiet'] }),
      };
      await play({ ...one, replay: ['honest', 'that reads', 'answering 404'].includes(server.title) });
      server.also?.((Date.now() - started) / 1000, '');
    },
  );
  it('is asked for the window, the objects and what to ignore, with the token', () => {
    expect(seenQuestion).toMatchObject({
      protocol: '1',
      database: 'app',
      window: { from: '2026-10-18T00:00:00Z', to: '2026-11-01T00:00:00Z' },
      objects: ['users.legacy'],
      ignore: [{ service: 'pg_dump' }],
    });
    expect(seenToken).toBe('Bearer sesame-123');
  });
  it('never sees its token in a report', async () => {
    const evidence = proof({ usage: undefined });
    const { report, stderr } = await decideCase(
      { title: '', repo, base: 'base-9', head: 'pr-9', env: { QL_TOKEN: 'sesame-123' }, verdict: 'error' },
      evidence,
    );
    expect(JSON.stringify(report) + stderr).not.toContain('sesame-123');
    expect(heldBy(report), told(report)).toContain('quiet');
  });
  it('is not asked without its token', async () => {
    const { report } = await decideCase(
      { title: '', repo, base: 'base-0', head: 'pr-0', verdict: 'error' },
      proof({ usage: undefined, approvals: [approval({ head: 'pr-0' })] }),
    );
    expect(report.verdict).toBe('error');
    expect(told(report)).toMatch(/QL_TOKEN/);
  });
});
