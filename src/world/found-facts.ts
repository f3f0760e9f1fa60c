/** What a repository shows of itself, for a first manifest: databases, their engine, environments. */
import type { Sha } from '../model.ts';
import { databaseImageIn } from '../read/found/database-images.ts';
import { environmentsIn } from '../read/found/environments.ts';
import type { Found } from '../read/manifest/first-manifest.ts';
import { isRegular, type Repository } from '../read/repository.ts';
import { foundDatabases } from './migration-sets.ts';

const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/;
const COMPOSE = /(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$/;

export interface FoundFacts extends Found {
  /** No file names an engine: the newest PostgreSQL was taken. */
  engineAssumed: boolean;
}

async function textsAt(repository: Repository, commit: Sha, pattern: RegExp): Promise<string[]> {
  const entries = [...(await repository.tree(commit))].filter(
    ([path, entry]) => pattern.test(path) && isRegular(entry),
  );
  const texts = await repository.texts(entries.map(([, { blob }]) => blob));
  return entries.flatMap(([, { blob }]) => {
    const text = texts.get(blob);
    return typeof text === 'string' ? [text] : [];
  });
}

/** Reads a commit; asks nobody. */
export async function foundFacts(repository: Repository, commit: Sha): Promise<FoundFacts> {
  const workflows = await textsAt(repository, commit, WORKFLOW);
  const image = databaseImageIn([...workflows, ...(await textsAt(repository, commit, COMPOSE))]);
  const databases = await foundDatabases(repository, commit);
  return {
    databases: databases.map(({ name, engine, migrations, framework }) => ({
      name,
      engine: image?.engine ?? engine,
      version: image?.version ?? null,
      migrations,
      framework,
    })),
    environments: environmentsIn(workflows),
    engineAssumed: image === null,
  };
}
