import { describe, expect, it } from 'vitest';
import { metFindings, openFindings, worstFirst } from '../../src/report/order.ts';
import { sampleFinding } from './sample.ts';

const STATUSES = ['wait', 'ok', 'error', 'warn', 'block'] as const;

describe('the order of findings', () => {
  it('is error, block, wait, warn, ok', () => {
    const findings = STATUSES.map((status) => sampleFinding(status));
    expect(worstFirst(findings).map(({ status }) => status)).toEqual([
      'error',
      'block',
      'wait',
      'warn',
      'ok',
    ]);
    expect(openFindings(findings).map(({ status }) => status)).toEqual(['error', 'block', 'wait', 'warn']);
    expect(metFindings(findings).map(({ status }) => status)).toEqual(['ok']);
  });

  it('goes by path, then by line as a number, within one status', () => {
    const at = (path: string, line: number) => sampleFinding('wait', { path, line });
    const findings = [at('b.sql', 1), at('a.sql', 10), at('a.sql', 9)];
    expect(worstFirst(findings).map(({ path, line }) => `${path}:${line}`)).toEqual([
      'a.sql:9',
      'a.sql:10',
      'b.sql:1',
    ]);
  });
});
