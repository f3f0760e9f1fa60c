/** From a name in an expression to the columns that it may mean: innermost scope first, as the server looks. */

import { noteColumn } from '../postgresql/columns/access.ts';
import { foldName } from './fold.ts';
import {
  type Column,
  namesAt,
  noteReads,
  noteWrites,
  type Path,
  type Reading,
  type Scope,
  type Source,
  tokenAt,
} from './reading.ts';
import { columnNameOf } from './schema.ts';

const withName = (source: Source, names: readonly string[]): Column[] =>
  source.columns.filter((column) => names.includes(column.folded));

/** Columns of that name. In one scope all are found: two would be an error, so that none may be left out. */
export function findColumns(scope: Scope | null, names: readonly string[]): Column[] {
  const found: Column[] = [];
  for (let at = scope; at; at = at.outer) {
    for (const source of at.sources) if (!source.qualifiedOnly) found.push(...withName(source, names));
    if (found.length > 0 && !at.unsure) break;
  }
  return found;
}

/**
 * Sources of that label. Where only the case is alike, an outer one may be meant as well: whether case counts in an alias
 * is the server's `lower_case_table_names`.
 */
export function findSources(r: Reading, scope: Scope | null, label: number): Source[] {
  const names = namesAt(r, label);
  const { text } = tokenAt(r, label);
  const found: Source[] = [];
  for (let at = scope; at; at = at.outer) {
    const here = at.sources.filter(({ labels }) => labels.some((one) => names.includes(foldName(one))));
    found.push(...here);
    if (here.some(({ labels }) => labels.includes(text)) && !at.unsure) break;
  }
  return found;
}

function noteUnknown(r: Reading, source: Source, name: string, way: 'reads' | 'writes'): void {
  for (const table of source.tables) noteColumn(r.access[way], columnNameOf(table, name), true);
}

/** `a.b` and `a.b.c`; false: nothing of that label is in reach. */
function touchQualified(r: Reading, { parts }: Path, scope: Scope | null, way: 'reads' | 'writes'): boolean {
  const label = parts.at(-2) as number;
  const last = parts.at(-1) as number;
  const sources = findSources(r, scope, label);
  for (const source of sources) {
    const columns = withName(source, namesAt(r, last));
    for (const column of columns) (way === 'reads' ? noteReads : noteWrites)(r, column, true);
    if (columns.length === 0) noteUnknown(r, source, tokenAt(r, last).text, way);
  }
  return sources.length > 0;
}

/** In double quotes, and nobody knows whether that is a name. */
function touchPerhaps(r: Reading, columns: Column[]): void {
  for (const { bases, targets } of columns)
    for (const object of [...bases, ...targets]) r.access.unresolved.add(object);
}

/** Notes what a path in an expression reads, or on a left side writes. */
export function touchPath(r: Reading, path: Path, scope: Scope | null, way: 'reads' | 'writes'): void {
  const { parts } = path;
  const first = parts[0] as number;
  if (parts.length > 1) {
    if (touchQualified(r, path, scope, way)) for (const part of parts) r.used[part] = true;
    return;
  }
  const columns = findColumns(scope, namesAt(r, first));
  const sure = way === 'writes' || tokenAt(r, first).kind !== 'double' || r.ansiQuotes === true;
  if (!sure) touchPerhaps(r, columns);
  else for (const column of columns) (way === 'reads' ? noteReads : noteWrites)(r, column, true);
  if (columns.length > 0 || namesAt(r, first).some((name) => r.variables.has(name))) r.used[first] = true;
}

/** `t.*`. */
export function touchStar(r: Reading, { parts }: Path, scope: Scope): Source[] {
  const sources = findSources(r, scope, parts.at(-1) as number);
  for (const source of sources) for (const column of source.columns) noteReads(r, column, false);
  for (const part of parts) r.used[part] = true;
  return sources;
}
