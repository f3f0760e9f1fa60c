/** A connection to a test server. The driver lives beside the servers' binaries, so that the root package does not have it. */
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** One row as an object of column name to value; the driver parses int, bool and arrays of known types. */
export type Row = Record<string, unknown>;

export interface Connection {
  /** The simple protocol: one string may hold several statements; the rows of the last one. */
  query(sql: string): Promise<Row[]>;
  end(): Promise<void>;
  pid: number;
}

/** What the server answers to a statement that it refuses. */
export interface Refusal {
  code: string;
  message: string;
}

interface Client {
  connect(): Promise<unknown>;
  query(sql: string): Promise<{ rows: Row[] } | { rows: Row[] }[]>;
  end(): Promise<void>;
  on(event: 'error', listener: () => void): void;
}

type Driver = { Client: new (options: Record<string, unknown>) => Client };

function loadDriver(): Driver {
  const folder = join(import.meta.dirname, 'postgresql');
  try {
    return createRequire(join(folder, 'package.json'))('pg');
  } catch (error) {
    throw new Error(`The driver is not installed. Run: npm ci --ignore-scripts --prefix ${folder}`, {
      cause: error,
    });
  }
}

/** `options`: settings of the session, as libpq's `-c name=value`. */
export async function connect(to: {
  socket: string;
  database: string;
  user?: string;
  options?: string;
}): Promise<Connection> {
  const { socket, user = 'postgres', ...others } = to;
  const client = new (loadDriver().Client)({ host: socket, user, ...others });
  // A server that stops ends its connections; that is no error of a test.
  client.on('error', () => {});
  await client.connect();
  const query = async (sql: string): Promise<Row[]> => {
    const result = await client.query(sql);
    return (Array.isArray(result) ? result.at(-1)?.rows : result.rows) ?? [];
  };
  const [row] = await query('SELECT pg_backend_pid() AS pid');
  return { query, end: () => client.end(), pid: Number(row?.pid) };
}

/** Null where it ran; what the server said where it was refused. Everything else is thrown on. */
export async function attempt(connection: Connection, sql: string): Promise<Refusal | null> {
  try {
    await connection.query(sql);
    return null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string')
      return { code: error.code, message: error.message };
    throw error;
  }
}
