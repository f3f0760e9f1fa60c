import { describe, expect, it } from 'vitest';
import type { Decision, VerdictWord } from '../../src/model.ts';
import { exitCode } from '../../src/report/exit-code.ts';
import { isSettled } from '../../src/report/settled.ts';
import { statusLine } from '../../src/report/status-line.ts';
import {
  emptyDecision,
  observedDecision,
  overriddenDecision,
  sampleDecision,
  sampleFinding,
  settledDecision,
  waitingDecision,
} from './sample.ts';

function decisionOf(word: VerdictWord, findings = [sampleFinding('ok')]): Decision {
  const { verdict } = settledDecision();
  return sampleDecision({ verdict: { ...verdict, word, findings } });
}

function overriddenSettled(): Decision {
  const { override } = overriddenDecision().verdict;
  return sampleDecision({ verdict: { ...settledDecision().verdict, override } });
}

function exempted(): Decision {
  const { exemptions } = sampleDecision().verdict;
  return sampleDecision({ verdict: { ...settledDecision().verdict, exemptions } });
}

describe('statusLine', () => {
  it.each([
    ['waits: users.name still read by billing (1,204 in 14 d)', waitingDecision()],
    ['blocked: users.email would be renamed to users.mail in one step (+2 more)', sampleDecision()],
    ['passes: met quiet, soak', settledDecision()],
    ['passes by override of octocat: incident 42: @everyone knows', overriddenDecision()],
    ['observing, would be: waits: users.name still read by billing (1,204 in 14 d)', observedDecision()],
    ['passes: nothing in it has to wait its turn', emptyDecision()],
    ['passes, warns: It is so', decisionOf('pass', [sampleFinding('warn', { message: 'It is so.' })])],
    ['cannot decide: It is so', decisionOf('error', [sampleFinding('error', { message: 'It is so.' })])],
  ])('%s', (expected, decision) => {
    expect(statusLine(decision)).toBe(expected);
  });

  it('stays within 140 characters and keeps the count of others', () => {
    const long = sampleFinding('wait', { message: `a\n${'😀'.repeat(200)}` });
    const line = statusLine(decisionOf('wait', [long, long, long]));
    expect(line.length).toBeLessThanOrEqual(140);
    expect(line).toMatch(/^waits: a 😀+… \(\+2 more\)$/u);
  });
});

describe('exitCode', () => {
  it.each([
    ['pass', 0],
    ['block', 1],
    ['error', 2],
    ['wait', 3],
  ] as const)('%s is %i', (word, code) => {
    expect(exitCode(decisionOf(word))).toBe(code);
  });

  it('never takes a verdict that it does not know for a pass', () => {
    expect(exitCode(decisionOf('skipped' as VerdictWord))).toBe(2);
    expect(exitCode(decisionOf('constructor' as VerdictWord))).toBe(2);
  });
});

describe('isSettled', () => {
  it.each([
    ['all met', true, settledDecision()],
    ['nothing asked', true, emptyDecision()],
    ['waits', false, waitingDecision()],
    ['override', false, overriddenDecision()],
    ['override of what is met since', false, overriddenSettled()],
    ['an exemption', false, exempted()],
    ['observing something that would wait', false, observedDecision()],
    ['a warning', false, decisionOf('pass', [sampleFinding('warn')])],
    ['a verdict that is no pass, whatever its findings', false, decisionOf('error', [])],
  ])('%s: %s', (_, expected, decision) => {
    expect(isSettled(decision)).toBe(expected);
  });
});
