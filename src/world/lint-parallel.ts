/** Many files are read by two threads: each takes the next few that nobody has taken, so neither waits for the other. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { MigrationSet } from '../model.ts';
import { type LintInput, type LintOptions, lintSet, lintSets } from './lint-reading.ts';

/** A worker costs about as much to start as this much SQL costs to read. */
const WORTH_A_WORKER = 200_000;

/** Files taken at once: few enough that both threads end together. */
const HANDFUL = 4;

export interface LintTask {
  inputs: readonly LintInput[];
  options: LintOptions;
  /** One shared counter: the next input that nobody has taken. */
  next: Int32Array;
}

/** Takes handfuls until none is left; gives what was read, by index. */
export function takeInputs(
  { inputs, options, next }: LintTask,
  told: (done: number) => void = () => {},
): [number, MigrationSet][] {
  const read: [number, MigrationSet][] = [];
  for (;;) {
    const from = Atomics.add(next, 0, HANDFUL);
    if (from >= inputs.length) return read;
    told(from);
    for (const [offset, input] of inputs.slice(from, from + HANDFUL).entries()) {
      read.push([from + offset, lintSet(input, options)]);
    }
  }
}

/** In the bundle the worker is an entry of its own beside this chunk; among the sources it is the file beside this one. */
const workerUrl = (): URL =>
  new URL(import.meta.url.endsWith('.ts') ? './lint-worker.ts' : './lint-worker.js', import.meta.url);

/** What the worker read; nothing where it could not start or failed, for then it is read here. */
function startWorker(task: LintTask): Promise<[number, MigrationSet][]> {
  return new Promise((resolve) => {
    const nothing = (): void => resolve([]);
    try {
      const { inputs, options, next } = task;
      const { progress: _, ...plain } = options;
      const worker = new Worker(workerUrl(), { workerData: { inputs, options: plain, next } });
      worker.once('message', resolve).once('error', nothing).once('exit', nothing);
    } catch {
      nothing();
    }
  });
}

/** The sets of the inputs, in their order. Same result as one thread would give. */
export async function lintInParallel(
  inputs: readonly LintInput[],
  options: LintOptions,
): Promise<MigrationSet[]> {
  const size = inputs.reduce((sum, { text }) => sum + text.up.length, 0);
  // A given schema would travel to the worker and back with every file.
  const alone =
    size < WORTH_A_WORKER || availableParallelism() < 2 || Object.keys(options.schema.tables).length > 0;
  if (alone) return lintSets(inputs, options);
  const task = { inputs, options, next: new Int32Array(new SharedArrayBuffer(4)) };
  const others = startWorker(task);
  const mine = takeInputs(task, (done) => options.progress?.(done, inputs.length));
  const sets = new Map([...mine, ...(await others)]);
  options.progress?.(inputs.length, inputs.length);
  return inputs.map((input, index) => sets.get(index) ?? lintSet(input, options));
}
