/** The migrations of each database at the base, the merge base and the head, and the schema that they make. */
import {
  detectFramework,
  type Framework,
  findMigrations,
  frameworkNamed,
  markers,
  surroundings,
  type Tree,
  unclaimedFiles,
} from '../frameworks/index.ts';
import type {
  Catalog,
  Database,
  FrameworkName,
  MigrationFile,
  MigrationSet,
  MigrationText,
  Problem,
  ReadMigration,
  Sha,
} from '../model.ts';
import { isRegular, type Repository, TOO_LARGE, type TreeEntry } from '../read/repository.ts';
import { type Progress, replay, type Unread } from './history.ts';
import { sameMigrations, unreplayed } from './idle.ts';
import { linkedFolder } from './outside-manifest.ts';

export interface Points {
  base: Sha;
  mergeBase: Sha;
  head: Sha;
}

type Files = ReadonlyMap<string, TreeEntry>;

/** The newest PostgreSQL known: what is taken where nobody names an engine. */
const ASSUMED = { engine: 'postgresql', version: 18, defaultSchema: 'public' } as const;

async function textsOf(
  repository: Repository,
  files: Files,
  paths: readonly string[],
): Promise<Map<string, string>> {
  const entries = paths.flatMap((path) => {
    const entry = files.get(path);
    return entry && isRegular(entry) ? [{ path, blob: entry.blob }] : [];
  });
  const texts = await repository.texts(entries.map(({ blob }) => blob));
  return new Map(
    entries.flatMap(({ path, blob }) => {
      const text = texts.get(blob);
      return typeof text === 'string' ? [[path, text] as const] : [];
    }),
  );
}

/** The tree that detection looks at: names, and the texts of a few files. */
async function treeOf(repository: Repository, files: Files, paths: readonly string[]): Promise<Tree> {
  const texts = await textsOf(repository, files, markers(paths));
  return { paths, text: (path) => texts.get(path) };
}

const pathsOf = (files: Files): string[] =>
  [...files].filter(([, entry]) => isRegular(entry)).map(([path]) => path);

/** Databases as found, where no manifest names any. */
export async function foundDatabases(repository: Repository, commit: Sha): Promise<Database[]> {
  const files = await repository.tree(commit);
  const found = findMigrations(await treeOf(repository, files, pathsOf(files)));
  return found.map(({ framework, migrations }, index) => ({
    ...ASSUMED,
    name: index === 0 ? 'app' : `app-${index + 1}`,
    assumed: true,
    migrations: [migrations],
    framework,
    runs: 'separately',
    telemetry: {},
    tables: {},
  }));
}

interface Side {
  files: Files;
  tree: Tree;
  ordered: Unread[];
}

async function sideOf(
  repository: Repository,
  commit: Sha,
  database: Database,
  framework: Framework,
): Promise<Side> {
  const files = await repository.list(commit, database.migrations);
  // A link is listed too: a runner would follow it, and what nobody read must not pass.
  const paths = [...files.keys()];
  const tree = await treeOf(repository, files, paths);
  const ordered = framework
    .list(paths, tree)
    .map((file: MigrationFile) => ({ ...file, blob: files.get(file.path)?.blob ?? '' }));
  return { files, tree, ordered };
}

/** A link, or another repository, in the folder of the migrations: a runner would go through it, and nobody read what is behind. */
function unfollowed({ files, ordered }: Side): Problem[] {
  const listed = new Set(ordered.map(({ path }) => path));
  return [...files].flatMap(([path, entry]) => {
    if (isRegular(entry) || listed.has(path)) return [];
    const what = entry.mode === '160000' ? 'a submodule' : 'a link';
    const message = `it is ${what}, which is not followed: put the migrations behind it here, as files`;
    return [{ path, line: 1, column: 1, message }];
  });
}

/** What cannot be read as text is said in the text's place, so that it becomes a problem of that very file. */
async function upTexts(
  repository: Repository,
  framework: Framework,
  side: Side,
  wanted: readonly Unread[],
): Promise<MigrationText[]> {
  const isLink = (path: string): boolean => {
    const entry = side.files.get(path);
    return entry !== undefined && !isRegular(entry);
  };
  const texts = await repository.texts(wanted.filter(({ path }) => !isLink(path)).map(({ blob }) => blob));
  return wanted.map(({ path, blob }) => {
    const text = isLink(path) ? undefined : texts.get(blob);
    if (typeof text === 'string') return framework.up(path, text, side.tree);
    const kind = isLink(path) ? 'a link, which is not followed: put the file itself here' : 'not a text file';
    const message = text === TOO_LARGE ? `${path} is over 8 MiB and was not read` : `${path} is ${kind}`;
    return { path, up: '', transaction: 'none', problems: [{ path, line: 1, column: 1, message }] };
  });
}

async function frameworkOf(
  repository: Repository,
  points: Points,
  database: Database,
): Promise<FrameworkName> {
  if (database.framework !== 'auto') return database.framework;
  for (const commit of [points.head, points.base]) {
    const files = await repository.list(commit, database.migrations);
    const paths = pathsOf(files);
    if (paths.length === 0) continue;
    const around = new Map([...files, ...(await repository.entries(commit, surroundings(paths)))]);
    return detectFramework(
      await treeOf(repository, files, paths),
      await treeOf(repository, around, pathsOf(around)),
    );
  }
  return 'sql';
}

/** Where migrations seem to lie, asked only where the manifest's own place holds none: it would let them through unread. */
async function elsewhere(repository: Repository, commit: Sha): Promise<string[]> {
  return (await foundDatabases(repository, commit)).flatMap(({ migrations }) => migrations);
}

/** Most pull requests bring no migration: then the parser is not loaded, and the schema stays the very same. */
async function readFresh(
  texts: () => Promise<MigrationText[]>,
  fresh: readonly Unread[],
  catalog: Catalog,
  database: Database,
  gone: ReadonlySet<string>,
): Promise<{ migrations: ReadMigration[]; after: Catalog }> {
  if (fresh.length === 0) return { migrations: [], after: catalog };
  const { prepareSql, readMigrations } = await import('../sql/index.ts');
  await prepareSql(database.engine);
  return readMigrations(await texts(), catalog, { ...database, gone });
}

export interface SetsOptions {
  /** Nothing that the pull request changes can need the schema: see `touchesNothing`. */
  isIdle?: boolean;
  progress?: Progress;
}

async function setOf(
  repository: Repository,
  points: Points,
  database: Database,
  { isIdle = false, progress }: SetsOptions,
): Promise<MigrationSet> {
  const name = await frameworkOf(repository, points, database);
  const framework = frameworkNamed(name);
  const base = await sideOf(repository, points.base, database, framework);
  const head =
    points.head === points.base ? base : await sideOf(repository, points.head, database, framework);
  const before =
    points.mergeBase === points.base ? base : await sideOf(repository, points.mergeBase, database, framework);
  const replayed =
    isIdle && sameMigrations(base.ordered, head.ordered)
      ? unreplayed(base.ordered)
      : await replay(
          base.ordered,
          (wanted) => upTexts(repository, framework, base, wanted),
          database,
          progress,
        );
  const merged = new Map(before.ordered.map(({ path, blob }) => [path, blob]));
  const onBase = new Map(base.ordered.map(({ path, blob }) => [path, blob]));
  const fresh = head.ordered.filter(
    ({ path, blob }) => merged.get(path) !== blob && onBase.get(path) !== blob,
  );
  const read = await readFresh(
    () => upTexts(repository, framework, head, fresh),
    fresh,
    replayed.catalog,
    database,
    new Set(base.ordered.filter(({ path }) => !head.files.has(path)).map(({ path }) => path)),
  );
  return {
    database,
    framework: name,
    base: replayed.migrations,
    mergeBase: Object.fromEntries(merged),
    proposed: fresh.map((migration, index) => ({
      ...migration,
      read: read.migrations[index] ?? { path: migration.path, statements: [], problems: [], strayAllows: [] },
    })),
    head: head.ordered,
    catalog: replayed.catalog,
    after: read.after,
    problems: [...unclaimedFiles(framework, head.tree.paths, head.tree), ...unfollowed(head)],
    ...(base.ordered.length + head.ordered.length === 0
      ? { elsewhere: await elsewhere(repository, points.head) }
      : {}),
    ...(head.ordered.length === 0 && (await linkedFolder(repository, points.head, database))),
  };
}

/** One set for each database, one after the other: they share the one reader of objects. */
export async function migrationSets(
  repository: Repository,
  points: Points,
  databases: readonly Database[],
  options: SetsOptions = {},
): Promise<MigrationSet[]> {
  const sets: MigrationSet[] = [];
  for (const database of databases) sets.push(await setOf(repository, points, database, options));
  return sets;
}
