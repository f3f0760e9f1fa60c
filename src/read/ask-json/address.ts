/** Which addresses may be asked: https, or http to this machine. */

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether a host name (as `URL` prints it) is this machine. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}

/** The address, or why it is not asked. Credentials in it are refused, and not repeated. */
export function addressOf(text: string): { url: URL } | { refused: string } {
  if (!URL.canParse(text)) return { refused: 'the address in the manifest is no URL' };
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    return {
      refused: `the address of ${url.host} holds credentials: name an environment variable with token_env instead`,
    };
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return { url };
  return {
    refused: `${url.protocol}//${url.host} is not asked: only https, or http to this machine (localhost)`,
  };
}

/** An address below the one that the manifest names, keeping its own path. */
export function below(base: string, path: string): string {
  const [address = '', query] = base.split('?', 2);
  return `${address.replace(/\/+$/, '')}${path}${query === undefined ? '' : `?${query}`}`;
}
