/** tighten-after-writers: the schema refuses what old code may still write only once no old writer can be live. */
import { matchesAny } from '../../code/index.ts';
import type { AttributedEffect, Evidence, Finding, Mentions, Sha } from '../../model.ts';
import {
  type CarriedContract,
  inEachEnvironment,
  isTightening,
  startOf,
  tighteningsIn,
} from '../contracts.ts';
import { declareChange } from '../declare-change.ts';
import { judgeHeldFor } from '../held-finding.ts';
import { holdingIn } from '../holding.ts';
import { type Ask, finding, type Proposal, placed, type Rule } from '../rule.ts';
import { statusOfUntold } from '../sites.ts';
import { mapEvidence } from '../steps.ts';

const ID = 'tighten-after-writers';

function undeclared(proposal: Proposal, effect: AttributedEffect): Finding {
  const byHead = effect.change !== null;
  return finding(ID, {
    status: 'block',
    ...placed(effect),
    change: effect.change,
    phase: 'tighten',
    message: byHead
      ? `${effect.object} is tightened, and only this pull request itself declares that.`
      : `${effect.object} is tightened, and no change declares that.`,
    why: effect.why || `code that is live now may still write what ${effect.object} would refuse.`,
    next: nextStep(effect, byHead, proposal.manifest === null),
  });
}

function nextStep(effect: AttributedEffect, byHead: boolean, without: boolean): string {
  if (without) return 'Write a manifest (lanekeeper init), and declare the change with tightens and writers.';
  return byHead
    ? 'Merge the entry in a pull request of its own first; this one then waits for its writers.'
    : `Declare it on the base first, with the code that writes it under writers:\n\n${declareChange([effect], {})}`;
}

const soakOf = ({ change }: CarriedContract): number =>
  typeof change.contract.soak === 'number' ? change.contract.soak : 0;

/** Files of the writers at a commit. */
const filesAt = (ask: Ask, commit: Sha, writers: string[]) =>
  ask<'mentions'>({ ask: 'mentions', commit, files: writers, terms: [] });

/** A live commit holds the writers as they are on the base: the same files, each with the same content, and no other. */
function holdsWriters(ask: Ask, commit: Sha, writers: string[], base: readonly File[]): Evidence<boolean> {
  return mapEvidence(filesAt(ask, commit, writers), ({ files }) => {
    const held = new Map(files.map(({ path, blob }) => [path, blob]));
    return held.size === base.length && base.every(({ path, blob }) => held.get(path) === blob);
  });
}

type File = Mentions['files'][number];
type At = Pick<Finding, 'path' | 'line' | 'column'> & { change: string; phase: string };

/** What the base holds of the writers; a finding where that proves nothing. */
function writersOnBase(proposal: Proposal, ask: Ask, at: At, writers: string[]): File[] | Finding {
  const { subject } = proposal;
  if (subject.kind === 'lint') return [];
  const base = filesAt(ask, subject.base, writers);
  if (base.state !== 'known') {
    const status = statusOfUntold({ state: base.state, why: base.why });
    const message = `the writers of ${at.change} on the base could not be read: ${base.why}.`;
    const next = `Give the repository with commit ${subject.base.slice(0, 7)} in it.`;
    return finding(ID, { ...at, status, message, next });
  }
  const { files } = base.value;
  const idle = writers.filter((glob) => !files.some(({ path }) => matchesAny([glob])(path)));
  if (idle.length === 0 && files.length > 0) return files;
  return finding(ID, {
    ...at,
    status: 'block',
    message: `no file on the base matches ${idle.join(', ') || 'anything'} of the writers of ${at.change}.`,
    why: 'a pattern that matches nothing proves nothing.',
    next: `Mend writers: on ${at.change} in the manifest.`,
  });
}

/** Writers are live where every live commit holds their files as they are on the base. */
function judgeWriters(proposal: Proposal, ask: Ask, contract: CarriedContract, writers: string[]): Finding[] {
  const at = { ...startOf(contract), change: contract.change.id, phase: 'tighten' };
  const base = writersOnBase(proposal, ask, at, writers);
  if (!Array.isArray(base)) return [base];
  const soak = soakOf(contract);
  const holds = (commit: Sha): Evidence<boolean> => holdsWriters(ask, commit, writers, base);
  const objects = contract.objects.join(', ');
  const words = {
    what: `code that keeps the new rule of ${objects} is live`,
    why: `code that was written before may still write what ${objects} would refuse.`,
    deploy: (site: string) => `Deploy ${writers.join(', ')} as on the base to ${site}`,
  };
  return inEachEnvironment(ID, proposal, at, (environment) => {
    const holding = holdingIn(ask, environment, holds, proposal.now - soak, proposal.now);
    const here = { ...at, environment: environment.name };
    return [judgeHeldFor(ID, here, holding, soak, words, proposal.now)];
  });
}

/** What was switched off is repeated. */
function tellOff(contract: CarriedContract): Finding[] {
  const { id, contract: asked } = contract.change;
  if (typeof asked.soak === 'number') return [];
  const message = `the soak of ${id} is switched off: ${asked.soak.off}`;
  return [
    finding(ID, {
      ...startOf(contract),
      status: 'warn',
      change: id,
      phase: 'tighten',
      message,
      limit: 'off',
    }),
  ];
}

const ROWS: Record<NonNullable<AttributedEffect['rows']>, (object: string) => string> = {
  'new-rows': (object) =>
    `${object} binds new rows only; the rows that are there are checked by VALIDATE CONSTRAINT later.`,
  validated: (object) => `the rows that are there are known to satisfy ${object}.`,
  scan: (object) =>
    `the statement itself checks the rows that are there, and fails without harm where one does not satisfy ${object}.`,
};

/** A statement that says nothing of rows (a policy, a revoked right) asks nothing of them. */
function judgeRows({ change, effects }: CarriedContract): Finding[] {
  return effects.flatMap((effect) => {
    if (effect.rows === undefined) return [];
    const message = ROWS[effect.rows](effect.object);
    return [finding(ID, { ...placed(effect), status: 'ok', change: change.id, phase: 'tighten', message })];
  });
}

/** A declared tightening: its writers everywhere, and the rows that are there. */
export function judgeTightening(proposal: Proposal, ask: Ask, contract: CarriedContract): Finding[] {
  const { change } = contract;
  if (change.writers === null) {
    return [
      finding(ID, {
        ...startOf(contract),
        status: 'block',
        change: change.id,
        phase: 'tighten',
        message: `${change.id} tightens ${contract.objects.join(', ')}, and does not say which code writes it.`,
        why: 'whether every old writer is gone can be proved only of files that are named.',
        next: `Name them on the base: writers: { code: [src/…] } on ${change.id}.`,
      }),
    ];
  }
  return [
    ...tellOff(contract),
    ...judgeWriters(proposal, ask, contract, change.writers),
    ...judgeRows(contract),
  ];
}

export const tightenAfterWriters: Rule = {
  id: ID,
  subjects: ['pull_request'],
  judge(proposal, ask) {
    const declared = new Set(
      proposal.changes.filter(({ declaredBy }) => declaredBy === 'base').map(({ change }) => change.id),
    );
    const loose = proposal.effects.filter(
      (effect) => isTightening(effect) && (effect.change === null || !declared.has(effect.change)),
    );
    return [
      ...loose.map((effect) => undeclared(proposal, effect)),
      ...tighteningsIn(proposal).flatMap((contract) => judgeTightening(proposal, ask, contract)),
    ];
  },
};
