/** `lanekeeper horizon`: how far each environment can be rolled back today, and after each open contract. */
import { check } from '../check.ts';
import { horizons } from '../decide/horizons.ts';
import type { Answered, Decision, Question, Reading } from '../model.ts';
import { cleanLine } from '../report/clean.ts';
import { writeJson } from '../report/json.ts';
import { writeMarkdown } from '../report/markdown.ts';
import { UserError } from '../user-error.ts';
import { openLocalWorld } from '../world.ts';
import { readEvidence } from './evidence.ts';
import { readOptions, textOf } from './options.ts';
import { refuseManifest } from './refuse-manifest.ts';
import { progressOf } from './terminal.ts';

/** What cannot be known is marked: it must not be read as a horizon. */
function textLines({ verdict }: Decision): string {
  const lines = verdict.findings.map(({ status, message, next }) =>
    status === 'ok' ? message : `${status}: ${message}\n  Do: ${next}`,
  );
  return lines.map((line) => line.split('\n').map(cleanLine).join('\n')).join('\n');
}

function mustHaveManifest({ manifests }: Reading): void {
  const { base } = manifests;
  if (base.state === 'invalid') throw refuseManifest(base.mistakes);
  if (base.state === 'valid' && base.manifest.environments.length > 0) return;
  throw new UserError(
    base.state === 'none' ? 'there is no manifest on the base.' : 'the manifest names no environment.',
    'Name them in rollout order: environments: [{ name: staging }, { name: production }].',
  );
}

export async function run(args: string[]): Promise<number> {
  const options = readOptions(args, { base: 'string' }, false, ['text', 'json', 'markdown']);
  const world = await openLocalWorld({
    repo: options.repo,
    manifest: options.manifest,
    now: options.now,
    evidence: readEvidence(options.evidence),
    base: textOf(options, 'base') ?? null,
    head: null,
    environment: null,
    baseAlone: true,
    progress: progressOf('Reading migrations:', options.silent),
  });
  const judge = (
    reading: Reading,
    answers: readonly Answered[],
  ): { decision: Decision; unanswered: Question[] } => {
    mustHaveManifest(reading);
    return horizons(reading, answers);
  };
  try {
    const decision = await check(world, judge);
    if (options.silent) return 0;
    const text =
      options.format === 'json'
        ? writeJson(decision)
        : options.format === 'markdown'
          ? writeMarkdown(decision, { full: true })
          : textLines(decision);
    process.stdout.write(`${text.trimEnd()}\n`);
    return 0;
  } finally {
    world.close();
  }
}
