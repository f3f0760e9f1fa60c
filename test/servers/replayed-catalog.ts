/** The replayed catalog in the words of `SchemaFacts`, so that it can be laid beside a server's. */
import type { Catalog, CatalogConstraint, CatalogIndex, CatalogTable, CatalogType } from '../../src/model.ts';
import type { SchemaFacts } from './server-catalog.ts';

const bare = (name: string): string => name.replace(/^[a-z]+:/, '');
const join = (...parts: (string | false | null)[]): string => parts.filter(Boolean).join(' ');

function rename<T, U>(entries: Record<string, T>, describe: (entry: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(entries).map(([name, entry]) => [bare(name), describe(entry)]));
}

function describeConstraint(constraint: CatalogConstraint): string {
  const { references } = constraint;
  return join(
    constraint.kind,
    `(${constraint.columns.join(',')})`,
    references && `references ${references.table}(${references.columns.join(',')})`,
    !constraint.validated && 'not valid',
  );
}

function describeTable(table: CatalogTable): SchemaFacts['tables'][string] {
  return {
    columns: rename(table.columns, (column) =>
      join(column.type, column.notNull && 'not null', column.defaulted && 'defaulted'),
    ),
    constraints: rename(table.constraints, describeConstraint),
    parents: table.parents,
    triggers: rename(table.triggers, (trigger) => `${bare(trigger.function)}(${trigger.columns.join(',')})`),
    policies: Object.keys(table.policies).sort(),
  };
}

function describeIndex(index: CatalogIndex): string {
  const { unique, table, columns, constraint } = index;
  return join(
    unique && 'unique',
    'on',
    bare(table),
    `(${columns.join(',')})`,
    constraint && `for ${constraint}`,
  );
}

function describeType(type: CatalogType): string {
  if (type.kind === 'enum') return `enum ${type.values.join(',')}`;
  if (type.kind === 'domain') return join('domain', type.base, type.constrained && 'constrained');
  return type.kind;
}

export function factsOfCatalog(catalog: Catalog): SchemaFacts {
  return {
    tables: rename(catalog.tables, describeTable),
    indexes: rename(catalog.indexes, describeIndex),
    views: rename(catalog.views, (view) => (view.materialized ? 'materialized' : '')),
    types: rename(catalog.types, describeType),
    sequences: rename(catalog.sequences, (sequence) => sequence.ownedBy ?? ''),
  };
}
