import { t as cleanLine } from "./chunk-clean.js";
import { t as UserError } from "./chunk-user-error.js";
import { n as readOptions, r as textOf, t as quoted } from "./chunk-options.js";
import { readFileSync } from "node:fs";
// src/commands/query-log/columns.ts
/** `lanekeeper query-log columns`: which columns statements use of a schema. */
const NEWEST = 18;
function readEngine(options) {
	const engine = textOf(options, "engine") ?? "postgresql";
	if (engine === "postgresql" || engine === "mysql" || engine === "mariadb") return engine;
	if (engine === "sqlite") throw new UserError(`query-log columns does not read ${engine} yet.`, "It reads postgresql, mysql and mariadb.");
	throw new UserError(`--engine ${quoted(engine)} is not known.`, "It is one of: postgresql, mysql, mariadb.");
}
function readEngineVersion(options) {
	const text = textOf(options, "engine-version");
	const version = text === void 0 ? NEWEST : Number(/^\d+/.exec(text)?.[0] ?? NaN);
	if (version > 0) return version;
	throw new UserError(`--engine-version ${quoted(text ?? "")} is no version.`, "Give the major version, e.g. 16.");
}
function why(error) {
	const code = error.code;
	if (code === "ENOENT") return "there is no such file";
	if (code === "EISDIR") return "it is a folder";
	return error instanceof Error ? error.message : String(error);
}
/** A path, or `-` for standard input. */
function readText(path) {
	const piped = path === "-";
	if (piped && process.stdin.isTTY === true) throw new UserError("query-log columns was given no statements.", "Name files of SQL, or pipe it into the command.");
	try {
		return readFileSync(piped ? 0 : path, "utf8");
	} catch (error) {
		throw new UserError(`${piped ? "standard input" : quoted(path)} could not be read: ${why(error)}.`, "Check the path, and that it may be read.");
	}
}
async function readSchemaFile(path, version) {
	if (path === void 0) throw new UserError("query-log columns needs the schema: without it nobody can tell which table a column is of.", "Give --schema FILE, as pg_dump --schema-only or mysqldump --no-data --routines writes it.");
	const { readColumnSchema } = await import("./chunk-columns2.js");
	const schema = readColumnSchema(readText(path), {
		version,
		defaultSchema: "public"
	});
	for (const { line, column, message } of schema.problems.slice(0, 20)) process.stderr.write(`lanekeeper: ${cleanLine(`${path}:${line}:${column} ${message}`)}\n`);
	if (schema.catalog.incomplete) process.stderr.write(`lanekeeper: ${cleanLine(path)} could not be read whole: what it does not show may be there all the same.\n  Do: give a dump of the schema alone: pg_dump --schema-only\n`);
	return schema;
}
function lineOf({ statement, reads, writes, unresolved, problem }) {
	const told = {
		statement,
		reads,
		writes,
		unresolved,
		...problem !== null && { problem }
	};
	return `${JSON.stringify(told)}\n`;
}
/** MySQL's and MariaDB's statements; of the schema, `mysqldump --no-data --routines`. */
async function openMysql(options) {
	const path = textOf(options, "schema");
	if (path === void 0) throw new UserError("query-log columns needs the schema: without it nobody can tell which table a column is of.", "Give --schema FILE, as mysqldump --no-data --routines writes it.");
	const { MysqlColumnSession, readMysqlSchema } = await import("./chunk-mysql2.js");
	const { schema, problems } = readMysqlSchema(readText(path));
	for (const { line, message } of problems.slice(0, 20)) process.stderr.write(`lanekeeper: ${cleanLine(`${path}:${line} ${message}`)}\n`);
	return () => new MysqlColumnSession(schema);
}
async function openPostgresql(options) {
	const version = readEngineVersion(options);
	const { prepareSql } = await import("./chunk-sql2.js");
	await prepareSql("postgresql");
	const schema = await readSchemaFile(textOf(options, "schema"), version);
	const { ColumnSession } = await import("./chunk-columns2.js");
	return () => new ColumnSession(schema, {
		version,
		defaultSchema: "public"
	});
}
/** One line for each statement. Every file is a session of its own. */
async function run(args) {
	const options = readOptions(args, {
		engine: "string",
		"engine-version": "string",
		schema: "string"
	}, true, ["json"]);
	const open = await (readEngine(options) === "postgresql" ? openPostgresql(options) : openMysql(options));
	const texts = (options.files.length === 0 ? ["-"] : options.files).map((path) => readText(path));
	for (const text of texts) {
		const lines = open().read(text).map(lineOf);
		if (!options.silent) process.stdout.write(lines.join(""));
	}
	return 0;
}
export { run };
