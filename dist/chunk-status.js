import { c as check } from "./chunk-reading.js";
import { A as makersOf, C as stepOf, D as statusOfUntold, E as presenceIn, N as askFrom, O as environmentsOf, S as laneOf, T as endOf, b as planBackfill, d as judgeDeprecation, f as judgeTightening, h as judgeReferences, i as worstOf, j as finding, l as judgeStepLive, m as judgeQuietOf, p as judgeContractSoak, u as judgeDivergenceOf, v as judgeBackfillOf, x as notesOn, y as propose } from "./chunk-decide.js";
import { t as nearest } from "./chunk-nearest.js";
import { t as writeJson } from "./chunk-json.js";
import { n as writeMarkdown } from "./chunk-markdown.js";
import { t as cleanLine } from "./chunk-clean.js";
import { n as openFindings } from "./chunk-order.js";
import { n as styleOf, t as painter } from "./chunk-paint.js";
import { n as laneRows, r as laneTitle, t as findingsOn } from "./chunk-text-lanes.js";
import { a as showMoment, t as rfc3339 } from "./chunk-when.js";
import { i as horizonWords, l as planWords } from "./chunk-words.js";
import { t as wrap } from "./chunk-wrap.js";
import { t as UserError } from "./chunk-user-error.js";
import { t as openLocalWorld } from "./chunk-world.js";
import { t as readEvidence } from "./chunk-evidence.js";
import { a as widthOfTerminal, i as progressOf, n as readOptions, r as textOf, t as quoted } from "./chunk-options.js";
import { n as refuseManifest } from "./chunk-refuse-manifest.js";
// src/decide/standing/contract-waits.ts
const NOWHERE$1 = {
	path: null,
	line: null,
	column: null
};
const isOpen$1 = ({ status }) => status !== "ok" && status !== "warn";
function removalWaits(proposal, ask, contract) {
	const { change } = contract;
	return [
		...judgeReferences(proposal, ask, contract),
		...environmentsOf(proposal).map((environment) => judgeContractSoak(proposal, ask, contract, environment)),
		...judgeQuietOf(proposal, ask, contract),
		...judgeDeprecation(proposal, contract),
		...judgeBackfillOf(proposal, ask, change, NOWHERE$1, "contract"),
		...judgeDivergenceOf(proposal, ask, change, NOWHERE$1, "contract")
	];
}
/** A person is asked last, and of a content that there is not yet. */
function approvalWait(contract) {
	const { change, kind, objects } = contract;
	const count = Math.max(1, change.contract.approvals);
	const does = `${kind === "contract" ? "removes" : "tightens"} ${objects.join(", ")}`;
	return finding("approval", {
		status: "wait",
		change: change.id,
		phase: "contract",
		message: `nothing else is in the way: the migration that ${does} may be proposed, and then needs ${count} ${count === 1 ? "approval" : "approvals"}.`,
		next: `Propose the migration that ${does}.`
	});
}
/** Empty for a change that removes and tightens nothing. */
function contractWaits(proposal, ask, set, change) {
	const standing = change.removes.filter((object) => makersOf(set, object).length > 0);
	return [["contract", standing.length > 0 ? standing : change.removes], ["tighten", change.tightens]].flatMap(([kind, objects]) => {
		if (objects.length === 0) return [];
		const contract = {
			change,
			set,
			kind,
			objects,
			effects: [],
			migrations: []
		};
		const waits = (kind === "contract" ? removalWaits : judgeTightening)(proposal, ask, contract).filter(isOpen$1);
		return waits.length > 0 ? waits.map((found) => ({
			...found,
			phase: "contract"
		})) : [approvalWait(contract)];
	});
}
// src/decide/standing/deployed-wait.ts
const ID = "phase-order";
/** Nothing on the base does it yet: somebody has to write it. */
function missingMigration(change, phase, does) {
	return finding(ID, {
		status: "wait",
		change: change.id,
		phase,
		message: `no migration on the base ${does} yet.`,
		next: `Write the migration that ${does}, merge and deploy it.`
	});
}
/** What is in the way of the migrations being present in the environment; empty where they are. */
function unlessDeployed(ask, change, phase, environment, migrations) {
	const presence = presenceIn(ask, environment, migrations, null);
	if (presence.state === "present") return [];
	const at = {
		change: change.id,
		phase,
		environment: environment.name
	};
	if (presence.state === "absent") {
		const message = `${presence.paths.join(", ")} has not been deployed to ${presence.site}.`;
		const next = `Deploy it to ${presence.site}; this then clears by itself.`;
		return [finding(ID, {
			...at,
			status: "wait",
			message,
			next,
			evidence: presence.evidence
		})];
	}
	const paths = migrations.map(({ path }) => path).join(", ");
	return [finding(ID, {
		...at,
		status: statusOfUntold(presence),
		message: `whether ${paths} was deployed to ${environment.name} is not known: ${presence.why}.`,
		next: `Give the deployments of ${environment.name} (--evidence FILE).`
	})];
}
// src/decide/standing/migrate-waits.ts
const NOWHERE = {
	path: null,
	line: null,
	column: null
};
/** What rests on each step: a finding on the step is one on that. */
const NEXT = {
	dual_write: "read_new",
	read_new: "stop_old",
	stop_old: "contract"
};
const isOpen = ({ status }) => status !== "ok" && status !== "warn";
function stepWaits(proposal, ask, change, environment, name) {
	const step = stepOf(change, name);
	if (!step) return [];
	const move = {
		change,
		phase: NEXT[name],
		start: NOWHERE
	};
	return judgeStepLive("phase-order", proposal, ask, move, name, step, environment, 0).filter(isOpen);
}
/** Rows and comparisons, on which reading the new shape rests. */
function dataWaits(proposal, ask, change, environment) {
	const phase = change.readNew === null ? "migrate" : "read_new";
	return [...change.backfill === null ? [] : judgeBackfillOf(proposal, ask, change, NOWHERE, phase), ...judgeDivergenceOf(proposal, ask, change, NOWHERE, phase)].filter((found) => isOpen(found) && found.environment === environment.name);
}
/** A later step that is live vouches for those before it. */
function waitsIn(proposal, ask, change, environment) {
	const waits = (name) => stepWaits(proposal, ask, change, environment, name);
	const stop = waits("stop_old");
	if (change.stopOld && stop.length === 0) return [];
	const read = waits("read_new");
	if (change.readNew && read.length === 0) return stop;
	const dual = waits("dual_write");
	if (dual.length > 0) return dual;
	const data = dataWaits(proposal, ask, change, environment);
	if (data.length > 0) return data;
	return read.length > 0 ? read : stop;
}
/** What migrate waits for; empty where its last step is live everywhere, or it has none. */
function migrateWaits(proposal, ask, change) {
	return environmentsOf(proposal).flatMap((environment) => waitsIn(proposal, ask, change, environment));
}
// src/decide/standing/waits.ts
function expandWaits(proposal, ask, set, change) {
	const missing = change.adds.filter((object) => makersOf(set, object).length === 0);
	if (missing.length > 0) return [missingMigration(change, "expand", `adds ${missing.join(", ")}`)];
	const makers = [...new Set(change.adds.flatMap((object) => makersOf(set, object)))];
	return makers.length === 0 ? [] : environmentsOf(proposal).flatMap((environment) => unlessDeployed(ask, change, "expand", environment, makers));
}
/** Findings on the change's next phase; none where all of it is done. */
function waitsFor$1(proposal, ask, change) {
	const set = proposal.sets.find(({ database }) => database.name === change.database);
	if (!set) return [];
	const merged = endOf(set, change);
	if (merged.length > 0) return environmentsOf(proposal).flatMap((environment) => unlessDeployed(ask, change, "contract", environment, merged));
	for (const waits of [
		() => expandWaits(proposal, ask, set, change),
		() => migrateWaits(proposal, ask, change),
		() => contractWaits(proposal, ask, set, change)
	]) {
		const findings = waits();
		if (findings.length > 0) return findings;
	}
	return [];
}
// src/decide/standing.ts
/** Every change, or the one named `only`. The verdict is the worst of what they wait for; it holds nothing up. */
function standing(reading, answers, only) {
	const proposal = propose(reading);
	const { ask, unanswered } = askFrom(answers, reading.now);
	const changes = proposal.changes.map(({ change }) => change).filter(({ id }) => only === null || id === only);
	const findings = changes.flatMap((change) => waitsFor$1(proposal, ask, change));
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
			lanes: changes.map((change) => laneOf(proposal, ask, change)),
			plans: changes.flatMap((change) => planBackfill(change) ?? []),
			horizon: [],
			evidence: {},
			notes: notesOn(proposal)
		},
		unanswered
	};
}
// src/report/status.ts
function waitsFor(finding, where, { now, paint, width }) {
	const until = showMoment(finding.until, now);
	const end = until === null || finding.message.includes(until) ? "" : ` (until ${until})`;
	const start = `    ${where}: ${paint(styleOf(finding.status), finding.status)} `;
	return wrap(`${cleanLine(finding.rule)}: ${cleanLine(finding.message)}${end}`, start, "      ", width);
}
/** Each finding once, under the first environment and phase that it holds up. */
function reasons(lane, findings, layout) {
	const told = /* @__PURE__ */ new Set();
	const rows = [];
	for (const [environment, phases] of Object.entries(lane.environments)) for (const phase of Object.keys(phases)) for (const finding of findingsOn(lane, environment, phase, findings)) {
		if (told.has(finding)) continue;
		told.add(finding);
		const names = [finding.environment ?? "", finding.phase ?? ""].map(cleanLine).filter(Boolean);
		rows.push(...waitsFor(finding, names.join(", ") || "every environment", layout));
	}
	return rows;
}
function changeBlock(lane, decision, layout) {
	const plans = decision.plans.filter(({ change }) => change === lane.change);
	return [
		laneTitle(lane, layout.paint),
		...laneRows(lane, layout.paint).map((row) => `  ${row}`),
		...reasons(lane, openFindings(decision.verdict.findings), layout),
		...plans.flatMap((plan) => wrap(planWords(plan), "  backfill: ", "    ", layout.width))
	];
}
/** The lanes as text, ending in a line break; says so where no change is declared. */
function writeStatus(decision, options) {
	const layout = {
		now: decision.now,
		paint: painter(options.color),
		width: options.width
	};
	const ids = new Set(decision.lanes.map(({ change }) => change));
	const others = openFindings(decision.verdict.findings).filter(({ change }) => !ids.has(change ?? ""));
	return `${[
		[`As of ${rfc3339(decision.now) ?? "an unknown time"}`],
		...decision.lanes.length === 0 ? [["No change is declared."]] : [],
		...decision.lanes.map((lane) => changeBlock(lane, decision, layout)),
		others.flatMap((finding) => waitsFor(finding, cleanLine(finding.change ?? "repository"), layout)),
		decision.horizon.map((entry) => `${cleanLine(entry.environment)} can be rolled back to ${horizonWords(entry)}`),
		decision.notes.flatMap((note) => wrap(cleanLine(note), "", "  ", layout.width))
	].filter((block) => block.length > 0).map((block) => block.join("\n")).join("\n\n")}\n`;
}
// src/commands/status.ts
/** `lanekeeper status [CHANGE]`: where every change stands in every environment. */
function layOut(decision, options) {
	if (options.format === "json") return writeJson(decision);
	if (options.format === "markdown") return writeMarkdown(decision, { full: true });
	const width = widthOfTerminal();
	return writeStatus(decision, {
		color: options.color,
		...width === null ? {} : { width }
	});
}
/** Nobody's standing can be told of a manifest that is not there or cannot be read. */
function manifestOf(reading) {
	const { base } = reading.manifests;
	if (base.state === "valid") return base.manifest;
	if (base.state === "none") throw new UserError(`there is no manifest on the base (${reading.subject.kind === "lint" ? "" : reading.subject.base.slice(0, 7)}).`, "lanekeeper init writes a first one; it counts once it is on the base (--base REF).");
	throw refuseManifest(base.mistakes);
}
function mustKnow(manifest, change) {
	const ids = manifest.changes.map(({ id }) => id);
	if (ids.includes(change)) return;
	const near = nearest(change, ids);
	throw new UserError(`the manifest has no change ${quoted(change)}.`, `${near === null ? "" : `Did you mean ${near}? `}It has: ${ids.join(", ") || "none"}.`);
}
async function run(args) {
	const options = readOptions(args, { base: "string" }, true, [
		"text",
		"json",
		"markdown"
	]);
	const [only = null, more] = options.files;
	if (more !== void 0) throw new UserError(`status tells one change or all, not ${quoted(more)} too.`, "lanekeeper status [CHANGE]");
	const base = textOf(options, "base") ?? null;
	const world = await openLocalWorld({
		repo: options.repo,
		manifest: options.manifest,
		now: options.now,
		evidence: readEvidence(options.evidence),
		base,
		head: null,
		environment: null,
		baseAlone: true,
		progress: progressOf("Reading migrations:", options.silent)
	});
	const judge = (reading, answers) => {
		const manifest = manifestOf(reading);
		if (only !== null) mustKnow(manifest, only);
		return standing(reading, answers, only);
	};
	try {
		const decision = await check(world, judge);
		if (!options.silent) process.stdout.write(`${layOut(decision, options).trimEnd()}\n`);
		return 0;
	} finally {
		world.close();
	}
}
export { run };
