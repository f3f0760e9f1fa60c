import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rootShape, rootShapeOf } from '../../../src/read/manifest/shape.ts';
import { keysOf } from '../../../src/read/manifest/valid-keys.ts';

/** Every key of the format with something in it. */
const ALL: Record<string, unknown> = {
  version: 1,
  mode: 'observe',
  databases: { app: { engine: 'postgresql', version: 16, migrations: 'db', runs: 'before-code' } },
  environments: [{ name: 'production', deployments: { names: ['eu'] } }],
  code: { include: 'src/**', exclude: ['!docs/a.ts'] },
  consumers: [{ repository: 'acme/billing' }],
  telemetry: { app: { type: 'query-log', url: 'https://log.test' } },
  flags: { type: 'file', path: 'flags.json' },
  approval: { approvers: ['@acme/dba'], expires: '2d' },
  include: 'changes/*.yml',
  rules: { 'online-ddl': 'warn' },
  rollback: { keep: '7d' },
  exemptions: [{ rule: 'online-ddl', path: 'db/1.sql', reason: 'it was empty' }],
  defaults: { contract: { soak: '7d' } },
  changes: { 'split-name': { adds: ['users.first'], removes: ['users.name'], contract: { approvals: 2 } } },
};

test('the shape of the keys that are there reads a manifest as the whole shape does', () => {
  expect(Object.keys(ALL).sort()).toEqual(keysOf(rootShape()).sort());
  expect(rootShape().safeParse(ALL).success).toBe(true);
  const parts = fc.subarray(Object.keys(ALL));
  const strange = fc.constantFrom(undefined, null, 7, 'text', [], { a: 1 });
  fc.assert(
    fc.property(parts, strange, fc.constantFrom(...Object.keys(ALL), 'tables'), (keys, value, at) => {
      const manifest = Object.fromEntries(keys.map((key) => [key, ALL[key]]));
      if (value !== undefined) manifest[at] = value;
      const [part, whole] = [rootShapeOf(manifest).safeParse(manifest), rootShape().safeParse(manifest)];
      expect(part.success).toBe(whole.success);
      expect(part.data).toEqual(whole.data);
    }),
  );
});
