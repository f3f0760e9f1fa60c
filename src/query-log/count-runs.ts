/** Counts runs by what they are without their literals, by hour and caller, and tells what each touches by the schema that held. */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Time } from '../model.ts';
import { type ColumnSchema, ColumnSession, readColumnSchema, type StatementColumns } from '../sql/columns.ts';
import { prepareSql } from '../sql/index.ts';
import type { Tally } from './serve/served.ts';
import { withoutLiterals } from './sources/placeholders.ts';
import type { Store } from './store.ts';
import type { KnownCatalog, Run, Shape, Sighting, StatementKind, Touch } from './words.ts';

const HOUR = 3_600_000;
const OPTIONS = { version: 18, defaultSchema: 'public' };
const MOST_SHAPES = 20_000;
const MOST_SESSIONS = 2000;

interface Known {
  schema: ColumnSchema | null;
  shapes: Map<string, Shape[]>;
  sessions: Map<string, ColumnSession>;
}

/** Milliseconds, after which others have their turn: questions have a budget. */
const PATIENCE = 25;

const NO_SCHEMA = 'the schema is not known';
const UNPARSED = /^it cannot be read/;

/** A tally on a store's catalogs. PostgreSQL alone. */
export async function tallyOn(store: Store): Promise<Tally> {
  await prepareSql('postgresql');
  const catalogs = new Map<string, Known>();
  return async (database, runs) => {
    const sightings = new Map<string, Sighting>();
    let statements = 0;
    let unparsed = 0;
    let busySince = performance.now();
    for (const run of runs) {
      if (performance.now() - busySince > PATIENCE) {
        await nextTurn();
        busySince = performance.now();
      }
      const shapes = shapesOf(run, knownAt(catalogs, store, database, run.at));
      for (const shape of shapes) note(sightings, shape, run);
      if (run.prepared === true) continue;
      statements += run.runs;
      if (shapes.some((shape) => shape.unparsed)) unparsed += run.runs;
    }
    return { sightings: [...sightings.values()], statements, unparsed };
  };
}

function knownAt(catalogs: Map<string, Known>, store: Store, database: string, at: Time): Known {
  const catalog = store.catalogAt(database, at);
  const key = `${database} ${catalog?.from ?? 'always'} ${catalog?.ddl.length ?? -1}`;
  const known = catalogs.get(key) ?? {
    schema: catalog && schemaOf(catalog),
    shapes: new Map(),
    sessions: new Map(),
  };
  catalogs.set(key, known);
  return known;
}

const schemaOf = ({ ddl }: KnownCatalog): ColumnSchema => readColumnSchema(ddl, OPTIONS);

function shapesOf({ text, session }: Run, known: Known): Shape[] {
  // What a session did before may change what its names mean: then nothing is kept.
  const kept = session === null ? known.shapes.get(text) : undefined;
  if (kept) return kept;
  if (!known.schema) return [unknownShape(text)];
  const read = sessionOf(session, known, known.schema).read(text);
  const shapes = read.length === 0 ? [] : read.map(shapeOf);
  if (session === null && known.shapes.size < MOST_SHAPES) known.shapes.set(text, shapes);
  return shapes;
}

function sessionOf(name: string | null, { sessions }: Known, schema: ColumnSchema): ColumnSession {
  const found = name === null ? undefined : sessions.get(name);
  if (found) return found;
  const session = new ColumnSession(schema, OPTIONS);
  if (name === null) return session;
  if (sessions.size >= MOST_SESSIONS) sessions.clear();
  sessions.set(name, session);
  return session;
}

function kindOf(text: string): StatementKind {
  const word = /^[\s(]*(\w+)/.exec(text)?.[1]?.toLowerCase() ?? '';
  if (word === 'select' || word === 'insert' || word === 'update' || word === 'delete') return word;
  return word === 'with' ? 'select' : 'other';
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

function unknownShape(written: string): Shape {
  const text = withoutLiterals(written);
  const touched = { touches: [], everything: true, problem: NO_SCHEMA, unparsed: false };
  return { fingerprint: digest(`? ${text}`), text, kind: kindOf(text), ...touched };
}

function shapeOf(told: StatementColumns): Shape {
  const text = withoutLiterals(told.statement);
  const touches = touchesOf(told);
  const { everything, problem } = told;
  const unparsed = everything && UNPARSED.test(problem ?? '');
  return {
    fingerprint: digest(`${text}\n${JSON.stringify(touches)}${everything}`),
    text,
    kind: kindOf(text),
    touches,
    everything,
    problem,
    unparsed,
  };
}

function touchesOf({
  reads,
  writes,
  implicit,
  relations,
  unresolved,
  everything,
}: StatementColumns): Touch[] {
  const reached = { read: new Set(implicit.reads), write: new Set(implicit.writes) };
  const touches = (access: 'read' | 'write', objects: readonly string[]): Touch[] =>
    objects.map((object) => ({ object, access, via: reached[access].has(object) ? 'implicit' : 'explicit' }));
  const open = everything ? [] : unresolved;
  return [
    ...touches('read', [...new Set([...reads, ...relations.reads])]),
    ...touches('write', [...new Set([...writes, ...relations.writes])]),
    ...open.map((object): Touch => ({ object, access: 'read', via: 'unresolved' })),
  ];
}

function note(
  sightings: Map<string, Sighting>,
  shape: Shape,
  { at, runs, failed, service, user, prepared }: Run,
): void {
  const hour = Math.floor(at / HOUR) * HOUR;
  const key = JSON.stringify([shape.fingerprint, service, user, hour]);
  const seen = sightings.get(key) ?? {
    shape,
    service,
    user,
    hour,
    runs: 0,
    failed: 0,
    prepared: 0,
    first: at,
    last: at,
  };
  sightings.set(key, seen);
  if (prepared === true) seen.prepared += runs;
  else seen.runs += runs;
  if (failed && prepared !== true) seen.failed += runs;
  seen.first = Math.min(seen.first, at);
  seen.last = Math.max(seen.last, at);
}
