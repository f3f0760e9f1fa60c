/** The database that a repository starts for itself, by the container images that its files name. */
import type { Engine } from '../../model.ts';

export interface FoundEngine {
  engine: Engine;
  /** As a manifest has it: `16`, `8.4`, `10.11`; null: no tag says it, or they disagree. */
  version: string | null;
}

const IMAGE = /^[ \t-]*image:[ \t]*["']?([^\s"'#]+)/gm;
const ENGINES: readonly [RegExp, Engine][] = [
  [/^(?:postgres|postgresql|postgis|pgvector|timescaledb)$/, 'postgresql'],
  [/^(?:mysql|mysql-server|percona)$/, 'mysql'],
  [/^mariadb$/, 'mariadb'],
];

function versionOf(engine: Engine, tag: string): string | null {
  const number = (/pg(\d+)/.exec(tag) ?? /^v?(\d+(?:\.\d+)?)/.exec(tag))?.[1] ?? null;
  return engine === 'postgresql' ? (number?.split('.')[0] ?? null) : number;
}

function readImage(image: string): FoundEngine | null {
  const [name = '', tag = ''] = (image.split('/').at(-1) ?? '').split('@')[0]?.split(':') ?? [];
  const engine = ENGINES.find(([pattern]) => pattern.test(name))?.[1];
  return engine ? { engine, version: versionOf(engine, tag) } : null;
}

/** The one engine that the files start; null: none, or several, of which nobody knows which is whose. */
export function databaseImageIn(files: readonly string[]): FoundEngine | null {
  const found = files.flatMap((file) =>
    [...file.matchAll(IMAGE)].flatMap(([, image]) => readImage(image ?? '') ?? []),
  );
  const [first] = found;
  if (!first || found.some(({ engine }) => engine !== first.engine)) return null;
  const versions = new Set(found.map(({ version }) => version));
  return { engine: first.engine, version: versions.size === 1 ? first.version : null };
}
