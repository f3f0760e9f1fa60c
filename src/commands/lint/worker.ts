/** The second thread of a large `lint`: gets the parser ready, judges what it takes of the task, hands it back, ends. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Engine } from '../../model.ts';
import { prepareSql } from '../../sql/index.ts';
import { takeInputs } from './judge-files.ts';
import { BY_OTHER, type LintTask } from './second-thread.ts';

await prepareSql(workerData as Engine);
parentPort?.once('message', (task: LintTask) => {
  const told = (_: number, count: number): void => void Atomics.add(task.taken, BY_OTHER, count);
  parentPort?.postMessage(takeInputs(task, told));
});
