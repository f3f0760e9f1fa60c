import { r as formatObject } from "./chunk-names.js";
import { a as noteColumn, i as mergeUnresolved, n as mayTouchAll, r as mergeAccess, t as emptyAccess } from "./chunk-access.js";
// src/sql/mysql/fold.ts
/** Names as MySQL compares them: by utf8_general_ci, where neither case nor accents count. */
/** Words that MariaDB's digests print for one another: the text shows `SYSTEM_USER` where the statement says `user` (10.11). */
const SYNONYMS = [
	"ANY SOME",
	"COLUMNS FIELDS",
	"CURRENT_DATE CURDATE",
	"CURRENT_TIME CURTIME",
	"CURRENT_TIMESTAMP NOW LOCALTIME LOCALTIMESTAMP",
	"DATABASE SCHEMA",
	"DATABASES SCHEMAS",
	"DAY SQL_TSI_DAY",
	"HOUR SQL_TSI_HOUR",
	"MINUTE SQL_TSI_MINUTE",
	"MONTH SQL_TSI_MONTH",
	"QUARTER SQL_TSI_QUARTER",
	"SECOND SQL_TSI_SECOND",
	"WEEK SQL_TSI_WEEK",
	"YEAR SQL_TSI_YEAR",
	"IO_THREAD RELAY_THREAD",
	"REPLICA SLAVE",
	"REPLICAS SLAVES",
	"REPLICA_POS SLAVE_POS",
	"USER SESSION_USER SYSTEM_USER",
	"CHARSET CHARACTER",
	"INDEXES KEYS",
	"MID SUBSTR SUBSTRING",
	"STD STDDEV STDDEV_POP",
	"VARIANCE VAR_POP"
];
const others = /* @__PURE__ */ new Map();
for (const group of SYNONYMS) {
	const words = group.toLowerCase().split(" ");
	for (const word of words) others.set(word, words);
}
/** Equal for all names that the server takes for one another; more may be equal than it does. */
function foldName(name) {
	if (/^[\0-\x7f]*$/.test(name)) return name.toLowerCase();
	return name.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("ß", "s").toUpperCase().toLowerCase();
}
/** What a word of a digest's text may have been in the statement, folded. */
function spellingsOf(word) {
	const folded = foldName(word);
	return others.get(folded) ?? [folded];
}
// src/sql/mysql/reserved-words.ts
/**
* Words that are no name without quotes in any MySQL and MariaDB that is still met: those that MariaDB 10.11 refuses as a column,
* without those that an older or another server takes. A word too few here counts a column too much, never one too few.
*/
const words = (text) => new Set(text.trim().split(/\s+/));
const RESERVED = words(`
  ACCESSIBLE ADD ALL ALTER ANALYZE AND AS ASC ASENSITIVE BEFORE BETWEEN BIGINT BINARY BLOB BOTH BY CALL
  CASCADE CASE CHANGE CHAR CHARACTER CHECK COLLATE COLUMN CONDITION CONSTRAINT CONTINUE CONVERT CREATE CROSS
  CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER CURSOR DATABASES DAY_HOUR DAY_MICROSECOND
  DAY_MINUTE DAY_SECOND DEC DECIMAL DECLARE DEFAULT DELAYED DELETE DESC DESCRIBE DETERMINISTIC DISTINCT
  DISTINCTROW DIV DOUBLE DROP DUAL EACH ELSE ELSEIF ENCLOSED ESCAPED EXISTS EXIT EXPLAIN FALSE FETCH FLOAT
  FLOAT4 FLOAT8 FOR FORCE FOREIGN FROM FULLTEXT GRANT GROUP HAVING HIGH_PRIORITY HOUR_MICROSECOND HOUR_MINUTE
  HOUR_SECOND IF IGNORE IN INDEX INFILE INNER INOUT INSENSITIVE INSERT INT INT1 INT2 INT3 INT4 INT8 INTEGER
  INTERVAL INTO IS ITERATE JOIN KEY KEYS KILL LEADING LEAVE LEFT LIKE LIMIT LINEAR LINES LOAD LOCALTIME
  LOCALTIMESTAMP LOCK LONG LONGBLOB LONGTEXT LOOP LOW_PRIORITY MASTER_SSL_VERIFY_SERVER_CERT MATCH MAXVALUE
  MEDIUMBLOB MEDIUMINT MEDIUMTEXT MIDDLEINT MINUTE_MICROSECOND MINUTE_SECOND MOD MODIFIES NATURAL NOT
  NO_WRITE_TO_BINLOG NULL NUMERIC ON OPTIMIZE OPTIONALLY OR ORDER OUT OUTER OUTFILE PRECISION PRIMARY
  PROCEDURE PURGE RANGE READ READS READ_WRITE REAL REFERENCES REGEXP RELEASE RENAME REPEAT REPLACE REQUIRE
  RESIGNAL RESTRICT RETURN REVOKE RIGHT RLIKE SCHEMAS SECOND_MICROSECOND SELECT SENSITIVE SEPARATOR SET SHOW
  SIGNAL SMALLINT SPATIAL SPECIFIC SQL SQLEXCEPTION SQLSTATE SQLWARNING SQL_BIG_RESULT SQL_CALC_FOUND_ROWS
  SQL_SMALL_RESULT SSL STARTING STRAIGHT_JOIN TABLE TERMINATED THEN TINYBLOB TINYINT TINYTEXT TO TRAILING
  TRIGGER TRUE UNDO UNION UNIQUE UNLOCK UNSIGNED UPDATE USAGE USE USING UTC_DATE UTC_TIME UTC_TIMESTAMP VALUES
  VARBINARY VARCHAR VARCHARACTER VARYING WHEN WHERE WHILE WITH WRITE XOR YEAR_MONTH ZEROFILL
`);
/** What may stand before a parenthesis and is no function. */
const NO_FUNCTIONS = words(`
  AGAINST ALL AND ANY AS ASC BETWEEN BIGINT BINARY BIT BLOB BOTH BY CASE CAST CHAR CHARACTER COLLATE
  CURRENT_ROWID DEC DECIMAL DESC DISTINCT DISTINCTROW DIV DOUBLE ELSE ELSEIF END ENUM ESCAPE EXCEPT EXISTS
  FLOAT FOR FROM GROUP HAVING IF IN INT INTEGER INTERSECT INTERVAL IS LEADING LIKE LIMIT LONG MEDIUMINT MOD
  NCHAR NOT NUMERIC NVARCHAR OF OFFSET ON OR ORDER OVER PARTITION REGEXP RETURN RETURNING RLIKE ROW SELECT
  SEPARATOR SET SIGNED SMALLINT SOME SOUNDS TEXT THEN TINYINT TO TRAILING UNION UNSIGNED UNTIL USING VALUES
  VARBINARY VARCHAR VARYING WHEN WHERE WHILE WITH WITHIN XOR
`);
// src/sql/mysql/schema.ts
const emptyMysqlSchema = (database = null) => ({
	database,
	tables: [],
	views: [],
	routines: [],
	triggers: []
});
const path = ({ database, name }) => database === "" ? [name] : [database, name];
const tableName = (table) => formatObject({
	kind: "table",
	path: path(table)
});
const columnNameOf = (table, column) => formatObject({
	kind: "column",
	path: [...path(table), column]
});
const viewName = (view) => formatObject({
	kind: "view",
	path: path(view)
});
const routineName = (routine) => formatObject({
	kind: "function",
	path: path(routine)
});
/**
* Objects by name. Tables are found whatever the case (`lower_case_table_names` differs between servers): where two names
* differ in case alone, both are found.
*/
var SchemaIndex = class {
	schema;
	named = /* @__PURE__ */ new Map();
	constructor(schema) {
		this.schema = schema;
		for (const table of schema.tables) this.add("table", table, table.name);
		for (const view of schema.views) this.add("view", view, view.name);
		for (const routine of schema.routines) this.add(routine.kind, routine, routine.name);
		for (const trigger of schema.triggers) this.add("trigger", trigger, trigger.table);
	}
	add(kind, object, name) {
		const key = `${kind} ${foldName(object.database)} ${foldName(name)}`;
		const known = this.named.get(key);
		if (known) known.push(object);
		else this.named.set(key, [object]);
	}
	/** A name of the default database and '' mean the same; a dump that does not tell its name may be any database. */
	find(kind, database, names) {
		const own = this.schema.database;
		const folded = foldName(database);
		const databases = /* @__PURE__ */ new Set([own !== null && folded === foldName(own) ? "" : folded]);
		if (own === null) databases.add("");
		return [...databases].flatMap((base) => names.flatMap((name) => this.named.get(`${kind} ${base} ${name}`) ?? []));
	}
	tables(database, names) {
		return this.find("table", database, names);
	}
	views(database, names) {
		return this.find("view", database, names);
	}
	routines(kind, database, names) {
		return this.find(kind, database, names);
	}
	triggers(table) {
		return this.find("trigger", table.database, [foldName(table.name)]);
	}
};
// src/sql/mysql/tokens.ts
const SPACE = /[\s\0]+/y;
const WORD = /[\p{L}\p{N}_$\u0080-\u{10ffff}]+/uy;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\p{L}\p{N}_$])/uy;
const RADIX = /(?:0x[0-9a-fA-F]+|0b[01]+)(?![\p{L}\p{N}_$])/uy;
const VARIABLE = /@@?(?:[\p{L}\p{N}_$.]+|`(?:[^`]|``)*`|'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|\?)?/uy;
const LINE_COMMENT = /(?:#|--(?=[\s\0]|$))[^\n]*/y;
const EXECUTABLE = /\/\*M?!\d*/y;
const OPERATOR = /\.\.\.|<=>|->>|->|:=|\|\||&&|<<|>>|<=|>=|<>|!=|[^\s]/uy;
function matchAt(pattern, text, at) {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0] ?? null;
}
/** The end of what is quoted from `at` on, past the quote; -1: it has none. */
function quotedEnd(text, at, escapes) {
	const quote = text[at];
	for (let i = at + 1; i < text.length; i++) if (escapes && text[i] === "\\") i++;
	else if (text[i] === quote) {
		if (text[i + 1] !== quote) return i + 1;
		i++;
	}
	return -1;
}
var Lexer = class {
	result = {
		tokens: [],
		closes: [],
		problem: null,
		executableComments: false,
		escapedQuotes: false
	};
	open = [];
	text;
	modes;
	at = 0;
	executable = false;
	constructor(text, modes) {
		this.text = text;
		this.modes = modes;
	}
	run() {
		while (this.at < this.text.length && this.result.problem === null) this.step();
		if (this.result.problem === null && this.open.length > 0) this.result.problem = "a parenthesis is not closed";
		return this.result;
	}
	step() {
		if (this.skip()) return;
		const c = this.text[this.at] ?? "";
		const escapes = !this.modes.noBackslashEscapes;
		if (c === "`") this.quoted("name", false);
		else if (c === "'") this.quoted("value", escapes);
		else if (c === "\"") this.quoted("double", escapes);
		else if (c === "@") this.push("value", matchAt(VARIABLE, this.text, this.at) ?? "@");
		else if (c === "?") this.push("value", "?");
		else this.plain();
	}
	plain() {
		const { text, at } = this;
		const dotted = this.afterDot();
		const number = dotted ? null : matchAt(RADIX, text, at) ?? matchAt(NUMBER, text, at);
		const word = number === null ? matchAt(WORD, text, at) : null;
		if (number !== null) this.push("value", number);
		else if (word === null) this.operator(matchAt(OPERATOR, text, at) ?? text[at]);
		else if (dotted) this.push("name", word);
		else this.word(word);
	}
	/** `_utf8'…'`, `N'…'`, `x'…'` are literals: the word before the quote is no name. */
	word(word) {
		const quote = this.text[this.at + word.length];
		if ((quote === "'" || quote === "\"" && word.startsWith("_")) && /^(?:[nNxXbB]|_\w+)$/.test(word)) this.at += word.length;
		else this.push("word", word);
	}
	operator(text) {
		const { tokens, closes } = this.result;
		if (text === "(") this.open.push(tokens.length);
		if (text === ")") {
			const start = this.open.pop();
			if (start === void 0) this.result.problem = "a parenthesis is closed that was not opened";
			else closes[start] = tokens.length;
		}
		this.push("op", text);
	}
	afterDot() {
		const last = this.result.tokens.at(-1);
		const before = this.result.tokens.at(-2);
		return last?.upper === "." && before !== void 0 && before.kind !== "op";
	}
	push(kind, text, end = this.at + text.length) {
		const upper = kind === "word" ? text.toUpperCase() : kind === "op" ? text : "";
		this.result.tokens.push({
			kind,
			text,
			upper,
			start: this.at,
			end
		});
		this.result.closes.push(-1);
		this.at = Math.max(end, this.at + 1);
	}
	quoted(kind, escapes) {
		const end = quotedEnd(this.text, this.at, escapes);
		if (end < 0) {
			this.result.problem = "a quote is not closed: its end is missing, or it was cut off";
			return;
		}
		const inner = this.text.slice(this.at + 1, end - 1);
		if (kind !== "name" && /\\['"]/.test(inner)) this.result.escapedQuotes = true;
		const quote = this.text[this.at];
		this.push(kind, inner.replaceAll(quote + quote, quote), end);
	}
	/** White space and comments. */
	skip() {
		const { text, at } = this;
		const skipped = matchAt(SPACE, text, at) ?? matchAt(LINE_COMMENT, text, at);
		if (skipped !== null) this.at += skipped.length;
		else if (this.executable && text.startsWith("*/", at)) {
			this.executable = false;
			this.at += 2;
		} else if (text.startsWith("/*", at)) this.comment();
		else return false;
		return true;
	}
	comment() {
		const opening = matchAt(EXECUTABLE, this.text, this.at);
		if (opening !== null) this.result.executableComments = true;
		if (opening !== null && !this.modes.withoutExecutable) {
			this.executable = true;
			this.at += opening.length;
			return;
		}
		const end = this.text.indexOf("*/", this.at + 2);
		if (end < 0) this.result.problem = "a comment is not closed: its end is missing, or it was cut off";
		else this.at = end + 2;
	}
};
/** Total and linear: what cannot be told apart is a `problem`. */
function tokensOf(text, modes = {}) {
	return new Lexer(text, modes).run();
}
// src/sql/mysql/split.ts
/** A text into statements, as the mysql client does: at `;`, or at what DELIMITER says. */
const DELIMITER = /^[ \t]*delimiter[ \t]+(\S+)[^\n]*$/gim;
/** Whether `;` may stand within it: a routine, a trigger, an event, or a block of its own. */
function holdsBody(tokens, from) {
	const words = tokens.slice(from, from + 24).map(({ upper }) => upper);
	if (words[0] === "BEGIN") return words[1] === "NOT";
	if (/^(?:IF|CASE|LOOP|REPEAT|WHILE|FOR)$/.test(words[0] ?? "")) return true;
	if (words[0] !== "CREATE" && words[0] !== "ALTER") return false;
	const what = words.find((word) => /^(?:TABLE|VIEW|DATABASE|SCHEMA|INDEX|USER|PROCEDURE|FUNCTION|TRIGGER|EVENT|PACKAGE)$/.test(word));
	return what !== void 0 && /^(?:PROCEDURE|FUNCTION|TRIGGER|EVENT|PACKAGE)$/.test(what);
}
function splitPlain(text, noBackslashEscapes) {
	const { tokens, problem } = tokensOf(text, { noBackslashEscapes });
	if (problem !== null) return text.trim() === "" ? [] : [text.trim()];
	const statements = [];
	let first = 0;
	tokens.forEach((token, i) => {
		if (token.upper !== ";" || holdsBody(tokens, first)) return;
		if (i > first) statements.push(text.slice(tokens[first]?.start, token.start));
		first = i + 1;
	});
	const start = tokens[first]?.start;
	if (start !== void 0) statements.push(withoutEnd(text.slice(start)));
	return statements;
}
const withoutEnd = (text) => text.trim().replace(/[;\s]+$/, "");
/** Statements without what ends them. A text whose quotes do not end is one statement. */
function splitStatements(text, noBackslashEscapes = false) {
	const marks = [...text.matchAll(DELIMITER)];
	if (marks.length === 0) return splitPlain(text, noBackslashEscapes);
	const statements = [];
	let at = 0;
	let delimiter = ";";
	for (const mark of [...marks, null]) {
		const part = text.slice(at, mark?.index ?? text.length);
		if (delimiter === ";") statements.push(...splitPlain(part, noBackslashEscapes));
		else statements.push(...part.split(delimiter).map(withoutEnd).filter((one) => one !== ""));
		if (!mark) return statements;
		at = mark.index + mark[0].length;
		delimiter = mark[1] ?? ";";
	}
	return statements;
}
// src/sql/mysql/read-dump.ts
/**
* The schema that a dump makes: `mysqldump --no-data --routines --triggers`, or plain DDL. Only what tells columns is read:
* CREATE TABLE, VIEW, PROCEDURE, FUNCTION, TRIGGER, ALTER TABLE … ADD/DROP/RENAME/CHANGE COLUMN, DROP, RENAME TABLE, USE.
*/
/** What begins a part of CREATE TABLE that is no column. */
const NO_COLUMN = /^(?:PRIMARY|UNIQUE|KEY|INDEX|CONSTRAINT|FOREIGN|CHECK|FULLTEXT|SPATIAL|PERIOD|LIKE)$/;
var DumpReader = class {
	schema;
	problems = [];
	database = "";
	text = "";
	tokens = [];
	closes = [];
	constructor(database) {
		this.schema = emptyMysqlSchema(database);
	}
	/** One statement. What it says of nothing that is known here is left out; what cannot be read is a problem. */
	take(text, line) {
		const { tokens, closes, problem } = tokensOf(text);
		if (problem !== null) {
			this.problems.push({
				line,
				message: problem
			});
			return;
		}
		Object.assign(this, {
			text,
			tokens,
			closes
		});
		const first = this.word(0);
		if (first === "USE") this.useDatabase(this.name(1));
		else if (first === "CREATE") this.create(line);
		else if (first === "ALTER" && this.word(1) === "TABLE") this.alter(line);
		else if (first === "DROP") this.drop();
		else if (first === "RENAME" && this.word(1) === "TABLE") this.rename();
	}
	word = (i) => this.tokens[i]?.upper ?? "";
	name = (i) => this.tokens[i]?.text ?? "";
	/** The first database that is used is the one that names leave out, unless it is known which one that is. */
	useDatabase(name) {
		this.schema.database ??= name;
		this.database = this.databaseOf(name);
	}
	databaseOf(name) {
		return this.schema.database !== null && foldName(name) === foldName(this.schema.database) ? "" : name;
	}
	/** A name with its database, and where reading goes on. */
	named(from) {
		let i = from;
		if (this.word(i) === "IF") i += this.word(i + 1) === "NOT" ? 3 : 2;
		if (this.word(i + 1) !== ".") return {
			database: this.database,
			name: this.name(i),
			next: i + 1
		};
		return {
			database: this.databaseOf(this.name(i)),
			name: this.name(i + 2),
			next: i + 3
		};
	}
	create(line) {
		const what = this.tokens.findIndex(({ upper }) => /^(?:TABLE|VIEW|PROCEDURE|FUNCTION|TRIGGER)$/.test(upper));
		const word = this.word(what);
		if (what < 0 || this.word(1) === "DATABASE" || this.word(1) === "SCHEMA") return;
		if (this.word(what - 1) === "TEMPORARY") return;
		if (word === "TABLE") this.createTable(what + 1, line);
		else if (word === "VIEW") this.createView(what + 1);
		else if (word === "TRIGGER") this.createTrigger(what + 1, line);
		else this.createRoutine(what + 1, word === "FUNCTION" ? "function" : "procedure");
	}
	createTable(at, line) {
		const { database, name, next } = this.named(at);
		this.forget(database, name);
		const like = this.word(next) === "LIKE" ? next + 1 : this.word(next + 1) === "LIKE" ? next + 2 : null;
		const columns = like === null ? this.columnsIn(next) : [...this.find(this.named(like))?.columns ?? []];
		const selects = this.tokens.slice(next).some(({ upper, kind }) => kind === "word" && upper === "SELECT");
		const incomplete = columns.length === 0 || selects;
		if (incomplete) this.problems.push({
			line,
			message: `the columns of ${name} cannot be told from its CREATE TABLE`
		});
		this.schema.tables.push({
			database,
			name,
			columns,
			...incomplete && { incomplete }
		});
	}
	columnsIn(open) {
		if (this.word(open) !== "(") return [];
		const close = this.closes[open];
		const columns = [];
		for (let i = open + 1, begins = true; i < close;) {
			if (begins && !(this.tokens[i]?.kind === "word" && NO_COLUMN.test(this.word(i)))) columns.push(this.name(i));
			begins = this.word(i) === ",";
			i = this.word(i) === "(" ? this.closes[i] + 1 : i + 1;
		}
		return columns;
	}
	createView(at) {
		const { database, name, next } = this.named(at);
		const as = this.tokens.findIndex(({ upper }, i) => i >= next && upper === "AS");
		const columns = this.word(next) === "(" ? this.tokens.slice(next + 1, this.closes[next]).filter(({ kind }) => kind !== "op") : null;
		this.forget(database, name);
		const query = as < 0 ? null : this.text.slice(this.tokens[as + 1]?.start).replace(/\*\/\s*$/, "");
		this.schema.views.push({
			database,
			name,
			query: query?.replace(/\s+with\s+(?:(?:local|cascaded)\s+)?check\s+option\s*$/i, "") ?? null,
			columns: columns?.map(({ text }) => text) ?? null
		});
	}
	createRoutine(at, kind) {
		const { database, name, next } = this.named(at);
		if (this.word(next) !== "(") return;
		const close = this.closes[next];
		const parameters = this.parametersIn(next + 1, close);
		const { routines } = this.schema;
		this.schema.routines = routines.filter((one) => one.kind !== kind || one.name !== name || one.database !== database);
		const body = this.bodyFrom(close + 1);
		this.schema.routines.push({
			database,
			name,
			kind,
			parameters,
			body
		});
	}
	/** `IN a int, OUT b varchar(10)`. */
	parametersIn(from, to) {
		const names = [];
		for (let i = from, begins = true; i < to;) {
			if (begins) names.push(this.name(/^(?:IN|OUT|INOUT)$/.test(this.word(i)) ? i + 1 : i));
			begins = this.word(i) === ",";
			i = this.word(i) === "(" ? this.closes[i] + 1 : i + 1;
		}
		return names;
	}
	/** Past RETURNS and the characteristics. */
	bodyFrom(from) {
		const begins = /^(?:BEGIN|RETURN|SELECT|INSERT|UPDATE|DELETE|REPLACE|CALL|SET|IF|CASE|WHILE|REPEAT|LOOP|DO|WITH)$/;
		const at = this.tokens.findIndex(({ upper, kind }, i) => {
			if (i < from || kind !== "word" || !begins.test(upper)) return false;
			return !(upper === "SET" && (/^(?:CHARACTER|RETURNS)$/.test(this.word(i - 1)) || this.word(i + 1) === "("));
		});
		return at < 0 ? null : this.text.slice(this.tokens[at]?.start);
	}
	createTrigger(at, line) {
		const { database, name, next } = this.named(at);
		const event = this.word(next + 1).toLowerCase();
		const on = this.tokens.findIndex(({ upper }, i) => i > next && upper === "ON");
		const row = this.tokens.findIndex(({ upper }, i) => i > on && upper === "ROW");
		if (on < 0 || row < 0 || !/^(?:insert|update|delete)$/.test(event)) {
			this.problems.push({
				line,
				message: `the trigger ${name} cannot be read`
			});
			return;
		}
		const table = this.named(on + 1);
		const order = /^(?:FOLLOWS|PRECEDES)$/.test(this.word(row + 1)) ? row + 3 : row + 1;
		const body = this.text.slice(this.tokens[order]?.start);
		const kind = event;
		this.schema.triggers.push({
			database: database || table.database,
			name,
			table: table.name,
			event: kind,
			body
		});
	}
	find({ database, name }) {
		return this.schema.tables.find((table) => table.database === database && foldName(table.name) === foldName(name));
	}
	forget(database, name) {
		const other = (one) => one.database !== database || foldName(one.name) !== foldName(name);
		this.schema.tables = this.schema.tables.filter(other);
		this.schema.views = this.schema.views.filter(other);
	}
	drop() {
		const what = this.word(1);
		if (what !== "TABLE" && what !== "VIEW") return;
		for (let i = 2; i < this.tokens.length;) {
			const { database, name, next } = this.named(i);
			this.forget(database, name);
			i = this.word(next) === "," ? next + 1 : this.tokens.length;
		}
	}
	rename() {
		for (let i = 2; i < this.tokens.length;) {
			const from = this.named(i);
			const to = this.named(from.next + 1);
			const table = this.find(from);
			if (table) Object.assign(table, {
				database: to.database,
				name: to.name
			});
			i = to.next + 1;
		}
	}
	/** Its parts one by one; of a part that may be about columns and is not understood, a problem. */
	alter(line) {
		const { next, ...name } = this.named(2);
		const table = this.find(name);
		if (!table) return;
		for (let i = next; i < this.tokens.length; i++) {
			this.alterPart(table, i, line);
			while (i < this.tokens.length && this.word(i) !== ",") i = this.word(i) === "(" ? this.closes[i] + 1 : i + 1;
		}
	}
	alterPart(table, from, line) {
		const word = this.word(from);
		let i = this.word(from + 1) === "COLUMN" ? from + 2 : from + 1;
		if (this.word(i) === "IF") i += this.word(i + 1) === "NOT" ? 3 : 2;
		const isKey = this.tokens[i]?.kind === "word" && (NO_COLUMN.test(this.word(i)) || RESERVED.has(this.word(i)));
		const place = (name) => table.columns.findIndex((column) => foldName(column) === foldName(name));
		const at = place(this.name(i));
		if (word === "ADD" && this.word(i) === "(") table.columns.push(...this.columnsIn(i));
		else if (word === "ADD" && !isKey && this.word(i) !== "PARTITION") table.columns.push(this.name(i));
		else if (word === "DROP" && !isKey && at >= 0) table.columns.splice(at, 1);
		else if (word === "CHANGE" && at >= 0) table.columns[at] = this.name(i + 1);
		else if (word === "RENAME" && this.word(from + 1) === "COLUMN" && at >= 0) table.columns[at] = this.name(i + 2);
		else if (word === "RENAME" && !/^(?:INDEX|KEY|COLUMN)$/.test(this.word(from + 1))) {
			const to = this.named(/^(?:TO|AS)$/.test(this.word(from + 1)) ? from + 2 : from + 1);
			Object.assign(table, {
				database: to.database,
				name: to.name
			});
		} else if (/^(?:CHANGE|RENAME)$/.test(word) && this.word(from + 1) === "COLUMN") this.problems.push({
			line,
			message: `${table.name} has no column ${this.name(i)}`
		});
	}
};
/**
* The schema that the statements of a text make, one after another. `database`: what the default database is called, where
* that is known; else the first that is used. Total: what could not be read is told in `problems`.
*/
function readMysqlSchema(text, database = null) {
	const reader = new DumpReader(database);
	let at = 0;
	for (const statement of splitStatements(text)) {
		const found = text.indexOf(statement, at);
		if (found >= 0) at = found;
		reader.take(statement, text.slice(0, at).split("\n").length);
	}
	return {
		schema: reader.schema,
		problems: reader.problems
	};
}
// src/sql/mysql/reading.ts
function beginReading(index, tokens, settings, bodies, temporary = /* @__PURE__ */ new Set()) {
	const reading = {
		index,
		access: emptyAccess(),
		used: [],
		mentioned: /* @__PURE__ */ new Set(),
		bodies,
		temporary
	};
	const { database, ansiQuotes, digest } = settings;
	return {
		...tokens,
		...reading,
		database,
		ansiQuotes,
		digest,
		variables: /* @__PURE__ */ new Set()
	};
}
const END = {
	kind: "op",
	text: "",
	upper: "",
	start: 0,
	end: 0
};
const tokenAt = (r, i) => r.tokens[i] ?? END;
/** The keyword or operator there, in capitals; '' for a name or a literal. */
const wordAt = (r, i) => r.tokens[i]?.upper ?? "";
/** Past the parenthesis that opens there, or past the token. */
function after(r, i) {
	const close = r.closes[i] ?? -1;
	return close > i ? close + 1 : i + 1;
}
function useAll(r, from, to) {
	for (let i = from; i < to; i++) r.used[i] = true;
}
/** Whether it may be a name: of what is in double quotes only where the mode allows it. */
function mayName(r, i) {
	const token = tokenAt(r, i);
	if (token.kind === "name") return true;
	if (token.kind === "double") return r.ansiQuotes !== false;
	return token.kind === "word" && !RESERVED.has(token.upper);
}
/** What a token names, folded: several where a digest prints one word for another. */
function namesAt(r, i) {
	const { kind, text } = tokenAt(r, i);
	return kind === "word" && r.digest ? spellingsOf(text) : [foldName(text)];
}
/** The first index from `from` on, outside of parentheses, for which `test` holds; `to` where there is none. */
function find(r, from, to, test) {
	let i = from;
	while (i < to && !test(i)) i = after(r, i);
	return Math.min(i, to);
}
/** Parts between commas outside of parentheses. */
function partsOf(r, from, to) {
	const parts = [];
	for (let i = from; i <= to;) {
		const end = find(r, i, to, (at) => wordAt(r, at) === ",");
		if (end > i) parts.push([i, end]);
		i = end + 1;
	}
	return parts;
}
/** `a`, `a.b`, `a.b.c`, `a.*` from there on. */
function pathAt(r, from, to) {
	const parts = [from];
	let next = from + 1;
	while (next + 1 < to && wordAt(r, next) === ".") {
		const part = tokenAt(r, next + 1);
		if (part.upper === "*") return {
			parts,
			star: true,
			next: next + 2
		};
		if (part.kind === "op" || part.kind === "value") break;
		parts.push(next + 1);
		next += 2;
	}
	return {
		parts,
		star: false,
		next
	};
}
function columnsOfTable(table) {
	return table.columns.map((name) => {
		const column = columnNameOf(table, name);
		return {
			folded: foldName(name),
			bases: [column],
			targets: [column]
		};
	});
}
function noteReads(r, column, named) {
	for (const base of column.bases) noteColumn(r.access.reads, base, named);
}
function noteWrites(r, column, named) {
	for (const target of column.targets) noteColumn(r.access.writes, target, named);
}
const giveUp = (r, problem) => mayTouchAll(r.access, problem);
// src/sql/mysql/lookup.ts
/** From a name in an expression to the columns that it may mean: innermost scope first, as the server looks. */
const withName = (source, names) => source.columns.filter((column) => names.includes(column.folded));
/** Columns of that name. In one scope all are found: two would be an error, so that none may be left out. */
function findColumns(scope, names) {
	const found = [];
	for (let at = scope; at; at = at.outer) {
		for (const source of at.sources) if (!source.qualifiedOnly) found.push(...withName(source, names));
		if (found.length > 0 && !at.unsure) break;
	}
	return found;
}
/**
* Sources of that label. Where only the case is alike, an outer one may be meant as well: whether case counts in an alias
* is the server's `lower_case_table_names`.
*/
function findSources(r, scope, label) {
	const names = namesAt(r, label);
	const { text } = tokenAt(r, label);
	const found = [];
	for (let at = scope; at; at = at.outer) {
		const here = at.sources.filter(({ labels }) => labels.some((one) => names.includes(foldName(one))));
		found.push(...here);
		if (here.some(({ labels }) => labels.includes(text)) && !at.unsure) break;
	}
	return found;
}
function noteUnknown(r, source, name, way) {
	for (const table of source.tables) noteColumn(r.access[way], columnNameOf(table, name), true);
}
/** `a.b` and `a.b.c`; false: nothing of that label is in reach. */
function touchQualified(r, { parts }, scope, way) {
	const label = parts.at(-2);
	const last = parts.at(-1);
	const sources = findSources(r, scope, label);
	for (const source of sources) {
		const columns = withName(source, namesAt(r, last));
		for (const column of columns) (way === "reads" ? noteReads : noteWrites)(r, column, true);
		if (columns.length === 0) noteUnknown(r, source, tokenAt(r, last).text, way);
	}
	return sources.length > 0;
}
/** In double quotes, and nobody knows whether that is a name. */
function touchPerhaps(r, columns) {
	for (const { bases, targets } of columns) for (const object of [...bases, ...targets]) r.access.unresolved.add(object);
}
/** Notes what a path in an expression reads, or on a left side writes. */
function touchPath(r, path, scope, way) {
	const { parts } = path;
	const first = parts[0];
	if (parts.length > 1) {
		if (touchQualified(r, path, scope, way)) for (const part of parts) r.used[part] = true;
		return;
	}
	const columns = findColumns(scope, namesAt(r, first));
	if (!(way === "writes" || tokenAt(r, first).kind !== "double" || r.ansiQuotes === true)) touchPerhaps(r, columns);
	else for (const column of columns) (way === "reads" ? noteReads : noteWrites)(r, column, true);
	if (columns.length > 0 || namesAt(r, first).some((name) => r.variables.has(name))) r.used[first] = true;
}
/** `t.*`. */
function touchStar(r, { parts }, scope) {
	const sources = findSources(r, scope, parts.at(-1));
	for (const source of sources) for (const column of source.columns) noteReads(r, column, false);
	for (const part of parts) r.used[part] = true;
	return sources;
}
// src/sql/mysql/clauses.ts
/** The clauses of a SELECT: where each begins and ends. */
/** How many words begin a clause there; 0: none does. */
function clauseAt(r, i) {
	if (tokenAt(r, i).kind !== "word") return 0;
	const next = wordAt(r, i + 1);
	switch (wordAt(r, i)) {
		case "FROM":
		case "INTO":
		case "WHERE":
		case "HAVING":
		case "LIMIT":
		case "PROCEDURE": return 1;
		case "GROUP":
		case "ORDER": return next === "BY" && wordAt(r, i - 1) !== "FOR" ? 2 : 0;
		case "WINDOW": return wordAt(r, i + 2) === "AS" ? 1 : 0;
		case "FOR": return next === "UPDATE" || next === "SHARE" ? 2 : 0;
		case "LOCK": return next === "IN" ? 2 : 0;
		case "OFFSET": return tokenAt(r, i + 1).kind === "value" ? 1 : 0;
		case "FETCH": return next === "FIRST" || next === "NEXT" ? 2 : 0;
		default: return 0;
	}
}
/** Those between two tokens, what stands before the first one included. */
function clausesOf(r, from, to) {
	const clauses = [];
	let clause = {
		name: "",
		from,
		to
	};
	for (let i = from; i < to;) {
		const words = clauseAt(r, i);
		if (words === 0) {
			i = after(r, i);
			continue;
		}
		clauses.push({
			...clause,
			to: i
		});
		clause = {
			name: wordAt(r, i),
			from: i + words,
			to
		};
		useAll(r, i, i + words);
		i += words;
	}
	clauses.push(clause);
	for (const { name, from: start, to: end } of clauses) if (name === "FOR" || name === "FETCH") useAll(r, start, end);
	return clauses;
}
// src/sql/mysql/from.ts
/** What stands after FROM (and UPDATE): tables, joins, subqueries; each table that is mentioned becomes a source. */
/** Their tables show the server, not the data. */
const SYSTEM = /* @__PURE__ */ new Set([
	"information_schema",
	"performance_schema",
	"mysql",
	"sys"
]);
/** Sources of a name: a WITH's, a table's, a view's. Unknown ones may be anything. */
function resolveSource(r, parts, scope) {
	const last = parts.at(-1);
	const { text } = tokenAt(r, last);
	const source = {
		labels: [text],
		columns: [],
		tables: []
	};
	for (const part of parts) r.used[part] = true;
	const qualifier = parts.length > 1 ? tokenAt(r, parts[0]).text : null;
	if (qualifier === null) {
		const found = cteOf(scope, text);
		if (found) source.columns.push(...found.columns);
		if (found?.exact) return source;
		const hidden = found !== null || r.temporary.has(foldName(text));
		if (addObjects(r, source, r.database, last) || hidden) return source;
	} else if (SYSTEM.has(foldName(qualifier)) || addObjects(r, source, qualifier, last)) return source;
	if (qualifier === null && SYSTEM.has(foldName(r.database))) return source;
	giveUp(r, `${qualifier === null ? "" : `${qualifier}.`}${text} is not in the schema`);
	return source;
}
function cteOf(scope, name) {
	for (let at = scope; at; at = at.outer) {
		const columns = at.ctes?.get(name);
		if (columns) return {
			columns,
			exact: true
		};
	}
	const folded = foldName(name);
	for (let at = scope; at; at = at.outer) for (const [known, columns] of at.ctes ?? []) if (foldName(known) === folded) return {
		columns,
		exact: false
	};
	return null;
}
function addObjects(r, source, database, name) {
	const names = namesAt(r, name);
	const tables = r.index.tables(database, names);
	for (const table of tables) {
		r.mentioned.add(table);
		r.access.relations.reads.add(tableName(table));
		source.tables.push(table);
		if (table.incomplete) giveUp(r, `the columns of ${tableName(table)} are not all known`);
		source.columns.push(...columnsOfTable(table));
	}
	const views = r.index.views(database, names);
	for (const view of views) readView(r, view, source);
	return tables.length + views.length > 0;
}
/** Where a query in parentheses is a table, and not a join in parentheses: `((SELECT 1) UNION …)`, `((SELECT 1) a JOIN b)`. */
function holdsQuery(r, open) {
	const word = wordAt(r, open + 1);
	if (/^(?:SELECT|WITH|VALUES|TABLE)$/.test(word)) return true;
	if (word !== "(" || !holdsQuery(r, open + 1)) return false;
	return /^(?:UNION|EXCEPT|INTERSECT|MINUS|ORDER|LIMIT|\))$/.test(wordAt(r, after(r, open + 1)));
}
/** Where a condition, or what else stands after a table, ends. */
function joinAt(r, i) {
	const word = wordAt(r, i);
	if (word === "LEFT" || word === "RIGHT") return wordAt(r, i + 1) !== "(";
	return /^(?:,|\}|JOIN|INNER|CROSS|NATURAL|STRAIGHT_JOIN|ON|USING)$/.test(word);
}
/** The table named there, with what may follow: partitions, a point in time, an alias, hints. */
function sourceOf(r, from, to, scope) {
	const path = pathAt(r, from, to);
	const source = resolveSource(r, path.parts, scope);
	return {
		source,
		next: readTail(r, path.next, to, source, scope)
	};
}
function readTail(r, from, to, source, scope) {
	let i = from;
	if (wordAt(r, i) === "PARTITION" && wordAt(r, i + 1) === "(") i = skip(r, i, after(r, i + 1));
	if (wordAt(r, i) === "FOR" && /^(?:SYSTEM_TIME|PORTION)$/.test(wordAt(r, i + 1))) i = readPeriod(r, i, to, source, scope);
	i = readAlias(r, i, to, source);
	while (/^(?:USE|IGNORE|FORCE)$/.test(wordAt(r, i)) && /^(?:INDEX|KEY)$/.test(wordAt(r, i + 1)) && i < to) {
		const open = find(r, i, to, (at) => wordAt(r, at) === "(");
		i = skip(r, i, after(r, open));
		if (wordAt(r, i) === "," && /^(?:USE|IGNORE|FORCE)$/.test(wordAt(r, i + 1))) i++;
	}
	return Math.min(i, to);
}
function skip(r, from, to) {
	useAll(r, from, to);
	return to;
}
/** Its end cannot be told from an alias: what may be one is taken as one, and as a column too. */
function readPeriod(r, from, to, source, scope) {
	const end = find(r, from, to, (i) => joinAt(r, i) || wordAt(r, i) === "SET");
	useAll(r, from, from + 3);
	readExpression(r, from + 2, end, {
		sources: [source],
		outer: scope
	});
	if (mayName(r, end - 1)) source.labels.push(tokenAt(r, end - 1).text);
	return end;
}
function readAlias(r, from, to, source) {
	const as = wordAt(r, from) === "AS" ? 1 : 0;
	const at = from + as;
	if (at >= to || !(mayName(r, at) || as === 1 && tokenAt(r, at).kind === "value")) return at;
	source.labels = [tokenAt(r, at).text];
	useAll(r, from, at + 1);
	if (wordAt(r, at + 1) !== "(" || at + 1 >= to) return at + 1;
	const names = namesIn(r, at + 1);
	source.columns = source.columns.map((column, i) => ({
		...column,
		folded: foldName(names[i] ?? column.folded)
	}));
	return after(r, at + 1);
}
function readDerived(r, open, to, outer) {
	const close = r.closes[open];
	const { columns } = readQuery(r, open + 1, close, outer);
	const source = {
		labels: [],
		columns,
		tables: []
	};
	return {
		sources: [source],
		next: readAlias(r, close + 1, to, source)
	};
}
/** JSON_TABLE(value, path COLUMNS (…)): its own columns hide behind its alias. */
function readTableFunction(r, from, to, scope) {
	const path = pathAt(r, from, to);
	const close = r.closes[path.next];
	const isJson = wordAt(r, from) === "JSON_TABLE";
	const columns = isJson ? find(r, path.next + 1, close, (i) => wordAt(r, i) === "COLUMNS") : close;
	if (!isJson) callFunction(r, path.parts);
	useAll(r, from, path.next);
	useAll(r, columns, close);
	readExpression(r, path.next + 1, columns, scope);
	const source = {
		labels: [],
		columns: [],
		tables: []
	};
	return {
		sources: [source],
		next: readAlias(r, close + 1, to, source)
	};
}
var TableReader = class TableReader {
	all = [];
	group = [];
	/** Joins whose condition has not come yet: with more than one nobody knows which tables it may refer to. */
	pending = 0;
	natural = false;
	r;
	to;
	outer;
	before;
	constructor(r, to, outer, before) {
		this.r = r;
		this.to = to;
		this.outer = outer;
		this.before = before;
	}
	read(from) {
		let i = from;
		while (i < this.to) {
			const factor = this.factor(i);
			this.group.push(...factor.sources);
			this.all.push(...factor.sources);
			i = this.joins(factor.next);
		}
		if (this.natural) this.readCommon();
		return this.all;
	}
	siblings() {
		return {
			sources: [...this.before, ...this.all],
			outer: this.outer
		};
	}
	factor(from) {
		const { r, to } = this;
		let i = from;
		if (wordAt(r, i) === "{") i += 2;
		if (wordAt(r, i) === "LATERAL") return readDerived(r, i + 1, to, this.siblings());
		if (wordAt(r, i) === "(") {
			if (holdsQuery(r, i)) return readDerived(r, i, to, this.outer);
			return {
				sources: new TableReader(r, r.closes[i], this.outer, [...this.before, ...this.all]).read(i + 1),
				next: after(r, i)
			};
		}
		if (wordAt(r, i) === "DUAL") return {
			sources: [],
			next: i + 1
		};
		if (!mayName(r, i)) return this.fail();
		const { next } = pathAt(r, i, to);
		if (wordAt(r, next) === "(" && next < to) return readTableFunction(r, i, to, this.siblings());
		const { source, next: end } = sourceOf(r, i, to, this.outer);
		return {
			sources: [source],
			next: end
		};
	}
	fail() {
		giveUp(this.r, "its tables are written in a way that is not known");
		return {
			sources: [],
			next: this.to
		};
	}
	/** From behind a table to the next one. */
	joins(from) {
		const { r, to } = this;
		let i = from;
		while (i < to) {
			const word = wordAt(r, i);
			if (word === ",") {
				this.group = [];
				this.pending = 0;
				return i + 1;
			}
			if (word === "ON") i = this.condition(i + 1);
			else if (word === "USING") i = this.using(i + 1);
			else if (word === "JOIN" || word === "STRAIGHT_JOIN") {
				this.pending++;
				return i + 1;
			} else if (/^(?:NATURAL|INNER|CROSS|LEFT|RIGHT|OUTER|FULL|\})$/.test(word)) {
				if (word === "NATURAL") this.natural = true;
				i++;
			} else return this.fail().next;
		}
		return i;
	}
	condition(from) {
		const end = find(this.r, from, this.to, (i) => joinAt(this.r, i));
		const scope = {
			sources: [...this.group],
			outer: this.outer,
			unsure: this.pending !== 1
		};
		readExpression(this.r, from, end, scope);
		this.pending--;
		return end;
	}
	using(open) {
		const { r } = this;
		const close = r.closes[open] ?? -1;
		if (close < 0) return this.fail().next;
		for (let i = open + 1; i < close; i++) {
			const columns = findColumns({
				sources: this.group,
				outer: null
			}, namesAt(r, i));
			for (const column of columns) noteReads(r, column, true);
			r.used[i] = true;
		}
		this.pending--;
		return close + 1;
	}
	/** NATURAL: the columns that two of them have in common. */
	readCommon() {
		const counts = /* @__PURE__ */ new Map();
		for (const { columns } of this.all) for (const name of new Set(columns.map(({ folded }) => folded))) counts.set(name, (counts.get(name) ?? 0) + 1);
		for (const { columns } of this.all) for (const column of columns) if ((counts.get(column.folded) ?? 0) > 1) noteReads(this.r, column, false);
	}
};
/** The sources between two tokens; conditions are read on the way. */
function readTables(r, from, to, outer) {
	return new TableReader(r, to, outer, []).read(from);
}
// src/sql/mysql/query.ts
/** Queries: WITH, set operations, and blocks of SELECT, VALUES and TABLE. */
const SET_OPERATION = /^(?:UNION|EXCEPT|INTERSECT|MINUS)$/;
const OPTIONS = /^(?:ALL|DISTINCT|DISTINCTROW|HIGH_PRIORITY|STRAIGHT_JOIN|SQL_SMALL_RESULT|SQL_BIG_RESULT|SQL_BUFFER_RESULT|SQL_CACHE|SQL_NO_CACHE|SQL_CALC_FOUND_ROWS)$/;
function isSetOperation(r, i) {
	if (!SET_OPERATION.test(wordAt(r, i))) return false;
	const next = /^(?:ALL|DISTINCT)$/.test(wordAt(r, i + 1)) ? i + 2 : i + 1;
	return /^(?:SELECT|VALUES|TABLE|WITH|\()$/.test(wordAt(r, next));
}
/** `WITH a AS (…), b (x, y) AS (…)`: where what follows begins, and the scope in which the names are known. */
function readWith(r, from, to, outer) {
	const scope = {
		sources: [],
		outer,
		ctes: /* @__PURE__ */ new Map()
	};
	let i = wordAt(r, from + 1) === "RECURSIVE" ? from + 2 : from + 1;
	for (;;) {
		i = readCte(r, i, to, scope);
		if (wordAt(r, i) !== "," || i >= to) return {
			next: i,
			scope
		};
		i++;
	}
}
const renamed = (columns, names) => names.length === 0 ? columns : names.map((name, at) => ({
	...columns[at] ?? {
		bases: [],
		targets: []
	},
	folded: foldName(name)
}));
/** Names in parentheses. */
function namesIn(r, open) {
	const close = r.closes[open];
	useAll(r, open, close);
	return partsOf(r, open + 1, close).map(([at]) => tokenAt(r, at).text);
}
function readCte(r, from, to, scope) {
	const name = tokenAt(r, from).text;
	r.used[from] = true;
	let i = from + 1;
	const listed = wordAt(r, i) === "(" ? namesIn(r, i) : [];
	if (wordAt(r, i) === "(") i = after(r, i);
	if (wordAt(r, i) !== "AS" || wordAt(r, i + 1) !== "(" || i >= to) {
		giveUp(r, "a WITH is written in a way that is not known");
		return to;
	}
	const close = r.closes[i + 1];
	const first = find(r, i + 2, close, (at) => isSetOperation(r, at));
	if (wordAt(r, from - 1) === "RECURSIVE" || first < close) {
		scope.ctes?.set(name, renamed([], listed));
		scope.ctes?.set(name, renamed(readQuery(r, i + 2, first, scope).columns, listed));
	}
	const columns = renamed(readQuery(r, i + 2, close, scope).columns, listed);
	scope.ctes?.set(name, columns);
	return close + 1;
}
/** Notes what a query reads; `outer`: what it may refer to beyond its own FROM. */
function readQuery(r, from, to, outer) {
	let scope = outer;
	let i = from;
	if (wordAt(r, i) === "WITH") ({next: i, scope} = readWith(r, i, to, outer));
	let columns = null;
	let last = {
		columns: [],
		sources: []
	};
	for (;;) {
		const end = find(r, i, to, (at) => isSetOperation(r, at));
		last = readBlock(r, i, end, scope);
		columns = columns === null ? last.columns : joined(columns, last.columns);
		if (end >= to) return {
			columns,
			sources: last.sources
		};
		i = /^(?:ALL|DISTINCT)$/.test(wordAt(r, end + 1)) ? end + 2 : end + 1;
	}
}
/** The columns of a set operation are named by its first block, and are made of all. */
const joined = (first, second) => first.map((column, at) => ({
	...column,
	bases: [...column.bases, ...second[at]?.bases ?? []]
}));
function readBlock(r, from, to, outer) {
	const word = wordAt(r, from);
	if (word === "SELECT") return readSelect(r, from, to, outer);
	if (word === "WITH") return readQuery(r, from, to, outer);
	if (word === "(") {
		const close = r.closes[from];
		const query = readQuery(r, from + 1, close, outer);
		const tail = {
			sources: query.sources,
			outer
		};
		for (const clause of clausesOf(r, close + 1, to)) if (clause.name !== "INTO") readClause(r, clause, tail);
		return query;
	}
	if (word === "VALUES") readExpression(r, from + 1, to, outer);
	else if (word === "TABLE") {
		const { source, next } = sourceOf(r, from + 1, to, outer);
		for (const column of source.columns) noteReads(r, column, false);
		readExpression(r, next, to, {
			sources: [source],
			outer
		});
		return {
			columns: source.columns,
			sources: [source]
		};
	} else giveUp(r, "a query begins in a way that is not known");
	return {
		columns: [],
		sources: []
	};
}
function readClause(r, { from, to }, scope) {
	readExpression(r, from, to, scope);
}
function readSelect(r, from, to, outer) {
	const [list, ...clauses] = clausesOf(r, from + 1, to);
	const tables = clauses.find(({ name }) => name === "FROM");
	const sources = tables ? readTables(r, tables.from, tables.to, outer) : [];
	const scope = {
		sources,
		outer
	};
	const aliases = /* @__PURE__ */ new Set();
	const columns = list ? readList(r, list.from, list.to, scope, aliases) : [];
	for (const clause of clauses) {
		if (clause.name === "FROM") continue;
		if (clause.name === "INTO") useAll(r, clause.from, clause.to);
		else if (clause.name === "ORDER") readOrder(r, clause, scope, aliases);
		else readClause(r, clause, scope);
	}
	return {
		columns,
		sources
	};
}
/** In ORDER BY a name that is an alias of the list means that, not a column. */
function readOrder(r, { from, to }, scope, aliases) {
	for (const [start, end] of partsOf(r, from, to)) {
		const direction = /^(?:ASC|DESC)$/.test(wordAt(r, end - 1)) ? 1 : 0;
		if (end - start - direction === 1 && aliases.has(foldName(tokenAt(r, start).text))) r.used[start] = true;
		else readExpression(r, start, end, scope);
	}
}
/** What a select list or RETURNING gives. */
function readList(r, from, to, scope, aliases) {
	let start = from;
	while (start < to && OPTIONS.test(wordAt(r, start))) start++;
	return partsOf(r, start, to).flatMap(([first, end]) => readItem(r, first, end, scope, aliases));
}
const starred = (sources) => sources.flatMap(({ columns }) => columns);
function readItem(r, from, to, scope, aliases) {
	const path = pathAt(r, from, to);
	if (wordAt(r, from) === "*") {
		for (const { columns } of scope.sources) for (const column of columns) noteReads(r, column, false);
		return starred(scope.sources);
	}
	if (path.star && path.next === to) return starred(touchStar(r, path, scope));
	const alias = aliasOf(r, from, to);
	const end = alias === null ? to : alias;
	readExpression(r, from, end, scope);
	if (alias !== null) {
		r.used[to - 1] = true;
		aliases.add(foldName(tokenAt(r, to - 1).text));
	}
	const plain = path.next === end && mayName(r, from);
	const named = alias !== null ? to - 1 : path.parts.at(-1);
	const targets = plain ? targetsOf(r, path.parts, scope) : [];
	return namesAt(r, named).map((folded) => ({
		folded,
		bases: [],
		targets
	}));
}
/** What an update through a view would write by this column. */
function targetsOf(r, parts, scope) {
	const names = namesAt(r, parts.at(-1));
	return scope.sources.flatMap(({ columns }) => columns.filter(({ folded }) => names.includes(folded)).flatMap(({ targets }) => targets));
}
/** Where the alias of an item begins (`AS x`, `x`); null: it has none, or nobody can tell, and the word is read as a column. */
function aliasOf(r, from, to) {
	const last = to - 1;
	if (last <= from) return null;
	if (wordAt(r, last - 1) === "AS") return last - 1;
	const { kind } = tokenAt(r, last);
	if (kind === "op" || kind === "value" || !mayName(r, last)) return null;
	const before = tokenAt(r, last - 1);
	const ends = /^(?:name|value|double)$/.test(before.kind) || /^(?:\)|END|NULL|TRUE|FALSE)$/.test(before.upper);
	const begins = last - 1 === from || tokenAt(r, last - 2).kind === "op";
	const word = before.kind === "word" && mayName(r, last - 1) && begins;
	return ends || word ? last : null;
}
// src/sql/mysql/expression.ts
/** An expression is read word by word: whatever may name a column is looked up, whatever stands around it. */
const SEQUENCES = /* @__PURE__ */ new Set([
	"NEXTVAL",
	"LASTVAL",
	"SETVAL"
]);
const beginsQuery = (r, i) => /^(?:SELECT|WITH|TABLE)$/.test(wordAt(r, i)) && tokenAt(r, i).kind === "word";
function readParentheses(r, open, scope) {
	const close = r.closes[open];
	if (beginsQuery(r, open + 1)) readQuery(r, open + 1, close, scope);
	else readExpression(r, open + 1, close, scope);
	return close + 1;
}
function readCall$1(r, path, scope) {
	const { parts, next } = path;
	const word = wordAt(r, parts[0]);
	for (const part of parts) r.used[part] = true;
	if (parts.length > 1 || !NO_FUNCTIONS.has(word)) callFunction(r, parts);
	if (parts.length === 1 && SEQUENCES.has(word)) useAll(r, next, after(r, next));
	return readParentheses(r, next, scope);
}
function readName(r, i, to, scope) {
	const path = pathAt(r, i, to);
	if (wordAt(r, path.next) === "(" && path.next < to && tokenAt(r, i).kind !== "double") return readCall$1(r, path, scope);
	if (path.star && scope) touchStar(r, path, scope);
	else if (mayName(r, i) || path.parts.length > 1) touchPath(r, path, scope, "reads");
	return path.next;
}
/** Notes what is read between two tokens. */
function readExpression(r, from, to, scope) {
	for (let i = from; i < to;) {
		const { kind, upper } = tokenAt(r, i);
		if (upper === "(") i = readParentheses(r, i, scope);
		else if (kind === "op" || kind === "value") i++;
		else if (upper === "AS") {
			r.used[i + 1] = true;
			i += 2;
		} else if (upper === "SELECT") {
			giveUp(r, "a query stands where none was expected");
			return;
		} else i = readName(r, i, to, scope);
	}
}
// src/sql/mysql/writes.ts
/** INSERT, REPLACE, UPDATE, DELETE, LOAD DATA: what is on a left side is written, the rest is read. */
const isOption = (word) => /^(?:LOW_PRIORITY|HIGH_PRIORITY|DELAYED|IGNORE|QUICK|HISTORY|CONCURRENT|LOCAL)$/.test(word);
function skipOptions(r, from) {
	let i = from;
	while (isOption(wordAt(r, i))) i++;
	return i;
}
/** The tables that writing a source writes. */
const tablesOf = (source) => [...source.tables, ...source.view?.tables ?? []];
function beginWrite(r, source, events) {
	for (const table of tablesOf(source)) {
		r.access.relations.writes.add(tableName(table));
		for (const event of events) fireTriggers(r, table, event);
	}
	if (source.view) r.access.relations.writes.add(source.view.name);
}
/** A left side. Where it is a view's column that is no column of a table, all that the view reads may be written. */
function writeName(r, from, to, sources) {
	const path = pathAt(r, from, to);
	touchPath(r, path, {
		sources,
		outer: null
	}, "writes");
	const names = namesAt(r, path.parts.at(-1));
	for (const { view, columns } of sources) if (view && columns.some(({ folded, targets }) => names.includes(folded) && targets.length === 0)) for (const column of view.writes) r.access.unresolved.add(column);
}
function writeAll(r, source) {
	for (const column of source.columns) noteWrites(r, column, false);
	if (source.view && source.columns.some(({ targets }) => targets.length === 0)) for (const column of source.view.writes) r.access.unresolved.add(column);
}
/** `a = 1, b = c + 1`: left sides and right sides. */
function readAssignments(r, from, to, targets, scope) {
	for (const [start, end] of partsOf(r, from, to)) {
		const equals = find(r, start, end, (i) => /^:?=$/.test(wordAt(r, i)));
		if (equals === end) giveUp(r, "an assignment is written in a way that is not known");
		if (tokenAt(r, start).kind !== "value") writeName(r, start, equals, targets);
		readExpression(r, equals + 1, end, scope);
	}
}
const isQuery = (r, i) => /^(?:SELECT|WITH|TABLE)$/.test(wordAt(r, i)) || wordAt(r, i) === "(" && /^(?:SELECT|WITH|TABLE|\()$/.test(wordAt(r, i + 1));
function readReturning(r, from, to, scope) {
	if (from < to) readList(r, from + 1, to, scope, /* @__PURE__ */ new Set());
}
const returningAt = (r, from, to) => find(r, from, to, (i) => wordAt(r, i) === "RETURNING" && tokenAt(r, i).kind === "word" && wordAt(r, i - 1) !== ",");
/** INSERT and REPLACE. */
function readInsert(r, from, to, outer) {
	const replaces = wordAt(r, from) === "REPLACE";
	let i = skipOptions(r, from + 1);
	if (wordAt(r, i) === "INTO") i++;
	const path = pathAt(r, i, to);
	const duplicate = find(r, i, to, (at) => wordAt(r, at) === "ON" && wordAt(r, at + 1) === "DUPLICATE");
	const returning = returningAt(r, path.next, to);
	const { source, next } = sourceOf(r, i, isQuery(r, path.next) || wordAt(r, path.next) === "VALUES" ? path.next : to, outer);
	beginWrite(r, source, [
		"insert",
		...replaces ? ["delete"] : [],
		...duplicate < to ? ["update"] : []
	]);
	i = readTargets(r, next, to, source);
	const scope = {
		sources: [source, ...readInserted(r, i, Math.min(duplicate, returning), source, outer)],
		outer
	};
	if (duplicate < to) readAssignments(r, duplicate + 4, duplicate < returning ? returning : to, [source], scope);
	readReturning(r, returning, returning < duplicate ? duplicate : to, {
		sources: [source],
		outer
	});
}
/** The list of columns, where there is one; without it all are written. */
function readTargets(r, from, to, source) {
	if (wordAt(r, from) === "SET") return from;
	if (wordAt(r, from) !== "(" || isQuery(r, from)) {
		writeAll(r, source);
		return from;
	}
	const close = r.closes[from];
	for (const [start, end] of partsOf(r, from + 1, close)) writeName(r, start, end, [source]);
	if (close === from + 1) writeAll(r, source);
	return Math.min(close + 1, to);
}
/** Rows, assignments or a query; gives the sources of the query. `AS new (a, b)` names the row for what follows. */
function readInserted(r, from, to, source, outer) {
	const scope = {
		sources: [source],
		outer
	};
	const word = wordAt(r, from);
	if (isQuery(r, from)) return readQuery(r, from, to, outer).sources;
	const row = find(r, from, to, (i) => wordAt(r, i) === "AS");
	const named = row < to ? nameRow(r, row, source) : [];
	if (word === "SET") readAssignments(r, from + 1, row, [source], scope);
	else if (word === "VALUES" || word === "VALUE") {
		r.used[from] = true;
		readExpression(r, from + 1, row, scope);
	} else giveUp(r, "an INSERT is written in a way that is not known");
	return named;
}
function nameRow(r, as, { columns }) {
	useAll(r, as, as + 2);
	const row = {
		labels: [tokenAt(r, as + 1).text],
		columns,
		tables: []
	};
	if (wordAt(r, as + 2) !== "(") return [row];
	const close = r.closes[as + 2];
	useAll(r, as + 2, close);
	return [{
		...row,
		columns: []
	}];
}
function readUpdate(r, from, to, outer) {
	const set = find(r, from, to, (i) => wordAt(r, i) === "SET" && wordAt(r, i - 1) !== "CHARACTER");
	const sources = readTables(r, skipOptions(r, from + 1), set, outer);
	if (set === to) giveUp(r, "an UPDATE without SET");
	const end = find(r, set, to, (i) => /^(?:WHERE|ORDER|LIMIT|RETURNING)$/.test(wordAt(r, i)));
	const scope = {
		sources,
		outer
	};
	const before = new Set(r.access.writes.keys());
	readAssignments(r, set + 1, end, sources, scope);
	const returning = returningAt(r, end, to);
	readExpression(r, end, returning, scope);
	readReturning(r, returning, to, scope);
	const written = sources.filter((source) => sources.length === 1 || mayWrite(r, source, before));
	for (const source of written) beginWrite(r, source, ["update"]);
}
/** Whether one of its columns was written by this statement; nobody knows where they were written before. */
const mayWrite = (r, source, before) => source.view !== void 0 || source.columns.some(({ targets }) => targets.some((target) => r.access.writes.has(target) || before.has(target)));
/** `DELETE FROM t WHERE`, `DELETE a, b FROM t a JOIN …`, `DELETE FROM a, b USING …`. */
function readDelete(r, from, to, outer) {
	const i = skipOptions(r, from + 1);
	const direct = wordAt(r, i) === "FROM";
	const list = direct ? i + 1 : i;
	const listEnd = endOfTargets(r, list, to);
	const several = !direct || wordAt(r, listEnd) === "USING";
	const tables = several ? listEnd + 1 : list;
	const returning = returningAt(r, tables, to);
	const end = find(r, tables, returning, (at) => /^(?:WHERE|ORDER|LIMIT)$/.test(wordAt(r, at)));
	const sources = readTables(r, tables, end, outer);
	const scope = {
		sources,
		outer
	};
	const targets = several ? targetsIn(r, list, listEnd, sources) : sources;
	for (const source of targets) beginWrite(r, source, ["delete"]);
	readExpression(r, end, returning, scope);
	readReturning(r, returning, to, scope);
}
const endOfTargets = (r, from, to) => find(r, from, to, (i) => /^(?:FROM|USING|WHERE|ORDER|LIMIT)$/.test(wordAt(r, i)) && tokenAt(r, i).kind === "word");
function targetsIn(r, from, to, sources) {
	return partsOf(r, from, to).flatMap(([start, end]) => {
		const { parts } = pathAt(r, start, end);
		useAll(r, start, end);
		const found = findSources(r, {
			sources,
			outer: null
		}, parts.at(-1));
		return found.length > 0 ? found : sources;
	});
}
/** LOAD DATA … INTO TABLE t … (a, @b) SET c = … */
function readLoad(r, from, to) {
	const into = find(r, from, to, (i) => wordAt(r, i) === "TABLE" && wordAt(r, i - 1) === "INTO");
	if (into === to) {
		giveUp(r, "a LOAD without a table");
		return;
	}
	const replaces = find(r, from, into, (i) => wordAt(r, i) === "REPLACE") < into;
	const { parts, next } = pathAt(r, into + 1, to);
	const { source } = sourceOf(r, into + 1, parts.at(-1) + 1, null);
	beginWrite(r, source, replaces ? ["insert", "delete"] : ["insert"]);
	const set = find(r, next, to, (i) => wordAt(r, i) === "SET" && !/^(?:CHARACTER|CHAR)$/.test(wordAt(r, i - 1)));
	const open = find(r, next, set, (i) => wordAt(r, i) === "(" && wordAt(r, i - 1) !== "PARTITION");
	useAll(r, next, open);
	if (open === set) writeAll(r, source);
	else for (const [start, end] of partsOf(r, open + 1, r.closes[open])) writeListed(r, start, end, source);
	if (open < set) useAll(r, after(r, open), set);
	readAssignments(r, set + 1, to, [source], {
		sources: [source],
		outer: null
	});
}
function writeListed(r, start, end, source) {
	if (tokenAt(r, start).kind !== "value") writeName(r, start, end, [source]);
}
// src/sql/mysql/statement.ts
/** One statement of any kind: by its first word to the one that reads it. What is not known may touch anything. */
const BEGINS = /^(?:SELECT|WITH|INSERT|REPLACE|UPDATE|DELETE|\()$/;
/** These touch no column themselves; a query within is read all the same. */
const QUIET = new Set(`ALTER BACKUP BEGIN CACHE CHANGE CHECK CHECKSUM CLONE CLOSE COMMIT CREATE DEALLOCATE DROP FLUSH GET GRANT HELP
  IMPORT INSTALL KILL LOCK OPEN OPTIMIZE PURGE RELEASE RENAME REPAIR RESET RESIGNAL RESTART REVOKE ROLLBACK SAVEPOINT SHOW
  SHUTDOWN SIGNAL SLAVE START STOP UNINSTALL UNLOCK USE XA NULL QUIT PING INIT STATISTICS LEAVE ITERATE FETCH RETURN`.split(/\s+/));
function readQuiet(r, from, to, outer) {
	const query = firstQuery(r, from + 1, to);
	if (query >= to) return;
	if (wordAt(r, query) === "(") readExpression(r, query, after(r, query), outer);
	else readStatement(r, query, to, outer);
}
/** The first query after the head, in parentheses or not. */
function firstQuery(r, from, to) {
	return find(r, from, to, (i) => {
		const word = wordAt(r, i);
		return /^(?:SELECT|WITH)$/.test(word) || word === "(" && /^(?:SELECT|WITH)$/.test(wordAt(r, i + 1));
	});
}
/** Definitions of what runs later touch nothing when they are made; CREATE TABLE … SELECT and CREATE VIEW read their query. */
function readCreate(r, from, to, outer) {
	const what = find(r, from + 1, to, (i) => /^(?:TABLE|VIEW|PROCEDURE|FUNCTION|TRIGGER|EVENT|PACKAGE)$/.test(wordAt(r, i)));
	const word = wordAt(r, what);
	if (/^(?:PROCEDURE|FUNCTION|TRIGGER|EVENT|PACKAGE)$/.test(word)) useAll(r, from, to);
	else readQuiet(r, what, to, outer);
}
function readSet(r, from, to, outer) {
	if (wordAt(r, from + 1) === "STATEMENT") {
		const body = find(r, from, to, (i) => wordAt(r, i) === "FOR");
		readExpression(r, from + 2, body, outer);
		readStatement(r, body + 1, to, outer);
		return;
	}
	for (const [start, end] of partsOf(r, from + 1, to)) {
		const equals = find(r, start, end, (i) => /^:?=$/.test(wordAt(r, i)));
		const path = pathAt(r, start, equals);
		if (path.parts.length > 1) touchPath(r, path, outer, "writes");
		useAll(r, start, equals);
		readExpression(r, equals + 1, end, outer);
	}
}
function readCall(r, from, to, outer) {
	const { parts, next } = pathAt(r, from + 1, to);
	useAll(r, from, next);
	const name = parts.map((part) => tokenAt(r, part).text).join(".");
	if (!callRoutine(r, "procedure", parts)) giveUp(r, `the procedure ${name} is not in the schema`);
	readExpression(r, next, to, outer);
}
/** EXPLAIN runs nothing, but fails like what it explains; DESCRIBE tells of a table. */
function readExplain(r, from, to, outer) {
	const statement = find(r, from + 1, to, (i) => BEGINS.test(wordAt(r, i)) || wordAt(r, i) === "TABLE");
	if (wordAt(r, statement) === "TABLE") return;
	if (statement < to) readStatement(r, statement, to, outer);
}
function readHandler(r, from, to) {
	const table = sourceOf(r, from + 1, Math.min(from + 2 + 2 * (pathAt(r, from + 1, to).parts.length - 1), to), null);
	for (const column of table.source.columns) noteReads(r, column, false);
	readExpression(r, table.next, to, {
		sources: [table.source],
		outer: null
	});
}
function readTruncate(r, from, to) {
	const { source } = sourceOf(r, wordAt(r, from + 1) === "TABLE" ? from + 2 : from + 1, to, null);
	for (const table of source.tables) r.access.relations.writes.add(tableName(table));
}
/** `WITH … SELECT`, and MySQL's `WITH … UPDATE`, `WITH … DELETE`. */
function readWithStatement(r, from, to, outer) {
	const probe = find(r, from, to, (i) => /^(?:SELECT|UPDATE|DELETE|INSERT|REPLACE|VALUES|TABLE)$/.test(wordAt(r, i)));
	if (!/^(?:UPDATE|DELETE|INSERT|REPLACE)$/.test(wordAt(r, probe))) readQuery(r, from, to, outer);
	else {
		const { next, scope } = readWith(r, from, to, outer);
		readStatement(r, next, to, scope);
	}
}
/** What it runs stands in a variable or a literal: `session.ts` reads those that it knows. */
const readDynamic = (r) => giveUp(r, "it runs a text that is not known here");
const readers = {
	SELECT: readQuery,
	VALUES: readQuery,
	TABLE: readQuery,
	"(": readQuery,
	WITH: readWithStatement,
	INSERT: readInsert,
	REPLACE: readInsert,
	UPDATE: readUpdate,
	DELETE: readDelete,
	LOAD: readLoad,
	CALL: readCall,
	SET: readSet,
	DO: (r, from, to, outer) => readExpression(r, from + 1, to, outer),
	EXPLAIN: readExplain,
	DESCRIBE: readExplain,
	DESC: readExplain,
	ANALYZE: readExplain,
	HANDLER: readHandler,
	TRUNCATE: readTruncate,
	CREATE: readCreate,
	PREPARE: readDynamic,
	EXECUTE: readDynamic
};
const isCompound = (r, from) => /^(?:IF|CASE|LOOP|REPEAT|WHILE|FOR)$/.test(wordAt(r, from)) || wordAt(r, from) === "BEGIN" && wordAt(r, from + 1) === "NOT" || wordAt(r, from + 1) === ":";
/** Notes what a statement touches. `outer`: the rows of the trigger whose body it is in. */
function readStatement(r, from, to, outer) {
	const { kind } = tokenAt(r, from);
	const word = kind === "word" || kind === "op" ? wordAt(r, from) : "";
	const reader = Object.hasOwn(readers, word) ? readers[word] : void 0;
	if (from >= to) return;
	if (reader) reader(r, from, to, outer);
	else if (isCompound(r, from)) readBody(r, from, to, outer);
	else if (QUIET.has(word)) readQuiet(r, from, to, outer);
	else giveUp(r, "it begins in a way that is not known");
}
// src/sql/mysql/body.ts
/** Bodies of routines and triggers: statements one after another, told apart from the words that steer between them. */
const isWord = (r, i, word) => wordAt(r, i) === word && tokenAt(r, i).kind === "word";
/** Where the word that ends a steering expression stands: a CASE in between has its own THEN. */
function findSteer(r, from, to, word) {
	let nested = 0;
	let i = from;
	for (; i < to; i = after(r, i)) {
		if (nested === 0 && isWord(r, i, word)) return i;
		if (isWord(r, i, "CASE")) nested++;
		else if (isWord(r, i, "END")) nested--;
	}
	return i;
}
var BodyReader = class {
	r;
	to;
	scope;
	constructor(r, to, scope) {
		this.r = r;
		this.to = to;
		this.scope = scope;
	}
	read(from) {
		for (let i = from; i < this.to;) i = Math.max(i + 1, this.step(i));
	}
	end(from) {
		return find(this.r, from, this.to, (i) => wordAt(this.r, i) === ";");
	}
	expressionUntil(from, word) {
		const end = findSteer(this.r, from, this.to, word);
		if (end >= this.to) giveUp(this.r, `a body has no ${word} where one was expected`);
		readExpression(this.r, from, Math.min(end, this.to), this.scope);
		return end + 1;
	}
	step(i) {
		const { r, to } = this;
		if (wordAt(r, i + 1) === ":" && tokenAt(r, i).kind !== "op") {
			r.used[i] = true;
			return i + 2;
		}
		switch (tokenAt(r, i).kind === "name" ? "" : wordAt(r, i)) {
			case ";":
			case "LOOP":
			case "REPEAT":
			case "ELSE": return i + 1;
			case "BEGIN": return isWord(r, i + 1, "NOT") ? i + 3 : i + 1;
			case "IF":
			case "ELSEIF":
			case "WHEN": return this.expressionUntil(i + 1, "THEN");
			case "WHILE": return this.expressionUntil(i + 1, "DO");
			case "CASE": return this.expressionUntil(i + 1, "WHEN") - 1;
			case "UNTIL": return this.expressionUntil(i + 1, "END");
			case "FOR": return this.loop(i);
			case "DECLARE": return this.declaration(i);
			case "END":
			case "LEAVE":
			case "ITERATE":
			case "OPEN":
			case "CLOSE":
			case "FETCH": {
				const end = this.end(i);
				useAll(r, i, end);
				return end;
			}
			case "RETURN": {
				const end = this.end(i);
				if (/^(?:SELECT|WITH)$/.test(wordAt(r, i + 1))) readQuery(r, i + 1, end, this.scope);
				else readExpression(r, i + 1, end, this.scope);
				return end;
			}
			default: {
				const end = this.end(i);
				readStatement(r, i, Math.min(end, to), this.scope);
				return end;
			}
		}
	}
	/** FOR i IN 1 .. 10 DO; FOR row IN (SELECT …) DO; FOR row IN cursor DO. */
	loop(i) {
		for (const name of namesAt(this.r, i + 1)) this.r.variables.add(name);
		this.r.used[i + 1] = true;
		return this.expressionUntil(i + 2, "DO");
	}
	declaration(from) {
		const { r } = this;
		const end = this.end(from);
		const handler = find(r, from, end, (i) => isWord(r, i, "HANDLER"));
		if (handler < end) return this.handler(handler);
		const cursor = find(r, from, end, (i) => isWord(r, i, "CURSOR"));
		if (cursor < end) {
			const query = find(r, cursor, end, (i) => isWord(r, i, "FOR"));
			useAll(r, from, query);
			if (query >= end) giveUp(r, "a cursor without a query");
			else readStatement(r, query + 1, end, this.scope);
			return end;
		}
		const value = find(r, from, end, (i) => isWord(r, i, "DEFAULT") || wordAt(r, i) === ":=");
		for (const [at] of partsOf(r, from + 1, value)) r.variables.add(foldName(tokenAt(r, at).text));
		useAll(r, from, value);
		readExpression(r, value + 1, end, this.scope);
		return end;
	}
	/** … HANDLER FOR conditions statement. */
	handler(at) {
		const { r } = this;
		let i = at + 2;
		for (;;) {
			if (isWord(r, i, "SQLSTATE")) i += isWord(r, i + 1, "VALUE") ? 3 : 2;
			else if (isWord(r, i, "NOT")) i += 2;
			else i++;
			if (wordAt(r, i) !== ",") break;
			i++;
		}
		useAll(r, at, i);
		return i;
	}
};
/** Notes what a body touches; `scope`: the rows of a trigger. */
function readBody(r, from, to, scope) {
	new BodyReader(r, to, scope).read(from);
}
// src/sql/mysql/functions.ts
/** Functions that the servers bring along: they touch no table. From MariaDB 10.11's information_schema, and MySQL's manual. */
const FUNCTIONS = new Set(`
  ABS ACOS ADDDATE ADDTIME ADD_MONTHS AES_DECRYPT AES_ENCRYPT ANY_VALUE AREA ASBINARY ASCII ASIN ASTEXT ASWKB
  ASWKT ATAN ATAN2 AVG BENCHMARK BIN BINARY BINLOG_GTID_POS BIN_TO_UUID BIT_AND BIT_COUNT BIT_LENGTH BIT_OR
  BIT_XOR BOUNDARY BUFFER CAST CEIL CEILING CENTROID CHAR CHARACTER_LENGTH CHARSET CHAR_LENGTH CHR COALESCE
  COERCIBILITY COLLATION COLUMN_ADD COLUMN_CHECK COLUMN_CREATE COLUMN_DELETE COLUMN_EXISTS COLUMN_GET
  COLUMN_JSON COLUMN_LIST COMPRESS CONCAT CONCAT_OPERATOR_ORACLE CONCAT_WS CONNECTION_ID CONTAINS CONV CONVERT
  CONVERT_TZ CONVEXHULL COS COT COUNT CRC32 CRC32C CROSSES CUME_DIST CURDATE CURRENT_DATE CURRENT_DATETIME
  CURRENT_ROLE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER CURTIME DATABASE DATE DATEDIFF DATETIME DATE_ADD
  DATE_FORMAT DATE_SUB DAY DAYNAME DAYOFMONTH DAYOFWEEK DAYOFYEAR DECODE DECODE_HISTOGRAM DECODE_ORACLE
  DEFAULT DEGREES DENSE_RANK DES_DECRYPT DES_ENCRYPT DIMENSION DISJOINT DISTANCE ELT ENCODE ENCRYPT ENDPOINT
  ENVELOPE EQUALS EXP EXPORT_SET EXTERIORRING EXTRACT EXTRACTVALUE FIELD FIND_IN_SET FIRST_VALUE FLOOR FORMAT
  FORMAT_BYTES FORMAT_PICO_TIME FOUND_ROWS FROM_BASE64 FROM_DAYS FROM_UNIXTIME GEOMCOLLFROMTEXT
  GEOMCOLLFROMWKB GEOMETRYCOLLECTION GEOMETRYCOLLECTIONFROMTEXT GEOMETRYCOLLECTIONFROMWKB GEOMETRYFROMTEXT
  GEOMETRYFROMWKB GEOMETRYN GEOMETRYTYPE GEOMFROMTEXT GEOMFROMWKB GET_FORMAT GET_LOCK GLENGTH GREATEST
  GROUPING GROUP_CONCAT GTID_SUBSET GTID_SUBTRACT HEX HOUR ICU_VERSION IF IFNULL INET6_ATON INET6_NTOA
  INET_ATON INET_NTOA INSERT INSTR INTERIORRINGN INTERSECTS INTERVAL ISCLOSED ISEMPTY ISNULL ISRING ISSIMPLE
  IS_FREE_LOCK IS_IPV4 IS_IPV4_COMPAT IS_IPV4_MAPPED IS_IPV6 IS_USED_LOCK IS_UUID JSON_ARRAY JSON_ARRAYAGG
  JSON_ARRAY_APPEND JSON_ARRAY_INSERT JSON_ARRAY_INTERSECT JSON_COMPACT JSON_CONTAINS JSON_CONTAINS_PATH
  JSON_DEPTH JSON_DETAILED JSON_EQUALS JSON_EXISTS JSON_EXTRACT JSON_INSERT JSON_KEYS JSON_KEY_VALUE
  JSON_LENGTH JSON_LOOSE JSON_MERGE JSON_MERGE_PATCH JSON_MERGE_PRESERVE JSON_NORMALIZE JSON_OBJECT
  JSON_OBJECTAGG JSON_OBJECT_FILTER_KEYS JSON_OBJECT_TO_ARRAY JSON_OVERLAPS JSON_PRETTY JSON_QUERY JSON_QUOTE
  JSON_REMOVE JSON_REPLACE JSON_SCHEMA_VALID JSON_SCHEMA_VALIDATION_REPORT JSON_SEARCH JSON_SET
  JSON_STORAGE_FREE JSON_STORAGE_SIZE JSON_TABLE JSON_TYPE JSON_UNQUOTE JSON_VALID JSON_VALUE LAG LASTVAL
  LAST_DAY LAST_INSERT_ID LAST_VALUE LCASE LEAD LEAST LEFT LENGTH LENGTHB LINEFROMTEXT LINEFROMWKB LINESTRING
  LINESTRINGFROMTEXT LINESTRINGFROMWKB LN LOAD_FILE LOCALTIME LOCALTIMESTAMP LOCATE LOG LOG10 LOG2 LOWER LPAD
  LPAD_ORACLE LTRIM LTRIM_ORACLE MAKEDATE MAKETIME MAKE_SET MASTER_GTID_WAIT MASTER_POS_WAIT MATCH MAX
  MBRCONTAINS MBRCOVEREDBY MBRCOVERS MBRDISJOINT MBREQUAL MBREQUALS MBRINTERSECTS MBROVERLAPS MBRTOUCHES
  MBRWITHIN MD5 MEDIAN MEMBER MICROSECOND MID MIN MINUTE MLINEFROMTEXT MLINEFROMWKB MOD MONTH MONTHNAME
  MPOINTFROMTEXT MPOINTFROMWKB MPOLYFROMTEXT MPOLYFROMWKB MULTILINESTRING MULTILINESTRINGFROMTEXT
  MULTILINESTRINGFROMWKB MULTIPOINT MULTIPOINTFROMTEXT MULTIPOINTFROMWKB MULTIPOLYGON MULTIPOLYGONFROMTEXT
  MULTIPOLYGONFROMWKB NAME_CONST NATURAL_SORT_KEY NEXTVAL NOW NTH_VALUE NTILE NULLIF NUMGEOMETRIES
  NUMINTERIORRINGS NUMPOINTS NVL NVL2 OCT OCTET_LENGTH OLD_PASSWORD ORD OVERLAPS PASSWORD PERCENTILE_CONT
  PERCENTILE_DISC PERCENT_RANK PERIOD_ADD PERIOD_DIFF PI POINT POINTFROMTEXT POINTFROMWKB POINTN
  POINTONSURFACE POLYFROMTEXT POLYFROMWKB POLYGON POLYGONFROMTEXT POLYGONFROMWKB POSITION POW POWER
  PS_CURRENT_THREAD_ID PS_THREAD_ID QUARTER QUOTE RADIANS RAND RANDOM_BYTES RANK REGEXP_INSTR REGEXP_LIKE
  REGEXP_REPLACE REGEXP_SUBSTR RELEASE_ALL_LOCKS RELEASE_LOCK REPEAT REPLACE REPLACE_ORACLE REVERSE RIGHT
  ROLES_GRAPHML ROUND ROW ROWNUM ROW_COUNT ROW_NUMBER RPAD RPAD_ORACLE RTRIM RTRIM_ORACLE SCHEMA SCHEMAS
  SECOND SEC_TO_TIME SESSION_USER SETVAL SFORMAT SHA SHA1 SHA2 SIGN SIN SLEEP SOUNDEX SOURCE_POS_WAIT SPACE
  SQRT SRID STARTPOINT STATEMENT_DIGEST STATEMENT_DIGEST_TEXT STD STDDEV STDDEV_POP STDDEV_SAMP STRCMP
  STRING_TO_VECTOR STR_TO_DATE SUBDATE SUBSTR SUBSTRING SUBSTRING_INDEX SUBSTR_ORACLE SUBTIME SUM SYSDATE
  SYSTEM_USER SYS_GUID TAN TIME TIMEDIFF TIMESTAMP TIMESTAMPADD TIMESTAMPDIFF TIME_FORMAT TIME_TO_SEC TOUCHES
  TO_BASE64 TO_CHAR TO_DATE TO_DAYS TO_NUMBER TO_SECONDS TRIM TRIM_ORACLE TRUNCATE TRY_CONVERT UCASE
  UNCOMPRESS UNCOMPRESSED_LENGTH UNHEX UNIX_TIMESTAMP UPDATEXML UPPER USER UTC_DATE UTC_TIME UTC_TIMESTAMP
  UUID UUID_SHORT UUID_TO_BIN UUID_V4 UUID_V7 VALIDATE_PASSWORD_STRENGTH VALUE VALUES VARIANCE VAR_POP
  VAR_SAMP VECTOR_DIM VECTOR_TO_STRING VEC_DISTANCE VEC_DISTANCE_COSINE VEC_DISTANCE_EUCLIDEAN VEC_FROMTEXT
  VEC_TOTEXT VERSION WAIT_FOR_EXECUTED_GTID_SET WEEK WEEKDAY WEEKOFYEAR WEIGHT_STRING WITHIN
  WSREP_LAST_SEEN_GTID WSREP_LAST_WRITTEN_GTID WSREP_SYNC_WAIT_UPTO_GTID X Y YEAR YEARWEEK
`.trim().split(/\s+/));
const isBuiltIn = (upper) => FUNCTIONS.has(upper) || /^(?:ST_|JSON_|MBR|WSREP_)/.test(upper);
// src/sql/mysql/leftovers.ts
/** The net under it all: a name whose part in the statement was not understood may be a column of any table that it mentions. */
function noteLeftovers(r) {
	if (r.mentioned.size === 0) return;
	const left = /* @__PURE__ */ new Set();
	r.tokens.forEach((_, i) => {
		if (!r.used[i] && mayName(r, i)) for (const name of namesAt(r, i)) left.add(name);
	});
	if (left.size === 0) return;
	for (const table of r.mentioned) for (const { folded, bases } of columnsOfTable(table)) for (const base of bases) if (left.has(folded) && !r.access.reads.has(base)) r.access.unresolved.add(base);
}
// src/sql/mysql/bodies.ts
const kept = /* @__PURE__ */ new WeakMap();
function tokensOfBody({ index }, text) {
	const texts = kept.get(index) ?? /* @__PURE__ */ new Map();
	const tokens = texts.get(text) ?? tokensOf(text);
	kept.set(index, texts.set(text, tokens));
	return tokens;
}
/** Reads a definition on its own and adds what it touches as reached, not named. Null: it is being read already, or cannot be. */
function within(r, { name, text, database, parameters = [] }, read) {
	if (r.bodies.stack.includes(name)) return null;
	if (--r.bodies.budget < 0 || r.bodies.stack.length > 60) {
		giveUp(r, `${name} leads through too many definitions to follow`);
		return null;
	}
	const tokens = tokensOfBody(r, text);
	if (tokens.problem !== null) {
		giveUp(r, `the definition of ${name} cannot be read: ${tokens.problem}`);
		return null;
	}
	const inner = beginReading(r.index, tokens, {
		database,
		ansiQuotes: null,
		digest: false
	}, r.bodies);
	for (const parameter of parameters) inner.variables.add(foldName(parameter));
	r.bodies.stack.push(name);
	const result = read(inner);
	r.bodies.stack.pop();
	noteLeftovers(inner);
	mergeAccess(r.access, inner.access, false);
	return result;
}
const columnsTouched = (access) => [...access.reads.keys(), ...access.unresolved];
/** Notes what a view reads, and gives the source its columns. */
function readView(r, view, source) {
	const name = viewName(view);
	r.access.relations.reads.add(name);
	if (view.query === null) {
		giveUp(r, `the query of ${name} was not told`);
		return;
	}
	within(r, {
		name,
		text: view.query,
		database: view.database
	}, (inner) => {
		const query = readQuery(inner, 0, inner.tokens.length, null);
		const columns = namedBy(query.columns, view.columns);
		source.columns.push(...columns);
		const tables = [...inner.mentioned];
		source.view = {
			name,
			writes: columnsTouched(inner.access),
			tables
		};
	});
}
/** Through a view nothing is read but what its query reads; written is what its columns are. */
const namedBy = (columns, names) => (names ?? columns.map(({ folded }) => folded)).map((name, at) => ({
	folded: foldName(name),
	bases: [],
	targets: columns[at]?.targets ?? []
}));
function readRoutine(r, routine) {
	const name = routineName(routine);
	r.access.relations.reads.add(name);
	if (routine.body === null) {
		giveUp(r, `the body of ${name} was not told`);
		return;
	}
	const { body, database, parameters } = routine;
	within(r, {
		name: `${routine.kind} ${name}`,
		text: body,
		database,
		parameters
	}, (inner) => readBody(inner, 0, inner.tokens.length, null));
}
/** A routine of that name, with its database or without. */
function callRoutine(r, kind, parts) {
	const database = parts.length > 1 ? tokenAt(r, parts[0]).text : r.database;
	const routines = r.index.routines(kind, database, namesAt(r, parts.at(-1)));
	for (const routine of routines) readRoutine(r, routine);
	return routines.length > 0;
}
/** A function that is neither the schema's nor the server's own may do anything. */
function callFunction(r, parts) {
	const { text } = tokenAt(r, parts.at(-1));
	if (callRoutine(r, "function", parts)) return;
	if (parts.length > 1 || !isBuiltIn(text.toUpperCase())) giveUp(r, `the function ${text} is not in the schema`);
}
const rowOf = (label, table) => ({
	labels: [label],
	columns: columnsOfTable(table),
	tables: [],
	qualifiedOnly: true
});
/** What the triggers of a table do when it is written. */
function fireTriggers(r, table, event) {
	for (const trigger of r.index.triggers(table)) {
		if (trigger.event !== event) continue;
		const name = `trigger ${tableName(table)}.${trigger.name}`;
		if (trigger.body === null) giveUp(r, `the body of ${name} was not told`);
		else {
			const rows = {
				sources: [rowOf("new", table), rowOf("old", table)],
				outer: null
			};
			within(r, {
				name,
				text: trigger.body,
				database: table.database
			}, (inner) => readBody(inner, 0, inner.tokens.length, rows));
		}
	}
}
// src/sql/mysql/session.ts
const sorted = (names) => [...names].sort();
const unnamed = (columns) => sorted([...columns].filter(([, named]) => !named).map(([column]) => column));
var MysqlColumnSession = class {
	index;
	options;
	prepared = /* @__PURE__ */ new Map();
	temporary = /* @__PURE__ */ new Set();
	ansiQuotes;
	database = "";
	constructor(schema, options = {}) {
		this.index = schema instanceof SchemaIndex ? schema : new SchemaIndex(schema);
		this.options = options;
		this.ansiQuotes = options.ansiQuotes ?? null;
	}
	/** The default database from here on; '' is the one that the schema's names leave out. */
	use(database) {
		this.database = database;
	}
	/** Whether double quotes hold names here; null: nobody knows. */
	get quotes() {
		return this.ansiQuotes;
	}
	/** What the names of its statements depend on: equal texts in equal states touch the same. */
	get state() {
		const { database, ansiQuotes, temporary } = this;
		return JSON.stringify([
			database,
			ansiQuotes,
			[...temporary].sort()
		]);
	}
	/** The statements of a text, in order; what cannot be read is a statement that may touch anything. Never throws. */
	read(text) {
		return splitStatements(text, this.options.noBackslashEscapes === true).map((statement) => this.take(statement));
	}
	take(statement) {
		const access = emptyAccess();
		try {
			this.readInto(access, statement);
		} catch (error) {
			mayTouchAll(access, error instanceof RangeError ? "it is nested too deeply to be read" : "it could not be read");
		}
		return this.columnsFrom(statement, access);
	}
	readInto(access, statement) {
		const modes = { noBackslashEscapes: this.options.noBackslashEscapes === true };
		const tokens = tokensOf(statement, modes);
		if (tokens.problem !== null) mayTouchAll(access, tokens.problem);
		if (tokens.problem !== null || this.readDynamic(access, statement, tokens)) return;
		this.readTokens(access, tokens, mergeAccess);
		if (tokens.executableComments) this.readOther(access, statement, {
			...modes,
			withoutExecutable: true
		});
		if (tokens.escapedQuotes && this.options.noBackslashEscapes === null) this.readOther(access, statement, { noBackslashEscapes: true });
		this.follow(tokens);
	}
	/** The same text as another server, or another mode, would take it: what that touches may be touched. */
	readOther(access, statement, modes) {
		const tokens = tokensOf(statement, modes);
		if (tokens.problem !== null) return;
		this.readTokens(access, tokens, (into, from) => {
			const more = emptyAccess();
			mergeAccess(more, from, true);
			for (const known of into.reads.keys()) more.reads.delete(known);
			for (const known of into.writes.keys()) more.writes.delete(known);
			mergeUnresolved(into, more);
		});
	}
	readTokens(access, tokens, merge) {
		const settings = {
			database: this.database,
			ansiQuotes: this.ansiQuotes,
			digest: this.options.digest === true
		};
		const reading = beginReading(this.index, tokens, settings, {
			stack: [],
			budget: 500
		}, this.temporary);
		readStatement(reading, 0, tokens.tokens.length, null);
		noteLeftovers(reading);
		merge(access, reading.access, true);
	}
	/** PREPARE a FROM 'text', EXECUTE a, EXECUTE IMMEDIATE 'text': what is known of the text. */
	readDynamic(access, statement, { tokens }) {
		const [first, second, third, fourth] = tokens;
		const word = first?.upper;
		if (word !== "PREPARE" && word !== "EXECUTE") return false;
		const immediate = word === "EXECUTE" && second?.upper === "IMMEDIATE";
		const literal = immediate ? third : fourth;
		const name = foldName(second?.text ?? "");
		if (immediate || word === "PREPARE") {
			const read = emptyAccess();
			if (literal && (literal.kind === "double" || /^'/.test(statement.slice(literal.start))) && (immediate || tokens.length === 4)) this.readInto(read, unescaped(literal.text));
			else mayTouchAll(read, "it runs a text that is not known here");
			if (!immediate) this.prepared.set(name, read);
			mergeAccess(access, read, true);
			return true;
		}
		const known = this.prepared.get(name);
		if (known) mergeAccess(access, known, true);
		else mayTouchAll(access, `the prepared statement ${second?.text ?? ""} was not made here: nobody knows what it touches`);
		return true;
	}
	/** What the statement leaves behind: USE, sql_mode, temporary tables. */
	follow({ tokens }) {
		const words = tokens.slice(0, 8).map(({ upper }) => upper);
		const name = (at) => tokens[at]?.text ?? "";
		if (words[0] === "USE") this.database = name(1);
		if (words[0] === "SET" && tokens.some(({ text }) => /^(?:@@(?:session\.|local\.|global\.)?)?sql_mode$/i.test(text))) this.followMode(tokens);
		const table = words.indexOf("TABLE");
		const at = words[table + 1] === "IF" ? words.indexOf("EXISTS") + 1 : table + 1;
		if (words[0] === "CREATE" && table > 0 && words[table - 1] === "TEMPORARY") this.temporary.add(foldName(name(at)));
		if (words[0] === "DROP" && table > 0) for (const token of tokens.slice(at)) this.temporary.delete(foldName(token.text));
	}
	followMode(tokens) {
		const plain = tokens.length === 4 || tokens.length === 5;
		const value = tokens.at(-1);
		this.ansiQuotes = plain && value?.kind !== "word" && value ? /\b(?:ANSI|ANSI_QUOTES|ORACLE|DB2|MSSQL|POSTGRESQL|MAXDB)\b/i.test(value.text) : null;
		if (value?.text === "?") this.ansiQuotes = null;
	}
	columnsFrom(statement, access) {
		const unresolved = access.everything ? [...access.unresolved, ...this.everyColumn()] : access.unresolved;
		return {
			statement,
			reads: sorted(access.reads.keys()),
			writes: sorted(access.writes.keys()),
			unresolved: sorted(new Set(unresolved)),
			implicit: {
				reads: unnamed(access.reads),
				writes: unnamed(access.writes)
			},
			relations: {
				reads: sorted(access.relations.reads),
				writes: sorted(access.relations.writes)
			},
			everything: access.everything,
			problem: access.problem
		};
	}
	everyColumn() {
		const { tables } = this.index.schema;
		return tables.flatMap((table) => table.columns.map((column) => columnNameOf(table, column)));
	}
};
/** What a literal's text is to the server. */
const unescaped = (text) => text.replace(/\\(.)/gs, (_, c) => ({
	n: "\n",
	t: "	",
	r: "\r",
	0: "\0"
})[c] ?? c);
export { columnNameOf as a, tableName as c, SchemaIndex as i, viewName as l, readMysqlSchema as n, emptyMysqlSchema as o, tokensOf as r, routineName as s, MysqlColumnSession as t };
