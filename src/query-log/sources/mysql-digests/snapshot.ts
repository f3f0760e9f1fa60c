/** What performance_schema has counted by statement digest at a moment, and what tells whether that is all. */
import type { Time } from '../../../model.ts';
import type { MysqlServer, Row } from './connect.ts';

export interface DigestRow {
  /** Default database; null: there was none. */
  schema: string | null;
  text: string | null;
  count: number;
  errors: number;
  firstSeen: string;
  lastSeen: Time;
}

/** Read before and after the rows: counters that tell of what the rows do not. */
export interface ServerState {
  /** By the server's clock. */
  at: Time;
  /** When the server was started, to the second. */
  started: Time;
  /** Statements that found no room among the digests. */
  lost: number;
  /** Of the binary protocol: MariaDB counts none of them by digest. */
  prepared: number;
}

export interface Snapshot {
  before: ServerState;
  after: ServerState;
  /** By default database and digest; the row of those that found no room is not among them. */
  rows: Map<string, DigestRow>;
  /** Runs in the row without a digest. */
  unnamed: number;
  settings: Settings;
}

export interface Settings {
  enabled: boolean;
  /** Consumers, instruments, actors or threads that are off. */
  off: string[];
  /** Bytes of a statement that are kept of its tokens. */
  digestLength: number;
}

const numberOf = (value: unknown): number => Number(value ?? 0);
const timeOf = (value: unknown): Time => Date.parse(`${String(value).replace(' ', 'T')}Z`);

async function valuesOf(server: MysqlServer, sql: string): Promise<Map<string, string>> {
  const rows = await server.query(sql);
  return new Map(rows.map((row) => [String(row.Variable_name).toLowerCase(), String(row.Value)]));
}

async function readState(server: MysqlServer): Promise<ServerState> {
  const status = await valuesOf(
    server,
    "SHOW GLOBAL STATUS WHERE Variable_name IN ('Uptime', 'Performance_schema_digest_lost')",
  );
  const [clock] = await server.query('SELECT UTC_TIMESTAMP(6) AS moment');
  const [events] = await server.query(
    "SELECT SUM(COUNT_STAR) AS runs FROM performance_schema.events_statements_summary_global_by_event_name WHERE EVENT_NAME IN ('statement/com/Execute', 'statement/com/Prepare')",
  );
  const at = timeOf(clock?.moment);
  const started = Math.round(at / 1000 - numberOf(status.get('uptime'))) * 1000;
  return {
    at,
    started,
    lost: numberOf(status.get('performance_schema_digest_lost')),
    prepared: numberOf(events?.runs),
  };
}

async function readSettings(server: MysqlServer): Promise<Settings> {
  const variables = await valuesOf(
    server,
    "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('performance_schema', 'max_digest_length', 'performance_schema_max_digest_length')",
  );
  const enabled = /^(?:on|1)$/i.test(variables.get('performance_schema') ?? '');
  const names = async (sql: string): Promise<string[]> =>
    (await server.query(sql)).map((row) => String(row.name));
  const off = [
    ...(await names(
      "SELECT NAME AS name FROM performance_schema.setup_consumers WHERE ENABLED = 'NO' AND NAME IN ('global_instrumentation', 'thread_instrumentation', 'statements_digest')",
    )),
    ...(await names(
      "SELECT NAME AS name FROM performance_schema.setup_instruments WHERE ENABLED = 'NO' AND (NAME LIKE 'statement/sql/%' OR NAME LIKE 'statement/abstract/%' OR NAME IN ('statement/com/Query', 'statement/com/Execute'))",
    )),
    ...(await names(
      "SELECT CONCAT('actor ', USER, '@', HOST) AS name FROM performance_schema.setup_actors WHERE ENABLED = 'NO'",
    )),
    ...(await names(
      "SELECT 'actors' AS name FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM performance_schema.setup_actors WHERE HOST = '%' AND USER = '%' AND ENABLED = 'YES')",
    )),
    ...(await names(
      "SELECT CONCAT('thread ', PROCESSLIST_ID) AS name FROM performance_schema.threads WHERE TYPE = 'FOREGROUND' AND PROCESSLIST_ID IS NOT NULL AND INSTRUMENTED = 'NO'",
    )),
  ];
  const lengths = ['max_digest_length', 'performance_schema_max_digest_length'].map((name) =>
    variables.get(name),
  );
  return { enabled, off, digestLength: Math.min(...lengths.map((value) => numberOf(value ?? 1024))) };
}

function rowOf(row: Row): DigestRow {
  const { SCHEMA_NAME: schema, DIGEST_TEXT: text } = row;
  return {
    schema: schema === null ? null : String(schema),
    text: text === null ? null : String(text),
    count: numberOf(row.COUNT_STAR),
    errors: numberOf(row.SUM_ERRORS),
    firstSeen: String(row.FIRST_SEEN),
    // MariaDB tells it to the second: at its end, so that no window begins after a statement that ran within it.
    lastSeen: timeOf(row.LAST_SEEN) + (String(row.LAST_SEEN).includes('.') ? 0 : 999),
  };
}

/** Throws what the driver throws: `isNotPermitted` tells a missing grant. */
export async function takeSnapshot(server: MysqlServer): Promise<Snapshot> {
  const settings = await readSettings(server);
  const before = await readState(server);
  const found = await server.query(
    'SELECT SCHEMA_NAME, DIGEST, DIGEST_TEXT, COUNT_STAR, SUM_ERRORS, FIRST_SEEN, LAST_SEEN FROM performance_schema.events_statements_summary_by_digest',
  );
  const after = await readState(server);
  const rows = new Map<string, DigestRow>();
  let unnamed = 0;
  for (const row of found) {
    if (row.DIGEST === null) unnamed += numberOf(row.COUNT_STAR);
    else
      rows.set(
        `${row.SCHEMA_NAME === null ? '' : `${String(row.SCHEMA_NAME)}`} ${String(row.DIGEST)}`,
        rowOf(row),
      );
  }
  return { before, after, rows, unnamed, settings };
}

/**
 * Whether the server counts statements of the binary protocol by digest: it is asked by running one. MariaDB 10.11 does not
 * (measured), so that there no interval in which one ran is proof.
 */
export async function countsPrepared(server: MysqlServer): Promise<boolean> {
  const mark = 'lanekeeper_prepared_probe';
  await server.execute(`SELECT ? AS ${mark}`, [1]);
  const [found] = await server.query(
    `SELECT COUNT(*) AS found FROM performance_schema.events_statements_summary_by_digest WHERE DIGEST_TEXT LIKE '%${mark}%' AND DIGEST_TEXT NOT LIKE '%events_statements%'`,
  );
  return numberOf(found?.found) > 0;
}
