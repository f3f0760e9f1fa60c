import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../read/make-repository.ts';
import { call, spawnCli } from './door.ts';

const WHOLE = fileURLToPath(new URL('../fixtures/manifests/whole.yml', import.meta.url));
const SMALL = 'version: 1\ndatabases: { app: { engine: postgresql, version: 16, migrations: m } }\n';

function repoWith(text: string, path = 'lanekeeper.yml'): string {
  const folder = makeFolder();
  mkdirSync(join(folder, '.github'));
  writeFileSync(join(folder, path), text);
  return folder;
}

describe('validate', () => {
  it('says what a valid manifest holds', async () => {
    const said = await call('validate', '--repo', repoWith(SMALL));
    expect(said).toMatchObject({
      code: 0,
      out: 'lanekeeper.yml is valid: 0 changes, 1 database, 0 environments\n',
    });
  });

  it('finds it at .github, and takes the one that is named', async () => {
    const folder = repoWith(SMALL, '.github/lanekeeper.yml');
    expect((await call('validate', '--repo', folder)).out).toContain('.github/lanekeeper.yml is valid');
    copyFileSync(WHOLE, join(folder, 'whole.yml'));
    for (const args of [['--manifest', 'whole.yml'], ['whole.yml'], [join(folder, 'whole.yml')]])
      expect((await call('validate', '--repo', folder, ...args)).out, args.join(' ')).toContain(
        'whole.yml is valid: 4 changes',
      );
    expect((await call('validate', '--repo', folder, 'whole.yml', 'more.yml')).err).toContain('one manifest');
  });

  it('takes a file by its path from the working directory', () => {
    const folder = repoWith(SMALL);
    expect(spawnCli(['validate', '../lanekeeper.yml'], { cwd: join(folder, '.github') })).toMatchObject({
      code: 0,
      err: '',
    });
  });

  it('tells every mistake at once with its place, and how many', async () => {
    const { code, out } = await call(
      'validate',
      '--repo',
      repoWith('version: 1\ndatabase: {}\nmode: enforced\n'),
    );
    expect(code).toBe(2);
    expect(out).toMatch(/^lanekeeper\.yml:2:1 unknown key 'database'.*did you mean 'databases'\?$/m);
    expect(out).toMatch(/^lanekeeper\.yml:3:7 /m);
    expect(out).toMatch(/^3 mistakes in lanekeeper\.yml\n$/m);
  });

  it('tells the same to programs', async () => {
    const good = JSON.parse(
      (await call('validate', '--repo', repoWith(SMALL), '--format', 'json')).out,
    ) as unknown;
    expect(good).toMatchObject({ version: 1, path: 'lanekeeper.yml', valid: true, mistakes: [] });
    const bad = JSON.parse(
      (await call('validate', '--repo', repoWith('version: 2\n'), '--format', 'json')).out,
    ) as unknown;
    expect(bad).toMatchObject({
      valid: false,
      mistakes: expect.arrayContaining([expect.objectContaining({ line: 1 })]),
    });
  });

  it('says where there is none, and prints nothing when silent', async () => {
    expect((await call('validate', '--repo', makeFolder())).err).toMatch(
      /there is no manifest in .*\nlanekeeper init/,
    );
    expect(await call('validate', '--repo', repoWith('x: 1\n'), '--silent')).toEqual({
      code: 2,
      out: '',
      err: '',
    });
  });
});
