/** Enums, domains, composite types and others. */
import type {
  AlterEnumStmt,
  AlterTableCmd,
  CompositeTypeStmt,
  CreateEnumStmt,
  CreateRangeStmt,
  RangeVar,
} from 'libpg-query';
import type { CatalogType, ObjectName } from '../../model.ts';
import { emptyRecord, lookup, store } from '../catalog.ts';
import { all, as, strings } from './ast.ts';
import { addEffect, type Target } from './draft.ts';
import { columnName, nameOf, newName, sqlName, valueName } from './identify.ts';
import { isOlder } from './judge-create-table.ts';
import type { Judged, Session } from './session.ts';
import { typeText } from './type-names.ts';

export const typeTarget = (object: ObjectName): Target => ({ object, objectKind: 'type', table: null });

/** Makes a type; tells it, and keeps it. */
export function createType(session: Session, out: Judged, path: string[], entry: Partial<CatalogType>): void {
  const name = newName(session, 'type', path);
  if (!isOlder(session, name, lookup(session.catalog.types, name))) session.fresh.add(name);
  store(session.catalog.types, name, { kind: 'other', values: [], constrained: false, base: null, ...entry });
  session.typesOfTransaction.add(name);
  addEffect(session, out, 'create-object', typeTarget(name));
}

export function judgeCreateEnum(statement: CreateEnumStmt, session: Session, out: Judged): void {
  createType(session, out, strings(statement.typeName), { kind: 'enum', values: strings(statement.vals) });
}

export function judgeCreateRange(statement: CreateRangeStmt, session: Session, out: Judged): void {
  createType(session, out, strings(statement.typeName), { kind: 'range' });
}

export function judgeCompositeType(statement: CompositeTypeStmt, session: Session, out: Judged): void {
  const attributes = emptyRecord<string>();
  for (const { colname, typeName } of all(statement.coldeflist, 'ColumnDef')) {
    store(attributes, colname ?? '', typeText(typeName, session));
  }
  createType(session, out, pathOfRange(statement.typevar), { kind: 'composite', attributes });
}

export function judgeOtherType(path: string[], session: Session, out: Judged): void {
  createType(session, out, path, {});
}

const pathOfRange = (range: RangeVar | undefined): string[] =>
  range?.schemaname ? [range.schemaname, range.relname ?? ''] : [range?.relname ?? ''];

/** Value and type of one transaction: on PostgreSQL 12 to 16 even the type's own transaction may not use the value. */
function isUsableAtOnce(session: Session, type: ObjectName): boolean {
  return session.typesOfTransaction.has(type) && (session.version < 12 || session.version >= 17);
}

/** Before or after its neighbour; at the end where none is named. */
function placeValue(values: string[], { newVal, newValNeighbor, newValIsAfter }: AlterEnumStmt): string[] {
  const at = newValNeighbor === undefined ? -1 : values.indexOf(newValNeighbor);
  const place = at < 0 ? values.length : newValIsAfter ? at + 1 : at;
  return values.toSpliced(place, 0, newVal ?? '');
}

function addValue(statement: AlterEnumStmt, type: ObjectName, session: Session, out: Judged): void {
  const value = statement.newVal ?? '';
  const known = lookup(session.catalog.types, type);
  const target: Target = {
    ...typeTarget(valueName(type, value)),
    objectKind: 'value',
    fresh: session.fresh.has(type),
  };
  if (statement.skipIfNewValExists && known?.values.includes(value)) {
    addEffect(session, out, 'already-there', target);
    return;
  }
  addEffect(session, out, 'add-enum-value', target);
  if (session.version < 12 && !session.typesOfTransaction.has(type))
    out.forbidsTransaction = 'ALTER TYPE … ADD VALUE';
  if (known) known.values = placeValue(known.values, statement);
  if (!isUsableAtOnce(session, type)) session.enumValuesOfTransaction.add(valueName(type, value));
}

export function judgeAlterEnum(statement: AlterEnumStmt, session: Session, out: Judged): void {
  const type = nameOf(session, 'type', strings(statement.typeName));
  if (statement.oldVal === undefined) addValue(statement, type, session, out);
  else renameValue(type, statement.oldVal, statement.newVal ?? '', session, out);
}

function renameValue(type: ObjectName, from: string, to: string, session: Session, out: Judged): void {
  addEffect(session, out, 'rename-value', {
    ...typeTarget(valueName(type, from)),
    objectKind: 'value',
    before: from,
    after: to,
    words: { type: sqlName(type) },
    fresh: session.fresh.has(type),
  });
  const known = lookup(session.catalog.types, type);
  if (known) known.values = known.values.map((value) => (value === from ? to : value));
}

/** ALTER TYPE … ADD, DROP and ALTER ATTRIBUTE. */
export function alterAttribute(
  command: AlterTableCmd,
  range: RangeVar | undefined,
  session: Session,
  out: Judged,
): void {
  const type = nameOf(session, 'type', pathOfRange(range));
  const definition = as(command.def, 'ColumnDef');
  const target: Target = {
    object: columnName(type, command.name ?? definition?.colname ?? ''),
    objectKind: 'other',
    table: null,
    fresh: session.fresh.has(type),
    cascade: command.behavior === 'DROP_CASCADE',
  };
  applyAttribute(command, lookup(session.catalog.types, type), session);
  if (command.subtype === 'AT_AddColumn') addEffect(session, out, 'add-attribute', target);
  else if (command.subtype === 'AT_DropColumn') addEffect(session, out, 'drop-attribute', target);
  else if (command.subtype === 'AT_AlterColumnType') {
    addEffect(session, out, 'retype-attribute', {
      ...target,
      after: typeText(definition?.typeName, session),
    });
  } else addEffect(session, out, 'alter-object', typeTarget(type));
}

function applyAttribute(command: AlterTableCmd, type: CatalogType | undefined, session: Session): void {
  const definition = as(command.def, 'ColumnDef');
  const name = command.name ?? definition?.colname ?? '';
  if (!type?.attributes) return;
  if (command.subtype === 'AT_DropColumn') delete type.attributes[name];
  else if (definition) store(type.attributes, name, typeText(definition.typeName, session));
}
