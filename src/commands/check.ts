/** `lanekeeper check`: decides the change from base to head, as the Action would decide the pull request. */
import { check } from '../check.ts';
import { openLocalWorld } from '../world.ts';
import { readEvidence } from './evidence.ts';
import { readOptions, textOf } from './options.ts';
import { showDecision } from './show.ts';

export async function run(args: string[]): Promise<number> {
  const options = readOptions(args, { base: 'string', head: 'string' });
  const world = await openLocalWorld({
    repo: options.repo,
    manifest: options.manifest,
    evidence: readEvidence(options.evidence),
    now: options.now,
    base: textOf(options, 'base') ?? null,
    head: textOf(options, 'head') ?? null,
    environment: null,
  });
  try {
    return await showDecision(await check(world), options);
  } finally {
    world.close();
  }
}
