/** Many files are judged by two threads: each takes the next few that nobody has taken, so neither waits for the other. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type FileVerdict, judgeApart } from '../../decide/files-apart.ts';
import type { Catalog, Engine } from '../../model.ts';
import { emptyCatalog } from '../../sql/catalog.ts';
import { prepareSql, readSchema } from '../../sql/index.ts';
import { type LintInput, type LintOptions, lintReading, lintSet } from '../../world/lint-reading.ts';
import type { Progress } from '../terminal.ts';

/** A worker costs about as much to start as this much SQL costs to read. */
const WORTH_A_WORKER = 200_000;

/** Files taken at once: few enough that both threads end together. */
const HANDFUL = 4;

export interface LintTask {
  inputs: readonly LintInput[];
  options: LintOptions;
  withEffects: boolean;
  /** One shared counter: the next input that nobody has taken. */
  next: Int32Array;
}

/** What one file comes to. Needs the parser: `prepareSql` first. */
function judgeFile(
  input: LintInput,
  { options, withEffects }: Pick<LintTask, 'options' | 'withEffects'>,
): FileVerdict {
  return judgeApart(lintReading([lintSet(input, options)], options), withEffects);
}

/** Takes handfuls until none is left; gives what was judged, by index. */
export function takeInputs(task: LintTask, told: (done: number) => void = () => {}): [number, FileVerdict][] {
  const judged: [number, FileVerdict][] = [];
  for (;;) {
    const from = Atomics.add(task.next, 0, HANDFUL);
    if (from >= task.inputs.length) return judged;
    told(from);
    for (const [offset, input] of task.inputs.slice(from, from + HANDFUL).entries())
      judged.push([from + offset, judgeFile(input, task)]);
  }
}

/** In the bundle the worker is an entry of its own beside this chunk; among the sources it is the file beside this one. */
const workerUrl = (): URL =>
  new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './lint-worker.js', import.meta.url);

/** What the worker judged; nothing where it could not start or failed, for then it is judged here. */
function startWorker(task: LintTask): Promise<[number, FileVerdict][]> {
  return new Promise((resolve) => {
    const nothing = (): void => resolve([]);
    try {
      const worker = new Worker(workerUrl(), { workerData: task });
      worker.once('message', resolve).once('error', nothing).once('exit', nothing);
    } catch {
      nothing();
    }
  });
}

/** What all files of one run are judged by. */
export interface Judging {
  engine: Engine;
  version: number;
  defaultSchema: string;
  /** The text of the schema that is there before; null: nobody gave one. */
  before: string | null;
  withEffects: boolean;
}

/** The schema that is there before; where nobody gave one, anything may be. */
export async function schemaBefore({ before, ...reading }: Judging): Promise<Catalog> {
  await prepareSql(reading.engine);
  return before === null ? { ...emptyCatalog(), incomplete: true } : readSchema(before, reading);
}

/** A given schema would travel to the worker with everything it holds. */
function isAlone(inputs: readonly LintInput[], { before }: Judging): boolean {
  const size = inputs.reduce((sum, { text }) => sum + text.up.length, 0);
  return size < WORTH_A_WORKER || availableParallelism() < 2 || before !== null;
}

const NEVER = 0;

/** The verdicts on the inputs, in their order. Same result as one thread would give. */
export async function judgeFiles(
  inputs: readonly LintInput[],
  judging: Judging,
  progress: Progress,
): Promise<FileVerdict[]> {
  const { engine, version, defaultSchema, withEffects } = judging;
  // A file by itself depends on no clock: only a manifest's exemptions end.
  const plain = { engine, version, defaultSchema, manifest: null, now: NEVER };
  const next = new Int32Array(new SharedArrayBuffer(4));
  const unread = { ...emptyCatalog(), incomplete: true };
  const others = isAlone(inputs, judging)
    ? Promise.resolve([])
    : startWorker({ inputs, options: { ...plain, schema: unread }, withEffects, next });
  const task = { inputs, options: { ...plain, schema: await schemaBefore(judging) }, withEffects, next };
  const mine = takeInputs(task, (done) => progress(done, inputs.length));
  const verdicts = new Map([...mine, ...(await others)]);
  progress(inputs.length, inputs.length);
  return inputs.map((input, index) => verdicts.get(index) ?? judgeFile(input, task));
}
