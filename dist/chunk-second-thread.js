import { n as readMigrations } from "./chunk-sql.js";
import { Worker } from "node:worker_threads";
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
// src/commands/lint/second-thread.ts
/** The other thread of a large `lint`. It is begun before the files are read: to start takes it as long as that takes us. */
const NONE = {
	judge: async () => [],
	stop: () => {}
};
/** In the bundle the worker is an entry of its own beside this chunk; among the sources it is the file beside this one. */
const workerUrl = () => new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./lint-worker.js", import.meta.url);
function startSecondThread(engine) {
	try {
		const worker = new Worker(workerUrl(), { workerData: engine });
		worker.unref();
		const judged = new Promise((resolve) => {
			const nothing = () => resolve([]);
			worker.once("message", resolve).once("error", nothing).once("exit", nothing);
		});
		return {
			judge(task) {
				worker.ref();
				worker.postMessage(task);
				return judged;
			},
			stop: () => void worker.terminate()
		};
	} catch {
		return NONE;
	}
}
export { lintSets as i, lintReading as n, lintSet as r, startSecondThread as t };
