import { n as readMigrations } from "./chunk-sql.js";
import { Worker } from "node:worker_threads";
import { availableParallelism } from "node:os";
// src/world/lint-reading.ts
function databaseOf(input, { engine, version, defaultSchema, manifest }) {
	const tables = manifest?.databases.find((database) => database.engine === engine)?.tables ?? {};
	return {
		name: "lint",
		engine,
		version,
		assumed: false,
		migrations: [input.path],
		framework: input.framework,
		runs: "separately",
		telemetry: {},
		tables,
		defaultSchema
	};
}
/** One file as a set of its own. */
function lintSet(input, options) {
	const { migrations, after } = readMigrations([input.text], options.schema, options);
	const file = {
		path: input.path,
		version: null,
		repeatable: false,
		blob: ""
	};
	return {
		database: databaseOf(input, options),
		framework: input.framework,
		base: [],
		mergeBase: {},
		proposed: migrations.map((read) => ({
			...file,
			read
		})),
		head: [file],
		catalog: options.schema,
		after: {
			...after,
			functions: {}
		},
		problems: []
	};
}
/** One set for each file, in their order: what one makes does not excuse another. */
function lintSets(inputs, options) {
	const { progress = () => {} } = options;
	const sets = inputs.map((input, index) => {
		progress(index, inputs.length);
		return lintSet(input, options);
	});
	progress(inputs.length, inputs.length);
	return sets;
}
/** The sets as a reading that the rules can judge. */
function lintReading(sets, options) {
	const none = { state: "none" };
	const manifests = {
		base: options.manifest ? {
			state: "valid",
			manifest: options.manifest,
			warnings: []
		} : none,
		head: none,
		mergeBase: none
	};
	return {
		now: options.now,
		subject: { kind: "lint" },
		manifests,
		files: [],
		sets
	};
}
// src/world/lint-parallel.ts
/** Many files are read by two threads: each takes the next few that nobody has taken, so neither waits for the other. */
/** A worker costs about as much to start as this much SQL costs to read. */
const WORTH_A_WORKER = 2e5;
/** Files taken at once: few enough that both threads end together. */
const HANDFUL = 4;
/** Takes handfuls until none is left; gives what was read, by index. */
function takeInputs({ inputs, options, next }, told = () => {}) {
	const read = [];
	for (;;) {
		const from = Atomics.add(next, 0, HANDFUL);
		if (from >= inputs.length) return read;
		told(from);
		for (const [offset, input] of inputs.slice(from, from + HANDFUL).entries()) read.push([from + offset, lintSet(input, options)]);
	}
}
/** In the bundle the worker is an entry of its own beside this chunk; among the sources it is the file beside this one. */
const workerUrl = () => new URL(import.meta.url.endsWith(".ts") ? "./lint-worker.ts" : "./lint-worker.js", import.meta.url);
/** What the worker read; nothing where it could not start or failed, for then it is read here. */
function startWorker(task) {
	return new Promise((resolve) => {
		const nothing = () => resolve([]);
		try {
			const { inputs, options, next } = task;
			const { progress: _, ...plain } = options;
			new Worker(workerUrl(), { workerData: {
				inputs,
				options: plain,
				next
			} }).once("message", resolve).once("error", nothing).once("exit", nothing);
		} catch {
			nothing();
		}
	});
}
/** The sets of the inputs, in their order. Same result as one thread would give. */
async function lintInParallel(inputs, options) {
	if (inputs.reduce((sum, { text }) => sum + text.up.length, 0) < WORTH_A_WORKER || availableParallelism() < 2 || Object.keys(options.schema.tables).length > 0) return lintSets(inputs, options);
	const task = {
		inputs,
		options,
		next: new Int32Array(new SharedArrayBuffer(4))
	};
	const others = startWorker(task);
	const mine = takeInputs(task, (done) => options.progress?.(done, inputs.length));
	const sets = new Map([...mine, ...await others]);
	options.progress?.(inputs.length, inputs.length);
	return inputs.map((input, index) => sets.get(index) ?? lintSet(input, options));
}
export { takeInputs as n, lintReading as r, lintInParallel as t };
