import { a as widthOfTerminal } from "./chunk-options.js";
// src/report/exit-code.ts
const CODES = {
	pass: 0,
	block: 1,
	error: 2,
	wait: 3
};
/** 0 pass, 1 block, 2 error, 3 wait; a verdict that is none of these could not be decided. */
function exitCode(decision) {
	return Object.hasOwn(CODES, decision.verdict.word) ? CODES[decision.verdict.word] : 2;
}
// src/commands/show.ts
async function layOut(decision, options) {
	switch (options.format) {
		case "json": return (await import("./chunk-json2.js")).writeJson(decision);
		case "markdown": return (await import("./chunk-markdown2.js")).writeMarkdown(decision);
		case "sarif": return (await import("./chunk-sarif.js")).writeSarif(decision);
		default: {
			const width = widthOfTerminal();
			const { writeText } = await import("./chunk-text.js");
			return writeText(decision, {
				color: options.color,
				...width === null ? {} : { width }
			});
		}
	}
}
/** Writes the report to standard output, unless silent. */
async function showDecision(decision, options) {
	if (!options.silent) {
		const text = await layOut(decision, options);
		process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
	}
	return exitCode(decision);
}
export { showDecision as t };
