/** Bounds of partitions, and whether a check shows that a table keeps them. */
import type { Node, PartitionBoundSpec } from 'libpg-query';
import type { ObjectName } from '../../model.ts';
import { quoteIdentifier } from '../../names.ts';
import { lookup } from '../catalog.ts';
import { as, strings } from './ast.ts';
import type { Session } from './session.ts';
import { showExpression } from './show-expression.ts';

const UNREADABLE = '…';

/** No condition for `MINVALUE` and `MAXVALUE`, which are read like columns. */
function rangeEnd(column: string, operator: string, end: Node | undefined): string[] {
  const word = strings(as(end, 'ColumnRef')?.fields).at(-1);
  if (word === 'minvalue' || word === 'maxvalue') return [];
  return [`${column} ${operator} ${showExpression(end, 'bare')}`];
}

/** Conditions on a key of one column that every row of the partition keeps; null where they cannot be told. */
export function boundConditions(
  key: string[] | undefined,
  bound: PartitionBoundSpec | undefined,
): string[] | null {
  const [only, ...others] = key ?? [];
  if (only === undefined || others.length > 0 || !bound || bound.is_default) return null;
  const column = quoteIdentifier(only);
  if (bound.strategy === 'r') {
    return [
      ...rangeEnd(column, '>=', bound.lowerdatums?.[0]),
      ...rangeEnd(column, '<', bound.upperdatums?.[0]),
    ];
  }
  if (bound.strategy !== 'l') return null;
  const values = (bound.listdatums ?? []).map((value) => showExpression(value, 'bare'));
  return [values.length === 1 ? `${column} = ${values[0]}` : `${column} IN (${values.join(', ')})`];
}

/** Whether checks that hold for every row of the table say just what the bounds ask, and that the key is never NULL. */
export function keepsBounds(
  session: Session,
  child: ObjectName,
  key: string[] | undefined,
  bound: PartitionBoundSpec | undefined,
): boolean {
  const asked = boundConditions(key, bound);
  const table = lookup(session.catalog.tables, child);
  const column = key?.[0];
  if (asked === null || !table || column === undefined) return false;
  const checks = Object.values(table.constraints).filter(
    ({ kind, validated }) => kind === 'check' && validated,
  );
  const said = new Set(checks.flatMap(({ conditions }) => conditions ?? []));
  const isNull =
    !lookup(table.columns, column)?.notNull &&
    !checks.some(({ provesNotNull }) => provesNotNull.includes(column));
  return !isNull && asked.every((condition) => !condition.includes(UNREADABLE) && said.has(condition));
}
