import { c as check } from "./chunk-reading.js";
import { N as askFrom, c as horizonIn, i as worstOf, j as finding, k as mergedContracts, o as words, s as goneToday, w as oldShape, y as propose } from "./chunk-decide.js";
import { t as cleanLine } from "./chunk-clean.js";
import { t as writeJson } from "./chunk-json.js";
import { n as writeMarkdown } from "./chunk-markdown.js";
import { t as UserError } from "./chunk-user-error.js";
import { t as openLocalWorld } from "./chunk-world.js";
import { t as readEvidence } from "./chunk-evidence.js";
import { i as progressOf, n as readOptions, r as textOf } from "./chunk-options.js";
import { n as refuseManifest } from "./chunk-refuse-manifest.js";
// src/decide/horizons.ts
const RULE = "rollback-horizon";
/** As far as the records reach. */
const ALL = {
	since: null,
	deployments: null
};
/** Changes whose removal is not merged yet. */
function openContracts({ changes, sets }) {
	return changes.map(({ change }) => change).filter((change) => {
		const set = sets.find(({ database }) => database.name === change.database);
		return change.removes.length > 0 && set !== void 0 && mergedContracts(set, change).objects.length === 0;
	});
}
function unknown(environment, change, { state, why }) {
	return finding(RULE, {
		status: state === "failed" ? "error" : "wait",
		environment,
		change,
		message: `how far ${environment} can be rolled back is not known: ${why}.`,
		next: `Give the deployments of ${environment} (--evidence FILE).`
	});
}
const commitOf = (horizon) => horizon.state === "known" ? horizon.commit : null;
function tellChange(environment, change, after, now) {
	if (after.state !== "known") return unknown(environment.name, change.id, after);
	const message = `after the contract of ${change.id}, ${environment.name} could go back to ${words(after, now)}.`;
	return finding(RULE, {
		status: "ok",
		environment: environment.name,
		change: change.id,
		message
	});
}
function tellIn(proposal, ask, environment, open) {
	const { name } = environment;
	const gone = goneToday(proposal, ask, environment);
	if ("state" in gone) return {
		findings: [unknown(name, null, gone)],
		horizon: {
			environment: name,
			now: null,
			after: null
		}
	};
	const today = horizonIn(ask, environment, gone, ALL);
	const withTerms = (changes) => ({
		...gone,
		terms: [...gone.terms, ...changes.flatMap(oldShape)]
	});
	const first = today.state === "known" ? finding(RULE, {
		status: "ok",
		environment: name,
		message: `${name} can today go back to ${words(today, proposal.now)}.`
	}) : unknown(name, null, today);
	const each = open.map((change) => tellChange(environment, change, horizonIn(ask, environment, withTerms([change]), ALL), proposal.now));
	const after = open.length === 0 ? today : horizonIn(ask, environment, withTerms(open), ALL);
	return {
		findings: [first, ...each],
		horizon: {
			environment: name,
			now: commitOf(today),
			after: commitOf(after)
		}
	};
}
/** Pure, as `decide` is. */
function horizons(reading, answers) {
	const proposal = propose(reading);
	const { ask, unanswered } = askFrom(answers, reading.now);
	const open = openContracts(proposal);
	const told = (proposal.manifest?.environments ?? []).map((environment) => tellIn(proposal, ask, environment, open));
	const findings = told.flatMap((one) => one.findings);
	return {
		decision: {
			now: reading.now,
			subject: reading.subject,
			verdict: {
				word: worstOf(findings),
				findings,
				exemptions: [],
				override: null,
				wouldBe: null
			},
			effects: [],
			lanes: [],
			plans: [],
			evidence: {},
			notes: [],
			horizon: told.map(({ horizon }) => horizon)
		},
		unanswered
	};
}
// src/commands/horizon.ts
/** `lanekeeper horizon`: how far each environment can be rolled back today, and after each open contract. */
/** What cannot be known is marked: it must not be read as a horizon. */
function textLines({ verdict }) {
	return verdict.findings.map(({ status, message, next }) => status === "ok" ? message : `${status}: ${message}\n  Do: ${next}`).map((line) => line.split("\n").map(cleanLine).join("\n")).join("\n");
}
function mustHaveManifest({ manifests }) {
	const { base } = manifests;
	if (base.state === "invalid") throw refuseManifest(base.mistakes);
	if (base.state === "valid" && base.manifest.environments.length > 0) return;
	throw new UserError(base.state === "none" ? "there is no manifest on the base." : "the manifest names no environment.", "Name them in rollout order: environments: [{ name: staging }, { name: production }].");
}
async function run(args) {
	const options = readOptions(args, { base: "string" }, false, [
		"text",
		"json",
		"markdown"
	]);
	const world = await openLocalWorld({
		repo: options.repo,
		manifest: options.manifest,
		now: options.now,
		evidence: readEvidence(options.evidence),
		base: textOf(options, "base") ?? null,
		head: null,
		environment: null,
		baseAlone: true,
		progress: progressOf("Reading migrations:", options.silent)
	});
	const judge = (reading, answers) => {
		mustHaveManifest(reading);
		return horizons(reading, answers);
	};
	try {
		const decision = await check(world, judge);
		if (options.silent) return 0;
		const text = options.format === "json" ? writeJson(decision) : options.format === "markdown" ? writeMarkdown(decision, { full: true }) : textLines(decision);
		process.stdout.write(`${text.trimEnd()}\n`);
		return 0;
	} finally {
		world.close();
	}
}
export { run };
