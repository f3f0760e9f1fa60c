/** JSON from a caller: of no depth that could break whoever walks it, and checked against a shape. */
import { z } from 'zod';
import { parseTime } from '../../time.ts';
import { Refusal } from './problem.ts';

const DEEPEST = 64;

/** Whether brackets nest deeper than anything in the protocol does. Brackets in strings are no brackets. */
function isDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}

/** Throws `Refusal` 400. The parser's own words would repeat the body. */
export function parseJson(text: string): unknown {
  if (isDeep(text)) throw new Refusal('invalid-json', `it nests deeper than ${DEEPEST} levels.`);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refusal(
      'invalid-json',
      text.trim() === '' ? 'the body is empty.' : 'the body cannot be parsed.',
    );
  }
}

/** `window.from`, `objects[3]` */
function placeOf(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.replace(/^\./, '').slice(0, 100) || 'the body';
}

/** All that is wrong at once, or the value. Throws `Refusal` 400 with `errors`. */
export function checkShape<T>(shape: z.ZodType<T>, value: unknown): T {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues
    .slice(0, 20)
    .map(({ path, message }) => ({ at: placeOf(path), message }));
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  throw new Refusal('invalid-request', `${first?.at}: ${first?.message}${more}.`, { members: { errors } });
}

/** A moment with its zone. A date alone, or a clock without a zone, could mean several. */
export const moment = z
  .string()
  .max(40)
  .transform((text, check) => {
    const time = /[Tt ]/.test(text) ? parseTime(text) : null;
    if (time !== null) return time;
    check.addIssue({
      code: 'custom',
      message: 'expected an RFC 3339 time with its zone: 2026-11-01T00:00:00Z',
    });
    return z.NEVER;
  });

export const count = z.int().min(0);
