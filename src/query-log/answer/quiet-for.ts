/** The one number to show: for how long an object has been provably quiet. */
import type { Duration, Time } from '../../model.ts';
import { parseTime } from '../../time.ts';
import type { SourceCoverage, UsageAnswer } from '../protocol.ts';

const timeOf = (text: string): Time => parseTime(text) ?? Number.NaN;

/** Since when a source has covered without a gap: the end of its last one, or its beginning. */
function gaplessSince({ from, gaps }: SourceCoverage): Time {
  return gaps.reduce((since, gap) => Math.max(since, timeOf(gap.to)), timeOf(from));
}

const proves = ({ sampling, unparsed }: SourceCoverage): boolean =>
  sampling.mode === 'full' && unparsed === 0;

/**
 * The earliest end of coverage over required sources, less the later of the last use and the start of gapless coverage: in
 * milliseconds, never below 0. Null: nothing can be said of it, for no required source reports, one is missing or sampled, or
 * could not read everything, or the answer does not hold the object. `knownSince`: since when the object is known to be the one
 * that it is; null: as long as anybody knows.
 */
export function quietFor(answer: UsageAnswer, object: string, knownSince: Time | null): Duration | null {
  const usage = answer.usage.find((row) => row.object === object);
  const required = answer.coverage.sources.filter((source) => source.required);
  if (!usage || required.length === 0 || answer.coverage.missing.length > 0 || !required.every(proves))
    return null;
  const end = Math.min(...required.map(({ to }) => timeOf(to)));
  const starts = required.map(gaplessSince);
  if (usage.last_seen !== null) starts.push(timeOf(usage.last_seen));
  if (knownSince !== null) starts.push(knownSince);
  const quiet = end - Math.max(...starts);
  return Number.isFinite(quiet) ? Math.max(0, quiet) : null;
}
