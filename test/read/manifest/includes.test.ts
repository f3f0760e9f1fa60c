import { describe, expect, it } from 'vitest';
import type { ManifestReading } from '../../../src/model.ts';
import { loadManifest } from '../../../src/read/manifest.ts';
import { DATABASE } from './read.ts';

/** Reads from a repository that holds these files; remembers what was asked for. */
async function load(
  files: Record<string, string>,
  path?: string,
): Promise<{ reading: ManifestReading; asked: string[] }> {
  const asked: string[] = [];
  const reading = await loadManifest(
    async () => Object.keys(files),
    async (name) => {
      asked.push(name);
      return files[name] ?? null;
    },
    path,
  );
  return { reading, asked };
}

const said = (reading: ManifestReading): string[] =>
  (reading.state === 'invalid' ? reading.mistakes : reading.state === 'valid' ? reading.warnings : []).map(
    ({ path, line, column, message }) => `${path}:${line}:${column} ${message}`,
  );

const ids = (reading: ManifestReading): string[] =>
  reading.state === 'valid' ? reading.manifest.changes.map(({ id, path }) => `${path} ${id}`) : said(reading);

const ROOT = `${DATABASE}include: .lanekeeper/*.yml\n`;

describe('where the manifest is', () => {
  it('is the root, then .github', async () => {
    const both = { 'lanekeeper.yml': DATABASE, '.github/lanekeeper.yml': 'mode: x' };
    expect((await load(both)).reading).toMatchObject({
      state: 'valid',
      manifest: { path: 'lanekeeper.yml' },
    });
    const github = await load({ '.github/lanekeeper.yml': DATABASE });
    expect(github.reading).toMatchObject({ manifest: { path: '.github/lanekeeper.yml' } });
  });

  it('may be nowhere', async () => {
    expect((await load({})).reading).toEqual({ state: 'none' });
  });

  it('must be where somebody says it is', async () => {
    const { reading } = await load({ 'lanekeeper.yml': DATABASE }, 'ops/gate.yml');
    expect(said(reading)).toEqual([
      expect.stringMatching(/^ops\/gate\.yml:1:1 there is no file 'ops\/gate\.yml'/),
    ]);
    expect((await load({ 'ops/gate.yml': DATABASE }, 'ops/gate.yml')).reading.state).toBe('valid');
  });
});

describe('included files', () => {
  it('add their changes, in the order of their names', async () => {
    const { reading, asked } = await load({
      'lanekeeper.yml': `${ROOT}changes: { own: { adds: [t.o] } }`,
      '.lanekeeper/b.yml': 'changes: { b: { adds: [t.b] } }',
      '.lanekeeper/a.yml': 'changes:\n  a: { adds: [t.a] }',
      '.lanekeeper/notes.md': '# x',
      'other.yml': 'nonsense',
    });
    expect(ids(reading)).toEqual(['lanekeeper.yml own', '.lanekeeper/a.yml a', '.lanekeeper/b.yml b']);
    expect(asked).toEqual(['lanekeeper.yml', '.lanekeeper/a.yml', '.lanekeeper/b.yml']);
    expect(reading).toMatchObject({
      manifest: { files: ['lanekeeper.yml', '.lanekeeper/a.yml', '.lanekeeper/b.yml'] },
    });
    expect(reading).toMatchObject({
      manifest: { places: { 'changes.a': { path: '.lanekeeper/a.yml', line: 2, column: 3 } } },
    });
  });

  it('tell their mistakes beside those of the root', async () => {
    const { reading } = await load({
      'lanekeeper.yml': `${ROOT}mode: x`,
      '.lanekeeper/a.yml': 'changes: { a: { add: [t.a] } }',
      '.lanekeeper/b.yml': 'databases: {}',
      '.lanekeeper/c.yml': 'changes: [',
    });
    expect(said(reading)).toEqual([
      "lanekeeper.yml:3:7 mode is 'x'; expected one of enforce, observe",
      ".lanekeeper/a.yml:1:17 unknown key 'add' in changes.a; did you mean 'adds'?",
      ".lanekeeper/b.yml:1:1 unknown key 'databases' in the manifest; expected one of version, changes",
      expect.stringMatching(/^\.lanekeeper\/c\.yml:1:11 not valid YAML: /),
    ]);
  });

  it('cannot repeat a change or remove what another removes', async () => {
    const { reading } = await load({
      'lanekeeper.yml': `${ROOT}changes: { a: { removes: [t.x] } }`,
      '.lanekeeper/a.yml': 'changes: { a: { adds: [t.a] }, b: { removes: [t.x] } }',
    });
    expect(said(reading)).toEqual([
      ".lanekeeper/a.yml:1:12 the change 'a' is here twice; the first is at lanekeeper.yml:3: keep one",
      ".lanekeeper/a.yml:1:47 changes.b and changes.a both remove 't.x'; one contract is one change's: take it out of one",
    ]);
  });

  it('are never outside the repository', async () => {
    for (const glob of ['../*.yml', '/etc/*.yml', '~/x.yml', 'a/../../x.yml', 'C:/x.yml', '..\\x.yml']) {
      const { reading, asked } = await load({
        'lanekeeper.yml': `${DATABASE}include: '${glob}'`,
        '/etc/x.yml': '',
        '../x.yml': '',
      });
      expect(reading.state).toBe('invalid');
      expect(asked).toEqual(['lanekeeper.yml']);
    }
  });

  it('that are missing are a mistake by name, a warning by glob', async () => {
    const { reading } = await load({ 'lanekeeper.yml': `${DATABASE}include: [a.yml, b/*.yml]` });
    expect(said(reading)).toEqual([
      expect.stringMatching(/^lanekeeper\.yml:2:11 include names 'a\.yml', and there is no such/),
    ]);
    const globs = await load({ 'lanekeeper.yml': ROOT });
    expect(said(globs.reading)).toEqual([expect.stringMatching(/matches no \.yml file yet$/)]);
  });

  it('are bounded in number and size', async () => {
    const files: Record<string, string> = { 'lanekeeper.yml': ROOT };
    for (let index = 0; index < 1200; index += 1) files[`.lanekeeper/${index}.yml`] = 'changes: {}';
    expect(said((await load(files)).reading)).toEqual([
      expect.stringMatching(/expected at most 1,000 and 2,097,152/),
    ]);
  });
});
