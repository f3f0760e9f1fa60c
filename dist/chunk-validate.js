import { t as UserError } from "./chunk-user-error.js";
import { t as manifestOnDisk } from "./chunk-manifest-on-disk2.js";
import { n as readOptions, t as quoted } from "./chunk-options.js";
import { t as lineOf } from "./chunk-refuse-manifest.js";
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
// src/commands/validate.ts
/** `lanekeeper validate`: the manifest on disk, every mistake at once. */
const counted = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;
function asText(reading) {
	if (reading.state === "invalid") {
		const count = reading.mistakes.length;
		return `${reading.mistakes.map(lineOf).join("\n")}\n${counted(count, "mistake")} in ${reading.path}\n`;
	}
	const { manifest, warnings } = reading;
	const parts = [
		counted(manifest.changes.length, "change"),
		counted(manifest.databases.length, "database"),
		counted(manifest.environments.length, "environment")
	].join(", ");
	return `${warnings.map((warning) => `${lineOf(warning)} (warning)\n`).join("")}${manifest.path} is valid: ${parts}\n`;
}
function asJson(reading) {
	const mistakes = reading.state === "invalid" ? reading.mistakes : [];
	const warnings = reading.state === "valid" ? reading.warnings : [];
	const path = reading.state === "valid" ? reading.manifest.path : reading.path;
	return `${JSON.stringify({
		version: 1,
		path,
		valid: reading.state === "valid",
		mistakes,
		warnings
	}, null, 2)}\n`;
}
function show(reading, options) {
	if (!options.silent) process.stdout.write(options.format === "json" ? asJson(reading) : asText(reading));
}
/** A path in the repository; one that only the working directory knows is told as it lies from there. */
function inRepository(repo, path) {
	if (existsSync(join(repo, path)) || !existsSync(path)) return path;
	return relative(repo, path).replaceAll("\\", "/");
}
async function run(args) {
	const options = readOptions(args, {}, true, ["text", "json"]);
	const [path, ...more] = options.manifest === null ? options.files : [options.manifest, ...options.files];
	if (more.length > 0) throw new UserError(`one manifest is checked at a time, not ${quoted(more[0] ?? "")} too.`, "lanekeeper validate [FILE]");
	const reading = await manifestOnDisk(options.repo, path === void 0 ? null : inRepository(options.repo, path));
	if (reading.state === "none") throw new UserError(`there is no manifest in ${options.repo === "." ? "this folder" : options.repo}.`, "lanekeeper init writes a first one.");
	show(reading, options);
	return reading.state === "valid" ? 0 : 2;
}
export { run };
