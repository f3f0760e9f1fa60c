import { a as parseObject } from "./chunk-names.js";
// src/code/wildcards.ts
/**
* Wildcards over a sequence, in time that is at most the product of both lengths: a star that has taken too little
* takes one more, and only the last one ever does. `null` in the pattern is the star.
*/
function matchWildcards(pattern, items, matches) {
	let [part, item, star, taken] = [
		0,
		0,
		-1,
		0
	];
	while (item < items.length) {
		const wanted = pattern[part];
		const given = items[item];
		if (wanted === null) {
			star = part;
			taken = item;
			part += 1;
		} else if (wanted !== void 0 && given !== void 0 && matches(wanted, given)) {
			part += 1;
			item += 1;
		} else if (star >= 0) {
			taken += 1;
			item = taken;
			part = star + 1;
		} else return false;
	}
	while (pattern[part] === null) part += 1;
	return part === pattern.length;
}
// src/code/globs.ts
/**
* Globs as a manifest writes them: `*`, `?`, `[a-z]`, `[!a]`, `{a,b}`, `**` as a whole folder name, `\` before a sign
* that means itself; hidden files are files. A folder's bare name stands for all that lies in it. Matched without
* regular expressions, for a stranger's manifest must not choose how long that takes.
*/
const MOST_ALTERNATIVES = 256;
/** A longer one is a plain name: no glob that a person wrote is. */
const LONGEST$1 = 1e3;
const TOKEN$1 = /\\[\s\S]|\[(?:[!^]?(?:\\[^/]|[^\]\\/])+)\]|[\s\S]/gu;
/** The innermost group of alternatives. */
const GROUP = /(?<!\\)\{((?:[^{}\\]|\\.)*,(?:[^{}\\]|\\.)*)\}/;
/** `./a//b/` and `a/b` are one path. */
function normalize(glob) {
	return glob.replace(/^(?:\.?\/)+/, "").replace(/\/+/g, "/").replace(/\/$/, "");
}
/** Writes `{a,b}` out; null where that would be too many. */
function expand(glob) {
	let open = [glob];
	const done = [];
	while (open.length > 0) {
		const next = [];
		for (const one of open) {
			const group = GROUP.exec(one);
			if (!group) done.push(one);
			else for (const choice of (group[1] ?? "").split(",")) next.push(one.slice(0, group.index) + choice + one.slice(group.index + group[0].length));
		}
		if (done.length + next.length > MOST_ALTERNATIVES) return null;
		open = next;
	}
	return done;
}
function readClass(token) {
	const isNegated = /^\[[!^]/.test(token);
	const inner = [...token.slice(isNegated ? 2 : 1, -1).replace(/\\(.)/gu, "$1")];
	const ranges = [];
	for (let at = 0; at < inner.length; at += 1) {
		const from = inner[at] ?? "";
		const isRange = inner[at + 1] === "-" && at + 2 < inner.length;
		ranges.push([from, isRange ? inner[at + 2] ?? from : from]);
		if (isRange) at += 2;
	}
	return (character) => ranges.some(([from, to]) => character >= from && character <= to) !== isNegated;
}
function readCharacter(token) {
	if (token === "*") return null;
	if (token === "?") return () => true;
	if (token.length > 2 && token.startsWith("[") && token.endsWith("]")) return readClass(token);
	const plain = token.length > 1 && token.startsWith("\\") ? token.slice(1) : token;
	return (character) => character === plain;
}
const readSegment = (text) => text === "**" ? null : (text.match(TOKEN$1) ?? []).map(readCharacter);
const matchSegment = (segment, name) => matchWildcards(segment, name, (test, character) => test(character));
/** The folder that stands before the first sign: paths that do not begin so need no closer look. */
const plainStart = (glob) => /^[^*?[\\]*/.exec(glob)?.[0].replace(/\/?[^/]*$/, "") ?? "";
function compileOne(glob) {
	const start = plainStart(glob);
	const segments = glob.split("/").map(readSegment);
	const pattern = segments.at(-1) === null ? [
		...segments.slice(0, -1),
		[null],
		null
	] : [...segments, null];
	return (path) => path.startsWith(start) && matchWildcards(pattern, path.split("/").map((name) => [...name]), matchSegment);
}
function compile(glob) {
	const pattern = normalize(glob);
	if (pattern === "" || pattern === ".") return () => true;
	const inside = `${pattern}/`;
	const isNamed = (path) => path === pattern || path.startsWith(inside);
	if (!/[*?[{\\]/.test(pattern) || pattern.length > LONGEST$1) return isNamed;
	const tests = expand(pattern)?.map(compileOne) ?? [];
	return (path) => isNamed(path) || tests.some((test) => test(path));
}
/**
* One predicate for several globs; no glob matches no path. Paths are the repository's, with `/`.
* `db/migrations`, `db/migrations/` and `db/migrations/**` mean the same. A leading `!` has no meaning here.
*/
function matchesAny(globs) {
	const tests = globs.map(compile);
	return (path) => tests.some((test) => test(path));
}
// src/code/never-code.ts
/** What is never code, whoever wrote it: see "What is never code" in the manifest's specification. */
/** Folders, at any depth, compared without case. */
const FOLDERS = /* @__PURE__ */ new Set([
	".git",
	".github",
	"docs",
	"test",
	"tests",
	"spec",
	"__tests__",
	"__snapshots__",
	"node_modules",
	"bower_components",
	"jspm_packages",
	"vendor",
	"vendored",
	"third_party",
	"third-party",
	"site-packages",
	".venv",
	"venv",
	".yarn",
	".pnpm-store",
	"pods",
	"__pycache__"
]);
/** Whole file names, in lower case. */
const NAMES = /* @__PURE__ */ new Set([
	"schema.rb",
	"structure.sql",
	"schema.prisma",
	"schema.sql",
	"schema.hcl",
	"atlas.sum",
	"_journal.json",
	"database.types.ts",
	"package-lock.json",
	"npm-shrinkwrap.json",
	"pnpm-lock.yaml",
	"yarn.lock",
	"bun.lock",
	"bun.lockb",
	"deno.lock",
	"composer.lock",
	"gemfile.lock",
	"cargo.lock",
	"go.sum",
	"poetry.lock",
	"pdm.lock",
	"uv.lock",
	"pipfile.lock",
	"mix.lock",
	"pubspec.lock",
	"podfile.lock",
	"flake.lock",
	"gradle.lockfile",
	"packages.lock.json",
	"conftest.py",
	"license",
	"changelog"
]);
const EXTENSIONS = new Set(`png jpg jpeg gif webp avif bmp ico icns tif tiff psd pdf zip gz tgz bz2 xz zst 7z rar jar war ear class so dylib dll exe o a lib obj pdb wasm node bin dat db sqlite sqlite3 mp3 mp4 m4a ogg wav flac avi mov mkv webm woff woff2 ttf otf eot pyc pyo doc docx xls xlsx ppt pptx parquet avro orc pack idx map snap md markdown mdown rst adoc asciidoc`.split(" "));
/** Tests and copies that a name tells: `a.test.ts`, `a_test.go`, `a.spec.ts`, `0001_snapshot.json`, `a.min.js`. */
const PATTERN = /(?:\.(?:test|spec)\.[^.]+|_test\.[^.]+|^test_.*\.py|_spec\.rb|_snapshot\.json|modelsnapshot\.cs|\.min\.(?:js|css))$/;
/** Whether the built-in list says that a file is no code; the manifest's own files and migrations are not known here. */
function isNeverCode(path) {
	const segments = path.toLowerCase().split("/");
	const name = segments.pop() ?? "";
	if (segments.some((segment) => FOLDERS.has(segment)) || NAMES.has(name) || PATTERN.test(name)) return true;
	const dot = name.lastIndexOf(".");
	return dot > 0 && EXTENSIONS.has(name.slice(dot + 1));
}
// src/code/code-filter.ts
/**
* Tells code from what never counts: the built-in list, migrations (folders or globs of every database), and the
* manifest with what it includes. `!pattern` in `exclude` brings back what any of these left out, though never
* what `include` does not name.
*/
function codeFilter(code, migrations = [], manifestFiles = []) {
	const included = code.include.length === 0 ? () => true : matchesAny(code.include);
	const excluded = matchesAny([...code.exclude.filter((glob) => !glob.startsWith("!")), ...migrations]);
	const kept = matchesAny(code.exclude.filter((glob) => glob.startsWith("!")).map((glob) => glob.slice(1)));
	const manifest = new Set(manifestFiles);
	return (path) => included(path) && (kept(path) || !(manifest.has(path) || isNeverCode(path) || excluded(path)));
}
// src/code/pattern-syntax.ts
/** Thrown within this shelf alone; `patternMistake` shows its message. */
var PatternMistake = class extends Error {};
const LONGEST = 500;
const MOST_REPEATS = 100;
const ASSERTIONS = {
	"^": {
		kind: "assert",
		at: "start"
	},
	$: {
		kind: "assert",
		at: "end"
	},
	"\\b": {
		kind: "assert",
		at: "word-boundary"
	},
	"\\B": {
		kind: "assert",
		at: "no-word-boundary"
	}
};
const TOKEN = /\\p\{[^}]*\}|\\P\{[^}]*\}|\\u\{[0-9a-fA-F]+\}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\(\?<[A-Za-z_]\w*>|\(\?[:=!]|\(\?<[=!]|\(\?|[*+?]\??|\{\d+(?:,\d*)?\}\??|[\s\S]/gu;
/** A one-character pattern's own test, asked of the language itself; ASCII is looked up. */
function tester(source) {
	let whole;
	try {
		whole = new RegExp(`^(?:${source})$`, "u");
	} catch {
		throw new PatternMistake(`'${source}' is no valid part of a regular expression`);
	}
	const ascii = Array.from({ length: 128 }, (_, code) => whole.test(String.fromCharCode(code)));
	return (codePoint) => ascii[codePoint] ?? whole.test(String.fromCodePoint(codePoint));
}
function character(token) {
	if (token === "[" || token === "\\") throw new PatternMistake(`a '${token}' is never closed or followed`);
	const plain = (token.length === 1 || (token.codePointAt(0) ?? 0) > 65535) && token !== "." ? token : /^\\([^\p{L}\p{N}])$/u.exec(token)?.[1];
	if (plain !== void 0) {
		const wanted = plain.codePointAt(0);
		return {
			kind: "character",
			literal: plain,
			test: (codePoint) => codePoint === wanted
		};
	}
	if (/^\\[1-9k]/.test(token)) throw new PatternMistake(`a back-reference ('${token}') is not supported`);
	return {
		kind: "character",
		literal: null,
		test: tester(token)
	};
}
function readRepeat(token) {
	if (/^[*+?]/.test(token)) return [token.startsWith("+") ? 1 : 0, token.startsWith("?") ? 1 : Number.POSITIVE_INFINITY];
	const bounds = /^\{(\d+)(,?)(\d*)\}/.exec(token);
	if (!bounds) return null;
	const min = Number(bounds[1]);
	const max = bounds[2] === "" ? min : bounds[3] === "" ? Number.POSITIVE_INFINITY : Number(bounds[3]);
	if (max < min || min > MOST_REPEATS || Number.isFinite(max) && max > MOST_REPEATS) throw new PatternMistake(`'${token}' repeats more than ${MOST_REPEATS} times, or backwards`);
	return [min, max];
}
/** Parses a pattern, or throws `PatternMistake`. Recursion is bounded by the pattern's length. */
function parsePattern(source) {
	if (source.length > LONGEST) throw new PatternMistake(`a pattern may have at most ${LONGEST} characters`);
	const tokens = source.match(TOKEN) ?? [];
	let at = 0;
	const parseChoice = () => {
		const nodes = [parseSequence()];
		while (tokens[at] === "|") {
			at += 1;
			nodes.push(parseSequence());
		}
		return nodes.length === 1 && nodes[0] ? nodes[0] : {
			kind: "choice",
			nodes
		};
	};
	const parseSequence = () => {
		const nodes = [];
		for (let token = tokens[at]; token !== void 0 && token !== "|" && token !== ")"; token = tokens[at]) {
			at += 1;
			const repeat = readRepeat(token);
			const last = repeat ? nodes.pop() : void 0;
			if (!repeat) nodes.push(parseAtom(token));
			else if (!last || last.kind === "repeat" || last.kind === "assert") throw new PatternMistake(`nothing stands before '${token}' that it could repeat`);
			else nodes.push({
				kind: "repeat",
				node: last,
				min: repeat[0],
				max: repeat[1]
			});
		}
		return {
			kind: "sequence",
			nodes
		};
	};
	const parseAtom = (token) => {
		if (/^\(\?(?:<?[=!])$/.test(token)) throw new PatternMistake("looking ahead or behind is not supported");
		if (token === "(?") throw new PatternMistake("'(?' begins a group of a kind that is not supported");
		if (!token.startsWith("(")) return ASSERTIONS[token] ?? character(token);
		const inner = parseChoice();
		if (tokens[at] !== ")") throw new PatternMistake("a '(' is never closed");
		at += 1;
		return {
			kind: "sequence",
			nodes: [inner]
		};
	};
	const node = parseChoice();
	if (at < tokens.length) throw new PatternMistake("a ')' closes nothing");
	return node;
}
// src/code/pattern-states.ts
const MOST_STATES = 2e3;
/** Writes a pattern out as states: each goes on to the next one; a split also to others. */
function assembleStates(node) {
	const states = [];
	const push = (state) => {
		if (states.push(state) > MOST_STATES) throw new PatternMistake("the pattern is too large when its repeats are written out");
		return states.length - 1;
	};
	const jump = () => {
		const state = {
			op: "split",
			others: []
		};
		push(state);
		return state;
	};
	const emitRepeat = (inner, min, max) => {
		for (let count = 0; count < min; count += 1) emit(inner);
		if (max === Number.POSITIVE_INFINITY) {
			const skip = jump();
			const start = states.length - 1;
			emit(inner);
			jump().others.push(start);
			skip.others.push(states.length);
			return;
		}
		const skips = Array.from({ length: max - min }, () => {
			const skip = jump();
			emit(inner);
			return skip;
		});
		for (const skip of skips) skip.others.push(states.length);
	};
	const emitChoice = (nodes) => {
		const ends = [];
		for (const [index, branch] of nodes.entries()) {
			const fork = index < nodes.length - 1 ? jump() : null;
			emit(branch);
			if (!fork) continue;
			ends.push(leave());
			fork.others.push(states.length);
		}
		for (const end of ends) end.others.push(states.length);
	};
	/** Goes elsewhere and not on: an assertion that never holds stands behind the split. */
	const leave = () => {
		const state = jump();
		push({
			op: "assert",
			at: "never"
		});
		return state;
	};
	const emit = (part) => {
		if (part.kind === "character") push({
			op: "character",
			test: part.test
		});
		else if (part.kind === "assert") push({
			op: "assert",
			at: part.at
		});
		else if (part.kind === "repeat") emitRepeat(part.node, part.min, part.max);
		else if (part.kind === "choice") emitChoice(part.nodes);
		else for (const inner of part.nodes) emit(inner);
	};
	emit(node);
	push({ op: "match" });
	return states;
}
// src/code/pattern-words.ts
/** Length of the shortest. */
const shortest = (words) => Math.min(...words.map((word) => word.length));
/** Fixed strings one of which every match holds; null: there are none. */
function requiredWords(node) {
	if (node.kind === "character") return node.literal === null ? null : [node.literal];
	if (node.kind === "assert") return null;
	if (node.kind === "repeat") return node.min > 0 ? requiredWords(node.node) : null;
	if (node.kind === "choice") {
		const sets = node.nodes.map(requiredWords);
		return sets.some((set) => set === null) ? null : sets.flatMap((set) => set ?? []);
	}
	return bestOf(node.nodes);
}
function bestOf(nodes) {
	const candidates = [];
	let run = "";
	for (const node of nodes) {
		const literal = node.kind === "character" ? node.literal : null;
		if (literal !== null) run += literal;
		else {
			if (run) candidates.push([run]);
			if (node.kind !== "assert") run = "";
			const found = node.kind === "assert" ? null : requiredWords(node);
			if (found) candidates.push(found);
		}
	}
	if (run) candidates.push([run]);
	return candidates.sort((a, b) => shortest(b) - shortest(a))[0] ?? null;
}
// src/code/pattern.ts
const SHORTEST_WORD = 2;
const isWord = (line, index) => /\w/.test(line[index] ?? "");
function holds(at, line, index) {
	if (at === "start") return index === 0;
	if (at === "end") return index === line.length;
	if (at === "never") return false;
	return isWord(line, index - 1) !== isWord(line, index) === (at === "word-boundary");
}
/** All states are carried along side by side, each at most once a character, so nothing is ever tried twice. */
function searchLine(states, line) {
	let now = [];
	const seen = new Int32Array(states.length).fill(-1);
	const follow = (first, start, index, into) => {
		const stack = [first];
		for (let at = stack.pop(); at !== void 0; at = stack.pop()) {
			const state = states[at];
			if (!state || seen[at] === index) continue;
			seen[at] = index;
			if (state.op === "match") return true;
			if (state.op === "character") into.push({
				state: at,
				start
			});
			else if (state.op === "split") stack.push(...state.others, at + 1);
			else if (holds(state.at, line, index)) stack.push(at + 1);
		}
		return false;
	};
	for (let index = 0; index <= line.length;) {
		if (follow(0, index, index, now)) return index;
		const codePoint = line.codePointAt(index) ?? -1;
		const next = index + (codePoint > 65535 ? 2 : 1);
		const then = [];
		for (const { state: at, start } of now) {
			const state = states[at];
			if (state?.op === "character" && codePoint >= 0 && state.test(codePoint) && follow(at + 1, start, next, then)) return start;
		}
		now = then;
		index = next;
	}
	return -1;
}
/**
* Compiles a regular expression (JavaScript's syntax, case-sensitive, matched line by line). Throws `PatternMistake`
* for back-references, looking around, and for a pattern that holds no fixed word to find candidate files by.
*/
function compilePattern(source) {
	const node = parsePattern(source);
	const words = requiredWords(node);
	if (!words || words.length === 0 || shortest(words) < SHORTEST_WORD) throw new PatternMistake(`every match must hold a fixed word of at least ${SHORTEST_WORD} characters, as 'name' in 'user\\.name'`);
	const states = assembleStates(node);
	return {
		words,
		search: (line) => searchLine(states, line)
	};
}
/** Why a pattern of `references` cannot be used; null where it can. For the manifest's validation. */
function patternMistake(source) {
	try {
		compilePattern(source);
		return null;
	} catch (error) {
		if (error instanceof PatternMistake) return error.message;
		return "it cannot be read as a regular expression";
	}
}
// src/code/inflect.ts
/** English numbers of table names. A candidate too many costs nothing: no code holds a word such as `statu`. */
const IRREGULAR = [
	["person", "people"],
	["child", "children"],
	["man", "men"],
	["woman", "women"],
	["mouse", "mice"],
	["goose", "geese"],
	["foot", "feet"],
	["tooth", "teeth"],
	["datum", "data"],
	["medium", "media"],
	["criterion", "criteria"],
	["phenomenon", "phenomena"],
	["index", "indices"],
	["matrix", "matrices"],
	["vertex", "vertices"],
	["appendix", "appendices"],
	["quiz", "quizzes"],
	["lens", "lenses"],
	["movie", "movies"]
];
/** The same in both numbers; cutting their `s` would make words that every file holds (`new`). */
const UNCOUNTABLE = /* @__PURE__ */ new Set([
	"news",
	"series",
	"species",
	"goods",
	"means",
	"sms",
	"dns",
	"https",
	"analytics"
]);
const ALSO_SINGULAR = /* @__PURE__ */ new Set(["lens"]);
function pluralsOf(word) {
	if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ies`];
	if (/(?:[sxz]|ch|sh)$/.test(word)) return /[^suia]s$/.test(word) ? [] : [`${word}es`];
	if (/o$/.test(word)) return [`${word}s`, `${word}es`];
	if (/fe?$/.test(word)) return [`${word}s`, word.replace(/fe?$/, "ves")];
	return [`${word}s`];
}
function singularsOf(word) {
	if (!word.endsWith("s") || word.endsWith("ss") || ALSO_SINGULAR.has(word)) return [];
	const found = [word.slice(0, -1)];
	if (word.endsWith("ies")) found.push(`${word.slice(0, -3)}y`);
	if (/(?:[sxz]|ch|sh|o)es$/.test(word)) found.push(word.slice(0, -2));
	if (word.endsWith("ves")) found.push(`${word.slice(0, -3)}f`, `${word.slice(0, -3)}fe`);
	if (/[sx]es$/.test(word)) found.push(`${word.slice(0, -2)}is`);
	return found.filter((candidate) => candidate.length > 1);
}
/** The other numbers of a lower-case word: `users` -> `user`, `category` -> `categories`, `people` -> `person`. */
function otherNumbersOf(word) {
	if (UNCOUNTABLE.has(word) || word.length < 2) return [];
	const irregular = IRREGULAR.filter((pair) => pair.includes(word)).flat();
	const found = irregular.length > 0 ? [...irregular, ...pluralsOf(word)] : [...pluralsOf(word), ...singularsOf(word)];
	return [...new Set(found)].filter((candidate) => candidate !== word);
}
// src/code/words.ts
/** The words of a name in any style: `firstName`, `first_name`, `FIRST-NAME` and `HTTPBody` alike. */
const WORD$1 = /\p{Lu}+(?!\p{Ll})[\p{N}\p{M}]*|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{Lt}\p{M}][\p{Ll}\p{Lo}\p{Lm}\p{Lt}\p{N}\p{M}]*|\p{L}|\p{N}+/gu;
/** In lower case, in order; empty where the name holds no letter or digit. */
function splitWords(name) {
	return (name.match(WORD$1) ?? []).map((word) => word.toLowerCase());
}
const OTHER_WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u;
function isWordCode(code) {
	if (code < 128) return code >= 97 && code <= 122 || code >= 65 && code <= 90 || code >= 48 && code <= 57 || code === 95;
	return OTHER_WORD_CHARACTER.test(String.fromCodePoint(code));
}
/** Whether `text` from `start` to `end` stands alone: no letter, digit, mark or underscore touches it. */
function isWholeWord(text, start, end) {
	const after = text.codePointAt(end);
	if (after !== void 0 && isWordCode(after)) return false;
	if (start === 0) return true;
	const unit = text.charCodeAt(start - 1);
	return !isWordCode(unit >= 56320 && unit <= 57343 && start > 1 ? text.codePointAt(start - 2) ?? unit : unit);
}
// src/code/spellings.ts
/** Words that Go writes in capitals within a name: `user_id` is `UserID` there. */
const INITIALISMS = new Set("acl api ascii cpu css dns eof guid html http https id ip json ram rpc sla smtp sql ssh tcp tls ttl udp ui uid uri url utf8 uuid vm xml".split(" "));
const capitalize = (word) => {
	const [first = ""] = word;
	return first.toUpperCase() + word.slice(first.length);
};
const initialism = (word) => INITIALISMS.has(word) ? word.toUpperCase() : capitalize(word);
function spellWords(words, lead) {
	const [first = "", ...rest] = words;
	return [
		`${lead}${words.join("_")}`,
		`${lead}${first}${rest.map(capitalize).join("")}`,
		`${lead}${words.map(capitalize).join("")}`,
		`${lead}${words.join("_").toUpperCase()}`,
		`${lead}${first}${rest.map(initialism).join("")}`,
		`${lead}${words.map(initialism).join("")}`
	];
}
/**
* The spellings that code uses for one identifier: as it is, snake_case, camelCase, PascalCase, CAPITALS, and Go's
* initialisms. Never empty for a non-empty identifier; leading underscores are kept.
*/
function spellings(identifier) {
	const words = splitWords(identifier);
	if (words.length === 0) return identifier === "" ? [] : [identifier];
	const lead = /^_*/.exec(identifier)?.[0] ?? "";
	return [.../* @__PURE__ */ new Set([identifier, ...spellWords(words, lead)])];
}
/** The words of a table's name in each number: `order_items` -> [order, items], [order, item]. */
function numbersOf(table) {
	const words = splitWords(table);
	const last = words.at(-1);
	if (last === void 0) return [];
	return [last, ...otherNumbersOf(last)].map((word) => [...words.slice(0, -1), word]);
}
/** Every spelling of a table's name, singular and plural. */
function tableSpellings(table) {
	return [.../* @__PURE__ */ new Set([...spellings(table), ...numbersOf(table).flatMap((words) => spellWords(words, ""))])];
}
// src/code/known-keys.ts
/** Where a key stands in the text; overlapping ones too. */
function placesOf(key, text) {
	const places = [];
	if (key === "") return places;
	for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) places.push(at);
	return places;
}
const WORD = /[\p{L}\p{N}_$]/u;
/**
* Whether the word at `index` is joined by a hyphen to the rest of the key at `start`. `users.name` as a key would
* look like the column itself, so its words stay mentions: only a hyphen makes a key sure to be none.
*/
function isHyphenated(text, index, start, end) {
	if (index < start || index >= end) return false;
	let after = index;
	while (after < end && WORD.test(text[after] ?? "")) after++;
	return index > start && text[index - 1] === "-" || after < end && text[after] === "-";
}
/** Drops hits that are only hyphenated parts of keys which their terms except. */
function keepReal(hits, terms, text) {
	const keys = /* @__PURE__ */ new Map();
	const within = (key) => {
		const places = keys.get(key) ?? placesOf(key, text);
		keys.set(key, places);
		return places;
	};
	return hits.filter(({ term, index }) => {
		const of = terms[term];
		return !(of && "object" in of ? of.except ?? [] : []).some((key) => within(key).some((start) => isHyphenated(text, index, start, start + key.length)));
	});
}
// src/code/lines.ts
const LONGEST_SHOWN = 160;
/** How much of a long line is shown before the place itself. */
const LEAD = 60;
function lineIndex(text) {
	let line = 1;
	let start = 0;
	let end = endOfLine(text, 0);
	return {
		lineOf(index) {
			while (end < index) {
				line += 1;
				start = end + 1;
				end = endOfLine(text, start);
			}
			return line;
		},
		describe: (index) => ({
			column: countCharacters(text, start, index) + 1,
			text: showLine(text, start, end, index)
		})
	};
}
function endOfLine(text, start) {
	const end = text.indexOf("\n", start);
	return end < 0 ? text.length : end;
}
/** Code points, with no copy of what may be a line of megabytes. */
function countCharacters(text, start, end) {
	let count = 0;
	for (let at = start; at < end; count += 1) at += (text.codePointAt(at) ?? 0) > 65535 ? 2 : 1;
	return count;
}
function showLine(text, start, end, index) {
	const from = end - start > LONGEST_SHOWN ? Math.max(start, index - LEAD) : start;
	return text.slice(from, Math.min(end, from + LONGEST_SHOWN)).toWellFormed().trim();
}
// src/code/named-path.ts
function holdsInOrder(words, wanted) {
	return words.some((_, at) => wanted.every((word, offset) => words[at + offset] === word));
}
/**
* Whether a path is named for a table, singular or plural: a folder of just that name (`src/users/read.ts`), or a
* file whose name holds it as whole words (`UserRepository.java`, `models/user.rb`, `order-items.service.ts`).
*/
function namedFor(table) {
	const folders = new Set(tableSpellings(table).flatMap((word) => [word, word.replaceAll("_", "-")]));
	const numbers = numbersOf(table);
	return (path) => {
		const segments = path.split("/");
		const name = segments.pop() ?? "";
		if (segments.some((segment) => folders.has(segment))) return true;
		const words = splitWords(name.replace(/(.)\.[^.]*$/, "$1"));
		return numbers.some((wanted) => holdsInOrder(words, wanted));
	};
}
// src/code/targets.ts
const NOWHERE = () => false;
const sureOf = (sure) => ({
	sure,
	bare: [],
	carriers: [],
	isNamed: NOWHERE,
	literal: false
});
const pascal = (words) => words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
/**
* A table counts by its own name. Object mappers name a class for one row of it: `OrderItem` says enough anywhere,
* but a single word such as `Event` only in a file that is named for the table.
*/
function targetTable(name) {
	const classes = numbersOf(name).slice(1).map(pascal);
	const own = spellings(name);
	if (splitWords(name).length > 1) return sureOf([...own, ...classes]);
	return {
		...sureOf(own),
		bare: classes,
		isNamed: namedFor(name)
	};
}
function targetPart(name, carrier, literal) {
	return {
		sure: [],
		bare: spellings(name),
		carriers: tableSpellings(carrier),
		isNamed: namedFor(carrier),
		literal
	};
}
function targetObject(object) {
	const name = object.path.at(-1) ?? "";
	const carrier = object.path.at(-2) ?? "";
	if (object.kind === "table" || object.kind === "view") return targetTable(name);
	if (object.kind === "column") return targetPart(name, carrier, false);
	if (object.kind === "value") return targetPart(name, carrier, true);
	return (object.kind === "constraint" || object.kind === "trigger" || object.kind === "policy") && splitWords(name).length < 2 ? targetPart(name, carrier, false) : sureOf(spellings(name));
}
/** Canonical names are folded already; no schema is the default here, so that none is dropped. */
function parseCanonical(object, kind) {
	const parsed = parseObject(object, "postgresql", "");
	return kind === "table" && parsed?.kind === "column" && parsed ? {
		kind: "table",
		path: parsed.path
	} : parsed;
}
/** A term's target; a name that cannot be read is looked for as it stands. */
function targetOf(term) {
	if ("word" in term) return sureOf(term.word === "" ? [] : [term.word]);
	const object = parseCanonical(term.object, term.kind);
	if (!object) return sureOf(term.object === "" ? [] : [term.object]);
	const target = targetObject(object);
	return (term.references?.paths ?? []).length > 0 ? {
		...target,
		sure: [...target.sure, ...target.bare],
		bare: [],
		carriers: []
	} : target;
}
// src/code/word-search.ts
const escapeWord = (word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
const byLength = (a, b) => b.length - a.length || (a < b ? -1 : 1);
/** Null: there is nothing to look for. */
function alternatives(words, flags) {
	const sorted = [...new Set(words)].sort(byLength);
	return sorted.length === 0 ? null : new RegExp(sorted.map(escapeWord).join("|"), flags);
}
function usesOf(targets) {
	const uses = /* @__PURE__ */ new Map();
	const add = (word, use) => {
		const known = uses.get(word);
		if (known) known.push(use);
		else uses.set(word, [use]);
	};
	for (const [term, { sure, bare, carriers }] of targets.entries()) {
		for (const word of sure) add(word, {
			term,
			role: "sure"
		});
		for (const word of bare) add(word, {
			term,
			role: "bare"
		});
		for (const word of carriers) add(word, {
			term,
			role: "carrier"
		});
	}
	return uses;
}
/**
* The longest alternative wins at a place, so that a shorter word which also stands alone there (`Full` in
* `Full Name`) would be missed: each word knows those.
*/
function usesAtPlace(uses) {
	const words = [...uses.keys()];
	const isPlain = (word) => /^\w*$/.test(word);
	return new Map(words.map((word) => {
		return [word, [word, ...isPlain(word) ? [] : words.filter((other) => other !== word && word.startsWith(other))].map((one) => ({
			word: one,
			uses: uses.get(one) ?? []
		}))];
	}));
}
const QUOTES = /* @__PURE__ */ new Set([
	"'",
	"\"",
	"`"
]);
/** `'paid'`, `"paid"`, `\"paid\"`, `:paid`: all of a string, or a symbol. */
function isLiteral(text, start, end) {
	const before = text[start - 1] ?? "";
	const after = text[end] ?? "";
	return before === ":" || QUOTES.has(before) && (after === before || after === "\\");
}
function scan(all, places, text, visit) {
	all.lastIndex = 0;
	for (let match = all.exec(text); match; match = all.exec(text)) {
		const [found] = match;
		const start = match.index;
		for (const { word, uses } of places.get(found) ?? []) if (isWholeWord(text, start, start + word.length)) for (const use of uses) visit(use, start, start + word.length);
		all.lastIndex = start + (/^\w+$/.test(found) ? found.length : 1);
	}
}
/** Asked of many hits, answered once for each term. */
function remember(ask) {
	const known = /* @__PURE__ */ new Map();
	return (term) => {
		const answer = known.get(term) ?? ask(term);
		known.set(term, answer);
		return answer;
	};
}
/** A search over one file's text for all targets at once: one quick look, and a second pass only where it may matter. */
function compileWords(targets) {
	const uses = usesOf(targets);
	const own = alternatives(targets.flatMap(({ sure, bare }) => [...sure, ...bare]), "");
	const all = alternatives(uses.keys(), "g");
	const places = usesAtPlace(uses);
	if (!own || !all) return () => [];
	return (path, text) => {
		if (!own.test(text)) return [];
		const hits = [];
		const waiting = [];
		const carried = /* @__PURE__ */ new Set();
		scan(all, places, text, ({ term, role }, start, end) => {
			if (role === "carrier") carried.add(term);
			else if (role === "sure" || targets[term]?.literal && isLiteral(text, start, end)) hits.push({
				term,
				index: start
			});
			else waiting.push({
				term,
				index: start
			});
		});
		const isCarried = remember((term) => carried.has(term) || (targets[term]?.isNamed(path) ?? false));
		const applies = remember((term) => targets[term]?.applies(path) ?? false);
		return [...hits, ...waiting.filter(({ term }) => isCarried(term))].filter(({ term }) => applies(term));
	};
}
// src/code/terms.ts
/** A pattern that cannot be used is a mistake of the manifest; here it stands for its own text, never for nothing. */
function readPatterns(sources) {
	const patterns = [];
	const plain = [];
	for (const source of sources) try {
		patterns.push(compilePattern(source));
	} catch {
		if (source !== "") plain.push(source);
	}
	return {
		patterns,
		plain
	};
}
const EVERYWHERE = () => true;
function pathsOf(term) {
	const paths = "object" in term ? term.references?.paths ?? [] : [];
	return paths.length > 0 ? matchesAny(paths) : EVERYWHERE;
}
function searchPatterns(terms, path, text) {
	const hits = [];
	const active = terms.filter(({ applies, patterns }) => applies(path) && patterns.some(({ words }) => words.some((word) => text.includes(word))));
	if (active.length === 0) return hits;
	let start = 0;
	for (const line of text.split("\n")) {
		const clean = line.endsWith("\r") ? line.slice(0, -1) : line;
		for (const { term, patterns } of active) for (const { words, search } of patterns) {
			const at = words.some((word) => clean.includes(word)) ? search(clean) : -1;
			if (at >= 0) hits.push({
				term,
				index: start + at
			});
		}
		start += line.length + 1;
	}
	return hits;
}
/** Drops words that hold another one: the shorter one finds their files, too. */
function shortestOnly(words) {
	const kept = [];
	for (const word of [...new Set(words)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))) if (!kept.some((shorter) => word.includes(shorter))) kept.push(word);
	return kept;
}
function place(hits, text) {
	const lines = lineIndex(text);
	const seen = /* @__PURE__ */ new Set();
	const found = [];
	for (const { term, index } of [...hits].sort((a, b) => a.index - b.index || a.term - b.term)) {
		const line = lines.lineOf(index);
		const key = `${term}:${line}`;
		if (seen.has(key)) continue;
		seen.add(key);
		found.push({
			term,
			line,
			...lines.describe(index)
		});
	}
	return found;
}
/** Compiles what to look for. `patterns` of `references` replace an object's spellings; `paths` narrow its files. */
function compileTerms(terms) {
	const patternTerms = [];
	const targets = terms.map((term, index) => {
		const applies = pathsOf(term);
		const sources = "object" in term ? term.references?.patterns ?? [] : [];
		const { patterns, plain } = readPatterns(sources);
		if (sources.length === 0) return {
			...targetOf(term),
			applies
		};
		patternTerms.push({
			term: index,
			patterns,
			applies
		});
		return {
			...targetOf({ word: "" }),
			sure: plain,
			applies
		};
	});
	const words = compileWords(targets);
	const fromPatterns = patternTerms.flatMap(({ patterns }) => patterns.flatMap((pattern) => pattern.words));
	return {
		words: shortestOnly([...targets.flatMap(({ sure, bare }) => [...sure, ...bare]), ...fromPatterns]),
		find: (path, text) => {
			const hits = [...words(path, text), ...searchPatterns(patternTerms, path, text)];
			return hits.length === 0 ? [] : place(keepReal(hits, terms, text), text);
		}
	};
}
export { patternMistake as a, matchesAny as c, tableSpellings as i, numbersOf as n, codeFilter as o, spellings as r, isNeverCode as s, compileTerms as t };
