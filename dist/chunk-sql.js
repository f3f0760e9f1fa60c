import { i as formatTime, n as formatDuration, r as formatMoment, t as formatAgo } from "./chunk-time.js";
import { a as isPartOf, c as spellings, d as codeFilter, f as isNeverCode, i as formatObject, l as tableSpellings, n as canonicalName, o as parseObject, p as matchesAny, s as quoteIdentifier, t as compileTerms } from "./chunk-code.js";
import { n as RULE_IDS, t as PROTECTED } from "./chunk-rule-ids.js";
// src/decide/approvals.ts
const plain = (login) => login.replace(/^@/, "").toLowerCase();
function mayApprove(proposal, approval) {
	const approvers = (proposal.manifest?.approval.approvers ?? []).map(plain);
	return [approval.by, ...approval.teams].map(plain).some((name) => approvers.includes(name));
}
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
/** An `Ask` over the answers so far; `unanswered` holds, each once, what was asked in vain. */
function askFrom(answers) {
	const known = new Map(answers.map(({ question, answer }) => [questionKey(question), answer]));
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
			source: "none"
		};
	};
	return {
		ask,
		unanswered
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
	const [old, now] = numberLines(linesOf$1(before ?? ""), linesOf$1(after));
	let head = 0;
	while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
	let tail = 0;
	const most = Math.min(old.length, now.length) - head;
	while (tail < most && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
	const added = compare$3(old.subarray(head, old.length - tail), now.subarray(head, now.length - tail));
	return new Set(added.map((line) => line + head + 1));
}
function linesOf$1(text) {
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
function compare$3(old, now) {
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
			if (found.status === "ok" || found.status === "error") return found;
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
function applySettings$1(manifest, findings) {
	return findings.flatMap((found) => {
		const setting = manifest?.rules[found.rule];
		if (setting === void 0 || found.status === "ok") return [found];
		if (setting === "block") return [found.status === "warn" ? {
			...found,
			status: "block"
		} : found];
		if (isProtected(found.rule)) return [found];
		return setting === "off" ? [] : [{
			...found,
			status: "warn"
		}];
	});
}
// src/decide/schema.ts
/** Every effect of migrations, each with the migration that has it. */
function effectsOf(migrations) {
	return migrations.flatMap((migration) => migration.read.statements.flatMap((statement) => statement.effects.map((effect) => ({
		migration,
		effect
	}))));
}
/** Whether an effect brings the object into being: itself, or the table that it comes with. */
function addsObject(effect, object) {
	if (effect.kind === "renames") return effect.after === object;
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
	return Object.entries(set.catalog.tables).find(([name]) => object.startsWith(`${name}.`))?.[1].columns[column]?.place.path ?? null;
}
/** Migrations of the base that the object's existence rests on: the last that made it. Empty: nobody on the base made it. */
function makersOf(set, object) {
	const path = placeInCatalog(set, object);
	const placed = path === null ? [] : set.base.filter((migration) => migration.path === path);
	if (placed.length > 0) return placed;
	const made = effectsOf(set.base).filter(({ effect }) => addsObject(effect, object));
	const gone = effectsOf(set.base).findLastIndex(({ effect }) => removesObject(effect, object));
	const last = made.at(-1);
	if (!last) return [];
	return effectsOf(set.base).findLastIndex(({ effect }) => effect === last.effect) > gone ? [last.migration] : [];
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
// src/decide/attribute.ts
const listed$1 = (objects, object) => objects.some((entry) => isPartOf(object, entry));
/** A statement that writes rows belongs to the change whose new columns it fills, or that rewrites them. */
function fills(change, effect) {
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
		case "rewrites": return effect.phase === "contract" ? listed$1(change.removes, effect.object) : fills(change, effect);
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
function attribute$1(effect, set, changes) {
	const owner = changes.find(({ change }) => belongsTo(change, effect, set));
	return {
		...effect,
		change: owner?.change.id ?? null,
		database: set.database.name
	};
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
		const paths = new Set(effects.map((effect) => effect.path));
		const migrations = set.proposed.filter(({ path }) => paths.has(path));
		return [{
			change,
			set,
			kind,
			objects: objectsTaken(change, set, effects),
			effects,
			migrations
		}];
	});
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
/** Asks one commit after another which migrations it carries; failed where one that matters could not be read. */
function arrivals(ask, successes, migrations) {
	const at = migrations.map(() => null);
	const untold = [];
	for (const attempt of successes) {
		const answer = ask({
			ask: "carried",
			commit: attempt.commit,
			migrations: migrations.map(({ path, blob }) => ({
				path,
				blob
			}))
		});
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
	return (at.includes(null) ? worstUntold(untold) : null) ?? {
		state: "known",
		at
	};
}
/** Looks at the newest success first, and further back only for what it lacks or where the time of arrival is asked. */
function arrivalsAt(ask, site, migrations, since) {
	const successes = site.attempts.filter((attempt) => attempt.succeeded !== null).reverse();
	const newest = arrivals(ask, successes.slice(0, 1), migrations);
	if (newest.state === "known" && !newest.at.includes(null) && since === null) return newest;
	if (newest.state === "missing") return newest;
	const complete = newest.state === "known" && !newest.at.includes(null);
	const cut = successes.findIndex((attempt) => (attempt.succeeded ?? 0) <= (since ?? 0));
	return arrivals(ask, complete && cut >= 0 ? successes.slice(0, cut + 1) : successes, migrations);
}
/**
* Whether every migration has run at every site of the environment.
* `since`: the moment that a soak reaches back to; null: the time of arrival is not asked.
*/
function presenceIn(ask, environment, migrations, since) {
	const found = sitesOf(ask, environment);
	if (found.state !== "known") return found;
	const results = found.sites.map((site) => ({
		site,
		arrived: arrivalsAt(ask, site, migrations, since)
	}));
	const untold = worstUntold(results.map(({ arrived }) => arrived));
	const { evidence, timesKnown } = found;
	let last = null;
	for (const { site, arrived } of results) {
		if (arrived.state !== "known") continue;
		const paths = migrations.filter((_, index) => arrived.at[index] === null).map(({ path }) => path);
		if (paths.length > 0 && untold?.state !== "failed") return {
			state: "absent",
			site: site.site,
			paths,
			evidence
		};
		const times = arrived.at.filter((time) => time !== null);
		last = times.length > 0 ? Math.max(last ?? Number.NEGATIVE_INFINITY, ...times) : last;
	}
	return untold ?? {
		state: "present",
		since: last,
		timesKnown,
		evidence
	};
}
/** Whether any deployment that carries the migration was ever started there: it may have run, even where it failed. */
function mayHaveRun(ask, environment, migration) {
	const answer = ask({
		ask: "deployments",
		environment: environment.name
	});
	if (answer.state !== "known") return {
		state: answer.state,
		why: answer.why
	};
	const untold = [];
	let started = null;
	for (const attempt of answer.value.attempts) {
		const carried = ask({
			ask: "carried",
			commit: attempt.commit,
			migrations: [{
				path: migration.path,
				blob: migration.blob
			}]
		});
		if (carried.state !== "known") untold.push({
			state: carried.state,
			why: carried.why
		});
		else if (carried.value.length > 0) started = Math.min(started ?? attempt.created, attempt.created);
	}
	if (started !== null) return {
		state: "known",
		started
	};
	return worstUntold(untold) ?? {
		state: "known",
		started: null
	};
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
/** How a term is called in messages. */
function nameOf$2(term) {
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
	const removes = mergedContracts(set, change).migrations;
	const tightens = effectsOf(set.base).filter(({ effect }) => effect.phase === "tighten" && change.tightens.length > 0 && belongsTo(change, effect, set)).map(({ migration }) => migration);
	const gone = change.removes.every((object) => makersOf(set, object).length === 0);
	const merged = [.../* @__PURE__ */ new Set([...gone ? removes : [], ...tightens])];
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
	const added = head.filter((change) => !known.has(change.id) && databases.has(change.database));
	return [...base.map((change) => ({
		change,
		declaredBy: "base"
	})), ...added.map((change) => ({
		change,
		declaredBy: "head"
	}))];
}
/** Everything that the rules judge, before any evidence is looked at. Pure: the same reading gives the same proposal. */
function propose(reading) {
	const changes = declaredChanges(reading);
	const statements = reading.sets.flatMap((set) => set.proposed.flatMap((migration) => migration.read.statements.map((statement) => ({
		set,
		migration,
		statement,
		effects: statement.effects.map((effect) => attribute$1(effect, set, changes))
	}))));
	return {
		...reading,
		manifest: manifestOf(reading.manifests.base),
		statements,
		effects: statements.flatMap((statement) => statement.effects),
		changes
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
// src/decide/rules/approval.ts
const ID$16 = "approval";
const NOBODY_MAY = {
	status: "error",
	why: "an approval from just anybody would prove nothing.",
	next: "Name who may approve under approval.approvers in the manifest, e.g. [\"@acme/dba\", \"@octocat\"]."
};
function countOnce(approvals) {
	return [...new Map(approvals.map((approval) => [approval.by.toLowerCase(), approval])).values()];
}
/** Judges approvals of one change (or of `manifest`) against how many are needed. */
function judgeApprovals(proposal, ask, at, needed) {
	const asked = proposal.manifest?.approval;
	const name = at.change;
	if (!asked?.approvers || asked.approvers.length === 0) return finding(ID$16, {
		...at,
		...NOBODY_MAY,
		message: `nobody may approve ${name}: the manifest names no approvers.`
	});
	const answer = ask({
		ask: "approvals",
		change: name
	});
	const next = `Have one of ${asked.approvers.join(", ")} approve ${name}; an approval holds for ${formatDuration(asked.expires)} and for this content alone.`;
	if (answer.state !== "known") {
		const message = `whether ${name} was approved is not known: ${answer.why}.`;
		return finding(ID$16, {
			...at,
			status: statusOfUntold({
				state: answer.state,
				why: answer.why
			}),
			message,
			next
		});
	}
	const { digest, approvals } = answer.value;
	const judged = approvals.filter(({ override }) => override === null).map((approval) => ({
		approval,
		problem: approvalProblem(proposal, approval, digest)
	}));
	const valid = countOnce(judged.filter(({ problem }) => problem === null).map(({ approval }) => approval));
	const evidence = valid.map((approval) => ({
		source: answer.source,
		at: approval.at,
		url: approval.url,
		value: { by: approval.by }
	}));
	if (valid.length >= needed) {
		const people = valid.map(({ by, at: time }) => `${by} on ${formatTime(time)}`).join(", ");
		return finding(ID$16, {
			...at,
			status: "ok",
			message: `${name} was approved by ${people}.`,
			evidence
		});
	}
	const seen = judged.flatMap(({ approval, problem }) => problem === null ? [] : [`${approval.by}: ${problem}`]).join("; ");
	return finding(ID$16, {
		...at,
		status: "wait",
		message: `${name} has ${valid.length} of ${needed} approvals for this content.`,
		why: "what a contract removes does not come back; a person answers for that.",
		seen,
		next,
		evidence
	});
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
	id: ID$16,
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
const ID$15 = "backfill";
function progressProblem(value) {
	const count = value.total === null ? value.done.toLocaleString("en") : `${value.done.toLocaleString("en")} of ${value.total.toLocaleString("en")}`;
	if (value.state === "failed") return `has failed after ${count} rows`;
	if (value.state !== "complete") return `is ${value.state}: ${count} rows done`;
	if (value.failed > 0) return `is called complete, and ${value.failed.toLocaleString("en")} rows failed`;
	if (value.total !== null && value.done < value.total) return `is called complete, and only ${count} rows are done`;
	return null;
}
/** Migrations of the base that do the change's backfill. */
function backfillMigrations(proposal, change) {
	const set = proposal.sets.find(({ database }) => database.name === change.database);
	if (!set) return [];
	const found = effectsOf(set.base).filter(({ effect }) => effect.kind === "rewrites" && effect.phase === "migrate" && belongsTo(change, effect, set));
	return [...new Set(found.map(({ migration }) => migration))];
}
function judgeByMigration(ask, at, environment, migrations) {
	const presence = presenceIn(ask, environment, migrations, null);
	const paths = migrations.map(({ path }) => path).join(", ");
	if (presence.state === "present") return finding(ID$15, {
		...at,
		status: "ok",
		message: `the backfill of ${at.change} ran in ${environment.name}: ${paths} is present there.`,
		evidence: presence.evidence
	});
	if (presence.state === "absent") {
		const message = `the backfill of ${at.change} (${presence.paths.join(", ")}) has not been deployed to ${presence.site}.`;
		return finding(ID$15, {
			...at,
			status: "wait",
			message,
			next: `Deploy it to ${presence.site}; this then clears by itself.`,
			evidence: presence.evidence
		});
	}
	const message = `whether the backfill of ${at.change} ran in ${environment.name} is not known: ${presence.why}.`;
	return finding(ID$15, {
		...at,
		status: statusOfUntold(presence),
		message,
		next: `Give the deployments of ${environment.name}.`
	});
}
/** One environment's backfill of one change, for the contract or for the step that rests on it. */
function judgeBackfill(proposal, ask, change, environment, place, phase) {
	const at = {
		...place,
		change: change.id,
		phase,
		environment: environment.name
	};
	const migrations = backfillMigrations(proposal, change);
	if (migrations.length > 0) return judgeByMigration(ask, at, environment, migrations);
	const telemetry = telemetryOf(proposal, change.database, environment);
	const job = change.backfill?.job ?? change.id;
	const next = `Have the job report to PUT /v1/backfills/${job}, or do the backfill in a migration, or say why none is needed: contract.backfill: { off: reason }.`;
	if (telemetry === null) {
		const message = `whether ${change.id} was backfilled in ${environment.name} cannot be known: no telemetry is named for it.`;
		return finding(ID$15, {
			...at,
			status: "error",
			message,
			next
		});
	}
	const answer = ask({
		ask: "backfill",
		telemetry,
		environment: environment.name,
		name: job
	});
	if (answer.state !== "known") {
		const message = `whether the backfill ${job} is complete in ${environment.name} is not known: ${answer.why}.`;
		return finding(ID$15, {
			...at,
			status: statusOfUntold({
				state: answer.state,
				why: answer.why
			}),
			message,
			next
		});
	}
	const problem = progressProblem(answer.value);
	const evidence = [{
		source: answer.source,
		at: answer.at,
		url: answer.url,
		value: answer.value
	}];
	if (problem === null) {
		const message = `the backfill ${job} is complete in ${environment.name}: ${answer.value.done.toLocaleString("en")} rows.`;
		return finding(ID$15, {
			...at,
			status: "ok",
			message,
			evidence
		});
	}
	return finding(ID$15, {
		...at,
		status: "wait",
		message: `the backfill ${job} ${problem} in ${environment.name}.`,
		why: "rows that were not copied would be lost with the old shape, or read as empty from the new one.",
		next: answer.value.state === "failed" ? `Mend and run ${job} again; this clears by itself when it is complete.` : `Let ${job} finish; this then clears by itself.`,
		evidence
	});
}
/** What the change asks: off aloud, required, or (nothing to backfill) not at all. */
function judgeBackfillOf(proposal, ask, change, place, phase) {
	const asked = change.contract.backfill;
	if (asked === null) return [];
	if (asked !== "required") return [finding(ID$15, {
		...place,
		change: change.id,
		phase,
		status: "warn",
		message: `the backfill of ${change.id} is switched off: ${asked.off}`
	})];
	return environmentsOf(proposal).map((environment) => judgeBackfill(proposal, ask, change, environment, place, phase));
}
const backfill = {
	id: ID$15,
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
	return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
/** `a`, `a and b`, `a, b and c`. */
function list$1(words) {
	const last = words.at(-1) ?? "";
	return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
/** What is known of a table's size, and from where. */
function tellSize(set, table) {
	if (table === null) return "it concerns every table, large ones too";
	const { rows } = sizeOf(set, table);
	return rows === null ? `nobody told how many rows ${table} has, so it is taken as large` : `${table} has ${rows.toLocaleString("en")} rows, says the manifest`;
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
	const seen = `${count(looked.length, "statement")} in ${count(files.size, "file")}`;
	return [...findings, finding(rule, {
		status: "ok",
		message,
		seen
	})];
}
// src/decide/rules/batched-data.ts
const id$9 = "batched-data";
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
	return [finding(id$9, {
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
function judgeGuards(at) {
	const { statement, effects, set } = at;
	const table = effects.find((effect) => effect.table !== null)?.table ?? null;
	if (statement.disablesTriggers === null || table !== null && effects.every(({ fresh }) => fresh)) return [];
	return [finding(id$9, {
		...placed(statement),
		status: sizeOf(set, table).large ? "block" : "warn",
		message: `${inShort(statement.text)} would switch off ${table === null ? "triggers and foreign keys of every table" : `triggers of ${table}`}: ${statement.disablesTriggers}.`,
		why: "Rows written meanwhile are not checked, audited or kept equal to their copies, and nothing finds them later.",
		seen: tellSize(set, table),
		next: "Leave the triggers on and write in batches; where one trigger is in the way, let its function return early for this job."
	})];
}
const batchedData = {
	id: id$9,
	subjects: ["pull_request", "lint"],
	judge(proposal) {
		const findings = proposal.statements.flatMap((at) => [...at.statement.rows.flatMap((row) => judgeRow(at, row)), ...judgeGuards(at)]);
		return orOk(id$9, proposal, findings, "No statement changes rows of a table in use at scale or unguarded.");
	}
};
// src/decide/rules/no-references.ts
const ID$14 = "no-references";
const listed = (mentions) => mentions.slice(0, 5).map(({ path, line }) => `${path}:${line}`).join(", ") + (mentions.length > 5 ? ` and ${mentions.length - 5} more` : "");
const common$1 = (contract) => ({
	change: contract.change.id,
	phase: "contract",
	...startOf(contract)
});
function judgeBase(proposal, ask, contract) {
	if (proposal.subject.kind !== "pull_request") return [];
	const terms = oldShape(contract.change);
	const answer = ask({
		ask: "mentions",
		commit: proposal.subject.base,
		files: null,
		terms
	});
	const about = common$1(contract);
	if (answer.state !== "known") {
		const message = `whether the base still mentions ${contract.objects.join(", ")} could not be told: ${answer.why}.`;
		return [finding(ID$14, {
			...about,
			status: statusOfUntold({
				state: answer.state,
				why: answer.why
			}),
			message
		})];
	}
	const { mentions } = answer.value;
	const [first] = mentions;
	if (!first) {
		const message = `no code on the base mentions ${contract.objects.join(", ")}.`;
		return [finding(ID$14, {
			...about,
			status: "ok",
			message
		})];
	}
	return [finding(ID$14, {
		...about,
		status: "block",
		path: first.path,
		line: first.line,
		column: first.column,
		message: `${nameOf$2(terms[first.term])} is still mentioned by code on the base: ${listed(mentions)}.`,
		why: "that code would fail as soon as this contract is deployed.",
		seen: first.text.trim(),
		next: `Remove these uses in a pull request of their own and deploy it. Is one no use of it? Say so with references: on ${contract.change.id}.`
	})];
}
function liveMentions(proposal, ask, contract, environment) {
	const found = sitesOf(ask, environment);
	if (found.state !== "known") return found;
	const terms = oldShape(contract.change);
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
/** What is live in one environment, judged for one contract. */
function judgeLiveReferences(proposal, ask, contract, environment) {
	const about = {
		...common$1(contract),
		environment: environment.name
	};
	const objects = contract.objects.join(", ");
	const live = liveMentions(proposal, ask, contract, environment);
	if (!Array.isArray(live)) return finding(ID$14, {
		...about,
		status: statusOfUntold(live),
		message: `whether code in ${environment.name} still mentions ${objects} is not known: ${live.why}.`,
		next: `Give the deployments of ${environment.name} (--evidence FILE), or let the check run where it can read them.`
	});
	for (const { commit, site, answer } of live) {
		if (answer.state !== "known" || answer.value.mentions.length === 0) continue;
		return finding(ID$14, {
			...about,
			status: "wait",
			message: `${objects} is still mentioned by ${commit.slice(0, 7)}, which is live in ${site}: ${listed(answer.value.mentions)}.`,
			why: "that code would fail as soon as this contract is deployed.",
			seen: answer.value.mentions[0]?.text.trim() ?? "",
			next: `Deploy code without these uses to ${site}; this then clears by itself.`,
			evidence: [{
				source: answer.source,
				at: answer.at,
				url: answer.url,
				value: {
					commit,
					mentions: answer.value.mentions.slice(0, 20)
				}
			}]
		});
	}
	for (const { commit, site, answer } of live) {
		if (answer.state === "known") continue;
		return finding(ID$14, {
			...about,
			status: statusOfUntold({
				state: answer.state,
				why: answer.why
			}),
			message: `whether ${commit.slice(0, 7)}, live in ${site}, still mentions ${objects} could not be told: ${answer.why}.`
		});
	}
	const commits = [...new Set(live.map(({ commit }) => commit.slice(0, 7)))].join(", ");
	return finding(ID$14, {
		...about,
		status: "ok",
		message: `no code live in ${environment.name} (${commits}) mentions ${objects}.`
	});
}
function judgeConsumers(proposal, ask, contract, environment) {
	const terms = oldShape(contract.change);
	const objects = contract.objects.join(", ");
	return (proposal.manifest?.consumers ?? []).map(({ repository, environments }) => {
		const name = environments[environment.name] ?? environment.name;
		const answer = ask({
			ask: "consumer",
			repository,
			environment: name,
			terms,
			since: null
		});
		const about = {
			...common$1(contract),
			environment: environment.name
		};
		if (answer.state !== "known") return finding(ID$14, {
			...about,
			status: "error",
			message: `whether ${repository} still mentions ${objects} in ${name} could not be told: ${answer.why}.`,
			next: `Grant read access to ${repository}, or give what was found there in the evidence file (consumers).`
		});
		const mentions = answer.value.flatMap((found) => found.mentions);
		const commit = answer.value.map((found) => found.commit.slice(0, 7)).join(", ");
		if (answer.value.length === 0) return finding(ID$14, {
			...about,
			status: "error",
			message: `what is live of ${repository} in ${name} is not known, so neither is whether it mentions ${objects}.`
		});
		if (mentions.length === 0) return finding(ID$14, {
			...about,
			status: "ok",
			message: `${repository} at ${commit} does not mention ${objects}.`
		});
		return finding(ID$14, {
			...about,
			status: "wait",
			message: `${objects} is still mentioned by ${repository} at ${commit}, live in ${name}: ${listed(mentions)}.`,
			why: "that consumer would fail as soon as this contract is deployed.",
			next: `Have ${repository} remove these uses and deploy; this then clears by itself.`
		});
	});
}
const noReferences = {
	id: ID$14,
	subjects: ["pull_request"],
	judge: (proposal, ask) => contractsIn(proposal).flatMap((contract) => [...judgeBase(proposal, ask, contract), ...environmentsOf(proposal).flatMap((environment) => [judgeLiveReferences(proposal, ask, contract, environment), ...judgeConsumers(proposal, ask, contract, environment)])])
};
// src/decide/quiet-proof.ts
const DAY = 864e5;
/** Quiet can be asked of tables, columns and views. */
function isAskable(object) {
	return object.startsWith("view:") || !/^[a-z]+:/.test(object);
}
function requiredSources(usage, limits) {
	const wanted = limits.sources;
	const problems = usage.missing.map((id) => ({
		status: "wait",
		message: `${id} should have reported and did not`,
		until: null,
		next: `Bring ${id} back; the window starts anew where it left a gap.`
	}));
	const sources = usage.sources.filter(({ id, required }) => wanted ? wanted.includes(id) : required);
	for (const id of wanted ?? []) {
		if (sources.some((source) => source.id === id) || usage.missing.includes(id)) continue;
		problems.push({
			status: "error",
			message: `the answer says nothing of source ${id}`,
			until: null,
			next: `Check sources: in the manifest against what the service calls its sources.`
		});
	}
	if (sources.length === 0 && problems.length === 0) problems.push({
		status: "error",
		message: "the answer names no required source",
		until: null,
		next: "Name the sources that must report under telemetry in the manifest."
	});
	return {
		sources,
		problems
	};
}
function coverageProblems(source, usage, limits) {
	const problems = [];
	const from = limits.now - limits.window;
	const wait = (message, until, next) => {
		problems.push({
			status: "wait",
			message,
			until,
			next
		});
	};
	if (source.sampling.mode !== "full" || source.sampling.rate < 1) {
		const bound = source.sampling.rate > 0 ? Math.ceil(3 / source.sampling.rate).toLocaleString("en") : "any number of";
		wait(`${source.id} is sampled (${source.sampling.mode}, rate ${source.sampling.rate}): none seen still allows about ${bound}`, null, `Log every statement at ${source.id}.`);
	}
	if (source.from > from) wait(`${source.id} covers only since ${formatTime(source.from)}`, source.from + limits.window, `Keep ${source.id} running.`);
	const end = Math.min(limits.now, usage.to);
	if (source.to < end - limits.maxAge) wait(`the newest record of ${source.id} is ${formatDuration(end - source.to)} old; at most ${formatDuration(limits.maxAge)} are allowed`, null, `Bring ${source.id} up to date.`);
	for (const gap of source.gaps) {
		if (gap.to <= from || gap.from >= limits.now || gap.to - gap.from <= limits.maxGap) continue;
		wait(`${source.id} saw nothing from ${formatTime(gap.from)} to ${formatTime(gap.to)} (${gap.reason})`, gap.to + limits.window, `Keep ${source.id} running.`);
	}
	if (source.unparsed > 0) wait(`${source.id} could not read ${source.unparsed.toLocaleString("en")} statements, which may touch it`, null, `Look at the unparsed statements of ${source.id}.`);
	return problems;
}
const total = ({ explicit, implicit, unresolved, failed }) => explicit + implicit + unresolved + failed;
/** `SELECT *` counts unless it was allowed aloud. */
const counted = (counts, limits) => total(counts) - (limits.implicit === "allow" ? counts.implicit : 0);
/** The end of the day at which the last use has left the window. */
const clearDay = (lastSeen, limits) => Math.ceil(((lastSeen ?? limits.now) + limits.window) / DAY) * DAY;
function usersOf(usage) {
	const active = usage.by.filter(({ reads, writes }) => reads + writes > 0);
	return [...new Set(active.sort((a, b) => b.reads + b.writes - a.reads - a.writes).map(({ service }) => service))];
}
function countProblems(usage, limits) {
	const services = usersOf(usage);
	const until = clearDay(usage.lastSeen, limits);
	const next = `Move ${services.slice(0, 3).join(", ") || "its users"} off ${usage.object}. If it stops today, this clears by itself on ${formatMoment(until, limits.now)}.`;
	const problems = [];
	for (const [verb, counts, limit] of [[
		"read",
		usage.reads,
		limits.reads
	], [
		"written",
		usage.writes,
		limits.writes
	]]) {
		const times = counted(counts, limits);
		if (times <= limit) continue;
		const parts = [
			"implicit",
			"unresolved",
			"failed"
		].filter((kind) => counts[kind] > 0).map((kind) => `${counts[kind].toLocaleString("en")} ${kind}`);
		const detail = parts.length > 0 ? ` (of these ${parts.join(", ")})` : "";
		problems.push({
			status: "wait",
			message: `${usage.object} was ${verb} ${times.toLocaleString("en")} times${detail} in the last ${formatDuration(limits.window)}; the limit is ${limit.toLocaleString("en")}`,
			until,
			next
		});
	}
	if (usage.state === "no_data") problems.push({
		status: "wait",
		message: `${usage.object} was not watched for the whole of the last ${formatDuration(limits.window)}`,
		until: null,
		next: `Have the query log watch ${usage.object}; the window runs from then.`
	});
	return problems;
}
function seenOf(usage, sources, wanted, limits) {
	const users = (usage?.by ?? []).filter(({ reads, writes }) => reads + writes > 0).slice(0, 5).map(({ service, reads, writes, lastSeen }) => {
		return `${service} ${`${(reads + writes).toLocaleString("en")}`}${lastSeen === null ? "" : ` (last ${formatAgo(lastSeen, limits.now)})`}`;
	});
	return `${users.length > 0 ? `${users.join(", ")}, others 0; ` : ""}${sources.length} of ${wanted} sources over ${formatDuration(limits.window)}`;
}
/** The parts of the finding for one object: everything that stands in the way of the proof, the plainest first. */
function judgeObject(object, usage, limits) {
	const { sources, problems } = requiredSources(usage, limits);
	const found = usage.objects.find((candidate) => candidate.object === object);
	const all = [
		...found ? countProblems(found, limits) : [{
			status: "error",
			message: `the answer says nothing of ${object}`,
			until: null,
			next: `Check that the query log knows ${object}.`
		}],
		...problems,
		...sources.flatMap((source) => coverageProblems(source, usage, limits))
	];
	const seen = seenOf(found, sources, (limits.sources ?? sources.map(({ id }) => id)).length, limits);
	const [first] = all;
	if (!first) {
		const gaps = sources.flatMap(({ gaps: of }) => of).length;
		const letBe = gaps > 0 ? `; ${gaps} gaps of at most ${formatDuration(limits.maxGap)} were let be` : "";
		const allowed = limits.implicit === "allow" && found && found.reads.implicit + found.writes.implicit > 0 ? `; ${(found.reads.implicit + found.writes.implicit).toLocaleString("en")} uses by * are allowed by the manifest` : "";
		return {
			status: "ok",
			message: `${object} was quiet for ${formatDuration(limits.window)}${letBe}${allowed}.`,
			seen
		};
	}
	const untils = all.map(({ until }) => until);
	const until = untils.some((time) => time === null) ? null : Math.max(...untils.map((time) => time ?? 0));
	const rest = all.slice(1).map(({ message }) => message);
	return {
		status: all.some(({ status }) => status === "error") ? "error" : "wait",
		message: `${first.message}.`,
		why: `after this contract statements that use ${object} fail.`,
		seen: [seen, ...rest].join("; "),
		next: first.next,
		until
	};
}
// src/decide/rules/quiet.ts
const ID$13 = "quiet";
/** At least as long as the longest cycle of the object's table: a quarterly job is quiet for 91 days. */
function windowOf(contract, object) {
	const cycles = Object.entries(contract.set.database.tables).filter(([table]) => object === table || object.startsWith(`${table}.`)).map(([, { longestCycle }]) => longestCycle ?? 0);
	return Math.max(contract.change.contract.quiet.window, ...cycles);
}
function judgeWindow(proposal, ask, contract, at, telemetry, window, objects) {
	const source = proposal.manifest?.telemetry.find(({ name }) => name === telemetry);
	const { quiet } = contract.change.contract;
	const answer = ask({
		ask: "usage",
		telemetry,
		environment: at.environment,
		database: contract.change.database,
		from: proposal.now - window,
		to: proposal.now,
		objects,
		ignore: quiet.ignore
	});
	if (!source || answer.state !== "known") {
		const why = answer.state === "known" ? `telemetry ${telemetry} is not in the manifest` : answer.why;
		const status = answer.state === "missing" ? "error" : statusOfUntold({
			state: "failed",
			why
		});
		const message = `whether anything used ${objects.join(", ")} in ${at.environment} in the last ${formatDuration(window)} could not be told: ${why}.`;
		return [finding(ID$13, {
			...at,
			status,
			message,
			next: `Make ${telemetry} answer for ${at.environment}; lanekeeper asks again at the next check.`
		})];
	}
	const limits = {
		...quiet,
		window,
		sources: source.sources,
		maxAge: source.maxAge,
		maxGap: source.maxGap,
		now: proposal.now
	};
	return objects.map((object) => {
		const parts = judgeObject(object, answer.value, limits);
		const value = answer.value.objects.find((usage) => usage.object === object) ?? null;
		return finding(ID$13, {
			...at,
			...parts,
			evidence: [{
				source: answer.source,
				at: answer.value.generatedAt,
				url: answer.url,
				value
			}]
		});
	});
}
/** One environment's proof for one contract. Environments without telemetry give no finding of their own. */
function judgeQuiet(proposal, ask, contract, environment) {
	const at = {
		...startOf(contract),
		change: contract.change.id,
		phase: "contract",
		environment: environment.name
	};
	const telemetry = telemetryOf(proposal, contract.change.database, environment);
	if (telemetry === null) return [];
	const windows = /* @__PURE__ */ new Map();
	for (const object of contract.objects.filter((name) => isAskable(name))) {
		const window = windowOf(contract, object);
		windows.set(window, [...windows.get(window) ?? [], object]);
	}
	return [...windows].flatMap(([window, objects]) => judgeWindow(proposal, ask, contract, at, telemetry, window, objects));
}
function judgeContract$2(proposal, ask, contract) {
	const at = {
		...startOf(contract),
		change: contract.change.id,
		phase: "contract"
	};
	const leftOut = contract.objects.filter((object) => !isAskable(object));
	const told = leftOut.map((object) => finding(ID$13, {
		...at,
		status: "warn",
		message: `no query log can tell who uses ${object}, so quiet was not asked of it.`
	}));
	if (leftOut.length === contract.objects.length) return told;
	const covered = environmentsOf(proposal).filter((environment) => telemetryOf(proposal, contract.change.database, environment) !== null);
	if (covered.length === 0) {
		const { database } = contract.change;
		return [...told, finding(ID$13, {
			...at,
			status: "error",
			message: `that nothing uses ${contract.objects.join(", ")} cannot be proved: database ${database} has no telemetry in any environment.`,
			why: "without a query log a use that nobody thought of is found by its failing.",
			next: `Run lanekeeper query-log serve beside the database, and name it: databases.${database}.telemetry and telemetry in the manifest.`
		})];
	}
	return [...told, ...covered.flatMap((environment) => judgeQuiet(proposal, ask, contract, environment))];
}
const quiet = {
	id: ID$13,
	subjects: ["pull_request"],
	judge: (proposal, ask) => contractsIn(proposal).flatMap((contract) => judgeContract$2(proposal, ask, contract))
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
/** Changed files that are code, as they are at the head. */
function changedCode(proposal) {
	const isCode = codeOf(proposal);
	return proposal.files.filter((file) => file.status !== "deleted" && isCode(file.path));
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
// src/decide/rules/soak.ts
const ID$12 = "soak";
/** Since when nothing live in the environment mentions the old shape. Looks back to `since`. */
function freeOfOld(proposal, ask, change, environment, since) {
	const terms = oldShape(change);
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
const about = (contract, environment) => ({
	change: contract.change.id,
	phase: "contract",
	environment: environment.name,
	...startOf(contract)
});
/** Judges how long something has held against how long it must have. `what` reads after "for": "code free of users.name is live". */
function judgeHeldFor(rule, at, holding, soak, what, now) {
	if (holding.state === "missing" || holding.state === "failed") {
		const message = `since when ${what} in ${at.environment} is not known: ${holding.why}.`;
		const next = `Give the deployments of ${at.environment} (--evidence FILE), or let the check run where it can read them.`;
		return finding(rule, {
			...at,
			status: statusOfUntold(holding),
			message,
			next
		});
	}
	if (holding.state === "broken") return finding(rule, {
		...at,
		status: "wait",
		message: `it is not yet so that ${what} in ${holding.site}: ${holding.commit.slice(0, 7)} may be live there.`,
		next: `Deploy to ${holding.site}; ${formatDuration(soak)} after that deployment succeeds, this clears by itself.`,
		evidence: holding.evidence
	});
	if (!holding.timesKnown) {
		const message = `${what} in ${at.environment}, since when is not recorded there, so ${formatDuration(soak)} cannot be proved.`;
		const next = `Record deployments of ${at.environment}, or switch the soak off aloud: contract.soak: { off: reason }.`;
		return finding(rule, {
			...at,
			status: soak > 0 ? "wait" : "ok",
			message,
			next: soak > 0 ? next : ""
		});
	}
	const until = holding.start === null ? null : holding.start + soak;
	if (until !== null && until > now) return finding(rule, {
		...at,
		status: "wait",
		message: `${what} in ${at.environment} for ${formatDuration(now - (holding.start ?? now))}; ${formatDuration(soak)} are asked.`,
		why: "a rollback in this time would bring back code that needs the old shape.",
		next: `Nothing to do: this clears by itself on ${formatMoment(until, now)}, unless older code is deployed again.`,
		until,
		evidence: holding.evidence
	});
	return finding(rule, {
		...at,
		status: "ok",
		message: `${what} in ${at.environment} for at least ${formatDuration(soak)}.`,
		evidence: holding.evidence
	});
}
function judgeContractSoak(proposal, ask, contract, environment) {
	const { soak } = contract.change.contract;
	const at = about(contract, environment);
	if (typeof soak !== "number") return finding(ID$12, {
		...at,
		status: "warn",
		message: `the soak of ${contract.change.id} is switched off: ${soak.off}`
	});
	const holding = freeOfOld(proposal, ask, contract.change, environment, proposal.now - soak);
	return judgeHeldFor(ID$12, at, holding, soak, `code free of ${contract.objects.join(", ")} is live`, proposal.now);
}
/** The expand must have been there for a while before code leans on it. */
function judgeExpandSoak(proposal, ask, change) {
	const set = proposal.sets.find(({ database }) => database.name === change.database);
	const soak = change.expandSoak;
	if (!set || soak === 0 || set.database.runs === "before-code") return [];
	const [mention] = addedMentions(changedCode(proposal), newShape(change));
	const makers = [...new Set(change.adds.flatMap((object) => makersOf(set, object)))];
	if (!mention || makers.length === 0) return [];
	return environmentsOf(proposal).flatMap((environment) => {
		const presence = presenceIn(ask, environment, makers, proposal.now - soak);
		if (presence.state !== "present") return [];
		const at = {
			change: change.id,
			phase: "expand",
			environment: environment.name,
			path: mention.path,
			line: mention.line,
			column: mention.column
		};
		const what = `${change.adds.join(", ")} is present`;
		return [judgeHeldFor(ID$12, at, {
			...presence,
			state: "held",
			start: presence.since
		}, soak, what, proposal.now)];
	});
}
const soak = {
	id: ID$12,
	subjects: ["pull_request"],
	judge: (proposal, ask) => [...contractsIn(proposal).flatMap((contract) => environmentsOf(proposal).map((environment) => judgeContractSoak(proposal, ask, contract, environment))), ...proposal.changes.flatMap(({ change }) => judgeExpandSoak(proposal, ask, change))]
};
// src/decide/rules/deploy-order.ts
const ID$11 = "deploy-order";
/** Every migration that the commit holds, with what it does: those of the base as they stand there, and its own. */
function migrationsAt(set) {
	const held = new Map(set.head.map(({ path, blob }) => [path, blob]));
	return [...set.base, ...set.proposed].filter(({ path, blob }) => held.get(path) === blob);
}
/** Tables, columns, views and types that some migration makes and that stand at the end of the base. */
function needsOf(proposal) {
	return proposal.sets.flatMap((set) => {
		const made = effectsOf([...set.base, ...set.proposed]).filter(({ effect }) => effect.kind === "adds" && !/^(?:constraint|trigger|policy|index|sequence|schema|extension):/.test(effect.object));
		return [...new Set(made.map(({ effect }) => effect.object))].flatMap((object) => {
			const makers = makersOf(set, object);
			const own = set.proposed.filter((migration) => effectsOf([migration]).some(({ effect }) => effect.kind === "adds" && effect.object === object));
			const migrations = makers.length > 0 ? makers : own;
			return migrations.length > 0 ? [{
				set,
				object,
				migrations
			}] : [];
		});
	});
}
/** Objects whose migrations are not all present: only these can be missed, and only for them is code searched. */
function judgeSchema$1(proposal, ask, environment) {
	if (proposal.subject.kind !== "deployment") return [];
	const groups = /* @__PURE__ */ new Map();
	for (const need of needsOf(proposal)) {
		const key = need.migrations.map(({ path }) => path).join("\n");
		groups.set(key, {
			need,
			objects: [...groups.get(key)?.objects ?? [], need.object]
		});
	}
	const lacking = [...groups.values()].flatMap((group) => {
		const held = new Set(migrationsAt(group.need.set).map(({ path }) => path));
		if (group.need.set.database.runs === "before-code" && group.need.migrations.every(({ path }) => held.has(path))) return [];
		const presence = presenceIn(ask, environment, group.need.migrations, null);
		return presence.state === "present" ? [] : [{
			...group,
			presence
		}];
	});
	const terms = lacking.flatMap(({ need, objects }) => objects.map((object) => ({
		object,
		references: proposal.changes.find(({ change }) => change.removes.length === 0 && change.adds.includes(object) && change.database === need.set.database.name)?.change.references ?? null
	})));
	if (terms.length === 0) return [finding(ID$11, {
		status: "ok",
		environment: environment.name,
		message: `every migration that the code could need is present in ${environment.name}.`
	})];
	const answer = ask({
		ask: "mentions",
		commit: proposal.subject.head,
		files: null,
		terms
	});
	if (answer.state !== "known") return [finding(ID$11, {
		status: statusOfUntold({
			state: answer.state,
			why: answer.why
		}),
		environment: environment.name,
		message: `what the code of this deployment needs could not be told: ${answer.why}.`
	})];
	const used = new Map(answer.value.mentions.map((mention) => [terms[mention.term], mention]));
	return lacking.flatMap(({ objects, presence, need }) => {
		const object = objects.find((name) => terms.some((term) => "object" in term && term.object === name && used.has(term)));
		const mention = object === void 0 ? void 0 : [...used].find(([term]) => term && "object" in term && term.object === object)?.[1];
		if (object === void 0 || !mention) return [];
		const change = proposal.changes.find(({ change: { adds } }) => adds.some((entry) => isPartOf(object, entry)))?.change.id ?? null;
		const paths = need.migrations.map(({ path }) => path).join(", ");
		const known = presence.state === "absent";
		return [finding(ID$11, {
			status: known || presence.state === "missing" ? "wait" : "error",
			change,
			phase: "expand",
			environment: environment.name,
			path: mention.path,
			line: mention.line,
			column: mention.column,
			message: known ? `the code of this deployment uses ${object}, and ${paths} has not been deployed to ${presence.site}.` : `the code of this deployment uses ${object}, and whether ${paths} has been deployed to ${environment.name} is not known: ${"why" in presence ? presence.why : ""}.`,
			why: `code that runs before ${object} is there would fail on its first query.`,
			next: `Deploy ${paths} to ${environment.name} first; this then clears by itself.`
		})];
	});
}
/** Contracts that this commit brings and that no deployment to the environment has started yet. */
function arrivingContracts(proposal, ask, environment) {
	const base = proposal.changes.filter(({ declaredBy }) => declaredBy === "base");
	return proposal.sets.flatMap((set) => migrationsAt(set).flatMap((migration) => {
		const removing = effectsOf([migration]).map(({ effect }) => attribute$1(effect, set, base)).filter((effect) => isContract(effect) && effect.kind !== "rewrites" && effect.change !== null);
		if (removing.length === 0) return [];
		const ran = mayHaveRun(ask, environment, migration);
		if (ran.state !== "known") {
			const message = `whether ${migration.path} has run in ${environment.name} is not known: ${ran.why}.`;
			return [finding(ID$11, {
				status: statusOfUntold(ran),
				environment: environment.name,
				path: migration.path,
				line: 1,
				column: 1,
				message
			})];
		}
		if (ran.started !== null) return [];
		return base.flatMap(({ change }) => {
			const effects = removing.filter((effect) => effect.change === change.id);
			if (effects.length === 0) return [];
			const objects = change.removes.filter((object) => effects.some((effect) => isPartOf(effect.object, object)));
			return [{
				change,
				set,
				kind: "contract",
				objects: objects.length > 0 ? objects : [...change.removes],
				effects,
				migrations: [migration]
			}];
		});
	}));
}
/** A deployment rests on the approval that was valid when its contract was merged: by the contract file's content. */
function judgeMergedApproval(proposal, ask, contract, environment) {
	const { id } = contract.change;
	const at = {
		...startOf(contract),
		change: id,
		phase: "contract",
		environment: environment.name
	};
	const answer = ask({
		ask: "approvals",
		change: id
	});
	const next = `Have one of ${proposal.manifest?.approval.approvers?.join(", ") ?? "the approvers"} approve ${id} for this content.`;
	if (answer.state !== "known") return finding(ID$11, {
		...at,
		status: statusOfUntold({
			state: answer.state,
			why: answer.why
		}),
		message: `whether ${id} was approved is not known: ${answer.why}.`,
		next
	});
	const valid = answer.value.approvals.filter((approval) => {
		if (approval.override !== null || approvalProblem(proposal, approval, null) !== null || approval.head === null) return false;
		const carried = ask({
			ask: "carried",
			commit: approval.head,
			migrations: contract.migrations.map(({ path, blob }) => ({
				path,
				blob
			}))
		});
		return carried.state === "known" && carried.value.length === contract.migrations.length;
	});
	const people = new Set(valid.map(({ by }) => by.toLowerCase()));
	const needed = Math.max(1, contract.change.contract.approvals);
	if (people.size >= needed) return finding(ID$11, {
		...at,
		status: "ok",
		message: `${id} was approved by ${[...people].join(", ")} with this content.`
	});
	return finding(ID$11, {
		...at,
		status: "wait",
		message: `${id} has ${people.size} of ${needed} approvals for the content of ${contract.migrations.map(({ path }) => path).join(", ")}.`,
		next
	});
}
function judgeContract$1(proposal, ask, contract, environment) {
	return [
		...judgeQuiet(proposal, ask, contract, environment),
		judgeLiveReferences(proposal, ask, contract, environment),
		judgeContractSoak(proposal, ask, contract, environment),
		judgeMergedApproval(proposal, ask, contract, environment)
	].map((part) => ({
		...part,
		rule: ID$11,
		environment: environment.name,
		message: part.rule === ID$11 ? part.message : `${part.rule}: ${part.message}`
	}));
}
const deployOrder = {
	id: ID$11,
	subjects: ["deployment"],
	judge: (proposal, ask) => environmentsOf(proposal).flatMap((environment) => [...judgeSchema$1(proposal, ask, environment), ...arrivingContracts(proposal, ask, environment).flatMap((found) => "set" in found ? judgeContract$1(proposal, ask, found, environment) : [found])])
};
// src/decide/rules/deprecation.ts
const ID$10 = "deprecation";
function judgeContract(proposal, contract) {
	const { announced, contract: asked, id } = contract.change;
	const at = {
		change: id,
		phase: "contract",
		...startOf(contract)
	};
	const { deprecation } = asked;
	if (deprecation === null) return [];
	if (typeof deprecation !== "number") return [finding(ID$10, {
		...at,
		status: "warn",
		message: `the deprecation window of ${id} is switched off: ${deprecation.off}`
	})];
	const objects = contract.objects.join(", ");
	if (announced === null) return [finding(ID$10, {
		...at,
		status: "block",
		message: `${id} asks for a deprecation window of ${formatDuration(deprecation)}, and nobody announced when it began.`,
		next: `Set announced: on ${id} in the manifest to the day on which users of ${objects} were told.`
	})];
	const until = announced + deprecation;
	if (until <= proposal.now) return [finding(ID$10, {
		...at,
		status: "ok",
		message: `${objects} was announced ${formatDuration(proposal.now - announced)} ago; ${formatDuration(deprecation)} were asked.`
	})];
	return [finding(ID$10, {
		...at,
		status: "wait",
		message: `the deprecation window of ${objects} (${formatDuration(deprecation)}) runs until ${formatMoment(until, proposal.now)}.`,
		why: "those who were told may still rely on that date.",
		next: `Nothing to do: this clears by itself on ${formatMoment(until, proposal.now)}.`,
		until
	})];
}
const deprecation = {
	id: ID$10,
	subjects: ["pull_request"],
	judge: (proposal) => contractsIn(proposal).flatMap((contract) => judgeContract(proposal, contract))
};
// src/decide/rules/divergence.ts
const ID$9 = "divergence";
/** From the moment at which `stop_old` went live the shapes differ by design: the window ends there. */
function windowEnd(proposal, ask, change, environment) {
	const { stopOld } = change;
	if (stopOld === null) return proposal.now;
	const holds = (commit) => stepHolds(ask, change, "stop_old", stopOld, commit);
	const holding = holdingIn(ask, environment, holds, 0, proposal.now);
	return holding.state === "held" && holding.timesKnown && holding.start !== null ? holding.start : proposal.now;
}
function judgeComparison(at, max, value, evidence) {
	const { compared, diverged, unknown } = value;
	if (compared <= 0) {
		const message = `nobody compared the shapes of ${at.change} in ${at.environment} in the window: 0 comparisons.`;
		return finding(ID$9, {
			...at,
			status: "wait",
			message,
			next: `Report comparisons to POST /v1/comparisons/${at.change}.`,
			evidence
		});
	}
	const share = (diverged + unknown) / compared;
	const seen = `${diverged.toLocaleString("en")} diverged and ${unknown.toLocaleString("en")} unknown of ${compared.toLocaleString("en")} compared`;
	if (share <= max) return finding(ID$9, {
		...at,
		status: "ok",
		message: `the shapes of ${at.change} agree in ${at.environment}: ${seen}; the limit is ${max}.`,
		evidence
	});
	return finding(ID$9, {
		...at,
		status: "wait",
		message: `the shapes of ${at.change} disagree in ${at.environment}: ${seen}, which is ${share.toPrecision(2)}; the limit is ${max}.`,
		why: "rows that differ would be read wrongly from the new shape, and the old one could no longer correct them.",
		seen,
		next: "Find why they differ and repair the rows; this clears by itself once a whole window agrees.",
		evidence
	});
}
function judgeIn$1(proposal, ask, change, asked, at, environment) {
	const telemetry = telemetryOf(proposal, change.database, environment);
	const next = `Have the application's comparer report to POST /v1/comparisons/${change.id}, or switch it off aloud: contract.divergence: { off: reason }.`;
	if (telemetry === null) {
		const message = `whether the shapes of ${change.id} agree in ${environment.name} cannot be known: no telemetry is named for it.`;
		return finding(ID$9, {
			...at,
			status: "error",
			message,
			next
		});
	}
	const to = windowEnd(proposal, ask, change, environment);
	const from = to - asked.window;
	const answer = ask({
		ask: "comparison",
		telemetry,
		environment: environment.name,
		name: change.id,
		from,
		to
	});
	if (answer.state !== "known") {
		const window = `${formatDuration(asked.window)} until ${formatTime(to)}`;
		const message = `whether the shapes of ${change.id} agreed in ${environment.name} in the ${window} is not known: ${answer.why}.`;
		return finding(ID$9, {
			...at,
			status: statusOfUntold({
				state: answer.state,
				why: answer.why
			}),
			message,
			next
		});
	}
	return judgeComparison(at, asked.max, answer.value, [{
		source: answer.source,
		at: answer.at,
		url: answer.url,
		value: answer.value
	}]);
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
		message: `divergence of ${change.id} is switched off: ${asked.off}`
	})];
	return environmentsOf(proposal).map((environment) => judgeIn$1(proposal, ask, change, asked, {
		...start,
		change: change.id,
		phase,
		environment: environment.name
	}, environment));
}
const divergence = {
	id: ID$9,
	subjects: ["pull_request"],
	judge: (proposal, ask) => contractsIn(proposal).flatMap((contract) => judgeDivergenceOf(proposal, ask, contract.change, startOf(contract), "contract"))
};
// src/decide/rules/in-place-change.ts
const id$8 = "in-place-change";
const OTHERWISE = [
	"1. Expand: add the new shape beside the old one.",
	"2. Migrate: write both, copy the rows in batches, then read the new shape.",
	"3. Contract: remove the old shape once nothing uses it any more. Each step is a pull request of its own."
];
/** `users` for `users` and `view:users`: a view answers to the name that a table had. */
const bare$1 = (object) => object.replace(/^view:/, "");
/** A later statement of the same transaction makes a view of the old name over the new one. */
function viewBeside(proposal, at, effect) {
	const { transaction } = at.statement;
	const after = effect.after;
	if (effect.kind !== "renames" || transaction === null || after === void 0) return null;
	if (effect.objectKind !== "table" && effect.objectKind !== "view") return null;
	const view = proposal.statements.slice(proposal.statements.indexOf(at) + 1).filter((other) => other.migration === at.migration && other.statement.transaction?.id === transaction.id).flatMap((other) => other.effects.map((made) => ({
		made,
		set: other.set
	}))).find(({ made }) => made.kind === "adds" && made.objectKind === "view" && bare$1(made.object) === bare$1(effect.object));
	const over = (view?.set.after.views[view.made.object]?.uses ?? []).some((used) => used === bare$1(after) || used.startsWith(`${bare$1(after)}.`));
	return view && over ? view.made.object : null;
}
function block(effect, message, why) {
	return finding(id$8, {
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
function describe$2(effect) {
	const { object, before, after, statement } = effect;
	if (effect.kind === "renames") return `${object} would be renamed to ${after ?? "another name"} in one step.`;
	if (effect.kind === "retypes") return `${object} would change its type${before === void 0 ? "" : ` from ${before}`}${after === void 0 ? "" : ` to ${after}`} in one step.`;
	if (effect.kind === "adds") return `${object} would be added as NOT NULL without a default.`;
	return `${inShort(statement)} would change ${object} in one step.`;
}
function judgeEffect$3(proposal, at, effect) {
	if (effect.phase !== "in-place" || effect.fresh) return [];
	const view = viewBeside(proposal, at, effect);
	if (view === null) {
		const why = effect.why || `Code that is live and uses ${effect.object} as it was would fail from that moment on.`;
		return [block(effect, describe$2(effect), why)];
	}
	const message = `${effect.object} would be renamed to ${effect.after ?? "another name"}, and ${view} answers to the old name from the same transaction on.`;
	return [finding(id$8, {
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
	id: id$8,
	subjects: ["pull_request", "lint"],
	judge(proposal) {
		const findings = proposal.statements.flatMap((at) => at.effects.flatMap((effect) => judgeEffect$3(proposal, at, effect)));
		return orOk(id$8, proposal, [...findings, ...judgeReplaced(proposal)], "No statement renames or retypes what is in use.");
	}
};
// src/decide/rules/lock-timeout.ts
const id$7 = "lock-timeout";
/**
* One finding per file, at its first such statement: the remedy is one line at the file's head. A statement with an
* exemption of its own is told by itself, so that its comment covers no other.
*/
function tellFile(waiting) {
	const allowed = waiting.filter(({ at }) => at.statement.allows.some(({ rules }) => rules.includes(id$7)));
	const rest = waiting.filter((one) => !allowed.includes(one));
	return [...allowed.map((one) => [one]), rest].flatMap(tell$2);
}
function tell$2(waiting) {
	const first = waiting[0];
	if (!first) return [];
	const { statement, set } = first.at;
	const more = waiting.length - 1;
	const scope = statement.transaction === null ? "SET" : "SET LOCAL";
	const setting = set.database.engine === "postgresql" ? `${scope} lock_timeout = '5s';` : "SET lock_wait_timeout = 5;";
	return [finding(id$7, {
		...placed(statement),
		status: "warn",
		message: `${inShort(statement.text)} would wait for ${first.lock.mode} on ${first.lock.object} without a lock timeout${more > 0 ? ` (and ${count(more, "more statement")} in this file)` : ""}.`,
		why: `While it waits behind one long query on ${first.lock.object}, every later ${whatWaits(first.lock.mode) === "writes" ? "write" : "query"} on ${first.lock.object} queues behind it.`,
		seen: "no lock_timeout above zero is set in this file before it",
		next: `Put this line before it, and run the migration again when it times out:\n${setting}`
	})];
}
const lockTimeout = {
	id: id$7,
	subjects: ["pull_request", "lint"],
	judge(proposal) {
		const waiting = proposal.statements.flatMap((at) => {
			const lock = at.effects.flatMap(locksInTheWay).toSorted((a, b) => strengthOf(b.mode) - strengthOf(a.mode))[0];
			return lock && !at.statement.lockTimeout ? [{
				at,
				lock
			}] : [];
		});
		const findings = [...Map.groupBy(waiting, ({ at }) => at.migration).values()].flatMap(tellFile);
		return orOk(id$7, proposal, findings, "No statement would wait without end for a lock in the way.");
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
	if (to < from) tell(key, say(label, from.toLocaleString("en"), to.toLocaleString("en")));
}
function tellMore(tell, key, label, from, to) {
	if (to > from) tell(key, say(label, `${from}`, `${to}`));
}
/** Told where two values differ that have no order. */
function tellChanged(tell, key, label, from, to) {
	const [before, after] = [show$1(from), show$1(to)];
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
function show$1(value) {
	if (value === null || value === void 0) return "none";
	if (Array.isArray(value)) return `[${[...new Set(value.map(show$1))].sort().join(", ")}]`;
	if (typeof value === "object") return `{ ${Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([key, inner]) => `${key}: ${show$1(inner)}`).join(", ")} }`;
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
	if (from.backfill === "required" && to.backfill !== "required") tellOff(to.backfill, at("backfill")[0], tell);
	tellFewer(tell, ...at("approvals"), from.approvals, to.approvals);
}
function compareAsked(from, to, key, tell) {
	if (from === null || isOff(from)) return;
	if (to === null || isOff(to)) tellOff(to, key, tell, formatDuration(from));
	else tellShorter(tell, key, key, from, to);
}
function compareDivergence(from, to, key, tell) {
	if (from === null || isOff(from)) return;
	if (to === null || isOff(to)) {
		tellOff(to, key, tell);
		return;
	}
	tellMore(tell, `${key}.max`, `${key}.max`, from.max, to.max);
	tellShorter(tell, `${key}.window`, `${key}.window`, from.window, to.window);
}
function tellOff(to, key, tell, from = "") {
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
	else if (to < 1e6) tell(`${key}.rows`, `${key}.rows says ${to.toLocaleString("en")}: the table would no longer count as large`);
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
/** A change is done when its contract (or, for an additive one, its expand) is present in every environment. */
function isDone(proposal, ask, base, change) {
	const set = proposal.sets.find(({ database }) => database.name === change.database);
	if (!set) return false;
	const migrations = change.removes.length > 0 ? contractOf(set, change) : change.adds.flatMap((object) => makersOf(set, object));
	if (migrations === null || migrations.length === 0 || change.tightens.length > 0 || change.rewrites.length > 0) return false;
	return base.environments.every((environment) => presenceIn(ask, environment, migrations, null).state === "present");
}
function contractOf(set, change) {
	const { migrations, objects } = mergedContracts(set, change);
	return change.removes.every((object) => objects.some((gone) => object === gone || object.startsWith(`${gone}.`))) && change.removes.every((object) => makersOf(set, object).length === 0) ? migrations : null;
}
const manifestLoosened = {
	id: ID$8,
	subjects: ["pull_request"],
	judge(proposal, ask) {
		const { mergeBase, head, base } = proposal.manifests;
		if (mergeBase.state !== "valid" || head.state !== "valid" || base.state !== "valid") return [];
		const loosenings = findLoosenings(mergeBase.manifest, head.manifest).filter((loosening) => {
			const removed = loosening.removedChange ? mergeBase.manifest.changes.find(({ id }) => id === loosening.removedChange) : void 0;
			return !removed || !isDone(proposal, ask, base.manifest, removed);
		});
		if (loosenings.length === 0) return [];
		const approved = judgeApprovals(proposal, ask, {
			path: null,
			line: null,
			column: null,
			change: "manifest",
			phase: "manifest"
		}, 1);
		return loosenings.map((loosening) => finding(ID$8, {
			...placed(loosening),
			status: approved.status,
			change: "manifest",
			message: loosening.message,
			why: approved.status === "ok" ? "" : "it does not count for this pull request, and after merging it would let more through.",
			seen: approved.status === "ok" ? approved.message : approved.seen,
			next: approved.status === "ok" ? "" : approved.next.replace("approve manifest", "approve the change of the manifest (change: manifest)"),
			evidence: approved.evidence
		}));
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
function vanished(proposal) {
	const { base, head } = proposal.manifests;
	if (base.state === "none" || head.state !== "none") return [];
	return [finding(ID$7, {
		status: "block",
		message: "this pull request removes the manifest.",
		why: "without it no environment, no telemetry and no approval binds any later contract.",
		next: "Keep the manifest; to switch the gate off, take the required status off the branch."
	})];
}
const manifestValid = {
	id: ID$7,
	subjects: ["pull_request", "deployment"],
	judge(proposal) {
		const { base, head } = proposal.manifests;
		if (proposal.subject.kind === "deployment") return mistakesOf(base, "base");
		const blocks = base.state === "invalid" ? [] : mistakesOf(head, "head");
		return [
			...mistakesOf(base, "base"),
			...blocks,
			...warningsOf(head),
			...vanished(proposal)
		];
	}
};
// src/decide/rules/migration-edited.ts
const id$6 = "migration-edited";
function fateOf(set, path, blob) {
	const head = set.head.find((file) => file.path === path);
	const base = set.base.find((file) => file.path === path);
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
function madeTwice(set) {
	return set.base.flatMap(({ path, blob }) => {
		const head = set.head.find((file) => file.path === path);
		return head !== void 0 && head.blob !== blob && !head.repeatable && set.mergeBase[path] === void 0 ? [{
			path,
			fate: "edited",
			to: null
		}] : [];
	});
}
function tell$1({ path, fate, to }, from) {
	const restore = `git checkout ${from.slice(0, 12)} -- ${/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`}`;
	return finding(id$6, {
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
	id: id$6,
	subjects: ["pull_request"],
	judge({ sets, subject }) {
		if (subject.kind !== "pull_request") return [];
		return sets.flatMap((set) => {
			const findings = [...Object.entries(set.mergeBase).flatMap(([path, blob]) => fateOf(set, path, blob) ?? []).map((fate) => tell$1(fate, subject.mergeBase)), ...madeTwice(set).map((fate) => tell$1(fate, subject.base))];
			const kept = Object.keys(set.mergeBase).length;
			if (findings.length > 0 || kept === 0) return findings;
			const seen = `${kept.toLocaleString("en")} migrations of ${set.database.name}`;
			return [finding(id$6, {
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
function compareNumbers$1(a, b) {
	for (let index = 0; index < Math.max(a.length, b.length); index++) {
		const [left, right] = [a[index] ?? 0n, b[index] ?? 0n];
		if (left !== right) return left < right ? -1 : 1;
	}
	return 0;
}
const compareText$1 = (a, b) => a === b ? 0 : a < b ? -1 : 1;
/** Below zero where `a` runs before `b`. Files without a version are compared by path. */
function compareMigrations(framework, a, b) {
	const [left, right] = [numbersOf(a.version ?? ""), numbersOf(b.version ?? "")];
	if (COUNTING.has(framework) && left && right) return compareNumbers$1(left, right) || compareText$1(a.path, b.path);
	return compareText$1(a.path, b.path);
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
	const found = [...path.matchAll(/(?<=^|\/)V?(\d+)(?![\d.]|_\d)/g)].at(-1);
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
const id$5 = "migration-sequence";
/** On the head, and neither at the merge base nor on the base's tip. */
function newFiles(set) {
	const base = new Set(set.base.map(({ path }) => path));
	return set.head.filter(({ path }) => set.mergeBase[path] === void 0 && !base.has(path));
}
function newestOf(set) {
	return set.base.filter(({ repeatable }) => !repeatable).toSorted((a, b) => compareMigrations(set.framework, a, b)).at(-1) ?? null;
}
function rename(set, file, now) {
	const newest = newestOf(set) ?? file;
	const [from, last] = [inShort(file.path, 200), inShort(newest.path, 200)];
	const to = pathAfter(file.path, newest.path, now);
	return to === null ? `Give ${from} a version after ${last}.` : `Give it the next version:\ngit mv ${from} ${inShort(to, 200)}`;
}
function tell(status, file, parts) {
	return finding(id$5, {
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
	return [tell("block", file, {
		message: `The version of ${inShort(file.path, 200)} is taken by ${inShort(other.path, 200)}.`,
		why: `${set.framework} would run only one of the two, or stop at the second.`,
		next: rename(set, file, now)
	})];
}
function late(set, file, newest, now) {
	if (!newest || file.repeatable || compareMigrations(set.framework, file, newest) >= 0) return [];
	return [tell("warn", file, {
		message: `${inShort(file.path, 200)} sorts before ${inShort(newest.path, 200)}, which is on the base already.`,
		why: "Where the newer one has run, it may be skipped or run out of order: two servers may come to two schemas.",
		next: rename(set, file, now)
	})];
}
const migrationSequence = {
	id: id$5,
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
			return [finding(id$5, {
				status: "ok",
				message,
				seen: added.map(({ path }) => inShort(path, 200)).join(", ")
			})];
		});
	}
};
// src/decide/rules/no-new-references.ts
const ID$6 = "no-new-references";
/** Why the old shape may not be taken up again; null: its reads have not moved yet; `unknown`: it cannot be told. */
function reason(proposal, ask, change, set) {
	if (mergedContracts(set, change).objects.some((object) => makersOf(set, object).length === 0)) return "its contract is merged";
	for (const step of ["stop_old", "read_new"]) {
		const merged = mergedOnBase(proposal, ask, change, step);
		if (merged.state !== "known") return { unknown: merged.why };
		if (merged.value) return `its ${step} is merged: reads have moved to the new shape`;
	}
	return null;
}
function judgeChange(proposal, ask, change) {
	const set = proposal.sets.find(({ database }) => database.name === change.database);
	if (!set || change.removes.length === 0) return [];
	const terms = oldShape(change);
	const mentions = addedMentions(changedCode(proposal), terms);
	if (mentions.length === 0) return [];
	const why = reason(proposal, ask, change, set);
	if (why === null) return [];
	return mentions.map((mention) => {
		const object = nameOf$2(terms[mention.term]);
		const common = {
			...placed(mention),
			change: change.id,
			phase: "migrate"
		};
		if (typeof why !== "string") return finding(ID$6, {
			...common,
			status: "error",
			message: `${object} is mentioned by a new line, and whether its reads have moved could not be told: ${why.unknown}.`
		});
		return finding(ID$6, {
			...common,
			status: "block",
			message: `${object} is mentioned by a new line, and ${why}.`,
			why: `each new use of ${object} puts off the day on which it can be removed, or fails when it is.`,
			seen: mention.text.trim(),
			next: change.adds.length > 0 ? `Use ${change.adds.join(", ")} instead. Is it no use of ${object}? Say so with references: on ${change.id}.` : `Leave ${object} alone. Is it no use of it? Say so with references: on ${change.id}.`
		});
	});
}
const noNewReferences = {
	id: ID$6,
	subjects: ["pull_request"],
	judge: (proposal, ask) => proposal.changes.flatMap(({ change }) => judgeChange(proposal, ask, change))
};
// src/decide/rules/online-ddl.ts
const id$4 = "online-ddl";
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
function judgeEffect$2(at, effect) {
	if (effect.load === "instant" || isOthersConcern(at, effect)) return [];
	const locks = heldDuring(at, effect);
	const strongest = locks[0];
	if (!strongest) return [];
	const sized = workedOn(effect, locks);
	const large = sized.some((table) => sizeOf(at.set, table).large);
	const work = effect.load === "rewrite" ? "writes the table anew" : "reads every row";
	const held = locks.map(({ object, mode }) => `${mode} on ${object}`);
	return [finding(id$4, {
		...placed(effect),
		status: large ? "block" : "warn",
		change: effect.change,
		phase: effect.phase,
		message: `${inShort(effect.statement)} would hold ${list$1(held)} while it ${work}: ${whatWaits(strongest.mode)} wait until it ends.`,
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
	id: id$4,
	subjects: ["pull_request", "lint"],
	judge(proposal) {
		const isEmpty = emptyTables(proposal);
		const findings = proposal.statements.flatMap((at) => at.effects.filter((effect) => !isEmpty(at, effect)).flatMap((effect) => judgeEffect$2(at, effect)));
		return orOk(id$4, proposal, findings, "No statement would hold a lock in the way while it reads or rewrites a table in use.");
	}
};
// src/decide/step-finding.ts
function judgeCode(rule, at, holding, name, step, soak, now) {
	const what = `${name} of ${at.change}`;
	const next = `Merge and deploy ${name} (${step.code.join(", ")}) to ${at.environment}; this then clears by itself.`;
	if (holding.state === "missing" || holding.state === "failed") {
		const message = `whether ${what} is live in ${at.environment} is not known: ${holding.why}.`;
		return finding(rule, {
			...at,
			status: statusOfUntold(holding),
			message,
			next: `Give the deployments of ${at.environment} (--evidence FILE).`
		});
	}
	if (holding.state === "broken") {
		const message = `${at.phase} rests on ${what}, which is not live in ${holding.site}: ${holding.commit.slice(0, 7)} may run there and does not hold it.`;
		return finding(rule, {
			...at,
			status: "wait",
			message,
			why: whyOf(name),
			next,
			evidence: holding.evidence
		});
	}
	const until = holding.start === null ? null : holding.start + soak;
	if (until !== null && until > now) {
		const message = `${what} has been live in ${at.environment} for ${formatDuration(now - (holding.start ?? now))}; ${formatDuration(soak)} are asked.`;
		return finding(rule, {
			...at,
			status: "wait",
			message,
			why: whyOf(name),
			next: `Nothing to do: this clears by itself on ${formatMoment(until, now)}.`,
			until
		});
	}
	if (soak > 0 && !holding.timesKnown) {
		const message = `${what} is live in ${at.environment}, since when is not recorded there, so ${formatDuration(soak)} cannot be proved.`;
		return finding(rule, {
			...at,
			status: "wait",
			message,
			next: `Record deployments of ${at.environment}, or switch the soak off aloud.`
		});
	}
	return finding(rule, {
		...at,
		status: "ok",
		message: `${what} is live in ${at.environment}.`,
		evidence: holding.evidence
	});
}
function whyOf(name) {
	if (name === "dual_write") return "rows that are written meanwhile would be missing from the new shape.";
	if (name === "read_new") return "code that still reads the old shape would see it grow stale.";
	return "code that still uses the old shape would fail once it is gone.";
}
function judgeFlag(rule, at, name, key, flag, soak, now) {
	if (flag.state !== "known") {
		const message = `whether flag ${key} is fully on in ${at.environment} is not known: ${flag.why}.`;
		return finding(rule, {
			...at,
			status: statusOfUntold({
				state: flag.state,
				why: flag.why
			}),
			message,
			next: `Make the flag provider answer for ${key} in ${at.environment}.`
		});
	}
	const evidence = [{
		source: flag.source,
		at: flag.at,
		url: flag.url,
		value: flag.value
	}];
	const { enabled, since } = flag.value;
	if (!(enabled >= 1)) {
		const message = `flag ${key} of ${name} is on for ${Math.floor(enabled * 1e3) / 10} % in ${at.environment}, not for all.`;
		return finding(rule, {
			...at,
			status: "wait",
			message,
			why: whyOf(name),
			next: `Turn ${key} fully on in ${at.environment}; this then clears by itself.`,
			evidence
		});
	}
	if (soak > 0 && since === null) return finding(rule, {
		...at,
		status: "warn",
		message: `flag ${key} is fully on in ${at.environment}; since when, its provider cannot say, so its soak was not judged.`,
		evidence
	});
	if (since !== null && since + soak > now) {
		const message = `flag ${key} has been fully on in ${at.environment} for ${formatDuration(Math.max(0, now - since))}; ${formatDuration(soak)} are asked.`;
		return finding(rule, {
			...at,
			status: "wait",
			message,
			why: whyOf(name),
			next: `Nothing to do: this clears by itself on ${formatMoment(since + soak, now)}.`,
			until: since + soak,
			evidence
		});
	}
	return finding(rule, {
		...at,
		status: "ok",
		message: `flag ${key} is fully on in ${at.environment}.`,
		evidence
	});
}
/** Findings on one step in one environment: its code, and its flag where it has one. */
function judgeStepLive(rule, proposal, ask, move, name, step, environment, soak) {
	const at = {
		...move.start,
		change: move.change.id,
		phase: move.phase,
		environment: environment.name
	};
	const { code, flag } = livenessOf(proposal, ask, move.change, name, step, environment, proposal.now - soak);
	const findings = [judgeCode(rule, at, code, name, step, soak, proposal.now)];
	if (flag !== null && step.flag !== null) findings.push(judgeFlag(rule, at, name, step.flag, flag, soak, proposal.now));
	return findings;
}
// src/decide/rules/phase-order.ts
const ID$5 = "phase-order";
const NOWHERE = {
	path: null,
	line: null,
	column: null
};
/** The step must be live everywhere; one that comes in this same pull request never will be before it merges. */
function restsOnStep(proposal, ask, move, name, soak) {
	const step = stepOf(move.change, name);
	if (!step) return [];
	if (move.carries.includes(name)) return [finding(ID$5, {
		...move.start,
		status: "block",
		change: move.change.id,
		phase: move.phase,
		message: `${move.phase} of ${move.change.id} rests on its ${name}, and this pull request carries both.`,
		why: `${name} must be live everywhere before ${move.phase} begins, and they would begin together.`,
		next: `Move ${name} (${step.code.join(", ")}) into a pull request of its own, deploy it, then come back with ${move.phase}.`
	})];
	return environmentsOf(proposal).flatMap((environment) => judgeStepLive(ID$5, proposal, ask, move, name, step, environment, soak));
}
function restsOnExpand(proposal, ask, move) {
	const { change, set } = move;
	const at = {
		...move.start,
		change: change.id,
		phase: move.phase
	};
	const missing = change.adds.filter((object) => makersOf(set, object).length === 0);
	if (missing.length > 0) {
		const message = `${move.phase} of ${change.id} rests on its expand, and ${missing.join(", ")} is not in the schema of the base.`;
		return [finding(ID$5, {
			...at,
			status: "wait",
			message,
			next: "Merge and deploy the expand first; this then clears by itself."
		})];
	}
	const migrations = [...new Set(change.adds.flatMap((object) => makersOf(set, object)))];
	if (migrations.length === 0) return [];
	return environmentsOf(proposal).map((environment) => judgePresent(ask, at, environment, migrations, "expand"));
}
function judgePresent(ask, at, environment, migrations, what) {
	const presence = presenceIn(ask, environment, migrations, null);
	const common = {
		...at,
		environment: environment.name
	};
	if (presence.state === "present") return finding(ID$5, {
		...common,
		status: "ok",
		message: `the ${what} of ${at.change} is present in ${environment.name}.`,
		evidence: presence.evidence
	});
	const next = `Deploy it to ${environment.name}; this then clears by itself.`;
	if (presence.state === "absent") {
		const message = `${at.phase} of ${at.change} rests on its ${what}, and ${presence.paths.join(", ")} has not been deployed to ${presence.site}.`;
		return finding(ID$5, {
			...common,
			status: "wait",
			message,
			next,
			evidence: presence.evidence
		});
	}
	const message = `${at.phase} of ${at.change} rests on its ${what}, and whether that was deployed to ${environment.name} is not known: ${presence.why}.`;
	return finding(ID$5, {
		...common,
		status: statusOfUntold(presence),
		message,
		next: `Give the deployments of ${environment.name} (--evidence FILE).`
	});
}
/** What backfill and divergence ask of the contract, they ask of the step that begins to rely on the new shape. */
function restsOnData(proposal, ask, move) {
	const { change, start, phase } = move;
	return [...change.backfill === null ? [] : judgeBackfillOf(proposal, ask, change, start, phase), ...judgeDivergenceOf(proposal, ask, change, start, phase)].map((part) => ({
		...part,
		rule: ID$5
	}));
}
/** Reads can be switched back only while the code still asks the flag. */
function keepsWayBack(proposal, ask, move) {
	const step = move.change.readNew;
	if (!step?.flag || proposal.subject.kind !== "pull_request") return [];
	const answer = ask({
		ask: "mentions",
		commit: proposal.subject.head,
		files: step.code,
		terms: [{ word: step.flag }]
	});
	const at = {
		...move.start,
		change: move.change.id,
		phase: move.phase
	};
	if (answer.state !== "known") return [finding(ID$5, {
		...at,
		status: statusOfUntold({
			state: answer.state,
			why: answer.why
		}),
		message: `whether ${step.flag} is asked by ${step.code.join(", ")} could not be told: ${answer.why}.`
	})];
	if (answer.value.mentions.length > 0) return [finding(ID$5, {
		...at,
		status: "ok",
		message: `reads of ${move.change.id} can be switched back by ${step.flag}.`
	})];
	return [finding(ID$5, {
		...at,
		status: "block",
		message: `reads of ${move.change.id} move to the new shape without asking the flag ${step.flag}.`,
		why: "the flag is the way back: without it, going back means deploying under pressure.",
		next: `Gate the new reads in ${step.code.join(", ")} behind ${step.flag}, or take the flag out of the manifest.`
	})];
}
/** Once nothing writes the old column, an insert must be able to leave it out. */
function toleratesAbsence(proposal, ask, move) {
	return move.change.removes.flatMap((object) => {
		const column = columnOf(move.set, object);
		if (!column) return [];
		const at = {
			...move.start,
			change: move.change.id,
			phase: move.phase
		};
		if (column.notNull && !column.defaulted) return [finding(ID$5, {
			...at,
			status: "block",
			message: `${object} is NOT NULL and has no default: once nothing writes it, every insert fails.`,
			why: "code that stops writing a column leaves it out of its inserts.",
			next: `First merge and deploy: ALTER TABLE ${object.slice(0, object.lastIndexOf("."))} ALTER COLUMN ${object.slice(object.lastIndexOf(".") + 1)} DROP NOT NULL;`
		})];
		const relaxing = effectsOf(move.set.base).filter(({ effect }) => relaxes(effect, object));
		if (relaxing.length === 0) return [];
		const migrations = [...new Set(relaxing.map(({ migration }) => migration))];
		return environmentsOf(proposal).map((environment) => judgePresent(ask, at, environment, migrations, `relaxing of ${object}`));
	});
}
/** DROP NOT NULL or SET DEFAULT on the very column. */
function relaxes(effect, object) {
	return effect.object === object && (effect.kind === "relaxes" || /default/.test(effect.operation)) && effect.phase === "expand";
}
function columnOf(set, object) {
	const owner = Object.entries(set.catalog.tables).find(([name]) => object.startsWith(`${name}.`));
	const name = owner ? object.slice(owner[0].length + 1).replace(/^"|"$/g, "") : "";
	return owner?.[1].columns[name];
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
	const soak = typeof move.change.contract.soak === "number" ? move.change.contract.soak : 0;
	switch (move.phase) {
		case "dual_write": return restsOnExpand(proposal, ask, move);
		case "backfill": return [...restsOnExpand(proposal, ask, move), ...restsOnStep(proposal, ask, move, "dual_write", 0)];
		case "read_new": return [
			...restsOnStep(proposal, ask, move, "dual_write", 0),
			...restsOnData(proposal, ask, move),
			...keepsWayBack(proposal, ask, move)
		];
		case "stop_old": return [...restsOnStep(proposal, ask, move, "read_new", soak), ...toleratesAbsence(proposal, ask, move)];
		default: return [
			...restsOnExpand(proposal, ask, move),
			...restsOnStep(proposal, ask, withoutGoneFlag(proposal, ask, move), "read_new", 0),
			...restsOnStep(proposal, ask, move, "stop_old", 0)
		];
	}
}
function movesOf(proposal, ask) {
	const contracts = contractsIn(proposal).map((contract) => ({
		...contract,
		phase: "contract",
		start: startOf(contract)
	}));
	return proposal.changes.flatMap(({ change }) => {
		const set = proposal.sets.find(({ database }) => database.name === change.database);
		if (!set) return [];
		const carried = STEPS.map((name) => ({
			name,
			evidence: carriesStep(proposal, ask, change, name)
		}));
		const carries = carried.filter(({ evidence }) => evidence.state === "known" && evidence.value).map(({ name }) => name);
		const unknown = carried.flatMap(({ name, evidence }) => evidence.state !== "known" ? [finding(ID$5, {
			status: "error",
			change: change.id,
			phase: name,
			message: `whether this pull request carries ${name} of ${change.id} could not be told: ${evidence.why}.`
		})] : []);
		const filling = proposal.effects.find((effect) => effect.change === change.id && effect.kind === "rewrites" && effect.phase === "migrate" && !effect.fresh);
		const move = (phase, start) => ({
			change,
			set,
			phase,
			start,
			carries: carries.filter((name) => name !== phase)
		});
		return [
			...unknown,
			...carries.map((name) => move(name, NOWHERE)),
			...filling ? [move("backfill", {
				path: filling.path,
				line: filling.line,
				column: filling.column
			})] : [],
			...contracts.filter((contract) => contract.change === change).map(({ start }) => move("contract", start))
		];
	});
}
const phaseOrder = {
	id: ID$5,
	subjects: ["pull_request"],
	judge: (proposal, ask) => movesOf(proposal, ask).flatMap((found) => "set" in found ? judgeMove(proposal, ask, found) : [found])
};
// src/decide/rules/safe-rollback.ts
const ID$4 = "safe-rollback";
/** Names that code uses; removals of indexes and the like break no code by name. */
const isNamed = (object) => !/^(?:constraint|trigger|policy|index|sequence|schema|extension):/.test(object);
function removalsOf(set) {
	return effectsOf(set.base).filter(({ effect }) => (effect.kind === "removes" || effect.kind === "renames") && isNamed(effect.object)).map(({ migration, effect }) => ({
		object: effect.object,
		migration
	}));
}
/** An object that was added again, and is present, is not gone. */
function isBack(ask, set, environment, object) {
	const makers = makersOf(set, object);
	return makers.length > 0 && presenceIn(ask, environment, makers, null).state === "present";
}
function goneIn(proposal, ask, environment) {
	return proposal.sets.flatMap((set) => removalsOf(set).flatMap(({ object, migration }) => {
		const ran = mayHaveRun(ask, environment, migration);
		if (ran.state !== "known") {
			const message = `whether ${migration.path}, which removes ${object}, has run in ${environment.name} is not known: ${ran.why}.`;
			return [finding(ID$4, {
				status: statusOfUntold(ran),
				environment: environment.name,
				path: migration.path,
				line: 1,
				column: 1,
				message,
				next: `Give the deployments of ${environment.name} (--evidence FILE).`
			})];
		}
		if (ran.started === null || isBack(ask, set, environment, object)) return [];
		const change = proposal.changes.find(({ change: { removes } }) => removes.includes(object))?.change;
		const term = change && oldShape(change).find((candidate) => nameOf$2(candidate) === object);
		return [{
			object,
			migration,
			since: ran.started,
			term: term ?? {
				object,
				references: null
			}
		}];
	}));
}
/** Commits whose code succeeded here with the object already gone: what they mention too was guessed wrongly. */
function survivors(ask, environment, since) {
	const answer = ask({
		ask: "deployments",
		environment: environment.name
	});
	if (answer.state !== "known") return [];
	const after = answer.value.attempts.filter(({ created, succeeded }) => created >= since && succeeded !== null);
	return [...new Set(after.map(({ commit }) => commit))];
}
const sameMention = (a, b) => a.path === b.path && a.text.trim() === b.text.trim();
function mentionsThatFail(proposal, ask, environment, gone) {
	if (proposal.subject.kind !== "deployment") return [];
	const terms = [gone.term];
	const target = ask({
		ask: "mentions",
		commit: proposal.subject.head,
		files: null,
		terms
	});
	if (target.state !== "known") return {
		state: target.state,
		why: target.why
	};
	if (target.value.mentions.length === 0) return [];
	const harmless = survivors(ask, environment, gone.since).flatMap((commit) => {
		const answer = ask({
			ask: "mentions",
			commit,
			files: null,
			terms
		});
		return answer.state === "known" ? answer.value.mentions : [];
	});
	return target.value.mentions.filter((mention) => !harmless.some((other) => sameMention(mention, other)));
}
function judgeGone(proposal, ask, environment, gone) {
	const failing = mentionsThatFail(proposal, ask, environment, gone);
	const at = {
		environment: environment.name,
		phase: "contract"
	};
	if (!Array.isArray(failing)) return [finding(ID$4, {
		...at,
		status: statusOfUntold(failing),
		message: `whether this code needs ${gone.object}, which is gone from ${environment.name}, could not be told: ${failing.why}.`
	})];
	const [first] = failing;
	if (!first) return [];
	const places = failing.slice(0, 5).map(({ path, line }) => `${path}:${line}`).join(", ");
	return [finding(ID$4, {
		...at,
		status: "block",
		path: first.path,
		line: first.line,
		column: first.column,
		message: `this code uses ${gone.object} (${places}), which ${gone.migration.path} has removed from ${environment.name}.`,
		why: "schema does not go back when code does: these statements would fail.",
		seen: first.text.trim(),
		next: `Deploy a commit that no longer uses ${gone.object}, or fix forward. Is it no use of it? Say so with references: on the change.`
	})];
}
const safeRollback = {
	id: ID$4,
	subjects: ["deployment"],
	judge: (proposal, ask) => environmentsOf(proposal).flatMap((environment) => {
		const found = goneIn(proposal, ask, environment).flatMap((gone) => "object" in gone ? judgeGone(proposal, ask, environment, gone) : [gone]);
		const ok = finding(ID$4, {
			status: "ok",
			environment: environment.name,
			message: `this code uses nothing that is gone from ${environment.name}.`
		});
		return found.length > 0 ? found : [ok];
	})
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
function undeclared$1(proposal, set, migrations) {
	const declared = proposal.changes.filter(({ change }) => change.database === set.database.name).flatMap(({ change }) => change.adds);
	const free = (object) => !declared.some((entry) => isPartOf(object, entry) || isPartOf(entry, object));
	return migrations.map((migration) => ({
		id: changeIdOf(migration.path),
		set,
		migration,
		adds: addsOf(migration).filter(free)
	})).filter(({ adds }) => adds.length > 0);
}
/** Undeclared expands that the pull request itself carries. */
function proposedImplicitChanges(proposal) {
	return proposal.sets.flatMap((set) => undeclared$1(proposal, set, set.proposed));
}
/** Every word of the changed code, to leave out at once what it cannot mention: histories are long. */
function wordsOf$2(proposal) {
	const words = /* @__PURE__ */ new Set();
	for (const file of changedCode(proposal)) for (const word of (file.after ?? "").match(/[\p{L}\p{N}_$]+/gu) ?? []) words.add(word);
	return words;
}
function mayBeMentioned(object, words) {
	const bare = object.replace(/^[a-z]+:/, "").split(".").at(-1)?.replaceAll("\"", "") ?? "";
	return [...spellings(bare), ...tableSpellings(bare)].some((spelling) => words.has(spelling));
}
/** Undeclared expands on the base that added code depends on, with where it does. */
function dependedOnImplicitChanges(proposal) {
	const words = wordsOf$2(proposal);
	if (words.size === 0) return [];
	const candidates = proposal.sets.flatMap((set) => undeclared$1(proposal, set, set.base).flatMap((change) => change.adds.filter((object) => stillThere(set, object) && mayBeMentioned(object, words)).map((object) => ({
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
	return [...found].map(([change, of]) => ({
		change,
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
const ID$3 = "schema-before-code";
function describe$1(need) {
	return {
		status: "wait",
		change: need.change,
		phase: "migrate",
		path: need.mention.path,
		line: need.mention.line,
		column: need.mention.column,
		message: "",
		why: `code that runs before ${need.objects.join(", ")} is there would fail on its first query.`
	};
}
function notMerged(proposal, need) {
	const here = proposal.effects.some((effect) => need.objects.some((object) => addsObject(effect, object)));
	if (here && need.set.database.runs === "before-code") {
		const message = `${need.objects.join(", ")} comes in this pull request; the deployment runs its migrations before its code.`;
		return finding(ID$3, {
			...describe$1(need),
			status: "ok",
			message,
			why: ""
		});
	}
	return finding(ID$3, {
		...describe$1(need),
		message: `${need.objects.join(", ")} is used here, and its expand is not merged${here ? " but part of this pull request" : ""}.`,
		next: here ? "Move the migration into a pull request of its own; once it is merged and deployed, this clears by itself." : `Merge and deploy the migration that adds ${need.objects.join(", ")} first; this then clears by itself.`
	});
}
function judgeIn(ask, need, migrations, environment) {
	const presence = presenceIn(ask, environment, migrations, null);
	const paths = migrations.map(({ path }) => path).join(", ");
	const common = {
		...describe$1(need),
		environment: environment.name
	};
	const objects = need.objects.join(", ");
	if (presence.state === "present") {
		const message = `${objects} is present in ${environment.name}: a deployment with ${paths} succeeded there.`;
		return finding(ID$3, {
			...common,
			status: "ok",
			message,
			why: "",
			evidence: presence.evidence
		});
	}
	if (presence.state === "absent") return finding(ID$3, {
		...common,
		message: `${objects} is used here, and ${presence.paths.join(", ")} has not been deployed to ${presence.site}.`,
		next: `Deploy the base to ${presence.site}; this clears by itself when that deployment succeeds.`,
		evidence: presence.evidence
	});
	return finding(ID$3, {
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
		return [finding(ID$3, {
			...describe$1(need),
			status: "ok",
			message,
			why: ""
		})];
	}
	return environmentsOf(proposal).map((environment) => judgeIn(ask, need, migrations, environment));
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
		const objects = [...new Set(mentions.map(({ term }) => nameOf$2(terms[term])))];
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
	return dependedOnImplicitChanges(proposal).flatMap(({ change, mentions }) => {
		const [mention] = mentions;
		if (!mention) return [];
		const { id, set, adds, migration } = change;
		return [{
			change: id,
			set,
			objects: adds.slice(0, 3),
			mention,
			migrations: [migration]
		}];
	});
}
const schemaBeforeCode = {
	id: ID$3,
	subjects: ["pull_request"],
	judge(proposal, ask) {
		const unread = unreadCode(proposal).map(({ path }) => finding(ID$3, {
			status: "error",
			path,
			line: 1,
			column: 1,
			message: `${path} is too large to be read, so what it depends on is not known.`,
			next: "If it is generated or data, exclude it under code.exclude in the manifest."
		}));
		const needs = [...declaredNeeds(proposal), ...implicitNeeds(proposal)];
		return [...unread, ...needs.flatMap((need) => judgeNeed(proposal, ask, need))];
	}
};
// src/decide/rules/schema-dependents.ts
const id$3 = "schema-dependents";
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
	const users = list$1(effect.dependents.map(({ kind, object }) => `${kind} ${object.slice(object.indexOf(":") + 1)}`));
	return [finding(id$3, {
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
	id: id$3,
	subjects: ["pull_request"],
	judge(proposal) {
		const removals = proposal.effects.filter(({ kind }) => kind === "removes");
		const findings = proposal.effects.flatMap(judgeEffect$1);
		const removed = list$1([...new Set(removals.map(({ object }) => object))].slice(0, 5));
		return removals.length === 0 ? findings : orOk(id$3, proposal, findings, `Nothing else in the schema uses what goes: ${removed}.`);
	}
};
// src/decide/rules/separate-phases.ts
/** separate-phases: one pull request carries one phase of a change, so that each can be deployed, and left alone, by itself. */
const ID$2 = "separate-phases";
const filesOf = (places) => [...new Map(places.map(({ path, line }) => [path, {
	path,
	line
}])).values()];
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
	return finding(ID$2, {
		status: warned ? "warn" : "block",
		change: id,
		phase: first?.phase ?? null,
		path: at?.path ?? null,
		line: at?.line ?? null,
		column: at ? 1 : null,
		message: `this pull request carries ${parts.map(({ phase }) => phase).join(" and ")} of ${id}.`,
		why: "they deploy together, so there is no moment at which the one is there and the other can still be taken back.",
		seen: parts.map(({ phase, files }) => `${phase} in ${files.map(({ path }) => path).join(", ")}`).join("; "),
		next: `Keep ${first?.phase} here and move the rest into pull requests of their own. ${moves.join(". ")}.`
	});
}
function judgeDeclared$1(proposal, ask) {
	return proposal.changes.flatMap(({ change }) => {
		const effects = proposal.effects.filter((effect) => effect.change === change.id);
		if (effects.length === 0) return [];
		const set = proposal.sets.find(({ database }) => database.name === change.database);
		const parts = [...partsOfSchema(effects), ...partsOfCode(proposal, ask, change, effects.some(isTightening))];
		if (mayShare(parts, set?.database.runs === "before-code")) return [];
		return [blocked(proposal, change.id, parts, true)];
	});
}
function judgeImplicit(proposal) {
	return proposedImplicitChanges(proposal).flatMap((change) => {
		const { path } = change.migration;
		const ours = proposal.effects.filter((effect) => effect.change === null && effect.path === path);
		const tables = new Set(ours.filter(({ kind }) => kind === "adds").map(({ table }) => table));
		const filling = proposal.effects.filter((effect) => effect.change === null && effect.kind === "rewrites" && tables.has(effect.table));
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
	id: ID$2,
	subjects: ["pull_request"],
	judge: (proposal, ask) => [...judgeDeclared$1(proposal, ask), ...judgeImplicit(proposal)]
};
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
	const clashing = adds.filter((object) => removes.includes(object));
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
	if (after === null || !isDeclarable(object) || object === after || [...renames.values()].includes(after)) remarks.add(`${object} is renamed${effect.after === void 0 ? "" : ` to ${effect.after}`}: add both names under renames`);
	else renames.set(object, after);
}
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
const bare = (object) => object.replace(/^table:/, "");
const isCovered = (object, by) => by.some((whole) => isPartOf(bare(object), bare(whole)));
/** Without what is part of something else in the list. */
function uncovered(objects) {
	return objects.filter((object) => !isCovered(object, objects.filter((other) => other !== object)));
}
// src/decide/declare/name-change.ts
const LONGEST = 60;
function nameChange(objects, taken) {
	const { verb, names, summary } = describe(objects);
	return {
		id: free([verb, ...names.flatMap(wordsOf$1)].join("-").slice(0, LONGEST).replace(/-+$/, ""), taken),
		summary
	};
}
function describe({ adds, removes, tightens, rewrites, renames }) {
	const [from, to] = [...renames][0] ?? [];
	if (from !== void 0 && to !== void 0) return {
		verb: "rename",
		names: [from],
		summary: `Rename ${told([...renames.keys()])} to ${told([...renames.values()])}`
	};
	if (removes.length > 0 && adds.length > 0) return describeReplacement(adds, removes);
	if (removes.length > 0) return {
		verb: "drop",
		names: common(removes),
		summary: `Drop ${told(removes)}`
	};
	if (tightens.length > 0) return {
		verb: "tighten",
		names: common(tightens),
		summary: `Tighten ${told(tightens)}`
	};
	if (rewrites.length > 0) return {
		verb: "rewrite",
		names: common(rewrites),
		summary: `Rewrite ${told(rewrites)}`
	};
	return {
		verb: "add",
		names: common(adds),
		summary: `Add ${told(adds)}`
	};
}
function describeReplacement(adds, removes) {
	const names = common(removes);
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
function common(objects) {
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
// src/decide/rules/tighten-after-writers.ts
const ID$1 = "tighten-after-writers";
function undeclared(proposal, effect) {
	const byHead = effect.change !== null;
	const without = proposal.manifest === null;
	return finding(ID$1, {
		status: "block",
		...placed(effect),
		change: effect.change,
		phase: "tighten",
		message: byHead ? `${effect.object} is tightened, and only this pull request itself declares that.` : `${effect.object} is tightened, and no change declares that.`,
		why: effect.why || `code that is live now may still write what ${effect.object} would refuse.`,
		next: without ? "Write a manifest (lanekeeper init), and declare the change with tightens and writers." : `Declare it on the base first, with the code that writes it under writers:\n\n${declareChange([effect], {})}`
	});
}
/** Writers are live where every live commit holds their files as they are on the base. */
function judgeWriters(proposal, ask, contract, environment) {
	const { subject } = proposal;
	const { writers, id } = contract.change;
	const soak = typeof contract.change.contract.soak === "number" ? contract.change.contract.soak : 0;
	if (writers === null || subject.kind !== "pull_request") return [];
	const filesAt = (commit) => ask({
		ask: "mentions",
		commit,
		files: writers,
		terms: []
	});
	const base = filesAt(subject.base);
	const at = {
		...startOf(contract),
		change: id,
		phase: "tighten",
		environment: environment.name
	};
	if (base.state !== "known") return [finding(ID$1, {
		...at,
		status: base.state === "failed" ? "error" : "wait",
		message: `the writers of ${id} on the base could not be read: ${base.why}.`
	})];
	if (base.value.files.length === 0) return [finding(ID$1, {
		...at,
		status: "block",
		message: `no file on the base matches the writers of ${id} (${writers.join(", ")}).`,
		why: "a pattern that matches nothing proves nothing.",
		next: `Mend writers: on ${id} in the manifest.`
	})];
	const same = (commit) => mapEvidence(filesAt(commit), ({ files }) => {
		const held = new Map(files.map(({ path, blob }) => [path, blob]));
		return base.value.files.every(({ path, blob }) => held.get(path) === blob);
	});
	const holding = holdingIn(ask, environment, same, proposal.now - soak, proposal.now);
	return [judgeHeldFor(ID$1, at, holding, soak, `code that keeps the new rule of ${contract.objects.join(", ")} is live`, proposal.now)];
}
function judgeRows(contract) {
	return contract.effects.map((effect) => finding(ID$1, {
		...placed(effect),
		status: "ok",
		change: contract.change.id,
		phase: "tighten",
		message: effect.rows === "new-rows" ? `${effect.object} binds new rows only; the rows that are there are checked by VALIDATE CONSTRAINT later.` : effect.rows === "validated" ? `the rows that are there are proved to satisfy ${effect.object} by a valid constraint.` : `the statement itself checks the rows that are there, and fails without harm where one does not satisfy ${effect.object}.`
	}));
}
function judgeDeclared(proposal, ask, contract) {
	const { change } = contract;
	if (change.writers === null) return [finding(ID$1, {
		...startOf(contract),
		status: "block",
		change: change.id,
		phase: "tighten",
		message: `${change.id} tightens ${contract.objects.join(", ")}, and does not say which code writes it.`,
		why: "whether every old writer is gone can be proved only of files that are named.",
		next: `Name them on the base: writers: { code: [src/…] } on ${change.id}.`
	})];
	return [...environmentsOf(proposal).flatMap((environment) => judgeWriters(proposal, ask, contract, environment)), ...judgeRows(contract)];
}
const tightenAfterWriters = {
	id: ID$1,
	subjects: ["pull_request"],
	judge(proposal, ask) {
		const declared = new Set(proposal.changes.filter(({ declaredBy }) => declaredBy === "base").map(({ change }) => change.id));
		return [...proposal.effects.filter((effect) => isTightening(effect) && (effect.change === null || !declared.has(effect.change))).map((effect) => undeclared(proposal, effect)), ...tighteningsIn(proposal).flatMap((contract) => judgeDeclared(proposal, ask, contract))];
	}
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
const id$2 = "transaction-scope";
const named = (locks) => list$1(locks.map(({ mode, object }) => `${mode} on ${object}`));
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
	return [finding(id$2, {
		...placed(at.statement),
		status: work.some((table) => sizeOf(at.set, table).large) ? "block" : "warn",
		change,
		message: `${inShort(at.statement.text)} would run while ${named(behind)} is held (line ${strongest.by.statement.line}): ${whatWaits(strongest.mode)} of ${strongest.object} wait until it ends.`,
		why: "A lock is held until its transaction ends, so quick schema changes stay in the way for as long as the slow statement after them takes.",
		seen: [...new Set(work)].map((table) => tellSize(at.set, table)).join("; "),
		next: `Let the transaction end before it: move line ${at.statement.line} to a migration of its own${at.statement.rows.length > 0 ? ", in batches" : ""}.`
	})];
}
const isAllowed = ({ statement }) => statement.allows.some(({ rules }) => rules.includes(id$2));
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
		return finding(id$2, {
			...placed(at.statement),
			status: "warn",
			message: `${inShort(at.statement.text)} would wait for ${named(other ? [other] : [])} while ${named(held)} is held.`,
			why: `While it waits for ${other?.object}, whoever uses ${list$1(held.map(({ object }) => object))} waits too; a session that takes both the other way round may deadlock with it.`,
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
	return upToFirst(ddl).map(({ at, taken }) => finding(id$2, {
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
const ALONE$2 = "Put it in a migration of its own, with no other statement in the file";
/** Sources: each framework's own documentation; where the file still goes as one string, it must hold one statement. */
const HOW = {
	goose: "Put it in a migration of its own whose first line is `-- +goose NO TRANSACTION`.",
	dbmate: `${ALONE$2} but the marker \`-- migrate:up transaction:false\`.`,
	"sql-migrate": "Put it in a migration of its own that begins with `-- +migrate Up notransaction`.",
	sqlx: `${ALONE$2}, whose first line is \`-- no-transaction\`.`,
	atlas: "Put it in a migration of its own that begins with `-- atlas:txmode none` and an empty line.",
	diesel: `${ALONE$2}, and a \`metadata.toml\` beside it that says \`run_in_transaction = false\`.`,
	flyway: `${ALONE$2}: Flyway then opens no transaction. \`executeInTransaction=false\` in a file of its name and \`.conf\` says so, too.`,
	supabase: `${ALONE$2}: the CLI runs it outside of its batch from 2.109 on.`,
	drizzle: "drizzle's migrator runs all pending files in one transaction: run this statement by hand before, and leave it out of the file."
};
/** What to do so that a statement runs outside of a transaction, as a sentence to follow. */
function leaveTransaction(framework, by) {
	if (by === "written") return "Put it in a migration of its own, without BEGIN and COMMIT.";
	return HOW[framework] ?? `${ALONE$2}.`;
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
	const values = list$1(statement.uncommittedEnumValues);
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
			...judgeHiddenIndex(at)
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
function tellUnknown(effect) {
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
	deployOrder,
	safeRollback
];
// src/decide/decide.ts
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
/** A pass without a finding would be one without a reason. */
function sayWhy(proposal, findings) {
	if (findings.length > 0) return [...findings];
	const at = proposal.manifest?.path ?? null;
	const message = proposal.effects.length > 0 ? `${proposal.effects.length} effects on the schema were judged; old and new code both work with each.` : "no migration changes, and no added line uses an object that an open change adds or removes.";
	return [finding("separate-phases", {
		status: "ok",
		path: at,
		line: at === null ? null : 1,
		column: at === null ? null : 1,
		message
	})];
}
function verdictOn(proposal, ask) {
	const exempted = applyExemptions(proposal, judgeAll(proposal, ask));
	const findings = sayWhy(proposal, applySettings$1(proposal.manifest, exempted.findings)).sort((a, b) => rankOf(b.status) - rankOf(a.status));
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
/** Pure: a decision on what was read and answered, and the questions that are still open. It counts only when none is. */
function decide(reading, answers) {
	const proposal = propose(reading);
	const { ask, unanswered } = askFrom(answers);
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
			horizon: [],
			evidence: {},
			notes: notesOn(proposal)
		},
		unanswered
	};
}
/** Where every change (or one) stands, judged by nobody. */
function standing(reading, answers, only) {
	const proposal = propose(reading);
	const { ask, unanswered } = askFrom(answers);
	const changes = proposal.changes.map(({ change }) => change).filter(({ id }) => only === null || id === only);
	return {
		decision: {
			now: reading.now,
			subject: reading.subject,
			verdict: {
				word: "pass",
				findings: [],
				exemptions: [],
				override: null,
				wouldBe: null
			},
			effects: [],
			lanes: changes.map((change) => laneOf(proposal, ask, change)),
			plans: changes.flatMap((change) => planBackfill(change) ?? []),
			horizon: [],
			evidence: {},
			notes: notesOn(proposal)
		},
		unanswered
	};
}
// src/frameworks/paths.ts
/** Parts of repository paths. */
function nameOf$1(path) {
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
	return compareText(nameOf$1(a.path), nameOf$1(b.path)) || compareText(a.path, b.path);
}
function byPath$1(a, b) {
	return compareText(a.path, b.path);
}
/** By the version's value, then by name. */
function byNumber(a, b) {
	return compareNumbers(a.version ?? "", b.version ?? "") || byName(a, b);
}
/** The files whose name matches, each with the version as written, which the pattern's first group holds. */
function listMatching(paths, pattern) {
	return paths.flatMap((path) => {
		const version = pattern.exec(nameOf$1(path))?.[1];
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
			const match = pattern.exec(nameOf$1(path));
			return match ? [{
				path,
				version: versionOf(path, match[1] ?? nameOf$1(path)),
				repeatable: false
			}] : [];
		}).sort(byPath$1),
		up: (path, text) => unreadText(path, text, `${name} migrations`)
	};
}
// src/frameworks/alembic.ts
const alembic = unreadFramework("alembic", /^(?!__init__)(\w+)\.py$/, (folder, repository) => {
	const scripts = folder.paths.filter((path) => /(?:^|\/)versions\//.test(path) && path.endsWith(".py"));
	if (scripts.length === 0) return 0;
	const isMark = (path) => nameOf$1(path) === "script.py.mako" || nameOf$1(path) === "alembic.ini";
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
		const name = nameOf$1(path);
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
	recognises: (folder) => folder.paths.some((path) => nameOf$1(path) === "atlas.sum") ? 95 : 0,
	list(paths) {
		const isDown = downFiles(paths);
		return paths.filter((path) => path.endsWith(".sql") && !isDown(path)).map((path) => ({
			path,
			version: nameOf$1(path).replace(/\.sql$/, "").replace(/_.*$/, ""),
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
const SPACE$1 = /[ \t\r\v\f\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/;
/** What Go's TrimSpace takes off, and no more: a marker that the runner does not see must not be one here. */
function trimSpace(text) {
	let start = 0;
	let end = text.length;
	while (start < end && SPACE$1.test(text[start] ?? "")) start += 1;
	while (end > start && SPACE$1.test(text[end - 1] ?? "")) end -= 1;
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
	return (nameOf$1(folderOf(path)).split("_")[0] ?? "").replaceAll("-", "");
}
const metadataOf = (path) => `${folderOf(path)}/metadata.toml`;
function compare$2(a, b) {
	const [left, right] = [a.version ?? "", b.version ?? ""];
	return left < right ? -1 : left > right ? 1 : byPath$1(a, b);
}
/**
* A transaction for each folder, unless its metadata.toml says `run_in_transaction = false`; even then the file is
* one string (diesel-rs/diesel#4552).
*/
const diesel = {
	name: "diesel",
	recognises: (folder) => folder.paths.some((path) => /[^/]\/up\.sql$/.test(path)) ? 90 : 0,
	list: (paths) => paths.filter((path) => nameOf$1(path) === "up.sql" && !nameOf$1(folderOf(path)).startsWith(".")).map((path) => ({
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
const django = unreadFramework("django", MIGRATION$2, (folder) => folder.paths.some((path) => /(?:^|\/)migrations\//.test(path) && MIGRATION$2.test(nameOf$1(path))) ? 95 : 0, (path, found) => `${nameOf$1(folderOf(folderOf(path)))}/${found}`);
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
	const name = nameOf$1(path) === "migration.sql" ? nameOf$1(folderOf(path)) : nameOf$1(path).replace(/\.sql$/, "");
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
		return folder.paths.some((path) => nameOf$1(path) === "migration.sql" && names.has(`${folderOf(path)}/snapshot.json`)) ? 98 : 0;
	},
	list(paths, tree) {
		const places = placesOf(tree);
		const placeOf = (file) => places.get(file.path) ?? Number.MAX_SAFE_INTEGER;
		return paths.filter((path) => path.endsWith(".sql") && !path.includes("/meta/")).map((path) => ({
			path,
			version: versionOf$2(path),
			repeatable: false
		})).sort((a, b) => placeOf(a) - placeOf(b) || byPath$1(a, b));
	},
	up: (path, text) => ({
		path,
		up: keepLines(text, (line) => !/^\s*--> statement-breakpoint\s*$/.test(line.text)),
		transaction: "runner"
	})
};
// src/frameworks/ecto.ts
const MIGRATION$1 = /^(\d+)_\w+\.exs$/;
const ecto = unreadFramework("ecto", MIGRATION$1, (folder) => folder.paths.some((path) => MIGRATION$1.test(nameOf$1(path))) ? 95 : 0);
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
	if (STEP_FOLDER.has(nameOf$1(path))) return folderOf(folder) || null;
	const segments = folder.split("/");
	const last = segments.findLastIndex((segment) => FOLDER.test(segment));
	if (last >= 0) return segments.slice(0, last + 1).join("/");
	const versions = segments.lastIndexOf("versions");
	if (versions >= 0 && path.endsWith(".py")) return segments.slice(0, versions + 1).join("/");
	return TELLING.test(nameOf$1(path)) && folder !== "" ? folder : null;
}
/** `migrations/postgres` and `migrations/mysql` are two databases; `migrations/2025` and `/2026` are one. */
function splitFolder({ migrations, paths }) {
	const within = paths.map((path) => path.slice(migrations.length + 1));
	const names = new Set(within.map((path) => path.split("/")[0] ?? ""));
	if (!(within.every((path) => /^[^/]+\/[^/]+$/.test(path)) && names.size > 1 && within.every((path) => !STEP_FOLDER.has(nameOf$1(path))) && [...names].every((name) => !/^v?\d/.test(name) && !/^(?:up|down)$/i.test(name)))) return [{
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
	const late = (file) => REPEATABLE.test(nameOf$1(file.path)) ? 0 : 1;
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
	recognises: (folder) => folder.paths.some((path) => /^[VR]\d*[\d._]*__.*\.sql$/.test(nameOf$1(path))) ? 90 : 0,
	list: (paths) => paths.filter((path) => isMigration(nameOf$1(path))).map((path) => {
		const version = versionOf$1(nameOf$1(path));
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
	recognises: (folder) => folder.paths.some((path) => UP.test(nameOf$1(path))) ? 80 : 0,
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
		return folder.paths.filter((path) => SCRIPT.test(nameOf$1(path))).some((path) => word.test(folder.text(path) ?? "")) ? 90 : 0;
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
	const named = (path) => /changelog.*\.(?:xml|ya?ml)$/i.test(nameOf$1(path));
	return folder.paths.some(named) ? 60 : 0;
});
// src/frameworks/prisma.ts
/** `migrations/<timestamp>_<name>/migration.sql`, in the order of the folders' names, each sent as one string. */
const prisma = {
	name: "prisma",
	recognises(folder, repository) {
		const isMigration = (path) => /[^/]\/migration\.sql$/.test(path);
		if (!folder.paths.some(isMigration)) return 0;
		return [...folder.paths, ...repository.paths].some((path) => nameOf$1(path) === "migration_lock.toml") ? 96 : 70;
	},
	list: (paths) => paths.filter((path) => nameOf$1(path) === "migration.sql").map((path) => ({
		path,
		version: nameOf$1(folderOf(path)),
		repeatable: false
	})).sort(byPath$1),
	up: (path, text) => ({
		path,
		up: text,
		transaction: "implicit"
	})
};
// src/frameworks/rails.ts
const MIGRATION = /^(\d+)_\w+\.rb$/;
const rails = unreadFramework("rails", MIGRATION, (folder) => folder.paths.some((path) => /(?:^|\/)(?:post_)?migrate\//.test(path) && MIGRATION.test(nameOf$1(path))) ? 95 : 0);
// src/frameworks/sequelize.ts
const sequelize = scriptFramework("sequelize", /\b(?:queryInterface|QueryInterface|sequelize)\b/);
// src/frameworks/sql.ts
/** Copies of the whole schema and first rows: they lie beside migrations and are no steps. */
const NO_STEP = /^(?:schema|structure|seeds?|dump|baseline)\.sql$/i;
const SEEDS = /(?:^|\/)seeds?\//i;
/** Leading digits, or the name where there are none; within its subfolder, for years often start again at 001. */
function versionOf(path, within) {
	const name = nameOf$1(path);
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
		const chosen = paths.filter((path) => /\.sql$/i.test(path) && !isDown(path) && !NO_STEP.test(nameOf$1(path)) && !SEEDS.test(seen(path)));
		const within = withinCommon(chosen);
		return chosen.map((path) => ({
			path,
			version: versionOf(path, within(path)),
			repeatable: false
		})).sort(byPath$1);
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
	const [left, right] = [a, b].map((file) => /^\d+/.exec(nameOf$1(file.path))?.[0] ?? null);
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
		version: nameOf$1(path),
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
const usesSqlx = (repository) => repository.paths.some((path) => nameOf$1(path) === "Cargo.toml" && /^\s*(?:sqlx\b|\[.*\bsqlx\b)/m.test(repository.text(path) ?? ""));
/** A transaction for each file; without one (the file's first bytes say so) it is still sent as one string. */
const sqlx = {
	name: "sqlx",
	recognises: (folder, repository) => folder.paths.some((path) => FORWARDS.test(nameOf$1(path))) && usesSqlx(repository) ? 85 : 0,
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
			policies: copyRecord(table.policies, (policy) => ({ ...policy }))
		})),
		indexes: copyRecord(catalog.indexes, (index) => ({ ...index })),
		views: copyRecord(catalog.views, (view) => ({ ...view })),
		types: copyRecord(catalog.types, (type) => ({ ...type })),
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
	else if (typeof value === "object" && value !== null) for (const [key, inner] of Object.entries(value)) {
		if (typeof inner !== "object" || inner === null) continue;
		if (visit(key, inner)) walk(inner, visit);
	}
}
// src/sql/postgresql/identify.ts
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
/** Where an unqualified object is made. */
function creationSchema(session) {
	return session.searchPath.find((schema) => schema !== "$user" && schema !== "pg_catalog") ?? session.defaultSchema;
}
/** The canonical name of an object of that kind, looked up by the search path where no schema is written. */
function nameOf(session, kind, path) {
	const name = path.at(-1) ?? "";
	const schema = path.at(-2);
	if (schema !== void 0) return nameIn$1(session, kind, schema, name);
	const home = homes[kind];
	if (home) for (const candidate of session.searchPath) {
		const found = nameIn$1(session, kind, candidate, name);
		if (lookup(session.catalog[home], found) !== void 0) return found;
	}
	return nameIn$1(session, kind, creationSchema(session), name);
}
/** The relation that a statement names; one that nobody knows is taken for a table (or what else is expected). */
function findRelation(session, range, expected = "table") {
	const name = range?.relname ?? "";
	const schemas = range?.schemaname ? [range.schemaname] : session.searchPath;
	for (const schema of schemas) for (const [kind, home] of RELATIONS) {
		const found = nameIn$1(session, kind, schema, name);
		if (lookup(session.catalog[home], found) !== void 0) return {
			kind,
			name: found
		};
	}
	return {
		kind: expected,
		name: nameIn$1(session, expected, schemas[0] ?? creationSchema(session), name)
	};
}
/** The canonical name of the table that is meant. */
function tableOf(session, range) {
	const found = findRelation(session, range);
	return found.kind === "index" ? nameFromPath(session, "table", rangePath(range)) : found.name;
}
/** The name under which a relation will be made. */
function newRelation(session, kind, range) {
	return nameIn$1(session, kind, range?.schemaname ?? creationSchema(session), range?.relname ?? "");
}
const rangePath = (range) => range?.schemaname ? [range.schemaname, range.relname ?? ""] : [range?.relname ?? ""];
const nameFromPath = (session, kind, path) => nameIn$1(session, kind, path.length > 1 ? path[0] ?? "" : creationSchema(session), path.at(-1) ?? "");
/** The name under which an object that is not a relation will be made. */
function newName(session, kind, path) {
	return nameIn$1(session, kind, path.at(-2) ?? creationSchema(session), path.at(-1) ?? "");
}
/** A canonical name taken apart: its schema and its own identifier. */
function partsOf(session, name) {
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
const proveNotNull = (w) => [
	`ALTER TABLE ${w.table} ADD CONSTRAINT ${w.constraint} CHECK (${w.column} IS NOT NULL) NOT VALID;`,
	`-- in a later migration, so that the lock of the first is gone:`,
	`ALTER TABLE ${w.table} VALIDATE CONSTRAINT ${w.constraint};`,
	`ALTER TABLE ${w.table} ALTER COLUMN ${w.column} SET NOT NULL;`,
	`ALTER TABLE ${w.table} DROP CONSTRAINT ${w.constraint};`
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
		instead: (w) => [
			`ALTER TABLE ${w.table} ADD COLUMN ${w.column} ${w.type};`,
			`ALTER TABLE ${w.table} ALTER COLUMN ${w.column} SET DEFAULT ${w.definition};`,
			`-- then fill the old rows in batches, in a migration of their own`
		]
	},
	"add-column-volatile-default": {
		kind: "adds",
		phase: "expand",
		load: "rewrite",
		lock: "ACCESS EXCLUSIVE",
		source: "measured",
		why: (w) => rewriteWhy(w, `the default ${w.definition} of ${w.object} gives another value for each row`),
		instead: (w) => [
			`ALTER TABLE ${w.table} ADD COLUMN ${w.column} ${w.type};`,
			`ALTER TABLE ${w.table} ALTER COLUMN ${w.column} SET DEFAULT ${w.definition};`,
			`-- then fill the old rows in batches, in a migration of their own`
		]
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
		instead: (w) => [
			`-- the domain's base type, and the rule as a check that looks at new rows only`,
			`ALTER TABLE ${w.table} ADD COLUMN ${w.column} ${w.definition};`,
			`ALTER TABLE ${w.table} ADD CONSTRAINT ${w.constraint} CHECK (…) NOT VALID;`
		]
	},
	"add-column-not-null": {
		kind: "adds",
		phase: "in-place",
		load: "scan",
		lock: "ACCESS EXCLUSIVE",
		source: "measured: fails where the table has a row",
		why: (w) => `${w.object} would be NOT NULL without a default: the statement fails as soon as ${w.table} has a row, and code that does not know the column could no longer insert.`,
		instead: (w) => [
			...backfillSteps(w),
			`-- once every writer fills it:`,
			...proveNotNull(w)
		]
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
		otherLock: "ACCESS EXCLUSIVE",
		source: "sql-altertable"
	},
	"enforce-constraint": {
		kind: "constrains",
		phase: "tighten",
		load: "scan",
		lock: "ACCESS EXCLUSIVE",
		otherLock: "ACCESS EXCLUSIVE",
		rows: "scan",
		source: "sql-altertable, from PostgreSQL 18",
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
		instead: (w) => [`REFRESH MATERIALIZED VIEW CONCURRENTLY ${w.name};`]
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
		load: "rewrite",
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
const concurrently = (w, unique) => [
	`-- outside of any transaction:`,
	`CREATE ${unique}INDEX CONCURRENTLY ${w.constraint} ON ${w.table}${w.definition};`,
	`-- should it fail, drop the INVALID index that it leaves (DROP INDEX CONCURRENTLY ${w.name}) before it is tried again`
];
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
		load: "rewrite",
		lock: "SHARE",
		otherLock: "ACCESS EXCLUSIVE",
		source: "measured: SHARE on the table, ACCESS EXCLUSIVE on the index",
		why: (w) => `Writes to ${w.table}, and reads through the index, wait until it is built anew.`,
		instead: (w) => [`-- outside of any transaction, from PostgreSQL 12:`, `REINDEX ${w.definition} CONCURRENTLY ${w.name};`]
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
const usingIndex = (w, word) => [
	`-- outside of any transaction:`,
	`CREATE UNIQUE INDEX CONCURRENTLY ${w.constraint} ON ${w.table} (${w.columns});`,
	`ALTER TABLE ${w.table} ADD CONSTRAINT ${w.constraint} ${word} USING INDEX ${w.constraint};`
];
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
const newColumn$1 = (w, type) => [
	`-- expand: a new column beside it, written by the code together with the old one`,
	`ALTER TABLE ${w.table} ADD COLUMN ${type};`,
	`-- migrate: fill the old rows in batches, then read the new column`,
	`-- contract, once nothing uses ${w.object} any more:`,
	`ALTER TABLE ${w.table} DROP COLUMN ${w.column};`
];
const retypeSteps = (w) => newColumn$1(w, `${w.constraint} ${w.after}`);
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
const checkFirst = (w) => [
	`-- first prove the bounds by a check, validated while ${w.table} is in use; then ATTACH reads nothing:`,
	`ALTER TABLE ${w.name} ADD CONSTRAINT ${w.constraint} CHECK (…) NOT VALID;`,
	`ALTER TABLE ${w.name} VALIDATE CONSTRAINT ${w.constraint};`
];
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
		instead: (w) => [
			`CREATE TABLE ${w.name} (LIKE ${w.referenced} INCLUDING ALL);`,
			`-- a validated check on ${w.definition} that excludes the new bounds lets this read nothing:`,
			`ALTER TABLE ${w.referenced} ATTACH PARTITION ${w.name} FOR VALUES …;`
		]
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
		lock: "ACCESS EXCLUSIVE",
		otherLock: "ACCESS EXCLUSIVE",
		source: "measured",
		why: (w) => `Rows of ${w.object} are no longer found through ${w.referenced}.`,
		instead: (w) => [`-- from PostgreSQL 14, outside of any transaction:`, `ALTER TABLE ${w.referenced} DETACH PARTITION ${w.name} CONCURRENTLY;`]
	},
	"detach-partition-concurrently": {
		kind: "alters",
		phase: "neutral",
		load: "instant",
		lock: "SHARE UPDATE EXCLUSIVE",
		otherLock: "SHARE UPDATE EXCLUSIVE",
		source: "sql-altertable, from PostgreSQL 14"
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
		instead: (w) => [
			`ALTER DOMAIN ${w.name} ADD CONSTRAINT ${w.constraint} CHECK (${w.definition}) NOT VALID;`,
			`-- in a later migration:`,
			`ALTER DOMAIN ${w.name} VALIDATE CONSTRAINT ${w.constraint};`
		]
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
	"alter-sequence": {
		kind: "alters",
		phase: "neutral",
		load: "instant",
		lock: "SHARE ROW EXCLUSIVE",
		source: "measured"
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
function isFresh(session, object, table) {
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
function wordsOf(target) {
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
		...target.words
	};
}
/** Adds an effect by its row. A row whose load is harmless on this version keeps its words to itself. */
function addEffect(session, out, id, target) {
	const row = operations[id];
	const load = valueFor(row.load, session.version);
	const silent = row.why === void 0 || typeof row.load !== "string" && load === "instant" && row.phase === "expand";
	const words = silent && row.instead === void 0 ? void 0 : wordsOf(target);
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
	bpchar: "character",
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
function noteColumns(session, table, named) {
	const entry = lookup(session.catalog.tables, table);
	if (!entry || entry.partial) named.anyType = true;
	for (const { type } of Object.values(entry?.columns ?? {})) named.types.add(type.replace(/\[\]$/, ""));
}
/** Literals of a statement, and the types that they may be of: those that it names, and those of its tables' columns. */
function readNames(node, session) {
	const named = {
		literals: /* @__PURE__ */ new Set(),
		types: /* @__PURE__ */ new Set(),
		anyType: false
	};
	walk(node, (kind, inner) => {
		const part = inner;
		if (kind === "A_Const" && part.sval) named.literals.add(part.sval.sval ?? "");
		if (kind === "typeName") named.types.add(typeText(part, session).replace(/\[\]$/, ""));
		if (part.relname !== void 0) noteColumns(session, findRelation(session, part).name, named);
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
/** Tables that the table's foreign keys point to, and, with `incoming`, those whose keys point to it; never itself. */
function linkedTables(session, table, incoming, column) {
	const linked = /* @__PURE__ */ new Set();
	const own = lookup(session.catalog.tables, table);
	for (const constraint of Object.values(own?.constraints ?? {})) {
		const concerns = column === void 0 || constraint.columns.includes(column);
		if (constraint.references && concerns) linked.add(constraint.references.table);
	}
	if (incoming) for (const [name, other] of Object.entries(session.catalog.tables)) for (const { references } of Object.values(other.constraints)) {
		if (references?.table !== table) continue;
		if (column === void 0 || references.columns.includes(column)) linked.add(name);
	}
	linked.delete(table);
	return [...linked];
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
/** Constants, operators, casts, `now()` and `current_user` give one value; `random()` and unknown functions do not. */
function isVolatile(node, session) {
	return functionsCalled(node).some((path) => !isSteadyFunction(session, path));
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
	OBJECT_DOMAIN: "type"
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
		addEffect(session, out, "alter-object", {
			object: path.map(quoteIdentifier).join("."),
			objectKind: "other",
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
// src/sql/postgresql/generated-names.ts
/** Names are cut at this many bytes. */
const LIMIT = 63;
const encoder = new TextEncoder();
function cutBytes(text, bytes) {
	if (text.length * 3 <= bytes) return text;
	let cut = text;
	while (encoder.encode(cut).length > bytes) cut = cut.slice(0, -1);
	return cut;
}
/** `first_second_label`, where the longer of the first two gives way when the whole would be too long. */
function composeName(first, second, label) {
	const overhead = label.length + 1 + (second === "" ? 0 : 1);
	let firstBytes = encoder.encode(first).length;
	let secondBytes = encoder.encode(second).length;
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
/** The name of a constraint without an index (`check`, `fkey`, `not_null`). */
function constraintName(session, table, columns, label) {
	const taken = lookup(session.catalog.tables, table)?.constraints ?? {};
	return freeName(partsOf(session, table).own, columns.join("_"), label, (name) => lookup(taken, name) !== void 0);
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
	const uses = functionsCalled(expression).flatMap((path) => userFunction(session, path) ?? []);
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
	return isNull(expression) ? void 0 : expression;
}
/** `NULL`, with or without casts: no default at all. */
function isNull(expression) {
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
/** Reads a column's definition. */
function readColumn(session, definition) {
	const constraints = all(definition.constraints, "Constraint");
	const has = (type) => constraints.find(({ contype }) => contype === type);
	const generation = has("CONSTR_GENERATED");
	const numbered = isSerial(definition.typeName) ? "serial" : has("CONSTR_IDENTITY") ? "identity" : null;
	const expression = defaultOf(constraints);
	const uses = defaultUses(session, expression);
	const entry = newColumn(session, typeText(definition.typeName, session), {
		notNull: isNotNull(constraints, numbered),
		defaulted: expression !== void 0 || numbered !== null || generation !== void 0,
		generatedFrom: generation ? columnsIn(generation.raw_expr) : [],
		...uses.length > 0 && { defaultUses: uses }
	});
	return {
		name: definition.colname ?? "",
		entry,
		default: expression,
		numbered,
		generated: generatedAs(generation, session.version),
		constraints: constraints.filter(({ contype }) => CARRIED.has(contype ?? ""))
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
// src/sql/postgresql/define-constraint.ts
const KINDS = {
	CONSTR_CHECK: "check",
	CONSTR_PRIMARY: "primary",
	CONSTR_UNIQUE: "unique",
	CONSTR_FOREIGN: "foreign",
	CONSTR_EXCLUSION: "exclude",
	CONSTR_NOTNULL: "not-null"
};
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
	const logic = as(expression, "BoolExpr");
	if (logic?.boolop === "AND_EXPR") return (logic.args ?? []).flatMap(provenNotNull);
	const test = as(expression, "NullTest");
	const column = strings(as(test?.arg, "ColumnRef")?.fields).at(-1);
	return test?.nulltesttype === "IS_NOT_NULL" && column !== void 0 ? [column] : [];
}
/** Elements of an exclusion are pairs of an index column and an operator. */
function excludedElements(constraint) {
	return (constraint.exclusions ?? []).flatMap((pair) => as(pair, "List")?.items?.[0] ?? []);
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
/** Reads a constraint on a table; `column` is the one whose definition carries it. Null: it is no constraint to keep. */
function readConstraint(session, table, constraint, column) {
	const kind = KINDS[constraint.contype ?? ""];
	if (!kind) return null;
	const usingIndex = constraint.indexname ?? null;
	const indexed = usingIndex === null ? void 0 : lookup(session.catalog.indexes, indexOf(session, table, usingIndex));
	const validated = !constraint.skip_validation && constraint.is_enforced !== false;
	const entry = {
		kind,
		columns: indexed?.columns ?? columnsOf(constraint, column),
		provesNotNull: [],
		validated,
		references: referencesOf(session, constraint)
	};
	if (kind === "check") entry.provesNotNull = provenNotNull(constraint.raw_expr);
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
	if (Object.values(constraints).some(({ kind, columns }) => kind === "not-null" && columns[0] === column)) return;
	store(constraints, name ?? constraintName(session, table, [column], "not_null"), {
		kind: "not-null",
		columns: [column],
		provesNotNull: [column],
		validated: true,
		references: null
	});
}
/** Puts a constraint into the catalog, with its index, and with what it says of its columns. */
function applyConstraint(session, table, constraint) {
	const { kind, columns, validated } = constraint.entry;
	if (kind === "not-null" && validated) {
		for (const column of columns) applyNotNull(session, table, column, constraint.name);
		return;
	}
	store(ensureTable(session, table).constraints, constraint.name, constraint.entry);
	if (INDEXED.has(kind)) applyIndex(session, table, constraint);
	if (kind === "primary") for (const column of columns) applyNotNull(session, table, column);
}
// src/sql/postgresql/show-expression.ts
const UNREADABLE = "…";
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
		default: return UNREADABLE;
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
	if (!cast || cast.typeName?.typmods || cast.typeName?.arrayBounds) return UNREADABLE;
	return `${show(cast.arg)}::${names.filter((name) => name !== "pg_catalog").map(quoteIdentifier).join(".")}`;
}
function showConstant(node) {
	const text = constantOf(node) ?? "";
	return as(node, "A_Const")?.sval ? quote(text) : text.toUpperCase();
}
function show(node) {
	if (!node) return UNREADABLE;
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
	const value = as(node, "SQLValueFunction");
	if (value) return KEYWORD_VALUES[value.op ?? ""] ?? UNREADABLE;
	return showCall(node);
}
function showCall(node) {
	const call = as(node, "FuncCall");
	if (!call || call.agg_star || call.over || call.agg_filter) return UNREADABLE;
	const path = strings(call.funcname);
	return `${(path[0] === "pg_catalog" && STEADY_FUNCTIONS.has(path[1] ?? "") ? path.slice(1) : path).map(quoteIdentifier).join(".")}(${(call.args ?? []).map(show).join(", ")})`;
}
/** At most about a line; `…` stands for what is longer or cannot be told. */
function showExpression(node) {
	const text = show(node);
	return text.includes(UNREADABLE) || text.length > 200 ? UNREADABLE : text;
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
	if (column.default === void 0) return "add-column";
	return isVolatile(column.default, session) ? "add-column-volatile-default" : "add-column-default";
}
/** Names for advice: a free-standing name for a check, and a type that can be written. */
function wordsFor(at, column) {
	const { own } = partsOf(at.session, at.table);
	const { type } = column.entry;
	const domain = lookup(at.session.catalog.types, userTypeOf(type, at.session) ?? "");
	return {
		type,
		constraint: quoteIdentifier(composeName(own, column.name, "not_null")),
		definition: domain?.base ?? showExpression(column.default)
	};
}
function rowForConstraint(column, { entry }) {
	const { kind, columns } = entry;
	if (kind === "foreign") return column.default ? "add-column-references-default" : "add-column-references";
	if (kind === "primary") return "add-primary-key";
	if (kind === "unique") return "add-unique";
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
			...references && { referenced: sqlName(references.table) }
		};
		const target = constraintTarget(at, read.name, columns, words);
		const others = references && references.table !== at.table ? [references.table] : [];
		addEffect(at.session, at.out, rowForConstraint(column, read), {
			...target,
			others,
			locks: heirLocks(at, "ACCESS EXCLUSIVE")
		});
		applyConstraint(at.session, at.table, read);
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
			locks: []
		});
		return;
	}
	addEffect(at.session, at.out, rowFor$2(at, column), target);
	for (const table of [at.table, ...at.heirs]) {
		applyColumn(at.session, table, column);
		if (column.entry.notNull) applyNotNull(at.session, table, column.name);
	}
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
const attribute = onTable$1("alter-table-attribute");
const parameters = onTable$1("set-storage-parameters");
const clustering = onTable$1("set-clustering");
const rewrite = onTable$1("rewrite-table");
const enable = onTable$1("enable-trigger");
const relax = onTable$1("disable-row-security");
const restrict = onTable$1("enable-row-security");
const storage = onColumn("set-column-storage");
const attributeCommands = {
	AT_SetStatistics: statistics,
	AT_SetOptions: statistics,
	AT_ResetOptions: statistics,
	AT_SetStorage: storage,
	AT_SetCompression: storage,
	AT_AlterColumnGenericOptions: storage,
	AT_SetIdentity: storage,
	AT_SetExpression: onColumn("set-expression"),
	AT_ChangeOwner: attribute,
	AT_ReplicaIdentity: attribute,
	AT_DropOids: attribute,
	AT_AddOf: attribute,
	AT_DropOf: attribute,
	AT_GenericOptions: attribute,
	AT_EnableRule: attribute,
	AT_EnableAlwaysRule: attribute,
	AT_EnableReplicaRule: attribute,
	AT_DisableRule: attribute,
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
function inViewsAndFunctions(session, uses) {
	const { views, functions } = session.catalog;
	const found = [];
	for (const [object, view] of Object.entries(views)) if (view.uses.some(uses)) found.push({
		object,
		kind: "view"
	});
	for (const [object, entry] of Object.entries(functions)) if (entry.uses.some(uses)) found.push({
		object,
		kind: "function"
	});
	return found;
}
function inPolicies(session, uses, except) {
	return Object.entries(session.catalog.tables).flatMap(([table, { policies }]) => table === except ? [] : Object.entries(policies).filter(([, policy]) => policy.columns.some(uses)).map(([name]) => ({
		object: partName("policy", table, name),
		kind: "policy"
	})));
}
/** Foreign keys that point to a table, or to one of its columns. */
function incomingKeys(session, table, column) {
	const found = [];
	for (const [name, other] of Object.entries(session.catalog.tables)) {
		if (name === table && column === void 0) continue;
		for (const [own, { references, columns }] of Object.entries(other.constraints)) {
			if (references?.table !== table) continue;
			if (column === void 0 || references.columns.includes(column) && !(name === table && columns.includes(column))) found.push({
				object: partName("constraint", name, own),
				kind: "foreign key"
			});
		}
	}
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
	const indexes = Object.entries(session.catalog.indexes).filter(([, index]) => index.table === table && servesOthers(index, column)).map(([object]) => ({
		object,
		kind: "index"
	}));
	return [
		...inViewsAndFunctions(session, uses),
		...incomingKeys(session, table, column),
		...entry ? triggersOn(session, table, entry, column) : [],
		...generated,
		...inPolicies(session, (used) => used === name),
		...indexes
	];
}
/** Children by INHERITS hold the table up; partitions go with it. */
function heirs(session, table) {
	const entry = lookup(session.catalog.tables, table);
	if (!entry?.partitioned || entry.defaultPartition !== void 0) return [];
	return Object.entries(session.catalog.tables).filter(([, { parents }]) => parents.includes(table)).map(([object]) => ({
		object,
		kind: "table"
	}));
}
function dependentsOfTable(session, table) {
	const uses = (used) => used === table || used.startsWith(`${table}.`);
	return [
		...inViewsAndFunctions(session, uses),
		...incomingKeys(session, table),
		...inPolicies(session, uses, table),
		...heirs(session, table)
	];
}
/** Of a key: foreign keys of any table that rest on it. */
function dependentsOfKey(session, table, columns) {
	const same = (other) => other.length === columns.length && other.every((column) => columns.includes(column));
	return Object.entries(session.catalog.tables).flatMap(([name, other]) => Object.entries(other.constraints).filter(([, { references }]) => references?.table === table && same(references.columns)).map(([own]) => ({
		object: partName("constraint", name, own),
		kind: "foreign key"
	})));
}
function dependentsOfView(session, view) {
	const uses = (used) => used === view;
	return inViewsAndFunctions(session, uses).filter(({ object }) => object !== view);
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
		...inViewsAndFunctions(session, (used) => used === type)
	];
}
function dependentsOfFunction(session, name) {
	const triggers = Object.entries(session.catalog.tables).flatMap(([table, entry]) => Object.entries(entry.triggers).filter(([, trigger]) => trigger.function === name).map(([own]) => ({
		object: partName("trigger", table, own),
		kind: "trigger"
	})));
	const uses = (used) => used === name;
	const others = inViewsAndFunctions(session, uses).filter(({ object }) => object !== name);
	const defaults = columnsWhere(session, (_, used) => used.includes(name), "default");
	return [
		...triggers,
		...defaults,
		...others,
		...inPolicies(session, uses)
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
function forgetSequencesOf(session, owns) {
	for (const [name, { ownedBy }] of Object.entries(session.catalog.sequences)) if (ownedBy !== null && owns(ownedBy)) delete session.catalog.sequences[name];
}
/** Foreign keys anywhere that point to a table, or to one of its columns. */
function forgetIncomingKeys(session, table, column) {
	for (const [name, other] of Object.entries(session.catalog.tables)) for (const [own, { references }] of Object.entries(other.constraints)) {
		if (references?.table !== table) continue;
		if (column === void 0 || references.columns.includes(column)) forgetConstraint(session, name, own);
	}
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
	for (const [name, index] of Object.entries(session.catalog.indexes)) {
		if (index.table !== table) continue;
		if (index.columns.includes(column) || index.alsoUses.includes(column)) forgetIndex(session, name);
	}
	forgetIncomingKeys(session, table, column);
	forgetSequencesOf(session, (owner) => owner === columnName(table, column));
	delete entry.columns[column];
}
/** A table, with its indexes, sequences, partitions, and the foreign keys that point to it. */
function forgetTable(session, table) {
	for (const child of descendants(session.catalog, table)) forgetOneTable(session, child);
	forgetOneTable(session, table);
}
function forgetOneTable(session, table) {
	for (const [name, index] of Object.entries(session.catalog.indexes)) if (index.table === table) forgetIndex(session, name);
	forgetIncomingKeys(session, table);
	forgetSequencesOf(session, (owner) => owner.startsWith(`${table}.`));
	for (const other of Object.values(session.catalog.tables)) if (other.defaultPartition === table) other.defaultPartition = null;
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
	delete session.catalog.views[view];
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
		else if (kind === "default") forgetDefault(session, object);
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
		cascade: true
	});
	cascade(session, out, dependents, null);
	forgetTable(session, table);
}
function forgetDefault(session, column) {
	const { table, own } = splitPart(session, column);
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
			locks: []
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
	const removes = isNull(command.def);
	const known = findColumn(at.session, at.table, name);
	const row = removes && known !== void 0 && known.type !== "unknown" && !known.defaulted ? "already-gone" : removes ? "drop-default" : "set-default";
	addEffect(at.session, at.out, row, columnTarget(at, name));
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
	for (const table of [at.table, ...at.heirs]) applyNotNull(at.session, table, name);
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
};
function undefault(row) {
	return (command, at) => {
		const name = command.name ?? "";
		addEffect(at.session, at.out, row, columnTarget(at, name));
		const column = ensureColumn(at.session, at.table, name);
		column.defaulted = false;
		column.generatedFrom = [];
	};
}
const dropIdentity = undefault("drop-identity");
const dropExpression = undefault("drop-expression");
// src/sql/postgresql/alter-constraints.ts
function rowForKey({ session, table }, { entry, usingIndex }) {
	const primary = entry.kind === "primary";
	if (usingIndex === null) return primary ? "add-primary-key" : "add-unique";
	const index = lookup(session.catalog.indexes, indexOf(session, table, usingIndex));
	if (!primary) return index?.unique ? "add-unique-using-index" : "add-unique-using-unknown-index";
	return index?.unique && entry.columns.every((column) => findColumn(session, table, column)?.notNull) ? "add-primary-key-using-index" : "add-primary-key-using-index-nullable";
}
function rowForNew(at, constraint, read) {
	const enforced = constraint.is_enforced !== false;
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
const addConstraint = (command, at) => {
	const constraint = as(command.def, "Constraint");
	const read = constraint && readConstraint(at.session, at.table, constraint);
	if (!constraint || !read) return;
	const { references, columns } = read.entry;
	const list = references?.columns.length ? ` (${references.columns.map(quoteIdentifier).join(", ")})` : "";
	const words = {
		definition: showExpression(constraint.raw_expr),
		...references && { referenced: `${sqlName(references.table)}${list}` }
	};
	const row = rowForNew(at, constraint, read);
	const others = references && references.table !== at.table ? [references.table] : [];
	const mode = valueFor(operations[row].lock, at.session.version);
	addEffect(at.session, at.out, row, {
		...constraintTarget(at, read.name, columns, words),
		others,
		locks: heirLocks(at, mode)
	});
	applyConstraint(at.session, at.table, read);
};
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
		addEffect(session, out, "already-gone", target);
		return;
	}
	const cascades = command.behavior === "DROP_CASCADE";
	const dependents = known?.kind === "unique" || known?.kind === "primary" ? dependentsOfKey(session, table, known.columns) : [];
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
	if (known && change?.alterEnforceability) known.validated = enforced;
};
// src/sql/postgresql/alter-partitions.ts
function childTarget(at, child) {
	const constraint = quoteIdentifier(`${partsOf(at.session, child).own}_bounds`);
	return {
		object: child,
		objectKind: "table",
		table: child,
		others: [at.table],
		words: { constraint }
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
	const reads = !at.session.fresh.has(child) || locks.length > 0 && !at.session.fresh.has(at.table);
	const target = childTarget(at, child);
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
	const parent = lookup(at.session.catalog.tables, at.table);
	if (parent?.defaultPartition === child) parent.defaultPartition = null;
};
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
const inUtc = (at) => /^(?:utc|gmt|etc\/utc|0|\+00(?::00)?)$/i.test(at.session.settings.get("timezone") ?? "");
function rowFor$1(at, column, definition, before, after) {
	const plain = convertsPlainly(at, column, definition, after);
	if (before === "unknown") return "retype-unknown";
	if (!plain) return "retype";
	if (changesTimeZone(before, after)) return inUtc(at) ? "retype-time-zone-utc" : "retype-time-zone";
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
	const words = { constraint: quoteIdentifier(`${name}_new`) };
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
	createType(session, out, pathOfRange(statement.typevar), { kind: "composite" });
}
function judgeOtherType(path, session, out) {
	createType(session, out, path, {});
}
const pathOfRange = (range) => range?.schemaname ? [range.schemaname, range.relname ?? ""] : [range?.relname ?? ""];
function judgeCreateDomain(statement, session, out) {
	const base = typeText(statement.typeName, session);
	const parent = lookup(session.catalog.types, `type:${base}`);
	const held = all(statement.constraints, "Constraint").some(({ contype }) => contype === "CONSTR_CHECK" || contype === "CONSTR_NOTNULL");
	createType(session, out, strings(statement.domainname), {
		kind: "domain",
		base,
		constrained: held || parent?.constrained === true
	});
}
/** Value and type of one transaction: on PostgreSQL 12 to 16 even the type's own transaction may not use the value. */
function isUsableAtOnce(session, type) {
	return session.typesOfTransaction.has(type) && (session.version < 12 || session.version >= 17);
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
	known?.values.push(value);
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
/** Tables that have a column of the domain: each is read while the domain gets a new rule. */
function tablesWith(session, domain) {
	const type = domain.slice(5);
	return Object.entries(session.catalog.tables).filter(([, { columns }]) => Object.values(columns).some((column) => column.type === type)).map(([table]) => table);
}
/** Subtypes: C adds a constraint, O sets NOT NULL, V validates; the others loosen. */
function domainRow(subtype, def) {
	if (subtype === "C") return as(def, "Constraint")?.skip_validation ? "constrain-domain-not-valid" : "constrain-domain";
	if (subtype === "O") return "constrain-domain";
	if (subtype === "V") return "validate-domain";
	return subtype === "N" || subtype === "X" ? "relax-domain" : "alter-object";
}
function judgeAlterDomain(statement, session, out) {
	const domain = nameOf(session, "type", strings(statement.typeName));
	const row = domainRow(statement.subtype, statement.def);
	const constraint = as(statement.def, "Constraint");
	const name = constraint?.conname ?? statement.name ?? `${domain.slice(domain.lastIndexOf(".") + 1).replace("type:", "")}_check`;
	const definition = constraint ? showExpression(constraint.raw_expr) : "VALUE IS NOT NULL";
	const others = tablesWith(session, domain);
	addEffect(session, out, row, {
		...typeTarget(domain),
		others,
		words: {
			constraint: quoteIdentifier(name),
			definition
		}
	});
	const known = lookup(session.catalog.types, domain);
	if (known && (statement.subtype === "C" || statement.subtype === "O")) known.constrained = true;
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
	if (command.subtype === "AT_AddColumn") addEffect(session, out, "add-attribute", target);
	else if (command.subtype === "AT_DropColumn") addEffect(session, out, "drop-attribute", target);
	else if (command.subtype === "AT_AlterColumnType") addEffect(session, out, "retype-attribute", {
		...target,
		after: typeText(definition?.typeName, session)
	});
	else addEffect(session, out, "alter-object", typeTarget(type));
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
	const moves = all(statement.cmds, "AlterTableCmd").some(({ subtype }) => subtype === "AT_SetTableSpace");
	const rows = {
		index: moves ? "move-index" : "alter-index",
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
	for (const [name, constraint] of Object.entries(from.constraints)) if (constraint.kind === "check" || constraint.kind === "not-null") store(to.constraints, name, { ...constraint });
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
		if (constraint) applyConstraint(session, target, {
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
	if (session.version >= 18) {
		for (const [name, { notNull }] of Object.entries(to.columns)) if (notNull) applyNotNull(session, target, name);
	}
	if (options & CONSTRAINTS) copyChecks(from, to);
	if (options & INDEXES) copyIndexes(session, source, target);
	return source;
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
		if (read) applyConstraint(session, table, read);
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
	if (statement.partspec) entry.defaultPartition = null;
	if (statement.ofTypename) entry.partial = true;
	store(session.catalog.tables, name, entry);
	inheritColumns(session, entry, parents);
}
const isTemporary = (range) => range?.relpersistence === "t";
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
function judgeCreateView(statement, session, out) {
	const name = newRelation(session, "view", statement.view);
	const reads = readsOf(statement.query, session);
	const aliases = strings(statement.aliases);
	const columns = aliases.length > 0 ? aliases : reads.columns;
	const replaces = statement.replace === true && lookup(session.catalog.views, name) !== void 0;
	const target = {
		object: name,
		objectKind: "view",
		table: null,
		others: relationsIn(session, statement.query)
	};
	addEffect(session, out, replaces ? "replace-view" : "create-object", target);
	if (!replaces) session.fresh.add(name);
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
	const fresh = becomesFresh(session, name, statement.if_not_exists);
	addEffect(session, out, isView ? "create-materialized-view" : range?.relpersistence === "t" ? "create-temporary-table" : "create-table-as", {
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
// src/sql/postgresql/where.ts
const columnIn = (node) => strings(as(withoutCasts(node), "ColumnRef")?.fields).at(-1);
/** A constant, or a parameter of the statement that runs it. */
const isFixed = (node) => constantOf(withoutCasts(node)) !== void 0 || as(withoutCasts(node), "ParamRef") !== void 0;
/** Conditions that are joined by AND. */
function conjuncts(where) {
	const logic = as(where, "BoolExpr");
	if (logic?.boolop === "AND_EXPR") return (logic.args ?? []).flatMap(conjuncts);
	return where === void 0 ? [] : [where];
}
/** `true`, `1 = 1`, `id = id`, `id IS NOT NULL`, `new IS NULL` where it is what gets written, and joins of two columns. */
function narrowsNothing(condition, writing) {
	const value = constantOf(withoutCasts(condition));
	if (value !== void 0) return value === "true" || value === "t";
	const logic = as(condition, "BoolExpr");
	if (logic) {
		const parts = logic.args ?? [];
		if (logic.boolop === "OR_EXPR") return parts.some((part) => narrowsNothing(part, writing));
		return logic.boolop === "AND_EXPR" && parts.every((part) => narrowsNothing(part, writing));
	}
	const test = as(condition, "NullTest");
	if (test) return isWeakNullTest(columnIn(test.arg), test.nulltesttype === "IS_NULL", writing);
	const comparison = as(condition, "A_Expr");
	return comparison !== void 0 && comparesNothing(comparison, writing);
}
/** An unbatched backfill says `WHERE new IS NULL`; that another column has a value narrows little. */
function isWeakNullTest(column, isNull, writing) {
	if (column === void 0 || writing.verb === "delete") return false;
	return isNull ? writing.columns.includes(column) : true;
}
function comparesNothing({ kind, lexpr, rexpr, name }, writing) {
	const [left, right] = [columnIn(lexpr), columnIn(rexpr)];
	if (kind === "AEXPR_DISTINCT") return writing.verb === "update" && left !== void 0 && writing.columns.includes(left);
	if (kind !== "AEXPR_OP") return false;
	const operator = strings(name).at(-1);
	if (left !== void 0 && right !== void 0) return operator === "=" && (writing.verb === "update" || left === right);
	const [a, b] = [constantOf(withoutCasts(lexpr)), constantOf(withoutCasts(rexpr))];
	return operator === "=" && a !== void 0 && a === b;
}
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
		lower: false,
		upper: false
	};
	if (sense.startsWith(">")) range.lower = true;
	else range.upper = true;
	ranges.set(column, range);
}
/** `SELECT … LIMIT n`, alone or in `ARRAY(…)`. */
function isLimited(node) {
	const select = as(as(node, "SubLink")?.subselect, "SelectStmt") ?? as(node, "SelectStmt");
	return select?.limitCount !== void 0 && !as(select.limitCount, "A_Const")?.isnull;
}
function bounds(condition, writing) {
	const sublink = as(condition, "SubLink");
	if (sublink) return sublink.subLinkType === "ANY_SUBLINK" && isLimited(condition);
	const comparison = as(condition, "A_Expr");
	if (!comparison) return false;
	const column = columnIn(comparison.lexpr) ?? columnIn(comparison.rexpr) ?? "";
	const operator = strings(comparison.name).at(-1);
	if (comparison.kind === "AEXPR_BETWEEN") return writing.isKey(column);
	if (comparison.kind === "AEXPR_IN") return operator === "=" && writing.isKey(column);
	if (comparison.kind === "AEXPR_OP_ANY") return isLimited(comparison.rexpr) || writing.isKey(column) && isFixed(comparison.rexpr);
	if (comparison.kind !== "AEXPR_OP" || operator !== "=" || !writing.isKey(column)) return false;
	return isFixed(comparison.lexpr) || isFixed(comparison.rexpr);
}
/** What WHERE leaves of a table. */
function reachOf(where, writing) {
	const conditions = conjuncts(where);
	const ranges = /* @__PURE__ */ new Map();
	for (const condition of conditions) {
		const comparison = as(condition, "A_Expr");
		if (comparison?.kind === "AEXPR_OP") noteRange(ranges, comparison);
	}
	const bounded = [...ranges.values()].some(({ lower, upper }) => lower && upper) || conditions.some((condition) => bounds(condition, writing));
	return {
		whole: !bounded && conditions.every((condition) => narrowsNothing(condition, writing)),
		bounded
	};
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
/** A column that finds few rows: of a key or unique index; by its name where the table is not known. */
function isKeyOf(session, table) {
	const entry = lookup(session.catalog.tables, table);
	const unique = Object.values(session.catalog.indexes).filter((index) => index.table === table && index.unique);
	const whole = entry !== void 0 && !entry.partial;
	return (column) => {
		if (column === "ctid") return true;
		if (unique.some(({ columns }) => columns[0] === column)) return true;
		return !whole && (column === "id" || column.endsWith("_id") || column === "uuid");
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
/** Only VALUES, or calls without any FROM: as many rows as are written there. */
function isLiteral(select) {
	if (!select) return true;
	if (select.larg && select.rarg) return isLiteral(select.larg) && isLiteral(select.rarg);
	const expands = JSON.stringify(select.targetList ?? []).includes("\"generate_series\"");
	return select.valuesLists !== void 0 || select.fromClause === void 0 && !expands;
}
function isBoundedQuery(select, session) {
	if (!select) return true;
	if (select.limitCount && !as(select.limitCount, "A_Const")?.isnull) return true;
	const range = as(select.fromClause?.[0], "RangeVar");
	const table = range ? findRelation(session, range).name : "";
	return reachOf(select.whereClause, {
		verb: "delete",
		columns: [],
		isKey: isKeyOf(session, table)
	}).bounded;
}
function judgeInsert(statement, session, out) {
	const table = tableOf(session, statement.relation);
	if (record(session, out, table)) return;
	const select = as(statement.selectStmt, "SelectStmt");
	const literal = isLiteral(select);
	const bounded = literal || isBoundedQuery(select, session);
	const named = all(statement.cols, "ResTarget").map(({ name }) => name ?? "");
	const columns = named.length > 0 ? named : Object.keys(lookup(session.catalog.tables, table)?.columns ?? {});
	addEffect(session, out, literal ? "insert-rows" : "insert-query", tableTarget(table, relationsIn(session, statement.selectStmt)));
	noteRows(out, {
		verb: "insert",
		table,
		columns,
		whole: !bounded,
		bounded
	});
}
function readsValuesOnly(from) {
	const items = from ?? [];
	return items.length > 0 && items.every((item) => as(as(item, "RangeSubselect")?.subquery, "SelectStmt")?.valuesLists !== void 0);
}
function judgeUpdate(statement, session, out) {
	const table = tableOf(session, statement.relation);
	if (record(session, out, table)) return;
	const columns = namesOf(all(statement.targetList, "ResTarget"));
	const writing = {
		verb: "update",
		columns,
		isKey: isKeyOf(session, table)
	};
	const reach = reachOf(statement.whereClause, writing);
	const few = readsValuesOnly(statement.fromClause);
	const others = relationsIn(session, [
		statement.fromClause,
		statement.whereClause,
		statement.targetList
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
		whole: reach.whole && !few,
		bounded: reach.bounded || few
	});
}
function judgeDelete(statement, session, out) {
	const table = tableOf(session, statement.relation);
	if (record(session, out, table)) return;
	const reach = reachOf(statement.whereClause, {
		verb: "delete",
		columns: [],
		isKey: isKeyOf(session, table)
	});
	const others = relationsIn(session, [statement.usingClause, statement.whereClause]);
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
	const few = readsValuesOnly(statement.sourceRelation ? [statement.sourceRelation] : []);
	addEffect(session, out, "merge-rows", tableTarget(table, relationsIn(session, statement.sourceRelation)));
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
	const heirs = descendants(session.catalog, table);
	for (const heir of heirs) for (const linked of linkedTables(session, heir, cascades)) others.add(linked);
	const parents = lookup(session.catalog.tables, table)?.parents ?? [];
	const locks = [...heirs, ...parents].map((name) => lockOn(session, name, "ACCESS EXCLUSIVE"));
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
	drop(at, lookup(session.catalog.views, view), "drop-view", {
		object: view,
		objectKind: "view",
		table: null,
		dependents
	});
	delete session.catalog.views[view];
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
/** The catalog's entry for a new function: what it uses, and whether its value may change from row to row. */
function describeFunction(statement, session) {
	const reading = beginReading(session);
	const opaque = !readBody(reading, statement, textOf(option(statement.options, "language")?.arg).toLowerCase() || "sql");
	const parameters = all(statement.parameters, "FunctionParameter");
	const types = parameters.map((parameter) => typeText(parameter.argType, session));
	for (const type of [...types, typeText(statement.returnType, session)]) {
		const name = userTypeOf(type, session);
		if (name !== void 0) reading.uses.add(name);
	}
	const declared = textOf(option(statement.options, "volatility")?.arg);
	const inputs = types.filter((_, index) => !INPUTS.has(parameters[index]?.mode ?? ""));
	return {
		uses: [...reading.uses],
		opaque,
		volatility: declared === "immutable" || declared === "stable" ? declared : "volatile",
		signatures: [inputs.join(", ")],
		...reading.rowUses.size > 0 && { rowUses: [...reading.rowUses] }
	};
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
	addEffect(session, out, "create-trigger", {
		object: partName("trigger", relation.name, name),
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
function judgeRule(statement, session, out) {
	const { name } = findRelation(session, statement.relation);
	addEffect(session, out, "create-rule", {
		object: `${name}.${statement.rulename ?? ""}`,
		objectKind: "other",
		table: name
	});
}
// src/sql/postgresql/judge-indexes.ts
function rowFor(statement, onlyParent) {
	if (statement.unique) return statement.concurrent ? "create-unique-index-concurrently" : "create-unique-index";
	if (statement.concurrent) return "create-index-concurrently";
	return onlyParent ? "create-index-only" : "create-index";
}
function describeIndex(table, statement) {
	const elements = all(statement.indexParams, "IndexElem");
	const included = all(statement.indexIncludingParams, "IndexElem").flatMap(({ name }) => name ?? []);
	const expressions = elements.flatMap(({ expr }) => expr ?? []);
	return {
		table,
		columns: elements.flatMap(({ name }) => name ?? []),
		alsoUses: [.../* @__PURE__ */ new Set([...included, ...columnsIn([expressions, statement.whereClause])])],
		unique: statement.unique === true,
		constraint: null
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
	const index = describeIndex(table, statement);
	if (statement.concurrent) out.forbidsTransaction = "CREATE INDEX CONCURRENTLY";
	out.hidesInvalidIndex = statement.concurrent === true && statement.if_not_exists === true;
	const onlyParent = statement.relation?.inh !== true && lookup(session.catalog.tables, table)?.partitioned === true;
	const heirs = onlyParent || statement.concurrent ? [] : descendants(session.catalog, table);
	const target = {
		object: name,
		objectKind: "index",
		table,
		columns: [...index.columns, ...index.alsoUses].map((column) => columnName(table, column)),
		words: {
			constraint: quoteIdentifier(own),
			definition: definitionOf(statement)
		},
		locks: heirs.map((heir) => lockOn(session, heir, "SHARE"))
	};
	if (statement.if_not_exists && lookup(session.catalog.indexes, name)) {
		addEffect(session, out, "already-there", {
			...target,
			locks: []
		});
		return;
	}
	addEffect(session, out, rowFor(statement, onlyParent), target);
	store(session.catalog.indexes, name, index);
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
	else if (!isHarmless(session, path, by)) {
		const object = nameOf(session, "function", path);
		if (out.effects.some((effect) => effect.operation === "call-function" && effect.object === object)) return;
		addEffect(session, out, "call-function", {
			object,
			objectKind: "function",
			table: null
		});
	}
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
/** Every call anywhere under a node. */
function judgeCalls(node, session, out, by) {
	walk({ node }, (kind, inner) => {
		if (kind === "FuncCall") judgeCallNode(inner, session, out, by);
		return true;
	});
}
function judgeSelect(statement, session, out) {
	if (statement.intoClause) {
		const { intoClause, ...query } = statement;
		judgeCreateAs({
			into: intoClause,
			query: { SelectStmt: query },
			objtype: "OBJECT_TABLE"
		}, session, out);
		return;
	}
	judgeCalls(statement, session, out, "query");
	if (out.effects.length > 0) return;
	const others = relationsIn(session, statement);
	addEffect(session, out, "query", {
		object: others[0] ?? "SELECT",
		objectKind: others.length > 0 ? "table" : "other",
		table: null,
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
	if (tables.length === 0) addEffect(session, out, row, EVERYTHING).locks = [];
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
	const named = NAMES.map((field) => fields[field]).find((name) => typeof name === "string");
	return typeof named === "string" ? quoteIdentifier(named) : kind.replace(/Stmt$/, "");
}
/** Statements that the row alone tells all about; one without a row is unknown. */
function judgeServer(kind, statement, session, out) {
	const row = Object.hasOwn(ROWS, kind) ? ROWS[kind] : void 0;
	out.forbidsTransaction ??= Object.hasOwn(ALONE$1, kind) ? ALONE$1[kind] ?? null : null;
	const isExtension = kind === "AlterExtensionStmt";
	const object = isExtension ? `extension:${nameIn(kind, statement)}` : nameIn(kind, statement);
	addEffect(session, out, row ?? "unknown-statement", {
		object,
		objectKind: isExtension ? "extension" : "other",
		table: null
	});
	if (row === void 0) session.catalog.incomplete = true;
}
// src/sql/postgresql/follow-rename.ts
/** The object itself, and its parts behind a dot. */
function mapping(from, to) {
	return (name) => {
		if (name === from) return to;
		return name.startsWith(from) && name[from.length] === "." ? to + name.slice(from.length) : name;
	};
}
/**
* The text of a function does not follow: it goes on to say the old name, as PostgreSQL keeps it. Views, policies, keys,
* triggers and defaults do.
*/
function mapReferences(catalog, map) {
	for (const table of Object.values(catalog.tables)) {
		if (table.parents.length > 0) table.parents = table.parents.map(map);
		if (table.defaultPartition) table.defaultPartition = map(table.defaultPartition);
		for (const constraint of Object.values(table.constraints)) {
			const { references } = constraint;
			if (references) constraint.references = {
				...references,
				table: map(references.table)
			};
		}
		for (const trigger of Object.values(table.triggers)) trigger.function = map(trigger.function);
		for (const policy of Object.values(table.policies)) policy.columns = policy.columns.map(map);
		for (const column of Object.values(table.columns)) if (column.defaultUses) column.defaultUses = column.defaultUses.map(map);
	}
	for (const index of Object.values(catalog.indexes)) index.table = map(index.table);
	for (const view of Object.values(catalog.views)) view.uses = view.uses.map(map);
	for (const sequence of Object.values(catalog.sequences)) if (sequence.ownedBy !== null) sequence.ownedBy = map(sequence.ownedBy);
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
	rekey(session.catalog[HOMES$1[kind]], from, to);
	const map = mapping(from, to);
	if (kind !== "index") mapReferences(session.catalog, map);
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
	for (const [name, index] of Object.entries(session.catalog.indexes)) if (index.table === to) renameObject(session, "index", name, nameIn$1(session, "index", schema, partsOf(session, name).own));
	for (const [name, { ownedBy }] of Object.entries(session.catalog.sequences)) {
		if (!ownedBy?.startsWith(`${to}.`)) continue;
		renameObject(session, "sequence", name, nameIn$1(session, "sequence", schema, partsOf(session, name).own));
	}
}
const swap = (names, from, to) => names.map((name) => name === from ? to : name);
/** A column, in its table's own entries and wherever else it is named. */
function renameColumn(session, table, from, to) {
	const entry = lookup(session.catalog.tables, table);
	if (!entry) return;
	const columns = emptyRecord();
	for (const [name, column] of Object.entries(entry.columns)) {
		column.generatedFrom = swap(column.generatedFrom, from, to);
		store(columns, name === from ? to : name, column);
	}
	entry.columns = columns;
	for (const constraint of Object.values(entry.constraints)) {
		constraint.columns = swap(constraint.columns, from, to);
		constraint.provesNotNull = swap(constraint.provesNotNull, from, to);
	}
	for (const trigger of Object.values(entry.triggers)) trigger.columns = swap(trigger.columns, from, to);
	for (const index of Object.values(session.catalog.indexes)) {
		if (index.table !== table) continue;
		index.columns = swap(index.columns, from, to);
		index.alsoUses = swap(index.alsoUses, from, to);
	}
	renameKeyColumns(session, table, from, to);
	mapReferences(session.catalog, mapping(columnName(table, from), columnName(table, to)));
}
function renameKeyColumns(session, table, from, to) {
	for (const other of Object.values(session.catalog.tables)) for (const constraint of Object.values(other.constraints)) {
		const { references } = constraint;
		if (references?.table === table) constraint.references = {
			table,
			columns: swap(references.columns, from, to)
		};
	}
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
	store(session.catalog.sequences, name, { ownedBy: ownerIn(session, statement.options) ?? null });
}
function judgeAlterSequence(statement, session, out) {
	const { name } = findRelation(session, statement.sequence, "sequence");
	const has = (word) => option(statement.options, word) !== void 0;
	addEffect(session, out, has("restart") ? "restart-sequence" : has("as") ? "retype-sequence" : "alter-sequence", {
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
/** A statement that writes rows: what WITH writes, what it writes itself, what its functions do. */
function writing(judge) {
	return (statement, session, out) => {
		judgeWith(statement.withClause, (node) => judgeNode(node, session, out));
		judge(statement, session, out);
		judgeCalls(statement, session, out, "write");
	};
}
const judges = {
	AlterTableStmt: judgeAlterTable,
	CreateStmt: judgeCreateTable,
	CreateForeignTableStmt: (statement, session, out) => judgeCreateTable(statement.base ?? {}, session, out),
	CreateTableAsStmt: judgeCreateAs,
	DropStmt: judgeDrop,
	RenameStmt: judgeRename,
	AlterObjectSchemaStmt: judgeSetSchema,
	IndexStmt: judgeCreateIndex,
	ReindexStmt: judgeReindex,
	ViewStmt: judgeCreateView,
	RefreshMatViewStmt: judgeRefresh,
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
	CopyStmt: judgeCopy,
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
		conditional: false
	});
	return {
		fragments: walk.fragments,
		endsTransactions: walk.endsTransactions
	};
}
const BRANCHES = /^PLpgSQL_stmt_(?:if|case|loop|while|for\w*|dynfor\w*)$/;
const LEAVES = /^PLpgSQL_stmt_(?:return|exit)$/;
const ENDS = /^PLpgSQL_stmt_(?:commit|rollback)$/;
/** Where an expression is not the SQL, but gives it. */
const DYNAMIC = /^PLpgSQL_stmt_dyn\w*$/;
/** Goes through everything, whatever it is called: an expression in a place that is new to us is not overlooked. */
var BodyWalk = class {
	fragments = [];
	endsTransactions = false;
	left = false;
	visit(value, at, parent = "", key = "") {
		if (Array.isArray(value)) for (const item of value) this.visit(item, at, parent, key);
		else if (typeof value === "object" && value !== null) for (const [name, inner] of Object.entries(value)) {
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
		this.visit(inner, {
			line: typeof lineno === "number" ? lineno : at.line,
			conditional: at.conditional || branches
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
			conditional: at.conditional || this.left
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
		const fresh = fragment.conditional ? new Set(session.fresh) : null;
		const judged = node.DoStmt ? {
			...emptyJudged(),
			effects: [unknownEffect("do-block-dynamic", "DO", "it holds another DO")]
		} : this.judge(node, session);
		if (fresh) keepOnly(session.fresh, fresh);
		for (const draft of judged.effects) {
			if (draft.kind === "unknown") this.lose(draft.why || brief(fragment.text));
			else if (fragment.kind === "statement" || fragment.kind === "dynamic" || draft.phase !== "neutral") result.inner.push({
				draft,
				offset,
				text: fragment.text
			});
			if (fragment.conditional && TAKES_AWAY.has(draft.kind)) session.catalog.incomplete = true;
		}
		merge(result, judged);
		if (!fragment.conditional) result.certain.push(node);
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
const PLAIN = ["Write the statements that it comes to plainly, one by one."];
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
function keepOnly(names, kept) {
	for (const name of names) if (!kept.has(name)) names.delete(name);
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
		session: false,
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
		if (name === "lock_timeout") put(this.lock, value ? isPositive(value[0]) : false, local);
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
/** Whether a duration as PostgreSQL writes it rounds to at least a millisecond; what it refuses is none. */
function isPositive(value) {
	const parts = /^\s*(0x[\da-f]+|\+?[\d.]+(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(value ?? "");
	const unit = MILLISECONDS[parts?.[2] || "ms"];
	return unit !== void 0 && Number(parts?.[1]) * unit > .5;
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
	run() {
		if (!this.open && this.implicit) this.begin("implicit");
		this.runs.push({
			transaction: this.open?.ref ?? null,
			undone: false
		});
	}
	undoFrom(index) {
		for (const run of this.runs.slice(index)) run.undone = true;
	}
	/** BEGIN within a transaction is a warning; within an implicit one it makes that one last. */
	start() {
		if (!this.open && !this.implicit) this.begin("written");
		this.run();
		if (this.open?.ref.by === "implicit") this.open.ref = {
			...this.open.ref,
			by: "written"
		};
	}
	end(chain) {
		this.run();
		const wasOpen = this.open;
		this.open = null;
		if (chain && wasOpen) this.begin("written");
	}
	rollback(chain) {
		if (this.open) this.undoFrom(this.open.from);
		this.end(chain);
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
	return transactions.runs;
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
	problems = [];
	transaction = null;
	constructor(text, session, judge) {
		this.text = text;
		this.session = session;
		this.judge = judge;
		this.settings = new Settings(session.defaultSchema);
		this.lines = indexLines(text.up);
		this.startAt = this.lines.walk();
		this.innerAt = this.lines.walk();
	}
	read() {
		const { path, up, transaction } = this.text;
		const { items, sql } = itemsOf(up);
		const runs = assignTransactions(items.map(({ node }) => node), transaction);
		this.session.settings.clear();
		const statements = items.map((item, index) => this.take(item, runs[index] ?? ALONE));
		this.enter(null);
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
		const lockTimeout = this.settings.lockTimeout;
		const unread = this.objectTo(item, text);
		const { inner, certain, effects, ...judged } = run.undone ? nothing() : this.judgeItem(item, text);
		for (const node of certain) applySettings(node, this.settings, run.transaction !== null);
		if (unread || this.settings.unknown) this.session.catalog.incomplete = true;
		return {
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
			lockTimeout,
			allows: []
		};
	}
	/** What a transaction alone holds on to is gone when another begins, or none. */
	enter(transaction) {
		if (transaction !== null && transaction === this.transaction) return;
		this.transaction = transaction;
		this.settings.endTransaction();
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
* What one of these files makes is fresh for the rest of them.
*/
function readMigrations(texts, before, options) {
	const after = copyCatalog(before);
	if (options.engine !== "postgresql") {
		if (texts.length > 0) after.incomplete = true;
		return {
			migrations: texts.map(({ path }) => notReadYet(path, options.engine)),
			after
		};
	}
	const session = openSession(after, options);
	return {
		migrations: texts.map((text) => readMigration(text, session, judgeStatement)),
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
		settings: /* @__PURE__ */ new Map()
	};
}
const ENGINE_NAMES = {
	postgresql: "PostgreSQL",
	mysql: "MySQL",
	mariadb: "MariaDB",
	sqlite: "SQLite"
};
function notReadYet(path, engine) {
	return {
		path,
		statements: [],
		problems: [{
			path,
			line: 1,
			column: 1,
			message: `${engine} migrations are not read yet: nothing is known of what this ${ENGINE_NAMES[engine]} migration does; only postgresql is`
		}],
		strayAllows: []
	};
}
export { detectFramework as a, frameworkNames as c, decide as d, standing as f, emptyCatalog as i, folderOf as l, readMigrations as n, findMigrations as o, declareChange as p, readSchema as r, frameworkNamed as s, prepareSql as t, nameOf$1 as u };
