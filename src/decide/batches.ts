/** How to write the same rows in batches, with the reader's own statement, table and key. */
import type { MigrationSet, ObjectName, RowChange, Statement } from '../model.ts';
import { quoteIdentifier } from '../names.ts';

/** The table's primary key where the migrations tell it and it is one column; null: ask the reader for it. */
function keyOf(set: MigrationSet, table: ObjectName): string | null {
  const constraints = Object.values(set.after.tables[table]?.constraints ?? {});
  const columns = constraints.find(({ kind }) => kind === 'primary')?.columns ?? [];
  return columns.length === 1 && columns[0] !== undefined ? quoteIdentifier(columns[0]) : null;
}

/** A lone UPDATE or DELETE to whose end a predicate can be put; for others the place must be found by hand. */
const isPlain = ({ node, text }: Statement): boolean =>
  (node === 'UpdateStmt' || node === 'DeleteStmt') &&
  text.length <= 400 &&
  !/\b(?:where|returning|from\s+\(|using)\b|--|\/\*/i.test(text);

/** Steps to paste: every batch holds at most 10,000 rows after the last key of the batch before. */
export function writeBatches(set: MigrationSet, statement: Statement, { verb, table }: RowChange): string {
  if (verb === 'truncate')
    return `Declare the end of ${table} and drop it as a contract, or delete its rows in batches by key once nothing reads them.`;
  const known = keyOf(set, table);
  const key = known ?? 'id';
  const ask = known === null ? ` (with ${table}'s own key for id)` : '';
  const batch = `${key} IN (SELECT ${key} FROM ${table} WHERE ${key} > :last ORDER BY ${key} LIMIT 10000)`;
  const intro = `Run it as a job outside of the schema's migration, batch by batch, each in a transaction of its own, :last being the greatest ${key} of the batch before${ask}:`;
  if (isPlain(statement)) return `${intro}\n${statement.text.trim().replace(/;$/, '')}\nWHERE ${batch};`;
  return `${intro}\n-- narrow it by this as well, with what it says already in brackets:\nAND ${batch}`;
}
