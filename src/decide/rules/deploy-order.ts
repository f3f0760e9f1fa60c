/** deploy-order: code goes only where its schema is; a contract that reaches an environment is proved for that environment. */
import type { Environment, Finding, MigrationSet, ObjectName, Term } from '../../model.ts';
import { isPartOf } from '../../names.ts';
import { approvalProblem } from '../approvals.ts';
import { attribute } from '../attribute.ts';
import { type CarriedContract, environmentsOf, isContract, startOf } from '../contracts.ts';
import { mayHaveRun, presenceIn } from '../presence.ts';
import { type Ask, finding, type Proposal, type Rule } from '../rule.ts';
import { effectsOf, makersOf } from '../schema.ts';
import { statusOfUntold } from '../sites.ts';
import { judgeLiveReferences } from './no-references.ts';
import { judgeQuiet } from './quiet.ts';
import { judgeContractSoak } from './soak.ts';

const ID = 'deploy-order';

/** Every migration that the commit holds, with what it does: those of the base as they stand there, and its own. */
function migrationsAt(set: MigrationSet) {
  const held = new Map(set.head.map(({ path, blob }) => [path, blob]));
  return [...set.base, ...set.proposed].filter(({ path, blob }) => held.get(path) === blob);
}

interface Need {
  set: MigrationSet;
  object: ObjectName;
  migrations: { path: string; blob: string }[];
}

/** Tables, columns, views and types that some migration makes and that stand at the end of the base. */
function needsOf(proposal: Proposal): Need[] {
  return proposal.sets.flatMap((set) => {
    const made = effectsOf([...set.base, ...set.proposed]).filter(
      ({ effect }) =>
        effect.kind === 'adds' &&
        !/^(?:constraint|trigger|policy|index|sequence|schema|extension):/.test(effect.object),
    );
    return [...new Set(made.map(({ effect }) => effect.object))].flatMap((object) => {
      const makers = makersOf(set, object);
      const own = set.proposed.filter((migration) =>
        effectsOf([migration]).some(({ effect }) => effect.kind === 'adds' && effect.object === object),
      );
      const migrations = makers.length > 0 ? makers : own;
      return migrations.length > 0 ? [{ set, object, migrations }] : [];
    });
  });
}

/** Objects whose migrations are not all present: only these can be missed, and only for them is code searched. */
function judgeSchema(proposal: Proposal, ask: Ask, environment: Environment): Finding[] {
  if (proposal.subject.kind !== 'deployment') return [];
  const groups = new Map<string, { need: Need; objects: ObjectName[] }>();
  for (const need of needsOf(proposal)) {
    const key = need.migrations.map(({ path }) => path).join('\n');
    groups.set(key, { need, objects: [...(groups.get(key)?.objects ?? []), need.object] });
  }
  const lacking = [...groups.values()].flatMap((group) => {
    const held = new Set(migrationsAt(group.need.set).map(({ path }) => path));
    const comesAlong =
      group.need.set.database.runs === 'before-code' &&
      group.need.migrations.every(({ path }) => held.has(path));
    if (comesAlong) return [];
    const presence = presenceIn(ask, environment, group.need.migrations, null);
    return presence.state === 'present' ? [] : [{ ...group, presence }];
  });
  const terms: Term[] = lacking.flatMap(({ need, objects }) =>
    objects.map((object) => ({
      object,
      references:
        proposal.changes.find(
          ({ change }) =>
            change.removes.length === 0 &&
            change.adds.includes(object) &&
            change.database === need.set.database.name,
        )?.change.references ?? null,
    })),
  );
  if (terms.length === 0)
    return [
      finding(ID, {
        status: 'ok',
        environment: environment.name,
        message: `every migration that the code could need is present in ${environment.name}.`,
      }),
    ];
  const answer = ask<'mentions'>({ ask: 'mentions', commit: proposal.subject.head, files: null, terms });
  if (answer.state !== 'known') {
    return [
      finding(ID, {
        status: statusOfUntold({ state: answer.state, why: answer.why }),
        environment: environment.name,
        message: `what the code of this deployment needs could not be told: ${answer.why}.`,
      }),
    ];
  }
  const used = new Map(answer.value.mentions.map((mention) => [terms[mention.term], mention]));
  return lacking.flatMap(({ objects, presence, need }) => {
    const object = objects.find((name) =>
      terms.some((term) => 'object' in term && term.object === name && used.has(term)),
    );
    const mention =
      object === undefined
        ? undefined
        : [...used].find(([term]) => term && 'object' in term && term.object === object)?.[1];
    if (object === undefined || !mention) return [];
    const change =
      proposal.changes.find(({ change: { adds } }) => adds.some((entry) => isPartOf(object, entry)))?.change
        .id ?? null;
    const paths = need.migrations.map(({ path }) => path).join(', ');
    const known = presence.state === 'absent';
    return [
      finding(ID, {
        status: known || presence.state === 'missing' ? 'wait' : 'error',
        change,
        phase: 'expand',
        environment: environment.name,
        path: mention.path,
        line: mention.line,
        column: mention.column,
        message: known
          ? `the code of this deployment uses ${object}, and ${paths} has not been deployed to ${presence.site}.`
          : `the code of this deployment uses ${object}, and whether ${paths} has been deployed to ${environment.name} is not known: ${'why' in presence ? presence.why : ''}.`,
        why: `code that runs before ${object} is there would fail on its first query.`,
        next: `Deploy ${paths} to ${environment.name} first; this then clears by itself.`,
      }),
    ];
  });
}

/** Contracts that this commit brings and that no deployment to the environment has started yet. */
function arrivingContracts(
  proposal: Proposal,
  ask: Ask,
  environment: Environment,
): (CarriedContract | Finding)[] {
  const base = proposal.changes.filter(({ declaredBy }) => declaredBy === 'base');
  return proposal.sets.flatMap((set) =>
    migrationsAt(set).flatMap((migration): (CarriedContract | Finding)[] => {
      const removing = effectsOf([migration])
        .map(({ effect }) => attribute(effect, set, base))
        .filter((effect) => isContract(effect) && effect.kind !== 'rewrites' && effect.change !== null);
      if (removing.length === 0) return [];
      const ran = mayHaveRun(ask, environment, migration);
      if (ran.state !== 'known') {
        const message = `whether ${migration.path} has run in ${environment.name} is not known: ${ran.why}.`;
        return [
          finding(ID, {
            status: statusOfUntold(ran),
            environment: environment.name,
            path: migration.path,
            line: 1,
            column: 1,
            message,
          }),
        ];
      }
      if (ran.started !== null) return [];
      return base.flatMap(({ change }): CarriedContract[] => {
        const effects = removing.filter((effect) => effect.change === change.id);
        if (effects.length === 0) return [];
        const objects = change.removes.filter((object) =>
          effects.some((effect) => isPartOf(effect.object, object)),
        );
        return [
          {
            change,
            set,
            kind: 'contract',
            objects: objects.length > 0 ? objects : [...change.removes],
            effects,
            migrations: [migration],
          },
        ];
      });
    }),
  );
}

/** A deployment rests on the approval that was valid when its contract was merged: by the contract file's content. */
function judgeMergedApproval(
  proposal: Proposal,
  ask: Ask,
  contract: CarriedContract,
  environment: Environment,
): Finding {
  const { id } = contract.change;
  const at = { ...startOf(contract), change: id, phase: 'contract', environment: environment.name };
  const answer = ask<'approvals'>({ ask: 'approvals', change: id });
  const next = `Have one of ${proposal.manifest?.approval.approvers?.join(', ') ?? 'the approvers'} approve ${id} for this content.`;
  if (answer.state !== 'known') {
    return finding(ID, {
      ...at,
      status: statusOfUntold({ state: answer.state, why: answer.why }),
      message: `whether ${id} was approved is not known: ${answer.why}.`,
      next,
    });
  }
  const valid = answer.value.approvals.filter((approval) => {
    if (
      approval.override !== null ||
      approvalProblem(proposal, approval, null) !== null ||
      approval.head === null
    )
      return false;
    const carried = ask<'carried'>({
      ask: 'carried',
      commit: approval.head,
      migrations: contract.migrations.map(({ path, blob }) => ({ path, blob })),
    });
    return carried.state === 'known' && carried.value.length === contract.migrations.length;
  });
  const people = new Set(valid.map(({ by }) => by.toLowerCase()));
  const needed = Math.max(1, contract.change.contract.approvals);
  if (people.size >= needed)
    return finding(ID, {
      ...at,
      status: 'ok',
      message: `${id} was approved by ${[...people].join(', ')} with this content.`,
    });
  return finding(ID, {
    ...at,
    status: 'wait',
    message: `${id} has ${people.size} of ${needed} approvals for the content of ${contract.migrations.map(({ path }) => path).join(', ')}.`,
    next,
  });
}

function judgeContract(
  proposal: Proposal,
  ask: Ask,
  contract: CarriedContract,
  environment: Environment,
): Finding[] {
  const found = [
    ...judgeQuiet(proposal, ask, contract, environment),
    judgeLiveReferences(proposal, ask, contract, environment),
    judgeContractSoak(proposal, ask, contract, environment),
    judgeMergedApproval(proposal, ask, contract, environment),
  ];
  return found.map((part) => ({
    ...part,
    rule: ID,
    environment: environment.name,
    message: part.rule === ID ? part.message : `${part.rule}: ${part.message}`,
  }));
}

export const deployOrder: Rule = {
  id: ID,
  subjects: ['deployment'],
  judge: (proposal, ask) =>
    environmentsOf(proposal).flatMap((environment) => [
      ...judgeSchema(proposal, ask, environment),
      ...arrivingContracts(proposal, ask, environment).flatMap((found) =>
        'set' in found ? judgeContract(proposal, ask, found, environment) : [found],
      ),
    ]),
};
