/** The address of a MySQL or MariaDB server as an environment variable holds it. No message ever holds a password. */
import { UserError } from '../../user-error.ts';
import { connectToMysql, type MysqlAddress, type MysqlServer } from './mysql-digests/connect.ts';
import { codeOf, type ServerAddress, withoutSecrets } from './postgresql-connection.ts';

const EXAMPLE = 'mysql://USER:PASSWORD@HOST:3306/DATABASE';

/** What is read of `mysql://` and `mariadb://`; both name one protocol. */
export const isMysqlUrl = (url: string): boolean => /^(?:mysql|mariadb):\/\//.test(url);

function urlOf({ url, variable }: ServerAddress): URL {
  try {
    if (isMysqlUrl(url)) return new URL(url.replace(/@\//, '@localhost/'));
  } catch {}
  throw new UserError(
    `${variable} holds no MySQL or MariaDB address`,
    `Set it to ${EXAMPLE}, or ${EXAMPLE}?socket=/run/mysqld/mysqld.sock`,
  );
}

const TLS: Record<string, MysqlAddress['ssl']> = { require: { rejectUnauthorized: false }, verify: {} };

/** The database in an address; null: it names none, or cannot be read. */
export function mysqlDatabaseIn(address: ServerAddress): string | null {
  return decodeURIComponent(urlOf(address).pathname.slice(1)) || null;
}

/** `?socket=FILE` for a unix socket, `?ssl=require` or `?ssl=verify` for TLS. Throws `UserError`. */
export function mysqlAddressOf(address: ServerAddress): MysqlAddress {
  const url = urlOf(address);
  const { hostname, port, username, password, searchParams } = url;
  const asked = searchParams.get('ssl');
  const ssl = asked === null ? undefined : TLS[asked];
  if (asked !== null && ssl === undefined)
    throw new UserError(`${address.variable}: ssl=${asked} is not known`, 'Write ssl=verify or ssl=require.');
  const socketPath = searchParams.get('socket');
  return {
    ...(socketPath === null
      ? { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 3306) }
      : { socketPath }),
    user: decodeURIComponent(username),
    ...(password !== '' && { password: decodeURIComponent(password) }),
    ...(ssl !== undefined && { ssl }),
  };
}

const NEXT: Record<string, (variable: string) => string> = {
  ER_ACCESS_DENIED_ERROR: (variable) => `Check user and password in ${variable}.`,
  ENOTFOUND: (variable) => `Check the host in ${variable}: its name is not known here.`,
  EAI_AGAIN: (variable) => `Check the host in ${variable}: its name is not known here.`,
};

const showPlace = ({ host, port, socketPath }: MysqlAddress): string => socketPath ?? `${host}:${port}`;

/** Opens a connection; a `UserError` says which variable, place and next step where it cannot. */
export async function connectToMysqlServer(address: ServerAddress): Promise<MysqlServer> {
  const place = mysqlAddressOf(address);
  try {
    return await connectToMysql(place);
  } catch (error) {
    const next =
      NEXT[codeOf(error)]?.(address.variable) ??
      `Check host and port in ${address.variable}, and that the server listens and a firewall lets this machine in.`;
    throw new UserError(
      `${address.variable}: MySQL or MariaDB at ${showPlace(place)} cannot be reached: ${withoutSecrets(error, address.url)}`,
      next,
    );
  }
}
