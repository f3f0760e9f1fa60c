import { a as frameworkNamed, f as digestOf, n as openCache, o as frameworkNames, r as detectFramework, t as cacheFolder } from "./chunk-cache.js";
import { n as defaultSchemaOf } from "./chunk-names.js";
import { t as nearest } from "./chunk-nearest.js";
import { t as UserError } from "./chunk-user-error.js";
import { i as lintSets, n as lintReading, t as startSecondThread } from "./chunk-second-thread.js";
import { i as progressOf, n as readOptions, r as textOf, t as quoted } from "./chunk-options.js";
import { n as refuseManifest } from "./chunk-refuse-manifest.js";
import { t as showDecision } from "./chunk-show.js";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { availableParallelism } from "node:os";
// src/commands/lint/inputs.ts
/** The files that lint was given: folders opened, each file once, every one that cannot be read told at once. */
/** As for files of a repository: what is longer is no migration that somebody wrote. */
const LARGEST = 8388608;
const SKIPPED = /(?:^|[\\/])(?:node_modules|\.git)(?:[\\/]|$)/;
const SHOWN = 10;
const STANDARD_INPUT = "stdin.sql";
function why(error) {
	const code = error.code;
	if (code === "ENOENT") return "there is no such file";
	if (code === "EACCES" || code === "EPERM") return "it may not be read";
	return error instanceof Error ? error.message : String(error);
}
/** What runs backwards and copies of the schema are left out, as a runner does. */
function filesIn(folder) {
	const found = readdirSync(folder, {
		withFileTypes: true,
		recursive: true
	}).filter((entry) => entry.isFile() && /\.sql$/i.test(entry.name)).map((entry) => join(entry.parentPath, entry.name)).filter((file) => !SKIPPED.test(relative(folder, file)));
	return frameworkNamed("sql").list(found).map((file) => file.path).sort();
}
function shown(path) {
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
function sizesOf(path) {
	if (path === "-") return [{
		path,
		size: 0
	}];
	const stats = statSync(path);
	if (!stats.isDirectory()) return [{
		path,
		size: stats.size
	}];
	return filesIn(path).map((file) => ({
		path: file,
		size: statSync(file).size
	}));
}
/** Opens folders; reads no file. */
function listInputs(paths) {
	const files = /* @__PURE__ */ new Map();
	const wrong = [];
	for (const named of paths) try {
		const found = sizesOf(named);
		if (found.length === 0) wrong.push(`${quoted(named)} holds no migration: no .sql file that runs forwards`);
		for (const { path, size } of found) {
			const name = path === "-" ? STANDARD_INPUT : shown(path);
			if (!files.has(name)) files.set(name, {
				path,
				name,
				size
			});
		}
	} catch (error) {
		wrong.push(`${quoted(named)} could not be read: ${why(error)}`);
	}
	return {
		files: [...files.values()],
		wrong
	};
}
function refuse(wrong) {
	const more = wrong.length > SHOWN ? `\n  and ${wrong.length - SHOWN} more` : "";
	return new UserError(`${wrong.slice(0, SHOWN).join("\n  ")}${more}`, "Check the paths; they are relative to the working directory.");
}
/** No file at all is standard input. Throws `UserError` where one cannot be read or nothing is there. */
function readInputs(listed, framework) {
	const inputs = [];
	const wrong = [...listed.wrong];
	for (const { path, name } of listed.files) try {
		inputs.push(toInput(name, path === "-" ? readStandardInput(true) : readFileSync(path), framework));
	} catch (error) {
		if (error instanceof UserError) throw error;
		wrong.push(`${quoted(path)} could not be read: ${why(error)}`);
	}
	if (wrong.length > 0) throw refuse(wrong);
	return inputs.length > 0 ? inputs : [toInput(STANDARD_INPUT, readStandardInput(false), framework)];
}
// src/commands/lint/kept-verdicts.ts
/** Verdicts on files are kept by what the files hold: to judge a file again that nobody changed is a waste of whoever waits. */
const folderOf = (path) => resolve(dirname(path));
/** What an entry of a folder is known by, beside the folder. */
const judgedBy = ({ before, ...rest }) => digestOf([rest, before]);
const partsOf = (folder, by) => [
	"lint",
	by,
	folder
];
function groupByFolder(inputs, judging) {
	const by = judgedBy(judging);
	return [...Map.groupBy(inputs, ({ path }) => folderOf(path))].map(([folder, files]) => ({
		parts: partsOf(folder, by),
		files: files.map((input) => ({
			input,
			key: digestOf(input)
		}))
	}));
}
/** Something is known of the files in these folders, so that most of them may need no judging. */
async function isKept(names, judging) {
	const cache = cacheOfBuild();
	if (cache === null) return false;
	const by = judgedBy(judging);
	for (const folder of new Set(names.map(folderOf))) if (await cache.has(partsOf(folder, by))) return true;
	return false;
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
function cacheOfBuild() {
	if (cacheFolder(process.env) === null) return null;
	return openCache({ version: "6849f21445d5ada1" });
}
/** What is shorter is judged sooner than an entry is read; and a few files must not take the place of all of a folder's. */
const WORTH_KEEPING = 5e4;
/** A second thread costs about as much to start as this much SQL costs to judge. */
const WORTH_A_THREAD = 2e5;
const lengthOf = (inputs) => inputs.reduce((sum, { text }) => sum + text.up.length, 0);
/** Null: alone it is sooner done. A given schema would travel to the other thread with everything it holds. */
function shareFrom(bytes, { before, engine }) {
	return bytes < WORTH_A_THREAD || availableParallelism() < 2 || before !== null ? null : startSecondThread(engine);
}
/** Begun before the files are read, where all of them will have to be judged. */
async function beginSharing(files, judging) {
	const names = files.map(({ name }) => name);
	const bytes = files.reduce((sum, { size }) => sum + size, 0);
	return await isKept(names, judging) ? null : shareFrom(bytes, judging);
}
async function judgeRest(inputs, { judging, progress, other }) {
	if (inputs.length === 0) {
		other?.stop();
		return [];
	}
	const sharing = other ?? shareFrom(lengthOf(inputs), judging);
	const { judgeFiles } = await import("./chunk-judge-files.js");
	return (await judgeFiles(inputs, judging, progress, sharing)).map((verdict, index) => [inputs[index], verdict]);
}
/** The verdicts on the inputs, in their order: those that are known, and the others judged now. */
async function judgeOrRecall(inputs, run, cache = lengthOf(inputs) >= WORTH_KEEPING ? cacheOfBuild() : null) {
	if (cache === null) return (await judgeRest(inputs, run)).map(([, verdict]) => verdict);
	const folders = groupByFolder(inputs, run.judging);
	const known = await recall(cache, folders);
	const rest = inputs.filter((input) => !known.has(input));
	const verdicts = new Map([...known, ...await judgeRest(rest, run)]);
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
	const framework = readFramework(options);
	const before = readSchemaText(options);
	const judging = {
		engine,
		version,
		defaultSchema: defaultSchemaOf(engine),
		before,
		withEffects
	};
	const listed = listInputs(options.files);
	const other = manifest === null ? await beginSharing(listed.files, judging) : null;
	const inputs = readInputs(listed, framework);
	const progress = progressOf("Judging files:", options.silent);
	const now = options.now ?? Date.now();
	if (manifest === null) {
		const { joinFiles } = await import("./chunk-files-apart.js");
		return joinFiles(now, await judgeOrRecall(inputs, {
			judging,
			progress,
			other
		}));
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
