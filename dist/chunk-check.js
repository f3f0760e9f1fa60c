import { c as check } from "./chunk-reading.js";
import { t as openLocalWorld } from "./chunk-world.js";
import { t as readEvidence } from "./chunk-evidence.js";
import { i as progressOf, n as readOptions, r as textOf } from "./chunk-options.js";
import { t as showDecision } from "./chunk-show.js";
// src/commands/check.ts
/** `lanekeeper check`: decides the change from base to head, as the Action would decide the pull request. */
/** A pass on nothing must not look like one on something. */
function sayNothingProposed(decision) {
	const { subject } = decision;
	if (subject.kind !== "pull_request" || subject.mergeBase !== subject.head) return decision;
	const head = subject.head.slice(0, 7);
	const note = subject.base === subject.head ? `Base and head are the same commit (${head}), so nothing is proposed and nothing was judged. Next: name the branch that it goes into, --base REF.` : `${head} is on the base already, so nothing is proposed and nothing was judged. Next: name another --head or --base.`;
	return {
		...decision,
		notes: [note, ...decision.notes]
	};
}
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
		environment: null,
		progress: progressOf("Reading migrations:", options.silent)
	});
	try {
		return await showDecision(sayNothingProposed(await check(world)), options);
	} finally {
		world.close();
	}
}
export { run };
