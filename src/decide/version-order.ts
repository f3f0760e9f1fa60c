/** How a framework compares two migrations: by number where its runner counts, by name where its runner sorts. */
import type { FrameworkName, MigrationFile, Time } from '../model.ts';

/** Runners that read the version as numbers (`7` is `007`, `1.10` comes after `1.9`); the others sort names. */
const COUNTING: ReadonlySet<FrameworkName> = new Set([
  'flyway',
  'golang-migrate',
  'goose',
  'sqlx',
  'sql-migrate',
  'rails',
  'ecto',
]);

const numbersOf = (version: string): bigint[] | null =>
  /^\d{1,40}(?:[._]\d{1,40})*$/.test(version) ? version.split(/[._]/).map(BigInt) : null;

function compareNumbers(a: bigint[], b: bigint[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [left, right] = [a[index] ?? 0n, b[index] ?? 0n];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** Below zero where `a` runs before `b`. Files without a version are compared by path. */
export function compareMigrations(framework: FrameworkName, a: MigrationFile, b: MigrationFile): number {
  if (a.moment != null && b.moment != null && a.moment !== b.moment) return a.moment - b.moment;
  if (!COUNTING.has(framework)) return compareText(a.path, b.path);
  const [left, right] = [numbersOf(a.version ?? ''), numbersOf(b.version ?? '')];
  return (left && right && compareNumbers(left, right)) || compareText(a.path, b.path);
}

/**
 * Equal for two files of which the runner would take only one, or which nobody would number alike on purpose; null
 * where names need not differ in it. Plain files that begin with a date are sorted by name, and a day may have several.
 */
export function versionKey(
  framework: FrameworkName,
  { path, version, repeatable }: MigrationFile,
): string | null {
  if (version === null || repeatable) return null;
  if (framework === 'sql') {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return /^\d+[-_.]\d+(?![0-9A-Za-z])/.test(name) ? null : version;
  }
  const numbers = COUNTING.has(framework) ? numbersOf(version) : null;
  return numbers ? numbers.join('.').replace(/(?:\.0)+$/, '') : version;
}

/** Where the version stands in a path, as written: digits at the beginning of a file's or its folder's name. */
function digitsIn(path: string): { start: number; digits: string } | null {
  const found = [...path.matchAll(/(?<=^|\/)V?(\d+)(?![\d.]|[-_]\d)/g)].at(-1);
  const digits = found?.[1];
  if (!found || digits === undefined) return null;
  return { start: found.index + found[0].length - digits.length, digits };
}

/** The digits after `newest` in their own style: counted up, or the moment as a timestamp. Null: no style is known. */
function nextDigits(newest: string, now: Time): string | null {
  if (newest.length < 10) return String(Number(newest) + 1).padStart(newest.length, '0');
  const digits = new Date(now).toISOString().replace(/\D/g, '').slice(0, 14);
  if (newest.length === 14) return digits > newest ? digits : String(BigInt(newest) + 1n);
  return newest.length === 10 ? String(Math.max(Math.floor(now / 1000), Number(newest) + 1)) : null;
}

/** The path that puts a file after `newest`; null where names do not tell how. */
export function pathAfter(path: string, newest: string, now: Time): string | null {
  const [own, last] = [digitsIn(path), digitsIn(newest)];
  const next = own && last ? nextDigits(last.digits, now) : null;
  if (!own || next === null) return null;
  return `${path.slice(0, own.start)}${next}${path.slice(own.start + own.digits.length)}`;
}
