/** separate-phases: one pull request carries one phase of a change, so that each can be deployed, and left alone, by itself. */

import { matchesAny } from '../../code/index.ts';
import type { AttributedEffect, Change, Finding, ObjectName } from '../../model.ts';
import { isPartOf } from '../../names.ts';
import { isContract, isTightening } from '../contracts.ts';
import { addedMentions, changedCode } from '../dependence.ts';
import { proposedImplicitChanges } from '../implicit-changes.ts';
import { type Ask, finding, type Proposal, type Rule } from '../rule.ts';
import { newShape } from '../shapes.ts';
import { carriesStep, STEPS, stepOf } from '../steps.ts';

const ID = 'separate-phases';

interface Part {
  phase: string;
  /** Files that carry it, with a line for the first. */
  files: { path: string; line: number }[];
}

/** Each file once, with the first of its lines. */
const filesOf = (places: readonly { path: string; line: number }[]): Part['files'] =>
  places
    .filter(({ path }, index) => places.findIndex((other) => other.path === path) === index)
    .map(({ path, line }) => ({ path, line }));

function partsOfSchema(effects: readonly AttributedEffect[]): Part[] {
  const kinds: [string, (effect: AttributedEffect) => boolean][] = [
    ['expand', ({ kind, phase }) => (kind === 'adds' || kind === 'indexes') && phase !== 'tighten'],
    ['backfill', ({ kind, phase, fresh }) => kind === 'rewrites' && phase === 'migrate' && !fresh],
    ['tightening', isTightening],
    ['contract', isContract],
  ];
  return kinds
    .map(([phase, wanted]) => ({ phase, files: filesOf(effects.filter(wanted)) }))
    .filter(({ files }) => files.length > 0);
}

/** Code of the pull request that belongs to a declared change: what mentions the new shape, carries a step, or writes what is tightened. */
function partsOfCode(proposal: Proposal, ask: Ask, change: Change, tightens: boolean): Part[] {
  const code = changedCode(proposal);
  const dependent: Part = { phase: 'code', files: filesOf(addedMentions(code, newShape(change))) };
  const steps = STEPS.filter((name) => {
    const carried = carriesStep(proposal, ask, change, name);
    return carried.state === 'known' && carried.value;
  });
  const stepCode = steps.flatMap((name) => stepOf(change, name)?.code ?? []);
  const touched = matchesAny([...stepCode, ...(tightens ? (change.writers ?? []) : [])]);
  const carriers = code.filter(({ path }) => touched(path)).map(({ path }) => ({ path, line: 1 }));
  const files = [...dependent.files, ...carriers];
  return files.length > 0
    ? [{ phase: steps.length > 0 ? `code (${steps.join(', ')})` : 'code', files: filesOf(files) }]
    : [];
}

/** With `runs: before-code`, expand and the code that needs it may share a pull request; nothing else may. */
function mayShare(parts: readonly Part[], beforeCode: boolean): boolean {
  if (parts.length < 2) return true;
  const phases = parts.map(({ phase }) => phase);
  return beforeCode && phases.length === 2 && phases[0] === 'expand' && (phases[1] ?? '').startsWith('code');
}

/** What else may be right where it is schema and code: that they are meant to go together, or that the guess is wrong. */
function waysOut(parts: readonly Part[], id: string, declared: boolean): string {
  const code = parts.find(({ phase }) => phase.startsWith('code'))?.files[0];
  if (!code || parts.length > 2 || parts[0]?.phase !== 'expand') return '';
  const guess = declared ? `references: on ${id}` : 'references: on a change that adds it';
  return `\nDoes one deployment run its migrations to the end before its code starts? Say runs: before-code on the database, on the base. Is ${code.path}:${code.line} no use of what is added? Say so with ${guess}, on the base.`;
}

function blocked(proposal: Proposal, id: string, parts: readonly Part[], declared: boolean): Finding {
  const [first, ...rest] = parts;
  const at = first?.files[0];
  const moves = rest.map(({ phase, files }) => `${phase}: ${files.map(({ path }) => path).join(', ')}`);
  const warned = proposal.manifest === null && !declared;
  return finding(ID, {
    status: warned ? 'warn' : 'block',
    change: id,
    phase: first?.phase ?? null,
    path: at?.path ?? null,
    line: at?.line ?? null,
    column: at ? 1 : null,
    message: `this pull request carries ${parts.map(({ phase }) => phase).join(' and ')} of ${id}.`,
    short: `this pull request carries ${parts.map(({ phase }) => phase).join(' and ')} of ${id}`,
    limit: 'one phase',
    why: 'they deploy together, so there is no moment at which the one is there and the other can still be taken back.',
    seen: parts
      .map(({ phase, files }) => `${phase} in ${files.map(({ path }) => path).join(', ')}`)
      .join('; '),
    next: `Keep ${first?.phase} here and move the rest into pull requests of their own. ${moves.join('. ')}.${waysOut(parts, id, declared)}`,
  });
}

function judgeDeclared(proposal: Proposal, ask: Ask): Finding[] {
  return proposal.changes.flatMap(({ change }) => {
    const effects = proposal.effects.filter((effect) => effect.change === change.id);
    if (effects.length === 0) return [];
    const set = proposal.sets.find(({ database }) => database.name === change.database);
    const parts = [
      ...partsOfSchema(effects),
      ...partsOfCode(proposal, ask, change, effects.some(isTightening)),
    ];
    if (mayShare(parts, set?.database.runs === 'before-code')) return [];
    return [blocked(proposal, change.id, parts, true)];
  });
}

/** Rows of what is added: its very columns, or a whole table that is told without columns. */
function fills(effect: AttributedEffect, adds: readonly ObjectName[]): boolean {
  return adds.some((object) => isPartOf(effect.object, object) || isPartOf(object, effect.object));
}

function judgeImplicit(proposal: Proposal): Finding[] {
  return proposedImplicitChanges(proposal).flatMap((change) => {
    const { path } = change.migration;
    const ours = proposal.effects.filter((effect) => effect.change === null && effect.path === path);
    const filling = proposal.effects.filter(
      (effect) => effect.change === null && effect.kind === 'rewrites' && fills(effect, change.adds),
    );
    const terms = change.adds.map((object) => ({ object, references: null }));
    const mentions = filesOf(addedMentions(changedCode(proposal), terms));
    const code: Part[] = mentions.length > 0 ? [{ phase: 'code', files: mentions }] : [];
    const parts = [
      ...partsOfSchema([...ours.filter(({ kind }) => kind !== 'rewrites'), ...filling]),
      ...code,
    ];
    const others = parts.filter(({ phase }) => phase !== 'tightening');
    if (mayShare(others, change.set.database.runs === 'before-code')) return [];
    return [blocked(proposal, change.id, others, false)];
  });
}

export const separatePhases: Rule = {
  id: ID,
  subjects: ['pull_request'],
  judge: (proposal, ask) => [...judgeDeclared(proposal, ask), ...judgeImplicit(proposal)],
};
