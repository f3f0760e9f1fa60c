/** What the abbreviation at the end of a log's time means. */

/** Minutes east of UTC, for abbreviations that mean one zone in the tz database of today. */
const known: Record<string, number> = {
  UTC: 0,
  GMT: 0,
  UCT: 0,
  Z: 0,
  Zulu: 0,
  Universal: 0,
  WET: 0,
  WEST: 60,
  BST: 60,
  CET: 60,
  CEST: 120,
  MET: 60,
  MEST: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  MSD: 240,
  WAT: 60,
  CAT: 120,
  SAST: 120,
  EAT: 180,
  PKT: 300,
  WIB: 420,
  WITA: 480,
  WIT: 540,
  HKT: 480,
  JST: 540,
  KST: 540,
  AWST: 480,
  ACST: 570,
  ACDT: 630,
  AEST: 600,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
  ChST: 600,
  NST: -210,
  NDT: -150,
  AST: -240,
  ADT: -180,
  EST: -300,
  EDT: -240,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  AKST: -540,
  AKDT: -480,
  HST: -600,
  HDT: -540,
  SST: -660,
};

/** Each of these is in use for several zones: China, America and Cuba; India, Israel and Ireland; America and Cuba. */
export const ambiguousZones: readonly string[] = ['CST', 'IST', 'CDT'];

/** Minutes east of UTC of `+02`, `-0330`, `+05:30`, `CET`; null: unknown, or in use for several. */
export function offsetOf(zone: string): number | null {
  const numeric = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (numeric) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
    return numeric[1] === '-' ? -minutes : minutes;
  }
  return Object.hasOwn(known, zone) ? (known[zone] ?? null) : null;
}

const formats = new Map<string, Intl.DateTimeFormat | null>();

function formatFor(timezone: string): Intl.DateTimeFormat | null {
  const cached = formats.get(timezone);
  if (cached !== undefined) return cached;
  let format: Intl.DateTimeFormat | null = null;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    // Not a zone that this Node knows: the caller says so.
  }
  formats.set(timezone, format);
  return format;
}

export const isTimeZone = (timezone: string): boolean => formatFor(timezone) !== null;

function offsetAt(format: Intl.DateTimeFormat, time: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(time)) part[type] = Number(value);
  const local = Date.UTC(
    part.year ?? 0,
    (part.month ?? 1) - 1,
    part.day,
    part.hour,
    part.minute,
    part.second,
  );
  return Math.round((local - time) / 60_000);
}

/**
 * The moment at which a clock in that zone shows `local` (milliseconds as if it were UTC). In the hour that comes twice, a name
 * that ends in DT or ST with an S before it tells which; else the later one, standard time. Null: no such zone.
 */
export function momentIn(timezone: string, local: number, abbreviation: string): number | null {
  const format = formatFor(timezone);
  if (!format || !Number.isFinite(local)) return null;
  const offsets = [-86_400_000, 86_400_000].map((away) => offsetAt(format, local + away));
  const moments = offsets.map((offset) => local - offset * 60_000);
  const shown = moments.filter((moment, index) => offsetAt(format, moment) === offsets[index]);
  if (shown.length === 0) return Math.max(...moments);
  return /DT$|EST$|BST$/.test(abbreviation) ? Math.min(...shown) : Math.max(...shown);
}
