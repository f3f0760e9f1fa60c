/** Answers about comparisons and backfills: what makes them unusable, and what they say in our words. */
import type { BackfillProgress, Comparison, Question } from '../../model.ts';
import type { BackfillAnswer, ComparisonAnswer } from './answer-shapes.ts';
import { refuseNarrow, refuseProtocol } from './check-usage.ts';

export type ComparisonQuestion = Extract<Question, { ask: 'comparison' }>;
export type BackfillQuestion = Extract<Question, { ask: 'backfill' }>;

/** The first reason to refuse, as half a sentence; null: usable. */
export function refuseComparison(answer: ComparisonAnswer, question: ComparisonQuestion): string | null {
  const { from, to } = answer.window;
  return (
    (answer.protocol === undefined ? null : refuseProtocol(answer.protocol)) ??
    (answer.name === question.name ? null : `it is about ${JSON.stringify(answer.name.slice(0, 80))}`) ??
    (from > to ? 'its window ends before it begins' : null) ??
    refuseNarrow(answer.window, question) ??
    (answer.diverged > answer.compared ? 'more rows diverged in it than were compared' : null)
  );
}

/** The first reason to refuse, as half a sentence; null: usable. */
export function refuseBackfill(answer: BackfillAnswer, question: BackfillQuestion): string | null {
  return (
    (answer.protocol === undefined ? null : refuseProtocol(answer.protocol)) ??
    (answer.name === question.name ? null : `it is about ${JSON.stringify(answer.name.slice(0, 80))}`)
  );
}

export function toComparison(answer: ComparisonAnswer): Comparison {
  return {
    from: answer.window.from,
    to: answer.window.to,
    compared: answer.compared,
    diverged: answer.diverged,
    unknown: answer.unknown,
    lastDiverged: answer.last_diverged ?? null,
  };
}

export function toBackfill(answer: BackfillAnswer): BackfillProgress {
  return {
    state: answer.state,
    total: answer.total,
    done: answer.done,
    failed: answer.failed,
    updatedAt: answer.updated_at ?? null,
    verifiedAt: answer.verified_at ?? null,
  };
}
