/** The second thread of a large `lint`: judges what it takes, hands it back, ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { prepareSql } from '../../sql/index.ts';
import { type LintTask, takeInputs } from './judge-files.ts';

const task = workerData as LintTask;
await prepareSql(task.options.engine);
parentPort?.postMessage(takeInputs(task));
