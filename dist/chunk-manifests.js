import { s as inGroups } from "./chunk-time.js";
import { a as TOO_LARGE, s as isRegular } from "./chunk-texts.js";
import { n as loadManifest } from "./chunk-manifest.js";
// src/read/telemetry/mistakes.ts
/** `usage[0].reads.explicit`: a path as one would write it. */
function placeOf(path) {
	return path.map((part, index) => {
		if (typeof part === "number") return `[${part}]`;
		const name = String(part);
		if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `[${JSON.stringify(name)}]`;
		return index === 0 ? name : `.${name}`;
	}).join("");
}
/** One sentence for each mistake: where, what was expected. */
function describeMistakes(error) {
	return error.issues.flatMap((issue) => describeIssue(issue, issue.path));
}
function describeIssue(issue, path) {
	const place = placeOf(path) || "the top level";
	if (issue.code === "invalid_union") {
		const options = issue.errors.flatMap((branch) => branch.map(expectationOf));
		return [`${place}: expected ${[...new Set(options)].join(" or ")}`];
	}
	if (issue.code === "custom") return [`${place}: expected ${issue.message}`];
	return [`${place}: expected ${expectationOf(issue)}`];
}
function expectationOf(issue) {
	switch (issue.code) {
		case "invalid_type": return issue.expected === "int" ? "a whole number" : `${article(issue.expected)} ${issue.expected}`;
		case "invalid_value": return `one of ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
		case "too_small": return issue.origin === "string" || issue.origin === "array" ? issue.message : `${issue.inclusive ? "at least" : "more than"} ${issue.minimum}`;
		case "too_big": return `at most ${issue.maximum}`;
		default: return issue.message;
	}
}
const article = (word) => /^[aeio]/.test(word) ? "an" : "a";
// src/read/ask-json/address.ts
/** Which addresses may be asked: https, or http to this machine. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
/** Whether a host name (as `URL` prints it) is this machine. */
function isLoopback(hostname) {
	return LOOPBACK.test(hostname);
}
/** The address, or why it is not asked. Credentials in it are refused, and not repeated. */
function addressOf(text) {
	if (!URL.canParse(text)) return { refused: "the address in the manifest is no URL" };
	const url = new URL(text);
	if (url.username !== "" || url.password !== "") return { refused: `the address of ${url.host} holds credentials: name an environment variable with token_env instead` };
	if (url.protocol === "https:" || url.protocol === "http:" && isLoopback(url.hostname)) return { url };
	return { refused: `${url.protocol}//${url.host} is not asked: only https, or http to this machine (localhost)` };
}
/** An address below the one that the manifest names, keeping its own path. */
function below(base, path) {
	const [address = "", query] = base.split("?", 2);
	return `${address.replace(/\/+$/, "")}${path}${query === void 0 ? "" : `?${query}`}`;
}
// src/read/ask-json/body.ts
/** An answer's body, read no further than its limit. */
/** The JSON value, or why there is none. Rejects where the connection breaks, so that it can be tried again. */
async function readBody(response, limit) {
	const bytes = await readBytes(response, limit);
	if (bytes === null) return { refused: `answered with more than ${describeBytes(limit)}` };
	const type = response.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
	const kind = /^[\w.+/-]{1,60}$/.test(type) ? type : "no content type";
	try {
		return { value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
	} catch {
		return { refused: bytes.length === 0 ? "answered with nothing" : `answered with something that is not JSON (${kind})` };
	}
}
async function readBytes(response, limit) {
	if (Number(response.headers.get("content-length") ?? 0) > limit) {
		await response.body?.cancel();
		return null;
	}
	const chunks = [];
	let size = 0;
	for await (const chunk of response.body ?? []) {
		size += chunk.length;
		if (size > limit) return null;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
/** `8 MiB`, or bytes where it is no whole number of them. */
function describeBytes(bytes) {
	const mebibyte = 1048576;
	return bytes % mebibyte === 0 ? `${bytes / mebibyte} MiB` : `${inGroups(bytes)} bytes`;
}
// src/read/ask-json/problem.ts
/** What a server says went wrong (RFC 9457), and its words made harmless. */
/** The members of a problem; null: the body is none. */
function problemOf(value) {
	return value !== null && typeof value === "object" && !Array.isArray(value) ? value : null;
}
/** Whether a problem is of a type, named in full or by the end of its address: `unknown-object`. */
function isProblem(problem, type) {
	const told = problem?.type;
	return typeof told === "string" && (told === type || new RegExp(`[/:#]${type}$`).test(told));
}
/** One line without control or direction characters, cut at `limit` characters. */
function plain(text, limit) {
	const clean = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").trim();
	return clean.length > limit ? `${clean.slice(0, limit - 1)}…` : clean;
}
// src/read/ask-json/token.ts
/** A bearer token from the environment variable that the manifest names. It is sent, and never printed. */
/** The token (null where none is asked for), or why it cannot be used. */
function readToken(name, env) {
	if (name === null) return { value: null };
	const value = env[name]?.trim() ?? "";
	if (value === "") return { refused: `the environment variable ${name}, which holds the token, is not set` };
	if (!/^[\x21-\x7e]+$/.test(value)) return { refused: `the environment variable ${name} holds characters that no token has (a line break or a space?)` };
	return { value };
}
// src/read/ask-json.ts
/**
* One question over HTTP, answered in JSON or refused with a reason. It may take a limited time and a limited number
* of bytes, tries included, and stays at the host that the manifest names.
*/
const BUDGET = 1e4;
const LIMIT = 8388608;
const FIRST_PAUSE = 200;
const REDIRECTS = 3;
const PASSING = /* @__PURE__ */ new Set([
	408,
	425,
	429,
	500,
	502,
	503,
	504
]);
/** Never rejects. */
async function askJson(question) {
	const address = addressOf(question.url);
	if ("refused" in address) return refuse(address.refused);
	const token = readToken(question.tokenEnv, question.env);
	if ("refused" in token) return refuse(token.refused);
	const hide = (text) => token.value === null ? text : text.replaceAll(token.value, "***");
	const answer = await askWithin(question, address.url, token.value);
	return answer.ok ? answer : {
		...answer,
		why: hide(answer.why)
	};
}
async function askWithin(question, url, token) {
	const budget = question.budget ?? BUDGET;
	const end = performance.now() + budget;
	let pause = FIRST_PAUSE;
	for (let tries = 1;; tries += 1) {
		const tried = await askOnce(question, url, token, end);
		if ("answer" in tried) return tried.answer;
		const wait = tried.after ?? pause * (.75 + Math.random() / 2);
		const left = end - performance.now();
		if (wait >= left) {
			const spent = Math.max(0, budget - Math.max(left, 0)) / 1e3;
			const times = tries === 1 ? "once" : `${tries} times`;
			return refuse(`${tried.retry} (tried ${times} in ${spent.toFixed(1)} s)`);
		}
		await new Promise((resolve) => setTimeout(resolve, wait));
		pause *= 2;
	}
}
async function askOnce(question, url, token, end) {
	const controller = new AbortController();
	const timer = setTimeout(() => controller.abort(/* @__PURE__ */ new Error("out of time")), Math.max(0, end - performance.now()));
	try {
		const response = await follow(question, url, token, controller.signal);
		if (typeof response === "string") return { answer: refuse(response) };
		return judge(url, response, await readBody(response, question.limit ?? LIMIT));
	} catch (error) {
		const why = controller.signal.aborted ? "did not answer in time" : `could not be reached: ${causeOf(error)}`;
		return {
			retry: `${url.host} ${why}`,
			after: controller.signal.aborted ? Number.POSITIVE_INFINITY : null
		};
	} finally {
		clearTimeout(timer);
		controller.abort();
	}
}
/** Follows redirects on the same host; a string says why one was not followed. */
async function follow(question, start, token, signal) {
	let url = start;
	for (let hops = 0; hops <= REDIRECTS; hops += 1) {
		const response = await fetch(url.href, requestFor(question, token, signal));
		if (response.status < 300 || response.status > 399 || response.status === 304) return response;
		const next = nextOf(response.headers.get("location"), url);
		if (!next) return `${start.host} redirects without saying where to`;
		if (!staysAt(start, next)) return `${start.host} redirects to ${plain(next.host, 100)}, and only the host that the manifest names is asked`;
		if (question.body !== void 0 && response.status < 307) return `${start.host} redirects a question (POST) in a way that would lose it (status ${response.status}): put the final address into the manifest`;
		await response.body?.cancel();
		url = next;
	}
	return `${start.host} redirects more than ${REDIRECTS} times`;
}
function requestFor(question, token, signal) {
	const headers = { accept: "application/json, application/problem+json" };
	if (token !== null) headers.authorization = `Bearer ${token}`;
	if (question.body === void 0) return {
		headers,
		signal,
		redirect: "manual"
	};
	headers["content-type"] = "application/json";
	return {
		method: "POST",
		headers,
		signal,
		redirect: "manual",
		body: JSON.stringify(question.body)
	};
}
function nextOf(location, url) {
	return location !== null && URL.canParse(location, url.href) ? new URL(location, url) : null;
}
function staysAt(start, next) {
	if (next.username !== "" || next.password !== "") return false;
	if (next.protocol === start.protocol) return next.host === start.host;
	return start.protocol === "http:" && next.protocol === "https:" && next.hostname === start.hostname;
}
function judge(url, response, body) {
	const status = response.status;
	if (PASSING.has(status)) return {
		retry: `${url.host} answered with status ${status}`,
		after: pauseOf(response.headers)
	};
	if (status < 200 || status > 299) {
		const problem = "value" in body ? problemOf(body.value) : null;
		return { answer: {
			ok: false,
			why: explainStatus(url, status, problem),
			status,
			problem
		} };
	}
	if ("refused" in body) return { answer: {
		ok: false,
		why: `${url.host} ${body.refused}`,
		status,
		problem: null
	} };
	return { answer: {
		ok: true,
		value: body.value
	} };
}
function explainStatus(url, status, problem) {
	const said = [problem?.title, problem?.detail].filter((part) => typeof part === "string").join(": ");
	const about = said === "" ? "" : ` (it says: ${plain(said, 200)})`;
	if (status === 401) return `${url.host} does not accept the token (status 401)${about}`;
	if (status === 403) return `the token may not ask this of ${url.host} (status 403)${about}`;
	if (status === 404) return `${url.host} has nothing at ${url.pathname} (status 404)${about}`;
	return `${url.host} answered with status ${status}${about}`;
}
/** Milliseconds that the server asks to wait; null: it does not say. */
function pauseOf(headers) {
	const text = headers.get("retry-after")?.trim() ?? "";
	if (/^\d{1,9}$/.test(text)) return Number(text) * 1e3;
	const until = Date.parse(text);
	return Number.isNaN(until) ? null : Math.max(0, until - Date.now());
}
/** The innermost reason, such as `connect ECONNREFUSED 127.0.0.1:1`. */
function causeOf(error) {
	let cause = error;
	while (cause instanceof Error && cause.cause instanceof Error) cause = cause.cause;
	return plain(cause instanceof Error ? cause.message || cause.name : String(cause), 200);
}
const refuse = (why) => ({
	ok: false,
	why,
	status: null,
	problem: null
});
// src/world/manifests.ts
/** Reads the manifest of a commit. `path` null: `lanekeeper.yml`, else `.github/lanekeeper.yml`. */
async function manifestAt(repository, commit, path) {
	const list = async (glob) => {
		return [...(await repository.list(commit, [glob])).keys()];
	};
	const read = async (name) => {
		const entry = (await repository.entries(commit, [name])).get(name);
		if (!entry) return null;
		if (!isRegular(entry)) return { unread: "it is a link, which is not followed" };
		const text = (await repository.texts([entry.blob])).get(entry.blob);
		if (text === TOO_LARGE) return " ".repeat(2097152);
		return text ?? { unread: "it is not a text file (binary, or UTF-16)" };
	};
	return loadManifest(list, read, path ?? void 0);
}
export { below as a, plain as i, askJson as n, describeMistakes as o, isProblem as r, manifestAt as t };
