/** `POST /v1/usage`: who uses these objects. A question: it changes nothing but what `/metrics` shows. */
import { z } from 'zod';
import { formatTime } from '../../../time.ts';
import type { UsageAnswer } from '../../protocol.ts';
import { Refusal, type Reply } from '../problem.ts';
import { checkShape } from '../read-json.ts';
import { requireWindow, windowShape } from '../read-window.ts';
import type { Asked, Route } from '../route.ts';
import { databasesOf, type Served } from '../served.ts';

const name = z.string().min(1).max(400);

const shape = z.object({
  protocol: z.string().max(20),
  database: name,
  window: windowShape,
  objects: z.array(name).min(1),
  ignore: z
    .array(
      z
        .object({ service: z.string().max(400).optional(), user: z.string().max(400).optional() })
        .refine(
          ({ service, user }) => service !== undefined || user !== undefined,
          'expected a service or a user',
        ),
    )
    .default([]),
});

type Question = z.output<typeof shape>;

/** We speak protocol 1; a minor version may follow. */
const SPOKEN = /^1(?:\.\d+)*$/;

function requireKnown({ protocol, database, objects, ignore }: Question, served: Served): void {
  if (!SPOKEN.test(protocol)) throw new Refusal('unsupported-protocol', 'protocol "1" is spoken here.');
  const { objects: most, ignored } = served.limits;
  if (objects.length > most)
    throw new Refusal(
      'invalid-request',
      `objects: at most ${most} in one question, and it has ${objects.length}.`,
    );
  if (ignore.length > ignored)
    throw new Refusal('invalid-request', `ignore: at most ${ignored}, and it has ${ignore.length}.`);
  const known = databasesOf(served);
  if (known.includes(database)) return;
  const detail = `${database} is not known; ${known.length === 0 ? 'no database is yet' : `known are ${known.slice(0, 20).join(', ')}`}.`;
  throw new Refusal('unknown-database', detail, { members: { database } });
}

/** Sources that the configuration names and that have never reported would otherwise be absent, which nobody would see. */
function addMissing(answer: UsageAnswer, database: string, served: Served): UsageAnswer {
  const told = new Set(answer.coverage.sources.map(({ id }) => id));
  const expected = served.databases.find(({ name }) => name === database)?.sources ?? [];
  const silent = expected.filter(({ id, required }) => required && !told.has(id)).map(({ id }) => id);
  const missing = [...new Set([...answer.coverage.missing, ...silent])].sort();
  return { ...answer, coverage: { ...answer.coverage, missing } };
}

async function answer(asked: Asked, served: Served): Promise<Reply> {
  const question = checkShape(shape, await asked.json());
  requireKnown(question, served);
  await requireWindow(question.window, served);
  const objects = [...new Set(question.objects)];
  const { database, window } = question;
  const ignore = question.ignore.map(({ service, user }) => ({
    ...(service !== undefined && { service }),
    ...(user !== undefined && { user }),
  }));
  const asText = { from: formatTime(window.from), to: formatTime(window.to) };
  const now = served.now();
  const result = served.store.usage({ database, window: asText, objects, ignore }, now);
  if ('unknown' in result) throw unknownObjects(result.unknown, database);
  watchFor(served, database, objects, now);
  return { status: 200, body: addMissing(result.answer, database, served) };
}

/** What `/metrics` shows is no reason to leave a question without its answer. */
function watchFor({ store }: Served, database: string, objects: string[], now: number): void {
  try {
    store.watch(database, objects, now);
  } catch {
    // A store that cannot be written says so in /health.
  }
}

function unknownObjects(objects: string[], database: string): Refusal {
  const detail = `${objects.slice(0, 10).join(', ')}${objects.length > 10 ? ' and more' : ''}: no schema of ${database} that was seen has it.`;
  return new Refusal('unknown-object', detail, { members: { objects } });
}

export const usage: Route = {
  path: '/v1/usage',
  methods: { POST: { scope: 'read', takes: ['application/json'], size: 'question', answer } },
};
