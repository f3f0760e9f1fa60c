import { M as rankOf, _ as tellLooked, a as rules, i as worstOf, j as finding, n as decide, r as tellNothing, t as NO_FINDING, y as propose } from "./chunk-decide.js";
// src/decide/files-apart.ts
/** `reading` holds one file and no manifest. `withEffects`: formats that list them need them. */
function judgeApart(reading, withEffects) {
	const { verdict, effects } = decide(reading, []).decision;
	return {
		findings: verdict.findings.filter(({ rule }) => judgesFiles.has(rule)),
		exemptions: verdict.exemptions,
		statements: propose(reading).statements.length,
		effectCount: effects.length,
		effects: withEffects ? effects : []
	};
}
const judging = rules.filter(({ subjects }) => subjects.includes("lint")).map(({ id }) => id);
const judgesFiles = new Set(judging);
/** An `ok` without a place says what a rule has looked at: it is one for all files, or none. */
const isSummary = ({ status, path }) => status === "ok" && path === null;
function joinRule(rule, found, looked) {
	const summaries = found.filter(isSummary);
	const [first] = summaries;
	const told = found.filter((one) => !isSummary(one));
	if (!first || summaries.length < looked.files) return told;
	return [...told, finding(rule, {
		status: "ok",
		message: first.message,
		seen: tellLooked(looked)
	})];
}
/** One decision on files that were judged apart: what `decide` says of all of them in one reading. */
function joinFiles(now, verdicts) {
	const looked = {
		files: verdicts.filter(({ statements }) => statements > 0).length,
		statements: verdicts.reduce((sum, { statements }) => sum + statements, 0)
	};
	const byRule = Map.groupBy(verdicts.flatMap(({ findings }) => findings), ({ rule }) => rule);
	const found = judging.flatMap((rule) => joinRule(rule, byRule.get(rule) ?? [], looked));
	const effectCount = verdicts.reduce((sum, one) => sum + one.effectCount, 0);
	const findings = (found.length > 0 ? found : [finding(NO_FINDING, {
		status: "ok",
		message: tellNothing("lint", effectCount)
	})]).sort((a, b) => rankOf(b.status) - rankOf(a.status));
	return {
		now,
		subject: { kind: "lint" },
		verdict: {
			word: worstOf(findings),
			findings,
			exemptions: verdicts.flatMap(({ exemptions }) => exemptions),
			override: null,
			wouldBe: null
		},
		effects: verdicts.flatMap(({ effects }) => effects),
		lanes: [],
		plans: [],
		horizon: [],
		evidence: {},
		notes: []
	};
}
export { judgeApart as n, joinFiles as t };
