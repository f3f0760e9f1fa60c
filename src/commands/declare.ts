/** `lanekeeper declare [FILE…]`: the manifest entry for what migrations do, ready to paste. */
import { check } from '../check.ts';
import { declareChange } from '../decide/declare-change.ts';
import type { AttributedEffect, Decision } from '../model.ts';
import { cleanLine } from '../report/clean.ts';
import { openFindings } from '../report/order.ts';
import { UserError } from '../user-error.ts';
import { openLocalWorld } from '../world.ts';
import { readFiles } from './lint.ts';
import { type Options, readOptions, textOf } from './options.ts';

async function decideBranch(options: Options): Promise<Decision> {
  const world = await openLocalWorld({
    repo: options.repo,
    manifest: options.manifest,
    now: options.now,
    evidence: null,
    base: textOf(options, 'base') ?? null,
    head: textOf(options, 'head') ?? null,
    environment: null,
  });
  try {
    return await check(world);
  } finally {
    world.close();
  }
}

/** What no change has yet, and what code could ever notice. */
function isDeclarable({ change, fresh, phase }: AttributedEffect): boolean {
  return change === null && !fresh && phase !== 'neutral' && phase !== 'unknown';
}

/** An entry for half of what a migration does would look like one for all of it. */
function tellUnread({ verdict }: Decision): boolean {
  const unread = openFindings(verdict.findings).filter(({ rule }) => rule === 'unreadable-migration');
  for (const { message } of unread)
    process.stderr.write(`lanekeeper: ${cleanLine(message)}; what it does may be missing from the entry.\n`);
  return unread.length > 0;
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
  const decision = options.files.length > 0 ? await readFiles(options) : await decideBranch(options);
  const incomplete = tellUnread(decision);
  const declarable = decision.effects.filter(isDeclarable);
  if (declarable.length === 0) {
    throw new UserError(
      'there is nothing to declare: no statement adds, removes, tightens or rewrites anything that no change has.',
      'Name migration files, or give --base and --head.',
    );
  }
  if (!options.silent) process.stdout.write(`${declareChange(declarable).trimEnd()}\n`);
  return incomplete ? 2 : 0;
}
