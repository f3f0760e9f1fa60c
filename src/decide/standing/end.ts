/** The last phase of a change, as far as it is merged. */
import type { Change, MigrationSet } from '../../model.ts';
import { belongsTo } from '../attribute.ts';
import { mergedContracts } from '../contracts.ts';
import type { Content } from '../presence.ts';
import { effectsOf, makersOf } from '../schema.ts';

/** Migrations of the base that removed all that it removes, or tightened; empty while something of it stands. */
export function endOf(set: MigrationSet, change: Change): Content[] {
  const gone = change.removes.every((object) => makersOf(set, object).length === 0);
  const removes = gone ? mergedContracts(set, change).migrations : [];
  const tightens = effectsOf(set.base)
    .filter(
      ({ effect }) =>
        effect.phase === 'tighten' && change.tightens.length > 0 && belongsTo(change, effect, set),
    )
    .map(({ migration }) => migration);
  return [...new Set([...removes, ...tightens])];
}
