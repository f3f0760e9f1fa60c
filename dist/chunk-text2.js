import { t as cleanLine } from "./chunk-clean.js";
import { t as foldEnvironments } from "./chunk-fold-environments.js";
import { n as openFindings, t as metFindings } from "./chunk-order.js";
import { n as styleOf, t as painter } from "./chunk-paint.js";
import { t as textFinding } from "./chunk-text-finding.js";
import { n as laneRows, r as laneTitle } from "./chunk-text-lanes.js";
import { t as rfc3339 } from "./chunk-when.js";
import { a as meaningOf, c as placeOf, d as verdictWords, i as horizonWords, l as planWords, n as countFindings, o as metTitle, r as exemptionWords, t as belongsTo, u as subjectWords } from "./chunk-words.js";
import { t as wrap } from "./chunk-wrap.js";
// src/report/text.ts
function headline(decision, { paint, width }) {
	const { word, findings } = decision.verdict;
	const counts = countFindings(findings);
	const first = paint("bold", paint(styleOf(word), verdictWords(decision)));
	const about = `${subjectWords(decision)}; as of ${rfc3339(decision.now) ?? "an unknown time"}`;
	return [`${first}${counts === "" ? "" : `   ${counts}`}`, ...wrap(`${meaningOf(decision.verdict)} (${about})`, "  ", "  ", width)];
}
function override({ verdict }, { paint, width }) {
	if (!verdict.override) return [];
	const { by, at, reason } = verdict.override;
	return [paint("bold", `Override by ${`${cleanLine(by)} at ${rfc3339(at) ?? "an unknown time"}`}`), ...wrap(cleanLine(reason), "  ", "  ", width)];
}
function met({ verdict }, { paint, width }) {
	const rows = metFindings(verdict.findings).flatMap((finding) => {
		const belongs = belongsTo(finding);
		const text = `${cleanLine(finding.message)}${belongs === "" ? "" : ` (${belongs})`}`;
		return wrap(text, `  ${cleanLine(finding.rule)}: `, "    ", width);
	});
	return rows.length === 0 ? [] : [paint("bold", metTitle(verdict)), ...rows];
}
function exemptions({ verdict, now }, { paint, width }) {
	const rows = verdict.exemptions.flatMap((exemption) => [`  ${cleanLine(exemption.rule)}   ${placeOf(exemption)}   ${exemptionWords(exemption, now)}, by ${exemption.by}`, ...wrap(cleanLine(exemption.reason), "    because ", "    ", width)]);
	return rows.length === 0 ? [] : [paint("bold", "Exemptions"), ...rows];
}
function plans({ plans: all }, { paint, width }) {
	const rows = all.flatMap((plan) => wrap(`${cleanLine(plan.change)}: ${planWords(plan)}`, "  ", "    ", width));
	return rows.length === 0 ? [] : [paint("bold", "Backfill"), ...rows];
}
function lanes({ lanes: all }, { paint }) {
	const rows = all.flatMap((lane) => [`  ${laneTitle(lane, paint)}`, ...laneRows(lane, paint).map((row) => `    ${row}`)]);
	return rows.length === 0 ? [] : [paint("bold", "Lanes"), ...rows];
}
function horizon({ horizon: all }, { paint }) {
	const rows = all.map((entry) => `  ${cleanLine(entry.environment)}: ${horizonWords(entry)}`);
	return rows.length === 0 ? [] : [paint("bold", "Can be rolled back to"), ...rows];
}
function notes({ notes: all }, { paint, width }) {
	const rows = all.flatMap((note) => wrap(cleanLine(note), "  ", "  ", width));
	return rows.length === 0 ? [] : [paint("bold", "Notes"), ...rows];
}
/**
* The decision as plain text, ending in a line break: verdict, findings worst first, then what it rests on.
* `width` wraps prose (never text to paste); without `color` there is no escape sequence in it.
*/
function writeText(decision, options) {
	const layout = {
		now: decision.now,
		paint: painter(options.color),
		width: options.width
	};
	const findings = foldEnvironments(openFindings(decision.verdict.findings)).map((finding) => textFinding(finding, layout));
	const sections = [headline, override].map((write) => write(decision, layout));
	const after = [
		met,
		exemptions,
		plans,
		lanes,
		horizon,
		notes
	].map((write) => write(decision, layout));
	return `${[
		...sections,
		...findings,
		...after
	].filter((block) => block.length > 0).map((block) => block.join("\n")).join("\n\n")}\n`;
}
export { writeText as t };
