import { a as renderMetrics, i as LIMITS, n as isLoopback, r as nameByComment, t as startServer } from "./chunk-server.js";
import { i as probeStatement, n as nextSequence, r as probeIn, t as openStore } from "./chunk-sqlite.js";
import { t as UserError } from "./chunk-user-error.js";
import { n as readOptions, r as textOf, t as quoted } from "./chunk-options.js";
import { t as defaultStorePath } from "./chunk-default-path.js";
import { a as parseDuration } from "./chunk-time.js";
import { t as lineOf } from "./chunk-refuse-manifest.js";
import { D as written, F as discriminatedUnion, L as literal, O as readYaml, S as oneOf, U as string, a as salvage, b as name, g as flag, j as positionOf$1, m as duration, n as mapOf, r as named, t as listOf, v as line } from "./chunk-map-shape.js";
import { o as quoteIdentifier, r as formatObject } from "./chunk-names.js";
import { n as followLog, t as OwnRuns } from "./chunk-own-runs.js";
import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
// src/query-log/serve/log-line.ts
/** JSON escapes controls; direction characters could still turn a line around on a terminal. */
function formatLogLine(line, now) {
	return `${JSON.stringify({
		time: new Date(now).toISOString(),
		...line
	}).replace(/[\p{Cf}\u2028\u2029]/gu, "�")}\n`;
}
// src/query-log/join-coverage.ts
/** The reason of such a gap. */
const DOWN = "collector-down";
/** The batch, with the gap before it where there is one. What its own gaps explain already is not told twice. */
function joinCoverage(store, batch) {
	const before = store.sources(batch.database).find(({ id }) => id === batch.source.id)?.to;
	if (batch.covered === null || before === void 0 || batch.covered.from <= before) return batch;
	const unseen = {
		from: before,
		to: batch.covered.from,
		reason: DOWN
	};
	return {
		...batch,
		gaps: [...batch.gaps, ...without(unseen, batch.gaps)]
	};
}
/** The parts of a gap that no other one covers. */
function without(unseen, others) {
	const parts = [];
	let from = unseen.from;
	for (const other of others.toSorted((a, b) => a.from - b.from)) {
		if (other.to <= from || other.from >= unseen.to) continue;
		if (other.from > from) parts.push({
			...unseen,
			from,
			to: other.from
		});
		from = Math.max(from, other.to);
	}
	return from < unseen.to ? [...parts, {
		...unseen,
		from
	}] : parts;
}
// src/query-log/supervise.ts
/**
* Runs the live sources: what fails is started again after a pause, and says so. Time that a source did not see becomes a gap
* when it sees again (`join-coverage.ts`); until then its coverage ends where it stopped, so that being down never looks like quiet.
*/
const PAUSES = {
	first: 1e3,
	most: 6e4
};
/** `states` change while it runs; `done` resolves when all have stopped after the abort. */
function superviseAll(collectors, supervision) {
	const states = collectors.map((collector) => ({
		collector,
		running: false,
		problem: null
	}));
	return {
		states,
		done: Promise.all(states.map((state) => keepRunning(state, supervision))).then(() => {})
	};
}
async function keepRunning(state, supervision) {
	const { signal, tell, pauses = PAUSES } = supervision;
	let wait = pauses.first;
	while (!signal.aborted) {
		const taken = await runOnce(state, supervision);
		if (signal.aborted) break;
		wait = taken ? pauses.first : Math.min(wait * 2, pauses.most);
		tell(state.collector, "failed", `${state.problem ?? "it ended"}; it is started again in ${Math.ceil(wait / 1e3)} s`);
		await setTimeout$1(wait, void 0, { signal }).catch(() => {});
	}
	state.running = false;
	tell(state.collector, "stopped", "stopped");
}
/** Whether it got as far as handing over a batch. */
async function runOnce(state, { store, signal, tell }) {
	const { collector } = state;
	let taken = false;
	const sink = sinkOf(store, state, (text) => tell(collector, "problem", text), () => {
		taken = true;
	});
	state.running = true;
	tell(collector, "started", "started");
	try {
		await collector.run(signal, sink);
		if (!signal.aborted) state.problem = "it ended by itself";
	} catch (error) {
		state.problem = describe(error);
	}
	state.running = false;
	return taken;
}
function sinkOf(store, state, told, took) {
	const { database, source } = state.collector;
	return {
		apply(batch) {
			store.apply(joinCoverage(store, batch));
			state.problem = null;
			took();
		},
		position: () => store.position(database, source.id),
		coveredTo: () => store.sources(database).find(({ id }) => id === source.id)?.to ?? null,
		problem(text) {
			state.problem = text.slice(0, 500);
			told(state.problem);
		}
	};
}
function describe(error) {
	if (error instanceof AggregateError && error.message === "") return describe(error.errors[0]);
	return (error instanceof Error ? error.message || error.name : String(error)).split("\n", 1)[0]?.slice(0, 500) ?? "";
}
// src/commands/query-log/serve/grants.ts
const SHORTEST = 16;
function tokenOf(name, env) {
	const token = env[name]?.trim() ?? "";
	if (token === "") throw new UserError(`the environment variable ${name}, which should hold a token, is not set.`, `${name}=$(openssl rand -hex 32) makes one; the gate needs it as well (token_env in the manifest).`);
	if (!/^[\x21-\x7e]+$/.test(token) || token.length < SHORTEST) throw new UserError(`the environment variable ${name} holds no fit token.`, `Give it ${SHORTEST} characters or more, without spaces: openssl rand -hex 32`);
	return token;
}
/** Throws `UserError`: a token is not there, or nobody would be kept out. */
function grantsOf({ tokens, listen }, env) {
	const grants = [
		[tokens.both, ["read", "write"]],
		[tokens.read, ["read"]],
		[tokens.write, ["write"]]
	].flatMap(([name, scopes]) => name === null ? [] : [{
		token: tokenOf(name, env),
		scopes
	}]);
	if (grants.length > 0 || isLoopback(listen.host)) return grants;
	throw new UserError(`without a token it does not listen on ${listen.host}: anybody there could ask, and report.`, "Set LANEKEEPER_QUERY_LOG_TOKEN (openssl rand -hex 32), or listen on 127.0.0.1.");
}
// src/commands/query-log/serve/config.ts
const DEFAULTS = {
	listen: {
		host: "127.0.0.1",
		port: 8432
	},
	database: "app",
	connectionEnv: "DATABASE_URL",
	tokenEnv: "LANEKEEPER_QUERY_LOG_TOKEN",
	source: "pg-primary",
	retention: 3456e7,
	every: 6e4
};
// src/commands/query-log/serve/listen.ts
/** `127.0.0.1:8432`, `[::1]:8432`, `:8432` (this machine), `8432`. */
/** Null: no address. Port 0 is any that is free. */
function readListen(text) {
	const match = /^(?:(\[[0-9a-f:.%\w]+\]|[\w.-]*):)?(\d{1,5})$/i.exec(text.trim());
	const port = Number(match?.[2] ?? NaN);
	if (!match || !(port <= 65535)) return null;
	const host = (match[1] ?? "").replace(/^\[|\]$/g, "");
	return {
		host: host === "" ? DEFAULTS.listen.host : host,
		port
	};
}
// src/commands/query-log/serve/config-shape.ts
/** The file that `query-log serve --config` reads. Every error text completes "expected …", as in the manifest's shape. */
const VARIABLE = "the name of an environment variable such as DATABASE_URL";
const variable = () => string(VARIABLE).regex(/^[A-Za-z_][A-Za-z0-9_]{0,199}$/, VARIABLE);
const common = {
	required: flag().default(true),
	connection_env: variable().optional()
};
const every = () => duration().default(DEFAULTS.every);
const path = () => line("a file, a folder, or a pattern such as /var/log/postgresql/*.json");
const zone = () => line("a time zone such as Europe/Berlin");
const source = discriminatedUnion("type", [
	mapOf({
		type: literal("postgresql-log"),
		path: path(),
		prefix: string("the log_line_prefix of the server").optional(),
		timezone: zone().optional(),
		probe: flag().default(true),
		...common
	}),
	mapOf({
		type: literal("pg-stat-statements"),
		every: every(),
		...common
	}),
	mapOf({
		type: literal("mysql-digests"),
		every: every(),
		...common
	}),
	mapOf({
		type: literal("mysql-slow-log"),
		path: path(),
		timezone: zone().optional(),
		...common
	}),
	mapOf({
		type: literal("records"),
		...common
	})
], "one of postgresql-log, pg-stat-statements, mysql-digests, mysql-slow-log, records");
const database = mapOf({
	engine: oneOf([
		"postgresql",
		"mysql",
		"mariadb"
	]).default("postgresql"),
	connection_env: variable().optional(),
	schema: line("the path of a dump of the schema").optional(),
	every: every(),
	called: listOf(line("a name of the database"), "a list of names").default([]),
	sources: named(name(), source, "sources by their ids, such as pg-primary").default({})
}, "a database with its sources");
const configShape = mapOf({
	store: line("the path of the store").default(() => defaultStorePath(process.env)),
	listen: written("an address such as 127.0.0.1:8432", /^\S+$/, readListen).default(DEFAULTS.listen),
	tokens: mapOf({
		env: variable().optional(),
		read_env: variable().optional(),
		write_env: variable().optional()
	}).default({}),
	retention: duration().default(DEFAULTS.retention),
	databases: named(name(), database, "databases by their names in the manifest")
}, "store, listen, tokens, retention and databases");
// src/commands/query-log/serve/read-config.ts
/** Pure and total. */
function readConfig(text, path) {
	const { tree, mistakes } = readYaml(text);
	const all = mistakes.map(({ line, column, message }) => ({
		path,
		line,
		column,
		message
	}));
	if (!tree) return {
		config: null,
		mistakes: all
	};
	const { value, mistakes: shaped } = salvage(configShape, tree);
	all.push(...shaped.map(({ line, column, message }) => ({
		path,
		line,
		column,
		message
	})));
	if (value) all.push(...refuseTogether(value, tree, path));
	if (all.length > 0 || !value) return {
		config: null,
		mistakes: all.toSorted((a, b) => a.line - b.line || a.column - b.column)
	};
	return {
		config: toConfig(value),
		mistakes: []
	};
}
const ENGINE_OF = {
	"postgresql-log": ["postgresql"],
	"pg-stat-statements": ["postgresql"],
	"mysql-digests": ["mysql", "mariadb"],
	"mysql-slow-log": ["mysql", "mariadb"]
};
/** What no single value can tell. */
function* refuseTogether(value, tree, path) {
	const at = (place, message) => ({
		path,
		...positionOf$1(tree, place),
		message
	});
	for (const [name, database] of Object.entries(value.databases)) {
		const place = ["databases", name];
		if (database.connection_env !== void 0 && database.schema !== void 0) yield at([...place, "schema"], "the schema is read from the server (connection_env); expected one of the two");
		for (const [id, source] of Object.entries(database.sources)) {
			const message = refuseSource(source, database);
			if (message !== null) yield at([
				...place,
				"sources",
				id
			], message);
		}
	}
	const { env, read_env, write_env } = value.tokens;
	if (env !== void 0 && (read_env ?? write_env) !== void 0) yield at(["tokens", "env"], "env is one token for all; expected it alone, or read_env and write_env");
}
function refuseSource(source, database) {
	const engines = ENGINE_OF[source.type];
	if (engines && !engines.includes(database.engine)) return `${source.type} is of ${engines.join(" and ")}, and the database is ${database.engine}`;
	if ((source.type === "pg-stat-statements" || source.type === "mysql-digests") && (source.connection_env ?? database.connection_env) === void 0) return `${source.type} asks the server; expected connection_env here or at the database`;
	return null;
}
function toConfig({ store, listen, tokens, retention, databases }) {
	return {
		store,
		listen,
		tokens: {
			both: tokens.env ?? null,
			read: tokens.read_env ?? null,
			write: tokens.write_env ?? null
		},
		retention,
		databases: Object.entries(databases).map(([name, database]) => toDatabase(name, database))
	};
}
function toDatabase(name, written) {
	const { engine, connection_env, schema, called, every, sources } = written;
	return {
		name,
		engine,
		connectionEnv: connection_env ?? null,
		schema: schema ?? null,
		called,
		every,
		sources: Object.entries(sources).map(([id, source]) => toSource(id, source))
	};
}
function toSource(id, source) {
	const common = {
		id,
		required: source.required,
		connectionEnv: source.connection_env ?? null
	};
	switch (source.type) {
		case "postgresql-log": {
			const { type, path, prefix = null, timezone = null, probe } = source;
			return {
				...common,
				type,
				path,
				prefix,
				timezone,
				probe
			};
		}
		case "mysql-slow-log": return {
			...common,
			type: source.type,
			path: source.path,
			timezone: source.timezone ?? null
		};
		case "records": return {
			...common,
			type: source.type
		};
		default: return {
			...common,
			type: source.type,
			every: source.every
		};
	}
}
// src/commands/query-log/serve/options-to-config.ts
/** Options -> what to serve: a file where there is one, else one PostgreSQL server in one command. */
const OWN$1 = {
	store: "string",
	listen: "string",
	config: "string",
	database: "string",
	"postgres-env": "string",
	log: "string",
	"log-prefix": "string",
	"log-timezone": "string",
	"pg-stat-statements": "boolean",
	schema: "string",
	records: "string",
	"no-probe": "boolean",
	"token-env": "string",
	"write-token-env": "string",
	retention: "string"
};
/** What a file says itself. */
const OF_ONE = [
	"database",
	"postgres-env",
	"log",
	"log-prefix",
	"log-timezone",
	"pg-stat-statements",
	"schema",
	"records",
	"no-probe"
];
/** Throws `UserError`. */
function configOf$1(options, env) {
	const file = textOf(options, "config");
	const config = file === void 0 ? configOfOne(options, env) : configOfFile(file, options);
	const listen = textOf(options, "listen");
	return {
		...config,
		store: textOf(options, "store") ?? config.store,
		listen: listen === void 0 ? config.listen : requireListen(listen),
		tokens: tokensOf(options, config.tokens, env),
		retention: retentionOf(options) ?? config.retention
	};
}
function configOfFile(file, options) {
	const stray = OF_ONE.find((name) => options.own[name] !== void 0);
	if (stray !== void 0) throw new UserError(`--${stray} and --config do not go together.`, `Put it into ${quoted(file)}.`);
	const { config, mistakes } = readConfig(readText(file), file);
	if (config) return config;
	const shown = mistakes.slice(0, 20).map(lineOf).join("\n  ");
	const more = mistakes.length > 20 ? `\n  and ${mistakes.length - 20} more` : "";
	throw new UserError(`${shown}${more}`, `Correct ${quoted(file)}, and start again.`);
}
function readText(file) {
	try {
		return readFileSync(file, "utf8");
	} catch (error) {
		const code = error.code;
		const why = code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a folder" : `${code}`;
		throw new UserError(`${quoted(file)} could not be read: ${why}.`, "Check the path, and that it may be read.");
	}
}
function requireListen(text) {
	const listen = readListen(text);
	if (listen) return listen;
	throw new UserError(`--listen ${quoted(text)} is no address.`, "Write HOST:PORT, such as 127.0.0.1:8432.");
}
function retentionOf(options) {
	const text = textOf(options, "retention");
	if (text === void 0) return null;
	const retention = parseDuration(text);
	if (retention !== null && retention >= 864e5) return retention;
	throw new UserError(`--retention ${quoted(text)} is no time to keep things.`, "Write a day or more, such as 400d.");
}
function tokensOf(options, written, env) {
	const token = textOf(options, "token-env");
	const write = textOf(options, "write-token-env");
	if (write !== void 0) return {
		both: null,
		read: token ?? DEFAULTS.tokenEnv,
		write
	};
	if (token !== void 0) return {
		both: token,
		read: null,
		write: null
	};
	if ((written.both ?? written.read ?? written.write) !== null || (env[DEFAULTS.tokenEnv] ?? "") === "") return written;
	return {
		both: DEFAULTS.tokenEnv,
		read: null,
		write: null
	};
}
function configOfOne(options, env) {
	const asked = textOf(options, "postgres-env");
	const set = (env[DEFAULTS.connectionEnv] ?? "") !== "";
	const schema = textOf(options, "schema") ?? null;
	const connectionEnv = asked ?? (schema === null && set ? DEFAULTS.connectionEnv : null);
	if (asked !== void 0 && schema !== null) throw new UserError("--postgres-env and --schema do not go together.", "The schema is read from the server.");
	const database = {
		name: textOf(options, "database") ?? DEFAULTS.database,
		engine: "postgresql",
		connectionEnv,
		schema,
		called: [],
		every: DEFAULTS.every,
		sources: sourcesOf(options, connectionEnv)
	};
	return {
		store: defaultStorePath(env),
		listen: DEFAULTS.listen,
		tokens: {
			both: null,
			read: null,
			write: null
		},
		retention: DEFAULTS.retention,
		databases: [database]
	};
}
function sourcesOf(options, connectionEnv) {
	const common = {
		required: true,
		connectionEnv: null
	};
	const sources = [];
	const path = textOf(options, "log");
	if (path !== void 0) sources.push({
		...common,
		type: "postgresql-log",
		id: DEFAULTS.source,
		path,
		prefix: textOf(options, "log-prefix") ?? null,
		timezone: textOf(options, "log-timezone") ?? null,
		probe: options.own["no-probe"] === void 0
	});
	if (options.own["pg-stat-statements"] !== void 0) {
		if (connectionEnv === null) throw new UserError("--pg-stat-statements asks the server, and no connection is known.", `Set ${DEFAULTS.connectionEnv}, or name its variable: --postgres-env NAME`);
		sources.push({
			...common,
			type: "pg-stat-statements",
			id: "pg-stats",
			every: DEFAULTS.every
		});
	}
	const records = textOf(options, "records");
	if (records !== void 0) sources.push({
		...common,
		type: "records",
		id: records
	});
	return sources;
}
// src/commands/query-log/serve/retention.ts
const DAY = 864e5;
/** Returns what ends it. */
function keepTidy(store, retention, failed) {
	if (retention === null) return () => {};
	const tidy = () => {
		try {
			store.forgetBefore(Date.now() - retention);
		} catch (error) {
			failed(error);
		}
	};
	tidy();
	const timer = setInterval(tidy, DAY);
	return () => clearInterval(timer);
}
// src/query-log/sources/pg-stat-statements/compare-snapshots.ts
/** How far the server's clock may be from that one within an interval. */
const CLOCK_MS = 5e3;
/** Counters that were begun anew: fewer calls, another time for as many calls, or the server says so itself. */
function wasReset(earlier, row) {
	if (row.calls < earlier.calls || row.since !== earlier.since) return true;
	if (row.calls === earlier.calls) return row.time !== earlier.time;
	return Number(row.time) < Number(earlier.time);
}
function infoReasons(earlier, later) {
	if (earlier.serverStart !== later.serverStart) return ["server-restarted"];
	const reasons = [];
	if (earlier.statsReset !== later.statsReset) reasons.push("stats-reset");
	if (earlier.dealloc !== later.dealloc) reasons.push("evicted");
	return reasons;
}
/** How many entries the server throws out at once when the table is full. */
const victims = (max) => Math.max(10, Math.ceil(max * .05));
/**
* Before 14 nobody counts evictions. After one there are almost as many entries as there may be, and only another one takes
* away any: so with fewer, and none of the old ones gone, there was none. Statements that failed hold entries that nobody
* sees: twice the room is kept for them.
*/
function isFull({ entries, max, after }) {
	return after.dealloc === null ? entries >= max / 2 || entries >= max - 2 * victims(max) : entries >= max;
}
function trackingReasons({ track, utility, computed, overrides }, followed) {
	const reasons = [];
	if (track === "none" || !computed) reasons.push("not-tracked");
	if (track === "top" && !followed) reasons.push("functions-not-tracked");
	if (!utility) reasons.push("utility-not-tracked");
	if (overrides.some((one) => weakens(one, followed))) reasons.push("not-tracked-for-some");
	return reasons;
}
function weakens(override, followed) {
	const value = override.slice(override.lastIndexOf("=") + 1);
	if (override.includes("track_utility=")) return !/^(?:on|true|yes|1)$/i.test(value);
	if (override.includes("compute_query_id=")) return /^(?:off|false|no|0)$/i.test(value);
	return value === "none" || value === "top" && !followed;
}
/** What the later snapshot cannot show, whatever was before. */
function ownReasons(later, followed) {
	const reasons = trackingReasons(later.tracking, followed);
	if (later.lost > 0) reasons.push("query-text-lost");
	if (later.hidden > 0) reasons.push("not-permitted");
	if (isFull(later)) reasons.push("evicted");
	return reasons;
}
function clockReasons(span, elapsed) {
	const moved = span.to - span.from;
	if (moved < 0) return ["clock-stepped"];
	return elapsed !== null && Math.abs(moved - elapsed) > CLOCK_MS ? ["clock-stepped"] : [];
}
function growthOf(earlier, later) {
	const runs = [];
	let reset = false;
	for (const [key, row] of later.rows) {
		const before = earlier.rows.get(key);
		const anew = before !== void 0 && wasReset(before, row);
		reset ||= anew;
		const count = before === void 0 || anew ? row.calls : row.calls - before.calls;
		if (count === 0 || row.text === null) continue;
		runs.push({
			text: row.text,
			at: later.at,
			runs: count,
			failed: false,
			service: "",
			user: row.user,
			session: null
		});
	}
	return {
		runs,
		reset
	};
}
/**
* All successful runs between two snapshots, as of the later one. Each reason makes the whole interval a gap: in it, what was
* seen is counted, but silence proves nothing. The clock's order is the server's; a span never runs backwards.
*/
function compareSnapshots(earlier, later, judging) {
	const { runs, reset } = growthOf(earlier, later);
	const told = {
		from: earlier.at,
		to: later.at
	};
	const span = {
		from: Math.min(told.from, told.to),
		to: Math.max(told.from, told.to)
	};
	const reasons = /* @__PURE__ */ new Set([
		...infoReasons(earlier.before, later.after),
		...ownReasons(later, judging.functionsFollowed),
		...clockReasons(told, judging.elapsed)
	]);
	const gone = [...earlier.rows.keys()].some((key) => !later.rows.has(key));
	if (reset || gone) reasons.add(gone && later.after.dealloc === null ? "evicted" : "stats-reset");
	if (reasons.has("server-restarted")) reasons.delete("stats-reset");
	return {
		span,
		runs,
		gaps: [...reasons].map((reason) => ({
			...span,
			reason
		}))
	};
}
// src/query-log/sources/pg-stat-statements/position.ts
const FORM = 1;
function positionOf({ at, before, rows }) {
	const kept = [...rows].map(([key, { calls, time, since }]) => [
		key,
		calls,
		time,
		since
	]);
	return {
		form: FORM,
		at,
		info: before,
		rows: kept
	};
}
function isInfo(value) {
	if (typeof value !== "object" || value === null) return false;
	const { serverStart, statsReset, dealloc } = value;
	const text = (one) => one === null || typeof one === "string";
	return typeof serverStart === "string" && text(statsReset) && (dealloc === null || typeof dealloc === "number");
}
function isRow(row) {
	if (!Array.isArray(row)) return false;
	const [key, calls, time, since] = row;
	return typeof key === "string" && typeof calls === "number" && typeof time === "string" && (since === null || typeof since === "string");
}
/** Null: there is none, or none that can be read; then counting begins anew, and what was before is not covered. */
function readPosition(position) {
	if (typeof position !== "object" || position === null) return null;
	const { form, at, info, rows } = position;
	if (form !== FORM || typeof at !== "number" || !isInfo(info) || !Array.isArray(rows) || !rows.every(isRow)) return null;
	return {
		at,
		before: info,
		rows: new Map(rows.map(([key, calls, time, since]) => [key, {
			calls,
			time,
			since
		}]))
	};
}
// src/query-log/sources/pg-stat-statements/snapshot.ts
const extensionQuery = `SELECT quote_ident(n.nspname) AS schema, e.extversion::text AS version,
    (SELECT count(*) FROM pg_settings WHERE name = 'pg_stat_statements.max')::int AS loaded
  FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_stat_statements'`;
/** Where the extension is; a UserError with the next step where it is not there, or not loaded. */
async function findExtension(connection) {
	const [row] = await connection.query(extensionQuery);
	if (!row) throw new UserError("pg_stat_statements is not in this database", "CREATE EXTENSION pg_stat_statements;  (the server needs it in shared_preload_libraries, and a restart)");
	if (Number(row.loaded) === 0) throw new UserError("pg_stat_statements is in this database, but the server has not loaded it", `Add it to shared_preload_libraries, e.g. ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements';  and restart the server`);
	const [major, minor] = String(row.version).split(".").map(Number);
	return {
		schema: String(row.schema),
		version: (major ?? 1) * 100 + (minor ?? 0)
	};
}
const millis = (time) => `floor(extract(epoch FROM ${time}) * 1000)::text`;
function infoQuery({ schema, version }) {
	const told = version >= 109;
	return `SELECT ${millis("clock_timestamp()")} AS at, pg_postmaster_start_time()::text AS started, pg_is_in_recovery() AS standby,
    ${told ? "i.stats_reset::text" : "NULL"} AS reset, ${told ? "i.dealloc::text" : "NULL"} AS dealloc${told ? ` FROM ${schema}.pg_stat_statements_info i` : ""}`;
}
function infoFrom(row) {
	const text = (value) => value === null || value === void 0 ? null : String(value);
	const dealloc = text(row?.dealloc);
	return {
		serverStart: String(row?.started),
		statsReset: text(row?.reset),
		dealloc: dealloc === null ? null : Number(dealloc)
	};
}
const settingsQuery$1 = `SELECT current_setting('pg_stat_statements.track') AS track, current_setting('pg_stat_statements.track_utility')::bool AS utility,
    current_setting('pg_stat_statements.max')::int AS max, coalesce(current_setting('compute_query_id', true), 'auto') <> 'off' AS computed,
    (SELECT json_agg(CASE WHEN s.setrole = 0 THEN 'everybody' ELSE 'role ' || quote_ident(r.rolname) END
         || CASE WHEN s.setdatabase = 0 THEN '' ELSE ' in database ' || quote_ident(current_database()) END || ': ' || c.setting)
       FROM pg_db_role_setting s CROSS JOIN unnest(s.setconfig) AS c(setting) LEFT JOIN pg_roles r ON r.oid = s.setrole
      WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
        AND c.setting ~ '^(?:pg_stat_statements\\.track|pg_stat_statements\\.track_utility|compute_query_id)=') AS overrides`;
function trackingFrom(row) {
	return {
		track: String(row?.track),
		utility: row?.utility === true,
		computed: row?.computed === true,
		overrides: Array.isArray(row?.overrides) ? row.overrides.map(String) : []
	};
}
function rowsQuery({ schema, version }) {
	return `SELECT s.userid::text AS userid, s.queryid::text AS queryid, ${version >= 109 ? "s.toplevel" : "true"} AS toplevel, s.query AS text,
    s.calls::text AS calls, s.${version >= 108 ? "total_exec_time" : "total_time"}::text AS time, ${version >= 111 ? "s.stats_since::text" : "NULL"} AS since,
    coalesce(r.rolname::text, '') AS role
  FROM ${schema}.pg_stat_statements s LEFT JOIN pg_roles r ON r.oid = s.userid
  WHERE s.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())`;
}
const HIDDEN = "<insufficient privilege>";
function rowsFrom(found) {
	const rows = /* @__PURE__ */ new Map();
	let lost = 0;
	let hidden = 0;
	for (const { userid, queryid, toplevel, text, calls, time, since, role } of found) {
		if (queryid === null || text === HIDDEN) {
			hidden++;
			continue;
		}
		if (text === null) lost++;
		rows.set(`${userid} ${queryid} ${toplevel === true ? 1 : 0}`, {
			user: String(role),
			text: text === null ? null : String(text),
			calls: Number(calls),
			time: String(time),
			since: since === null ? null : String(since)
		});
	}
	return {
		rows,
		lost,
		hidden
	};
}
/** One look at everything that the extension has of this database. */
async function takeSnapshot(connection, extension) {
	const [first] = await connection.query(infoQuery(extension));
	const [settings] = await connection.query(settingsQuery$1);
	const found = await connection.query(rowsQuery(extension));
	const [count] = await connection.query(`SELECT count(*)::int AS entries FROM ${extension.schema}.pg_stat_statements(false)`);
	const [second] = await connection.query(infoQuery(extension));
	return {
		at: Number(first?.at),
		before: infoFrom(first),
		after: infoFrom(second),
		entries: Number(count?.entries),
		max: Number(settings?.max),
		standby: first?.standby === true,
		tracking: trackingFrom(settings),
		...rowsFrom(found)
	};
}
/** The statement that lets a role see what others run. */
const grantFor = (role) => `GRANT pg_read_all_stats TO ${quoteIdentifier(role)};`;
// src/query-log/sources/pg-stat-statements/problems.ts
/** What to set on the server so that pg_stat_statements can prove something, in sentences with the line to paste. */
/** One line each, without a full stop. */
function problemsOf(snapshot, functionsFollowed, role) {
	const { tracking, lost, hidden, entries, max, after } = snapshot;
	const problems = [];
	if (!tracking.computed) problems.push("nothing is counted while compute_query_id is off: ALTER SYSTEM SET compute_query_id = auto;  SELECT pg_reload_conf();");
	if (tracking.track === "none" || tracking.track === "top" && !functionsFollowed) problems.push(`pg_stat_statements.track is ${tracking.track}: what functions and triggers run is not seen: ALTER SYSTEM SET pg_stat_statements.track = 'all';  SELECT pg_reload_conf();`);
	if (!tracking.utility) problems.push("COPY, CALL, DO and cursors are not seen: ALTER SYSTEM SET pg_stat_statements.track_utility = on;  SELECT pg_reload_conf();");
	for (const one of tracking.overrides) problems.push(`a setting of its own counts less, or other things: ${one}: take it away with ALTER ROLE … RESET, or ALTER DATABASE … RESET`);
	if (hidden > 0) problems.push(`${hidden} statements of other roles may not be seen: ${grantFor(role)}`);
	if (lost > 0) problems.push(`the server has lost the text of ${lost} statements: SELECT pg_stat_statements_reset();  begins anew, and so does the proof`);
	if (entries >= max * .9) problems.push(`${entries} of at most ${max} statements are kept, and the rarest are thrown out first: ALTER SYSTEM SET pg_stat_statements.max = ${max * 4};  and restart the server`);
	if (after.dealloc === null) problems.push("this version does not say when statements were thrown out: it is taken for so once half of pg_stat_statements.max is used (14 and newer, or ALTER EXTENSION pg_stat_statements UPDATE; tell it)");
	return problems;
}
// src/query-log/sources/postgresql-connection.ts
const CONNECT_MS = 1e4;
const STATEMENT_MS = 3e4;
/** `host:port/database` of a connection string, without user and password; what cannot be read is not shown. */
function describeAddress(url) {
	try {
		const { hostname, port, pathname, searchParams } = new URL(url.replace(/@\//, "@localhost/"));
		return `${(searchParams.get("host") ?? decodeURIComponent(hostname)) || "localhost"}:${port || "5432"}${decodeURIComponent(pathname) || "/"}`;
	} catch {
		return "an address that cannot be read";
	}
}
function secretsOf(url) {
	return [/^[^:]+:\/\/[^/?#@]*?:([^/?#]*)@/.exec(url)?.[1], /[?&]password=([^&#]*)/.exec(url)?.[1]].filter((secret) => secret !== void 0 && secret !== "").flatMap((secret) => {
		try {
			return [secret, decodeURIComponent(secret)];
		} catch {
			return [secret];
		}
	});
}
/** What was thrown in one line, with every secret of the connection string taken out. */
function withoutSecrets(error, url) {
	let text = error instanceof Error ? error.message || error.name : String(error);
	if (error instanceof AggregateError) text = error.errors.map((one) => String(one.message ?? one)).join("; ");
	for (const secret of secretsOf(url)) text = text.replaceAll(secret, "***");
	return text.replaceAll(url, "***").replace(/\s+/g, " ").trim();
}
/** The SQLSTATE or system code of what was thrown; '' where it has none. */
function codeOf(error) {
	const code = error instanceof Error && "code" in error ? error.code : "";
	return typeof code === "string" ? code : "";
}
const nextSteps = [
	[/^(?:28P01|28000)$/, (variable) => `Check user and password in ${variable}, and pg_hba.conf on the server.`],
	[/^3D000$/, (variable) => `Check the database's name at the end of ${variable}.`],
	[/^(?:ENOTFOUND|EAI_AGAIN)$/, (variable) => `Check the host in ${variable}: its name is not known here.`],
	[/^(?:ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENOENT)$/, (variable) => `Check host and port in ${variable}, and that the server listens and a firewall lets this machine in.`],
	[/^53300$/, () => "The server has no connection left: raise max_connections, or close some."],
	[/CERT|SIGNED|^ERR_TLS/, (variable) => `The server's certificate is not trusted here: add sslrootcert=FILE to ${variable}.`]
];
function nextStep(error, variable) {
	const code = codeOf(error);
	return nextSteps.find(([pattern]) => pattern.test(code))?.[1](variable) ?? `Try the same address by hand: psql "$${variable}" -c 'SELECT 1'`;
}
function refuse(error, { url, variable }) {
	const said = withoutSecrets(error, url);
	return new UserError(`${variable}: PostgreSQL at ${describeAddress(url)} cannot be reached: ${said}`, nextStep(error, variable));
}
function configOf(url, variable) {
	if (!/^postgres(?:ql)?:\/\//.test(url)) throw new UserError(`${variable} holds no PostgreSQL address`, `Set it to postgresql://USER:PASSWORD@HOST:5432/DATABASE?sslmode=verify-full`);
	return {
		connectionString: url,
		application_name: "lanekeeper",
		connectionTimeoutMillis: CONNECT_MS,
		query_timeout: 4e4,
		keepAlive: true
	};
}
/** Settings of our own session: nothing of ours may wait for long, hold anybody up, or be shaped by the role's settings. */
const SESSION = `SET statement_timeout = '${STATEMENT_MS}ms'; SET lock_timeout = '1s';
  SET idle_in_transaction_session_timeout = '60s'; SET default_transaction_read_only = on; SET DateStyle = 'ISO';
  SET extra_float_digits = 3; SET quote_all_identifiers = off`;
async function prepareSession(client) {
	await client.query(SESSION);
	const { rows } = await client.query(`SELECT current_setting('server_version_num')::int / 10000 AS version`);
	return Number(rows[0]?.version);
}
/** Opens a connection, read-only and with time-outs; a UserError says which variable, host and next step where it cannot. */
async function connectToServer(address) {
	const config = configOf(address.url, address.variable);
	const { default: pg } = await import("./chunk-esm.js");
	const client = new pg.Client(config);
	client.on("error", () => {});
	try {
		await client.connect();
		return {
			version: await prepareSession(client),
			query: (sql, values) => ask(client, sql, values),
			end: () => client.end()
		};
	} catch (error) {
		await client.end().catch(() => {});
		throw refuse(error, address);
	}
}
async function ask(client, sql, values) {
	const result = await (values ? client.query(sql, values) : client.query(sql));
	return (Array.isArray(result) ? result.at(-1) : result)?.rows ?? [];
}
// src/query-log/collectors/count-pg-stat-statements.ts
/** Reads pg_stat_statements every minute: what its counters grew by ran in between. */
/** Functions that triggers call are not followed by the resolver: `track = all` is needed. */
const FOLLOWED = false;
function countPgStatStatements(counted) {
	const { id, database, required } = counted;
	const source = {
		id,
		kind: "pg-stat-statements",
		required,
		sampling: {
			mode: "full",
			rate: 1
		}
	};
	return {
		source,
		database,
		run: (signal, sink) => keepCounting(counted, source, signal, sink)
	};
}
async function keepCounting(counted, source, signal, sink) {
	const connection = await connectToServer(counted.address);
	try {
		const extension = await findExtension(connection);
		const [role] = await connection.query("SELECT current_user::text AS name");
		let told = "";
		let clock = null;
		while (!signal.aborted) {
			const snapshot = await takeSnapshot(connection, extension);
			const taken = performance.now();
			await hand$1(snapshot, clock === null ? null : taken - clock, counted, source, sink);
			clock = taken;
			const problems = problemsOf(snapshot, FOLLOWED, String(role?.name)).join("; ");
			if (problems !== "" && problems !== told) sink.problem(problems);
			told = problems;
			await setTimeout$1(counted.every, void 0, { signal }).catch(() => {});
		}
	} finally {
		await connection.end().catch(() => {});
	}
}
async function hand$1(snapshot, elapsed, { database, beside, tally, now }, source, sink) {
	const earlier = readPosition(sink.position());
	const interval = earlier && compareSnapshots(earlier, snapshot, {
		functionsFollowed: FOLLOWED,
		elapsed
	});
	const counted = await tally(database, interval?.runs ?? []);
	sink.apply({
		database,
		source: {
			...source,
			sampling: samplingOf$2(beside, now())
		},
		position: positionOf(snapshot),
		covered: interval?.span ?? null,
		gaps: interval?.gaps ?? [],
		...counted
	});
}
/** What fails, or is cancelled, is in no counter: only with a log that has all of it is nothing missing. */
function samplingOf$2(beside, now) {
	return beside?.proof(now)?.failures ? {
		mode: "full",
		rate: 1
	} : {
		mode: "threshold",
		rate: .01
	};
}
// src/query-log/sources/postgresql-settings/proof.ts
/** Nobody knows how many are missing; low, so that no bound that is reckoned from it looks good. */
const UNKNOWN_SHARE = .01;
const SEVERITIES = [
	"debug5",
	"debug4",
	"debug3",
	"debug2",
	"debug1",
	"debug",
	"info",
	"notice",
	"warning",
	"error",
	"log",
	"fatal",
	"panic"
];
/** Whether a message of that severity is written where the setting is `threshold`. Unknown words: no. */
const isWritten = (severity, threshold) => {
	const at = SEVERITIES.indexOf(threshold ?? "");
	return at >= 0 && at <= SEVERITIES.indexOf(severity);
};
/** `0` and `-1` as themselves; with a unit, as roles' settings are written (`250ms`, `1min`). Null: it cannot be told. */
function numberOf(text) {
	const match = /^\s*'?\s*(-?\d+(?:\.\d+)?)\s*(?:us|ms|s|min|h|d)?\s*'?\s*$/i.exec(text ?? "");
	return match ? Number(match[1]) : null;
}
function rateOf(text) {
	const rate = numberOf(text);
	return rate === null ? 0 : Math.min(1, Math.max(0, rate));
}
const full = {
	mode: "full",
	rate: 1
};
const threshold = {
	mode: "threshold",
	rate: UNKNOWN_SHARE
};
/** Of the statements that succeed. Absent settings are those that this version has not, or that we may not see. */
function samplingOfEnded(settings) {
	if (settings.get("log_statement") === "all") return full;
	if (numberOf(settings.get("log_min_duration_statement")) === 0) return full;
	const everySample = numberOf(settings.get("log_min_duration_sample")) === 0;
	const rate = Math.max(everySample ? rateOf(settings.get("log_statement_sample_rate")) : 0, rateOf(settings.get("log_transaction_sample_rate")));
	if (rate >= 1) return full;
	return rate > 0 ? {
		mode: "random",
		rate
	} : threshold;
}
/** Whether failures are in the log with the statements that failed. */
const showsFailures = (settings) => isWritten("error", settings.get("log_min_messages")) && isWritten("error", settings.get("log_min_error_statement"));
/** What a log under these settings has, for one kind of session. */
function samplingOf$1(settings) {
	if (!isWritten("log", settings.get("log_min_messages")) || !showsFailures(settings)) return threshold;
	return samplingOfEnded(settings);
}
const worse = (a, b) => {
	if (a.mode === "threshold" || b.mode === "full") return a;
	if (b.mode === "threshold" || a.mode === "full") return b;
	return a.rate <= b.rate ? a : b;
};
/** Which settings win where several hold: a role in this database, then the role, then the database, then everybody. */
const weight = ({ role, inDatabase }) => role === null ? 1 : inDatabase ? 3 : 2;
/** Every kind of session that the server can have by its settings, everybody's first. */
function sessionKinds({ settings, overrides }) {
	const ordered = [...overrides].sort((a, b) => weight(a) - weight(b));
	const forAll = ordered.filter(({ role }) => role === null);
	const roles = [...new Set(ordered.flatMap(({ role }) => role === null ? [] : [role]))];
	const kind = (target, layers) => {
		const merged = new Map([...settings, ...layers.flatMap((layer) => [...layer.settings])]);
		return {
			target,
			settings: merged,
			sampling: samplingOf$1(merged)
		};
	};
	const one = (role) => ordered.filter((layer) => layer.role === null || layer.role === role);
	return [kind(forAll[0]?.target ?? "everybody", forAll), ...roles.map((role) => kind(one(role).at(-1)?.target ?? role, one(role)))];
}
/** The least that is proved for any session. A value of our own session hides everybody's: nothing is proved then. */
function provenSampling(server) {
	if (server.ownValues.some((name) => /^log_(?!line_prefix|timezone|filename)/.test(name)) || [
		"log_statement",
		"log_min_duration_statement",
		"log_min_messages",
		"log_min_error_statement"
	].some((name) => !server.settings.has(name))) return threshold;
	return sessionKinds(server).map(({ sampling }) => sampling).reduce(worse, full);
}
/** Whether at least every failed statement is in the log with its text: what `pg_stat_statements` cannot see. */
function provesFailures(server) {
	if (server.ownValues.some((name) => /^log_min_(?:messages|error_statement)$/.test(name))) return false;
	return sessionKinds(server).every(({ settings }) => showsFailures(settings));
}
// src/query-log/sources/postgresql-settings/switched-logging.ts
/** Statements that switch logging off for their own session: what follows them there may not be in the log. */
const SETTINGS = "log_(?:statement|min_duration_statement|min_duration_sample|statement_sample_rate|transaction_sample_rate|min_error_statement|min_messages)";
const SET = new RegExp(String.raw`\bset\s+(?:session\s+|local\s+)?"?(${SETTINGS})"?\s*(?:=|\bto\b)`, "i");
const CALL = new RegExp(String.raw`\bset_config\s*\(\s*E?'(${SETTINGS})'`, "i");
/** The setting that it changes; null: none. Comments and strings that look like one are told, too: a gap too many. */
function switchedLogging(text) {
	if (!/log_/i.test(text)) return null;
	return (SET.exec(text) ?? CALL.exec(text))?.[1]?.toLowerCase() ?? null;
}
// src/query-log/sources/log-proof.ts
const PATIENCE$2 = 1e4;
const OFF = "logging-switched-off";
/** How many probes are remembered that may still arrive: a day of them. */
const MOST = 1440;
/** Everything that decides what is logged, in one text. */
function digestOf({ settings, overrides }) {
	const logged = (all) => [...all].filter(([name]) => /^log_(?!line_prefix|timezone|rotation)/.test(name)).sort();
	return JSON.stringify([logged(settings), overrides.map(({ target, settings: own }) => [target, logged(own)])]);
}
function makeLogProof({ failuresAreEnough, patience = PATIENCE$2 }) {
	const waiting = /* @__PURE__ */ new Map();
	const gaps = [];
	let reading = null;
	const silent = /* @__PURE__ */ new Map();
	/** When those that arrived were sent. */
	const arrived = [];
	/** Between two readings it was as both say; where they differ, or one is not enough, nobody knows how long. */
	const noteReading = (next) => {
		const before = reading;
		reading = next;
		if (!before || next.at <= before.at) return;
		if (!before.enough || !next.enough) gaps.push({
			from: before.at,
			to: next.at,
			reason: "not-logged"
		});
		else if (before.digest !== next.digest) gaps.push({
			from: before.at,
			to: next.at,
			reason: "settings-changed"
		});
	};
	/** A session that is seen again is logged again. */
	const hear = (session, at) => {
		const heard = silent.get(session);
		if (!heard) return;
		silent.delete(session);
		if (at > heard.from) gaps.push({
			from: heard.from,
			to: at,
			reason: OFF
		});
	};
	const noteRun = ({ text, at, session, failed }) => {
		if (session !== null) hear(session, at);
		const sequence = probeIn(text);
		if (sequence !== null) {
			const sent = waiting.get(sequence);
			waiting.delete(sequence);
			arrived.push(sent ?? sequence);
			if (arrived.length > MOST) arrived.shift();
		} else if (!failed && switchedLogging(text)) silent.set(session ?? "", {
			since: at,
			from: at
		});
	};
	const noteSilence = (read) => {
		for (const one of silent.values()) {
			if (read.to <= one.from) continue;
			gaps.push({
				from: one.from,
				to: read.to,
				reason: OFF
			});
			one.from = read.to;
		}
	};
	const noteLost = (read) => {
		const lost = [...waiting].filter(([, sent]) => sent + patience < read.to);
		if (lost.length === 0) return;
		for (const [sequence] of lost) waiting.delete(sequence);
		const times = lost.map(([, sent]) => sent);
		const [first, last] = [Math.min(...times), Math.max(...times)];
		const before = arrived.filter((sent) => sent < first);
		const after = arrived.filter((sent) => sent > last);
		gaps.push({
			from: before.length > 0 ? Math.max(...before) : first,
			to: after.length > 0 ? Math.min(...after) : read.to,
			reason: "probe-lost"
		});
	};
	return {
		noteSettings: (settings, at) => noteReading({
			at,
			enough: provenSampling(settings).mode === "full" || failuresAreEnough && provesFailures(settings),
			digest: digestOf(settings)
		}),
		noteSent({ sequence, at }) {
			waiting.set(sequence, at);
			for (const old of waiting.keys()) if (waiting.size > MOST) waiting.delete(old);
		},
		noteSessions(oldest, at) {
			for (const [session, { since, from }] of silent) {
				if (oldest !== null && oldest <= since) continue;
				silent.delete(session);
				if (at > from) gaps.push({
					from,
					to: at,
					reason: OFF
				});
			}
		},
		noteRuns: (runs) => runs.forEach(noteRun),
		takeGaps(read) {
			noteLost(read);
			noteSilence(read);
			return gaps.splice(0);
		}
	};
}
// src/query-log/collectors/follow-postgresql-log.ts
const PATIENCE$1 = 15e3;
function followPostgresqlLog(log) {
	const { id, database, required } = log;
	const source = {
		id,
		kind: "postgresql-log",
		required,
		sampling: {
			mode: "full",
			rate: 1
		}
	};
	const proof = makeLogProof({ failuresAreEnough: log.failuresAreEnough });
	log.node?.logs.push(proof);
	return {
		source,
		database,
		async run(signal, sink) {
			await log.node?.firstLook(PATIENCE$1);
			const options = {
				signal,
				position: sink.position() ?? null,
				...log.prefix !== null && { prefix: log.prefix },
				...zoneOf(log)
			};
			const own = new OwnRuns(log.called);
			for await (const chunk of followLog(log.path, options)) await hand(chunk, log, proof, source, sink, own);
		}
	};
}
function zoneOf({ timezone, node }) {
	const zone = timezone ?? node?.timezone() ?? null;
	return zone === null ? {} : { timezone: zone };
}
async function hand(chunk, log, proof, source, sink, own) {
	const { database, tally } = log;
	const { covered } = chunk;
	proof.noteRuns(chunk.runs);
	const gaps = covered ? [...chunk.gaps, ...proof.takeGaps(covered)] : chunk.gaps;
	const known = own.skipped.size;
	const counted = await tally(database, own.take(chunk.runs).map(nameByComment));
	for (const name of [...own.skipped.keys()].slice(known)) sink.problem(`statements of ${JSON.stringify(name)} in its log are not counted: they ran in another database`);
	const sampling = samplingOf(chunk, log);
	sink.apply({
		database,
		source: {
			...source,
			sampling
		},
		position: chunk.position(),
		covered,
		gaps,
		...counted
	});
}
/** By the server's settings where somebody has just seen them, else by what the log itself proves. */
function samplingOf(chunk, { node, failuresAreEnough, now }) {
	const proof = node?.proof(now()) ?? null;
	if (!proof) return chunk.completeness().sampling;
	return failuresAreEnough && proof.failures ? {
		mode: "full",
		rate: 1
	} : proof.sampling;
}
// src/query-log/collectors/node.ts
/** Settings that were seen longer ago may have changed since. */
const FRESH = 3e5;
function makeNode() {
	const first = Promise.withResolvers();
	let last = null;
	let zone = null;
	return {
		logs: [],
		note(proof, timezone) {
			last = proof;
			zone = timezone;
			first.resolve();
		},
		proof: (now) => last && now - last.at <= FRESH ? last : null,
		timezone: () => zone,
		async firstLook(patience) {
			let timer;
			const late = new Promise((resolve) => {
				timer = setTimeout(resolve, patience);
			});
			await Promise.race([first.promise, late]);
			clearTimeout(timer);
		}
	};
}
// src/query-log/sources/postgresql-catalog/scope.ts
/** Which objects of a server are of interest, as conditions in SQL. */
/** The aliased `pg_namespace` row is a schema of people or of an extension: no temporary one, none of the server's own. */
const userSchema = (alias) => `${alias}.nspname NOT IN ('pg_catalog', 'information_schema') AND ${alias}.nspname !~ '^pg_(?:toast|temp)'`;
/** It came with an extension. */
const ofExtension = (catalog, oid) => `EXISTS (SELECT 1 FROM pg_catalog.pg_depend member WHERE member.classid = 'pg_catalog.${catalog}'::regclass AND member.objid = ${oid} AND member.deptype = 'e')`;
/** A relation's name with its schema, from aliases of pg_namespace and pg_class. */
const relationName = (space, relation) => `quote_ident(${space}.nspname) || '.' || quote_ident(${relation}.relname)`;
/** What a query for definitions yields, as SQL. */
const definition = (kind, oid, stage, ddl) => `SELECT '${kind}' AS class, ${oid}::bigint AS oid, ${stage} AS stage, ${ddl} AS ddl`;
// src/query-log/sources/postgresql-catalog/attachments.ts
/** What tables and views have upon them: parents, keys, indexes, triggers, rules, policies. */
const last = (stage, ddl) => definition("", "0", stage, ddl);
const table = relationName("n", "c");
const tables$1 = "JOIN pg_class c ON c.oid = ";
const spaces = `JOIN pg_namespace n ON n.oid = c.relnamespace`;
const parents = `${last(6, `CASE WHEN c.relispartition THEN 'ALTER TABLE ONLY ' || ${relationName("pn", "p")} || ' ATTACH PARTITION ' || ${table} || ' ' || pg_get_expr(c.relpartbound, c.oid)
     ELSE 'ALTER TABLE ' || ${table} || ' INHERIT ' || ${relationName("pn", "p")} END`)} FROM pg_inherits i ${tables$1} i.inhrelid ${spaces} JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
  WHERE ${userSchema("n")} AND c.relkind IN ('r', 'p', 'f')`;
/** Primary keys, then the others, then foreign keys, which need them. Checks are written with their tables. */
const constraints = (kinds, stage, more = "") => `${last(stage, `'ALTER TABLE ONLY ' || ${table} || ' ADD CONSTRAINT ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid)`)}
   FROM pg_constraint k ${tables$1} k.conrelid ${spaces} WHERE ${userSchema("n")} AND c.relkind IN ('r', 'p', 'f') AND k.contype IN (${kinds})${more}`;
const indexes = `${last(9, "pg_get_indexdef(x.indexrelid)")} FROM pg_index x ${tables$1} x.indrelid ${spaces}
  WHERE ${userSchema("n")} AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = x.indexrelid AND k.contype IN ('p', 'u', 'x'))`;
const triggers = `${last(11, "pg_get_triggerdef(g.oid)")} FROM pg_trigger g ${tables$1} g.tgrelid ${spaces}
  WHERE ${userSchema("n")} AND NOT g.tgisinternal`;
const rules = `${last(11, `rtrim(pg_get_ruledef(r.oid), '; ')`)} FROM pg_rewrite r ${tables$1} r.ev_class ${spaces}
  WHERE ${userSchema("n")} AND r.rulename <> '_RETURN'`;
const policies = `${last(12, `'CREATE POLICY ' || quote_ident(o.polname) || ' ON ' || ${table}
    || CASE o.polcmd WHEN 'r' THEN ' FOR SELECT' WHEN 'a' THEN ' FOR INSERT' WHEN 'w' THEN ' FOR UPDATE' WHEN 'd' THEN ' FOR DELETE' ELSE '' END
    || coalesce(' USING (' || pg_get_expr(o.polqual, o.polrelid) || ')', '') || coalesce(' WITH CHECK (' || pg_get_expr(o.polwithcheck, o.polrelid) || ')', '')`)} FROM pg_policy o ${tables$1} o.polrelid ${spaces} WHERE ${userSchema("n")}`;
const statistics = `${last(12, "pg_get_statisticsobjdef(s.oid)")} FROM pg_statistic_ext s ${tables$1} s.stxrelid ${spaces} WHERE ${userSchema("n")}`;
const attachmentQueries = (version) => [
	parents,
	constraints(`'p'`, 7),
	constraints(`'u', 'x'`, 8),
	constraints(`'f'`, 10, version >= 11 ? " AND k.conparentid = 0" : ""),
	indexes,
	triggers,
	rules,
	policies,
	statistics
];
// src/query-log/sources/postgresql-catalog/dependencies.ts
/** Both sides as `class:oid`; a view stands for its rule, a table for its defaults, rows and checks. */
const side = (classid, objid) => `CASE ${classid}
    WHEN 'pg_class'::regclass THEN 'relation:' || ${objid}
    WHEN 'pg_proc'::regclass THEN 'function:' || ${objid}
    WHEN 'pg_rewrite'::regclass THEN (SELECT 'relation:' || ev_class FROM pg_rewrite WHERE oid = ${objid})
    WHEN 'pg_attrdef'::regclass THEN (SELECT 'relation:' || adrelid FROM pg_attrdef WHERE oid = ${objid})
    WHEN 'pg_constraint'::regclass THEN (SELECT CASE WHEN conrelid <> 0 THEN 'relation:' || conrelid ELSE 'type:' || contypid END FROM pg_constraint WHERE oid = ${objid} AND contype = 'c')
    WHEN 'pg_type'::regclass THEN (SELECT CASE WHEN own.typrelid <> 0 THEN 'relation:' || own.typrelid WHEN item.typrelid <> 0 THEN 'relation:' || item.typrelid
        WHEN item.oid IS NOT NULL THEN 'type:' || item.oid ELSE 'type:' || own.oid END
      FROM pg_type own LEFT JOIN pg_type item ON item.typarray = own.oid WHERE own.oid = ${objid}) END`;
/** Objects that the server was made with (below 16384) are there already. A sequence is not made by the table that owns it. */
const dependencyQuery = `SELECT DISTINCT ${side("d.classid", "d.objid")} AS item, ${side("d.refclassid", "d.refobjid")} AS needs
  FROM pg_depend d WHERE d.refobjid >= 16384 AND d.objid >= 16384 AND d.deptype IN ('n', 'a', 'i') AND NOT (d.classid = 'pg_class'::regclass AND d.deptype = 'a')
   AND d.classid IN ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_rewrite'::regclass, 'pg_attrdef'::regclass, 'pg_constraint'::regclass, 'pg_type'::regclass)
   AND d.refclassid IN ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass)`;
const keyOf = ({ class: kind, oid }) => kind === "" ? "" : `${kind}:${oid}`;
/**
* The definitions in such an order, by stage and oid where it does not matter. Objects that need each other (a table whose
* default calls a function of its own rows) stay in the order of their stages. No recursion: chains may be long.
*/
function orderDefinitions(definitions, needs) {
	const known = new Map(definitions.map((one) => [keyOf(one), one]));
	const ordered = [];
	const seen = /* @__PURE__ */ new Set();
	const needed = (one) => (needs.get(keyOf(one)) ?? []).flatMap((key) => known.get(key) ?? []).sort(compareDefinitions);
	for (const root of [...definitions].sort(compareDefinitions)) {
		if (seen.has(root)) continue;
		seen.add(root);
		const path = [{
			one: root,
			left: needed(root)
		}];
		for (let top = path.at(-1); top; top = path.at(-1)) {
			const next = top.left.shift();
			if (!next) {
				ordered.push(top.one);
				path.pop();
			} else if (!seen.has(next)) {
				seen.add(next);
				path.push({
					one: next,
					left: needed(next)
				});
			}
		}
	}
	return ordered;
}
function compareDefinitions(a, b) {
	return a.stage - b.stage || a.oid - b.oid || (a.ddl < b.ddl ? -1 : a.ddl > b.ddl ? 1 : 0);
}
// src/query-log/sources/postgresql-catalog/digest.ts
/** Rows of system catalogs by what names them, with the relation, schema or object that tells whether they are of interest. */
const ofRelation = [
	[
		"pg_attribute",
		`t.attrelid || '.' || t.attnum`,
		"t.attrelid"
	],
	[
		"pg_attrdef",
		"t.oid::text",
		"t.adrelid"
	],
	[
		"pg_index",
		"t.indexrelid::text",
		"t.indrelid"
	],
	[
		"pg_trigger",
		"t.oid::text",
		"t.tgrelid"
	],
	[
		"pg_rewrite",
		"t.oid::text",
		"t.ev_class"
	],
	[
		"pg_policy",
		"t.oid::text",
		"t.polrelid"
	],
	[
		"pg_inherits",
		`t.inhrelid || '.' || t.inhparent`,
		"t.inhrelid"
	],
	[
		"pg_statistic_ext",
		"t.oid::text",
		"t.stxrelid"
	]
];
const ofSchema = [
	["pg_class", "t.relnamespace"],
	["pg_type", "t.typnamespace"],
	["pg_proc", "t.pronamespace"],
	["pg_constraint", "t.connamespace"]
];
const whole = [
	["pg_namespace", "t.oid::text"],
	["pg_enum", "t.oid::text"],
	["pg_extension", "t.oid::text"],
	["pg_range", "t.rngtypid::text"],
	["pg_aggregate", "t.aggfnoid::oid::text"],
	["pg_db_role_setting", `t.setdatabase || '.' || t.setrole`]
];
/** Count and sum of a hash of each row's key and `xmin`, which is new after each change of the row; in no particular order. */
const sum = (catalog, key, rest) => `SELECT '${catalog}' AS catalog, count(*) || ':' || coalesce(sum(('x' || substr(md5(${key} || ':' || t.xmin::text), 1, 15))::bit(60)::bigint), 0) AS total
   FROM pg_catalog.${catalog} t ${rest}`;
/** Temporary tables come and go all day: they are left out, as are the server's own. */
const temporary = `n.nspname ~ '^pg_(?:toast_)?temp_' AND n.nspname !~ '_tables$'`;
const digestQuery = `SELECT md5(string_agg(catalog || '=' || total, ',' ORDER BY catalog COLLATE "C")) AS digest FROM (${[
	...ofRelation.map(([catalog, key, relation]) => sum(catalog, key, `JOIN pg_catalog.pg_class c ON c.oid = ${relation} JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE ${userSchema("n")}`)),
	...ofSchema.map(([catalog, schema]) => sum(catalog, "t.oid::text", `JOIN pg_catalog.pg_namespace n ON n.oid = ${schema} WHERE ${userSchema("n")}`)),
	...whole.map(([catalog, key]) => sum(catalog, key, catalog === "pg_namespace" ? `WHERE NOT EXISTS (SELECT 1 FROM pg_catalog.pg_namespace n WHERE n.oid = t.oid AND ${temporary})` : ""))
].join(" UNION ALL ")}) AS sums`;
/** Of the snapshot that the connection's transaction sees. */
async function readDigest(connection) {
	const [row] = await connection.query(digestQuery);
	return String(row?.digest);
}
// src/query-log/sources/postgresql-catalog/functions.ts
/** Functions, procedures and aggregates with their bodies. */
const functions = "FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang";
/** A range type brings the functions that make one. */
const ofType = `EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')`;
/** What an extension's C code does touches nothing of the schema; a body that can be read is read all the same. */
const readable = `(NOT ${ofExtension("pg_proc", "p.oid")} OR l.lanname IN ('sql', 'plpgsql'))`;
function bodies(version) {
	const plain = version >= 11 ? `p.prokind IN ('f', 'p', 'w')` : "NOT p.proisagg";
	return `${definition("function", "p.oid", 5, "pg_get_functiondef(p.oid)")} ${functions} WHERE ${userSchema("n")} AND ${plain} AND ${readable} AND NOT ${ofType}`;
}
const aggregateDefinition = `'CREATE AGGREGATE ' || quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '(' || CASE WHEN p.pronargs = 0 THEN '*' ELSE pg_get_function_identity_arguments(p.oid) END
   || ') (SFUNC = ' || g.aggtransfn::regproc::text || ', STYPE = ' || format_type(g.aggtranstype, NULL)
   || CASE WHEN g.aggfinalfn <> 0 THEN ', FINALFUNC = ' || g.aggfinalfn::regproc::text ELSE '' END || ')'`;
function aggregates(version) {
	const kind = version >= 11 ? `p.prokind = 'a'` : "p.proisagg";
	return `${definition("function", "p.oid", 5, aggregateDefinition)} ${functions} JOIN pg_aggregate g ON g.aggfnoid = p.oid
    WHERE ${userSchema("n")} AND ${kind} AND NOT ${ofExtension("pg_proc", "p.oid")}`;
}
const functionQueries = (version) => [bodies(version), aggregates(version)];
// src/query-log/sources/postgresql-catalog/relations.ts
/** Tables, views and sequences as DDL. All names are written with their schemas: the reader's search path is empty. */
/** `name type COLLATE … GENERATED … DEFAULT … NOT NULL` of a column; version 10 and 11 know no generated ones. */
function columnDefinition(version) {
	const expression = "pg_get_expr(def.adbin, def.adrelid)";
	const generated = version >= 12 ? "a.attgenerated" : `''::"char"`;
	return `quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
    || CASE WHEN a.attcollation <> ty.typcollation AND a.attcollation <> 0 THEN (SELECT ' COLLATE ' || quote_ident(cn.nspname) || '.' || quote_ident(co.collname)
         FROM pg_collation co JOIN pg_namespace cn ON cn.oid = co.collnamespace WHERE co.oid = a.attcollation) ELSE '' END
    || CASE WHEN ${generated} = 's' THEN ' GENERATED ALWAYS AS (' || ${expression} || ') STORED'
            WHEN ${generated} = 'v' THEN ' GENERATED ALWAYS AS (' || ${expression} || ') VIRTUAL'
            WHEN a.attidentity = 'a' THEN ' GENERATED ALWAYS AS IDENTITY'
            WHEN a.attidentity = 'd' THEN ' GENERATED BY DEFAULT AS IDENTITY'
            WHEN def.adbin IS NOT NULL THEN ' DEFAULT ' || ${expression} ELSE '' END
    || ${version >= 18 ? `CASE WHEN a.attnotnull THEN coalesce((SELECT ' CONSTRAINT ' || quote_ident(nn.conname) FROM pg_constraint nn
           WHERE nn.conrelid = c.oid AND nn.contype = 'n' AND nn.convalidated AND nn.conkey = ARRAY[a.attnum]), '') || ' NOT NULL' ELSE '' END` : `CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END`}`;
}
const columns = (version) => `SELECT string_agg(${columnDefinition(version)}, ', ' ORDER BY a.attnum)
  FROM pg_attribute a JOIN pg_type ty ON ty.oid = a.atttypid
  LEFT JOIN pg_attrdef def ON def.adrelid = a.attrelid AND def.adnum = a.attnum
  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped`;
const checks = `SELECT string_agg(', CONSTRAINT ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid), '' ORDER BY k.conname)
  FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c'`;
const relations = "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace";
function tables(version) {
	const ddl = `'CREATE ' || CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED ' ELSE '' END
    || CASE c.relkind WHEN 'f' THEN 'FOREIGN ' ELSE '' END || 'TABLE ' || ${relationName("n", "c")} || ' ('
    || coalesce((${columns(version)}), '') || regexp_replace(coalesce((${checks}), ''), CASE WHEN (${columns(version)}) IS NULL THEN '^, ' ELSE '^$' END, '') || ')'
    || CASE c.relkind WHEN 'p' THEN ' PARTITION BY ' || pg_get_partkeydef(c.oid)
         WHEN 'f' THEN coalesce((SELECT ' SERVER ' || quote_ident(s.srvname) FROM pg_foreign_table f JOIN pg_foreign_server s ON s.oid = f.ftserver WHERE f.ftrelid = c.oid), '')
         ELSE '' END`;
	return `${definition("relation", "c.oid", 3, ddl)} ${relations} WHERE ${userSchema("n")} AND c.relkind IN ('r', 'p', 'f')`;
}
/** The text that the server keeps is of the query alone; names of columns that were changed later are in it, as aliases. */
const views = () => `${definition("relation", "c.oid", 4, `'CREATE ' || CASE c.relkind WHEN 'm' THEN 'MATERIALIZED ' ELSE '' END || 'VIEW ' || ${relationName("n", "c")} || ' AS ' || rtrim(pg_get_viewdef(c.oid), '; ')`)}
   ${relations} WHERE ${userSchema("n")} AND c.relkind IN ('v', 'm')`;
/** Those of identity columns come with their columns. */
const sequences = () => `${definition("relation", "c.oid", 2, `'CREATE SEQUENCE ' || ${relationName("n", "c")}`)} ${relations}
   WHERE ${userSchema("n")} AND c.relkind = 'S' AND NOT EXISTS (SELECT 1 FROM pg_depend d
     WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'i')`;
const owners = () => `${definition("", "0", 6, `'ALTER SEQUENCE ' || ${relationName("n", "c")} || ' OWNED BY ' || ${relationName("tn", "t")} || '.' || quote_ident(a.attname)`)} ${relations}
   JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'a' AND d.refclassid = 'pg_class'::regclass
   JOIN pg_class t ON t.oid = d.refobjid JOIN pg_namespace tn ON tn.oid = t.relnamespace
   JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid WHERE ${userSchema("n")} AND c.relkind = 'S'`;
const relationQueries = (version) => [
	tables(version),
	views(),
	sequences(),
	owners()
];
// src/query-log/sources/postgresql-catalog/search-paths.ts
/** Settings of roles and databases that hold in this database. The values are lists of quoted identifiers already. */
const query = `SELECT CASE WHEN s.setrole = 0 THEN 'ALTER DATABASE ' || quote_ident(current_database())
    WHEN s.setdatabase = 0 THEN 'ALTER ROLE ' || quote_ident(r.rolname)
    ELSE 'ALTER ROLE ' || quote_ident(r.rolname) || ' IN DATABASE ' || quote_ident(current_database()) END
    || ' SET search_path TO ' || substr(c.setting, 13) AS ddl
  FROM pg_db_role_setting s CROSS JOIN unnest(s.setconfig) AS c(setting) LEFT JOIN pg_roles r ON r.oid = s.setrole
  WHERE c.setting LIKE 'search_path=%' AND s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
   AND (s.setrole = 0 OR r.rolname IS NOT NULL)
  UNION ALL SELECT 'ALTER SYSTEM SET search_path TO ' || reset_val FROM pg_settings
   WHERE name = 'search_path' AND source = 'configuration file' ORDER BY 1`;
async function readSearchPaths(connection) {
	return (await connection.query(query)).map(({ ddl }) => String(ddl));
}
// src/query-log/sources/postgresql-catalog/types.ts
/** Schemas, extensions and types as DDL. */
const typeName = `quote_ident(n.nspname) || '.' || quote_ident(t.typname)`;
const types = `FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace`;
const schemas = `${definition("", "0", 0, `'CREATE SCHEMA ' || quote_ident(n.nspname)`)}
  FROM pg_namespace n WHERE ${userSchema("n")} AND n.nspname <> 'public'`;
const extensions = `${definition("", "0", 1, `'CREATE EXTENSION IF NOT EXISTS ' || quote_ident(e.extname) || ' WITH SCHEMA ' || quote_ident(n.nspname)`)}
  FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname <> 'plpgsql'`;
const enums = `${definition("type", "t.oid", 1, `'CREATE TYPE ' || ${typeName} || ' AS ENUM (' || coalesce((SELECT string_agg(quote_literal(v.enumlabel), ', ' ORDER BY v.enumsortorder)
    FROM pg_enum v WHERE v.enumtypid = t.oid), '') || ')'`)} ${types} WHERE ${userSchema("n")} AND t.typtype = 'e'`;
const domainChecks = (kinds) => `coalesce((SELECT string_agg(' CONSTRAINT ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid), '' ORDER BY k.conname)
    FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype IN (${kinds})), '')`;
/** From 17 on a domain's NOT NULL is a constraint, too; it is told once. */
const domains = `${definition("type", "t.oid", 1, `'CREATE DOMAIN ' || ${typeName} || ' AS ' || format_type(t.typbasetype, t.typtypmod)
    || coalesce(' DEFAULT ' || t.typdefault, '') || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END || ${domainChecks(`'c'`)}`)}
  ${types} WHERE ${userSchema("n")} AND t.typtype = 'd'`;
const composites = `${definition("relation", "t.typrelid", 1, `'CREATE TYPE ' || ${typeName} || ' AS (' || coalesce((SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod), ', ' ORDER BY a.attnum)
    FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '') || ')'`)}
  ${types} JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c' WHERE ${userSchema("n")}`;
const ranges = `${definition("type", "t.oid", 1, `'CREATE TYPE ' || ${typeName} || ' AS RANGE (subtype = ' || format_type(r.rngsubtype, NULL) || ')'`)}
  ${types} JOIN pg_range r ON r.rngtypid = t.oid WHERE ${userSchema("n")}`;
/** A type that is written in C: its name alone. Array types and those of extensions come by themselves. */
const bases = `${definition("type", "t.oid", 1, `'CREATE TYPE ' || ${typeName}`)} ${types} WHERE ${userSchema("n")} AND t.typtype = 'b'
  AND NOT (t.typelem <> 0 AND t.typlen = -1 AND EXISTS (SELECT 1 FROM pg_type el WHERE el.typarray = t.oid)) AND NOT ${ofExtension("pg_type", "t.oid")}`;
const typeQueries = () => [
	schemas,
	extensions,
	enums,
	domains,
	composites,
	ranges,
	bases
];
// src/query-log/sources/postgresql-catalog/read-catalog.ts
const TRIES = 3;
const begin = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL search_path = ''`;
/** Everything of `work` sees one snapshot; no error leaves the transaction open. */
async function inSnapshot(connection, work) {
	await connection.query(begin);
	try {
		const [row] = await connection.query(`SELECT floor(extract(epoch FROM transaction_timestamp()) * 1000)::text AS before, ceil(extract(epoch FROM clock_timestamp()) * 1000)::text AS after`);
		return await work({
			before: Number(row?.before),
			after: Number(row?.after)
		});
	} finally {
		await connection.query("ROLLBACK").catch(() => {});
	}
}
/** A cheap look: whether anything changed since another. Reads no schema. */
function lookAtSchema(connection) {
	return inSnapshot(connection, async (times) => ({
		...times,
		digest: await readDigest(connection)
	}));
}
/**
* The whole schema. The server's functions that write definitions out look at the newest schema, not at the snapshot's: so
* a second look must see what the first did, or all is read again. Throws where the schema is being changed all the time.
*/
async function readSchema(connection) {
	for (let left = TRIES; left > 0; left--) {
		const read = await inSnapshot(connection, async (times) => {
			const digest = await readDigest(connection);
			const ddl = await readDdl(connection);
			return {
				...times,
				digest,
				ddl,
				objects: await readObjects(connection)
			};
		});
		if ((await lookAtSchema(connection)).digest === read.digest) return read;
	}
	throw new Error(`the schema changed each of ${TRIES} times while it was read`);
}
async function readDdl(connection) {
	const { version } = connection;
	const queries = [
		...typeQueries(),
		...relationQueries(version),
		...functionQueries(version),
		...attachmentQueries(version)
	];
	const definitions = [];
	for (const query of queries) definitions.push(...(await connection.query(query)).map(definitionFrom));
	const needs = /* @__PURE__ */ new Map();
	for (const { item, needs: needed } of await connection.query(dependencyQuery)) {
		if (item === null || needed === null || item === needed) continue;
		needs.set(String(item), [...needs.get(String(item)) ?? [], String(needed)]);
	}
	const statements = orderDefinitions(definitions, needs).map(({ ddl }) => ddl);
	const paths = await readSearchPaths(connection);
	return [
		`-- Dumped from database version ${version}`,
		"SELECT pg_catalog.set_config('search_path', '', false)",
		...statements,
		...paths
	].map((statement, at) => at === 0 ? `${statement}\n` : `${statement.trimEnd()};\n`).join("");
}
function definitionFrom({ class: kind, oid, stage, ddl }) {
	return {
		class: kind,
		oid: Number(oid),
		stage: Number(stage),
		ddl: String(ddl)
	};
}
const objectQuery = `SELECT n.nspname::text AS space, c.relname::text AS relation, c.relkind IN ('v', 'm') AS view, c.oid::bigint::text AS oid,
    (SELECT json_agg(json_build_array(a.attnum, a.attname) ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE ${userSchema("n")} AND c.relkind IN ('r', 'p', 'f', 'v', 'm') ORDER BY c.oid`;
/** Tables with their columns, and views: what the resolver tells apart. A view's own columns are those of its tables to it. */
async function readObjects(connection) {
	return (await connection.query(objectQuery)).flatMap(({ space, relation, view, oid, columns }) => {
		const path = space === "public" ? [String(relation)] : [String(space), String(relation)];
		if (view === true) return [{
			object: formatObject({
				kind: "view",
				path
			}),
			identity: String(oid)
		}];
		const own = (columns ?? []).map(([number, column]) => ({
			object: formatObject({
				kind: "column",
				path: [...path, column]
			}),
			identity: `${oid}.${number}`
		}));
		return [{
			object: formatObject({
				kind: "table",
				path
			}),
			identity: String(oid)
		}, ...own];
	});
}
// src/query-log/sources/postgresql-catalog/poll-catalog.ts
function sameSchema(a, b) {
	return a.ddl === b.ddl && JSON.stringify(a.objects) === JSON.stringify(b.objects);
}
/** What the poller goes on from after a restart: the newest catalog that is kept. When it was seen last nobody has kept. */
function resumeCatalog(catalog) {
	if (!catalog || catalog.from === null) return null;
	return {
		last: {
			digest: "",
			before: catalog.from,
			after: catalog.from
		},
		catalog
	};
}
/**
* One look. `catalog` is null where the schema is the one that it was. A new one holds `from` the reading that saw it first, and
* not yet at `notBefore`, the last reading of the old one; what ran in between may have met either.
*/
async function pollCatalog(connection, database, state) {
	const look = state && await lookAtSchema(connection);
	if (state && look?.digest === state.last.digest) return {
		state: {
			...state,
			last: look
		},
		catalog: null
	};
	const { ddl, objects, ...last } = await readSchema(connection);
	if (state && sameSchema(state.catalog, {
		ddl,
		objects
	})) return {
		state: {
			...state,
			last
		},
		catalog: null
	};
	const notBefore = state ? state.last.before : null;
	const catalog = {
		database,
		from: last.after,
		notBefore,
		ddl,
		objects
	};
	return {
		state: {
			last,
			catalog
		},
		catalog
	};
}
// src/query-log/sources/postgresql-settings/log-files.ts
/** Where a server writes its log, and in which form: what a follower of it must know. Pure. */
/** jsonlog tells most, then csvlog; what else a server writes to (syslog, eventlog) is not read from here. */
const forms = [
	"jsonlog",
	"csvlog",
	"stderr"
];
const endings = {
	jsonlog: ".json",
	csvlog: ".csv",
	stderr: ""
};
/** Percent escapes of strftime become `*`; the name's own characters that a pattern would take for its own are kept out. */
const patternOf = (name) => name.replace(/%[EO]?[a-zA-Z]/g, "*").replace(/%%/g, "%").replace(/\*+/g, "*");
/** As the server makes the other formats' names: `.log` at the end is exchanged, or the ending is put on. */
function fileName(name, format) {
	if (format === "stderr") return name;
	return `${name.replace(/\.log$/, "")}${endings[format]}`;
}
/** Null: none of what it writes can be read here. */
function logFiles({ settings, dataDirectory }) {
	const destinations = (settings.get("log_destination") ?? "").split(",").map((one) => one.trim());
	const collected = settings.get("logging_collector") === "on";
	const format = forms.find((one) => destinations.includes(one) && (collected || one === "stderr"));
	if (!format) return null;
	const directory = settings.get("log_directory");
	const name = settings.get("log_filename");
	const known = collected && directory !== void 0 && name !== void 0;
	const folder = directory && !posix.isAbsolute(directory) ? dataDirectory && posix.join(dataDirectory, directory) : directory;
	return {
		format,
		pattern: known && folder ? posix.join(folder, patternOf(fileName(name, format))) : null,
		prefix: format === "stderr" ? settings.get("log_line_prefix") ?? null : null,
		timezone: settings.get("log_timezone") ?? null
	};
}
// src/query-log/sources/postgresql-settings/problems.ts
/** What to change so that a server's log proves something: each a sentence, with the line to paste. Pure. */
const reload = (statement) => `${statement} SELECT pg_reload_conf();`;
function statementProblems(target, settings) {
	const everybody = target === "everybody";
	const change = (name, value) => everybody ? reload(`ALTER SYSTEM SET ${name} = ${value};`) : `ALTER ${target} RESET ${name};`;
	const of = everybody ? "" : ` for ${target}`;
	const problems = [];
	const add = (text, name, value) => {
		problems.push({
			text: `${text}${of}`,
			fix: change(name, value),
			breaksProof: true
		});
	};
	const messages = settings.get("log_min_messages") ?? "";
	const errors = settings.get("log_min_error_statement") ?? "";
	if (/^(?:log|fatal|panic)$/.test(messages)) add(`log_min_messages is ${messages}: what fails is not logged`, "log_min_messages", "warning");
	if (/^(?:log|fatal|panic)$/.test(errors)) add(`log_min_error_statement is ${errors}: errors are logged without their statements`, "log_min_error_statement", "error");
	if (settings.get("log_statement") !== "all" && settings.get("log_min_duration_statement") !== "0") add(`log_statement is ${settings.get("log_statement") ?? "not told"} and log_min_duration_statement is ${settings.get("log_min_duration_statement") ?? "not told"}: not every statement is logged`, everybody ? "log_min_duration_statement" : nameOverridden(settings), "0");
	return problems;
}
const nameOverridden = (settings) => settings.get("log_statement") === "none" && settings.has("log_min_duration_statement") ? "log_min_duration_statement" : "log_statement";
/** `%q` ends a prefix for processes that are no sessions. */
function prefixProblems(prefix) {
	const fix = reload(`ALTER SYSTEM SET log_line_prefix = '%m [%p] %l %q%u@%d %a ';`);
	const has = (...escapes) => escapes.some((one) => new RegExp(`%-?\\d*${one}`).test(prefix));
	const problems = [];
	if (!has("m", "t", "n")) problems.push({
		text: "log_line_prefix has no time (%m)",
		fix,
		breaksProof: true
	});
	if (!has("p", "c")) problems.push({
		text: "log_line_prefix has no session (%p): an error cannot be told from whose it is",
		fix,
		breaksProof: true
	});
	if (!has("d")) problems.push({
		text: "log_line_prefix has no database (%d): statements of other databases are taken for this one's",
		fix,
		breaksProof: false
	});
	if (!has("u")) problems.push({
		text: "log_line_prefix has no user (%u): callers are not told apart",
		fix,
		breaksProof: false
	});
	if (!has("a")) problems.push({
		text: "log_line_prefix has no application name (%a): services are not told apart",
		fix,
		breaksProof: false
	});
	return problems;
}
function placeProblems(server) {
	const { settings } = server;
	const files = logFiles(server);
	const destination = settings.get("log_destination");
	if (destination === void 0) return [{
		text: "where the log is written may not be seen",
		fix: `GRANT pg_read_all_settings TO ${JSON.stringify(server.role)};`,
		breaksProof: false
	}];
	if (!files) return [{
		text: `the log goes to ${destination}, which cannot be followed`,
		fix: `ALTER SYSTEM SET logging_collector = on; ALTER SYSTEM SET log_destination = 'stderr${server.version >= 15 ? ",jsonlog" : ",csvlog"}';  -- and restart the server`,
		breaksProof: true
	}];
	const problems = files.prefix === null ? [] : prefixProblems(files.prefix);
	if (files.pattern === null) problems.push({
		text: "the server does not know where its output goes, or may not tell: name the log file yourself",
		fix: "",
		breaksProof: false
	});
	if (settings.get("log_error_verbosity") === "terse") problems.push({
		text: "log_error_verbosity is terse: what EXECUTE runs is not in the log",
		fix: reload("ALTER SYSTEM SET log_error_verbosity = default;"),
		breaksProof: false
	});
	return problems;
}
function ownProblems({ ownValues, role, settings }) {
	const own = ownValues.filter((name) => name.startsWith("log_")).map((name) => ({
		text: `${name} is set for our own role or session: what holds for everybody cannot be seen`,
		fix: `ALTER ROLE ${JSON.stringify(role)} RESET ${name};`,
		breaksProof: true
	}));
	return settings.has("log_min_messages") ? own : [...own, {
		text: "the settings of the log may not be seen",
		fix: `GRANT pg_read_all_settings TO ${JSON.stringify(role)};`,
		breaksProof: true
	}];
}
function pendingProblems({ pending }) {
	return (pending ?? []).map((line) => ({
		text: `a line of the configuration files is not in force yet, or wrong: ${line}`,
		fix: "",
		breaksProof: false
	}));
}
/** All there is to put right, what breaks the proof first. */
function settingProblems(server) {
	return [
		...(provenSampling(server).mode === "full" ? [] : sessionKinds(server).filter(({ sampling }) => sampling.mode !== "full")).flatMap(({ target, settings }) => statementProblems(target, settings)),
		...ownProblems(server),
		...placeProblems(server),
		...pendingProblems(server)
	].toSorted((a, b) => Number(b.breaksProof) - Number(a.breaksProof));
}
// src/query-log/sources/postgresql-settings/read-settings.ts
const names = [
	"log_statement",
	"log_min_duration_statement",
	"log_duration",
	"log_min_duration_sample",
	"log_statement_sample_rate",
	"log_transaction_sample_rate",
	"log_min_error_statement",
	"log_min_messages",
	"log_error_verbosity",
	"log_line_prefix",
	"log_destination",
	"logging_collector",
	"log_directory",
	"log_filename",
	"log_timezone",
	"log_truncate_on_rotation",
	"log_parameter_max_length",
	"compute_query_id",
	"lc_messages",
	"session_preload_libraries",
	"shared_preload_libraries",
	"auto_explain.log_min_duration",
	"auto_explain.log_nested_statements"
];
const list = `ARRAY[${names.map((name) => `'${name}'`).join(", ")}]`;
/** `reset_val` is what a session begins with; in the unit of the setting (milliseconds). */
const settingsQuery = `SELECT name, reset_val AS value, source, pending_restart AS pending FROM pg_settings WHERE name = ANY(${list})`;
const overridesQuery = `SELECT CASE WHEN s.setrole = 0 THEN 'DATABASE ' || quote_ident(current_database())
      ELSE 'ROLE ' || quote_ident(r.rolname) || CASE WHEN s.setdatabase = 0 THEN '' ELSE ' IN DATABASE ' || quote_ident(current_database()) END END AS target,
    r.rolname::text AS role, s.setdatabase <> 0 AS in_database, to_json(s.setconfig) AS settings
  FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole
  WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database())) AND (s.setrole = 0 OR r.rolname IS NOT NULL)
  ORDER BY 1`;
const pendingQuery = `SELECT name, setting, coalesce(error, '') AS error FROM pg_file_settings f WHERE name = ANY(${list})
   AND (error IS NOT NULL OR NOT applied) AND seqno = (SELECT max(seqno) FROM pg_file_settings g WHERE g.name = f.name)`;
const aboutQuery = `SELECT current_user::text AS role, current_setting('data_directory', true) AS data, pg_conf_load_time()::text AS loaded`;
function splitSetting(text) {
	const at = text.indexOf("=");
	return [text.slice(0, at), text.slice(at + 1)];
}
async function readOverrides(connection) {
	return (await connection.query(overridesQuery)).map(({ target, role, in_database, settings }) => {
		const own = (Array.isArray(settings) ? settings.map(String) : []).map(splitSetting);
		return {
			target: String(target),
			role: role === null ? null : String(role),
			inDatabase: in_database === true,
			settings: new Map(own.filter(([name]) => names.includes(name)))
		};
	}).filter(({ settings }) => settings.size > 0);
}
/** Only a superuser (or who is granted it) may read the files. */
async function readPending(connection) {
	try {
		return (await connection.query(pendingQuery)).map(({ name, setting, error }) => `${name} = ${setting}${error === "" ? "" : ` (${error})`}`);
	} catch {
		return null;
	}
}
/** Of sessions that we may not see all is hidden, their kind and start included. */
const sessionsQuery = `SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::text AS at,
    CASE WHEN bool_or(backend_start IS NULL) THEN '0' ELSE floor(extract(epoch FROM min(backend_start)) * 1000)::text END AS oldest
  FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datid <> 0 AND coalesce(backend_type, 'client backend') = 'client backend'`;
/** Only those who may read all settings are told where the data lie. */
async function readAbout(connection) {
	const { role, data, loaded } = (await connection.query(aboutQuery).catch(() => connection.query(aboutQuery.replace(`current_setting('data_directory', true)`, "NULL"))))[0] ?? {};
	return {
		role: String(role),
		data: typeof data === "string" ? data : null,
		loaded: String(loaded)
	};
}
const OWN = /* @__PURE__ */ new Set([
	"database user",
	"user",
	"database",
	"client",
	"session"
]);
/** One reading of everything; what may not be seen is absent, never guessed. */
async function readServerSettings(connection) {
	const rows = await connection.query(settingsQuery);
	const { role, data, loaded } = await readAbout(connection);
	const [sessions] = await connection.query(sessionsQuery);
	return {
		version: connection.version,
		settings: new Map(rows.map(({ name, value }) => [String(name), String(value)])),
		ownValues: rows.filter(({ source }) => OWN.has(String(source))).map(({ name }) => String(name)),
		overrides: await readOverrides(connection),
		pending: await readPending(connection),
		role,
		dataDirectory: data,
		loadedAt: loaded,
		at: Number(sessions?.at),
		oldestSession: typeof sessions?.oldest === "string" ? Number(sessions.oldest) : null
	};
}
// src/query-log/collectors/watch-postgresql.ts
/**
* Looks at a PostgreSQL server every minute: its schema goes into the store, its settings say what its log proves, and a
* probe is run, so that the log has a line for every minute that was seen.
*/
function watchPostgresql(watch) {
	const { id, database } = watch;
	return {
		source: {
			id,
			kind: "postgresql",
			required: false,
			sampling: {
				mode: "full",
				rate: 1
			}
		},
		database,
		run: (signal, sink) => keepWatching(watch, signal, sink)
	};
}
async function keepWatching(watch, signal, sink) {
	const connection = await connectToServer(watch.address);
	const state = {
		catalog: resumeCatalog(watch.store.catalogAt(watch.database, watch.now())),
		told: "",
		sequence: null
	};
	try {
		while (!signal.aborted) {
			await look(watch, connection, state, sink);
			await setTimeout$1(watch.every, void 0, { signal }).catch(() => {});
		}
	} finally {
		await connection.end().catch(() => {});
	}
}
async function look(watch, connection, state, sink) {
	const { database, node, store } = watch;
	if (watch.schema) {
		const polled = await pollCatalog(connection, database, state.catalog);
		state.catalog = polled.state;
		if (polled.catalog) store.putCatalog(polled.catalog);
	}
	if (!watch.log) return;
	const settings = await readServerSettings(connection);
	const proof = {
		sampling: provenSampling(settings),
		failures: provesFailures(settings),
		at: watch.now()
	};
	node.note(proof, settings.settings.get("log_timezone") ?? null);
	for (const log of node.logs) {
		log.noteSettings(settings, settings.at);
		log.noteSessions(settings.oldestSession, settings.at);
	}
	const text = settingProblems(settings).filter(({ breaksProof }) => breaksProof).map(({ text: what, fix }) => `${what}${fix === "" ? "" : `: ${fix}`}`).join("; ");
	if (text !== "" && text !== state.told) sink.problem(text);
	state.told = text;
	if (!watch.probe) return;
	state.sequence = nextSequence(state.sequence, watch.now());
	await connection.query(probeStatement(state.sequence));
	if (proof.sampling.mode !== "full") return;
	for (const log of node.logs) log.noteSent({
		sequence: state.sequence,
		at: settings.at
	});
}
// src/commands/query-log/serve/wire.ts
/** Configuration -> what runs: databases to serve, their schemas from dumps, and a collector for each live source. */
const KINDS = {
	"postgresql-log": "postgresql-log",
	"pg-stat-statements": "pg-stat-statements",
	"mysql-digests": "mariadb-digests",
	"mysql-slow-log": "mysql-slow-log",
	records: "records"
};
function servedDatabases({ databases }) {
	return databases.map(({ name, called, sources }) => ({
		name,
		aliases: [name, ...called],
		sources: sources.map(({ id, type, required }) => ({
			id,
			kind: KINDS[type],
			required,
			sampling: {
				mode: "full",
				rate: 1
			}
		}))
	}));
}
/** Tells the store which sources must report, and the schemas that were given as dumps. */
async function prepareStore({ databases }, store) {
	for (const { name, sources, schema } of databases) {
		store.expect(name, sources.filter(({ required }) => required).map(({ id }) => id));
		if (schema === null) continue;
		const ddl = readDump(schema);
		const { objectsOfDump } = await import("./chunk-objects-of-dump.js");
		store.putCatalog({
			database: name,
			from: null,
			ddl,
			objects: await objectsOfDump(ddl)
		});
	}
}
function readDump(path) {
	try {
		return readFileSync(path, "utf8");
	} catch (error) {
		const why = error.code === "ENOENT" ? "there is no such file" : String(error);
		throw new UserError(`${quoted(path)} could not be read: ${why}.`, "Give the schema as pg_dump --schema-only writes it.");
	}
}
function addressOf(variable, env) {
	const url = env[variable]?.trim() ?? "";
	if (url !== "") return {
		url,
		variable
	};
	throw new UserError(`the environment variable ${variable}, which should hold the address of the database, is not set.`, `${variable}=postgresql://USER:PASSWORD@HOST:5432/DATABASE`);
}
/** One collector for each live source, and one for each server that is looked at. */
function collectorsOf({ databases }, wiring) {
	return databases.flatMap((database) => collectorsOfDatabase(database, wiring));
}
function collectorsOfDatabase(database, wiring) {
	if (database.engine !== "postgresql") throw unread(database);
	const nodes = /* @__PURE__ */ new Map();
	if (database.connectionEnv !== null) nodes.set(database.connectionEnv, {
		node: makeNode(),
		log: false,
		probe: false
	});
	for (const source of database.sources) {
		const variable = connectionOf(source, database);
		if (variable === null || source.type !== "postgresql-log") continue;
		const { node, probe } = nodes.get(variable) ?? {
			node: makeNode(),
			probe: false
		};
		nodes.set(variable, {
			node,
			log: true,
			probe: probe || source.probe
		});
	}
	const nodeOf = (source) => nodes.get(connectionOf(source, database) ?? "")?.node ?? null;
	return [...[...nodes].map(([variable, { node, log, probe }]) => {
		const address = addressOf(variable, wiring.env);
		const schema = variable === database.connectionEnv;
		const { store, now } = wiring;
		return watchPostgresql({
			id: `server ${variable}`,
			database: database.name,
			address,
			node,
			store,
			schema,
			log,
			probe,
			every: database.every,
			now
		});
	}), ...database.sources.flatMap((source) => collectorOf(source, database, nodeOf, wiring))];
}
/** The name in the connection; null: it names none, or cannot be read. */
function nameIn(url) {
	try {
		const { pathname, searchParams } = new URL((url ?? "").replace(/@\//, "@localhost/"));
		return searchParams.has("dbname") ? null : decodeURIComponent(pathname.slice(1)) || null;
	} catch {
		return null;
	}
}
/** What the server calls the database; empty where nobody knows. */
function calledIn(source, database, env) {
	const name = nameIn(env[connectionOf(source, database) ?? ""]);
	return name === null ? database.called : [...database.called, name];
}
const connectionOf = (source, database) => source.connectionEnv ?? database.connectionEnv;
function collectorOf(source, database, nodeOf, { tally, env, now }) {
	const common = {
		id: source.id,
		database: database.name,
		required: source.required,
		tally,
		now
	};
	const siblings = (type) => database.sources.filter((other) => other.type === type && other.required && connectionOf(other, database) === connectionOf(source, database));
	if (source.type === "postgresql-log") {
		const { path, prefix, timezone } = source;
		const failuresAreEnough = siblings("pg-stat-statements").length > 0;
		return [followPostgresqlLog({
			...common,
			called: calledIn(source, database, env),
			path,
			prefix,
			timezone,
			node: nodeOf(source),
			failuresAreEnough
		})];
	}
	if (source.type !== "pg-stat-statements") return [];
	const address = addressOf(connectionOf(source, database) ?? DEFAULTS.connectionEnv, env);
	const [log] = siblings("postgresql-log");
	return [countPgStatStatements({
		...common,
		address,
		every: source.every,
		beside: log ? nodeOf(log) : null
	})];
}
const unread = ({ name, engine }) => new UserError(`the database ${name} is ${engine}, which query-log serve does not read yet.`, "It reads postgresql.");
// src/commands/query-log/serve.ts
/** `lanekeeper query-log serve`: reads the sources, keeps what it counted, answers protocol 1. */
const log = (line) => void process.stderr.write(formatLogLine(line, Date.now()));
/** A source that hangs in a dead connection is not waited for: what it has not handed over is read again. */
const PATIENCE = 8e3;
const now = () => Date.now();
/** Resolves at SIGTERM or SIGINT; a second one ends the process at once, as without us. */
function untilStopped() {
	const { promise, resolve } = Promise.withResolvers();
	for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => resolve(signal));
	return promise;
}
async function run(args) {
	const options = readOptions(args, OWN$1, false, ["text"]);
	const config = configOf$1(options, process.env);
	const grants = grantsOf(config, process.env);
	const store = openStore(config.store);
	try {
		await serve(config, grants, store, options);
	} finally {
		store.close();
	}
	log({ event: "stopped" });
	return 0;
}
async function serve(config, grants, opened, options) {
	const stopping = new AbortController();
	const stopped = untilStopped();
	const { countOn } = await import("./chunk-count-runs2.js");
	const { tally, store } = await countOn(opened);
	await prepareStore(config, store);
	const collectors = collectorsOf(config, {
		store,
		tally,
		env: process.env,
		now
	});
	const tell = (collector, event, text) => log({
		event: `source-${event}`,
		database: collector.database,
		source: collector.source.id,
		text
	});
	const served = {
		store,
		databases: servedDatabases(config),
		limits: LIMITS,
		now,
		tally,
		metrics: renderMetrics,
		collectors: () => []
	};
	const server = await listen(config, served, grants);
	const supervised = superviseAll(collectors, {
		store,
		signal: stopping.signal,
		tell
	});
	served.collectors = () => supervised.states.map(({ collector, running, problem }) => ({
		database: collector.database,
		source: collector.source.id,
		running,
		problem
	}));
	const untidy = keepTidy(store, config.retention, (error) => log({
		event: "mistake",
		error: String(error)
	}));
	if (!options.silent) greet(config, server);
	log({
		event: "stopping",
		signal: await stopped
	});
	untidy();
	stopping.abort();
	await Promise.all([server.stop(), within(PATIENCE, supervised.done)]);
}
async function within(time, work) {
	const done = new AbortController();
	const late = setTimeout$1(time, void 0, { signal: done.signal }).catch(() => {});
	await Promise.race([work, late]);
	done.abort();
}
async function listen(config, served, grants) {
	const { host, port } = config.listen;
	try {
		return await startServer({
			served,
			grants,
			host,
			port,
			log
		});
	} catch (error) {
		const code = error.code;
		const why = code === "EADDRINUSE" ? "something else listens there" : code === "EACCES" ? "that port is not ours to take" : `${code}`;
		throw new UserError(`it cannot listen on ${host}:${port}: ${why}.`, "Choose another: --listen 127.0.0.1:8433");
	}
}
/** On standard output, so that whoever starts it can wait for the line. */
function greet({ store, databases }, { host, port }) {
	const address = host.includes(":") ? `[${host}]` : host;
	process.stdout.write(`lanekeeper query-log answers at http://${address}:${port}, and keeps what it counts in ${store}\n`);
	for (const { name, sources } of databases) {
		const required = sources.filter((source) => source.required).map(({ id }) => id);
		const told = required.length > 0 ? `proved by ${required.join(", ")}` : "nothing proves it yet: no source is required";
		process.stdout.write(`  ${name}: ${told}\n`);
	}
}
export { run };
