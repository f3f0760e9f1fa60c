/** Functions: what a function's body touches is touched by whoever calls it. */
import type { FuncCall, Node } from 'libpg-query';
import type { ObjectName } from '../../../model.ts';
import { lookup } from '../../catalog.ts';
import { constantOf, strings, withoutCasts } from '../ast.ts';
import { nameIn, partsOf } from '../identify.ts';
import { HARMLESS_FUNCTIONS, STEADY_FUNCTIONS } from '../known-functions.ts';
import { parseStatements } from '../parse.ts';
import { mayTouchAll, mergeAccess, mergeUnresolved } from './access.ts';
import { type Body, type FunctionDefinition, readBody } from './bodies.ts';
import { readFunctionBody } from './function-body.ts';
import { type Reading, touchRelation } from './reading.ts';
import { readStatement } from './statement.ts';
import { readUse } from './views.ts';

/** These run SQL that they are handed as text, or read a table that they are handed by name. */
const RUNS_TEXT =
  /^(?:query_to_xml\w*|cursor_to_xml\w*|table_to_xml\w*|schema_to_xml\w*|database_to_xml\w*|ts_stat|ts_rewrite|crosstab\w*|connectby|xpath_table|dblink\w*)$/;

function functionsNamed(reading: Reading, path: string[]): ObjectName[] {
  const { session } = reading;
  const own = path.at(-1) ?? '';
  const schemas = path.length > 1 ? [path.at(-2) ?? ''] : session.searchPath;
  const names = schemas.map((schema) => nameIn(session, 'function', schema, own));
  return names.filter((name) => lookup(session.catalog.functions, name) !== undefined);
}

/** Functions of that name in schemas that the search path, as far as it is known, does not have. */
function namesakes(reading: Reading, own: string, found: ObjectName[]): ObjectName[] {
  const { session } = reading;
  return Object.keys(session.catalog.functions).filter(
    (name) => !found.includes(name) && partsOf(session, name).own === own,
  );
}

/** Whether the schema has a function of that name. */
export function knowsFunction(reading: Reading, path: string[]): boolean {
  return path.length > 0 && path[0] !== 'pg_catalog' && functionsNamed(reading, path).length > 0;
}

/** Definitions of the functions that a call may mean: their results are the columns of one in FROM. */
export function definitionsOf(reading: Reading, path: string[]): FunctionDefinition[] {
  return functionsNamed(reading, path).flatMap(
    (name) => reading.bodies.definitions.functions.get(name) ?? [],
  );
}

function readKnown(reading: Reading, name: ObjectName): void {
  const definitions = reading.bodies.definitions.functions.get(name) ?? [];
  for (const definition of definitions) readFunctionBody(reading, definition);
  if (definitions.length > 0) return;
  const entry = lookup(reading.session.catalog.functions, name);
  if (entry?.opaque) mayTouchAll(reading.access, `what ${name} does cannot be read`);
  for (const use of entry?.uses ?? []) readUse(reading, use);
}

function functionBody(reading: Reading, name: ObjectName): Body {
  // Names in most bodies are looked up where the caller would look.
  const { searchPath } = reading.session;
  return readBody(reading, `${name} ${reading.anyPath} ${searchPath.join()}`, (inner) => {
    readKnown(inner, name);
    return { columns: [], loose: true };
  });
}

/** A call of a function that the catalog has. */
export function callKnown(reading: Reading, name: ObjectName): void {
  touchRelation(reading, 'reads', name);
  const { access } = functionBody(reading, name);
  const written = reading.bodies.definitions.functions.has(name);
  const volatile = lookup(reading.session.catalog.functions, name)?.volatility === 'volatile';
  // Without its text nobody knows which of what it uses it writes.
  if (written || !volatile) mergeAccess(reading.access, access, false);
  else mergeUnresolved(reading.access, access);
}

function callUnknown(reading: Reading, own: string): void {
  if (!reading.session.catalog.incomplete) return;
  if (STEADY_FUNCTIONS.has(own) || HARMLESS_FUNCTIONS.has(own)) return;
  mayTouchAll(
    reading.access,
    `the function ${own} is not in the schema, which could not be read whole: nobody knows what it touches`,
  );
}

/** A call by name. The server's own functions and those of extensions touch nothing of the schema by themselves. */
export function callFunction(reading: Reading, path: string[]): void {
  const own = path.at(-1) ?? '';
  if (path.length > 1 && path[0] === 'pg_catalog') return;
  const found = functionsNamed(reading, path);
  for (const name of found) callKnown(reading, name);
  if (found.length > 0 && !reading.anyPath) return;
  const others = path.length > 1 ? [] : namesakes(reading, own, found);
  for (const name of others) mergeUnresolved(reading.access, functionBody(reading, name).access);
  if (found.length === 0 && others.length === 0) callUnknown(reading, own);
}

/** SQL that a function is handed: read where it is a constant. */
function readText(reading: Reading, own: string, args: Node[]): void {
  for (const arg of args) {
    const text = constantOf(withoutCasts(arg));
    const parsed = text === undefined ? undefined : parseStatements(text);
    if (!parsed || !('statements' in parsed) || parsed.statements.length === 0) continue;
    for (const { node } of parsed.statements) readStatement(reading, node as Node);
    return;
  }
  mayTouchAll(reading.access, `${own} runs a query that is not in the statement`);
}

/** A call in an expression, without its arguments. */
export function readCall(reading: Reading, call: FuncCall): void {
  const path = strings(call.funcname);
  const own = path.at(-1) ?? '';
  if (RUNS_TEXT.test(own) && !knowsFunction(reading, path)) readText(reading, own, call.args ?? []);
  else callFunction(reading, path);
}
