/** Objects that an open change watches. */
import type { ObjectName, Time } from '../../model.ts';
import { findDatabase, takeDatabase } from './ids.ts';
import type { Statements } from './statements.ts';

export function watchObjects(sql: Statements, name: string, objects: readonly ObjectName[], now: Time): void {
  const database = takeDatabase(sql, name);
  for (const object of objects)
    sql.run(
      'INSERT OR REPLACE INTO watched (database, object, at) VALUES (?, ?, ?)',
      database,
      object,
      Math.floor(now),
    );
}

export function watchedObjects(sql: Statements, name: string): ObjectName[] {
  const database = findDatabase(sql, name);
  if (database === null) return [];
  return sql
    .rows<{ object: string }>('SELECT object FROM watched WHERE database = ? ORDER BY object', database)
    .map(({ object }) => object);
}
