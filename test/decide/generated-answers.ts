/** An outside that answers every question in some generated way: honest, lying, silent or failing. */
import fc from 'fast-check';
import { questionKey } from '../../src/decide/ask.ts';
import { decide } from '../../src/decide/decide.ts';
import type { Answered, Attempt, Decision, Evidence, Question, Reading, Usage } from '../../src/model.ts';
import { DAY, NOW } from './readings.ts';

export type Outside = (question: Question) => Evidence<unknown>;

const known = (value: unknown): Evidence<unknown> => ({
  state: 'known',
  value,
  source: 'generated',
  at: NOW,
  url: null,
});

/** Decides against an outside to the end, as the hall does. */
export function decideAgainst(
  reading: Reading,
  outside: Outside,
): { decision: Decision; answers: Answered[] } {
  const answers: Answered[] = [];
  for (let round = 0; round < 20; round++) {
    const { decision, unanswered } = decide(reading, answers);
    if (unanswered.length === 0) return { decision, answers };
    answers.push(...unanswered.map((question) => ({ question, answer: outside(question) })));
  }
  throw new Error('questions did not come to an end');
}

/** Numbers drawn once per question, so that equal questions get equal answers. */
export interface Seeds {
  numbers: number[];
  /** About one answer in so many is odd. */
  level: number;
}

export const seeds: fc.Arbitrary<Seeds> = fc.record({
  numbers: fc.array(fc.nat({ max: 99 }), { minLength: 61, maxLength: 61 }),
  level: fc.constantFrom(12, 60, 400, 4000),
});

/** `sides` 0: whether this answer is odd, as often as the level says; else one of so many. */
type Draw = (sides?: number) => number;

function drawer({ numbers, level }: Seeds, key: string): Draw {
  let hash = 7;
  for (const character of key) hash = (hash * 31 + character.charCodeAt(0)) % 1_000_003;
  const next = (): number => {
    hash = (hash * 31 + 17) % 1_000_003;
    return numbers[hash % numbers.length] ?? 0;
  };
  return (sides = 0) => (sides === 0 ? (next() * 100 + next()) % level : next() % sides);
}

const counts = (explicit: number) => ({ explicit, implicit: 0, unresolved: 0, failed: 0 });

function usage(question: Extract<Question, { ask: 'usage' }>, draw: Draw): Usage {
  const reads = draw() === 0 ? 3 : 0;
  return {
    generatedAt: NOW,
    from: question.from,
    to: question.to,
    sources: [
      {
        id: 'pg',
        kind: 'postgresql-log',
        required: draw() !== 0,
        from: draw() === 0 ? NOW - DAY : NOW - 90 * DAY,
        to: draw() === 0 ? NOW - DAY : NOW,
        gaps: draw() === 0 ? [{ from: NOW - 2 * DAY, to: NOW - DAY, reason: 'collector-down' }] : [],
        sampling: { mode: draw() === 0 ? 'random' : 'full', rate: 1 },
        statements: 10,
        unparsed: draw() === 0 ? 1 : 0,
      },
    ],
    missing: draw() === 0 ? ['replica'] : [],
    objects: question.objects.map((object) => ({
      object,
      state: reads > 0 ? 'observed' : 'zero',
      reads: counts(reads),
      writes: counts(0),
      ignored: 0,
      firstSeen: null,
      lastSeen: reads > 0 ? NOW - DAY : null,
      by: reads > 0 ? [{ service: 'billing', user: null, reads, writes: 0, lastSeen: NOW - DAY }] : [],
      samples: [],
    })),
  };
}

function attempts(environment: string, draw: Draw): Attempt[] {
  return Array.from({ length: 1 + draw(3) }, (_, index) => {
    const created = NOW - (40 - index * (1 + draw(2))) * DAY;
    return {
      id: `${environment}-${index}`,
      name: environment,
      commit: `${draw(3)}`.repeat(40),
      created,
      statuses: [],
      succeeded: draw() === 0 ? null : created + 60_000,
    };
  }).sort((a, b) => a.created - b.created);
}

/** Mostly what lets through, so that passes are common enough to be worth turning. */
function answerTo(question: Question, draw: Draw): unknown {
  switch (question.ask) {
    case 'deployments':
      return { attempts: attempts(question.environment, draw), timesKnown: draw() !== 0 };
    case 'carried':
      return question.migrations.map((_, index) => index).filter(() => draw() !== 0);
    case 'mentions': {
      const files = [
        { path: 'src/write.ts', blob: '1' },
        { path: 'src/read.ts', blob: '2' },
      ];
      const old = question.terms.map((term) => 'object' in term && term.object === 'users.name');
      const mentions = question.terms.flatMap((_, term) =>
        // Dual writing mentions both shapes; elsewhere a mention of the old one is what is odd.
        (old[term] && !question.files?.includes('src/write.ts') ? draw() !== 0 : draw() === 0)
          ? []
          : [{ term, path: 'src/write.ts', line: 1, column: 1, text: 'x' }],
      );
      return { commit: question.commit, files: draw() === 0 ? [] : files, mentions };
    }
    case 'consumer':
      return [{ commit: 'd'.repeat(40), files: [], mentions: [] }];
    case 'flag':
      return { enabled: draw() === 0 ? 0.5 : 1, since: draw() === 0 ? null : NOW - 30 * DAY };
    case 'usage':
      return usage(question, draw);
    case 'comparison':
      return {
        from: question.from,
        to: question.to,
        compared: draw() === 0 ? 0 : 100,
        diverged: draw() === 0 ? 1 : 0,
        unknown: 0,
        lastDiverged: null,
      };
    case 'backfill':
      return {
        state: draw() === 0 ? 'running' : 'complete',
        total: 10,
        done: 10,
        failed: 0,
        updatedAt: null,
        verifiedAt: null,
      };
    case 'approvals':
      return {
        digest: 'x',
        approvals:
          draw() === 0
            ? []
            : [
                {
                  change: question.change,
                  by: 'octocat',
                  at: NOW - 3600_000,
                  url: null,
                  head: null,
                  digest: 'x',
                  override: null,
                  teams: [],
                },
              ],
      };
  }
}

/** An outside drawn from seeds; a few answers are missing or failed from the start. */
export function outsideFrom(drawn: Seeds): Outside {
  return (question) => {
    const draw = drawer(drawn, questionKey(question));
    const mood = draw();
    if (mood === 0) return { state: 'missing', why: 'generated', source: 'generated' };
    if (mood === 1) return { state: 'failed', why: 'generated', source: 'generated' };
    return known(answerTo(question, draw));
  };
}
