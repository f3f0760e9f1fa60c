/**
 * Everything that the action asks of GitHub, in everything that it is run for, failing in every way: never a pass, never a
 * green status, words that say what is missing, and no comment in pieces. The calls are found by playing each scene once.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Permissions } from '../github/apps.ts';
import { type GithubDouble, startGithub } from '../github/double.ts';
import type { Failure } from '../github/failures.ts';
import { user } from '../github/state.ts';
import { type Played, pullPayload, Scene } from './scenes.ts';

type Word = 'pass' | 'wait' | 'block';

interface Case {
  /** What it comes to where nothing fails. */
  word: Word;
  make(scene: Scene): Promise<Play> | Play;
}

type Options = Parameters<Scene['play']>[3];
type Play = (options: Options) => Promise<Played>;

const onPull =
  (scene: Scene, branch: string, inputs: Record<string, string> = {}): Play =>
  (options) =>
    scene.play('pull_request', pullPayload(scene.story.pullOf(branch)), inputs, options);

const dispatched = (name: string) => ({
  GITHUB_REF: 'refs/heads/main',
  GITHUB_WORKFLOW_REF: `${name}/.github/workflows/contract-approval.yml@refs/heads/main`,
});

const EXPAND = { 'db/migrations/0002_nick.sql': 'ALTER TABLE users ADD COLUMN nickname text;\n' };
const files = (count: number, text: string, folder: string, ending: string) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`${folder}/${String(at).padStart(4, '0')}${ending}`, text]),
  );

const CASES: Record<string, Case> = {
  'a pull request of words': {
    word: 'pass',
    make: (scene) => {
      scene.propose('words', { 'README.md': 'a shop\n' });
      return onPull(scene, 'words');
    },
  },
  'one that an input names': {
    word: 'pass',
    make: (scene) => {
      const { number } = scene.propose('words', { 'README.md': 'a shop\n' });
      return (options) =>
        scene.play('workflow_dispatch', {}, { 'pull-request': String(number), comment: 'always' }, options);
    },
  },
  'one of more files than a comparison tells, with more comments than a page': {
    word: 'pass',
    make: (scene) => {
      const { number } = scene.propose('many', files(301, 'a\n', 'docs', '.md'));
      const at = { createdAt: scene.story.now, updatedAt: scene.story.now };
      for (let id = 1; id <= 101; id += 1)
        scene.story.hosted.comments.push({ id, issue: number, author: user('octocat'), body: 'hm', ...at });
      return onPull(scene, 'many');
    },
  },
  'one with a file that GraphQL does not tell whole': {
    word: 'pass',
    make: (scene) => {
      scene.propose('long', { 'src/long.ts': `export const long = '${'x'.repeat(600_000)}';\n` });
      return onPull(scene, 'long');
    },
  },
  'a fork, after its own workflow': {
    word: 'pass',
    make: (scene) => {
      const { head } = Object.assign(scene.propose('fork', { 'README.md': 'a shop\n' }), { isFork: true });
      const payload = { workflow_run: { head_sha: head, pull_requests: [] } };
      return (options) => scene.play('workflow_run', payload, {}, options);
    },
  },
  'a contract that waits, said before in other words': {
    word: 'wait',
    make: (scene) => {
      const { number } = scene.proposeDrop();
      const at = { createdAt: scene.story.now, updatedAt: scene.story.now };
      const body = '<!-- lanekeeper -->\nbefore\n<!-- says other -->\n';
      const author = user('github-actions[bot]');
      scene.story.hosted.comments.push({ id: 5, issue: number, author, body, ...at });
      return onPull(scene, 'drop');
    },
  },
  'a contract that waits': {
    word: 'wait',
    make: (scene) => {
      scene.proposeDrop();
      return onPull(scene, 'drop');
    },
  },
  'an approved contract': {
    word: 'pass',
    make: async (scene) => {
      scene.proposeDrop();
      await scene.approve('drop');
      return onPull(scene, 'drop');
    },
  },
  'an approved contract where archives leave files out': {
    word: 'pass',
    make: async (scene) => {
      scene.story.git('checkout', '-q', 'main');
      scene.story.commit('left out', { '.gitattributes': 'README.md export-ignore\n', 'README.md': 'a\n' });
      scene.story.deploy('staging');
      scene.story.deploy('production');
      scene.story.mirror();
      scene.proposeDrop();
      await scene.approve('drop');
      return onPull(scene, 'drop');
    },
  },
  'an approval': {
    word: 'pass',
    make: async (scene) => {
      const { number } = scene.proposeDrop();
      const digest = await scene.story.digestOf('drop', 'drop-legacy');
      const inputs = { command: 'approve', change: 'drop-legacy', 'pull-request': String(number), digest };
      const run = scene.story.hosted.dispatch('an approval', 'octocat', { conclusion: null });
      const env = { ...dispatched(scene.story.hosted.name), GITHUB_RUN_ID: String(run.id) };
      return (options) => scene.play('workflow_dispatch', { inputs }, inputs, { ...options, env });
    },
  },
  'a sweep': {
    word: 'pass',
    make: async (scene) => {
      const { head } = scene.proposeDrop();
      await scene.approve('drop');
      scene.story.hosted.statuses.push({
        ...{ id: 9, sha: head, context: 'lanekeeper: main', state: 'pending', description: 'waits' },
        ...{ targetUrl: null, createdAt: scene.story.now, creator: user('github-actions[bot]') },
      });
      return (options) => scene.play('schedule', {}, { command: 'sweep' }, options);
    },
  },
  'a deployment': {
    word: 'pass',
    make: async (scene) => {
      const pull = scene.proposeDrop();
      await scene.approve('drop');
      const merged = scene.story.merge('drop');
      Object.assign(pull, { state: 'MERGED', mergeCommit: merged });
      const inputs = { command: 'check-deploy', environment: 'staging', commit: merged.slice(0, 12) };
      return (options) => scene.play('push', {}, inputs, options);
    },
  },
  'a merge group': {
    word: 'pass',
    make: (scene) => {
      const { story } = scene;
      const { number } = scene.propose('expand', EXPAND);
      const base = story.git('rev-parse', 'main');
      story.git('checkout', '-q', '-B', 'gh-readonly-queue/main/pr-1', base);
      story.git('merge', '-q', '--squash', 'expand');
      story.git('commit', '-q', '-m', 'expand');
      const head = story.git('rev-parse', 'HEAD');
      story.hosted.queue.push({ pull: number, base, head });
      const group = { head_sha: head, base_sha: base, base_ref: 'refs/heads/main', head_ref: 'refs/heads/x' };
      return (options) => scene.play('merge_group', { merge_group: group }, {}, options);
    },
  },
  'more annotations than a request takes': {
    word: 'block',
    make: (scene) => {
      const drops = Array.from({ length: 60 }, (_, at) => `DROP TABLE t${at};\n`).join('');
      scene.propose('drops', { 'db/migrations/0002_drops.sql': drops });
      return onPull(scene, 'drops');
    },
  },
  'where everything stands': {
    word: 'wait',
    make: (scene) => (options) => scene.play('workflow_dispatch', {}, { command: 'status' }, options),
  },
};

type Kind = Omit<Failure, 'route'>;

/** Where "not found" is an answer: no such workflow was ever run, and somebody is in no such team. Neither approves. */
const ANSWERS: Record<string, readonly string[]> = {
  '404': [
    'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
    'GET /orgs/{org}/teams/{team_slug}/memberships/{username}',
  ],
};

const KINDS: Record<string, { fails: Kind; says: RegExp }> = {
  '403': { fails: { status: 403 }, says: /Give the token .+: (?:read|write)/ },
  '404': { fails: { status: 404 }, says: /Check that it exists|need a common history/ },
  '409': { fails: { status: 409 }, says: /Try again/ },
  '422': { fails: { status: 422 }, says: /Try again/ },
  '429': { fails: { status: 429, headers: { 'retry-after': '7200' } }, says: /can be asked again at 20/ },
  'a secondary limit': {
    fails: {
      status: 403,
      message: 'You have exceeded a secondary rate limit',
      headers: { 'retry-after': '7200' },
    },
    says: /can be asked again at 20/,
  },
  '500': { fails: { status: 500 }, says: /Try again later/ },
  '503': { fails: { status: 503 }, says: /Try again later/ },
  'a cut connection': { fails: { kind: 'cut' }, says: /Try again later/ },
  'half an answer': { fails: { kind: 'half' }, says: /Try again later/ },
  'truncated JSON': { fails: { kind: 'truncated' }, says: /Try again later/ },
  silence: { fails: { kind: 'silent' }, says: /did not answer .+ in time[\s\S]+Try again later/ },
};

let double: GithubDouble;
const scenes = new Map<string, { scene: Scene; play: Play; calls: string[]; start: Kept }>();

interface Kept {
  statuses: number;
  checkRuns: number;
  comments: string;
}

/** Deadlines ring when the double has left a call without an answer, and not before. */
const rings = new Set<() => void>();
const client = {
  timer: (_: number, ring: () => void) => {
    rings.add(ring);
    return () => rings.delete(ring);
  },
};

beforeAll(async () => {
  double = await startGithub();
  double.token('secret', 'github-actions[bot]');
  double.teams.set('acme/dba', ['octocat']);
  double.silent = () => {
    for (const ring of [...rings]) ring();
  };
  for (const [index, [name, { word, make }]] of Object.entries(CASES).entries()) {
    const scene = new Scene(double, `acme/shop-${index}`);
    const play = await make(scene);
    const { statuses, checkRuns, comments } = scene.story.hosted;
    const start = {
      statuses: statuses.length,
      checkRuns: checkRuns.length,
      comments: JSON.stringify(comments),
    };
    double.requests.length = 0;
    const { outcome } = await play({ client });
    const said = JSON.stringify(outcome.decision.verdict.findings.filter(({ status }) => status !== 'ok'));
    expect(outcome.decision.verdict.word, `${name}: ${said}`).toBe(word);
    scenes.set(name, { scene, play, calls: double.requests.map(({ route }) => route), start });
  }
}, 300_000);

afterAll(async () => {
  for (const { scene } of scenes.values()) scene.remove();
  await double.stop();
});

function begin({ scene, start }: { scene: Scene; start: Kept }): void {
  const { hosted } = scene.story;
  hosted.statuses.length = start.statuses;
  hosted.checkRuns.length = start.checkRuns;
  hosted.comments.splice(0, hosted.comments.length, ...JSON.parse(start.comments));
  double.heal();
  rings.clear();
}

const wordsOf = ({ outcome: { decision, lines } }: Played): string =>
  [
    ...decision.verdict.findings
      .filter(({ status }) => status !== 'ok')
      .flatMap(({ message, next, seen }) => [message, next, seen]),
    ...decision.notes,
    ...lines,
  ].join('\n');

/** Every call that some scene makes, with a scene that makes it most often. */
function callsOf(): [call: string, name: string, times: number][] {
  const found = new Map<string, [string, number]>();
  for (const [name, { calls }] of scenes)
    for (const call of new Set(calls)) {
      const times = calls.filter((one) => one === call).length;
      if (times > (found.get(call)?.[1] ?? 0)) found.set(call, [name, times]);
    }
  return [...found].map(([call, [name, times]]) => [call, name, times]);
}

async function playFailing(call: string, name: string, kind: Kind): Promise<Played> {
  const one = scenes.get(name);
  if (!one) throw new Error(`no scene ${name}`);
  const route = new RegExp(`^${call.replace(/[^\w ]/g, '\\$&')}$`);
  // What is asked side by side is asked once less where an answer comes sooner: then the last one is an earlier one.
  for (let from = kind.from ?? 1; from > 0; ) {
    begin(one);
    double.fail({ ...kind, route, from });
    double.requests.length = 0;
    const played = await one.play({ client });
    const made = double.requests.filter((request) => request.route === call).length;
    if (made >= from) return played;
    from = made;
  }
  throw new Error(`${name} did not make ${call}`);
}

/** What must hold, whatever failed; all that does not. */
function faults(call: string, name: string, kind: string, played: Played): string[] {
  const { hosted } = scenes.get(name)?.scene.story ?? {};
  const { says } = KINDS[kind] ?? { says: /./ };
  const text = wordsOf(played);
  const green = hosted?.statuses
    .slice(scenes.get(name)?.start.statuses)
    .some(({ state }) => state === 'success');
  const cut = hosted?.comments.filter(
    ({ author, body }) =>
      author.type === 'Bot' && !/^<!-- lanekeeper -->\n[\s\S]*<!-- says \w+ -->\n$/.test(body),
  );
  const word = played.outcome.decision.verdict.word;
  // Who one is decides what need not be asked again, and nothing else.
  if (call === 'GraphQL Viewer') return word === CASES[name]?.word ? [] : [`it is ${word}`];
  if (ANSWERS[kind]?.includes(call)) return word === 'wait' && !green ? [] : [`it is ${word}`];
  return [
    ...(word === 'pass' ? ['it passes'] : []),
    ...(played.fails || CASES[name]?.word !== 'pass' ? [] : ['the job does not fail']),
    ...(green ? ['the status is green'] : []),
    ...(cut?.length ? ['a comment is cut'] : []),
    ...(says.test(text) ? [] : [`it says: ${text.slice(0, 600)}`]),
  ];
}

const SOURCES = join(import.meta.dirname, '..', '..', 'src');

/** Every source that the action can come to load. */
function sourcesOf(door: string, known = new Map<string, string>()): Map<string, string> {
  if (known.has(door)) return known;
  const text = readFileSync(door, 'utf8');
  known.set(door, text);
  for (const [, path = ''] of text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+\.ts)'/g))
    sourcesOf(resolve(door, '..', path), known);
  return known;
}

/** Routes and queries as the action's sources write them. */
function callsInSources(): string[] {
  const text = [...sourcesOf(join(SOURCES, 'action.ts')).values()].join('\n');
  const queries = [...text.matchAll(/\bquery ([A-Z]\w+)\(\$/g)].map(([, name]) => `GraphQL ${name}`);
  const routes = [...text.matchAll(/'((?:GET|POST|PATCH|PUT|DELETE) \/(?:repos|orgs)\/[^']+)'/g)].map(
    ([, route]) => route ?? '',
  );
  return [...new Set([...queries, ...routes])].sort();
}

/** Only the doctor asks these, and only one who approves is asked for among a team's members: see their own tests. */
const ELSEWHERE =
  /\/rules\/branches\/|\/protection$|\/environments\/|teams\/\{team_slug\}\/members$|GraphQL Trees$/;

it('every call that the sources name is made by some scene', () => {
  const made = new Set(callsOf().map(([call]) => call));
  expect(callsInSources().length).toBeGreaterThan(20);
  expect(callsInSources().filter((call) => !made.has(call) && !ELSEWHERE.test(call))).toEqual([]);
});

describe.each(Object.keys(KINDS))('%s', (kind) => {
  const failEach = async (from: (times: number) => number): Promise<string[]> => {
    const wrong: string[] = [];
    for (const [call, name, times] of callsOf()) {
      if (from(times) < 1) continue;
      const played = await playFailing(call, name, { ...KINDS[kind]?.fails, from: from(times) });
      wrong.push(...faults(call, name, kind, played).map((fault) => `${call} (${name}): ${fault}`));
    }
    return wrong;
  };

  it('at any call, from the first on, ends in no pass and in words', async () => {
    expect(await failEach(() => 1)).toEqual([]);
  });

  it('so does one at the last of several', async () => {
    expect(await failEach((times) => (times > 1 ? times : 0))).toEqual([]);
  });
});

describe('a token that may do everything but', () => {
  const ALL: Permissions = {
    ...{ contents: 'read', pull_requests: 'write', deployments: 'read', actions: 'read', members: 'read' },
    ...{ checks: 'write', statuses: 'write', metadata: 'read' },
  };

  it.each([
    ['contents', /Contents: read/],
    ['pull_requests', /Pull requests: read/],
    ['deployments', /Deployments: read/],
    ['actions', /actions=read/],
    ['members', /members=read/],
    ['checks', /checks=write/],
    ['statuses', /statuses=write/],
  ])('%s passes nothing, and says so', async (name, says) => {
    const { [name]: _, ...permissions } = ALL;
    double.token('small', 'github-actions[bot]', { permissions });
    const one = scenes.get('an approved contract');
    if (!one) throw new Error('no such scene');
    begin(one);
    const played = await one.play({ client, token: 'small' });
    expect(one.scene.story.hosted.statuses.map(({ state }) => state)).not.toContain('success');
    expect(wordsOf(played)).toMatch(says);
    expect(played.fails).toBe(true);
  });

  it('what it is asked for passes as one that may do all', async () => {
    double.token('small', 'github-actions[bot]', { permissions: ALL });
    const one = scenes.get('an approved contract');
    if (!one) throw new Error('no such scene');
    begin(one);
    expect((await one.play({ client, token: 'small' })).outcome.decision.verdict.word).toBe('pass');
  });
});

it('what fails once and is asked again comes to the same', async () => {
  const wrong: string[] = [];
  // An archive is read where it arrives, and asked for again by the next run.
  const read = callsOf().filter(([call]) => /^(?:GET|GraphQL) /.test(call) && !call.includes('/tarball/'));
  for (const [call, name] of read)
    for (const fails of [
      { status: 502 },
      { kind: 'cut' },
      { kind: 'truncated' },
      { kind: 'silent' },
    ] as const) {
      const { outcome } = await playFailing(call, name, { ...fails, times: 1 });
      const word = outcome.decision.verdict.word;
      if (word !== CASES[name]?.word) wrong.push(`${call} (${name}), ${JSON.stringify(fails)}: ${word}`);
    }
  expect(wrong).toEqual([]);
});
