/** How long a backfill takes: what arithmetic says, and what to plan for. */
import type { BackfillPlan, Change } from '../model.ts';

/**
 * Indexes, replication and contention slow a backfill down; the time to plan for is this many times the ideal.
 * A choice, not a measurement: 50 million rows at 50,000 a second are 17 minutes on paper, and teams plan for hours.
 */
export const PLANNING_FACTOR = 10;

/** Null where the manifest does not say how many rows at which rate. */
export function planBackfill(change: Change): BackfillPlan | null {
  const { rows, batch, rate } = change.backfill ?? { rows: null, batch: null, rate: null };
  if (rows === null || batch === null || rate === null || batch <= 0 || rate <= 0) return null;
  const ideal = Math.ceil((rows / rate) * 1000);
  return {
    change: change.id,
    rows,
    batch,
    batches: Math.ceil(rows / batch),
    rate,
    ideal,
    planned: ideal * PLANNING_FACTOR,
  };
}
