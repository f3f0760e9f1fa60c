/** The columns of a function, an XMLTABLE or a JSON_TABLE in FROM. */
import type {
  FuncCall,
  FunctionParameter,
  JsonTable,
  Node,
  RangeFunction,
  RangeTableFunc,
  TypeName,
} from 'libpg-query';
import { lookup } from '../../catalog.ts';
import { all, as, strings, withoutCasts } from '../ast.ts';
import { definitionsOf } from './calls.ts';
import { readExpression } from './expression.ts';
import { parametersOf } from './function-body.ts';
import { outputName } from './output-names.ts';
import { columnNames, type Reading } from './reading.ts';
import { resolveRelation } from './relations.ts';
import { type Item, newColumn, newItem, renameColumns, type Scope } from './scope.ts';

interface Result {
  columns: string[];
  loose: boolean;
}

/** The server's own functions with named results. */
const RESULTS: Record<string, string[]> = {
  json_array_elements: ['value'],
  jsonb_array_elements: ['value'],
  json_array_elements_text: ['value'],
  jsonb_array_elements_text: ['value'],
  json_each: ['key', 'value'],
  jsonb_each: ['key', 'value'],
  json_each_text: ['key', 'value'],
  jsonb_each_text: ['key', 'value'],
  each: ['key', 'value'],
};

/** These give one column, named by the alias or by themselves. */
const SCALAR = new Set([
  'generate_series',
  'generate_subscripts',
  'json_object_keys',
  'jsonb_object_keys',
  'jsonb_path_query',
  'regexp_matches',
  'regexp_split_to_table',
  'string_to_table',
]);

const OUTPUT = new Set(['FUNC_PARAM_OUT', 'FUNC_PARAM_INOUT', 'FUNC_PARAM_TABLE']);

/** Columns of a row type: a table, a view or a composite type. */
function rowColumns(reading: Reading, type: TypeName | undefined): string[] | null {
  const [relname = '', schemaname] = strings(type?.names).toReversed();
  const relation = resolveRelation(reading, schemaname === undefined ? { relname } : { relname, schemaname });
  if (relation.kind === 'table') return columnNames(reading.session, relation.name);
  const { catalog } = reading.session;
  if (relation.kind === 'view') return lookup(catalog.views, relation.name)?.columns ?? null;
  const attributes = lookup(catalog.types, `type:${relation.name}`)?.attributes;
  return attributes ? Object.keys(attributes) : null;
}

const outputsOf = (parameters: FunctionParameter[]): string[] =>
  parameters.filter(({ mode }) => OUTPUT.has(mode ?? '')).map(({ name }) => name ?? '');

function userResult(reading: Reading, path: string[], alone: string): Result | null {
  const definitions = path[0] === 'pg_catalog' ? [] : definitionsOf(reading, path);
  const results = definitions.map(({ statement }): Result => {
    const outputs = outputsOf(parametersOf(statement));
    if (outputs.length > 0) return { columns: outputs, loose: false };
    const row = rowColumns(reading, statement.returnType);
    return row ? { columns: row, loose: false } : { columns: [alone], loose: false };
  });
  if (results.length < 2) return results[0] ?? null;
  return { columns: [...new Set(results.flatMap(({ columns }) => columns))], loose: true };
}

/** `json_populate_record(null::users, …)` gives the columns of its first argument's type. */
function populated(reading: Reading, own: string, call: FuncCall): string[] | null {
  if (!/^jsonb?_populate_recordset$|^jsonb?_populate_record$|^populate_record$/.test(own)) return null;
  return rowColumns(reading, as(call.args?.[0], 'TypeCast')?.typeName);
}

function callResult(reading: Reading, call: FuncCall, alias: string | undefined): Result {
  const path = strings(call.funcname);
  const own = path.at(-1) ?? '';
  const alone = alias ?? own;
  const user = userResult(reading, path, alone);
  if (user) return user;
  const fixed = Object.hasOwn(RESULTS, own) ? RESULTS[own] : populated(reading, own, call);
  if (fixed) return { columns: fixed, loose: false };
  if (own === 'unnest' && (call.args?.length ?? 0) > 1)
    return { columns: (call.args ?? []).map(() => 'unnest'), loose: false };
  return { columns: [alone], loose: !SCALAR.has(own) };
}

function resultOf(reading: Reading, parts: Node[], alias: string | undefined): Result {
  const definitions = all(as(parts[1], 'List')?.items, 'ColumnDef');
  if (definitions.length > 0)
    return { columns: definitions.map(({ colname }) => colname ?? ''), loose: false };
  const value = withoutCasts(parts[0]);
  const call = as(value, 'FuncCall');
  if (call) return callResult(reading, call, alias);
  return { columns: [alias ?? outputName(value)], loose: false };
}

/** A function in FROM, or several in ROWS FROM; what their arguments read is taken note of. */
export function functionItem(reading: Reading, scope: Scope, range: RangeFunction): Item {
  const lists = all(range.functions, 'List').map((list) => list.items ?? []);
  for (const [value] of lists) readExpression(reading, scope, value);
  const alias = range.alias?.aliasname;
  const single = lists.length === 1 ? alias : undefined;
  const results = lists.map((parts) => resultOf(reading, parts, single));
  const given = all(range.coldeflist, 'ColumnDef').map(({ colname }) => colname ?? '');
  const names = given.length > 0 ? given : results.flatMap(({ columns }) => columns);
  if (range.ordinality) names.push('ordinality');
  const first = outputName(lists[0]?.[0]);
  return newItem({
    name: alias ?? first,
    aliased: true,
    columns: renameColumns(
      names.map((name) => newColumn(name)),
      strings(range.alias?.colnames),
    ),
    loose: given.length === 0 && !range.alias?.colnames && results.some(({ loose }) => loose),
  });
}

function tableItem(names: string[], alias: { aliasname?: string; colnames?: Node[] } | undefined): Item {
  const columns = renameColumns(
    names.map((name) => newColumn(name)),
    strings(alias?.colnames),
  );
  return newItem({ name: alias?.aliasname ?? null, aliased: true, columns });
}

export function xmlTableItem(reading: Reading, scope: Scope, { alias, ...table }: RangeTableFunc): Item {
  readExpression(reading, scope, table);
  const columns = all(table.columns, 'RangeTableFuncCol');
  return tableItem(
    columns.map(({ colname }) => colname ?? ''),
    alias ?? { aliasname: 'xmltable' },
  );
}

function jsonNames(columns: Node[] | undefined): string[] {
  return all(columns, 'JsonTableColumn').flatMap((column) =>
    column.coltype === 'JTC_NESTED' ? jsonNames(column.columns) : [column.name ?? ''],
  );
}

export function jsonTableItem(reading: Reading, scope: Scope, { alias, ...table }: JsonTable): Item {
  readExpression(reading, scope, table);
  return tableItem(jsonNames(table.columns), alias ?? { aliasname: 'json_table' });
}
