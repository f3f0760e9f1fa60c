import { t as prepareSql } from "./chunk-sql.js";
import { r as takeInputs } from "./chunk-judge-files2.js";
import { parentPort, workerData } from "node:worker_threads";
// src/commands/lint/worker.ts
/** The second thread of a large `lint`: gets the parser ready, judges what it takes of the task, hands it back, ends. */
await prepareSql(workerData);
parentPort?.once("message", (task) => {
	const told = (_, count) => void Atomics.add(task.taken, 1, count);
	parentPort?.postMessage(takeInputs(task, told));
});
export {};
