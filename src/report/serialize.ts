/** Any value as JSON text that is safe to print; total, also for what JSON has no word for. */
import { unicodePattern } from '../unicode-pattern.ts';

/** Deeper than any evidence; what lies below is told by a mark instead of followed. */
const DEPTH = 64;

function plainEntries(value: object, depth: number, above: readonly object[]): [string, unknown][] {
  return Object.entries(value)
    .filter(([, part]) => part !== undefined && typeof part !== 'function' && typeof part !== 'symbol')
    .map(([key, part]) => [key, plainData(part, depth, above)]);
}

/** Objects, lists, strings, numbers, booleans and null; a number that JSON cannot hold is null, a circle is cut. */
export function plainData(value: unknown, depth = DEPTH, above: readonly object[] = []): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value !== 'object' || value === null) return null;
  if (depth === 0 || above.includes(value)) return '(cut)';
  const path = [...above, value];
  if (Array.isArray(value)) return value.map((part) => plainData(part, depth - 1, path));
  return Object.fromEntries(plainEntries(value, depth - 1, path));
}

const STEERING = unicodePattern(String.raw`(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]`, 'gu');

/** Unit by unit, for one character may be two. */
const escaped = (character: string): string =>
  character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/**
 * JSON with two spaces of indentation and a line break at its end. Characters that steer a terminal or hide text are
 * written as escapes: the data are the same, the file is harmless to look at.
 */
export function serialize(value: unknown): string {
  const text = JSON.stringify(plainData(value), null, 2);
  return `${text.replace(STEERING(text), escaped)}\n`;
}
