import { a as ownerAndName, i as GithubError } from "./chunk-approval-run.js";
// src/github/permissions.ts
/** Which permission a route needs, for messages. Source: GitHub's table of permissions required for GitHub Apps. */
const TABLE = [
	[/\/statuses\b/, "Commit statuses: write (in a workflow: statuses: write)"],
	[/\/check-(?:runs|suites)\b/, "Checks: write (in a workflow: checks: write)"],
	[/^(?:POST|PATCH|DELETE) .*\/issues\//, "Pull requests: write (in a workflow: pull-requests: write)"],
	[/\/issues\b|\/pulls\b/, "Pull requests: read (in a workflow: pull-requests: read)"],
	[/deployment_protection_rule/, "Deployments: write"],
	[/\/deployments\b/, "Deployments: read (in a workflow: deployments: read)"],
	[/\/environments\b|\/actions\//, "Actions: read (in a workflow: actions: read)"],
	[/^GET \/orgs\/[^ ]*teams/, "Members: read, which no workflow token has: the token of an App of your own has it"],
	[/\/collaborators\//, "Metadata: read, by a token that may see the collaborators"],
	[/\/branches\/[^ ]*protection/, "Administration: read"],
	[/\/(?:compare|git|contents|tarball|commits)\b/, "Contents: read (in a workflow: contents: read)"]
];
/** The permission that a route is refused without; empty where it is not known. */
function permissionFor(route) {
	return TABLE.find(([pattern]) => pattern.test(route))?.[1] ?? "";
}
// src/github/failure.ts
/** What went wrong with a request, in words that name the permission or the limit. */
function headersOf(value) {
	if (typeof value !== "object" || value === null) return {};
	return Object.fromEntries(Object.entries(value).map(([name, text]) => [name.toLowerCase(), String(text)]));
}
/** When the limit ends: milliseconds since the epoch; null: the answer does not say. */
function retryAt(headers, now) {
	const after = Number(headers["retry-after"]);
	if (headers["retry-after"] !== void 0 && Number.isFinite(after)) return now + after * 1e3;
	const reset = Number(headers["x-ratelimit-reset"]);
	return headers["x-ratelimit-remaining"] === "0" && Number.isFinite(reset) ? reset * 1e3 : null;
}
const said = (thrown) => {
	const data = thrown.response?.data;
	const message = typeof data === "object" && data !== null && "message" in data ? String(data.message) : thrown.message;
	return String(message ?? "no reason given").replace(/\s+/g, " ").slice(0, 300);
};
function isLimited(status, headers, text) {
	if (status === 429) return true;
	return status === 403 && (headers["x-ratelimit-remaining"] === "0" || headers["retry-after"] !== void 0 || /rate limit|abuse detection/i.test(text));
}
function troubleOf(status, headers, text) {
	if (isLimited(status, headers, text)) return "limited";
	if (status === 401 || status === 403) return "forbidden";
	if (status === 404 || status === 410) return "not-found";
	return status >= 500 ? "unreachable" : "refused";
}
function nextStep(trouble, route, headers, at) {
	const accepted = headers["x-accepted-github-permissions"];
	const permission = accepted ? `one of: ${accepted.replace(/; /g, " or ")}` : permissionFor(route);
	switch (trouble) {
		case "limited": return at === null ? "Try again in a few minutes; fewer jobs at once help." : `Nothing to do: it can be asked again at ${new Date(at).toISOString()}.`;
		case "forbidden": return permission === "" ? "Give the token the right to do it." : `Give the token ${permission}.`;
		case "not-found": return permission === "" ? "Check that it exists and that the token may see it." : `Check that it exists; a token that may not see it gets the same answer: ${permission}.`;
		case "unreachable": return "Try again later; nothing was decided from what is missing.";
		default: return "Try again: what it was about may have changed meanwhile.";
	}
}
/** Puts what was thrown into our words. `asked` is the route, or the query's name. */
function failureOf(error, asked, now) {
	if (error instanceof GithubError) return error;
	const thrown = typeof error === "object" && error !== null ? error : {};
	const headers = headersOf(thrown.response?.headers ?? thrown.headers);
	const status = Number(thrown.response?.status ?? thrown.status);
	const text = said(thrown);
	if (!Number.isInteger(status) || status < 100 || isHalfRead(thrown, status)) {
		const trouble = thrown.name === "SyntaxError" ? "malformed" : "unreachable";
		return new GithubError(asked, `GitHub gave no whole answer to ${asked}: ${text}`, {
			trouble,
			status: null,
			next: nextStep("unreachable", asked, headers, null)
		});
	}
	const trouble = troubleOf(status, headers, text);
	const at = trouble === "limited" ? retryAt(headers, now) : null;
	return new GithubError(asked, `GitHub answered ${status} to ${asked}: ${text}`, {
		trouble,
		status,
		next: nextStep(trouble, asked, headers, at),
		retryAt: at
	});
}
/** octokit gives status 500 to what never came. */
function isHalfRead(thrown, status) {
	return status === 500 && thrown.response === void 0;
}
// src/github/client.ts
/** GitHub's API over an octokit: counted, tried again where that helps, ended in time, and failing in our words. */
const CALL_LIMIT = 3e4;
const TRIES = 3;
/** Answers kept for `If-None-Match`: an answer that has not changed costs nothing of the hour's limit. */
const KEPT = 500;
const nameOfQuery = (query) => /^\s*query\s+(\w+)/.exec(query)?.[1] ?? "a GraphQL query";
const pathOf = (route) => route.replace(/^[A-Z]+ /, "");
const isRead = (route) => /^(?:GET|HEAD) /.test(route);
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
function githubOver(octokit, options = {}) {
	return new Client(octokit, options);
}
var Client = class {
	made = {
		rest: 0,
		graphql: 0
	};
	#octokit;
	#options;
	#kept = /* @__PURE__ */ new Map();
	#started = null;
	constructor(octokit, options) {
		this.#octokit = octokit;
		this.#options = options;
	}
	async request(route, parameters = {}) {
		const key = isRead(route) ? JSON.stringify([route, parameters]) : null;
		const known = key === null ? void 0 : this.#kept.get(key);
		const etag = known?.headers.etag;
		const headers = {
			...parameters.headers ?? {},
			...etag ? { "if-none-match": etag } : {}
		};
		const answer = await this.#tried(route, isRead(route), async (signal) => {
			this.made.rest += 1;
			const raw = await this.#octokit.request(route, {
				...parameters,
				headers,
				request: { signal }
			});
			if (typeof raw.data === "string") throw cut(route);
			return raw;
		}).catch((error) => {
			if (known && error instanceof GithubError && error.status === 304) return known;
			throw error;
		});
		const told = {
			status: answer.status,
			headers: headersOf(answer.headers),
			data: answer.data
		};
		if (key !== null && told.headers.etag) this.#keep(key, told);
		return told;
	}
	async graphql(query, variables = {}) {
		return await this.#tried(nameOfQuery(query), true, async (signal) => {
			this.made.graphql += 1;
			return await this.#octokit.graphql(query, {
				...variables,
				request: { signal }
			});
		});
	}
	async tarball(repository, commit) {
		const route = "GET /repos/{owner}/{repo}/tarball/{ref}";
		return await this.#tried(route, true, async (signal) => {
			this.made.rest += 1;
			const request = {
				signal,
				redirect: "manual",
				parseSuccessResponseBody: false
			};
			const parameters = {
				...ownerAndName(repository),
				ref: commit,
				request
			};
			const answer = await this.#octokit.request(route, parameters);
			const location = headersOf(answer.headers).location;
			if (location === void 0) return streamOf(answer.data, route);
			return await this.#followed(location, route, signal);
		});
	}
	/** The place that GitHub names holds a pass of its own: the token does not go there. */
	async #followed(location, route, signal) {
		const url = URL.parse(location);
		const isLoopback = url !== null && /^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(url.hostname);
		if (url === null || url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback)) throw new GithubError(route, `GitHub names a place for ${route} that is not https`, {
			trouble: "malformed",
			status: null,
			next: "Report it to whoever runs this GitHub server."
		});
		const response = await (this.#options.fetch ?? fetch)(url, {
			signal,
			redirect: "error"
		});
		if (!response.ok || response.body === null) throw Object.assign(/* @__PURE__ */ new Error(`status ${response.status}`), { status: response.status });
		return response.body;
	}
	/** Tries a call again where nothing came or a limit ends soon; a write is tried again only where it was not carried out. */
	async #tried(asked, safe, call) {
		const end = this.#endOf();
		for (let attempt = 1;; attempt += 1) {
			const left = end - Date.now();
			try {
				return await within(call, left, asked);
			} catch (error) {
				const failure = failureOf(error, asked, Date.now());
				const wait = waitBefore(failure, attempt, safe);
				if (wait === null || Date.now() + wait >= end) throw failure;
				await (this.#options.pause ?? sleep)(wait);
			}
		}
	}
	#endOf() {
		this.#started ??= Date.now();
		const { callLimit = CALL_LIMIT, wholeLimit = Number.POSITIVE_INFINITY } = this.#options;
		return Math.min(Date.now() + callLimit, this.#started + wholeLimit);
	}
	#keep(key, answer) {
		this.#kept.delete(key);
		this.#kept.set(key, answer);
		const [oldest] = this.#kept.keys();
		if (this.#kept.size > KEPT && oldest !== void 0) this.#kept.delete(oldest);
	}
};
async function within(call, left, asked) {
	const controller = new AbortController();
	const late = new GithubError(asked, `GitHub did not answer ${pathOf(asked)} in time`, {
		trouble: "unreachable",
		status: null,
		next: "Try again later; nothing was decided from what is missing."
	});
	const timer = setTimeout(() => controller.abort(late), Math.max(1, left));
	try {
		return await call(controller.signal);
	} catch (error) {
		throw controller.signal.aborted ? late : error;
	} finally {
		clearTimeout(timer);
	}
}
const cut = (asked) => new GithubError(asked, `GitHub's answer to ${asked} is no whole JSON`, {
	trouble: "malformed",
	status: null,
	next: "Try again later; nothing was decided from a part of it."
});
/** Milliseconds to wait before the next try; null: none would help. */
function waitBefore(failure, attempt, safe) {
	if (attempt >= TRIES) return null;
	if (failure.trouble === "limited") return failure.retryAt === null ? 1e3 * 2 ** attempt : Math.max(0, failure.retryAt - Date.now());
	const again = failure.trouble === "unreachable" || failure.trouble === "malformed";
	return safe && again ? 200 * 4 ** (attempt - 1) : null;
}
function streamOf(data, asked) {
	if (data instanceof ReadableStream) return data;
	if (data instanceof ArrayBuffer) return new Blob([data]).stream();
	throw new GithubError(asked, `GitHub answered ${asked} with something that is no file`, {
		trouble: "malformed",
		status: null,
		next: "Try again later."
	});
}
export { githubOver as t };
