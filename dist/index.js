import { t as UserError } from "./chunk-user-error.js";
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
// src/action/event.ts
/** What a workflow's event says of itself: ids alone are taken from it, and everything else is looked up. */
const map = (value) => typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
const text = (value) => typeof value === "string" ? value : "";
function payloadOf(env) {
	try {
		return map(JSON.parse(readFileSync(env.GITHUB_EVENT_PATH ?? "", "utf8")));
	} catch {
		return {};
	}
}
function pullOf(payload) {
	const pull = map(payload.pull_request);
	if (typeof pull.number !== "number") return null;
	return {
		number: pull.number,
		baseRef: text(map(pull.base).ref),
		head: text(map(pull.head).sha)
	};
}
/** Who opens or pushes is the sender; who labels or edits is not. */
const PUSHES = ["opened", "synchronize"];
function pushedOf(payload, pull) {
	const by = text(map(payload.sender).login);
	return pull && by !== "" && PUSHES.includes(text(payload.action)) ? {
		head: pull.head,
		by
	} : null;
}
function groupOf(payload) {
	const group = map(payload.merge_group);
	const head = text(group.head_sha);
	if (head === "") return null;
	const [baseRef, headRef] = [text(group.base_ref), text(group.head_ref)];
	return {
		head,
		base: text(group.base_sha),
		baseRef: baseRef.replace(/^refs\/heads\//, ""),
		headRef
	};
}
function runHeadOf(payload) {
	const run = map(payload.workflow_run);
	const head = text(run.head_sha);
	if (head === "") return null;
	return {
		head,
		pulls: (Array.isArray(run.pull_requests) ? run.pull_requests : []).map((pull) => map(pull).number).filter((number) => typeof number === "number")
	};
}
function readEvent(env) {
	const payload = payloadOf(env);
	const pull = pullOf(payload);
	const serverUrl = env.GITHUB_SERVER_URL ?? "https://github.com";
	const repository = env.GITHUB_REPOSITORY ?? "";
	const run = Number(env.GITHUB_RUN_ID);
	return {
		name: env.GITHUB_EVENT_NAME ?? "",
		repository,
		pull,
		pushed: pushedOf(payload, pull),
		group: groupOf(payload),
		runHead: runHeadOf(payload),
		sha: env.GITHUB_SHA ?? "",
		ref: env.GITHUB_REF ?? "",
		runUrl: run > 0 ? `${serverUrl}/${repository}/actions/runs/${run}` : null,
		run: run > 0 ? run : null,
		attempt: Number(env.GITHUB_RUN_ATTEMPT ?? "1"),
		actor: env.GITHUB_ACTOR ?? "",
		triggeringActor: env.GITHUB_TRIGGERING_ACTOR ?? env.GITHUB_ACTOR ?? "",
		workflowRef: env.GITHUB_WORKFLOW_REF ?? "",
		serverUrl
	};
}
// src/action/inputs.ts
/** The action's inputs, with the defaults of `action.yml` in code too: a runner may hand in none of them. */
const COMMANDS = [
	"check",
	"sweep",
	"approve",
	"check-deploy",
	"status"
];
const VERDICTS = [
	"pass",
	"wait",
	"block",
	"error"
];
/** As @actions/core reads them: `INPUT_` and the name in capitals, spaces as underscores. */
function input(env, name) {
	const value = env[`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`]?.trim() ?? "";
	return value === "" ? null : value;
}
function oneOf(name, value, known, fallback) {
	if (value === null) return fallback;
	const found = known.find((one) => one === value);
	if (found) return found;
	throw new UserError(`the input ${name} is ${JSON.stringify(value)}.`, `Expected one of: ${known.join(", ")}.`);
}
function numberOf(name, value) {
	if (value === null) return null;
	const number = Number(value.replace(/^#/, ""));
	if (Number.isSafeInteger(number) && number > 0) return number;
	throw new UserError(`the input ${name} is ${JSON.stringify(value)}.`, "Expected a pull request's number, such as 12.");
}
function failOn(value) {
	if (value === null) return null;
	const words = value.split(/[\s,]+/).filter((word) => word !== "");
	if (words.length === 1 && words[0] === "never") return [];
	return words.map((word) => oneOf("fail-on", word, VERDICTS, "error"));
}
/** Throws `UserError` for a value that is none. */
function readInputs(env) {
	const token = input(env, "token") ?? env.GITHUB_TOKEN ?? "";
	if (token === "") throw new UserError("there is no token.", "Leave the input token out (the workflow gives its own), or name a secret that is set.");
	return {
		command: oneOf("command", input(env, "command"), COMMANDS, "check"),
		token,
		manifest: input(env, "manifest"),
		pullRequest: numberOf("pull-request", input(env, "pull-request")),
		change: input(env, "change"),
		reason: input(env, "reason"),
		override: oneOf("override", input(env, "override"), ["true", "false"], "false") === "true",
		digest: input(env, "digest"),
		environment: input(env, "environment"),
		commit: input(env, "commit"),
		comment: oneOf("comment", input(env, "comment"), [
			"auto",
			"always",
			"never"
		], "auto"),
		failOn: failOn(input(env, "fail-on"))
	};
}
// src/action.ts
/** The action's door: what a runner hands in, and what it is handed back. */
setFlagsFromString("--no-wasm-tier-up");
setFlagsFromString("--no-wasm-dynamic-tiering");
async function main() {
	const { runAction } = await import("./chunk-run.js");
	const event = readEvent(process.env);
	const outcome = await runAction(readInputs(process.env), event);
	const { tell } = await import("./chunk-tell.js");
	await tell(outcome, event, process.env);
}
await main().catch(async (error) => {
	const { setFailed } = await import("./chunk-core2.js");
	const isOurs = !(error instanceof UserError);
	const detail = error instanceof Error ? isOurs ? error.stack ?? error.message : error.message : String(error);
	setFailed(isOurs ? `This is a mistake in Lanekeeper, please report it. ${detail}` : `${detail} ${error.next}`);
});
export {};
