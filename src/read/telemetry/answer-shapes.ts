/** Answers of the query-log protocol, as they travel. Unknown fields are let be; what is missing is never zero. */
import { z } from 'zod';
import { parseTime } from '../../time.ts';

/** A moment with its zone: a date alone, or a clock without a zone, could mean several. */
const moment = z
  .string()
  .refine(
    (text) => /[Tt ]/.test(text) && parseTime(text) !== null,
    'an RFC 3339 time with its zone, such as 2026-11-01T00:00:00Z',
  )
  .transform((text) => parseTime(text) ?? 0);

const count = z.int().min(0);
const counts = z.looseObject({ explicit: count, implicit: count, unresolved: count, failed: count });
const span = z.looseObject({ from: moment, to: moment });

const source = z.looseObject({
  id: z.string().min(1),
  kind: z.string().default('unknown'),
  required: z.boolean(),
  from: moment,
  to: moment,
  gaps: z.array(span.extend({ reason: z.string().default('') })),
  sampling: z.looseObject({
    mode: z.enum(['full', 'random', 'at-least-once', 'threshold']),
    rate: z.number().gt(0).max(1),
  }),
  statements: count,
  unparsed: count,
});

const caller = z.looseObject({
  service: z.string(),
  user: z.string().nullish(),
  reads: count,
  writes: count,
  last_seen: moment.nullish(),
});

const object = z.looseObject({
  object: z.string().min(1),
  state: z.enum(['observed', 'zero', 'no_data']),
  because: z.array(z.string()).optional(),
  reads: counts,
  writes: counts,
  ignored: count.default(0),
  first_seen: moment.nullable(),
  last_seen: moment.nullable(),
  by: z.array(caller).default([]),
  samples: z
    .array(z.looseObject({ fingerprint: z.string(), text: z.string(), last_seen: moment.nullish() }))
    .default([]),
});

export const usageAnswer = z.looseObject({
  protocol: z.string(),
  generated_at: moment,
  window: span,
  coverage: z.looseObject({ sources: z.array(source), missing: z.array(z.string()) }),
  usage: z.array(object),
});

export const comparisonAnswer = z.looseObject({
  protocol: z.string().optional(),
  name: z.string(),
  window: span,
  compared: count,
  diverged: count,
  unknown: count,
  last_diverged: moment.nullish(),
});

export const backfillAnswer = z.looseObject({
  protocol: z.string().optional(),
  name: z.string(),
  state: z.enum(['running', 'paused', 'failed', 'complete']),
  total: count.nullable(),
  done: count,
  failed: count,
  updated_at: moment.nullish(),
  verified_at: moment.nullish(),
});

export type UsageAnswer = z.output<typeof usageAnswer>;
export type ComparisonAnswer = z.output<typeof comparisonAnswer>;
export type BackfillAnswer = z.output<typeof backfillAnswer>;
