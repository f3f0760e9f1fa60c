import { n as readMigrations } from "./chunk-sql.js";
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
export { lintSet as n, lintSets as r, lintReading as t };
