import { a as parseObject, o as quoteIdentifier, r as formatObject } from "./chunk-names.js";
// src/sql/catalog.ts
/** A record whose keys may be any name, `constructor` and `__proto__` too. */
function emptyRecord() {
	return Object.create(null);
}
/** A database in which nothing was made yet. */
function emptyCatalog() {
	return {
		tables: emptyRecord(),
		indexes: emptyRecord(),
		views: emptyRecord(),
		types: emptyRecord(),
		functions: emptyRecord(),
		sequences: emptyRecord(),
		schemas: [],
		incomplete: false
	};
}
/** The entry of that very name, never one that the record inherits. */
function lookup(record, name) {
	return Object.hasOwn(record, name) ? record[name] : void 0;
}
/** Keeps an entry under any name, `__proto__` too. */
function store(record, name, value) {
	if (name === "__proto__") Object.defineProperty(record, name, {
		value,
		enumerable: true,
		configurable: true,
		writable: true
	});
	else record[name] = value;
}
/** Gives an entry another name, in the place that it has. */
function rekey(record, from, to) {
	const entry = lookup(record, from);
	if (entry === void 0 || from === to) return;
	delete record[from];
	store(record, to, entry);
}
function copyRecord(record, copy) {
	const result = emptyRecord();
	for (const name of Object.keys(record)) {
		const entry = lookup(record, name);
		if (entry !== void 0) store(result, name, copy(entry));
	}
	return result;
}
/** A copy that judging may change without touching the original. */
function copyCatalog(catalog) {
	return {
		tables: copyRecord(catalog.tables, (table) => ({
			...table,
			columns: copyRecord(table.columns, (column) => ({ ...column })),
			constraints: copyRecord(table.constraints, (constraint) => ({ ...constraint })),
			triggers: copyRecord(table.triggers, (trigger) => ({ ...trigger })),
			policies: copyRecord(table.policies, (policy) => ({ ...policy })),
			...table.rules && { rules: copyRecord(table.rules, (rule) => ({ ...rule })) }
		})),
		indexes: copyRecord(catalog.indexes, (index) => ({ ...index })),
		views: copyRecord(catalog.views, (view) => ({ ...view })),
		types: copyRecord(catalog.types, (type) => ({
			...type,
			...type.attributes && { attributes: copyRecord(type.attributes, (text) => text) }
		})),
		functions: copyRecord(catalog.functions, (entry) => ({ ...entry })),
		sequences: copyRecord(catalog.sequences, (sequence) => ({ ...sequence })),
		schemas: [...catalog.schemas],
		incomplete: catalog.incomplete
	};
}
// src/sql/postgresql/ast.ts
/** What is in the node if it is of that kind. */
function as(node, kind) {
	return node === void 0 ? void 0 : node[kind];
}
/** All nodes of one kind in a list; others are left out. */
function all(nodes, kind) {
	const found = [];
	for (const node of nodes ?? []) {
		const inner = as(node, kind);
		if (inner !== void 0) found.push(inner);
	}
	return found;
}
/** The identifiers in a list of names: `a.b` is ['a', 'b']. */
function strings(nodes) {
	return all(nodes, "String").map((name) => name.sval ?? "");
}
/** A dotted name that is a list node, a type name, or one string. */
function pathOf(node) {
	const list = as(node, "List");
	if (list) return strings(list.items);
	const type = as(node, "TypeName");
	if (type) return strings(type.names);
	const withArguments = as(node, "ObjectWithArgs");
	if (withArguments) return strings(withArguments.objname);
	const one = as(node, "String");
	return one ? [one.sval ?? ""] : [];
}
/** Text of a constant: a string's content, digits, `true`, `null`. Undefined: no constant. */
function constantOf(node) {
	const constant = as(node, "A_Const");
	if (!constant) return void 0;
	if (constant.isnull) return "null";
	if (constant.sval) return constant.sval.sval ?? "";
	if (constant.ival) return String(constant.ival.ival ?? 0);
	if (constant.fval) return constant.fval.fval ?? "0";
	if (constant.boolval) return String(constant.boolval.boolval ?? false);
	return constant.bsval?.bsval ?? "";
}
/** A constant without the casts around it: `'a'::text`. */
function withoutCasts(node) {
	let inner = node;
	for (let cast = as(inner, "TypeCast"); cast; cast = as(inner, "TypeCast")) inner = cast.arg;
	return inner;
}
/** The option of that name in a `WITH (…)` list or the like. */
function option(options, name) {
	return all(options, "DefElem").find((element) => element.defname === name);
}
/** An option that is switched on: `FULL`, `FULL true`, `FULL on`, `FULL 1`. */
function isOn$1(options, name) {
	const found = option(options, name);
	if (!found) return false;
	const { arg } = found;
	if (arg === void 0) return true;
	const text = as(arg, "String")?.sval ?? as(arg, "Integer")?.ival ?? as(arg, "Boolean")?.boolval ?? true;
	return ![
		"false",
		"off",
		"0",
		"no"
	].includes(String(text).toLowerCase());
}
/** Goes through everything under a node; `visit` says false to stay out of one. */
function walk(value, visit) {
	if (Array.isArray(value)) for (const item of value) walk(item, visit);
	else if (typeof value === "object" && value !== null) {
		const parts = value;
		for (const kind in parts) {
			const inner = parts[kind];
			if (typeof inner === "object" && inner !== null && visit(kind, inner)) walk(inner, visit);
		}
	}
}
// src/sql/postgresql/identify.ts
/** The schema of everything temporary: looked through first, and created in only where TEMP is said. */
const TEMPORARY = "pg_temp";
/** Relations share one set of names per schema; this is the order in which one is looked for. */
const RELATIONS = [
	["table", "tables"],
	["view", "views"],
	["sequence", "sequences"],
	["index", "indexes"]
];
const homes = {
	type: "types",
	function: "functions",
	index: "indexes",
	view: "views",
	sequence: "sequences",
	table: "tables"
};
/** The canonical name of an object whose schema is known. */
function nameIn$1(session, kind, schema, ...path) {
	return formatObject({
		kind,
		path: schema === session.defaultSchema ? path : [schema, ...path]
	});
}
/** It was made, or is the default one. */
function isSchemaThere({ catalog, defaultSchema }, schema) {
	return schema === defaultSchema || catalog.schemas.includes(schema);
}
/** Where an unqualified object is made: in the first schema of the search path that is there. */
function creationSchema(session) {
	const [first, ...others] = session.searchPath.filter((schema) => schema !== "$user" && schema !== "pg_catalog");
	if (first === void 0) return session.defaultSchema;
	if (isSchemaThere(session, first) || !provesAbsence(session)) return first;
	return others.find((schema) => isSchemaThere(session, schema)) ?? first;
}
/** Where an unqualified name is looked for, in this order. */
function lookedThrough({ searchPath, temporaries }) {
	return temporaries?.size ? [TEMPORARY, ...searchPath] : searchPath;
}
/** The canonical name of an object of that kind, looked up by the search path where no schema is written. */
function nameOf(session, kind, path) {
	const name = path.at(-1) ?? "";
	const schema = path.at(-2);
	if (schema !== void 0) return nameIn$1(session, kind, schema, name);
	const home = homes[kind];
	if (home) for (const candidate of lookedThrough(session)) {
		const found = nameIn$1(session, kind, candidate, name);
		if (lookup(session.catalog[home], found) !== void 0) return found;
	}
	return nameIn$1(session, kind, creationSchema(session), name);
}
/** The relation that a statement names; one that nobody knows is taken for a table (or what else is expected). */
function findRelation(session, range, expected = "table") {
	const name = range?.relname ?? "";
	const schemas = range?.schemaname ? [range.schemaname] : lookedThrough(session);
	for (const schema of schemas) for (const [kind, home] of RELATIONS) {
		const found = nameIn$1(session, kind, schema, name);
		if (lookup(session.catalog[home], found) !== void 0) return {
			kind,
			name: found
		};
	}
	return {
		kind: expected,
		name: nameIn$1(session, expected, range?.schemaname ?? session.searchPath[0] ?? creationSchema(session), name)
	};
}
/** The canonical name of the table that is meant. */
function tableOf(session, range) {
	const found = findRelation(session, range);
	return found.kind === "index" ? nameFromPath(session, "table", rangePath(range)) : found.name;
}
/** The name under which a relation will be made. */
function newRelation(session, kind, range) {
	return nameIn$1(session, kind, range?.relpersistence === "t" ? TEMPORARY : range?.schemaname ?? creationSchema(session), range?.relname ?? "");
}
const rangePath = (range) => range?.schemaname ? [range.schemaname, range.relname ?? ""] : [range?.relname ?? ""];
const nameFromPath = (session, kind, path) => nameIn$1(session, kind, path.length > 1 ? path[0] ?? "" : creationSchema(session), path.at(-1) ?? "");
/** The name under which an object that is not a relation will be made. */
function newName(session, kind, path) {
	return nameIn$1(session, kind, path.at(-2) ?? creationSchema(session), path.at(-1) ?? "");
}
/** A name in the default schema that needs no quotes: most are. */
const BARE = /^[a-z_][a-z0-9_$]*$/;
/** A canonical name taken apart: its schema and its own identifier. */
function partsOf(session, name) {
	if (BARE.test(name)) return {
		schema: session.defaultSchema,
		own: name
	};
	const text = /^(?:index|view|type|function|sequence):/.test(name) ? name : `table:${name}`;
	const path = parseObject(text, "postgresql", session.defaultSchema)?.path ?? [name];
	return {
		schema: path.length > 1 ? path.at(-2) ?? "" : session.defaultSchema,
		own: path.at(-1) ?? ""
	};
}
function columnName(table, column) {
	return `${table}.${quoteIdentifier(column)}`;
}
function partName(kind, table, name) {
	return `${kind}:${table}.${quoteIdentifier(name)}`;
}
function valueName(type, value) {
	return `${type}.${quoteIdentifier(value)}`;
}
/** The name as SQL writes it, without the word for its kind. */
function sqlName(name) {
	return name.replace(/^(?:index|view|type|function|sequence|schema|extension|constraint|trigger|policy):/, "");
}
/** Whether the catalog tells all: a relation that is not in it is not there. Before any history was read it tells nothing. */
function provesAbsence(session) {
	const { catalog } = session;
	if (catalog.incomplete) return false;
	for (const name in catalog.tables) if (!session.fresh.has(name) && lookup(catalog.tables, name)?.partial !== true) return true;
	return false;
}
/** Partitions of a table, which go where it goes; children by INHERITS are none. */
function partitionsOf(catalog, table) {
	const entry = lookup(catalog.tables, table);
	return entry?.defaultPartition !== void 0 || entry?.partial === true ? descendants(catalog, table) : [];
}
/** Partitions and children of a table, down to the last; none where it has none. */
function descendants(catalog, table) {
	if (!lookup(catalog.tables, table)?.partitioned) return [];
	const found = /* @__PURE__ */ new Set();
	const open = [table];
	for (let parent = open.pop(); parent !== void 0; parent = open.pop()) for (const name of Object.keys(catalog.tables)) {
		if (found.has(name) || !lookup(catalog.tables, name)?.parents.includes(parent)) continue;
		found.add(name);
		open.push(name);
	}
	return [...found];
}
// src/sql/postgresql/operation.ts
const STRENGTH = [
	"ACCESS SHARE",
	"ROW SHARE",
	"ROW EXCLUSIVE",
	"SHARE UPDATE EXCLUSIVE",
	"SHARE",
	"SHARE ROW EXCLUSIVE",
	"EXCLUSIVE",
	"ACCESS EXCLUSIVE"
];
/** Orders lock modes from the weakest; a mode that nobody knows is the strongest. */
function lockStrength(mode) {
	const index = STRENGTH.indexOf(mode);
	return index < 0 ? STRENGTH.length : index;
}
/** Steps for later migrations: told, but not to be pasted with the first. */
function later(when, steps) {
	return [`-- ${when}:`, ...steps.map((step) => step.startsWith("--") ? step : `-- ${step}`)];
}
/**
* NOT NULL without reading rows under a lock: a check, validated while the table is in use, is believed from
* PostgreSQL 12 on. Before, the check itself has to do.
*/
function stepsToNotNull(table, column, check, version) {
	return [
		`ALTER TABLE ${table} ADD CONSTRAINT ${check} CHECK (${column} IS NOT NULL) NOT VALID;`,
		`-- in a later migration, so that the lock of the first is gone:`,
		`ALTER TABLE ${table} VALIDATE CONSTRAINT ${check};`,
		...version < 12 ? [`-- leave it at that: before PostgreSQL 12 SET NOT NULL would read every row again`] : [`ALTER TABLE ${table} ALTER COLUMN ${column} SET NOT NULL;`, `ALTER TABLE ${table} DROP CONSTRAINT ${check};`]
	];
}
/** Keeps each row's id as a type, and each row checked. */
function defineOperations(rows) {
	return rows;
}
/** The value that holds for a version: the one of the newest entry that is not newer than it. */
function valueFor(value, version) {
	if (value === null || typeof value === "string") return value;
	const entries = Object.entries(value);
	let best = entries[0]?.[1];
	for (const [from, entry] of entries) if (Number(from) <= version) best = entry;
	return best;
}
// src/sql/postgresql/operations-columns.ts
/** Columns: added, dropped, their defaults and nullability. */
const backfillSteps = (w) => [`ALTER TABLE ${w.table} ADD COLUMN ${w.column} ${w.type};`, `-- then, in a migration of its own, fill the old rows in batches of some thousands, each in its own transaction`];
const proveNotNull = (w) => stepsToNotNull(w.table, w.column, w.constraint, w.version);
const defaultSteps = (w) => [
	`ALTER TABLE ${w.table} ADD COLUMN ${w.column} ${w.type};`,
	`${w.definition === "…" ? "-- " : ""}ALTER TABLE ${w.table} ALTER COLUMN ${w.column} SET DEFAULT ${w.definition};`,
	`-- then fill the old rows in batches, in a migration of their own`
];
const rewriteWhy = (w, cause) => `Every row of ${w.table} is written anew under ACCESS EXCLUSIVE, because ${cause}: reads and writes of ${w.table} wait until it is done.`;
const columnOperations = defineOperations({
	"add-column": {
		kind: "adds",
		phase: "expand",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured"
	},
	"add-column-default": {
		kind: "adds",
		phase: "expand",
		load: {
			10: "rewrite",
			11: "instant"
		},
		lock: "ACCESS EXCLUSIVE",
		source: "measured; release notes of PostgreSQL 11",
		why: (w) => rewriteWhy(w, "PostgreSQL 10 stores the default of a new column in each row"),
		instead: defaultSteps
	},
	"add-column-volatile-default": {
		kind: "adds",
		phase: "expand",
		load: "rewrite",
		lock: "ACCESS EXCLUSIVE",
		source: "measured",
		why: (w) => rewriteWhy(w, `the default ${w.definition} of ${w.object} gives another value for each row`),
		instead: defaultSteps
	},
	"add-column-serial": {
		kind: "adds",
		phase: "expand",
		load: "rewrite",
		lock: "ACCESS EXCLUSIVE",
		source: "measured",
		why: (w) => rewriteWhy(w, `a serial column draws a number for each row`),
		instead: backfillSteps
	},
	"add-column-identity": {
		kind: "adds",
		phase: "expand",
		load: "rewrite",
		lock: "ACCESS EXCLUSIVE",
		source: "measured",
		why: (w) => rewriteWhy(w, `an identity column draws a number for each row`),
		instead: backfillSteps
	},
	"add-column-stored-generated": {
		kind: "adds",
		phase: "expand",
		load: "rewrite",
		lock: "ACCESS EXCLUSIVE",
		source: "measured, from PostgreSQL 12",
		why: (w) => rewriteWhy(w, `the generated value of ${w.object} is computed and stored in each row`),
		instead: (w) => [`ALTER TABLE ${w.table} ADD COLUMN ${w.column} ${w.type};`, `-- keep it filled by a BEFORE INSERT OR UPDATE trigger, and fill the old rows in batches`]
	},
	"add-column-virtual-generated": {
		kind: "adds",
		phase: "expand",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured, from PostgreSQL 18"
	},
	"add-column-constrained-domain": {
		kind: "adds",
		phase: "expand",
		load: "rewrite",
		lock: "ACCESS EXCLUSIVE",
		source: "measured",
		why: (w) => rewriteWhy(w, `${w.type} is a domain with a constraint, which is checked row by row`),
		instead: (w) => [`-- the domain's base type; its rule as a check that looks at new rows only (NOT VALID, then VALIDATE CONSTRAINT)`, `ALTER TABLE ${w.table} ADD COLUMN ${w.column} ${w.definition};`]
	},
	"add-column-not-null": {
		kind: "adds",
		phase: "in-place",
		load: "scan",
		lock: "ACCESS EXCLUSIVE",
		source: "measured: fails where the table has a row",
		why: (w) => `${w.object} would be NOT NULL without a default: the statement fails as soon as ${w.table} has a row, and code that does not know the column could no longer insert.`,
		instead: (w) => [...backfillSteps(w), ...later(`in later migrations, once every writer fills ${w.object} and no row has NULL`, proveNotNull(w))]
	},
	"drop-column": {
		kind: "removes",
		phase: "contract",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		otherLock: "ACCESS EXCLUSIVE",
		source: "measured",
		why: (w) => `Code that still reads or writes ${w.object} fails from then on, and its data is gone.`
	},
	"set-default": {
		kind: "relaxes",
		phase: "expand",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured"
	},
	"drop-default": {
		kind: "constrains",
		phase: "tighten",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		rows: "validated",
		source: "measured",
		why: (w) => `Code that leaves ${w.object} out of its INSERT relied on the default: it would write NULL, or fail where the column is NOT NULL.`
	},
	"set-not-null": {
		kind: "constrains",
		phase: "tighten",
		load: "scan",
		lock: "ACCESS EXCLUSIVE",
		rows: "scan",
		source: "measured",
		why: (w) => `All of ${w.table} is read under ACCESS EXCLUSIVE to see that ${w.object} is never NULL, and code that still writes NULL fails.`,
		instead: proveNotNull
	},
	"set-not-null-proven": {
		kind: "constrains",
		phase: "tighten",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		rows: "validated",
		source: "measured, from PostgreSQL 12"
	},
	"set-not-null-again": {
		kind: "alters",
		phase: "neutral",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured: the column is NOT NULL already"
	},
	"drop-not-null": {
		kind: "relaxes",
		phase: "expand",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured"
	},
	"set-column-statistics": {
		kind: "alters",
		phase: "neutral",
		load: "instant",
		lock: "SHARE UPDATE EXCLUSIVE",
		source: "measured"
	},
	"set-column-storage": {
		kind: "alters",
		phase: "neutral",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured"
	},
	"add-identity": {
		kind: "relaxes",
		phase: "expand",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "sql-altertable"
	},
	"add-identity-always": {
		kind: "constrains",
		phase: "tighten",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		rows: "validated",
		source: "sql-altertable",
		why: (w) => `GENERATED ALWAYS refuses an INSERT that gives ${w.object} a value of its own.`,
		instead: (w) => [`ALTER TABLE ${w.table} ALTER COLUMN ${w.column} ADD GENERATED BY DEFAULT AS IDENTITY;`]
	},
	"drop-identity": {
		kind: "constrains",
		phase: "tighten",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		rows: "validated",
		source: "sql-altertable",
		why: (w) => `Code that leaves ${w.object} out of its INSERT would fail: nothing gives it a number any more.`
	},
	"drop-expression": {
		kind: "constrains",
		phase: "tighten",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		rows: "validated",
		source: "sql-altertable, from PostgreSQL 13",
		why: (w) => `${w.object} is computed no longer: rows written by code that does not fill it stay NULL.`
	},
	"set-expression": {
		kind: "rewrites",
		phase: "migrate",
		load: "rewrite",
		lock: "ACCESS EXCLUSIVE",
		source: "sql-altertable, from PostgreSQL 17",
		why: (w) => rewriteWhy(w, `${w.object} is computed anew`)
	},
	"set-virtual-expression": {
		kind: "rewrites",
		phase: "migrate",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "sql-altertable, from PostgreSQL 18"
	}
});
// src/sql/postgresql/operations-constraints.ts
/** Constraints: added, validated, dropped. */
const notValid = (w, definition) => [
	`ALTER TABLE ${w.table} ADD CONSTRAINT ${w.constraint} ${definition} NOT VALID;`,
	`-- in a later migration, so that the lock of the first is gone:`,
	`ALTER TABLE ${w.table} VALIDATE CONSTRAINT ${w.constraint};`
];
const foreignKey = (w) => `FOREIGN KEY (${w.columns}) REFERENCES ${w.referenced}`;
const readsAll$1 = (w, mode, refuses) => `All of ${w.table} is read under ${mode} to hold ${w.object} against its rows, and ${refuses}`;
const constraintOperations = defineOperations({
	"add-check": {
		kind: "constrains",
		phase: "tighten",
		load: "scan",
		lock: "ACCESS EXCLUSIVE",
		rows: "scan",
		source: "measured",
		why: (w) => readsAll$1(w, "ACCESS EXCLUSIVE", "code that still writes other values fails."),
		instead: (w) => notValid(w, `CHECK (${w.definition})`)
	},
	"add-check-not-valid": {
		kind: "constrains",
		phase: "tighten",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		rows: "new-rows",
		source: "measured",
		why: (w) => `${w.object} holds for new rows at once: code that still writes other values fails.`
	},
	"add-constraint-not-enforced": {
		kind: "alters",
		phase: "neutral",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		otherLock: "SHARE ROW EXCLUSIVE",
		source: "measured, from PostgreSQL 18"
	},
	"add-foreign-key-not-enforced": {
		kind: "alters",
		phase: "neutral",
		load: "instant",
		lock: "SHARE ROW EXCLUSIVE",
		otherLock: "SHARE ROW EXCLUSIVE",
		source: "measured, from PostgreSQL 18"
	},
	"add-foreign-key": {
		kind: "constrains",
		phase: "tighten",
		load: "scan",
		lock: "SHARE ROW EXCLUSIVE",
		otherLock: "SHARE ROW EXCLUSIVE",
		rows: "scan",
		source: "measured",
		why: (w) => `All of ${w.table} is read to hold ${w.object} against its rows while writes to ${w.table} and ${w.referenced} wait, and code that still writes rows without a match fails.`,
		instead: (w) => notValid(w, foreignKey(w))
	},
	"add-foreign-key-not-valid": {
		kind: "constrains",
		phase: "tighten",
		load: "instant",
		lock: "SHARE ROW EXCLUSIVE",
		otherLock: "SHARE ROW EXCLUSIVE",
		rows: "new-rows",
		source: "measured",
		why: (w) => `${w.object} holds for new rows at once: code that still writes rows without a match in ${w.referenced} fails.`
	},
	"add-not-null-constraint": {
		kind: "constrains",
		phase: "tighten",
		load: "scan",
		lock: "ACCESS EXCLUSIVE",
		rows: "scan",
		source: "measured, from PostgreSQL 18",
		why: (w) => readsAll$1(w, "ACCESS EXCLUSIVE", "code that still writes NULL fails."),
		instead: (w) => notValid(w, `NOT NULL ${w.columns}`)
	},
	"add-not-null-constraint-not-valid": {
		kind: "constrains",
		phase: "tighten",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		rows: "new-rows",
		source: "measured, from PostgreSQL 18",
		why: (w) => `${w.object} holds for new rows at once: code that still writes NULL fails.`
	},
	"add-column-check": {
		kind: "constrains",
		phase: "expand",
		load: "scan",
		lock: "ACCESS EXCLUSIVE",
		source: "measured: old code does not know the column, but every row is looked at",
		why: (w) => `All of ${w.table} is read under ACCESS EXCLUSIVE to hold ${w.object} against its rows.`,
		instead: (w) => [`ALTER TABLE ${w.table} ADD COLUMN ${w.column} ${w.type};`, ...notValid(w, `CHECK (${w.definition})`)]
	},
	"add-column-references": {
		kind: "constrains",
		phase: "expand",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		otherLock: "SHARE ROW EXCLUSIVE",
		source: "measured: a new column without default is NULL in every row, so nothing is looked at"
	},
	"add-column-references-default": {
		kind: "constrains",
		phase: "expand",
		load: "scan",
		lock: "ACCESS EXCLUSIVE",
		otherLock: "SHARE ROW EXCLUSIVE",
		source: "measured",
		why: (w) => `Its default gives every row of ${w.table} a key into ${w.referenced}, and all of them are looked up while reads and writes of ${w.table} and writes to ${w.referenced} wait.`,
		instead: (w) => [
			`ALTER TABLE ${w.table} ADD COLUMN ${w.column} ${w.type};`,
			...notValid(w, foreignKey(w)),
			`-- set the default and fill the old rows in batches, before the constraint is validated`
		]
	},
	"validate-constraint": {
		kind: "constrains",
		phase: "migrate",
		load: "scan",
		lock: "SHARE UPDATE EXCLUSIVE",
		otherLock: "ROW SHARE",
		rows: "scan",
		source: "measured"
	},
	"drop-check": {
		kind: "relaxes",
		phase: "expand",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured"
	},
	"drop-not-null-constraint": {
		kind: "relaxes",
		phase: "expand",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured, from PostgreSQL 18"
	},
	"drop-foreign-key": {
		kind: "relaxes",
		phase: "expand",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		otherLock: "ACCESS EXCLUSIVE",
		source: "measured: on both tables"
	},
	"drop-unknown-constraint": {
		kind: "removes",
		phase: "contract",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured",
		why: (w) => `What ${w.object} enforces is not known here: where it is a key, code that inserts ON CONFLICT over it fails.`
	},
	"alter-constraint": {
		kind: "alters",
		phase: "neutral",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured: the referenced table is not locked"
	},
	"enforce-constraint": {
		kind: "constrains",
		phase: "tighten",
		load: "scan",
		lock: "ACCESS EXCLUSIVE",
		otherLock: "SHARE ROW EXCLUSIVE",
		rows: "scan",
		source: "measured, from PostgreSQL 18",
		why: (w) => readsAll$1(w, "ACCESS EXCLUSIVE", "code that still writes other rows fails.")
	},
	"unenforce-constraint": {
		kind: "relaxes",
		phase: "expand",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		otherLock: "ACCESS EXCLUSIVE",
		source: "sql-altertable, from PostgreSQL 18"
	}
});
// src/sql/postgresql/operations-data.ts
/** Rows, settings, and what cannot be seen. */
const dataOperations = defineOperations({
	"update-rows": {
		kind: "rewrites",
		phase: "migrate",
		load: "scan",
		lock: "ROW EXCLUSIVE",
		otherLock: "ACCESS SHARE",
		source: "measured"
	},
	"insert-rows": {
		kind: "rewrites",
		phase: "migrate",
		load: "instant",
		lock: "ROW EXCLUSIVE",
		source: "measured"
	},
	"insert-query": {
		kind: "rewrites",
		phase: "migrate",
		load: "scan",
		lock: "ROW EXCLUSIVE",
		otherLock: "ACCESS SHARE",
		source: "measured"
	},
	"merge-rows": {
		kind: "rewrites",
		phase: "migrate",
		load: "scan",
		lock: "ROW EXCLUSIVE",
		otherLock: "ACCESS SHARE",
		source: "sql-merge, from PostgreSQL 15"
	},
	"copy-rows": {
		kind: "rewrites",
		phase: "migrate",
		load: "scan",
		lock: "ROW EXCLUSIVE",
		source: "sql-copy"
	},
	"delete-rows": {
		kind: "rewrites",
		phase: "migrate",
		load: "scan",
		lock: "ROW EXCLUSIVE",
		otherLock: "ACCESS SHARE",
		source: "measured",
		why: (w) => `Rows of ${w.object} are gone: no rollback brings them back.`
	},
	"delete-all-rows": {
		kind: "rewrites",
		phase: "migrate",
		load: "scan",
		lock: "ROW EXCLUSIVE",
		otherLock: "ACCESS SHARE",
		source: "measured",
		why: (w) => `All rows of ${w.object} are gone: no rollback brings them back.`
	},
	truncate: {
		kind: "rewrites",
		phase: "contract",
		load: "rewrite",
		lock: "ACCESS EXCLUSIVE",
		source: "measured: with CASCADE also every table that references it",
		why: (w) => `All rows of ${w.object} are gone: no rollback brings them back.`
	},
	"record-migration": {
		kind: "alters",
		phase: "neutral",
		load: "instant",
		lock: "ROW EXCLUSIVE",
		source: "the bookkeeping of a migration tool"
	},
	"refresh-view": {
		kind: "rewrites",
		phase: "neutral",
		load: "rewrite",
		lock: "ACCESS EXCLUSIVE",
		otherLock: "ACCESS SHARE",
		source: "measured",
		why: (w) => `Reads of ${w.object} wait until it is filled anew.`,
		instead: (w) => later(`with a unique index on ${w.object}, reads go on`, [`REFRESH MATERIALIZED VIEW CONCURRENTLY ${w.name};`])
	},
	"refresh-view-concurrently": {
		kind: "rewrites",
		phase: "neutral",
		load: "rewrite",
		lock: "EXCLUSIVE",
		otherLock: "ACCESS SHARE",
		source: "measured: reads go on"
	},
	"set-sequence-value": {
		kind: "rewrites",
		phase: "neutral",
		load: "instant",
		lock: "ROW EXCLUSIVE",
		source: "measured"
	},
	query: {
		kind: "alters",
		phase: "neutral",
		load: "instant",
		lock: null,
		otherLock: "ACCESS SHARE",
		source: "reads only"
	},
	"read-rows": {
		kind: "alters",
		phase: "neutral",
		load: "scan",
		lock: null,
		otherLock: "ACCESS SHARE",
		source: "reads only, as many rows as its tables have"
	},
	"change-session": {
		kind: "alters",
		phase: "neutral",
		load: "instant",
		lock: null,
		source: "SET, RESET, transactions, cursors and the like touch no schema object"
	},
	"change-server": {
		kind: "alters",
		phase: "neutral",
		load: "instant",
		lock: null,
		source: "roles, databases, publications and settings of the server: no schema object changes"
	},
	"call-function": {
		kind: "unknown",
		phase: "unknown",
		load: "instant",
		lock: null,
		source: "a function may do anything",
		why: (w) => `What ${w.object} does cannot be seen here.`,
		instead: () => [`-- write the statements out, so that each can be judged`]
	},
	"call-function-on-rows": {
		kind: "alters",
		phase: "unknown",
		load: "instant",
		lock: null,
		source: "a function may do anything; one that is called for its value rarely does",
		why: (w) => `Its definition is in no migration that was read, so what ${w.object} does besides giving a value cannot be seen.`,
		instead: (w) => [`-- where ${w.object} only computes, say so and allow it; where it writes, write its statements out`]
	},
	"write-system-catalog": {
		kind: "unknown",
		phase: "unknown",
		load: "instant",
		lock: null,
		source: "System Catalogs: they should be changed by SQL commands, never by hand",
		why: (w) => `${w.object} describes the schema itself: what this change of its rows does to other objects cannot be seen.`,
		instead: () => [`-- use the command that changes the object: ALTER TABLE, ALTER TYPE …`]
	},
	"run-acting-function": {
		kind: "unknown",
		phase: "unknown",
		load: "instant",
		lock: null,
		source: "the body of the function, which holds statements that change the schema",
		why: (w) => `${w.object} changes the schema whenever it runs, and this statement makes it run.`,
		instead: () => [`-- write the statements of its body out, so that each can be judged`]
	},
	"execute-prepared": {
		kind: "unknown",
		phase: "unknown",
		load: "instant",
		lock: null,
		source: "what was prepared may be anything",
		why: () => `What the prepared statement does cannot be seen here.`,
		instead: () => [`-- write the statement out, so that it can be judged`]
	},
	"drop-database": {
		kind: "removes",
		phase: "contract",
		load: "instant",
		lock: null,
		source: "sql-dropdatabase",
		why: (w) => `All of ${w.object} is gone: no rollback brings it back.`
	},
	"unknown-statement": {
		kind: "unknown",
		phase: "unknown",
		load: "instant",
		lock: null,
		source: "no row of this table",
		why: () => `What this statement does is not known here.`
	}
});
// src/sql/postgresql/operations-indexes.ts
/** Indexes: built, dropped, built anew. */
/** Under a partitioned table each partition gets its index while it is in use, and the whole is put together at the end. */
const byPartition = (w, unique) => [`CREATE ${unique}INDEX ${w.constraint} ON ONLY ${w.table}${w.definition};`, ...w.partitions.flatMap((partition, index) => {
	const own = w.constraint.replace(/"?$/, (end) => `_${index + 1}${end}`);
	return [`CREATE ${unique}INDEX CONCURRENTLY ${own} ON ${partition}${w.definition};`, `ALTER INDEX ${w.name} ATTACH PARTITION ${own};`];
})];
const concurrently = (w, unique) => w.partitions.length > 0 ? byPartition(w, unique) : [
	`-- outside of any transaction:`,
	`CREATE ${unique}INDEX CONCURRENTLY ${w.constraint} ON ${w.table}${w.definition};`,
	`-- should it fail, drop the INVALID index that it leaves (DROP INDEX CONCURRENTLY ${w.name}) before it is tried again`
];
const refusedByAll = (w) => `The server refuses it: ${w.table} is partitioned, and an index of all partitions cannot be built concurrently.`;
const indexOperations = defineOperations({
	"create-index": {
		kind: "indexes",
		phase: "expand",
		load: "scan",
		lock: "SHARE",
		source: "measured",
		why: (w) => `Writes to ${w.table} wait until ${w.object} is built.`,
		instead: (w) => concurrently(w, "")
	},
	"create-index-only": {
		kind: "indexes",
		phase: "expand",
		load: "instant",
		lock: "SHARE",
		source: "sql-createindex: ON ONLY a partitioned table builds nothing, from PostgreSQL 11"
	},
	"create-index-concurrently": {
		kind: "indexes",
		phase: "expand",
		load: "scan",
		lock: "SHARE UPDATE EXCLUSIVE",
		source: "sql-createindex"
	},
	"create-index-concurrently-partitioned": {
		kind: "indexes",
		phase: "expand",
		load: "scan",
		lock: "SHARE UPDATE EXCLUSIVE",
		source: "measured: refused on every version",
		why: refusedByAll,
		instead: (w) => byPartition(w, "")
	},
	"create-unique-index-concurrently-partitioned": {
		kind: "indexes",
		phase: "tighten",
		load: "scan",
		lock: "SHARE UPDATE EXCLUSIVE",
		rows: "scan",
		source: "measured: refused on every version",
		why: refusedByAll,
		instead: (w) => byPartition(w, "UNIQUE ")
	},
	"create-unique-index": {
		kind: "indexes",
		phase: "tighten",
		load: "scan",
		lock: "SHARE",
		rows: "scan",
		source: "measured",
		why: (w) => `Writes to ${w.table} wait until ${w.object} is built, and code that still writes duplicates fails.`,
		instead: (w) => concurrently(w, "UNIQUE ")
	},
	"create-unique-index-only": {
		kind: "indexes",
		phase: "tighten",
		load: "instant",
		lock: "SHARE",
		rows: "new-rows",
		source: "sql-createindex: ON ONLY a partitioned table builds nothing, from PostgreSQL 11",
		why: (w) => `Code that still writes duplicates fails once every partition has an index that is attached to ${w.object}.`
	},
	"create-unique-index-concurrently": {
		kind: "indexes",
		phase: "tighten",
		load: "scan",
		lock: "SHARE UPDATE EXCLUSIVE",
		rows: "scan",
		source: "sql-createindex",
		why: (w) => `Code that still writes duplicates fails once ${w.object} is there.`
	},
	"drop-index": {
		kind: "removes",
		phase: "neutral",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured",
		why: (w) => `Reads and writes of ${w.table} wait while it waits for its turn, and queries that rested on ${w.object} get slower.`,
		instead: (w) => [`DROP INDEX CONCURRENTLY ${w.name};`]
	},
	"drop-index-concurrently": {
		kind: "removes",
		phase: "neutral",
		load: "instant",
		lock: "SHARE UPDATE EXCLUSIVE",
		source: "sql-dropindex"
	},
	"drop-unique-index": {
		kind: "removes",
		phase: "contract",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured",
		why: (w) => `Code that inserts ON CONFLICT over ${w.object} fails from then on, and duplicates come in that keep it from being made again.`
	},
	"drop-unique-index-concurrently": {
		kind: "removes",
		phase: "contract",
		load: "instant",
		lock: "SHARE UPDATE EXCLUSIVE",
		source: "sql-dropindex",
		why: (w) => `Code that inserts ON CONFLICT over ${w.object} fails from then on, and duplicates come in that keep it from being made again.`
	},
	reindex: {
		kind: "alters",
		phase: "neutral",
		load: "scan",
		lock: "SHARE",
		otherLock: "ACCESS EXCLUSIVE",
		source: "measured: SHARE on the table, ACCESS EXCLUSIVE on the index",
		why: (w) => `Writes to ${w.table}, and reads through the index, wait until it is built anew.`,
		instead: (w) => w.version < 12 ? [`-- build a second index concurrently, drop ${w.object} concurrently, and give the new one its name`] : [`-- outside of any transaction:`, `REINDEX ${w.definition} CONCURRENTLY ${w.name};`]
	},
	"reindex-concurrently": {
		kind: "alters",
		phase: "neutral",
		load: "scan",
		lock: "SHARE UPDATE EXCLUSIVE",
		source: "sql-reindex, from PostgreSQL 12"
	},
	"alter-index": {
		kind: "alters",
		phase: "neutral",
		load: "instant",
		lock: null,
		otherLock: "SHARE UPDATE EXCLUSIVE",
		source: "sql-alterindex"
	},
	"attach-index": {
		kind: "alters",
		phase: "neutral",
		load: "instant",
		lock: null,
		otherLock: {
			10: "ACCESS EXCLUSIVE",
			12: "SHARE UPDATE EXCLUSIVE"
		},
		source: "measured, from PostgreSQL 11: on the parent’s index"
	},
	"move-index": {
		kind: "alters",
		phase: "neutral",
		load: "rewrite",
		lock: null,
		otherLock: "ACCESS EXCLUSIVE",
		source: "sql-alterindex: SET TABLESPACE copies the index",
		why: (w) => `Queries that use ${w.object} wait while it is copied.`
	}
});
// src/sql/postgresql/operations-keys.ts
/** Primary keys, unique and exclusion constraints: those that an index keeps. */
const usingIndex = (w, word) => {
	if (w.partitions.length > 0) return [`-- ${w.table} is partitioned: a key on it has no online way, add it in a quiet moment`];
	const proofs = w.nullable.flatMap((column) => stepsToNotNull(w.table, column, `${w.constraint.replaceAll("\"", "")}_not_null`, w.version));
	if (proofs.length > 0 && w.version < 12) return [`-- before PostgreSQL 12 there is no online way while ${w.nullable.join(", ")} may be NULL: leave it at UNIQUE`];
	return [
		...proofs,
		`-- outside of any transaction:`,
		`CREATE UNIQUE INDEX CONCURRENTLY ${w.constraint} ON ${w.table} (${w.columns});`,
		`ALTER TABLE ${w.table} ADD CONSTRAINT ${w.constraint} ${word} USING INDEX ${w.constraint};`
	];
};
const readsAll = (w, mode, refuses) => `All of ${w.table} is read under ${mode} to hold ${w.object} against its rows, and ${refuses}`;
const keyOperations = defineOperations({
	"add-unique": {
		kind: "constrains",
		phase: "tighten",
		load: "scan",
		lock: "ACCESS EXCLUSIVE",
		rows: "scan",
		source: "measured",
		why: (w) => `The index of ${w.object} is built under ACCESS EXCLUSIVE: reads and writes of ${w.table} wait until it is done, and code that still writes duplicates fails.`,
		instead: (w) => usingIndex(w, "UNIQUE")
	},
	"add-unique-using-index": {
		kind: "constrains",
		phase: "expand",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		rows: "validated",
		source: "measured: the unique index enforces it already"
	},
	"add-unique-using-unknown-index": {
		kind: "constrains",
		phase: "tighten",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		rows: "validated",
		source: "measured",
		why: (w) => `${w.object} refuses duplicates; since when its index does is not known here.`
	},
	"add-primary-key": {
		kind: "constrains",
		phase: "tighten",
		load: "scan",
		lock: "ACCESS EXCLUSIVE",
		rows: "scan",
		source: "measured",
		why: (w) => `The index of ${w.object} is built under ACCESS EXCLUSIVE: reads and writes of ${w.table} wait until it is done, and code that still writes duplicates or NULL fails.`,
		instead: (w) => usingIndex(w, "PRIMARY KEY")
	},
	"add-primary-key-using-index": {
		kind: "constrains",
		phase: "expand",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		rows: "validated",
		source: "measured: unique and NOT NULL are enforced already"
	},
	"add-primary-key-using-index-nullable": {
		kind: "constrains",
		phase: "tighten",
		load: "scan",
		lock: "ACCESS EXCLUSIVE",
		rows: "scan",
		source: "measured: columns that may be NULL are looked through",
		why: (w) => readsAll(w, "ACCESS EXCLUSIVE", "code that still writes NULL fails."),
		instead: (w) => [`-- first make each of ${w.columns} NOT NULL, proved by a check that was validated before; then this statement reads nothing`]
	},
	"add-primary-key-using-unknown-index": {
		kind: "constrains",
		phase: "tighten",
		load: "scan",
		lock: "ACCESS EXCLUSIVE",
		rows: "scan",
		source: "measured: columns that may be NULL are looked through; here nobody knows whether they may",
		why: (w) => `Where a column of the index may be NULL, all of ${w.table} is read under ACCESS EXCLUSIVE to hold ${w.object} against its rows; no migration that was read says whether one may.`,
		instead: (w) => [`-- make sure that every column of the index is NOT NULL on ${w.table} before, proved by a check that was validated; then this statement reads nothing`]
	},
	"add-column-unique": {
		kind: "constrains",
		phase: "tighten",
		load: "scan",
		lock: "ACCESS EXCLUSIVE",
		rows: "scan",
		source: "measured",
		why: (w) => `The index of ${w.object} is built under ACCESS EXCLUSIVE: reads and writes of ${w.table} wait until it is done, and code that writes duplicates fails.`,
		instead: (w) => [`ALTER TABLE ${w.table} ADD COLUMN ${w.column} ${w.type};`, ...usingIndex(w, "UNIQUE")]
	},
	"add-column-primary-key": {
		kind: "constrains",
		phase: "tighten",
		load: "scan",
		lock: "ACCESS EXCLUSIVE",
		rows: "scan",
		source: "measured",
		why: (w) => `The index of ${w.object} is built under ACCESS EXCLUSIVE: reads and writes of ${w.table} wait until it is done.`,
		instead: (w) => [`ALTER TABLE ${w.table} ADD COLUMN ${w.column} ${w.type};`, ...later(`in later migrations, once every writer fills ${w.object} and the old rows are filled in batches`, usingIndex(w, "PRIMARY KEY"))]
	},
	"add-exclusion": {
		kind: "constrains",
		phase: "tighten",
		load: "scan",
		lock: "ACCESS EXCLUSIVE",
		rows: "scan",
		source: "measured; there is no way to add one without building its index under this lock",
		why: (w) => `The index of ${w.object} is built under ACCESS EXCLUSIVE: reads and writes of ${w.table} wait until it is done, and code that still writes overlaps fails.`,
		instead: (w) => [`-- PostgreSQL has no online way to add an exclusion constraint to ${w.table}: make a new table with it and move the rows in batches`]
	},
	"drop-unique": {
		kind: "removes",
		phase: "contract",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured",
		why: (w) => `Code that inserts ON CONFLICT over ${w.object} fails from then on, and duplicates come in that keep it from being made again.`
	},
	"drop-primary-key": {
		kind: "removes",
		phase: "contract",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured",
		why: (w) => `Code that inserts ON CONFLICT over ${w.object} fails from then on, and logical replication of ${w.table} loses the key by which it finds rows.`
	},
	"drop-exclusion": {
		kind: "removes",
		phase: "contract",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured",
		why: (w) => `Overlaps that ${w.object} refused come in, and keep it from being made again.`
	}
});
// src/sql/postgresql/operations-objects.ts
/** Everything that is no table, column, index, constraint, type or sequence. */
const gone$1 = (w) => `Code that still uses ${w.object} fails from then on.`;
const objectOperations = defineOperations({
	"already-there": {
		kind: "alters",
		phase: "neutral",
		load: "instant",
		lock: null,
		source: "IF NOT EXISTS over what is there does nothing"
	},
	"already-gone": {
		kind: "alters",
		phase: "neutral",
		load: "instant",
		lock: null,
		source: "IF EXISTS over what is not there does nothing"
	},
	"create-object": {
		kind: "adds",
		phase: "expand",
		load: "instant",
		lock: null,
		otherLock: "ACCESS SHARE",
		source: "measured: a view reads the definition of its tables"
	},
	"create-materialized-view": {
		kind: "adds",
		phase: "expand",
		load: "scan",
		lock: null,
		otherLock: "ACCESS SHARE",
		source: "measured"
	},
	"create-trigger": {
		kind: "adds",
		phase: "migrate",
		load: "instant",
		lock: "SHARE ROW EXCLUSIVE",
		otherLock: "SHARE ROW EXCLUSIVE",
		source: "measured"
	},
	"create-rule": {
		kind: "adds",
		phase: "migrate",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "sql-createrule"
	},
	"create-rule-instead": {
		kind: "alters",
		phase: "in-place",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "sql-createrule",
		why: (w) => `Once ${w.object} is there, statements on ${w.table} do what it says instead, and code is told that they went through.`,
		instead: (w) => [`-- let the code do what the rule would, or use a trigger on ${w.table}: it sees each row and can refuse it aloud`]
	},
	"create-policy": {
		kind: "constrains",
		phase: "tighten",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		rows: "validated",
		source: "measured",
		why: (w) => `${w.object} changes which rows of ${w.table} code sees and may write.`
	},
	"replace-view": {
		kind: "alters",
		phase: "expand",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		otherLock: "ACCESS SHARE",
		source: "measured: columns can be appended only"
	},
	"replace-view-columns": {
		kind: "alters",
		phase: "in-place",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		otherLock: "ACCESS SHARE",
		source: "sql-createview: refused, for columns can be appended only",
		why: (w) => `The server refuses it: CREATE OR REPLACE VIEW keeps every column of ${w.object} in its place and under its name, and can only append more.`,
		instead: (w) => [`-- keep the columns of ${w.object} as they are, and append new ones after them`, `-- or, once nothing uses what is left out any more, drop ${w.name} and make it again in one transaction`]
	},
	"replace-function": {
		kind: "alters",
		phase: "migrate",
		load: "instant",
		lock: null,
		source: "measured",
		why: (w) => `Old code gets the new behaviour of ${w.object} at once.`
	},
	"alter-object": {
		kind: "alters",
		phase: "neutral",
		load: "instant",
		lock: null,
		source: "nothing that a query says changes"
	},
	"alter-view": {
		kind: "alters",
		phase: "neutral",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "sql-alterview"
	},
	"comment-on": {
		kind: "alters",
		phase: "neutral",
		load: "instant",
		lock: "SHARE UPDATE EXCLUSIVE",
		source: "measured"
	},
	"alter-extension": {
		kind: "alters",
		phase: "migrate",
		load: "instant",
		lock: null,
		source: "sql-alterextension: what its update script does is its own"
	},
	"drop-object": {
		kind: "removes",
		phase: "contract",
		load: "instant",
		lock: null,
		source: "measured",
		why: gone$1
	},
	"drop-view": {
		kind: "removes",
		phase: "contract",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured",
		why: gone$1
	},
	"drop-trigger": {
		kind: "removes",
		phase: "contract",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured",
		why: (w) => `What ${w.object} kept for every row of ${w.table} is kept no longer.`
	},
	"drop-rule": {
		kind: "removes",
		phase: "contract",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "sql-droprule",
		why: (w) => `What ${w.object} turned statements on ${w.table} into is done no longer.`
	},
	"drop-policy": {
		kind: "removes",
		phase: "contract",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured",
		why: (w) => `Code that saw rows of ${w.table} through ${w.object} sees them no longer.`
	},
	"drop-cascaded": {
		kind: "removes",
		phase: "contract",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured: CASCADE takes along what depends on it",
		why: (w) => `CASCADE drops ${w.object}, too: code that still uses it fails from then on.`
	},
	"drop-cascaded-constraint": {
		kind: "relaxes",
		phase: "expand",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured: CASCADE takes along the foreign keys that point to it"
	},
	grant: {
		kind: "relaxes",
		phase: "expand",
		load: "instant",
		lock: null,
		source: "measured"
	},
	revoke: {
		kind: "constrains",
		phase: "tighten",
		load: "instant",
		lock: {
			10: null,
			18: "ACCESS SHARE"
		},
		rows: "validated",
		source: "measured",
		why: (w) => `Code that runs under a role that loses its rights on ${w.object} fails.`
	}
});
// src/sql/postgresql/operations-retypes.ts
/** Names and types changed in place. */
const newColumn$1 = (w, definition) => [
	`-- expand: a new column beside it, written by the code together with the old one`,
	`ALTER TABLE ${w.table} ADD COLUMN ${definition};`,
	`-- migrate: fill the old rows in batches, then read the new column`,
	...later(`contract, in a migration of its own, once nothing uses ${w.object} any more`, [`ALTER TABLE ${w.table} DROP COLUMN ${w.column};`])
];
const retypeSteps = (w) => newColumn$1(w, `${w.constraint} ${w.type}`);
const retypeWhy = (w) => `${w.object} would change from ${w.before} to ${w.after} in one step, while code of both kinds runs; every row of ${w.table} is written anew under ACCESS EXCLUSIVE.`;
const renameWhy = (w) => `Code that still says ${w.before} fails the moment it is ${w.after}, and code that says ${w.after} fails before.`;
const retypeOperations = defineOperations({
	"retype-same": {
		kind: "alters",
		phase: "neutral",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured"
	},
	"retype-widening": {
		kind: "retypes",
		phase: "expand",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		otherLock: "ACCESS EXCLUSIVE",
		source: "measured"
	},
	"retype-widening-checked": {
		kind: "retypes",
		phase: "expand",
		load: "scan",
		lock: "ACCESS EXCLUSIVE",
		otherLock: "ACCESS EXCLUSIVE",
		source: "measured: a check on the column is looked at again, an index over an expression of it is built anew",
		why: (w) => `The rows of ${w.table} stay as they are, but a check or an index that uses ${w.object} is gone through again under ACCESS EXCLUSIVE.`,
		instead: (w) => [`-- drop the check or index on ${w.object} first, widen the column, then make it again:`, `-- a check with NOT VALID and VALIDATE CONSTRAINT, an index with CREATE INDEX CONCURRENTLY`]
	},
	retype: {
		kind: "retypes",
		phase: "in-place",
		load: "rewrite",
		lock: "ACCESS EXCLUSIVE",
		otherLock: "ACCESS EXCLUSIVE",
		source: "measured",
		why: retypeWhy,
		instead: retypeSteps
	},
	"retype-unknown": {
		kind: "retypes",
		phase: "in-place",
		load: "rewrite",
		lock: "ACCESS EXCLUSIVE",
		otherLock: "ACCESS EXCLUSIVE",
		source: "measured: what it costs depends on the type that the column has",
		why: (w) => `What ${w.object} is today is not known here, so it may not be taken for a widening: to ${w.after} every row of ${w.table} may be written anew under ACCESS EXCLUSIVE.`,
		instead: retypeSteps
	},
	"retype-time-zone": {
		kind: "retypes",
		phase: "in-place",
		load: "rewrite",
		lock: "ACCESS EXCLUSIVE",
		otherLock: "ACCESS EXCLUSIVE",
		source: "measured: no rewrite on PostgreSQL 12 and later where the session is in UTC",
		why: (w) => `${w.object} would change from ${w.before} to ${w.after}: what old and new code mean by its values differs, and every row of ${w.table} is written anew unless the session runs in UTC.`,
		instead: retypeSteps
	},
	"retype-time-zone-utc": {
		kind: "retypes",
		phase: "in-place",
		load: {
			10: "rewrite",
			12: "instant"
		},
		lock: "ACCESS EXCLUSIVE",
		otherLock: "ACCESS EXCLUSIVE",
		source: "measured, with TimeZone UTC; an index on the column is built anew all the same",
		why: (w) => `${w.object} would change from ${w.before} to ${w.after}: what old and new code mean by its values differs.`,
		instead: retypeSteps
	},
	"rename-column": {
		kind: "renames",
		phase: "in-place",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured",
		why: renameWhy,
		instead: (w) => newColumn$1(w, `${w.definition} ${w.type}`)
	},
	"rename-table": {
		kind: "renames",
		phase: "in-place",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured",
		why: renameWhy,
		instead: (w) => [
			`-- in one transaction, so that both names work for reads and writes until all code says ${w.after}:`,
			`BEGIN;`,
			`ALTER TABLE ${w.table} RENAME TO ${w.definition};`,
			`CREATE VIEW ${w.table} AS SELECT * FROM ${w.after};`,
			`COMMIT;`
		]
	},
	"rename-object": {
		kind: "renames",
		phase: "in-place",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured for views; sql-altertype, sql-alterfunction, sql-altersequence, sql-alterschema",
		why: renameWhy,
		instead: (w) => [`-- make ${w.after} beside ${w.before}, move the code over, and drop ${w.before} once nothing uses it`]
	},
	"rename-value": {
		kind: "renames",
		phase: "in-place",
		load: "instant",
		lock: null,
		source: "measured",
		why: renameWhy,
		instead: (w) => [`ALTER TYPE ${w.type} ADD VALUE '${w.after.replaceAll("'", "''")}';`, `-- let the code know both, write the new one, change the old rows in batches; the old value stays, unused`]
	},
	"rename-internal": {
		kind: "renames",
		phase: "neutral",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured for constraints, triggers and policies: no query names them"
	},
	"rename-index": {
		kind: "renames",
		phase: "neutral",
		load: "instant",
		lock: null,
		otherLock: {
			10: "ACCESS EXCLUSIVE",
			12: "SHARE UPDATE EXCLUSIVE"
		},
		source: "measured: on the index alone"
	},
	"set-schema": {
		kind: "renames",
		phase: "in-place",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured",
		why: (w) => `Code that looks for ${w.before} no longer finds it once it is ${w.after}.`,
		instead: (w) => [
			`-- in one transaction, so that both names work until all code says ${w.after}:`,
			`BEGIN;`,
			`ALTER TABLE ${w.before} SET SCHEMA ${w.definition};`,
			`CREATE VIEW ${w.before} AS SELECT * FROM ${w.after};`,
			`COMMIT;`
		]
	}
});
// src/sql/postgresql/operations-tables.ts
/** Tables as a whole, their partitions and their storage. */
const rewritten = (w) => `Every row of ${w.table} is written anew under ACCESS EXCLUSIVE: reads and writes wait until it is done.`;
const repack = (w) => [`-- move the rows into a new table in batches, or use pg_repack, which holds ${w.table} only for moments`];
const checkFirst = (w) => [...later(`first prove the bounds by a check that is validated while ${w.table} is in use; then ATTACH reads nothing`, [`ALTER TABLE ${w.name} ADD CONSTRAINT ${w.constraint} CHECK (${w.definition}) NOT VALID;`, `ALTER TABLE ${w.name} VALIDATE CONSTRAINT ${w.constraint};`])];
const tableOperations = defineOperations({
	"create-table": {
		kind: "adds",
		phase: "expand",
		load: "instant",
		lock: null,
		otherLock: "SHARE ROW EXCLUSIVE",
		source: "measured: writes to a referenced table wait for a moment"
	},
	"create-table-as": {
		kind: "adds",
		phase: "expand",
		load: "scan",
		lock: null,
		otherLock: "ACCESS SHARE",
		source: "measured"
	},
	"create-temporary-table": {
		kind: "adds",
		phase: "neutral",
		load: "instant",
		lock: null,
		source: "sql-createtable: nobody else sees it"
	},
	"create-partition": {
		kind: "adds",
		phase: "expand",
		load: "instant",
		lock: null,
		otherLock: "ACCESS EXCLUSIVE",
		source: "measured: on the parent"
	},
	"create-partition-beside-default": {
		kind: "adds",
		phase: "expand",
		load: "scan",
		lock: null,
		otherLock: "ACCESS EXCLUSIVE",
		source: "measured: the default partition is read for rows that belong into the new one",
		why: (w) => `All of ${w.definition} is read under ACCESS EXCLUSIVE for rows that belong into ${w.object}, while reads and writes of ${w.referenced} wait.`,
		instead: (w) => [`CREATE TABLE ${w.name} (LIKE ${w.referenced} INCLUDING ALL);`, ...later(`with a validated check on ${w.definition} that excludes the new bounds, this reads nothing`, [`ALTER TABLE ${w.referenced} ATTACH PARTITION ${w.name} FOR VALUES …;`])]
	},
	"attach-partition": {
		kind: "alters",
		phase: "expand",
		load: "scan",
		lock: "ACCESS EXCLUSIVE",
		otherLock: {
			10: "ACCESS EXCLUSIVE",
			12: "SHARE UPDATE EXCLUSIVE"
		},
		source: "measured",
		why: (w) => `All of ${w.table} is read under ACCESS EXCLUSIVE to see that its rows keep the bounds.`,
		instead: checkFirst
	},
	"attach-proven-partition": {
		kind: "alters",
		phase: "expand",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		otherLock: {
			10: "ACCESS EXCLUSIVE",
			12: "SHARE UPDATE EXCLUSIVE"
		},
		source: "measured: a new table has no rows to look at"
	},
	"detach-partition": {
		kind: "removes",
		phase: "contract",
		load: "instant",
		lock: {
			10: "SHARE UPDATE EXCLUSIVE",
			14: "ACCESS EXCLUSIVE"
		},
		otherLock: "ACCESS EXCLUSIVE",
		source: "measured",
		why: (w) => `Rows of ${w.object} are no longer found through ${w.referenced}.`,
		instead: (w) => w.partitions.length > 0 || w.version < 14 ? [`-- under a lock timeout, and tried again: ${w.version < 14 ? "before PostgreSQL 14" : "beside a default partition"} it cannot be done concurrently`] : [`-- outside of any transaction:`, `ALTER TABLE ${w.referenced} DETACH PARTITION ${w.name} CONCURRENTLY;`]
	},
	"detach-partition-concurrently": {
		kind: "alters",
		phase: "neutral",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		otherLock: "SHARE UPDATE EXCLUSIVE",
		source: "measured, from PostgreSQL 14: ACCESS EXCLUSIVE on the partition, in its second transaction"
	},
	"drop-table": {
		kind: "removes",
		phase: "contract",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		otherLock: "ACCESS EXCLUSIVE",
		source: "measured: tables that its foreign keys point to are locked, too",
		why: (w) => `Code that still reads or writes ${w.object} fails from then on, and its data is gone.`
	},
	inherit: {
		kind: "alters",
		phase: "expand",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		otherLock: "SHARE UPDATE EXCLUSIVE",
		source: "sql-altertable"
	},
	"end-inheritance": {
		kind: "removes",
		phase: "contract",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		otherLock: "ACCESS SHARE",
		source: "sql-altertable",
		why: (w) => `Rows of ${w.object} are no longer found through ${w.referenced}.`
	},
	"set-storage-parameters": {
		kind: "alters",
		phase: "neutral",
		load: "instant",
		lock: "SHARE UPDATE EXCLUSIVE",
		source: "measured"
	},
	"set-clustering": {
		kind: "alters",
		phase: "neutral",
		load: "instant",
		lock: "SHARE UPDATE EXCLUSIVE",
		source: "sql-altertable"
	},
	"alter-table-attribute": {
		kind: "alters",
		phase: "neutral",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured for OWNER TO and REPLICA IDENTITY; sql-altertable"
	},
	"rewrite-table": {
		kind: "rewrites",
		phase: "neutral",
		load: "rewrite",
		lock: "ACCESS EXCLUSIVE",
		source: "measured: SET LOGGED and UNLOGGED, SET TABLESPACE, SET ACCESS METHOD, CLUSTER, VACUUM FULL",
		why: rewritten,
		instead: repack
	},
	"disable-trigger": {
		kind: "alters",
		phase: "migrate",
		load: "instant",
		lock: "SHARE ROW EXCLUSIVE",
		source: "measured",
		why: (w) => `Rows that are written meanwhile miss what the triggers of ${w.table} keep: foreign keys, copies, audit.`
	},
	"disable-rule": {
		kind: "alters",
		phase: "migrate",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured",
		why: (w) => `Statements on ${w.table} meanwhile do what they say, not what its rule turned them into.`
	},
	"enable-trigger": {
		kind: "alters",
		phase: "migrate",
		load: "instant",
		lock: "SHARE ROW EXCLUSIVE",
		source: "measured"
	},
	"enable-row-security": {
		kind: "constrains",
		phase: "tighten",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		rows: "validated",
		source: "measured",
		why: (w) => `From then on code sees and writes only those rows of ${w.table} that a policy lets it.`
	},
	"disable-row-security": {
		kind: "relaxes",
		phase: "expand",
		load: "instant",
		lock: "ACCESS EXCLUSIVE",
		source: "measured"
	},
	vacuum: {
		kind: "alters",
		phase: "neutral",
		load: "scan",
		lock: "SHARE UPDATE EXCLUSIVE",
		source: "sql-vacuum"
	},
	analyze: {
		kind: "alters",
		phase: "neutral",
		load: "scan",
		lock: "SHARE UPDATE EXCLUSIVE",
		source: "measured"
	},
	"lock-table": {
		kind: "alters",
		phase: "neutral",
		load: "instant",
		lock: null,
		source: "sql-lock"
	}
});
// src/sql/postgresql/operations-types.ts
/** Types and sequences. */
const gone = (w) => `Code that still uses ${w.object} fails from then on.`;
const typeOperations = defineOperations({
	"add-enum-value": {
		kind: "adds",
		phase: "expand",
		load: "instant",
		lock: null,
		source: "measured"
	},
	"add-attribute": {
		kind: "adds",
		phase: "expand",
		load: "instant",
		lock: null,
		source: "sql-altertype"
	},
	"drop-attribute": {
		kind: "removes",
		phase: "contract",
		load: "instant",
		lock: null,
		source: "sql-altertype",
		why: gone
	},
	"retype-attribute": {
		kind: "retypes",
		phase: "in-place",
		load: "instant",
		lock: null,
		source: "sql-altertype: refused while a table uses the type",
		why: (w) => `${w.object} would become ${w.after} in one step, while code of both kinds runs.`
	},
	"constrain-domain": {
		kind: "constrains",
		phase: "tighten",
		load: "scan",
		lock: null,
		otherLock: "SHARE",
		rows: "scan",
		source: "measured: every table with a column of the domain is read",
		why: (w) => `Every table with a column of ${w.object} is read while its writes wait, and code that still writes other values fails.`,
		instead: (w) => [`ALTER DOMAIN ${w.name} ADD CONSTRAINT ${w.constraint} CHECK (${w.definition}) NOT VALID;`, ...later("in a later migration and a quiet moment, for writes to those tables wait while it reads them", [`ALTER DOMAIN ${w.name} VALIDATE CONSTRAINT ${w.constraint};`])]
	},
	"constrain-domain-not-valid": {
		kind: "constrains",
		phase: "tighten",
		load: "instant",
		lock: null,
		rows: "new-rows",
		source: "sql-alterdomain",
		why: (w) => `The new rule of ${w.object} holds for new values at once: code that still writes others fails.`
	},
	"validate-domain-unseen": {
		kind: "constrains",
		phase: "migrate",
		load: "scan",
		lock: null,
		otherLock: "SHARE",
		rows: "scan",
		source: "measured, for tables that are known; here none is, and not every table was seen",
		why: (w) => `Should tables have a column of ${w.object}, each is read while its writes wait; no migration that was read has one.`,
		instead: () => [`-- run it in a quiet moment`]
	},
	"validate-domain": {
		kind: "constrains",
		phase: "migrate",
		load: "scan",
		lock: null,
		otherLock: "SHARE",
		rows: "scan",
		source: "sql-alterdomain"
	},
	"relax-domain": {
		kind: "relaxes",
		phase: "expand",
		load: "instant",
		lock: null,
		source: "sql-alterdomain"
	},
	"restart-sequence": {
		kind: "rewrites",
		phase: "migrate",
		load: "rewrite",
		lock: "SHARE ROW EXCLUSIVE",
		source: "measured",
		why: (w) => `Numbers that ${w.object} gave before may come again.`
	},
	"retype-sequence": {
		kind: "alters",
		phase: "neutral",
		load: "rewrite",
		lock: "SHARE ROW EXCLUSIVE",
		source: "measured"
	},
	"own-sequence": {
		kind: "alters",
		phase: "neutral",
		load: "instant",
		lock: "SHARE ROW EXCLUSIVE",
		source: "measured: OWNED BY alone writes nothing anew"
	},
	"alter-sequence": {
		kind: "alters",
		phase: "neutral",
		load: "rewrite",
		lock: "SHARE ROW EXCLUSIVE",
		source: "measured: any option writes the sequence anew"
	}
});
/** Every row by its id, which effects carry as `operation`. */
const operations = {
	...tableOperations,
	...columnOperations,
	...retypeOperations,
	...constraintOperations,
	...keyOperations,
	...indexOperations,
	...typeOperations,
	...objectOperations,
	...dataOperations
};
// src/sql/postgresql/draft.ts
function emptyJudged() {
	return {
		effects: [],
		rows: [],
		forbidsTransaction: null,
		hidesInvalidIndex: false,
		uncommittedEnumValues: [],
		disablesTriggers: null
	};
}
/** What is temporary is nobody else's, whoever made it. */
const TEMPORARY_NAME = /^(?:[a-z]+:)?pg_temp\./;
function isFresh(session, object, table) {
	if (TEMPORARY_NAME.test(object)) return true;
	return session.fresh.has(object) || table !== null && session.fresh.has(table);
}
function lockOn(session, object, mode) {
	return session.fresh.has(object) ? {
		object,
		mode,
		fresh: true
	} : {
		object,
		mode
	};
}
/** One lock for each relation: the strongest. */
function strongest(locks) {
	const best = /* @__PURE__ */ new Map();
	for (const lock of locks) {
		const other = best.get(lock.object);
		if (!other || lockStrength(lock.mode) > lockStrength(other.mode)) best.set(lock.object, lock);
	}
	return [...best.values()];
}
function locksOf(session, id, target) {
	const { lock, otherLock } = operations[id];
	const locks = [...target.locks ?? []];
	const mode = valueFor(lock, session.version);
	if (mode !== null) locks.push(lockOn(session, target.table ?? target.object, mode));
	const other = otherLock === void 0 ? null : valueFor(otherLock, session.version);
	if (other !== null) for (const object of target.others ?? []) locks.push(lockOn(session, object, other));
	return locks.length > 1 ? strongest(locks) : locks;
}
function wordsOf(session, target) {
	const table = target.table === null ? sqlName(target.object) : sqlName(target.table);
	return {
		object: target.object,
		name: sqlName(target.object),
		table,
		column: "",
		columns: "",
		constraint: "",
		type: "",
		before: target.before ?? "",
		after: target.after ?? "",
		referenced: sqlName(target.others?.[0] ?? ""),
		definition: "…",
		nullable: [],
		partitions: [],
		version: session.version,
		...target.words
	};
}
/** Adds an effect by its row. A row whose load is harmless on this version keeps its words to itself. */
function addEffect(session, out, id, target) {
	const row = operations[id];
	const load = valueFor(row.load, session.version);
	const silent = row.why === void 0 || typeof row.load !== "string" && load === "instant" && row.phase === "expand";
	const words = silent && row.instead === void 0 ? void 0 : wordsOf(session, target);
	const effect = {
		kind: target.kind ?? row.kind,
		object: target.object,
		objectKind: target.objectKind,
		table: target.table,
		phase: row.phase,
		load,
		locks: locksOf(session, id, target),
		operation: id,
		fresh: target.fresh ?? isFresh(session, target.object, target.table),
		dependents: target.dependents ?? [],
		instead: silent || !words ? [] : row.instead?.(words) ?? [],
		why: silent || !words ? "" : row.why?.(words) ?? "",
		...target.before !== void 0 && { before: target.before },
		...target.after !== void 0 && { after: target.after },
		...target.cascade && { cascade: true },
		...row.rows !== void 0 && { rows: row.rows },
		...target.columns !== void 0 && { columns: target.columns }
	};
	out.effects.push(effect);
	return effect;
}
// src/sql/postgresql/mentions.ts
/** What an entry of each kind names, as far as others ask for it. */
const NAMES$1 = {
	tables: ({ constraints, parents, defaultPartition, policies, rules = {} }) => [
		...Object.values(constraints).flatMap(({ references }) => references?.table ?? []),
		...parents,
		...defaultPartition ? [defaultPartition] : [],
		...Object.values(policies).flatMap(({ columns }) => columns),
		...Object.values(rules).flatMap(({ columns }) => columns)
	],
	indexes: ({ table }) => [table],
	views: ({ uses }) => uses,
	functions: ({ uses }) => uses,
	sequences: ({ ownedBy }) => ownedBy === null ? [] : [ownedBy]
};
/** The name itself, and whatever it may be a part of. */
function withCarriers(name) {
	const found = [name];
	for (let at = name.indexOf("."); at >= 0; at = name.indexOf(".", at + 1)) found.push(name.slice(0, at));
	return found;
}
function note(index, name, mentioned) {
	for (const key of mentioned.flatMap(withCarriers)) {
		const known = index.get(key);
		if (known) known.add(name);
		else index.set(key, /* @__PURE__ */ new Set([name]));
	}
}
function indexHome(homes, home) {
	const index = /* @__PURE__ */ new Map();
	for (const [name, entry] of Object.entries(homes[home])) note(index, name, NAMES$1[home](entry));
	return index;
}
/** To index a schema takes as long as to go through it some times: for a drop or two it is not worth it. */
const WORTH_AN_INDEX = 12;
const asked = /* @__PURE__ */ new WeakMap();
function isWorthAnIndex(mentions) {
	const times = (asked.get(mentions) ?? 0) + 1;
	asked.set(mentions, times);
	return times > WORTH_AN_INDEX;
}
/** Entries of one kind that name any of the objects, or parts of them; perhaps others as well. */
function mentioning(session, home, ...objects) {
	const homes = session.catalog;
	const record = homes[home];
	if (!session.mentions || !isWorthAnIndex(session.mentions)) return Object.entries(record);
	const index = session.mentions.get(home) ?? indexHome(homes, home);
	session.mentions.set(home, index);
	return [...new Set(objects.flatMap((object) => [...index.get(object) ?? []]))].flatMap((name) => {
		const entry = lookup(record, name);
		return entry === void 0 ? [] : [[name, entry]];
	});
}
/** An entry has another name, or names something else, than before. */
function noteMentions(session, home, name, entry) {
	const index = session.mentions?.get(home);
	if (index && entry) note(index, name, NAMES$1[home](entry));
}
const ADDS_NOTHING = /* @__PURE__ */ new Set([
	"DropStmt",
	"InsertStmt",
	"UpdateStmt",
	"DeleteStmt",
	"TruncateStmt",
	"TransactionStmt",
	"VariableSetStmt"
]);
const TAKES_AWAY$1 = /* @__PURE__ */ new Set(["AT_DropColumn", "AT_DropConstraint"]);
/** Renames of these tell what they change, by `noteMentions`. */
const RENAMED = /* @__PURE__ */ new Set(["OBJECT_TABLE", "OBJECT_COLUMN"]);
function addsNothing(node) {
	const rename = as(node, "RenameStmt");
	if (rename) return RENAMED.has(rename.renameType);
	const statement = as(node, "AlterTableStmt");
	if (statement) return all(statement.cmds, "AlterTableCmd").every(({ subtype }) => TAKES_AWAY$1.has(subtype));
	return Object.keys(node).every((kind) => ADDS_NOTHING.has(kind));
}
/** Before each statement: keeps what is known of mentions where the statement can add none. */
function keepMentions(session, node) {
	if (addsNothing(node)) session.mentions ??= /* @__PURE__ */ new Map();
	else delete session.mentions;
}
// src/sql/postgresql/known-table.ts
function newTable(session, parts = {}) {
	return {
		columns: emptyRecord(),
		constraints: emptyRecord(),
		triggers: emptyRecord(),
		policies: emptyRecord(),
		partitioned: false,
		parents: [],
		place: { ...session.place },
		...parts
	};
}
/** The table's entry; a partial one where nobody saw it created. */
function ensureTable(session, name) {
	const known = lookup(session.catalog.tables, name);
	if (known) return known;
	const table = newTable(session, { partial: true });
	store(session.catalog.tables, name, table);
	return table;
}
function newColumn(session, type, parts = {}) {
	return {
		type,
		notNull: false,
		defaulted: false,
		generatedFrom: [],
		place: { ...session.place },
		...parts
	};
}
/** The column's entry; one of unknown type where nobody saw it added. */
function ensureColumn(session, table, name) {
	const { columns } = ensureTable(session, table);
	const known = lookup(columns, name);
	if (known) return known;
	const column = newColumn(session, "unknown");
	store(columns, name, column);
	return column;
}
function findColumn(session, table, name) {
	const entry = lookup(session.catalog.tables, table);
	return entry && lookup(entry.columns, name);
}
/** The table was seen whole: what is not in its entry is not there. */
function isWhole(session, table) {
	const entry = lookup(session.catalog.tables, table);
	return entry !== void 0 && !entry.partial && !session.catalog.incomplete;
}
/** Columns of the primary key, as a foreign key without a list means them. */
function primaryKeyOf(session, table) {
	const entry = lookup(session.catalog.tables, table);
	return Object.values(entry?.constraints ?? {}).find(({ kind }) => kind === "primary")?.columns ?? [];
}
/** Every foreign key that points to a table, with what it points to, the table that it is on, and its own name. */
function eachForeignKeyTo(session, table, visit) {
	for (const [name, { constraints }] of mentioning(session, "tables", table)) for (const own in constraints) {
		const key = constraints[own];
		if (key?.references?.table === table) visit(key, key.references, name, own);
	}
}
/** Tables that the table's foreign keys point to, and, with `incoming`, those whose keys point to it; never itself. */
function linkedTables(session, table, incoming, column) {
	const linked = /* @__PURE__ */ new Set();
	const own = lookup(session.catalog.tables, table);
	for (const constraint of Object.values(own?.constraints ?? {})) {
		const concerns = column === void 0 || constraint.columns.includes(column);
		if (constraint.references && concerns) linked.add(constraint.references.table);
	}
	if (incoming) eachForeignKeyTo(session, table, (_, references, name) => {
		if (column === void 0 || references.columns.includes(column)) linked.add(name);
	});
	linked.delete(table);
	return [...linked];
}
// src/sql/postgresql/type-names.ts
const ALIASES = {
	int2: "smallint",
	int4: "integer",
	int: "integer",
	int8: "bigint",
	float4: "real",
	float8: "double precision",
	bool: "boolean",
	varchar: "character varying",
	varbit: "bit varying",
	timestamp: "timestamp without time zone",
	timestamptz: "timestamp with time zone",
	time: "time without time zone",
	timetz: "time with time zone",
	decimal: "numeric",
	char: "\"char\"",
	serial: "integer",
	serial4: "integer",
	bigserial: "bigint",
	serial8: "bigint",
	smallserial: "smallint",
	serial2: "smallint"
};
/** Types of the engine itself and of widely used extensions: none of them is a domain of the user's. */
const BUILT_IN = new Set(`smallint integer bigint real numeric boolean text character bit date interval json jsonb uuid bytea xml inet cidr macaddr
  macaddr8 money oid name point line lseg box path polygon circle tsvector tsquery int4range int8range numrange tsrange
  tstzrange daterange int4multirange int8multirange nummultirange tsmultirange tstzmultirange datemultirange pg_lsn
  regclass regproc regtype regrole regnamespace regconfig jsonpath txid_snapshot pg_snapshot xid xid8 cid tid void trigger
  record citext hstore geometry geography vector halfvec sparsevec ltree cube isbn`.split(/\s+/));
const SERIALS = /* @__PURE__ */ new Set([
	"serial",
	"serial4",
	"bigserial",
	"serial8",
	"smallserial",
	"serial2"
]);
/** `serial` and its kin: an integer with a sequence of its own. */
function isSerial(type) {
	const names = strings(type?.names);
	return names.length === 1 && SERIALS.has(names[0] ?? "");
}
const INTERVAL_FIELDS = {
	4: "year",
	2: "month",
	8: "day",
	1024: "hour",
	2048: "minute",
	4096: "second",
	6: "year to month",
	1032: "day to hour",
	3080: "day to minute",
	7176: "day to second",
	3072: "hour to minute",
	7168: "hour to second",
	6144: "minute to second"
};
function intervalText(modifiers) {
	const fields = INTERVAL_FIELDS[Number(modifiers[0])];
	const precision = modifiers[1] === void 0 ? "" : `(${modifiers[1]})`;
	return `interval${fields === void 0 ? "" : ` ${fields}`}${precision}`;
}
function withModifiers(base, modifiers) {
	if (base === "interval") return intervalText(modifiers);
	if (modifiers.length === 0) return base;
	if (base === "bpchar") return `character(${modifiers.join(",")})`;
	const values = base === "numeric" && modifiers.length === 1 ? [modifiers[0], "0"] : modifiers;
	const space = /^(?:time|timestamp)(?= )/.exec(base);
	if (!space) return `${base}(${values.join(",")})`;
	return `${space[0]}(${values.join(",")})${base.slice(space[0].length)}`;
}
function baseOf(names, session) {
	const own = names.at(-1) ?? "";
	if (names.length === 1 || names[0] === "pg_catalog") {
		const alias = own === "char" && names.length === 1 ? "\"char\"" : Object.hasOwn(ALIASES, own) ? ALIASES[own] : void 0;
		if (alias !== void 0) return alias;
		if (names.length > 1 || BUILT_IN.has(own)) return own;
	}
	return sqlName(nameOf(session, "type", names));
}
const modifiersOf = (nodes) => (nodes ?? []).map((node) => constantOf(node) ?? "");
/**
* Canonical text with modifiers, e.g. `character varying(40)`, `numeric(10,2)`, `timestamp(3) with time zone`, `mood`,
* `integer[]`. A user's type is named as the catalog names it, without `type:`.
*/
function typeText(type, session) {
	if (!type) return "unknown";
	if (type.pct_type) return "unknown";
	const names = strings(type.names);
	const own = names.at(-1) ?? "";
	const array = (type.arrayBounds?.length ?? 0) > 0;
	if (names.length > 1 && own.startsWith("_") && !array) return `${baseOf([own.slice(1)], session)}[]`;
	const text = withModifiers(baseOf(names, session), modifiersOf(type.typmods));
	return array ? `${text}[]` : text;
}
/** The type's name in the catalog where it is a user's: `type:mood` for `mood[]`. */
function userTypeOf(text, session) {
	const name = `type:${text.replace(/\[\]$/, "").replace(/\([^)]*\)$/, "")}`;
	return lookup(session.catalog.types, name) ? name : void 0;
}
/** A domain that holds values to a rule: adding a column of it writes the table anew. */
function isConstrainedDomain(text, session) {
	const name = userTypeOf(text, session);
	return name !== void 0 && !text.endsWith("[]") && lookup(session.catalog.types, name)?.constrained === true;
}
// src/sql/postgresql/enum-values.ts
/** Statements in which a value is a word of the definition or of a text, and is not looked up. */
const HARMLESS$1 = /* @__PURE__ */ new Set([
	"AlterEnumStmt",
	"CreateEnumStmt",
	"CommentStmt",
	"DoStmt",
	"CreateFunctionStmt",
	"VariableSetStmt",
	"TransactionStmt"
]);
const elementType = (type) => type.replace(/\[\]$/, "");
function noteColumns(session, table, named, only) {
	const entry = lookup(session.catalog.tables, table);
	if (!entry || entry.partial) named.anyType = true;
	for (const [column, { type }] of Object.entries(entry?.columns ?? {})) if (only.length === 0 || only.includes(column)) named.types.add(elementType(type));
}
/** A column that is written or compared, and whose type is known, tells what the literals beside it are. */
function isOfOtherType(session, kind, part, table, isEnum) {
	const column = kind === "ResTarget" ? part.name : kind === "A_Expr" ? columnBeside(part) : void 0;
	const type = column === void 0 || table === null ? void 0 : findColumn(session, table, column)?.type;
	return type !== void 0 && type !== "unknown" && !isEnum(elementType(type));
}
function columnBeside({ lexpr, rexpr }) {
	const reference = as(lexpr, "ColumnRef") ?? as(rexpr, "ColumnRef");
	return reference && strings(reference.fields).at(-1);
}
/** The one table that the statement is about; null where there are several, and a column's name alone may mislead. */
function onlyTable(node, session) {
	const tables = /* @__PURE__ */ new Set();
	walk(node, (_, inner) => {
		const part = inner;
		if (part.relname !== void 0) tables.add(findRelation(session, part).name);
		return true;
	});
	const [table, ...others] = tables;
	return others.length === 0 ? table ?? null : null;
}
/** Literals of a statement, and the types that they may be of: those that it names, and those of its tables' columns. */
function readNames(node, session) {
	const named = {
		literals: /* @__PURE__ */ new Set(),
		types: /* @__PURE__ */ new Set(),
		anyType: false
	};
	const table = onlyTable(node, session);
	const written = all(as(node, "InsertStmt")?.cols, "ResTarget").map(({ name }) => name ?? "");
	const isEnum = (type) => [...session.enumValuesOfTransaction].some((value) => value.startsWith(`type:${type}.`));
	walk(node, (kind, inner) => {
		const part = inner;
		if (isOfOtherType(session, kind, part, table, isEnum)) return false;
		if (kind === "A_Const" && part.sval) named.literals.add(part.sval.sval ?? "");
		if (kind === "typeName") named.types.add(elementType(typeText(part, session)));
		if (part.relname !== void 0) noteColumns(session, findRelation(session, part).name, named, written);
		return true;
	});
	return named;
}
/** Values added in the open transaction that the statement may have to look up, which PostgreSQL refuses. */
function uncommittedValues(node, session) {
	if (session.enumValuesOfTransaction.size === 0) return [];
	if (Object.keys(node).some((kind) => HARMLESS$1.has(kind))) return [];
	const named = readNames(node, session);
	return [...session.enumValuesOfTransaction].filter((value) => {
		return (named.anyType || [...named.types].some((type) => value.startsWith(`type:${type}.`))) && [...named.literals].some((literal) => value.endsWith(valueName("", literal)));
	});
}
// src/sql/postgresql/scope.ts
function beginReading(session) {
	return {
		session,
		uses: /* @__PURE__ */ new Set(),
		rowUses: /* @__PURE__ */ new Set()
	};
}
function openScope(outer) {
	return {
		sources: /* @__PURE__ */ new Map(),
		queries: /* @__PURE__ */ new Map(),
		outer
	};
}
/** The source for a relation of the catalog. */
function sourceOf(session, name) {
	const table = lookup(session.catalog.tables, name);
	if (table) return {
		name,
		columns: table.partial ? null : Object.keys(table.columns),
		read: false
	};
	return {
		name,
		columns: lookup(session.catalog.views, name)?.columns ?? null,
		read: false
	};
}
/** A query of that name in a WITH around. */
function findQuery(scope, name) {
	for (let at = scope; at; at = at.outer) {
		const found = at.queries.get(name);
		if (found) return found;
	}
}
function findSource(scope, alias) {
	for (let at = scope; at; at = at.outer) {
		const found = at.sources.get(alias);
		if (found) return found;
	}
}
/** A view is read as a whole; of a table, the column. */
function readColumn$1(reading, source, column) {
	source.read = true;
	if (source.name === null) return;
	reading.uses.add(source.name.startsWith("view:") ? source.name : columnName(source.name, column));
}
/** Every column: each by its name where they are known, else the relation as a whole. */
function readWhole(reading, source) {
	source.read = true;
	if (source.columns === null) {
		if (source.name !== null) reading.uses.add(source.name);
	} else for (const column of source.columns) readColumn$1(reading, source, column);
}
/** In the innermost scope that has it; where columns are not known, every relation that may have it. */
function readUnqualified(reading, scope, column) {
	for (let at = scope; at; at = at.outer) {
		const sources = [...at.sources.values()];
		const sure = sources.filter((source) => source.columns?.includes(column));
		const possible = sure.length > 0 ? sure : sources.filter((source) => source.columns === null);
		for (const source of possible) readColumn$1(reading, source, column);
		if (possible.length > 0) return;
		const whole = at.sources.get(column);
		if (whole) {
			readWhole(reading, whole);
			return;
		}
	}
}
function readQualified(reading, scope, path, column) {
	const alias = path.at(-1) ?? "";
	let source = path.length === 1 ? findSource(scope, alias) : void 0;
	if (!source && path.length === 1 && (alias === "new" || alias === "old")) {
		if (column !== null) reading.rowUses.add(column);
		return;
	}
	if (!source) {
		const name = nameOf(reading.session, "table", path);
		if (!lookup(reading.session.catalog.tables, name) && path.length < 2) return;
		source = findSource(scope, alias) ?? sourceOf(reading.session, name);
	}
	if (column === null) readWhole(reading, source);
	else readColumn$1(reading, source, column);
}
/** Takes note of what a column reference reads. */
function readReference(reading, scope, reference) {
	const fields = reference.fields ?? [];
	const path = strings(fields);
	if (!fields.some((field) => as(field, "A_Star") !== void 0)) {
		const column = path.pop() ?? "";
		if (path.length === 0) readUnqualified(reading, scope, column);
		else readQualified(reading, scope, path, column);
	} else if (path.length > 0) readQualified(reading, scope, path, null);
	else for (const source of scope.sources.values()) readWhole(reading, source);
}
/** Names given to the columns of something in FROM: `AS t (a, b)`. */
function aliasColumns(names, columns) {
	const given = all(names, "String").map((name) => name.sval ?? "");
	if (given.length === 0) return columns;
	return columns === null ? null : [...given, ...columns.slice(given.length)];
}
// src/sql/postgresql/grouped-keys.ts
const AGGREGATES = new Set(`count sum avg min max string_agg array_agg json_agg jsonb_agg json_object_agg jsonb_object_agg bool_and bool_or every bit_and
  bit_or stddev variance mode percentile_cont percentile_disc`.split(/\s+/));
/** Columns that are named outside of aggregates and subqueries. */
function namedColumns(reading, scope, value) {
	if (Array.isArray(value)) for (const item of value) namedColumns(reading, scope, item);
	if (typeof value !== "object" || value === null || Array.isArray(value)) return;
	for (const [kind, inner] of Object.entries(value)) if (kind === "ColumnRef") readReference(reading, scope, inner);
	else if (kind === "FuncCall") {
		const call = inner;
		if (!AGGREGATES.has(strings(call.funcname).at(-1) ?? "")) namedColumns(reading, scope, inner);
	} else if (kind !== "SelectStmt") namedColumns(reading, scope, inner);
}
function columnsNamed(outer, scope, value) {
	const reading = beginReading(outer.session);
	namedColumns(reading, scope, value);
	return reading.uses;
}
/** Takes note of the primary keys by which alone a grouped query may name other columns. */
function readGroupedKeys(reading, scope, select) {
	if (!select.groupClause || select.groupClause.some((group) => as(group, "GroupingSet"))) return;
	const grouped = columnsNamed(reading, scope, select.groupClause);
	const named = columnsNamed(reading, scope, [
		select.targetList,
		select.havingClause,
		select.sortClause
	]);
	for (const { name } of scope.sources.values()) {
		const table = name === null ? void 0 : lookup(reading.session.catalog.tables, name);
		if (!table || name === null) continue;
		const key = Object.entries(table.constraints).find(([, { kind }]) => kind === "primary");
		if (!key?.[1].columns.every((column) => grouped.has(columnName(name, column)))) continue;
		if ([...named].some((column) => column.startsWith(`${name}.`) && !grouped.has(column))) reading.uses.add(partName("constraint", name, key[0]));
	}
}
// src/sql/postgresql/output-columns.ts
/** What PostgreSQL would call a column that was given no name. */
function figureName(value) {
	const reference = as(value, "ColumnRef");
	if (reference) return strings(reference.fields).at(-1) ?? "?column?";
	const call = as(value, "FuncCall");
	if (call) return strings(call.funcname).at(-1) ?? "?column?";
	const cast = as(value, "TypeCast");
	if (cast) {
		const inner = figureName(cast.arg);
		return inner === "?column?" ? strings(cast.typeName?.names).at(-1) ?? inner : inner;
	}
	if (as(value, "CoalesceExpr")) return "coalesce";
	if (as(value, "CaseExpr")) return "case";
	if (as(value, "SubLink")) return firstColumn(as(as(value, "SubLink")?.subselect, "SelectStmt"));
	return "?column?";
}
const firstColumn = (select) => {
	const target = all(select?.targetList, "ResTarget")[0];
	return target?.name ?? figureName(target?.val);
};
function starColumns(scope, qualifier) {
	const sources = qualifier === void 0 ? [...scope.sources.values()] : [scope.sources.get(qualifier)];
	const columns = [];
	for (const source of sources) {
		if (!source?.columns) return null;
		columns.push(...source.columns);
	}
	return columns;
}
/** Null where a `*` stands for what is not known. */
function outputColumns(select, scope) {
	const columns = [];
	for (const target of all(select.targetList, "ResTarget")) {
		const fields = as(target.val, "ColumnRef")?.fields ?? [];
		if (as(fields.at(-1), "A_Star")) {
			const star = starColumns(scope, strings(fields).at(-1));
			if (star === null) return null;
			columns.push(...star);
		} else columns.push(target.name ?? figureName(target.val));
	}
	return columns;
}
// src/sql/postgresql/known-functions.ts
/** What is known of PostgreSQL's own functions by name. Whatever is not named here may do anything. */
const words$1 = (text) => new Set(text.trim().split(/\s+/));
/** `provolatile` of `pg_proc` is `i` or `s` for every overload of these: one value for one statement, and no effect. */
const STEADY_FUNCTIONS = words$1(`
  now transaction_timestamp statement_timestamp current_setting current_schema current_schemas current_database version
  current_catalog current_user session_user user pg_backend_pid inet_client_addr inet_server_addr txid_current_if_assigned
  pg_get_userbyid pg_get_expr pg_get_serial_sequence pg_table_is_visible to_regclass to_regtype to_regrole has_table_privilege has_schema_privilege
  obj_description col_description format_type pg_typeof pg_get_constraintdef pg_get_indexdef pg_get_viewdef pg_get_functiondef
  lower upper initcap length char_length character_length octet_length bit_length substr substring left right trim btrim
  ltrim rtrim lpad rpad repeat replace reverse translate split_part strpos position concat concat_ws format md5 sha224
  sha256 sha384 sha512 encode decode digest hmac ascii chr quote_ident quote_literal quote_nullable to_hex to_char to_date
  to_number to_timestamp regexp_replace regexp_match regexp_matches regexp_split_to_array regexp_split_to_table
  regexp_like regexp_count regexp_substr regexp_instr overlay starts_with string_to_array array_to_string unaccent
  abs ceil ceiling floor round trunc sign sqrt cbrt exp ln log log10 power pow mod div degrees radians pi sin cos tan asin
  acos atan atan2 greatest least gcd lcm width_bucket factorial numeric int4 int8 int2 float4 float8 text varchar bool date time timestamp timestamptz interval
  date_trunc date_part date_bin extract age make_date make_time make_timestamp make_timestamptz make_interval
  justify_days justify_hours justify_interval timezone isfinite overlaps
  coalesce nullif row_to_json to_json to_jsonb json_build_object jsonb_build_object json_build_array jsonb_build_array
  json_object jsonb_object array_to_json jsonb_set jsonb_insert jsonb_strip_nulls json_strip_nulls jsonb_typeof json_typeof
  jsonb_array_length json_array_length jsonb_array_elements json_array_elements jsonb_array_elements_text
  json_array_elements_text jsonb_each json_each jsonb_each_text json_each_text jsonb_object_keys json_object_keys
  jsonb_extract_path jsonb_extract_path_text json_extract_path json_extract_path_text jsonb_populate_record
  jsonb_to_record jsonb_to_recordset json_to_recordset jsonb_path_query jsonb_path_exists jsonb_pretty
  array_append array_prepend array_cat array_remove array_replace array_length array_upper array_lower array_ndims
  array_position array_positions array_fill cardinality unnest generate_series generate_subscripts
  to_tsvector to_tsquery plainto_tsquery phraseto_tsquery websearch_to_tsquery setweight ts_rank ts_rank_cd ts_headline
  tsvector_to_array strip array_to_tsvector numnode querytree similarity word_similarity
  int4range int8range numrange tsrange tstzrange daterange lower_inc upper_inc isempty range_merge
  uuid_nil uuid_ns_dns uuid_ns_url uuid_generate_v3 uuid_generate_v5 hashtext hashtextextended
  host network masklen family broadcast netmask set_masklen abbrev
  count sum avg min max string_agg array_agg json_agg jsonb_agg json_object_agg jsonb_object_agg bool_and bool_or every
  bit_and bit_or stddev stddev_pop stddev_samp variance var_pop var_samp corr covar_pop covar_samp mode percentile_cont
  percentile_disc row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value
  grouping point line box circle polygon path lseg st_makepoint st_setsrid st_geomfromtext st_point st_geogfromtext hstore
  pg_size_pretty pg_relation_size pg_total_relation_size pg_table_size pg_column_size pg_is_in_recovery
  like ilike notlike similar_to_escape xmlconcat crypt
`);
/** These change nothing that an application sees: locks on numbers, notices, waits, values drawn. */
const HARMLESS_FUNCTIONS = words$1(`
  set_config nextval currval lastval random setseed clock_timestamp timeofday gen_random_uuid gen_random_bytes gen_salt
  uuid_generate_v1 uuid_generate_v1mc uuid_generate_v4 uuidv4 uuidv7 random_normal txid_current pg_current_xact_id
  pg_advisory_lock pg_advisory_unlock pg_advisory_xact_lock pg_try_advisory_lock pg_try_advisory_xact_lock
  pg_advisory_lock_shared pg_advisory_unlock_shared pg_advisory_xact_lock_shared pg_advisory_unlock_all pg_notify pg_sleep
  pg_stat_reset pg_stat_clear_snapshot pg_reload_conf
`);
// src/sql/postgresql/volatility.ts
/** A function's canonical name where the catalog knows it: a user's, not the engine's. */
function userFunction(session, path) {
	if (path.length > 1 && path[0] === "pg_catalog") return void 0;
	const name = nameOf(session, "function", path);
	return lookup(session.catalog.functions, name) ? name : void 0;
}
/** One value for the whole statement. A function that nobody knows is volatile, as PostgreSQL takes those that do not say. */
function isSteadyFunction(session, path) {
	const user = userFunction(session, path);
	if (user !== void 0) return lookup(session.catalog.functions, user)?.volatility !== "volatile";
	return STEADY_FUNCTIONS.has(path.at(-1) ?? "");
}
/** PostgreSQL's own take no argument: with one, it is somebody else's function of that name. */
const WITHOUT_ARGUMENTS = /* @__PURE__ */ new Set([
	"now",
	"transaction_timestamp",
	"statement_timestamp",
	"current_database",
	"current_schema",
	"version",
	"pg_backend_pid"
]);
const isAnothers = ({ funcname, args }) => args !== void 0 && WITHOUT_ARGUMENTS.has(strings(funcname).at(-1) ?? "");
/** Names of the functions that are called anywhere under a node. */
function functionsCalled(node) {
	const paths = [];
	const visit = (kind, inner) => {
		if (kind === "FuncCall") paths.push(strings(inner.funcname));
		return true;
	};
	walk({ node }, visit);
	return paths;
}
/** Functions of the catalog that are called anywhere under a node. */
function calledFunctions(session, node) {
	return [...new Set(functionsCalled(node).flatMap((path) => userFunction(session, path) ?? []))];
}
/** Constants, operators, casts, `now()` and `current_user` give one value; `random()` and unknown functions do not. */
function isVolatile(node, session) {
	let anothers = false;
	walk({ node }, (kind, inner) => {
		if (kind === "FuncCall" && isAnothers(inner)) anothers = true;
		return true;
	});
	return anothers || functionsCalled(node).some((path) => !isSteadyFunction(session, path));
}
// src/sql/postgresql/reads.ts
const MODIFIES = [
	"InsertStmt",
	"UpdateStmt",
	"DeleteStmt",
	"MergeStmt"
];
function readCall(reading, path) {
	const name = userFunction(reading.session, path);
	if (name !== void 0) reading.uses.add(name);
}
function readType(reading, type) {
	const name = userTypeOf(typeText(type, reading.session), reading.session);
	if (name !== void 0) reading.uses.add(name);
}
/** Any expression, clause or list. */
function readExpression(reading, scope, value) {
	if (Array.isArray(value)) {
		for (const item of value) readExpression(reading, scope, item);
		return;
	}
	if (typeof value !== "object" || value === null) return;
	for (const [kind, inner] of Object.entries(value)) {
		if (typeof inner !== "object" || inner === null) continue;
		if (kind === "ColumnRef") readReference(reading, scope, inner);
		else if (kind === "SelectStmt") readSelect(reading, inner, scope);
		else {
			if (kind === "FuncCall") readCall(reading, strings(inner.funcname));
			else if (kind === "typeName") readType(reading, inner);
			readExpression(reading, scope, inner);
		}
	}
}
function addSource(scope, alias, source) {
	scope.sources.set(scope.sources.has(alias) ? `${alias} ${scope.sources.size}` : alias, source);
}
/** A table or view in FROM, or the target of a statement that writes. */
function addRelation(reading, scope, range) {
	const found = (range.schemaname ? void 0 : findQuery(scope, range.relname ?? "")) ?? sourceOf(reading.session, findRelation(reading.session, range).name);
	const source = {
		...found,
		columns: aliasColumns(range.alias?.colnames, found.columns),
		read: false
	};
	if (source.name?.startsWith("view:")) reading.uses.add(source.name);
	addSource(scope, range.alias?.aliasname ?? range.relname ?? "", source);
	return source;
}
function addSubquery(reading, scope, item) {
	const inner = as(item.subquery, "SelectStmt");
	const columns = inner ? readSelect(reading, inner, scope) : null;
	const named = aliasColumns(item.alias?.colnames, columns) ?? null;
	addSource(scope, item.alias?.aliasname ?? "", {
		name: null,
		columns: named,
		read: false
	});
}
function addJoin(reading, scope, join) {
	addFrom(reading, scope, join.larg);
	addFrom(reading, scope, join.rarg);
	for (const column of strings(join.usingClause)) for (const source of [...scope.sources.values()]) if (source.columns === null || source.columns.includes(column)) readReference(reading, {
		...openScope(null),
		sources: /* @__PURE__ */ new Map([["", source]])
	}, { fields: [{ String: { sval: column } }] });
	readExpression(reading, scope, join.quals);
}
/** One item of a FROM clause. */
function addFrom(reading, scope, item) {
	const range = as(item, "RangeVar") ?? as(as(item, "RangeTableSample")?.relation, "RangeVar");
	const subquery = as(item, "RangeSubselect");
	const join = as(item, "JoinExpr");
	const call = as(item, "RangeFunction");
	if (range) addRelation(reading, scope, range);
	else if (subquery) addSubquery(reading, scope, subquery);
	else if (join) addJoin(reading, scope, join);
	else {
		readExpression(reading, scope, item);
		const columns = call?.coldeflist ? all(call.coldeflist, "ColumnDef").map((column) => column.colname ?? "") : null;
		const alias = call?.alias;
		const named = alias?.colnames ? strings(alias.colnames) : columns ?? (alias?.aliasname ? [alias.aliasname] : null);
		addSource(scope, alias?.aliasname ?? "", {
			name: null,
			columns: named ?? [],
			read: false
		});
	}
}
function addQuery(reading, scope, query, recursive) {
	const name = query.ctename ?? "";
	const given = strings(query.aliascolnames);
	if (recursive) scope.queries.set(name, {
		name: null,
		columns: given.length > 0 ? given : [],
		read: false
	});
	const select = as(query.ctequery, "SelectStmt");
	if (select) {
		const columns = readSelect(reading, select, scope);
		scope.queries.set(name, {
			name: null,
			columns: aliasColumns(query.aliascolnames, columns),
			read: false
		});
		return;
	}
	readModification(reading, query.ctequery, scope);
	scope.queries.set(name, {
		name: null,
		columns: given.length > 0 ? given : null,
		read: false
	});
}
function addWith(reading, scope, clause) {
	for (const query of all(clause?.ctes, "CommonTableExpr")) addQuery(reading, scope, query, clause?.recursive === true);
}
/** A table of which no column is named is read all the same, by its row identifier: `count(*)`. */
function readUnnamed(reading, scope) {
	for (const { name, read } of scope.sources.values()) if (name !== null && !read) reading.uses.add(name.startsWith("view:") ? name : `${name}.ctid`);
}
/** Takes note of all that a query reads; gives the names of its columns. */
function readSelect(reading, select, outer) {
	const scope = openScope(outer);
	addWith(reading, scope, select.withClause);
	if (select.larg && select.rarg) {
		const columns = readSelect(reading, select.larg, scope);
		readSelect(reading, select.rarg, scope);
		return columns;
	}
	for (const item of select.fromClause ?? []) addFrom(reading, scope, item);
	const { withClause: _with, fromClause: _from, ...rest } = select;
	readExpression(reading, scope, rest);
	readGroupedKeys(reading, scope, select);
	readUnnamed(reading, scope);
	if (select.valuesLists) {
		const width = as(select.valuesLists[0], "List")?.items?.length ?? 0;
		return Array.from({ length: width }, (_, index) => `column${index + 1}`);
	}
	return outputColumns(select, scope);
}
/** INSERT, UPDATE, DELETE or MERGE: what it reads and what it writes. */
function readModification(reading, node, outer) {
	for (const kind of MODIFIES) {
		const statement = as(node, kind);
		if (statement) readWriting(reading, statement, openScope(outer));
	}
}
function readWriting(reading, statement, scope) {
	const { withClause, relation, fromClause, usingClause, sourceRelation, ...clauses } = statement;
	addWith(reading, scope, withClause);
	const target = relation && addRelation(reading, scope, relation);
	for (const item of [
		fromClause,
		usingClause,
		sourceRelation
	].flat()) addFrom(reading, scope, item);
	if (target) {
		const written = {
			...openScope(null),
			sources: /* @__PURE__ */ new Map([["", target]])
		};
		for (const sval of writtenColumns(clauses)) readReference(reading, written, { fields: [{ String: { sval } }] });
	}
	readExpression(reading, scope, clauses);
	readUnnamed(reading, scope);
}
/** Columns that INSERT, UPDATE or MERGE names as written. */
function writtenColumns({ cols, targetList, onConflictClause, mergeWhenClauses }) {
	const merged = all(mergeWhenClauses, "MergeWhenClause").map((when) => when.targetList);
	return [
		cols,
		targetList,
		onConflictClause?.targetList,
		...merged
	].flatMap((list) => all(list, "ResTarget").map((target) => target.name ?? ""));
}
/** What a query reads, at once. */
function readsOf(query, session) {
	const reading = beginReading(session);
	const select = as(query, "SelectStmt");
	const columns = select ? readSelect(reading, select, null) : null;
	if (!select) readModification(reading, query, null);
	return {
		uses: [...reading.uses],
		rowUses: [...reading.rowUses],
		columns
	};
}
// src/sql/postgresql/judge-access.ts
/** Columns of any table that the policy's conditions read. */
function policyReads(session, table, conditions) {
	const reading = beginReading(session);
	const scope = openScope(null);
	scope.sources.set(table.slice(table.lastIndexOf(".") + 1), sourceOf(session, table));
	readExpression(reading, scope, conditions);
	return [...reading.uses];
}
function judgePolicy(statement, session, out) {
	const table = tableOf(session, statement.table);
	const name = statement.policy_name ?? "";
	const columns = policyReads(session, table, [statement.qual, statement.with_check]);
	addEffect(session, out, "create-policy", {
		object: partName("policy", table, name),
		objectKind: "policy",
		table,
		columns
	});
	const { policies } = ensureTable(session, table);
	const before = lookup(policies, name)?.columns ?? [];
	store(policies, name, { columns: [.../* @__PURE__ */ new Set([...before, ...columns])] });
}
const KINDS$1 = {
	OBJECT_TABLE: "table",
	OBJECT_SEQUENCE: "sequence",
	OBJECT_FUNCTION: "function",
	OBJECT_PROCEDURE: "function",
	OBJECT_ROUTINE: "function",
	OBJECT_SCHEMA: "schema",
	OBJECT_TYPE: "type",
	OBJECT_DOMAIN: "type",
	OBJECT_VIEW: "view",
	OBJECT_MATVIEW: "view",
	OBJECT_INDEX: "index"
};
function grantedObject(session, kind, node) {
	const range = as(node, "RangeVar");
	if (range) return findRelation(session, range, kind === "sequence" ? "sequence" : "table").name;
	const path = pathOf(node);
	if (kind === "schema") return `schema:${quoteIdentifier(path[0] ?? "")}`;
	return kind === "other" ? path.map(quoteIdentifier).join(".") : nameOf(session, kind, path);
}
function judgeGrant(statement, session, out) {
	const row = statement.is_grant ? "grant" : "revoke";
	const kind = statement.targtype === "ACL_TARGET_ALL_IN_SCHEMA" ? "schema" : KINDS$1[statement.objtype ?? ""] ?? "other";
	for (const node of statement.objects ?? []) {
		const object = grantedObject(session, kind, node);
		addEffect(session, out, row, {
			object,
			objectKind: kind,
			table: kind === "table" ? object : null
		});
	}
	if ((statement.objects ?? []).length === 0) addEffect(session, out, row, {
		object: "default privileges",
		objectKind: "other",
		table: null
	});
}
function judgeComment(statement, session, out) {
	const path = pathOf(statement.object);
	const onColumn = statement.objtype === "OBJECT_COLUMN";
	if (!onColumn && statement.objtype !== "OBJECT_TABLE") {
		const kind = KINDS$1[statement.objtype ?? ""] ?? "other";
		addEffect(session, out, "alter-object", {
			object: (statement.object && grantedObject(session, kind, statement.object)) ?? "",
			objectKind: kind,
			table: null
		});
		return;
	}
	const relation = onColumn ? path.slice(0, -1) : path;
	const schemaname = relation.at(-2);
	const found = findRelation(session, {
		relname: relation.at(-1) ?? "",
		...schemaname !== void 0 && { schemaname }
	});
	addEffect(session, out, "comment-on", {
		object: onColumn ? columnName(found.name, path.at(-1) ?? "") : found.name,
		objectKind: onColumn ? "column" : found.kind,
		table: found.name
	});
}
// src/sql/postgresql/altering.ts
/** The same lock on every heir. */
function heirLocks(at, mode) {
	return at.heirs.map((heir) => lockOn(at.session, heir, mode));
}
/** What ALTER TABLE takes before it sees that there is nothing to do. */
function tableLock(at) {
	return lockOn(at.session, at.table, "ACCESS EXCLUSIVE");
}
/** A column of the table as an effect's target. */
function columnTarget(at, column, words = {}) {
	return {
		object: columnName(at.table, column),
		objectKind: "column",
		table: at.table,
		locks: heirLocks(at, "ACCESS EXCLUSIVE"),
		words: {
			column: quoteIdentifier(column),
			...words
		}
	};
}
/** A constraint of the table as an effect's target. */
function constraintTarget(at, name, columns, words = {}) {
	return {
		object: partName("constraint", at.table, name),
		objectKind: "constraint",
		table: at.table,
		columns: columns.map((column) => columnName(at.table, column)),
		words: {
			constraint: quoteIdentifier(name),
			columns: columns.map(quoteIdentifier).join(", "),
			...words
		}
	};
}
/** The table itself as an effect's target. */
function tableTarget$1(at) {
	return {
		object: at.table,
		objectKind: "table",
		table: at.table
	};
}
function openAltering(session, out, table, recurse, dropped = []) {
	return {
		session,
		out,
		table,
		heirs: recurse ? descendants(session.catalog, table) : [],
		dropped: new Set(dropped)
	};
}
// src/sql/postgresql/columns-in.ts
/** Columns of one table that an expression on it names, without the table: for checks, defaults, indexes, policies. */
function columnsIn(expression) {
	const found = /* @__PURE__ */ new Set();
	const visit = (value) => {
		if (Array.isArray(value)) for (const item of value) visit(item);
		else if (typeof value === "object" && value !== null) for (const [kind, inner] of Object.entries(value)) if (kind === "ColumnRef") {
			const name = strings(inner.fields).at(-1);
			if (name !== void 0) found.add(name);
		} else visit(inner);
	};
	visit(expression);
	return [...found];
}
// src/sql/postgresql/lines.ts
const ASCII = /^[\x00-\x7f]*$/;
function isAscii(text) {
	return ASCII.test(text);
}
const BYTE_ORDER_MARK = 65279;
/** Where the lines of a text begin. Offsets are UTF-16 units; lines and columns start at 1. */
function indexLines(text) {
	const starts = [0];
	for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
	const ascii = isAscii(text);
	const first = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
	function lineAt(offset) {
		let low = 0;
		let high = starts.length;
		while (high - low > 1) {
			const middle = low + high >> 1;
			if ((starts[middle] ?? 0) <= offset) low = middle;
			else high = middle;
		}
		return low + 1;
	}
	function walk() {
		let known = {
			line: 1,
			offset: first,
			column: 1
		};
		return (offset) => {
			const line = lineAt(offset);
			const start = starts[line - 1] ?? 0;
			if (ascii) return {
				line,
				column: offset - start + 1
			};
			let { offset: at, column } = known.line === line && known.offset <= offset ? known : {
				offset: Math.max(start, first),
				column: 1
			};
			for (; at < offset; column++) at += (text.codePointAt(at) ?? 0) > 65535 ? 2 : 1;
			known = {
				line,
				offset: at,
				column
			};
			return {
				line,
				column
			};
		};
	}
	return {
		lineAt,
		walk
	};
}
// src/sql/postgresql/generated-names.ts
/** Names are cut at this many bytes. */
const LIMIT = 63;
const encoder = new TextEncoder();
/** Most names are ASCII, and as many bytes as characters. */
function bytesOf(text) {
	return isAscii(text) ? text.length : encoder.encode(text).length;
}
function cutBytes(text, bytes) {
	if (isAscii(text)) return text.slice(0, bytes);
	let cut = text;
	while (encoder.encode(cut).length > bytes) cut = cut.slice(0, -1);
	return cut;
}
/** `first_second_label`, where the longer of the first two gives way when the whole would be too long. */
function composeName(first, second, label) {
	const overhead = label.length + 1 + (second === "" ? 0 : 1);
	let firstBytes = bytesOf(first);
	let secondBytes = bytesOf(second);
	while (firstBytes + secondBytes + overhead > LIMIT) if (firstBytes > secondBytes) firstBytes -= 1;
	else secondBytes -= 1;
	const parts = [cutBytes(first, firstBytes)];
	if (second !== "") parts.push(cutBytes(second, secondBytes));
	return [...parts, label].join("_");
}
/** The first of `name`, `name1`, `name2` … that is free; the number goes behind the label, before anything is cut. */
function freeName(first, second, label, isTaken) {
	for (let pass = 0; pass < 1e4; pass += 1) {
		const name = composeName(first, second, pass === 0 ? label : `${label}${pass}`);
		if (!isTaken(name)) return name;
	}
	return composeName(first, second, label);
}
/** Whether a relation of that name is in the schema of a table. */
function isRelationTaken(session, schema, own) {
	const { tables, views, indexes, sequences } = session.catalog;
	const has = (record, kind) => lookup(record, nameIn$1(session, kind, schema, own)) !== void 0;
	return has(tables, "table") || has(indexes, "index") || has(sequences, "sequence") || has(views, "view");
}
const NODE_NAMES = {
	CoalesceExpr: "coalesce",
	CaseExpr: "case",
	XmlSerialize: "xmlserialize",
	RowExpr: "row",
	GroupingFunc: "grouping"
};
/** What PostgreSQL calls an index column that is an expression: its function's name, else `expr`. */
function expressionName(node) {
	const call = as(node, "FuncCall");
	if (call) return strings(call.funcname).at(-1) ?? "expr";
	const cast = as(node, "TypeCast");
	if (cast) {
		const inner = expressionName(cast.arg);
		return inner === "expr" ? strings(cast.typeName?.names).at(-1) ?? "expr" : inner;
	}
	const reference = as(node, "ColumnRef");
	if (reference) return strings(reference.fields).at(-1) ?? "expr";
	const collate = as(node, "CollateClause");
	if (collate) return expressionName(collate.arg);
	const kind = Object.keys(node ?? {})[0] ?? "";
	return NODE_NAMES[kind] ?? "expr";
}
/** Names of an index's columns, expressions too, each once: `expr`, `expr1`. */
function indexColumnNames(elements) {
	const names = [];
	for (const element of all(elements, "IndexElem")) {
		const base = element.name ?? expressionName(element.expr);
		let name = base;
		for (let pass = 1; names.includes(name); pass += 1) name = `${base}${pass}`;
		names.push(name);
	}
	return names;
}
/** The name of an index or of a constraint with an index (`idx`, `key`, `excl`, `pkey`). */
function indexName(session, table, columns, label) {
	const { schema, own } = partsOf(session, table);
	return freeName(own, label === "pkey" ? "" : columns.join("_"), label, (name) => isRelationTaken(session, schema, name));
}
/** PostgreSQL keeps such names apart in a whole schema, though it would allow them once in each table. */
function isConstraintTaken(session, schema, own) {
	const { tables } = session.catalog;
	for (const table in tables) if (lookup(tables[table]?.constraints ?? {}, own) !== void 0 && partsOf(session, table).schema === schema) return true;
	return false;
}
/** The name of a constraint without an index (`check`, `fkey`, `not_null`). */
function constraintName(session, table, columns, label) {
	const { schema, own } = partsOf(session, table);
	return freeName(own, columns.join("_"), label, (name) => isConstraintTaken(session, schema, name));
}
/** The sequence behind a serial or identity column. */
function sequenceName(session, table, column) {
	const { schema, own } = partsOf(session, table);
	return nameIn$1(session, "sequence", schema, freeName(own, column, "seq", (name) => isRelationTaken(session, schema, name)));
}
// src/sql/postgresql/define-column.ts
const CARRIED = /* @__PURE__ */ new Set([
	"CONSTR_CHECK",
	"CONSTR_PRIMARY",
	"CONSTR_UNIQUE",
	"CONSTR_FOREIGN",
	"CONSTR_EXCLUSION"
]);
/** Functions of the catalog and sequences that a default calls. */
function defaultUses(session, expression) {
	const uses = calledFunctions(session, expression);
	walk({ expression }, (kind, inner) => {
		if (kind !== "FuncCall") return true;
		const call = inner;
		const sequence = constantOf(withoutCasts(call.args?.[0]));
		if (strings(call.funcname).at(-1) === "nextval" && sequence !== void 0) uses.push(sequenceNamed(session, sequence));
		return true;
	});
	return uses;
}
/** The sequence that a text such as `'public.users_id_seq'` names. */
function sequenceNamed(session, text) {
	const path = [...text.matchAll(/"((?:[^"]|"")+)"|([^."]+)/g)].map(([, quoted, plain]) => quoted === void 0 ? (plain ?? "").trim().toLowerCase() : quoted.replaceAll("\"\"", "\""));
	const schemaname = path.at(-2);
	return findRelation(session, {
		relname: path.at(-1) ?? "",
		...schemaname !== void 0 && { schemaname }
	}, "sequence").name;
}
function defaultOf(constraints) {
	const expression = constraints.find(({ contype }) => contype === "CONSTR_DEFAULT")?.raw_expr;
	return isNull$1(expression) ? void 0 : expression;
}
/** `NULL`, with or without casts: no default at all. */
function isNull$1(expression) {
	return expression === void 0 || as(withoutCasts(expression), "A_Const")?.isnull === true;
}
/** `generated_kind` is new in PostgreSQL 18, where a column that does not say is virtual; before it was always stored. */
function generatedAs(constraint, version) {
	if (!constraint) return null;
	return constraint.generated_kind === "v" && version >= 18 ? "virtual" : "stored";
}
function isNotNull(constraints, numbered) {
	return numbered !== null || constraints.some(({ contype }) => contype === "CONSTR_NOTNULL" || contype === "CONSTR_PRIMARY");
}
/** `NOT ENFORCED` is a node of its own, behind the constraint that it is said of. */
function carried(constraints) {
	const kept = [];
	for (const constraint of constraints) {
		const last = kept.at(-1);
		if (CARRIED.has(constraint.contype ?? "")) kept.push(constraint);
		else if (constraint.contype === "CONSTR_ATTR_NOT_ENFORCED" && last) kept[kept.length - 1] = {
			...last,
			is_enforced: false
		};
	}
	return kept;
}
/** Reads a column's definition. */
function readColumn(session, definition) {
	const constraints = all(definition.constraints, "Constraint");
	const has = (type) => constraints.find(({ contype }) => contype === type);
	const generation = has("CONSTR_GENERATED");
	const numbered = isSerial(definition.typeName) ? "serial" : has("CONSTR_IDENTITY") ? "identity" : null;
	const expression = defaultOf(constraints);
	const uses = defaultUses(session, expression);
	const generated = generatedAs(generation, session.version);
	const entry = newColumn(session, typeText(definition.typeName, session), {
		notNull: isNotNull(constraints, numbered),
		defaulted: expression !== void 0 || numbered !== null || generation !== void 0,
		generatedFrom: generation ? columnsIn(generation.raw_expr) : [],
		...uses.length > 0 && { defaultUses: uses },
		...generated && { generated }
	});
	return {
		name: definition.colname ?? "",
		entry,
		default: expression,
		saysDefault: has("CONSTR_DEFAULT") !== void 0,
		numbered,
		generated,
		constraints: carried(constraints)
	};
}
/** Puts a column into the catalog, with the sequence that a serial or identity column has. */
function applyColumn(session, table, column) {
	const entry = { ...column.entry };
	if (column.numbered) {
		const sequence = sequenceName(session, table, column.name);
		store(session.catalog.sequences, sequence, { ownedBy: columnName(table, column.name) });
		if (column.numbered === "serial") entry.defaultUses = [...entry.defaultUses ?? [], sequence];
	}
	store(ensureTable(session, table).columns, column.name, entry);
}
// src/sql/postgresql/show-expression.ts
const UNREADABLE$1 = "…";
const quote = (text) => `'${text.replaceAll("'", "''")}'`;
const KEYWORD_VALUES = {
	SVFOP_CURRENT_DATE: "CURRENT_DATE",
	SVFOP_CURRENT_TIME: "CURRENT_TIME",
	SVFOP_CURRENT_TIMESTAMP: "CURRENT_TIMESTAMP",
	SVFOP_LOCALTIMESTAMP: "LOCALTIMESTAMP",
	SVFOP_CURRENT_USER: "CURRENT_USER",
	SVFOP_SESSION_USER: "SESSION_USER"
};
function list(node) {
	return (as(node, "List")?.items ?? []).map(show).join(", ");
}
function showOperator(expression) {
	const operator = strings(expression.name).at(-1) ?? "";
	const left = show(expression.lexpr);
	switch (expression.kind) {
		case "AEXPR_OP": return expression.lexpr ? `${left} ${operator} ${show(expression.rexpr)}` : `${operator}${show(expression.rexpr)}`;
		case "AEXPR_IN": return `${left} ${operator === "<>" ? "NOT IN" : "IN"} (${list(expression.rexpr)})`;
		case "AEXPR_LIKE": return `${left} ${operator.startsWith("!") ? "NOT LIKE" : "LIKE"} ${show(expression.rexpr)}`;
		case "AEXPR_BETWEEN": return `${left} BETWEEN ${list(expression.rexpr).replace(", ", " AND ")}`;
		case "AEXPR_OP_ANY": return `${left} ${operator} ANY (${show(expression.rexpr)})`;
		case "AEXPR_DISTINCT": return `${left} IS DISTINCT FROM ${show(expression.rexpr)}`;
		default: return UNREADABLE$1;
	}
}
function showLogic(expression) {
	const parts = (expression.args ?? []).map((part) => as(part, "BoolExpr") ? `(${show(part)})` : show(part));
	if (expression.boolop === "NOT_EXPR") return `NOT (${parts.join("")})`;
	return parts.join(expression.boolop === "OR_EXPR" ? " OR " : " AND ");
}
function showCast(node) {
	const cast = as(node, "TypeCast");
	const names = strings(cast?.typeName?.names);
	if (!cast || cast.typeName?.typmods) return UNREADABLE$1;
	const array = cast.typeName?.arrayBounds ? "[]" : "";
	return `${show(cast.arg)}::${names.filter((name) => name !== "pg_catalog").map(quoteIdentifier).join(".")}${array}`;
}
function showConstant(node) {
	const text = constantOf(node) ?? "";
	return as(node, "A_Const")?.sval ? quote(text) : text.toUpperCase();
}
function show(node) {
	if (!node) return UNREADABLE$1;
	if (as(node, "A_Const")) return showConstant(node);
	const reference = as(node, "ColumnRef");
	if (reference) return strings(reference.fields).map(quoteIdentifier).join(".");
	const operator = as(node, "A_Expr");
	if (operator) return showOperator(operator);
	const logic = as(node, "BoolExpr");
	if (logic) return showLogic(logic);
	if (as(node, "TypeCast")) return showCast(node);
	const test = as(node, "NullTest");
	if (test) return `${show(test.arg)} IS ${test.nulltesttype === "IS_NOT_NULL" ? "NOT NULL" : "NULL"}`;
	const array = as(node, "A_ArrayExpr");
	if (array) return `ARRAY[${(array.elements ?? []).map(show).join(", ")}]`;
	const value = as(node, "SQLValueFunction");
	if (value) return KEYWORD_VALUES[value.op ?? ""] ?? UNREADABLE$1;
	return showCall(node);
}
function showCall(node) {
	const call = as(node, "FuncCall");
	if (!call || call.agg_star || call.over || call.agg_filter) return UNREADABLE$1;
	const path = strings(call.funcname);
	return `${(path[0] === "pg_catalog" && STEADY_FUNCTIONS.has(path[1] ?? "") ? path.slice(1) : path).map(quoteIdentifier).join(".")}(${(call.args ?? []).map(show).join(", ")})`;
}
/**
* At most about a line; `…` stands for what is longer or cannot be told. `bare` leaves out casts, so that a condition
* can be compared: `'2025-01-01'::date` is `'2025-01-01'`.
*/
function showExpression(node, casts = "cast") {
	const text = show(casts === "bare" ? bare(node) : node);
	return text.includes(UNREADABLE$1) || text.length > 200 ? UNREADABLE$1 : text;
}
/** The same tree without casts around constants. */
function bare(node) {
	const inner = withoutCasts(node);
	if (as(inner, "A_Const")) return inner;
	const operator = as(node, "A_Expr");
	if (!operator) return node;
	return { A_Expr: {
		...operator,
		...sides(operator)
	} };
}
function sides({ lexpr, rexpr }) {
	const [left, right] = [bare(lexpr), bare(rexpr)];
	return {
		...left && { lexpr: left },
		...right && { rexpr: right }
	};
}
// src/sql/postgresql/fold.ts
const TRUE = /* @__PURE__ */ new Set([
	"true",
	"t",
	"yes",
	"y",
	"on",
	"1"
]);
const FALSE = /* @__PURE__ */ new Set([
	"false",
	"f",
	"no",
	"n",
	"off",
	"0"
]);
function truthOfConstant(text) {
	const word = text.trim().toLowerCase();
	if (TRUE.has(word)) return "true";
	return FALSE.has(word) ? "false" : void 0;
}
const NOT = {
	true: "false",
	false: "true",
	null: "null"
};
function truthOfParts(parts, decides) {
	if (parts.includes(decides)) return decides;
	if (parts.includes(void 0)) return void 0;
	return parts.includes("null") ? "null" : NOT[decides];
}
const isNull = (node) => as(withoutCasts(node), "A_Const")?.isnull === true;
/** Texts that differ may still be equal in their type, so that only equal ones and numbers are told. */
function compare({ kind, name, lexpr, rexpr }) {
	const [left, right] = [constantOf(withoutCasts(lexpr)), constantOf(withoutCasts(rexpr))];
	if (kind !== "AEXPR_OP" || left === void 0 || right === void 0) return void 0;
	if (isNull(lexpr) || isNull(rexpr)) return "null";
	const operator = strings(name).at(-1);
	if (operator === "<>") return left === right ? "false" : "true";
	if (operator !== "=") return void 0;
	if (left === right) return "true";
	const numbers = [left, right].map(Number);
	return numbers.every(Number.isFinite) && numbers[0] !== numbers[1] ? "false" : void 0;
}
/** The truth of a condition that names no column. */
function truthOf(node) {
	const bare = withoutCasts(node);
	const value = constantOf(bare);
	if (value !== void 0) return isNull(bare) ? "null" : truthOfConstant(value);
	const logic = as(bare, "BoolExpr");
	if (logic) {
		const parts = (logic.args ?? []).map(truthOf);
		if (logic.boolop === "AND_EXPR") return truthOfParts(parts, "false");
		if (logic.boolop === "OR_EXPR") return truthOfParts(parts, "true");
		return parts[0] && NOT[parts[0]];
	}
	const test = as(bare, "NullTest");
	if (test && constantOf(withoutCasts(test.arg)) !== void 0) return isNull(test.arg) === (test.nulltesttype === "IS_NULL") ? "true" : "false";
	const comparison = as(bare, "A_Expr");
	return comparison && compare(comparison);
}
/** It looks at no row and at no query: what it says, it says of all rows. */
function isSameForAll(condition) {
	let looks = false;
	walk(condition, (kind) => {
		if (kind === "ColumnRef" || kind === "SubLink" || kind === "CurrentOfExpr") looks = true;
		return !looks;
	});
	return !looks;
}
// src/sql/postgresql/limits.ts
/** More than this is no batch. */
const MOST_ROWS = 1e5;
function queriesOf(clause) {
	const queries = /* @__PURE__ */ new Map();
	for (const { ctename, ctequery } of all(clause?.ctes, "CommonTableExpr")) {
		const select = as(ctequery, "SelectStmt");
		if (select && ctename !== void 0) queries.set(ctename, select);
	}
	return queries;
}
/** The queries that one of them can see: without itself, so that looking ends. */
function without(queries, name) {
	return new Map([...queries].filter(([other]) => other !== name));
}
function isComputed(node) {
	let computed = false;
	walk(node, (kind) => {
		if (kind === "SubLink" || kind === "FuncCall") computed = true;
		return true;
	});
	return computed;
}
/** `LIMIT 1000`, and a limit that a variable gives; `LIMIT ALL` and what a query counts are none. */
function limits(count) {
	if (count === void 0) return false;
	const value = constantOf(withoutCasts(count));
	return value === void 0 ? !isComputed(count) : Number(value) <= MOST_ROWS;
}
/** The query of its WITH that an item of FROM names, with what that query can see; or a query in brackets. */
function queryIn(item, queries) {
	const range = as(item, "RangeVar");
	const name = range?.schemaname ? void 0 : range?.relname;
	const named = name === void 0 ? void 0 : queries.get(name);
	if (named && name !== void 0) return {
		select: named,
		queries: without(queries, name)
	};
	const select = as(as(item, "RangeSubselect")?.subquery, "SelectStmt");
	return select && {
		select,
		queries
	};
}
function isLimited(select, outer) {
	if (select.valuesLists !== void 0 || limits(select.limitCount)) return true;
	if (select.larg && select.rarg) return isLimited(select.larg, outer) && isLimited(select.rarg, outer);
	const queries = new Map([...outer, ...queriesOf(select.withClause)]);
	const items = select.fromClause ?? [];
	const source = items.length === 1 ? queryIn(items[0], queries) : void 0;
	return source !== void 0 && isLimited(source.select, source.queries);
}
/** Names under which items of FROM or USING give few rows. */
function limitedNames(items, queries) {
	const names = /* @__PURE__ */ new Set();
	for (const item of items) {
		const join = as(item, "JoinExpr");
		if (join) {
			const sides = [join.larg, join.rarg].filter((side) => side !== void 0);
			for (const name of limitedNames(sides, queries)) names.add(name);
		}
		const source = queryIn(item, queries);
		if (!source || !isLimited(source.select, source.queries)) continue;
		const named = as(item, "RangeVar") ?? as(item, "RangeSubselect");
		names.add(named?.alias?.aliasname ?? as(item, "RangeVar")?.relname ?? "");
	}
	return names;
}
// src/sql/postgresql/where.ts
const NOBODY_KNOWS = {
	whole: false,
	bounded: false
};
const namesIn$1 = (node) => strings(as(withoutCasts(node), "ColumnRef")?.fields);
const columnIn = (node) => namesIn$1(node).at(-1);
/** A constant, or a parameter of the statement that runs it. */
const isFixed = (node) => constantOf(withoutCasts(node)) !== void 0 || as(withoutCasts(node), "ParamRef") !== void 0;
/** It keeps no row at all. */
const isNever = (condition) => ["false", "null"].includes(truthOf(condition) ?? "");
/** Conditions that are joined by AND. */
function conjuncts(where) {
	const logic = as(where, "BoolExpr");
	if (logic?.boolop === "AND_EXPR") return (logic.args ?? []).flatMap(conjuncts);
	return where === void 0 ? [] : [where];
}
/** `true`, `1 = 1`, `id = id`, `id IS NOT NULL`, `new IS NULL` where it is what gets written, and joins of two columns. */
function narrowsNothing(condition, writing) {
	if (isSameForAll(condition)) return !isNever(condition);
	const logic = as(condition, "BoolExpr");
	if (logic) {
		const parts = logic.args ?? [];
		if (logic.boolop === "OR_EXPR") return parts.some((part) => narrowsNothing(part, writing));
		return logic.boolop === "AND_EXPR" && parts.every((part) => narrowsNothing(part, writing));
	}
	const test = as(condition, "NullTest");
	if (test) return isWeakNullTest(columnIn(test.arg), test.nulltesttype === "IS_NULL", writing);
	const sublink = as(condition, "SubLink");
	if (sublink) return reachOfSublink(sublink, writing).whole;
	const comparison = as(condition, "A_Expr");
	return comparison !== void 0 && comparesNothing(comparison, writing);
}
/** An unbatched backfill says `WHERE new IS NULL`; that another column has a value narrows little. */
function isWeakNullTest(column, isNull, writing) {
	if (column === void 0) return false;
	if (writing.verb === "delete") return !isNull && writing.isKey(column);
	return isNull ? writing.columns.includes(column) : true;
}
function comparesNothing({ kind, lexpr, rexpr, name }, writing) {
	const [left, right] = [namesIn$1(lexpr), namesIn$1(rexpr)];
	if (kind === "AEXPR_DISTINCT") return writing.verb === "update" && writing.columns.includes(left.at(-1) ?? "");
	if (kind !== "AEXPR_OP" || left.length === 0 || right.length === 0) return false;
	const operator = strings(name).at(-1) ?? "";
	const itself = left.join(".") === right.join(".");
	if (operator !== "=") return itself && ["<=", ">="].includes(operator);
	return itself || writing.verb === "update" || writing.joins;
}
/** IN and EXISTS: what the query inside leaves. Another test may narrow in any way. */
function reachOfSublink({ subLinkType, operName, testexpr, subselect }, writing) {
	const select = as(subselect, "SelectStmt");
	if (!select) return NOBODY_KNOWS;
	if (subLinkType === "EXISTS_SUBLINK") return {
		...writing.reachIn(select, true),
		bounded: false
	};
	if (!(subLinkType === "ANY_SUBLINK" && (strings(operName).at(-1) ?? "=") === "=")) return NOBODY_KNOWS;
	const reach = writing.reachIn(select, false);
	const tested = as(testexpr, "RowExpr")?.args ?? [testexpr];
	const bounded = reach.bounded && tested.some((part) => findsFew(columnIn(part), writing));
	return {
		whole: reach.whole,
		bounded
	};
}
const LIKE_A_KEY = /(?:^|_)u?u?id$|[a-z](?:Id|ID|Uuid|UUID)$/;
/** A column by which few rows are found for each value: a key, or what points to one. */
const findsFew = (column, writing) => column !== void 0 && (writing.isKey(column) || LIKE_A_KEY.test(column));
/** The other way round: `5 < id` is `id > 5`. */
const FLIPPED = {
	"<": ">",
	"<=": ">=",
	">": "<",
	">=": "<="
};
function noteRange(ranges, { lexpr, rexpr, name }) {
	const operator = strings(name).at(-1) ?? "";
	if (!(operator in FLIPPED)) return;
	const [left, right] = [columnIn(lexpr), columnIn(rexpr)];
	const column = left ?? right;
	if (column === void 0 || left !== void 0 && right !== void 0) return;
	const sense = left === void 0 ? FLIPPED[operator] ?? "" : operator;
	const range = ranges.get(column) ?? {
		lower: void 0,
		upper: void 0
	};
	if (sense.startsWith(">")) range.lower = left === void 0 ? lexpr : rexpr;
	else range.upper = left === void 0 ? lexpr : rexpr;
	ranges.set(column, range);
}
const numberIn = (node) => Number(constantOf(withoutCasts(node)) ?? NaN);
/** Both ends are there; where they are numbers, not further apart than a batch is. */
function isNarrow(lower, upper) {
	if (lower === void 0 || upper === void 0) return false;
	return !(numberIn(upper) - numberIn(lower) > MOST_ROWS);
}
function isBetween({ lexpr, rexpr }, writing) {
	const [lower, upper] = as(rexpr, "List")?.items ?? [];
	return writing.isKey(columnIn(lexpr) ?? "") && isNarrow(lower, upper);
}
/** `t.id = batch.id`, where `batch` gives few rows. */
function joinsFew({ lexpr, rexpr }, writing) {
	const sides = [namesIn$1(lexpr), namesIn$1(rexpr)];
	const [from, to] = sides.map((names) => writing.few.has(names.at(-2) ?? " "));
	if (from === to) return false;
	return findsFew(sides[from ? 1 : 0]?.at(-1), writing);
}
function isLimitedArray(node, writing) {
	const select = as(as(node, "SubLink")?.subselect, "SelectStmt");
	return select !== void 0 && isLimited(select, writing.queries);
}
function bounds(condition, writing) {
	if (isNever(condition)) return true;
	const sublink = as(condition, "SubLink");
	if (sublink) return reachOfSublink(sublink, writing).bounded;
	if (as(condition, "CurrentOfExpr")) return true;
	const logic = as(condition, "BoolExpr");
	if (logic) return logic.boolop === "OR_EXPR" && (logic.args ?? []).every((part) => bounds(part, writing));
	const comparison = as(condition, "A_Expr");
	if (!comparison) return false;
	const column = columnIn(comparison.lexpr) ?? columnIn(comparison.rexpr) ?? "";
	const operator = strings(comparison.name).at(-1);
	if (comparison.kind === "AEXPR_BETWEEN") return isBetween(comparison, writing);
	if (comparison.kind === "AEXPR_IN") return operator === "=" && writing.isKey(column);
	if (comparison.kind === "AEXPR_OP_ANY") return isLimitedArray(comparison.rexpr, writing) || writing.isKey(column) && isFixed(comparison.rexpr);
	if (comparison.kind !== "AEXPR_OP" || operator !== "=") return false;
	if (joinsFew(comparison, writing)) return true;
	return writing.isKey(column) && (isFixed(comparison.lexpr) || isFixed(comparison.rexpr));
}
/** What WHERE leaves of a table. */
function reachOf(where, writing) {
	const conditions = conjuncts(where);
	const ranges = /* @__PURE__ */ new Map();
	for (const condition of conditions) {
		const comparison = as(condition, "A_Expr");
		if (comparison?.kind === "AEXPR_OP") noteRange(ranges, comparison);
	}
	const bounded = [...ranges.values()].some(({ lower, upper }) => isNarrow(lower, upper)) || conditions.some((condition) => bounds(condition, writing));
	return {
		whole: !bounded && conditions.every((condition) => narrowsNothing(condition, writing)),
		bounded
	};
}
// src/sql/postgresql/define-constraint.ts
const KINDS = {
	CONSTR_CHECK: "check",
	CONSTR_PRIMARY: "primary",
	CONSTR_UNIQUE: "unique",
	CONSTR_FOREIGN: "foreign",
	CONSTR_EXCLUSION: "exclude",
	CONSTR_NOTNULL: "not-null"
};
/** The last word of the names that PostgreSQL gives. */
const LABELS = {
	primary: "pkey",
	unique: "key",
	exclude: "excl",
	check: "check",
	foreign: "fkey",
	"not-null": "not_null"
};
const INDEXED = /* @__PURE__ */ new Set([
	"primary",
	"unique",
	"exclude"
]);
/** Columns that the expression, where it is true, shows to be not null: an OR shows nothing. */
function provenNotNull(expression) {
	return proven(expression, true);
}
/** `NOT (a IS NULL OR b IS NULL)` says what `a IS NOT NULL AND b IS NOT NULL` says. */
function proven(expression, holds) {
	const logic = as(expression, "BoolExpr");
	const parts = logic?.args ?? [];
	if (logic?.boolop === "NOT_EXPR") return parts.flatMap((part) => proven(part, !holds));
	if (logic) return logic.boolop === "AND_EXPR" === holds ? parts.flatMap((part) => proven(part, holds)) : [];
	const test = as(expression, "NullTest");
	const column = strings(as(test?.arg, "ColumnRef")?.fields).at(-1);
	return test?.nulltesttype === (holds ? "IS_NOT_NULL" : "IS_NULL") && column !== void 0 ? [column] : [];
}
/** Elements of an exclusion are pairs of an index column and an operator. */
function excludedElements(constraint) {
	return (constraint.exclusions ?? []).flatMap((pair) => as(pair, "List")?.items?.[0] ?? []);
}
/** The parser leaves a false out, and says true of checks and foreign keys alone. */
function isEnforced({ contype, is_enforced }) {
	return is_enforced === true || contype !== "CONSTR_CHECK" && contype !== "CONSTR_FOREIGN";
}
function columnsOf(constraint, column) {
	if (constraint.contype === "CONSTR_CHECK") return columnsIn(constraint.raw_expr);
	if (constraint.contype === "CONSTR_EXCLUSION") return all(excludedElements(constraint), "IndexElem").flatMap(({ name }) => name ?? []);
	const named = strings(constraint.contype === "CONSTR_FOREIGN" ? constraint.fk_attrs : constraint.keys);
	return named.length === 0 && column !== void 0 ? [column] : named;
}
function referencesOf(session, constraint) {
	if (constraint.contype !== "CONSTR_FOREIGN") return null;
	const table = tableOf(session, constraint.pktable);
	const named = strings(constraint.pk_attrs);
	return {
		table,
		columns: named.length > 0 ? named : primaryKeyOf(session, table)
	};
}
function defaultName(session, table, constraint, entry) {
	const { kind, columns } = entry;
	const label = LABELS[kind];
	if (kind === "exclude") return indexName(session, table, indexColumnNames(excludedElements(constraint)), label);
	if (INDEXED.has(kind)) return indexName(session, table, [...columns, ...strings(constraint.including)], label);
	if (kind === "check") return constraintName(session, table, columns.length === 1 ? columns : [], label);
	return constraintName(session, table, kind === "foreign" && session.version < 12 ? columns.slice(0, 1) : columns, label);
}
/** What a check proves, what it says, and what it calls. */
function describeCheck(session, entry, expression) {
	entry.provesNotNull = provenNotNull(expression);
	entry.conditions = conjuncts(expression).map((part) => showExpression(part, "bare"));
	const uses = calledFunctions(session, expression);
	if (uses.length > 0) entry.uses = uses;
}
/** Reads a constraint on a table; `column` is the one whose definition carries it. Null: it is no constraint to keep. */
function readConstraint(session, table, constraint, column) {
	const kind = KINDS[constraint.contype ?? ""];
	if (!kind) return null;
	const usingIndex = constraint.indexname ?? null;
	const indexed = usingIndex === null ? void 0 : lookup(session.catalog.indexes, indexOf(session, table, usingIndex));
	const validated = !constraint.skip_validation && isEnforced(constraint);
	const entry = {
		kind,
		columns: indexed?.columns ?? columnsOf(constraint, column),
		provesNotNull: [],
		validated,
		references: referencesOf(session, constraint),
		...!isEnforced(constraint) && { enforced: false }
	};
	if (kind === "check") describeCheck(session, entry, constraint.raw_expr);
	if (kind === "not-null") entry.provesNotNull = entry.columns;
	return {
		name: constraint.conname ?? usingIndex ?? defaultName(session, table, constraint, entry),
		entry,
		alsoUses: [...strings(constraint.including), ...columnsIn([excludedElements(constraint), constraint.where_clause])],
		usingIndex
	};
}
function indexOf(session, table, own) {
	return nameIn$1(session, "index", partsOf(session, table).schema, own);
}
function applyIndex(session, table, constraint) {
	const name = indexOf(session, table, constraint.name);
	if (constraint.usingIndex !== null) {
		const old = indexOf(session, table, constraint.usingIndex);
		rekey(session.catalog.indexes, old, name);
		const index = lookup(session.catalog.indexes, name);
		if (index) index.constraint = constraint.name;
		return;
	}
	store(session.catalog.indexes, name, {
		table,
		columns: constraint.entry.columns,
		alsoUses: constraint.alsoUses,
		unique: constraint.entry.kind !== "exclude",
		constraint: constraint.name
	});
}
/** From PostgreSQL 18 every NOT NULL is a constraint with a name. */
function applyNotNull(session, table, column, name) {
	const entry = findColumn(session, table, column) ?? ensureColumn(session, table, column);
	entry.notNull = true;
	if (session.version < 18) return;
	const { constraints } = ensureTable(session, table);
	const known = Object.values(constraints).find(({ kind, columns }) => kind === "not-null" && columns[0] === column);
	if (known) {
		known.validated = true;
		return;
	}
	store(constraints, name ?? constraintName(session, table, [column], "not_null"), {
		kind: "not-null",
		columns: [column],
		provesNotNull: [column],
		validated: true,
		references: null
	});
}
/** On a table and those that inherit from it, under one name, as a constraint that is inherited has. */
function applyNotNullToAll(session, table, heirs, column) {
	applyNotNull(session, table, column);
	const name = Object.entries(ensureTable(session, table).constraints).find(([, { kind, columns }]) => kind === "not-null" && columns[0] === column)?.[0];
	for (const heir of heirs) applyNotNull(session, heir, column, name);
}
/** Puts a constraint into the catalog, with its index, and with what it says of its columns. */
function applyConstraint$1(session, table, constraint) {
	const { kind, columns, validated } = constraint.entry;
	if (kind === "not-null" && validated) {
		for (const column of columns) applyNotNull(session, table, column, constraint.name);
		return;
	}
	store(ensureTable(session, table).constraints, constraint.name, constraint.entry);
	if (INDEXED.has(kind)) applyIndex(session, table, constraint);
	if (kind === "primary") for (const column of columns) applyNotNull(session, table, column);
}
// src/sql/postgresql/alter-add-column.ts
/** ALTER TABLE … ADD COLUMN, with the constraints that the definition carries. */
function refusesNull(column) {
	if (column.entry.notNull) return true;
	return column.constraints.some(({ contype, raw_expr }) => contype === "CONSTR_CHECK" && provenNotNull(raw_expr).includes(column.name));
}
function rowFor$2({ session }, column) {
	if (column.numbered) return column.numbered === "serial" ? "add-column-serial" : "add-column-identity";
	if (column.generated === "stored") return "add-column-stored-generated";
	if (column.generated === "virtual") return "add-column-virtual-generated";
	if (column.default === void 0 && refusesNull(column)) return "add-column-not-null";
	if (isConstrainedDomain(column.entry.type, session)) return "add-column-constrained-domain";
	const inherited = lookup(session.catalog.types, userTypeOf(column.entry.type, session) ?? "")?.defaults;
	const isArray = column.entry.type.endsWith("[]");
	if (column.default === void 0 && inherited && !isArray) return inherited === "volatile" ? "add-column-volatile-default" : "add-column-default";
	if (column.default === void 0) return "add-column";
	return isVolatile(column.default, session) ? "add-column-volatile-default" : "add-column-default";
}
/** Names for advice: a free-standing name for a check, and a type that can be written. */
function wordsFor(at, column) {
	const { own } = partsOf(at.session, at.table);
	const { type } = column.entry;
	const domain = lookup(at.session.catalog.types, userTypeOf(type, at.session) ?? "");
	return {
		type: column.default === void 0 && domain?.defaults !== void 0 ? domain.base ?? type : type,
		constraint: quoteIdentifier(composeName(own, column.name, "not_null")),
		definition: domain?.constrained ? domain.base ?? "…" : showExpression(column.default)
	};
}
function rowForConstraint(column, { entry }) {
	const { kind, columns } = entry;
	if (kind === "foreign") return column.saysDefault ? "add-column-references-default" : "add-column-references";
	if (kind === "primary") return "add-column-primary-key";
	if (kind === "unique") return "add-column-unique";
	if (kind === "check") return columns.some((name) => name !== column.name) ? "add-check" : "add-column-check";
	return "add-exclusion";
}
function addInline(at, column) {
	for (const constraint of column.constraints) {
		const read = readConstraint(at.session, at.table, constraint, column.name);
		if (!read) continue;
		const { references, columns } = read.entry;
		const words = {
			column: quoteIdentifier(column.name),
			type: column.entry.type,
			definition: showExpression(constraint.raw_expr),
			nullable: read.entry.kind === "primary" ? [quoteIdentifier(column.name)] : [],
			partitions: at.heirs.map(sqlName),
			...references && { referenced: sqlName(references.table) }
		};
		const target = constraintTarget(at, read.name, columns, words);
		const others = references && references.table !== at.table ? [references.table] : [];
		addEffect(at.session, at.out, rowForConstraint(column, read), {
			...target,
			others,
			locks: heirLocks(at, "ACCESS EXCLUSIVE")
		});
		applyConstraint$1(at.session, at.table, read);
	}
}
const addColumn = (command, at) => {
	const definition = as(command.def, "ColumnDef");
	if (!definition) return;
	const column = readColumn(at.session, definition);
	const target = columnTarget(at, column.name, wordsFor(at, column));
	if (command.missing_ok && findColumn(at.session, at.table, column.name)) {
		addEffect(at.session, at.out, "already-there", {
			...target,
			locks: [tableLock(at)]
		});
		return;
	}
	addEffect(at.session, at.out, rowFor$2(at, column), target);
	for (const table of [at.table, ...at.heirs]) applyColumn(at.session, table, column);
	if (column.entry.notNull) applyNotNullToAll(at.session, at.table, at.heirs, column.name);
	addInline(at, column);
};
// src/sql/postgresql/alter-attributes.ts
const onTable$1 = (row) => (_, at) => void addEffect(at.session, at.out, row, tableTarget$1(at));
const onColumn = (row) => (command, at) => void addEffect(at.session, at.out, row, columnTarget(at, command.name ?? ""));
const statistics = (command, at) => {
	const { locks: _, ...target } = columnTarget(at, command.name ?? "");
	addEffect(at.session, at.out, "set-column-statistics", target);
};
const disableTrigger = (command, at) => {
	const which = command.subtype === "AT_DisableTrig" ? command.name : command.subtype === "AT_DisableTrigUser" ? "USER" : "ALL";
	at.out.disablesTriggers = `DISABLE TRIGGER ${which ?? "ALL"} on ${sqlName(at.table)}`;
	addEffect(at.session, at.out, "disable-trigger", tableTarget$1(at));
};
const disableRule = (command, at) => {
	at.out.disablesTriggers = `DISABLE RULE ${command.name ?? ""} on ${sqlName(at.table)}`;
	addEffect(at.session, at.out, "disable-rule", tableTarget$1(at));
};
const storage = onColumn("set-column-storage");
/** RESTART and the like write the column's sequence anew; ALWAYS and BY DEFAULT do not. */
const identity = (command, at) => {
	const options = all(as(command.def, "List")?.items, "DefElem");
	const [object] = Object.entries(at.session.catalog.sequences).find(([, { ownedBy }]) => ownedBy === columnName(at.table, command.name ?? "")) ?? [];
	const changes = options.filter(({ defname }) => defname !== "generated");
	storage(command, at);
	if (changes.length === 0) return;
	const row = changes.some(({ defname }) => defname === "restart") ? "restart-sequence" : "alter-sequence";
	addEffect(at.session, at.out, row, {
		object: object ?? columnName(at.table, command.name ?? ""),
		objectKind: object ? "sequence" : "column",
		table: object ? null : at.table
	});
};
const expression = (command, at) => {
	const row = findColumn(at.session, at.table, command.name ?? "")?.generated === "virtual" ? "set-virtual-expression" : "set-expression";
	onColumn(row)(command, at);
};
const attribute = onTable$1("alter-table-attribute");
const parameters = onTable$1("set-storage-parameters");
const clustering = onTable$1("set-clustering");
const rewrite = onTable$1("rewrite-table");
const enable = onTable$1("enable-trigger");
const relax = onTable$1("disable-row-security");
const restrict = onTable$1("enable-row-security");
const attributeCommands = {
	AT_SetStatistics: statistics,
	AT_SetOptions: statistics,
	AT_ResetOptions: statistics,
	AT_SetStorage: storage,
	AT_SetCompression: storage,
	AT_AlterColumnGenericOptions: storage,
	AT_SetIdentity: identity,
	AT_SetExpression: expression,
	AT_ChangeOwner: attribute,
	AT_ReplicaIdentity: attribute,
	AT_DropOids: attribute,
	AT_AddOf: attribute,
	AT_DropOf: attribute,
	AT_GenericOptions: attribute,
	AT_EnableRule: attribute,
	AT_EnableAlwaysRule: attribute,
	AT_EnableReplicaRule: attribute,
	AT_DisableRule: disableRule,
	AT_ClusterOn: clustering,
	AT_DropCluster: clustering,
	AT_SetRelOptions: parameters,
	AT_ResetRelOptions: parameters,
	AT_ReplaceRelOptions: parameters,
	AT_SetLogged: rewrite,
	AT_SetUnLogged: rewrite,
	AT_SetTableSpace: rewrite,
	AT_SetAccessMethod: rewrite,
	AT_EnableTrig: enable,
	AT_EnableAlwaysTrig: enable,
	AT_EnableReplicaTrig: enable,
	AT_EnableTrigAll: enable,
	AT_EnableTrigUser: enable,
	AT_DisableTrig: disableTrigger,
	AT_DisableTrigAll: disableTrigger,
	AT_DisableTrigUser: disableTrigger,
	AT_EnableRowSecurity: restrict,
	AT_ForceRowSecurity: restrict,
	AT_DisableRowSecurity: relax,
	AT_NoForceRowSecurity: relax
};
// src/sql/postgresql/dependents.ts
/** `of`: the objects that `uses` is about. */
function inViewsAndFunctions(session, uses, ...of) {
	const found = [];
	for (const [object, view] of mentioning(session, "views", ...of)) if (view.uses.some(uses)) found.push({
		object,
		kind: "view"
	});
	for (const [object, entry] of mentioning(session, "functions", ...of)) if (entry.uses.some(uses)) found.push({
		object,
		kind: "function"
	});
	return found;
}
/** Rewrite rules, on any table. */
function inRules(session, uses, ...of) {
	return mentioning(session, "tables", ...of).flatMap(([table, { rules }]) => Object.entries(rules ?? {}).filter(([, rule]) => rule.columns.some(uses)).map(([own]) => ({
		object: columnName(table, own),
		kind: "rule"
	})));
}
function inPolicies(session, uses, of, except) {
	return mentioning(session, "tables", of).flatMap(([table, { policies }]) => table === except ? [] : Object.entries(policies).filter(([, policy]) => policy.columns.some(uses)).map(([name]) => ({
		object: partName("policy", table, name),
		kind: "policy"
	})));
}
/** Foreign keys that point to a table, or to one of its columns. */
function incomingKeys(session, table, column) {
	const found = [];
	eachForeignKeyTo(session, table, ({ columns }, references, name, own) => {
		if (name === table && column === void 0) return;
		const goesAlong = column !== void 0 && name === table && columns.includes(column);
		if ((column === void 0 || references.columns.includes(column)) && !goesAlong) found.push({
			object: partName("constraint", name, own),
			kind: "foreign key"
		});
	});
	return found;
}
/** Over several columns, so that it serves more than the one that goes. */
function servesOthers(index, column) {
	if (![...index.columns, ...index.alsoUses].includes(column)) return false;
	return (index.columns.length > 0 ? index.columns : index.alsoUses).some((key) => key !== column);
}
function triggersOn(session, name, table, column) {
	return Object.entries(table.triggers).filter(([, trigger]) => {
		const body = lookup(session.catalog.functions, trigger.function);
		return trigger.columns.includes(column) || body?.rowUses?.includes(column) === true;
	}).map(([own]) => ({
		object: partName("trigger", name, own),
		kind: "trigger"
	}));
}
/** A plain index on the column alone is none: it goes with it. */
function dependentsOfColumn(session, table, column) {
	const name = columnName(table, column);
	const uses = (used) => used === name || used === table;
	const entry = lookup(session.catalog.tables, table);
	const generated = Object.entries(entry?.columns ?? {}).filter(([own, { generatedFrom }]) => own !== column && generatedFrom.includes(column)).map(([own]) => ({
		object: columnName(table, own),
		kind: "generated column"
	}));
	const indexes = mentioning(session, "indexes", table).filter(([, index]) => index.table === table && servesOthers(index, column)).map(([object]) => ({
		object,
		kind: "index"
	}));
	return [
		...inViewsAndFunctions(session, uses, table),
		...incomingKeys(session, table, column),
		...entry ? triggersOn(session, table, entry, column) : [],
		...generated,
		...inPolicies(session, (used) => used === name, name),
		...inRules(session, uses, table),
		...indexes
	];
}
/** Children by INHERITS hold the table up; partitions go with it. */
function heirs(session, table) {
	const entry = lookup(session.catalog.tables, table);
	if (!entry?.partitioned || entry.partial || entry.defaultPartition !== void 0) return [];
	return mentioning(session, "tables", table).filter(([, { parents }]) => parents.includes(table)).map(([object]) => ({
		object,
		kind: "table"
	}));
}
function dependentsOfTable(session, table) {
	const uses = (used) => used === table || used.startsWith(`${table}.`);
	return [
		...inViewsAndFunctions(session, uses, table),
		...incomingKeys(session, table),
		...inPolicies(session, uses, table, table),
		...inRules(session, uses, table).filter(({ object }) => !object.startsWith(`${table}.`)),
		...heirs(session, table)
	];
}
/** Of a key: foreign keys of any table that rest on it. */
function dependentsOfKey(session, table, columns, name) {
	const key = name === void 0 ? void 0 : partName("constraint", table, name);
	const views = key === void 0 ? [] : inViewsAndFunctions(session, (used) => used === key, key);
	const same = (other) => other.length === columns.length && other.every((column) => columns.includes(column));
	const keys = mentioning(session, "tables", table).flatMap(([name, other]) => Object.entries(other.constraints).filter(([, { references }]) => references?.table === table && same(references.columns)).map(([own]) => ({
		object: partName("constraint", name, own),
		kind: "foreign key"
	})));
	return [...views, ...keys];
}
function dependentsOfView(session, view) {
	const uses = (used) => used === view;
	return inViewsAndFunctions(session, uses, view).filter(({ object }) => object !== view);
}
/** Columns whose default, or whose type, is the object. */
function columnsWhere(session, test, kind) {
	return Object.entries(session.catalog.tables).flatMap(([table, { columns }]) => Object.entries(columns).filter(([, column]) => test(column.type, column.defaultUses ?? [])).map(([own]) => ({
		object: columnName(table, own),
		kind
	})));
}
function dependentsOfType(session, type) {
	const text = type.slice(5);
	const domains = Object.entries(session.catalog.types).filter(([, { base }]) => base === text || base === `${text}[]`).map(([object]) => ({
		object,
		kind: "domain"
	}));
	return [
		...columnsWhere(session, (used) => used === text || used === `${text}[]`, "column"),
		...domains,
		...inViewsAndFunctions(session, (used) => used === type, type)
	];
}
/** Checks and indexes that call a function. */
function inExpressions(session, name) {
	const checks = Object.entries(session.catalog.tables).flatMap(([table, { constraints }]) => Object.entries(constraints).filter(([, { uses }]) => uses?.includes(name)).map(([own]) => ({
		object: partName("constraint", table, own),
		kind: "check"
	})));
	const indexes = Object.entries(session.catalog.indexes).filter(([, { uses }]) => uses?.includes(name));
	return [...checks, ...indexes.map(([object]) => ({
		object,
		kind: "index"
	}))];
}
function dependentsOfFunction(session, name) {
	const triggers = Object.entries(session.catalog.tables).flatMap(([table, entry]) => Object.entries(entry.triggers).filter(([, trigger]) => trigger.function === name).map(([own]) => ({
		object: partName("trigger", table, own),
		kind: "trigger"
	})));
	const uses = (used) => used === name;
	const others = inViewsAndFunctions(session, uses, name).filter(({ object }) => object !== name);
	const expressions = inExpressions(session, name);
	const defaults = columnsWhere(session, (_, used) => used.includes(name), "default");
	return [
		...triggers,
		...defaults,
		...expressions,
		...others,
		...inPolicies(session, uses, name)
	];
}
function dependentsOfSequence(session, name) {
	return columnsWhere(session, (_, used) => used.includes(name), "default");
}
// src/sql/postgresql/forget.ts
/** A constraint, with its index. */
function forgetConstraint(session, table, name) {
	const entry = lookup(session.catalog.tables, table);
	const constraint = entry && lookup(entry.constraints, name);
	if (!entry || !constraint) return;
	delete entry.constraints[name];
	if (constraint.kind === "not-null") for (const column of constraint.columns) allowNull(entry, column);
	const index = indexOf(session, table, name);
	if (lookup(session.catalog.indexes, index)?.constraint === name) forgetIndex(session, index);
}
function allowNull(table, column) {
	const entry = lookup(table.columns, column);
	if (entry) entry.notNull = false;
}
function forgetIndex(session, index) {
	delete session.catalog.indexes[index];
	session.fresh.delete(index);
}
/** Sequences owned by a column of the table; by that one, where it is told. */
function forgetSequencesOf(session, table, column) {
	const owns = (owner) => column === void 0 ? owner.startsWith(`${table}.`) : owner === columnName(table, column);
	for (const [name, { ownedBy }] of mentioning(session, "sequences", table)) if (ownedBy !== null && owns(ownedBy)) delete session.catalog.sequences[name];
}
/** Foreign keys anywhere that point to a table, or to one of its columns. */
function forgetIncomingKeys(session, table, column) {
	const gone = [];
	eachForeignKeyTo(session, table, (_, references, name, own) => {
		if (column === void 0 || references.columns.includes(column)) gone.push([name, own]);
	});
	for (const [name, own] of gone) forgetConstraint(session, name, own);
}
/** A column, with every constraint, index, key and sequence that rests on it; in the children, too. */
function forgetColumn(session, table, column) {
	for (const child of descendants(session.catalog, table)) forgetOwnColumn(session, child, column);
	forgetOwnColumn(session, table, column);
}
function forgetOwnColumn(session, table, column) {
	const entry = lookup(session.catalog.tables, table);
	if (!entry) return;
	for (const [name, constraint] of Object.entries(entry.constraints)) if (constraint.columns.includes(column)) forgetConstraint(session, table, name);
	for (const [name, index] of mentioning(session, "indexes", table)) {
		if (index.table !== table) continue;
		if (index.columns.includes(column) || index.alsoUses.includes(column)) forgetIndex(session, name);
	}
	forgetIncomingKeys(session, table, column);
	forgetSequencesOf(session, table, column);
	delete entry.columns[column];
}
/** A view, with the indexes of a materialized one. */
function forgetView(session, view) {
	for (const [name, index] of mentioning(session, "indexes", view)) if (index.table === view) forgetIndex(session, name);
	delete session.catalog.views[view];
}
/** A table, with its indexes, sequences, partitions, and the foreign keys that point to it. */
function forgetTable(session, table) {
	for (const child of partitionsOf(session.catalog, table)) forgetOneTable(session, child);
	forgetOneTable(session, table);
}
function forgetOneTable(session, table) {
	for (const [name, index] of mentioning(session, "indexes", table)) if (index.table === table) forgetIndex(session, name);
	forgetIncomingKeys(session, table);
	forgetSequencesOf(session, table);
	for (const [, other] of mentioning(session, "tables", table)) if (other.defaultPartition === table) other.defaultPartition = null;
	delete session.catalog.tables[table];
	session.fresh.delete(table);
}
// src/sql/postgresql/cascade.ts
/** The table and the own name in the name of a column, constraint, trigger or policy. */
function splitPart(session, name) {
	const path = parseObject(name, "postgresql", session.defaultSchema)?.path ?? ["", name];
	const own = path.at(-1) ?? "";
	return {
		table: nameIn$1(session, "table", path.length > 2 ? path[0] ?? "" : session.defaultSchema, path.at(-2) ?? ""),
		own
	};
}
function cascadeView(session, out, view) {
	const dependents = dependentsOfView(session, view);
	forgetView(session, view);
	addEffect(session, out, "drop-cascaded", {
		object: view,
		objectKind: "view",
		table: null,
		cascade: true
	});
	cascade(session, out, dependents, null);
}
function cascadeKey(session, out, key) {
	const { table, own } = splitPart(session, key);
	forgetConstraint(session, table, own);
	addEffect(session, out, "drop-cascaded-constraint", {
		object: key,
		objectKind: "constraint",
		table,
		cascade: true
	});
}
function cascadeColumn(session, out, column) {
	const { table, own } = splitPart(session, column);
	const dependents = dependentsOfColumn(session, table, own);
	addEffect(session, out, "drop-cascaded", {
		object: column,
		objectKind: "column",
		table,
		cascade: true
	});
	forgetColumn(session, table, own);
	cascade(session, out, dependents, table);
}
function cascadePart(session, out, { object, kind }) {
	const { table, own } = splitPart(session, object);
	const entry = ensureTable(session, table);
	const target = {
		object,
		objectKind: kind === "policy" ? "policy" : "trigger",
		table,
		cascade: true
	};
	if (kind === "policy") delete entry.policies[own];
	else delete entry.triggers[own];
	addEffect(session, out, "drop-cascaded", target);
}
/** A trigger goes with a column that it is declared on; the text of its function holds nothing up. */
function isHard(session, { object, kind }, from) {
	if (kind !== "trigger" || from === null) return true;
	const { table, own } = splitPart(session, object);
	return (lookup(lookup(session.catalog.tables, table)?.triggers ?? {}, own)?.columns.length ?? 0) > 0;
}
/**
* Takes the dependents out of the catalog, one effect each, and theirs in turn. Functions stay: the server does not
* look into their text. `from` is the table of a dropped column.
*/
function cascade(session, out, dependents, from) {
	for (const dependent of dependents) {
		if (!isHard(session, dependent, from)) continue;
		const { object, kind } = dependent;
		if (kind === "view" && lookup(session.catalog.views, object)) cascadeView(session, out, object);
		else if (kind === "foreign key") cascadeKey(session, out, object);
		else if (kind === "generated column" || kind === "column") cascadeColumn(session, out, object);
		else if (kind === "policy" || kind === "trigger") cascadePart(session, out, dependent);
		else if (kind === "domain") cascadeType(session, out, object);
		else if (kind === "table") cascadeTable(session, out, object);
		else if (kind === "default") cascadeDefault(session, out, object);
	}
}
function cascadeType(session, out, type) {
	const dependents = dependentsOfType(session, type);
	delete session.catalog.types[type];
	addEffect(session, out, "drop-cascaded", {
		object: type,
		objectKind: "type",
		table: null,
		cascade: true
	});
	cascade(session, out, dependents, null);
}
function cascadeTable(session, out, table) {
	const dependents = dependentsOfTable(session, table);
	addEffect(session, out, "drop-cascaded", {
		object: table,
		objectKind: "table",
		table,
		locks: linkedTables(session, table, true).map((name) => lockOn(session, name, "ACCESS EXCLUSIVE")),
		cascade: true
	});
	cascade(session, out, dependents, null);
	forgetTable(session, table);
}
function cascadeDefault(session, out, column) {
	const { table, own } = splitPart(session, column);
	addEffect(session, out, "drop-default", {
		object: column,
		objectKind: "column",
		table,
		cascade: true
	});
	const entry = lookup(ensureTable(session, table).columns, own);
	if (!entry) return;
	entry.defaulted = false;
	delete entry.defaultUses;
}
// src/sql/postgresql/alter-columns.ts
/** ALTER TABLE … DROP COLUMN, and defaults, nullability and identity of columns. */
const dropColumn = (command, at) => {
	const { session, table } = at;
	const name = command.name ?? "";
	const target = columnTarget(at, name);
	if (command.missing_ok && isWhole(session, table) && !findColumn(session, table, name)) {
		addEffect(session, at.out, "already-gone", {
			...target,
			locks: [tableLock(at)]
		});
		return;
	}
	const cascades = command.behavior === "DROP_CASCADE";
	const dependents = dependentsOfColumn(session, table, name);
	const others = linkedTables(session, table, cascades, name);
	addEffect(session, at.out, "drop-column", {
		...target,
		others,
		dependents,
		cascade: cascades
	});
	if (cascades) cascade(session, at.out, dependents, table);
	forgetColumn(session, table, name);
};
const changeDefault = (command, at) => {
	const name = command.name ?? "";
	const removes = isNull$1(command.def);
	const known = findColumn(at.session, at.table, name);
	const row = removes && known !== void 0 && known.type !== "unknown" && !known.defaulted ? "already-gone" : removes ? "drop-default" : "set-default";
	const target = columnTarget(at, name);
	addEffect(at.session, at.out, row, {
		...target,
		locks: [tableLock(at), ...target.locks ?? []]
	});
	for (const table of [at.table, ...at.heirs]) {
		const column = ensureColumn(at.session, table, name);
		column.defaulted = !removes;
		const uses = defaultUses(at.session, command.def);
		delete column.defaultUses;
		if (uses.length > 0) column.defaultUses = uses;
	}
};
/** A valid check, in force before and after the statement, that lets no NULL through. From PostgreSQL 12 it is believed. */
function isProven({ session, table, dropped }, column) {
	if (session.version < 12) return false;
	return Object.entries(lookup(session.catalog.tables, table)?.constraints ?? {}).some(([name, { kind, validated, provesNotNull }]) => kind === "check" && validated && provesNotNull.includes(column) && !dropped.has(name));
}
const setNotNull = (command, at) => {
	const name = command.name ?? "";
	const constraint = quoteIdentifier(composeName(partsOf(at.session, at.table).own, name, "not_null"));
	const row = findColumn(at.session, at.table, name)?.notNull ? "set-not-null-again" : isProven(at, name) ? "set-not-null-proven" : "set-not-null";
	addEffect(at.session, at.out, row, columnTarget(at, name, { constraint }));
	applyNotNullToAll(at.session, at.table, at.heirs, name);
};
const dropNotNull = (command, at) => {
	const name = command.name ?? "";
	addEffect(at.session, at.out, "drop-not-null", columnTarget(at, name));
	for (const table of [at.table, ...at.heirs]) {
		ensureColumn(at.session, table, name).notNull = false;
		const { constraints } = ensureTable(at.session, table);
		for (const [own, { kind, columns }] of Object.entries(constraints)) if (kind === "not-null" && columns[0] === name) forgetConstraint(at.session, table, own);
	}
};
const addIdentity = (command, at) => {
	const always = as(command.def, "Constraint")?.generated_when !== "d";
	const name = command.name ?? "";
	addEffect(at.session, at.out, always ? "add-identity-always" : "add-identity", columnTarget(at, name));
	ensureColumn(at.session, at.table, name).defaulted = true;
	const sequence = sequenceName(at.session, at.table, name);
	store(at.session.catalog.sequences, sequence, { ownedBy: columnName(at.table, name) });
};
function undefault(row) {
	return (command, at) => {
		const name = command.name ?? "";
		addEffect(at.session, at.out, row, columnTarget(at, name));
		const column = ensureColumn(at.session, at.table, name);
		column.defaulted = false;
		column.generatedFrom = [];
		delete column.generated;
	};
}
const dropIdentity = (command, at) => {
	undefault("drop-identity")(command, at);
	forgetSequencesOf(at.session, at.table, command.name ?? "");
};
const dropExpression = undefault("drop-expression");
// src/sql/postgresql/replaced.ts
/** Something whole went that may come back before the transaction ends; `parts` are the columns that must come back with it. */
function noteDropped(session, object, parts = []) {
	session.droppedOfTransaction ??= /* @__PURE__ */ new Map();
	session.droppedOfTransaction.set(object, parts);
}
/** It is back: gives whether what went is made good by what comes, and tells so. */
function comesBack(session, out, object, makesGood = () => true) {
	const parts = session.droppedOfTransaction?.get(object);
	session.droppedOfTransaction?.delete(object);
	if (parts === void 0 || !makesGood(parts)) return false;
	out.replaced = [...out.replaced ?? [], object];
	return true;
}
function settle(effect) {
	effect.kind = "alters";
	effect.phase = "neutral";
	effect.why = "";
	effect.instead = [];
}
/** The removals, among the statements of one transaction, of what its last statement made again: they are none. */
function settleReplaced(together, objects) {
	for (const object of objects) {
		const removal = together.flatMap(({ effects }) => effects).findLast((effect) => effect.kind === "removes" && effect.object === object);
		if (removal) settle(removal);
	}
}
// src/sql/postgresql/alter-constraints.ts
function rowForKey({ session, table }, { entry, usingIndex }) {
	const primary = entry.kind === "primary";
	if (usingIndex === null) return primary ? "add-primary-key" : "add-unique";
	const index = lookup(session.catalog.indexes, indexOf(session, table, usingIndex));
	if (!primary) return index?.unique ? "add-unique-using-index" : "add-unique-using-unknown-index";
	const columns = entry.columns.map((column) => findColumn(session, table, column));
	const isKnown = columns.length > 0 && columns.every((column) => column && column.type !== "unknown");
	if (!index || !isKnown && !columns.every((column) => column?.notNull)) return "add-primary-key-using-unknown-index";
	return index.unique && columns.every((column) => column?.notNull) ? "add-primary-key-using-index" : "add-primary-key-using-index-nullable";
}
function rowForNew(at, constraint, read) {
	const enforced = isEnforced(constraint);
	const later = constraint.skip_validation === true;
	switch (read.entry.kind) {
		case "check":
			if (!enforced) return "add-constraint-not-enforced";
			return later ? "add-check-not-valid" : "add-check";
		case "foreign":
			if (!enforced) return "add-foreign-key-not-enforced";
			return later ? "add-foreign-key-not-valid" : "add-foreign-key";
		case "not-null": return later ? "add-not-null-constraint-not-valid" : "add-not-null-constraint";
		case "exclude": return "add-exclusion";
		default: return rowForKey(at, read);
	}
}
/** Columns that are not known to be NOT NULL. */
function nullableOf(at, columns) {
	return columns.filter((column) => !findColumn(at.session, at.table, column)?.notNull).map(quoteIdentifier);
}
/** NOT NULL that comes from the parent has the parent's name. */
function shareNotNull(session, table, heir, columns) {
	const known = Object.entries(lookup(session.catalog.tables, table)?.constraints ?? {});
	for (const column of columns) {
		const [name] = known.find(([, { kind, columns: on }]) => kind === "not-null" && on[0] === column) ?? [];
		applyNotNull(session, heir, column, name);
	}
}
/** Children take over checks; partitions also keys, under names of their own, and foreign keys. */
function inheritConstraint({ session, table, heirs }, { name, entry, alsoUses }) {
	const isKey = entry.kind === "primary" || entry.kind === "unique" || entry.kind === "exclude";
	const takers = entry.kind === "check" || entry.kind === "not-null" ? heirs : partitionsOf(session.catalog, table);
	for (const heir of takers.filter((taker) => heirs.includes(taker))) {
		const own = isKey ? indexName(session, heir, entry.columns, LABELS[entry.kind]) : name;
		if (entry.kind === "primary") shareNotNull(session, table, heir, entry.columns);
		applyConstraint$1(session, heir, {
			name: own,
			entry: { ...entry },
			alsoUses,
			usingIndex: null
		});
	}
}
const addConstraint = (command, at) => {
	const constraint = as(command.def, "Constraint");
	const read = constraint && readConstraint(at.session, at.table, constraint);
	if (!constraint || !read) return;
	const { references, columns } = read.entry;
	const list = references?.columns.length ? ` (${references.columns.map(quoteIdentifier).join(", ")})` : "";
	const words = {
		definition: showExpression(constraint.raw_expr),
		...references && { referenced: `${sqlName(references.table)}${list}` },
		nullable: read.entry.kind === "primary" ? nullableOf(at, columns) : [],
		partitions: at.heirs.map(sqlName)
	};
	const row = rowForNew(at, constraint, read);
	const others = references && references.table !== at.table ? [references.table] : [];
	const mode = valueFor(operations[row].lock, at.session.version);
	addEffect(at.session, at.out, row, {
		...constraintTarget(at, read.name, columns, words),
		others,
		locks: heirLocks(at, mode)
	});
	applyConstraint$1(at.session, at.table, read);
	inheritConstraint(at, read);
	if (!constraint.deferrable) keyComesBack(at, read);
};
/** ON CONFLICT names columns or the constraint: with both as they were, in one transaction, nobody sees that the key was away. */
function keyComesBack({ session, table, out }, { name, entry }) {
	if (entry.kind !== "primary" && entry.kind !== "unique") return;
	const same = ([kind, ...columns]) => kind === entry.kind && columns.length === entry.columns.length && columns.every((column) => entry.columns.includes(column));
	comesBack(session, out, partName("constraint", table, name), same);
}
const findConstraint = ({ session, table }, name) => lookup(lookup(session.catalog.tables, table)?.constraints ?? {}, name);
const othersOf = (at, constraint) => constraint?.references && constraint.references.table !== at.table ? [constraint.references.table] : [];
const validateConstraint = (command, at) => {
	const name = command.name ?? "";
	const known = findConstraint(at, name);
	const target = constraintTarget(at, name, known?.columns ?? []);
	addEffect(at.session, at.out, "validate-constraint", {
		...target,
		others: othersOf(at, known),
		locks: heirLocks(at, "SHARE UPDATE EXCLUSIVE")
	});
	if (!known) return;
	known.validated = true;
	if (known.kind === "not-null") for (const column of known.columns) applyNotNull(at.session, at.table, column);
};
const DROPS$1 = {
	check: "drop-check",
	foreign: "drop-foreign-key",
	"not-null": "drop-not-null-constraint",
	unique: "drop-unique",
	primary: "drop-primary-key",
	exclude: "drop-exclusion"
};
const dropConstraint = (command, at) => {
	const { session, table, out } = at;
	const name = command.name ?? "";
	const known = findConstraint(at, name);
	const target = constraintTarget(at, name, known?.columns ?? []);
	if (!known && command.missing_ok && isWhole(session, table)) {
		addEffect(session, out, "already-gone", {
			...target,
			locks: [tableLock(at)]
		});
		return;
	}
	const cascades = command.behavior === "DROP_CASCADE";
	const isKey = known?.kind === "unique" || known?.kind === "primary";
	const dependents = isKey ? dependentsOfKey(session, table, known.columns, name) : [];
	const row = known ? DROPS$1[known.kind] : "drop-unknown-constraint";
	const locks = heirLocks(at, "ACCESS EXCLUSIVE");
	addEffect(session, out, row, {
		...target,
		others: othersOf(at, known),
		dependents,
		cascade: cascades,
		locks
	});
	if (cascades) cascade(session, out, dependents, table);
	for (const heir of [table, ...at.heirs]) forgetConstraint(session, heir, name);
	if (isKey && dependents.length === 0) noteDropped(session, target.object, [known.kind, ...known.columns]);
};
const alterConstraint = (command, at) => {
	const change = as(command.def, "ATAlterConstraint");
	const name = change?.conname ?? command.name ?? "";
	const known = findConstraint(at, name);
	const enforced = change?.is_enforced === true;
	const row = !change?.alterEnforceability ? "alter-constraint" : enforced ? "enforce-constraint" : "unenforce-constraint";
	addEffect(at.session, at.out, row, {
		...constraintTarget(at, name, known?.columns ?? []),
		others: othersOf(at, known)
	});
	if (!known || !change?.alterEnforceability) return;
	known.validated = enforced;
	if (enforced) delete known.enforced;
	else known.enforced = false;
};
// src/sql/postgresql/partition-bounds.ts
const UNREADABLE = "…";
/** No condition for `MINVALUE` and `MAXVALUE`, which are read like columns. */
function rangeEnd(column, operator, end) {
	const word = strings(as(end, "ColumnRef")?.fields).at(-1);
	if (word === "minvalue" || word === "maxvalue") return [];
	return [`${column} ${operator} ${showExpression(end, "bare")}`];
}
/** Conditions on a key of one column that every row of the partition keeps; null where they cannot be told. */
function boundConditions(key, bound) {
	const [only, ...others] = key ?? [];
	if (only === void 0 || others.length > 0 || !bound || bound.is_default) return null;
	const column = quoteIdentifier(only);
	if (bound.strategy === "r") return [...rangeEnd(column, ">=", bound.lowerdatums?.[0]), ...rangeEnd(column, "<", bound.upperdatums?.[0])];
	if (bound.strategy !== "l") return null;
	const values = (bound.listdatums ?? []).map((value) => showExpression(value, "bare"));
	return [values.length === 1 ? `${column} = ${values[0]}` : `${column} IN (${values.join(", ")})`];
}
/** Whether checks that hold for every row of the table say just what the bounds ask, and that the key is never NULL. */
function keepsBounds(session, child, key, bound) {
	const asked = boundConditions(key, bound);
	const table = lookup(session.catalog.tables, child);
	const column = key?.[0];
	if (asked === null || !table || column === void 0) return false;
	const checks = Object.values(table.constraints).filter(({ kind, validated }) => kind === "check" && validated);
	const said = new Set(checks.flatMap(({ conditions }) => conditions ?? []));
	return !(!lookup(table.columns, column)?.notNull && !checks.some(({ provesNotNull }) => provesNotNull.includes(column))) && asked.every((condition) => !condition.includes(UNREADABLE) && said.has(condition));
}
// src/sql/postgresql/alter-partitions.ts
function childTarget(at, child, conditions = null) {
	const spare = lookup(at.session.catalog.tables, at.table)?.defaultPartition;
	const constraint = quoteIdentifier(`${partsOf(at.session, child).own}_bounds`);
	return {
		object: child,
		objectKind: "table",
		table: child,
		others: [at.table],
		words: {
			constraint,
			definition: conditions?.join(" AND ") || "…",
			partitions: spare ? [spare] : []
		}
	};
}
/** A default partition is locked and read like the new one, until a check on it shows that it has no such rows. */
function defaultLock(at) {
	const known = lookup(at.session.catalog.tables, at.table)?.defaultPartition;
	return known ? [{
		object: known,
		mode: "ACCESS EXCLUSIVE"
	}] : [];
}
/** A check on the child may prove the bounds, but which bounds cannot be told from the catalog: a fresh table is the sure case. */
const attachPartition = (command, at) => {
	const definition = as(command.def, "PartitionCmd");
	if (!definition?.name) return;
	const child = tableOf(at.session, definition.name);
	const locks = [...defaultLock(at) ?? []];
	const parent = lookup(at.session.catalog.tables, at.table);
	const reads = !(at.session.fresh.has(child) || keepsBounds(at.session, child, parent?.partitionKey, definition.bound)) || locks.length > 0 && !at.session.fresh.has(at.table);
	const target = childTarget(at, child, boundConditions(parent?.partitionKey, definition.bound));
	addEffect(at.session, at.out, reads ? "attach-partition" : "attach-proven-partition", {
		...target,
		locks
	});
	const entry = ensureTable(at.session, child);
	entry.parents = [at.table];
	entry.partitioned = true;
	const owner = parent ?? ensureTable(at.session, at.table);
	owner.partitioned = true;
	if (definition.bound?.is_default) owner.defaultPartition = child;
	else owner.defaultPartition ??= null;
};
const detachPartition = (command, at) => {
	const definition = as(command.def, "PartitionCmd");
	if (!definition?.name) return;
	const child = tableOf(at.session, definition.name);
	const concurrently = definition.concurrent === true || command.subtype === "AT_DetachPartitionFinalize";
	if (definition.concurrent) at.out.forbidsTransaction = "DETACH PARTITION CONCURRENTLY";
	const target = childTarget(at, child);
	const locks = concurrently ? [] : [...defaultLock(at) ?? []];
	const linked = concurrently ? [] : linkedTables(at.session, at.table, true);
	const row = concurrently ? "detach-partition-concurrently" : "detach-partition";
	addEffect(at.session, at.out, row, {
		...target,
		locks,
		others: [at.table, ...linked.filter((name) => name !== child)]
	});
	const entry = ensureTable(at.session, child);
	entry.parents = entry.parents.filter((name) => name !== at.table);
	if (definition.concurrent) keepBoundsAsCheck(at, child);
	const parent = lookup(at.session.catalog.tables, at.table);
	if (parent?.defaultPartition === child) parent.defaultPartition = null;
};
/** Detached concurrently, the bounds stay behind as a check. */
function keepBoundsAsCheck({ session, table }, child) {
	const key = lookup(session.catalog.tables, table)?.partitionKey;
	if (!key) return;
	const name = constraintName(session, child, key.length === 1 ? key : [], "check");
	const check = {
		kind: "check",
		columns: key,
		provesNotNull: [],
		validated: true,
		references: null
	};
	store(ensureTable(session, child).constraints, name, {
		...check,
		columns: [...key],
		provesNotNull: []
	});
}
const addInheritance = (command, at) => {
	const parent = tableOf(at.session, as(command.def, "RangeVar"));
	addEffect(at.session, at.out, "inherit", {
		object: at.table,
		objectKind: "table",
		table: at.table,
		others: [parent]
	});
	const entry = ensureTable(at.session, at.table);
	entry.parents = [...entry.parents, parent];
	entry.partitioned = true;
	ensureTable(at.session, parent).partitioned = true;
};
const endInheritance = (command, at) => {
	const parent = tableOf(at.session, as(command.def, "RangeVar"));
	addEffect(at.session, at.out, "end-inheritance", {
		object: at.table,
		objectKind: "table",
		table: at.table,
		others: [parent]
	});
	const entry = ensureTable(at.session, at.table);
	entry.parents = entry.parents.filter((name) => name !== parent);
};
// src/sql/postgresql/widening.ts
function split(type) {
	const match = /^([^(]*)\(([\d,-]+)\)(.*)$/.exec(type);
	if (!match) return {
		base: type,
		modifiers: []
	};
	return {
		base: `${match[1]}${match[3]}`,
		modifiers: (match[2] ?? "").split(",").map(Number)
	};
}
/** No limit, or one that is at least as high. */
const isAtLeast = (after, before) => after === void 0 || before !== void 0 && after >= before;
/** `timestamp` without precision has the full six digits. */
const hasAtLeastDigits = (after, before) => (after ?? 6) >= (before ?? 6);
function widensNumeric(before, after) {
	if (after.modifiers.length === 0) return true;
	const [precision, scale] = before.modifiers;
	return precision !== void 0 && (after.modifiers[0] ?? 0) >= precision && (after.modifiers[1] ?? 0) === (scale ?? 0);
}
const BY_LENGTH = /* @__PURE__ */ new Set(["character varying", "bit varying"]);
const BY_DIGITS = /^(?:timestamp|time) with(?:out)? time zone$|^interval$/;
function widensWithin(before, after) {
	if (BY_LENGTH.has(before.base)) return isAtLeast(after.modifiers[0], before.modifiers[0]);
	if (before.base === "numeric") return widensNumeric(before, after);
	return BY_DIGITS.test(before.base) && hasAtLeastDigits(after.modifiers[0], before.modifiers[0]);
}
/** Pairs that are stored alike, from any length to one without limit. */
const STORED_ALIKE = {
	"character varying": ["text"],
	text: ["character varying"],
	cidr: ["inet"]
};
/** To `citext`: stored alike, but an index on the column is built anew. */
function becomesCaseless(before, after) {
	return after === "citext" && /^(?:text|character varying)(?:\(|$)/.test(before);
}
/**
* Both types as canonical texts. True: every value stays as it is stored, and everything that could be written still
* can. Arrays are always written anew. Measured on PostgreSQL 10 to 18.
*/
function isWidening(before, after) {
	if (before.endsWith("[]") || after.endsWith("[]")) return false;
	const from = split(before);
	const to = split(after);
	if (from.base === to.base) return widensWithin(from, to);
	if (becomesCaseless(before, after)) return true;
	return (Object.hasOwn(STORED_ALIKE, from.base) ? STORED_ALIKE[from.base] : void 0)?.includes(to.base) === true && to.modifiers.length === 0;
}
/** Between `timestamp` and `timestamptz`: what it means depends on the session's time zone. */
function changesTimeZone(before, after) {
	const from = split(before).base;
	const to = split(after).base;
	const stamps = ["timestamp without time zone", "timestamp with time zone"];
	return from !== to && stamps.includes(from) && stamps.includes(to);
}
// src/sql/postgresql/alter-retype.ts
/** No USING, or one that only says what PostgreSQL would do by itself: `USING name::text`. */
function convertsPlainly({ session }, column, definition, after) {
	let inner = definition.raw_default;
	for (let cast = as(inner, "TypeCast"); cast; cast = as(inner, "TypeCast")) {
		const type = typeText(cast.typeName, session);
		if (type !== after && type !== after.replace(/\([\d,]+\)/, "")) return false;
		inner = cast.arg;
	}
	if (inner === void 0) return true;
	return strings(as(withoutCasts(inner), "ColumnRef")?.fields).at(-1) === column;
}
/** A domain without a constraint is stored as its base type is. */
function storedAlike({ session }, before, after) {
	const domain = (text) => lookup(session.catalog.types, userTypeOf(text, session) ?? "");
	if (domain(before)?.kind === "domain" && domain(before)?.base === after) return true;
	const target = domain(after);
	return target?.kind === "domain" && !target.constrained && target.base === before;
}
/** A check is gone through again, an index over an expression or with a predicate is built anew. */
function isLookedAtAgain({ session, table }, column, before, after) {
	if (Object.values(lookup(session.catalog.tables, table)?.constraints ?? {}).some(({ kind, columns }) => kind === "check" && columns.includes(column))) return true;
	return Object.values(session.catalog.indexes).some((index) => index.table === table && (index.alsoUses.includes(column) || becomesCaseless(before, after) && index.columns.includes(column)));
}
/** An index on the column is built anew, whatever becomes of the rows. */
const isIndexed = ({ session, table }, column) => Object.values(session.catalog.indexes).some((index) => index.table === table && [...index.columns, ...index.alsoUses].includes(column));
const inUtc = (at) => /^(?:utc|gmt|etc\/utc|0|\+00(?::00)?)$/i.test(at.session.settings.get("timezone") ?? "");
function rowFor$1(at, column, definition, before, after) {
	const plain = convertsPlainly(at, column, definition, after);
	if (before === "unknown") return "retype-unknown";
	if (!plain) return "retype";
	if (changesTimeZone(before, after)) return inUtc(at) && !isIndexed(at, column) ? "retype-time-zone-utc" : "retype-time-zone";
	if (before !== after && !isWidening(before, after) && !storedAlike(at, before, after)) return "retype";
	if (definition.collClause) return "retype-widening-checked";
	if (before === after) return "retype-same";
	return isLookedAtAgain(at, column, before, after) ? "retype-widening-checked" : "retype-widening";
}
const retypeColumn = (command, at) => {
	const definition = as(command.def, "ColumnDef");
	if (!definition) return;
	const name = command.name ?? "";
	const before = findColumn(at.session, at.table, name)?.type ?? "unknown";
	const after = typeText(definition.typeName, at.session);
	const row = rowFor$1(at, name, definition, before, after);
	const others = linkedTables(at.session, at.table, true, name);
	const domain = lookup(at.session.catalog.types, userTypeOf(after, at.session) ?? "");
	const type = domain?.constrained ? domain.base ?? after : after;
	const words = {
		constraint: quoteIdentifier(`${name}_new`),
		type
	};
	addEffect(at.session, at.out, row, {
		...columnTarget(at, name, words),
		others,
		before,
		after
	});
	for (const table of [at.table, ...at.heirs]) ensureColumn(at.session, table, name).type = after;
};
// src/sql/postgresql/judge-types.ts
const typeTarget = (object) => ({
	object,
	objectKind: "type",
	table: null
});
/** Makes a type; tells it, and keeps it. */
function createType(session, out, path, entry) {
	const name = newName(session, "type", path);
	store(session.catalog.types, name, {
		kind: "other",
		values: [],
		constrained: false,
		base: null,
		...entry
	});
	session.fresh.add(name);
	session.typesOfTransaction.add(name);
	addEffect(session, out, "create-object", typeTarget(name));
}
function judgeCreateEnum(statement, session, out) {
	createType(session, out, strings(statement.typeName), {
		kind: "enum",
		values: strings(statement.vals)
	});
}
function judgeCreateRange(statement, session, out) {
	createType(session, out, strings(statement.typeName), { kind: "range" });
}
function judgeCompositeType(statement, session, out) {
	const attributes = emptyRecord();
	for (const { colname, typeName } of all(statement.coldeflist, "ColumnDef")) store(attributes, colname ?? "", typeText(typeName, session));
	createType(session, out, pathOfRange(statement.typevar), {
		kind: "composite",
		attributes
	});
}
function judgeOtherType(path, session, out) {
	createType(session, out, path, {});
}
const pathOfRange = (range) => range?.schemaname ? [range.schemaname, range.relname ?? ""] : [range?.relname ?? ""];
/** Value and type of one transaction: on PostgreSQL 12 to 16 even the type's own transaction may not use the value. */
function isUsableAtOnce(session, type) {
	return session.typesOfTransaction.has(type) && (session.version < 12 || session.version >= 17);
}
/** Before or after its neighbour; at the end where none is named. */
function placeValue(values, { newVal, newValNeighbor, newValIsAfter }) {
	const at = newValNeighbor === void 0 ? -1 : values.indexOf(newValNeighbor);
	const place = at < 0 ? values.length : newValIsAfter ? at + 1 : at;
	return values.toSpliced(place, 0, newVal ?? "");
}
function addValue(statement, type, session, out) {
	const value = statement.newVal ?? "";
	const known = lookup(session.catalog.types, type);
	const target = {
		...typeTarget(valueName(type, value)),
		objectKind: "value",
		fresh: session.fresh.has(type)
	};
	if (statement.skipIfNewValExists && known?.values.includes(value)) {
		addEffect(session, out, "already-there", target);
		return;
	}
	addEffect(session, out, "add-enum-value", target);
	if (session.version < 12 && !session.typesOfTransaction.has(type)) out.forbidsTransaction = "ALTER TYPE … ADD VALUE";
	if (known) known.values = placeValue(known.values, statement);
	if (!isUsableAtOnce(session, type)) session.enumValuesOfTransaction.add(valueName(type, value));
}
function judgeAlterEnum(statement, session, out) {
	const type = nameOf(session, "type", strings(statement.typeName));
	if (statement.oldVal === void 0) addValue(statement, type, session, out);
	else renameValue(type, statement.oldVal, statement.newVal ?? "", session, out);
}
function renameValue(type, from, to, session, out) {
	addEffect(session, out, "rename-value", {
		...typeTarget(valueName(type, from)),
		objectKind: "value",
		before: from,
		after: to,
		words: { type: sqlName(type) },
		fresh: session.fresh.has(type)
	});
	const known = lookup(session.catalog.types, type);
	if (known) known.values = known.values.map((value) => value === from ? to : value);
}
/** ALTER TYPE … ADD, DROP and ALTER ATTRIBUTE. */
function alterAttribute(command, range, session, out) {
	const type = nameOf(session, "type", pathOfRange(range));
	const definition = as(command.def, "ColumnDef");
	const target = {
		object: columnName(type, command.name ?? definition?.colname ?? ""),
		objectKind: "other",
		table: null,
		fresh: session.fresh.has(type),
		cascade: command.behavior === "DROP_CASCADE"
	};
	applyAttribute(command, lookup(session.catalog.types, type), session);
	if (command.subtype === "AT_AddColumn") addEffect(session, out, "add-attribute", target);
	else if (command.subtype === "AT_DropColumn") addEffect(session, out, "drop-attribute", target);
	else if (command.subtype === "AT_AlterColumnType") addEffect(session, out, "retype-attribute", {
		...target,
		after: typeText(definition?.typeName, session)
	});
	else addEffect(session, out, "alter-object", typeTarget(type));
}
function applyAttribute(command, type, session) {
	const definition = as(command.def, "ColumnDef");
	const name = command.name ?? definition?.colname ?? "";
	if (!type?.attributes) return;
	if (command.subtype === "AT_DropColumn") delete type.attributes[name];
	else if (definition) store(type.attributes, name, typeText(definition.typeName, session));
}
// src/sql/postgresql/judge-alter-table.ts
const commands = {
	...attributeCommands,
	AT_AddColumn: addColumn,
	AT_DropColumn: dropColumn,
	AT_ColumnDefault: changeDefault,
	AT_SetNotNull: setNotNull,
	AT_DropNotNull: dropNotNull,
	AT_AddIdentity: addIdentity,
	AT_DropIdentity: dropIdentity,
	AT_DropExpression: dropExpression,
	AT_AlterColumnType: retypeColumn,
	AT_AddConstraint: addConstraint,
	AT_ValidateConstraint: validateConstraint,
	AT_AlterConstraint: alterConstraint,
	AT_DropConstraint: dropConstraint,
	AT_AttachPartition: attachPartition,
	AT_DetachPartition: detachPartition,
	AT_DetachPartitionFinalize: detachPartition,
	AT_AddInherit: addInheritance,
	AT_DropInherit: endInheritance
};
/** The whole statement runs under its strongest lock: VALIDATE beside ADD CONSTRAINT is no longer a weak one. */
function shareStrongestLock(effects, table) {
	let mode = "";
	for (const { locks } of effects) for (const lock of locks) if (lock.object === table && (mode === "" || lockStrength(lock.mode) > lockStrength(mode))) mode = lock.mode;
	for (const { locks } of effects) for (const lock of locks) if (lock.object === table) lock.mode = mode;
}
function judgeCommands(statement, table, session, out) {
	const list = all(statement.cmds, "AlterTableCmd");
	const dropped = list.filter(({ subtype }) => subtype === "AT_DropConstraint").map(({ name }) => name ?? "");
	const at = openAltering(session, out, table, statement.relation?.inh === true, dropped);
	const from = out.effects.length;
	for (const command of list) {
		const judge = command.subtype && commands[command.subtype];
		if (judge) judge(command, at);
		else addEffect(session, out, "unknown-statement", {
			object: table,
			objectKind: "table",
			table
		});
	}
	if (list.length > 1) shareStrongestLock(out.effects.slice(from), table);
}
const OTHER_KINDS = {
	OBJECT_INDEX: "index",
	OBJECT_VIEW: "view",
	OBJECT_MATVIEW: "view",
	OBJECT_SEQUENCE: "sequence"
};
/** ALTER INDEX, VIEW and SEQUENCE come as ALTER TABLE, too. */
function alterOther(statement, relation, session, out) {
	const { kind, name } = relation;
	const does = (wanted) => all(statement.cmds, "AlterTableCmd").some(({ subtype }) => subtype === wanted);
	const moves = does("AT_SetTableSpace");
	const rows = {
		index: moves ? "move-index" : does("AT_AttachPartition") ? "attach-index" : "alter-index",
		view: moves ? "rewrite-table" : "alter-view",
		sequence: "alter-sequence",
		table: "alter-table-attribute"
	};
	const table = kind === "index" ? lookup(session.catalog.indexes, name)?.table ?? null : null;
	addEffect(session, out, rows[kind], {
		object: name,
		objectKind: kind,
		table,
		others: [name]
	});
}
function judgeAlterTable(statement, session, out) {
	if (statement.objtype === "OBJECT_TYPE") {
		for (const command of all(statement.cmds, "AlterTableCmd")) alterAttribute(command, statement.relation, session, out);
		return;
	}
	const relation = findRelation(session, statement.relation, OTHER_KINDS[statement.objtype ?? "OBJECT_TABLE"] ?? "table");
	if (relation.kind !== "table") {
		alterOther(statement, relation, session, out);
		return;
	}
	const isGone = lookup(session.catalog.tables, relation.name) === void 0 && provesAbsence(session);
	if (statement.missing_ok && isGone) {
		addEffect(session, out, "already-gone", {
			object: relation.name,
			objectKind: "table",
			table: relation.name
		});
		return;
	}
	judgeCommands(statement, relation.name, session, out);
}
// src/sql/postgresql/inherit-columns.ts
/** Bits of LIKE's INCLUDING list. */
const CONSTRAINTS = 4;
const INDEXES = 64;
function copyColumns(session, from, to, defaults) {
	for (const [name, { type, notNull, defaulted, generatedFrom, defaultUses }] of Object.entries(from.columns)) {
		if (lookup(to.columns, name)) continue;
		const kept = defaults ? {
			defaulted,
			generatedFrom,
			...defaultUses && { defaultUses }
		} : {};
		store(to.columns, name, newColumn(session, type, {
			notNull,
			...kept
		}));
	}
}
function copyChecks(from, to) {
	for (const [name, constraint] of Object.entries(from.constraints)) if (constraint.kind === "check" || constraint.kind === "not-null") store(to.constraints, name, {
		...constraint,
		validated: constraint.enforced !== false
	});
}
/** Under the name that it has there: it is the same rule. */
function copyNotNulls(from, to) {
	for (const [name, constraint] of Object.entries(from.constraints)) if (constraint.kind === "not-null") store(to.constraints, name, { ...constraint });
}
/** Keys get names of their own; so do the other indexes. */
function copyIndexes(session, source, target) {
	const { schema } = partsOf(session, target);
	const labels = {
		primary: "pkey",
		unique: "key",
		exclude: "excl"
	};
	for (const index of Object.values(session.catalog.indexes)) {
		if (index.table !== source) continue;
		const constraint = index.constraint === null ? void 0 : lookup(lookup(session.catalog.tables, source)?.constraints ?? {}, index.constraint);
		const kind = constraint?.kind;
		const label = kind && kind in labels ? labels[kind] : "idx";
		const name = indexName(session, target, index.columns.length > 0 ? index.columns : ["expr"], label);
		if (constraint) applyConstraint$1(session, target, {
			name,
			entry: { ...constraint },
			alsoUses: index.alsoUses,
			usingIndex: null
		});
		else store(session.catalog.indexes, nameIn$1(session, "index", schema, name), {
			...index,
			table: target
		});
	}
}
function copyForeignKeys(from, to) {
	for (const [name, constraint] of Object.entries(from.constraints)) if (constraint.kind === "foreign") store(to.constraints, name, { ...constraint });
}
/** Columns and checks of the parents; partitions also have their keys and indexes. Run before the own columns. */
function inheritColumns(session, table, parents) {
	for (const parent of parents) {
		const from = lookup(session.catalog.tables, parent);
		if (!from) table.partial = true;
		else {
			if (from.partial) table.partial = true;
			from.partitioned = true;
			copyColumns(session, from, table, true);
			copyChecks(from, table);
		}
	}
}
/** Keys and indexes that a partition has as its parent has them. */
function inheritIndexes(session, target, parent) {
	const from = lookup(session.catalog.tables, parent);
	const to = lookup(session.catalog.tables, target);
	if (!from || !to) return;
	copyIndexes(session, parent, target);
	copyForeignKeys(from, to);
}
/** `LIKE other INCLUDING …`: NOT NULL comes along always, the rest as it is asked for. */
function copyLike(session, target, clause) {
	const source = tableOf(session, clause.relation);
	const from = lookup(session.catalog.tables, source);
	const to = lookup(session.catalog.tables, target);
	if (!to) return source;
	if (!from) {
		to.partial = true;
		return source;
	}
	const options = clause.options ?? 0;
	copyColumns(session, from, to, (options & 56) !== 0);
	copyNotNulls(from, to);
	if (options & CONSTRAINTS) copyChecks(from, to);
	if (options & INDEXES) copyIndexes(session, source, target);
	return source;
}
// src/sql/postgresql/temporary.ts
/** TEMP, or `pg_temp.` written before the name. */
function isTemporary(range) {
	return range?.relpersistence === "t" || range?.schemaname === "pg_temp";
}
/** Takes note of one that was made. `onCommit`: as the parser names what becomes of it then. */
function noteTemporary(session, range, name, onCommit) {
	if (isTemporary(range)) session.temporaries?.set(name, onCommit === "ONCOMMIT_DROP");
}
/** The transaction has ended, or the whole session. */
function endTemporaries(session, ended) {
	for (const [name, dropsAtCommit] of session.temporaries ?? []) {
		if (ended === "transaction" && !dropsAtCommit) continue;
		if (name.startsWith("view:")) forgetView(session, name);
		else forgetTable(session, name);
		delete session.catalog.sequences[name];
		session.fresh.delete(name);
		session.temporaries?.delete(name);
	}
}
// src/sql/postgresql/judge-create-table.ts
/** As PostgreSQL does: checks, then keys, then foreign keys, so that names come out alike. */
const ORDER = [
	"CONSTR_NOTNULL",
	"CONSTR_CHECK",
	"CONSTR_PRIMARY",
	"CONSTR_UNIQUE",
	"CONSTR_EXCLUSION",
	"CONSTR_FOREIGN"
];
function addConstraints(session, table, found) {
	const rank = ({ constraint }) => ORDER.indexOf(constraint.contype ?? "");
	for (const { constraint, column } of found.sort((a, b) => rank(a) - rank(b))) {
		const { skip_validation: _, ...whole } = constraint;
		const read = readConstraint(session, table, whole, column);
		if (read) applyConstraint$1(session, table, read);
	}
}
/** Columns first, then what holds them; gives the tables that LIKE looks at. */
function fillTable(session, table, statement) {
	const found = [];
	const alike = [];
	for (const element of statement.tableElts ?? []) {
		for (const definition of all([element], "ColumnDef")) {
			const column = readColumn(session, definition);
			applyColumn(session, table, column);
			if (column.entry.notNull) applyNotNull(session, table, column.name);
			found.push(...column.constraints.map((constraint) => ({
				constraint,
				column: column.name
			})));
		}
		for (const constraint of all([element], "Constraint")) found.push({ constraint });
		for (const clause of all([element], "TableLikeClause")) alike.push(copyLike(session, table, clause));
	}
	for (const constraint of all(statement.constraints, "Constraint")) found.push({ constraint });
	addConstraints(session, table, found);
	return alike;
}
/** A table that is new for everybody; one by IF NOT EXISTS may be there already where the catalog does not know all. */
function becomesFresh(session, name, ifNotExists) {
	if (ifNotExists && session.catalog.incomplete) return false;
	session.fresh.add(name);
	return true;
}
/** IF NOT EXISTS over what the catalog has: nothing happens. */
function isThere(session, out, target, known, ifNotExists) {
	if (!ifNotExists || known === void 0) return false;
	addEffect(session, out, "already-there", target);
	return true;
}
function partitionRow(session, parent, statement) {
	if (session.fresh.has(parent) || statement.partbound?.is_default) return "create-partition";
	const entry = lookup(session.catalog.tables, parent);
	return (!entry || entry.partial ? entry?.defaultPartition !== null : Boolean(entry.defaultPartition)) ? "create-partition-beside-default" : "create-partition";
}
function enlist(session, table, parent, isDefault) {
	const entry = ensureTable(session, parent);
	entry.partitioned = true;
	if (isDefault) entry.defaultPartition = table;
	else if (!entry.partial) entry.defaultPartition ??= null;
}
function makeEntry(session, name, statement, parents) {
	const entry = newTable(session, {
		parents,
		partitioned: parents.length > 0 || statement.partspec !== void 0
	});
	if (statement.partspec) {
		entry.defaultPartition = null;
		const key = all(statement.partspec.partParams, "PartitionElem").map(({ name: column }) => column ?? "");
		if (!key.includes("")) entry.partitionKey = key;
	}
	if (statement.ofTypename) takeAttributes(session, entry, typeText(statement.ofTypename, session));
	store(session.catalog.tables, name, entry);
	inheritColumns(session, entry, parents);
}
/** `OF type`: its attributes are the columns. */
function takeAttributes(session, entry, type) {
	const attributes = lookup(session.catalog.types, userTypeOf(type, session) ?? "")?.attributes;
	if (!attributes) entry.partial = true;
	for (const [name, text] of Object.entries(attributes ?? {})) store(entry.columns, name, newColumn(session, text));
}
function judgeCreateTable(statement, session, out) {
	const name = newRelation(session, "table", statement.relation);
	const target = {
		object: name,
		objectKind: "table",
		table: name
	};
	if (isThere(session, out, target, lookup(session.catalog.tables, name), statement.if_not_exists)) return;
	const parents = all(statement.inhRelations, "RangeVar").map((range) => tableOf(session, range));
	const parent = statement.partbound ? parents[0] : void 0;
	const row = parent !== void 0 ? partitionRow(session, parent, statement) : isTemporary(statement.relation) ? "create-temporary-table" : "create-table";
	const spare = parent === void 0 ? void 0 : lookup(session.catalog.tables, parent)?.defaultPartition;
	noteTemporary(session, statement.relation, name, statement.oncommit);
	makeEntry(session, name, statement, parents);
	const alike = fillTable(session, name, statement);
	if (parent !== void 0) {
		inheritIndexes(session, name, parent);
		enlist(session, name, parent, statement.partbound?.is_default === true);
	}
	const fresh = becomesFresh(session, name, statement.if_not_exists);
	const locks = neighbourLocks(session, name, {
		alike,
		parents,
		parent,
		spare: spare ?? null
	});
	const words = {
		definition: spare ?? "the default partition",
		referenced: parent ?? ""
	};
	addEffect(session, out, row, {
		...target,
		fresh,
		locks,
		words
	});
}
function neighbourLocks(session, name, { alike, parents, parent, spare }) {
	const locks = alike.map((table) => lockOn(session, table, "ACCESS SHARE"));
	for (const table of linkedTables(session, name, false)) locks.push(lockOn(session, table, "SHARE ROW EXCLUSIVE"));
	const mode = parent === void 0 ? "SHARE UPDATE EXCLUSIVE" : "ACCESS EXCLUSIVE";
	for (const table of parents) locks.push(lockOn(session, table, mode));
	if (spare !== null) locks.push(lockOn(session, spare, "ACCESS EXCLUSIVE"));
	return locks;
}
// src/sql/postgresql/judge-views.ts
/** Tables and views that a query names, in WITH and subqueries too; its own WITH names are none. */
function relationsIn(session, query) {
	const own = /* @__PURE__ */ new Set();
	const names = /* @__PURE__ */ new Set();
	walk({ query }, (kind, inner) => {
		if (kind === "CommonTableExpr") own.add(inner.ctename ?? "");
		return true;
	});
	walk({ query }, (kind, inner) => {
		const range = kind === "RangeVar" ? as({ RangeVar: inner }, "RangeVar") : void 0;
		if (range && (range.schemaname || !own.has(range.relname ?? ""))) names.add(findRelation(session, range).name);
		return true;
	});
	return [...names];
}
/** CREATE OR REPLACE keeps every column, in its place and under its name; a temporary view replaces no other. */
function refusesColumns({ view }, known, columns) {
	if (!known.columns || columns === null || view?.relpersistence === "t") return false;
	return known.columns.some((column, index) => columns[index] !== column);
}
function judgeCreateView(statement, session, out) {
	const name = newRelation(session, "view", statement.view);
	const reads = readsOf(statement.query, session);
	const aliases = strings(statement.aliases);
	const columns = aliases.length > 0 ? aliases : reads.columns;
	const known = lookup(session.catalog.views, name);
	const isBack = comesBack(session, out, name, (before) => before.every((own) => columns?.includes(own)));
	const replaces = statement.replace === true && known !== void 0 || isBack;
	const target = {
		object: name,
		objectKind: "view",
		table: null,
		others: relationsIn(session, statement.query)
	};
	if (known && replaces && refusesColumns(statement, known, columns)) {
		addEffect(session, out, "replace-view-columns", target);
		return;
	}
	addEffect(session, out, replaces ? "replace-view" : "create-object", target);
	if (!replaces) session.fresh.add(name);
	noteTemporary(session, statement.view, name);
	store(session.catalog.views, name, {
		materialized: false,
		uses: reads.uses,
		...columns && { columns }
	});
}
/** The types of columns that are taken over as they are, where the query reads one table. */
function takenTypes(session, query) {
	const select = as(query, "SelectStmt");
	const range = as(select?.fromClause?.[0], "RangeVar");
	const source = range && select?.fromClause?.length === 1 ? findRelation(session, range).name : "";
	const columns = lookup(session.catalog.tables, source)?.columns;
	const renamed = /* @__PURE__ */ new Map();
	for (const { name, val } of all(select?.targetList, "ResTarget")) if (name !== void 0) renamed.set(name, strings(as(val, "ColumnRef")?.fields).at(-1) ?? "");
	return (column) => (columns && lookup(columns, renamed.get(column) ?? column)?.type) ?? "unknown";
}
function makeTable(session, name, statement) {
	const reads = readsOf(statement.query, session);
	const given = strings(statement.into?.colNames);
	const names = given.length > 0 ? given : reads.columns;
	const table = newTable(session, names === null ? { partial: true } : {});
	const typeOf = takenTypes(session, statement.query);
	for (const column of names ?? []) store(table.columns, column, newColumn(session, typeOf(column)));
	store(session.catalog.tables, name, table);
}
function makeMaterializedView(session, name, statement) {
	const { uses, columns } = readsOf(statement.query, session);
	store(session.catalog.views, name, {
		materialized: true,
		uses,
		...columns && { columns }
	});
}
/** CREATE TABLE AS, SELECT INTO and CREATE MATERIALIZED VIEW. */
function judgeCreateAs(statement, session, out) {
	const isView = statement.objtype === "OBJECT_MATVIEW";
	const kind = isView ? "view" : "table";
	const range = statement.into?.rel;
	const name = newRelation(session, kind, range);
	const others = relationsIn(session, statement.query);
	const target = {
		object: name,
		objectKind: kind,
		table: isView ? null : name
	};
	if (isThere(session, out, target, isView ? lookup(session.catalog.views, name) : lookup(session.catalog.tables, name), statement.if_not_exists)) return;
	const locks = others.map((object) => lockOn(session, object, "ACCESS SHARE"));
	if (isView) makeMaterializedView(session, name, statement);
	else makeTable(session, name, statement);
	noteTemporary(session, range, name, statement.into?.onCommit);
	const fresh = becomesFresh(session, name, statement.if_not_exists);
	addEffect(session, out, isView ? "create-materialized-view" : isTemporary(range) ? "create-temporary-table" : "create-table-as", {
		...target,
		fresh,
		locks
	});
}
function judgeRefresh(statement, session, out) {
	const { name } = findRelation(session, statement.relation, "view");
	const uses = lookup(session.catalog.views, name)?.uses ?? [];
	const tables = Object.keys(session.catalog.tables).filter((table) => uses.some((used) => used === table || used.startsWith(`${table}.`)));
	addEffect(session, out, statement.concurrent ? "refresh-view-concurrently" : "refresh-view", {
		object: name,
		objectKind: "view",
		table: null,
		others: tables
	});
}
// src/sql/postgresql/table-keys.ts
/** First columns of its unique indexes. */
function leadingColumns({ catalog }, table) {
	const columns = /* @__PURE__ */ new Set();
	for (const name in catalog.indexes) {
		const index = catalog.indexes[name];
		if (index?.table === table && index.unique && index.columns[0] !== void 0) columns.add(index.columns[0]);
	}
	return columns;
}
/** Of a key or unique index; by its name where the table is not known. Looks only when it is asked. */
function isKeyOf(session, table) {
	let leading;
	const entry = lookup(session.catalog.tables, table);
	const whole = entry !== void 0 && !entry.partial;
	return (column) => {
		if (column === "ctid") return true;
		if (!whole && (column === "id" || column.endsWith("_id") || column === "uuid")) return true;
		if (Object.values(entry?.constraints ?? {}).some(({ kind, columns }) => kind === "primary" && columns[0] === column)) return true;
		leading ??= leadingColumns(session, table);
		return leading.has(column);
	};
}
// src/sql/postgresql/written-rows.ts
/** Grouping, HAVING, set operations and joins may leave out rows in ways that are not followed. */
const isPlain = (select) => !select.havingClause && !select.groupClause && !select.larg && select.fromClause?.length === 1;
/** What a query leaves of the one relation that it reads; `correlated`: it may name relations around it. */
function reachInQuery(session, asked, select, correlated) {
	const queries = new Map([...asked.queries, ...queriesOf(select.withClause)]);
	if (isLimited(select, queries)) return {
		whole: false,
		bounded: true
	};
	const item = select.fromClause?.[0];
	const named = queryIn(item, queries);
	const range = named ? void 0 : as(item, "RangeVar");
	const table = range ? findRelation(session, range).name : "";
	const columns = table === asked.table ? asked.columns : [];
	const own = reachOf(select.whereClause, writingOf(session, {
		...asked,
		table,
		columns,
		queries
	}, correlated));
	if (!isPlain(select) || !named && !range) return {
		whole: false,
		bounded: own.bounded
	};
	if (!named) return own;
	const inner = reachInQuery(session, {
		...asked,
		queries: named.queries
	}, named.select, correlated);
	return {
		whole: inner.whole && own.whole,
		bounded: inner.bounded || own.bounded
	};
}
function writingOf(session, asked, joins, few = /* @__PURE__ */ new Set()) {
	return {
		verb: asked.verb,
		columns: asked.columns,
		isKey: isKeyOf(session, asked.table),
		queries: asked.queries,
		few,
		joins,
		reachIn: (select, correlated) => reachInQuery(session, asked, select, correlated)
	};
}
/**
* What UPDATE or DELETE reaches. Beside a list of values nobody knows how many rows there are for each, but hardly all.
*/
function reachOfWrite(session, { from = [], withClause, where, ...write }) {
	const queries = queriesOf(withClause);
	const few = limitedNames(from, queries);
	const reach = reachOf(where, writingOf(session, {
		...write,
		queries
	}, from.length > 0, few));
	const joinsFew = few.size > 0 && where !== void 0;
	return {
		whole: reach.whole && !joinsFew,
		bounded: reach.bounded
	};
}
/** Only VALUES, or calls without any FROM: as many rows as are written there. */
function isLiteral(select) {
	if (!select) return true;
	if (select.larg && select.rarg) return isLiteral(select.larg) && isLiteral(select.rarg);
	const expands = JSON.stringify(select.targetList ?? []).includes("\"generate_series\"");
	return select.valuesLists !== void 0 || select.fromClause === void 0 && !expands;
}
/** The query that an INSERT takes its rows from. */
function reachOfQuery(select, session, withClause) {
	if (!select) return {
		whole: false,
		bounded: true
	};
	return reachInQuery(session, {
		verb: "delete",
		table: "",
		columns: [],
		queries: queriesOf(withClause)
	}, select, false);
}
/** The source of a MERGE. */
function givesFew(source, withClause) {
	return source !== void 0 && limitedNames([source], queriesOf(withClause)).size > 0;
}
// src/sql/postgresql/judge-data.ts
/** Where migration tools keep what they ran. */
const BOOKKEEPING = new Set(`schema_migrations ar_internal_metadata flyway_schema_history schema_version databasechangelog databasechangeloglock goose_db_version
  alembic_version django_migrations knex_migrations knex_migrations_lock _prisma_migrations __diesel_schema_migrations
  _sqlx_migrations gorp_migrations atlas_schema_revisions __drizzle_migrations sequelizemeta typeorm_metadata
  migrations_lock pgmigrations supabase_migrations.schema_migrations drizzle.__drizzle_migrations`.split(/\s+/));
const isBookkeeping = (table) => BOOKKEEPING.has(table.replaceAll("\"", "").toLowerCase());
function tableTarget(table, others = []) {
	return {
		object: table,
		objectKind: table.startsWith("view:") ? "view" : "table",
		table,
		others: others.filter((name) => name !== table)
	};
}
function noteRows(out, { verb, table, columns, whole, bounded }) {
	out.rows.push({
		verb,
		table,
		columns: columns.map((column) => columnName(table, column)),
		whole,
		bounded
	});
}
function record(session, out, table) {
	if (!isBookkeeping(table)) return false;
	addEffect(session, out, "record-migration", tableTarget(table));
	return true;
}
/** Statements inside WITH write rows, too. */
function judgeWith(clause, judge) {
	for (const { ctequery } of all(clause?.ctes, "CommonTableExpr")) if (ctequery && !as(ctequery, "SelectStmt")) judge(ctequery);
}
const namesOf = (targets) => [...new Set(targets.map(({ name }) => name ?? ""))];
function judgeInsert(statement, session, out) {
	const table = tableOf(session, statement.relation);
	if (record(session, out, table)) return;
	const select = as(statement.selectStmt, "SelectStmt");
	const literal = isLiteral(select);
	const reach = literal ? {
		whole: false,
		bounded: true
	} : reachOfQuery(select, session, statement.withClause);
	const named = all(statement.cols, "ResTarget").map(({ name }) => name ?? "");
	const columns = named.length > 0 ? named : Object.keys(lookup(session.catalog.tables, table)?.columns ?? {});
	addEffect(session, out, literal ? "insert-rows" : "insert-query", tableTarget(table, relationsIn(session, [statement.selectStmt, statement.withClause])));
	noteRows(out, {
		verb: "insert",
		table,
		columns,
		whole: !reach.bounded,
		bounded: reach.bounded
	});
	const conflict = statement.onConflictClause;
	if (literal || conflict?.action !== "ONCONFLICT_UPDATE") return;
	noteRows(out, {
		verb: "update",
		table,
		columns: namesOf(all(conflict.targetList, "ResTarget")),
		...reach
	});
}
function judgeUpdate(statement, session, out) {
	const table = tableOf(session, statement.relation);
	if (record(session, out, table)) return;
	const columns = namesOf(all(statement.targetList, "ResTarget"));
	const reach = reachOfWrite(session, {
		verb: "update",
		table,
		columns,
		from: statement.fromClause,
		withClause: statement.withClause,
		where: statement.whereClause
	});
	const others = relationsIn(session, [
		statement.fromClause,
		statement.whereClause,
		statement.targetList,
		statement.withClause
	]);
	for (const column of columns) addEffect(session, out, "update-rows", {
		...tableTarget(table, others),
		object: columnName(table, column),
		objectKind: "column"
	});
	noteRows(out, {
		verb: "update",
		table,
		columns,
		...reach
	});
}
function judgeDelete(statement, session, out) {
	const table = tableOf(session, statement.relation);
	if (record(session, out, table)) return;
	const reach = reachOfWrite(session, {
		verb: "delete",
		table,
		columns: [],
		from: statement.usingClause,
		withClause: statement.withClause,
		where: statement.whereClause
	});
	const others = relationsIn(session, [
		statement.usingClause,
		statement.whereClause,
		statement.withClause
	]);
	addEffect(session, out, reach.whole ? "delete-all-rows" : "delete-rows", tableTarget(table, others));
	noteRows(out, {
		verb: "delete",
		table,
		columns: [],
		...reach
	});
}
function judgeMerge(statement, session, out) {
	const table = tableOf(session, statement.relation);
	const columns = namesOf(all(statement.mergeWhenClauses, "MergeWhenClause").flatMap(({ targetList }) => all(targetList, "ResTarget")));
	const few = givesFew(statement.sourceRelation, statement.withClause);
	addEffect(session, out, "merge-rows", tableTarget(table, relationsIn(session, [statement.sourceRelation, statement.withClause])));
	noteRows(out, {
		verb: "merge",
		table,
		columns,
		whole: !few,
		bounded: few
	});
}
function judgeCopy(statement, session, out) {
	const table = tableOf(session, statement.relation);
	if (statement.is_program) addEffect(session, out, "call-function", {
		object: "COPY … PROGRAM",
		objectKind: "other",
		table: null
	});
	if (!statement.is_from) {
		const others = statement.relation ? [table] : relationsIn(session, statement.query);
		addEffect(session, out, "query", {
			object: others[0] ?? "",
			objectKind: "table",
			table: null,
			others
		});
		return;
	}
	addEffect(session, out, "copy-rows", tableTarget(table));
	const fromFile = statement.filename !== void 0;
	noteRows(out, {
		verb: "copy",
		table,
		columns: strings(statement.attlist),
		whole: fromFile,
		bounded: !fromFile
	});
}
/** CASCADE empties every table that references it, and those that reference them. */
function referencing(session, tables) {
	const found = new Set(tables);
	for (const table of found) for (const [name, entry] of Object.entries(session.catalog.tables)) if (Object.values(entry.constraints).some(({ references }) => references?.table === table)) found.add(name);
	return [...found];
}
function judgeTruncate(statement, session, out) {
	const named = all(statement.relations, "RangeVar").map((range) => tableOf(session, range));
	const cascades = statement.behavior === "DROP_CASCADE";
	const row = "truncate";
	for (const table of cascades ? referencing(session, named) : named) {
		const locks = descendants(session.catalog, table).map((heir) => lockOn(session, heir, "ACCESS EXCLUSIVE"));
		addEffect(session, out, row, {
			...tableTarget(table),
			locks,
			cascade: cascades
		});
		noteRows(out, {
			verb: "truncate",
			table,
			columns: [],
			whole: true,
			bounded: false
		});
	}
}
// src/sql/postgresql/judge-domains.ts
const NOT_NULL = "not null";
/** The name that a check gets where it is given none. */
function checkName(own, constraint, taken) {
	return constraint?.conname ?? freeName(own, "", "check", (name) => taken.includes(name));
}
function constraintsOf(own, definitions) {
	const names = [];
	for (const constraint of definitions) {
		if (constraint.contype === "CONSTR_NOTNULL") names.push(NOT_NULL);
		if (constraint.contype === "CONSTR_CHECK") names.push(checkName(own, constraint, names));
	}
	return names;
}
function judgeCreateDomain(statement, session, out) {
	const base = typeText(statement.typeName, session);
	const parent = lookup(session.catalog.types, `type:${base}`);
	const path = strings(statement.domainname);
	const constraints = constraintsOf(path.at(-1) ?? "", all(statement.constraints, "Constraint"));
	const constrained = constraints.length > 0 || parent?.constrained === true;
	const { raw_expr: expression } = all(statement.constraints, "Constraint").find(({ contype }) => contype === "CONSTR_DEFAULT") ?? {};
	const defaults = isNull$1(expression) ? parent?.defaults : isVolatile(expression, session) ? "volatile" : "steady";
	createType(session, out, path, {
		kind: "domain",
		base,
		constrained,
		constraints,
		...defaults && { defaults }
	});
}
/** The domain, and domains over it. */
function familyOf(session, domain) {
	const family = /* @__PURE__ */ new Set([domain.slice(5)]);
	for (const base of family) for (const [name, type] of Object.entries(session.catalog.types)) if (type.kind === "domain" && type.base === base) family.add(name.slice(5));
	return family;
}
/** Tables that have a column of the domain: each is read while the domain gets a new rule. */
function tablesWith(session, domain) {
	const family = familyOf(session, domain);
	return Object.entries(session.catalog.tables).filter(([, { columns }]) => Object.values(columns).some(({ type }) => family.has(type))).map(([table]) => table);
}
/** Where not every table was seen, some of the others may have a column of it: not known is not unused. */
function unseenTables(session, domain, row) {
	const mode = valueFor(operations[row].otherLock ?? null, session.version);
	const isSeen = session.fresh.has(domain) || lookup(session.catalog.types, domain) && provesAbsence(session);
	if (mode === null || isSeen) return [];
	return [{
		object: `every table with a column of ${sqlName(domain)}`,
		mode
	}];
}
/** Subtypes: C adds a constraint, O sets NOT NULL, V validates; the others loosen. */
function domainRow(subtype, def) {
	if (subtype === "C") return as(def, "Constraint")?.skip_validation ? "constrain-domain-not-valid" : "constrain-domain";
	if (subtype === "O") return "constrain-domain";
	if (subtype === "V") return "validate-domain";
	return subtype === "N" || subtype === "X" ? "relax-domain" : "alter-object";
}
/** SET DEFAULT and DROP DEFAULT: columns that are added later get it. */
function applyDefault(session, known, { subtype, def }) {
	if (subtype !== "T") return;
	if (isNull$1(def)) delete known.defaults;
	else known.defaults = isVolatile(def, session) ? "volatile" : "steady";
}
/** What a domain holds after the statement. */
function applyConstraint(session, known, statement, name) {
	const before = known.constraints ?? (known.constrained ? ["?"] : []);
	const gone = statement.subtype === "N" ? NOT_NULL : name;
	if (statement.subtype === "C") known.constraints = [...before, name];
	else if (statement.subtype === "O") known.constraints = [...before, NOT_NULL];
	else if (statement.subtype === "N" || statement.subtype === "X") known.constraints = before.filter((other) => other !== gone);
	const parent = lookup(session.catalog.types, `type:${known.base ?? ""}`);
	known.constrained = (known.constraints ?? before).length > 0 || parent?.constrained === true;
}
function judgeAlterDomain(statement, session, out) {
	const domain = nameOf(session, "type", strings(statement.typeName));
	const known = lookup(session.catalog.types, domain);
	const constraint = as(statement.def, "Constraint");
	const name = statement.name ?? checkName(partsOf(session, domain).own, constraint, known?.constraints ?? []);
	const definition = constraint ? showExpression(constraint.raw_expr) : "VALUE IS NOT NULL";
	const others = tablesWith(session, domain);
	const locks = unseenTables(session, domain, domainRow(statement.subtype, statement.def));
	addEffect(session, out, statement.subtype === "V" && others.length === 0 && locks.length > 0 ? "validate-domain-unseen" : domainRow(statement.subtype, statement.def), {
		...typeTarget(domain),
		others,
		locks,
		words: {
			constraint: quoteIdentifier(name),
			definition
		}
	});
	if (!known) return;
	applyConstraint(session, known, statement, name);
	applyDefault(session, known, statement);
}
// src/sql/postgresql/dropping.ts
/** The relation of that dotted name. */
function relationIn(session, path, kind) {
	const schemaname = path.at(-2);
	return findRelation(session, {
		relname: path.at(-1) ?? "",
		...schemaname !== void 0 && { schemaname }
	}, kind).name;
}
/** IF EXISTS, and it is known not to be there. */
function isGone({ statement, session }, known) {
	return statement.missing_ok === true && known === void 0 && provesAbsence(session);
}
/** Tells the effect, and takes along what CASCADE takes. */
function drop(at, known, row, target) {
	const { session, out, cascades } = at;
	const dependents = target.dependents ?? [];
	if (isGone(at, known)) {
		const { object, objectKind, table } = target;
		addEffect(session, out, "already-gone", {
			object,
			objectKind,
			table
		});
		return;
	}
	addEffect(session, out, row, {
		...target,
		cascade: cascades
	});
	if (cascades) cascade(session, out, dependents, null);
}
// src/sql/postgresql/drop-relations.ts
function dropTable(at, path, together) {
	const { session, cascades } = at;
	const table = relationIn(session, path, "table");
	const others = new Set(linkedTables(session, table, cascades));
	const heirs = partitionsOf(session.catalog, table);
	for (const heir of heirs) for (const linked of linkedTables(session, heir, cascades)) others.add(linked);
	const parents = lookup(session.catalog.tables, table)?.parents ?? [];
	const beside = parents.flatMap((parent) => lookup(session.catalog.tables, parent)?.defaultPartition ?? []);
	const locks = [
		...heirs,
		...parents,
		...beside
	].map((name) => lockOn(session, name, "ACCESS EXCLUSIVE"));
	const dependents = dependentsOfTable(session, table).filter((dependent) => !goesToo(dependent, [...together, ...heirs]));
	const target = {
		object: table,
		objectKind: "table",
		table,
		others: [...others],
		locks,
		dependents
	};
	drop(at, lookup(session.catalog.tables, table), "drop-table", target);
	forgetTable(session, table);
	session.fresh.delete(table);
}
/** It is dropped by the same statement, or belongs to what is. */
function goesToo({ object }, together) {
	const bare = object.replace(/^(?:constraint|policy|trigger):/, "");
	for (const name of together) if (object === name || bare === name || bare.startsWith(`${name}.`)) return true;
	return false;
}
function dropView(at, path, together) {
	const { session } = at;
	const view = relationIn(session, path, "view");
	const dependents = dependentsOfView(session, view).filter((dependent) => !goesToo(dependent, together));
	const known = lookup(session.catalog.views, view);
	drop(at, known, "drop-view", {
		object: view,
		objectKind: "view",
		table: null,
		dependents
	});
	forgetView(session, view);
	if (known?.columns && !known.materialized && dependents.length === 0 && !session.fresh.has(view)) noteDropped(session, view, known.columns);
	session.fresh.delete(view);
}
function dropIndex(at, path) {
	const { session, statement } = at;
	const name = relationIn(session, path, "index");
	const known = lookup(session.catalog.indexes, name);
	const word = statement.concurrent ? "-concurrently" : "";
	const row = known?.unique ? `drop-unique-index${word}` : `drop-index${word}`;
	if (statement.concurrent) at.out.forbidsTransaction = "DROP INDEX CONCURRENTLY";
	const dependents = known?.unique ? dependentsOfKey(session, known.table, known.columns) : [];
	drop(at, known, row, {
		object: name,
		objectKind: "index",
		table: known?.table ?? null,
		dependents
	});
	if (known?.constraint) forgetConstraint(session, known.table, known.constraint);
	forgetIndex(session, name);
}
function dropSequence(at, path) {
	const name = relationIn(at.session, path, "sequence");
	const dependents = dependentsOfSequence(at.session, name);
	drop(at, lookup(at.session.catalog.sequences, name), "drop-object", {
		object: name,
		objectKind: "sequence",
		table: null,
		dependents
	});
	delete at.session.catalog.sequences[name];
}
// src/sql/postgresql/judge-drop.ts
function dropType(at, node) {
	const { session } = at;
	const type = as(node, "TypeName");
	const path = pathOf(node);
	const name = type ? `type:${typeText(type, session)}` : nameOf(session, "type", path);
	const dependents = dependentsOfType(session, name);
	const locks = at.cascades ? dependents.filter(({ kind }) => kind === "column").map(({ object }) => lockOn(session, object.replace(/\.[^.]*$/, ""), "ACCESS EXCLUSIVE")) : [];
	drop(at, lookup(session.catalog.types, name), "drop-object", {
		object: name,
		objectKind: "type",
		table: null,
		dependents,
		locks
	});
	delete session.catalog.types[name];
	session.fresh.delete(name);
}
/** With its argument types only that one of several of the same name goes. */
function dropFunction(at, node) {
	const { session } = at;
	const called = as(node, "ObjectWithArgs");
	const name = nameOf(session, "function", pathOf(node));
	const known = lookup(session.catalog.functions, name);
	const signature = (called?.objargs ?? []).map((argument) => typeText(as(argument, "TypeName"), session)).join(", ");
	const rest = called?.args_unspecified ? [] : (known?.signatures ?? []).filter((other) => other !== signature);
	drop(at, known, "drop-object", {
		object: name,
		objectKind: "function",
		table: null,
		dependents: rest.length > 0 ? [] : dependentsOfFunction(session, name)
	});
	if (known && rest.length > 0) known.signatures = rest;
	else delete session.catalog.functions[name];
}
function dropPart(at, path, kind) {
	const { session, statement } = at;
	const own = path.at(-1) ?? "";
	const table = relationIn(session, path.slice(0, -1), "table");
	const entry = lookup(session.catalog.tables, table);
	const parts = kind === "trigger" ? entry?.triggers : entry?.policies;
	const absent = entry !== void 0 && isWhole(session, table) && lookup(parts ?? {}, own) === void 0;
	const target = {
		object: partName(kind, table, own),
		objectKind: kind,
		table
	};
	if (statement.missing_ok && absent) addEffect(session, at.out, "already-gone", target);
	else addEffect(session, at.out, kind === "trigger" ? "drop-trigger" : "drop-policy", {
		...target,
		cascade: at.cascades
	});
	if (parts) delete parts[own];
	if (kind === "trigger") noteDropped(session, target.object);
}
function dropRule(at, path) {
	const table = relationIn(at.session, path.slice(0, -1), "table");
	const own = path.at(-1) ?? "";
	const rules = lookup(at.session.catalog.tables, table)?.rules;
	addEffect(at.session, at.out, "drop-rule", {
		object: columnName(table, own),
		objectKind: "other",
		table
	});
	if (rules) delete rules[own];
}
/** What lives in a schema. */
function contents(session, schema) {
	const { catalog } = session;
	return [
		["tables", "table"],
		["views", "view"],
		["types", "domain"]
	].flatMap(([home, kind]) => Object.keys(catalog[home]).filter((name) => partsOf(session, name).schema === schema).map((object) => ({
		object,
		kind
	})));
}
function dropSchema(at, path) {
	const { session } = at;
	const schema = path.at(-1) ?? "";
	const name = `schema:${quoteIdentifier(schema)}`;
	drop(at, session.catalog.schemas.includes(schema) || schema === session.defaultSchema ? true : void 0, "drop-object", {
		object: name,
		objectKind: "schema",
		table: null,
		dependents: contents(session, schema)
	});
	session.catalog.schemas = session.catalog.schemas.filter((other) => other !== schema);
}
const OTHER = { OBJECT_EXTENSION: ["extension", "extension:"] };
function dropOther(at, path) {
	const [objectKind, prefix] = OTHER[at.statement.removeType ?? "OBJECT_TABLE"] ?? ["other", ""];
	drop(at, true, "drop-object", {
		object: prefix + path.map(quoteIdentifier).join("."),
		objectKind,
		table: null
	});
}
const byPath = (judge) => (at, node, together) => judge(at, pathOf(node), together);
const DROPS = {
	OBJECT_TABLE: byPath(dropTable),
	OBJECT_FOREIGN_TABLE: byPath(dropTable),
	OBJECT_VIEW: byPath(dropView),
	OBJECT_MATVIEW: byPath(dropView),
	OBJECT_INDEX: byPath(dropIndex),
	OBJECT_SEQUENCE: byPath(dropSequence),
	OBJECT_TYPE: dropType,
	OBJECT_DOMAIN: dropType,
	OBJECT_FUNCTION: dropFunction,
	OBJECT_PROCEDURE: dropFunction,
	OBJECT_ROUTINE: dropFunction,
	OBJECT_AGGREGATE: dropFunction,
	OBJECT_TRIGGER: byPath((at, path) => dropPart(at, path, "trigger")),
	OBJECT_POLICY: byPath((at, path) => dropPart(at, path, "policy")),
	OBJECT_RULE: byPath(dropRule),
	OBJECT_SCHEMA: byPath(dropSchema)
};
function judgeDrop(statement, session, out) {
	const at = {
		statement,
		session,
		out,
		cascades: statement.behavior === "DROP_CASCADE"
	};
	const kind = statement.removeType === "OBJECT_VIEW" || statement.removeType === "OBJECT_MATVIEW" ? "view" : "table";
	const together = new Set((statement.objects ?? []).map((node) => relationIn(session, pathOf(node), kind)));
	const judge = DROPS[statement.removeType ?? "OBJECT_TABLE"] ?? byPath(dropOther);
	for (const node of statement.objects ?? []) judge(at, node, together);
}
// src/sql/postgresql/acting-functions.ts
/** What a body may hold without changing what anybody else sees. */
const LEAVES_SCHEMA = new Set(`SelectStmt InsertStmt UpdateStmt DeleteStmt MergeStmt CallStmt PLAssignStmt ReturnStmt VariableSetStmt VariableShowStmt
  LockStmt NotifyStmt ListenStmt UnlistenStmt VacuumStmt ExplainStmt ConstraintsSetStmt TransactionStmt RefreshMatViewStmt
  CopyStmt DeclareCursorStmt FetchStmt ClosePortalStmt`.split(/\s+/));
/** Own names of the relations that a statement makes, changes or drops. */
function namesIn(node) {
	const made = as(node, "CreateStmt")?.relation ?? as(node, "CreateTableAsStmt")?.into?.rel;
	const changed = as(node, "AlterTableStmt")?.relation ?? as(node, "IndexStmt")?.relation;
	const emptied = all(as(node, "TruncateStmt")?.relations, "RangeVar");
	const dropped = (as(node, "DropStmt")?.objects ?? []).map((object) => pathOf(object).at(-1) ?? "");
	return [
		made,
		changed,
		...emptied
	].flatMap((range) => range?.relname ?? []).concat(dropped);
}
const isTemporaryMade = (node) => (as(node, "CreateStmt")?.relation ?? as(node, "CreateTableAsStmt")?.into?.rel)?.relpersistence === "t";
/** Whether statements of one body change the schema; what they do to temporary tables of their own is nobody's concern. */
function changesSchema(statements) {
	const own = new Set(statements.filter(isTemporaryMade).flatMap(namesIn));
	return statements.some((node) => {
		const kind = Object.keys(node)[0] ?? "";
		if (LEAVES_SCHEMA.has(kind) || isTemporaryMade(node)) return false;
		const names = namesIn(node);
		return names.length === 0 || !names.every((name) => own.has(name));
	});
}
/** It changes the schema itself, or by a function that it calls. */
function isActing(session, name, seen = /* @__PURE__ */ new Set()) {
	if (seen.has(name)) return false;
	seen.add(name);
	const entry = lookup(session.catalog.functions, name);
	if (!entry) return false;
	return entry.acts === true || entry.uses.some((used) => isActing(session, used, seen));
}
/** What writing to a table sets off: its triggers, defaults and checks; what reading a view does: the functions in it. */
function setOffBy(session, relation) {
	const view = lookup(session.catalog.views, relation);
	const table = lookup(session.catalog.tables, relation);
	return [
		...view?.uses ?? [],
		...Object.values(table?.triggers ?? {}).map((trigger) => trigger.function),
		...Object.values(table?.columns ?? {}).flatMap(({ defaultUses }) => defaultUses ?? []),
		...Object.values(table?.constraints ?? {}).flatMap(({ uses }) => uses ?? [])
	];
}
/** Functions that change the schema and run when these relations are read or written. */
function actingBehind(session, relations) {
	const seen = /* @__PURE__ */ new Set();
	const open = [...relations];
	for (let relation = open.pop(); relation !== void 0; relation = open.pop()) for (const name of setOffBy(session, relation)) {
		if (seen.has(name)) continue;
		seen.add(name);
		if (name.startsWith("view:")) open.push(name);
	}
	return [...seen].filter((name) => isActing(session, name));
}
// src/sql/postgresql/lex.ts
const SPACE = /[ \t\n\r\f\v]+/y;
const WORD$1 = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y;
const NUMBER = /[0-9][0-9A-Za-z_]*/y;
const DOLLAR = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;
const COMMENT_EDGE = /\/\*|\*\//g;
function match(pattern, text, start) {
	pattern.lastIndex = start;
	return pattern.test(text) ? pattern.lastIndex : -1;
}
/** After the quote that closes what began before `start`; a doubled quote closes nothing. */
function endOfQuoted(text, start, quote) {
	let at = start;
	for (;;) {
		const close = text.indexOf(quote, at);
		if (close < 0) return text.length;
		if (text[close + 1] !== quote) return close + 1;
		at = close + 2;
	}
}
/**
* After the quote that goes on with a literal which was closed before `start`: one with a newline in between. -1: none
* does. A comment in between parts them for the parser and for psql (older servers let it be).
*/
function continuation(text, start) {
	let newline = false;
	for (let at = start; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === 39) return newline ? at + 1 : -1;
		if (code === 10 || code === 13) newline = true;
		else if (code !== 32 && (code < 9 || code > 13)) return -1;
	}
	return -1;
}
/** As `endOfQuoted`, of a literal in which backslashes escape. */
function endOfEscaped(text, start) {
	for (let at = start; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === 92) at++;
		if (code !== 39) continue;
		if (text.charCodeAt(at + 1) === 39) at++;
		else {
			const next = continuation(text, at + 1);
			if (next < 0) return at + 1;
			at = next - 1;
		}
	}
	return text.length;
}
/** Block comments nest. */
function endOfBlockComment(text, start) {
	let depth = 0;
	COMMENT_EDGE.lastIndex = start;
	for (let edge = COMMENT_EDGE.exec(text); edge; edge = COMMENT_EDGE.exec(text)) {
		depth += edge[0] === "/*" ? 1 : -1;
		if (depth === 0) return COMMENT_EDGE.lastIndex;
	}
	return text.length;
}
function endOfLineComment(text, start) {
	for (let at = start; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === 10 || code === 13) return at;
	}
	return text.length;
}
/** After the space and the comments that begin at `start`. */
function skipBlank(text, start) {
	let at = start;
	for (; at < text.length;) {
		const code = text.charCodeAt(at);
		if (code === 32 || code >= 9 && code <= 13) at++;
		else if (code === 45 && text.charCodeAt(at + 1) === 45) at = endOfLineComment(text, at);
		else if (code === 47 && text.charCodeAt(at + 1) === 42) at = endOfBlockComment(text, at);
		else break;
	}
	return at;
}
function endOfDollarQuoted(text, start, opened) {
	const close = text.indexOf(text.slice(start, opened), opened);
	return close < 0 ? text.length : close + (opened - start);
}
function wordAt(text, start, end) {
	return end - start === 1 && /[eE]/.test(text[start] ?? "") && text[end] === "'" ? {
		kind: "string",
		start,
		end: endOfEscaped(text, end + 1)
	} : {
		kind: "word",
		start,
		end
	};
}
/** The token that begins at `start`, which must lie within the text. What is not closed reaches to the end of the text. */
function tokenAt(text, start) {
	const first = text[start] ?? "";
	const space = match(SPACE, text, start);
	if (space > 0) return {
		kind: "space",
		start,
		end: space
	};
	if (first === "-" && text[start + 1] === "-") return {
		kind: "comment",
		start,
		end: endOfLineComment(text, start)
	};
	if (first === "/" && text[start + 1] === "*") return {
		kind: "comment",
		start,
		end: endOfBlockComment(text, start)
	};
	if (first === "'") return {
		kind: "string",
		start,
		end: endOfQuoted(text, start + 1, "'")
	};
	if (first === "\"") return {
		kind: "quoted",
		start,
		end: endOfQuoted(text, start + 1, "\"")
	};
	const word = match(WORD$1, text, start);
	if (word > 0) return wordAt(text, start, word);
	const dollar = first === "$" ? match(DOLLAR, text, start) : -1;
	if (dollar > 0) return {
		kind: "string",
		start,
		end: endOfDollarQuoted(text, start, dollar)
	};
	const number = match(NUMBER, text, start);
	return {
		kind: number > 0 ? "word" : "symbol",
		start,
		end: number > 0 ? number : start + 1
	};
}
const MAX_DEPTH = 3e3;
/** Words between siblings: PostgreSQL keeps chains of AND, of OR and of WHEN as flat lists. */
const SIBLING = /^(?:and|or|when)$/i;
const SPINE = /^(?:join|union|intersect|except)$/i;
var Depth = class {
	levels = [{
		opener: "(",
		run: 0,
		spine: 0
	}];
	below = 0;
	top() {
		return this.levels[this.levels.length - 1] ?? {
			opener: "(",
			run: 0,
			spine: 0
		};
	}
	open(opener) {
		const { run, spine } = this.top();
		this.below += run + spine;
		this.levels.push({
			opener,
			run: 0,
			spine: 0
		});
	}
	close(opener) {
		if (this.levels.length === 1 || this.top().opener !== opener) return;
		this.levels.pop();
		const { run, spine } = this.top();
		this.below -= run + spine;
	}
	/** Takes the next token in; gives how deep the tree may be there. */
	add(token) {
		const top = this.top();
		if (token === ";") this.reset();
		else if (token === "," || SIBLING.test(token)) top.run = 0;
		else if (SPINE.test(token)) top.spine++;
		else top.run++;
		if (token === "(" || token === "[") this.open("(");
		else if (/^case$/i.test(token)) this.open("case");
		else if (token === ")" || token === "]") this.close("(");
		else if (/^end$/i.test(token)) this.close("case");
		return this.below + this.top().run + this.top().spine;
	}
	reset() {
		this.levels = [{
			opener: "(",
			run: 0,
			spine: 0
		}];
		this.below = 0;
	}
};
const OPERATOR = /[~!@#^&|`?+\-*/%<>=]/;
/**
* Of a run of operator characters the server's scanner takes all, gives back most, and begins again: a run of a hundred
* thousand takes it minutes. An operator has 63 characters at most; comments may have banners.
*/
const MAX_RUN = 300;
var OperatorRun = class {
	length = 0;
	/** Takes the next token in; says whether it makes the run too long. */
	add(token, text) {
		const scanned = token.kind === "symbol" || token.kind === "comment" && text[token.start] === "/";
		if (!scanned) this.length = 0;
		for (let at = token.start; scanned && at < token.end; at++) {
			this.length = OPERATOR.test(text.charAt(at)) ? this.length + 1 : 0;
			if (this.length > MAX_RUN) return true;
		}
		return false;
	}
};
/** Whether a text may be nested too deeply, or run on too long, to be parsed. Errs towards yes. */
function isTooDeep(text) {
	if (text.length < 12e3) return false;
	const depth = new Depth();
	const run = new OperatorRun();
	for (let at = 0; at < text.length;) {
		const token = tokenAt(text, at);
		at = token.end;
		if (run.add(token, text)) return true;
		if (token.kind === "space" || token.kind === "comment") continue;
		const short = token.end - token.start < 10 ? text.slice(token.start, token.end) : "";
		if (depth.add(short) > MAX_DEPTH) return true;
	}
	return false;
}
const OPENS = /^(?:begin|if|case|loop)$/i;
const MAX_BLOCKS = 500;
/** The same for a PL/pgSQL body, whose statements nest by words. */
function isTooDeepPlpgsql(body) {
	if (body.length < 3e3) return false;
	let depth = 0;
	let ended = false;
	for (let at = 0; at < body.length;) {
		const token = tokenAt(body, at);
		at = token.end;
		if (token.kind !== "word") continue;
		const word = body.slice(token.start, token.end);
		if (OPENS.test(word) && !ended) depth++;
		ended = /^end$/i.test(word);
		if (ended) depth = Math.max(0, depth - 1);
		if (depth > MAX_BLOCKS) return true;
	}
	return false;
}
// src/sql/postgresql/parse.ts
/**
* PostgreSQL's own parser, as WebAssembly (libpg_query, grammar of PostgreSQL 18).
*
* Its traps are kept in here: positions in bytes or code points, an empty text that throws, errors that hold the rest of the file.
* A NUL, at which the parser would silently stop, is refused.
*/
let parser = null;
/**
* Loads the parser, once. Whoever starts the process should first set the V8 flags `--no-wasm-tier-up` and
* `--no-wasm-dynamic-tiering`: without both, V8 compiles the grammar anew in the background and holds the exit for 300 ms.
*/
async function loadParser() {
	const loading = await import("./chunk-wasm.js");
	await loading.loadModule();
	parser = loading;
}
const NOT_LOADED = {
	message: "the SQL parser was not loaded",
	offset: 0
};
const NUL = {
	message: "it holds a NUL byte",
	offset: 0
};
const TOO_LONG = {
	message: "it is longer than 4,000,000 characters",
	offset: 0
};
const TOO_DEEP = {
	message: "it is nested too deeply",
	offset: 0
};
function refuse(text) {
	if (!parser) return NOT_LOADED;
	if (text.includes("\0")) return {
		...NUL,
		offset: text.indexOf("\0")
	};
	if (text.length > 4e6) return TOO_LONG;
	return isTooDeep(text) ? TOO_DEEP : null;
}
/** The statements of a text. Never throws. */
function parseStatements(text) {
	if (text === "") return { statements: [] };
	const failure = refuse(text);
	if (!parser || failure) return { failure: failure ?? NOT_LOADED };
	try {
		return { statements: located(text, parser.parseSync(text)) };
	} catch (error) {
		return { failure: failureOf(error, text) };
	}
}
function located(text, result) {
	const toOffset = byteOffsets(text);
	const statements = [];
	for (const raw of result.stmts ?? []) {
		if (!raw.stmt) continue;
		const from = raw.stmt_location ?? 0;
		const start = skipBlank(text, toOffset(from));
		const end = raw.stmt_len ? toOffset(from + raw.stmt_len) : text.length;
		statements.push({
			node: raw.stmt,
			start,
			end
		});
	}
	return statements;
}
/** From UTF-8 bytes to UTF-16 offsets; must be asked in ascending order. */
function byteOffsets(text) {
	if (isAscii(text)) return (bytes) => bytes;
	let at = 0;
	let passed = 0;
	return (bytes) => {
		while (passed < bytes && at < text.length) {
			const code = text.codePointAt(at) ?? 0;
			passed += code < 128 ? 1 : code < 2048 ? 2 : code < 65536 ? 3 : 4;
			at += code < 65536 ? 1 : 2;
		}
		return at;
	};
}
/** The error holds the token that it stopped at: for a string that is never closed, the rest of the file. */
const MESSAGE_LENGTH = 160;
function failureOf(error, text) {
	const details = error instanceof Error && "sqlDetails" in error ? error.sqlDetails : null;
	if (!details) return {
		message: "the parser gave up on it: it is nested too deeply or too long",
		offset: 0
	};
	const points = details.cursorPosition ?? 0;
	return {
		message: shorten(details.message ?? "syntax error"),
		offset: offsetOfPoint(text, points)
	};
}
function shorten(message) {
	const line = message.replace(/\s+/g, " ");
	return line.length > MESSAGE_LENGTH ? `${line.slice(0, MESSAGE_LENGTH)}…` : line;
}
function offsetOfPoint(text, points) {
	if (isAscii(text)) return Math.min(points, text.length);
	let at = 0;
	for (let seen = 0; seen < points && at < text.length; seen++) at += (text.codePointAt(at) ?? 0) > 65535 ? 2 : 1;
	return at;
}
/** A function written in PL/pgSQL as the server's compiler sees it; a message where it cannot be read. Never throws. */
function parsePlpgsql(statement) {
	const failure = refuse(statement);
	if (!parser || failure) return { message: (failure ?? NOT_LOADED).message };
	try {
		return { functions: parser.parsePlPgSQLSync(statement).plpgsql_funcs ?? [] };
	} catch (error) {
		return { message: error instanceof Error ? shorten(error.message) : "it cannot be read" };
	}
}
/** The string that an expression always gives: a literal, or literals joined by `||`. Null: it is computed. */
function foldConstant(expression) {
	const parsed = parseStatements(`SELECT ${expression}`);
	const select = ("statements" in parsed && parsed.statements.length === 1 ? parsed.statements[0] : void 0)?.node.SelectStmt;
	const [target, ...others] = select?.targetList ?? [];
	if (!target || others.length > 0 || select?.fromClause) return null;
	return fold(target.ResTarget?.val);
}
function fold(expression) {
	if (expression?.A_Const) return expression.A_Const.sval ? expression.A_Const.sval.sval ?? "" : null;
	const cast = expression?.TypeCast;
	if (cast) return cast.typeName?.names?.at(-1)?.String?.sval === "text" ? fold(cast.arg) : null;
	const { name, lexpr, rexpr } = expression?.A_Expr ?? {};
	if (name?.length !== 1 || name[0]?.String?.sval !== "||") return null;
	const left = fold(lexpr);
	const right = fold(rexpr);
	return left === null || right === null ? null : left + right;
}
// src/sql/postgresql/function-bodies.ts
const textOf = (node) => as(node, "String")?.sval ?? "";
/** One statement of a body. */
function readStatement(reading, node) {
	reading.statements.push(node);
	const select = as(node, "SelectStmt");
	if (select) readSelect(reading, select, null);
	else if ([
		"InsertStmt",
		"UpdateStmt",
		"DeleteStmt",
		"MergeStmt"
	].some((kind) => kind in node)) readModification(reading, node, null);
	else readExpression(reading, openScope(null), node);
}
function readText(reading, text) {
	const parsed = parseStatements(text);
	if (!("statements" in parsed)) return false;
	for (const { node } of parsed.statements) readStatement(reading, node);
	return true;
}
/** PL/pgSQL keeps each query and expression as text: a statement (0), an expression (2), or an assignment (3 and up). */
function fragmentText({ query = "", parseMode = 0 }) {
	if (parseMode === 0) return query;
	if (parseMode === 2) return `SELECT ${query}`;
	return query.replace(/^\s*([^:=]+?)\s*:?=/, (_, target) => `SELECT ${target},`);
}
function readPlpgsql$1(reading, statement) {
	const parsed = parsePlpgsql(statement);
	if (!("functions" in parsed)) return false;
	let whole = true;
	walk(parsed.functions, (kind, inner) => {
		if (kind === "PLpgSQL_stmt_dynexecute" || kind === "PLpgSQL_stmt_dynfors") whole = false;
		if (kind === "PLpgSQL_expr" && !readText(reading, fragmentText(inner))) whole = false;
		return true;
	});
	return whole;
}
const INPUTS = /* @__PURE__ */ new Set(["FUNC_PARAM_TABLE", "FUNC_PARAM_OUT"]);
/** A statement with the same body and parameter names, all that PL/pgSQL's parser looks at. */
function rebuild(statement, body) {
	const parameters = all(statement.parameters, "FunctionParameter").filter((parameter) => parameter.name !== void 0 && !INPUTS.has(parameter.mode ?? "")).map((parameter) => `${quoteIdentifier(parameter.name ?? "")} int`);
	const isTrigger = strings(statement.returnType?.names).at(-1) === "trigger";
	let tag = "$body$";
	for (let count = 0; body.includes(tag); count += 1) tag = `$body${count}$`;
	const returns = isTrigger ? "trigger" : statement.returnType?.setof ? "SETOF int" : "int";
	return `CREATE FUNCTION f(${parameters.join(", ")}) RETURNS ${returns} LANGUAGE plpgsql AS ${tag}${body}${tag}`;
}
const WORD = /[A-Za-z_][A-Za-z0-9_]*/g;
/** Where a body cannot be read: tables by their names, and their columns where the table is named. */
function readWords(reading, body) {
	const words = new Set(body.toLowerCase().match(WORD) ?? []);
	const { tables } = reading.session.catalog;
	for (const name of Object.keys(tables)) {
		const own = name.slice(name.lastIndexOf(".") + 1).replaceAll("\"", "").toLowerCase();
		if (!words.has(own)) continue;
		reading.uses.add(`${name}.ctid`);
		for (const column of Object.keys(tables[name]?.columns ?? {})) if (words.has(column.toLowerCase())) reading.uses.add(`${name}.${quoteIdentifier(column)}`);
	}
}
function readBody(reading, statement, language) {
	if (statement.sql_body) {
		const statements = as(statement.sql_body, "List")?.items ?? [statement.sql_body];
		for (const node of statements.flatMap((inner) => as(inner, "List")?.items ?? [inner])) readStatement(reading, node);
		return true;
	}
	const body = as(option(statement.options, "as")?.arg, "List")?.items ?? [];
	const text = textOf(body[0]);
	if (language === "c" || language === "internal") return true;
	const read = language === "sql" ? readText(reading, text) : language === "plpgsql" && readPlpgsql$1(reading, rebuild(statement, text));
	if (!read) readWords(reading, text);
	return read;
}
function describeBody(statement, types, session) {
	const reading = {
		...beginReading(session),
		statements: []
	};
	const opaque = !readBody(reading, statement, textOf(option(statement.options, "language")?.arg).toLowerCase() || "sql");
	for (const type of [...types, typeText(statement.returnType, session)]) {
		const name = userTypeOf(type, session);
		const bare = type.replace(/\[\]$/, "");
		if (name !== void 0) reading.uses.add(name);
		else if (lookup(session.catalog.tables, bare)) reading.uses.add(`${bare}.ctid`);
	}
	return {
		uses: [...reading.uses],
		opaque,
		acts: changesSchema(reading.statements) || void 0,
		rowUses: reading.rowUses.size > 0 ? [...reading.rowUses] : void 0
	};
}
/** A property that is computed when somebody first looks at it, and a plain one from then on. */
function defer(entry, key, compute) {
	const settle = (value) => {
		Object.defineProperty(entry, key, {
			value,
			writable: true,
			enumerable: true,
			configurable: true
		});
	};
	const get = () => {
		settle(compute());
		return entry[key];
	};
	Object.defineProperty(entry, key, {
		get,
		set: settle,
		enumerable: true,
		configurable: true
	});
}
/**
* The catalog's entry for a new function: what it uses, and whether its value may change from row to row. Its body is
* read only when something is about to go that it may use, which is seldom and costs much; PostgreSQL, too, looks the
* names in it up no earlier than it runs.
*/
function describeFunction(statement, session) {
	const parameters = all(statement.parameters, "FunctionParameter");
	const types = parameters.map((parameter) => typeText(parameter.argType, session));
	const then = {
		...session,
		searchPath: [...session.searchPath]
	};
	let body;
	const read = () => {
		body ??= describeBody(statement, types, then);
		return body;
	};
	const declared = textOf(option(statement.options, "volatility")?.arg);
	const inputs = types.filter((_, index) => !INPUTS.has(parameters[index]?.mode ?? ""));
	const entry = {
		uses: [],
		opaque: false,
		volatility: declared === "immutable" || declared === "stable" ? declared : "volatile",
		signatures: [inputs.join(", ")]
	};
	defer(entry, "uses", () => read().uses);
	defer(entry, "opaque", () => read().opaque);
	defer(entry, "acts", () => read().acts);
	defer(entry, "rowUses", () => read().rowUses);
	return entry;
}
// src/sql/postgresql/judge-functions.ts
function judgeCreateFunction(statement, session, out) {
	const name = newName(session, "function", strings(statement.funcname));
	const entry = describeFunction(statement, session);
	const known = lookup(session.catalog.functions, name);
	const sameSignature = known?.signatures?.some((signature) => entry.signatures?.includes(signature)) ?? false;
	addEffect(session, out, statement.replace === true && sameSignature ? "replace-function" : "create-object", {
		object: name,
		objectKind: "function",
		table: null
	});
	if (!known) session.fresh.add(name);
	if (known && !(sameSignature && known.signatures?.length === 1)) {
		entry.uses = [.../* @__PURE__ */ new Set([...known.uses, ...entry.uses])];
		entry.signatures = [.../* @__PURE__ */ new Set([...known.signatures ?? [], ...entry.signatures ?? []])];
		entry.opaque ||= known.opaque;
		if (known.acts) entry.acts = true;
		if (known.volatility === "volatile") entry.volatility = "volatile";
	}
	store(session.catalog.functions, name, entry);
}
function judgeAlterFunction(statement, session, out) {
	const name = nameOf(session, "function", strings(statement.func?.objname));
	addEffect(session, out, "replace-function", {
		object: name,
		objectKind: "function",
		table: null
	});
	const volatility = as(option(statement.actions, "volatility")?.arg, "String")?.sval;
	const known = lookup(session.catalog.functions, name);
	if (known && (volatility === "immutable" || volatility === "stable" || volatility === "volatile")) known.volatility = volatility;
}
function judgeCreateTrigger(statement, session, out) {
	const relation = findRelation(session, statement.relation);
	const name = statement.trigname ?? "";
	const columns = [.../* @__PURE__ */ new Set([...strings(statement.columns), ...columnsIn(statement.whenClause)])];
	const others = statement.constrrel ? [tableOf(session, statement.constrrel)] : [];
	const object = partName("trigger", relation.name, name);
	comesBack(session, out, object);
	addEffect(session, out, "create-trigger", {
		object,
		objectKind: "trigger",
		table: relation.name,
		others,
		columns: columns.map((column) => columnName(relation.name, column))
	});
	if (relation.kind !== "table") return;
	const body = nameOf(session, "function", strings(statement.funcname));
	store(ensureTable(session, relation.name).triggers, name, {
		function: body,
		columns
	});
}
/** What the rule's actions read; `NEW` and `OLD` are rows of its own table. */
function ruleReads(session, table, statement) {
	const reading = beginReading(session);
	readExpression(reading, openScope(null), statement.whereClause);
	for (const action of statement.actions ?? []) {
		const select = as(action, "SelectStmt");
		if (select) readSelect(reading, select, null);
		else readModification(reading, action, null);
	}
	return [...reading.uses, ...[...reading.rowUses].map((column) => columnName(table, column))];
}
function judgeRule(statement, session, out) {
	const relation = findRelation(session, statement.relation);
	const name = statement.rulename ?? "";
	const columns = ruleReads(session, relation.name, statement);
	const object = columnName(relation.name, name);
	addEffect(session, out, statement.instead === true && statement.event !== "CMD_SELECT" && relation.kind === "table" ? "create-rule-instead" : "create-rule", {
		object,
		objectKind: "other",
		table: relation.name,
		columns
	});
	if (relation.kind !== "table") return;
	const entry = ensureTable(session, relation.name);
	entry.rules ??= emptyRecord();
	store(entry.rules, name, { columns });
}
// src/sql/postgresql/judge-indexes.ts
function rowFor(statement, onlyParent, refused) {
	if (refused) return statement.unique ? "create-unique-index-concurrently-partitioned" : "create-index-concurrently-partitioned";
	if (statement.unique && statement.concurrent) return "create-unique-index-concurrently";
	if (statement.unique) return onlyParent ? "create-unique-index-only" : "create-unique-index";
	if (statement.concurrent) return "create-index-concurrently";
	return onlyParent ? "create-index-only" : "create-index";
}
function describeIndex(session, table, statement) {
	const elements = all(statement.indexParams, "IndexElem");
	const included = all(statement.indexIncludingParams, "IndexElem").flatMap(({ name }) => name ?? []);
	const expressions = elements.flatMap(({ expr }) => expr ?? []);
	const uses = calledFunctions(session, [expressions, statement.whereClause]);
	return {
		table,
		columns: elements.flatMap(({ name }) => name ?? []),
		alsoUses: [.../* @__PURE__ */ new Set([...included, ...columnsIn([expressions, statement.whereClause])])],
		unique: statement.unique === true,
		constraint: null,
		...uses.length > 0 && { uses }
	};
}
/** What stands behind `ON table`, for a statement to paste. */
function definitionOf(statement) {
	const elements = all(statement.indexParams, "IndexElem").map(({ name, expr, ordering }) => {
		const column = name === void 0 ? `(${showExpression(expr)})` : quoteIdentifier(name);
		return ordering === "SORTBY_DESC" ? `${column} DESC` : column;
	});
	const method = statement.accessMethod && statement.accessMethod !== "btree" ? ` USING ${statement.accessMethod}` : "";
	const included = all(statement.indexIncludingParams, "IndexElem").flatMap(({ name }) => name ? quoteIdentifier(name) : []);
	const include = included.length > 0 ? ` INCLUDE (${included.join(", ")})` : "";
	const where = statement.whereClause ? ` WHERE ${showExpression(statement.whereClause)}` : "";
	return `${method} (${elements.join(", ")})${include}${where}`;
}
function judgeCreateIndex(statement, session, out) {
	const table = findRelation(session, statement.relation).name;
	const names = [...indexColumnNames(statement.indexParams), ...all(statement.indexIncludingParams, "IndexElem").flatMap(({ name }) => name ?? [])];
	const own = statement.idxname ?? indexName(session, table, names, "idx");
	const name = nameIn$1(session, "index", partsOf(session, table).schema, own);
	const index = describeIndex(session, table, statement);
	if (statement.concurrent) out.forbidsTransaction = "CREATE INDEX CONCURRENTLY";
	out.hidesInvalidIndex = statement.concurrent === true && statement.if_not_exists === true;
	const onlyParent = statement.relation?.inh !== true && lookup(session.catalog.tables, table)?.partitioned === true;
	const parent = lookup(session.catalog.tables, table);
	const refused = statement.concurrent === true && parent?.defaultPartition !== void 0 && parent.partitioned;
	const heirs = refused || !(onlyParent || statement.concurrent) ? partitionsOf(session.catalog, table) : [];
	const target = {
		object: name,
		objectKind: "index",
		table,
		columns: [...index.columns, ...index.alsoUses].map((column) => columnName(table, column)),
		words: {
			constraint: quoteIdentifier(own),
			definition: definitionOf(statement),
			partitions: heirs.map(sqlName)
		},
		locks: refused ? [] : heirs.map((heir) => lockOn(session, heir, "SHARE"))
	};
	if (refused) {
		addEffect(session, out, rowFor(statement, onlyParent, refused), target);
		return;
	}
	if (statement.if_not_exists && lookup(session.catalog.indexes, name)) {
		const mode = statement.concurrent ? "SHARE UPDATE EXCLUSIVE" : "SHARE";
		addEffect(session, out, "already-there", {
			...target,
			locks: [lockOn(session, table, mode)]
		});
		return;
	}
	addEffect(session, out, rowFor(statement, onlyParent, false), target);
	store(session.catalog.indexes, name, index);
	for (const heir of heirs) {
		const copy = nameIn$1(session, "index", partsOf(session, heir).schema, indexName(session, heir, names, "idx"));
		store(session.catalog.indexes, copy, {
			...index,
			table: heir
		});
	}
}
const REINDEX_WORDS = {
	REINDEX_OBJECT_INDEX: "INDEX",
	REINDEX_OBJECT_TABLE: "TABLE",
	REINDEX_OBJECT_SCHEMA: "SCHEMA",
	REINDEX_OBJECT_SYSTEM: "SYSTEM",
	REINDEX_OBJECT_DATABASE: "DATABASE"
};
function reindexTarget(statement, session) {
	if (statement.kind === "REINDEX_OBJECT_INDEX") {
		const { name } = findRelation(session, statement.relation, "index");
		return {
			object: name,
			objectKind: "index",
			table: lookup(session.catalog.indexes, name)?.table ?? null,
			others: [name]
		};
	}
	if (statement.kind === "REINDEX_OBJECT_TABLE") {
		const table = tableOf(session, statement.relation);
		return {
			object: table,
			objectKind: "table",
			table,
			others: Object.entries(session.catalog.indexes).filter(([, index]) => index.table === table).map(([name]) => name)
		};
	}
	const isSchema = statement.kind === "REINDEX_OBJECT_SCHEMA";
	const name = quoteIdentifier(statement.name ?? "");
	return {
		object: isSchema ? `schema:${name}` : name,
		objectKind: isSchema ? "schema" : "other",
		table: null
	};
}
function judgeReindex(statement, session, out) {
	const concurrently = isOn$1(statement.params, "concurrently");
	const word = REINDEX_WORDS[statement.kind ?? ""] ?? "";
	if (concurrently) out.forbidsTransaction = "REINDEX CONCURRENTLY";
	else if (!["INDEX", "TABLE"].includes(word)) out.forbidsTransaction = `REINDEX ${word}`;
	const target = reindexTarget(statement, session);
	addEffect(session, out, concurrently ? "reindex-concurrently" : "reindex", {
		...target,
		words: { definition: word }
	});
}
// src/sql/postgresql/judge-select.ts
/** A user's function that promises not to write, or whose body was read; or one of PostgreSQL's own that is known. */
function isHarmless(session, path, by) {
	const user = userFunction(session, path);
	if (user !== void 0) {
		const entry = lookup(session.catalog.functions, user);
		return entry?.volatility !== "volatile" || by === "write" && !entry.opaque;
	}
	const own = path.at(-1) ?? "";
	if (path.length > 1 && path[0] !== "pg_catalog" && !STEADY_FUNCTIONS.has(own)) return false;
	return STEADY_FUNCTIONS.has(own) || HARMLESS_FUNCTIONS.has(own);
}
function judgeCallNode(call, session, out, by) {
	const path = strings(call.funcname);
	if (path.at(-1) === "setval") {
		const sequence = constantOf(withoutCasts(call.args?.[0]));
		addEffect(session, out, "set-sequence-value", {
			object: sequence === void 0 ? "sequence:" : sequenceNamed(session, sequence),
			objectKind: "sequence",
			table: null
		});
	} else if (path.at(-1) === "set_config") noteSetting(call, session, out);
	else if (isActing(session, nameOf(session, "function", path))) tellActing(session, out, nameOf(session, "function", path));
	else if (!isHarmless(session, path, by)) {
		const object = nameOf(session, "function", path);
		const row = by === "write" ? "call-function-on-rows" : "call-function";
		if (out.effects.some((effect) => effect.operation === row && effect.object === object)) return;
		addEffect(session, out, row, {
			object,
			objectKind: "function",
			table: null
		});
	}
}
function tellActing(session, out, object) {
	if (out.effects.some((effect) => effect.operation === "run-acting-function" && effect.object === object)) return;
	addEffect(session, out, "run-acting-function", {
		object,
		objectKind: "function",
		table: null
	});
}
/** Functions that run though the statement does not name them: a view's, a trigger's, a default's. */
function judgeSetOff(session, out, relations) {
	for (const object of actingBehind(session, relations)) tellActing(session, out, object);
}
/** `set_config('session_replication_role', 'replica', …)` is SET in other words. */
function noteSetting(call, session, out) {
	const [name, value] = (call.args ?? []).map((argument) => constantOf(withoutCasts(argument)));
	if (name !== void 0 && value !== void 0) noteSet(name.toLowerCase(), value, session, out);
}
/** Remembers a setting, and tells what switches triggers off. */
function noteSet(name, value, session, out) {
	session.settings.set(name, value);
	if (name === "session_replication_role" && ![
		"origin",
		"local",
		"default"
	].includes(value.toLowerCase())) out.disablesTriggers = `session_replication_role = ${value}`;
}
/** What writes rows within a query is judged by itself, as it stands in WITH. */
const WRITES = /* @__PURE__ */ new Set([
	"InsertStmt",
	"UpdateStmt",
	"DeleteStmt",
	"MergeStmt"
]);
/** Every call anywhere under a node. */
function judgeCalls(node, session, out, by) {
	walk({ node }, (kind, inner) => {
		if (kind === "FuncCall") judgeCallNode(inner, session, out, by);
		return !WRITES.has(kind);
	});
}
/** The server's own tables, which are small. A schema of the user's whose name begins alike is none: `pg_temp`, `pg_partman`. */
function isSystem({ catalog }, table) {
	return /^(?:pg_catalog|information_schema)\.|^pg_[a-z_]+$/.test(table) && !lookup(catalog.tables, table);
}
/** It may have to read more rows than it gives: to sort, to group, to count, to find those that match. */
const readsBeyond = ({ sortClause, groupClause, distinctClause, whereClause, targetList }) => Boolean(sortClause ?? groupClause ?? distinctClause ?? whereClause) || JSON.stringify(targetList ?? []).includes("\"FuncCall\"");
/** A table of which a query may read every row; null: it reads none, or few by their key. */
function scannedTable(statement, session, others) {
	const table = others.find((name) => !isSystem(session, name) && !session.fresh.has(name));
	if (table === void 0) return null;
	const { limitCount: _, ...unlimited } = statement;
	return reachOfQuery(readsBeyond(statement) ? unlimited : statement, session, statement.withClause).bounded ? null : table;
}
function judgeSelect(statement, session, out) {
	if (statement.intoClause) {
		const { intoClause, ...query } = statement;
		judgeCreateAs({
			into: intoClause,
			query: { SelectStmt: query },
			objtype: "OBJECT_TABLE"
		}, session, out);
		judgeCalls(query, session, out, "write");
		return;
	}
	const others = relationsIn(session, statement);
	judgeCalls(statement, session, out, "query");
	judgeSetOff(session, out, others);
	if (out.effects.length > 0) return;
	const scanned = scannedTable(statement, session, others);
	addEffect(session, out, scanned === null ? "query" : "read-rows", {
		object: scanned ?? others[0] ?? "SELECT",
		objectKind: others.length > 0 ? "table" : "other",
		table: scanned,
		others
	});
}
function judgeCall(statement, session, out) {
	addEffect(session, out, "call-function", {
		object: nameOf(session, "function", strings(statement.funccall?.funcname)),
		objectKind: "function",
		table: null
	});
}
/** EXPLAIN ANALYZE runs what it explains. */
function runsQuery(options) {
	return (options ?? []).some((element) => as(element, "DefElem")?.defname === "analyze");
}
// src/sql/postgresql/judge-maintenance.ts
const onTable = (table) => ({
	object: table,
	objectKind: "table",
	table
});
const EVERYTHING = {
	object: "every table",
	objectKind: "other",
	table: null
};
function judgeVacuum(statement, session, out) {
	const tables = all(statement.rels, "VacuumRelation").map(({ relation }) => tableOf(session, relation));
	const full = isOn$1(statement.options, "full");
	const row = !statement.is_vacuumcmd ? "analyze" : full ? "rewrite-table" : "vacuum";
	if (statement.is_vacuumcmd) out.forbidsTransaction = "VACUUM";
	for (const table of tables) addEffect(session, out, row, onTable(table));
	if (tables.length === 0) addEffect(session, out, row, EVERYTHING);
}
function judgeCluster(statement, session, out) {
	if (!statement.relation) {
		out.forbidsTransaction = "CLUSTER of every table";
		addEffect(session, out, "rewrite-table", EVERYTHING);
	} else addEffect(session, out, "rewrite-table", onTable(tableOf(session, statement.relation)));
}
/** PostgreSQL's own numbers for lock modes. */
const MODES = [
	"",
	"ACCESS SHARE",
	"ROW SHARE",
	"ROW EXCLUSIVE",
	"SHARE UPDATE EXCLUSIVE",
	"SHARE",
	"SHARE ROW EXCLUSIVE",
	"EXCLUSIVE",
	"ACCESS EXCLUSIVE"
];
function judgeLock(statement, session, out) {
	const mode = MODES[statement.mode ?? 8] ?? "ACCESS EXCLUSIVE";
	for (const range of all(statement.relations, "RangeVar")) {
		const table = findRelation(session, range).name;
		const heirs = range.inh ? descendants(session.catalog, table) : [];
		addEffect(session, out, "lock-table", {
			...onTable(table),
			locks: [table, ...heirs].map((name) => lockOn(session, name, mode))
		});
	}
}
function judgeSet(statement, session, out) {
	const name = (statement.name ?? "").toLowerCase();
	const value = (statement.args ?? []).map((argument) => constantOf(argument) ?? "").join(", ");
	if (statement.kind === "VAR_RESET" || statement.kind === "VAR_SET_DEFAULT") session.settings.delete(name);
	else if (statement.kind === "VAR_RESET_ALL") session.settings.clear();
	else noteSet(name, value || timeZoneOf(statement), session, out);
	addEffect(session, out, "change-session", {
		object: name || "every setting",
		objectKind: "other",
		table: null
	});
}
/** `SET TIME ZONE 'UTC'` may come as a cast. */
function timeZoneOf(statement) {
	return constantOf(as(statement.args?.[0], "TypeCast")?.arg) ?? "";
}
// src/sql/postgresql/judge-others.ts
function judgeSchema(statement, session, out, judge) {
	const name = statement.schemaname ?? "";
	const known = session.catalog.schemas.includes(name);
	const object = `schema:${quoteIdentifier(name)}`;
	addEffect(session, out, statement.if_not_exists && known ? "already-there" : "create-object", {
		object,
		objectKind: "schema",
		table: null
	});
	if (!known) session.catalog.schemas.push(name);
	const inside = {
		...session,
		searchPath: [name, ...session.searchPath]
	};
	for (const element of statement.schemaElts ?? []) judge(element, inside, out);
}
function judgeExtension(statement, session, out) {
	addEffect(session, out, "create-object", {
		object: `extension:${quoteIdentifier(statement.extname ?? "")}`,
		objectKind: "extension",
		table: null
	});
}
function judgeOther(kind, path, session, out) {
	addEffect(session, out, "create-object", {
		object: path.map(quoteIdentifier).join(".") || kind,
		objectKind: "other",
		table: null
	});
}
function judgeOwner(path, session, out) {
	addEffect(session, out, "alter-object", {
		object: path.map(quoteIdentifier).join("."),
		objectKind: "other",
		table: null
	});
}
const words = (text) => text.trim().split(/\s+/);
/** Each node type that needs no look at its inside, with its row. */
const ROWS = Object.fromEntries([
	...words(`VariableShowStmt DiscardStmt TransactionStmt PrepareStmt DeallocateStmt DeclareCursorStmt ClosePortalStmt FetchStmt
    NotifyStmt ListenStmt UnlistenStmt CheckPointStmt LoadStmt ConstraintsSetStmt`).map((kind) => [kind, "change-session"]),
	...words(`CreateRoleStmt AlterRoleStmt AlterRoleSetStmt DropRoleStmt GrantRoleStmt ReassignOwnedStmt AlterDatabaseStmt
    AlterDatabaseSetStmt AlterDatabaseRefreshCollStmt AlterSystemStmt CreatedbStmt CreateTableSpaceStmt
    DropTableSpaceStmt AlterTableSpaceOptionsStmt CreatePublicationStmt AlterPublicationStmt CreateSubscriptionStmt
    AlterSubscriptionStmt DropSubscriptionStmt CreateUserMappingStmt AlterUserMappingStmt DropUserMappingStmt
    CreateForeignServerStmt AlterForeignServerStmt CreateFdwStmt AlterFdwStmt SecLabelStmt`).map((kind) => [kind, "change-server"]),
	...words(`CreateCastStmt CreateConversionStmt CreateOpClassStmt CreateOpFamilyStmt CreatePLangStmt CreateAmStmt
    CreateTransformStmt CreateStatsStmt CreateEventTrigStmt`).map((kind) => [kind, "create-object"]),
	...words(`AlterStatsStmt AlterOperatorStmt AlterTypeStmt AlterOpFamilyStmt AlterTSConfigurationStmt AlterTSDictionaryStmt
    AlterCollationStmt AlterObjectDependsStmt AlterEventTrigStmt AlterExtensionContentsStmt`).map((kind) => [kind, "alter-object"]),
	["AlterExtensionStmt", "alter-extension"],
	["AlterTableMoveAllStmt", "rewrite-table"],
	["DropdbStmt", "drop-database"]
]);
const ALONE$1 = {
	CreatedbStmt: "CREATE DATABASE",
	DropdbStmt: "DROP DATABASE",
	CreateTableSpaceStmt: "CREATE TABLESPACE",
	DropTableSpaceStmt: "DROP TABLESPACE",
	AlterSystemStmt: "ALTER SYSTEM"
};
/** Where an option decides: DISCARD ALL, and a subscription that makes its slot. */
function runsAlone(kind, statement) {
	if (kind === "DiscardStmt" && statement.target === "DISCARD_ALL") return "DISCARD ALL";
	if (kind === "CreateSubscriptionStmt") {
		const { options } = statement;
		const said = (word) => option(options, word) === void 0 || isOn$1(options, word);
		return said("create_slot") && said("connect") ? "CREATE SUBSCRIPTION" : null;
	}
	return Object.hasOwn(ALONE$1, kind) ? ALONE$1[kind] ?? null : null;
}
const NAMES = [
	"dbname",
	"extname",
	"role",
	"pubname",
	"subname",
	"servername",
	"trigname",
	"tablespacename"
];
/** The name that the statement says, or its kind. */
function nameIn(kind, statement) {
	const fields = statement;
	const { defnames } = statement;
	if (defnames) return strings(defnames).map(quoteIdentifier).join(".");
	const named = NAMES.map((field) => fields[field]).find((name) => typeof name === "string");
	return typeof named === "string" ? quoteIdentifier(named) : kind.replace(/Stmt$/, "");
}
/** Tables that a publication or statistics are made of: locked weakly. */
function tablesIn(statement) {
	const { pubobjects, relations } = statement;
	return [...all(pubobjects, "PublicationObjSpec").flatMap(({ pubtable }) => pubtable?.relation ?? []), ...all(relations, "RangeVar")];
}
/** Statements that the row alone tells all about; one without a row is unknown. */
function judgeServer(kind, statement, session, out) {
	const row = Object.hasOwn(ROWS, kind) ? ROWS[kind] : void 0;
	out.forbidsTransaction ??= runsAlone(kind, statement);
	const isExtension = kind === "AlterExtensionStmt";
	const object = isExtension ? `extension:${nameIn(kind, statement)}` : nameIn(kind, statement);
	addEffect(session, out, row ?? "unknown-statement", {
		object,
		objectKind: isExtension ? "extension" : "other",
		table: null,
		locks: tablesIn(statement).map((range) => lockOn(session, tableOf(session, range), "SHARE UPDATE EXCLUSIVE"))
	});
	if (row === void 0) session.catalog.incomplete = true;
}
// src/sql/postgresql/follow-rename.ts
/** The object itself, and its parts behind a dot. */
function mapping(from, to) {
	const key = `constraint:${from}.`;
	return (name) => {
		if (name.startsWith(from)) {
			if (name.length === from.length) return to;
			return name[from.length] === "." ? to + name.slice(from.length) : name;
		}
		return name.startsWith(key) ? `constraint:${to}.${name.slice(key.length)}` : name;
	};
}
/** The same list where nothing in it has the name: most lists do not. */
function mapList(names, map) {
	return names.some((name) => map(name) !== name) ? names.map(map) : names;
}
/** What any object may be named by: views, policies, rules, owned sequences. */
function mapUses(session, from, map) {
	for (const [name, table] of mentioning(session, "tables", from)) {
		for (const policy of Object.values(table.policies)) policy.columns = mapList(policy.columns, map);
		for (const rule of Object.values(table.rules ?? {})) rule.columns = mapList(rule.columns, map);
		noteMentions(session, "tables", name, table);
	}
	for (const [name, view] of mentioning(session, "views", from, `constraint:${from}`)) {
		view.uses = mapList(view.uses, map);
		noteMentions(session, "views", name, view);
	}
	for (const [name, sequence] of mentioning(session, "sequences", from)) {
		if (sequence.ownedBy !== null) sequence.ownedBy = map(sequence.ownedBy);
		noteMentions(session, "sequences", name, sequence);
	}
}
/** What a table is named by: its children, foreign keys and indexes. */
function mapTables(session, from, map) {
	const namers = mentioning(session, "tables", from);
	for (const [, table] of namers) {
		if (table.parents.length > 0) table.parents = mapList(table.parents, map);
		if (table.defaultPartition) table.defaultPartition = map(table.defaultPartition);
	}
	eachForeignKeyTo(session, from, (constraint, references) => {
		constraint.references = {
			...references,
			table: map(references.table)
		};
	});
	for (const [name, table] of namers) noteMentions(session, "tables", name, table);
	for (const [name, index] of mentioning(session, "indexes", from)) {
		index.table = map(index.table);
		noteMentions(session, "indexes", name, index);
	}
}
/** What a function or a sequence is named by: triggers, defaults, checks, indexes. */
function mapCalls(catalog, map) {
	for (const table of Object.values(catalog.tables)) {
		for (const trigger of Object.values(table.triggers)) trigger.function = map(trigger.function);
		for (const column of Object.values(table.columns)) if (column.defaultUses) column.defaultUses = mapList(column.defaultUses, map);
		for (const constraint of Object.values(table.constraints)) if (constraint.uses) constraint.uses = mapList(constraint.uses, map);
	}
	for (const index of Object.values(catalog.indexes)) if (index.uses) index.uses = mapList(index.uses, map);
}
/**
* The text of a function does not follow: it goes on to say the old name, as PostgreSQL keeps it. Views, policies, keys,
* triggers and defaults do.
*/
function mapReferences(session, kind, from, map) {
	mapUses(session, from, map);
	if (kind === "table" || kind === "view") mapTables(session, from, map);
	if (kind === "function" || kind === "sequence") mapCalls(session.catalog, map);
}
function followFresh(session, map) {
	for (const set of [
		session.fresh,
		session.enumValuesOfTransaction,
		session.typesOfTransaction
	]) for (const name of [...set]) {
		const renamed = map(name);
		if (renamed === name) continue;
		set.delete(name);
		set.add(renamed);
	}
}
const HOMES$1 = {
	table: "tables",
	view: "views",
	index: "indexes",
	type: "types",
	function: "functions",
	sequence: "sequences"
};
/** A table, view, index, type, function or sequence under its new canonical name. */
function renameObject(session, kind, from, to) {
	if (from === to) return;
	if (kind !== "table" && kind !== "index") delete session.mentions;
	rekey(session.catalog[HOMES$1[kind]], from, to);
	noteMentions(session, "tables", to, lookup(session.catalog.tables, to));
	noteMentions(session, "indexes", to, lookup(session.catalog.indexes, to));
	const map = mapping(from, to);
	if (kind !== "index") mapReferences(session, kind, from, map);
	followFresh(session, map);
	if (kind === "type") retypeColumns(session, from.slice(5), to.slice(5));
}
function retypeColumns(session, from, to) {
	for (const table of Object.values(session.catalog.tables)) for (const column of Object.values(table.columns)) if (column.type === from || column.type === `${from}[]`) column.type = column.type.replace(from, () => to);
	for (const type of Object.values(session.catalog.types)) if (type.base === from) type.base = to;
}
/** Indexes and owned sequences live in their table's schema. */
function moveTable(session, from, to) {
	const schema = partsOf(session, to).schema;
	renameObject(session, "table", from, to);
	for (const [name, index] of mentioning(session, "indexes", to)) if (index.table === to) renameObject(session, "index", name, nameIn$1(session, "index", schema, partsOf(session, name).own));
	for (const [name, { ownedBy }] of mentioning(session, "sequences", to)) {
		if (!ownedBy?.startsWith(`${to}.`)) continue;
		renameObject(session, "sequence", name, nameIn$1(session, "sequence", schema, partsOf(session, name).own));
	}
}
const swap = (names, from, to) => names.includes(from) ? names.map((name) => name === from ? to : name) : names;
/** A column, in its table's own entries and wherever else it is named. */
function renameColumn(session, table, from, to) {
	const entry = lookup(session.catalog.tables, table);
	if (!entry) return;
	const columns = emptyRecord();
	for (const name in entry.columns) {
		const column = entry.columns[name];
		if (!column) continue;
		column.generatedFrom = swap(column.generatedFrom, from, to);
		store(columns, name === from ? to : name, column);
	}
	entry.columns = columns;
	for (const constraint of Object.values(entry.constraints)) {
		constraint.columns = swap(constraint.columns, from, to);
		constraint.provesNotNull = swap(constraint.provesNotNull, from, to);
	}
	for (const trigger of Object.values(entry.triggers)) trigger.columns = swap(trigger.columns, from, to);
	for (const [, index] of mentioning(session, "indexes", table)) {
		if (index.table !== table) continue;
		index.columns = swap(index.columns, from, to);
		index.alsoUses = swap(index.alsoUses, from, to);
	}
	renameKeyColumns(session, table, from, to);
	const name = columnName(table, from);
	mapReferences(session, "column", name, mapping(name, columnName(table, to)));
}
function renameKeyColumns(session, table, from, to) {
	eachForeignKeyTo(session, table, (constraint, references) => {
		if (!references.columns.includes(from)) return;
		constraint.references = {
			table,
			columns: swap(references.columns, from, to)
		};
	});
}
/** A constraint under its new name, with its index. */
function renameConstraint(session, table, from, to) {
	const entry = lookup(session.catalog.tables, table);
	if (!entry) return;
	rekey(entry.constraints, from, to);
	const { schema } = partsOf(session, table);
	const index = nameIn$1(session, "index", schema, from);
	const owned = lookup(session.catalog.indexes, index);
	if (owned?.constraint !== from) return;
	owned.constraint = to;
	renameObject(session, "index", index, nameIn$1(session, "index", schema, to));
}
// src/sql/postgresql/rename-objects.ts
/** The canonical name that the same object has in another schema or under another own name. */
function renamedAs(session, kind, name, own) {
	return nameIn$1(session, kind, partsOf(session, name).schema, own);
}
/** A table, index, view or sequence under another name or in another schema. */
function renameRelation(relation, to, session, out, row) {
	const { kind, name } = relation;
	const renamed = {
		before: sqlName(name),
		after: sqlName(to)
	};
	const parts = partsOf(session, to);
	const words = { definition: quoteIdentifier(row ? parts.schema : parts.own) };
	if (kind === "index") addEffect(session, out, "rename-index", {
		object: name,
		objectKind: "index",
		table: lookup(session.catalog.indexes, name)?.table ?? null,
		others: [name],
		...renamed
	});
	else addEffect(session, out, row ?? (kind === "table" ? "rename-table" : "rename-object"), {
		object: name,
		objectKind: kind,
		table: kind === "table" ? name : null,
		words,
		...renamed
	});
	const constraint = kind === "index" ? lookup(session.catalog.indexes, name) : void 0;
	if (constraint?.constraint) renameConstraint(session, constraint.table, constraint.constraint, parts.own);
	else if (kind === "table") moveTable(session, name, to);
	else renameObject(session, kind, name, to);
}
function renameNamed(kind, name, to, session, out) {
	const effect = addEffect(session, out, "rename-object", {
		object: name,
		objectKind: kind,
		table: null,
		before: sqlName(name),
		after: sqlName(to)
	});
	effect.locks = [];
	renameObject(session, kind, name, to);
}
const HOMES = {
	table: "tables",
	view: "views",
	index: "indexes",
	sequence: "sequences"
};
function isAbsent(missingOk, { kind, name }, session, out) {
	if (!missingOk || lookup(session.catalog[HOMES[kind]], name) !== void 0 || !provesAbsence(session)) return false;
	addEffect(session, out, "already-gone", {
		object: name,
		objectKind: kind,
		table: kind === "table" ? name : null
	});
	return true;
}
function renameSchema(from, to, session, out) {
	const target = {
		object: `schema:${quoteIdentifier(from)}`,
		objectKind: "schema",
		table: null,
		before: from,
		after: to
	};
	addEffect(session, out, "rename-object", target).locks = [];
	session.catalog.schemas = session.catalog.schemas.map((name) => name === from ? to : name);
	const move = (name, kind) => {
		const parts = partsOf(session, name);
		return parts.schema === from ? nameIn$1(session, kind, to, parts.own) : null;
	};
	for (const name of Object.keys(session.catalog.tables)) {
		const moved = move(name, "table");
		if (moved !== null) moveTable(session, name, moved);
	}
	for (const kind of [
		"view",
		"type",
		"function",
		"sequence"
	]) for (const name of Object.keys(session.catalog[`${kind}s`])) {
		const moved = move(name, kind);
		if (moved !== null) renameObject(session, kind, name, moved);
	}
}
// src/sql/postgresql/judge-rename.ts
const EXPECTED$1 = {
	OBJECT_INDEX: "index",
	OBJECT_VIEW: "view",
	OBJECT_MATVIEW: "view",
	OBJECT_SEQUENCE: "sequence"
};
const NAMED = {
	OBJECT_TYPE: "type",
	OBJECT_DOMAIN: "type",
	OBJECT_FUNCTION: "function",
	OBJECT_PROCEDURE: "function",
	OBJECT_ROUTINE: "function",
	OBJECT_AGGREGATE: "function"
};
function renameOneColumn(statement, session, out) {
	const relation = findRelation(session, statement.relation, EXPECTED$1[statement.relationType ?? ""] ?? "table");
	const [from, to] = [statement.subname ?? "", statement.newname ?? ""];
	const at = openAltering(session, out, relation.name, true);
	const words = {
		type: findColumn(session, relation.name, from)?.type ?? "…",
		definition: quoteIdentifier(to)
	};
	const renamed = {
		before: from,
		after: to
	};
	if (relation.kind !== "table") {
		addEffect(session, out, "rename-object", {
			object: columnName(relation.name, from),
			objectKind: "column",
			table: null,
			...renamed
		});
		return;
	}
	addEffect(session, out, "rename-column", {
		...columnTarget(at, from, words),
		...renamed
	});
	for (const table of [relation.name, ...at.heirs]) renameColumn(session, table, from, to);
}
/** Names that no query says: constraints, triggers, policies, rules. */
function renameInternal(statement, session, out) {
	const table = tableOf(session, statement.relation);
	const [from, to] = [statement.subname ?? "", statement.newname ?? ""];
	const renamed = {
		before: from,
		after: to
	};
	const kind = statement.renameType === "OBJECT_TRIGGER" ? "trigger" : statement.renameType === "OBJECT_POLICY" ? "policy" : "constraint";
	if (statement.renameType === "OBJECT_TABCONSTRAINT") {
		const at = openAltering(session, out, table, true);
		addEffect(session, out, "rename-internal", {
			...constraintTarget(at, from, []),
			...renamed
		});
		for (const name of [table, ...at.heirs]) renameConstraint(session, name, from, to);
		return;
	}
	addEffect(session, out, "rename-internal", {
		object: partName(kind, table, from),
		objectKind: kind,
		table,
		...renamed
	});
	const entry = lookup(session.catalog.tables, table);
	if (entry && kind === "trigger") rekey(entry.triggers, from, to);
	if (entry && kind === "policy") rekey(entry.policies, from, to);
}
function renameOther(statement, session, out) {
	const named = NAMED[statement.renameType ?? ""];
	if (named) {
		const name = nameOf(session, named, pathOf(statement.object));
		renameNamed(named, name, renamedAs(session, named, name, statement.newname ?? ""), session, out);
		return;
	}
	const object = [...pathOf(statement.object), statement.subname ?? ""].filter(Boolean).map(quoteIdentifier).join(".");
	const target = {
		object,
		objectKind: "other",
		table: null,
		before: object,
		after: statement.newname ?? ""
	};
	const isConstraint = statement.renameType === "OBJECT_DOMCONSTRAINT";
	addEffect(session, out, isConstraint ? "rename-internal" : "rename-object", target).locks = [];
}
function renameOneRelation(statement, session, out) {
	const relation = findRelation(session, statement.relation, EXPECTED$1[statement.renameType ?? ""] ?? "table");
	if (isAbsent(statement.missing_ok, relation, session, out)) return;
	renameRelation(relation, renamedAs(session, relation.kind, relation.name, statement.newname ?? ""), session, out);
}
const RENAMES = {
	OBJECT_COLUMN: renameOneColumn,
	OBJECT_TABCONSTRAINT: renameInternal,
	OBJECT_TRIGGER: renameInternal,
	OBJECT_POLICY: renameInternal,
	OBJECT_RULE: renameInternal,
	OBJECT_SCHEMA: (statement, session, out) => renameSchema(statement.subname ?? "", statement.newname ?? "", session, out),
	OBJECT_TABLE: renameOneRelation,
	OBJECT_FOREIGN_TABLE: renameOneRelation,
	OBJECT_INDEX: renameOneRelation,
	OBJECT_VIEW: renameOneRelation,
	OBJECT_MATVIEW: renameOneRelation,
	OBJECT_SEQUENCE: renameOneRelation
};
function judgeRename(statement, session, out) {
	(RENAMES[statement.renameType ?? "OBJECT_TABLE"] ?? renameOther)(statement, session, out);
}
function judgeSetSchema(statement, session, out) {
	const schema = statement.newschema ?? "";
	const named = NAMED[statement.objectType ?? ""];
	const moved = (kind, name) => nameIn$1(session, kind, schema, partsOf(session, name).own);
	if (named) {
		const name = nameOf(session, named, pathOf(statement.object));
		renameNamed(named, name, moved(named, name), session, out);
	} else if (statement.relation) {
		const relation = findRelation(session, statement.relation, EXPECTED$1[statement.objectType ?? ""] ?? "table");
		if (isAbsent(statement.missing_ok, relation, session, out)) return;
		renameRelation(relation, moved(relation.kind, relation.name), session, out, "set-schema");
	} else addEffect(session, out, "alter-object", {
		object: pathOf(statement.object).map(quoteIdentifier).join("."),
		objectKind: "other",
		table: null
	});
}
// src/sql/postgresql/judge-sequences.ts
/** `OWNED BY t.c`; null for `OWNED BY NONE`, undefined where it is not said. */
function ownerIn(session, options) {
	const path = strings(as(option(options, "owned_by")?.arg, "List")?.items);
	if (path.length === 0) return void 0;
	if (path.length === 1) return null;
	const column = path.at(-1) ?? "";
	const schemaname = path.at(-3);
	return columnName(tableOf(session, {
		relname: path.at(-2) ?? "",
		...schemaname !== void 0 && { schemaname }
	}), column);
}
function judgeCreateSequence(statement, session, out) {
	const name = newRelation(session, "sequence", statement.sequence);
	const target = {
		object: name,
		objectKind: "sequence",
		table: null
	};
	if (isThere(session, out, target, lookup(session.catalog.sequences, name), statement.if_not_exists)) return;
	addEffect(session, out, "create-object", target);
	session.fresh.add(name);
	noteTemporary(session, statement.sequence, name);
	store(session.catalog.sequences, name, { ownedBy: ownerIn(session, statement.options) ?? null });
}
function judgeAlterSequence(statement, session, out) {
	const { name } = findRelation(session, statement.sequence, "sequence");
	const has = (word) => option(statement.options, word) !== void 0;
	addEffect(session, out, has("restart") ? "restart-sequence" : has("as") ? "retype-sequence" : (statement.options ?? []).length === 1 && has("owned_by") ? "own-sequence" : "alter-sequence", {
		object: name,
		objectKind: "sequence",
		table: null
	});
	const owner = ownerIn(session, statement.options);
	const known = lookup(session.catalog.sequences, name);
	if (owner === void 0) return;
	if (known) known.ownedBy = owner;
	else store(session.catalog.sequences, name, { ownedBy: owner });
}
// src/sql/postgresql/judge.ts
/** One parsed statement: judged by its row of the table, and applied to the catalog. */
/** A statement that writes rows: what WITH writes, what it writes itself, what its functions do, and what it sets off. */
function writing(judge) {
	return (statement, session, out) => {
		judgeWith(statement.withClause, (node) => judgeNode(node, session, out));
		judge(statement, session, out);
		judgeCalls(statement, session, out, "write");
		const table = tableOf(session, statement.relation);
		if (isSystem(session, table)) addEffect(session, out, "write-system-catalog", {
			object: table,
			objectKind: "table",
			table
		});
		judgeSetOff(session, out, [table, ...relationsIn(session, statement)]);
	};
}
const judges = {
	AlterTableStmt: judgeAlterTable,
	CreateStmt: judgeCreateTable,
	CreateForeignTableStmt: (statement, session, out) => judgeCreateTable(statement.base ?? {}, session, out),
	CreateTableAsStmt: (statement, session, out) => {
		judgeCreateAs(statement, session, out);
		judgeCalls(statement.query, session, out, "write");
		judgeSetOff(session, out, relationsIn(session, statement.query));
	},
	DropStmt: judgeDrop,
	RenameStmt: judgeRename,
	AlterObjectSchemaStmt: judgeSetSchema,
	IndexStmt: judgeCreateIndex,
	ReindexStmt: judgeReindex,
	ViewStmt: judgeCreateView,
	RefreshMatViewStmt: (statement, session, out) => {
		judgeRefresh(statement, session, out);
		judgeSetOff(session, out, [findRelation(session, statement.relation, "view").name]);
	},
	CreateEnumStmt: judgeCreateEnum,
	CreateRangeStmt: judgeCreateRange,
	CreateDomainStmt: judgeCreateDomain,
	CompositeTypeStmt: judgeCompositeType,
	AlterEnumStmt: judgeAlterEnum,
	AlterDomainStmt: judgeAlterDomain,
	CreateSeqStmt: judgeCreateSequence,
	AlterSeqStmt: judgeAlterSequence,
	CreateFunctionStmt: judgeCreateFunction,
	AlterFunctionStmt: judgeAlterFunction,
	CreateTrigStmt: judgeCreateTrigger,
	RuleStmt: judgeRule,
	CreatePolicyStmt: judgePolicy,
	AlterPolicyStmt: judgePolicy,
	GrantStmt: judgeGrant,
	AlterDefaultPrivilegesStmt: (statement, session, out) => judgeGrant({
		...statement.action,
		objects: []
	}, session, out),
	CommentStmt: judgeComment,
	CreateSchemaStmt: (statement, session, out) => judgeSchema(statement, session, out, judgeNode),
	CreateExtensionStmt: judgeExtension,
	DefineStmt: (statement, session, out) => {
		if (statement.kind === "OBJECT_TYPE") judgeOtherType(strings(statement.defnames), session, out);
		else judgeOther("DefineStmt", strings(statement.defnames), session, out);
	},
	AlterOwnerStmt: (statement, session, out) => judgeOwner(pathOf(statement.object), session, out),
	InsertStmt: writing(judgeInsert),
	UpdateStmt: writing(judgeUpdate),
	DeleteStmt: writing(judgeDelete),
	MergeStmt: writing(judgeMerge),
	SelectStmt: (statement, session, out) => {
		judgeWith(statement.withClause, (node) => judgeNode(node, session, out));
		judgeSelect(statement, session, out);
	},
	TruncateStmt: judgeTruncate,
	CopyStmt: (statement, session, out) => {
		judgeCopy(statement, session, out);
		judgeCalls(statement.query, session, out, "query");
		judgeSetOff(session, out, [...statement.relation ? [tableOf(session, statement.relation)] : [], ...relationsIn(session, statement.query)]);
	},
	DeclareCursorStmt: (statement, session, out) => {
		judgeServer("DeclareCursorStmt", statement, session, out);
		judgeCalls(statement.query, session, out, "query");
		judgeSetOff(session, out, relationsIn(session, statement.query));
	},
	CallStmt: judgeCall,
	ExplainStmt: (statement, session, out) => {
		if (statement.query && runsQuery(statement.options)) judgeNode(statement.query, session, out);
		else addEffect(session, out, "change-session", {
			object: "EXPLAIN",
			objectKind: "other",
			table: null
		});
	},
	ExecuteStmt: (_, session, out) => {
		addEffect(session, out, "execute-prepared", {
			object: "EXECUTE",
			objectKind: "other",
			table: null
		});
	},
	VacuumStmt: judgeVacuum,
	ClusterStmt: judgeCluster,
	LockStmt: judgeLock,
	VariableSetStmt: judgeSet
};
/** Anything under its own row, or told as what nobody knows. */
function judgeNode(node, session, out) {
	for (const [kind, statement] of Object.entries(node)) {
		const judge = judges[kind];
		if (judge && Object.hasOwn(judges, kind)) judge(statement, session, out);
		else judgeServer(kind, statement, session, out);
	}
}
function unknown(node, session) {
	const out = emptyJudged();
	session.catalog.incomplete = true;
	addEffect(session, out, "unknown-statement", {
		object: Object.keys(node)[0] ?? "statement",
		objectKind: "other",
		table: null
	});
	return out;
}
/**
* What a statement does to each object that it touches, by engine version and by what the catalog knows; the session's
* catalog is as the statement leaves it. `node` is libpg_query's `stmt.stmt`. Never throws: a statement that nobody knows
* is one effect of kind `unknown`.
*/
function judgeStatement(node, session) {
	try {
		const out = emptyJudged();
		keepMentions(session, node);
		out.uncommittedEnumValues = uncommittedValues(node, session);
		judgeNode(node, session, out);
		return out.effects.length > 0 ? out : unknown(node, session);
	} catch {
		return unknown(node, session);
	}
}
// src/sql/postgresql/comments.ts
const OURS = /^(?:--|\/\*)[\s*]*lanekeeper\s*:\s*(.*)$/is;
const ALLOW = /^allow\s+(\S.*)$/is;
const RULES = /^[a-z][a-z0-9-]*(?:\s*,\s*[a-z][a-z0-9-]*)*$/i;
/** Every statement on a line gets every comment on it: a bound keeps hostile files from multiplying them. */
const MAX_ON_LINE = 20;
const EXPECTED = "expected: -- lanekeeper: allow RULE[, RULE] because REASON";
/** Reads what the comments of an SQL text allow. */
function readComments(sql, placeOf) {
	const read = {
		allows: [],
		mistakes: []
	};
	if (!/lanekeeper\s*:/i.test(sql)) return read;
	for (let at = 0; at < sql.length;) {
		const token = tokenAt(sql, at);
		at = token.end;
		const ours = token.kind === "comment" ? OURS.exec(sql.slice(token.start, token.end)) : null;
		if (!ours) continue;
		const place = placeOf(token.start);
		const allowed = read.allows.length >= MAX_ON_LINE && read.allows.at(-20)?.allow.line === place.line ? null : readAllow((ours[1] ?? "").replace(/\*\/$/, ""));
		const endLine = place.line + ours[0].split("\n").length - 1;
		if (allowed) read.allows.push({
			allow: {
				...allowed,
				...place
			},
			endLine
		});
		else read.mistakes.push({
			...place,
			message: `the lanekeeper comment is not understood; ${EXPECTED}`
		});
	}
	return read;
}
/** Null: the words are not those of an exemption. A missing reason is an empty one. */
function readAllow(text) {
	const allow = ALLOW.exec(text.trim())?.[1];
	if (allow === void 0) return null;
	const because = /(?:^|\s)because(?:\s|$)/i.exec(allow);
	const rules = (because ? allow.slice(0, because.index) : allow).trim();
	if (!RULES.test(rules)) return null;
	const reason = because ? allow.slice(because.index + because[0].length) : "";
	return {
		rules: rules.split(",").map((rule) => rule.trim().toLowerCase()),
		reason: reason.replace(/\s+/g, " ").trim()
	};
}
/**
* Hands each comment to the statements that it stands at: those on its line, or else those that begin on the line
* below (further exemptions may stand between). Gives back those that stand at none.
*/
function attachAllows({ allows }, statements) {
	if (allows.length === 0) return [];
	const below = /* @__PURE__ */ new Map();
	for (const { allow, endLine } of allows.toReversed()) {
		const next = beginningAt(statements, endLine + 1);
		const at = next.length > 0 ? next : below.get(endLine + 1) ?? [];
		below.set(endLine, at);
		below.set(allow.line, at);
	}
	return allows.map(({ allow }) => allow).filter((allow) => {
		const own = statementsAt(statements, allow.line);
		const at = own.length > 0 ? own : below.get(allow.line) ?? [];
		for (const one of at) one.allows.push(allow);
		return at.length === 0;
	});
}
/** How many of the statements, which are in order, begin on that line or above. */
function countUpTo(statements, line) {
	let low = 0;
	let high = statements.length;
	while (low < high) {
		const middle = low + high >> 1;
		if ((statements[middle]?.line ?? 0) <= line) low = middle + 1;
		else high = middle;
	}
	return low;
}
function beginningAt(statements, line) {
	return statements.slice(countUpTo(statements, line - 1), countUpTo(statements, line));
}
function statementsAt(statements, line) {
	const before = statements[countUpTo(statements, line - 1) - 1];
	const begins = beginningAt(statements, line);
	return before && before.endLine >= line ? [before, ...begins] : begins;
}
// src/sql/postgresql/plpgsql.ts
/** What a PL/pgSQL body runs: every piece of SQL in it, in order, as the server's own compiler finds them. */
/** Reads the body of a DO statement or a routine; `statement` is the whole of it, `body` what stands in its quotes. */
function readPlpgsql(statement, body) {
	if (isTooDeepPlpgsql(body)) return { message: "it is nested too deeply to be read" };
	const parsed = parsePlpgsql(statement);
	if ("message" in parsed) return { message: parsed.message };
	const walk = new BodyWalk();
	walk.visit(parsed.functions, {
		line: 1,
		branch: ""
	});
	return {
		fragments: walk.fragments,
		endsTransactions: walk.endsTransactions
	};
}
const BRANCHES = /^PLpgSQL_(?:stmt_(?:if|case|loop|while|for\w*|dynfor\w*)|if_elsif|case_when|exception)$/;
const LEAVES = /^PLpgSQL_stmt_(?:return|exit)$/;
const ENDS = /^PLpgSQL_stmt_(?:commit|rollback)$/;
/** Where an expression is not the SQL, but gives it. */
const DYNAMIC = /^PLpgSQL_stmt_dyn\w*$/;
/** Goes through everything, whatever it is called: an expression in a place that is new to us is not overlooked. */
var BodyWalk = class {
	fragments = [];
	endsTransactions = false;
	left = false;
	last = 0;
	visit(value, at, parent = "", key = "") {
		if (Array.isArray(value)) {
			const branch = at.branches ? `${at.branch || "/"}${++this.last}/` : at.branch;
			for (const item of value) this.visit(item, {
				line: at.line,
				branch
			}, parent, key);
		} else if (typeof value === "object" && value !== null) for (const [name, inner] of Object.entries(value)) {
			if (typeof inner !== "object" || inner === null) continue;
			if (name === "PLpgSQL_expr") this.take(inner, at, parent, key);
			else if (name.startsWith("PLpgSQL_")) this.enter(name, inner, at);
			else this.visit(inner, at, parent, name);
		}
	}
	enter(name, inner, at) {
		const { lineno } = inner;
		if (ENDS.test(name)) this.endsTransactions = true;
		const branches = BRANCHES.test(name) || "exceptions" in inner;
		const line = typeof lineno === "number" ? lineno : at.line;
		this.visit(inner, {
			line,
			branch: at.branch,
			branches
		}, name);
		if (LEAVES.test(name) && lineno !== void 0) this.left = true;
	}
	take(expression, at, parent, key) {
		if (typeof expression.query !== "string") return;
		const dynamic = DYNAMIC.test(parent) && key === "query" || key === "dynquery";
		const mode = Number(expression.parseMode ?? 0);
		const kind = dynamic ? "dynamic" : mode === 0 ? "statement" : mode === 2 ? "expression" : "assignment";
		this.fragments.push({
			kind,
			text: expression.query,
			line: at.line,
			branch: this.left ? `/return${at.branch || "/"}` : at.branch
		});
	}
};
// src/sql/postgresql/unknown.ts
function unknownEffect(operation, object, why, instead = []) {
	return {
		kind: "unknown",
		object,
		objectKind: "other",
		table: null,
		phase: "unknown",
		load: "instant",
		locks: [],
		operation,
		fresh: false,
		dependents: [],
		instead,
		why
	};
}
// src/sql/postgresql/do-block.ts
/** DO blocks: what can be seen of them is judged, and that they are blocks is said in any case. */
/** Judges a DO statement; `text` is its text as written. Applies to the session what it sees. */
function judgeDo(node, text, session, judge) {
	const args = node.DoStmt?.args ?? [];
	const option = (name) => args.find(({ DefElem }) => DefElem?.defname === name)?.DefElem?.arg?.String?.sval;
	const body = option("as");
	const language = option("language") ?? "plpgsql";
	const block = new Block(session, judge, bodyOffset(text, body ?? ""));
	if (body === void 0) block.lose("it has no body");
	else if (language !== "plpgsql") block.lose(`it is written in ${language}`);
	else block.read(text, body);
	return block.finish();
}
var Block = class {
	session;
	judge;
	at;
	result = {
		...emptyJudged(),
		inner: [],
		certain: []
	};
	lost = [];
	perhaps = [];
	found = 0;
	body = "";
	constructor(session, judge, at) {
		this.session = session;
		this.judge = judge;
		this.at = at;
	}
	/** Something in it cannot be seen. */
	lose(sentence) {
		const reason = sentence.replace(/\.$/, "");
		if (this.lost.length < 3 && !this.lost.includes(reason)) this.lost.push(reason);
	}
	read(text, body) {
		const read = readPlpgsql(text, body);
		if ("message" in read) this.lose(read.message);
		else {
			this.body = body;
			if (read.endsTransactions) this.result.forbidsTransaction = "COMMIT or ROLLBACK in a DO block";
			const lines = lineStarts(body);
			for (const fragment of read.fragments) this.take(fragment, lines[fragment.line - 1] ?? 0);
		}
	}
	take(fragment, lineStart) {
		const sql = sqlOf(fragment);
		const parsed = sql === null ? COMPUTED : parseStatements(sql);
		if ("failure" in parsed) this.lose(`${parsed.failure.message} in ${brief(fragment.text)}`);
		else {
			const offset = this.locate(fragment, lineStart);
			const text = (fragment.kind === "dynamic" ? sql : fragment.text) ?? "";
			for (const { node } of parsed.statements) this.run(node, {
				...fragment,
				text: text.trim()
			}, offset);
		}
	}
	run(node, fragment, offset) {
		const { session, result } = this;
		const certain = fragment.branch === "";
		this.enter(fragment.branch);
		const before = certain ? null : new Set(session.fresh);
		const judged = node.DoStmt ? {
			...emptyJudged(),
			effects: [unknownEffect("do-block-dynamic", "DO", "it holds another DO")]
		} : this.judge(node, session);
		for (const name of before ? session.fresh : []) if (!before?.has(name)) this.perhaps.push({
			name,
			branch: fragment.branch
		});
		for (const draft of judged.effects) {
			if (draft.kind === "unknown") this.lose(draft.why || brief(fragment.text));
			else if (fragment.kind === "statement" || fragment.kind === "dynamic" || draft.phase !== "neutral") result.inner.push({
				draft,
				offset,
				text: fragment.text
			});
			if (!certain && TAKES_AWAY.has(draft.kind)) session.catalog.incomplete = true;
		}
		merge(result, judged);
		if (certain) result.certain.push(node);
	}
	/** What only may have been made is fresh where it must have been, and may as well have been there before elsewhere. */
	enter(branch) {
		for (const made of this.perhaps) if (branch.startsWith(made.branch)) this.session.fresh.add(made.name);
		else this.session.fresh.delete(made.name);
	}
	/** Where a piece stands in the statement: the compiler gives its line, its text is looked for from there. */
	locate(fragment, lineStart) {
		if (this.at < 0) return 0;
		const from = Math.max(lineStart, this.found);
		const head = (fragment.text.split("\n", 1)[0] ?? "").slice(0, 80).trimEnd();
		const index = this.body.slice(from, from + SEARCHED).indexOf(head);
		if (index >= 0) this.found = from + index + head.length;
		return this.at + (index < 0 ? lineStart : from + index);
	}
	finish() {
		this.enter("");
		const dynamic = this.lost.length > 0;
		if (dynamic) this.session.catalog.incomplete = true;
		this.result.effects.push(dynamic ? unknownEffect("do-block-dynamic", "DO", `What the DO block does cannot be seen whole: ${this.lost.join("; ")}.`, PLAIN) : unknownEffect("do-block-static", "DO", ""));
		return this.result;
	}
};
const COMPUTED = { failure: {
	message: "SQL that is computed",
	offset: 0
} };
const SEARCHED = 4e3;
const TAKES_AWAY = /* @__PURE__ */ new Set([
	"removes",
	"renames",
	"retypes",
	"relaxes"
]);
const PLAIN = ["-- write the statements that it comes to plainly, so that each can be judged"];
const brief = (text) => {
	const line = text.replace(/\s+/g, " ").trim();
	return line.length > 80 ? `${line.slice(0, 80)}…` : line;
};
/** The SQL that a piece comes to; null where it is computed. */
function sqlOf({ kind, text }) {
	if (kind === "statement") return text;
	if (kind === "dynamic") return foldConstant(text);
	return `SELECT ${text.slice(kind === "assignment" ? endOfTarget(text) : 0)}`;
}
/** After the `:=` or `=` of an assignment; what stands in brackets belongs to the target. */
function endOfTarget(text) {
	let depth = 0;
	for (let at = 0; at < text.length;) {
		const token = tokenAt(text, at);
		const character = token.kind === "symbol" ? text.charAt(token.start) : "";
		if (character === "[") depth++;
		if (character === "]") depth--;
		if (character === "=" && depth === 0) return token.end;
		at = token.end;
	}
	return 0;
}
function merge(result, judged) {
	result.rows.push(...judged.rows);
	result.uncommittedEnumValues.push(...judged.uncommittedEnumValues);
	result.forbidsTransaction ??= judged.forbidsTransaction;
	result.disablesTriggers ??= judged.disablesTriggers;
	result.hidesInvalidIndex ||= judged.hidesInvalidIndex;
}
/** Where in a DO statement the inside of its body's quotes begins; -1 where the text there differs from what it means. */
function bodyOffset(text, body) {
	for (let at = 0; at < text.length;) {
		const token = tokenAt(text, at);
		at = token.end;
		if (token.kind !== "string") continue;
		const quote = text.charAt(token.start) === "$" ? text.indexOf("$", token.start + 1) + 1 : token.start + 1;
		if (text.startsWith(body, quote) && quote + body.length < token.end) return quote;
	}
	return -1;
}
function lineStarts(body) {
	const starts = [0];
	for (let at = body.indexOf("\n"); at >= 0; at = body.indexOf("\n", at + 1)) starts.push(at + 1);
	return starts;
}
// src/sql/postgresql/copy-data.ts
/** The rows that follow COPY … FROM stdin, up to a line that holds `\.` alone. */
/** Sees the tokens of one statement and tells whether it reads rows from its own file. */
var CopyWatch = class {
	isCopy = null;
	depth = 0;
	from = false;
	stdin = false;
	get rowsFollow() {
		return this.isCopy === true && this.stdin;
	}
	symbol(character) {
		this.isCopy ??= false;
		if (character === "(") this.depth++;
		if (character === ")") this.depth--;
		this.from = false;
	}
	word(word) {
		this.isCopy ??= /^copy$/i.test(word);
		if (this.depth > 0) return;
		if (this.from && /^stdin$/i.test(word)) this.stdin = true;
		this.from = /^from$/i.test(word);
	}
};
/** `start` is the beginning of a line. Where nothing ends the rows, they reach to the end of the text. */
function endOfRows(text, start) {
	const end = /^\\\.[ \t]*\r?$/gm;
	end.lastIndex = start;
	return end.test(text) ? {
		end: end.lastIndex,
		closed: true
	} : {
		end: text.length,
		closed: false
	};
}
// src/sql/postgresql/psql-commands.ts
const HARMLESS = new Set("a C cd conninfo copyright echo encoding errverbose f H html l list o out p print pset qecho restrict s sf sv t T timing unrestrict unset warn w write x z h help ? g gx gset gdesc crosstabview".split(" "));
/** These send what was typed so far, as a semicolon does. */
const SENDERS = /* @__PURE__ */ new Set([
	"g",
	"gx",
	"gset",
	"gdesc",
	"gexec",
	"crosstabview",
	"watch",
	"bind",
	"parse"
]);
/** Their argument is the rest of the line, other backslashes included. */
const WHOLE_LINE = /* @__PURE__ */ new Set([
	"!",
	"copy",
	"ef",
	"ev",
	"sf",
	"sv",
	"h",
	"help"
]);
const REASONS = {
	i: "what the included file does is not seen; put its statements here",
	c: "it goes on in another database or as another role",
	copy: "the rows that it loads are not seen; use INSERT, or COPY … FROM stdin with its rows here",
	gexec: "it runs statements that a query makes up",
	if: "which of its branches runs is not known",
	q: "what follows it does not run",
	"!": "it runs a command of the shell",
	r: "it throws away the statement before it"
};
const SAME = {
	ir: "i",
	include: "i",
	include_relative: "i",
	connect: "c",
	elif: "if",
	else: "if",
	endif: "if",
	quit: "q",
	reset: "r"
};
function sendsStatement(name) {
	return SENDERS.has(name);
}
function takesWholeLine(name) {
	return WHOLE_LINE.has(name);
}
/** Nothing after it is read. */
function endsFile(name) {
	return name === "q" || name === "quit";
}
/** Why a command makes a file unreadable; null where it changes nothing in the database. */
function objectionTo(name, argument) {
	if (name === "set") return /^\s*AUTOCOMMIT\b/i.test(argument) ? "it changes where transactions begin" : null;
	if (name === "copy" && /^[^(]*(?:\(.*\))?\s+to\s/i.test(argument)) return null;
	if (HARMLESS.has(name) || /^d[A-Za-z]*[S+]*$/.test(name)) return null;
	return REASONS[SAME[name] ?? name] ?? "what this command of psql does is not seen";
}
// src/sql/postgresql/split.ts
/** Where statements end, found without the parser: for text that it refuses as a whole. */
const ROUTINE = /^create (?:or replace )?(?:function|procedure) /;
/**
* Counts what a semicolon may be nested in: parentheses, and the BEGIN ATOMIC body of an SQL routine, in which
* CASE also ends with END.
*/
var Nesting = class {
	parentheses = 0;
	blocks = 0;
	words = 0;
	head = "";
	get closed() {
		return this.parentheses === 0 && this.blocks === 0;
	}
	symbol(character) {
		if (character === "(") this.parentheses++;
		if (character === ")") this.parentheses = Math.max(0, this.parentheses - 1);
	}
	word(word) {
		if (this.words++ < 5) this.head += `${word.toLowerCase()} `;
		if (this.parentheses > 0 || !ROUTINE.test(this.head)) return;
		const folded = word.toLowerCase();
		if (folded === "begin" || folded === "case" && this.blocks > 0) this.blocks++;
		if (folded === "end") this.blocks = Math.max(0, this.blocks - 1);
	}
};
/** The statements of a text in order, each from its first token on; empty ones are left out. */
function splitStatements(text) {
	const pieces = [];
	let start = skipBlank(text, 0);
	let nesting = new Nesting();
	for (let at = start; at < text.length;) {
		const token = tokenAt(text, at);
		at = token.end;
		if (token.kind === "word") nesting.word(text.slice(token.start, token.end));
		if (token.kind !== "symbol") continue;
		const character = text.charAt(token.start);
		nesting.symbol(character);
		if (character !== ";" || !nesting.closed) continue;
		if (token.start > start) pieces.push({
			start,
			end: token.start
		});
		start = skipBlank(text, at);
		at = start;
		nesting = new Nesting();
	}
	if (start < text.length) pieces.push({
		start,
		end: text.length
	});
	return pieces;
}
/** Where the last token of a statement ends: space and comments behind it are not its text. */
function endOfText(text, start, end) {
	let last = end;
	while (last > start && /[ \t\n\r\f\v]/.test(text.charAt(last - 1))) last--;
	if (!mayEndInComment(text.slice(start, last))) return last;
	const statement = text.slice(start, last);
	let significant = 0;
	for (let at = 0; at < statement.length;) {
		const token = tokenAt(statement, at);
		at = token.end;
		if (token.kind !== "space" && token.kind !== "comment") significant = token.end;
	}
	return start + significant;
}
function mayEndInComment(statement) {
	if (statement.endsWith("*/")) return true;
	const line = Math.max(statement.lastIndexOf("\n"), statement.lastIndexOf("\r"));
	return statement.indexOf("--", line + 1) >= 0;
}
// src/sql/postgresql/psql.ts
/**
* What a file holds besides SQL when psql runs it: backslash commands, and the rows of COPY … FROM stdin.
* All of it is cut out before the parser sees the text; lengths and lines stay.
*/
const NAME = /\\(?:[A-Za-z_]+[S+]*|[!?.])?/y;
/** The SQL of a text. Never throws. */
function cutPsql(text) {
	if (!text.includes("\\") && !/\bstdin\b/i.test(text)) return {
		sql: text,
		commands: []
	};
	return new Cutter(text).cut();
}
var Cutter = class {
	text;
	commands = [];
	cuts = [];
	nesting = new Nesting();
	copy = new CopyWatch();
	/** Where a statement ended whose rows begin on the next line. */
	awaitsRows = null;
	constructor(text) {
		this.text = text;
	}
	cut() {
		const { text, commands, cuts } = this;
		for (let at = 0; at < text.length;) {
			const token = tokenAt(text, at);
			const line = this.awaitsRows === null ? -1 : lineEnd(text, token);
			at = line >= 0 ? this.takeRows(line) : this.take(token);
		}
		if (this.awaitsRows !== null) this.object(this.awaitsRows - 1, this.awaitsRows, UNENDED);
		return {
			sql: replace(text, cuts),
			commands
		};
	}
	object(start, end, objection) {
		this.commands.push({
			start,
			end,
			objection
		});
	}
	takeRows(line) {
		const rows = endOfRows(this.text, line);
		this.cuts.push({
			start: line,
			end: rows.end,
			by: ""
		});
		if (rows.closed) this.awaitsRows = null;
		return rows.end;
	}
	take(token) {
		const { kind, start, end } = token;
		const text = this.text.slice(start, Math.min(end, start + 64));
		if (kind === "word") {
			this.nesting.word(text);
			this.copy.word(text);
		} else if (kind !== "space" && kind !== "comment") {
			if (text === "\\") return this.takeCommand(start);
			const character = kind === "symbol" ? text : "";
			this.nesting.symbol(character);
			if (character === ";" && this.nesting.closed) this.endStatement(end);
			else this.copy.symbol(character);
		}
		return end;
	}
	endStatement(end) {
		if (this.copy.rowsFollow) this.awaitsRows = end;
		this.nesting = new Nesting();
		this.copy = new CopyWatch();
	}
	takeCommand(start) {
		const command = readCommand(this.text, start);
		this.cuts.push({
			start,
			end: command.end,
			by: command.sends ? ";" : ""
		});
		if (command.objection !== null) this.object(start, command.textEnd, command.objection);
		if (command.sends) this.endStatement(command.end);
		if (command.rows) this.awaitsRows = command.end;
		return command.end;
	}
};
const UNENDED = "the rows that follow COPY … FROM stdin have no end: a line with \\. alone is missing";
/** Where the line ends that a blank token reaches over; -1 where it does not. */
function lineEnd(text, token) {
	if (token.kind !== "space") return -1;
	const newline = text.indexOf("\n", token.start);
	return newline >= 0 && newline < token.end ? newline + 1 : -1;
}
function readCommand(text, start) {
	NAME.lastIndex = start;
	const name = (NAME.exec(text)?.[0] ?? "\\").slice(1);
	const after = start + 1 + name.length;
	if (name === "" && /[;:\\]/.test(text.charAt(after))) {
		const sends = text.charAt(after) === ";";
		return {
			end: after + 1,
			textEnd: after + 1,
			sends,
			rows: false,
			objection: null
		};
	}
	const end = endOfArgument(text, after, takesWholeLine(name));
	const argument = text.slice(after, end);
	const isLast = skipBlank(text, end) >= text.length;
	return {
		end: text.startsWith("\\\\", end) ? end + 2 : end,
		textEnd: start + text.slice(start, end).trimEnd().length,
		sends: sendsStatement(name),
		rows: name === "copy" && /\bfrom\s+p?stdin\b/i.test(argument),
		objection: endsFile(name) && isLast ? null : objectionTo(name, argument)
	};
}
function endOfArgument(text, start, wholeLine) {
	const newline = text.indexOf("\n", start);
	const line = newline < 0 ? text.length : newline;
	if (wholeLine) return line;
	let quote = "";
	for (let at = start; at < line; at++) {
		const character = text.charAt(at);
		if (quote === character) quote = "";
		else if (quote === "" && /['"`]/.test(character)) quote = character;
		else if (quote === "" && character === "\\") return at;
	}
	return line;
}
function replace(text, cuts) {
	const parts = [];
	let at = 0;
	for (const cut of cuts) {
		const blank = text.slice(cut.start, cut.end).replace(/[^\n\r]/g, " ");
		parts.push(text.slice(at, cut.start), cut.by, blank.slice(cut.by.length));
		at = cut.end;
	}
	parts.push(text.slice(at));
	return parts.join("");
}
// src/sql/postgresql/items.ts
/** A file's text as the statements and commands that it holds, in order, whether they could be parsed or not. */
/** After so many refusals the rest of a file is one piece that could not be read. */
const MAX_REFUSALS = 100;
/** Takes a text apart. Never throws; everything but space, comments and harmless psql commands is in some item. */
function itemsOf(text) {
	const { sql, commands } = cutPsql(clean(text));
	const items = wholeFile(sql) ?? pieceByPiece(sql);
	for (const { start, end, objection } of commands) {
		const problem = {
			message: `${text.slice(start, Math.min(end, start + 60))}: ${objection}`,
			offset: start
		};
		items.push({
			start,
			end,
			node: null,
			type: "psql",
			problem
		});
	}
	if (commands.length > 0) items.sort((one, other) => one.start - other.start);
	return {
		items,
		sql
	};
}
/** What the parser could not tell the place of, or would count otherwise than we do; the length stays. */
function clean(text) {
	const unmarked = text.startsWith("﻿") ? ` ${text.slice(1)}` : text;
	return unmarked.isWellFormed() ? unmarked : unmarked.toWellFormed();
}
function wholeFile(sql) {
	const parsed = parseStatements(sql);
	return "statements" in parsed ? parsed.statements.map((one) => readable(sql, one)) : null;
}
function readable(sql, { node, start, end }) {
	const type = Object.keys(node)[0] ?? "unparsed";
	return {
		start,
		end: endOfText(sql, start, end),
		node,
		type,
		problem: null
	};
}
/** The parser gives a whole file or nothing: here what it refuses is parted from the rest. */
function pieceByPiece(sql) {
	const items = [];
	let refusals = 0;
	for (const piece of splitStatements(sql)) {
		if (refusals >= MAX_REFUSALS) {
			items.push(unread(sql, {
				start: piece.start,
				end: sql.length
			}, TOO_MANY, 0));
			break;
		}
		const parsed = parseStatements(sql.slice(piece.start, piece.end));
		if ("failure" in parsed) {
			refusals++;
			items.push(unread(sql, piece, parsed.failure.message, parsed.failure.offset));
		} else for (const one of parsed.statements) {
			const from = {
				start: piece.start + one.start,
				end: piece.start + one.end
			};
			items.push(readable(sql, {
				...from,
				node: one.node
			}));
		}
	}
	return items;
}
const TOO_MANY = `more than ${MAX_REFUSALS} statements before it could not be read`;
function unread(sql, piece, message, offset) {
	const end = endOfText(sql, piece.start, piece.end);
	const at = piece.start + offset;
	return {
		start: piece.start,
		end: Math.max(end, piece.start + 1),
		node: null,
		type: "unparsed",
		problem: {
			message: explain(sql, at, message),
			offset: at
		}
	};
}
const VARIABLE = /:(?:['"][^'"\n]{1,60}['"]|[A-Za-z_]\w{0,60}|\{\?\w{1,60}\})/y;
const PLACEHOLDER = /\$\{[^}\n]{1,60}\}/y;
/** What commonly stands where the parser stops, and is no SQL at all. */
function explain(sql, offset, message) {
	VARIABLE.lastIndex = offset;
	const variable = sql[offset - 1] === ":" ? null : VARIABLE.exec(sql)?.[0];
	if (variable) return `the value of the psql variable ${variable} is not known`;
	PLACEHOLDER.lastIndex = offset;
	const placeholder = PLACEHOLDER.exec(sql)?.[0];
	return placeholder ? `the value of the placeholder ${placeholder} is not known` : message;
}
// src/sql/postgresql/settings.ts
/** Settings of a session that change what later statements mean: the lock timeout, the search path, how strings are read. */
var Settings = class {
	defaultSchema;
	lock = {
		session: 0,
		local: null
	};
	path;
	/** Something was set to what cannot be known. */
	unknown = false;
	/** `standard_conforming_strings` was switched off: from there on, the server reads literals otherwise than we do. */
	otherStrings = false;
	constructor(defaultSchema) {
		this.defaultSchema = defaultSchema;
		this.path = {
			session: [defaultSchema],
			local: null
		};
	}
	/** A lock timeout above zero is in force. */
	get lockTimeout() {
		return this.lockTimeoutAfter > 0;
	}
	/** In milliseconds; 0: none. */
	get lockTimeoutAfter() {
		return this.lock.local ?? this.lock.session;
	}
	get searchPath() {
		return this.path.local ?? this.path.session;
	}
	endTransaction() {
		this.lock.local = null;
		this.path.local = null;
	}
	/** `inTransaction`: outside of one, SET LOCAL does nothing. */
	assign({ name, value, local }, inTransaction) {
		if (local && !inTransaction) return;
		if (name === "lock_timeout") put(this.lock, value ? milliseconds(value[0]) : 0, local);
		if (name === "standard_conforming_strings") this.otherStrings = value !== null && !isOn(value?.[0]);
		if (name !== "search_path") return;
		if (value === void 0) this.unknown = true;
		else put(this.path, value?.filter((schema) => schema !== "$user") ?? [this.defaultSchema], local);
	}
	resetAll() {
		for (const name of [
			"lock_timeout",
			"search_path",
			"standard_conforming_strings"
		]) this.assign({
			name,
			value: null,
			local: false
		}, true);
	}
};
function put(setting, value, local) {
	if (local) setting.local = value;
	else {
		setting.session = value;
		setting.local = null;
	}
}
const MILLISECONDS = {
	us: .001,
	ms: 1,
	s: 1e3,
	min: 6e4,
	h: 36e5,
	d: 864e5
};
/** A duration as PostgreSQL writes it; 0 where it rounds to less than a millisecond, or is refused. */
function milliseconds(value) {
	const parts = /^\s*(0x[\da-f]+|\+?[\d.]+(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(value ?? "");
	const unit = MILLISECONDS[parts?.[2] || "ms"];
	const duration = unit === void 0 ? 0 : Number(parts?.[1]) * unit;
	return duration > .5 ? duration : 0;
}
const isOn = (value) => /^(?:on|true|yes|1|t|y)$/i.test(value ?? "");
/** Applies what a statement sets for the session; other statements change nothing. */
function applySettings(node, settings, inTransaction) {
	const set = node.VariableSetStmt;
	if (set) applySet(set, settings, inTransaction);
	if (node.DiscardStmt?.target === "DISCARD_ALL") settings.resetAll();
	if (!node.SelectStmt) return;
	for (const assignment of configured(node.SelectStmt)) settings.assign(assignment, inTransaction);
}
function applySet(set, settings, inTransaction) {
	const name = set.name?.toLowerCase() ?? "";
	const local = set.is_local === true;
	if (set.kind === "VAR_RESET_ALL") settings.resetAll();
	else if (set.kind === "VAR_RESET" || set.kind === "VAR_SET_DEFAULT") settings.assign({
		name,
		value: null,
		local
	}, inTransaction);
	else if (set.kind === "VAR_SET_VALUE") settings.assign({
		name,
		value: set.args?.map((arg) => constant(arg) ?? ""),
		local
	}, inTransaction);
}
/** The text of a constant, through casts; undefined where it is computed. */
function constant(node) {
	const cast = node?.TypeCast;
	if (cast) return constant(cast.arg);
	const value = node?.A_Const;
	if (!value) return void 0;
	if (value.sval) return value.sval.sval ?? "";
	if (value.ival) return String(value.ival.ival ?? 0);
	if (value.fval) return value.fval.fval ?? "";
	return value.boolval ? String(value.boolval.boolval === true) : void 0;
}
/** The calls of set_config in a SELECT's list. */
function configured(select) {
	return (select.targetList ?? []).flatMap((target) => {
		const call = (target.ResTarget?.val)?.FuncCall;
		if (call?.funcname?.at(-1)?.String?.sval !== "set_config") return [];
		const [name, text, local] = (call.args ?? []).map((arg) => constant(arg));
		if (name === void 0) return [];
		const folded = name.toLowerCase();
		return [{
			name: folded,
			value: folded === "search_path" && text !== void 0 ? splitNames(text) : text?.split("\0"),
			local: local !== void 0 && isOn(local)
		}];
	});
}
/** `a, "B c"` as identifiers. */
function splitNames(text) {
	const names = [];
	for (let at = 0; at < text.length;) {
		const token = tokenAt(text, at);
		at = token.end;
		const name = text.slice(token.start, token.end);
		if (token.kind === "word") names.push(name.toLowerCase());
		if (token.kind === "quoted") names.push(name.slice(1, -1).replaceAll("\"\"", "\""));
	}
	return names;
}
// src/sql/postgresql/transactions.ts
/** A return to one further back than this is not followed: what it takes back is judged as if it stayed. */
const MAX_SAVEPOINTS = 100;
var Transactions = class {
	runs = [];
	open = null;
	last = 0;
	implicit;
	constructor(mode, count) {
		this.implicit = mode === "implicit" && count > 1;
		if (mode === "runner") this.begin("runner");
	}
	begin(by) {
		this.open = {
			ref: {
				id: ++this.last,
				by
			},
			from: this.runs.length,
			savepoints: []
		};
	}
	/** A statement that is not about transactions, or one before its own meaning takes effect. */
	run(mistake) {
		if (!this.open && this.implicit) this.begin("implicit");
		this.runs.push({
			transaction: this.open?.ref ?? null,
			undone: false,
			...mistake && { mistake }
		});
	}
	undoFrom(index) {
		for (const run of this.runs.slice(index)) run.undone = true;
	}
	/** BEGIN within a transaction is a warning; within an implicit one it makes that one last. */
	start() {
		const isOpen = this.open !== null && this.open.ref.by !== "implicit";
		if (!this.open && !this.implicit) this.begin("written");
		this.run(isOpen ? "begun-twice" : void 0);
		if (this.open?.ref.by === "implicit") this.open.ref = {
			...this.open.ref,
			by: "written"
		};
	}
	end(chain, ofOthers = "commits-others") {
		const by = this.open?.ref.by ?? "implicit";
		const hurts = by === "runner" || by === "implicit" && ofOthers === "undoes-others" && this.open;
		this.run(hurts ? ofOthers : by === "implicit" ? "nothing-open" : void 0);
		const wasOpen = this.open;
		this.open = null;
		if (chain && wasOpen) this.begin("written");
	}
	rollback(chain) {
		if (this.open) this.undoFrom(this.open.from);
		this.end(chain, "undoes-others");
	}
	/** A transaction that the file begins and never ends; the runner would end it with its own. */
	finish(mode) {
		const first = this.open?.ref.by === "written" && mode !== "runner" && this.runs[this.open.from];
		if (first) first.mistake = "never-ended";
		return this.runs;
	}
	save(name) {
		this.run();
		this.open?.savepoints.push({
			name,
			from: this.runs.length
		});
		if (this.open && this.open.savepoints.length > MAX_SAVEPOINTS) this.open.savepoints.shift();
	}
	/** Without such a savepoint the server refuses, and nothing is taken for undone. */
	rollbackTo(name) {
		const index = this.find(name);
		const savepoint = this.open?.savepoints[index];
		if (savepoint) {
			this.undoFrom(savepoint.from);
			savepoint.from = this.runs.length;
			this.open?.savepoints.splice(index + 1);
		}
		this.run();
	}
	release(name) {
		this.run();
		const index = this.find(name);
		if (index >= 0) this.open?.savepoints.splice(index);
	}
	find(name) {
		return this.open?.savepoints.findLastIndex((savepoint) => savepoint.name === name) ?? -1;
	}
};
const CONTROLS = {
	TRANS_STMT_BEGIN: (transactions) => transactions.start(),
	TRANS_STMT_START: (transactions) => transactions.start(),
	TRANS_STMT_COMMIT: (transactions, _, chain) => transactions.end(chain),
	TRANS_STMT_PREPARE: (transactions) => transactions.end(false),
	TRANS_STMT_ROLLBACK: (transactions, _, chain) => transactions.rollback(chain),
	TRANS_STMT_SAVEPOINT: (transactions, name) => transactions.save(name),
	TRANS_STMT_ROLLBACK_TO: (transactions, name) => transactions.rollbackTo(name),
	TRANS_STMT_RELEASE: (transactions, name) => transactions.release(name)
};
function takeControl(transactions, control) {
	const take = CONTROLS[control.kind ?? ""];
	if (take) take(transactions, control.savepoint_name ?? "", control.chain === true);
	else transactions.run();
}
/** One entry per statement; null stands for one that could not be parsed. */
function assignTransactions(nodes, mode) {
	const transactions = new Transactions(mode, nodes.length);
	for (const node of nodes) {
		const control = node?.TransactionStmt;
		if (typeof control === "object" && control !== null) takeControl(transactions, control);
		else transactions.run();
	}
	return transactions.finish(mode);
}
// src/sql/postgresql/read.ts
/** Reads one file and applies it to the session's catalog. Total: text that cannot be read becomes a problem. */
function readMigration(text, session, judge) {
	return new FileReading(text, session, judge).read();
}
const ALONE = {
	transaction: null,
	undone: false
};
var FileReading = class {
	text;
	session;
	judge;
	settings;
	lines;
	startAt;
	innerAt;
	problems;
	transaction = null;
	/** Statements of the transaction that is open; one that runs alone is by itself. */
	together = [];
	constructor(text, session, judge) {
		this.text = text;
		this.session = session;
		this.judge = judge;
		this.settings = new Settings(session.defaultSchema);
		this.lines = indexLines(text.up);
		this.startAt = this.lines.walk();
		this.innerAt = this.lines.walk();
		this.problems = [...text.problems ?? []];
		if (this.problems.length > 0) session.catalog.incomplete = true;
	}
	read() {
		const { path, up, transaction } = this.text;
		const { items, sql } = itemsOf(up);
		const runs = assignTransactions(items.map(({ node }) => node), transaction);
		this.session.settings.clear();
		const statements = items.map((item, index) => this.take(item, runs[index] ?? ALONE));
		this.enter(null);
		endTemporaries(this.session, "session");
		const comments = readComments(sql, this.lines.walk());
		for (const { message, ...place } of comments.mistakes) this.problems.push({
			path,
			...place,
			message
		});
		const strayAllows = attachAllows(comments, statements);
		return {
			path,
			statements,
			problems: this.problems,
			strayAllows
		};
	}
	take(item, run) {
		const place = {
			path: this.text.path,
			...this.startAt(item.start)
		};
		const text = this.text.up.slice(item.start, item.end);
		this.enter(run.transaction?.id ?? null);
		this.session.place = place;
		this.session.searchPath = this.settings.searchPath;
		const { lockTimeout, lockTimeoutAfter } = this.settings;
		const unread = this.objectTo(item, text);
		const { inner, certain, effects, replaced, ...judged } = run.undone ? nothing() : this.judgeItem(item, text);
		for (const node of certain) applySettings(node, this.settings, run.transaction !== null);
		if (unread || this.settings.unknown) this.session.catalog.incomplete = true;
		const statement = {
			...place,
			text,
			endLine: this.lines.lineAt(item.end - 1),
			node: item.type,
			...judged,
			effects: [...inner.map((one) => {
				const at = this.innerAt(item.start + one.offset);
				return {
					...one.draft,
					path: place.path,
					...at,
					statement: one.text
				};
			}), ...effects.map((draft) => ({
				...draft,
				...unread ?? place,
				statement: text
			}))],
			transaction: run.transaction,
			...run.mistake && { transactionMistake: run.mistake },
			lockTimeout,
			...lockTimeout && { lockTimeoutAfter },
			allows: []
		};
		this.together.push(statement);
		settleReplaced(this.together, replaced ?? []);
		return statement;
	}
	/** What a transaction alone holds on to is gone when another begins, or none. */
	enter(transaction) {
		if (transaction !== null && transaction === this.transaction) return;
		this.transaction = transaction;
		this.together = [];
		this.settings.endTransaction();
		endTemporaries(this.session, "transaction");
		this.session.droppedOfTransaction?.clear();
		this.session.enumValuesOfTransaction.clear();
		this.session.typesOfTransaction.clear();
	}
	/** The problem of a statement that cannot be read, or not as the server reads it; null where there is none. */
	objectTo(item, text) {
		const problem = item.problem ?? (this.settings.otherStrings && text.includes("\\") ? {
			message: OTHER_STRINGS,
			offset: item.start
		} : null);
		if (!problem) return null;
		const at = {
			path: this.text.path,
			...this.innerAt(problem.offset),
			message: problem.message
		};
		this.problems.push(at);
		return at;
	}
	judgeItem({ node, type, problem }, text) {
		if (node?.DoStmt) return judgeDo(node, text, this.session, this.judge);
		if (node) return {
			...this.judge(node, this.session),
			inner: [],
			certain: [node]
		};
		return {
			...nothing(),
			effects: [unknownEffect(type, "?", problem?.message ?? "")]
		};
	}
};
const OTHER_STRINGS = "standard_conforming_strings is off, so that its backslashes mean something else; write E'…' instead";
const nothing = () => ({
	...emptyJudged(),
	inner: [],
	certain: []
});
// src/sql/index.ts
/**
* Loads what an engine's migrations are read with; must have ended before the first of them is read.
* The door that starts the process sets V8's `--no-wasm-tier-up` and `--no-wasm-dynamic-tiering` before: see `loadParser`.
*/
async function prepareSql(engine) {
	if (engine === "postgresql") await loadParser();
}
/**
* Reads migrations in the order in which they run, each in a session of its own, and replays them on a copy of the
* schema before them. Total: what cannot be read is a problem of its file, and marks the schema incomplete.
* What one of these files makes is fresh for the rest of them, unless they are read apart.
*/
function readMigrations(texts, before, options) {
	const after = copyCatalog(before);
	if (options.engine !== "postgresql") {
		if (texts.length > 0) after.incomplete = true;
		return {
			migrations: texts.map((text) => notReadYet(text, options.engine)),
			after
		};
	}
	const session = openSession(after, options);
	return {
		migrations: texts.map((text) => {
			if (options.apart) session.fresh.clear();
			return readMigration(text, session, judgeStatement);
		}),
		after
	};
}
/** The schema that a dump makes (pg_dump's or psql's plain format). What of it cannot be read marks it incomplete. */
function readSchema(text, options) {
	return readMigrations([{
		path: "schema.sql",
		up: text,
		transaction: "none"
	}], emptyCatalog(), options).after;
}
function openSession(catalog, { version, defaultSchema }) {
	return {
		catalog,
		place: {
			path: "",
			line: 1,
			column: 1
		},
		version,
		defaultSchema,
		searchPath: [defaultSchema],
		fresh: /* @__PURE__ */ new Set(),
		enumValuesOfTransaction: /* @__PURE__ */ new Set(),
		typesOfTransaction: /* @__PURE__ */ new Set(),
		temporaries: /* @__PURE__ */ new Map(),
		settings: /* @__PURE__ */ new Map()
	};
}
const ENGINE_NAMES = {
	postgresql: "PostgreSQL",
	mysql: "MySQL",
	mariadb: "MariaDB",
	sqlite: "SQLite"
};
function notReadYet({ path, problems = [] }, engine) {
	const problem = {
		path,
		line: 1,
		column: 1,
		message: `${engine} migrations are not read yet: nothing is known of what this ${ENGINE_NAMES[engine]} migration does; only postgresql is`
	};
	return {
		path,
		statements: [],
		problems: [...problems, problem],
		strayAllows: []
	};
}
export { walk as A, partsOf as C, option as D, constantOf as E, store as F, copyCatalog as M, emptyCatalog as N, pathOf as O, lookup as P, newRelation as S, as as T, columnName as _, applySettings as a, nameOf as b, foldConstant as c, isTooDeepPlpgsql as d, HARMLESS_FUNCTIONS as f, TEMPORARY as g, newTable as h, Settings as i, withoutCasts as j, strings as k, parsePlpgsql as l, newColumn as m, readMigrations as n, itemsOf as o, STEADY_FUNCTIONS as p, readSchema as r, judgeStatement as s, prepareSql as t, parseStatements as u, findRelation as v, all as w, newName as x, nameIn$1 as y };
