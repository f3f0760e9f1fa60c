import { t as canonicalName } from "./chunk-names.js";
import { a as parseDuration, i as formatTime, n as formatDuration, o as parseTime, r as formatMoment, s as inGroups, t as formatAgo } from "./chunk-time.js";
import { t as openStore } from "./chunk-sqlite.js";
import { t as nearest } from "./chunk-nearest.js";
import { r as clip, t as cleanLine } from "./chunk-clean.js";
import { t as painter } from "./chunk-paint.js";
import { t as UserError } from "./chunk-user-error.js";
import { n as readOptions, r as textOf, t as quoted } from "./chunk-options.js";
import { t as defaultStorePath } from "./chunk-default-path.js";
// src/query-log/answer/quiet-for.ts
const timeOf$1 = (text) => parseTime(text) ?? NaN;
/** Since when a source has covered without a gap: the end of its last one, or its beginning. */
function gaplessSince({ from, gaps }) {
	return gaps.reduce((since, gap) => Math.max(since, timeOf$1(gap.to)), timeOf$1(from));
}
const proves = ({ sampling, unparsed }) => sampling.mode === "full" && unparsed === 0;
/**
* The earliest end of coverage over required sources, less the later of the last use and the start of gapless coverage: in
* milliseconds, never below 0. Null: nothing can be said of it, for no required source reports, one is missing or sampled, or
* could not read everything, or the answer does not hold the object. `knownSince`: since when the object is known to be the one
* that it is; null: as long as anybody knows.
*/
function quietFor(answer, object, knownSince) {
	const usage = answer.usage.find((row) => row.object === object);
	const required = answer.coverage.sources.filter((source) => source.required);
	if (!usage || required.length === 0 || answer.coverage.missing.length > 0 || !required.every(proves)) return null;
	const end = Math.min(...required.map(({ to }) => timeOf$1(to)));
	const starts = required.map(gaplessSince);
	if (usage.last_seen !== null) starts.push(timeOf$1(usage.last_seen));
	if (knownSince !== null) starts.push(knownSince);
	const quiet = end - Math.max(...starts);
	return Number.isFinite(quiet) ? Math.max(0, quiet) : null;
}
// src/commands/query-log/usage/tell-coverage.ts
const timeOf = (text) => parseTime(text) ?? 0;
function gapsIn({ gaps }, { from, to }) {
	return gaps.map((gap) => ({
		from: Math.max(from, timeOf(gap.from)),
		to: Math.min(to, timeOf(gap.to))
	})).filter((gap) => gap.from <= gap.to);
}
function tellGaps(source, window) {
	const gaps = gapsIn(source, window);
	if (gaps.length === 0) return "no gap";
	const lost = gaps.reduce((sum, { from, to }) => sum + to - from, 0);
	return `${inGroups(gaps.length)} ${gaps.length === 1 ? "gap" : "gaps"} of ${formatDuration(lost)} in all`;
}
function tellSource(source, window, now) {
	const { id, kind, required, from, to, sampling, statements, unparsed } = source;
	const name = `${cleanLine(id)} (${cleanLine(kind)}${required ? "" : ", not required"})`;
	const sampled = sampling.mode === "full" ? "" : `; sampled (${sampling.mode}, ${sampling.rate})`;
	const unread = unparsed > 0 ? `, ${inGroups(unparsed)} of them unparsed` : "";
	return `    ${name}: ${`from ${formatMoment(timeOf(from), now)} to ${formatAgo(timeOf(to), now)}`}, ${tellGaps(source, window)}${sampled}; ${inGroups(statements)} statements${unread}`;
}
function coverageLines({ coverage }, window, now) {
	const silent = coverage.missing.map((id) => `    ${cleanLine(id)}: should report, and never did`);
	const lines = [...coverage.sources.map((source) => tellSource(source, window, now)), ...silent];
	return lines.length > 0 ? ["Coverage:", ...lines] : ["Coverage: no source ever reported."];
}
function whyNot(source, window) {
	const { id, from, to, sampling, unparsed } = source;
	const name = cleanLine(id);
	const why = [];
	if (timeOf(from) > window.from) why.push(`${name} covers only since ${formatTime(timeOf(from))}.`);
	if (timeOf(to) < window.to) why.push(`${name} covers only to ${formatTime(timeOf(to))}.`);
	for (const gap of gapsIn(source, window).slice(0, 3)) why.push(`${name} saw nothing from ${formatTime(gap.from)} to ${formatTime(gap.to)}.`);
	if (sampling.mode !== "full") why.push(`${name} sees a part of the statements alone.`);
	if (unparsed > 0) why.push(`${name} could not read ${inGroups(unparsed)} statements.`);
	return why;
}
/** Why counting nothing proves nothing, one sentence each; `since`: since when the object is known to be the one that it is. */
function whyNotProved({ coverage }, window, since) {
	const required = coverage.sources.filter((source) => source.required);
	const known = since === null || since <= window.from;
	return [
		...required.length === 0 ? ["no source reports that sees every statement."] : [],
		...coverage.missing.map((id) => `${cleanLine(id)} should report, and never did.`),
		...required.flatMap((source) => whyNot(source, window)),
		...known ? [] : [`it is known only since ${formatTime(since)}.`]
	];
}
// src/commands/query-log/usage/sparkline.ts
const BLOCKS = "▁▂▃▄▅▆▇█";
const NONE = "·";
function block(sum, most) {
	if (sum <= 0) return NONE;
	return BLOCKS[Math.min(7, Math.floor(sum / most * 7))] ?? NONE;
}
/** The window in `width` equal parts, each as high as what was counted in it; a part with any use is never empty. */
function sparkline(points, window, width) {
	const sums = new Array(width).fill(0);
	const span = Math.max(1, window.to - window.from);
	for (const { at, count } of points) {
		const place = Math.floor((at - window.from) / span * width);
		const bucket = Math.min(width - 1, Math.max(0, place));
		sums[bucket] = (sums[bucket] ?? 0) + count;
	}
	const most = Math.max(1, ...sums);
	return sums.map((sum) => block(sum, most)).join("");
}
// src/commands/query-log/usage/tell-object.ts
const STYLES = {
	observed: "yellow",
	zero: "green",
	no_data: "magenta"
};
const WIDTH = 28;
const MOST_CALLERS = 12;
const total = ({ explicit, implicit, unresolved, failed }) => explicit + implicit + unresolved + failed;
function tellCounts(verb, counts) {
	const kinds = [
		"implicit",
		"unresolved",
		"failed"
	].filter((kind) => counts[kind] > 0).map((kind) => `${inGroups(counts[kind])} ${kind}`);
	return `${verb} ${inGroups(total(counts))} times${kinds.length > 0 ? ` (of these ${kinds.join(", ")})` : ""}`;
}
const ago = (text, now) => formatAgo(parseTime(text) ?? now, now);
function tellQuiet({ usage, quiet, now }) {
	const last = usage.last_seen === null ? "never seen" : `last seen ${ago(usage.last_seen, now)}`;
	return quiet === null ? `Quiet for: nothing can be said; ${last}.` : `Quiet for: ${formatDuration(quiet)}; ${last}.`;
}
const nameOf = (service) => service === "" ? "(no name)" : clip(cleanLine(service), 32);
/** Several users of one service share its line of blocks, which the first of them shows. */
function callerLines({ usage, hours, window, now }, paint) {
	const shown = usage.by.slice(0, MOST_CALLERS);
	const width = Math.max(0, ...shown.map(({ service }) => nameOf(service).length));
	const drawn = /* @__PURE__ */ new Set();
	const lines = shown.map(({ service, user, reads, writes, last_seen }) => {
		const points = hours.filter((hour) => hour.service === service).map((hour) => ({
			at: hour.hour,
			count: hour.reads + hour.writes
		}));
		const line = drawn.has(service) ? " ".repeat(WIDTH) : sparkline(points, window, WIDTH);
		drawn.add(service);
		const who = user === "" ? "" : `, as ${clip(cleanLine(user), 32)}`;
		const counts = `${inGroups(reads)} reads, ${inGroups(writes)} writes, last ${ago(last_seen, now)}${who}`;
		return `    ${nameOf(service).padEnd(width)}  ${paint("bold", line)}  ${counts}`;
	});
	const rest = usage.by.length - shown.length;
	return rest > 0 ? [...lines, `    and ${inGroups(rest)} more`] : lines;
}
function sampleLines({ usage, now }, paint) {
	return usage.samples.map(({ fingerprint, text, last_seen }) => {
		const told = clip(cleanLine(text), 160);
		return `    ${paint("dim", clip(cleanLine(fingerprint), 16))}  ${told}  ${paint("dim", ago(last_seen, now))}`;
	});
}
/** Lines, without one after the last. `why`: why it is not known; empty: it is. */
function tellObject(told, why, paint) {
	const { usage, window } = told;
	const span = formatDuration(window.to - window.from);
	const ignored = usage.ignored > 0 ? `; ${inGroups(usage.ignored)} more were ignored as you asked` : "";
	const counts = `${tellCounts("read", usage.reads)}, ${tellCounts("written", usage.writes)} in the last ${span}${ignored}.`;
	const state = usage.state.replace("_", " ");
	const callers = callerLines(told, paint);
	const samples = sampleLines(told, paint);
	return [
		`${paint(STYLES[usage.state], state)}  ${paint("bold", cleanLine(usage.object))}`,
		`  ${cleanLine(usage.object)} was ${counts}`,
		`  ${tellQuiet(told)}`,
		...why.map((reason) => `  Not proved: ${reason}`),
		...callers.length > 0 ? ["  By service:", ...callers] : [],
		...samples.length > 0 ? ["  Statements:", ...samples] : []
	];
}
// src/commands/query-log/usage.ts
const OWN = {
	store: "string",
	database: "string",
	window: "string",
	ignore: "string"
};
const FORMATS = ["text", "json"];
const LONGEST = 3456e7;
function readDuration(options) {
	const text = textOf(options, "window") ?? "14d";
	const window = parseDuration(text);
	if (window !== null && window > 0 && window <= LONGEST) return window;
	throw new UserError(`--window ${quoted(text)} is no window.`, "Write it as 14d, 36h or P14D; 400d at most.");
}
function chooseDatabase(options, store) {
	const names = store.databases();
	const wanted = textOf(options, "database");
	const list = names.map((name) => cleanLine(name)).join(", ");
	if (wanted !== void 0 && names.includes(wanted)) return wanted;
	if (wanted !== void 0) throw new UserError(`the store has no database ${quoted(wanted)}.`, names.length > 0 ? `It has: ${list}.` : "It is empty: fill it with query-log ingest or serve.");
	const [only, ...others] = names;
	if (only !== void 0 && others.length === 0) return only;
	throw new UserError(only === void 0 ? "the store is empty: no database reports to it." : "the store has several databases.", only === void 0 ? "Fill it: lanekeeper query-log ingest | serve" : `Say which: --database ${names.map((name) => cleanLine(name)).join(" | ")}`);
}
/** As the store knows them: `public.users.name` is `users.name`. */
function objectsIn(options, store, database) {
	if (options.files.length === 0) throw new UserError("query-log usage needs to know of what.", "Write: lanekeeper query-log usage users.name");
	const known = new Set(store.objects(database).map(({ object }) => object));
	return options.files.map((name) => {
		const canonical = known.has(name) ? null : canonicalName(name, "postgresql");
		return canonical !== null && known.has(canonical) ? canonical : name;
	});
}
function unknownObject(unknown, store, database) {
	const known = store.objects(database).map(({ object }) => object);
	const [first = ""] = unknown;
	const near = nearest(first, known);
	const hint = near === null ? "Write it as the database does: table.column, or table." : `Did you mean ${cleanLine(near)}?`;
	const next = known.length > 0 ? hint : "Give its schema: query-log ingest --schema FILE, or have query-log serve read it.";
	return new UserError(`no schema of ${cleanLine(database)} that the store knows has ${unknown.map(quoted).join(", ")}.`, next);
}
function tellText(store, question, answered, span, options) {
	const paint = painter(options.color);
	const { answer, knownSince } = answered;
	return `${[...answer.usage.map((usage) => {
		const since = knownSince[usage.object] ?? null;
		const hours = store.hours(question.database, usage.object, span);
		return tellObject({
			usage,
			quiet: quietFor(answer, usage.object, since),
			hours,
			window: span,
			now: span.to
		}, usage.state === "no_data" ? whyNotProved(answer, span, since) : [], paint).join("\n");
	}), coverageLines(answer, span, span.to).join("\n")].join("\n\n")}\n`;
}
function answer(options, store) {
	const database = chooseDatabase(options, store);
	const now = options.now ?? Date.now();
	const span = {
		from: now - readDuration(options),
		to: now
	};
	const ignore = (textOf(options, "ignore") ?? "").split(",").map((service) => service.trim()).filter((service) => service !== "").map((service) => ({ service }));
	const question = {
		database,
		window: {
			from: formatTime(span.from),
			to: formatTime(span.to)
		},
		objects: objectsIn(options, store, database),
		ignore
	};
	const answered = store.usage(question, now);
	if ("unknown" in answered) throw unknownObject(answered.unknown, store, database);
	if (options.format === "json") return `${JSON.stringify(answered.answer, null, 2)}\n`;
	return tellText(store, question, answered, span, options);
}
/** Shows what the store counted; it decides nothing, and leaves with 0 whatever was counted. */
async function usage(args) {
	const options = readOptions(args, OWN, true, FORMATS);
	readDuration(options);
	const store = openStore(textOf(options, "store") ?? defaultStorePath(process.env), { readOnly: true });
	try {
		const text = answer(options, store);
		if (!options.silent) process.stdout.write(text);
	} finally {
		store.close();
	}
	return 0;
}
export { usage as run, usage };
