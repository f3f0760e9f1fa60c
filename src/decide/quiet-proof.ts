/** Whether an answer of the query log proves that an object was quiet: coverage first, then counts. */
import type { Duration, ObjectName, Time, Usage, UsageCounts } from '../model.ts';
import { formatAgo, formatDuration, formatMoment, formatTime } from '../time.ts';
import type { FindingParts } from './rule.ts';

export interface QuietLimits {
  window: Duration;
  reads: number;
  writes: number;
  ignore: string[];
  implicit: 'count' | 'allow';
  /** Sources that must report; null: those that the answer calls required. */
  sources: string[] | null;
  maxAge: Duration;
  maxGap: Duration;
  now: Time;
}

/** `until`: when it would clear by itself; null: not by time alone. */
interface Problem {
  status: 'wait' | 'error';
  message: string;
  until: Time | null;
  next: string;
}

type Source = Usage['sources'][number];
type ObjectUsage = Usage['objects'][number];

const DAY = 86_400_000;

/** Quiet can be asked of tables, columns and views. */
export function isAskable(object: ObjectName): boolean {
  return object.startsWith('view:') || !/^[a-z]+:/.test(object);
}

function requiredSources(usage: Usage, limits: QuietLimits): { sources: Source[]; problems: Problem[] } {
  const wanted = limits.sources;
  const problems: Problem[] = usage.missing.map((id) => ({
    status: 'wait',
    message: `${id} should have reported and did not`,
    until: null,
    next: `Bring ${id} back; the window starts anew where it left a gap.`,
  }));
  // What the manifest names is asked for besides: a list that grew old must not hide a source that the service requires.
  const sources = usage.sources.filter(({ id, required }) => required || wanted?.includes(id));
  for (const id of wanted ?? []) {
    if (sources.some((source) => source.id === id) || usage.missing.includes(id)) continue;
    problems.push({
      status: 'error',
      message: `the answer says nothing of source ${id}`,
      until: null,
      next: `Check sources: in the manifest against what the service calls its sources.`,
    });
  }
  if (sources.length === 0 && problems.length === 0) {
    problems.push({
      status: 'error',
      message: 'the answer names no required source',
      until: null,
      next: 'Name the sources that must report under telemetry in the manifest.',
    });
  }
  return { sources, problems };
}

/** Gaps that touch are one gap: told in pieces, each may be short enough to be let be. */
function joinGaps(gaps: Source['gaps']): Source['gaps'] {
  const joined: Source['gaps'] = [];
  for (const gap of [...gaps].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && gap.from <= last.to) last.to = Math.max(last.to, gap.to);
    else joined.push({ ...gap });
  }
  return joined;
}

function coverageProblems(source: Source, usage: Usage, limits: QuietLimits): Problem[] {
  const problems: Problem[] = [];
  const from = limits.now - limits.window;
  const wait = (message: string, until: Time | null, next: string): void => {
    problems.push({ status: 'wait', message, until, next });
  };
  if (source.sampling.mode !== 'full' || source.sampling.rate < 1) {
    const bound =
      source.sampling.rate > 0 ? Math.ceil(3 / source.sampling.rate).toLocaleString('en') : 'any number of';
    wait(
      `${source.id} is sampled (${source.sampling.mode}, rate ${source.sampling.rate}): none seen still allows about ${bound}`,
      null,
      `Log every statement at ${source.id}.`,
    );
  }
  if (source.from > from) {
    wait(
      `${source.id} covers only since ${formatTime(source.from)}`,
      source.from + limits.window,
      `Keep ${source.id} running.`,
    );
  }
  const end = Math.min(limits.now, usage.to);
  if (source.to < end - limits.maxAge) {
    wait(
      `the newest record of ${source.id} is ${formatDuration(end - source.to)} old; at most ${formatDuration(limits.maxAge)} are allowed`,
      null,
      `Bring ${source.id} up to date.`,
    );
  }
  for (const gap of joinGaps(source.gaps)) {
    if (gap.to <= from || gap.from >= limits.now || gap.to - gap.from <= limits.maxGap) continue;
    wait(
      `${source.id} saw nothing from ${formatTime(gap.from)} to ${formatTime(gap.to)} (${gap.reason})`,
      gap.to + limits.window,
      `Keep ${source.id} running.`,
    );
  }
  if (source.unparsed > 0) {
    wait(
      `${source.id} could not read ${source.unparsed.toLocaleString('en')} statements, which may touch it`,
      null,
      `Look at the unparsed statements of ${source.id}.`,
    );
  }
  return problems;
}

const total = ({ explicit, implicit, unresolved, failed }: UsageCounts): number =>
  explicit + implicit + unresolved + failed;

/** `SELECT *` counts unless it was allowed aloud. */
const counted = (counts: UsageCounts, limits: QuietLimits): number =>
  total(counts) - (limits.implicit === 'allow' ? counts.implicit : 0);

/** The end of the day at which the last use has left the window. */
const clearDay = (lastSeen: Time | null, limits: QuietLimits): Time =>
  Math.ceil(((lastSeen ?? limits.now) + limits.window) / DAY) * DAY;

function usersOf(usage: ObjectUsage): string[] {
  const active = usage.by.filter(({ reads, writes }) => reads + writes > 0);
  return [
    ...new Set(active.sort((a, b) => b.reads + b.writes - a.reads - a.writes).map(({ service }) => service)),
  ];
}

function countProblems(usage: ObjectUsage, limits: QuietLimits): Problem[] {
  const services = usersOf(usage);
  const until = clearDay(usage.lastSeen, limits);
  const whose = services.slice(0, 3).join(', ') || 'its users';
  const next = `Move ${whose} off ${usage.object}. If it stops today, this clears by itself on ${formatMoment(until, limits.now)}.`;
  const problems: Problem[] = [];
  for (const [verb, counts, limit] of [
    ['read', usage.reads, limits.reads],
    ['written', usage.writes, limits.writes],
  ] as const) {
    const times = counted(counts, limits);
    if (times <= limit) continue;
    const parts = (['implicit', 'unresolved', 'failed'] as const)
      .filter((kind) => counts[kind] > 0)
      .map((kind) => `${counts[kind].toLocaleString('en')} ${kind}`);
    const detail = parts.length > 0 ? ` (of these ${parts.join(', ')})` : '';
    problems.push({
      status: 'wait',
      message: `${usage.object} was ${verb} ${times.toLocaleString('en')} times${detail} in the last ${formatDuration(limits.window)}; the limit is ${limit.toLocaleString('en')}`,
      until,
      next,
    });
  }
  if (usage.state === 'no_data') {
    problems.push({
      status: 'wait',
      message: `${usage.object} was not watched for the whole of the last ${formatDuration(limits.window)}`,
      until: null,
      next: `Have the query log watch ${usage.object}; the window runs from then.`,
    });
  }
  return problems;
}

function seenOf(
  usage: ObjectUsage | undefined,
  sources: readonly Source[],
  wanted: number,
  limits: QuietLimits,
): string {
  const users = (usage?.by ?? [])
    .filter(({ reads, writes }) => reads + writes > 0)
    .slice(0, 5)
    .map(({ service, reads, writes, lastSeen }) => {
      const times = `${(reads + writes).toLocaleString('en')}`;
      return `${service} ${times}${lastSeen === null ? '' : ` (last ${formatAgo(lastSeen, limits.now)})`}`;
    });
  const who = users.length > 0 ? `${users.join(', ')}, others 0; ` : '';
  return `${who}${sources.length} of ${wanted} sources over ${formatDuration(limits.window)}`;
}

/** The parts of the finding for one object: everything that stands in the way of the proof, the plainest first. */
export function judgeObject(object: ObjectName, usage: Usage, limits: QuietLimits): FindingParts {
  const { sources, problems } = requiredSources(usage, limits);
  const found = usage.objects.find((candidate) => candidate.object === object);
  const lacking: Problem[] = found
    ? countProblems(found, limits)
    : [
        {
          status: 'error',
          message: `the answer says nothing of ${object}`,
          until: null,
          next: `Check that the query log knows ${object}.`,
        },
      ];
  const all = [
    ...lacking,
    ...problems,
    ...sources.flatMap((source) => coverageProblems(source, usage, limits)),
  ];
  const seen = seenOf(found, sources, (limits.sources ?? sources.map(({ id }) => id)).length, limits);
  const [first] = all;
  if (!first) {
    const gaps = sources.flatMap(({ gaps: of }) => of).length;
    const letBe = gaps > 0 ? `; ${gaps} gaps of at most ${formatDuration(limits.maxGap)} were let be` : '';
    const allowed =
      limits.implicit === 'allow' && found && found.reads.implicit + found.writes.implicit > 0
        ? `; ${(found.reads.implicit + found.writes.implicit).toLocaleString('en')} uses by * are allowed by the manifest`
        : '';
    return {
      status: 'ok',
      message: `${object} was quiet for ${formatDuration(limits.window)}${letBe}${allowed}.`,
      seen,
    };
  }
  const untils = all.map(({ until }) => until);
  const until = untils.some((time) => time === null) ? null : Math.max(...untils.map((time) => time ?? 0));
  const rest = all.slice(1).map(({ message }) => message);
  return {
    status: all.some(({ status }) => status === 'error') ? 'error' : 'wait',
    message: `${first.message}.`,
    why: `after this contract statements that use ${object} fail.`,
    seen: [seen, ...rest].join('; '),
    next: first.next,
    until,
  };
}
