import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Evidence, TelemetrySource } from '../../src/model.ts';
import { openRepository } from '../../src/read/git.ts';
import { judgeAnswer, type TelemetryQuestion } from '../../src/read/telemetry/kinds.ts';
import { askTelemetry, chooseAnswer, rowsFor, type TelemetryReader } from '../../src/read/telemetry.ts';
import { json, serve } from './loopback.ts';
import { makeRepository } from './make-repository.ts';
import { type Bendable, FROM, QUESTION, quietAnswer, soundAnswer, TO } from './usage-answer.ts';

const TOKEN = 's3cret-token';

async function readerFor(
  url: string,
  over: Partial<TelemetrySource> = {},
): Promise<TelemetryReader & { kept: unknown[] }> {
  const repository = await openRepository(makeRepository().folder);
  onTestFinished(() => repository.close());
  const kept: unknown[] = [];
  return {
    sources: [
      {
        name: 'app-queries',
        type: 'query-log',
        url,
        tokenEnv: 'QUERY_LOG_TOKEN',
        sources: null,
        maxAge: 900_000,
        maxGap: 0,
        ...over,
      },
    ],
    env: { QUERY_LOG_TOKEN: TOKEN },
    budget: 1500,
    files: { repository, manifestPath: 'lanekeeper.yml', base: null, head: null },
    keep: (_, raw) => kept.push(raw),
    kept,
  };
}

async function whyOf(answer: Promise<Evidence<unknown>>): Promise<string> {
  const evidence = await answer;
  expect(evidence.state).not.toBe('known');
  return evidence.state === 'known' ? '' : evidence.why;
}

describe('an honest server', () => {
  test('is asked once, with the token, and its answer is kept as it came', async () => {
    const server = await serve(json({ ...soundAnswer(), extra: true }));
    const reader = await readerFor(`${server.url}/prefix/`);
    const answer = await askTelemetry(reader, QUESTION);
    expect(answer).toMatchObject({
      state: 'known',
      source: 'query-log app-queries',
      value: { objects: [{ object: 'users.name', reads: { explicit: 1204 } }] },
    });
    expect(server.asked).toEqual([
      {
        method: 'POST',
        path: '/prefix/v1/usage',
        authorization: `Bearer ${TOKEN}`,
        body: {
          protocol: '1',
          database: 'app',
          window: { from: FROM, to: TO },
          objects: ['users.name'],
          ignore: [{ service: 'pg_dump' }],
        },
      },
    ]);
    expect(reader.kept).toEqual([{ ...soundAnswer(), extra: true }]);
  });

  test('is asked about comparisons and backfills by name', async () => {
    const server = await serve((response, asked) =>
      json(
        asked.path.startsWith('/v1/backfills')
          ? {
              name: 'a/b',
              state: 'complete',
              total: 5,
              done: 5,
              failed: 0,
              rate: 1,
              checkpoint: 'x',
              updated_at: TO,
              verified_at: null,
              errors: [],
            }
          : {
              name: 'a/b',
              window: { from: FROM, to: TO },
              compared: 9,
              diverged: 1,
              unknown: 0,
              last_diverged: FROM,
              samples: [],
            },
      )(response, asked, 1),
    );
    const reader = await readerFor(server.url);
    const { telemetry, environment, from, to } = QUESTION;
    expect(
      await askTelemetry(reader, { ask: 'comparison', telemetry, environment, name: 'a/b', from, to }),
    ).toMatchObject({ state: 'known', value: { compared: 9, diverged: 1 } });
    expect(
      await askTelemetry(reader, { ask: 'backfill', telemetry, environment, name: 'a/b' }),
    ).toMatchObject({ state: 'known', value: { state: 'complete', done: 5, verifiedAt: null } });
    expect(server.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /v1/comparisons/a%2Fb?from=2026-10-18T00%3A00%3A00Z&to=2026-11-01T00%3A00%3A00Z',
      'GET /v1/backfills/a%2Fb',
    ]);
  });

  test('that is overloaded at first is tried again', async () => {
    const server = await serve((response, asked, times) =>
      (times === 1
        ? json({}, 500)
        : times === 2
          ? json({}, 429, { 'retry-after': '0' })
          : json(soundAnswer()))(response, asked, times),
    );
    expect(await askTelemetry(await readerFor(server.url), QUESTION)).toMatchObject({ state: 'known' });
    expect(server.asked).toHaveLength(3);
  });

  test('may redirect on its own host', async () => {
    const server = await serve((response, asked, times) =>
      asked.path === '/v1/usage'
        ? json({}, 308, { location: '/moved' })(response, asked, times)
        : json(soundAnswer())(response, asked, times),
    );
    expect(await askTelemetry(await readerFor(server.url), QUESTION)).toMatchObject({ state: 'known' });
    expect(server.asked[1]).toMatchObject({
      method: 'POST',
      path: '/moved',
      authorization: `Bearer ${TOKEN}`,
    });
  });
});

describe('a server that does not answer usably', () => {
  const endless = 'x'.repeat(65_536);
  test.each<[string, Parameters<typeof serve>[0], RegExp, number]>([
    ['401', json({ title: 'no' }, 401), /does not accept the token \(status 401\) \(it says: no\)/, 1],
    ['403', json({}, 403), /may not ask/, 1],
    ['404', json({}, 404), /has nothing at \/v1\/usage/, 1],
    [
      '400 unknown object',
      json({ type: 'https://x.example/problems/unknown-object', detail: 'users.nmae' }, 400),
      /is not known there: is it spelled/,
      1,
    ],
    ['500 for ever', json({}, 500), /status 500 \(tried \d times in/, 3],
    ['429 for an hour', json({}, 429, { 'retry-after': '3600' }), /status 429 \(tried once/, 1],
    ['garbage', (r) => r.end('<html>sorry'), /not JSON \(no content type\)/, 1],
    ['nothing', (r) => r.end(), /answered with nothing/, 1],
    ['not UTF-8', (r) => r.end(Buffer.from([0x22, 0xff, 0x22])), /not JSON/, 1],
    [
      'cut short',
      (r) => {
        r.writeHead(200, { 'content-length': '1000' });
        r.write('{');
        r.socket?.destroy();
      },
      /could not be reached/,
      3,
    ],
    ['a reset', (r) => r.socket?.destroy(), /could not be reached/, 3],
    ['silence before headers', () => undefined, /did not answer in time \(tried once in 1\.\d s\)/, 1],
    [
      'silence mid-body',
      (r) => {
        r.writeHead(200);
        r.write('{"protocol":');
      },
      /did not answer in time/,
      1,
    ],
    [
      'an endless body',
      (r) => {
        const more = (): void => {
          while (!r.destroyed && r.write(endless));
          r.once('drain', more);
        };
        more();
      },
      /more than 8 MiB/,
      1,
    ],
    [
      'an honest but huge length',
      (r) => {
        r.writeHead(200, { 'content-length': '9000000' });
        r.flushHeaders();
      },
      /more than 8 MiB/,
      1,
    ],
    [
      'a redirect to another host',
      json({}, 307, { location: 'http://127.0.0.1:1/v1/usage' }),
      /redirects to 127\.0\.0\.1:1/,
      1,
    ],
    [
      'a redirect to a name',
      json({}, 307, { location: 'https://evil.example/' }),
      /redirects to evil\.example/,
      1,
    ],
    ['a redirect that drops the question', json({}, 302, { location: '/x' }), /redirects a question/, 1],
    ['a redirect with credentials', json({}, 307, { location: '//a:b@127.0.0.1/' }), /redirects to/, 1],
    ['redirects without end', json({}, 307, { location: '/v1/usage' }), /more than 3 times/, 4],
    ['a redirect to nowhere', json({}, 307), /without saying where/, 1],
    ['an array', json([]), /not in the form/, 1],
    ['null', json(null), /not in the form/, 1],
  ])('%s is failed, with the reason', async (_, behave, message, tries) => {
    const server = await serve(behave);
    const start = performance.now();
    const reader = await readerFor(server.url);
    const why = await whyOf(askTelemetry(reader, QUESTION));
    expect(why).toMatch(message);
    expect(why).not.toContain(TOKEN);
    expect(performance.now() - start).toBeLessThan(4000);
    if (tries === 1) expect(server.asked).toHaveLength(1);
    else expect(server.asked.length).toBeGreaterThan(1);
    expect(reader.kept).toEqual([]);
  });

  test('a server that repeats the token cannot make it show', async () => {
    const server = await serve(json({ title: `bad ${TOKEN}\u001b[31m\n@everyone` }, 403));
    const why = await whyOf(askTelemetry(await readerFor(server.url), QUESTION));
    expect(why).toContain('bad ***');
    expect(why).not.toMatch(/\p{Cc}/u);
  });

  test('a closed port is named', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    expect(await whyOf(askTelemetry(await readerFor(`http://127.0.0.1:${port}`), QUESTION))).toMatch(
      /ECONNREFUSED.*\(tried \d times/,
    );
  });

  test.each([
    ['http://query-log.example', /only https, or http to this machine/],
    ['http://127.0.0.1.evil.example', /only https/],
    ['https://user:pass@query-log.example', /holds credentials/],
    ['file:///etc/passwd', /only https/],
    ['nonsense', /no URL/],
  ])('the address %s is not asked', async (url, message) => {
    const why = await whyOf(askTelemetry(await readerFor(url), QUESTION));
    expect(why).toMatch(message);
    expect(why).not.toContain('pass@');
  });

  test.each([
    [undefined, /QUERY_LOG_TOKEN, which holds the token, is not set/],
    [' ', /is not set/],
    ['a\nb', /holds characters/],
    ['a b', /holds characters/],
  ])('the token %j is refused by its variable', async (token, message) => {
    const server = await serve(json(soundAnswer()));
    const reader = { ...(await readerFor(server.url)), env: { QUERY_LOG_TOKEN: token } };
    expect(await whyOf(askTelemetry(reader, QUESTION))).toMatch(message);
    expect(server.asked).toEqual([]);
  });

  test('a comparison that nobody has made is missing, a wrong address is failed', async () => {
    const { telemetry, environment, from, to } = QUESTION;
    const question: TelemetryQuestion = {
      ask: 'comparison',
      telemetry,
      environment,
      name: 'split',
      from,
      to,
    };
    const known = await serve(json({ type: 'about:blank', title: 'unknown' }, 404));
    expect(await askTelemetry(await readerFor(known.url), question)).toMatchObject({ state: 'missing' });
    const wrong = await serve((r) => {
      r.statusCode = 404;
      r.end('nginx');
    });
    expect(await askTelemetry(await readerFor(wrong.url), question)).toMatchObject({ state: 'failed' });
  });

  test('a telemetry that the manifest does not have is failed', async () => {
    const reader = await readerFor('https://x.example');
    expect(await whyOf(askTelemetry(reader, { ...QUESTION, telemetry: 'other' }))).toMatch(
      /no telemetry called other/,
    );
  });
});

const bend = (change: (answer: Bendable) => void): Bendable => {
  const answer = soundAnswer();
  change(answer);
  return answer;
};
const bendQuiet = (change: (answer: Bendable) => void): Bendable => {
  const answer = quietAnswer();
  change(answer);
  return answer;
};

describe('what is refused in an answer', () => {
  test.each<[string, Bendable, RegExp]>([
    [
      'another major protocol',
      bend((a) => {
        a.protocol = '2';
      }),
      /speaks protocol "2"/,
    ],
    [
      'a number for a protocol',
      bend((a) => {
        a.protocol = 1;
      }),
      /protocol: expected a string/,
    ],
    [
      'no coverage',
      bend((a) => {
        delete a.coverage;
      }),
      /coverage: expected an object/,
    ],
    [
      'no source',
      bend((a) => {
        a.coverage.sources = [];
      }),
      /no required source/,
    ],
    [
      'no required source',
      bend((a) => {
        a.coverage.sources[0].required = false;
      }),
      /no required source/,
    ],
    ['a source twice', bend((a) => a.coverage.sources.push(a.coverage.sources[0])), /pg-primary twice/],
    [
      'a later window',
      bend((a) => {
        a.window.from = '2026-10-18T00:00:01Z';
      }),
      /narrower than was asked/,
    ],
    [
      'a shorter window',
      bend((a) => {
        a.window.to = '2026-10-31T00:00:00Z';
      }),
      /narrower than was asked/,
    ],
    [
      'an old answer',
      bend((a) => {
        a.generated_at = '2026-10-31T23:59:59Z';
      }),
      /before the window's end/,
    ],
    [
      'another object',
      bend((a) => {
        a.usage[0].object = 'users.nam';
      }),
      /no answer for users\.name/,
    ],
    [
      'an object too many',
      bend((a) => a.usage.push({ ...a.usage[0], object: 'x' })),
      /answers for x, which was not asked/,
    ],
    ['an object twice', bend((a) => a.usage.push(a.usage[0])), /users\.name twice/],
    [
      'no object',
      bend((a) => {
        a.usage = [];
      }),
      /no answer for users\.name/,
    ],
    [
      'sums that are too low',
      bend((a) => {
        a.usage[0].by[0].reads = 1203;
      }),
      /1204 reads in all and 1203 by service/,
    ],
    [
      'writes by nobody',
      bend((a) => {
        a.usage[0].writes.failed = 1;
      }),
      /1 writes in all and 0 by service/,
    ],
    [
      'a negative count',
      bend((a) => {
        a.usage[0].reads.explicit = -1;
      }),
      /reads\.explicit: expected at least 0/,
    ],
    [
      'half a count',
      bend((a) => {
        a.usage[0].reads.explicit = 0.5;
      }),
      /expected a whole number/,
    ],
    [
      'a count as text',
      bend((a) => {
        a.usage[0].reads.explicit = '0';
      }),
      /expected a/,
    ],
    [
      'NaN',
      bend((a) => {
        a.usage[0].reads.explicit = Number.NaN;
      }),
      /not in the form/,
    ],
    [
      'a huge count',
      bend((a) => {
        a.usage[0].reads.explicit = 1e300;
      }),
      /not in the form/,
    ],
    [
      'a missing count',
      bend((a) => {
        delete a.usage[0].reads.unresolved;
      }),
      /reads\.unresolved/,
    ],
    [
      'no unparsed count',
      bend((a) => {
        delete a.coverage.sources[0].unparsed;
      }),
      /unparsed/,
    ],
    [
      'no gaps told',
      bend((a) => {
        delete a.coverage.sources[0].gaps;
      }),
      /gaps/,
    ],
    [
      'a gap reversed',
      bend((a) => {
        a.coverage.sources[0].gaps = [{ from: TO, to: FROM }];
      }),
      /ends before it begins/,
    ],
    [
      'a source that has seen what is yet to come',
      bend((a) => {
        a.coverage.sources[0].to = '2027-06-01T00:00:00Z';
      }),
      /reaches to 2027/,
    ],
    [
      'gaps that overlap',
      bend((a) => {
        a.coverage.sources[0].gaps = [
          { from: FROM, to: TO },
          { from: '2026-10-20T00:00:00Z', to: '2026-10-21T00:00:00Z' },
        ];
      }),
      /overlap/,
    ],
    [
      'a source that ends first',
      bend((a) => {
        a.coverage.sources[0].to = '2026-07-01T00:00:00Z';
      }),
      /ends before it begins/,
    ],
    [
      'whole and sampled',
      bend((a) => {
        a.coverage.sources[0].sampling.rate = 0.1;
      }),
      /sampled at 0\.1/,
    ],
    [
      'an unknown sampling',
      bend((a) => {
        a.coverage.sources[0].sampling.mode = 'best-effort';
      }),
      /expected one of "full"/,
    ],
    [
      'a rate of zero',
      bend((a) => {
        a.coverage.sources[0].sampling.rate = 0;
      }),
      /more than 0/,
    ],
    [
      'a time without a zone',
      bend((a) => {
        a.generated_at = '2026-11-01T00:00:03';
      }),
      /with its zone/,
    ],
    [
      'a day for a time',
      bend((a) => {
        a.generated_at = '2026-11-02';
      }),
      /with its zone/,
    ],
    [
      'no such day',
      bend((a) => {
        a.generated_at = '2026-11-31T00:00:00Z';
      }),
      /with its zone/,
    ],
    [
      'a number for a time',
      bend((a) => {
        a.generated_at = 1793491203;
      }),
      /generated_at: expected a string/,
    ],
    [
      'an unknown state',
      bend((a) => {
        a.usage[0].state = 'quiet';
      }),
      /state: expected one of/,
    ],
    [
      'zero with counts',
      bend((a) => {
        a.usage[0].state = 'zero';
      }),
      /zero, and counts queries/,
    ],
    [
      'zero and seen',
      bendQuiet((a) => {
        a.usage[0].last_seen = '2026-10-20T00:00:00Z';
      }),
      /saw it within the window/,
    ],
    [
      'when it was last seen left out',
      bendQuiet((a) => {
        delete a.usage[0].last_seen;
      }),
      /last_seen/,
    ],
  ])('%s', (_, answer, message) => {
    const judged = judgeAnswer(answer, QUESTION, { sources: null, lenient: false });
    expect(judged).toEqual({ refused: expect.stringMatching(message) });
  });

  test.each<[string, Bendable]>([
    [
      'a minor protocol',
      bend((a) => {
        a.protocol = '1.4';
      }),
    ],
    [
      'a wider window',
      bend((a) => {
        a.window = { from: '2026-10-01T00:00:00Z', to: '2026-11-02T00:00:00Z' };
        a.generated_at = '2026-11-02T00:00:01Z';
      }),
    ],
    [
      'another zone',
      bend((a) => {
        a.generated_at = '2026-11-01T02:00:03+02:00';
      }),
    ],
    [
      'gaps that touch, in any order',
      bend((a) => {
        a.coverage.sources[0].gaps = [
          { from: '2026-10-20T00:00:00Z', to: '2026-10-21T00:00:00Z' },
          { from: FROM, to: '2026-10-20T00:00:00Z', reason: 'x' },
        ];
      }),
    ],
    ['quiet', quietAnswer()],
    [
      'quiet, last seen before the window',
      bendQuiet((a) => {
        a.usage[0].last_seen = '2026-10-17T23:59:59Z';
      }),
    ],
    [
      'quiet but for what was ignored',
      bendQuiet((a) => {
        a.usage[0].ignored = 3;
        a.usage[0].last_seen = '2026-10-20T00:00:00Z';
      }),
    ],
    [
      'no data',
      bendQuiet((a) => {
        a.usage[0].state = 'no_data';
      }),
    ],
    [
      'a source that did not report',
      bend((a) => {
        a.coverage.missing = ['pg-replica-1'];
      }),
    ],
  ])('%s is not refused', (_, answer) => {
    expect(judgeAnswer(answer, QUESTION, { sources: null, lenient: false })).toHaveProperty('value');
  });

  test('a source that the manifest requires may be missing aloud, never in silence', () => {
    const terms = { sources: ['pg-primary', 'pg-replica-1'], lenient: false };
    expect(judgeAnswer(soundAnswer(), QUESTION, terms)).toEqual({
      refused: expect.stringMatching(/says nothing of the source pg-replica-1/),
    });
    const aloud = judgeAnswer(
      bend((a) => {
        a.coverage.missing = ['pg-replica-1'];
      }),
      QUESTION,
      terms,
    );
    expect(aloud).toMatchObject({
      value: { missing: ['pg-replica-1'], sources: [{ id: 'pg-primary', required: true }] },
    });
  });

  test('no JSON value makes it throw', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        (value) => 'refused' in judgeAnswer(value, QUESTION, { sources: null, lenient: true }),
      ),
    );
  });

  test('no part can be taken away so that an observed object becomes unseen', () => {
    const paths: (string | number)[][] = [];
    const walk = (value: unknown, path: (string | number)[]): void => {
      if (path.length > 0) paths.push(path);
      if (value !== null && typeof value === 'object') {
        for (const key of Object.keys(value)) walk((value as Bendable)[key], [...path, key]);
      }
    };
    walk(soundAnswer(), []);
    for (const path of paths) {
      const answer = soundAnswer();
      const parent = path.slice(0, -1).reduce((at: Bendable, key) => at[key], answer);
      delete parent[path.at(-1) ?? ''];
      const judged = judgeAnswer(JSON.parse(JSON.stringify(answer)), QUESTION, {
        sources: null,
        lenient: false,
      });
      if ('refused' in judged) continue;
      expect(judged.value, path.join('.')).toMatchObject({
        objects: [{ state: 'observed', reads: { explicit: 1204 } }],
      });
    }
  });
});

describe('rows of files', () => {
  const choose = (rows: unknown[], question: TelemetryQuestion = QUESTION): Evidence<unknown> =>
    chooseAnswer(
      rowsFor(rows, question),
      question,
      { sources: null, lenient: true },
      'e.json',
      () => undefined,
    );

  test('are taken by environment, database and telemetry where they name one', () => {
    expect(choose([{ ...soundAnswer(), environment: 'production' }]).state).toBe('known');
    expect(choose([{ ...soundAnswer(), environment: 'staging' }]).state).toBe('failed');
    expect(choose([{ ...soundAnswer(), environment: 'production', database: 'other' }]).state).toBe('failed');
    expect(choose([{ ...soundAnswer(), environment: 'production', telemetry: 'other' }]).state).toBe(
      'failed',
    );
    expect(choose([{ ...soundAnswer(), asked: '{}' }]).state).toBe('failed');
  });

  test('may hold more objects than were asked, and only those that were asked are told', () => {
    const answer = bend((a) => a.usage.push({ ...a.usage[0], object: 'users.other' }));
    expect(choose([answer])).toMatchObject({ value: { objects: [{ object: 'users.name' }] } });
  });

  test('the narrowest that covers the window is taken, and a narrower one is refused aloud', () => {
    const wide = bend((a) => {
      a.window.from = '2026-09-01T00:00:00Z';
      a.usage[0].ignored = 1;
    });
    const narrow = bend((a) => {
      a.window.from = '2026-10-30T00:00:00Z';
    });
    expect(choose([wide, soundAnswer(), narrow])).toMatchObject({ value: { objects: [{ ignored: 412 }] } });
    expect(choose([narrow])).toMatchObject({ state: 'failed', why: expect.stringMatching(/narrower/) });
  });

  test('of one time that differ prove nothing, whichever comes first', () => {
    const two = [soundAnswer(), { ...quietAnswer(), generated_at: soundAnswer().generated_at }];
    for (const rows of [two, two.toReversed()])
      expect(choose(rows)).toMatchObject({ state: 'failed', why: expect.stringMatching(/contradict/) });
    expect(choose([soundAnswer(), soundAnswer()]).state).toBe('known');
  });

  test('of type file are read from disk, but never as the pull request brings them', async () => {
    const made = makeRepository();
    const base = made.commit({
      'conf/lanekeeper.yml': 'x',
      'conf/usage.json': JSON.stringify(soundAnswer()),
    });
    const head = made.commit({
      'conf/usage.json': JSON.stringify(quietAnswer()),
      'conf/new.json': JSON.stringify(quietAnswer()),
    });
    const repository = await openRepository(made.folder);
    onTestFinished(() => repository.close());
    const reader = await readerFor('usage.json', { type: 'file', tokenEnv: null });
    const files = { repository, manifestPath: 'conf/lanekeeper.yml', base, head };
    const stateOf = async (url: string): Promise<unknown> => {
      const sources = [{ ...reader.sources[0], url } as TelemetrySource];
      const answer = await askTelemetry({ ...reader, sources, files }, QUESTION);
      return answer.state === 'known' ? (answer.value as Bendable).objects[0].state : answer.why;
    };
    expect(await stateOf('usage.json')).toBe('observed');
    expect(await stateOf('new.json')).toMatch(/brought by the pull request itself/);
    writeFileSync(
      join(made.folder, 'conf/usage.json'),
      JSON.stringify({ ...quietAnswer(), note: 'written by the job' }),
    );
    expect(await stateOf('usage.json')).toBe('zero');
    expect(await stateOf('none.json')).toMatch(/does not exist/);
    writeFileSync(join(made.folder, 'conf/bad.json'), '{');
    expect(await stateOf('bad.json')).toMatch(/not JSON/);
  });
});
