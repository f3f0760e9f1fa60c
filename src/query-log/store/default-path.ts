/** Where the store is when nobody names one. */
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** `$XDG_STATE_HOME/lanekeeper/query-log.sqlite`, or below `~/.local/state`. A relative XDG_STATE_HOME is invalid by its standard. */
export function defaultStorePath(env: NodeJS.ProcessEnv): string {
  const state = env.XDG_STATE_HOME;
  const home = state && isAbsolute(state) ? state : join(env.HOME || homedir(), '.local', 'state');
  return join(home, 'lanekeeper', 'query-log.sqlite');
}
