/** What is in dist/ runs where nothing was installed: a container copies it and package.json, an action's runner has no more. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'lanekeeper-alone-'));
cpSync(join(ROOT, 'dist'), join(folder, 'dist'), { recursive: true });
cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(door: string, ...args: string[]): { code: number | null; said: string } {
  const env = { PATH: process.env.PATH ?? '', HOME: folder };
  const options = { cwd: folder, env, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join('dist', door), ...args], options);
  return { code: status, said: stdout + stderr };
}

/** As a build writes them: static, and where something is loaded later. */
const IMPORTS =
  /\bfrom\s*["']([^"'\n]+)["']|\bimport\s*\(\s*["'`]([^"'`\n]+)["'`]\s*\)|[;}]import["']([^"'\n]+)["']/g;
/** Texts may look like imports; what was installed for the build and is named like that is one. */
const isPackage = (name: string): boolean =>
  /^@?[\w-][\w./-]*$/.test(name) &&
  !builtinModules.includes(name) &&
  existsSync(join(ROOT, 'node_modules', name));

describe('alone', () => {
  it('no file of dist/ imports a package', () => {
    const scripts = readdirSync(join(folder, 'dist')).filter((name) => name.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(50);
    const packages = scripts.flatMap((name) =>
      [...readFileSync(join(folder, 'dist', name), 'utf8').matchAll(IMPORTS)]
        .map(([, fixed, later, bare]) => fixed ?? later ?? bare ?? '')
        .filter(isPackage)
        .map((from) => `${name}: ${from}`),
    );
    expect(packages).toEqual([]);
  });

  it('the command line starts', () => {
    expect(run('cli.js', '--version')).toEqual({ code: 0, said: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  it('the bot starts, and tells which settings it has not', () => {
    const { code, said } = run('bot.js');
    expect(said).toContain('APP_ID is missing');
    expect(code).toBe(2);
  });

  it('the action starts, and tells that it has no token', () => {
    const { code, said } = run('index.js');
    expect(said).toContain('there is no token');
    expect(code).toBe(1);
  });
});
