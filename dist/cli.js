#!/usr/bin/env node
import { t as UserError } from "./chunk-user-error.js";
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
// src/cli.ts
/** The command line's door: words in, report and exit code out. What a command does not need is not loaded. */
setFlagsFromString("--no-wasm-tier-up");
setFlagsFromString("--no-wasm-dynamic-tiering");
const commands = {
	check: () => import("./chunk-check.js"),
	"check-deploy": () => import("./chunk-check-deploy.js"),
	lint: () => import("./chunk-lint2.js"),
	status: () => import("./chunk-status.js"),
	horizon: () => import("./chunk-horizon.js"),
	doctor: () => import("./chunk-doctor.js"),
	declare: () => import("./chunk-declare.js"),
	explain: () => import("./chunk-explain.js"),
	validate: () => import("./chunk-validate.js"),
	init: () => import("./chunk-init.js"),
	"query-log": () => import("./chunk-query-log.js"),
	demo: () => import("./chunk-demo.js")
};
function version() {
	const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
	return String(manifest.version);
}
const HELP = [
	"help",
	"--help",
	"-h"
];
/** Own keys alone: `constructor` is no command. */
const commandNamed = (name) => name !== void 0 && Object.hasOwn(commands, name) ? commands[name] : void 0;
/** What stands after `--` is a file, whatever it is called. */
function asksForHelp(args) {
	const end = args.indexOf("--");
	return (end < 0 ? args : args.slice(0, end)).some((arg) => arg === "--help" || arg === "-h");
}
const OLDEST_NODE = 24;
/** An older Node lacks what rules are written with: each would fail in its own words. */
function requireNode() {
	if (Number.parseInt(process.versions.node, 10) >= OLDEST_NODE) return;
	throw new UserError(`it runs on Node ${OLDEST_NODE} or newer, and this is ${process.version}.`, "npm ci in a checkout brings one: node_modules/.bin/node dist/cli.js");
}
async function run(args) {
	requireNode();
	const [name, ...rest] = args;
	if (name === "--version" || name === "-v") {
		process.stdout.write(`${version()}\n`);
		return 0;
	}
	const command = commandNamed(name);
	if (command && !asksForHelp(rest)) return (await command()).run(rest);
	const { usage, unknownCommand } = await import("./chunk-usage2.js");
	if (name === void 0) {
		process.stderr.write(usage(void 0));
		return 2;
	}
	const about = command ? name : HELP.includes(name) ? rest[0] : void 0;
	const unknown = command || HELP.includes(name) ? about : name;
	if (unknown !== void 0 && !commandNamed(unknown)) throw unknownCommand(unknown, Object.keys(commands));
	process.stdout.write(usage(about));
	return 0;
}
const UNSEEN = /[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/gu;
/** A mistake of the user's is told with its next step; anything else is ours, and says so. */
function report(error) {
	if (error instanceof UserError) {
		const text = `lanekeeper: ${error.message}\n${error.next ? `  Do: ${error.next}\n` : ""}`;
		process.stderr.write(text.replace(UNSEEN, "�"));
	} else {
		const detail = error instanceof Error ? error.stack ?? error.message : String(error);
		process.stderr.write(`lanekeeper: this is a mistake in Lanekeeper, please report it.\n${detail}\n`);
	}
	return 2;
}
process.stdout.on("error", (error) => {
	if (error.code !== "EPIPE") throw error;
});
process.exitCode = await run(process.argv.slice(2)).catch(report);
export {};
