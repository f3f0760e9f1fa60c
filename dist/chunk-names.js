// src/names.ts
const PREFIXES = {
	table: "table",
	index: "index",
	constraint: "constraint",
	type: "type",
	view: "view",
	function: "function",
	sequence: "sequence",
	schema: "schema",
	trigger: "trigger",
	policy: "policy",
	extension: "extension"
};
const PLAIN = /^[a-z_][a-z0-9_$]*$/;
const PART = /\s*(?:"((?:[^"]|"")+)"|`((?:[^`]|``)+)`|([\p{L}_][\p{L}\p{N}_$]*))\s*(\.|$)/uy;
/** The schema that an unqualified name means. */
function defaultSchemaOf(engine) {
	return engine === "postgresql" ? "public" : engine === "sqlite" ? "main" : "";
}
/** As the engine folds an unquoted identifier. */
function foldIdentifier(identifier, engine) {
	return engine === "postgresql" ? identifier.toLowerCase() : identifier;
}
/** An identifier as it must be written to mean exactly this one. */
function quoteIdentifier(identifier) {
	return PLAIN.test(identifier) ? identifier : `"${identifier.replaceAll("\"", "\"\"")}"`;
}
function splitPath(text, engine) {
	const path = [];
	PART.lastIndex = 0;
	for (;;) {
		const match = PART.exec(text);
		if (!match) return null;
		const [, double, backtick, plain, dot] = match;
		if (plain !== void 0) path.push(foldIdentifier(plain, engine));
		else if (double !== void 0) path.push(double.replaceAll("\"\"", "\""));
		else path.push((backtick ?? "").replaceAll("``", "`"));
		if (dot === "") return path;
	}
}
/** How many identifiers each kind may have besides a leading schema. */
function lengthsOf(kind) {
	return kind === "constraint" || kind === "trigger" || kind === "policy" ? 2 : 1;
}
/**
* Reads a name as people write it (`users.name`, `index:i`, `"Users"."fullName"`). Null: not a name.
* `a` is a table and `a.b` a column; a table of another schema is written `table:billing.invoices`.
*/
function parseObject(text, engine, defaultSchema = defaultSchemaOf(engine)) {
	const prefix = /^([a-z]+):(?!:)/.exec(text);
	const kind = prefix ? PREFIXES[prefix[1] ?? ""] : void 0;
	if (prefix && !kind) return null;
	const path = splitPath(prefix ? text.slice(prefix[0].length) : text, engine);
	if (!path || path.length > 3) return null;
	const drop = () => path[0] === defaultSchema ? path.slice(1) : path;
	if (!kind) {
		if (path.length === 1) return {
			kind: "table",
			path
		};
		return {
			kind: "column",
			path: path.length === 3 ? drop() : path
		};
	}
	if (kind === "type" && path.length === 3) return {
		kind: "value",
		path: drop()
	};
	if (kind === "type" && path.length === 2 && path[0] !== defaultSchema) return {
		kind: "value",
		path
	};
	if (path.length < lengthsOf(kind) || path.length > lengthsOf(kind) + 1) return null;
	return {
		kind,
		path: path.length > lengthsOf(kind) ? drop() : path
	};
}
/** The canonical name: without the default schema, quoted only where it must be. */
function formatObject(object) {
	const path = object.path.map(quoteIdentifier).join(".");
	if (object.kind === "table" || object.kind === "column" || object.kind === "other") return path;
	return `${object.kind === "value" ? "type" : object.kind}:${path}`;
}
/** Reads and prints at once; null where the text is no name. */
function canonicalName(text, engine, defaultSchema = defaultSchemaOf(engine)) {
	const parsed = parseObject(text, engine, defaultSchema);
	return parsed && formatObject(parsed);
}
/** Whether `object` is `whole` or a part of it: a column, constraint, trigger or policy of a table, a value of a type. */
function isPartOf(object, whole) {
	if (object === whole) return true;
	return (/^(?:constraint|trigger|policy):/.test(object) ? object.slice(object.indexOf(":") + 1) : object).startsWith(`${whole}.`);
}
/** A column's table and its own name, each as written in the whole; `column` is '' for what is no column. Joined by a dot they are the whole again. */
function splitColumn(object) {
	const quoted = /^(?!view:)(.+)\.("(?:[^"]|"")+"|[^".]+)$/su.exec(object);
	return {
		table: quoted?.[1] ?? object,
		column: quoted?.[2] ?? ""
	};
}
export { parseObject as a, isPartOf as i, defaultSchemaOf as n, quoteIdentifier as o, formatObject as r, splitColumn as s, canonicalName as t };
