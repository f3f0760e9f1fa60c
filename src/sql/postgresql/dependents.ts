/** What in the catalog still uses an object, just before it goes. */
import type { CatalogIndex, CatalogTable, Dependent, ObjectName } from '../../model.ts';
import { lookup } from '../catalog.ts';
import { columnName, partName } from './identify.ts';
import { eachForeignKeyTo } from './known-table.ts';
import { mentioning } from './mentions.ts';
import type { Session } from './session.ts';

type Uses = (name: ObjectName) => boolean;

/** `of`: the objects that `uses` is about. */
function inViewsAndFunctions(session: Session, uses: Uses, ...of: ObjectName[]): Dependent[] {
  const found: Dependent[] = [];
  for (const [object, view] of mentioning(session, 'views', ...of))
    if (view.uses.some(uses)) found.push({ object, kind: 'view' });
  for (const [object, entry] of mentioning(session, 'functions', ...of)) {
    if (entry.uses.some(uses)) found.push({ object, kind: 'function' });
  }
  return found;
}

/** Rewrite rules, on any table. */
function inRules(session: Session, uses: Uses, ...of: ObjectName[]): Dependent[] {
  return mentioning(session, 'tables', ...of).flatMap(([table, { rules }]) =>
    Object.entries(rules ?? {})
      .filter(([, rule]) => rule.columns.some(uses))
      .map(([own]) => ({ object: columnName(table, own), kind: 'rule' })),
  );
}

function inPolicies(session: Session, uses: Uses, of: ObjectName, except?: ObjectName): Dependent[] {
  return mentioning(session, 'tables', of).flatMap(([table, { policies }]) =>
    table === except
      ? []
      : Object.entries(policies)
          .filter(([, policy]) => policy.columns.some(uses))
          .map(([name]) => ({ object: partName('policy', table, name), kind: 'policy' })),
  );
}

/** Foreign keys that point to a table, or to one of its columns. */
function incomingKeys(session: Session, table: ObjectName, column?: string): Dependent[] {
  const found: Dependent[] = [];
  eachForeignKeyTo(session, table, ({ columns }, references, name, own) => {
    if (name === table && column === undefined) return;
    const goesAlong = column !== undefined && name === table && columns.includes(column);
    const concerns = column === undefined || references.columns.includes(column);
    if (concerns && !goesAlong)
      found.push({ object: partName('constraint', name, own), kind: 'foreign key' });
  });
  return found;
}

/** Over several columns, so that it serves more than the one that goes. */
function servesOthers(index: CatalogIndex, column: string): boolean {
  const uses = [...index.columns, ...index.alsoUses];
  if (!uses.includes(column)) return false;
  const keys = index.columns.length > 0 ? index.columns : index.alsoUses;
  return keys.some((key) => key !== column);
}

function triggersOn(session: Session, name: ObjectName, table: CatalogTable, column: string): Dependent[] {
  return Object.entries(table.triggers)
    .filter(([, trigger]) => {
      const body = lookup(session.catalog.functions, trigger.function);
      return trigger.columns.includes(column) || body?.rowUses?.includes(column) === true;
    })
    .map(([own]) => ({ object: partName('trigger', name, own), kind: 'trigger' }));
}

/** A plain index on the column alone is none: it goes with it. */
export function dependentsOfColumn(session: Session, table: ObjectName, column: string): Dependent[] {
  const name = columnName(table, column);
  const uses: Uses = (used) => used === name || used === table;
  const entry = lookup(session.catalog.tables, table);
  const generated = Object.entries(entry?.columns ?? {})
    .filter(([own, { generatedFrom }]) => own !== column && generatedFrom.includes(column))
    .map(([own]) => ({ object: columnName(table, own), kind: 'generated column' }));
  const indexes = mentioning(session, 'indexes', table)
    .filter(([, index]) => index.table === table && servesOthers(index, column))
    .map(([object]) => ({ object, kind: 'index' }));
  return [
    ...inViewsAndFunctions(session, uses, table),
    ...incomingKeys(session, table, column),
    ...(entry ? triggersOn(session, table, entry, column) : []),
    ...generated,
    ...inPolicies(session, (used) => used === name, name),
    ...inRules(session, uses, table),
    ...indexes,
  ];
}

/** Children by INHERITS hold the table up; partitions go with it. */
function heirs(session: Session, table: ObjectName): Dependent[] {
  const entry = lookup(session.catalog.tables, table);
  if (!entry?.partitioned || entry.partial || entry.defaultPartition !== undefined) return [];
  return mentioning(session, 'tables', table)
    .filter(([, { parents }]) => parents.includes(table))
    .map(([object]) => ({ object, kind: 'table' }));
}

export function dependentsOfTable(session: Session, table: ObjectName): Dependent[] {
  const uses: Uses = (used) => used === table || used.startsWith(`${table}.`);
  return [
    ...inViewsAndFunctions(session, uses, table),
    ...incomingKeys(session, table),
    ...inPolicies(session, uses, table, table),
    ...inRules(session, uses, table).filter(({ object }) => !object.startsWith(`${table}.`)),
    ...heirs(session, table),
  ];
}

/** Of a key: foreign keys of any table that rest on it. */
export function dependentsOfKey(
  session: Session,
  table: ObjectName,
  columns: string[],
  name?: string,
): Dependent[] {
  const key = name === undefined ? undefined : partName('constraint', table, name);
  const views = key === undefined ? [] : inViewsAndFunctions(session, (used) => used === key, key);
  const same = (other: string[]): boolean =>
    other.length === columns.length && other.every((column) => columns.includes(column));
  const keys = mentioning(session, 'tables', table).flatMap(([name, other]) =>
    Object.entries(other.constraints)
      .filter(([, { references }]) => references?.table === table && same(references.columns))
      .map(([own]) => ({ object: partName('constraint', name, own), kind: 'foreign key' })),
  );
  return [...views, ...keys];
}

export function dependentsOfView(session: Session, view: ObjectName): Dependent[] {
  const uses: Uses = (used) => used === view;
  return inViewsAndFunctions(session, uses, view).filter(({ object }) => object !== view);
}

/** Columns whose default, or whose type, is the object. */
function columnsWhere(
  session: Session,
  test: (type: string, defaults: ObjectName[]) => boolean,
  kind: string,
): Dependent[] {
  return Object.entries(session.catalog.tables).flatMap(([table, { columns }]) =>
    Object.entries(columns)
      .filter(([, column]) => test(column.type, column.defaultUses ?? []))
      .map(([own]) => ({ object: columnName(table, own), kind })),
  );
}

export function dependentsOfType(session: Session, type: ObjectName): Dependent[] {
  const text = type.slice('type:'.length);
  const domains = Object.entries(session.catalog.types)
    .filter(([, { base }]) => base === text || base === `${text}[]`)
    .map(([object]) => ({ object, kind: 'domain' }));
  const columns = columnsWhere(session, (used) => used === text || used === `${text}[]`, 'column');
  return [...columns, ...domains, ...inViewsAndFunctions(session, (used) => used === type, type)];
}

/** Checks and indexes that call a function. */
function inExpressions(session: Session, name: ObjectName): Dependent[] {
  const checks = Object.entries(session.catalog.tables).flatMap(([table, { constraints }]) =>
    Object.entries(constraints)
      .filter(([, { uses }]) => uses?.includes(name))
      .map(([own]) => ({ object: partName('constraint', table, own), kind: 'check' })),
  );
  const indexes = Object.entries(session.catalog.indexes).filter(([, { uses }]) => uses?.includes(name));
  return [...checks, ...indexes.map(([object]) => ({ object, kind: 'index' }))];
}

export function dependentsOfFunction(session: Session, name: ObjectName): Dependent[] {
  const triggers = Object.entries(session.catalog.tables).flatMap(([table, entry]) =>
    Object.entries(entry.triggers)
      .filter(([, trigger]) => trigger.function === name)
      .map(([own]) => ({ object: partName('trigger', table, own), kind: 'trigger' })),
  );
  const uses: Uses = (used) => used === name;
  const others = inViewsAndFunctions(session, uses, name).filter(({ object }) => object !== name);
  const expressions = inExpressions(session, name);
  const defaults = columnsWhere(session, (_, used) => used.includes(name), 'default');
  return [...triggers, ...defaults, ...expressions, ...others, ...inPolicies(session, uses, name)];
}

export function dependentsOfSequence(session: Session, name: ObjectName): Dependent[] {
  return columnsWhere(session, (_, used) => used.includes(name), 'default');
}
