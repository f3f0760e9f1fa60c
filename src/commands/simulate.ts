/** `lanekeeper simulate`: the decision of `check` with some facts supposed, to see what is still in the way after that. */
import { parseSupposed, SUPPOSABLE, type Supposed, simulate } from '../check.ts';
import { nearest } from '../read/manifest/nearest.ts';
import { UserError } from '../user-error.ts';
import { openProposed } from './open-world.ts';
import { quoted, readOptions, textOf } from './options.ts';
import { showDecision } from './show.ts';

const FORMS = `A fact is one of: ${SUPPOSABLE.join(', ')}.`;

/** `--as-if a --as-if b` as one option: facts may be given in either way. */
function joined(args: readonly string[]): string[] {
  const facts: string[] = [];
  const rest: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (arg.startsWith('--as-if=')) facts.push(arg.slice('--as-if='.length));
    else if (arg === '--as-if' && at + 1 < args.length) {
      at += 1;
      facts.push(args[at] ?? '');
    } else rest.push(arg);
  }
  return facts.length === 0 ? rest : [`--as-if=${facts.join(',')}`, ...rest];
}

function factOf(text: string): Supposed {
  const fact = parseSupposed(text);
  if (fact !== null) return fact;
  const near = nearest(text.replace(/=.*$/s, ''), ['deployed', 'quiet', 'approved']);
  const meant = near === 'deployed' ? 'deployed=ENVIRONMENT' : near;
  throw new UserError(
    `${quoted(text)} is no fact that can be supposed.`,
    `${meant === null ? '' : `Did you mean ${meant}? `}${FORMS}`,
  );
}

function factsOf(texts: readonly string[]): Supposed[] {
  const facts = texts.flatMap((text) => text.split(',')).map((text) => text.trim());
  if (facts.length === 0)
    throw new UserError('nothing is supposed.', `Write --as-if FACT, several with commas. ${FORMS}`);
  return facts.map(factOf);
}

export async function run(args: string[]): Promise<number> {
  const options = readOptions(joined(args), { base: 'string', head: 'string', 'as-if': 'string' }, true);
  const given = textOf(options, 'as-if');
  const facts = factsOf([...(given === undefined ? [] : [given]), ...options.files]);
  const world = await openProposed(options);
  try {
    return await showDecision(await simulate(world, facts), options);
  } finally {
    world.close();
  }
}
