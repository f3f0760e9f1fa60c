/** The register of frameworks, and what the rest of the product asks of them. A further framework is one line here. */
import type { FrameworkName } from '../model.ts';
import { alembic } from './alembic.ts';
import { atlas } from './atlas.ts';
import { dbmate } from './dbmate.ts';
import { diesel } from './diesel.ts';
import { django } from './django.ts';
import { drizzle } from './drizzle.ts';
import { ecto } from './ecto.ts';
import { findFolders } from './find-folders.ts';
import { flyway } from './flyway.ts';
import type { Framework, Tree } from './framework.ts';
import { golangMigrate } from './golang-migrate.ts';
import { goose } from './goose.ts';
import { knex } from './knex.ts';
import { liquibase } from './liquibase.ts';
import { prisma } from './prisma.ts';
import { rails } from './rails.ts';
import { sequelize } from './sequelize.ts';
import { sql } from './sql.ts';
import { sqlMigrate } from './sql-migrate.ts';
import { sqlx } from './sqlx.ts';
import { supabase } from './supabase.ts';
import { typeorm } from './typeorm.ts';

export { findFolders } from './find-folders.ts';
export type { Framework, Tree } from './framework.ts';
export { markers } from './markers.ts';
export { surroundings } from './surroundings.ts';
export { unclaimedFiles } from './unclaimed.ts';

const FRAMEWORKS: Record<FrameworkName, Framework> = {
  sql,
  flyway,
  liquibase,
  'golang-migrate': golangMigrate,
  goose,
  dbmate,
  'sql-migrate': sqlMigrate,
  diesel,
  sqlx,
  atlas,
  prisma,
  drizzle,
  supabase,
  knex,
  typeorm,
  sequelize,
  rails,
  django,
  alembic,
  ecto,
};

export function frameworkNames(): FrameworkName[] {
  return Object.values(FRAMEWORKS).map(({ name }) => name);
}

export function frameworkNamed(name: FrameworkName): Framework {
  return FRAMEWORKS[name];
}

function surest(folder: Tree, repository: Tree): Framework | null {
  let best: Framework | null = null;
  let most = 0;
  for (const framework of Object.values(FRAMEWORKS)) {
    const sureness = framework.recognises(folder, repository);
    if (sureness > most) [best, most] = [framework, sureness];
  }
  return best;
}

/**
 * Whose migrations a folder's files are; `sql` where no other framework claims them. `repository` is what lies around
 * the folder: without it a framework that is known by its project's files (sqlx) is not told apart.
 */
export function detectFramework(folder: Tree, repository: Tree = folder): FrameworkName {
  return surest(folder, repository)?.name ?? 'sql';
}

export interface FoundMigrations {
  framework: FrameworkName;
  /** A folder or a glob, as the manifest writes it. */
  migrations: string;
}

/** Migration folders of a repository without a manifest, by path; those of tests and vendored code are none. */
export function findMigrations(tree: Tree): FoundMigrations[] {
  const found = findFolders(tree.paths).flatMap(({ migrations, paths }) => {
    const folder: Tree = { paths, text: (path) => tree.text(path) };
    const framework = surest(folder, tree);
    return framework && framework.list(paths, folder).length > 0
      ? [{ framework: framework.name, migrations }]
      : [];
  });
  // Every app of a Django project has a folder of its own; they share one history.
  const apps = found.filter(({ framework }) => framework === 'django');
  if (apps.length < 2) return found;
  const others = found.filter(({ framework }) => framework !== 'django');
  return [...others, { framework: 'django', migrations: '**/migrations/*.py' }];
}
