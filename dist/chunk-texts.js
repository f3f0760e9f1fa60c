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
/** What differs between two whole trees. */
function diffTrees(before, after) {
	const changed = [];
	for (const [path, entry] of after) {
		const old = before.get(path);
		if (old?.blob !== entry.blob || old.mode !== entry.mode) changed.push({
			path,
			blob: entry.blob
		});
	}
	for (const path of before.keys()) if (!after.has(path)) changed.push({
		path,
		blob: null
	});
	return changed;
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
export { TOO_LARGE as a, requireCommit as c, TEXT_LIMIT as i, textAt as l, readTexts as n, diffTrees as o, readChangedFiles as r, isRegular as s, decodeText as t };
