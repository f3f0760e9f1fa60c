import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeJson } from '../../src/report/json.ts';
import { plainData } from '../../src/report/serialize.ts';
import { HOSTILE, hostileText } from './hostile.ts';
import {
  emptyDecision,
  hostileDecision,
  observedDecision,
  overriddenDecision,
  sampleDecision,
  settledDecision,
  waitingDecision,
} from './sample.ts';
import { reportMistakes } from './schemas.ts';

const DECISIONS = [
  sampleDecision,
  waitingDecision,
  settledDecision,
  overriddenDecision,
  observedDecision,
  emptyDecision,
];

describe('writeJson', () => {
  it.each(DECISIONS.map((make) => [make.name, make] as const))('is valid: %s', (_, make) => {
    expect(reportMistakes(writeJson(make()))).toEqual([]);
  });

  it.each(['lint', 'deployment'] as const)('is valid for the subject %s', (kind) => {
    const subject = kind === 'lint' ? { kind } : { kind, base: 'a', head: 'b', environment: 'production' };
    const text = writeJson(sampleDecision({ subject }));
    expect(reportMistakes(text)).toEqual([]);
    expect(JSON.parse(text).subject).toEqual(subject);
  });

  it('says what it would have been in observe mode alone', () => {
    expect(JSON.parse(writeJson(observedDecision()))).toMatchObject({ verdict: 'pass', would_be: 'wait' });
    expect(JSON.parse(writeJson(settledDecision()))).not.toHaveProperty('would_be');
  });

  it('tells times in RFC 3339, and null where there is no such moment', () => {
    const report = JSON.parse(writeJson(waitingDecision()));
    expect(report.findings[0].until).toBe('2026-11-15T00:00:00Z');
    expect(JSON.parse(writeJson(sampleDecision({ now: Number.NaN }))).now).toBeNull();
    expect(JSON.parse(writeJson(sampleDecision({ now: 8e15 + 1e14 }))).now).toBeNull();
  });

  it('hands the evidence back as it was given', () => {
    const evidence = { approvals: [{ change: 'x', at: '2026-10-20T09:00:00Z' }], teams: {} };
    expect(JSON.parse(writeJson(sampleDecision({ evidence }))).evidence).toEqual(evidence);
  });

  it('stands in one order, whatever order the findings came in', () => {
    const sample = sampleDecision();
    const findings = sample.verdict.findings.toReversed();
    expect(writeJson({ ...sample, verdict: { ...sample.verdict, findings } })).toBe(writeJson(sample));
  });

  it.each(Object.entries(HOSTILE))('keeps %s as data and steers nothing', (_, text) => {
    const json = writeJson(hostileDecision(text));
    expect(json).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    expect(JSON.parse(json).notes).toEqual([text]);
    expect(reportMistakes(json)).toEqual([]);
  });

  it('is valid for any text anywhere', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(reportMistakes(writeJson(hostileDecision(text)))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('plainData', () => {
  it('takes anything and gives what JSON can hold', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true }), (value) => {
        expect(() => JSON.parse(JSON.stringify(plainData(value)))).not.toThrow();
      }),
    );
  });

  it('cuts a circle and keeps what stands twice', () => {
    const twice = { a: 1 };
    const circle: Record<string, unknown> = { one: twice, other: twice };
    circle.self = circle;
    expect(plainData(circle)).toEqual({ one: twice, other: twice, self: '(cut)' });
  });
});

describe('the schema', () => {
  it.each([
    ['a key that it does not know', (report: Record<string, unknown>) => ({ ...report, extra: 1 })],
    ['a verdict that is none', (report: Record<string, unknown>) => ({ ...report, verdict: 'skipped' })],
    [
      'a time without a zone',
      (report: Record<string, unknown>) => ({ ...report, now: '2026-11-01T00:00:00' }),
    ],
    ['a missing key', ({ findings: _, ...report }: Record<string, unknown>) => report],
  ])('refuses %s', (_, spoil) => {
    const report = JSON.parse(writeJson(sampleDecision()));
    expect(reportMistakes(JSON.stringify(spoil(report)))).not.toEqual([]);
  });
});
