/** Takes a batch into the store: counts, coverage and position in one transaction. */
import { isProbeShape } from '../sources/probe.ts';
import type { Batch, Shape, Sighting, Span } from '../words.ts';
import { type CatalogMoment, catalogMoments, placeAt, placeByThen } from './catalogs.ts';
import { requireSound } from './check-batch.ts';
import { HOUR, hourOf } from './hours.ts';
import { takeCaller, takeDatabase } from './ids.ts';
import { noteRecords, spanOfRecords } from './records.ts';
import type { KnownShapes, ResolvedBy } from './shapes.ts';
import { noteTimes } from './source-times.ts';
import type { Statements } from './statements.ts';
import { type Upsert, upsert } from './upsert.ts';

const isUnresolved = ({ everything, problem, touches }: Shape): boolean =>
  everything || problem !== null || touches.some(({ via }) => via === 'unresolved');

function runsOf(sightings: readonly Sighting[], counts: (shape: Shape) => boolean): number {
  return sightings.reduce((sum, { shape, runs }) => sum + (counts(shape) ? runs : 0), 0);
}

function takeSource(
  sql: Statements,
  database: number,
  { source, position, statements, unparsed, sightings }: Batch,
): number {
  const { id, kind, required, sampling } = source;
  const row = sql.row<{ id: number }>(
    `INSERT INTO sources (database, name, kind, required, mode, rate, position, statements, unparsed, unresolved, probes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (database, name) DO UPDATE SET
       kind = excluded.kind, required = excluded.required, mode = excluded.mode, rate = excluded.rate, position = excluded.position,
       statements = statements + excluded.statements, unparsed = unparsed + excluded.unparsed,
       unresolved = unresolved + excluded.unresolved, probes = probes + excluded.probes
     RETURNING id`,
    database,
    id,
    kind,
    Number(required),
    sampling.mode,
    sampling.rate,
    JSON.stringify(position) ?? null,
    statements,
    unparsed,
    runsOf(sightings, isUnresolved),
    runsOf(sightings, ({ text }) => isProbeShape(text)),
  );
  if (!row) throw new Error('a source that was put in has an id');
  return row.id;
}

/** Added to what is there; in order of the key, so that the tree is walked and not searched. */
const COUNTS: Upsert = {
  into: 'counts (shape, hour, caller, source, runs, failed, prepared, first, last)',
  conflict: `(shape, hour, caller, source) DO UPDATE SET
    runs = runs + excluded.runs, failed = failed + excluded.failed, prepared = prepared + excluded.prepared,
    first = min(first, excluded.first), last = max(last, excluded.last)`,
};

const SEEN: Upsert = {
  into: 'seen (shape, caller, first, last, runs, failed, prepared)',
  conflict: `(shape, caller) DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last),
    runs = runs + excluded.runs, failed = failed + excluded.failed, prepared = prepared + excluded.prepared`,
};

/** Catalogs that held from a sighting's first run to its last: its names meant what they mean there. */
function resolvedBy(moments: readonly CatalogMoment[], { first, last }: Sighting): ResolvedBy {
  const idOf = (place: number): number | null => moments[place]?.id ?? null;
  return { first: idOf(placeAt(moments, first)), last: idOf(placeByThen(moments, last)) };
}

interface Into {
  database: number;
  source: number;
  moments: readonly CatalogMoment[];
}

/** What one shape's runs by one caller come to within an hour. */
interface Sum {
  shape: number;
  caller: number;
  hour: number;
  first: number;
  last: number;
  runs: number;
  failed: number;
  prepared: number;
}

function addTo(sum: Sum, { first, last, runs, failed, prepared }: Sum): void {
  sum.first = Math.min(sum.first, first);
  sum.last = Math.max(sum.last, last);
  sum.runs += runs;
  sum.failed += failed;
  sum.prepared += prepared;
}

const byKey = (one: Sum, other: Sum): number =>
  one.shape - other.shape || one.hour - other.hour || one.caller - other.caller;

function sumsOf(sql: Statements, shapes: KnownShapes, into: Into, sightings: readonly Sighting[]): Sum[] {
  const callers = new Map<string, Map<string, number>>();
  const callerOf = (service: string, user: string): number => {
    const known = callers.get(service)?.get(user);
    if (known !== undefined) return known;
    const id = takeCaller(sql, service, user);
    callers.set(service, (callers.get(service) ?? new Map<string, number>()).set(user, id));
    return id;
  };
  const sums = sightings.map((sighting) => {
    const { service, user, runs, failed, prepared } = sighting;
    const shape = shapes.take(into.database, sighting.shape, resolvedBy(into.moments, sighting));
    const [first, last] = [Math.floor(sighting.first), Math.ceil(sighting.last)];
    const hour = hourOf(last);
    return { shape, caller: callerOf(service, user), hour, first, last, runs, failed, prepared };
  });
  return sums.sort(byKey);
}

/** All hours of one shape and caller together. The sums are used up. */
function seenOf(sums: Sum[]): Sum[] {
  const seen: Sum[] = [];
  for (const sum of sums.sort((one, other) => one.shape - other.shape || one.caller - other.caller)) {
    const last = seen.at(-1);
    if (last && last.shape === sum.shape && last.caller === sum.caller) addTo(last, sum);
    else seen.push(sum);
  }
  return seen;
}

function countSightings(
  sql: Statements,
  shapes: KnownShapes,
  into: Into,
  sightings: readonly Sighting[],
): void {
  const sums = sumsOf(sql, shapes, into, sightings);
  upsert(sql, COUNTS, sums, ({ shape, hour, caller, runs, failed, prepared, first, last }) => {
    const start = hour * HOUR;
    return [shape, hour, caller, into.source, runs, failed, prepared, first - start, last - start];
  });
  shapes.settle();
  upsert(sql, SEEN, seenOf(sums), ({ shape, caller, first, last, runs, failed, prepared }) => [
    shape,
    caller,
    first,
    last,
    runs,
    failed,
    prepared,
  ]);
}

/** Throws, and changes nothing, where the batch makes no sense or the file cannot take it. */
export function applyBatch(sql: Statements, shapes: KnownShapes, batch: Batch): void {
  requireSound(batch);
  try {
    sql.atomically(() => {
      const database = takeDatabase(sql, batch.database);
      const source = takeSource(sql, database, batch);
      const into = { database, source, moments: catalogMoments(sql, database) };
      countSightings(sql, shapes, into, batch.sightings);
      const span: Span | null = spanOfRecords(batch);
      noteTimes(sql, source, batch, span);
      noteRecords(sql, source, batch);
    });
  } catch (error) {
    shapes.forget();
    throw error;
  }
}
