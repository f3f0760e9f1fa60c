/** Queries that give a known number of rows: by LIMIT, as a list of values, or from another query that does. */
import type { Node, SelectStmt, WithClause } from 'libpg-query';
import { all, as, constantOf, walk, withoutCasts } from './ast.ts';

/** More than this is no batch. */
export const MOST_ROWS = 100_000;

/** Queries of a WITH, by name. */
export type Queries = ReadonlyMap<string, SelectStmt>;

export function queriesOf(clause: WithClause | undefined): Queries {
  const queries = new Map<string, SelectStmt>();
  for (const { ctename, ctequery } of all(clause?.ctes, 'CommonTableExpr')) {
    const select = as(ctequery, 'SelectStmt');
    if (select && ctename !== undefined) queries.set(ctename, select);
  }
  return queries;
}

/** The queries that one of them can see: without itself, so that looking ends. */
export function without(queries: Queries, name: string): Queries {
  return new Map([...queries].filter(([other]) => other !== name));
}

function isComputed(node: Node): boolean {
  let computed = false;
  walk(node, (kind) => {
    if (kind === 'SubLink' || kind === 'FuncCall') computed = true;
    return true;
  });
  return computed;
}

/** `LIMIT 1000`, and a limit that a variable gives; `LIMIT ALL` and what a query counts are none. */
function limits(count: Node | undefined): boolean {
  if (count === undefined) return false;
  const value = constantOf(withoutCasts(count));
  return value === undefined ? !isComputed(count) : Number(value) <= MOST_ROWS;
}

/** The query of its WITH that an item of FROM names, with what that query can see; or a query in brackets. */
export function queryIn(
  item: Node | undefined,
  queries: Queries,
): { select: SelectStmt; queries: Queries } | undefined {
  const range = as(item, 'RangeVar');
  const name = range?.schemaname ? undefined : range?.relname;
  const named = name === undefined ? undefined : queries.get(name);
  if (named && name !== undefined) return { select: named, queries: without(queries, name) };
  const select = as(as(item, 'RangeSubselect')?.subquery, 'SelectStmt');
  return select && { select, queries };
}

export function isLimited(select: SelectStmt, outer: Queries): boolean {
  if (select.valuesLists !== undefined || limits(select.limitCount)) return true;
  if (select.larg && select.rarg) return isLimited(select.larg, outer) && isLimited(select.rarg, outer);
  const queries = new Map([...outer, ...queriesOf(select.withClause)]);
  const items = select.fromClause ?? [];
  const source = items.length === 1 ? queryIn(items[0], queries) : undefined;
  return source !== undefined && isLimited(source.select, source.queries);
}

/** Names under which items of FROM or USING give few rows. */
export function limitedNames(items: readonly Node[], queries: Queries): Set<string> {
  const names = new Set<string>();
  for (const item of items) {
    const join = as(item, 'JoinExpr');
    if (join) {
      const sides = [join.larg, join.rarg].filter((side) => side !== undefined);
      for (const name of limitedNames(sides, queries)) names.add(name);
    }
    const source = queryIn(item, queries);
    if (!source || !isLimited(source.select, source.queries)) continue;
    const named = as(item, 'RangeVar') ?? as(item, 'RangeSubselect');
    names.add(named?.alias?.aliasname ?? as(item, 'RangeVar')?.relname ?? '');
  }
  return names;
}
