import { t as UserError } from "./chunk-user-error.js";
import { s as splitColumn } from "./chunk-names.js";
import { i as formatTime, o as parseTime } from "./chunk-time.js";
import { n as decide } from "./chunk-decide.js";
import { c as matchesAny, o as codeFilter, t as compileTerms } from "./chunk-code.js";
import { d as canonicalJson, f as digestOf } from "./chunk-cache.js";
import { a as TOO_LARGE, l as textAt, s as isRegular } from "./chunk-texts.js";
import { F as discriminatedUnion, G as union, H as strictObject, I as int, K as unknown, L as literal$1, M as _enum, N as array, P as boolean, R as looseObject, U as string, V as record, W as tuple, z as number } from "./chunk-map-shape.js";
import { t as nearest } from "./chunk-nearest.js";
import { a as below, i as plain$1, n as askJson, o as describeMistakes, r as isProblem, t as manifestAt } from "./chunk-manifests.js";
import { t as MANIFEST_PATHS } from "./chunk-manifest.js";
import { n as migrationSets, t as foundDatabases } from "./chunk-migration-sets.js";
import { readFile } from "node:fs/promises";
import { dirname, isAbsolute, join, posix } from "node:path";
// src/check.ts
/** The hall: the whole product in one function. What was read is judged; what is asked is answered; until nothing is asked. */
/** Questions lead to questions (what is live, then what it mentions), a few rounds deep; more would be a mistake of ours. */
const ROUNDS = 12;
/** Decides what the world holds. A question that is still open after the last round leaves no decision to show. */
async function check(world, judge = decide) {
	const reading = await world.read();
	const answers = [];
	for (let round = 0; round < ROUNDS; round++) {
		const { decision, unanswered } = judge(reading, answers);
		if (unanswered.length === 0) return {
			...decision,
			evidence: world.evidence()
		};
		answers.push(...await world.answer(unanswered));
	}
	throw new Error("questions did not come to an end, which is a mistake in Lanekeeper");
}
// src/read/evidence/answers.ts
function known(value, source, at, url = null) {
	return {
		state: "known",
		value,
		source,
		at,
		url
	};
}
/** Nobody has said. */
function missing(why, source) {
	return {
		state: "missing",
		why,
		source
	};
}
/** It was asked, and no usable answer came. */
function failed(why, source) {
	return {
		state: "failed",
		why,
		source
	};
}
// src/read/approvals.ts
/** The change that an override's content is told for: it has no entry. */
const OVERRIDE = "override";
/**
* All approvals of a change. An approval at another head has the digest of what that head held, with the entry as its
* merge base had it: merging the base in keeps the digest, any other push changes it.
*/
async function readApprovals(reader, change) {
	const { subject } = reader;
	if (subject.kind === "lint") return failed("a linted file has nothing to approve", "approvals");
	const digest = subject.kind === "pull_request" ? await digestContent(reader, change, subject.mergeBase, subject.head, subject.base) : digestOf({
		deployment: subject.head,
		change
	});
	const given = await reader.given(change, digest);
	const source = given?.parts.approvals ? given.name : "evidence file: no approvals part";
	const rows = (given?.parts.approvals ?? []).filter((row) => isFor(row, change));
	const approvals = await Promise.all(rows.map((row) => toApproval(reader, row, change, subject, given)));
	const newest = rows.length > 0 ? Math.max(...rows.map(({ at }) => at)) : null;
	return known({
		digest,
		approvals
	}, source, newest);
}
/** An override lets the whole pull request through, whichever of its changes the row names. */
const isFor = (row, change) => change === OVERRIDE ? row.change === OVERRIDE || row.override != null : row.change === change;
async function toApproval(reader, row, change, subject, given) {
	const head = row.head == null ? null : await reader.resolve(row.head);
	return {
		change: row.change,
		by: row.by,
		at: row.at,
		url: row.url ?? null,
		digest: row.digest ?? await digestAt(reader, change, head, subject),
		head,
		override: row.override ?? null,
		teams: teamsOf(row.by, reader, given)
	};
}
/** The digest of what a head held; null: it is not in this repository, or has nothing in common with the base. */
async function digestAt(reader, change, head, subject) {
	if (head === null || subject.kind !== "pull_request") return null;
	const mergeBase = await reader.repository.mergeBase(subject.base, head);
	if (mergeBase === null) return null;
	return await digestContent(reader, change, mergeBase, head, await entryAt(reader, change, mergeBase) === null ? subject.base : mergeBase);
}
async function digestContent(reader, change, from, to, entryFrom) {
	const [files, entry] = await Promise.all([reader.repository.changedBlobs(from, to), entryAt(reader, change, entryFrom)]);
	return contentDigest(files, entry);
}
/** The digest of a content: changed files as they are after it (null: deleted), and the change's entry (null: none). */
function contentDigest(files, entry) {
	const sorted = [...files].sort((a, b) => a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
	if (entry === null) return digestOf({
		files: sorted,
		entry
	});
	const { path: _path, line: _line, column: _column, ...said } = entry;
	return digestOf({
		files: sorted,
		entry: said
	});
}
async function entryAt(reader, change, commit) {
	const reading = await reader.manifestAt(commit);
	return reading.state === "valid" ? reading.manifest.changes.find(({ id }) => id === change) ?? null : null;
}
const plain = (name) => name.replace(/^@/, "").toLowerCase();
function teamsOf(login, reader, given) {
	return Object.entries(given?.parts.teams ?? {}).filter(([, members]) => members.some((member) => plain(member) === plain(login))).map(([team]) => reader.approvers.find((name) => plain(name) === plain(team)) ?? team);
}
// src/read/consumers.ts
/** Mentions at what is live in a consumer's environment (by its own name for it), and with `since` at what has been live from then on. */
function readConsumer(question, given) {
	const { repository, environment } = question;
	if (!given?.parts.consumers) return missing(`nobody has searched ${repository}: the evidence file's part "consumers" would say`, "evidence file");
	const live = liveRows(given.parts.consumers.filter((row) => same(row.repository, repository) && row.environment === environment).sort((a, b) => a.at - b.at), question.since);
	if (live.length === 0) return missing(`nothing says what of ${repository} has been live in ${environment}`, given.name);
	for (const row of live) {
		const absent = question.terms.map(nameOf).find((name) => !row.objects.includes(name));
		if (absent !== void 0) return failed(`${repository} at ${row.commit} was not searched for ${absent} (see its "objects")`, given.name);
	}
	return known(live.map((row) => toMentions(row, question.terms)), given.name, live.at(-1)?.at ?? null);
}
const same = (a, b) => a.toLowerCase() === b.toLowerCase();
const nameOf = (term) => "object" in term ? term.object : term.word;
/** The newest; with `since`, everything since and what was live at that moment, or nothing where that is not known. */
function liveRows(rows, since) {
	if (since === null) return rows.slice(-1);
	const first = rows.findLastIndex(({ at }) => at <= since);
	return first < 0 ? [] : rows.slice(first);
}
function toMentions(row, terms) {
	const mentions = row.mentions.flatMap(({ object, path, line }) => {
		const term = terms.findIndex((one) => nameOf(one) === object);
		return term < 0 ? [] : [{
			term,
			path,
			line,
			column: 1,
			text: ""
		}];
	});
	return {
		commit: row.commit,
		files: [],
		mentions
	};
}
// src/read/deployments.ts
/** The trusted records of an environment. */
async function readDeployments(reader) {
	const { environment, given } = reader;
	const rows = given?.parts.deployments?.filter((row) => environment.deployments.includes(row.environment)) ?? [];
	if (environment.ref !== null && rows.length === 0) return await readRef(reader, environment.ref);
	if (!given?.parts.deployments) return missing(`no deployment records were given: name a file that holds them with --evidence`, "evidence file");
	const trusted = rows.filter((row) => isTrusted(row, environment)).flatMap((row) => asOf(row, reader.now));
	const attempts = await toAttempts(trusted, reader);
	if (typeof attempts === "string") return failed(attempts, given.name);
	const newest = Math.max(...trusted.map(({ at }) => at));
	return known({
		attempts,
		timesKnown: true
	}, given.name, trusted.length > 0 ? newest : null);
}
async function readRef(reader, ref) {
	const { given, repository, now } = reader;
	const told = given?.parts.refs?.find((row) => row.ref === ref)?.commit;
	const commit = await reader.resolve(told ?? ref);
	if (commit === null) return failed((await repository.missing(told ?? ref)).message, ref);
	const status = {
		state: "success",
		at: now,
		url: null
	};
	return known({
		attempts: [{
			id: ref,
			name: reader.environment.name,
			commit,
			created: now,
			statuses: [status],
			succeeded: now
		}],
		timesKnown: false
	}, ref, now);
}
/** Clocks of two machines differ by so much without anybody noticing. */
const SKEW = 3e5;
/** What happened after `now` is not known at `now`; a record that is ahead by a clock's error happened just now. */
function asOf(row, now) {
	if (row.at > now + SKEW) return [];
	return [row.at > now ? {
		...row,
		at: now
	} : row];
}
/** A row that names nobody is vouched for by whoever wrote the file. */
function isTrusted(row, environment) {
	const { creators, workflows } = environment;
	const named = (text) => text.toLowerCase();
	const creator = row.creator ?? null;
	if (creators && creator !== null && !creators.map(named).includes(named(creator))) return false;
	const workflow = row.workflow?.split("@")[0] ?? null;
	return !workflows || workflow === null || workflows.includes(workflow);
}
/** Attempts in order of creation; a string says what is wrong with the rows. */
async function toAttempts(rows, reader) {
	const groups = /* @__PURE__ */ new Map();
	for (const [index, row] of rows.entries()) {
		const key = row.id == null ? `row ${index}` : `id ${row.environment} ${row.id}`;
		groups.set(key, [...groups.get(key) ?? [], row]);
	}
	const attempts = [];
	for (const group of groups.values()) {
		const named = group.map(async (row) => await reader.resolve(row.commit) ?? row.commit);
		const commits = new Set(await Promise.all(named));
		if (commits.size > 1) return `the rows of deployment ${group[0]?.id} to ${group[0]?.environment} name different commits`;
		const [commit] = commits;
		const attempt = commit === void 0 ? null : toAttempt(group, commit);
		if (attempt) attempts.push(attempt);
	}
	return attempts.sort((a, b) => a.created - b.created);
}
/** `inactive` means superseded: it starts nothing, so rows that say nothing else are no attempt. */
function toAttempt(group, commit) {
	const rows = [...group].sort((a, b) => a.at - b.at);
	const [first] = rows;
	if (!first || rows.every(({ state }) => state === "inactive")) return null;
	return {
		id: String(first.id ?? `${first.environment} ${first.at}`),
		name: first.environment,
		commit,
		created: first.at,
		statuses: rows.map(({ state, at, url }) => ({
			state,
			at,
			url: url ?? null
		})),
		succeeded: rows.find(({ state }) => state === "success")?.at ?? null
	};
}
/** Which migrations a commit holds with the same content: indexes into the question's. */
async function readCarried(question, repository) {
	const paths = question.migrations.map(({ path }) => path);
	const entries = await repository.entries(question.commit, paths);
	const holds = (migration) => {
		const entry = entries.get(migration.path);
		return entry !== void 0 && isRegular(entry) && entry.blob === migration.blob;
	};
	return known(question.migrations.flatMap((migration, index) => holds(migration) ? [index] : []), `commit ${question.commit.slice(0, 12)}`, null);
}
// src/read/evidence/kept.ts
/** Questions that the evidence file alone can answer again: the others are asked of the repository. */
const PARTS = {
	usage: "usage",
	comparison: "comparisons",
	backfill: "backfills",
	flag: "flags"
};
const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
var Kept = class {
	#given;
	#repository;
	/** Parts that were asked for, with their rows by canonical text: the same answer is written once. */
	#rows = /* @__PURE__ */ new Map();
	/** Rows that were fetched, by their part of the file; and parts that are no lists. */
	#fetched = /* @__PURE__ */ new Map();
	#whole = {};
	#unanswered = /* @__PURE__ */ new Map();
	#commits = /* @__PURE__ */ new Map();
	#named = /* @__PURE__ */ new Map();
	constructor(given, repository) {
		this.#given = given;
		this.#repository = repository;
	}
	/** A ref's commit, looked up once: refs move, and a replay must find the same. */
	resolve(ref) {
		const known = this.#commits.get(ref);
		if (known) return known;
		const resolving = this.#repository.resolve(ref).then((commit) => {
			if (commit !== null) this.#named.set(ref, commit);
			return commit;
		});
		this.#commits.set(ref, resolving);
		return resolving;
	}
	/** An answer of telemetry that was taken, as it came, with the question that it answers. */
	keep(question, raw) {
		const { environment, telemetry } = question;
		const about = {
			environment,
			telemetry,
			...question.ask === "usage" ? { database: question.database } : {},
			asked: canonicalJson(question)
		};
		this.#add(PARTS[question.ask], {
			...raw,
			...about
		});
	}
	/** Records that were fetched from elsewhere. */
	fetched(raw) {
		for (const [part, value] of Object.entries(raw)) {
			if (!Array.isArray(value)) {
				const known = this.#whole[part];
				this.#whole[part] = isMap(known) && isMap(value) ? {
					...known,
					...value
				} : value;
				continue;
			}
			const rows = this.#fetched.get(part) ?? /* @__PURE__ */ new Map();
			for (const row of value) rows.set(canonicalJson(row), row);
			this.#fetched.set(part, rows);
		}
	}
	/** Told of every answer. */
	note(question, answer) {
		if (question.ask in PARTS) this.#part(PARTS[question.ask]);
		if (question.ask in PARTS && answer.state !== "known") {
			const { state, why, source } = answer;
			this.#unanswered.set(canonicalJson(question), {
				question,
				state,
				why,
				source
			});
		}
		if (question.ask === "flag") this.#noteFlag(question, answer);
		if (question.ask === "deployments") this.#noteRef(answer);
	}
	#noteFlag({ key, environment }, answer) {
		if (answer.state !== "known") return;
		const { enabled, since } = answer.value;
		this.#add("flags", {
			key,
			environment,
			enabled,
			since: since === null ? null : formatTime(since)
		});
	}
	#noteRef(answer) {
		if (answer.state !== "known" || answer.value.timesKnown) return;
		for (const { id, commit } of answer.value.attempts) this.#add("refs", {
			ref: id,
			commit
		});
	}
	#add(part, row) {
		this.#part(part).set(canonicalJson(row), row);
	}
	#part(part) {
		const rows = this.#rows.get(part) ?? /* @__PURE__ */ new Map();
		this.#rows.set(part, rows);
		return rows;
	}
	/** What was said of a question that got no answer when the evidence was written; null: nothing. */
	told(question) {
		const key = canonicalJson(question);
		const row = this.#given?.parts.unanswered?.find((one) => canonicalJson(one.question) === key);
		return row ? {
			state: row.state,
			why: row.why,
			source: row.source
		} : null;
	}
	/** In the evidence file's shape: parts that nobody asked for are left out. */
	written() {
		const given = { ...this.#given?.raw };
		for (const part of [
			"unanswered",
			"refs",
			...Object.values(PARTS)
		]) delete given[part];
		for (const [part, field] of [["deployments", "commit"], ["approvals", "head"]]) {
			const rows = given[part];
			if (Array.isArray(rows)) given[part] = rows.map((row) => this.#withCommit(row, field));
		}
		for (const [part, rows] of this.#fetched) given[part] = [...given[part] ?? [], ...rows.values()];
		for (const [part, rows] of this.#rows) given[part] = [...rows.values()];
		if (this.#unanswered.size > 0) given.unanswered = [...this.#unanswered.values()];
		return {
			...given,
			...this.#whole
		};
	}
	#withCommit(row, field) {
		const commit = this.#named.get(String(row[field]));
		return commit === void 0 ? row : {
			...row,
			[field]: commit
		};
	}
};
// src/read/telemetry/answer-shapes.ts
/** Answers of the query-log protocol, as they travel. Unknown fields are let be; what is missing is never zero. */
/** A moment with its zone: a date alone, or a clock without a zone, could mean several. */
const moment = string().refine((text) => /[Tt ]/.test(text) && parseTime(text) !== null, "an RFC 3339 time with its zone, such as 2026-11-01T00:00:00Z").transform((text) => parseTime(text) ?? 0);
const count = int().min(0);
const counts = looseObject({
	explicit: count,
	implicit: count,
	unresolved: count,
	failed: count
});
const span = looseObject({
	from: moment,
	to: moment
});
const source = looseObject({
	id: string().min(1),
	kind: string().default("unknown"),
	required: boolean(),
	from: moment,
	to: moment,
	gaps: array(span.extend({ reason: string().default("") })),
	sampling: looseObject({
		mode: _enum([
			"full",
			"random",
			"at-least-once",
			"threshold"
		]),
		rate: number().gt(0).max(1)
	}),
	statements: count,
	unparsed: count
});
const caller = looseObject({
	service: string(),
	user: string().nullish(),
	reads: count,
	writes: count,
	last_seen: moment.nullish()
});
const object = looseObject({
	object: string().min(1),
	state: _enum([
		"observed",
		"zero",
		"no_data"
	]),
	because: array(string()).optional(),
	reads: counts,
	writes: counts,
	ignored: count.default(0),
	first_seen: moment.nullable(),
	last_seen: moment.nullable(),
	by: array(caller).default([]),
	samples: array(looseObject({
		fingerprint: string(),
		text: string(),
		last_seen: moment.nullish()
	})).default([])
});
const usageAnswer = looseObject({
	protocol: string(),
	generated_at: moment,
	window: span,
	coverage: looseObject({
		sources: array(source),
		missing: array(string())
	}),
	usage: array(object)
});
const comparisonAnswer = looseObject({
	protocol: string().optional(),
	name: string(),
	window: span,
	compared: count,
	diverged: count,
	unknown: count,
	last_diverged: moment.nullish()
});
const backfillAnswer = looseObject({
	protocol: string().optional(),
	name: string(),
	state: _enum([
		"running",
		"paused",
		"failed",
		"complete"
	]),
	total: count.nullable(),
	done: count,
	failed: count,
	updated_at: moment.nullish(),
	verified_at: moment.nullish()
});
// src/read/evidence/shape.ts
/** The evidence file's shape, defined once: what is accepted, and the types of what was read. */
const time = string().refine((text) => parseTime(text) !== null, "an RFC 3339 time such as 2026-11-01T00:00:00Z").transform((text) => parseTime(text) ?? 0);
const name$1 = string().min(1, "a name that is not empty");
const url = string().nullish();
const deployment = looseObject({
	environment: name$1,
	commit: name$1,
	state: _enum([
		"success",
		"failure",
		"error",
		"inactive",
		"in_progress",
		"queued",
		"pending"
	]),
	at: time,
	url,
	id: union([name$1, number()]).nullish(),
	creator: string().nullish(),
	workflow: string().nullish()
});
const approval = looseObject({
	change: name$1,
	by: name$1,
	at: time,
	head: name$1.nullish(),
	digest: name$1.nullish(),
	url,
	override: name$1.nullish()
}).refine((row) => row.head != null || row.digest != null, {
	path: ["head"],
	message: "the commit that was approved (or its digest, under \"digest\")"
});
const flag = looseObject({
	key: name$1,
	environment: name$1,
	enabled: union([boolean(), number().min(0).max(1)]),
	since: time.nullish()
});
const consumer = looseObject({
	repository: name$1,
	environment: name$1,
	commit: name$1,
	at: time,
	objects: array(name$1),
	mentions: array(looseObject({
		object: name$1,
		path: name$1,
		line: int().min(1)
	}))
});
const ofEnvironment = {
	environment: name$1,
	telemetry: name$1.optional(),
	database: name$1.optional()
};
/** A question that got no answer, kept so that a replay says the same. */
const unanswered = looseObject({
	question: record(string(), unknown()),
	state: _enum(["missing", "failed"]),
	why: string(),
	source: string()
});
const evidenceShape = strictObject({
	deployments: array(deployment).optional(),
	refs: array(looseObject({
		ref: name$1,
		commit: name$1
	})).optional(),
	approvals: array(approval).optional(),
	teams: record(string(), array(name$1)).optional(),
	flags: array(flag).optional(),
	usage: array(usageAnswer.extend(ofEnvironment)).optional(),
	comparisons: array(comparisonAnswer.extend(ofEnvironment)).optional(),
	backfills: array(backfillAnswer.extend(ofEnvironment)).optional(),
	consumers: array(consumer).optional(),
	unanswered: array(unanswered).optional(),
	pull_request: looseObject({
		number: int().min(1).nullish(),
		author: string().nullish(),
		last_pusher: string().nullish()
	}).nullish()
});
/** Its parts by name, for messages and for the nearest one to a name that is none. */
const EVIDENCE_PARTS = Object.keys(evidenceShape.shape);
// src/read/evidence-file.ts
const SHOWN = 20;
/** Reads an evidence file's text. Throws `UserError` with every mistake: JSON path and what was expected there. */
function parseEvidence(text, name) {
	const whole = parseJson(text, name);
	if (!isRecord(whole)) throw wrong(name, ["the top level: expected an object with the parts of the evidence"]);
	const report = "evidence" in whole && "verdict" in whole;
	const raw = report ? whole.evidence : whole;
	const parsed = evidenceShape.safeParse(raw);
	if (parsed.success) {
		const now = report && typeof whole.now === "string" ? parseTime(whole.now) : null;
		return {
			name,
			parts: parsed.data,
			raw,
			now
		};
	}
	const mistakes = [...unknownParts(raw), ...describeMistakes(parsed.error).filter(isNotUnknownPart)];
	throw wrong(name, report ? mistakes.map((mistake) => `evidence.${mistake}`) : mistakes);
}
/** Records that were fetched, in the shape of the file. Throws where they do not have it: nothing is decided from such. */
function evidenceOf(raw, name) {
	const parsed = evidenceShape.safeParse(raw);
	if (!parsed.success) throw new Error(`${name} answered with ${describeMistakes(parsed.error).join("; ")}`);
	return {
		name,
		parts: parsed.data,
		raw,
		now: null
	};
}
const isNotUnknownPart = (mistake) => !/nrecognized key/.test(mistake);
function parseJson(text, name) {
	try {
		return JSON.parse(text.replace(/^\uFEFF/, ""));
	} catch (error) {
		const reason = error instanceof Error ? error.message : "unreadable";
		throw new UserError(`${name} is not JSON: ${reason}`, "Write the file as JSON, for example {\"deployments\": []}.");
	}
}
function unknownParts(raw) {
	if (!isRecord(raw)) return [];
	return Object.keys(raw).filter((key) => !EVIDENCE_PARTS.includes(key)).map((key) => {
		const near = nearest(key, EVIDENCE_PARTS);
		return `${key}: there is no such part; ${near === null ? `expected one of ${EVIDENCE_PARTS.join(", ")}` : `did you mean '${near}'?`}`;
	});
}
function wrong(name, mistakes) {
	const shown = mistakes.slice(0, SHOWN).map((mistake) => `\n  ${mistake}`);
	const more = mistakes.length > SHOWN ? [`\n  and ${mistakes.length - SHOWN} more`] : [];
	const count = mistakes.length === 1 ? "1 mistake" : `${mistakes.length} mistakes`;
	return new UserError(`${name} has ${count}:${[...shown, ...more].join("")}`, "Correct them, and try again: a part that is left out is asked for instead.");
}
function isRecord(value) {
	return value !== null && typeof value === "object" && !Array.isArray(value);
}
// src/read/named-file.ts
/** A file that the manifest names (`type: file`), read where nobody who opens a pull request can put it. */
/**
* The text of a file that the manifest names, or why there is none. The file on disk serves, so that a job can write
* it just before; unless it is what the pull request itself brings: then the base's serves.
*/
async function readNamedFile(reader, path) {
	if (isAbsolute(path)) {
		const text = await readDisk(path);
		return text === null ? { refused: `${path} does not exist, is too large, or cannot be read` } : { text };
	}
	const inside = posix.normalize(posix.join(posix.dirname(reader.manifestPath), path));
	const disk = await readDisk(join(reader.repository.name, dirname(reader.manifestPath), path));
	const base = await textOf(reader.repository, reader.base, inside);
	const head = await textOf(reader.repository, reader.head, inside);
	if (disk !== null && (disk === base || disk !== head)) return { text: disk };
	if (base !== null) return { text: base };
	return { refused: disk === null ? `${inside} does not exist, is too large, or cannot be read` : `${inside} is brought by the pull request itself, and only the base's would count` };
}
async function textOf(repository, commit, path) {
	if (commit === null || path.startsWith("../")) return null;
	const text = await textAt(repository, commit, path);
	return typeof text === "string" ? text : null;
}
async function readDisk(path) {
	try {
		const bytes = await readFile(path);
		return bytes.length > 8388608 ? null : bytes.toString("utf8");
	} catch {
		return null;
	}
}
// src/read/flags.ts
/** Whether a feature flag is on for everyone: from the evidence file, a file, or OpenFeature's remote evaluation. */
/** Never rejects for what a provider or a file may hold. */
async function askFlag(reader, question) {
	if (reader.given?.parts.flags) return readRows(reader.given.parts.flags, question, reader.given.name);
	if (!reader.source) return missing(`nobody says how ${question.key} stands: the manifest names no flag provider`, "manifest");
	return reader.source.type === "ofrep" ? await evaluate(reader, reader.source, question) : await readFlagFile(reader, reader.source, question);
}
function readRows(rows, question, source) {
	const mine = rows.filter((row) => row.key === question.key && row.environment === question.environment);
	const [row] = mine;
	if (!row) return missing(`${source} says nothing of the flag ${question.key} in ${question.environment}`, source);
	if (mine.length > 1) return failed(`${source} has ${mine.length} rows for the flag ${question.key} in ${question.environment}`, source);
	return known({
		enabled: Number(row.enabled),
		since: row.since ?? null
	}, source, null);
}
const rowsShape = union([evidenceShape.shape.flags.unwrap(), looseObject({ flags: evidenceShape.shape.flags.unwrap() })]);
async function readFlagFile(reader, source, question) {
	const file = await readNamedFile(reader.files, source.url);
	if ("refused" in file) return failed(file.refused, source.url);
	let raw;
	try {
		raw = JSON.parse(file.text);
	} catch {
		return failed(`${source.url} is not JSON`, source.url);
	}
	const parsed = rowsShape.safeParse(raw);
	if (!parsed.success) return failed(`${source.url} is no list of flags: ${describeMistakes(parsed.error)[0] ?? ""}`, source.url);
	return readRows(Array.isArray(parsed.data) ? parsed.data : parsed.data.flags, question, source.url);
}
/** Reasons for which the value is everyone's; any other (SPLIT, TARGETING_MATCH …) is this context's alone. */
const FOR_EVERYONE = /* @__PURE__ */ new Set(["STATIC", "DEFAULT"]);
const evaluationShape = looseObject({
	value: union([boolean(), literal$1(["on", "off"])]),
	reason: string().nullish()
});
async function evaluate(reader, source, question) {
	const { env, budget } = reader;
	const { key, environment } = question;
	const url = below(source.url, `/ofrep/v1/evaluate/flags/${encodeURIComponent(key)}`);
	const answer = await askJson({
		url,
		body: { context: {
			targetingKey: "lanekeeper",
			environment
		} },
		tokenEnv: source.tokenEnv,
		env,
		budget
	});
	if (!answer.ok) return answer.problem?.errorCode === "FLAG_NOT_FOUND" ? missing(`the flag provider has no flag ${key}`, "ofrep") : failed(answer.why, "ofrep");
	const parsed = evaluationShape.safeParse(answer.value);
	if (!parsed.success) return failed(`the flag ${key} is not one that is on or off: ${describeMistakes(parsed.error)[0] ?? ""}`, "ofrep");
	const { value, reason } = parsed.data;
	const on = value === true || value === "on";
	const everyone = FOR_EVERYONE.has(reason ?? "");
	const told = on && !everyone ? `ofrep: on by ${reason ?? "no reason given"}, not for everyone` : "ofrep";
	return known({
		enabled: on && everyone ? 1 : 0,
		since: null
	}, told, null);
}
// src/read/mentions/term-search.ts
/** One list of terms, and what was found for it in each content at each path: the path has a say in what is a mention. */
/** Above this many unseen contents one search by git costs less than reading them. */
const SEARCH_FROM = 400;
const AT_ONCE = 128;
var TermSearch = class {
	#repository;
	#terms;
	/** A file that holds none of these mentions nothing. */
	#words;
	#look;
	#found = /* @__PURE__ */ new Map();
	#answers = /* @__PURE__ */ new WeakMap();
	#turn = Promise.resolve();
	constructor(repository, terms) {
		const compiled = compileTerms(terms);
		this.#words = compiled.words;
		this.#look = compiled.find;
		this.#repository = repository;
		this.#terms = terms;
	}
	/** One list of files after another, so that a content which two of them hold is not read twice at once. */
	find(commit, files) {
		const known = this.#answers.get(files);
		if (known) return known;
		const run = this.#turn.then(() => this.#findNow(commit, files));
		this.#turn = run.catch(() => this.#answers.delete(files));
		this.#answers.set(files, run);
		return run;
	}
	async #findNow(commit, files) {
		if (this.#words.length === 0) return [];
		const unseen = files.filter((file) => this.#resultOf(file) === void 0);
		await this.#read(commit, await this.#candidates(commit, unseen));
		return files.flatMap((file) => (this.#resultOf(file) ?? []).map((found) => ({
			path: file.path,
			...found
		})));
	}
	#resultOf({ blob, path }) {
		return this.#found.get(blob)?.get(path);
	}
	#settle({ blob, path }, found) {
		const byPath = this.#found.get(blob);
		if (byPath) byPath.set(path, found);
		else this.#found.set(blob, /* @__PURE__ */ new Map([[path, found]]));
	}
	async #candidates(commit, unseen) {
		if (unseen.length < SEARCH_FROM) return unseen;
		const paths = await this.#repository.search(commit, this.#words);
		for (const file of unseen) if (!paths.has(file.path)) this.#settle(file, []);
		return unseen.filter((file) => paths.has(file.path));
	}
	async #read(commit, files) {
		const large = [];
		for (let at = 0; at < files.length; at += AT_ONCE) {
			const part = files.slice(at, at + AT_ONCE);
			const texts = await this.#repository.texts(part.map(({ blob }) => blob));
			for (const file of part) {
				const text = texts.get(file.blob) ?? null;
				if (text === TOO_LARGE) large.push(file);
				else this.#settle(file, text === null ? [] : this.#look(file.path, text));
			}
		}
		if (large.length > 0) await this.#settleLarge(commit, large);
	}
	/** A file that is too large to read does not mention a term if it holds none of its words; else nobody can say. */
	async #settleLarge(commit, large) {
		const open = large.map(() => []);
		for (const [term, one] of this.#terms.entries()) {
			const paths = await this.#repository.search(commit, compileTerms([one]).words);
			for (const [index, file] of large.entries()) if (paths.has(file.path)) open[index]?.push({
				term,
				line: 1,
				column: 1,
				text: "",
				unread: true
			});
		}
		for (const [index, file] of large.entries()) this.#settle(file, open[index] ?? []);
	}
};
// src/read/mentions.ts
/** Where code mentions what a change is about, at a commit: each content is searched once, however many commits hold it. */
/** Listings of files that are kept, the newest. */
const KEPT_LISTS = 32;
/** Answers the question `mentions` for one repository; throws where a file that may matter could not be read. */
var MentionSearch = class {
	#repository;
	#isCode;
	#homes = /* @__PURE__ */ new Map();
	#filters = /* @__PURE__ */ new Map();
	#files = /* @__PURE__ */ new Map();
	#turn = Promise.resolve();
	#lists = /* @__PURE__ */ new Map();
	constructor(repository, manifest) {
		this.#repository = repository;
		this.#isCode = remember(codeFilter(manifest?.code ?? {
			include: [],
			exclude: []
		}, manifest?.databases.flatMap((database) => database.migrations) ?? [], [...manifest?.files ?? [], ...MANIFEST_PATHS]));
	}
	/** Lists of terms that will be asked for together: contents are then read and searched once for all of them. */
	expect(lists) {
		const fresh = new Map([...lists].flat().map((term) => [JSON.stringify(term), term]));
		for (const key of this.#homes.keys()) fresh.delete(key);
		if (fresh.size === 0) return;
		const search = new TermSearch(this.#repository, [...fresh.values()]);
		for (const [index, key] of [...fresh.keys()].entries()) this.#homes.set(key, {
			search,
			index
		});
	}
	/**
	* `files` null: all code; else code that matches any of the globs. Mentions come in order of path and place.
	* One question after another: hundreds of commits at once would hold hundreds of listings in memory.
	*/
	find(commit, files, terms) {
		this.expect([terms]);
		const run = this.#turn.then(() => this.#findNow(commit, files, terms));
		this.#turn = run.catch(() => void 0);
		return run;
	}
	async #findNow(commit, files, terms) {
		const list = await this.#listOf(commit, files);
		const mentions = [];
		for (const [search, indexes] of this.#searchesOf(terms)) for (const { unread, ...found } of await search.find(commit, list)) {
			const asked = indexes.get(found.term) ?? [];
			if (unread && asked.length > 0) throw tooLarge(found.path);
			mentions.push(...asked.map((term) => ({
				...found,
				term
			})));
		}
		return {
			commit,
			files: list,
			mentions: mentions.sort(byPlace)
		};
	}
	/** The searches that know the terms: for each, its own index of a term -> the question's. */
	#searchesOf(terms) {
		const searches = /* @__PURE__ */ new Map();
		for (const [term, key] of terms.map((one) => JSON.stringify(one)).entries()) {
			const home = this.#homes.get(key);
			if (!home) continue;
			const indexes = searches.get(home.search) ?? /* @__PURE__ */ new Map();
			searches.set(home.search, indexes.set(home.index, [...indexes.get(home.index) ?? [], term]));
		}
		return searches;
	}
	#listOf(commit, files) {
		const key = JSON.stringify([commit, files]);
		const known = this.#lists.get(key);
		if (known) return known;
		const list = this.#list(commit, files);
		list.catch(() => this.#lists.delete(key));
		this.#lists.set(key, list);
		const [oldest] = this.#lists.keys();
		if (this.#lists.size > KEPT_LISTS && oldest !== void 0) this.#lists.delete(oldest);
		return list;
	}
	async #list(commit, files) {
		const list = [];
		const matches = this.#filterOf(files);
		const known = files === null ? this.#repository.tree(commit) : this.#repository.list(commit, files);
		for (const [path, entry] of await known) if (isRegular(entry) && this.#isCode(path) && matches(path)) list.push(this.#fileOf(path, entry.blob));
		return list;
	}
	/** Commits hold mostly the same files: one object stands for all of them. */
	#fileOf(path, blob) {
		const known = this.#files.get(path);
		if (known?.blob === blob) return known;
		const file = {
			path,
			blob
		};
		this.#files.set(path, file);
		return file;
	}
	#filterOf(files) {
		if (files === null) return () => true;
		const key = JSON.stringify(files);
		const known = this.#filters.get(key) ?? remember(matchesAny(files));
		this.#filters.set(key, known);
		return known;
	}
};
function byPlace(a, b) {
	if (a.path !== b.path) return a.path < b.path ? -1 : 1;
	return a.line - b.line || a.column - b.column || a.term - b.term;
}
const tooLarge = (path) => /* @__PURE__ */ new Error(`${path} is over 8 MiB and holds one of the words that are searched for: if it is no code, add it to code.exclude in the manifest`);
/** Globs are slow beside a look-up, and commits hold mostly the same paths. */
function remember(test) {
	const known = /* @__PURE__ */ new Map();
	return (path) => {
		const answer = known.get(path) ?? test(path);
		known.set(path, answer);
		return answer;
	};
}
// src/read/telemetry/check-usage.ts
/** The first reason to refuse, as half a sentence; null: usable. */
function refuseUsage(answer, question, terms) {
	return refuseProtocol(answer.protocol) ?? refuseWindow(answer, question) ?? refuseSources(answer, terms.sources) ?? refuseObjects(answer, question, terms.lenient) ?? answer.usage.map((row) => refuseRow(row, answer.window)).find((reason) => reason !== null) ?? null;
}
/** We speak protocol 1; a minor version may follow. */
function refuseProtocol(protocol) {
	if (/^1(?:\.\d+)*$/.test(protocol)) return null;
	return `it speaks protocol ${JSON.stringify(protocol.slice(0, 20))}, and protocol "1" is what is understood here`;
}
/** A window that does not hold all of what was asked. */
function refuseNarrow(window, asked) {
	if (window.from <= asked.from && window.to >= asked.to) return null;
	return `its window (${formatTime(window.from)} to ${formatTime(window.to)}) is narrower than was asked (${formatTime(asked.from)} to ${formatTime(asked.to)})`;
}
function refuseWindow(answer, question) {
	if (answer.generated_at < question.to) return `it was generated at ${formatTime(answer.generated_at)}, before the window's end (${formatTime(question.to)})`;
	return refuseNarrow(answer.window, question);
}
function refuseSources(answer, named) {
	const { sources, missing } = answer.coverage;
	const ids = sources.map(({ id }) => id);
	const twice = firstTwice(ids);
	if (twice !== null) return `it names the source ${twice} twice`;
	const absent = (named ?? []).find((id) => !ids.includes(id) && !missing.includes(id));
	if (absent !== void 0) return `it says nothing of the source ${absent}, which the manifest requires`;
	if (named === null && missing.length === 0 && !sources.some(({ required }) => required)) return "it has no required source, so nothing in it proves that every query was seen";
	return sources.map((source) => refuseSource(source) ?? refuseFuture(source, answer.generated_at)).find((reason) => reason !== null) ?? null;
}
/** Clocks differ by so much at most. */
const CLOCKS_DIFFER = 3e5;
/** A source that has seen what is yet to come would never be too old. */
function refuseFuture({ id, to }, generated) {
	if (to <= generated + CLOCKS_DIFFER) return null;
	return `the source ${id} reaches to ${formatTime(to)}, and the answer was generated at ${formatTime(generated)}, before that`;
}
function refuseSource(source) {
	if (source.from > source.to) return `the source ${source.id} ends before it begins`;
	if (source.sampling.mode === "full" && source.sampling.rate !== 1) return `the source ${source.id} calls itself whole and sampled at ${source.sampling.rate} at once`;
	const gaps = [...source.gaps].sort((a, b) => a.from - b.from);
	if (gaps.some((gap) => gap.from > gap.to)) return `a gap of the source ${source.id} ends before it begins`;
	return gaps.some((gap, index) => gap.from < (gaps[index - 1]?.to ?? Number.NEGATIVE_INFINITY)) ? `gaps of the source ${source.id} overlap` : null;
}
function refuseObjects(answer, question, lenient) {
	const names = answer.usage.map(({ object }) => object);
	const twice = firstTwice(names);
	if (twice !== null) return `it answers for ${twice} twice`;
	const absent = question.objects.find((object) => !names.includes(object));
	if (absent !== void 0) return `it has no answer for ${absent}`;
	const strange = lenient ? void 0 : names.find((object) => !question.objects.includes(object));
	return strange === void 0 ? null : `it answers for ${strange}, which was not asked`;
}
const sumOf = (counts) => counts.explicit + counts.implicit + counts.unresolved + counts.failed;
function refuseRow(row, window) {
	for (const access of ["reads", "writes"]) {
		const told = sumOf(row[access]);
		const byService = row.by.reduce((sum, caller) => sum + caller[access], 0);
		if (told !== byService) return `its sums do not add up: ${row.object} has ${told} ${access} in all and ${byService} by service`;
	}
	const touched = sumOf(row.reads) + sumOf(row.writes) > 0;
	const seen = row.last_seen !== null && row.last_seen >= window.from && row.ignored === 0;
	if (row.state === "zero" && (touched || seen)) return `it calls ${row.object} zero, and ${touched ? "counts queries" : "saw it within the window"} at once`;
	if (row.state === "observed" && !touched && seen) return `it saw ${row.object} within the window, and counts no query of it`;
	return null;
}
function firstTwice(names) {
	return names.find((name, index) => names.indexOf(name) !== index) ?? null;
}
/** A checked answer in our words. With `only`, objects that were not asked for are left out. */
function toUsage$1(answer, terms, only) {
	const { sources, missing } = answer.coverage;
	return {
		generatedAt: answer.generated_at,
		from: answer.window.from,
		to: answer.window.to,
		sources: sources.map((source) => ({
			id: source.id,
			kind: source.kind,
			required: source.required || (terms.sources?.includes(source.id) ?? false),
			from: source.from,
			to: source.to,
			gaps: source.gaps.map(({ from, to, reason }) => ({
				from,
				to,
				reason
			})),
			sampling: {
				mode: source.sampling.mode,
				rate: source.sampling.rate
			},
			statements: source.statements,
			unparsed: source.unparsed
		})),
		missing,
		objects: answer.usage.filter(({ object }) => only.has(object)).map(toObject)
	};
}
function toCounts({ explicit, implicit, unresolved, failed }) {
	return {
		explicit,
		implicit,
		unresolved,
		failed
	};
}
function toObject(row) {
	return {
		object: row.object,
		state: row.state,
		...row.because && { because: row.because },
		reads: toCounts(row.reads),
		writes: toCounts(row.writes),
		ignored: row.ignored,
		firstSeen: row.first_seen,
		lastSeen: row.last_seen,
		by: row.by.map(({ service, user, reads, writes, last_seen }) => ({
			service,
			user: user ?? null,
			reads,
			writes,
			lastSeen: last_seen ?? null
		})),
		samples: row.samples.map(({ fingerprint, text, last_seen }) => ({
			fingerprint,
			text,
			lastSeen: last_seen ?? null
		}))
	};
}
// src/read/telemetry/check-progress.ts
/** The first reason to refuse, as half a sentence; null: usable. */
function refuseComparison(answer, question) {
	const { from, to } = answer.window;
	return (answer.protocol === void 0 ? null : refuseProtocol(answer.protocol)) ?? (answer.name === question.name ? null : `it is about ${JSON.stringify(answer.name.slice(0, 80))}`) ?? (from > to ? "its window ends before it begins" : null) ?? refuseNarrow(answer.window, question) ?? (answer.diverged > answer.compared ? "more rows diverged in it than were compared" : null);
}
/** The first reason to refuse, as half a sentence; null: usable. */
function refuseBackfill(answer, question) {
	return (answer.protocol === void 0 ? null : refuseProtocol(answer.protocol)) ?? (answer.name === question.name ? null : `it is about ${JSON.stringify(answer.name.slice(0, 80))}`);
}
function toComparison(answer) {
	return {
		from: answer.window.from,
		to: answer.window.to,
		compared: answer.compared,
		diverged: answer.diverged,
		unknown: answer.unknown,
		lastDiverged: answer.last_diverged ?? null
	};
}
function toBackfill(answer) {
	return {
		state: answer.state,
		total: answer.total,
		done: answer.done,
		failed: answer.failed,
		updatedAt: answer.updated_at ?? null,
		verifiedAt: answer.verified_at ?? null
	};
}
// src/read/telemetry/kinds.ts
/** The path below the source's address and the body to post; no body: GET. */
function requestOf(question) {
	if (question.ask === "backfill") return { path: `/v1/backfills/${encodeURIComponent(question.name)}` };
	const window = {
		from: formatTime(question.from),
		to: formatTime(question.to)
	};
	if (question.ask === "comparison") {
		const query = new URLSearchParams(window).toString();
		return { path: `/v1/comparisons/${encodeURIComponent(question.name)}?${query}` };
	}
	const ignore = question.ignore.map((service) => ({ service }));
	const { database, objects } = question;
	return {
		path: "/v1/usage",
		body: {
			protocol: "1",
			database,
			window,
			objects,
			ignore
		}
	};
}
/** Checks the shape first, then what no shape can say. Total: any JSON value may be given. */
function judgeAnswer(raw, question, terms) {
	if (question.ask === "usage") return read(usageAnswer, raw, (answer) => {
		const refused = refuseUsage(answer, question, terms);
		if (refused !== null) return { refused };
		return {
			value: toUsage$1(answer, terms, new Set(question.objects)),
			at: answer.generated_at
		};
	});
	if (question.ask === "comparison") return read(comparisonAnswer, raw, (answer) => {
		const refused = refuseComparison(answer, question);
		return refused === null ? {
			value: toComparison(answer),
			at: answer.window.to
		} : { refused };
	});
	return read(backfillAnswer, raw, (answer) => {
		const refused = refuseBackfill(answer, question);
		return refused === null ? {
			value: toBackfill(answer),
			at: answer.updated_at ?? null
		} : { refused };
	});
}
function read(shape, raw, judge) {
	const parsed = shape.safeParse(raw);
	if (parsed.success) return judge(parsed.data);
	const mistakes = describeMistakes(parsed.error);
	const more = mistakes.length > 1 ? ` (and ${mistakes.length - 1} more mistakes)` : "";
	return { refused: `it is not in the form of the protocol: ${mistakes[0] ?? "unreadable"}${more}` };
}
// src/read/telemetry/prometheus-series.ts
/** What an engine answers, and which of it is believed: whole answers, of the time that was asked, in finite numbers. */
/** Numbers travel as text, for JSON has no NaN; a value of any other form is no value. */
const point = tuple([number(), string()]);
const labels = record(string(), string());
const notes = array(string()).nullish();
const envelope = looseObject({
	status: literal$1("success"),
	warnings: notes,
	infos: notes,
	isPartial: boolean().nullish(),
	partial: boolean().nullish(),
	data: discriminatedUnion("resultType", [looseObject({
		resultType: literal$1("vector"),
		result: array(looseObject({
			metric: labels,
			value: point
		}))
	}), looseObject({
		resultType: literal$1("matrix"),
		result: array(looseObject({
			metric: labels,
			values: array(point)
		}))
	})])
});
function toSeries(data) {
	const toPoint = ([at, text]) => ({
		at,
		value: numberOf(text)
	});
	return data.resultType === "vector" ? data.result.map(({ metric, value }) => ({
		labels: metric,
		points: [toPoint(value)]
	})) : data.result.map(({ metric, values }) => ({
		labels: metric,
		points: values.map(toPoint)
	}));
}
/** NaN for whatever is no finite decimal number. */
const numberOf = (text) => /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : NaN;
/** The labels that tell one series from another, as one word. */
function keyOf(of, without = []) {
	const kept = Object.entries(of).filter(([name]) => name !== "__name__" && !without.includes(name));
	return JSON.stringify(kept.sort(([a], [b]) => a < b ? -1 : 1));
}
function refuseNotes({ warnings, infos, isPartial, partial }) {
	const [said] = [...warnings ?? [], ...infos ?? []];
	if (said !== void 0) return `it comes with a warning, and may not be whole: ${plain$1(said, 200)}`;
	return isPartial || partial ? "it calls itself partial" : null;
}
function refuseSeries(series, asked) {
	const seen = /* @__PURE__ */ new Set();
	for (const one of series) {
		const key = keyOf(one.labels) + (one.labels.__name__ ?? "");
		if (seen.has(key)) return "it has one series twice";
		seen.add(key);
		for (const { at, value } of one.points) {
			if (!(value >= 0 && value <= LARGEST)) return `it has a value that is no number from 0 on, or beyond all time (NaN, infinite, negative): ${plain$1(key, 200)}`;
			if (!(at >= asked.from / 1e3 - 1 && at <= asked.to / 1e3 + 1)) return `it is of another time than ${formatTime(asked.to)}, which was asked (a proxy that leaves out time= ?)`;
		}
	}
	return null;
}
/** The last second that has a date. */
const LARGEST = 864e10;
/** Total: any JSON may be given. `asked`: the span of evaluation times; for an instant query both ends are its time. */
function takeSeries(raw, kind, asked) {
	const parsed = envelope.safeParse(raw);
	if (!parsed.success) {
		const [mistake] = describeMistakes(parsed.error);
		return { refused: `it is not in the form of /api/v1/query: ${mistake ?? "unreadable"}` };
	}
	const { data } = parsed.data;
	if (data.resultType !== kind) return { refused: `it is a ${data.resultType}, and a ${kind} was asked` };
	const series = toSeries(data);
	const refused = refuseNotes(parsed.data) ?? refuseSeries(series, asked);
	return refused === null ? { series } : { refused };
}
// src/read/telemetry/prometheus-growth.ts
/** How much counters grew within a window: never less than they truly did. */
/** Labels by which the two engines of a pair tell their copies apart. Any other label tells two collectors apart. */
const REPLICA = [
	"replica",
	"prometheus_replica",
	"__replica__"
];
const lastOf$1 = (series) => series.points.at(-1)?.value ?? 0;
function fold$1(series, pick) {
	const folded = /* @__PURE__ */ new Map();
	for (const one of series) {
		const key = keyOf(one.labels, REPLICA);
		const value = lastOf$1(one);
		folded.set(key, pick(folded.get(key) ?? value, value));
	}
	return folded;
}
/**
* A series that was not there at the start counts in full: a collector that lives shortly is first seen at its end. After a
* reset nobody knows how far it had come, so every life is taken to have reached the highest.
*/
function growthOf(parts) {
	const base = fold$1(parts.base, Math.min);
	const most = fold$1(parts.most, Math.max);
	const resets = fold$1(parts.resets, Math.max);
	return [...new Map(parts.most.map(({ labels }) => [keyOf(labels, REPLICA), labels]))].map(([key, labels]) => {
		const lives = 1 + Math.ceil(resets.get(key) ?? 0);
		const count = (most.get(key) ?? 0) * lives - (base.get(key) ?? 0);
		return {
			labels,
			count: Math.max(0, Math.ceil(count))
		};
	});
}
// src/read/telemetry/prometheus-spans.ts
const milliseconds = (seconds) => Math.round(seconds * 1e3);
/** What names a collector: everything that its engine said of it, but not what a series is about. */
const targetOf = (labels) => keyOf(labels, [
	...REPLICA,
	"db_namespace",
	"source",
	"kind",
	"mode",
	"table",
	"column",
	"result"
]);
const sourceOf = (labels) => labels.source ?? "";
/** Each series' last point as a moment, by the labels that two metrics of one scrape share. */
function momentsOf(series) {
	return new Map(series.map(({ labels, points }) => [keyOf(labels), milliseconds(points.at(-1)?.value ?? 0)]));
}
/** Points of two ranges at the same moments, one claim for each start. */
function claimsInRange(until, since) {
	const starts = new Map(since.map((series) => [keyOf(series.labels), series.points]));
	return until.flatMap(({ labels, points }) => {
		const startAt = new Map((starts.get(keyOf(labels)) ?? []).map(({ at, value }) => [at, milliseconds(value)]));
		const reached = /* @__PURE__ */ new Map();
		for (const { at, value } of points) {
			const from = startAt.get(at);
			if (from !== void 0) reached.set(from, Math.max(reached.get(from) ?? from, milliseconds(value)));
		}
		const about = {
			source: sourceOf(labels),
			target: targetOf(labels)
		};
		return [...reached].map(([from, to]) => ({
			...about,
			from,
			to
		}));
	});
}
/** Spans in order of time, those that touch made one. */
function joinSpans(spans) {
	const joined = [];
	for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
		const last = joined.at(-1);
		if (to < from) continue;
		if (last && from <= last.to) last.to = Math.max(last.to, to);
		else joined.push({
			from,
			to
		});
	}
	return joined;
}
/** What lies between joined spans. */
function gapsBetween(joined) {
	return joined.flatMap(({ to }, index) => {
		const next = joined[index + 1];
		return next ? [{
			from: to,
			to: next.from
		}] : [];
	});
}
/** Whether joined `spans` hold all that joined `wanted` hold. */
function holdsAll(spans, wanted) {
	return wanted.every((want) => spans.some(({ from, to }) => from <= want.from && to >= want.to));
}
// src/read/telemetry/prometheus-coverage.ts
/** A collector whose clock is that far ahead cannot tell what it has seen. */
const AHEAD = 6e4;
const name = (metric) => `lanekeeper_source_${metric}`;
/** Sources in which a collector began anew within the window: only a range tells what it covered before. */
function changedSources({ since, sinceLast }) {
	const last = momentsOf(sinceLast);
	const changed = since.filter(({ labels, points }) => {
		const first = Math.round((points.at(-1)?.value ?? 0) * 1e3);
		return last.get(keyOf(labels)) !== first;
	});
	return [...new Set(changed.map(({ labels }) => sourceOf(labels)))];
}
/** Of the latest coverage that each collector told. */
function latestClaims({ until, sinceLast }) {
	const starts = momentsOf(sinceLast);
	const claims = [];
	for (const [index, [key, to]] of [...momentsOf(until)].entries()) {
		const labels = until[index]?.labels ?? {};
		const source = sourceOf(labels);
		const from = starts.get(key);
		if (source === "") return { refused: `${name("covered_until_timestamp_seconds")} has no label source` };
		if (from === void 0) return { refused: `the source ${source} does not tell ${name("covered_since_timestamp_seconds")}: since when it covers everything is not known` };
		if (from > to) return { refused: `the source ${source} ends before it begins` };
		claims.push({
			source,
			target: targetOf(labels),
			from,
			to
		});
	}
	return claims;
}
const MODES = [
	"full",
	"at-least-once",
	"random",
	"threshold"
];
/** The worst of all that was told within the window; null: nothing was, or nothing that can be understood. */
function samplingOf(source, series) {
	const told = series.filter(({ labels }) => sourceOf(labels) === source).map(({ labels, points }) => ({
		mode: MODES.find((mode) => mode === labels.mode),
		rate: points.at(-1)?.value ?? 0
	}));
	const worst = told.toSorted((a, b) => MODES.indexOf(b.mode ?? "threshold") - MODES.indexOf(a.mode ?? "threshold") || a.rate - b.rate)[0];
	if (!worst || told.some(({ mode }) => mode === void 0)) return null;
	const { mode, rate } = worst;
	return mode !== void 0 && rate > 0 && rate <= 1 ? {
		mode,
		rate
	} : null;
}
/** Read within the window; null: it does not tell whether all could be read. */
function statementsOf(source, series) {
	const growths = growthOf(series).filter(({ labels }) => sourceOf(labels) === source);
	const sum = (result) => {
		const counts = growths.filter(({ labels }) => labels.result === result).map(({ count }) => count);
		return counts.length === 0 ? null : counts.reduce((total, count) => total + count, 0);
	};
	const unparsed = sum("unparsed");
	return unparsed === null ? null : {
		statements: (sum("parsed") ?? 0) + unparsed,
		unparsed
	};
}
function spansOf(source, claims) {
	return joinSpans(claims.filter((claim) => claim.source === source));
}
function coverageOf(source, series, claims, question) {
	const spans = spansOf(source, claims);
	const refuse = (why) => ({ refused: `the source ${source} ${why}` });
	const [from, to] = [spans[0]?.from, spans.at(-1)?.to];
	if (from === void 0 || to === void 0) return refuse("covers no time");
	if (to > question.to + AHEAD) return refuse(`covers time to come, up to ${formatTime(to)}: its clock is ahead`);
	const told = series.required.filter(({ labels }) => sourceOf(labels) === source);
	if (told.length === 0) return refuse(`does not tell ${name("required")}`);
	const sampling = samplingOf(source, series.sampling);
	if (!sampling) return refuse(`does not tell ${name("sampling_rate")}: whether it sees every statement is not known`);
	const statements = statementsOf(source, series);
	if (!statements) return refuse("does not tell lanekeeper_statements_total of the result unparsed: whether all could be read is not known");
	return {
		id: source,
		kind: told[0]?.labels.kind ?? "unknown",
		required: told.some(({ points }) => (points.at(-1)?.value ?? 0) > 0),
		from: formatTime(from),
		to: formatTime(Math.min(to, question.to)),
		gaps: gapsBetween(spans).map((gap) => ({
			from: formatTime(gap.from),
			to: formatTime(gap.to),
			reason: "not-covered"
		})),
		sampling,
		...statements
	};
}
/** What an engine forgot cannot be asked: a use seen by a collector that is gone would be forgotten, too. */
function refuseForgotten(source, from, before, question) {
	if (from > question.from || before.some(({ labels }) => sourceOf(labels) === source)) return null;
	return `it has no sample of the source ${source} from before the window (${formatTime(question.from)}), though that source is covered since ${formatTime(from)}: the retention of the engine is shorter than the window, or it scrapes the source for less long than that; keep samples for longer than the window (--storage.tsdb.retention.time)`;
}
/** Required sources that told nothing within the window, though the engine remembers them from before. */
function silentSources({ required, until }) {
	const heard = new Set(until.map(({ labels }) => sourceOf(labels)));
	const wanted = required.filter(({ points }) => (points.at(-1)?.value ?? 0) > 0);
	return [...new Set(wanted.map(({ labels }) => sourceOf(labels)))].filter((source) => !heard.has(source));
}
/** Every source that told of itself within the window. */
function sourcesOf(series, claims, question) {
	const sources = [];
	for (const source of new Set(claims.map((claim) => claim.source))) {
		const one = coverageOf(source, series, claims, question);
		if ("refused" in one) return one;
		const forgotten = refuseForgotten(source, spansOf(source, claims)[0]?.from ?? question.to, series.before, question);
		if (forgotten !== null) return { refused: forgotten };
		sources.push(one);
	}
	return sources;
}
// src/read/telemetry/prometheus-queries.ts
const PREFIX = "lanekeeper_";
/** How far before the window a sample is looked for that proves the engine's memory to reach there. */
const BEFORE_WINDOW = 36e5;
const BEFORE = "1h";
/** A required source that fell silent before the window is still remembered. */
const INVENTORY = 2592e6;
/** PromQL's strings have Go's escapes, and JSON's are among them. */
const quote = (text) => JSON.stringify(text.toWellFormed());
const literal = (text) => text.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&");
function match(label, values) {
	const [only, ...more] = [...new Set(values)];
	if (only === void 0) return `${label}=""`;
	return more.length === 0 ? `${label}=${quote(only)}` : `${label}=~${quote([only, ...more].map(literal).join("|"))}`;
}
const durationOf = (milliseconds) => `${Math.max(1, Math.ceil(milliseconds / 1e3))}s`;
const atEnd = (text) => ({
	text,
	at: "to"
});
const atStart = (text) => ({
	text,
	at: "from"
});
const windowOf = ({ from, to }) => durationOf(to - from);
/**
* A counter's growth from three sides, for `increase()` is 0 for what was seen once: its value at the start, its highest, and
* how often it began anew; both from the sample on that the value at the start is of, which may be of an earlier life. Zeros are left out where `sparse`.
*/
function growthQueries(selector, window, sparse) {
	const longer = durationOf(window.to - window.from + BEFORE_WINDOW);
	return {
		base: atStart(`last_over_time(${selector}[${BEFORE}]) != 0`),
		most: atEnd(`max_over_time(${selector}[${longer}])${sparse ? " != 0" : ""}`),
		resets: atEnd(`resets(${selector}[${longer}]) != 0`)
	};
}
/** Who covers what: asked before use is, so that no use falls between the two. */
function coverageQueries(question) {
	const here = `{db_namespace=${quote(question.database)}}`;
	const window = windowOf(question);
	const over = (how, name) => atEnd(`${how}_over_time(${PREFIX}source_${name}${here}[${window}])`);
	return {
		until: over("max", "covered_until_timestamp_seconds"),
		since: over("min", "covered_since_timestamp_seconds"),
		sinceLast: over("max", "covered_since_timestamp_seconds"),
		sampling: over("min", "sampling_rate"),
		required: atEnd(`last_over_time(${PREFIX}source_required${here}[${durationOf(question.to - question.from + INVENTORY)}])`),
		before: atStart(`max by (source) (max_over_time(${PREFIX}source_covered_until_timestamp_seconds${here}[${BEFORE}]))`),
		...growthQueries(`${PREFIX}statements_total${here}`, question, false)
	};
}
/** The objects' own series; more may come where several objects are asked, and is left aside. */
function useQueries(question) {
	const parts = question.objects.map(splitColumn);
	const selector = `{${[
		`db_namespace=${quote(question.database)}`,
		match("table", parts.map(({ table }) => table)),
		match("column", parts.map(({ column }) => column))
	].join(",")}}`;
	const window = windowOf(question);
	return {
		seen: atEnd(`max by (table, column, access, via, service) (max_over_time(${PREFIX}column_last_seen_timestamp_seconds${selector}[${window}]))`),
		watched: atEnd(`max_over_time(${PREFIX}column_watched_since_timestamp_seconds${selector}[${window}])`),
		...growthQueries(`${PREFIX}column_references_total${selector}`, question, true)
	};
}
/** Ranges of sources whose coverage began anew within the window. */
function changedQueries(question, sources) {
	const here = `{db_namespace=${quote(question.database)},${match("source", sources)}}`;
	return {
		until: `${PREFIX}source_covered_until_timestamp_seconds${here}`,
		since: `${PREFIX}source_covered_since_timestamp_seconds${here}`
	};
}
// src/read/telemetry/prometheus-progress.ts
/** Comparisons and backfills as an engine tells of them, in the protocol's words. */
function progressQueries(question, window) {
	const selector = `{name=${quote(question.name)}}`;
	if (question.ask === "backfill") return { all: {
		text: `{__name__=~"${PREFIX}backfill_.+",name=${quote(question.name)}}`,
		at: "to"
	} };
	const counters = [
		"compared",
		"divergent",
		"unknown"
	].flatMap((kind) => Object.entries(growthQueries(`${PREFIX}dual_write_${kind}_total${selector}`, window, false)).map(([part, query]) => [`${kind} ${part}`, query]));
	const seconds = Math.ceil((window.to - window.from) / 1e3);
	const first = {
		text: `min_over_time(${PREFIX}dual_write_compared_total${selector}[${seconds}s])`,
		at: "to"
	};
	const last = {
		text: `max_over_time(${PREFIX}dual_write_last_divergent_timestamp_seconds${selector}[${seconds}s])`,
		at: "to"
	};
	return {
		...Object.fromEntries(counters),
		first,
		last
	};
}
function progressOf(series, question) {
	return question.ask === "backfill" ? backfillOf(series.all ?? [], question.name) : comparisonOf(series, question);
}
const lastOf = (series) => series.points.at(-1)?.value ?? 0;
function fold(series, pick) {
	const folded = /* @__PURE__ */ new Map();
	for (const one of series) {
		const key = keyOf(one.labels, REPLICA);
		folded.set(key, pick(folded.get(key) ?? lastOf(one), lastOf(one)));
	}
	return folded;
}
/** `least` for what speaks for agreement, `most` for what speaks against it: each on the side of caution. */
function boundsOf({ base, most, resets }, first) {
	const lows = fold(base, Math.min);
	const firsts = fold(first, Math.max);
	const anew = fold(resets, Math.max);
	const bounds = {
		least: 0,
		most: 0
	};
	for (const [key, top] of fold(most, Math.max)) {
		const lives = 1 + (anew.get(key) ?? 0);
		const low = lows.get(key);
		bounds.most += Math.max(0, top * lives - (low ?? 0));
		bounds.least += lives > 1 ? 0 : Math.max(0, top - Math.max(low ?? 0, firsts.get(key) ?? 0));
	}
	return bounds;
}
function comparisonOf(series, question) {
	const { name, from, to } = question;
	const counter = (kind) => ({
		base: series[`${kind} base`] ?? [],
		most: series[`${kind} most`] ?? [],
		resets: series[`${kind} resets`] ?? []
	});
	const [compared, diverged, unknown] = [
		counter("compared"),
		counter("divergent"),
		counter("unknown")
	];
	if (compared.most.length === 0) return { missing: `there is no comparison called ${name}` };
	for (const [kind, { most }] of Object.entries({
		divergent: diverged,
		unknown
	})) if (most.length === 0) return { failed: `the answer was refused: it does not tell ${PREFIX}dual_write_${kind}_total of ${name}` };
	const last = Math.max(0, ...(series.last ?? []).map(lastOf));
	const count = Math.floor(boundsOf(compared, series.first ?? []).least);
	return { answer: {
		protocol: "1",
		name,
		window: {
			from: formatTime(from),
			to: formatTime(to)
		},
		compared: count,
		diverged: Math.ceil(boundsOf(diverged, []).most),
		unknown: Math.ceil(boundsOf(unknown, []).most),
		last_diverged: last > 0 ? formatTime(Math.round(last * 1e3)) : null
	} };
}
const STATES = [
	"running",
	"paused",
	"failed",
	"complete"
];
/** The series that one collector tells, by their names and states. */
function perCollector(series) {
	const collectors = /* @__PURE__ */ new Map();
	for (const one of series) {
		const key = keyOf(one.labels, ["state"]);
		const told = collectors.get(key) ?? /* @__PURE__ */ new Map();
		collectors.set(key, told.set(partOf(one.labels), lastOf(one)));
	}
	return collectors;
}
const partOf = ({ __name__: metric = "", state }) => `${metric.slice(`${PREFIX}backfill_`.length)}${state === void 0 ? "" : ` ${state}`}`;
/** Where several tell of it, the one that was told of last. */
function backfillOf(series, name) {
	const told = [...perCollector(series).values()].sort((a, b) => (b.get("updated_timestamp_seconds") ?? 0) - (a.get("updated_timestamp_seconds") ?? 0))[0];
	if (!told) return { missing: `there is no backfill called ${name}` };
	const states = STATES.filter((state) => told.get(`state ${state}`) === 1);
	const [done, failed, updated] = [
		"rows_done",
		"rows_failed",
		"updated_timestamp_seconds"
	].map((part) => told.get(part));
	const [state] = states;
	if (state === void 0 || states.length > 1 || done === void 0 || failed === void 0 || updated === void 0) return { failed: `the answer was refused: it does not tell state, rows and time of the backfill ${name}` };
	const remaining = told.get("rows_remaining");
	const verified = told.get("verified_timestamp_seconds");
	return { answer: {
		protocol: "1",
		name,
		state,
		total: remaining === void 0 ? null : Math.ceil(done + remaining),
		done: Math.floor(done),
		failed: Math.ceil(failed),
		updated_at: formatTime(Math.round(updated * 1e3)),
		verified_at: verified === void 0 ? null : formatTime(Math.round(verified * 1e3))
	} };
}
// src/read/telemetry/prometheus-usage.ts
const WAYS = {
	explicit: "explicit",
	implicit: "implicit",
	view: "implicit",
	function: "implicit",
	failed: "failed"
};
/** What says neither is taken for both. */
const accessesOf = ({ access }) => access === "read" ? ["reads"] : access === "write" ? ["writes"] : ["reads", "writes"];
const wayOf = ({ via }) => WAYS[via ?? "explicit"] ?? "unresolved";
const momentOf = (series) => Math.round((series.points.at(-1)?.value ?? 0) * 1e3);
/** Whether a series is the object's. */
function isOf(object) {
	const { table, column } = splitColumn(object);
	return (labels) => (labels.table ?? "") === table && (labels.column ?? "") === column;
}
const useKey = ({ access, via, service }) => JSON.stringify([
	access,
	via,
	service
]);
/** Moments decide whether there was use within the window, counters how often; a counter without its moment decides both. */
function usesOf(object, series, from) {
	const mine = isOf(object);
	const uses = /* @__PURE__ */ new Map();
	const useOf = (labels) => {
		const key = useKey(labels);
		const service = labels.service ?? "";
		const fresh = {
			accesses: accessesOf(labels),
			way: wayOf(labels),
			service,
			count: 0,
			grown: 0
		};
		const use = uses.get(key) ?? {
			...fresh,
			lastSeen: null
		};
		uses.set(key, use);
		return use;
	};
	for (const one of series.seen) if (mine(one.labels)) useOf(one.labels).lastSeen = momentOf(one);
	for (const { labels, count } of growthOf(series)) if (mine(labels)) useOf(labels).grown += count;
	return [...uses.values()].map(({ grown, ...use }) => {
		const lastSeen = use.lastSeen === 0 ? null : use.lastSeen;
		const within = lastSeen === null ? grown > 0 : lastSeen >= from;
		return {
			...use,
			lastSeen,
			count: within ? Math.max(1, grown) : 0
		};
	});
}
const NONE = {
	explicit: 0,
	implicit: 0,
	unresolved: 0,
	failed: 0
};
function countsOf(uses, access) {
	const counts = { ...NONE };
	for (const use of uses) if (use.accesses.includes(access)) counts[use.way] += use.count;
	return counts;
}
function latest(uses) {
	const moments = uses.map(({ lastSeen }) => lastSeen).filter((moment) => moment !== null);
	return moments.length === 0 ? null : formatTime(Math.max(...moments));
}
function callersOf(uses) {
	return [...new Set(uses.filter(({ count }) => count > 0).map(({ service }) => service))].map((service) => {
		const own = uses.filter((use) => use.service === service);
		const sum = (access) => own.filter(({ accesses }) => accesses.includes(access)).reduce((total, { count }) => total + count, 0);
		return {
			service,
			user: "",
			reads: sum("reads"),
			writes: sum("writes"),
			last_seen: latest(own)
		};
	});
}
/** What each required source covered, the object must have been watched for by those who covered it. */
function isWatched(object, series, claims, sources, window) {
	const mine = isOf(object);
	const since = /* @__PURE__ */ new Map();
	for (const one of series.watched.filter(({ labels }) => mine(labels))) {
		const target = targetOf(one.labels);
		since.set(target, Math.max(since.get(target) ?? 0, momentOf(one)));
	}
	const clip = (spans) => joinSpans(spans.map(({ from, to }) => ({
		from: Math.max(from, window.from),
		to: Math.min(to, window.to)
	})));
	return sources.every((source) => {
		const own = claims.filter((claim) => claim.source === source);
		const seen = own.flatMap(({ target, from, to }) => {
			const watched = since.get(target);
			return watched === void 0 ? [] : [{
				from: Math.max(from, watched),
				to
			}];
		});
		return holdsAll(clip(seen), clip(own));
	});
}
function toUsage(object, series, watched, question) {
	const all = usesOf(object, series, question.from);
	const ignored = all.filter(({ service }) => question.ignore.includes(service));
	const uses = all.filter((use) => !ignored.includes(use));
	const touched = uses.some(({ count }) => count > 0);
	const moment = latest(uses);
	return {
		object,
		state: touched ? "observed" : watched ? "zero" : "no_data",
		reads: countsOf(uses, "reads"),
		writes: countsOf(uses, "writes"),
		ignored: ignored.reduce((sum, { count }) => sum + count, 0),
		first_seen: null,
		last_seen: moment,
		by: callersOf(uses),
		samples: []
	};
}
/** Objects of which the engine has nothing: nobody watches them, or they are mistyped. */
function unknownObjects(objects, { watched }) {
	return objects.filter((object) => !watched.some(({ labels }) => isOf(object)(labels)));
}
function usageOf(series, claims, sources, required, question) {
	const needed = sources.filter((one) => one.required || required?.includes(one.id)).map(({ id }) => id);
	return question.objects.map((object) => toUsage(object, series, isWatched(object, series, claims, needed, question), question));
}
// src/read/telemetry/prometheus.ts
/** The questions of telemetry, put to any engine that speaks Prometheus' HTTP API, and answered in the protocol's words. */
const isFailed = (one) => one !== null && typeof one === "object" && "failed" in one && typeof one.failed === "string";
const failedIn = (answers) => answers.find(isFailed);
/** Bound to one budget: whatever is asked last has what the others left. */
function asker({ url, tokenEnv, env, budget }) {
	const end = performance.now() + budget;
	return async (text, { from, to, step }) => {
		const time = step === void 0 ? { time: formatTime(to) } : {
			start: formatTime(from),
			end: formatTime(to),
			step: `${step}s`
		};
		const whole = {
			partial_response: "false",
			deny_partial_response: "1"
		};
		const query = new URLSearchParams({
			query: text,
			...time,
			...whole
		}).toString();
		const path = `/api/v1/${step === void 0 ? "query" : "query_range"}`;
		const left = Math.max(1, end - performance.now());
		const answer = await askJson({
			url: `${below(url, path)}?${query}`,
			tokenEnv,
			env,
			budget: left
		});
		if (!answer.ok) {
			const said = answer.problem?.error;
			return { failed: typeof said === "string" ? `${answer.why} (it says: ${plain$1(said, 200)})` : answer.why };
		}
		const asked = step === void 0 ? {
			from: to,
			to
		} : {
			from,
			to
		};
		const taken = takeSeries(answer.value, step === void 0 ? "vector" : "matrix", asked);
		return "refused" in taken ? { failed: `the answer was refused: ${taken.refused}` } : taken.series;
	};
}
async function askAll(ask, queries, question) {
	const names = Object.keys(queries);
	const answers = await Promise.all(names.map((name) => {
		const time = question[queries[name].at];
		return ask(queries[name].text, {
			from: time,
			to: time
		});
	}));
	return failedIn(answers) ?? Object.fromEntries(names.map((name, at) => [name, answers[at]]));
}
/** Points of a range: an engine gives 11,000 at most. */
const POINTS = 2e3;
/** What collectors that began anew had covered before, as far as the range's steps tell. */
async function claimsBefore(ask, question, sources) {
	const { from, to } = question;
	const step = Math.max(15, Math.ceil((to - from) / 1e3 / POINTS));
	const queries = changedQueries(question, sources);
	const [until, since] = await Promise.all([queries.until, queries.since].map((text) => ask(text, {
		from,
		to,
		step
	})));
	if (!Array.isArray(until) || !Array.isArray(since)) return failedIn([until, since]) ?? [];
	return await refine(ask, question, sources, claimsInRange(until, since), step);
}
/** Up to a step of what was covered before a gap lies between two points of the range: asked at the gap's end. */
async function refine(ask, question, sources, claims, step) {
	const sharper = sources.flatMap((source) => gapsBetween(joinSpans(claims.filter((claim) => claim.source === source))).map((gap) => ({
		...gap,
		source
	}))).slice(-16).map(async ({ source, to }) => {
		const here = `{db_namespace=${quote(question.database)},source=${quote(source)}}`;
		const before = (metric) => ask(`last_over_time(lanekeeper_source_${metric}_timestamp_seconds${here}[${step + 1}s])`, {
			from: to,
			to
		});
		const [until, since] = await Promise.all([before("covered_until"), before("covered_since")]);
		if (!Array.isArray(until) || !Array.isArray(since)) return failedIn([until, since]) ?? [];
		return claimsInRange(until, since);
	});
	const answers = await Promise.all(sharper);
	return failedIn(answers) ?? [...claims, ...answers.flatMap((one) => Array.isArray(one) ? one : [])];
}
async function claimsOf(ask, question, series) {
	const latest = latestClaims(series);
	if ("refused" in latest) return { failed: `the answer was refused: ${latest.refused}` };
	const changed = changedSources(series);
	if (changed.length === 0) return latest;
	const before = await claimsBefore(ask, question, changed);
	return "failed" in before ? before : [...latest, ...before];
}
async function askUsage(engine, question) {
	const ask = asker(engine);
	const covered = await askAll(ask, coverageQueries(question), question);
	if ("failed" in covered) return covered;
	if (covered.until.length === 0) return { failed: tellNothing(question) };
	const claims = await claimsOf(ask, question, covered);
	if ("failed" in claims) return claims;
	const sources = sourcesOf(covered, claims, question);
	if ("refused" in sources) return { failed: `the answer was refused: ${sources.refused}` };
	const used = await askAll(ask, useQueries(question), question);
	if ("failed" in used) return used;
	const unknown = unknownObjects(question.objects, used);
	if (unknown.length > 0) return { failed: tellUnknown(unknown, question) };
	const window = {
		from: formatTime(question.from),
		to: formatTime(question.to)
	};
	return { answer: {
		protocol: "1",
		generated_at: window.to,
		window,
		coverage: {
			sources,
			missing: silentSources(covered)
		},
		usage: usageOf(used, claims, sources, engine.sources, question)
	} };
}
const tellNothing = ({ database, from, to }) => `it has no data (no series lanekeeper_source_covered_until_timestamp_seconds) of the database ${database} from ${formatTime(from)} to ${formatTime(to)}: is a collector scraped, and the database named there as in the manifest?`;
const tellUnknown = (objects, { database }) => `it has no data of ${objects.join(", ")} in the database ${database} (no series lanekeeper_column_watched_since_timestamp_seconds): not known or not watched by any collector there; is it spelled as the database spells it?`;
async function askProgress(engine, question) {
	const now = Date.now();
	const window = question.ask === "comparison" ? {
		from: question.from,
		to: question.to
	} : {
		from: now,
		to: now
	};
	const series = await askAll(asker(engine), progressQueries(question, window), window);
	return isFailed(series) ? series : progressOf(series, question);
}
/** Never rejects. The answer is complete, or there is none: a failed query fails them all. */
async function askEngine(engine, question) {
	return question.ask === "usage" ? await askUsage(engine, question) : await askProgress(engine, question);
}
// src/read/telemetry.ts
/** Asks the telemetry that the manifest names. Never rejects for what a server or a file may hold. */
async function askTelemetry(reader, question) {
	const source = reader.sources.find(({ name }) => name === question.telemetry);
	if (!source) return failed(`the manifest has no telemetry called ${question.telemetry}`, "manifest");
	if (source.type === "query-log") return await askQueryLog(reader, source, question);
	if (source.type === "file") return await readAnswerFile(reader, source, question);
	return await askPrometheus(reader, source, question);
}
/** An engine's series are put into an answer of the protocol, which is then judged and kept as a query log's own. */
async function askPrometheus(reader, source, question) {
	const { url, tokenEnv, sources } = source;
	const label = `prometheus ${source.name}`;
	const told = await askEngine({
		url,
		tokenEnv,
		sources,
		env: reader.env,
		budget: reader.budget
	}, question);
	if ("failed" in told) return failed(`${label}: ${told.failed}`, label);
	if ("missing" in told) return missing(`${label}: ${told.missing}`, label);
	const judged = judgeAnswer(told.answer, question, {
		sources,
		lenient: false
	});
	if ("refused" in judged) return failed(`the answer of ${label} was refused: ${judged.refused}`, label);
	reader.keep(question, told.answer);
	return known(judged.value, label, judged.at);
}
async function askQueryLog(reader, source, question) {
	const { path, body } = requestOf(question);
	const { env, budget } = reader;
	const url = below(source.url, path);
	const answer = await askJson({
		url,
		tokenEnv: source.tokenEnv,
		env,
		budget,
		...body === void 0 ? {} : { body }
	});
	const label = `query-log ${source.name}`;
	if (!answer.ok) return explainRefusal(answer, question, label);
	const judged = judgeAnswer(answer.value, question, {
		sources: source.sources,
		lenient: false
	});
	if ("refused" in judged) return failed(`the answer of ${label} was refused: ${judged.refused}`, label);
	reader.keep(question, answer.value);
	return known(judged.value, label, judged.at);
}
function explainRefusal(answer, question, label) {
	if (question.ask === "usage" && isProblem(answer.problem, "unknown-object")) return failed(`${answer.why}; one of ${question.objects.join(", ")} is not known there: is it spelled as the database spells it?`, label);
	const own = answer.problem?.type !== void 0 && !isProblem(answer.problem, "no-such-path");
	if (question.ask !== "usage" && answer.status === 404 && own) return missing(`${label} has no ${question.ask} called ${question.name}`, label);
	return failed(answer.why, label);
}
async function readAnswerFile(reader, source, question) {
	const label = `file ${source.name}`;
	const file = await readNamedFile(reader.files, source.url);
	if ("refused" in file) return failed(file.refused, label);
	let raw;
	try {
		raw = JSON.parse(file.text);
	} catch (error) {
		return failed(`${source.url} is not JSON: ${error instanceof Error ? error.message : "unreadable"}`, label);
	}
	return chooseAnswer(rowsFor(Array.isArray(raw) ? raw : [raw], question), question, {
		sources: source.sources,
		lenient: true
	}, label, reader.keep);
}
/** Rows that may answer: of this environment, database and telemetry where they name one, and of this kind. */
function rowsFor(rows, question) {
	return rows.filter((row) => row === null || typeof row !== "object" || mayAnswer(row, question));
}
function mayAnswer(row, question) {
	const fits = (field, value) => row[field] === void 0 || row[field] === value;
	if (!fits("environment", question.environment) || !fits("telemetry", question.telemetry)) return false;
	if (!fits("asked", canonicalJson(question))) return false;
	if (question.ask === "usage") return fits("database", question.database) && row.name === void 0;
	return ("compared" in row ? "comparison" : "state" in row ? "backfill" : question.ask) === question.ask && fits("name", question.name);
}
/** The usable row with the narrowest window, the newest of several; where none is usable, why the last one is not. */
function chooseAnswer(rows, question, terms, label, keep) {
	const usable = [];
	let refused = null;
	for (const row of rows) {
		const judged = judgeAnswer(row, question, terms);
		if ("refused" in judged) refused = judged.refused;
		else usable.push({
			judged,
			row
		});
	}
	const [best] = usable.sort((a, b) => widthOf(a.judged.value) - widthOf(b.judged.value) || (b.judged.at ?? 0) - (a.judged.at ?? 0));
	if (best && usable.some((other) => contradicts(other, best))) return failed(`${label} has two answers of one time that contradict each other`, label);
	if (best) {
		keep(question, best.row);
		return known(best.judged.value, label, best.judged.at);
	}
	const about = question.ask === "usage" ? question.objects.join(", ") : question.name;
	if (refused !== null) return failed(`the answer of ${label} was refused: ${refused}`, label);
	const why = `${label} has no ${question.ask} answer for ${about} in ${question.environment}`;
	return question.ask === "usage" ? failed(why, label) : missing(why, label);
}
/** Neither is newer, so neither can be preferred. */
const contradicts = ({ judged }, best) => judged.at === best.judged.at && widthOf(judged.value) === widthOf(best.judged.value) && canonicalJson(judged.value) !== canonicalJson(best.judged.value);
const widthOf = (value) => "to" in value ? value.to - value.from : 0;
// src/read/answer.ts
const BUDGET = 1e4;
function answerer(outside) {
	const kept = new Kept(outside.evidence, outside.repository);
	const mentions = new MentionSearch(outside.repository, outside.manifest);
	const answers = /* @__PURE__ */ new Map();
	const look = lookUp(outside, kept, mentions);
	const once = (question) => {
		const key = canonicalJson(question);
		const asked = answers.get(key) ?? contain(question, look, kept);
		answers.set(key, asked);
		return asked;
	};
	return {
		answer: (questions) => {
			mentions.expect(questions.flatMap((question) => question.ask === "mentions" ? [question.terms] : []));
			return Promise.all(questions.map(async (question) => ({
				question,
				answer: await once(question)
			})));
		},
		used: () => kept.written()
	};
}
async function contain(question, look, kept) {
	const found = await look(question).catch((error) => failed(explain(error), question.ask));
	const answer = found.state === "known" ? found : kept.told(question) ?? found;
	kept.note(question, answer);
	return answer;
}
function explain(error) {
	if (error instanceof UserError) return `${error.message.replace(/\.$/, "")} (${error.next})`;
	return error instanceof Error ? error.message : String(error);
}
/** Chooses, for each kind of question, who can answer it. */
function lookUp(outside, kept, mentions) {
	const { repository, manifest, evidence, now } = outside;
	const approvals = approvalReader(outside, kept);
	const telemetry = telemetryReader(outside, kept);
	return async (question) => {
		switch (question.ask) {
			case "deployments": {
				const environment = manifest?.environments.find(({ name }) => name === question.environment);
				if (!environment) return failed(`the manifest has no environment ${question.environment}`, "manifest");
				return await readDeployments({
					environment,
					given: await fetched(outside, kept, "deployments", async (records) => ({ deployments: await records.deployments(environment) })),
					repository,
					now,
					resolve: (ref) => kept.resolve(ref)
				});
			}
			case "carried": return await readCarried(question, repository);
			case "mentions": {
				const { commit, files, terms } = question;
				return known(await mentions.find(commit, files, terms), `commit ${commit.slice(0, 12)}`, null);
			}
			case "consumer": return readConsumer(question, await fetched(outside, kept, "consumers", async (records) => ({ consumers: await records.consumers(question) })));
			case "flag": {
				const { env, budget, files } = telemetry;
				return await askFlag({
					source: manifest?.flags ?? null,
					given: evidence,
					env,
					budget,
					files
				}, question);
			}
			case "usage":
			case "comparison":
			case "backfill": return givenTelemetry(outside, question, telemetry) ?? await askTelemetry(telemetry, question);
			case "approvals": return await readApprovals(approvals, question.change);
		}
	};
}
/** What was given, where it has the part; else what the records say. */
async function fetched({ evidence, records }, kept, part, fetch) {
	if (!records || evidence?.parts[part]) return evidence;
	const raw = await fetch(records);
	kept.fetched(raw);
	return evidenceOf(raw, records.name);
}
const PART = {
	usage: "usage",
	comparison: "comparisons",
	backfill: "backfills"
};
/** The evidence file's own answer, where it has that part; null: it has not. */
function givenTelemetry({ evidence, manifest }, question, reader) {
	const rows = evidence?.raw[PART[question.ask]];
	if (!evidence || !rows) return null;
	const terms = {
		sources: (manifest?.telemetry.find(({ name }) => name === question.telemetry))?.sources ?? null,
		lenient: true
	};
	return chooseAnswer(rowsFor(rows, question), question, terms, evidence.name, reader.keep);
}
function approvalReader(outside, kept) {
	const { repository, subject, manifest, manifestAt } = outside;
	const readings = /* @__PURE__ */ new Map();
	const readOnce = (commit) => {
		const reading = readings.get(commit) ?? manifestAt(commit);
		readings.set(commit, reading);
		return reading;
	};
	const approvers = manifest?.approval.approvers ?? [];
	const resolve = (ref) => kept.resolve(ref);
	const given = (change, digest) => fetched(outside, kept, "approvals", (records) => records.approvals(change, digest));
	return {
		repository,
		subject,
		given,
		approvers,
		manifestAt: readOnce,
		resolve
	};
}
function telemetryReader(outside, kept) {
	const { repository, manifest, subject } = outside;
	const commits = subject.kind === "lint" ? {
		base: null,
		head: null
	} : subject;
	const files = {
		repository,
		manifestPath: manifest?.path ?? "lanekeeper.yml",
		base: commits.base,
		head: commits.head
	};
	return {
		sources: manifest?.telemetry ?? [],
		env: outside.env ?? process.env,
		budget: outside.budget ?? BUDGET,
		files,
		keep: (question, raw) => kept.keep(question, raw)
	};
}
// src/world/reading.ts
const valid = (reading) => reading.state === "valid" ? reading.manifest : null;
function knownEnvironment(manifest, name) {
	if (name === null || !manifest || manifest.environments.some((environment) => environment.name === name)) return;
	const known = manifest.environments.map((environment) => environment.name).join(", ") || "none";
	throw new UserError(`the manifest has no environment ${JSON.stringify(name)}.`, `It has: ${known}.`);
}
/** The manifest at the three points. */
async function manifestsAt(repository, { base, head, mergeBase }, path) {
	const read = (commit) => manifestAt(repository, commit, path);
	const [atBase, atHead, atMergeBase] = await Promise.all([
		read(base),
		read(head),
		read(mergeBase)
	]);
	if (path !== null && atBase.state === "none" && atHead.state === "none") throw new UserError(`there is no ${path} on the base or the head.`, "Give --manifest as a path in the repository.");
	return {
		base: atBase,
		head: atHead,
		mergeBase: atMergeBase
	};
}
/** Throws `UserError` for what the person at the door can put right. */
async function readAll(from, manifests) {
	const { repository, points, subject, now } = from;
	const manifest = valid(manifests.base);
	knownEnvironment(manifest, from.environment);
	const databases = (manifest ?? valid(manifests.head))?.databases ?? await foundDatabases(repository, points.head);
	return {
		now,
		subject,
		manifests,
		files: subject.kind === "pull_request" ? await repository.changedFiles(points.mergeBase, points.head) : [],
		sets: await migrationSets(repository, points, databases, from.progress)
	};
}
export { MentionSearch as a, check as c, answerer as i, readAll as n, parseEvidence as o, valid as r, contentDigest as s, manifestsAt as t };
