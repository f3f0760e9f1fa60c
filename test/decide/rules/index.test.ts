/** One rule, one file, one id, one page, one test: the lists that could drift apart. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rules } from '../../../src/decide/rules/index.ts';
import { isProtected, RULE_IDS } from '../../../src/rule-ids.ts';

const named = (folder: string, ending: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending) && !name.startsWith('index.'))
    .map((name) => name.slice(0, -ending.length))
    .toSorted();
const ids = [...RULE_IDS].toSorted();
test('the register, in the order in which people read', () => {
  expect(rules.map(({ id }) => id)).toEqual([...RULE_IDS]);
});

test('one file each', () => {
  expect(named('src/decide/rules', '.ts')).toEqual(ids);
});

test('one page each', () => {
  expect(named('docs/rules', '.md')).toEqual(ids);
});

test('one test each', () => {
  expect(named('test/decide/rules', '.test.ts')).toEqual(ids);
});

test.each(RULE_IDS)('the page of %s says what breaks, how it clears and how to exempt', (id) => {
  const page = readFileSync(`docs/rules/${id}.md`, 'utf8');
  expect(page.startsWith(`# ${id}\n`)).toBe(true);
  for (const part of ['What breaks', 'What is looked at', 'How it clears', 'Exemption'])
    expect(page).toContain(part);
  expect(/\*\*Exemption\.\*\* None: this rule protects data\./.test(page)).toBe(isProtected(id));
});

test('links between pages lead somewhere', () => {
  for (const id of RULE_IDS) {
    for (const [, target] of readFileSync(`docs/rules/${id}.md`, 'utf8').matchAll(/\]\(([a-z-]+)\.md\)/g))
      expect(ids, `${id}.md links to ${target}.md`).toContain(target);
  }
});
