import { a as warning, i as setOutput, n as error, r as setFailed } from "./chunk-core.js";
import { l as annotationsOf, n as linksTo, u as statusLine } from "./chunk-decide-pull.js";
import { t as writeJson } from "./chunk-json.js";
import { n as writeMarkdown } from "./chunk-markdown.js";
import { t as writeText } from "./chunk-text2.js";
import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
// src/action/tell.ts
/** What a workflow shows of an outcome: outputs, the job's summary, its log, annotations where nothing else carries them. */
/** A step's summary may have 1 MiB. Source: GitHub's documentation of workflow commands. */
const SUMMARY_LIMIT = 1044480;
/** An output may have 1 MB in all; what is longer is in the file. */
const OUTPUT_LIMIT = 9e5;
/** A step shows ten errors and ten warnings. */
const SHOWN = 10;
function tellSummary({ decision, lines, head }, event, env) {
	const file = env.GITHUB_STEP_SUMMARY ?? "";
	if (file === "") return;
	const link = head === null ? void 0 : linksTo(event.serverUrl, event.repository, head);
	const report = writeMarkdown(decision, {
		full: true,
		limit: SUMMARY_LIMIT,
		whole: "The whole report is in the file that the output report-file names.",
		...link && { link }
	});
	appendFileSync(file, `${report}${lines.map((line) => `- ${escaped(line)}\n`).join("")}`);
}
/** Titles of pull requests and statements are anybody's words. */
const escaped = (text) => text.replace(/[\r\n]+/g, " ").replace(/[\\`*_{}[\]()<>#|@&~!]/g, (sign) => `&#${sign.codePointAt(0)};`);
function tellOutputs({ decision }, env) {
	const json = writeJson(decision);
	const folder = env.RUNNER_TEMP ?? "";
	setOutput("verdict", decision.verdict.word);
	if (folder !== "") {
		const file = join(folder, "lanekeeper-report.json");
		writeFileSync(file, json);
		setOutput("report-file", file);
	}
	setOutput("report", Buffer.byteLength(json) <= OUTPUT_LIMIT ? json : "");
}
/** Shown on the lines of the pull request even by a fork's run. */
function tellAnnotations({ decision }) {
	const counts = {
		failure: 0,
		warning: 0,
		notice: 0
	};
	for (const { path, start_line, annotation_level, title, message } of annotationsOf(decision)) {
		counts[annotation_level] += 1;
		if (counts[annotation_level] > SHOWN) continue;
		const at = {
			file: path,
			startLine: start_line,
			title
		};
		if (annotation_level === "failure") error(message, at);
		else warning(message, at);
	}
}
/** Lines that begin with two colons are commands to a runner: none of ours do, whatever a statement says. */
const unarmed = (text) => text.replace(/^(\s*)(::|##\[)/gm, "$1​$2");
async function tell(outcome, event, env) {
	const { decision, failOn, isAlone, lines } = outcome;
	process.stdout.write(`${unarmed(writeText(decision, { color: false }))}\n`);
	for (const line of lines) process.stdout.write(`${unarmed(line)}\n`);
	tellSummary(outcome, event, env);
	tellOutputs(outcome, env);
	if (isAlone) tellAnnotations(outcome);
	if (failOn.includes(decision.verdict.word)) setFailed(statusLine(decision));
}
export { tell };
