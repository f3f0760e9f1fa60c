/** `lanekeeper query-log ingest`: reads old logs into the store. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { FileError } from '../../query-log/files/blocks.ts';
import { prepareResolver } from '../../query-log/resolve/postgresql.ts';
import type { Resolver } from '../../query-log/resolve.ts';
import { LogError } from '../../query-log/sources/server-log/index.ts';
import { defaultStorePath, openStore } from '../../query-log/store/sqlite.ts';
import type { Store } from '../../query-log/store.ts';
import { UserError } from '../../user-error.ts';
import { dialectOf } from './ingest/dialect.ts';
import { Intake } from './ingest/intake.ts';
import { meterOf } from './ingest/meter.ts';
import { type IngestOptions, readIngestOptions } from './ingest/read-options.ts';
import { summaryJson, summaryText } from './ingest/summary.ts';

/** Where nobody names one and the store knows none. */
const NAMELESS = 'postgres';

function databaseOf({ database }: IngestOptions, store: Store): string {
  if (database !== undefined) return database;
  const [only, ...others] = store.databases();
  if (others.length === 0) return only ?? NAMELESS;
  throw new UserError('the store has several databases.', 'Say of which the log is: --database NAME');
}

async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LogError || error instanceof FileError)
      throw new UserError(
        error.message.replace(/\.?$/, '.'),
        'What was read before it is in the store: run it again to go on.',
      );
    throw error;
  }
}

function openAt(path: string | undefined): Store {
  const file = path ?? defaultStorePath(process.env);
  if (path === undefined) mkdirSync(dirname(file), { recursive: true });
  return openStore(file);
}

async function ingestInto(store: Store, options: IngestOptions): Promise<void> {
  const start = performance.now();
  const database = databaseOf(options, store);
  await prepareResolver();
  const dialect = await explained(() => dialectOf(options.files));
  const stored = dialect.stored(store, database);
  const resolver: Resolver =
    options.schema === undefined ? stored : dialect.take(options.schema, database, store);
  const meter = meterOf(options.files, options.silent || options.json);
  const intake = new Intake(store, database, resolver, options, meter, dialect);
  await explained(() => intake.read());
  const { user, system } = process.cpuUsage();
  const took = { seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 };
  if (options.silent) return;
  const hasSchema = options.schema !== undefined || stored.found;
  process.stdout.write(
    options.json ? `${summaryJson(intake.summary, took)}\n` : summaryText(intake.summary, took, hasSchema),
  );
}

/** Reads logs into the store; 0. Throws `UserError` for what cannot be read; what was read until then stays counted. */
export async function run(args: string[]): Promise<number> {
  const options = readIngestOptions(args);
  const store = openAt(options.store);
  try {
    await ingestInto(store, options);
  } finally {
    store.close();
  }
  return 0;
}
