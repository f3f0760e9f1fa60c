import { t as getOctokit } from "./chunk-github.js";
import { c as check } from "./chunk-reading.js";
import { t as githubOver } from "./chunk-client.js";
import { a as undecided, c as publish, i as pullSubject, n as linksTo, o as openGithubWorld, r as explain, s as membersOf, t as decidePull } from "./chunk-decide-pull.js";
import { a as ownerAndName, i as GithubError, n as nameApprovalRun, r as parseApprovalRun, t as APPROVAL_WORKFLOW } from "./chunk-approval-run.js";
import { t as UserError } from "./chunk-user-error.js";
// src/read/github/open-pulls.ts
/** The open pull requests of a repository with what our status says on each; and those of a merge group. */
const OPEN = `query OpenPulls($owner: String!, $repo: String!, $after: String) { repository(owner: $owner, name: $repo) {
  pullRequests(states: [OPEN], first: 100, after: $after) { nodes { number baseRefName headRefOid
    commits(last: 1) { nodes { commit { status { contexts { context state description } } } } } }
    pageInfo { hasNextPage endCursor } } } }`;
/** All of them, a hundred with each request. */
async function listOpenPulls(github, repository) {
	const pulls = [];
	let after = null;
	do {
		const variables = {
			...ownerAndName(repository),
			after
		};
		const page = (await github.graphql(OPEN, variables)).repository?.pullRequests;
		if (!page) throw malformed(`no repository ${repository}`);
		pulls.push(...page.nodes.map(pullOf));
		after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
	} while (after !== null);
	return pulls;
}
function pullOf({ number, baseRefName, headRefOid, commits }) {
	const ours = (commits.nodes[0]?.commit.status?.contexts ?? []).find(({ context }) => context === `lanekeeper: ${baseRefName}`);
	return {
		number,
		baseRef: baseRefName,
		head: headRefOid,
		status: ours ? {
			state: ours.state.toLowerCase(),
			description: ours.description ?? ""
		} : null
	};
}
const QUEUE = `query MergeQueue($owner: String!, $repo: String!, $branch: String!) { repository(owner: $owner, name: $repo) {
  mergeQueue(branch: $branch) { entries(first: 100) { nodes { baseCommit { oid } headCommit { oid } pullRequest { number } } } } } }`;
/** Who is in a merge group, in the order of merging. Throws where the chain from its base to its head is not whole. */
async function listGroup(github, repository, group) {
	const entries = (await github.graphql(QUEUE, {
		...ownerAndName(repository),
		branch: group.baseRef
	})).repository?.mergeQueue?.entries.nodes ?? [];
	const members = [];
	let at = group.head;
	while (at !== group.base) {
		const entry = entries.find((one) => one?.headCommit?.oid === at);
		const base = entry?.baseCommit?.oid;
		const number = entry?.pullRequest?.number;
		if (base === void 0 || number === void 0 || base === at || members.length > entries.length) throw malformed(`no queue from ${group.base.slice(0, 7)} to ${group.head.slice(0, 7)}`);
		members.unshift({
			number,
			base,
			head: at
		});
		at = base;
	}
	if (members.length === 0) throw malformed("nobody in the merge group");
	return members;
}
const malformed = (what) => new GithubError("GraphQL", `GitHub's answer has ${what}`, {
	trouble: "malformed",
	status: null,
	next: "Try again; the token needs Pull requests: read, and for a queue Merge queues: read."
});
// src/hosted/decide-group.ts
const RANK$1 = [
	"pass",
	"wait",
	"block",
	"error"
];
/** The worst member's verdict, with the findings of all. */
function joined(decisions, head) {
	const [first] = decisions;
	if (!first) throw new Error("a merge group has members");
	const words = decisions.map(([, { verdict }]) => verdict.word);
	const word = RANK$1[Math.max(...words.map((one) => RANK$1.indexOf(one)))] ?? "error";
	const override = decisions.map(([, { verdict }]) => verdict.override).find((one) => one !== null) ?? null;
	const findings = decisions.flatMap(([{ number }, { verdict }]) => verdict.findings.map((finding) => ({
		...finding,
		message: `#${number}: ${finding.message}`
	})));
	const all = decisions.map(([, decision]) => decision);
	return {
		...first[1],
		subject: {
			...first[1].subject,
			...first[1].subject.kind === "pull_request" && {
				head,
				number: null
			}
		},
		verdict: {
			word,
			findings,
			exemptions: all.flatMap(({ verdict }) => verdict.exemptions),
			override: word === "pass" ? override : null,
			wouldBe: null
		},
		effects: all.flatMap(({ effects }) => effects),
		notes: [...new Set(all.flatMap(({ notes }) => notes))],
		evidence: {}
	};
}
async function decideMembers(asked, github) {
	const members = await listGroup(github, asked.repository, asked.group);
	const decisions = [];
	for (const member of members) {
		const { base, head, number } = member;
		const at = {
			base,
			head
		};
		const ask = {
			...asked,
			number,
			at,
			head,
			baseRef: asked.group.baseRef,
			comment: "never"
		};
		decisions.push([member, (await decidePull(ask)).decision]);
	}
	return joined(decisions, asked.group.head);
}
/** Decides it and says so on its head, where waiting is failing: a queue does not wait. */
async function decideGroup(asked) {
	const { github, repository, group, detailsUrl, serverUrl } = asked;
	const now = asked.now ?? Date.now();
	const decision = await decideMembers(asked, github).catch((error) => undecided(pullSubject(null, group.head), now, explain(error)));
	const target = {
		repository,
		number: null,
		head: group.head,
		baseRef: group.baseRef,
		before: {
			status: null,
			comment: null,
			report: null
		}
	};
	const link = linksTo(serverUrl, repository, group.head);
	return {
		decision,
		published: await publish(github, target, decision, {
			comment: "never",
			detailsUrl,
			waitFails: true,
			link
		})
	};
}
// src/hosted/sweep.ts
/** Rules that rest on the commits alone. A pass that names any other, or is cut before its end, rests on facts that change. */
const STEADY = /^passes: (?:nothing in it has to wait its turn|met (?:(?:manifest-valid|unreadable-migration|migration-edited|migration-sequence|in-place-change|online-ddl|transaction-scope|lock-timeout|batched-data|separate-phases|schema-dependents|no-new-references)(?:, |$))+)$/;
/** Blocked is the author's turn: a push decides it again by itself. */
function isWorthAsking({ status }) {
	if (status === null || status.state === "pending" || status.state === "error") return true;
	return status.state === "success" && !STEADY.test(status.description);
}
/** One after another: a repository's limit is shared with everybody else. */
async function sweep(asked, told) {
	const open = await listOpenPulls(asked.github, asked.repository);
	const swept = [];
	for (const pull of open.filter(isWorthAsking)) {
		const { number, baseRef, head } = pull;
		const decided = await decidePull({
			...asked,
			number,
			baseRef,
			head
		});
		swept.push({
			pull,
			word: decided.decision.verdict.word,
			decided
		});
		told({
			pull,
			word: decided.decision.verdict.word,
			decided
		});
	}
	return swept;
}
// src/action/approve.ts
/** `approve`: the run of the approval workflow. It checks what it is asked to approve; that it succeeded is the approval. */
function askedOf(inputs) {
	const { pullRequest, override, reason, digest } = inputs;
	const change = inputs.change ?? (override ? "override" : null);
	if (pullRequest === null || change === null || digest === null) throw new UserError("an approval names a pull request, a change and a digest.", "Copy all three from Lanekeeper's comment on the pull request.");
	if (override && reason === null) throw new UserError("an override has no reason.", "Give one: every report shows it.");
	const asked = {
		kind: override ? "override" : "approve",
		change,
		pull: pullRequest,
		digest,
		reason: override ? reason : null
	};
	const read = parseApprovalRun(nameApprovalRun(asked));
	if (read && JSON.stringify(read) === JSON.stringify(asked)) return asked;
	throw new UserError("these inputs make no approval.", "The change is a kebab-case id, the digest 64 hexadecimal digits, the reason one line.");
}
/** What makes the run itself one that counts. */
function requireDispatched(event, defaultBranch) {
	const from = event.workflowRef.split("@")[0] ?? "";
	const wrong = [
		event.name === "workflow_dispatch" ? "" : `it was started by ${event.name || "nothing known"}, not by hand`,
		event.ref === `refs/heads/${defaultBranch}` ? "" : `it ran on ${event.ref}, not on ${defaultBranch}`,
		from.endsWith(`/.github/workflows/contract-approval.yml`) ? "" : `it is ${from || "another workflow"}, not ${APPROVAL_WORKFLOW}`,
		event.attempt === 1 ? "" : "it is a re-run, which repeats old words",
		event.actor.toLowerCase() === event.triggeringActor.toLowerCase() ? "" : "somebody else started it again"
	].filter((text) => text !== "");
	if (wrong.length === 0) return;
	throw new UserError(`this run approves nothing: ${wrong.join("; ")}.`, `Dispatch ${APPROVAL_WORKFLOW} anew on ${defaultBranch}.`);
}
/** The reviewers that GitHub recorded for this run, where its environment asks for some; else who dispatched it. */
async function approversOf(github, event) {
	if (event.run === null) return [event.actor];
	const { data } = await github.request("GET /repos/{owner}/{repo}/actions/runs/{run_id}/approvals", {
		...ownerAndName(event.repository),
		run_id: event.run
	});
	if (data.length === 0) return [event.actor];
	return data.flatMap(({ state, user }) => state === "approved" && user?.login ? [user.login] : []);
}
const plain = (login) => login.replace(/^@/, "").toLowerCase();
async function requireMayApprove(github, manifest, by) {
	const approvers = manifest?.approval.approvers ?? [];
	if (approvers.length === 0) throw new UserError("the manifest names no approvers.", "Name them under approval.approvers, on the base branch.");
	const teams = await membersOf(github, approvers, by);
	const may = (login) => approvers.some((one) => plain(one) === plain(login)) || Object.values(teams).some((members) => members.includes(login));
	if (by.some(may)) return;
	throw new UserError(`${by.join(", ") || "nobody"} may not approve: the manifest names ${approvers.join(", ")}.`, `Have one of ${approvers.join(", ")} dispatch it.`);
}
function requireIndependent(decision, manifest, by) {
	const { subject } = decision;
	if (subject.kind !== "pull_request" || manifest?.approval.selfApproval) return;
	const parties = [subject.author, subject.lastPusher];
	if (parties.includes(null)) throw new UserError("who wrote and last pushed the pull request is not known, so nobody is known to be independent of it.", "Push it anew from an account that GitHub knows.");
	if (by.some((login) => !parties.some((party) => plain(party ?? "") === plain(login)))) return;
	throw new UserError(`${by.join(", ")} wrote or last pushed this pull request.`, "Have somebody else approve it, or allow approval.self_approval in the manifest.");
}
/** Throws `UserError` where it approves nothing: then the run fails, and counts for nothing. */
async function approve(github, inputs, event) {
	const asked = askedOf(inputs);
	const { repository } = event;
	const world = openGithubWorld({
		github,
		repository,
		manifest: inputs.manifest,
		now: null,
		subject: {
			kind: "pull_request",
			number: asked.pull
		}
	});
	const decision = await check(world);
	const manifest = world.manifest();
	requireDispatched(event, await world.defaultBranch());
	const question = asked.kind === "override" ? "override" : asked.change;
	const [answered] = await world.answer([{
		ask: "approvals",
		change: question
	}]);
	if (answered?.answer.state !== "known") throw new UserError("the content has no digest.", answered?.answer.why ?? "");
	const { digest } = answered.answer.value;
	if (digest !== asked.digest) throw new UserError(`#${asked.pull} does not hold the content that is approved: its digest is ${digest}.`, "Look at what it holds now, and approve that with the digest from its newest comment.");
	const by = await approversOf(github, event);
	await requireMayApprove(github, manifest, by);
	requireIndependent(decision, manifest, by);
	return {
		decision,
		lines: linesOf(asked, by, world.pull()?.title ?? "", decision)
	};
}
function linesOf({ kind, change, pull, digest, reason }, by, title, decision) {
	const effects = decision.effects.filter((effect) => kind === "override" || effect.change === change).map(({ path, line, statement }) => `${path}:${line} ${statement}`);
	return [
		`${kind === "override" ? "Override of" : "Approval of"} ${change} in #${pull} (${title}) by ${by.join(", ")}`,
		`Content: ${digest}`,
		...reason === null ? [] : [`Reason: ${reason}`],
		...effects
	];
}
// src/action/pull-of-event.ts
/** Which pull requests an event is about. */
const QUERY = `query PullsOfCommit($owner: String!, $repo: String!, $oid: GitObjectID!) { repository(owner: $owner, name: $repo) {
  object(oid: $oid) { ... on Commit { associatedPullRequests(first: 20) { nodes { number state baseRefName headRefOid } } } } } }`;
/** Open ones that a commit heads: a fork's workflow run names none of them itself. */
async function pullsOfCommit(github, repository, oid) {
	return ((await github.graphql(QUERY, {
		...ownerAndName(repository),
		oid
	})).repository?.object?.associatedPullRequests?.nodes ?? []).filter(({ state, headRefOid }) => state === "OPEN" && headRefOid === oid).map(({ number, baseRefName, headRefOid }) => ({
		number,
		baseRef: baseRefName,
		head: headRefOid
	}));
}
async function pullOfEvent(github, inputs, event) {
	if (inputs.pullRequest !== null) return [{ number: inputs.pullRequest }];
	if (event.pull) {
		const { number, baseRef, head } = event.pull;
		return [{
			number,
			...baseRef !== "" && { baseRef },
			...head !== "" && { head },
			pushed: event.pushed
		}];
	}
	if (!event.runHead) return [];
	const { head, pulls } = event.runHead;
	return pulls.length > 0 ? pulls.map((number) => ({ number })) : await pullsOfCommit(github, event.repository, head);
}
// src/action/run.ts
/** The action: inputs and event in, a decision out, told where a workflow tells things. */
const ALL = [
	"block",
	"wait",
	"error"
];
/** In all, a run may ask GitHub for this long. */
const WHOLE_LIMIT = 6e5;
function clientFor(token) {
	return githubOver(getOctokit(token), { wholeLimit: WHOLE_LIMIT });
}
/** The verdict is the status on the head; where that cannot be written, the job's. */
function failOnOf(inputs, published) {
	if (inputs.failOn !== null) return inputs.failOn;
	return published?.status === "written" || published?.status === "same" ? ["error"] : ALL;
}
function asked(github, inputs, event) {
	const { repository, runUrl: detailsUrl, serverUrl } = event;
	const { manifest, comment } = inputs;
	const consumer = async () => clientFor(inputs.token);
	return {
		github,
		repository,
		manifest,
		comment,
		detailsUrl,
		serverUrl,
		now: null,
		consumer
	};
}
function outcomeOf(decision, failOn, more = {}) {
	return {
		decision,
		failOn,
		isAlone: true,
		lines: [],
		head: null,
		...more
	};
}
async function runCheck(github, inputs, event) {
	const about = asked(github, inputs, event);
	if (event.group) {
		const { decision, published } = await decideGroup({
			...about,
			group: event.group
		});
		const isAlone = published.status === "refused" || published.status === "failed";
		return outcomeOf(decision, failOnOf(inputs, published), {
			isAlone,
			head: event.group.head
		});
	}
	const pulls = await pullOfEvent(github, inputs, event);
	const [only, ...others] = pulls;
	if (!only) throw new UserError(`the event ${event.name || "(none)"} is about no open pull request.`, "Run this command on pull_request or merge_group, give the input pull-request, or use the command sweep.");
	if (others.length > 0) return await runSeveral(inputs, about, pulls);
	const { decision, published, head } = await decidePull({
		...about,
		...only
	});
	const isAlone = published === null || published.status === "refused" || published.status === "failed";
	return outcomeOf(decision, failOnOf(inputs, published), {
		isAlone,
		head
	});
}
/** One commit may head several pull requests: each has a status of its own. The worst is the job's. */
async function runSeveral(inputs, about, pulls) {
	const outcomes = [];
	for (const pull of pulls) {
		const { decision, published, head } = await decidePull({
			...about,
			...pull
		});
		outcomes.push(outcomeOf(decision, failOnOf(inputs, published), {
			isAlone: false,
			head
		}));
	}
	return {
		...outcomes.reduce((one, other) => rankOf(other) > rankOf(one) ? other : one),
		lines: outcomes.map(({ decision }) => lineOf(decision))
	};
}
const RANK = [
	"pass",
	"wait",
	"block",
	"error"
];
const rankOf = ({ decision }) => RANK.indexOf(decision.verdict.word);
const lineOf = ({ subject, verdict }) => `#${subject.kind === "pull_request" ? subject.number : "?"} ${verdict.word}`;
async function runSweep(github, inputs, event) {
	const swept = await sweep({
		...asked(github, inputs, event),
		detailsUrl: event.runUrl
	}, () => {});
	const failed = swept.filter(({ decided }) => ["refused", "failed"].includes(decided.published?.status ?? "failed"));
	const worst = swept.reduce((one, { decided }) => one === null || RANK.indexOf(decided.decision.verdict.word) > RANK.indexOf(one.verdict.word) ? decided.decision : one, null);
	const lines = swept.map(({ pull, word, decided }) => `#${pull.number} ${word} (status ${decided.published?.status ?? "not written"})`);
	const now = Date.now();
	const nothing = {
		...undecided(baseOf(event), now, {
			message: "",
			next: ""
		}),
		notes: ["No open pull request waits."]
	};
	const passed = {
		...nothing,
		verdict: {
			...nothing.verdict,
			word: "pass",
			findings: []
		}
	};
	const failOn = inputs.failOn ?? (failed.length > 0 ? ALL : ["error"]);
	return outcomeOf(worst ?? passed, failOn, {
		isAlone: false,
		lines
	});
}
const baseOf = ({ sha }) => ({
	kind: "pull_request",
	base: sha,
	head: sha,
	mergeBase: sha,
	number: null,
	author: null,
	lastPusher: null
});
async function runDeploy(github, inputs, event) {
	const { environment, manifest } = inputs;
	const commit = inputs.commit ?? event.sha;
	if (environment === null) throw new UserError("the input environment is missing.", "Name the environment that this deploys to, as the manifest calls it.");
	const world = openGithubWorld({
		github,
		repository: event.repository,
		manifest,
		now: null,
		subject: {
			kind: "deployment",
			environment,
			commit
		},
		consumer: async () => github
	});
	return outcomeOf(await check(world), inputs.failOn ?? ALL, { head: commit });
}
async function runStatus(github, inputs, event) {
	const world = openGithubWorld({
		github,
		repository: event.repository,
		manifest: inputs.manifest,
		now: null,
		subject: { kind: "status" },
		consumer: async () => github
	});
	return outcomeOf(await check(world), inputs.failOn ?? [], {});
}
async function runApprove(github, inputs, event) {
	const { decision, lines } = await approve(github, inputs, event);
	const verdict = {
		...decision.verdict,
		word: "pass"
	};
	return outcomeOf({
		...decision,
		verdict
	}, inputs.failOn ?? ALL, { lines });
}
const RUNS = {
	check: runCheck,
	sweep: runSweep,
	approve: runApprove,
	"check-deploy": runDeploy,
	status: runStatus
};
/** Never throws for what a person, GitHub or a source does: then it is an error, told as one. */
async function runAction(inputs, event) {
	try {
		return await RUNS[inputs.command](clientFor(inputs.token), inputs, event);
	} catch (error) {
		return outcomeOf(undecided(baseOf(event), Date.now(), explain(error)), inputs.failOn ?? ALL, {});
	}
}
export { runAction };
