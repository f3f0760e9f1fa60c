import type { MigrationFile } from '../model.ts';
import type { Framework, Tree } from './framework.ts';
import { keepLines } from './lines.ts';
import { byPath } from './order.ts';
import { folderOf, nameOf } from './paths.ts';

const JOURNAL = 'meta/_journal.json';
const isJournal = (path: string): boolean => path === JOURNAL || path.endsWith(`/${JOURNAL}`);

interface Entry {
  tag: string;
  /** Milliseconds since 1970; NaN where it says none. */
  when: number;
}

/** Entries in the order in which the runner takes them; empty where the journal is absent or makes no sense. */
function journalEntries(text: string | undefined): Entry[] {
  try {
    const journal: unknown = JSON.parse(text ?? '');
    const entries = (journal as { entries?: unknown } | null)?.entries;
    if (!Array.isArray(entries)) return [];
    return entries.flatMap((entry: { tag?: unknown; when?: unknown } | null) =>
      typeof entry?.tag === 'string' ? [{ tag: entry.tag, when: Number(entry.when ?? Number.NaN) }] : [],
    );
  } catch {
    return [];
  }
}

interface Place {
  place: number;
  moment: number;
}

/** By path; and the folders whose journal says which of their files run. */
function placesOf(tree: Tree | undefined): { places: Map<string, Place>; kept: string[] } {
  const places = new Map<string, Place>();
  const kept: string[] = [];
  for (const path of tree?.paths.filter(isJournal) ?? []) {
    const folder = path.slice(0, -JOURNAL.length);
    const entries = journalEntries(tree?.text(path));
    if (entries.length > 0) kept.push(folder);
    for (const [place, { tag, when }] of entries.entries())
      places.set(`${folder}${tag}.sql`, { place, moment: when });
  }
  return { places, kept };
}

/** Source: drizzle-orm's migrator: entries in order, each whose `when` is after that of the last one that was run. */
function momentOf(path: string, { places, kept }: ReturnType<typeof placesOf>): { moment?: number | null } {
  const moment = places.get(path)?.moment;
  if (moment === undefined)
    return kept.includes(path.slice(0, path.lastIndexOf('/') + 1)) ? { moment: null } : {};
  return Number.isFinite(moment) ? { moment } : {};
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
    const journal = placesOf(tree);
    const placeOf = ({ path }: MigrationFile): number =>
      journal.places.get(path)?.place ?? Number.MAX_SAFE_INTEGER;
    return paths
      .filter((path) => path.endsWith('.sql') && !path.includes('/meta/'))
      .map((path) => ({ path, version: versionOf(path), repeatable: false, ...momentOf(path, journal) }))
      .sort((a, b) => placeOf(a) - placeOf(b) || byPath(a, b));
  },
  up: (path, text) => ({
    path,
    up: keepLines(text, (line) => !/^\s*--> statement-breakpoint\s*$/.test(line.text)),
    transaction: 'runner',
  }),
};
