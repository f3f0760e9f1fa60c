/** Queries: harmless unless a function that they call may do something. */
import type { CallStmt, Node, SelectStmt } from 'libpg-query';
import type { ObjectName } from '../../model.ts';
import { lookup } from '../catalog.ts';
import { actingBehind, isActing } from './acting-functions.ts';
import { as, constantOf, strings, walk, withoutCasts } from './ast.ts';
import { sequenceNamed } from './define-column.ts';
import { addEffect } from './draft.ts';
import { nameOf } from './identify.ts';
import { judgeCreateAs, relationsIn } from './judge-views.ts';
import { HARMLESS_FUNCTIONS, STEADY_FUNCTIONS } from './known-functions.ts';
import type { Judged, Session } from './session.ts';
import { userFunction } from './volatility.ts';
import { reachOfQuery } from './written-rows.ts';

interface Call {
  funcname?: Node[];
  args?: Node[];
}

/** Where a function is called: a query may stand there for the call alone, a statement that writes computes values by it. */
export type CalledBy = 'query' | 'write';

/** A user's function that promises not to write, or whose body was read; or one of PostgreSQL's own that is known. */
function isHarmless(session: Session, path: string[], by: CalledBy): boolean {
  const user = userFunction(session, path);
  if (user !== undefined) {
    const entry = lookup(session.catalog.functions, user);
    return entry?.volatility !== 'volatile' || (by === 'write' && !entry.opaque);
  }
  const own = path.at(-1) ?? '';
  if (path.length > 1 && path[0] !== 'pg_catalog' && !STEADY_FUNCTIONS.has(own)) return false;
  return STEADY_FUNCTIONS.has(own) || HARMLESS_FUNCTIONS.has(own);
}

function judgeCallNode(call: Call, session: Session, out: Judged, by: CalledBy): void {
  const path = strings(call.funcname);
  if (path.at(-1) === 'setval') {
    const sequence = constantOf(withoutCasts(call.args?.[0]));
    const object = sequence === undefined ? 'sequence:' : sequenceNamed(session, sequence);
    addEffect(session, out, 'set-sequence-value', { object, objectKind: 'sequence', table: null });
  } else if (path.at(-1) === 'set_config') noteSetting(call, session, out);
  else if (isActing(session, nameOf(session, 'function', path)))
    tellActing(session, out, nameOf(session, 'function', path));
  else if (!isHarmless(session, path, by)) {
    const object = nameOf(session, 'function', path);
    const row = by === 'write' ? 'call-function-on-rows' : 'call-function';
    if (out.effects.some((effect) => effect.operation === row && effect.object === object)) return;
    addEffect(session, out, row, { object, objectKind: 'function', table: null });
  }
}

export function tellActing(session: Session, out: Judged, object: ObjectName): void {
  if (out.effects.some((effect) => effect.operation === 'run-acting-function' && effect.object === object))
    return;
  addEffect(session, out, 'run-acting-function', { object, objectKind: 'function', table: null });
}

/** Functions that run though the statement does not name them: a view's, a trigger's, a default's. */
export function judgeSetOff(session: Session, out: Judged, relations: readonly ObjectName[]): void {
  for (const object of actingBehind(session, relations)) tellActing(session, out, object);
}

/**
 * `set_config('session_replication_role', 'replica', …)` is SET in other words. One whose setting is computed may set any;
 * and where names are looked up, or whether triggers run, must be told to be known.
 */
function noteSetting(call: Call, session: Session, out: Judged): void {
  const [name, value] = (call.args ?? []).map((argument) => constantOf(withoutCasts(argument)));
  if (name !== undefined && value !== undefined) noteSet(name.toLowerCase(), value, session, out);
  else if (name === undefined || DECIDING.has(name.toLowerCase()))
    addEffect(session, out, 'call-function', {
      object: 'function:set_config',
      objectKind: 'function',
      table: null,
    });
}

const DECIDING = new Set(['search_path', 'session_replication_role', 'role', 'session_authorization']);

/** Remembers a setting, and tells what switches triggers off. */
export function noteSet(name: string, value: string, session: Session, out: Judged): void {
  session.settings.set(name, value);
  if (name === 'session_replication_role' && !['origin', 'local', 'default'].includes(value.toLowerCase())) {
    out.disablesTriggers = `session_replication_role = ${value}`;
  }
}

/** What writes rows within a query is judged by itself, as it stands in WITH. */
const WRITES = new Set(['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt']);

/** Every call anywhere under a node. */
export function judgeCalls(node: unknown, session: Session, out: Judged, by: CalledBy): void {
  walk({ node }, (kind, inner) => {
    if (kind === 'FuncCall') judgeCallNode(inner as Call, session, out, by);
    return !WRITES.has(kind);
  });
}

/** The server's own tables, which are small. A schema of the user's whose name begins alike is none: `pg_temp`, `pg_partman`. */
export function isSystem({ catalog }: Session, table: ObjectName): boolean {
  return /^(?:pg_catalog|information_schema)\.|^pg_[a-z_]+$/.test(table) && !lookup(catalog.tables, table);
}

/** It may have to read more rows than it gives: to sort, to group, to count, to find those that match. */
const readsBeyond = ({
  sortClause,
  groupClause,
  distinctClause,
  whereClause,
  targetList,
}: SelectStmt): boolean =>
  Boolean(sortClause ?? groupClause ?? distinctClause ?? whereClause) ||
  JSON.stringify(targetList ?? []).includes('"FuncCall"');

/** A table of which a query may read every row; null: it reads none, or few by their key. */
function scannedTable(
  statement: SelectStmt,
  session: Session,
  others: readonly ObjectName[],
): ObjectName | null {
  const table = others.find((name) => !isSystem(session, name) && !session.fresh.has(name));
  if (table === undefined) return null;
  const { limitCount: _, ...unlimited } = statement;
  const asked = readsBeyond(statement) ? unlimited : statement;
  return reachOfQuery(asked, session, statement.withClause).bounded ? null : table;
}

export function judgeSelect(statement: SelectStmt, session: Session, out: Judged): void {
  if (statement.intoClause) {
    const { intoClause, ...query } = statement;
    judgeCreateAs({ into: intoClause, query: { SelectStmt: query }, objtype: 'OBJECT_TABLE' }, session, out);
    judgeCalls(query, session, out, 'write');
    return;
  }
  const others = relationsIn(session, statement);
  judgeCalls(statement, session, out, 'query');
  judgeSetOff(session, out, others);
  if (out.effects.length > 0) return;
  const scanned = scannedTable(statement, session, others);
  addEffect(session, out, scanned === null ? 'query' : 'read-rows', {
    object: scanned ?? others[0] ?? 'SELECT',
    objectKind: others.length > 0 ? 'table' : 'other',
    table: scanned,
    others,
  });
}

export function judgeCall(statement: CallStmt, session: Session, out: Judged): void {
  const object = nameOf(session, 'function', strings(statement.funccall?.funcname));
  addEffect(session, out, 'call-function', { object, objectKind: 'function', table: null });
}

/** EXPLAIN ANALYZE runs what it explains. */
export function runsQuery(options: Node[] | undefined): boolean {
  return (options ?? []).some((element) => as(element, 'DefElem')?.defname === 'analyze');
}
