import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asIf, parseSupposed, type Supposed, supposedWords } from '../../src/decide/as-if.ts';
import type { Answered, Question } from '../../src/model.ts';
import { decideAgainst, outsideFrom, seeds } from './generated-answers.ts';
import { codeReading, contractReading, tightenReading } from './readings.ts';

const FACTS: Supposed[] = [
  { kind: 'deployed', environment: 'production' },
  { kind: 'quiet' },
  { kind: 'approved' },
];
const ASKED: Record<Supposed['kind'], Question['ask']> = {
  deployed: 'deployments',
  quiet: 'usage',
  approved: 'approvals',
};

describe.each([contractReading, codeReading, tightenReading])('%o', (make) => {
  it('with nothing supposed decides as ever', () => {
    fc.assert(
      fc.property(seeds, (drawn) => {
        const reading = make();
        const outside = outsideFrom(drawn);
        const supposed = (question: Question) =>
          asIf(reading, [], { question, answer: outside(question) }).answer;
        expect(decideAgainst(reading, supposed).decision).toEqual(decideAgainst(reading, outside).decision);
      }),
      { numRuns: 30 },
    );
  });

  it('changes answers to its own question alone, and no answer that was given', () => {
    fc.assert(
      fc.property(seeds, fc.subarray(FACTS), (drawn, facts) => {
        const reading = make();
        const outside = outsideFrom(drawn);
        const { answers } = decideAgainst(reading, outside);
        const before = JSON.stringify(answers);
        for (const answered of answers) {
          const after: Answered = asIf(reading, facts, answered);
          const isAbout = facts.some(({ kind }) => ASKED[kind] === answered.question.ask);
          if (!isAbout) expect(after.answer).toBe(answered.answer);
        }
        expect(JSON.stringify(answers)).toBe(before);
      }),
      { numRuns: 30 },
    );
  });
});

it('supposes no times that a ref does not tell', () => {
  const reading = contractReading();
  const question = { ask: 'deployments', environment: 'production' } as const;
  const value = { attempts: [], timesKnown: false };
  const answer = { state: 'known', value, source: 'a ref', at: null, url: null } as const;
  const [after, anew] = [answer, { state: 'missing', why: 'nobody said', source: 'test' } as const].map(
    (found) => asIf(reading, FACTS, { question, answer: found }).answer,
  );
  expect(after).toMatchObject({ value: { timesKnown: false, attempts: [{ name: 'production' }] } });
  expect(anew).toMatchObject({ value: { timesKnown: true } });
});

describe('a fact as it is written', () => {
  it('reads back as itself', () => {
    for (const fact of FACTS) expect(parseSupposed(supposedWords(fact))).toEqual(fact);
    expect(parseSupposed('deployed=eu west')).toEqual({ kind: 'deployed', environment: 'eu west' });
  });

  it.each(['', 'deployed', 'deployed=', 'deployed= ', 'Quiet', 'approved=yes', 'soaked'])(
    '%j is none',
    (text) => {
      expect(parseSupposed(text)).toBeNull();
    },
  );
});
