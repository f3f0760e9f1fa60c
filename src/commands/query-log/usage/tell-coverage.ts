/** What the sources saw of the window, in words: and what is missing for counting nothing to prove something. */
import type { Time } from '../../../model.ts';
import { inGroups } from '../../../numbers.ts';
import type { SourceCoverage, UsageAnswer } from '../../../query-log/protocol.ts';
import { cleanLine } from '../../../report/clean.ts';
import { formatAgo, formatDuration, formatMoment, formatTime, parseTime } from '../../../time.ts';

interface Window {
  from: Time;
  to: Time;
}

const timeOf = (text: string): Time => parseTime(text) ?? 0;

function gapsIn({ gaps }: SourceCoverage, { from, to }: Window): Window[] {
  return gaps
    .map((gap) => ({ from: Math.max(from, timeOf(gap.from)), to: Math.min(to, timeOf(gap.to)) }))
    .filter((gap) => gap.from <= gap.to);
}

function tellGaps(source: SourceCoverage, window: Window): string {
  const gaps = gapsIn(source, window);
  if (gaps.length === 0) return 'no gap';
  const lost = gaps.reduce((sum, { from, to }) => sum + to - from, 0);
  return `${inGroups(gaps.length)} ${gaps.length === 1 ? 'gap' : 'gaps'} of ${formatDuration(lost)} in all`;
}

function tellSource(source: SourceCoverage, window: Window, now: Time): string {
  const { id, kind, required, from, to, sampling, statements, unparsed } = source;
  const name = `${cleanLine(id)} (${cleanLine(kind)}${required ? '' : ', not required'})`;
  const sampled = sampling.mode === 'full' ? '' : `; sampled (${sampling.mode}, ${sampling.rate})`;
  const unread = unparsed > 0 ? `, ${inGroups(unparsed)} of them unparsed` : '';
  const span = `from ${formatMoment(timeOf(from), now)} to ${formatAgo(timeOf(to), now)}`;
  return `    ${name}: ${span}, ${tellGaps(source, window)}${sampled}; ${inGroups(statements)} statements${unread}`;
}

export function coverageLines({ coverage }: UsageAnswer, window: Window, now: Time): string[] {
  const silent = coverage.missing.map((id) => `    ${cleanLine(id)}: should report, and never did`);
  const lines = [...coverage.sources.map((source) => tellSource(source, window, now)), ...silent];
  return lines.length > 0 ? ['Coverage:', ...lines] : ['Coverage: no source ever reported.'];
}

function whyNot(source: SourceCoverage, window: Window): string[] {
  const { id, from, to, sampling, unparsed } = source;
  const name = cleanLine(id);
  const why: string[] = [];
  if (timeOf(from) > window.from) why.push(`${name} covers only since ${formatTime(timeOf(from))}.`);
  if (timeOf(to) < window.to) why.push(`${name} covers only to ${formatTime(timeOf(to))}.`);
  for (const gap of gapsIn(source, window).slice(0, 3))
    why.push(`${name} saw nothing from ${formatTime(gap.from)} to ${formatTime(gap.to)}.`);
  if (sampling.mode !== 'full') why.push(`${name} sees a part of the statements alone.`);
  if (unparsed > 0) why.push(`${name} could not read ${inGroups(unparsed)} statements.`);
  return why;
}

/** Why counting nothing proves nothing, one sentence each; `since`: since when the object is known to be the one that it is. */
export function whyNotProved({ coverage }: UsageAnswer, window: Window, since: Time | null): string[] {
  const required = coverage.sources.filter((source) => source.required);
  const known = since === null || since <= window.from;
  return [
    ...(required.length === 0 ? ['no source reports that sees every statement.'] : []),
    ...coverage.missing.map((id) => `${cleanLine(id)} should report, and never did.`),
    ...required.flatMap((source) => whyNot(source, window)),
    ...(known ? [] : [`it is known only since ${formatTime(since)}.`]),
  ];
}
