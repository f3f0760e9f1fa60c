import { a as MentionSearch, c as check, i as answerer, n as readAll, r as valid, s as contentDigest, t as manifestsAt$1 } from "./chunk-reading.js";
import { a as ownerAndName, i as GithubError, r as parseApprovalRun, t as APPROVAL_WORKFLOW } from "./chunk-approval-run.js";
import { t as fingerprint } from "./chunk-fingerprint.js";
import { n as openFindings, r as worstFirst, t as metFindings } from "./chunk-order.js";
import { n as writeMarkdown, r as isSettled } from "./chunk-markdown.js";
import { n as cleanLines, r as clip, t as cleanLine } from "./chunk-clean.js";
import { s as nextOf } from "./chunk-words.js";
import { t as UserError } from "./chunk-user-error.js";
import { t as MANIFEST_PATHS } from "./chunk-manifest.js";
import { c as matchesAny } from "./chunk-code.js";
import { a as TOO_LARGE, c as requireCommit, o as diffTrees, r as readChangedFiles, t as decodeText } from "./chunk-texts.js";
import { t as manifestAt } from "./chunk-manifests.js";
import "./chunk-cache.js";
import { i as formatTime } from "./chunk-time.js";
import { i as markers, r as surroundings } from "./chunk-migration-sets.js";
import { createHash } from "node:crypto";
// src/report/gist.ts
function gistOf({ verdict, lanes, subject, notes, horizon }) {
	const findings = worstFirst(verdict.findings).map((finding) => [
		finding.rule,
		finding.status,
		finding.change ?? "",
		finding.environment ?? "",
		finding.path ?? "",
		String(finding.line ?? ""),
		finding.message.replace(/\b\d[\d,]* (?:days?|h|min|s)(?: \d+ (?:h|min|s))?\b/g, "some time"),
		finding.next,
		String(finding.until ?? "")
	]);
	const head = subject.kind === "lint" ? "" : subject.head;
	return fingerprint([
		verdict.word,
		verdict.wouldBe ?? "",
		JSON.stringify(verdict.override),
		head,
		JSON.stringify(findings),
		JSON.stringify(verdict.exemptions),
		JSON.stringify(lanes),
		JSON.stringify(horizon),
		JSON.stringify(notes)
	]);
}
// src/report/status-line.ts
/** What GitHub keeps of a status description. */
const LENGTH = 140;
const STARTS = {
	pass: "passes",
	wait: "waits",
	block: "blocked",
	error: "cannot decide"
};
function shortOf(finding) {
	return (cleanLine(finding.short ?? "") || cleanLine(finding.message)).replace(/\.$/, "");
}
function withOthers(text, others) {
	const tail = others > 0 ? ` (+${others} more)` : "";
	return clip(text, LENGTH - tail.length) + tail;
}
function passLine(decision) {
	const warnings = openFindings(decision.verdict.findings);
	const met = [...new Set(metFindings(decision.verdict.findings).map(({ rule }) => cleanLine(rule)))];
	const [first] = warnings;
	if (first) return withOthers(`passes, warns: ${shortOf(first)}`, warnings.length - 1);
	return met.length === 0 ? "passes: nothing in it has to wait its turn" : `passes: met ${met.join(", ")}`;
}
function worstLine(word, decision) {
	const held = openFindings(decision.verdict.findings).filter(({ status }) => status !== "warn");
	const [first] = held;
	const start = STARTS[word] ?? "cannot decide";
	return first ? withOthers(`${start}: ${shortOf(first)}`, held.length - 1) : start;
}
/** At most 140 characters, no line break: `waits: users.name still read by billing (1,204 in 14 d)`. */
function statusLine(decision) {
	const { word, wouldBe, override } = decision.verdict;
	if (override) return clip(`passes by override of ${cleanLine(override.by)}: ${cleanLine(override.reason)}`, LENGTH);
	if (wouldBe !== null && wouldBe !== "pass") return clip(`observing, would be: ${worstLine(wouldBe, decision)}`, LENGTH);
	return clip(word === "pass" ? passLine(decision) : worstLine(word, decision), LENGTH);
}
// src/report/annotations.ts
const LEVELS = {
	error: "failure",
	block: "failure",
	wait: "warning",
	warn: "warning",
	ok: "notice"
};
const TITLE_LENGTH = 255;
/** GitHub keeps 64 KB of a message; a reader wants less. */
const MESSAGE_LENGTH = 4e3;
function messageOf(finding, now) {
	const next = cleanLines(nextOf(finding, now));
	const lines = [
		cleanLine(finding.message),
		finding.why === "" ? "" : `Why: ${cleanLine(finding.why)}`,
		finding.seen === "" ? "" : `Seen: ${cleanLine(finding.seen)}`,
		next.length === 0 ? "" : `Do: ${next.join("\n")}`
	];
	return clip(lines.filter((line) => line !== "").join("\n"), MESSAGE_LENGTH);
}
/** Worst first; findings without a place are in the summary alone. */
function annotationsOf({ verdict, now }) {
	return openFindings(verdict.findings).flatMap((finding) => {
		const { path, line, rule, status, environment } = finding;
		if (path === null || line === null) return [];
		const where = environment === null ? "" : ` (${environment})`;
		return [{
			path,
			start_line: line,
			end_line: line,
			annotation_level: LEVELS[status],
			title: clip(cleanLine(`${rule}: ${status}${where}`), TITLE_LENGTH),
			message: messageOf(finding, now)
		}];
	});
}
// src/publish/check-run.ts
/** The report as a check run: complete from the start, and never with a conclusion that lets anything through by itself. */
/** `neutral` and `skipped` satisfy a required check, and what is left in progress goes stale: none of them is ever used. */
const CONCLUSIONS = {
	pass: "success",
	wait: "action_required",
	block: "failure",
	error: "failure"
};
const REPORT_NAME$1 = "lanekeeper report";
/** Annotations that one request takes, and requests that are worth it. */
const AT_ONCE$2 = 50;
const MOST = 250;
/** A new run each time that the report changes: annotations of an old one cannot be taken back. */
async function writeCheckRun(github, { repository, head }, decision, { gist, detailsUrl, link, waitFails }) {
	const word = decision.verdict.word;
	const annotations = annotationsOf(decision).slice(0, MOST);
	const output = {
		title: statusLine(decision),
		summary: writeMarkdown(decision, {
			...link && { link },
			...detailsUrl && { whole: wholeAt(detailsUrl) }
		})
	};
	const { data } = await github.request("POST /repos/{owner}/{repo}/check-runs", {
		...ownerAndName(repository),
		name: REPORT_NAME$1,
		head_sha: head,
		status: "completed",
		conclusion: waitFails && word === "wait" ? "failure" : CONCLUSIONS[word],
		external_id: gist,
		...detailsUrl === null ? {} : { details_url: detailsUrl },
		output: {
			...output,
			annotations: annotations.slice(0, AT_ONCE$2)
		}
	});
	for (let at = AT_ONCE$2; at < annotations.length; at += AT_ONCE$2) await github.request("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", {
		...ownerAndName(repository),
		check_run_id: data.id,
		output: {
			...output,
			annotations: annotations.slice(at, at + AT_ONCE$2)
		}
	});
}
const wholeAt = (url) => `The whole report is in [the run's summary](${url}).`;
// src/publish/comment.ts
/** The one comment: made once, then written over in place, and only where it says something else than before. */
/** GitHub's limit is 65,536 characters; ours counts bytes, which are never fewer. */
const LIMIT = 65e3;
const markOf = (gist) => `<!-- says ${gist} -->`;
async function writeComment(github, { repository, number, before }, decision, { gist, detailsUrl, link }) {
	const mark = markOf(gist);
	if (before.comment?.body.includes(mark)) return;
	const body = `${writeMarkdown(decision, {
		limit: LIMIT,
		...link && { link },
		...detailsUrl && { whole: wholeAt(detailsUrl) }
	})}${mark}\n`;
	const { owner, repo } = ownerAndName(repository);
	if (before.comment) await github.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
		owner,
		repo,
		body,
		comment_id: before.comment.id
	});
	else await github.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
		owner,
		repo,
		body,
		issue_number: number
	});
}
// src/publish/publish.ts
/**
* Carries a decision to a pull request: the status that gates, the report on the lines, the one comment. It decides nothing.
*
* The status of anything but a pass goes out first, so that nothing is merged while the rest is written. That of a pass goes
* out last, and only where the rest was told: a gate must not be open while nobody can read why.
*/
const STATES$1 = {
	pass: "success",
	wait: "pending",
	block: "failure",
	error: "error"
};
/** `lanekeeper: main`: one commit may head two pull requests into different branches. */
const contextOf$1 = (baseRef) => `lanekeeper: ${baseRef}`;
async function publish(github, target, decision, options) {
	const word = decision.verdict.word;
	const gate = {
		state: options.waitFails && word === "wait" ? "failure" : STATES$1[word],
		description: statusLine(decision)
	};
	const first = word === "pass" ? null : await writeStatus(github, target, gate, options.detailsUrl);
	const problems = await tellRest(github, target, decision, options);
	if (first) return {
		status: first.status,
		problems: [...first.problems, ...problems]
	};
	const [problem] = problems;
	const last = await writeStatus(github, target, problem ? untold(problem) : gate, options.detailsUrl);
	return {
		status: last.status,
		problems: [...problems, ...last.problems]
	};
}
const untold = ({ message }) => ({
	state: "error",
	description: `met, and could not be told: ${message}`.slice(0, 140)
});
async function tellRest(github, target, decision, options) {
	const gist = gistOf(decision);
	const problems = [];
	const attempt = async (work) => {
		try {
			await work();
		} catch (error) {
			if (!(error instanceof GithubError)) throw error;
			problems.push(error);
		}
	};
	if (target.before.report !== gist) await attempt(() => writeCheckRun(github, target, decision, {
		...options,
		gist
	}));
	if (wantsComment(target, decision, options.comment)) await attempt(() => writeComment(github, target, decision, {
		...options,
		gist
	}));
	return problems;
}
function wantsComment({ number, before }, decision, when) {
	if (number === null || when === "never") return false;
	return when === "always" || before.comment !== null || !isSettled(decision);
}
async function writeStatus(github, { repository, head, baseRef, before }, gate, detailsUrl) {
	const { status } = before;
	if (status?.state === gate.state && status.description === gate.description) return {
		status: "same",
		problems: []
	};
	try {
		await github.request("POST /repos/{owner}/{repo}/statuses/{sha}", {
			...ownerAndName(repository),
			sha: head,
			context: contextOf$1(baseRef),
			...gate,
			...detailsUrl === null ? {} : { target_url: detailsUrl }
		});
		return {
			status: "written",
			problems: []
		};
	} catch (error) {
		if (!(error instanceof GithubError)) throw error;
		return {
			status: error.trouble === "forbidden" ? "refused" : "failed",
			problems: [error]
		};
	}
}
// src/read/github/graph-objects.ts
/** Files and folders as GitHub's GraphQL tells them. Source: GitHub's public GraphQL schema (Blob, Tree, TreeEntry). */
const BLOB = "__typename oid ... on Blob { byteSize isBinary isTruncated text }";
/** Folders within folders that one query tells; what lies deeper is asked for again. */
const DEPTH = 4;
/** The entries of a folder, with what lies in it, and with texts where they are wanted. */
function folderFields(texts, depth = DEPTH) {
	const blob = texts ? "... on Blob { oid byteSize isBinary isTruncated text }" : "";
	const inner = depth > 1 ? `... on Tree { oid ${folderFields(texts, depth - 1)} }` : "";
	return `entries { name mode type oid ${blob + inner === "" ? "" : `object { __typename ${blob} ${inner} }`} }`;
}
const isTree = (object) => typeof object === "object" && object !== null && "entries" in object;
const isBlob = (object) => typeof object === "object" && object !== null && "text" in object;
/** As git writes a mode. */
const octal = (mode) => mode.toString(8).padStart(6, "0");
/** All files below a folder, by their path in the repository. */
function filesOf$1(tree, folder, found = emptyFound()) {
	if (tree.entries === null) {
		found.deeper.push(folder);
		return found;
	}
	for (const entry of tree.entries) {
		const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
		if (entry.type !== "tree") {
			found.files.set(path, {
				blob: entry.oid,
				mode: octal(entry.mode)
			});
			if (isBlob(entry.object)) found.blobs.push({
				...entry.object,
				oid: entry.oid
			});
		} else if (isTree(entry.object)) filesOf$1(entry.object, path, found);
		else found.deeper.push(path);
	}
	return found;
}
const emptyFound = () => ({
	files: /* @__PURE__ */ new Map(),
	blobs: [],
	deeper: []
});
/** Git's id of a content. */
function blobId(bytes) {
	return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
/** The text, where it is wholly there and is what its id says; undefined: it must be fetched by itself. */
function wholeText(blob) {
	if (blob.isBinary === true) return null;
	if (blob.isTruncated || typeof blob.text !== "string") return void 0;
	return blobId(Buffer.from(blob.text)) === blob.oid ? blob.text : void 0;
}
// src/read/github/pull-query.ts
/** GraphQL says `github-actions`, REST and everybody else `github-actions[bot]`. */
function loginOf(actor) {
	if (typeof actor?.login !== "string" || actor.login === "") return null;
	return actor.__typename === "Bot" && !actor.login.endsWith("[bot]") ? `${actor.login}[bot]` : actor.login;
}
/** Where changes of their own files usually lie. */
const INCLUDED = ".lanekeeper";
const HEAD = `oid tree { oid } author { user { login } } committer { user { login } }
  checkSuites(first: 20) { nodes { push { nextSha pusher { __typename login } }
    checkRuns(first: 1, filterBy: { checkName: $report, checkType: LATEST }) { nodes { databaseId externalId } } } }
  status { contexts { context state description targetUrl } }`;
/** The manifest, the files that it may include, and the root's entries, which tell a link from a file. */
const filesAt = (side, revision) => {
	const at = (path) => JSON.stringify(`${revision}:${path}`);
	return `${MANIFEST_PATHS.map((path, index) => `${side}${index}: object(expression: ${at(path)}) { ${BLOB} }`).join(" ")}
  ${side}i: object(expression: ${at(INCLUDED)}) { __typename ... on Tree { oid ${folderFields(true, 1)} } }
  ${side}r: object(expression: ${at("")}) { __typename ... on Tree { entries { name mode } } }`;
};
const COMMENTS = "nodes { databaseId viewerDidAuthor body } pageInfo { hasNextPage endCursor }";
/** Further comments. */
const MORE = `query Comments($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) { pullRequest(number: $number) { comments(first: 100, after: $after) { ${COMMENTS} } } } }`;
/** Everything at once, by the branch that it goes into and its head as they are known beforehand; the answer says whether they still are. */
const queryFor$1 = (baseRef, head) => `query PullRequest($owner: String!, $repo: String!, $number: Int!, $report: String!) {
  repository(owner: $owner, name: $repo) { defaultBranchRef { name } pullRequest(number: $number) {
    number title state isDraft isCrossRepository baseRefName headRefName headRefOid
    author { __typename login }
    baseRef { target { __typename oid ... on Commit { tree { oid } } } }
    commits(last: 1) { nodes { commit { ${HEAD} } } }
    comments(first: 100) { ${COMMENTS} } }
  ${filesAt("b", `refs/heads/${baseRef}`)}
  ${filesAt("h", head)} } }`;
/** Where it goes and where it stands: asked where nobody told. */
const ENDS = `query PullEnds($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) { pullRequest(number: $number) { baseRefName headRefOid } } }`;
// src/read/github/pull-request.ts
/** A pull request as GitHub has it now, with what was published on it before, and the manifests at its two ends: one query. */
/** The context of the one status: a commit may head two pull requests into different branches. */
const contextOf = (baseRef) => `lanekeeper: ${baseRef}`;
/** Pushes and new bases that are followed while reading; more is somebody's loop. */
const MOST_TRIES = 4;
const noSuch = ({ repository, number }) => new UserError(`${repository} has no pull request #${number} that this token can see.`, "Check the number; the token needs Pull requests: read and Contents: read.");
async function readEnds(github, question) {
	const { repository, number, baseRef, head } = question;
	if (baseRef !== null && head !== null) return {
		baseRefName: baseRef,
		headRefOid: head
	};
	const variables = {
		...ownerAndName(repository),
		number
	};
	const ends = (await github.graphql(ENDS, variables)).repository?.pullRequest;
	if (!ends) throw noSuch(question);
	return ends;
}
/** Reads it. Throws `UserError` where there is no such pull request, `GithubError` where GitHub does not tell. */
async function readPullRequest(github, question) {
	let ends = await readEnds(github, question);
	for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
		const told = await readAt(github, question, ends);
		if (told.row.baseRefName === ends.baseRefName && told.row.headRefOid === ends.headRefOid) return await pullOf(github, question, told);
		ends = told.row;
	}
	throw changedMeanwhile(question.number);
}
async function readAt(github, question, { baseRefName, headRefOid }) {
	const { repository, number, report } = question;
	const data = await github.graphql(queryFor$1(baseRefName, headRefOid), {
		...ownerAndName(repository),
		number,
		report
	});
	const row = data.repository?.pullRequest;
	if (!row) throw noSuch(question);
	return {
		row,
		defaultBranch: data.repository?.defaultBranchRef?.name ?? null,
		files: data.repository
	};
}
async function pullOf(github, question, told) {
	const { row, defaultBranch, files } = told;
	const base = row.baseRef?.target;
	const head = row.commits.nodes[0]?.commit;
	if (!base) throw new UserError(`the branch ${row.baseRefName} that #${row.number} goes into is gone.`, "Restore the branch, or give the pull request another base.");
	if (!head || head.oid !== row.headRefOid) throw changedMeanwhile(row.number);
	return {
		defaultBranch,
		pull: {
			number: row.number,
			title: row.title,
			state: row.state === "OPEN" ? "open" : row.state === "MERGED" ? "merged" : "closed",
			isDraft: row.isDraft,
			isFork: row.isCrossRepository,
			author: loginOf(row.author),
			lastPusher: pusherOf(head, question.pushed),
			base: {
				ref: row.baseRefName,
				sha: base.oid
			},
			head: {
				ref: row.headRefName,
				sha: head.oid
			},
			before: {
				status: statusOf(head, row.baseRefName),
				comment: await commentOf(github, question, row.comments),
				report: reportOf(head)
			}
		},
		manifests: SIDES.flatMap((at) => manifestsAt(files, at)),
		folders: SIDES.map((at) => ({
			at,
			path: INCLUDED,
			tree: treeIn(files[`${at.charAt(0)}i`])
		})),
		trees: {
			base: base.tree?.oid ?? null,
			head: head.tree?.oid ?? null
		}
	};
}
const SIDES = ["base", "head"];
const treeIn = (row) => isTree(row) ? row : null;
/** A link's own text is no manifest. What lies deeper than the root is taken for a file. */
function manifestsAt(files, at) {
	const side = at.charAt(0);
	const root = files[`${side}r`]?.entries ?? [];
	return MANIFEST_PATHS.map((path, index) => {
		const blob = files[`${side}${index}`];
		const mode = root.find(({ name }) => name === path)?.mode;
		return {
			at,
			path,
			blob: isBlob(blob) ? blob : null,
			mode: mode === void 0 ? "100644" : octal(mode)
		};
	});
}
const changedMeanwhile = (number) => new GithubError("PullRequest", `#${number} was pushed to while it was read`, {
	trouble: "malformed",
	status: null,
	next: "Nothing to do: the push is checked by itself."
});
/**
* The event's own word for this head; else what GitHub noted with the checks of that push; else who committed it. Who commits
* names himself by an address, so it is the weakest. An account that GitHub does not know stays unknown.
*/
function pusherOf(head, pushed) {
	if (pushed?.head === head.oid) return pushed.by;
	const push = head.checkSuites?.nodes?.find((suite) => suite?.push?.nextSha === head.oid)?.push;
	const pusher = loginOf(push?.pusher);
	if (pusher !== null) return pusher;
	const committer = head.committer?.user?.login;
	return (committer === "web-flow" ? head.author?.user?.login : committer) ?? null;
}
function statusOf({ status }, baseRef) {
	const row = status?.contexts?.find(({ context }) => context === contextOf(baseRef));
	if (!row) return null;
	return {
		state: row.state.toLowerCase(),
		description: row.description ?? "",
		targetUrl: row.targetUrl
	};
}
/** The newest of whatever App; one that another App made has no gist of ours. */
function reportOf({ checkSuites }) {
	return (checkSuites?.nodes ?? []).flatMap((suite) => suite?.checkRuns?.nodes ?? []).reduce((last, run) => (run?.databaseId ?? 0) > (last?.databaseId ?? 0) ? run : last, null)?.externalId ?? null;
}
/** Pages of comments that are looked through for ours. */
const MOST_PAGES$2 = 20;
async function commentOf(github, { repository, number, marker }, first) {
	let page = first;
	for (let pages = 1;; pages += 1) {
		const ours = page.nodes.find(({ viewerDidAuthor, body }) => viewerDidAuthor && body.startsWith(marker));
		if (ours) return {
			id: ours.databaseId,
			body: ours.body
		};
		if (!page.pageInfo.hasNextPage || pages >= MOST_PAGES$2) return null;
		const variables = {
			...ownerAndName(repository),
			number,
			after: page.pageInfo.endCursor
		};
		page = (await github.graphql(MORE, variables)).repository.pullRequest.comments;
	}
}
const MOST_LISTED = 3e3;
const PAGE$2 = 100;
const malformed$3 = (asked, what) => new GithubError(asked, `GitHub's answer to ${asked} has ${what}`, {
	trouble: "malformed",
	status: null,
	next: "Try again; nothing was decided from it."
});
const ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
function fileOf(row, asked) {
	const { filename: path, previous_filename: from, status, sha } = row;
	if (typeof path !== "string" || typeof status !== "string") throw malformed$3(asked, "a file without a name");
	const blob = typeof sha === "string" && ID.test(sha) ? sha : null;
	switch (status) {
		case "removed": return [{
			path,
			from: null,
			status: "deleted",
			blob: null
		}];
		case "renamed":
			if (typeof from !== "string") throw malformed$3(asked, "a renamed file without its old name");
			return [{
				path,
				from,
				status: "renamed",
				blob
			}];
		case "added":
		case "copied": return [{
			path,
			from: null,
			status: "added",
			blob
		}];
		case "modified":
		case "changed": return [{
			path,
			from: null,
			status: "modified",
			blob
		}];
		case "unchanged": return [];
		default: throw malformed$3(asked, `a file of status ${JSON.stringify(status)}`);
	}
}
function filesOf(rows, asked) {
	if (!Array.isArray(rows)) throw malformed$3(asked, "no list of files");
	return rows.flatMap((row) => fileOf(row, asked));
}
/** Compares two commits. Throws `UserError` where they have nothing in common. */
async function compare(github, repository, base, head) {
	const route = "GET /repos/{owner}/{repo}/compare/{basehead}";
	const parameters = {
		...ownerAndName(repository),
		basehead: `${base}...${head}`
	};
	const { data } = await github.request(route, parameters).catch((error) => {
		if (!(error instanceof GithubError) || error.trouble !== "not-found") throw error;
		throw new UserError(`${repository} cannot compare ${base.slice(0, 7)} with ${head.slice(0, 7)}: ${error.message}.`, `They need a common history, and the token ${error.next.replace(/^.*?: /, "")}`);
	});
	const mergeBase = data.merge_base_commit?.sha;
	if (typeof mergeBase !== "string" || !ID.test(mergeBase)) throw malformed$3(route, "no merge base");
	if (typeof data.status !== "string") throw malformed$3(route, "no status");
	const files = filesOf(data.files ?? [], route);
	const whole = Array.isArray(data.files) && data.files.length < 300;
	return {
		mergeBase,
		status: data.status,
		files: whole ? files : null
	};
}
/** All files of a pull request. Throws where there are more than GitHub lists. */
async function listFiles(github, repository, number) {
	const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}/files";
	const files = [];
	for (let page = 1;; page += 1) {
		const parameters = {
			...ownerAndName(repository),
			pull_number: number,
			per_page: PAGE$2,
			page
		};
		const { data } = await github.request(route, parameters);
		const told = filesOf(data, route);
		files.push(...told);
		if (page * PAGE$2 >= 3e3) throw new UserError(`the pull request changes ${MOST_LISTED} files or more, and GitHub lists no more of them.`, "Split it; until then nobody can tell what it does to the schema.");
		if (!Array.isArray(data) || data.length < PAGE$2) return files;
	}
}
// src/read/github/differences.ts
/** A regular file, where nobody told its mode: what a comparison lists has none. */
const PLAIN = "100644";
var Differences = class {
	#github;
	#name;
	#told;
	#comparisons = /* @__PURE__ */ new Map();
	#diffs = /* @__PURE__ */ new Map();
	constructor(github, name, told) {
		this.#github = github;
		this.#name = name;
		this.#told = told;
	}
	compared(base, head) {
		const key = `${base} ${head}`;
		const known = this.#comparisons.get(key);
		if (known) return known;
		const comparing = compare(this.#github, this.#name, base, head).then((comparison) => {
			if (comparison.files) this.#learn(comparison.mergeBase, head, comparison.files);
			return comparison;
		});
		this.#comparisons.set(key, comparing);
		return comparing;
	}
	/** The comparison's files, or where it does not tell all of them, the pull request's own list. */
	async learnFiles(base, head, number) {
		const { mergeBase, files } = await this.compared(base, head);
		if (files !== null || number === null) return;
		this.#learn(mergeBase, head, await listFiles(this.#github, this.#name, number));
	}
	#learn(from, to, files) {
		this.#diffs.set(`${from} ${to}`, files);
		const after = /* @__PURE__ */ new Map();
		for (const { path, from: old, blob } of files) {
			if (old !== null) after.set(old, null);
			after.set(path, blob === null ? null : {
				blob,
				mode: PLAIN
			});
		}
		this.#told.derive(to, from, after);
	}
	/** Null: GitHub does not tell all of them. */
	async between(from, to) {
		if (from === to) return [];
		const known = this.#diffs.get(`${from} ${to}`);
		if (known) return known;
		const { mergeBase, files } = await this.compared(from, to);
		return mergeBase === from ? files : null;
	}
};
// src/read/github/gathered.ts
var Gathered = class {
	#ask;
	#waiting = null;
	#round = Promise.resolve();
	constructor(ask) {
		this.#ask = ask;
	}
	/** Resolves when all of them were answered; rejects where any question of the round could not be. */
	add(questions) {
		if (questions.length === 0) return Promise.resolve();
		if (this.#waiting === null) {
			const waiting = /* @__PURE__ */ new Map();
			this.#waiting = waiting;
			this.#round = new Promise((resolve) => setImmediate(resolve)).then(() => {
				this.#waiting = null;
				return this.#ask([...waiting.values()]);
			});
		}
		for (const question of questions) this.#waiting.set(JSON.stringify(question), question);
		return this.#round;
	}
};
// src/read/github/objects.ts
/** Files and folders of commits, many in one GraphQL query. */
/** What one query asks for; more is asked in a further one. */
const AT_ONCE$1 = 300;
const asText = (value) => JSON.stringify(value);
function fieldOf(wanted, index) {
	const { commit, path, kind, texts } = wanted;
	const blob = texts || kind === "folder" ? BLOB : "__typename oid ... on Blob { byteSize isBinary }";
	const tree = kind === "folder" ? ` ... on Tree { ${folderFields(texts)} }` : "";
	return `o${index}: object(expression: ${asText(`${commit}:${path}`)}) { ${blob}${tree} }`;
}
function queryFor(wanted) {
	return `query Objects($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { ${[...[...new Set(wanted.map(({ commit }) => commit))].map((commit, index) => `c${index}: object(oid: ${asText(commit)}) { __typename ... on Commit { tree { oid } } }`), ...wanted.map(fieldOf)].join(" ")} } }`;
}
const malformed$2 = (what) => new GithubError("Objects", `GitHub's answer has ${what}`, {
	trouble: "malformed",
	status: null,
	next: "Try again; nothing was decided from it."
});
async function askPart(github, repository, wanted) {
	const answers = (await github.graphql(queryFor(wanted), ownerAndName(repository))).repository;
	if (!answers) throw malformed$2(`no repository ${repository}`);
	const commits = [...new Set(wanted.map(({ commit }) => commit))];
	const trees = commits.map((_, index) => answers[`c${index}`]);
	for (const [index, tree] of trees.entries()) if (!tree?.tree?.oid) throw malformed$2(`no commit ${commits[index]?.slice(0, 12)}`);
	return wanted.map((one, index) => {
		const answer = answers[`o${index}`];
		if (answer === void 0) throw malformed$2(`nothing of ${one.path}`);
		const tree = trees[commits.indexOf(one.commit)]?.tree?.oid ?? null;
		return {
			wanted: one,
			blob: answer?.__typename === "Blob" ? answer : null,
			found: isTree(answer) ? filesOf$1(answer, one.path) : null,
			tree
		};
	});
}
/** Answers in the order of what is wanted. Folders deeper than a query tells are asked for again. */
async function askObjects(github, repository, wanted) {
	const told = [];
	for (let at = 0; at < wanted.length; at += AT_ONCE$1) told.push(...await askPart(github, repository, wanted.slice(at, at + AT_ONCE$1)));
	for (const { found, wanted: one } of told) {
		if (!found || found.deeper.length === 0) continue;
		const deeper = found.deeper.map((path) => ({
			...one,
			path
		}));
		for (const inner of await askObjects(github, repository, deeper)) {
			if (!inner.found) throw malformed$2(`no folder ${inner.wanted.path}`);
			for (const [path, entry] of inner.found.files) found.files.set(path, entry);
			found.blobs.push(...inner.found.blobs);
		}
		found.deeper = [];
	}
	return told;
}
// src/read/github/prefixes.ts
/** Which folders must be listed to find what globs match. */
/** Signs that make a segment more than a name. */
const SIGN = /[*?[\]{}!\\()]/;
/** The folder (or file) that all matches of a glob lie in; empty for the root. */
function prefixOf(glob) {
	const segments = glob.replace(/^(?:\.?\/)+/, "").split("/");
	const first = segments.findIndex((segment) => SIGN.test(segment));
	return (first < 0 ? segments : segments.slice(0, first)).filter((segment) => segment !== "").join("/");
}
/** The folders that globs need, none inside of another; an empty one stands for the whole tree. A `!glob` only takes away. */
function prefixesOf(globs) {
	const all = [...new Set(globs.filter((glob) => !glob.startsWith("!")).map(prefixOf))];
	return all.filter((one) => !all.some((other) => other !== one && isBelow(one, other)));
}
function isBelow(path, folder) {
	return folder === "" || path === folder || path.startsWith(`${folder}/`);
}
// node_modules/modern-tar/dist/packer-By1HVV7Z.js
const FILE = "file";
const LINK = "link";
const SYMLINK = "symlink";
const DIRECTORY = "directory";
const FLAGTYPE = {
	48: FILE,
	49: LINK,
	50: SYMLINK,
	51: "character-device",
	52: "block-device",
	53: DIRECTORY,
	54: "fifo",
	120: "pax-header",
	103: "pax-global-header",
	76: "gnu-long-name",
	75: "gnu-long-link-name"
};
const EMPTY = /* @__PURE__ */ new Uint8Array(0);
new TextEncoder();
const decoder = new TextDecoder();
function readString(view, offset, size) {
	if (view[offset] === 0) return "";
	const end = view.indexOf(0, offset);
	const sliceEnd = end === -1 || end > offset + size ? offset + size : end;
	return decoder.decode(view.subarray(offset, sliceEnd));
}
function readOctal(view, offset, size) {
	let value = 0;
	const end = offset + size;
	for (let i = offset; i < end; i++) {
		const charCode = view[i];
		if (charCode === 0) break;
		if (charCode === 32) continue;
		if (charCode < 48 || charCode > 55) throw new Error("Invalid tar number.");
		value = value * 8 + (charCode - 48);
	}
	return value;
}
function readNumeric(view, offset, size) {
	if (view[offset] & 128) {
		let result = 0;
		result = view[offset] & 127;
		for (let i = 1; i < size; i++) result = result * 256 + view[offset + i];
		if (!Number.isSafeInteger(result)) throw new Error("TAR number too large");
		return result;
	}
	return readOctal(view, offset, size);
}
const isBodyless = (header) => header.type === "directory" || header.type === "symlink" || header.type === "link" || header.type === "character-device" || header.type === "block-device" || header.type === "fifo";
const INITIAL_CAPACITY = 256;
function createChunkQueue() {
	let chunks = new Array(INITIAL_CAPACITY);
	let capacityMask = chunks.length - 1;
	let head = 0;
	let tail = 0;
	let totalAvailable = 0;
	const consumeFromHead = (count) => {
		const chunk = chunks[head];
		if (count === chunk.length) {
			chunks[head] = EMPTY;
			head = head + 1 & capacityMask;
		} else chunks[head] = chunk.subarray(count);
		totalAvailable -= count;
		if (totalAvailable === 0 && chunks.length > INITIAL_CAPACITY) {
			chunks = new Array(INITIAL_CAPACITY);
			capacityMask = 255;
			head = 0;
			tail = 0;
		}
	};
	function pull(bytes, callback) {
		if (callback) {
			let fed = 0;
			let remaining = Math.min(bytes, totalAvailable);
			while (remaining > 0) {
				const chunk = chunks[head];
				const toFeed = Math.min(remaining, chunk.length);
				const segment = toFeed === chunk.length ? chunk : chunk.subarray(0, toFeed);
				consumeFromHead(toFeed);
				remaining -= toFeed;
				fed += toFeed;
				if (!callback(segment)) break;
			}
			return fed;
		}
		if (totalAvailable < bytes) return null;
		if (bytes === 0) return EMPTY;
		const firstChunk = chunks[head];
		if (firstChunk.length >= bytes) {
			const view = firstChunk.length === bytes ? firstChunk : firstChunk.subarray(0, bytes);
			consumeFromHead(bytes);
			return view;
		}
		const result = new Uint8Array(bytes);
		let copied = 0;
		let remaining = bytes;
		while (remaining > 0) {
			const chunk = chunks[head];
			const toCopy = Math.min(remaining, chunk.length);
			result.set(toCopy === chunk.length ? chunk : chunk.subarray(0, toCopy), copied);
			copied += toCopy;
			remaining -= toCopy;
			consumeFromHead(toCopy);
		}
		return result;
	}
	return {
		push: (chunk) => {
			if (chunk.length === 0) return;
			let nextTail = tail + 1 & capacityMask;
			if (nextTail === head) {
				const oldLen = chunks.length;
				const newLen = oldLen * 2;
				const newChunks = new Array(newLen);
				const count = tail - head + oldLen & oldLen - 1;
				if (head < tail) for (let i = 0; i < count; i++) newChunks[i] = chunks[head + i];
				else {
					const firstPart = oldLen - head;
					for (let i = 0; i < firstPart; i++) newChunks[i] = chunks[head + i];
					for (let i = 0; i < tail; i++) newChunks[firstPart + i] = chunks[i];
				}
				chunks = newChunks;
				capacityMask = newLen - 1;
				head = 0;
				tail = count;
				nextTail = tail + 1 & capacityMask;
			}
			chunks[tail] = chunk;
			tail = nextTail;
			totalAvailable += chunk.length;
		},
		available: () => totalAvailable,
		peek: (bytes) => {
			if (totalAvailable < bytes) return null;
			if (bytes === 0) return EMPTY;
			const firstChunk = chunks[head];
			if (firstChunk.length >= bytes) return firstChunk.length === bytes ? firstChunk : firstChunk.subarray(0, bytes);
			const result = new Uint8Array(bytes);
			let copied = 0;
			let index = head;
			while (copied < bytes) {
				const chunk = chunks[index];
				const toCopy = Math.min(bytes - copied, chunk.length);
				if (toCopy === chunk.length) result.set(chunk, copied);
				else result.set(chunk.subarray(0, toCopy), copied);
				copied += toCopy;
				index = index + 1 & capacityMask;
			}
			return result;
		},
		discard: (bytes) => {
			if (bytes > totalAvailable) throw new Error("Too many bytes consumed");
			if (bytes === 0) return;
			let remaining = bytes;
			while (remaining > 0) {
				const chunk = chunks[head];
				const toConsume = Math.min(remaining, chunk.length);
				consumeFromHead(toConsume);
				remaining -= toConsume;
			}
		},
		pull
	};
}
const CHECKSUM_SPACE = 32;
function validateChecksum(block) {
	const stored = readOctal(block, 148, 8);
	let sum = 0;
	for (let i = 0; i < block.length; i++) if (i >= 148 && i < 156) sum += CHECKSUM_SPACE;
	else sum += block[i];
	return stored === sum;
}
function parseUstarHeader(block, strict) {
	if (strict && !validateChecksum(block)) throw new Error("Invalid tar header checksum.");
	const header = {
		name: readString(block, 0, 100),
		mode: readOctal(block, 100, 8),
		uid: readNumeric(block, 108, 8),
		gid: readNumeric(block, 116, 8),
		size: readNumeric(block, 124, 12),
		mtime: /* @__PURE__ */ new Date(readNumeric(block, 136, 12) * 1e3),
		type: FLAGTYPE[block[156]] || "file",
		linkname: readString(block, 157, 100)
	};
	const magic = readString(block, 257, 6);
	if (magic.trim() === "ustar") {
		header.uname = readString(block, 265, 32);
		header.gname = readString(block, 297, 32);
	}
	if (magic === "ustar") header.prefix = readString(block, 345, 155);
	return header;
}
const PAX_MAPPING = {
	path: ["name", (v) => v],
	linkpath: ["linkname", (v) => v],
	size: ["size", (v) => /^\d+$/.test(v) && Number.isSafeInteger(+v) ? +v : NaN],
	mtime: ["mtime", parseFloat],
	uid: ["uid", (v) => parseInt(v, 10)],
	gid: ["gid", (v) => parseInt(v, 10)],
	uname: ["uname", (v) => v],
	gname: ["gname", (v) => v]
};
function parsePax(buffer) {
	const overrides = Object.create(null);
	const pax = Object.create(null);
	let isPax = false;
	let offset = 0;
	while (offset < buffer.length) {
		const spaceIndex = buffer.indexOf(32, offset);
		if (spaceIndex === -1) break;
		const length = parseInt(decoder.decode(buffer.subarray(offset, spaceIndex)), 10);
		if (!(length > 0)) break;
		const recordEnd = offset + length;
		const recordStr = decoder.decode(buffer.subarray(spaceIndex + 1, recordEnd - 1));
		const equalsIndex = recordStr.indexOf("=");
		if (equalsIndex > 0) {
			const key = recordStr.slice(0, equalsIndex);
			const value = recordStr.slice(equalsIndex + 1);
			pax[key] = value;
			isPax = true;
			if (Object.hasOwn(PAX_MAPPING, key)) {
				const [targetKey, parser] = PAX_MAPPING[key];
				const parsedValue = parser(value);
				if (typeof parsedValue === "string" || !Number.isNaN(parsedValue)) overrides[targetKey] = parsedValue;
			}
		}
		offset = recordEnd;
	}
	if (isPax) overrides.pax = pax;
	return overrides;
}
function applyOverrides(header, overrides) {
	if (overrides.name !== void 0) header.name = overrides.name;
	if (overrides.linkname !== void 0) header.linkname = overrides.linkname;
	if (overrides.size !== void 0) header.size = overrides.size;
	if (overrides.mtime !== void 0) header.mtime = /* @__PURE__ */ new Date(overrides.mtime * 1e3);
	if (overrides.uid !== void 0) header.uid = overrides.uid;
	if (overrides.gid !== void 0) header.gid = overrides.gid;
	if (overrides.uname !== void 0) header.uname = overrides.uname;
	if (overrides.gname !== void 0) header.gname = overrides.gname;
	if (overrides.pax) header.pax = Object.assign({}, header.pax ?? {}, overrides.pax);
}
function getMetaParser(type) {
	switch (type) {
		case "pax-global-header":
		case "pax-header": return parsePax;
		case "gnu-long-name": return (data) => ({ name: readString(data, 0, data.length) });
		case "gnu-long-link-name": return (data) => ({ linkname: readString(data, 0, data.length) });
		default: return;
	}
}
const STATE_HEADER = 0;
const STATE_BODY = 1;
const MAX_META_SIZE = 8388608;
const MAX_GLOBAL_PAX_KEYS = 512;
const truncateErr = /* @__PURE__ */ new Error("Tar archive is truncated.");
function createUnpacker(options = {}) {
	const strict = options.strict ?? false;
	const { available, peek, push, discard, pull } = createChunkQueue();
	let state = STATE_HEADER;
	let ended = false;
	let done = false;
	let eof = false;
	let currentEntry = null;
	const paxGlobals = {};
	let nextEntryOverrides = {};
	const unpacker = {
		isEntryActive: () => state === STATE_BODY,
		isBodyComplete: () => !currentEntry || currentEntry.remaining === 0,
		canFinish: () => !currentEntry || available() >= currentEntry.remaining + currentEntry.padding,
		bodyBytes: () => currentEntry && currentEntry.remaining > 0 ? Math.min(currentEntry.remaining, available()) : 0,
		available,
		write(chunk) {
			if (ended) throw new Error("Archive already ended.");
			if (eof) {
				if (strict) checkPadding(chunk);
				return;
			}
			push(chunk);
		},
		end() {
			ended = true;
		},
		readHeader() {
			if (state !== STATE_HEADER) throw new Error("Cannot read header while an entry is active");
			if (done) return void 0;
			while (!done) {
				if (available() < 512) {
					if (ended) {
						if (available() > 0 && strict) throw truncateErr;
						done = true;
						return;
					}
					return null;
				}
				const headerBlock = peek(512);
				if (isZeroBlock(headerBlock)) {
					if (available() < 1024) {
						if (ended) {
							if (strict) throw truncateErr;
							done = true;
							return;
						}
						return null;
					}
					if (isZeroBlock(peek(1024).subarray(512))) {
						discard(1024);
						done = true;
						eof = true;
						if (strict) pull(available(), checkPadding);
						else discard(available());
						return;
					}
					if (strict) throw new Error("Invalid tar header.");
					discard(512);
					continue;
				}
				let internalHeader;
				try {
					internalHeader = parseUstarHeader(headerBlock, strict);
				} catch (err) {
					if (strict) throw err;
					discard(512);
					continue;
				}
				const metaParser = getMetaParser(internalHeader.type);
				if (metaParser) {
					if (internalHeader.size > MAX_META_SIZE) throw new Error("Tar metadata entry exceeds maximum size.");
					const paddedSize = internalHeader.size + (-internalHeader.size & 511);
					if (available() < 512 + paddedSize) {
						if (ended && strict) throw truncateErr;
						return null;
					}
					discard(512);
					const overrides = metaParser(pull(paddedSize).subarray(0, internalHeader.size));
					if (nextEntryOverrides.pax) nextEntryOverrides = {};
					const target = internalHeader.type === "pax-global-header" ? paxGlobals : nextEntryOverrides;
					if (target === paxGlobals && overrides.pax && Object.keys(overrides.pax).length > MAX_GLOBAL_PAX_KEYS) throw new Error("Too many global attributes.");
					for (const key in overrides) target[key] = overrides[key];
					continue;
				}
				discard(512);
				const header = internalHeader;
				if (internalHeader.prefix) header.name = `${internalHeader.prefix}/${header.name}`;
				applyOverrides(header, paxGlobals);
				applyOverrides(header, nextEntryOverrides);
				let archiveSize = header.size;
				if (isBodyless(header)) {
					archiveSize = 0;
					header.size = 0;
				} else if (header.name.endsWith("/") && header.type === "file") {
					header.type = DIRECTORY;
					header.size = 0;
				}
				nextEntryOverrides = {};
				currentEntry = {
					header,
					remaining: archiveSize,
					padding: -archiveSize & 511
				};
				state = STATE_BODY;
				return header;
			}
		},
		streamBody(callback) {
			if (state !== STATE_BODY || !currentEntry || currentEntry.remaining === 0) return 0;
			const bytesToFeed = Math.min(currentEntry.remaining, available());
			if (bytesToFeed === 0) return 0;
			const fed = pull(bytesToFeed, callback);
			currentEntry.remaining -= fed;
			return fed;
		},
		skipPadding() {
			if (state !== STATE_BODY || !currentEntry) return true;
			if (currentEntry.remaining > 0) throw new Error("Body not fully consumed");
			if (available() < currentEntry.padding) return false;
			discard(currentEntry.padding);
			currentEntry = null;
			state = STATE_HEADER;
			return true;
		},
		skipEntry() {
			if (state !== STATE_BODY || !currentEntry) return true;
			const toDiscard = Math.min(currentEntry.remaining, available());
			if (toDiscard > 0) {
				discard(toDiscard);
				currentEntry.remaining -= toDiscard;
			}
			if (currentEntry.remaining > 0) return false;
			return unpacker.skipPadding();
		},
		finish() {
			if (strict && !eof) throw truncateErr;
		}
	};
	return unpacker;
}
function isZeroBlock(block) {
	if (block.length === 0) return true;
	if (block[0] !== 0) return false;
	if (block.byteOffset % 8 === 0 && block.length % 8 === 0) {
		const view = new BigUint64Array(block.buffer, block.byteOffset, block.length / 8);
		for (let i = 0; i < view.length; i++) if (view[i] !== 0n) return false;
		return true;
	}
	for (let i = 0; i < block.length; i++) if (block[i] !== 0) return false;
	return true;
}
function checkPadding(chunk) {
	if (!isZeroBlock(chunk)) throw new Error("Invalid EOF.");
	return true;
}
// node_modules/modern-tar/dist/web/index.js
const BUFFER_LIMIT = 1048576;
const RESUME_LIMIT = BUFFER_LIMIT / 2;
function createTarDecoder(options = {}) {
	const unpacker = createUnpacker(options);
	const strict = options.strict ?? false;
	let controller = null;
	let bodyController = null;
	let pumping = false;
	let blocked = false;
	let resume = null;
	let abortHooked = false;
	let eofReached = false;
	let sourceEnded = false;
	let closed = false;
	const unblock = () => {
		resume?.();
		resume = null;
	};
	const closeBody = () => {
		try {
			bodyController?.close();
		} catch {}
		bodyController = null;
	};
	const fail = (reason) => {
		if (closed) return;
		closed = true;
		try {
			bodyController?.error(reason);
		} catch {}
		bodyController = null;
		try {
			controller.error(reason);
		} catch {}
		controller = null;
		unblock();
	};
	const finish = () => {
		if (closed) return;
		closed = true;
		closeBody();
		try {
			controller.close();
		} catch {}
		controller = null;
		unblock();
	};
	const truncateOrFinish = () => {
		if (strict) throw new Error("Tar archive is truncated.");
		finish();
	};
	const pump = () => {
		if (pumping || closed || !controller) return;
		blocked = false;
		pumping = true;
		try {
			while (true) {
				if (eofReached) {
					if (sourceEnded) finish();
					break;
				}
				if (unpacker.isEntryActive()) {
					if (sourceEnded && !unpacker.canFinish()) {
						truncateOrFinish();
						break;
					}
					if (bodyController) {
						if ((bodyController.desiredSize ?? 1) <= 0) {
							blocked = true;
							break;
						}
						if (unpacker.streamBody((c) => (bodyController.enqueue(c), (bodyController.desiredSize ?? 1) > 0)) === 0 && !unpacker.isBodyComplete()) {
							if (sourceEnded) truncateOrFinish();
							break;
						}
					} else if (!unpacker.skipEntry()) {
						if (sourceEnded) truncateOrFinish();
						break;
					}
					if (unpacker.isBodyComplete()) {
						closeBody();
						if (!unpacker.skipPadding()) {
							if (sourceEnded) truncateOrFinish();
							break;
						}
					}
				} else {
					if ((controller.desiredSize ?? 0) < 0) {
						blocked = true;
						break;
					}
					const header = unpacker.readHeader();
					if (header === null) {
						if (sourceEnded) finish();
						break;
					}
					if (header === void 0) {
						if (sourceEnded) {
							unpacker.finish();
							finish();
							break;
						}
						eofReached = true;
						break;
					}
					controller.enqueue({
						header,
						body: new ReadableStream({
							start(c) {
								if (header.size === 0) c.close();
								else bodyController = c;
							},
							pull: pump,
							cancel() {
								bodyController = null;
								pump();
							}
						})
					});
				}
			}
		} catch (error) {
			fail(error);
			throw error;
		} finally {
			pumping = false;
		}
		if (resume && (!blocked || unpacker.available() < RESUME_LIMIT)) unblock();
	};
	return {
		readable: new ReadableStream({
			start(c) {
				controller = c;
			},
			pull: pump,
			cancel(reason) {
				unpacker.end();
				if (reason !== void 0) fail(reason);
				else finish();
			}
		}, { highWaterMark: 2 }),
		writable: new WritableStream({
			write(chunk, controller) {
				try {
					unpacker.write(chunk);
					pump();
					if (blocked && unpacker.available() >= BUFFER_LIMIT) {
						if (!abortHooked) {
							controller.signal.onabort = unblock;
							abortHooked = true;
						}
						return new Promise((resolve) => resume = resolve);
					}
				} catch (error) {
					fail(error);
					throw error;
				}
			},
			close() {
				try {
					sourceEnded = true;
					unpacker.end();
					pump();
				} catch (error) {
					fail(error);
					throw error;
				}
			},
			abort(reason) {
				fail(reason);
			}
		})
	};
}
// src/read/github/tarball.ts
/** A commit's files from the archive that GitHub packs. It is believed only where it hashes to the commit's own tree. */
/** An archive that unpacks to more than this is not read. */
const WHOLE_LIMIT = 2147483648;
async function bytesOf(body) {
	const pieces = [];
	for await (const piece of body) pieces.push(piece);
	return Buffer.concat(pieces);
}
/** GitHub puts all into one folder, named for repository and commit. */
const withoutTop = (name) => name.slice(name.indexOf("/") + 1);
/** Reads a gzipped tar to its end. Throws where it is cut or too large. */
async function unpack(stream) {
	const unpacked = {
		files: /* @__PURE__ */ new Map(),
		contents: /* @__PURE__ */ new Map(),
		large: /* @__PURE__ */ new Set()
	};
	let whole = 0;
	const entries = stream.pipeThrough(new DecompressionStream("gzip")).pipeThrough(createTarDecoder());
	for await (const { header, body } of entries) {
		const path = withoutTop(header.name);
		whole += header.size;
		if (whole > WHOLE_LIMIT) throw new Error("the archive is over 2 GiB");
		if (header.type === "symlink") {
			await body.cancel();
			unpacked.files.set(path, {
				blob: blobId(Buffer.from(header.linkname ?? "")),
				mode: "120000"
			});
		} else if (header.type === "file") {
			const bytes = await bytesOf(body);
			const blob = blobId(bytes);
			const mode = ((header.mode ?? 0) & 64) === 0 ? "100644" : "100755";
			unpacked.files.set(path, {
				blob,
				mode
			});
			if (bytes.length > 8388608) unpacked.large.add(blob);
			else unpacked.contents.set(blob, bytes);
		} else await body.cancel();
	}
	return unpacked;
}
function nest(files) {
	const root = /* @__PURE__ */ new Map();
	for (const [path, entry] of files) {
		const names = path.split("/");
		const last = names.pop() ?? "";
		let node = root;
		for (const name of names) {
			const inner = node.get(name);
			const next = inner instanceof Map ? inner : /* @__PURE__ */ new Map();
			node.set(name, next);
			node = next;
		}
		node.set(last, entry);
	}
	return root;
}
/** Git sorts a folder as if its name ended in a slash. Names are compared as bytes. */
function hashNode(node) {
	const rows = [...node].map(([name, entry]) => {
		const isFolder = entry instanceof Map;
		const id = isFolder ? hashNode(entry) : Buffer.from(entry.blob, "hex");
		const mode = isFolder ? "40000" : entry.mode;
		return {
			sort: Buffer.from(isFolder ? `${name}/` : name),
			mode,
			name,
			id
		};
	});
	rows.sort((one, other) => Buffer.compare(one.sort, other.sort));
	const body = Buffer.concat(rows.flatMap(({ mode, name, id }) => [Buffer.from(`${mode} ${name}\0`), id]));
	return createHash("sha1").update(`tree ${body.length}\0`).update(body).digest();
}
/**
* The id of the tree that these files make. An archive leaves out what `.gitattributes` says (`export-ignore`), fills in
* what it says (`export-subst`), and has no submodules: then the id is another, and the archive no proof of anything.
*/
function treeId(files) {
	return hashNode(nest(files)).toString("hex");
}
// src/read/github/rest-objects.ts
/** Whole trees and single blobs: an archive where it is whole, else one by one. */
const textOf = (bytes) => bytes.length > 8388608 ? TOO_LARGE : decodeText(bytes);
/** A commit's files with their contents. Throws where GitHub does not tell all of them. */
async function readTree(github, repository, commit, tree) {
	const unpacked = await unpack(await github.tarball(repository, commit)).catch((error) => {
		if (error instanceof GithubError) throw error;
		throw cut(commit, error);
	});
	const texts = /* @__PURE__ */ new Map();
	for (const [blob, bytes] of unpacked.contents) texts.set(blob, textOf(bytes));
	for (const blob of unpacked.large) texts.set(blob, TOO_LARGE);
	if (treeId(unpacked.files) === tree) return {
		files: unpacked.files,
		texts
	};
	return {
		files: await readListing(github, repository, commit),
		texts
	};
}
const cut = (commit, error) => new GithubError("the archive of a commit", `the archive of ${commit.slice(0, 7)} could not be read to its end: ${error instanceof Error ? error.message : String(error)}`, {
	trouble: "unreachable",
	status: null,
	next: "Try again later; nothing was decided from a part of it."
});
async function readListing(github, repository, commit) {
	const route = "GET /repos/{owner}/{repo}/git/trees/{tree_sha}";
	const parameters = {
		...ownerAndName(repository),
		tree_sha: commit,
		recursive: "1"
	};
	const { data } = await github.request(route, parameters);
	if (data.truncated !== false || !Array.isArray(data.tree)) throw new GithubError(route, `GitHub does not list all files of ${commit.slice(0, 7)}: there are too many`, {
		trouble: "refused",
		status: null,
		next: "Take export-ignore and export-subst out of .gitattributes, so that its archive is whole."
	});
	return new Map(data.tree.flatMap((row) => row.type === "tree" ? [] : [[String(row.path), {
		blob: String(row.sha),
		mode: String(row.mode)
	}]]));
}
const AT_ONCE = 100;
/** Texts of blobs: many in one query, what that does not tell whole one by one. */
async function readBlobs(github, repository, blobs) {
	const texts = /* @__PURE__ */ new Map();
	for (let at = 0; at < blobs.length; at += AT_ONCE) {
		const part = blobs.slice(at, at + AT_ONCE);
		const query = `query Blobs($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { ${part.map((blob, index) => `b${index}: object(oid: ${JSON.stringify(blob)}) { __typename oid ... on Blob { byteSize isBinary isTruncated text } }`).join(" ")} } }`;
		const data = await github.graphql(query, ownerAndName(repository));
		for (const [index, blob] of part.entries()) {
			const told = data.repository?.[`b${index}`];
			if (told?.__typename !== "Blob") throw noContent("Blobs", blob);
			const text = readable(told);
			texts.set(blob, text === void 0 ? await readBlob(github, repository, blob) : text);
		}
	}
	return texts;
}
const readable = (blob) => blob.byteSize > 8388608 ? TOO_LARGE : wholeText(blob);
async function readBlob(github, repository, blob) {
	const route = "GET /repos/{owner}/{repo}/git/blobs/{file_sha}";
	const { data } = await github.request(route, {
		...ownerAndName(repository),
		file_sha: blob
	});
	if (typeof data.content !== "string" || data.encoding !== "base64") throw noContent(route, blob);
	return textOf(Buffer.from(data.content, "base64"));
}
const noContent = (asked, blob) => new GithubError(asked, `GitHub has no content of ${blob.slice(0, 12)}`, {
	trouble: "malformed",
	status: null,
	next: "Try again; nothing was decided from it."
});
/** The ids of commits' trees; a commit that is not there is left out. */
async function readTreeIds(github, repository, commits) {
	const query = `query Trees($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { ${commits.map((commit, index) => `c${index}: object(oid: ${JSON.stringify(commit)}) { ... on Commit { tree { oid } } }`).join(" ")} } }`;
	const data = await github.graphql(query, ownerAndName(repository));
	return new Map(commits.flatMap((commit, index) => {
		const id = data.repository?.[`c${index}`]?.tree?.oid;
		return id === void 0 ? [] : [[commit, id]];
	}));
}
// src/read/github/told.ts
var Told = class {
	#entries = /* @__PURE__ */ new Map();
	#folders = /* @__PURE__ */ new Map();
	#derived = /* @__PURE__ */ new Map();
	/** Null: there is no such file. */
	entry(commit, path, entry) {
		const known = this.#entries.get(commit) ?? /* @__PURE__ */ new Map();
		this.#entries.set(commit, known.set(path, entry));
	}
	/** Everything below a folder. */
	folder(commit, folder, files) {
		const known = this.#folders.get(commit) ?? /* @__PURE__ */ new Map();
		this.#folders.set(commit, known.set(folder, files));
	}
	whole(commit, files) {
		this.folder(commit, "", files);
	}
	/** `commit` is `from` but for these files. */
	derive(commit, from, after) {
		if (commit !== from) this.#derived.set(commit, {
			from,
			after
		});
	}
	/** Undefined: nobody told. */
	find(commit, path) {
		for (const [folder, files] of this.#folders.get(commit) ?? []) if (isBelow(path, folder)) return files.get(path) ?? null;
		const known = this.#entries.get(commit)?.get(path);
		if (known !== void 0) return known;
		const derived = this.#derived.get(commit);
		if (!derived) return void 0;
		const changed = derived.after.get(path);
		return changed === void 0 ? this.find(derived.from, path) : changed;
	}
	/** Everything below a folder (or the file of that name); undefined: nobody told all of it. */
	below(commit, folder) {
		for (const [known, files] of this.#folders.get(commit) ?? []) if (isBelow(folder, known)) return new Map([...files].filter(([path]) => isBelow(path, folder)));
		return this.#belowDerived(commit, folder);
	}
	/** A comparison tells no modes: a folder that it changes is listed by itself. */
	#belowDerived(commit, folder) {
		const derived = this.#derived.get(commit);
		if (!derived || [...derived.after.keys()].some((path) => isBelow(path, folder))) return void 0;
		return this.below(derived.from, folder);
	}
};
// src/read/github/repository.ts
/** A repository on GitHub, read through its API: few requests for much, and what was told once is not asked again. */
var GithubRepository = class {
	name;
	#github;
	#told = new Told();
	#texts = /* @__PURE__ */ new Map();
	#differences;
	#trees = /* @__PURE__ */ new Map();
	#treeIds = /* @__PURE__ */ new Map();
	#objects = new Gathered((wanted) => this.#askObjects(wanted));
	#blobs = new Gathered(async (blobs) => {
		const read = await readBlobs(this.#github, this.name, blobs);
		for (const [blob, text] of read) this.#texts.set(blob, text);
	});
	constructor(github, name) {
		ownerAndName(name);
		this.#github = github;
		this.name = name;
		this.#differences = new Differences(github, name, this.#told);
	}
	async resolve(ref) {
		if (/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(ref)) return ref;
		const object = (await this.#github.graphql(`query Resolve($owner: String!, $repo: String!, $ref: String!) { repository(owner: $owner, name: $repo) { object(expression: $ref) { __typename oid ... on Tag { target { oid } } } } }`, {
			...ownerAndName(this.name),
			ref
		})).repository?.object;
		if (object?.__typename === "Tag") return object.target?.oid ?? null;
		return object?.__typename === "Commit" ? object.oid : null;
	}
	async defaultBase() {
		return (await this.#github.graphql(`query DefaultBranch($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { defaultBranchRef { name } } }`, ownerAndName(this.name))).repository?.defaultBranchRef?.name ?? "HEAD";
	}
	/** The comparison's files, or where it does not tell all of them, the pull request's own list. */
	learnFiles(base, head, number) {
		return this.#differences.learnFiles(base, head, number);
	}
	async mergeBase(a, b) {
		return a === b ? a : (await this.#differences.compared(a, b)).mergeBase;
	}
	/** What was told beforehand, by somebody who asked for more than this. */
	learn(commit, path, entry, text) {
		this.#told.entry(commit, path, entry);
		if (entry !== null && text !== void 0) this.#texts.set(entry.blob, text);
	}
	/** A folder, to its last file, with the texts that were told. */
	learnFolder(commit, folder, { files, blobs }) {
		this.#told.folder(commit, folder, files);
		for (const blob of blobs) this.#take(blob.oid, wholeText(blob), blob.byteSize);
	}
	/** The id of a commit's own tree, which its archive is held against. */
	learnTree(commit, tree) {
		this.#treeIds.set(commit, tree);
	}
	/** Asks for all that is wanted and not known yet, in one query where it fits. */
	async expect(wanted) {
		await this.#objects.add(wanted.filter((one) => !this.#has(one)));
	}
	async #askObjects(wanted) {
		const open = wanted.filter((one) => !this.#has(one));
		if (open.length === 0) return;
		for (const { wanted: one, blob, found, tree } of await askObjects(this.#github, this.name, open)) {
			const { commit, path, kind, texts } = one;
			if (tree !== null) this.learnTree(commit, tree);
			if (found) {
				this.learnFolder(commit, path, found);
				continue;
			}
			this.#told.entry(commit, path, blob && {
				blob: blob.oid,
				mode: "100644"
			});
			if (kind === "folder") this.#told.folder(commit, path, fileAlone(path, blob?.oid));
			if (blob && (texts || kind === "folder")) this.#take(blob.oid, wholeText(blob), blob.byteSize);
		}
	}
	#has({ commit, path, kind, texts }) {
		if (kind === "file") {
			const entry = this.#told.find(commit, path);
			return entry !== void 0 && (!texts || entry === null || this.#texts.has(entry.blob));
		}
		const files = this.#told.below(commit, path);
		return files !== void 0 && (!texts || [...files.values()].every((entry) => this.#texts.has(entry.blob)));
	}
	#take(blob, text, size) {
		if (size > 8388608) this.#texts.set(blob, TOO_LARGE);
		else if (text !== void 0) this.#texts.set(blob, text);
	}
	/** Commits with one tree, as a squash merge and its branch, are read once. */
	async tree(commit) {
		const tree = await this.#treeIdOf(commit);
		const known = this.#trees.get(tree);
		const reading = known ?? this.#readWhole(commit, tree);
		if (!known) {
			this.#trees.set(tree, reading);
			reading.catch(() => this.#trees.delete(tree));
		}
		const files = await reading;
		this.#told.whole(commit, files);
		return files;
	}
	/** Whoever wants a whole tree wants what is in it: the archive brings both with one request. */
	async #readWhole(commit, tree) {
		const archive = await readTree(this.#github, this.name, commit, tree);
		for (const [blob, text] of archive.texts) this.#texts.set(blob, text);
		return archive.files;
	}
	async #treeIdOf(commit) {
		const known = this.#treeIds.get(commit);
		if (known) return known;
		const id = (await readTreeIds(this.#github, this.name, [commit])).get(commit);
		if (id === void 0) throw await this.missing(commit);
		this.#treeIds.set(commit, id);
		return id;
	}
	async list(commit, globs) {
		const matches = matchesAny([...globs]);
		const prefixes = prefixesOf(globs);
		if (prefixes.includes("")) return filtered(await this.tree(commit), matches);
		await this.expect(prefixes.map((path) => ({
			commit,
			path,
			kind: "folder",
			texts: false
		})));
		const all = prefixes.flatMap((path) => [...this.#told.below(commit, path) ?? []]);
		return filtered(new Map(all), matches);
	}
	async entries(commit, paths) {
		await this.expect(paths.map((path) => ({
			commit,
			path,
			kind: "file",
			texts: false
		})));
		return new Map(paths.flatMap((path) => {
			const entry = this.#told.find(commit, path);
			return entry ? [[path, entry]] : [];
		}));
	}
	async texts(blobs) {
		const wanted = [...new Set(blobs)];
		await this.#blobs.add(wanted.filter((blob) => !this.#texts.has(blob)));
		return new Map(wanted.map((blob) => [blob, this.#texts.get(blob) ?? null]));
	}
	/** Both sides of what differs. */
	async changedWanted(from, to) {
		const diff = await this.#differences.between(from, to);
		if (diff === null) throw tooMany(from, to);
		const side = (commit, path) => ({
			commit,
			path,
			kind: "file",
			texts: true
		});
		return diff.flatMap(({ path, from: old, status }) => [...status === "added" ? [] : [side(from, old ?? path)], ...status === "deleted" ? [] : [side(to, path)]]);
	}
	async changedFiles(from, to) {
		const diff = await this.#differences.between(from, to);
		if (diff === null) throw tooMany(from, to);
		await this.expect(await this.changedWanted(from, to));
		const changes = diff.map((file) => ({
			path: file.path,
			from: file.from,
			status: file.status,
			before: file.status === "added" ? null : this.#told.find(from, file.from ?? file.path) ?? null,
			after: file.status === "deleted" ? null : this.#told.find(to, file.path) ?? null
		}));
		return await readChangedFiles(changes, (blobs) => this.texts(blobs));
	}
	async changedBlobs(from, to) {
		const diff = await this.#differences.between(from, to);
		if (diff === null) return diffTrees(...await Promise.all([this.tree(from), this.tree(to)]));
		const changed = /* @__PURE__ */ new Map();
		for (const { path, from: old, blob } of diff) {
			if (old !== null && !changed.has(old)) changed.set(old, null);
			changed.set(path, blob);
		}
		return [...changed].map(([path, blob]) => ({
			path,
			blob
		}));
	}
	async search(commit, words) {
		const found = /* @__PURE__ */ new Set();
		if (words.length === 0) return found;
		const files = await this.tree(commit);
		const texts = await this.texts([...files.values()].map(({ blob }) => blob));
		for (const [path, { blob }] of files) {
			const text = texts.get(blob);
			if (text === TOO_LARGE || typeof text === "string" && words.some((word) => text.includes(word))) found.add(path);
		}
		return found;
	}
	async missing(commit) {
		return new UserError(`${this.name} has no commit ${JSON.stringify(commit.slice(0, 40))} that this token can see.`, "Check the name; a commit that no branch, tag or pull request holds any more is gone.");
	}
	close() {}
};
const filtered = (files, matches) => new Map([...files].filter(([path]) => matches(path)));
const fileAlone = (path, blob) => new Map(blob === void 0 ? [] : [[path, {
	blob,
	mode: PLAIN
}]]);
const tooMany = (from, to) => new UserError(`GitHub does not tell every file that differs between ${from.slice(0, 7)} and ${to.slice(0, 7)}.`, "Split the change: more than 300 files cannot be compared, more than 3,000 not be listed.");
// src/world/github-approved-head.ts
/** Which head an approval was for, once its pull request is merged: a deployment looks there for its contract's content. */
const QUERY = `query Merged($owner: String!, $repo: String!, $number: Int!) { repository(owner: $owner, name: $repo) {
  pullRequest(number: $number) { headRefOid mergeCommit { parents(first: 1) { nodes { oid } } } baseRefOid } } }`;
/** The head, where what it held has the digest that was approved; null: that content was never merged, or cannot be told. */
function approvedHead(github, repository, manifestPath) {
	const entryAt = async (change, commit) => {
		const reading = await manifestAt(repository, commit, manifestPath);
		return reading.state === "valid" ? reading.manifest.changes.find(({ id }) => id === change) ?? null : null;
	};
	return async ({ kind, change, pull, digest }) => {
		const variables = {
			...ownerAndName(repository.name),
			number: pull
		};
		const row = (await github.graphql(QUERY, variables)).repository?.pullRequest;
		if (!row) return null;
		const base = row.mergeCommit?.parents.nodes[0]?.oid ?? row.baseRefOid;
		const mergeBase = await repository.mergeBase(base, row.headRefOid);
		if (mergeBase === null) return null;
		const files = await repository.changedBlobs(mergeBase, row.headRefOid);
		return (kind === "override" ? [null] : [await entryAt(change, base), await entryAt(change, mergeBase)]).some((entry) => contentDigest(files, entry) === digest) ? row.headRefOid : null;
	};
}
// src/world/github-prefetch.ts
/** What a decision will look at, asked for together: the fewer requests, the sooner the answer. */
/** Folders of migrations, and what beside them tells whose they are. The whole tree (an empty prefix) comes another way. */
function migrationsWanted(databases, { base, mergeBase, head }) {
	const folders = [...new Set(databases.flatMap(({ migrations }) => prefixesOf(migrations)))].filter((folder) => folder !== "");
	const beside = surroundings(folders.map((folder) => `${folder}/x`));
	return [
		...folders.map((path) => ({
			commit: base,
			path,
			kind: "folder",
			texts: true
		})),
		...[mergeBase, head].flatMap((commit) => folders.map((path) => ({
			commit,
			path,
			kind: "folder",
			texts: commit === head
		}))),
		...databases.some(({ framework }) => framework === "auto") ? [base, head].flatMap((commit) => beside.map((path) => ({
			commit,
			path,
			kind: "file",
			texts: markers([path]).length > 0
		}))) : []
	];
}
/** The manifest where it was before the pull request. */
const manifestWanted = ({ mergeBase }) => MANIFEST_PATHS.map((path) => ({
	commit: mergeBase,
	path,
	kind: "file",
	texts: true
}));
/** What a round of questions will look at: many commits' files, in one query. All code of a commit comes as its archive. */
function askedFor(questions) {
	return questions.flatMap((question) => {
		if (question.ask === "carried") return question.migrations.map(({ path }) => ({
			commit: question.commit,
			path,
			kind: "file",
			texts: false
		}));
		if (question.ask !== "mentions" || question.files === null) return [];
		const folders = prefixesOf(question.files);
		if (folders.includes("")) return [];
		return folders.map((path) => ({
			commit: question.commit,
			path,
			kind: "folder",
			texts: true
		}));
	});
}
// src/read/github/approval-runs.ts
/**
* Approvals as GitHub recorded them: runs of the approval workflow that somebody dispatched on the default branch. Whoever can
* write to the repository can make statuses, labels, comments, artifacts and workflows of branches; none of those is looked at.
*/
/** Pages of 100 runs that are looked through; GitHub lists no more than 1,000. */
const MOST_PAGES$1 = 10;
const PAGE$1 = 100;
const same$1 = (one, other) => one?.toLowerCase() === other.toLowerCase();
/** What must be so of the run itself; a re-run repeats somebody's old words with somebody's old rights. */
function isDispatchedThere(row, { repository, defaultBranch }) {
	return row.path?.split("@")[0] === ".github/workflows/contract-approval.yml" && row.event === "workflow_dispatch" && row.conclusion === "success" && row.head_branch === defaultBranch && row.run_attempt === 1 && same$1(row.head_repository?.full_name ?? row.repository?.full_name, repository);
}
/** All approvals that GitHub recorded and that are wanted, among rows that `listRuns` gave. */
async function readApprovalRuns(github, question, rows) {
	const recorded = [];
	for (const row of rows) {
		const named = parseApprovalRun(row.display_title ?? "");
		if (!named || !isDispatchedThere(row, question) || !question.wants(named)) continue;
		if (!await isOnDefaultBranch(github, question, row.head_sha ?? "")) continue;
		const at = row.created_at;
		if (at === void 0 || Number.isNaN(Date.parse(at))) continue;
		for (const by of await approversOf(github, question, row)) recorded.push({
			...named,
			by,
			at,
			url: row.html_url ?? null,
			run: row.id
		});
	}
	return recorded;
}
/** Runs of the approval workflow, not yet looked at. No workflow of that name: none. */
async function listRuns(github, question) {
	const route = "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs";
	const rows = [];
	for (let page = 1; page <= MOST_PAGES$1; page += 1) {
		const parameters = {
			...ownerAndName(question.repository),
			workflow_id: APPROVAL_WORKFLOW.slice(APPROVAL_WORKFLOW.lastIndexOf("/") + 1),
			event: "workflow_dispatch",
			branch: question.defaultBranch,
			status: "success",
			created: `>=${formatTime(question.since)}`,
			per_page: PAGE$1,
			page
		};
		const told = await github.request(route, parameters).catch((error) => {
			if (error instanceof GithubError && error.status === 404) return null;
			throw error;
		});
		if (told === null) return rows;
		if (!Array.isArray(told.data.workflow_runs)) throw malformed$1(route, "no list of runs");
		rows.push(...told.data.workflow_runs);
		if (told.data.workflow_runs.length < PAGE$1) return rows;
	}
	throw malformed$1(route, "more than 1,000 runs");
}
const malformed$1 = (asked, what) => new GithubError(asked, `GitHub's answer to ${asked} has ${what}`, {
	trouble: "malformed",
	status: null,
	next: "Try again; no approval was counted."
});
/** A branch may be called like the default one elsewhere, and a tag moved: the commit itself must be on it. */
async function isOnDefaultBranch(github, question, commit) {
	if (commit === "") return false;
	if (commit === question.tip) return true;
	const { status } = await compare(github, question.repository, question.defaultBranch, commit);
	return status === "identical" || status === "behind";
}
/** The reviewers that GitHub recorded, where the job's environment asks for some; else who dispatched it. */
async function approversOf(github, { repository }, row) {
	const route = "GET /repos/{owner}/{repo}/actions/runs/{run_id}/approvals";
	const { data } = await github.request(route, {
		...ownerAndName(repository),
		run_id: row.id
	});
	if (!Array.isArray(data)) throw malformed$1(route, "no list of reviews");
	const reviews = data;
	if (reviews.length > 0) {
		if (reviews.some(({ state }) => state === "rejected")) return [];
		return reviews.flatMap(({ state, user }) => state === "approved" && user?.login ? [user.login] : []);
	}
	const actor = row.actor?.login;
	return actor !== void 0 && same$1(row.triggering_actor?.login, actor) ? [actor] : [];
}
// src/read/github/deployments.ts
/** Deployments with their statuses, as rows of the evidence file. Source: GitHub's GraphQL schema (Deployment, DeploymentStatus). */
const SUITES = "checkSuites(first: 50) { nodes { branch { name } workflowRun { databaseId event file { path } } } }";
const fields = (lineage) => `nodes { databaseId createdAt environment latestEnvironment commitOid
  commit { tree { oid } ${lineage ? SUITES : ""} } creator { __typename login }
  statuses(first: 100) { nodes { state createdAt logUrl creator { __typename login } } pageInfo { hasNextPage } } }
  pageInfo { hasNextPage endCursor }`;
const PAGE = 100;
/** Deployments of one environment that are looked at, whatever the soak asks. */
const MOST_PAGES = 20;
const STATES = {
	SUCCESS: "success",
	FAILURE: "failure",
	ERROR: "error",
	INACTIVE: "inactive",
	IN_PROGRESS: "in_progress",
	QUEUED: "queued",
	PENDING: "pending",
	WAITING: "pending"
};
const malformed = (what) => new GithubError("Deployments", `GitHub's deployments have ${what}`, {
	trouble: "malformed",
	status: null,
	next: "Try again; nothing was decided from them."
});
const same = (one, other) => one.toLowerCase() === other.toLowerCase();
/** Whether somebody may say that a deployment succeeded. A failure is believed of anybody: it lets nothing through. */
const isTrusted = (creator, environment) => environment.creators === null || creator !== null && environment.creators.some((name) => same(name, creator));
const RUN = /\/actions\/runs\/(\d+)(?:\/|$)/;
/** The workflow file whose run reported a status; null: no run of a workflow did, as far as GitHub tells. */
function workflowOf(row) {
	const ids = new Set((row.statuses?.nodes ?? []).flatMap((status) => RUN.exec(status?.logUrl ?? "")?.[1] ?? []));
	const run = (row.commit?.checkSuites?.nodes ?? []).find((suite) => ids.has(String(suite?.workflowRun?.databaseId)))?.workflowRun;
	return run && !run.event.startsWith("pull_request") ? run.file?.path.split("@")[0] ?? null : null;
}
function recordsOf(row, environment, lineage) {
	if (row.statuses?.pageInfo.hasNextPage) throw malformed(`more than 100 statuses of deployment ${row.databaseId}`);
	const about = {
		environment: row.latestEnvironment ?? row.environment ?? "",
		commit: row.commitOid,
		id: String(row.databaseId),
		creator: loginOf(row.creator) ?? (environment.creators === null ? null : "an unknown account"),
		workflow: lineage ? workflowOf(row) ?? "no known workflow" : null
	};
	const statuses = (row.statuses?.nodes ?? []).flatMap((status) => {
		if (!status) return [];
		const state = STATES[status.state];
		if (!state) throw malformed(`a status ${JSON.stringify(status.state)}`);
		if (state === "success" && !isTrusted(loginOf(status.creator), environment)) return [];
		return [{
			...about,
			state,
			at: status.createdAt,
			url: status.logUrl
		}];
	});
	return [{
		...about,
		state: "pending",
		at: row.createdAt,
		url: null
	}, ...statuses];
}
/** All environments' deployments in one query, newest first; further pages only as far back as is asked. */
async function readDeploymentRecords(github, { repository, environments, since }) {
	const read = {
		records: [],
		trees: /* @__PURE__ */ new Map()
	};
	let open = environments.flatMap((environment) => environment.deployments.map((name) => ({
		environment,
		name,
		after: null
	})));
	for (let page = 1; open.length > 0 && page <= MOST_PAGES; page += 1) {
		const pages = await askPages(github, repository, open);
		open = open.flatMap((one, index) => {
			const told = pages[index];
			if (!told) throw malformed(`nothing of ${one.name}`);
			const rows = (told.nodes ?? []).filter((row) => row !== null);
			for (const row of rows) take(read, row, one);
			const oldest = rows.at(-1);
			const isEnough = !oldest || Date.parse(oldest.createdAt) < since;
			return told.pageInfo.hasNextPage && !isEnough ? [{
				...one,
				after: told.pageInfo.endCursor
			}] : [];
		});
	}
	return read;
}
function take(read, row, { environment, name }) {
	const now = row.latestEnvironment ?? row.environment;
	if (now !== null && !same(now, name)) return;
	const tree = row.commit?.tree?.oid;
	if (tree !== void 0) read.trees.set(row.commitOid, tree);
	read.records.push(...recordsOf({
		...row,
		latestEnvironment: name
	}, environment, environment.workflows !== null));
}
async function askPages(github, repository, open) {
	const query = `query Deployments($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { ${open.map(({ environment, name, after }, index) => {
		const cursor = after === null ? "" : `, after: ${JSON.stringify(after)}`;
		return `d${index}: deployments(environments: [${JSON.stringify(name)}], first: ${PAGE}, orderBy: { field: CREATED_AT, direction: DESC }${cursor}) { ${fields(environment.workflows !== null)} }`;
	}).join(" ")} } }`;
	const data = await github.graphql(query, ownerAndName(repository));
	if (!data.repository) throw malformed(`no repository ${repository}`);
	return open.map((_, index) => data.repository?.[`d${index}`]);
}
// src/read/github/consumers.ts
/** What other repositories' code mentions where it is live, searched in their own archives. */
/** Commits of one consumer that are searched at the most: further ones are not live any more in all likelihood, and cost a request each. */
const MOST_COMMITS = 20;
/** What was live in an environment from `since` on (null: what is live now), oldest first. */
function liveSince(records, since) {
	const attempts = /* @__PURE__ */ new Map();
	for (const { id, commit, state, at } of [...records].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
		const known = attempts.get(id) ?? {
			commit,
			at,
			succeeded: false,
			started: true
		};
		attempts.set(id, {
			...known,
			succeeded: known.succeeded || state === "success"
		});
	}
	const ordered = [...attempts.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
	const first = ordered.findLastIndex(({ succeeded, at }) => succeeded && (since === null || Date.parse(at) <= since));
	return ordered.slice(Math.max(0, first)).map(({ commit, at }) => ({
		commit,
		at
	}));
}
/** Rows for the reader of consumers. Throws `GithubError` where the repository cannot be read. */
async function searchConsumer(question, client) {
	const { repository, environment, terms, since } = question;
	const github = await client(repository);
	if (!github) throw new GithubError(repository, `no token may read ${repository}, which uses the same database`, {
		trouble: "forbidden",
		status: null,
		next: `Let the App be installed there, or give a token that may read ${repository}: Contents and Deployments.`
	});
	const read = await readDeploymentRecords(github, {
		repository,
		environments: [plainEnvironment(environment)],
		since: since ?? Number.POSITIVE_INFINITY
	});
	const live = liveSince(read.records, since);
	const commits = [...new Set(live.map(({ commit }) => commit))];
	if (commits.length > MOST_COMMITS) throw new Error(`${commits.length} commits of ${repository} were live since then; ${MOST_COMMITS} are searched`);
	const other = new GithubRepository(github, repository);
	for (const [commit, tree] of read.trees) other.learnTree(commit, tree);
	const search = new MentionSearch(other, null);
	const rows = [];
	for (const { commit, at } of live) {
		const { mentions } = await search.find(commit, null, terms);
		rows.push({
			repository,
			environment,
			commit,
			at,
			objects: terms.map((term) => "object" in term ? term.object : term.word),
			mentions: mentions.map(({ term, path, line }) => {
				const named = terms[term];
				return {
					object: named === void 0 ? "" : "object" in named ? named.object : named.word,
					path,
					line
				};
			})
		});
	}
	return rows;
}
const plainEnvironment = (name) => ({
	name,
	deployments: [name],
	workflows: null,
	creators: null,
	ref: null
});
// src/read/github/teams.ts
/** Who is in which team. A team that cannot be read is no team without members. */
/** `@acme/dba` in its two parts; null: it names a person. */
function teamOf(approver) {
	const [, org, team] = /^@?([^/]+)\/([^/]+)$/.exec(approver) ?? [];
	return org !== void 0 && team !== void 0 ? {
		org,
		team
	} : null;
}
/** Whether somebody is in a team, or in a team below it. Throws `GithubError` where the token may not know. */
async function isMember(github, approver, login) {
	const name = teamOf(approver);
	if (!name) return false;
	const parameters = {
		org: name.org,
		team_slug: name.team
	};
	const route = "GET /orgs/{org}/teams/{team_slug}/memberships/{username}";
	try {
		const { data } = await github.request(route, {
			...parameters,
			username: login
		});
		return data.state === "active";
	} catch (error) {
		if (!(error instanceof GithubError) || error.status !== 404) throw error;
	}
	await github.request("GET /orgs/{org}/teams/{team_slug}/members", {
		...parameters,
		per_page: 1
	});
	return false;
}
const plain = (login) => login.replace(/^@/, "").toLowerCase();
/** The teams among the approvers that each person is in. Who is named by himself is not looked for in any. */
async function membersOf(github, approvers, logins) {
	const teams = {};
	const named = approvers.map(plain);
	const others = [...new Set(logins)].filter((login) => !named.includes(plain(login)));
	for (const approver of approvers.filter((one) => teamOf(one) !== null)) {
		teams[approver] = [];
		for (const login of others) if (await isMember(github, approver, login)) teams[approver].push(login);
	}
	return teams;
}
// src/world/github-records.ts
const DAY = 864e5;
/** A deployment rests on approvals this old at the most. */
const DEPLOYED_WITHIN = 90 * DAY;
const lasts = (value) => typeof value === "number" ? value : 0;
/** How far back a decision looks at what was live: the longest soak, and the windows that end when a step went live. */
function longestLook(manifest) {
	const kept = manifest?.rollbackKeep;
	const durations = (manifest?.changes ?? []).flatMap(({ contract, expandSoak }) => [
		expandSoak,
		lasts(contract.soak),
		contract.quiet.window,
		contract.divergence !== null && "window" in contract.divergence ? contract.divergence.window : 0
	]);
	return Math.max(7 * DAY, kept && "duration" in kept ? kept.duration : 0, ...durations);
}
function githubRecords(of) {
	const { github, repository, manifest, now } = of;
	let reading = null;
	let runs = null;
	const environments = (manifest?.environments ?? []).filter(({ ref }) => ref === null);
	const readOnce = () => {
		reading ??= readDeploymentRecords(github, {
			repository: repository.name,
			environments,
			since: now - longestLook(manifest)
		}).then((read) => {
			for (const [commit, tree] of read.trees) repository.learnTree(commit, tree);
			return read;
		});
		return reading;
	};
	return {
		name: "GitHub",
		deployments: async (environment) => {
			if (environment.ref !== null) return [];
			const { records } = await readOnce();
			return records.filter((record) => environment.deployments.includes(record.environment)).map((record) => ({ ...record }));
		},
		approvals: async (change, digest) => {
			runs ??= listAll(of);
			return await approvalsOf(of, await runs, change, digest);
		},
		consumers: async (question) => await searchConsumer(question, of.consumer)
	};
}
const numberOf = ({ subject }) => subject.kind === "pull_request" ? subject.number : null;
const sinceOf = (of) => of.now - (numberOf(of) === null ? DEPLOYED_WITHIN : of.manifest?.approval.expires ?? 0);
const listAll = async (of) => await listRuns(of.github, {
	repository: of.repository.name,
	defaultBranch: await of.defaultBranch(),
	since: sinceOf(of)
});
async function approvalsOf(of, rows, change, digest) {
	const { manifest, keeper } = of;
	const number = numberOf(of);
	const approvers = manifest?.approval.approvers ?? [];
	const isFor = (kind, named) => change === "override" ? kind === "override" : kind === "approve" && named === change;
	const question = {
		repository: of.repository.name,
		defaultBranch: await of.defaultBranch(),
		tip: of.tip,
		since: sinceOf(of),
		wants: (named) => isFor(named.kind, named.change) && (number === null || named.pull === number && named.digest === digest)
	};
	const all = [...await readApprovalRuns(of.github, question, rows), ...keeper ? await keeper({
		change,
		digest
	}) : []];
	const teams = await membersOf(of.github, approvers, [...new Set(all.map(({ by }) => by))]);
	return {
		approvals: await Promise.all(all.map(async (approval) => ({
			change: approval.kind === "override" ? "override" : approval.change,
			by: approval.by,
			at: approval.at,
			url: approval.url,
			digest: approval.digest,
			...approval.reason === null ? {} : { override: approval.reason },
			...of.headOf ? { head: await of.headOf(approval) } : {}
		}))),
		teams
	};
}
// src/world/github.ts
/** Our comments begin with it; nothing from a pull request can stand there. */
const MARKER = "<!-- lanekeeper -->";
const REPORT_NAME = "lanekeeper report";
/** Opens it; the first request is made by `read`. Throws for a name that is no repository's. */
function openGithubWorld(options) {
	return new GithubSide(options);
}
var GithubSide = class {
	#options;
	#repository;
	#pull = null;
	#manifest = null;
	#answers = null;
	#defaultBranch = null;
	constructor(options) {
		this.#options = options;
		this.#repository = new GithubRepository(options.github, options.repository);
	}
	pull() {
		return this.#pull;
	}
	manifest() {
		return this.#manifest;
	}
	defaultBranch() {
		return this.#default();
	}
	async read() {
		const { subject: asked, manifest: manifestPath } = this.#options;
		const now = this.#options.now ?? Date.now();
		const points = await this.#points();
		if (manifestPath === null) await this.#repository.expect(manifestWanted(points));
		const manifests = await manifestsAt$1(this.#repository, points, manifestPath);
		const manifest = valid(manifests.base);
		this.#manifest = manifest;
		const databases = (manifest ?? valid(manifests.head))?.databases;
		await this.#repository.expect([...databases ? migrationsWanted(databases, points) : [], ...asked.kind === "pull_request" ? await this.#changedWanted(points) : []]);
		const subject = this.#subjectOf(points);
		const environment = asked.kind === "deployment" ? asked.environment : null;
		const repository = this.#repository;
		const reading = await readAll({
			repository,
			points,
			manifestPath,
			subject,
			now,
			environment
		}, manifests);
		this.#answers = answerer({
			repository,
			manifest,
			manifestAt: (commit) => this.#manifestAt(commit),
			evidence: this.#options.evidence ?? null,
			records: githubRecords({
				github: this.#options.github,
				repository,
				manifest,
				subject,
				now,
				defaultBranch: () => this.#default(),
				tip: points.base,
				consumer: this.#options.consumer ?? (async () => null),
				keeper: this.#options.keeper ?? null,
				headOf: asked.kind === "deployment" ? approvedHead(this.#options.github, repository, manifestPath) : null
			}),
			now,
			subject,
			...this.#options.env && { env: this.#options.env }
		});
		return reading;
	}
	#manifestAt(commit) {
		return manifestAt(this.#repository, commit, this.#options.manifest);
	}
	#default() {
		this.#defaultBranch ??= this.#repository.defaultBase();
		return this.#defaultBranch;
	}
	async #points() {
		const { subject } = this.#options;
		if (subject.kind === "pull_request") return await this.#pullPoints(subject.number, subject.at ?? null);
		const base = await requireCommit(this.#repository, await this.#default());
		return {
			base,
			head: subject.kind === "status" ? base : await requireCommit(this.#repository, subject.commit),
			mergeBase: base
		};
	}
	async #pullPoints(number, at) {
		const { github, repository, baseRef, pushed = null } = this.#options;
		const told = await readPullRequest(github, {
			repository,
			number,
			marker: MARKER,
			report: REPORT_NAME,
			pushed,
			baseRef: baseRef ?? null,
			head: this.#options.head ?? null
		});
		this.#pull = told.pull;
		this.#learn(told);
		const base = at?.base ?? told.pull.base.sha;
		const head = at?.head ?? told.pull.head.sha;
		await this.#repository.learnFiles(base, head, at === null ? number : null);
		const mergeBase = await this.#repository.mergeBase(base, head);
		if (mergeBase !== null) return {
			base,
			head,
			mergeBase
		};
		throw new UserError(`#${number} and ${told.pull.base.ref} have no common history.`, "Rebase it onto the base.");
	}
	#learn({ pull, defaultBranch, manifests, folders, trees }) {
		if (defaultBranch !== null) this.#defaultBranch = Promise.resolve(defaultBranch);
		const shas = {
			base: pull.base.sha,
			head: pull.head.sha
		};
		for (const { at, path, blob, mode } of manifests) this.#repository.learn(shas[at], path, blob && {
			blob: blob.oid,
			mode
		}, blob ? wholeText(blob) : void 0);
		for (const { at, path, tree } of folders) {
			const found = tree === null ? null : filesOf$1(tree, path);
			if (found === null || found.deeper.length > 0) continue;
			this.#repository.learnFolder(shas[at], path, found);
		}
		for (const at of ["base", "head"]) {
			const tree = trees[at];
			if (tree !== null) this.#repository.learnTree(shas[at], tree);
		}
	}
	/** Both sides of what the pull request changes. */
	async #changedWanted({ mergeBase, head }) {
		return await this.#repository.changedWanted(mergeBase, head);
	}
	#subjectOf({ base, head, mergeBase }) {
		const { subject } = this.#options;
		if (subject.kind === "deployment") return {
			kind: "deployment",
			base,
			head,
			environment: subject.environment
		};
		const pull = this.#pull;
		return {
			kind: "pull_request",
			base,
			head,
			mergeBase,
			number: pull?.number ?? null,
			author: pull?.author ?? null,
			lastPusher: pull?.lastPusher ?? null
		};
	}
	/** Which commits carry which files is asked of many commits at once: one query for all of them. */
	async answer(questions) {
		await this.#repository.expect(askedFor(questions)).catch(() => void 0);
		if (!this.#answers) throw new Error("read comes before answer");
		return await this.#answers.answer(questions);
	}
	evidence() {
		const used = this.#answers?.used() ?? {};
		const pull = this.#pull;
		if (pull === null) return used;
		const { number, author, lastPusher } = pull;
		return {
			...used,
			pull_request: {
				number,
				author,
				last_pusher: lastPusher
			}
		};
	}
	close() {
		this.#repository.close();
	}
};
// src/hosted/undecided.ts
/** What could not even be read is a decision, too: an error that says what is missing and who can settle it. */
/** The rule that such a finding is told under: none of the rules came to judge. */
const RULE = "reading";
/** The words for what a person can settle; anything else is ours, and thrown on. */
function explain(error) {
	if (error instanceof GithubError || error instanceof UserError) return {
		message: error.message,
		next: error.next
	};
	return {
		message: `a mistake in Lanekeeper: ${error instanceof Error ? error.message : String(error)}`,
		next: "Report it with the log of this run; an override lets this pull request through meanwhile."
	};
}
function undecided(subject, now, { message, next }) {
	return {
		now,
		subject,
		verdict: {
			word: "error",
			findings: [{
				rule: RULE,
				status: "error",
				change: null,
				phase: null,
				environment: null,
				path: null,
				line: null,
				column: null,
				message,
				why: "what was not read could hold anything.",
				seen: "",
				next,
				until: null,
				evidence: []
			}],
			exemptions: [],
			override: null,
			wouldBe: null
		},
		effects: [],
		lanes: [],
		plans: [],
		horizon: [],
		evidence: {},
		notes: []
	};
}
const pullSubject = (number, head) => ({
	kind: "pull_request",
	base: "",
	head,
	mergeBase: "",
	number,
	author: null,
	lastPusher: null
});
// src/hosted/decide-pull.ts
/** One pull request on GitHub: read, decided, published. The Action and the bot do nothing else with it. */
const NOTHING = {
	status: null,
	comment: null,
	report: null
};
function worldOf(asked) {
	const { github, repository, number, at, manifest, now, baseRef, pushed, consumer, keeper, env } = asked;
	const head = at ? void 0 : asked.head;
	return openGithubWorld({
		github,
		repository,
		manifest,
		now,
		subject: {
			kind: "pull_request",
			number,
			...at && { at }
		},
		...baseRef !== void 0 && { baseRef },
		...head !== void 0 && head !== "" && { head },
		...pushed !== void 0 && { pushed },
		...consumer && { consumer },
		...keeper && { keeper },
		...env && { env }
	});
}
/** Where a place can be looked at, as it is in the pull request. */
function linksTo(serverUrl, repository, head) {
	return (path, line) => {
		return `${serverUrl}/${repository}/blob/${head}/${path.split("/").map(encodeURIComponent).join("/")}${line === null ? "" : `#L${line}`}`;
	};
}
/** What a person must put into the approval workflow, for each approval that is waited for. */
async function approvalNotes(world, decision, number) {
	const waiting = decision.verdict.findings.filter(({ rule, status, change }) => ["approval", "manifest-loosened"].includes(rule) && status === "wait" && change !== null);
	const changes = [...new Set(waiting.map(({ rule, change }) => rule === "approval" ? change ?? "" : "manifest"))];
	return (await world.answer(changes.map((change) => ({
		ask: "approvals",
		change
	})))).flatMap(({ question, answer }) => {
		if (answer.state !== "known" || question.ask !== "approvals") return [];
		const { digest } = answer.value;
		return [`To approve ${question.change} for this content: Actions, the workflow of ${APPROVAL_WORKFLOW}, Run workflow on the default branch, with change ${question.change}, pull-request ${number}, digest ${digest}.`];
	});
}
const requestNote = ({ made }) => `Requests made to GitHub for this decision: ${made.rest + made.graphql} (${made.rest} REST, ${made.graphql} GraphQL).`;
async function decideIn(world, asked) {
	const decision = await check(world);
	return {
		...decision,
		notes: [...decision.notes, ...await approvalNotes(world, decision, asked.number)]
	};
}
/** Decides it, and says so on it. Never throws for what GitHub does or leaves undone: then it is an error, told as one. */
async function decidePull(asked) {
	const world = worldOf(asked);
	const now = asked.now ?? Date.now();
	const decision = await decideIn(world, asked).catch((error) => undecided(pullSubject(asked.number, asked.head ?? ""), now, explain(error)));
	const pull = world.pull();
	const target = targetOf(asked, pull);
	const publishing = asked.at ? null : target;
	if (!publishing) return {
		decision,
		published: null,
		head: target?.head ?? null
	};
	const { comment, detailsUrl, serverUrl, repository } = asked;
	const link = linksTo(serverUrl, repository, publishing.head);
	const published = await publish(asked.github, publishing, decision, {
		comment,
		detailsUrl,
		link
	});
	return {
		decision: counted(decision, asked.github, published, isReadOnly(pull)),
		published,
		head: publishing.head
	};
}
/** Told in the job's summary and the JSON alone: in a comment it would be news each time. */
function counted(decision, github, { status, problems }, isExpected) {
	const notes = [...decision.notes, requestNote(github)];
	const [problem] = problems;
	if (!problem || status === "refused" && isExpected || decision.verdict.word !== "pass") return {
		...decision,
		notes
	};
	const { verdict } = undecided(decision.subject, decision.now, {
		message: `it passes, and could not be told: ${problem.message}`,
		next: problem.next
	});
	const findings = [...verdict.findings, ...decision.verdict.findings];
	return {
		...decision,
		notes,
		verdict: {
			...decision.verdict,
			word: "error",
			findings
		}
	};
}
/** Whose runs get a token that may write nothing, whatever the workflow asks for. Source: GitHub's documentation of GITHUB_TOKEN. */
const isReadOnly = (pull) => pull !== null && (pull.isFork || pull.author === "dependabot[bot]");
function targetOf(asked, pull) {
	const { repository, number } = asked;
	if (pull) return {
		repository,
		number,
		head: pull.head.sha,
		baseRef: pull.base.ref,
		before: pull.before
	};
	if (asked.head === void 0 || asked.head === "" || asked.baseRef === void 0) return null;
	return {
		repository,
		number: null,
		head: asked.head,
		baseRef: asked.baseRef,
		before: NOTHING
	};
}
export { undecided as a, publish as c, pullSubject as i, annotationsOf as l, linksTo as n, openGithubWorld as o, explain as r, membersOf as s, decidePull as t, statusLine as u };
