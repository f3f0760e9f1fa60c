import { n as formatDuration } from "./chunk-time.js";
import { r as clip, t as cleanLine } from "./chunk-clean.js";
import { a as showMoment, i as showCount, n as showAtLeast, r as showCommit } from "./chunk-when.js";
// src/report/words.ts
const MEANINGS = {
	pass: "Everything that was asked is met.",
	wait: "There is nothing to edit: time, a deployment, telemetry or an approval will settle it.",
	block: "The author has to change something.",
	error: "It could not be decided, and what could not be decided does not pass."
};
/** What a verdict comes to, for whoever sees the word for the first time. */
function meaningOf({ word, override, wouldBe, findings }) {
	if (wouldBe !== null) return `Nothing is held up while observing. Enforced: ${MEANINGS[wouldBe] ?? ""}`;
	if (override) return "An approver let it through, whatever is not met below.";
	if (word === "pass" && findings.length === 0) return "Nothing in it has to wait its turn.";
	return MEANINGS[word] ?? "";
}
/** Over what is met: it is why a pull request passes only where it passes by itself. */
function metTitle({ word, override, wouldBe }) {
	return word === "pass" && !override && (wouldBe ?? "pass") === "pass" ? "Why it passes" : "What is met";
}
const VERBS = {
	error: ["cannot be decided", "cannot be decided"],
	block: ["blocks", "block"],
	wait: ["waits", "wait"],
	warn: ["warns", "warn"],
	ok: ["met", "met"]
};
/** `1 blocks, 2 wait, 7 met`; empty where there is no finding. */
function countFindings(findings) {
	return Object.keys(VERBS).map((status) => [status, findings.filter((finding) => finding.status === status).length]).filter(([, count]) => count > 0).map(([status, count]) => `${showCount(count)} ${VERBS[status][count === 1 ? 0 : 1]}`).join(", ");
}
/** The verdict with what it would have been, and whether it is an override. */
function verdictWords({ verdict }) {
	if (verdict.wouldBe !== null) return `${verdict.word} (observing; it would be ${verdict.wouldBe})`;
	return verdict.override ? `${verdict.word} by override` : verdict.word;
}
/** `path:line`, `path` or nothing. */
function placeOf(at) {
	const path = cleanLine(at.path ?? "");
	return path !== "" && at.line !== null ? `${path}:${at.line}` : path;
}
/** `split-user-name, contract, production`: those that are known. */
function belongsTo({ change, phase, environment }) {
	return [
		change,
		phase,
		environment
	].map((part) => cleanLine(part ?? "")).filter((part) => part !== "").join(", ");
}
/** The moment that nobody has told in words yet; empty where there is none or the text says it. */
function clearsBy(finding, now) {
	const moment = showMoment(finding.until, now);
	if (moment === null || finding.status === "ok" || (finding.until ?? now) <= now) return "";
	return `${finding.message} ${finding.next}`.includes(moment.slice(0, 10)) ? "" : `This clears by itself on ${moment}.`;
}
/** What to do next, as lines: the first is prose, those after it may be text to paste. */
function nextOf(finding, now) {
	const clears = clearsBy(finding, now);
	if (clears === "") return finding.next;
	const [first = "", ...rest] = finding.next.split("\n");
	return [first.trim() === "" ? clears : `${first.trimEnd()} ${clears}`, ...rest].join("\n");
}
/** A headline stays small, whatever a ref or an environment is called. */
const NAME = 200;
/** What a pull request, deployment or file is called in a headline. */
function subjectWords({ subject }) {
	if (subject.kind === "lint") return "migration files by themselves";
	const [head, base] = [subject.head, subject.base].map((commit) => clip(showCommit(cleanLine(commit)), NAME));
	const range = `${head} on ${base}`;
	if (subject.kind === "deployment") return `deployment of ${head} to ${clip(cleanLine(subject.environment), NAME)}`;
	return subject.number === null ? range : `pull request ${subject.number}, ${range}`;
}
/** How long a backfill takes, with the numbers that it was reckoned from. */
function planWords(plan) {
	return `${`${showCount(plan.rows)} rows in ${showCount(plan.batches)} batches of ${showCount(plan.batch)}`}: ${Number.isFinite(plan.ideal) ? formatDuration(plan.ideal) : "an unknown time"} at ${showCount(plan.rate)} rows/s without pause; plan for ${showAtLeast(plan.planned)}`;
}
/** What became of an exemption, without its place and reason. */
function exemptionWords({ state, until, note }, now) {
	const moment = showMoment(until, now);
	return `${state}${moment === null ? "" : state === "expired" ? `, ended ${moment}` : `, until ${moment}`}${note.trim() === "" ? "" : ` (${cleanLine(note)})`}`;
}
/** How far an environment can be rolled back, and what merging costs. */
function horizonWords({ now, after }) {
	const show = (sha) => sha === null ? "not known" : showCommit(cleanLine(sha));
	return now === after ? `${show(now)}, unchanged by this` : `${show(now)} today; after this ${show(after)}`;
}
export { meaningOf as a, placeOf as c, verdictWords as d, horizonWords as i, planWords as l, countFindings as n, metTitle as o, exemptionWords as r, nextOf as s, belongsTo as t, subjectWords as u };
