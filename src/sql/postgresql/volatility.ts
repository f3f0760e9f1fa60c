/** Whether an expression may give another value for every row: then a new column's default writes the whole table. */
import type { Node } from 'libpg-query';
import type { ObjectName } from '../../model.ts';
import { lookup } from '../catalog.ts';
import { strings, walk } from './ast.ts';
import { nameOf } from './identify.ts';
import { STEADY_FUNCTIONS } from './known-functions.ts';
import type { Session } from './session.ts';

/** A function's canonical name where the catalog knows it: a user's, not the engine's. */
export function userFunction(session: Session, path: string[]): ObjectName | undefined {
  if (path.length > 1 && path[0] === 'pg_catalog') return undefined;
  const name = nameOf(session, 'function', path);
  return lookup(session.catalog.functions, name) ? name : undefined;
}

/** One value for the whole statement. A function that nobody knows is volatile, as PostgreSQL takes those that do not say. */
export function isSteadyFunction(session: Session, path: string[]): boolean {
  const user = userFunction(session, path);
  if (user !== undefined) return lookup(session.catalog.functions, user)?.volatility !== 'volatile';
  return STEADY_FUNCTIONS.has(path.at(-1) ?? '');
}

/** PostgreSQL's own take no argument: with one, it is somebody else's function of that name. */
const WITHOUT_ARGUMENTS = new Set([
  'now',
  'transaction_timestamp',
  'statement_timestamp',
  'current_database',
  'current_schema',
  'version',
  'pg_backend_pid',
]);

const isAnothers = ({ funcname, args }: { funcname?: Node[]; args?: Node[] }): boolean =>
  args !== undefined && WITHOUT_ARGUMENTS.has(strings(funcname).at(-1) ?? '');

/** Names of the functions that are called anywhere under a node. */
export function functionsCalled(node: unknown): string[][] {
  const paths: string[][] = [];
  const visit = (kind: string, inner: unknown): boolean => {
    if (kind === 'FuncCall') paths.push(strings((inner as { funcname?: Node[] }).funcname));
    return true;
  };
  walk({ node }, visit);
  return paths;
}

/** Functions of the catalog that are called anywhere under a node. */
export function calledFunctions(session: Session, node: unknown): ObjectName[] {
  return [...new Set(functionsCalled(node).flatMap((path) => userFunction(session, path) ?? []))];
}

/** Constants, operators, casts, `now()` and `current_user` give one value; `random()` and unknown functions do not. */
export function isVolatile(node: Node | undefined, session: Session): boolean {
  let anothers = false;
  walk({ node }, (kind, inner) => {
    if (kind === 'FuncCall' && isAnothers(inner as { funcname?: Node[]; args?: Node[] })) anothers = true;
    return true;
  });
  return anothers || functionsCalled(node).some((path) => !isSteadyFunction(session, path));
}
