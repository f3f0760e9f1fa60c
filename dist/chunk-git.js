import { c as matchesAny } from "./chunk-code.js";
import { t as UserError } from "./chunk-user-error.js";
import { n as readTexts, o as diffTrees, r as readChangedFiles } from "./chunk-texts.js";
import { resolve } from "node:path";
import { spawn } from "node:child_process";
// src/read/git/run-git.ts
/** Starts git so that it only reads: no network, no lock, no prompt, no program that a repository's configuration names. */
/** Set by hooks for their own repository; ours is found from the folder that was named. */
const INHERITED = [
	"GIT_DIR",
	"GIT_WORK_TREE",
	"GIT_INDEX_FILE",
	"GIT_COMMON_DIR",
	"GIT_PREFIX",
	"GIT_EXTERNAL_DIFF"
];
const SETTINGS = [
	"core.fsmonitor=false",
	"core.quotePath=false",
	"core.untrackedCache=false",
	"core.commitGraph=true",
	"protocol.allow=never",
	"submodule.recurse=false"
];
function environment() {
	const own = {
		...process.env,
		LC_ALL: "C",
		GIT_OPTIONAL_LOCKS: "0",
		GIT_TERMINAL_PROMPT: "0",
		GIT_NO_LAZY_FETCH: "1",
		GIT_ALLOW_PROTOCOL: "none",
		GIT_NO_REPLACE_OBJECTS: "1"
	};
	for (const name of INHERITED) delete own[name];
	return own;
}
/** A git process in `folder`; the caller owns it. */
function startGit(folder, args) {
	const settings = SETTINGS.flatMap((setting) => ["-c", setting]);
	return spawn("git", [
		"--no-pager",
		...settings,
		...args
	], {
		cwd: folder,
		env: environment()
	});
}
/** Runs git to its end. Rejects with `UserError` only where git itself cannot be started. */
function runGit(folder, args, input = "") {
	return new Promise((resolve, reject) => {
		const child = startGit(folder, args);
		const stdout = [];
		let stderr = "";
		child.stdout.on("data", (chunk) => stdout.push(chunk));
		child.stderr.on("data", (chunk) => {
			if (stderr.length < 4096) stderr += chunk.toString("utf8");
		});
		child.on("error", (error) => reject(explainStart(folder, error)));
		child.on("close", (code) => resolve({
			code: code ?? 128,
			stdout: Buffer.concat(stdout),
			stderr
		}));
		child.stdin.on("error", () => void 0);
		child.stdin.end(input);
	});
}
/** Runs git and gives what it printed; rejects with what it said where it failed. */
async function readGit(folder, args, input = "") {
	const result = await runGit(folder, args, input);
	if (result.code !== 0) throw new Error(`git ${args[0]} failed in ${folder}: ${firstLine(result.stderr)}`);
	return result.stdout;
}
/** The line that says what went wrong, without git's `fatal: `. */
function firstLine(stderr) {
	const lines = stderr.split("\n").filter((line) => line.trim() !== "");
	return (lines.find((candidate) => candidate.startsWith("fatal: ")) ?? lines[0] ?? "no reason was given").replace(/^fatal: /, "");
}
/** Why git could not be started at all, told to a person. */
function explainStart(folder, error) {
	const text = error instanceof Error ? error.message : String(error);
	return text.includes("ENOENT") ? new UserError(`git could not be started in ${folder}: the folder does not exist or git is not on the PATH.`, "Name an existing folder with --repo, and install git 2.36 or newer.") : new UserError(`git could not be started in ${folder}: ${text}`, "Check that git can be run by this user.");
}
// src/read/git/object-reader.ts
const HEAD = /^([0-9a-f]{40}|[0-9a-f]{64}) (commit|tree|blob|tag) (\d+)$/;
const NEWLINE = 10;
var ObjectReader = class {
	#folder;
	#child = null;
	#waiting = [];
	#next = 0;
	#chunks = [];
	#length = 0;
	#head = null;
	#stderr = "";
	#unsent = [];
	constructor(folder) {
		this.#folder = folder;
	}
	/** Type and size of what a name means; null: nothing, or more than one thing. */
	async info(name) {
		return /[\n\0]/.test(name) || name === "" ? null : (await this.#ask("info", name, false)).head;
	}
	/** An object with its bytes, which are held in memory: ask for the size first. */
	async contents(id) {
		const { head, body } = await this.#ask("contents", id, true);
		return head && body ? {
			head,
			body
		} : null;
	}
	/** Ends the process; what was still being asked fails. The next question starts another. */
	close() {
		const child = this.#child;
		if (!child) return;
		this.#fail(child, /* @__PURE__ */ new Error("the reader of objects was closed"));
		child.stdin.end();
	}
	#ask(verb, name, withBody) {
		return new Promise((resolve, reject) => {
			this.#child ??= this.#start();
			this.#holdProcess(this.#child, true);
			this.#waiting.push({
				withBody,
				resolve,
				reject
			});
			if (this.#unsent.length === 0) queueMicrotask(() => this.#send());
			this.#unsent.push(`${verb} ${name}\n`);
		});
	}
	/** What was asked in one turn goes out as one, and comes back with one flush. */
	#send() {
		const lines = this.#unsent.join("");
		this.#unsent = [];
		if (lines !== "") this.#child?.stdin.write(`${lines}flush\n`);
	}
	#start() {
		const child = startGit(this.#folder, [
			"cat-file",
			"--batch-command",
			"--buffer"
		]);
		this.#chunks = [];
		this.#length = 0;
		this.#head = null;
		this.#stderr = "";
		child.stdout.on("data", (chunk) => {
			if (child !== this.#child) return;
			this.#chunks.push(chunk);
			this.#length += chunk.length;
			this.#deliver();
		});
		child.stderr.on("data", (chunk) => {
			if (this.#stderr.length < 4096) this.#stderr += chunk.toString("utf8");
		});
		child.stdin.on("error", () => void 0);
		child.on("error", (error) => this.#fail(child, explainStart(this.#folder, error)));
		child.on("close", () => this.#fail(child, this.#explainEnd()));
		return child;
	}
	#explainEnd() {
		const reason = firstLine(this.#stderr);
		const next = reason.includes("promisor remote") ? "This clone is partial, and nothing is fetched here: git fetch --refetch --no-filter" : "Check the repository with: git fsck";
		return new UserError(`git stopped reading objects in ${this.#folder}: ${reason}`, next);
	}
	/** Answers all requests whose bytes are here. */
	#deliver() {
		let bytes = Buffer.alloc(0);
		let at = 0;
		const gather = () => {
			if (this.#chunks.length === 0) return;
			bytes = Buffer.concat([bytes.subarray(at), ...this.#chunks]);
			at = 0;
			this.#chunks = [];
		};
		for (let request = this.#waiting[this.#next]; request; request = this.#waiting[this.#next]) {
			const needed = this.#head ? this.#head.size + 1 : 1;
			if (this.#length < needed) break;
			gather();
			if (this.#head) {
				const body = Buffer.from(bytes.subarray(at, at + needed - 1));
				at += needed;
				this.#length -= needed;
				this.#settle(request, this.#head, body);
				continue;
			}
			const end = bytes.indexOf(NEWLINE, at);
			if (end < 0) break;
			const head = parseHead(bytes.toString("utf8", at, end));
			this.#length -= end + 1 - at;
			at = end + 1;
			if (head && request.withBody) this.#head = head;
			else this.#settle(request, head, null);
		}
		if (at < bytes.length) this.#chunks.unshift(bytes.subarray(at));
	}
	#settle(request, head, body) {
		this.#head = null;
		this.#next += 1;
		if (this.#next === this.#waiting.length) {
			this.#waiting = [];
			this.#next = 0;
			if (this.#child) this.#holdProcess(this.#child, false);
		}
		request.resolve({
			head,
			body
		});
	}
	#fail(child, error) {
		if (child !== this.#child) return;
		this.#child = null;
		this.#unsent = [];
		const left = this.#waiting.slice(this.#next);
		this.#waiting = [];
		this.#next = 0;
		for (const request of left) request.reject(error);
	}
	/** An idle reader must not keep the program from ending; a busy one must. */
	#holdProcess(child, hold) {
		const pipes = [
			child.stdin,
			child.stdout,
			child.stderr
		];
		for (const handle of [child, ...pipes]) if (hold) handle.ref();
		else handle.unref();
	}
};
function parseHead(line) {
	const match = HEAD.exec(line);
	return match ? {
		id: match[1] ?? "",
		type: match[2] ?? "",
		size: Number(match[3])
	} : null;
}
// src/read/git/open-folder.ts
/** Finds the repository that a folder belongs to. */
const NEXT = "Run lanekeeper inside a git repository, or name one with --repo DIR.";
/** Throws `UserError` where there is no repository that may be read. */
async function openFolder(folder) {
	const absolute = resolve(folder);
	const found = await runGit(absolute, [
		"rev-parse",
		"--absolute-git-dir",
		"--is-inside-work-tree",
		"--is-shallow-repository"
	]);
	if (found.code !== 0) throw explainFailure(absolute, found);
	const [gitFolder = absolute, inside, shallow] = found.stdout.toString("utf8").trimEnd().split("\n");
	if (inside !== "true") return {
		folder: gitFolder,
		shallow: shallow === "true"
	};
	const top = await runGit(absolute, ["rev-parse", "--show-toplevel"]);
	if (top.code !== 0) throw explainFailure(absolute, top);
	return {
		folder: top.stdout.toString("utf8").replace(/\n$/, ""),
		shallow: shallow === "true"
	};
}
function explainFailure(folder, result) {
	if (/dubious ownership/.test(result.stderr)) return new UserError(`${folder} belongs to another user, so git refuses to read it.`, `If you trust it: git config --global --add safe.directory ${folder}`);
	if (/not a git repository/.test(result.stderr)) return new UserError(`${folder} is not in a git repository.`, NEXT);
	return new UserError(`${folder} could not be read as a git repository: ${firstLine(result.stderr)}`, NEXT);
}
// src/read/git/tree-objects.ts
const FOLDER = "40000";
/** A path as text; bytes that are not UTF-8 are spelled `\xff`, so that two paths never become one. */
function decodePath(bytes) {
	const text = bytes.toString("utf8");
	if (!text.includes("�") || Buffer.from(text, "utf8").equals(bytes)) return text;
	return bytes.toString("latin1").replace(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`);
}
/** The entries of one tree object: `mode SP name NUL id` again and again. */
function parseTree(body, idBytes) {
	const nodes = [];
	for (let at = 0; at < body.length;) {
		const space = body.indexOf(32, at);
		const nul = body.indexOf(0, space);
		if (space < 0 || nul < 0 || nul + 1 + idBytes > body.length) throw new Error("a tree object is cut short");
		nodes.push({
			mode: body.toString("latin1", at, space),
			name: decodePath(body.subarray(space + 1, nul)),
			id: body.toString("hex", nul + 1, nul + 1 + idBytes)
		});
		at = nul + 1 + idBytes;
	}
	return nodes;
}
/** Whole listings that are kept, the newest: several questions are asked of one commit in a row. */
const KEPT_LISTINGS = 8;
var TreeReader = class {
	#objects;
	#trees = /* @__PURE__ */ new Map();
	#listings = /* @__PURE__ */ new Map();
	constructor(objects) {
		this.#objects = objects;
	}
	/** All files under a tree by path. */
	files(root) {
		const known = this.#listings.get(root);
		if (known) return known;
		const listing = this.#list(root, "").then((entries) => new Map(entries));
		listing.catch(() => this.#listings.delete(root));
		this.#listings.set(root, listing);
		const [oldest] = this.#listings.keys();
		if (this.#listings.size > KEPT_LISTINGS && oldest !== void 0) this.#listings.delete(oldest);
		return listing;
	}
	/** What lies at one path under a tree, a folder or nothing being null; reads no more than the folders on the way. */
	async at(root, path) {
		const names = path.split("/");
		const last = names.pop();
		let tree = root;
		for (const name of names) {
			const folder = (await this.#load(tree)).find((node) => node.name === name && node.mode === FOLDER);
			if (!folder) return null;
			tree = folder.id;
		}
		const file = (await this.#load(tree)).find((node) => node.name === last && node.mode !== FOLDER);
		return file ? {
			blob: file.id,
			mode: file.mode
		} : null;
	}
	#load(id) {
		const known = this.#trees.get(id);
		if (known) return known;
		const loading = this.#read(id);
		this.#trees.set(id, loading);
		loading.catch(() => this.#trees.delete(id));
		return loading;
	}
	async #read(id) {
		const object = await this.#objects.contents(id);
		if (object?.head.type !== "tree") throw new Error(`tree ${id} is not in this repository`);
		return parseTree(object.body, id.length / 2);
	}
	async #list(id, prefix) {
		const nodes = await this.#load(id);
		return (await Promise.all(nodes.map((node) => node.mode === FOLDER ? this.#list(node.id, `${prefix}${node.name}/`) : [[prefix + node.name, {
			blob: node.id,
			mode: node.mode
		}]]))).flat();
	}
};
// src/read/git/raw-diff.ts
const STATUS = {
	A: "added",
	D: "deleted",
	R: "renamed",
	C: "added"
};
const META = /^:(\d+) (\d+) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])\d*$/;
const entryOf = (mode, blob) => /^0+$/.test(mode) ? null : {
	mode,
	blob
};
/** Reads `:mode mode id id status NUL path NUL [path NUL]` records. Anything else is an error, never skipped. */
function parseRawDiff(bytes) {
	const fields = splitAtNul(bytes);
	const changes = [];
	for (let at = 0; at < fields.length;) {
		const meta = META.exec(fields[at]?.toString("latin1") ?? "");
		if (!meta) throw new Error("git diff-tree answered in a form that is not understood");
		const [, oldMode = "", newMode = "", oldId = "", newId = "", letter = ""] = meta;
		const paired = letter === "R" || letter === "C";
		const from = decodePath(fields[at + 1] ?? Buffer.alloc(0));
		const path = paired ? decodePath(fields[at + 2] ?? Buffer.alloc(0)) : from;
		changes.push({
			status: STATUS[letter] ?? "modified",
			path,
			from: letter === "R" ? from : null,
			before: letter === "C" ? null : entryOf(oldMode, oldId),
			after: entryOf(newMode, newId)
		});
		at += paired ? 3 : 2;
	}
	return changes;
}
/** Fields that each end with NUL; the last may lack it. */
function splitAtNul(bytes) {
	const fields = [];
	for (let at = 0; at < bytes.length;) {
		const end = bytes.indexOf(0, at);
		fields.push(bytes.subarray(at, end < 0 ? bytes.length : end));
		at = end < 0 ? bytes.length : end + 1;
	}
	return fields;
}
// src/read/git.ts
/** A repository on this machine, read through git. Work tree, index and configuration are never touched. */
/** Opens the repository that `folder` lies in: bare ones, worktrees and subfolders too. Throws `UserError`. */
async function openRepository(folder) {
	const opened = await openFolder(folder);
	return new GitRepository(opened.folder, opened.shallow);
}
const DIFF = [
	"diff-tree",
	"-r",
	"-z",
	"--raw",
	"--no-abbrev",
	"-M",
	"-l1000",
	"--no-ext-diff",
	"--no-textconv"
];
const GREP = [
	"grep",
	"-a",
	"-l",
	"-z",
	"-F",
	"--no-textconv",
	"--no-recurse-submodules",
	"--full-name"
];
/** Names of refs and ids, and steps back from them; anything else may be a request that makes git give up. */
const PLAIN = /^[A-Za-z0-9_./~^-]+$/;
const FULL_ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
var GitRepository = class {
	name;
	#folder;
	#shallow;
	#objects;
	#trees;
	#roots = /* @__PURE__ */ new Map();
	constructor(folder, shallow) {
		this.name = folder;
		this.#folder = folder;
		this.#shallow = shallow;
		this.#objects = new ObjectReader(folder);
		this.#trees = new TreeReader(this.#objects);
	}
	async resolve(ref) {
		if (!PLAIN.test(ref)) return await this.#resolveOdd(ref);
		return (await this.#objects.info(`${ref}^{commit}`))?.id ?? null;
	}
	/** What git dies of (`@{upstream}` without one) must not take the reader of objects with it. */
	async #resolveOdd(ref) {
		const open = ref.split("{").length !== ref.split("}").length;
		if (ref === "" || open || /[\n\0]/.test(ref)) return null;
		const args = [
			"rev-parse",
			"--verify",
			"--quiet",
			"--end-of-options",
			`${ref}^{commit}`
		];
		const result = await runGit(this.#folder, args);
		const id = result.stdout.toString("utf8").trim();
		return result.code === 0 && FULL_ID.test(id) ? id : null;
	}
	async defaultBase() {
		return await this.#remoteDefault() ?? await this.#symbolic("HEAD") ?? "HEAD";
	}
	async #remoteDefault() {
		const refs = (await readGit(this.#folder, [
			"for-each-ref",
			"--format=%(refname)",
			"refs/remotes/"
		])).toString("utf8").split("\n");
		const heads = refs.filter((ref) => /^refs\/remotes\/[^/]+\/HEAD$/.test(ref));
		const head = heads.find((ref) => ref === "refs/remotes/origin/HEAD") ?? (heads.length === 1 ? heads[0] : null);
		if (head) return await this.#symbolic(head);
		const usual = ["refs/remotes/origin/main", "refs/remotes/origin/master"].filter((ref) => refs.includes(ref));
		return usual.length === 1 ? usual[0] ?? null : null;
	}
	async #symbolic(ref) {
		const result = await runGit(this.#folder, [
			"symbolic-ref",
			"--quiet",
			ref
		]);
		return result.code === 0 ? result.stdout.toString("utf8").trim() : null;
	}
	async mergeBase(a, b) {
		for (const commit of [a, b]) await this.#requireHere(commit);
		const result = await runGit(this.#folder, [
			"merge-base",
			"--end-of-options",
			a,
			b
		]);
		if (result.code === 0) return result.stdout.toString("utf8").trim();
		if (!this.#shallow) return null;
		throw new UserError(`The common ancestor of ${short(a)} and ${short(b)} is not in this shallow clone.`, "git fetch --unshallow (in a workflow: fetch-depth: 0)");
	}
	async tree(commit) {
		return await this.#trees.files(await this.#rootOf(commit));
	}
	async list(commit, globs) {
		const matches = matchesAny(globs);
		return new Map([...await this.tree(commit)].filter(([path]) => matches(path)));
	}
	async changedBlobs(from, to) {
		return diffTrees(...await Promise.all([this.tree(from), this.tree(to)]));
	}
	async entries(commit, paths) {
		const root = await this.#rootOf(commit);
		const found = await Promise.all(paths.map((path) => this.#trees.at(root, path)));
		return new Map(paths.flatMap((path, index) => found[index] ? [[path, found[index]]] : []));
	}
	/** Only a full id of a commit will do: what else `^{tree}` could be taken of is not a commit. */
	async #rootOf(commit) {
		const known = this.#roots.get(commit);
		if (known) return known;
		await this.#requireHere(commit);
		const root = await this.#objects.info(`${commit}^{tree}`);
		if (!root) throw await this.missing(commit);
		this.#roots.set(commit, root.id);
		return root.id;
	}
	texts(blobs) {
		return readTexts(this.#objects, blobs);
	}
	async changedFiles(from, to) {
		for (const commit of [from, to]) await this.#requireHere(commit);
		const raw = await readGit(this.#folder, [
			...DIFF,
			"--ignore-submodules=none",
			"--end-of-options",
			from,
			to
		]);
		return await readChangedFiles(parseRawDiff(raw), (blobs) => this.texts(blobs));
	}
	async search(commit, words) {
		await this.#requireHere(commit);
		if (words.length === 0) return /* @__PURE__ */ new Set();
		if (words.some((word) => word === "" || word.includes("\0"))) return new Set((await this.tree(commit)).keys());
		const args = [
			...GREP,
			"-f",
			"-",
			commit,
			"--"
		];
		const result = await runGit(this.#folder, args, `${words.join("\n")}\n`);
		if (result.code > 1 || result.code === 1 && result.stderr !== "") throw new Error(`git grep failed in ${this.#folder}: ${result.stderr.trim()}`);
		const prefix = `${commit}:`.length;
		return new Set(splitAtNul(result.stdout).map((line) => decodePath(line.subarray(prefix))));
	}
	async missing(commit) {
		const quoted = JSON.stringify(commit);
		if (FULL_ID.test(commit)) return this.#missingId(commit);
		if (await this.resolve("HEAD") === null && !this.#shallow) return new UserError(`${this.#folder} has no commit that ${quoted} could name: HEAD has none.`, "Commit something first, or name a branch that has commits.");
		return new UserError(`${quoted} names no commit (or more than one) in ${this.#folder}.`, this.#shallow ? "This clone is shallow: git fetch --unshallow --tags, then try again." : "Check the name with: git branch --all; git tag. It may need a git fetch.");
	}
	#missingId(commit) {
		return this.#shallow ? new UserError(`Commit ${short(commit)} is not in this shallow clone.`, "git fetch --unshallow") : new UserError(`Commit ${short(commit)} is not in ${this.#folder}.`, `git fetch --all --tags, or: git fetch origin ${commit}`);
	}
	async #requireHere(commit) {
		if (await this.resolve(commit) !== commit) throw await this.missing(commit);
	}
	close() {
		this.#objects.close();
	}
};
const short = (commit) => commit.slice(0, 12);
export { openRepository as t };
