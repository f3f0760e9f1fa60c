/**
 * The nouns of the wing that proves quiet; types only. One direction:
 * a source reads `Run`s -> they are counted by `Shape` (a tally) -> a `Batch` goes into the store, whole or not at all ->
 * an answer is made of what the store has counted.
 */
import type { ObjectName, Time } from '../model.ts';

/** Statements are counted, not kept: what a source saw once, or several times with one text. */
export interface Run {
  /** The statement as the source has it, literals included where it has them. */
  text: string;
  /** When it ended, or was logged. */
  at: Time;
  /** How many of the same: 1 from a log, more from a source that counts by itself. */
  runs: number;
  /** It did not end well: an error, a time-out, a cancel. It depends on what it names all the same. */
  failed: boolean;
  /** `application_name`, `service.name`, a tag that can be believed; '' where nobody tells. */
  service: string;
  /** Role that ran it; '' where nobody tells. */
  user: string;
  /** Names the session, where the source tells statements of one session apart: SET, PREPARE, temporary tables. */
  session: string | null;
  /** Where its unqualified names are looked up, where the source tells (MySQL's default database). Absent: nobody tells. */
  defaultSchema?: string;
  /** What the server calls the database it ran in; left out where nobody tells. */
  database?: string;
  /** Whether the reader has seen the session from its first line on; left out where the source cannot tell. */
  begun?: boolean;
  /** Prepared, not run: counts as a reference (it would fail after a drop), not as a statement. */
  prepared?: boolean;
}

/** How an object is reached: by its name; by `*`, a row, a view, a function; or nobody can tell whether it is. */
export type Via = 'explicit' | 'implicit' | 'unresolved';
export type Access = 'read' | 'write';

export interface Touch {
  /** `table.column`, `table`, `schema.table.column`, as the manifest names them. */
  object: ObjectName;
  access: Access;
  via: Via;
}

export type StatementKind = 'select' | 'insert' | 'update' | 'delete' | 'other';

/** A statement without its literals, and what it touches by the catalog that held when it ran. */
export interface Shape {
  /** Of the text and of everything in its session that its names depend on. Hex, 16 digits. */
  fingerprint: string;
  /** Literals replaced by `$1`, `$2`…; one line; cut after 2,000 characters. */
  text: string;
  kind: StatementKind;
  touches: Touch[];
  /** It may touch any object there is, also one that the catalog does not know. */
  everything: boolean;
  /** Why something of it is unresolved; null: nothing is, or the names tell. */
  problem: string | null;
  /** It could not be parsed at all. */
  unparsed: boolean;
}

/** Runs of one shape by one caller within one hour. */
export interface Sighting {
  shape: Shape;
  service: string;
  user: string;
  /** Start of the hour, UTC. */
  hour: Time;
  /** All runs, failed ones included. */
  runs: number;
  failed: number;
  /** Prepared without being run. */
  prepared: number;
  first: Time;
  last: Time;
}

export interface Span {
  from: Time;
  to: Time;
}

/** Nothing is known of what ran then. */
export interface Gap extends Span {
  /** One kebab-case word or more: `collector-down`, `log-rotated-unread`, `stats-reset`, `evicted`, `truncated`, … */
  reason: string;
}

export interface Sampling {
  /** Only `full` can prove zero. */
  mode: 'full' | 'random' | 'at-least-once' | 'threshold';
  /** Share of statements that are seen: above 0, at most 1. */
  rate: number;
}

export interface SourceName {
  /** `pg-primary`: unique within its database. */
  id: string;
  /** `postgresql-log`, `pg-stat-statements`, `mariadb-digests`, `mysql-slow-log`, `otlp`, `records`. */
  kind: string;
  /** Without it nothing is proved. A source of attribution only (spans, pushed records) is not required. */
  required: boolean;
  sampling: Sampling;
}

/** What a source read since its last position. The store takes all of it, or nothing. */
export interface Batch {
  database: string;
  source: SourceName;
  /** Where reading goes on after this batch: the source's own words, kept with the counts in one transaction. */
  position: unknown;
  /** The time that this batch sees without a gap but those named; null: it proves nothing about time. */
  covered: Span | null;
  gaps: Gap[];
  sightings: Sighting[];
  /** Runs in it (not those only prepared), and those of them that could not be parsed. */
  statements: number;
  unparsed: number;
}

/** A column or table of a database, and since when it is the one that it is. */
export interface CatalogObject {
  object: ObjectName;
  /**
   * What stays when it is renamed: `16412.3` (the table's oid, the column's number). Null: known by its name alone, from a
   * dump. A column that is dropped and made again has another one.
   */
  identity: string | null;
}

/** The schema of a database as of a moment. */
export interface KnownCatalog {
  database: string;
  /** From when on it holds; null: as long as anybody knows (a dump that the user gave for old logs). */
  from: Time | null;
  /**
   * The schema before it was still seen then: what ran between here and `from` may have met either. Null or absent: nobody
   * looked before.
   */
  notBefore?: Time | null;
  /** DDL that makes it (as `pg_dump --schema-only` writes it), read by sql/. */
  ddl: string;
  /** Objects with their identities. */
  objects: CatalogObject[];
}
