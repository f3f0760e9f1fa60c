/** Use of one object by service and hour, for sparklines and metrics. */
import type { ObjectName } from '../../model.ts';
import type { Reach } from '../answer/uses.ts';
import type { HourOfUse } from '../store.ts';
import type { Span } from '../words.ts';
import { catalogMoments } from './catalogs.ts';
import { hoursOfShape } from './count-uses.ts';
import { followName } from './follow-names.ts';
import { HOUR } from './hours.ts';
import { findDatabase } from './ids.ts';
import type { Statements } from './statements.ts';
import { shapesTouching } from './touching.ts';

function addShape(
  hours: Map<string, HourOfUse>,
  sql: Statements,
  shape: number,
  reach: Reach,
  window: Span,
): void {
  for (const { hour, service, runs, prepared } of hoursOfShape(sql, shape, window)) {
    const key = `${hour} ${service}`;
    const sum = hours.get(key) ?? { hour: hour * HOUR, service, reads: 0, writes: 0 };
    const times = runs > 0 ? runs : prepared;
    if (reach.read !== null) sum.reads += times;
    if (reach.write !== null) sum.writes += times;
    hours.set(key, sum);
  }
}

/** Oldest first; hours without any are left out. */
export function hoursOfUse(sql: Statements, name: string, object: ObjectName, window: Span): HourOfUse[] {
  const database = findDatabase(sql, name);
  if (database === null) return [];
  const moments = catalogMoments(sql, database);
  const followed = followName(sql, database, moments, object);
  if (!followed) return [];
  const hours = new Map<string, HourOfUse>();
  for (const [shape, reach] of shapesTouching(sql, database, moments, followed))
    addShape(hours, sql, shape, reach, window);
  return [...hours.values()].toSorted((a, b) => a.hour - b.hour || (a.service < b.service ? -1 : 1));
}
