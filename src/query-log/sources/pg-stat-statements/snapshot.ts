/** What pg_stat_statements says at one moment, with everything that is needed to believe the next one. */
import type { Time } from '../../../model.ts';
import { quoteIdentifier } from '../../../names.ts';
import { UserError } from '../../../user-error.ts';
import type { Row, ServerConnection } from '../postgresql-connection.ts';

/** Counters of one statement of one role; `text` is null where the server has lost it. */
export interface StatementRow {
  user: string;
  text: string | null;
  calls: number;
  /** Execution time in all, as the server prints it: it moves whenever `calls` does, also after a reset. */
  time: string;
  /** When counting began, from 17 on. */
  since: string | null;
}

/** What must be the same before and after an interval of which nothing is missing. Null: too old a version to tell. */
export interface Info {
  serverStart: string;
  statsReset: string | null;
  dealloc: number | null;
}

export interface Snapshot {
  /** The server's clock just before: what had ended by then is counted. */
  at: Time;
  /** Told before the rows were read and after. */
  before: Info;
  after: Info;
  /** Entries of all databases, and how many there may be. */
  entries: number;
  max: number;
  /** Rows of this database without their text, and those that may not be seen. */
  lost: number;
  hidden: number;
  /** Standbys count for themselves: each is a source of its own. */
  standby: boolean;
  tracking: Tracking;
  rows: Map<string, StatementRow>;
}

/** The settings that hold for everybody, and roles or databases that have others of their own. */
export interface Tracking {
  track: string;
  utility: boolean;
  /** `compute_query_id` is off and nothing else computes one: nothing is counted. */
  computed: boolean;
  /** `role batch: pg_stat_statements.track=none`. */
  overrides: string[];
}

export interface Extension {
  schema: string;
  /** 1.8 is 108. */
  version: number;
}

const extensionQuery = `SELECT quote_ident(n.nspname) AS schema, e.extversion::text AS version,
    (SELECT count(*) FROM pg_settings WHERE name = 'pg_stat_statements.max')::int AS loaded
  FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_stat_statements'`;

/** Where the extension is; a UserError with the next step where it is not there, or not loaded. */
export async function findExtension(connection: ServerConnection): Promise<Extension> {
  const [row] = await connection.query(extensionQuery);
  if (!row)
    throw new UserError(
      'pg_stat_statements is not in this database',
      'CREATE EXTENSION pg_stat_statements;  (the server needs it in shared_preload_libraries, and a restart)',
    );
  if (Number(row.loaded) === 0)
    throw new UserError(
      'pg_stat_statements is in this database, but the server has not loaded it',
      `Add it to shared_preload_libraries, e.g. ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements';  and restart the server`,
    );
  const [major, minor] = String(row.version).split('.').map(Number);
  return { schema: String(row.schema), version: (major ?? 1) * 100 + (minor ?? 0) };
}

const millis = (time: string): string => `floor(extract(epoch FROM ${time}) * 1000)::text`;

function infoQuery({ schema, version }: Extension): string {
  const told = version >= 109;
  return `SELECT ${millis('clock_timestamp()')} AS at, pg_postmaster_start_time()::text AS started, pg_is_in_recovery() AS standby,
    ${told ? 'i.stats_reset::text' : 'NULL'} AS reset, ${told ? 'i.dealloc::text' : 'NULL'} AS dealloc${told ? ` FROM ${schema}.pg_stat_statements_info i` : ''}`;
}

function infoFrom(row: Row | undefined): Info {
  const text = (value: unknown): string | null =>
    value === null || value === undefined ? null : String(value);
  const dealloc = text(row?.dealloc);
  return {
    serverStart: String(row?.started),
    statsReset: text(row?.reset),
    dealloc: dealloc === null ? null : Number(dealloc),
  };
}

const settingsQuery = `SELECT current_setting('pg_stat_statements.track') AS track, current_setting('pg_stat_statements.track_utility')::bool AS utility,
    current_setting('pg_stat_statements.max')::int AS max, coalesce(current_setting('compute_query_id', true), 'auto') <> 'off' AS computed,
    (SELECT json_agg(CASE WHEN s.setrole = 0 THEN 'everybody' ELSE 'role ' || quote_ident(r.rolname) END
         || CASE WHEN s.setdatabase = 0 THEN '' ELSE ' in database ' || quote_ident(current_database()) END || ': ' || c.setting)
       FROM pg_db_role_setting s CROSS JOIN unnest(s.setconfig) AS c(setting) LEFT JOIN pg_roles r ON r.oid = s.setrole
      WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
        AND c.setting ~ '^(?:pg_stat_statements\\.track|pg_stat_statements\\.track_utility|compute_query_id)=') AS overrides`;

function trackingFrom(row: Row | undefined): Tracking {
  return {
    track: String(row?.track),
    utility: row?.utility === true,
    computed: row?.computed === true,
    overrides: Array.isArray(row?.overrides) ? row.overrides.map(String) : [],
  };
}

function rowsQuery({ schema, version }: Extension): string {
  return `SELECT s.userid::text AS userid, s.queryid::text AS queryid, ${version >= 109 ? 's.toplevel' : 'true'} AS toplevel, s.query AS text,
    s.calls::text AS calls, s.${version >= 108 ? 'total_exec_time' : 'total_time'}::text AS time, ${version >= 111 ? 's.stats_since::text' : 'NULL'} AS since,
    coalesce(r.rolname::text, '') AS role
  FROM ${schema}.pg_stat_statements s LEFT JOIN pg_roles r ON r.oid = s.userid
  WHERE s.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())`;
}

const HIDDEN = '<insufficient privilege>';

function rowsFrom(found: Row[]): Pick<Snapshot, 'rows' | 'lost' | 'hidden'> {
  const rows = new Map<string, StatementRow>();
  let lost = 0;
  let hidden = 0;
  for (const { userid, queryid, toplevel, text, calls, time, since, role } of found) {
    if (queryid === null || text === HIDDEN) {
      hidden++;
      continue;
    }
    if (text === null) lost++;
    rows.set(`${userid} ${queryid} ${toplevel === true ? 1 : 0}`, {
      user: String(role),
      text: text === null ? null : String(text),
      calls: Number(calls),
      time: String(time),
      since: since === null ? null : String(since),
    });
  }
  return { rows, lost, hidden };
}

/** One look at everything that the extension has of this database. */
export async function takeSnapshot(connection: ServerConnection, extension: Extension): Promise<Snapshot> {
  const [first] = await connection.query(infoQuery(extension));
  const [settings] = await connection.query(settingsQuery);
  const found = await connection.query(rowsQuery(extension));
  const [count] = await connection.query(
    `SELECT count(*)::int AS entries FROM ${extension.schema}.pg_stat_statements(false)`,
  );
  const [second] = await connection.query(infoQuery(extension));
  return {
    at: Number(first?.at),
    before: infoFrom(first),
    after: infoFrom(second),
    entries: Number(count?.entries),
    max: Number(settings?.max),
    standby: first?.standby === true,
    tracking: trackingFrom(settings),
    ...rowsFrom(found),
  };
}

/** The statement that lets a role see what others run. */
export const grantFor = (role: string): string => `GRANT pg_read_all_stats TO ${quoteIdentifier(role)};`;
