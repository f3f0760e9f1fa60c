/** safe-rollback: nobody goes back to code that needs what a contract has removed. */
import type { Environment, Finding, Mention, MigrationSet, Sha, Term, Time } from '../../model.ts';
import { environmentsOf } from '../contracts.ts';
import { presenceIn } from '../presence.ts';
import { migrationsAtHead, type Removal, removalsIn } from '../removals.ts';
import { type Ask, finding, type Proposal, type Rule } from '../rule.ts';
import { nameOf, oldShape } from '../shapes.ts';
import { sitesOf, statusOfUntold, type Untold } from '../sites.ts';
import { startsIn } from '../started.ts';

const ID = 'safe-rollback';

interface Candidate extends Removal {
  set: MigrationSet;
  /** The object as code is searched for it, the way its change says. */
  term: Term;
  mentions: Mention[];
}

type Gone = Candidate & {
  /** When the first deployment that carried its contract succeeded here; null: none did. */
  succeeded: Time | null;
  /** It goes with the very deployment that is judged. */
  now: boolean;
};

/** The object as code is searched for it, the way its change says. */
export function termOf(proposal: Proposal, { object, kind }: Pick<Removal, 'object' | 'kind'>): Term {
  const change = proposal.changes.find(({ change: { removes } }) => removes.includes(object))?.change;
  const term = change && oldShape(change).find((candidate) => nameOf(candidate) === object);
  return term ?? { object, references: null, kind };
}

const removalsOf = (proposal: Proposal): (Removal & { set: MigrationSet })[] =>
  proposal.sets.flatMap((set) =>
    removalsIn([...set.base, ...set.proposed]).map((removal) => ({ ...removal, set })),
  );

/** What this code mentions of all that some migration removes: nothing else can be missed. */
function candidatesIn(proposal: Proposal, ask: Ask, head: Sha): Candidate[] | Untold {
  const removals = removalsOf(proposal);
  if (removals.length === 0) return [];
  const terms = removals.map((removal) => termOf(proposal, removal));
  const answer = ask<'mentions'>({ ask: 'mentions', commit: head, files: null, terms });
  if (answer.state !== 'known') return { state: answer.state, why: answer.why };
  return removals.flatMap((removal, index) => {
    const mentions = answer.value.mentions.filter(({ term }) => term === index);
    const term = terms[index];
    return mentions.length > 0 && term ? [{ ...removal, term, mentions }] : [];
  });
}

/** Made again, or kept under its name by a view: then it is asked whether that is there, and not missed. */
export function isBack(
  ask: Ask,
  { set, makers }: Pick<Candidate, 'set' | 'makers'>,
  environment: Environment,
): boolean {
  const held = new Set(migrationsAtHead(set));
  // What comes with this commit is deploy-order's to judge.
  return makers.some(
    (maker) => held.has(maker) || presenceIn(ask, environment, [maker], null).state === 'present',
  );
}

function untold(candidate: Candidate, environment: Environment, reason: Untold): Finding {
  const { object, migration, mentions } = candidate;
  return finding(ID, {
    status: statusOfUntold(reason),
    environment: environment.name,
    phase: 'contract',
    path: mentions[0]?.path ?? null,
    line: mentions[0]?.line ?? null,
    column: mentions[0]?.column ?? null,
    message: `this code uses ${object}, and whether ${migration.path}, which removes it, has run in ${environment.name} is not known: ${reason.why}.`,
    why: 'schema does not go back when code does.',
    next: `Give the deployments of ${environment.name} (--evidence FILE).`,
  });
}

function goneIn(ask: Ask, candidates: readonly Candidate[], environment: Environment): (Gone | Finding)[] {
  const starts = startsIn(
    ask,
    environment,
    candidates.map(({ migration }) => migration),
  );
  const sites = sitesOf(ask, environment);
  return candidates.flatMap((candidate, index): (Gone | Finding)[] => {
    const start = starts[index];
    if (!start || isBack(ask, candidate, environment)) return [];
    if (start.state !== 'known') return [untold(candidate, environment, start)];
    if (start.started !== null) return [{ ...candidate, succeeded: start.succeeded, now: false }];
    const comes = migrationsAtHead(candidate.set).includes(candidate.migration);
    if (comes) return [{ ...candidate, succeeded: null, now: true }];
    // Where nothing was recorded, that the removal has not run is not known either.
    return sites.state === 'known' ? [] : [untold(candidate, environment, sites)];
  });
}

const sameMention = (a: Mention, b: Mention): boolean => a.path === b.path && a.text.trim() === b.text.trim();

/** Mentions that code which succeeded here with the object already gone has, too: their names were guessed wrongly. */
function harmless(ask: Ask, environment: Environment, { succeeded, term }: Gone): Mention[] {
  const answer = ask<'deployments'>({ ask: 'deployments', environment: environment.name });
  if (answer.state !== 'known' || succeeded === null) return [];
  const after = answer.value.attempts.filter(
    (attempt) => attempt.created >= succeeded && attempt.succeeded !== null,
  );
  return [...new Set(after.map(({ commit }) => commit))].flatMap((commit) => {
    const found = ask<'mentions'>({ ask: 'mentions', commit, files: null, terms: [term] });
    return found.state === 'known' ? found.value.mentions : [];
  });
}

function judgeGone(ask: Ask, environment: Environment, gone: Gone): Finding[] {
  const known = harmless(ask, environment, gone);
  const failing = gone.mentions.filter((mention) => !known.some((other) => sameMention(mention, other)));
  const [first] = failing;
  if (!first) return [];
  const { object, migration, now } = gone;
  const places = failing
    .slice(0, 5)
    .map(({ path, line }) => `${path}:${line}`)
    .join(', ');
  const removed = now ? 'removes in this very deployment' : `has removed from ${environment.name}`;
  return [
    finding(ID, {
      environment: environment.name,
      phase: 'contract',
      status: 'block',
      path: first.path,
      line: first.line,
      column: first.column,
      message: `this code uses ${object} (${places}), which ${migration.path} ${removed}.`,
      short: `this code uses ${object}, which is gone from ${environment.name}`,
      why: 'schema does not go back when code does: these statements would fail.',
      seen: first.text.trim(),
      next: `Deploy a commit that no longer uses ${object}, or fix forward. Is it no use of it? Say so with references: on the change.`,
    }),
  ];
}

function judgeIn(proposal: Proposal, ask: Ask, environment: Environment, head: Sha): Finding[] {
  const candidates = candidatesIn(proposal, ask, head);
  if (!Array.isArray(candidates)) {
    const message = `whether this code uses what is gone from ${environment.name} could not be told: ${candidates.why}.`;
    const next = `Give the repository with commit ${head.slice(0, 7)} in it.`;
    return [
      finding(ID, { status: statusOfUntold(candidates), environment: environment.name, message, next }),
    ];
  }
  const found = goneIn(ask, candidates, environment).flatMap((gone) =>
    'status' in gone ? [gone] : judgeGone(ask, environment, gone),
  );
  if (found.length > 0) return [...new Map(found.map((one) => [one.message, one])).values()];
  const message = `this code uses nothing that is gone from ${environment.name}.`;
  return [finding(ID, { status: 'ok', environment: environment.name, message })];
}

export const safeRollback: Rule = {
  id: ID,
  subjects: ['deployment'],
  judge: (proposal, ask) => {
    const { subject } = proposal;
    if (subject.kind !== 'deployment') return [];
    return environmentsOf(proposal).flatMap((environment) =>
      judgeIn(proposal, ask, environment, subject.head),
    );
  },
};
