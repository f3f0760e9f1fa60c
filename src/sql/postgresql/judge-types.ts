/** Enums, domains, composite types and others. */
import type {
  AlterDomainStmt,
  AlterEnumStmt,
  AlterTableCmd,
  CompositeTypeStmt,
  CreateDomainStmt,
  CreateEnumStmt,
  CreateRangeStmt,
  Node,
  RangeVar,
} from 'libpg-query';
import type { CatalogType, ObjectName } from '../../model.ts';
import { quoteIdentifier } from '../../names.ts';
import { lookup, store } from '../catalog.ts';
import { all, as, strings } from './ast.ts';
import { addEffect, type Target } from './draft.ts';
import { columnName, nameOf, newName, sqlName, valueName } from './identify.ts';
import type { OperationId } from './operations.ts';
import type { Judged, Session } from './session.ts';
import { showExpression } from './show-expression.ts';
import { typeText } from './type-names.ts';

const typeTarget = (object: ObjectName): Target => ({ object, objectKind: 'type', table: null });

function createType(session: Session, out: Judged, path: string[], entry: Partial<CatalogType>): void {
  const name = newName(session, 'type', path);
  store(session.catalog.types, name, { kind: 'other', values: [], constrained: false, base: null, ...entry });
  session.fresh.add(name);
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
  createType(session, out, pathOfRange(statement.typevar), { kind: 'composite' });
}

export function judgeOtherType(path: string[], session: Session, out: Judged): void {
  createType(session, out, path, {});
}

const pathOfRange = (range: RangeVar | undefined): string[] =>
  range?.schemaname ? [range.schemaname, range.relname ?? ''] : [range?.relname ?? ''];

export function judgeCreateDomain(statement: CreateDomainStmt, session: Session, out: Judged): void {
  const base = typeText(statement.typeName, session);
  const parent = lookup(session.catalog.types, `type:${base}`);
  const held = all(statement.constraints, 'Constraint').some(
    ({ contype }) => contype === 'CONSTR_CHECK' || contype === 'CONSTR_NOTNULL',
  );
  createType(session, out, strings(statement.domainname), {
    kind: 'domain',
    base,
    constrained: held || parent?.constrained === true,
  });
}

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

/** Tables that have a column of the domain: each is read while the domain gets a new rule. */
function tablesWith(session: Session, domain: ObjectName): ObjectName[] {
  const type = domain.slice('type:'.length);
  return Object.entries(session.catalog.tables)
    .filter(([, { columns }]) => Object.values(columns).some((column) => column.type === type))
    .map(([table]) => table);
}

/** Subtypes: C adds a constraint, O sets NOT NULL, V validates; the others loosen. */
function domainRow(subtype: string | undefined, def: Node | undefined): OperationId {
  if (subtype === 'C')
    return as(def, 'Constraint')?.skip_validation ? 'constrain-domain-not-valid' : 'constrain-domain';
  if (subtype === 'O') return 'constrain-domain';
  if (subtype === 'V') return 'validate-domain';
  return subtype === 'N' || subtype === 'X' ? 'relax-domain' : 'alter-object';
}

export function judgeAlterDomain(statement: AlterDomainStmt, session: Session, out: Judged): void {
  const domain = nameOf(session, 'type', strings(statement.typeName));
  const row = domainRow(statement.subtype, statement.def);
  const constraint = as(statement.def, 'Constraint');
  const name =
    constraint?.conname ??
    statement.name ??
    `${domain.slice(domain.lastIndexOf('.') + 1).replace('type:', '')}_check`;
  const definition = constraint ? showExpression(constraint.raw_expr) : 'VALUE IS NOT NULL';
  const others = tablesWith(session, domain);
  addEffect(session, out, row, {
    ...typeTarget(domain),
    others,
    words: { constraint: quoteIdentifier(name), definition },
  });
  const known = lookup(session.catalog.types, domain);
  if (known && (statement.subtype === 'C' || statement.subtype === 'O')) known.constrained = true;
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
  if (command.subtype === 'AT_AddColumn') addEffect(session, out, 'add-attribute', target);
  else if (command.subtype === 'AT_DropColumn') addEffect(session, out, 'drop-attribute', target);
  else if (command.subtype === 'AT_AlterColumnType') {
    addEffect(session, out, 'retype-attribute', {
      ...target,
      after: typeText(definition?.typeName, session),
    });
  } else addEffect(session, out, 'alter-object', typeTarget(type));
}
