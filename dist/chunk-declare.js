import { c as check } from "./chunk-reading.js";
import { g as declareChange } from "./chunk-decide.js";
import { t as cleanLine } from "./chunk-clean.js";
import { n as openFindings } from "./chunk-order.js";
import { t as UserError } from "./chunk-user-error.js";
import { t as openLocalWorld } from "./chunk-world.js";
import { t as readFiles } from "./chunk-lint.js";
import { n as readOptions, r as textOf } from "./chunk-options.js";
// src/commands/declare.ts
/** `lanekeeper declare [FILE…]`: the manifest entry for what migrations do, ready to paste. */
async function decideBranch(options) {
	const world = await openLocalWorld({
		repo: options.repo,
		manifest: options.manifest,
		now: options.now,
		evidence: null,
		base: textOf(options, "base") ?? null,
		head: textOf(options, "head") ?? null,
		environment: null
	});
	try {
		return await check(world);
	} finally {
		world.close();
	}
}
/** What no change has yet, and what code could ever notice. */
function isDeclarable({ change, fresh, phase }) {
	return change === null && !fresh && phase !== "neutral" && phase !== "unknown";
}
/** An entry for half of what a migration does would look like one for all of it. */
function tellUnread({ verdict }) {
	const unread = openFindings(verdict.findings).filter(({ rule }) => rule === "unreadable-migration");
	for (const { message } of unread) process.stderr.write(`lanekeeper: ${cleanLine(message)}; what it does may be missing from the entry.\n`);
	return unread.length > 0;
}
async function run(args) {
	const options = readOptions(args, {
		base: "string",
		head: "string",
		engine: "string",
		"engine-version": "string",
		framework: "string",
		schema: "string"
	}, true, ["text"]);
	const decision = options.files.length > 0 ? await readFiles(options) : await decideBranch(options);
	const incomplete = tellUnread(decision);
	const declarable = decision.effects.filter(isDeclarable);
	if (declarable.length === 0) throw new UserError("there is nothing to declare: no statement adds, removes, tightens or rewrites anything that no change has.", "Name migration files, or give --base and --head.");
	if (!options.silent) process.stdout.write(`${declareChange(declarable).trimEnd()}\n`);
	return incomplete ? 2 : 0;
}
export { run };
