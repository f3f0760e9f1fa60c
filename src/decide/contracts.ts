/** Contracts and tightenings that a subject carries, each with its change and the declared objects that it takes. */
import type {
  AttributedEffect,
  Change,
  Environment,
  Finding,
  Migration,
  MigrationSet,
  ObjectName,
} from '../model.ts';
import { isPartOf } from '../names.ts';
import type { Content } from './presence.ts';
import { finding, type Proposal } from './rule.ts';
import { columnsUnder, effectsOf } from './schema.ts';

export interface CarriedContract {
  change: Change;
  set: MigrationSet;
  kind: 'contract' | 'tighten';
  /** Declared objects that are removed (or tightened). */
  objects: ObjectName[];
  effects: AttributedEffect[];
  migrations: Content[];
}

/** A removal that somebody may miss: not of something made in the same pull request. */
export function isContract(effect: AttributedEffect): boolean {
  return effect.phase === 'contract' && !effect.fresh;
}

/** A tightening of something that code may already write. */
export function isTightening(effect: AttributedEffect): boolean {
  return effect.phase === 'tighten' && !effect.fresh;
}

function objectsTaken(change: Change, set: MigrationSet, effects: readonly AttributedEffect[]): ObjectName[] {
  const declared = [...change.removes, ...change.tightens];
  const taken = declared.filter((object) =>
    effects.some(
      (effect) =>
        isPartOf(effect.object, object) ||
        columnsUnder(set, effect).some((column) => isPartOf(column, object)),
    ),
  );
  return taken.length > 0 ? taken : [...new Set(effects.map((effect) => effect.object))];
}

function carried(
  proposal: Proposal,
  kind: CarriedContract['kind'],
  wanted: (effect: AttributedEffect) => boolean,
): CarriedContract[] {
  return proposal.changes
    .filter(({ declaredBy }) => declaredBy === 'base')
    .flatMap(({ change }) => {
      const set = proposal.sets.find(({ database }) => database.name === change.database);
      const effects = proposal.effects.filter((effect) => effect.change === change.id && wanted(effect));
      if (!set || effects.length === 0) return [];
      return [gather(change, set, kind, effects, set.proposed)];
    });
}

/** A change's contract or tightening from its effects, with those of `migrations` that carry them. */
export function gather(
  change: Change,
  set: MigrationSet,
  kind: CarriedContract['kind'],
  effects: AttributedEffect[],
  migrations: readonly Migration[],
): CarriedContract {
  const paths = new Set(effects.map((effect) => effect.path));
  return {
    change,
    set,
    kind,
    objects: objectsTaken(change, set, effects),
    effects,
    migrations: migrations.filter(({ path }) => paths.has(path)),
  };
}

/** What the pull request removes of declared changes. What only its head declares is `undeclared-contract`'s. */
export function contractsIn(proposal: Proposal): CarriedContract[] {
  return carried(proposal, 'contract', isContract);
}

/** What the pull request tightens of declared changes. */
export function tighteningsIn(proposal: Proposal): CarriedContract[] {
  return carried(proposal, 'tighten', isTightening);
}

/** Where a change must hold. Without a manifest there is none. */
export function environmentsOf(proposal: Proposal): Environment[] {
  const { manifest, subject } = proposal;
  const all = manifest?.environments ?? [];
  return subject.kind === 'deployment' ? all.filter(({ name }) => name === subject.environment) : all;
}

/** Judges each environment. A requirement that is asked of none would always be met, so a manifest without any is told. */
export function inEachEnvironment(
  rule: string,
  proposal: Proposal,
  at: Partial<Finding>,
  judge: (environment: Environment) => Finding[],
): Finding[] {
  const environments = environmentsOf(proposal);
  if (environments.length > 0 || proposal.manifest === null) return environments.flatMap(judge);
  return [
    finding(rule, {
      ...at,
      status: 'error',
      message: `where ${at.change ?? 'this'} is live cannot be known: the manifest names no environment.`,
      why: 'what is asked of no environment is proved for none.',
      next: 'Name them in rollout order: environments: [{ name: staging }, { name: production }].',
    }),
  ];
}

/** Migrations of the base that contract a change: what is merged of it. */
export function mergedContracts(
  set: MigrationSet,
  change: Change,
): { migrations: Content[]; objects: ObjectName[] } {
  const found = effectsOf(set.base).filter(
    ({ effect }) =>
      (effect.kind === 'removes' || effect.kind === 'renames') &&
      change.removes.some((object) => isPartOf(object, effect.object) || isPartOf(effect.object, object)),
  );
  return {
    migrations: [...new Set(found.map(({ migration }) => migration))],
    objects: [...new Set(found.map(({ effect }) => effect.object))],
  };
}

/** Where findings on a contract stand: at the first statement that carries it. */
export function startOf(contract: CarriedContract): Pick<Finding, 'path' | 'line' | 'column'> {
  const [first] = contract.effects;
  return { path: first?.path ?? null, line: first?.line ?? null, column: first?.column ?? null };
}
