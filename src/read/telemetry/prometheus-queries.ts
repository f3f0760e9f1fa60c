/** What an engine is asked, in PromQL. Names that come from elsewhere stand in it as quoted text alone. */
import type { Duration } from '../../model.ts';
import { splitColumn } from '../../names.ts';
import type { UsageQuestion } from './check-usage.ts';

export const PREFIX = 'lanekeeper_';

/** How far before the window a sample is looked for that proves the engine's memory to reach there. */
const BEFORE_WINDOW: Duration = 3_600_000;
const BEFORE = '1h';
/** A required source that fell silent before the window is still remembered. */
const INVENTORY: Duration = 30 * 86_400_000;

/** PromQL's strings have Go's escapes, and JSON's are among them. */
export const quote = (text: string): string => JSON.stringify(text.toWellFormed());

const literal = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');

function match(label: string, values: readonly string[]): string {
  const [only, ...more] = [...new Set(values)];
  if (only === undefined) return `${label}=""`;
  return more.length === 0
    ? `${label}=${quote(only)}`
    : `${label}=~${quote([only, ...more].map(literal).join('|'))}`;
}

const durationOf = (milliseconds: number): string => `${Math.max(1, Math.ceil(milliseconds / 1000))}s`;

export interface Query {
  text: string;
  /** Evaluated at the window's start, or at its end. */
  at: 'from' | 'to';
}

const atEnd = (text: string): Query => ({ text, at: 'to' });
const atStart = (text: string): Query => ({ text, at: 'from' });

export const windowOf = ({ from, to }: { from: number; to: number }): string => durationOf(to - from);

/**
 * A counter's growth from three sides, for `increase()` is 0 for what was seen once: its value at the start, its highest, and
 * how often it began anew; both from the sample on that the value at the start is of, which may be of an earlier life. Zeros are left out where `sparse`.
 */
export function growthQueries(
  selector: string,
  window: { from: number; to: number },
  sparse: boolean,
): Record<'base' | 'most' | 'resets', Query> {
  const longer = durationOf(window.to - window.from + BEFORE_WINDOW);
  return {
    base: atStart(`last_over_time(${selector}[${BEFORE}]) != 0`),
    most: atEnd(`max_over_time(${selector}[${longer}])${sparse ? ' != 0' : ''}`),
    resets: atEnd(`resets(${selector}[${longer}]) != 0`),
  };
}

/** Who covers what: asked before use is, so that no use falls between the two. */
export function coverageQueries(question: UsageQuestion) {
  const here = `{db_namespace=${quote(question.database)}}`;
  const window = windowOf(question);
  const over = (how: string, name: string): Query =>
    atEnd(`${how}_over_time(${PREFIX}source_${name}${here}[${window}])`);
  return {
    until: over('max', 'covered_until_timestamp_seconds'),
    since: over('min', 'covered_since_timestamp_seconds'),
    sinceLast: over('max', 'covered_since_timestamp_seconds'),
    sampling: over('min', 'sampling_rate'),
    required: atEnd(
      `last_over_time(${PREFIX}source_required${here}[${durationOf(question.to - question.from + INVENTORY)}])`,
    ),
    before: atStart(
      `max by (source) (max_over_time(${PREFIX}source_covered_until_timestamp_seconds${here}[${BEFORE}]))`,
    ),
    // With zeros: a source must tell that all could be read.
    ...growthQueries(`${PREFIX}statements_total${here}`, question, false),
  };
}

/** The objects' own series; more may come where several objects are asked, and is left aside. */
export function useQueries(question: UsageQuestion) {
  const parts = question.objects.map(splitColumn);
  const labels = [
    `db_namespace=${quote(question.database)}`,
    match(
      'table',
      parts.map(({ table }) => table),
    ),
    match(
      'column',
      parts.map(({ column }) => column),
    ),
  ];
  const selector = `{${labels.join(',')}}`;
  const window = windowOf(question);
  return {
    seen: atEnd(
      `max by (table, column, access, via, service) (max_over_time(${PREFIX}column_last_seen_timestamp_seconds${selector}[${window}]))`,
    ),
    watched: atEnd(`max_over_time(${PREFIX}column_watched_since_timestamp_seconds${selector}[${window}])`),
    ...growthQueries(`${PREFIX}column_references_total${selector}`, question, true),
  };
}

/** Ranges of sources whose coverage began anew within the window. */
export function changedQueries(question: UsageQuestion, sources: readonly string[]) {
  const here = `{db_namespace=${quote(question.database)},${match('source', sources)}}`;
  return {
    until: `${PREFIX}source_covered_until_timestamp_seconds${here}`,
    since: `${PREFIX}source_covered_since_timestamp_seconds${here}`,
  };
}
