/** Views: every column that a view's query uses is read by whoever names the view. */
import type { ObjectName } from '../../../model.ts';
import { lookup } from '../../catalog.ts';
import { mergeAccess, mergeUnresolved } from './access.ts';
import { type Body, readBody, type ViewDefinition } from './bodies.ts';
import { callKnown } from './calls.ts';
import { columnNames, type Reading, touchColumn, touchRelation } from './reading.ts';
import { newColumn, type Output, renameColumns } from './scope.ts';
import { readQuery } from './select.ts';

function readDefinition(reading: Reading, { query, aliases, searchPath }: ViewDefinition): Output {
  const inner = { ...reading, session: { ...reading.session, searchPath }, anyPath: false };
  const { columns, loose } = readQuery(inner, query, null);
  return { columns: renameColumns(columns, aliases), loose };
}

/** A name in the catalog's `uses`: `view:v`, `function:f`, `t`, `t.c`. */
export function readUse(reading: Reading, use: ObjectName): void {
  const { tables } = reading.session.catalog;
  if (use.startsWith('view:')) mergeAccess(reading.access, viewBody(reading, use).access, false);
  else if (use.startsWith('function:')) callKnown(reading, use);
  else if (lookup(tables, use)) readWholeTable(reading, use);
  else
    for (const table of Object.keys(tables))
      if (use.startsWith(`${table}.`)) readUsedColumn(reading, table, use);
}

function readWholeTable(reading: Reading, table: ObjectName): void {
  touchRelation(reading, 'reads', table);
  for (const column of columnNames(reading.session, table))
    touchColumn(reading, 'reads', table, column, false);
}

function readUsedColumn(reading: Reading, table: ObjectName, use: ObjectName): void {
  touchRelation(reading, 'reads', table);
  const written = use.slice(table.length + 1);
  const own = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written;
  if (own !== 'ctid') touchColumn(reading, 'reads', table, own, false);
}

function readUses(reading: Reading, name: ObjectName): Output {
  const view = lookup(reading.session.catalog.views, name);
  for (const use of view?.uses ?? []) readUse(reading, use);
  return { columns: (view?.columns ?? []).map((column) => newColumn(column)), loose: !view?.columns };
}

/** What the view reads, with its columns; of one whose text is not known, what the catalog says. */
export function viewBody(reading: Reading, name: ObjectName): Body {
  const definition = reading.bodies.definitions.views.get(name);
  return readBody(reading, name, (inner) =>
    definition ? readDefinition(inner, definition) : readUses(inner, name),
  );
}

/** All that a view reads may be touched. */
export function unresolveView(reading: Reading, name: ObjectName): void {
  mergeUnresolved(reading.access, viewBody(reading, name).access);
}
