/** `POST /v1/records`: statements, and what was seen without a break, from a forwarder of one's own. All of a batch or nothing. */
import { createHash } from 'node:crypto';
import { type RecordBatch, readRecords } from '../../sources/records.ts';
import type { SourceName } from '../../words.ts';
import { Refusal, type Reply } from '../problem.ts';
import type { Asked, Route } from '../route.ts';
import { databasesOf, type Served } from '../served.ts';
import { batchKey } from './batch-key.ts';

/** The position of a source of records: the last batches that were taken, as `key:digest of the body`, newest last. */
interface Position {
  taken: string[];
}

const REMEMBERED = 500;

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

function positionOf(value: unknown): Position {
  const taken = (value as Partial<Position> | undefined)?.taken;
  return { taken: Array.isArray(taken) ? taken.filter((each) => typeof each === 'string') : [] };
}

function databaseOf(batch: RecordBatch, { query }: Asked, served: Served): string {
  const known = databasesOf(served);
  const only = known.length === 1 ? known[0] : undefined;
  const name = batch.database ?? query.get('database') ?? only;
  if (name === undefined)
    throw new Refusal('invalid-record', 'no line names its database, and there is not exactly one here.');
  if (known.includes(name)) return name;
  const detail = `${name.slice(0, 100)} is not known; ${known.length === 0 ? 'no database is yet' : `known are ${known.slice(0, 20).join(', ')}`}.`;
  throw new Refusal('unknown-database', detail, { members: { database: name.slice(0, 100) } });
}

/** A source proves something only where the configuration says that it must report. */
function sourceOf(id: string, database: string, { databases }: Served): SourceName {
  const named = databases.find(({ name }) => name === database)?.sources.find((source) => source.id === id);
  if (named && named.kind !== 'records')
    throw new Refusal(
      'invalid-record',
      `source: ${id} is read by the server itself (${named.kind}); give another name.`,
    );
  return named ?? { id, kind: 'records', required: false, sampling: { mode: 'full', rate: 1 } };
}

/** Whether this very batch was taken before. Throws where its key was used for another, which would be lost in silence. */
function wasTaken(taken: readonly string[], key: string, body: string): boolean {
  const entry = taken.find((each) => each.startsWith(`${key}:`));
  if (entry === undefined) return false;
  if (entry === `${key}:${body}`) return true;
  throw new Refusal(
    'key-reused',
    'give every batch a key of its own, and repeat a key only with the same body.',
  );
}

async function answer(asked: Asked, served: Served): Promise<Reply> {
  const text = await asked.text();
  const reading = readRecords(text, served.now() + served.limits.skew, served.limits.lines);
  if ('problem' in reading)
    throw new Refusal(
      'invalid-record',
      `line ${reading.line}: ${reading.problem}; nothing of the batch was taken.`,
      {
        members: { line: reading.line },
      },
    );
  const { batch } = reading;
  const database = databaseOf(batch, asked, served);
  const id = batch.source ?? asked.query.get('source') ?? 'records';
  const source = sourceOf(id.slice(0, 200), database, served);
  const counted = await served.tally(database, batch.runs);
  // From here on nothing waits, so that two deliveries of one batch cannot pass each other.
  const told = batchKey(asked);
  const { taken } = positionOf(served.store.position(database, source.id));
  const key = told === null ? null : digest(told);
  const reply = { accepted: batch.runs.length, statements: counted.statements, unparsed: counted.unparsed };
  if (key !== null && wasTaken(taken, key, digest(text)))
    return { status: 200, body: { ...reply, duplicate: true } };
  const position = { taken: key === null ? taken : [...taken, `${key}:${digest(text)}`].slice(-REMEMBERED) };
  const { covered, gaps } = batch;
  served.store.apply({ database, source, position, covered, gaps, ...counted });
  return { status: 200, body: { ...reply, duplicate: false } };
}

export const records: Route = {
  path: '/v1/records',
  hint: 'One JSON object on each line.',
  methods: {
    POST: { scope: 'write', takes: ['application/x-ndjson', 'application/jsonl'], size: 'delivery', answer },
  },
};
