/** The other thread of a large `lint`. It is begun before the files are read: to start takes it as long as that takes us. */
import { Worker } from 'node:worker_threads';
import type { FileVerdict } from '../../decide/files-apart.ts';
import type { Engine } from '../../model.ts';
import type { LintInput, LintOptions } from '../../world/lint-reading.ts';

/** What both threads judge, each taking the next few inputs that nobody has taken. */
export interface LintTask {
  inputs: readonly LintInput[];
  options: LintOptions;
  withEffects: boolean;
  /** Shared by both: the next input that nobody has taken, and how many the other thread took. */
  taken: Int32Array;
}

export const NEXT = 0;
export const BY_OTHER = 1;

/** Verdicts by the index of their input. */
export type Judged = [number, FileVerdict][];

export interface SecondThread {
  /** What it judged of the task; nothing where it could not start or failed, for then the first thread judges the rest. */
  judge(task: LintTask): Promise<Judged>;
  /** It is not needed any more. */
  stop(): void;
}

const NONE: SecondThread = { judge: async () => [], stop: () => {} };

/** In the bundle the worker is an entry of its own beside this chunk; among the sources it is the file beside this one. */
const workerUrl = (): URL =>
  new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './lint-worker.js', import.meta.url);

export function startSecondThread(engine: Engine): SecondThread {
  try {
    const worker = new Worker(workerUrl(), { workerData: engine });
    // Nobody may need it in the end: alone it must not keep the process.
    worker.unref();
    const judged = new Promise<Judged>((resolve) => {
      const nothing = (): void => resolve([]);
      worker.once('message', resolve).once('error', nothing).once('exit', nothing);
    });
    return {
      judge(task) {
        worker.ref();
        worker.postMessage(task);
        return judged;
      },
      stop: () => void worker.terminate(),
    };
  } catch {
    return NONE;
  }
}
