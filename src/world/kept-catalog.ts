/** The replayed schema as it is kept: most of it is columns, and most columns are plain and as old as their table. */
import type { Catalog, CatalogColumn, CatalogTable, Place } from '../model.ts';

type PackedColumn = Pick<CatalogColumn, 'type'> & Partial<CatalogColumn>;
type PackedTable = Omit<CatalogTable, 'columns'> & { columns: Record<string, PackedColumn> };
export type PackedCatalog = Omit<Catalog, 'tables'> & { tables: Record<string, PackedTable> };

const isSame = (one: Place, other: Place): boolean =>
  one.path === other.path && one.line === other.line && one.column === other.column;

function packColumn(
  { notNull, defaulted, generatedFrom, place, ...rest }: CatalogColumn,
  of: Place,
): PackedColumn {
  return {
    ...rest,
    ...(notNull ? { notNull } : {}),
    ...(defaulted ? { defaulted } : {}),
    ...(generatedFrom.length > 0 ? { generatedFrom } : {}),
    ...(isSame(place, of) ? {} : { place }),
  };
}

const unpackColumn = (column: PackedColumn, of: Place): CatalogColumn => ({
  notNull: false,
  defaulted: false,
  generatedFrom: [],
  place: of,
  ...column,
});

/** `Object.fromEntries` keeps a column of any name, `__proto__` too. */
const mapRecord = <A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));

export function packCatalog(catalog: Catalog): PackedCatalog {
  const tables = mapRecord(catalog.tables, (table) => ({
    ...table,
    columns: mapRecord(table.columns, (column) => packColumn(column, table.place)),
  }));
  return { ...catalog, tables };
}

export function unpackCatalog(catalog: PackedCatalog): Catalog {
  const tables = mapRecord(catalog.tables, (table) => ({
    ...table,
    columns: mapRecord(table.columns, (column) => unpackColumn(column, table.place)),
  }));
  return { ...catalog, tables };
}
