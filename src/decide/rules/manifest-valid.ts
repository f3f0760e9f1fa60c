/** manifest-valid: a manifest that cannot be read decides nothing. */
import type { Finding, ManifestReading } from '../../model.ts';
import { finding, type Proposal, placed, type Rule } from '../rule.ts';

const ID = 'manifest-valid';

function mistakesOf(reading: ManifestReading, side: 'base' | 'head'): Finding[] {
  if (reading.state !== 'invalid') return [];
  return reading.mistakes.map((mistake) =>
    finding(ID, {
      status: side === 'base' ? 'error' : 'block',
      ...placed(mistake),
      message: mistake.message,
      why:
        side === 'base'
          ? 'the manifest on the base says what must be proved; while it cannot be read, nothing is.'
          : 'once merged, this manifest could not be read, and every pull request would be undecided.',
      next:
        side === 'base'
          ? `Mend ${mistake.path} in a pull request of its own; lanekeeper validate lists every mistake.`
          : `Mend ${mistake.path} in this pull request; lanekeeper validate lists every mistake.`,
    }),
  );
}

function warningsOf(reading: ManifestReading): Finding[] {
  if (reading.state !== 'valid') return [];
  return reading.warnings.map((warning) =>
    finding(ID, { status: 'warn', ...placed(warning), message: warning.message }),
  );
}

function vanished(proposal: Proposal): Finding[] {
  const { base, head } = proposal.manifests;
  if (base.state === 'none' || head.state !== 'none') return [];
  return [
    finding(ID, {
      status: 'block',
      message: 'this pull request removes the manifest.',
      why: 'without it no environment, no telemetry and no approval binds any later contract.',
      next: 'Keep the manifest; to switch the gate off, take the required status off the branch.',
    }),
  ];
}

/** A place without migrations would let every one of them through unread. */
function misplaced(proposal: Proposal): Finding[] {
  const { manifest } = proposal;
  if (!manifest) return [];
  return proposal.sets.flatMap(({ database, elsewhere }) => {
    if (!elsewhere) return [];
    const place = database.migrations.join(', ');
    const found = elsewhere.length > 0;
    return [
      finding(ID, {
        status: found ? 'block' : 'warn',
        path: manifest.path,
        line: 1,
        column: 1,
        message: `no migration of ${database.name} lies in ${place}${found ? `, but some seem to in ${elsewhere.join(', ')}` : ''}.`,
        why: 'a migration that lies elsewhere would be merged unread.',
        next: `Set databases.${database.name}.migrations in ${manifest.path} to where they are.`,
      }),
    ];
  });
}

export const manifestValid: Rule = {
  id: ID,
  subjects: ['pull_request', 'deployment'],
  judge(proposal) {
    const { base, head } = proposal.manifests;
    if (proposal.subject.kind === 'deployment') return mistakesOf(base, 'base');
    const blocks = base.state === 'invalid' ? [] : mistakesOf(head, 'head');
    return [
      ...mistakesOf(base, 'base'),
      ...blocks,
      ...warningsOf(head),
      ...vanished(proposal),
      ...misplaced(proposal),
    ];
  },
};
