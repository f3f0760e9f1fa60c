import { a as parseObject, i as isPartOf, o as quoteIdentifier, t as canonicalName } from "./chunk-names.js";
import { i as formatTime, n as formatDuration, r as formatMoment, s as inGroups, t as formatAgo } from "./chunk-time.js";
import { c as matchesAny, i as tableSpellings, n as numbersOf$1, o as codeFilter, r as spellings, t as compileTerms } from "./chunk-code.js";
import { n as RULE_IDS, t as PROTECTED } from "./chunk-rule-ids.js";
// src/decide/approvals.ts
const plain = (login) => login.replace(/^@/, "").toLowerCase();
function mayApprove(proposal, approval) {
	const approvers = (proposal.manifest?.approval.approvers ?? []).map(plain);
	return [approval.by, ...approval.teams].map(plain).some((name) => approvers.includes(name));
}
/** What a finding says where the manifest names no approvers. */
const NOBODY_MAY = {
	status: "error",
	why: "an approval from just anybody would prove nothing.",
	next: "Name who may approve under approval.approvers in the manifest, e.g. [\"@acme/dba\", \"@octocat\"]."
};
/** Why the approver counts as a party to the pull request; null: independent, or the manifest lets it be. */
function partiality(proposal, approval) {
	const { subject, manifest } = proposal;
	if (manifest?.approval.selfApproval || subject.kind !== "pull_request") return null;
	const by = plain(approval.by);
	if (subject.author === null || subject.lastPusher === null) return "who wrote and last pushed the pull request is not known, so independence is not either";
	if (plain(subject.author) === by) return "is the author of the pull request";
	return plain(subject.lastPusher) === by ? "pushed last to the pull request" : null;
}
/** Why an approval does not count, in the words of a report; null: it counts. `digest` null: content is judged elsewhere. */
function approvalProblem(proposal, approval, digest) {
	if (!mayApprove(proposal, approval)) return "is not among the approvers (or in none of their teams that are known)";
	const partial = partiality(proposal, approval);
	if (partial !== null) return partial;
	if (approval.at > proposal.now) return "approved in the future: check the clocks";
	if (digest === null) return null;
	if (approval.digest === null) return "what was approved could not be told";
	if (approval.digest !== digest) return "approved other content than is here now";
	const expires = proposal.manifest?.approval.expires ?? 0;
	if (proposal.now - approval.at > expires) return `expired: it held for ${formatDuration(expires)}`;
	return null;
}
// src/decide/ask.ts
/** Equal questions have equal keys, whatever the order of their fields. */
function questionKey(question) {
	return JSON.stringify(question, (_, value) => value !== null && typeof value === "object" && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1)) : value);
}
/** Records as of `now`: a success that comes later is none yet, so that a replay sees what could be seen then. */
function asOf({ question, answer }, now) {
	if (question.ask !== "deployments" || answer.state !== "known") return answer;
	const value = answer.value;
	const attempts = value.attempts.map((attempt) => attempt.succeeded !== null && attempt.succeeded > now ? {
		...attempt,
		succeeded: null
	} : attempt);
	return {
		...answer,
		value: {
			...value,
			attempts
		}
	};
}
/** An `Ask` over the answers so far; `unanswered` holds, each once, what was asked in vain. */
function askFrom(answers, now) {
	const known = new Map(answers.map((answered) => [questionKey(answered.question), asOf(answered, now)]));
	const noted = /* @__PURE__ */ new Map();
	const unanswered = [];
	const ask = (question) => {
		const key = questionKey(question);
		const answer = known.get(key);
		if (answer) return answer;
		if (!noted.has(key)) {
			noted.set(key, question);
			unanswered.push(question);
		}
		return {
			state: "missing",
			why: "nobody has looked it up yet",
			source: "none",
			pending: true
		};
	};
	return {
		ask,
		unanswered
	};
}
// src/decide/rule.ts
/** A finding with its empty parts filled in. */
function finding(rule, parts) {
	return {
		rule,
		change: null,
		phase: null,
		environment: null,
		path: null,
		line: null,
		column: null,
		why: "",
		seen: "",
		next: "",
		until: null,
		evidence: [],
		...parts
	};
}
/** Where a finding on an effect or a statement stands. */
function placed(at) {
	return {
		path: at.path,
		line: at.line,
		column: at.column
	};
}
const RANK = {
	ok: 0,
	warn: 1,
	wait: 2,
	block: 3,
	error: 4
};
/** Orders statuses from harmless to worst: ok, warn, wait, block, error. */
function rankOf(status) {
	return RANK[status];
}
/** What the manifest says of a table's size; `large` while nobody told. */
function sizeOf(set, table) {
	const rows = (table !== null ? set.database.tables[table]?.rows : null) ?? null;
	return {
		large: rows === null || rows >= 1e6,
		rows
	};
}
// src/decide/schema.ts
/** A base has thousands of effects, and every object is looked for among them. */
const flattened = /* @__PURE__ */ new WeakMap();
/** Every effect of migrations, each with the migration that has it. */
function effectsOf(migrations) {
	const known = flattened.get(migrations);
	if (known) return known;
	const effects = migrations.flatMap((migration) => migration.read.statements.flatMap((statement) => statement.effects.map((effect) => ({
		migration,
		effect
	}))));
	flattened.set(migrations, effects);
	return effects;
}
/** The whole name that a rename gives: the new one comes bare. */
function nameAfter({ object, after }) {
	if (after === void 0 || after === "") return null;
	return /[.:]/.test(after) ? after : object.replace(/[^.:]*$/, () => after);
}
/** Whether an effect brings the object into being: itself, or the table that it comes with. */
function addsObject(effect, object) {
	if (effect.kind === "renames") {
		const name = nameAfter(effect);
		return name !== null && isPartOf(object, name);
	}
	if (effect.kind !== "adds" && effect.kind !== "indexes" && effect.kind !== "constrains") return false;
	return effect.object === object || effect.kind === "adds" && isPartOf(object, effect.object);
}
/** Whether an effect takes the object away: itself, or the table that it goes with. */
function removesObject(effect, object) {
	return (effect.kind === "removes" || effect.kind === "renames") && isPartOf(object, effect.object);
}
/** Where the catalog says that a table or column was made; null: it is no table or column, or not there. */
function placeInCatalog(set, object) {
	const table = set.catalog.tables[object];
	if (table) return table.place.path;
	const parsed = parseObject(object, set.database.engine, set.database.defaultSchema);
	const column = parsed?.kind === "column" ? parsed.path.at(-1) : void 0;
	if (column === void 0) return null;
	return Object.entries(set.catalog.tables).filter(([name]) => object.startsWith(`${name}.`)).sort(([a], [b]) => b.length - a.length)[0]?.[1].columns[column]?.place.path ?? null;
}
/** Whether what was made whole is known to be without this part: its making then says nothing of the part. */
function lacks(set, whole, part) {
	const parsed = whole === part ? null : parseObject(part, set.database.engine, set.database.defaultSchema);
	const name = parsed?.path.at(-1);
	if (!parsed || name === void 0) return false;
	if (parsed.kind === "value") return set.catalog.types[whole]?.values.includes(name) === false;
	const table = set.catalog.tables[whole];
	if (!table || Object.keys(table.columns).length === 0) return false;
	const { columns, constraints, triggers, policies } = table;
	const parts = {
		column: columns,
		constraint: constraints,
		trigger: triggers,
		policy: policies
	}[parsed.kind];
	return parts !== void 0 && !Object.hasOwn(parts, name);
}
/** Few of thousands of effects, and looked for by each object that a decision speaks of. */
const renames = /* @__PURE__ */ new WeakMap();
function renamesOf(migrations) {
	const known = renames.get(migrations) ?? effectsOf(migrations).filter(({ effect }) => effect.kind === "renames");
	renames.set(migrations, known);
	return known;
}
/** Migrations of the base that the object's existence rests on: the last that made it. Empty: nobody on the base made it. */
function makersOf(set, object) {
	const path = placeInCatalog(set, object);
	const placed = set.base.findLastIndex((migration) => migration.path === path);
	const rename = renamesOf(set.base).findLast(({ effect }) => addsObject(effect, object));
	const renamed = rename ? set.base.indexOf(rename.migration) : -1;
	const maker = placed < 0 ? void 0 : set.base[Math.max(placed, renamed)];
	return maker ? [maker] : lastMaker(set, object);
}
/** From what statements did, where the catalog has no place for it. */
function lastMaker(set, object) {
	const all = effectsOf(set.base);
	const made = all.findLastIndex(({ effect }) => addsObject(effect, object) && (effect.kind === "renames" || !lacks(set, effect.object, object)));
	const gone = all.findLastIndex(({ effect }) => removesObject(effect, object));
	const last = all[made];
	return last && made > gone ? [last.migration] : [];
}
/** Plain column names that a constraint or index stands on, from the schema after or before the pull request. */
function columnsUnder(set, effect) {
	if (effect.columns) return effect.columns;
	const table = effect.table;
	if (table === null) return [];
	const name = effect.object.slice(effect.object.lastIndexOf(".") + 1).replace(/^index:/, "");
	for (const catalog of [set.after, set.catalog]) {
		const columns = effect.objectKind === "index" ? catalog.indexes[effect.object]?.columns : catalog.tables[table]?.constraints[name.replace(/^"|"$/g, "")]?.columns;
		if (columns) return columns.map((column) => `${table}.${column}`);
	}
	return [];
}
// src/decide/contracts.ts
/** A removal that somebody may miss: not of something made in the same pull request. */
function isContract(effect) {
	return effect.phase === "contract" && !effect.fresh;
}
/** A tightening of something that code may already write. */
function isTightening(effect) {
	return effect.phase === "tighten" && !effect.fresh;
}
function objectsTaken(change, set, effects) {
	const taken = [...change.removes, ...change.tightens].filter((object) => effects.some((effect) => isPartOf(effect.object, object) || columnsUnder(set, effect).some((column) => isPartOf(column, object))));
	return taken.length > 0 ? taken : [...new Set(effects.map((effect) => effect.object))];
}
function carried(proposal, kind, wanted) {
	return proposal.changes.filter(({ declaredBy }) => declaredBy === "base").flatMap(({ change }) => {
		const set = proposal.sets.find(({ database }) => database.name === change.database);
		const effects = proposal.effects.filter((effect) => effect.change === change.id && wanted(effect));
		if (!set || effects.length === 0) return [];
		return [gather(change, set, kind, effects, set.proposed)];
	});
}
/** A change's contract or tightening from its effects, with those of `migrations` that carry them. */
function gather(change, set, kind, effects, migrations) {
	const paths = new Set(effects.map((effect) => effect.path));
	return {
		change,
		set,
		kind,
		objects: objectsTaken(change, set, effects),
		effects,
		migrations: migrations.filter(({ path }) => paths.has(path))
	};
}
/** What the pull request removes of declared changes. What only its head declares is `undeclared-contract`'s. */
function contractsIn(proposal) {
	return carried(proposal, "contract", isContract);
}
/** What the pull request tightens of declared changes. */
function tighteningsIn(proposal) {
	return carried(proposal, "tighten", isTightening);
}
/** Where a change must hold. Without a manifest there is none. */
function environmentsOf(proposal) {
	const { manifest, subject } = proposal;
	const all = manifest?.environments ?? [];
	return subject.kind === "deployment" ? all.filter(({ name }) => name === subject.environment) : all;
}
/** Judges each environment. A requirement that is asked of none would always be met, so a manifest without any is told. */
function inEachEnvironment(rule, proposal, at, judge) {
	const environments = environmentsOf(proposal);
	if (environments.length > 0 || proposal.manifest === null) return environments.flatMap(judge);
	return [finding(rule, {
		...at,
		status: "error",
		message: `where ${at.change ?? "this"} is live cannot be known: the manifest names no environment.`,
		why: "what is asked of no environment is proved for none.",
		next: "Name them in rollout order: environments: [{ name: staging }, { name: production }]."
	})];
}
/** Migrations of the base that contract a change: what is merged of it. */
function mergedContracts(set, change) {
	const found = effectsOf(set.base).filter(({ effect }) => (effect.kind === "removes" || effect.kind === "renames") && change.removes.some((object) => isPartOf(object, effect.object) || isPartOf(effect.object, object)));
	return {
		migrations: [...new Set(found.map(({ migration }) => migration))],
		objects: [...new Set(found.map(({ effect }) => effect.object))]
	};
}
/** Where findings on a contract stand: at the first statement that carries it. */
function startOf(contract) {
	const [first] = contract.effects;
	return {
		path: first?.path ?? null,
		line: first?.line ?? null,
		column: first?.column ?? null
	};
}
// src/code/added-lines.ts
/**
* The numbers of lines in `after` that are new, as a line diff has them; `before` null: the file is new. Lines end
* at `\n` and a carriage return is part of its line, as git sees it; whether the last line ends is not looked at.
* Where the two texts differ in more than can be compared in bounded work, every line between their common ends
* counts as added: rather a line too many than one that is missed.
*/
function addedLines(before, after) {
	const [old, now] = numberLines(linesOf(before ?? ""), linesOf(after));
	let head = 0;
	while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
	let tail = 0;
	const most = Math.min(old.length, now.length) - head;
	while (tail < most && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
	const added = compare(old.subarray(head, old.length - tail), now.subarray(head, now.length - tail));
	return new Set(added.map((line) => line + head + 1));
}
function linesOf(text) {
	const lines = text.split("\n");
	if (lines.at(-1) === "") lines.pop();
	return lines;
}
/** Equal lines get equal numbers, so that comparing them is cheap. */
function numberLines(old, now) {
	const numbers = /* @__PURE__ */ new Map();
	const numberOf = (line) => {
		const known = numbers.get(line);
		if (known !== void 0) return known;
		numbers.set(line, numbers.size);
		return numbers.size - 1;
	};
	return [Int32Array.from(old, numberOf), Int32Array.from(now, numberOf)];
}
const MOST_EDITS = 2e3;
/** Indexes of added lines: the shortest edit script (Myers 1986, greedy), or every index where that is too long. */
function compare(old, now) {
	const all = Array.from(now, (_, index) => index);
	if (old.length === 0 || now.length === 0) return all;
	const limit = Math.min(MOST_EDITS, old.length + now.length);
	const offset = limit + 1;
	const reach = new Int32Array(2 * offset + 1);
	const trail = [];
	for (let edits = 0; edits <= limit; edits += 1) {
		trail.push(reach.slice(offset - edits - 1, offset + edits + 2));
		for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
			let x = stepFrom(reach, offset, diagonal, edits);
			while (x < old.length && x - diagonal < now.length && old[x] === now[x - diagonal]) x += 1;
			reach[offset + diagonal] = x;
			if (x >= old.length && x - diagonal >= now.length) return walkBack(trail, old.length, now.length);
		}
	}
	return all;
}
const at = (reach, index) => reach[index] ?? 0;
function isInsertion(reach, offset, diagonal, edits) {
	if (diagonal === -edits) return true;
	return diagonal !== edits && at(reach, offset + diagonal - 1) < at(reach, offset + diagonal + 1);
}
function stepFrom(reach, offset, diagonal, edits) {
	if (edits === 0) return 0;
	return isInsertion(reach, offset, diagonal, edits) ? at(reach, offset + diagonal + 1) : at(reach, offset + diagonal - 1) + 1;
}
function walkBack(trail, oldLength, nowLength) {
	const added = [];
	let diagonal = oldLength - nowLength;
	for (let edits = trail.length - 1; edits > 0; edits -= 1) {
		const reach = trail[edits] ?? /* @__PURE__ */ new Int32Array();
		const offset = edits + 1;
		if (isInsertion(reach, offset, diagonal, edits)) {
			diagonal += 1;
			added.push(at(reach, offset + diagonal) - diagonal);
		} else diagonal -= 1;
	}
	return added.reverse();
}
// src/decide/exempt.ts
/** Exemptions and settings: what a repository has decided to let be, aloud. */
const isProtected = (rule) => PROTECTED.includes(rule);
const isKnown = (rule) => RULE_IDS.includes(rule);
/** A contract that reaches an environment is asked for its quiet and its approval again, under the deployment's rule. */
const protectsData = ({ rule, phase }) => isProtected(rule) || rule === "deploy-order" && phase === "contract";
/** Why an exemption cannot count at all; empty: it can. */
function refusal(rule, reason) {
	if (!isKnown(rule)) return `there is no rule ${rule}`;
	if (isProtected(rule)) return `${rule} protects data and cannot be exempted; an override by an approver is the way, once`;
	return reason.trim() === "" ? "a reason is required: -- lanekeeper: allow RULE because REASON" : "";
}
function fromComment(statement, rule, allow) {
	const note = refusal(rule, allow.reason);
	return {
		exemption: {
			rule,
			path: statement.path,
			line: allow.line,
			reason: allow.reason,
			until: null,
			by: "comment",
			state: note === "" ? "unused" : "refused",
			note
		},
		covers: (found) => found.path === statement.path && found.line !== null && found.line >= statement.line && found.line <= statement.endLine
	};
}
function fromManifest(entry, now) {
	const matches = matchesAny([entry.glob]);
	const note = refusal(entry.rule, entry.reason);
	const expired = entry.until !== null && entry.until < now;
	return {
		exemption: {
			rule: entry.rule,
			path: entry.glob,
			line: null,
			reason: entry.reason,
			until: entry.until,
			by: "manifest",
			state: note !== "" ? "refused" : expired ? "expired" : "unused",
			note
		},
		covers: (found) => found.path !== null && matches(found.path)
	};
}
function allowancesOf(proposal) {
	const comments = proposal.statements.flatMap(({ statement }) => statement.allows.flatMap((allow) => allow.rules.map((rule) => fromComment(statement, rule, allow))));
	const entries = (proposal.manifest?.exemptions ?? []).map((entry) => fromManifest(entry, proposal.now));
	return [...comments, ...entries];
}
function strays(proposal) {
	return proposal.sets.flatMap((set) => set.proposed.flatMap(({ path, read }) => read.strayAllows.flatMap((allow) => allow.rules.map((rule) => ({
		rule,
		path,
		line: allow.line,
		reason: allow.reason,
		until: null,
		by: "comment",
		state: "unused",
		note: "it stands at no statement"
	})))));
}
/** Findings with exemptions applied, and every exemption with what became of it. What could not be decided stays so. */
function applyExemptions(proposal, findings) {
	const allowances = allowancesOf(proposal);
	return {
		findings: findings.map((found) => {
			if (found.status === "ok" || found.status === "error" || protectsData(found)) return found;
			const allowance = allowances.find(({ exemption, covers }) => exemption.rule === found.rule && (exemption.state === "unused" || exemption.state === "used") && covers(found));
			if (!allowance) return found;
			allowance.exemption.state = "used";
			return {
				...found,
				status: "ok",
				message: `${found.message} Exempted: ${allowance.exemption.reason}`,
				why: "",
				next: "",
				until: null
			};
		}),
		exemptions: [...allowances.map(({ exemption }) => exemption), ...strays(proposal)]
	};
}
/** Rules set to off, warn or block in the manifest. Rules that protect data cannot be weakened. */
function applySettings(manifest, findings) {
	return findings.flatMap((found) => {
		const setting = manifest?.rules[found.rule];
		if (setting === void 0 || found.status === "ok") return [found];
		if (setting === "block") return [found.status === "warn" ? {
			...found,
			status: "block"
		} : found];
		if (protectsData(found)) return [found];
		return setting === "off" ? [] : [{
			...found,
			status: "warn"
		}];
	});
}
// src/decide/deployed.ts
/** Newest attempt that had succeeded by `at`; by creation, not by the time of success. */
function lastSuccess(attempts, at) {
	return attempts.findLastIndex((attempt) => attempt.created <= at && attempt.succeeded !== null && attempt.succeeded <= at);
}
/** The last success and every newer attempt, as of `at`: any of them may be what answers users. */
function liveAt(attempts, at) {
	const from = lastSuccess(attempts, at);
	return attempts.slice(Math.max(from, 0)).filter((attempt) => attempt.created <= at);
}
/** Everything that was live at some moment of `since` to `now`. */
function liveSince(attempts, since, now) {
	const before = liveAt(attempts, since);
	const after = attempts.filter((attempt) => attempt.created > since && attempt.created <= now);
	return [...before, ...after];
}
/** When a newer attempt's success took its place; null: it may still be live. */
function supersededAt(attempts, index, now) {
	const times = attempts.slice(index + 1).map((attempt) => attempt.succeeded).filter((time) => time !== null && time <= now);
	return times.length > 0 ? Math.min(...times) : null;
}
/**
* The moment from which everything live has held without a break, looking back no further than `since`
* (`null` of `start` then means: for at least that long). Not held now: `held` is false.
* Nothing ever succeeded: not held, for no record is never success.
*/
function heldSince(attempts, holds, since, now) {
	const first = attempts.filter((attempt) => attempt.succeeded !== null && attempt.succeeded <= now);
	if (first.length === 0) return { held: false };
	const considered = new Set(liveSince(attempts, since, now));
	let start = null;
	for (const [index, attempt] of attempts.entries()) {
		if (!considered.has(attempt) || holds(attempt.commit)) continue;
		const over = supersededAt(attempts, index, now);
		if (over === null) return { held: false };
		start = Math.max(start ?? over, over);
	}
	const begin = Math.min(...first.map((attempt) => attempt.succeeded ?? now));
	if (begin > since) start = Math.max(start ?? begin, begin);
	return {
		held: true,
		start
	};
}
/** Attempts of each deployment environment apart: each must satisfy on its own. */
function bySite(names, attempts) {
	return names.map((site) => ({
		site,
		attempts: attempts.filter((attempt) => attempt.name === site)
	}));
}
/** The commits among attempts, each once, newest first. */
function commitsOf(attempts) {
	return [...new Set(attempts.map((attempt) => attempt.commit).reverse())];
}
// src/decide/sites.ts
/** Where an environment's deployments went, from the records that the manifest trusts. */
function sitesOf(ask, environment) {
	const answer = ask({
		ask: "deployments",
		environment: environment.name
	});
	if (answer.state !== "known") return {
		state: answer.state,
		why: answer.why
	};
	const { attempts, timesKnown } = answer.value;
	const sites = environment.ref === null ? bySite(environment.deployments, attempts) : [{
		site: environment.name,
		attempts: [...attempts]
	}];
	const silent = sites.find((site) => !site.attempts.some((attempt) => attempt.succeeded !== null));
	if (silent) return {
		state: "missing",
		why: `no successful deployment to ${silent.site} has been recorded`
	};
	const latest = sites.map(({ site, attempts: all }) => describe$3(site, all));
	return {
		state: "known",
		sites,
		timesKnown,
		evidence: [{
			source: answer.source,
			at: answer.at,
			url: answer.url,
			value: { latest }
		}]
	};
}
function describe$3(site, attempts) {
	const last = attempts.findLast((attempt) => attempt.succeeded !== null);
	return {
		site,
		commit: last?.commit ?? "",
		at: last?.succeeded ?? null
	};
}
/** The worst of several results decides: failed over missing. Null: all were told. */
function worstUntold(results) {
	for (const state of ["failed", "missing"]) {
		const found = results.find((result) => result.state === state);
		if (found) return {
			state,
			why: found.why ?? ""
		};
	}
	return null;
}
/** The status of a finding whose evidence was not told: nothing is settled by time where asking failed. */
function statusOfUntold(untold) {
	return untold.state === "failed" ? "error" : "wait";
}
// src/decide/presence.ts
function carriedBy(ask, commit, migrations) {
	return ask({
		ask: "carried",
		commit,
		migrations: migrations.map(({ path, blob }) => ({
			path,
			blob
		}))
	});
}
/** Asks one commit after another which migrations it carries. */
function arrivals(ask, successes, migrations) {
	const at = migrations.map(() => null);
	const untold = [];
	for (const attempt of successes) {
		const answer = carriedBy(ask, attempt.commit, migrations);
		if (answer.state !== "known") {
			untold.push({
				state: answer.state,
				why: answer.why
			});
			continue;
		}
		for (const index of answer.value) {
			const time = attempt.succeeded ?? attempt.created;
			at[index] = Math.min(at[index] ?? time, time);
		}
	}
	return {
		at,
		untold: worstUntold(untold)
	};
}
function isPending(ask, attempt, migrations) {
	if (!attempt) return false;
	const answer = carriedBy(ask, attempt.commit, migrations);
	return answer.state === "missing" && answer.pending === true;
}
/** Looks at the newest success first, and further back only for what it lacks or where the time of arrival is asked. */
function arrivalsAt(ask, site, migrations, since) {
	const successes = site.attempts.filter((attempt) => attempt.succeeded !== null).reverse();
	const newest = arrivals(ask, successes.slice(0, 1), migrations);
	const complete = !newest.at.includes(null);
	if (complete && since === null || isPending(ask, successes[0], migrations)) return newest;
	const cut = successes.findIndex((attempt) => (attempt.succeeded ?? 0) <= (since ?? 0));
	return arrivals(ask, complete && cut >= 0 ? successes.slice(0, cut + 1) : successes, migrations);
}
/** One migration at every site: failed over absent over missing, and present only where all of them say so. */
function presenceOf(found, arrived, index, path) {
	const { evidence, timesKnown } = found;
	const lacking = arrived.filter(({ arrivals: { at } }) => (at[index] ?? null) === null);
	const untold = worstUntold(lacking.flatMap(({ arrivals: of }) => of.untold ?? []));
	if (untold?.state === "failed") return untold;
	const absent = lacking.find(({ arrivals: of }) => of.untold === null);
	if (absent) return {
		state: "absent",
		site: absent.site.site,
		paths: [path],
		evidence
	};
	if (untold) return untold;
	const times = arrived.map(({ arrivals: { at } }) => at[index] ?? null).filter((time) => time !== null);
	return {
		state: "present",
		since: times.length > 0 ? Math.max(...times) : null,
		timesKnown,
		evidence
	};
}
/** Each migration by itself, from one question for each commit. `since`: as in `presenceIn`. */
function presencesIn(ask, environment, migrations, since = null) {
	const found = sitesOf(ask, environment);
	if (found.state !== "known") return migrations.map(() => found);
	if (migrations.length === 0) return [];
	const arrived = found.sites.map((site) => ({
		site,
		arrivals: arrivalsAt(ask, site, migrations, since)
	}));
	return migrations.map(({ path }, index) => presenceOf(found, arrived, index, path));
}
/**
* Whether every migration has run at every site of the environment; of none at all nothing can be said.
* `since`: the moment that a soak reaches back to; null: the time of arrival is not asked.
*/
function presenceIn(ask, environment, migrations, since) {
	const all = presencesIn(ask, environment, migrations, since);
	const failed = all.find(({ state }) => state === "failed");
	if (failed) return failed;
	const absent = all.filter((one) => one.state === "absent");
	const [first] = absent;
	if (first) {
		const paths = absent.filter(({ site }) => site === first.site).flatMap((one) => one.paths);
		return {
			...first,
			paths
		};
	}
	const missing = all.find(({ state }) => state === "missing");
	if (missing) return missing;
	const present = all.filter((one) => one.state === "present");
	const [one] = present;
	if (!one) return {
		state: "missing",
		why: "no migration is known to look for"
	};
	const times = present.map(({ since: time }) => time).filter((time) => time !== null);
	return {
		...one,
		since: times.length > 0 ? Math.max(...times) : null
	};
}
// src/decide/attribute.ts
const listed$1 = (objects, object) => objects.some((entry) => isPartOf(object, entry));
/** A statement that writes rows belongs to the change whose new columns it fills, or that rewrites them. */
function fills$1(change, effect) {
	return listed$1([...change.adds, ...change.rewrites], effect.object);
}
function tightens(change, effect, set) {
	return listed$1(change.tightens, effect.object) || columnsUnder(set, effect).some((column) => listed$1(change.tightens, column));
}
/** Whether a change asks for (or is) what the effect does. */
function belongsTo(change, effect, set) {
	if (change.database !== set.database.name) return false;
	switch (effect.kind) {
		case "adds":
		case "indexes": return change.adds.some((object) => addsObject(effect, object)) || tightensIfTight(change, effect, set);
		case "removes": return listed$1(change.removes, effect.object) || dropsDefence(change, effect, set);
		case "rewrites": return effect.phase === "contract" ? listed$1(change.removes, effect.object) : fills$1(change, effect);
		case "constrains": return tightens(change, effect, set) || change.adds.some((object) => addsObject(effect, object));
		case "relaxes": return listed$1([...change.removes, ...change.tightens], effect.object);
		case "renames":
		case "retypes": return listed$1([
			...change.removes,
			...change.rewrites,
			...change.tightens
		], effect.object);
		default: return tightensIfTight(change, effect, set);
	}
}
function tightensIfTight(change, effect, set) {
	return effect.phase === "tighten" && tightens(change, effect, set);
}
/** Dropping a constraint or index that stands on nothing but columns which the change removes. */
function dropsDefence(change, effect, set) {
	const columns = columnsUnder(set, effect);
	return columns.length > 0 && columns.every((column) => listed$1(change.removes, column));
}
/** The effect with the first change that it belongs to. */
function attribute(effect, set, changes) {
	const owner = changes.find(({ change }) => belongsTo(change, effect, set));
	return {
		...effect,
		change: owner?.change.id ?? null,
		database: set.database.name
	};
}
// src/decide/standing/end.ts
/** Migrations of the base that removed all that it removes, or tightened; empty while something of it stands. */
function endOf(set, change) {
	const removes = change.removes.every((object) => makersOf(set, object).length === 0) ? mergedContracts(set, change).migrations : [];
	const tightens = effectsOf(set.base).filter(({ effect }) => effect.phase === "tighten" && change.tightens.length > 0 && belongsTo(change, effect, set)).map(({ migration }) => migration);
	return [.../* @__PURE__ */ new Set([...removes, ...tightens])];
}
// src/decide/holding.ts
function holdingAt(site, condition, since, now) {
	const results = /* @__PURE__ */ new Map();
	for (const attempt of liveSince(site.attempts, since, now)) if (!results.has(attempt.commit)) results.set(attempt.commit, condition(attempt.commit));
	const holds = (commit) => {
		const result = results.get(commit);
		return result?.state === "known" && result.value;
	};
	const known = (commit) => results.get(commit)?.state === "known";
	const broken = liveAt(site.attempts, now).find(({ commit }) => known(commit) && !holds(commit));
	if (broken) return {
		state: "broken",
		commit: broken.commit
	};
	const untold = worstUntold([...results.values()].map((r) => r.state === "known" ? { state: "known" } : r));
	if (untold) return untold;
	const held = heldSince(site.attempts, holds, since, now);
	if (held.held) return {
		state: "held",
		start: held.start
	};
	return {
		state: "missing",
		why: `no successful deployment to ${site.site} has been recorded`
	};
}
/** Asks the condition of every commit live since then, at every site; the worst site decides. */
function holdingIn(ask, environment, condition, since, now) {
	const found = sitesOf(ask, environment);
	if (found.state !== "known") return found;
	const results = found.sites.map((site) => ({
		site,
		holding: holdingAt(site, condition, since, now)
	}));
	for (const { site, holding } of results) if (holding.state === "broken") return {
		...holding,
		site: site.site,
		evidence: found.evidence
	};
	const untold = worstUntold(results.map(({ holding }) => holding));
	if (untold) return untold;
	const starts = results.map(({ holding }) => holding.state === "held" ? holding.start : null).filter((start) => start !== null);
	return {
		state: "held",
		start: starts.length > 0 ? Math.max(...starts) : null,
		timesKnown: found.timesKnown,
		evidence: found.evidence
	};
}
const DAY$1 = 864e5;
/** A day's deployments are asked before a year's. */
const SPANS = [
	0,
	14 * DAY$1,
	90 * DAY$1,
	Number.POSITIVE_INFINITY
];
/** Since when it has held, however long ago: looks back no further than it must, so that no old commit is asked in vain. */
function heldFrom(ask, environment, condition, now) {
	let holding = {
		state: "missing",
		why: "nothing was looked at"
	};
	for (const span of SPANS) {
		holding = holdingIn(ask, environment, condition, Math.max(0, now - span), now);
		if (holding.state !== "held" || holding.start !== null) return holding;
	}
	return holding;
}
// src/decide/shapes.ts
/** Objects that code names; it does not name indexes, constraints, triggers or policies. */
function namedByCode(objects) {
	const named = objects.filter((object) => !/^(?:index|constraint|trigger|policy|sequence|schema|extension):/.test(object));
	return named.length > 0 ? named : [...objects];
}
/** Keys that hold the objects' own words without being them. */
function keysOf(change) {
	return [
		...[
			change.dualWrite?.flag,
			change.readNew?.flag,
			change.stopOld?.flag
		],
		change.backfill?.job,
		change.id
	].filter((key) => typeof key === "string").filter((key) => key.includes("-"));
}
function termsOf(change, objects, references) {
	const except = keysOf(change);
	return namedByCode(objects).map((object) => ({
		object,
		references,
		...except.length > 0 ? { except } : {}
	}));
}
/** What a change adds; its `references` replace the guess only where it removes nothing that they could mean. */
function newShape(change) {
	const references = change.removes.length === 0 ? change.references : null;
	return termsOf(change, change.adds, references);
}
/** What a change removes. */
function oldShape(change) {
	return termsOf(change, change.removes, change.references);
}
/** What one contract takes of it: a change may be contracted piece by piece. */
function contractShape({ change, objects }) {
	const all = oldShape(change);
	const taken = all.filter((term) => objects.includes(nameOf(term)));
	return taken.length > 0 ? taken : all;
}
/** How a term is called in messages. */
function nameOf(term) {
	if (!term) return "it";
	return "object" in term ? term.object : term.word;
}
// src/decide/steps.ts
/** The steps of migrate: whether their code says so at a commit, whether they are live, and which of them a pull request carries. */
const STEPS = [
	"dual_write",
	"read_new",
	"stop_old"
];
/** The declared step; null: the change has none, which asks nothing. */
function stepOf(change, name) {
	return {
		dual_write: change.dualWrite,
		read_new: change.readNew,
		stop_old: change.stopOld
	}[name];
}
/** What must be mentioned in the step's files, and what must not. */
function expectation(change, name) {
	if (name === "dual_write") return {
		needs: [...newShape(change), ...oldShape(change)],
		forbids: []
	};
	if (name === "read_new") return {
		needs: newShape(change),
		forbids: []
	};
	return {
		needs: [],
		forbids: oldShape(change)
	};
}
/** Turns what is known of a value into what is known of a condition on it. */
function mapEvidence(evidence, of) {
	return evidence.state === "known" ? {
		...evidence,
		value: of(evidence.value)
	} : evidence;
}
/** Whether a commit's files say that the step is done. A pattern that matches no file is never live. */
function stepHolds(ask, change, name, step, commit) {
	const { needs, forbids } = expectation(change, name);
	const terms = [...needs, ...forbids];
	return mapEvidence(ask({
		ask: "mentions",
		commit,
		files: step.code,
		terms
	}), ({ files, mentions }) => {
		const seen = new Set(mentions.map((mention) => mention.term));
		const matched = step.code.every((glob) => files.some(({ path }) => matchesAny([glob])(path)));
		const needed = needs.every((_, index) => seen.has(index));
		return matched && needed && !forbids.some((_, index) => seen.has(needs.length + index));
	});
}
/** Whether a step is live in an environment: its code since when, its flag how far. Looks back to `since`. */
function livenessOf(proposal, ask, change, name, step, environment, since) {
	const condition = (commit) => stepHolds(ask, change, name, step, commit);
	return {
		code: holdingIn(ask, environment, condition, since, proposal.now),
		flag: step.flag === null ? null : ask({
			ask: "flag",
			key: step.flag,
			environment: environment.name
		})
	};
}
/** Whether the pull request makes the step's condition true: false at its merge base, true at its head. */
function carriesStep(proposal, ask, change, name) {
	const step = stepOf(change, name);
	const { subject } = proposal;
	const no = {
		state: "known",
		value: false,
		source: "diff",
		at: null,
		url: null
	};
	if (!step || subject.kind !== "pull_request") return no;
	const touches = matchesAny(step.code);
	if (!proposal.files.some((file) => touches(file.path) || file.from !== null && touches(file.from))) return no;
	const after = stepHolds(ask, change, name, step, subject.head);
	if (after.state !== "known" || !after.value) return after;
	return mapEvidence(stepHolds(ask, change, name, step, subject.mergeBase), (before) => !before);
}
/** Whether a step's condition is true on the tip of the base. */
function mergedOnBase(proposal, ask, change, name) {
	const step = stepOf(change, name);
	const no = {
		state: "known",
		value: false,
		source: "manifest",
		at: null,
		url: null
	};
	if (!step || proposal.subject.kind === "lint") return no;
	return stepHolds(ask, change, name, step, proposal.subject.base);
}
// src/decide/lanes.ts
function stateOfMigrations(ask, environment, migrations) {
	if (migrations.length === 0) return "none";
	const presence = presenceIn(ask, environment, migrations, null);
	if (presence.state === "present") return "live";
	return presence.state === "absent" ? "wait" : "unknown";
}
function expandState(ask, set, change, environment) {
	const makers = change.adds.map((object) => makersOf(set, object));
	if (makers.some((of) => of.length === 0)) return "none";
	return stateOfMigrations(ask, environment, [...new Set(makers.flat())]);
}
function stepStates(proposal, ask, change, environment) {
	return STEPS.flatMap((name) => {
		const step = stepOf(change, name);
		if (!step || name === "dual_write" && (change.readNew !== null || change.stopOld !== null)) return [];
		const { code, flag } = livenessOf(proposal, ask, change, name, step, environment, proposal.now);
		if (code.state === "missing" || code.state === "failed") return ["unknown"];
		if (code.state === "broken") return ["none"];
		if (flag === null) return ["live"];
		if (flag.state !== "known") return ["unknown"];
		return [flag.value.enabled >= 1 ? "live" : "partial"];
	});
}
function migrateState(proposal, ask, change, environment) {
	const states = stepStates(proposal, ask, change, environment);
	if (states.length === 0) return "none";
	if (states.every((state) => state === "live")) return "live";
	if (states.includes("unknown")) return "unknown";
	return states.every((state) => state === "none") ? "none" : "partial";
}
function contractState(proposal, ask, set, change, environment) {
	const merged = endOf(set, change);
	if (merged.length > 0) return stateOfMigrations(ask, environment, merged);
	return proposal.effects.some((effect) => effect.change === change.id && (effect.phase === "contract" || effect.phase === "tighten")) ? "wait" : "none";
}
function phasesOf(change) {
	const steps = change.dualWrite ?? change.readNew ?? change.stopOld ?? change.backfill;
	return [
		...change.adds.length > 0 ? ["expand"] : [],
		...change.mode === "parallel" || change.mode === "rewrite" || steps ? ["migrate"] : [],
		...change.removes.length > 0 || change.tightens.length > 0 ? ["contract"] : []
	];
}
/** The lane of one change; environments in rollout order. */
function laneOf(proposal, ask, change) {
	const set = proposal.sets.find(({ database }) => database.name === change.database);
	const environments = environmentsOf(proposal).map((environment) => {
		const state = (phase) => {
			if (!set) return "unknown";
			if (phase === "expand") return expandState(ask, set, change, environment);
			if (phase === "migrate") return migrateState(proposal, ask, change, environment);
			return contractState(proposal, ask, set, change, environment);
		};
		return [environment.name, Object.fromEntries(phasesOf(change).map((phase) => [phase, state(phase)]))];
	});
	return {
		change: change.id,
		mode: change.mode,
		summary: change.summary,
		environments: Object.fromEntries(environments)
	};
}
// src/decide/notes.ts
/** In order of use; empty where nothing was assumed. */
function notesOn(proposal) {
	const notes = [];
	if (proposal.subject.kind !== "lint" && proposal.manifest === null && proposal.manifests.base.state === "none") notes.push("There is no lanekeeper.yml on the base. What needs none was judged; a manifest adds the order of schema and code, deployments, telemetry and approvals. Next: lanekeeper init.");
	for (const { database, framework } of proposal.sets) {
		if (!database.assumed) continue;
		notes.push(`Migrations in ${database.migrations.join(", ") || "."} were read as ${framework} for ${database.engine} ${database.version}, which nobody named.`);
	}
	return notes;
}
/** Null where the manifest does not say how many rows at which rate. */
function planBackfill(change) {
	const { rows, batch, rate } = change.backfill ?? {
		rows: null,
		batch: null,
		rate: null
	};
	if (rows === null || batch === null || rate === null || batch <= 0 || rate <= 0) return null;
	const ideal = Math.ceil(rows / rate * 1e3);
	return {
		change: change.id,
		rows,
		batch,
		batches: Math.ceil(rows / batch),
		rate,
		ideal,
		planned: ideal * 10
	};
}
// src/decide/propose.ts
const manifestOf = (reading) => reading.state === "valid" ? reading.manifest : null;
/** What the base declares, then what the head alone declares: it can only bind more. */
function declaredChanges(reading) {
	const base = manifestOf(reading.manifests.base)?.changes ?? [];
	const known = new Set(base.map((change) => change.id));
	const head = manifestOf(reading.manifests.head)?.changes ?? [];
	const databases = new Set(reading.sets.map((set) => set.database.name));
	const added = head.filter((change) => !known.has(change.id) && databases.has(change.database)).map((change) => ({
		...change,
		references: null
	}));
	return [...base.map((change) => ({
		change,
		declaredBy: "base"
	})), ...added.map((change) => ({
		change,
		declaredBy: "head"
	}))];
}
/** A decision is made again after each round of answers, over what was read once. */
const proposals = /* @__PURE__ */ new WeakMap();
/** Everything that the rules judge, before any evidence is looked at. Pure: the same reading gives the same proposal. */
function propose(reading) {
	const proposal = proposals.get(reading) ?? proposed(reading);
	proposals.set(reading, proposal);
	return proposal;
}
function proposed(reading) {
	const changes = declaredChanges(reading);
	const statements = reading.sets.flatMap((set) => set.proposed.flatMap((migration) => migration.read.statements.map((statement) => ({
		set,
		migration,
		statement,
		effects: statement.effects.map((effect) => attribute(effect, set, changes))
	}))));
	return {
		...reading,
		manifest: manifestOf(reading.manifests.base),
		statements,
		effects: statements.flatMap((statement) => statement.effects),
		changes
	};
}
// src/decide/rules/approval.ts
const ID$17 = "approval";
/** One person counts once, however the login is written. */
function countOnce(approvals) {
	const logins = approvals.map((one) => [one.by.replace(/^@/, "").toLowerCase(), one]);
	return [...new Map(logins).values()];
}
function tellUntold$1(at, answer, next) {
	const status = statusOfUntold({
		state: answer.state,
		why: answer.why
	});
	const message = `whether ${at.change} was approved is not known: ${answer.why}.`;
	return finding(ID$17, {
		...at,
		status,
		message,
		next
	});
}
function judgeGiven(proposal, at, needed, answer, next) {
	const { digest, approvals } = answer.value;
	const judged = approvals.filter(({ override }) => override === null).map((approval) => ({
		approval,
		problem: approvalProblem(proposal, approval, digest)
	}));
	const valid = countOnce(judged.filter(({ problem }) => problem === null).map(({ approval }) => approval));
	const evidence = valid.map(({ by, at: time, url }) => ({
		source: answer.source,
		at: time,
		url,
		value: { by }
	}));
	if (valid.length >= needed) {
		const people = valid.map(({ by, at: time }) => `${by} on ${formatTime(time)}`).join(", ");
		const message = `${at.change} was approved by ${people}.`;
		return finding(ID$17, {
			...at,
			status: "ok",
			message,
			seen: `${valid.length} of ${needed}`,
			evidence
		});
	}
	const problems = judged.flatMap(({ approval, problem }) => problem === null ? [] : [`${approval.by}: ${problem}`]);
	return finding(ID$17, {
		...at,
		status: "wait",
		message: `${at.change} has ${valid.length} of ${needed} approvals for this content.`,
		short: `${at.change} has ${valid.length} of ${needed} approvals`,
		why: "what a contract removes does not come back; a person answers for that.",
		seen: [`${valid.length} of ${needed}`, ...problems].join("; "),
		next,
		evidence
	});
}
/** Judges approvals of one change (or of `manifest`) against how many are needed. */
function judgeApprovals(proposal, ask, place, needed) {
	const asked = proposal.manifest?.approval;
	const at = {
		...place,
		limit: `${needed} for this content`
	};
	if (!asked?.approvers || asked.approvers.length === 0) {
		const message = `nobody may approve ${at.change}: the manifest names no approvers.`;
		return finding(ID$17, {
			...at,
			...NOBODY_MAY,
			message
		});
	}
	const next = `Have one of ${asked.approvers.join(", ")} approve ${at.change}; an approval holds for ${formatDuration(asked.expires)} and for this content alone.`;
	const answer = ask({
		ask: "approvals",
		change: at.change
	});
	return answer.state === "known" ? judgeGiven(proposal, at, needed, answer, next) : tellUntold$1(at, answer, next);
}
/** The change's own requirement. */
function judgeContractApproval(proposal, ask, contract) {
	const change = contract.change;
	return judgeApprovals(proposal, ask, {
		...startOf(contract),
		change: change.id,
		phase: contract.kind
	}, Math.max(1, change.contract.approvals));
}
const approval = {
	id: ID$17,
	subjects: ["pull_request"],
	judge: (proposal, ask) => [...contractsIn(proposal), ...tighteningsIn(proposal)].map((contract) => judgeContractApproval(proposal, ask, contract))
};
// src/decide/telemetry-of.ts
/** The key under `telemetry`; null: none is named for it. */
function telemetryOf(proposal, database, environment) {
	const telemetry = proposal.sets.find((candidate) => candidate.database.name === database)?.database.telemetry ?? {};
	return telemetry[environment.name] ?? telemetry["*"] ?? null;
}
// src/decide/rules/backfill.ts
const ID$16 = "backfill";
const WHY$3 = "rows that were not copied would be lost with the old shape, or read as empty from the new one.";
function tellRows({ done, total }) {
	const rows = inGroups(done);
	return total === null ? `${rows} rows` : `${rows} of ${inGroups(total)} rows`;
}
/** What is not yet so, reading after the job's name; null: it is complete. */
function progressProblem(value) {
	const { state, total, done, failed } = value;
	const rows = tellRows(value);
	if (state === "failed") return `has failed after ${rows}`;
	if (state !== "complete") return `is ${state}: ${rows} done`;
	if (failed > 0) return `is called complete, and ${inGroups(failed)} rows failed`;
	if (total !== null && !(done >= total)) return `is called complete, and only ${rows} are done`;
	return total === null && !(done > 0) ? "is called complete, and tells of no row" : null;
}
/** Migrations of the base that do the change's backfill. */
function fillingOf(proposal, change) {
	const set = proposal.sets.find(({ database }) => database.name === change.database);
	const found = effectsOf(set?.base ?? []).filter(({ effect }) => set !== void 0 && effect.kind === "rewrites" && effect.phase === "migrate" && belongsTo(change, effect, set));
	const filled = found.map(({ effect }) => effect.object);
	return {
		migrations: [...new Set(found.map(({ migration }) => migration))],
		left: [...change.adds, ...change.rewrites].filter((object) => !/^[a-z]+:/.test(object) && !filled.some((one) => isPartOf(one, object)))
	};
}
function judgeByMigration(ask, at, environment, { migrations, left }) {
	const presence = presenceIn(ask, environment, migrations, null);
	const paths = migrations.map(({ path }) => path).join(", ");
	const limit = "its migrations present";
	if (presence.state === "present") {
		const without = left.length > 0 ? `; no migration fills ${left.join(", ")}` : "";
		const message = `the backfill of ${at.change} ran in ${environment.name}: ${paths} is present there${without}.`;
		return finding(ID$16, {
			...at,
			status: "ok",
			message,
			limit,
			evidence: presence.evidence
		});
	}
	if (presence.state === "absent") return finding(ID$16, {
		...at,
		status: "wait",
		message: `the backfill of ${at.change} (${presence.paths.join(", ")}) has not been deployed to ${presence.site}.`,
		short: `the backfill of ${at.change} is not deployed to ${presence.site}`,
		why: WHY$3,
		limit,
		next: `Deploy it to ${presence.site}; this then clears by itself.`,
		evidence: presence.evidence
	});
	const message = `whether the backfill of ${at.change} ran in ${environment.name} is not known: ${presence.why}.`;
	const next = `Give the deployments of ${environment.name} (--evidence FILE).`;
	return finding(ID$16, {
		...at,
		status: statusOfUntold(presence),
		message,
		why: WHY$3,
		limit,
		next
	});
}
function tellProgress(at, job, value, evidence) {
	const problem = progressProblem(value);
	const about = {
		...at,
		seen: `${value.state}, ${tellRows(value)}`,
		limit: "complete",
		evidence
	};
	if (problem === null) {
		const message = `the backfill ${job} is complete in ${at.environment}: ${tellRows(value)}.`;
		return finding(ID$16, {
			...about,
			status: "ok",
			message
		});
	}
	return finding(ID$16, {
		...about,
		status: "wait",
		message: `the backfill ${job} ${problem} in ${at.environment}.`,
		short: `the backfill ${job} ${problem}`,
		why: WHY$3,
		next: value.state === "failed" || value.state === "complete" ? `Mend and run ${job} again; this clears by itself when it is complete.` : `Let ${job} finish; this then clears by itself.`
	});
}
function judgeByJob(proposal, ask, change, at, environment) {
	const telemetry = telemetryOf(proposal, change.database, environment);
	const job = change.backfill?.job ?? change.id;
	const next = `Have the job report to PUT /v1/backfills/${job}, or do the backfill in a migration, or say why none is needed: contract.backfill: { off: reason }.`;
	const about = {
		...at,
		why: WHY$3,
		limit: "complete",
		next
	};
	if (telemetry === null) {
		const message = `whether ${change.id} was backfilled in ${environment.name} cannot be known: no telemetry is named for it.`;
		return finding(ID$16, {
			...about,
			status: "error",
			message
		});
	}
	const answer = ask({
		ask: "backfill",
		telemetry,
		environment: environment.name,
		name: job
	});
	if (answer.state !== "known") {
		const status = statusOfUntold({
			state: answer.state,
			why: answer.why
		});
		const message = `whether the backfill ${job} is complete in ${environment.name} is not known: ${answer.why}.`;
		return finding(ID$16, {
			...about,
			status,
			message
		});
	}
	const { source, at: time, url, value } = answer;
	return tellProgress(at, job, value, [{
		source,
		at: time,
		url,
		value
	}]);
}
/** By migration where one does it; by the job where none does, or where a job is declared for what they leave. */
function judgeBackfill(proposal, ask, change, environment, place, phase) {
	const at = {
		...place,
		change: change.id,
		phase,
		environment: environment.name
	};
	const filling = fillingOf(proposal, change);
	const byMigration = filling.migrations.length > 0;
	const byJob = !byMigration || change.backfill?.job != null && filling.left.length > 0;
	return [...byMigration ? [judgeByMigration(ask, at, environment, filling)] : [], ...byJob ? [judgeByJob(proposal, ask, change, at, environment)] : []];
}
/** What the change asks: off aloud, required, or (nothing to backfill) not at all. */
function judgeBackfillOf(proposal, ask, change, place, phase) {
	const asked = change.contract.backfill;
	if (asked === null) return [];
	if (asked !== "required") return [finding(ID$16, {
		...place,
		change: change.id,
		phase,
		status: "warn",
		limit: "off",
		message: `the backfill of ${change.id} is switched off: ${asked.off}`
	})];
	return inEachEnvironment(ID$16, proposal, {
		...place,
		change: change.id,
		phase
	}, (environment) => judgeBackfill(proposal, ask, change, environment, place, phase));
}
const backfill = {
	id: ID$16,
	subjects: ["pull_request"],
	judge: (proposal, ask) => contractsIn(proposal).flatMap((contract) => judgeBackfillOf(proposal, ask, contract.change, startOf(contract), "contract"))
};
// src/decide/batches.ts
/** The table's primary key where the migrations tell it and it is one column; null: ask the reader for it. */
function keyOf(set, table) {
	const columns = Object.values(set.after.tables[table]?.constraints ?? {}).find(({ kind }) => kind === "primary")?.columns ?? [];
	return columns.length === 1 && columns[0] !== void 0 ? quoteIdentifier(columns[0]) : null;
}
/** A lone UPDATE or DELETE to whose end a predicate can be put; for others the place must be found by hand. */
const isPlain = ({ node, text }) => (node === "UpdateStmt" || node === "DeleteStmt") && text.length <= 400 && !/\b(?:where|returning|from\s+\(|using)\b|--|\/\*/i.test(text);
/** Steps to paste: every batch holds at most 10,000 rows after the last key of the batch before. */
function writeBatches(set, statement, { verb, table }) {
	if (verb === "truncate") return `Declare the end of ${table} and drop it as a contract, or delete its rows in batches by key once nothing reads them.`;
	const known = keyOf(set, table);
	const key = known ?? "id";
	const ask = known === null ? ` (with ${table}'s own key for id)` : "";
	const batch = `${key} IN (SELECT ${key} FROM ${table} WHERE ${key} > :last ORDER BY ${key} LIMIT 10000)`;
	const intro = `Run it as a job outside of the schema's migration, batch by batch, each in a transaction of its own, :last being the greatest ${key} of the batch before${ask}:`;
	if (isPlain(statement)) return `${intro}\n${statement.text.trim().replace(/;$/, "")}\nWHERE ${batch};`;
	return `${intro}\n-- narrow it by this as well, with what it says already in brackets:\nAND ${batch}`;
}
// src/decide/locks.ts
/** Under these PostgreSQL lets reads and writes go on. Any other word, also an unknown one, counts as in the way. */
const LETS_WORK_GO_ON = /* @__PURE__ */ new Set([
	"NONE",
	"ACCESS SHARE",
	"ROW SHARE",
	"ROW EXCLUSIVE",
	"SHARE UPDATE EXCLUSIVE"
]);
/** Under these reads go on and writes wait. */
const LETS_READS_GO_ON = [
	"SHARE",
	"SHARE ROW EXCLUSIVE",
	"EXCLUSIVE"
];
/** Whether reads or writes of others wait while a lock of this mode is held. */
function standsInTheWay(mode) {
	return !LETS_WORK_GO_ON.has(mode);
}
/** What waits while a lock of this mode is held. */
function whatWaits(mode) {
	return LETS_READS_GO_ON.includes(mode) ? "writes" : "reads and writes";
}
/** Orders modes that stand in the way, from the weakest; an unknown one is the strongest. */
function strengthOf(mode) {
	if (!standsInTheWay(mode)) return 0;
	const rank = LETS_READS_GO_ON.indexOf(mode);
	return rank < 0 ? LETS_READS_GO_ON.length + 1 : rank + 1;
}
const isItsOwn = (effect, { object }) => object === effect.table || object === effect.object || object.startsWith("index:");
/** Nobody writes to a view that is kept filled: only readers can be in its way. */
const stopsSomebody = ({ object, mode }) => object.startsWith("view:") ? standsInTheWay(mode) && whatWaits(mode) !== "writes" : standsInTheWay(mode);
/** Locks of an effect that stand in the way of somebody: on tables that these migrations did not make themselves. */
function locksInTheWay(effect) {
	return effect.locks.filter((lock) => stopsSomebody(lock) && lock.fresh !== true && !(effect.fresh && isItsOwn(effect, lock)));
}
/** Whether these migrations made the table that rows are written to. */
function writesToFresh({ effects }, table) {
	const ofTable = effects.filter((effect) => effect.table === table);
	return ofTable.length > 0 && ofTable.every(({ fresh }) => fresh);
}
/** A new partition reads its neighbours and CREATE TABLE AS its source; the rest read the table that they are about. */
const readsItself = (effect) => [
	"constrains",
	"indexes",
	"retypes"
].includes(effect.kind) || effect.objectKind === "column";
/**
* Gives a predicate: the effect's reading and writing is on a new table into which no earlier statement of these
* migrations has put rows in numbers that nobody knows, so there is nothing to read or write.
*/
function emptyTables(proposal) {
	const order = new Map(proposal.statements.map((at, index) => [at, index]));
	const filled = /* @__PURE__ */ new Map();
	const key = (at, table) => `${at.set.database.name}\n${table}`;
	for (const [at, index] of order) {
		const many = at.statement.rows.filter(({ verb, whole }) => verb === "copy" || verb !== "truncate" && whole);
		for (const { table } of many) filled.set(key(at, table), filled.get(key(at, table)) ?? index);
	}
	return (at, effect) => {
		if (!effect.fresh || effect.table === null || !readsItself(effect)) return false;
		return (filled.get(key(at, effect.table)) ?? Number.POSITIVE_INFINITY) >= (order.get(at) ?? Number.POSITIVE_INFINITY);
	};
}
// src/decide/phrases.ts
/** A statement in one line of at most `limit` characters. */
function inShort(text, limit = 90) {
	const line = text.replace(/\s+/g, " ").trim().replace(/;$/, "");
	return line.length <= limit ? line : `${line.slice(0, limit - 1).trimEnd()}…`;
}
/** `3 statements`, `1 statement`. */
function count(number, noun) {
	return `${inGroups(number)} ${noun}${number === 1 ? "" : "s"}`;
}
/** `a`, `a and b`, `a, b and c`. */
function list(words) {
	const last = words.at(-1) ?? "";
	return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
/** What is known of a table's size, and from where. */
function tellSize(set, table) {
	if (table === null) return "it concerns every table, large ones too";
	const { rows } = sizeOf(set, table);
	return rows === null ? `nobody told how many rows ${table} has, so it is taken as large` : `${table} has ${inGroups(rows)} rows, says the manifest`;
}
/** Steps as one text: each on its own line. */
function steps(lines, otherwise) {
	return lines.length > 0 ? lines.join("\n") : otherwise;
}
/** Whose transaction a statement runs in, as half a sentence. */
function tellTransaction(set, statement) {
	if (statement.transaction?.by === "written") return "a BEGIN in this file has opened one";
	if (statement.transaction?.by === "implicit") return `${set.framework} sends this file as one string, which the server runs as one`;
	return `${set.framework} runs this file in one`;
}
/**
* A pass says why, too: where a rule looked at statements and has nothing to tell, one `ok` says what it looked at.
* No statement, no `ok`: nothing was proved.
*/
function orOk(rule, proposal, findings, message) {
	const looked = proposal.statements;
	if (findings.some(({ status }) => status !== "ok") || looked.length === 0) return findings;
	const files = new Set(looked.map(({ migration }) => migration.path));
	const seen = tellLooked({
		statements: looked.length,
		files: files.size
	});
	return [...findings, finding(rule, {
		status: "ok",
		message,
		seen
	})];
}
/** How much a rule has looked at: `7 statements in 2 files`. */
const tellLooked = (looked) => `${count(looked.statements, "statement")} in ${count(looked.files, "file")}`;
// src/decide/rules/batched-data.ts
const id$10 = "batched-data";
const EFFECT = {
	update: "write every row of",
	merge: "write every row of",
	delete: "delete every row of",
	truncate: "empty"
};
function judgeRow(at, row) {
	const effect = EFFECT[row.verb];
	const ofIt = at.effects.filter(({ table }) => table === row.table);
	if (!effect || writesToFresh(at, row.table)) return [];
	const { large } = sizeOf(at.set, row.table);
	const unbounded = !row.bounded && large;
	if (!row.whole && row.verb !== "truncate" && !unbounded) return [];
	const whole = row.whole || row.verb === "truncate";
	return [finding(id$10, {
		...placed(at.statement),
		status: large && whole ? "block" : "warn",
		change: ofIt.find(({ change }) => change !== null)?.change ?? null,
		phase: ofIt[0]?.phase ?? null,
		message: whole ? `${inShort(at.statement.text)} would ${effect} ${row.table} in one statement.` : `${inShort(at.statement.text)} may change any number of rows of ${row.table} in one statement.`,
		why: row.verb === "truncate" ? `TRUNCATE holds ACCESS EXCLUSIVE on ${row.table}, and what it removes does not come back with a rollback of the code.` : `Every row that it has touched stays locked until its transaction ends; the dead rows, the log and the replicas' delay grow with ${row.table}.`,
		seen: tellSize(at.set, row.table),
		next: writeBatches(at.set, at.statement, row)
	})];
}
/** What is switched off, and where. */
function tellGuards(disables, table) {
	if (table === null) return "triggers and foreign keys of every table";
	return `${disables.startsWith("DISABLE RULE") ? "a rule" : "triggers"} of ${table}`;
}
function judgeGuards(at) {
	const { statement, effects, set } = at;
	const table = effects.find((effect) => effect.table !== null)?.table ?? null;
	if (statement.disablesTriggers === null || table !== null && effects.every(({ fresh }) => fresh)) return [];
	return [finding(id$10, {
		...placed(statement),
		status: sizeOf(set, table).large ? "block" : "warn",
		message: `${inShort(statement.text)} would switch off ${tellGuards(statement.disablesTriggers, table)}: ${statement.disablesTriggers}.`,
		why: "Rows written meanwhile are not checked, audited or kept equal to their copies, and nothing finds them later.",
		seen: tellSize(set, table),
		next: "Leave the triggers on and write in batches; where one trigger is in the way, let its function return early for this job."
	})];
}
const batchedData = {
	id: id$10,
	subjects: ["pull_request", "lint"],
	judge(proposal) {
		const findings = proposal.statements.flatMap((at) => [...at.statement.rows.flatMap((row) => judgeRow(at, row)), ...judgeGuards(at)]);
		return orOk(id$10, proposal, findings, "No statement changes rows of a table in use at scale or unguarded.");
	}
};
// src/decide/removals.ts
/** Names that code uses; removals of indexes and the like break no code by name. */
const isNamedByCode = (object) => !/^(?:constraint|trigger|policy|index|sequence|schema|extension):/.test(object);
/** Every removal and rename of a named object, in order. */
function removalsIn(migrations) {
	const all = effectsOf(migrations);
	return all.flatMap(({ migration, effect }, index) => {
		const { object, objectKind: kind } = effect;
		if (!(effect.kind === "removes" || effect.kind === "renames") || !isNamedByCode(object) || effect.fresh) return [];
		const makers = all.slice(index + 1).filter((later) => [object, `view:${object}`].some((name) => addsObject(later.effect, name)));
		return [{
			object,
			kind,
			migration,
			makers: [...new Set(makers.map((later) => later.migration))]
		}];
	});
}
/** Every migration that the head holds, with what it does: those of the base as they stand there, and its own. */
function migrationsAtHead(set) {
	const held = new Map(set.head.map(({ path, blob }) => [path, blob]));
	return [...set.base, ...set.proposed].filter(({ path, blob }) => held.get(path) === blob);
}
// src/decide/arriving.ts
/** Removals and tightenings that the head would run, each migration once. */
function broughtBy$1(proposal, set) {
	const base = proposal.changes.filter(({ declaredBy }) => declaredBy === "base");
	return migrationsAtHead(set).map((migration) => ({
		migration,
		effects: effectsOf([migration]).map(({ effect }) => attribute(effect, set, base)).filter((effect) => isContract(effect) && effect.kind !== "rewrites" || isTightening(effect))
	})).filter(({ effects }) => effects.length > 0);
}
/** One finding for all that cannot be told for the same reason. */
function tellUntold(rule, environment, untold) {
	return [...new Map(untold.map(({ reason }) => [reason.why, reason])).values()].map((reason) => {
		const paths = untold.filter(({ reason: { why } }) => why === reason.why).map(({ migration }) => migration.path);
		return finding(rule, {
			status: statusOfUntold(reason),
			environment: environment.name,
			phase: "contract",
			path: paths[0] ?? null,
			line: 1,
			column: 1,
			message: `whether ${shorten(paths)} has run in ${environment.name} is not known: ${reason.why}.`,
			why: "a contract that arrives only now must be proved for this environment.",
			next: `Give the deployments of ${environment.name} (--evidence FILE).`
		});
	});
}
const shorten = (paths) => paths.length > 3 ? `${paths.slice(0, 3).join(", ")} and ${paths.length - 3} more` : paths.join(", ");
function contractsOf(proposal, set, brought) {
	const effects = brought.flatMap((one) => one.effects);
	const migrations = brought.map(({ migration }) => migration);
	return proposal.changes.flatMap(({ change, declaredBy }) => {
		const ours = declaredBy === "base" ? effects.filter((effect) => effect.change === change.id) : [];
		const contract = ours.filter(isContract);
		const tight = ours.filter(isTightening);
		return [...contract.length > 0 ? [gather(change, set, "contract", contract, migrations)] : [], ...tight.length > 0 ? [gather(change, set, "tighten", tight, migrations)] : []];
	});
}
function arrivingOf(proposal, ask, rule, environment, set) {
	const brought = broughtBy$1(proposal, set);
	const presences = presencesIn(ask, environment, brought.map(({ migration }) => migration));
	const absent = brought.filter((_, index) => presences[index]?.state === "absent");
	const untold = brought.flatMap((one, index) => {
		const presence = presences[index];
		return presence?.state === "missing" || presence?.state === "failed" ? [{
			...one,
			reason: presence
		}] : [];
	});
	return {
		contracts: contractsOf(proposal, set, absent),
		undeclared: absent.flatMap((one) => one.effects).filter((effect) => isContract(effect) && effect.change === null),
		untold: tellUntold(rule, environment, untold)
	};
}
/** One that was started and failed arrives again: that it has run by half proves nothing. */
function arrivingIn(proposal, ask, rule, environment) {
	const parts = proposal.sets.map((set) => arrivingOf(proposal, ask, rule, environment, set));
	return {
		contracts: parts.flatMap(({ contracts }) => contracts),
		undeclared: parts.flatMap(({ undeclared }) => undeclared),
		untold: parts.flatMap(({ untold }) => untold)
	};
}
// src/decide/declare/declared-objects.ts
/** Made with their table, and nothing that code mentions by itself. */
const WITH_TABLE = [
	"constraint",
	"index",
	"trigger",
	"policy",
	"other"
];
/** What is made and gone again in the same files (`fresh`) is nobody's loss. */
function declaredObjects(effects) {
	const lists = {
		adds: /* @__PURE__ */ new Set(),
		removes: /* @__PURE__ */ new Set(),
		tightens: /* @__PURE__ */ new Set(),
		rewrites: /* @__PURE__ */ new Set()
	};
	const renames = /* @__PURE__ */ new Map();
	const remarks = /* @__PURE__ */ new Set();
	for (const effect of effects) sortIn(effect, lists, renames, remarks);
	const adds = uncovered([...lists.adds]);
	const removes = uncovered([...lists.removes]).filter((object) => !isCovered(object, [...renames.keys()]));
	for (const [before, after] of renames) {
		if (!removes.includes(after)) continue;
		renames.delete(before);
		remarks.add(cannotSay(before, after));
	}
	const clashing = adds.filter((object) => removes.includes(object) || renames.has(object));
	for (const object of clashing) remarks.add(`${object} is dropped and added again: the new one needs a name of its own while both are used`);
	const fresh = [...adds, ...renames.values()];
	return {
		adds: adds.map((object) => clashing.includes(object) ? besides(object) : object).filter(isDeclarable),
		removes: removes.filter(isDeclarable),
		tightens: uncovered([...lists.tightens]).filter((object) => !isCovered(object, fresh) && isDeclarable(object)),
		rewrites: uncovered([...lists.rewrites]).filter((object) => !isCovered(object, fresh) && isDeclarable(object)),
		renames,
		remarks: [...remarks]
	};
}
function sortIn(effect, lists, renames, remarks) {
	const object = writtenName(effect);
	if (effect.kind === "unknown") {
		remarks.add(`line ${effect.line} could not be read: add what it does`);
		return;
	}
	if (effect.kind === "adds") {
		if (effect.phase !== "neutral" && !WITH_TABLE.includes(effect.objectKind)) lists.adds.add(object);
		else if (effect.phase === "tighten" && !effect.fresh) lists.tightens.add(object);
		return;
	}
	if (effect.fresh || effect.phase === "neutral") return;
	if (effect.kind === "renames") addRename(effect, object, renames, remarks);
	else if (effect.kind === "retypes" && effect.phase === "in-place") {
		lists.removes.add(object);
		lists.adds.add(besides(object));
		remarks.add(`a new type needs a new object beside ${object}; choose its name`);
	} else if (effect.phase === "tighten") lists.tightens.add(object);
	else if (effect.kind === "rewrites") addRewrite(effect, object, lists, remarks);
	else if (effect.phase === "contract") lists.removes.add(object);
}
/** Rows that are deleted are no shape that anybody declares; the statement is judged as it stands. */
function addRewrite(effect, object, lists, remarks) {
	if (effect.phase === "contract") remarks.add(`rows of ${object} are deleted, which no entry declares`);
	else lists.rewrites.add(object);
}
function addRename(effect, object, renames, remarks) {
	const after = renamed(object, effect.after);
	const taken = [...renames].flat();
	if (!(after !== null && isDeclarable(object) && object !== after) || taken.includes(after) || taken.includes(object)) remarks.add(cannotSay(object, effect.after));
	else renames.set(object, after);
}
const cannotSay = (before, after) => `${before} is renamed${after === void 0 ? "" : ` to ${after}`}: add both names under renames`;
/** `after` may be the whole new name, or its last part alone, quoted or not. Null: it cannot be said under `renames`. */
function renamed(object, after = "") {
	const before = object.slice(0, object.lastIndexOf(lastPart(object)));
	const fits = (name) => {
		const [from, to] = [parseObject(object, "postgresql"), parseObject(name, "postgresql")];
		return from?.kind === to?.kind && from?.path.length === to?.path.length && isDeclarable(name);
	};
	const quoted = /[.:"]/.test(after) ? [] : [before + quoteIdentifier(after)];
	return [
		after,
		before + after,
		...quoted
	].find(fits) ?? null;
}
function lastPart(object) {
	return /(?:"(?:[^"]|"")*"|[^.:"]+)$/.exec(object)?.[0] ?? object;
}
/** A name beside an old one: `users.age` -> `users.age_new`. */
function besides(object) {
	return object.endsWith("\"") ? `${object.slice(0, -1)}_new"` : `${object}_new`;
}
/** A table of another schema needs its prefix, for it would read as a column. */
function writtenName({ object, objectKind }) {
	if (objectKind !== "table" || object.startsWith("table:")) return object;
	return parseObject(object, "postgresql")?.kind === "column" ? `table:${object}` : object;
}
/** Reads back as itself, and not as something of the default schema. */
function isDeclarable(object) {
	const parsed = parseObject(object, "postgresql");
	if (!parsed || object === "__proto__" || object.length > 300 || /[\n\r]/.test(object)) return false;
	if (parsed.kind === "column" && parsed.path.length === 2 && ["public", "main"].includes(parsed.path[0] ?? "")) return false;
	const canonical = canonicalName(object, "postgresql");
	return canonical === object || `table:${canonical}` === object;
}
const bare$1 = (object) => object.replace(/^table:/, "");
const isCovered = (object, by) => by.some((whole) => isPartOf(bare$1(object), bare$1(whole)));
/** Without what is part of something else in the list. */
function uncovered(objects) {
	return objects.filter((object) => !isCovered(object, objects.filter((other) => other !== object)));
}
// src/decide/declare/name-change.ts
const LONGEST$2 = 60;
function nameChange(objects, taken) {
	const { verb, names, summary } = describe$2(objects);
	return {
		id: free([verb, ...names.flatMap(wordsOf$1)].join("-").slice(0, LONGEST$2).replace(/-+$/, ""), taken),
		summary
	};
}
function describe$2({ adds, removes, tightens, rewrites, renames }) {
	const [from, to] = [...renames][0] ?? [];
	if (from !== void 0 && to !== void 0) return {
		verb: "rename",
		names: [from],
		summary: `Rename ${told([...renames.keys()])} to ${told([...renames.values()])}`
	};
	if (removes.length > 0 && adds.length > 0) return describeReplacement(adds, removes);
	if (removes.length > 0) return {
		verb: "drop",
		names: common$1(removes),
		summary: `Drop ${told(removes)}`
	};
	if (tightens.length > 0) return {
		verb: "tighten",
		names: common$1(tightens),
		summary: `Tighten ${told(tightens)}`
	};
	if (rewrites.length > 0) return {
		verb: "rewrite",
		names: common$1(rewrites),
		summary: `Rewrite ${told(rewrites)}`
	};
	return {
		verb: "add",
		names: common$1(adds),
		summary: `Add ${told(adds)}`
	};
}
function describeReplacement(adds, removes) {
	const names = common$1(removes);
	if (removes.length === 1 && adds.length > 1) return {
		verb: "split",
		names,
		summary: `Split ${told(removes)} into ${told(adds)}`
	};
	if (removes.length > 1 && adds.length === 1) return {
		verb: "merge",
		names,
		summary: `Merge ${told(removes)} into ${told(adds)}`
	};
	return {
		verb: "replace",
		names,
		summary: `Replace ${told(removes)} by ${told(adds)}`
	};
}
/** One object by its name; several of one table by the table's. */
function common$1(objects) {
	const [first] = objects;
	if (first === void 0 || objects.length === 1) return first === void 0 ? [] : [first];
	const table = (object) => wordsOf$1(object)[0] ?? "";
	return objects.every((object) => table(object) === table(first)) ? [table(first), "columns"] : [first, "and-more"];
}
/** At most three names; a summary is one line. */
function told(objects) {
	const shown = objects.slice(0, 3).map((object) => object.slice(0, 60)).join(", ");
	return objects.length > 3 ? `${shown} and ${objects.length - 3} more` : shown;
}
/** The words of a name in kebab-case letters: `"Users"."fullName"` -> users, full-name. */
function wordsOf$1(name) {
	return name.replace(/^[a-z]+:/, "").split(".").map((part) => part.replace(/([a-z])([A-Z])/g, "$1-$2").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "")).filter((part) => part !== "");
}
function free(stem, taken) {
	for (let count = 1;; count += 1) {
		const id = count === 1 ? stem : `${stem}-${count}`;
		if (!taken.includes(id) && id !== "manifest") return id;
	}
}
// src/decide/declare/yaml-text.ts
/** Values as YAML that reads back as the same text, whatever is in them. */
/** Words that YAML (1.1 or 1.2) does not take for text, and what would begin something else. */
const PLAIN$1 = /^(?!(?:null|true|false|yes|no|on|off|y|n|~)$)[A-Za-z_][\w$]*(?:[.:][A-Za-z_][\w$]*)*$/i;
/** A name or number-free word stands as it is; everything else in double quotes, escaped. */
function scalar(text) {
	if (PLAIN$1.test(text) || isPlainSentence(text)) return text;
	return JSON.stringify(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u{FFFE}\u{FFFF}]/gu, escapeChar);
}
const escapeChar = (char) => {
	const code = char.codePointAt(0) ?? 0;
	return code > 65535 ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
};
/** A sentence of ours: words, spaces, commas and dots, with nothing that YAML reads as a sign. */
function isPlainSentence(text) {
	return /^[A-Z][a-z]+(?: [\w.,]+)+$/.test(text) && !text.endsWith(" ");
}
const flowList = (items) => `[${items.map(scalar).join(", ")}]`;
const flowMap = (entries) => `{ ${[...entries].map(([key, value]) => `${scalar(key)}: ${scalar(value)}`).join(", ")} }`;
/** Text for a comment: one line, nothing invisible. */
const commented = (text) => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").slice(0, 200);
// src/decide/declare-change.ts
/** YAML, indented by two; empty where the effects ask for no entry (nothing added, removed, tightened or rewritten). */
function declareChange(effects, options = {}) {
	const objects = declaredObjects(effects);
	const { adds, removes, tightens, rewrites, renames } = objects;
	if (adds.length + removes.length + tightens.length + rewrites.length + renames.size === 0) return "";
	const { id, summary } = nameChange(objects, options.taken ?? []);
	return `${[
		...options.header === false ? [] : ["changes:"],
		`  ${id}:`,
		`    summary: ${scalar(summary)}`,
		...options.database === void 0 ? [] : [`    database: ${scalar(options.database)}`],
		...listLine("adds", adds),
		...listLine("removes", removes),
		...renames.size > 0 ? [`    renames: ${flowMap(renames)}`] : [],
		...listLine("tightens", tightens),
		...listLine("rewrites", rewrites),
		...hintsFor(objects)
	].join("\n")}\n`;
}
const listLine = (key, objects) => objects.length > 0 ? [`    ${key}: ${flowList(objects)}`] : [];
/** What a person must still decide, as comments that become valid when uncommented and filled in. */
function hintsFor({ adds, removes, tightens, rewrites, renames, remarks }) {
	const hints = remarks.map((remark) => `# ${commented(remark)}`);
	const parallel = renames.size > 0 || adds.length > 0 && removes.length > 0;
	if (parallel) hints.push("# migrate:                                # the files that do each step, and their flags", "#   dual_write: { code: [src/…], flag: … }", "#   backfill: { batch: 10_000, rate: 10_000/s }", "#   read_new: { code: [src/…], flag: … }", "#   stop_old: { code: [src/…] }");
	else if (rewrites.length > 0) hints.push("# migrate: { backfill: { batch: 10_000, rate: 10_000/s } }");
	if (parallel || removes.length > 0) hints.push("# announced: 2026-01-31                   # starts a deprecation window of 30d", "# contract: { quiet: { window: 14d } }    # the defaults: soak 7d, quiet 14d, 1 approval");
	if (tightens.length > 0) hints.push("# writers: { code: [src/…] }             # code that already keeps the new rule");
	return hints.map((hint) => `    ${hint}`);
}
// src/decide/merged-approval.ts
/** Who may approve and did so at a head that held these very migrations. */
function approvedAt(proposal, ask, approvals, migrations) {
	const given = {
		people: [],
		problems: [],
		untold: null
	};
	const untold = [];
	for (const approval of approvals) {
		const { by, head } = approval;
		const problem = approvalProblem(proposal, approval, null);
		if (problem !== null || head === null) {
			given.problems.push(`${by}: ${problem ?? "which commit was approved is not known"}`);
			continue;
		}
		const carried = carriedBy(ask, head, migrations);
		if (carried.state !== "known") {
			untold.push({
				state: carried.state,
				why: carried.why
			});
			given.problems.push(`${by}: what was approved could not be read: ${carried.why}`);
		} else if (migrations.length === 0 || carried.value.length < migrations.length) given.problems.push(`${by}: approved other content than is deployed`);
		else given.people.push(by.replace(/^@/, "").toLowerCase());
	}
	return {
		...given,
		people: [...new Set(given.people)],
		untold: worstUntold(untold)
	};
}
/** By whom an override with this content was given; empty: by nobody who may. */
function overriddenBy(proposal, ask, migrations) {
	const answer = ask({
		ask: "approvals",
		change: "override"
	});
	if (answer.state !== "known") return [];
	return approvedAt(proposal, ask, answer.value.approvals.filter(({ override }) => (override ?? "").trim() !== ""), migrations).people;
}
function judge(rule, proposal, ask, at, migrations, needed) {
	const approvers = proposal.manifest?.approval.approvers ?? [];
	const limit = `${needed} for this content`;
	if (approvers.length === 0) {
		const message = `nobody may approve ${at.change}: the manifest names no approvers.`;
		return finding(rule, {
			...at,
			...NOBODY_MAY,
			message,
			limit
		});
	}
	const answer = ask({
		ask: "approvals",
		change: at.change
	});
	const next = `Have one of ${approvers.join(", ")} approve ${at.change} at a commit with this content.`;
	if (answer.state !== "known") {
		const status = statusOfUntold({
			state: answer.state,
			why: answer.why
		});
		const message = `whether ${at.change} was approved is not known: ${answer.why}.`;
		return finding(rule, {
			...at,
			status,
			message,
			next,
			limit
		});
	}
	const found = approvedAt(proposal, ask, answer.value.approvals.filter(({ override }) => override === null), migrations);
	if (found.people.length >= needed) {
		const message = `${at.change} was approved by ${found.people.join(", ")} with this content.`;
		return finding(rule, {
			...at,
			status: "ok",
			message,
			limit,
			seen: `${found.people.length}`
		});
	}
	const overriding = overriddenBy(proposal, ask, migrations);
	if (overriding.length > 0) {
		const message = `${at.change} was merged by an override of ${overriding.join(", ")} for this content.`;
		return finding(rule, {
			...at,
			status: "warn",
			message,
			limit
		});
	}
	return finding(rule, {
		...at,
		...tellTooFew(at.change, found, needed, migrations),
		next,
		limit
	});
}
function tellTooFew(change, { people, problems, untold }, needed, migrations) {
	const has = `${change} has ${people.length} of ${needed} approvals for`;
	return {
		status: untold ? statusOfUntold(untold) : "wait",
		message: `${has} the content of ${migrations.map(({ path }) => path).join(", ")}.`,
		short: `${has} this content`,
		why: "what a contract removes does not come back; a person answers for that.",
		seen: problems.join("; ")
	};
}
function judgeMergedApproval(rule, proposal, ask, contract, environment) {
	const { id, contract: asked } = contract.change;
	return judge(rule, proposal, ask, {
		...startOf(contract),
		change: id,
		phase: contract.kind,
		environment: environment.name
	}, contract.migrations, Math.max(1, asked.approvals));
}
/** Whether an approver let this undeclared removal through when it was merged. */
function wasOverridden(proposal, ask, effect) {
	return overriddenBy(proposal, ask, proposal.sets.flatMap((set) => [...set.base, ...set.proposed].filter(({ path }) => path === effect.path)));
}
// src/decide/needs.ts
/** What some migration makes or renames, with what rests on the last that did: one commit may need what a later one removed. */
function madeIn(set) {
	const last = /* @__PURE__ */ new Map();
	for (const { migration, effect } of [...effectsOf(set.base), ...effectsOf(set.proposed)]) {
		const { kind: verb, objectKind: kind } = effect;
		const object = verb === "adds" ? effect.object : verb === "renames" ? nameAfter(effect) : null;
		if (object !== null && isNamedByCode(object)) last.set(object, {
			set,
			object,
			kind,
			makers: [migration]
		});
	}
	return [...last.values()].map((need) => {
		const standing = set.proposed.some((migration) => need.makers.includes(migration)) ? [] : makersOf(set, need.object);
		return standing.length > 0 ? {
			...need,
			makers: standing
		} : need;
	});
}
/** Tables, columns, views, types and functions of every database. */
const needsOf = (proposal) => proposal.sets.flatMap(madeIn);
/** As code is searched for it, the way the change that adds it says. */
function termOfNeed(proposal, { set, object, kind }) {
	return {
		object,
		references: proposal.changes.find(({ change: one }) => one.removes.length === 0 && one.adds.includes(object) && one.database === set.database.name)?.change.references ?? null,
		kind
	};
}
// src/decide/rules/no-references.ts
const ID$15 = "no-references";
const LIMIT = "no mention";
const WHY$2 = "that code would fail as soon as this contract is deployed.";
const listed = (mentions) => mentions.slice(0, 5).map(({ path, line }) => `${path}:${line}`).join(", ") + (mentions.length > 5 ? ` and ${mentions.length - 5} more` : "");
/** The objects that are really mentioned, as messages name them. */
const mentioned = (mentions, terms) => [...new Set(mentions.map(({ term }) => nameOf(terms[term])))].join(", ");
const are = (objects) => objects.includes(", ") ? "are" : "is";
const common = (contract, environment) => ({
	change: contract.change.id,
	phase: "contract",
	environment: environment?.name ?? null,
	...startOf(contract),
	limit: LIMIT
});
function judgeBase(proposal, ask, contract) {
	const { subject } = proposal;
	if (subject.kind !== "pull_request") return [];
	const terms = contractShape(contract);
	const answer = ask({
		ask: "mentions",
		commit: subject.base,
		files: null,
		terms
	});
	const about = common(contract, null);
	if (answer.state !== "known") {
		const status = statusOfUntold({
			state: answer.state,
			why: answer.why
		});
		const message = `whether the base still mentions ${contract.objects.join(", ")} could not be told: ${answer.why}.`;
		const next = `Give the repository with commit ${subject.base.slice(0, 7)} in it.`;
		return [finding(ID$15, {
			...about,
			status,
			message,
			next
		})];
	}
	const { mentions } = answer.value;
	const [first] = mentions;
	if (!first) {
		const message = `no code on the base mentions ${contract.objects.join(", ")}.`;
		return [finding(ID$15, {
			...about,
			status: "ok",
			message
		})];
	}
	const objects = mentioned(mentions, terms);
	return [finding(ID$15, {
		...about,
		...placed(first),
		status: "block",
		message: `${objects} ${are(objects)} still mentioned by code on the base: ${listed(mentions)}.`,
		short: `${objects} still mentioned on the base, ${first.path}:${first.line}`,
		why: WHY$2,
		seen: first.text.trim(),
		next: `Remove these uses in a pull request of their own and deploy it. Is one no use of it? Say so with references: on ${contract.change.id}.`
	})];
}
function liveMentions(proposal, ask, terms, environment) {
	const found = sitesOf(ask, environment);
	if (found.state !== "known") return found;
	return found.sites.flatMap(({ site, attempts }) => commitsOf(liveAt(attempts, proposal.now)).map((commit) => ({
		commit,
		site,
		answer: ask({
			ask: "mentions",
			commit,
			files: null,
			terms
		})
	})));
}
function tellMentioned(contract, environment, terms, { commit, site, answer }, mentions) {
	const objects = mentioned(mentions, terms);
	const { source, at, url } = answer;
	return finding(ID$15, {
		...common(contract, environment),
		status: "wait",
		message: `${objects} ${are(objects)} still mentioned by ${commit.slice(0, 7)}, which is live in ${site}: ${listed(mentions)}.`,
		short: `${objects} still mentioned by code live in ${site}`,
		why: WHY$2,
		seen: mentions[0]?.text.trim() ?? "",
		next: `Deploy code without these uses to ${site}; this then clears by itself.`,
		evidence: [{
			source,
			at,
			url,
			value: {
				commit,
				mentions: mentions.slice(0, 20)
			}
		}]
	});
}
/** What is live in one environment, judged for one contract. */
function judgeLiveReferences(proposal, ask, contract, environment) {
	const about = common(contract, environment);
	const objects = contract.objects.join(", ");
	const terms = contractShape(contract);
	const live = liveMentions(proposal, ask, terms, environment);
	const next = `Give the deployments of ${environment.name} (--evidence FILE), or let the check run where it can read them.`;
	if (!Array.isArray(live)) {
		const message = `whether code that is live in ${environment.name} still mentions ${objects} is not known: ${live.why}.`;
		return finding(ID$15, {
			...about,
			status: statusOfUntold(live),
			message,
			next
		});
	}
	for (const one of live) if (one.answer.state === "known" && one.answer.value.mentions.length > 0) return tellMentioned(contract, environment, terms, {
		...one,
		answer: one.answer
	}, one.answer.value.mentions);
	const untold = worstUntold(live.map(({ answer }) => answer));
	if (untold) {
		const unread = live.find(({ answer }) => answer.state === untold.state);
		const message = `whether ${unread?.commit.slice(0, 7)}, live in ${unread?.site}, still mentions ${objects} could not be told: ${untold.why}.`;
		const fetch = `Make ${unread?.commit.slice(0, 7)} available here (git fetch --all --tags), and check again.`;
		return finding(ID$15, {
			...about,
			status: statusOfUntold(untold),
			message,
			next: fetch
		});
	}
	const commits = [...new Set(live.map(({ commit }) => commit.slice(0, 7)))].join(", ");
	const message = `no code live in ${environment.name} (${commits}) mentions ${objects}.`;
	return finding(ID$15, {
		...about,
		status: "ok",
		message
	});
}
function judgeConsumer(ask, contract, environment, repository, name) {
	const terms = contractShape(contract);
	const objects = contract.objects.join(", ");
	const answer = ask({
		ask: "consumer",
		repository,
		environment: name,
		terms,
		since: null
	});
	const about = common(contract, environment);
	const next = `Grant read access to ${repository}, or give what was found there in the evidence file (consumers).`;
	if (answer.state !== "known") {
		const message = `whether ${repository} still mentions ${objects} in ${name} could not be told: ${answer.why}.`;
		return finding(ID$15, {
			...about,
			status: "error",
			message,
			next
		});
	}
	if (answer.value.length === 0) {
		const message = `what is live of ${repository} in ${name} is not known, so neither is whether it mentions ${objects}.`;
		const record = `Record the deployments of ${repository} to ${name}, or give what was found there in the evidence file (consumers).`;
		return finding(ID$15, {
			...about,
			status: "error",
			message,
			next: record
		});
	}
	const mentions = answer.value.flatMap((found) => found.mentions);
	const commit = answer.value.map((found) => found.commit.slice(0, 7)).join(", ");
	if (mentions.length === 0) {
		const message = `${repository} at ${commit} does not mention ${objects}.`;
		return finding(ID$15, {
			...about,
			status: "ok",
			message
		});
	}
	const used = mentioned(mentions, terms);
	return finding(ID$15, {
		...about,
		status: "wait",
		message: `${used} ${are(used)} still mentioned by ${repository} at ${commit}, live in ${name}: ${listed(mentions)}.`,
		short: `${used} still mentioned by ${repository}`,
		why: "that consumer would fail as soon as this contract is deployed.",
		seen: mentions[0]?.text.trim() ?? "",
		next: `Have ${repository} remove these uses and deploy; this then clears by itself.`
	});
}
/** What is live of every consumer in one environment, judged for one contract. */
function judgeConsumers(proposal, ask, contract, environment) {
	return (proposal.manifest?.consumers ?? []).map(({ repository, environments }) => judgeConsumer(ask, contract, environment, repository, environments[environment.name] ?? environment.name));
}
/** The base, what is live, and the consumers. */
function judgeReferences(proposal, ask, contract) {
	return [...judgeBase(proposal, ask, contract), ...environmentsOf(proposal).flatMap((environment) => [judgeLiveReferences(proposal, ask, contract, environment), ...judgeConsumers(proposal, ask, contract, environment)])];
}
const noReferences = {
	id: ID$15,
	subjects: ["pull_request"],
	judge: (proposal, ask) => contractsIn(proposal).flatMap((contract) => judgeReferences(proposal, ask, contract))
};
// src/decide/quiet-coverage.ts
const problem = (status, message, next, until = null) => ({
	status,
	message,
	next,
	until
});
/** The answer must be of the window that was asked, all of it. */
function windowProblems(usage, limits) {
	if (usage.from <= limits.now - limits.window && usage.to >= limits.now - limits.maxAge) return [];
	const message = `the answer is of ${formatTime(usage.from)} to ${formatTime(usage.to)}, not of the last ${formatDuration(limits.window)}`;
	return [problem("error", message, "Ask the query log again, for the whole window.")];
}
/** The sources that must report, and what is wrong with that list. */
function requiredSources(usage, limits) {
	const wanted = limits.sources;
	const sources = usage.sources.filter(({ id, required }) => required || wanted?.includes(id));
	const silent = usage.missing.map((id) => problem("wait", `${id} should have reported and did not`, `Bring ${id} back; the window starts anew where it left a gap.`));
	const known = /* @__PURE__ */ new Set([...sources.map(({ id }) => id), ...usage.missing]);
	const untold = (wanted ?? []).filter((id) => !known.has(id)).map((id) => problem("error", `the answer says nothing of source ${id}`, "Check sources: in the manifest against what the service calls its sources."));
	const problems = [...silent, ...untold];
	if (sources.length > 0 || problems.length > 0) return {
		sources,
		problems
	};
	return {
		sources,
		problems: [problem("error", "the answer names no required source", "Name the sources that must report under telemetry in the manifest.")]
	};
}
const isWithin = (gap, limits) => !(gap.to <= limits.now - limits.window || gap.from >= limits.now);
/** Where gaps are let be at all: a moment of which nothing is known is a gap as well. */
const isLetBe = (gap, { maxGap }) => maxGap > 0 && gap.to - gap.from <= maxGap;
/**
* Gaps are one gap where no more was seen between them than a gap may be long: told in pieces, each may be short enough to
* be let be, though together they leave hardly anything seen.
*/
function joinGaps(gaps, { maxGap }) {
	const joined = [];
	for (const gap of gaps.toSorted((a, b) => a.from - b.from)) {
		const last = joined.at(-1);
		if (last && gap.from - last.to <= maxGap) {
			last.to = Math.max(last.to, gap.to);
			last.parts += 1;
		} else joined.push({
			...gap,
			parts: 1
		});
	}
	return joined;
}
function tellGap(id, { from, to, reason, parts }, { maxGap }) {
	const span = `from ${formatTime(from)} to ${formatTime(to)} (${reason})`;
	if (parts === 1 || maxGap === 0) return `${id} saw nothing ${span}`;
	return `${id} has ${inGroups(parts)} gaps, none more than ${formatDuration(maxGap)} after the other, ${span}`;
}
function samplingProblems({ id, sampling }) {
	if (sampling.mode === "full" && sampling.rate >= 1) return [];
	const bound = sampling.rate > 0 ? inGroups(Math.ceil(3 / sampling.rate)) : "any number of";
	const message = `${id} is sampled (${sampling.mode}, rate ${sampling.rate}): none seen still allows about ${bound}`;
	return [problem("wait", message, `Log every statement at ${id}.`)];
}
function spanProblems(source, usage, limits) {
	const { id, from, to } = source;
	const keep = `Keep ${id} running.`;
	const problems = [];
	if (!(from <= limits.now - limits.window)) problems.push(problem("wait", `${id} covers only since ${formatTime(from)}`, keep, from + limits.window));
	const end = Math.min(limits.now, usage.to);
	if (!(to >= end - limits.maxAge)) {
		const message = `the newest record of ${id} is ${formatDuration(end - to)} old; at most ${formatDuration(limits.maxAge)} are allowed`;
		problems.push(problem("wait", message, `Bring ${id} up to date.`));
	}
	const gaps = joinGaps(source.gaps, limits).filter((gap) => isWithin(gap, limits) && !isLetBe(gap, limits)).map((gap) => {
		return problem("wait", tellGap(id, gap, limits), keep, gap.to + limits.window);
	});
	return [...problems, ...gaps];
}
function unreadProblems({ id, unparsed }) {
	if (unparsed === 0) return [];
	const message = `${id} could not read ${inGroups(unparsed)} statements, which may touch it`;
	return [problem("wait", message, `Look at the unparsed statements of ${id}.`)];
}
/** Everything that keeps the sources from having seen the whole window. */
function coverageProblems(sources, usage, limits) {
	return [...windowProblems(usage, limits), ...sources.flatMap((source) => [
		...samplingProblems(source),
		...spanProblems(source, usage, limits),
		...unreadProblems(source)
	])];
}
/** Gaps within the window that are short enough to be let be. */
function gapsLetBe(sources, limits) {
	return sources.flatMap(({ gaps }) => joinGaps(gaps, limits)).filter((gap) => isWithin(gap, limits)).length;
}
/** What the gate judges by the coverage alone; it must see there what the service speaks of. */
const JUDGED = {
	gaps: (sources, _, limits) => gapsLetBe(sources, limits) > 0,
	behind: (sources, usage) => sources.some(({ to }) => to < usage.to)
};
/**
* Whether a state of `no_data` says no more than that there were gaps, or that the newest record is a little old: how much of
* that may be let be is for the coverage to say, and is looked at there. Any other word, or none, stands.
*/
function isLeftToCoverage(because, sources, usage, limits) {
	if (because === void 0 || because.length === 0) return false;
	return because.every((word) => Object.hasOwn(JUDGED, word) && JUDGED[word]?.(sources, usage, limits) === true);
}
// src/decide/quiet-proof.ts
const DAY = 864e5;
/** Quiet can be asked of tables, columns and views. */
function isAskable(object) {
	return object.startsWith("view:") || !/^[a-z]+:/.test(object);
}
const total = ({ explicit, implicit, unresolved, failed }) => explicit + implicit + unresolved + failed;
/** `SELECT *` counts unless it was allowed aloud. */
const counted = (counts, limits) => total(counts) - (limits.implicit === "allow" ? counts.implicit : 0);
/** The end of the day at which the last use has left the window. */
const clearDay = (lastSeen, limits) => Math.ceil(((lastSeen ?? limits.now) + limits.window) / DAY) * DAY;
const active = ({ by }) => by.filter(({ reads, writes }) => reads + writes > 0).toSorted((a, b) => b.reads + b.writes - a.reads - a.writes);
function tellKinds(counts) {
	const parts = [
		"implicit",
		"unresolved",
		"failed"
	].filter((kind) => counts[kind] > 0).map((kind) => `${inGroups(counts[kind])} ${kind}`);
	return parts.length > 0 ? ` (of these ${parts.join(", ")})` : "";
}
function countProblems(usage, limits) {
	const until = clearDay(usage.lastSeen, limits);
	const window = formatDuration(limits.window);
	const services = [...new Set(active(usage).map(({ service }) => service))].slice(0, 3).join(", ");
	const next = `Move ${services || "its users"} off ${usage.object}. If it stops today, this clears by itself on ${formatMoment(until, limits.now)}.`;
	return [{
		verb: "read",
		counts: usage.reads,
		limit: limits.reads
	}, {
		verb: "written",
		counts: usage.writes,
		limit: limits.writes
	}].map((use) => ({
		...use,
		times: counted(use.counts, limits)
	})).filter(({ times, limit }) => !(times <= limit)).map(({ verb, counts, limit, times }) => ({
		status: "wait",
		message: `${usage.object} was ${verb} ${inGroups(times)} times${tellKinds(counts)} in the last ${window}; the limit is ${inGroups(limit)}`,
		short: `${usage.object} still ${verb}${services && ` by ${services}`} (${inGroups(times)} in ${window})`,
		until,
		next
	}));
}
function watchProblems(object, usage, limits, isJudgedElsewhere) {
	if (!usage) return [{
		status: "error",
		message: `the answer says nothing of ${object}`,
		until: null,
		next: `Check that the query log knows ${object}.`
	}];
	if (usage.state !== "no_data" || isJudgedElsewhere) return [];
	return [{
		status: "wait",
		message: `${object} was not watched for the whole of the last ${formatDuration(limits.window)}`,
		until: null,
		next: `Have the query log watch ${object}; the window runs from then.`
	}];
}
function seenOf(usage, sources, limits) {
	const users = (usage ? active(usage) : []).slice(0, 5).map(({ service, reads, writes, lastSeen }) => {
		const last = lastSeen === null ? "" : ` (last ${formatAgo(lastSeen, limits.now)})`;
		return `${service} ${inGroups(reads + writes)}${last}`;
	});
	const others = (usage ? active(usage).length : 0) > users.length ? "and others" : "others 0";
	const who = users.length > 0 ? `${users.join(", ")}, ${others}; ` : "";
	const wanted = (/* @__PURE__ */ new Set([...limits.sources ?? [], ...sources.map(({ id }) => id)])).size;
	return `${who}${sources.length} of ${wanted} sources over ${formatDuration(limits.window)}`;
}
function tellQuiet(usage, sources, limits) {
	const gaps = gapsLetBe(sources, limits);
	const letBe = gaps > 0 ? `; ${count(gaps, "gap")} of at most ${formatDuration(limits.maxGap)} let be` : "";
	const implicit = usage.reads.implicit + usage.writes.implicit;
	const allowed = limits.implicit === "allow" && implicit > 0 ? `; ${inGroups(implicit)} uses by * are allowed by the manifest` : "";
	return `${usage.object} was quiet for ${formatDuration(limits.window)}${letBe}${allowed}.`;
}
/** The last of all moments; null where one of the problems does not clear by time. */
function untilAll(problems) {
	const untils = problems.map(({ until }) => until).filter((until) => until !== null);
	return untils.length < problems.length ? null : Math.max(...untils);
}
/** The parts of the finding for one object: everything that stands in the way of the proof, the plainest first. */
function judgeObject(object, usage, limits) {
	const { sources, problems } = requiredSources(usage, limits);
	const found = usage.objects.find((candidate) => candidate.object === object);
	const all = [
		...found ? countProblems(found, limits) : [],
		...watchProblems(object, found, limits, isLeftToCoverage(found?.because, sources, usage, limits)),
		...problems,
		...coverageProblems(sources, usage, limits)
	];
	const seen = seenOf(found, sources, limits);
	const [first, ...rest] = all;
	if (!first && found) return {
		status: "ok",
		message: tellQuiet(found, sources, limits),
		seen
	};
	return {
		status: all.some(({ status }) => status === "error") ? "error" : "wait",
		message: `${first?.message ?? `nothing is known of ${object}`}.`,
		short: first?.short ?? first?.message ?? "",
		why: `after this contract statements that use ${object} fail.`,
		seen: [seen, ...rest.map(({ message }) => message)].join("; "),
		next: first?.next ?? "",
		until: untilAll(all)
	};
}
// src/decide/rules/quiet.ts
const ID$14 = "quiet";
/** At least as long as the longest cycle of the object's table: a quarterly job is quiet for 91 days. */
function windowOf(contract, object) {
	const cycles = Object.entries(contract.set.database.tables).filter(([table]) => object === table || object.startsWith(`${table}.`)).map(([, { longestCycle }]) => longestCycle ?? 0);
	return Math.max(contract.change.contract.quiet.window, ...cycles);
}
const times = (count, noun) => `${inGroups(count)} ${noun}`;
const limitOf$1 = ({ change }, window) => {
	const { reads, writes } = change.contract.quiet;
	return `${times(reads, "reads")} and ${times(writes, "writes")} in ${formatDuration(window)}`;
};
function tellSilence({ contract, at, telemetry, window, objects }, why) {
	const names = objects.join(", ");
	return finding(ID$14, {
		...at,
		status: "error",
		message: `whether anything used ${names} in ${at.environment} in the last ${formatDuration(window)} could not be told: ${why}.`,
		short: `no answer of ${telemetry} on ${names} in ${at.environment}`,
		limit: limitOf$1(contract, window),
		next: `Make ${telemetry} answer for ${at.environment}; lanekeeper asks again at the next check.`
	});
}
function judgeWindow$1(proposal, ask, asking) {
	const { contract, at, telemetry, window, objects } = asking;
	const { now } = proposal;
	const { quiet } = contract.change.contract;
	const source = proposal.manifest?.telemetry.find(({ name }) => name === telemetry);
	const answer = ask({
		ask: "usage",
		telemetry,
		environment: at.environment,
		database: contract.change.database,
		from: now - window,
		to: now,
		objects,
		ignore: quiet.ignore
	});
	if (answer.state !== "known") return [tellSilence(asking, answer.why)];
	if (!source) return [tellSilence(asking, `telemetry ${telemetry} is not in the manifest`)];
	const { sources, maxAge, maxGap } = source;
	const limits = {
		...quiet,
		window,
		sources,
		maxAge,
		maxGap,
		now
	};
	const limit = limitOf$1(contract, window);
	return objects.map((object) => {
		const value = answer.value.objects.find((usage) => usage.object === object) ?? null;
		const evidence = [{
			source: answer.source,
			at: answer.value.generatedAt,
			url: answer.url,
			value
		}];
		return finding(ID$14, {
			...at,
			...judgeObject(object, answer.value, limits),
			limit,
			evidence
		});
	});
}
/** One environment's proof for one contract. */
function judgeIn$4(proposal, ask, contract, environment, telemetry) {
	const at = {
		...about$1(contract),
		environment: environment.name
	};
	const windows = /* @__PURE__ */ new Map();
	for (const object of contract.objects.filter((name) => isAskable(name))) {
		const window = windowOf(contract, object);
		windows.set(window, [...windows.get(window) ?? [], object]);
	}
	return [...windows].flatMap(([window, objects]) => judgeWindow$1(proposal, ask, {
		contract,
		at,
		telemetry,
		window,
		objects
	}));
}
const about$1 = (contract) => ({
	...startOf(contract),
	change: contract.change.id,
	phase: "contract"
});
function tellWithout(contract) {
	const { database } = contract.change;
	return finding(ID$14, {
		...about$1(contract),
		status: "error",
		message: `that nothing uses ${contract.objects.join(", ")} cannot be proved: database ${database} has no telemetry in any environment.`,
		short: `no telemetry can prove that nothing uses ${contract.objects.join(", ")}`,
		limit: limitOf$1(contract, contract.change.contract.quiet.window),
		why: "without a query log a use that nobody thought of is found by its failing.",
		next: `Name a service that speaks the query-log protocol and sees every query: databases.${database}.telemetry and telemetry in the manifest.`
	});
}
/** What no query log can be asked, and where there is none: told, for it is not proved. */
function tellUnasked(contract, uncovered) {
	const objects = contract.objects.filter((object) => !isAskable(object)).map((object) => ({
		message: `no query log can tell who uses ${object}, so quiet was not asked of it.`,
		environment: null
	}));
	const places = uncovered.map(({ name }) => ({
		message: `${name} has no telemetry for ${contract.change.database}, so quiet was not asked there.`,
		environment: name
	}));
	return [...objects, ...places].map((part) => finding(ID$14, {
		...about$1(contract),
		...part,
		status: "warn"
	}));
}
/** Every environment that has telemetry is asked; a database that has none anywhere proves nothing. */
function judgeQuietOf(proposal, ask, contract) {
	if (!contract.objects.some(isAskable)) return tellUnasked(contract, []);
	const telemetryIn = (environment) => telemetryOf(proposal, contract.change.database, environment);
	if ((proposal.manifest?.environments ?? []).every((environment) => telemetryIn(environment) === null)) return [...tellUnasked(contract, []), tellWithout(contract)];
	const environments = environmentsOf(proposal);
	return [...tellUnasked(contract, environments.filter((environment) => telemetryIn(environment) === null)), ...environments.flatMap((environment) => {
		const telemetry = telemetryIn(environment);
		return telemetry === null ? [] : judgeIn$4(proposal, ask, contract, environment, telemetry);
	})];
}
const quiet = {
	id: ID$14,
	subjects: ["pull_request"],
	judge: (proposal, ask) => contractsIn(proposal).flatMap((contract) => judgeQuietOf(proposal, ask, contract))
};
// src/decide/dependence.ts
/** Code that a pull request adds and that names schema objects: dependence is found in added lines, never claimed. */
/** The files that count as code for this manifest; without one, every file that is not left out by itself. */
function codeOf(proposal) {
	const manifest = proposal.manifest;
	const migrations = proposal.sets.flatMap((set) => [
		...set.database.migrations,
		...set.head.map(({ path }) => path),
		...set.base.map(({ path }) => path)
	]);
	const heads = proposal.manifests.head.state === "valid" ? proposal.manifests.head.manifest.files : [];
	return codeFilter(manifest?.code ?? {
		include: [],
		exclude: []
	}, migrations, [
		...manifest?.files ?? [],
		...heads,
		"lanekeeper.yml",
		".github/lanekeeper.yml"
	]);
}
/** Several rules ask, and to leave out each migration by its path takes as long as there are migrations. */
const changed = /* @__PURE__ */ new WeakMap();
/** Changed files that are code, as they are at the head. */
function changedCode(proposal) {
	const known = changed.get(proposal);
	if (known) return known;
	const isCode = codeOf(proposal);
	const files = proposal.files.filter((file) => file.status !== "deleted" && isCode(file.path));
	changed.set(proposal, files);
	return files;
}
/** Where lines that the pull request adds mention the terms. */
function addedMentions(files, terms) {
	if (terms.length === 0) return [];
	const compiled = compileTerms([...terms]);
	return files.flatMap((file) => {
		if (file.after === null) return [];
		const found = compiled.find(file.path, file.after);
		if (found.length === 0) return [];
		const added = addedLines(file.before, file.after);
		return found.filter(({ line }) => added.has(line)).map((mention) => ({
			...mention,
			path: file.path
		}));
	});
}
/** Changed code that is too large to be read: what it depends on cannot be told. */
function unreadCode(proposal) {
	return changedCode(proposal).filter((file) => file.unread);
}
// src/decide/held-finding.ts
function tellBroken({ rule, at, words, soak }, holding) {
	const { site, commit, evidence } = holding;
	const short = commit.slice(0, 7);
	const message = words.broken?.(site, short) ?? `it is not yet so that ${words.what} in ${site}: ${short} may be live there.`;
	const after = soak > 0 ? `; ${formatDuration(soak)} after that deployment succeeds, this clears by itself.` : ".";
	const next = `${words.deploy(site)}${after}`;
	const seen = `${short} in ${site} is without`;
	const brief = `not yet so in ${site}: ${words.what}`;
	return finding(rule, {
		...at,
		status: "wait",
		message,
		short: brief,
		why: words.why,
		seen,
		next,
		evidence
	});
}
function tellTooShort({ rule, at, words, soak, now }, { evidence }, start) {
	const until = start + soak;
	const seen = formatDuration(Math.max(0, now - start));
	return finding(rule, {
		...at,
		status: "wait",
		message: `${words.what} in ${at.environment} for ${seen}; ${formatDuration(soak)} are asked.`,
		short: `${words.what} in ${at.environment} for ${seen} of ${formatDuration(soak)}`,
		why: words.why,
		seen,
		next: `Nothing to do: this clears by itself on ${formatMoment(until, now)}, unless older code is deployed again.`,
		until,
		evidence
	});
}
function tellTimeless({ rule, at, words, soak }, { evidence }) {
	return finding(rule, {
		...at,
		status: "wait",
		message: `${words.what} in ${at.environment}, since when is not recorded there, so ${formatDuration(soak)} cannot be proved.`,
		short: `since when ${words.what} in ${at.environment} is not recorded`,
		why: words.why,
		next: `Record deployments of ${at.environment}, or switch the soak off aloud: contract.soak: { off: reason }.`,
		evidence
	});
}
function tellHeld({ rule, at, words, soak }, { evidence }) {
	const long = soak > 0 ? ` for at least ${formatDuration(soak)}` : "";
	const seen = soak > 0 ? `at least ${formatDuration(soak)}` : "live";
	return finding(rule, {
		...at,
		status: "ok",
		message: `${words.what} in ${at.environment}${long}.`,
		seen,
		evidence
	});
}
/** Judges how long something has held against how long it must have (`soak` 0: that it holds). */
function judgeHeldFor(rule, at, holding, soak, words, now) {
	const limit = soak > 0 ? formatDuration(soak) : "live";
	const judging = {
		rule,
		at: {
			...at,
			limit
		},
		words,
		soak,
		now
	};
	if (holding.state === "missing" || holding.state === "failed") {
		const message = `${soak > 0 ? "since when" : "whether"} ${words.what} in ${at.environment} is not known: ${holding.why}.`;
		const next = `Give the deployments of ${at.environment} (--evidence FILE), or let the check run where it can read them.`;
		const { why } = words;
		return finding(rule, {
			...judging.at,
			status: statusOfUntold(holding),
			message,
			why,
			next
		});
	}
	if (holding.state === "broken") return tellBroken(judging, holding);
	if (!holding.timesKnown && soak > 0) return tellTimeless(judging, holding);
	const { start } = holding;
	return start !== null && start + soak > now ? tellTooShort(judging, holding, start) : tellHeld(judging, holding);
}
// src/decide/rules/soak.ts
const ID$13 = "soak";
/** Since when nothing live in the environment mentions what the contract takes. Looks back to `since`. */
function freeOfOld(proposal, ask, contract, environment, since) {
	const terms = contractShape(contract);
	const free = (commit) => {
		return mapEvidence(ask({
			ask: "mentions",
			commit,
			files: null,
			terms
		}), ({ mentions }) => mentions.length === 0);
	};
	return holdingIn(ask, environment, free, since, proposal.now);
}
const WHY_OLD = "a rollback in this time would bring back code that needs the old shape.";
const WHY_NEW = "a new shape that must be taken back is taken back before code leans on it.";
function judgeContractSoak(proposal, ask, contract, environment) {
	const { change, objects } = contract;
	const { soak } = change.contract;
	const at = {
		...startOf(contract),
		change: change.id,
		phase: "contract",
		environment: environment.name
	};
	if (typeof soak !== "number") {
		const message = `the soak of ${change.id} is switched off: ${soak.off}`;
		return finding(ID$13, {
			...at,
			status: "warn",
			message,
			limit: "off"
		});
	}
	const holding = freeOfOld(proposal, ask, contract, environment, proposal.now - soak);
	const words = {
		what: `code free of ${objects.join(", ")} is live`,
		why: WHY_OLD,
		deploy: (site) => `Deploy code without ${objects.join(", ")} to ${site}`
	};
	return judgeHeldFor(ID$13, at, holding, soak, words, proposal.now);
}
/** The expand must have been there for a while before code leans on it. */
function judgeExpandSoak(proposal, ask, change) {
	const set = proposal.sets.find(({ database }) => database.name === change.database);
	const soak = change.expandSoak;
	if (!set || soak === 0 || set.database.runs === "before-code") return [];
	const [mention] = addedMentions(changedCode(proposal), newShape(change));
	const merged = change.adds.filter((object) => makersOf(set, object).length > 0);
	const makers = [...new Set(merged.flatMap((object) => makersOf(set, object)))];
	if (!mention || makers.length === 0) return [];
	const words = {
		what: `${merged.join(", ")} ${merged.length > 1 ? "are" : "is"} present`,
		why: WHY_NEW,
		deploy: (site) => `Deploy the base to ${site}`
	};
	return environmentsOf(proposal).flatMap((environment) => {
		const presence = presenceIn(ask, environment, makers, proposal.now - soak);
		if (presence.state !== "present") return [];
		const at = {
			...placed(mention),
			change: change.id,
			phase: "expand",
			environment: environment.name
		};
		const holding = {
			...presence,
			state: "held",
			start: presence.since
		};
		return [judgeHeldFor(ID$13, at, holding, soak, words, proposal.now)];
	});
}
/** A soak that is asked of no environment is proved for none. */
const judgeContract$1 = (proposal, ask, contract) => inEachEnvironment(ID$13, proposal, {
	...startOf(contract),
	change: contract.change.id,
	phase: "contract"
}, (environment) => [judgeContractSoak(proposal, ask, contract, environment)]);
const soak = {
	id: ID$13,
	subjects: ["pull_request"],
	judge: (proposal, ask) => [...contractsIn(proposal).flatMap((contract) => judgeContract$1(proposal, ask, contract)), ...proposal.changes.flatMap(({ change }) => judgeExpandSoak(proposal, ask, change))]
};
// src/decide/rules/tighten-after-writers.ts
/** tighten-after-writers: the schema refuses what old code may still write only once no old writer can be live. */
const ID$12 = "tighten-after-writers";
function undeclared$1(proposal, effect) {
	const byHead = effect.change !== null;
	return finding(ID$12, {
		status: "block",
		...placed(effect),
		change: effect.change,
		phase: "tighten",
		message: byHead ? `${effect.object} is tightened, and only this pull request itself declares that.` : `${effect.object} is tightened, and no change declares that.`,
		why: effect.why || `code that is live now may still write what ${effect.object} would refuse.`,
		next: nextStep$1(effect, byHead, proposal.manifest === null)
	});
}
function nextStep$1(effect, byHead, without) {
	if (without) return "Write a manifest (lanekeeper init), and declare the change with tightens and writers.";
	return byHead ? "Merge the entry in a pull request of its own first; this one then waits for its writers." : `Declare it on the base first, with the code that writes it under writers:\n\n${declareChange([effect], {})}`;
}
const soakOf = ({ change }) => typeof change.contract.soak === "number" ? change.contract.soak : 0;
/** Files of the writers at a commit. */
const filesAt = (ask, commit, writers) => ask({
	ask: "mentions",
	commit,
	files: writers,
	terms: []
});
/** A live commit holds the writers as they are on the base: the same files, each with the same content, and no other. */
function holdsWriters(ask, commit, writers, base) {
	return mapEvidence(filesAt(ask, commit, writers), ({ files }) => {
		const held = new Map(files.map(({ path, blob }) => [path, blob]));
		return held.size === base.length && base.every(({ path, blob }) => held.get(path) === blob);
	});
}
/** What the base holds of the writers; a finding where that proves nothing. */
function writersOnBase(proposal, ask, at, writers) {
	const { subject } = proposal;
	if (subject.kind === "lint") return [];
	const base = filesAt(ask, subject.base, writers);
	if (base.state !== "known") {
		const status = statusOfUntold({
			state: base.state,
			why: base.why
		});
		const message = `the writers of ${at.change} on the base could not be read: ${base.why}.`;
		const next = `Give the repository with commit ${subject.base.slice(0, 7)} in it.`;
		return finding(ID$12, {
			...at,
			status,
			message,
			next
		});
	}
	const { files } = base.value;
	const idle = writers.filter((glob) => !files.some(({ path }) => matchesAny([glob])(path)));
	if (idle.length === 0 && files.length > 0) return files;
	return finding(ID$12, {
		...at,
		status: "block",
		message: `no file on the base matches ${idle.join(", ") || "anything"} of the writers of ${at.change}.`,
		why: "a pattern that matches nothing proves nothing.",
		next: `Mend writers: on ${at.change} in the manifest.`
	});
}
/** Writers are live where every live commit holds their files as they are on the base. */
function judgeWriters(proposal, ask, contract, writers) {
	const at = {
		...startOf(contract),
		change: contract.change.id,
		phase: "tighten"
	};
	const base = writersOnBase(proposal, ask, at, writers);
	if (!Array.isArray(base)) return [base];
	const soak = soakOf(contract);
	const holds = (commit) => holdsWriters(ask, commit, writers, base);
	const objects = contract.objects.join(", ");
	const words = {
		what: `code that keeps the new rule of ${objects} is live`,
		why: `code that was written before may still write what ${objects} would refuse.`,
		deploy: (site) => `Deploy ${writers.join(", ")} as on the base to ${site}`
	};
	return inEachEnvironment(ID$12, proposal, at, (environment) => {
		const holding = holdingIn(ask, environment, holds, proposal.now - soak, proposal.now);
		const here = {
			...at,
			environment: environment.name
		};
		return [judgeHeldFor(ID$12, here, holding, soak, words, proposal.now)];
	});
}
/** What was switched off is repeated. */
function tellOff$2(contract) {
	const { id, contract: asked } = contract.change;
	if (typeof asked.soak === "number") return [];
	const message = `the soak of ${id} is switched off: ${asked.soak.off}`;
	return [finding(ID$12, {
		...startOf(contract),
		status: "warn",
		change: id,
		phase: "tighten",
		message,
		limit: "off"
	})];
}
const ROWS = {
	"new-rows": (object) => `${object} binds new rows only; the rows that are there are checked by VALIDATE CONSTRAINT later.`,
	validated: (object) => `the rows that are there are known to satisfy ${object}.`,
	scan: (object) => `the statement itself checks the rows that are there, and fails without harm where one does not satisfy ${object}.`
};
/** A statement that says nothing of rows (a policy, a revoked right) asks nothing of them. */
function judgeRows({ change, effects }) {
	return effects.flatMap((effect) => {
		if (effect.rows === void 0) return [];
		const message = ROWS[effect.rows](effect.object);
		return [finding(ID$12, {
			...placed(effect),
			status: "ok",
			change: change.id,
			phase: "tighten",
			message
		})];
	});
}
/** A declared tightening: its writers everywhere, and the rows that are there. */
function judgeTightening(proposal, ask, contract) {
	const { change } = contract;
	if (change.writers === null) return [finding(ID$12, {
		...startOf(contract),
		status: "block",
		change: change.id,
		phase: "tighten",
		message: `${change.id} tightens ${contract.objects.join(", ")}, and does not say which code writes it.`,
		why: "whether every old writer is gone can be proved only of files that are named.",
		next: `Name them on the base: writers: { code: [src/…] } on ${change.id}.`
	})];
	return [
		...tellOff$2(contract),
		...judgeWriters(proposal, ask, contract, change.writers),
		...judgeRows(contract)
	];
}
const tightenAfterWriters = {
	id: ID$12,
	subjects: ["pull_request"],
	judge(proposal, ask) {
		const declared = new Set(proposal.changes.filter(({ declaredBy }) => declaredBy === "base").map(({ change }) => change.id));
		return [...proposal.effects.filter((effect) => isTightening(effect) && (effect.change === null || !declared.has(effect.change))).map((effect) => undeclared$1(proposal, effect)), ...tighteningsIn(proposal).flatMap((contract) => judgeTightening(proposal, ask, contract))];
	}
};
// src/decide/rules/deploy-order.ts
const ID$11 = "deploy-order";
/** With `before-code` a deployment runs what it holds before its code starts. */
function comesAlong({ set, makers }) {
	if (set.database.runs !== "before-code") return false;
	const held = new Set(migrationsAtHead(set).map(({ path, blob }) => `${path} ${blob}`));
	return makers.every(({ path, blob }) => held.has(`${path} ${blob}`));
}
/** Only what is not present can be missed, and only for it is code searched. */
function lackingIn(proposal, ask, environment) {
	const needs = needsOf(proposal).filter((need) => !comesAlong(need));
	const makers = [...new Map(needs.flatMap((need) => need.makers).map((maker) => [`${maker.path} ${maker.blob}`, maker]))];
	const presences = presencesIn(ask, environment, makers.map(([, maker]) => maker));
	const found = new Map(makers.map(([key], index) => [key, presences[index]]));
	return needs.flatMap((need) => {
		for (const { path, blob } of need.makers) {
			const presence = found.get(`${path} ${blob}`);
			if (presence && presence.state !== "present") return [{
				need,
				path,
				presence
			}];
		}
		return [];
	});
}
function tellLacking(proposal, environment, { need, path, presence }, mention) {
	const { object } = need;
	const change = proposal.changes.find(({ change: { adds } }) => adds.some((entry) => isPartOf(object, entry)));
	const isAbsent = presence.state === "absent";
	const where = isAbsent ? presence.site : environment.name;
	return finding(ID$11, {
		status: isAbsent ? "wait" : statusOfUntold(presence),
		change: change?.change.id ?? null,
		phase: "expand",
		environment: environment.name,
		...placed(mention),
		message: isAbsent ? `the code of this deployment uses ${object}, and ${path} has not been deployed to ${where}.` : `the code of this deployment uses ${object}, and whether ${path} has been deployed to ${where} is not known: ${presence.why}.`,
		short: `the code uses ${object}, which is not known to be in ${where}`,
		why: `code that runs before ${object} is there would fail on its first query.`,
		seen: mention.text.trim(),
		limit: `${path} present`,
		next: isAbsent ? `Deploy ${path} to ${where} first; this then clears by itself.` : `Give the deployments of ${environment.name} (--evidence FILE).`
	});
}
/** One finding for each migration that is missed, at the first use of what it makes. */
function judgeSchema(proposal, ask, environment, head) {
	const lacking = lackingIn(proposal, ask, environment);
	const about = { environment: environment.name };
	if (lacking.length === 0) {
		const message = `every migration that the code could need is present in ${environment.name}, or comes with it.`;
		return [finding(ID$11, {
			...about,
			status: "ok",
			message
		})];
	}
	const answer = ask({
		ask: "mentions",
		commit: head,
		files: null,
		terms: lacking.map(({ need }) => termOfNeed(proposal, need))
	});
	if (answer.state !== "known") {
		const status = statusOfUntold({
			state: answer.state,
			why: answer.why
		});
		const message = `what the code of this deployment needs could not be told: ${answer.why}.`;
		const next = `Give the repository with commit ${head.slice(0, 7)} in it.`;
		return [finding(ID$11, {
			...about,
			status,
			message,
			next
		})];
	}
	const told = /* @__PURE__ */ new Map();
	for (const mention of answer.value.mentions) {
		const missed = lacking[mention.term];
		if (missed && !told.has(missed.path)) told.set(missed.path, tellLacking(proposal, environment, missed, mention));
	}
	if (told.size > 0) return [...told.values()];
	const paths = [...new Set(lacking.map(({ path }) => path))].join(", ");
	const message = `${environment.name} lacks ${paths}, and this code uses nothing of it.`;
	return [finding(ID$11, {
		...about,
		status: "ok",
		message
	})];
}
/** What the pull request was asked, asked again of this environment. */
function judgeContract(proposal, ask, contract, environment) {
	const found = contract.kind === "tighten" ? judgeTightening(proposal, ask, contract) : [
		...judgeQuietOf(proposal, ask, contract),
		judgeLiveReferences(proposal, ask, contract, environment),
		...judgeConsumers(proposal, ask, contract, environment),
		judgeContractSoak(proposal, ask, contract, environment)
	];
	const approval = judgeMergedApproval(ID$11, proposal, ask, contract, environment);
	return [...found, approval].map((part) => ({
		...part,
		rule: ID$11,
		environment: environment.name,
		message: part.rule === ID$11 ? part.message : `${part.rule}: ${part.message}`
	}));
}
/** Merged without a word on the base: there is nothing that it could be proved by. */
function judgeUndeclared(proposal, ask, effect, environment) {
	const overridden = wasOverridden(proposal, ask, effect);
	const isAllowed = overridden.length > 0;
	const message = `${effect.path} removes ${effect.object} from ${environment.name} with this deployment, and no change declares that`;
	return finding(ID$11, {
		status: isAllowed ? "warn" : "block",
		phase: "contract",
		environment: environment.name,
		...placed(effect),
		message: isAllowed ? `${message}; it was merged by an override of ${overridden.join(", ")} for this content.` : `${message}.`,
		short: `${effect.object} would be removed from ${environment.name}, and no change declares that`,
		why: isAllowed ? "" : `nothing was asked of it: whatever still uses ${effect.object} would fail.`,
		next: isAllowed ? "" : `Declare it on the base; it is then asked for its proof:\n\n${declareChange([effect], {})}`
	});
}
function judgeArriving(proposal, ask, environment) {
	const { contracts, undeclared, untold } = arrivingIn(proposal, ask, ID$11, environment);
	return [
		...untold,
		...contracts.flatMap((contract) => judgeContract(proposal, ask, contract, environment)),
		...undeclared.map((effect) => judgeUndeclared(proposal, ask, effect, environment))
	];
}
const deployOrder = {
	id: ID$11,
	subjects: ["deployment"],
	judge: (proposal, ask) => {
		const { subject } = proposal;
		if (subject.kind !== "deployment") return [];
		return environmentsOf(proposal).flatMap((environment) => [...judgeSchema(proposal, ask, environment, subject.head), ...judgeArriving(proposal, ask, environment)]);
	}
};
// src/decide/rules/deprecation.ts
const ID$10 = "deprecation";
function judgeWindow(at, objects, announced, window, now) {
	const until = announced + window;
	const seen = announced > now ? "not yet announced" : formatDuration(now - announced);
	if (until <= now) {
		const message = `${objects} was announced ${seen} ago; ${formatDuration(window)} were asked.`;
		return finding(ID$10, {
			...at,
			status: "ok",
			seen,
			message
		});
	}
	const day = formatMoment(until, now);
	return finding(ID$10, {
		...at,
		status: "wait",
		message: `the deprecation window of ${objects} (${formatDuration(window)}) runs until ${day}.`,
		short: `${objects} may go on ${day}: its deprecation window`,
		seen,
		why: "those who were told may still rely on that date.",
		next: `Nothing to do: this clears by itself on ${day}.`,
		until
	});
}
/** The promised time of one contract. */
function judgeDeprecation(proposal, contract) {
	const { announced, contract: asked, id } = contract.change;
	const { deprecation } = asked;
	if (deprecation === null) return [];
	const about = {
		change: id,
		phase: "contract",
		...startOf(contract)
	};
	if (typeof deprecation !== "number") {
		const message = `the deprecation window of ${id} is switched off: ${deprecation.off}`;
		return [finding(ID$10, {
			...about,
			status: "warn",
			limit: "off",
			message
		})];
	}
	const at = {
		...about,
		limit: formatDuration(deprecation)
	};
	const objects = contract.objects.join(", ");
	if (announced !== null) return [judgeWindow(at, objects, announced, deprecation, proposal.now)];
	return [finding(ID$10, {
		...at,
		status: "block",
		message: `${id} asks for a deprecation window of ${formatDuration(deprecation)}, and nobody announced when it began.`,
		next: `Set announced: on ${id} in the manifest to the day on which users of ${objects} were told.`
	})];
}
const deprecation = {
	id: ID$10,
	subjects: ["pull_request"],
	judge: (proposal) => contractsIn(proposal).flatMap((contract) => judgeDeprecation(proposal, contract))
};
// src/decide/rules/divergence.ts
const ID$9 = "divergence";
const WHY$1 = "rows that differ would be read wrongly from the new shape, and the old one could no longer correct them.";
/**
* From the moment at which `stop_old` went live the shapes differ by design: the window ends there. Where that moment
* cannot be told, neither can the window: another one would be another question.
*/
function windowEnd(proposal, ask, change, environment) {
	const { stopOld } = change;
	if (stopOld === null) return proposal.now;
	const holds = (commit) => stepHolds(ask, change, "stop_old", stopOld, commit);
	const holding = heldFrom(ask, environment, holds, proposal.now);
	if (holding.state === "missing" || holding.state === "failed") return holding;
	return holding.state === "held" && holding.timesKnown && holding.start !== null ? holding.start : proposal.now;
}
function tellAgreement(at, max, value, share) {
	const { compared, diverged, unknown } = value;
	const counts = `${inGroups(diverged)} diverged and ${inGroups(unknown)} unknown of ${inGroups(compared)} compared`;
	if (share <= max) {
		const message = `the shapes of ${at.change} agree in ${at.environment}: ${counts}; the limit is ${max}.`;
		return {
			...at,
			status: "ok",
			message,
			seen: counts
		};
	}
	return {
		...at,
		status: "wait",
		message: `the shapes of ${at.change} disagree in ${at.environment}: ${counts}, which is ${share.toPrecision(2)}; the limit is ${max}.`,
		short: `the shapes of ${at.change} disagree in ${at.environment} (${share.toPrecision(2)})`,
		why: WHY$1,
		seen: counts,
		next: "Find why they differ and repair the rows; this clears by itself once a whole window agrees."
	};
}
/** An answer counts for the window that was asked; nothing compared is no agreement. */
function judgeComparison(at, max, value, window) {
	const next = `Report comparisons to POST /v1/comparisons/${at.change}.`;
	if (!(value.from <= window.from && value.to >= window.to)) {
		const message = `the comparisons of ${at.change} in ${at.environment} are of ${formatTime(value.from)} to ${formatTime(value.to)}, which is less than was asked.`;
		return {
			...at,
			status: "error",
			message,
			why: WHY$1,
			next
		};
	}
	if (!(value.compared > 0)) {
		const message = `nobody compared the shapes of ${at.change} in ${at.environment} from ${formatTime(window.from)} to ${formatTime(window.to)}: 0 comparisons.`;
		const short = `nobody compared the shapes of ${at.change} in ${at.environment}`;
		return {
			...at,
			status: "wait",
			message,
			short,
			why: WHY$1,
			seen: "0 comparisons",
			next
		};
	}
	return tellAgreement(at, max, value, (value.diverged + value.unknown) / value.compared);
}
function judgeIn$3(proposal, ask, change, asked, place, environment) {
	const at = {
		...place,
		limit: `${asked.max} over ${formatDuration(asked.window)}`
	};
	const telemetry = telemetryOf(proposal, change.database, environment);
	const next = `Have the application's comparer report to POST /v1/comparisons/${change.id}, or switch it off aloud: contract.divergence: { off: reason }.`;
	if (telemetry === null) {
		const message = `whether the shapes of ${change.id} agree in ${environment.name} cannot be known: no telemetry is named for it.`;
		return finding(ID$9, {
			...at,
			status: "error",
			message,
			why: WHY$1,
			next
		});
	}
	const to = windowEnd(proposal, ask, change, environment);
	if (typeof to !== "number") {
		const message = `since when stop_old of ${change.id} is live in ${environment.name}, and so which comparisons count, is not known: ${to.why}.`;
		const give = `Give the deployments of ${environment.name} (--evidence FILE).`;
		return finding(ID$9, {
			...at,
			status: statusOfUntold(to),
			message,
			why: WHY$1,
			next: give
		});
	}
	const window = {
		from: to - asked.window,
		to
	};
	const answer = ask({
		ask: "comparison",
		telemetry,
		environment: environment.name,
		name: change.id,
		...window
	});
	if (answer.state !== "known") {
		const status = statusOfUntold({
			state: answer.state,
			why: answer.why
		});
		const message = `whether the shapes of ${change.id} agreed in ${environment.name} in the ${formatDuration(asked.window)} until ${formatTime(to)} is not known: ${answer.why}.`;
		return finding(ID$9, {
			...at,
			status,
			message,
			why: WHY$1,
			next
		});
	}
	const { source, at: time, url, value } = answer;
	const evidence = [{
		source,
		at: time,
		url,
		value
	}];
	return finding(ID$9, {
		...judgeComparison(at, asked.max, value, window),
		evidence
	});
}
/** The change's own requirement, for the contract or for the step that rests on it. */
function judgeDivergenceOf(proposal, ask, change, start, phase) {
	const asked = change.contract.divergence;
	if (asked === null) return [];
	if ("off" in asked) return [finding(ID$9, {
		...start,
		change: change.id,
		phase,
		status: "warn",
		limit: "off",
		message: `divergence of ${change.id} is switched off: ${asked.off}`
	})];
	return inEachEnvironment(ID$9, proposal, {
		...start,
		change: change.id,
		phase
	}, (environment) => [judgeIn$3(proposal, ask, change, asked, {
		...start,
		change: change.id,
		phase,
		environment: environment.name
	}, environment)]);
}
const divergence = {
	id: ID$9,
	subjects: ["pull_request"],
	judge: (proposal, ask) => contractsIn(proposal).flatMap((contract) => judgeDivergenceOf(proposal, ask, contract.change, startOf(contract), "contract"))
};
// src/decide/view-in-its-place.ts
/** `users` for `users` and `view:users`: a view answers to the name that a table had. */
const bare = (object) => object.replace(/^view:/, "");
/**
* What reads and writes go through unchanged: one table, no condition, no grouping. Whatever else may be right, too,
* is not let be.
*/
const PLAIN = /^create\s+(?:or\s+replace\s+)?view\s+\S+\s+as\s+select\s+(?!distinct\b)(?<list>[^()]+?)\s+from\s+[\w".$]+\s*;?$/i;
/** Longer statements are not looked at: nobody writes a plain view like that. */
const LONGEST$1 = 4e3;
/** Every column that the table has is in the view; where its columns are not known, only `*` says so. */
function showsAll(set, view, table, list) {
	const entry = set.after.tables[table];
	const shown = set.after.views[view]?.columns;
	if (!entry || entry.partial || !shown) return list === "*";
	return Object.keys(entry.columns).every((column) => shown.includes(column));
}
function isOver(set, view, table) {
	const uses = set.after.views[view]?.uses ?? [];
	return uses.length > 0 && uses.every((used) => used === table || used.startsWith(`${table}.`));
}
/** The view that takes the old name's place; null: none does, or it cannot be told that it does so wholly. */
function viewInItsPlace(proposal, at, effect) {
	const { transaction } = at.statement;
	const { after } = effect;
	if (effect.kind !== "renames" || effect.objectKind !== "table") return null;
	if (transaction === null || after === void 0) return null;
	const later = proposal.statements.slice(proposal.statements.indexOf(at) + 1).filter((other) => other.migration === at.migration && other.statement.transaction?.id === transaction.id);
	for (const { set, statement, effects } of later) {
		const view = effects.find(({ kind, objectKind, object }) => kind === "adds" && objectKind === "view" && bare(object) === bare(effect.object));
		const text = statement.text.trim();
		const list = text.length > LONGEST$1 ? void 0 : PLAIN.exec(text)?.groups?.list?.trim();
		if (view && list !== void 0 && isOver(set, view.object, after) && showsAll(set, view.object, after, list)) return view.object;
	}
	return null;
}
// src/decide/rules/in-place-change.ts
const id$9 = "in-place-change";
const OTHERWISE = [
	"1. Expand: add the new shape beside the old one.",
	"2. Migrate: write both, copy the rows in batches, then read the new shape.",
	"3. Contract: remove the old shape once nothing uses it any more. Each step is a pull request of its own."
];
function block(effect, message, why) {
	return finding(id$9, {
		...placed(effect),
		status: "block",
		change: effect.change,
		phase: effect.phase,
		message,
		why,
		seen: inShort(effect.statement),
		next: steps(effect.instead, OTHERWISE.join("\n"))
	});
}
function describe$1(effect) {
	const { object, before, after, statement } = effect;
	if (effect.kind === "renames") return `${object} would be renamed to ${after ?? "another name"} in one step.`;
	if (effect.kind === "retypes") return `${object} would change its type${before === void 0 ? "" : ` from ${before}`}${after === void 0 ? "" : ` to ${after}`} in one step.`;
	if (effect.kind === "adds") return `${object} would be added as NOT NULL without a default.`;
	return `${inShort(statement)} would change ${object} in one step.`;
}
/** Where an earlier statement of these migrations put rows into a table that they made; null: it is empty for all that is seen. */
function filledAt(proposal, at, table) {
	let line = null;
	for (const other of proposal.statements.slice(0, proposal.statements.indexOf(at) + 1)) {
		if (other.set !== at.set) continue;
		const { rows, text } = other.statement;
		const ofTable = rows.filter((row) => row.table === table);
		if (ofTable.some(({ verb }) => verb === "truncate")) line = null;
		const makes = other.effects.some((one) => one.operation === "create-table-as" && one.object === table);
		if (ofTable.some(({ verb }) => verb === "insert" || verb === "copy" || verb === "merge") || makes && !/\bwith\s+no\s+data\s*;?$/i.test(text)) line ??= other.statement.line;
	}
	return line;
}
/** A new table that has rows already: no row would have a value, and the server refuses. */
function judgeFilled(proposal, at, effect) {
	const line = effect.kind === "adds" ? filledAt(proposal, at, effect.table) : null;
	if (line === null) return [];
	const message = `${effect.object} would be added as NOT NULL without a default, and line ${line} has put rows into ${effect.table}.`;
	const next = `Give it a default, or add it before line ${line}, with a value in each row that is written there.`;
	return [block({
		...effect,
		instead: [next]
	}, message, "The server refuses it: the rows that are there would have no value.")];
}
function judgeEffect$3(proposal, at, effect) {
	if (effect.phase !== "in-place") return [];
	if (effect.fresh) return judgeFilled(proposal, at, effect);
	const view = viewInItsPlace(proposal, at, effect);
	if (view === null) {
		const why = effect.why || `Code that is live and uses ${effect.object} as it was would fail from that moment on.`;
		return [block(effect, describe$1(effect), why)];
	}
	const message = `${effect.object} would be renamed to ${effect.after ?? "another name"}, and ${view} answers to the old name from the same transaction on.`;
	return [finding(id$9, {
		...placed(effect),
		status: "ok",
		change: effect.change,
		phase: effect.phase,
		message
	})];
}
/** Dropped and added again under the same name in one file: a retype that loses the data. */
function judgeReplaced(proposal) {
	const dropped = /* @__PURE__ */ new Map();
	const findings = [];
	for (const { migration, effects, set } of proposal.statements) for (const effect of effects.filter(({ objectKind, fresh }) => objectKind === "column" && !fresh)) {
		const key = `${migration.path}\n${effect.database}\n${effect.object}`;
		const before = dropped.get(key);
		if (effect.kind === "removes") dropped.set(key, effect);
		if (effect.kind !== "adds" || !before) continue;
		const message = `${effect.object} would be dropped (line ${before.line}) and added again: its data would be lost.`;
		const why = "It is a change of type in one step that keeps no row: old code fails on the new column, and no rollback brings the values back.";
		findings.push(block({
			...effect,
			instead: replaceSteps(effect, typeOf(set, effect))
		}, message, why));
		dropped.delete(key);
	}
	return findings;
}
const ownName = ({ object, table }) => table !== null && object.startsWith(`${table}.`) ? object.slice(table.length + 1) : object;
/** The type that the column would have in the end. */
function typeOf(set, effect) {
	return (effect.table === null ? void 0 : set.after.tables[effect.table]?.columns)?.[ownName(effect).replace(/^"|"$/g, "").replaceAll("\"\"", "\"")]?.type ?? "<the new type>";
}
function replaceSteps(effect, type) {
	const column = ownName(effect);
	const beside = column.endsWith("\"") ? `${column.slice(0, -1)}_new"` : `${column}_new`;
	return [
		`-- expand: a new column beside it, written by the code together with the old one`,
		`ALTER TABLE ${effect.table} ADD COLUMN ${beside} ${type};`,
		`-- migrate: fill the old rows in batches, then read ${beside}`,
		`-- contract, once nothing uses ${effect.object} any more:`,
		`ALTER TABLE ${effect.table} DROP COLUMN ${column};`
	];
}
const inPlaceChange = {
	id: id$9,
	subjects: ["pull_request", "lint"],
	judge(proposal) {
		const findings = proposal.statements.flatMap((at) => at.effects.flatMap((effect) => judgeEffect$3(proposal, at, effect)));
		return orOk(id$9, proposal, [...findings, ...judgeReplaced(proposal)], "No statement renames or retypes what is in use.");
	}
};
// src/decide/rules/lock-timeout.ts
const id$8 = "lock-timeout";
/** Whoever waits behind it has given up long before. */
const LONGEST = 6e4;
const isLong = ({ lockTimeout, lockTimeoutAfter = 0 }) => lockTimeout && lockTimeoutAfter > LONGEST;
/**
* One finding per file, at its first such statement: the remedy is one line at the file's head. A statement with an
* exemption of its own is told by itself, so that its comment covers no other.
*/
function tellFile(waiting) {
	const allowed = waiting.filter(({ at }) => at.statement.allows.some(({ rules }) => rules.includes(id$8)));
	const rest = waiting.filter((one) => !allowed.includes(one));
	const long = rest.filter(({ at }) => isLong(at.statement));
	const none = rest.filter((one) => !long.includes(one));
	return [
		...allowed.map((one) => [one]),
		none,
		long
	].flatMap(tell$4);
}
/** How long it would wait, and what was seen of that. */
function tellTimeout(statement) {
	if (!isLong(statement)) return {
		waits: "without a lock timeout",
		seen: "no lock_timeout above zero is set in this file before it",
		place: "Put this line before it"
	};
	const seconds = (statement.lockTimeoutAfter ?? 0) / 1e3;
	const waits = seconds >= 120 ? count(Math.round(seconds / 60), "minute") : count(Math.round(seconds), "second");
	const seen = `lock_timeout is ${waits} here`;
	return {
		waits: `for up to ${waits}`,
		seen,
		place: "Put this line before it instead"
	};
}
function tell$4(waiting) {
	const first = waiting[0];
	if (!first) return [];
	const { statement, set } = first.at;
	const more = waiting.length - 1;
	const { waits, seen, place } = tellTimeout(statement);
	const scope = statement.transaction === null ? "SET" : "SET LOCAL";
	const setting = set.database.engine === "postgresql" ? `${scope} lock_timeout = '5s';` : "SET lock_wait_timeout = 5;";
	return [finding(id$8, {
		...placed(statement),
		status: "warn",
		message: `${inShort(statement.text)} would wait for ${first.lock.mode} on ${first.lock.object} ${waits}${more > 0 ? ` (and ${count(more, "more statement")} in this file)` : ""}.`,
		why: `While it waits behind one long query on ${first.lock.object}, every later ${whatWaits(first.lock.mode) === "writes" ? "write" : "query"} on ${first.lock.object} queues behind it.`,
		seen,
		next: `${place}, and run the migration again when it times out:\n${setting}`
	})];
}
const lockTimeout = {
	id: id$8,
	subjects: ["pull_request", "lint"],
	judge(proposal) {
		const waiting = proposal.statements.flatMap((at) => {
			const lock = at.effects.flatMap(locksInTheWay).toSorted((a, b) => strengthOf(b.mode) - strengthOf(a.mode))[0];
			return lock && (!at.statement.lockTimeout || isLong(at.statement)) ? [{
				at,
				lock
			}] : [];
		});
		const findings = [...Map.groupBy(waiting, ({ at }) => at.migration).values()].flatMap(tellFile);
		return orOk(id$8, proposal, findings, "No statement would wait without end for a lock in the way.");
	}
};
// src/decide/loosenings/order.ts
/** Which of two settings asks more, and the sentences that say so. */
const say = (label, from, to) => `${label} goes from ${from} to ${to}`;
/** Told where a duration gets shorter. */
function tellShorter(tell, key, label, from, to) {
	if (to < from) tell(key, say(label, formatDuration(from), formatDuration(to)));
}
/** Told where a duration gets longer. */
function tellLonger(tell, key, label, from, to) {
	if (to > from) tell(key, say(label, formatDuration(from), formatDuration(to)));
}
function tellFewer(tell, key, label, from, to) {
	if (to < from) tell(key, say(label, inGroups(from), inGroups(to)));
}
function tellMore(tell, key, label, from, to) {
	if (to > from) tell(key, say(label, `${from}`, `${to}`));
}
/** Told where two values differ that have no order. */
function tellChanged(tell, key, label, from, to) {
	const [before, after] = [show(from), show(to)];
	if (before !== after) tell(key, say(label, before, after));
}
/** Told where a list loses members. */
function tellLost(tell, key, label, from, to) {
	const lost = from.filter((member) => !to.includes(member));
	if (lost.length > 0) tell(key, `${label} loses ${lost.join(", ")}`);
}
/** Told where a list gains members. */
function tellGained(tell, key, label, from, to) {
	const gained = to.filter((member) => !from.includes(member));
	if (gained.length > 0) tell(key, `${label} gains ${gained.join(", ")}`);
}
/** A list that narrows whom to trust; null trusts everybody. */
function tellWiderTrust(tell, key, label, from, to) {
	if (from === null) return;
	if (to === null) tell(key, `${label} is taken away: anybody would be trusted`);
	else tellGained(tell, key, label, from, to);
}
/** One spelling for values without an order; lists are compared as sets. */
function show(value) {
	if (value === null || value === void 0) return "none";
	if (Array.isArray(value)) return `[${[...new Set(value.map(show))].sort().join(", ")}]`;
	if (typeof value === "object") return `{ ${Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([key, inner]) => `${key}: ${show(inner)}`).join(", ")} }`;
	return String(value);
}
// src/decide/loosenings/contract.ts
const isOff = (value) => typeof value === "object" && value !== null && "off" in value;
/** `owner` is the path of what the contract belongs to: `changes.split-user-name`, or `defaults`. */
function compareContracts(from, to, owner, tell) {
	const at = (name) => [`${owner}.contract.${name}`, `${owner}.contract.${name}`];
	compareAsked(from.soak, to.soak, `${owner}.contract.soak`, tell);
	compareAsked(from.deprecation, to.deprecation, `${owner}.contract.deprecation`, tell);
	tellShorter(tell, ...at("quiet.window"), from.quiet.window, to.quiet.window);
	tellMore(tell, ...at("quiet.reads"), from.quiet.reads, to.quiet.reads);
	tellMore(tell, ...at("quiet.writes"), from.quiet.writes, to.quiet.writes);
	tellGained(tell, ...at("quiet.ignore"), from.quiet.ignore, to.quiet.ignore);
	if (from.quiet.implicit === "count" && to.quiet.implicit === "allow") tell(at("quiet.implicit")[0], `${owner}.contract.quiet.implicit goes from count to allow: SELECT * would not count`);
	compareDivergence(from.divergence, to.divergence, `${owner}.contract.divergence`, tell);
	if (from.backfill === "required" && to.backfill !== "required") tellOff$1(to.backfill, at("backfill")[0], tell);
	tellFewer(tell, ...at("approvals"), from.approvals, to.approvals);
}
function compareAsked(from, to, key, tell) {
	if (from === null || isOff(from)) return;
	if (to === null || isOff(to)) tellOff$1(to, key, tell, formatDuration(from));
	else tellShorter(tell, key, key, from, to);
}
function compareDivergence(from, to, key, tell) {
	if (from === null || isOff(from)) return;
	if (to === null || isOff(to)) {
		tellOff$1(to, key, tell);
		return;
	}
	tellMore(tell, `${key}.max`, `${key}.max`, from.max, to.max);
	tellShorter(tell, `${key}.window`, `${key}.window`, from.window, to.window);
}
function tellOff$1(to, key, tell, from = "") {
	const before = from && `, it was ${from}`;
	tell(key, to === null ? `${key} is no longer asked${before}` : `${key} is switched off (${to.off})${before}`);
}
// src/decide/loosenings/change.ts
/** Compares one change as it was with itself as it would be. */
function compareChange(from, to, tell) {
	const at = `changes.${from.id}`;
	tellChanged(tell, `${at}.database`, `${at}.database`, from.database, to.database);
	compareObjects(from, to, at, tell);
	compareAnnounced(from, to, at, tell);
	tellShorter(tell, `${at}.expand.soak`, `${at}.expand.soak`, from.expandSoak, to.expandSoak);
	compareStep(from.dualWrite, to.dualWrite, `${at}.migrate.dual_write`, tell);
	compareBackfill(from, to, `${at}.migrate.backfill`, tell);
	compareStep(from.readNew, to.readNew, `${at}.migrate.read_new`, tell);
	compareStep(from.stopOld, to.stopOld, `${at}.migrate.stop_old`, tell);
	compareWriters(from, to, `${at}.writers`, tell);
	tellChanged(tell, `${at}.references`, `${at}.references`, from.references, to.references);
	compareContracts(from.contract, to.contract, at, tell);
}
const LISTS = [
	"adds",
	"removes",
	"tightens",
	"rewrites"
];
/**
* What a change names is what it holds up. An object that joins the removed ones is no loosening (a new change could
* remove it as well), unless it would borrow what the change has behind it or does without.
*/
function compareObjects(from, to, at, tell) {
	for (const list of LISTS) tellLost(tell, `${at}.${list}`, `${at}.${list}`, from[list], to[list]);
	const joined = ["removes", "tightens"].flatMap((list) => to[list].filter((object) => !from[list].includes(object)));
	const lender = lentBy(from);
	if (joined.length > 0 && lender !== null) tell(`${at}.removes`, `${at} begins to remove or tighten ${joined.join(", ")}, which would borrow ${lender}; declare another change`);
}
function lentBy({ announced, contract, references }) {
	if (announced !== null) return "its announcement";
	const off = [
		"soak",
		"deprecation",
		"divergence",
		"backfill"
	].find((name) => {
		const value = contract[name];
		return typeof value === "object" && value !== null && "off" in value;
	});
	if (off) return `that its ${off} is off`;
	if (contract.quiet.implicit === "allow") return "that its SELECT * does not count";
	return references ? "its references" : null;
}
function compareAnnounced(from, to, at, tell) {
	if (from.announced === null || to.announced === null || to.announced >= from.announced) return;
	const day = (time) => new Date(time).toISOString().slice(0, 10);
	tell(`${at}.announced`, `${at}.announced goes back from ${day(from.announced)} to ${day(to.announced)}`);
}
/** Which files and which flag a step looks at decides when it is live, and two patterns have no order. */
function compareStep(from, to, at, tell) {
	if (from === null) return;
	if (to === null) {
		tell(at, `${at} is taken out`);
		return;
	}
	tellChanged(tell, `${at}.code`, `${at}.code`, from.code, to.code);
	if (from.flag !== null) tellChanged(tell, `${at}.flag`, `${at}.flag`, from.flag, to.flag);
}
/** Rows, batch and rate are for planning; the job is where the proof comes from. */
function compareBackfill(from, to, at, tell) {
	if (from.backfill === null) return;
	if (to.backfill === null) tell(at, `${at} is taken out`);
	else tellChanged(tell, `${at}.job`, `${at}.job`, from.backfill.job ?? from.id, to.backfill.job ?? to.id);
}
function compareWriters(from, to, at, tell) {
	if (from.writers === null) return;
	if (to.writers === null) tell(at, `${at} is taken out`);
	else tellLost(tell, at, at, from.writers, to.writers);
}
// src/decide/loosenings/databases.ts
function compareDatabases(from, to, tell) {
	const environments = from.environments.map(({ name }) => name);
	for (const before of from.databases) {
		const after = to.databases.find(({ name }) => name === before.name);
		if (after) compareDatabase(before, after, environments, tell);
		else tell("databases", `the database ${before.name} is taken out: its migrations would not be judged`);
	}
	for (const added of to.databases) {
		if (from.databases.some(({ name }) => name === added.name)) continue;
		const rival = from.databases.find((database) => overlaps(database.migrations, added.migrations));
		if (rival) tell(`databases.${added.name}`, `the new database ${added.name} may claim migrations of ${rival.name}`);
	}
}
function compareDatabase(from, to, environments, tell) {
	const at = `databases.${from.name}`;
	const changed = (name, before, after) => tellChanged(tell, `${at}.${name}`, `${at}.${name}`, before, after);
	changed("engine", from.engine, to.engine);
	changed("version", from.release ?? from.version, to.release ?? to.version);
	changed("migrations", from.migrations, to.migrations);
	changed("framework", from.framework, to.framework);
	changed("default schema", from.defaultSchema, to.defaultSchema);
	if (from.runs === "separately" && to.runs === "before-code") tell(`${at}.runs`, `${at}.runs goes from separately to before-code: code would not wait for its migration`);
	for (const environment of [...environments, "*"]) {
		const before = sourceFor(from, environment);
		if (before !== null && before !== sourceFor(to, environment)) {
			const where = environment === "*" ? "every environment" : environment;
			tell(`${at}.telemetry`, `${at}.telemetry of ${where} goes from ${before} to ${sourceFor(to, environment) ?? "none"}`);
		}
	}
	compareTables(from, to, at, tell);
}
const sourceFor = ({ telemetry }, environment) => (Object.hasOwn(telemetry, environment) ? telemetry[environment] : telemetry["*"]) ?? null;
function compareTables(from, to, at, tell) {
	for (const table of /* @__PURE__ */ new Set([...Object.keys(from.tables), ...Object.keys(to.tables)])) {
		const key = `${at}.tables.${table}`;
		const [before, after] = [from.tables[table], to.tables[table]];
		compareRows(before?.rows ?? null, after?.rows ?? null, key, tell);
		const [cycle, next] = [before?.longestCycle ?? 0, after?.longestCycle ?? 0];
		tellShorter(tell, `${key}.longest_cycle`, `${key}.longest_cycle`, cycle, next);
	}
}
/** A table of unknown size counts as large, so that a first number loosens only where it says small. */
function compareRows(from, to, key, tell) {
	if (to === null) return;
	if (from !== null) tellFewer(tell, `${key}.rows`, `${key}.rows`, from, to);
	else if (to < 1e6) tell(`${key}.rows`, `${key}.rows says ${inGroups(to)}: the table would no longer count as large`);
}
/** Whether two lists of globs may match one path: the fixed beginnings decide, and doubt says yes. */
function overlaps(these, others) {
	const fixed = (glob) => {
		const segments = glob.replace(/^\.?\/+/, "").split("/").filter((segment) => segment !== "");
		const wild = segments.findIndex((segment) => /[*?[\]{}()!]/.test(segment));
		return wild === -1 ? segments : segments.slice(0, wild);
	};
	return these.some((one) => others.some((other) => {
		const [a, b] = [fixed(one), fixed(other)];
		return a.slice(0, b.length).every((segment, index) => segment === b[index]);
	}));
}
// src/decide/loosenings/environments.ts
function compareEnvironments(from, to, tell) {
	tellLost(tell, "environments", "environments", from.map(({ name }) => name), to.map(({ name }) => name));
	const kept = from.filter(({ name }) => to.some((environment) => environment.name === name));
	const order = to.filter(({ name }) => kept.some((environment) => environment.name === name));
	if (kept.some(({ name }, index) => order[index]?.name !== name)) tell("environments", `environments come in another order: ${order.map(({ name }) => name).join(", ")}`);
	for (const before of kept) {
		const index = to.findIndex(({ name }) => name === before.name);
		const after = to[index];
		if (after) compareEnvironment(before, after, `environments[${index}]`, tell);
	}
}
function compareEnvironment(from, to, key, tell) {
	const label = `the environment ${from.name}`;
	const at = (name) => [`${key}.deployments.${name}`, `${name} of ${label}`];
	tellChanged(tell, ...at("ref"), from.ref, to.ref);
	tellLost(tell, ...at("names"), from.deployments, to.deployments);
	tellWiderTrust(tell, ...at("workflows"), from.workflows, to.workflows);
	tellWiderTrust(tell, ...at("creators"), from.creators, to.creators);
}
// src/decide/loosenings/parts.ts
/** Fewer files that count as code are fewer places where the old shape could be found. */
function compareCode(from, to, tell) {
	if (from.include.length === 0) {
		if (to.include.length > 0) tell("code.include", `code.include goes from every file to ${to.include.join(", ")}`);
	} else if (to.include.length > 0) tellLost(tell, "code.include", "code.include", from.include, to.include);
	const negated = (glob) => glob.startsWith("!");
	const plain = (glob) => !negated(glob);
	tellGained(tell, "code.exclude", "code.exclude", from.exclude.filter(plain), to.exclude.filter(plain));
	tellLost(tell, "code.exclude", "code.exclude", from.exclude.filter(negated), to.exclude.filter(negated));
}
function compareConsumers(from, to, tell) {
	for (const before of from) {
		const index = to.findIndex(({ repository }) => sameLogin(repository, before.repository));
		const after = to[index];
		if (!after) tell("consumers", `the consumer ${before.repository} is taken out: its code would not be searched`);
		else tellChanged(tell, `consumers[${index}].environments`, `environments of the consumer ${before.repository}`, before.environments, after.environments);
	}
}
const sameLogin = (a, b) => a.toLowerCase() === b.toLowerCase();
function compareFlags(from, to, tell) {
	if (from !== null) tellChanged(tell, "flags", "flags", from, to);
}
function compareApproval(from, to, tell) {
	const lower = (logins) => logins.map((login) => login.toLowerCase());
	if (from.approvers !== null) tellGained(tell, "approval.approvers", "approval.approvers", lower(from.approvers), lower(to.approvers ?? []));
	tellLonger(tell, "approval.expires", "approval.expires", from.expires, to.expires);
	if (to.selfApproval && !from.selfApproval) tell("approval.self_approval", "approval.self_approval goes from false to true: authors could approve their own");
}
/** Left out, a rule judges as it is made: that is less than `block`, and more than `warn`. */
const SEVERITY = {
	off: 0,
	warn: 1,
	default: 2,
	block: 3
};
function compareRules(from, to, tell) {
	for (const id of /* @__PURE__ */ new Set([...Object.keys(from), ...Object.keys(to)])) {
		const before = from[id] ?? "default";
		const after = to[id] ?? "default";
		if (SEVERITY[after] < SEVERITY[before]) tell(`rules.${id}`, `rules.${id} goes from ${before} to ${after}`);
	}
}
function compareExemptions(from, to, tell) {
	const covers = (old, fresh) => old.rule === fresh.rule && old.glob === fresh.glob && (old.until === null || fresh.until !== null && fresh.until <= old.until);
	for (const [index, exemption] of to.entries()) {
		if (from.some((old) => covers(old, exemption))) continue;
		const until = exemption.until === null ? "for ever" : `until ${new Date(exemption.until).toISOString().slice(0, 10)}`;
		tell(`exemptions[${index}]`, `a new exemption from ${exemption.rule} for ${exemption.glob}, ${until}`);
	}
}
function compareRollback(from, to, tell) {
	if (from === null) return;
	const key = "rollback.keep";
	if (to === null) tell(key, `${key} is taken away`);
	else if ("duration" in from && "duration" in to) tellShorter(tell, key, key, from.duration, to.duration);
	else if ("deployments" in from && "deployments" in to) tellFewer(tell, key, key, from.deployments, to.deployments);
	else tellChanged(tell, key, key, from, to);
}
// src/decide/loosenings/telemetry.ts
/** Sources that are gone are told where a database used them. */
function compareTelemetry(from, to, tell) {
	for (const before of from) {
		const after = to.find(({ name }) => name === before.name);
		if (after) compareSource(before, after, `telemetry.${before.name}`, tell);
	}
}
function compareSource(from, to, at, tell) {
	tellChanged(tell, `${at}.type`, `${at}.type`, from.type, to.type);
	tellChanged(tell, `${at}.url`, `${at}.url`, from.url, to.url);
	tellChanged(tell, `${at}.token_env`, `${at}.token_env`, from.tokenEnv, to.tokenEnv);
	if (from.sources === null || to.sources === null) tellChanged(tell, `${at}.sources`, `${at}.sources`, from.sources, to.sources);
	else tellLost(tell, `${at}.sources`, `${at}.sources`, from.sources, to.sources);
	tellLonger(tell, `${at}.max_age`, `${at}.max_age`, from.maxAge, to.maxAge);
	tellLonger(tell, `${at}.max_gap`, `${at}.max_gap`, from.maxGap, to.maxGap);
}
// src/decide/loosenings.ts
/** Compares two manifests, part by part; empty: `to` asks at least what `from` asks. Places are those of `to`. */
function findLoosenings(from, to) {
	const found = [];
	const tell = (key, message) => {
		found.push({
			...placeIn(to, key),
			message,
			removedChange: null
		});
	};
	if (from.mode === "enforce" && to.mode === "observe") tell("mode", "mode goes from enforce to observe: every report would pass");
	compareDatabases(from, to, tell);
	compareEnvironments(from.environments, to.environments, tell);
	compareCode(from.code, to.code, tell);
	compareConsumers(from.consumers, to.consumers, tell);
	compareTelemetry(from.telemetry, to.telemetry, tell);
	compareFlags(from.flags, to.flags, tell);
	compareApproval(from.approval, to.approval, tell);
	compareRules(from.rules, to.rules, tell);
	compareExemptions(from.exemptions, to.exemptions, tell);
	compareRollback(from.rollbackKeep, to.rollbackKeep, tell);
	compareDefaults(from, to, tell);
	compareChanges(from, to, tell, found);
	return found;
}
function compareDefaults(from, to, tell) {
	if (!from.defaults || !to.defaults) return;
	tellShorter(tell, "defaults.expand.soak", "defaults.expand.soak", from.defaults.expandSoak, to.defaults.expandSoak);
	compareContracts(from.defaults.contract, to.defaults.contract, "defaults", tell);
}
function compareChanges(from, to, tell, found) {
	for (const before of from.changes) {
		const after = to.changes.find(({ id }) => id === before.id);
		if (after) compareChange(before, after, tell);
		else found.push({
			...placeIn(to, "changes"),
			message: `the change ${before.id} is taken out: nothing would hold up what it adds, removes or tightens`,
			removedChange: before.id
		});
	}
}
/** Where a key stands, or the nearest key above it that there is. */
function placeIn(manifest, key) {
	for (let at = key; at !== ""; at = parentOf(at)) {
		const place = manifest.places?.[at];
		if (place) return place;
	}
	const id = /^changes\.([^.]+)/.exec(key)?.[1];
	const change = manifest.changes.find((candidate) => candidate.id === id);
	return change ? {
		path: change.path,
		line: change.line,
		column: change.column
	} : {
		path: manifest.path,
		line: 1,
		column: 1
	};
}
/** Always shorter, so that the way up ends. */
const parentOf = (key) => key.slice(0, Math.max(key.lastIndexOf("."), key.lastIndexOf("["), 0));
// src/decide/rules/manifest-loosened.ts
const ID$8 = "manifest-loosened";
/** What must be present for a change to be done: its contract, tightenings and backfills; of an additive one, its expand. */
function lastMigrations(set, change) {
	const { adds, removes, tightens, rewrites } = change;
	const parts = [
		removes.length > 0 ? contractOf(set, change) : [],
		carriersOf(set, change, tightens, ({ phase }) => phase === "tighten"),
		carriersOf(set, change, rewrites, ({ kind, phase }) => kind === "rewrites" && phase === "migrate")
	];
	if (parts.includes(null)) return null;
	const found = parts.flatMap((part) => part ?? []);
	const makers = adds.map((object) => makersOf(set, object));
	if (removes.length === 0 && makers.some((of) => of.length === 0)) return null;
	return removes.length === 0 ? [...found, ...makers.flat()] : found;
}
/** Migrations of the base that do this to every one of the objects; null: to one of them nobody did. */
function carriersOf(set, change, objects, does) {
	const ours = effectsOf(set.base).filter(({ effect }) => does(effect) && belongsTo(change, effect, set));
	const touches = (object) => ours.some(({ effect }) => [effect.object, ...columnsUnder(set, effect)].some((name) => isPartOf(name, object)));
	return objects.every(touches) ? [...new Set(ours.map(({ migration }) => migration))] : null;
}
/** Done in every environment that the base names; where there is none, nothing is. */
function isDone(proposal, ask, base, change) {
	const set = proposal.sets.find(({ database }) => database.name === change.database);
	const migrations = set ? lastMigrations(set, change) : null;
	if (migrations === null || base.environments.length === 0) return false;
	return base.environments.every((environment) => presenceIn(ask, environment, migrations, null).state === "present");
}
function contractOf(set, change) {
	const { migrations, objects } = mergedContracts(set, change);
	const isGone = (object) => objects.some((gone) => isPartOf(object, gone)) && makersOf(set, object).length === 0;
	const paths = new Set(migrations.map(({ path }) => path));
	return change.removes.every(isGone) ? set.base.filter(({ path }) => paths.has(path)) : null;
}
/** Where the merge base's cannot be read, what the base has now is what the head must not loosen. */
function earlierManifest({ mergeBase, base }) {
	if (mergeBase.state === "valid") return mergeBase.manifest;
	return base.state === "valid" ? base.manifest : null;
}
/** Loosenings, but for entries of changes that are done: those may go. */
function looseningsIn(proposal, ask) {
	const { head, base } = proposal.manifests;
	const earlier = earlierManifest(proposal.manifests);
	if (earlier === null || head.state !== "valid" || base.state !== "valid") return [];
	return findLoosenings(earlier, head.manifest).filter(({ removedChange }) => {
		const removed = earlier.changes.find(({ id }) => id === removedChange);
		return !removed || !isDone(proposal, ask, base.manifest, removed);
	});
}
function tell$3(loosening, approved) {
	const isApproved = approved.status === "ok";
	return finding(ID$8, {
		...placed(loosening),
		status: approved.status,
		change: "manifest",
		message: `${loosening.message}.`,
		short: loosening.message,
		why: isApproved ? "" : "it does not count for this pull request, and after merging it would let more through.",
		seen: isApproved ? approved.message : approved.seen,
		limit: "1 approval of manifest",
		next: approved.next.replace("approve manifest", "approve the change of the manifest (change: manifest)"),
		evidence: approved.evidence
	});
}
const SWITCHES = [
	"soak",
	"deprecation",
	"divergence",
	"backfill"
];
/** A new change is no loosening; what it does without from the start is said aloud, once. */
function warnOfSwitchedOff({ manifests }) {
	const earlier = earlierManifest(manifests);
	if (earlier === null || manifests.head.state !== "valid") return [];
	const { changes } = manifests.head.manifest;
	return changes.filter(({ id }) => !earlier.changes.some((known) => known.id === id)).flatMap((change) => SWITCHES.flatMap((name) => {
		const value = change.contract[name];
		if (typeof value !== "object" || value === null || !("off" in value)) return [];
		return finding(ID$8, {
			...placed(change),
			status: "warn",
			change: change.id,
			message: `${change.id} is declared with its ${name} switched off: ${value.off}.`,
			next: "Look at the reason: every report of this change repeats it, and nothing asks for it again."
		});
	}));
}
const manifestLoosened = {
	id: ID$8,
	subjects: ["pull_request"],
	judge(proposal, ask) {
		const loosenings = looseningsIn(proposal, ask);
		const switchedOff = warnOfSwitchedOff(proposal);
		if (loosenings.length === 0) return switchedOff;
		const approved = judgeApprovals(proposal, ask, {
			path: null,
			line: null,
			column: null,
			change: "manifest",
			phase: "manifest"
		}, 1);
		return [...loosenings.map((loosening) => tell$3(loosening, approved)), ...switchedOff];
	}
};
// src/decide/rules/manifest-valid.ts
const ID$7 = "manifest-valid";
function mistakesOf(reading, side) {
	if (reading.state !== "invalid") return [];
	return reading.mistakes.map((mistake) => finding(ID$7, {
		status: side === "base" ? "error" : "block",
		...placed(mistake),
		message: mistake.message,
		why: side === "base" ? "the manifest on the base says what must be proved; while it cannot be read, nothing is." : "once merged, this manifest could not be read, and every pull request would be undecided.",
		next: side === "base" ? `Mend ${mistake.path} in a pull request of its own; lanekeeper validate lists every mistake.` : `Mend ${mistake.path} in this pull request; lanekeeper validate lists every mistake.`
	}));
}
function warningsOf(reading) {
	if (reading.state !== "valid") return [];
	return reading.warnings.map((warning) => finding(ID$7, {
		status: "warn",
		...placed(warning),
		message: warning.message
	}));
}
/** A branch that was cut before there was a manifest removes none. */
function vanished(proposal) {
	const { mergeBase, head } = proposal.manifests;
	if (mergeBase.state === "none" || head.state !== "none") return [];
	return [finding(ID$7, {
		status: "block",
		message: "this pull request removes the manifest.",
		why: "without it no environment, no telemetry and no approval binds any later contract.",
		next: "Keep the manifest; to switch the gate off, take the required status off the branch."
	})];
}
/** A branch that was cut while the manifest was broken does not break it: merging it keeps the base's. */
function brokenByHead({ base, head, mergeBase }) {
	if (base.state === "invalid") return [];
	return mergeBase.state === "invalid" && head.state === "invalid" && JSON.stringify(mergeBase.mistakes) === JSON.stringify(head.mistakes) ? [] : mistakesOf(head, "head");
}
/** Without a manifest that knows the environment, nothing can be asked of a deployment to it. */
function unknownEnvironment({ subject, manifest, manifests }) {
	if (subject.kind !== "deployment" || manifests.base.state === "invalid") return [];
	if (manifest?.environments.some(({ name }) => name === subject.environment)) return [];
	const known = manifest?.environments.map(({ name }) => name).join(", ") || "none";
	return [finding(ID$7, {
		status: "error",
		environment: subject.environment,
		path: manifest?.path ?? null,
		line: manifest ? 1 : null,
		column: manifest ? 1 : null,
		message: manifest ? `the manifest has no environment ${subject.environment}; it has: ${known}.` : `there is no manifest on the base, so nothing is known of ${subject.environment}.`,
		why: "what a deployment must find there is told by the manifest alone.",
		next: manifest ? `Name ${subject.environment} under environments in the manifest.` : "Write a manifest first: lanekeeper init."
	})];
}
/** A place without migrations would let every one of them through unread. */
function misplaced(proposal) {
	const { manifest } = proposal;
	if (!manifest) return [];
	return proposal.sets.flatMap(({ database, elsewhere }) => {
		if (!elsewhere) return [];
		const place = database.migrations.join(", ");
		const found = elsewhere.length > 0;
		return [finding(ID$7, {
			status: found ? "block" : "warn",
			path: manifest.path,
			line: 1,
			column: 1,
			message: `no migration of ${database.name} lies in ${place}${found ? `, but some seem to in ${elsewhere.join(", ")}` : ""}.`,
			why: "a migration that lies elsewhere would be merged unread.",
			next: `Set databases.${database.name}.migrations in ${manifest.path} to where they are.`
		})];
	});
}
const manifestValid = {
	id: ID$7,
	subjects: ["pull_request", "deployment"],
	judge(proposal) {
		const { base, head } = proposal.manifests;
		const mistakes = mistakesOf(base, "base");
		if (proposal.subject.kind === "deployment") return [...mistakes, ...unknownEnvironment(proposal)];
		return [
			...mistakes,
			...brokenByHead(proposal.manifests),
			...warningsOf(head),
			...vanished(proposal),
			...misplaced(proposal)
		];
	}
};
// src/decide/rules/migration-edited.ts
const id$7 = "migration-edited";
/** By path: histories are long, and each of their files is looked for. The first of a path counts. */
const byPath = (files) => new Map(files.map((file) => [file.path, file]).reverse());
function fateOf({ set, ...files }, path, blob) {
	const head = files.head.get(path);
	const base = files.base.get(path);
	if (head) return head.blob === blob || head.blob === base?.blob || head.repeatable ? null : {
		path,
		fate: "edited",
		to: null
	};
	if (!base && set.base.length > 0) return null;
	const moved = set.head.find((file) => file.blob === blob && set.mergeBase[file.path] === void 0);
	return moved ? {
		path,
		fate: "renamed",
		to: moved.path
	} : {
		path,
		fate: "deleted",
		to: null
	};
}
/** Made on both sides since they parted, with different content: on the base it is no longer this pull request's. */
function madeTwice({ set, ...files }) {
	return set.base.flatMap(({ path, blob }) => {
		const head = files.head.get(path);
		return head !== void 0 && head.blob !== blob && !head.repeatable && set.mergeBase[path] === void 0 ? [{
			path,
			fate: "edited",
			to: null
		}] : [];
	});
}
function tell$2({ path, fate, to }, from) {
	const restore = `git checkout ${from.slice(0, 12)} -- ${/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`}`;
	return finding(id$7, {
		status: "block",
		path: fate === "edited" ? path : to ?? path,
		line: fate === "deleted" ? null : 1,
		column: fate === "deleted" ? null : 1,
		message: `${inShort(path, 200)} is on the base and may have run; here it is ${fate}${to === null ? "" : ` to ${inShort(to, 200)}`}.`,
		why: "Where it has run, the change would never be made; where it has not, another schema would come about.",
		next: `Put it back and write what should change as a new migration:\n${restore}`
	});
}
const migrationEdited = {
	id: id$7,
	subjects: ["pull_request"],
	judge({ sets, subject }) {
		if (subject.kind !== "pull_request") return [];
		return sets.flatMap((set) => {
			const files = {
				set,
				head: byPath(set.head),
				base: byPath(set.base)
			};
			const findings = [...Object.entries(set.mergeBase).flatMap(([path, blob]) => fateOf(files, path, blob) ?? []).map((fate) => tell$2(fate, subject.mergeBase)), ...madeTwice(files).map((fate) => tell$2(fate, subject.base))];
			const kept = Object.keys(set.mergeBase).length;
			if (findings.length > 0 || kept === 0) return findings;
			const seen = `${inGroups(kept)} migrations of ${set.database.name}`;
			return [finding(id$7, {
				status: "ok",
				message: "No migration that is on the base was changed.",
				seen
			})];
		});
	}
};
// src/decide/version-order.ts
/** Runners that read the version as numbers (`7` is `007`, `1.10` comes after `1.9`); the others sort names. */
const COUNTING = /* @__PURE__ */ new Set([
	"flyway",
	"golang-migrate",
	"goose",
	"sqlx",
	"sql-migrate",
	"rails",
	"ecto"
]);
const numbersOf = (version) => /^\d{1,40}(?:[._]\d{1,40})*$/.test(version) ? version.split(/[._]/).map(BigInt) : null;
function compareNumbers(a, b) {
	for (let index = 0; index < Math.max(a.length, b.length); index++) {
		const [left, right] = [a[index] ?? 0n, b[index] ?? 0n];
		if (left !== right) return left < right ? -1 : 1;
	}
	return 0;
}
const compareText = (a, b) => a === b ? 0 : a < b ? -1 : 1;
/** Below zero where `a` runs before `b`. Files without a version are compared by path. */
function compareMigrations(framework, a, b) {
	if (!COUNTING.has(framework)) return compareText(a.path, b.path);
	const [left, right] = [numbersOf(a.version ?? ""), numbersOf(b.version ?? "")];
	return left && right && compareNumbers(left, right) || compareText(a.path, b.path);
}
/**
* Equal for two files of which the runner would take only one, or which nobody would number alike on purpose; null
* where names need not differ in it. Plain files that begin with a date are sorted by name, and a day may have several.
*/
function versionKey(framework, { path, version, repeatable }) {
	if (version === null || repeatable) return null;
	if (framework === "sql") {
		const name = path.slice(path.lastIndexOf("/") + 1);
		return /^\d+[-_.]\d+(?![0-9A-Za-z])/.test(name) ? null : version;
	}
	const numbers = COUNTING.has(framework) ? numbersOf(version) : null;
	return numbers ? numbers.join(".").replace(/(?:\.0)+$/, "") : version;
}
/** Where the version stands in a path, as written: digits at the beginning of a file's or its folder's name. */
function digitsIn(path) {
	const found = [...path.matchAll(/(?<=^|\/)V?(\d+)(?![\d.]|[-_]\d)/g)].at(-1);
	const digits = found?.[1];
	if (!found || digits === void 0) return null;
	return {
		start: found.index + found[0].length - digits.length,
		digits
	};
}
/** The digits after `newest` in their own style: counted up, or the moment as a timestamp. Null: no style is known. */
function nextDigits(newest, now) {
	if (newest.length < 10) return String(Number(newest) + 1).padStart(newest.length, "0");
	const digits = new Date(now).toISOString().replace(/\D/g, "").slice(0, 14);
	if (newest.length === 14) return digits > newest ? digits : String(BigInt(newest) + 1n);
	return newest.length === 10 ? String(Math.max(Math.floor(now / 1e3), Number(newest) + 1)) : null;
}
/** The path that puts a file after `newest`; null where names do not tell how. */
function pathAfter(path, newest, now) {
	const [own, last] = [digitsIn(path), digitsIn(newest)];
	const next = own && last ? nextDigits(last.digits, now) : null;
	if (!own || next === null) return null;
	return `${path.slice(0, own.start)}${next}${path.slice(own.start + own.digits.length)}`;
}
// src/decide/rules/migration-sequence.ts
const id$6 = "migration-sequence";
/** On the head, and neither at the merge base nor on the base's tip. */
function newFiles(set) {
	const base = new Set(set.base.map(({ path }) => path));
	return set.head.filter(({ path }) => set.mergeBase[path] === void 0 && !base.has(path));
}
function newestOf(set) {
	let newest = null;
	for (const file of set.base) {
		const isNewer = newest === null || compareMigrations(set.framework, file, newest) >= 0;
		if (!file.repeatable && isNewer) newest = file;
	}
	return newest;
}
function rename(set, file, now) {
	const newest = newestOf(set) ?? file;
	const [from, last] = [inShort(file.path, 200), inShort(newest.path, 200)];
	const to = pathAfter(file.path, newest.path, now);
	return to === null ? `Give ${from} a version after ${last}.` : `Give it the next version:\ngit mv ${from} ${inShort(to, 200)}`;
}
function tell$1(status, file, parts) {
	return finding(id$6, {
		status,
		path: file.path,
		line: 1,
		column: 1,
		...parts
	});
}
/** Versions need not differ where the base already holds one twice. */
function taken(set, file, others, now) {
	const key = versionKey(set.framework, file);
	const other = others.find((one) => one !== file && key !== null && versionKey(set.framework, one) === key);
	const keys = set.base.map((one) => versionKey(set.framework, one)).filter((one) => one !== null);
	if (!other || new Set(keys).size < keys.length) return [];
	return [tell$1("block", file, {
		message: `The version of ${inShort(file.path, 200)} is taken by ${inShort(other.path, 200)}.`,
		why: `${set.framework} would run only one of the two, or stop at the second.`,
		next: rename(set, file, now)
	})];
}
function late(set, file, newest, now) {
	if (!newest || file.repeatable || compareMigrations(set.framework, file, newest) >= 0) return [];
	return [tell$1("warn", file, {
		message: `${inShort(file.path, 200)} sorts before ${inShort(newest.path, 200)}, which is on the base already.`,
		why: "Where the newer one has run, it may be skipped or run out of order: two servers may come to two schemas.",
		next: rename(set, file, now)
	})];
}
const migrationSequence = {
	id: id$6,
	subjects: ["pull_request"],
	judge({ sets, now }) {
		return sets.flatMap((set) => {
			const added = newFiles(set);
			const newest = newestOf(set);
			const findings = added.flatMap((file) => {
				const clash = taken(set, file, [...set.base, ...added], now);
				return clash.length > 0 ? clash : late(set, file, newest, now);
			});
			if (findings.length > 0 || added.length === 0) return findings;
			const message = `New migrations have versions of their own and run${newest === null ? "" : ` after ${inShort(newest.path, 200)}`}.`;
			return [finding(id$6, {
				status: "ok",
				message,
				seen: added.map(({ path }) => inShort(path, 200)).join(", ")
			})];
		});
	}
};
// src/decide/rules/no-new-references.ts
/** no-new-references: nobody begins to use what is on its way out. */
const ID$6 = "no-new-references";
/** Why the old shape may not be taken up again: its contract is here or merged, or its reads have moved. */
function reasonOf$1(proposal, ask, change, set) {
	if (mergedContracts(set, change).objects.some((object) => makersOf(set, object).length === 0)) return {
		state: "held",
		why: "its contract is merged"
	};
	if (contractsIn(proposal).some((contract) => contract.change.id === change.id)) return {
		state: "held",
		why: "this pull request carries its contract"
	};
	for (const step of ["stop_old", "read_new"]) {
		const merged = mergedOnBase(proposal, ask, change, step);
		if (merged.state !== "known") return {
			state: merged.state,
			why: merged.why
		};
		if (merged.value) return {
			state: "held",
			why: `its ${step} is merged: reads have moved to the new shape`
		};
	}
	return { state: "free" };
}
/** Lines that some file of the pull request loses: one that only moves begins nothing. */
function lostLines(files) {
	const lost = files.flatMap(({ before, after }) => {
		if (before === null) return [];
		const gone = addedLines(after, before);
		return before.split("\n").filter((_, index) => gone.has(index + 1));
	});
	return new Set(lost.map((line) => line.trim()));
}
function begun(proposal, terms) {
	const mentions = addedMentions(changedCode(proposal), terms);
	if (mentions.length === 0) return [];
	const lost = lostLines(proposal.files);
	return mentions.filter(({ text }) => !lost.has(text.trim()));
}
function tell(change, mention, object, reason) {
	if (reason.state === "free") return [];
	const about = {
		...placed(mention),
		change: change.id,
		phase: "migrate",
		seen: mention.text.trim()
	};
	const why = `each new use of ${object} puts off the day on which it can be removed, or fails when it is.`;
	if (reason.state !== "held") {
		const message = `${object} is mentioned by a new line, and whether its reads have moved could not be told: ${reason.why}.`;
		const next = "Give the repository with the whole base in it, and check again.";
		return [finding(ID$6, {
			...about,
			status: statusOfUntold(reason),
			message,
			why,
			next
		})];
	}
	const instead = change.adds.length > 0 ? `Use ${change.adds.join(", ")} instead.` : `Leave ${object} alone.`;
	return [finding(ID$6, {
		...about,
		status: "block",
		message: `${object} is mentioned by a new line, and ${reason.why}.`,
		short: `${object} is mentioned anew, ${mention.path}:${mention.line}`,
		limit: "no new mention",
		why,
		next: `${instead} Is it no use of ${object}? Say so with references: on ${change.id}.`
	})];
}
function judgeChange(proposal, ask, change) {
	const set = proposal.sets.find(({ database }) => database.name === change.database);
	if (!set || change.removes.length === 0) return [];
	const terms = oldShape(change);
	const mentions = begun(proposal, terms);
	if (mentions.length === 0) return [];
	const reason = reasonOf$1(proposal, ask, change, set);
	return mentions.flatMap((mention) => tell(change, mention, nameOf(terms[mention.term]), reason));
}
const noNewReferences = {
	id: ID$6,
	subjects: ["pull_request"],
	judge: (proposal, ask) => proposal.changes.flatMap(({ change }) => judgeChange(proposal, ask, change))
};
// src/decide/rules/online-ddl.ts
const id$5 = "online-ddl";
/**
* Statements that write rows are judged by batched-data, a column that no row can have by in-place-change; and a
* sequence is one row, whatever is done to it.
*/
function isOthersConcern(at, effect) {
	if (effect.kind === "adds" && effect.phase === "in-place") return true;
	return effect.kind === "rewrites" && at.statement.rows.some((row) => row.table === effect.table) || effect.objectKind === "sequence";
}
/** The tables whose size says how long the work takes. */
function workedOn(effect, locks) {
	if (effect.kind === "constrains" && effect.table !== null && !effect.fresh) return [effect.table];
	const tables = locks.map(({ object }) => object.startsWith("index:") ? effect.table : object.replace(/^view:/, ""));
	return [...new Set(tables)];
}
/** A block holds several statements: what they come to together is transaction-scope's. */
const isOfSameStatement = (a, b) => a !== b && a.line === b.line && a.column === b.column;
/** One statement holds its strongest lock throughout, also while a milder part of it works. */
function heldDuring(at, effect) {
	const beside = at.effects.filter((other) => other.table === effect.table && isOfSameStatement(other, effect)).flatMap((other) => locksInTheWay(other).filter(({ object }) => object === effect.table));
	const strongestFirst = [...locksInTheWay(effect), ...beside].toSorted((a, b) => strengthOf(b.mode) - strengthOf(a.mode));
	return strongestFirst.filter((lock, index) => strongestFirst.findIndex(({ object }) => object === lock.object) === index);
}
/** Whether they read a table rests on something that nobody told, and no other step would do without them. */
const PERHAPS = /* @__PURE__ */ new Set(["add-primary-key-using-unknown-index", "validate-domain-unseen"]);
/** An online way that the server refuses for this table: what is left is the one that the effect tells. */
const REFUSED = /* @__PURE__ */ new Set(["create-index-concurrently-partitioned", "create-unique-index-concurrently-partitioned"]);
function tellRefused(effect) {
	return finding(id$5, {
		...placed(effect),
		status: "block",
		change: effect.change,
		phase: effect.phase,
		message: `${inShort(effect.statement)} would fail: ${effect.table} is partitioned.`,
		why: effect.why,
		seen: "the schema as the migrations make it, just before this statement",
		next: steps(effect.instead, "Build the index of each partition concurrently, and attach them to one on the parent alone.")
	});
}
function judgeEffect$2(at, effect) {
	if (REFUSED.has(effect.operation)) return [tellRefused(effect)];
	if (effect.load === "instant" || isOthersConcern(at, effect)) return [];
	const locks = heldDuring(at, effect);
	const strongest = locks[0];
	if (!strongest) return [];
	const sized = workedOn(effect, locks);
	const large = sized.some((table) => sizeOf(at.set, table).large);
	const unsure = PERHAPS.has(effect.operation);
	const work = effect.load === "rewrite" ? "writes the table anew" : "reads every row";
	const held = locks.map(({ object, mode }) => `${mode} on ${object}`);
	return [finding(id$5, {
		...placed(effect),
		status: large && !unsure ? "block" : "warn",
		change: effect.change,
		phase: effect.phase,
		message: `${inShort(effect.statement)} ${unsure ? "may" : "would"} hold ${list(held)} while it ${work}: ${whatWaits(strongest.mode)} wait until it ends.`,
		why: effect.why || `${strongest.object} stays locked from the first row to the last, however long that takes.`,
		seen: sized.map((table) => tellSize(at.set, table)).join("; "),
		next: steps(effect.instead, "Split it into steps that each hold their lock for a moment, or run it while nothing uses the table."),
		evidence: [{
			source: "migration",
			at: null,
			url: null,
			value: {
				operation: effect.operation,
				load: effect.load,
				locks
			}
		}]
	})];
}
const onlineDdl = {
	id: id$5,
	subjects: ["pull_request", "lint"],
	judge(proposal) {
		const isEmpty = emptyTables(proposal);
		const findings = proposal.statements.flatMap((at) => at.effects.filter((effect) => REFUSED.has(effect.operation) || !isEmpty(at, effect)).flatMap((effect) => judgeEffect$2(at, effect)));
		return orOk(id$5, proposal, findings, "No statement would hold a lock in the way while it reads or rewrites a table in use.");
	}
};
// src/decide/moves.ts
/** The phases and steps that a pull request carries: what it moves on, found from what it does. */
/** Where a step's findings stand: at the first file of it that the pull request touches. */
function startOfStep(proposal, change, name) {
	const touches = matchesAny(stepOf(change, name)?.code ?? []);
	const path = proposal.files.find((file) => file.after !== null && touches(file.path))?.path;
	return path === void 0 ? {
		path: null,
		line: null,
		column: null
	} : {
		path,
		line: 1,
		column: 1
	};
}
/** Steps that it carries, and where that could not be told, why. */
function stepsIn(proposal, ask, rule, change) {
	const carried = STEPS.map((name) => ({
		name,
		evidence: carriesStep(proposal, ask, change, name)
	}));
	const untold = carried.flatMap(({ name, evidence }) => {
		if (evidence.state === "known") return [];
		const message = `whether this pull request carries ${name} of ${change.id} could not be told: ${evidence.why}.`;
		const next = "Give the repository with the base and the head in it, and check again.";
		const status = statusOfUntold({
			state: evidence.state,
			why: evidence.why
		});
		return [finding(rule, {
			...startOfStep(proposal, change, name),
			status,
			change: change.id,
			phase: name,
			message,
			next
		})];
	});
	return {
		names: carried.flatMap(({ name, evidence }) => evidence.state === "known" && evidence.value ? [name] : []),
		untold
	};
}
/** A backfill by migration: rows of what the change adds or rewrites, in a table that is not new. */
function startOfBackfill(proposal, change) {
	const filling = proposal.effects.find((effect) => effect.change === change.id && effect.kind === "rewrites" && effect.phase === "migrate" && !effect.fresh);
	return filling ? placed(filling) : null;
}
/** Everything that the pull request moves on, and what of that could not be told. */
function movesIn(proposal, ask, rule) {
	const contracts = contractsIn(proposal);
	const parts = proposal.changes.map(({ change }) => {
		const set = proposal.sets.find(({ database }) => database.name === change.database);
		if (!set) return {
			moves: [],
			untold: []
		};
		const { names, untold } = stepsIn(proposal, ask, rule, change);
		const move = (phase, start) => {
			const carries = names.filter((name) => name !== phase);
			return {
				change,
				set,
				phase,
				start,
				carries
			};
		};
		const backfill = startOfBackfill(proposal, change);
		return {
			moves: [
				...names.map((name) => move(name, startOfStep(proposal, change, name))),
				...backfill ? [move("backfill", backfill)] : [],
				...contracts.filter((contract) => contract.change === change).map((contract) => move("contract", startOf(contract)))
			],
			untold
		};
	});
	return {
		moves: parts.flatMap(({ moves }) => moves),
		untold: parts.flatMap(({ untold }) => untold)
	};
}
// src/decide/step-finding.ts
const WHY = {
	dual_write: "rows that are written meanwhile would be missing from the new shape.",
	read_new: "code that still reads the old shape would see it grow stale.",
	stop_old: "code that still uses the old shape would fail once it is gone."
};
function tellOff({ rule, at, name, key }, enabled, evidence) {
	const seen = `on for ${Math.floor(enabled * 1e3) / 10} %`;
	return finding(rule, {
		...at,
		status: "wait",
		message: `flag ${key} of ${name} is ${seen} in ${at.environment}, not for all.`,
		short: `flag ${key} is ${seen} in ${at.environment}`,
		why: WHY[name],
		seen,
		next: `Turn ${key} fully on in ${at.environment}; this then clears by itself.`,
		evidence
	});
}
function tellYoung({ rule, at, name, key, soak, now }, since, evidence) {
	const seen = formatDuration(Math.max(0, now - since));
	const until = since + soak;
	return finding(rule, {
		...at,
		status: "wait",
		message: `flag ${key} has been fully on in ${at.environment} for ${seen}; ${formatDuration(soak)} are asked.`,
		short: `flag ${key} fully on in ${at.environment} for ${seen} of ${formatDuration(soak)}`,
		why: WHY[name],
		seen,
		next: `Nothing to do: this clears by itself on ${formatMoment(until, now)}.`,
		until,
		evidence
	});
}
function judgeFlag(judging, flag) {
	const { rule, at, key, soak, now, name } = judging;
	if (flag.state !== "known") return finding(rule, {
		...at,
		status: statusOfUntold({
			state: flag.state,
			why: flag.why
		}),
		message: `whether flag ${key} is fully on in ${at.environment} is not known: ${flag.why}.`,
		why: WHY[name],
		next: `Make the flag provider answer for ${key} in ${at.environment}.`
	});
	const evidence = [{
		source: flag.source,
		at: flag.at,
		url: flag.url,
		value: flag.value
	}];
	const { enabled, since } = flag.value;
	if (!(enabled >= 1)) return tellOff(judging, enabled, evidence);
	if (since !== null && since + soak > now) return tellYoung(judging, since, evidence);
	const message = soak > 0 && since === null ? `flag ${key} is fully on in ${at.environment}; since when, its provider cannot say, so its soak was not judged.` : `flag ${key} is fully on in ${at.environment}.`;
	const status = soak > 0 && since === null ? "warn" : "ok";
	return finding(rule, {
		...at,
		status,
		message,
		seen: "fully on",
		evidence
	});
}
/** Findings on one step in one environment: its code, and its flag where it has one. */
function judgeStepLive(rule, proposal, ask, move, name, step, environment, soak) {
	const { now } = proposal;
	const at = {
		...move.start,
		change: move.change.id,
		phase: move.phase,
		environment: environment.name
	};
	const { code, flag } = livenessOf(proposal, ask, move.change, name, step, environment, now - soak);
	const what = `${name} of ${move.change.id}`;
	const findings = [judgeHeldFor(rule, at, code, soak, {
		what: `${what} is live`,
		why: WHY[name],
		deploy: (site) => `Merge and deploy ${name} (${step.code.join(", ")}) to ${site}`,
		broken: (site, commit) => `${move.phase} rests on ${what}, which is not live in ${site}: ${commit} may run there and does not hold it.`
	}, now)];
	if (flag === null || step.flag === null) return findings;
	const limit = soak > 0 ? `fully on for ${formatDuration(soak)}` : "fully on";
	return [...findings, judgeFlag({
		rule,
		at: {
			...at,
			limit
		},
		name,
		key: step.flag,
		soak,
		now
	}, flag)];
}
// src/decide/tolerates-absence.ts
/** DROP NOT NULL or SET DEFAULT on the very column. */
function relaxes(effect, object) {
	return effect.object === object && (effect.kind === "relaxes" || /default/.test(effect.operation)) && effect.phase === "expand";
}
/** null: it is no column; undefined: it is one that nobody saw being made. */
function columnOf(set, object) {
	const { engine, defaultSchema } = set.database;
	const parsed = parseObject(object, engine, defaultSchema);
	if (parsed?.kind !== "column") return null;
	const table = object.slice(0, object.lastIndexOf("."));
	const name = parsed.path.at(-1) ?? "";
	return set.catalog.tables[table]?.columns[name];
}
/** What of the change's old columns is in the way of leaving them out, and the migrations that took it out of the way. */
function judgeAbsence(rule, { change, set, phase, start }) {
	const findings = [];
	const relaxing = [];
	const at = {
		...start,
		change: change.id,
		phase,
		limit: "nullable or with a default"
	};
	for (const object of change.removes) {
		const column = columnOf(set, object);
		if (column === void 0) {
			const message = `whether an insert may leave out ${object} is not known: no migration on the base makes it.`;
			findings.push(finding(rule, {
				...at,
				status: "warn",
				message
			}));
		} else if (column?.notNull && !column.defaulted) {
			const [table, name] = [object.slice(0, object.lastIndexOf(".")), object.slice(object.lastIndexOf(".") + 1)];
			findings.push(finding(rule, {
				...at,
				status: "block",
				message: `${object} is NOT NULL and has no default: once nothing writes it, every insert fails.`,
				short: `${object} is NOT NULL and has no default`,
				why: "code that stops writing a column leaves it out of its inserts.",
				seen: "NOT NULL, no default",
				next: `First merge and deploy: ALTER TABLE ${table} ALTER COLUMN ${name} DROP NOT NULL;`
			}));
		} else if (column) {
			const found = effectsOf(set.base).filter(({ effect }) => relaxes(effect, object));
			const migrations = [...new Set(found.map(({ migration }) => migration))];
			if (migrations.length > 0) relaxing.push({
				object,
				migrations
			});
		}
	}
	return {
		findings,
		relaxing
	};
}
// src/decide/rules/phase-order.ts
const ID$5 = "phase-order";
const about = ({ start, change, phase }) => ({
	...start,
	change: change.id,
	phase
});
/** The step must be live everywhere; one that comes in this same pull request never will be before it merges. */
function restsOnStep(proposal, ask, move, name, soak) {
	const step = stepOf(move.change, name);
	const { phase } = move;
	if (!step) return [];
	if (!move.carries.includes(name)) return inEachEnvironment(ID$5, proposal, about(move), (environment) => judgeStepLive(ID$5, proposal, ask, move, name, step, environment, soak));
	return [finding(ID$5, {
		...about(move),
		status: "block",
		message: `${phase} of ${move.change.id} rests on its ${name}, and this pull request carries both.`,
		short: `this pull request carries ${name} and ${phase} of ${move.change.id}`,
		limit: `${name} live`,
		why: `${name} must be live everywhere before ${phase} begins, and they would begin together.`,
		next: `Move ${name} (${step.code.join(", ")}) into a pull request of its own, deploy it, then come back with ${phase}.`
	})];
}
function tellPresence(at, presence, what) {
	const common = {
		...at,
		limit: `${what} present`
	};
	if (presence.state === "present") {
		const message = `the ${what} of ${at.change} is present in ${at.environment}.`;
		return finding(ID$5, {
			...common,
			status: "ok",
			message,
			evidence: presence.evidence
		});
	}
	const rests = `${at.phase} of ${at.change} rests on its ${what}`;
	const why = `${at.phase} would fail wherever its ${what} is not there yet.`;
	if (presence.state === "absent") return finding(ID$5, {
		...common,
		status: "wait",
		message: `${rests}, and ${presence.paths.join(", ")} has not been deployed to ${presence.site}.`,
		short: `the ${what} of ${at.change} is not deployed to ${presence.site}`,
		why,
		next: `Deploy it to ${presence.site}; this then clears by itself.`,
		evidence: presence.evidence
	});
	const message = `${rests}, and whether that was deployed to ${at.environment} is not known: ${presence.why}.`;
	const next = `Give the deployments of ${at.environment} (--evidence FILE).`;
	return finding(ID$5, {
		...common,
		status: statusOfUntold(presence),
		message,
		why,
		next
	});
}
function restsOnMigrations(proposal, ask, move, migrations, what) {
	return inEachEnvironment(ID$5, proposal, about(move), (environment) => [tellPresence({
		...about(move),
		environment: environment.name
	}, presenceIn(ask, environment, migrations, null), what)]);
}
function restsOnExpand(proposal, ask, move) {
	const { change, set, phase } = move;
	if (change.adds.length === 0) return [];
	const missing = change.adds.filter((object) => makersOf(set, object).length === 0);
	if (missing.length === 0) return restsOnMigrations(proposal, ask, move, [...new Set(change.adds.flatMap((object) => makersOf(set, object)))], "expand");
	const objects = missing.join(", ");
	return [finding(ID$5, {
		...about(move),
		status: "wait",
		message: `${phase} of ${change.id} rests on its expand, and ${objects} is not in the schema of the base.`,
		short: `${objects} is not in the schema of the base`,
		limit: "expand present",
		why: `${phase} would fail wherever ${objects} is not there yet.`,
		next: "Merge and deploy the expand first; this then clears by itself."
	})];
}
/** What backfill and divergence ask of the contract, they ask of the step that begins to rely on the new shape. */
function restsOnData(proposal, ask, { change, start, phase }) {
	return [...change.backfill === null ? [] : judgeBackfillOf(proposal, ask, change, start, phase), ...judgeDivergenceOf(proposal, ask, change, start, phase)].map((part) => ({
		...part,
		rule: ID$5
	}));
}
/** Reads can be switched back only while the code still asks the flag. */
function keepsWayBack(proposal, ask, move) {
	const { readNew: step, id } = move.change;
	if (!step?.flag || proposal.subject.kind !== "pull_request") return [];
	const commit = proposal.subject.head;
	const terms = [{ word: step.flag }];
	const answer = ask({
		ask: "mentions",
		commit,
		files: step.code,
		terms
	});
	const code = step.code.join(", ");
	const at = {
		...about(move),
		limit: `${step.flag} in the code`
	};
	if (answer.state !== "known") {
		const status = statusOfUntold({
			state: answer.state,
			why: answer.why
		});
		const message = `whether ${step.flag} is asked by ${code} could not be told: ${answer.why}.`;
		const next = "Give the repository with the head in it, and check again.";
		return [finding(ID$5, {
			...at,
			status,
			message,
			next
		})];
	}
	if (answer.value.mentions.length > 0) {
		const message = `reads of ${id} can be switched back by ${step.flag}.`;
		return [finding(ID$5, {
			...at,
			status: "ok",
			message
		})];
	}
	return [finding(ID$5, {
		...at,
		status: "block",
		message: `reads of ${id} move to the new shape without asking the flag ${step.flag}.`,
		why: "the flag is the way back: without it, going back means deploying under pressure.",
		next: `Gate the new reads in ${code} behind ${step.flag}, or take the flag out of the manifest.`
	})];
}
/** An insert that leaves the old column out must work everywhere. */
function toleratesAbsence(proposal, ask, move) {
	const { findings, relaxing } = judgeAbsence(ID$5, move);
	const present = relaxing.flatMap(({ object, migrations }) => restsOnMigrations(proposal, ask, move, migrations, `relaxing of ${object}`));
	return [...findings, ...present];
}
/** A flag that no code on the base asks any more switches nothing: it may be deleted at its provider. */
function withoutGoneFlag(proposal, ask, move) {
	const step = move.change.readNew;
	if (!step?.flag || proposal.subject.kind !== "pull_request") return move;
	const terms = [{ word: step.flag }];
	const answer = ask({
		ask: "mentions",
		commit: proposal.subject.base,
		files: null,
		terms
	});
	return answer.state === "known" && answer.value.mentions.length === 0 ? {
		...move,
		change: {
			...move.change,
			readNew: {
				...step,
				flag: null
			}
		}
	} : move;
}
function judgeMove(proposal, ask, move) {
	const { soak } = move.change.contract;
	const rests = (name, long = 0, of = move) => restsOnStep(proposal, ask, of, name, long);
	switch (move.phase) {
		case "dual_write": return restsOnExpand(proposal, ask, move);
		case "backfill": return [...restsOnExpand(proposal, ask, move), ...rests("dual_write")];
		case "read_new": return [
			...rests("dual_write"),
			...restsOnData(proposal, ask, move),
			...keepsWayBack(proposal, ask, move)
		];
		case "stop_old": return [...rests("read_new", typeof soak === "number" ? soak : 0), ...toleratesAbsence(proposal, ask, move)];
		default: return [
			...restsOnExpand(proposal, ask, move),
			...rests("read_new", 0, withoutGoneFlag(proposal, ask, move)),
			...rests("stop_old")
		];
	}
}
const phaseOrder = {
	id: ID$5,
	subjects: ["pull_request"],
	judge: (proposal, ask) => {
		const { moves, untold } = movesIn(proposal, ask, ID$5);
		return [...untold, ...moves.flatMap((move) => judgeMove(proposal, ask, move))];
	}
};
// src/decide/started.ts
/** One that only ever waited in a queue has run nothing; one without any status may have. */
function wasStarted({ statuses, succeeded }) {
	const waiting = statuses.every(({ state }) => [
		"queued",
		"pending",
		"inactive"
	].includes(state));
	return succeeded !== null || statuses.length === 0 || !waiting;
}
const earlier = (a, b) => Math.min(a ?? b, b);
/** For each migration its start, from one question for each commit that was ever tried. */
function startsIn(ask, environment, migrations) {
	if (migrations.length === 0) return [];
	const answer = ask({
		ask: "deployments",
		environment: environment.name
	});
	if (answer.state !== "known") return migrations.map(() => ({
		state: answer.state,
		why: answer.why
	}));
	const untold = [];
	const starts = migrations.map(() => ({
		state: "known",
		started: null,
		succeeded: null
	}));
	for (const attempt of answer.value.attempts.filter(wasStarted)) {
		const carried = carriedBy(ask, attempt.commit, migrations);
		if (carried.state !== "known") untold.push({
			state: carried.state,
			why: carried.why
		});
		else for (const start of carried.value.flatMap((index) => starts[index] ?? [])) {
			start.started = earlier(start.started, attempt.created);
			if (attempt.succeeded !== null) start.succeeded = earlier(start.succeeded, attempt.created);
		}
	}
	const worst = worstUntold(untold);
	return starts.map((start) => start.started === null && worst ? worst : start);
}
// src/decide/rules/safe-rollback.ts
const ID$4 = "safe-rollback";
/** The object as code is searched for it, the way its change says. */
function termOf(proposal, { object, kind }) {
	const change = proposal.changes.find(({ change: { removes } }) => removes.includes(object))?.change;
	return (change && oldShape(change).find((candidate) => nameOf(candidate) === object)) ?? {
		object,
		references: null,
		kind
	};
}
const removalsOf = (proposal) => proposal.sets.flatMap((set) => removalsIn([...set.base, ...set.proposed]).map((removal) => ({
	...removal,
	set
})));
/** What this code mentions of all that some migration removes: nothing else can be missed. */
function candidatesIn(proposal, ask, head) {
	const removals = removalsOf(proposal);
	if (removals.length === 0) return [];
	const terms = removals.map((removal) => termOf(proposal, removal));
	const answer = ask({
		ask: "mentions",
		commit: head,
		files: null,
		terms
	});
	if (answer.state !== "known") return {
		state: answer.state,
		why: answer.why
	};
	return removals.flatMap((removal, index) => {
		const mentions = answer.value.mentions.filter(({ term }) => term === index);
		const term = terms[index];
		return mentions.length > 0 && term ? [{
			...removal,
			term,
			mentions
		}] : [];
	});
}
/** Made again, or kept under its name by a view: then it is asked whether that is there, and not missed. */
function isBack(ask, { set, makers }, environment) {
	const held = new Set(migrationsAtHead(set));
	return makers.some((maker) => held.has(maker) || presenceIn(ask, environment, [maker], null).state === "present");
}
function untold(candidate, environment, reason) {
	const { object, migration, mentions } = candidate;
	return finding(ID$4, {
		status: statusOfUntold(reason),
		environment: environment.name,
		phase: "contract",
		path: mentions[0]?.path ?? null,
		line: mentions[0]?.line ?? null,
		column: mentions[0]?.column ?? null,
		message: `this code uses ${object}, and whether ${migration.path}, which removes it, has run in ${environment.name} is not known: ${reason.why}.`,
		why: "schema does not go back when code does.",
		next: `Give the deployments of ${environment.name} (--evidence FILE).`
	});
}
function goneIn(ask, candidates, environment) {
	const starts = startsIn(ask, environment, candidates.map(({ migration }) => migration));
	const sites = sitesOf(ask, environment);
	return candidates.flatMap((candidate, index) => {
		const start = starts[index];
		if (!start || isBack(ask, candidate, environment)) return [];
		if (start.state !== "known") return [untold(candidate, environment, start)];
		if (start.started !== null) return [{
			...candidate,
			succeeded: start.succeeded,
			now: false
		}];
		if (migrationsAtHead(candidate.set).includes(candidate.migration)) return [{
			...candidate,
			succeeded: null,
			now: true
		}];
		return sites.state === "known" ? [] : [untold(candidate, environment, sites)];
	});
}
const sameMention = (a, b) => a.path === b.path && a.text.trim() === b.text.trim();
/** Mentions that code which succeeded here with the object already gone has, too: their names were guessed wrongly. */
function harmless(ask, environment, { succeeded, term }) {
	const answer = ask({
		ask: "deployments",
		environment: environment.name
	});
	if (answer.state !== "known" || succeeded === null) return [];
	const after = answer.value.attempts.filter((attempt) => attempt.created >= succeeded && attempt.succeeded !== null);
	return [...new Set(after.map(({ commit }) => commit))].flatMap((commit) => {
		const found = ask({
			ask: "mentions",
			commit,
			files: null,
			terms: [term]
		});
		return found.state === "known" ? found.value.mentions : [];
	});
}
function judgeGone(ask, environment, gone) {
	const known = harmless(ask, environment, gone);
	const failing = gone.mentions.filter((mention) => !known.some((other) => sameMention(mention, other)));
	const [first] = failing;
	if (!first) return [];
	const { object, migration, now } = gone;
	const places = failing.slice(0, 5).map(({ path, line }) => `${path}:${line}`).join(", ");
	const removed = now ? "removes in this very deployment" : `has removed from ${environment.name}`;
	return [finding(ID$4, {
		environment: environment.name,
		phase: "contract",
		status: "block",
		path: first.path,
		line: first.line,
		column: first.column,
		message: `this code uses ${object} (${places}), which ${migration.path} ${removed}.`,
		short: `this code uses ${object}, which is gone from ${environment.name}`,
		why: "schema does not go back when code does: these statements would fail.",
		seen: first.text.trim(),
		next: `Deploy a commit that no longer uses ${object}, or fix forward. Is it no use of it? Say so with references: on the change.`
	})];
}
function judgeIn$2(proposal, ask, environment, head) {
	const candidates = candidatesIn(proposal, ask, head);
	if (!Array.isArray(candidates)) {
		const message = `whether this code uses what is gone from ${environment.name} could not be told: ${candidates.why}.`;
		const next = `Give the repository with commit ${head.slice(0, 7)} in it.`;
		return [finding(ID$4, {
			status: statusOfUntold(candidates),
			environment: environment.name,
			message,
			next
		})];
	}
	const found = goneIn(ask, candidates, environment).flatMap((gone) => "status" in gone ? [gone] : judgeGone(ask, environment, gone));
	if (found.length > 0) return [...new Map(found.map((one) => [one.message, one])).values()];
	const message = `this code uses nothing that is gone from ${environment.name}.`;
	return [finding(ID$4, {
		status: "ok",
		environment: environment.name,
		message
	})];
}
const safeRollback = {
	id: ID$4,
	subjects: ["deployment"],
	judge: (proposal, ask) => {
		const { subject } = proposal;
		if (subject.kind !== "deployment") return [];
		return environmentsOf(proposal).flatMap((environment) => judgeIn$2(proposal, ask, environment, subject.head));
	}
};
// src/decide/horizon.ts
/** What is gone from an environment today, by the migrations that ran there. */
function goneToday(proposal, ask, environment) {
	const gone = {
		terms: [],
		at: null
	};
	for (const set of proposal.sets) {
		const removals = removalsIn(set.base);
		const starts = startsIn(ask, environment, removals.map(({ migration }) => migration));
		for (const [index, removal] of removals.entries()) {
			const start = starts[index];
			if (start?.state !== "known") return start ?? {
				state: "missing",
				why: "nothing is known of it"
			};
			if (start.started === null || isBack(ask, {
				...removal,
				set
			}, environment)) continue;
			gone.terms.push(termOf(proposal, removal));
			gone.at = Math.max(gone.at ?? 0, start.succeeded ?? proposal.now);
		}
	}
	return gone;
}
const same = (one, other) => one.path === other.path && one.text.trim() === other.text.trim();
/** Asks newest first, and each time for as many again as were answered: nobody searches a year for a week's answer. */
var Search = class {
	#ask;
	#terms;
	#answered = 0;
	#asked = 0;
	constructor(ask, terms) {
		this.#ask = ask;
		this.#terms = terms;
	}
	/** Null: it was not asked for yet. */
	mentions(commit) {
		if (this.#terms.length === 0) return [];
		if (this.#asked > Math.max(1, this.#answered)) return null;
		const answer = this.#ask({
			ask: "mentions",
			commit,
			files: null,
			terms: this.#terms
		});
		if (answer.state === "known") {
			this.#answered += 1;
			return answer.value.mentions;
		}
		if (answer.state !== "missing" || answer.pending !== true) return {
			state: answer.state,
			why: answer.why
		};
		this.#asked += 1;
		return null;
	}
};
/** Nothing is enough where all is asked. */
function isEnough(found, { since, deployments }) {
	if (since === null && deployments === null) return false;
	return (since === null || (found.since ?? Number.POSITIVE_INFINITY) <= since) && (deployments === null || found.deployments >= deployments);
}
function horizonOf(ask, attempts, gone, reach, counted) {
	const successes = attempts.filter(({ succeeded }) => succeeded !== null).reverse();
	const search = new Search(ask, gone.terms);
	const found = {
		state: "known",
		commit: null,
		deployments: 0,
		since: null,
		open: false
	};
	const [newest] = successes;
	let harmless = [];
	let untold = null;
	for (const attempt of successes) {
		if (isEnough(found, reach)) return untold ?? {
			...found,
			open: true
		};
		const mentions = search.mentions(attempt.commit);
		if (mentions === null) untold ??= {
			state: "missing",
			why: "nobody has looked it up yet"
		};
		else if (!Array.isArray(mentions)) return mentions;
		else {
			if (attempt === newest && gone.at !== null && (attempt.succeeded ?? 0) >= gone.at) harmless = mentions;
			if (mentions.some((one) => one.term < counted && !harmless.some((other) => same(one, other)))) return untold ?? found;
		}
		found.commit = attempt.commit;
		found.deployments += 1;
		found.since = attempt.succeeded;
	}
	return untold ?? found;
}
/**
* The nearest of its sites' horizons: an environment goes back as a whole. `counted`: how many of the terms count, from the
* first on, so that what is gone today and what would be are told by one search of each commit.
*/
function horizonIn(ask, environment, gone, reach, counted = gone.terms.length) {
	const sites = sitesOf(ask, environment);
	if (sites.state !== "known") return sites;
	const all = sites.sites.map(({ attempts }) => horizonOf(ask, attempts, gone, reach, counted));
	const untold = all.find((one) => one.state !== "known");
	if (untold) return untold;
	const [first, ...others] = all.filter((one) => one.state === "known");
	if (!first) return {
		state: "missing",
		why: `nothing is known to be deployed to ${environment.name}`
	};
	return others.reduce((least, one) => (one.since ?? Number.POSITIVE_INFINITY) > (least.since ?? 0) ? one : least, first);
}
// src/decide/rules/rollback-horizon.ts
const ID$3 = "rollback-horizon";
/** What is asked to be left; where nothing is, no further back than the soak looks anyway. */
function reachOf(keep, soak, now) {
	if (keep && "deployments" in keep) return {
		since: null,
		deployments: keep.deployments
	};
	return {
		since: now - (keep ? keep.duration : soak),
		deployments: null
	};
}
/** How far an environment goes back today, and after what this pull request takes. */
function costIn(proposal, ask, environment, contracts) {
	const gone = goneToday(proposal, ask, environment);
	if ("state" in gone) return {
		environment,
		now: gone,
		after: gone
	};
	const terms = [...gone.terms, ...contracts.flatMap((contract) => contractShape(contract))];
	const soaks = contracts.map(({ change: { contract } }) => contract.soak);
	const soak = Math.max(0, ...soaks.filter((one) => typeof one === "number"));
	const reach = reachOf(proposal.manifest?.rollbackKeep ?? null, soak, proposal.now);
	const all = {
		terms,
		at: gone.at
	};
	return {
		environment,
		now: horizonIn(ask, environment, all, reach, gone.terms.length),
		after: horizonIn(ask, environment, all, reach)
	};
}
/** `a1b2c3d (40 deployments, 21 days)`. */
function words(horizon, now) {
	const { commit, deployments, since, open } = horizon;
	if (commit === null) return "nothing";
	const many = deployments === 1 ? "1 deployment" : `${deployments} deployments`;
	const long = since === null ? "" : `, ${formatDuration(Math.max(0, now - since))}`;
	return `${commit.slice(0, 7)} (${many}${long}${open ? ", or further" : ""})`;
}
function tellCost({ environment, now, after }, at) {
	return `${environment.name} can today go back to ${words(now, at)}; after this, to ${words(after, at)}.`;
}
const isLeft = ({ since, deployments, commit }, keep, now) => commit !== null && ("duration" in keep ? since !== null && since <= now - keep.duration : deployments >= keep.deployments);
const limitOf = (keep) => "duration" in keep ? formatDuration(keep.duration) : `${keep.deployments} deployments`;
function judgeKept(keep, cost, now) {
	const { environment, after } = cost;
	const limit = limitOf(keep);
	if (isLeft(after, keep, now)) return {
		status: "ok",
		limit
	};
	const until = "duration" in keep && after.since !== null ? after.since + keep.duration : null;
	return {
		status: "wait",
		limit,
		until,
		why: "the next bad deployment would have nowhere to go back to.",
		next: until === null ? `Deploy code without the old shape to ${environment.name} until ${limit} of it can be gone back to.` : `Nothing to do, as long as no older code is deployed to ${environment.name} again.`
	};
}
function judgeIn$1(proposal, ask, environment, contracts) {
	const [first] = contracts;
	if (!first) return [];
	const keep = proposal.manifest?.rollbackKeep ?? null;
	const at = {
		...startOf(first),
		change: first.change.id,
		phase: "contract",
		environment: environment.name
	};
	const cost = costIn(proposal, ask, environment, contracts);
	const { now, after } = cost;
	if (now.state === "known" && after.state === "known") {
		const told = {
			...cost,
			now,
			after
		};
		const judged = keep ? judgeKept(keep, told, proposal.now) : { status: "ok" };
		return [finding(ID$3, {
			...at,
			message: tellCost(told, proposal.now),
			...judged
		})];
	}
	const untold = now.state === "known" ? after : now;
	if (!keep || untold.state === "known") return [];
	const message = `how far ${environment.name} could be rolled back after this is not known: ${untold.why}.`;
	const next = `Let the deployments of ${environment.name} be known; lanekeeper asks again at the next check.`;
	return [finding(ID$3, {
		...at,
		status: statusOfUntold(untold),
		message,
		limit: limitOf(keep),
		next
	})];
}
const rollbackHorizon = {
	id: ID$3,
	subjects: ["pull_request"],
	judge: (proposal, ask) => {
		const contracts = contractsIn(proposal);
		return environmentsOf(proposal).flatMap((environment) => judgeIn$1(proposal, ask, environment, contracts));
	}
};
// src/decide/implicit-changes.ts
/** An expand that no change declares is a change named for its file. */
/** `db/migrations/0007_add_nick.up.sql` -> `0007_add_nick`; a folder's name where the file is always called the same. */
function changeIdOf(path) {
	const parts = path.split("/");
	const stem = (parts.at(-1) ?? path).replace(/\.(?:up\.)?[a-z]+$/i, "");
	return /^(?:migration|up)$/i.test(stem) && parts.length > 1 ? parts.at(-2) ?? stem : stem;
}
function addsOf(migration) {
	const adds = migration.read.statements.flatMap(({ effects }) => effects).filter(({ kind, objectKind }) => kind === "adds" && ![
		"constraint",
		"trigger",
		"policy"
	].includes(objectKind));
	return [...new Set(adds.map(({ object }) => object))];
}
function undeclared(proposal, set, migrations, matters = () => true) {
	const declared = proposal.changes.filter(({ change }) => change.database === set.database.name).flatMap(({ change }) => change.adds);
	const free = (object) => !declared.some((entry) => isPartOf(object, entry) || isPartOf(entry, object));
	return migrations.map((migration) => ({
		id: changeIdOf(migration.path),
		set,
		migration,
		adds: addsOf(migration).filter((object) => matters(object) && free(object))
	})).filter(({ adds }) => adds.length > 0);
}
/** Undeclared expands that the pull request itself carries. */
function proposedImplicitChanges(proposal) {
	return proposal.sets.flatMap((set) => undeclared(proposal, set, set.proposed));
}
/** Every word of the changed code, to leave out at once what it cannot mention: histories are long. */
function wordsOf(proposal) {
	const words = /* @__PURE__ */ new Set();
	for (const file of changedCode(proposal)) for (const word of (file.after ?? "").match(/[\p{L}\p{N}_$]+/gu) ?? []) words.add(word);
	return words;
}
const fold = (word) => word.replaceAll("_", "").toLowerCase();
/**
* Gives a predicate: whether some word is a spelling of the object's name. A history has thousands of names, and to spell
* each in full takes longer than to decide: all spellings of a name fold to few words, which are looked up first.
*/
function mentionableBy(words) {
	const folded = new Set([...words].map(fold));
	const mayFold = (bare) => /[^ -~]/.test(bare) || folded.has(fold(bare)) || numbersOf$1(bare).some((inNumber) => folded.has(inNumber.join("")));
	const isSpelled = (bare) => mayFold(bare) && [...spellings(bare), ...tableSpellings(bare)].some((spelling) => words.has(spelling));
	const known = /* @__PURE__ */ new Map();
	return (object) => {
		const bare = bareNameOf(object);
		const answer = known.get(bare) ?? isSpelled(bare);
		known.set(bare, answer);
		return answer;
	};
}
const bareNameOf = (object) => object.replace(/^[a-z]+:/, "").split(".").at(-1)?.replaceAll("\"", "") ?? "";
/** A proposal is judged once for each round of answers. */
const depended = /* @__PURE__ */ new WeakMap();
/** Undeclared expands on the base that added code depends on, with where it does. */
function dependedOnImplicitChanges(proposal) {
	const found = depended.get(proposal) ?? findDependedOn(proposal);
	depended.set(proposal, found);
	return found;
}
function findDependedOn(proposal) {
	const words = wordsOf(proposal);
	if (words.size === 0) return [];
	const mayBeMentioned = mentionableBy(words);
	const candidates = proposal.sets.flatMap((set) => undeclared(proposal, set, set.base, mayBeMentioned).flatMap((change) => change.adds.filter((object) => stillThere(set, object)).map((object) => ({
		change,
		term: {
			object,
			references: null
		}
	}))));
	const mentions = addedMentions(changedCode(proposal), candidates.map(({ term }) => term));
	const found = /* @__PURE__ */ new Map();
	for (const mention of mentions) {
		const change = candidates[mention.term]?.change;
		if (change) found.set(change, [...found.get(change) ?? [], mention]);
	}
	const objectsOf = (of) => [...new Set(of.flatMap(({ term }) => candidates[term]?.term.object ?? []))];
	return [...found].map(([change, of]) => ({
		change,
		objects: objectsOf(of),
		mentions: of
	}));
}
/** What was removed again is not depended on any more: other rules hold that. */
function stillThere(set, object) {
	if (set.catalog.incomplete) return true;
	if (/^[a-z]+:/.test(object)) return true;
	return Object.keys(set.catalog.tables).find((name) => object === name || object.startsWith(`${name}.`)) !== void 0;
}
// src/decide/rules/schema-before-code.ts
const ID$2 = "schema-before-code";
function describe(need) {
	return {
		status: "wait",
		change: need.change,
		phase: "migrate",
		path: need.mention.path,
		line: need.mention.line,
		column: need.mention.column,
		message: "",
		limit: "present everywhere",
		seen: need.mention.text.trim(),
		why: `code that runs before ${need.objects.join(", ")} is there would fail on its first query.`
	};
}
/** What of it the base does not have: it comes here, or from nowhere yet. */
function notMerged(proposal, need) {
	const missing = need.objects.filter((object) => makersOf(need.set, object).length === 0);
	const isHere = missing.filter((object) => proposal.effects.some((effect) => addsObject(effect, object))).length === missing.length;
	const names = missing.join(", ");
	if (isHere && need.set.database.runs === "before-code") {
		const message = `${names} comes in this pull request; the deployment runs its migrations before its code.`;
		return finding(ID$2, {
			...describe(need),
			status: "ok",
			message,
			why: ""
		});
	}
	return finding(ID$2, {
		...describe(need),
		message: `${names} is used here, and its expand is not merged${isHere ? " but part of this pull request" : ""}.`,
		short: `${names} is used here, and its expand is not merged`,
		next: isHere ? "Move the migration into a pull request of its own; once it is merged and deployed, this clears by itself." : `Merge and deploy the migration that adds ${names} first; this then clears by itself.`
	});
}
function judgeIn(ask, need, migrations, environment) {
	const presence = presenceIn(ask, environment, migrations, null);
	const paths = migrations.map(({ path }) => path).join(", ");
	const common = {
		...describe(need),
		environment: environment.name
	};
	const objects = need.objects.join(", ");
	if (presence.state === "present") {
		const message = `${objects} is present in ${environment.name}: a deployment with ${paths} succeeded there.`;
		return finding(ID$2, {
			...common,
			status: "ok",
			message,
			why: "",
			evidence: presence.evidence
		});
	}
	if (presence.state === "absent") return finding(ID$2, {
		...common,
		message: `${objects} is used here, and ${presence.paths.join(", ")} has not been deployed to ${presence.site}.`,
		short: `${objects} is used here and not deployed to ${presence.site}`,
		next: `Deploy the base to ${presence.site}; this clears by itself when that deployment succeeds.`,
		evidence: presence.evidence
	});
	return finding(ID$2, {
		...common,
		status: statusOfUntold(presence),
		message: `${objects} is used here, and whether ${paths} has been deployed to ${environment.name} is not known: ${presence.why}.`,
		next: `Give the deployments of ${environment.name} (--evidence FILE), or let the check run where it can read them.`
	});
}
function judgeNeed(proposal, ask, need) {
	const { migrations } = need;
	if (migrations === null) return [notMerged(proposal, need)];
	if (need.set.database.runs === "before-code") {
		const message = `the expand of ${need.objects.join(", ")} is merged; the deployment runs it before its code.`;
		return [finding(ID$2, {
			...describe(need),
			status: "ok",
			message,
			why: ""
		})];
	}
	return inEachEnvironment(ID$2, proposal, describe(need), (environment) => [judgeIn(ask, need, migrations, environment)]);
}
/** What every pull request rests on is there nearly always: said once for each environment. */
function joinMet(found) {
	const met = found.filter(({ status }) => status === "ok");
	const joined = [...new Set(met.map(({ environment }) => environment))].flatMap((environment) => {
		const ours = met.filter((one) => one.environment === environment);
		const [first] = ours;
		if (!first || environment === null || ours.length < 2) return ours;
		const message = `everything that the added code uses is present in ${environment}: ${ours.map(({ change }) => change).join(", ")}.`;
		return [finding(ID$2, {
			status: "ok",
			environment,
			message,
			evidence: first.evidence
		})];
	});
	return [...found.filter(({ status }) => status !== "ok"), ...joined];
}
/** Nobody declared these, so that a manifest which names no environment yet is not held against them. */
function judgeImplicit$1(proposal, ask) {
	const needs = implicitNeeds(proposal);
	const first = needs.find(({ set }) => set.database.runs === "separately");
	if (!first || environmentsOf(proposal).length > 0) return joinMet(needs.flatMap((need) => judgeNeed(proposal, ask, need)));
	const message = `${needs.flatMap((need) => need.objects).join(", ")} is used here; the manifest names no environment, so whether it is deployed was not asked.`;
	return [finding(ID$2, {
		...describe(first),
		status: "warn",
		message
	})];
}
/** Objects of declared changes that added lines mention, each change once. */
function declaredNeeds(proposal) {
	const code = changedCode(proposal);
	return proposal.changes.flatMap(({ change }) => {
		const set = proposal.sets.find(({ database }) => database.name === change.database);
		const terms = newShape(change);
		const mentions = addedMentions(code, terms);
		const [mention] = mentions;
		if (!set || !mention) return [];
		const objects = [...new Set(mentions.map(({ term }) => nameOf(terms[term])))];
		const makers = objects.map((object) => makersOf(set, object));
		const migrations = makers.some((of) => of.length === 0) ? null : [...new Set(makers.flat())];
		return [{
			change: change.id,
			set,
			objects,
			mention,
			migrations
		}];
	});
}
function implicitNeeds(proposal) {
	if (proposal.manifest === null) return [];
	return dependedOnImplicitChanges(proposal).flatMap(({ change, objects, mentions }) => {
		const [mention] = mentions;
		if (!mention) return [];
		const { id, set, migration } = change;
		return [{
			change: id,
			set,
			objects,
			mention,
			migrations: [migration]
		}];
	});
}
const schemaBeforeCode = {
	id: ID$2,
	subjects: ["pull_request"],
	judge(proposal, ask) {
		const unread = unreadCode(proposal).map(({ path }) => finding(ID$2, {
			status: "error",
			path,
			line: 1,
			column: 1,
			message: `${path} is too large to be read, so what it depends on is not known.`,
			next: "If it is generated or data, exclude it under code.exclude in the manifest."
		}));
		const declared = declaredNeeds(proposal).flatMap((need) => judgeNeed(proposal, ask, need));
		return [
			...unread,
			...declared,
			...judgeImplicit$1(proposal, ask)
		];
	}
};
// src/decide/rules/schema-dependents.ts
const id$4 = "schema-dependents";
/** `constraint:orders.orders_user_fkey` -> [`orders`, `orders_user_fkey`]: the name itself may hold no dot outside of quotes. */
function owned(object) {
	const path = object.slice(object.indexOf(":") + 1).match(/"(?:[^"]|"")*"|[^."]+/g) ?? [];
	return {
		table: path.slice(0, -1).join("."),
		name: path.at(-1) ?? object
	};
}
/** The statement that must come first, so that the removal finds nobody. */
function dropFirst({ object, kind }) {
	const { table, name } = owned(object);
	const plain = object.slice(object.indexOf(":") + 1);
	if (object.startsWith("constraint:")) return `ALTER TABLE ${table} DROP CONSTRAINT ${name};`;
	if (object.startsWith("trigger:")) return `DROP TRIGGER ${name} ON ${table};`;
	if (object.startsWith("policy:")) return `DROP POLICY ${name} ON ${table};`;
	if (object.startsWith("index:")) return `DROP INDEX CONCURRENTLY ${plain};`;
	if (object.startsWith("function:")) return `CREATE OR REPLACE FUNCTION ${plain} … without it, or DROP FUNCTION ${plain};`;
	if (object.startsWith("view:")) return `${/material/i.test(kind) ? "DROP MATERIALIZED VIEW" : "DROP VIEW"} ${plain}; and make it again without it.`;
	if (/column/.test(kind)) return `ALTER TABLE ${table} DROP COLUMN ${name};`;
	return `Drop or change ${kind} ${object}.`;
}
function judgeEffect$1(effect) {
	if (effect.dependents.length === 0) return [];
	const users = list(effect.dependents.map(({ kind, object }) => `${kind} ${object.slice(object.indexOf(":") + 1)}`));
	return [finding(id$4, {
		...placed(effect),
		status: "block",
		change: effect.change,
		phase: effect.phase,
		message: `${effect.object} is still used by ${users}.`,
		why: effect.cascade ? "CASCADE would take them away without a word, with whatever reads or relies on them." : "The statement would fail, or they would fail when they are next used.",
		seen: "the schema as the migrations make it, just before this statement",
		next: ["Write this first, in an earlier migration:", ...effect.dependents.map(dropFirst)].join("\n")
	})];
}
const schemaDependents = {
	id: id$4,
	subjects: ["pull_request"],
	judge(proposal) {
		const removals = proposal.effects.filter(({ kind }) => kind === "removes");
		const findings = proposal.effects.flatMap(judgeEffect$1);
		const removed = list([...new Set(removals.map(({ object }) => object))].slice(0, 5));
		return removals.length === 0 ? findings : orOk(id$4, proposal, findings, `Nothing else in the schema uses what goes: ${removed}.`);
	}
};
// src/decide/rules/separate-phases.ts
/** separate-phases: one pull request carries one phase of a change, so that each can be deployed, and left alone, by itself. */
const ID$1 = "separate-phases";
/** Each file once, with the first of its lines. */
const filesOf = (places) => places.filter(({ path }, index) => places.findIndex((other) => other.path === path) === index).map(({ path, line }) => ({
	path,
	line
}));
function partsOfSchema(effects) {
	return [
		["expand", ({ kind, phase }) => (kind === "adds" || kind === "indexes") && phase !== "tighten"],
		["backfill", ({ kind, phase, fresh }) => kind === "rewrites" && phase === "migrate" && !fresh],
		["tightening", isTightening],
		["contract", isContract]
	].map(([phase, wanted]) => ({
		phase,
		files: filesOf(effects.filter(wanted))
	})).filter(({ files }) => files.length > 0);
}
/** Code of the pull request that belongs to a declared change: what mentions the new shape, carries a step, or writes what is tightened. */
function partsOfCode(proposal, ask, change, tightens) {
	const code = changedCode(proposal);
	const dependent = {
		phase: "code",
		files: filesOf(addedMentions(code, newShape(change)))
	};
	const steps = STEPS.filter((name) => {
		const carried = carriesStep(proposal, ask, change, name);
		return carried.state === "known" && carried.value;
	});
	const stepCode = steps.flatMap((name) => stepOf(change, name)?.code ?? []);
	const touched = matchesAny([...stepCode, ...tightens ? change.writers ?? [] : []]);
	const carriers = code.filter(({ path }) => touched(path)).map(({ path }) => ({
		path,
		line: 1
	}));
	const files = [...dependent.files, ...carriers];
	return files.length > 0 ? [{
		phase: steps.length > 0 ? `code (${steps.join(", ")})` : "code",
		files: filesOf(files)
	}] : [];
}
/** With `runs: before-code`, expand and the code that needs it may share a pull request; nothing else may. */
function mayShare(parts, beforeCode) {
	if (parts.length < 2) return true;
	const phases = parts.map(({ phase }) => phase);
	return beforeCode && phases.length === 2 && phases[0] === "expand" && (phases[1] ?? "").startsWith("code");
}
function blocked(proposal, id, parts, declared) {
	const [first, ...rest] = parts;
	const at = first?.files[0];
	const moves = rest.map(({ phase, files }) => `${phase}: ${files.map(({ path }) => path).join(", ")}`);
	const warned = proposal.manifest === null && !declared;
	return finding(ID$1, {
		status: warned ? "warn" : "block",
		change: id,
		phase: first?.phase ?? null,
		path: at?.path ?? null,
		line: at?.line ?? null,
		column: at ? 1 : null,
		message: `this pull request carries ${parts.map(({ phase }) => phase).join(" and ")} of ${id}.`,
		short: `this pull request carries ${parts.map(({ phase }) => phase).join(" and ")} of ${id}`,
		limit: "one phase",
		why: "they deploy together, so there is no moment at which the one is there and the other can still be taken back.",
		seen: parts.map(({ phase, files }) => `${phase} in ${files.map(({ path }) => path).join(", ")}`).join("; "),
		next: `Keep ${first?.phase} here and move the rest into pull requests of their own. ${moves.join(". ")}.`
	});
}
function judgeDeclared(proposal, ask) {
	return proposal.changes.flatMap(({ change }) => {
		const effects = proposal.effects.filter((effect) => effect.change === change.id);
		if (effects.length === 0) return [];
		const set = proposal.sets.find(({ database }) => database.name === change.database);
		const parts = [...partsOfSchema(effects), ...partsOfCode(proposal, ask, change, effects.some(isTightening))];
		if (mayShare(parts, set?.database.runs === "before-code")) return [];
		return [blocked(proposal, change.id, parts, true)];
	});
}
/** Rows of what is added: its very columns, or a whole table that is told without columns. */
function fills(effect, adds) {
	return adds.some((object) => isPartOf(effect.object, object) || isPartOf(object, effect.object));
}
function judgeImplicit(proposal) {
	return proposedImplicitChanges(proposal).flatMap((change) => {
		const { path } = change.migration;
		const ours = proposal.effects.filter((effect) => effect.change === null && effect.path === path);
		const filling = proposal.effects.filter((effect) => effect.change === null && effect.kind === "rewrites" && fills(effect, change.adds));
		const terms = change.adds.map((object) => ({
			object,
			references: null
		}));
		const mentions = filesOf(addedMentions(changedCode(proposal), terms));
		const code = mentions.length > 0 ? [{
			phase: "code",
			files: mentions
		}] : [];
		const others = [...partsOfSchema([...ours.filter(({ kind }) => kind !== "rewrites"), ...filling]), ...code].filter(({ phase }) => phase !== "tightening");
		if (mayShare(others, change.set.database.runs === "before-code")) return [];
		return [blocked(proposal, change.id, others, false)];
	});
}
const separatePhases = {
	id: ID$1,
	subjects: ["pull_request"],
	judge: (proposal, ask) => [...judgeDeclared(proposal, ask), ...judgeImplicit(proposal)]
};
// src/decide/transactions.ts
const isBlock = ({ statement }) => statement.node === "DoStmt";
/** What a block holds, statement by statement, as far as it was read: a block is a transaction of its own. */
function insideOf(at) {
	if (!isBlock(at)) return [at];
	return [...Map.groupBy(at.effects, ({ line, column }) => `${line}:${column}`).values()].flatMap((effects) => {
		const [first] = effects;
		if (!first) return [];
		const rows = at.statement.rows.filter((row) => effects.some(({ kind, table }) => kind === "rewrites" && table === row.table));
		const { line, column, statement: text } = first;
		return [{
			...at,
			effects,
			statement: {
				...at.statement,
				line,
				column,
				text,
				rows
			}
		}];
	});
}
/** Statements of the proposal by the transaction that they run in; those that run alone are left out. */
function transactionsOf(statements) {
	const together = statements.filter((at) => at.statement.transaction !== null || isBlock(at));
	return [...Map.groupBy(together, ({ migration }) => migration).values()].flatMap((group) => {
		return [...Map.groupBy(group, (at) => at.statement.transaction?.id ?? at).values()].map((one) => one.flatMap(insideOf));
	});
}
/** Walks one transaction in order. Only locks that stand in the way, on tables in use, are followed. */
function walkTransaction(transaction) {
	const held = /* @__PURE__ */ new Map();
	return transaction.map((at) => {
		const before = [...held.values()];
		const taken = at.effects.flatMap((effect) => locksInTheWay(effect).map((lock) => ({
			...lock,
			by: at
		})));
		for (const lock of taken) {
			const known = held.get(lock.object);
			if (!known || strengthOf(lock.mode) > strengthOf(known.mode)) held.set(lock.object, lock);
		}
		return {
			at,
			held: before,
			taken
		};
	});
}
/** Rows written in numbers that nobody bounded: a backfill or a clean-up, not a few rows by key. */
function isAtScale(row) {
	if (row.verb === "truncate") return false;
	return row.whole || row.verb === "copy" || row.verb !== "insert" && !row.bounded;
}
// src/decide/gathered-locks.ts
const id$3 = "transaction-scope";
const named = (locks) => list(locks.map(({ mode, object }) => `${mode} on ${object}`));
/** What of a statement reads or writes many rows: nothing where all of it is bounded, or on new and empty tables. */
function workOf(at, isEmpty) {
	const rows = at.statement.rows.filter((row) => isAtScale(row) && (row.verb !== "update" || !writesToFresh(at, row.table)));
	const written = new Set(at.statement.rows.map(({ table }) => table));
	const ddl = at.effects.filter((effect) => effect.load !== "instant" && effect.objectKind !== "sequence" && !(effect.kind === "rewrites" && written.has(effect.table)) && !isEmpty(at, effect));
	return [...rows.map(({ table }) => table), ...ddl.map(({ table }) => table)];
}
/** Work under locks that earlier statements left behind. What the statement locks as strongly itself is online-ddl's. */
function judgeWork({ at, held, taken }, isEmpty) {
	const own = (lock) => taken.some(({ object, mode }) => object === lock.object && strengthOf(mode) >= strengthOf(lock.mode));
	const behind = held.filter((lock) => !own(lock));
	const strongest = behind.toSorted((a, b) => strengthOf(b.mode) - strengthOf(a.mode))[0];
	const work = workOf(at, isEmpty);
	if (!strongest || work.length === 0) return [];
	const change = at.effects.find((effect) => effect.change !== null)?.change ?? null;
	return [finding(id$3, {
		...placed(at.statement),
		status: work.some((table) => sizeOf(at.set, table).large) ? "block" : "warn",
		change,
		message: `${inShort(at.statement.text)} would run while ${named(behind)} is held (line ${strongest.by.statement.line}): ${whatWaits(strongest.mode)} of ${strongest.object} wait until it ends.`,
		why: "A lock is held until its transaction ends, so quick schema changes stay in the way for as long as the slow statement after them takes.",
		seen: [...new Set(work)].map((table) => tellSize(at.set, table)).join("; "),
		next: `Let the transaction end before it: move line ${at.statement.line} to a migration of its own${at.statement.rows.length > 0 ? ", in batches" : ""}.`
	})];
}
const isAllowed = ({ statement }) => statement.allows.some(({ rules }) => rules.includes(id$3));
/** Told once per transaction; a statement with an exemption of its own is told by itself, so that it covers no other. */
function upToFirst(steps) {
	const first = steps.findIndex(({ at }) => !isAllowed(at));
	return first < 0 ? steps : steps.slice(0, first + 1);
}
const broughtBy = ({ held, taken }) => held.length === 0 ? void 0 : taken.find(({ object }) => held.every((lock) => lock.object !== object));
/** Statements that each bring the lock of another table. */
function judgeSeveral(walked) {
	return upToFirst(walked.filter((step) => broughtBy(step))).map(({ at, held, taken }) => {
		const other = broughtBy({
			at,
			held,
			taken
		});
		return finding(id$3, {
			...placed(at.statement),
			status: "warn",
			message: `${inShort(at.statement.text)} would wait for ${named(other ? [other] : [])} while ${named(held)} is held.`,
			why: `While it waits for ${other?.object}, whoever uses ${list(held.map(({ object }) => object))} waits too; a session that takes both the other way round may deadlock with it.`,
			next: `Move line ${at.statement.line} to a migration of its own, so that each transaction locks one table in use.`
		});
	});
}
/** Rows first and schema after: rows stay locked while the schema change waits for its turn. Rows behind a lock are told above. */
function judgeRowsFirst(walked) {
	const rows = walked.findIndex(({ at }) => at.statement.rows.some((row) => isAtScale(row) && row.verb !== "insert" && !writesToFresh(at, row.table)));
	const first = walked[rows]?.held.length === 0 ? walked[rows].at.statement : void 0;
	const ddl = walked.filter(({ taken }, index) => index > rows && taken.length > 0);
	if (!first) return [];
	return upToFirst(ddl).map(({ at, taken }) => finding(id$3, {
		...placed(at.statement),
		status: "warn",
		message: `${inShort(at.statement.text)} would wait for ${named(taken.slice(0, 1))} while the rows written at line ${first.line} stay locked.`,
		why: "Schema and row changes in one transaction hold up each other: rows stay locked until it ends, and a failure takes both back.",
		next: `Move line ${at.statement.line} to a migration of its own.`
	}));
}
/** Everything that one transaction's locks come to. */
function judgeGatheredLocks(transaction, isEmpty) {
	const walked = walkTransaction(transaction);
	return [
		...walked.flatMap((step) => judgeWork(step, isEmpty)),
		...judgeSeveral(walked),
		...judgeRowsFirst(walked)
	];
}
// src/decide/leave-transaction.ts
const ALONE = "Put it in a migration of its own, with no other statement in the file";
/** Sources: each framework's own documentation; where the file still goes as one string, it must hold one statement. */
const HOW = {
	goose: "Put it in a migration of its own whose first line is `-- +goose NO TRANSACTION`.",
	dbmate: `${ALONE} but the marker \`-- migrate:up transaction:false\`.`,
	"sql-migrate": "Put it in a migration of its own that begins with `-- +migrate Up notransaction`.",
	sqlx: `${ALONE}, whose first line is \`-- no-transaction\`.`,
	atlas: "Put it in a migration of its own that begins with `-- atlas:txmode none` and an empty line.",
	diesel: `${ALONE}, and a \`metadata.toml\` beside it that says \`run_in_transaction = false\`.`,
	flyway: `${ALONE}: Flyway then opens no transaction. \`executeInTransaction=false\` in a file of its name and \`.conf\` says so, too.`,
	supabase: `${ALONE}: the CLI runs it outside of its batch from 2.109 on.`,
	drizzle: "drizzle's migrator runs all pending files in one transaction: run this statement by hand before, and leave it out of the file."
};
/** What to do so that a statement runs outside of a transaction, as a sentence to follow. */
function leaveTransaction(framework, by) {
	if (by === "written") return "Put it in a migration of its own, without BEGIN and COMMIT.";
	return HOW[framework] ?? `${ALONE}.`;
}
// src/decide/transaction-mistakes.ts
const id$2 = "transaction-scope";
const doesSomething = ({ statement, effects }) => statement.rows.length > 0 || effects.some(({ phase }) => phase !== "neutral");
/** The first statement behind it in the same file that does something to the schema or to rows. */
function whatFollows({ statements }, at) {
	return statements.slice(statements.indexOf(at) + 1).find((other) => other.migration === at.migration && doesSomething(other));
}
const tellings = {
	"begun-twice": ({ statement, set }) => ({
		status: "warn",
		message: `${inShort(statement.text)} would begin nothing: ${tellTransaction(set, statement)} already.`,
		why: "The server only warns of it; the first COMMIT ends all of it, and what comes after that runs by itself.",
		next: "Leave it out, together with its COMMIT."
	}),
	"nothing-open": ({ statement }) => ({
		status: "warn",
		message: `${inShort(statement.text)} would end nothing: no BEGIN before it is still open.`,
		why: "The server only warns of it; what was meant to stand or fall together does not.",
		next: "Put BEGIN before the statements that belong together, or leave it out."
	}),
	"commits-others": (at, proposal) => {
		const next = whatFollows(proposal, at);
		const behind = next ? `, and line ${next.statement.line} would run outside of it` : "";
		return {
			status: next ? "block" : "warn",
			message: `${inShort(at.statement.text)} would end the transaction that ${at.set.framework} runs this file in${behind}.`,
			why: "A failure after it leaves the migration half done and not recorded, so that the next run meets what is there already.",
			next: `Leave it out${next ? `, and move line ${next.statement.line} and what follows to a migration of its own` : ""}.`
		};
	},
	"undoes-others": ({ statement, set }) => ({
		status: "block",
		message: `${inShort(statement.text)} would take back what this file did before it: ${tellTransaction(set, statement)}.`,
		why: "The migration would be recorded as done, and nothing of it would be there.",
		next: "Leave it out; a migration that must not run is one to delete before it is merged."
	}),
	"never-ended": ({ statement }) => ({
		status: "block",
		message: `What ${inShort(statement.text)} begins would never be committed: no COMMIT follows in this file.`,
		why: "The server takes back an open transaction when its connection ends; until then its locks stay.",
		next: "Put COMMIT; after the last statement that belongs to it."
	})
};
/** What a statement that begins or ends a transaction gets wrong. */
function judgeMistake(proposal, at) {
	const { transactionMistake: mistake } = at.statement;
	if (mistake === void 0) return [];
	return [finding(id$2, {
		...placed(at.statement),
		...tellings[mistake](at, proposal),
		seen: inShort(at.statement.text)
	})];
}
// src/decide/rules/transaction-scope.ts
const id$1 = "transaction-scope";
/** The engine refuses it in a transaction. */
function judgeRefused(at) {
	const { statement, set } = at;
	if (statement.forbidsTransaction === null || statement.transaction === null) return [];
	return [finding(id$1, {
		...placed(statement),
		status: "block",
		message: `${statement.forbidsTransaction} would fail: it cannot run inside a transaction, and ${tellTransaction(set, statement)}.`,
		why: `The server refuses ${statement.forbidsTransaction} in a transaction block; the migration stops there.`,
		seen: inShort(statement.text),
		next: leaveTransaction(set.framework, statement.transaction.by)
	})];
}
function judgeEnumValues({ statement }) {
	if (statement.uncommittedEnumValues.length === 0) return [];
	const values = list(statement.uncommittedEnumValues);
	return [finding(id$1, {
		...placed(statement),
		status: "block",
		message: `${inShort(statement.text)} would fail: it uses ${values}, which this transaction added and has not committed.`,
		why: "A new enum value can be used only after the transaction that added it has ended.",
		next: `Leave ALTER TYPE … ADD VALUE alone in its migration, and use ${values} in a later one.`
	})];
}
/** A failed CREATE INDEX CONCURRENTLY leaves an invalid index behind, and IF NOT EXISTS then calls it done. */
function judgeHiddenIndex({ statement, effects }) {
	if (!statement.hidesInvalidIndex || effects.every(({ fresh }) => fresh)) return [];
	const index = effects.find(({ objectKind }) => objectKind === "index")?.object.replace(/^index:/, "");
	const plain = inShort(statement.text, 400).replace(/\bIF\s+NOT\s+EXISTS\s+/i, "");
	return [finding(id$1, {
		...placed(statement),
		status: "warn",
		message: `A second run of ${inShort(statement.text)} would report success over an index that a failed first run left invalid.`,
		why: "IF NOT EXISTS looks at the name alone; an invalid index is written to and never read, and a unique one does not hold.",
		next: `DROP INDEX CONCURRENTLY IF EXISTS ${index ?? "<the index>"};\n${plain};`
	})];
}
const transactionScope = {
	id: id$1,
	subjects: ["pull_request", "lint"],
	judge(proposal) {
		const isEmpty = emptyTables(proposal);
		const findings = [...proposal.statements.flatMap((at) => [
			...judgeRefused(at),
			...judgeEnumValues(at),
			...judgeHiddenIndex(at),
			...judgeMistake(proposal, at)
		]), ...transactionsOf(proposal.statements).flatMap((one) => judgeGatheredLocks(one, isEmpty))];
		return orOk(id$1, proposal, findings, "No transaction fails, or holds a lock while it does other work.");
	}
};
// src/decide/rules/undeclared-contract.ts
const ID = "undeclared-contract";
function entryFor(proposal, effects) {
	const database = (proposal.manifest?.databases.length ?? 1) > 1 ? effects[0]?.database : void 0;
	return declareChange([...effects], database === void 0 ? {} : { database });
}
function nextStep(proposal, effects, declaredByHead) {
	if (proposal.subject.kind === "lint") return "Declare the change in lanekeeper.yml first; lanekeeper declare prints the entry.";
	if (declaredByHead) return "Merge the entry in a pull request of its own first; this one then waits for its proof.";
	return `Declare it on the base first, in a pull request of its own:\n\n${entryFor(proposal, effects)}`;
}
function judgeEffect(proposal, effect, together) {
	const byHead = proposal.changes.some(({ change, declaredBy }) => change.id === effect.change && declaredBy === "head");
	return finding(ID, {
		status: "block",
		...placed(effect),
		change: byHead ? effect.change : null,
		phase: "contract",
		message: byHead ? `${effect.object} is removed, and only this pull request itself declares that.` : `${effect.object} is removed, and no change declares that.`,
		why: effect.why || `whatever still uses ${effect.object} would fail, and its data would be gone.`,
		next: nextStep(proposal, together, byHead)
	});
}
const undeclaredContract = {
	id: ID,
	subjects: ["pull_request", "lint"],
	judge(proposal) {
		const declared = new Set(proposal.changes.filter(({ declaredBy }) => declaredBy === "base").map(({ change }) => change.id));
		const removed = proposal.effects.filter((effect) => isContract(effect) && effect.kind !== "rewrites" && (effect.change === null || !declared.has(effect.change)));
		return removed.map((effect) => judgeEffect(proposal, effect, removed.filter(({ path }) => path === effect.path)));
	}
};
// src/decide/rules/unreadable-migration.ts
const id = "unreadable-migration";
function tellProblem(problem) {
	return finding(id, {
		...placed(problem),
		status: "block",
		message: `${problem.path} could not be read at line ${problem.line}: ${inShort(problem.message, 240)}`,
		why: "What follows from a statement that nobody could read is unknown, and unknown is not safe.",
		next: "Correct this place; where it is right for your server, write the statement plainly in a migration of its own."
	});
}
/** What the reader says of files in the migrations' folder counts for the files that this pull request brings. */
function problemsOf(proposal, set) {
	const brought = new Set(proposal.files.map(({ path }) => path));
	const own = set.problems.filter(({ path }) => proposal.subject.kind === "lint" || brought.has(path));
	const huge = proposal.files.filter((file) => file.unread && set.head.some(({ path }) => path === file.path)).map(({ path }) => ({
		path,
		line: 1,
		column: 1,
		message: "it is over the size limit and was not read"
	}));
	return [
		...own,
		...huge,
		...set.proposed.flatMap(({ read }) => read.problems)
	];
}
/** A function that gives values to rows: told, for it may do more; not held up, for it was called for its value. */
function tellCall(effect) {
	return finding(id, {
		...placed(effect),
		status: "warn",
		change: effect.change,
		phase: effect.phase,
		message: `${inShort(effect.statement)} calls ${effect.object}, and what that does cannot be seen.`,
		why: effect.why,
		next: steps(effect.instead, "Make sure that it only computes.")
	});
}
function tellUnknown(effect) {
	if (effect.operation === "call-function-on-rows") return tellCall(effect);
	const seenThrough = effect.operation === "do-block-static";
	return finding(id, {
		...placed(effect),
		status: seenThrough ? "warn" : "block",
		change: effect.change,
		phase: effect.phase,
		message: seenThrough ? `${inShort(effect.statement)} was read through, but whether and how often its statements run is decided on the server.` : `What ${inShort(effect.statement)} does cannot be seen.`,
		why: effect.why || (seenThrough ? "Each statement in it was judged as if it ran once." : "Its effects and its locks are not written in the file, so nothing can be said about them."),
		next: seenThrough ? "Write the statements plainly where no condition is needed." : "Write the statements that it comes to plainly, one by one."
	});
}
/** The place of a problem is told once, by the problem. */
const key = ({ path, line }) => `${path}\n${line}`;
// src/decide/rules/index.ts
const rules = [
	manifestValid,
	manifestLoosened,
	{
		id,
		subjects: ["pull_request", "lint"],
		judge(proposal) {
			const problems = proposal.sets.flatMap((set) => problemsOf(proposal, set));
			const told = new Set(problems.map(key));
			const unknown = proposal.effects.filter((effect) => (effect.kind === "unknown" || effect.phase === "unknown") && !told.has(key(effect)));
			const findings = [...problems.map(tellProblem), ...unknown.map(tellUnknown)];
			return orOk(id, proposal, findings, "Every migration was read to its end.");
		}
	},
	migrationEdited,
	migrationSequence,
	inPlaceChange,
	tightenAfterWriters,
	onlineDdl,
	transactionScope,
	lockTimeout,
	batchedData,
	undeclaredContract,
	separatePhases,
	schemaBeforeCode,
	noNewReferences,
	phaseOrder,
	noReferences,
	schemaDependents,
	quiet,
	divergence,
	backfill,
	soak,
	deprecation,
	approval,
	rollbackHorizon,
	deployOrder,
	safeRollback
];
// src/decide/worst.ts
const WORDS = [
	"pass",
	"pass",
	"wait",
	"block",
	"error"
];
/** Error over block over wait; ok and warn let through. */
function worstOf(findings) {
	return WORDS[Math.max(0, ...findings.map(({ status }) => rankOf(status)))] ?? "error";
}
// src/decide/decide.ts
/** A rule that fails is a mistake of ours: it is told, and nothing passes on it. */
function judgeAll(proposal, ask) {
	return rules.filter(({ subjects }) => subjects.includes(proposal.subject.kind)).flatMap((rule) => {
		try {
			return rule.judge(proposal, ask);
		} catch (error) {
			const message = `the rule ${rule.id} failed, which is a mistake in Lanekeeper: ${error instanceof Error ? error.message : String(error)}`;
			return [finding(rule.id, {
				status: "error",
				message,
				next: "Report it with lanekeeper check --format json; an override lets this pull request through meanwhile."
			})];
		}
	});
}
/** The override that an approver gave for this very content; null: none. */
function overrideOf(proposal, ask, word) {
	if (word === "pass" || proposal.subject.kind !== "pull_request" || !proposal.manifest?.approval.approvers) return null;
	const answer = ask({
		ask: "approvals",
		change: "override"
	});
	if (answer.state !== "known") return null;
	const { digest, approvals } = answer.value;
	const found = approvals.find((approval) => (approval.override ?? "").trim() !== "" && approvalProblem(proposal, approval, digest) === null);
	return found ? {
		by: found.by,
		reason: found.override ?? "",
		at: found.at,
		url: found.url
	} : null;
}
/** Why a file, or many, comes to nothing that a rule would tell. */
function tellNothing(kind, effects) {
	if (kind === "lint" && effects === 0) return "no statement in it has an effect on a schema.";
	return effects > 0 ? `${effects} effects on the schema were judged; old and new code both work with each.` : "no migration changes, and no added line uses an object that an open change adds or removes.";
}
function reasonOf(proposal, judged) {
	if (judged.length === 0) return tellNothing(proposal.subject.kind, proposal.effects.length);
	return `nothing is told: rules: in the manifest switches off what would be (${[...new Set(judged.map(({ rule }) => rule))].join(", ")}).`;
}
/** A pass without a finding would be one without a reason: this one stands for the reason, under no rule's judgement. */
const NO_FINDING = "separate-phases";
/** `judged`: before the manifest's settings. */
function sayWhy(proposal, judged, findings) {
	if (findings.length > 0) return [...findings];
	const at = proposal.manifest?.path ?? null;
	return [finding(NO_FINDING, {
		status: "ok",
		path: at,
		line: at === null ? null : 1,
		column: at === null ? null : 1,
		message: reasonOf(proposal, judged)
	})];
}
function verdictOn(proposal, ask) {
	const judged = judgeAll(proposal, ask);
	const exempted = applyExemptions(proposal, judged);
	const findings = sayWhy(proposal, judged, applySettings(proposal.manifest, exempted.findings)).sort((a, b) => rankOf(b.status) - rankOf(a.status));
	const word = worstOf(findings);
	const override = overrideOf(proposal, ask, word);
	const decided = override ? "pass" : word;
	const observing = proposal.manifest?.mode === "observe";
	return {
		word: observing ? "pass" : decided,
		findings,
		exemptions: exempted.exemptions,
		override,
		wouldBe: observing ? decided : null
	};
}
/** Changes that the decision is about: those that it carries or speaks of. */
function changesSpokenOf(proposal, findings) {
	const spoken = /* @__PURE__ */ new Set([...findings.map(({ change }) => change), ...proposal.effects.map(({ change }) => change)]);
	return proposal.changes.filter(({ change }) => spoken.has(change.id));
}
const commitOf = (horizon) => horizon.state === "known" ? horizon.commit : null;
/** What a contract costs, in each environment. */
function horizons(proposal, ask) {
	const contracts = contractsIn(proposal);
	if (contracts.length === 0 || proposal.subject.kind !== "pull_request") return [];
	return environmentsOf(proposal).map((environment) => {
		const { now, after } = costIn(proposal, ask, environment, contracts);
		return {
			environment: environment.name,
			now: commitOf(now),
			after: commitOf(after)
		};
	});
}
/** Pure: a decision on what was read and answered, and the questions that are still open. It counts only when none is. */
function decide(reading, answers) {
	const proposal = propose(reading);
	const { ask, unanswered } = askFrom(answers, reading.now);
	const verdict = verdictOn(proposal, ask);
	const changes = changesSpokenOf(proposal, verdict.findings).map(({ change }) => change);
	return {
		decision: {
			now: reading.now,
			subject: reading.subject,
			verdict,
			effects: proposal.effects,
			lanes: changes.map((change) => laneOf(proposal, ask, change)),
			plans: changes.flatMap((change) => planBackfill(change) ?? []),
			horizon: horizons(proposal, ask),
			evidence: {},
			notes: notesOn(proposal)
		},
		unanswered
	};
}
export { makersOf as A, stepOf as C, statusOfUntold as D, presenceIn as E, rankOf as M, askFrom as N, environmentsOf as O, laneOf as S, endOf as T, tellLooked as _, rules as a, planBackfill as b, horizonIn as c, judgeDeprecation as d, judgeTightening as f, declareChange as g, judgeReferences as h, worstOf as i, finding as j, mergedContracts as k, judgeStepLive as l, judgeQuietOf as m, decide as n, words as o, judgeContractSoak as p, tellNothing as r, goneToday as s, NO_FINDING as t, judgeDivergenceOf as u, judgeBackfillOf as v, oldShape as w, notesOn as x, propose as y };
