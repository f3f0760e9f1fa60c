/** `/v1/comparisons/{name}`: whether the old form and the new one agree, by the application's own comparer. */
import { z } from 'zod';
import { formatTime } from '../../../time.ts';
import type { StoredComparison } from '../../store.ts';
import { Refusal, type Reply } from '../problem.ts';
import { checkShape, count, moment } from '../read-json.ts';
import { requireWindow, windowShape } from '../read-window.ts';
import type { Asked, Route } from '../route.ts';
import { requirePast, type Served } from '../served.ts';
import { batchKey } from './batch-key.ts';

const report = z
  .object({
    at: moment.optional(),
    compared: count,
    diverged: count,
    unknown: count.default(0),
    samples: z.array(z.unknown()).max(20).default([]),
    key: z.string().min(1).max(200).optional(),
  })
  .refine(({ compared, diverged }) => diverged <= compared, {
    path: ['diverged'],
    message: 'expected at most as many as were compared',
  });

function told({ name, from, to, compared, diverged, unknown, lastDiverged, samples }: StoredComparison) {
  return {
    protocol: '1',
    name,
    window: { from: formatTime(from), to: formatTime(to) },
    compared,
    diverged,
    unknown,
    last_diverged: lastDiverged === null ? null : formatTime(lastDiverged),
    samples,
  };
}

async function show({ names: [name = ''], query }: Asked, served: Served): Promise<Reply> {
  const window = checkShape(windowShape, {
    from: query.get('from') ?? undefined,
    to: query.get('to') ?? undefined,
  });
  await requireWindow(window, served);
  const stored = served.store.comparison(name, window);
  if (!stored) throw new Refusal('unknown-comparison', `${name} was never reported: POST its counts here.`);
  return { status: 200, body: told(stored) };
}

async function add(asked: Asked, served: Served): Promise<Reply> {
  const [name = ''] = asked.names;
  const { at = served.now(), key, ...counts } = checkShape(report, await asked.json());
  requirePast(at, served, 'at');
  served.store.addComparison(name, { ...counts, at, key: key ?? batchKey(asked) });
  return { status: 204 };
}

export const comparisons: Route = {
  path: '/v1/comparisons/{name}',
  methods: {
    GET: { scope: 'read', answer: show },
    POST: { scope: 'write', takes: ['application/json'], size: 'question', answer: add },
  },
};
