/**
 * What was computed before, under the user's cache folder. Keys name the content that a value follows from, so an entry
 * is never out of date; it may be deleted at any time and shared between processes. No failure here is ever an error.
 */
import { createHash, randomBytes } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder.ts';
import { digestOf } from './canonical-json.ts';

export interface Cache {
  /** The value that was put under these parts; undefined: none that can be used. */
  get(parts: readonly unknown[]): Promise<unknown>;
  /** Something was put under these parts, whether it can be used or not. */
  has(parts: readonly unknown[]): Promise<boolean>;
  /** Keeps a JSON value. What cannot be written is not kept. */
  put(parts: readonly unknown[], value: unknown): Promise<void>;
}

export interface CacheOptions {
  /** The tool's version: another one reads nothing of what this one wrote. */
  version: string;
  env?: NodeJS.ProcessEnv;
  /** Bytes of all entries; 200 MB by default. The oldest go first. */
  limit?: number;
}

const LIMIT = 200_000_000;
const NAME = /^[0-9a-f]{64}\.json$/;
/** Folders are listed only now and then: listing costs more than writing. */
const PRUNE_EVERY = 200;

/** Keeps nothing. */
export const NO_CACHE: Cache = {
  get: async () => undefined,
  has: async () => false,
  put: async () => undefined,
};

export function openCache(options: CacheOptions): Cache {
  const folder = cacheFolder(options.env ?? process.env);
  if (folder === null) return NO_CACHE;
  const keyOf = (parts: readonly unknown[]): string => digestOf([options.version, ...parts]);
  let puts = 0;
  return {
    get: (parts) => readEntry(folder, keyOf(parts)),
    has: (parts) =>
      access(pathOf(folder, keyOf(parts))).then(
        () => true,
        () => false,
      ),
    put: async (parts, value) => {
      await writeEntry(folder, keyOf(parts), value).catch(() => undefined);
      if (puts % PRUNE_EVERY === 0) await prune(folder, options.limit ?? LIMIT).catch(() => undefined);
      puts += 1;
    },
  };
}

const pathOf = (folder: string, key: string): string => join(folder, `${key}.json`);

/** An entry is a line with its own key and the digest of what follows, then the value: half a file or a foreign one is none. */
async function readEntry(folder: string, key: string): Promise<unknown> {
  const path = pathOf(folder, key);
  try {
    const entry = await readFile(path, 'utf8');
    const cut = entry.indexOf('\n');
    const value = entry.slice(cut + 1);
    if (cut < 0 || entry.slice(0, cut) !== headOf(key, value)) return undefined;
    const now = new Date();
    await utimes(path, now, now).catch(() => undefined);
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** Over the text as it is: to bring a large value into a canonical order first takes longer than all else. */
const headOf = (key: string, value: string): string =>
  JSON.stringify({ key, digest: createHash('sha256').update(value).digest('hex') });

async function writeEntry(folder: string, key: string, value: unknown): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = join(folder, `${key}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const text = JSON.stringify(value);
    await writeFile(temporary, `${headOf(key, text)}\n${text}`, { mode: 0o600 });
    await rename(temporary, pathOf(folder, key));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Deletes the entries that were used longest ago until the rest fits, and what writers that were killed left. */
async function prune(folder: string, limit: number): Promise<void> {
  const names = await readdir(folder);
  const found = await Promise.all(
    names.map(async (name) => ({ name, stats: await stat(join(folder, name)).catch(() => null) })),
  );
  const old = Date.now() - 3_600_000;
  let size = 0;
  for (const { name, stats } of found.sort((a, b) => (b.stats?.mtimeMs ?? 0) - (a.stats?.mtimeMs ?? 0))) {
    if (!stats?.isFile()) continue;
    const left = name.endsWith('.tmp') && stats.mtimeMs < old;
    if (NAME.test(name)) size += stats.size;
    if (left || (NAME.test(name) && size > limit)) await rm(join(folder, name), { force: true });
  }
}
