/** Addresses and the names of secrets: never a literal secret, never plain http beyond this machine. */
import { z } from 'zod';
import { once } from './once.ts';

const URL_EXPECTED =
  'an https address (http only to this machine: localhost, 127.0.0.1, [::1]), without user, password, ? or #';
const TOKEN_EXPECTED =
  'the NAME of an environment variable that holds the token, such as QUERY_LOG_TOKEN; the token itself must never stand here';

/** Told instead of the value wherever it may be a secret. */
export function isSecretKey(key: PropertyKey | undefined): boolean {
  return typeof key === 'string' && /token|secret|password|passwd|api_?key|credential|auth/i.test(key);
}

/** Whether an address may be asked: https, or http to a loopback address, and nothing in it that is a secret. */
export function isAllowedAddress(text: string): boolean {
  if (/[\s\\]/.test(text) || !URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username || url.password || url.hash || url.search) return false;
  if (url.protocol === 'https:') return url.hostname !== '';
  return url.protocol === 'http:' && /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
}

export const address = once(() =>
  z
    .string(URL_EXPECTED)
    .check(
      z.regex(/^https?:\/\//, URL_EXPECTED),
      z.maxLength(2000, URL_EXPECTED),
      z.refine(isAllowedAddress, URL_EXPECTED),
    ),
);

/** Names of variables are capitals; what has no underscore and twenty characters looks like a key rather than a name. */
export const tokenEnv = once(() =>
  z.string(TOKEN_EXPECTED).regex(/^(?!AKIA|ASIA)(?![A-Z0-9]{20,}$)[A-Z_][A-Z0-9_]{0,99}$/, TOKEN_EXPECTED),
);

const PATH_EXPECTED = 'the path of a JSON file, relative to this manifest';
export const filePath = once(() =>
  z
    .string(PATH_EXPECTED)
    .check(z.regex(/^(?!\s*$)(?!\w+:\/\/)[^\n\r]+$/, PATH_EXPECTED), z.maxLength(1000, PATH_EXPECTED)),
);
