/**
 * The single values of a manifest. Everywhere in the shape, an error text is what completes "expected …":
 * `mistakes.ts` says what was found and where.
 */
import { z } from 'zod';
import { parseDuration, parseTime } from '../../time.ts';
import { once, oncePer } from './once.ts';

/** Not blank, and on one line; written so that it takes linear time on any text. */
export const ONE_LINE = /^(?!\s*$)[^\n\r]+$/;

const CENTURY = 36_525 * 86_400_000;

/** Text of one form. `read` turns it into a value; null refuses it. */
export function written<T>(expected: string, form: RegExp, read: (text: string) => T | null) {
  return z
    .string(expected)
    .regex(form, expected)
    .transform((text, context) => {
      const value = read(text);
      if (value !== null) return value;
      context.addIssue({ code: 'custom', message: expected });
      return z.NEVER;
    });
}

const DURATION = /^(?:\d+\s*[smhdw]|P[0-9WDTHMS]+)$/;
const between = (from: number) => (text: string) => {
  const value = parseDuration(text);
  return value !== null && value >= from && value <= CENTURY ? value : null;
};

/** A duration above zero, in milliseconds. */
export const duration = once(() =>
  written('a duration above zero with its unit, such as 15m, 36h, 14d, 2w or P14D', DURATION, between(1)),
);

/** A duration from zero on, in milliseconds. */
export const durationOrZero = once(() =>
  written('a duration with its unit, such as 0s, 15m, 36h, 14d, 2w or P14D', DURATION, between(0)),
);

/** A day or a moment; a day alone is its first moment, UTC. */
export const moment = () =>
  written(
    'a day such as 2026-09-01, or a moment such as 2026-09-01T12:00:00Z',
    /^\d{4}-\d{2}-\d{2}(?:[Tt ].+)?$/,
    parseTime,
  );

/** A day; the value is its last millisecond, UTC. */
export const lastDay = () =>
  written('a day such as 2027-01-31', /^\d{4}-\d{2}-\d{2}$/, (text) => {
    const start = parseTime(text);
    return start === null ? null : start + 86_400_000 - 1;
  });

const GROUPED = /^\d+(?:_\d+)*$/;
const readSize = (text: string): number | null => {
  const value = Number(text.replaceAll('_', ''));
  return Number.isSafeInteger(value) ? value : null;
};

/** A whole number from `least` on, plain or grouped by `_` (YAML takes `50_000_000` for text). */
export const size = oncePer((least: 0 | 1) => {
  const expected = `a whole number from ${least} on, such as 50_000_000`;
  const grouped = written(expected, GROUPED, (text) => {
    const value = readSize(text);
    return value !== null && value >= least ? value : null;
  });
  return z.union([z.number(expected).check(z.int(expected), z.gte(least, expected)), grouped], expected);
});

/** Rows a second. */
export const rate = () =>
  written('a rate above zero such as 50_000/s', /^\d+(?:_\d+)*\s*\/\s*s$/, (text) => {
    const value = readSize(text.replace(/\s*\/\s*s$/, ''));
    return value === null || value === 0 ? null : value;
  });

/** A share: at least 0, below 1. */
export const share = () => {
  const expected = 'a share from 0 to below 1, such as 0.0001';
  return z.number(expected).min(0, expected).lt(1, expected);
};

export const flag = () => z.boolean('true or false');

export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, `one of ${values.join(', ')}`);

/** One line of text that says something. */
export const line = oncePer((expected: string) =>
  z.string(expected).check(z.regex(ONE_LINE, expected), z.maxLength(500, expected)),
);

/** A reason: text that says something, of any number of lines. */
export const reason = once(() =>
  z
    .string('a reason in words')
    .check(z.regex(/\S/, 'a reason in words'), z.maxLength(2000, 'a reason of at most 2,000 characters')),
);

export const OBJECT =
  'a name such as table, table.column, schema.table.column, index:name or constraint:table.name';
/** What an object of the schema may be called; its database's engine reads it later, so only the looks are judged here. */
export const objectName = once(() =>
  z.string(OBJECT).check(z.regex(ONE_LINE, OBJECT), z.maxLength(300, OBJECT)),
);

const NAME = 'a name of letters, digits, dots, dashes and underscores';
/** The key of a database or a telemetry source. */
export const name = once(() => z.string(NAME).regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$/, NAME));
