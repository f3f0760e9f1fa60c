/** The schema of a MySQL or MariaDB server, as far as it tells columns: what `read-dump.ts` and the live catalog make. */

import type { ObjectName } from '../../model.ts';
import { formatObject } from '../../names.ts';
import { foldName } from './fold.ts';

/** `database`: '' is the one that the object names leave out. */
interface Named {
  database: string;
  name: string;
}

export interface MysqlTable extends Named {
  /** In their order. */
  columns: string[];
  /** It may have others: its definition could not be read whole. */
  incomplete?: true;
}

export interface MysqlView extends Named {
  /** The query; null: it was not told (no privilege), so it may read anything. */
  query: string | null;
  /** Names of its columns, where they are told apart from the query. */
  columns: string[] | null;
}

export interface MysqlRoutine extends Named {
  kind: 'function' | 'procedure';
  parameters: string[];
  /** Null: it was not told, so it may touch anything. */
  body: string | null;
}

export interface MysqlTrigger extends Named {
  table: string;
  event: 'insert' | 'update' | 'delete';
  body: string | null;
}

export interface MysqlSchema {
  /** What the default database is called, so that a statement that names it is understood; null: nobody knows. */
  database: string | null;
  tables: MysqlTable[];
  views: MysqlView[];
  routines: MysqlRoutine[];
  triggers: MysqlTrigger[];
}

export const emptyMysqlSchema = (database: string | null = null): MysqlSchema => ({
  database,
  tables: [],
  views: [],
  routines: [],
  triggers: [],
});

const path = ({ database, name }: Named): string[] => (database === '' ? [name] : [database, name]);

export const tableName = (table: Named): ObjectName => formatObject({ kind: 'table', path: path(table) });
export const columnNameOf = (table: Named, column: string): ObjectName =>
  formatObject({ kind: 'column', path: [...path(table), column] });
export const viewName = (view: Named): ObjectName => formatObject({ kind: 'view', path: path(view) });
export const routineName = (routine: Named): ObjectName =>
  formatObject({ kind: 'function', path: path(routine) });

/**
 * Objects by name. Tables are found whatever the case (`lower_case_table_names` differs between servers): where two names
 * differ in case alone, both are found.
 */
export class SchemaIndex {
  readonly schema: MysqlSchema;
  private readonly named = new Map<string, Named[]>();

  constructor(schema: MysqlSchema) {
    this.schema = schema;
    for (const table of schema.tables) this.add('table', table, table.name);
    for (const view of schema.views) this.add('view', view, view.name);
    for (const routine of schema.routines) this.add(routine.kind, routine, routine.name);
    for (const trigger of schema.triggers) this.add('trigger', trigger, trigger.table);
  }

  private add(kind: string, object: Named, name: string): void {
    const key = `${kind} ${foldName(object.database)} ${foldName(name)}`;
    const known = this.named.get(key);
    if (known) known.push(object);
    else this.named.set(key, [object]);
  }

  /** A name of the default database and '' mean the same; a dump that does not tell its name may be any database. */
  private find(kind: string, database: string, names: readonly string[]): Named[] {
    const own = this.schema.database;
    const folded = foldName(database);
    const databases = new Set([own !== null && folded === foldName(own) ? '' : folded]);
    if (own === null) databases.add('');
    return [...databases].flatMap((base) =>
      names.flatMap((name) => this.named.get(`${kind} ${base} ${name}`) ?? []),
    );
  }

  tables(database: string, names: readonly string[]): MysqlTable[] {
    return this.find('table', database, names) as MysqlTable[];
  }

  views(database: string, names: readonly string[]): MysqlView[] {
    return this.find('view', database, names) as MysqlView[];
  }

  routines(kind: 'function' | 'procedure', database: string, names: readonly string[]): MysqlRoutine[] {
    return this.find(kind, database, names) as MysqlRoutine[];
  }

  triggers(table: Named): MysqlTrigger[] {
    return this.find('trigger', table.database, [foldName(table.name)]) as MysqlTrigger[];
  }
}
