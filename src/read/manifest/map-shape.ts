/** Maps whose every key is known: anything else in them is a mistake. */
import { z } from 'zod';

/** `expected` completes "expected …" where something other than a map was found; unknown keys are told by `mistakes.ts`. */
export function mapOf<T extends z.core.$ZodLooseShape>(shape: T, expected = 'a map') {
  return z.strictObject(shape, { error: (issue) => (issue.code === 'invalid_type' ? expected : undefined) });
}

/** Names of people's own choice -> values of one shape. */
export function named<K extends z.core.$ZodRecordKey, V extends z.ZodType>(
  key: K,
  value: V,
  expected: string,
) {
  return z.record(key, value, { error: (issue) => (issue.code === 'invalid_type' ? expected : undefined) });
}

export function listOf<T extends z.ZodType>(each: T, expected: string) {
  return z.array(each, expected).min(1, expected);
}
