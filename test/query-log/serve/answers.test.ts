/** Honest callers: every route, held against schema/query-log.openapi.yaml and, where the gate asks, against the gate's own client. */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROBLEMS } from '../../../src/query-log/serve/problem.ts';
import { ROUTES } from '../../../src/query-log/serve/routes/index.ts';
import type { TelemetryQuestion } from '../../../src/read/telemetry/kinds.ts';
import { askTelemetry } from '../../../src/read/telemetry.ts';
import { description } from './description.ts';
import { time } from './memory-store.ts';
import { serveHere } from './serve-here.ts';

type Here = Awaited<ReturnType<typeof serveHere>>;
let here: Here;
beforeAll(async () => {
  const required = {
    id: 'edge',
    kind: 'records',
    required: true,
    sampling: { mode: 'full', rate: 1 },
  } as const;
  here = await serveHere({ databases: [{ name: 'app', aliases: ['app_production'], sources: [required] }] });
});
afterAll(() => here.stop());

const window = { from: '2026-10-18T00:00:00Z', to: '2026-11-01T00:00:00Z' };
const question = { protocol: '1', database: 'app', window, objects: ['users.name'] };

test('the description has every route, method and problem, and no other', () => {
  const described = Object.entries(description.paths).map(([path, item]) => [
    path,
    Object.keys(item)
      .filter((key) => ['get', 'post', 'put'].includes(key))
      .map((key) => key.toUpperCase())
      .sort(),
  ]);
  const served = ROUTES.map(({ path, methods }) => [path, Object.keys(methods).sort()]);
  expect(described.sort()).toEqual(served.sort());
  const types = (description.components.schemas.Problem as { properties: { type: { enum: string[] } } })
    .properties.type.enum;
  expect(types).toEqual(Object.keys(PROBLEMS).map((name) => `urn:lanekeeper:problem:${name}`));
});

test('the examples of the description are taken', async () => {
  for (const [path, method] of [
    ['/v1/usage', 'post'],
    ['/v1/comparisons/{name}', 'post'],
    ['/v1/backfills/{name}', 'put'],
    ['/v1/records', 'post'],
    ['/v1/traces', 'post'],
  ] as const) {
    const operation = description.paths[path]?.[method] as {
      requestBody: { content: Record<string, { examples?: Record<string, { value: unknown }> }> };
    };
    const [type = '', content] = Object.entries(operation.requestBody.content)[0] ?? [];
    for (const { value } of Object.values(content?.examples ?? {})) {
      const body = path === '/v1/usage' ? { ...(value as object), objects: ['users.name'] } : value;
      const { status, text } = await here.ask(path.replace('{name}', 'x'), {
        method: method.toUpperCase(),
        type,
        body,
      });
      expect(status, `${path} ${text}`).toBeLessThan(300);
    }
  }
});

test('a question is answered, once for each object, and its objects are watched', async () => {
  const { status, body } = await here.ask('/v1/usage', {
    body: { ...question, objects: ['users.name', 'users.name', 'users.id'], more: 1 },
  });
  expect(status).toBe(200);
  expect(body.usage.map(({ object }: { object: string }) => object)).toEqual(['users.name', 'users.id']);
  expect(here.store.watching).toContain('users.id');
});

test('a source that the configuration names and that never reported is missing', async () => {
  const other = await serveHere({
    databases: [
      {
        name: 'app',
        aliases: [],
        sources: [
          { id: 'replica', kind: 'postgresql-log', required: true, sampling: { mode: 'full', rate: 1 } },
        ],
      },
    ],
  });
  const { body } = await other.ask('/v1/usage', { body: question });
  expect(body.coverage.missing).toEqual(['replica']);
  const { body: health } = await other.ask('/health');
  expect(health.status).toBe('degraded');
  expect(health.sources[0]).toMatchObject({ id: 'replica', fresh: false, covered_to: null });
  await other.stop();
});

test.each([
  [
    'an object that is not known',
    { objects: ['users.name', 'users.nmae'] },
    422,
    'unknown-object',
    /users\.nmae: no schema of app/,
  ],
  [
    'a database that is not known',
    { database: 'shop' },
    422,
    'unknown-database',
    /shop is not known; known are app/,
  ],
  ['another protocol', { protocol: '2' }, 400, 'unsupported-protocol', /protocol "1"/],
  [
    'a window that ends in the future',
    { window: { ...window, to: '2199-01-01T00:00:00Z', from: '2198-12-31T00:00:00Z' } },
    400,
    'window-in-future',
    /2199/,
  ],
  [
    'a window that ends before it begins',
    { window: { from: window.to, to: window.from } },
    400,
    'invalid-request',
    /before it begins/,
  ],
  [
    'a window that is too long',
    { window: { ...window, from: '2020-01-01T00:00:00Z' } },
    400,
    'window-too-long',
    /400 days/,
  ],
  [
    'a day in place of a time',
    { window: { ...window, from: '2026-10-18' } },
    400,
    'invalid-request',
    /window\.from: expected an RFC 3339/,
  ],
  [
    'a day that there is not',
    { window: { ...window, from: '2026-02-30T00:00:00Z' } },
    400,
    'invalid-request',
    /window\.from/,
  ],
  ['no object', { objects: [] }, 400, 'invalid-request', /objects/],
  [
    'too many objects',
    { objects: Array.from({ length: 1001 }, (_, index) => `t.c${index}`) },
    400,
    'invalid-request',
    /at most 1000/,
  ],
  ['a caller without a name', { ignore: [{}] }, 400, 'invalid-request', /ignore\[0\]/],
])('%s is refused', async (_name, change, status, problem, detail) => {
  const answer = await here.ask('/v1/usage', { body: { ...question, ...change } });
  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject({ type: `urn:lanekeeper:problem:${problem}`, status });
  expect(answer.body.detail).toMatch(detail);
});

test('all mistakes of a question are told at once', async () => {
  const { body } = await here.ask('/v1/usage', { body: { protocol: 1, objects: [''] } });
  expect(body.errors.map(({ at }: { at: string }) => at)).toEqual([
    'protocol',
    'database',
    'window',
    'objects[0]',
  ]);
});

test("a caller's clock that is a second ahead is waited for", async () => {
  const to = new Date(Date.now() + 800);
  const { status, body } = await here.ask('/v1/usage', {
    body: { ...question, window: { ...window, to: to.toISOString() } },
  });
  expect(status).toBe(200);
  expect(Date.parse(body.generated_at)).toBeGreaterThanOrEqual(to.getTime());
});

test('counts of a comparison add up, and what is sent twice with a key counts once', async () => {
  const path = '/v1/comparisons/full%20name';
  expect((await here.ask(`${path}?from=${window.from}&to=${window.to}`)).body.type).toMatch(
    /unknown-comparison$/,
  );
  const report = { at: '2026-10-20T00:00:00Z', compared: 100, diverged: 2, unknown: 1, samples: [{ id: 7 }] };
  for (const headers of [{ 'idempotency-key': 'a' }, { 'idempotency-key': 'a' }, { 'idempotency-key': 'b' }])
    expect((await here.ask(path, { body: report, headers })).status).toBe(204);
  const { body } = await here.ask(`${path}?from=${window.from}&to=${window.to}`);
  expect(body).toMatchObject({
    name: 'full name',
    window,
    compared: 200,
    diverged: 4,
    unknown: 2,
    last_diverged: '2026-10-20T00:00:00Z',
  });
  expect((await here.ask(path, { body: { ...report, diverged: 101 } })).body.detail).toMatch(
    /diverged: expected at most/,
  );
  expect((await here.ask(path, { body: { ...report, at: '2199-01-01T00:00:00Z' } })).body.type).toMatch(
    /clock-ahead$/,
  );
  expect((await here.ask(path)).body.errors).toHaveLength(2);
});

test('the newest report of a backfill stands', async () => {
  const path = '/v1/backfills/users-full-name';
  expect((await here.ask(path)).body.type).toMatch(/unknown-backfill$/);
  const report = {
    state: 'running',
    total: 10,
    done: 4,
    checkpoint: { id: 4 },
    updated_at: '2026-10-20T00:00:00Z',
  };
  expect((await here.ask(path, { method: 'PUT', body: report })).status).toBe(200);
  const late = await here.ask(path, {
    method: 'PUT',
    body: { ...report, done: 3, updated_at: '2026-10-19T00:00:00Z' },
  });
  expect(late.body).toMatchObject({ status: 409, type: 'urn:lanekeeper:problem:out-of-date' });
  expect((await here.ask(path)).body).toMatchObject({
    name: 'users-full-name',
    done: 4,
    failed: 0,
    rate: null,
    verified_at: null,
    checkpoint: { id: 4 },
  });
});

const record = {
  database: 'app',
  time: '2026-10-20T00:00:00Z',
  statement: 'SELECT name FROM users',
  service: 'billing',
};
const push = (lines: unknown[], headers = {}) =>
  here.ask('/v1/records', {
    type: 'application/x-ndjson',
    headers,
    body: lines.map((line) => JSON.stringify(line)).join('\n'),
  });

test('records: a key counts once, and is not lent to another body', async () => {
  const before = here.store.batches.length;
  const headers = { 'idempotency-key': '"k1"' };
  expect((await push([record, { ...record, runs: 4 }], headers)).body).toEqual({
    accepted: 2,
    statements: 5,
    unparsed: 0,
    duplicate: false,
  });
  expect((await push([record, { ...record, runs: 4 }], headers)).body).toMatchObject({ duplicate: true });
  expect((await push([record], headers)).body.type).toMatch(/key-reused$/);
  expect(here.store.batches.length).toBe(before + 1);
});

test('records: coverage and gaps of one batch', async () => {
  const cover = (from: string, to: string) => ({
    source: 'edge',
    covered_from: `2026-10-20T${from}:00Z`,
    covered_to: `2026-10-20T${to}:00Z`,
  });
  const told = { gap_from: '2026-10-20T06:00:00Z', gap_to: '2026-10-20T07:00:00Z', reason: 'queue-overflow' };
  const answer = await push([
    cover('05:00', '06:30'),
    { ...record, source: 'edge' },
    cover('06:30', '08:00'),
    told,
  ]);
  expect(answer.status).toBe(200);
  const { covered, gaps, source } = here.store.batches.at(-1) ?? {};
  expect(covered).toEqual({ from: time('2026-10-20T05:00:00Z'), to: time('2026-10-20T08:00:00Z') });
  expect(gaps).toEqual([{ from: time(told.gap_from), to: time(told.gap_to), reason: 'queue-overflow' }]);
  expect(source).toMatchObject({ id: 'edge', required: true });
  const apart = await push([cover('05:00', '06:00'), cover('07:00', '08:00')]);
  expect(apart.body).toMatchObject({ line: 2, detail: expect.stringContaining('does not join') });
});

test.each([
  ['no JSON', '{"a":', 1, /not JSON/],
  ['no object', '7', 1, /no JSON object/],
  ['nothing that is known', `${JSON.stringify(record)}\n\n{"x":1}`, 3, /neither a statement/],
  ['a time in the future', JSON.stringify({ ...record, time: '2199-01-01T00:00:00Z' }), 1, /future/],
  [
    'coverage of the future',
    '{"covered_from":"2026-01-01T00:00:00Z","covered_to":"2199-01-01T00:00:00Z"}',
    1,
    /nobody has seen/,
  ],
  [
    'coverage that ends before it begins',
    '{"covered_from":"2026-01-02T00:00:00Z","covered_to":"2026-01-01T00:00:00Z"}',
    1,
    /before covered_from/,
  ],
  [
    'a second database',
    `${JSON.stringify(record)}\n${JSON.stringify({ ...record, database: 'shop' })}`,
    2,
    /a batch for each/,
  ],
  ['runs that are none', JSON.stringify({ ...record, runs: 0 }), 1, /runs/],
])('records: %s is refused whole, and the line named', async (_name, body, line, detail) => {
  const before = here.store.batches.length;
  const answer = await here.ask('/v1/records', { type: 'application/x-ndjson', body });
  expect(answer.body).toMatchObject({ type: 'urn:lanekeeper:problem:invalid-record', line });
  expect(answer.body.detail).toMatch(detail);
  expect(here.store.batches.length).toBe(before);
});

const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });
const span = (...attributes: unknown[]) => ({ endTimeUnixNano: '1792540800000000000', attributes });
const spans = (...all: unknown[]) => ({
  resourceSpans: [
    { resource: { attributes: [attribute('service.name', 'billing')] }, scopeSpans: [{ spans: all }] },
  ],
});

test('traces: both generations of names, packed as well; the rest is told as OTLP has it', async () => {
  const stable = span(
    attribute('db.system.name', 'postgresql'),
    attribute('db.namespace', 'app_production|public'),
    attribute('db.query.text', 'SELECT 1'),
  );
  const older = span(
    attribute('db.system', 'postgresql'),
    attribute('db.name', 'app'),
    attribute('db.statement', 'SELECT 2'),
  );
  expect(
    (await here.ask('/v1/traces', { body: spans(stable, older, span(attribute('http.method', 'GET'))) }))
      .body,
  ).toEqual({});
  expect(here.store.batches.at(-1)).toMatchObject({
    database: 'app',
    statements: 2,
    covered: null,
    source: { required: false, sampling: { mode: 'random' } },
  });
  const strange = span(
    attribute('db.system', 'postgresql'),
    attribute('db.name', 'shop'),
    attribute('db.statement', 'SELECT 2'),
  );
  const silent = span(attribute('db.system', 'postgresql'));
  const packed = gzipSync(JSON.stringify(spans(stable, strange, silent)));
  const { body } = await here.ask('/v1/traces', { body: packed, headers: { 'content-encoding': 'gzip' } });
  expect(body.partialSuccess).toMatchObject({
    rejectedSpans: '2',
    errorMessage: expect.stringContaining('db.query.text'),
  });
});

test('traces in protobuf are refused with what to set', async () => {
  const { status, body } = await here.ask('/v1/traces', {
    body: Buffer.from([1]),
    type: 'application/x-protobuf',
  });
  expect(status).toBe(415);
  expect(body.detail).toContain('OTEL_EXPORTER_OTLP_PROTOCOL=http/json');
});

test('capabilities, health, metrics, and HEAD of them', async () => {
  expect((await here.ask('/v1/capabilities')).body).toMatchObject({
    protocol: '1',
    sources: expect.arrayContaining(['edge']),
    longest_window: '400d',
  });
  expect((await here.ask('/health')).body.store).toEqual({ writable: true, problem: null });
  const metrics = await here.ask('/metrics');
  expect(metrics.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const head = await here.ask('/metrics', { method: 'HEAD' });
  expect([head.status, head.text, head.headers.get('content-length')]).toEqual([
    200,
    '',
    String(metrics.text.length),
  ]);
});

test("the gate's own client takes the answers, and understands the problems", async () => {
  const kept: unknown[] = [];
  const sources = [{ name: 'log', type: 'query-log', url: here.url, tokenEnv: null, sources: null }] as const;
  const ask = (asked: Record<string, unknown>, at = '') =>
    askTelemetry(
      {
        sources: sources.map((source) => ({ ...source, url: `${here.url}${at}` })) as never,
        env: {},
        budget: 5000,
        files: {} as never,
        keep: (_question, raw) => kept.push(raw),
      },
      {
        telemetry: 'log',
        environment: 'production',
        from: time(window.from),
        to: time(window.to),
        ...asked,
      } as TelemetryQuestion,
    );
  const usage = { ask: 'usage', database: 'app', ignore: [] };
  expect(await ask({ ...usage, objects: ['users.name'] })).toMatchObject({ state: 'known' });
  expect(kept).toHaveLength(1);
  expect(await ask({ ...usage, objects: ['users.nmae'] })).toMatchObject({
    state: 'failed',
    why: expect.stringContaining('is it spelled as the database spells it?'),
  });
  expect(await ask({ ...usage, database: 'shop', objects: ['users.name'] })).toMatchObject({
    state: 'failed',
    why: expect.stringContaining('shop is not known'),
  });
  expect(await ask({ ask: 'comparison', name: 'full name' })).toMatchObject({ state: 'known' });
  expect(await ask({ ask: 'comparison', name: 'nobody' })).toMatchObject({ state: 'missing' });
  expect(await ask({ ask: 'backfill', name: 'users-full-name' })).toMatchObject({ state: 'known' });
  // An address that is wrong is no word about the comparison.
  expect(await ask({ ask: 'comparison', name: 'full name' }, '/elsewhere')).toMatchObject({
    state: 'failed',
  });
});
