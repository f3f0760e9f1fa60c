/** Things to tell that are no finding: what was assumed, and what a manifest would add. */
import type { Proposal } from './rule.ts';

/** In order of use; empty where nothing was assumed. */
export function notesOn(proposal: Proposal): string[] {
  const notes: string[] = [];
  if (
    proposal.subject.kind !== 'lint' &&
    proposal.manifest === null &&
    proposal.manifests.base.state === 'none'
  ) {
    notes.push(
      'There is no lanekeeper.yml on the base. What needs none was judged; a manifest adds the order of schema and code, deployments, telemetry and approvals. Next: lanekeeper init.',
    );
  }
  for (const { database, framework } of proposal.sets) {
    if (!database.assumed) continue;
    notes.push(
      `Migrations in ${database.migrations.join(', ') || '.'} were read as ${framework} for ${database.engine} ${database.version}, which nobody named.`,
    );
  }
  return notes;
}
