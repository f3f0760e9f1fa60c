/** The embedded store: one SQLite file. One process writes it, any number read it meanwhile. */
import type { Store } from '../store.ts';
import { answerUsage } from './answer-usage.ts';
import { applyBatch } from './apply-batch.ts';
import { listBackfills, putBackfill, readBackfill } from './backfills.ts';
import { catalogAt, newestObjects, putCatalog } from './catalogs.ts';
import { addComparison, comparisonIn, comparisonTotals } from './comparisons.ts';
import { explainError } from './explain-error.ts';
import { hoursOfUse } from './hours-of-use.ts';
import { findDatabase, takeDatabase } from './ids.ts';
import { expectSources } from './known-sources.ts';
import { openFile } from './open-file.ts';
import { forgetBefore } from './retention.ts';
import { KnownShapes } from './shapes.ts';
import { sourceStates } from './source-states.ts';
import { Statements } from './statements.ts';
import { watchedObjects, watchObjects } from './watched.ts';
import { carryOver, watchedUse } from './watched-use.ts';
import { whyNotWritable } from './writable.ts';

export { defaultStorePath } from './default-path.ts';

function readPosition(sql: Statements, database: string, source: string): unknown {
  const id = findDatabase(sql, database);
  if (id === null) return undefined;
  const row = sql.row<{ position: string | null }>(
    'SELECT position FROM sources WHERE database = ? AND name = ?',
    id,
    source,
  );
  return row === undefined || row.position === null ? undefined : JSON.parse(row.position);
}

function databaseNames(sql: Statements): string[] {
  return sql.rows<{ name: string }>('SELECT name FROM databases ORDER BY name').map(({ name }) => name);
}

/**
 * Opens it, and makes it where it is not there (not for a reader). Throws `UserError` where it cannot: no such file, no access,
 * damaged, of a newer format, or another process writes it already. What fails later because of the file is a `UserError` too.
 */
export function openStore(path: string, { readOnly = false }: { readOnly?: boolean } = {}): Store {
  const file = openFile(path, readOnly);
  const sql = new Statements(file.database);
  const shapes = new KnownShapes(sql);
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw explainError(error, path);
    }
  };
  const read = <T>(work: () => T): T => guarded(() => sql.snapshot(work));
  const write = <T>(work: () => T): T => guarded(() => sql.atomically(work));
  return {
    position: (database, source) => guarded(() => readPosition(sql, database, source)),
    apply: (batch) => guarded(() => applyBatch(sql, shapes, batch)),
    putCatalog: (catalog) => write(() => void putCatalog(sql, catalog)),
    catalogAt: (database, at) => read(() => catalogAt(sql, database, at)),
    databases: () => guarded(() => databaseNames(sql)),
    objects: (database) => read(() => newestObjects(sql, database)),
    sources: (database) => read(() => sourceStates(sql, database)),
    expect: (database, ids) => write(() => expectSources(sql, takeDatabase(sql, database), ids)),
    usage: (question, now) => read(() => answerUsage(sql, question, now)),
    hours: (database, object, window) => read(() => hoursOfUse(sql, database, object, window)),
    watch: (database, objects, now) => write(() => watchObjects(sql, database, objects, now)),
    watched: (database) => guarded(() => watchedObjects(sql, database)),
    watchedUse: (database) => read(() => watchedUse(sql, database)),
    comparisonTotals: () => guarded(() => comparisonTotals(sql)),
    backfills: () => guarded(() => listBackfills(sql)),
    check: () => whyNotWritable(file),
    addComparison: (name, report) => write(() => addComparison(sql, name, report)),
    comparison: (name, window) => read(() => comparisonIn(sql, name, window)),
    putBackfill: (backfill) => write(() => putBackfill(sql, backfill)),
    backfill: (name) => guarded(() => readBackfill(sql, name)),
    forgetBefore: (time) => {
      shapes.forget();
      write(() => carryOver(sql, () => forgetBefore(sql, time)));
    },
    close: () => file.close(),
  };
}
