/** Which telemetry sees a database in an environment. */
import type { Environment } from '../model.ts';
import type { Proposal } from './rule.ts';

/** The key under `telemetry`; null: none is named for it. */
export function telemetryOf(proposal: Proposal, database: string, environment: Environment): string | null {
  const set = proposal.sets.find((candidate) => candidate.database.name === database);
  const telemetry = set?.database.telemetry ?? {};
  return telemetry[environment.name] ?? telemetry['*'] ?? null;
}
