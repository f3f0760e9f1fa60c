/** A rename or retype in one step, which code before it and code after it cannot both live with. */
import type { AttributedEffect, Finding, MigrationSet } from '../../model.ts';
import { inShort, orOk, steps } from '../phrases.ts';
import { finding, type Proposal, type ProposedStatement, placed, type Rule } from '../rule.ts';
import { viewInItsPlace } from '../view-in-its-place.ts';

const id = 'in-place-change';

const OTHERWISE: string[] = [
  '1. Expand: add the new shape beside the old one.',
  '2. Migrate: write both, copy the rows in batches, then read the new shape.',
  '3. Contract: remove the old shape once nothing uses it any more. Each step is a pull request of its own.',
];

function block(effect: AttributedEffect, message: string, why: string): Finding {
  return finding(id, {
    ...placed(effect),
    status: 'block',
    change: effect.change,
    phase: effect.phase,
    message,
    why,
    seen: inShort(effect.statement),
    next: steps(effect.instead, OTHERWISE.join('\n')),
  });
}

function describe(effect: AttributedEffect): string {
  const { object, before, after, statement } = effect;
  if (effect.kind === 'renames')
    return `${object} would be renamed to ${after ?? 'another name'} in one step.`;
  if (effect.kind === 'retypes') {
    const from = before === undefined ? '' : ` from ${before}`;
    return `${object} would change its type${from}${after === undefined ? '' : ` to ${after}`} in one step.`;
  }
  if (effect.kind === 'adds') return `${object} would be added as NOT NULL without a default.`;
  return `${inShort(statement)} would change ${object} in one step.`;
}

/** Where an earlier statement of these migrations put rows into a table that they made; null: it is empty for all that is seen. */
function filledAt(proposal: Proposal, at: ProposedStatement, table: string | null): number | null {
  let line: number | null = null;
  for (const other of proposal.statements.slice(0, proposal.statements.indexOf(at) + 1)) {
    if (other.set !== at.set) continue;
    const { rows, text } = other.statement;
    const ofTable = rows.filter((row) => row.table === table);
    if (ofTable.some(({ verb }) => verb === 'truncate')) line = null;
    const makes = other.effects.some((one) => one.operation === 'create-table-as' && one.object === table);
    const fills = ofTable.some(({ verb }) => verb === 'insert' || verb === 'copy' || verb === 'merge');
    if (fills || (makes && !/\bwith\s+no\s+data\s*;?$/i.test(text))) line ??= other.statement.line;
  }
  return line;
}

/** A new table that has rows already: no row would have a value, and the server refuses. */
function judgeFilled(proposal: Proposal, at: ProposedStatement, effect: AttributedEffect): Finding[] {
  const line = effect.kind === 'adds' ? filledAt(proposal, at, effect.table) : null;
  if (line === null) return [];
  const message = `${effect.object} would be added as NOT NULL without a default, and line ${line} has put rows into ${effect.table}.`;
  const next = `Give it a default, or add it before line ${line}, with a value in each row that is written there.`;
  return [
    block(
      { ...effect, instead: [next] },
      message,
      'The server refuses it: the rows that are there would have no value.',
    ),
  ];
}

function judgeEffect(proposal: Proposal, at: ProposedStatement, effect: AttributedEffect): Finding[] {
  if (effect.phase !== 'in-place') return [];
  if (effect.fresh) return judgeFilled(proposal, at, effect);
  const view = viewInItsPlace(proposal, at, effect);
  if (view === null) {
    const why =
      effect.why || `Code that is live and uses ${effect.object} as it was would fail from that moment on.`;
    return [block(effect, describe(effect), why)];
  }
  const message = `${effect.object} would be renamed to ${effect.after ?? 'another name'}, and ${view} answers to the old name from the same transaction on.`;
  return [
    finding(id, { ...placed(effect), status: 'ok', change: effect.change, phase: effect.phase, message }),
  ];
}

/** Dropped and added again under the same name in one file: a retype that loses the data. */
function judgeReplaced(proposal: Proposal): Finding[] {
  const dropped = new Map<string, AttributedEffect>();
  const findings: Finding[] = [];
  for (const { migration, effects, set } of proposal.statements) {
    for (const effect of effects.filter(({ objectKind, fresh }) => objectKind === 'column' && !fresh)) {
      const key = `${migration.path}\n${effect.database}\n${effect.object}`;
      const before = dropped.get(key);
      if (effect.kind === 'removes') dropped.set(key, effect);
      if (effect.kind !== 'adds' || !before) continue;
      const message = `${effect.object} would be dropped (line ${before.line}) and added again: its data would be lost.`;
      const why =
        'It is a change of type in one step that keeps no row: old code fails on the new column, and no rollback brings the values back.';
      findings.push(block({ ...effect, instead: replaceSteps(effect, typeOf(set, effect)) }, message, why));
      dropped.delete(key);
    }
  }
  return findings;
}

const ownName = ({ object, table }: AttributedEffect): string =>
  table !== null && object.startsWith(`${table}.`) ? object.slice(table.length + 1) : object;

/** The type that the column would have in the end. */
function typeOf(set: MigrationSet, effect: AttributedEffect): string {
  const columns = effect.table === null ? undefined : set.after.tables[effect.table]?.columns;
  return columns?.[ownName(effect).replace(/^"|"$/g, '').replaceAll('""', '"')]?.type ?? '<the new type>';
}

function replaceSteps(effect: AttributedEffect, type: string): string[] {
  const column = ownName(effect);
  const beside = column.endsWith('"') ? `${column.slice(0, -1)}_new"` : `${column}_new`;
  return [
    `-- expand: a new column beside it, written by the code together with the old one`,
    `ALTER TABLE ${effect.table} ADD COLUMN ${beside} ${type};`,
    `-- migrate: fill the old rows in batches, then read ${beside}`,
    `-- contract, once nothing uses ${effect.object} any more:`,
    `ALTER TABLE ${effect.table} DROP COLUMN ${column};`,
  ];
}

export const inPlaceChange: Rule = {
  id,
  subjects: ['pull_request', 'lint'],
  judge(proposal) {
    const findings = proposal.statements.flatMap((at) =>
      at.effects.flatMap((effect) => judgeEffect(proposal, at, effect)),
    );
    return orOk(
      id,
      proposal,
      [...findings, ...judgeReplaced(proposal)],
      'No statement renames or retypes what is in use.',
    );
  },
};
