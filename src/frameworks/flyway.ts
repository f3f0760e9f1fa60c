import type { MigrationFile, RunnerTransaction } from '../model.ts';
import type { Framework } from './framework.ts';
import { byName, compareVersions, plainNumber } from './order.ts';
import { nameOf } from './paths.ts';
import { roughStatements } from './statements.ts';
import { unreadText } from './unread.ts';

const VERSIONED = /^V(\d+(?:[._]\d+)*)(?:__.*)?\.(?:sql|java|kt)$/;
const REPEATABLE = /^R__.*\.(?:sql|java|kt)$/;
/** Run at every migration. Source: Flyway's list of callback events. */
const CALLBACK =
  /^(?:before|after)(?:Each)?(?:Migrate(?:Statement)?|MigrateApplied|Versioned|Repeatables|Connect)(?:__.*)?\.sql$/;

/** `1_10` and `1.10` are one version, and so are `1` and `1.0`. */
function versionOf(name: string): string | null {
  const digits = VERSIONED.exec(name)?.[1];
  if (digits === undefined) return null;
  const parts = digits.split(/[._]/).map(plainNumber);
  while (parts.length > 1 && parts.at(-1) === '0') parts.pop();
  return parts.join('.');
}

const isMigration = (name: string): boolean =>
  VERSIONED.test(name) || REPEATABLE.test(name) || CALLBACK.test(name);

/** Versions first, by value; then what is repeatable, by name; callbacks last. */
function compare(a: MigrationFile, b: MigrationFile): number {
  if (a.version !== null && b.version !== null) return compareVersions(a.version, b.version) || byName(a, b);
  if (a.version !== null || b.version !== null) return a.version !== null ? -1 : 1;
  const late = (file: MigrationFile): number => (REPEATABLE.test(nameOf(file.path)) ? 0 : 1);
  return late(a) - late(b) || byName(a, b);
}

/** What Flyway knows to refuse a transaction on PostgreSQL: PostgreSQLParser in flyway-database-postgresql. */
const REFUSES_TRANSACTION =
  /^(?:(?:CREATE|DROP) (?:DATABASE|TABLESPACE|SUBSCRIPTION)|ALTER SYSTEM|(?:CREATE|DROP)(?: UNIQUE)? INDEX CONCURRENTLY|REINDEX(?: VERBOSE)? (?:SCHEMA|DATABASE|SYSTEM)|VACUUM|DISCARD ALL)\b/;

/** A file of such statements alone runs without a transaction; a mixed one is refused unless `mixed` is set. */
function transactionOf(text: string, settings: string): RunnerTransaction {
  if (/^[ \t]*(?:flyway\.)?executeInTransaction[ \t]*[=:][ \t]*false\b/im.test(settings)) return 'none';
  const statements = roughStatements(text);
  return statements.length > 0 && statements.every((statement) => REFUSES_TRANSACTION.test(statement))
    ? 'none'
    : 'runner';
}

const settingsOf = (path: string): string => `${path}.conf`;

/** `U` (undo) and `B` (baseline) files do not run on a database that is in use. */
export const flyway: Framework = {
  name: 'flyway',
  recognises: (folder) =>
    folder.paths.some((path) => /^[VR]\d*[\d._]*__.*\.sql$/.test(nameOf(path))) ? 90 : 0,
  list: (paths) =>
    paths
      .filter((path) => isMigration(nameOf(path)))
      .map((path) => {
        const version = versionOf(nameOf(path));
        return { path, version, repeatable: version === null };
      })
      .sort(compare),
  up(path, text, tree) {
    if (!path.endsWith('.sql')) return unreadText(path, text, 'Flyway migrations written in Java or Kotlin');
    return { path, up: text, transaction: transactionOf(text, tree?.text(settingsOf(path)) ?? '') };
  },
};
