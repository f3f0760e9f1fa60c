import { folderOf, nameOf } from './paths.ts';

/** Small files whose text says which framework it is, or how a migration is run. */
const TELLING = /^(?:_journal\.json|metadata\.toml|Cargo\.toml|.+\.sql\.conf)$/;
const SAMPLED = /\.(?:sql|[cm]?[jt]s|py|xml|ya?ml|json)$/i;
const MIGRATIONISH = /(?:^|\/)(?:[^/]*migrat[^/]*|drizzle|changelogs?|liquibase|versions)(?:\/|$)/i;
/** Texts that one look may cost; a repository with more folders than this names them in a manifest. */
const MOST = 600;

function sampleOf(paths: readonly string[]): string[] {
  const middle = paths[paths.length >> 1];
  return [paths[0], middle, paths.at(-1)].filter((path) => path !== undefined);
}

/** SQL anywhere, other languages only where a folder's name suggests migrations. */
function isSampled(path: string): boolean {
  if (!SAMPLED.test(path) || TELLING.test(nameOf(path))) return false;
  return /\.sql$/i.test(path) || MIGRATIONISH.test(folderOf(path));
}

/** Which files' text detection and the frameworks want: settings beside migrations, and three migrations of each folder. */
export function markers(paths: readonly string[]): string[] {
  const telling = paths.filter((path) => TELLING.test(nameOf(path)));
  const folders = new Map<string, string[]>();
  for (const path of [...paths].sort()) {
    if (!isSampled(path)) continue;
    const folder = folderOf(path);
    const known = folders.get(folder);
    if (known) known.push(path);
    else folders.set(folder, [path]);
  }
  const samples = [...folders.values()].flatMap(sampleOf);
  return [...new Set([...telling, ...samples.slice(0, MOST)])];
}
