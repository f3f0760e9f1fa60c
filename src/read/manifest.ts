/** Reads the manifest: which schema changes are under way, where they run, and what a contract must prove. */
import { matchesAny } from '../code/index.ts';
import type { ManifestMistake, ManifestReading } from '../model.ts';
import { inGroups } from '../numbers.ts';
import {
  isIncludable,
  isPlainPath,
  LARGEST_WHOLE,
  MOST_FILES,
  writtenIncludes,
} from './manifest/includes.ts';
import type { Located } from './manifest/located.ts';
import { checkShape } from './manifest/mistakes.ts';
import { MANIFEST_PATHS, MISTAKEN_PATHS } from './manifest/paths.ts';
import { readYaml } from './manifest/read-yaml.ts';
import { type ChangesOfFile, resolveManifest } from './manifest/resolve-manifest.ts';
import { type Salvaged, salvage } from './manifest/salvage.ts';
import { includedShape, rootShape, rootShapeOf, type WrittenManifest } from './manifest/shape.ts';
import { addMistake, addWarning, type Remarks, type Sheet } from './manifest/sheet.ts';
import { quote } from './manifest/words.ts';

export interface ManifestFile {
  path: string;
  text: string;
  /** Why there is no text, as half a sentence: `it is a link`. A file that is there and unread is no absent one. */
  unread?: string;
}

/** A file's text; null where there is none; why it cannot be read where it is there. */
export type ManifestText = string | null | { unread: string };

/**
 * Reads the file at `at` and what it includes among `files`; others are left alone. Pure and total: any text gives the
 * manifest, or all mistakes at once, each with its place. `none`: there is no file at `at`.
 */
export function readManifest(files: readonly ManifestFile[], at: string): ManifestReading {
  const root = files.find(({ path }) => path === at);
  if (!root) return { state: 'none' };
  const remarks: Remarks = { mistakes: [], warnings: [] };
  const sheet = openSheet(root, remarks);
  if (!sheet) return invalid(at, remarks);
  const { value, mistakes, without } = readRoot(sheet.tree);
  sheet.without = without;
  addAll(remarks, at, mistakes);
  const included = includedFiles(files, sheet, remarks).map((file) => readIncluded(file, remarks));
  if (!value) return invalid(at, remarks);
  const own = { sheet, changes: value.changes ?? {} };
  const manifest = resolveManifest(sheet, value, [own, ...included.filter((file) => file !== null)], remarks);
  if (remarks.mistakes.length > 0) return invalid(at, remarks);
  return { state: 'valid', manifest, warnings: sortByPlace(remarks.warnings) };
}

function readRoot(tree: Located): Salvaged<WrittenManifest> {
  const { value } = checkShape(rootShapeOf(tree.value), tree);
  return value ? { value, mistakes: [], without: [] } : salvage(rootShape(), tree);
}

/** What files say, as `readManifest` does. */
export type Readings = typeof readManifest;

/** Equal files, one after another, are read once: a base, a head and what is between mostly have the same. */
export function sharedReadings(): Readings {
  let last: { key: string; reading: ManifestReading } | null = null;
  return (files, at) => {
    const key = JSON.stringify([at, files]);
    if (last?.key !== key) last = { key, reading: readManifest(files, at) };
    return last.reading;
  };
}

/**
 * Finds the manifest (or takes the one at `path`) and what it includes, wherever files come from. `list` gives the
 * paths that may match a glob (more do no harm), `read` the text of one.
 */
export async function loadManifest(
  list: (glob: string) => Promise<string[]>,
  read: (path: string) => Promise<ManifestText>,
  path?: string,
  readings: Readings = readManifest,
): Promise<ManifestReading> {
  for (const at of path === undefined ? MANIFEST_PATHS : [path]) {
    const root = fileOf(at, await read(at));
    if (root) return readings([root, ...(await readIncludes(at, root.text, list, read))], at);
  }
  if (path === undefined) return misnamed(read);
  const message = `there is no file ${quote(path)}; expected a manifest there (lanekeeper init writes a first one)`;
  return { state: 'invalid', path, mistakes: [{ path, line: 1, column: 1, message }] };
}

/** A manifest of another name binds nothing, and who wrote it believes that it does. */
async function misnamed(read: (path: string) => Promise<ManifestText>): Promise<ManifestReading> {
  for (const path of MISTAKEN_PATHS) {
    if ((await read(path)) === null) continue;
    const message = `${path} is not read; expected the name ${quote(path.replace(/yaml$/, 'yml'))}`;
    return { state: 'invalid', path, mistakes: [{ path, line: 1, column: 1, message }] };
  }
  return { state: 'none' };
}

function fileOf(path: string, text: ManifestText): ManifestFile | null {
  if (text === null) return null;
  return typeof text === 'string' ? { path, text } : { path, text: '', ...text };
}

/** No key reads `include` that is not written so, or with an escape. */
const mayInclude = (text: string): boolean => text.includes('include') || text.includes('\\');

async function readIncludes(
  at: string,
  text: string,
  list: (glob: string) => Promise<string[]>,
  read: (path: string) => Promise<ManifestText>,
): Promise<ManifestFile[]> {
  const tree = mayInclude(text) ? readYaml(text).tree : null;
  const globs = tree ? writtenIncludes(tree).globs : [];
  const listed = (await Promise.all(globs.map((glob) => list(glob)))).flat();
  const paths = [...new Set(listed)].filter(
    (path) => path !== at && isIncludable(path) && matchesAny(globs)(path),
  );
  const files: ManifestFile[] = [];
  let size = text.length;
  for (const path of paths.sort().slice(0, MOST_FILES + 1)) {
    const included = size > LARGEST_WHOLE ? null : fileOf(path, await read(path));
    if (included) files.push(included);
    size += included?.text.length ?? 0;
  }
  return files;
}

/** The files that the root includes, in the order of their names. */
function includedFiles(files: readonly ManifestFile[], root: Sheet, remarks: Remarks): ManifestFile[] {
  const { globs, places } = writtenIncludes(root.tree);
  for (const [index, glob] of globs.entries()) {
    const matches = matchesAny([glob]);
    if (files.some(({ path }) => path !== root.path && isIncludable(path) && matches(path))) continue;
    const at = places[index] ?? ['include'];
    if (isPlainPath(glob))
      addMistake(
        remarks,
        root,
        at,
        `include names ${quote(glob)}, and there is no such .yml file; expected a path from the repository's root, or a glob`,
      );
    else addWarning(remarks, root, at, `include ${quote(glob)} matches no .yml file yet`);
  }
  const matches = matchesAny(globs);
  const found = files
    .filter(({ path }) => path !== root.path && isIncludable(path) && matches(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const size = found.reduce((sum, { text }) => sum + text.length, 0);
  if (found.length <= MOST_FILES && size <= LARGEST_WHOLE) return found;
  addMistake(
    remarks,
    root,
    ['include'],
    `include matches ${inGroups(found.length)} files with ${inGroups(size)} characters; expected at most ${inGroups(MOST_FILES)} and ${inGroups(LARGEST_WHOLE)}: take out changes that are done`,
  );
  return [];
}

function readIncluded(file: ManifestFile, remarks: Remarks): ChangesOfFile | null {
  const sheet = openSheet(file, remarks);
  if (!sheet) return null;
  const { value, mistakes, without } = salvage(includedShape(), sheet.tree);
  sheet.without = without;
  addAll(remarks, file.path, mistakes);
  return value && { sheet, changes: value.changes ?? {} };
}

function openSheet(file: ManifestFile, remarks: Remarks): Sheet | null {
  if (file.unread !== undefined) {
    const message = `${file.unread}; expected a plain YAML file in UTF-8`;
    addAll(remarks, file.path, [{ line: 1, column: 1, message }]);
    return null;
  }
  const { tree, mistakes } = readYaml(file.text);
  addAll(remarks, file.path, mistakes);
  return tree && { path: file.path, tree, without: [] };
}

function addAll(remarks: Remarks, path: string, mistakes: readonly Omit<ManifestMistake, 'path'>[]): void {
  for (const { line, column, message } of mistakes) remarks.mistakes.push({ path, line, column, message });
}

/** More than these nobody reads; the rest comes back once these are mended. */
const MOST_TOLD = 200;

function invalid(path: string, remarks: Remarks): ManifestReading {
  const mistakes = sortByPlace(remarks.mistakes);
  const told = mistakes.slice(0, MOST_TOLD);
  const next = mistakes[MOST_TOLD];
  if (next) {
    const more = inGroups(mistakes.length - MOST_TOLD);
    told.push({ ...next, message: `and ${more} more mistakes from here on` });
  }
  return { state: 'invalid', path, mistakes: told };
}

/** By file (as they came), line and column, and each sentence once. */
function sortByPlace(mistakes: readonly ManifestMistake[]): ManifestMistake[] {
  const files = [...new Set(mistakes.map(({ path }) => path))];
  const once = new Map(mistakes.map((mistake) => [JSON.stringify(mistake), mistake]));
  return [...once.values()].sort(
    (a, b) => files.indexOf(a.path) - files.indexOf(b.path) || a.line - b.line || a.column - b.column,
  );
}
