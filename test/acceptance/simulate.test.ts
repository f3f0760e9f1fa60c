import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRepository, removeFolders } from './repository.ts';
import { decide, type Report, runCli, writeEvidence } from './run.ts';
import { deployed, proof } from './shop/evidence.ts';
import { DROP, manifest, start, WITHOUT } from './shop/manifest.ts';
import { heldBy, NOW, told } from './story.ts';

let repo = '';
beforeAll(() => {
  repo = makeRepository([
    { name: 'start', files: start() },
    { name: 'free', parents: ['start'], files: { 'src/users/read.ts': WITHOUT } },
    { name: 'main', parents: ['free'], files: { 'README.md': 'The shop.\n' } },
    { name: 'pr', parents: ['main'], files: { 'db/migrations/0002_drop.sql': DROP } },
    {
      name: 'base-nobody',
      parents: ['main'],
      files: { 'lanekeeper.yml': manifest({ approval: 'expires: 3d' }) },
    },
    { name: 'pr-nobody', parents: ['base-nobody'], files: { 'db/migrations/0002_drop.sql': DROP } },
  ]);
});
afterAll(removeFolders);

const without = (...parts: string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(proof()).filter(([part]) => !parts.includes(part)));

async function simulated(facts: string[], evidence: unknown, more: string[] = []) {
  const where = ['--repo', repo, '--base', 'main', '--head', 'pr', '--now', NOW, ...more];
  return decide(['simulate', ...where, '--evidence', writeEvidence(evidence), ...facts]);
}

const checked = async (evidence: unknown) =>
  decide([
    ...['check', '--repo', repo, '--base', 'main', '--head', 'pr', '--now', NOW],
    ...['--evidence', writeEvidence(evidence)],
  ]);

const simulation = (report: Report): unknown => (report as Report & { simulation?: unknown }).simulation;

describe('supposing', () => {
  it('what is proved otherwise is no longer in the way, and what is not still is', async () => {
    const evidence = without('usage', 'approvals');
    expect(heldBy((await checked(evidence)).report)).toEqual(['approval', 'quiet']);
    const quiet = (await simulated(['--as-if', 'quiet'], evidence)).report;
    expect(heldBy(quiet), told(quiet)).toEqual(['approval']);
    const both = await simulated(['--as-if', 'quiet,approved'], evidence);
    expect([both.report.verdict, both.code]).toEqual(['pass', 0]);
    expect(simulation(both.report)).toEqual(['quiet', 'approved']);
  });

  it('a deployment made just now is live, and begins to soak', async () => {
    const evidence = { ...proof(), deployments: [...deployed([['start', 60]])] };
    const before = (await checked(evidence)).report;
    expect(heldBy(before)).toEqual(['no-references', 'soak']);
    const after = (await simulated(['--as-if=deployed=staging', 'deployed=production'], evidence)).report;
    expect(heldBy(after), told(after)).toEqual(['soak']);
    const soak = after.findings.filter(({ rule, status }) => rule === 'soak' && status === 'wait');
    expect(soak.map(({ until }) => until)).toEqual(['2026-11-08T00:00:00Z', '2026-11-08T00:00:00Z']);
    const one = (await simulated(['--as-if', 'deployed=staging'], evidence)).report;
    expect(one.findings.filter(({ rule, status }) => rule === 'no-references' && status === 'wait')).toEqual([
      expect.objectContaining({ environment: 'production' }),
    ]);
  });

  it('facts that everything has already change nothing', async () => {
    const { report } = await simulated(['--as-if', 'quiet', 'approved'], proof());
    expect(report.verdict).toBe('pass');
    expect(heldBy(report)).toEqual([]);
  });

  it('an approval where nobody may approve is none', async () => {
    const { report } = await simulated(['--as-if', 'quiet', 'approved'], without('approvals'), [
      ...['--base', 'base-nobody', '--head', 'pr-nobody'],
    ]);
    expect(heldBy(report)).toContain('approval');
  });
});

describe('a simulation', () => {
  it('says so in every format', async () => {
    const where = ['--repo', repo, '--base', 'main', '--head', 'pr', '--now', NOW];
    const evidence = ['--evidence', writeEvidence(without('usage'))];
    for (const format of ['text', 'markdown', 'sarif']) {
      const { stdout } = await runCli([
        'simulate',
        ...where,
        ...evidence,
        '--as-if',
        'quiet',
        '--format',
        format,
      ]);
      expect(stdout).toMatch(format === 'sarif' ? /"simulation": \[\s*"quiet"/ : /Simulation, as if quiet/);
    }
  });

  it('is no evidence', async () => {
    const { report } = await simulated(['--as-if', 'quiet'], without('usage'));
    const given = ['--evidence', writeEvidence(report)];
    const { code, stderr } = await runCli([
      'check',
      '--repo',
      repo,
      '--base',
      'main',
      '--head',
      'pr',
      ...given,
    ]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/report of a simulation.*\n {2}Do: /s);
  });

  it('keeps what was found, and nothing that was supposed, as its evidence', async () => {
    const { report } = await simulated(['--as-if', 'quiet', 'approved'], without('usage', 'approvals'));
    expect(JSON.stringify(report.evidence)).not.toContain('supposed');
    const again = await checked(report.evidence);
    expect(heldBy(again.report)).toEqual(['approval', 'quiet']);
  });
});

describe('mistakes', () => {
  it.each([
    [['--as-if', 'quite'], /"quite" is no fact.*Did you mean quiet\?/s],
    [['--as-if', 'deployed'], /Did you mean deployed=ENVIRONMENT\?/],
    [[], /nothing is supposed/],
    [['--as-if', 'deployed=prod'], /no environment "prod".*It has: staging, production/s],
  ])('%j', async (facts, message) => {
    const where = ['--repo', repo, '--base', 'main', '--head', 'pr', '--now', NOW];
    const { code, stderr } = await runCli(['simulate', ...where, ...facts]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});
