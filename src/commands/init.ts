/** `lanekeeper init`: a first manifest from what the repository shows. Asks nothing, overwrites nothing. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openRepository } from '../read/git.ts';
import { writeFirstManifest } from '../read/manifest/first-manifest.ts';
import { type Repository, requireCommit } from '../read/repository.ts';
import { UserError } from '../user-error.ts';
import { type FoundFacts, foundFacts } from '../world/found-facts.ts';
import { readOptions } from './options.ts';

const PLACES = ['lanekeeper.yml', '.github/lanekeeper.yml'];

/** Where the manifest goes. Throws `UserError` where there is one already, or no work tree to put it in. */
function placeIn(repository: Repository, wanted: string | null): string {
  const there = [...PLACES, ...(wanted === null ? [] : [wanted])].find((path) =>
    existsSync(join(repository.name, path)),
  );
  if (there !== undefined)
    throw new UserError(
      `${there} is there already, and is never overwritten.`,
      'lanekeeper validate checks it; lanekeeper init --stdout shows what would be written today.',
    );
  if (!existsSync(join(repository.name, '.git')))
    throw new UserError(
      `${repository.name} has no work tree to write to.`,
      'lanekeeper init --stdout prints it.',
    );
  return wanted ?? 'lanekeeper.yml';
}

function write(folder: string, path: string, text: string): void {
  const file = join(folder, path);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    throw new UserError(
      `${path} could not be written: ${error instanceof Error ? error.message : String(error)}`,
      'lanekeeper init --stdout prints it.',
    );
  }
}

function tellDatabases({ databases, engineAssumed }: FoundFacts): string[] {
  if (databases.length === 0) return ['no migrations were found: name their folder under databases'];
  const told = databases.map(({ name, engine, version, framework, migrations }) => {
    const which = version === null ? engine : `${engine} ${version}`;
    return `database ${name}: ${which}, ${framework}, ${migrations.join(', ')}`;
  });
  return engineAssumed ? [...told, 'no file names the engine, so postgresql was taken: check it'] : told;
}

function tell(found: FoundFacts): string[] {
  const { environments } = found;
  return [
    ...tellDatabases(found),
    environments.length > 0
      ? `environments: ${environments.join(', ')}; the order is told from their names: check it`
      : 'no job of .github/workflows names an environment: list them under environments',
  ];
}

export async function run(args: string[]): Promise<number> {
  const options = readOptions(args, { stdout: 'boolean' }, false, ['text']);
  const repository = await openRepository(options.repo);
  try {
    const shown = options.own.stdout === true;
    const path = shown ? null : placeIn(repository, options.manifest);
    const found = await foundFacts(repository, await requireCommit(repository, 'HEAD'));
    const text = writeFirstManifest(found);
    if (path === null) process.stdout.write(text);
    else write(repository.name, path, text);
    const next =
      'Next: read it through, run lanekeeper validate, and commit it to the default branch: it counts from there.';
    const lines = [
      path === null ? 'Found:' : `${path} is written. Found:`,
      ...tell(found).map((line) => `  ${line}`),
      next,
    ];
    // The manifest alone goes to standard output, so that it can be redirected.
    if (!options.silent) (shown ? process.stderr : process.stdout).write(`${lines.join('\n')}\n`);
    return 0;
  } finally {
    repository.close();
  }
}
