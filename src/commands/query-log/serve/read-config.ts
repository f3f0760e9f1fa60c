/** Reads the configuration: all its mistakes at once, each with its place. */
import type { ManifestMistake } from '../../../model.ts';
import { type Located, positionOf } from '../../../read/manifest/located.ts';
import { readYaml } from '../../../read/manifest/read-yaml.ts';
import { salvage } from '../../../read/manifest/salvage.ts';
import type { DatabaseConfig, ServeConfig, SourceConfig } from './config.ts';
import { configShape, type WrittenConfig, type WrittenDatabase, type WrittenSource } from './config-shape.ts';

type Reading = { config: ServeConfig; mistakes: [] } | { config: null; mistakes: ManifestMistake[] };

/** Pure and total. */
export function readConfig(text: string, path: string): Reading {
  const { tree, mistakes } = readYaml(text);
  const all = mistakes.map(({ line, column, message }) => ({ path, line, column, message }));
  if (!tree) return { config: null, mistakes: all };
  const { value, mistakes: shaped } = salvage(configShape, tree);
  all.push(...shaped.map(({ line, column, message }) => ({ path, line, column, message })));
  if (value) all.push(...refuseTogether(value, tree, path));
  if (all.length > 0 || !value)
    return { config: null, mistakes: all.toSorted((a, b) => a.line - b.line || a.column - b.column) };
  return { config: toConfig(value), mistakes: [] };
}

const ENGINE_OF: Partial<Record<WrittenSource['type'], readonly string[]>> = {
  'postgresql-log': ['postgresql'],
  'pg-stat-statements': ['postgresql'],
  'mysql-digests': ['mysql', 'mariadb'],
  'mysql-slow-log': ['mysql', 'mariadb'],
};

/** What no single value can tell. */
function* refuseTogether(value: WrittenConfig, tree: Located, path: string): Generator<ManifestMistake> {
  const at = (place: PropertyKey[], message: string) => ({ path, ...positionOf(tree, place), message });
  for (const [name, database] of Object.entries(value.databases)) {
    const place = ['databases', name];
    if (database.connection_env !== undefined && database.schema !== undefined)
      yield at(
        [...place, 'schema'],
        'the schema is read from the server (connection_env); expected one of the two',
      );
    for (const [id, source] of Object.entries(database.sources)) {
      const message = refuseSource(source, database);
      if (message !== null) yield at([...place, 'sources', id], message);
    }
  }
  const { env, read_env, write_env } = value.tokens;
  if (env !== undefined && (read_env ?? write_env) !== undefined)
    yield at(['tokens', 'env'], 'env is one token for all; expected it alone, or read_env and write_env');
}

function refuseSource(source: WrittenSource, database: WrittenDatabase): string | null {
  const engines = ENGINE_OF[source.type];
  if (engines && !engines.includes(database.engine))
    return `${source.type} is of ${engines.join(' and ')}, and the database is ${database.engine}`;
  const asks = source.type === 'pg-stat-statements' || source.type === 'mysql-digests';
  if (asks && (source.connection_env ?? database.connection_env) === undefined)
    return `${source.type} asks the server; expected connection_env here or at the database`;
  return null;
}

function toConfig({ store, listen, tokens, retention, databases }: WrittenConfig): ServeConfig {
  return {
    store,
    listen,
    tokens: { both: tokens.env ?? null, read: tokens.read_env ?? null, write: tokens.write_env ?? null },
    retention,
    databases: Object.entries(databases).map(([name, database]) => toDatabase(name, database)),
  };
}

function toDatabase(name: string, written: WrittenDatabase): DatabaseConfig {
  const { engine, connection_env, schema, called, every, sources } = written;
  return {
    name,
    engine,
    connectionEnv: connection_env ?? null,
    schema: schema ?? null,
    called,
    every,
    sources: Object.entries(sources).map(([id, source]) => toSource(id, source)),
  };
}

function toSource(id: string, source: WrittenSource): SourceConfig {
  const common = { id, required: source.required, connectionEnv: source.connection_env ?? null };
  switch (source.type) {
    case 'postgresql-log': {
      const { type, path, prefix = null, timezone = null, probe } = source;
      return { ...common, type, path, prefix, timezone, probe };
    }
    case 'mysql-slow-log':
      return { ...common, type: source.type, path: source.path, probe: source.probe };
    case 'records':
      return { ...common, type: source.type };
    default:
      return { ...common, type: source.type, every: source.every };
  }
}
