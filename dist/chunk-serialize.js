// src/report/serialize.ts
/** Any value as JSON text that is safe to print; total, also for what JSON has no word for. */
/** Deeper than any evidence; what lies below is told by a mark instead of followed. */
const DEPTH = 64;
function plainEntries(value, depth, above) {
	return Object.entries(value).filter(([, part]) => part !== void 0 && typeof part !== "function" && typeof part !== "symbol").map(([key, part]) => [key, plainData(part, depth, above)]);
}
/** Objects, lists, strings, numbers, booleans and null; a number that JSON cannot hold is null, a circle is cut. */
function plainData(value, depth = DEPTH, above = []) {
	if (typeof value === "bigint") return value.toString();
	if (typeof value === "number") return Number.isFinite(value) ? value : null;
	if (typeof value === "string" || typeof value === "boolean") return value;
	if (typeof value !== "object" || value === null) return null;
	if (depth === 0 || above.includes(value)) return "(cut)";
	const path = [...above, value];
	if (Array.isArray(value)) return value.map((part) => plainData(part, depth - 1, path));
	return Object.fromEntries(plainEntries(value, depth - 1, path));
}
/** Unit by unit, for one character may be two. */
const escaped = (character) => character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
/**
* JSON with two spaces of indentation and a line break at its end. Characters that steer a terminal or hide text are
* written as escapes: the data are the same, the file is harmless to look at.
*/
function serialize(value) {
	return `${JSON.stringify(plainData(value), null, 2).replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escaped)}\n`;
}
export { serialize as t };
