import { t as foldEnvironments } from "./chunk-fold-environments.js";
import { n as cleanLines, r as clip, t as cleanLine } from "./chunk-clean.js";
import { t as serialize } from "./chunk-serialize.js";
import { t as rfc3339 } from "./chunk-when.js";
import { a as meaningOf, c as placeOf, d as verdictWords, i as horizonWords, l as planWords, n as countFindings, o as metTitle, r as exemptionWords, s as nextOf, u as subjectWords } from "./chunk-words.js";
import { n as openFindings, t as metFindings } from "./chunk-order.js";
// src/report/settled.ts
/**
* Whether there is nothing left to say: it passes, nothing warns, nothing was let through by an exemption, an override or
* observing. A comment then shrinks to one line, and where there is none yet, none is needed.
*/
function isSettled({ verdict }) {
	return verdict.word === "pass" && verdict.override === null && (verdict.wouldBe === null || verdict.wouldBe === "pass") && verdict.exemptions.length === 0 && verdict.findings.every(({ status }) => status === "ok");
}
// src/report/escape-markdown.ts
/**
* Text from a pull request in Markdown: it is read, and never comes alive.
*
* GitHub gives life to text in two passes: the Markdown itself, and afterwards mentions, issue and commit references and
* addresses found in the finished text. A backslash stops the first pass only; a code span stops both. So words stay
* words, and whatever is more than a word goes into a code span.
*/
/** One or more letters; joined by single hyphens where they are small letters; a plain number, a date, a time of day. */
const WORDS = [
	/^[\p{L}\p{M}]+$/u,
	/^\p{Ll}+(?:-\p{Ll}+)+$/u,
	/^\p{L}+['’]\p{L}+$/u,
	/^\d{1,3}(?:,\d{3})*(?:\.\d{1,6})?$/,
	/^\d{1,6}$/,
	/^\d{4}-\d{2}-\d{2}$/,
	/^\d{2}:\d{2}$/,
	/^[–—%…]$/
];
/** Looks like a commit or like the name of an advisory, or begins an address that was cut short. */
const REFERENCES = /^(?:[0-9a-f]{7,40}|(?:gh|ghsa|cve)-.*|https?|mailto|www)$/i;
const OPENING = "(\"'“‘";
const CLOSING = ")\"'”’,.;:!?…";
const STOPS = ",.;:!?";
/** Takes characters off both ends; by hand, for a pattern would take a long row of marks again and again. */
function trimMarks(text, opening, closing) {
	let start = 0;
	let end = text.length;
	while (start < end && opening.includes(text.charAt(start))) start += 1;
	while (end > start && closing.includes(text.charAt(end - 1))) end -= 1;
	return {
		before: text.slice(0, start),
		core: text.slice(start, end),
		after: text.slice(end),
		plain: true
	};
}
function isWord(core) {
	return core === "" || WORDS.some((pattern) => pattern.test(core)) && !REFERENCES.test(core);
}
function tokenOf(text, index) {
	const word = trimMarks(text, OPENING, CLOSING);
	if (isWord(word.core) && !(index === 0 && /^\d+[.)]/.test(text))) return word;
	return {
		...(text.startsWith("(") && !text.slice(1).includes("(") ? trimMarks(text, "(", `${STOPS})`) : null) ?? trimMarks(text, "", STOPS),
		plain: false
	};
}
function longestRun(text) {
	return [...text.matchAll(/`+/g)].reduce((longest, [run]) => Math.max(longest, run.length), 0);
}
function spanOf(piece) {
	const fence = "`".repeat(longestRun(piece) + 1);
	const pad = piece.startsWith("`") || piece.endsWith("`") ? " " : "";
	return `${fence}${pad}${piece}${pad}${fence}`;
}
/**
* A code span, also within a table: a bar would end the cell whatever stands around it, so it is written as an entity
* between two spans. Empty for text that is empty.
*/
function code(text) {
	return cleanLine(text).split("|").map((piece) => piece.trim() === "" ? "" : spanOf(piece)).join("&vert;");
}
/** Neighbours that both need a span share one, unless punctuation stands between them. */
function shareSpans(tokens) {
	const shared = [];
	for (const token of tokens) {
		const last = shared.at(-1);
		if (!last || last.plain || token.plain || last.after !== "" || token.before !== "") shared.push(token);
		else shared[shared.length - 1] = {
			...token,
			before: last.before,
			core: `${last.core} ${token.core}`
		};
	}
	return shared;
}
/** A line of prose: plain words as they are, everything else in code spans. It opens nothing and ends nothing. */
function prose(text) {
	return shareSpans(cleanLine(text).split(" ").filter((word) => word !== "").map(tokenOf)).map(({ before, core, after, plain }) => before + (plain ? core : code(core)) + after).join(" ");
}
/** A fenced block that nothing within can end; the lines were cleaned before. */
function fenced(lines, language = "") {
	const fence = "`".repeat(lines.reduce((longest, line) => Math.max(longest, longestRun(line)), 2) + 1);
	return [
		`${fence}${language}`,
		...lines,
		fence
	].join("\n");
}
function percent(character) {
	const hexadecimal = () => `%${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
	return /^[()']$/.test(character) ? hexadecimal() : encodeURIComponent(character);
}
/** Longer than any that a browser takes. */
const LONGEST_ADDRESS = 2e3;
/** A link where the address is plain http(s), else the label alone. The label is Markdown already. */
function link(label, address) {
	if (address === null || label === "" || address.length > LONGEST_ADDRESS || !/^https?:\/\/[\w.-]+/i.test(address)) return label;
	return `[${label}](<${address.toWellFormed().replace(/[^\w\-.~:/?#@!$&*+,;=%]/gu, percent)}>)`;
}
// src/report/markdown-finding.ts
function placeLink(finding, linkTo) {
	const label = code(placeOf(finding));
	return finding.path === null ? label : link(label, linkTo(finding.path, finding.line));
}
function codes(parts) {
	return parts.map((part) => code(part ?? "")).filter((part) => part !== "").join(", ");
}
function pasted(text) {
	const lines = cleanLines(text);
	return lines.length === 0 ? [] : ["", fenced(lines)];
}
/** Prose in the first line, and what is to be pasted below it in a block. */
function doLines(finding, now) {
	const [first = "", ...rest] = cleanLines(nextOf(finding, now));
	return first === "" ? [] : [`- **Do:** ${prose(first)}`, ...pasted(rest.join("\n"))];
}
function labelled(label, text) {
	return cleanLine(text) === "" ? [] : [`- **${label}:** ${prose(text)}`];
}
/** `number` is what the evidence below refers to. */
function findingSection(finding, number, now, linkTo) {
	const belongs = codes([
		finding.change,
		finding.phase,
		finding.environment
	]);
	const where = [placeLink(finding, linkTo), belongs].filter((part) => part !== "");
	return [
		`#### Finding ${number}: ${[`${code(finding.rule)} ${finding.status}`, ...where].join(", ")}`,
		"",
		prose(finding.message),
		"",
		...labelled("Why", finding.why),
		...labelled("Seen", finding.seen),
		...doLines(finding, now)
	].join("\n").trimEnd();
}
function sources(finding) {
	const seen = finding.evidence.map(({ source, url }) => link(prose(source), url));
	return [...new Set(seen)].join(", ");
}
function row(finding, linkTo) {
	const requirement = [code(finding.rule), codes([
		finding.change,
		finding.phase,
		finding.environment
	])];
	return `| ${[
		finding.status,
		requirement.filter((part) => part !== "").join(" "),
		prose(finding.limit ?? ""),
		prose(finding.seen) || prose(finding.message),
		sources(finding) || placeLink(finding, linkTo)
	].join(" | ")} |`;
}
/** Requirement, limit, observed, source: one row for each finding. */
function requirementTable(findings, linkTo) {
	return [
		"| | requirement | limit | observed | source |",
		"|---|---|---|---|---|",
		...findings.map((finding) => row(finding, linkTo))
	].join("\n");
}
/** The evidence of one finding, folded; empty where it has none. */
function evidenceSection(finding, number) {
	if (finding.evidence.length === 0) return "";
	const parts = finding.evidence.map(({ source, at, url, value }) => {
		const observed = rfc3339(at) ?? "a time that is not known";
		return `${link(prose(source), url) || "a source without a name"}, observed at ${observed}:\n\n${fenced(cleanLines(serialize(value)), "json")}`;
	});
	return [
		`<details><summary>Evidence of finding ${number}</summary>`,
		...parts,
		"</details>"
	].join("\n\n");
}
/** Why it passes: one line for each requirement that is met, folded. */
function metSection(findings, decision) {
	if (findings.length === 0) return "";
	const lines = findings.map((finding) => {
		const belongs = codes([
			finding.change,
			finding.phase,
			finding.environment
		]);
		return `- ${code(finding.rule)}: ${prose(finding.message)}${belongs === "" ? "" : ` (${belongs})`}`;
	});
	return [
		`<details><summary>${metTitle(decision.verdict)} (${findings.length})</summary>`,
		lines.join("\n"),
		"</details>"
	].join("\n\n");
}
// src/report/mermaid.ts
const COLORS = {
	live: "fill:#dafbe1,stroke:#1a7f37,color:#116329",
	partial: "fill:#fff8c5,stroke:#9a6700,color:#633c01",
	wait: "fill:#fff8c5,stroke:#9a6700,color:#633c01",
	none: "fill:#f6f8fa,stroke:#8c959f,color:#57606a",
	unknown: "fill:#ffebe9,stroke:#cf222e,color:#82071e"
};
const NAME_LENGTH = 60;
/** A label's text: letters, digits and spaces stay, every other character is written by its number. */
function label(text) {
	return (clip(cleanLine(text), NAME_LENGTH) || "?").replace(/[^\p{L}\p{N} ]/gu, (character) => `#${character.codePointAt(0) ?? 63};`);
}
function laneLines(name, phases, index) {
	const nodes = Object.entries(phases).map(([phase, state], step) => {
		const known = Object.hasOwn(COLORS, state) ? state : "unknown";
		return `e${index}p${step}["${label(phase)} #183; ${label(state)}"]:::${known}`;
	});
	if (nodes.length === 0) return [];
	return [
		`  subgraph e${index}["${label(name)}"]`,
		"    direction LR",
		`    ${nodes.join(" --> ")}`,
		"  end"
	];
}
/** Lines of a `flowchart LR`, one box for each environment in rollout order; empty where there is nothing to draw. */
function lanePicture(lane) {
	const environments = Object.entries(lane.environments).filter(([, phases]) => Object.keys(phases).length > 0);
	if (environments.length === 0) return [];
	const order = environments.map((_, index) => `e${index}`).join(" --> ");
	const boxes = environments.flatMap(([name, phases], index) => laneLines(name, phases, index));
	return [
		"flowchart LR",
		...boxes,
		...environments.length > 1 ? [`  ${order}`] : [],
		...Object.entries(COLORS).filter(([state]) => boxes.some((line) => line.includes(`:::${state}`))).map(([state, style]) => `  classDef ${state} ${style}`)
	];
}
// src/report/markdown-sections.ts
/** A reason is shown in whole in its own section; the headline must stay small whatever was written. */
const REASON_LENGTH = 500;
function headline(decision) {
	const { findings, override } = decision.verdict;
	const counts = countFindings(findings);
	const about = `${prose(subjectWords(decision))}; as of ${rfc3339(decision.now) ?? "an unknown time"}`;
	const lines = [`## Lanekeeper: ${verdictWords(decision)}`, `${meaningOf(decision.verdict)} (${about})`];
	if (counts !== "") lines.push(`Findings: ${counts}.`);
	if (override) {
		const by = `${code(clip(override.by, REASON_LENGTH))} at ${rfc3339(override.at) ?? "an unknown time"}`;
		lines.push(`**Override** by ${link(by, override.url)}: ${prose(clip(cleanLine(override.reason), REASON_LENGTH))}`);
	}
	return lines.join("\n\n");
}
/** What a settled pull request shrinks to: one line, with the names of what was met. */
function settledLine(decision) {
	const met = metFindings(decision.verdict.findings);
	const rules = [...new Set(met.map(({ rule }) => code(rule)))];
	const what = rules.length === 0 ? "nothing in it has to wait its turn" : `met: ${rules.join(", ")}`;
	return `**Lanekeeper: ${verdictWords(decision)}**, ${what} (as of ${rfc3339(decision.now) ?? "an unknown time"})`;
}
/** One section for each change: its name, mode, summary and picture. */
function laneSections({ lanes }) {
	return lanes.map((lane) => {
		const picture = lanePicture(lane);
		const title = `### Change ${code(lane.change)} (${lane.mode})`;
		const drawn = picture.length === 0 ? [] : [fenced(picture, "mermaid")];
		return [
			title,
			prose(lane.summary),
			...drawn
		].filter((part) => part !== "").join("\n\n");
	});
}
function listSection(title, rows) {
	return rows.length === 0 ? "" : [`### ${title}`, rows.map((row) => `- ${row}`).join("\n")].join("\n\n");
}
function exemptionSection({ verdict, now }, linkTo) {
	return listSection("Exemptions", verdict.exemptions.map((exemption) => {
		const place = link(code(placeOf(exemption)), linkTo(exemption.path, exemption.line));
		const state = prose(exemptionWords(exemption, now));
		return `${code(exemption.rule)} at ${place}, ${state}, by ${exemption.by}: ${prose(exemption.reason)}`;
	}));
}
function planSection({ plans }) {
	return listSection("Backfill", plans.map((plan) => `${code(plan.change)}: ${prose(planWords(plan))}`));
}
function horizonSection({ horizon }) {
	return listSection("Can be rolled back to", horizon.map((entry) => `${code(entry.environment)}: ${prose(horizonWords(entry))}`));
}
function noteSection({ notes }) {
	return listSection("Notes", notes.map(prose));
}
// src/report/markdown.ts
/** Stands alone in the first line; nothing from a pull request can stand there. */
const MARKER = "<!-- lanekeeper -->";
/** GitHub keeps this many characters of a comment and of a check run's summary. */
const LIMIT = 65535;
const sizeOf = (text) => new TextEncoder().encode(text).length;
function sectionsOf(decision, linkTo) {
	const { findings } = decision.verdict;
	const open = foldEnvironments(openFindings(findings));
	const ordered = [...open, ...metFindings(findings)];
	return [
		...laneSections(decision),
		ordered.length === 0 ? "" : requirementTable(ordered, linkTo),
		open.length === 0 ? "" : "### What to do",
		...open.map((finding, index) => findingSection(finding, index + 1, decision.now, linkTo)),
		exemptionSection(decision, linkTo),
		planSection(decision),
		horizonSection(decision),
		noteSection(decision),
		metSection(metFindings(findings), decision),
		...ordered.map((finding, index) => evidenceSection(finding, index + 1))
	].filter((section) => section !== "");
}
function shrunk(decision) {
	const notes = noteSection(decision);
	const folded = `<details><summary>Notes</summary>\n\n${notes}\n\n</details>`;
	return [settledLine(decision), ...notes === "" ? [] : [folded]];
}
/** Keeps whole sections while they fit, and says what is missing and where it is. */
function cutAtSections(sections, limit, whole) {
	const all = sections.join("\n\n");
	if (sizeOf(all) <= limit) return all;
	const notice = (left) => `*Cut here: ${left} more sections do not fit. ${whole}*`;
	let text = sections[0] ?? "";
	let room = limit - sizeOf(text) - sizeOf(notice(sections.length)) - 2;
	let kept = 1;
	for (const section of sections.slice(1)) {
		room -= sizeOf(section) + 2;
		if (room < 0) break;
		text += `\n\n${section}`;
		kept += 1;
	}
	return `${text}\n\n${notice(sections.length - kept)}`;
}
/**
* Markdown that begins with the hidden marker and ends in a line break. Text from the pull request cannot come alive in
* it: no HTML, link, image, mention or reference. A limit below some 4,000 bytes still gives headline and notice.
*/
function writeMarkdown(decision, options = {}) {
	const { link: linkTo = () => null, limit = LIMIT, full = false } = options;
	const whole = options.whole ?? "The whole report: `lanekeeper check --format markdown`.";
	const top = (first) => `${MARKER}\n${first}`;
	const [first = "", ...rest] = isSettled(decision) && !full ? shrunk(decision) : [headline(decision), ...sectionsOf(decision, linkTo)];
	return `${cutAtSections([top(first), ...rest], limit - 1, whole)}\n`;
}
export { writeMarkdown as n, isSettled as r, MARKER as t };
