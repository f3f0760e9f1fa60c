/** Which changes of a column's type PostgreSQL makes without writing the table anew. */

interface Parts {
  base: string;
  modifiers: number[];
}

function split(type: string): Parts {
  const match = /^([^(]*)\(([\d,-]+)\)(.*)$/.exec(type);
  if (!match) return { base: type, modifiers: [] };
  return { base: `${match[1]}${match[3]}`, modifiers: (match[2] ?? '').split(',').map(Number) };
}

/** No limit, or one that is at least as high. */
const isAtLeast = (after: number | undefined, before: number | undefined): boolean =>
  after === undefined || (before !== undefined && after >= before);

/** `timestamp` without precision has the full six digits. */
const hasAtLeastDigits = (after: number | undefined, before: number | undefined): boolean =>
  (after ?? 6) >= (before ?? 6);

function widensNumeric(before: Parts, after: Parts): boolean {
  if (after.modifiers.length === 0) return true;
  const [precision, scale] = before.modifiers;
  return (
    precision !== undefined &&
    (after.modifiers[0] ?? 0) >= precision &&
    (after.modifiers[1] ?? 0) === (scale ?? 0)
  );
}

const BY_LENGTH = new Set(['character varying', 'bit varying']);
const BY_DIGITS = /^(?:timestamp|time) with(?:out)? time zone$|^interval$/;

function widensWithin(before: Parts, after: Parts): boolean {
  if (BY_LENGTH.has(before.base)) return isAtLeast(after.modifiers[0], before.modifiers[0]);
  if (before.base === 'numeric') return widensNumeric(before, after);
  return BY_DIGITS.test(before.base) && hasAtLeastDigits(after.modifiers[0], before.modifiers[0]);
}

/** Pairs that are stored alike, from any length to one without limit. */
const STORED_ALIKE: Record<string, string[]> = {
  'character varying': ['text'],
  text: ['character varying'],
  cidr: ['inet'],
};

/** To `citext`: stored alike, but an index on the column is built anew. */
export function becomesCaseless(before: string, after: string): boolean {
  return after === 'citext' && /^(?:text|character varying)(?:\(|$)/.test(before);
}

/**
 * Both types as canonical texts. True: every value stays as it is stored, and everything that could be written still
 * can. Arrays are always written anew. Measured on PostgreSQL 10 to 18.
 */
export function isWidening(before: string, after: string): boolean {
  if (before.endsWith('[]') || after.endsWith('[]')) return false;
  const from = split(before);
  const to = split(after);
  if (from.base === to.base) return widensWithin(from, to);
  if (becomesCaseless(before, after)) return true;
  const alike = Object.hasOwn(STORED_ALIKE, from.base) ? STORED_ALIKE[from.base] : undefined;
  return alike?.includes(to.base) === true && to.modifiers.length === 0;
}

/** Between `timestamp` and `timestamptz`: what it means depends on the session's time zone. */
export function changesTimeZone(before: string, after: string): boolean {
  const from = split(before).base;
  const to = split(after).base;
  const stamps = ['timestamp without time zone', 'timestamp with time zone'];
  return from !== to && stamps.includes(from) && stamps.includes(to);
}
