import { a as columnNameOf, c as tableName, i as SchemaIndex, l as viewName, n as readMysqlSchema, r as tokensOf, s as routineName, t as MysqlColumnSession } from "./chunk-mysql.js";
import { a as kindOf, r as touchesOf } from "./chunk-postgresql.js";
import { o as readSlowLog, r as readSchemaFile, t as StoredSchemas } from "./chunk-schema.js";
import { t as cleanLine } from "./chunk-clean.js";
import { t as UserError } from "./chunk-user-error.js";
import { t as quoted$1 } from "./chunk-options.js";
import { hash } from "node:crypto";
// src/sql/mysql/write-dump.ts
const quoted = (name) => `\`${name.replaceAll("`", "``")}\``;
/** Definitions end where no definition can: at a line of their own. */
const END = "-- end of a definition --";
/** Databases other than the default one are written with their names. Deterministic: equal schemas give equal texts. */
function writeMysqlDump({ database, tables, views, routines, triggers }) {
	const own = database === null ? "" : `USE ${quoted(database)};\n`;
	const path = (one) => one.database === "" ? quoted(one.name) : `${quoted(one.database)}.${quoted(one.name)}`;
	const told = (what) => `-- ${what} was not told`;
	const lines = [
		...tables.map((table) => `CREATE TABLE ${path(table)} (${table.columns.map((column) => `${quoted(column)} int`).join(", ")})${table.incomplete ? " SELECT 1" : ""}`),
		...views.map((view) => {
			const columns = view.columns ? ` (${view.columns.map(quoted).join(", ")})` : "";
			return `CREATE VIEW ${path(view)}${columns}${view.query === null ? "" : ` AS ${view.query}`}`;
		}),
		...routines.map((one) => {
			const parameters = one.parameters.map((name) => `${quoted(name)} int`).join(", ");
			const returns = one.kind === "function" ? " RETURNS int" : "";
			return `CREATE ${one.kind.toUpperCase()} ${path(one)}(${parameters})${returns}\n${one.body ?? told("its body")}`;
		}),
		...triggers.map((one) => `CREATE TRIGGER ${path(one)} AFTER ${one.event.toUpperCase()} ON ${path({
			database: one.database,
			name: one.table
		})} FOR EACH ROW\n${one.body ?? told("its body")}`)
	];
	return `${own}DELIMITER ${END.replaceAll(" ", "_")}\n${lines.sort().map((line) => `${line}\n${END.replaceAll(" ", "_")}\n`).join("")}`;
}
// src/sql/mysql/shape.ts
/** A statement without its literals: what repeats in a log is told by it. */
const STATEFUL = /^(?:USE|SET|PREPARE|EXECUTE|DEALLOCATE|CREATE|DROP)$/;
/** `?, ?, ?` and `(?), (?)` as one: how long a list is decides nothing. */
function collapse(text) {
	let before = "";
	let now = text;
	while (now !== before) {
		before = now;
		now = now.replace(/\?(?: , (?:\?|\.\.\.))+/g, "?").replace(/(\( (?:\? )?\))(?: , \1)+/g, "$1");
	}
	return now;
}
function shown(token, ansi) {
	if (token.kind === "name") return `\`${token.text.replaceAll("`", "``")}\``;
	if (token.kind === "double") return ansi ? `"${token.text.replaceAll("\"", "\"\"")}"` : "?";
	if (token.kind === "value") return token.text.startsWith("@") ? "@?" : "?";
	return token.text;
}
/** Null: its quotes do not end, so that nobody can tell its literals. */
function mysqlShape(statement, ansiQuotes) {
	const { tokens, problem, executableComments, escapedQuotes } = tokensOf(statement);
	if (problem !== null) return null;
	const words = (ansi) => collapse(tokens.map((token) => shown(token, ansi)).join(" "));
	const text = words(ansiQuotes === true);
	const stateful = tokens.slice(0, -1).some(({ upper }) => upper === ";") || STATEFUL.test(tokens[0]?.upper ?? "");
	return {
		key: executableComments || escapedQuotes || stateful ? statement : words(ansiQuotes !== false),
		text,
		stateful
	};
}
// src/query-log/resolve/mysql.ts
/**
* Shapes of MySQL's and MariaDB's statements, resolved once each against the schema and the state of their session. Held
* against MariaDB 10.11; for MySQL it is unverified.
*/
const NO_SCHEMA = "no schema is known: nobody can tell which tables its names are columns of";
const MOST_SHAPES = 5e4;
const MOST_SESSIONS = 1e4;
const LONGEST = 2e3;
/** What the reader of columns says of what it could not read. */
const UNREAD = /^(?:a quote is not closed|a comment is not closed|a parenthesis|it begins in a way|it is nested|it could not be read)/;
const cut = (text) => text.length > LONGEST ? `${text.slice(0, 1999)}…` : text;
function numbered(text) {
	let count = 0;
	return cut(text.replace(/(?<!@)\?/g, () => `$${++count}`));
}
/** As far as no literal can have begun. */
function startOf(text) {
	const end = text.search(/['"\d]/);
	return `${cut((end < 0 ? text : text.slice(0, end)).replace(/\s+/g, " ").trim())} …`.trim();
}
function kindOfMysql(text) {
	const words = text.toLowerCase().replace(/`(?:[^`]|``)*`/g, "name");
	if (/^replace\b/.test(words) || /^load\b/.test(words)) return "insert";
	return kindOf(words.replace(/^set statement .*? for /, ""));
}
/** `catalog` null: nothing is known of the schema, so that whatever touches anything may touch everything. */
var MysqlResolver = class {
	index;
	options;
	blind;
	incomplete;
	shapes = /* @__PURE__ */ new Map();
	/** Those that changed something; the others are all alike. */
	sessions = /* @__PURE__ */ new Map();
	constructor(catalog, options = {}) {
		const { schema, problems } = readMysqlSchema(catalog?.ddl ?? "", options.database ?? null);
		this.index = new SchemaIndex(schema);
		this.options = options;
		this.blind = catalog === null;
		this.incomplete = problems.length > 0;
	}
	take(run) {
		const known = run.session === null ? void 0 : this.sessions.get(run.session);
		const { ansiQuotes = null } = this.options;
		const shape = mysqlShape(run.text, known ? known.quotes : ansiQuotes);
		const scene = `${run.defaultSchema ?? ""}\0${known?.state ?? ""}`;
		const key = `${shape?.key ?? run.text}\0${scene}`;
		if (shape?.stateful && run.session !== null) return this.makeIn(this.open(run.session), run, shape, scene);
		const made = this.shapes.get(key);
		if (made) return made;
		const session = known ?? new MysqlColumnSession(this.index, this.options);
		const shapeOfRun = this.makeIn(session, run, shape, scene);
		if (this.shapes.size >= MOST_SHAPES) this.shapes.clear();
		this.shapes.set(key, shapeOfRun);
		return shapeOfRun;
	}
	/** Of a session that is forgotten its temporary tables are unknown, and so may be anything. */
	open(name) {
		const known = this.sessions.get(name);
		if (known) return known;
		const [oldest] = this.sessions.keys();
		if (this.sessions.size >= MOST_SESSIONS && oldest !== void 0) this.sessions.delete(oldest);
		const made = new MysqlColumnSession(this.index, this.options);
		this.sessions.set(name, made);
		return made;
	}
	makeIn(session, run, shape, scene) {
		if (run.defaultSchema !== void 0) session.use(run.defaultSchema);
		const statements = session.read(run.text);
		const text = shape?.text ?? run.text;
		const fingerprint = hash("sha1", `${shape && !shape.stateful ? shape.key : text}\0${scene}`, "hex").slice(0, 16);
		return this.shapeOf(statements, fingerprint, shape ? numbered(text) : startOf(run.text), kindOfMysql(text));
	}
	shapeOf(statements, fingerprint, text, kind) {
		const blind = this.blind && statements.some((one) => one.everything || /\b(?:from|into|update|table|call)\b/i.test(one.statement));
		const everything = blind || statements.some((one) => one.everything);
		const told = statements.find((one) => one.problem !== null)?.problem ?? null;
		const problem = blind ? NO_SCHEMA : told;
		const unparsed = told !== null && UNREAD.test(told);
		return {
			fingerprint,
			text,
			kind,
			touches: touchesOf(statements, this.blind || this.incomplete),
			everything,
			problem,
			unparsed
		};
	}
};
// src/query-log/sources/mysql-catalog/index.ts
/** The names of a schema, as manifests write them. */
function objectsOf({ tables, views, routines }) {
	return [
		...tables.flatMap((table) => [tableName(table), ...table.columns.map((column) => columnNameOf(table, column))]),
		...views.map(viewName),
		...routines.map(routineName)
	].sort();
}
/** As the store keeps it. `from`: since when it holds. */
function knownMysqlCatalog(schema, database, from) {
	const objects = objectsOf(schema).map((object) => ({
		object,
		identity: null
	}));
	return {
		database,
		from,
		ddl: writeMysqlDump(schema),
		objects
	};
}
// src/commands/query-log/ingest/mysql-dialect.ts
/** MySQL's and MariaDB's slow log: loaded where one is read. */
/** Problems that are told of a dump; the rest is like them. */
const SHOWN = 20;
function takeMysqlSchema(path, database, store) {
	const ddl = readSchemaFile(path);
	const { schema, problems } = readMysqlSchema(ddl, database);
	for (const { line, message } of problems.slice(0, SHOWN)) process.stderr.write(`lanekeeper: ${cleanLine(`${path}:${line} ${message}`)}\n`);
	if (schema.tables.length === 0) throw new UserError(`--schema ${quoted$1(path)} makes no table.`, "Give a file as mysqldump --no-data --routines writes it.");
	store.putCatalog({
		...knownMysqlCatalog(schema, database, null),
		ddl
	});
	return new MysqlResolver({ ddl }, { database });
}
const MYSQL = {
	kind: "mysql-slow-log",
	read: (path, { complete = false, position = null, finish = true } = {}) => readSlowLog(path, {
		complete,
		position,
		finish
	}),
	take: takeMysqlSchema,
	stored: (store, database) => new StoredSchemas(store, database, (catalog) => new MysqlResolver(catalog, { database }))
};
export { MYSQL, writeMysqlDump as t };
