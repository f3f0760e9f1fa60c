import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Story } from '../../src/commands/demo/story.ts';
import { makeFolder, makeRepository } from '../read/make-repository.ts';
import { reportMistakes, sarifMistakes } from '../report/schemas.ts';
import { call, type Said, spawnCli } from './door.ts';
import { listingOf } from './listing.ts';

const MANIFEST = `version: 1
databases: { app: { engine: postgresql, version: 16, migrations: db/migrations } }
environments: [{ name: production }]
changes:
  nickname: { adds: [users.nickname] }
`;

let story: Story;
let beside: string;
let evidence: string;

beforeAll(() => {
  story = new Story('2026-10-01T10:00:00Z');
  story.commit('start', {
    'lanekeeper.yml': MANIFEST,
    'db/migrations/0001_users.sql': 'CREATE TABLE users (id bigint PRIMARY KEY, legacy text);\n',
    'src/keep.ts': '',
  });
  story.deploy('production');
  story.propose('pass', {
    'db/migrations/0002_a.sql': "SET lock_timeout = '5s';\nALTER TABLE users ADD COLUMN nickname text;\n",
  });
  story.propose('wait', { 'src/nick.ts': "export const q = 'SELECT nickname FROM users';\n" });
  story.propose('block', { 'db/migrations/0002_d.sql': 'ALTER TABLE users DROP COLUMN legacy;\n' });
  story.git('checkout', '-q', 'main');
  beside = mkdtempSync(join(tmpdir(), 'lanekeeper-evidence-'));
  evidence = join(beside, 'evidence.json');
  writeFileSync(evidence, JSON.stringify({ deployments: story.evidence.deployments }));
});
afterAll(() => {
  rmSync(beside, { recursive: true, force: true });
  story.remove();
});

const check = (head: string, ...more: string[]): Promise<Said> =>
  call('check', '--repo', story.folder, '--base', 'main', '--head', head, '--evidence', evidence, ...more);

describe('exit codes', () => {
  it.each([
    ['pass', 0],
    ['block', 1],
    ['wait', 3],
  ])('%s: %i, in every format, with a report that keeps to its shape', async (head, code) => {
    for (const format of ['text', 'json', 'markdown', 'sarif'] as const) {
      const said = await check(head, '--format', format);
      expect(said, said.out).toMatchObject({ code, err: '' });
      if (format === 'json') expect(reportMistakes(said.out)).toEqual([]);
      if (format === 'sarif') expect(sarifMistakes(said.out)).toEqual([]);
    }
  });

  it('2 for what cannot be decided: a manifest on the base that cannot be read still gives a report', async () => {
    const broken = makeRepository();
    broken.commit({ 'lanekeeper.yml': 'version: 1\ndatabase: {}\n' });
    broken.git('checkout', '-q', '-b', 'pr');
    broken.commit({ 'src/a.ts': 'x' });
    const said = await call('check', '--repo', broken.folder, '--base', 'main', '--format', 'json');
    expect(said.code).toBe(2);
    expect(reportMistakes(said.out)).toEqual([]);
    expect(JSON.parse(said.out)).toMatchObject({ verdict: 'error' });
  });

  it('are those of the process, with the report on standard output alone', () => {
    const said = spawnCli(['check', '--base', 'main', '--head', 'block', '--format', 'json'], {
      cwd: story.folder,
    });
    expect({ code: said.code, err: said.err }).toEqual({ code: 1, err: '' });
    expect(JSON.parse(said.out)).toMatchObject({ verdict: 'block' });
  });

  it('silent: the exit code alone', async () => {
    expect(await check('block', '--silent')).toEqual({ code: 1, out: '', err: '' });
  });
});

describe('nothing proposed', () => {
  it.each([
    ['main', 'Base and head are the same commit'],
    ['main~0', 'name the branch that it goes into'],
  ])('%s on main is a pass that says so', async (head, text) => {
    for (const format of ['text', 'json', 'markdown'])
      expect((await check(head, '--format', format)).out, format).toContain(text);
  });

  it('an older commit of the base is told to be on it already', async () => {
    const repository = makeRepository();
    repository.commit({ a: '1' });
    repository.commit({ a: '2' });
    const { out } = await call('check', '--repo', repository.folder, '--head', 'HEAD~1');
    expect(out).toContain('is on the base already');
    expect(out).toContain('There is no lanekeeper.yml on the base');
  });
});

describe('where the repository is', () => {
  const verdict = (said: Said): unknown => (JSON.parse(said.out) as { verdict: unknown }).verdict;
  const at = (repo: string, ...args: string[]) => call('check', '--repo', repo, '--format', 'json', ...args);

  it('a subfolder, a worktree, a bare clone, a detached head', async () => {
    const beside = makeFolder();
    expect(verdict(await at(join(story.folder, 'src'), '--base', 'main', '--head', 'block'))).toBe('block');
    story.git('worktree', 'add', '-q', '--detach', join(beside, 'tree'), 'block');
    expect(verdict(await at(join(beside, 'tree'), '--base', 'main'))).toBe('block');
    story.git('worktree', 'remove', join(beside, 'tree'));
    story.git('clone', '-q', '--bare', story.folder, join(beside, 'bare.git'));
    expect(verdict(await at(join(beside, 'bare.git'), '--base', 'main', '--head', 'block'))).toBe('block');
  });

  it('a clone takes the remote’s default branch for the base', async () => {
    const clone = join(makeFolder(), 'clone');
    story.git('clone', '-q', '--branch', 'block', story.folder, clone);
    const { out } = await at(clone);
    expect(JSON.parse(out)).toMatchObject({
      verdict: 'block',
      subject: { base: story.git('rev-parse', 'main') },
    });
  });

  it.each([
    ['no repository', () => makeFolder(), 'is not in a git repository'],
    ['no commit', () => makeRepository().folder, 'Commit something first'],
    ['no folder', () => '/nowhere/at/all', '--repo'],
  ])('%s is told, with what to do', async (_, make, text) => {
    const said = await call('check', '--repo', make());
    expect([said.code, said.out]).toEqual([2, '']);
    expect(said.err).toContain(text);
  });

  it('a shallow clone says how to complete it', async () => {
    const clone = join(makeFolder(), 'clone');
    story.git('clone', '-q', '--depth', '1', `file://${story.folder}`, clone);
    const said = await call('check', '--repo', clone, '--base', 'block');
    expect(said.code).toBe(2);
    expect(said.err).toContain('git fetch --unshallow');
  });

  it.each(['nope', '', '--', '-n', 'main..block', '@{-1}', ':/start', 'main^{tree}', 'a\u001b[31mb'])(
    'the ref %j is a commit or is told to be none',
    async (ref) => {
      const said = await call('check', '--repo', story.folder, `--base=${ref}`, '--head', 'main');
      if (said.code === 2 && said.out === '')
        expect(said.err).toMatch(/names no commit|is not in|no common history/);
      else expect(said.out).not.toBe('');
    },
  );
});

describe('evidence', () => {
  it('comes from standard input, too', () => {
    const input = JSON.stringify({ deployments: story.evidence.deployments });
    const { code } = spawnCli(['check', '--base', 'main', '--head', 'wait', '--evidence', '-'], {
      cwd: story.folder,
      input,
    });
    expect(code).toBe(3);
  });

  it('replays from a report, at the report’s own time', async () => {
    const first = await check('wait', '--now', '2026-10-02', '--format', 'json');
    const report = join(makeFolder(), 'report.json');
    writeFileSync(report, first.out);
    const again = await call(
      'check',
      '--repo',
      story.folder,
      '--base',
      'main',
      '--head',
      'wait',
      '--evidence',
      report,
      '--format',
      'json',
    );
    expect(JSON.parse(again.out)).toMatchObject({ verdict: 'wait', now: '2026-10-02T00:00:00Z' });
  });
});

describe('a deployment', () => {
  const deploy = (...args: string[]) =>
    call('check-deploy', '--repo', story.folder, '--base', 'main', ...args);

  it('is decided for an environment that the manifest has', async () => {
    const said = await deploy(
      '--environment',
      'production',
      '--commit',
      'main',
      '--evidence',
      evidence,
      '--format',
      'json',
    );
    expect(said.code, said.out).toBe(0);
    expect(reportMistakes(said.out)).toEqual([]);
    const sarif = await deploy(
      '--environment',
      'production',
      '--commit',
      'main',
      '--evidence',
      evidence,
      '--format',
      'sarif',
    );
    expect(sarifMistakes(sarif.out)).toEqual([]);
  });

  it('to another is bad usage, and names those that there are', async () => {
    const said = await deploy('--environment', 'prod', '--commit', 'main');
    expect(said.code).toBe(2);
    expect(said.err).toContain('It has: production.');
  });
});

describe('the user’s repository', () => {
  it('is not written to by any command', async () => {
    const before = listingOf(story.folder);
    const at = ['--repo', story.folder];
    await check('block');
    await call(
      'check-deploy',
      ...at,
      '--environment',
      'production',
      '--commit',
      'block',
      '--evidence',
      evidence,
    );
    await call('status', ...at, '--base', 'main');
    await call('declare', ...at, '--base', 'main', '--head', 'block');
    await call('validate', ...at);
    spawnCli(['check', '--base', 'main', '--head', 'pass'], { cwd: story.folder });
    expect(listingOf(story.folder)).toEqual(before);
  });
});
