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

export const manifestValid: Rule = {
  id: ID,
  subjects: ['pull_request', 'deployment'],
  judge(proposal) {
    const { base, head } = proposal.manifests;
    if (proposal.subject.kind === 'deployment') return mistakesOf(base, 'base');
    const blocks = base.state === 'invalid' ? [] : mistakesOf(head, 'head');
    return [...mistakesOf(base, 'base'), ...blocks, ...warningsOf(head), ...vanished(proposal)];
  },
};
