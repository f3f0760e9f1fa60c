import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { questionKey } from '../../src/decide/ask.ts';
import type { Evidence, Reading } from '../../src/model.ts';
import { decideAgainst, outsideFrom, seeds } from './generated-answers.ts';
import { deploymentReading } from './outside.ts';
import { backfillReading, codeReading, contractReading, tightenReading } from './readings.ts';

const GONE: Evidence<unknown>[] = [
  { state: 'missing', why: 'taken away', source: 'test' },
  { state: 'failed', why: 'made to fail', source: 'test' },
];

/** A pull request that is merged, and the deployment of a commit that holds the first `held` of all migrations. */
function deploymentOf(pull: Reading, held: number): Reading {
  const sets = pull.sets.map((set) => ({
    ...set,
    base: [...set.base, ...set.proposed],
    proposed: [],
    head: set.head.slice(0, held),
  }));
  return deploymentReading({ ...pull, sets });
}

const subjects: Record<string, () => Reading> = {
  'a contract': () => contractReading(),
  'a contract without steps': () =>
    contractReading({
      adds: [],
      mode: 'destructive',
      dualWrite: null,
      readNew: null,
      stopOld: null,
      backfill: null,
    }),
  'a contract with a consumer': () =>
    contractReading({}, { consumers: [{ repository: 'acme/billing', environments: {} }] }),
  'a contract that must leave a week to go back to': () =>
    contractReading({}, { rollbackKeep: { duration: 7 * 86_400_000 } }),
  'a contract that must leave two deployments to go back to': () =>
    contractReading({}, { rollbackKeep: { deployments: 2 } }),
  'code that needs an expand': () => codeReading(),
  'code that needs a soaked expand': () => codeReading({ expandSoak: 3_600_000 }),
  'a backfill by migration': () => backfillReading(),
  'a tightening': () => tightenReading(),
  'the deployment of a contract': () => deploymentOf(contractReading(), 2),
  'the deployment of a tightening': () => deploymentOf(tightenReading(), 2),
  'a rollback behind a contract': () => deploymentOf(contractReading(), 1),
};

describe.each(Object.entries(subjects))('%s', (_, reading) => {
  it('does not pass with no evidence at all', () => {
    for (const gone of GONE)
      expect(decideAgainst(reading(), () => gone).decision.verdict.word).not.toBe('pass');
  });

  it('never comes to pass by taking any answer away, or making it fail', () => {
    let passes = 0;
    let held = 0;
    fc.assert(
      fc.property(seeds, (drawn) => {
        const outside = outsideFrom(drawn);
        const { decision, answers } = decideAgainst(reading(), outside);
        if (decision.verdict.word === 'pass') {
          passes++;
          return;
        }
        held++;
        for (const { question } of answers) {
          const key = questionKey(question);
          for (const gone of GONE) {
            const less = decideAgainst(reading(), (asked) =>
              questionKey(asked) === key ? gone : outside(asked),
            );
            expect(less.decision.verdict.word, `without ${key}`).not.toBe('pass');
          }
        }
      }),
      { numRuns: 30 },
    );
    // A property over cases that never pass, or always do, would say nothing.
    expect(passes).toBeGreaterThan(0);
    expect(held).toBeGreaterThan(0);
  });
});
