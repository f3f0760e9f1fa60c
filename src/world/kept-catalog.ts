/** The replayed schema as it is kept: most of it is columns, and most columns are plain and as old as their table. */
import type { Catalog, CatalogColumn, CatalogTable, Place } from '../model.ts';

/** The path by its number in the list of paths, line, column. */
type PackedPlace = [number, number, number];

/** Bits of what a column may be. */
const NOT_NULL = 1;
const DEFAULTED = 2;

/** Type and bits; then, only where there is more to say, where it was made and what is rare. */
type PackedColumn = [string, number, (PackedPlace | 0)?, Partial<CatalogColumn>?];
type PackedTable = Omit<CatalogTable, 'columns'> & { columns: Record<string, PackedColumn> };
export type PackedCatalog = Omit<Catalog, 'tables'> & {
  paths: string[];
  tables: Record<string, PackedTable>;
};

const isSame = (one: Place, other: Place): boolean =>
  one.path === other.path && one.line === other.line && one.column === other.column;

/** Each path once, by its place in a list. */
class Paths {
  readonly all: string[] = [];
  private readonly known = new Map<string, number>();

  indexOf(path: string): number {
    const index = this.known.get(path) ?? this.all.push(path) - 1;
    this.known.set(path, index);
    return index;
  }
}

function packColumn(column: CatalogColumn, of: Place, paths: Paths): PackedColumn {
  const { type, notNull, defaulted, generatedFrom, place, ...rest } = column;
  const bits = (notNull ? NOT_NULL : 0) + (defaulted ? DEFAULTED : 0);
  const rare = { ...rest, ...(generatedFrom.length > 0 ? { generatedFrom } : {}) };
  const { path, line, column: at } = place;
  const where: PackedPlace | 0 = isSame(place, of) ? 0 : [paths.indexOf(path), line, at];
  if (Object.keys(rare).length > 0) return [type, bits, where, rare];
  return where === 0 ? [type, bits] : [type, bits, where];
}

function unpackColumn(packed: PackedColumn, of: Place, paths: readonly string[]): CatalogColumn {
  const [type, bits, where = 0, rare] = packed;
  const plain = {
    type,
    notNull: (bits & NOT_NULL) !== 0,
    defaulted: (bits & DEFAULTED) !== 0,
    generatedFrom: [],
    place: where === 0 ? of : { path: paths[where[0]] ?? '', line: where[1], column: where[2] },
  };
  return rare === undefined ? plain : { ...plain, ...rare };
}

/** `Object.fromEntries` keeps a column of any name, `__proto__` too. */
const mapRecord = <A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));

export function packCatalog(catalog: Catalog): PackedCatalog {
  const paths = new Paths();
  const tables = mapRecord(catalog.tables, (table) => ({
    ...table,
    columns: mapRecord(table.columns, (column) => packColumn(column, table.place, paths)),
  }));
  return { ...catalog, tables, paths: paths.all };
}

export function unpackCatalog({ paths, ...catalog }: PackedCatalog): Catalog {
  const tables = mapRecord(catalog.tables, (table) => ({
    ...table,
    columns: mapRecord(table.columns, (column) => unpackColumn(column, table.place, paths)),
  }));
  return { ...catalog, tables };
}
