/** The file that `query-log serve --config` reads. Every error text completes "expected …", as in the manifest's shape. */
import { z } from 'zod';
import { defaultStorePath } from '../../../query-log/store/default-path.ts';
import { listOf, mapOf, named } from '../../../read/manifest/map-shape.ts';
import { duration, flag, line, name, oneOf, written } from '../../../read/manifest/scalars.ts';
import { DEFAULTS } from './config.ts';
import { readListen } from './listen.ts';

const VARIABLE = 'the name of an environment variable such as DATABASE_URL';
const variable = () => z.string(VARIABLE).regex(/^[A-Za-z_][A-Za-z0-9_]{0,199}$/, VARIABLE);

const common = { required: flag().default(true), connection_env: variable().optional() };
const every = () => duration().default(DEFAULTS.every);
const path = () => line('a file, a folder, or a pattern such as /var/log/postgresql/*.json');
const zone = () => line('a time zone such as Europe/Berlin');

const source = z.discriminatedUnion(
  'type',
  [
    mapOf({
      type: z.literal('postgresql-log'),
      path: path(),
      prefix: z.string('the log_line_prefix of the server').optional(),
      timezone: zone().optional(),
      probe: flag().default(true),
      ...common,
    }),
    mapOf({ type: z.literal('pg-stat-statements'), every: every(), ...common }),
    mapOf({ type: z.literal('mysql-digests'), every: every(), ...common }),
    mapOf({
      type: z.literal('mysql-slow-log'),
      path: line('the slow log'),
      probe: flag().default(true),
      ...common,
    }),
    mapOf({ type: z.literal('records'), ...common }),
  ],
  'one of postgresql-log, pg-stat-statements, mysql-digests, mysql-slow-log, records',
);

const database = mapOf(
  {
    engine: oneOf(['postgresql', 'mysql', 'mariadb']).default('postgresql'),
    connection_env: variable().optional(),
    schema: line('the path of a dump of the schema').optional(),
    every: every(),
    called: listOf(line('a name of the database'), 'a list of names').default([]),
    sources: named(name(), source, 'sources by their ids, such as pg-primary').default({}),
  },
  'a database with its sources',
);

const LISTEN = 'an address such as 127.0.0.1:8432';

export const configShape = mapOf(
  {
    store: line('the path of the store').default(() => defaultStorePath(process.env)),
    listen: written(LISTEN, /^\S+$/, readListen).default(DEFAULTS.listen),
    tokens: mapOf({
      env: variable().optional(),
      read_env: variable().optional(),
      write_env: variable().optional(),
    }).default({}),
    retention: duration().default(DEFAULTS.retention),
    databases: named(name(), database, 'databases by their names in the manifest'),
  },
  'store, listen, tokens, retention and databases',
);

export type WrittenConfig = z.output<typeof configShape>;
export type WrittenDatabase = z.output<typeof database>;
export type WrittenSource = z.output<typeof source>;
