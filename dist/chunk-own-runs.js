import { i as pathBeginsAs, n as cutMark, o as readBlocks, r as identifyPath, t as WholeLines } from "./chunk-lines.js";
import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
// src/query-log/sources/server-log/reading.ts
/** What cannot be read without a guess. The message says where and what to do. */
var LogError = class extends Error {
	code;
	constructor(code, message, options) {
		super(message, options);
		this.name = "LogError";
		this.code = code;
	}
};
// src/query-log/sources/server-log/zones.ts
/** What the abbreviation at the end of a log's time means. */
/** Minutes east of UTC, for abbreviations that mean one zone in the tz database of today. */
const known = {
	UTC: 0,
	GMT: 0,
	UCT: 0,
	Z: 0,
	Zulu: 0,
	Universal: 0,
	WET: 0,
	WEST: 60,
	BST: 60,
	CET: 60,
	CEST: 120,
	MET: 60,
	MEST: 120,
	EET: 120,
	EEST: 180,
	MSK: 180,
	MSD: 240,
	WAT: 60,
	CAT: 120,
	SAST: 120,
	EAT: 180,
	PKT: 300,
	WIB: 420,
	WITA: 480,
	WIT: 540,
	HKT: 480,
	JST: 540,
	KST: 540,
	AWST: 480,
	ACST: 570,
	ACDT: 630,
	AEST: 600,
	AEDT: 660,
	NZST: 720,
	NZDT: 780,
	ChST: 600,
	NST: -210,
	NDT: -150,
	AST: -240,
	ADT: -180,
	EST: -300,
	EDT: -240,
	MST: -420,
	MDT: -360,
	PST: -480,
	PDT: -420,
	AKST: -540,
	AKDT: -480,
	HST: -600,
	HDT: -540,
	SST: -660
};
/** Each of these is in use for several zones: China, America and Cuba; India, Israel and Ireland; America and Cuba. */
const ambiguousZones = [
	"CST",
	"IST",
	"CDT"
];
/** Minutes east of UTC of `+02`, `-0330`, `+05:30`, `CET`; null: unknown, or in use for several. */
function offsetOf(zone) {
	const numeric = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
	if (numeric) {
		const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
		return numeric[1] === "-" ? -minutes : minutes;
	}
	return Object.hasOwn(known, zone) ? known[zone] ?? null : null;
}
const formats = /* @__PURE__ */ new Map();
function formatFor(timezone) {
	const cached = formats.get(timezone);
	if (cached !== void 0) return cached;
	let format = null;
	try {
		format = new Intl.DateTimeFormat("en-US", {
			timeZone: timezone,
			hourCycle: "h23",
			year: "numeric",
			month: "numeric",
			day: "numeric",
			hour: "numeric",
			minute: "numeric",
			second: "numeric"
		});
	} catch {}
	formats.set(timezone, format);
	return format;
}
const isTimeZone = (timezone) => formatFor(timezone) !== null;
function offsetAt(format, time) {
	const part = {};
	for (const { type, value } of format.formatToParts(time)) part[type] = Number(value);
	const local = Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second);
	return Math.round((local - time) / 6e4);
}
/**
* The moment at which a clock in that zone shows `local` (milliseconds as if it were UTC). In the hour that comes twice, a name
* that ends in DT or ST with an S before it tells which; else the later one, standard time. Null: no such zone.
*/
function momentIn(timezone, local, abbreviation) {
	const format = formatFor(timezone);
	if (!format || !Number.isFinite(local)) return null;
	const offsets = [-864e5, 864e5].map((away) => offsetAt(format, local + away));
	const moments = offsets.map((offset) => local - offset * 6e4);
	const shown = moments.filter((moment, index) => offsetAt(format, moment) === offsets[index]);
	if (shown.length === 0) return Math.max(...moments);
	return /DT$|EST$|BST$/.test(abbreviation) ? Math.min(...shown) : Math.max(...shown);
}
// src/query-log/sources/server-log/clock.ts
/** Times of log lines, fast: most lines are of the minute of the line before. */
const digit = (text, at) => text.charCodeAt(at) - 48;
const two = (text, at) => digit(text, at) * 10 + digit(text, at + 1);
const DOT = 46;
const SHAPE = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d)$/;
/** Reads `2026-11-22 10:00:00.123 CET`. Throws LogError where the zone could mean several moments. */
var Clock = class {
	timezone;
	minute = "?";
	zone = "?";
	base = 0;
	constructor(timezone) {
		if (timezone !== void 0 && !isTimeZone(timezone)) throw new LogError("unknown-time-zone", `There is no time zone ${JSON.stringify(timezone)}. Give a name such as Europe/Berlin`);
		this.timezone = timezone;
	}
	/** Milliseconds since 1970, or NaN where the text from there to there is no time. */
	read(text, from, to) {
		let zoneAt = from + 19;
		let fraction = 0;
		if (text.charCodeAt(zoneAt) === DOT) {
			fraction = digit(text, zoneAt + 1) * 100 + two(text, zoneAt + 2);
			zoneAt += 4;
			while (digit(text, zoneAt) >= 0 && digit(text, zoneAt) <= 9) zoneAt++;
		}
		zoneAt++;
		if (!(text.startsWith(this.minute, from) && to - zoneAt === this.zone.length && text.startsWith(this.zone, zoneAt)) && !this.enter(text.slice(from, from + 16), text.slice(zoneAt, to))) return NaN;
		return this.base + two(text, from + 17) * 1e3 + fraction;
	}
	enter(minute, zone) {
		const match = SHAPE.exec(minute);
		if (!match) return false;
		const [year, month, day, hour, minutes] = match.slice(1).map(Number);
		const local = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minutes);
		this.base = this.moment(local, zone, minute);
		this.minute = minute;
		this.zone = zone;
		return true;
	}
	moment(local, zone, shown) {
		const offset = offsetOf(zone);
		if (offset !== null && !(this.timezone && /^[A-Za-z]/.test(zone) && offset !== 0)) return local - offset * 6e4;
		const told = this.timezone === void 0 ? null : momentIn(this.timezone, local, zone);
		if (told !== null) return told;
		const meaning = ambiguousZones.includes(zone) ? "means several time zones" : "is a time zone that is not known here";
		throw new LogError("unknown-time-zone", `The log's times end in ${JSON.stringify(zone.slice(0, 40))} (${shown}), which ${meaning}. Give the server's log_timezone as a name, such as --timezone America/Chicago`);
	}
};
// src/query-log/sources/server-log/csv-entries.ts
const QUOTE = 34;
const COMMA = 44;
const NEWLINE = 10;
const RETURN$1 = 13;
const fewest = 23;
const most = 40;
const INCOMPLETE = -1;
const MALFORMED = -2;
/** A record that was cut off swallows the next ones; longer than this it is given up. */
const longestRecord = 33554432;
const recordStart = /\n(?=\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} [^,\n"]{1,40},)/g;
/** Where the fields of one record lie. */
var Fields = class {
	text = "";
	count = 0;
	from = new Int32Array(most);
	to = new Int32Array(most);
	doubled = new Uint8Array(most);
	/** The end of the record that begins there, behind its newline; INCOMPLETE or MALFORMED. */
	find(text, start) {
		this.text = text;
		this.count = 0;
		let at = start;
		while (this.count < most) {
			const end = text.charCodeAt(at) === QUOTE ? this.quoted(at) : this.bare(at);
			if (end < 0) return end;
			this.count++;
			const next = text.charCodeAt(end);
			if (next === NEWLINE) return end + 1;
			if (next === RETURN$1 && text.charCodeAt(end + 1) === NEWLINE) return end + 2;
			if (next !== COMMA) return Number.isNaN(next) ? INCOMPLETE : MALFORMED;
			at = end + 1;
		}
		return MALFORMED;
	}
	get(index) {
		const from = this.from[index] ?? 0;
		const to = this.to[index] ?? 0;
		if (index >= this.count || from >= to) return "";
		const text = this.text.slice(from, to);
		return this.doubled[index] === 1 ? text.replaceAll("\"\"", "\"") : text;
	}
	end(index) {
		return this.to[index] ?? 0;
	}
	quoted(at) {
		let doubled = 0;
		let end = this.text.indexOf("\"", at + 1);
		while (end >= 0 && this.text.charCodeAt(end + 1) === QUOTE) {
			doubled = 1;
			end = this.text.indexOf("\"", end + 2);
		}
		if (end < 0) return INCOMPLETE;
		this.note(at + 1, end, doubled);
		return end + 1;
	}
	bare(at) {
		let end = at;
		let code = this.text.charCodeAt(end);
		while (code !== COMMA && code !== NEWLINE && code !== RETURN$1) {
			if (Number.isNaN(code)) return INCOMPLETE;
			if (code === QUOTE) return MALFORMED;
			code = this.text.charCodeAt(++end);
		}
		this.note(at, end, 0);
		return end;
	}
	note(from, to, doubled) {
		this.from[this.count] = from;
		this.to[this.count] = to;
		this.doubled[this.count] = doubled;
	}
};
/** `6923.1a`: the first part is when the session began, in seconds, hexadecimal. */
function sessionBegan(session) {
	const dot = session.indexOf(".");
	return dot > 0 ? Number.parseInt(session.slice(0, dot), 16) * 1e3 || 0 : 0;
}
var CsvEntries = class {
	rest = "";
	fields = new Fields();
	clock;
	sink;
	constructor(clock, sink) {
		this.clock = clock;
		this.sink = sink;
	}
	push(text) {
		const all = this.rest === "" ? text : this.rest + text;
		let at = 0;
		while (at < all.length) {
			const end = this.fields.find(all, at);
			if (end >= 0 && this.takeRecord(at)) at = end;
			else if (end === INCOMPLETE && all.length - at <= longestRecord) break;
			else at = this.giveUp(all, at);
			this.sink.lines(1);
		}
		this.rest = at === 0 ? all : all.slice(at);
	}
	end() {
		if (this.rest.trim() !== "") this.sink.unreadable("a record of the csvlog has no end");
		this.rest = "";
	}
	state() {
		return this.rest;
	}
	restore(state) {
		this.rest = typeof state === "string" ? state : "";
	}
	takeRecord(start) {
		const { fields } = this;
		if (fields.count < fewest) return fields.count === 1 && fields.end(0) === start;
		const at = this.clock.read(fields.text, start, fields.end(0));
		if (Number.isNaN(at)) return false;
		const session = fields.get(5);
		this.sink.take({
			at,
			severity: fields.get(11),
			message: fields.get(13),
			detail: fields.get(14),
			statement: fields.get(19),
			code: fields.get(12),
			user: fields.get(1),
			database: fields.get(2),
			service: fields.get(22),
			session,
			line: Number(fields.get(6)) || 0,
			began: sessionBegan(session)
		});
		return true;
	}
	/** Goes on at the next line that begins as a record does. */
	giveUp(text, at) {
		this.sink.unreadable("a record of the csvlog is broken");
		recordStart.lastIndex = at;
		const next = recordStart.exec(text);
		return next ? next.index + 1 : text.length;
	}
};
// src/query-log/sources/server-log/json-entries.ts
const text = (value) => typeof value === "string" ? value : "";
function parsed(line) {
	try {
		const value = JSON.parse(line);
		return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
	} catch {
		return null;
	}
}
var JsonEntries = class {
	clock;
	sink;
	constructor(clock, sink) {
		this.clock = clock;
		this.sink = sink;
	}
	push(all) {
		for (let at = 0; at < all.length;) {
			const end = all.indexOf("\n", at);
			const line = all.slice(at, end < 0 ? all.length : end);
			at = end < 0 ? all.length : end + 1;
			this.sink.lines(1);
			if (line.trim() !== "") this.takeLine(line);
		}
	}
	end() {}
	state() {
		return null;
	}
	restore() {}
	takeLine(line) {
		const told = parsed(line);
		const moment = text(told?.timestamp);
		const at = told ? this.clock.read(moment, 0, moment.length) : NaN;
		if (!told || Number.isNaN(at)) {
			this.sink.unreadable("a line of the jsonlog is no message of the server");
			return;
		}
		const session = text(told.session_id);
		this.sink.take({
			at,
			severity: text(told.error_severity),
			message: text(told.message),
			detail: text(told.detail),
			statement: text(told.statement),
			code: text(told.state_code),
			user: text(told.user),
			database: text(told.dbname),
			service: text(told.application_name),
			session,
			line: typeof told.line_num === "number" ? told.line_num : 0,
			began: sessionBegan(session)
		});
	}
};
// src/query-log/sources/server-log/prefix.ts
/** What a server says of a message, in English; the second list follows a message. */
const SEVERITIES$1 = [
	"DEBUG[1-5]?",
	"INFO",
	"NOTICE",
	"WARNING",
	"LOG",
	"ERROR",
	"FATAL",
	"PANIC"
];
const PARTS = [
	"DETAIL",
	"HINT",
	"QUERY",
	"CONTEXT",
	"LOCATION",
	"BACKTRACE",
	"STATEMENT"
];
const KIND = `(${[...SEVERITIES$1, ...PARTS].join("|")}):  `;
const SECONDS = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d";
const ZONE = "(?:[A-Za-z_/]{1,40}|[+-]\\d\\d(?::?\\d\\d)?)";
/** Stands for a name; made into a pattern where it is known what follows. */
const OTHER = "name";
const ESCAPES = {
	t: [`${SECONDS} ${ZONE}`, "time"],
	m: [`${SECONDS}\\.\\d+ ${ZONE}`, "time"],
	n: ["\\d{10}\\.\\d+", "time"],
	s: [`${SECONDS} ${ZONE}`],
	u: [OTHER, "user"],
	d: [OTHER, "database"],
	a: [OTHER, "service"],
	p: ["\\d+", "process"],
	P: ["\\d*"],
	c: ["[0-9a-f]+\\.[0-9a-f]+", "session"],
	l: ["\\d+", "line"],
	r: [OTHER],
	h: [OTHER],
	L: [OTHER],
	b: [OTHER],
	i: [OTHER],
	e: ["[0-9A-Z]{5}"],
	v: ["[0-9a-f]*/?[0-9a-f]*"],
	x: ["\\d+"],
	Q: ["-?\\d+"]
};
const literal = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
/**
* A name ends where the next sign of the prefix stands. Several that may hold any sign would be tried in every combination: a
* line of some kilobytes took half a minute.
*/
function nameBefore(next, lenient) {
	if (lenient || next === "" || next === "%") return "[^\\n]{0,64}?";
	return `[^\\n${literal(next).replace("-", "\\-")}]*`;
}
/** Null: an escape that no version has. */
function readPrefix(template) {
	const found = {
		time: 0,
		user: 0,
		database: 0,
		service: 0,
		process: 0,
		session: 0,
		line: 0
	};
	let source = "";
	let lenient = "";
	let group = 0;
	let optional = 0;
	const both = (shape) => {
		source += shape;
		lenient += shape;
	};
	for (const match of template.matchAll(/(%)(-?\d*)([^\d])|([^%]+)/gs)) {
		const { index } = match;
		const [all, percent, width = "", letter = "", text = ""] = match;
		const after = index + all.length;
		if (percent === void 0) both(literal(text));
		else if (letter === "%") both("%");
		else if (letter === "q") {
			both("(?:");
			optional += 1;
		} else {
			const [pattern, part] = ESCAPES[letter] ?? [null];
			if (pattern === null) return null;
			const padding = width === "" ? "" : " *";
			group += 1;
			const shape = (loose) => pattern === OTHER ? nameBefore(template[after] ?? "", loose) : pattern;
			source += `${padding}(${shape(false)})${padding}`;
			lenient += `${padding}(${shape(true)})${padding}`;
			if (part && found[part] === 0) found[part] = group;
		}
	}
	const whole = (begun) => new RegExp(`${begun}${")?".repeat(optional)} *${KIND}`, "y");
	return {
		pattern: whole(source),
		lenient: whole(lenient),
		...found,
		kind: group + 1
	};
}
/** Those that manuals, distributions and clouds set. */
const COMMON = [
	"%t [%p]: [%l-1] user=%u,db=%d,app=%a,client=%h ",
	"%t [%p]: user=%u,db=%d,app=%a,client=%h ",
	"%m [%p]: [%l-1] user=%u,db=%d,app=%a,client=%h ",
	"%m [%p]: user=%u,db=%d,app=%a,client=%h ",
	"%m [%p] user=%u,db=%d,app=%a,client=%h ",
	"%m [%p] %q%u@%d/%a ",
	"%m [%p] %q%u@%d ",
	"%m [%p] %u@%d ",
	"%t [%p] %q%u@%d ",
	"%t:%r:%u@%d:[%p]:",
	"%m:%r:%u@%d:[%p]:%l:%e:%s:%v:%x:%c:%q%a:",
	"%m [%p] ",
	"%t [%p] ",
	"%t [%p]: ",
	"%t [%p]: [%l-1] ",
	"%m [%c] ",
	"%t ",
	"%m "
];
const MOMENT = new RegExp(`^${SECONDS}(\\.\\d+)? ${ZONE}`);
const EPOCH = /^\d{10}\.\d+/;
const KEYS = {
	user: "%u",
	usr: "%u",
	u: "%u",
	role: "%u",
	username: "%u",
	db: "%d",
	d: "%d",
	database: "%d",
	dbname: "%d",
	app: "%a",
	a: "%a",
	application: "%a",
	application_name: "%a",
	appname: "%a",
	client: "%h",
	host: "%h",
	remote: "%r",
	h: "%h",
	r: "%r",
	client_ip: "%h",
	pid: "%p",
	p: "%p",
	line: "%l",
	l: "%l",
	session: "%c",
	sess: "%c",
	sid: "%c",
	xid: "%x",
	tx: "%x",
	trx: "%x",
	vxid: "%v",
	state: "%e",
	sqlstate: "%e",
	query_id: "%Q",
	qid: "%Q",
	backend: "%b",
	type: "%b",
	cmd: "%i",
	start: "%s"
};
const ASSIGNED = /\b([A-Za-z_]+)([=:])("?)(\[local\]|\[unknown\]|[^,;|"\]) ]*)\3(?=[,;|\]) ]|$)/g;
/** The prefix of one line as a template; null: it does not begin with a time. */
function templateOf(prefix) {
	const moment = MOMENT.exec(prefix);
	const epoch = moment ? null : EPOCH.exec(prefix);
	const start = moment ?? epoch;
	if (!start) return null;
	return (epoch ? "%n" : moment?.[1] ? "%m" : "%t") + prefix.slice(start[0].length).replaceAll("%", "%%").replace(ASSIGNED, (all, key, is, quote) => {
		const letter = KEYS[key.toLowerCase()];
		return letter === void 0 ? all : `${key}${is}${quote}${letter}${quote}`;
	}).replace(/\[(\d+)-1\]/, "[%l-1]").replace(/\[\d+\]/, "[%p]").replace(/(?<![\w.%:=/-])\d+(?![\w.:/-])/g, "%x").replace(/(?<![\w.%])[0-9a-f]{8}\.[0-9a-f]+(?![\w.])/, "%c").replace(/(?<![\w%=])([\w.-]+|\[unknown\])@([\w.-]+|\[unknown\])(?![\w%])/, "%u@%d");
}
const AT_KIND = new RegExp(`^([^\\n]*?)${KIND}`);
function matches(template, lines) {
	const prefix = readPrefix(template);
	if (!prefix) return 0;
	return lines.filter((line) => {
		return [prefix.pattern, prefix.lenient].some((pattern) => {
			pattern.lastIndex = 0;
			return pattern.test(line);
		});
	}).length;
}
const tells = (template) => new Set(template.match(/%[uadpcl]/g) ?? []).size;
/**
* The template that most of the lines fit, and of those the one that tells most. `lines`: the first few hundred of the log.
* Null: none of them begins with a time and a kind of message.
*/
function learnPrefix(lines) {
	const headed = lines.filter((line) => AT_KIND.test(line));
	const own = headed.slice(0, 40).flatMap((line) => templateOf(AT_KIND.exec(line)?.[1] ?? "") ?? []);
	const ranked = [.../* @__PURE__ */ new Set([...COMMON, ...own])].map((template) => ({
		template,
		fit: matches(template, headed),
		told: tells(template)
	})).filter(({ fit }) => fit > 0).sort((a, b) => b.told * b.fit - a.told * a.fit || b.fit - a.fit);
	const most = Math.max(0, ...ranked.map(({ fit }) => fit));
	return ranked.find(({ fit }) => fit >= most * .6)?.template ?? null;
}
/** Whether the line looks as if the server had said it. */
const hasKind = (line) => AT_KIND.test(line);
// src/query-log/sources/server-log/statements.ts
/** Messages of the server -> runs of statements: each once, however many lines tell of it. */
/** Sessions that are remembered; of those forgotten first nothing is taken for known. */
const MOST_SESSIONS = 2e4;
/** Both run the whole of what they name; `parse` and `bind` only make it ready. */
const MESSAGE = /^(statement|execute fetch from|execute|parse|bind)(?: ([^\n]*?))?: /;
const DURATION = /^duration: [\d.]+ ms(?: {2}|$)/;
const PREPARED = /^prepare: PREPARE\s[\s\S]*?\sAS\s+/i;
/** The server's own grammar refused it: it names nothing that it could depend on. */
const SYNTAX_CODE = "42601";
const SYNTAX = /^(?:syntax error at |unterminated quoted |unterminated \/\* comment|unterminated dollar-quoted |trailing junk after )/;
const REFUSED = "-- refused by the server: a syntax error";
const FAILURES = /* @__PURE__ */ new Set([
	"ERROR",
	"FATAL",
	"PANIC"
]);
const SEVERITIES = /* @__PURE__ */ new Set([
	"LOG",
	"INFO",
	"NOTICE",
	"WARNING",
	...FAILURES
]);
const isDebug = (severity) => severity.startsWith("DEBUG");
const CRASH = /^(?:database system was (?:interrupted|not properly shut down)|all server processes terminated; reinitializing)/;
const GONE = /^disconnection: /;
/** Alone in its message: then what it runs stands for it. Beside other statements it must not take their place. */
const LONE_EXECUTE = /^\s*execute\b[^;]*;?\s*$/i;
const FASTPATH = /^fastpath function call: "([^"]+)" \(OID \d+\)/;
const KILLED = /^server process \(PID \d+\) (?:was terminated by|exited with)/;
const RUNNING = "Failed process was running: ";
/** `track_activity_query_size` as it comes: what is as long was cut. */
const LONGEST_ACTIVITY = 1023;
/** How other languages say how long a statement took, or that it began: its text would be passed over. */
const TRANSLATED = /^(?:(?:Dauer|durée|duración|durata|duração|czas trwania|varaktighet|süre|продолжительность|тривалість|期間|执行时间|持续时间|실행 시간|수행시간)[^\d\n]{0,6}\d+[.,]\d+|(?:Anweisung|instruction|sentencia|istruzione|comando|instrukcja|sats|ifade|оператор|инструкция|文|语句|陳述式|구문) ?[:：] )/;
/** The oldest go first. */
function bound(map) {
	if (map.size <= MOST_SESSIONS) return;
	for (const key of map.keys()) {
		map.delete(key);
		if (map.size <= MOST_SESSIONS * .9) return;
	}
}
var Statements = class {
	runs = [];
	gaps = [];
	shown = {
		selectAtStart: false,
		timed: false
	};
	/** Words of severity in another language: what they say is not understood. */
	foreign = null;
	losing = null;
	first = NaN;
	last = NaN;
	/** Logged when they began: whether they fail is told later. */
	pending = /* @__PURE__ */ new Map();
	/** Those of them that were told already: only their failure is news, and it is no other run. */
	told = /* @__PURE__ */ new Set();
	begun = /* @__PURE__ */ new Set();
	lines = /* @__PURE__ */ new Map();
	/** The message before the one that is being taken. */
	before = NaN;
	take(entry) {
		const { severity } = entry;
		this.noteTime(entry);
		if (entry.session !== "" && entry.line > 0) this.noteLine(entry);
		if (severity === "LOG") this.takeLog(entry);
		else if (FAILURES.has(severity)) this.takeFailure(entry);
		else if (!SEVERITIES.has(severity) && !isDebug(severity)) this.foreign ??= severity;
	}
	/** All that was begun is told: whoever reads has come to the end. */
	flush() {
		for (const [session, run] of this.pending) {
			if (!this.told.has(session)) this.runs.push(run);
			this.told.add(session);
		}
		bound(this.pending);
		bound(this.told);
	}
	/** From where the last span ended. */
	takeSpan() {
		if (Number.isNaN(this.last)) return null;
		const span = {
			from: Number.isNaN(this.first) ? this.last : this.first,
			to: this.last
		};
		this.first = this.last;
		return span;
	}
	/** What follows does not join what was read: the time until the next message is not known. */
	loseNext(reason) {
		this.losing = reason;
	}
	/** From the message before to that time. */
	lost(reason, to) {
		if (Number.isNaN(this.before)) return;
		this.gaps.push({
			from: this.before,
			to: Math.max(this.before, to),
			reason
		});
	}
	state() {
		return {
			pending: [...this.pending],
			begun: [...this.begun],
			lines: [...this.lines],
			told: [...this.told],
			last: this.last,
			losing: this.losing
		};
	}
	restore({ pending, begun, lines, told, last, losing }) {
		this.pending = new Map(pending);
		this.begun = new Set(begun);
		this.lines = new Map(lines);
		this.told = new Set(told);
		this.last = last ?? NaN;
		this.first = this.last;
		this.losing = losing;
	}
	noteTime({ at }) {
		this.before = this.last;
		if (this.losing !== null) this.lost(this.losing, at);
		this.losing = null;
		if (Number.isNaN(this.first)) this.first = at;
		if (!(at <= this.last)) this.last = at;
	}
	noteLine({ session, line, at }) {
		const before = this.lines.get(session);
		if (before === void 0) {
			if (line === 1) this.begun.add(session);
			bound(this.lines);
			bound(this.begun);
		} else if (line > before[0] + 1) this.gaps.push({
			from: Math.min(before[1], at),
			to: at,
			reason: "lines-missing"
		});
		else if (line === 1) this.begun.add(session);
		this.lines.set(session, [line, at]);
	}
	takeLog(entry) {
		const { message } = entry;
		const timed = DURATION.exec(message);
		const told = MESSAGE.exec(timed ? message.slice(timed[0].length) : message);
		if (told) {
			const [head, what = ""] = told;
			this.takeStatement(entry, what, message.slice((timed ? timed[0].length : 0) + head.length), timed !== null);
		} else if (timed) {
			this.settle(entry);
			this.takeOther({
				...entry,
				message: message.slice(timed[0].length)
			});
		} else if (CRASH.test(message)) this.lost("server-crash", entry.at);
		else if (GONE.test(message)) this.forget(entry);
		else if (KILLED.test(message)) this.takeKilled(entry);
		else {
			this.settle(entry);
			this.takeOther(entry);
		}
	}
	takeOther(entry) {
		const { message } = entry;
		if (TRANSLATED.test(message)) this.foreign ??= message.slice(0, 40);
		const call = FASTPATH.exec(message);
		if (call) this.runs.push(this.runOf(entry, `SELECT "${call[1]}"()`, false));
	}
	/** The server tells what a process ran that was killed; nobody else does. */
	takeKilled(entry) {
		this.lost("server-crash", entry.at);
		if (!entry.detail.startsWith(RUNNING)) return;
		const running = entry.detail.slice(28);
		for (const [session, run] of this.pending) {
			if (!run.text.startsWith(running)) continue;
			this.pending.delete(session);
			if (!this.told.delete(session)) this.runs.push({
				...run,
				failed: true
			});
			return;
		}
		const cut = Buffer.byteLength(running) >= LONGEST_ACTIVITY ? cutMark : "";
		const run = this.runOf({
			...entry,
			session: "",
			line: 0
		}, running + cut, false);
		this.runs.push({
			...run,
			prepared: true
		});
	}
	takeStatement(entry, what, written, timed) {
		if (what === "bind") return;
		this.settle(entry);
		const prepared = PREPARED.exec(entry.detail);
		const runs = prepared ? entry.detail.slice(prepared[0].length) : null;
		const text = runs !== null && LONE_EXECUTE.test(written) ? runs : written;
		const run = this.runOf(entry, text, false);
		if (runs !== null && text !== runs) this.runs.push({
			...this.runOf(entry, runs, false),
			prepared: true
		});
		if (what === "parse" || what === "execute fetch from") run.prepared = true;
		if (timed) this.shown.timed = true;
		else if (/^\s*select\b/i.test(text)) this.shown.selectAtStart = true;
		if (timed || entry.session === "" || run.prepared) this.runs.push(run);
		else {
			this.told.delete(entry.session);
			this.pending.set(entry.session, run);
		}
	}
	takeFailure(entry) {
		const { statement, session, message, code } = entry;
		const begun = session === "" ? void 0 : this.pending.get(session);
		const refused = code === SYNTAX_CODE || code === "" && SYNTAX.test(message);
		if (begun && (statement === "" || isSame(begun.text, statement))) {
			this.pending.delete(session);
			if (!this.told.delete(session)) this.runs.push({
				...begun,
				failed: true,
				...refused && { text: "-- refused by the server: a syntax error" }
			});
			return;
		}
		this.settle(entry);
		if (statement !== "") this.runs.push(this.runOf(entry, refused ? REFUSED : statement, true));
	}
	runOf({ at, service, user, database, session, line }, text, failed) {
		const run = {
			text,
			at,
			runs: 1,
			failed,
			service,
			user,
			session: session === "" ? null : session
		};
		if (database !== "") run.database = database;
		if (line > 0) run.begun = this.begun.has(session);
		return run;
	}
	/** Another message of its session: what it had begun has ended well. */
	settle({ session }) {
		if (this.pending.size === 0) return;
		const run = this.pending.get(session);
		if (!run) return;
		this.pending.delete(session);
		if (!this.told.delete(session)) this.runs.push(run);
	}
	forget(entry) {
		this.settle(entry);
		this.lines.delete(entry.session);
		this.begun.delete(entry.session);
	}
};
/** `EXECUTE p(1)` is logged with the text of what it runs; the failure names the call. */
const isSame = (begun, statement) => begun === statement || begun.trim() === statement.trim() || /^\s*execute\b/i.test(statement);
// src/query-log/sources/server-log/stderr-entries.ts
const TAB = 9;
const RETURN = 13;
const parts = new Set(PARTS);
/** Any line of a server begins so, also one of a process whose prefix is shorter. */
const ANY = /(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? [A-Za-z0-9+:_/-]{1,40}|\d{10}\.\d+)[^\n]{0,300}?\b(DEBUG[1-5]?|INFO|NOTICE|WARNING|LOG|ERROR|FATAL|PANIC|DETAIL|HINT|QUERY|CONTEXT|LOCATION|BACKTRACE|STATEMENT): {2}/y;
/** Somebody's line of a server that this prefix does not fit: it must not pass for a part of the message before it. */
const KINDRED = /^[^\n]{0,300}?\b(?:DEBUG[1-5]?|INFO|NOTICE|WARNING|LOG|ERROR|FATAL|PANIC|DETAIL|HINT|QUERY|CONTEXT|LOCATION|BACKTRACE|STATEMENT): {2}/;
/** With `log_error_verbosity = verbose` a message begins with its code. */
const VERBOSE = /^([0-9A-Z]{5}): /;
const unknown = (name) => name === "[unknown]" ? "" : name;
var StderrEntries = class {
	open = null;
	clock;
	sink;
	prefix;
	constructor(clock, sink, prefix) {
		this.clock = clock;
		this.sink = sink;
		this.prefix = prefix;
	}
	push(all) {
		let count = 0;
		for (let at = 0; at < all.length;) {
			const newline = all.indexOf("\n", at);
			const next = newline < 0 ? all.length : newline + 1;
			let end = newline < 0 ? all.length : newline;
			if (all.charCodeAt(end - 1) === RETURN) end -= 1;
			this.takeLine(all, at, end);
			at = next;
			count += 1;
		}
		this.sink.lines(count);
	}
	end() {
		this.close();
	}
	state() {
		return this.open;
	}
	restore(state) {
		this.open = state ?? null;
	}
	close() {
		const { open } = this;
		this.open = null;
		if (open) this.sink.take(open.entry);
	}
	takeLine(all, at, end) {
		if (all.charCodeAt(at) === TAB) {
			this.grow(all.slice(at + 1, end));
			return;
		}
		const { pattern } = this.prefix;
		pattern.lastIndex = at;
		const match = pattern.exec(all);
		if (match && pattern.lastIndex <= end) this.takeHead(match, all, pattern.lastIndex, end);
		else this.takeLenient(all, at, end);
	}
	/** Names may hold what separates them. Each line by itself: what is bounded by a line is bounded. */
	takeLenient(all, at, end) {
		const { lenient } = this.prefix;
		lenient.lastIndex = at;
		const match = lenient.exec(all);
		if (match && lenient.lastIndex <= end) this.takeHead(match, all, lenient.lastIndex, end);
		else this.takeOther(all, at, end);
	}
	takeHead(match, all, from, end) {
		const { prefix } = this;
		const kind = match[prefix.kind] ?? "";
		const rest = all.slice(from, end);
		const process = match[prefix.process] ?? "";
		const session = prefix.session > 0 ? match[prefix.session] ?? "" : prefix.process > 0 ? process : "";
		if (parts.has(kind)) {
			this.takePart(kind, rest, session);
			return;
		}
		const time = match[prefix.time] ?? "";
		const told = {
			user: prefix.user > 0 ? unknown(match[prefix.user] ?? "") : "",
			database: prefix.database > 0 ? unknown(match[prefix.database] ?? "") : "",
			service: prefix.service > 0 ? unknown(match[prefix.service] ?? "") : "",
			line: prefix.line > 0 ? Number(match[prefix.line]) : 0,
			began: prefix.session > 0 ? sessionBegan(session) : 0,
			session
		};
		this.begin(time, kind, rest, told);
	}
	/** A shorter prefix, or none of the server's lines at all: then it belongs to the message before it. */
	takeOther(all, at, end) {
		ANY.lastIndex = at;
		const match = ANY.exec(all);
		if (!match || ANY.lastIndex > end) {
			if (KINDRED.test(all.slice(at, Math.min(end, at + 400)))) {
				this.close();
				this.sink.unreadable("a line of the server does not begin with the prefix");
			} else if (end > at || this.open) this.grow(all.slice(at, end));
			return;
		}
		const [, time = "", kind = ""] = match;
		const rest = all.slice(ANY.lastIndex, end);
		if (parts.has(kind)) this.takePart(kind, rest, this.open?.entry.session ?? "");
		else this.begin(time, kind, rest, {
			user: "",
			database: "",
			service: "",
			line: 0,
			began: 0,
			session: ""
		});
	}
	begin(time, severity, message, told) {
		this.close();
		const at = /^\d{10}\./.test(time) ? Math.floor(Number(time) * 1e3) : this.clock.read(time, 0, time.length);
		if (Number.isNaN(at)) {
			this.sink.unreadable("a line of the log has no time");
			return;
		}
		const verbose = VERBOSE.exec(message);
		const entry = {
			at,
			severity,
			message: verbose ? message.slice(verbose[0].length) : message,
			detail: "",
			statement: "",
			code: verbose?.[1] ?? "",
			...told
		};
		this.open = {
			entry,
			growing: "message"
		};
	}
	takePart(kind, rest, session) {
		const { open } = this;
		if (!open || session !== "" && open.entry.session !== "" && open.entry.session !== session) {
			this.sink.unreadable("a part of a message stands without its message");
			return;
		}
		if (kind === "DETAIL") this.start(open, "detail", rest);
		else if (kind === "STATEMENT") this.start(open, "statement", rest);
		else open.growing = "";
	}
	start(open, part, rest) {
		open.entry[part] = rest;
		open.growing = part;
	}
	grow(rest) {
		const { open } = this;
		if (!open) {
			this.sink.unreadable("a line stands before the first message");
			return;
		}
		if (open.growing !== "") open.entry[open.growing] += `\n${rest}`;
	}
};
// src/query-log/sources/server-log/log-reader.ts
const CSV = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} [A-Za-z0-9_/+:-]{1,40},(?:"(?:[^"]|"")*"|[^,\n"]*),/;
/** Lines that are looked at to learn a prefix, and how much may come before the first that tells anything. */
const SAMPLE = 400;
const ENOUGH = 6e4;
function formatOf(line) {
	if (/^\{"timestamp":/.test(line)) return "json";
	if (CSV.test(line)) return "csv";
	return hasKind(line) ? "stderr" : null;
}
const shownOf = (line) => JSON.stringify(line.slice(0, 120));
var LogReader = class {
	options;
	statements = new Statements();
	entries = null;
	format = null;
	prefix;
	waiting = "";
	counted = 0;
	tail = false;
	/** Of the file, for messages. */
	path = "";
	constructor(options) {
		this.options = options;
		this.prefix = options.prefix ?? null;
	}
	/** `text` ends in a newline, but for the last of a file. Throws LogError. */
	push(text) {
		let fresh = text;
		if (this.tail) fresh = this.afterTail(text);
		if (this.entries === null) {
			this.waiting += fresh;
			this.tryToBegin(this.waiting.length > ENOUGH);
			return;
		}
		this.entries.push(fresh);
		this.checkLanguage();
	}
	/** What the last line began without ending is taken as it is; if it grows later, its rest is lost, and that is told. */
	pushTail(text) {
		if (text === "") return;
		this.push(`${text}\n`);
		this.tail = true;
	}
	/** Nothing more is there: a format that is not known by now never will be. `statements`: what was begun is told as well. */
	end(statements) {
		if (this.entries === null && this.waiting.trim() !== "") this.tryToBegin(true);
		if (statements) this.entries?.end();
		this.checkLanguage();
		if (statements) this.statements.flush();
	}
	/** Another file goes on where this one ended: it may be of another format. */
	nextFile() {
		this.entries?.end();
		this.entries = null;
		this.format = null;
		this.tail = false;
		if (this.options.prefix === void 0) this.prefix = null;
	}
	/** From the last message on, until the next. */
	lost(reason) {
		this.end(true);
		this.statements.loseNext(reason);
	}
	take() {
		const { runs, gaps } = this.statements;
		this.statements.runs = [];
		this.statements.gaps = [];
		const lines = this.counted;
		this.counted = 0;
		return {
			runs,
			gaps,
			lines,
			covered: this.statements.takeSpan()
		};
	}
	completeness() {
		const full = {
			mode: "full",
			rate: 1
		};
		if (this.options.complete === true) return {
			sampling: full,
			reason: "whoever gave it says that every statement is logged"
		};
		if (this.statements.shown.selectAtStart) return {
			sampling: full,
			reason: "statements are logged when they begin, SELECT too: log_statement is all"
		};
		return {
			sampling: {
				mode: "threshold",
				rate: 1
			},
			reason: this.statements.shown.timed ? "statements are logged with their durations, and the log does not tell from which duration on" : "the log has no statement that shows which are logged"
		};
	}
	state() {
		return {
			format: this.format,
			prefix: this.prefix,
			entries: this.entries?.state() ?? null,
			statements: this.statements.state(),
			waiting: this.waiting,
			tail: this.tail
		};
	}
	restore(state) {
		this.statements.restore(state.statements);
		this.prefix = this.options.prefix ?? state.prefix;
		this.waiting = state.waiting;
		this.tail = state.tail;
		if (state.format === null) return;
		this.open(state.format);
		this.entries?.restore(state.entries);
	}
	afterTail(text) {
		this.tail = false;
		const end = text.indexOf("\n");
		if (end !== 0) this.statements.loseNext("truncated");
		return end < 0 ? "" : text.slice(end + 1);
	}
	tryToBegin(now) {
		if (!this.begin(now)) return;
		const { waiting } = this;
		this.waiting = "";
		this.entries?.push(waiting);
		this.checkLanguage();
	}
	/** Finds out the format from what there is; `now`: with what there is. False: it takes more lines. */
	begin(now) {
		const lines = this.waiting.split("\n", SAMPLE * 20);
		const told = lines.findIndex((line) => formatOf(line) !== null);
		const format = told < 0 ? null : formatOf(lines[told] ?? "");
		if (format === null) {
			if (!now) return false;
			throw new LogError("unknown-format", `${this.path} is no log of PostgreSQL in English: none of its first lines looks like jsonlog, csvlog or the plain log (the first is ${shownOf(lines[0] ?? "")}). Give a file that the server wrote, with lc_messages = C`);
		}
		if (format === "stderr" && this.prefix === null) {
			if (!now && lines.length < SAMPLE) return false;
			this.prefix = learnPrefix(lines.slice(0, SAMPLE));
			if (this.prefix === null) throw this.noTime(lines[told] ?? "");
		}
		this.open(format);
		return true;
	}
	noTime(line) {
		return new LogError("no-time-in-prefix", `The lines of ${this.path} do not begin with a time (${shownOf(line)}), so nobody can tell when anything ran. Set log_line_prefix to begin with %m, or say what it is: --prefix '%m [%p] '`);
	}
	open(format) {
		const clock = new Clock(this.options.timezone);
		const { statements } = this;
		const sink = {
			take: statements.take.bind(statements),
			unreadable: () => statements.loseNext("unreadable"),
			lines: (count) => {
				this.counted += count;
			}
		};
		this.format = format;
		if (format === "json") this.entries = new JsonEntries(clock, sink);
		else if (format === "csv") this.entries = new CsvEntries(clock, sink);
		else this.entries = new StderrEntries(clock, sink, this.requirePrefix());
	}
	requirePrefix() {
		const template = this.prefix ?? "";
		const prefix = readPrefix(template);
		if (!prefix) throw new LogError("unknown-prefix", `The prefix ${JSON.stringify(template)} has an escape that PostgreSQL does not know. Give log_line_prefix as the server has it: SHOW log_line_prefix`);
		if (prefix.time === 0) throw new LogError("no-time-in-prefix", `The prefix ${JSON.stringify(template)} has no time, so nobody can tell when anything ran. Set log_line_prefix to begin with %m`);
		return prefix;
	}
	checkLanguage() {
		const { foreign } = this.statements;
		if (foreign === null) return;
		throw new LogError("not-in-english", `${this.path} says ${shownOf(foreign)} where English says LOG or ERROR, and is not understood. Set lc_messages = C on the server`);
	}
};
// src/query-log/sources/server-log/read-log.ts
/** Logs that lie there, read from front to back. */
const BLOCK$1 = 65536;
/** What was read since the last chunk. `bytes`: of the file as it lies on the disk. */
function chunkOf(reader, place, bytes) {
	const { path, file, offset } = place;
	return {
		...reader.take(),
		bytes,
		path,
		position: () => ({
			version: 1,
			path,
			file,
			offset,
			state: reader.state()
		}),
		completeness: () => reader.completeness()
	};
}
/** Only our own state is taken up; another version's is not understood. */
function resume(reader, position) {
	const state = position?.state;
	if (state?.statements) reader.restore(state);
}
async function* readOne(reader, place, blockBytes, finish) {
	const { path, file } = place;
	const lines = new WholeLines();
	let bytes = 0;
	reader.path = path;
	for await (const block of readBlocks(path, place.offset, blockBytes)) {
		const text = lines.push(block.bytes);
		bytes = block.read;
		if (text === "") continue;
		reader.push(text);
		yield chunkOf(reader, {
			path,
			file,
			offset: place.offset + lines.taken
		}, bytes);
	}
	reader.pushTail(lines.end());
	reader.end(finish);
	yield chunkOf(reader, {
		path,
		file,
		offset: place.offset + lines.taken
	}, bytes);
}
/**
* Reads files in the order given (plain, gzip, bzip2; `-` is standard input), carrying sessions from one to the next.
* Throws `LogError` for what cannot be read without a guess, `FileError` for a file that cannot be read at all.
*/
async function* readLog(files, options = {}) {
	const paths = typeof files === "string" ? [files] : files;
	const { position, finish = true, chunkBytes = BLOCK$1 } = options;
	const reader = new LogReader(options);
	resume(reader, position);
	const start = position ? Math.max(0, paths.indexOf(position.path)) : 0;
	for (const [index, path] of paths.slice(start).entries()) {
		const goesOn = index === 0 && position?.path === path;
		const offset = goesOn ? position.offset : 0;
		if (!goesOn || offset === 0) reader.nextFile();
		yield* readOne(reader, {
			path,
			file: path !== "-" && existsSync(path) ? identifyPath(path) : null,
			offset
		}, chunkBytes, finish && start + index === paths.length - 1);
	}
}
// src/query-log/sources/server-log/follow-log.ts
/** Follows a log as it is written: one file, a folder, or a pattern of names. Looks again and again: notices of change are not to be relied on. */
const BLOCK = 1048576;
const EVERY = 1e3;
const isFolder = (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
/** `*` and `?` in the name alone; a server's own `%Y-%m-%d` stand for anything, too. */
function patternOf(name) {
	const source = name.replace(/%./g, "*").replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".");
	return new RegExp(`^${source}$`);
}
const PACKED = /\.(?:gz|bz2|xz|zst)$/;
/** One server writes each message in several forms: reading two of them would count it twice. The most telling form is read. */
function oneForm(names) {
	for (const form of [".json", ".csv"]) {
		const own = names.filter((name) => name.endsWith(form));
		if (own.length > 0) return own;
	}
	return [...names];
}
function namesFor(target) {
	if (isFolder(target)) return {
		folder: target,
		names: oneForm(readdirSync(target).filter((name) => /\.(?:json|csv|log)$/.test(name)))
	};
	const folder = dirname(target);
	const pattern = patternOf(basename(target));
	return {
		folder,
		names: (isFolder(folder) ? readdirSync(folder) : []).filter((name) => pattern.test(name) && !PACKED.test(name))
	};
}
function found(path) {
	const stats = statSync(path, { throwIfNoEntry: false });
	const identity = stats?.isFile() ? identifyPath(path) : null;
	return stats && identity ? [{
		path,
		changed: stats.mtimeMs,
		size: stats.size,
		identity
	}] : [];
}
/** Oldest first: a log that is no longer written was changed before the one that is. */
function filesOf(target) {
	const { folder, names } = namesFor(target);
	return names.flatMap((name) => found(join(folder, name))).sort((a, b) => a.changed - b.changed || (a.path < b.path ? -1 : 1));
}
/** Also by a name that the target does not have: `x.log.1` after a rotation. */
function renamed(path, is) {
	const folder = dirname(path);
	const stem = basename(path);
	return (isFolder(folder) ? readdirSync(folder).filter((name) => name.startsWith(stem)) : []).filter((name) => !PACKED.test(name)).flatMap((name) => found(join(folder, name))).find(is);
}
const isInode = (file, { device, inode }) => file.identity.inode === inode && file.identity.device === device;
var Follower = class {
	target;
	blockBytes;
	reader;
	/** What is being read; null: nothing yet. */
	current = null;
	constructor(target, options) {
		this.target = target;
		this.blockBytes = options.chunkBytes ?? BLOCK;
		this.reader = new LogReader(options);
		resume(this.reader, options.position);
		const { file, path = "", offset = 0 } = options.position ?? {};
		if (file) this.current = {
			path,
			identity: file,
			offset
		};
	}
	/** All that is new. Nothing: nobody has written. */
	async *look() {
		const files = filesOf(this.target);
		if (this.current) yield* this.goOn(files);
		for (const file of this.after(files)) {
			if (this.current) this.reader.nextFile();
			this.current = {
				path: file.path,
				identity: file.identity,
				offset: 0
			};
			yield* this.read();
		}
	}
	/** The rest of the file that was being read, wherever it is now. */
	async *goOn(files) {
		const { current } = this;
		if (!current) return;
		const same = (file) => isInode(file, current.identity);
		const here = files.find(same) ?? renamed(current.path, same);
		if (here && here.size >= current.offset && pathBeginsAs(here.path, current.identity)) {
			current.path = here.path;
			yield* this.read();
			return;
		}
		const copy = renamed(current.path, (file) => !same(file) && file.size >= current.offset && pathBeginsAs(file.path, current.identity));
		if (copy) {
			this.current = {
				path: copy.path,
				identity: current.identity,
				offset: current.offset
			};
			yield* this.read();
		} else this.reader.lost(here ? "truncated" : "log-rotated-unread");
		if (here) {
			this.reader.nextFile();
			this.current = {
				path: here.path,
				identity: here.identity,
				offset: 0
			};
			yield* this.read();
		} else this.current = null;
	}
	after(files) {
		const { current } = this;
		if (!current) return [...files];
		const at = files.findIndex((file) => isInode(file, current.identity));
		const known = at >= 0 ? at : -1;
		return files.slice(known + 1).filter((file) => !isInode(file, current.identity));
	}
	async *read() {
		const { current, reader } = this;
		if (!current) return;
		const lines = new WholeLines();
		const start = current.offset;
		reader.path = current.path;
		for await (const block of readBlocks(current.path, start, this.blockBytes)) {
			const text = lines.push(block.bytes);
			if (text === "") continue;
			reader.push(text);
			current.offset = start + lines.taken;
			const now = identifyPath(current.path);
			if (now?.inode === current.identity.inode && now.device === current.identity.device) current.identity = now;
			yield this.chunk(block.read);
		}
	}
	chunk(bytes) {
		const { path = this.target, identity: file = null, offset = 0 } = this.current ?? {};
		return chunkOf(this.reader, {
			path,
			file,
			offset
		}, bytes);
	}
	get offset() {
		return this.current?.offset ?? 0;
	}
};
/**
* Follows a log as it is written: one file, a folder, or a pattern of names (`/var/log/postgresql/*.json`). Rotation loses nothing
* while the files stay; what vanished unread is a gap. Ends when `signal` aborts.
*/
async function* followLog(target, options) {
	const { signal, every = EVERY } = options;
	const follower = new Follower(target, options);
	let open = false;
	while (!signal.aborted) {
		let grown = false;
		for await (const chunk of follower.look()) {
			grown = true;
			open = true;
			yield chunk;
			if (signal.aborted) return;
		}
		if (!grown && open) {
			follower.reader.end(true);
			open = false;
			yield follower.chunk(follower.offset);
		}
		await setTimeout(every, void 0, { signal }).catch(() => {});
	}
}
// src/query-log/own-runs.ts
/** More names than this are told as one. */
const MOST_NAMES = 100;
const MANY = "others";
/**
* Leaves statements of other databases out, from the moment that the log has shown one of the names: what it calls the database
* is then known. Until then, and of statements whose database is not told, all count: a pooler may have names of its own.
*/
var OwnRuns = class {
	/** How many were left out, by the name of their database. Never goes down. */
	skipped = /* @__PURE__ */ new Map();
	names;
	isSeen = false;
	/** `names`: what the server may call it; empty: nobody knows, so that nothing is left out. */
	constructor(names) {
		this.names = new Set(names);
	}
	/** The very same runs where none is left out. */
	take(runs) {
		if (this.names.size === 0) return runs;
		this.isSeen ||= runs.some(({ database }) => database !== void 0 && this.names.has(database));
		if (!this.isSeen || runs.every((run) => this.isOwn(run))) return runs;
		return runs.filter((run) => this.isOwn(run) || this.skip(run));
	}
	get total() {
		return [...this.skipped.values()].reduce((sum, count) => sum + count, 0);
	}
	isOwn({ database }) {
		return database === void 0 || this.names.has(database);
	}
	skip({ database = "", runs }) {
		const name = this.skipped.has(database) || this.skipped.size < MOST_NAMES ? database : MANY;
		this.skipped.set(name, (this.skipped.get(name) ?? 0) + runs);
		return false;
	}
};
export { LogError as i, followLog as n, readLog as r, OwnRuns as t };
