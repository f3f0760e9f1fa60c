import { t as UserError } from "./chunk-user-error.js";
import { readFileSync } from "node:fs";
// src/commands/evidence.ts
/** The evidence file as text; what it holds is read where evidence is read. */
/** Null where none was named. `-` is standard input. */
function readEvidence(path) {
	if (path === null) return null;
	try {
		return {
			text: readFileSync(path === "-" ? 0 : path, "utf8"),
			name: path === "-" ? "standard input" : path
		};
	} catch (error) {
		throw new UserError(`the evidence file ${path} could not be read: ${error instanceof Error ? error.message : String(error)}`, "Check the path; without --evidence, what needs deployments is told to be missing.");
	}
}
export { readEvidence as t };
