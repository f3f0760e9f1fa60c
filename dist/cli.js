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
	declare: () => import("./chunk-declare.js"),
	explain: () => import("./chunk-explain.js"),
	validate: () => import("./chunk-validate.js"),
	init: () => import("./chunk-init.js"),
	demo: () => import("./chunk-demo.js")
};
function version() {
	const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
	return String(manifest.version);
}
async function run(args) {
	const [name, ...rest] = args;
	if (name === "--version" || name === "-v") {
		process.stdout.write(`${version()}\n`);
		return 0;
	}
	const command = name === void 0 ? void 0 : commands[name];
	if (command && !rest.includes("--help") && !rest.includes("-h")) return (await command()).run(rest);
	const { usage, unknownCommand } = await import("./chunk-usage.js");
	if (command) process.stdout.write(usage(name));
	else if (name === void 0 || name === "help" || name === "--help" || name === "-h") process.stdout.write(usage(rest[0]));
	else throw unknownCommand(name, Object.keys(commands));
	return name === void 0 ? 2 : 0;
}
/** A mistake of the user's is told with its next step; anything else is ours, and says so. */
function report(error) {
	if (error instanceof UserError) process.stderr.write(`lanekeeper: ${error.message}\n${error.next ? `  Do: ${error.next}\n` : ""}`);
	else {
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
