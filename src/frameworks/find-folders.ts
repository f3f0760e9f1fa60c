import { isNeverCode } from '../code/index.ts';
import { folderOf, nameOf } from './paths.ts';

export interface FoundFolder {
  /** The folder, without a trailing slash. */
  migrations: string;
  /** Every file in it. */
  paths: string[];
}

const FOLDER =
  /^(?:migrations?|migrate|post_migrate|drizzle|changelogs?|db-?migrations?|(?:sql|schema|database|flyway)[-_]migrations?)$/i;
const STEP_FOLDER = new Set(['migration.sql', 'up.sql']);
/** Names that are a migration's wherever they lie. */
const TELLING = /^(?:V\d[\d._]*__.+\.sql|\d+_.+\.up\.sql|atlas\.sum)$/;
/** Not the product's own database: what a test, a sample or a tool brings along. */
const ASIDE = /(?:^|\/)(?:testdata|fixtures?|examples?|samples?|e2e|benchmarks?|templates?)\//i;

function isElsewhere(path: string): boolean {
  return ASIDE.test(path) || isNeverCode(`${folderOf(path)}/file`);
}

/** The migrations folder that a file lies in; null: none that its name gives away. */
function rootOf(path: string): string | null {
  const folder = folderOf(path);
  if (STEP_FOLDER.has(nameOf(path))) return folderOf(folder) || null;
  const segments = folder.split('/');
  const last = segments.findLastIndex((segment) => FOLDER.test(segment));
  if (last >= 0) return segments.slice(0, last + 1).join('/');
  const versions = segments.lastIndexOf('versions');
  if (versions >= 0 && path.endsWith('.py')) return segments.slice(0, versions + 1).join('/');
  return TELLING.test(nameOf(path)) && folder !== '' ? folder : null;
}

/** `migrations/postgres` and `migrations/mysql` are two databases; `migrations/2025` and `/2026` are one. */
function splitFolder({ migrations, paths }: FoundFolder): FoundFolder[] {
  const within = paths.map((path) => path.slice(migrations.length + 1));
  const names = new Set(within.map((path) => path.split('/')[0] ?? ''));
  const isApart =
    within.every((path) => /^[^/]+\/[^/]+$/.test(path)) &&
    names.size > 1 &&
    within.every((path) => !STEP_FOLDER.has(nameOf(path))) &&
    [...names].every((name) => !/^v?\d/.test(name) && !/^(?:up|down)$/i.test(name));
  if (!isApart) return [{ migrations, paths }];
  return [...names].sort().map((name) => {
    const folder = `${migrations}/${name}`;
    return { migrations: folder, paths: paths.filter((path) => path.startsWith(`${folder}/`)) };
  });
}

/** Folders that look like migrations, with all that lies in them, by path. */
export function findFolders(paths: readonly string[]): FoundFolder[] {
  const roots = new Set<string>();
  for (const path of paths) {
    const root = isElsewhere(path) ? null : rootOf(path);
    if (root !== null) roots.add(root);
  }
  const isInner = (root: string): boolean => [...roots].some((other) => root.startsWith(`${other}/`));
  return [...roots]
    .filter((root) => !isInner(root))
    .sort()
    .map((root) => ({ migrations: root, paths: paths.filter((path) => path.startsWith(`${root}/`)) }))
    .flatMap(splitFolder);
}
