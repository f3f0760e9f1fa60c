import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { manifestJsonSchemas } from '../../../src/read/manifest/json-schema.ts';
import { readManifest } from '../../../src/read/manifest.ts';
import { DATABASE, read } from './read.ts';

const committed = readFileSync('schema/lanekeeper.schema.json', 'utf8');
const accepts = new Ajv({ strict: true, allowUnionTypes: true }).compile(JSON.parse(committed));
const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yml'))
    .map((name) => `${folder}/${name}`);
const examples = [...files('test/fixtures/manifests'), ...files('examples')];

it.each(Object.entries(manifestJsonSchemas()))(
  '%s is what the one definition gives: node scripts/schema.ts',
  (name, schema) => {
    expect(JSON.parse(readFileSync(`schema/${name}`, 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
  },
);

it('a file with changes alone has a schema of its own', () => {
  const acceptsChanges = new Ajv({ strict: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync('schema/lanekeeper-changes.schema.json', 'utf8')),
  );
  const text = readFileSync('examples/.lanekeeper/require-email.yml', 'utf8');
  expect(text).toMatch(/^# yaml-language-server: \$schema=\S+lanekeeper-changes\.schema\.json\n/);
  expect([acceptsChanges(parse(text)), acceptsChanges.errors]).toEqual([true, null]);
  expect(acceptsChanges({ databases: {} })).toBe(false);
});

describe('every example', () => {
  it('exists', () => {
    expect(examples.length).toBeGreaterThanOrEqual(5);
  });

  it.each(examples.filter((path) => !path.includes('/.lanekeeper/')))(
    '%s is accepted by schema and reader',
    (path) => {
      const text = readFileSync(path, 'utf8');
      expect(text).toMatch(/^# yaml-language-server: \$schema=/);
      expect([accepts(parse(text, { merge: true })), accepts.errors]).toEqual([true, null]);
      const reading = readManifest([{ path, text }], path);
      expect(reading.state === 'invalid' ? reading.mistakes : []).toEqual([]);
    },
  );
});

/** The reader knows what depends on two places at once; of what stands in one place, both must think the same. */
describe('schema and reader agree', () => {
  it.each([
    'mode: observ',
    'databasses: {}',
    'rules: { quiet: off }',
    'rules: { quit: block }',
    'changes: { X: { adds: [a.b] } }',
    'changes: { x: { adds: [a.b], nothing: 1 } }',
    'changes: { x: { adds: [] } }',
    'changes: { x: { adds: [a.b], contract: { soak: off } } }',
    'changes: { x: { adds: [a.b], contract: { quiet: { off: x } } } }',
    'changes: { x: { adds: [a.b], contract: { approvals: 0 } } }',
    'changes: { x: { adds: [a.b], migrate: { dual_write: { cod: x } } } }',
    'telemetry: { a: { type: query-log } }',
    'telemetry: { a: { type: query-log, url: https://a.example, token_env: ghp_abc } }',
    'environments: [{ name: a, deployments: { refs: x } }]',
    'exemptions: [{ rule: approval, path: a, reason: b }]',
    'approval: { approvers: [octocat] }',
    'rollback: { keep: 5 }',
  ])('refused: %s', (text) => {
    expect(read(`${DATABASE}${text}`).state).toBe('invalid');
    expect(accepts(parse(`${DATABASE}${text}`))).toBe(false);
  });

  it.each([
    'changes:',
    'changes: { x: { adds: [a.b], contract: { soak: { off: why }, backfill: required } } }',
    'changes: { x: { renames: { a.b: a.c } } }',
    'code: { include: src, exclude: ["!docs/**"] }',
    'rules: { quiet: block, soak: warn, lock-timeout: off }',
    'flags: { type: file, path: flags.json }',
    'rollback: { keep: 1 deployment }',
    'environments: [{ name: a, deployments: { ref: refs/heads/a } }]',
  ])('accepted: %s', (text) => {
    expect(read(`${DATABASE}${text}`).state).toBe('valid');
    expect([accepts(parse(`${DATABASE}${text}`)), accepts.errors]).toEqual([true, null]);
  });
});
