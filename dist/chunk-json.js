import { t as rfc3339 } from "./chunk-when.js";
import { r as worstFirst } from "./chunk-order.js";
import { t as serialize } from "./chunk-serialize.js";
// src/report/evidence-value.ts
/** What evidence was seen, in the words of the report: keys in snake case, times as RFC 3339. */
/** Keys under which our values hold a moment; under any other a number is a number. */
const MOMENTS = /* @__PURE__ */ new Set([
	"at",
	"created",
	"firstSeen",
	"from",
	"generatedAt",
	"lastDiverged",
	"lastSeen",
	"since",
	"succeeded",
	"to",
	"updatedAt",
	"verifiedAt"
]);
const snakeCase = (key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
/** An object of ours; one that has another shape of key, such as a table's name, is left as it is. */
const isOurWord = (key) => /^[a-z]+(?:[A-Z][a-z]*)*$/.test(key);
/** Total: any JSON value may be given. What cannot be a moment stays the number that it is. */
function evidenceValue(value, key = "") {
	if (typeof value === "number") return MOMENTS.has(key) ? rfc3339(value) ?? value : value;
	if (Array.isArray(value)) return value.map((one) => evidenceValue(one));
	if (typeof value !== "object" || value === null) return value ?? null;
	return Object.fromEntries(Object.entries(value).map(([name, part]) => [isOurWord(name) ? snakeCase(name) : name, evidenceValue(part, name)]));
}
// src/report/json.ts
function subjectOf(subject) {
	if (subject.kind === "lint") return { kind: subject.kind };
	const range = {
		kind: subject.kind,
		base: subject.base,
		head: subject.head
	};
	if (subject.kind === "deployment") return {
		...range,
		environment: subject.environment
	};
	return {
		...range,
		merge_base: subject.mergeBase,
		number: subject.number,
		author: subject.author,
		last_pusher: subject.lastPusher
	};
}
function findingOf(finding) {
	const { rule, status, change, phase, environment, path, line, column, message } = finding;
	return {
		rule,
		status,
		change,
		phase,
		environment,
		path,
		line,
		column,
		message,
		why: finding.why,
		seen: finding.seen,
		limit: finding.limit ?? null,
		next: finding.next,
		until: rfc3339(finding.until),
		evidence: finding.evidence.map(({ source, at, url, value }) => ({
			source,
			at: rfc3339(at),
			url,
			value: evidenceValue(value)
		}))
	};
}
function effectOf(effect) {
	const { kind, object, change, phase, load, path, line, column, statement } = effect;
	return {
		kind,
		object,
		change,
		phase,
		load,
		locks: effect.locks.map((lock) => ({
			object: lock.object,
			mode: lock.mode
		})),
		path,
		line,
		column,
		statement,
		database: effect.database,
		table: effect.table,
		operation: effect.operation,
		fresh: effect.fresh,
		why: effect.why,
		instead: effect.instead,
		dependents: effect.dependents.map((dependent) => ({
			object: dependent.object,
			kind: dependent.kind
		}))
	};
}
function exemptionOf(exemption) {
	const { rule, path, line, reason, by, state, note } = exemption;
	return {
		rule,
		path,
		line,
		reason,
		until: rfc3339(exemption.until),
		by,
		state,
		note
	};
}
function changeOf({ change, mode, summary, environments }) {
	return {
		id: change,
		mode,
		summary,
		lanes: environments
	};
}
function overrideOf({ override }) {
	return override && {
		by: override.by,
		reason: override.reason,
		at: rfc3339(override.at),
		url: override.url
	};
}
/** Evidence has the shape of the evidence file, so that a report can be handed back and comes to the same verdict. */
function evidenceOf(evidence) {
	return typeof evidence === "object" && evidence !== null && !Array.isArray(evidence) ? evidence : {};
}
/**
* Version 1 of the report, ending in a line break. Times are RFC 3339 in UTC, durations in seconds; a key without a value is null,
* and `would_be` is there in observe mode alone. Findings stand worst first, all else in the decision's order.
*/
function writeJson(decision) {
	const { verdict } = decision;
	return serialize({
		version: 1,
		verdict: verdict.word,
		...verdict.wouldBe === null ? {} : { would_be: verdict.wouldBe },
		override: overrideOf(verdict),
		now: rfc3339(decision.now),
		subject: subjectOf(decision.subject),
		findings: worstFirst(verdict.findings).map(findingOf),
		effects: decision.effects.map(effectOf),
		changes: decision.lanes.map(changeOf),
		horizon: decision.horizon.map(({ environment, now, after }) => ({
			environment,
			now,
			after
		})),
		exemptions: verdict.exemptions.map(exemptionOf),
		plans: decision.plans.map((plan) => ({
			change: plan.change,
			rows: plan.rows,
			batch: plan.batch,
			batches: plan.batches,
			rate: plan.rate,
			ideal_seconds: plan.ideal / 1e3,
			planned_seconds: plan.planned / 1e3
		})),
		notes: decision.notes,
		evidence: evidenceOf(decision.evidence)
	});
}
export { writeJson as t };
