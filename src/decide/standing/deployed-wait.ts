/** A phase that is migrations: merged or not, deployed or not. */
import type { Change, Environment, Finding } from '../../model.ts';
import { type Content, presenceIn } from '../presence.ts';
import { type Ask, finding } from '../rule.ts';
import { statusOfUntold } from '../sites.ts';

const ID = 'phase-order';

/** Nothing on the base does it yet: somebody has to write it. */
export function missingMigration(change: Change, phase: string, does: string): Finding {
  return finding(ID, {
    status: 'wait',
    change: change.id,
    phase,
    message: `no migration on the base ${does} yet.`,
    next: `Write the migration that ${does}, merge and deploy it.`,
  });
}

/** What is in the way of the migrations being present in the environment; empty where they are. */
export function unlessDeployed(
  ask: Ask,
  change: Change,
  phase: string,
  environment: Environment,
  migrations: readonly Content[],
): Finding[] {
  const presence = presenceIn(ask, environment, migrations, null);
  if (presence.state === 'present') return [];
  const at = { change: change.id, phase, environment: environment.name };
  if (presence.state === 'absent') {
    const message = `${presence.paths.join(', ')} has not been deployed to ${presence.site}.`;
    const next = `Deploy it to ${presence.site}; this then clears by itself.`;
    return [finding(ID, { ...at, status: 'wait', message, next, evidence: presence.evidence })];
  }
  const paths = migrations.map(({ path }) => path).join(', ');
  return [
    finding(ID, {
      ...at,
      status: statusOfUntold(presence),
      message: `whether ${paths} was deployed to ${environment.name} is not known: ${presence.why}.`,
      next: `Give the deployments of ${environment.name} (--evidence FILE).`,
    }),
  ];
}
