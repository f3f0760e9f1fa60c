/** Something else in the schema still uses what a statement removes. */
import type { AttributedEffect, Dependent, Finding, ObjectName } from '../../model.ts';
import { list, orOk } from '../phrases.ts';
import { finding, placed, type Rule } from '../rule.ts';

const id = 'schema-dependents';

/** `constraint:orders.orders_user_fkey` -> [`orders`, `orders_user_fkey`]: the name itself may hold no dot outside of quotes. */
function owned(object: ObjectName): { table: string; name: string } {
  const path = object.slice(object.indexOf(':') + 1).match(/"(?:[^"]|"")*"|[^."]+/g) ?? [];
  return { table: path.slice(0, -1).join('.'), name: path.at(-1) ?? object };
}

/** The statement that must come first, so that the removal finds nobody. */
export function dropFirst({ object, kind }: Dependent): string {
  const { table, name } = owned(object);
  const plain = object.slice(object.indexOf(':') + 1);
  if (object.startsWith('constraint:')) return `ALTER TABLE ${table} DROP CONSTRAINT ${name};`;
  if (object.startsWith('trigger:')) return `DROP TRIGGER ${name} ON ${table};`;
  if (object.startsWith('policy:')) return `DROP POLICY ${name} ON ${table};`;
  if (object.startsWith('index:')) return `DROP INDEX CONCURRENTLY ${plain};`;
  if (object.startsWith('function:'))
    return `CREATE OR REPLACE FUNCTION ${plain} … without it, or DROP FUNCTION ${plain};`;
  if (object.startsWith('view:'))
    return `${/material/i.test(kind) ? 'DROP MATERIALIZED VIEW' : 'DROP VIEW'} ${plain}; and make it again without it.`;
  if (/column/.test(kind)) return `ALTER TABLE ${table} DROP COLUMN ${name};`;
  return `Drop or change ${kind} ${object}.`;
}

function judgeEffect(effect: AttributedEffect): Finding[] {
  if (effect.dependents.length === 0) return [];
  const users = list(
    effect.dependents.map(({ kind, object }) => `${kind} ${object.slice(object.indexOf(':') + 1)}`),
  );
  return [
    finding(id, {
      ...placed(effect),
      status: 'block',
      change: effect.change,
      phase: effect.phase,
      message: `${effect.object} is still used by ${users}.`,
      why: effect.cascade
        ? 'CASCADE would take them away without a word, with whatever reads or relies on them.'
        : 'The statement would fail, or they would fail when they are next used.',
      seen: 'the schema as the migrations make it, just before this statement',
      next: ['Write this first, in an earlier migration:', ...effect.dependents.map(dropFirst)].join('\n'),
    }),
  ];
}

export const schemaDependents: Rule = {
  id,
  subjects: ['pull_request'],
  judge(proposal) {
    const removals = proposal.effects.filter(({ kind }) => kind === 'removes');
    const findings = proposal.effects.flatMap(judgeEffect);
    const removed = list([...new Set(removals.map(({ object }) => object))].slice(0, 5));
    return removals.length === 0
      ? findings
      : orOk(id, proposal, findings, `Nothing else in the schema uses what goes: ${removed}.`);
  },
};
