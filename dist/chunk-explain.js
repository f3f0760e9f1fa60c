import { t as nearest } from "./chunk-nearest.js";
import { t as wrap } from "./chunk-wrap.js";
import { i as isRuleId, n as RULE_IDS } from "./chunk-rule-ids.js";
import { t as UserError } from "./chunk-user-error.js";
import { a as widthOfTerminal, n as readOptions, t as quoted } from "./chunk-options.js";
import { readFileSync } from "node:fs";
// src/commands/explain.ts
/** `lanekeeper explain RULE`: the rule's page, as it stands in docs/rules. */
/** Beside `dist/` in the package, beside `src/commands/` in the repository. */
function readPage(rule) {
	for (const folder of ["../docs/rules/", "../../docs/rules/"]) try {
		return readFileSync(new URL(`${folder}${rule}.md`, import.meta.url), "utf8");
	} catch {}
	throw new UserError(`the page of ${rule} is not where Lanekeeper is installed.`, "Install the package whole: docs/rules belongs to it.");
}
/** What the page is called, without the rule's own name. */
const aboutOf = (page) => page.split("\n").find((line) => /^[^#\s]/.test(line)) ?? "";
function listRules() {
	const width = Math.max(...RULE_IDS.map((id) => id.length));
	return `${RULE_IDS.flatMap((id) => wrap(aboutOf(readPage(id)), `${id.padEnd(width)}   `, " ".repeat(width + 3), widthOfTerminal() ?? void 0)).join("\n")}\n`;
}
async function run(args) {
	const options = readOptions(args, {}, true, ["text"]);
	const [rule, more] = options.files;
	if (more !== void 0) throw new UserError(`explain tells one rule at a time, not ${quoted(more)} too.`, "lanekeeper explain RULE");
	if (rule !== void 0 && !isRuleId(rule)) {
		const near = nearest(rule, RULE_IDS) ?? RULE_IDS.find((id) => id.includes(rule));
		throw new UserError(`there is no rule ${quoted(rule)}.`, `${near ? `Did you mean ${near}? ` : ""}lanekeeper explain lists them.`);
	}
	const text = rule === void 0 ? listRules() : readPage(rule);
	if (!options.silent) process.stdout.write(text);
	return 0;
}
export { run };
