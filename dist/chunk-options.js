import { o as parseTime } from "./chunk-time.js";
import { t as UserError } from "./chunk-user-error.js";
import { parseArgs } from "node:util";
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
function parse(args, own) {
	const all = {
		...COMMON,
		...own
	};
	try {
		return parseArgs({
			args,
			options: Object.fromEntries(Object.entries(all).map(([name, type]) => [name, { type }])),
			allowPositionals: true,
			strict: true
		});
	} catch (error) {
		const message = error instanceof Error ? error.message.replace(/\. To specify.*/s, ".") : String(error);
		throw new UserError(message, `Known options: ${Object.keys(all).map((name) => `--${name}`).join(", ")}.`);
	}
}
function readNow(text) {
	if (text === void 0) return null;
	const time = parseTime(text);
	if (time === null) throw new UserError(`--now ${JSON.stringify(text)} is no time.`, "Write it as RFC 3339: 2026-11-01T00:00:00Z.");
	return time;
}
function readFormat(text, formats) {
	if (text === void 0) return "text";
	if (!formats.includes(text)) throw new UserError(`--format ${JSON.stringify(text)} is not known.`, `It is one of: ${formats.join(", ")}.`);
	return text;
}
/** Reads a command's arguments. Throws `UserError` for what is not understood. */
function readOptions(args, own = {}, files = false, formats = FORMATS) {
	const { values, positionals } = parse(args, own);
	const text = (name) => typeof values[name] === "string" ? values[name] : void 0;
	if (!files && positionals.length > 0) throw new UserError(`${JSON.stringify(positionals[0])} is not expected here.`, "lanekeeper --help shows what is.");
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
		color: values["no-color"] !== true && !process.env.NO_COLOR && process.stdout.isTTY === true,
		own: Object.fromEntries(given),
		files: positionals
	};
}
/** An own option with a value; undefined: not given. */
function textOf(options, name) {
	const value = options.own[name];
	return typeof value === "string" ? value : void 0;
}
export { textOf as n, readOptions as t };
