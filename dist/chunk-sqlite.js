import { i as formatTime, o as parseTime } from "./chunk-time.js";
import { t as UserError } from "./chunk-user-error.js";
import { existsSync, mkdirSync, statSync, statfsSync } from "node:fs";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { createHash } from "node:crypto";
import { dirname } from "node:path";
// src/query-log/answer/spans.ts
/** In order, none touching another. Empty and backward ones are nothing. */
function joinSpans(spans) {
	const joined = [];
	for (const span of spans.filter(({ from, to }) => from <= to).toSorted((a, b) => a.from - b.from)) {
		const last = joined.at(-1);
		if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
		else joined.push({ ...span });
	}
	return joined;
}
/** What lies between joined spans. */
function holesBetween(joined) {
	return joined.slice(1).map(({ from }, index) => ({
		from: joined[index]?.to ?? from,
		to: from
	}));
}
/** Gaps in order, none overlapping another: time that two of them name is the earlier one's. None is lost: a moment stays one. */
function partGaps(gaps) {
	const parted = [];
	for (const gap of gaps.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
		const last = parted.at(-1);
		if (!last || gap.from >= last.to) parted.push({ ...gap });
		else if (gap.to > last.to && gap.reason === last.reason) last.to = gap.to;
		else if (gap.to > last.to) parted.push({
			...gap,
			from: last.to
		});
	}
	return parted;
}
/** Touching at an edge alone is no overlap, but a moment within is. */
function overlaps(span, window) {
	return !(span.to <= window.from || span.from >= window.to);
}
// src/query-log/answer/coverage.ts
/** More gaps than this are told as one from the first of the oldest to the last: an answer has a limit, and loses no gap by it. */
const MOST_GAPS = 1e3;
function limitGaps(gaps) {
	const [first] = gaps;
	const last = gaps.at(-1e3);
	if (!first || !last || gaps.length <= MOST_GAPS) return gaps;
	return [{
		from: first.from,
		to: last.to,
		reason: "many-gaps"
	}, ...gaps.slice(-999)];
}
/** A source that proves nothing about time: all that it told of is one gap, so that nothing is taken for covered. */
function uncovered(records, now) {
	const [from, to] = records ? [Math.min(records.from, now), Math.min(records.to, now)] : [now, now];
	return {
		from,
		to,
		gaps: [{
			from,
			to,
			reason: "no-coverage"
		}]
	};
}
/** From the first moment covered to the last, and what between them was not. Nothing is covered after now, whatever a clock said. */
function coverageOf(source, now) {
	const spans = joinSpans(source.spans).filter(({ from }) => from <= now);
	const [first, last] = [spans[0], spans.at(-1)];
	if (!first || !last) return uncovered(source.records, now);
	const covered = {
		from: first.from,
		to: Math.min(last.to, now)
	};
	const holes = holesBetween(spans).map((hole) => ({
		...hole,
		reason: "not-covered"
	}));
	const named = source.gaps.filter((gap) => overlaps(gap, covered)).map((gap) => ({
		...gap,
		from: Math.max(gap.from, covered.from),
		to: Math.min(gap.to, covered.to)
	}));
	return {
		...covered,
		gaps: limitGaps(partGaps([...holes, ...named]))
	};
}
/** As it is now, or as it was within the window where that was less: only what was whole all along proves zero. */
function samplingIn(source, window) {
	const then = source.sampled.filter((span) => overlaps(span, window) || span.from === window.to || span.to === window.from);
	const [worst] = [source.sampling, ...then].filter(({ mode, rate }) => mode !== "full" || rate < 1).toSorted((a, b) => a.rate - b.rate);
	if (!worst) return {
		mode: "full",
		rate: 1
	};
	return {
		mode: worst.mode === "full" ? "random" : worst.mode,
		rate: worst.rate
	};
}
function tellSource(source, window, now) {
	const { id, kind, required, statements, unparsed } = source;
	const { from, to, gaps } = coverageOf(source, now);
	return {
		id,
		kind,
		required,
		from: formatTime(from),
		to: formatTime(to),
		gaps: gaps.map((gap) => ({
			from: formatTime(gap.from),
			to: formatTime(gap.to),
			reason: gap.reason
		})),
		sampling: samplingIn(source, window),
		statements,
		unparsed
	};
}
function blemishesOfSpan(source, window, now) {
	const { from, to, gaps } = coverageOf(source, now);
	const found = [];
	if (from > window.from || to <= window.from) found.push("begins-later");
	if (to < window.to - 3e5) found.push("behind");
	if (gaps.some((gap) => overlaps(gap, window))) found.push("gaps");
	return found;
}
function blemishesOfSource(source, window, now) {
	const found = blemishesOfSpan(source, window, now);
	if (samplingIn(source, window).mode !== "full") found.push("sampled");
	if (source.unparsed > 0) found.push("unparsed");
	return found;
}
/**
* All that keeps a count of zero from being a proof; empty: every required source saw the whole window, whole, there is one,
* and none that is expected is missing.
*/
function blemishesOf(sources, missing, window, now) {
	const required = sources.filter((source) => source.required);
	const found = required.flatMap((source) => blemishesOfSource(source, window, now));
	if (required.length === 0) found.push("no-required-source");
	if (missing.length > 0) found.push("source-missing");
	if (!(window.from < window.to) || window.to > now) found.push("no-such-window");
	return [...new Set(found)].sort();
}
// src/query-log/answer/uses.ts
/** A rule that names neither a service nor a user ignores nobody. */
function isIgnored(caller, ignore) {
	return ignore.some(({ service, user }) => (service !== void 0 || user !== void 0) && (service === void 0 || service === caller.service) && (user === void 0 || user === caller.user));
}
const none = () => ({
	explicit: 0,
	implicit: 0,
	unresolved: 0,
	failed: 0
});
/** What was prepared and never run would fail after a drop all the same: it counts, and is never zero. */
const timesOf = ({ runs, prepared }) => runs > 0 ? runs : prepared;
function addTo$1(counts, via, use) {
	if (via === null) return 0;
	counts.failed += use.failed;
	counts[via] += timesOf(use) - use.failed;
	return timesOf(use);
}
function addCaller(callers, { service, user, last }, reads, writes) {
	const key = JSON.stringify([service, user]);
	const caller = callers.get(key) ?? {
		service,
		user,
		reads: 0,
		writes: 0,
		last_seen: "",
		at: last
	};
	caller.reads += reads;
	caller.writes += writes;
	caller.at = Math.max(caller.at, last);
	callers.set(key, caller);
}
const SAMPLES = 5;
function samplesOf(uses) {
	const newest = /* @__PURE__ */ new Map();
	for (const use of uses.toSorted((a, b) => b.last - a.last || (a.fingerprint < b.fingerprint ? -1 : 1))) if (!newest.has(use.fingerprint)) newest.set(use.fingerprint, use);
	return [...newest.values()].slice(0, SAMPLES).map(({ fingerprint, text, last }) => ({
		fingerprint,
		text,
		last_seen: formatTime(last)
	}));
}
function callersOf(callers) {
	return [...callers.values()].toSorted((a, b) => b.reads + b.writes - a.reads - a.writes || b.at - a.at || (a.service < b.service ? -1 : 1)).map(({ service, user, reads, writes, at }) => ({
		service,
		user,
		reads,
		writes,
		last_seen: formatTime(at)
	}));
}
function everSeen(seen, uses, ignore) {
	const counted = seen.filter((caller) => !isIgnored(caller, ignore));
	if (counted.length === 0) return {
		first: null,
		last: null
	};
	const lasts = [...counted, ...uses].map(({ last }) => last);
	return {
		first: counted.reduce((least, { first }) => Math.min(least, first), Number.POSITIVE_INFINITY),
		last: lasts.reduce((most, last) => Math.max(most, last), Number.NEGATIVE_INFINITY)
	};
}
const tell = (time) => time === null ? null : formatTime(time);
/** `blemishes`: why counting nothing does not prove that there was nothing; empty: it does. */
function usageOf(object, found, ignore, blemishes) {
	const [reads, writes] = [none(), none()];
	const callers = /* @__PURE__ */ new Map();
	const counted = found.uses.filter((use) => !isIgnored(use, ignore));
	for (const use of counted) addCaller(callers, use, addTo$1(reads, use.reach.read, use), addTo$1(writes, use.reach.write, use));
	const ignored = found.uses.filter((use) => isIgnored(use, ignore)).reduce((sum, use) => sum + timesOf(use), 0);
	const by = callersOf(callers);
	const touched = by.some((caller) => caller.reads + caller.writes > 0);
	const ever = everSeen(found.seen, counted, ignore);
	return {
		object,
		state: touched ? "observed" : blemishes.length === 0 ? "zero" : "no_data",
		...!touched && blemishes.length > 0 && { because: [...blemishes] },
		reads,
		writes,
		ignored,
		first_seen: tell(ever.first),
		last_seen: tell(ever.last),
		by,
		samples: samplesOf(counted)
	};
}
// src/query-log/store/ids.ts
function findDatabase(sql, name) {
	return sql.row("SELECT id FROM databases WHERE name = ?", name)?.id ?? null;
}
function takeDatabase(sql, name) {
	return findDatabase(sql, name) ?? sql.run("INSERT INTO databases (name) VALUES (?)", name);
}
function takeCaller(sql, service, user) {
	return sql.row("SELECT id FROM callers WHERE service = ? AND user = ?", service, user)?.id ?? sql.run("INSERT INTO callers (service, user) VALUES (?, ?)", service, user);
}
function takeName(sql, database, name) {
	return sql.row("SELECT id FROM names WHERE database = ? AND name = ?", database, name)?.id ?? sql.run("INSERT INTO names (database, name) VALUES (?, ?)", database, name);
}
// src/query-log/store/catalogs.ts
/** The schemas of a database over time, oldest first. */
const ORDER = "ORDER BY \"from\" IS NOT NULL, \"from\", id";
/** In the order in which they hold; of two with one beginning, the one that was put later holds. */
function catalogMoments(sql, database) {
	return sql.rows(`SELECT id, "from", not_before AS notBefore, digest FROM catalogs WHERE database = ? ${ORDER}`, database);
}
/** Place of the newest that holds then, or of the oldest there is; -1: there is none. */
function placeAt(moments, at) {
	const later = moments.findIndex(({ from }) => from !== null && from > at);
	const place = (later < 0 ? moments.length : later) - 1;
	return place < 0 && moments.length > 0 ? 0 : place;
}
const digestOf = ({ ddl, objects }) => createHash("sha256").update(JSON.stringify([ddl, objects.map(({ object, identity }) => [object, identity])])).digest("base64");
/** Says nothing new where the one that holds then is the same: then the objects are known since that one's beginning. */
function holdsAlready(moments, from, digest) {
	if (from === null) return moments.findLast((moment) => moment.from === null)?.digest === digest;
	const holding = moments[placeAt(moments, from)];
	return holding !== void 0 && (holding.from === null || holding.from <= from) && holding.digest === digest;
}
/** Place of the newest that may have held then: between two looks at a schema nobody knows when it changed. */
function placeByThen(moments, at) {
	const begun = moments.findLastIndex(({ from, notBefore }) => from === null || Math.min(from, notBefore ?? from) <= at);
	return Math.max(begun, placeAt(moments, at));
}
/** False: it was there. */
function putCatalog(sql, catalog) {
	const from = catalog.from === null ? null : Math.floor(catalog.from);
	const digest = digestOf(catalog);
	const database = takeDatabase(sql, catalog.database);
	if (holdsAlready(catalogMoments(sql, database), from, digest)) return false;
	const ddl = deflateRawSync(catalog.ddl);
	const id = sql.run("INSERT INTO catalogs (database, \"from\", not_before, digest, ddl) VALUES (?, ?, ?, ?, ?)", database, from, catalog.notBefore ?? null, digest, ddl);
	catalog.objects.forEach(({ object, identity }, position) => {
		const name = takeName(sql, database, object);
		sql.run("INSERT INTO catalog_objects (catalog, position, name, identity) VALUES (?, ?, ?, ?)", id, position, name, identity);
	});
	return true;
}
function objectsOf(sql, catalog) {
	return sql.rows("SELECT n.name AS object, o.identity FROM catalog_objects o JOIN names n ON n.id = o.name WHERE o.catalog = ? ORDER BY o.position", catalog).map(({ object, identity }) => ({
		object,
		identity
	}));
}
function catalogAt(sql, name, at) {
	const database = findDatabase(sql, name);
	if (database === null) return null;
	const moments = catalogMoments(sql, database);
	const moment = moments[placeAt(moments, at)];
	if (!moment) return null;
	const row = sql.row("SELECT ddl FROM catalogs WHERE id = ?", moment.id);
	const ddl = inflateRawSync(row?.ddl ?? /* @__PURE__ */ new Uint8Array()).toString();
	return {
		database: name,
		from: moment.from,
		notBefore: moment.notBefore,
		ddl,
		objects: objectsOf(sql, moment.id)
	};
}
/** Objects of the newest schema. */
function newestObjects(sql, name) {
	const database = findDatabase(sql, name);
	const newest = database === null ? void 0 : catalogMoments(sql, database).at(-1);
	return newest ? objectsOf(sql, newest.id) : [];
}
// src/query-log/store/hours.ts
const HOUR = 36e5;
function hourOf(time) {
	return Math.floor(time / HOUR);
}
// src/query-log/store/count-uses.ts
/** An hour that straddles the window's edge counts where its runs may lie within: never too few. */
const WITHIN = `c.shape = ? AND c.hour >= ? AND c.hour * ${HOUR} + c.first <= ? AND c.hour * ${HOUR} + c.last >= ?`;
const USES = `SELECT k.service, k.user, sum(c.runs) AS runs, sum(c.failed) AS failed, sum(c.prepared) AS prepared,
    max(c.hour * ${HOUR} + c.last) AS last
  FROM counts c JOIN callers k ON k.id = c.caller WHERE ${WITHIN} GROUP BY c.caller HAVING sum(c.runs) + sum(c.prepared) > 0`;
const HOURS = `SELECT c.hour, k.service, sum(c.runs) AS runs, sum(c.prepared) AS prepared
  FROM counts c JOIN callers k ON k.id = c.caller WHERE ${WITHIN} GROUP BY c.hour, k.service`;
const bounds = (shape, { from, to }) => [
	shape,
	hourOf(from),
	to,
	from
];
function usesOfShape(sql, shape, window) {
	return sql.rows(USES, ...bounds(shape, window)).map((use) => ({
		...use,
		last: Math.min(use.last, window.to)
	}));
}
function hoursOfShape(sql, shape, window) {
	return sql.rows(HOURS, ...bounds(shape, window));
}
const SEEN$2 = `SELECT s.caller, k.service, k.user, s.first, s.last FROM seen s JOIN callers k ON k.id = s.caller WHERE s.shape = ? AND s.first <= ?`;
/** The last run by a caller that may be no later than `to`. */
const LATEST = `SELECT max(hour * ${HOUR} + last) AS last FROM counts WHERE shape = ? AND caller = ? AND hour * ${HOUR} + first <= ?`;
/** Up to `to`: what came later is of no concern to a question about an earlier time. */
function seenOfShape(sql, shape, to) {
	return sql.rows(SEEN$2, shape, to).map(({ caller, service, user, first, last }) => {
		if (last <= to) return {
			service,
			user,
			first,
			last
		};
		const then = sql.row(LATEST, shape, caller, to)?.last ?? first;
		return {
			service,
			user,
			first,
			last: Math.min(then, to)
		};
	});
}
// src/query-log/answer/followed.ts
/** A view, and a table of another schema, are told by their kind or without it: they share one space of names. */
function spellingsOf(object) {
	const bare = object.replace(/^(?:table|view):/, "");
	return /^[a-z]+:/.test(bare) ? [bare] : [
		bare,
		`table:${bare}`,
		`view:${bare}`
	];
}
const isNamed = (part, asked) => part.objects.find(({ object }) => asked.has(object));
/**
* Follows an object by its identity, through renaming; a column that was dropped and made again under its name is another one.
* Where a schema does not know the name, the name still counts: a statement that was not understood by it may have meant this
* object. Null: no schema knows it.
*/
function followObject(object, parts) {
	const asked = new Set(spellingsOf(object));
	const newest = parts.findLastIndex((part) => isNamed(part, asked));
	const found = parts[newest] && isNamed(parts[newest], asked);
	if (!found) return null;
	const { identity } = found;
	const isIt = (known) => identity === null || known.identity === null ? asked.has(known.object) : known.identity === identity;
	const names = parts.map((part) => {
		const same = part.objects.filter(isIt).flatMap((known) => spellingsOf(known.object));
		return new Set(isNamed(part, asked) ? same : [...same, ...asked]);
	});
	let oldest = newest;
	while (oldest > 0 && parts[oldest - 1]?.objects.some(isIt)) oldest--;
	return {
		since: parts[oldest]?.from ?? null,
		names
	};
}
/** `users` of `users.name`, `billing.invoices` of `billing.invoices.total`; null: it is part of nothing. */
function wholeOf(object) {
	return /^(.+)\.(?:"(?:[^"]|"")*"|[^."]+)$/su.exec(object)?.[1] ?? null;
}
// src/query-log/store/follow-names.ts
const COLUMNS$1 = "SELECT o.catalog, n.name AS object, o.identity FROM catalog_objects o JOIN names n ON n.id = o.name";
function sameNamed(sql, database, object) {
	return spellingsOf(object).flatMap((name) => sql.rows(`${COLUMNS$1} WHERE n.database = ? AND n.name = ?`, database, name));
}
function sameIdentified(sql, database, named) {
	return [...new Set(named.map(({ identity }) => identity).filter((identity) => identity !== null))].flatMap((identity) => sql.rows(`${COLUMNS$1} WHERE o.identity = ? AND n.database = ?`, identity, database));
}
/** Null: no schema knows it. `moments`: oldest first; the names are in their order. */
function followName(sql, database, moments, object) {
	const named = sameNamed(sql, database, object);
	if (named.length === 0) return null;
	const parts = new Map(moments.map(({ id, from }) => [id, {
		from,
		objects: []
	}]));
	for (const { catalog, object: name, identity } of [...named, ...sameIdentified(sql, database, named)]) parts.get(catalog)?.objects.push({
		object: name,
		identity
	});
	return followObject(object, [...parts.values()]);
}
// src/query-log/store/known-sources.ts
const SOURCES = `SELECT s.id, s.name, s.kind, s.mode, s.rate, s.statements, s.unparsed, s.unresolved, s.probes,
    max(s.required, EXISTS (SELECT 1 FROM expected e WHERE e.database = s.database AND e.source = s.name)) AS required
  FROM sources s WHERE s.database = ? ORDER BY s.name`;
const RECORDS = `SELECT sum(statements) AS statements, sum(unparsed) AS unparsed FROM records
  WHERE source = ? AND hour >= ? AND first <= ? AND last >= ?`;
function recordsIn(sql, source, { from, to }) {
	const row = sql.row(RECORDS, source, hourOf(from), to, from);
	return {
		statements: row?.statements ?? 0,
		unparsed: row?.unparsed ?? 0
	};
}
const EVER = `SELECT min(first) AS "from", max(last) AS "to" FROM records WHERE source = ? AND first > -8640000000000000`;
function everRecorded(sql, source) {
	const row = sql.row(EVER, source);
	return row && row.from !== null && row.to !== null ? {
		from: row.from,
		to: row.to
	} : null;
}
function readSource(sql, row) {
	const spans = sql.rows("SELECT \"from\", \"to\" FROM spans WHERE source = ? ORDER BY \"from\"", row.id);
	const gaps = sql.rows("SELECT \"from\", \"to\", reason FROM gaps WHERE source = ? ORDER BY \"from\"", row.id);
	const sampled = sql.rows("SELECT \"from\", \"to\", mode, rate FROM sampled WHERE source = ?", row.id);
	const { name, kind, mode, rate } = row;
	const records = spans.length > 0 ? null : everRecorded(sql, row.id);
	return {
		id: name,
		kind,
		required: row.required === 1,
		sampling: {
			mode,
			rate
		},
		spans,
		gaps,
		sampled,
		records
	};
}
/** With what they read within the window. */
function knownSources(sql, database, window) {
	return sql.rows(SOURCES, database).map((row) => ({
		...readSource(sql, row),
		...recordsIn(sql, row.id, window)
	}));
}
/** Sources that are expected and never reported. */
function missingSources(sql, database) {
	return sql.rows(`SELECT source FROM expected WHERE database = ?1 AND source NOT IN (SELECT name FROM sources WHERE database = ?1) ORDER BY source`, database).map(({ source }) => source);
}
/** Replaces the list of sources that must report. */
function expectSources(sql, database, ids) {
	sql.run("DELETE FROM expected WHERE database = ?", database);
	for (const id of new Set(ids)) sql.run("INSERT INTO expected (database, source) VALUES (?, ?)", database, id);
}
// src/query-log/store/shapes.ts
const ACCESSES = ["read", "write"];
const VIAS = [
	"explicit",
	"implicit",
	"unresolved"
];
const MANY = 2e4;
/** Knows the shapes that it has seen, so that a batch of known ones costs no writes for them. */
var KnownShapes = class {
	#sql;
	#known = /* @__PURE__ */ new Map();
	/** By the object itself: a resolver hands out the very same one for runs of one shape. */
	#latest = /* @__PURE__ */ new WeakMap();
	constructor(sql) {
		this.#sql = sql;
	}
	/** To be called when a transaction was undone, or rows were deleted. */
	forget() {
		this.#known.clear();
		this.#latest = /* @__PURE__ */ new WeakMap();
	}
	/** Its id. What it is said to touch is added to what it was said to touch before: nothing is taken away. */
	take(database, shape, by) {
		const latest = this.#latest.get(shape);
		const isSame = latest?.database === database && latest.by.first === by.first && latest.by.last === by.last;
		if (latest && isSame) return latest.id;
		const id = this.#find(database, shape, by);
		this.#latest.set(shape, {
			database,
			by,
			id
		});
		return id;
	}
	#find(database, shape, by) {
		const key = `${database} ${by.first} ${by.last} ${shape.fingerprint}`;
		const touches = describe(shape);
		const known = this.#known.get(key);
		if (known?.touches === touches) return known.id;
		const id = this.#put(database, shape, by);
		if (this.#known.size >= MANY) this.#known.clear();
		this.#known.set(key, {
			id,
			touches
		});
		return id;
	}
	#put(database, shape, by) {
		const row = this.#sql.row(`INSERT INTO shapes (database, fingerprint, catalog_first, catalog_last, text, kind, everything, unparsed, problem)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (database, fingerprint, ifnull(catalog_first, 0), ifnull(catalog_last, 0)) DO UPDATE SET
         everything = max(everything, excluded.everything), unparsed = max(unparsed, excluded.unparsed),
         problem = ifnull(problem, excluded.problem)
       RETURNING id`, database, shape.fingerprint, by.first, by.last, shape.text, shape.kind, Number(shape.everything), Number(shape.unparsed), shape.problem);
		if (!row) throw new Error("a shape that was put in has an id");
		for (const touch of shape.touches) this.#touch(database, row.id, touch);
		return row.id;
	}
	#touch(database, shape, { object, access, via }) {
		const name = takeName(this.#sql, database, object);
		const codes = [ACCESSES.indexOf(access), VIAS.indexOf(via)];
		this.#sql.run("INSERT OR IGNORE INTO touches (name, shape, access, via) VALUES (?, ?, ?, ?)", name, shape, ...codes);
	}
};
function describe({ touches, everything, unparsed }) {
	return `${everything}${unparsed}${touches.map(({ object, access, via }) => `${access[0]}${via[0]}${object}`).join("\n")}`;
}
// src/query-log/store/touching.ts
const COLUMNS = `SELECT t.shape, n.name, t.access, t.via, s.catalog_first AS first, s.catalog_last AS last
  FROM names n CROSS JOIN touches t ON t.name = n.id CROSS JOIN shapes s ON s.id = t.shape WHERE n.database = ?`;
const UNRESOLVED = VIAS.indexOf("unresolved");
/** Touches of the object itself, of what is part of it, and those that may mean it: an unknown column of the whole. */
function touchesOf(sql, database, name) {
	const whole = wholeOf(name);
	return [
		...sql.rows(`${COLUMNS} AND n.name = ?`, database, name),
		...sql.rows(`${COLUMNS} AND n.name > ? AND n.name < ?`, database, `${name}.`, `${name}/`),
		...whole === null ? [] : sql.rows(`${COLUMNS} AND n.name = ? AND t.via = ${UNRESOLVED}`, database, whole)
	];
}
/** Whether, in one of the schemas by which the shape was resolved, the name meant the object. */
function meansIt(row, name, followed, placeOf) {
	const first = row.first === null ? void 0 : placeOf.get(row.first);
	const last = row.last === null ? void 0 : placeOf.get(row.last);
	if (first === void 0 || last === void 0) return true;
	const [from, to] = [Math.min(first, last), Math.max(first, last)];
	return followed.names.slice(from, to + 1).some((names) => names.has(name));
}
const EVERYTHING = {
	read: "unresolved",
	write: "unresolved"
};
const nearer = (one, other) => Math.min(one, other);
/** By shape: the plainest way in which it reaches the object. What may touch anything may read and write it. */
function shapesTouching(sql, database, moments, followed) {
	const reaches = /* @__PURE__ */ new Map();
	const placeOf = new Map(moments.map(({ id }, place) => [id, place]));
	for (const { id } of sql.rows("SELECT id FROM shapes WHERE database = ? AND (everything OR unparsed)", database)) reaches.set(id, { ...EVERYTHING });
	for (const name of new Set(followed.names.flatMap((names) => [...names]))) for (const row of touchesOf(sql, database, name)) {
		if (!meansIt(row, name, followed, placeOf)) continue;
		const access = ACCESSES[row.access] ?? "read";
		const reach = reaches.get(row.shape) ?? {
			read: null,
			write: null
		};
		const known = reach[access];
		reach[access] = VIAS[known === null ? row.via : nearer(row.via, VIAS.indexOf(known))] ?? "unresolved";
		reaches.set(row.shape, reach);
	}
	return reaches;
}
// src/query-log/store/answer-usage.ts
function readWindow({ window }) {
	const [from, to] = [parseTime(window.from), parseTime(window.to)];
	if (from !== null && to !== null && from <= to) return {
		from,
		to
	};
	const told = `from ${JSON.stringify(window.from)} to ${JSON.stringify(window.to)}`;
	throw new UserError(`${told} is no window.`, "Write both as RFC 3339, the earlier one first: 2026-11-01T00:00:00Z.");
}
/** Reads each shape once, however many of the objects it touches. */
function shapeReader(sql, window) {
	const known = /* @__PURE__ */ new Map();
	return (shape) => {
		const before = known.get(shape);
		if (before) return before;
		const { fingerprint, text } = sql.row("SELECT fingerprint, text FROM shapes WHERE id = ?", shape) ?? {
			fingerprint: "",
			text: ""
		};
		const facts = {
			fingerprint,
			text,
			uses: usesOfShape(sql, shape, window),
			seen: seenOfShape(sql, shape, window.to)
		};
		known.set(shape, facts);
		return facts;
	};
}
function answerObject(sql, asked, facts, object, followed) {
	const uses = [];
	const seen = [];
	for (const [shape, reach] of shapesTouching(sql, asked.database, asked.moments, followed)) {
		const { fingerprint, text, uses: those, seen: ever } = facts(shape);
		for (const use of those) uses.push({
			...use,
			fingerprint,
			text,
			reach
		});
		seen.push(...ever);
	}
	const blemishes = followed.since === null || followed.since <= asked.window.from ? asked.blemishes : [...asked.blemishes, "object-not-watched"];
	return usageOf(object, {
		uses,
		seen
	}, asked.question.ignore, blemishes);
}
/** Call within a snapshot. Throws `UserError` for a window that is none. */
function answerUsage(sql, question, now) {
	const window = readWindow(question);
	const database = findDatabase(sql, question.database);
	const objects = [...new Set(question.objects)];
	if (database === null) return { unknown: objects };
	const moments = catalogMoments(sql, database);
	const followed = new Map(objects.map((object) => [object, followName(sql, database, moments, object)]));
	const unknown = objects.filter((object) => !followed.get(object));
	if (unknown.length > 0) return { unknown };
	const sources = knownSources(sql, database, window);
	const missing = missingSources(sql, database);
	const asked = {
		database,
		moments,
		question,
		window,
		blemishes: blemishesOf(sources, missing, window, now)
	};
	const facts = shapeReader(sql, window);
	const usage = [...followed].flatMap(([object, through]) => through ? [answerObject(sql, asked, facts, object, through)] : []);
	const answer = {
		protocol: "1",
		generated_at: formatTime(now),
		window: {
			from: formatTime(window.from),
			to: formatTime(window.to)
		},
		coverage: {
			sources: sources.map((source) => tellSource(source, window, now)),
			missing
		},
		usage
	};
	const since = [...followed].map(([object, through]) => [object, through?.since ?? null]);
	return {
		answer,
		knownSince: Object.fromEntries(since)
	};
}
// src/query-log/sources/probe.ts
/** The role and application name under which it runs are those of the collector's connection. */
function probeStatement(sequence) {
	const number = Math.trunc(sequence);
	return `SELECT ${number}::bigint AS lanekeeper_probe /* lanekeeper:probe=${number} */`;
}
const PROBE = /lanekeeper:probe=(\d{1,15})/;
/** The number in a logged statement; null: it is no probe. */
function probeIn(text) {
	const found = text.length < 500 && text.includes("AS lanekeeper_probe") ? PROBE.exec(text)?.[1] : void 0;
	return found === void 0 ? null : Number(found);
}
/** Whether a statement of pg_stat_statements is the probe, its number taken out: its calls are the probes that ran. */
const isProbeShape = (text) => /^SELECT \$1::bigint AS lanekeeper_probe\b/.test(text);
/** A number that is larger than any before, whatever process sends it: milliseconds since 1970. */
const nextSequence = (last, now) => Math.max(Math.trunc(now), (last ?? 0) + 1);
// src/query-log/store/check-batch.ts
const isCount = (value) => Number.isSafeInteger(value) && value >= 0;
/** What `Date` can tell. */
const isTime = (value) => Number.isFinite(value) && Math.abs(value) <= 864e13;
function faultOf({ runs, failed, prepared, first, last }) {
	if (![
		runs,
		failed,
		prepared
	].every(isCount)) return "a count that is no count";
	if (failed > runs) return "more failed runs than runs";
	if (!isTime(first) || !isTime(last) || first > last) return "a first run that is no time before its last";
	return null;
}
/** Throws where a count is no count, or a time no time. */
function requireSound(batch) {
	const fault = batch.sightings.map(faultOf).find((found) => found !== null) ?? ([batch.statements, batch.unparsed].every(isCount) ? null : "a count that is no count");
	const strange = (batch.covered ? [batch.covered, ...batch.gaps] : batch.gaps).some(({ from, to }) => !isTime(from) || !isTime(to));
	if (fault === null && !strange) return;
	throw new Error(`source ${batch.source.id} handed over a batch with ${fault ?? "a span of no time"}`);
}
// src/query-log/store/source-times.ts
/** Null where it ends before it begins: a clock that was set back covers nothing. */
function wholeSpan({ from, to }) {
	const span = {
		from: Math.floor(from),
		to: Math.floor(to)
	};
	return span.from <= span.to ? span : null;
}
/** Joins it with all that it touches. */
function coverSpan(sql, source, { from, to }) {
	const touched = "source = ? AND \"from\" <= ? AND \"to\" >= ?";
	const joined = sql.row(`SELECT min("from") AS "from", max("to") AS "to" FROM spans WHERE ${touched}`, source, to, from);
	sql.run(`DELETE FROM spans WHERE ${touched}`, source, to, from);
	const [begin, end] = [Math.min(from, joined?.from ?? from), Math.max(to, joined?.to ?? to)];
	sql.run("INSERT INTO spans (source, \"from\", \"to\") VALUES (?, ?, ?)", source, begin, end);
}
/** A gap stays: what a source once said that it lost, no later reading of the clock brings back. */
function nameGap(sql, source, gap) {
	const [from, to] = [Math.floor(Math.min(gap.from, gap.to)), Math.ceil(Math.max(gap.from, gap.to))];
	const touched = "source = ? AND reason = ? AND \"from\" <= ? AND \"to\" >= ?";
	const joined = sql.row(`SELECT min("from") AS "from", max("to") AS "to" FROM gaps WHERE ${touched}`, source, gap.reason, to, from);
	sql.run(`DELETE FROM gaps WHERE ${touched}`, source, gap.reason, to, from);
	const [begin, end] = [Math.min(from, joined?.from ?? from), Math.max(to, joined?.to ?? to)];
	sql.run("INSERT INTO gaps (source, reason, \"from\", \"to\") VALUES (?, ?, ?, ?)", source, gap.reason, begin, end);
}
function noteSampling(sql, source, { mode, rate }, { from, to }) {
	const values = [
		source,
		mode,
		rate
	];
	const touched = "source = ? AND mode = ? AND rate = ? AND \"from\" <= ? AND \"to\" >= ?";
	const joined = sql.row(`SELECT min("from") AS "from", max("to") AS "to" FROM sampled WHERE ${touched}`, ...values, to, from);
	sql.run(`DELETE FROM sampled WHERE ${touched}`, ...values, to, from);
	const [begin, end] = [Math.min(from, joined?.from ?? from), Math.max(to, joined?.to ?? to)];
	sql.run("INSERT INTO sampled (source, mode, rate, \"from\", \"to\") VALUES (?, ?, ?, ?, ?)", ...values, begin, end);
}
const isWhole = ({ mode, rate }) => mode === "full" && rate === 1;
/** Everything that a batch says about time. */
function noteTimes(sql, source, batch, ofRecords) {
	const covered = batch.covered && wholeSpan(batch.covered);
	if (covered) coverSpan(sql, source, covered);
	for (const gap of batch.gaps) nameGap(sql, source, gap);
	const when = covered ?? ofRecords;
	if (when && !isWhole(batch.source.sampling)) noteSampling(sql, source, batch.source.sampling, when);
}
// src/query-log/store/records.ts
const ADD = `INSERT INTO records (source, hour, statements, unparsed, first, last) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (source, hour) DO UPDATE SET statements = statements + excluded.statements, unparsed = unparsed + excluded.unparsed,
    first = min(first, excluded.first), last = max(last, excluded.last)`;
/** From the first run in the batch to the last; null: there is none. */
function spanOfRecords({ sightings }) {
	if (sightings.length === 0) return null;
	return sightings.reduce(({ from, to }, { first, last }) => ({
		from: Math.min(from, first),
		to: Math.max(to, last)
	}), {
		from: Number.POSITIVE_INFINITY,
		to: Number.NEGATIVE_INFINITY
	});
}
/** Any time: what nobody can place may have been whenever one asks. */
const WHENEVER = {
	from: -864e13,
	to: 864e13
};
function add(sql, source, { statements, unparsed }, { from, to }) {
	if (statements <= 0 && unparsed <= 0) return;
	const [first, last] = [Math.floor(from), Math.ceil(to)];
	sql.run(ADD, source, hourOf(last), Math.max(0, statements), Math.max(0, unparsed), first, last);
}
/**
* By the times of the sightings; what the batch counts besides them, over all that it covers. One statement of a source may be
* several shapes, so that shapes may have more runs than there were statements.
*/
function noteRecords(sql, source, batch) {
	const hours = /* @__PURE__ */ new Map();
	let [statements, unparsed] = [batch.statements, batch.unparsed];
	for (const { shape, runs, first, last } of batch.sightings) {
		const hour = hourOf(Math.ceil(last));
		const sum = hours.get(hour) ?? {
			statements: 0,
			unparsed: 0,
			from: first,
			to: last
		};
		sum.statements += Math.min(runs, statements);
		sum.unparsed += shape.unparsed ? runs : 0;
		hours.set(hour, Object.assign(sum, {
			from: Math.min(sum.from, first),
			to: Math.max(sum.to, last)
		}));
		statements -= Math.min(runs, statements);
		unparsed -= shape.unparsed ? runs : 0;
	}
	for (const sum of hours.values()) add(sql, source, sum, sum);
	const covered = batch.covered && wholeSpan(batch.covered);
	add(sql, source, {
		statements,
		unparsed
	}, covered ?? spanOfRecords(batch) ?? WHENEVER);
}
// src/query-log/store/upsert.ts
/** Rows of one statement. More gain nothing. */
const AT_ONCE = 64;
function statementFor({ into, conflict }, columns, rows) {
	const row = `(${Array(columns).fill("?").join(", ")})`;
	return `INSERT INTO ${into} VALUES ${Array(rows).fill(row).join(", ")} ON CONFLICT ${conflict}`;
}
/** Each row has as many values as `into` names columns. */
function upsert(sql, what, rows) {
	const columns = rows[0]?.length ?? 0;
	const whole = rows.length - rows.length % AT_ONCE;
	const many = statementFor(what, columns, AT_ONCE);
	for (let at = 0; at < whole; at += AT_ONCE) sql.run(many, ...rows.slice(at, at + AT_ONCE).flat());
	const one = statementFor(what, columns, 1);
	for (const row of rows.slice(whole)) sql.run(one, ...row);
}
// src/query-log/store/apply-batch.ts
/** Takes a batch into the store: counts, coverage and position in one transaction. */
const isUnresolved = ({ everything, problem, touches }) => everything || problem !== null || touches.some(({ via }) => via === "unresolved");
function runsOf(sightings, counts) {
	return sightings.reduce((sum, { shape, runs }) => sum + (counts(shape) ? runs : 0), 0);
}
function takeSource(sql, database, { source, position, statements, unparsed, sightings }) {
	const { id, kind, required, sampling } = source;
	const row = sql.row(`INSERT INTO sources (database, name, kind, required, mode, rate, position, statements, unparsed, unresolved, probes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (database, name) DO UPDATE SET
       kind = excluded.kind, required = excluded.required, mode = excluded.mode, rate = excluded.rate, position = excluded.position,
       statements = statements + excluded.statements, unparsed = unparsed + excluded.unparsed,
       unresolved = unresolved + excluded.unresolved, probes = probes + excluded.probes
     RETURNING id`, database, id, kind, Number(required), sampling.mode, sampling.rate, JSON.stringify(position) ?? null, statements, unparsed, runsOf(sightings, isUnresolved), runsOf(sightings, ({ text }) => isProbeShape(text)));
	if (!row) throw new Error("a source that was put in has an id");
	return row.id;
}
/** Added to what is there; in order of the key, so that the tree is walked and not searched. */
const COUNTS = {
	into: "counts (shape, hour, caller, source, runs, failed, prepared, first, last)",
	conflict: `(shape, hour, caller, source) DO UPDATE SET
    runs = runs + excluded.runs, failed = failed + excluded.failed, prepared = prepared + excluded.prepared,
    first = min(first, excluded.first), last = max(last, excluded.last)`
};
const SEEN$1 = {
	into: "seen (shape, caller, first, last, runs, failed, prepared)",
	conflict: `(shape, caller) DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last),
    runs = runs + excluded.runs, failed = failed + excluded.failed, prepared = prepared + excluded.prepared`
};
/** Catalogs that held from a sighting's first run to its last: its names meant what they mean there. */
function resolvedBy(moments, { first, last }) {
	const idOf = (place) => moments[place]?.id ?? null;
	return {
		first: idOf(placeAt(moments, first)),
		last: idOf(placeByThen(moments, last))
	};
}
function addTo(sum, { first, last, runs, failed, prepared }) {
	sum.first = Math.min(sum.first, first);
	sum.last = Math.max(sum.last, last);
	sum.runs += runs;
	sum.failed += failed;
	sum.prepared += prepared;
}
const byKey = (one, other) => one.shape - other.shape || one.hour - other.hour || one.caller - other.caller;
function sumsOf(sql, shapes, into, sightings) {
	const callers = /* @__PURE__ */ new Map();
	const callerOf = (service, user) => {
		const key = `${service.length} ${service}${user}`;
		const id = callers.get(key) ?? takeCaller(sql, service, user);
		callers.set(key, id);
		return id;
	};
	return sightings.map((sighting) => {
		const { service, user, runs, failed, prepared } = sighting;
		const shape = shapes.take(into.database, sighting.shape, resolvedBy(into.moments, sighting));
		const [first, last] = [Math.floor(sighting.first), Math.ceil(sighting.last)];
		const hour = hourOf(last);
		return {
			shape,
			caller: callerOf(service, user),
			hour,
			first,
			last,
			runs,
			failed,
			prepared
		};
	}).sort(byKey);
}
/** All hours of one shape and caller together. */
function seenOf(sums) {
	const seen = [];
	for (const sum of [...sums].sort((one, other) => one.shape - other.shape || one.caller - other.caller)) {
		const last = seen.at(-1);
		if (last && last.shape === sum.shape && last.caller === sum.caller) addTo(last, sum);
		else seen.push({ ...sum });
	}
	return seen;
}
function countSightings(sql, shapes, into, sightings) {
	const sums = sumsOf(sql, shapes, into, sightings);
	const counts = sums.map(({ shape, hour, caller, runs, failed, prepared, first, last }) => {
		const [begin, end] = [first - hour * HOUR, last - hour * HOUR];
		return [
			shape,
			hour,
			caller,
			into.source,
			runs,
			failed,
			prepared,
			begin,
			end
		];
	});
	upsert(sql, COUNTS, counts);
	const seen = seenOf(sums).map(({ shape, caller, first, last, runs, failed, prepared }) => [
		shape,
		caller,
		first,
		last,
		runs,
		failed,
		prepared
	]);
	upsert(sql, SEEN$1, seen);
}
/** Throws, and changes nothing, where the batch makes no sense or the file cannot take it. */
function applyBatch(sql, shapes, batch) {
	requireSound(batch);
	try {
		sql.atomically(() => {
			const database = takeDatabase(sql, batch.database);
			const source = takeSource(sql, database, batch);
			countSightings(sql, shapes, {
				database,
				source,
				moments: catalogMoments(sql, database)
			}, batch.sightings);
			noteTimes(sql, source, batch, spanOfRecords(batch));
			noteRecords(sql, source, batch);
		});
	} catch (error) {
		shapes.forget();
		throw error;
	}
}
// src/query-log/store/backfills.ts
/** The latest report of each backfill. */
function readBackfill(sql, name) {
	const row = sql.row("SELECT report FROM backfills WHERE name = ?", name);
	return row ? JSON.parse(row.report) : null;
}
/** Throws `UserError` for a report that is older than the one that is kept: a late one must not undo a newer one. */
function putBackfill(sql, backfill) {
	const { name, updatedAt } = backfill;
	const kept = readBackfill(sql, name);
	if (kept && kept.updatedAt > updatedAt) throw new UserError(`backfill ${name} reported at ${formatTime(kept.updatedAt)} already, and this report is of ${formatTime(updatedAt)}.`, "Report with the time at which it was so, by one clock; an older report is not taken.");
	sql.run("INSERT OR REPLACE INTO backfills (name, updated_at, report) VALUES (?, ?, ?)", name, updatedAt, JSON.stringify(backfill));
}
function listBackfills(sql) {
	return sql.rows("SELECT report FROM backfills ORDER BY name").map(({ report }) => JSON.parse(report));
}
// src/query-log/store/comparisons.ts
const MOST_SAMPLES = 20;
const KEEP_NEWEST = `DELETE FROM comparison_samples WHERE name = ?1 AND id NOT IN
  (SELECT id FROM comparison_samples WHERE name = ?1 ORDER BY at DESC, id DESC LIMIT ${MOST_SAMPLES})`;
const TOTAL = `INSERT INTO compared (name, compared, diverged, unknown, last_diverged) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (name) DO UPDATE SET compared = compared + excluded.compared, diverged = diverged + excluded.diverged,
    unknown = unknown + excluded.unknown,
    last_diverged = max(ifnull(last_diverged, excluded.last_diverged), ifnull(excluded.last_diverged, last_diverged))`;
/** The same key twice counts once. Call within a transaction. */
function addComparison(sql, name, report) {
	const { compared, diverged, unknown, key } = report;
	const at = Math.floor(report.at);
	if (!sql.row(`INSERT INTO comparisons (name, at, compared, diverged, unknown, key) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id`, name, at, compared, diverged, unknown, key)) return;
	sql.run(TOTAL, name, compared, diverged, unknown, diverged > 0 ? at : null);
	if (report.samples.length === 0) return;
	for (const sample of report.samples.slice(0, MOST_SAMPLES)) sql.run("INSERT INTO comparison_samples (name, at, sample) VALUES (?, ?, ?)", name, at, JSON.stringify(sample) ?? "null");
	sql.run(KEEP_NEWEST, name);
}
const SUMS = `SELECT count(*) AS reports, sum(compared) AS compared, sum(diverged) AS diverged, sum(unknown) AS unknown
  FROM comparisons WHERE name = ? AND at >= ? AND at <= ?`;
/** Sums over the reports of the window; null: nobody ever reported by that name. `lastDiverged` may be before the window. */
function comparisonIn(sql, name, { from, to }) {
	if (!sql.row("SELECT 1 FROM compared WHERE name = ?", name)) return null;
	const sums = sql.row(SUMS, name, from, to);
	const last = sql.row("SELECT max(at) AS at FROM comparisons WHERE name = ? AND at <= ? AND diverged > 0", name, to);
	const samples = sql.rows("SELECT sample FROM comparison_samples WHERE name = ? AND at >= ? AND at <= ? ORDER BY at DESC, id DESC", name, from, to).map(({ sample }) => JSON.parse(sample));
	const { compared, diverged, unknown } = sums ?? {};
	return {
		name,
		from,
		to,
		compared: compared ?? 0,
		diverged: diverged ?? 0,
		unknown: unknown ?? 0,
		lastDiverged: last?.at ?? null,
		samples
	};
}
/** All that was ever reported, by name. */
function comparisonTotals(sql) {
	return sql.rows(`SELECT name, compared, diverged, unknown, last_diverged AS lastDiverged FROM compared ORDER BY name`).map((row) => ({ ...row }));
}
// src/query-log/store/explain-error.ts
/** SQLite's errors in words that say which file and what to do; what it cannot read is an error, never a zero. */
const CODES = {
	5: (path) => busy(path),
	6: (path) => busy(path),
	8: (path) => new UserError(`${path} cannot be written to.`, "Give write access to the file and its folder, or name another with --store."),
	11: (path, message) => damaged(path, message),
	13: (path) => new UserError(`the disk is full: ${path} cannot take more.`, "Free some space; what was counted so far is kept."),
	14: (path) => cannotOpen(path),
	26: (path, message) => damaged(path, message)
};
function cannotOpen(path) {
	return new UserError(`${path} cannot be opened.`, "Check that its folder is there and may be read and written, or name another file with --store.");
}
function busy(path) {
	return new UserError(`${path} is being written by another process.`, "One process writes a store: end the other one, or name another file with --store.");
}
function damaged(path, message) {
	return new UserError(`${path} is damaged, or no store of the query log (${message}); nothing of it is believed.`, "Bring back a copy of it, or move it away and begin a new store: coverage then begins anew.");
}
/** SQLite's result code without its extension; null: the error is not SQLite's. */
function codeOf(error) {
	const code = error?.errcode;
	return typeof code === "number" ? code & 255 : null;
}
/** The folder cannot be made, or is none. */
const isOfFileSystem = (error) => typeof error?.syscall === "string";
/** What is thrown for an error of SQLite's or of the file system's; any other error as it is. */
function explainError(error, path) {
	if (isOfFileSystem(error)) return cannotOpen(path);
	const code = codeOf(error);
	const explain = code === null ? void 0 : CODES[code];
	return explain ? explain(path, error instanceof Error ? error.message : "unreadable") : error;
}
// src/query-log/store/hours-of-use.ts
function addShape$1(hours, sql, shape, reach, window) {
	for (const { hour, service, runs, prepared } of hoursOfShape(sql, shape, window)) {
		const key = `${hour} ${service}`;
		const sum = hours.get(key) ?? {
			hour: hour * 36e5,
			service,
			reads: 0,
			writes: 0
		};
		const times = runs > 0 ? runs : prepared;
		if (reach.read !== null) sum.reads += times;
		if (reach.write !== null) sum.writes += times;
		hours.set(key, sum);
	}
}
/** Oldest first; hours without any are left out. */
function hoursOfUse(sql, name, object, window) {
	const database = findDatabase(sql, name);
	if (database === null) return [];
	const moments = catalogMoments(sql, database);
	const followed = followName(sql, database, moments, object);
	if (!followed) return [];
	const hours = /* @__PURE__ */ new Map();
	for (const [shape, reach] of shapesTouching(sql, database, moments, followed)) addShape$1(hours, sql, shape, reach, window);
	return [...hours.values()].toSorted((a, b) => a.hour - b.hour || (a.service < b.service ? -1 : 1));
}
// src/query-log/store/load-sqlite.ts
const isAboutSqlite = (warning, rest) => String(warning).includes("SQLite") && rest.some((word) => word === "ExperimentalWarning");
let loaded = null;
function loadSqlite() {
	if (loaded) return loaded;
	const emit = process.emitWarning;
	const filter = (warning, ...rest) => {
		if (!isAboutSqlite(warning, rest)) Reflect.apply(emit, process, [warning, ...rest]);
	};
	process.emitWarning = filter;
	try {
		loaded = process.getBuiltinModule("node:sqlite");
	} finally {
		process.emitWarning = emit;
	}
	return loaded;
}
// src/query-log/store/schema.ts
/** The store's own format, by versions. A file is brought up to the newest when it is opened for writing. */
/** Marks a file as ours: `LKQL`. */
const APPLICATION = 1280004428;
/**
* Times are milliseconds; `hour` is hours since the epoch, of the last run. In `counts`, `first` and `last` are milliseconds
* from that hour's start, so that a row takes few bytes; both may lie outside of it. `seen` adds up what `counts` has by hours;
* `carried` and `compared` keep counters that must not fall when rows are forgotten. A shape is of one database, and of the
* catalogs by which its names were resolved (`catalog_first` to `catalog_last`; null: none was known).
*/
const VERSIONS = [`
  CREATE TABLE databases (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE expected (database INTEGER NOT NULL, source TEXT NOT NULL, PRIMARY KEY (database, source)) STRICT, WITHOUT ROWID;
  CREATE TABLE sources (
    id INTEGER PRIMARY KEY, database INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, required INTEGER NOT NULL,
    mode TEXT NOT NULL, rate REAL NOT NULL, position TEXT, statements INTEGER NOT NULL DEFAULT 0, unparsed INTEGER NOT NULL DEFAULT 0,
    unresolved INTEGER NOT NULL DEFAULT 0, probes INTEGER NOT NULL DEFAULT 0,
    UNIQUE (database, name)) STRICT;
  CREATE TABLE spans (source INTEGER NOT NULL, "from" INTEGER NOT NULL, "to" INTEGER NOT NULL, PRIMARY KEY (source, "from")) STRICT, WITHOUT ROWID;
  CREATE TABLE gaps (source INTEGER NOT NULL, reason TEXT NOT NULL, "from" INTEGER NOT NULL, "to" INTEGER NOT NULL,
    PRIMARY KEY (source, reason, "from")) STRICT, WITHOUT ROWID;
  CREATE TABLE sampled (source INTEGER NOT NULL, mode TEXT NOT NULL, rate REAL NOT NULL, "from" INTEGER NOT NULL, "to" INTEGER NOT NULL,
    PRIMARY KEY (source, mode, rate, "from")) STRICT, WITHOUT ROWID;
  CREATE TABLE records (source INTEGER NOT NULL, hour INTEGER NOT NULL, statements INTEGER NOT NULL, unparsed INTEGER NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (source, hour)) STRICT, WITHOUT ROWID;

  CREATE TABLE catalogs (id INTEGER PRIMARY KEY, database INTEGER NOT NULL, "from" INTEGER, not_before INTEGER, digest TEXT NOT NULL, ddl BLOB NOT NULL) STRICT;
  CREATE TABLE names (id INTEGER PRIMARY KEY, database INTEGER NOT NULL, name TEXT NOT NULL, UNIQUE (database, name)) STRICT;
  CREATE TABLE catalog_objects (catalog INTEGER NOT NULL, position INTEGER NOT NULL, name INTEGER NOT NULL, identity TEXT,
    PRIMARY KEY (catalog, position)) STRICT, WITHOUT ROWID;
  CREATE INDEX catalog_objects_by_name ON catalog_objects (name);
  CREATE INDEX catalog_objects_by_identity ON catalog_objects (identity) WHERE identity IS NOT NULL;

  CREATE TABLE shapes (
    id INTEGER PRIMARY KEY, database INTEGER NOT NULL, fingerprint TEXT NOT NULL, catalog_first INTEGER, catalog_last INTEGER,
    text TEXT NOT NULL, kind TEXT NOT NULL, everything INTEGER NOT NULL, unparsed INTEGER NOT NULL, problem TEXT) STRICT;
  CREATE UNIQUE INDEX shapes_by_fingerprint ON shapes (database, fingerprint, ifnull(catalog_first, 0), ifnull(catalog_last, 0));
  CREATE INDEX shapes_of_everything ON shapes (database) WHERE everything OR unparsed;
  CREATE TABLE touches (name INTEGER NOT NULL, shape INTEGER NOT NULL, access INTEGER NOT NULL, via INTEGER NOT NULL,
    PRIMARY KEY (name, shape, access, via)) STRICT, WITHOUT ROWID;
  CREATE TABLE callers (id INTEGER PRIMARY KEY, service TEXT NOT NULL, user TEXT NOT NULL, UNIQUE (service, user)) STRICT;
  CREATE TABLE counts (shape INTEGER NOT NULL, hour INTEGER NOT NULL, caller INTEGER NOT NULL, source INTEGER NOT NULL,
    runs INTEGER NOT NULL, failed INTEGER NOT NULL, prepared INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (shape, hour, caller, source)) STRICT, WITHOUT ROWID;
  CREATE TABLE seen (shape INTEGER NOT NULL, caller INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    runs INTEGER NOT NULL, failed INTEGER NOT NULL, prepared INTEGER NOT NULL,
    PRIMARY KEY (shape, caller)) STRICT, WITHOUT ROWID;

  CREATE TABLE watched (database INTEGER NOT NULL, object TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (database, object)) STRICT, WITHOUT ROWID;
  CREATE TABLE carried (database INTEGER NOT NULL, object TEXT NOT NULL, service TEXT NOT NULL, access TEXT NOT NULL, via TEXT NOT NULL,
    total INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (database, object, service, access, via)) STRICT, WITHOUT ROWID;
  CREATE TABLE compared (name TEXT PRIMARY KEY, compared INTEGER NOT NULL, diverged INTEGER NOT NULL, unknown INTEGER NOT NULL,
    last_diverged INTEGER) STRICT, WITHOUT ROWID;
  CREATE TABLE comparisons (id INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL, compared INTEGER NOT NULL,
    diverged INTEGER NOT NULL, unknown INTEGER NOT NULL, key TEXT) STRICT;
  CREATE UNIQUE INDEX comparisons_by_key ON comparisons (name, key) WHERE key IS NOT NULL;
  CREATE INDEX comparisons_by_time ON comparisons (name, at);
  CREATE TABLE comparison_samples (id INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL, sample TEXT NOT NULL) STRICT;
  CREATE INDEX comparison_samples_by_time ON comparison_samples (name, at);
  CREATE TABLE backfills (name TEXT PRIMARY KEY, updated_at INTEGER NOT NULL, report TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `];
const numberOf = (database, pragma) => Number(Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0] ?? 0);
/** How old the format of a file is; 0: nothing is in it yet. Throws `UserError` for a file of somebody else's, or of our future. */
function versionOf(database, path) {
	const application = numberOf(database, "application_id");
	const version = numberOf(database, "user_version");
	const tables = Number(database.prepare("SELECT count(*) AS tables FROM sqlite_master").get()?.tables ?? 0);
	if (application === 0 && version === 0 && tables === 0) return 0;
	if (application !== APPLICATION) throw new UserError(`${path} is a database, but no store of the query log.`, "Name another file with --store: this one is not touched.");
	if (version > VERSIONS.length) throw new UserError(`${path} was written by a newer Lanekeeper: its format is ${version}, and this one knows up to ${VERSIONS.length}.`, "Use the newer Lanekeeper, or name another file with --store.");
	return version;
}
/** Throws `UserError` where the file is somebody else's, or of our future; before anything of it is changed. */
function requireOurs(database, path) {
	versionOf(database, path);
}
/** Throws `UserError` where a reader cannot use the file: it is empty, older, newer, or not ours. */
function requireFormat(database, path) {
	const version = versionOf(database, path);
	if (version === VERSIONS.length) return;
	throw new UserError(version === 0 ? `${path} is empty: nothing has been put into it.` : `${path} is of an older format (${version}).`, "Run lanekeeper query-log ingest or serve with it first.");
}
/** Makes the tables, or brings older ones up to date, all or nothing. */
function bringUpToDate(database, path) {
	const version = versionOf(database, path);
	if (version === VERSIONS.length) return;
	database.exec("BEGIN IMMEDIATE");
	for (const change of VERSIONS.slice(version)) database.exec(change);
	database.exec(`PRAGMA application_id = ${APPLICATION}; PRAGMA user_version = ${VERSIONS.length}; COMMIT`);
}
// src/query-log/store/writer-lock.ts
/**
* One process writes a store. The lock is SQLite's own, on an empty file beside the store: the system lets go of it when the
* process dies, however it dies, so that no lock is ever left behind.
*/
/** Long enough for a process that is just ending. */
const PATIENCE$1 = 1e3;
/** Throws SQLite's own error where another holds it. Returns what lets go. */
function lockForWriting(path) {
	const { DatabaseSync } = loadSqlite();
	const lock = new DatabaseSync(`${path}-writer`, { timeout: PATIENCE$1 });
	try {
		lock.exec("BEGIN EXCLUSIVE");
	} catch (error) {
		lock.close();
		throw error;
	}
	return () => lock.close();
}
// src/query-log/store/open-file.ts
/** Opens the file of a store: for one writer, or for one of many readers. */
/** Readers and writers of one file wait this long for each other. */
const PATIENCE = 5e3;
/** Once a commit returns, neither kill -9 nor a power cut takes it back; readers never wait for the writer. */
const WRITING = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON; PRAGMA cache_size = -32000";
function openForWriting(path) {
	mkdirSync(dirname(path), { recursive: true });
	const unlock = lockForWriting(path);
	try {
		const database = new (loadSqlite()).DatabaseSync(path, { timeout: PATIENCE });
		try {
			requireOurs(database, path);
			database.exec(WRITING);
			bringUpToDate(database, path);
		} catch (error) {
			database.close();
			throw error;
		}
		const close = () => {
			database.close();
			unlock();
		};
		return {
			database,
			path,
			inode: statSync(path).ino,
			close
		};
	} catch (error) {
		unlock();
		throw error;
	}
}
function openForReading(path) {
	if (!existsSync(path)) throw new UserError(`there is no store at ${path}.`, "Name it with --store, or fill it first: lanekeeper query-log ingest | serve");
	const database = new (loadSqlite()).DatabaseSync(path, {
		timeout: PATIENCE,
		readOnly: true
	});
	try {
		database.exec("PRAGMA query_only = ON; PRAGMA cell_size_check = ON; PRAGMA cache_size = -32000");
		requireFormat(database, path);
	} catch (error) {
		database.close();
		throw error;
	}
	return {
		database,
		path,
		inode: statSync(path).ino,
		close: () => database.close()
	};
}
/** Throws `UserError`: no such file, no access, damaged, of another format, or another process writes it. */
function openFile(path, readOnly) {
	try {
		return readOnly ? openForReading(path) : openForWriting(path);
	} catch (error) {
		throw explainError(error, path);
	}
}
// src/query-log/store/retention.ts
/** What names no time, or one from before, goes. Coverage that reaches beyond is cut, never what it proves later. */
const CHANGES = [
	`DELETE FROM counts WHERE hour * ${HOUR} + last < ?`,
	"DELETE FROM seen WHERE last < ?",
	"DELETE FROM records WHERE last < ?",
	"DELETE FROM spans WHERE \"to\" < ?",
	"UPDATE spans SET \"from\" = ?1 WHERE \"from\" < ?1",
	"DELETE FROM gaps WHERE \"to\" < ?",
	"DELETE FROM sampled WHERE \"to\" < ?",
	"DELETE FROM comparisons WHERE at < ?",
	"DELETE FROM comparison_samples WHERE at < ?",
	"DELETE FROM watched WHERE at < ?"
];
const ORPHANS = ["DELETE FROM shapes WHERE id NOT IN (SELECT shape FROM seen)", "DELETE FROM touches WHERE shape NOT IN (SELECT id FROM shapes)"];
/** A schema goes when the next one held already at that moment, and no shape was resolved by it. */
const CATALOGS = `DELETE FROM catalogs WHERE EXISTS (
    SELECT 1 FROM catalogs later WHERE later.database = catalogs.database AND later."from" <= ?
      AND (later."from" > ifnull(catalogs."from", -8640000000000000) OR (later."from" = catalogs."from" AND later.id > catalogs.id)))
  AND id NOT IN (SELECT catalog_first FROM shapes WHERE catalog_first IS NOT NULL)
  AND id NOT IN (SELECT catalog_last FROM shapes WHERE catalog_last IS NOT NULL)`;
/** Call within a transaction. */
function forgetBefore(sql, time) {
	const moment = Math.ceil(time);
	for (const change of CHANGES) sql.run(change, moment);
	for (const change of ORPHANS) sql.run(change);
	sql.run(CATALOGS, moment);
	sql.run("DELETE FROM catalog_objects WHERE catalog NOT IN (SELECT id FROM catalogs)");
	sql.run("DELETE FROM names WHERE id NOT IN (SELECT name FROM touches) AND id NOT IN (SELECT name FROM catalog_objects)");
}
// src/query-log/store/source-states.ts
/** Sources with all that they ever read, for `/metrics`, `/health` and collectors that go on where they stopped. */
/** Null: it has covered nothing, and no time may be taken for covered. A source of attribution tells of when its records are. */
function stateOf(sql, row) {
	const source = readSource(sql, row);
	const end = source.spans.at(-1)?.to ?? (source.required ? void 0 : source.records?.to);
	if (end === void 0) return null;
	const { from, to, gaps } = coverageOf(source, end);
	const { id, kind, required, sampling } = source;
	const { statements, unparsed, unresolved, probes } = row;
	return {
		id,
		kind,
		required,
		sampling,
		from,
		to,
		gapSeconds: gaps.reduce((sum, gap) => sum + (gap.to - gap.from) / 1e3, 0),
		gaplessFrom: gaps.reduce((since, gap) => Math.max(since, gap.to), from),
		statements,
		unparsed,
		unresolved,
		probes
	};
}
function sourceStates(sql, name) {
	const database = findDatabase(sql, name);
	if (database === null) return [];
	return sql.rows(SOURCES, database).map((row) => stateOf(sql, row)).filter((state) => state !== null);
}
// src/query-log/store/statements.ts
var Statements = class {
	#database;
	#prepared = /* @__PURE__ */ new Map();
	constructor(database) {
		this.#database = database;
	}
	#prepare(sql) {
		const known = this.#prepared.get(sql);
		if (known) return known;
		const statement = this.#database.prepare(sql);
		this.#prepared.set(sql, statement);
		return statement;
	}
	rows(sql, ...values) {
		return this.#prepare(sql).all(...values);
	}
	row(sql, ...values) {
		return this.#prepare(sql).get(...values);
	}
	/** The id of the row that was put in last. */
	run(sql, ...values) {
		return Number(this.#prepare(sql).run(...values).lastInsertRowid);
	}
	/** All of the work, or nothing of it. */
	atomically(work) {
		return this.#within("BEGIN IMMEDIATE", work);
	}
	/** The work sees one state of the store, whatever is written meanwhile. */
	snapshot(work) {
		return this.#within("BEGIN", work);
	}
	#within(begin, work) {
		this.#database.exec(begin);
		try {
			const result = work();
			this.#database.exec("COMMIT");
			return result;
		} catch (error) {
			if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
			throw error;
		}
	}
};
// src/query-log/store/watched.ts
function watchObjects(sql, name, objects, now) {
	const database = takeDatabase(sql, name);
	for (const object of objects) sql.run("INSERT OR REPLACE INTO watched (database, object, at) VALUES (?, ?, ?)", database, object, Math.floor(now));
}
function watchedObjects(sql, name) {
	const database = findDatabase(sql, name);
	if (database === null) return [];
	return sql.rows("SELECT object FROM watched WHERE database = ? ORDER BY object", database).map(({ object }) => object);
}
// src/query-log/store/watched-use.ts
const SEEN = `SELECT k.service, max(s.last) AS last, sum(s.runs) AS runs, sum(s.failed) AS failed, sum(s.prepared) AS prepared
  FROM seen s JOIN callers k ON k.id = s.caller WHERE s.shape = ? GROUP BY k.service`;
const CARRIED = "SELECT service, access, via, total, last FROM carried WHERE database = ? AND object = ?";
/** Uses by service, access and way, added up. */
var Totals = class {
	#uses = /* @__PURE__ */ new Map();
	add(use) {
		if (use.total <= 0) return;
		const key = JSON.stringify([
			use.service,
			use.access,
			use.via
		]);
		const known = this.#uses.get(key);
		if (!known) this.#uses.set(key, { ...use });
		else {
			known.total += use.total;
			known.last = Math.max(known.last, use.last);
		}
	}
	list() {
		return [...this.#uses.values()];
	}
};
/** Each number grows with whatever is counted: what was prepared is no longer told apart once as much was run. */
function addShape(totals, row, ways) {
	const { service, last, runs, failed, prepared } = row;
	totals.add({
		...ways,
		service,
		last,
		total: Math.max(runs - failed, prepared)
	});
	totals.add({
		...ways,
		via: "failed",
		service,
		last,
		total: failed
	});
}
function usesNow(sql, database, object) {
	const moments = catalogMoments(sql, database);
	const followed = followName(sql, database, moments, object);
	if (!followed) return null;
	const totals = new Totals();
	for (const [shape, reach] of shapesTouching(sql, database, moments, followed)) for (const row of sql.rows(SEEN, shape)) for (const access of ["read", "write"]) if (reach[access] !== null) addShape(totals, row, {
		access,
		via: reach[access]
	});
	return {
		since: followed.since,
		totals
	};
}
const BEGUN = `SELECT min(p."from") AS begun FROM spans p JOIN sources s ON s.id = p.source WHERE s.database = ?`;
/** Objects that no schema knows are left out. */
function watchedUse(sql, name) {
	const database = findDatabase(sql, name);
	if (database === null) return [];
	const begun = sql.row(BEGUN, database)?.begun ?? 0;
	return watchedObjects(sql, name).flatMap((object) => {
		const now = usesNow(sql, database, object);
		if (!now) return [];
		for (const carried of sql.rows(CARRIED, database, object)) now.totals.add({ ...carried });
		return [{
			object,
			since: Math.max(now.since ?? begun, begun),
			uses: now.totals.list()
		}];
	});
}
const CARRY = `INSERT INTO carried (database, object, service, access, via, total, last) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET total = total + excluded.total, last = max(last, excluded.last)`;
/** Does the work, and keeps of each watched object what its counters would lose by it. Call within a transaction. */
function carryOver(sql, work) {
	const before = sql.rows("SELECT id, name FROM databases").map(({ id, name }) => ({
		id,
		objects: watchedUse(sql, name)
	}));
	work();
	for (const { id, objects } of before) for (const { object, uses } of objects) carryObject(sql, id, object, uses);
}
function carryObject(sql, database, object, uses) {
	const after = new Totals();
	for (const use of usesNow(sql, database, object)?.totals.list() ?? []) after.add(use);
	for (const carried of sql.rows(CARRIED, database, object)) after.add({ ...carried });
	const left = after.list();
	for (const { service, access, via, total, last } of uses) {
		const lost = total - (left.find((use) => use.service === service && use.access === access && use.via === via)?.total ?? 0);
		if (lost > 0) sql.run(CARRY, database, object, service, access, via, lost, last);
	}
}
// src/query-log/store/writable.ts
/** Whether a store that is open can still be written, for `/health`. */
/** Less than this and the next batches may not fit. */
const LEAST_FREE = 16777216;
function whyNotOnDisk({ path, inode }) {
	const now = statSync(path, { throwIfNoEntry: false });
	if (now === void 0) return "its file was taken away";
	if (now.ino !== inode) return "its file was replaced by another one";
	const { bavail, bsize } = statfsSync(path);
	return bavail * bsize < LEAST_FREE ? "its disk is full" : null;
}
/** Null: it can. Else why not, as half a sentence. */
function whyNotWritable(file) {
	try {
		const why = whyNotOnDisk(file);
		if (why !== null) return why;
		file.database.exec("BEGIN IMMEDIATE; ROLLBACK");
		return null;
	} catch (error) {
		if (file.database.isOpen && file.database.isTransaction) file.database.exec("ROLLBACK");
		return error instanceof Error ? error.message : "it does not answer";
	}
}
// src/query-log/store/sqlite.ts
function readPosition(sql, database, source) {
	const id = findDatabase(sql, database);
	if (id === null) return void 0;
	const row = sql.row("SELECT position FROM sources WHERE database = ? AND name = ?", id, source);
	return row === void 0 || row.position === null ? void 0 : JSON.parse(row.position);
}
function databaseNames(sql) {
	return sql.rows("SELECT name FROM databases ORDER BY name").map(({ name }) => name);
}
/**
* Opens it, and makes it where it is not there (not for a reader). Throws `UserError` where it cannot: no such file, no access,
* damaged, of a newer format, or another process writes it already. What fails later because of the file is a `UserError` too.
*/
function openStore(path, { readOnly = false } = {}) {
	const file = openFile(path, readOnly);
	const sql = new Statements(file.database);
	const shapes = new KnownShapes(sql);
	const guarded = (work) => {
		try {
			return work();
		} catch (error) {
			throw explainError(error, path);
		}
	};
	const read = (work) => guarded(() => sql.snapshot(work));
	const write = (work) => guarded(() => sql.atomically(work));
	return {
		position: (database, source) => guarded(() => readPosition(sql, database, source)),
		apply: (batch) => guarded(() => applyBatch(sql, shapes, batch)),
		putCatalog: (catalog) => write(() => void putCatalog(sql, catalog)),
		catalogAt: (database, at) => read(() => catalogAt(sql, database, at)),
		databases: () => guarded(() => databaseNames(sql)),
		objects: (database) => read(() => newestObjects(sql, database)),
		sources: (database) => read(() => sourceStates(sql, database)),
		expect: (database, ids) => write(() => expectSources(sql, takeDatabase(sql, database), ids)),
		usage: (question, now) => read(() => answerUsage(sql, question, now)),
		hours: (database, object, window) => read(() => hoursOfUse(sql, database, object, window)),
		watch: (database, objects, now) => write(() => watchObjects(sql, database, objects, now)),
		watched: (database) => guarded(() => watchedObjects(sql, database)),
		watchedUse: (database) => read(() => watchedUse(sql, database)),
		comparisonTotals: () => guarded(() => comparisonTotals(sql)),
		backfills: () => guarded(() => listBackfills(sql)),
		check: () => whyNotWritable(file),
		addComparison: (name, report) => write(() => addComparison(sql, name, report)),
		comparison: (name, window) => read(() => comparisonIn(sql, name, window)),
		putBackfill: (backfill) => write(() => putBackfill(sql, backfill)),
		backfill: (name) => guarded(() => readBackfill(sql, name)),
		forgetBefore: (time) => {
			shapes.forget();
			write(() => carryOver(sql, () => forgetBefore(sql, time)));
		},
		close: () => file.close()
	};
}
export { probeStatement as i, nextSequence as n, probeIn as r, openStore as t };
