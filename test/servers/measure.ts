/** What a real server does for one statement: which locks it holds, whether it scans or rewrites, whether it refuses. */
import type { Load } from '../../src/model.ts';
import { formatObject } from '../../src/names.ts';
import { attempt, type Connection, type Refusal, type Row } from './connect.ts';
import { readServerCatalog, type SchemaFacts } from './server-catalog.ts';

export interface Subject {
  setup: string;
  statement: string;
}

export interface Measured {
  /** Null: it ran. */
  refused: Refusal | null;
  /** It cannot run inside a transaction (SQLSTATE 25001); the rest was then measured outside. */
  forbidsTransaction: boolean;
  /** Null: could not be seen (outside a transaction only a rewrite can). */
  load: Load | null;
  /** Relations that were there before, by canonical name -> the strongest mode, in the server's words and capitals. */
  locks: Record<string, string>;
  /** Canonical names of the relations that were there before. */
  existing: string[];
  /** The schema after it; null where it was refused. */
  catalog: SchemaFacts | null;
}

/** Weakest first. */
export const lockModes = [
  'ACCESS SHARE',
  'ROW SHARE',
  'ROW EXCLUSIVE',
  'SHARE UPDATE EXCLUSIVE',
  'SHARE',
  'SHARE ROW EXCLUSIVE',
  'EXCLUSIVE',
  'ACCESS EXCLUSIVE',
];

const outside = "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_t%'";
const kinds = { i: 'index', I: 'index', v: 'view', m: 'view', S: 'sequence' } as const;

function nameRelation(row: Row): string {
  const schema = String(row.schema);
  const name = String(row.name);
  const path = schema === 'public' ? [name] : [schema, name];
  const kind = kinds[String(row.kind) as keyof typeof kinds] ?? 'table';
  return formatObject({ kind, path });
}

const relations = `SELECT c.oid::text AS oid, n.nspname AS schema, c.relname AS name, c.relkind AS kind
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${outside} AND c.relkind <> 'c'`;

const files = `SELECT c.oid::text AS oid, pg_relation_filenode(c.oid)::text AS file
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${outside} AND c.relkind IN ('r', 'm', 'S')`;

const scans = (kind: 'seq' | 'idx'): string =>
  `SELECT relid::text AS oid, coalesce(${kind}_scan, 0)::text AS scans FROM pg_stat_xact_user_tables`;

async function readPairs(from: Connection, sql: string, value: string): Promise<Map<string, string>> {
  const rows = await from.query(sql);
  return new Map(rows.map((row) => [String(row.oid), String(row[value])]));
}

function anyChanged(before: Map<string, string>, after: Map<string, string>): boolean {
  return [...before].some(([oid, value]) => after.has(oid) && after.get(oid) !== value);
}

interface Scans {
  tables: Map<string, string>;
  indexes: Map<string, string>;
}

async function readScans(from: Connection): Promise<Scans> {
  return {
    tables: await readPairs(from, scans('seq'), 'scans'),
    indexes: await readPairs(from, scans('idx'), 'scans'),
  };
}

/** The count of a table's index scans falls where one of its indexes is dropped: only a rise is a scan. */
function isMore(after: Scans, before: Scans, oid: string): boolean {
  return (['tables', 'indexes'] as const).some(
    (kind) => Number(after[kind].get(oid) ?? 0) > Number(before[kind].get(oid) ?? 0),
  );
}

/** Asked by another connection: it does not see what the open transaction made, so only names from before come back. */
async function readLocks(watcher: Connection, pid: number): Promise<Record<string, string>> {
  const rows = await watcher.query(
    `SELECT n.nspname AS schema, c.relname AS name, c.relkind AS kind, l.mode FROM pg_locks l
       JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE l.pid = ${pid} AND l.locktype = 'relation' AND c.relkind <> 'c' AND ${outside}`,
  );
  const locks: Record<string, string> = {};
  for (const row of rows) addLock(locks, nameRelation(row), spellMode(String(row.mode)));
  return locks;
}

function spellMode(mode: string): string {
  return mode
    .replace(/Lock$/, '')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toUpperCase();
}

/** Keeps the strongest mode of each relation. */
export function addLock(locks: Record<string, string>, object: string, mode: string): void {
  const known = locks[object];
  if (known === undefined || lockModes.indexOf(mode) > lockModes.indexOf(known)) locks[object] = mode;
}

/** Empties the database and runs the set-up; the names of the relations that are there then. */
export async function prepareDatabase(runner: Connection, setup: string): Promise<string[]> {
  await runner.query("ROLLBACK; RESET ALL; DROP PUBLICATION IF EXISTS lk; SET timezone = 'Europe/Berlin'");
  const schemas = await runner.query(
    `SELECT quote_ident(n.nspname) AS name FROM pg_namespace n WHERE ${outside}`,
  );
  for (const row of schemas) await runner.query(`DROP SCHEMA ${String(row.name)} CASCADE`);
  await runner.query('CREATE SCHEMA public');
  await runner.query(setup);
  return (await runner.query(relations)).map(nameRelation);
}

async function measureInside(
  runner: Connection,
  watcher: Connection,
  existing: string[],
  sql: string,
): Promise<Measured> {
  await runner.query('BEGIN');
  const filesBefore = await readPairs(runner, files, 'file');
  const scansBefore = await readScans(runner);
  const refused = await attempt(runner, sql);
  if (refused) {
    await runner.query('ROLLBACK');
    return {
      refused,
      forbidsTransaction: refused.code === '25001',
      load: null,
      locks: {},
      existing,
      catalog: null,
    };
  }
  const scansAfter = await readScans(runner);
  const scanned = [...filesBefore.keys()].some((oid) => isMore(scansAfter, scansBefore, oid));
  const rewritten = anyChanged(filesBefore, await readPairs(runner, files, 'file'));
  const locks = await readLocks(watcher, runner.pid);
  const catalog = await readServerCatalog(runner);
  await runner.query('ROLLBACK');
  const load = rewritten ? 'rewrite' : scanned ? 'scan' : 'instant';
  return { refused: null, forbidsTransaction: false, load, locks, existing, catalog };
}

async function waitUntilBlocked(watcher: Connection, pid: number, isDone: () => boolean): Promise<void> {
  while (!isDone()) {
    const [row] = await watcher.query(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE pid = ${pid} AND wait_event_type = 'Lock'`,
    );
    if (row?.n === 1) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Holds a lock that makes the statement wait in the middle, looks at what it holds and asks for, and lets it go on. */
async function watchBlocked(
  runner: Connection,
  watcher: Connection,
  blocker: Connection,
  sql: string,
  block: string,
): Promise<{ refused: Refusal | null; locks: Record<string, string> }> {
  await blocker.query(`BEGIN; ${block}`);
  let done = false;
  const running = attempt(runner, sql).finally(() => {
    done = true;
  });
  await waitUntilBlocked(watcher, runner.pid, () => done);
  const locks = await readLocks(watcher, runner.pid);
  await blocker.query('ROLLBACK');
  return { refused: await running, locks };
}

/** For what refuses a transaction: run it against each weak and strong blocker of each table, and join what was seen. */
async function measureOutside(
  runner: Connection,
  watcher: Connection,
  blocker: Connection,
  subject: Subject,
  existing: string[],
): Promise<Measured> {
  const locks: Record<string, string> = {};
  let refused: Refusal | null = null;
  let rewritten = false;
  for (const table of existing.filter((name) => !name.includes(':')))
    for (const mode of ['ACCESS SHARE', 'ROW EXCLUSIVE', 'SHARE UPDATE EXCLUSIVE']) {
      await prepareDatabase(runner, subject.setup);
      const before = await readPairs(runner, files, 'file');
      const seen = await watchBlocked(
        runner,
        watcher,
        blocker,
        subject.statement,
        `LOCK TABLE ${table} IN ${mode} MODE`,
      );
      for (const [object, held] of Object.entries(seen.locks)) addLock(locks, object, held);
      rewritten ||= anyChanged(before, await readPairs(runner, files, 'file'));
      refused ??= seen.refused;
    }
  const catalog = refused ? null : await readServerCatalog(runner);
  return { refused, forbidsTransaction: true, load: rewritten ? 'rewrite' : null, locks, existing, catalog };
}

/** Runs the set-up, then measures the statement, each in its own transaction; the database is emptied first. */
export async function measure(
  connections: { runner: Connection; watcher: Connection; blocker: Connection },
  subject: Subject,
): Promise<Measured> {
  const { runner, watcher, blocker } = connections;
  const existing = await prepareDatabase(runner, subject.setup);
  const inside = await measureInside(runner, watcher, existing, subject.statement);
  if (!inside.forbidsTransaction) return inside;
  return measureOutside(runner, watcher, blocker, subject, existing);
}
