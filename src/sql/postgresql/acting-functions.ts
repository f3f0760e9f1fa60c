/** Functions that change the schema when they run: whoever calls one, or sets one off, does what it does. */
import type { Node } from 'libpg-query';
import type { CatalogFunction, ObjectName } from '../../model.ts';
import { lookup } from '../catalog.ts';
import { all, as, pathOf } from './ast.ts';
import type { Session } from './session.ts';

/** What a body may hold without changing what anybody else sees. */
const LEAVES_SCHEMA = new Set(
  `SelectStmt InsertStmt UpdateStmt DeleteStmt MergeStmt CallStmt PLAssignStmt ReturnStmt VariableSetStmt VariableShowStmt
  LockStmt NotifyStmt ListenStmt UnlistenStmt VacuumStmt ExplainStmt ConstraintsSetStmt TransactionStmt RefreshMatViewStmt
  CopyStmt DeclareCursorStmt FetchStmt ClosePortalStmt`.split(/\s+/),
);

/** Own names of the relations that a statement makes, changes or drops. */
function namesIn(node: Node): string[] {
  const made = as(node, 'CreateStmt')?.relation ?? as(node, 'CreateTableAsStmt')?.into?.rel;
  const changed = as(node, 'AlterTableStmt')?.relation ?? as(node, 'IndexStmt')?.relation;
  const emptied = all(as(node, 'TruncateStmt')?.relations, 'RangeVar');
  const dropped = (as(node, 'DropStmt')?.objects ?? []).map((object) => pathOf(object).at(-1) ?? '');
  return [made, changed, ...emptied].flatMap((range) => range?.relname ?? []).concat(dropped);
}

const isTemporaryMade = (node: Node): boolean =>
  (as(node, 'CreateStmt')?.relation ?? as(node, 'CreateTableAsStmt')?.into?.rel)?.relpersistence === 't';

/** Whether statements of one body change the schema; what they do to temporary tables of their own is nobody's concern. */
export function changesSchema(statements: readonly Node[]): boolean {
  const own = new Set(statements.filter(isTemporaryMade).flatMap(namesIn));
  return statements.some((node) => {
    const kind = Object.keys(node)[0] ?? '';
    if (LEAVES_SCHEMA.has(kind) || isTemporaryMade(node)) return false;
    const names = namesIn(node);
    return names.length === 0 || !names.every((name) => own.has(name));
  });
}

/** It changes the schema itself, or by a function that it calls. */
export function isActing(session: Session, name: ObjectName, seen = new Set<ObjectName>()): boolean {
  if (seen.has(name)) return false;
  seen.add(name);
  const entry: CatalogFunction | undefined = lookup(session.catalog.functions, name);
  if (!entry) return false;
  return entry.acts === true || entry.uses.some((used) => isActing(session, used, seen));
}

/** What writing to a table sets off: its triggers, defaults and checks; what reading a view does: the functions in it. */
function setOffBy(session: Session, relation: ObjectName): ObjectName[] {
  const view = lookup(session.catalog.views, relation);
  const table = lookup(session.catalog.tables, relation);
  return [
    ...(view?.uses ?? []),
    ...Object.values(table?.triggers ?? {}).map((trigger) => trigger.function),
    ...Object.values(table?.columns ?? {}).flatMap(({ defaultUses }) => defaultUses ?? []),
    ...Object.values(table?.constraints ?? {}).flatMap(({ uses }) => uses ?? []),
  ];
}

/** Functions that change the schema and run when these relations are read or written. */
export function actingBehind(session: Session, relations: readonly ObjectName[]): ObjectName[] {
  const seen = new Set<ObjectName>();
  const open = [...relations];
  for (let relation = open.pop(); relation !== undefined; relation = open.pop()) {
    for (const name of setOffBy(session, relation)) {
      if (seen.has(name)) continue;
      seen.add(name);
      if (name.startsWith('view:')) open.push(name);
    }
  }
  return [...seen].filter((name) => isActing(session, name));
}
