/** The store's own format, by versions. A file is brought up to the newest when it is opened for writing. */
import { UserError } from '../../user-error.ts';
import type { Database } from './load-sqlite.ts';

/** Marks a file as ours: `LKQL`. */
const APPLICATION = 0x4c_4b_51_4c;

/**
 * Times are milliseconds; `hour` is hours since the epoch, of the last run. In `counts`, `first` and `last` are milliseconds
 * from that hour's start, so that a row takes few bytes; both may lie outside of it. `seen` adds up what `counts` has by hours;
 * `carried` and `compared` keep counters that must not fall when rows are forgotten. A shape is of one database, and of the
 * catalogs by which its names were resolved (`catalog_first` to `catalog_last`; null: none was known).
 */
const VERSIONS = [
  `
  CREATE TABLE databases (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE expected (database INTEGER NOT NULL, source TEXT NOT NULL, PRIMARY KEY (database, source)) STRICT, WITHOUT ROWID;
  CREATE TABLE sources (
    id INTEGER PRIMARY KEY, database INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, required INTEGER NOT NULL,
    mode TEXT NOT NULL, rate REAL NOT NULL, position TEXT, statements INTEGER NOT NULL DEFAULT 0, unparsed INTEGER NOT NULL DEFAULT 0,
    unresolved INTEGER NOT NULL DEFAULT 0, probes INTEGER NOT NULL DEFAULT 0,
    UNIQUE (database, name)) STRICT;
  CREATE TABLE spans (source INTEGER NOT NULL, "from" INTEGER NOT NULL, "to" INTEGER NOT NULL, PRIMARY KEY (source, "from")) STRICT, WITHOUT ROWID;
  CREATE TABLE gaps (source INTEGER NOT NULL, reason TEXT NOT NULL, "from" INTEGER NOT NULL, "to" INTEGER NOT NULL,
    PRIMARY KEY (source, reason, "from")) STRICT, WITHOUT ROWID;
  CREATE TABLE sampled (source INTEGER NOT NULL, mode TEXT NOT NULL, rate REAL NOT NULL, "from" INTEGER NOT NULL, "to" INTEGER NOT NULL,
    PRIMARY KEY (source, mode, rate, "from")) STRICT, WITHOUT ROWID;
  CREATE TABLE records (source INTEGER NOT NULL, hour INTEGER NOT NULL, statements INTEGER NOT NULL, unparsed INTEGER NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (source, hour)) STRICT, WITHOUT ROWID;

  CREATE TABLE catalogs (id INTEGER PRIMARY KEY, database INTEGER NOT NULL, "from" INTEGER, not_before INTEGER, digest TEXT NOT NULL, ddl BLOB NOT NULL) STRICT;
  CREATE TABLE names (id INTEGER PRIMARY KEY, database INTEGER NOT NULL, name TEXT NOT NULL, UNIQUE (database, name)) STRICT;
  CREATE TABLE catalog_objects (catalog INTEGER NOT NULL, position INTEGER NOT NULL, name INTEGER NOT NULL, identity TEXT,
    PRIMARY KEY (catalog, position)) STRICT, WITHOUT ROWID;
  CREATE INDEX catalog_objects_by_name ON catalog_objects (name);
  CREATE INDEX catalog_objects_by_identity ON catalog_objects (identity) WHERE identity IS NOT NULL;

  CREATE TABLE shapes (
    id INTEGER PRIMARY KEY, database INTEGER NOT NULL, fingerprint TEXT NOT NULL, catalog_first INTEGER, catalog_last INTEGER,
    text TEXT NOT NULL, kind TEXT NOT NULL, everything INTEGER NOT NULL, unparsed INTEGER NOT NULL, problem TEXT) STRICT;
  CREATE UNIQUE INDEX shapes_by_fingerprint ON shapes (database, fingerprint, ifnull(catalog_first, 0), ifnull(catalog_last, 0));
  CREATE INDEX shapes_of_everything ON shapes (database) WHERE everything OR unparsed;
  CREATE TABLE touches (name INTEGER NOT NULL, shape INTEGER NOT NULL, access INTEGER NOT NULL, via INTEGER NOT NULL,
    PRIMARY KEY (name, shape, access, via)) STRICT, WITHOUT ROWID;
  CREATE TABLE callers (id INTEGER PRIMARY KEY, service TEXT NOT NULL, user TEXT NOT NULL, UNIQUE (service, user)) STRICT;
  CREATE TABLE counts (shape INTEGER NOT NULL, hour INTEGER NOT NULL, caller INTEGER NOT NULL, source INTEGER NOT NULL,
    runs INTEGER NOT NULL, failed INTEGER NOT NULL, prepared INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (shape, hour, caller, source)) STRICT, WITHOUT ROWID;
  CREATE TABLE seen (shape INTEGER NOT NULL, caller INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    runs INTEGER NOT NULL, failed INTEGER NOT NULL, prepared INTEGER NOT NULL,
    PRIMARY KEY (shape, caller)) STRICT, WITHOUT ROWID;

  CREATE TABLE watched (database INTEGER NOT NULL, object TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (database, object)) STRICT, WITHOUT ROWID;
  CREATE TABLE carried (database INTEGER NOT NULL, object TEXT NOT NULL, service TEXT NOT NULL, access TEXT NOT NULL, via TEXT NOT NULL,
    total INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (database, object, service, access, via)) STRICT, WITHOUT ROWID;
  CREATE TABLE compared (name TEXT PRIMARY KEY, compared INTEGER NOT NULL, diverged INTEGER NOT NULL, unknown INTEGER NOT NULL,
    last_diverged INTEGER) STRICT, WITHOUT ROWID;
  CREATE TABLE comparisons (id INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL, compared INTEGER NOT NULL,
    diverged INTEGER NOT NULL, unknown INTEGER NOT NULL, key TEXT) STRICT;
  CREATE UNIQUE INDEX comparisons_by_key ON comparisons (name, key) WHERE key IS NOT NULL;
  CREATE INDEX comparisons_by_time ON comparisons (name, at);
  CREATE TABLE comparison_samples (id INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL, sample TEXT NOT NULL) STRICT;
  CREATE INDEX comparison_samples_by_time ON comparison_samples (name, at);
  CREATE TABLE backfills (name TEXT PRIMARY KEY, updated_at INTEGER NOT NULL, report TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
] as const;

const numberOf = (database: Database, pragma: string): number =>
  Number(Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0] ?? 0);

/** How old the format of a file is; 0: nothing is in it yet. Throws `UserError` for a file of somebody else's, or of our future. */
function versionOf(database: Database, path: string): number {
  const application = numberOf(database, 'application_id');
  const version = numberOf(database, 'user_version');
  const tables = Number(database.prepare('SELECT count(*) AS tables FROM sqlite_master').get()?.tables ?? 0);
  if (application === 0 && version === 0 && tables === 0) return 0;
  if (application !== APPLICATION)
    throw new UserError(
      `${path} is a database, but no store of the query log.`,
      'Name another file with --store: this one is not touched.',
    );
  if (version > VERSIONS.length)
    throw new UserError(
      `${path} was written by a newer Lanekeeper: its format is ${version}, and this one knows up to ${VERSIONS.length}.`,
      'Use the newer Lanekeeper, or name another file with --store.',
    );
  return version;
}

/** Throws `UserError` where the file is somebody else's, or of our future; before anything of it is changed. */
export function requireOurs(database: Database, path: string): void {
  versionOf(database, path);
}

/** Throws `UserError` where a reader cannot use the file: it is empty, older, newer, or not ours. */
export function requireFormat(database: Database, path: string): void {
  const version = versionOf(database, path);
  if (version === VERSIONS.length) return;
  throw new UserError(
    version === 0
      ? `${path} is empty: nothing has been put into it.`
      : `${path} is of an older format (${version}).`,
    'Run lanekeeper query-log ingest or serve with it first.',
  );
}

/** Makes the tables, or brings older ones up to date, all or nothing. */
export function bringUpToDate(database: Database, path: string): void {
  const version = versionOf(database, path);
  if (version === VERSIONS.length) return;
  database.exec('BEGIN IMMEDIATE');
  for (const change of VERSIONS.slice(version)) database.exec(change);
  database.exec(`PRAGMA application_id = ${APPLICATION}; PRAGMA user_version = ${VERSIONS.length}; COMMIT`);
}
