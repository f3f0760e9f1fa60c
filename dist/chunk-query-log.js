import { t as nearest } from "./chunk-nearest.js";
import { t as UserError } from "./chunk-user-error.js";
import { t as quoted } from "./chunk-options.js";
// src/commands/query-log.ts
/** `lanekeeper query-log`: what statements use of a schema. Each of its commands is a file of its own, loaded when it is called. */
const commands = {
	serve: () => import("./chunk-serve.js"),
	ingest: () => import("./chunk-ingest.js"),
	usage: () => import("./chunk-usage.js"),
	columns: () => import("./chunk-columns3.js")
};
function unknown(name) {
	const known = Object.keys(commands);
	const near = name === void 0 ? null : nearest(name, known);
	return new UserError(name === void 0 ? "query-log needs to know what to do." : `query-log has no ${quoted(name)}.`, `${near === null ? "" : `Did you mean ${near}? `}Write: lanekeeper query-log ${known.join(" | ")}`);
}
async function run(args) {
	const [name, ...rest] = args;
	const command = name !== void 0 && Object.hasOwn(commands, name) ? commands[name] : void 0;
	if (!command) throw unknown(name);
	return (await command()).run(rest);
}
export { run };
