/** Domains: types with rules of their own. */
import type { AlterDomainStmt, Constraint, CreateDomainStmt, Node } from 'libpg-query';
import type { CatalogType, Lock, ObjectName } from '../../model.ts';
import { quoteIdentifier } from '../../names.ts';
import { lookup } from '../catalog.ts';
import { all, as, strings } from './ast.ts';
import { isNull } from './define-column.ts';
import { addEffect } from './draft.ts';
import { freeName } from './generated-names.ts';
import { nameOf, partsOf, provesAbsence, sqlName } from './identify.ts';
import { createType, typeTarget } from './judge-types.ts';
import { valueFor } from './operation.ts';
import { type OperationId, operations } from './operations.ts';
import type { Judged, Session } from './session.ts';
import { showExpression } from './show-expression.ts';
import { typeText } from './type-names.ts';
import { isVolatile } from './volatility.ts';

const NOT_NULL = 'not null';

/** The name that a check gets where it is given none. */
function checkName(own: string, constraint: Constraint | undefined, taken: string[]): string {
  return constraint?.conname ?? freeName(own, '', 'check', (name) => taken.includes(name));
}

function constraintsOf(own: string, definitions: Constraint[]): string[] {
  const names: string[] = [];
  for (const constraint of definitions) {
    if (constraint.contype === 'CONSTR_NOTNULL') names.push(NOT_NULL);
    if (constraint.contype === 'CONSTR_CHECK') names.push(checkName(own, constraint, names));
  }
  return names;
}

export function judgeCreateDomain(statement: CreateDomainStmt, session: Session, out: Judged): void {
  const base = typeText(statement.typeName, session);
  const parent = lookup(session.catalog.types, `type:${base}`);
  const path = strings(statement.domainname);
  const constraints = constraintsOf(path.at(-1) ?? '', all(statement.constraints, 'Constraint'));
  const constrained = constraints.length > 0 || parent?.constrained === true;
  const { raw_expr: expression } =
    all(statement.constraints, 'Constraint').find(({ contype }) => contype === 'CONSTR_DEFAULT') ?? {};
  const defaults = isNull(expression)
    ? parent?.defaults
    : isVolatile(expression, session)
      ? 'volatile'
      : 'steady';
  createType(session, out, path, {
    kind: 'domain',
    base,
    constrained,
    constraints,
    ...(defaults && { defaults }),
  });
}

/** The domain, and domains over it. */
function familyOf(session: Session, domain: ObjectName): Set<string> {
  const family = new Set([domain.slice('type:'.length)]);
  for (const base of family) {
    for (const [name, type] of Object.entries(session.catalog.types))
      if (type.kind === 'domain' && type.base === base) family.add(name.slice('type:'.length));
  }
  return family;
}

/** Tables that have a column of the domain: each is read while the domain gets a new rule. */
function tablesWith(session: Session, domain: ObjectName): ObjectName[] {
  const family = familyOf(session, domain);
  return Object.entries(session.catalog.tables)
    .filter(([, { columns }]) => Object.values(columns).some(({ type }) => family.has(type)))
    .map(([table]) => table);
}

/** Where not every table was seen, some of the others may have a column of it: not known is not unused. */
function unseenTables(session: Session, domain: ObjectName, row: OperationId): Lock[] {
  const mode = valueFor(operations[row].otherLock ?? null, session.version);
  const isSeen =
    session.fresh.has(domain) || (lookup(session.catalog.types, domain) && provesAbsence(session));
  if (mode === null || isSeen) return [];
  return [{ object: `every table with a column of ${sqlName(domain)}`, mode }];
}

/** Subtypes: C adds a constraint, O sets NOT NULL, V validates; the others loosen. */
function domainRow(subtype: string | undefined, def: Node | undefined): OperationId {
  if (subtype === 'C')
    return as(def, 'Constraint')?.skip_validation ? 'constrain-domain-not-valid' : 'constrain-domain';
  if (subtype === 'O') return 'constrain-domain';
  if (subtype === 'V') return 'validate-domain';
  return subtype === 'N' || subtype === 'X' ? 'relax-domain' : 'alter-object';
}

/** SET DEFAULT and DROP DEFAULT: columns that are added later get it. */
function applyDefault(session: Session, known: CatalogType, { subtype, def }: AlterDomainStmt): void {
  if (subtype !== 'T') return;
  if (isNull(def)) delete known.defaults;
  else known.defaults = isVolatile(def, session) ? 'volatile' : 'steady';
}

/** What a domain holds after the statement. */
function applyConstraint(
  session: Session,
  known: CatalogType,
  statement: AlterDomainStmt,
  name: string,
): void {
  const before = known.constraints ?? (known.constrained ? ['?'] : []);
  const gone = statement.subtype === 'N' ? NOT_NULL : name;
  if (statement.subtype === 'C') known.constraints = [...before, name];
  else if (statement.subtype === 'O') known.constraints = [...before, NOT_NULL];
  else if (statement.subtype === 'N' || statement.subtype === 'X') {
    known.constraints = before.filter((other) => other !== gone);
  }
  const parent = lookup(session.catalog.types, `type:${known.base ?? ''}`);
  known.constrained = (known.constraints ?? before).length > 0 || parent?.constrained === true;
}

export function judgeAlterDomain(statement: AlterDomainStmt, session: Session, out: Judged): void {
  const domain = nameOf(session, 'type', strings(statement.typeName));
  const known = lookup(session.catalog.types, domain);
  const constraint = as(statement.def, 'Constraint');
  const name =
    statement.name ?? checkName(partsOf(session, domain).own, constraint, known?.constraints ?? []);
  const definition = constraint ? showExpression(constraint.raw_expr) : 'VALUE IS NOT NULL';
  const others = tablesWith(session, domain);
  const locks = unseenTables(session, domain, domainRow(statement.subtype, statement.def));
  const isUnseen = statement.subtype === 'V' && others.length === 0 && locks.length > 0;
  const row = isUnseen ? 'validate-domain-unseen' : domainRow(statement.subtype, statement.def);
  addEffect(session, out, row, {
    ...typeTarget(domain),
    others,
    locks,
    words: { constraint: quoteIdentifier(name), definition },
  });
  if (!known) return;
  applyConstraint(session, known, statement, name);
  applyDefault(session, known, statement);
}
