/** The names of a query's own columns. */
import type { Node, SelectStmt } from 'libpg-query';
import { all, as, strings } from './ast.ts';
import type { Scope } from './scope.ts';

/** What PostgreSQL would call a column that was given no name. */
function figureName(value: Node | undefined): string {
  const reference = as(value, 'ColumnRef');
  if (reference) return strings(reference.fields).at(-1) ?? '?column?';
  const call = as(value, 'FuncCall');
  if (call) return strings(call.funcname).at(-1) ?? '?column?';
  const cast = as(value, 'TypeCast');
  if (cast) {
    const inner = figureName(cast.arg);
    return inner === '?column?' ? (strings(cast.typeName?.names).at(-1) ?? inner) : inner;
  }
  if (as(value, 'CoalesceExpr')) return 'coalesce';
  if (as(value, 'CaseExpr')) return 'case';
  if (as(value, 'SubLink')) return firstColumn(as(as(value, 'SubLink')?.subselect, 'SelectStmt'));
  return '?column?';
}

const firstColumn = (select: SelectStmt | undefined): string => {
  const target = all(select?.targetList, 'ResTarget')[0];
  return target?.name ?? figureName(target?.val);
};

function starColumns(scope: Scope, qualifier: string | undefined): string[] | null {
  const sources = qualifier === undefined ? [...scope.sources.values()] : [scope.sources.get(qualifier)];
  const columns: string[] = [];
  for (const source of sources) {
    if (!source?.columns) return null;
    columns.push(...source.columns);
  }
  return columns;
}

/** Null where a `*` stands for what is not known. */
export function outputColumns(select: SelectStmt, scope: Scope): string[] | null {
  const columns: string[] = [];
  for (const target of all(select.targetList, 'ResTarget')) {
    const fields = as(target.val, 'ColumnRef')?.fields ?? [];
    if (as(fields.at(-1), 'A_Star')) {
      const star = starColumns(scope, strings(fields).at(-1));
      if (star === null) return null;
      columns.push(...star);
    } else columns.push(target.name ?? figureName(target.val));
  }
  return columns;
}
