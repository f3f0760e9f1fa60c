/** INSERT, UPDATE, DELETE and MERGE: what they write and what they read. */
import type {
  InferClause,
  InsertStmt,
  MergeStmt,
  MergeWhenClause,
  Node,
  OnConflictClause,
  RangeVar,
  ResTarget,
  ReturningClause,
  WithClause,
} from 'libpg-query';
import { lookup } from '../../catalog.ts';
import { all, as } from '../ast.ts';
import { readExpression } from './expression.ts';
import { addFrom, relationItem } from './from.ts';
import type { Reading } from './reading.ts';
import { readPart } from './references.ts';
import { besideScope, type Item, type Output, openScope, type Scope } from './scope.ts';
import { outputOf, readQuery } from './select.ts';
import { beginWrite, writeColumn, writeFirst } from './targets.ts';
import { readWith } from './with.ts';

/** The clauses that some of the four statements share. */
interface Writing {
  relation?: RangeVar;
  withClause?: WithClause;
  fromClause?: Node[];
  usingClause?: Node[];
  targetList?: Node[];
  whereClause?: Node;
  returningClause?: ReturningClause;
}

const KINDS = ['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt'] as const;

export const isWriting = (node: Node): boolean => KINDS.some((kind) => kind in node);

/** The row before and after, as RETURNING may name them. */
function returningItems({ options }: ReturningClause, target: Item): Item[] {
  const names = new Map([
    ['RETURNING_OPTION_OLD', 'old'],
    ['RETURNING_OPTION_NEW', 'new'],
  ]);
  for (const { option, value } of all(options, 'ReturningOption')) names.set(option ?? '', value ?? '');
  return [...names.values()].map((name) => ({ ...target, name, aliased: true, bare: false }));
}

function readReturning(
  reading: Reading,
  scope: Scope,
  clause: ReturningClause | undefined,
  target: Item,
): Output {
  if (!clause) return { columns: [], loose: false };
  const inner = besideScope(scope, [...scope.items, ...returningItems(clause, target)]);
  const output = outputOf(reading, inner, all(clause.exprs, 'ResTarget'));
  readExpression(reading, inner, clause.exprs);
  return output;
}

/** `SET a = …`, or the columns of an INSERT: the values are read in the scope. */
function assign(reading: Reading, scope: Scope, target: Item, targets: ResTarget[]): void {
  for (const { name, val, indirection } of targets) {
    writeColumn(reading, target, name ?? '', true);
    readExpression(reading, scope, [val, indirection]);
  }
}

/** What decides whether a row is there already: columns, or all those of a constraint. */
function readInference(reading: Reading, scope: Scope, target: Item, infer: InferClause): void {
  for (const { name, expr } of all(infer.indexElems, 'IndexElem')) {
    if (name !== undefined) readPart(reading, target, name);
    readExpression(reading, scope, expr);
  }
  readExpression(reading, scope, infer.whereClause);
  const table = lookup(reading.session.catalog.tables, target.relation?.name ?? '');
  const constraint = table && lookup(table.constraints, infer.conname ?? '');
  for (const column of constraint?.columns ?? []) readPart(reading, target, column);
}

function readConflict(reading: Reading, scope: Scope, target: Item, clause: OnConflictClause): void {
  const excluded = { ...target, name: 'excluded', aliased: true, bare: false };
  if (clause.infer) readInference(reading, besideScope(scope, [target]), target, clause.infer);
  const inner = besideScope(scope, [target, excluded]);
  assign(reading, inner, target, all(clause.targetList, 'ResTarget'));
  readExpression(reading, inner, clause.whereClause);
}

function readInsert(reading: Reading, statement: InsertStmt, scope: Scope): Output {
  const target = relationItem(reading, statement.relation ?? {});
  beginWrite(reading, target, 'insert');
  const columns = all(statement.cols, 'ResTarget');
  for (const { name } of columns) writeColumn(reading, target, name ?? '', true);
  readExpression(reading, openScope(null), columns);
  if (statement.selectStmt) {
    const { columns: values, loose } = readQuery(reading, statement.selectStmt, scope);
    if (columns.length === 0) writeFirst(reading, target, loose ? null : values.length);
  }
  if (statement.onConflictClause) readConflict(reading, scope, target, statement.onConflictClause);
  const inner = besideScope(scope, [target]);
  return readReturning(reading, inner, statement.returningClause, target);
}

function readChange(reading: Reading, statement: Writing, scope: Scope, updates: boolean): Output {
  const target = relationItem(reading, statement.relation ?? {});
  beginWrite(reading, target, updates ? 'update' : 'delete');
  scope.items.push(target);
  addFrom(reading, scope, statement.fromClause ?? statement.usingClause);
  if (updates) assign(reading, scope, target, all(statement.targetList, 'ResTarget'));
  readExpression(reading, scope, statement.whereClause);
  return readReturning(reading, scope, statement.returningClause, target);
}

function readWhen(reading: Reading, scope: Scope, target: Item, source: Item[], when: MergeWhenClause): void {
  const seen =
    when.matchKind === 'MERGE_WHEN_NOT_MATCHED_BY_TARGET'
      ? source
      : when.matchKind === 'MERGE_WHEN_NOT_MATCHED_BY_SOURCE'
        ? [target]
        : [target, ...source];
  const inner = besideScope(scope, seen);
  readExpression(reading, inner, [when.condition, when.values]);
  const targets = all(when.targetList, 'ResTarget');
  assign(reading, inner, target, targets);
  if (when.commandType === 'CMD_INSERT' && targets.length === 0 && when.values)
    writeFirst(reading, target, when.values.length);
}

const EVENTS: Record<string, 'insert' | 'update' | 'delete'> = {
  CMD_INSERT: 'insert',
  CMD_UPDATE: 'update',
  CMD_DELETE: 'delete',
};

function readMerge(reading: Reading, statement: MergeStmt, scope: Scope): Output {
  const target = relationItem(reading, statement.relation ?? {});
  const beside = besideScope(scope, []);
  addFrom(reading, beside, statement.sourceRelation ? [statement.sourceRelation] : []);
  const source = beside.items;
  scope.items.push(target, ...source);
  readExpression(reading, scope, statement.joinCondition);
  for (const when of all(statement.mergeWhenClauses, 'MergeWhenClause')) {
    const event = EVENTS[when.commandType ?? ''];
    if (event) beginWrite(reading, target, event);
    readWhen(reading, scope, target, source, when);
  }
  const { returningClause } = statement as Writing;
  // RETURNING * gives the source's columns before the target's.
  return readReturning(reading, besideScope(scope, [...source, target]), returningClause, target);
}

/** A statement that writes; gives the columns of its RETURNING. */
export function readWriting(reading: Reading, node: Node, outer: Scope | null): Output {
  const scope = openScope(outer);
  for (const kind of KINDS) {
    const statement: Writing | undefined = as(node, kind);
    if (!statement) continue;
    readWith(reading, scope, statement.withClause);
    if (kind === 'InsertStmt') return readInsert(reading, statement as InsertStmt, scope);
    if (kind === 'MergeStmt') return readMerge(reading, statement as MergeStmt, scope);
    return readChange(reading, statement, scope, kind === 'UpdateStmt');
  }
  return { columns: [], loose: true };
}
