/** The settings of a live server that decide what its log has: for everybody, for single roles, and those yet to come. */
import type { Time } from '../../../model.ts';
import type { ServerConnection } from '../postgresql-connection.ts';
import type { LiveSession } from '../silent-sessions.ts';

/** A setting by its name; absent: this version has none of that name, or we may not see it. */
export type Settings = ReadonlyMap<string, string>;

/** Settings that sessions of a role, or of anybody in this database, begin with instead. */
export interface Override {
  /** As ALTER wants it: `ROLE batch`, `ROLE batch IN DATABASE app`, `DATABASE app`. */
  target: string;
  role: string | null;
  inDatabase: boolean;
  settings: Settings;
}

export interface ServerSettings {
  version: number;
  settings: Settings;
  overrides: Override[];
  /** Names that our own session has other values of than everybody: then nobody can tell what holds for all. */
  ownValues: string[];
  /** Lines of the configuration files that a reload or a restart would bring, or that are wrong; null: we may not see them. */
  pending: string[] | null;
  /** Our own role's name. */
  role: string;
  dataDirectory: string | null;
  /** When the server read its configuration last. */
  loadedAt: string;
  /** The server's clock when all this was read. */
  at: Time;
  /** Clients' sessions but ours; null: they may not be seen. */
  sessions: LiveSession[] | null;
}

const names = [
  'log_statement',
  'log_min_duration_statement',
  'log_duration',
  'log_min_duration_sample',
  'log_statement_sample_rate',
  'log_transaction_sample_rate',
  'log_min_error_statement',
  'log_min_messages',
  'log_error_verbosity',
  'log_line_prefix',
  'log_destination',
  'logging_collector',
  'log_directory',
  'log_filename',
  'log_timezone',
  'log_truncate_on_rotation',
  'log_parameter_max_length',
  'compute_query_id',
  'lc_messages',
  'session_preload_libraries',
  'shared_preload_libraries',
  'auto_explain.log_min_duration',
  'auto_explain.log_nested_statements',
];

const list = `ARRAY[${names.map((name) => `'${name}'`).join(', ')}]`;

/** `reset_val` is what a session begins with; in the unit of the setting (milliseconds). */
const settingsQuery = `SELECT name, reset_val AS value, source, pending_restart AS pending FROM pg_settings WHERE name = ANY(${list})`;

const overridesQuery = `SELECT CASE WHEN s.setrole = 0 THEN 'DATABASE ' || quote_ident(current_database())
      ELSE 'ROLE ' || quote_ident(r.rolname) || CASE WHEN s.setdatabase = 0 THEN '' ELSE ' IN DATABASE ' || quote_ident(current_database()) END END AS target,
    r.rolname::text AS role, s.setdatabase <> 0 AS in_database, to_json(s.setconfig) AS settings
  FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole
  WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database())) AND (s.setrole = 0 OR r.rolname IS NOT NULL)
  ORDER BY 1`;

const pendingQuery = `SELECT name, setting, coalesce(error, '') AS error FROM pg_file_settings f WHERE name = ANY(${list})
   AND (error IS NOT NULL OR NOT applied) AND seqno = (SELECT max(seqno) FROM pg_file_settings g WHERE g.name = f.name)`;

const aboutQuery = `SELECT current_user::text AS role, current_setting('data_directory', true) AS data, pg_conf_load_time()::text AS loaded`;

function splitSetting(text: string): [string, string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}

async function readOverrides(connection: ServerConnection): Promise<Override[]> {
  const rows = await connection.query(overridesQuery);
  const overrides = rows.map(({ target, role, in_database, settings }) => {
    const own = (Array.isArray(settings) ? settings.map(String) : []).map(splitSetting);
    return {
      target: String(target),
      role: role === null ? null : String(role),
      inDatabase: in_database === true,
      settings: new Map(own.filter(([name]) => names.includes(name))),
    };
  });
  return overrides.filter(({ settings }) => settings.size > 0);
}

/** Only a superuser (or who is granted it) may read the files. */
async function readPending(connection: ServerConnection): Promise<string[] | null> {
  try {
    const rows = await connection.query(pendingQuery);
    return rows.map(({ name, setting, error }) => `${name} = ${setting}${error === '' ? '' : ` (${error})`}`);
  } catch {
    return null;
  }
}

/** Of sessions that we may not see all is hidden, their kind and start included. One that is active has not ended its statement. */
const sessionsQuery = `SELECT pid, floor(extract(epoch FROM backend_start) * 1000)::text AS began,
    trunc(extract(epoch FROM backend_start))::int AS second, datname = current_database() AS own,
    CASE WHEN state LIKE 'idle%' THEN floor(extract(epoch FROM query_start) * 1000)::text END AS ended
  FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datid <> 0 AND coalesce(backend_type, 'client backend') = 'client backend'`;

async function readSessions(connection: ServerConnection): Promise<LiveSession[] | null> {
  const rows = await connection.query(sessionsQuery);
  if (rows.some(({ began }) => began === null)) return null;
  return rows.map(({ pid, second, began, own, ended }) => ({
    // Servers before 12 take the second from another look at the clock.
    names: [
      String(pid),
      ...[0, -1, 1].map((off) => `${(Number(second) + off).toString(16)}.${Number(pid).toString(16)}`),
    ],
    began: Number(began),
    ended: own === true && ended !== null ? Number(ended) : null,
  }));
}

/** Only those who may read all settings are told where the data lie. */
async function readAbout(
  connection: ServerConnection,
): Promise<{ role: string; data: string | null; loaded: string }> {
  const about = await connection
    .query(aboutQuery)
    .catch(() => connection.query(aboutQuery.replace(`current_setting('data_directory', true)`, 'NULL')));
  const { role, data, loaded } = about[0] ?? {};
  return { role: String(role), data: typeof data === 'string' ? data : null, loaded: String(loaded) };
}

const OWN = new Set(['database user', 'user', 'database', 'client', 'session']);

/** One reading of everything; what may not be seen is absent, never guessed. */
export async function readServerSettings(connection: ServerConnection): Promise<ServerSettings> {
  const rows = await connection.query(settingsQuery);
  const { role, data, loaded } = await readAbout(connection);
  const sessions = await readSessions(connection);
  const [clock] = await connection.query(
    'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::text AS at',
  );
  return {
    version: connection.version,
    settings: new Map(rows.map(({ name, value }) => [String(name), String(value)])),
    ownValues: rows.filter(({ source }) => OWN.has(String(source))).map(({ name }) => String(name)),
    overrides: await readOverrides(connection),
    pending: await readPending(connection),
    role,
    dataDirectory: data,
    loadedAt: loaded,
    at: Number(clock?.at),
    sessions,
  };
}
