/** Times of log lines, fast: most lines are of the minute of the line before. */
import { LogError } from './reading.ts';
import { ambiguousZones, isTimeZone, momentIn, offsetOf } from './zones.ts';

const digit = (text: string, at: number): number => text.charCodeAt(at) - 48;
const two = (text: string, at: number): number => digit(text, at) * 10 + digit(text, at + 1);

const DOT = 46;
const SHAPE = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d)$/;

/** Reads `2026-11-22 10:00:00.123 CET`. Throws LogError where the zone could mean several moments. */
export class Clock {
  private readonly timezone: string | undefined;
  private minute = '?';
  private zone = '?';
  private base = 0;

  constructor(timezone: string | undefined) {
    if (timezone !== undefined && !isTimeZone(timezone))
      throw new LogError(
        'unknown-time-zone',
        `There is no time zone ${JSON.stringify(timezone)}. Give a name such as Europe/Berlin`,
      );
    this.timezone = timezone;
  }

  /** Milliseconds since 1970, or NaN where the text from there to there is no time. */
  read(text: string, from: number, to: number): number {
    let zoneAt = from + 19;
    let fraction = 0;
    if (text.charCodeAt(zoneAt) === DOT) {
      fraction = digit(text, zoneAt + 1) * 100 + two(text, zoneAt + 2);
      zoneAt += 4;
      while (digit(text, zoneAt) >= 0 && digit(text, zoneAt) <= 9) zoneAt++;
    }
    zoneAt++;
    const known =
      text.startsWith(this.minute, from) &&
      to - zoneAt === this.zone.length &&
      text.startsWith(this.zone, zoneAt);
    if (!known && !this.enter(text.slice(from, from + 16), text.slice(zoneAt, to))) return Number.NaN;
    return this.base + two(text, from + 17) * 1000 + fraction;
  }

  private enter(minute: string, zone: string): boolean {
    const match = SHAPE.exec(minute);
    if (!match) return false;
    const [year, month, day, hour, minutes] = match.slice(1).map(Number);
    const local = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minutes);
    this.base = this.moment(local, zone, minute);
    this.minute = minute;
    this.zone = zone;
    return true;
  }

  private moment(local: number, zone: string, shown: string): number {
    const offset = offsetOf(zone);
    if (offset !== null && !(this.timezone && /^[A-Za-z]/.test(zone) && offset !== 0))
      return local - offset * 60_000;
    const told = this.timezone === undefined ? null : momentIn(this.timezone, local, zone);
    if (told !== null) return told;
    const meaning = ambiguousZones.includes(zone)
      ? 'means several time zones'
      : 'is a time zone that is not known here';
    throw new LogError(
      'unknown-time-zone',
      `The log's times end in ${JSON.stringify(zone.slice(0, 40))} (${shown}), which ${meaning}. Give the server's log_timezone as a name, such as --timezone America/Chicago`,
    );
  }
}
