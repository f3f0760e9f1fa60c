/** The only register of routes. */
import type { Route } from '../route.ts';
import { backfills } from './backfills.ts';
import { capabilities } from './capabilities.ts';
import { comparisons } from './comparisons.ts';
import { health } from './health.ts';
import { metrics } from './metrics.ts';
import { records } from './records.ts';
import { traces } from './traces.ts';
import { usage } from './usage.ts';

export const ROUTES: readonly Route[] = [
  usage,
  comparisons,
  backfills,
  records,
  traces,
  capabilities,
  health,
  metrics,
];
