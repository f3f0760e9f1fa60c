/** The built action as a runner runs it, on a pull request that touches nothing of the schema, beside a Node that does nothing. */
import { spawnSync } from 'node:child_process';
import { runAction } from '../../test/action/run-action.ts';
import { startGithub } from '../../test/github/double.ts';
import { HostedStory, REPOSITORY } from '../../test/github/over-github.ts';

const GOAL = 5;
const ROUNDS = 9;

const START = {
  'lanekeeper.yml':
    'version: 1\ndatabases:\n  app: { engine: postgresql, version: 16, migrations: db/migrations }\nenvironments: [{ name: production }]\n',
  'db/migrations/0001_users.sql': 'CREATE TABLE users (id bigint PRIMARY KEY, name text);\n',
};

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1] ?? 0;

/** Milliseconds of the clock, and those that the double itself took to answer. */
export async function benchAction(): Promise<void> {
  const double = await startGithub();
  double.token('secret', 'github-actions[bot]');
  const story = new HostedStory(new Date().toISOString(), double);
  story.commit('start', START);
  story.deploy('production');
  story.mirror();
  story.propose('docs', { 'README.md': 'a shop\n' });
  const { number, head } = story.pullOf('docs');
  const payload = {
    action: 'opened',
    sender: { login: 'hubot' },
    pull_request: { number, base: { ref: 'main' }, head: { sha: head } },
  };
  const action: number[] = [];
  const nothing: number[] = [];
  const api: number[] = [];
  let requests = 0;
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const kept of [story.hosted.statuses, story.hosted.checkRuns, double.requests]) kept.length = 0;
    double.spent = 0;
    const begin = performance.now();
    const ran = await runAction(double, REPOSITORY, { event: 'pull_request', payload });
    const whole = performance.now() - begin;
    if (ran.outputs.verdict !== 'pass') throw new Error(ran.log);
    const start = performance.now();
    spawnSync(process.execPath, ['-e', '0']);
    // The first round fills caches, the double's among them.
    if (round === 0) continue;
    nothing.push(performance.now() - start);
    action.push(whole);
    api.push(double.spent);
    requests = double.requests.length;
  }
  story.remove();
  await double.stop();
  const [whole, empty, waited] = [median(action), median(nothing), median(api)];
  console.log('action: a pull request that touches nothing of the schema');
  console.log(
    `  the whole process${whole.toFixed(0).padStart(20)} ms, of which the API took ${waited.toFixed(0)} ms for ${requests} requests`,
  );
  console.log(`  node -e 0${empty.toFixed(0).padStart(28)} ms`);
  console.log(
    `  without the API / node -e 0: ${((whole - waited) / empty).toFixed(2)} (goal: at most ${GOAL})\n`,
  );
}
