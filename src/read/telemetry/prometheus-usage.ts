/** Use of objects as an engine tells of it, in the protocol's words. */
import type { ObjectName, Time } from '../../model.ts';
import { splitColumn } from '../../names.ts';
import { formatTime } from '../../time.ts';
import type { UsageQuestion } from './check-usage.ts';
import type { Counts, ObjectUsage, SourceCoverage } from './prometheus-answer.ts';
import { growthOf } from './prometheus-growth.ts';
import type { Labels, Series } from './prometheus-series.ts';
import { type Claim, holdsAll, joinSpans, type Span, targetOf } from './prometheus-spans.ts';

export type UseSeries = Record<'seen' | 'watched' | 'base' | 'most' | 'resets', Series[]>;

type Way = keyof Counts;

/** One way in which one service used the object. */
interface Use {
  accesses: ('reads' | 'writes')[];
  way: Way;
  service: string;
  count: number;
  lastSeen: Time | null;
}

const WAYS: Record<string, Way> = {
  explicit: 'explicit',
  implicit: 'implicit',
  view: 'implicit',
  function: 'implicit',
  failed: 'failed',
};

/** What says neither is taken for both. */
const accessesOf = ({ access }: Labels): Use['accesses'] =>
  access === 'read' ? ['reads'] : access === 'write' ? ['writes'] : ['reads', 'writes'];

const wayOf = ({ via }: Labels): Way => WAYS[via ?? 'explicit'] ?? 'unresolved';

const momentOf = (series: Series): Time => Math.round((series.points.at(-1)?.value ?? 0) * 1000);

/** Whether a series is the object's. */
function isOf(object: ObjectName): (labels: Labels) => boolean {
  const { table, column } = splitColumn(object);
  return (labels) => (labels.table ?? '') === table && (labels.column ?? '') === column;
}

const useKey = ({ access, via, service }: Labels): string => JSON.stringify([access, via, service]);

/** Moments decide whether there was use within the window, counters how often; a counter without its moment decides both. */
function usesOf(object: ObjectName, series: UseSeries, from: Time): Use[] {
  const mine = isOf(object);
  const uses = new Map<string, Use & { grown: number }>();
  const useOf = (labels: Labels): Use & { grown: number } => {
    const key = useKey(labels);
    const service = labels.service ?? '';
    const fresh = { accesses: accessesOf(labels), way: wayOf(labels), service, count: 0, grown: 0 };
    const use = uses.get(key) ?? { ...fresh, lastSeen: null };
    uses.set(key, use);
    return use;
  };
  for (const one of series.seen) if (mine(one.labels)) useOf(one.labels).lastSeen = momentOf(one);
  for (const { labels, count } of growthOf(series)) if (mine(labels)) useOf(labels).grown += count;
  return [...uses.values()].map(({ grown, ...use }) => {
    // Zero says never. A counter that grew all the same contradicts it, and use is the safer of the two.
    const lastSeen = use.lastSeen === 0 ? null : use.lastSeen;
    const within = lastSeen === null ? grown > 0 : lastSeen >= from;
    return { ...use, lastSeen, count: within ? Math.max(1, grown) : 0 };
  });
}

const NONE = { explicit: 0, implicit: 0, unresolved: 0, failed: 0 };

function countsOf(uses: readonly Use[], access: 'reads' | 'writes'): Counts {
  const counts = { ...NONE };
  for (const use of uses) if (use.accesses.includes(access)) counts[use.way] += use.count;
  return counts;
}

function latest(uses: readonly Use[]): string | null {
  const moments = uses.map(({ lastSeen }) => lastSeen).filter((moment) => moment !== null);
  return moments.length === 0 ? null : formatTime(Math.max(...moments));
}

function callersOf(uses: readonly Use[]): ObjectUsage['by'] {
  const services = [...new Set(uses.filter(({ count }) => count > 0).map(({ service }) => service))];
  return services.map((service) => {
    const own = uses.filter((use) => use.service === service);
    const sum = (access: 'reads' | 'writes'): number =>
      own.filter(({ accesses }) => accesses.includes(access)).reduce((total, { count }) => total + count, 0);
    return { service, user: '', reads: sum('reads'), writes: sum('writes'), last_seen: latest(own) };
  });
}

/** What each required source covered, the object must have been watched for by those who covered it. */
function isWatched(
  object: ObjectName,
  series: UseSeries,
  claims: readonly Claim[],
  sources: readonly string[],
  window: Span,
): boolean {
  const mine = isOf(object);
  const since = new Map<string, Time>();
  for (const one of series.watched.filter(({ labels }) => mine(labels))) {
    const target = targetOf(one.labels);
    since.set(target, Math.max(since.get(target) ?? 0, momentOf(one)));
  }
  const clip = (spans: readonly Span[]): Span[] =>
    joinSpans(
      spans.map(({ from, to }) => ({ from: Math.max(from, window.from), to: Math.min(to, window.to) })),
    );
  return sources.every((source) => {
    const own = claims.filter((claim) => claim.source === source);
    const seen = own.flatMap(({ target, from, to }) => {
      const watched = since.get(target);
      return watched === undefined ? [] : [{ from: Math.max(from, watched), to }];
    });
    return holdsAll(clip(seen), clip(own));
  });
}

function toUsage(
  object: ObjectName,
  series: UseSeries,
  watched: boolean,
  question: UsageQuestion,
): ObjectUsage {
  const all = usesOf(object, series, question.from);
  const ignored = all.filter(({ service }) => question.ignore.includes(service));
  const uses = all.filter((use) => !ignored.includes(use));
  const touched = uses.some(({ count }) => count > 0);
  const moment = latest(uses);
  return {
    object,
    state: touched ? 'observed' : watched ? 'zero' : 'no_data',
    reads: countsOf(uses, 'reads'),
    writes: countsOf(uses, 'writes'),
    ignored: ignored.reduce((sum, { count }) => sum + count, 0),
    // When it was first used no gauge tells.
    first_seen: null,
    last_seen: moment,
    by: callersOf(uses),
    samples: [],
  };
}

/** Objects of which the engine has nothing: nobody watches them, or they are mistyped. */
export function unknownObjects(objects: readonly ObjectName[], { watched }: UseSeries): ObjectName[] {
  return objects.filter((object) => !watched.some(({ labels }) => isOf(object)(labels)));
}

export function usageOf(
  series: UseSeries,
  claims: readonly Claim[],
  sources: readonly SourceCoverage[],
  required: readonly string[] | null,
  question: UsageQuestion,
): ObjectUsage[] {
  const needed = sources.filter((one) => one.required || required?.includes(one.id)).map(({ id }) => id);
  return question.objects.map((object) =>
    toUsage(object, series, isWatched(object, series, claims, needed, question), question),
  );
}
