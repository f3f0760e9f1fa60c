import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision, Finding } from '../../src/model.ts';
import { writeSarif } from '../../src/report/sarif.ts';
import { HOSTILE, hostileText } from './hostile.ts';
import { hostileDecision, sampleDecision, sampleFinding, settledDecision } from './sample.ts';
import { sarifMistakes } from './schemas.ts';

interface Result {
  ruleId: string;
  level: string;
  message: { text: string };
  locations: { physicalLocation: { artifactLocation: { uri: string }; region?: object } }[];
  partialFingerprints: Record<string, string>;
}

function resultsOf(decision: Decision): Result[] {
  return JSON.parse(writeSarif(decision)).runs[0].results;
}

function withFindings(findings: Finding[]): Decision {
  return sampleDecision({ verdict: { ...settledDecision().verdict, word: 'block', findings } });
}

function only(parts: Partial<Finding>): Result | undefined {
  return resultsOf(withFindings([sampleFinding('block', parts)]))[0];
}

describe('writeSarif', () => {
  it.each([sampleDecision(), settledDecision()])('is valid', (decision) => {
    expect(sarifMistakes(writeSarif(decision))).toEqual([]);
    expect(sarifMistakes(writeSarif(decision, { pages: 'https://lanekeeper.example/rules/' }))).toEqual([]);
  });

  it('gives each status its level and tells nothing of what is met', () => {
    const statuses = ['error', 'block', 'wait', 'warn', 'ok'] as const;
    const levels = resultsOf(withFindings(statuses.map((status) => sampleFinding(status)))).map(
      ({ level }) => level,
    );
    expect(levels).toEqual(['error', 'error', 'warning', 'note']);
  });

  it.each([
    ['db/mi grations/ü?#.sql', 'db/mi%20grations/%C3%BC%3F%23.sql'],
    ['C:/x.sql', 'C%3A/x.sql'],
    ['/etc//passwd', 'etc/passwd'],
    ['\uD800.sql', '%EF%BF%BD.sql'],
  ])('writes the path %j as %s', (path, uri) => {
    expect(only({ path })?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(uri);
  });

  it.each([
    [3, 7, { startLine: 3, startColumn: 7 }],
    [3, null, { startLine: 3 }],
    [0, 1, undefined],
    [Number.NaN, 1, undefined],
  ])('places line %s, column %s', (line, column, region) => {
    expect(only({ path: 'a.sql', line, column })?.locations[0]?.physicalLocation.region).toEqual(region);
  });

  it('opens no link and no placeholder', () => {
    expect(only({ message: '[x](http://e.example) {0}' })?.message.text.split('\n')[0]).toBe(
      '\\[x\\](http://e.example) {{0}}',
    );
  });

  it('knows a problem again when lines and numbers have moved', () => {
    const sample = sampleDecision();
    const move = <T extends { line: number | null }>(at: T): T => ({
      ...at,
      line: at.line === null ? null : at.line + 9,
    });
    const moved = {
      ...sample,
      effects: sample.effects.map(move),
      verdict: {
        ...sample.verdict,
        findings: sample.verdict.findings.map((finding) => ({ ...move(finding), message: 'other numbers' })),
      },
    };
    const prints = (decision: Decision): string[] =>
      resultsOf(decision)
        .map(({ partialFingerprints }) => JSON.stringify(partialFingerprints))
        .sort();
    expect(prints(moved)).toEqual(prints(sample));
    expect(new Set(prints(sample)).size).toBe(4);
  });

  it('takes rule pages from its caller', () => {
    const rules = { quiet: { title: 'No query in the window', help: 'What breaks.' } };
    const text = writeSarif(sampleDecision(), { rules, pages: 'https://lanekeeper.example/rules/' });
    expect(JSON.parse(text).runs[0].tool.driver.rules).toContainEqual({
      id: 'quiet',
      shortDescription: { text: 'No query in the window' },
      help: { text: 'What breaks.', markdown: 'What breaks.' },
      helpUri: 'https://lanekeeper.example/rules/quiet.md',
    });
  });

  it.each(Object.entries(HOSTILE))('stays valid: %s', (_, text) => {
    const sarif = writeSarif(hostileDecision(text));
    expect(sarifMistakes(sarif)).toEqual([]);
    expect(sarif).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u);
  });

  it('stays valid, whatever the text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const pages = 'https://lanekeeper.example/rules';
        expect(sarifMistakes(writeSarif(hostileDecision(text), { pages }))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
