import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { run } from '../../src/commands/init.ts';
import { manifestOnDisk } from '../../src/world/manifest-on-disk.ts';
import { type Files, type Made, makeRepository } from '../read/make-repository.ts';

let said = '';
let told = '';
beforeEach(() => {
  said = '';
  told = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    told += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

const SHOP: Files = {
  'db/migrations/0001_users.sql': 'CREATE TABLE users (id bigint PRIMARY KEY);\n',
  'compose.yaml':
    'services:\n  db:\n    image: "postgres:16.4-alpine" # ours\n  cache:\n    image: redis:7\n',
  '.github/workflows/deploy.yml': [
    'on: push',
    'jobs:',
    '  live: { runs-on: ubuntu-latest, environment: { name: production, url: "https://shop.example" }, steps: [] }',
    '  try: { runs-on: ubuntu-latest, environment: staging, steps: [] }',
    '  each: { runs-on: ubuntu-latest, environment: "${{ matrix.region }}", steps: [] }',
    '  pages: { runs-on: ubuntu-latest, environment: github-pages, steps: [] }',
  ].join('\n'),
  '.github/workflows/broken.yml': 'jobs: [unclosed',
};

function repositoryWith(files: Files): Made {
  const made = makeRepository();
  made.commit(files);
  return made;
}

async function manifestIn(folder: string) {
  const reading = await manifestOnDisk(folder, null);
  if (reading.state !== 'valid') throw new Error(JSON.stringify(reading));
  return reading.manifest;
}

describe('lanekeeper init', () => {
  test('writes a valid manifest with what the repository shows, and says what and what is next', async () => {
    const { folder } = repositoryWith(SHOP);
    expect(await run(['--repo', folder])).toBe(0);
    const manifest = await manifestIn(folder);
    expect(manifest.databases).toMatchObject([
      { engine: 'postgresql', version: 16, migrations: ['db/migrations'], framework: 'sql' },
    ]);
    expect(manifest.environments.map(({ name }) => name)).toEqual(['staging', 'production']);
    expect(manifest.changes).toEqual([]);
    expect(said).toMatch(
      /lanekeeper\.yml is written[\s\S]*postgresql 16[\s\S]*staging, production[\s\S]*Next: /,
    );
  });

  test.each<[string, Files, string, RegExp]>([
    ['mysql', { 'compose.yml': 'services: { db: {} }\n#\n  image: mysql:8.4.2\n' }, 'mysql', /mysql 8\.4/],
    [
      'mariadb',
      { 'docker-compose.ci.yml': 'x:\n  image: docker.io/library/mariadb:10.11\n' },
      'mariadb',
      /mariadb 10\.11/,
    ],
    [
      'two engines',
      { 'compose.yml': 'a:\n  image: mysql:8.4\nb:\n  image: postgres:16\n' },
      'postgresql',
      /check it/,
    ],
    [
      'one engine, two versions',
      { 'compose.yml': 'a:\n  image: postgres:15\nb:\n  image: postgres:16\n' },
      'postgresql',
      /postgresql,/,
    ],
    ['nothing', {}, 'postgresql', /no file names the engine/],
  ])('tells the engine by the images that are started: %s', async (_, files, engine, words) => {
    const { folder } = repositoryWith({ 'db/migrations/0001_a.sql': 'SELECT 1;\n', ...files });
    expect(await run(['--repo', folder])).toBe(0);
    expect((await manifestIn(folder)).databases[0]?.engine).toBe(engine);
    expect(said).toMatch(words);
  });

  test('with no migrations and no environments still gives a manifest that is valid, and says what lacks', async () => {
    const { folder } = repositoryWith({ 'README.md': 'a shop\n' });
    expect(await run(['--repo', folder])).toBe(0);
    await manifestIn(folder);
    expect(said).toMatch(/no migrations were found[\s\S]*names an environment/);
  });

  test.each(['lanekeeper.yml', '.github/lanekeeper.yml', 'ops/lanes.yml'])(
    'never overwrites %s',
    async (path) => {
      const { folder } = repositoryWith({ ...SHOP, [path]: 'mine\n' });
      await expect(run(['--repo', folder, '--manifest', 'ops/lanes.yml'])).rejects.toThrow(
        `${path} is there already`,
      );
      expect(readFileSync(join(folder, path), 'utf8')).toBe('mine\n');
    },
  );

  test('--stdout prints the manifest alone and writes nothing', async () => {
    const { folder } = repositoryWith(SHOP);
    expect(await run(['--repo', folder, '--stdout'])).toBe(0);
    expect(existsSync(join(folder, 'lanekeeper.yml'))).toBe(false);
    expect(said).toMatch(/^# yaml-language-server[\s\S]*changes: \{\}\n$/);
    expect(told).toMatch(/^Found:/);
  });

  test('of a bare repository is printed alone', async () => {
    const { folder, git } = repositoryWith(SHOP);
    git('clone', '--quiet', '--bare', folder, join(folder, 'bare.git'));
    await expect(run(['--repo', join(folder, 'bare.git')])).rejects.toThrow('no work tree');
    expect(await run(['--repo', join(folder, 'bare.git'), '--stdout'])).toBe(0);
    expect(said).toContain('migrations: db/migrations');
  });

  test('of a repository without a commit says so', async () => {
    const { folder } = makeRepository();
    await expect(run(['--repo', folder])).rejects.toThrow(/HEAD/);
  });
});
