/** Names that rows point to by number: databases, callers, objects. Made where they are not there yet. */
import type { Statements } from './statements.ts';

export function findDatabase(sql: Statements, name: string): number | null {
  return sql.row<{ id: number }>('SELECT id FROM databases WHERE name = ?', name)?.id ?? null;
}

export function takeDatabase(sql: Statements, name: string): number {
  return findDatabase(sql, name) ?? sql.run('INSERT INTO databases (name) VALUES (?)', name);
}

export function findSource(sql: Statements, database: number, name: string): number | null {
  return (
    sql.row<{ id: number }>('SELECT id FROM sources WHERE database = ? AND name = ?', database, name)?.id ??
    null
  );
}

export function takeCaller(sql: Statements, service: string, user: string): number {
  const found = sql.row<{ id: number }>(
    'SELECT id FROM callers WHERE service = ? AND user = ?',
    service,
    user,
  );
  return found?.id ?? sql.run('INSERT INTO callers (service, user) VALUES (?, ?)', service, user);
}

export function takeName(sql: Statements, database: number, name: string): number {
  const found = sql.row<{ id: number }>(
    'SELECT id FROM names WHERE database = ? AND name = ?',
    database,
    name,
  );
  return found?.id ?? sql.run('INSERT INTO names (database, name) VALUES (?, ?)', database, name);
}
