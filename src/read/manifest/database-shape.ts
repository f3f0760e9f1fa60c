/** The shape of one database, as people write it. */
import { z } from 'zod';
import { globs } from './glob-shape.ts';
import { mapOf } from './map-shape.ts';
import { once } from './once.ts';
import { duration, line, name, objectName, oneOf, size } from './scalars.ts';

const FRAMEWORKS = [
  'auto',
  'sql',
  'flyway',
  'liquibase',
  'golang-migrate',
  'goose',
  'dbmate',
  'sql-migrate',
  'diesel',
  'sqlx',
  'atlas',
  'prisma',
  'drizzle',
  'supabase',
  'knex',
  'typeorm',
  'sequelize',
  'rails',
  'django',
  'alembic',
  'ecto',
] as const;

const VERSION = 'a version such as 16 or 8.4';

export const databaseShape = once(() =>
  mapOf(
    {
      engine: oneOf(['postgresql', 'mysql', 'mariadb', 'sqlite']).optional(),
      version: z
        .union(
          [z.number(VERSION).positive(VERSION), z.string(VERSION).regex(/^\d+(?:\.\d+){0,3}$/, VERSION)],
          VERSION,
        )
        .optional()
        .describe('Some operations are safe from one version on only.'),
      migrations: globs().describe('A folder, a glob, or a list of globs.'),
      framework: oneOf(FRAMEWORKS).prefault('auto'),
      runs: oneOf(['separately', 'before-code'])
        .prefault('separately')
        .describe(
          'separately: a migration is deployed before the code that needs it. before-code: one deployment runs its migrations to the end, then starts its code.',
        ),
      telemetry: z
        .union(
          [
            name(),
            z.record(line('the name of an environment'), name(), 'a map such as { production: app-queries }'),
          ],
          "a key under 'telemetry', or a map such as { production: app-queries }",
        )
        .optional(),
      tables: z
        .record(
          objectName(),
          mapOf({
            rows: size(0).optional().describe('Large from 1,000,000 on, and while nobody told.'),
            longest_cycle: duration().optional().describe('Quiet windows on it are at least that long.'),
          }),
          'a map such as { users: { rows: 50_000_000 } }',
        )
        .optional(),
    },
    'a map such as { engine: postgresql, version: 18, migrations: db/migrations }',
  ),
);

export type WrittenDatabase = z.output<ReturnType<typeof databaseShape>>;
