import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { judgeStatement } from '../../../../src/sql/postgresql/judge.ts';
import { loadParser, parseStatements } from '../../../../src/sql/postgresql/parse.ts';
import { columnCases } from './cases/columns.ts';
import { constraintCases } from './cases/constraints.ts';
import { dataCases } from './cases/data.ts';
import { defaultCases } from './cases/defaults.ts';
import { indexCases } from './cases/indexes.ts';
import { objectCases } from './cases/objects.ts';
import { tableCases } from './cases/tables.ts';
import { afterwards, SCHEMA, session } from './story.ts';

beforeAll(loadParser);

const statements = [
  columnCases,
  constraintCases,
  dataCases,
  defaultCases,
  indexCases,
  objectCases,
  tableCases,
]
  .flat()
  .map(([sql]) => sql);

test('a node that nobody knows is one unknown effect, and the schema is no longer known whole', () => {
  const using = session();
  const { effects } = judgeStatement({ FutureStmt: { a: 1 } }, using);
  expect(effects).toMatchObject([{ kind: 'unknown', phase: 'unknown', operation: 'unknown-statement' }]);
  expect(using.catalog.incomplete).toBe(true);
});

test('no node makes it throw, or say nothing', () => {
  const kinds = [
    'AlterTableStmt',
    'CreateStmt',
    'IndexStmt',
    'DropStmt',
    'RenameStmt',
    'UpdateStmt',
    'toString',
    '__proto__',
  ];
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.jsonValue(), (kind, value) => {
      const { effects } = judgeStatement(Object.fromEntries([[kind, value]]), session());
      expect(effects.length).toBeGreaterThan(0);
    }),
  );
});

test('a tree with any part missing is judged all the same', () => {
  const nodes = parseStatements(statements.join(';\n'));
  if (!('statements' in nodes)) throw new Error(nodes.failure.message);
  const trees = nodes.statements.map(({ node }) => JSON.stringify(node));
  fc.assert(
    fc.property(fc.constantFrom(...trees), fc.nat(), (tree, which) => {
      let seen = 0;
      const count = tree.split('":').length;
      const cut = JSON.parse(tree, (_, value) => (seen++ === which % count ? undefined : value)) ?? {};
      const { effects } = judgeStatement(cut, afterwards(''));
      expect(effects.length).toBeGreaterThan(0);
    }),
    { numRuns: 2000 },
  );
});

test('any order of statements keeps a catalog that is plain data', () => {
  const history = afterwards(SCHEMA);
  const parsed = statements.map((sql) => parseStatements(sql));
  fc.assert(
    fc.property(fc.shuffledSubarray(parsed, { maxLength: 12 }), (chosen) => {
      const using = { ...session(), catalog: structuredClone(history.catalog) };
      for (const one of chosen) {
        for (const { node } of 'statements' in one ? one.statements : []) judgeStatement(node, using);
      }
      expect(JSON.parse(JSON.stringify(using.catalog))).toEqual(using.catalog);
    }),
    { numRuns: 200 },
  );
});
