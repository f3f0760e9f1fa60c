import { i as answerer, n as readAll, o as parseEvidence, r as valid, t as manifestsAt } from "./chunk-reading.js";
import { t as openRepository } from "./chunk-git.js";
import { c as requireCommit } from "./chunk-texts.js";
import { t as UserError } from "./chunk-user-error.js";
import { t as manifestAt } from "./chunk-manifests.js";
// src/world.ts
async function pointsOf(repository, options) {
	const base = await requireCommit(repository, options.base ?? await repository.defaultBase());
	const head = options.baseAlone ? base : await requireCommit(repository, options.head ?? "HEAD");
	const mergeBase = base === head ? base : await repository.mergeBase(base, head);
	if (mergeBase !== null) return {
		base,
		head,
		mergeBase
	};
	throw new UserError(`${options.base ?? base.slice(0, 7)} and ${options.head ?? head.slice(0, 7)} have no common history.`, "Name the base that the branch was cut from: --base REF.");
}
function subjectOf(points, options, evidence) {
	const { base, head, mergeBase } = points;
	if (options.environment !== null) return {
		kind: "deployment",
		base,
		head,
		environment: options.environment
	};
	const given = evidence?.parts.pull_request;
	return {
		kind: "pull_request",
		base,
		head,
		mergeBase,
		number: given?.number ?? null,
		author: given?.author ?? null,
		lastPusher: given?.last_pusher ?? null
	};
}
/** Opens a local repository as a World. Throws `UserError` for what the person at the door can put right. */
async function openLocalWorld(options) {
	const repository = await openRepository(options.repo);
	const evidence = options.evidence ? parseEvidence(options.evidence.text, options.evidence.name) : null;
	const now = options.now ?? evidence?.now ?? Date.now();
	let answers = null;
	const readManifest = (commit) => manifestAt(repository, commit, options.manifest);
	async function read() {
		const points = await pointsOf(repository, options);
		const manifests = await manifestsAt(repository, points, options.manifest);
		const subject = subjectOf(points, options, evidence);
		const { manifest: manifestPath, environment, progress } = options;
		const reading = await readAll({
			repository,
			points,
			manifestPath,
			subject,
			now,
			environment,
			...progress && { progress }
		}, manifests);
		const manifest = valid(manifests.base);
		answers = answerer({
			repository,
			manifest,
			manifestAt: readManifest,
			evidence,
			now,
			subject
		});
		return reading;
	}
	return {
		read,
		answer: (questions) => {
			if (!answers) throw new Error("read comes before answer");
			return answers.answer(questions);
		},
		evidence: () => answers?.used() ?? {},
		close: () => repository.close()
	};
}
export { openLocalWorld as t };
