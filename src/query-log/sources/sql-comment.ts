/**
 * Tags that an application puts into its statements: `SELECT 1 /* application='billing',route='%2Finvoices' *\/` (SQLCommenter).
 * Only where each statement comes as it was sent (logs, spans, records): `pg_stat_statements` keeps the comment of the first
 * caller for all of them.
 */

import type { Run } from '../words.ts';

const PAIR = /\s*([^\s=,'/*]{1,200})\s*=\s*'((?:[^'\\]|\\.)*)'\s*(,|$)/y;
const LONGEST = 8192;

/** The tags of the last comment of a statement; null: it ends without one, or not in that form. Total. */
export function readSqlComment(statement: string): ReadonlyMap<string, string> | null {
  const text = statement.trimEnd().replace(/;$/, '').trimEnd();
  if (!text.endsWith('*/')) return null;
  const start = text.lastIndexOf('/*');
  if (start < 0 || text.length - start > LONGEST) return null;
  return readPairs(text.slice(start + 2, -2).trim());
}

function readPairs(body: string): ReadonlyMap<string, string> | null {
  const tags = new Map<string, string>();
  PAIR.lastIndex = 0;
  for (;;) {
    const match = PAIR.exec(body);
    if (!match) return null;
    const [, key = '', value = '', comma] = match;
    tags.set(decode(key), decode(value.replaceAll("\\'", "'")));
    if (comma === '') return tags;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const KEYS = ['service.name', 'service', 'application', 'app'];

/** A run whose caller gave no name of its own, by the tag of its statement. */
export function nameByComment(run: Run): Run {
  if (run.service !== '') return run;
  const service = serviceOfComment(run.text);
  return service === '' ? run : { ...run, service };
}

/** The service that a statement names by itself; '': none. */
export function serviceOfComment(statement: string): string {
  const tags = readSqlComment(statement);
  const named = KEYS.map((key) => tags?.get(key) ?? '').find((value) => value.trim() !== '');
  return named?.trim().slice(0, 200) ?? '';
}
