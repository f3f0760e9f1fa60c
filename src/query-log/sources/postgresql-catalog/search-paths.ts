/** Where sessions look up names by default: told in a catalog's DDL by the statements that set it, found again for a session. */
import { quoteIdentifier } from '../../../names.ts';
import type { KnownCatalog } from '../../words.ts';
import type { ServerConnection } from '../postgresql-connection.ts';

/** Settings of roles and databases that hold in this database. The values are lists of quoted identifiers already. */
const query = `SELECT CASE WHEN s.setrole = 0 THEN 'ALTER DATABASE ' || quote_ident(current_database())
    WHEN s.setdatabase = 0 THEN 'ALTER ROLE ' || quote_ident(r.rolname)
    ELSE 'ALTER ROLE ' || quote_ident(r.rolname) || ' IN DATABASE ' || quote_ident(current_database()) END
    || ' SET search_path TO ' || substr(c.setting, 13) AS ddl
  FROM pg_db_role_setting s CROSS JOIN unnest(s.setconfig) AS c(setting) LEFT JOIN pg_roles r ON r.oid = s.setrole
  WHERE c.setting LIKE 'search_path=%' AND s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
   AND (s.setrole = 0 OR r.rolname IS NOT NULL)
  UNION ALL SELECT 'ALTER SYSTEM SET search_path TO ' || reset_val FROM pg_settings
   WHERE name = 'search_path' AND source = 'configuration file' ORDER BY 1`;

export async function readSearchPaths(connection: ServerConnection): Promise<string[]> {
  return (await connection.query(query)).map(({ ddl }) => String(ddl));
}

const LINE =
  /^ALTER (SYSTEM|DATABASE|ROLE)(?: ("(?:[^"]|"")+"|[^\s"]+))?( IN DATABASE (?:"(?:[^"]|"")+"|[^\s"]+))? SET search_path TO (.*);$/;

const weights = { SYSTEM: 1, DATABASE: 2, ROLE: 3 } as const;

/** The path that a role's sessions begin with, the most particular setting first; null: `"$user", public`, as installed. */
function writtenPath(ddl: string, user: string): string | null {
  let best: { weight: number; path: string } = { weight: 0, path: '' };
  for (const line of ddl.split('\n')) {
    const match = line.startsWith('ALTER ') ? LINE.exec(line) : null;
    const [, kind, name, within, path] = match ?? [];
    if (kind === undefined || path === undefined) continue;
    if (kind === 'ROLE' && name !== quoteIdentifier(user) && name !== `"${user.replaceAll('"', '""')}"`)
      continue;
    const weight = weights[kind as keyof typeof weights] + (within ? 1 : 0);
    if (weight > best.weight) best = { weight, path };
  }
  return best.weight === 0 ? null : best.path;
}

const hasSchema = (ddl: string, schema: string): boolean =>
  ddl.includes(`\nCREATE SCHEMA ${quoteIdentifier(schema)};\n`);

/**
 * What a session of that role would have to be told (`SET search_path TO …`) to look names up as the server does: null
 * where that is `public` alone. `"$user"` is written out where there is a schema of that name.
 */
export function initialSearchPath({ ddl }: KnownCatalog, user: string): string | null {
  const path = writtenPath(ddl, user) ?? '"$user", public';
  const own = user !== '' && hasSchema(ddl, user) ? `${quoteIdentifier(user)}` : '';
  const parts = path.split(/,\s*(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((part) => part.trim());
  const named = parts.map((part) => (part === '"$user"' ? own : part)).filter((part) => part !== '');
  const text = named.join(', ');
  return text === 'public' ? null : `SET search_path TO ${text || `''`}`;
}
