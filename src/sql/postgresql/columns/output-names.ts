/** What the server calls a column of a query that was given no name (its `FigureColname`). */
import type { FuncCall, Node, SelectStmt } from 'libpg-query';
import { all, as, constantOf, strings } from '../ast.ts';

/** A weak name (of a cast or a CASE) gives way to a better one around or within it. */
interface Figured {
  name: string;
  weak: boolean;
}

const FIXED: Record<string, string> = {
  GroupingFunc: 'grouping',
  MergeSupportFunc: 'merge_action',
  A_ArrayExpr: 'array',
  RowExpr: 'row',
  CoalesceExpr: 'coalesce',
  XmlSerialize: 'xmlserialize',
  JsonObjectConstructor: 'json_object',
  JsonArrayConstructor: 'json_array',
  JsonArrayQueryConstructor: 'json_array',
  JsonObjectAgg: 'json_objectagg',
  JsonArrayAgg: 'json_arrayagg',
  JsonParseExpr: 'json',
  JsonScalarExpr: 'json_scalar',
  JsonSerializeExpr: 'json_serialize',
};

/** By a word that the node itself holds. */
const BY_KIND: Record<string, string> = {
  IS_GREATEST: 'greatest',
  IS_LEAST: 'least',
  IS_XMLCONCAT: 'xmlconcat',
  IS_XMLELEMENT: 'xmlelement',
  IS_XMLFOREST: 'xmlforest',
  IS_XMLPARSE: 'xmlparse',
  IS_XMLPI: 'xmlpi',
  IS_XMLROOT: 'xmlroot',
  JSON_EXISTS_OP: 'json_exists',
  JSON_QUERY_OP: 'json_query',
  JSON_VALUE_OP: 'json_value',
  EXISTS_SUBLINK: 'exists',
  ARRAY_SUBLINK: 'array',
  AEXPR_NULLIF: 'nullif',
  SVFOP_CURRENT_DATE: 'current_date',
  SVFOP_CURRENT_TIME: 'current_time',
  SVFOP_CURRENT_TIME_N: 'current_time',
  SVFOP_CURRENT_TIMESTAMP: 'current_timestamp',
  SVFOP_CURRENT_TIMESTAMP_N: 'current_timestamp',
  SVFOP_LOCALTIME: 'localtime',
  SVFOP_LOCALTIME_N: 'localtime',
  SVFOP_LOCALTIMESTAMP: 'localtimestamp',
  SVFOP_LOCALTIMESTAMP_N: 'localtimestamp',
  SVFOP_CURRENT_ROLE: 'current_role',
  SVFOP_CURRENT_USER: 'current_user',
  SVFOP_USER: 'user',
  SVFOP_SESSION_USER: 'session_user',
  SVFOP_CURRENT_CATALOG: 'current_catalog',
  SVFOP_CURRENT_SCHEMA: 'current_schema',
};

const named = (name: string | undefined): Figured | null =>
  name === undefined ? null : { name, weak: false };

/** The first column of a subquery gives its name. */
function firstOf(select: SelectStmt | undefined): Figured | null {
  const target = all(select?.targetList, 'ResTarget')[0];
  return target?.name === undefined ? figure(target?.val) : named(target.name);
}

function figureByKind(node: Node): Figured | null {
  const [kind = '', inner] = Object.entries(node)[0] ?? [];
  if (Object.hasOwn(FIXED, kind)) return named(FIXED[kind]);
  if (typeof inner !== 'object' || inner === null) return null;
  for (const word of Object.values(inner)) {
    if (typeof word === 'string' && Object.hasOwn(BY_KIND, word)) return named(BY_KIND[word]);
  }
  return null;
}

function figureCast(node: Node): Figured | null {
  const cast = as(node, 'TypeCast');
  if (cast) {
    const inner = figure(cast.arg);
    if (inner && !inner.weak) return inner;
    const type = strings(cast.typeName?.names).at(-1);
    return type === undefined ? inner : { name: type, weak: true };
  }
  const choice = as(node, 'CaseExpr');
  if (!choice) return null;
  const inner = figure(choice.defresult);
  return inner && !inner.weak ? inner : { name: 'case', weak: true };
}

function figure(node: Node | undefined): Figured | null {
  if (node === undefined) return null;
  const reference = as(node, 'ColumnRef');
  if (reference) return named(strings(reference.fields).at(-1));
  const call: FuncCall | undefined = as(node, 'FuncCall');
  if (call) return named(strings(call.funcname).at(-1));
  const part = as(node, 'A_Indirection');
  if (part) return named(strings(part.indirection).at(-1)) ?? figure(part.arg);
  const collated = as(node, 'CollateClause');
  if (collated) return figure(collated.arg);
  const link = as(node, 'SubLink');
  if (link?.subLinkType === 'EXPR_SUBLINK') return firstOf(as(link.subselect, 'SelectStmt'));
  return figureCast(node) ?? figureByKind(node);
}

/** The name of an output column, of a target or of what stands alone in FROM. */
export function outputName(value: Node | undefined): string {
  if (constantOf(value) !== undefined) return '?column?';
  return figure(value)?.name ?? '?column?';
}
