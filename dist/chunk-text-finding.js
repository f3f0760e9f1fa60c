import { n as cleanLines, t as cleanLine } from "./chunk-clean.js";
import { n as styleOf } from "./chunk-paint.js";
import { c as placeOf, s as nextOf, t as belongsTo } from "./chunk-words.js";
import { t as wrap } from "./chunk-wrap.js";
// src/report/text-finding.ts
const BODY = "  ";
const LABELLED = "        ";
function labelled(label, text, { paint, width }) {
	const [first, ...rest] = cleanLines(text);
	if (first === void 0) return [];
	const [top = "", ...others] = wrap(first.trim(), `${BODY}${label.padEnd(6)}`, LABELLED, width);
	return [
		top.replace(label, () => paint("dim", label)),
		...others,
		...rest.map((line) => line === "" ? "" : LABELLED + line)
	];
}
/** The finding without a line break at its end; lines that are empty are left out. */
function textFinding(finding, layout) {
	const { paint, width, now } = layout;
	return [
		[
			paint("bold", cleanLine(finding.rule)),
			paint(styleOf(finding.status), finding.status),
			placeOf(finding),
			belongsTo(finding)
		].filter((column) => column !== "").join("   "),
		...wrap(cleanLine(finding.message), BODY, BODY, width),
		...labelled("Why:", finding.why, layout),
		...labelled("Seen:", finding.seen, layout),
		...labelled("Do:", nextOf(finding, now), layout)
	];
}
export { textFinding as t };
