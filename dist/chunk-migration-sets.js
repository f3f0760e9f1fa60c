import { N as emptyCatalog, n as readMigrations, t as prepareSql } from "./chunk-sql.js";
import { a as frameworkNamed, c as folderOf, i as findMigrations, l as nameOf, n as openCache, r as detectFramework, s as downFiles, u as withinCommon } from "./chunk-cache.js";
import { a as TOO_LARGE, s as isRegular } from "./chunk-texts.js";
import { createHash } from "node:crypto";
// src/frameworks/markers.ts
/** Small files whose text says which framework it is, or how a migration is run. */
const TELLING = /^(?:_journal\.json|metadata\.toml|Cargo\.toml|.+\.sql\.conf)$/;
const SAMPLED = /\.(?:sql|[cm]?[jt]s|py|xml|ya?ml|json)$/i;
const MIGRATIONISH = /(?:^|\/)(?:[^/]*migrat[^/]*|drizzle|changelogs?|liquibase|versions)(?:\/|$)/i;
/** Texts that one look may cost; a repository with more folders than this names them in a manifest. */
const MOST = 600;
function sampleOf(paths) {
	const middle = paths[paths.length >> 1];
	return [
		paths[0],
		middle,
		paths.at(-1)
	].filter((path) => path !== void 0);
}
/** SQL anywhere, other languages only where a folder's name suggests migrations. */
function isSampled(path) {
	if (!SAMPLED.test(path) || TELLING.test(nameOf(path))) return false;
	return /\.sql$/i.test(path) || MIGRATIONISH.test(folderOf(path));
}
/** Which files' text detection and the frameworks want: settings beside migrations, and three migrations of each folder. */
function markers(paths) {
	const telling = paths.filter((path) => TELLING.test(nameOf(path)));
	const folders = /* @__PURE__ */ new Map();
	for (const path of [...paths].sort()) {
		if (!isSampled(path)) continue;
		const folder = folderOf(path);
		const known = folders.get(folder);
		if (known) known.push(path);
		else folders.set(folder, [path]);
	}
	const samples = [...folders.values()].flatMap(sampleOf);
	return [.../* @__PURE__ */ new Set([...telling, ...samples.slice(0, MOST)])];
}
// src/frameworks/surroundings.ts
/** Files outside of a migrations folder that tell whose it is: a Rust project's, and Prisma's lock. */
const NAMES = ["Cargo.toml", "migration_lock.toml"];
/** Where such files would lie: in the folders that lead to the migrations, from the repository's root on. */
function surroundings(paths) {
	const folders = /* @__PURE__ */ new Set();
	for (const path of paths) {
		let folder = folderOf(path);
		while (!folders.has(folder)) {
			folders.add(folder);
			folder = folderOf(folder);
		}
	}
	return [...folders].flatMap((folder) => NAMES.map((name) => folder === "" ? name : `${folder}/${name}`));
}
// src/frameworks/unclaimed.ts
/** Undo and baseline files, copies of the schema, first rows, archives of a tool: known, and no steps. */
const KNOWN = /^(?:[UB]\d[\d._]*__.*|down|schema|structure|seeds?|dump|baseline)\.sql$/i;
const ASIDE = /(?:^|\/)(?:seeds?|meta|\.[^/]+)\//i;
/** Named as a migration is, in a language that some runner runs, or in SQL by another ending. */
const SCRIPT = /^[VR]?\d.*\.(?:[cm]?[jt]s|py|rb|exs|php|go|java|kts?|groovy|sh|bash|psql|pgsql|ddl|xml|ya?ml)$/i;
const NO_SCRIPT = /(?:[._](?:test|spec)|\.d)\.[a-z]+$/i;
const isScript = (path) => SCRIPT.test(nameOf(path)) && !NO_SCRIPT.test(nameOf(path));
/**
* SQL files in a migrations folder that the framework would not run, and that nothing else explains: a misspelled
* name, or another runner's files; and files that are named as migrations and are no SQL. Each is a problem, for what
* is not run is not judged either.
*/
function unclaimedFiles(framework, paths, tree) {
	const listed = new Set(framework.list(paths, tree).map(({ path }) => path));
	const isDown = downFiles(paths);
	const within = withinCommon(paths);
	return paths.filter((path) => (/\.sql$/i.test(path) || isScript(path)) && !listed.has(path)).filter((path) => !isDown(path) && !KNOWN.test(nameOf(path)) && !ASIDE.test(within(path))).sort().map((path) => ({
		path,
		line: 1,
		column: 1,
		message: isScript(path) ? `it is named as a migration and is no file that is read for ${framework.name}, so it was not judged: write what it does as SQL, or move it out of the folder of the migrations` : `${framework.name} would not run this file, going by its name, so it was not judged: rename it as ${framework.name} asks, or move it out of the folder of the migrations`
	}));
}
// src/world/kept-catalog.ts
/** Bits of what a column may be. */
const NOT_NULL = 1;
const DEFAULTED = 2;
const isSame = (one, other) => one.path === other.path && one.line === other.line && one.column === other.column;
/** Each path once, by its place in a list. */
var Paths = class {
	all = [];
	known = /* @__PURE__ */ new Map();
	indexOf(path) {
		const index = this.known.get(path) ?? this.all.push(path) - 1;
		this.known.set(path, index);
		return index;
	}
};
function packColumn(column, of, paths) {
	const { type, notNull, defaulted, generatedFrom, place, ...rest } = column;
	const bits = (notNull ? NOT_NULL : 0) + (defaulted ? DEFAULTED : 0);
	const rare = {
		...rest,
		...generatedFrom.length > 0 ? { generatedFrom } : {}
	};
	const { path, line, column: at } = place;
	const where = isSame(place, of) ? 0 : [
		paths.indexOf(path),
		line,
		at
	];
	if (Object.keys(rare).length > 0) return [
		type,
		bits,
		where,
		rare
	];
	return where === 0 ? [type, bits] : [
		type,
		bits,
		where
	];
}
function unpackColumn(packed, of, paths) {
	const [type, bits, where = 0, rare] = packed;
	const plain = {
		type,
		notNull: (bits & NOT_NULL) !== 0,
		defaulted: (bits & DEFAULTED) !== 0,
		generatedFrom: [],
		place: where === 0 ? of : {
			path: paths[where[0]] ?? "",
			line: where[1],
			column: where[2]
		}
	};
	return rare === void 0 ? plain : {
		...plain,
		...rare
	};
}
/** `Object.fromEntries` keeps a column of any name, `__proto__` too. */
const mapRecord = (record, map) => Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
function packCatalog(catalog) {
	const paths = new Paths();
	const tables = mapRecord(catalog.tables, (table) => ({
		...table,
		columns: mapRecord(table.columns, (column) => packColumn(column, table.place, paths))
	}));
	return {
		...catalog,
		tables,
		paths: paths.all
	};
}
function unpackCatalog({ paths, ...catalog }) {
	const tables = mapRecord(catalog.tables, (table) => ({
		...table,
		columns: mapRecord(table.columns, (column) => unpackColumn(column, table.place, paths))
	}));
	return {
		...catalog,
		tables
	};
}
// src/world/kept-history.ts
const UNSAID = {
	locks: [],
	statement: "",
	instead: [],
	why: "",
	dependents: []
};
/** The table of an effect: none, the object itself, what stands before the object's last dot, or a name of its own. */
const NO_TABLE = 0;
const ITSELF = 1;
const BEFORE_DOT = 2;
/** They leave nothing behind that a later decision could ask for, and a history is full of them. */
const LEAVES_NOTHING = /* @__PURE__ */ new Set(["change-session", "comment-on"]);
const leavesSomething = ({ operation }) => !LEAVES_NOTHING.has(operation);
const beforeDot = (object) => object.slice(0, Math.max(0, object.lastIndexOf(".")));
function packTable({ object, table }) {
	if (table === null) return NO_TABLE;
	if (table === object) return ITSELF;
	return table === beforeDot(object) ? BEFORE_DOT : table;
}
function unpackTable(table, object) {
	if (table === NO_TABLE) return null;
	if (table === ITSELF) return object;
	return table === BEFORE_DOT ? beforeDot(object) : table;
}
/** Each sort once, by its place in a list. */
var Sorts = class {
	all = [];
	known = /* @__PURE__ */ new Map();
	indexOf(sort) {
		const key = JSON.stringify(sort);
		const index = this.known.get(key) ?? this.all.push(sort) - 1;
		this.known.set(key, index);
		return index;
	}
};
function packEffect(effect, statement, sorts) {
	const { kind, objectKind, phase, load, fresh, operation, object, table: _, ...most } = effect;
	const { locks, statement: __, instead, why, dependents, path, line, column, ...rare } = most;
	const elsewhere = {
		...path === statement.path ? {} : { path },
		...line === statement.line ? {} : { line },
		...column === statement.column ? {} : { column }
	};
	const said = {
		...rare,
		...elsewhere
	};
	const sort = sorts.indexOf({
		kind,
		objectKind,
		phase,
		load,
		fresh,
		operation
	});
	const table = packTable(effect);
	return Object.keys(said).length === 0 ? [
		sort,
		object,
		table
	] : [
		sort,
		object,
		table,
		said
	];
}
function packStatement(statement, sorts) {
	const effects = statement.effects.filter(leavesSomething);
	return [
		statement.line,
		statement.column,
		...effects.map((effect) => packEffect(effect, statement, sorts))
	];
}
/** As it is written to the cache. */
function pack({ reads, catalog }) {
	const sorts = new Sorts();
	const packed = reads.map(({ path, problems, statements }) => ({
		path,
		problems,
		statements: statements.filter(({ effects }) => effects.some(leavesSomething)).map((statement) => packStatement(statement, sorts))
	}));
	return {
		sorts: sorts.all,
		reads: packed,
		catalog: packCatalog(catalog)
	};
}
function unpackEffect(packed, place, sorts) {
	const [sort, object, table, said] = packed;
	const common = {
		...UNSAID,
		...sorts[sort],
		object,
		table: unpackTable(table, object)
	};
	return said === void 0 ? {
		...common,
		...place
	} : {
		...common,
		...place,
		...said
	};
}
function unpackStatement(path, packed, sorts) {
	const [line, column, ...effects] = packed;
	const place = {
		path,
		line,
		column
	};
	return {
		...place,
		text: "",
		endLine: line,
		node: "",
		effects: effects.map((effect) => unpackEffect(effect, place, sorts)),
		transaction: null,
		forbidsTransaction: null,
		lockTimeout: false,
		hidesInvalidIndex: false,
		rows: [],
		uncommittedEnumValues: [],
		disablesTriggers: null,
		allows: []
	};
}
/** As rules read it. Nothing in it may be written to: entries share their empty lists. */
function unpack({ sorts, reads, catalog }) {
	return {
		reads: reads.map(({ path, problems, statements }) => ({
			path,
			problems,
			statements: statements.map((statement) => unpackStatement(path, statement, sorts)),
			strayAllows: []
		})),
		catalog: unpackCatalog(catalog)
	};
}
// src/world/history.ts
/** The base's migrations replayed into a schema; what was replayed once is kept, by content. */
function cacheOfBuild() {
	return openCache({ version: "6849f21445d5ada1" });
}
/** How far back to look for a replay that today's history continues: a day's merges. */
const LOOK_BACK = 24;
/** Each key stands for a migration and everything before it, so that equal keys mean equal schemas. */
function chainOf(migrations, seed) {
	let key = seed;
	return migrations.map(({ path, blob }) => {
		key = createHash("sha256").update(`${key}\0${path}\0${blob}`).digest("hex");
		return key;
	});
}
async function longestKept(cache, chain) {
	for (let count = chain.length; count > Math.max(0, chain.length - LOOK_BACK); count--) {
		const kept = await cache.get(["history", chain[count - 1] ?? ""]);
		if (kept) return {
			count,
			kept: unpack(kept)
		};
	}
	return null;
}
/** As many as are read between two words of progress. */
const STRIDE = 50;
function readOn(from, texts, options, progress) {
	const reads = [...from.reads];
	let { catalog } = from;
	for (let done = 0; done < texts.length; done += STRIDE) {
		progress(done, texts.length);
		const read = readMigrations(texts.slice(done, done + STRIDE), catalog, {
			...options,
			apart: true
		});
		reads.push(...read.migrations);
		catalog = read.after;
	}
	progress(texts.length, texts.length);
	return {
		reads,
		catalog
	};
}
/** Replays migrations in order. `texts` is asked only for those that no earlier replay covers. */
async function replay(migrations, texts, options, progress = () => {}) {
	if (migrations.length === 0) return {
		migrations: [],
		catalog: emptyCatalog()
	};
	const cache = cacheOfBuild();
	const chain = chainOf(migrations, `${options.engine} ${options.version} ${options.defaultSchema}`);
	const found = await longestKept(cache, chain);
	const start = found?.kept ?? {
		reads: [],
		catalog: emptyCatalog()
	};
	const rest = migrations.slice(found?.count ?? 0);
	if (rest.length === 0) return joined(migrations, start);
	await prepareSql(options.engine);
	const packed = pack(readOn(start, await texts(rest), options, progress));
	await cache.put(["history", chain.at(-1) ?? ""], packed);
	return joined(migrations, unpack(packed));
}
function joined(migrations, { reads, catalog }) {
	return {
		migrations: migrations.map((migration, index) => ({
			...migration,
			read: reads[index] ?? empty(migration.path)
		})),
		catalog
	};
}
const empty = (path) => ({
	path,
	statements: [],
	problems: [],
	strayAllows: []
});
// src/world/migration-sets.ts
/** The migrations of each database at the base, the merge base and the head, and the schema that they make. */
/** The newest PostgreSQL known: what is taken where nobody names an engine. */
const ASSUMED = {
	engine: "postgresql",
	version: 18,
	defaultSchema: "public"
};
async function textsOf(repository, files, paths) {
	const entries = paths.flatMap((path) => {
		const entry = files.get(path);
		return entry && isRegular(entry) ? [{
			path,
			blob: entry.blob
		}] : [];
	});
	const texts = await repository.texts(entries.map(({ blob }) => blob));
	return new Map(entries.flatMap(({ path, blob }) => {
		const text = texts.get(blob);
		return typeof text === "string" ? [[path, text]] : [];
	}));
}
/** The tree that detection looks at: names, and the texts of a few files. */
async function treeOf(repository, files, paths) {
	const texts = await textsOf(repository, files, markers(paths));
	return {
		paths,
		text: (path) => texts.get(path)
	};
}
const pathsOf = (files) => [...files].filter(([, entry]) => isRegular(entry)).map(([path]) => path);
/** Databases as found, where no manifest names any. */
async function foundDatabases(repository, commit) {
	const files = await repository.tree(commit);
	return findMigrations(await treeOf(repository, files, pathsOf(files))).map(({ framework, migrations }, index) => ({
		...ASSUMED,
		name: index === 0 ? "app" : `app-${index + 1}`,
		assumed: true,
		migrations: [migrations],
		framework,
		runs: "separately",
		telemetry: {},
		tables: {}
	}));
}
async function sideOf(repository, commit, database, framework) {
	const files = await repository.list(commit, database.migrations);
	const paths = [...files.keys()];
	const tree = await treeOf(repository, files, paths);
	return {
		files,
		tree,
		ordered: framework.list(paths, tree).map((file) => ({
			...file,
			blob: files.get(file.path)?.blob ?? ""
		}))
	};
}
/** A link, or another repository, in the folder of the migrations: a runner would go through it, and nobody read what is behind. */
function unfollowed({ files, ordered }) {
	const listed = new Set(ordered.map(({ path }) => path));
	return [...files].flatMap(([path, entry]) => {
		if (isRegular(entry) || listed.has(path)) return [];
		return [{
			path,
			line: 1,
			column: 1,
			message: `it is ${entry.mode === "160000" ? "a submodule" : "a link"}, which is not followed: put the migrations behind it here, as files`
		}];
	});
}
/** What cannot be read as text is said in the text's place, so that it becomes a problem of that very file. */
async function upTexts(repository, framework, side, wanted) {
	const isLink = (path) => {
		const entry = side.files.get(path);
		return entry !== void 0 && !isRegular(entry);
	};
	const texts = await repository.texts(wanted.filter(({ path }) => !isLink(path)).map(({ blob }) => blob));
	return wanted.map(({ path, blob }) => {
		const text = isLink(path) ? void 0 : texts.get(blob);
		if (typeof text === "string") return framework.up(path, text, side.tree);
		const kind = isLink(path) ? "a link, which is not followed: put the file itself here" : "not a text file";
		return {
			path,
			up: "",
			transaction: "none",
			problems: [{
				path,
				line: 1,
				column: 1,
				message: text === TOO_LARGE ? `${path} is over 8 MiB and was not read` : `${path} is ${kind}`
			}]
		};
	});
}
async function frameworkOf(repository, points, database) {
	if (database.framework !== "auto") return database.framework;
	for (const commit of [points.head, points.base]) {
		const files = await repository.list(commit, database.migrations);
		const paths = pathsOf(files);
		if (paths.length === 0) continue;
		const around = new Map([...files, ...await repository.entries(commit, surroundings(paths))]);
		return detectFramework(await treeOf(repository, files, paths), await treeOf(repository, around, pathsOf(around)));
	}
	return "sql";
}
/** Where migrations seem to lie, asked only where the manifest's own place holds none: it would let them through unread. */
async function elsewhere(repository, commit) {
	return (await foundDatabases(repository, commit)).flatMap(({ migrations }) => migrations);
}
/** Most pull requests bring no migration: then the parser is not loaded, and the schema stays the very same. */
async function readFresh(texts, fresh, catalog, database) {
	if (fresh.length === 0) return {
		migrations: [],
		after: catalog
	};
	await prepareSql(database.engine);
	return readMigrations(await texts(), catalog, database);
}
async function setOf(repository, points, database, progress) {
	const name = await frameworkOf(repository, points, database);
	const framework = frameworkNamed(name);
	const base = await sideOf(repository, points.base, database, framework);
	const head = points.head === points.base ? base : await sideOf(repository, points.head, database, framework);
	const before = points.mergeBase === points.base ? base : await sideOf(repository, points.mergeBase, database, framework);
	const replayed = await replay(base.ordered, (wanted) => upTexts(repository, framework, base, wanted), database, progress);
	const merged = new Map(before.ordered.map(({ path, blob }) => [path, blob]));
	const onBase = new Map(base.ordered.map(({ path, blob }) => [path, blob]));
	const fresh = head.ordered.filter(({ path, blob }) => merged.get(path) !== blob && onBase.get(path) !== blob);
	const read = await readFresh(() => upTexts(repository, framework, head, fresh), fresh, replayed.catalog, database);
	return {
		database,
		framework: name,
		base: replayed.migrations,
		mergeBase: Object.fromEntries(merged),
		proposed: fresh.map((migration, index) => ({
			...migration,
			read: read.migrations[index] ?? {
				path: migration.path,
				statements: [],
				problems: [],
				strayAllows: []
			}
		})),
		head: head.ordered,
		catalog: replayed.catalog,
		after: read.after,
		problems: [...unclaimedFiles(framework, head.tree.paths, head.tree), ...unfollowed(head)],
		...base.ordered.length + head.ordered.length === 0 ? { elsewhere: await elsewhere(repository, points.head) } : {}
	};
}
/** One set for each database, one after the other: they share the one reader of objects. */
async function migrationSets(repository, points, databases, progress) {
	const sets = [];
	for (const database of databases) sets.push(await setOf(repository, points, database, progress));
	return sets;
}
export { markers as i, migrationSets as n, surroundings as r, foundDatabases as t };
