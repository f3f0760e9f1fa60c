import { i as isRuleId, n as RULE_IDS } from "./chunk-rule-ids.js";
import { t as UserError } from "./chunk-user-error.js";
import { t as readOptions } from "./chunk-options.js";
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
async function run(args) {
	const [rule] = readOptions(args, {}, true, ["text"]).files;
	if (rule === void 0) {
		process.stdout.write(`${RULE_IDS.join("\n")}\n`);
		return 0;
	}
	if (!isRuleId(rule)) {
		const near = RULE_IDS.find((id) => id.includes(rule) || rule.includes(id));
		throw new UserError(`there is no rule ${JSON.stringify(rule.slice(0, 60))}.`, `${near ? `Did you mean ${near}? ` : ""}The rules: ${RULE_IDS.join(", ")}.`);
	}
	process.stdout.write(readPage(rule));
	return 0;
}
export { run };
