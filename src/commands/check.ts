/** `lanekeeper check`: decides the change from base to head, as the Action would decide the pull request. */
import { check } from '../check.ts';
import type { Decision } from '../model.ts';
import { openProposed } from './open-world.ts';
import { readOptions } from './options.ts';
import { showDecision } from './show.ts';

/** A pass on nothing must not look like one on something. */
function sayNothingProposed(decision: Decision): Decision {
  const { subject } = decision;
  if (subject.kind !== 'pull_request' || subject.mergeBase !== subject.head) return decision;
  const head = subject.head.slice(0, 7);
  const same = subject.base === subject.head;
  const note = same
    ? `Base and head are the same commit (${head}), so nothing is proposed and nothing was judged. Next: name the branch that it goes into, --base REF.`
    : `${head} is on the base already, so nothing is proposed and nothing was judged. Next: name another --head or --base.`;
  return { ...decision, notes: [note, ...decision.notes] };
}

export async function run(args: string[]): Promise<number> {
  const options = readOptions(args, { base: 'string', head: 'string' });
  const world = await openProposed(options);
  try {
    return await showDecision(sayNothingProposed(await check(world)), options);
  } finally {
    world.close();
  }
}
