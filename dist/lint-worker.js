import { t as prepareSql } from "./chunk-sql.js";
import { n as takeInputs } from "./chunk-lint-parallel.js";
import { parentPort, workerData } from "node:worker_threads";
// src/world/lint-worker.ts
/** The second thread of a large `lint`: reads what it takes, hands it back, ends. */
const task = workerData;
await prepareSql(task.options.engine);
parentPort?.postMessage(takeInputs(task));
export {};
