/** Where what was computed before is kept: under the user's own cache folder, never inside a repository. */
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where entries lie; null: caching is off, or there is no home to keep them in. Relative paths are never followed. */
export function cacheFolder(env: NodeJS.ProcessEnv): string | null {
  if ((env.LANEKEEPER_NO_CACHE ?? '') !== '' && env.LANEKEEPER_NO_CACHE !== '0') return null;
  const named = env.XDG_CACHE_HOME ?? '';
  const home = env.HOME ?? homedir();
  if (isAbsolute(named)) return join(named, 'lanekeeper');
  return isAbsolute(home) ? join(home, '.cache', 'lanekeeper') : null;
}
