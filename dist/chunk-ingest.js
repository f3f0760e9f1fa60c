import { a as FileError, o as readBlocks, r as identifyPath } from "./chunk-lines.js";
import { i as changesSchema, n as prepareResolver } from "./chunk-postgresql.js";
import { i as LogError, r as readLog, t as OwnRuns } from "./chunk-own-runs.js";
import { t as openStore } from "./chunk-sqlite.js";
import { t as UserError } from "./chunk-user-error.js";
import { a as detectSlowLog, i as takeSchema, n as postgresqlMaker, t as StoredSchemas } from "./chunk-schema.js";
import { t as defaultStorePath } from "./chunk-default-path.js";
import { n as readOptions, r as textOf, t as quoted } from "./chunk-options.js";
import { t as Tally } from "./chunk-tally.js";
import { i as formatTime, n as formatDuration, s as inGroups } from "./chunk-time.js";
import { mkdirSync, statSync } from "node:fs";
import { createHash } from "node:crypto";
import { dirname } from "node:path";
// src/commands/query-log/ingest/known-files.ts
/** What was read of which files, by what they hold: a rotated copy under another name, or packed, is the same file. */
const MOST_HEAD = 65536;
function isIngestPosition(value) {
	const position = value;
	return position?.version === 1 && Array.isArray(position.files);
}
/** The first bytes of a file, unpacked. Throws `FileError`. */
async function readHead(path) {
	const parts = [];
	let bytes = 0;
	for await (const block of readBlocks(path, 0, MOST_HEAD)) {
		parts.push(Buffer.from(block.bytes));
		bytes += block.bytes.length;
		if (bytes >= MOST_HEAD) break;
	}
	return Buffer.concat(parts).subarray(0, MOST_HEAD);
}
const digest = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 24);
/** Of a file that begins with those bytes; `offset` is how much of it was read. */
function knownFile(head, offset, state) {
	const first = head.subarray(0, Math.min(head.length, offset));
	return {
		head: digest(first),
		headBytes: first.length,
		offset,
		state
	};
}
/** The file that begins with those bytes, which may have grown since. */
function findKnown(files, head) {
	const digests = /* @__PURE__ */ new Map();
	const digestOf = (bytes) => {
		const made = digests.get(bytes) ?? digest(head.subarray(0, bytes));
		digests.set(bytes, made);
		return made;
	};
	return files.findLast((file) => file.headBytes > 0 && file.headBytes <= head.length && digestOf(file.headBytes) === file.head);
}
/** The list with what is known now of that file, in place of what was. */
function withFile(files, before, now) {
	return [...files.filter((file) => file !== before), now].slice(-2e3);
}
// src/commands/query-log/ingest/dialect.ts
const POSTGRESQL = {
	kind: "postgresql-log",
	read: readLog,
	take: takeSchema,
	stored: (store, database) => new StoredSchemas(store, database, postgresqlMaker())
};
/** Standard input cannot be looked at beforehand: it is taken for PostgreSQL's. */
const dialectOfFile = async (path) => path !== "-" && detectSlowLog(await readHead(path)) ? (await import("./chunk-mysql-dialect.js")).MYSQL : POSTGRESQL;
/** One run reads logs of one kind. Throws `UserError` for several, `FileError` for what cannot be opened. */
async function dialectOf(files) {
	const found = await Promise.all(files.map(dialectOfFile));
	const [first = POSTGRESQL] = found;
	const other = found.findIndex((one) => one !== first);
	if (other < 0) return first;
	throw new UserError(`${quoted(files[0] ?? "")} and ${quoted(files[other] ?? "")} are logs of different servers.`, "Read each kind in a run of its own, with --database and --schema of its own.");
}
// src/commands/query-log/ingest/summary.ts
/** What was read, in the end. */
function emptySummary() {
	return {
		lines: 0,
		statements: 0,
		byKind: {
			select: 0,
			insert: 0,
			update: 0,
			delete: 0,
			other: 0
		},
		failed: 0,
		unparsed: 0,
		unresolved: 0,
		from: null,
		to: null,
		schemaChanges: 0,
		otherDatabases: 0,
		known: 0
	};
}
const isUnresolved = ({ everything, touches }) => everything || touches.some(({ via }) => via === "unresolved");
function countSighting(summary, { shape, runs, failed, first, last }) {
	summary.from = Math.min(summary.from ?? first, first);
	summary.to = Math.max(summary.to ?? last, last);
	summary.statements += runs;
	summary.byKind[shape.kind] += runs;
	summary.failed += failed;
	if (shape.unparsed) summary.unparsed += runs;
	if (isUnresolved(shape)) summary.unresolved += runs;
	if (shape.kind === "other" && changesSchema(shape.text)) summary.schemaChanges += runs - failed;
}
/** From what goes into the store, so that both say the same. */
function countBatch(summary, { sightings }) {
	for (const sighting of sightings) countSighting(summary, sighting);
}
const rounded = (seconds) => Math.round(seconds * 1e3) / 1e3;
const timeOf = (time) => time === null ? null : formatTime(Math.floor(time));
function summaryJson(summary, { seconds, cpu }) {
	const { lines, statements, byKind, failed, unparsed, unresolved, from, to } = summary;
	return JSON.stringify({
		lines,
		statements,
		by_kind: byKind,
		failed,
		unparsed,
		unresolved,
		from: timeOf(from),
		to: timeOf(to),
		seconds: rounded(seconds),
		cpu_seconds: rounded(cpu),
		...summary.otherDatabases > 0 && { other_databases: summary.otherDatabases }
	});
}
const KINDS = [
	"select",
	"insert",
	"update",
	"delete",
	"other"
];
function summaryText(summary, { seconds }, hasSchema) {
	const { lines, statements, byKind, failed, unparsed, unresolved, from, to } = summary;
	const speed = seconds > 0 ? `, ${inGroups(Math.round(lines / seconds))} lines/s` : "";
	const kinds = KINDS.map((kind) => `${kind} ${inGroups(byKind[kind])}`).join(", ");
	const text = [
		`${inGroups(lines)} lines, ${inGroups(statements)} statements in ${seconds.toFixed(1)} s${speed}`,
		`  ${kinds}`,
		`  failed ${inGroups(failed)}, unparsed ${inGroups(unparsed)}, unresolved ${inGroups(unresolved)}`
	];
	if (from !== null && to !== null) text.push(`  from ${timeOf(from)} to ${timeOf(to)}`);
	if (summary.otherDatabases > 0) text.push(`  ${inGroups(summary.otherDatabases)} of other databases in the same log were left out`);
	if (summary.known > 0) text.push(`  ${inGroups(summary.known)} of the files held nothing new`);
	if (summary.schemaChanges > 0) text.push(`  ${inGroups(summary.schemaChanges)} statements changed the schema: names before and after are looked up in the one that was given`);
	if (!hasSchema && statements > 0) text.push("  No schema is known, so every statement may touch anything. Do: give --schema schema.sql (pg_dump --schema-only)");
	return `${text.join("\n")}\n`;
}
// src/commands/query-log/ingest/intake.ts
/** From files to batches: reads each from where it was left, counts, and hands over now and then. */
/** Handed over when so much has come together: bounds memory, and what a crash takes back. */
const MOST_SIGHTINGS = 1e5;
const MOST_STATEMENTS = 2e6;
var Intake = class {
	summary = emptySummary();
	store;
	database;
	resolver;
	options;
	meter;
	readLog;
	kind;
	tally = new Tally();
	own;
	files;
	covered = null;
	gaps = [];
	/** The reader's words at the end of the last file: sessions go on in the next. */
	state = null;
	constructor(store, database, resolver, options, meter, { read, kind } = {
		read: readLog,
		kind: "postgresql-log"
	}) {
		this.store = store;
		this.database = database;
		this.resolver = resolver;
		this.options = options;
		this.meter = meter;
		this.readLog = read;
		this.kind = kind;
		this.own = new OwnRuns(options.database === void 0 ? [] : [options.database]);
		const position = store.position(database, options.source);
		this.files = isIngestPosition(position) ? position.files : [];
	}
	/** Throws `LogError` and `FileError`; what was handed over until then stays. */
	async read() {
		const { files } = this.options;
		for (const [at, path] of files.entries()) {
			await this.readFile(path, at === files.length - 1);
			this.meter.nextFile();
		}
		this.meter.end();
	}
	positionIn(path, known) {
		const file = path === "-" ? null : identifyPath(path);
		if (known) return {
			version: 1,
			path,
			file,
			offset: known.offset,
			state: known.state
		};
		return this.state === null ? null : {
			version: 1,
			path,
			file,
			offset: 0,
			state: this.state
		};
	}
	async readFile(path, finish) {
		const { prefix, timezone, complete } = this.options;
		const head = path === "-" ? Buffer.alloc(0) : await readHead(path);
		const open = {
			head,
			known: findKnown(this.files, head)
		};
		const position = this.positionIn(path, open.known);
		const before = this.summary.lines;
		const told = {
			...prefix !== void 0 && { prefix },
			...timezone !== void 0 && { timezone }
		};
		let last = null;
		for await (const chunk of this.readLog(path, {
			...told,
			complete,
			position,
			finish
		})) {
			this.take(chunk, open);
			last = chunk;
		}
		if (last) this.handOver(last, open);
		if (this.summary.lines === before) this.summary.known++;
	}
	take(chunk, open) {
		const { covered } = chunk;
		for (const run of this.own.take(chunk.runs)) this.tally.add(run, this.resolver.take(run));
		this.summary.otherDatabases = this.own.total;
		this.summary.lines += chunk.lines;
		if (covered) this.covered = {
			from: this.covered?.from ?? covered.from,
			to: covered.to
		};
		for (const gap of chunk.gaps) this.gaps.push(gap);
		this.meter.tell(chunk.bytes, this.summary.lines);
		if (this.tally.size > MOST_SIGHTINGS || this.tally.statements > MOST_STATEMENTS) this.handOver(chunk, open);
	}
	note(chunk, open) {
		const { offset, state } = chunk.position();
		this.state = state;
		if (open.head.length > 0) {
			const now = knownFile(open.head, offset, state);
			this.files = withFile(this.files, open.known, now);
			open.known = now;
		}
		return {
			version: 1,
			files: this.files
		};
	}
	handOver(chunk, open) {
		const { sampling } = chunk.completeness();
		const source = {
			id: this.options.source,
			kind: this.kind,
			required: true,
			sampling
		};
		const position = this.note(chunk, open);
		const { covered, gaps, database } = this;
		const batch = this.tally.toBatch({
			database,
			source,
			position,
			covered,
			gaps
		});
		this.store.apply(batch);
		countBatch(this.summary, batch);
		this.covered = null;
		this.gaps = [];
	}
};
// src/commands/query-log/ingest/meter.ts
/** A line on standard error that tells how far reading is; silent where nobody watches. */
const EVERY = 200;
const PATIENCE = 400;
const WIDTH = 20;
const silent = {
	tell: () => {},
	nextFile: () => {},
	end: () => {}
};
function sizeOf(path) {
	try {
		return path === "-" ? 0 : statSync(path).size;
	} catch {
		return 0;
	}
}
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
function lineOf(done, total, lines, spent) {
	const share = total > 0 ? Math.min(1, done / total) : 0;
	const filled = Math.round(share * WIDTH);
	const bar = `${"█".repeat(filled)}${"░".repeat(WIDTH - filled)}`;
	const left = share > 0 ? formatDuration(spent / share * (1 - share)) : "…";
	const speed = inGroups(Math.round(lines / Math.max(1, spent) * 1e3));
	return `${bar} ${megabytes(done)} of ${megabytes(total)}, ${speed} lines/s, ${left} left`;
}
function meterOf(files, quiet) {
	if (quiet || process.stderr.isTTY !== true) return silent;
	const sizes = files.map(sizeOf);
	const total = sizes.reduce((sum, size) => sum + size, 0);
	const start = Date.now();
	let [before, file, last] = [
		0,
		0,
		start + PATIENCE - EVERY
	];
	return {
		tell: (bytes, lines) => {
			const now = Date.now();
			if (now - last < EVERY) return;
			last = now;
			process.stderr.write(`\r\u001b[K${lineOf(before + bytes, total, lines, now - start)}`);
		},
		nextFile: () => {
			before += sizes[file++] ?? 0;
		},
		end: () => {
			process.stderr.write("\r\x1B[K");
		}
	};
}
// src/commands/query-log/ingest/read-options.ts
/** What ingest was told. */
const OWN = {
	store: "string",
	database: "string",
	schema: "string",
	source: "string",
	prefix: "string",
	timezone: "string",
	complete: "boolean"
};
function requireFile(path) {
	if (path === "-") return;
	let isFile;
	try {
		isFile = !statSync(path).isDirectory();
	} catch (error) {
		const missing = error.code === "ENOENT";
		throw new UserError(`${quoted(path)} cannot be read: ${missing ? "there is no such file" : String(error)}.`, "Check the path, and that it may be read.");
	}
	if (!isFile) throw new UserError(`${quoted(path)} is a folder.`, `Name its files: ${path.replace(/\/$/, "")}/*.log`);
}
function readIngestOptions(args) {
	const options = readOptions(args, OWN, true, ["text", "json"]);
	if (options.files.length === 0) throw new UserError("query-log ingest needs a log to read.", "Write: lanekeeper query-log ingest --schema schema.sql postgresql.log");
	for (const path of options.files) requireFile(path);
	return {
		files: options.files,
		store: textOf(options, "store"),
		database: textOf(options, "database"),
		schema: textOf(options, "schema"),
		source: textOf(options, "source") ?? "ingested-logs",
		prefix: textOf(options, "prefix"),
		timezone: textOf(options, "timezone"),
		complete: options.own.complete === true,
		json: options.format === "json",
		silent: options.silent
	};
}
// src/commands/query-log/ingest.ts
/** `lanekeeper query-log ingest`: reads old logs into the store. */
/** Where nobody names one and the store knows none. */
const NAMELESS = "postgres";
function databaseOf({ database }, store) {
	if (database !== void 0) return database;
	const [only, ...others] = store.databases();
	if (others.length === 0) return only ?? NAMELESS;
	throw new UserError("the store has several databases.", "Say of which the log is: --database NAME");
}
async function explained(work) {
	try {
		return await work();
	} catch (error) {
		if (error instanceof LogError || error instanceof FileError) throw new UserError(error.message.replace(/\.?$/, "."), "What was read before it is in the store: run it again to go on.");
		throw error;
	}
}
function openAt(path) {
	const file = path ?? defaultStorePath(process.env);
	if (path === void 0) mkdirSync(dirname(file), { recursive: true });
	return openStore(file);
}
async function ingestInto(store, options) {
	const start = performance.now();
	const database = databaseOf(options, store);
	await prepareResolver();
	const dialect = await explained(() => dialectOf(options.files));
	const stored = dialect.stored(store, database);
	const intake = new Intake(store, database, options.schema === void 0 ? stored : dialect.take(options.schema, database, store), options, meterOf(options.files, options.silent || options.json), dialect);
	await explained(() => intake.read());
	const { user, system } = process.cpuUsage();
	const took = {
		seconds: (performance.now() - start) / 1e3,
		cpu: (user + system) / 1e6
	};
	if (options.silent) return;
	const hasSchema = options.schema !== void 0 || stored.found;
	process.stdout.write(options.json ? `${summaryJson(intake.summary, took)}\n` : summaryText(intake.summary, took, hasSchema));
}
/** Reads logs into the store; 0. Throws `UserError` for what cannot be read; what was read until then stays counted. */
async function run(args) {
	const options = readIngestOptions(args);
	const store = openAt(options.store);
	try {
		await ingestInto(store, options);
	} finally {
		store.close();
	}
	return 0;
}
export { run };
