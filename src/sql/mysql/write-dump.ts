/** A schema as the DDL that `read-dump.ts` reads: only what tells columns. */
import type { MysqlSchema } from './schema.ts';

const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

/** Definitions end where no definition can: at a line of their own. */
const END = '-- end of a definition --';

/** Databases other than the default one are written with their names. Deterministic: equal schemas give equal texts. */
export function writeMysqlDump({ database, tables, views, routines, triggers }: MysqlSchema): string {
  const own = database === null ? '' : `USE ${quoted(database)};\n`;
  const path = (one: { database: string; name: string }): string =>
    one.database === '' ? quoted(one.name) : `${quoted(one.database)}.${quoted(one.name)}`;
  const told = (what: string): string => `-- ${what} was not told`;
  const lines = [
    ...tables.map(
      (table) =>
        `CREATE TABLE ${path(table)} (${table.columns.map((column) => `${quoted(column)} int`).join(', ')})${table.incomplete ? ' SELECT 1' : ''}`,
    ),
    ...views.map((view) => {
      const columns = view.columns ? ` (${view.columns.map(quoted).join(', ')})` : '';
      return `CREATE VIEW ${path(view)}${columns}${view.query === null ? '' : ` AS ${view.query}`}`;
    }),
    ...routines.map((one) => {
      const parameters = one.parameters.map((name) => `${quoted(name)} int`).join(', ');
      const returns = one.kind === 'function' ? ' RETURNS int' : '';
      return `CREATE ${one.kind.toUpperCase()} ${path(one)}(${parameters})${returns}\n${one.body ?? told('its body')}`;
    }),
    ...triggers.map(
      (one) =>
        `CREATE TRIGGER ${path(one)} AFTER ${one.event.toUpperCase()} ON ${path({ database: one.database, name: one.table })} FOR EACH ROW\n${one.body ?? told('its body')}`,
    ),
  ];
  return `${own}DELIMITER ${END.replaceAll(' ', '_')}\n${lines
    .sort()
    .map((line) => `${line}\n${END.replaceAll(' ', '_')}\n`)
    .join('')}`;
}
