/** Columns that find few rows of a table. */
import type { ObjectName } from '../../model.ts';
import { lookup } from '../catalog.ts';
import type { Session } from './session.ts';

/** First columns of its unique indexes. */
function leadingColumns({ catalog }: Session, table: ObjectName): ReadonlySet<string> {
  const columns = new Set<string>();
  for (const name in catalog.indexes) {
    const index = catalog.indexes[name];
    if (index?.table === table && index.unique && index.columns[0] !== undefined)
      columns.add(index.columns[0]);
  }
  return columns;
}

/** Of a key or unique index; by its name where the table is not known. Looks only when it is asked. */
export function isKeyOf(session: Session, table: ObjectName): (column: string) => boolean {
  let leading: ReadonlySet<string> | undefined;
  const entry = lookup(session.catalog.tables, table);
  const whole = entry !== undefined && !entry.partial;
  return (column) => {
    if (column === 'ctid') return true;
    if (!whole && (column === 'id' || column.endsWith('_id') || column === 'uuid')) return true;
    if (
      Object.values(entry?.constraints ?? {}).some(
        ({ kind, columns }) => kind === 'primary' && columns[0] === column,
      )
    )
      return true;
    leading ??= leadingColumns(session, table);
    return leading.has(column);
  };
}
