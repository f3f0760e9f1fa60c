/** Facts that somebody supposes: what a decision would be if they held. Never evidence, and marked as supposed in every report. */
import type {
  Answered,
  Approval,
  Approvals,
  Attempt,
  Deployments,
  Evidence,
  Manifest,
  Question,
  Reading,
  Usage,
} from '../model.ts';

export type Supposed = { kind: 'deployed'; environment: string } | { kind: 'quiet' } | { kind: 'approved' };

const SOURCE = 'supposed (simulate)';

/** What may be supposed, as it is written. */
export const SUPPOSABLE = ['deployed=ENVIRONMENT', 'quiet', 'approved'] as const;

/** One fact as people write it; null: it is none. An environment's name is judged later, by the manifest. */
export function parseSupposed(text: string): Supposed | null {
  const environment = /^deployed=(\S(?:.*\S)?)$/.exec(text)?.[1];
  if (environment !== undefined) return { kind: 'deployed', environment };
  return text === 'quiet' || text === 'approved' ? { kind: text } : null;
}

export const supposedWords = (fact: Supposed): string =>
  fact.kind === 'deployed' ? `deployed=${fact.environment}` : fact.kind;

type Of<A extends Question['ask']> = Extract<Question, { ask: A }>;

const known = <T>(value: T, { now }: Reading): Evidence<T> => ({
  ...{ state: 'known', value, source: SOURCE },
  ...{ at: now, url: null },
});

const foundOf = <T>(answer: Evidence<unknown>): T | null =>
  answer.state === 'known' ? (answer.value as T) : null;

const manifestOf = ({ manifests }: Reading): Manifest | null =>
  manifests.base.state === 'valid' ? manifests.base.manifest : null;

/** As if the tip of the base had just been deployed there: it is live from now on, and soaks from now on. */
function deployed(reading: Reading, { environment }: Of<'deployments'>, answer: Evidence<unknown>) {
  const { now, subject } = reading;
  const commit = subject.kind === 'lint' ? '' : subject.base;
  const names = manifestOf(reading)?.environments.find(({ name }) => name === environment)?.deployments;
  const attempts = (names ?? [environment]).map(
    (name, index): Attempt => ({
      ...{ id: `supposed-${index + 1}`, name, commit, created: now, succeeded: now },
      statuses: [{ state: 'success', at: now, url: null }],
    }),
  );
  const found = foundOf<Deployments>(answer);
  // When earlier ones came a ref does not tell, and supposing one more does not either.
  const timesKnown = found?.timesKnown ?? true;
  return known<Deployments>({ attempts: [...(found?.attempts ?? []), ...attempts], timesKnown }, reading);
}

const NONE = { explicit: 0, implicit: 0, unresolved: 0, failed: 0 };

/** As if every source had seen every statement of the window, and none of them touched these objects. */
function quiet(reading: Reading, { telemetry, from, to, objects }: Of<'usage'>) {
  const wanted = manifestOf(reading)?.telemetry.find(({ name }) => name === telemetry)?.sources;
  const source = (id: string): Usage['sources'][number] => ({
    ...{ id, kind: 'supposed', required: true, from, to, gaps: [] },
    ...{ sampling: { mode: 'full', rate: 1 }, statements: 1, unparsed: 0 },
  });
  const usage: Usage = {
    ...{ generatedAt: reading.now, from, to, missing: [] },
    sources: (wanted ?? ['supposed']).map(source),
    objects: objects.map((object) => ({
      ...{ object, state: 'zero', reads: NONE, writes: NONE, ignored: 0 },
      ...{ firstSeen: null, lastSeen: null, by: [], samples: [] },
    })),
  };
  return known(usage, reading);
}

/** As if as many as are asked for had approved what is there now. Without approvers in the manifest nobody could. */
function approved(reading: Reading, { change }: Of<'approvals'>, answer: Evidence<unknown>) {
  const value = foundOf<Approvals>(answer);
  const manifest = manifestOf(reading);
  if (value === null || manifest === null) return answer;
  const wanted = manifest.changes.find(({ id }) => id === change)?.contract.approvals ?? 1;
  const approvals = Array.from(
    { length: wanted },
    (_, index): Approval => ({
      ...{ change, by: `supposed-${index + 1}`, at: reading.now, url: null, head: null },
      ...{ digest: value.digest, override: null, teams: manifest.approval.approvers ?? [] },
    }),
  );
  return known<Approvals>({ digest: value.digest, approvals: [...value.approvals, ...approvals] }, reading);
}

/** Environments that are supposed and that the manifest does not know; with those that it knows. */
export function strangeEnvironments(
  reading: Reading,
  facts: readonly Supposed[],
): { strange: string[]; known: string[] } {
  const known = manifestOf(reading)?.environments.map(({ name }) => name) ?? null;
  const named = facts.flatMap((fact) => (fact.kind === 'deployed' ? [fact.environment] : []));
  return { strange: known ? named.filter((name) => !known.includes(name)) : [], known: known ?? [] };
}

/** The answer as it would be. Pure; what no fact is about stays as it was found. */
export function asIf(reading: Reading, facts: readonly Supposed[], { question, answer }: Answered): Answered {
  const has = (kind: Supposed['kind'], environment?: string): boolean =>
    facts.some(
      (fact) => fact.kind === kind && (fact.kind !== 'deployed' || fact.environment === environment),
    );
  if (question.ask === 'deployments' && has('deployed', question.environment))
    return { question, answer: deployed(reading, question, answer) };
  if (question.ask === 'usage' && has('quiet')) return { question, answer: quiet(reading, question) };
  if (question.ask === 'approvals' && has('approved'))
    return { question, answer: approved(reading, question, answer) };
  return { question, answer };
}
