/** Whether an answer of the query log saw everything in the window: sources, gaps, sampling, what it could not read. */
import type { Duration, Time, Usage } from '../model.ts';
import { inGroups } from '../numbers.ts';
import { formatDuration, formatTime } from '../time.ts';

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
export interface Problem {
  status: 'wait' | 'error';
  message: string;
  /** The same in a few words; the message where it is left out. */
  short?: string;
  until: Time | null;
  next: string;
}

export type Source = Usage['sources'][number];
type Gap = Source['gaps'][number];

const problem = (
  status: Problem['status'],
  message: string,
  next: string,
  until: Time | null = null,
): Problem => ({ status, message, next, until });

/** The answer must be of the window that was asked, all of it. */
function windowProblems(usage: Usage, limits: QuietLimits): Problem[] {
  if (usage.from <= limits.now - limits.window && usage.to >= limits.now - limits.maxAge) return [];
  const message = `the answer is of ${formatTime(usage.from)} to ${formatTime(usage.to)}, not of the last ${formatDuration(limits.window)}`;
  return [problem('error', message, 'Ask the query log again, for the whole window.')];
}

/** The sources that must report, and what is wrong with that list. */
export function requiredSources(
  usage: Usage,
  limits: QuietLimits,
): { sources: Source[]; problems: Problem[] } {
  const wanted = limits.sources;
  // What the manifest names is asked for besides: a list that grew old must not hide a source that the service requires.
  const sources = usage.sources.filter(({ id, required }) => required || wanted?.includes(id));
  const silent = usage.missing.map((id) =>
    problem(
      'wait',
      `${id} should have reported and did not`,
      `Bring ${id} back; the window starts anew where it left a gap.`,
    ),
  );
  const known = new Set([...sources.map(({ id }) => id), ...usage.missing]);
  const untold = (wanted ?? [])
    .filter((id) => !known.has(id))
    .map((id) =>
      problem(
        'error',
        `the answer says nothing of source ${id}`,
        'Check sources: in the manifest against what the service calls its sources.',
      ),
    );
  const problems = [...silent, ...untold];
  if (sources.length > 0 || problems.length > 0) return { sources, problems };
  const next = 'Name the sources that must report under telemetry in the manifest.';
  return { sources, problems: [problem('error', 'the answer names no required source', next)] };
}

const isWithin = (gap: Gap, limits: QuietLimits): boolean =>
  !(gap.to <= limits.now - limits.window || gap.from >= limits.now);

/** Where gaps are let be at all: a moment of which nothing is known is a gap as well. */
const isLetBe = (gap: Gap, { maxGap }: QuietLimits): boolean => maxGap > 0 && gap.to - gap.from <= maxGap;

/** `parts`: how many gaps it is made of. */
interface JoinedGap extends Gap {
  parts: number;
}

/**
 * Gaps are one gap where no more was seen between them than a gap may be long: told in pieces, each may be short enough to
 * be let be, though together they leave hardly anything seen.
 */
function joinGaps(gaps: readonly Gap[], { maxGap }: QuietLimits): JoinedGap[] {
  const joined: JoinedGap[] = [];
  for (const gap of gaps.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && gap.from - last.to <= maxGap) {
      last.to = Math.max(last.to, gap.to);
      last.parts += 1;
    } else joined.push({ ...gap, parts: 1 });
  }
  return joined;
}

function tellGap(id: string, { from, to, reason, parts }: JoinedGap, { maxGap }: QuietLimits): string {
  const span = `from ${formatTime(from)} to ${formatTime(to)} (${reason})`;
  if (parts === 1 || maxGap === 0) return `${id} saw nothing ${span}`;
  return `${id} has ${inGroups(parts)} gaps, none more than ${formatDuration(maxGap)} after the other, ${span}`;
}

function samplingProblems({ id, sampling }: Source): Problem[] {
  if (sampling.mode === 'full' && sampling.rate >= 1) return [];
  const bound = sampling.rate > 0 ? inGroups(Math.ceil(3 / sampling.rate)) : 'any number of';
  const message = `${id} is sampled (${sampling.mode}, rate ${sampling.rate}): none seen still allows about ${bound}`;
  return [problem('wait', message, `Log every statement at ${id}.`)];
}

function spanProblems(source: Source, usage: Usage, limits: QuietLimits): Problem[] {
  const { id, from, to } = source;
  const keep = `Keep ${id} running.`;
  const problems: Problem[] = [];
  if (!(from <= limits.now - limits.window))
    problems.push(problem('wait', `${id} covers only since ${formatTime(from)}`, keep, from + limits.window));
  const end = Math.min(limits.now, usage.to);
  if (!(to >= end - limits.maxAge)) {
    const message = `the newest record of ${id} is ${formatDuration(end - to)} old; at most ${formatDuration(limits.maxAge)} are allowed`;
    problems.push(problem('wait', message, `Bring ${id} up to date.`));
  }
  const tooLong = joinGaps(source.gaps, limits).filter(
    (gap) => isWithin(gap, limits) && !isLetBe(gap, limits),
  );
  const gaps = tooLong.map((gap) => {
    return problem('wait', tellGap(id, gap, limits), keep, gap.to + limits.window);
  });
  return [...problems, ...gaps];
}

function unreadProblems({ id, unparsed }: Source): Problem[] {
  if (unparsed === 0) return [];
  const message = `${id} could not read ${inGroups(unparsed)} statements, which may touch it`;
  return [problem('wait', message, `Look at the unparsed statements of ${id}.`)];
}

/** Who is shown no statement at all cannot tell that none uses an object: a log that is switched off looks just so. */
function idleProblems(sources: readonly Source[]): Problem[] {
  if (sources.length === 0 || sources.some(({ statements }) => statements > 0)) return [];
  const ids = sources.map(({ id }) => id).join(', ');
  const next = `Make sure that ${ids} is shown the statements of this environment; one that it reads is enough.`;
  return [problem('wait', `${ids} saw not a single statement of anybody`, next)];
}

/** Everything that keeps the sources from having seen the whole window. */
export function coverageProblems(sources: readonly Source[], usage: Usage, limits: QuietLimits): Problem[] {
  return [
    ...windowProblems(usage, limits),
    ...idleProblems(sources),
    ...sources.flatMap((source) => [
      ...samplingProblems(source),
      ...spanProblems(source, usage, limits),
      ...unreadProblems(source),
    ]),
  ];
}

/** Gaps within the window that are short enough to be let be. */
export function gapsLetBe(sources: readonly Source[], limits: QuietLimits): number {
  return sources.flatMap(({ gaps }) => joinGaps(gaps, limits)).filter((gap) => isWithin(gap, limits)).length;
}

/** What the gate judges by the coverage alone; it must see there what the service speaks of. */
const JUDGED: Record<string, (sources: readonly Source[], usage: Usage, limits: QuietLimits) => boolean> = {
  gaps: (sources, _, limits) => gapsLetBe(sources, limits) > 0,
  behind: (sources, usage) => sources.some(({ to }) => to < usage.to),
};

/**
 * Whether a state of `no_data` says no more than that there were gaps, or that the newest record is a little old: how much of
 * that may be let be is for the coverage to say, and is looked at there. Any other word, or none, stands.
 */
export function isLeftToCoverage(
  because: readonly string[] | undefined,
  sources: readonly Source[],
  usage: Usage,
  limits: QuietLimits,
): boolean {
  if (because === undefined || because.length === 0) return false;
  return because.every(
    (word) => Object.hasOwn(JUDGED, word) && JUDGED[word]?.(sources, usage, limits) === true,
  );
}
