// src/report/clean.ts
/** Text from a pull request made fit to be shown: nothing in it can steer a terminal or hide itself. */
/** Controls, format characters (bidi overrides, zero widths, tags), line separators, lone surrogates, invisible fillers. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** One line: white space runs become one space; what cannot be seen becomes `�`, so that a reader sees that it was there. */
function cleanLine(text) {
	return text.replace(/\s+/g, " ").replace(UNSEEN, "�").trim();
}
/** Lines, each cleaned with its indentation kept; blank lines at either end are left out. */
function cleanLines(text) {
	const lines = text.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => line.replaceAll("	", "  ").replace(UNSEEN, "�").trimEnd());
	while (lines.length > 0 && lines[0] === "") lines.shift();
	while (lines.length > 0 && lines.at(-1) === "") lines.pop();
	return lines;
}
/** At most `length` UTF-16 units, the last an ellipsis where something was cut; a character is never cut in two. */
function clip(text, length) {
	if (text.length <= length) return text;
	return `${text.slice(0, Math.max(0, length - 1)).replace(/[\uD800-\uDBFF]$/, "").trimEnd()}…`;
}
export { cleanLines as n, clip as r, cleanLine as t };
