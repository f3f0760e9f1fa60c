// src/github/github.ts
/** What was asked, what came, and the next step; no secret is ever in it. */
var GithubError = class extends Error {
	trouble;
	/** HTTP status; null: there was none. */
	status;
	asked;
	next;
	/** When it may be tried again, where GitHub says so: milliseconds since the epoch. */
	retryAt;
	constructor(asked, message, about) {
		super(message);
		this.name = "GithubError";
		this.asked = asked;
		this.trouble = about.trouble;
		this.status = about.status;
		this.next = about.next;
		this.retryAt = about.retryAt ?? null;
	}
};
/** `acme/shop` in the two parts that routes and queries take. Throws for anything else. */
function ownerAndName(repository) {
	const [, owner, repo] = /^([A-Za-z0-9](?:[A-Za-z0-9_-]*)?)\/([A-Za-z0-9._-]+)$/.exec(repository) ?? [];
	if (owner === void 0 || repo === void 0 || repo === "." || repo === "..") throw new Error(`${JSON.stringify(repository)} is no repository's name; expected owner/name`);
	return {
		owner,
		repo
	};
}
// src/github/approval-run.ts
/**
* The name of a run of the approval workflow: the only words of a dispatch that GitHub keeps with the run. Who could write two
* things into one name could approve one and mean another, so nothing but these forms is read.
*
*   lanekeeper approve split-user-name #12 <64 hexadecimal digits>
*   lanekeeper override split-user-name #12 <64 hexadecimal digits>: the reason
*/
/** The workflow file that approves, on the default branch. */
const APPROVAL_WORKFLOW = ".github/workflows/contract-approval.yml";
const FORM = /^lanekeeper (approve|override) ([a-z0-9]+(?:-[a-z0-9]+)*) #([1-9]\d{0,9}) ([0-9a-f]{64})(?:: (\S.*))?$/;
/** Null: it is no such name, in whole. */
function parseApprovalRun(name) {
	const match = FORM.exec(name.trim());
	if (!match) return null;
	const [, kind, change = "", pull = "", digest = "", reason] = match;
	if (kind === "override" && reason === void 0) return null;
	return {
		kind: kind === "override" ? "override" : "approve",
		change,
		pull: Number(pull),
		digest,
		reason: kind === "override" ? reason ?? null : null
	};
}
function nameApprovalRun({ kind, change, pull, digest, reason }) {
	return `lanekeeper ${kind} ${change} #${pull} ${digest}${reason === null ? "" : `: ${reason}`}`;
}
export { ownerAndName as a, GithubError as i, nameApprovalRun as n, parseApprovalRun as r, APPROVAL_WORKFLOW as t };
