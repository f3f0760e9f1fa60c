import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEvidence } from '../../src/read/evidence-file.ts';
import { parseTime } from '../../src/time.ts';
import { UserError } from '../../src/user-error.ts';
import { soundAnswer } from './usage-answer.ts';

const whole = {
  deployments: [
    {
      environment: 'production',
      commit: 'v1',
      state: 'success',
      at: '2026-10-01T10:00:00Z',
      url: 'https://x.example',
      id: 7,
      payload: { a: 1 },
    },
  ],
  approvals: [{ change: 'drop-name', head: '9a8b7c', by: 'octocat', at: '2026-10-20T09:00:00+02:00' }],
  teams: { '@acme/dba': ['octocat'] },
  flags: [{ key: 'k', environment: 'production', enabled: 1.0, since: '2026-10-01T00:00:00Z' }],
  usage: [{ ...soundAnswer(), environment: 'production' }],
  comparisons: [],
  backfills: [],
  pull_request: { number: 12, author: 'hubot', last_pusher: 'hubot' },
};

function mistakesOf(value: unknown): string {
  try {
    parseEvidence(typeof value === 'string' ? value : JSON.stringify(value), 'e.json');
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as Error).message;
  }
  return '';
}

describe('an evidence file', () => {
  test('is read with its times, and kept as it came', () => {
    const given = parseEvidence(JSON.stringify(whole), 'e.json');
    expect(given.parts.deployments?.[0]).toMatchObject({
      commit: 'v1',
      at: parseTime('2026-10-01T10:00:00Z'),
      id: 7,
    });
    expect(given.parts.approvals?.[0]?.at).toBe(parseTime('2026-10-20T07:00:00Z'));
    expect(given.raw.usage?.[0]).toEqual(whole.usage[0]);
    expect(given.now).toBeNull();
  });

  test('may have any parts, or none', () => {
    expect(parseEvidence('{}', 'e.json').parts).toEqual({});
    for (const [part, value] of Object.entries(whole)) {
      expect(parseEvidence(JSON.stringify({ [part]: value }), 'e.json').parts).toHaveProperty(part);
    }
  });

  test('may be a whole report, whose moment comes with it', () => {
    const given = parseEvidence(
      `\uFEFF${JSON.stringify({ version: 1, verdict: 'wait', now: '2026-11-01T00:00:00Z', findings: [], evidence: whole })}`,
      'report.json',
    );
    expect(given.now).toBe(parseTime('2026-11-01T00:00:00Z'));
    expect(given.parts.flags?.[0]?.key).toBe('k');
  });
});

describe('mistakes are told with their place, all at once', () => {
  test('in several parts', () => {
    const message = mistakesOf({
      deployments: [
        { environment: 'production', commit: '', state: 'succeeded', at: 'yesterday' },
        { environment: 'x' },
      ],
      aprovals: [],
      flags: [{ key: 'k', environment: 'e', enabled: 2 }],
      approvals: [{ change: 'c', by: 'b', at: '2026-01-01T00:00:00Z' }],
    });
    expect(message.split('\n')).toEqual([
      'e.json has 9 mistakes:',
      "  aprovals: there is no such part; did you mean 'approvals'?",
      '  deployments[0].commit: expected a name that is not empty',
      expect.stringMatching(/^ {2}deployments\[0\]\.state: expected one of "success", "failure"/),
      '  deployments[0].at: expected an RFC 3339 time such as 2026-11-01T00:00:00Z',
      '  deployments[1].commit: expected a string',
      expect.stringMatching(/^ {2}deployments\[1\]\.state: expected one of/),
      '  deployments[1].at: expected a string',
      '  approvals[0].head: expected the commit that was approved (or its digest, under "digest")',
      '  flags[0].enabled: expected at most 1',
    ]);
  });

  test.each([
    ['{', /e\.json is not JSON/],
    ['[]', /top level: expected an object/],
    ['null', /top level/],
    [{ zzz: 1 }, /zzz: there is no such part; expected one of deployments, refs/],
    [
      { verdict: 'pass', evidence: { usages: [] } },
      /evidence\.usages: there is no such part; did you mean 'usage'/,
    ],
    [{ deployments: {} }, /deployments: expected an array/],
    [{ teams: { a: 'b' } }, /teams\.a: expected an array/],
    [{ pull_request: { author: '' } }, /pull_request\.author: expected a name that is not empty/],
    [{ pull_request: { author: 'a', last_pusher: '' } }, /last_pusher: expected a name that is not empty/],
    [{ usage: [soundAnswer()] }, /usage\[0\]\.environment: expected a string/],
    [{ usage: ['words'] }, /usage\[0\]: expected an object/],
    [{ deployments: Array.from({ length: 60 }, () => 1) }, /and 40 more$/],
  ])('%j', (value, message) => {
    expect(mistakesOf(value)).toMatch(message);
  });

  test('for any JSON value: read, or a mistake', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.jsonValue(), fc.record({ deployments: fc.jsonValue(), usage: fc.jsonValue() })),
        (value) => {
          mistakesOf(value);
        },
      ),
    );
  });
});
