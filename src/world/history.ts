/** The base's migrations replayed into a schema; what was replayed once is kept, by content. */
import { createHash } from 'node:crypto';
import type { Catalog, Migration, MigrationText, ReadMigration } from '../model.ts';
import { type Cache, NO_CACHE, openCache } from '../read/cache.ts';
import { emptyCatalog } from '../sql/catalog.ts';
import type { ReadOptions, readMigrations } from '../sql/index.ts';
import { type Kept, type Packed, pack, unpack } from './kept-history.ts';

/** A migration before it is read: where, which content, and its text when it is needed. */
export interface Unread {
  path: string;
  version: string | null;
  repeatable: boolean;
  blob: string;
}

export interface Replayed {
  migrations: Migration[];
  catalog: Catalog;
}

/** What stands for the code that judged: a digest of the sources, put in by the build. Sources run as they are keep nothing. */
declare const LANEKEEPER_BUILD: string | undefined;

function cacheOfBuild(): Cache {
  if (typeof LANEKEEPER_BUILD === 'string') return openCache({ version: LANEKEEPER_BUILD });
  return NO_CACHE;
}

/** How far back to look for a replay that today's history continues: a day's merges. */
const LOOK_BACK = 24;

/** Each key stands for a migration and everything before it, so that equal keys mean equal schemas. */
function chainOf(migrations: readonly Unread[], seed: string): string[] {
  let key = seed;
  return migrations.map(({ path, blob }) => {
    key = createHash('sha256').update(`${key}\0${path}\0${blob}`).digest('hex');
    return key;
  });
}

async function longestKept(
  cache: Cache,
  chain: readonly string[],
): Promise<{ count: number; kept: Kept } | null> {
  for (let count = chain.length; count > Math.max(0, chain.length - LOOK_BACK); count--) {
    const kept = (await cache.get(['history', chain[count - 1] ?? ''])) as Packed | undefined;
    if (kept) return { count, kept: unpack(kept) };
  }
  return null;
}

/** Told how many migrations are read of how many there are to read. */
export type Progress = (done: number, total: number) => void;

/** As many as are read between two words of progress. */
const STRIDE = 50;

interface ReadingOn extends ReadOptions {
  progress: Progress;
  readMigrations: typeof readMigrations;
}

function readOn(from: Kept, texts: readonly MigrationText[], { progress, ...options }: ReadingOn): Kept {
  const reads = [...from.reads];
  let { catalog } = from;
  for (let done = 0; done < texts.length; done += STRIDE) {
    progress(done, texts.length);
    const read = options.readMigrations(texts.slice(done, done + STRIDE), catalog, {
      ...options,
      apart: true,
    });
    reads.push(...read.migrations);
    catalog = read.after;
  }
  progress(texts.length, texts.length);
  return { reads, catalog };
}

/** Replays migrations in order. `texts` is asked only for those that no earlier replay covers. */
export async function replay(
  migrations: readonly Unread[],
  texts: (unread: readonly Unread[]) => Promise<MigrationText[]>,
  options: ReadOptions,
  progress: Progress = () => {},
): Promise<Replayed> {
  if (migrations.length === 0) return { migrations: [], catalog: emptyCatalog() };
  const cache = cacheOfBuild();
  const chain = chainOf(migrations, `${options.engine} ${options.version} ${options.defaultSchema}`);
  const found = await longestKept(cache, chain);
  const start = found?.kept ?? { reads: [], catalog: emptyCatalog() };
  const rest = migrations.slice(found?.count ?? 0);
  if (rest.length === 0) return joined(migrations, start);
  // Most runs find all of it kept, or need none of it: then neither the judge nor the parser is loaded.
  const { prepareSql, readMigrations } = await import('../sql/index.ts');
  await prepareSql(options.engine);
  const packed = pack(readOn(start, await texts(rest), { ...options, progress, readMigrations }));
  await cache.put(['history', chain.at(-1) ?? ''], packed);
  // Also where nothing was kept before: the same history gives the same reading, whatever the cache had.
  return joined(migrations, unpack(packed));
}

function joined(migrations: readonly Unread[], { reads, catalog }: Kept): Replayed {
  const read = migrations.map((migration, index) => ({
    ...migration,
    read: reads[index] ?? empty(migration.path),
  }));
  return { migrations: read, catalog };
}

const empty = (path: string): ReadMigration => ({ path, statements: [], problems: [], strayAllows: [] });
