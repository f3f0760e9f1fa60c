import { t as UserError } from "./chunk-user-error.js";
import { t as manifestOnDisk } from "./chunk-manifest-on-disk2.js";
import { t as readOptions } from "./chunk-options.js";
// src/commands/validate.ts
const lineOf = ({ path, line, column, message }) => `${path}:${line}:${column} ${message}`;
function asText(reading) {
	if (reading.state === "invalid") return `${reading.mistakes.map(lineOf).join("\n")}\n${reading.mistakes.length} mistakes in ${reading.path}\n`;
	const { manifest, warnings } = reading;
	return `${warnings.map((warning) => `${lineOf(warning)} (warning)\n`).join("")}${manifest.path} is valid: ${manifest.changes.length} changes, ${manifest.databases.length} databases, ${manifest.environments.length} environments\n`;
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
async function run(args) {
	const options = readOptions(args, {}, true, ["text", "json"]);
	const reading = await manifestOnDisk(options.repo, options.manifest ?? options.files[0] ?? null);
	if (reading.state === "none") throw new UserError(`there is no manifest in ${options.repo}.`, "lanekeeper init writes a first one.");
	show(reading, options);
	return reading.state === "valid" ? 0 : 2;
}
export { run };
