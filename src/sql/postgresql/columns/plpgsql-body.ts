/** The SQL within a PL/pgSQL body, as the server's own compiler parts it. */
import type { CreateFunctionStmt, FunctionParameter, Node } from 'libpg-query';
import { quoteIdentifier } from '../../../names.ts';
import { strings, walk } from '../ast.ts';
import { isTooDeepPlpgsql } from '../depth.ts';
import { foldConstant, parsePlpgsql, parseStatements } from '../parse.ts';
import { mayTouchAll } from './access.ts';
import { parametersOf } from './function-body.ts';
import { columnNames, type Reading, touchColumn } from './reading.ts';
import { resolveRelation } from './relations.ts';
import { readStatement } from './statement.ts';

interface Expression {
  query?: unknown;
  parseMode?: unknown;
}

interface Datum {
  refname?: unknown;
  fieldname?: unknown;
  recparentno?: unknown;
  datatype?: { PLpgSQL_type?: { typname?: unknown } };
}

/** What the compiler sets for every function and trigger. */
const GIVEN = ['found', 'new', 'old', 'sqlstate', 'sqlerrm'];

/** A statement (0), an expression (2), or an assignment (3 and up), whose target is no column. */
function queryOf({ query, parseMode }: Expression): string {
  const text = String(query ?? '');
  const mode = Number(parseMode ?? 0);
  if (mode === 0) return text;
  return `SELECT ${mode === 2 ? text : text.replace(/^\s*[^:=]+?\s*:?=/, '')}`;
}

function readText(reading: Reading, text: string): void {
  const parsed = parseStatements(text);
  if ('statements' in parsed) for (const { node } of parsed.statements) readStatement(reading, node as Node);
  else mayTouchAll(reading.access, `a statement of a function cannot be read: ${parsed.failure.message}`);
}

/** SQL made at run time: read where it is a constant after all. */
function readDynamic(reading: Reading, { query }: Expression): void {
  const text = foldConstant(String(query ?? ''));
  if (text === null) mayTouchAll(reading.access, 'a function runs SQL that it makes up itself');
  else readText(reading, text);
}

const DYNAMIC = /^PLpgSQL_stmt_dyn\w*$/;

function visit(reading: Reading, value: unknown, parent: string, key: string): void {
  if (Array.isArray(value)) for (const item of value) visit(reading, item, parent, key);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner !== 'object' || inner === null) continue;
      const dynamic = key === 'dynquery' || (key === 'query' && DYNAMIC.test(parent));
      if (name !== 'PLpgSQL_expr') {
        const begins = name.startsWith('PLpgSQL_');
        visit(reading, inner, begins ? name : parent, begins ? '' : name);
      } else if (dynamic) readDynamic(reading, inner);
      else readText(reading, queryOf(inner));
    }
  }
}

/** Reads a type as `users.name%TYPE` or `users`: gives the table that its values have the columns of. */
function readType(reading: Reading, typname: string): string | null {
  const path = typname.replace(/%type$/i, '').split('.');
  const names = path.map((part) => part.trim().replace(/^"(.*)"$/, '$1'));
  const column = /%type$/i.test(typname) ? names.pop() : undefined;
  const [relname = '', schemaname] = names.toReversed();
  if (relname === '') return null;
  const relation = resolveRelation(reading, schemaname === undefined ? { relname } : { relname, schemaname });
  if (relation.kind !== 'table') return null;
  if (column !== undefined) touchColumn(reading, 'reads', relation.name, column, true);
  return column === undefined ? relation.name : null;
}

/** Variables by name; types that are columns or rows of tables, and the fields that are used of such rows. */
function readVariables(reading: Reading, functions: unknown[]): Set<string> {
  const names = new Set<string>(GIVEN);
  walk(functions, (kind, inner) => {
    if (kind !== 'datums' || !Array.isArray(inner)) return true;
    const datums = inner.map((one: object): Datum => Object.values(one)[0] ?? {});
    const tables = datums.map(({ datatype }) => {
      const typname = datatype?.PLpgSQL_type?.typname;
      return typeof typname === 'string' ? readType(reading, typname) : null;
    });
    for (const { refname, fieldname, recparentno } of datums) {
      if (typeof refname === 'string') names.add(refname);
      const table = typeof fieldname === 'string' ? tables[Number(recparentno ?? 0)] : null;
      if (table && columnNames(reading.session, table).includes(String(fieldname)))
        touchColumn(reading, 'reads', table, String(fieldname), true);
    }
    return true;
  });
  return names;
}

/** A dollar quote that the body does not hold. */
function quoteBody(body: string): string {
  let tag = '$body$';
  for (let count = 0; body.includes(tag); count++) tag = `$body${count}$`;
  return `${tag}${body}${tag}`;
}

/** The compiler takes `t%ROWTYPE` for a scalar, but `t` for a row. */
const asRows = (body: string): string => body.replace(/%\s*rowtype\b/gi, '');

/** A parameter as the compiler needs it: all that it looks at is whether it is a row. */
function rebuildParameter(reading: Reading, { name = '', argType }: FunctionParameter): string {
  const [relname = '', schemaname] = strings(argType?.names).toReversed();
  const relation = resolveRelation(reading, schemaname === undefined ? { relname } : { relname, schemaname });
  const row = relation.kind === 'table' || relname === 'record';
  return `${quoteIdentifier(name)} ${row ? 'record' : 'int'}`;
}

/** What it returns decides which forms of RETURN the compiler takes. */
function returnsOf(statement: CreateFunctionStmt): string {
  if (strings(statement.returnType?.names).at(-1) === 'trigger') return 'trigger';
  const table = parametersOf(statement).some(({ mode }) => mode === 'FUNC_PARAM_TABLE');
  return statement.returnType?.setof || table ? 'SETOF int' : 'int';
}

/** A statement with the same body and the same names for the compiler to read. */
function rebuild(reading: Reading, statement: CreateFunctionStmt, body: string): string {
  const parameters = parametersOf(statement)
    .filter(({ name }) => name !== undefined)
    .map((parameter) => rebuildParameter(reading, parameter));
  const head = `f(${parameters.join(', ')})`;
  const routine = statement.is_procedure
    ? `PROCEDURE ${head}`
    : `FUNCTION ${head} RETURNS ${returnsOf(statement)}`;
  return `CREATE ${routine} LANGUAGE plpgsql AS ${quoteBody(body)}`;
}

function readCompiled(reading: Reading, statement: string, body: string): void {
  const parsed = isTooDeepPlpgsql(body) ? { message: 'it is nested too deeply' } : parsePlpgsql(statement);
  if ('message' in parsed) {
    mayTouchAll(reading.access, `the body of a function cannot be read: ${parsed.message}`);
    return;
  }
  const names = readVariables(reading, parsed.functions);
  const inner = { ...reading, variables: new Set([...reading.variables, ...names]) };
  visit(inner, parsed.functions, '', '');
}

/** The body of a function or procedure. */
export function readPlpgsqlBody(reading: Reading, statement: CreateFunctionStmt, text: string): void {
  const body = asRows(text);
  readCompiled(reading, rebuild(reading, statement, body), body);
}

/** The body of DO. */
export function readDoBody(reading: Reading, text: string): void {
  const body = asRows(text);
  readCompiled(reading, `DO ${quoteBody(body)}`, body);
}
