import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { progressOf } from '../../src/commands/terminal.ts';
import { makeFolder } from '../read/make-repository.ts';
import { call, spawnCli } from './door.ts';

/** Makes this process believe that somebody watches, for one test. */
function watch(columns: number): void {
  for (const stream of [process.stdout, process.stderr]) {
    const { isTTY, columns: before } = stream;
    Object.assign(stream, { isTTY: true, columns });
    undo.push(() => Object.assign(stream, { isTTY, columns: before }));
  }
}

const undo: (() => void)[] = [];
afterEach(() => {
  for (const back of undo.splice(0)) back();
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

function migration(): string {
  const file = join(makeFolder(), '0001_drop.sql');
  writeFileSync(file, 'ALTER TABLE users DROP COLUMN name;\n');
  return file;
}

/** Without what paints it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the sequences that colour is made of.
const plain = (text: string): string => text.replace(/\u001b\[\d+m/g, '');

describe('on a terminal', () => {
  it('there is colour, and prose is wrapped at its width', async () => {
    vi.stubEnv('NO_COLOR', '');
    vi.stubEnv('TERM', 'xterm');
    watch(60);
    const { out } = await call('lint', migration());
    expect(out).toContain('\u001b[31mblock\u001b[39m');
    const prose = plain(out)
      .split('\n')
      .filter((line) => /^ +\S/.test(line) && !line.includes('/'));
    expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  it.each([
    ['--no-color', ['--no-color'], {}],
    ['NO_COLOR', [], { NO_COLOR: '1' }],
    ['TERM=dumb', [], { TERM: 'dumb' }],
  ])('%s: there is none', async (_, args, env) => {
    vi.stubEnv('NO_COLOR', '');
    for (const [key, value] of Object.entries(env)) vi.stubEnv(key, value);
    watch(80);
    expect((await call('lint', migration(), ...args)).out).not.toContain('\u001b');
  });

  it('reports for programs have neither colour nor line breaks of a terminal', async () => {
    watch(40);
    const { out } = await call('lint', migration(), '--format', 'json');
    expect(out).not.toContain('\u001b');
    expect(JSON.parse(out)).toMatchObject({ verdict: 'block' });
  });
});

describe('progress', () => {
  function written(silent: boolean, steps: readonly [after: number, done: number][]): string[] {
    vi.useFakeTimers({ now: 0 });
    const lines: string[] = [];
    const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      lines.push(String(text));
      return true;
    });
    const progress = progressOf('Reading migrations:', silent);
    for (const [after, done] of steps) {
      vi.setSystemTime(after);
      progress(done, 700);
    }
    spy.mockRestore();
    return lines;
  }

  it('is told once work is long, on one line, and is gone at its end', () => {
    watch(80);
    expect(
      written(false, [
        [0, 0],
        [300, 50],
        [500, 100],
        [900, 150],
        [1000, 700],
      ]),
    ).toEqual([
      '\r\u001b[KReading migrations: 100 of 700',
      '\r\u001b[KReading migrations: 150 of 700',
      '\r\u001b[K',
    ]);
  });

  it('is not told of short work, in a pipe, or when silent', () => {
    const long: [number, number][] = [
      [0, 0],
      [5000, 100],
      [9000, 700],
    ];
    expect(written(false, long)).toEqual([]);
    watch(80);
    expect(written(true, long)).toEqual([]);
    expect(
      written(false, [
        [0, 0],
        [10, 350],
        [20, 700],
      ]),
    ).toEqual([]);
  });

  it('is asked for by a long history', async () => {
    const { replay } = await import('../../src/world/history.ts');
    const unread = Array.from({ length: 120 }, (_, index) => ({
      ...{ path: `${index}.sql`, version: `${index}`, repeatable: false, blob: `${index}` },
    }));
    const told: [number, number][] = [];
    const { migrations, catalog } = await replay(
      unread,
      async (wanted) =>
        wanted.map(({ path }) => ({
          path,
          up: `CREATE TABLE t${path.replace('.sql', '')} (a int);`,
          transaction: 'none',
        })),
      { engine: 'postgresql', version: 16, defaultSchema: 'public' },
      (done, total) => told.push([done, total]),
    );
    expect(told).toEqual([
      [0, 120],
      [50, 120],
      [100, 120],
      [120, 120],
    ]);
    expect(migrations).toHaveLength(120);
    expect(Object.keys(catalog.tables)).toHaveLength(120);
  });
});

describe('the built command', () => {
  const door = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

  it('tells its version, a rule, and judges a file', () => {
    expect(spawnCli(['--version'], { door })).toMatchObject({ code: 0, out: spawnCli(['--version']).out });
    expect(spawnCli(['explain', 'quiet'], { door }).out).toContain('# quiet');
    expect(spawnCli(['lint', '--silent', migration()], { door })).toMatchObject({
      code: 1,
      out: '',
      err: '',
    });
    expect(spawnCli(['lint', '-'], { door, input: 'SELECT 1;\n' })).toMatchObject({ code: 0, err: '' });
  });
});

describe('demo', () => {
  it('tells each scene with its verdict, and comes to those that it must', async () => {
    const { scenes } = await import('../../src/commands/demo/scenes.ts');
    const { code, out, err } = await call('demo');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const [index, { title, expected }] of scenes.entries())
      expect(out).toMatch(
        new RegExp(
          `^${index + 1}\\. ${title.replace(/[.*+?()]/g, '\\$&')}\n +\\d{4}-\\d{2}-\\d{2} +${expected}$`,
          'm',
        ),
      );
    expect(out).toContain(`${scenes.length} decisions on a real repository`);
    expect(out).not.toContain('Wrong:');
  });
});
