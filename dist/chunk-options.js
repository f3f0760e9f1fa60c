import { t as nearest } from "./chunk-nearest.js";
import { r as clip, t as cleanLine } from "./chunk-clean.js";
import { o as parseTime } from "./chunk-time.js";
import { t as UserError } from "./chunk-user-error.js";
import { parseArgs } from "node:util";
// src/commands/terminal.ts
/** What whoever watches can be shown; a pipe gets neither colour nor width nor progress. */
/** Columns to wrap prose at; null where nobody watches, for a file has no width. */
function widthOfTerminal() {
	return process.stdout.isTTY === true ? process.stdout.columns : null;
}
function wantsColor() {
	return process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb";
}
/** Work that is over sooner than this needs no progress. */
const PATIENCE = 400;
/** A line on standard error that is written over, and gone when the work is done. Silent in a pipe. */
function progressOf(what, silent) {
	if (silent || process.stderr.isTTY !== true) return () => {};
	const start = Date.now();
	let shown = false;
	return (done, total) => {
		if (done < total && Date.now() - start < PATIENCE) return;
		if (done < total) process.stderr.write(`\r\u001b[K${what} ${done} of ${total}`);
		else if (shown) process.stderr.write("\r\x1B[K");
		shown = done < total;
	};
}
// src/commands/options.ts
/** Options that all commands share, read strictly: an unknown option is an error, never ignored. */
const FORMATS = [
	"text",
	"json",
	"markdown",
	"sarif"
];
const COMMON = {
	repo: "string",
	manifest: "string",
	evidence: "string",
	now: "string",
	format: "string",
	silent: "boolean",
	"no-color": "boolean"
};
/** Node's own words for what it did not understand, with the option that they are about. */
function explainMistake(error, names) {
	const message = error instanceof Error ? error.message : String(error);
	const written = /'(-{1,2}[^' =]*)/.exec(message)?.[1] ?? "";
	const known = `Known options: ${names.map((name) => `--${name}`).join(", ")}.`;
	const code = error.code;
	if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
		const near = nearest(written.replace(/^-+/, ""), names);
		const next = `${near === null ? "" : `Did you mean --${near}? `}${known}`;
		return new UserError(`there is no option ${quoted(written)} here.`, next);
	}
	const name = /--([\w-]+)/.exec(message)?.[1] ?? written;
	if (/does not take/.test(message)) return new UserError(`--${name} takes no value.`, `Write --${name} alone.`);
	if (code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") return new UserError(`--${name} needs a value.`, `Write --${name} VALUE, or --${name}=VALUE.`);
	return new UserError(message, known);
}
function parse(args, own) {
	const all = {
		...own,
		...COMMON
	};
	try {
		return parseArgs({
			args,
			options: Object.fromEntries(Object.entries(all).map(([name, type]) => [name, { type }])),
			allowPositionals: true,
			strict: true
		});
	} catch (error) {
		throw explainMistake(error, Object.keys(all));
	}
}
/** Text of the user's own in a message: short, and with nothing in it that steers a terminal. */
function quoted(text) {
	return JSON.stringify(cleanLine(clip(text, 60)));
}
function readNow(text) {
	if (text === void 0) return null;
	const time = parseTime(text);
	if (time === null) throw new UserError(`--now ${quoted(text)} is no time.`, "Write it as RFC 3339: 2026-11-01T00:00:00Z.");
	return time;
}
function readFormat(text, formats) {
	if (text === void 0) return "text";
	if (!formats.includes(text)) throw new UserError(`--format ${quoted(text)} is not known here.`, `It is one of: ${formats.join(", ")}.`);
	return text;
}
/** Reads a command's arguments. Throws `UserError` for what is not understood. */
function readOptions(args, own = {}, files = false, formats = FORMATS) {
	const { values, positionals } = parse(args, own);
	const text = (name) => typeof values[name] === "string" ? values[name] : void 0;
	if (!files && positionals.length > 0) throw new UserError(`${quoted(positionals[0] ?? "")} is not expected here: this command takes options alone.`, "Add --help to see them.");
	const given = Object.keys(own).flatMap((name) => {
		const value = values[name];
		return typeof value === "string" ? [[name, value]] : value === true ? [[name, true]] : [];
	});
	return {
		repo: text("repo") ?? ".",
		manifest: text("manifest") ?? null,
		evidence: text("evidence") ?? null,
		now: readNow(text("now")),
		format: readFormat(text("format"), formats),
		silent: values.silent === true,
		color: values["no-color"] !== true && wantsColor(),
		own: Object.fromEntries(given),
		files: positionals
	};
}
/** An own option with a value; undefined: not given. */
function textOf(options, name) {
	const value = options.own[name];
	return typeof value === "string" ? value : void 0;
}
export { widthOfTerminal as a, progressOf as i, readOptions as n, textOf as r, quoted as t };
