/** The three things that telemetry is asked: how each is put, which answer is taken, and what it says in our words. */

import type { z } from 'zod';
import type { Answers, Time } from '../../model.ts';
import { formatTime } from '../../time.ts';
import { backfillAnswer, comparisonAnswer, usageAnswer } from './answer-shapes.ts';
import {
  type BackfillQuestion,
  type ComparisonQuestion,
  refuseBackfill,
  refuseComparison,
  toBackfill,
  toComparison,
} from './check-progress.ts';
import { refuseUsage, toUsage, type UsageQuestion } from './check-usage.ts';
import { describeMistakes } from './mistakes.ts';

export type TelemetryQuestion = UsageQuestion | ComparisonQuestion | BackfillQuestion;
export type TelemetryValue = Answers['usage' | 'comparison' | 'backfill'];

export interface Terms {
  /** The sources that must report, by the manifest; null: those that the answer calls required. */
  sources: string[] | null;
  /** More may be in it than was asked. */
  lenient: boolean;
}

export type Taken = { value: TelemetryValue; at: Time | null };

/** Either the answer in our words, or what is wrong with it as half a sentence. */
export type Judged = Taken | { refused: string };

/** The path below the source's address and the body to post; no body: GET. */
export function requestOf(question: TelemetryQuestion): { path: string; body?: unknown } {
  if (question.ask === 'backfill') return { path: `/v1/backfills/${encodeURIComponent(question.name)}` };
  const window = { from: formatTime(question.from), to: formatTime(question.to) };
  if (question.ask === 'comparison') {
    const query = new URLSearchParams(window).toString();
    return { path: `/v1/comparisons/${encodeURIComponent(question.name)}?${query}` };
  }
  const ignore = question.ignore.map((service) => ({ service }));
  const { database, objects } = question;
  return { path: '/v1/usage', body: { protocol: '1', database, window, objects, ignore } };
}

/** Checks the shape first, then what no shape can say. Total: any JSON value may be given. */
export function judgeAnswer(raw: unknown, question: TelemetryQuestion, terms: Terms): Judged {
  if (question.ask === 'usage') {
    return read(usageAnswer, raw, (answer) => {
      const refused = refuseUsage(answer, question, terms);
      if (refused !== null) return { refused };
      return { value: toUsage(answer, terms, new Set(question.objects)), at: answer.generated_at };
    });
  }
  if (question.ask === 'comparison') {
    return read(comparisonAnswer, raw, (answer) => {
      const refused = refuseComparison(answer, question);
      return refused === null ? { value: toComparison(answer), at: answer.window.to } : { refused };
    });
  }
  return read(backfillAnswer, raw, (answer) => {
    const refused = refuseBackfill(answer, question);
    return refused === null ? { value: toBackfill(answer), at: answer.updated_at ?? null } : { refused };
  });
}

function read<T>(shape: z.ZodType<T>, raw: unknown, judge: (answer: T) => Judged): Judged {
  const parsed = shape.safeParse(raw);
  if (parsed.success) return judge(parsed.data);
  const mistakes = describeMistakes(parsed.error);
  const more = mistakes.length > 1 ? ` (and ${mistakes.length - 1} more mistakes)` : '';
  return { refused: `it is not in the form of the protocol: ${mistakes[0] ?? 'unreadable'}${more}` };
}
