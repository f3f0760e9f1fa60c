import { closeSync, createReadStream, fstatSync, openSync, readSync } from "node:fs";
import { isAscii, isUtf8 } from "node:buffer";
import { createGunzip } from "node:zlib";
import { createHash } from "node:crypto";
import { spawn } from "node:child_process";
// src/query-log/files/blocks.ts
/** The bytes of a file in blocks, whatever it is packed in. */
/** The file cannot be read; the message says which, why and what to do. */
var FileError = class extends Error {
	code;
	constructor(code, message, options) {
		super(message, options);
		this.name = "FileError";
		this.code = code;
	}
};
const why = (error) => error instanceof Error ? error.message : String(error);
/** By its first bytes: names lie. */
function packingOf(head) {
	if (head.length >= 3 && head[0] === 31 && head[1] === 139 && head[2] === 8) return "gzip";
	return /^425a683[1-9](?:314159265359|177245385090)/.test(head.subarray(0, 10).toString("hex")) ? "bzip2" : "plain";
}
function openFile(path) {
	try {
		return openSync(path, "r");
	} catch (error) {
		throw new FileError("cannot-open", `${path} cannot be opened: ${why(error)}. Give a file that this user may read`, { cause: error });
	}
}
/** Of an open plain file. It is read as it stands at each call: one that grows is read to where it ends then. */
function* plainBlocks(fd, from, blockBytes, path) {
	const buffer = Buffer.allocUnsafeSlow(blockBytes);
	let at = from;
	for (;;) {
		let count;
		try {
			count = readSync(fd, buffer, 0, blockBytes, at);
		} catch (error) {
			throw new FileError("cannot-open", `${path} cannot be read: ${why(error)}`, { cause: error });
		}
		if (count === 0) return;
		at += count;
		yield {
			bytes: buffer.subarray(0, count),
			read: at
		};
	}
}
function unpack(packing, path) {
	const input = createReadStream(path);
	if (packing === "gzip") {
		const output = createGunzip({ chunkSize: 262144 });
		input.on("error", (error) => output.destroy(error));
		return {
			input,
			output: input.pipe(output)
		};
	}
	const child = spawn("bzip2", ["-dc"], { stdio: [
		"pipe",
		"pipe",
		"pipe"
	] });
	let said = "";
	child.stderr.on("data", (text) => {
		said = (said + text).slice(-500);
	});
	child.stdin.on("error", () => {});
	child.on("error", (error) => child.stdout.destroy(new FileError("cannot-decompress", `${path} is packed with bzip2, and there is no bzip2 here (${why(error)}). Install it, or unpack the file first`)));
	child.on("close", (status) => {
		if (status !== 0 && status !== null) child.stdout.destroy(new Error(said.trim() || `bzip2 ended with ${status}`));
	});
	input.pipe(child.stdin);
	return {
		input,
		output: child.stdout
	};
}
async function* packedBlocks(packing, path) {
	const { input, output } = unpack(packing, path);
	let read = 0;
	input.on("data", (chunk) => {
		read += chunk.length;
	});
	try {
		for await (const bytes of output) yield {
			bytes,
			read
		};
	} catch (error) {
		if (error instanceof FileError) throw error;
		throw new FileError("cannot-decompress", `${path} cannot be unpacked (${packing}): ${why(error)}. Is it whole?`, { cause: error });
	} finally {
		input.destroy();
		output.destroy();
	}
}
async function* standardInput() {
	let read = 0;
	for await (const bytes of process.stdin) {
		read += bytes.length;
		yield {
			bytes,
			read
		};
	}
}
/** Drops the first bytes: a packed file cannot be entered in its middle. */
async function* skip(blocks, count) {
	let left = count;
	for await (const { bytes, read } of blocks) {
		const rest = bytes.subarray(Math.min(left, bytes.length));
		left -= bytes.length - rest.length;
		if (rest.length > 0) yield {
			bytes: rest,
			read
		};
	}
}
/** From `offset` (of the unpacked bytes) to where the file ends now. `-`: standard input. Throws FileError. */
async function* readBlocks(path, offset, blockBytes) {
	if (path === "-") {
		yield* skip(standardInput(), offset);
		return;
	}
	const fd = openFile(path);
	try {
		const head = Buffer.alloc(10);
		let count = 0;
		try {
			count = readSync(fd, head, 0, 10, 0);
		} catch (error) {
			throw new FileError("cannot-open", `${path} cannot be read: ${why(error)}. Give a file, not a folder`, { cause: error });
		}
		const packing = packingOf(head.subarray(0, count));
		if (packing === "plain") yield* plainBlocks(fd, offset, blockBytes, path);
		else yield* skip(packedBlocks(packing, path), offset);
	} finally {
		closeSync(fd);
	}
}
// src/query-log/files/identity.ts
/** A file by what it is: a log is rotated under its name, and an inode is given away again. */
const mostHeadBytes = 1024;
function digestHead(fd, bytes) {
	const buffer = Buffer.alloc(bytes);
	const headBytes = bytes === 0 ? 0 : readSync(fd, buffer, 0, bytes, 0);
	return {
		head: createHash("sha256").update(buffer.subarray(0, headBytes)).digest("hex").slice(0, 16),
		headBytes
	};
}
/** Of an open file. */
function identify(fd) {
	const { dev, ino, size } = fstatSync(fd);
	return {
		device: dev,
		inode: ino,
		...digestHead(fd, Math.min(size, mostHeadBytes))
	};
}
/** Null: it cannot be opened (any more). */
function identifyPath(path) {
	let fd;
	try {
		fd = openSync(path, "r");
	} catch {
		return null;
	}
	try {
		return identify(fd);
	} catch {
		return null;
	} finally {
		closeSync(fd);
	}
}
/** Whether the open file begins as the known one did. A copy (another inode) does too: its bytes are the same. */
function beginsAs(fd, known) {
	const { head, headBytes } = digestHead(fd, known.headBytes);
	return headBytes === known.headBytes && head === known.head;
}
/** The same of a path; false where it cannot be opened. */
function pathBeginsAs(path, known) {
	let fd;
	try {
		fd = openSync(path, "r");
	} catch {
		return false;
	}
	try {
		return beginsAs(fd, known);
	} catch {
		return false;
	} finally {
		closeSync(fd);
	}
}
// src/query-log/files/lines.ts
/** Whole lines as text out of blocks of bytes. */
const NEWLINE = 10;
/** An SQL comment that never ends: a statement that was cut must not pass for a whole one. */
const cutMark = " /* cut here: too long";
function decodeLine(line) {
	return isUtf8(line) ? line.toString("utf8") : line.toString("latin1");
}
/**
* Bytes as text: UTF-8, or Latin-1 for those lines that are not UTF-8 (a server writes each message in the encoding of its
* database). Never throws, drops nothing.
*/
function decode(bytes) {
	if (isAscii(bytes)) return bytes.toString("latin1");
	if (isUtf8(bytes)) return bytes.toString("utf8");
	let text = "";
	for (let start = 0; start < bytes.length;) {
		const end = bytes.indexOf(NEWLINE, start) + 1 || bytes.length;
		text += decodeLine(bytes.subarray(start, end));
		start = end;
	}
	return text;
}
/** Keeps what is not yet a whole line until its end comes. */
var WholeLines = class {
	/** Bytes that were handed out as text, or left out of a line that was too long. */
	taken = 0;
	rest = [];
	restBytes = 0;
	skipping = false;
	/** The text of all lines that this block ends; '' where it ends none. */
	push(block) {
		const end = block.lastIndexOf(NEWLINE) + 1;
		if (end === 0) return this.keep(block);
		const begun = this.takeRest();
		const whole = block.subarray(0, end);
		this.taken += begun.length + end;
		const text = begun.length > 0 ? decode(Buffer.concat([begun, whole])) : decode(whole);
		if (end < block.length) this.keep(block.subarray(end));
		return this.afterCut(text);
	}
	/** What stands after the last newline. */
	end() {
		const begun = this.takeRest();
		this.taken += begun.length;
		return this.afterCut(decode(begun));
	}
	get unfinished() {
		return this.restBytes;
	}
	keep(block) {
		if (this.skipping) {
			this.taken += block.length;
			return "";
		}
		this.rest.push(Buffer.from(block));
		this.restBytes += block.length;
		if (this.restBytes <= 16777216) return "";
		const begun = this.takeRest();
		this.taken += begun.length;
		this.skipping = true;
		return `${decode(begun)}${cutMark}\n`;
	}
	takeRest() {
		const begun = this.rest.length === 1 && this.rest[0] ? this.rest[0] : Buffer.concat(this.rest);
		this.rest = [];
		this.restBytes = 0;
		return begun;
	}
	afterCut(text) {
		if (!this.skipping) return text;
		this.skipping = false;
		return text.slice(text.indexOf("\n") + 1 || text.length);
	}
};
export { FileError as a, pathBeginsAs as i, cutMark as n, readBlocks as o, identifyPath as r, WholeLines as t };
