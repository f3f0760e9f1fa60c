import { i as formatTime, n as formatDuration, r as formatMoment, s as inGroups } from "./chunk-time.js";
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
	return Number.isFinite(count) ? inGroups(count) : "an unknown number of";
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
export { showMoment as a, showCount as i, showAtLeast as n, showCommit as r, rfc3339 as t };
