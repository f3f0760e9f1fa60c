/** manifest-valid: a manifest that cannot be read decides nothing. */
import type { Finding, ManifestReading, MigrationSet } from '../../model.ts';
import { inShort } from '../phrases.ts';
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

/** A branch that was cut before there was a manifest removes none. */
function vanished(proposal: Proposal): Finding[] {
  const { mergeBase, head } = proposal.manifests;
  if (mergeBase.state === 'none' || head.state !== 'none') return [];
  return [
    finding(ID, {
      status: 'block',
      message: 'this pull request removes the manifest.',
      why: 'without it no environment, no telemetry and no approval binds any later contract.',
      next: 'Keep the manifest; to switch the gate off, take the required status off the branch.',
    }),
  ];
}

/** A branch that was cut while the manifest was broken does not break it: merging it keeps the base's. */
function brokenByHead({ base, head, mergeBase }: Proposal['manifests']): Finding[] {
  if (base.state === 'invalid') return [];
  const isOld =
    mergeBase.state === 'invalid' &&
    head.state === 'invalid' &&
    JSON.stringify(mergeBase.mistakes) === JSON.stringify(head.mistakes);
  return isOld ? [] : mistakesOf(head, 'head');
}

/** Without a manifest that knows the environment, nothing can be asked of a deployment to it. */
function unknownEnvironment({ subject, manifest, manifests }: Proposal): Finding[] {
  if (subject.kind !== 'deployment' || manifests.base.state === 'invalid') return [];
  if (manifest?.environments.some(({ name }) => name === subject.environment)) return [];
  const known = manifest?.environments.map(({ name }) => name).join(', ') || 'none';
  return [
    finding(ID, {
      status: 'error',
      environment: subject.environment,
      path: manifest?.path ?? null,
      line: manifest ? 1 : null,
      column: manifest ? 1 : null,
      message: manifest
        ? `the manifest has no environment ${subject.environment}; it has: ${known}.`
        : `there is no manifest on the base, so nothing is known of ${subject.environment}.`,
      why: 'what a deployment must find there is told by the manifest alone.',
      next: manifest
        ? `Name ${subject.environment} under environments in the manifest.`
        : 'Write a manifest first: lanekeeper init.',
    }),
  ];
}

/** Nothing in it is read, so nothing in it is judged. */
function behindLink(path: string, name: string, linked: NonNullable<MigrationSet['linked']>): Finding {
  return finding(ID, {
    status: 'block',
    ...placed({ path, line: 1, column: 1 }),
    message: `${linked.path}, which leads to the migrations of ${name}, is a ${linked.as}, which is not followed.`,
    why: 'a migration that lies behind it would be merged unread.',
    next:
      linked.as === 'link'
        ? `Set databases.${name}.migrations in ${path} to the folder that the link leads to.`
        : `Keep the migrations in this repository, or judge them in the one that ${linked.path} is; then take databases.${name} out of ${path}.`,
  });
}

/** Told, for the manifest may leave a database to other tools on purpose; not held up. */
function undeclared({ manifest, undeclared: folders = [] }: Proposal): Finding[] {
  if (!manifest) return [];
  return folders.map(({ folder, paths }) =>
    finding(ID, {
      status: 'warn',
      path: paths[0] ?? null,
      line: 1,
      column: 1,
      message: `${inShort(folder, 200)} looks like migrations of a database that ${manifest.path} does not name: ${inShort(paths.join(', '), 200)} ${paths.length === 1 ? 'was' : 'were'} not judged.`,
      why: 'what no database of the manifest holds is merged unread.',
      next: `Name it under databases in ${manifest.path}, with ${inShort(folder, 200)} as its migrations; where it is left to other tools, nothing needs to be done.`,
    }),
  );
}

/** A place without migrations would let every one of them through unread. */
function misplaced(proposal: Proposal): Finding[] {
  const { manifest } = proposal;
  if (!manifest) return [];
  return proposal.sets.flatMap(({ database, elsewhere, linked }) => {
    if (linked) return [behindLink(manifest.path, database.name, linked)];
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
    const mistakes = mistakesOf(base, 'base');
    if (proposal.subject.kind === 'deployment') return [...mistakes, ...unknownEnvironment(proposal)];
    return [
      ...mistakes,
      ...brokenByHead(proposal.manifests),
      ...warningsOf(head),
      ...vanished(proposal),
      ...misplaced(proposal),
      ...undeclared(proposal),
    ];
  },
};
