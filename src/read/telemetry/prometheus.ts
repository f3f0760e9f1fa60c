/** The questions of telemetry, put to any engine that speaks Prometheus' HTTP API, and answered in the protocol's words. */
import { formatTime } from '../../time.ts';
import { below } from '../ask-json/address.ts';
import { plain } from '../ask-json/problem.ts';
import { askJson } from '../ask-json.ts';
import type { UsageQuestion } from './check-usage.ts';
import type { TelemetryQuestion } from './kinds.ts';
import type { WrittenUsage } from './prometheus-answer.ts';
import {
  type CoverageSeries,
  changedSources,
  latestClaims,
  silentSources,
  sourcesOf,
} from './prometheus-coverage.ts';
import { type Progress, progressOf, progressQueries } from './prometheus-progress.ts';
import { changedQueries, coverageQueries, type Query, quote, useQueries } from './prometheus-queries.ts';
import { type Series, takeSeries } from './prometheus-series.ts';
import { type Claim, claimsInRange, gapsBetween, joinSpans } from './prometheus-spans.ts';
import { type UseSeries, unknownObjects, usageOf } from './prometheus-usage.ts';

export interface Engine {
  url: string;
  tokenEnv: string | null;
  env: NodeJS.ProcessEnv;
  /** Milliseconds for all queries of one question. */
  budget: number;
  /** Those that must report, by the manifest. */
  sources: string[] | null;
}

/** `answer` is of the protocol and still to be judged; `missing`: nobody has told, and somebody may yet. */
export type EngineAnswer = { answer: unknown } | { missing: string } | { failed: string };

type Asked<T> = T | { failed: string };
type Ask = (text: string, at: { from: number; to: number; step?: number }) => Promise<Asked<Series[]>>;

const isFailed = (one: unknown): one is { failed: string } =>
  one !== null && typeof one === 'object' && 'failed' in one && typeof one.failed === 'string';

const failedIn = (answers: readonly unknown[]): { failed: string } | undefined => answers.find(isFailed);

/** Bound to one budget: whatever is asked last has what the others left. */
function asker({ url, tokenEnv, env, budget }: Engine): Ask {
  const end = performance.now() + budget;
  return async (text, { from, to, step }) => {
    const time: Record<string, string> =
      step === undefined
        ? { time: formatTime(to) }
        : { start: formatTime(from), end: formatTime(to), step: `${step}s` };
    // What an engine does not know it leaves aside: the first is Thanos', the second VictoriaMetrics'.
    const whole = { partial_response: 'false', deny_partial_response: '1' };
    const query = new URLSearchParams({ query: text, ...time, ...whole }).toString();
    const path = `/api/v1/${step === undefined ? 'query' : 'query_range'}`;
    const left = Math.max(1, end - performance.now());
    const answer = await askJson({ url: `${below(url, path)}?${query}`, tokenEnv, env, budget: left });
    if (!answer.ok) {
      const said = answer.problem?.error;
      return {
        failed: typeof said === 'string' ? `${answer.why} (it says: ${plain(said, 200)})` : answer.why,
      };
    }
    const asked = step === undefined ? { from: to, to } : { from, to };
    const taken = takeSeries(answer.value, step === undefined ? 'vector' : 'matrix', asked);
    return 'refused' in taken ? { failed: `the answer was refused: ${taken.refused}` } : taken.series;
  };
}

async function askAll<K extends string>(
  ask: Ask,
  queries: Record<K, Query>,
  question: { from: number; to: number },
): Promise<Asked<Record<K, Series[]>>> {
  const names = Object.keys(queries) as K[];
  const answers = await Promise.all(
    names.map((name) => {
      const time = question[queries[name].at];
      return ask(queries[name].text, { from: time, to: time });
    }),
  );
  const failed = failedIn(answers);
  return failed ?? (Object.fromEntries(names.map((name, at) => [name, answers[at]])) as Record<K, Series[]>);
}

/** Points of a range: an engine gives 11,000 at most. */
const POINTS = 2000;
const REFINED = 16;

/** What collectors that began anew had covered before, as far as the range's steps tell. */
async function claimsBefore(ask: Ask, question: UsageQuestion, sources: string[]): Promise<Asked<Claim[]>> {
  const { from, to } = question;
  const step = Math.max(15, Math.ceil((to - from) / 1000 / POINTS));
  const queries = changedQueries(question, sources);
  const [until, since] = await Promise.all(
    [queries.until, queries.since].map((text) => ask(text, { from, to, step })),
  );
  if (!Array.isArray(until) || !Array.isArray(since)) return failedIn([until, since]) ?? [];
  return await refine(ask, question, sources, claimsInRange(until, since), step);
}

/** Up to a step of what was covered before a gap lies between two points of the range: asked at the gap's end. */
async function refine(
  ask: Ask,
  question: UsageQuestion,
  sources: string[],
  claims: Claim[],
  step: number,
): Promise<Asked<Claim[]>> {
  const gaps = sources.flatMap((source) =>
    gapsBetween(joinSpans(claims.filter((claim) => claim.source === source))).map((gap) => ({
      ...gap,
      source,
    })),
  );
  const sharper = gaps.slice(-REFINED).map(async ({ source, to }): Promise<Asked<Claim[]>> => {
    const here = `{db_namespace=${quote(question.database)},source=${quote(source)}}`;
    const before = (metric: string) =>
      ask(`last_over_time(lanekeeper_source_${metric}_timestamp_seconds${here}[${step + 1}s])`, {
        from: to,
        to,
      });
    const [until, since] = await Promise.all([before('covered_until'), before('covered_since')]);
    if (!Array.isArray(until) || !Array.isArray(since)) return failedIn([until, since]) ?? [];
    return claimsInRange(until, since);
  });
  const answers = await Promise.all(sharper);
  return failedIn(answers) ?? [...claims, ...answers.flatMap((one) => (Array.isArray(one) ? one : []))];
}

async function claimsOf(ask: Ask, question: UsageQuestion, series: CoverageSeries): Promise<Asked<Claim[]>> {
  const latest = latestClaims(series);
  if ('refused' in latest) return { failed: `the answer was refused: ${latest.refused}` };
  const changed = changedSources(series);
  if (changed.length === 0) return latest;
  const before = await claimsBefore(ask, question, changed);
  return 'failed' in before ? before : [...latest, ...before];
}

async function askUsage(engine: Engine, question: UsageQuestion): Promise<EngineAnswer> {
  const ask = asker(engine);
  const covered: Asked<CoverageSeries> = await askAll(ask, coverageQueries(question), question);
  if ('failed' in covered) return covered;
  if (covered.until.length === 0) return { failed: tellNothing(question) };
  const claims = await claimsOf(ask, question, covered);
  if ('failed' in claims) return claims;
  const sources = sourcesOf(covered, claims, question);
  if ('refused' in sources) return { failed: `the answer was refused: ${sources.refused}` };
  const used: Asked<UseSeries> = await askAll(ask, useQueries(question), question);
  if ('failed' in used) return used;
  const unknown = unknownObjects(question.objects, used);
  if (unknown.length > 0) return { failed: tellUnknown(unknown, question) };
  const window = { from: formatTime(question.from), to: formatTime(question.to) };
  const answer: WrittenUsage = {
    protocol: '1',
    generated_at: window.to,
    window,
    coverage: { sources, missing: silentSources(covered) },
    usage: usageOf(used, claims, sources, engine.sources, question),
  };
  return { answer };
}

const tellNothing = ({ database, from, to }: UsageQuestion): string =>
  `it has no data (no series lanekeeper_source_covered_until_timestamp_seconds) of the database ${database} from ${formatTime(from)} to ${formatTime(to)}: is a collector scraped, and the database named there as in the manifest?`;

const tellUnknown = (objects: readonly string[], { database }: UsageQuestion): string =>
  `it has no data of ${objects.join(', ')} in the database ${database} (no series lanekeeper_column_watched_since_timestamp_seconds): not known or not watched by any collector there; is it spelled as the database spells it?`;

async function askProgress(
  engine: Engine,
  question: Exclude<TelemetryQuestion, UsageQuestion>,
): Promise<EngineAnswer> {
  const now = Date.now();
  const window =
    question.ask === 'comparison' ? { from: question.from, to: question.to } : { from: now, to: now };
  const series: Asked<Progress> = await askAll(asker(engine), progressQueries(question, window), window);
  return isFailed(series) ? series : progressOf(series, question);
}

/** Never rejects. The answer is complete, or there is none: a failed query fails them all. */
export async function askEngine(engine: Engine, question: TelemetryQuestion): Promise<EngineAnswer> {
  return question.ask === 'usage' ? await askUsage(engine, question) : await askProgress(engine, question);
}
