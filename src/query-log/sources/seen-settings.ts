/**
 * What the readings of a server's settings prove of the time between them, with the changes that its log tells of: between two
 * changes the settings are known only where somebody has read them.
 */
import type { Time } from '../../model.ts';
import type { Gap } from '../words.ts';

export interface Reading {
  at: Time;
  /** By these settings every statement is logged. */
  enough: boolean;
  /** Everything that decides what is logged, in one text. */
  digest: string;
}

export interface SeenSettings {
  noteReading(reading: Reading): void;
  /** The log tells that they were changed, or may have been: in its order. */
  noteChange(at: Time): void;
  takeGaps(): Gap[];
}

/** How many readings are remembered: a day of them. */
const MOST = 1440;

export function makeSeenSettings(): SeenSettings {
  const gaps: Gap[] = [];
  const readings: Time[] = [];
  let last: Reading | null = null;
  let lastChange: Time | null = null;

  const wasRead = (from: Time, to: Time): boolean => readings.some((at) => at > from && at <= to);

  return {
    /** Between two readings it was as both say; where they differ, or one is not enough, nobody knows how long. */
    noteReading(next) {
      const before = last;
      last = next;
      readings.push(next.at);
      if (readings.length > MOST) readings.shift();
      if (!before || next.at <= before.at) return;
      const span = { from: before.at, to: next.at };
      if (!before.enough || !next.enough) gaps.push({ ...span, reason: 'not-logged' });
      else if (before.digest !== next.digest) gaps.push({ ...span, reason: 'settings-changed' });
    },
    noteChange(at) {
      if (lastChange !== null && at > lastChange && !wasRead(lastChange, at))
        gaps.push({ from: lastChange, to: at, reason: 'settings-changed' });
      lastChange = at;
    },
    takeGaps: () => gaps.splice(0),
  };
}
