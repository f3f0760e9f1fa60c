/** schema-before-code: code never arrives before the schema that it needs. */
import type { Environment, Finding, MigrationSet, ObjectName } from '../../model.ts';
import { environmentsOf, inEachEnvironment } from '../contracts.ts';
import { type AddedMention, addedMentions, changedCode, unreadCode } from '../dependence.ts';
import { dependedOnImplicitChanges } from '../implicit-changes.ts';
import { type Content, presenceIn } from '../presence.ts';
import { type Ask, type FindingParts, finding, type Proposal, type Rule } from '../rule.ts';
import { addsObject, makersOf } from '../schema.ts';
import { nameOf, newShape } from '../shapes.ts';
import { statusOfUntold } from '../sites.ts';

const ID = 'schema-before-code';

interface Need {
  change: string;
  set: MigrationSet;
  objects: ObjectName[];
  /** The first added line that depends on it. */
  mention: AddedMention;
  /** Migrations of the base that it rests on; null: not merged. */
  migrations: Content[] | null;
}

function describe(need: Need): FindingParts & { status: 'wait' } {
  return {
    status: 'wait',
    change: need.change,
    phase: 'migrate',
    path: need.mention.path,
    line: need.mention.line,
    column: need.mention.column,
    message: '',
    limit: 'present everywhere',
    seen: need.mention.text.trim(),
    why: `code that runs before ${need.objects.join(', ')} is there would fail on its first query.`,
  };
}

/** What of it the base does not have: it comes here, or from nowhere yet. */
function notMerged(proposal: Proposal, need: Need): Finding {
  const missing = need.objects.filter((object) => makersOf(need.set, object).length === 0);
  const here = missing.filter((object) => proposal.effects.some((effect) => addsObject(effect, object)));
  const isHere = here.length === missing.length;
  const names = missing.join(', ');
  if (isHere && need.set.database.runs === 'before-code') {
    const message = `${names} comes in this pull request; the deployment runs its migrations before its code.`;
    return finding(ID, { ...describe(need), status: 'ok', message, why: '' });
  }
  return finding(ID, {
    ...describe(need),
    message: `${names} is used here, and its expand is not merged${isHere ? ' but part of this pull request' : ''}.`,
    short: `${names} is used here, and its expand is not merged`,
    next: isHere
      ? 'Move the migration into a pull request of its own; once it is merged and deployed, this clears by itself.'
      : `Merge and deploy the migration that adds ${names} first; this then clears by itself.`,
  });
}

function judgeIn(ask: Ask, need: Need, migrations: Content[], environment: Environment): Finding {
  const presence = presenceIn(ask, environment, migrations, null);
  const paths = migrations.map(({ path }) => path).join(', ');
  const common = { ...describe(need), environment: environment.name };
  const objects = need.objects.join(', ');
  if (presence.state === 'present') {
    const message = `${objects} is present in ${environment.name}: a deployment with ${paths} succeeded there.`;
    return finding(ID, { ...common, status: 'ok', message, why: '', evidence: presence.evidence });
  }
  if (presence.state === 'absent') {
    return finding(ID, {
      ...common,
      message: `${objects} is used here, and ${presence.paths.join(', ')} has not been deployed to ${presence.site}.`,
      short: `${objects} is used here and not deployed to ${presence.site}`,
      next: `Deploy the base to ${presence.site}; this clears by itself when that deployment succeeds.`,
      evidence: presence.evidence,
    });
  }
  return finding(ID, {
    ...common,
    status: statusOfUntold(presence),
    message: `${objects} is used here, and whether ${paths} has been deployed to ${environment.name} is not known: ${presence.why}.`,
    next: `Give the deployments of ${environment.name} (--evidence FILE), or let the check run where it can read them.`,
  });
}

function judgeNeed(proposal: Proposal, ask: Ask, need: Need): Finding[] {
  const { migrations } = need;
  if (migrations === null) return [notMerged(proposal, need)];
  if (need.set.database.runs === 'before-code') {
    const message = `the expand of ${need.objects.join(', ')} is merged; the deployment runs it before its code.`;
    return [finding(ID, { ...describe(need), status: 'ok', message, why: '' })];
  }
  return inEachEnvironment(ID, proposal, describe(need), (environment) => [
    judgeIn(ask, need, migrations, environment),
  ]);
}

/** What every pull request rests on is there nearly always: said once for each environment. */
function joinMet(found: readonly Finding[]): Finding[] {
  const met = found.filter(({ status }) => status === 'ok');
  const places = [...new Set(met.map(({ environment }) => environment))];
  const joined = places.flatMap((environment) => {
    const ours = met.filter((one) => one.environment === environment);
    const [first] = ours;
    if (!first || environment === null || ours.length < 2) return ours;
    const ids = ours.map(({ change }) => change).join(', ');
    const message = `everything that the added code uses is present in ${environment}: ${ids}.`;
    return [finding(ID, { status: 'ok', environment, message, evidence: first.evidence })];
  });
  return [...found.filter(({ status }) => status !== 'ok'), ...joined];
}

/** Nobody declared these, so that a manifest which names no environment yet is not held against them. */
function judgeImplicit(proposal: Proposal, ask: Ask): Finding[] {
  const needs = implicitNeeds(proposal);
  const first = needs.find(({ set }) => set.database.runs === 'separately');
  if (!first || environmentsOf(proposal).length > 0)
    return joinMet(needs.flatMap((need) => judgeNeed(proposal, ask, need)));
  const objects = needs.flatMap((need) => need.objects).join(', ');
  const message = `${objects} is used here; the manifest names no environment, so whether it is deployed was not asked.`;
  return [finding(ID, { ...describe(first), status: 'warn', message })];
}

/** Objects of declared changes that added lines mention, each change once. */
function declaredNeeds(proposal: Proposal): Need[] {
  const code = changedCode(proposal);
  return proposal.changes.flatMap(({ change }) => {
    const set = proposal.sets.find(({ database }) => database.name === change.database);
    const terms = newShape(change);
    const mentions = addedMentions(code, terms);
    const [mention] = mentions;
    if (!set || !mention) return [];
    const objects = [...new Set(mentions.map(({ term }) => nameOf(terms[term])))];
    const makers = objects.map((object) => makersOf(set, object));
    const migrations = makers.some((of) => of.length === 0) ? null : [...new Set(makers.flat())];
    return [{ change: change.id, set, objects, mention, migrations }];
  });
}

function implicitNeeds(proposal: Proposal): Need[] {
  if (proposal.manifest === null) return [];
  return dependedOnImplicitChanges(proposal).flatMap(({ change, objects, mentions }) => {
    const [mention] = mentions;
    if (!mention) return [];
    const { id, set, migration } = change;
    return [{ change: id, set, objects, mention, migrations: [migration] }];
  });
}

export const schemaBeforeCode: Rule = {
  id: ID,
  subjects: ['pull_request'],
  judge(proposal, ask) {
    const unread = unreadCode(proposal).map(({ path }) =>
      finding(ID, {
        status: 'error',
        path,
        line: 1,
        column: 1,
        message: `${path} is too large to be read, so what it depends on is not known.`,
        next: 'If it is generated or data, exclude it under code.exclude in the manifest.',
      }),
    );
    const declared = declaredNeeds(proposal).flatMap((need) => judgeNeed(proposal, ask, need));
    return [...unread, ...declared, ...judgeImplicit(proposal, ask)];
  },
};
