import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { decide } from '../../src/decide/decide.ts';
import { joinFiles, judgeApart } from '../../src/decide/files-apart.ts';
import type { Decision, Finding } from '../../src/model.ts';
import { emptyCatalog } from '../../src/sql/catalog.ts';
import { prepareSql } from '../../src/sql/index.ts';
import { type LintInput, type LintOptions, lintReading, lintSet } from '../../src/world/lint-reading.ts';

const CORPUS = join(import.meta.dirname, '..', 'corpus');
const options: LintOptions = {
  engine: 'postgresql',
  version: 16,
  defaultSchema: 'public',
  schema: { ...emptyCatalog(), incomplete: true },
  manifest: null,
  now: 0,
};

const inputOf = (path: string, up: string): LintInput => ({
  path,
  framework: 'sql',
  text: { path, up, transaction: 'none' },
});

const inputs = [
  ...readdirSync(CORPUS)
    .filter((file) => file.endsWith('.sql'))
    .map((file) => inputOf(file, readFileSync(join(CORPUS, file), 'utf8'))),
  inputOf('empty.sql', ''),
  inputOf('comment.sql', '-- nothing\n'),
  inputOf('quiet.sql', 'SELECT 1;\n'),
  inputOf('broken.sql', 'ALTER TABEL users;\n'),
  inputOf('allowed.sql', '-- lanekeeper: allow undeclared-contract because it is unused\nDROP TABLE t;\n'),
  inputOf('stray.sql', 'CREATE TABLE t (id int);\n-- lanekeeper: allow lock-timeout because of nothing\n'),
];

beforeAll(() => prepareSql('postgresql'));

/** In one order: findings of one rule and status are told file by file, or kind by kind. */
function inOrder({ verdict, ...rest }: Decision): unknown {
  const key = (finding: Finding): string => JSON.stringify(finding);
  return { ...rest, verdict: { ...verdict, findings: verdict.findings.map(key).sort() } };
}

const together = (chosen: readonly LintInput[]): Decision => {
  const sets = chosen.map((input) => lintSet(input, options));
  return decide(lintReading(sets, options), []).decision;
};

const apart = (chosen: readonly LintInput[]): Decision =>
  joinFiles(
    0,
    chosen.map((input) => judgeApart(lintReading([lintSet(input, options)], options), true)),
  );

describe('files that are judged apart', () => {
  test('come to what they come to together', () => {
    expect(inOrder(apart(inputs))).toEqual(inOrder(together(inputs)));
  });

  test('in any choice and order', () => {
    const some = fc.shuffledSubarray(inputs, { minLength: 0, maxLength: 6 });
    fc.assert(
      fc.property(some, (chosen) => {
        expect(inOrder(apart(chosen))).toEqual(inOrder(together(chosen)));
      }),
      { numRuns: 400 },
    );
  });

  test('list their effects only where somebody asked', () => {
    const { findings, effects } = judgeApart(
      lintReading([lintSet(inputOf('drop.sql', 'DROP TABLE t;'), options)], options),
      false,
    );
    expect([effects, findings.length > 0]).toEqual([[], true]);
  });
});
