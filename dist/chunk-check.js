import { n as check, t as openLocalWorld } from "./chunk-world.js";
import { t as readEvidence } from "./chunk-evidence.js";
import { n as textOf, t as readOptions } from "./chunk-options.js";
import { t as showDecision } from "./chunk-show.js";
// src/commands/check.ts
/** `lanekeeper check`: decides the change from base to head, as the Action would decide the pull request. */
async function run(args) {
	const options = readOptions(args, {
		base: "string",
		head: "string"
	});
	const world = await openLocalWorld({
		repo: options.repo,
		manifest: options.manifest,
		evidence: readEvidence(options.evidence),
		now: options.now,
		base: textOf(options, "base") ?? null,
		head: textOf(options, "head") ?? null,
		environment: null
	});
	try {
		return await showDecision(await check(world), options);
	} finally {
		world.close();
	}
}
export { run };
