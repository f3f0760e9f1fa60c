/** Text from a pull request steers no terminal, whatever it is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeStatus } from '../../src/report/status.ts';
import { statusLine } from '../../src/report/status-line.ts';
import { writeText } from '../../src/report/text.ts';
import { HOSTILE, hostileText, UNSEEN } from './hostile.ts';
import { hostileDecision, settledDecision } from './sample.ts';

const COLOURS = new RegExp(`${'\u001b'}\\[(?:1|2|22|31|32|33|35|39)m`, 'g');

function judge(text: string): void {
  const decision = hostileDecision(text);
  const line = statusLine({ ...decision, verdict: { ...decision.verdict, override: null } });
  expect(line.length).toBeLessThanOrEqual(140);
  for (const shown of [line, statusLine(decision)]) expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
  for (const write of [writeText, writeStatus]) {
    expect(write(decision, { color: false, width: 80 })).not.toMatch(UNSEEN);
    expect(write(decision, { color: true }).replace(COLOURS, '')).not.toMatch(UNSEEN);
  }
}

describe('text for a terminal', () => {
  it.each(Object.entries(HOSTILE))('is not steered by %s', (_, text) => judge(text));

  it('is not steered by anything', () => {
    fc.assert(fc.property(hostileText, judge), { numRuns: 300 });
  });

  it('cannot be made to show a verdict of its own in a first column', () => {
    const text = writeText(hostileDecision('x\npass   9 met\nquiet   ok'), { color: false });
    expect(text.split('\n').filter((line) => line.startsWith('pass '))).toEqual([]);
  });

  it('shows that something was there that cannot be seen', () => {
    const { verdict } = settledDecision();
    const shown = writeText({ ...settledDecision(), verdict, notes: ['us\u200Ders'] }, { color: false });
    expect(shown).toContain('us\uFFFDers');
  });
});
