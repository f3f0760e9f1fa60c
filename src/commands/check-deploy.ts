/** `lanekeeper check-deploy`: decides a deployment or a rollback of a commit to an environment. */
import { check } from '../check.ts';
import { UserError } from '../user-error.ts';
import { openLocalWorld } from '../world.ts';
import { readEvidence } from './evidence.ts';
import { readOptions, textOf } from './options.ts';
import { showDecision } from './show.ts';
import { progressOf } from './terminal.ts';

export async function run(args: string[]): Promise<number> {
  const options = readOptions(args, { environment: 'string', commit: 'string', base: 'string' });
  const environment = textOf(options, 'environment');
  const commit = textOf(options, 'commit');
  if (environment === undefined || commit === undefined) {
    const missing = [
      ...(environment === undefined ? ['--environment'] : []),
      ...(commit === undefined ? ['--commit'] : []),
    ];
    throw new UserError(
      `check-deploy needs to know where what goes: ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing.`,
      'lanekeeper check-deploy --environment production --commit REF',
    );
  }
  const world = await openLocalWorld({
    repo: options.repo,
    manifest: options.manifest,
    evidence: readEvidence(options.evidence),
    now: options.now,
    base: textOf(options, 'base') ?? null,
    head: commit,
    environment,
    progress: progressOf('Reading migrations:', options.silent),
  });
  try {
    return await showDecision(await check(world), options);
  } finally {
    world.close();
  }
}
