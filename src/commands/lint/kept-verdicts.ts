/** Verdicts on files are kept by what the files hold: to judge a file again that nobody changed is a waste of whoever waits. */
import { dirname, resolve } from 'node:path';
import type { FileVerdict } from '../../decide/files-apart.ts';
import { type Cache, openCache } from '../../read/cache.ts';
import { digestOf } from '../../read/canonical-json.ts';
import type { LintInput } from '../../world/lint-reading.ts';
import type { Progress } from '../terminal.ts';
import type { Judging } from './judge-files.ts';

/** What stands for the code that judged: a digest of the sources, put in by the build. Sources run as they are keep nothing. */
declare const LANEKEEPER_BUILD: string | undefined;

/** One entry holds a folder's files, by digest: to open an entry for each would take as long as to judge some. */
type Kept = Record<string, FileVerdict>;

interface Folder {
  parts: readonly unknown[];
  files: { input: LintInput; key: string }[];
}

function groupByFolder(inputs: readonly LintInput[], judging: Judging): Folder[] {
  const { before, ...rest } = judging;
  const by = digestOf([rest, before]);
  const groups = Map.groupBy(inputs, ({ path }) => resolve(dirname(path)));
  return [...groups].map(([folder, files]) => ({
    parts: ['lint', by, folder],
    files: files.map((input) => ({ input, key: digestOf(input) })),
  }));
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

async function judgeRest(
  inputs: readonly LintInput[],
  judging: Judging,
  progress: Progress,
): Promise<[LintInput, FileVerdict][]> {
  if (inputs.length === 0) return [];
  const { judgeFiles } = await import('./judge-files.ts');
  const verdicts = await judgeFiles(inputs, judging, progress);
  return verdicts.map((verdict, index) => [inputs[index] as LintInput, verdict]);
}

function cacheOfBuild(): Cache | null {
  return typeof LANEKEEPER_BUILD === 'string' ? openCache({ version: LANEKEEPER_BUILD }) : null;
}

/** What is shorter is judged sooner than an entry is read; and a few files must not take the place of all of a folder's. */
const WORTH_KEEPING = 50_000;

const isLong = (inputs: readonly LintInput[]): boolean =>
  inputs.reduce((sum, { text }) => sum + text.up.length, 0) >= WORTH_KEEPING;

/** The verdicts on the inputs, in their order: those that are known, and the others judged now. */
export async function judgeOrRecall(
  inputs: readonly LintInput[],
  judging: Judging,
  progress: Progress,
  cache: Cache | null = isLong(inputs) ? cacheOfBuild() : null,
): Promise<FileVerdict[]> {
  if (cache === null) return (await judgeRest(inputs, judging, progress)).map(([, verdict]) => verdict);
  const folders = groupByFolder(inputs, judging);
  const known = await recall(cache, folders);
  const rest = inputs.filter((input) => !known.has(input));
  const verdicts = new Map([...known, ...(await judgeRest(rest, judging, progress))]);
  await keep(cache, folders, known, verdicts);
  return inputs.flatMap((input) => verdicts.get(input) ?? []);
}
