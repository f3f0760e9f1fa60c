import { a as parseObject } from "./chunk-names.js";
import { N as emptyCatalog, t as prepareSql } from "./chunk-sql.js";
import { n as ColumnSession, r as noDefinitions, t as readColumnSchema } from "./chunk-columns.js";
import { hash } from "node:crypto";
// src/query-log/resolve/steps.ts
/** The search path is from here on what nobody knows: its value is computed. */
const UNKNOWN_PATH = {
	do: "keep",
	group: "set search_path",
	text: "SELECT set_config('search_path', current_setting('lanekeeper.unknown'), false)",
	local: false
};
const PLAIN = [
	[/^(?:begin|start transaction)\b/, { do: "begin" }],
	[/^rollback (?:(?:work|transaction) )?to\b/, { do: "rollback-to" }],
	[/^(?:commit|rollback) prepared\b/, {
		do: "drop",
		group: "nothing"
	}],
	[/^(?:commit|end|prepare transaction)\b/, { do: "commit" }],
	[/^(?:rollback|abort)\b/, { do: "rollback" }],
	[/^discard all\b/, { do: "discard-all" }],
	[/^discard temp/, {
		do: "drop",
		group: "temp "
	}],
	[/^reset all\b/, {
		do: "drop",
		group: "set "
	}],
	[/^deallocate (?:prepare )?all\b/, {
		do: "drop",
		group: "prepare "
	}],
	[/^close all\b/, {
		do: "drop",
		group: "cursor "
	}]
];
const NAME = "(\"(?:[^\"]|\"\")*\"|[^ (;]+)";
const SETTING = "(search_path|role|session_authorization|standard_conforming_strings)";
const set = new RegExp(`^set (session |local )?${SETTING}\\b`);
const setOther = /^set (session |local )?(schema|session authorization)\b/;
const reset = new RegExp(`^reset ${SETTING}\\b`);
const resetRole = /^reset session authorization\b/;
const prepare = new RegExp(`^prepare ${NAME}`);
const deallocate = new RegExp(`^deallocate (?:prepare )?${NAME}`);
const declare = new RegExp(`^declare ${NAME}`);
const close = new RegExp(`^close ${NAME}`);
const temporary = /^create (?:or replace )?(?:(?:global|local) )?temp(?:orary)? |^create (?:table|view) (?:if not exists )?pg_temp\.|^(?:select|with)\b.* into (?:(?:local|global) )?(?:temp|pg_temp\.)/s;
const mayAlterTemporary = /^(?:drop|alter) (?:table|view)\b/;
const settingOf = (name) => name === "schema" ? "search_path" : name.startsWith("session") ? "role" : name;
function setStep(shape, text) {
	const found = set.exec(shape) ?? setOther.exec(shape);
	if (!found) return null;
	return {
		do: "keep",
		group: `set ${settingOf(found[2] ?? "")}`,
		text,
		local: found[1] === "local "
	};
}
const CALL = /set_config"?\s*\(\s*(?:e?'([^'\\]*)'(?:::\w+)?|[^,]*)\s*,(?:[^,()']|'(?:[^']|'')*')*,\s*(true|false|'?t'?|'?f'?|[^)]*)/gi;
/** Calls of set_config, which are no settings of ours unless their first argument says so or cannot be read. */
function configSteps(shape, text) {
	if (shape.includes("pg_settings") && !/^[( ]*(?:select|with)\b/.test(shape)) return [UNKNOWN_PATH];
	if (!shape.includes("set_config")) return [];
	const calls = [...text.matchAll(CALL)];
	if (calls.length !== (text.match(/set_config/gi) ?? []).length) return [UNKNOWN_PATH];
	return calls.flatMap(([, name, local = ""]) => {
		const setting = name?.trim().toLowerCase();
		if (setting !== void 0 && !/^(?:search_path|role|session_authorization|standard_conforming_strings)$/.test(setting)) return [];
		if (setting === void 0 || !/^(?:true|false)$/i.test(local.trim())) return [UNKNOWN_PATH];
		return [{
			do: "keep",
			group: `set ${settingOf(setting)}`,
			text,
			local: /^true$/i.test(local.trim())
		}];
	});
}
function namedStep(shape, text) {
	const prepared = prepare.exec(shape)?.[1];
	if (prepared !== void 0) return {
		do: "keep",
		group: `prepare ${prepared}`,
		text,
		local: false
	};
	const forgotten = deallocate.exec(shape)?.[1];
	if (forgotten !== void 0) return {
		do: "drop",
		group: `prepare ${forgotten}`
	};
	const cursor = declare.exec(shape)?.[1];
	if (cursor !== void 0) return {
		do: "keep",
		group: `cursor ${cursor}`,
		text,
		local: !/\bwith hold\b/.test(shape)
	};
	const closed = close.exec(shape)?.[1];
	return closed === void 0 ? null : {
		do: "drop",
		group: `cursor ${closed}`
	};
}
function resetStep(shape) {
	const setting = reset.exec(shape)?.[1] ?? (resetRole.test(shape) ? "role" : void 0);
	return setting === void 0 ? null : {
		do: "drop",
		group: `set ${settingOf(setting)}`
	};
}
function temporaryStep(shape, text) {
	if (temporary.test(shape)) return {
		do: "keep",
		group: `temp made ${shape}`,
		text,
		local: /\bon commit drop\b/.test(shape)
	};
	return mayAlterTemporary.test(shape) ? {
		do: "keep",
		group: `temp altered ${shape}`,
		text,
		local: false
	} : null;
}
/**
* What one statement leaves behind. `shape`: its text in lower case without comments and literals; `text`: as it was sent. An
* ALTER or DROP is kept only where a temporary table may be meant (`temp altered …`).
*/
function stepsOf(shape, text) {
	for (const [pattern, step] of PLAIN) if (pattern.test(shape)) return [step];
	const step = setStep(shape, text) ?? resetStep(shape) ?? namedStep(shape, text) ?? temporaryStep(shape, text);
	return step ? [step] : configSteps(shape, text);
}
// src/query-log/resolve/session.ts
/** What is known of one session: what its statements left behind, in order. */
/** More than that, and the session counts as forgotten: a client that makes things for ever. */
const MOST_KEPT = 400;
/** A session of which nothing is known any more. */
const LOST = [UNKNOWN_PATH];
const isPrepared = ({ group }) => group.startsWith("prepare ");
const lasts = ({ local }) => !local;
var SessionState = class {
	kept = [];
	/** What was kept when the transaction began; null: none did. */
	before = null;
	aborted = false;
	/** Its beginning was not seen: it may be within a transaction of which nobody knows. */
	unseen;
	/** When it was last used, by the memory's count. */
	used = 0;
	constructor(unseen = false) {
		this.unseen = unseen;
		if (unseen) this.kept = LOST;
	}
	/** Of one whose beginning was not seen, that nothing is left is worth keeping. */
	get isEmpty() {
		return this.kept.length === 0 && this.before === null && !this.unseen;
	}
	lose() {
		this.kept = LOST;
	}
	/** A statement failed: within a transaction, COMMIT will be a ROLLBACK. */
	fail() {
		this.aborted = this.before !== null;
	}
	take(step) {
		if (step.do === "keep") this.keep(step);
		else if (step.do === "drop") this.drop(step.group);
		else if (step.do === "begin") this.before ??= this.kept;
		else if (step.do === "rollback-to") this.goBack();
		else if (step.do === "discard-all") this.kept = [];
		else this.end(step.do === "rollback" || this.aborted);
	}
	/** What ends with a transaction has none here to end with: a temporary table is gone at once, a setting may hold or not. */
	keepAlone(step) {
		if (step.group.startsWith("set ")) this.keep(UNKNOWN_PATH);
	}
	keep(step) {
		if (step.local && this.before === null) {
			this.keepAlone(step);
			return;
		}
		if (step.group.startsWith("temp altered ") && !this.kept.some(({ group }) => group.startsWith("temp made "))) return;
		const kept = this.kept.filter(({ group, local }) => group !== step.group || step.local && !local);
		this.kept = kept.length >= MOST_KEPT ? LOST : [...kept, step];
	}
	drop(group) {
		const whole = group.endsWith(" ");
		this.kept = this.kept.filter((kept) => whole ? !kept.group.startsWith(group) : kept.group !== group);
	}
	/** Prepared statements stay whatever becomes of the transaction. */
	end(undone) {
		if (this.unseen && this.before === null) {
			this.lose();
			return;
		}
		const prepared = this.kept.filter(isPrepared);
		const others = (undone ? this.before ?? this.kept : this.kept).filter((kept) => !isPrepared(kept));
		if (this.kept.length > 0 || others.length > 0) this.kept = [...others.filter(lasts), ...prepared];
		this.before = null;
		this.aborted = false;
	}
	/** How far ROLLBACK TO goes back is not known: a path that was set since may hold, or the one before. */
	goBack() {
		const { before } = this;
		this.aborted = false;
		if (before === null || before === this.kept) return;
		if (this.kept.some((kept) => !before.includes(kept)) || before.some((kept) => !this.kept.includes(kept))) this.kept = [...this.kept.filter((kept) => isPrepared(kept) || before.includes(kept)), UNKNOWN_PATH];
	}
};
// src/query-log/resolve/memory.ts
/** Sessions that left something behind, as many as fit; those that were forgotten are known to be. */
const MOST = 2e4;
const BITS = 1 << 25;
/** Who was forgotten, in fixed space. It may take a stranger for one of them, never the other way round. */
var Forgotten = class {
	bits = null;
	places(name) {
		let [one, other] = [2166136261, 2538058380];
		for (let at = 0; at < name.length; at++) {
			one = Math.imul(one ^ name.charCodeAt(at), 16777619);
			other = Math.imul(other ^ name.charCodeAt(at), 1540483477) ^ other >>> 13;
		}
		return [
			0,
			1,
			2,
			3
		].map((step) => (one + Math.imul(step, other) >>> 0) % BITS);
	}
	add(name) {
		this.bits ??= new Uint32Array(BITS / 32);
		for (const place of this.places(name)) this.bits[place >>> 5] = (this.bits[place >>> 5] ?? 0) | 1 << (place & 31);
	}
	has(name) {
		const { bits } = this;
		return bits !== null && this.places(name).every((place) => ((bits[place >>> 5] ?? 0) & 1 << (place & 31)) !== 0);
	}
};
var SessionMemory = class {
	sessions = /* @__PURE__ */ new Map();
	forgotten = new Forgotten();
	most;
	hasForgotten = false;
	clock = 0;
	constructor(most = MOST) {
		this.most = most;
	}
	/** Undefined: it left nothing behind. */
	find(name) {
		if (this.sessions.size === 0 && !this.hasForgotten) return void 0;
		const found = this.sessions.get(name);
		if (found) found.used = ++this.clock;
		else if (this.hasForgotten && this.forgotten.has(name)) return this.begin(name, true);
		return found;
	}
	/** To be changed; `release` it afterwards. */
	open(name, unseen = false) {
		return this.find(name) ?? this.begin(name, unseen);
	}
	/** Forgets a session that has nothing left. */
	release(name, state) {
		if (state.isEmpty) this.sessions.delete(name);
	}
	begin(name, lost) {
		if (this.sessions.size >= this.most) this.makeRoom();
		const state = new SessionState(lost);
		state.used = ++this.clock;
		this.sessions.set(Buffer.from(name).toString(), state);
		return state;
	}
	makeRoom() {
		const oldest = [...this.sessions].sort(([, one], [, other]) => one.used - other.used);
		for (const [name, state] of oldest.slice(0, Math.ceil(this.most / 2))) {
			this.sessions.delete(name);
			if (state.kept.length === 0) continue;
			this.forgotten.add(name);
			this.hasForgotten = true;
		}
	}
};
// src/query-log/shape-ends.ts
/**
* Where literals and comments of PostgreSQL end, in bytes of UTF-8: the rules are those of `sql/postgresql/lex.ts`. After the text
* stands a zero, which is in no text that is folded.
*/
const FAILED$1 = -1;
const isSpace = (code) => code === 32 || code >= 9 && code <= 13;
/** After a newline and blanks, a further quote goes on with the literal that was closed before `at`: after it; else -1. */
function continuation(text, at) {
	let newline = false;
	for (;; at++) {
		const code = text[at] ?? 0;
		if (code === 39) return newline ? at + 1 : -1;
		if (code === 10 || code === 13) newline = true;
		else if (!isSpace(code)) return -1;
	}
}
/** After the literal that begins at `at`, its quote passed; -1: it is not closed. */
function endOfString(text, at) {
	for (;;) {
		const code = text[at++] ?? 0;
		if (code === 0) return FAILED$1;
		if (code !== 39) continue;
		if (text[at] === 39) {
			at++;
			continue;
		}
		if (!isSpace(text[at] ?? 0)) return at;
		const next = continuation(text, at);
		if (next < 0) return at;
		at = next;
	}
}
/** The same where backslashes escape. -1 as well for `\u`: whether it can be read depends on what follows. */
function endOfEscaped(text, at) {
	for (;;) {
		const code = text[at++] ?? 0;
		if (code === 0) return FAILED$1;
		if (code === 92) {
			if (((text[at] ?? 0) | 32) === 117 || text[at] === 0) return FAILED$1;
			at++;
		}
		if (code !== 39) continue;
		if (text[at] === 39) {
			at++;
			continue;
		}
		const next = continuation(text, at);
		if (next < 0) return at;
		at = next;
	}
}
function isTagAt(text, at, first) {
	const code = text[at] ?? 0;
	return (code | 32) >= 97 && (code | 32) <= 122 || code === 95 || code >= 128 || !first && code >= 48 && code <= 57;
}
function isTagAgain(text, at, start, length) {
	for (let step = 0; step < length; step++) if (text[at + step] !== text[start + step]) return false;
	return true;
}
/** After `$tag$ … $tag$` that begins at `at`; -1: it is no such thing, or is not closed. */
function endOfDollar(text, at) {
	let tag = at + 1;
	while (isTagAt(text, tag, tag === at + 1)) tag++;
	if (text[tag] !== 36) return FAILED$1;
	const length = tag + 1 - at;
	for (let close = tag + 1; text[close] !== 0; close++) if (text[close] === 36 && isTagAgain(text, close, at, length)) return close + length;
	return FAILED$1;
}
const isDigit = (code) => code >= 48 && code <= 57 || code === 95;
function endOfDigits(text, at) {
	while (isDigit(text[at] ?? 0)) at++;
	return at;
}
/** Of `0x1F`: a letter too many is left over, and refused by whoever looks at what follows. */
function endOfBased(text, at) {
	for (;; at++) {
		const code = text[at] ?? 0;
		const hex = (code | 32) >= 97 && (code | 32) <= 102;
		if (!isDigit(code) && !hex) return at;
	}
}
/** After the number that begins at `at` with a digit, or a dot before one. */
function endOfNumber(text, at) {
	const second = (text[at + 1] ?? 0) | 32;
	if (text[at] === 48 && (second === 120 || second === 111 || second === 98)) return endOfBased(text, at + 2);
	at = endOfDigits(text, at);
	if (text[at] === 46 && text[at + 1] !== 46) at = endOfDigits(text, at + 1);
	if (((text[at] ?? 0) | 32) !== 101) return at;
	const sign = text[at + 1];
	const exponent = sign === 43 || sign === 45 ? at + 2 : at + 1;
	return isDigit(text[exponent] ?? 0) ? endOfDigits(text, exponent) : at;
}
/** After a block comment that begins at `at`, which nest; -1: it is not closed. */
function endOfComment(text, at) {
	let depth = 0;
	for (;;) {
		const code = text[at++] ?? 0;
		if (code === 0) return FAILED$1;
		const next = text[at];
		if (code === 47 && next === 42) depth++;
		else if (code === 42 && next === 47) depth--;
		else continue;
		at++;
		if (depth === 0) return at;
	}
}
/** At the end of the line, or of the text. */
function endOfLine(text, at) {
	for (;; at++) {
		const code = text[at] ?? 0;
		if (code === 10 || code === 13 || code === 0) return at;
	}
}
// src/query-log/shape-lists.ts
/** Lists of any length fold to one item of each kind: `IN (1, 2, 3)`, `VALUES (1), (2)`, `ARRAY[1, 2]`. */
const codes = (word) => [...word].map((letter) => letter.charCodeAt(0));
const IN = codes("in");
const VALUES = codes("values");
const ARRAY = codes("array");
const QUERIES$1 = [
	"select",
	"with",
	"values",
	"table"
].map(codes);
const COMMA$1 = 44;
const DOT = 46;
const SPACE$2 = 32;
const inWord = (code) => code >= 97 && code <= 122 || code === 95 || code === 36 || code >= 128 || code >= 48 && code <= 57;
/** Whether what is written so far ends with that keyword, and not with a name that a dot or a quote makes of it. */
function endsWith(out, end, word) {
	const start = end - word.length;
	if (start < 0) return false;
	for (let at = 0; at < word.length; at++) if (out[start + at] !== word[at]) return false;
	if (start === 0) return true;
	const before = out[start - 1] ?? 0;
	if (before === SPACE$2) return out[start - 2] !== DOT;
	return before !== DOT && !inWord(before);
}
function startsWith(out, start, word) {
	for (let at = 0; at < word.length; at++) if (out[start + at] !== word[at]) return false;
	return true;
}
function isSame$1(out, one, other, length) {
	for (let at = 0; at < length; at++) if (out[one + at] !== out[other + at]) return false;
	return true;
}
/** Follows the parentheses of one text; positions are those of what is written. */
var Lists = class {
	depth = 0;
	/** By depth: whether its items fold, where the item that is being written began, and the one before it. */
	folds = /* @__PURE__ */ new Uint8Array(202);
	opened = /* @__PURE__ */ new Int32Array(202);
	start = /* @__PURE__ */ new Int32Array(202);
	lastStart = /* @__PURE__ */ new Int32Array(202);
	lastEnd = /* @__PURE__ */ new Int32Array(202);
	/** By depth: whether it is a row of VALUES; the last row of the depth above. */
	isRow = /* @__PURE__ */ new Uint8Array(202);
	rowStart = /* @__PURE__ */ new Int32Array(202);
	rowEnd = /* @__PURE__ */ new Int32Array(202);
	reset() {
		this.depth = 0;
		this.folds[0] = 0;
		this.rowEnd[0] = -1;
	}
	/** Before the opening character is written at `end`. False: too deep. */
	open(out, end, bracket) {
		const outer = this.depth;
		if (outer >= 200) return false;
		const goesOn = end > 0 && out[end - 1] === COMMA$1 && this.rowEnd[outer] === end - 1;
		const first = !bracket && !goesOn && endsWith(out, end, VALUES);
		if (first) this.rowEnd[outer] = -1;
		const depth = ++this.depth;
		this.isRow[depth] = first || goesOn && !bracket ? 1 : 0;
		this.folds[depth] = endsWith(out, end, bracket ? ARRAY : IN) ? 1 : 0;
		this.opened[depth] = end;
		this.start[depth] = end + 1;
		this.lastEnd[depth] = -1;
		this.rowEnd[depth] = -1;
		return true;
	}
	/** Where the item ends that was written up to `end`: before itself, if it is the same as the last one. */
	endItem(out, end) {
		const { depth } = this;
		if (this.folds[depth] === 0) return end;
		const start = this.start[depth] ?? 0;
		const lastEnd = this.lastEnd[depth] ?? -1;
		const lastStart = this.lastStart[depth] ?? 0;
		if (lastEnd < 0 && QUERIES$1.some((word) => startsWith(out, start, word))) {
			this.folds[depth] = 0;
			return end;
		}
		if (lastEnd >= 0 && end - start === lastEnd - lastStart && isSame$1(out, start, lastStart, end - start)) {
			this.rowEnd[depth] = -1;
			return lastEnd;
		}
		this.lastStart[depth] = start;
		this.lastEnd[depth] = end;
		return end;
	}
	/** The next item begins at `at`. */
	beginItem(at) {
		this.start[this.depth] = at;
	}
	/** After the closing character was written up to `end`; where writing goes on. */
	close(out, end) {
		if (this.depth === 0) return end;
		const inner = this.depth--;
		if (this.isRow[inner] === 0) return end;
		return this.endRow(out, this.depth, this.opened[inner] ?? 0, end);
	}
	endRow(out, depth, start, end) {
		const lastEnd = this.rowEnd[depth] ?? -1;
		const lastStart = this.rowStart[depth] ?? 0;
		if (lastEnd >= 0 && end - start === lastEnd - lastStart && isSame$1(out, start, lastStart, end - start)) return lastEnd;
		this.rowStart[depth] = start;
		this.rowEnd[depth] = end;
		return end;
	}
};
// src/query-log/shape-names.ts
/** Literals that are names: `nextval('s')`, `'t'::regclass`, `regclass 't'`, `CAST('t' AS regclass)`. They stay in the shape. */
const OPEN$1 = 40;
const COLON = 58;
const SPACE$1 = 32;
/** Functions of the server of which an argument is a name, and casts to what stands for an object. */
const TAKES_NAME = /(?:^|[^\w$.]|pg_catalog\.)(?:nextval|currval|setval|to_reg\w+|pg_\w+|has_\w+_privilege|row_security_active|cast|reg\w+|col_description|obj_description)$/;
const CAST_AHEAD = /^\s*(?:::|as)\s*(?:"?pg_catalog"?\s*\.\s*)?"?reg/i;
const isLower = (code) => code >= 97 && code <= 122;
/** Whether `reg…` stands before it as the name of a type: `regclass 'users'`. */
function followsType(shape, end) {
	let start = end;
	while (start > 0 && isLower(shape[start - 1] ?? 0)) start--;
	return end - start >= 7 && shape[start] === 114 && shape[start + 1] === 101 && shape[start + 2] === 103;
}
function follows(shape, end) {
	const before = shape[end - 1] ?? 0;
	if (before === OPEN$1) return TAKES_NAME.test(shape.toString("latin1", Math.max(0, end - 64), end - 1));
	return before === SPACE$1 && isLower(shape[end - 2] ?? 0) && followsType(shape, end - 1);
}
function precedesCast(text, after) {
	const code = text[after] ?? 0;
	if (code !== COLON && (code === 0 || code > SPACE$1)) return false;
	const next = code === COLON ? COLON : text[after + 1] ?? 0;
	if (next !== COLON && (next | 32) !== 97 && next > SPACE$1) return false;
	const end = text.indexOf(0, after);
	return CAST_AHEAD.test(text.toString("latin1", after, Math.min(after + 80, end)));
}
/**
* Whether the string that ends at `after` may name an object, by what follows it in the text and by what was written of the
* shape before it.
*/
function namesObject(text, after, shape, end) {
	return follows(shape, end) || precedesCast(text, after);
}
const SPACE = 1;
const LETTER = 2;
const CAPITAL = 3;
const DIGIT = 4;
const DOLLAR = 5;
const POINT = 6;
const QUOTE = 7;
const COMMA = 8;
const OPEN = 9;
const CLOSE = 10;
const DOUBLE = 11;
const MINUS = 12;
const SLASH = 13;
const END = 14;
const REFUSED = 15;
const CLASSES = [
	[
		REFUSED,
		0,
		31
	],
	[
		SPACE,
		9,
		13
	],
	[
		SPACE,
		32,
		32
	],
	[
		CAPITAL,
		65,
		90
	],
	[
		LETTER,
		97,
		122
	],
	[
		LETTER,
		95,
		95
	],
	[
		LETTER,
		128,
		255
	],
	[
		REFUSED,
		127,
		127
	],
	[
		DIGIT,
		48,
		57
	],
	[
		QUOTE,
		39,
		39
	],
	[
		DOUBLE,
		34,
		34
	],
	[
		DOLLAR,
		36,
		36
	],
	[
		MINUS,
		45,
		45
	],
	[
		SLASH,
		47,
		47
	],
	[
		POINT,
		46,
		46
	],
	[
		OPEN,
		40,
		40
	],
	[
		OPEN,
		91,
		91
	],
	[
		CLOSE,
		41,
		41
	],
	[
		CLOSE,
		93,
		93
	],
	[
		COMMA,
		44,
		44
	],
	[
		END,
		59,
		59
	]
];
const classes = /* @__PURE__ */ new Uint8Array(256);
for (const [kind, from, to] of CLASSES) classes.fill(kind, from, to + 1);
/** What may stand in a word, capitals as what they fold to; 0 for what ends it. */
const folded = /* @__PURE__ */ new Uint8Array(256);
for (let code = 0; code < 256; code++) {
	const kind = classes[code];
	if (kind === LETTER || kind === DIGIT || kind === DOLLAR) folded[code] = code;
	if (kind === CAPITAL) folded[code] = code + 32;
}
/** No space is needed beside these, nor where nothing is yet. */
const alone = /* @__PURE__ */ new Uint8Array(256);
for (const character of "(),;[]") alone[character.charCodeAt(0)] = 1;
const FAILED = -1;
/** After a string that a letter stands before (`E'…'`); `FAILED`: it cannot be folded; 0: that letter is a name. */
function endOfPrefixed(text, letter, quote) {
	if (letter === 101) return endOfEscaped(text, quote + 1);
	return letter === 98 || letter === 120 || letter === 110 ? endOfString(text, quote + 1) : 0;
}
/** A number, a parameter or a string between dollars. A letter right after: servers do not agree on what that is. */
function endOfPlace(text, at, dollar) {
	if (!dollar) at = endOfNumber(text, at);
	else if (classes[text[at + 1] ?? 0] !== DIGIT) return endOfDollar(text, at);
	else for (at++; classes[text[at] ?? 0] === DIGIT;) at++;
	return folded[text[at] ?? 0] === 0 ? at : FAILED;
}
/** Folds one text after another; what it says is of the last one. */
var Folder = class {
	/** The text's bytes; a zero after them. */
	text = Buffer.alloc(16384);
	length = 0;
	lists = new Lists();
	/** The shape, in bytes. */
	shape = Buffer.alloc(32768);
	end = 0;
	hash = 0;
	literals = 0;
	/** False: it cannot be folded, and is its own shape. */
	fold(text) {
		this.take(text);
		const done = this.run();
		if (!done) this.keep();
		this.trim();
		this.hash = this.digest();
		return done;
	}
	/** Takes the last text as its own shape after all. */
	unfold() {
		this.keep();
		this.trim();
		this.hash = this.digest();
	}
	take(text) {
		const most = text.length * 3 + 1;
		if (this.text.length < most) {
			this.text = Buffer.alloc(most * 2);
			this.shape = Buffer.alloc(most * 4 + 200);
		}
		this.length = this.text.write(text, 0, "utf8");
		this.text[this.length] = 0;
	}
	keep() {
		this.shape[0] = 2;
		this.text.copy(this.shape, 1, 0, this.length);
		this.end = this.length + 1;
	}
	trim() {
		while (this.end > 1 && [
			59,
			32,
			10,
			13,
			9
		].includes(this.shape[this.end - 1] ?? 0)) this.end--;
	}
	digest() {
		const { shape, end } = this;
		let hash = 2166136261;
		for (let at = 0; at < end; at++) hash = Math.imul(hash ^ (shape[at] ?? 0), 16777619);
		return hash ^ hash >>> 15;
	}
	putAll(from, to, at) {
		const { text, shape } = this;
		for (; from < to; from++) shape[at++] = text[from] ?? 0;
		return at;
	}
	/** After the text between double quotes; `FAILED`: it is not closed, or holds what it cannot. */
	endOfQuoted(at) {
		for (at++;; at++) {
			const code = this.text[at] ?? 0;
			if (code < 32) return FAILED;
			if (code !== 34) continue;
			if (this.text[at + 1] !== 34) return at + 1;
			at++;
		}
	}
	/** Writes the shape. One loop for all kinds of tokens: a call for each would take most of the time. */
	run() {
		const { text, shape, length, lists } = this;
		lists.reset();
		this.literals = 0;
		let end = 0;
		let at = 0;
		let gap = false;
		let last = 59;
		while (at < length) {
			const code = text[at] ?? 0;
			const kind = classes[code] ?? REFUSED;
			if (kind === SPACE) {
				gap = true;
				at++;
				continue;
			}
			if (kind === LETTER || kind === CAPITAL) {
				if ((gap || last === 1) && alone[last] === 0) shape[end++] = 32;
				gap = false;
				const start = at;
				for (let low = folded[code] ?? 0; low !== 0; low = folded[text[++at] ?? 0] ?? 0) {
					shape[end++] = low;
					last = low;
				}
				if (at - start !== 1) continue;
				const next = text[at];
				if (next === 38 && last === 117) return false;
				const after = next === 39 ? endOfPrefixed(text, last, at) : 0;
				if (after < 0) return false;
				if (after === 0) continue;
				shape[end - 1] = 1;
				last = 1;
				this.literals++;
				at = after;
				continue;
			}
			if (kind === QUOTE) {
				const after = endOfString(text, at + 1);
				if (after < 0) return false;
				if ((gap || last === 1 || folded[last] !== 0) && alone[last] === 0) shape[end++] = 32;
				gap = false;
				if (namesObject(text, after, shape, end)) {
					end = this.putAll(at, after, end);
					last = 39;
				} else {
					shape[end++] = 1;
					last = 1;
				}
				this.literals++;
				at = after;
				continue;
			}
			if (kind === DIGIT || kind === DOLLAR || kind === POINT && classes[text[at + 1] ?? 0] === DIGIT) {
				const after = endOfPlace(text, at, kind === DOLLAR);
				if (after < 0) return false;
				if (kind !== DOLLAR || classes[text[at + 1] ?? 0] !== DIGIT) this.literals++;
				if ((gap || last === 1 || folded[last] !== 0) && alone[last] === 0) shape[end++] = 32;
				gap = false;
				shape[end++] = 1;
				last = 1;
				at = after;
				continue;
			}
			if (kind >= COMMA && kind <= CLOSE) {
				if (kind === OPEN) {
					if (!lists.open(shape, end, code === 91)) return false;
					shape[end++] = code;
				} else {
					end = lists.endItem(shape, end);
					shape[end++] = code;
					if (kind === COMMA) lists.beginItem(end);
					else end = lists.close(shape, end);
				}
				gap = false;
				last = code;
				at++;
				continue;
			}
			if (kind === DOUBLE) {
				const after = this.endOfQuoted(at);
				if (after < 0) return false;
				if ((gap || last === 1) && alone[last] === 0) shape[end++] = 32;
				gap = false;
				end = this.putAll(at, after, end);
				last = 34;
				at = after;
				continue;
			}
			if (kind === MINUS && text[at + 1] === 45) {
				at = endOfLine(text, at);
				gap = true;
				continue;
			}
			if (kind === SLASH && text[at + 1] === 42) {
				at = endOfComment(text, at);
				if (at < 0) return false;
				gap = true;
				continue;
			}
			if (kind === REFUSED) return false;
			if (gap && kind !== END && alone[last] === 0) shape[end++] = 32;
			gap = false;
			shape[end++] = code;
			last = code;
			at++;
		}
		this.end = end;
		return true;
	}
};
// src/query-log/resolve/kinds.ts
const KINDS = {
	select: "select",
	values: "select",
	table: "select",
	insert: "insert",
	update: "update",
	delete: "delete"
};
const firstWord = (shape) => /^[( ]*([a-z]*)/.exec(shape)?.[1] ?? "";
/** Of `WITH … AS (…), … SELECT`: the word that the statement proper begins with. */
function outerWord(shape) {
	let depth = 0;
	const token = /"(?:[^"]|"")*"|[()]|[a-z_\u0080-\uffff][\w$\u0080-\uffff]*/g;
	for (let found = token.exec(shape); found; found = token.exec(shape)) {
		const [text] = found;
		if (text === "(") depth++;
		else if (text === ")") depth--;
		else if (depth === 0 && /^(?:select|insert|update|delete|merge|values|table)$/.test(text)) return text;
	}
	return "with";
}
/** `shape`: lower case, without comments. A WITH is what its outermost statement is. */
function kindOf(shape) {
	const first = firstWord(shape);
	const word = first === "with" ? outerWord(shape) : first;
	return Object.hasOwn(KINDS, word) ? KINDS[word] ?? "other" : "other";
}
const QUERIES = /^[( ]*(?:select|insert|update|delete|merge|with|values|table|copy|explain)\b/;
/** Functions that take SQL, or a setting, as text; a view that settings can be written through. */
const TAKES_TEXT = /set_config|pg_settings|_to_xml|ts_stat|ts_rewrite|crosstab|connectby|xpath_table|dblink|\bexecute\b|\binto (?:local |global )?temp|\binto pg_temp|;/;
/** Whether literals of it decide nothing: texts of that shape touch the same. */
function isFoldable(shape) {
	return QUERIES.test(shape) && !TAKES_TEXT.test(shape);
}
const LEAVES_NOTHING = /^(?:show|vacuum|analy[sz]e|lock|truncate|call|do|execute|fetch|move|refresh|listen|notify|unlisten|checkpoint)\b/;
/** Whether it leaves nothing behind in its session; `shape` is not foldable. */
function leavesNothing(shape) {
	return LEAVES_NOTHING.test(shape) && !shape.includes(";");
}
const CHANGES_SCHEMA = /^(?:create|alter|drop|import foreign schema|security label)\b(?! (?:or replace )?(?:(?:global|local) )?temp)/;
/** Whether it may change the schema for everybody. */
function changesSchema(shape) {
	return CHANGES_SCHEMA.test(shape) && !/^\w+ (?:user|role|group|database|system|default privileges)\b/.test(shape);
}
// src/query-log/shape-table.ts
const LEAST = 1024;
function isSame({ bytes }, { shape, end }) {
	if (bytes.length !== end) return false;
	for (let at = 0; at < end; at++) if (bytes[at] !== shape[at]) return false;
	return true;
}
/** Forgets all when it is full: shapes that are met again come again, one-off ones do not. */
var ShapeTable = class {
	entries = new Array(LEAST);
	most;
	size = 0;
	constructor(most) {
		this.most = most;
	}
	slotOf(folder) {
		const mask = this.entries.length - 1;
		for (let slot = folder.hash & mask;; slot = slot + 1 & mask) {
			const entry = this.entries[slot];
			if (entry === void 0 || entry.hash === folder.hash && isSame(entry, folder)) return slot;
		}
	}
	/** Of the text that was folded last. */
	get(folder) {
		return this.entries[this.slotOf(folder)]?.value;
	}
	set(folder, value) {
		if (this.size >= this.most) this.clear();
		if (this.size * 2 >= this.entries.length) this.grow();
		const slot = this.slotOf(folder);
		if (this.entries[slot] === void 0) this.size++;
		const bytes = Buffer.from(folder.shape.subarray(0, folder.end));
		this.entries[slot] = {
			bytes,
			hash: folder.hash,
			value
		};
	}
	clear() {
		this.entries = new Array(LEAST);
		this.size = 0;
	}
	grow() {
		const old = this.entries;
		this.entries = new Array(old.length * 2);
		const mask = this.entries.length - 1;
		for (const entry of old) {
			if (!entry) continue;
			let slot = entry.hash & mask;
			while (this.entries[slot] !== void 0) slot = slot + 1 & mask;
			this.entries[slot] = entry;
		}
	}
};
// src/query-log/resolve/scene.ts
/** What statements are read against: the schema, and what was left behind in their session. Shared by sessions in the same state. */
/** Literals decide what texts of that shape touch: every one is its own shape. */
const LITERALS_DECIDE = "literals-decide";
const quote = (name) => `"${name.replaceAll("\"", "\"\"")}"`;
function setup({ options, role }, kept, within) {
	const begin = within || kept.some(({ local }) => local) ? ["BEGIN"] : [];
	if (role === null) return [...begin, ...kept.map(({ text }) => text)];
	return [
		`SET search_path TO ${quote(role)}, ${quote(options.defaultSchema)}`,
		...begin,
		...kept.map(({ text }) => text.replace(/"?\$user"?/g, quote(role)))
	];
}
var Scene = class {
	stage;
	kept;
	known;
	/** Tells scenes apart in fingerprints; '': nothing was left behind. */
	key;
	shared = null;
	constructor(stage, kept, key, most) {
		this.stage = stage;
		this.kept = kept;
		this.key = key;
		this.known = new ShapeTable(most);
	}
	/** For statements that leave nothing behind. */
	session() {
		this.shared ??= this.freshSession(false);
		return this.shared;
	}
	/** Not used by anybody else. `within`: several statements sent as one are one transaction. */
	freshSession(within) {
		const session = new ColumnSession(this.stage.schema, this.stage.options);
		for (const text of setup(this.stage, this.kept, within)) session.read(text);
		return session;
	}
};
// src/query-log/resolve/scenes.ts
const MOST_SCENES = 300;
/** Shapes of a scene in which something was left behind; the one of all others may have more. */
const MOST_SHAPES = {
	shared: 2e4,
	own: 2e3
};
const NOTHING$1 = [];
const keyOf = (kept, role) => [role === null ? "" : `role ${role}`, ...kept.map(({ text, local }) => `${local}${text}`)].join("\0");
var Scenes = class {
	schema;
	options;
	roles;
	scenes = /* @__PURE__ */ new Map();
	/** Where most statements are: no role with a schema of its own, nothing left behind. */
	common;
	/** Where statements are whose session had begun before anybody looked: as many as all, after a restart. */
	unknown;
	constructor(schema, options) {
		this.schema = schema;
		this.options = options;
		const { schemas } = schema.catalog;
		this.roles = new Set(schemas.filter((name) => name !== options.defaultSchema));
		this.common = this.make(NOTHING$1, null, "");
		this.unknown = this.make(LOST, null, keyOf(LOST, null), MOST_SHAPES.shared);
	}
	/** `kept`: the same array means the same state. */
	sceneOf(kept, user) {
		if (!kept || kept.length === 0) {
			if (this.roles.size === 0 || !this.roles.has(user)) return this.common;
			return this.find(NOTHING$1, user);
		}
		const role = this.roleOf(kept, user);
		return kept === LOST && role === null ? this.unknown : this.find(kept, role);
	}
	roleOf(kept, user) {
		const set = kept.findLast(({ group }) => group === "set role")?.text;
		const written = set === void 0 ? user : /(?:role|authorization)\s+(?:to\s+|=\s*)?["']?([^"';\s]+)/i.exec(set)?.[1] ?? "";
		return this.roles.has(written) ? written : null;
	}
	find(kept, role) {
		const key = keyOf(kept, role);
		const found = this.scenes.get(key);
		if (found) return found;
		if (this.scenes.size >= MOST_SCENES) this.scenes.clear();
		const scene = this.make(kept, role, key);
		this.scenes.set(key, scene);
		return scene;
	}
	make(kept, role, key, most = key === "" ? MOST_SHAPES.shared : MOST_SHAPES.own) {
		const { schema, options } = this;
		return new Scene({
			schema,
			options,
			role
		}, kept, key, most);
	}
};
// src/query-log/resolve/shape-text.ts
/** What is shown of a shape, and what tells it from others. */
const LONGEST = 2e3;
/** Literals and parameters numbered in order; cut where it is long. */
function showShape(shape) {
	let count = 0;
	const place = String.fromCharCode(1);
	const text = shape.slice(0, 2001).replaceAll(place, () => `$${++count}`);
	return text.length > LONGEST ? `${text.slice(0, 1999)}…` : text;
}
/** Of a text that could not be folded: as far as no literal can have begun. */
function showStart(text) {
	const start = text.slice(0, LONGEST);
	const end = start.search(/['"$\d\p{Cc}]/u);
	return `${(end < 0 ? start : start.slice(0, end)).replace(/\s+/g, " ").trim()} …`.trim();
}
const textOfShape = ({ shape, end }) => shape.toString("utf8", 0, end);
/** 16 hexadecimal digits; `scene`: what its names depend on besides. */
function fingerprintOf(shape, scene) {
	return hash("sha1", scene === "" ? shape : `${shape}\0${scene}`, "hex").slice(0, 16);
}
// src/query-log/resolve/touches.ts
const STRENGTH = {
	explicit: 2,
	implicit: 1,
	unresolved: 0
};
var Touches = class {
	found = /* @__PURE__ */ new Map();
	add(object, access, via) {
		const key = `${access} ${object}`;
		const known = this.found.get(key);
		if (!known || STRENGTH[known.via] < STRENGTH[via]) this.found.set(key, {
			object,
			access,
			via
		});
	}
	/** Whether it reads or writes may not be known; that it touches is told once. */
	addUnresolved(object) {
		if (!this.found.has(`write ${object}`)) this.add(object, "read", "unresolved");
	}
	list() {
		return [...this.found.values()];
	}
};
const ownName = (relation) => relation.slice(relation.lastIndexOf(".") + 1).replace(/^\w+:/, "").replaceAll("\"", "");
function addStatement(touches, one) {
	const text = one.statement.toLowerCase();
	for (const [way, access] of [["reads", "read"], ["writes", "write"]]) {
		const implicit = new Set(one.implicit[way]);
		for (const object of one[way]) touches.add(object, access, implicit.has(object) ? "implicit" : "explicit");
		for (const relation of one.relations[way]) {
			const named = text.includes(ownName(relation).toLowerCase());
			touches.add(relation, access, named ? "explicit" : "implicit");
		}
	}
}
/** Of statements that may touch anything, what they list of it is left out: they count for every object. */
function touchesOf(statements, listAll) {
	const touches = new Touches();
	for (const one of statements) addStatement(touches, one);
	for (const { everything, unresolved } of statements) if (!everything || listAll) for (const object of unresolved) touches.addUnresolved(object);
	return touches.list();
}
// src/query-log/resolve/postgresql.ts
/** Shapes of PostgreSQL's statements, resolved once each against the schema and the state of their session. */
const NEWEST = 18;
const NO_SCHEMA = "no schema is known: nobody can tell which tables its names are columns of";
/** `count(*)` of a table reads no column, and names it all the same. */
const NAMES_SOMETHING = /\b(?:from|join|into|update|table|using|copy|call|do|lock|truncate|refresh|execute|fetch)\b/;
const NOTHING = [];
/** What the reader of columns says of what it could not read. */
const UNREAD = /^it (?:cannot be read|is nested too deeply)/;
/** Loads the parser; before the first resolver is made. */
const prepareResolver = () => prepareSql("postgresql");
function unknownSchema() {
	return {
		catalog: {
			...emptyCatalog(),
			incomplete: true
		},
		definitions: noDefinitions()
	};
}
const isNothing = ({ reads, writes, unresolved, relations }) => reads.length + writes.length + unresolved.length + relations.reads.length + relations.writes.length === 0;
/** Whether a table, view or function of one name stands in several schemas. */
function hasNamesakes({ catalog }) {
	const ownName = (name) => parseObject(name, "postgresql")?.path.at(-1) ?? name;
	return [[...Object.keys(catalog.tables), ...Object.keys(catalog.views)], Object.keys(catalog.functions)].some((names) => new Set(names.map(ownName)).size < names.length);
}
/** `catalog` null: nothing is known of the schema, so that whatever touches anything may touch everything. */
var PostgresqlResolver = class {
	folder = new Folder();
	memory;
	/** Names that stand in several schemas: who does not know the search path does not know which is meant. */
	isAmbiguous;
	scenes;
	hasSchema;
	recent = new Array(1024);
	constructor(catalog, options = {}, read) {
		const { version = NEWEST, defaultSchema = "public", sessions = new SessionMemory() } = options;
		this.memory = sessions;
		const schema = read ?? (catalog ? readColumnSchema(catalog.ddl, {
			version,
			defaultSchema
		}) : unknownSchema());
		this.hasSchema = catalog !== null || read !== void 0;
		this.isAmbiguous = hasNamesakes(schema);
		this.scenes = new Scenes(schema, {
			version,
			defaultSchema
		});
	}
	take(run) {
		const state = run.session === null ? void 0 : this.memory.find(run.session);
		const known = this.knowRun(run, state);
		if (state && run.failed) state.fail();
		if (known.steps.length > 0 && !run.failed && run.prepared !== true && run.session !== null) this.follow(run.session, known.steps, state, this.isUnseen(run));
		return known.shape;
	}
	/** As `take`, for a run that another resolver takes with the same sessions: what it leaves behind is left to that one. */
	look(run) {
		return this.knowRun(run, run.session === null ? void 0 : this.memory.find(run.session)).shape;
	}
	knowRun(run, state) {
		const kept = state?.kept ?? (this.isUnseen(run) ? LOST : void 0);
		return this.know(run.text, this.scenes.sceneOf(kept, run.user));
	}
	/** What its session had set before is not known; where nobody can tell, it matters only where a name may mean several. */
	isUnseen({ begun }) {
		return begun === false || begun === void 0 && this.isAmbiguous;
	}
	follow(session, steps, known, unseen) {
		const ends = steps.every((step) => step.do !== "keep" && step.do !== "begin");
		if (!known && ends) return;
		const state = known ?? this.memory.open(session, unseen);
		for (const step of steps) state.take(step);
		this.memory.release(session, state);
	}
	know(text, scene) {
		const { length } = text;
		const mixed = length * 31 + text.charCodeAt(length >> 1) * 7 + text.charCodeAt(length >> 2) * 131 + text.charCodeAt(length - 1);
		const slot = length === 0 ? 0 : mixed & 1023;
		const recent = this.recent[slot];
		if (recent && recent.scene === scene && recent.text === text) return recent.known;
		const known = this.lookUp(text, scene);
		if (this.folder.literals === 0 && length < 4096) this.recent[slot] = {
			text: Buffer.from(text).toString(),
			scene,
			known
		};
		return known;
	}
	lookUp(text, scene) {
		const { folder } = this;
		const isFolded = folder.fold(text);
		const known = scene.known.get(folder);
		if (known && known !== "literals-decide") return known;
		if (!isFolded) return this.meetVerbatim(text, scene, showStart(text), textOfShape(folder).slice(1).toLowerCase());
		const shape = textOfShape(folder);
		if (!known && isFoldable(shape)) {
			const met = this.meet(text, scene, shape, showShape(shape), shape, NOTHING);
			if (!met.shape.unparsed) {
				scene.known.set(folder, met);
				return met;
			}
		}
		if (!known) scene.known.set(folder, LITERALS_DECIDE);
		return this.knowVerbatim(text, scene, shape);
	}
	knowVerbatim(text, scene, shape) {
		this.folder.unfold();
		const known = scene.known.get(this.folder);
		if (known && known !== "literals-decide") return known;
		return this.meetVerbatim(text, scene, showShape(shape), shape);
	}
	/** `words`: lower case, as far as can be told without comments and literals. */
	meetVerbatim(text, scene, shown, words) {
		const key = `${String.fromCharCode(2)}${text.trim()}`;
		const met = this.meet(text, scene, key, shown, words, stepsOf(words, text));
		this.folder.unfold();
		scene.known.set(this.folder, met);
		return met;
	}
	meet(text, scene, key, shown, words, steps) {
		const several = words.includes(";");
		const statements = (!several && steps.length === 0 && (isFoldable(words) || leavesNothing(words)) ? scene.session() : scene.freshSession(several)).read(text.replace(/[;\s]+$/, ""));
		const left = several ? statements.flatMap(({ statement }) => stepsOf(this.wordsOf(statement), statement)) : steps;
		return {
			shape: this.shapeOf(statements, fingerprintOf(key, scene.key), shown, words),
			steps: left
		};
	}
	wordsOf(statement) {
		const folder = new Folder();
		return folder.fold(statement) ? textOfShape(folder) : statement.toLowerCase();
	}
	shapeOf(statements, fingerprint, text, words) {
		const blind = !this.hasSchema && (NAMES_SOMETHING.test(words) || !statements.every(isNothing));
		const problem = statements.find((one) => one.problem !== null)?.problem ?? (blind ? NO_SCHEMA : null);
		return {
			fingerprint,
			text,
			kind: kindOf(words),
			touches: touchesOf(statements, !this.hasSchema),
			everything: blind || statements.some(({ everything }) => everything),
			problem,
			unparsed: problem !== null && UNREAD.test(problem)
		};
	}
};
export { kindOf as a, changesSchema as i, prepareResolver as n, SessionMemory as o, touchesOf as r, PostgresqlResolver as t };
