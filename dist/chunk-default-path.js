import { isAbsolute, join } from "node:path";
import { homedir } from "node:os";
// src/query-log/store/default-path.ts
/** Where the store is when nobody names one. */
/** `$XDG_STATE_HOME/lanekeeper/query-log.sqlite`, or below `~/.local/state`. A relative XDG_STATE_HOME is invalid by its standard. */
function defaultStorePath(env) {
	const state = env.XDG_STATE_HOME;
	const home = state && isAbsolute(state) ? state : join(env.HOME || homedir(), ".local", "state");
	return join(home, "lanekeeper", "query-log.sqlite");
}
export { defaultStorePath as t };
