import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { addedLines } from '../../src/code/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'added-lines-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function gitAdded(before: string, after: string): number[] {
  const [old, now] = [join(folder, 'old'), join(folder, 'now')];
  writeFileSync(old, before);
  writeFileSync(now, after);
  const { stdout } = spawnSync('git', ['diff', '--no-index', '--minimal', '-U0', '--no-color', old, now], {
    encoding: 'utf8',
  });
  return [...stdout.matchAll(/^@@ \S+ \+(\d+)(?:,(\d+))? @@/gm)].flatMap(([, start, count]) =>
    Array.from({ length: Number(count ?? 1) }, (_, index) => Number(start) + index),
  );
}

const join2 = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

describe('addedLines', () => {
  test.each([
    ['a\nb\nc\n', 'a\nx\nc\ny\n', [2, 4]],
    ['', 'a\nb', [1, 2]],
    [null, 'a\n', [1]],
    [null, '', []],
    ['a\nb\n', '', []],
    ['a\nb\n', 'b\n', []],
    ['a', 'a\n', []],
    ['a\n', 'a\r\n', [1]],
    ['a\na\n', 'a\na\na\n', [3]],
  ])('%j -> %j', (before, after, expected) => {
    expect([...addedLines(before, after)]).toEqual(expected);
  });

  test('adds no more lines than git does at its most thorough, and the rest is a part of what was', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd', '{', '}', ''), { maxLength: 25 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const added = addedLines(join2(before), join2(after));
        // Git's own search is cut short now and then, and adds a line more than need be.
        expect(added.size).toBeLessThanOrEqual(gitAdded(join2(before), join2(after)).length);
        let at = 0;
        for (const line of after.filter((_, index) => !added.has(index + 1))) {
          at = before.indexOf(line, at) + 1;
          expect(at).toBeGreaterThan(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('agrees with git line by line where lines differ from each other', () => {
    const edit = fc.record({ at: fc.nat(40), remove: fc.nat(3), insert: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 6 }), (edits) => {
        const before = Array.from({ length: 40 }, (_, index) => `line ${index}`);
        const after = [...before];
        for (const [index, { at, remove, insert }] of edits.entries())
          after.splice(at, remove, ...Array.from({ length: insert }, (_, more) => `new ${index} ${more}`));
        expect([...addedLines(join2(before), join2(after))]).toEqual(gitAdded(join2(before), join2(after)));
      }),
      { numRuns: 60 },
    );
  });

  test('what differs in too much is added as a whole, in bounded time', () => {
    const before = join2(Array.from({ length: 30_000 }, (_, index) => `old ${index}`));
    const after = join2(
      Array.from({ length: 30_000 }, (_, index) => (index % 2 ? `old ${index}` : `new ${index}`)),
    );
    const started = performance.now();
    const added = addedLines(before, after);
    for (let line = 1; line < 30_000; line += 2) expect(added.has(line)).toBe(true);
    expect(performance.now() - started).toBeLessThan(10_000);
  }, 60_000);
});
