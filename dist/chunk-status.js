import { n as check, t as openLocalWorld } from "./chunk-world.js";
import { f as standing } from "./chunk-sql.js";
import { t as writeJson } from "./chunk-json2.js";
import { n as writeMarkdown } from "./chunk-markdown.js";
import { f as cleanLine, i as horizonWords, l as planWords } from "./chunk-words.js";
import { a as showMoment, s as openFindings, t as rfc3339 } from "./chunk-when.js";
import { n as painter, r as styleOf, t as wrap } from "./chunk-wrap.js";
import { n as laneRows, r as laneTitle, t as findingsOn } from "./chunk-text-lanes.js";
import { t as UserError } from "./chunk-user-error.js";
import { t as readEvidence } from "./chunk-evidence.js";
import { n as textOf, t as readOptions } from "./chunk-options.js";
// src/report/status.ts
function waitsFor(finding, where, { now, paint, width }) {
	const until = showMoment(finding.until, now);
	const end = until === null ? "" : ` (until ${until})`;
	const start = `    ${where}: ${paint(styleOf(finding.status), finding.status)} `;
	return wrap(`${cleanLine(finding.rule)}: ${cleanLine(finding.message)}${end}`, start, "      ", width);
}
/** Each finding once, under the first environment and phase that it holds up. */
function reasons(lane, findings, layout) {
	const told = /* @__PURE__ */ new Set();
	const rows = [];
	for (const [environment, phases] of Object.entries(lane.environments)) for (const phase of Object.keys(phases)) for (const finding of findingsOn(lane, environment, phase, findings)) {
		if (told.has(finding)) continue;
		told.add(finding);
		const names = [finding.environment ?? "", finding.phase ?? ""].map(cleanLine).filter(Boolean);
		rows.push(...waitsFor(finding, names.join(", ") || "every environment", layout));
	}
	return rows;
}
function changeBlock(lane, decision, layout) {
	const plans = decision.plans.filter(({ change }) => change === lane.change);
	return [
		laneTitle(lane, layout.paint),
		...laneRows(lane, layout.paint).map((row) => `  ${row}`),
		...reasons(lane, openFindings(decision.verdict.findings), layout),
		...plans.flatMap((plan) => wrap(planWords(plan), "  backfill: ", "    ", layout.width))
	];
}
/** The lanes as text, ending in a line break; says so where no change is declared. */
function writeStatus(decision, options) {
	const layout = {
		now: decision.now,
		paint: painter(options.color),
		width: options.width
	};
	const ids = new Set(decision.lanes.map(({ change }) => change));
	const others = openFindings(decision.verdict.findings).filter(({ change }) => !ids.has(change ?? ""));
	return `${[
		[`As of ${rfc3339(decision.now) ?? "an unknown time"}`],
		...decision.lanes.length === 0 ? [["No change is declared."]] : [],
		...decision.lanes.map((lane) => changeBlock(lane, decision, layout)),
		others.flatMap((finding) => waitsFor(finding, cleanLine(finding.change ?? "repository"), layout)),
		decision.horizon.map((entry) => `${cleanLine(entry.environment)} can be rolled back to ${horizonWords(entry)}`),
		decision.notes.flatMap((note) => wrap(cleanLine(note), "", "  ", layout.width))
	].filter((block) => block.length > 0).map((block) => block.join("\n")).join("\n\n")}\n`;
}
// src/commands/status.ts
/** `lanekeeper status [CHANGE]`: where every change stands in every environment. */
function layOut(decision, options) {
	if (options.format === "json") return writeJson(decision);
	if (options.format === "markdown") return writeMarkdown(decision);
	return writeStatus(decision, { color: options.color });
}
async function run(args) {
	const options = readOptions(args, { base: "string" }, true, [
		"text",
		"json",
		"markdown"
	]);
	const only = options.files[0] ?? null;
	const base = textOf(options, "base") ?? null;
	const world = await openLocalWorld({
		...options,
		evidence: readEvidence(options.evidence),
		base,
		head: base,
		environment: null
	});
	try {
		const decision = await check(world, (reading, answers) => {
			const { base: manifest } = reading.manifests;
			if (manifest.state === "invalid") {
				const [first] = manifest.mistakes;
				throw new UserError(first ? `${first.path}:${first.line}:${first.column} ${first.message}` : "the manifest cannot be read.", "lanekeeper validate lists every mistake.");
			}
			if (manifest.state === "none") throw new UserError("there is no manifest on the base.", "lanekeeper init writes a first one.");
			if (only !== null && !manifest.manifest.changes.some(({ id }) => id === only)) throw new UserError(`the manifest has no change ${JSON.stringify(only)}.`, `It has: ${manifest.manifest.changes.map(({ id }) => id).join(", ") || "none"}.`);
			return standing(reading, answers, only);
		});
		if (!options.silent) process.stdout.write(`${layOut(decision, options).trimEnd()}\n`);
		return 0;
	} finally {
		world.close();
	}
}
export { run };
