/** How a mistake names places and values. */

import { unicodePattern } from '../../unicode-pattern.ts';
import { isSecretKey } from './address-shape.ts';
import { nearest } from './nearest.ts';

/** `changes.split-user-name.adds[1]`; keys with odd letters are quoted. */
export function namePath(path: readonly PropertyKey[]): string {
  let text = '';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else text += `${text && '.'}${/^[\w-]+$/.test(String(key)) ? String(key) : quote(String(key))}`;
  }
  return text || 'the manifest';
}

/** What was found, in a few words; never what may be a secret. */
export function describeFound(value: unknown, path: readonly PropertyKey[]): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'an empty map' : 'a map';
  if (isSecretKey(path.findLast((key) => typeof key === 'string')))
    return 'a value that is not shown here, for it may be a secret';
  if (typeof value === 'string' && /:\/\/[^/]*@|\?./.test(value)) {
    return 'an address that is not shown here, for it may hold a secret';
  }
  return typeof value === 'string' ? quote(value) : String(value);
}

const UNSEEN = unicodePattern(String.raw`[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]`, 'gu');

/** Text from a file, on one line, without control characters, cut at 60. */
export function quote(text: string): string {
  const shown = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  return `'${shown.replace(UNSEEN(shown), (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`)}'`;
}

/** `; did you mean 'contract'?`, or what is valid where nothing is near. */
export function suggest(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  if (near !== null) return `; did you mean ${quote(near)}?`;
  if (candidates.length === 0) return '';
  const shown = candidates.slice(0, 30);
  return `; expected one of ${shown.join(', ')}${candidates.length > shown.length ? ', …' : ''}`;
}
