/** Verdicts on files are kept by what the files hold: to judge a file again that nobody changed is a waste of whoever waits. */
import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import type { FileVerdict } from '../../decide/files-apart.ts';
import { type Cache, openCache } from '../../read/cache.ts';
import { cacheFolder } from '../../read/cache-folder.ts';
import { digestOf } from '../../read/canonical-json.ts';
import type { LintInput } from '../../world/lint-reading.ts';
import type { Progress } from '../terminal.ts';
import type { NamedFile } from './inputs.ts';
import type { Judging } from './judge-files.ts';
import { type SecondThread, startSecondThread } from './second-thread.ts';

/** What stands for the code that judged: a digest of the sources, put in by the build. Sources run as they are keep nothing. */
declare const LANEKEEPER_BUILD: string | undefined;

/** One entry holds a folder's files, by digest: to open an entry for each would take as long as to judge some. */
type Kept = Record<string, FileVerdict>;

interface Folder {
  parts: readonly unknown[];
  files: { input: LintInput; key: string }[];
}

const folderOf = (path: string): string => resolve(dirname(path));

/** What an entry of a folder is known by, beside the folder. */
const judgedBy = ({ before, ...rest }: Judging): string => digestOf([rest, before]);

const partsOf = (folder: string, by: string): unknown[] => ['lint', by, folder];

function groupByFolder(inputs: readonly LintInput[], judging: Judging): Folder[] {
  const by = judgedBy(judging);
  const groups = Map.groupBy(inputs, ({ path }) => folderOf(path));
  return [...groups].map(([folder, files]) => ({
    parts: partsOf(folder, by),
    files: files.map((input) => ({ input, key: digestOf(input) })),
  }));
}

/** Something is known of the files in these folders, so that most of them may need no judging. */
async function isKept(names: readonly string[], judging: Judging): Promise<boolean> {
  const cache = cacheOfBuild();
  if (cache === null) return false;
  const by = judgedBy(judging);
  for (const folder of new Set(names.map(folderOf))) if (await cache.has(partsOf(folder, by))) return true;
  return false;
}

/** What is known of the files, by file. */
async function recall(cache: Cache, folders: readonly Folder[]): Promise<Map<LintInput, FileVerdict>> {
  const known = new Map<LintInput, FileVerdict>();
  for (const { parts, files } of folders) {
    const kept = ((await cache.get(parts)) ?? {}) as Kept;
    for (const { input, key } of files) {
      const verdict = Object.hasOwn(kept, key) ? kept[key] : undefined;
      if (verdict) known.set(input, verdict);
    }
  }
  return known;
}

/** A folder's entry is written anew with what it holds today, where that is more than was known. */
async function keep(
  cache: Cache,
  folders: readonly Folder[],
  known: ReadonlyMap<LintInput, FileVerdict>,
  verdicts: ReadonlyMap<LintInput, FileVerdict>,
): Promise<void> {
  for (const { parts, files } of folders) {
    if (files.every(({ input }) => known.has(input))) continue;
    const kept = files.flatMap(({ input, key }) => {
      const verdict = verdicts.get(input);
      return verdict ? [[key, verdict] as const] : [];
    });
    await cache.put(parts, Object.fromEntries(kept));
  }
}

function cacheOfBuild(): Cache | null {
  if (typeof LANEKEEPER_BUILD !== 'string' || cacheFolder(process.env) === null) return null;
  return openCache({ version: LANEKEEPER_BUILD });
}

/** What is shorter is judged sooner than an entry is read; and a few files must not take the place of all of a folder's. */
const WORTH_KEEPING = 50_000;

/** A second thread costs about as much to start as this much SQL costs to judge. */
const WORTH_A_THREAD = 200_000;

const lengthOf = (inputs: readonly LintInput[]): number =>
  inputs.reduce((sum, { text }) => sum + text.up.length, 0);

/** Null: alone it is sooner done. A given schema would travel to the other thread with everything it holds. */
function shareFrom(bytes: number, { before, engine }: Judging): SecondThread | null {
  const isAlone = bytes < WORTH_A_THREAD || availableParallelism() < 2 || before !== null;
  return isAlone ? null : startSecondThread(engine);
}

/** Begun before the files are read, where all of them will have to be judged. */
export async function beginSharing(
  files: readonly NamedFile[],
  judging: Judging,
): Promise<SecondThread | null> {
  const names = files.map(({ name }) => name);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return (await isKept(names, judging)) ? null : shareFrom(bytes, judging);
}

/** What judges the files of one run. */
export interface Run {
  judging: Judging;
  progress: Progress;
  /** Null: none was begun. */
  other: SecondThread | null;
}

async function judgeRest(
  inputs: readonly LintInput[],
  { judging, progress, other }: Run,
): Promise<[LintInput, FileVerdict][]> {
  if (inputs.length === 0) {
    other?.stop();
    return [];
  }
  const sharing = other ?? shareFrom(lengthOf(inputs), judging);
  const { judgeFiles } = await import('./judge-files.ts');
  const verdicts = await judgeFiles(inputs, judging, progress, sharing);
  return verdicts.map((verdict, index) => [inputs[index] as LintInput, verdict]);
}

/** The verdicts on the inputs, in their order: those that are known, and the others judged now. */
export async function judgeOrRecall(
  inputs: readonly LintInput[],
  run: Run,
  cache: Cache | null = lengthOf(inputs) >= WORTH_KEEPING ? cacheOfBuild() : null,
): Promise<FileVerdict[]> {
  if (cache === null) return (await judgeRest(inputs, run)).map(([, verdict]) => verdict);
  const folders = groupByFolder(inputs, run.judging);
  const known = await recall(cache, folders);
  const rest = inputs.filter((input) => !known.has(input));
  const verdicts = new Map([...known, ...(await judgeRest(rest, run))]);
  await keep(cache, folders, known, verdicts);
  return inputs.flatMap((input) => verdicts.get(input) ?? []);
}
