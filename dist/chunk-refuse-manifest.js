import { t as UserError } from "./chunk-user-error.js";
// src/commands/refuse-manifest.ts
const SHOWN = 10;
function lineOf({ path, line, column, message }) {
	return `${path}:${line}:${column} ${message}`;
}
/** Tells all that is wrong, up to a screenful. */
function refuseManifest(mistakes) {
	const more = mistakes.length > SHOWN ? `\n  and ${mistakes.length - SHOWN} more` : "";
	const next = more === "" ? "Correct the manifest, and try again." : "lanekeeper validate lists every mistake.";
	return new UserError(`${mistakes.slice(0, SHOWN).map(lineOf).join("\n  ")}${more}`, next);
}
export { refuseManifest as n, lineOf as t };
