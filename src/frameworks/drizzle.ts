import type { MigrationFile } from '../model.ts';
import type { Framework, Tree } from './framework.ts';
import { keepLines } from './lines.ts';
import { byPath } from './order.ts';
import { folderOf, nameOf } from './paths.ts';

const JOURNAL = 'meta/_journal.json';
const isJournal = (path: string): boolean => path === JOURNAL || path.endsWith(`/${JOURNAL}`);

/** Tags in the order in which the runner takes them; empty where the journal is absent or makes no sense. */
function journalTags(text: string | undefined): string[] {
  try {
    const journal: unknown = JSON.parse(text ?? '');
    const entries = (journal as { entries?: unknown } | null)?.entries;
    if (!Array.isArray(entries)) return [];
    return entries.flatMap((entry: { tag?: unknown } | null) =>
      typeof entry?.tag === 'string' ? [entry.tag] : [],
    );
  } catch {
    return [];
  }
}

function placesOf(tree: Tree | undefined): Map<string, number> {
  const journals = tree?.paths.filter(isJournal) ?? [];
  const places = journals.flatMap((path) => {
    const folder = path.slice(0, -JOURNAL.length);
    return journalTags(tree?.text(path)).map((tag, place): [string, number] => [
      `${folder}${tag}.sql`,
      place,
    ]);
  });
  return new Map(places);
}

function versionOf(path: string): string {
  const name = nameOf(path) === 'migration.sql' ? nameOf(folderOf(path)) : nameOf(path).replace(/\.sql$/, '');
  return /^\d+/.exec(name)?.[0] ?? name;
}

/**
 * Files in the order of the journal (newer versions: folders by name), all pending ones in one transaction. A file
 * that the journal does not name does not run, but is kept, last: it must be seen before it is named.
 */
export const drizzle: Framework = {
  name: 'drizzle',
  recognises(folder) {
    if (folder.paths.some(isJournal)) return 97;
    const names = new Set(folder.paths);
    return folder.paths.some(
      (path) => nameOf(path) === 'migration.sql' && names.has(`${folderOf(path)}/snapshot.json`),
    )
      ? 98
      : 0;
  },
  list(paths, tree) {
    const places = placesOf(tree);
    const placeOf = (file: MigrationFile): number => places.get(file.path) ?? Number.MAX_SAFE_INTEGER;
    return paths
      .filter((path) => path.endsWith('.sql') && !path.includes('/meta/'))
      .map((path) => ({ path, version: versionOf(path), repeatable: false }))
      .sort((a, b) => placeOf(a) - placeOf(b) || byPath(a, b));
  },
  up: (path, text) => ({
    path,
    up: keepLines(text, (line) => !/^\s*--> statement-breakpoint\s*$/.test(line.text)),
    transaction: 'runner',
  }),
};
