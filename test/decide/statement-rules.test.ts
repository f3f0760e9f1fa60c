/** What holds for every rule that looks at statements alone, over generated statements. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Proposal, type Rule, rankOf } from '../../src/decide/rule.ts';
import { batchedData } from '../../src/decide/rules/batched-data.ts';
import { inPlaceChange } from '../../src/decide/rules/in-place-change.ts';
import { lockTimeout } from '../../src/decide/rules/lock-timeout.ts';
import { onlineDdl } from '../../src/decide/rules/online-ddl.ts';
import { schemaDependents } from '../../src/decide/rules/schema-dependents.ts';
import { transactionScope } from '../../src/decide/rules/transaction-scope.ts';
import { unreadableMigration } from '../../src/decide/rules/unreadable-migration.ts';
import type { Effect, Finding, Statement } from '../../src/model.ts';
import { askNothing, effect, type Given, proposalOf, row, statement } from './proposals.ts';

const RULES: Rule[] = [
  batchedData,
  inPlaceChange,
  lockTimeout,
  onlineDdl,
  schemaDependents,
  transactionScope,
  unreadableMigration,
];

const TABLES = ['users', 'orders', '"Odd.Name"', 'billing.invoices'];
const table = fc.constantFrom(...TABLES);
const lock = fc.record({
  object: table,
  mode: fc.constantFrom('ACCESS EXCLUSIVE', 'SHARE ROW EXCLUSIVE', 'SHARE', 'SHARE UPDATE EXCLUSIVE', 'ODD'),
});
const anEffect: fc.Arbitrary<Effect> = fc
  .record({
    kind: fc.constantFrom(
      'adds',
      'removes',
      'renames',
      'retypes',
      'constrains',
      'rewrites',
      'indexes',
      'alters',
      'unknown',
    ),
    object: table,
    objectKind: fc.constantFrom('table', 'column', 'index', 'constraint', 'view', 'other'),
    phase: fc.constantFrom('expand', 'migrate', 'tighten', 'contract', 'in-place', 'neutral', 'unknown'),
    load: fc.constantFrom('instant', 'scan', 'rewrite'),
    locks: fc.array(lock, { maxLength: 3 }),
    fresh: fc.boolean(),
    why: fc.constantFrom('', 'because'),
    dependents: fc.array(fc.record({ object: fc.string(), kind: fc.string() }), { maxLength: 2 }),
  } as const)
  .chain((parts) => fc.constantFrom(parts.object, null).map((owner) => effect({ ...parts, table: owner })));
const aStatement: fc.Arbitrary<Statement> = fc
  .record({
    node: fc.constantFrom('AlterTableStmt', 'DoStmt'),
    text: fc.string(),
    effects: fc.array(anEffect, { maxLength: 3 }),
    transaction: fc.constantFrom(null, { id: 1, by: 'runner' } as const, { id: 2, by: 'written' } as const),
    forbidsTransaction: fc.constantFrom(null, 'VACUUM'),
    lockTimeout: fc.boolean(),
    hidesInvalidIndex: fc.boolean(),
    disablesTriggers: fc.constantFrom(null, 'DISABLE TRIGGER ALL'),
    rows: fc.array(
      fc.record({
        verb: fc.constantFrom('insert', 'update', 'delete', 'truncate', 'merge', 'copy'),
        table,
        whole: fc.boolean(),
        bounded: fc.boolean(),
      } as const),
      { maxLength: 2 },
    ),
  })
  .map((parts) => statement({ ...parts, rows: parts.rows.map(row) }));
const statements = fc
  .array(aStatement, { maxLength: 5 })
  .map((all) => all.map((one, index) => statement({ ...one, line: index + 1 })));

const judge = (given: Given): Finding[] => {
  const proposal: Proposal = proposalOf(given);
  return RULES.flatMap((rule) => rule.judge(proposal, askNothing));
};
const worst = (findings: Finding[], rule: string): number =>
  Math.max(0, ...findings.filter((one) => one.rule === rule).map(({ status }) => rankOf(status)));

test('any statements: an answer, with place and next step on all that holds up', () => {
  fc.assert(
    fc.property(statements, (all) => {
      for (const { status, message, why, next, path, line } of judge({ statements: all })) {
        expect(message).not.toBe('');
        if (status === 'ok') continue;
        expect([why, next, path, line]).not.toContain('');
        expect([path, line]).not.toContain(null);
      }
    }),
  );
});

test('the same statements, the same answer', () => {
  fc.assert(
    fc.property(statements, (all) => {
      expect(judge({ statements: all })).toEqual(judge({ statements: structuredClone(all) }));
    }),
  );
});

test('knowing less of sizes never lets more through', () => {
  const sizes = fc.dictionary(table, fc.nat({ max: 2_000_000 }));
  fc.assert(
    fc.property(statements, sizes, table, (all, rows, forgotten) => {
      const known = judge({ statements: all, rows });
      const { [forgotten]: _, ...fewer } = rows;
      const less = judge({ statements: all, rows: fewer });
      for (const { id } of RULES) expect(worst(less, id)).toBeGreaterThanOrEqual(worst(known, id));
    }),
  );
});

test('one more statement never lets through what was held up before', () => {
  fc.assert(
    fc.property(statements, aStatement, (all, last) => {
      const shorter = judge({ statements: all });
      const longer = judge({ statements: [...all, statement({ ...last, line: all.length + 1 })] });
      for (const { id } of RULES) expect(worst(longer, id)).toBeGreaterThanOrEqual(worst(shorter, id));
    }),
  );
});
