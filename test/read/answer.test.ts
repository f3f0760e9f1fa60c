import { describe, expect, onTestFinished, test } from 'vitest';
import type { Answered, Evidence, Manifest, ManifestReading, Question, Subject } from '../../src/model.ts';
import { type Answerer, answerer, type Outside } from '../../src/read/answer.ts';
import type { EvidenceFile } from '../../src/read/evidence/shape.ts';
import { parseEvidence } from '../../src/read/evidence-file.ts';
import { openRepository } from '../../src/read/git.ts';
import { formatTime, parseTime } from '../../src/time.ts';
import { json, serve } from './loopback.ts';
import { type Made, makeRepository } from './make-repository.ts';
import { sampleChange, sampleEnvironment, sampleManifest } from './sample-manifest.ts';
import { type Bendable, QUESTION, quietAnswer, soundAnswer } from './usage-answer.ts';

const NOW = parseTime('2026-11-01T00:00:00Z') ?? 0;
const day = (days: number): string => formatTime(NOW - days * 86_400_000);

interface Story {
  evidence?: EvidenceFile;
  manifest?: Partial<Manifest>;
  subject?: Subject;
  manifestAt?: (commit: string) => ManifestReading;
  env?: NodeJS.ProcessEnv;
}

async function answererFor(made: Made, story: Story = {}): Promise<Answerer> {
  const repository = await openRepository(made.folder);
  onTestFinished(() => repository.close());
  const outside: Outside = {
    repository,
    manifest: sampleManifest(story.manifest),
    manifestAt: async (commit) => story.manifestAt?.(commit) ?? { state: 'none' },
    evidence: story.evidence ? parseEvidence(JSON.stringify(story.evidence), 'e.json') : null,
    now: NOW,
    subject: story.subject ?? { kind: 'lint' },
    env: story.env ?? {},
    budget: 1000,
  };
  return answerer(outside);
}

async function ask(answering: Answerer, question: Question): Promise<Bendable> {
  const [answered] = await answering.answer([question]);
  return answered?.answer;
}

const DEPLOYMENTS: Question = { ask: 'deployments', environment: 'production' };

describe('deployments', () => {
  test('are missing without records, and known without any for this environment', async () => {
    const made = makeRepository();
    expect(await ask(await answererFor(made), DEPLOYMENTS)).toMatchObject({
      state: 'missing',
      why: expect.stringMatching(/no deployment records were given/),
    });
    const evidence = {
      deployments: [{ environment: 'staging', commit: 'x', state: 'success' as const, at: day(1) }],
    };
    expect(await ask(await answererFor(made, { evidence }), DEPLOYMENTS)).toMatchObject({
      state: 'known',
      value: { attempts: [], timesKnown: true },
    });
  });

  test('are ordered by creation, with the statuses of one id as one attempt', async () => {
    const made = makeRepository();
    const first = made.commit({ a: '1' });
    const second = made.commit({ a: '2' });
    made.git('tag', 'v2', second);
    const row = (over: object): Bendable => ({
      environment: 'production',
      commit: first,
      state: 'success',
      at: day(1),
      ...over,
    });
    const evidence = {
      deployments: [
        row({ id: 7, commit: 'v2', state: 'success', at: day(2) }),
        row({ at: day(9) }),
        row({ id: 7, commit: second, state: 'in_progress', at: day(5) }),
        row({ id: 7, commit: 'v2', state: 'inactive', at: day(1) }),
        row({ state: 'inactive', at: day(0.5) }),
        row({ id: 'f', state: 'failure', at: day(4) }),
        row({ commit: 'gone-tag', at: day(3) }),
      ],
    };
    const answer = await ask(await answererFor(made, { evidence }), DEPLOYMENTS);
    const told = answer.value.attempts.map((a: Bendable) => [
      a.commit,
      formatTime(a.created),
      a.succeeded && formatTime(a.succeeded),
      a.statuses.length,
    ]);
    expect(told).toEqual([
      [first, day(9), day(9), 1],
      [second, day(5), day(2), 3],
      [first, day(4), null, 1],
      ['gone-tag', day(3), day(3), 1],
    ]);
  });

  test('that lie ahead of the clock are not known yet; a few minutes ahead are now', async () => {
    const made = makeRepository();
    const commit = made.commit({ a: '1' });
    const row = (at: string): Bendable => ({ environment: 'production', commit, state: 'success', at });
    const soon = formatTime(NOW + 60_000);
    const evidence = { deployments: [row(day(1)), row(soon), row(day(-1))] };
    const answer = await ask(await answererFor(made, { evidence }), DEPLOYMENTS);
    expect(answer.value.attempts.map(({ succeeded }: Bendable) => succeeded)).toEqual([
      NOW - 86_400_000,
      NOW,
    ]);
  });

  test('of one id that name different commits are failed', async () => {
    const made = makeRepository();
    const [first, second] = [made.commit({ a: '1' }), made.commit({ a: '2' })];
    const row = (commit: string): Bendable => ({
      environment: 'production',
      id: 1,
      commit,
      state: 'success',
      at: day(1),
    });
    const answering = await answererFor(made, { evidence: { deployments: [row(first), row(second)] } });
    expect(await ask(answering, DEPLOYMENTS)).toMatchObject({
      state: 'failed',
      why: expect.stringMatching(/name different commits/),
    });
  });

  test.each<[object, boolean]>([
    [{}, true],
    [{ creator: 'GitHub-Actions[bot]' }, true],
    [{ creator: 'mallory' }, false],
    [{ workflow: '.github/workflows/deploy.yml@refs/heads/main' }, true],
    [{ workflow: '.github/workflows/evil.yml' }, false],
    [{ creator: 'github-actions[bot]', workflow: '.github/workflows/evil.yml' }, false],
  ])('by %j count: %j', async (over, counts) => {
    const made = makeRepository();
    const commit = made.commit({ a: '1' });
    const environment = sampleEnvironment({
      creators: ['github-actions[bot]'],
      workflows: ['.github/workflows/deploy.yml'],
    });
    const evidence = {
      deployments: [{ environment: 'production', commit, state: 'success' as const, at: day(1), ...over }],
    };
    const answer = await ask(
      await answererFor(made, { evidence, manifest: { environments: [environment] } }),
      DEPLOYMENTS,
    );
    expect(answer.value.attempts.length === 1).toBe(counts);
  });

  test('by a ref are known, since when is not; the ref is kept as it was', async () => {
    const made = makeRepository();
    const first = made.commit({ a: '1' });
    made.git('branch', 'edge');
    const environments = [sampleEnvironment({ ref: 'refs/heads/edge' })];
    const answering = await answererFor(made, { manifest: { environments } });
    expect(await ask(answering, DEPLOYMENTS)).toMatchObject({
      state: 'known',
      value: { timesKnown: false, attempts: [{ commit: first, name: 'production' }] },
    });
    made.commit({ a: '2' });
    made.git('branch', '-f', 'edge', 'HEAD');
    const replay = await answererFor(made, { manifest: { environments }, evidence: answering.used() });
    expect(await ask(replay, DEPLOYMENTS)).toMatchObject({
      value: { timesKnown: false, attempts: [{ commit: first }] },
    });
    const gone = await answererFor(made, {
      manifest: { environments: [sampleEnvironment({ ref: 'refs/heads/nope' })] },
    });
    expect(await ask(gone, DEPLOYMENTS)).toMatchObject({
      state: 'failed',
      why: expect.stringMatching(/refs\/heads\/nope/),
    });
  });
});

describe('what a commit carries', () => {
  test('is told by path and content; a commit that is not here is failed by name', async () => {
    const made = makeRepository();
    const commit = made.commit({ 'db/1.sql': 'one', 'db/2.sql': 'two' });
    const blob = made.git('rev-parse', `${commit}:db/1.sql`);
    const answering = await answererFor(made);
    const migrations = [
      { path: 'db/2.sql', blob },
      { path: 'db/1.sql', blob },
      { path: 'db', blob },
      { path: 'x/db/1.sql', blob },
    ];
    expect(await ask(answering, { ask: 'carried', commit, migrations })).toMatchObject({
      state: 'known',
      value: [1],
    });
    for (const gone of ['gone-tag', 'f'.repeat(40), 'HEAD', 'HEAD:db']) {
      expect(await ask(answering, { ask: 'carried', commit: gone, migrations })).toMatchObject({
        state: 'failed',
        why: expect.stringContaining(gone.slice(0, 12)),
      });
    }
  });
});

const SUBJECT = (base: string, head: string, mergeBase: string): Subject => ({
  kind: 'pull_request',
  base,
  head,
  mergeBase,
  number: 1,
  author: 'a',
  lastPusher: 'a',
});
const APPROVALS: Question = { ask: 'approvals', change: 'drop-name' };

describe('approvals', () => {
  const valid = (over = {}): ManifestReading => ({
    state: 'valid',
    manifest: sampleManifest({ changes: [sampleChange(over)] }),
    warnings: [],
  });

  function branched(): { made: Made; base: string; head: string } {
    const made = makeRepository();
    const base = made.commit({ 'a.sql': '1', other: '1' });
    made.git('checkout', '--quiet', '-b', 'feature');
    const head = made.commit({ 'b.sql': 'drop', other: null });
    return { made, base, head };
  }
  const row = (over: object): Bendable => ({ change: 'drop-name', by: 'octocat', at: day(1), ...over });

  test('without a part are none, with the digest known', async () => {
    const { made, base, head } = branched();
    expect(
      await ask(await answererFor(made, { subject: SUBJECT(base, head, base) }), APPROVALS),
    ).toMatchObject({
      state: 'known',
      source: 'evidence file: no approvals part',
      value: { approvals: [], digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  test('merging the base in keeps the digest, any other push voids it', async () => {
    const { made, base, head } = branched();
    made.git('checkout', '--quiet', 'main');
    const tip = made.commit({ elsewhere: 'x' });
    made.git('checkout', '--quiet', 'feature');
    made.git('merge', '--quiet', '--no-edit', 'main');
    const merged = made.git('rev-parse', 'HEAD');
    const pushed = made.commit({ 'b.sql': 'drop more' });
    const evidence = {
      approvals: [
        row({ head }),
        row({ head: merged }),
        row({ head: pushed }),
        row({ head: 'gone' }),
        row({ digest: 'told' }),
        row({ head, change: 'x' }),
      ],
    };
    const story = { evidence, manifestAt: () => valid() };
    const at = async (now: string, mergeBase: string): Promise<boolean[]> => {
      const { value } = await ask(
        await answererFor(made, { ...story, subject: SUBJECT(tip, now, mergeBase) }),
        APPROVALS,
      );
      return value.approvals.map((approval: Bendable) => approval.digest === value.digest);
    };
    expect(await at(merged, tip)).toEqual([true, true, false, false, false]);
    expect(await at(pushed, tip)).toEqual([false, false, true, false, false]);
    expect(base).not.toBe(tip);
  });

  test('an entry that was changed on the base voids it; where it stands in the file does not', async () => {
    const { made, base, head } = branched();
    made.git('checkout', '--quiet', 'main');
    const tip = made.commit({ elsewhere: 'x' });
    const matches = async (then: ManifestReading, today: ManifestReading): Promise<boolean> => {
      const manifestAt = (commit: string): ManifestReading => (commit === tip ? today : then);
      const { value } = await ask(
        await answererFor(made, {
          evidence: { approvals: [row({ head })] },
          manifestAt,
          subject: SUBJECT(tip, head, base),
        }),
        APPROVALS,
      );
      return value.approvals[0].digest === value.digest;
    };
    expect(await matches(valid({ line: 90 }), valid())).toBe(true);
    expect(await matches(valid({ removes: ['users.email'] }), valid())).toBe(false);
    expect(await matches({ state: 'none' }, valid())).toBe(true);
  });

  test('know the teams of who approved, whatever the case, and the reason of an override', async () => {
    const { made, base, head } = branched();
    const evidence = {
      approvals: [row({ head, by: 'OctoCat', override: 'site down' })],
      teams: { 'Acme/DBA': ['octocat'], '@acme/web': ['hubot'] },
    };
    const { value } = await ask(
      await answererFor(made, { evidence, subject: SUBJECT(base, head, base) }),
      APPROVALS,
    );
    expect(value.approvals).toMatchObject([
      { by: 'OctoCat', teams: ['@acme/dba'], override: 'site down', head },
    ]);
  });

  test('of what is deployed are told by their heads', async () => {
    const { made, base, head } = branched();
    const subject: Subject = { kind: 'deployment', base, head, environment: 'production' };
    const { value } = await ask(
      await answererFor(made, { evidence: { approvals: [row({ head: 'feature' })] }, subject }),
      APPROVALS,
    );
    expect(value.approvals).toMatchObject([{ head, digest: null }]);
  });
});

describe('consumers', () => {
  const question: Question = {
    ask: 'consumer',
    repository: 'acme/billing',
    environment: 'prod',
    terms: [{ object: 'users.name', references: null }],
    since: null,
  };
  const row = (over: object): Bendable => ({
    repository: 'acme/billing',
    environment: 'prod',
    commit: 'abc',
    at: day(1),
    objects: ['users.name'],
    mentions: [],
    ...over,
  });
  const asked = async (rows: Bendable[], over: object = {}): Promise<Bendable> =>
    ask(await answererFor(makeRepository(), { evidence: { consumers: rows } }), {
      ...question,
      ...over,
    } as Question);

  test('are missing where nobody searched them', async () => {
    expect(await ask(await answererFor(makeRepository()), question)).toMatchObject({ state: 'missing' });
    expect(await asked([row({ environment: 'staging' })])).toMatchObject({ state: 'missing' });
    expect(await asked([row({ objects: ['users.email'] })])).toMatchObject({
      state: 'failed',
      why: expect.stringMatching(/not searched for users\.name/),
    });
  });

  test('are told by the newest row, and with a time by all since', async () => {
    const mentions = [
      { object: 'users.name', path: 'a.ts', line: 3 },
      { object: 'x', path: 'b.ts', line: 1 },
    ];
    const rows = [row({ commit: 'new' }), row({ commit: 'old', at: day(9), mentions })];
    expect(await asked(rows)).toMatchObject({ value: [{ commit: 'new', mentions: [] }] });
    expect(await asked(rows, { since: NOW - 5 * 86_400_000 })).toMatchObject({
      value: [{ commit: 'old', mentions: [{ term: 0, path: 'a.ts', line: 3 }] }, { commit: 'new' }],
    });
    expect(await asked(rows, { since: NOW - 20 * 86_400_000 })).toMatchObject({ state: 'missing' });
  });
});

describe('flags', () => {
  const question: Question = { ask: 'flag', key: 'users/read', environment: 'production' };

  test('come from rows', async () => {
    const rows = (over: object): EvidenceFile => ({
      flags: [{ key: 'users/read', environment: 'production', enabled: true, since: day(3), ...over }],
    });
    const asked = async (evidence: EvidenceFile): Promise<Bendable> =>
      ask(await answererFor(makeRepository(), { evidence }), question);
    expect(await asked(rows({}))).toMatchObject({ value: { enabled: 1, since: parseTime(day(3)) } });
    expect(await asked(rows({ enabled: 0.5, since: null }))).toMatchObject({
      value: { enabled: 0.5, since: null },
    });
    expect(await asked(rows({ environment: 'staging' }))).toMatchObject({ state: 'missing' });
    expect(
      await asked({ flags: [...(rows({}).flags ?? []), ...(rows({ enabled: 0 }).flags ?? [])] }),
    ).toMatchObject({ state: 'failed' });
    expect(await ask(await answererFor(makeRepository()), question)).toMatchObject({
      state: 'missing',
      why: expect.stringMatching(/names no flag provider/),
    });
  });

  test.each<[unknown, number, object]>([
    [
      { key: 'k', value: true, reason: 'STATIC' },
      200,
      { state: 'known', value: { enabled: 1, since: null } },
    ],
    [{ key: 'k', value: 'on', reason: 'DEFAULT' }, 200, { state: 'known', value: { enabled: 1 } }],
    [{ key: 'k', value: true, reason: 'SPLIT' }, 200, { state: 'known', value: { enabled: 0 } }],
    [{ key: 'k', value: true, reason: 'TARGETING_MATCH' }, 200, { state: 'known', value: { enabled: 0 } }],
    [{ key: 'k', value: true }, 200, { state: 'known', value: { enabled: 0 } }],
    [{ key: 'k', value: false, reason: 'STATIC' }, 200, { state: 'known', value: { enabled: 0 } }],
    [{ key: 'k', value: 'blue', reason: 'STATIC' }, 200, { state: 'failed' }],
    [{}, 200, { state: 'failed' }],
    [{ key: 'k', errorCode: 'FLAG_NOT_FOUND' }, 404, { state: 'missing' }],
    [{}, 404, { state: 'failed' }],
    [{}, 500, { state: 'failed' }],
  ])('from a provider that says %j with %i', async (value, status, expected) => {
    const server = await serve(json(value, status));
    const flags = { type: 'ofrep' as const, url: server.url, tokenEnv: null };
    const answering = await answererFor(makeRepository(), { manifest: { flags } });
    expect(await ask(answering, question)).toMatchObject(expected);
    expect(server.asked[0]).toMatchObject({
      path: '/ofrep/v1/evaluate/flags/users%2Fread',
      body: { context: { environment: 'production', targetingKey: 'lanekeeper' } },
    });
    const replay = await answererFor(makeRepository(), { evidence: answering.used() });
    expect(await ask(replay, question)).toMatchObject(expected);
  });
});

describe('answering', () => {
  const telemetry = (url: string): Partial<Manifest> => ({
    telemetry: [
      {
        name: 'app-queries',
        type: 'query-log',
        url,
        tokenEnv: null,
        sources: null,
        maxAge: 900_000,
        maxGap: 0,
      },
    ],
  });
  const states = (answered: Answered[]): string[] => answered.map(({ answer }) => answer.state);

  test('equal questions are asked once, in whatever order their fields come, also later', async () => {
    const server = await serve(json(soundAnswer()));
    const answering = await answererFor(makeRepository(), { manifest: telemetry(server.url) });
    const turned = Object.fromEntries(Object.entries(QUESTION).reverse()) as unknown as Question;
    expect(states(await answering.answer([QUESTION, turned, QUESTION]))).toEqual(['known', 'known', 'known']);
    await answering.answer([QUESTION]);
    expect(server.asked).toHaveLength(1);
  });

  test('one that fails leaves the others alone, in their order', async () => {
    const made = makeRepository();
    const commit = made.commit({ 'a.ts': 'users.name' });
    const terms = [{ object: 'users.name', references: null }];
    const answering = await answererFor(made);
    const answered = await answering.answer([
      { ask: 'mentions', commit: 'f'.repeat(40), files: null, terms },
      { ask: 'mentions', commit, files: null, terms },
      { ask: 'deployments', environment: 'nowhere' },
      QUESTION,
    ]);
    expect(states(answered)).toEqual(['failed', 'known', 'failed', 'failed']);
    expect(answered[0]?.answer).toHaveProperty(
      'why',
      expect.stringMatching(/ffffffffffff is not in .*\(git fetch/),
    );
    expect(answered[1]?.answer as Evidence<Bendable>).toMatchObject({
      value: { files: [{ path: 'a.ts' }], mentions: [{ path: 'a.ts', line: 1, term: 0 }] },
    });
  });

  test('what was used, given back, gives the same answers without asking anybody', async () => {
    const made = makeRepository();
    const first = made.commit({ a: '1' });
    const server = await serve((response, asked, times) => {
      const objects = (asked.body as Bendable).objects;
      const { ignore } = asked.body as Bendable;
      if (objects[0] === 'users.email') return json({}, 403)(response, asked, times);
      const answer = ignore.length > 0 ? quietAnswer() : soundAnswer();
      return json(answer)(response, asked, times);
    });
    const evidence: EvidenceFile = {
      deployments: [{ environment: 'production', commit: 'main', state: 'success', at: day(1) }],
      teams: { dba: ['octocat'] },
      pull_request: { number: 3, author: 'hubot' },
    };
    const questions: Question[] = [
      QUESTION,
      { ...QUESTION, ignore: [] },
      { ...QUESTION, objects: ['users.email'] },
      DEPLOYMENTS,
    ];
    const story = { manifest: telemetry(server.url), evidence };
    const answering = await answererFor(made, story);
    const before = await answering.answer(questions);
    const used = answering.used();
    expect(used).toMatchObject({
      ...evidence,
      deployments: [{ commit: first }],
      usage: [{ environment: 'production', database: 'app' }, {}],
    });
    made.commit({ a: '2' });
    const calls = server.asked.length;
    const replay = await answererFor(made, {
      ...story,
      evidence: JSON.parse(JSON.stringify(used)) as EvidenceFile,
    });
    const after = await replay.answer(questions);
    expect(server.asked).toHaveLength(calls);
    const values = (answered: Answered[]): unknown[] =>
      answered.map(({ answer }) => (answer.state === 'known' ? answer.value : answer));
    expect(values(after)).toEqual(values(before));
    expect(replay.used()).toEqual(used);
  });

  test('a part that is given is used instead of asking, and an empty one answers nothing', async () => {
    const server = await serve(json(quietAnswer()));
    const answering = await answererFor(makeRepository(), {
      manifest: telemetry(server.url),
      evidence: { usage: [] },
    });
    expect(await ask(answering, QUESTION)).toMatchObject({
      state: 'failed',
      why: expect.stringMatching(/no usage answer for users\.name in production/),
    });
    expect(server.asked).toEqual([]);
  });

  test('nothing is written of what nobody asked', async () => {
    expect((await answererFor(makeRepository())).used()).toEqual({});
  });
});
