/** The manifest that `init` writes: what was found, and nothing that was not. */

import { stringify } from 'yaml';
import type { Engine, FrameworkName } from '../../model.ts';

export interface FoundDatabase {
  name: string;
  engine: Engine;
  /** Null where nothing says it. */
  version: string | null;
  /** Folders or globs. */
  migrations: string[];
  framework: FrameworkName | 'auto';
}

export interface Found {
  databases: FoundDatabase[];
  /** Names, in rollout order. */
  environments: string[];
}

/** YAML with comments, valid as it is where at least one database was found. */
export function writeFirstManifest(found: Found): string {
  return [
    '# yaml-language-server: $schema=./node_modules/lanekeeper/schema/lanekeeper.schema.json',
    'version: 1',
    '',
    writeDatabases(found.databases),
    writeEnvironments(found.environments),
    NEXT,
  ].join('\n');
}

function writeDatabases(databases: readonly FoundDatabase[]): string {
  if (databases.length === 0) {
    return '# No migrations were found. Name the folder they are in:\ndatabases:\n  app:\n    engine: postgresql\n    migrations: db/migrations\n';
  }
  const written = Object.fromEntries(
    databases.map(({ name, engine, version, migrations, framework }) => [
      name,
      {
        engine,
        ...(version === null
          ? {}
          : { version: String(Number(version)) === version ? Number(version) : version }),
        migrations: migrations.length === 1 ? migrations[0] : migrations,
        ...(framework === 'auto' ? {} : { framework }),
      },
    ]),
  );
  const unsure = databases.some(({ version }) => version === null);
  const note = unsure
    ? "# Add each database's version (version: 17): some operations are safe from one version on only.\n"
    : '';
  return note + stringify({ databases: written });
}

function writeEnvironments(environments: readonly string[]): string {
  if (environments.length > 0) {
    return `# In rollout order: check it.\n${stringify({ environments: environments.map((name) => ({ name })) })}`;
  }
  return '# No environments were found. List them in rollout order, by their names on GitHub:\n# environments:\n#   - name: staging\n#   - name: production\n';
}

const NEXT = `# Proof that nothing uses an old shape any more (a service that speaks the query-log protocol):
# telemetry:
#   queries: { type: query-log, url: https://query-log.example.com, token_env: QUERY_LOG_TOKEN }
# ... and under the database: telemetry: queries

# Who may approve that something is removed:
# approval: { approvers: ["@your-org/your-team"] }

# lanekeeper declare prints the entry for what a migration does.
changes: {}
`;
