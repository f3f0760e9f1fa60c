/** All use that was ever counted of watched objects: `/metrics`. From sums that grow with shapes and callers, not with time. */
import type { ObjectName, Time } from '../../model.ts';
import type { WatchedObject, WatchedUse } from '../store.ts';
import { catalogMoments } from './catalogs.ts';
import { followName } from './follow-names.ts';
import { findDatabase } from './ids.ts';
import type { Statements } from './statements.ts';
import { shapesTouching } from './touching.ts';
import { watchedObjects } from './watched.ts';

interface SeenRow {
  service: string;
  last: Time;
  runs: number;
  failed: number;
  prepared: number;
}

const SEEN = `SELECT k.service, max(s.last) AS last, sum(s.runs) AS runs, sum(s.failed) AS failed, sum(s.prepared) AS prepared
  FROM seen s JOIN callers k ON k.id = s.caller WHERE s.shape = ? GROUP BY k.service`;

const CARRIED = 'SELECT service, access, via, total, last FROM carried WHERE database = ? AND object = ?';

/** Uses by service, access and way, added up. */
class Totals {
  readonly #uses = new Map<string, WatchedUse>();

  add(use: WatchedUse): void {
    if (use.total <= 0) return;
    const key = JSON.stringify([use.service, use.access, use.via]);
    const known = this.#uses.get(key);
    if (!known) this.#uses.set(key, { ...use });
    else {
      known.total += use.total;
      known.last = Math.max(known.last, use.last);
    }
  }

  list(): WatchedUse[] {
    return [...this.#uses.values()];
  }
}

/** Each number grows with whatever is counted: what was prepared is no longer told apart once as much was run. */
function addShape(totals: Totals, row: SeenRow, ways: Pick<WatchedUse, 'access' | 'via'>): void {
  const { service, last, runs, failed, prepared } = row;
  totals.add({ ...ways, service, last, total: Math.max(runs - failed, prepared) });
  totals.add({ ...ways, via: 'failed', service, last, total: failed });
}

function usesNow(
  sql: Statements,
  database: number,
  object: ObjectName,
): { since: Time | null; totals: Totals } | null {
  const moments = catalogMoments(sql, database);
  const followed = followName(sql, database, moments, object);
  if (!followed) return null;
  const totals = new Totals();
  for (const [shape, reach] of shapesTouching(sql, database, moments, followed))
    for (const row of sql.rows<SeenRow>(SEEN, shape))
      for (const access of ['read', 'write'] as const)
        if (reach[access] !== null) addShape(totals, row, { access, via: reach[access] });
  return { since: followed.since, totals };
}

const BEGUN = `SELECT min(p."from") AS begun FROM spans p JOIN sources s ON s.id = p.source WHERE s.database = ?`;

/** Objects that no schema knows are left out. */
export function watchedUse(sql: Statements, name: string): WatchedObject[] {
  const database = findDatabase(sql, name);
  if (database === null) return [];
  const begun = sql.row<{ begun: Time | null }>(BEGUN, database)?.begun ?? 0;
  return watchedObjects(sql, name).flatMap((object) => {
    const now = usesNow(sql, database, object);
    if (!now) return [];
    for (const carried of sql.rows<WatchedUse>(CARRIED, database, object)) now.totals.add({ ...carried });
    return [{ object, since: Math.max(now.since ?? begun, begun), uses: now.totals.list() }];
  });
}

const CARRY = `INSERT INTO carried (database, object, service, access, via, total, last) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET total = total + excluded.total, last = max(last, excluded.last)`;

/** Does the work, and keeps of each watched object what its counters would lose by it. Call within a transaction. */
export function carryOver(sql: Statements, work: () => void): void {
  const names = sql.rows<{ id: number; name: string }>('SELECT id, name FROM databases');
  const before = names.map(({ id, name }) => ({ id, objects: watchedUse(sql, name) }));
  work();
  for (const { id, objects } of before)
    for (const { object, uses } of objects) carryObject(sql, id, object, uses);
}

function carryObject(
  sql: Statements,
  database: number,
  object: ObjectName,
  uses: readonly WatchedUse[],
): void {
  const after = new Totals();
  for (const use of usesNow(sql, database, object)?.totals.list() ?? []) after.add(use);
  for (const carried of sql.rows<WatchedUse>(CARRIED, database, object)) after.add({ ...carried });
  const left = after.list();
  for (const { service, access, via, total, last } of uses) {
    const kept = left.find((use) => use.service === service && use.access === access && use.via === via);
    const lost = total - (kept?.total ?? 0);
    if (lost > 0) sql.run(CARRY, database, object, service, access, via, lost, last);
  }
}
