/** The world that a command's options name. */
import { type LocalWorld, openLocalWorld } from '../world.ts';
import { readEvidence } from './evidence.ts';
import { type Options, textOf } from './options.ts';
import { progressOf } from './terminal.ts';

/** The change from `--base` to `--head`, as a pull request would carry it. Throws `UserError` as `openLocalWorld` does. */
export function openProposed(options: Options): Promise<LocalWorld> {
  return openLocalWorld({
    repo: options.repo,
    manifest: options.manifest,
    evidence: readEvidence(options.evidence),
    now: options.now,
    base: textOf(options, 'base') ?? null,
    head: textOf(options, 'head') ?? null,
    environment: null,
    progress: progressOf('Reading migrations:', options.silent),
  });
}
