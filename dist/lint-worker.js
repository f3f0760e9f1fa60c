import { t as prepareSql } from "./chunk-sql.js";
import { r as takeInputs } from "./chunk-judge-files2.js";
import { parentPort, workerData } from "node:worker_threads";
// src/commands/lint/worker.ts
/** The second thread of a large `lint`: judges what it takes, hands it back, ends. */
const task = workerData;
await prepareSql(task.options.engine);
parentPort?.postMessage(takeInputs(task));
export {};
