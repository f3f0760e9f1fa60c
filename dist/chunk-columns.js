import { A as walk, C as partsOf, D as option, E as constantOf, F as store, M as copyCatalog, N as emptyCatalog, O as pathOf, P as lookup, S as newRelation, T as as, _ as columnName, a as applySettings, b as nameOf, c as foldConstant, d as isTooDeepPlpgsql, f as HARMLESS_FUNCTIONS, g as TEMPORARY, h as newTable, i as Settings, j as withoutCasts, k as strings, l as parsePlpgsql, m as newColumn$1, n as readMigrations, o as itemsOf, p as STEADY_FUNCTIONS, s as judgeStatement, u as parseStatements, v as findRelation, w as all, x as newName, y as nameIn } from "./chunk-sql.js";
import { a as noteColumn, i as mergeUnresolved, n as mayTouchAll, r as mergeAccess, t as emptyAccess } from "./chunk-access.js";
import { o as quoteIdentifier } from "./chunk-names.js";
// src/sql/postgresql/columns/bodies.ts
function noDefinitions() {
	return {
		views: /* @__PURE__ */ new Map(),
		functions: /* @__PURE__ */ new Map(),
		rules: /* @__PURE__ */ new Map(),
		insteadOf: /* @__PURE__ */ new Map()
	};
}
const BUDGET = 2e3;
function beginBodies(definitions) {
	return {
		definitions,
		known: /* @__PURE__ */ new Map(),
		prepared: /* @__PURE__ */ new Map(),
		cursors: /* @__PURE__ */ new Map(),
		active: [],
		reentered: Number.POSITIVE_INFINITY,
		budget: BUDGET
	};
}
/** A new statement may read as many bodies again. */
function renewBudget(bodies) {
	bodies.budget = BUDGET;
}
const nothing = () => ({
	access: emptyAccess(),
	output: {
		columns: [],
		loose: true
	}
});
function cut(bodies, at) {
	bodies.reentered = Math.min(bodies.reentered, at);
	return nothing();
}
function exhausted() {
	const body = nothing();
	mayTouchAll(body.access, "its functions and views call each other too often to be followed");
	return body;
}
/**
* What the body under that key touches. A body that calls itself adds nothing to itself; what was read within such a circle
* is not kept, because it lacks what the rest of the circle does.
*/
function readBody(reading, key, read) {
	const { bodies } = reading;
	const known = bodies.known.get(key);
	if (known) return known;
	const at = bodies.active.indexOf(key);
	if (at >= 0) return cut(bodies, at);
	if (bodies.budget-- <= 0) return exhausted();
	const depth = bodies.active.push(key) - 1;
	const access = emptyAccess();
	const output = read({
		...reading,
		access,
		variables: /* @__PURE__ */ new Set()
	});
	bodies.active.pop();
	if (bodies.reentered >= depth) {
		bodies.reentered = Number.POSITIVE_INFINITY;
		bodies.known.set(key, {
			access,
			output
		});
	}
	return {
		access,
		output
	};
}
// src/sql/postgresql/columns/definitions.ts
const INSTEAD_OF = 64;
const argumentsOf = (statement) => JSON.stringify(all(statement.parameters, "FunctionParameter").map(({ argType, mode }) => [mode, strings(argType?.names)]));
function noteFunction(definitions, session, statement) {
	const name = newName(session, "function", strings(statement.funcname));
	const others = (definitions.functions.get(name) ?? []).filter((one) => argumentsOf(one.statement) !== argumentsOf(statement));
	const searchPath = statement.sql_body ? [...session.searchPath] : null;
	definitions.functions.set(name, [...others, {
		statement,
		searchPath
	}]);
}
function noteRule(definitions, session, statement) {
	const { name } = findRelation(session, statement.relation);
	const known = (definitions.rules.get(name) ?? []).filter((rule) => rule.statement.rulename !== statement.rulename);
	definitions.rules.set(name, [...known, {
		statement,
		searchPath: [...session.searchPath]
	}]);
}
function noteTrigger(definitions, session, statement) {
	if (((statement.timing ?? 0) & INSTEAD_OF) === 0) return;
	const { name } = findRelation(session, statement.relation);
	const called = nameOf(session, "function", strings(statement.funcname));
	definitions.insteadOf.set(name, [...definitions.insteadOf.get(name) ?? [], called]);
}
/** What a view's text says is no longer so where a name in it changed: the catalog's own account follows renames. */
function forgetViews(definitions) {
	definitions.views.clear();
}
function forgetRenamed(definitions, session, statement) {
	if (statement.renameType !== "OBJECT_FUNCTION" && statement.renameType !== "OBJECT_PROCEDURE") {
		forgetViews(definitions);
		return;
	}
	const path = pathOf(statement.object);
	definitions.functions.delete(nameOf(session, "function", path));
	definitions.functions.delete(nameOf(session, "function", [...path.slice(0, -1), statement.newname ?? ""]));
}
function noteView(definitions, name, query, aliases, path) {
	definitions.views.set(name, {
		query,
		aliases,
		searchPath: [...path]
	});
}
const notes = {
	ViewStmt: (definitions, session, { view, query, aliases }) => {
		const name = newRelation(session, "view", view);
		if (query) noteView(definitions, name, query, strings(aliases), session.searchPath);
	},
	CreateTableAsStmt: (definitions, session, { objtype, into, query }) => {
		if (objtype !== "OBJECT_MATVIEW" || !query) return;
		noteView(definitions, newRelation(session, "view", into?.rel), query, strings(into?.colNames), session.searchPath);
	},
	CreateFunctionStmt: noteFunction,
	RuleStmt: noteRule,
	CreateTrigStmt: noteTrigger,
	RenameStmt: forgetRenamed,
	AlterObjectSchemaStmt: (definitions) => {
		forgetViews(definitions);
		definitions.functions.clear();
	},
	CreateSchemaStmt: (definitions, session, { schemaname, schemaElts }) => {
		const inner = {
			...session,
			searchPath: [schemaname ?? "", ...session.searchPath]
		};
		for (const element of schemaElts ?? []) noteDefinition(definitions, inner, element);
	},
	DropStmt: (definitions, session, statement) => forgetDropped(definitions, session, statement)
};
function forgetDropped(definitions, session, { removeType, objects }) {
	if (removeType === "OBJECT_RULE" || removeType === "OBJECT_TRIGGER") for (const object of objects ?? []) {
		const path = pathOf(object);
		const range = { relname: path.at(-2) ?? "" };
		const { name } = findRelation(session, range);
		const rules = definitions.rules.get(name)?.filter((rule) => rule.statement.rulename !== path.at(-1));
		if (rules) definitions.rules.set(name, rules);
	}
}
/** Keeps what a statement says of an object with a body; the session's search path is the one that it runs under. */
function noteDefinition(definitions, session, node) {
	for (const [kind, statement] of Object.entries(node)) {
		if (!Object.hasOwn(notes, kind)) continue;
		const note = notes[kind];
		note?.(definitions, session, statement);
	}
}
/** Leaves out what the catalog does not have (any more). */
function pruneDefinitions(definitions, session) {
	const { views, functions, tables } = session.catalog;
	for (const name of definitions.views.keys()) if (!lookup(views, name)) definitions.views.delete(name);
	for (const name of definitions.functions.keys()) if (!lookup(functions, name)) definitions.functions.delete(name);
	for (const name of definitions.rules.keys()) if (!lookup(tables, name) && !lookup(views, name)) definitions.rules.delete(name);
}
/** A query in a statement that makes a relation from it: CREATE TABLE AS, SELECT INTO. */
function madeFrom(node) {
	const made = as(node, "CreateTableAsStmt");
	if (made?.objtype === "OBJECT_TABLE" && made.into?.rel && made.query) {
		const { rel, colNames, onCommit } = made.into;
		return {
			range: rel,
			query: made.query,
			names: strings(colNames),
			drops: onCommit === "ONCOMMIT_DROP"
		};
	}
	let first = as(node, "SelectStmt");
	while (first?.larg) first = first.larg;
	const into = first?.intoClause;
	return into?.rel ? {
		range: into.rel,
		query: node,
		names: [],
		drops: into.onCommit === "ONCOMMIT_DROP"
	} : null;
}
// src/sql/postgresql/columns/reading.ts
/** Columns that every table has and that no migration can remove. */
const SYSTEM_COLUMNS = /* @__PURE__ */ new Set([
	"ctid",
	"xmin",
	"xmax",
	"cmin",
	"cmax",
	"tableoid"
]);
const isTemporary = (name) => /^(?:view:)?pg_temp\./.test(name);
/** Tables that this one is a partition or a child of, up to the first. */
function ancestors(session, table) {
	const found = /* @__PURE__ */ new Set();
	const open = [table];
	for (let at = open.pop(); at !== void 0; at = open.pop()) for (const parent of lookup(session.catalog.tables, at)?.parents ?? []) {
		if (!found.has(parent)) open.push(parent);
		found.add(parent);
	}
	return [...found];
}
/**
* Takes note of a column of a table. A partition's column is its parent's, too: it goes when the parent's is dropped.
*/
function touchColumn(reading, way, table, column, named) {
	if (isTemporary(table)) return;
	const columns = reading.access[way];
	noteColumn(columns, columnName(table, column), named);
	for (const parent of ancestors(reading.session, table)) {
		const entry = lookup(reading.session.catalog.tables, parent);
		if (entry && lookup(entry.columns, column)) noteColumn(columns, columnName(parent, column), false);
	}
}
/** Takes note of a table, view or function by itself; a partition is dropped with its parent. */
function touchRelation(reading, way, name) {
	if (isTemporary(name)) return;
	const relations = reading.access.relations[way];
	relations.add(name);
	for (const parent of ancestors(reading.session, name)) relations.add(parent);
}
/** A table or view that a name may mean, whether a column of it is named or not. */
function unresolveRelation(reading, name) {
	if (!isTemporary(name)) reading.access.relations.unresolved.add(name);
}
/** A column, or without one the whole table, that may be touched. */
function unresolve(reading, table, column) {
	if (isTemporary(table)) return;
	reading.access.unresolved.add(column === null ? table : columnName(table, column));
}
/** Names of a table's columns; empty where it is not known. */
function columnNames(session, table) {
	return Object.keys(lookup(session.catalog.tables, table)?.columns ?? {});
}
// src/sql/postgresql/columns/relations.ts
const SERVER_SCHEMAS = /* @__PURE__ */ new Set([
	"pg_catalog",
	"information_schema",
	"pg_toast"
]);
function findIn$1(reading, schema, name) {
	const { session } = reading;
	const { tables, views, sequences } = session.catalog;
	const table = nameIn(session, "table", schema, name);
	if (lookup(tables, table)) return {
		kind: "table",
		name: table,
		maybe: []
	};
	const view = nameIn(session, "view", schema, name);
	if (lookup(views, view)) return {
		kind: "view",
		name: view,
		maybe: []
	};
	const sequence = nameIn(session, "sequence", schema, name);
	return lookup(sequences, sequence) ? {
		kind: "server",
		name: sequence,
		maybe: []
	} : null;
}
/** Tables and views of that name in any schema, but not the one that was found. */
function namesakes$1(reading, name, found) {
	const { session } = reading;
	return [...Object.keys(session.catalog.tables), ...Object.keys(session.catalog.views)].filter((other) => other !== found && partsOf(session, other).own === name);
}
/** Finds what a name in a statement means; a name that nobody knows may be any relation that bears it. */
function resolveRelation(reading, range) {
	const name = range?.relname ?? "";
	const written = range?.schemaname;
	if (written !== void 0 && SERVER_SCHEMAS.has(written)) return {
		kind: "server",
		name,
		maybe: []
	};
	const { session } = reading;
	const schemas = written === void 0 ? [TEMPORARY, ...session.searchPath] : [written];
	for (const schema of schemas) {
		const found = findIn$1(reading, schema, name);
		if (!found) continue;
		return written !== void 0 || !reading.anyPath || schema === "pg_temp" ? found : {
			...found,
			maybe: namesakes$1(reading, name, found.name)
		};
	}
	if (written === void 0 && /^pg_|^sql_/.test(name)) return {
		kind: "server",
		name,
		maybe: []
	};
	const [schema = session.defaultSchema, ...others] = written === void 0 ? session.searchPath : [written];
	const unknown = nameIn(session, "table", schema, name);
	if (written !== void 0) return {
		kind: "unknown",
		name: unknown,
		maybe: []
	};
	const elsewhere = reading.anyPath ? [session.defaultSchema, ...session.catalog.schemas] : others;
	const maybe = [...namesakes$1(reading, name, unknown), ...elsewhere.map((other) => nameIn(session, "table", other, name))];
	return {
		kind: "unknown",
		name: unknown,
		maybe: [...new Set(maybe)].filter((other) => other !== unknown)
	};
}
// src/sql/postgresql/columns/output-names.ts
const FIXED = {
	GroupingFunc: "grouping",
	MergeSupportFunc: "merge_action",
	A_ArrayExpr: "array",
	RowExpr: "row",
	CoalesceExpr: "coalesce",
	XmlSerialize: "xmlserialize",
	JsonObjectConstructor: "json_object",
	JsonArrayConstructor: "json_array",
	JsonArrayQueryConstructor: "json_array",
	JsonObjectAgg: "json_objectagg",
	JsonArrayAgg: "json_arrayagg",
	JsonParseExpr: "json",
	JsonScalarExpr: "json_scalar",
	JsonSerializeExpr: "json_serialize"
};
/** By a word that the node itself holds. */
const BY_KIND = {
	IS_GREATEST: "greatest",
	IS_LEAST: "least",
	IS_XMLCONCAT: "xmlconcat",
	IS_XMLELEMENT: "xmlelement",
	IS_XMLFOREST: "xmlforest",
	IS_XMLPARSE: "xmlparse",
	IS_XMLPI: "xmlpi",
	IS_XMLROOT: "xmlroot",
	JSON_EXISTS_OP: "json_exists",
	JSON_QUERY_OP: "json_query",
	JSON_VALUE_OP: "json_value",
	EXISTS_SUBLINK: "exists",
	ARRAY_SUBLINK: "array",
	AEXPR_NULLIF: "nullif",
	SVFOP_CURRENT_DATE: "current_date",
	SVFOP_CURRENT_TIME: "current_time",
	SVFOP_CURRENT_TIME_N: "current_time",
	SVFOP_CURRENT_TIMESTAMP: "current_timestamp",
	SVFOP_CURRENT_TIMESTAMP_N: "current_timestamp",
	SVFOP_LOCALTIME: "localtime",
	SVFOP_LOCALTIME_N: "localtime",
	SVFOP_LOCALTIMESTAMP: "localtimestamp",
	SVFOP_LOCALTIMESTAMP_N: "localtimestamp",
	SVFOP_CURRENT_ROLE: "current_role",
	SVFOP_CURRENT_USER: "current_user",
	SVFOP_USER: "user",
	SVFOP_SESSION_USER: "session_user",
	SVFOP_CURRENT_CATALOG: "current_catalog",
	SVFOP_CURRENT_SCHEMA: "current_schema"
};
const named = (name) => name === void 0 ? null : {
	name,
	weak: false
};
/** The first column of a subquery gives its name. */
function firstOf(select) {
	const target = all(select?.targetList, "ResTarget")[0];
	return target?.name === void 0 ? figure(target?.val) : named(target.name);
}
function figureByKind(node) {
	const [kind = "", inner] = Object.entries(node)[0] ?? [];
	if (Object.hasOwn(FIXED, kind)) return named(FIXED[kind]);
	if (typeof inner !== "object" || inner === null) return null;
	for (const word of Object.values(inner)) if (typeof word === "string" && Object.hasOwn(BY_KIND, word)) return named(BY_KIND[word]);
	return null;
}
function figureCast(node) {
	const cast = as(node, "TypeCast");
	if (cast) {
		const inner = figure(cast.arg);
		if (inner && !inner.weak) return inner;
		const type = strings(cast.typeName?.names).at(-1);
		return type === void 0 ? inner : {
			name: type,
			weak: true
		};
	}
	const choice = as(node, "CaseExpr");
	if (!choice) return null;
	const inner = figure(choice.defresult);
	return inner && !inner.weak ? inner : {
		name: "case",
		weak: true
	};
}
function figure(node) {
	if (node === void 0) return null;
	const reference = as(node, "ColumnRef");
	if (reference) return named(strings(reference.fields).at(-1));
	const call = as(node, "FuncCall");
	if (call) return named(strings(call.funcname).at(-1));
	const part = as(node, "A_Indirection");
	if (part) return named(strings(part.indirection).at(-1)) ?? figure(part.arg);
	const collated = as(node, "CollateClause");
	if (collated) return figure(collated.arg);
	const link = as(node, "SubLink");
	if (link?.subLinkType === "EXPR_SUBLINK") return firstOf(as(link.subselect, "SelectStmt"));
	return figureCast(node) ?? figureByKind(node);
}
/** The name of an output column, of a target or of what stands alone in FROM. */
function outputName(value) {
	if (constantOf(value) !== void 0) return "?column?";
	return figure(value)?.name ?? "?column?";
}
// src/sql/postgresql/columns/scope.ts
const NO_QUERIES = /* @__PURE__ */ new Map();
function newColumn(name, origin = null) {
	return {
		name,
		origin,
		from: []
	};
}
/** An item with the parts that are told; the rest as for a subquery. */
function newItem(parts) {
	return {
		name: null,
		aliased: false,
		relation: null,
		columns: [],
		loose: false,
		bare: true,
		sides: [],
		...parts
	};
}
function openScope(outer, items = []) {
	return {
		items,
		queries: NO_QUERIES,
		outer
	};
}
/** The same WITH and the same outside, but other items: an ON clause sees its own join alone, a subquery no neighbours. */
function besideScope(scope, items) {
	return {
		items,
		queries: scope.queries,
		outer: scope.outer
	};
}
/** The innermost WITH query of that name. */
function findQuery(scope, name) {
	for (let at = scope; at; at = at.outer) {
		const found = at.queries.get(name);
		if (found) return found;
	}
}
/** The innermost item that goes by that name. */
function findItem(scope, name) {
	for (let at = scope; at; at = at.outer) {
		const found = at.items.find((item) => item.name === name);
		if (found) return found;
	}
}
/** The innermost item that is that very relation and has no other name. */
function findByRelation(scope, names) {
	for (let at = scope; at; at = at.outer) {
		const found = at.items.find((item) => item.relation && !item.aliased && names.includes(item.relation.name));
		if (found) return found;
	}
}
function columnOf(item, name) {
	return item.columns.find((column) => column.name === name);
}
/** Gives the columns the names of `AS t (a, b)`, from the first on. */
function renameColumns(columns, names) {
	const renamed = columns.map((column, index) => ({
		...column,
		name: names[index] ?? column.name
	}));
	const added = names.slice(columns.length).map((name) => newColumn(name));
	return [...renamed, ...added];
}
/** Whether an object keyed by column names keeps their order: names like `2024` would come first. */
function keepsOrder(columns) {
	return !Object.keys(columns).some((name) => /^\d+$/.test(name) && lookup(columns, name) !== void 0);
}
// src/sql/postgresql/columns/function-items.ts
/** The server's own functions with named results. */
const RESULTS = {
	json_array_elements: ["value"],
	jsonb_array_elements: ["value"],
	json_array_elements_text: ["value"],
	jsonb_array_elements_text: ["value"],
	json_each: ["key", "value"],
	jsonb_each: ["key", "value"],
	json_each_text: ["key", "value"],
	jsonb_each_text: ["key", "value"],
	each: ["key", "value"]
};
/** These give one column, named by the alias or by themselves. */
const SCALAR = /* @__PURE__ */ new Set([
	"generate_series",
	"generate_subscripts",
	"json_object_keys",
	"jsonb_object_keys",
	"jsonb_path_query",
	"regexp_matches",
	"regexp_split_to_table",
	"string_to_table"
]);
const OUTPUT = /* @__PURE__ */ new Set([
	"FUNC_PARAM_OUT",
	"FUNC_PARAM_INOUT",
	"FUNC_PARAM_TABLE"
]);
/** Columns of a row type: a table, a view or a composite type. */
function rowColumns(reading, type) {
	const [relname = "", schemaname] = strings(type?.names).toReversed();
	const relation = resolveRelation(reading, schemaname === void 0 ? { relname } : {
		relname,
		schemaname
	});
	if (relation.kind === "table") return columnNames(reading.session, relation.name);
	const { catalog } = reading.session;
	if (relation.kind === "view") return lookup(catalog.views, relation.name)?.columns ?? null;
	const attributes = lookup(catalog.types, `type:${relation.name}`)?.attributes;
	return attributes ? Object.keys(attributes) : null;
}
const outputsOf = (parameters) => parameters.filter(({ mode }) => OUTPUT.has(mode ?? "")).map(({ name }) => name ?? "");
function userResult(reading, path, alone) {
	const results = (path[0] === "pg_catalog" ? [] : definitionsOf(reading, path)).map(({ statement }) => {
		const outputs = outputsOf(parametersOf(statement));
		if (outputs.length > 0) return {
			columns: outputs,
			loose: false
		};
		const row = rowColumns(reading, statement.returnType);
		return row ? {
			columns: row,
			loose: false
		} : {
			columns: [alone],
			loose: false
		};
	});
	if (results.length < 2) return results[0] ?? null;
	return {
		columns: [...new Set(results.flatMap(({ columns }) => columns))],
		loose: true
	};
}
/** `json_populate_record(null::users, …)` gives the columns of its first argument's type. */
function populated(reading, own, call) {
	if (!/^jsonb?_populate_recordset$|^jsonb?_populate_record$|^populate_record$/.test(own)) return null;
	return rowColumns(reading, as(call.args?.[0], "TypeCast")?.typeName);
}
function callResult(reading, call, alias) {
	const path = strings(call.funcname);
	const own = path.at(-1) ?? "";
	const alone = alias ?? own;
	const user = userResult(reading, path, alone);
	if (user) return user;
	const fixed = Object.hasOwn(RESULTS, own) ? RESULTS[own] : populated(reading, own, call);
	if (fixed) return {
		columns: fixed,
		loose: false
	};
	if (own === "unnest" && (call.args?.length ?? 0) > 1) return {
		columns: (call.args ?? []).map(() => "unnest"),
		loose: false
	};
	return {
		columns: [alone],
		loose: !SCALAR.has(own)
	};
}
function resultOf(reading, parts, alias) {
	const definitions = all(as(parts[1], "List")?.items, "ColumnDef");
	if (definitions.length > 0) return {
		columns: definitions.map(({ colname }) => colname ?? ""),
		loose: false
	};
	const value = withoutCasts(parts[0]);
	const call = as(value, "FuncCall");
	if (call) return callResult(reading, call, alias);
	return {
		columns: [alias ?? outputName(value)],
		loose: false
	};
}
/** A function in FROM, or several in ROWS FROM; what their arguments read is taken note of. */
function functionItem(reading, scope, range) {
	const lists = all(range.functions, "List").map((list) => list.items ?? []);
	for (const [value] of lists) readExpression(reading, scope, value);
	const alias = range.alias?.aliasname;
	const single = lists.length === 1 ? alias : void 0;
	const results = lists.map((parts) => resultOf(reading, parts, single));
	const given = all(range.coldeflist, "ColumnDef").map(({ colname }) => colname ?? "");
	const names = given.length > 0 ? given : results.flatMap(({ columns }) => columns);
	if (range.ordinality) names.push("ordinality");
	const first = outputName(lists[0]?.[0]);
	return newItem({
		name: alias ?? first,
		aliased: true,
		columns: renameColumns(names.map((name) => newColumn(name)), strings(range.alias?.colnames)),
		loose: given.length === 0 && !range.alias?.colnames && results.some(({ loose }) => loose)
	});
}
function tableItem(names, alias) {
	const columns = renameColumns(names.map((name) => newColumn(name)), strings(alias?.colnames));
	return newItem({
		name: alias?.aliasname ?? null,
		aliased: true,
		columns
	});
}
function xmlTableItem(reading, scope, { alias, ...table }) {
	readExpression(reading, scope, table);
	return tableItem(all(table.columns, "RangeTableFuncCol").map(({ colname }) => colname ?? ""), alias ?? { aliasname: "xmltable" });
}
function jsonNames(columns) {
	return all(columns, "JsonTableColumn").flatMap((column) => column.coltype === "JTC_NESTED" ? jsonNames(column.columns) : [column.name ?? ""]);
}
function jsonTableItem(reading, scope, { alias, ...table }) {
	readExpression(reading, scope, table);
	return tableItem(jsonNames(table.columns), alias ?? { aliasname: "json_table" });
}
// src/sql/postgresql/columns/views.ts
function readDefinition(reading, { query, aliases, searchPath }) {
	const { columns, loose } = readQuery({
		...reading,
		session: {
			...reading.session,
			searchPath
		},
		anyPath: false
	}, query, null);
	return {
		columns: renameColumns(columns, aliases),
		loose
	};
}
/** A name in the catalog's `uses`: `view:v`, `function:f`, `t`, `t.c`. */
function readUse(reading, use) {
	const { tables } = reading.session.catalog;
	if (use.startsWith("view:")) mergeAccess(reading.access, viewBody(reading, use).access, false);
	else if (use.startsWith("function:")) callKnown(reading, use);
	else if (lookup(tables, use)) readWholeTable(reading, use);
	else for (const table of Object.keys(tables)) if (use.startsWith(`${table}.`)) readUsedColumn(reading, table, use);
}
function readWholeTable(reading, table) {
	touchRelation(reading, "reads", table);
	for (const column of columnNames(reading.session, table)) touchColumn(reading, "reads", table, column, false);
}
function readUsedColumn(reading, table, use) {
	touchRelation(reading, "reads", table);
	const written = use.slice(table.length + 1);
	const own = written.startsWith("\"") ? written.slice(1, -1).replaceAll("\"\"", "\"") : written;
	if (own !== "ctid") touchColumn(reading, "reads", table, own, false);
}
function readUses(reading, name) {
	const view = lookup(reading.session.catalog.views, name);
	for (const use of view?.uses ?? []) readUse(reading, use);
	return {
		columns: (view?.columns ?? []).map((column) => newColumn(column)),
		loose: !view?.columns
	};
}
/** What the view reads, with its columns; of one whose text is not known, what the catalog says. */
function viewBody(reading, name) {
	const definition = reading.bodies.definitions.views.get(name);
	return readBody(reading, name, (inner) => definition ? readDefinition(inner, definition) : readUses(inner, name));
}
/** All that a view reads may be touched. */
function unresolveView(reading, name) {
	mergeUnresolved(reading.access, viewBody(reading, name).access);
}
// src/sql/postgresql/columns/references.ts
/** Takes note of a column that the item has. */
function readColumn(reading, item, column, named) {
	for (const side of column.from) readColumn(reading, side.item, side.column, named);
	const { relation } = item;
	if (!relation) return;
	if (relation.kind === "table" && column.origin) touchColumn(reading, "reads", relation.name, column.origin.column, named);
	unresolveNamesakes(reading, item, column.origin?.column ?? column.name);
}
function unresolveNamesakes(reading, item, column) {
	for (const name of item.relation?.maybe ?? []) if (name.startsWith("view:")) unresolveView(reading, name);
	else if (column !== null) unresolve(reading, name, column);
	else for (const each of columnNames(reading.session, name)) unresolve(reading, name, each);
}
/** A column that the item may have: nobody knows all of them. */
function unresolveColumn(reading, item, column) {
	for (const side of item.sides) if (side.loose) unresolveColumn(reading, side, column);
	const { relation } = item;
	if (relation?.kind === "table" || relation?.kind === "unknown") unresolve(reading, relation.name, column);
	unresolveNamesakes(reading, item, column);
}
/** Every column, reached without being named. */
function readWhole(reading, item) {
	for (const column of item.columns) readColumn(reading, item, column, false);
	if (!item.loose) return;
	for (const side of item.sides) if (side.loose) readWhole(reading, side);
	const { relation } = item;
	if (relation?.kind === "table" || relation?.kind === "unknown") unresolve(reading, relation.name, null);
	unresolveNamesakes(reading, item, null);
}
/** The column of every item at the innermost level that has it. Says whether there was one. */
function readKnown$1(reading, scope, name) {
	let possible = false;
	for (let at = scope; at; at = at.outer) {
		const bare = at.items.filter((item) => item.bare);
		const having = bare.filter((item) => columnOf(item, name));
		for (const item of having) {
			const column = columnOf(item, name);
			if (column) readColumn(reading, item, column, true);
		}
		if (having.length > 0) return true;
		for (const item of bare.filter(({ loose }) => loose)) {
			unresolveColumn(reading, item, name);
			possible = true;
		}
	}
	return possible;
}
/** Nobody has it: it would be a column of a table here, if of any. */
function unresolveBare(reading, scope, name) {
	for (let at = scope; at; at = at.outer) for (const item of at.items) if (item.bare) unresolveEverySide(reading, item, name);
}
function unresolveEverySide(reading, item, name) {
	for (const side of item.sides) unresolveEverySide(reading, side, name);
	if (item.relation?.kind === "table") unresolve(reading, item.relation.name, name);
}
function readBare(reading, scope, name) {
	if (readKnown$1(reading, scope, name)) return;
	if (SYSTEM_COLUMNS.has(name) || reading.variables.has(name)) return;
	const row = findItem(scope, name);
	if (row) readWhole(reading, row);
	else unresolveBare(reading, scope, name);
}
/** The item that `a.` or `schema.a.` means; undefined: there is none. */
function qualified(reading, scope, path) {
	if (path.length === 1) return findItem(scope, path[0] ?? "");
	const [schema = "", name = ""] = path.slice(-2);
	const { session } = reading;
	return findByRelation(scope, [nameIn(session, "table", schema, name), nameIn(session, "view", schema, name)]);
}
/** A part of an item by name: a column, or a function of its row. */
function readPart(reading, item, name) {
	const column = columnOf(item, name);
	if (column) readColumn(reading, item, column, true);
	else if (SYSTEM_COLUMNS.has(name)) return;
	else if (knowsFunction(reading, [name])) {
		readWhole(reading, item);
		callFunction(reading, [name]);
	} else if (item.loose) unresolveColumn(reading, item, name);
	else unresolveEverySide(reading, item, name);
}
/** A qualifier that is nothing in FROM: the server refuses it, but who sends it uses what it names. */
function readStray(reading, path, name) {
	if (path.some((part) => reading.variables.has(part))) return;
	const [relname = "", schemaname] = path.toReversed();
	const relation = resolveRelation(reading, schemaname === void 0 ? { relname } : {
		relname,
		schemaname
	});
	if (relation.kind === "table" || relation.kind === "unknown") unresolve(reading, relation.name, name);
	if (relation.kind === "view") unresolveView(reading, relation.name);
}
function readStar(reading, scope, path) {
	if (path.length === 0) {
		for (const item of scope.items) if (item.bare) readWhole(reading, item);
		return;
	}
	const item = qualified(reading, scope, path);
	if (item) readWhole(reading, item);
	else readStray(reading, path, null);
}
/** Takes note of what a reference reads: `a`, `t.a`, `s.t.a`, `t.*`, `*`, or a whole row. */
function readReference(reading, scope, reference) {
	const fields = reference.fields ?? [];
	const path = strings(fields);
	if (isStar(fields)) {
		readStar(reading, scope, path);
		return;
	}
	const name = path.pop() ?? "";
	const item = path.length > 0 ? qualified(reading, scope, path) : void 0;
	if (path.length === 0) readBare(reading, scope, name);
	else if (item) readPart(reading, item, name);
	else readStray(reading, path, name);
}
const isStar = (fields) => as(fields.at(-1), "A_Star") !== void 0;
/** The item whose whole row a reference means: `u` or `u.*`, where `u` is no column. */
function wholeRow(reading, scope, node) {
	const fields = as(node, "ColumnRef")?.fields ?? [];
	const path = strings(fields);
	if (path.length === 0) return void 0;
	if (isStar(fields)) return qualified(reading, scope, path);
	const name = path[0] ?? "";
	if (path.length > 1) return void 0;
	for (let at = scope; at; at = at.outer) if (at.items.some((item) => item.bare && columnOf(item, name))) return void 0;
	return findItem(scope, name);
}
/** Columns of a relation of the catalog, as an item has them. */
function tableColumns(reading, table) {
	const entry = lookup(reading.session.catalog.tables, table);
	return Object.keys(entry?.columns ?? {}).map((name) => ({
		name,
		origin: {
			table,
			column: name
		},
		from: []
	}));
}
// src/sql/postgresql/columns/from.ts
function isPartial(reading, name) {
	return lookup(reading.session.catalog.tables, name)?.partial === true;
}
/** Columns of a relation; whoever names a view reads what it reads. */
function contents(reading, relation) {
	const { kind, name } = relation;
	if (kind === "table") return {
		columns: tableColumns(reading, name),
		loose: isPartial(reading, name) || relation.maybe.length > 0
	};
	if (kind !== "view") return {
		columns: [],
		loose: true
	};
	const { access, output } = viewBody(reading, name);
	mergeAccess(reading.access, access, false);
	return output;
}
/** Takes note of what a statement names by itself: the relation, or all that the name may mean. */
function touchNamed(reading, way, { kind, name, maybe }) {
	if (kind === "table" || kind === "view") touchRelation(reading, way, name);
	if (kind === "unknown") unresolveRelation(reading, name);
	for (const other of maybe) {
		unresolveRelation(reading, other);
		if (other.startsWith("view:")) unresolveView(reading, other);
	}
}
/** A table or view, by its name or alias. */
function relationItem(reading, range) {
	const relation = resolveRelation(reading, range);
	touchNamed(reading, "reads", relation);
	const { columns, loose } = contents(reading, relation);
	return newItem({
		name: range.alias?.aliasname ?? range.relname ?? null,
		aliased: range.alias !== void 0,
		relation,
		columns: renameColumns(columns, strings(range.alias?.colnames)),
		loose
	});
}
function rangeItem(reading, scope, range) {
	const query = range.schemaname === void 0 ? findQuery(scope, range.relname ?? "") : void 0;
	if (!query) return relationItem(reading, range);
	const { columns, loose } = query.read();
	return newItem({
		name: range.alias?.aliasname ?? range.relname ?? null,
		aliased: true,
		columns: renameColumns(columns, strings(range.alias?.colnames)),
		loose
	});
}
function subqueryItem(reading, scope, { subquery, alias }) {
	const { columns, loose } = readQuery(reading, subquery, scope);
	return newItem({
		name: alias?.aliasname ?? null,
		aliased: true,
		columns: renameColumns(columns, strings(alias?.colnames)),
		loose
	});
}
/** What USING names, or NATURAL finds on both sides. */
function sharedNames(join, left, right) {
	if (!join.isNatural) return strings(join.usingClause);
	const names = left.flatMap(({ columns }) => columns.map(({ name }) => name));
	return [...new Set(names)].filter((name) => right.some((item) => columnOf(item, name)));
}
/** The column of that name in each side that has it; of a side that is not known, whatever it may be. */
function findIn(items, name) {
	return items.flatMap((item) => {
		const column = columnOf(item, name);
		return column ? [{
			item,
			column
		}] : [];
	});
}
/** Reads a shared column on both sides; where a side lacks it or is not known, through a scope of its own. */
function readShared(reading, scope, sides, name) {
	for (const items of sides) {
		const found = findIn(items, name);
		for (const { item, column } of found) readColumn(reading, item, column, true);
		const alone = {
			...besideScope(scope, items),
			outer: null
		};
		if (found.length === 0) readExpression(reading, alone, { ColumnRef: { fields: [{ String: { sval: name } }] } });
	}
}
/** NATURAL with a side whose columns are not known may join by any column of the other. */
function readNatural(reading, items) {
	if (items.some(({ loose }) => loose)) for (const item of items) readWhole(reading, item);
}
function joinColumns(left, right, shared) {
	const merged = shared.map((name) => {
		const from = [...findIn(left, name), ...findIn(right, name)];
		return {
			name,
			origin: from[0]?.column.origin ?? null,
			from
		};
	});
	const rest = [...left, ...right].flatMap((item) => item.columns.filter(({ name }) => !shared.includes(name)).map((column) => ({
		name: column.name,
		origin: column.origin,
		from: [{
			item,
			column
		}]
	})));
	return [...merged, ...rest];
}
function joinedItems(join, sides, bare, shared, columns) {
	const name = join.alias?.aliasname ?? null;
	const item = newItem({
		name,
		aliased: true,
		columns: renameColumns(columns, strings(join.alias?.colnames)),
		loose: bare.some(({ loose }) => loose),
		sides: bare
	});
	if (name !== null) return [item];
	const hidden = sides.map((side) => ({
		...side,
		bare: false
	}));
	const using = join.join_using_alias?.aliasname;
	if (using === void 0) return [item, ...hidden];
	const merged = columns.filter((column) => shared.includes(column.name));
	return [
		item,
		...hidden,
		newItem({
			name: using,
			aliased: true,
			columns: merged,
			bare: false
		})
	];
}
function joinItems(reading, scope, join) {
	const left = fromItems(reading, scope, join.larg);
	const right = fromItems(reading, {
		...scope,
		items: [...scope.items, ...left]
	}, join.rarg);
	const sides = [left, right].map((items) => items.filter(({ bare }) => bare));
	const [bareLeft = [], bareRight = []] = sides;
	const bare = [...bareLeft, ...bareRight];
	const shared = sharedNames(join, bareLeft, bareRight);
	for (const name of shared) readShared(reading, scope, sides, name);
	if (join.isNatural) readNatural(reading, bare);
	readExpression(reading, besideScope(scope, [...left, ...right]), join.quals);
	return joinedItems(join, [...left, ...right], bare, shared, joinColumns(bareLeft, bareRight, shared));
}
/**
* The items that one entry of FROM adds. `scope` holds the entries to its left: functions, LATERAL and what is nested in
* a join after it see them, other subqueries do not.
*/
function fromItems(reading, scope, node) {
	const range = as(node, "RangeVar");
	if (range) return [rangeItem(reading, scope, range)];
	const join = as(node, "JoinExpr");
	if (join) return joinItems(reading, scope, join);
	const subquery = as(node, "RangeSubselect");
	if (subquery) return [subqueryItem(reading, subquery.lateral ? scope : besideScope(scope, []), subquery)];
	const sample = as(node, "RangeTableSample");
	if (sample) {
		readExpression(reading, scope, [sample.args, sample.repeatable]);
		return fromItems(reading, scope, sample.relation);
	}
	const call = as(node, "RangeFunction");
	if (call) return [functionItem(reading, scope, call)];
	const xml = as(node, "RangeTableFunc");
	if (xml) return [xmlTableItem(reading, scope, xml)];
	const json = as(node, "JsonTable");
	return json ? [jsonTableItem(reading, scope, json)] : [];
}
/** The items of a whole FROM list. */
function addFrom(reading, scope, nodes) {
	for (const node of nodes ?? []) scope.items.push(...fromItems(reading, scope, node));
}
// src/sql/postgresql/columns/targets.ts
/** What the rules on a relation do instead of the statement, or besides it. */
function runRules(reading, target, event) {
	const matching = (reading.bodies.definitions.rules.get(target.relation?.name ?? "") ?? []).filter(({ statement }) => statement.event === `CMD_${event.toUpperCase()}`);
	for (const { statement, searchPath } of matching) {
		const access = emptyAccess();
		const session = {
			...reading.session,
			searchPath
		};
		const inner = {
			...reading,
			access,
			session,
			variables: /* @__PURE__ */ new Set(["new", "old"])
		};
		readExpression(inner, openScope(null), statement.whereClause);
		for (const action of statement.actions ?? []) readStatement(inner, action);
		mergeAccess(reading.access, access, false);
	}
	return matching.length > 0;
}
/** A view with triggers of its own: what they do with the row, nobody can tell from here. */
function runInsteadOf(reading, name) {
	const functions = reading.bodies.definitions.insteadOf.get(name) ?? [];
	for (const called of functions) {
		const access = emptyAccess();
		callKnown({
			...reading,
			access
		}, called);
		mergeUnresolved(reading.access, access);
	}
	if (functions.length > 0) unresolveView(reading, name);
}
/** The tables that a view's columns come from are written where the view is. */
function touchWritten(reading, target) {
	const { relation } = target;
	if (relation?.kind === "table" || relation?.kind === "view") touchRelation(reading, "writes", relation.name);
	for (const { origin } of relation?.kind === "view" ? target.columns : []) if (origin) touchRelation(reading, "writes", origin.table);
}
/** To be called once for each way in which a statement writes the target. */
function beginWrite(reading, target, event) {
	touchWritten(reading, target);
	runRules(reading, target, event);
	const { relation } = target;
	if (relation?.kind === "view") runInsteadOf(reading, relation.name);
	if (relation?.kind === "unknown") unresolve(reading, relation.name, null);
	for (const name of relation?.maybe ?? []) unresolveTarget(reading, name, null);
}
function unresolveTarget(reading, name, column) {
	if (name.startsWith("view:")) unresolveView(reading, name);
	else unresolve(reading, name, column);
}
/** The column's own name: UPDATE may not use the names that an alias gives. */
function writeTable(reading, target, table, column, named) {
	const entry = lookup(reading.session.catalog.tables, table);
	if (entry?.partial === true || entry && lookup(entry.columns, column) !== void 0) touchColumn(reading, "writes", table, column, named);
	else unresolve(reading, table, column);
	for (const name of target.relation?.maybe ?? []) unresolveTarget(reading, name, column);
}
function writeView(reading, target, name, column) {
	const origin = columnOf(target, column)?.origin;
	if (origin) touchColumn(reading, "writes", origin.table, origin.column, false);
	else mergeUnresolved(reading.access, viewBody(reading, name).access);
}
/** Takes note of a column that is written. */
function writeColumn(reading, target, column, named) {
	const { relation } = target;
	if (relation?.kind === "table") writeTable(reading, target, relation.name, column, named);
	else if (relation?.kind === "view") writeView(reading, target, relation.name, column);
	else if (relation?.kind === "unknown") for (const name of [relation.name, ...relation.maybe]) unresolveTarget(reading, name, column);
}
/** An INSERT or MERGE without a list of columns writes as many, from the first on, as it has values; null: nobody knows. */
function writeFirst(reading, target, count) {
	const { relation } = target;
	const entry = lookup(reading.session.catalog.tables, relation?.name ?? "");
	const names = target.columns.map(({ name, origin }) => (relation?.kind === "table" ? origin?.column : name) ?? name);
	const certain = count !== null && keepsOrder(entry?.columns ?? {});
	for (const name of certain ? names.slice(0, count) : names) writeColumn(reading, target, name, false);
	if (target.loose && relation?.kind === "table") unresolve(reading, relation.name, null);
	for (const name of relation?.maybe ?? []) for (const column of columnNames(reading.session, name)) unresolveTarget(reading, name, column);
}
// src/sql/postgresql/columns/statement.ts
function readCopy(reading, copy) {
	readQueryIn(reading, copy.query);
	if (!copy.relation) return;
	const item = relationItem(reading, copy.relation);
	const columns = strings(copy.attlist);
	if (copy.is_from) {
		beginWrite(reading, item, "insert");
		for (const column of columns) writeColumn(reading, item, column, true);
		if (columns.length === 0) writeFirst(reading, item, null);
	} else {
		for (const column of columns) readPart(reading, item, column);
		if (columns.length === 0) readWhole(reading, item);
	}
	readExpression(reading, openScope(null, [item]), copy.whereClause);
}
function readIndex(reading, index) {
	if (!index.relation) return;
	const item = relationItem(reading, index.relation);
	const elements = all([...index.indexParams ?? [], ...index.indexIncludingParams ?? []], "IndexElem");
	for (const { name } of elements) if (name !== void 0) readPart(reading, item, name);
	const expressions = elements.map(({ expr }) => expr);
	readExpression(reading, openScope(null, [item]), [expressions, index.whereClause]);
}
/** ANALYZE with a list of columns names them. */
function readVacuum(reading, vacuum) {
	for (const { relation, va_cols: columns } of all(vacuum.rels, "VacuumRelation")) {
		if (!relation) continue;
		const item = relationItem(reading, relation);
		for (const name of strings(columns)) {
			const column = columnOf(item, name);
			if (column) readColumn(reading, item, column, true);
			else readPart(reading, item, name);
		}
	}
}
function touchAll(reading, ranges, way) {
	for (const range of ranges) touchNamed(reading, way, resolveRelation(reading, range));
}
function readNamed(reading, kind, name) {
	const known = reading.bodies[kind].get(name);
	if (known) mergeAccess(reading.access, known, true);
	else {
		const word = kind === "prepared" ? "prepared statement" : "cursor";
		mayTouchAll(reading.access, `the ${word} ${name} was not made here: nobody knows what it touches`);
	}
}
function readDo(reading, args) {
	const language = as(option(args, "language")?.arg, "String")?.sval?.toLowerCase() ?? "plpgsql";
	const body = as(option(args, "as")?.arg, "String")?.sval ?? "";
	if (language === "plpgsql") readDoBody(reading, body);
	else mayTouchAll(reading.access, `a DO block is written in ${language}, which is not read`);
}
/** CREATE TABLE … AS, SELECT INTO and CREATE MATERIALIZED VIEW: the table that is made is written by nobody else. */
const readCreateAs = (reading, { query }) => readQueryIn(reading, query);
function readRefresh(reading, { relation }) {
	if (relation) relationItem(reading, relation);
}
/** A query, or a statement that stands where one is expected: EXPLAIN EXECUTE, CREATE TABLE AS EXECUTE. */
function readQueryIn(reading, node) {
	if (node) readStatement(reading, node);
}
const query = (reading, statement) => readQueryIn(reading, statement.query);
const readers = {
	CopyStmt: readCopy,
	PrepareStmt: query,
	DeclareCursorStmt: query,
	ExplainStmt: query,
	ViewStmt: query,
	CreateTableAsStmt: readCreateAs,
	RefreshMatViewStmt: readRefresh,
	ExecuteStmt: (reading, { name, params }) => {
		readNamed(reading, "prepared", name ?? "");
		readExpression(reading, openScope(null), params);
	},
	FetchStmt: (reading, { portalname }) => readNamed(reading, "cursors", portalname ?? ""),
	CallStmt: (reading, { funccall }) => {
		if (!funccall) return;
		readExpression(reading, openScope(null), { FuncCall: funccall });
		const path = strings(funccall.funcname);
		if (!knowsFunction(reading, path)) mayTouchAll(reading.access, `the procedure ${path.join(".")} is not in the schema`);
	},
	DoStmt: (reading, { args }) => readDo(reading, args),
	TruncateStmt: (reading, { relations }) => touchAll(reading, all(relations, "RangeVar"), "writes"),
	LockStmt: (reading, { relations }) => touchAll(reading, all(relations, "RangeVar"), "reads"),
	IndexStmt: readIndex,
	VacuumStmt: readVacuum
};
/**
* Takes note of what a statement touches. What changes the schema alone touches nothing by this: its definitions are no use
* of a column, and are judged elsewhere.
*/
function readStatement(reading, node) {
	for (const [kind, statement] of Object.entries(node)) if (kind === "SelectStmt" || /^(?:Insert|Update|Delete|Merge)Stmt$/.test(kind)) readQuery(reading, node, null);
	else if (Object.hasOwn(readers, kind)) {
		const read = readers[kind];
		read?.(reading, statement);
	}
}
// src/sql/postgresql/columns/plpgsql-body.ts
/** What the compiler sets for every function and trigger. */
const GIVEN = [
	"found",
	"new",
	"old",
	"sqlstate",
	"sqlerrm"
];
/** A statement (0), an expression (2), or an assignment (3 and up), whose target is no column. */
function queryOf({ query, parseMode }) {
	const text = String(query ?? "");
	const mode = Number(parseMode ?? 0);
	if (mode === 0) return text;
	return `SELECT ${mode === 2 ? text : text.replace(/^\s*[^:=]+?\s*:?=/, "")}`;
}
function readText$2(reading, text) {
	const parsed = parseStatements(text);
	if ("statements" in parsed) for (const { node } of parsed.statements) readStatement(reading, node);
	else mayTouchAll(reading.access, `a statement of a function cannot be read: ${parsed.failure.message}`);
}
/** SQL made at run time: read where it is a constant after all. */
function readDynamic(reading, { query }) {
	const text = foldConstant(String(query ?? ""));
	if (text === null) mayTouchAll(reading.access, "a function runs SQL that it makes up itself");
	else readText$2(reading, text);
}
const DYNAMIC = /^PLpgSQL_stmt_dyn\w*$/;
function visit(reading, value, parent, key) {
	if (Array.isArray(value)) for (const item of value) visit(reading, item, parent, key);
	else if (typeof value === "object" && value !== null) for (const [name, inner] of Object.entries(value)) {
		if (typeof inner !== "object" || inner === null) continue;
		const dynamic = key === "dynquery" || key === "query" && DYNAMIC.test(parent);
		if (name !== "PLpgSQL_expr") {
			const begins = name.startsWith("PLpgSQL_");
			visit(reading, inner, begins ? name : parent, begins ? "" : name);
		} else if (dynamic) readDynamic(reading, inner);
		else readText$2(reading, queryOf(inner));
	}
}
/** Reads a type as `users.name%TYPE` or `users`: gives the table that its values have the columns of. */
function readType$1(reading, typname) {
	const names = typname.replace(/%type$/i, "").split(".").map((part) => part.trim().replace(/^"(.*)"$/, "$1"));
	const column = /%type$/i.test(typname) ? names.pop() : void 0;
	const [relname = "", schemaname] = names.toReversed();
	if (relname === "") return null;
	const relation = resolveRelation(reading, schemaname === void 0 ? { relname } : {
		relname,
		schemaname
	});
	if (relation.kind !== "table") return null;
	if (column !== void 0) touchColumn(reading, "reads", relation.name, column, true);
	return column === void 0 ? relation.name : null;
}
/** Variables by name; types that are columns or rows of tables, and the fields that are used of such rows. */
function readVariables(reading, functions) {
	const names = new Set(GIVEN);
	walk(functions, (kind, inner) => {
		if (kind !== "datums" || !Array.isArray(inner)) return true;
		const datums = inner.map((one) => Object.values(one)[0] ?? {});
		const tables = datums.map(({ datatype }) => {
			const typname = datatype?.PLpgSQL_type?.typname;
			return typeof typname === "string" ? readType$1(reading, typname) : null;
		});
		for (const { refname, fieldname, recparentno } of datums) {
			if (typeof refname === "string") names.add(refname);
			const table = typeof fieldname === "string" ? tables[Number(recparentno ?? 0)] : null;
			if (table && columnNames(reading.session, table).includes(String(fieldname))) touchColumn(reading, "reads", table, String(fieldname), true);
		}
		return true;
	});
	return names;
}
/** A dollar quote that the body does not hold. */
function quoteBody(body) {
	let tag = "$body$";
	for (let count = 0; body.includes(tag); count++) tag = `$body${count}$`;
	return `${tag}${body}${tag}`;
}
/** The compiler takes `t%ROWTYPE` for a scalar, but `t` for a row. */
const asRows = (body) => body.replace(/%\s*rowtype\b/gi, "");
/** A parameter as the compiler needs it: all that it looks at is whether it is a row. */
function rebuildParameter(reading, { name = "", argType }) {
	const [relname = "", schemaname] = strings(argType?.names).toReversed();
	const row = resolveRelation(reading, schemaname === void 0 ? { relname } : {
		relname,
		schemaname
	}).kind === "table" || relname === "record";
	return `${quoteIdentifier(name)} ${row ? "record" : "int"}`;
}
/** What it returns decides which forms of RETURN the compiler takes. */
function returnsOf(statement) {
	if (strings(statement.returnType?.names).at(-1) === "trigger") return "trigger";
	const table = parametersOf(statement).some(({ mode }) => mode === "FUNC_PARAM_TABLE");
	return statement.returnType?.setof || table ? "SETOF int" : "int";
}
/** A statement with the same body and the same names for the compiler to read. */
function rebuild(reading, statement, body) {
	const head = `f(${parametersOf(statement).filter(({ name }) => name !== void 0).map((parameter) => rebuildParameter(reading, parameter)).join(", ")})`;
	return `CREATE ${statement.is_procedure ? `PROCEDURE ${head}` : `FUNCTION ${head} RETURNS ${returnsOf(statement)}`} LANGUAGE plpgsql AS ${quoteBody(body)}`;
}
function readCompiled(reading, statement, body) {
	const parsed = isTooDeepPlpgsql(body) ? { message: "it is nested too deeply" } : parsePlpgsql(statement);
	if ("message" in parsed) {
		mayTouchAll(reading.access, `the body of a function cannot be read: ${parsed.message}`);
		return;
	}
	const names = readVariables(reading, parsed.functions);
	visit({
		...reading,
		variables: /* @__PURE__ */ new Set([...reading.variables, ...names])
	}, parsed.functions, "", "");
}
/** The body of a function or procedure. */
function readPlpgsqlBody(reading, statement, text) {
	const body = asRows(text);
	readCompiled(reading, rebuild(reading, statement, body), body);
}
/** The body of DO. */
function readDoBody(reading, text) {
	const body = asRows(text);
	readCompiled(reading, `DO ${quoteBody(body)}`, body);
}
// src/sql/postgresql/columns/function-body.ts
const textOf = (node) => as(node, "String")?.sval ?? "";
const parametersOf = (statement) => all(statement.parameters, "FunctionParameter");
const languageOf = (statement) => textOf(option(statement.options, "language")?.arg).toLowerCase() || "sql";
/** `SET search_path = …` of the function itself: it holds while the body runs. Null: it has none, or nobody can know it. */
function ownSearchPath(statement) {
	for (const element of all(statement.options, "DefElem")) {
		const set = element.defname === "set" ? as(element.arg, "VariableSetStmt") : void 0;
		if (set?.name !== "search_path" || set.kind !== "VAR_SET_VALUE") continue;
		return all(set.args, "A_Const").map((constant) => constant.sval?.sval ?? "").filter((name) => name !== "$user" && name !== "");
	}
	return null;
}
function readAtomic(reading, body) {
	const statements = as(body, "List")?.items ?? [body];
	for (const node of statements.flatMap((inner) => as(inner, "List")?.items ?? [inner])) {
		const result = as(node, "ReturnStmt");
		if (result) readExpression(reading, openScope(null), result.returnval);
		else readStatement(reading, node);
	}
}
function readSql(reading, text) {
	const parsed = parseStatements(text);
	if ("statements" in parsed) for (const { node } of parsed.statements) readStatement(reading, node);
	else mayTouchAll(reading.access, `the body of a function cannot be read: ${parsed.failure.message}`);
}
function readText$1(reading, statement, text) {
	const language = languageOf(statement);
	if (language === "sql") readSql(reading, text);
	else if (language === "plpgsql") readPlpgsqlBody(reading, statement, text);
	else if (language !== "c" && language !== "internal") mayTouchAll(reading.access, `a function is written in ${language}, which is not read`);
}
/** Takes note of what a function's body touches. Names that are no columns may be its parameters. */
function readFunctionBody(reading, { statement, searchPath }) {
	const path = ownSearchPath(statement) ?? searchPath ?? reading.session.searchPath;
	const names = parametersOf(statement).map(({ name }) => name ?? "");
	const inner = {
		...reading,
		session: {
			...reading.session,
			searchPath: path
		},
		variables: /* @__PURE__ */ new Set([...names, ...strings(statement.funcname)])
	};
	for (const { defexpr } of parametersOf(statement)) readExpression(inner, openScope(null), defexpr);
	if (statement.sql_body) readAtomic(inner, statement.sql_body);
	else {
		const body = as(option(statement.options, "as")?.arg, "List")?.items ?? [];
		readText$1(inner, statement, textOf(body[0]));
	}
}
// src/sql/postgresql/columns/calls.ts
/** These run SQL that they are handed as text, or read a table that they are handed by name. */
const RUNS_TEXT = /^(?:query_to_xml\w*|cursor_to_xml\w*|table_to_xml\w*|schema_to_xml\w*|database_to_xml\w*|ts_stat|ts_rewrite|crosstab\w*|connectby|xpath_table|dblink\w*)$/;
function functionsNamed(reading, path) {
	const { session } = reading;
	const own = path.at(-1) ?? "";
	return (path.length > 1 ? [path.at(-2) ?? ""] : session.searchPath).map((schema) => nameIn(session, "function", schema, own)).filter((name) => lookup(session.catalog.functions, name) !== void 0);
}
/** Functions of that name in schemas that the search path, as far as it is known, does not have. */
function namesakes(reading, own, found) {
	const { session } = reading;
	return Object.keys(session.catalog.functions).filter((name) => !found.includes(name) && partsOf(session, name).own === own);
}
/** Whether the schema has a function of that name. */
function knowsFunction(reading, path) {
	return path.length > 0 && path[0] !== "pg_catalog" && functionsNamed(reading, path).length > 0;
}
/** Definitions of the functions that a call may mean: their results are the columns of one in FROM. */
function definitionsOf(reading, path) {
	return functionsNamed(reading, path).flatMap((name) => reading.bodies.definitions.functions.get(name) ?? []);
}
function readKnown(reading, name) {
	const definitions = reading.bodies.definitions.functions.get(name) ?? [];
	for (const definition of definitions) readFunctionBody(reading, definition);
	if (definitions.length > 0) return;
	const entry = lookup(reading.session.catalog.functions, name);
	if (entry?.opaque) mayTouchAll(reading.access, `what ${name} does cannot be read`);
	for (const use of entry?.uses ?? []) readUse(reading, use);
}
function functionBody(reading, name) {
	const { searchPath } = reading.session;
	return readBody(reading, `${name} ${reading.anyPath} ${searchPath.join()}`, (inner) => {
		readKnown(inner, name);
		return {
			columns: [],
			loose: true
		};
	});
}
/** A call of a function that the catalog has. */
function callKnown(reading, name) {
	touchRelation(reading, "reads", name);
	const { access } = functionBody(reading, name);
	const written = reading.bodies.definitions.functions.has(name);
	const volatile = lookup(reading.session.catalog.functions, name)?.volatility === "volatile";
	if (written || !volatile) mergeAccess(reading.access, access, false);
	else mergeUnresolved(reading.access, access);
}
function callUnknown(reading, own) {
	if (!reading.session.catalog.incomplete) return;
	if (STEADY_FUNCTIONS.has(own) || HARMLESS_FUNCTIONS.has(own)) return;
	mayTouchAll(reading.access, `the function ${own} is not in the schema, which could not be read whole: nobody knows what it touches`);
}
/** A call by name. The server's own functions and those of extensions touch nothing of the schema by themselves. */
function callFunction(reading, path) {
	const own = path.at(-1) ?? "";
	if (path.length > 1 && path[0] === "pg_catalog") return;
	const found = functionsNamed(reading, path);
	for (const name of found) callKnown(reading, name);
	if (found.length > 0 && !reading.anyPath) return;
	const others = path.length > 1 ? [] : namesakes(reading, own, found);
	for (const name of others) mergeUnresolved(reading.access, functionBody(reading, name).access);
	if (found.length === 0 && others.length === 0) callUnknown(reading, own);
}
/** SQL that a function is handed: read where it is a constant. */
function readText(reading, own, args) {
	for (const arg of args) {
		const text = constantOf(withoutCasts(arg));
		const parsed = text === void 0 ? void 0 : parseStatements(text);
		if (!parsed || !("statements" in parsed) || parsed.statements.length === 0) continue;
		for (const { node } of parsed.statements) readStatement(reading, node);
		return;
	}
	mayTouchAll(reading.access, `${own} runs a query that is not in the statement`);
}
/** A call in an expression, without its arguments. */
function readCall(reading, call) {
	const path = strings(call.funcname);
	const own = path.at(-1) ?? "";
	if (RUNS_TEXT.test(own) && !knowsFunction(reading, path)) readText(reading, own, call.args ?? []);
	else callFunction(reading, path);
}
// src/sql/postgresql/columns/expression.ts
/** `(u).name` reads one column of the row `u`, `(u).*` all of them. */
function readIndirection(reading, scope, node) {
	const [first, ...rest] = node.indirection ?? [];
	const row = wholeRow(reading, scope, node.arg);
	const field = as(first, "String")?.sval;
	if (row && field !== void 0) readPart(reading, row, field);
	else {
		readExpression(reading, scope, node.arg);
		readExpression(reading, scope, first);
	}
	readExpression(reading, scope, rest);
}
/** `name(u)` is another way to write `u.name`, where no function of that name takes the row. */
function readAsField(reading, scope, call) {
	const path = strings(call.funcname);
	const [argument, ...others] = call.args ?? [];
	const field = path[0] ?? "";
	if (path.length !== 1 || others.length > 0 || call.agg_filter || call.over) return false;
	if (STEADY_FUNCTIONS.has(field) || knowsFunction(reading, path)) return false;
	const row = wholeRow(reading, scope, argument);
	if (!row || !columnOf(row, field)) return false;
	readPart(reading, row, field);
	return true;
}
function readFunction(reading, scope, call) {
	if (readAsField(reading, scope, call)) return;
	readCall(reading, call);
	const { funcname: _, ...rest } = call;
	readExpression(reading, scope, rest);
}
/** A cast to a table's row depends on each column of it. */
function readType(reading, type) {
	const [relname = "", schemaname] = strings(type.names).toReversed();
	const relation = resolveRelation(reading, schemaname === void 0 ? { relname } : {
		relname,
		schemaname
	});
	if (relation.kind !== "table") return;
	touchRelation(reading, "reads", relation.name);
	for (const column of columnNames(reading.session, relation.name)) touchColumn(reading, "reads", relation.name, column, false);
}
function readNode(reading, scope, kind, inner) {
	if (kind === "ColumnRef") readReference(reading, scope, inner);
	else if (kind === "SelectStmt") readSelect(reading, inner, scope);
	else if (kind === "FuncCall") readFunction(reading, scope, inner);
	else if (kind === "A_Indirection") readIndirection(reading, scope, inner);
	else if (kind === "typeName") readType(reading, inner);
	else readExpression(reading, scope, inner);
}
/** Takes note of all that an expression, a clause or a list of them reads. Whatever it is called, nothing in it is passed over. */
function readExpression(reading, scope, value) {
	if (Array.isArray(value)) for (const item of value) readExpression(reading, scope, item);
	else if (typeof value === "object" && value !== null) {
		for (const [kind, inner] of Object.entries(value)) if (typeof inner === "object" && inner !== null) readNode(reading, scope, kind, inner);
	}
}
// src/sql/postgresql/columns/with.ts
/** SEARCH and CYCLE add columns of their own. */
function addedColumns({ search_clause: search, cycle_clause: cycle }) {
	return [
		search?.search_seq_column,
		cycle?.cycle_mark_column,
		cycle?.cycle_path_column
	].filter((name) => name !== void 0);
}
/** The first part of a UNION gives a recursive query its columns, before the second part names them. */
function readOnce(reading, scope, query, told) {
	const select = as(query.ctequery, "SelectStmt");
	if (!select?.larg || !select.rarg) return readQuery(reading, query.ctequery, scope);
	const inner = openScope(scope);
	readWith(reading, inner, select.withClause);
	return readSetOperation(reading, inner, select, told);
}
var LazyQuery = class {
	reading;
	scope;
	query;
	output = null;
	begun = false;
	constructor(reading, scope, query) {
		this.reading = reading;
		this.scope = scope;
		this.query = query;
	}
	read() {
		if (!this.begun) {
			this.begun = true;
			const tell = (output) => {
				this.output = this.named(output);
			};
			tell(readOnce(this.reading, this.scope, this.query, tell));
		}
		return this.output ?? this.named({
			columns: [],
			loose: true
		});
	}
	named({ columns, loose }) {
		const given = renameColumns(columns, strings(this.query.aliascolnames));
		const added = addedColumns(this.query).map((name) => newColumn(name));
		return {
			columns: [...given, ...added],
			loose
		};
	}
};
/** Lets the queries of a WITH be named in the scope, and reads them all: one that nobody names is run all the same if it writes. */
function readWith(reading, scope, clause) {
	const visible = /* @__PURE__ */ new Map();
	const queries = [];
	for (const query of all(clause?.ctes, "CommonTableExpr")) {
		const lazy = new LazyQuery(reading, {
			items: [],
			queries: clause?.recursive ? visible : new Map(visible),
			outer: scope.outer
		}, query);
		visible.set(query.ctename ?? "", lazy);
		queries.push(lazy);
	}
	scope.queries = visible;
	for (const query of queries) query.read();
}
// src/sql/postgresql/columns/writing.ts
const KINDS = [
	"InsertStmt",
	"UpdateStmt",
	"DeleteStmt",
	"MergeStmt"
];
const isWriting = (node) => KINDS.some((kind) => kind in node);
/** The row before and after, as RETURNING may name them. */
function returningItems({ options }, target) {
	const names = /* @__PURE__ */ new Map([["RETURNING_OPTION_OLD", "old"], ["RETURNING_OPTION_NEW", "new"]]);
	for (const { option, value } of all(options, "ReturningOption")) names.set(option ?? "", value ?? "");
	return [...names.values()].map((name) => ({
		...target,
		name,
		aliased: true,
		bare: false
	}));
}
function readReturning(reading, scope, clause, target) {
	if (!clause) return {
		columns: [],
		loose: false
	};
	const inner = besideScope(scope, [...scope.items, ...returningItems(clause, target)]);
	const output = outputOf(reading, inner, all(clause.exprs, "ResTarget"));
	readExpression(reading, inner, clause.exprs);
	return output;
}
/** `SET a = …`, or the columns of an INSERT: the values are read in the scope. */
function assign(reading, scope, target, targets) {
	for (const { name, val, indirection } of targets) {
		writeColumn(reading, target, name ?? "", true);
		readExpression(reading, scope, [val, indirection]);
	}
}
/** What decides whether a row is there already: columns, or all those of a constraint. */
function readInference(reading, scope, target, infer) {
	for (const { name, expr } of all(infer.indexElems, "IndexElem")) {
		if (name !== void 0) readPart(reading, target, name);
		readExpression(reading, scope, expr);
	}
	readExpression(reading, scope, infer.whereClause);
	const table = lookup(reading.session.catalog.tables, target.relation?.name ?? "");
	const constraint = table && lookup(table.constraints, infer.conname ?? "");
	for (const column of constraint?.columns ?? []) readPart(reading, target, column);
}
function readConflict(reading, scope, target, clause) {
	const excluded = {
		...target,
		name: "excluded",
		aliased: true,
		bare: false
	};
	if (clause.infer) readInference(reading, besideScope(scope, [target]), target, clause.infer);
	const inner = besideScope(scope, [target, excluded]);
	assign(reading, inner, target, all(clause.targetList, "ResTarget"));
	readExpression(reading, inner, clause.whereClause);
}
function readInsert(reading, statement, scope) {
	const target = relationItem(reading, statement.relation ?? {});
	beginWrite(reading, target, "insert");
	const columns = all(statement.cols, "ResTarget");
	for (const { name } of columns) writeColumn(reading, target, name ?? "", true);
	readExpression(reading, openScope(null), columns);
	if (statement.selectStmt) {
		const { columns: values, loose } = readQuery(reading, statement.selectStmt, scope);
		if (columns.length === 0) writeFirst(reading, target, loose ? null : values.length);
	}
	if (statement.onConflictClause) readConflict(reading, scope, target, statement.onConflictClause);
	return readReturning(reading, besideScope(scope, [target]), statement.returningClause, target);
}
function readChange(reading, statement, scope, updates) {
	const target = relationItem(reading, statement.relation ?? {});
	beginWrite(reading, target, updates ? "update" : "delete");
	scope.items.push(target);
	addFrom(reading, scope, statement.fromClause ?? statement.usingClause);
	if (updates) assign(reading, scope, target, all(statement.targetList, "ResTarget"));
	readExpression(reading, scope, statement.whereClause);
	return readReturning(reading, scope, statement.returningClause, target);
}
function readWhen(reading, scope, target, source, when) {
	const inner = besideScope(scope, when.matchKind === "MERGE_WHEN_NOT_MATCHED_BY_TARGET" ? source : when.matchKind === "MERGE_WHEN_NOT_MATCHED_BY_SOURCE" ? [target] : [target, ...source]);
	readExpression(reading, inner, [when.condition, when.values]);
	const targets = all(when.targetList, "ResTarget");
	assign(reading, inner, target, targets);
	if (when.commandType === "CMD_INSERT" && targets.length === 0 && when.values) writeFirst(reading, target, when.values.length);
}
const EVENTS = {
	CMD_INSERT: "insert",
	CMD_UPDATE: "update",
	CMD_DELETE: "delete"
};
function readMerge(reading, statement, scope) {
	const target = relationItem(reading, statement.relation ?? {});
	const beside = besideScope(scope, []);
	addFrom(reading, beside, statement.sourceRelation ? [statement.sourceRelation] : []);
	const source = beside.items;
	scope.items.push(target, ...source);
	readExpression(reading, scope, statement.joinCondition);
	for (const when of all(statement.mergeWhenClauses, "MergeWhenClause")) {
		const event = EVENTS[when.commandType ?? ""];
		if (event) beginWrite(reading, target, event);
		readWhen(reading, scope, target, source, when);
	}
	const { returningClause } = statement;
	return readReturning(reading, besideScope(scope, [...source, target]), returningClause, target);
}
/** A statement that writes; gives the columns of its RETURNING. */
function readWriting(reading, node, outer) {
	const scope = openScope(outer);
	for (const kind of KINDS) {
		const statement = as(node, kind);
		if (!statement) continue;
		readWith(reading, scope, statement.withClause);
		if (kind === "InsertStmt") return readInsert(reading, statement, scope);
		if (kind === "MergeStmt") return readMerge(reading, statement, scope);
		return readChange(reading, statement, scope, kind === "UpdateStmt");
	}
	return {
		columns: [],
		loose: true
	};
}
// src/sql/postgresql/columns/select.ts
/** A query of any kind: SELECT, VALUES, TABLE, or one that writes and RETURNS. */
function readQuery(reading, node, outer) {
	const select = as(node, "SelectStmt");
	if (select) return readSelect(reading, select, outer);
	if (node && isWriting(node)) return readWriting(reading, node, outer);
	return {
		columns: [],
		loose: true
	};
}
const asColumns = (item) => item.columns.map(({ name, origin }) => newColumn(name, origin));
/** The items that a target with a star stands for; null: it is none. */
function starItems(reading, scope, node) {
	const part = as(node, "A_Indirection");
	if (part && isStar(part.indirection ?? [])) {
		const row = wholeRow(reading, scope, part.arg);
		return row ? [row] : [newLoose];
	}
	const fields = as(node, "ColumnRef")?.fields ?? [];
	if (!isStar(fields)) return null;
	if (strings(fields).length === 0) return scope.items.filter(({ bare }) => bare);
	return [wholeRow(reading, scope, node) ?? newLoose];
}
const newLoose = {
	name: null,
	aliased: true,
	relation: null,
	columns: [],
	loose: true,
	bare: false,
	sides: []
};
function originOf(scope, node) {
	const path = strings(as(node, "ColumnRef")?.fields);
	const name = path.at(-1) ?? "";
	const item = path.length === 1 ? scope.items.find((one) => one.bare && columnOf(one, name)) : findItem(scope, path.at(-2) ?? "");
	return (item && columnOf(item, name)?.origin) ?? null;
}
/** The columns that a list of targets gives. Their expressions are read elsewhere. */
function outputOf(reading, scope, targets) {
	const output = {
		columns: [],
		loose: false
	};
	for (const { name, val } of targets) {
		const star = starItems(reading, scope, val);
		if (!star) output.columns.push(newColumn(name ?? outputName(val), originOf(scope, val)));
		for (const item of star ?? []) {
			output.columns.push(...asColumns(item));
			output.loose ||= item.loose;
		}
	}
	return output;
}
/** The name that an entry of GROUP BY, ORDER BY or DISTINCT ON is, if it is nothing but a name. */
function bareName(node) {
	const path = strings(as(node, "ColumnRef")?.fields);
	return path.length === 1 && !isStar(as(node, "ColumnRef")?.fields ?? []) ? path[0] : void 0;
}
/** ORDER BY and DISTINCT ON: a bare name is an output column first. */
function readSorted(reading, scope, output, nodes) {
	for (const node of nodes ?? []) {
		const value = as(node, "SortBy")?.node ?? node;
		const name = bareName(value);
		if (name !== void 0 && output.columns.some((column) => column.name === name)) continue;
		readExpression(reading, scope, value);
	}
}
/** GROUP BY: a bare name is an input column of this very query first, and an output column then. */
function readGrouped(reading, scope, output, nodes) {
	for (const node of nodes ?? []) {
		const nested = as(node, "GroupingSet")?.content ?? as(node, "RowExpr")?.args;
		if (nested) readGrouped(reading, scope, output, nested);
		else {
			const name = bareName(node) ?? "";
			const input = scope.items.some((item) => item.bare && (item.loose || columnOf(item, name)));
			const given = output.columns.some((column) => column.name === name);
			if (input || !given) readExpression(reading, scope, node);
		}
	}
}
function readValues(reading, scope, select) {
	const { withClause: _, ...rest } = select;
	readExpression(reading, scope, rest);
	const width = as(select.valuesLists?.[0], "List")?.items?.length ?? 0;
	return {
		columns: Array.from({ length: width }, (_item, index) => newColumn(`column${index + 1}`)),
		loose: false
	};
}
/** Of a set operation the left side gives the names; ORDER BY can name nothing else. */
function readSetOperation(reading, scope, select, afterLeft = () => {}) {
	const left = readSelect(reading, select.larg ?? {}, scope);
	const output = {
		columns: left.columns.map(({ name }) => newColumn(name)),
		loose: left.loose
	};
	afterLeft(output);
	readSelect(reading, select.rarg ?? {}, scope);
	readExpression(reading, scope, [select.limitCount, select.limitOffset]);
	return output;
}
function readSimple(reading, scope, select) {
	addFrom(reading, scope, select.fromClause);
	const output = outputOf(reading, scope, all(select.targetList, "ResTarget"));
	const { targetList, whereClause, havingClause, windowClause, limitCount, limitOffset } = select;
	readExpression(reading, scope, [
		targetList,
		whereClause,
		havingClause,
		windowClause,
		limitCount,
		limitOffset
	]);
	readGrouped(reading, scope, output, select.groupClause);
	readSorted(reading, scope, output, select.sortClause);
	readSorted(reading, scope, output, select.distinctClause);
	return output;
}
/** Takes note of all that a SELECT reads; gives its columns. `outer` is what its expressions can see around it. */
function readSelect(reading, select, outer) {
	const scope = openScope(outer);
	readWith(reading, scope, select.withClause);
	if (select.larg && select.rarg) return readSetOperation(reading, scope, select);
	return select.valuesLists ? readValues(reading, scope, select) : readSimple(reading, scope, select);
}
// src/sql/postgresql/columns/follow.ts
const CHANGES_SCHEMA = /^(?:Create(?:Stmt|SchemaStmt|TableAsStmt|ForeignTableStmt|FunctionStmt|TrigStmt|EnumStmt|DomainStmt|RangeStmt|SeqStmt)|ViewStmt|CompositeTypeStmt|Alter(?:TableStmt|ObjectSchemaStmt|SeqStmt|EnumStmt|DomainStmt|FunctionStmt|TypeStmt)|RenameStmt|DropStmt|RuleStmt|IndexStmt)$/;
/** These make something by a name of their own; the others name what is there. */
const MAKES = /^(?:Create|ViewStmt)/;
const copyDefinitions = ({ views, functions, rules, insteadOf }) => ({
	views: new Map(views),
	functions: new Map(functions),
	rules: new Map(rules),
	insteadOf: new Map(insteadOf)
});
/** A session's own schema: the one that it began with until it changes something. */
var FollowedSchema = class {
	catalog;
	bodies;
	own = false;
	before = null;
	inTransaction = false;
	dropAtCommit = /* @__PURE__ */ new Set();
	constructor(catalog, definitions) {
		this.catalog = catalog;
		this.bodies = beginBodies(definitions);
	}
	begin() {
		this.inTransaction = true;
		this.before = null;
	}
	/** `undone`: the transaction is rolled back, or a part of it, which is taken for all of it. */
	end(undone) {
		this.inTransaction = false;
		if (undone) this.restore();
		this.before = null;
		for (const name of this.dropAtCommit) delete this.catalog.tables[name];
		if (this.dropAtCommit.size > 0) this.changed();
		this.dropAtCommit.clear();
	}
	/** What was made since the transaction began may be gone. */
	restore() {
		if (!this.before) return;
		this.catalog = copyCatalog(this.before.catalog);
		this.bodies.definitions = copyDefinitions(this.before.definitions);
		this.changed();
	}
	/** DISCARD: temporary tables are dropped. */
	dropTemporary() {
		this.make();
		for (const name of Object.keys(this.catalog.tables)) if (name.startsWith(`pg_temp.`)) delete this.catalog.tables[name];
		for (const name of Object.keys(this.catalog.views)) if (name.startsWith(`view:pg_temp.`)) delete this.catalog.views[name];
		this.changed();
	}
	/** Applies a statement that changes the schema; others change nothing. */
	apply(node, reading) {
		const made = madeFrom(node);
		const kind = Object.keys(node)[0] ?? "";
		if (!made && !CHANGES_SCHEMA.test(kind)) return;
		this.make();
		if (made) this.makeTable(made, {
			...reading,
			session: this.sessionOf(reading, [])
		});
		else this.judge(kind, node, reading);
		this.changed();
	}
	sessionOf({ session }, first) {
		return {
			...session,
			catalog: this.catalog,
			searchPath: [...first, ...session.searchPath]
		};
	}
	judge(kind, node, reading) {
		const temporary = temporaryRange(node);
		if (temporary) temporary.schemaname = TEMPORARY;
		const table = as(node, "CreateStmt");
		if (table?.oncommit === "ONCOMMIT_DROP" && !this.inTransaction) return;
		const session = this.sessionOf(reading, MAKES.test(kind) ? [] : [TEMPORARY]);
		judgeStatement(node, session);
		noteDefinition(this.bodies.definitions, session, node);
		pruneDefinitions(this.bodies.definitions, session);
		if (table?.oncommit === "ONCOMMIT_DROP") this.dropAtCommit.add(newRelation(session, "table", table.relation));
	}
	makeTable(made, reading) {
		const { session } = reading;
		const temporary = made.range.relpersistence === "t";
		if (made.drops && !this.inTransaction) return;
		const range = temporary ? {
			...made.range,
			schemaname: TEMPORARY
		} : made.range;
		const name = newRelation(session, "table", range);
		if (lookup(this.catalog.tables, name)) return;
		const output = readQuery({
			...reading,
			access: emptyAccess()
		}, made.query, null);
		const table = newTable(session, output.loose ? { partial: true } : {});
		output.columns.forEach((column, index) => {
			store(table.columns, made.names[index] ?? column.name, newColumn$1(session, "unknown"));
		});
		store(this.catalog.tables, name, table);
		if (made.drops) this.dropAtCommit.add(name);
	}
	/** From here on the catalog is the session's own. */
	make() {
		if (this.inTransaction && !this.before) {
			const { definitions } = this.bodies;
			this.before = {
				catalog: copyCatalog(this.catalog),
				definitions: copyDefinitions(definitions)
			};
		}
		if (this.own) return;
		this.own = true;
		this.catalog = copyCatalog(this.catalog);
		this.bodies.definitions = copyDefinitions(this.bodies.definitions);
	}
	/** What bodies touch must be read again. */
	changed() {
		this.bodies.known.clear();
	}
};
function temporaryRange(node) {
	const range = as(node, "CreateStmt")?.relation ?? as(node, "ViewStmt")?.view ?? as(node, "CreateSeqStmt")?.sequence;
	return range?.relpersistence === "t" ? range : void 0;
}
// src/sql/postgresql/columns/column-session.ts
/** Where names are looked up in that catalog. */
function sessionOn(catalog, { version, defaultSchema }) {
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
		settings: /* @__PURE__ */ new Map()
	};
}
const sorted = (names) => [...names].sort();
const unnamed = (columns) => sorted([...columns].filter(([, named]) => !named).map(([column]) => column));
function everyColumn(session) {
	return Object.keys(session.catalog.tables).filter((name) => !name.startsWith(`${TEMPORARY}.`)).flatMap((table) => columnNames(session, table).map((column) => columnName(table, column)));
}
/** Relations that a name may mean, where no column of them is told: `count(*)` of a table that nobody knows. */
function unnamedOf({ unresolved, relations }) {
	if (relations.unresolved.size === 0) return [];
	const told = [...unresolved];
	return [...relations.unresolved].filter((name) => !told.some((object) => object.startsWith(`${name}.`)));
}
function columnsFrom(statement, access, session) {
	const named = [...access.unresolved, ...unnamedOf(access)];
	const unresolved = access.everything ? [...named, ...everyColumn(session)] : named;
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
/** psql's own COPY is one all the same. */
const withoutPsqlCopy = (text) => text.replace(/^([ \t]*)\\copy\b(.*)$/gim, "$1COPY$2;");
var ColumnSession = class {
	schema;
	options;
	settings;
	inTransaction = false;
	pathSet = false;
	constructor({ catalog, definitions }, options) {
		this.schema = new FollowedSchema(catalog, definitions);
		this.options = options;
		this.settings = new Settings(options.defaultSchema);
	}
	/** The statements of a text, in order; what cannot be read is a statement that may touch anything. Never throws. */
	read(text) {
		const { items, sql } = itemsOf(withoutPsqlCopy(text));
		return items.map((item) => this.take(item, sql));
	}
	take(item, sql) {
		const statement = sql.slice(item.start, item.end);
		const access = emptyAccess();
		const reading = this.beginReading(access);
		try {
			this.readItem(item, statement, reading);
		} catch {
			mayTouchAll(access, "it is nested too deeply to be read");
		}
		return columnsFrom(statement, access, reading.session);
	}
	beginReading(access) {
		const session = {
			...sessionOn(this.schema.catalog, this.options),
			searchPath: this.settings.searchPath
		};
		renewBudget(this.schema.bodies);
		const anyPath = this.settings.unknown;
		return {
			session,
			bodies: this.schema.bodies,
			access,
			variables: /* @__PURE__ */ new Set(),
			anyPath
		};
	}
	readItem({ node, problem }, statement, reading) {
		if (!node) {
			mayTouchAll(reading.access, `it cannot be read: ${problem?.message ?? "the parser gave up on it"}`);
			return;
		}
		if (this.settings.otherStrings && statement.includes("\\")) mayTouchAll(reading.access, "standard_conforming_strings is off: its backslashes mean something else");
		readStatement(reading, node);
		this.follow(node, reading);
	}
	/** What the statement leaves behind. */
	follow(node, reading) {
		const path = this.settings.searchPath;
		applySettings(node, this.settings, this.inTransaction);
		this.pathSet ||= path !== this.settings.searchPath;
		this.keepNamed(node, reading);
		this.schema.apply(node, reading);
		this.followTransaction(as(node, "TransactionStmt")?.kind);
		const discarded = as(node, "DiscardStmt")?.target;
		if (discarded === "DISCARD_ALL" || discarded === "DISCARD_TEMP") this.schema.dropTemporary();
		if (discarded === "DISCARD_ALL") this.schema.bodies.prepared.clear();
	}
	/** PREPARE and DECLARE give names to what EXECUTE and FETCH run. */
	keepNamed(node, { access }) {
		const { prepared, cursors } = this.schema.bodies;
		const prepare = as(node, "PrepareStmt");
		const declare = as(node, "DeclareCursorStmt");
		const forget = as(node, "DeallocateStmt");
		if (prepare) prepared.set(prepare.name ?? "", access);
		if (declare) cursors.set(declare.portalname ?? "", access);
		if (forget?.name !== void 0) prepared.delete(forget.name);
		else if (forget) prepared.clear();
	}
	followTransaction(kind) {
		if (kind === "TRANS_STMT_BEGIN" || kind === "TRANS_STMT_START") {
			this.inTransaction = true;
			this.pathSet = false;
			this.schema.begin();
		} else if (kind === "TRANS_STMT_COMMIT") this.endTransaction(false);
		else if (kind === "TRANS_STMT_ROLLBACK") this.endTransaction(true);
		else if (kind === "TRANS_STMT_ROLLBACK_TO") {
			this.schema.restore();
			if (this.pathSet) this.settings.unknown = true;
		}
	}
	endTransaction(undone) {
		if (undone && this.pathSet) this.settings.unknown = true;
		this.inTransaction = false;
		this.settings.endTransaction();
		this.schema.end(undone);
	}
};
// src/sql/columns.ts
function definitionsIn(text, catalog, options) {
	const definitions = noDefinitions();
	const session = sessionOn(catalog, options);
	const settings = new Settings(options.defaultSchema);
	for (const { node } of itemsOf(text).items) {
		if (!node) continue;
		session.searchPath = settings.searchPath;
		noteDefinition(definitions, session, node);
		applySettings(node, settings, true);
	}
	pruneDefinitions(definitions, session);
	return definitions;
}
/**
* The schema that a dump (or a file of DDL) makes, with the bodies of its views and functions. `problems` are what of it could
* not be read: then absence from the schema proves nothing.
*/
function readColumnSchema(text, options, path = "schema.sql") {
	const { after, migrations } = readMigrations([{
		path,
		up: text,
		transaction: "none"
	}], emptyCatalog(), {
		engine: "postgresql",
		...options
	});
	const problems = migrations.flatMap((migration) => migration.problems);
	return {
		catalog: after,
		definitions: definitionsIn(text, after, options),
		problems
	};
}
export { ColumnSession as n, noDefinitions as r, readColumnSchema as t };
