/**
 * An organisation of 10,000 repositories on the double: what a reconciliation asks, counted; and what an hour of events asks,
 * by the counts that one event of each kind costs here, against what GitHub allows an installation.
 */
import { Bot } from '../../src/bot/bot.ts';
import { openSqliteQueue } from '../../src/bot/queue-sqlite.ts';
import {
  commentEvent,
  deploymentEvent,
  Organisation,
  pullEvent,
  storyIn,
} from '../../test/bot/organisation.ts';
import { startGithub } from '../../test/github/double.ts';
import type { HostedStory } from '../../test/github/over-github.ts';
import { DROP, quietShop } from '../../test/github/quiet-shop.ts';

const REPOSITORIES = 10_000;
/** One repository in so many has a manifest; one of these in so many has an open pull request that waits. */
const [MANIFESTS, OPEN] = [10, 2];
/** Requests and points an hour: the most that GitHub gives an installation outside of Enterprise Cloud. Source: its page on rate limits. */
const ALLOWED = 12_500;

/** Events of an hour for each repository with a manifest. */
const MIXES = {
  'a quiet hour': { docs: 0.5, contract: 0.01, deployment: 0.25, comment: 0.01 },
  'a busy hour': { docs: 3, contract: 0.05, deployment: 2, comment: 0.1 },
  'deployments all the time': { docs: 3, contract: 0.05, deployment: 20, comment: 0.1 },
} as const;

type Kind = keyof (typeof MIXES)['a quiet hour'];

export async function benchOrganisation(): Promise<void> {
  const double = await startGithub();
  double.validates = false;
  const organisation = new Organisation(double);
  const story = storyIn(organisation);
  story.commit('start', quietShop(1));
  for (const environment of ['staging', 'preproduction', 'production']) story.deploy(environment);
  story.propose('contract', DROP);
  story.propose('docs', { 'README.md': 'a shop\n' });
  story.mirror();
  const costs = await costsOf(organisation, story);
  const bare = storyIn(organisation);
  bare.commit('start', { 'README.md': 'nothing\n' });
  double.repositories.clear();
  for (let index = 0; index < REPOSITORIES; index += 1) {
    const hasManifest = index % MANIFESTS === 0;
    const hosted = double.host(`acme/repository-${index}`, hasManifest ? story.folder : bare.folder);
    if (hasManifest && index % (MANIFESTS * OPEN) === 0) hosted.openPull('contract');
  }
  const round = await requestsOf(organisation);
  await double.stop();
  for (const one of [story, bare]) one.remove();
  tell(costs, round);
}

/** Requests that one event of each kind leads to, its decisions included. */
async function costsOf(organisation: Organisation, story: HostedStory): Promise<Record<Kind, number>> {
  const { double } = organisation;
  await organisation.start();
  await organisation.settled();
  const cost = async (name: string, payload: object): Promise<number> => {
    double.requests.length = 0;
    await organisation.deliver(name, payload);
    await organisation.settled();
    return double.requests.length;
  };
  const [docs, contract] = [story.pullOf('docs'), story.pullOf('contract')];
  story.hosted.statuses.length = 0;
  story.hosted.checkRuns.length = 0;
  const costs = {
    docs: await cost('pull_request', pullEvent(story, 'opened', docs)),
    contract: await cost('pull_request', pullEvent(story, 'opened', contract)),
    deployment: await cost('deployment_status', deploymentEvent(story, 'success')),
    comment: await cost('issue_comment', commentEvent(story, contract, '/lanekeeper check', 'octocat')),
  };
  await organisation.stop();
  return costs;
}

/** Of one reconciliation, before anything that waits is decided. */
async function requestsOf(organisation: Organisation): Promise<Map<string, number>> {
  const { double, app } = organisation;
  const { probotOf } = await import('../../src/bot.ts');
  const probot = await probotOf(organisation.settings()).ready();
  const bot = new Bot({
    ...{ app: app.id, serverUrl: 'https://github.test', every: 3_600_000, width: 0 },
    openQueue: (options) => openSqliteQueue(null, options),
    authenticate: (installation) => probot.auth(installation),
    log: () => {},
  });
  double.requests.length = 0;
  bot.start();
  await bot.caughtUp();
  const made = new Map<string, number>();
  for (const { route } of double.requests) made.set(route, (made.get(route) ?? 0) + 1);
  await bot.close();
  return made;
}

function tell(costs: Record<Kind, number>, round: ReadonlyMap<string, number>): void {
  const repositories = REPOSITORIES / MANIFESTS;
  const waiting = repositories / OPEN;
  const asked = [...round.values()].reduce((sum, count) => sum + count, 0);
  console.log(
    `organisation: ${REPOSITORIES} repositories, ${repositories} with a manifest, ${waiting} pull requests that wait`,
  );
  for (const [route, count] of round) console.log(`  ${String(count).padStart(6)} ${route}`);
  const round1 = asked + waiting * costs.deployment;
  console.log(
    `  a round: ${asked} requests to find what waits, ${waiting} decisions of ${costs.deployment}: ${round1} in all`,
  );
  for (const minutes of [10, 30, 60]) {
    const rounds = (60 / minutes) * round1;
    console.log(`  a round every ${minutes} minutes: ${Math.round(rounds)} an hour of ${ALLOWED}`);
    for (const [name, mix] of Object.entries(MIXES)) tellMix(name, mix, { costs, repositories, rounds });
  }
  console.log(
    `  (one event costs: ${Object.entries(costs)
      .map(([kind, count]) => `${kind} ${count}`)
      .join(', ')} requests; ${ALLOWED} are allowed)\n`,
  );
}

function tellMix(
  name: string,
  mix: Record<Kind, number>,
  { costs, repositories, rounds }: { costs: Record<Kind, number>; repositories: number; rounds: number },
): void {
  const each = (Object.entries(mix) as [Kind, number][]).reduce(
    (sum, [kind, count]) => sum + count * costs[kind],
    0,
  );
  // Rounds grow with the repositories as events do.
  const most = Math.floor(ALLOWED / (each + rounds / repositories));
  const hour = Math.round(each * repositories + rounds);
  console.log(`    ${name}: ${hour} in all; it breaks at ${most} repositories with a manifest`);
}
