import { t as cleanLine } from "./chunk-clean.js";
// src/report/text-lanes.ts
const STYLES = {
	live: "green",
	partial: "yellow",
	wait: "yellow",
	none: "dim",
	unknown: "magenta"
};
/** `split-user-name (parallel): Split users.name into first_name and last_name`. */
function laneTitle(lane, paint) {
	const summary = cleanLine(lane.summary);
	return `${paint("bold", cleanLine(lane.change))} (${lane.mode})${summary === "" ? "" : `: ${summary}`}`;
}
/** One line for each environment: its phases with where they stand, in columns. */
function laneRows(lane, paint) {
	const environments = Object.entries(lane.environments);
	const width = environments.reduce((widest, [name]) => Math.max(widest, cleanLine(name).length), 0);
	return environments.map(([name, phases]) => {
		const states = Object.entries(phases).map(([phase, state]) => `${cleanLine(phase)} ${paint(STYLES[state] ?? "bold", state)}`);
		return `${cleanLine(name).padEnd(width)}   ${states.join("   ")}`.trimEnd();
	});
}
/** What holds a phase of a change up in an environment: findings that name it, or that name no environment or phase at all. */
function findingsOn(lane, environment, phase, findings) {
	return findings.filter((finding) => finding.change === lane.change && (finding.environment === environment || finding.environment === null) && (finding.phase === phase || finding.phase === null || !(finding.phase in (lane.environments[environment] ?? {}))));
}
export { laneRows as n, laneTitle as r, findingsOn as t };
