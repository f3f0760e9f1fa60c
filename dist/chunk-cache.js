import { s as isNeverCode } from "./chunk-code.js";
import { createHash, randomBytes } from "node:crypto";
import { access, mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { homedir } from "node:os";
// src/read/canonical-json.ts
/** JSON in which equal values are equal strings, and digests over it. */
/** Keys in order at every depth, no white space. Values that JSON has no word for are left out, as ever. */
function canonicalJson(value) {
	return JSON.stringify(value, (_, part) => part !== null && typeof part === "object" && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0)) : part);
}
/** SHA-256 over the canonical JSON, in hexadecimal. */
function digestOf(value) {
	return createHash("sha256").update(canonicalJson(value)).digest("hex");
}
// src/frameworks/paths.ts
/** Parts of repository paths. */
function nameOf(path) {
	return path.slice(path.lastIndexOf("/") + 1);
}
/** Without a trailing slash; empty for the root. */
function folderOf(path) {
	return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
/** Paths as seen from the folder that all of them lie in: what that folder is called says nothing about a file in it. */
function withinCommon(paths) {
	const root = commonFolder(paths);
	return (path) => root === "" ? path : path.slice(root.length + 1);
}
/** The folder that all of them lie in; empty for the root, or where there are none. */
function commonFolder(paths) {
	const [first, ...others] = paths.map((path) => folderOf(path).split("/"));
	if (!first) return "";
	let length = first.length;
	for (const other of others) {
		const differs = first.findIndex((segment, at) => segment !== other[at]);
		if (differs >= 0) length = Math.min(length, differs);
	}
	return first.slice(0, length).join("/");
}
// src/frameworks/lines.ts
/** Lines end at `\n` alone, as runners split them: a lone `\r` must not begin a line that no runner sees. */
function linesOf(text) {
	const lines = [];
	for (let start = 0, number = 1; start < text.length; number += 1) {
		const newline = text.indexOf("\n", start);
		const stop = newline < 0 ? text.length : newline;
		const end = newline < 0 ? text.length : newline + 1;
		const from = number === 1 && text.startsWith("﻿") ? 1 : start;
		const to = text[stop - 1] === "\r" && stop > from ? stop - 1 : stop;
		lines.push({
			text: text.slice(from, to),
			start,
			end,
			number
		});
		start = end;
	}
	return lines;
}
/** Spaces for everything but line ends: the same length, the same lines. */
function blank(text) {
	return text.replace(/[^\r\n]/g, " ");
}
/** Keeps the lines for which `keeps` says so and blanks the others. */
function keepLines(text, keeps) {
	return linesOf(text).map((line) => {
		const whole = text.slice(line.start, line.end);
		return keeps(line) ? whole : blank(whole);
	}).join("");
}
// src/frameworks/order.ts
const compareText = (a, b) => a < b ? -1 : a > b ? 1 : 0;
/** `0007` -> `7`, `000` -> `0`: runners that read numbers call these equal. */
function plainNumber(digits) {
	return digits.replace(/^0+(?=\d)/, "");
}
/** Digits of any length by value. */
function compareNumbers(a, b) {
	const [left, right] = [plainNumber(a), plainNumber(b)];
	return left.length - right.length || compareText(left, right);
}
/** `1.10` after `1.9`. */
function compareVersions(a, b) {
	const [left, right] = [a.split("."), b.split(".")];
	for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
		const compared = compareNumbers(left[at] ?? "0", right[at] ?? "0");
		if (compared !== 0) return compared;
	}
	return 0;
}
/** By file name alone, then by path: as runners do that read one folder. */
function byName(a, b) {
	return compareText(nameOf(a.path), nameOf(b.path)) || compareText(a.path, b.path);
}
function byPath(a, b) {
	return compareText(a.path, b.path);
}
/** By the version's value, then by name. */
function byNumber(a, b) {
	return compareNumbers(a.version ?? "", b.version ?? "") || byName(a, b);
}
/** The files whose name matches, each with the version as written, which the pattern's first group holds. */
function listMatching(paths, pattern) {
	return paths.flatMap((path) => {
		const version = pattern.exec(nameOf(path))?.[1];
		return version === void 0 ? [] : [{
			path,
			version,
			repeatable: false
		}];
	});
}
// src/frameworks/unread.ts
/** A file whose statements cannot be seen yet: nothing of it counts as read, and it says so. */
function unreadText(path, text, what) {
	const problem = {
		path,
		line: 1,
		column: 1,
		message: `${what} are not read yet: what this file does to the schema is unknown. Write it as SQL, or have it reviewed and exempt it`
	};
	return {
		path,
		up: blank(text),
		transaction: "none",
		problems: [problem]
	};
}
/** A framework that is known by its layout alone: each of its files is listed, and is a problem. */
function unreadFramework(name, pattern, recognises, versionOf = (_, found) => found) {
	return {
		name,
		recognises,
		list: (paths) => paths.flatMap((path) => {
			const match = pattern.exec(nameOf(path));
			return match ? [{
				path,
				version: versionOf(path, match[1] ?? nameOf(path)),
				repeatable: false
			}] : [];
		}).sort(byPath),
		up: (path, text) => unreadText(path, text, `${name} migrations`)
	};
}
// src/frameworks/alembic.ts
const alembic = unreadFramework("alembic", /^(?!__init__)(\w+)\.py$/, (folder, repository) => {
	const scripts = folder.paths.filter((path) => /(?:^|\/)versions\//.test(path) && path.endsWith(".py"));
	if (scripts.length === 0) return 0;
	const isMark = (path) => nameOf(path) === "script.py.mako" || nameOf(path) === "alembic.ini";
	return scripts.some((path) => /\bdown_revision\b/.test(folder.text(path) ?? "")) || repository.paths.some(isMark) ? 94 : 0;
});
// src/frameworks/down-files.ts
const DOWN_NAME = /\.(?:down|rollback|undo|revert)\.sql$/i;
const DOWN_FOLDER = /(?:^|\/)(?:down|downs|rollback|rollbacks|undo)\//i;
/**
* Tells files that run backwards from their names. `0007_x.down.sql` always is one; `0007_cool_down.sql` and
* `U1__x.sql` only where the file that they undo stands beside them, for a migration must not be lost to its name.
*/
function downFiles(paths) {
	const all = new Set(paths);
	const within = withinCommon(paths);
	return (path) => {
		const name = nameOf(path);
		if (DOWN_NAME.test(name) || name.toLowerCase() === "down.sql" || DOWN_FOLDER.test(within(path))) return true;
		const folder = folderOf(path);
		const beside = (twin) => twin !== name && all.has(folder === "" ? twin : `${folder}/${twin}`);
		if (/_down\.sql$/i.test(name)) return beside(name.replace(/_down(\.sql)$/i, "_up$1")) || beside(name.replace(/_down(\.sql)$/i, "$1"));
		return /^U\d[\d._]*__/.test(name) && beside(name.replace(/^U/, "V"));
	};
}
// src/frameworks/atlas.ts
const ENTRY = /^-- (\S.*\S|\S) --$/;
/** Directives of the file stand in the comments at its top. Source: atlasgo.io, versioned/apply and versioned/checks. */
function directivesOf(text) {
	const directives = [];
	for (const { text: line } of linesOf(text)) {
		const directive = /^--\s*atlas:(.*)$/.exec(line)?.[1];
		if (directive !== void 0) directives.push(directive.trim().replace(/\s+/g, " "));
		else if (line.trim() !== "" && !line.startsWith("--")) break;
	}
	return directives;
}
/** An archive holds checks and a way down beside the migration; SQL before the first entry is kept. */
function keepMigrationEntry(text) {
	let entry = "migration.sql";
	return keepLines(text, (line) => {
		const found = ENTRY.exec(line.text.trimEnd())?.[1];
		if (found !== void 0) entry = found;
		return found === void 0 && !isAside(entry);
	});
}
const isAside = (entry) => entry === "down.sql" || /^checks(?:\.sql$|\/)/.test(entry);
/** One transaction for each file, unless the file says `txmode none`. A checkpoint runs on empty databases alone. */
const atlas = {
	name: "atlas",
	recognises: (folder) => folder.paths.some((path) => nameOf(path) === "atlas.sum") ? 95 : 0,
	list(paths) {
		const isDown = downFiles(paths);
		return paths.filter((path) => path.endsWith(".sql") && !isDown(path)).map((path) => ({
			path,
			version: nameOf(path).replace(/\.sql$/, "").replace(/_.*$/, ""),
			repeatable: false
		})).sort(byName);
	},
	up(path, text) {
		const directives = directivesOf(text);
		const has = (start) => directives.some((directive) => directive === start || directive.startsWith(`${start} `));
		return {
			path,
			up: has("checkpoint") ? blank(text) : has("txtar") ? keepMigrationEntry(text) : text,
			transaction: directives.includes("txmode none") ? "none" : "runner"
		};
	}
};
// src/frameworks/sections.ts
/**
* The up parts of a file with markers; the markers and the down parts are blanked. What stands before the first
* marker, and a file without any, counts as up: SQL is dropped only where the runner surely leaves it out.
*/
function keepUp(text, markerOf) {
	let isUp = true;
	return keepLines(text, (line) => {
		const marker = markerOf(line);
		if (marker === "up" || marker === "down") isUp = marker === "up";
		return isUp && marker === null;
	});
}
const SPACE = /[ \t\r\v\f\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/;
/** What Go's TrimSpace takes off, and no more: a marker that the runner does not see must not be one here. */
function trimSpace(text) {
	let start = 0;
	let end = text.length;
	while (start < end && SPACE.test(text[start] ?? "")) start += 1;
	while (end > start && SPACE.test(text[end - 1] ?? "")) end -= 1;
	return text.slice(start, end);
}
// src/frameworks/dbmate.ts
/** As in amacneil/dbmate pkg/dbmate/migration.go: up is matched widely, down only as a whole line. */
const UP$1 = /^--[\t\f\r ]*migrate:up(?:[\t\f\r ]*$|[\t\f\r ]+\S)/;
const DOWN = /^--[\t\f\r ]*migrate:down(?:[\t\f\r ]*|[\t\f\r ]+\S+)$/;
const markerOf$2 = (line) => UP$1.test(line) ? "up" : DOWN.test(line) ? "down" : null;
const isUntransacted$1 = (line) => UP$1.test(line) && line.split(/[\t\f\r ]+/).includes("transaction:false");
/**
* A transaction around each file, whose up part is sent as one string: with `transaction:false` several statements
* still share PostgreSQL's implicit transaction.
*/
const dbmate = {
	name: "dbmate",
	recognises: (folder) => folder.paths.some((path) => /^--\s*migrate:up\b/m.test(folder.text(path) ?? "")) ? 100 : 0,
	list: (paths) => listMatching(paths, /^(\d+).*\.sql$/).sort(byName),
	up: (path, text) => ({
		path,
		up: keepUp(text, (line) => markerOf$2(line.text)),
		transaction: linesOf(text).some((line) => isUntransacted$1(line.text)) ? "implicit" : "runner"
	})
};
// src/frameworks/diesel.ts
/** `2026-01-02-030405_add_users/up.sql` -> `20260102030405`. Source: diesel_migrations file_based_migrations.rs. */
function versionOf$3(path) {
	return (nameOf(folderOf(path)).split("_")[0] ?? "").replaceAll("-", "");
}
const metadataOf = (path) => `${folderOf(path)}/metadata.toml`;
function compare$2(a, b) {
	const [left, right] = [a.version ?? "", b.version ?? ""];
	return left < right ? -1 : left > right ? 1 : byPath(a, b);
}
/**
* A transaction for each folder, unless its metadata.toml says `run_in_transaction = false`; even then the file is
* one string (diesel-rs/diesel#4552).
*/
const diesel = {
	name: "diesel",
	recognises: (folder) => folder.paths.some((path) => /[^/]\/up\.sql$/.test(path)) ? 90 : 0,
	list: (paths) => paths.filter((path) => nameOf(path) === "up.sql" && !nameOf(folderOf(path)).startsWith(".")).map((path) => ({
		path,
		version: versionOf$3(path),
		repeatable: false
	})).sort(compare$2),
	up(path, text, tree) {
		const metadata = tree?.text(metadataOf(path)) ?? "";
		return {
			path,
			up: text,
			transaction: /^[ \t]*run_in_transaction[ \t]*=[ \t]*false\b/m.test(metadata) ? "implicit" : "runner"
		};
	}
};
// src/frameworks/django.ts
const MIGRATION$2 = /^(\d{4}_\w+)\.py$/;
/** Each app counts for itself: `shop/migrations/0001_initial.py` is `shop/0001_initial`. */
const django = unreadFramework("django", MIGRATION$2, (folder) => folder.paths.some((path) => /(?:^|\/)migrations\//.test(path) && MIGRATION$2.test(nameOf(path))) ? 95 : 0, (path, found) => `${nameOf(folderOf(folderOf(path)))}/${found}`);
// src/frameworks/drizzle.ts
const JOURNAL = "meta/_journal.json";
const isJournal = (path) => path === JOURNAL || path.endsWith(`/${JOURNAL}`);
/** Tags in the order in which the runner takes them; empty where the journal is absent or makes no sense. */
function journalTags(text) {
	try {
		const entries = JSON.parse(text ?? "")?.entries;
		if (!Array.isArray(entries)) return [];
		return entries.flatMap((entry) => typeof entry?.tag === "string" ? [entry.tag] : []);
	} catch {
		return [];
	}
}
function placesOf(tree) {
	const places = (tree?.paths.filter(isJournal) ?? []).flatMap((path) => {
		const folder = path.slice(0, -18);
		return journalTags(tree?.text(path)).map((tag, place) => [`${folder}${tag}.sql`, place]);
	});
	return new Map(places);
}
function versionOf$2(path) {
	const name = nameOf(path) === "migration.sql" ? nameOf(folderOf(path)) : nameOf(path).replace(/\.sql$/, "");
	return /^\d+/.exec(name)?.[0] ?? name;
}
/**
* Files in the order of the journal (newer versions: folders by name), all pending ones in one transaction. A file
* that the journal does not name does not run, but is kept, last: it must be seen before it is named.
*/
const drizzle = {
	name: "drizzle",
	recognises(folder) {
		if (folder.paths.some(isJournal)) return 97;
		const names = new Set(folder.paths);
		return folder.paths.some((path) => nameOf(path) === "migration.sql" && names.has(`${folderOf(path)}/snapshot.json`)) ? 98 : 0;
	},
	list(paths, tree) {
		const places = placesOf(tree);
		const placeOf = (file) => places.get(file.path) ?? Number.MAX_SAFE_INTEGER;
		return paths.filter((path) => path.endsWith(".sql") && !path.includes("/meta/")).map((path) => ({
			path,
			version: versionOf$2(path),
			repeatable: false
		})).sort((a, b) => placeOf(a) - placeOf(b) || byPath(a, b));
	},
	up: (path, text) => ({
		path,
		up: keepLines(text, (line) => !/^\s*--> statement-breakpoint\s*$/.test(line.text)),
		transaction: "runner"
	})
};
// src/frameworks/ecto.ts
const MIGRATION$1 = /^(\d+)_\w+\.exs$/;
const ecto = unreadFramework("ecto", MIGRATION$1, (folder) => folder.paths.some((path) => MIGRATION$1.test(nameOf(path))) ? 95 : 0);
// src/frameworks/find-folders.ts
const FOLDER = /^(?:migrations?|migrate|post_migrate|drizzle|changelogs?|db-?migrations?|(?:sql|schema|database|flyway)[-_]migrations?)$/i;
const STEP_FOLDER = /* @__PURE__ */ new Set(["migration.sql", "up.sql"]);
/** Names that are a migration's wherever they lie. */
const TELLING = /^(?:V\d[\d._]*__.+\.sql|\d+_.+\.up\.sql|atlas\.sum)$/;
/** Not the product's own database: what a test, a sample or a tool brings along. */
const ASIDE = /(?:^|\/)(?:testdata|fixtures?|examples?|samples?|e2e|benchmarks?|templates?)\//i;
function isElsewhere(path) {
	return ASIDE.test(path) || isNeverCode(`${folderOf(path)}/file`);
}
/** The migrations folder that a file lies in; null: none that its name gives away. */
function rootOf(path) {
	const folder = folderOf(path);
	if (STEP_FOLDER.has(nameOf(path))) return folderOf(folder) || null;
	const segments = folder.split("/");
	const last = segments.findLastIndex((segment) => FOLDER.test(segment));
	if (last >= 0) return segments.slice(0, last + 1).join("/");
	const versions = segments.lastIndexOf("versions");
	if (versions >= 0 && path.endsWith(".py")) return segments.slice(0, versions + 1).join("/");
	return TELLING.test(nameOf(path)) && folder !== "" ? folder : null;
}
/** `migrations/postgres` and `migrations/mysql` are two databases; `migrations/2025` and `/2026` are one. */
function splitFolder({ migrations, paths }) {
	const within = paths.map((path) => path.slice(migrations.length + 1));
	const names = new Set(within.map((path) => path.split("/")[0] ?? ""));
	if (!(within.every((path) => /^[^/]+\/[^/]+$/.test(path)) && names.size > 1 && within.every((path) => !STEP_FOLDER.has(nameOf(path))) && [...names].every((name) => !/^v?\d/.test(name) && !/^(?:up|down)$/i.test(name)))) return [{
		migrations,
		paths
	}];
	return [...names].sort().map((name) => {
		const folder = `${migrations}/${name}`;
		return {
			migrations: folder,
			paths: paths.filter((path) => path.startsWith(`${folder}/`))
		};
	});
}
/** Folders that look like migrations, with all that lies in them, by path. */
function findFolders(paths) {
	const roots = /* @__PURE__ */ new Set();
	for (const path of paths) {
		const root = isElsewhere(path) ? null : rootOf(path);
		if (root !== null) roots.add(root);
	}
	const isInner = (root) => [...roots].some((other) => root.startsWith(`${other}/`));
	return [...roots].filter((root) => !isInner(root)).sort().map((root) => ({
		migrations: root,
		paths: paths.filter((path) => path.startsWith(`${root}/`))
	})).flatMap(splitFolder);
}
// src/frameworks/statements.ts
/** A rough cut of SQL into statements, comments and string contents removed: enough to see their leading words. */
const TOKEN = /--[^\r\n]*|'[^']*'|"[^"]*"|\$([A-Za-z_\u0080-\uFFFF][\w\u0080-\uFFFF]*)?\$|\/\*|;|[^-'"$/;]+|[\s\S]/g;
/** Index after a comment that may hold others; the text's end where it is never closed. */
function endOfComment(text, start) {
	let depth = 0;
	const mark = /\/\*|\*\//g;
	mark.lastIndex = start;
	for (let match = mark.exec(text); match; match = mark.exec(text)) {
		depth += match[0] === "/*" ? 1 : -1;
		if (depth === 0) return mark.lastIndex;
	}
	return text.length;
}
/** Leading words of every statement, single-spaced and in capitals; strings are empty. Linear, total. */
function roughStatements(text) {
	const statements = [];
	let current = "";
	const token = new RegExp(TOKEN);
	for (let match = token.exec(text); match; match = token.exec(text)) {
		const [found] = match;
		if (found === ";") {
			statements.push(current);
			current = "";
		} else if (found === "/*") {
			token.lastIndex = endOfComment(text, match.index);
			current += " ";
		} else if (/^\$.*\$$/.test(found)) {
			const close = text.indexOf(found, token.lastIndex);
			token.lastIndex = close < 0 ? text.length : close + found.length;
			current += "''";
		} else current += found.startsWith("--") ? " " : found.startsWith("'") && found.length > 1 ? "''" : found;
	}
	return [...statements, current].map((statement) => statement.replace(/\s+/g, " ").trim().toUpperCase()).filter((statement) => statement !== "");
}
// src/frameworks/flyway.ts
const VERSIONED = /^V(\d+(?:[._]\d+)*)(?:__.*)?\.(?:sql|java|kt)$/;
const REPEATABLE = /^R__.*\.(?:sql|java|kt)$/;
/** Run at every migration. Source: Flyway's list of callback events. */
const CALLBACK = /^(?:before|after)(?:Each)?(?:Migrate(?:Statement)?|MigrateApplied|Versioned|Repeatables|Connect)(?:__.*)?\.sql$/;
/** `1_10` and `1.10` are one version, and so are `1` and `1.0`. */
function versionOf$1(name) {
	const digits = VERSIONED.exec(name)?.[1];
	if (digits === void 0) return null;
	const parts = digits.split(/[._]/).map(plainNumber);
	while (parts.length > 1 && parts.at(-1) === "0") parts.pop();
	return parts.join(".");
}
const isMigration = (name) => VERSIONED.test(name) || REPEATABLE.test(name) || CALLBACK.test(name);
/** Versions first, by value; then what is repeatable, by name; callbacks last. */
function compare$1(a, b) {
	if (a.version !== null && b.version !== null) return compareVersions(a.version, b.version) || byName(a, b);
	if (a.version !== null || b.version !== null) return a.version !== null ? -1 : 1;
	const late = (file) => REPEATABLE.test(nameOf(file.path)) ? 0 : 1;
	return late(a) - late(b) || byName(a, b);
}
/** What Flyway knows to refuse a transaction on PostgreSQL: PostgreSQLParser in flyway-database-postgresql. */
const REFUSES_TRANSACTION = /^(?:(?:CREATE|DROP) (?:DATABASE|TABLESPACE|SUBSCRIPTION)|ALTER SYSTEM|(?:CREATE|DROP)(?: UNIQUE)? INDEX CONCURRENTLY|REINDEX(?: VERBOSE)? (?:SCHEMA|DATABASE|SYSTEM)|VACUUM|DISCARD ALL)\b/;
/** A file of such statements alone runs without a transaction; a mixed one is refused unless `mixed` is set. */
function transactionOf(text, settings) {
	if (/^[ \t]*(?:flyway\.)?executeInTransaction[ \t]*[=:][ \t]*false\b/im.test(settings)) return "none";
	const statements = roughStatements(text);
	return statements.length > 0 && statements.every((statement) => REFUSES_TRANSACTION.test(statement)) ? "none" : "runner";
}
const settingsOf = (path) => `${path}.conf`;
/** `U` (undo) and `B` (baseline) files do not run on a database that is in use. */
const flyway = {
	name: "flyway",
	recognises: (folder) => folder.paths.some((path) => /^[VR]\d*[\d._]*__.*\.sql$/.test(nameOf(path))) ? 90 : 0,
	list: (paths) => paths.filter((path) => isMigration(nameOf(path))).map((path) => {
		const version = versionOf$1(nameOf(path));
		return {
			path,
			version,
			repeatable: version === null
		};
	}).sort(compare$1),
	up(path, text, tree) {
		if (!path.endsWith(".sql")) return unreadText(path, text, "Flyway migrations written in Java or Kotlin");
		return {
			path,
			up: text,
			transaction: transactionOf(text, tree?.text(settingsOf(path)) ?? "")
		};
	}
};
// src/frameworks/golang-migrate.ts
/** Source: golang-migrate/migrate source/parse.go. */
const UP = /^(\d+)_.*\.up\.sql$/;
/** The whole file goes to PostgreSQL as one string: an implicit transaction where it holds several statements. */
const golangMigrate = {
	name: "golang-migrate",
	recognises: (folder) => folder.paths.some((path) => UP.test(nameOf(path))) ? 80 : 0,
	list: (paths) => listMatching(paths, UP).sort(byNumber),
	up: (path, text) => ({
		path,
		up: text,
		transaction: "implicit"
	})
};
// src/frameworks/goose.ts
const ANNOTATION = /^\+goose\s+(.*)$/i;
/** Source: pressly/goose internal/sqlparser/parser.go; the line begins with `--`, current versions ignore case. */
function annotationOf(line) {
	if (!line.startsWith("--")) return null;
	const found = ANNOTATION.exec(trimSpace(line.slice(2)));
	return found ? trimSpace(found[1] ?? "").toUpperCase() : null;
}
function markerOf$1(line) {
	const annotation = annotationOf(line);
	if (annotation === null) return null;
	return annotation === "UP" ? "up" : annotation === "DOWN" ? "down" : "other";
}
const hasMarker = (text) => text !== void 0 && /^--\s*\+goose\s+up/im.test(text);
/** One transaction for each file, unless it says NO TRANSACTION: then statement by statement. */
const goose = {
	name: "goose",
	recognises: (folder) => folder.paths.some((path) => hasMarker(folder.text(path))) ? 100 : 0,
	list: (paths) => listMatching(paths.filter((path) => !path.endsWith("_test.go")), /^(\d+)_.*\.(?:sql|go)$/).sort(byNumber),
	up(path, text) {
		if (path.endsWith(".go")) return unreadText(path, text, "goose migrations written in Go");
		const untransacted = linesOf(text).some((line) => annotationOf(line.text) === "NO TRANSACTION");
		return {
			path,
			up: keepUp(text, (line) => markerOf$1(line.text)),
			transaction: untransacted ? "none" : "runner"
		};
	}
};
// src/frameworks/scripts.ts
const SCRIPT = /^(\d+)[-_].*\.(?:[cm]?js|[cm]?ts)$/;
/** Migrations in JavaScript or TypeScript that a word in their text, or in a configuration file's name, gives away. */
function scriptFramework(name, word) {
	return unreadFramework(name, /^(\d+)[-_].*(?<!\.d)\.(?:[cm]?js|[cm]?ts)$/, (folder) => {
		return folder.paths.filter((path) => SCRIPT.test(nameOf(path))).some((path) => word.test(folder.text(path) ?? "")) ? 90 : 0;
	});
}
// src/frameworks/knex.ts
const knex = scriptFramework("knex", /\bknex\b/i);
// src/frameworks/liquibase.ts
const FORMATTED = /^\s*--\s*liquibase formatted sql/i;
const CHANGE_LOG = /databaseChangeLog/;
/** Formatted SQL, XML, YAML and JSON change logs. */
const liquibase = unreadFramework("liquibase", /\.(?:sql|xml|ya?ml|json)$/i, (folder) => {
	if (folder.paths.map((path) => folder.text(path) ?? "").some((text) => FORMATTED.test(text) || CHANGE_LOG.test(text))) return 100;
	const named = (path) => /changelog.*\.(?:xml|ya?ml)$/i.test(nameOf(path));
	return folder.paths.some(named) ? 60 : 0;
});
// src/frameworks/prisma.ts
/** `migrations/<timestamp>_<name>/migration.sql`, in the order of the folders' names, each sent as one string. */
const prisma = {
	name: "prisma",
	recognises(folder, repository) {
		const isMigration = (path) => /[^/]\/migration\.sql$/.test(path);
		if (!folder.paths.some(isMigration)) return 0;
		return [...folder.paths, ...repository.paths].some((path) => nameOf(path) === "migration_lock.toml") ? 96 : 70;
	},
	list: (paths) => paths.filter((path) => nameOf(path) === "migration.sql").map((path) => ({
		path,
		version: nameOf(folderOf(path)),
		repeatable: false
	})).sort(byPath),
	up: (path, text) => ({
		path,
		up: text,
		transaction: "implicit"
	})
};
// src/frameworks/rails.ts
const MIGRATION = /^(\d+)_\w+\.rb$/;
const rails = unreadFramework("rails", MIGRATION, (folder) => folder.paths.some((path) => /(?:^|\/)(?:post_)?migrate\//.test(path) && MIGRATION.test(nameOf(path))) ? 95 : 0);
// src/frameworks/sequelize.ts
const sequelize = scriptFramework("sequelize", /\b(?:queryInterface|QueryInterface|sequelize)\b/);
// src/frameworks/sql.ts
/** Copies of the whole schema and first rows: they lie beside migrations and are no steps. */
const NO_STEP = /^(?:schema|structure|seeds?|dump|baseline)\.sql$/i;
const SEEDS = /(?:^|\/)seeds?\//i;
/** Leading digits, or the name where there are none; within its subfolder, for years often start again at 001. */
function versionOf(path, within) {
	const name = nameOf(path);
	const own = /^\d+/.exec(name)?.[0] ?? name.replace(/\.sql$/i, "");
	const folder = folderOf(within);
	return folder === "" ? own : `${folder}/${own}`;
}
/** Plain files in the order of their names, run by an unknown runner: statement by statement, without a transaction. */
const sql = {
	name: "sql",
	recognises: (folder) => folder.paths.some((path) => /\.sql$/i.test(path)) ? 1 : 0,
	list(paths) {
		const isDown = downFiles(paths);
		const seen = withinCommon(paths);
		const chosen = paths.filter((path) => /\.sql$/i.test(path) && !isDown(path) && !NO_STEP.test(nameOf(path)) && !SEEDS.test(seen(path)));
		const within = withinCommon(chosen);
		return chosen.map((path) => ({
			path,
			version: versionOf(path, within(path)),
			repeatable: false
		})).sort(byPath);
	},
	up: (path, text) => ({
		path,
		up: text,
		transaction: "none"
	})
};
// src/frameworks/sql-migrate.ts
const PREFIX = "-- +migrate ";
/** Words after the prefix. Source: rubenv/sql-migrate sqlparse/sqlparse.go; case counts. */
function commandOf(line) {
	return line.startsWith(PREFIX) ? line.slice(12).trim().split(/\s+/) : null;
}
function markerOf(line) {
	const command = commandOf(line)?.[0];
	if (command === void 0) return null;
	return command === "Up" ? "up" : command === "Down" ? "down" : "other";
}
function isUntransacted(line) {
	const [command, ...options] = commandOf(line) ?? [];
	return command === "Up" && options.includes("notransaction");
}
/** Numbered files by their number, then the others by name: `Migration.Less` in migrate.go. */
function compare(a, b) {
	const [left, right] = [a, b].map((file) => /^\d+/.exec(nameOf(file.path))?.[0] ?? null);
	if (left && right) return byNumber({
		...a,
		version: left
	}, {
		...b,
		version: right
	});
	return left ? -1 : right ? 1 : byName(a, b);
}
/** One transaction for each file; with `notransaction` statement by statement. A file's name is its id. */
const sqlMigrate = {
	name: "sql-migrate",
	recognises: (folder) => folder.paths.some((path) => /^-- \+migrate Up/m.test(folder.text(path) ?? "")) ? 100 : 0,
	list: (paths) => paths.filter((path) => path.endsWith(".sql")).map((path) => ({
		path,
		version: nameOf(path),
		repeatable: false
	})).sort(compare),
	up: (path, text) => ({
		path,
		up: keepUp(text, (line) => markerOf(line.text)),
		transaction: linesOf(text).some((line) => isUntransacted(line.text)) ? "none" : "runner"
	})
};
// src/frameworks/sqlx.ts
/** Source: launchbadge/sqlx sqlx-core/src/migrate/source.rs; reversible pairs end in `.up.sql` and `.down.sql`. */
const FORWARDS = /^(\d+)_(?!.*\.down\.sql$).*\.sql$/;
const usesSqlx = (repository) => repository.paths.some((path) => nameOf(path) === "Cargo.toml" && /^\s*(?:sqlx\b|\[.*\bsqlx\b)/m.test(repository.text(path) ?? ""));
/** A transaction for each file; without one (the file's first bytes say so) it is still sent as one string. */
const sqlx = {
	name: "sqlx",
	recognises: (folder, repository) => folder.paths.some((path) => FORWARDS.test(nameOf(path))) && usesSqlx(repository) ? 85 : 0,
	list: (paths) => listMatching(paths, FORWARDS).sort(byNumber),
	up: (path, text) => ({
		path,
		up: text,
		transaction: text.startsWith("-- no-transaction") ? "implicit" : "runner"
	})
};
// src/frameworks/supabase.ts
/** Sent by themselves, outside the batch: supabase/cli#5671 (2.109) and #6276. Older versions refuse them. */
const STANDS_ALONE = /^(?:CREATE (?:UNIQUE )?INDEX CONCURRENTLY|DROP INDEX CONCURRENTLY|REINDEX\b.*\bCONCURRENTLY|VACUUM|ALTER SYSTEM|CLUSTER)\b/;
// src/frameworks/index.ts
const FRAMEWORKS = {
	sql,
	flyway,
	liquibase,
	"golang-migrate": golangMigrate,
	goose,
	dbmate,
	"sql-migrate": sqlMigrate,
	diesel,
	sqlx,
	atlas,
	prisma,
	drizzle,
	supabase: {
		name: "supabase",
		recognises: (folder) => folder.paths.some((path) => /(?:^|\/)supabase\/migrations\/\d+_[^/]*\.sql$/.test(path)) ? 92 : 0,
		list: (paths) => listMatching(paths, /^(\d+)_.*\.sql$/).sort(byName),
		up(path, text) {
			const statements = roughStatements(text);
			return {
				path,
				up: text,
				transaction: statements.length > 0 && statements.every((statement) => STANDS_ALONE.test(statement)) ? "none" : "runner"
			};
		}
	},
	knex,
	typeorm: scriptFramework("typeorm", /\b(?:MigrationInterface|typeorm)\b/),
	sequelize,
	rails,
	django,
	alembic,
	ecto
};
function frameworkNames() {
	return Object.values(FRAMEWORKS).map(({ name }) => name);
}
function frameworkNamed(name) {
	return FRAMEWORKS[name];
}
function surest(folder, repository) {
	let best = null;
	let most = 0;
	for (const framework of Object.values(FRAMEWORKS)) {
		const sureness = framework.recognises(folder, repository);
		if (sureness > most) [best, most] = [framework, sureness];
	}
	return best;
}
/**
* Whose migrations a folder's files are; `sql` where no other framework claims them. `repository` is what lies around
* the folder: without it a framework that is known by its project's files (sqlx) is not told apart.
*/
function detectFramework(folder, repository = folder) {
	return surest(folder, repository)?.name ?? "sql";
}
/** Migration folders of a repository without a manifest, by path; those of tests and vendored code are none. */
function findMigrations(tree) {
	const found = findFolders(tree.paths).flatMap(({ migrations, paths }) => {
		const folder = {
			paths,
			text: (path) => tree.text(path)
		};
		const framework = surest(folder, tree);
		return framework && framework.list(paths, folder).length > 0 ? [{
			framework: framework.name,
			migrations
		}] : [];
	});
	if (found.filter(({ framework }) => framework === "django").length < 2) return found;
	return [...found.filter(({ framework }) => framework !== "django"), {
		framework: "django",
		migrations: "**/migrations/*.py"
	}];
}
// src/read/cache.ts
/**
* What was computed before, under the user's cache folder. Keys name the content that a value follows from, so an entry
* is never out of date; it may be deleted at any time and shared between processes. No failure here is ever an error.
*/
const LIMIT = 2e8;
const NAME = /^[0-9a-f]{64}\.json$/;
/** Folders are listed only now and then: listing costs more than writing. */
const PRUNE_EVERY = 200;
/** Keeps nothing. */
const NO_CACHE = {
	get: async () => void 0,
	has: async () => false,
	put: async () => void 0
};
function openCache(options) {
	const folder = cacheFolder(options.env ?? process.env);
	if (folder === null) return NO_CACHE;
	const keyOf = (parts) => digestOf([options.version, ...parts]);
	let puts = 0;
	return {
		get: (parts) => readEntry(folder, keyOf(parts)),
		has: (parts) => access(pathOf(folder, keyOf(parts))).then(() => true, () => false),
		put: async (parts, value) => {
			await writeEntry(folder, keyOf(parts), value).catch(() => void 0);
			if (puts % PRUNE_EVERY === 0) await prune(folder, options.limit ?? LIMIT).catch(() => void 0);
			puts += 1;
		}
	};
}
/** Where entries lie; null: caching is off, or there is no home to keep them in. Relative paths are never followed. */
function cacheFolder(env) {
	if ((env.LANEKEEPER_NO_CACHE ?? "") !== "" && env.LANEKEEPER_NO_CACHE !== "0") return null;
	const named = env.XDG_CACHE_HOME ?? "";
	const home = env.HOME ?? homedir();
	if (isAbsolute(named)) return join(named, "lanekeeper");
	return isAbsolute(home) ? join(home, ".cache", "lanekeeper") : null;
}
const pathOf = (folder, key) => join(folder, `${key}.json`);
/** An entry is a line with its own key and the digest of what follows, then the value: half a file or a foreign one is none. */
async function readEntry(folder, key) {
	const path = pathOf(folder, key);
	try {
		const entry = await readFile(path, "utf8");
		const cut = entry.indexOf("\n");
		const value = entry.slice(cut + 1);
		if (cut < 0 || entry.slice(0, cut) !== headOf(key, value)) return void 0;
		const now = /* @__PURE__ */ new Date();
		await utimes(path, now, now).catch(() => void 0);
		return JSON.parse(value);
	} catch {
		return;
	}
}
/** Over the text as it is: to bring a large value into a canonical order first takes longer than all else. */
const headOf = (key, value) => JSON.stringify({
	key,
	digest: createHash("sha256").update(value).digest("hex")
});
async function writeEntry(folder, key, value) {
	await mkdir(folder, {
		recursive: true,
		mode: 448
	});
	const temporary = join(folder, `${key}.${randomBytes(6).toString("hex")}.tmp`);
	try {
		const text = JSON.stringify(value);
		await writeFile(temporary, `${headOf(key, text)}\n${text}`, { mode: 384 });
		await rename(temporary, pathOf(folder, key));
	} catch (error) {
		await rm(temporary, { force: true });
		throw error;
	}
}
/** Deletes the entries that were used longest ago until the rest fits, and what writers that were killed left. */
async function prune(folder, limit) {
	const names = await readdir(folder);
	const found = await Promise.all(names.map(async (name) => ({
		name,
		stats: await stat(join(folder, name)).catch(() => null)
	})));
	const old = Date.now() - 36e5;
	let size = 0;
	for (const { name, stats } of found.sort((a, b) => (b.stats?.mtimeMs ?? 0) - (a.stats?.mtimeMs ?? 0))) {
		if (!stats?.isFile()) continue;
		const left = name.endsWith(".tmp") && stats.mtimeMs < old;
		if (NAME.test(name)) size += stats.size;
		if (left || NAME.test(name) && size > limit) await rm(join(folder, name), { force: true });
	}
}
export { frameworkNamed as a, folderOf as c, canonicalJson as d, digestOf as f, findMigrations as i, nameOf as l, openCache as n, frameworkNames as o, detectFramework as r, downFiles as s, cacheFolder as t, withinCommon as u };
