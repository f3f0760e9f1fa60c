import { beforeEach, describe, expect, test } from 'vitest';
import type { Judging } from '../../../src/commands/lint/judge-files.ts';
import { judgeOrRecall } from '../../../src/commands/lint/kept-verdicts.ts';
import type { FileVerdict } from '../../../src/decide/files-apart.ts';
import type { Cache } from '../../../src/read/cache.ts';
import type { LintInput } from '../../../src/world/lint-reading.ts';

const judging: Judging = {
  engine: 'postgresql',
  version: 16,
  defaultSchema: 'public',
  before: null,
  withEffects: false,
};

const input = (path: string, up: string): LintInput => ({
  path,
  framework: 'sql',
  text: { path, up, transaction: 'none' },
});

/** A cache that says what was asked of it, and may be lied with. */
class Kept implements Cache {
  readonly entries = new Map<string, unknown>();
  puts = 0;
  async get(parts: readonly unknown[]): Promise<unknown> {
    return this.entries.get(JSON.stringify(parts));
  }
  async has(parts: readonly unknown[]): Promise<boolean> {
    return this.entries.has(JSON.stringify(parts));
  }
  async put(parts: readonly unknown[], value: unknown): Promise<void> {
    this.puts += 1;
    this.entries.set(JSON.stringify(parts), JSON.parse(JSON.stringify(value)));
  }
}

let cache: Kept;
let judged: number;
const judge = (inputs: LintInput[], how: Partial<Judging> = {}): Promise<FileVerdict[]> => {
  judged = 0;
  const told = (_: number, total: number): void => {
    judged = total;
  };
  return judgeOrRecall(inputs, { judging: { ...judging, ...how }, progress: told, other: null }, cache);
};
const rulesOf = (verdict: FileVerdict | undefined): string[] =>
  (verdict?.findings ?? []).filter(({ status }) => status === 'block').map(({ rule }) => rule);

const DROP = input('db/1.sql', "SET lock_timeout = '1s';\nDROP TABLE users;\n");
const ADD = input('db/2.sql', "SET lock_timeout = '1s';\nALTER TABLE users ADD COLUMN x text;\n");

beforeEach(() => {
  cache = new Kept();
});

describe('verdicts that were kept', () => {
  test('are the same as fresh ones, and nothing is judged', async () => {
    const fresh = await judge([DROP, ADD]);
    expect(judged).toBe(2);
    expect(await judge([ADD, DROP])).toEqual([...fresh].reverse());
    expect([judged, cache.puts]).toEqual([0, 1]);
  });

  test('stand for their content alone: a file that was edited is judged, the others are not', async () => {
    await judge([DROP, ADD]);
    const edited = input('db/2.sql', 'ALTER TABLE users DROP COLUMN x;\n');
    const [first, second] = await judge([DROP, edited]);
    expect([judged, rulesOf(first), rulesOf(second)]).toEqual([
      1,
      ['undeclared-contract'],
      ['undeclared-contract'],
    ]);
  });

  test.each<[string, Partial<Judging>]>([
    ['version', { version: 10 }],
    ['schema', { before: 'CREATE TABLE users (id int);' }],
    ['list of effects', { withEffects: true }],
  ])('are not those of another %s', async (_, how) => {
    await judge([DROP, ADD]);
    await judge([DROP, ADD], how);
    expect(judged).toBe(2);
  });

  test('are not those of another name or another framework', async () => {
    await judge([DROP]);
    await judge([{ ...DROP, path: 'db/9.sql', text: { ...DROP.text, path: 'db/9.sql' } }]);
    expect(judged).toBe(1);
    await judge([{ ...DROP, framework: 'flyway' }]);
    expect(judged).toBe(1);
  });

  test('that are missing from a folder’s entry, or no entry at all, are judged', async () => {
    await judge([DROP, ADD]);
    for (const key of cache.entries.keys()) cache.entries.set(key, { __proto__: null });
    expect((await judge([DROP, ADD])).length).toBe(2);
    expect(judged).toBe(2);
  });
});
