import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Commit, makeRepository, removeFolders } from './repository.ts';
import { ago, approval, deployed, ENVIRONMENTS, proof, source, usage, usageIn } from './shop/evidence.ts';
import { DROP, manifest, QUERY_LOG, start, WITHOUT } from './shop/manifest.ts';
import { type Case, decideCase, tell, told } from './story.ts';

let repo = '';
const contract = (text: string): string =>
  manifest({ changes: `drop-legacy:\n  removes: [users.legacy]\n  contract: ${text}` });

/** Base branches that differ from `main` in the manifest alone, each with the same pull request `pr-NAME`. */
const MANIFESTS: Record<string, string> = {
  implicit: contract('{ quiet: { implicit: allow } }'),
  limits: contract('{ quiet: { reads: 20, writes: 3 } }'),
  ignoring: contract('{ quiet: { ignore: [pg_dump] } }'),
  gaps: manifest({ telemetry: `${QUERY_LOG.trim()}\n  max_gap: 60s` }),
  unnamed: manifest({ telemetry: QUERY_LOG.replace('  sources: [pg-primary]\n', '') }),
  replicas: manifest({ telemetry: QUERY_LOG.replace('[pg-primary]', '[pg-primary, pg-replica-1]') }),
  cycle: manifest({ tables: 'users: { rows: 50_000_000, longest_cycle: 92d }' }),
  untelling: manifest({ telemetry: '' }),
  two: contract('{ approvals: 2 }'),
  self: manifest({ approval: 'approvers: ["@hubot"]\nself_approval: true' }),
  nobody: manifest({ approval: 'expires: 3d' }),
  unsoaked: contract('{ soak: { off: "no code ever read it" } }'),
  announced: manifest({
    changes:
      'drop-legacy:\n  removes: [users.legacy]\n  announced: 2026-10-20\n  contract: { deprecation: 30d }',
  }),
  creators: manifest({
    environments: '- name: staging\n- name: production\n  deployments: { creators: ["github-actions[bot]"] }',
  }),
  regions: manifest({
    environments:
      '- name: staging\n- name: production\n  deployments: { names: [eu-production, us-production] }',
  }),
  gitops: manifest({
    environments:
      '- name: staging\n- name: production\n  deployments: { ref: refs/heads/live-in-production }',
  }),
  'gitops-unsoaked': manifest({
    environments:
      '- name: staging\n- name: production\n  deployments: { ref: refs/heads/live-in-production }',
    changes: 'drop-legacy:\n  removes: [users.legacy]\n  contract: { soak: { off: told by hand } }',
  }),
  observing: manifest({ more: 'mode: observe' }),
  yearly: contract('{ quiet: { window: 30d } }'),
};

const commits: Commit[] = [
  { name: 'start', files: start() },
  { name: 'free', parents: ['start'], files: { 'src/users/read.ts': WITHOUT } },
  { name: 'main', parents: ['free'], files: { 'README.md': 'The shop.\n' } },
  { name: 'pr', parents: ['main'], files: { 'db/migrations/0002_drop.sql': DROP } },
  {
    name: 'pr-rebased',
    parents: ['main'],
    files: { 'db/migrations/0002_drop.sql': DROP, 'README.md': null },
  },
  { name: 'ahead', parents: ['main'], files: { 'src/other.ts': 'export const one = 1;\n' } },
  { name: 'pr-on-ahead', parents: ['ahead'], files: { 'db/migrations/0002_drop.sql': DROP } },
  { name: 'pr-pushed', parents: ['pr'], files: { 'db/migrations/0002_drop.sql': `${DROP}SELECT 1;\n` } },
  { name: 'pr-merged-base', parents: ['pr', 'ahead'], files: { 'src/other.ts': 'export const one = 1;\n' } },
  { name: 'mentioning', parents: ['start'], files: { 'README.md': 'The shop.\n' } },
  { name: 'pr-mentioning', parents: ['mentioning'], files: { 'db/migrations/0002_drop.sql': DROP } },
  {
    name: 'pr-frees',
    parents: ['start'],
    files: { 'db/migrations/0002_drop.sql': DROP, 'src/users/read.ts': WITHOUT },
  },
  { name: 'live-in-production', parents: ['free'], files: {} },
  ...Object.entries(MANIFESTS).flatMap(([name, text]): Commit[] => [
    { name: `base-${name}`, parents: ['main'], files: { 'lanekeeper.yml': text } },
    { name: `pr-${name}`, parents: [`base-${name}`], files: { 'db/migrations/0002_drop.sql': DROP } },
  ]),
];

/** The same question under another manifest; approvals name its own head. */
const under = (name: string, one: Omit<Case, 'title'> & { title: string }): Case => ({
  base: `base-${name}`,
  head: `pr-${name}`,
  ...one,
});
const proofOf = (name: string, changed: Record<string, unknown> = {}): Record<string, unknown> =>
  proof({ approvals: [approval({ head: `pr-${name}` })], ...changed });

const without = (part: string): Record<string, unknown> => {
  const { [part]: _, ...rest } = proof();
  return rest;
};

beforeAll(() => {
  repo = makeRepository(commits);
});
afterAll(removeFolders);

const HALF: Case['verdict'] = ['wait', 'error'];

describe('a contract with all its proof', () => {
  tell(
    () => repo,
    [
      {
        title: 'passes, and says why',
        evidence: proof(),
        verdict: 'pass',
        also: (report) => {
          const ok = report.findings.filter(({ status }) => status === 'ok').map(({ rule }) => rule);
          expect(ok).toEqual(expect.arrayContaining(['quiet', 'no-references', 'soak', 'approval']));
          expect(report.changes[0]?.mode).toBe('destructive');
          expect(report.effects).toContainEqual(
            expect.objectContaining({ kind: 'removes', object: 'users.legacy', phase: 'contract' }),
          );
        },
      },
      { title: 'without any evidence is not known', verdict: 'error', some: ['quiet'] },
      ...['deployments', 'usage', 'approvals', 'teams'].map(
        (part): Case => ({
          title: `does not pass without its ${part}`,
          evidence: without(part),
          verdict: HALF,
        }),
      ),
      ...['deployments', 'usage', 'approvals'].map(
        (part): Case => ({
          title: `does not pass where its ${part} are an empty list`,
          evidence: proof({ [part]: [] }),
          verdict: HALF,
        }),
      ),
      {
        title: 'does not pass where nobody knows whose pull request it is',
        evidence: without('pull_request'),
        verdict: ['pass', 'wait', 'error'],
      },
    ],
  );
});

describe('live code', () => {
  tell(
    () => repo,
    [
      {
        title: 'free of the old shape in staging alone: production waits',
        evidence: proof({
          deployments: [
            ...deployed(
              [
                ['start', 60],
                ['free', 22],
              ],
              ['staging'],
            ),
            ...deployed([['start', 60]], ['production']),
          ],
        }),
        verdict: 'wait',
        held: ['no-references', 'soak'],
        also: ({ findings }) => {
          const places = findings
            .filter(({ status }) => status === 'wait')
            .map(({ environment }) => environment);
          expect(new Set(places)).toEqual(new Set(['production']));
        },
      },
      {
        title: 'free for three of seven days: waits until the seventh',
        evidence: proof({
          deployments: deployed([
            ['start', 60],
            ['free', 3],
          ]),
        }),
        verdict: 'wait',
        held: ['soak'],
        also: ({ findings }) =>
          expect(findings.find(({ rule }) => rule === 'soak')?.until).toBe('2026-11-05T00:00:00Z'),
      },
      {
        title: 'a rollback starts the soak anew',
        evidence: proof({
          deployments: deployed([
            ['start', 60],
            ['free', 22],
            ['start', 6],
            ['free', 4],
          ]),
        }),
        verdict: 'wait',
        held: ['soak'],
        also: ({ findings }) =>
          expect(findings.find(({ rule }) => rule === 'soak')?.until).toBe('2026-11-04T00:00:00Z'),
      },
      {
        title: 'another commit that is free too does not break the soak',
        evidence: proof({
          deployments: deployed([
            ['start', 60],
            ['free', 22],
            ['main', 2],
          ]),
        }),
        verdict: 'pass',
      },
      ...['failure', 'error', 'in_progress', 'queued', 'pending'].map(
        (state): Case => ({
          title: `a newer attempt (${state}) of code that mentions it is live too`,
          evidence: proof({
            deployments: deployed([
              ['start', 60],
              ['free', 22],
              ['start', 1, state],
            ]),
          }),
          verdict: 'wait',
          held: ['no-references', 'soak'],
        }),
      ),
      {
        title: 'an older failed attempt of code that mentions it is not live any more',
        evidence: proof({
          deployments: deployed([
            ['start', 60],
            ['start', 30, 'failure'],
            ['free', 22],
          ]),
        }),
        verdict: 'pass',
      },
      {
        title: 'a row `inactive` of its own starts nothing',
        evidence: proof({
          deployments: deployed([
            ['start', 60],
            ['free', 22],
            ['start', 1, 'inactive'],
          ]),
        }),
        verdict: 'pass',
      },
      {
        title: '`inactive` after success is no failure: rows with the same id are one deployment',
        evidence: proof({
          deployments: ENVIRONMENTS.flatMap((environment) => [
            { id: `${environment}-1`, environment, commit: 'start', state: 'success', at: ago(60) },
            { id: `${environment}-2`, environment, commit: 'free', state: 'in_progress', at: ago(22) },
            { id: `${environment}-2`, environment, commit: 'free', state: 'success', at: ago(21) },
            { id: `${environment}-1`, environment, commit: 'start', state: 'inactive', at: ago(21) },
            { id: `${environment}-3`, environment, commit: 'main', state: 'success', at: ago(2) },
            { id: `${environment}-2`, environment, commit: 'free', state: 'inactive', at: ago(2) },
          ]),
        }),
        verdict: 'pass',
      },
      {
        title: 'attempts are ordered by creation: a late success of an older attempt is not the last',
        evidence: proof({
          deployments: ENVIRONMENTS.flatMap((environment) => [
            { id: `${environment}-1`, environment, commit: 'free', state: 'in_progress', at: ago(22) },
            { id: `${environment}-2`, environment, commit: 'start', state: 'in_progress', at: ago(21.9) },
            { id: `${environment}-2`, environment, commit: 'start', state: 'success', at: ago(21.8) },
            { id: `${environment}-1`, environment, commit: 'free', state: 'success', at: ago(21.7) },
          ]),
        }),
        verdict: 'wait',
        some: ['no-references'],
      },
      {
        title: 'a deployment that never succeeded is no success',
        evidence: proof({ deployments: deployed([['free', 22, 'in_progress']]) }),
        verdict: HALF,
      },
      {
        title: 'a deployment of a commit that is not here does not count as free',
        evidence: proof({
          deployments: deployed([
            ['free', 22],
            ['0123456789abcdef0123456789abcdef01234567', 1],
          ]),
        }),
        verdict: HALF,
      },
      {
        title: 'a deployment later than now is no soak',
        evidence: proof({
          deployments: deployed([
            ['start', 60],
            ['free', -5],
          ]),
        }),
        verdict: HALF,
      },
      under('creators', {
        title: 'records by somebody the manifest does not trust do not count',
        evidence: proofOf('creators', {
          deployments: deployed([
            ['start', 60],
            ['free', 22],
          ]).map((row) => ({ ...row, creator: 'mallory' })),
        }),
        verdict: HALF,
      }),
      under('creators', {
        title: 'records by a trusted creator count',
        evidence: proofOf('creators', {
          deployments: deployed([
            ['start', 60],
            ['free', 22],
          ]).map((row) => ({ ...row, creator: 'github-actions[bot]' })),
        }),
        verdict: 'pass',
      }),
      under('regions', {
        title: 'several names of one environment: each satisfies',
        evidence: proofOf('regions', {
          deployments: deployed(
            [
              ['start', 60],
              ['free', 22],
            ],
            ['staging', 'eu-production', 'us-production'],
          ),
        }),
        verdict: 'pass',
      }),
      under('regions', {
        title: 'several names of one environment: one that still runs old code holds it up',
        evidence: proofOf('regions', {
          deployments: [
            ...deployed(
              [
                ['start', 60],
                ['free', 22],
              ],
              ['staging', 'eu-production'],
            ),
            ...deployed([['start', 60]], ['us-production']),
          ],
        }),
        verdict: 'wait',
        some: ['no-references'],
      }),
      under('regions', {
        title: 'several names of one environment: one without a record is no success',
        evidence: proofOf('regions', {
          deployments: deployed(
            [
              ['start', 60],
              ['free', 22],
            ],
            ['staging', 'eu-production'],
          ),
        }),
        verdict: HALF,
      }),
      under('gitops', {
        title: 'GitOps: a soak cannot be proved',
        evidence: proofOf('gitops', {
          deployments: deployed(
            [
              ['start', 60],
              ['free', 22],
            ],
            ['staging'],
          ),
        }),
        verdict: HALF,
        held: ['soak'],
      }),
      under('gitops-unsoaked', {
        title: 'GitOps: what is live is known where no soak is asked',
        evidence: proofOf('gitops-unsoaked', {
          deployments: deployed(
            [
              ['start', 60],
              ['free', 22],
            ],
            ['staging'],
          ),
        }),
        verdict: 'pass',
      }),
      under('unsoaked', {
        title: 'a soak that is off for a reason is not asked, and the report repeats the reason',
        evidence: proofOf('unsoaked', {
          deployments: deployed([
            ['start', 60],
            ['free', 1],
          ]),
        }),
        verdict: 'pass',
        also: (report) => expect(JSON.stringify(report)).toContain('no code ever read it'),
      }),
      {
        title: 'code on the base that mentions it: block, with file and line',
        base: 'mentioning',
        head: 'pr-mentioning',
        evidence: proof({ approvals: [approval({ head: 'pr-mentioning' })] }),
        verdict: 'block',
        held: ['no-references'],
        also: ({ findings }) =>
          expect(
            JSON.stringify(
              findings.find(({ rule, status }) => rule === 'no-references' && status === 'block'),
            ),
          ).toContain('src/users/read.ts'),
      },
      {
        title: 'the code that frees it and the drop in one pull request: block',
        base: 'start',
        head: 'pr-frees',
        evidence: proof({ approvals: [approval({ head: 'pr-frees' })] }),
        verdict: 'block',
        some: ['no-references'],
      },
    ],
  );
});

describe('deprecation', () => {
  tell(
    () => repo,
    [
      under('announced', {
        title: 'has not run: waits until it will have',
        evidence: proofOf('announced'),
        verdict: 'wait',
        held: ['deprecation'],
        also: ({ findings }) =>
          expect(findings.find(({ rule }) => rule === 'deprecation')?.until).toBe('2026-11-19T00:00:00Z'),
      }),
    ],
  );
});

const quiet = (
  title: string,
  answer: Parameters<typeof usageIn>[0],
  verdict: Case['verdict'] = 'wait',
): Case => ({
  title,
  evidence: proof({ usage: usageIn(answer) }),
  verdict,
  ...(verdict === 'pass' ? {} : { held: ['quiet'] }),
});

describe('quiet', () => {
  tell(
    () => repo,
    [
      {
        ...quiet('reads: waits with the number, the service, and until when', { reads: { explicit: 1204 } }),
        also: ({ findings }) => {
          const finding = findings.find(({ rule }) => rule === 'quiet');
          expect(finding?.message).toMatch(/1,204/);
          expect(JSON.stringify(finding)).toMatch(/billing/);
          expect(finding?.until).toBe('2026-11-14T00:00:00Z');
        },
      },
      quiet('writes count', { writes: { explicit: 1 } }),
      quiet('SELECT * counts as a read', { reads: { implicit: 5 } }),
      quiet('what could not be resolved counts', { reads: { unresolved: 1 } }),
      quiet('failed statements count', { reads: { failed: 1 } }),
      quiet('a list-less INSERT counts', { writes: { implicit: 1 } }),
      quiet('what was ignored by request does not count', { ignored: 412 }, 'pass'),
      quiet('no_data is not zero', { state: 'no_data' }),
      quiet('a gap', {
        sources: [source({ gaps: [{ from: ago(3), to: ago(2.9), reason: 'collector-down' }] })],
      }),
      quiet(
        'a gap before the window is none',
        { sources: [source({ gaps: [{ from: ago(30), to: ago(29), reason: 'x' }] })] },
        'pass',
      ),
      quiet('coverage that begins inside the window', { sources: [source({ from: ago(3) })] }),
      quiet('a newest record that is too old', { sources: [source({ to: ago(0.1) })] }),
      quiet('a source that is missing', { missing: ['pg-replica-1'] }),
      quiet('statements that nobody could parse', { sources: [source({ unparsed: 3 })] }),
      quiet('sources that were shown no statement at all', { sources: [source({ statements: 0 })] }),
      quiet(
        'an idle replica beside a source that works',
        { sources: [source(), source({ id: 'pg-replica', statements: 0 })] },
        'pass',
      ),
      {
        ...quiet('sampled logs: the upper bound is told', {
          sources: [source({ sampling: { mode: 'random', rate: 0.1 } })],
        }),
        also: ({ findings }) =>
          expect(findings.find(({ rule }) => rule === 'quiet')?.message).toMatch(/30|3\.0/),
      },
      quiet('a threshold proves nothing', {
        sources: [source({ sampling: { mode: 'threshold', rate: 1 } })],
      }),
      quiet('at-least-once is not whole', {
        sources: [source({ sampling: { mode: 'at-least-once', rate: 1 } })],
      }),
      quiet(
        '`full` at a rate below one is a lie',
        { sources: [source({ sampling: { mode: 'full', rate: 0.5 } })] },
        HALF,
      ),
      quiet('another source, required by the answer, that has a gap', {
        sources: [source(), source({ id: 'pg-replica', gaps: [{ from: ago(3), to: ago(2), reason: 'x' }] })],
      }),
      quiet('`zero` beside counts is a lie', { state: 'zero', reads: { explicit: 5 } }, HALF),
      quiet(
        'seen inside the window, and nothing counted, is a lie',
        { over: { usage: [{ ...usage().usage[0], state: 'observed', last_seen: ago(2) }] } },
        'error',
      ),
      quiet('sums that do not add up', { reads: { explicit: 5 }, by: [] }, 'error'),
      quiet('a window narrower than asked', { days: 13 }, 'error'),
      quiet('another protocol', { over: { protocol: '2' } }, 'error'),
      quiet('an answer from before the end of its window', { over: { generated_at: ago(1) } }, 'error'),
      quiet(
        'an answer without a required source',
        { sources: [source({ id: 'other', required: false })] },
        HALF,
      ),
      quiet('an answer without what was asked', { objects: [] }, 'error'),
      quiet('an answer about something else', { object: 'users.name' }, 'error'),
      {
        title: 'an answer for staging alone: production is an error',
        evidence: proof({ usage: [usage({ environment: 'staging' })] }),
        verdict: 'error',
        held: ['quiet'],
      },
      under('implicit', {
        title: '`implicit: allow` lets SELECT * be, aloud',
        evidence: proofOf('implicit', { usage: usageIn({ reads: { implicit: 5 } }) }),
        verdict: 'pass',
        also: (report) => expect(JSON.stringify(report)).toMatch(/implicit|SELECT \*/),
      }),
      under('implicit', {
        title: '`implicit: allow` does not allow what names the column',
        evidence: proofOf('implicit', { usage: usageIn({ reads: { explicit: 1 } }) }),
        verdict: 'wait',
        held: ['quiet'],
      }),
      under('limits', {
        title: 'up to the limits is quiet',
        evidence: proofOf('limits', { usage: usageIn({ reads: { explicit: 20 }, writes: { explicit: 3 } }) }),
        verdict: 'pass',
      }),
      under('limits', {
        title: 'one above a limit is not, whichever it is',
        evidence: proofOf('limits', { usage: usageIn({ reads: { explicit: 2 }, writes: { explicit: 4 } }) }),
        verdict: 'wait',
        held: ['quiet'],
      }),
      under('limits', {
        title: 'explicit and implicit reads are counted together',
        evidence: proofOf('limits', { usage: usageIn({ reads: { explicit: 12, implicit: 12 } }) }),
        verdict: 'wait',
        held: ['quiet'],
      }),
      under('ignoring', {
        title: 'a service that the manifest ignores, told anyway, is not counted or is refused',
        evidence: proofOf('ignoring', { usage: usageIn({ ignored: 12 }) }),
        verdict: 'pass',
      }),
      under('gaps', {
        title: 'a gap up to max_gap is let be, and told',
        evidence: proofOf('gaps', {
          usage: usageIn({
            sources: [
              source({
                gaps: [{ from: '2026-10-25T00:00:00Z', to: '2026-10-25T00:00:30Z', reason: 'restart' }],
              }),
            ],
          }),
        }),
        verdict: 'pass',
        also: (report) => expect(JSON.stringify(report.findings)).toMatch(/gap/),
      }),
      under('gaps', {
        title: 'a gap above max_gap is not',
        evidence: proofOf('gaps', {
          usage: usageIn({
            sources: [
              source({
                gaps: [{ from: '2026-10-25T00:00:00Z', to: '2026-10-25T00:02:00Z', reason: 'restart' }],
              }),
            ],
          }),
        }),
        verdict: 'wait',
        held: ['quiet'],
      }),
      under('gaps', {
        title: 'two gaps that touch are one gap',
        evidence: proofOf('gaps', {
          usage: usageIn({
            sources: [
              source({
                gaps: [
                  { from: '2026-10-25T00:00:00Z', to: '2026-10-25T00:00:50Z', reason: 'restart' },
                  { from: '2026-10-25T00:00:50Z', to: '2026-10-25T00:01:40Z', reason: 'restart' },
                ],
              }),
            ],
          }),
        }),
        verdict: 'wait',
        held: ['quiet'],
      }),
      under('unnamed', {
        title: 'no sources named, and none that the answer calls required: error',
        evidence: proofOf('unnamed', { usage: usageIn({ sources: [source({ required: false })] }) }),
        verdict: 'error',
        held: ['quiet'],
      }),
      under('unnamed', {
        title: 'no sources named: those the answer calls required',
        evidence: proofOf('unnamed'),
        verdict: 'pass',
      }),
      under('replicas', {
        title: 'a source that the manifest names and the answer does not have',
        evidence: proofOf('replicas'),
        verdict: HALF,
        held: ['quiet'],
      }),
      under('replicas', {
        title: 'a source that the manifest names must report, whatever the answer calls it',
        evidence: proofOf('replicas', {
          usage: usageIn({
            sources: [source(), source({ id: 'pg-replica-1', required: false, from: ago(2) })],
          }),
        }),
        verdict: 'wait',
        held: ['quiet'],
      }),
      under('cycle', {
        title: "longest_cycle: fourteen days do not prove a quarterly job's table quiet",
        evidence: proofOf('cycle'),
        verdict: 'error',
        held: ['quiet'],
      }),
      under('cycle', {
        title: 'longest_cycle: ninety-two days do',
        evidence: proofOf('cycle', { usage: usageIn({ days: 92 }) }),
        verdict: 'pass',
      }),
      under('yearly', {
        title: 'a longer window of the change is asked',
        evidence: proofOf('yearly', { usage: usageIn({ days: 30, reads: { explicit: 1 }, seenAgo: 29 }) }),
        verdict: 'wait',
        held: ['quiet'],
      }),
      under('untelling', {
        title: 'a database without telemetry: an error that says how to get it',
        evidence: proofOf('untelling'),
        verdict: 'error',
        held: ['quiet'],
        also: ({ findings }) =>
          expect(findings.find(({ rule }) => rule === 'quiet')?.next).toMatch(/telemetry/),
      }),
      under('observing', {
        title: 'mode observe passes, and tells what it would have been',
        evidence: proofOf('observing', { usage: usageIn({ reads: { explicit: 9 } }) }),
        verdict: 'pass',
        also: (report) => expect(report.would_be).toBe('wait'),
        held: ['quiet'],
      }),
    ],
  );
});

const approved = (
  title: string,
  approvals: unknown[],
  verdict: Case['verdict'],
  more: Partial<Case> = {},
): Case => ({
  title,
  evidence: proof({ approvals }),
  verdict,
  ...(verdict === 'pass' ? {} : { held: ['approval'] }),
  ...more,
});

describe('approval', () => {
  tell(
    () => repo,
    [
      approved('none', [], 'wait'),
      approved('for another change', [approval({ change: 'drop-other' })], 'wait'),
      approved('for the manifest is not for the change', [approval({ change: 'manifest' })], 'wait'),
      approved('by the author', [approval({ by: 'hubot' })], 'wait'),
      approved('by the author, in capitals', [approval({ by: 'HuBot' })], 'wait'),
      approved('by somebody who may not', [approval({ by: 'mallory' })], 'wait'),
      approved('by a member, in capitals', [approval({ by: 'OctoCat' })], 'pass'),
      approved('by a user named alone', [approval({ by: 'solo' })], 'pass'),
      approved('that has expired', [approval({ at: ago(4) })], 'wait'),
      approved('from the future', [approval({ at: ago(-1) })], 'wait'),
      approved('at an older head with other content', [approval({ head: 'pr' })], 'wait', {
        head: 'pr-pushed',
      }),
      approved('at a head with the same content on another base', [approval({ head: 'pr' })], 'pass', {
        head: 'pr-on-ahead',
        base: 'ahead',
      }),
      approved('merging the base into the branch keeps it', [approval({ head: 'pr' })], 'pass', {
        head: 'pr-merged-base',
        base: 'ahead',
      }),
      approved('of a head that also deletes a file', [approval({ head: 'pr' })], 'wait', {
        head: 'pr-rebased',
      }),
      approved('at a head that does not exist', [approval({ head: 'nowhere' })], HALF),
      under('two', {
        title: 'two are asked, one person twice',
        evidence: proofOf('two', {
          approvals: [approval({ head: 'pr-two' }), approval({ head: 'pr-two', at: ago(0.2) })],
        }),
        verdict: 'wait',
        held: ['approval'],
      }),
      under('two', {
        title: 'two are asked, one person in two spellings',
        evidence: proofOf('two', {
          approvals: [approval({ head: 'pr-two' }), approval({ head: 'pr-two', by: 'OCTOCAT' })],
        }),
        verdict: 'wait',
        held: ['approval'],
      }),
      under('two', {
        title: 'two are asked, two persons',
        evidence: proofOf('two', {
          approvals: [approval({ head: 'pr-two' }), approval({ head: 'pr-two', by: 'hexcat' })],
        }),
        verdict: 'pass',
      }),
      under('self', {
        title: 'self_approval',
        evidence: proofOf('self', { approvals: [approval({ head: 'pr-self', by: 'hubot' })] }),
        verdict: 'pass',
      }),
      under('nobody', {
        title: 'without approvers an approval cannot be had',
        evidence: proofOf('nobody'),
        verdict: 'error',
        held: ['approval'],
      }),
      {
        title: 'by the last pusher',
        evidence: proof({ pull_request: { number: 1, author: 'hubot', last_pusher: 'octocat' } }),
        verdict: 'wait',
        held: ['approval'],
      },
      {
        title: 'an override by an approver is a pass that says so',
        evidence: proof({
          usage: usageIn({ reads: { explicit: 9 } }),
          approvals: [approval({ override: 'incident 7' })],
        }),
        verdict: 'pass',
        also: ({ override }) => expect(override).toMatchObject({ by: 'octocat', reason: 'incident 7' }),
      },
      ...(
        [
          ['by nobody who may', approval({ override: 'please', by: 'mallory' })],
          ['by the author', approval({ override: 'please', by: 'hubot' })],
          ['without a reason', approval({ override: '  ' })],
          ['of other content', approval({ override: 'incident', head: 'pr-pushed' })],
          ['that has expired', approval({ override: 'incident', at: ago(30) })],
        ] as const
      ).map(
        ([title, row]): Case => ({
          title: `an override ${title} lets nothing through`,
          evidence: proof({ usage: usageIn({ reads: { explicit: 9 } }), approvals: [row] }),
          verdict: ['wait', 'error'],
          some: ['quiet'],
        }),
      ),
    ],
  );
});

describe('monotony, from outside', () => {
  const PARTS = ['deployments', 'usage', 'approvals', 'teams', 'pull_request'];
  const HELD: [string, Record<string, unknown>][] = [
    [
      'soak',
      proof({
        deployments: deployed([
          ['start', 60],
          ['free', 3],
        ]),
      }),
    ],
    [
      'references',
      proof({
        deployments: deployed([
          ['start', 60],
          ['free', 22],
          ['start', 1, 'failure'],
        ]),
      }),
    ],
    ['quiet', proof({ usage: usageIn({ reads: { explicit: 9 } }) })],
    ['approval', proof({ approvals: [approval({ by: 'hubot' })] })],
  ];
  it.concurrent.each(HELD)('nothing taken away turns a wait for %s into a pass', async (_, evidence) => {
    for (const part of PARTS) {
      const { [part]: _gone, ...rest } = evidence;
      const { report } = await decideCase({ title: '', repo, verdict: 'wait' }, rest);
      expect(report.verdict, `${part}\n${told(report)}`).not.toBe('pass');
    }
  });
});
