/** What the body of a function names: columns, tables and functions, as far as it can be read. */
import type { CreateFunctionStmt, Node } from 'libpg-query';
import type { CatalogFunction } from '../../model.ts';
import { quoteIdentifier } from '../../names.ts';
import { lookup } from '../catalog.ts';
import { changesSchema } from './acting-functions.ts';
import { all, as, option, strings, walk } from './ast.ts';
import { parsePlpgsql, parseStatements } from './parse.ts';
import { readExpression, readModification, readSelect } from './reads.ts';
import { beginReading, openScope, type Reading } from './scope.ts';
import type { Session } from './session.ts';
import { typeText, userTypeOf } from './type-names.ts';

const textOf = (node: Node | undefined): string => as(node, 'String')?.sval ?? '';

/** What one body is read into. */
interface BodyReading extends Reading {
  /** Every statement of it, those in its branches too. */
  statements: Node[];
}

/** One statement of a body. */
function readStatement(reading: BodyReading, node: Node): void {
  reading.statements.push(node);
  const select = as(node, 'SelectStmt');
  if (select) readSelect(reading, select, null);
  else if (['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt'].some((kind) => kind in node)) {
    readModification(reading, node, null);
  } else readExpression(reading, openScope(null), node);
}

function readText(reading: BodyReading, text: string): boolean {
  const parsed = parseStatements(text);
  if (!('statements' in parsed)) return false;
  for (const { node } of parsed.statements) readStatement(reading, node as Node);
  return true;
}

interface Fragment {
  query?: string;
  parseMode?: number;
}

/** PL/pgSQL keeps each query and expression as text: a statement (0), an expression (2), or an assignment (3 and up). */
function fragmentText({ query = '', parseMode = 0 }: Fragment): string {
  if (parseMode === 0) return query;
  if (parseMode === 2) return `SELECT ${query}`;
  return query.replace(/^\s*([^:=]+?)\s*:?=/, (_, target: string) => `SELECT ${target},`);
}

function readPlpgsql(reading: BodyReading, statement: string): boolean {
  const parsed = parsePlpgsql(statement);
  if (!('functions' in parsed)) return false;
  let whole = true;
  walk(parsed.functions, (kind, inner) => {
    if (kind === 'PLpgSQL_stmt_dynexecute' || kind === 'PLpgSQL_stmt_dynfors') whole = false;
    if (kind === 'PLpgSQL_expr' && !readText(reading, fragmentText(inner as Fragment))) whole = false;
    return true;
  });
  return whole;
}

const INPUTS = new Set(['FUNC_PARAM_TABLE', 'FUNC_PARAM_OUT']);

/** A statement with the same body and parameter names, all that PL/pgSQL's parser looks at. */
function rebuild(statement: CreateFunctionStmt, body: string): string {
  const parameters = all(statement.parameters, 'FunctionParameter')
    .filter((parameter) => parameter.name !== undefined && !INPUTS.has(parameter.mode ?? ''))
    .map((parameter) => `${quoteIdentifier(parameter.name ?? '')} int`);
  const isTrigger = strings(statement.returnType?.names).at(-1) === 'trigger';
  let tag = '$body$';
  for (let count = 0; body.includes(tag); count += 1) tag = `$body${count}$`;
  const returns = isTrigger ? 'trigger' : statement.returnType?.setof ? 'SETOF int' : 'int';
  return `CREATE FUNCTION f(${parameters.join(', ')}) RETURNS ${returns} LANGUAGE plpgsql AS ${tag}${body}${tag}`;
}

const WORD = /[A-Za-z_][A-Za-z0-9_]*/g;

/** Where a body cannot be read: tables by their names, and their columns where the table is named. */
function readWords(reading: Reading, body: string): void {
  const words = new Set(body.toLowerCase().match(WORD) ?? []);
  const { tables } = reading.session.catalog;
  for (const name of Object.keys(tables)) {
    const own = name
      .slice(name.lastIndexOf('.') + 1)
      .replaceAll('"', '')
      .toLowerCase();
    if (!words.has(own)) continue;
    reading.uses.add(`${name}.ctid`);
    for (const column of Object.keys(tables[name]?.columns ?? {})) {
      if (words.has(column.toLowerCase())) reading.uses.add(`${name}.${quoteIdentifier(column)}`);
    }
  }
}

function readBody(reading: BodyReading, statement: CreateFunctionStmt, language: string): boolean {
  if (statement.sql_body) {
    const statements = as(statement.sql_body, 'List')?.items ?? [statement.sql_body];
    for (const node of statements.flatMap((inner) => as(inner, 'List')?.items ?? [inner]))
      readStatement(reading, node);
    return true;
  }
  const body = as(option(statement.options, 'as')?.arg, 'List')?.items ?? [];
  const text = textOf(body[0]);
  if (language === 'c' || language === 'internal') return true;
  const read =
    language === 'sql'
      ? readText(reading, text)
      : language === 'plpgsql' && readPlpgsql(reading, rebuild(statement, text));
  if (!read) readWords(reading, text);
  return read;
}

interface Body {
  uses: string[];
  opaque: boolean;
  acts: true | undefined;
  rowUses: string[] | undefined;
}

function describeBody(statement: CreateFunctionStmt, types: readonly string[], session: Session): Body {
  const reading: BodyReading = { ...beginReading(session), statements: [] };
  const language = textOf(option(statement.options, 'language')?.arg).toLowerCase() || 'sql';
  const opaque = !readBody(reading, statement, language);
  for (const type of [...types, typeText(statement.returnType, session)]) {
    const name = userTypeOf(type, session);
    const bare = type.replace(/\[\]$/, '');
    if (name !== undefined) reading.uses.add(name);
    else if (lookup(session.catalog.tables, bare)) reading.uses.add(`${bare}.ctid`);
  }
  return {
    uses: [...reading.uses],
    opaque,
    acts: changesSchema(reading.statements) || undefined,
    rowUses: reading.rowUses.size > 0 ? [...reading.rowUses] : undefined,
  };
}

/** A property that is computed when somebody first looks at it, and a plain one from then on. */
function defer<T extends object>(entry: T, key: keyof T, compute: () => unknown): void {
  const settle = (value: unknown): void => {
    Object.defineProperty(entry, key, { value, writable: true, enumerable: true, configurable: true });
  };
  const get = (): unknown => {
    settle(compute());
    return entry[key];
  };
  Object.defineProperty(entry, key, { get, set: settle, enumerable: true, configurable: true });
}

/**
 * The catalog's entry for a new function: what it uses, and whether its value may change from row to row. Its body is
 * read only when something is about to go that it may use, which is seldom and costs much; PostgreSQL, too, looks the
 * names in it up no earlier than it runs.
 */
export function describeFunction(statement: CreateFunctionStmt, session: Session): CatalogFunction {
  const parameters = all(statement.parameters, 'FunctionParameter');
  const types = parameters.map((parameter) => typeText(parameter.argType, session));
  const then: Session = { ...session, searchPath: [...session.searchPath] };
  let body: Body | undefined;
  const read = (): Body => {
    body ??= describeBody(statement, types, then);
    return body;
  };
  const declared = textOf(option(statement.options, 'volatility')?.arg);
  const inputs = types.filter((_, index) => !INPUTS.has(parameters[index]?.mode ?? ''));
  const entry: CatalogFunction = {
    uses: [],
    opaque: false,
    volatility: declared === 'immutable' || declared === 'stable' ? declared : 'volatile',
    signatures: [inputs.join(', ')],
  };
  defer(entry, 'uses', () => read().uses);
  defer(entry, 'opaque', () => read().opaque);
  defer(entry, 'acts', () => read().acts);
  defer(entry, 'rowUses', () => read().rowUses);
  return entry;
}
