/**
 * Newline-delimited JSON that a forwarder pushes: a line for each statement, and lines that say what the forwarder has seen
 * without a break (`covered_from`, `covered_to`) or has lost (`gap_from`, `gap_to`). One batch is of one database and one source.
 */
import { z } from 'zod';
import type { Time } from '../../model.ts';
import { parseTime } from '../../time.ts';
import type { Gap, Run, Span } from '../words.ts';
import { serviceOfComment } from './sql-comment.ts';

export interface RecordBatch {
  /** Null: no line says; then the address or the server does. */
  database: string | null;
  source: string | null;
  runs: Run[];
  /** All of its lines about coverage, which must join; null: there are none. */
  covered: Span | null;
  gaps: Gap[];
}

/** `line` counts from 1; `problem` is half a sentence. */
export type RecordReading = { batch: RecordBatch } | { line: number; problem: string };

const moment = z
  .string()
  .max(40)
  .transform((text, check) => {
    const time = /[Tt ]/.test(text) ? parseTime(text) : null;
    if (time !== null) return time;
    check.addIssue({ code: 'custom', message: 'expected an RFC 3339 time with its zone' });
    return z.NEVER;
  });

const name = z.string().min(1).max(200);
const place = { database: name.optional(), source: name.optional() };

const statement = z.object({
  ...place,
  time: moment,
  statement: z.string().min(1),
  service: z.string().max(200).default(''),
  user: z.string().max(200).default(''),
  runs: z.int().min(1).max(1e9).default(1),
  failed: z.boolean().default(false),
  session: z.string().max(200).nullable().default(null),
});

const coverage = z.object({ ...place, covered_from: moment, covered_to: moment });
const gap = z.object({
  ...place,
  gap_from: moment,
  gap_to: moment,
  reason: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,60}$/, 'expected a word such as records-lost')
    .default('records-lost'),
});

/** Total. `latest`: no time may lie behind it. */
export function readRecords(text: string, latest: Time, mostLines: number): RecordReading {
  const batch: RecordBatch = { database: null, source: null, runs: [], gaps: [], covered: null };
  let line = 0;
  for (const written of eachLine(text)) {
    line += 1;
    if (line > mostLines) return { line, problem: `at most ${mostLines} lines are read at once` };
    if (written.trim() === '') continue;
    const problem = readLine(written, batch, latest);
    if (problem !== null) return { line, problem };
  }
  return { batch };
}

function* eachLine(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    yield text.slice(start, end < 0 ? text.length : end);
    if (end < 0) return;
    start = end + 1;
  }
}

function readLine(written: string, batch: RecordBatch, latest: Time): string | null {
  let value: unknown;
  try {
    value = JSON.parse(written);
  } catch {
    return 'it is not JSON';
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return 'it is no JSON object';
  if ('statement' in value) return addStatement(statement.safeParse(value), batch, latest);
  if ('covered_to' in value || 'covered_from' in value)
    return addSpan(coverage.safeParse(value), batch, latest);
  if ('gap_to' in value || 'gap_from' in value) return addGap(gap.safeParse(value), batch, latest);
  return 'it is neither a statement nor a line about coverage or a gap';
}

type Parsed<T> = z.ZodSafeParseResult<T>;

const mistakeOf = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join('.') || 'the line'}: ${message}`).join('; ');

function addStatement(
  parsed: Parsed<z.output<typeof statement>>,
  batch: RecordBatch,
  latest: Time,
): string | null {
  if (!parsed.success) return mistakeOf(parsed.error);
  const { time, statement: text, service, user, runs, failed, session } = parsed.data;
  if (time > latest) return 'time: it lies in the future';
  batch.runs.push({
    text,
    at: time,
    runs,
    failed,
    service: service || serviceOfComment(text),
    user,
    session,
  });
  return settlePlace(parsed.data, batch);
}

function addSpan(parsed: Parsed<z.output<typeof coverage>>, batch: RecordBatch, latest: Time): string | null {
  if (!parsed.success) return mistakeOf(parsed.error);
  const { covered_from: from, covered_to: to } = parsed.data;
  if (to > latest) return 'covered_to: it lies in the future, which nobody has seen';
  if (from > to) return 'covered_to: it lies before covered_from';
  const { covered } = batch;
  if (covered && (from > covered.to || to < covered.from))
    return 'covered_from: it does not join the coverage of the lines before; send a batch for each';
  batch.covered = { from: Math.min(from, covered?.from ?? from), to: Math.max(to, covered?.to ?? to) };
  return settlePlace(parsed.data, batch);
}

function addGap(parsed: Parsed<z.output<typeof gap>>, batch: RecordBatch, latest: Time): string | null {
  if (!parsed.success) return mistakeOf(parsed.error);
  const { gap_from: from, gap_to: to, reason } = parsed.data;
  if (to > latest) return 'gap_to: it lies in the future';
  if (from > to) return 'gap_to: it lies before gap_from';
  batch.gaps.push({ from, to, reason });
  return settlePlace(parsed.data, batch);
}

/** A batch is kept whole or not at all, and that holds within one source of one database. */
function settlePlace(
  told: { database?: string | undefined; source?: string | undefined },
  batch: RecordBatch,
): string | null {
  for (const key of ['database', 'source'] as const) {
    const value = told[key];
    if (value === undefined) continue;
    if (batch[key] !== null && batch[key] !== value)
      return `${key}: ${value}, and lines before it are of ${batch[key]}; send a batch for each`;
    batch[key] = value;
  }
  return null;
}
