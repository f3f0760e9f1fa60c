import { describe, expect, test } from 'vitest';
import { takeSeries } from '../../../src/read/telemetry/prometheus-series.ts';
import { askTelemetry } from '../../../src/read/telemetry.ts';
import { json, serve } from '../loopback.ts';
import { FROM, QUESTION, TO } from '../usage-answer.ts';
import { type Bend, type Envelope, type Sample, serveEngine, soundSamples } from './engine-double.ts';

const SOUND = soundSamples(QUESTION.from, QUESTION.to);
const kept: unknown[] = [];

function ask(url: string, over: { sources?: string[]; budget?: number; env?: NodeJS.ProcessEnv } = {}) {
  const source = {
    name: 'app-queries',
    type: 'prometheus',
    url,
    tokenEnv: 'TOKEN',
    maxAge: 900_000,
    maxGap: 0,
  } as const;
  kept.length = 0;
  const reader = {
    sources: [{ ...source, sources: over.sources ?? null }],
    env: over.env ?? { TOKEN: 's3cret' },
    budget: over.budget ?? 3000,
    files: null as never,
    keep: (_: unknown, raw: unknown) => void kept.push(raw),
  };
  return askTelemetry(reader, QUESTION);
}

async function told(samples: Record<string, Sample[]>, bend?: Bend): Promise<string> {
  const answer = await ask((await serveEngine({ ...SOUND, ...samples }, bend)).url);
  return answer.state === 'known' ? 'known' : `${answer.state}: ${answer.why}`;
}

test('a sound engine is asked at the question’s own times, with the token, and its answer is kept in the words of the protocol', async () => {
  const engine = await serveEngine(SOUND);
  const answer = await ask(`${engine.url}/prefix`);
  expect(answer).toMatchObject({
    state: 'known',
    source: 'prometheus app-queries',
    value: { objects: [{ object: 'users.name', state: 'zero' }], missing: [] },
  });
  expect(new Set(engine.queries.map((query) => query.get('time')))).toEqual(new Set([FROM, TO]));
  expect(new Set(engine.authorizations)).toEqual(new Set(['Bearer s3cret']));
  expect(kept).toMatchObject([{ protocol: '1', generated_at: TO, window: { from: FROM, to: TO } }]);
  const texts = engine.queries.map((query) => query.get('query')).join('\n');
  expect(texts).not.toMatch(/increase|rate\(|vector\(/);
});

const of = (name: string, change: (samples: Sample[]) => Sample[]): Record<string, Sample[]> => ({
  [name]: change(SOUND[name] ?? []),
});
const withValue = (name: string, value: string): Record<string, Sample[]> =>
  of(name, (samples) => samples.map((sample) => ({ ...sample, value })));
const without = (name: string): Record<string, Sample[]> => ({ [name]: [] });

describe('series that prove nothing', () => {
  test.each<[string, Record<string, Sample[]>, RegExp]>([
    ['no coverage', without('max covered_until'), /no data .*of the database app/],
    [
      'no start of coverage',
      { ...without('max covered_since'), ...without('min covered_since') },
      /does not tell lanekeeper_source_covered_since/,
    ],
    ['coverage that ends before it begins', withValue('max covered_until', '5'), /ends before it begins/],
    [
      'nothing that tells required',
      without('last source_required'),
      /does not tell lanekeeper_source_required/,
    ],
    ['none that is required', withValue('last source_required', '0'), /no required source/],
    ['no sampling', without('min sampling_rate'), /sampling_rate/],
    ['a sampling that is none', withValue('min sampling_rate', '2'), /sampling_rate/],
    [
      'no count of what could not be read',
      of('max statements_total', (samples) => samples.slice(0, 1)),
      /unparsed/,
    ],
    ['no sample before the window', without('before covered_until'), /retention/],
    ['an object without its series', without('max watched_since'), /no data of users\.name/],
    ['NaN', withValue('max last_seen', 'NaN'), /no number/],
    ['infinite', withValue('max covered_until', '+Inf'), /no number/],
    ['infinite, below', withValue('max watched_since', '-Inf'), /no number/],
    ['a word', withValue('max last_seen', 'never'), /no number/],
    ['nothing', withValue('max last_seen', ''), /no number/],
    ['below zero', withValue('max last_seen', '-1'), /no number/],
    ['hexadecimal', withValue('max last_seen', '0x10'), /no number/],
    ['beyond all time', withValue('max covered_until', '1e300'), /no number|ahead|time/],
    ['beyond all time, seen', withValue('max last_seen', '1e300'), /no number|form|time/],
  ])('%s', async (_, samples, why) => {
    const answer = await told(samples);
    expect(answer).toMatch(/^failed: /);
    expect(answer).toMatch(why);
  });

  test('a counter that grew though it is said to have never been used is use', async () => {
    const labels = { instance: 'a:9090', table: 'users', column: 'name', access: 'read', via: 'explicit' };
    const engine = await serveEngine({ ...SOUND, 'max references_total': [{ labels, value: '2' }] });
    expect(await ask(engine.url)).toMatchObject({
      value: { objects: [{ state: 'observed', reads: { explicit: 2 } }] },
    });
  });

  test('ways and accesses that nobody knows count, too', async () => {
    const labels = { table: 'users', column: 'name', via: 'telepathy' };
    const engine = await serveEngine({
      ...SOUND,
      'max last_seen': [{ labels, value: String(QUESTION.to / 1000) }],
    });
    expect(await ask(engine.url)).toMatchObject({
      value: { objects: [{ state: 'observed', reads: { unresolved: 1 }, writes: { unresolved: 1 } }] },
    });
  });
});

const bent = (name: string, change: (envelope: Envelope) => Envelope): Bend => {
  return (envelope, asked) => (asked === name ? change(envelope) : envelope);
};

describe('envelopes that are refused', () => {
  test.each<[string, (envelope: Envelope) => Envelope, RegExp]>([
    [
      'a warning',
      (one) => ({ ...one, warnings: ['store s3 \u202eunreachable'] }),
      /warning.*store s3 +unreachable/,
    ],
    ['an info', (one) => ({ ...one, infos: ['metric might not be a counter'] }), /warning/],
    ['partial, as VictoriaMetrics says it', (one) => ({ ...one, isPartial: true }), /partial/],
    [
      'an error',
      () => ({
        status: 'error',
        errorType: 'execution',
        error: 'query processing would load too many samples',
      }),
      /too many samples/,
    ],
    ['an error that calls itself fine', () => ({ status: 'Error', data: {} }), /form of/],
    [
      'another type',
      (one) => ({ ...one, data: { ...one.data, resultType: 'scalar', result: [1, '0'] } }),
      /form of/,
    ],
    ['a matrix', () => ({ status: 'success', data: { resultType: 'matrix', result: [] } }), /matrix/],
    [
      'a bare number',
      (one) => ({ ...one, data: { ...one.data, result: [{ metric: {}, value: [1, 0] }] } }),
      /form of/,
    ],
    [
      'a histogram',
      (one) => ({ ...one, data: { ...one.data, result: [{ metric: {}, histogram: [1, {}] }] } }),
      /form of/,
    ],
    [
      'a series twice',
      (one) => ({ ...one, data: { ...one.data, result: [...one.data.result, ...one.data.result] } }),
      /twice/,
    ],
    [
      'of another time',
      (one) => ({
        ...one,
        data: {
          ...one.data,
          result: one.data.result.map((each: Envelope) => ({ ...each, value: [1, each.value[1]] })),
        },
      }),
      /another time/,
    ],
    ['no JSON', () => '<html>', /not JSON/],
    ['null', () => null, /form of/],
  ])('%s', async (_, change, why) => {
    for (const asked of ['max last_seen', 'max covered_until']) {
      const answer = await told({}, bent(asked, change));
      expect(answer).toMatch(/^failed: /);
      expect(answer).toMatch(why);
    }
  });

  test('any JSON is taken or refused, and never thrown at', () => {
    for (const raw of [
      undefined,
      null,
      0,
      '',
      [],
      {},
      { status: 'success' },
      { status: 'success', data: null },
    ])
      expect(takeSeries(raw, 'vector', { from: 0, to: 0 })).toHaveProperty('refused');
  });
});

describe('servers that do not answer', () => {
  test('within one budget for all queries', async () => {
    const silent = await serve(() => {});
    const start = performance.now();
    expect(await ask(silent.url, { budget: 500 })).toMatchObject({ state: 'failed' });
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test('but with a refusal, an endless body, a redirect elsewhere', async () => {
    const why = async (url: string): Promise<string> => {
      const answer = await ask(url);
      return answer.state === 'known' ? 'known' : answer.why;
    };
    expect(await why((await serve(json({}, 401))).url)).toMatch(/token/);
    const large = await serve((response) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': String(9 * 1024 * 1024),
      });
      response.end();
    });
    expect(await why(large.url)).toMatch(/more than 8 MiB/);
    const away = await serve((response) => {
      response.writeHead(302, { location: 'https://elsewhere.example/' });
      response.end();
    });
    expect(await why(away.url)).toMatch(/only the host that the manifest names/);
    expect(await why('http://engine.example')).toMatch(/only https/);
  });

  test('and without the token nobody is asked', async () => {
    const engine = await serveEngine(SOUND);
    expect(await ask(engine.url, { env: {} })).toMatchObject({
      state: 'failed',
      why: expect.stringMatching(/TOKEN/),
    });
    expect(engine.queries).toHaveLength(0);
  });
});
