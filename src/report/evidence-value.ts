/** What evidence was seen, in the words of the report: keys in snake case, times as RFC 3339. */
import { rfc3339 } from './when.ts';

/** Keys under which our values hold a moment; under any other a number is a number. */
const MOMENTS = new Set([
  'at',
  'created',
  'firstSeen',
  'from',
  'generatedAt',
  'lastDiverged',
  'lastSeen',
  'since',
  'succeeded',
  'to',
  'updatedAt',
  'verifiedAt',
]);

const snakeCase = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** An object of ours; one that has another shape of key, such as a table's name, is left as it is. */
const isOurWord = (key: string): boolean => /^[a-z]+(?:[A-Z][a-z]*)*$/.test(key);

/** Total: any JSON value may be given. What cannot be a moment stays the number that it is. */
export function evidenceValue(value: unknown, key = ''): unknown {
  if (typeof value === 'number') return MOMENTS.has(key) ? (rfc3339(value) ?? value) : value;
  if (Array.isArray(value)) return value.map((one) => evidenceValue(one));
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      isOurWord(name) ? snakeCase(name) : name,
      evidenceValue(part, name),
    ]),
  );
}
