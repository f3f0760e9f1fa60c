/** no-references: no code that runs, is about to run, or lives next door still mentions the old shape. */
import type { AnswerTo, Environment, Finding, Mention, Sha } from '../../model.ts';
import { type CarriedContract, contractsIn, environmentsOf, startOf } from '../contracts.ts';
import { commitsOf, liveAt } from '../deployed.ts';
import { type Ask, finding, type Proposal, type Rule } from '../rule.ts';
import { nameOf, oldShape } from '../shapes.ts';
import { sitesOf, statusOfUntold } from '../sites.ts';

const ID = 'no-references';

const listed = (mentions: readonly Mention[]): string =>
  mentions
    .slice(0, 5)
    .map(({ path, line }) => `${path}:${line}`)
    .join(', ') + (mentions.length > 5 ? ` and ${mentions.length - 5} more` : '');

const common = (contract: CarriedContract) => ({
  change: contract.change.id,
  phase: 'contract',
  ...startOf(contract),
});

function judgeBase(proposal: Proposal, ask: Ask, contract: CarriedContract): Finding[] {
  if (proposal.subject.kind !== 'pull_request') return [];
  const terms = oldShape(contract.change);
  const answer: AnswerTo<'mentions'> = ask({
    ask: 'mentions',
    commit: proposal.subject.base,
    files: null,
    terms,
  });
  const about = common(contract);
  if (answer.state !== 'known') {
    const message = `whether the base still mentions ${contract.objects.join(', ')} could not be told: ${answer.why}.`;
    return [
      finding(ID, { ...about, status: statusOfUntold({ state: answer.state, why: answer.why }), message }),
    ];
  }
  const { mentions } = answer.value;
  const [first] = mentions;
  if (!first) {
    const message = `no code on the base mentions ${contract.objects.join(', ')}.`;
    return [finding(ID, { ...about, status: 'ok', message })];
  }
  return [
    finding(ID, {
      ...about,
      status: 'block',
      path: first.path,
      line: first.line,
      column: first.column,
      message: `${nameOf(terms[first.term])} is still mentioned by code on the base: ${listed(mentions)}.`,
      why: 'that code would fail as soon as this contract is deployed.',
      seen: first.text.trim(),
      next: `Remove these uses in a pull request of their own and deploy it. Is one no use of it? Say so with references: on ${contract.change.id}.`,
    }),
  ];
}

interface LiveMentions {
  commit: Sha;
  site: string;
  answer: AnswerTo<'mentions'>;
}

function liveMentions(
  proposal: Proposal,
  ask: Ask,
  contract: CarriedContract,
  environment: Environment,
): LiveMentions[] | { state: 'missing' | 'failed'; why: string } {
  const found = sitesOf(ask, environment);
  if (found.state !== 'known') return found;
  const terms = oldShape(contract.change);
  return found.sites.flatMap(({ site, attempts }) =>
    commitsOf(liveAt(attempts, proposal.now)).map((commit) => ({
      commit,
      site,
      answer: ask<'mentions'>({ ask: 'mentions', commit, files: null, terms }),
    })),
  );
}

/** What is live in one environment, judged for one contract. */
export function judgeLiveReferences(
  proposal: Proposal,
  ask: Ask,
  contract: CarriedContract,
  environment: Environment,
): Finding {
  const about = { ...common(contract), environment: environment.name };
  const objects = contract.objects.join(', ');
  const live = liveMentions(proposal, ask, contract, environment);
  if (!Array.isArray(live)) {
    return finding(ID, {
      ...about,
      status: statusOfUntold(live),
      message: `whether code in ${environment.name} still mentions ${objects} is not known: ${live.why}.`,
      next: `Give the deployments of ${environment.name} (--evidence FILE), or let the check run where it can read them.`,
    });
  }
  for (const { commit, site, answer } of live) {
    if (answer.state !== 'known' || answer.value.mentions.length === 0) continue;
    return finding(ID, {
      ...about,
      status: 'wait',
      message: `${objects} is still mentioned by ${commit.slice(0, 7)}, which is live in ${site}: ${listed(answer.value.mentions)}.`,
      why: 'that code would fail as soon as this contract is deployed.',
      seen: answer.value.mentions[0]?.text.trim() ?? '',
      next: `Deploy code without these uses to ${site}; this then clears by itself.`,
      evidence: [
        {
          source: answer.source,
          at: answer.at,
          url: answer.url,
          value: { commit, mentions: answer.value.mentions.slice(0, 20) },
        },
      ],
    });
  }
  for (const { commit, site, answer } of live) {
    if (answer.state === 'known') continue;
    return finding(ID, {
      ...about,
      status: statusOfUntold({ state: answer.state, why: answer.why }),
      message: `whether ${commit.slice(0, 7)}, live in ${site}, still mentions ${objects} could not be told: ${answer.why}.`,
      next: `Make ${commit.slice(0, 7)} available here (git fetch --all --tags), and check again.`,
    });
  }
  const commits = [...new Set(live.map(({ commit }) => commit.slice(0, 7)))].join(', ');
  return finding(ID, {
    ...about,
    status: 'ok',
    message: `no code live in ${environment.name} (${commits}) mentions ${objects}.`,
  });
}

function judgeConsumers(
  proposal: Proposal,
  ask: Ask,
  contract: CarriedContract,
  environment: Environment,
): Finding[] {
  const terms = oldShape(contract.change);
  const objects = contract.objects.join(', ');
  return (proposal.manifest?.consumers ?? []).map(({ repository, environments }) => {
    const name = environments[environment.name] ?? environment.name;
    const answer = ask<'consumer'>({ ask: 'consumer', repository, environment: name, terms, since: null });
    const about = { ...common(contract), environment: environment.name };
    if (answer.state !== 'known') {
      return finding(ID, {
        ...about,
        status: 'error',
        message: `whether ${repository} still mentions ${objects} in ${name} could not be told: ${answer.why}.`,
        next: `Grant read access to ${repository}, or give what was found there in the evidence file (consumers).`,
      });
    }
    const mentions = answer.value.flatMap((found) => found.mentions);
    const commit = answer.value.map((found) => found.commit.slice(0, 7)).join(', ');
    if (answer.value.length === 0) {
      return finding(ID, {
        ...about,
        status: 'error',
        message: `what is live of ${repository} in ${name} is not known, so neither is whether it mentions ${objects}.`,
        next: `Record the deployments of ${repository} to ${name}, or give what was found there in the evidence file (consumers).`,
      });
    }
    if (mentions.length === 0) {
      return finding(ID, {
        ...about,
        status: 'ok',
        message: `${repository} at ${commit} does not mention ${objects}.`,
      });
    }
    return finding(ID, {
      ...about,
      status: 'wait',
      message: `${objects} is still mentioned by ${repository} at ${commit}, live in ${name}: ${listed(mentions)}.`,
      why: 'that consumer would fail as soon as this contract is deployed.',
      next: `Have ${repository} remove these uses and deploy; this then clears by itself.`,
    });
  });
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
