import { n as cleanLines, t as cleanLine } from "./chunk-clean.js";
import { t as fingerprint } from "./chunk-fingerprint.js";
import { n as openFindings } from "./chunk-order.js";
import { t as serialize } from "./chunk-serialize.js";
import { t as rfc3339 } from "./chunk-when.js";
import { s as nextOf, t as belongsTo } from "./chunk-words.js";
// src/report/sarif.ts
const LEVELS = {
	error: "error",
	block: "error",
	wait: "warning",
	warn: "note"
};
/** Brackets would be a link in a SARIF message, and braces a placeholder. */
function messageText(text) {
	return cleanLines(text).join("\n").replace(/[[\]\\]/g, "\\$&").replace(/[{}]/g, "$&$&");
}
/** A path as a relative reference; segments keep their meaning whatever characters they hold. */
function uriOf(path) {
	return path.toWellFormed().split("/").filter((segment) => segment !== "").map((segment) => encodeURIComponent(segment).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)).join("/");
}
function ruleOf(id, { rules = {}, pages }) {
	const known = Object.hasOwn(rules, id) ? rules[id] : void 0;
	const page = `docs/rules/${id}.md`;
	const help = known?.help ?? `What breaks, why, the safe way and how to exempt: ${page}, or \`lanekeeper explain ${id}\`.`;
	return {
		id,
		shortDescription: { text: known?.title ?? (cleanLine(id.replaceAll("-", " ")) || "a rule without a name") },
		help: {
			text: help,
			markdown: help
		},
		...pages === void 0 ? {} : { helpUri: `${pages.replace(/\/?$/, "/")}${uriOf(id)}.md` }
	};
}
function linesOf(finding, now) {
	const labelled = (label, text) => text.trim() === "" ? [] : [`${label} ${text}`];
	const belongs = belongsTo(finding);
	return [
		finding.message,
		...belongs === "" ? [] : [`(${belongs})`],
		...labelled("Why:", finding.why),
		...labelled("Seen:", finding.seen),
		...labelled("Do:", nextOf(finding, now))
	].join("\n");
}
/** Positions from 1 on; what is none is left out, as SARIF wants it. */
function regionOf({ line, column }) {
	const isPosition = (value) => Number.isSafeInteger(value) && (value ?? 0) >= 1;
	if (!isPosition(line)) return void 0;
	return isPosition(column) ? {
		startLine: line,
		startColumn: column
	} : { startLine: line };
}
function locationOf(finding, manifest) {
	const region = finding.path === null ? void 0 : regionOf(finding);
	return { physicalLocation: {
		artifactLocation: { uri: uriOf(finding.path ?? "") || uriOf(manifest) },
		...region === void 0 ? {} : { region }
	} };
}
/** What a finding is about, without lines and without the numbers that change from day to day. */
function identityOf(finding, { effects }) {
	const about = effects.filter(({ path, line }) => path === finding.path && line === finding.line);
	const statements = [...new Set(about.map(({ statement }) => cleanLine(statement)))];
	const { rule, change, phase, environment, path } = finding;
	return [
		rule,
		change ?? "",
		phase ?? "",
		environment ?? "",
		path ?? "",
		...statements
	];
}
function resultsOf(decision, ids, manifest) {
	const seen = /* @__PURE__ */ new Map();
	return openFindings(decision.verdict.findings).map((finding) => {
		const identity = identityOf(finding, decision);
		const key = fingerprint(identity);
		const nth = (seen.get(key) ?? 0) + 1;
		seen.set(key, nth);
		return {
			ruleId: finding.rule,
			ruleIndex: ids.indexOf(finding.rule),
			level: finding.status === "ok" ? "note" : LEVELS[finding.status],
			message: { text: messageText(linesOf(finding, decision.now)) || "a finding without words" },
			locations: [locationOf(finding, manifest)],
			partialFingerprints: { "lanekeeperFinding/v1": `${key}:${nth}` },
			properties: {
				status: finding.status,
				until: rfc3339(finding.until)
			}
		};
	});
}
/** One run with a result for each finding that is not met, worst first; ends in a line break. */
function writeSarif(decision, options = {}) {
	const { verdict } = decision;
	const ids = [...new Set(openFindings(verdict.findings).map(({ rule }) => rule))].sort();
	return serialize({
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [{
			tool: { driver: {
				name: "lanekeeper",
				rules: ids.map((id) => ruleOf(id, options))
			} },
			invocations: [{ executionSuccessful: verdict.word !== "error" }],
			columnKind: "unicodeCodePoints",
			results: resultsOf(decision, ids, options.manifest ?? "lanekeeper.yml"),
			properties: {
				verdict: verdict.word,
				wouldBe: verdict.wouldBe,
				override: verdict.override !== null
			}
		}]
	});
}
export { writeSarif };
