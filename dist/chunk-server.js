import { t as UserError } from "./chunk-user-error.js";
import { s as splitColumn } from "./chunk-names.js";
import { i as formatTime, n as formatDuration, o as parseTime } from "./chunk-time.js";
import { B as object, G as union, I as int, K as unknown, M as _enum, N as array, P as boolean, R as looseObject, U as string, q as NEVER$1, z as number } from "./chunk-map-shape.js";
import { createServer } from "node:http";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { createHash, timingSafeEqual } from "node:crypto";
// src/query-log/metrics/exposition.ts
const escapeHelp = (text) => text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
const escapeLabel = (text) => escapeHelp(text.toWellFormed()).replaceAll("\"", "\\\"");
/** An empty label is the same as none. */
function writeLabels(labels) {
	const written = Object.entries(labels).filter(([, value]) => value !== "").map(([name, value]) => `${name}="${escapeLabel(value)}"`);
	return written.length > 0 ? `{${written.join(",")}}` : "";
}
/** Families in their order; one without samples is left out. Values must be finite. */
function writeExposition(families) {
	return families.filter(({ samples }) => samples.length > 0).map(({ name, type, help, samples }) => {
		const lines = samples.map(({ labels, value }) => `${name}${writeLabels(labels)} ${value}\n`);
		return `# HELP ${name} ${escapeHelp(help)}\n# TYPE ${name} ${type}\n${lines.join("")}`;
	}).join("");
}
// src/query-log/metrics/progress.ts
const STATES = [
	"running",
	"paused",
	"failed",
	"complete"
];
function family(rows, [name, type, help], numberOf) {
	const samples = rows.flatMap((row) => {
		const value = numberOf(row);
		return value === null ? [] : [{
			labels: { name: row.name },
			value
		}];
	});
	return {
		name: `lanekeeper_${name}`,
		type,
		help,
		samples
	};
}
function comparisonFamilies(rows) {
	return [
		family(rows, [
			"dual_write_compared_total",
			"counter",
			"Rows whose old and new shape were compared."
		], ({ compared }) => compared),
		family(rows, [
			"dual_write_divergent_total",
			"counter",
			"Those that differ."
		], ({ diverged }) => diverged),
		family(rows, [
			"dual_write_unknown_total",
			"counter",
			"Those that could not be told."
		], ({ unknown }) => unknown),
		family(rows, [
			"dual_write_last_divergent_timestamp_seconds",
			"gauge",
			"When one last differed; 0: never."
		], ({ lastDiverged }) => (lastDiverged ?? 0) / 1e3)
	];
}
function stateFamily(rows) {
	return {
		name: "lanekeeper_backfill_state",
		type: "gauge",
		help: "1: this is the state of the backfill.",
		samples: rows.flatMap(({ name, state: current }) => STATES.map((state) => ({
			labels: {
				name,
				state
			},
			value: state === current ? 1 : 0
		})))
	};
}
function progressFamilies(comparisons, backfills) {
	return [
		...comparisonFamilies(comparisons),
		family(backfills, [
			"backfill_rows_remaining",
			"gauge",
			"Rows left to do, where the job knows how many there are."
		], ({ total, done }) => total === null ? null : Math.max(0, total - done)),
		family(backfills, [
			"backfill_rows_done",
			"gauge",
			"Rows done."
		], ({ done }) => done),
		family(backfills, [
			"backfill_rows_failed",
			"gauge",
			"Rows that failed."
		], ({ failed }) => failed),
		stateFamily(backfills),
		family(backfills, [
			"backfill_updated_timestamp_seconds",
			"gauge",
			"When the job last reported."
		], ({ updatedAt }) => updatedAt / 1e3),
		family(backfills, [
			"backfill_verified_timestamp_seconds",
			"gauge",
			"When it was verified."
		], ({ verifiedAt }) => verifiedAt === null ? null : verifiedAt / 1e3)
	];
}
// src/query-log/metrics.ts
const VIAS = [
	"explicit",
	"implicit",
	"unresolved",
	"failed"
];
const seconds = (time) => time / 1e3;
/** Each access and way once without a service: an object has its series from the first scrape, not from its first use. */
const NEVER = ["read", "write"].flatMap((access) => VIAS.map((via) => ({
	service: "",
	access,
	via,
	total: 0,
	last: 0
})));
function usesOf({ uses }) {
	const unnamed = (one) => uses.some(({ service, access, via }) => service === "" && access === one.access && via === one.via);
	return [...NEVER.filter((one) => !unnamed(one)), ...uses];
}
function useFamilies(told) {
	const samplesOf = (numberOf) => told.flatMap(({ database, watched }) => watched.flatMap((one) => usesOf(one).map((use) => ({
		labels: {
			db_namespace: database,
			...splitColumn(one.object),
			access: use.access,
			via: use.via,
			service: use.service
		},
		value: numberOf(use)
	}))));
	return [
		{
			name: "lanekeeper_column_references_total",
			type: "counter",
			help: "Statements that used a watched object.",
			samples: samplesOf(({ total }) => total)
		},
		{
			name: "lanekeeper_column_last_seen_timestamp_seconds",
			type: "gauge",
			help: "When the last of them ran; 0: never.",
			samples: samplesOf(({ last }) => seconds(last))
		},
		{
			name: "lanekeeper_column_watched_since_timestamp_seconds",
			type: "gauge",
			help: "From when on all use of a watched object is counted.",
			samples: told.flatMap(({ database, watched }) => watched.map(({ object, since }) => ({
				labels: {
					db_namespace: database,
					...splitColumn(object)
				},
				value: seconds(since)
			})))
		}
	];
}
/** A source with a gap whose end the store does not tell has no gapless coverage before its newest record. */
const gaplessFrom = ({ gaplessFrom: told, gapSeconds, from, to }) => told ?? (gapSeconds > 0 ? to : from);
const one = (numberOf) => {
	return (source, labels) => [{
		labels,
		value: numberOf(source)
	}];
};
const statements = (source, labels) => {
	const { unparsed, unresolved } = source;
	const results = {
		parsed: source.statements - unparsed,
		unparsed,
		unresolved: unresolved ?? 0
	};
	return Object.entries(results).map(([result, value]) => ({
		labels: {
			...labels,
			result
		},
		value
	}));
};
const sampling = ({ sampling: told }, labels) => told ? [{
	labels: {
		...labels,
		mode: told.mode
	},
	value: told.rate
}] : [];
const SOURCE_FAMILIES = [
	[
		"source_covered_until_timestamp_seconds",
		"gauge",
		"Everything that ran up to then is counted, but for gaps.",
		one(({ to }) => seconds(to))
	],
	[
		"source_covered_since_timestamp_seconds",
		"gauge",
		"Start of the coverage without a gap that reaches to covered_until.",
		one((source) => seconds(gaplessFrom(source)))
	],
	[
		"source_gap_seconds_total",
		"counter",
		"Time of which nothing is known.",
		one(({ gapSeconds }) => gapSeconds)
	],
	[
		"source_required",
		"gauge",
		"1: nothing is proved without this source.",
		(source, labels) => [{
			labels: {
				...labels,
				kind: source.kind
			},
			value: source.required ? 1 : 0
		}]
	],
	[
		"source_sampling_rate",
		"gauge",
		"Share of the statements that are seen.",
		sampling
	],
	[
		"statements_total",
		"counter",
		"Statements read. Unresolved ones were parsed, too: the three are no sum.",
		statements
	],
	[
		"probe_seen_total",
		"counter",
		"Probe statements that arrived.",
		({ probes }, labels) => probes === void 0 ? [] : [{
			labels,
			value: probes
		}]
	]
];
function sourceFamilies(told) {
	return SOURCE_FAMILIES.map(([name, type, help, samplesOf]) => ({
		name: `lanekeeper_${name}`,
		type,
		help,
		samples: told.flatMap(({ database, sources }) => sources.flatMap((source) => samplesOf(source, {
			db_namespace: database,
			source: source.id
		})))
	}));
}
/** The exposition of a store, of watched objects alone. `now` is its own clock, for people to compare. */
function renderMetrics(store, now) {
	const told = store.databases().map((database) => ({
		database,
		sources: store.sources(database),
		watched: store.watchedUse(database)
	}));
	const rendered = {
		name: "lanekeeper_rendered_timestamp_seconds",
		type: "gauge",
		help: "The clock of the collector.",
		samples: [{
			labels: {},
			value: seconds(now)
		}]
	};
	const progress = progressFamilies(store.comparisonTotals(), store.backfills());
	return writeExposition([
		rendered,
		...sourceFamilies(told),
		...useFamilies(told),
		...progress
	]);
}
// src/query-log/serve/limits.ts
const DAY$1 = 864e5;
const MIB = 1048576;
const LIMITS = {
	question: MIB,
	delivery: 8 * MIB,
	objects: 1e3,
	ignored: 100,
	lines: 5e4,
	window: 400 * DAY$1,
	questionsAtOnce: 32,
	deliveriesAtOnce: 2,
	connections: 512,
	headTime: 1e4,
	bodyTime: 2e4,
	idleTime: 3e4,
	skew: 1e4
};
// src/query-log/serve/problem.ts
/** Errors as they travel: RFC 9457 problems, each with a type of its own. Nothing of a stack or of a token gets into one. */
/** Every problem there is: status and title. The list in `schema/query-log.openapi.yaml` is the same (a test holds them together). */
const PROBLEMS = {
	"invalid-request": [400, "The request is not in the form of the protocol"],
	"invalid-json": [400, "The body is not JSON"],
	"unsupported-protocol": [400, "This protocol is not spoken here"],
	"window-in-future": [400, "The window ends in the future"],
	"window-too-long": [400, "The window is longer than what is kept"],
	"clock-ahead": [400, "A time lies in the future"],
	unauthorized: [401, "A bearer token is needed"],
	forbidden: [403, "The token may not do this"],
	"forbidden-host": [403, "Without a token this server answers to its own machine only"],
	"no-such-path": [404, "There is nothing at this path"],
	"unknown-comparison": [404, "Nobody has reported this comparison"],
	"unknown-backfill": [404, "Nobody has reported this backfill"],
	"method-not-allowed": [405, "The path does not take this method"],
	"request-timeout": [408, "The request did not arrive in time"],
	"out-of-date": [409, "A newer report is already kept"],
	"too-large": [413, "The body is too large"],
	"uri-too-long": [414, "The address is too long"],
	"unsupported-media-type": [415, "The body is of a type that is not read here"],
	"expectation-failed": [417, "The expectation cannot be met"],
	"unknown-object": [422, "The schema has no such object"],
	"unknown-database": [422, "There is no such database here"],
	"invalid-record": [422, "A line of the batch cannot be taken"],
	"key-reused": [422, "This idempotency key was used for another body"],
	"headers-too-large": [431, "The headers are too large"],
	internal: [500, "This is a mistake in Lanekeeper"],
	"store-unavailable": [503, "The store cannot be used now"],
	busy: [503, "Too many requests at once"]
};
const typeOf = (name) => `urn:lanekeeper:problem:${name}`;
/** Thrown by whatever refuses a request; `detail` is a sentence for people. */
var Refusal = class extends Error {
	problem;
	extras;
	constructor(problem, detail, extras = {}) {
		super(detail);
		this.name = "Refusal";
		this.problem = problem;
		this.extras = extras;
	}
};
/** Control and direction characters that a caller sent us do not come back in a sentence. */
const plain = (text) => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029\p{Cs}]+/gu, " ").slice(0, 1e3);
function replyOf({ problem, message, extras }) {
	const [status, title] = PROBLEMS[problem];
	return {
		status,
		headers: {
			"content-type": "application/problem+json",
			...extras.headers
		},
		body: {
			type: typeOf(problem),
			title,
			status,
			detail: plain(message),
			...extras.members
		}
	};
}
// src/query-log/serve/read-body.ts
const unzip = promisify(gunzip);
/** Throws `Refusal` 408, 413, 415, or 400 where it is not UTF-8. */
async function readBody(request, terms) {
	requireType(request, terms);
	const encoding = (request.headers["content-encoding"] ?? "identity").trim().toLowerCase();
	if (encoding !== "identity" && !(encoding === "gzip" && terms.packed)) throw new Refusal("unsupported-media-type", `the content encoding is not read here; ${terms.packed ? "it may be gzip" : "send the body as it is"}.`, { headers: { "accept-encoding": terms.packed ? "gzip" : "identity" } });
	const bytes = await readBytes(request, terms);
	return decode$2(encoding === "gzip" ? await unpack(bytes, terms.largest) : bytes);
}
function requireType(request, { types, hint }) {
	const [type = "", ...parameters] = (request.headers["content-type"] ?? "").split(";").map((part) => part.trim().toLowerCase());
	const charset = parameters.find((part) => part.startsWith("charset="))?.slice(8) ?? "utf-8";
	if (types.includes(type) && /^"?utf-?8"?$/.test(charset)) return;
	throw new Refusal("unsupported-media-type", `${type === "" ? "the body has no content type" : `${type} is not read here`}; send ${types.join(" or ")}${hint ? `. ${hint}` : "."}`, { headers: { "accept-post": types.join(", ") } });
}
const tooLarge = (largest) => new Refusal("too-large", `at most ${largest} bytes are read here, unpacked.`);
async function readBytes(request, { largest, time }) {
	if (Number(request.headers["content-length"] ?? 0) > largest) throw tooLarge(largest);
	const { promise: late, reject } = Promise.withResolvers();
	const refusal = new Refusal("request-timeout", `the body did not arrive within ${time / 1e3} s.`);
	const timer = setTimeout(() => reject(refusal), time);
	try {
		return await Promise.race([gather(request, largest), late]);
	} finally {
		clearTimeout(timer);
	}
}
async function gather(request, largest) {
	const { promise, resolve, reject } = Promise.withResolvers();
	const chunks = [];
	let size = 0;
	request.on("data", (chunk) => {
		size += chunk.length;
		if (size > largest) reject(tooLarge(largest));
		else chunks.push(chunk);
	});
	request.once("end", () => resolve(Buffer.concat(chunks)));
	request.once("error", reject);
	request.once("aborted", () => reject(new Refusal("invalid-request", "the caller left.")));
	return promise;
}
async function unpack(bytes, largest) {
	try {
		return await unzip(bytes, { maxOutputLength: largest });
	} catch (error) {
		if (error.code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(largest);
		throw new Refusal("invalid-request", "the body calls itself gzip and cannot be unpacked.");
	}
}
function decode$2(bytes) {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		throw new Refusal("invalid-json", "the body is not UTF-8.");
	}
}
// src/query-log/serve/read-json.ts
/** JSON from a caller: of no depth that could break whoever walks it, and checked against a shape. */
const DEEPEST = 64;
/** Whether brackets nest deeper than anything in the protocol does. Brackets in strings are no brackets. */
function isDeep(text) {
	let depth = 0;
	let quoted = false;
	for (let at = 0; at < text.length; at += 1) {
		const code = text.charCodeAt(at);
		if (quoted) {
			if (code === 92) at += 1;
			else if (code === 34) quoted = false;
		} else if (code === 34) quoted = true;
		else if (code === 123 || code === 91) {
			depth += 1;
			if (depth > DEEPEST) return true;
		} else if (code === 125 || code === 93) depth -= 1;
	}
	return false;
}
/** Throws `Refusal` 400. The parser's own words would repeat the body. */
function parseJson(text) {
	if (isDeep(text)) throw new Refusal("invalid-json", `it nests deeper than ${DEEPEST} levels.`);
	try {
		return JSON.parse(text);
	} catch {
		throw new Refusal("invalid-json", text.trim() === "" ? "the body is empty." : "the body cannot be parsed.");
	}
}
/** `window.from`, `objects[3]` */
function placeOf(path) {
	return path.map((part) => typeof part === "number" ? `[${part}]` : `.${String(part)}`).join("").replace(/^\./, "").slice(0, 100) || "the body";
}
/** All that is wrong at once, or the value. Throws `Refusal` 400 with `errors`. */
function checkShape(shape, value) {
	const parsed = shape.safeParse(value);
	if (parsed.success) return parsed.data;
	const errors = parsed.error.issues.slice(0, 20).map(({ path, message }) => ({
		at: placeOf(path),
		message
	}));
	const [first] = errors;
	const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
	throw new Refusal("invalid-request", `${first?.at}: ${first?.message}${more}.`, { members: { errors } });
}
/** A moment with its zone. A date alone, or a clock without a zone, could mean several. */
const moment$1 = string().max(40).transform((text, check) => {
	const time = /[Tt ]/.test(text) ? parseTime(text) : null;
	if (time !== null) return time;
	check.addIssue({
		code: "custom",
		message: "expected an RFC 3339 time with its zone: 2026-11-01T00:00:00Z"
	});
	return NEVER$1;
});
const count = int().min(0);
// src/query-log/serve/route.ts
/** The names in a path that this one matches; null: it does not. Total: what cannot be decoded does not match. */
function matchPath(template, path) {
	const wanted = template.split("/");
	const given = path.split("/");
	if (wanted.length !== given.length) return null;
	const names = [];
	for (const [index, part] of wanted.entries()) {
		const text = given[index] ?? "";
		if (!part.startsWith("{")) {
			if (part !== text) return null;
			continue;
		}
		const name = decode$1(text);
		if (name === null) return null;
		names.push(name);
	}
	return names;
}
function decode$1(text) {
	try {
		const name = decodeURIComponent(text);
		return name === "" || name.length > 200 || /\p{Cc}/u.test(name) ? null : name;
	} catch {
		return null;
	}
}
// src/query-log/serve/served.ts
/** Names of all databases, those of the configuration and those that the store knows. */
function databasesOf({ store, databases }) {
	return [.../* @__PURE__ */ new Set([...databases.map(({ name }) => name), ...store.databases()])].sort();
}
/** Throws `Refusal` 400 for a moment that is further ahead of our clock than clocks go wrong. */
function requirePast(time, { limits, now }, place) {
	if (time <= now() + limits.skew) return;
	throw new Refusal("clock-ahead", `${place}: ${formatTime(time)} lies in the future; here it is ${formatTime(now())}.`);
}
// src/query-log/serve/routes/backfills.ts
/** `/v1/backfills/{name}`: how far filling the new form has come, by the job's own report. */
const MOST_CHECKPOINT = 16384;
const report$1 = object({
	state: _enum([
		"running",
		"paused",
		"failed",
		"complete"
	]),
	total: count.nullable().default(null),
	done: count,
	failed: count.default(0),
	rate: number().min(0).nullable().default(null),
	checkpoint: unknown().refine((value) => (JSON.stringify(value) ?? "").length <= MOST_CHECKPOINT, `expected at most ${MOST_CHECKPOINT} characters of JSON`).optional(),
	updated_at: moment$1.optional(),
	verified_at: moment$1.nullable().default(null),
	errors: array(string().max(2e3)).max(100).default([])
});
function told$1(backfill) {
	const { name, state, total, done, failed, rate, checkpoint, updatedAt, verifiedAt, errors } = backfill;
	return {
		protocol: "1",
		name,
		state,
		total,
		done,
		failed,
		rate,
		checkpoint: checkpoint ?? null,
		updated_at: formatTime(updatedAt),
		verified_at: verifiedAt === null ? null : formatTime(verifiedAt),
		errors
	};
}
function show$1({ names: [name = ""] }, { store }) {
	const stored = store.backfill(name);
	if (!stored) throw new Refusal("unknown-backfill", `${name} was never reported: PUT its progress here.`);
	return {
		status: 200,
		body: told$1(stored)
	};
}
/** Two reports may overtake each other: the older of them is refused. */
async function put(asked, served) {
	const [name = ""] = asked.names;
	const { updated_at, verified_at, checkpoint, ...counts } = checkShape(report$1, await asked.json());
	const updatedAt = updated_at ?? served.now();
	requirePast(updatedAt, served, "updated_at");
	if (verified_at !== null) requirePast(verified_at, served, "verified_at");
	const kept = served.store.backfill(name);
	if (kept && kept.updatedAt > updatedAt) throw new Refusal("out-of-date", `a report of ${formatTime(kept.updatedAt)} is kept already.`);
	const backfill = {
		...counts,
		name,
		checkpoint: checkpoint ?? null,
		updatedAt,
		verifiedAt: verified_at
	};
	served.store.putBackfill(backfill);
	return {
		status: 200,
		body: told$1(backfill)
	};
}
const backfills = {
	path: "/v1/backfills/{name}",
	methods: {
		GET: {
			scope: "read",
			answer: show$1
		},
		PUT: {
			scope: "write",
			takes: ["application/json"],
			size: "question",
			answer: put
		}
	}
};
// src/query-log/serve/routes/capabilities.ts
const DAY = 864e5;
const FEATURES = [
	"usage",
	"comparisons",
	"backfills",
	"records",
	"traces",
	"metrics"
];
function answer$4(_asked, served) {
	const databases = databasesOf(served);
	const stored = databases.flatMap((name) => served.store.sources(name).map(({ id }) => id));
	const expected = served.databases.flatMap(({ sources }) => sources.map(({ id }) => id));
	const { window, objects, question, delivery } = served.limits;
	return {
		status: 200,
		body: {
			protocol: "1",
			sources: [.../* @__PURE__ */ new Set([...expected, ...stored])].sort(),
			longest_window: `${Math.floor(window / DAY)}d`,
			features: FEATURES,
			databases,
			limits: {
				objects,
				question_bytes: question,
				delivery_bytes: delivery
			}
		}
	};
}
const capabilities = {
	path: "/v1/capabilities",
	methods: { GET: {
		scope: "read",
		answer: answer$4
	} }
};
// src/query-log/serve/read-window.ts
/** The window of a question: ended by our clock, and not longer than what is kept. */
const windowShape = object({
	from: moment$1,
	to: moment$1
});
/** A caller's clock may be a little ahead of ours; its window is over soon, so it is waited for. */
const PATIENCE = 2e3;
/** Resolves when the window has ended by the server's clock. Throws `Refusal` 400. */
async function requireWindow({ from, to }, served) {
	if (from >= to) throw new Refusal("invalid-request", "the window ends before it begins.");
	const { window } = served.limits;
	if (to - from > window) throw new Refusal("window-too-long", `it may be ${formatDuration(window)} long at most.`);
	const ahead = to - served.now();
	if (ahead > PATIENCE) throw inFuture(to, served.now());
	if (ahead > 0) await new Promise((resolve) => setTimeout(resolve, ahead + 1));
	if (to > served.now()) throw inFuture(to, served.now());
}
function inFuture(to, now) {
	return new Refusal("window-in-future", `it ends at ${formatTime(to)}, and here it is ${formatTime(now)}: nobody can tell yet what runs until then.`);
}
// src/query-log/serve/routes/batch-key.ts
/** `Idempotency-Key`: what a caller sends twice counts once. */
/** Null: none was given. Quotes around it, as the header's draft has them, are not part of it. */
function batchKey({ headers }) {
	const told = headers["idempotency-key"];
	if (told === void 0) return null;
	const key = String(told).trim().replace(/^"(.*)"$/, "$1");
	if (key !== "" && key.length <= 200) return key;
	throw new Refusal("invalid-request", "Idempotency-Key: expected 1 to 200 characters.");
}
// src/query-log/serve/routes/comparisons.ts
/** `/v1/comparisons/{name}`: whether the old form and the new one agree, by the application's own comparer. */
const report = object({
	at: moment$1.optional(),
	compared: count,
	diverged: count,
	unknown: count.default(0),
	samples: array(unknown()).max(20).default([]),
	key: string().min(1).max(200).optional()
}).refine(({ compared, diverged }) => diverged <= compared, {
	path: ["diverged"],
	message: "expected at most as many as were compared"
});
function told({ name, from, to, compared, diverged, unknown, lastDiverged, samples }) {
	return {
		protocol: "1",
		name,
		window: {
			from: formatTime(from),
			to: formatTime(to)
		},
		compared,
		diverged,
		unknown,
		last_diverged: lastDiverged === null ? null : formatTime(lastDiverged),
		samples
	};
}
async function show({ names: [name = ""], query }, served) {
	const window = checkShape(windowShape, {
		from: query.get("from") ?? void 0,
		to: query.get("to") ?? void 0
	});
	await requireWindow(window, served);
	const stored = served.store.comparison(name, window);
	if (!stored) throw new Refusal("unknown-comparison", `${name} was never reported: POST its counts here.`);
	return {
		status: 200,
		body: told(stored)
	};
}
async function add(asked, served) {
	const [name = ""] = asked.names;
	const { at = served.now(), key, ...counts } = checkShape(report, await asked.json());
	requirePast(at, served, "at");
	served.store.addComparison(name, {
		...counts,
		at,
		key: key ?? batchKey(asked)
	});
	return { status: 204 };
}
const comparisons = {
	path: "/v1/comparisons/{name}",
	methods: {
		GET: {
			scope: "read",
			answer: show
		},
		POST: {
			scope: "write",
			takes: ["application/json"],
			size: "question",
			answer: add
		}
	}
};
// src/query-log/serve/routes/health.ts
/** A source that proves coverage and is further behind than this is not fresh. */
const STALE = 6e5;
function tell(database, { id, required }, to, { collectors, now }) {
	const collector = collectors().find((state) => state.database === database && state.source === id);
	const lag = to === null ? null : Math.max(0, now() - to);
	return {
		database,
		id,
		required,
		fresh: lag !== null && lag <= STALE && collector?.running !== false,
		covered_to: to === null ? null : formatTime(to),
		lag_seconds: lag === null ? null : Math.round(lag / 1e3),
		running: collector?.running ?? null,
		problem: collector?.problem ?? null
	};
}
function sourcesOf(database, served) {
	const states = served.store.sources(database);
	const known = new Set(states.map(({ id }) => id));
	const silent = (served.databases.find(({ name }) => name === database)?.sources ?? []).filter(({ id }) => !known.has(id));
	return [
		...states.map((state) => tell(database, state, state.to === 0 ? null : state.to, served)),
		...silent.map((source) => tell(database, source, null, served)),
		...watchersOf(database, served, /* @__PURE__ */ new Set([...known, ...silent.map(({ id }) => id)]))
	];
}
/** Those that look at a server, and hand over no statements. */
function watchersOf(database, { collectors }, sources) {
	return collectors().filter((state) => state.database === database && !sources.has(state.source)).map(({ source, running, problem }) => {
		return {
			database,
			id: source,
			required: false,
			fresh: running,
			covered_to: null,
			lag_seconds: null,
			running,
			problem
		};
	});
}
function whyNotWritable({ store }) {
	try {
		return store.check?.() ?? null;
	} catch {
		return "the store does not answer";
	}
}
/** 503 where nothing can be kept; a source that is behind is for whoever watches, and no reason to take the server away. */
function answer$3({ mayRead }, served) {
	const broken = whyNotWritable(served);
	if (broken !== null) return {
		status: 503,
		headers: { "retry-after": "5" },
		body: mayRead ? {
			status: "failing",
			store: {
				writable: false,
				problem: broken
			}
		} : { status: "failing" }
	};
	const sources = databasesOf(served).flatMap((database) => sourcesOf(database, served));
	const status = sources.some(({ required, fresh, running }) => required && !fresh || running === false) ? "degraded" : "ok";
	return {
		status: 200,
		body: mayRead ? {
			status,
			store: {
				writable: true,
				problem: null
			},
			sources
		} : { status }
	};
}
const health = {
	path: "/health",
	methods: { GET: {
		scope: "none",
		answer: answer$3
	} }
};
// src/query-log/serve/routes/metrics.ts
const metrics = {
	path: "/metrics",
	methods: { GET: {
		scope: "read",
		answer: (_asked, served) => ({
			status: 200,
			headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8" },
			body: served.metrics(served.store, served.now())
		})
	} }
};
// src/query-log/sources/sql-comment.ts
const PAIR = /\s*([^\s=,'/*]{1,200})\s*=\s*'((?:[^'\\]|\\.)*)'\s*(,|$)/y;
const LONGEST = 8192;
/** The tags of the last comment of a statement; null: it ends without one, or not in that form. Total. */
function readSqlComment(statement) {
	const text = statement.trimEnd().replace(/;$/, "").trimEnd();
	if (!text.endsWith("*/")) return null;
	const start = text.lastIndexOf("/*");
	if (start < 0 || text.length - start > LONGEST) return null;
	return readPairs(text.slice(start + 2, -2).trim());
}
function readPairs(body) {
	const tags = /* @__PURE__ */ new Map();
	PAIR.lastIndex = 0;
	for (;;) {
		const match = PAIR.exec(body);
		if (!match) return null;
		const [, key = "", value = "", comma] = match;
		tags.set(decode(key), decode(value.replaceAll("\\'", "'")));
		if (comma === "") return tags;
	}
}
function decode(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
const KEYS = [
	"service.name",
	"service",
	"application",
	"app"
];
/** A run whose caller gave no name of its own, by the tag of its statement. */
function nameByComment(run) {
	if (run.service !== "") return run;
	const service = serviceOfComment(run.text);
	return service === "" ? run : {
		...run,
		service
	};
}
/** The service that a statement names by itself; '': none. */
function serviceOfComment(statement) {
	const tags = readSqlComment(statement);
	return KEYS.map((key) => tags?.get(key) ?? "").find((value) => value.trim() !== "")?.trim().slice(0, 200) ?? "";
}
// src/query-log/sources/records.ts
/**
* Newline-delimited JSON that a forwarder pushes: a line for each statement, and lines that say what the forwarder has seen
* without a break (`covered_from`, `covered_to`) or has lost (`gap_from`, `gap_to`). One batch is of one database and one source.
*/
const moment = string().max(40).transform((text, check) => {
	const time = /[Tt ]/.test(text) ? parseTime(text) : null;
	if (time !== null) return time;
	check.addIssue({
		code: "custom",
		message: "expected an RFC 3339 time with its zone"
	});
	return NEVER$1;
});
const name$1 = string().min(1).max(200);
const place = {
	database: name$1.optional(),
	source: name$1.optional()
};
const statement = object({
	...place,
	time: moment,
	statement: string().min(1),
	service: string().max(200).default(""),
	user: string().max(200).default(""),
	runs: int().min(1).max(1e9).default(1),
	failed: boolean().default(false),
	session: string().max(200).nullable().default(null)
});
const coverage = object({
	...place,
	covered_from: moment,
	covered_to: moment
});
const gap = object({
	...place,
	gap_from: moment,
	gap_to: moment,
	reason: string().regex(/^[a-z][a-z0-9-]{0,60}$/, "expected a word such as records-lost").default("records-lost")
});
/** Total. `latest`: no time may lie behind it. */
function readRecords(text, latest, mostLines) {
	const batch = {
		database: null,
		source: null,
		runs: [],
		gaps: [],
		covered: null
	};
	let line = 0;
	for (const written of eachLine(text)) {
		line += 1;
		if (line > mostLines) return {
			line,
			problem: `at most ${mostLines} lines are read at once`
		};
		if (written.trim() === "") continue;
		const problem = readLine(written, batch, latest);
		if (problem !== null) return {
			line,
			problem
		};
	}
	return { batch };
}
function* eachLine(text) {
	for (let start = 0; start < text.length;) {
		const end = text.indexOf("\n", start);
		yield text.slice(start, end < 0 ? text.length : end);
		if (end < 0) return;
		start = end + 1;
	}
}
function readLine(written, batch, latest) {
	let value;
	try {
		value = JSON.parse(written);
	} catch {
		return "it is not JSON";
	}
	if (value === null || typeof value !== "object" || Array.isArray(value)) return "it is no JSON object";
	if ("statement" in value) return addStatement(statement.safeParse(value), batch, latest);
	if ("covered_to" in value || "covered_from" in value) return addSpan$1(coverage.safeParse(value), batch, latest);
	if ("gap_to" in value || "gap_from" in value) return addGap(gap.safeParse(value), batch, latest);
	return "it is neither a statement nor a line about coverage or a gap";
}
const mistakeOf = (error) => error.issues.map(({ path, message }) => `${path.join(".") || "the line"}: ${message}`).join("; ");
function addStatement(parsed, batch, latest) {
	if (!parsed.success) return mistakeOf(parsed.error);
	const { time, statement: text, service, user, runs, failed, session } = parsed.data;
	if (time > latest) return "time: it lies in the future";
	batch.runs.push({
		text,
		at: time,
		runs,
		failed,
		service: service || serviceOfComment(text),
		user,
		session
	});
	return settlePlace(parsed.data, batch);
}
function addSpan$1(parsed, batch, latest) {
	if (!parsed.success) return mistakeOf(parsed.error);
	const { covered_from: from, covered_to: to } = parsed.data;
	if (to > latest) return "covered_to: it lies in the future, which nobody has seen";
	if (from > to) return "covered_to: it lies before covered_from";
	const { covered } = batch;
	if (covered && (from > covered.to || to < covered.from)) return "covered_from: it does not join the coverage of the lines before; send a batch for each";
	batch.covered = {
		from: Math.min(from, covered?.from ?? from),
		to: Math.max(to, covered?.to ?? to)
	};
	return settlePlace(parsed.data, batch);
}
function addGap(parsed, batch, latest) {
	if (!parsed.success) return mistakeOf(parsed.error);
	const { gap_from: from, gap_to: to, reason } = parsed.data;
	if (to > latest) return "gap_to: it lies in the future";
	if (from > to) return "gap_to: it lies before gap_from";
	batch.gaps.push({
		from,
		to,
		reason
	});
	return settlePlace(parsed.data, batch);
}
/** A batch is kept whole or not at all, and that holds within one source of one database. */
function settlePlace(told, batch) {
	for (const key of ["database", "source"]) {
		const value = told[key];
		if (value === void 0) continue;
		if (batch[key] !== null && batch[key] !== value) return `${key}: ${value}, and lines before it are of ${batch[key]}; send a batch for each`;
		batch[key] = value;
	}
	return null;
}
// src/query-log/serve/routes/records.ts
/** `POST /v1/records`: statements, and what was seen without a break, from a forwarder of one's own. All of a batch or nothing. */
const digest$1 = (text) => createHash("sha256").update(text).digest("base64url").slice(0, 22);
function positionOf(value) {
	const taken = value?.taken;
	return { taken: Array.isArray(taken) ? taken.filter((each) => typeof each === "string") : [] };
}
function databaseOf$1(batch, { query }, served) {
	const known = databasesOf(served);
	const only = known.length === 1 ? known[0] : void 0;
	const name = batch.database ?? query.get("database") ?? only;
	if (name === void 0) throw new Refusal("invalid-record", "no line names its database, and there is not exactly one here.");
	if (known.includes(name)) return name;
	throw new Refusal("unknown-database", `${name.slice(0, 100)} is not known; ${known.length === 0 ? "no database is yet" : `known are ${known.slice(0, 20).join(", ")}`}.`, { members: { database: name.slice(0, 100) } });
}
/** A source proves something only where the configuration says that it must report. */
function sourceOf(id, database, { databases }) {
	const named = databases.find(({ name }) => name === database)?.sources.find((source) => source.id === id);
	if (named && named.kind !== "records") throw new Refusal("invalid-record", `source: ${id} is read by the server itself (${named.kind}); give another name.`);
	return named ?? {
		id,
		kind: "records",
		required: false,
		sampling: {
			mode: "full",
			rate: 1
		}
	};
}
/** Whether this very batch was taken before. Throws where its key was used for another, which would be lost in silence. */
function wasTaken(taken, key, body) {
	const entry = taken.find((each) => each.startsWith(`${key}:`));
	if (entry === void 0) return false;
	if (entry === `${key}:${body}`) return true;
	throw new Refusal("key-reused", "give every batch a key of its own, and repeat a key only with the same body.");
}
async function answer$2(asked, served) {
	const text = await asked.text();
	const reading = readRecords(text, served.now() + served.limits.skew, served.limits.lines);
	if ("problem" in reading) throw new Refusal("invalid-record", `line ${reading.line}: ${reading.problem}; nothing of the batch was taken.`, { members: { line: reading.line } });
	const { batch } = reading;
	const database = databaseOf$1(batch, asked, served);
	const source = sourceOf((batch.source ?? asked.query.get("source") ?? "records").slice(0, 200), database, served);
	const counted = await served.tally(database, batch.runs);
	const told = batchKey(asked);
	const { taken } = positionOf(served.store.position(database, source.id));
	const key = told === null ? null : digest$1(told);
	const reply = {
		accepted: batch.runs.length,
		statements: counted.statements,
		unparsed: counted.unparsed
	};
	if (key !== null && wasTaken(taken, key, digest$1(text))) return {
		status: 200,
		body: {
			...reply,
			duplicate: true
		}
	};
	const position = { taken: key === null ? taken : [...taken, `${key}:${digest$1(text)}`].slice(-500) };
	const { covered, gaps } = batch;
	served.store.apply({
		database,
		source,
		position,
		covered,
		gaps,
		...counted
	});
	return {
		status: 200,
		body: {
			...reply,
			duplicate: false
		}
	};
}
const records = {
	path: "/v1/records",
	hint: "One JSON object on each line.",
	methods: { POST: {
		scope: "write",
		takes: ["application/x-ndjson", "application/jsonl"],
		size: "delivery",
		answer: answer$2
	} }
};
// src/query-log/sources/placeholders.ts
/**
* Instrumentation replaces literals by `?`, which is no PostgreSQL: `$1`, `$2`… are put there. A `?` between two operands is
* the operator of jsonb, and stays.
*/
const TOKEN = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([A-Za-z_][\w]*)?\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\/|\$\d+|\?[|&]?|[\p{L}_][\p{L}\p{N}_$]*|\d[\w.]*|\s+|[\s\S]/guy;
/** Words after which an operand comes; after any other word an operator may. */
const BEFORE_OPERAND = new Set("select where and or not in like ilike similar between limit offset values set then else when case returning by on having from using is distinct as any all some array row interval to default fetch first next if exists with union except intersect".split(" "));
const isSpace = (token) => /^(?:\s|--|\/\*)/.test(token);
function isOperand(token) {
	if (token === void 0) return false;
	if (/^[\p{L}_]/u.test(token)) return !BEFORE_OPERAND.has(token.toLowerCase());
	return /^(?:['"\d)\]]|\$\d|\$)/.test(token);
}
const beginsOperand = (token) => token !== void 0 && /^(?:['"\d(?$]|array$)/i.test(token);
/** Total; a text without `?` comes back as it is. */
function numberPlaceholders(text) {
	if (!text.includes("?")) return text;
	const tokens = text.match(TOKEN) ?? [];
	let last = Math.max(0, ...tokens.map((token) => Number(/^\$(\d+)$/.exec(token)?.[1] ?? 0)));
	let before;
	return tokens.map((token, index) => {
		if (isSpace(token)) return token;
		const after = tokens.slice(index + 1, index + 8).find((next) => !isSpace(next));
		const stays = token !== "?" || isOperand(before) && beginsOperand(after);
		if (!stays) last += 1;
		before = stays ? token : `$${last}`;
		return before;
	}).join("");
}
// src/query-log/sources/otlp.ts
/**
* Spans of OTLP/HTTP in JSON: which service ran which statement. They tell who, never that nobody did: what is not instrumented,
* or not sampled, has no span. Stable attributes (`db.system.name`, `db.query.text`, `db.namespace`) and the older names.
*/
const value = looseObject({
	stringValue: string().optional(),
	intValue: union([string(), number()]).optional()
});
const attributes = array(looseObject({
	key: string(),
	value: value.optional()
})).default([]);
const span = looseObject({
	attributes,
	endTimeUnixNano: union([string().regex(/^\d{1,20}$/), number().min(0)]).optional(),
	startTimeUnixNano: union([string().regex(/^\d{1,20}$/), number().min(0)]).optional(),
	status: looseObject({ code: union([string(), number()]).optional() }).optional()
});
/** ExportTraceServiceRequest, as far as it is looked at. */
const spansShape = looseObject({ resourceSpans: array(looseObject({
	resource: looseObject({ attributes }).optional(),
	scopeSpans: array(looseObject({ spans: array(span).default([]) })).default([])
})).default([]) });
function read(list) {
	return new Map(list.flatMap(({ key, value: told }) => told?.stringValue === void 0 ? [] : [[key, told.stringValue]]));
}
const firstOf = (from, ...keys) => keys.map((key) => from.get(key)).find((text) => text !== void 0 && text !== "");
/** Total for anything that `spansShape` takes. Spans of anything but databases are passed over in silence. */
function readSpans(request, now) {
	const reading = {
		spans: [],
		rejected: 0,
		why: null
	};
	for (const { resource, scopeSpans } of request.resourceSpans) {
		const service = read(resource?.attributes ?? []).get("service.name") ?? "";
		for (const each of scopeSpans.flatMap(({ spans }) => spans)) addSpan(each, service, now, reading);
	}
	return reading;
}
function addSpan(each, service, now, reading) {
	const told = read(each.attributes);
	const system = firstOf(told, "db.system.name", "db.system")?.toLowerCase();
	if (system === void 0) return;
	const at = timeOf(each.endTimeUnixNano ?? each.startTimeUnixNano);
	const text = firstOf(told, "db.query.text", "db.statement");
	const why = text === void 0 ? "a span has no db.query.text: let the instrumentation record it" : at === null || at > now ? "a span has no end time, or one in the future" : null;
	if (text === void 0 || at === null || why !== null) {
		reading.rejected += 1;
		reading.why ??= why;
		return;
	}
	reading.spans.push({
		system,
		namespace: namespaceOf(told),
		text: system === "postgresql" ? numberPlaceholders(text) : text,
		at,
		runs: 1,
		failed: hasFailed(each, told),
		service: (serviceNamed(service) || serviceOfComment(text)).slice(0, 200),
		user: (told.get("db.user") ?? "").slice(0, 200),
		session: null
	});
}
/** What SDKs say where nobody told them is no name. */
const serviceNamed = (service) => /^unknown_service\b/.test(service) ? "" : service.trim();
/** For PostgreSQL `database|schema`. */
function namespaceOf(told) {
	return firstOf(told, "db.namespace", "db.name")?.split("|", 1)[0] || null;
}
function hasFailed({ status }, told) {
	return status?.code === 2 || status?.code === "STATUS_CODE_ERROR" || told.has("error.type");
}
/** Nanoseconds, a number too large for one. Null: none, or none that is a time. */
function timeOf(nanoseconds) {
	const time = Math.floor(Number(nanoseconds ?? NaN) / 1e6);
	return time > 0 && time < 864e13 ? time : null;
}
// src/query-log/serve/routes/traces.ts
/** Whether they are sampled, and how, a span does not tell: so they are taken for a sample. */
const SOURCE = {
	id: "otlp",
	kind: "otlp",
	required: false,
	sampling: {
		mode: "random",
		rate: 1
	}
};
/** By the name that the server of the database has for it; where the span names none, the only database there is. */
function databaseOf({ namespace }, known, { databases }) {
	if (namespace === null) return known.length === 1 ? known[0] ?? null : null;
	return databases.find(({ aliases }) => aliases.includes(namespace))?.name ?? (known.includes(namespace) ? namespace : null);
}
function sortByDatabase(spans, served) {
	const known = databasesOf(served);
	const sorted = /* @__PURE__ */ new Map();
	let strange = 0;
	for (const span of spans) {
		const database = databaseOf(span, known, served);
		if (database === null) strange += 1;
		else if (!sorted.get(database)?.push(span)) sorted.set(database, [span]);
	}
	return {
		sorted,
		strange
	};
}
async function answer$1(asked, served) {
	const { spans, rejected, why } = readSpans(checkShape(spansShape, await asked.json()), served.now() + served.limits.skew);
	const { sorted, strange } = sortByDatabase(spans, served);
	for (const [database, runs] of sorted) {
		const counted = await served.tally(database, runs);
		served.store.apply({
			database,
			source: SOURCE,
			position: null,
			covered: null,
			gaps: [],
			...counted
		});
	}
	const lost = rejected + strange;
	if (lost === 0) return {
		status: 200,
		body: {}
	};
	return {
		status: 200,
		body: { partialSuccess: {
			rejectedSpans: String(lost),
			errorMessage: why ?? "a span is of a database (db.namespace) that is not known here"
		} }
	};
}
const traces = {
	path: "/v1/traces",
	hint: "Set OTEL_EXPORTER_OTLP_PROTOCOL=http/json, or encoding: json in the exporter otlphttp of a collector.",
	methods: { POST: {
		scope: "write",
		takes: ["application/json"],
		size: "delivery",
		answer: answer$1
	} }
};
// src/query-log/serve/routes/usage.ts
/** `POST /v1/usage`: who uses these objects. A question: it changes nothing but what `/metrics` shows. */
const name = string().min(1).max(400);
const shape = object({
	protocol: string().max(20),
	database: name,
	window: windowShape,
	objects: array(name).min(1),
	ignore: array(object({
		service: string().max(400).optional(),
		user: string().max(400).optional()
	}).refine(({ service, user }) => service !== void 0 || user !== void 0, "expected a service or a user")).default([])
});
/** We speak protocol 1; a minor version may follow. */
const SPOKEN = /^1(?:\.\d+)*$/;
function requireKnown({ protocol, database, objects, ignore }, served) {
	if (!SPOKEN.test(protocol)) throw new Refusal("unsupported-protocol", "protocol \"1\" is spoken here.");
	const { objects: most, ignored } = served.limits;
	if (objects.length > most) throw new Refusal("invalid-request", `objects: at most ${most} in one question, and it has ${objects.length}.`);
	if (ignore.length > ignored) throw new Refusal("invalid-request", `ignore: at most ${ignored}, and it has ${ignore.length}.`);
	const known = databasesOf(served);
	if (known.includes(database)) return;
	throw new Refusal("unknown-database", `${database} is not known; ${known.length === 0 ? "no database is yet" : `known are ${known.slice(0, 20).join(", ")}`}.`, { members: { database } });
}
/** Sources that the configuration names and that have never reported would otherwise be absent, which nobody would see. */
function addMissing(answer, database, served) {
	const told = new Set(answer.coverage.sources.map(({ id }) => id));
	const silent = (served.databases.find(({ name }) => name === database)?.sources ?? []).filter(({ id, required }) => required && !told.has(id)).map(({ id }) => id);
	const missing = [.../* @__PURE__ */ new Set([...answer.coverage.missing, ...silent])].sort();
	return {
		...answer,
		coverage: {
			...answer.coverage,
			missing
		}
	};
}
async function answer(asked, served) {
	const question = checkShape(shape, await asked.json());
	requireKnown(question, served);
	await requireWindow(question.window, served);
	const objects = [...new Set(question.objects)];
	const { database, window } = question;
	const ignore = question.ignore.map(({ service, user }) => ({
		...service !== void 0 && { service },
		...user !== void 0 && { user }
	}));
	const asText = {
		from: formatTime(window.from),
		to: formatTime(window.to)
	};
	const now = served.now();
	const result = served.store.usage({
		database,
		window: asText,
		objects,
		ignore
	}, now);
	if ("unknown" in result) throw unknownObjects(result.unknown, database);
	watchFor(served, database, objects, now);
	return {
		status: 200,
		body: addMissing(result.answer, database, served)
	};
}
/** What `/metrics` shows is no reason to leave a question without its answer. */
function watchFor({ store }, database, objects, now) {
	try {
		store.watch(database, objects, now);
	} catch {}
}
function unknownObjects(objects, database) {
	return new Refusal("unknown-object", `${objects.slice(0, 10).join(", ")}${objects.length > 10 ? " and more" : ""}: no schema of ${database} that was seen has it.`, { members: { objects } });
}
// src/query-log/serve/routes/index.ts
const ROUTES = [
	{
		path: "/v1/usage",
		methods: { POST: {
			scope: "read",
			takes: ["application/json"],
			size: "question",
			answer
		} }
	},
	comparisons,
	backfills,
	records,
	traces,
	capabilities,
	health,
	metrics
];
// src/query-log/serve/tokens.ts
/** Who may ask and who may report. Tokens are compared in constant time and never printed. */
const digest = (text) => createHash("sha256").update(text).digest();
/** All grants are compared, whichever fits, so that time tells nothing. Null: no such token. */
function scopesOf(header, grants) {
	const told = /^bearer +(\S+) *$/i.exec(header ?? "")?.[1];
	if (told === void 0) return null;
	const given = digest(told);
	const fitting = grants.filter(({ token }) => timingSafeEqual(digest(token), given));
	return fitting.length === 0 ? null : new Set(fitting.flatMap(({ scopes }) => scopes));
}
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/i;
function isLoopback(host) {
	return LOOPBACK.test(host);
}
/**
* Whether a `Host` header means this machine. Where no token guards the server, a page in a browser on the same machine could
* otherwise ask it under a name of its own.
*/
function namesThisMachine(header) {
	return header !== void 0 && isLoopback(header.replace(/:\d+$/, ""));
}
// src/query-log/serve/answer.ts
/** Never rejects. */
async function answerRequest(request, desk) {
	try {
		return await serveRequest(request, desk);
	} catch (error) {
		if (error instanceof Refusal) return replyOf(error);
		return replyOf(explain(error, desk));
	}
}
function explain(error, { mistake }) {
	const told = `the log of the server says more (${mistake(error)}).`;
	if (error instanceof UserError) return new Refusal("store-unavailable", `nothing was changed; ${told}`, { headers: { "retry-after": "2" } });
	return new Refusal("internal", told);
}
async function serveRequest(request, desk) {
	const { path, query } = splitAddress(request.url ?? "/");
	const { route, names } = findRoute(path);
	const method = findMethod(route, request.method ?? "GET");
	const scopes = requireScope(request, method.scope, desk.grants);
	const { served, turns } = desk;
	return await turns.take(method.size === "delivery" ? "delivery" : "question", async () => {
		const text = () => readBody(request, termsOf$1(method, route, served));
		const json = async () => parseJson(await text());
		const asked = {
			names,
			query,
			headers: request.headers,
			mayRead: scopes.has("read"),
			json,
			text
		};
		return await method.answer(asked, served);
	});
}
function termsOf$1({ takes = [], size = "question" }, { hint }, { limits }) {
	return {
		types: takes,
		largest: limits[size],
		time: limits.bodyTime,
		packed: size === "delivery",
		...hint !== void 0 && { hint }
	};
}
function splitAddress(url) {
	if (url.length > 4096) throw new Refusal("uri-too-long", "at most 4,096 characters.");
	const at = url.indexOf("?");
	return at < 0 ? {
		path: url,
		query: new URLSearchParams()
	} : {
		path: url.slice(0, at),
		query: new URLSearchParams(url.slice(at + 1))
	};
}
function findRoute(path) {
	for (const route of ROUTES) {
		const names = matchPath(route.path, path);
		if (names) return {
			route,
			names
		};
	}
	throw new Refusal("no-such-path", `known are ${ROUTES.map((route) => route.path).join(", ")}.`);
}
/** HEAD is answered as GET is; the door leaves the body out. */
function findMethod({ methods, path }, told) {
	const name = told === "HEAD" ? "GET" : told;
	const method = Object.hasOwn(methods, name) ? methods[name] : void 0;
	if (method) return method;
	const known = Object.keys(methods);
	const allow = [...known, ...known.includes("GET") ? ["HEAD"] : []].join(", ");
	throw new Refusal("method-not-allowed", `${path} takes ${allow}.`, { headers: { allow } });
}
const EVERY = /* @__PURE__ */ new Set([
	"read",
	"write",
	"none"
]);
const NONE = /* @__PURE__ */ new Set(["none"]);
function requireScope(request, scope, grants) {
	if (grants.length === 0) {
		if (namesThisMachine(request.headers.host)) return EVERY;
		throw new Refusal("forbidden-host", "ask it as localhost, or start it with a token.");
	}
	const scopes = scopesOf(request.headers.authorization, grants);
	if (scope === "none") return scopes ?? NONE;
	if (scopes === null) throw new Refusal("unauthorized", "send it as \"Authorization: Bearer TOKEN\".", { headers: { "www-authenticate": "Bearer realm=\"lanekeeper query-log\"" } });
	if (scopes.has(scope)) return scopes;
	throw new Refusal("forbidden", scope === "write" ? "it may only ask." : "it may only report.", { headers: { "www-authenticate": "Bearer error=\"insufficient_scope\"" } });
}
// src/query-log/serve/turns.ts
/** How many requests are answered at once; one too many is told to come again, rather than kept waiting. */
var Turns = class {
	#most;
	#taken = {
		question: 0,
		delivery: 0
	};
	constructor(most) {
		this.#most = most;
	}
	/** Throws `Refusal` 503 where all turns are taken. */
	async take(kind, work) {
		if (this.#taken[kind] >= this.#most[kind]) throw new Refusal("busy", `${this.#most[kind]} are answered at once.`, { headers: { "retry-after": "1" } });
		this.#taken[kind] += 1;
		try {
			return await work();
		} finally {
			this.#taken[kind] -= 1;
		}
	}
};
// src/query-log/serve/server.ts
/** The HTTP server of the query log: Node's own, told to be patient with nobody. */
/** Rejects where it cannot listen. Whoever calls it has made sure that a server without grants listens to its machine alone. */
async function startServer(options) {
	const { served, grants, log } = options;
	const { limits } = served;
	const desk = {
		served,
		grants,
		turns: new Turns({
			question: limits.questionsAtOnce,
			delivery: limits.deliveriesAtOnce
		}),
		mistake: (error) => noteMistake(error, log)
	};
	const server = createServer(termsOf(limits), (request, response) => void respond(request, response, desk, log));
	server.maxConnections = limits.connections;
	server.setTimeout(limits.idleTime);
	server.on("timeout", (socket) => socket.destroy());
	server.on("clientError", refuseEarly);
	server.on("connect", (_request, socket) => writeRaw(socket, "method-not-allowed", "no tunnels here."));
	server.on("checkExpectation", (_request, response) => send(response, replyOf(new Refusal("expectation-failed", "100-continue is all that can be expected.")), false));
	await listen(server, options.host, options.port);
	const { port, address } = server.address();
	return {
		host: address,
		port,
		stop: () => stopServer(server)
	};
}
const termsOf = ({ headTime, bodyTime }) => ({
	headersTimeout: headTime,
	requestTimeout: headTime + bodyTime,
	keepAliveTimeout: 5e3,
	connectionsCheckingInterval: Math.min(1e3, headTime),
	maxHeaderSize: 16384
});
function listen(server, host, port) {
	const { promise, resolve, reject } = Promise.withResolvers();
	server.once("error", reject);
	server.listen(port, host, () => {
		server.off("error", reject);
		resolve();
	});
	return promise;
}
let mistakes = 0;
function noteMistake(error, log) {
	mistakes += 1;
	const number = `mistake ${process.pid}-${mistakes}`;
	log({
		event: "mistake",
		number,
		error: error instanceof Error ? error.stack ?? error.message : String(error)
	});
	return number;
}
async function respond(request, response, desk, log) {
	const start = performance.now();
	request.on("error", () => {});
	response.on("error", () => {});
	const reply = await answerRequest(request, desk);
	if (!request.complete && request.method !== "GET" && request.method !== "HEAD") {
		reply.headers = {
			...reply.headers,
			connection: "close"
		};
		leaveUnread(request, response);
	}
	const bytes = send(response, reply, request.method === "HEAD");
	const path = (request.url ?? "").split("?", 1)[0]?.slice(0, 200) ?? "";
	const ms = Math.round((performance.now() - start) * 10) / 10;
	log({
		event: "request",
		method: request.method ?? "",
		path,
		status: reply.status,
		ms,
		bytes
	});
}
/** Takes what still comes for a moment, so that the caller gets to read why; then the line is cut. */
function leaveUnread(request, response) {
	request.resume();
	response.once("finish", () => {
		const cut = setTimeout(() => request.socket.destroy(), 500);
		request.socket.once("close", () => clearTimeout(cut));
	});
}
const ALWAYS = {
	"cache-control": "no-store",
	"x-content-type-options": "nosniff"
};
/** Gives the size of the body. */
function send(response, reply, headOnly) {
	if (response.destroyed || response.headersSent) return 0;
	const { status, headers = {}, body } = reply;
	if (body === void 0) {
		response.writeHead(status, {
			...ALWAYS,
			...headers
		}).end();
		return 0;
	}
	const text = typeof body === "string" ? body : JSON.stringify(body);
	const length = Buffer.byteLength(text);
	const type = typeof body === "string" ? "text/plain; charset=utf-8" : "application/json";
	response.writeHead(status, {
		...ALWAYS,
		"content-type": type,
		"content-length": length,
		...headers
	});
	response.end(headOnly ? void 0 : text);
	return length;
}
const EARLY = {
	HPE_HEADER_OVERFLOW: ["headers-too-large", "at most 16,384 bytes of headers."],
	HPE_CHUNK_EXTENSIONS_OVERFLOW: ["too-large", "the extensions of its chunks are too long."],
	ERR_HTTP_REQUEST_TIMEOUT: ["request-timeout", "it did not arrive in time."]
};
function refuseEarly(error, socket) {
	const [name, detail] = EARLY[error.code ?? ""] ?? ["invalid-request", "this is no HTTP/1.1 request."];
	writeRaw(socket, name, detail);
}
/** A problem without the help of Node's response: what came was no request. */
function writeRaw(socket, name, detail) {
	socket.on("error", () => {});
	const begun = "bytesWritten" in socket && socket.bytesWritten > 0;
	if (!socket.writable || begun) return void socket.destroy();
	const { status, body } = replyOf(new Refusal(name, detail));
	const text = JSON.stringify(body);
	const head = `HTTP/1.1 ${status} Refused\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n`;
	socket.end(head + text);
}
async function stopServer(server) {
	const { promise, resolve } = Promise.withResolvers();
	server.close(() => resolve());
	server.closeIdleConnections();
	const cut = setTimeout(() => server.closeAllConnections(), 5e3);
	await promise;
	clearTimeout(cut);
}
export { renderMetrics as a, LIMITS as i, isLoopback as n, nameByComment as r, startServer as t };
