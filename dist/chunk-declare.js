import { n as check, t as openLocalWorld } from "./chunk-world.js";
import { p as declareChange } from "./chunk-sql.js";
import { t as UserError } from "./chunk-user-error.js";
import { t as readFiles } from "./chunk-lint.js";
import { n as textOf, t as readOptions } from "./chunk-options.js";
// src/commands/declare.ts
/** `lanekeeper declare [FILE…]`: the manifest entry for what migrations do, ready to paste. */
async function effectsOfBranch(options) {
	const base = textOf(options, "base") ?? null;
	const world = await openLocalWorld({
		...options,
		evidence: null,
		base,
		head: textOf(options, "head") ?? null,
		environment: null
	});
	try {
		return (await check(world)).effects.filter(({ change }) => change === null);
	} finally {
		world.close();
	}
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
	const declarable = (options.files.length > 0 ? (await readFiles(options)).effects : await effectsOfBranch(options)).filter(({ fresh, phase }) => !fresh && phase !== "neutral" && phase !== "unknown");
	if (declarable.length === 0) throw new UserError("there is nothing to declare: no statement adds, removes, tightens or rewrites anything that no change has.", "Name migration files, or give --base and --head.");
	process.stdout.write(`${declareChange(declarable).trimEnd()}\n`);
	return 0;
}
export { run };
