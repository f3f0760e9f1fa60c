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

const COUNT = `INSERT INTO counts (shape, hour, caller, source, runs, failed, prepared, first, last)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (shape, hour, caller, source) DO UPDATE SET
    runs = runs + excluded.runs, failed = failed + excluded.failed, prepared = prepared + excluded.prepared,
    first = min(first, excluded.first), last = max(last, excluded.last)`;

const SEE = `INSERT INTO seen (shape, caller, first, last, runs, failed, prepared) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (shape, caller) DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last),
    runs = runs + excluded.runs, failed = failed + excluded.failed, prepared = prepared + excluded.prepared`;

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

function countSighting(sql: Statements, shapes: KnownShapes, into: Into, sighting: Sighting): void {
  const shape = shapes.take(into.database, sighting.shape, resolvedBy(into.moments, sighting));
  const caller = takeCaller(sql, sighting.service, sighting.user);
  const [first, last] = [Math.floor(sighting.first), Math.ceil(sighting.last)];
  const hour = hourOf(last);
  const { runs, failed, prepared } = sighting;
  const [begin, end] = [first - hour * HOUR, last - hour * HOUR];
  sql.run(COUNT, shape, hour, caller, into.source, runs, failed, prepared, begin, end);
  sql.run(SEE, shape, caller, first, last, runs, failed, prepared);
}

/** Throws, and changes nothing, where the batch makes no sense or the file cannot take it. */
export function applyBatch(sql: Statements, shapes: KnownShapes, batch: Batch): void {
  requireSound(batch);
  try {
    sql.atomically(() => {
      const database = takeDatabase(sql, batch.database);
      const source = takeSource(sql, database, batch);
      const into = { database, source, moments: catalogMoments(sql, database) };
      for (const sighting of batch.sightings) countSighting(sql, shapes, into, sighting);
      const span: Span | null = spanOfRecords(batch);
      noteTimes(sql, source, batch, span);
      noteRecords(sql, source, batch);
    });
  } catch (error) {
    shapes.forget();
    throw error;
  }
}
