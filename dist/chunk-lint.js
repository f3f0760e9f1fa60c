import { a as detectFramework, c as frameworkNames, d as decide, i as emptyCatalog, n as readMigrations, r as readSchema, s as frameworkNamed, t as prepareSql } from "./chunk-sql.js";
import { r as defaultSchemaOf } from "./chunk-code.js";
import { t as UserError } from "./chunk-user-error.js";
import { n as textOf, t as readOptions } from "./chunk-options.js";
import { t as showDecision } from "./chunk-show.js";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { createHash } from "node:crypto";
import { join, relative } from "node:path";
// src/world/lint-reading.ts
/** Migration files alone, as a reading that the rules can judge: each by itself, against the schema that was given. */
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
function setOf(input, options) {
	const { migrations, after } = readMigrations([input.text], options.schema, options);
	const blob = createHash("sha1").update(input.text.up).digest("hex");
	const file = {
		path: input.path,
		version: null,
		repeatable: false,
		blob
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
		after,
		problems: []
	};
}
/** One set for each file: what one makes does not excuse another. */
function lintReading(inputs, options) {
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
		sets: inputs.map((input) => setOf(input, options))
	};
}
// src/commands/lint.ts
/** `lanekeeper lint [FILE…]`: migration files, judged alone. */
const ENGINES = {
	postgresql: 18,
	mysql: 9,
	mariadb: 12,
	sqlite: 3
};
function readEngine(options) {
	const engine = textOf(options, "engine") ?? "postgresql";
	if (!(engine in ENGINES)) throw new UserError(`--engine ${JSON.stringify(engine)} is not known.`, `It is one of: ${Object.keys(ENGINES).join(", ")}.`);
	const text = textOf(options, "engine-version");
	const version = text === void 0 ? ENGINES[engine] : Number(/^\d+(?:\.\d+)?/.exec(text)?.[0] ?? NaN);
	if (!(version > 0)) throw new UserError(`--engine-version ${JSON.stringify(text)} is no version.`, "Give the major version, e.g. 16.");
	return {
		engine,
		version
	};
}
function readText(path) {
	try {
		return readFileSync(path, "utf8");
	} catch (error) {
		throw new UserError(`${path} could not be read: ${error instanceof Error ? error.message : String(error)}`, "Check the path, and that it may be read.");
	}
}
/** A folder stands for the SQL files in it. */
function expand(path) {
	if (!(() => {
		try {
			return statSync(path).isDirectory();
		} catch {
			return false;
		}
	})()) return [path];
	return readdirSync(path, {
		withFileTypes: true,
		recursive: true
	}).filter((entry) => entry.isFile() && entry.name.endsWith(".sql")).map((entry) => join(entry.parentPath, entry.name)).sort();
}
/** As a report names it: relative to here, with `/`. */
const named = (path) => {
	const near = relative(".", path);
	return (near.startsWith("..") || near === "" ? path : near).replaceAll("\\", "/");
};
function readInput(path, text, framework) {
	const found = framework ?? detectFramework({
		paths: [path],
		text: () => text
	});
	return {
		path,
		framework: found,
		text: frameworkNamed(found).up(path, text)
	};
}
function readFramework(options) {
	const name = textOf(options, "framework");
	if (name === void 0 || name === "auto") return null;
	const found = frameworkNames().find((known) => known === name);
	if (!found) throw new UserError(`--framework ${JSON.stringify(name)} is not known.`, `It is one of: ${frameworkNames().join(", ")}.`);
	return found;
}
async function readManifest(options) {
	if (options.manifest === null) return null;
	const { manifestOnDisk } = await import("./chunk-manifest-on-disk.js");
	const reading = await manifestOnDisk(".", options.manifest);
	if (reading.state === "valid") return reading.manifest;
	const first = reading.state === "invalid" ? reading.mistakes[0] : void 0;
	throw new UserError(first ? `${first.path}:${first.line}:${first.column} ${first.message}` : `there is no manifest ${options.manifest}.`, "lanekeeper validate lists every mistake.");
}
/** Judges the files that options name, or standard input. */
async function readFiles(options) {
	const { engine, version } = readEngine(options);
	const framework = readFramework(options);
	const reading = {
		engine,
		version,
		defaultSchema: defaultSchemaOf(engine)
	};
	const manifest = await readManifest(options);
	await prepareSql(engine);
	const schemaFile = textOf(options, "schema");
	const schema = schemaFile === void 0 ? {
		...emptyCatalog(),
		incomplete: true
	} : readSchema(readText(schemaFile), reading);
	const inputs = options.files.length === 0 || options.files.length === 1 && options.files[0] === "-" ? [readInput("stdin.sql", readFileSync(0, "utf8"), framework)] : options.files.flatMap(expand).map((path) => readInput(named(path), readText(path), framework));
	const now = options.now ?? Date.now();
	return decide(lintReading(inputs, {
		...reading,
		schema,
		manifest,
		now
	}), []).decision;
}
async function run(args) {
	const options = readOptions(args, {
		engine: "string",
		"engine-version": "string",
		framework: "string",
		schema: "string"
	}, true);
	return showDecision(await readFiles(options), options);
}
export { run as n, readFiles as t };
