/** safe-rollback: nobody goes back to code that needs what a contract has removed. */
import type {
  Environment,
  Finding,
  Mention,
  Migration,
  MigrationSet,
  ObjectName,
  Sha,
  Term,
  Time,
} from '../../model.ts';
import { environmentsOf } from '../contracts.ts';
import { mayHaveRun, presenceIn } from '../presence.ts';
import { type Ask, finding, type Proposal, type Rule } from '../rule.ts';
import { effectsOf, makersOf } from '../schema.ts';
import { nameOf, oldShape } from '../shapes.ts';
import { statusOfUntold } from '../sites.ts';

const ID = 'safe-rollback';

interface Gone {
  object: ObjectName;
  migration: Migration;
  /** When the first deployment that carries its contract was started here. */
  since: Time;
  /** The object as code is searched for it, the way its change says. */
  term: Term;
}

/** Names that code uses; removals of indexes and the like break no code by name. */
const isNamed = (object: ObjectName): boolean =>
  !/^(?:constraint|trigger|policy|index|sequence|schema|extension):/.test(object);

function removalsOf(set: MigrationSet): { object: ObjectName; migration: Migration }[] {
  return effectsOf(set.base)
    .filter(
      ({ effect }) => (effect.kind === 'removes' || effect.kind === 'renames') && isNamed(effect.object),
    )
    .map(({ migration, effect }) => ({ object: effect.object, migration }));
}

/** An object that was added again, and is present, is not gone. */
function isBack(ask: Ask, set: MigrationSet, environment: Environment, object: ObjectName): boolean {
  const makers = makersOf(set, object);
  return makers.length > 0 && presenceIn(ask, environment, makers, null).state === 'present';
}

function goneIn(proposal: Proposal, ask: Ask, environment: Environment): (Gone | Finding)[] {
  return proposal.sets.flatMap((set) =>
    removalsOf(set).flatMap(({ object, migration }): (Gone | Finding)[] => {
      const ran = mayHaveRun(ask, environment, migration);
      if (ran.state !== 'known') {
        const message = `whether ${migration.path}, which removes ${object}, has run in ${environment.name} is not known: ${ran.why}.`;
        return [
          finding(ID, {
            status: statusOfUntold(ran),
            environment: environment.name,
            path: migration.path,
            line: 1,
            column: 1,
            message,
            next: `Give the deployments of ${environment.name} (--evidence FILE).`,
          }),
        ];
      }
      if (ran.started === null || isBack(ask, set, environment, object)) return [];
      const change = proposal.changes.find(({ change: { removes } }) => removes.includes(object))?.change;
      const term = change && oldShape(change).find((candidate) => nameOf(candidate) === object);
      return [{ object, migration, since: ran.started, term: term ?? { object, references: null } }];
    }),
  );
}

/** Commits whose code succeeded here with the object already gone: what they mention too was guessed wrongly. */
function survivors(ask: Ask, environment: Environment, since: Time): Sha[] {
  const answer = ask<'deployments'>({ ask: 'deployments', environment: environment.name });
  if (answer.state !== 'known') return [];
  const after = answer.value.attempts.filter(
    ({ created, succeeded }) => created >= since && succeeded !== null,
  );
  return [...new Set(after.map(({ commit }) => commit))];
}

const sameMention = (a: Mention, b: Mention): boolean => a.path === b.path && a.text.trim() === b.text.trim();

function mentionsThatFail(
  proposal: Proposal,
  ask: Ask,
  environment: Environment,
  gone: Gone,
): Mention[] | { state: 'missing' | 'failed'; why: string } {
  if (proposal.subject.kind !== 'deployment') return [];
  const terms = [gone.term];
  const target = ask<'mentions'>({ ask: 'mentions', commit: proposal.subject.head, files: null, terms });
  if (target.state !== 'known') return { state: target.state, why: target.why };
  if (target.value.mentions.length === 0) return [];
  const harmless = survivors(ask, environment, gone.since).flatMap((commit) => {
    const answer = ask<'mentions'>({ ask: 'mentions', commit, files: null, terms });
    return answer.state === 'known' ? answer.value.mentions : [];
  });
  return target.value.mentions.filter((mention) => !harmless.some((other) => sameMention(mention, other)));
}

function judgeGone(proposal: Proposal, ask: Ask, environment: Environment, gone: Gone): Finding[] {
  const failing = mentionsThatFail(proposal, ask, environment, gone);
  const at = { environment: environment.name, phase: 'contract' };
  if (!Array.isArray(failing)) {
    return [
      finding(ID, {
        ...at,
        status: statusOfUntold(failing),
        message: `whether this code needs ${gone.object}, which is gone from ${environment.name}, could not be told: ${failing.why}.`,
      }),
    ];
  }
  const [first] = failing;
  if (!first) return [];
  const places = failing
    .slice(0, 5)
    .map(({ path, line }) => `${path}:${line}`)
    .join(', ');
  return [
    finding(ID, {
      ...at,
      status: 'block',
      path: first.path,
      line: first.line,
      column: first.column,
      message: `this code uses ${gone.object} (${places}), which ${gone.migration.path} has removed from ${environment.name}.`,
      why: 'schema does not go back when code does: these statements would fail.',
      seen: first.text.trim(),
      next: `Deploy a commit that no longer uses ${gone.object}, or fix forward. Is it no use of it? Say so with references: on the change.`,
    }),
  ];
}

export const safeRollback: Rule = {
  id: ID,
  subjects: ['deployment'],
  judge: (proposal, ask) =>
    environmentsOf(proposal).flatMap((environment) => {
      const found = goneIn(proposal, ask, environment).flatMap((gone) =>
        'object' in gone ? judgeGone(proposal, ask, environment, gone) : [gone],
      );
      const ok = finding(ID, {
        status: 'ok',
        environment: environment.name,
        message: `this code uses nothing that is gone from ${environment.name}.`,
      });
      return found.length > 0 ? found : [ok];
    }),
};
