/** Whether an answer of the query log proves that an object was quiet: what was counted, and whether all was seen. */
import type { ObjectName, Time, Usage, UsageCounts } from '../model.ts';
import { inGroups } from '../numbers.ts';
import { formatAgo, formatDuration, formatMoment } from '../time.ts';
import { count } from './phrases.ts';
import {
  coverageProblems,
  gapsLetBe,
  isLeftToCoverage,
  type Problem,
  type QuietLimits,
  requiredSources,
  type Source,
} from './quiet-coverage.ts';
import type { FindingParts } from './rule.ts';

type ObjectUsage = Usage['objects'][number];

const DAY = 86_400_000;

/** Quiet can be asked of tables, columns and views. */
export function isAskable(object: ObjectName): boolean {
  return object.startsWith('view:') || !/^[a-z]+:/.test(object);
}

const total = ({ explicit, implicit, unresolved, failed }: UsageCounts): number =>
  explicit + implicit + unresolved + failed;

/** `SELECT *` counts unless it was allowed aloud. */
const counted = (counts: UsageCounts, limits: QuietLimits): number =>
  total(counts) - (limits.implicit === 'allow' ? counts.implicit : 0);

/** The end of the day at which the last use has left the window. */
const clearDay = (lastSeen: Time | null, limits: QuietLimits): Time =>
  Math.ceil(((lastSeen ?? limits.now) + limits.window) / DAY) * DAY;

const active = ({ by }: ObjectUsage): ObjectUsage['by'] =>
  by
    .filter(({ reads, writes }) => reads + writes > 0)
    .toSorted((a, b) => b.reads + b.writes - a.reads - a.writes);

function tellKinds(counts: UsageCounts): string {
  const parts = (['implicit', 'unresolved', 'failed'] as const)
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${inGroups(counts[kind])} ${kind}`);
  return parts.length > 0 ? ` (of these ${parts.join(', ')})` : '';
}

function countProblems(usage: ObjectUsage, limits: QuietLimits): Problem[] {
  const until = clearDay(usage.lastSeen, limits);
  const window = formatDuration(limits.window);
  const services = [...new Set(active(usage).map(({ service }) => service))].slice(0, 3).join(', ');
  const next = `Move ${services || 'its users'} off ${usage.object}. If it stops today, this clears by itself on ${formatMoment(until, limits.now)}.`;
  const uses = [
    { verb: 'read', counts: usage.reads, limit: limits.reads },
    { verb: 'written', counts: usage.writes, limit: limits.writes },
  ];
  return uses
    .map((use) => ({ ...use, times: counted(use.counts, limits) }))
    .filter(({ times, limit }) => !(times <= limit))
    .map(({ verb, counts, limit, times }) => ({
      status: 'wait',
      message: `${usage.object} was ${verb} ${inGroups(times)} times${tellKinds(counts)} in the last ${window}; the limit is ${inGroups(limit)}`,
      short: `${usage.object} still ${verb}${services && ` by ${services}`} (${inGroups(times)} in ${window})`,
      until,
      next,
    }));
}

function watchProblems(
  object: ObjectName,
  usage: ObjectUsage | undefined,
  limits: QuietLimits,
  isJudgedElsewhere: boolean,
): Problem[] {
  if (!usage) {
    const message = `the answer says nothing of ${object}`;
    return [{ status: 'error', message, until: null, next: `Check that the query log knows ${object}.` }];
  }
  if (usage.state !== 'no_data' || isJudgedElsewhere) return [];
  const message = `${object} was not watched for the whole of the last ${formatDuration(limits.window)}`;
  const next = `Have the query log watch ${object}; the window runs from then.`;
  return [{ status: 'wait', message, until: null, next }];
}

function seenOf(usage: ObjectUsage | undefined, sources: readonly Source[], limits: QuietLimits): string {
  const users = (usage ? active(usage) : []).slice(0, 5).map(({ service, reads, writes, lastSeen }) => {
    const last = lastSeen === null ? '' : ` (last ${formatAgo(lastSeen, limits.now)})`;
    return `${service} ${inGroups(reads + writes)}${last}`;
  });
  const others = (usage ? active(usage).length : 0) > users.length ? 'and others' : 'others 0';
  const who = users.length > 0 ? `${users.join(', ')}, ${others}; ` : '';
  const wanted = new Set([...(limits.sources ?? []), ...sources.map(({ id }) => id)]).size;
  return `${who}${sources.length} of ${wanted} sources over ${formatDuration(limits.window)}`;
}

function tellQuiet(usage: ObjectUsage, sources: readonly Source[], limits: QuietLimits): string {
  const gaps = gapsLetBe(sources, limits);
  const letBe = gaps > 0 ? `; ${count(gaps, 'gap')} of at most ${formatDuration(limits.maxGap)} let be` : '';
  const implicit = usage.reads.implicit + usage.writes.implicit;
  const allowed =
    limits.implicit === 'allow' && implicit > 0
      ? `; ${inGroups(implicit)} uses by * are allowed by the manifest`
      : '';
  return `${usage.object} was quiet for ${formatDuration(limits.window)}${letBe}${allowed}.`;
}

/** The last of all moments; null where one of the problems does not clear by time. */
function untilAll(problems: readonly Problem[]): Time | null {
  const untils = problems.map(({ until }) => until).filter((until) => until !== null);
  return untils.length < problems.length ? null : Math.max(...untils);
}

/** The parts of the finding for one object: everything that stands in the way of the proof, the plainest first. */
export function judgeObject(object: ObjectName, usage: Usage, limits: QuietLimits): FindingParts {
  const { sources, problems } = requiredSources(usage, limits);
  const found = usage.objects.find((candidate) => candidate.object === object);
  const all = [
    ...(found ? countProblems(found, limits) : []),
    ...watchProblems(object, found, limits, isLeftToCoverage(found?.because, sources, usage, limits)),
    ...problems,
    ...coverageProblems(sources, usage, limits),
  ];
  const seen = seenOf(found, sources, limits);
  const [first, ...rest] = all;
  if (!first && found) return { status: 'ok', message: tellQuiet(found, sources, limits), seen };
  return {
    status: all.some(({ status }) => status === 'error') ? 'error' : 'wait',
    message: `${first?.message ?? `nothing is known of ${object}`}.`,
    short: first?.short ?? first?.message ?? '',
    why: `after this contract statements that use ${object} fail.`,
    seen: [seen, ...rest.map(({ message }) => message)].join('; '),
    next: first?.next ?? '',
    until: untilAll(all),
  };
}
