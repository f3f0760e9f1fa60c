/** `lanekeeper status [CHANGE]`: where every change stands in every environment. */
import { check } from '../check.ts';
import { standing } from '../decide/standing.ts';
import type { Decision } from '../model.ts';
import { writeJson } from '../report/json.ts';
import { writeMarkdown } from '../report/markdown.ts';
import { writeStatus } from '../report/status.ts';
import { UserError } from '../user-error.ts';
import { openLocalWorld } from '../world.ts';
import { readEvidence } from './evidence.ts';
import { type Options, readOptions, textOf } from './options.ts';

function layOut(decision: Decision, options: Options): string {
  if (options.format === 'json') return writeJson(decision);
  if (options.format === 'markdown') return writeMarkdown(decision);
  return writeStatus(decision, { color: options.color });
}

export async function run(args: string[]): Promise<number> {
  const options = readOptions(args, { base: 'string' }, true, ['text', 'json', 'markdown']);
  const only = options.files[0] ?? null;
  const base = textOf(options, 'base') ?? null;
  const world = await openLocalWorld({
    ...options,
    evidence: readEvidence(options.evidence),
    base,
    head: base,
    environment: null,
  });
  try {
    const decision = await check(world, (reading, answers) => {
      const { base: manifest } = reading.manifests;
      if (manifest.state === 'invalid') {
        const [first] = manifest.mistakes;
        throw new UserError(
          first
            ? `${first.path}:${first.line}:${first.column} ${first.message}`
            : 'the manifest cannot be read.',
          'lanekeeper validate lists every mistake.',
        );
      }
      if (manifest.state === 'none')
        throw new UserError('there is no manifest on the base.', 'lanekeeper init writes a first one.');
      if (only !== null && !manifest.manifest.changes.some(({ id }) => id === only)) {
        throw new UserError(
          `the manifest has no change ${JSON.stringify(only)}.`,
          `It has: ${manifest.manifest.changes.map(({ id }) => id).join(', ') || 'none'}.`,
        );
      }
      return standing(reading, answers, only);
    });
    if (!options.silent) process.stdout.write(`${layOut(decision, options).trimEnd()}\n`);
    return 0;
  } finally {
    world.close();
  }
}
