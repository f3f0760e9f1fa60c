import { n as judgeApart } from "./chunk-files-apart2.js";
import { M as emptyCatalog, r as readSchema, t as prepareSql } from "./chunk-sql.js";
import { n as lintSet, t as lintReading } from "./chunk-lint-reading.js";
import { Worker } from "node:worker_threads";
import { availableParallelism } from "node:os";
// src/commands/lint/judge-files.ts
/** Many files are judged by two threads: each takes the next few that nobody has taken, so neither waits for the other. */
/** A worker costs about as much to start as this much SQL costs to read. */
const WORTH_A_WORKER = 2e5;
/** Files taken at once: few enough that both threads end together. */
const HANDFUL = 4;
/** What one file comes to. Needs the parser: `prepareSql` first. */
function judgeFile(input, { options, withEffects }) {
	return judgeApart(lintReading([lintSet(input, options)], options), withEffects);
}
/** Takes handfuls until none is left; gives what was judged, by index. */
function takeInputs(task, told = () => {}) {
	const judged = [];
	for (;;) {
		const from = Atomics.add(task.next, 0, HANDFUL);
		if (from >= task.inputs.length) return judged;
		told(from);
		for (const [offset, input] of task.inputs.slice(from, from + HANDFUL).entries()) judged.push([from + offset, judgeFile(input, task)]);
	}
}
/** In the bundle the worker is an entry of its own beside this chunk; among the sources it is the file beside this one. */
const workerUrl = () => new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./lint-worker.js", import.meta.url);
/** What the worker judged; nothing where it could not start or failed, for then it is judged here. */
function startWorker(task) {
	return new Promise((resolve) => {
		const nothing = () => resolve([]);
		try {
			new Worker(workerUrl(), { workerData: task }).once("message", resolve).once("error", nothing).once("exit", nothing);
		} catch {
			nothing();
		}
	});
}
/** The schema that is there before; where nobody gave one, anything may be. */
async function schemaBefore({ before, ...reading }) {
	await prepareSql(reading.engine);
	return before === null ? {
		...emptyCatalog(),
		incomplete: true
	} : readSchema(before, reading);
}
/** A given schema would travel to the worker with everything it holds. */
function isAlone(inputs, { before }) {
	return inputs.reduce((sum, { text }) => sum + text.up.length, 0) < WORTH_A_WORKER || availableParallelism() < 2 || before !== null;
}
const NEVER = 0;
/** The verdicts on the inputs, in their order. Same result as one thread would give. */
async function judgeFiles(inputs, judging, progress) {
	const { engine, version, defaultSchema, withEffects } = judging;
	const plain = {
		engine,
		version,
		defaultSchema,
		manifest: null,
		now: NEVER
	};
	const next = new Int32Array(new SharedArrayBuffer(4));
	const unread = {
		...emptyCatalog(),
		incomplete: true
	};
	const others = isAlone(inputs, judging) ? Promise.resolve([]) : startWorker({
		inputs,
		options: {
			...plain,
			schema: unread
		},
		withEffects,
		next
	});
	const task = {
		inputs,
		options: {
			...plain,
			schema: await schemaBefore(judging)
		},
		withEffects,
		next
	};
	const mine = takeInputs(task, (done) => progress(done, inputs.length));
	const verdicts = new Map([...mine, ...await others]);
	progress(inputs.length, inputs.length);
	return inputs.map((input, index) => verdicts.get(index) ?? judgeFile(input, task));
}
export { schemaBefore as n, takeInputs as r, judgeFiles as t };
