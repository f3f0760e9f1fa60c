import { r as __toESM, t as __commonJSMin } from "./chunk-rolldown-runtime.js";
import { a as patternMistake, c as matchesAny } from "./chunk-code.js";
import { a as parseDuration, s as inGroups } from "./chunk-time.js";
import { A as locate, C as rate, D as written, E as size, F as discriminatedUnion, G as union, L as literal, M as _enum, N as array, O as readYaml, S as oneOf, T as share, U as string, V as record, _ as lastDay, a as salvage, b as name, c as quote, d as filePath, f as tokenEnv, g as flag, h as durationOrZero, i as isDamaged, j as positionOf, k as keyPositionOf, l as suggest, m as duration, n as mapOf, o as describeFound, p as OBJECT, r as named, s as namePath, t as listOf, u as address, v as line, w as reason, x as objectName, y as moment, z as number } from "./chunk-map-shape.js";
import { a as parseObject, n as defaultSchemaOf, r as formatObject, t as canonicalName } from "./chunk-names.js";
import { n as RULE_IDS, r as isProtected } from "./chunk-rule-ids.js";
// node_modules/picomatch/lib/constants.js
var require_constants = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const WIN_SLASH = "\\\\/";
	const WIN_NO_SLASH = `[^${WIN_SLASH}]`;
	const DEFAULT_MAX_EXTGLOB_RECURSION = 0;
	/**
	* Posix glob regex
	*/
	const DOT_LITERAL = "\\.";
	const PLUS_LITERAL = "\\+";
	const QMARK_LITERAL = "\\?";
	const SLASH_LITERAL = "\\/";
	const ONE_CHAR = "(?=.)";
	const QMARK = "[^/]";
	const END_ANCHOR = `(?:${SLASH_LITERAL}|$)`;
	const START_ANCHOR = `(?:^|${SLASH_LITERAL})`;
	const DOTS_SLASH = `${DOT_LITERAL}{1,2}${END_ANCHOR}`;
	const POSIX_CHARS = {
		DOT_LITERAL,
		PLUS_LITERAL,
		QMARK_LITERAL,
		SLASH_LITERAL,
		ONE_CHAR,
		QMARK,
		END_ANCHOR,
		DOTS_SLASH,
		NO_DOT: `(?!${DOT_LITERAL})`,
		NO_DOTS: `(?!${START_ANCHOR}${DOTS_SLASH})`,
		NO_DOT_SLASH: `(?!${DOT_LITERAL}{0,1}${END_ANCHOR})`,
		NO_DOTS_SLASH: `(?!${DOTS_SLASH})`,
		QMARK_NO_DOT: `[^.${SLASH_LITERAL}]`,
		STAR: `${QMARK}*?`,
		START_ANCHOR,
		SEP: "/"
	};
	/**
	* Windows glob regex
	*/
	const WINDOWS_CHARS = {
		...POSIX_CHARS,
		SLASH_LITERAL: `[${WIN_SLASH}]`,
		QMARK: WIN_NO_SLASH,
		STAR: `${WIN_NO_SLASH}*?`,
		DOTS_SLASH: `${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$)`,
		NO_DOT: `(?!${DOT_LITERAL})`,
		NO_DOTS: `(?!(?:^|[${WIN_SLASH}])${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$))`,
		NO_DOT_SLASH: `(?!${DOT_LITERAL}{0,1}(?:[${WIN_SLASH}]|$))`,
		NO_DOTS_SLASH: `(?!${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$))`,
		QMARK_NO_DOT: `[^.${WIN_SLASH}]`,
		START_ANCHOR: `(?:^|[${WIN_SLASH}])`,
		END_ANCHOR: `(?:[${WIN_SLASH}]|$)`,
		SEP: "\\"
	};
	module.exports = {
		DEFAULT_MAX_EXTGLOB_RECURSION,
		MAX_LENGTH: 65536,
		POSIX_REGEX_SOURCE: {
			__proto__: null,
			alnum: "a-zA-Z0-9",
			alpha: "a-zA-Z",
			ascii: "\\x00-\\x7F",
			blank: " \\t",
			cntrl: "\\x00-\\x1F\\x7F",
			digit: "0-9",
			graph: "\\x21-\\x7E",
			lower: "a-z",
			print: "\\x20-\\x7E ",
			punct: "\\-!\"#$%&'()\\*+,./:;<=>?@[\\]^_`{|}~",
			space: " \\t\\r\\n\\v\\f",
			upper: "A-Z",
			word: "A-Za-z0-9_",
			xdigit: "A-Fa-f0-9"
		},
		REGEX_BACKSLASH: /\\(?![*+?^${}(|)[\]])/g,
		REGEX_NON_SPECIAL_CHARS: /^[^@![\].,$*+?^{}()|\\/]+/,
		REGEX_SPECIAL_CHARS: /[-*+?.^${}(|)[\]]/,
		REGEX_SPECIAL_CHARS_BACKREF: /(\\?)((\W)(\3*))/g,
		REGEX_SPECIAL_CHARS_GLOBAL: /([-*+?.^${}(|)[\]])/g,
		REGEX_REMOVE_BACKSLASH: /(?:\[.*?[^\\]\]|\\(?=.))/g,
		REPLACEMENTS: {
			__proto__: null,
			"***": "*",
			"**/**": "**",
			"**/**/**": "**"
		},
		CHAR_0: 48,
		CHAR_9: 57,
		CHAR_UPPERCASE_A: 65,
		CHAR_LOWERCASE_A: 97,
		CHAR_UPPERCASE_Z: 90,
		CHAR_LOWERCASE_Z: 122,
		CHAR_LEFT_PARENTHESES: 40,
		CHAR_RIGHT_PARENTHESES: 41,
		CHAR_ASTERISK: 42,
		CHAR_AMPERSAND: 38,
		CHAR_AT: 64,
		CHAR_BACKWARD_SLASH: 92,
		CHAR_CARRIAGE_RETURN: 13,
		CHAR_CIRCUMFLEX_ACCENT: 94,
		CHAR_COLON: 58,
		CHAR_COMMA: 44,
		CHAR_DOT: 46,
		CHAR_DOUBLE_QUOTE: 34,
		CHAR_EQUAL: 61,
		CHAR_EXCLAMATION_MARK: 33,
		CHAR_FORM_FEED: 12,
		CHAR_FORWARD_SLASH: 47,
		CHAR_GRAVE_ACCENT: 96,
		CHAR_HASH: 35,
		CHAR_HYPHEN_MINUS: 45,
		CHAR_LEFT_ANGLE_BRACKET: 60,
		CHAR_LEFT_CURLY_BRACE: 123,
		CHAR_LEFT_SQUARE_BRACKET: 91,
		CHAR_LINE_FEED: 10,
		CHAR_NO_BREAK_SPACE: 160,
		CHAR_PERCENT: 37,
		CHAR_PLUS: 43,
		CHAR_QUESTION_MARK: 63,
		CHAR_RIGHT_ANGLE_BRACKET: 62,
		CHAR_RIGHT_CURLY_BRACE: 125,
		CHAR_RIGHT_SQUARE_BRACKET: 93,
		CHAR_SEMICOLON: 59,
		CHAR_SINGLE_QUOTE: 39,
		CHAR_SPACE: 32,
		CHAR_TAB: 9,
		CHAR_UNDERSCORE: 95,
		CHAR_VERTICAL_LINE: 124,
		CHAR_ZERO_WIDTH_NOBREAK_SPACE: 65279,
		/**
		* Create EXTGLOB_CHARS
		*/
		extglobChars(chars) {
			return {
				"!": {
					type: "negate",
					open: "(?:(?!(?:",
					close: `))${chars.STAR})`
				},
				"?": {
					type: "qmark",
					open: "(?:",
					close: ")?"
				},
				"+": {
					type: "plus",
					open: "(?:",
					close: ")+"
				},
				"*": {
					type: "star",
					open: "(?:",
					close: ")*"
				},
				"@": {
					type: "at",
					open: "(?:",
					close: ")"
				}
			};
		},
		/**
		* Create GLOB_CHARS
		*/
		globChars(win32) {
			return win32 === true ? WINDOWS_CHARS : POSIX_CHARS;
		}
	};
}));
// node_modules/picomatch/lib/utils.js
var require_utils = /* @__PURE__ */ __commonJSMin(((exports) => {
	const { REGEX_BACKSLASH, REGEX_REMOVE_BACKSLASH, REGEX_SPECIAL_CHARS, REGEX_SPECIAL_CHARS_GLOBAL } = require_constants();
	exports.isObject = (val) => val !== null && typeof val === "object" && !Array.isArray(val);
	exports.hasRegexChars = (str) => REGEX_SPECIAL_CHARS.test(str);
	exports.isRegexChar = (str) => str.length === 1 && exports.hasRegexChars(str);
	exports.escapeRegex = (str) => str.replace(REGEX_SPECIAL_CHARS_GLOBAL, "\\$1");
	exports.toPosixSlashes = (str) => str.replace(REGEX_BACKSLASH, "/");
	exports.isWindows = () => {
		if (typeof navigator !== "undefined" && navigator.platform) {
			const platform = navigator.platform.toLowerCase();
			return platform === "win32" || platform === "windows";
		}
		if (typeof process !== "undefined" && process.platform) return process.platform === "win32";
		return false;
	};
	exports.removeBackslashes = (str) => {
		return str.replace(REGEX_REMOVE_BACKSLASH, (match) => {
			return match === "\\" ? "" : match;
		});
	};
	exports.escapeLast = (input, char, lastIdx) => {
		const idx = input.lastIndexOf(char, lastIdx);
		if (idx === -1) return input;
		if (input[idx - 1] === "\\") return exports.escapeLast(input, char, idx - 1);
		return `${input.slice(0, idx)}\\${input.slice(idx)}`;
	};
	exports.removePrefix = (input, state = {}) => {
		let output = input;
		if (output.startsWith("./")) {
			output = output.slice(2);
			state.prefix = "./";
		}
		return output;
	};
	exports.wrapOutput = (input, state = {}, options = {}) => {
		let output = `${options.contains ? "" : "^"}(?:${input})${options.contains ? "" : "$"}`;
		if (state.negated === true) output = `(?:^(?!${output}).*$)`;
		return output;
	};
	exports.basename = (path, { windows } = {}) => {
		const segs = path.split(windows ? /[\\/]/ : "/");
		const last = segs[segs.length - 1];
		if (last === "") return segs[segs.length - 2];
		return last;
	};
}));
// node_modules/picomatch/lib/scan.js
var require_scan = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const utils = require_utils();
	const { CHAR_ASTERISK, CHAR_AT, CHAR_BACKWARD_SLASH, CHAR_COMMA, CHAR_DOT, CHAR_EXCLAMATION_MARK, CHAR_FORWARD_SLASH, CHAR_LEFT_CURLY_BRACE, CHAR_LEFT_PARENTHESES, CHAR_LEFT_SQUARE_BRACKET, CHAR_PLUS, CHAR_QUESTION_MARK, CHAR_RIGHT_CURLY_BRACE, CHAR_RIGHT_PARENTHESES, CHAR_RIGHT_SQUARE_BRACKET } = require_constants();
	const isPathSeparator = (code) => {
		return code === CHAR_FORWARD_SLASH || code === CHAR_BACKWARD_SLASH;
	};
	const depth = (token) => {
		if (token.isPrefix !== true) token.depth = token.isGlobstar ? Infinity : 1;
	};
	/**
	* Quickly scans a glob pattern and returns an object with a handful of
	* useful properties, like `isGlob`, `path` (the leading non-glob, if it exists),
	* `glob` (the actual pattern), `negated` (true if the path starts with `!` but not
	* with `!(`) and `negatedExtglob` (true if the path starts with `!(`).
	*
	* ```js
	* const pm = require('picomatch');
	* console.log(pm.scan('foo/bar/*.js'));
	* { isGlob: true, input: 'foo/bar/*.js', base: 'foo/bar', glob: '*.js' }
	* ```
	* @param {String} `str`
	* @param {Object} `options`
	* @return {Object} Returns an object with tokens and regex source string.
	* @api public
	*/
	const scan = (input, options) => {
		const opts = options || {};
		const length = input.length - 1;
		const scanToEnd = opts.parts === true || opts.tokens === true || opts.scanToEnd === true;
		const slashes = [];
		const tokens = [];
		const parts = [];
		let str = input;
		let index = -1;
		let start = 0;
		let lastIndex = 0;
		let isBrace = false;
		let isBracket = false;
		let isGlob = false;
		let isExtglob = false;
		let isGlobstar = false;
		let braceEscaped = false;
		let backslashes = false;
		let negated = false;
		let negatedExtglob = false;
		let finished = false;
		let braces = 0;
		let prev;
		let code;
		let token = {
			value: "",
			depth: 0,
			isGlob: false
		};
		const eos = () => index >= length;
		const peek = () => str.charCodeAt(index + 1);
		const advance = () => {
			prev = code;
			return str.charCodeAt(++index);
		};
		while (index < length) {
			code = advance();
			let next;
			if (code === CHAR_BACKWARD_SLASH) {
				backslashes = token.backslashes = true;
				code = advance();
				if (code === CHAR_LEFT_CURLY_BRACE) braceEscaped = true;
				continue;
			}
			if (braceEscaped === true || code === CHAR_LEFT_CURLY_BRACE) {
				braces++;
				while (eos() !== true && (code = advance())) {
					if (code === CHAR_BACKWARD_SLASH) {
						backslashes = token.backslashes = true;
						advance();
						continue;
					}
					if (code === CHAR_LEFT_CURLY_BRACE) {
						braces++;
						continue;
					}
					if (braceEscaped !== true && code === CHAR_DOT && (code = advance()) === CHAR_DOT) {
						isBrace = token.isBrace = true;
						isGlob = token.isGlob = true;
						finished = true;
						if (scanToEnd === true) continue;
						break;
					}
					if (braceEscaped !== true && code === CHAR_COMMA) {
						isBrace = token.isBrace = true;
						isGlob = token.isGlob = true;
						finished = true;
						if (scanToEnd === true) continue;
						break;
					}
					if (code === CHAR_RIGHT_CURLY_BRACE) {
						braces--;
						if (braces === 0) {
							braceEscaped = false;
							isBrace = token.isBrace = true;
							finished = true;
							break;
						}
					}
				}
				if (scanToEnd === true) continue;
				break;
			}
			if (code === CHAR_FORWARD_SLASH) {
				slashes.push(index);
				tokens.push(token);
				token = {
					value: "",
					depth: 0,
					isGlob: false
				};
				if (finished === true) continue;
				if (prev === CHAR_DOT && index === start + 1) {
					start += 2;
					continue;
				}
				lastIndex = index + 1;
				continue;
			}
			if (opts.noext !== true) {
				if ((code === CHAR_PLUS || code === CHAR_AT || code === CHAR_ASTERISK || code === CHAR_QUESTION_MARK || code === CHAR_EXCLAMATION_MARK) === true && peek() === CHAR_LEFT_PARENTHESES) {
					isGlob = token.isGlob = true;
					isExtglob = token.isExtglob = true;
					finished = true;
					if (code === CHAR_EXCLAMATION_MARK && index === start) negatedExtglob = true;
					if (scanToEnd === true) {
						let parens = 0;
						while (eos() !== true && (code = advance())) {
							if (code === CHAR_BACKWARD_SLASH) {
								backslashes = token.backslashes = true;
								advance();
								continue;
							}
							if (code === CHAR_LEFT_PARENTHESES) {
								parens++;
								continue;
							}
							if (code === CHAR_RIGHT_PARENTHESES && --parens === 0) {
								finished = true;
								break;
							}
						}
						continue;
					}
					break;
				}
			}
			if (code === CHAR_ASTERISK) {
				if (prev === CHAR_ASTERISK) isGlobstar = token.isGlobstar = true;
				isGlob = token.isGlob = true;
				finished = true;
				if (scanToEnd === true) continue;
				break;
			}
			if (code === CHAR_QUESTION_MARK) {
				isGlob = token.isGlob = true;
				finished = true;
				if (scanToEnd === true) continue;
				break;
			}
			if (code === CHAR_LEFT_SQUARE_BRACKET) {
				while (eos() !== true && (next = advance())) {
					if (next === CHAR_BACKWARD_SLASH) {
						backslashes = token.backslashes = true;
						advance();
						continue;
					}
					if (next === CHAR_RIGHT_SQUARE_BRACKET) {
						isBracket = token.isBracket = true;
						isGlob = token.isGlob = true;
						finished = true;
						break;
					}
				}
				if (scanToEnd === true) continue;
				break;
			}
			if (opts.nonegate !== true && code === CHAR_EXCLAMATION_MARK && index === start) {
				negated = token.negated = true;
				start++;
				continue;
			}
			if (opts.noparen !== true && code === CHAR_LEFT_PARENTHESES) {
				isGlob = token.isGlob = true;
				if (scanToEnd === true) {
					let parens = 1;
					while (eos() !== true && (code = advance())) {
						if (code === CHAR_BACKWARD_SLASH) {
							backslashes = token.backslashes = true;
							advance();
							continue;
						}
						if (code === CHAR_LEFT_PARENTHESES) {
							parens++;
							continue;
						}
						if (code === CHAR_RIGHT_PARENTHESES && --parens === 0) {
							finished = true;
							break;
						}
					}
					continue;
				}
				break;
			}
			if (isGlob === true) {
				finished = true;
				if (scanToEnd === true) continue;
				break;
			}
		}
		if (opts.noext === true) {
			isExtglob = false;
			isGlob = false;
		}
		let base = str;
		let prefix = "";
		let glob = "";
		if (start > 0) {
			prefix = str.slice(0, start);
			str = str.slice(start);
			lastIndex -= start;
		}
		if (base && isGlob === true && lastIndex > 0) {
			base = str.slice(0, lastIndex);
			glob = str.slice(lastIndex);
		} else if (isGlob === true) {
			base = "";
			glob = str;
		} else base = str;
		if (base && base !== "" && base !== "/" && base !== str) {
			if (isPathSeparator(base.charCodeAt(base.length - 1))) base = base.slice(0, -1);
		}
		if (opts.unescape === true) {
			if (glob) glob = utils.removeBackslashes(glob);
			if (base && backslashes === true) base = utils.removeBackslashes(base);
		}
		const state = {
			prefix,
			input,
			start,
			base,
			glob,
			isBrace,
			isBracket,
			isGlob,
			isExtglob,
			isGlobstar,
			negated,
			negatedExtglob
		};
		if (opts.tokens === true) {
			state.maxDepth = 0;
			if (!isPathSeparator(code)) tokens.push(token);
			state.tokens = tokens;
		}
		if (opts.parts === true || opts.tokens === true) {
			let prevIndex;
			for (let idx = 0; idx < slashes.length; idx++) {
				const n = prevIndex !== void 0 ? prevIndex + 1 : start;
				const i = slashes[idx];
				const value = input.slice(n, i);
				if (opts.tokens) {
					if (idx === 0 && start !== 0) {
						tokens[idx].isPrefix = true;
						tokens[idx].value = prefix;
					} else tokens[idx].value = value;
					depth(tokens[idx]);
					state.maxDepth += tokens[idx].depth;
				}
				if (i >= start) {
					parts.push(value);
					prevIndex = i;
				}
			}
			const n = prevIndex !== void 0 ? prevIndex + 1 : start;
			const value = input.slice(n);
			parts.push(value);
			if (opts.tokens && prevIndex && prevIndex + 1 < input.length) {
				tokens[tokens.length - 1].value = value;
				depth(tokens[tokens.length - 1]);
				state.maxDepth += tokens[tokens.length - 1].depth;
			}
			state.slashes = slashes;
			state.parts = parts;
		}
		return state;
	};
	module.exports = scan;
}));
// node_modules/picomatch/lib/parse.js
var require_parse = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const constants = require_constants();
	const utils = require_utils();
	/**
	* Constants
	*/
	const { MAX_LENGTH, POSIX_REGEX_SOURCE, REGEX_NON_SPECIAL_CHARS, REGEX_SPECIAL_CHARS_BACKREF, REPLACEMENTS } = constants;
	/**
	* Helpers
	*/
	const expandRange = (args, options) => {
		if (typeof options.expandRange === "function") return options.expandRange(...args, options);
		args.sort();
		const value = `[${args.join("-")}]`;
		try {
			new RegExp(value);
		} catch (ex) {
			return args.map((v) => utils.escapeRegex(v)).join("..");
		}
		return value;
	};
	/**
	* Create the message for a syntax error
	*/
	const syntaxError = (type, char) => {
		return `Missing ${type}: "${char}" - use "\\\\${char}" to match literal characters`;
	};
	const splitTopLevel = (input) => {
		const parts = [];
		let bracket = 0;
		let paren = 0;
		let quote = 0;
		let value = "";
		let escaped = false;
		for (const ch of input) {
			if (escaped === true) {
				value += ch;
				escaped = false;
				continue;
			}
			if (ch === "\\") {
				value += ch;
				escaped = true;
				continue;
			}
			if (ch === "\"") {
				quote = quote === 1 ? 0 : 1;
				value += ch;
				continue;
			}
			if (quote === 0) {
				if (ch === "[") bracket++;
				else if (ch === "]" && bracket > 0) bracket--;
				else if (bracket === 0) {
					if (ch === "(") paren++;
					else if (ch === ")" && paren > 0) paren--;
					else if (ch === "|" && paren === 0) {
						parts.push(value);
						value = "";
						continue;
					}
				}
			}
			value += ch;
		}
		parts.push(value);
		return parts;
	};
	const isPlainBranch = (branch) => {
		let escaped = false;
		for (const ch of branch) {
			if (escaped === true) {
				escaped = false;
				continue;
			}
			if (ch === "\\") {
				escaped = true;
				continue;
			}
			if (/[?*+@!()[\]{}]/.test(ch)) return false;
		}
		return true;
	};
	const normalizeSimpleBranch = (branch) => {
		let value = branch.trim();
		let changed = true;
		while (changed === true) {
			changed = false;
			if (/^@\([^\\()[\]{}|]+\)$/.test(value)) {
				value = value.slice(2, -1);
				changed = true;
			}
		}
		if (!isPlainBranch(value)) return;
		return value.replace(/\\(.)/g, "$1");
	};
	const hasRepeatedCharPrefixOverlap = (branches) => {
		const values = branches.map(normalizeSimpleBranch).filter(Boolean);
		for (let i = 0; i < values.length; i++) for (let j = i + 1; j < values.length; j++) {
			const a = values[i];
			const b = values[j];
			const char = a[0];
			if (!char || a !== char.repeat(a.length) || b !== char.repeat(b.length)) continue;
			if (a === b || a.startsWith(b) || b.startsWith(a)) return true;
		}
		return false;
	};
	const parseRepeatedExtglob = (pattern, requireEnd = true) => {
		if (pattern[0] !== "+" && pattern[0] !== "*" || pattern[1] !== "(") return;
		let bracket = 0;
		let paren = 0;
		let quote = 0;
		let escaped = false;
		for (let i = 1; i < pattern.length; i++) {
			const ch = pattern[i];
			if (escaped === true) {
				escaped = false;
				continue;
			}
			if (ch === "\\") {
				escaped = true;
				continue;
			}
			if (ch === "\"") {
				quote = quote === 1 ? 0 : 1;
				continue;
			}
			if (quote === 1) continue;
			if (ch === "[") {
				bracket++;
				continue;
			}
			if (ch === "]" && bracket > 0) {
				bracket--;
				continue;
			}
			if (bracket > 0) continue;
			if (ch === "(") {
				paren++;
				continue;
			}
			if (ch === ")") {
				paren--;
				if (paren === 0) {
					if (requireEnd === true && i !== pattern.length - 1) return;
					return {
						type: pattern[0],
						body: pattern.slice(2, i),
						end: i
					};
				}
			}
		}
	};
	const buildCharClassStar = (chars) => {
		return `${chars.length === 1 ? utils.escapeRegex(chars[0]) : `[${chars.map((ch) => utils.escapeRegex(ch)).join("")}]`}*`;
	};
	const getStarExtglobSequenceChars = (pattern) => {
		let index = 0;
		const chars = [];
		while (index < pattern.length) {
			const match = parseRepeatedExtglob(pattern.slice(index), false);
			if (!match || match.type !== "*") return;
			const branches = splitTopLevel(match.body).map((branch) => branch.trim());
			if (branches.length !== 1) return;
			const branch = normalizeSimpleBranch(branches[0]);
			if (!branch || branch.length !== 1) return;
			chars.push(branch);
			index += match.end + 1;
		}
		if (chars.length < 1) return;
		return chars;
	};
	const repeatedExtglobRecursion = (pattern) => {
		let depth = 0;
		let value = pattern.trim();
		let match = parseRepeatedExtglob(value);
		while (match) {
			depth++;
			value = match.body.trim();
			match = parseRepeatedExtglob(value);
		}
		return depth;
	};
	const analyzeRepeatedExtglob = (body, options) => {
		if (options.maxExtglobRecursion === false) return { risky: false };
		const max = typeof options.maxExtglobRecursion === "number" ? options.maxExtglobRecursion : constants.DEFAULT_MAX_EXTGLOB_RECURSION;
		const branches = splitTopLevel(body).map((branch) => branch.trim());
		if (branches.length > 1) {
			if (branches.some((branch) => branch === "") || branches.some((branch) => /^[*?]+$/.test(branch)) || hasRepeatedCharPrefixOverlap(branches)) return { risky: true };
		}
		const safeChars = [];
		let sawStarSequence = false;
		let combinable = true;
		for (const branch of branches) {
			const chars = getStarExtglobSequenceChars(branch);
			if (chars) {
				sawStarSequence = true;
				safeChars.push(...chars);
				continue;
			}
			const literal = normalizeSimpleBranch(branch);
			if (literal && literal.length === 1) {
				safeChars.push(literal);
				continue;
			}
			combinable = false;
			if (repeatedExtglobRecursion(branch) > max) return { risky: true };
		}
		if (sawStarSequence) return combinable ? {
			risky: true,
			safeOutput: buildCharClassStar([...new Set(safeChars)])
		} : { risky: true };
		return { risky: false };
	};
	/**
	* Parse the given input string.
	* @param {String} input
	* @param {Object} options
	* @return {Object}
	*/
	const parse = (input, options) => {
		if (typeof input !== "string") throw new TypeError("Expected a string");
		input = REPLACEMENTS[input] || input;
		const opts = { ...options };
		const max = typeof opts.maxLength === "number" ? Math.min(MAX_LENGTH, opts.maxLength) : MAX_LENGTH;
		let len = input.length;
		if (len > max) throw new SyntaxError(`Input length: ${len}, exceeds maximum allowed length: ${max}`);
		const bos = {
			type: "bos",
			value: "",
			output: opts.prepend || ""
		};
		const tokens = [bos];
		const capture = opts.capture ? "" : "?:";
		const PLATFORM_CHARS = constants.globChars(opts.windows);
		const EXTGLOB_CHARS = constants.extglobChars(PLATFORM_CHARS);
		const { DOT_LITERAL, PLUS_LITERAL, SLASH_LITERAL, ONE_CHAR, DOTS_SLASH, NO_DOT, NO_DOT_SLASH, NO_DOTS_SLASH, QMARK, QMARK_NO_DOT, STAR, START_ANCHOR } = PLATFORM_CHARS;
		const globstar = (opts) => {
			return `(${capture}(?:(?!${START_ANCHOR}${opts.dot ? DOTS_SLASH : DOT_LITERAL}).)*?)`;
		};
		const nodot = opts.dot ? "" : NO_DOT;
		const qmarkNoDot = opts.dot ? QMARK : QMARK_NO_DOT;
		let star = opts.bash === true ? globstar(opts) : STAR;
		if (opts.capture) star = `(${star})`;
		if (typeof opts.noext === "boolean") opts.noextglob = opts.noext;
		const state = {
			input,
			index: -1,
			start: 0,
			dot: opts.dot === true,
			consumed: "",
			output: "",
			prefix: "",
			backtrack: false,
			negated: false,
			brackets: 0,
			braces: 0,
			parens: 0,
			quotes: 0,
			globstar: false,
			tokens
		};
		input = utils.removePrefix(input, state);
		len = input.length;
		const extglobs = [];
		const braces = [];
		const stack = [];
		let prev = bos;
		let value;
		/**
		* Tokenizing helpers
		*/
		const eos = () => state.index === len - 1;
		const peek = state.peek = (n = 1) => input[state.index + n];
		const advance = state.advance = () => input[++state.index] || "";
		const remaining = () => input.slice(state.index + 1);
		const consume = (value = "", num = 0) => {
			state.consumed += value;
			state.index += num;
		};
		const append = (token) => {
			state.output += token.output != null ? token.output : token.value;
			consume(token.value);
		};
		const negate = () => {
			let count = 1;
			while (peek() === "!" && (peek(2) !== "(" || peek(3) === "?")) {
				advance();
				state.start++;
				count++;
			}
			if (count % 2 === 0) return false;
			state.negated = true;
			state.start++;
			return true;
		};
		const increment = (type) => {
			state[type]++;
			stack.push(type);
		};
		const decrement = (type) => {
			state[type]--;
			stack.pop();
		};
		/**
		* Push tokens onto the tokens array. This helper speeds up
		* tokenizing by 1) helping us avoid backtracking as much as possible,
		* and 2) helping us avoid creating extra tokens when consecutive
		* characters are plain text. This improves performance and simplifies
		* lookbehinds.
		*/
		const push = (tok) => {
			if (prev.type === "globstar") {
				const isBrace = state.braces > 0 && (tok.type === "comma" || tok.type === "brace");
				const isExtglob = tok.extglob === true || extglobs.length && (tok.type === "pipe" || tok.type === "paren");
				if (tok.type !== "slash" && tok.type !== "paren" && !isBrace && !isExtglob) {
					state.output = state.output.slice(0, -prev.output.length);
					prev.type = "star";
					prev.value = "*";
					prev.output = star;
					state.output += prev.output;
				}
			}
			if (extglobs.length && tok.type !== "paren") extglobs[extglobs.length - 1].inner += tok.value;
			if (tok.value || tok.output) append(tok);
			if (prev && prev.type === "text" && tok.type === "text") {
				prev.output = (prev.output || prev.value) + tok.value;
				prev.value += tok.value;
				return;
			}
			tok.prev = prev;
			tokens.push(tok);
			prev = tok;
		};
		const extglobOpen = (type, value) => {
			const token = {
				...EXTGLOB_CHARS[value],
				conditions: 1,
				inner: ""
			};
			token.prev = prev;
			token.parens = state.parens;
			token.output = state.output;
			token.startIndex = state.index;
			token.tokensIndex = tokens.length;
			const output = (opts.capture ? "(" : "") + token.open;
			increment("parens");
			push({
				type,
				value,
				output: state.output ? "" : ONE_CHAR
			});
			push({
				type: "paren",
				extglob: true,
				value: advance(),
				output
			});
			extglobs.push(token);
		};
		const extglobClose = (token) => {
			const literal = input.slice(token.startIndex, state.index + 1);
			const body = input.slice(token.startIndex + 2, state.index);
			const analysis = analyzeRepeatedExtglob(body, opts);
			if ((token.type === "plus" || token.type === "star") && analysis.risky) {
				const safeOutput = analysis.safeOutput ? (token.output ? "" : ONE_CHAR) + (opts.capture ? `(${analysis.safeOutput})` : analysis.safeOutput) : void 0;
				const open = tokens[token.tokensIndex];
				open.type = "text";
				open.value = literal;
				open.output = safeOutput || utils.escapeRegex(literal);
				for (let i = token.tokensIndex + 1; i < tokens.length; i++) {
					tokens[i].value = "";
					tokens[i].output = "";
					delete tokens[i].suffix;
				}
				state.output = token.output + open.output;
				state.backtrack = true;
				push({
					type: "paren",
					extglob: true,
					value,
					output: ""
				});
				decrement("parens");
				return;
			}
			let output = token.close + (opts.capture ? ")" : "");
			let rest;
			if (token.type === "negate") {
				let extglobStar = star;
				if (token.inner && token.inner.length > 1 && token.inner.includes("/")) extglobStar = globstar(opts);
				if (extglobStar !== star || eos() || /^\)+$/.test(remaining())) output = token.close = `)$))${extglobStar}`;
				if (token.inner.includes("*") && (rest = remaining()) && /^\.[^\\/.]+$/.test(rest)) output = token.close = `)${parse(rest, {
					...options,
					fastpaths: false
				}).output})${extglobStar})`;
				if (token.prev.type === "bos") state.negatedExtglob = true;
			}
			push({
				type: "paren",
				extglob: true,
				value,
				output
			});
			decrement("parens");
		};
		/**
		* Fast paths
		*/
		if (opts.fastpaths !== false && !/(^[*!]|[/()[\]{}"])/.test(input)) {
			let backslashes = false;
			let output = input.replace(REGEX_SPECIAL_CHARS_BACKREF, (m, esc, chars, first, rest, index) => {
				if (first === "\\") {
					backslashes = true;
					return m;
				}
				if (first === "?") {
					if (esc) return esc + first + (rest ? QMARK.repeat(rest.length) : "");
					if (index === 0) return qmarkNoDot + (rest ? QMARK.repeat(rest.length) : "");
					return QMARK.repeat(chars.length);
				}
				if (first === ".") return DOT_LITERAL.repeat(chars.length);
				if (first === "*") {
					if (esc) return esc + first + (rest ? star : "");
					return star;
				}
				return esc ? m : `\\${m}`;
			});
			if (backslashes === true) {
				if (opts.unescape === true) output = output.replace(/\\/g, "");
				else output = output.replace(/\\+/g, (m) => {
					return m.length % 2 === 0 ? "\\\\" : m ? "\\" : "";
				});
			}
			if (output === input && opts.contains === true) {
				state.output = input;
				return state;
			}
			state.output = utils.wrapOutput(output, state, options);
			return state;
		}
		/**
		* Tokenize input until we reach end-of-string
		*/
		while (!eos()) {
			value = advance();
			if (value === "\0") continue;
			/**
			* Escaped characters
			*/
			if (value === "\\") {
				const next = peek();
				if (next === "/" && opts.bash !== true) continue;
				if (next === "." || next === ";") continue;
				if (!next) {
					value += "\\";
					push({
						type: "text",
						value
					});
					continue;
				}
				const match = /^\\+/.exec(remaining());
				let slashes = 0;
				if (match && match[0].length > 2) {
					slashes = match[0].length;
					state.index += slashes;
					if (slashes % 2 !== 0) value += "\\";
				}
				if (opts.unescape === true) value = advance();
				else value += advance();
				if (state.brackets === 0) {
					push({
						type: "text",
						value
					});
					continue;
				}
			}
			/**
			* If we're inside a regex character class, continue
			* until we reach the closing bracket.
			*/
			if (state.brackets > 0 && (value !== "]" || prev.value === "[" || prev.value === "[^")) {
				if (opts.posix !== false && value === ":") {
					const inner = prev.value.slice(1);
					if (inner.includes("[")) {
						prev.posix = true;
						if (inner.includes(":")) {
							const idx = prev.value.lastIndexOf("[");
							const pre = prev.value.slice(0, idx);
							const rest = prev.value.slice(idx + 2);
							const posix = POSIX_REGEX_SOURCE[rest];
							if (posix) {
								prev.value = pre + posix;
								state.backtrack = true;
								advance();
								if (!bos.output && tokens.indexOf(prev) === 1) bos.output = ONE_CHAR;
								continue;
							}
						}
					}
				}
				if (value === "[" && peek() !== ":" || value === "-" && peek() === "]") value = `\\${value}`;
				if (value === "]" && (prev.value === "[" || prev.value === "[^")) value = `\\${value}`;
				if (opts.posix === true && value === "!" && prev.value === "[") value = "^";
				prev.value += value;
				append({ value });
				continue;
			}
			/**
			* If we're inside a quoted string, continue
			* until we reach the closing double quote.
			*/
			if (state.quotes === 1 && value !== "\"") {
				value = utils.escapeRegex(value);
				prev.value += value;
				append({ value });
				continue;
			}
			/**
			* Double quotes
			*/
			if (value === "\"") {
				state.quotes = state.quotes === 1 ? 0 : 1;
				if (opts.keepQuotes === true) push({
					type: "text",
					value
				});
				continue;
			}
			/**
			* Parentheses
			*/
			if (value === "(") {
				increment("parens");
				push({
					type: "paren",
					value
				});
				continue;
			}
			if (value === ")") {
				if (state.parens === 0 && opts.strictBrackets === true) throw new SyntaxError(syntaxError("opening", "("));
				const extglob = extglobs[extglobs.length - 1];
				if (extglob && state.parens === extglob.parens + 1) {
					extglobClose(extglobs.pop());
					continue;
				}
				push({
					type: "paren",
					value,
					output: state.parens ? ")" : "\\)"
				});
				decrement("parens");
				continue;
			}
			/**
			* Square brackets
			*/
			if (value === "[") {
				if (opts.nobracket === true || !remaining().includes("]")) {
					if (opts.nobracket !== true && opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", "]"));
					value = `\\${value}`;
				} else increment("brackets");
				push({
					type: "bracket",
					value
				});
				continue;
			}
			if (value === "]") {
				if (opts.nobracket === true || prev && prev.type === "bracket" && prev.value.length === 1) {
					push({
						type: "text",
						value,
						output: `\\${value}`
					});
					continue;
				}
				if (state.brackets === 0) {
					if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("opening", "["));
					push({
						type: "text",
						value,
						output: `\\${value}`
					});
					continue;
				}
				decrement("brackets");
				const prevValue = prev.value.slice(1);
				if (prev.posix !== true && prevValue[0] === "^" && !prevValue.includes("/")) value = `/${value}`;
				prev.value += value;
				append({ value });
				if (opts.literalBrackets === false || utils.hasRegexChars(prevValue)) continue;
				const escaped = utils.escapeRegex(prev.value);
				state.output = state.output.slice(0, -prev.value.length);
				if (opts.literalBrackets === true) {
					state.output += escaped;
					prev.value = escaped;
					continue;
				}
				prev.value = `(${capture}${escaped}|${prev.value})`;
				state.output += prev.value;
				continue;
			}
			/**
			* Braces
			*/
			if (value === "{" && opts.nobrace !== true) {
				increment("braces");
				const open = {
					type: "brace",
					value,
					output: "(",
					outputIndex: state.output.length,
					tokensIndex: state.tokens.length
				};
				braces.push(open);
				push(open);
				continue;
			}
			if (value === "}") {
				const brace = braces[braces.length - 1];
				if (opts.nobrace === true || !brace) {
					push({
						type: "text",
						value,
						output: value
					});
					continue;
				}
				let output = ")";
				if (brace.dots === true) {
					const arr = tokens.slice();
					const range = [];
					for (let i = arr.length - 1; i >= 0; i--) {
						tokens.pop();
						if (arr[i].type === "brace") break;
						if (arr[i].type !== "dots") range.unshift(arr[i].value);
					}
					output = expandRange(range, opts);
					state.backtrack = true;
				}
				if (brace.comma !== true && brace.dots !== true) {
					const out = state.output.slice(0, brace.outputIndex);
					const toks = state.tokens.slice(brace.tokensIndex);
					brace.value = brace.output = "\\{";
					value = output = "\\}";
					state.output = out;
					for (const t of toks) state.output += t.output || t.value;
				}
				push({
					type: "brace",
					value,
					output
				});
				decrement("braces");
				braces.pop();
				continue;
			}
			/**
			* Pipes
			*/
			if (value === "|") {
				if (extglobs.length > 0) extglobs[extglobs.length - 1].conditions++;
				push({
					type: "text",
					value
				});
				continue;
			}
			/**
			* Commas
			*/
			if (value === ",") {
				let output = value;
				const brace = braces[braces.length - 1];
				if (brace && stack[stack.length - 1] === "braces") {
					brace.comma = true;
					output = "|";
				}
				push({
					type: "comma",
					value,
					output
				});
				continue;
			}
			/**
			* Slashes
			*/
			if (value === "/") {
				if (prev.type === "dot" && state.index === state.start + 1) {
					state.start = state.index + 1;
					state.consumed = "";
					state.output = "";
					tokens.pop();
					prev = bos;
					continue;
				}
				push({
					type: "slash",
					value,
					output: SLASH_LITERAL
				});
				continue;
			}
			/**
			* Dots
			*/
			if (value === ".") {
				if (state.braces > 0 && prev.type === "dot") {
					if (prev.value === ".") prev.output = DOT_LITERAL;
					const brace = braces[braces.length - 1];
					prev.type = "dots";
					prev.output += value;
					prev.value += value;
					brace.dots = true;
					continue;
				}
				if (state.braces + state.parens === 0 && prev.type !== "bos" && prev.type !== "slash") {
					push({
						type: "text",
						value,
						output: DOT_LITERAL
					});
					continue;
				}
				push({
					type: "dot",
					value,
					output: DOT_LITERAL
				});
				continue;
			}
			/**
			* Question marks
			*/
			if (value === "?") {
				if (!(prev && prev.value === "(") && opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
					extglobOpen("qmark", value);
					continue;
				}
				if (prev && prev.type === "paren") {
					const next = peek();
					let output = value;
					if (prev.value === "(" && !/[!=<:]/.test(next) || next === "<" && !/<([!=]|\w+>)/.test(remaining())) output = `\\${value}`;
					push({
						type: "text",
						value,
						output
					});
					continue;
				}
				if (opts.dot !== true && (prev.type === "slash" || prev.type === "bos")) {
					push({
						type: "qmark",
						value,
						output: QMARK_NO_DOT
					});
					continue;
				}
				push({
					type: "qmark",
					value,
					output: QMARK
				});
				continue;
			}
			/**
			* Exclamation
			*/
			if (value === "!") {
				if (opts.noextglob !== true && peek() === "(") {
					if (peek(2) !== "?" || !/[!=<:]/.test(peek(3))) {
						extglobOpen("negate", value);
						continue;
					}
				}
				if (opts.nonegate !== true && state.index === 0) {
					negate();
					continue;
				}
			}
			/**
			* Plus
			*/
			if (value === "+") {
				if (opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
					extglobOpen("plus", value);
					continue;
				}
				if (prev && prev.value === "(" || opts.regex === false) {
					push({
						type: "plus",
						value,
						output: PLUS_LITERAL
					});
					continue;
				}
				if (prev && (prev.type === "bracket" || prev.type === "paren" || prev.type === "brace") || state.parens > 0) {
					push({
						type: "plus",
						value
					});
					continue;
				}
				push({
					type: "plus",
					value: PLUS_LITERAL
				});
				continue;
			}
			/**
			* Plain text
			*/
			if (value === "@") {
				if (opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
					push({
						type: "at",
						extglob: true,
						value,
						output: ""
					});
					continue;
				}
				push({
					type: "text",
					value
				});
				continue;
			}
			/**
			* Plain text
			*/
			if (value !== "*") {
				if (value === "$" || value === "^") value = `\\${value}`;
				const match = REGEX_NON_SPECIAL_CHARS.exec(remaining());
				if (match) {
					value += match[0];
					state.index += match[0].length;
				}
				push({
					type: "text",
					value
				});
				continue;
			}
			/**
			* Stars
			*/
			if (prev && (prev.type === "globstar" || prev.star === true)) {
				prev.type = "star";
				prev.star = true;
				prev.value += value;
				prev.output = star;
				state.backtrack = true;
				state.globstar = true;
				consume(value);
				continue;
			}
			let rest = remaining();
			if (opts.noextglob !== true && /^\([^?]/.test(rest)) {
				extglobOpen("star", value);
				continue;
			}
			if (prev.type === "star") {
				if (opts.noglobstar === true) {
					consume(value);
					continue;
				}
				const prior = prev.prev;
				const before = prior.prev;
				const isStart = prior.type === "slash" || prior.type === "bos";
				const afterStar = before && (before.type === "star" || before.type === "globstar");
				if (opts.bash === true && (!isStart || rest[0] && rest[0] !== "/")) {
					push({
						type: "star",
						value,
						output: ""
					});
					continue;
				}
				const isBrace = state.braces > 0 && (prior.type === "comma" || prior.type === "brace");
				const isExtglob = extglobs.length && (prior.type === "pipe" || prior.type === "paren");
				if (!isStart && prior.type !== "paren" && !isBrace && !isExtglob) {
					push({
						type: "star",
						value,
						output: ""
					});
					continue;
				}
				while (rest.slice(0, 3) === "/**") {
					const after = input[state.index + 4];
					if (after && after !== "/") break;
					rest = rest.slice(3);
					consume("/**", 3);
				}
				const isEnd = eos() || state.parens > 0 && rest === ")".repeat(state.parens) && !extglobs.some((extglob) => extglob.type === "negate");
				if (prior.type === "bos" && eos()) {
					prev.type = "globstar";
					prev.value += value;
					prev.output = globstar(opts);
					state.output = prev.output;
					state.globstar = true;
					consume(value);
					continue;
				}
				if (prior.type === "slash" && prior.prev.type !== "bos" && !afterStar && isEnd) {
					state.output = state.output.slice(0, -(prior.output + prev.output).length);
					prior.output = `(?:${prior.output}`;
					prev.type = "globstar";
					prev.output = globstar(opts) + (opts.strictSlashes ? ")" : "|$)");
					prev.value += value;
					state.globstar = true;
					state.output += prior.output + prev.output;
					consume(value);
					continue;
				}
				if (prior.type === "slash" && prior.prev.type !== "bos" && rest[0] === "/") {
					const end = rest[1] !== void 0 ? "|$" : "";
					state.output = state.output.slice(0, -(prior.output + prev.output).length);
					prior.output = `(?:${prior.output}`;
					prev.type = "globstar";
					prev.output = `${globstar(opts)}${SLASH_LITERAL}|${SLASH_LITERAL}${end})`;
					prev.value += value;
					state.output += prior.output + prev.output;
					state.globstar = true;
					consume(value + advance());
					push({
						type: "slash",
						value: "/",
						output: ""
					});
					continue;
				}
				if (prior.type === "bos" && rest[0] === "/") {
					prev.type = "globstar";
					prev.value += value;
					prev.output = `(?:^|${SLASH_LITERAL}|${globstar(opts)}${SLASH_LITERAL})`;
					state.output = prev.output;
					state.globstar = true;
					consume(value + advance());
					push({
						type: "slash",
						value: "/",
						output: ""
					});
					continue;
				}
				state.output = state.output.slice(0, -prev.output.length);
				prev.type = "globstar";
				prev.output = globstar(opts);
				prev.value += value;
				state.output += prev.output;
				state.globstar = true;
				consume(value);
				continue;
			}
			const token = {
				type: "star",
				value,
				output: star
			};
			if (opts.bash === true) {
				token.output = ".*?";
				if (prev.type === "bos" || prev.type === "slash") token.output = nodot + token.output;
				push(token);
				continue;
			}
			if (prev && (prev.type === "bracket" || prev.type === "paren") && opts.regex === true) {
				token.output = value;
				push(token);
				continue;
			}
			if (state.index === state.start || prev.type === "slash" || prev.type === "dot") {
				if (prev.type === "dot") {
					state.output += NO_DOT_SLASH;
					prev.output += NO_DOT_SLASH;
				} else if (opts.dot === true) {
					state.output += NO_DOTS_SLASH;
					prev.output += NO_DOTS_SLASH;
				} else {
					state.output += nodot;
					prev.output += nodot;
				}
				if (peek() !== "*") {
					state.output += ONE_CHAR;
					prev.output += ONE_CHAR;
				}
			}
			push(token);
		}
		while (state.brackets > 0) {
			if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", "]"));
			state.output = utils.escapeLast(state.output, "[");
			decrement("brackets");
		}
		while (state.parens > 0) {
			if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", ")"));
			state.output = utils.escapeLast(state.output, "(");
			decrement("parens");
		}
		while (state.braces > 0) {
			if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", "}"));
			state.output = utils.escapeLast(state.output, "{");
			decrement("braces");
		}
		if (opts.strictSlashes !== true && (prev.type === "star" || prev.type === "bracket")) push({
			type: "maybe_slash",
			value: "",
			output: `${SLASH_LITERAL}?`
		});
		if (state.backtrack === true) {
			state.output = "";
			for (const token of state.tokens) {
				state.output += token.output != null ? token.output : token.value;
				if (token.suffix) state.output += token.suffix;
			}
		}
		return state;
	};
	/**
	* Fast paths for creating regular expressions for common glob patterns.
	* This can significantly speed up processing and has very little downside
	* impact when none of the fast paths match.
	*/
	parse.fastpaths = (input, options) => {
		const opts = { ...options };
		const max = typeof opts.maxLength === "number" ? Math.min(MAX_LENGTH, opts.maxLength) : MAX_LENGTH;
		const len = input.length;
		if (len > max) throw new SyntaxError(`Input length: ${len}, exceeds maximum allowed length: ${max}`);
		input = REPLACEMENTS[input] || input;
		const { DOT_LITERAL, SLASH_LITERAL, ONE_CHAR, DOTS_SLASH, NO_DOT, NO_DOTS, NO_DOTS_SLASH, STAR, START_ANCHOR } = constants.globChars(opts.windows);
		const nodot = opts.dot ? NO_DOTS : NO_DOT;
		const slashDot = opts.dot ? NO_DOTS_SLASH : NO_DOT;
		const capture = opts.capture ? "" : "?:";
		const state = {
			negated: false,
			prefix: ""
		};
		let star = opts.bash === true ? ".*?" : STAR;
		if (opts.capture) star = `(${star})`;
		const globstar = (opts) => {
			if (opts.noglobstar === true) return star;
			return `(${capture}(?:(?!${START_ANCHOR}${opts.dot ? DOTS_SLASH : DOT_LITERAL}).)*?)`;
		};
		const create = (str) => {
			switch (str) {
				case "*": return `${nodot}${ONE_CHAR}${star}`;
				case ".*": return `${DOT_LITERAL}${ONE_CHAR}${star}`;
				case "*.*": return `${nodot}${star}${DOT_LITERAL}${ONE_CHAR}${star}`;
				case "*/*": return `${nodot}${star}${SLASH_LITERAL}${ONE_CHAR}${slashDot}${star}`;
				case "**": return nodot + globstar(opts);
				case "**/*": return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${slashDot}${ONE_CHAR}${star}`;
				case "**/*.*": return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${slashDot}${star}${DOT_LITERAL}${ONE_CHAR}${star}`;
				case "**/.*": return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${DOT_LITERAL}${ONE_CHAR}${star}`;
				default: {
					const match = /^(.*?)\.(\w+)$/.exec(str);
					if (!match) return;
					const source = create(match[1]);
					if (!source) return;
					return source + DOT_LITERAL + match[2];
				}
			}
		};
		let source = create(utils.removePrefix(input, state));
		if (source && opts.strictSlashes !== true) source += `${SLASH_LITERAL}?`;
		return source;
	};
	module.exports = parse;
}));
// node_modules/picomatch/lib/picomatch.js
var require_picomatch$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const scan = require_scan();
	const parse = require_parse();
	const utils = require_utils();
	const constants = require_constants();
	const isObject = (val) => val && typeof val === "object" && !Array.isArray(val);
	/**
	* Creates a matcher function from one or more glob patterns. The
	* returned function takes a string to match as its first argument,
	* and returns true if the string is a match. The returned matcher
	* function also takes a boolean as the second argument that, when true,
	* returns an object with additional information.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch(glob[, options]);
	*
	* const isMatch = picomatch('*.!(*a)');
	* console.log(isMatch('a.a')); //=> false
	* console.log(isMatch('a.b')); //=> true
	*
	* // For environments without `node.js`, `picomatch/posix` provides you a dependency-free matcher, without automatic OS detection.
	* const picomatch = require('picomatch/posix');
	* // the same API, defaulting to posix paths
	* const isMatch = picomatch('a/*');
	* console.log(isMatch('a\\b')); //=> false
	* console.log(isMatch('a/b')); //=> true
	*
	* // you can still configure the matcher function to accept windows paths
	* const isMatch = picomatch('a/*', { options: windows });
	* console.log(isMatch('a\\b')); //=> true
	* console.log(isMatch('a/b')); //=> true
	* ```
	* @name picomatch
	* @param {String|Array} `globs` One or more glob patterns.
	* @param {Object=} `options`
	* @return {Function=} Returns a matcher function.
	* @api public
	*/
	const picomatch = (glob, options, returnState = false) => {
		if (Array.isArray(glob)) {
			const fns = glob.map((input) => picomatch(input, options, returnState));
			const arrayMatcher = (str) => {
				for (const isMatch of fns) {
					const state = isMatch(str);
					if (state) return state;
				}
				return false;
			};
			return arrayMatcher;
		}
		const isState = isObject(glob) && glob.tokens && glob.input;
		if (glob === "" || typeof glob !== "string" && !isState) throw new TypeError("Expected pattern to be a non-empty string");
		const opts = options || {};
		const posix = opts.windows;
		const regex = isState ? picomatch.compileRe(glob, options) : picomatch.makeRe(glob, options, false, true);
		const state = regex.state;
		delete regex.state;
		let isIgnored = () => false;
		if (opts.ignore) {
			const ignoreOpts = {
				...options,
				ignore: null,
				onMatch: null,
				onResult: null
			};
			isIgnored = picomatch(opts.ignore, ignoreOpts, returnState);
		}
		const matcher = (input, returnObject = false) => {
			const { isMatch, match, output } = picomatch.test(input, regex, options, {
				glob,
				posix
			});
			const result = {
				glob,
				state,
				regex,
				posix,
				input,
				output,
				match,
				isMatch
			};
			if (typeof opts.onResult === "function") opts.onResult(result);
			if (isMatch === false) {
				result.isMatch = false;
				return returnObject ? result : false;
			}
			if (isIgnored(input)) {
				if (typeof opts.onIgnore === "function") opts.onIgnore(result);
				result.isMatch = false;
				return returnObject ? result : false;
			}
			if (typeof opts.onMatch === "function") opts.onMatch(result);
			return returnObject ? result : true;
		};
		if (returnState) matcher.state = state;
		return matcher;
	};
	/**
	* Test `input` with the given `regex`. This is used by the main
	* `picomatch()` function to test the input string.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.test(input, regex[, options]);
	*
	* console.log(picomatch.test('foo/bar', /^(?:([^/]*?)\/([^/]*?))$/));
	* // { isMatch: true, match: [ 'foo/', 'foo', 'bar' ], output: 'foo/bar' }
	* ```
	* @param {String} `input` String to test.
	* @param {RegExp} `regex`
	* @return {Object} Returns an object with matching info.
	* @api public
	*/
	picomatch.test = (input, regex, options, { glob, posix } = {}) => {
		if (typeof input !== "string") throw new TypeError("Expected input to be a string");
		if (input === "") return {
			isMatch: false,
			output: ""
		};
		const opts = options || {};
		const format = opts.format || (posix ? utils.toPosixSlashes : null);
		let match = input === glob;
		let output = match && format ? format(input) : input;
		if (match === false) {
			output = format ? format(input) : input;
			match = output === glob;
		}
		if (match === false || opts.capture === true) {
			if (opts.matchBase === true || opts.basename === true) match = picomatch.matchBase(input, regex, options, posix);
			else match = regex.exec(output);
		}
		return {
			isMatch: Boolean(match),
			match,
			output
		};
	};
	/**
	* Match the basename of a filepath.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.matchBase(input, glob[, options]);
	* console.log(picomatch.matchBase('foo/bar.js', '*.js'); // true
	* ```
	* @param {String} `input` String to test.
	* @param {RegExp|String} `glob` Glob pattern or regex created by [.makeRe](#makeRe).
	* @return {Boolean}
	* @api public
	*/
	picomatch.matchBase = (input, glob, options, posix = options && options.windows) => {
		return (glob instanceof RegExp ? glob : picomatch.makeRe(glob, options)).test(utils.basename(input, { windows: posix }));
	};
	/**
	* Returns true if **any** of the given glob `patterns` match the specified `string`.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.isMatch(string, patterns[, options]);
	*
	* console.log(picomatch.isMatch('a.a', ['b.*', '*.a'])); //=> true
	* console.log(picomatch.isMatch('a.a', 'b.*')); //=> false
	* ```
	* @param {String|Array} str The string to test.
	* @param {String|Array} patterns One or more glob patterns to use for matching.
	* @param {Object} [options] See available [options](#options).
	* @return {Boolean} Returns true if any patterns match `str`
	* @api public
	*/
	picomatch.isMatch = (str, patterns, options) => picomatch(patterns, options)(str);
	/**
	* Parse a glob pattern to create the source string for a regular
	* expression.
	*
	* ```js
	* const picomatch = require('picomatch');
	* const result = picomatch.parse(pattern[, options]);
	* ```
	* @param {String} `pattern`
	* @param {Object} `options`
	* @return {Object} Returns an object with useful properties and output to be used as a regex source string.
	* @api public
	*/
	picomatch.parse = (pattern, options) => {
		if (Array.isArray(pattern)) return pattern.map((p) => picomatch.parse(p, options));
		return parse(pattern, {
			...options,
			fastpaths: false
		});
	};
	/**
	* Scan a glob pattern to separate the pattern into segments.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.scan(input[, options]);
	*
	* const result = picomatch.scan('!./foo/*.js');
	* console.log(result);
	* { prefix: '!./',
	*   input: '!./foo/*.js',
	*   start: 3,
	*   base: 'foo',
	*   glob: '*.js',
	*   isBrace: false,
	*   isBracket: false,
	*   isGlob: true,
	*   isExtglob: false,
	*   isGlobstar: false,
	*   negated: true }
	* ```
	* @param {String} `input` Glob pattern to scan.
	* @param {Object} `options`
	* @return {Object} Returns an object with
	* @api public
	*/
	picomatch.scan = (input, options) => scan(input, options);
	/**
	* Compile a regular expression from the `state` object returned by the
	* [parse()](#parse) method.
	*
	* ```js
	* const picomatch = require('picomatch');
	* const state = picomatch.parse('*.js');
	* // picomatch.compileRe(state[, options]);
	*
	* console.log(picomatch.compileRe(state));
	* //=> /^(?:(?!\.)(?=.)[^/]*?\.js)$/
	* ```
	* @param {Object} `state`
	* @param {Object} `options`
	* @param {Boolean} `returnOutput` Intended for implementors, this argument allows you to return the raw output from the parser.
	* @param {Boolean} `returnState` Adds the state to a `state` property on the returned regex. Useful for implementors and debugging.
	* @return {RegExp}
	* @api public
	*/
	picomatch.compileRe = (state, options, returnOutput = false, returnState = false) => {
		if (returnOutput === true) return state.output;
		const opts = options || {};
		const prepend = opts.contains ? "" : "^";
		const append = opts.contains ? "" : "$";
		let source = `${prepend}(?:${state.output})${append}`;
		if (state && state.negated === true) source = `^(?!${source}).*$`;
		const regex = picomatch.toRegex(source, options);
		if (returnState === true) regex.state = state;
		return regex;
	};
	/**
	* Create a regular expression from a parsed glob pattern.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.makeRe(state[, options]);
	*
	* const result = picomatch.makeRe('*.js');
	* console.log(result);
	* //=> /^(?:(?!\.)(?=.)[^/]*?\.js)$/
	* ```
	* @param {String} `state` The object returned from the `.parse` method.
	* @param {Object} `options`
	* @param {Boolean} `returnOutput` Implementors may use this argument to return the compiled output, instead of a regular expression. This is not exposed on the options to prevent end-users from mutating the result.
	* @param {Boolean} `returnState` Implementors may use this argument to return the state from the parsed glob with the returned regular expression.
	* @return {RegExp} Returns a regex created from the given pattern.
	* @api public
	*/
	picomatch.makeRe = (input, options = {}, returnOutput = false, returnState = false) => {
		if (!input || typeof input !== "string") throw new TypeError("Expected a non-empty string");
		let parsed = {
			negated: false,
			fastpaths: true
		};
		if (options.fastpaths !== false && (input[0] === "." || input[0] === "*")) parsed.output = parse.fastpaths(input, options);
		if (!parsed.output) parsed = parse(input, options);
		return picomatch.compileRe(parsed, options, returnOutput, returnState);
	};
	/**
	* Create a regular expression from the given regex source string.
	*
	* ```js
	* const picomatch = require('picomatch');
	* // picomatch.toRegex(source[, options]);
	*
	* const { output } = picomatch.parse('*.js');
	* console.log(picomatch.toRegex(output));
	* //=> /^(?:(?!\.)(?=.)[^/]*?\.js)$/
	* ```
	* @param {String} `source` Regular expression source string.
	* @param {Object} `options`
	* @return {RegExp}
	* @api public
	*/
	picomatch.toRegex = (source, options) => {
		try {
			const opts = options || {};
			return new RegExp(source, opts.flags || (opts.nocase ? "i" : ""));
		} catch (err) {
			if (options && options.debug === true) throw err;
			return /$^/;
		}
	};
	/**
	* Picomatch constants.
	* @return {Object}
	*/
	picomatch.constants = constants;
	/**
	* Expose "picomatch"
	*/
	module.exports = picomatch;
}));
// src/read/manifest/glob-shape.ts
var import_picomatch = /* @__PURE__ */ __toESM((/* @__PURE__ */ __commonJSMin(((exports, module) => {
	const pico = require_picomatch$1();
	const utils = require_utils();
	function picomatch(glob, options, returnState = false) {
		if (options && (options.windows === null || options.windows === void 0)) options = {
			...options,
			windows: utils.isWindows()
		};
		return pico(glob, options, returnState);
	}
	Object.assign(picomatch, pico);
	module.exports = picomatch;
})))(), 1);
const GLOB = "a path or glob inside the repository, such as src/users/** or db/migrations/*.sql";
/** What is wrong with a glob, as what completes "expected …"; null where nothing is. A leading `!` is not part of it. */
function refuseGlob(glob) {
	if (glob.trim() === "" || /[\n\r\0]/.test(glob)) return GLOB;
	if (glob.length > 300) return "a glob of at most 300 characters";
	if (/^(?:[/\\~]|[A-Za-z]:)/.test(glob)) return "a path relative to the repository, not an absolute one";
	if (glob.split(/[/\\]/).includes("..")) return "a path inside the repository, without '..'";
	return refuseCostly(glob) ?? refuseUnreadable(glob);
}
/** Nested choices and many wildcards make a matcher try every way there is; people need neither. */
function refuseCostly(glob) {
	if (/[@!+*?]\(|\)[*+?{]/.test(glob)) return "a glob without (…) patterns; use {a,b} for 'either'";
	if (/\{[^}]*\{/.test(glob) || (glob.match(/\{/g)?.length ?? 0) > 3) return "a glob with at most three {a,b}, not nested";
	if ((glob.match(/,/g)?.length ?? 0) > 30) return "a glob with at most 30 alternatives";
	if ((glob.replace(/\/?\*\*$/, "").match(/\*\*/g)?.length ?? 0) > 2) return "a glob with at most two '**' before its end";
	return glob.split("/").some((segment) => (segment.replaceAll("**", "").match(/\*/g)?.length ?? 0) > 3) ? "a glob with at most three '*' between slashes" : null;
}
function refuseUnreadable(glob) {
	try {
		(0, import_picomatch.default)(glob, { dot: true });
		return null;
	} catch {
		return GLOB;
	}
}
const checked = (read) => string(GLOB).min(1, GLOB).max(300, GLOB).superRefine((text, context) => {
	const wrong = refuseGlob(read(text));
	if (wrong) context.addIssue({
		code: "custom",
		message: wrong
	});
});
const glob = () => checked((text) => text);
/** In `code.exclude`, `!pattern` takes away from what never counts as code. */
const negatableGlob = () => checked((text) => text.replace(/^!/, ""));
/** One glob or a list of them; the value is always a list. */
function globs(each = glob) {
	const expected = `${GLOB}, or a list of these`;
	return union([each(), array(each(), "a list").min(1, expected)], expected).transform((value) => typeof value === "string" ? [value] : value);
}
// src/read/manifest/includes.ts
/** Which further files a manifest asks for. */
/** More than these are not read: nobody keeps so many changes under way. */
const MOST_FILES = 1e3;
const LARGEST_WHOLE = 2097152;
/** The globs of `include` that stay inside the repository, each with its place; others are mistakes of the shape. */
function writtenIncludes(root) {
	const value = locate(root, ["include"])?.value;
	const list = (Array.isArray(value) ? value : [value]).slice(0, 100);
	const globs = [];
	const places = [];
	for (const [index, glob] of list.entries()) {
		if (typeof glob !== "string" || refuseGlob(glob) !== null) continue;
		globs.push(glob);
		places.push(Array.isArray(value) ? ["include", index] : ["include"]);
	}
	return {
		globs,
		places
	};
}
function isIncludable(path) {
	return /\.ya?ml$/i.test(path) && !path.startsWith("/") && !path.split("/").includes("..");
}
/** A path without wildcards that names one file. */
function isPlainPath(glob) {
	return !/[*?[\]{}()!]/.test(glob) && /\.ya?ml$/i.test(glob);
}
/** Whether a path matches one glob of `include`; a folder's name stands for all that lies in it. */
function globMatcher(glob) {
	return matchesAny([glob]);
}
// src/read/manifest/resolve-contract.ts
const DAY$1 = 864e5;
/** The strict defaults, so that a change of two lines is safe. */
const STRICT = {
	soak: 7 * DAY$1,
	deprecation: 30 * DAY$1,
	quiet: 14 * DAY$1,
	divergence: 7 * DAY$1
};
/** `own` and `defaults` may be empty. Without an announcement no deprecation is asked, without a dual write no comparison. */
function resolveContract(own, defaults, shape) {
	return {
		soak: own.soak ?? defaults.soak ?? STRICT.soak,
		deprecation: shape.announced ? own.deprecation ?? defaults.deprecation ?? STRICT.deprecation : null,
		quiet: resolveQuiet(own.quiet ?? {}, defaults.quiet ?? {}),
		divergence: shape.dualWrite || own.divergence !== void 0 ? resolveDivergence(own.divergence, defaults.divergence) : null,
		backfill: resolveBackfill(own.backfill, defaults.backfill, shape.mode),
		approvals: own.approvals ?? defaults.approvals ?? 1
	};
}
function resolveQuiet(own, defaults) {
	return {
		window: own.window ?? defaults.window ?? STRICT.quiet,
		reads: own.reads ?? defaults.reads ?? 0,
		writes: own.writes ?? defaults.writes ?? 0,
		ignore: own.ignore ?? defaults.ignore ?? [],
		implicit: own.implicit ?? defaults.implicit ?? "count"
	};
}
function resolveDivergence(own, defaults) {
	const written = own ?? defaults ?? {};
	if ("off" in written) return written;
	const other = defaults && !("off" in defaults) ? defaults : {};
	return {
		max: written.max ?? other.max ?? 0,
		window: written.window ?? other.window ?? STRICT.divergence
	};
}
/** Data that nobody copied must not be dropped: asked of every parallel change, and where it is asked for in words. */
function resolveBackfill(own, defaults, mode) {
	if (own !== void 0) return own;
	return mode === "parallel" ? defaults ?? "required" : null;
}
// src/read/manifest/sheet.ts
function placeOf(sheet, at) {
	return {
		path: sheet.path,
		...positionOf(sheet.tree, at)
	};
}
function keyPlaceOf(sheet, at) {
	return {
		path: sheet.path,
		...keyPositionOf(sheet.tree, at)
	};
}
function addMistake(remarks, sheet, at, message) {
	remarks.mistakes.push({
		...placeOf(sheet, at),
		message
	});
}
/** Says what a value is; nothing where it, or what is in it, was found wrong already. */
function addWarning(remarks, sheet, at, message) {
	if (!isDamaged(sheet.without, at)) remarks.warnings.push({
		...placeOf(sheet, at),
		message
	});
}
/** Whether what a path holds was read as it was written. */
function isWhole(sheet, at) {
	return !isDamaged(sheet.without, at);
}
/** Every key's place by its path (`telemetry.app-queries.url`), for whoever compares two manifests later. */
function placesOf(sheet, below = []) {
	const places = {};
	const walk = (node, at) => {
		for (const [key, child] of node.children) {
			const path = [...at, key];
			const position = node.keys.get(String(key)) ?? child.at;
			places[namePath(path)] = {
				path: sheet.path,
				...position
			};
			walk(child, path);
		}
	};
	walk(sheet.tree, below);
	return places;
}
// src/read/manifest/resolve-objects.ts
const LISTS = [
	"adds",
	"removes",
	"tightens",
	"rewrites"
];
function resolveObjects(id, written, database, sheet, remarks) {
	const objects = {
		adds: [],
		removes: [],
		tightens: [],
		rewrites: []
	};
	const removedAt = /* @__PURE__ */ new Map();
	const seen = /* @__PURE__ */ new Set();
	const add = (list, text, at) => {
		const object = readObject(text, at, database, sheet, remarks);
		if (object === null) return;
		if (seen.has(`${list} ${object}`)) {
			addMistake(remarks, sheet, at, `${quote(object)} is twice in what changes.${id} ${list}; keep one`);
			return;
		}
		seen.add(`${list} ${object}`);
		objects[list].push(object);
		if (list === "removes") removedAt.set(object, at);
	};
	for (const list of LISTS) written[list]?.forEach((text, index) => {
		add(list, text, [
			"changes",
			id,
			list,
			index
		]);
	});
	for (const [before, after] of Object.entries(written.renames ?? {})) {
		const at = [
			"changes",
			id,
			"renames",
			before
		];
		refuseKinds(before, after, at, database, sheet, remarks);
		add("removes", before, at);
		add("adds", after, at);
	}
	for (const object of objects.adds.filter((added) => removedAt.has(added))) addMistake(remarks, sheet, removedAt.get(object) ?? ["changes", id], `changes.${id} both adds and removes ${quote(object)}; the new shape needs another name until the old one is gone`);
	return {
		objects,
		removedAt
	};
}
function readObject(text, at, database, sheet, remarks) {
	const parsed = parseObject(text, database.engine, database.defaultSchema);
	if (!parsed) {
		addMistake(remarks, sheet, at, `${quote(text)} is no name of a schema object; expected ${OBJECT}`);
		return null;
	}
	const [first, second] = parsed.path;
	if (parsed.kind === "column" && parsed.path.length === 2 && first === database.defaultSchema) {
		const table = quote(second ?? "");
		addMistake(remarks, sheet, at, `${quote(text)} reads as a column of a table '${first}'; for the table write ${table}, without the default schema`);
		return null;
	}
	return canonicalName(text, database.engine, database.defaultSchema);
}
function refuseKinds(before, after, at, database, sheet, remarks) {
	const [from, to] = [before, after].map((text) => parseObject(text, database.engine, database.defaultSchema));
	if (from && to && (from.kind !== to.kind || from.path.length !== to.path.length)) addMistake(remarks, sheet, at, `renames goes from ${quote(before)}, a ${from.kind}, to ${quote(after)}, a ${to.kind}; expected the whole new name, such as { users.name: users.full_name }`);
}
// src/read/manifest/resolve-change.ts
/** One change: its mode derived, its objects canonical, its requirements settled. */
/** The mode of a change; of several that apply, the strictest: parallel, destructive, tightening, rewrite, additive. */
function modeOf(objects) {
	if (objects.removes.length > 0) return objects.adds.length > 0 ? "parallel" : "destructive";
	if (objects.tightens.length > 0) return "tightening";
	if (objects.rewrites.length > 0) return "rewrite";
	return objects.adds.length > 0 ? "additive" : null;
}
function resolveChange(id, written, database, defaults, sheet, remarks) {
	const { objects, removedAt } = resolveObjects(id, written, database, sheet, remarks);
	const { adds, removes, renames, tightens, rewrites } = written;
	const mode = settleMode(id, (adds ?? removes ?? renames ?? tightens ?? rewrites) !== void 0, objects, sheet, remarks);
	refuseDeprecation(id, written, sheet, remarks);
	warnOfIdleKeys(id, written, objects, sheet, remarks);
	const { migrate } = written;
	const shape = {
		mode,
		announced: written.announced !== void 0,
		dualWrite: migrate?.dual_write !== void 0
	};
	return {
		change: {
			...keyPlaceOf(sheet, ["changes", id]),
			id,
			summary: written.summary ?? "",
			owner: written.owner ?? null,
			database: database.name,
			announced: written.announced ?? null,
			...objects,
			mode,
			expandSoak: written.expand?.soak ?? defaults.expandSoak,
			dualWrite: stepOf(migrate?.dual_write),
			backfill: backfillOf(migrate?.backfill),
			readNew: stepOf(migrate?.read_new),
			stopOld: stepOf(migrate?.stop_old),
			writers: written.writers?.code ?? null,
			contract: resolveContract(written.contract ?? {}, defaults.contract, shape),
			references: referencesOf(id, written, sheet, remarks)
		},
		removedAt
	};
}
/** `named`: objects are named, though none of them may have been readable. */
function settleMode(id, named, objects, sheet, remarks) {
	const mode = modeOf(objects);
	const at = ["changes", id];
	if (!named && isWhole(sheet, at)) addMistake(remarks, sheet, at, `changes.${id} changes nothing; expected at least one of adds, removes, renames, tightens, rewrites`);
	const removing = objects.removes.length > 0;
	const said = [
		removing && objects.adds.length > 0 ? "adds and removes" : removing ? "removes" : objects.adds.length > 0 ? "adds" : "",
		objects.tightens.length > 0 ? "tightens" : "",
		objects.rewrites.length > 0 ? "rewrites" : ""
	].filter((part) => part !== "");
	if (mode !== null && said.length > 1) addWarning(remarks, sheet, at, `changes.${id} ${said.join(", and it ")}: it counts as ${mode}, the strictest of these; two changes would be easier to follow`);
	return mode ?? "additive";
}
function refuseDeprecation(id, written, sheet, remarks) {
	if (written.contract?.deprecation === void 0 || written.announced !== void 0) return;
	if (!isWhole(sheet, [
		"changes",
		id,
		"announced"
	])) return;
	addMistake(remarks, sheet, [
		"changes",
		id,
		"contract",
		"deprecation"
	], `changes.${id}.contract.deprecation counts from 'announced', which this change does not have; add the day, such as announced: 2026-09-01`);
}
/** Keys that ask nothing of this change: told, so that nobody relies on them. */
function warnOfIdleKeys(id, written, objects, sheet, remarks) {
	const contracts = objects.removes.length + objects.tightens.length > 0;
	const warn = (key, why) => addWarning(remarks, sheet, [
		"changes",
		id,
		key
	], `changes.${id}.${key} asks nothing: ${why}`);
	if (!isWhole(sheet, ["changes", id])) return;
	if (written.contract && !contracts) warn("contract", "the change neither removes nor tightens anything");
	if (written.writers && objects.tightens.length === 0) warn("writers", "the change tightens nothing");
}
function stepOf(written) {
	return written ? {
		code: written.code,
		flag: written.flag ?? null
	} : null;
}
function backfillOf(written) {
	if (!written) return null;
	const { rows = null, batch = null, rate = null, job = null } = written;
	return {
		rows,
		batch,
		rate,
		job
	};
}
function referencesOf(id, written, sheet, remarks) {
	const { references } = written;
	if (!references) return null;
	references.patterns?.forEach((pattern, index) => {
		const why = patternMistake(pattern);
		if (why) addMistake(remarks, sheet, [
			"changes",
			id,
			"references",
			"patterns",
			index
		], `changes.${id}.references.patterns[${index}] cannot be used: ${why}; expected a regular expression such as \\blegacy_flags\\b`);
	});
	return {
		patterns: references.patterns ?? [],
		paths: references.paths ?? []
	};
}
// src/read/manifest/resolve-version.ts
const ENGINES = {
	postgresql: {
		title: "PostgreSQL",
		from: 9,
		to: 30,
		newest: "18"
	},
	mysql: {
		title: "MySQL",
		from: 5,
		to: 15,
		newest: "8.4"
	},
	mariadb: {
		title: "MariaDB",
		from: 5,
		to: 15,
		newest: "11.8"
	},
	sqlite: {
		title: "SQLite",
		from: 3,
		to: 3,
		newest: "3.50"
	}
};
/** `16.3` -> 16 on PostgreSQL, `8.0.29` -> 8 on MySQL, `8.4` -> 8.4; null where the engine has no such version. */
function readVersion(engine, text) {
	const parts = /^(\d+)(?:\.(\d+))?/.exec(text);
	const major = Number(parts?.[1]);
	const { from, to } = ENGINES[engine];
	if (!parts || major < from || major > to) return null;
	if (engine === "postgresql" && major >= 10) return major;
	return Number(`${major}.${parts[2] ?? 0}`);
}
function expectedVersion(engine) {
	const { title, from, to, newest } = ENGINES[engine];
	return from === to ? `a version of ${title} ${from}, such as ${newest}` : `a version of ${title} from ${from} to ${to}, such as ${newest}`;
}
// src/read/manifest/resolve-database.ts
function resolveDatabase(name, written, known, sheet, remarks) {
	const engine = written.engine ?? "postgresql";
	const { version, release, assumed } = resolveVersion(name, written, sheet, remarks);
	return {
		name,
		engine,
		version,
		...release === null ? {} : { release },
		assumed,
		migrations: written.migrations,
		framework: written.framework,
		runs: written.runs,
		telemetry: resolveTelemetry$1(name, written.telemetry, known, sheet, remarks),
		tables: resolveTables(name, written, sheet, remarks),
		defaultSchema: defaultSchemaOf(engine)
	};
}
function resolveVersion(name, written, sheet, remarks) {
	const { engine = "postgresql" } = written;
	const { title, newest } = ENGINES[engine];
	const at = [
		"databases",
		name,
		"version"
	];
	const text = written.version === void 0 ? null : locate(sheet.tree, at)?.source ?? `${written.version}`;
	const version = readVersion(engine, text ?? newest);
	const assumed = written.engine === void 0 || text === null;
	if (version === null) addMistake(remarks, sheet, at, `databases.${name}.version is ${quote(text ?? "")}; expected ${expectedVersion(engine)}`);
	else if (assumed && isWhole(sheet, ["databases", name])) {
		const missing = written.engine === void 0 ? "engine" : "version";
		addWarning(remarks, sheet, ["databases", name], `databases.${name} names no ${missing}: ${title} ${text ?? newest} is assumed, and what is safe depends on it; name it`);
	}
	const release = text !== null && text !== `${version}` ? text : null;
	return {
		version: version ?? Number(newest),
		release,
		assumed
	};
}
function resolveTelemetry$1(name, written, known, sheet, remarks) {
	const at = [
		"databases",
		name,
		"telemetry"
	];
	const byEnvironment = typeof written === "string" ? { "*": written } : written ?? {};
	const environments = known.environments.map((environment) => environment.name);
	for (const [environment, key] of Object.entries(byEnvironment)) {
		const here = typeof written === "string" ? at : [...at, environment];
		if (typeof written !== "string" && !environments.includes(environment) && isWhole(sheet, ["environments"])) addMistake(remarks, sheet, here, `databases.${name}.telemetry names the environment ${quote(environment)}, which is not under 'environments'${suggest(environment, environments)}`);
		if (!known.telemetry.includes(key)) addMistake(remarks, sheet, here, `databases.${name}.telemetry is ${describeFound(key, [])}, which is not a key under 'telemetry'${suggest(key, known.telemetry)}`);
	}
	return byEnvironment;
}
function resolveTables(name, written, sheet, remarks) {
	const tables = {};
	for (const [text, facts] of Object.entries(written.tables ?? {})) {
		const at = [
			"databases",
			name,
			"tables",
			text
		];
		const table = readTable(text, written.engine ?? "postgresql");
		if (table === null) addMistake(remarks, sheet, at, `databases.${name}.tables has ${quote(text)}; expected a table such as users, or billing.invoices for one of another schema`);
		else if (tables[table]) addMistake(remarks, sheet, at, `databases.${name}.tables has ${quote(table)} twice, in two spellings; keep one`);
		else tables[table] = {
			rows: facts.rows ?? null,
			longestCycle: facts.longest_cycle ?? null
		};
	}
	return tables;
}
/** Under `tables` everything is a table, so `billing.invoices` needs no `table:` before it. */
function readTable(text, engine) {
	const object = parseObject(text.includes(":") ? text : `table:${text}`, engine, defaultSchemaOf(engine));
	return object?.kind === "table" ? formatObject(object) : null;
}
// src/read/manifest/resolve-parts.ts
const DAY = 864e5;
function resolveEnvironments(written, sheet, remarks) {
	const seen = /* @__PURE__ */ new Set();
	return (written.environments ?? []).map(({ name, deployments = {} }, index) => {
		const at = [
			"environments",
			index,
			"name"
		];
		if (name === "*") addMistake(remarks, sheet, at, "an environment cannot be named '*'");
		if (seen.has(name)) addMistake(remarks, sheet, at, `the environment ${quote(name)} is here twice; keep one`);
		seen.add(name);
		if ("ref" in deployments) return {
			name,
			deployments: [name],
			workflows: null,
			creators: null,
			ref: deployments.ref
		};
		return {
			name,
			deployments: deployments.names ?? [name],
			workflows: deployments.workflows ?? null,
			creators: deployments.creators ?? null,
			ref: null
		};
	});
}
function resolveConsumers(written, environments, sheet, remarks) {
	const names = environments.map(({ name }) => name);
	const seen = /* @__PURE__ */ new Set();
	return (written.consumers ?? []).map(({ repository, environments: renamed = {} }, index) => {
		const at = ["consumers", index];
		if (seen.has(repository.toLowerCase())) addMistake(remarks, sheet, [...at, "repository"], `the consumer ${quote(repository)} is here twice; keep one`);
		seen.add(repository.toLowerCase());
		for (const name of Object.keys(renamed)) {
			if (names.includes(name) || !isWhole(sheet, ["environments"])) continue;
			addMistake(remarks, sheet, [
				...at,
				"environments",
				name
			], `consumers[${index}].environments names ${quote(name)}, which is not under 'environments'${suggest(name, names)}`);
		}
		return {
			repository,
			environments: renamed
		};
	});
}
/** The address of an HTTP source, or the path of a file, which people may write under either key. */
function addressOf(written, at, title, sheet, remarks) {
	if (written.type !== "file") return {
		url: written.url,
		tokenEnv: written.token_env ?? null
	};
	const { path, url } = written;
	if (path === void 0 && url === void 0 && isWhole(sheet, at)) addMistake(remarks, sheet, at, `${title} has no 'path'; expected the path of a JSON file, relative to this manifest`);
	if (path !== void 0 && url !== void 0) addMistake(remarks, sheet, [...at, "url"], `${title} has both 'path' and 'url'; keep 'path'`);
	return {
		url: path ?? url ?? "",
		tokenEnv: null
	};
}
function resolveTelemetry(written, sheet, remarks) {
	return Object.entries(written.telemetry ?? {}).map(([name, source]) => ({
		name,
		type: source.type,
		...addressOf(source, ["telemetry", name], `telemetry.${name}`, sheet, remarks),
		sources: source.sources ?? null,
		maxAge: source.max_age,
		maxGap: source.max_gap
	}));
}
function resolveFlags(written, sheet, remarks) {
	if (!written.flags) return null;
	return {
		type: written.flags.type,
		...addressOf(written.flags, ["flags"], "flags", sheet, remarks)
	};
}
function resolveApproval({ approval }) {
	return {
		approvers: approval?.approvers ?? null,
		expires: approval?.expires ?? 3 * DAY,
		selfApproval: approval?.self_approval ?? false
	};
}
function resolveExemptions(written, sheet) {
	return (written.exemptions ?? []).map(({ rule, path: glob, reason, until }, index) => ({
		...keyPlaceOf(sheet, ["exemptions", index]),
		rule,
		glob,
		reason: reason.trim(),
		until: until ?? null
	}));
}
function resolveRollback(written, sheet, remarks) {
	const keep = written.rollback?.keep;
	if (keep === void 0) return null;
	const count = /^(\d+) deployments?$/.exec(keep);
	if (count) return { deployments: Number(count[1]) };
	const duration = parseDuration(keep);
	if (duration !== null && duration > 0 && duration <= 36525 * DAY) return { duration };
	addMistake(remarks, sheet, ["rollback", "keep"], `rollback.keep is ${quote(keep)}; expected a duration above zero such as 7d, or 5 deployments`);
	return null;
}
// src/read/manifest/resolve-manifest.ts
function resolveManifest(root, written, files, remarks) {
	const environments = resolveEnvironments(written, root, remarks);
	const telemetry = resolveTelemetry(written, root, remarks);
	const known = {
		environments,
		telemetry: Object.keys(written.telemetry ?? {})
	};
	const databases = Object.entries(written.databases).map(([name, database]) => resolveDatabase(name, database, known, root, remarks));
	const defaults = {
		expandSoak: written.defaults?.expand?.soak ?? 0,
		contract: written.defaults?.contract ?? {}
	};
	const changes = resolveChanges(files, databases, defaults, root, remarks);
	const strictest = {
		mode: "parallel",
		announced: true,
		dualWrite: true
	};
	const manifest = {
		path: root.path,
		mode: written.mode,
		databases,
		environments,
		code: {
			include: written.code?.include ?? [],
			exclude: written.code?.exclude ?? []
		},
		consumers: resolveConsumers(written, environments, root, remarks),
		telemetry,
		flags: resolveFlags(written, root, remarks),
		approval: resolveApproval(written),
		rules: definedOf(written.rules ?? {}),
		exemptions: resolveExemptions(written, root),
		rollbackKeep: resolveRollback(written, root, remarks),
		changes,
		files: [.../* @__PURE__ */ new Set([root.path, ...files.map(({ sheet }) => sheet.path)])],
		defaults: {
			expandSoak: defaults.expandSoak,
			contract: resolveContract({}, defaults.contract, strictest)
		},
		places: Object.assign({}, ...files.map(({ sheet }) => placesOf(sheet)), placesOf(root))
	};
	warnOfGaps(manifest, root, remarks);
	return manifest;
}
function resolveChanges(files, databases, defaults, root, remarks) {
	const changes = [];
	const removed = /* @__PURE__ */ new Map();
	for (const { sheet, id, written } of listChanges(files, remarks)) {
		const database = databaseOf(id, written, databases, sheet, root, remarks);
		if (!database) continue;
		const { change, removedAt } = resolveChange(id, written, database, defaults, sheet, remarks);
		changes.push(change);
		for (const [object, at] of removedAt) {
			const first = removed.get(`${database.name} ${object}`);
			if (first) addMistake(remarks, sheet, at, `changes.${id} and changes.${first} both remove ${quote(object)}; one contract is one change's: take it out of one`);
			else removed.set(`${database.name} ${object}`, id);
		}
	}
	return changes;
}
function listChanges(files, remarks) {
	const seen = /* @__PURE__ */ new Map();
	const listed = [];
	for (const { sheet, changes } of files) for (const [id, written] of Object.entries(changes)) {
		const place = keyPlaceOf(sheet, ["changes", id]);
		const first = seen.get(id);
		if (first) {
			const { path, line } = keyPlaceOf(first, ["changes", id]);
			remarks.mistakes.push({
				...place,
				message: `the change ${quote(id)} is here twice; the first is at ${path}:${line}: keep one`
			});
		} else if (id === "manifest") remarks.mistakes.push({
			...place,
			message: "the change 'manifest' has a name that approvals of the manifest itself use; choose another id"
		});
		else {
			seen.set(id, sheet);
			listed.push({
				sheet,
				id,
				written
			});
		}
	}
	return listed;
}
/** Null where it is unknown; a mistake then, unless the databases themselves could not be read. */
function databaseOf(id, written, databases, sheet, root, remarks) {
	const names = databases.map(({ name }) => name);
	const [only, ...others] = databases;
	const known = isWhole(root, ["databases"]);
	if (written.database === void 0) {
		if (only && others.length === 0 && known) return only;
		if (known && isWhole(sheet, [
			"changes",
			id,
			"database"
		])) addMistake(remarks, sheet, ["changes", id], `changes.${id} has no 'database', and there are several; expected one of ${names.join(", ")}`);
		return null;
	}
	const found = databases.find(({ name }) => name === written.database);
	if (!found && known) addMistake(remarks, sheet, [
		"changes",
		id,
		"database"
	], `changes.${id}.database is ${quote(written.database)}, which is not under 'databases'${suggest(written.database, names)}`);
	return found ?? null;
}
function definedOf(rules) {
	const settings = {};
	for (const [id, setting] of Object.entries(rules)) if (setting === "block" || setting === "warn" || setting === "off") settings[id] = setting;
	return settings;
}
/** What will stop the first contract, told before anybody waits for it. */
function warnOfGaps(manifest, root, remarks) {
	const contracts = manifest.changes.filter(({ removes, tightens }) => removes.length + tightens.length > 0);
	if (contracts.length === 0) return;
	if (manifest.environments.length === 0 && isWhole(root, ["environments"])) addWarning(remarks, root, ["changes"], "there is no 'environments': nothing can prove where a change is live; add the environments in rollout order, such as - name: production");
	if (manifest.approval.approvers === null && isWhole(root, ["approval"])) addWarning(remarks, root, ["changes"], "there is no 'approval.approvers', so a contract cannot be approved; add them, such as approvers: [\"@acme/dba\"]");
	for (const database of manifest.databases) {
		if (!contracts.some(({ database: name, removes }) => name === database.name && removes.length > 0) || Object.keys(database.telemetry).length > 0 || !isWhole(root, ["databases"])) continue;
		addWarning(remarks, root, ["databases", database.name], `databases.${database.name} has no 'telemetry', so nothing can prove that what its changes remove is unused; name a source under 'telemetry'`);
	}
}
// src/read/manifest/change-shape.ts
/** The shape of one change, as people write it. */
const off = () => mapOf({ off: reason().describe("Why it is switched off; every report repeats it.") });
/** A requirement, or `{ off: reason }`; a bare `off` is none of both. */
function orOff(requirement, expected) {
	return union([requirement, off()], `${expected}, or { off: reason } to switch it off aloud`);
}
const quiet = () => mapOf({
	window: duration().optional().describe("How long nobody may have used the old shape. Default: 14d."),
	reads: size(0).optional().describe("Reads allowed in the window. Default: 0."),
	writes: size(0).optional().describe("Writes allowed in the window. Default: 0."),
	ignore: array(line("the name of a service"), "a list of services, such as [pg_dump]").optional().describe("Services whose queries do not count."),
	implicit: oneOf(["count", "allow"]).optional().describe("Whether SELECT * counts as a read. Default: count.")
}, "a map such as { window: 14d }; quiet cannot be switched off (an override lets one pull request through)");
const APPROVALS = "a whole number from 1 on; approvals cannot be switched off (an override lets one pull request through)";
const contractShape = mapOf({
	soak: orOff(duration(), "a duration above zero such as 7d").optional().describe("How long code free of the old shape must have been live everywhere. Default: 7d."),
	deprecation: orOff(duration(), "a duration above zero such as 30d").optional().describe("How long since 'announced'. Default where something was announced: 30d."),
	quiet: quiet().optional().describe("Proof from telemetry that nothing uses the old shape any more."),
	divergence: orOff(mapOf({
		max: share().optional().describe("Share of comparisons that may differ. Default: 0."),
		window: duration().optional().describe("Default: 7d.")
	}), "a map such as { max: 0.0001, window: 7d }").optional().describe("How far old and new shape may disagree while both are written."),
	backfill: orOff(oneOf(["required"]), "'required'").optional().describe("Whether the backfill must be complete. Default for a change that adds and removes: required."),
	approvals: number(APPROVALS).int(APPROVALS).min(1, APPROVALS).max(100, APPROVALS).optional().describe("How many people must approve. Default: 1.")
});
const expandShape = mapOf({ soak: durationOrZero().optional().describe("How long the expand must have been live. Default: 0s.") });
const step = (what) => mapOf({
	code: globs().describe("The files that do it."),
	flag: line("the key of a flag").optional().describe("The flag that switches it on.")
}).optional().describe(what);
const migrateShape = mapOf({
	dual_write: step("Both shapes are written."),
	backfill: mapOf({
		rows: size(0).optional().describe("Rows to copy."),
		batch: size(1).optional().describe("Rows in a batch."),
		rate: rate().optional().describe("Rows a second, such as 50_000/s."),
		job: line("the name of a job").optional().describe("Its name at the telemetry source. Default: the change's id.")
	}).optional().describe("Rows are copied from the old shape to the new one."),
	read_new: step("Reads come from the new shape."),
	stop_old: step("Nothing uses the old shape any more.")
});
const NAMES = `a list of objects such as [users.name]`;
const objects = (what) => listOf(objectName(), NAMES).optional().describe(what);
const changeShape = mapOf({
	summary: line("one line of text").optional().describe("What the change is for, in one line."),
	owner: line("a person or team such as @acme/identity").optional().describe("Who answers for it."),
	database: line("the name of a database").optional().describe("May be left out where there is one database."),
	announced: moment().optional().describe("Start of the deprecation window."),
	adds: objects("Objects of the new shape."),
	removes: objects("Objects of the old shape."),
	renames: record(objectName(), objectName(), "a map such as { users.name: users.full_name }").optional().describe("Short for one adds and one removes each: { old: new }."),
	tightens: objects("Objects that begin to refuse what old code may still write: NOT NULL, a check, a key."),
	rewrites: objects("Objects whose data changes in batches."),
	expand: expandShape.optional(),
	migrate: migrateShape.optional(),
	writers: mapOf({ code: globs().describe("Code that already keeps the new rule.") }).optional().describe("For tightens: the code that writes these objects."),
	references: mapOf({
		patterns: listOf(line("a regular expression"), "a list of regular expressions").optional().describe("Regular expressions that mention the objects."),
		paths: globs().optional().describe("Where to look.")
	}).optional().describe("Replaces the guess of what mentions the objects in code."),
	contract: contractShape.optional().describe("What must be proved before the old shape goes.")
}, "a map such as { removes: [users.legacy_flags] }");
// src/read/manifest/database-shape.ts
/** The shape of one database, as people write it. */
const FRAMEWORKS = [
	"auto",
	"sql",
	"flyway",
	"liquibase",
	"golang-migrate",
	"goose",
	"dbmate",
	"sql-migrate",
	"diesel",
	"sqlx",
	"atlas",
	"prisma",
	"drizzle",
	"supabase",
	"knex",
	"typeorm",
	"sequelize",
	"rails",
	"django",
	"alembic",
	"ecto"
];
const VERSION = "a version such as 16 or 8.4";
const databaseShape = mapOf({
	engine: oneOf([
		"postgresql",
		"mysql",
		"mariadb",
		"sqlite"
	]).optional(),
	version: union([number(VERSION).positive(VERSION), string(VERSION).regex(/^\d+(?:\.\d+){0,3}$/, VERSION)], VERSION).optional().describe("Some operations are safe from one version on only."),
	migrations: globs().describe("A folder, a glob, or a list of globs."),
	framework: oneOf(FRAMEWORKS).prefault("auto"),
	runs: oneOf(["separately", "before-code"]).prefault("separately").describe("separately: a migration is deployed before the code that needs it. before-code: one deployment runs its migrations to the end, then starts its code."),
	telemetry: union([name(), record(line("the name of an environment"), name(), "a map such as { production: app-queries }")], "a key under 'telemetry', or a map such as { production: app-queries }").optional(),
	tables: record(objectName(), mapOf({
		rows: size(0).optional().describe("Large from 1,000,000 on, and while nobody told."),
		longest_cycle: duration().optional().describe("Quiet windows on it are at least that long.")
	}), "a map such as { users: { rows: 50_000_000 } }").optional()
}, "a map such as { engine: postgresql, version: 18, migrations: db/migrations }");
// src/read/manifest/shape.ts
/** The one definition of a manifest: it validates, and `schema/lanekeeper.schema.json` is made from it. */
const deploymentEnvironment = () => line("the name of a GitHub environment");
const environmentShape = mapOf({
	name: line("the name of an environment"),
	deployments: union([mapOf({
		names: listOf(deploymentEnvironment(), "a list of GitHub environments").optional(),
		workflows: listOf(glob(), "a list of workflow files such as [.github/workflows/deploy.yml]").optional(),
		creators: listOf(line("a login"), "a list of logins such as [\"github-actions[bot]\"]").optional()
	}), mapOf({ ref: line("a ref such as refs/heads/edge") })], "a map such as { names: [eu-production] } or { ref: refs/heads/edge }").optional().describe("Where live commits are read from. Default: GitHub deployments of this name, by anyone.")
}, "a map such as { name: production }");
const http = {
	url: address(),
	token_env: tokenEnv().optional()
};
const SOURCE = "a map with a type: query-log, prometheus or file";
const proof = {
	sources: listOf(line("the id of a source"), "a list of source ids such as [pg-primary]").optional().describe("All of them must report. Default: those that the answer calls required."),
	max_age: duration().prefault("15m").describe("How old the newest record may be."),
	max_gap: durationOrZero().prefault("0s").describe("Gaps up to this long are let be, and told.")
};
const fileAt = {
	path: filePath().optional(),
	url: filePath().optional()
};
const telemetryShape = discriminatedUnion("type", [
	mapOf({
		type: literal("query-log"),
		...http,
		...proof
	}),
	mapOf({
		type: literal("prometheus"),
		...http,
		...proof
	}),
	mapOf({
		type: literal("file"),
		...fileAt,
		...proof
	})
], SOURCE);
const flagsShape = discriminatedUnion("type", [mapOf({
	type: literal("ofrep"),
	...http
}), mapOf({
	type: literal("file"),
	...fileAt
})], "a map with a type: ofrep or file");
const OVERRIDE = "an override lets one pull request through";
const isOpen = (id) => !isProtected(id);
const setting = (id) => isOpen(id) ? oneOf([
	"block",
	"warn",
	"off"
]).optional() : literal("block", `block: '${id}' protects data and cannot be weakened (${OVERRIDE})`).optional();
const settings = Object.fromEntries(RULE_IDS.map((id) => [id, setting(id)]));
const exemptable = () => _enum(RULE_IDS.filter(isOpen), { error: ({ input }) => typeof input === "string" && isProtected(input) ? `another rule: '${input}' protects data and cannot be exempted (${OVERRIDE})` : "the id of a rule, such as online-ddl" });
const APPROVER = "a user or team with @, such as @octocat or @acme/dba";
const ID = "an id in kebab-case, such as split-user-name";
const rootShape = mapOf({
	version: literal(1, "1").optional().describe("The version of this format: 1."),
	mode: oneOf(["enforce", "observe"]).prefault("enforce").describe("observe: reports pass, and tells what the verdict would have been."),
	databases: named(name(), databaseShape, "a map of databases").refine((databases) => Object.keys(databases).length > 0, "at least one database"),
	environments: array(environmentShape, "a list such as [{ name: production }]").optional().describe("In rollout order."),
	code: mapOf({
		include: globs().optional().describe("Where code lives. Default: every file that is not excluded."),
		exclude: globs(negatableGlob).optional().describe("Added to what never counts as code; !pattern takes away from it.")
	}).optional(),
	consumers: array(mapOf({
		repository: string("a repository such as acme/billing").regex(/^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/, "a repository such as acme/billing"),
		environments: record(line("the name of an environment"), line("the name of an environment"), "a map such as { production: prod }").optional().describe("This repository’s environments by the names that the consumer has for them.")
	}), "a list such as [{ repository: acme/billing }]").optional().describe("Other repositories whose code uses these databases."),
	telemetry: named(name(), telemetryShape, "a map of telemetry sources").optional(),
	flags: flagsShape.optional(),
	approval: mapOf({
		approvers: listOf(string(APPROVER).regex(/^@[A-Za-z0-9][A-Za-z0-9_-]*(?:\[bot\])?(?:\/[A-Za-z0-9._-]+)?$/, APPROVER), "a list of users and teams such as [\"@acme/dba\"]").optional(),
		expires: duration().prefault("3d"),
		self_approval: flag().default(false)
	}).optional(),
	include: globs().optional().describe("Further files, each holding a 'changes' map."),
	rules: mapOf(settings).optional().describe("block, warn or off, per rule."),
	rollback: mapOf({ keep: written("a duration such as 7d, or a number of deployments such as 5 deployments", /^(?:\d+\s*[smhdw]|P[0-9WDTHMS]+|[1-9]\d{0,5} deployments?)$/, (text) => text) }).optional(),
	exemptions: array(mapOf({
		rule: exemptable(),
		path: glob(),
		reason: reason(),
		until: lastDay().optional()
	}), "a list such as [{ rule: online-ddl, path: db/0001.sql, reason: the table was empty }]").optional(),
	defaults: mapOf({
		expand: expandShape.optional(),
		contract: contractShape.optional()
	}).optional().describe("Other defaults for every change."),
	changes: changesShape().nullish()
}, "a map with 'databases' and 'changes'");
function changesShape() {
	return named(string(ID).regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, ID).max(100, ID), changeShape, "a map of changes");
}
/** A file that the manifest includes. */
const includedShape = mapOf({
	version: literal(1, "1").optional(),
	changes: changesShape().nullish()
}, "a map with 'changes' alone");
// src/read/manifest.ts
/** Reads the manifest: which schema changes are under way, where they run, and what a contract must prove. */
/** Where a manifest is looked for, the first that exists. */
const MANIFEST_PATHS = ["lanekeeper.yml", ".github/lanekeeper.yml"];
/**
* Reads the file at `at` and what it includes among `files`; others are left alone. Pure and total: any text gives the
* manifest, or all mistakes at once, each with its place. `none`: there is no file at `at`.
*/
function readManifest(files, at) {
	const root = files.find(({ path }) => path === at);
	if (!root) return { state: "none" };
	const remarks = {
		mistakes: [],
		warnings: []
	};
	const sheet = openSheet(root, remarks);
	if (!sheet) return invalid(at, remarks);
	const { value, mistakes, without } = salvage(rootShape, sheet.tree);
	sheet.without = without;
	addAll(remarks, at, mistakes);
	const included = includedFiles(files, sheet, remarks).map((file) => readIncluded(file, remarks));
	if (!value) return invalid(at, remarks);
	const manifest = resolveManifest(sheet, value, [{
		sheet,
		changes: value.changes ?? {}
	}, ...included.filter((file) => file !== null)], remarks);
	if (remarks.mistakes.length > 0) return invalid(at, remarks);
	return {
		state: "valid",
		manifest,
		warnings: sortByPlace(remarks.warnings)
	};
}
/**
* Finds the manifest (or takes the one at `path`) and what it includes, wherever files come from. `list` gives the
* paths that may match a glob (more do no harm), `read` the text of one.
*/
async function loadManifest(list, read, path) {
	for (const at of path === void 0 ? MANIFEST_PATHS : [path]) {
		const root = fileOf(at, await read(at));
		if (root) return readManifest([root, ...await readIncludes(at, root.text, list, read)], at);
	}
	if (path === void 0) return { state: "none" };
	return {
		state: "invalid",
		path,
		mistakes: [{
			path,
			line: 1,
			column: 1,
			message: `there is no file ${quote(path)}; expected a manifest there (lanekeeper init writes a first one)`
		}]
	};
}
function fileOf(path, text) {
	if (text === null) return null;
	return typeof text === "string" ? {
		path,
		text
	} : {
		path,
		text: "",
		...text
	};
}
async function readIncludes(at, text, list, read) {
	const { tree } = readYaml(text);
	const globs = tree ? writtenIncludes(tree).globs : [];
	const listed = (await Promise.all(globs.map((glob) => list(glob)))).flat();
	const paths = [...new Set(listed)].filter((path) => path !== at && isIncludable(path) && matchesAny(globs)(path));
	const files = [];
	let size = text.length;
	for (const path of paths.sort().slice(0, 1001)) {
		const included = size > 2097152 ? null : fileOf(path, await read(path));
		if (included) files.push(included);
		size += included?.text.length ?? 0;
	}
	return files;
}
/** The files that the root includes, in the order of their names. */
function includedFiles(files, root, remarks) {
	const { globs, places } = writtenIncludes(root.tree);
	for (const [index, glob] of globs.entries()) {
		const matches = matchesAny([glob]);
		if (files.some(({ path }) => path !== root.path && isIncludable(path) && matches(path))) continue;
		const at = places[index] ?? ["include"];
		if (isPlainPath(glob)) addMistake(remarks, root, at, `include names ${quote(glob)}, and there is no such .yml file; expected a path from the repository's root, or a glob`);
		else addWarning(remarks, root, at, `include ${quote(glob)} matches no .yml file yet`);
	}
	const matches = matchesAny(globs);
	const found = files.filter(({ path }) => path !== root.path && isIncludable(path) && matches(path)).sort((a, b) => a.path < b.path ? -1 : 1);
	const size = found.reduce((sum, { text }) => sum + text.length, 0);
	if (found.length <= 1e3 && size <= 2097152) return found;
	addMistake(remarks, root, ["include"], `include matches ${inGroups(found.length)} files with ${inGroups(size)} characters; expected at most ${inGroups(MOST_FILES)} and ${inGroups(LARGEST_WHOLE)}: take out changes that are done`);
	return [];
}
function readIncluded(file, remarks) {
	const sheet = openSheet(file, remarks);
	if (!sheet) return null;
	const { value, mistakes, without } = salvage(includedShape, sheet.tree);
	sheet.without = without;
	addAll(remarks, file.path, mistakes);
	return value && {
		sheet,
		changes: value.changes ?? {}
	};
}
function openSheet(file, remarks) {
	if (file.unread !== void 0) {
		const message = `${file.unread}; expected a plain YAML file in UTF-8`;
		addAll(remarks, file.path, [{
			line: 1,
			column: 1,
			message
		}]);
		return null;
	}
	const { tree, mistakes } = readYaml(file.text);
	addAll(remarks, file.path, mistakes);
	return tree && {
		path: file.path,
		tree,
		without: []
	};
}
function addAll(remarks, path, mistakes) {
	for (const { line, column, message } of mistakes) remarks.mistakes.push({
		path,
		line,
		column,
		message
	});
}
/** More than these nobody reads; the rest comes back once these are mended. */
const MOST_TOLD = 200;
function invalid(path, remarks) {
	const mistakes = sortByPlace(remarks.mistakes);
	const told = mistakes.slice(0, MOST_TOLD);
	const next = mistakes[MOST_TOLD];
	if (next) {
		const more = inGroups(mistakes.length - MOST_TOLD);
		told.push({
			...next,
			message: `and ${more} more mistakes from here on`
		});
	}
	return {
		state: "invalid",
		path,
		mistakes: told
	};
}
/** By file (as they came), line and column, and each sentence once. */
function sortByPlace(mistakes) {
	const files = [...new Set(mistakes.map(({ path }) => path))];
	return [...new Map(mistakes.map((mistake) => [JSON.stringify(mistake), mistake])).values()].sort((a, b) => files.indexOf(a.path) - files.indexOf(b.path) || a.line - b.line || a.column - b.column);
}
export { loadManifest as n, globMatcher as r, MANIFEST_PATHS as t };
