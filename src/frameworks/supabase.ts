import type { Framework } from './framework.ts';
import { byName, listMatching } from './order.ts';
import { roughStatements } from './statements.ts';

/** Sent by themselves, outside the batch: supabase/cli#5671 (2.109) and #6276. Older versions refuse them. */
const STANDS_ALONE =
  /^(?:CREATE (?:UNIQUE )?INDEX CONCURRENTLY|DROP INDEX CONCURRENTLY|REINDEX\b.*\bCONCURRENTLY|VACUUM|ALTER SYSTEM|CLUSTER)\b/;

/** All statements of a file and the note in the history go as one batch: one transaction, even around one statement. */
export const supabase: Framework = {
  name: 'supabase',
  recognises: (folder) =>
    folder.paths.some((path) => /(?:^|\/)supabase\/migrations\/\d+_[^/]*\.sql$/.test(path)) ? 92 : 0,
  list: (paths) => listMatching(paths, /^(\d+)_.*\.sql$/).sort(byName),
  up(path, text) {
    const statements = roughStatements(text);
    const alone = statements.length > 0 && statements.every((statement) => STANDS_ALONE.test(statement));
    return { path, up: text, transaction: alone ? 'none' : 'runner' };
  },
};
