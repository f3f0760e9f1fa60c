/** phase-order: no phase or step before the one that it rests on is live everywhere. */
import type { Finding } from '../../model.ts';
import { inEachEnvironment } from '../contracts.ts';
import { type Move, movesIn } from '../moves.ts';
import { type Content, type Presence, presenceIn } from '../presence.ts';
import { type Ask, finding, type Proposal, type Rule } from '../rule.ts';
import { makersOf } from '../schema.ts';
import { statusOfUntold } from '../sites.ts';
import { judgeStepLive } from '../step-finding.ts';
import { type StepName, stepOf } from '../steps.ts';
import { judgeAbsence } from '../tolerates-absence.ts';
import { judgeBackfillOf } from './backfill.ts';
import { judgeDivergenceOf } from './divergence.ts';

const ID = 'phase-order';

const about = ({ start, change, phase }: Move) => ({ ...start, change: change.id, phase });

/** The step must be live everywhere; one that comes in this same pull request never will be before it merges. */
function restsOnStep(proposal: Proposal, ask: Ask, move: Move, name: StepName, soak: number): Finding[] {
  const step = stepOf(move.change, name);
  const { phase } = move;
  if (!step) return [];
  if (!move.carries.includes(name)) {
    return inEachEnvironment(ID, proposal, about(move), (environment) =>
      judgeStepLive(ID, proposal, ask, move, name, step, environment, soak),
    );
  }
  return [
    finding(ID, {
      ...about(move),
      status: 'block',
      message: `${phase} of ${move.change.id} rests on its ${name}, and this pull request carries both.`,
      short: `this pull request carries ${name} and ${phase} of ${move.change.id}`,
      limit: `${name} live`,
      why: `${name} must be live everywhere before ${phase} begins, and they would begin together.`,
      next: `Move ${name} (${step.code.join(', ')}) into a pull request of its own, deploy it, then come back with ${phase}.`,
    }),
  ];
}

type At = ReturnType<typeof about> & { environment: string };

function tellPresence(at: At, presence: Presence, what: string): Finding {
  const common = { ...at, limit: `${what} present` };
  if (presence.state === 'present') {
    const message = `the ${what} of ${at.change} is present in ${at.environment}.`;
    return finding(ID, { ...common, status: 'ok', message, evidence: presence.evidence });
  }
  const rests = `${at.phase} of ${at.change} rests on its ${what}`;
  const why = `${at.phase} would fail wherever its ${what} is not there yet.`;
  if (presence.state === 'absent') {
    return finding(ID, {
      ...common,
      status: 'wait',
      message: `${rests}, and ${presence.paths.join(', ')} has not been deployed to ${presence.site}.`,
      short: `the ${what} of ${at.change} is not deployed to ${presence.site}`,
      why,
      next: `Deploy it to ${presence.site}; this then clears by itself.`,
      evidence: presence.evidence,
    });
  }
  const message = `${rests}, and whether that was deployed to ${at.environment} is not known: ${presence.why}.`;
  const next = `Give the deployments of ${at.environment} (--evidence FILE).`;
  return finding(ID, { ...common, status: statusOfUntold(presence), message, why, next });
}

function restsOnMigrations(
  proposal: Proposal,
  ask: Ask,
  move: Move,
  migrations: readonly Content[],
  what: string,
): Finding[] {
  return inEachEnvironment(ID, proposal, about(move), (environment) => [
    tellPresence(
      { ...about(move), environment: environment.name },
      presenceIn(ask, environment, migrations, null),
      what,
    ),
  ]);
}

function restsOnExpand(proposal: Proposal, ask: Ask, move: Move): Finding[] {
  const { change, set, phase } = move;
  if (change.adds.length === 0) return [];
  const missing = change.adds.filter((object) => makersOf(set, object).length === 0);
  if (missing.length === 0) {
    const makers = [...new Set(change.adds.flatMap((object) => makersOf(set, object)))];
    return restsOnMigrations(proposal, ask, move, makers, 'expand');
  }
  const objects = missing.join(', ');
  return [
    finding(ID, {
      ...about(move),
      status: 'wait',
      message: `${phase} of ${change.id} rests on its expand, and ${objects} is not in the schema of the base.`,
      short: `${objects} is not in the schema of the base`,
      limit: 'expand present',
      why: `${phase} would fail wherever ${objects} is not there yet.`,
      next: 'Merge and deploy the expand first; this then clears by itself.',
    }),
  ];
}

/** What backfill and divergence ask of the contract, they ask of the step that begins to rely on the new shape. */
function restsOnData(proposal: Proposal, ask: Ask, { change, start, phase }: Move): Finding[] {
  const found = [
    ...(change.backfill === null ? [] : judgeBackfillOf(proposal, ask, change, start, phase)),
    ...judgeDivergenceOf(proposal, ask, change, start, phase),
  ];
  return found.map((part) => ({ ...part, rule: ID }));
}

/** Reads can be switched back only while the code still asks the flag. */
function keepsWayBack(proposal: Proposal, ask: Ask, move: Move): Finding[] {
  const { readNew: step, id } = move.change;
  if (!step?.flag || proposal.subject.kind !== 'pull_request') return [];
  const commit = proposal.subject.head;
  const terms = [{ word: step.flag }];
  const answer = ask<'mentions'>({ ask: 'mentions', commit, files: step.code, terms });
  const code = step.code.join(', ');
  const at = { ...about(move), limit: `${step.flag} in the code` };
  if (answer.state !== 'known') {
    const status = statusOfUntold({ state: answer.state, why: answer.why });
    const message = `whether ${step.flag} is asked by ${code} could not be told: ${answer.why}.`;
    const next = 'Give the repository with the head in it, and check again.';
    return [finding(ID, { ...at, status, message, next })];
  }
  if (answer.value.mentions.length > 0) {
    const message = `reads of ${id} can be switched back by ${step.flag}.`;
    return [finding(ID, { ...at, status: 'ok', message })];
  }
  return [
    finding(ID, {
      ...at,
      status: 'block',
      message: `reads of ${id} move to the new shape without asking the flag ${step.flag}.`,
      why: 'the flag is the way back: without it, going back means deploying under pressure.',
      next: `Gate the new reads in ${code} behind ${step.flag}, or take the flag out of the manifest.`,
    }),
  ];
}

/** An insert that leaves the old column out must work everywhere. */
function toleratesAbsence(proposal: Proposal, ask: Ask, move: Move): Finding[] {
  const { findings, relaxing } = judgeAbsence(ID, move);
  const present = relaxing.flatMap(({ object, migrations }) =>
    restsOnMigrations(proposal, ask, move, migrations, `relaxing of ${object}`),
  );
  return [...findings, ...present];
}

/** A flag that no code on the base asks any more switches nothing: it may be deleted at its provider. */
function withoutGoneFlag(proposal: Proposal, ask: Ask, move: Move): Move {
  const step = move.change.readNew;
  if (!step?.flag || proposal.subject.kind !== 'pull_request') return move;
  const terms = [{ word: step.flag }];
  const answer = ask<'mentions'>({ ask: 'mentions', commit: proposal.subject.base, files: null, terms });
  const gone = answer.state === 'known' && answer.value.mentions.length === 0;
  return gone ? { ...move, change: { ...move.change, readNew: { ...step, flag: null } } } : move;
}

function judgeMove(proposal: Proposal, ask: Ask, move: Move): Finding[] {
  const { soak } = move.change.contract;
  const rests = (name: StepName, long = 0, of = move): Finding[] =>
    restsOnStep(proposal, ask, of, name, long);
  switch (move.phase) {
    case 'dual_write':
      return restsOnExpand(proposal, ask, move);
    case 'backfill':
      return [...restsOnExpand(proposal, ask, move), ...rests('dual_write')];
    case 'read_new':
      return [
        ...rests('dual_write'),
        ...restsOnData(proposal, ask, move),
        ...keepsWayBack(proposal, ask, move),
      ];
    case 'stop_old':
      return [
        ...rests('read_new', typeof soak === 'number' ? soak : 0),
        ...toleratesAbsence(proposal, ask, move),
      ];
    default:
      return [
        ...restsOnExpand(proposal, ask, move),
        ...rests('read_new', 0, withoutGoneFlag(proposal, ask, move)),
        ...rests('stop_old'),
      ];
  }
}

export const phaseOrder: Rule = {
  id: ID,
  subjects: ['pull_request'],
  judge: (proposal, ask) => {
    const { moves, untold } = movesIn(proposal, ask, ID);
    return [...untold, ...moves.flatMap((move) => judgeMove(proposal, ask, move))];
  },
};
