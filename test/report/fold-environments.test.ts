import { describe, expect, test } from 'vitest';
import { finding } from '../../src/decide/rule.ts';
import type { Finding } from '../../src/model.ts';
import { foldEnvironments } from '../../src/report/fold-environments.ts';

const about = (environment: string | null, parts: Partial<Finding> = {}): Finding =>
  finding('soak', {
    status: 'wait',
    environment,
    message: `since when it is live in ${environment} is not known`,
    next: `Give the deployments of ${environment}.`,
    evidence: [{ source: `${environment}`, at: null, url: null, value: null }],
    ...parts,
  });

describe('findings that say the same of several environments', () => {
  test('are told once, with all their names and all their evidence', () => {
    const [one, ...others] = foldEnvironments([about('eu'), about('production'), about('us')]);
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      environment: 'eu, production and us',
      message: 'since when it is live in eu, production and us is not known',
      next: 'Give the deployments of eu, production and us.',
    });
    expect(one?.evidence.map(({ source }) => source)).toEqual(['eu', 'production', 'us']);
  });

  test.each<[string, Partial<Finding>]>([
    ['say something else', { message: 'it was deployed an hour ago' }],
    ['saw something else', { seen: '3 deployments' }],
    ['end at another time', { until: 1 }],
    ['are of another rule', { rule: 'quiet' }],
    ['are of another change', { change: 'x' }],
    ['are worse', { status: 'error' }],
    ['stand elsewhere', { path: 'a.sql', line: 1 }],
  ])('but not where they %s', (_, parts) => {
    expect(foldEnvironments([about('eu'), about('us', parts)])).toHaveLength(2);
  });

  test('keep their order and stay what they are where each is alone', () => {
    const all = [about(null), about('eu'), about('us', { seen: 'x' }), about(null), about('')];
    expect(foldEnvironments(all)).toEqual(all);
  });

  test('with a name that is part of other words are not mixed up', () => {
    const [one, other] = [about('i'), about('n')];
    expect(foldEnvironments([one, other])).toEqual([one, other]);
  });
});
