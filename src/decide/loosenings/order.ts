/** Which of two settings asks more, and the sentences that say so. */

import { inGroups } from '../../numbers.ts';
import { formatDuration } from '../../time.ts';

/** `key` is the path of the key in the file, for its place. */
export type Tell = (key: string, message: string) => void;

const say = (label: string, from: string, to: string): string => `${label} goes from ${from} to ${to}`;

/** Told where a duration gets shorter. */
export function tellShorter(tell: Tell, key: string, label: string, from: number, to: number): void {
  if (to < from) tell(key, say(label, formatDuration(from), formatDuration(to)));
}

/** Told where a duration gets longer. */
export function tellLonger(tell: Tell, key: string, label: string, from: number, to: number): void {
  if (to > from) tell(key, say(label, formatDuration(from), formatDuration(to)));
}

export function tellFewer(tell: Tell, key: string, label: string, from: number, to: number): void {
  if (to < from) tell(key, say(label, inGroups(from), inGroups(to)));
}

export function tellMore(tell: Tell, key: string, label: string, from: number, to: number): void {
  if (to > from) tell(key, say(label, `${from}`, `${to}`));
}

/** Told where two values differ that have no order. */
export function tellChanged(tell: Tell, key: string, label: string, from: unknown, to: unknown): void {
  const [before, after] = [show(from), show(to)];
  if (before !== after) tell(key, say(label, before, after));
}

/** Told where a list loses members. */
export function tellLost(
  tell: Tell,
  key: string,
  label: string,
  from: readonly string[],
  to: readonly string[],
): void {
  const lost = from.filter((member) => !to.includes(member));
  if (lost.length > 0) tell(key, `${label} loses ${lost.join(', ')}`);
}

/** Told where a list gains members. */
export function tellGained(
  tell: Tell,
  key: string,
  label: string,
  from: readonly string[],
  to: readonly string[],
): void {
  const gained = to.filter((member) => !from.includes(member));
  if (gained.length > 0) tell(key, `${label} gains ${gained.join(', ')}`);
}

/** A list that narrows whom to trust; null trusts everybody. */
export function tellWiderTrust(
  tell: Tell,
  key: string,
  label: string,
  from: readonly string[] | null,
  to: readonly string[] | null,
): void {
  if (from === null) return;
  if (to === null) tell(key, `${label} is taken away: anybody would be trusted`);
  else tellGained(tell, key, label, from, to);
}

/** One spelling for values without an order; lists are compared as sets. */
function show(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (Array.isArray(value)) return `[${[...new Set(value.map(show))].sort().join(', ')}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{ ${entries.map(([key, inner]) => `${key}: ${show(inner)}`).join(', ')} }`;
  }
  return String(value);
}
