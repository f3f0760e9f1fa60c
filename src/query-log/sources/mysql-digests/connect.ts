/** Connections to a MySQL or MariaDB server; the driver is loaded when the first is made. */
import type { Connection, ConnectionOptions, RowDataPacket } from 'mysql2/promise';

export interface MysqlAddress {
  host?: string;
  port?: number;
  /** Path of a unix socket, instead of host and port. */
  socketPath?: string;
  user: string;
  password?: string;
  ssl?: NonNullable<ConnectionOptions['ssl']>;
}

export type Row = Record<string, unknown>;

export interface MysqlServer {
  /** Rows as the driver gives them; numbers that do not fit are text. */
  query(sql: string): Promise<Row[]>;
  /** Through the binary protocol, as a prepared statement. */
  execute(sql: string, values: (string | number)[]): Promise<Row[]>;
  end(): Promise<void>;
  /** What the server calls this session: in its list of processes, and in its log. */
  id: number;
}

/** Its times are UTC. Throws what the driver throws. */
export async function connectToMysql(address: MysqlAddress, connectTimeout = 10_000): Promise<MysqlServer> {
  const { createConnection } = await import('mysql2/promise');
  const connection: Connection = await createConnection({
    ...address,
    connectTimeout,
    supportBigNumbers: true,
    bigNumberStrings: false,
    dateStrings: true,
    timezone: 'Z',
  });
  await connection.query("SET time_zone = '+00:00'");
  return {
    query: async (sql) => (await connection.query<RowDataPacket[]>(sql))[0],
    execute: async (sql, values) => (await connection.execute<RowDataPacket[]>({ sql, values }))[0],
    end: () => connection.end(),
    id: connection.threadId,
  };
}

const REFUSED = new Set([
  'ER_ACCESS_DENIED_ERROR',
  'ER_DBACCESS_DENIED_ERROR',
  'ER_TABLEACCESS_DENIED_ERROR',
  'ER_SPECIFIC_ACCESS_DENIED_ERROR',
]);

export const isNotPermitted = (error: unknown): boolean =>
  REFUSED.has(String((error as { code?: unknown }).code));
