/** `/v1/backfills/{name}`: how far filling the new form has come, by the job's own report. */
import { z } from 'zod';
import { formatTime } from '../../../time.ts';
import type { StoredBackfill } from '../../store.ts';
import { Refusal, type Reply } from '../problem.ts';
import { checkShape, count, moment } from '../read-json.ts';
import type { Asked, Route } from '../route.ts';
import { requirePast, type Served } from '../served.ts';

const MOST_CHECKPOINT = 16_384;

const report = z.object({
  state: z.enum(['running', 'paused', 'failed', 'complete']),
  total: count.nullable().default(null),
  done: count,
  failed: count.default(0),
  rate: z.number().min(0).nullable().default(null),
  checkpoint: z
    .unknown()
    .refine(
      (value) => (JSON.stringify(value) ?? '').length <= MOST_CHECKPOINT,
      `expected at most ${MOST_CHECKPOINT} characters of JSON`,
    )
    .optional(),
  updated_at: moment.optional(),
  verified_at: moment.nullable().default(null),
  errors: z.array(z.string().max(2000)).max(100).default([]),
});

function told(backfill: StoredBackfill) {
  const { name, state, total, done, failed, rate, checkpoint, updatedAt, verifiedAt, errors } = backfill;
  return {
    protocol: '1',
    name,
    state,
    total,
    done,
    failed,
    rate,
    checkpoint: checkpoint ?? null,
    updated_at: formatTime(updatedAt),
    verified_at: verifiedAt === null ? null : formatTime(verifiedAt),
    errors,
  };
}

function show({ names: [name = ''] }: Asked, { store }: Served): Reply {
  const stored = store.backfill(name);
  if (!stored) throw new Refusal('unknown-backfill', `${name} was never reported: PUT its progress here.`);
  return { status: 200, body: told(stored) };
}

/** Two reports may overtake each other: the older of them is refused. */
async function put(asked: Asked, served: Served): Promise<Reply> {
  const [name = ''] = asked.names;
  const { updated_at, verified_at, checkpoint, ...counts } = checkShape(report, await asked.json());
  const updatedAt = updated_at ?? served.now();
  requirePast(updatedAt, served, 'updated_at');
  if (verified_at !== null) requirePast(verified_at, served, 'verified_at');
  const kept = served.store.backfill(name);
  if (kept && kept.updatedAt > updatedAt)
    throw new Refusal('out-of-date', `a report of ${formatTime(kept.updatedAt)} is kept already.`);
  const backfill = { ...counts, name, checkpoint: checkpoint ?? null, updatedAt, verifiedAt: verified_at };
  served.store.putBackfill(backfill);
  return { status: 200, body: told(backfill) };
}

export const backfills: Route = {
  path: '/v1/backfills/{name}',
  methods: {
    GET: { scope: 'read', answer: show },
    PUT: { scope: 'write', takes: ['application/json'], size: 'question', answer: put },
  },
};
