import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { addToRegister, planRule } from '../../scripts/new-rule.ts';

const root = mkdtempSync(join(tmpdir(), 'lanekeeper-rule-'));
for (const path of ['src/decide/rules/index.ts', 'src/rule-ids.ts']) cpSync(path, join(root, path));
afterAll(() => rmSync(root, { recursive: true }));

test('writes rule, page and test, and one line in each list', () => {
  const files = planRule('name-length', root);
  expect([...files.keys()]).toEqual([
    'src/decide/rules/name-length.ts',
    'docs/rules/name-length.md',
    'test/decide/rules/name-length.test.ts',
    'src/decide/rules/index.ts',
    'src/rule-ids.ts',
  ]);
  expect(files.get('src/decide/rules/name-length.ts')).toContain('export const nameLength: Rule');
  expect(files.get('src/decide/rules/index.ts')).toMatch(/ {2}nameLength,\n\];\n$/);
  expect(files.get('src/rule-ids.ts')).toMatch(/ {2}'name-length',\n\] as const;\n\nexport type RuleId/);
});

test('a rule that was only scaffolded lets nothing pass', () => {
  expect(planRule('name-length', root).get('src/decide/rules/name-length.ts')).toContain("status: 'error'");
});

test('imports stay in order, an empty register too', () => {
  const empty = "import type { Rule } from '../rule.ts';\n\nexport const rules: readonly Rule[] = [];\n";
  const two = addToRegister(addToRegister(empty, 'name-length'), 'max-rows');
  expect(two).toBe(
    "import type { Rule } from '../rule.ts';\nimport { maxRows } from './max-rows.ts';\nimport { nameLength } from './name-length.ts';\n\nexport const rules: readonly Rule[] = [\n  nameLength,\n  maxRows,\n];\n",
  );
});

test.each(['online', 'Online-Ddl', '../x-y', 'online--ddl', ''])('refuses the id "%s"', (id) => {
  expect(() => planRule(id, root)).toThrow(/is no rule id/);
});

test('refuses an id that is taken', () => {
  expect(() => planRule('online-ddl', process.cwd())).toThrow(/is there already/);
});
