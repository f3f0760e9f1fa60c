import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../read/make-repository.ts';
import { reportMistakes, sarifMistakes } from '../report/schemas.ts';
import { CLI, call, spawnCli } from './door.ts';

function folderWith(files: Record<string, string | Buffer>): string {
  const folder = makeFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

const DROP = 'ALTER TABLE users DROP COLUMN name;\n';
const ADD = "SET lock_timeout = '5s';\nALTER TABLE users ADD COLUMN nickname text;\n";

const pathsOf = (out: string): string[] => [
  ...new Set((JSON.parse(out) as { effects: { path: string }[] }).effects.map(({ path }) => path)),
];

describe('which files lint judges', () => {
  it('names files relative to the working directory, however they were given', () => {
    const folder = folderWith({ 'db/1.sql': DROP, 'db/sub/2.sql': DROP });
    const from = (cwd: string, ...files: string[]) =>
      pathsOf(spawnCli(['lint', '--format', 'json', ...files], { cwd: join(folder, cwd) }).out);
    expect(from('', join(folder, 'db/1.sql'), './db/sub/2.sql')).toEqual(['db/1.sql', 'db/sub/2.sql']);
    expect(from('db/sub', '../1.sql', '2.sql')).toEqual(['../1.sql', '2.sql']);
  });

  it('opens a folder, and leaves out what runs backwards, copies of the schema and other people’s code', async () => {
    const folder = folderWith({
      '0001_a.up.sql': DROP,
      '0001_a.down.sql': 'DROP TABLE users;\n',
      'schema.sql': 'DROP TABLE users;\n',
      'node_modules/x/0009_x.sql': DROP,
      'README.md': '# no SQL',
      'later/0002_b.SQL': DROP,
    });
    const { out } = await call('lint', '--format', 'json', folder);
    expect(pathsOf(out).map((path) => path.slice(path.lastIndexOf('/') + 1))).toEqual([
      '0001_a.up.sql',
      '0002_b.SQL',
    ]);
  });

  it('judges a file that was named twice once', async () => {
    const folder = folderWith({ '1.sql': DROP });
    const { out } = await call(
      'lint',
      '--format',
      'json',
      folder,
      join(folder, '1.sql'),
      join(folder, '1.sql'),
    );
    expect((JSON.parse(out) as { effects: unknown[] }).effects).toHaveLength(1);
  });

  it('judges each file by itself: what one makes does not excuse another', async () => {
    const folder = folderWith({ '1.sql': 'CREATE TABLE t (a int);\n', '2.sql': 'DROP TABLE t;\n' });
    expect((await call('lint', folder)).code).toBe(1);
    expect((await call('lint', join(folder, '1.sql'))).code).toBe(0);
  });

  it('tells every file that cannot be read, and judges none', async () => {
    const folder = folderWith({ '1.sql': ADD, 'empty/keep.txt': '' });
    const { code, out, err } = await call(
      'lint',
      join(folder, '1.sql'),
      `${folder}/no.sql`,
      `${folder}/empty`,
      `${folder}/nor.sql`,
    );
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/no\.sql" could not be read: there is no such file/);
    expect(err).toMatch(/nor\.sql" could not be read/);
    expect(err).toMatch(/empty" holds no migration/);
  });

  it('ends with that also where so much was named that a second thread had begun', async () => {
    const folder = folderWith({ 'long.sql': `${DROP}-- ${'x'.repeat(300_000)}\n` });
    symlinkSync('nowhere.sql', join(folder, 'gone.sql'));
    const { code, out, err } = await call('lint', join(folder, 'long.sql'), join(folder, 'gone.sql'));
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/gone\.sql" could not be read: there is no such file/);
  });
});

describe('standard input', () => {
  it.each([
    ['nothing named', []],
    ['-', ['-']],
  ])('is judged with %s', (_, files) => {
    const { code, out, err } = spawnCli(['lint', ...files], { input: DROP });
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain('undeclared-contract   block   stdin.sql:1');
  });

  it('that is empty is no file that was judged, unless it was named', () => {
    const none = spawnCli(['lint'], { input: '' });
    expect([none.code, none.out]).toEqual([2, '']);
    expect(none.err).toContain('nothing was judged');
    const named = spawnCli(['lint', '-'], { input: '' });
    expect(named.code).toBe(0);
    expect(named.out).toContain('no statement in it has an effect on a schema');
  });

  it('stands beside files', () => {
    const folder = folderWith({ '1.sql': ADD });
    const { out } = spawnCli(['lint', '--format', 'json', '-', '1.sql'], { input: DROP, cwd: folder });
    expect(pathsOf(out)).toEqual(['stdin.sql', '1.sql']);
  });
});

describe('what is no SQL text', () => {
  it.each([
    [
      'a byte of zero',
      Buffer.from('ALTER TABLE a ADD COLUMN b int;\n\0DROP TABLE users;\n'),
      /not a text file/,
    ],
    ['UTF-16', Buffer.from('\ufeffDROP TABLE users;', 'utf16le'), /save it as UTF-8/],
    ['9 MiB', Buffer.alloc(9 * 1024 * 1024, ' '), /over 8 MiB/],
    ['half a statement', Buffer.from('ALTER TABLE'), /could not be read at line 1/],
    ['bytes that are no UTF-8', Buffer.from([0x41, 0xff, 0xfe, 0x42]), /could not be read/],
  ])('%s blocks, and says why', async (_, content, why) => {
    const { code, out } = await call('lint', folderWith({ '1.sql': content }));
    expect(code).toBe(1);
    expect(out).toMatch(why);
    expect(out).toContain('unreadable-migration   block');
  });

  it('a byte order mark is no mistake', async () => {
    expect((await call('lint', folderWith({ '1.sql': `\uFEFF${ADD}` }))).code).toBe(0);
  });
});

describe('what lint knows beside the file', () => {
  const INDEX = "SET lock_timeout = '5s';\nCREATE INDEX i ON users (a);\n";

  it('takes a table whose size nobody told as large, and the manifest’s word for one that is small', async () => {
    const folder = folderWith({
      'small.yml':
        'version: 1\ndatabases: { app: { engine: postgresql, version: 16, migrations: m, tables: { users: { rows: 10 } } } }\n',
      '1.sql': INDEX,
    });
    expect((await call('lint', join(folder, '1.sql'))).code).toBe(1);
    const told = await call('lint', join(folder, '1.sql'), '--repo', folder, '--manifest', 'small.yml');
    expect(told.code).toBe(0);
    expect(told.out).toContain('online-ddl   warn');
  });

  it('takes the engine’s version from the manifest’s one database', async () => {
    const manifest = (version: number) =>
      `version: 1\ndatabases: { app: { engine: postgresql, version: ${version}, migrations: m } }\n`;
    const folder = folderWith({
      'old.yml': manifest(10),
      'new.yml': manifest(16),
      '1.sql': "SET lock_timeout = '5s';\nALTER TABLE users ADD COLUMN a int DEFAULT 1;\n",
    });
    const verdict = async (name: string, ...more: string[]) =>
      (await call('lint', join(folder, '1.sql'), '--repo', folder, '--manifest', name, ...more)).code;
    expect(await verdict('old.yml')).toBe(1);
    expect(await verdict('new.yml')).toBe(0);
    expect(await verdict('old.yml', '--engine-version', '16')).toBe(0);
  });

  it('reads a schema that is there before', async () => {
    const folder = folderWith({
      'schema.sql': 'CREATE TABLE users (a int, CONSTRAINT given CHECK (a IS NOT NULL));\n',
      '1.sql': "SET lock_timeout = '5s';\nALTER TABLE users ALTER COLUMN a SET NOT NULL;\n",
    });
    const at = ['lint', join(folder, '1.sql'), '--format', 'json'] as const;
    const load = async (...more: string[]) =>
      (
        JSON.parse((await call(...at, ...more)).out) as { effects: { kind: string; load: string }[] }
      ).effects.find(({ kind }) => kind === 'constrains')?.load;
    expect([await load(), await load('--schema', join(folder, 'schema.sql'))]).toEqual(['scan', 'instant']);
    expect((await call('lint', join(folder, '1.sql'), '--schema', '/nowhere.sql')).err).toContain('pg_dump');
  });

  it('says what is wrong with a manifest that it was given', async () => {
    const folder = folderWith({ 'bad.yml': 'version: 1\ndatabase: {}\n', '1.sql': ADD });
    const { code, err } = await call(
      'lint',
      join(folder, '1.sql'),
      '--repo',
      folder,
      '--manifest',
      'bad.yml',
    );
    expect(code).toBe(2);
    expect(err).toMatch(/bad\.yml:2:1 .*did you mean 'databases'\?/);
  });
});

describe('how lint reports', () => {
  it('gives valid JSON and SARIF, and Markdown, with the exit code of the verdict', async () => {
    const folder = folderWith({ '1.sql': DROP, '2.sql': ADD });
    const as = (format: string) => call('lint', folder, '--format', format);
    const json = await as('json');
    const sarif = await as('sarif');
    const markdown = await as('markdown');
    expect(json.code).toBe(1);
    expect(reportMistakes(json.out)).toEqual([]);
    expect(sarifMistakes(sarif.out)).toEqual([]);
    expect(markdown.out).toMatch(/^<!-- lanekeeper -->\n/);
  });

  it('says nothing when silent, and gives the same exit code', async () => {
    const folder = folderWith({ '1.sql': DROP });
    expect(await call('lint', folder, '--silent')).toEqual({ code: 1, out: '', err: '' });
  });

  it('writes no colour, width or progress into a pipe', () => {
    const folder = folderWith({ '1.sql': DROP });
    const { out, err } = spawnCli(['lint', '1.sql'], {
      cwd: folder,
      env: { FORCE_COLOR: '1', COLUMNS: '40' },
    });
    expect(err).toBe('');
    expect(out).not.toContain('\u001b');
    expect(out).toContain(
      'Do:   Declare the change in lanekeeper.yml first; lanekeeper declare prints the entry.\n',
    );
  });

  it('lets a reader that has seen enough go', () => {
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`${1000 + index}.sql`, DROP]),
    );
    const folder = folderWith(files);
    const pipe = `"${process.execPath}" "${CLI}" lint . | head -1`;
    const { status, stderr } = spawnSync('sh', ['-c', pipe], { cwd: folder, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('keeps hostile names and text from the terminal', async () => {
    const folder = folderWith({
      'e\u001b[31m\u202evil\n.sql': 'DROP TABLE "a\u001b]0;title\u0007\nb\u2066";\n',
    });
    for (const format of ['text', 'markdown', 'sarif', 'json']) {
      const { out } = await call('lint', folder, '--format', format);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that none comes through is what is asked.
      expect(out, format).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/);
    }
  });

  it('judges two thousand files in one go', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 2000 }, (_, index) => [
        `${10_000 + index}.sql`,
        `ALTER TABLE t${index} ADD COLUMN a int;\n`,
      ]),
    );
    const { code, out } = await call('lint', folderWith(files), '--format', 'json');
    expect(code).toBe(0);
    expect(pathsOf(out)).toHaveLength(2000);
  });
});
