/** no-references: no code that runs, is about to run, or lives next door still mentions the old shape. */
import type { AnswerTo, Environment, Evidence, Finding, Mention, Sha, Term } from '../../model.ts';
import { type CarriedContract, contractsIn, environmentsOf, startOf } from '../contracts.ts';
import { commitsOf, liveAt } from '../deployed.ts';
import { type Ask, finding, type Proposal, placed, type Rule } from '../rule.ts';
import { contractShape, nameOf } from '../shapes.ts';
import { sitesOf, statusOfUntold, type Untold, worstUntold } from '../sites.ts';

const ID = 'no-references';

const LIMIT = 'no mention';
const WHY = 'that code would fail as soon as this contract is deployed.';

const listed = (mentions: readonly Mention[]): string =>
  mentions
    .slice(0, 5)
    .map(({ path, line }) => `${path}:${line}`)
    .join(', ') + (mentions.length > 5 ? ` and ${mentions.length - 5} more` : '');

/** The objects that are really mentioned, as messages name them. */
const mentioned = (mentions: readonly Mention[], terms: readonly Term[]): string =>
  [...new Set(mentions.map(({ term }) => nameOf(terms[term])))].join(', ');

const are = (objects: string): string => (objects.includes(', ') ? 'are' : 'is');

const common = (contract: CarriedContract, environment: Environment | null) => ({
  change: contract.change.id,
  phase: 'contract',
  environment: environment?.name ?? null,
  ...startOf(contract),
  limit: LIMIT,
});

function judgeBase(proposal: Proposal, ask: Ask, contract: CarriedContract): Finding[] {
  const { subject } = proposal;
  if (subject.kind !== 'pull_request') return [];
  const terms = contractShape(contract);
  const answer: AnswerTo<'mentions'> = ask({ ask: 'mentions', commit: subject.base, files: null, terms });
  const about = common(contract, null);
  if (answer.state !== 'known') {
    const status = statusOfUntold({ state: answer.state, why: answer.why });
    const message = `whether the base still mentions ${contract.objects.join(', ')} could not be told: ${answer.why}.`;
    const next = `Give the repository with commit ${subject.base.slice(0, 7)} in it.`;
    return [finding(ID, { ...about, status, message, next })];
  }
  const { mentions } = answer.value;
  const [first] = mentions;
  if (!first) {
    const message = `no code on the base mentions ${contract.objects.join(', ')}.`;
    return [finding(ID, { ...about, status: 'ok', message })];
  }
  const objects = mentioned(mentions, terms);
  return [
    finding(ID, {
      ...about,
      ...placed(first),
      status: 'block',
      message: `${objects} ${are(objects)} still mentioned by code on the base: ${listed(mentions)}.`,
      short: `${objects} still mentioned on the base, ${first.path}:${first.line}`,
      why: WHY,
      seen: first.text.trim(),
      next: `Remove these uses in a pull request of their own and deploy it. Is one no use of it? Say so with references: on ${contract.change.id}.`,
    }),
  ];
}

interface Live {
  commit: Sha;
  site: string;
  answer: AnswerTo<'mentions'>;
}

function liveMentions(
  proposal: Proposal,
  ask: Ask,
  terms: Term[],
  environment: Environment,
): Live[] | Untold {
  const found = sitesOf(ask, environment);
  if (found.state !== 'known') return found;
  return found.sites.flatMap(({ site, attempts }) =>
    commitsOf(liveAt(attempts, proposal.now)).map((commit) => ({
      commit,
      site,
      answer: ask<'mentions'>({ ask: 'mentions', commit, files: null, terms }),
    })),
  );
}

function tellMentioned(
  contract: CarriedContract,
  environment: Environment,
  terms: readonly Term[],
  { commit, site, answer }: Live & { answer: Evidence<unknown> & { state: 'known' } },
  mentions: readonly Mention[],
): Finding {
  const objects = mentioned(mentions, terms);
  const { source, at, url } = answer;
  return finding(ID, {
    ...common(contract, environment),
    status: 'wait',
    message: `${objects} ${are(objects)} still mentioned by ${commit.slice(0, 7)}, which is live in ${site}: ${listed(mentions)}.`,
    short: `${objects} still mentioned by code live in ${site}`,
    why: WHY,
    seen: mentions[0]?.text.trim() ?? '',
    next: `Deploy code without these uses to ${site}; this then clears by itself.`,
    evidence: [{ source, at, url, value: { commit, mentions: mentions.slice(0, 20) } }],
  });
}

/** What is live in one environment, judged for one contract. */
export function judgeLiveReferences(
  proposal: Proposal,
  ask: Ask,
  contract: CarriedContract,
  environment: Environment,
): Finding {
  const about = common(contract, environment);
  const objects = contract.objects.join(', ');
  const terms = contractShape(contract);
  const live = liveMentions(proposal, ask, terms, environment);
  const next = `Give the deployments of ${environment.name} (--evidence FILE), or let the check run where it can read them.`;
  if (!Array.isArray(live)) {
    const message = `whether code that is live in ${environment.name} still mentions ${objects} is not known: ${live.why}.`;
    return finding(ID, { ...about, status: statusOfUntold(live), message, next });
  }
  for (const one of live) {
    if (one.answer.state === 'known' && one.answer.value.mentions.length > 0)
      return tellMentioned(
        contract,
        environment,
        terms,
        { ...one, answer: one.answer },
        one.answer.value.mentions,
      );
  }
  const untold = worstUntold(live.map(({ answer }) => answer));
  if (untold) {
    const unread = live.find(({ answer }) => answer.state === untold.state);
    const message = `whether ${unread?.commit.slice(0, 7)}, live in ${unread?.site}, still mentions ${objects} could not be told: ${untold.why}.`;
    const fetch = `Make ${unread?.commit.slice(0, 7)} available here (git fetch --all --tags), and check again.`;
    return finding(ID, { ...about, status: statusOfUntold(untold), message, next: fetch });
  }
  const commits = [...new Set(live.map(({ commit }) => commit.slice(0, 7)))].join(', ');
  const message = `no code live in ${environment.name} (${commits}) mentions ${objects}.`;
  return finding(ID, { ...about, status: 'ok', message });
}

function judgeConsumer(
  ask: Ask,
  contract: CarriedContract,
  environment: Environment,
  repository: string,
  name: string,
): Finding {
  const terms = contractShape(contract);
  const objects = contract.objects.join(', ');
  const answer = ask<'consumer'>({ ask: 'consumer', repository, environment: name, terms, since: null });
  const about = common(contract, environment);
  const next = `Grant read access to ${repository}, or give what was found there in the evidence file (consumers).`;
  if (answer.state !== 'known') {
    const message = `whether ${repository} still mentions ${objects} in ${name} could not be told: ${answer.why}.`;
    return finding(ID, { ...about, status: 'error', message, next });
  }
  if (answer.value.length === 0) {
    const message = `what is live of ${repository} in ${name} is not known, so neither is whether it mentions ${objects}.`;
    const record = `Record the deployments of ${repository} to ${name}, or give what was found there in the evidence file (consumers).`;
    return finding(ID, { ...about, status: 'error', message, next: record });
  }
  const mentions = answer.value.flatMap((found) => found.mentions);
  const commit = answer.value.map((found) => found.commit.slice(0, 7)).join(', ');
  if (mentions.length === 0) {
    const message = `${repository} at ${commit} does not mention ${objects}.`;
    return finding(ID, { ...about, status: 'ok', message });
  }
  const used = mentioned(mentions, terms);
  return finding(ID, {
    ...about,
    status: 'wait',
    message: `${used} ${are(used)} still mentioned by ${repository} at ${commit}, live in ${name}: ${listed(mentions)}.`,
    short: `${used} still mentioned by ${repository}`,
    why: 'that consumer would fail as soon as this contract is deployed.',
    seen: mentions[0]?.text.trim() ?? '',
    next: `Have ${repository} remove these uses and deploy; this then clears by itself.`,
  });
}

/** What is live of every consumer in one environment, judged for one contract. */
export function judgeConsumers(
  proposal: Proposal,
  ask: Ask,
  contract: CarriedContract,
  environment: Environment,
): Finding[] {
  return (proposal.manifest?.consumers ?? []).map(({ repository, environments }) =>
    judgeConsumer(ask, contract, environment, repository, environments[environment.name] ?? environment.name),
  );
}

/** The base, what is live, and the consumers. */
export function judgeReferences(proposal: Proposal, ask: Ask, contract: CarriedContract): Finding[] {
  return [
    ...judgeBase(proposal, ask, contract),
    ...environmentsOf(proposal).flatMap((environment) => [
      judgeLiveReferences(proposal, ask, contract, environment),
      ...judgeConsumers(proposal, ask, contract, environment),
    ]),
  ];
}

export const noReferences: Rule = {
  id: ID,
  subjects: ['pull_request'],
  judge: (proposal, ask) =>
    contractsIn(proposal).flatMap((contract) => judgeReferences(proposal, ask, contract)),
};
