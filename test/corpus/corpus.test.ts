/**
 * Dangerous migrations and their safe twins, one a file, and what lint must say of each.
 *
 * `expected.json` says what is right, not what is said today: `gap` marks where the two differ, and fails as soon as
 * they no longer do, so that the mark goes away with the gap.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readFiles } from '../../src/commands/lint.ts';
import { readOptions } from '../../src/commands/options.ts';

interface Row {
  /** `rule status` of each finding that is not ok; `any block`: some rule blocks; `rule any`: that rule says something. */
  expected: string[];
  version?: number;
  framework?: string;
  gap?: true;
}

const FOLDER = import.meta.dirname;
const table: Record<string, Row> = JSON.parse(readFileSync(`${FOLDER}/expected.json`, 'utf8'));

async function told(name: string, { version = 16, framework }: Row): Promise<string[]> {
  const args = [
    `${FOLDER}/${name}.sql`,
    '--schema',
    `${FOLDER}/schema.sql`,
    '--engine-version',
    `${version}`,
  ];
  if (framework) args.push('--framework', framework);
  const own = { schema: 'string', 'engine-version': 'string', framework: 'string' } as const;
  const { findings } = (await readFiles(readOptions(args, own, true))).verdict;
  const words = findings
    .filter(({ status }) => status !== 'ok')
    .map(({ rule, status }) => `${rule} ${status}`);
  return [...new Set(words)].toSorted();
}

function hold(words: string[], expected: string[]): void {
  const [first = ''] = expected;
  if (first === 'any block') expect(words.some((word) => word.endsWith(' block'))).toBe(true);
  else if (first.endsWith(' any'))
    expect(words.map((word) => word.split(' ')[0])).toContain(first.slice(0, -4));
  else expect(words).toEqual(expected.toSorted());
}

describe('the corpus', () => {
  for (const [name, row] of Object.entries(table)) {
    const run = row.gap ? test.fails : test;
    run(name, async () => hold(await told(name, row), row.expected));
  }

  test('is whole: each file has its row, each row its file', () => {
    const files = readdirSync(FOLDER)
      .filter((file) => file.endsWith('.sql') && file !== 'schema.sql')
      .map((file) => file.slice(0, -4));
    expect(files.toSorted()).toEqual(Object.keys(table).toSorted());
  });

  test('expects something of what is dangerous, and nothing of what is safe', () => {
    for (const [name, { expected }] of Object.entries(table))
      expect([name, expected.length > 0]).toEqual([name, name.startsWith('dangerous-')]);
  });
});
