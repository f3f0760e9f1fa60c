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
export { openFindings as n, worstFirst as r, metFindings as t };
