/** Which columns a MySQL or MariaDB statement reads and writes. */
export { type DumpProblem, readMysqlSchema } from './read-dump.ts';
export {
  emptyMysqlSchema,
  type MysqlRoutine,
  type MysqlSchema,
  type MysqlTable,
  type MysqlTrigger,
  type MysqlView,
  SchemaIndex,
} from './schema.ts';
export { MysqlColumnSession, type MysqlOptions } from './session.ts';
export { writeMysqlDump } from './write-dump.ts';
