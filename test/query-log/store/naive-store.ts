/** The same answers from plain lists: every batch is kept, and gone through again for every question. */
import type { ObjectUsage, UsageQuestion } from '../../../src/query-log/protocol.ts';
import type { Batch, KnownCatalog, Sighting, Via } from '../../../src/query-log/words.ts';
import { formatTime, parseTime } from '../../../src/time.ts';

export const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LAG = 5;

interface Row extends Sighting {
  source: string;
  catalogs: [number, number];
}

const timeOf = (text: string): number => parseTime(text) ?? Number.NaN;

function placeAt(catalogs: readonly KnownCatalog[], at: number): number {
  let place = 0;
  catalogs.forEach(({ from }, index) => {
    if (from === null || from <= at) place = index;
  });
  return place;
}

/** What the store keeps of sightings: one row by hour of the last run, shape, caller and source. */
function rowsOf(batches: readonly Batch[], catalogs: readonly KnownCatalog[]): Row[] {
  const rows = new Map<string, Row>();
  for (const { source, sightings } of batches)
    for (const sighting of sightings) {
      const { shape, service, user, first, last } = sighting;
      const places: [number, number] = [placeAt(catalogs, first), placeAt(catalogs, last)];
      const hour = Math.floor(last / HOUR);
      const key = JSON.stringify([shape.fingerprint, places, hour, service, user, source.id]);
      const row = rows.get(key);
      if (!row) rows.set(key, { ...sighting, source: source.id, catalogs: places });
      else
        rows.set(key, {
          ...row,
          runs: row.runs + sighting.runs,
          failed: row.failed + sighting.failed,
          prepared: row.prepared + sighting.prepared,
          first: Math.min(row.first, first),
          last: Math.max(row.last, last),
        });
    }
  return [...rows.values()];
}

const identityIn = (catalog: KnownCatalog | undefined, name: string): string | null =>
  catalog?.objects.find(({ object }) => object === name)?.identity ?? null;

function newestIdentity(catalogs: readonly KnownCatalog[], object: string): string | null {
  return (
    catalogs.map((catalog) => identityIn(catalog, object)).findLast((identity) => identity !== null) ?? null
  );
}

/** Names that may mean the object in one catalog. */
function namesIn(catalog: KnownCatalog, object: string, identity: string): string[] {
  const same = catalog.objects.filter((known) => known.identity === identity).map((known) => known.object);
  return identityIn(catalog, object) === null ? [...same, object] : same;
}

const RANK: Via[] = ['explicit', 'implicit', 'unresolved'];

function viaOf(
  row: Row,
  access: 'read' | 'write',
  object: string,
  catalogs: readonly KnownCatalog[],
): Via | null {
  const identity = newestIdentity(catalogs, object) ?? '';
  const names = catalogs
    .slice(row.catalogs[0], row.catalogs[1] + 1)
    .flatMap((catalog) => namesIn(catalog, object, identity));
  const vias = row.shape.touches
    .filter((touch) => touch.access === access)
    .filter((touch) =>
      names.some(
        (name) =>
          touch.object === name ||
          touch.object.startsWith(`${name}.`) ||
          (touch.via === 'unresolved' && name.startsWith(`${touch.object}.`)),
      ),
    )
    .map(({ via }) => via);
  if (row.shape.everything || row.shape.unparsed) vias.push('unresolved');
  return RANK.find((via) => vias.includes(via)) ?? null;
}

/** Minutes of a source that were covered and not named as a gap, up to now. */
export function coveredMinutes(batches: readonly Batch[], source: string, now: number): Set<number> {
  const minutes = new Set<number>();
  const own = batches.filter((batch) => batch.source.id === source);
  const between = (from: number, to: number): number[] =>
    Array.from({ length: Math.max(0, (to - from) / MINUTE) }, (_, index) => from / MINUTE + index);
  for (const { covered } of own)
    if (covered) for (const minute of between(covered.from, Math.min(covered.to, now))) minutes.add(minute);
  for (const { gaps } of own)
    for (const { from, to } of gaps)
      for (const minute of between(Math.min(from, to), Math.max(from, to))) minutes.delete(minute);
  return minutes;
}

export interface NaiveState {
  batches: readonly Batch[];
  /** Oldest first. */
  catalogs: readonly KnownCatalog[];
  expected: readonly string[];
}

/** Whether a batch of less than everything is of that time, or of a time that touches it. */
function wasSampled(batches: readonly Batch[], id: string, window: { from: number; to: number }): boolean {
  return batches.some(({ source, covered, sightings }) => {
    if (source.id !== id || source.sampling.mode === 'full') return false;
    const times = covered
      ? [covered.from, covered.to]
      : sightings.flatMap(({ first, last }) => [first, last]);
    return times.length > 0 && Math.min(...times) <= window.to && Math.max(...times) >= window.from;
  });
}

/** Runs that could not be parsed, in the hours that overlap the window: an hour lasts from its first run to its last. */
function unparsedIn(batches: readonly Batch[], id: string, window: { from: number; to: number }): number {
  const hours = new Map<number, { from: number; to: number; unparsed: number }>();
  for (const { source, sightings } of batches) {
    if (source.id !== id) continue;
    for (const [hour, rows] of Map.groupBy(sightings, ({ last }) => Math.floor(last / HOUR))) {
      if (rows.every(({ runs }) => runs === 0)) continue;
      const known = hours.get(hour);
      hours.set(hour, {
        from: Math.min(known?.from ?? Number.POSITIVE_INFINITY, ...rows.map(({ first }) => first)),
        to: Math.max(known?.to ?? 0, ...rows.map(({ last }) => last)),
        unparsed: rows.reduce(
          (sum, { shape, runs }) => sum + (shape.unparsed ? runs : 0),
          known?.unparsed ?? 0,
        ),
      });
    }
  }
  const within = [...hours.values()].filter(({ from, to }) => from <= window.to && to >= window.from);
  return within.reduce((sum, { unparsed }) => sum + unparsed, 0);
}

function proves(state: NaiveState, window: { from: number; to: number }, now: number): boolean {
  const ids = new Set(state.batches.map(({ source }) => source.id));
  if (state.expected.some((id) => !ids.has(id))) return false;
  const last = new Map(state.batches.map(({ source }) => [source.id, source]));
  const required = [...last.values()].filter(
    (source) => source.required || state.expected.includes(source.id),
  );
  if (required.length === 0 || window.from >= window.to || window.to > now) return false;
  return required.every(({ id, sampling }) => {
    if (wasSampled(state.batches, id, window) || unparsedIn(state.batches, id, window) > 0) return false;
    const minutes = coveredMinutes(state.batches, id, now);
    const end = Math.min(window.to / MINUTE, Math.max(-1, ...minutes) + 1);
    if (sampling.mode !== 'full' || end < window.to / MINUTE - LAG || end <= window.from / MINUTE)
      return false;
    for (let minute = window.from / MINUTE; minute < end; minute++) if (!minutes.has(minute)) return false;
    return true;
  });
}

/** Null: unknown. */
export function naiveUsage(
  state: NaiveState,
  question: UsageQuestion,
  object: string,
  now: number,
): ObjectUsage | null {
  const identity = newestIdentity(state.catalogs, object);
  if (identity === null) return null;
  const window = { from: timeOf(question.window.from), to: timeOf(question.window.to) };
  const usage: ObjectUsage = {
    object,
    state: 'no_data',
    reads: { explicit: 0, implicit: 0, unresolved: 0, failed: 0 },
    writes: { explicit: 0, implicit: 0, unresolved: 0, failed: 0 },
    ignored: 0,
    first_seen: null,
    last_seen: null,
    by: [],
    samples: [],
  };
  const touching = rowsOf(state.batches, state.catalogs).filter(
    (row) => viaOf(row, 'read', object, state.catalogs) ?? viaOf(row, 'write', object, state.catalogs),
  );
  const ignored = ({ service, user }: Row): boolean =>
    question.ignore.some((rule) => (rule.service ?? service) === service && (rule.user ?? user) === user);
  const ever = touching.filter((row) => !ignored(row) && row.first <= window.to);
  if (ever.length > 0) {
    usage.first_seen = formatTime(Math.min(...ever.map(({ first }) => first)));
    usage.last_seen = formatTime(Math.max(...ever.map(({ last }) => Math.min(last, window.to))));
  }
  const within = touching.filter(({ first, last }) => first <= window.to && last >= window.from);
  const groups = Map.groupBy(within, (row) =>
    JSON.stringify([row.shape.fingerprint, row.catalogs, row.service, row.user]),
  );
  for (const rows of groups.values()) {
    const [first] = rows;
    if (!first) continue;
    const sum = (key: 'runs' | 'failed' | 'prepared'): number => rows.reduce((all, row) => all + row[key], 0);
    const times = sum('runs') || sum('prepared');
    if (times === 0) continue;
    if (ignored(first)) {
      usage.ignored += times;
      continue;
    }
    const last = Math.max(...rows.map((row) => Math.min(row.last, window.to)));
    let caller = usage.by.find(({ service, user }) => service === first.service && user === first.user);
    if (!caller) {
      caller = { service: first.service, user: first.user, reads: 0, writes: 0, last_seen: formatTime(last) };
      usage.by.push(caller);
    }
    caller.last_seen = formatTime(Math.max(timeOf(caller.last_seen), last));
    for (const [access, counts, total] of [
      ['read', usage.reads, 'reads'],
      ['write', usage.writes, 'writes'],
    ] as const) {
      const via = viaOf(first, access, object, state.catalogs);
      if (via === null) continue;
      counts[via] += times - sum('failed');
      counts.failed += sum('failed');
      caller[total] += times;
    }
  }
  const since = knownSince(state.catalogs, object, identity);
  const proven = proves(state, window, now) && (since === null || since <= window.from);
  usage.state = usage.by.length > 0 ? 'observed' : proven ? 'zero' : 'no_data';
  return usage;
}

function knownSince(catalogs: readonly KnownCatalog[], object: string, identity: string): number | null {
  let place = catalogs.findLastIndex((catalog) => identityIn(catalog, object) !== null);
  while (place > 0 && catalogs[place - 1]?.objects.some((known) => known.identity === identity)) place--;
  return catalogs[place]?.from ?? null;
}
