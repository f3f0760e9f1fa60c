/** What a server says went wrong (RFC 9457), and its words made harmless. */
import { unicodePattern } from '../../unicode-pattern.ts';

/** The members of a problem; null: the body is none. */
export function problemOf(value: unknown): Record<string, unknown> | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

/** Whether a problem is of a type, named in full or by the end of its address: `unknown-object`. */
export function isProblem(problem: Record<string, unknown> | null, type: string): boolean {
  const told = problem?.type;
  return typeof told === 'string' && (told === type || new RegExp(`[/:#]${type}$`).test(told));
}

const UNSEEN = unicodePattern(String.raw`[\p{Cc}\p{Cf}\u2028\u2029]+`, 'gu');

/** One line without control or direction characters, cut at `limit` characters. */
export function plain(text: string, limit: number): string {
  const clean = text.replace(UNSEEN(text), ' ').trim();
  return clean.length > limit ? `${clean.slice(0, limit - 1)}…` : clean;
}
