/** One object's use in words, for a terminal. */
import type { Time } from '../../../model.ts';
import { inGroups } from '../../../numbers.ts';
import type { Counts, ObjectUsage } from '../../../query-log/protocol.ts';
import type { HourOfUse } from '../../../query-log/store.ts';
import { cleanLine, clip } from '../../../report/clean.ts';
import type { Paint } from '../../../report/paint.ts';
import { formatAgo, formatDuration, parseTime } from '../../../time.ts';
import { sparkline } from './sparkline.ts';

export interface Told {
  usage: ObjectUsage;
  /** Milliseconds; null: nothing can be said. */
  quiet: number | null;
  hours: HourOfUse[];
  window: { from: Time; to: Time };
  now: Time;
}

const STYLES = { observed: 'yellow', zero: 'green', no_data: 'magenta' } as const;
const WIDTH = 28;
const MOST_CALLERS = 12;

const total = ({ explicit, implicit, unresolved, failed }: Counts): number =>
  explicit + implicit + unresolved + failed;

function tellCounts(verb: string, counts: Counts): string {
  const kinds = (['implicit', 'unresolved', 'failed'] as const)
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${inGroups(counts[kind])} ${kind}`);
  return `${verb} ${inGroups(total(counts))} times${kinds.length > 0 ? ` (of these ${kinds.join(', ')})` : ''}`;
}

const ago = (text: string, now: Time): string => formatAgo(parseTime(text) ?? now, now);

function tellQuiet({ usage, quiet, now }: Told): string {
  const last = usage.last_seen === null ? 'never seen' : `last seen ${ago(usage.last_seen, now)}`;
  return quiet === null
    ? `Quiet for: nothing can be said; ${last}.`
    : `Quiet for: ${formatDuration(quiet)}; ${last}.`;
}

const nameOf = (service: string): string => (service === '' ? '(no name)' : clip(cleanLine(service), 32));

/** Several users of one service share its line of blocks, which the first of them shows. */
function callerLines({ usage, hours, window, now }: Told, paint: Paint): string[] {
  const shown = usage.by.slice(0, MOST_CALLERS);
  const width = Math.max(0, ...shown.map(({ service }) => nameOf(service).length));
  const drawn = new Set<string>();
  const lines = shown.map(({ service, user, reads, writes, last_seen }) => {
    const points = hours
      .filter((hour) => hour.service === service)
      .map((hour) => ({ at: hour.hour, count: hour.reads + hour.writes }));
    const line = drawn.has(service) ? ' '.repeat(WIDTH) : sparkline(points, window, WIDTH);
    drawn.add(service);
    const who = user === '' ? '' : `, as ${clip(cleanLine(user), 32)}`;
    const counts = `${inGroups(reads)} reads, ${inGroups(writes)} writes, last ${ago(last_seen, now)}${who}`;
    return `    ${nameOf(service).padEnd(width)}  ${paint('bold', line)}  ${counts}`;
  });
  const rest = usage.by.length - shown.length;
  return rest > 0 ? [...lines, `    and ${inGroups(rest)} more`] : lines;
}

function sampleLines({ usage, now }: Told, paint: Paint): string[] {
  return usage.samples.map(({ fingerprint, text, last_seen }) => {
    const told = clip(cleanLine(text), 160);
    return `    ${paint('dim', clip(cleanLine(fingerprint), 16))}  ${told}  ${paint('dim', ago(last_seen, now))}`;
  });
}

/** Lines, without one after the last. `why`: why it is not known; empty: it is. */
export function tellObject(told: Told, why: readonly string[], paint: Paint): string[] {
  const { usage, window } = told;
  const span = formatDuration(window.to - window.from);
  const ignored = usage.ignored > 0 ? `; ${inGroups(usage.ignored)} more were ignored as you asked` : '';
  const counts = `${tellCounts('read', usage.reads)}, ${tellCounts('written', usage.writes)} in the last ${span}${ignored}.`;
  const state = usage.state.replace('_', ' ');
  const callers = callerLines(told, paint);
  const samples = sampleLines(told, paint);
  return [
    `${paint(STYLES[usage.state], state)}  ${paint('bold', cleanLine(usage.object))}`,
    `  ${cleanLine(usage.object)} was ${counts}`,
    `  ${tellQuiet(told)}`,
    ...why.map((reason) => `  Not proved: ${reason}`),
    ...(callers.length > 0 ? ['  By service:', ...callers] : []),
    ...(samples.length > 0 ? ['  Statements:', ...samples] : []),
  ];
}
