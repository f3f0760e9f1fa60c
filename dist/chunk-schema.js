import { t as UserError } from "./chunk-user-error.js";
import { _ as columnName } from "./chunk-sql.js";
import { t as cleanLine } from "./chunk-clean.js";
import { t as quoted } from "./chunk-options.js";
import { o as SessionMemory, t as PostgresqlResolver } from "./chunk-postgresql.js";
import { t as readColumnSchema } from "./chunk-columns.js";
import { o as readBlocks, r as identifyPath, t as WholeLines } from "./chunk-lines.js";
import { readFileSync } from "node:fs";
import "node:path";
import "node:timers/promises";
// src/query-log/sources/mysql-slow-log/entries.ts
const emptyState = () => ({
	user: "",
	thread: null,
	schema: null,
	used: null,
	timestamp: null,
	time: null,
	seconds: 0,
	failed: false,
	text: [],
	open: false
});
const HEADER = /^# (?:Time: (?:\d{6} +\d+:\d\d|\d{4}-\d\d-\d\dT)|User@Host: .*\[.*\] @ .*\[.*\])/;
const CALLER = /^# User@Host: (.*?)\[(.*?)\] @ .*?(?:Id:\s*(\d+))?\s*$/;
const TIMESTAMP = /^SET (?:last_insert_id=\d+,)?(?:insert_id=\d+,)?timestamp=(\d+)(?:\.\d+)?;$/;
const USE = /^use (?:`((?:[^`]|``)*)`|([^`;]+));$/;
/** What the server writes when it opens the file. */
const BANNER = /^(?:.*, Version: .* started with:|Tcp port: .*|Time\s+Id Command\s+Argument)$/;
const ADMINISTRATOR = /^# administrator command: /;
var SlowLogEntries = class {
	state;
	runs = [];
	constructor(state = emptyState()) {
		this.state = state;
	}
	/** Those that have ended, in order. */
	take() {
		const { runs } = this;
		this.runs = [];
		return runs;
	}
	/** One line, without its end. */
	push(line) {
		const { state } = this;
		if (this.isWhole() && (HEADER.test(line) || BANNER.test(line))) {
			if (state.text.length > 0 || line.startsWith("# User@Host")) this.end();
			this.header(line);
		} else if (state.text.length === 0 && line.startsWith("# ") && !ADMINISTRATOR.test(line)) this.header(line);
		else if (state.open && !this.preface(line)) state.text.push(line);
	}
	/** The statement that was begun is over: the file ends, or another header stands there. */
	end() {
		const { state } = this;
		const text = state.text.join("\n").replace(/;\s*$/, "");
		const at = state.timestamp === null ? state.time : state.timestamp * 1e3 + Math.floor(state.seconds * 1e3);
		if (state.open && text !== "" && at !== null && !ADMINISTRATOR.test(text)) this.runs.push(this.runOf(text, at));
		this.state = {
			...emptyState(),
			used: state.used,
			time: state.time
		};
	}
	/** A header within a literal is none: the statement before it has not ended. */
	isWhole() {
		const last = this.state.text.at(-1);
		return last === void 0 || last.trimEnd().endsWith(";");
	}
	runOf(text, at) {
		const { user, thread, schema, used, failed } = this.state;
		const defaultSchema = schema ?? used;
		const run = {
			text,
			at,
			runs: 1,
			failed,
			service: "",
			user,
			session: thread
		};
		return defaultSchema === null || defaultSchema === "" ? run : {
			...run,
			defaultSchema
		};
	}
	header(line) {
		const { state } = this;
		const caller = CALLER.exec(line);
		if (caller) {
			state.open = true;
			state.user = caller[2] || (caller[1] ?? "");
			state.thread = caller[3] ?? null;
		}
		const time = /^# Time: (\d{4}-\S+)/.exec(line)?.[1];
		if (time !== void 0) state.time = Number.isNaN(Date.parse(time)) ? state.time : Date.parse(time);
		state.thread = /\bThread_id: (\d+)/.exec(line)?.[1] ?? state.thread;
		state.schema = /\bSchema: (.*?) {2}(?:QC_hit|Last_errno)/.exec(line)?.[1] ?? state.schema;
		state.seconds = Number(/\bQuery_time: ([\d.]+)/.exec(line)?.[1] ?? state.seconds);
		if (/\b(?:Last_errno|Errno|Killed): [1-9]/.test(line)) state.failed = true;
	}
	/** `use db;` and `SET timestamp=…;` before the statement. */
	preface(line) {
		const { state } = this;
		if (state.text.length > 0) return false;
		const use = USE.exec(line);
		const timestamp = TIMESTAMP.exec(line);
		if (state.timestamp !== null) return false;
		if (use) state.used = use[1]?.replaceAll("``", "`") ?? use[2] ?? null;
		if (timestamp) state.timestamp = Number(timestamp[1]);
		return use !== null || timestamp !== null;
	}
};
// src/query-log/sources/mysql-slow-log/index.ts
const CHUNK = 1 << 20;
/** Whether a file that begins so is a slow log. */
function detectSlowLog(firstBytes) {
	const head = firstBytes.subarray(0, 65536).toString("latin1");
	return /^# User@Host: .*\[.*\] @ /m.test(head) && /^# (?:Thread_id|Query_time|Schema): /m.test(head);
}
/** What a statement says that takes statements out of the log for its session or for all. */
const SWITCHES = /^\s*set\b[^;]*\b(?:long_query_time|slow_query_log|log_slow_\w+|min_examined_row_limit|log_queries_not_using_indexes)\b/i;
const isKept = (state) => typeof state === "object" && state !== null && "entries" in state && "last" in state && "switched" in state;
var Reader = class {
	entries;
	/** The latest moment that was told. */
	last;
	/** What was lost before the next statement. */
	lost = null;
	switched;
	complete;
	constructor(state, complete) {
		const kept = isKept(state) ? state : {
			entries: emptyState(),
			last: null,
			switched: false
		};
		this.entries = new SlowLogEntries(structuredClone(kept.entries));
		this.last = kept.last;
		this.switched = kept.switched;
		this.complete = complete;
	}
	get kept() {
		return structuredClone({
			entries: this.entries.state,
			last: this.last,
			switched: this.switched
		});
	}
	completeness() {
		const some = {
			mode: "threshold",
			rate: .01
		};
		if (this.switched) return {
			sampling: some,
			reason: "a statement changed what is logged"
		};
		if (!this.complete) return {
			sampling: some,
			reason: "the log does not say whether every statement is in it (long_query_time = 0)"
		};
		return {
			sampling: {
				mode: "full",
				rate: 1
			},
			reason: "it is said that every statement is logged"
		};
	}
	take(text) {
		const lines = text.split("\n");
		if (lines.at(-1) === "") lines.pop();
		for (const line of lines) this.entries.push(line.endsWith("\r") ? line.slice(0, -1) : line);
		return lines.length;
	}
	chunk(lines, bytes, path, position) {
		const runs = this.entries.take();
		const gaps = this.gapsBefore(runs);
		const from = this.last ?? runs[0]?.at ?? null;
		let to = from ?? 0;
		for (const run of runs) {
			if (run.at > to) to = run.at;
			this.switched ||= SWITCHES.test(run.text);
		}
		if (from !== null) this.last = to;
		return {
			runs,
			covered: from === null ? null : {
				from,
				to
			},
			gaps,
			lines,
			bytes,
			path,
			position,
			completeness: () => this.completeness()
		};
	}
	gapsBefore(runs) {
		const first = runs[0]?.at;
		if (this.lost === null || first === void 0) return [];
		const gap = {
			from: Math.min(this.last ?? first, first),
			to: first,
			reason: this.lost
		};
		this.lost = null;
		return [gap];
	}
};
/** Reads files in the order given (plain, gzip, bzip2; `-` is standard input). Throws `FileError` for what cannot be opened. */
async function* readSlowLog(files, options = {}) {
	const { position = null, complete = false, finish = true, chunkBytes = CHUNK } = options;
	const paths = typeof files === "string" ? [files] : files;
	const reader = new Reader(position?.state, complete);
	for (const [at, path] of paths.entries()) {
		const begin = position?.path === path ? position.offset : 0;
		const whole = new WholeLines();
		const file = path === "-" ? null : identifyPath(path);
		const positionNow = () => ({
			version: 1,
			path,
			file,
			offset: begin + whole.taken,
			state: reader.kept
		});
		let read = begin;
		for await (const block of readBlocks(path, begin, chunkBytes)) {
			read = block.read;
			const lines = reader.take(whole.push(block.bytes));
			yield reader.chunk(lines, read, path, positionNow);
		}
		if (at < paths.length - 1 || !finish) continue;
		const lines = reader.take(whole.end());
		reader.entries.end();
		yield reader.chunk(lines, read, path, positionNow);
	}
}
// src/commands/query-log/ingest/schema.ts
/** The schema that statements are read against: given as a file, or what the store knows of that time. */
const VERSION = {
	version: 18,
	defaultSchema: "public"
};
function objectsOf({ catalog }) {
	return [
		...Object.entries(catalog.tables).flatMap(([table, { columns }]) => [table, ...Object.keys(columns).map((column) => columnName(table, column))]),
		...Object.keys(catalog.views),
		...Object.keys(catalog.functions)
	].map((object) => ({
		object,
		identity: null
	}));
}
function readSchemaFile(path) {
	try {
		return readFileSync(path, "utf8");
	} catch (error) {
		throw new UserError(`--schema ${quoted(path)} cannot be read: ${error instanceof Error ? error.message : String(error)}.`, "Give a file as pg_dump --schema-only (or mysqldump --no-data) writes it.");
	}
}
function warn(path, schema) {
	for (const { line, column, message } of schema.problems.slice(0, 20)) process.stderr.write(`lanekeeper: ${cleanLine(`${path}:${line}:${column} ${message}`)}\n`);
	if (schema.catalog.incomplete) process.stderr.write(`lanekeeper: ${cleanLine(path)} could not be read whole: what it does not show may be there all the same.\n  Do: give a dump of the schema alone: pg_dump --schema-only\n`);
}
/** Puts the schema of a file into the store, where it is another one than the store has; a resolver over it. */
function takeSchema(path, database, store) {
	const ddl = readSchemaFile(path);
	const schema = readColumnSchema(ddl, VERSION, path);
	warn(path, schema);
	if (Object.keys(schema.catalog.tables).length === 0) throw new UserError(`--schema ${quoted(path)} makes no table.`, "Give a file as pg_dump --schema-only writes it.");
	store.putCatalog({
		database,
		from: null,
		ddl,
		objects: objectsOf(schema)
	});
	return new PostgresqlResolver({ ddl }, VERSION, schema);
}
const HOUR = 36e5;
/** A session goes on when the schema changes: all that are made share what is known of sessions. */
function postgresqlMaker() {
	const sessions = new SessionMemory();
	return (catalog) => new PostgresqlResolver(catalog, {
		...VERSION,
		sessions
	});
}
/** Resolves by what the store knows of the schema at each time, looked up once an hour of the log. */
var StoredSchemas = class {
	store;
	database;
	make;
	resolvers = /* @__PURE__ */ new Map();
	hour = NaN;
	current = null;
	/** Some statement ran when a schema was known. */
	found = false;
	constructor(store, database, make) {
		this.store = store;
		this.database = database;
		this.make = make;
	}
	take(run) {
		const hour = Math.floor(run.at / HOUR);
		if (hour !== this.hour || this.current === null) this.current = this.resolverAt(run.at);
		this.hour = hour;
		return this.current.take(run);
	}
	resolverAt(at) {
		const catalog = this.store.catalogAt(this.database, at);
		this.found ||= catalog !== null;
		const key = catalog?.ddl ?? "";
		const made = this.resolvers.get(key) ?? this.make(catalog);
		this.resolvers.set(key, made);
		return made;
	}
};
export { detectSlowLog as a, takeSchema as i, postgresqlMaker as n, readSlowLog as o, readSchemaFile as r, StoredSchemas as t };
