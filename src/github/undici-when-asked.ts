/**
 * Stands for undici in the bundle, where @actions/http-client and @actions/github import it: only a proxy needs it, and
 * to load it takes the action longer than to decide. Whoever finds a proxy calls `loadUndici` first.
 */
import type * as Undici from 'undici';

let loaded: typeof Undici | null = null;

export async function loadUndici(): Promise<void> {
  loaded = await import('undici');
}

function undici(): typeof Undici {
  if (loaded === null) throw new Error('undici is used and was not loaded, which is a mistake in Lanekeeper');
  return loaded;
}

export const fetch: typeof Undici.fetch = (input, init) => undici().fetch(input, init);

/** A `new` of it gives undici's own. */
export const ProxyAgent = function proxyAgent(options: Undici.ProxyAgent.Options) {
  return new (undici().ProxyAgent)(options);
} as unknown as typeof Undici.ProxyAgent;
