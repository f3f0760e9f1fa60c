import { a as ownerAndName, i as GithubError, t as APPROVAL_WORKFLOW } from "./chunk-approval-run.js";
import { a as parseDuration, n as formatDuration } from "./chunk-time.js";
import { c as matchesAny } from "./chunk-code.js";
import { t as githubOver } from "./chunk-client.js";
import { t as openRepository } from "./chunk-git.js";
import { c as requireCommit, l as textAt } from "./chunk-texts.js";
import { a as below, n as askJson, o as describeMistakes, t as manifestAt } from "./chunk-manifests.js";
import { G as union, N as array, R as looseObject, U as string } from "./chunk-map-shape.js";
import { t as cleanLine } from "./chunk-clean.js";
import { t as UserError } from "./chunk-user-error.js";
import { n as readOptions, r as textOf } from "./chunk-options.js";
import { n as refuseManifest } from "./chunk-refuse-manifest.js";
// src/doctor/owners.ts
/** Who owns a file, by CODEOWNERS: the last pattern that matches it. Source: GitHub's documentation of code owners. */
/** Lines of the file: a pattern and its owners; one without owners takes ownership away. */
function readOwners(text) {
	return text.split(/\r?\n/).flatMap((line) => {
		const [pattern = "", ...owners] = line.replace(/(?<!\\)#.*$/, "").trim().split(/\s+/);
		return pattern === "" ? [] : [{
			pattern,
			owners
		}];
	});
}
/** A pattern without a slash matches at any depth; with one, from the root on. A folder stands for what lies in it. */
function globsOf(pattern) {
	const plain = pattern.replace(/^\//, "").replace(/\/$/, "/**");
	return !pattern.replace(/\/$/, "").includes("/") ? [
		plain,
		`**/${plain}`,
		`${plain}/**`,
		`**/${plain}/**`
	] : [plain, `${plain}/**`];
}
function ownersOf(path, owned) {
	return owned.findLast(({ pattern }) => pattern === "*" || matchesAny(globsOf(pattern))(path))?.owners ?? [];
}
// src/doctor/diagnose.ts
/** Facts -> what is real about the gate, and what is only meant. Pure. */
/** GitHub Actions itself: every workflow of a repository speaks as it. */
const ACTIONS_APP = 15368;
const told = (check, status, message, next = "") => ({
	check,
	status,
	message,
	next
});
const unknown = (check, { why, next }) => told(check, "unknown", `not known: ${why}.`, next);
function statusRequired({ branch, defaultBranch }) {
	const check = "status-required";
	if (!branch.known) return [unknown(check, branch)];
	const context = `lanekeeper: ${defaultBranch}`;
	const required = branch.value.required.filter((one) => one.context === context);
	if (required.length === 0) {
		const next = `Require the status ${JSON.stringify(context)} in a ruleset of ${defaultBranch}.`;
		return [told(check, "error", `nothing requires ${JSON.stringify(context)}: a pull request can be merged whatever it says.`, next)];
	}
	const [app] = required.map((one) => one.app).filter((one) => one !== null);
	const first = told(check, "ok", `${JSON.stringify(context)} is required on ${defaultBranch}.`);
	if (app === void 0 || app === ACTIONS_APP) return [first, told("status-bound", "warn", `${app === void 0 ? "any App or person with write access" : "every workflow of the repository"} may set it: it stops accidents, and nobody who means to.`, "Set the status by an App of your own (or the bot) and name that App as its expected source.")];
	return [first, told("status-bound", "ok", `only App ${app} may set it.`)];
}
function filesOwned({ owned, manifest, branch }) {
	const check = "files-owned";
	const paths = [
		...manifest.files,
		APPROVAL_WORKFLOW,
		".github/workflows/lanekeeper.yml"
	];
	if (owned === null) return [told(check, "warn", "there is no CODEOWNERS: whoever can merge can change what is asked.", "Add .github/CODEOWNERS with owners for /.github/ and the manifest.")];
	const without = paths.filter((path) => ownersOf(path, owned).length === 0);
	if (without.length > 0) return [told(check, "warn", `nobody owns ${without.join(", ")}.`, "Name their owners in CODEOWNERS: they decide what is asked.")];
	const first = told(check, "ok", `${paths.join(", ")} have owners.`);
	if (!branch.known) return [first, unknown("owners-review", branch)];
	if (branch.value.ownersReview) return [first, told("owners-review", "ok", "changes to them need a review of an owner.")];
	return [first, told("owners-review", "warn", "nothing asks for a review of the owners.", "Require review from code owners in the ruleset.")];
}
function approval({ manifest, approvalWorkflow, approvalEnvironment }) {
	const approvers = manifest.approval.approvers ?? [];
	return [
		approvers.length > 0 ? told("approvers", "ok", `${approvers.join(", ")} may approve.`) : told("approvers", "error", "the manifest names no approvers: no contract can be approved.", "Name them under approval.approvers."),
		approvalWorkflow === null ? told("approval-workflow", "warn", `${APPROVAL_WORKFLOW} is not on the base: without the bot, nobody can approve.`, "Copy it from the documentation of the Action.") : told("approval-workflow", "ok", `${APPROVAL_WORKFLOW} is there.`),
		...manifest.approval.selfApproval ? [told("self-approval", "warn", "authors may approve their own pull requests.", "Take approval.self_approval out of the manifest.")] : [],
		...environmentOf(approvalEnvironment)
	];
}
function environmentOf(environment) {
	const check = "approval-environment";
	if (!environment.known) return [unknown(check, environment)];
	const facts = environment.value;
	if (facts === null) return [told(check, "warn", "there is no environment contract-approval: the approver is who dispatches.", "Make it, with required reviewers, no self-review and the default branch alone.")];
	const lacking = [
		facts.reviewers > 0 ? "" : "no required reviewers",
		facts.preventsSelfReview ? "" : "who dispatches may review himself",
		facts.isBranchBound ? "" : "any branch may use it",
		facts.adminsBypass ? "administrators may bypass it" : ""
	].filter((text) => text !== "");
	if (lacking.length === 0) return [told(check, "ok", "contract-approval has reviewers, no self-review, one branch and no bypass.")];
	return [told(check, "warn", `contract-approval: ${lacking.join(", ")}.`, "Settings, Environments, contract-approval.")];
}
function deployments({ environments }) {
	if (environments.length === 0) return [told("environments", "error", "the manifest names no environment: nothing can be proved live.", "Name them in rollout order: environments: [{ name: staging }, { name: production }].")];
	return environments.map(({ name, creators, workflows, ref }) => {
		const check = "deployments-trusted";
		if (ref !== null) return told(check, "warn", `${name} is read from ${ref}: what is live is known, since when is not.`, "Record deployments, so that a soak can be proved.");
		if (creators !== null || workflows !== null) return told(check, "ok", `${name}: only records of ${[...creators ?? [], ...workflows ?? []].join(", ")} count.`);
		const next = `Name who deploys: deployments: { creators: [...], workflows: [...] } under ${name}.`;
		return told(check, "warn", `${name}: anybody with write access can record a deployment, and it counts.`, next);
	});
}
/** The longest window that any change, or a table's cycle, asks for. */
function longestAsked({ changes, databases }) {
	const cycles = databases.flatMap(({ tables }) => Object.values(tables).map(({ longestCycle }) => longestCycle ?? 0));
	return Math.max(0, ...cycles, ...changes.filter(({ removes }) => removes.length > 0).map(({ contract }) => contract.quiet.window));
}
function telemetry({ manifest, telemetry: sources }) {
	const check = "telemetry";
	const missing = manifest.databases.filter((database) => Object.keys(database.telemetry).length === 0).map(({ name }) => told(check, "warn", `${name} has no telemetry: a contract on it cannot be proved quiet.`, "lanekeeper query-log serve, then telemetry: in the manifest."));
	const asked = longestAsked(manifest);
	return [...missing, ...sources.map(({ name, answer }) => {
		if (!answer.known) return told(check, "error", `${name} does not answer: ${answer.why}.`, answer.next);
		const { sources: ids, longestWindow } = answer.value;
		if (longestWindow !== null && longestWindow < asked) {
			const message = `${name} keeps ${formatDuration(longestWindow)}, and ${formatDuration(asked)} are asked.`;
			return told(check, "error", message, "Let it keep more: a shorter window proves nothing of what is asked.");
		}
		if (ids.length === 0) return told(check, "error", `${name} has no source.`, "Name its sources in its configuration.");
		return told(check, "ok", `${name} answers, with ${ids.join(", ")}.`);
	})];
}
/** Worst things are not put first: they stand in the order in which one sets them up. */
function diagnose(facts) {
	return [
		...statusRequired(facts),
		...filesOwned(facts),
		...approval(facts),
		...deployments(facts.manifest),
		...telemetry(facts),
		...facts.manifest.mode === "observe" ? [told("mode", "warn", "mode: observe lets everything through.", "Take it out when you are ready.")] : []
	];
}
// src/read/github/gate-facts.ts
/** How a branch and an environment are protected, as GitHub tells a token that may read it. */
async function asked(work) {
	try {
		return {
			known: true,
			value: await work()
		};
	} catch (error) {
		if (!(error instanceof GithubError)) throw error;
		return {
			known: false,
			why: error.message,
			next: error.next
		};
	}
}
/** -1 is how classic protection writes "any App". */
const appOf = (id) => id === void 0 || id === null || id < 0 ? null : id;
/** Rulesets and classic protection together. Classic protection that may not be read is known only where rulesets suffice. */
async function readBranch(github, repository, branch) {
	return await asked(async () => {
		const parameters = {
			...ownerAndName(repository),
			branch
		};
		const rules = (await github.request("GET /repos/{owner}/{repo}/rules/branches/{branch}", parameters)).data;
		const required = rules.flatMap(({ type, parameters: told }) => type === "required_status_checks" ? told?.required_status_checks ?? [] : []).map(({ context = "", integration_id }) => ({
			context,
			app: appOf(integration_id)
		}));
		const ownersReview = rules.some(({ parameters: told }) => told?.require_code_owner_review === true);
		if (required.length > 0 && ownersReview) return {
			required,
			ownersReview
		};
		const classic = await readProtection(github, parameters);
		const checks = (classic?.required_status_checks?.checks ?? []).map(({ context = "", app_id }) => ({
			context,
			app: appOf(app_id)
		}));
		const reviews = classic?.required_pull_request_reviews?.require_code_owner_reviews === true;
		return {
			required: [...required, ...checks],
			ownersReview: ownersReview || reviews
		};
	});
}
/** Null: the branch is not protected that way. */
async function readProtection(github, parameters) {
	try {
		return (await github.request("GET /repos/{owner}/{repo}/branches/{branch}/protection", parameters)).data;
	} catch (error) {
		if (error instanceof GithubError && error.status === 404) return null;
		throw error;
	}
}
/** Null: there is no such environment. */
async function readEnvironment(github, repository, name) {
	return await asked(async () => {
		const route = "GET /repos/{owner}/{repo}/environments/{environment_name}";
		const parameters = {
			...ownerAndName(repository),
			environment_name: name
		};
		const row = await github.request(route, parameters).then(({ data }) => data, (error) => {
			if (error instanceof GithubError && error.status === 404) return null;
			throw error;
		});
		if (row === null) return null;
		const reviews = (row.protection_rules ?? []).filter(({ type }) => type === "required_reviewers");
		const policy = row.deployment_branch_policy;
		return {
			reviewers: reviews.reduce((sum, { reviewers }) => sum + (reviewers?.length ?? 0), 0),
			preventsSelfReview: reviews.some(({ prevent_self_review }) => prevent_self_review === true),
			isBranchBound: policy?.protected_branches === true || policy?.custom_branch_policies === true,
			adminsBypass: row.can_admins_bypass !== false
		};
	});
}
// src/read/telemetry/capabilities.ts
/** What a query log says it can do: for people, never for a decision. */
const shape = looseObject({
	protocol: union([string(), array(string())]).optional(),
	sources: array(union([string(), looseObject({ id: string() })])),
	longest_window: string().nullish()
});
/** Never rejects. */
async function askCapabilities(source, env) {
	const next = `Look at telemetry.${source.name} in the manifest${source.tokenEnv === null ? "" : `, and at the token in ${source.tokenEnv}`}.`;
	const answer = await askJson({
		url: below(source.url, "/v1/capabilities"),
		tokenEnv: source.tokenEnv,
		env
	});
	if (!answer.ok) return {
		known: false,
		why: answer.why,
		next
	};
	const read = shape.safeParse(answer.value);
	if (!read.success) return {
		known: false,
		why: describeMistakes(read.error).join("; "),
		next
	};
	const { sources, longest_window: longest } = read.data;
	const ids = sources.map((one) => typeof one === "string" ? one : one.id);
	const longestWindow = longest ? parseDuration(longest) : null;
	return {
		known: true,
		value: {
			name: source.name,
			sources: ids,
			longestWindow
		}
	};
}
// src/commands/doctor.ts
/** `lanekeeper doctor`: is the gate real, or only meant? */
const OWNERS = [
	".github/CODEOWNERS",
	"CODEOWNERS",
	"docs/CODEOWNERS"
];
async function manifestOf(repository, base, path) {
	const reading = await manifestAt(repository, base, path);
	if (reading.state === "valid") return reading.manifest;
	if (reading.state === "invalid") throw refuseManifest(reading.mistakes);
	throw new UserError("there is no manifest on the base.", "lanekeeper init writes a first one.");
}
async function firstText(repository, base, paths) {
	for (const path of paths) {
		const text = await textAt(repository, base, path);
		if (typeof text === "string") return text;
	}
	return null;
}
const unasked = (why, next) => ({
	known: false,
	why,
	next
});
const NO_NAME = unasked("nobody said which repository on GitHub it is", "Add --repository owner/name.");
async function clientFor(token) {
	const { getOctokit } = await import("./chunk-github2.js");
	return githubOver(getOctokit(token));
}
async function remoteFacts(name, branch, tokenEnv) {
	if (name === null) return {
		branch: NO_NAME,
		approvalEnvironment: NO_NAME
	};
	const token = process.env[tokenEnv]?.trim() ?? "";
	if (token === "") {
		const none = unasked(`${tokenEnv} is not set`, `Set ${tokenEnv} to a token that may read ${name}, or name another variable with --token-env.`);
		return {
			branch: none,
			approvalEnvironment: none
		};
	}
	const github = await clientFor(token);
	const [told, environment] = await Promise.all([readBranch(github, name, branch), readEnvironment(github, name, "contract-approval")]);
	return {
		branch: told,
		approvalEnvironment: environment
	};
}
function nameOf(options) {
	const name = textOf(options, "repository") ?? process.env.GITHUB_REPOSITORY ?? null;
	if (name === null) return null;
	try {
		ownerAndName(name);
		return name;
	} catch (error) {
		throw new UserError(error.message, "--repository acme/shop");
	}
}
async function factsOf(options) {
	const repository = await openRepository(options.repo);
	try {
		const ref = textOf(options, "base") ?? await repository.defaultBase();
		const base = await requireCommit(repository, ref);
		const manifest = await manifestOf(repository, base, options.manifest);
		const owners = await firstText(repository, base, OWNERS);
		const name = nameOf(options);
		const branch = ref.replace(/^refs\/(?:heads|remotes\/[^/]+)\//, "");
		const remote = await remoteFacts(name, branch, textOf(options, "token-env") ?? "GITHUB_TOKEN");
		const logs = manifest.telemetry.filter(({ type }) => type === "query-log");
		return {
			repository: name,
			defaultBranch: branch,
			manifest,
			...remote,
			owned: owners === null ? null : readOwners(owners),
			approvalWorkflow: await firstText(repository, base, [APPROVAL_WORKFLOW]),
			telemetry: await Promise.all(logs.map(async (source) => ({
				name: source.name,
				answer: await askCapabilities(source, process.env)
			})))
		};
	} finally {
		repository.close();
	}
}
const lineOf = ({ status, check, message, next }) => cleanLine(`${status.padEnd(8)}${check.padEnd(22)}${message}`) + (next === "" ? "" : `\n  Do: ${cleanLine(next)}`);
/** 0 where all is well or merely could be better; 1 where something is broken; 2 where something could not be looked at. */
function codeOf(diagnoses) {
	if (diagnoses.some(({ status }) => status === "error")) return 1;
	return diagnoses.some(({ status }) => status === "unknown") ? 2 : 0;
}
async function run(args) {
	const options = readOptions(args, {
		base: "string",
		repository: "string",
		"token-env": "string"
	}, false, ["text", "json"]);
	const diagnoses = diagnose(await factsOf(options));
	if (!options.silent) {
		const text = options.format === "json" ? JSON.stringify({
			version: 1,
			diagnoses
		}, null, 2) : diagnoses.map(lineOf).join("\n");
		process.stdout.write(`${text}\n`);
	}
	return codeOf(diagnoses);
}
export { run };
