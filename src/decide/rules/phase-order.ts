/** phase-order: no phase or step before the one that it rests on is live everywhere. */
import type {
  AttributedEffect,
  Change,
  Environment,
  Finding,
  MigrationSet,
  ObjectName,
} from '../../model.ts';
import { contractsIn, environmentsOf, startOf } from '../contracts.ts';
import { presenceIn } from '../presence.ts';
import { type Ask, finding, type Proposal, type Rule } from '../rule.ts';
import { effectsOf, makersOf } from '../schema.ts';
import { statusOfUntold } from '../sites.ts';
import { judgeStepLive } from '../step-finding.ts';
import { carriesStep, STEPS, type StepName, stepOf } from '../steps.ts';
import { judgeBackfillOf } from './backfill.ts';
import { judgeDivergenceOf } from './divergence.ts';

const ID = 'phase-order';

type Start = Pick<Finding, 'path' | 'line' | 'column'>;
const NOWHERE: Start = { path: null, line: null, column: null };

interface Move {
  change: Change;
  set: MigrationSet;
  /** The phase or step that the pull request carries. */
  phase: string;
  start: Start;
  /** Every step that it carries, to tell what waits from what never could. */
  carries: StepName[];
}

/** The step must be live everywhere; one that comes in this same pull request never will be before it merges. */
function restsOnStep(proposal: Proposal, ask: Ask, move: Move, name: StepName, soak: number): Finding[] {
  const step = stepOf(move.change, name);
  if (!step) return [];
  if (move.carries.includes(name)) {
    return [
      finding(ID, {
        ...move.start,
        status: 'block',
        change: move.change.id,
        phase: move.phase,
        message: `${move.phase} of ${move.change.id} rests on its ${name}, and this pull request carries both.`,
        why: `${name} must be live everywhere before ${move.phase} begins, and they would begin together.`,
        next: `Move ${name} (${step.code.join(', ')}) into a pull request of its own, deploy it, then come back with ${move.phase}.`,
      }),
    ];
  }
  return environmentsOf(proposal).flatMap((environment) =>
    judgeStepLive(ID, proposal, ask, move, name, step, environment, soak),
  );
}

function restsOnExpand(proposal: Proposal, ask: Ask, move: Move): Finding[] {
  const { change, set } = move;
  const at = { ...move.start, change: change.id, phase: move.phase };
  const missing = change.adds.filter((object) => makersOf(set, object).length === 0);
  if (missing.length > 0) {
    const message = `${move.phase} of ${change.id} rests on its expand, and ${missing.join(', ')} is not in the schema of the base.`;
    return [
      finding(ID, {
        ...at,
        status: 'wait',
        message,
        next: 'Merge and deploy the expand first; this then clears by itself.',
      }),
    ];
  }
  const migrations = [...new Set(change.adds.flatMap((object) => makersOf(set, object)))];
  if (migrations.length === 0) return [];
  return environmentsOf(proposal).map((environment) =>
    judgePresent(ask, at, environment, migrations, 'expand'),
  );
}

function judgePresent(
  ask: Ask,
  at: Start & { change: string; phase: string },
  environment: Environment,
  migrations: Parameters<typeof presenceIn>[2],
  what: string,
): Finding {
  const presence = presenceIn(ask, environment, migrations, null);
  const common = { ...at, environment: environment.name };
  if (presence.state === 'present') {
    return finding(ID, {
      ...common,
      status: 'ok',
      message: `the ${what} of ${at.change} is present in ${environment.name}.`,
      evidence: presence.evidence,
    });
  }
  const next = `Deploy it to ${environment.name}; this then clears by itself.`;
  if (presence.state === 'absent') {
    const message = `${at.phase} of ${at.change} rests on its ${what}, and ${presence.paths.join(', ')} has not been deployed to ${presence.site}.`;
    return finding(ID, { ...common, status: 'wait', message, next, evidence: presence.evidence });
  }
  const message = `${at.phase} of ${at.change} rests on its ${what}, and whether that was deployed to ${environment.name} is not known: ${presence.why}.`;
  return finding(ID, {
    ...common,
    status: statusOfUntold(presence),
    message,
    next: `Give the deployments of ${environment.name} (--evidence FILE).`,
  });
}

/** What backfill and divergence ask of the contract, they ask of the step that begins to rely on the new shape. */
function restsOnData(proposal: Proposal, ask: Ask, move: Move): Finding[] {
  const { change, start, phase } = move;
  const found = [
    ...(change.backfill === null ? [] : judgeBackfillOf(proposal, ask, change, start, phase)),
    ...judgeDivergenceOf(proposal, ask, change, start, phase),
  ];
  return found.map((part) => ({ ...part, rule: ID }));
}

/** Reads can be switched back only while the code still asks the flag. */
function keepsWayBack(proposal: Proposal, ask: Ask, move: Move): Finding[] {
  const step = move.change.readNew;
  if (!step?.flag || proposal.subject.kind !== 'pull_request') return [];
  const answer = ask<'mentions'>({
    ask: 'mentions',
    commit: proposal.subject.head,
    files: step.code,
    terms: [{ word: step.flag }],
  });
  const at = { ...move.start, change: move.change.id, phase: move.phase };
  if (answer.state !== 'known') {
    return [
      finding(ID, {
        ...at,
        status: statusOfUntold({ state: answer.state, why: answer.why }),
        message: `whether ${step.flag} is asked by ${step.code.join(', ')} could not be told: ${answer.why}.`,
      }),
    ];
  }
  if (answer.value.mentions.length > 0)
    return [
      finding(ID, {
        ...at,
        status: 'ok',
        message: `reads of ${move.change.id} can be switched back by ${step.flag}.`,
      }),
    ];
  return [
    finding(ID, {
      ...at,
      status: 'block',
      message: `reads of ${move.change.id} move to the new shape without asking the flag ${step.flag}.`,
      why: 'the flag is the way back: without it, going back means deploying under pressure.',
      next: `Gate the new reads in ${step.code.join(', ')} behind ${step.flag}, or take the flag out of the manifest.`,
    }),
  ];
}

/** Once nothing writes the old column, an insert must be able to leave it out. */
function toleratesAbsence(proposal: Proposal, ask: Ask, move: Move): Finding[] {
  return move.change.removes.flatMap((object) => {
    const column = columnOf(move.set, object);
    if (!column) return [];
    const at = { ...move.start, change: move.change.id, phase: move.phase };
    if (column.notNull && !column.defaulted) {
      return [
        finding(ID, {
          ...at,
          status: 'block',
          message: `${object} is NOT NULL and has no default: once nothing writes it, every insert fails.`,
          why: 'code that stops writing a column leaves it out of its inserts.',
          next: `First merge and deploy: ALTER TABLE ${object.slice(0, object.lastIndexOf('.'))} ALTER COLUMN ${object.slice(object.lastIndexOf('.') + 1)} DROP NOT NULL;`,
        }),
      ];
    }
    const relaxing = effectsOf(move.set.base).filter(({ effect }) => relaxes(effect, object));
    if (relaxing.length === 0) return [];
    const migrations = [...new Set(relaxing.map(({ migration }) => migration))];
    return environmentsOf(proposal).map((environment) =>
      judgePresent(ask, at, environment, migrations, `relaxing of ${object}`),
    );
  });
}

/** DROP NOT NULL or SET DEFAULT on the very column. */
function relaxes(effect: Omit<AttributedEffect, 'change' | 'database'>, object: ObjectName): boolean {
  return (
    effect.object === object &&
    (effect.kind === 'relaxes' || /default/.test(effect.operation)) &&
    effect.phase === 'expand'
  );
}

function columnOf(set: MigrationSet, object: ObjectName) {
  const owner = Object.entries(set.catalog.tables).find(([name]) => object.startsWith(`${name}.`));
  const name = owner ? object.slice(owner[0].length + 1).replace(/^"|"$/g, '') : '';
  return owner?.[1].columns[name];
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
  const soak = typeof move.change.contract.soak === 'number' ? move.change.contract.soak : 0;
  switch (move.phase) {
    case 'dual_write':
      return restsOnExpand(proposal, ask, move);
    case 'backfill':
      return [...restsOnExpand(proposal, ask, move), ...restsOnStep(proposal, ask, move, 'dual_write', 0)];
    case 'read_new':
      return [
        ...restsOnStep(proposal, ask, move, 'dual_write', 0),
        ...restsOnData(proposal, ask, move),
        ...keepsWayBack(proposal, ask, move),
      ];
    case 'stop_old':
      return [
        ...restsOnStep(proposal, ask, move, 'read_new', soak),
        ...toleratesAbsence(proposal, ask, move),
      ];
    default:
      return [
        ...restsOnExpand(proposal, ask, move),
        ...restsOnStep(proposal, ask, withoutGoneFlag(proposal, ask, move), 'read_new', 0),
        ...restsOnStep(proposal, ask, move, 'stop_old', 0),
      ];
  }
}

function movesOf(proposal: Proposal, ask: Ask): (Move | Finding)[] {
  const contracts = contractsIn(proposal).map((contract) => ({
    ...contract,
    phase: 'contract',
    start: startOf(contract),
  }));
  return proposal.changes.flatMap(({ change }) => {
    const set = proposal.sets.find(({ database }) => database.name === change.database);
    if (!set) return [];
    const carried = STEPS.map((name) => ({ name, evidence: carriesStep(proposal, ask, change, name) }));
    const carries = carried
      .filter(({ evidence }) => evidence.state === 'known' && evidence.value)
      .map(({ name }) => name);
    const unknown = carried.flatMap(({ name, evidence }) =>
      evidence.state !== 'known'
        ? [
            finding(ID, {
              status: 'error',
              change: change.id,
              phase: name,
              message: `whether this pull request carries ${name} of ${change.id} could not be told: ${evidence.why}.`,
            }),
          ]
        : [],
    );
    const filling = proposal.effects.find(
      (effect) =>
        effect.change === change.id &&
        effect.kind === 'rewrites' &&
        effect.phase === 'migrate' &&
        !effect.fresh,
    );
    const move = (phase: string, start: Start): Move => ({
      change,
      set,
      phase,
      start,
      carries: carries.filter((name) => name !== phase),
    });
    return [
      ...unknown,
      ...carries.map((name) => move(name, NOWHERE)),
      ...(filling
        ? [move('backfill', { path: filling.path, line: filling.line, column: filling.column })]
        : []),
      ...contracts
        .filter((contract) => contract.change === change)
        .map(({ start }) => move('contract', start)),
    ];
  });
}

export const phaseOrder: Rule = {
  id: ID,
  subjects: ['pull_request'],
  judge: (proposal, ask) =>
    movesOf(proposal, ask).flatMap((found) => ('set' in found ? judgeMove(proposal, ask, found) : [found])),
};
