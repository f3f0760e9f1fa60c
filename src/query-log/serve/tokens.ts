/** Who may ask and who may report. Tokens are compared in constant time and never printed. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Scope } from './route.ts';

export interface Grant {
  token: string;
  scopes: readonly Scope[];
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** All grants are compared, whichever fits, so that time tells nothing. Null: no such token. */
export function scopesOf(header: string | undefined, grants: readonly Grant[]): ReadonlySet<Scope> | null {
  const told = /^bearer +(\S+) *$/i.exec(header ?? '')?.[1];
  if (told === undefined) return null;
  const given = digest(told);
  const fitting = grants.filter(({ token }) => timingSafeEqual(digest(token), given));
  return fitting.length === 0 ? null : new Set(fitting.flatMap(({ scopes }) => scopes));
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/i;

export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/**
 * Whether a `Host` header means this machine. Where no token guards the server, a page in a browser on the same machine could
 * otherwise ask it under a name of its own.
 */
export function namesThisMachine(header: string | undefined): boolean {
  return header !== undefined && isLoopback(header.replace(/:\d+$/, ''));
}
