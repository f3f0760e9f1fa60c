/** What the body of an SQL or PL/pgSQL function touches. */
import type { CreateFunctionStmt, FunctionParameter, Node } from 'libpg-query';
import { all, as, option, strings } from '../ast.ts';
import { parseStatements } from '../parse.ts';
import { mayTouchAll } from './access.ts';
import type { FunctionDefinition } from './bodies.ts';
import { readExpression } from './expression.ts';
import { readPlpgsqlBody } from './plpgsql-body.ts';
import type { Reading } from './reading.ts';
import { openScope } from './scope.ts';
import { readStatement } from './statement.ts';

const textOf = (node: Node | undefined): string => as(node, 'String')?.sval ?? '';

export const parametersOf = (statement: CreateFunctionStmt): FunctionParameter[] =>
  all(statement.parameters, 'FunctionParameter');

export const languageOf = (statement: CreateFunctionStmt): string =>
  textOf(option(statement.options, 'language')?.arg).toLowerCase() || 'sql';

/** `SET search_path = …` of the function itself: it holds while the body runs. Null: it has none, or nobody can know it. */
function ownSearchPath(statement: CreateFunctionStmt): string[] | null {
  for (const element of all(statement.options, 'DefElem')) {
    const set = element.defname === 'set' ? as(element.arg, 'VariableSetStmt') : undefined;
    if (set?.name !== 'search_path' || set.kind !== 'VAR_SET_VALUE') continue;
    const names = all(set.args, 'A_Const').map((constant) => constant.sval?.sval ?? '');
    return names.filter((name) => name !== '$user' && name !== '');
  }
  return null;
}

function readAtomic(reading: Reading, body: Node): void {
  const statements = as(body, 'List')?.items ?? [body];
  for (const node of statements.flatMap((inner) => as(inner, 'List')?.items ?? [inner])) {
    const result = as(node, 'ReturnStmt');
    if (result) readExpression(reading, openScope(null), result.returnval);
    else readStatement(reading, node);
  }
}

function readSql(reading: Reading, text: string): void {
  const parsed = parseStatements(text);
  if ('statements' in parsed) for (const { node } of parsed.statements) readStatement(reading, node as Node);
  else mayTouchAll(reading.access, `the body of a function cannot be read: ${parsed.failure.message}`);
}

function readText(reading: Reading, statement: CreateFunctionStmt, text: string): void {
  const language = languageOf(statement);
  if (language === 'sql') readSql(reading, text);
  else if (language === 'plpgsql') readPlpgsqlBody(reading, statement, text);
  else if (language !== 'c' && language !== 'internal')
    mayTouchAll(reading.access, `a function is written in ${language}, which is not read`);
}

/** Takes note of what a function's body touches. Names that are no columns may be its parameters. */
export function readFunctionBody(reading: Reading, { statement, searchPath }: FunctionDefinition): void {
  const path = ownSearchPath(statement) ?? searchPath ?? reading.session.searchPath;
  const names = parametersOf(statement).map(({ name }) => name ?? '');
  const inner: Reading = {
    ...reading,
    session: { ...reading.session, searchPath: path },
    variables: new Set([...names, ...strings(statement.funcname)]),
  };
  for (const { defexpr } of parametersOf(statement)) readExpression(inner, openScope(null), defexpr);
  if (statement.sql_body) readAtomic(inner, statement.sql_body);
  else {
    const body = as(option(statement.options, 'as')?.arg, 'List')?.items ?? [];
    readText(inner, statement, textOf(body[0]));
  }
}
