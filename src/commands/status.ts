/** `lanekeeper status [CHANGE]`: where every change stands in every environment. */
import { check } from '../check.ts';
import { standing } from '../decide/standing.ts';
import type { Answered, Decision, Manifest, Question, Reading } from '../model.ts';
import { nearest } from '../read/manifest/nearest.ts';
import { writeBoard } from '../report/board.ts';
import { writeJson } from '../report/json.ts';
import { writeMarkdown } from '../report/markdown.ts';
import { writeStatus } from '../report/status.ts';
import { UserError } from '../user-error.ts';
import { openLocalWorld } from '../world.ts';
import { readEvidence } from './evidence.ts';
import { type Options, quoted, readOptions, textOf } from './options.ts';
import { refuseManifest } from './refuse-manifest.ts';
import { progressOf, widthOfTerminal } from './terminal.ts';

function layOut(decision: Decision, options: Options): string {
  if (options.format === 'json') return writeJson(decision);
  if (options.format === 'markdown') return writeMarkdown(decision, { full: true });
  if (options.format === 'html') return writeBoard(decision);
  const width = widthOfTerminal();
  return writeStatus(decision, { color: options.color, ...(width === null ? {} : { width }) });
}

/** Nobody's standing can be told of a manifest that is not there or cannot be read. */
function manifestOf(reading: Reading): Manifest {
  const { base } = reading.manifests;
  if (base.state === 'valid') return base.manifest;
  if (base.state === 'none')
    throw new UserError(
      `there is no manifest on the base (${reading.subject.kind === 'lint' ? '' : reading.subject.base.slice(0, 7)}).`,
      'lanekeeper init writes a first one; it counts once it is on the base (--base REF).',
    );
  throw refuseManifest(base.mistakes);
}

function mustKnow(manifest: Manifest, change: string): void {
  const ids = manifest.changes.map(({ id }) => id);
  if (ids.includes(change)) return;
  const near = nearest(change, ids);
  throw new UserError(
    `the manifest has no change ${quoted(change)}.`,
    `${near === null ? '' : `Did you mean ${near}? `}It has: ${ids.join(', ') || 'none'}.`,
  );
}

export async function run(args: string[]): Promise<number> {
  const options = readOptions(args, { base: 'string' }, true, ['text', 'json', 'markdown', 'html']);
  const [only = null, more] = options.files;
  if (more !== undefined)
    throw new UserError(
      `status tells one change or all, not ${quoted(more)} too.`,
      'lanekeeper status [CHANGE]',
    );
  const base = textOf(options, 'base') ?? null;
  const world = await openLocalWorld({
    repo: options.repo,
    manifest: options.manifest,
    now: options.now,
    evidence: readEvidence(options.evidence),
    base,
    // The base alone: what is proposed elsewhere stands nowhere yet.
    head: null,
    environment: null,
    baseAlone: true,
    progress: progressOf('Reading migrations:', options.silent),
  });
  const judge = (
    reading: Reading,
    answers: readonly Answered[],
  ): { decision: Decision; unanswered: Question[] } => {
    const manifest = manifestOf(reading);
    if (only !== null) mustKnow(manifest, only);
    return standing(reading, answers, only);
  };
  try {
    const decision = await check(world, judge);
    if (!options.silent) process.stdout.write(`${layOut(decision, options).trimEnd()}\n`);
    return 0;
  } finally {
    world.close();
  }
}
