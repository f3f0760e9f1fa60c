import { i as formatTime, n as formatDuration, r as formatMoment } from "./chunk-time.js";
// src/report/order.ts
const RANK = {
	error: 0,
	block: 1,
	wait: 2,
	warn: 3,
	ok: 4
};
function compare(one, other) {
	return one < other ? -1 : one > other ? 1 : 0;
}
function compareFindings(one, other) {
	return compare(RANK[one.status], RANK[other.status]) || compare(one.path ?? "", other.path ?? "") || compare(one.line ?? 0, other.line ?? 0) || compare(one.column ?? 0, other.column ?? 0) || compare(one.change ?? "", other.change ?? "") || compare(one.rule, other.rule) || compare(one.environment ?? "", other.environment ?? "") || compare(one.message, other.message);
}
/** Error, block, wait, warn, ok; within one status by path, line, change, rule and environment. */
function worstFirst(findings) {
	return [...findings].sort(compareFindings);
}
/** Those that say something has to happen, or is only told: all but `ok`. */
function openFindings(findings) {
	return worstFirst(findings).filter(({ status }) => status !== "ok");
}
/** Those that say why it passes. */
function metFindings(findings) {
	return worstFirst(findings).filter(({ status }) => status === "ok");
}
// src/report/when.ts
const FIRST = Date.parse("0000-01-01T00:00:00Z");
const LAST = Date.parse("9999-12-31T23:59:59.999Z");
const isMoment = (time) => time !== null && time >= FIRST && time <= LAST;
/** RFC 3339 in UTC; null for none, and for what RFC 3339 cannot say. */
function rfc3339(time) {
	return isMoment(time) ? formatTime(time) : null;
}
/** `2026-11-15` or `2026-11-15 14:30 UTC`; null where there is no moment. */
function showMoment(time, now) {
	return isMoment(time) && isMoment(now) ? formatMoment(time, now) : rfc3339(time);
}
function showCount(count) {
	return Number.isFinite(count) ? count.toLocaleString("en") : "an unknown number of";
}
/** A duration to plan for: never shorter than it is, once its smaller units are left out. */
function showAtLeast(duration) {
	if (!Number.isFinite(duration)) return "an unknown time";
	const unit = duration >= 864e5 ? 36e5 : duration >= 36e5 ? 6e4 : 1e3;
	return formatDuration(Math.ceil(duration / unit) * unit);
}
/** A commit as people read it. */
function showCommit(sha) {
	return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/i.test(sha) ? sha.slice(0, 7) : sha;
}
export { showMoment as a, worstFirst as c, showCount as i, showAtLeast as n, metFindings as o, showCommit as r, openFindings as s, rfc3339 as t };
