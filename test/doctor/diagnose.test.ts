import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/doctor/diagnose.ts';
import type { Facts } from '../../src/doctor/facts.ts';
import { change, DAY, manifest } from '../decide/readings.ts';

const facts = (parts: Partial<Facts> = {}): Facts => ({
  ...{ repository: 'acme/shop', defaultBranch: 'main', manifest: manifest([change()]) },
  ...{ owned: [{ pattern: '*', owners: ['@acme/all'] }], approvalWorkflow: 'name: x' },
  branch: {
    known: true,
    value: { required: [{ context: 'lanekeeper: main', app: 4711 }], ownersReview: true },
  },
  approvalEnvironment: {
    known: true,
    value: { reviewers: 1, preventsSelfReview: true, isBranchBound: true, adminsBypass: false },
  },
  telemetry: [],
  ...parts,
});

const of = (check: string, parts: Partial<Facts>) =>
  diagnose(facts(parts)).filter((one) => one.check === check);

describe('telemetry', () => {
  const log = (longestWindow: number | null, sources = ['pg-primary']) => [
    { name: 'log', answer: { known: true as const, value: { name: 'log', sources, longestWindow } } },
  ];

  it.each([
    ['one that keeps what is asked', log(400 * DAY), 'ok'],
    ['one that does not say how long it keeps', log(null), 'ok'],
    ['one that keeps less than the longest window', log(DAY), 'error'],
    ['one without a source', log(400 * DAY, []), 'error'],
    [
      'one that does not answer',
      [{ name: 'log', answer: { known: false as const, why: 'no', next: 'look' } }],
      'error',
    ],
  ])('%s', (_, telemetry, status) => {
    const told = of('telemetry', { telemetry }).filter(({ message }) => message.startsWith('log '));
    expect(told.map((one) => one.status)).toEqual([status]);
  });
});

it('everything that is no ok says what to do', () => {
  const worst = facts({
    ...{
      owned: null,
      approvalWorkflow: null,
      manifest: { ...manifest([change()]), mode: 'observe', environments: [] },
    },
    branch: { known: false, why: 'no', next: 'give a token' },
    approvalEnvironment: { known: true, value: null },
  });
  const told = diagnose(worst);
  expect(told.filter(({ status, next }) => status !== 'ok' && next === '')).toEqual([]);
  expect(new Set(told.map(({ status }) => status))).toContain('unknown');
});
