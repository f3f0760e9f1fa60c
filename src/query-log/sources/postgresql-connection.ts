/** A connection to a PostgreSQL server: the driver is loaded when the first is opened. No message ever holds a password. */
import type { Client, ClientConfig } from 'pg';
import { UserError } from '../../user-error.ts';

/** One row as an object of column name to value. Numbers above 2^53 (`bigint`) come as text. */
export type Row = Record<string, unknown>;

export interface ServerConnection {
  /** The rows of one statement, or of the last of several where there are no values. */
  query(sql: string, values?: unknown[]): Promise<Row[]>;
  end(): Promise<void>;
  /** Major version: 10 to 18. */
  version: number;
}

export interface ServerAddress {
  /** `postgresql://user:password@host:5432/database?sslmode=verify-full`, as the variable holds it. */
  url: string;
  /** The environment variable, so that a message can name it. */
  variable: string;
}

const CONNECT_MS = 10_000;
const STATEMENT_MS = 30_000;

/** `host:port/database` of a connection string, without user and password; what cannot be read is not shown. */
export function describeAddress(url: string): string {
  try {
    // A socket's folder stands behind the name; an address without a host is none to `URL`.
    const { hostname, port, pathname, searchParams } = new URL(url.replace(/@\//, '@localhost/'));
    const host = searchParams.get('host') ?? decodeURIComponent(hostname);
    return `${host || 'localhost'}:${port || '5432'}${decodeURIComponent(pathname) || '/'}`;
  } catch {
    return 'an address that cannot be read';
  }
}

function secretsOf(url: string): string[] {
  const found = /^[^:]+:\/\/[^/?#@]*?:([^/?#]*)@/.exec(url)?.[1];
  const asked = /[?&]password=([^&#]*)/.exec(url)?.[1];
  const written = [found, asked].filter((secret) => secret !== undefined && secret !== '') as string[];
  return written.flatMap((secret) => {
    try {
      return [secret, decodeURIComponent(secret)];
    } catch {
      return [secret];
    }
  });
}

/** What was thrown in one line, with every secret of the connection string taken out. */
export function withoutSecrets(error: unknown, url: string): string {
  let text = error instanceof Error ? error.message || error.name : String(error);
  // Node joins the tries of several addresses in one error that says nothing itself.
  if (error instanceof AggregateError)
    text = error.errors.map((one) => String(one.message ?? one)).join('; ');
  for (const secret of secretsOf(url)) text = text.replaceAll(secret, '***');
  return text.replaceAll(url, '***').replace(/\s+/g, ' ').trim();
}

/** The SQLSTATE or system code of what was thrown; '' where it has none. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
}

const nextSteps: [RegExp, (variable: string) => string][] = [
  [
    /^(?:28P01|28000)$/,
    (variable) => `Check user and password in ${variable}, and pg_hba.conf on the server.`,
  ],
  [/^3D000$/, (variable) => `Check the database's name at the end of ${variable}.`],
  [/^(?:ENOTFOUND|EAI_AGAIN)$/, (variable) => `Check the host in ${variable}: its name is not known here.`],
  [
    /^(?:ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENOENT)$/,
    (variable) =>
      `Check host and port in ${variable}, and that the server listens and a firewall lets this machine in.`,
  ],
  [/^53300$/, () => 'The server has no connection left: raise max_connections, or close some.'],
  [
    /CERT|SIGNED|^ERR_TLS/,
    (variable) => `The server's certificate is not trusted here: add sslrootcert=FILE to ${variable}.`,
  ],
];

function nextStep(error: unknown, variable: string): string {
  const code = codeOf(error);
  const found = nextSteps.find(([pattern]) => pattern.test(code));
  return found?.[1](variable) ?? `Try the same address by hand: psql "$${variable}" -c 'SELECT 1'`;
}

function refuse(error: unknown, { url, variable }: ServerAddress): UserError {
  const said = withoutSecrets(error, url);
  return new UserError(
    `${variable}: PostgreSQL at ${describeAddress(url)} cannot be reached: ${said}`,
    nextStep(error, variable),
  );
}

function configOf(url: string, variable: string): ClientConfig {
  if (!/^postgres(?:ql)?:\/\//.test(url))
    throw new UserError(
      `${variable} holds no PostgreSQL address`,
      `Set it to postgresql://USER:PASSWORD@HOST:5432/DATABASE?sslmode=verify-full`,
    );
  return {
    connectionString: url,
    application_name: 'lanekeeper',
    connectionTimeoutMillis: CONNECT_MS,
    // The server ends what takes long; where the network is gone, the driver does.
    query_timeout: STATEMENT_MS + 10_000,
    keepAlive: true,
  };
}

/** Settings of our own session: nothing of ours may wait for long, hold anybody up, or be shaped by the role's settings. */
const SESSION = `SET statement_timeout = '${STATEMENT_MS}ms'; SET lock_timeout = '1s';
  SET idle_in_transaction_session_timeout = '60s'; SET default_transaction_read_only = on; SET DateStyle = 'ISO';
  SET extra_float_digits = 3; SET quote_all_identifiers = off`;

async function prepareSession(client: Client): Promise<number> {
  await client.query(SESSION);
  const { rows } = await client.query(`SELECT current_setting('server_version_num')::int / 10000 AS version`);
  return Number(rows[0]?.version);
}

/** Opens a connection, read-only and with time-outs; a UserError says which variable, host and next step where it cannot. */
export async function connectToServer(address: ServerAddress): Promise<ServerConnection> {
  const config = configOf(address.url, address.variable);
  const { default: pg } = await import('pg');
  const client = new pg.Client(config);
  // A server that goes away says so to the statement that runs; without a listener the process would end.
  client.on('error', () => {});
  try {
    await client.connect();
    const version = await prepareSession(client);
    return { version, query: (sql, values) => ask(client, sql, values), end: () => client.end() };
  } catch (error) {
    await client.end().catch(() => {});
    throw refuse(error, address);
  }
}

async function ask(client: Client, sql: string, values?: unknown[]): Promise<Row[]> {
  const result: unknown = await (values ? client.query(sql, values) : client.query(sql));
  const last = (Array.isArray(result) ? result.at(-1) : result) as { rows?: Row[] } | undefined;
  return last?.rows ?? [];
}
