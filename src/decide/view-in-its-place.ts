/** A renamed table whose old name goes on working: a plain view of that name over all of it, from the same transaction on. */
import type { AttributedEffect, MigrationSet, ObjectName } from '../model.ts';
import type { Proposal, ProposedStatement } from './rule.ts';

/** `users` for `users` and `view:users`: a view answers to the name that a table had. */
const bare = (object: ObjectName): string => object.replace(/^view:/, '');

/**
 * What reads and writes go through unchanged: one table, no condition, no grouping. Whatever else may be right, too,
 * is not let be.
 */
const PLAIN =
  /^create\s+(?:or\s+replace\s+)?view\s+[\w".$]+\s+as\s+select\s+(?!distinct\b)(?<list>[^()]+?)\s+from\s+[\w".$]+\s*;?$/i;

/** Longer statements are not looked at: nobody writes a plain view like that. */
const LONGEST = 4000;

/** A column under its own name: another name would show one column as another. */
const OWN = /^(?:[\w"$]+\.)?(?<column>[\w$]+|"[^"]+")(?:\s+as\s+\k<column>)?$/i;

/** Every column that the table has is in the view; where its columns are not known, only `*` says so. */
function showsAll(set: MigrationSet, view: ObjectName, table: ObjectName, list: string): boolean {
  if (!list.split(',').every((item) => /^(?:[\w"$]+\.)?\*$/.test(item.trim()) || OWN.test(item.trim())))
    return false;
  const entry = set.after.tables[table];
  const shown = set.after.views[view]?.columns;
  if (!entry || entry.partial || !shown) return list === '*';
  return Object.keys(entry.columns).every((column) => shown.includes(column));
}

function isOver(set: MigrationSet, view: ObjectName, table: ObjectName): boolean {
  const uses = set.after.views[view]?.uses ?? [];
  return uses.length > 0 && uses.every((used) => used === table || used.startsWith(`${table}.`));
}

/** The view that takes the old name's place; null: none does, or it cannot be told that it does so wholly. */
export function viewInItsPlace(
  proposal: Proposal,
  at: ProposedStatement,
  effect: AttributedEffect,
): ObjectName | null {
  const { transaction } = at.statement;
  const { after } = effect;
  if (effect.kind !== 'renames' || effect.objectKind !== 'table') return null;
  if (transaction === null || after === undefined) return null;
  const later = proposal.statements
    .slice(proposal.statements.indexOf(at) + 1)
    .filter(
      (other) => other.migration === at.migration && other.statement.transaction?.id === transaction.id,
    );
  for (const { set, statement, effects } of later) {
    const view = effects.find(
      ({ kind, objectKind, object }) =>
        kind === 'adds' && objectKind === 'view' && bare(object) === bare(effect.object),
    );
    const text = statement.text.trim();
    const list = text.length > LONGEST ? undefined : PLAIN.exec(text)?.groups?.list?.trim();
    if (
      view &&
      list !== undefined &&
      isOver(set, view.object, after) &&
      showsAll(set, view.object, after, list)
    )
      return view.object;
  }
  return null;
}
