import { a as frameworkNames, d as digestOf, i as frameworkNamed, n as detectFramework, t as openCache } from "./chunk-cache.js";
import { n as defaultSchemaOf } from "./chunk-names.js";
import { t as nearest } from "./chunk-nearest.js";
import { t as UserError } from "./chunk-user-error.js";
import { r as lintSets, t as lintReading } from "./chunk-lint-reading.js";
import { i as progressOf, n as readOptions, r as textOf, t as quoted } from "./chunk-options.js";
import { n as refuseManifest } from "./chunk-refuse-manifest.js";
import { t as showDecision } from "./chunk-show.js";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
// src/commands/lint/inputs.ts
/** The files that lint was given: folders opened, each file once, every one that cannot be read told at once. */
/** As for files of a repository: what is longer is no migration that somebody wrote. */
const LARGEST = 8388608;
const SKIPPED = /(?:^|[\\/])(?:node_modules|\.git)(?:[\\/]|$)/;
const SHOWN = 10;
function why(error) {
	const code = error.code;
	if (code === "ENOENT") return "there is no such file";
	if (code === "EACCES" || code === "EPERM") return "it may not be read";
	return error instanceof Error ? error.message : String(error);
}
/** Null where it is no folder. What runs backwards and copies of the schema are left out, as a runner does. */
function filesIn(path) {
	if (!statSync(path).isDirectory()) return null;
	const found = readdirSync(path, {
		withFileTypes: true,
		recursive: true
	}).filter((entry) => entry.isFile() && /\.sql$/i.test(entry.name)).map((entry) => join(entry.parentPath, entry.name)).filter((file) => !SKIPPED.test(relative(path, file)));
	return frameworkNamed("sql").list(found).map((file) => file.path).sort();
}
/** As a report names it: relative to here, with `/`. */
function named(path) {
	const near = relative(".", path);
	return (near === "" ? path : near).replaceAll("\\", "/");
}
/** What is no text is said in its place, so that it becomes a problem of that very file. */
function toInput(path, bytes, framework) {
	const message = bytes.length > LARGEST ? "it is over 8 MiB, so nobody looked at it" : bytes.includes(0) ? "it is not a text file (binary, or UTF-16: save it as UTF-8)" : null;
	const text = message === null ? bytes.toString("utf8").replace(/^\uFEFF/, "") : "";
	const found = framework ?? detectFramework({
		paths: [path],
		text: () => text
	});
	const up = frameworkNamed(found).up(path, text);
	const problem = {
		path,
		line: 1,
		column: 1,
		message: message ?? ""
	};
	return {
		path,
		framework: found,
		text: message === null ? up : {
			...up,
			problems: [problem]
		}
	};
}
function readStandardInput(wanted) {
	const next = "Name migration files or a folder, or pipe SQL into it.";
	if (process.stdin.isTTY === true && !wanted) throw new UserError("lint was given nothing to judge.", next);
	let bytes;
	try {
		bytes = readFileSync(0);
	} catch (error) {
		throw new UserError(`standard input could not be read: ${why(error)}.`, next);
	}
	if (bytes.length === 0 && !wanted) throw new UserError("no file was named, and standard input is empty: nothing was judged.", next);
	return bytes;
}
/** `-` is standard input, and so is nothing at all. Throws `UserError` where one cannot be read or nothing is there. */
function readInputs(files, framework) {
	if (files.length === 0) return [toInput("stdin.sql", readStandardInput(false), framework)];
	const inputs = /* @__PURE__ */ new Map();
	const wrong = [];
	const add = (path) => {
		const name = path === "-" ? "stdin.sql" : named(path);
		if (inputs.has(name)) return;
		inputs.set(name, toInput(name, path === "-" ? readStandardInput(true) : readFileSync(path), framework));
	};
	for (const path of files) try {
		const inside = path === "-" ? null : filesIn(path);
		if (inside?.length === 0) wrong.push(`${quoted(path)} holds no migration: no .sql file that runs forwards`);
		for (const file of inside ?? [path]) add(file);
	} catch (error) {
		if (error instanceof UserError) throw error;
		wrong.push(`${quoted(path)} could not be read: ${why(error)}`);
	}
	if (wrong.length === 0) return [...inputs.values()];
	const more = wrong.length > SHOWN ? `\n  and ${wrong.length - SHOWN} more` : "";
	throw new UserError(`${wrong.slice(0, SHOWN).join("\n  ")}${more}`, "Check the paths; they are relative to the working directory.");
}
// src/commands/lint/kept-verdicts.ts
/** Verdicts on files are kept by what the files hold: to judge a file again that nobody changed is a waste of whoever waits. */
function groupByFolder(inputs, judging) {
	const { before, ...rest } = judging;
	const by = digestOf([rest, before]);
	return [...Map.groupBy(inputs, ({ path }) => resolve(dirname(path)))].map(([folder, files]) => ({
		parts: [
			"lint",
			by,
			folder
		],
		files: files.map((input) => ({
			input,
			key: digestOf(input)
		}))
	}));
}
/** What is known of the files, by file. */
async function recall(cache, folders) {
	const known = /* @__PURE__ */ new Map();
	for (const { parts, files } of folders) {
		const kept = await cache.get(parts) ?? {};
		for (const { input, key } of files) {
			const verdict = Object.hasOwn(kept, key) ? kept[key] : void 0;
			if (verdict) known.set(input, verdict);
		}
	}
	return known;
}
/** A folder's entry is written anew with what it holds today, where that is more than was known. */
async function keep(cache, folders, known, verdicts) {
	for (const { parts, files } of folders) {
		if (files.every(({ input }) => known.has(input))) continue;
		const kept = files.flatMap(({ input, key }) => {
			const verdict = verdicts.get(input);
			return verdict ? [[key, verdict]] : [];
		});
		await cache.put(parts, Object.fromEntries(kept));
	}
}
async function judgeRest(inputs, judging, progress) {
	if (inputs.length === 0) return [];
	const { judgeFiles } = await import("./chunk-judge-files.js");
	return (await judgeFiles(inputs, judging, progress)).map((verdict, index) => [inputs[index], verdict]);
}
function cacheOfBuild() {
	return openCache({ version: "68d1a7a66b450fe6" });
}
/** What is shorter is judged sooner than an entry is read; and a few files must not take the place of all of a folder's. */
const WORTH_KEEPING = 5e4;
const isLong = (inputs) => inputs.reduce((sum, { text }) => sum + text.up.length, 0) >= WORTH_KEEPING;
/** The verdicts on the inputs, in their order: those that are known, and the others judged now. */
async function judgeOrRecall(inputs, judging, progress, cache = isLong(inputs) ? cacheOfBuild() : null) {
	if (cache === null) return (await judgeRest(inputs, judging, progress)).map(([, verdict]) => verdict);
	const folders = groupByFolder(inputs, judging);
	const known = await recall(cache, folders);
	const rest = inputs.filter((input) => !known.has(input));
	const verdicts = new Map([...known, ...await judgeRest(rest, judging, progress)]);
	await keep(cache, folders, known, verdicts);
	return inputs.flatMap((input) => verdicts.get(input) ?? []);
}
// src/commands/lint.ts
/** `lanekeeper lint [FILE…]`: migration files, judged alone. */
const NEWEST = {
	postgresql: 18,
	mysql: 9,
	mariadb: 12,
	sqlite: 3
};
function oneOf(option, word, known) {
	const found = known.find((one) => one === word);
	if (found !== void 0) return found;
	const near = nearest(word, known);
	throw new UserError(`${option} ${quoted(word)} is not known.`, `${near === null ? "" : `Did you mean ${near}? `}It is one of: ${known.join(", ")}.`);
}
/** What was named, else what the manifest's one database has, else PostgreSQL at its newest. */
function readEngine(options, manifest) {
	const only = manifest?.databases.length === 1 ? manifest.databases[0] : void 0;
	const engines = Object.keys(NEWEST);
	const engine = oneOf("--engine", textOf(options, "engine") ?? only?.engine ?? "postgresql", engines);
	const text = textOf(options, "engine-version");
	const known = only?.engine === engine ? only.version : NEWEST[engine];
	const version = text === void 0 ? known : Number(/^\d+(?:\.\d+)?(?=\.|$)/.exec(text)?.[0] ?? NaN);
	if (!(version > 0)) throw new UserError(`--engine-version ${quoted(text ?? "")} is no version.`, "Give the major version, e.g. 16.");
	return {
		engine,
		version
	};
}
function readFramework(options) {
	const name = textOf(options, "framework");
	return name === void 0 || name === "auto" ? null : oneOf("--framework", name, frameworkNames());
}
async function readManifest(options) {
	if (options.manifest === null) return null;
	const { manifestOnDisk } = await import("./chunk-manifest-on-disk.js");
	const reading = await manifestOnDisk(options.repo, options.manifest);
	if (reading.state === "valid") return reading.manifest;
	throw refuseManifest(reading.state === "invalid" ? reading.mistakes : []);
}
function readSchemaText(options) {
	const path = textOf(options, "schema");
	if (path === void 0) return null;
	try {
		return readFileSync(path, "utf8");
	} catch (error) {
		throw new UserError(`--schema ${quoted(path)} could not be read: ${error instanceof Error ? error.message : String(error)}`, "Name a dump of the schema: pg_dump --schema-only.");
	}
}
/** What a manifest says holds for all files at once: sizes, settings, exemptions. */
async function judgeTogether(inputs, options) {
	const { prepareSql } = await import("./chunk-sql2.js");
	const { decide } = await import("./chunk-decide2.js");
	await prepareSql(options.engine);
	return decide(lintReading(lintSets(inputs, options), options), []).decision;
}
/** Judges the files that options name, or standard input. `withEffects`: the decision lists them. */
async function readFiles(options, withEffects = true) {
	const manifest = await readManifest(options);
	const { engine, version } = readEngine(options, manifest);
	const inputs = readInputs(options.files, readFramework(options));
	const before = readSchemaText(options);
	const judging = {
		engine,
		version,
		defaultSchema: defaultSchemaOf(engine),
		before,
		withEffects
	};
	const progress = progressOf("Judging files:", options.silent);
	const now = options.now ?? Date.now();
	if (manifest === null) {
		const { joinFiles } = await import("./chunk-files-apart.js");
		return joinFiles(now, await judgeOrRecall(inputs, judging, progress));
	}
	const { schemaBefore } = await import("./chunk-judge-files.js");
	const schema = await schemaBefore(judging);
	return judgeTogether(inputs, {
		...judging,
		schema,
		manifest,
		now,
		progress
	});
}
const LISTS_EFFECTS = /* @__PURE__ */ new Set(["json", "sarif"]);
async function run(args) {
	const options = readOptions(args, {
		engine: "string",
		"engine-version": "string",
		framework: "string",
		schema: "string"
	}, true);
	return showDecision(await readFiles(options, LISTS_EFFECTS.has(options.format)), options);
}
export { run as n, readFiles as t };
