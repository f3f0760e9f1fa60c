/** An outside told by hand: everything speaks for letting through, but for what a test says otherwise. */
import type {
  Asked,
  Attempt,
  Evidence,
  Finding,
  Mention,
  Question,
  Reading,
  Sha,
  Usage,
} from '../../src/model.ts';
import { decideAgainst, type Outside } from './generated-answers.ts';
import { BASE, DAY, HEAD, NOW } from './readings.ts';

/** What is live everywhere unless told otherwise, since 40 days. */
export const LIVE: Sha = 'd'.repeat(40);
export const OLD: Sha = 'e'.repeat(40);

export const MISSING: Evidence<never> = { state: 'missing', why: 'nobody said', source: 'test' };
export const FAILED: Evidence<never> = { state: 'failed', why: 'it broke', source: 'test' };

export const known = (value: unknown): Evidence<unknown> => ({
  state: 'known',
  value,
  source: 'by hand',
  at: NOW,
  url: null,
});

/** A deployment, `days` ago; `succeeded: null`: it never did. */
export function attempt(commit: Sha, days: number, parts: Partial<Attempt> = {}): Attempt {
  const created = NOW - days * DAY;
  return {
    id: `${commit.slice(0, 3)}-${days}`,
    name: 'production',
    commit,
    created,
    statuses: [],
    succeeded: created,
    ...parts,
  };
}

/** The same attempts in every environment, each under its own name. */
export const deployed =
  (...attempts: Attempt[]) =>
  ({ environment }: { environment: string }): Evidence<unknown> =>
    known({ attempts: attempts.map((one) => ({ ...one, name: environment })), timesKnown: true });

export const mention = (term: number, path = 'src/users/x.ts', line = 1): Mention => ({
  term,
  path,
  line,
  column: 1,
  text: `line ${line} of ${path}`,
});

type Asking<A extends Asked> = Extract<Question, { ask: A }>;
export type Given = { [A in Asked]?: (question: Asking<A>) => Evidence<unknown> | undefined };

/** A glob's own example: `src/**` stands for `src/x.ts`. */
const exampleOf = (glob: string): string => glob.replace('**', 'x.ts').replace('*', 'x');

/** Mentions of these objects (or words) at the commits that hold them. */
export const mentions =
  (...told: { commit?: Sha; of: string; at?: string; files?: boolean }[]) =>
  (question: Asking<'mentions'>): Evidence<unknown> => {
    const found = question.terms.flatMap((term, index) => {
      const name = 'object' in term ? term.object : term.word;
      return told
        .filter(({ commit, of }) => of === name && (commit === undefined || commit === question.commit))
        .map(({ at }) => mention(index, at));
    });
    const files = (question.files ?? []).map((glob) => ({ path: exampleOf(glob), blob: 'f'.repeat(40) }));
    return known({ commit: question.commit, files, mentions: found });
  };

/** Code that is through with it: every step is live, and nothing mentions the old shape. */
const MIGRATED = mentions({ of: 'users.first_name' }, { of: 'users.read' });

const NONE = { explicit: 0, implicit: 0, unresolved: 0, failed: 0 };

export function usageOf(
  question: Asking<'usage'>,
  parts: Partial<Usage> = {},
  object: Partial<Usage['objects'][number]> = {},
  source: Partial<Usage['sources'][number]> = {},
): Usage {
  return {
    generatedAt: NOW,
    from: question.from,
    to: question.to,
    sources: [
      {
        id: 'pg',
        kind: 'postgresql-log',
        required: true,
        from: NOW - 400 * DAY,
        to: NOW - 2000,
        gaps: [],
        sampling: { mode: 'full', rate: 1 },
        statements: 10,
        unparsed: 0,
        ...source,
      },
    ],
    missing: [],
    objects: question.objects.map((name) => ({
      object: name,
      state: 'zero',
      reads: { ...NONE },
      writes: { ...NONE },
      ignored: 0,
      firstSeen: null,
      lastSeen: null,
      by: [],
      samples: [],
      ...object,
    })),
    ...parts,
  };
}

export const approvedBy = (
  by: string,
  parts: { at?: number; digest?: string | null; head?: Sha | null; override?: string; change?: string } = {},
) => ({
  change: 'split-user-name',
  by,
  at: NOW - 3_600_000,
  url: null,
  head: HEAD,
  digest: 'x',
  override: null,
  teams: [] as string[],
  ...parts,
});

export const approvals =
  (...given: ReturnType<typeof approvedBy>[]) =>
  ({ change }: { change: string }): Evidence<unknown> =>
    known({
      digest: 'x',
      approvals: given.filter(({ override }) => (change === 'override') === (override !== null)),
    });

function honest(question: Question): Evidence<unknown> {
  switch (question.ask) {
    case 'deployments':
      return deployed(attempt(LIVE, 40))(question);
    case 'carried':
      return known(question.migrations.map((_, index) => index));
    case 'mentions':
      return MIGRATED(question);
    case 'consumer':
      return known([{ commit: LIVE, files: [], mentions: [] }]);
    case 'flag':
      return known({ enabled: 1, since: NOW - 30 * DAY });
    case 'usage':
      return known(usageOf(question));
    case 'comparison':
      return known({
        from: question.from,
        to: question.to,
        compared: 100,
        diverged: 0,
        unknown: 0,
        lastDiverged: null,
      });
    case 'backfill':
      return known({ state: 'complete', total: 10, done: 10, failed: 0, updatedAt: null, verifiedAt: null });
    case 'approvals':
      return approvals(approvedBy('octocat'))(question);
  }
}

export function outside(given: Given = {}): Outside {
  return (question) => {
    const told = given[question.ask] as ((asked: Question) => Evidence<unknown> | undefined) | undefined;
    return told?.(question) ?? honest(question);
  };
}

/** What one rule finds, decided to the end by the whole engine. */
export function findingsOf(rule: string, reading: Reading, given: Given = {}): Finding[] {
  const { decision } = decideAgainst(reading, outside(given));
  return decision.verdict.findings.filter((found) => found.rule === rule);
}

export const verdictOf = (reading: Reading, given: Given = {}): string =>
  decideAgainst(reading, outside(given)).decision.verdict.word;

/** `wait production`, in order. */
export const statuses = (findings: readonly Finding[]): string[] =>
  findings
    .map(({ status, environment }) => (environment === null ? status : `${status} ${environment}`))
    .toSorted();

/** Whoever is held up reads what is so, why it matters and what to do. */
export function explained(findings: readonly Finding[]): boolean {
  return findings
    .filter(({ status }) => status === 'wait' || status === 'block' || status === 'error')
    .every(({ message, next }) => message.endsWith('.') && next !== '');
}

/** The deployment of a commit to production. */
export function deploymentReading(of: Reading, head: Sha = HEAD): Reading {
  return { ...of, files: [], subject: { kind: 'deployment', base: BASE, head, environment: 'production' } };
}
