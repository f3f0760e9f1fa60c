/** `lanekeeper declare [FILE…]`: the manifest entry for what migrations do, ready to paste. */
import { check } from '../check.ts';
import { declareChange } from '../decide/declare-change.ts';
import type { Effect } from '../model.ts';
import { UserError } from '../user-error.ts';
import { openLocalWorld } from '../world.ts';
import { readFiles } from './lint.ts';
import { readOptions, textOf } from './options.ts';

async function effectsOfBranch(options: ReturnType<typeof readOptions>): Promise<Effect[]> {
  const base = textOf(options, 'base') ?? null;
  const world = await openLocalWorld({
    repo: options.repo,
    manifest: options.manifest,
    now: options.now,
    evidence: null,
    base,
    head: textOf(options, 'head') ?? null,
    environment: null,
  });
  try {
    return (await check(world)).effects.filter(({ change }) => change === null);
  } finally {
    world.close();
  }
}

export async function run(args: string[]): Promise<number> {
  const own = {
    base: 'string',
    head: 'string',
    engine: 'string',
    'engine-version': 'string',
    framework: 'string',
    schema: 'string',
  } as const;
  const options = readOptions(args, own, true, ['text']);
  const effects =
    options.files.length > 0 ? (await readFiles(options)).effects : await effectsOfBranch(options);
  const declarable = effects.filter(
    ({ fresh, phase }) => !fresh && phase !== 'neutral' && phase !== 'unknown',
  );
  if (declarable.length === 0) {
    throw new UserError(
      'there is nothing to declare: no statement adds, removes, tightens or rewrites anything that no change has.',
      'Name migration files, or give --base and --head.',
    );
  }
  if (!options.silent) process.stdout.write(`${declareChange(declarable).trimEnd()}\n`);
  return 0;
}
