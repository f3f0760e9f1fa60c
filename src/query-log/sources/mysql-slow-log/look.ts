/** One look at a MySQL or MariaDB server: whether its slow log has everything, and for which sessions that is not known. */
import type { Time } from '../../../model.ts';
import type { MysqlServer, Row } from '../mysql-digests/connect.ts';
import { judgeSlowLogSettings } from './settings.ts';

export interface SlowLogLook {
  /** By the server's clock. */
  at: Time;
  /** When the server was started, to the second. */
  started: Time;
  /** Why statements are missing from the log; empty: by the settings, none is. */
  problems: string[];
  /** Everything that decides what is logged, in one text. */
  digest: string;
  /** None of it was set since the server was started: every session has had it from its beginning. */
  fromStart: boolean;
  /** Ids of the clients' sessions: the oldest but ours (null: there is none), and the newest that there was. They only grow. */
  oldest: number | null;
  newest: number;
  /** Statements counted by performance_schema that set what decides on logging; null: it cannot be asked. */
  switches: number | null;
}

/** Variables that decide what is logged: a session takes its own from the global ones when it begins. */
const DECIDES =
  /^(?:slow_query_log|log_slow_\w+|log_output|long_query_time|min_examined_row_limit|log_queries_not_using_indexes)$/;
const PATTERN = 'long_query_time|slow_query_log$|log_slow_|min_examined_row_limit';
const ORIGINS = [
  // MariaDB, then MySQL.
  `SELECT COUNT(*) AS found FROM information_schema.SYSTEM_VARIABLES WHERE GLOBAL_VALUE_ORIGIN = 'SQL' AND LOWER(VARIABLE_NAME) REGEXP '${PATTERN}'`,
  `SELECT COUNT(*) AS found FROM performance_schema.variables_info WHERE VARIABLE_SOURCE = 'DYNAMIC' AND LOWER(VARIABLE_NAME) REGEXP '${PATTERN}'`,
];
const SWITCHES = `SELECT COALESCE(SUM(COUNT_STAR), 0) AS found FROM performance_schema.events_statements_summary_by_digest WHERE DIGEST_TEXT LIKE 'SET%' AND LOWER(DIGEST_TEXT) REGEXP 'long_query_time|slow_query_log|log_slow_|min_examined_row_limit'`;

/** What is not there, or may not be seen, is null. */
async function ask(server: MysqlServer, sql: string): Promise<Row | null> {
  return await server.query(sql).then(
    ([row]) => row ?? null,
    () => null,
  );
}

const numberOf = (row: Row | null): number | null => (row === null ? null : Number(row.found));

async function wasSetSince(server: MysqlServer): Promise<boolean> {
  for (const sql of ORIGINS) {
    const found = numberOf(await ask(server, sql));
    if (found !== null) return found > 0;
  }
  return true;
}

/** Without PROCESS a user sees no session but its own. */
async function sessionsOf(
  server: MysqlServer,
  own: ReadonlySet<number>,
): Promise<{ oldest: number | null; newest: number; visible: boolean }> {
  const rows = await server.query(
    "SELECT ID AS id FROM information_schema.PROCESSLIST WHERE USER NOT IN ('system user', 'event_scheduler') AND COMMAND NOT LIKE 'Binlog Dump%'",
  );
  const ids = rows.map(({ id }) => Number(id));
  const others = ids.filter((id) => !own.has(id));
  const [grant] = await server.query(
    `SELECT COUNT(*) AS found FROM information_schema.USER_PRIVILEGES WHERE PRIVILEGE_TYPE = 'PROCESS' AND GRANTEE = CONCAT('''', REPLACE(CURRENT_USER(), '@', '''@'''), '''')`,
  );
  return {
    oldest: others.length > 0 ? Math.min(...others) : null,
    newest: Math.max(...ids, server.id),
    visible: Number(grant?.found ?? 0) > 0,
  };
}

/** `own`: sessions of ours. Throws what the driver throws. */
export async function lookAtSlowLog(server: MysqlServer, own: ReadonlySet<number>): Promise<SlowLogLook> {
  const rows = await server.query('SHOW GLOBAL VARIABLES');
  const variables = new Map(rows.map((row) => [String(row.Variable_name).toLowerCase(), String(row.Value)]));
  const [clock] = await server.query('SELECT UTC_TIMESTAMP(6) AS moment');
  const at = Date.parse(`${String(clock?.moment).replace(' ', 'T')}Z`);
  const [uptime] = await server.query("SHOW GLOBAL STATUS WHERE Variable_name = 'Uptime'");
  const { oldest, newest, visible } = await sessionsOf(server, own);
  const problems = judgeSlowLogSettings(variables);
  if (!visible) problems.push("other clients' sessions may not be seen: GRANT PROCESS ON *.* TO this user");
  return {
    at,
    started: Math.round(at / 1000 - Number(uptime?.Value ?? 0)) * 1000,
    problems,
    digest: JSON.stringify([...variables].filter(([name]) => DECIDES.test(name)).sort()),
    fromStart: !(await wasSetSince(server)),
    oldest,
    newest,
    switches: numberOf(await ask(server, SWITCHES)),
  };
}
