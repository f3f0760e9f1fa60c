/** The evidence file's shape, defined once: what is accepted, and the types of what was read. */
import { z } from 'zod';
import { parseTime } from '../../time.ts';
import { backfillAnswer, comparisonAnswer, usageAnswer } from '../telemetry/answer-shapes.ts';

const time = z
  .string()
  .refine((text) => parseTime(text) !== null, 'an RFC 3339 time such as 2026-11-01T00:00:00Z')
  .transform((text) => parseTime(text) ?? 0);
const name = z.string().min(1, 'a name that is not empty');
const url = z.string().nullish();

const deployment = z.looseObject({
  environment: name,
  commit: name,
  state: z.enum(['success', 'failure', 'error', 'inactive', 'in_progress', 'queued', 'pending']),
  at: time,
  url,
  id: z.union([name, z.number()]).nullish(),
  creator: z.string().nullish(),
  workflow: z.string().nullish(),
});

const approval = z
  .looseObject({
    change: name,
    by: name,
    at: time,
    head: name.nullish(),
    digest: name.nullish(),
    url,
    override: name.nullish(),
  })
  .refine((row) => row.head != null || row.digest != null, {
    path: ['head'],
    message: 'the commit that was approved (or its digest, under "digest")',
  });

const flag = z.looseObject({
  key: name,
  environment: name,
  enabled: z.union([z.boolean(), z.number().min(0).max(1)]),
  since: time.nullish(),
});

const consumer = z.looseObject({
  repository: name,
  environment: name,
  commit: name,
  at: time,
  objects: z.array(name),
  mentions: z.array(z.looseObject({ object: name, path: name, line: z.int().min(1) })),
});

const ofEnvironment = { environment: name, telemetry: name.optional(), database: name.optional() };

/** A question that got no answer, kept so that a replay says the same. */
const unanswered = z.looseObject({
  question: z.record(z.string(), z.unknown()),
  state: z.enum(['missing', 'failed']),
  why: z.string(),
  source: z.string(),
});

export const evidenceShape = z.strictObject({
  deployments: z.array(deployment).optional(),
  refs: z.array(z.looseObject({ ref: name, commit: name })).optional(),
  approvals: z.array(approval).optional(),
  teams: z.record(z.string(), z.array(name)).optional(),
  flags: z.array(flag).optional(),
  usage: z.array(usageAnswer.extend(ofEnvironment)).optional(),
  comparisons: z.array(comparisonAnswer.extend(ofEnvironment)).optional(),
  backfills: z.array(backfillAnswer.extend(ofEnvironment)).optional(),
  consumers: z.array(consumer).optional(),
  unanswered: z.array(unanswered).optional(),
  pull_request: z
    .looseObject({
      number: z.int().min(1).nullish(),
      author: name.nullish(),
      last_pusher: name.nullish(),
    })
    .nullish(),
});

/** Its parts by name, for messages and for the nearest one to a name that is none. */
export const EVIDENCE_PARTS: readonly string[] = Object.keys(evidenceShape.shape);

/** As it was read: times are milliseconds. */
export type EvidenceParts = z.output<typeof evidenceShape>;
/** As it is written: times are RFC 3339. */
export type EvidenceFile = z.input<typeof evidenceShape>;
export type DeploymentRow = NonNullable<EvidenceParts['deployments']>[number];
export type ApprovalRow = NonNullable<EvidenceParts['approvals']>[number];
export type FlagRow = NonNullable<EvidenceParts['flags']>[number];
export type ConsumerRow = NonNullable<EvidenceParts['consumers']>[number];
