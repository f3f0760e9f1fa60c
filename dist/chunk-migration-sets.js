import { t as UserError } from "./chunk-user-error.js";
import { M as emptyCatalog, n as readMigrations, t as prepareSql } from "./chunk-sql.js";
import { c as matchesAny } from "./chunk-code.js";
import { a as frameworkNamed, c as folderOf, i as findMigrations, l as nameOf, n as openCache, r as detectFramework, s as downFiles, u as withinCommon } from "./chunk-cache.js";
import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { spawn } from "node:child_process";
// src/read/repository.ts
/** Texts above this many bytes are not read. */
const TEXT_LIMIT = 8388608;
/** Stands for a text that is over the limit: it exists, and nobody looked at it. */
const TOO_LARGE = Symbol("text over the size limit");
/** The commit that a ref names. Throws `UserError` where it names none. */
async function requireCommit(repository, ref) {
	const commit = await repository.resolve(ref);
	if (commit === null) throw await repository.missing(ref);
	return commit;
}
/** A file's text at a commit; null where there is no such file, or it is binary, a link or a submodule. */
async function textAt(repository, commit, path) {
	const entry = (await repository.entries(commit, [path])).get(path);
	if (!entry || !isRegular(entry)) return null;
	return (await repository.texts([entry.blob])).get(entry.blob) ?? null;
}
/** A plain file: neither a symbolic link nor a submodule. */
function isRegular(entry) {
	return entry.mode.startsWith("100");
}
// src/read/git/changed-files.ts
/** Characters of content that are kept of one diff, both sides; what comes after is `unread`. */
const DIFF_LIMIT = 268435456;
const AT_ONCE = 64;
/** Contents of links and submodules stay null: their blobs alone tell that they changed. In order of path. */
async function readChangedFiles(changes, read) {
	const sorted = [...changes].sort((a, b) => a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
	const files = [];
	let left = DIFF_LIMIT;
	for (let at = 0; at < sorted.length; at += AT_ONCE) {
		const part = sorted.slice(at, at + AT_ONCE);
		const blobs = part.flatMap((change) => [change.before, change.after].flatMap(readable));
		const texts = left > 0 ? await read(blobs) : new Map(blobs.map((blob) => [blob, TOO_LARGE]));
		for (const text of texts.values()) left -= typeof text === "string" ? text.length : 0;
		files.push(...part.map((change) => describe(change, texts)));
	}
	return files;
}
const readable = (entry) => entry && isRegular(entry) ? [entry.blob] : [];
function describe(change, texts) {
	const contentOf = (entry) => readable(entry).map((blob) => texts.get(blob) ?? null)[0] ?? null;
	const before = contentOf(change.before);
	const after = contentOf(change.after);
	return {
		path: change.path,
		from: change.from,
		status: change.status,
		beforeBlob: change.before?.blob ?? null,
		afterBlob: change.after?.blob ?? null,
		before: typeof before === "string" ? before : null,
		after: typeof after === "string" ? after : null,
		unread: before === TOO_LARGE || after === TOO_LARGE
	};
}
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
		const hint = reason.includes("promisor remote") ? " (this clone is partial, and nothing is fetched here: git fetch --refetch --no-filter)" : "";
		return /* @__PURE__ */ new Error(`git stopped reading objects in ${this.#folder}: ${reason}${hint}`);
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
// src/read/git/texts.ts
/** How many bytes git looks at for a NUL before it calls a file binary. */
const SNIFFED = 8e3;
/** The texts of blobs. What is no blob (a submodule's commit) is null; what is missing from the repository throws. */
async function readTexts(objects, blobs) {
	const ids = [...new Set(blobs)];
	const texts = await Promise.all(ids.map((id) => readText(objects, id)));
	return new Map(ids.map((id, index) => [id, texts[index] ?? null]));
}
async function readText(objects, id) {
	const head = await objects.info(id);
	if (!head) throw new Error(`the content ${id} is not in this clone (a partial clone?): git fetch --refetch --no-filter`);
	if (head.type !== "blob") return null;
	if (head.size > 8388608) return TOO_LARGE;
	const object = await objects.contents(id);
	if (!object) throw new Error(`the content ${id} could not be read`);
	return decodeText(object.body);
}
/** UTF-8 (what is not becomes U+FFFD), byte for byte otherwise; null for a binary. */
function decodeText(bytes) {
	return bytes.subarray(0, SNIFFED).includes(0) ? null : bytes.toString("utf8");
}
// src/read/git.ts
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
		return await readChangedFiles(parseRawDiff(await readGit(this.#folder, [
			...DIFF,
			"--ignore-submodules=none",
			"--end-of-options",
			from,
			to
		])), (blobs) => this.texts(blobs));
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
// src/frameworks/markers.ts
/** Small files whose text says which framework it is, or how a migration is run. */
const TELLING = /^(?:_journal\.json|metadata\.toml|Cargo\.toml|.+\.sql\.conf)$/;
const SAMPLED = /\.(?:sql|[cm]?[jt]s|py|xml|ya?ml|json)$/i;
const MIGRATIONISH = /(?:^|\/)(?:[^/]*migrat[^/]*|drizzle|changelogs?|liquibase|versions)(?:\/|$)/i;
/** Texts that one look may cost; a repository with more folders than this names them in a manifest. */
const MOST = 600;
function sampleOf(paths) {
	const middle = paths[paths.length >> 1];
	return [
		paths[0],
		middle,
		paths.at(-1)
	].filter((path) => path !== void 0);
}
/** SQL anywhere, other languages only where a folder's name suggests migrations. */
function isSampled(path) {
	if (!SAMPLED.test(path) || TELLING.test(nameOf(path))) return false;
	return /\.sql$/i.test(path) || MIGRATIONISH.test(folderOf(path));
}
/** Which files' text detection and the frameworks want: settings beside migrations, and three migrations of each folder. */
function markers(paths) {
	const telling = paths.filter((path) => TELLING.test(nameOf(path)));
	const folders = /* @__PURE__ */ new Map();
	for (const path of [...paths].sort()) {
		if (!isSampled(path)) continue;
		const folder = folderOf(path);
		const known = folders.get(folder);
		if (known) known.push(path);
		else folders.set(folder, [path]);
	}
	const samples = [...folders.values()].flatMap(sampleOf);
	return [.../* @__PURE__ */ new Set([...telling, ...samples.slice(0, MOST)])];
}
// src/frameworks/unclaimed.ts
/** Undo and baseline files, copies of the schema, first rows, archives of a tool: known, and no steps. */
const KNOWN = /^(?:[UB]\d[\d._]*__.*|down|schema|structure|seeds?|dump|baseline)\.sql$/i;
const ASIDE = /(?:^|\/)(?:seeds?|meta|\.[^/]+)\//i;
/**
* SQL files in a migrations folder that the framework would not run, and that nothing else explains: a misspelled
* name, or another runner's files. Each is a problem, for what is not run is not judged either.
*/
function unclaimedFiles(framework, paths, tree) {
	const listed = new Set(framework.list(paths, tree).map(({ path }) => path));
	const isDown = downFiles(paths);
	const within = withinCommon(paths);
	return paths.filter((path) => /\.sql$/i.test(path) && !listed.has(path)).filter((path) => !isDown(path) && !KNOWN.test(nameOf(path)) && !ASIDE.test(within(path))).sort().map((path) => ({
		path,
		line: 1,
		column: 1,
		message: `${framework.name} would not run this file, going by its name, so it was not judged: rename it as ${framework.name} asks, or move it out of the folder of the migrations`
	}));
}
// src/world/kept-catalog.ts
/** Bits of what a column may be. */
const NOT_NULL = 1;
const DEFAULTED = 2;
const isSame = (one, other) => one.path === other.path && one.line === other.line && one.column === other.column;
/** Each path once, by its place in a list. */
var Paths = class {
	all = [];
	known = /* @__PURE__ */ new Map();
	indexOf(path) {
		const index = this.known.get(path) ?? this.all.push(path) - 1;
		this.known.set(path, index);
		return index;
	}
};
function packColumn(column, of, paths) {
	const { type, notNull, defaulted, generatedFrom, place, ...rest } = column;
	const bits = (notNull ? NOT_NULL : 0) + (defaulted ? DEFAULTED : 0);
	const rare = {
		...rest,
		...generatedFrom.length > 0 ? { generatedFrom } : {}
	};
	const { path, line, column: at } = place;
	const where = isSame(place, of) ? 0 : [
		paths.indexOf(path),
		line,
		at
	];
	if (Object.keys(rare).length > 0) return [
		type,
		bits,
		where,
		rare
	];
	return where === 0 ? [type, bits] : [
		type,
		bits,
		where
	];
}
function unpackColumn(packed, of, paths) {
	const [type, bits, where = 0, rare] = packed;
	const plain = {
		type,
		notNull: (bits & NOT_NULL) !== 0,
		defaulted: (bits & DEFAULTED) !== 0,
		generatedFrom: [],
		place: where === 0 ? of : {
			path: paths[where[0]] ?? "",
			line: where[1],
			column: where[2]
		}
	};
	return rare === void 0 ? plain : {
		...plain,
		...rare
	};
}
/** `Object.fromEntries` keeps a column of any name, `__proto__` too. */
const mapRecord = (record, map) => Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
function packCatalog(catalog) {
	const paths = new Paths();
	const tables = mapRecord(catalog.tables, (table) => ({
		...table,
		columns: mapRecord(table.columns, (column) => packColumn(column, table.place, paths))
	}));
	return {
		...catalog,
		tables,
		paths: paths.all
	};
}
function unpackCatalog({ paths, ...catalog }) {
	const tables = mapRecord(catalog.tables, (table) => ({
		...table,
		columns: mapRecord(table.columns, (column) => unpackColumn(column, table.place, paths))
	}));
	return {
		...catalog,
		tables
	};
}
// src/world/kept-history.ts
const UNSAID = {
	locks: [],
	statement: "",
	instead: [],
	why: "",
	dependents: []
};
/** The table of an effect: none, the object itself, what stands before the object's last dot, or a name of its own. */
const NO_TABLE = 0;
const ITSELF = 1;
const BEFORE_DOT = 2;
/** They leave nothing behind that a later decision could ask for, and a history is full of them. */
const LEAVES_NOTHING = /* @__PURE__ */ new Set(["change-session", "comment-on"]);
const leavesSomething = ({ operation }) => !LEAVES_NOTHING.has(operation);
const beforeDot = (object) => object.slice(0, Math.max(0, object.lastIndexOf(".")));
function packTable({ object, table }) {
	if (table === null) return NO_TABLE;
	if (table === object) return ITSELF;
	return table === beforeDot(object) ? BEFORE_DOT : table;
}
function unpackTable(table, object) {
	if (table === NO_TABLE) return null;
	if (table === ITSELF) return object;
	return table === BEFORE_DOT ? beforeDot(object) : table;
}
/** Each sort once, by its place in a list. */
var Sorts = class {
	all = [];
	known = /* @__PURE__ */ new Map();
	indexOf(sort) {
		const key = JSON.stringify(sort);
		const index = this.known.get(key) ?? this.all.push(sort) - 1;
		this.known.set(key, index);
		return index;
	}
};
function packEffect(effect, statement, sorts) {
	const { kind, objectKind, phase, load, fresh, operation, object, table: _, ...most } = effect;
	const { locks, statement: __, instead, why, dependents, path, line, column, ...rare } = most;
	const elsewhere = {
		...path === statement.path ? {} : { path },
		...line === statement.line ? {} : { line },
		...column === statement.column ? {} : { column }
	};
	const said = {
		...rare,
		...elsewhere
	};
	const sort = sorts.indexOf({
		kind,
		objectKind,
		phase,
		load,
		fresh,
		operation
	});
	const table = packTable(effect);
	return Object.keys(said).length === 0 ? [
		sort,
		object,
		table
	] : [
		sort,
		object,
		table,
		said
	];
}
function packStatement(statement, sorts) {
	const effects = statement.effects.filter(leavesSomething);
	return [
		statement.line,
		statement.column,
		...effects.map((effect) => packEffect(effect, statement, sorts))
	];
}
/** As it is written to the cache. */
function pack({ reads, catalog }) {
	const sorts = new Sorts();
	const packed = reads.map(({ path, problems, statements }) => ({
		path,
		problems,
		statements: statements.filter(({ effects }) => effects.some(leavesSomething)).map((statement) => packStatement(statement, sorts))
	}));
	return {
		sorts: sorts.all,
		reads: packed,
		catalog: packCatalog(catalog)
	};
}
function unpackEffect(packed, place, sorts) {
	const [sort, object, table, said] = packed;
	const common = {
		...UNSAID,
		...sorts[sort],
		object,
		table: unpackTable(table, object)
	};
	return said === void 0 ? {
		...common,
		...place
	} : {
		...common,
		...place,
		...said
	};
}
function unpackStatement(path, packed, sorts) {
	const [line, column, ...effects] = packed;
	const place = {
		path,
		line,
		column
	};
	return {
		...place,
		text: "",
		endLine: line,
		node: "",
		effects: effects.map((effect) => unpackEffect(effect, place, sorts)),
		transaction: null,
		forbidsTransaction: null,
		lockTimeout: false,
		hidesInvalidIndex: false,
		rows: [],
		uncommittedEnumValues: [],
		disablesTriggers: null,
		allows: []
	};
}
/** As rules read it. Nothing in it may be written to: entries share their empty lists. */
function unpack({ sorts, reads, catalog }) {
	return {
		reads: reads.map(({ path, problems, statements }) => ({
			path,
			problems,
			statements: statements.map((statement) => unpackStatement(path, statement, sorts)),
			strayAllows: []
		})),
		catalog: unpackCatalog(catalog)
	};
}
// src/world/history.ts
/** The base's migrations replayed into a schema; what was replayed once is kept, by content. */
function cacheOfBuild() {
	return openCache({ version: "d49aafbe3c4f386f" });
}
/** How far back to look for a replay that today's history continues: a day's merges. */
const LOOK_BACK = 24;
/** Each key stands for a migration and everything before it, so that equal keys mean equal schemas. */
function chainOf(migrations, seed) {
	let key = seed;
	return migrations.map(({ path, blob }) => {
		key = createHash("sha256").update(`${key}\0${path}\0${blob}`).digest("hex");
		return key;
	});
}
async function longestKept(cache, chain) {
	for (let count = chain.length; count > Math.max(0, chain.length - LOOK_BACK); count--) {
		const kept = await cache.get(["history", chain[count - 1] ?? ""]);
		if (kept) return {
			count,
			kept: unpack(kept)
		};
	}
	return null;
}
/** As many as are read between two words of progress. */
const STRIDE = 50;
function readOn(from, texts, options, progress) {
	const reads = [...from.reads];
	let { catalog } = from;
	for (let done = 0; done < texts.length; done += STRIDE) {
		progress(done, texts.length);
		const read = readMigrations(texts.slice(done, done + STRIDE), catalog, {
			...options,
			apart: true
		});
		reads.push(...read.migrations);
		catalog = read.after;
	}
	progress(texts.length, texts.length);
	return {
		reads,
		catalog
	};
}
/** Replays migrations in order. `texts` is asked only for those that no earlier replay covers. */
async function replay(migrations, texts, options, progress = () => {}) {
	if (migrations.length === 0) return {
		migrations: [],
		catalog: emptyCatalog()
	};
	const cache = cacheOfBuild();
	const chain = chainOf(migrations, `${options.engine} ${options.version} ${options.defaultSchema}`);
	const found = await longestKept(cache, chain);
	const start = found?.kept ?? {
		reads: [],
		catalog: emptyCatalog()
	};
	const rest = migrations.slice(found?.count ?? 0);
	if (rest.length === 0) return joined(migrations, start);
	await prepareSql(options.engine);
	const packed = pack(readOn(start, await texts(rest), options, progress));
	await cache.put(["history", chain.at(-1) ?? ""], packed);
	return joined(migrations, unpack(packed));
}
function joined(migrations, { reads, catalog }) {
	return {
		migrations: migrations.map((migration, index) => ({
			...migration,
			read: reads[index] ?? empty(migration.path)
		})),
		catalog
	};
}
const empty = (path) => ({
	path,
	statements: [],
	problems: [],
	strayAllows: []
});
// src/world/migration-sets.ts
/** The migrations of each database at the base, the merge base and the head, and the schema that they make. */
/** The newest PostgreSQL known: what is taken where nobody names an engine. */
const ASSUMED = {
	engine: "postgresql",
	version: 18,
	defaultSchema: "public"
};
async function textsOf(repository, files, paths) {
	const entries = paths.flatMap((path) => {
		const entry = files.get(path);
		return entry && isRegular(entry) ? [{
			path,
			blob: entry.blob
		}] : [];
	});
	const texts = await repository.texts(entries.map(({ blob }) => blob));
	return new Map(entries.flatMap(({ path, blob }) => {
		const text = texts.get(blob);
		return typeof text === "string" ? [[path, text]] : [];
	}));
}
/** The tree that detection looks at: names, and the texts of a few files. */
async function treeOf(repository, files, paths) {
	const texts = await textsOf(repository, files, markers(paths));
	return {
		paths,
		text: (path) => texts.get(path)
	};
}
const pathsOf = (files) => [...files].filter(([, entry]) => isRegular(entry)).map(([path]) => path);
/** Databases as found, where no manifest names any. */
async function foundDatabases(repository, commit) {
	const files = await repository.tree(commit);
	return findMigrations(await treeOf(repository, files, pathsOf(files))).map(({ framework, migrations }, index) => ({
		...ASSUMED,
		name: index === 0 ? "app" : `app-${index + 1}`,
		assumed: true,
		migrations: [migrations],
		framework,
		runs: "separately",
		telemetry: {},
		tables: {}
	}));
}
async function sideOf(repository, commit, database, framework) {
	const files = await repository.tree(commit);
	const inside = matchesAny(database.migrations);
	const paths = [...files.keys()].filter(inside);
	const tree = await treeOf(repository, files, paths);
	return {
		files,
		tree,
		ordered: framework.list(paths, tree).map((file) => ({
			...file,
			blob: files.get(file.path)?.blob ?? ""
		}))
	};
}
/** What cannot be read as text is said in the text's place, so that it becomes a problem of that very file. */
async function upTexts(repository, framework, side, wanted) {
	const isLink = (path) => {
		const entry = side.files.get(path);
		return entry !== void 0 && !isRegular(entry);
	};
	const texts = await repository.texts(wanted.filter(({ path }) => !isLink(path)).map(({ blob }) => blob));
	return wanted.map(({ path, blob }) => {
		const text = isLink(path) ? void 0 : texts.get(blob);
		if (typeof text === "string") return framework.up(path, text, side.tree);
		const kind = isLink(path) ? "a link, which is not followed: put the file itself here" : "not a text file";
		return {
			path,
			up: "",
			transaction: "none",
			problems: [{
				path,
				line: 1,
				column: 1,
				message: text === TOO_LARGE ? `${path} is over 8 MiB and was not read` : `${path} is ${kind}`
			}]
		};
	});
}
async function frameworkOf(repository, points, database) {
	if (database.framework !== "auto") return database.framework;
	for (const commit of [points.head, points.base]) {
		const files = await repository.tree(commit);
		const all = pathsOf(files);
		const paths = all.filter(matchesAny(database.migrations));
		if (paths.length > 0) return detectFramework(await treeOf(repository, files, paths), await treeOf(repository, files, all));
	}
	return "sql";
}
/** Where migrations seem to lie, asked only where the manifest's own place holds none: it would let them through unread. */
async function elsewhere(repository, commit) {
	return (await foundDatabases(repository, commit)).flatMap(({ migrations }) => migrations);
}
/** Most pull requests bring no migration: then the parser is not loaded, and the schema stays the very same. */
async function readFresh(texts, fresh, catalog, database) {
	if (fresh.length === 0) return {
		migrations: [],
		after: catalog
	};
	await prepareSql(database.engine);
	return readMigrations(await texts(), catalog, database);
}
async function setOf(repository, points, database, progress) {
	const name = await frameworkOf(repository, points, database);
	const framework = frameworkNamed(name);
	const base = await sideOf(repository, points.base, database, framework);
	const head = points.head === points.base ? base : await sideOf(repository, points.head, database, framework);
	const before = points.mergeBase === points.base ? base : await sideOf(repository, points.mergeBase, database, framework);
	const replayed = await replay(base.ordered, (wanted) => upTexts(repository, framework, base, wanted), database, progress);
	const merged = new Map(before.ordered.map(({ path, blob }) => [path, blob]));
	const onBase = new Map(base.ordered.map(({ path, blob }) => [path, blob]));
	const fresh = head.ordered.filter(({ path, blob }) => merged.get(path) !== blob && onBase.get(path) !== blob);
	const read = await readFresh(() => upTexts(repository, framework, head, fresh), fresh, replayed.catalog, database);
	return {
		database,
		framework: name,
		base: replayed.migrations,
		mergeBase: Object.fromEntries(merged),
		proposed: fresh.map((migration, index) => ({
			...migration,
			read: read.migrations[index] ?? {
				path: migration.path,
				statements: [],
				problems: [],
				strayAllows: []
			}
		})),
		head: head.ordered,
		catalog: replayed.catalog,
		after: read.after,
		problems: unclaimedFiles(framework, head.tree.paths, head.tree),
		...base.ordered.length + head.ordered.length === 0 ? { elsewhere: await elsewhere(repository, points.head) } : {}
	};
}
/** One set for each database, one after the other: they share the one reader of objects. */
async function migrationSets(repository, points, databases, progress) {
	const sets = [];
	for (const database of databases) sets.push(await setOf(repository, points, database, progress));
	return sets;
}
export { TOO_LARGE as a, textAt as c, TEXT_LIMIT as i, migrationSets as n, isRegular as o, openRepository as r, requireCommit as s, foundDatabases as t };
