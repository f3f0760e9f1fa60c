/** How many rows a statement writes: by its predicate, by what it joins, by the query that gives them. */
import type { Node, SelectStmt, WithClause } from 'libpg-query';
import type { ObjectName } from '../../model.ts';
import { as } from './ast.ts';
import { findRelation } from './identify.ts';
import { isLimited, limitedNames, type Queries, queriesOf, queryIn } from './limits.ts';
import type { Session } from './session.ts';
import { isKeyOf } from './table-keys.ts';
import { type Reach, reachOf, type Writing } from './where.ts';

export interface Write {
  verb: Writing['verb'];
  table: ObjectName;
  columns: string[];
  /** Items of FROM or USING. */
  from: Node[] | undefined;
  withClause: WithClause | undefined;
  where: Node | undefined;
}

interface Asked {
  verb: Writing['verb'];
  table: ObjectName;
  columns: string[];
  queries: Queries;
}

/** Grouping, HAVING, set operations and joins may leave out rows in ways that are not followed. */
const isPlain = (select: SelectStmt): boolean =>
  !select.havingClause && !select.groupClause && !select.larg && select.fromClause?.length === 1;

/** What a query leaves of the one relation that it reads; `correlated`: it may name relations around it. */
function reachInQuery(session: Session, asked: Asked, select: SelectStmt, correlated: boolean): Reach {
  const queries = new Map([...asked.queries, ...queriesOf(select.withClause)]);
  if (isLimited(select, queries)) return { whole: false, bounded: true };
  const item = select.fromClause?.[0];
  const named = queryIn(item, queries);
  const range = named ? undefined : as(item, 'RangeVar');
  const table = range ? findRelation(session, range).name : '';
  const columns = table === asked.table ? asked.columns : [];
  const own = reachOf(
    select.whereClause,
    writingOf(session, { ...asked, table, columns, queries }, correlated),
  );
  if (!isPlain(select) || (!named && !range)) return { whole: false, bounded: own.bounded };
  if (!named) return own;
  const inner = reachInQuery(session, { ...asked, queries: named.queries }, named.select, correlated);
  return { whole: inner.whole && own.whole, bounded: inner.bounded || own.bounded };
}

function writingOf(
  session: Session,
  asked: Asked,
  joins: boolean,
  few: ReadonlySet<string> = new Set(),
): Writing {
  return {
    verb: asked.verb,
    columns: asked.columns,
    isKey: isKeyOf(session, asked.table),
    queries: asked.queries,
    few,
    joins,
    reachIn: (select, correlated) => reachInQuery(session, asked, select, correlated),
  };
}

/**
 * What UPDATE or DELETE reaches. Beside a list of values nobody knows how many rows there are for each, but hardly all.
 */
export function reachOfWrite(session: Session, { from = [], withClause, where, ...write }: Write): Reach {
  const queries = queriesOf(withClause);
  const few = limitedNames(from, queries);
  const reach = reachOf(where, writingOf(session, { ...write, queries }, from.length > 0, few));
  const joinsFew = few.size > 0 && where !== undefined;
  return { whole: reach.whole && !joinsFew, bounded: reach.bounded };
}

/** Only VALUES, or calls without any FROM: as many rows as are written there. */
export function isLiteral(select: SelectStmt | undefined): boolean {
  if (!select) return true;
  if (select.larg && select.rarg) return isLiteral(select.larg) && isLiteral(select.rarg);
  const expands = JSON.stringify(select.targetList ?? []).includes('"generate_series"');
  return select.valuesLists !== undefined || (select.fromClause === undefined && !expands);
}

/** The query that an INSERT takes its rows from. */
export function reachOfQuery(
  select: SelectStmt | undefined,
  session: Session,
  withClause: WithClause | undefined,
): Reach {
  if (!select) return { whole: false, bounded: true };
  const asked: Asked = { verb: 'delete', table: '', columns: [], queries: queriesOf(withClause) };
  return reachInQuery(session, asked, select, false);
}

/** The source of a MERGE. */
export function givesFew(source: Node | undefined, withClause: WithClause | undefined): boolean {
  return source !== undefined && limitedNames([source], queriesOf(withClause)).size > 0;
}
