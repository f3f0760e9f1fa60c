import { c as check } from "./chunk-reading.js";
import { t as UserError } from "./chunk-user-error.js";
import { t as openLocalWorld } from "./chunk-world.js";
import { t as readEvidence } from "./chunk-evidence.js";
import { i as progressOf, n as readOptions, r as textOf } from "./chunk-options.js";
import { t as showDecision } from "./chunk-show.js";
// src/commands/check-deploy.ts
/** `lanekeeper check-deploy`: decides a deployment or a rollback of a commit to an environment. */
async function run(args) {
	const options = readOptions(args, {
		environment: "string",
		commit: "string",
		base: "string"
	});
	const environment = textOf(options, "environment");
	const commit = textOf(options, "commit");
	if (environment === void 0 || commit === void 0) {
		const missing = [...environment === void 0 ? ["--environment"] : [], ...commit === void 0 ? ["--commit"] : []];
		throw new UserError(`check-deploy needs to know where what goes: ${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} missing.`, "lanekeeper check-deploy --environment production --commit REF");
	}
	const world = await openLocalWorld({
		repo: options.repo,
		manifest: options.manifest,
		evidence: readEvidence(options.evidence),
		now: options.now,
		base: textOf(options, "base") ?? null,
		head: commit,
		environment,
		progress: progressOf("Reading migrations:", options.silent)
	});
	try {
		return await showDecision(await check(world), options);
	} finally {
		world.close();
	}
}
export { run };
