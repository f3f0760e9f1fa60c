/** tighten-after-writers: the schema refuses what old code may still write only once no old writer can be live. */
import type { AttributedEffect, Environment, Evidence, Finding, Sha } from '../../model.ts';
import { type CarriedContract, environmentsOf, isTightening, startOf, tighteningsIn } from '../contracts.ts';
import { declareChange } from '../declare-change.ts';
import { holdingIn } from '../holding.ts';
import { type Ask, finding, type Proposal, placed, type Rule } from '../rule.ts';
import { mapEvidence } from '../steps.ts';
import { judgeHeldFor } from './soak.ts';

const ID = 'tighten-after-writers';

function undeclared(proposal: Proposal, effect: AttributedEffect): Finding {
  const byHead = effect.change !== null;
  const without = proposal.manifest === null;
  return finding(ID, {
    status: 'block',
    ...placed(effect),
    change: effect.change,
    phase: 'tighten',
    message: byHead
      ? `${effect.object} is tightened, and only this pull request itself declares that.`
      : `${effect.object} is tightened, and no change declares that.`,
    why: effect.why || `code that is live now may still write what ${effect.object} would refuse.`,
    next: without
      ? 'Write a manifest (lanekeeper init), and declare the change with tightens and writers.'
      : `Declare it on the base first, with the code that writes it under writers:\n\n${declareChange([effect], {})}`,
  });
}

/** Writers are live where every live commit holds their files as they are on the base. */
function judgeWriters(
  proposal: Proposal,
  ask: Ask,
  contract: CarriedContract,
  environment: Environment,
): Finding[] {
  const { subject } = proposal;
  const { writers, id } = contract.change;
  const soak = typeof contract.change.contract.soak === 'number' ? contract.change.contract.soak : 0;
  if (writers === null || subject.kind !== 'pull_request') return [];
  const filesAt = (commit: Sha) => ask<'mentions'>({ ask: 'mentions', commit, files: writers, terms: [] });
  const base = filesAt(subject.base);
  const at = { ...startOf(contract), change: id, phase: 'tighten', environment: environment.name };
  if (base.state !== 'known') {
    return [
      finding(ID, {
        ...at,
        status: base.state === 'failed' ? 'error' : 'wait',
        message: `the writers of ${id} on the base could not be read: ${base.why}.`,
      }),
    ];
  }
  if (base.value.files.length === 0) {
    return [
      finding(ID, {
        ...at,
        status: 'block',
        message: `no file on the base matches the writers of ${id} (${writers.join(', ')}).`,
        why: 'a pattern that matches nothing proves nothing.',
        next: `Mend writers: on ${id} in the manifest.`,
      }),
    ];
  }
  const same = (commit: Sha): Evidence<boolean> =>
    mapEvidence(filesAt(commit), ({ files }) => {
      const held = new Map(files.map(({ path, blob }) => [path, blob]));
      return base.value.files.every(({ path, blob }) => held.get(path) === blob);
    });
  const holding = holdingIn(ask, environment, same, proposal.now - soak, proposal.now);
  return [
    judgeHeldFor(
      ID,
      at,
      holding,
      soak,
      `code that keeps the new rule of ${contract.objects.join(', ')} is live`,
      proposal.now,
    ),
  ];
}

function judgeRows(contract: CarriedContract): Finding[] {
  return contract.effects.map((effect) =>
    finding(ID, {
      ...placed(effect),
      status: 'ok',
      change: contract.change.id,
      phase: 'tighten',
      message:
        effect.rows === 'new-rows'
          ? `${effect.object} binds new rows only; the rows that are there are checked by VALIDATE CONSTRAINT later.`
          : effect.rows === 'validated'
            ? `the rows that are there are proved to satisfy ${effect.object} by a valid constraint.`
            : `the statement itself checks the rows that are there, and fails without harm where one does not satisfy ${effect.object}.`,
    }),
  );
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
    ...environmentsOf(proposal).flatMap((environment) => judgeWriters(proposal, ask, contract, environment)),
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
