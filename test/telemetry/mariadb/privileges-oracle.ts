/**
 * What a statement reads and writes by the server's own word: for each column a user who may do everything but read it, and
 * one who may do everything but write it. Where that user is refused, the statement reads, or writes, that column.
 */
import type { Connection } from 'mysql2/promise';
import type { MariaDb } from './start-mariadb.ts';

export interface Labels {
  reads: string[];
  writes: string[];
}

const REFUSED = new Set([1142, 1143, 1356, 1227]);

interface Witness {
  column: string;
  way: 'reads' | 'writes';
  connection: Connection;
}

const tables = {
  users: ['id', 'name', 'email', 'age', 'status', 'manager_id'],
  orders: ['id', 'user_id', 'total', 'note', 'created', 'status'],
  items: ['id', 'order_id', 'sku', 'qty', 'name'],
};

export const schemaSql = `
create table users (id int primary key, name varchar(40), email varchar(80), age int, status varchar(10), manager_id int, key k_name (name));
create table orders (id int primary key, user_id int, total int, note text, created datetime, status varchar(10), key k_user (user_id));
create table items (id int primary key, order_id int, sku varchar(20), qty int, name varchar(40));
create sql security invoker view adults as select id, name as label from users where age >= 18;
create sql security invoker view totals (who, amount) as select user_id, sum(total) from orders group by user_id;
create sql security invoker view everything_of_items as select * from items;
create function spent(who int) returns int reads sql data sql security invoker return (select sum(total) from orders where user_id = who);
create procedure rename_user(in who int, in label varchar(40)) sql security invoker update users set name = label where id = who;
create procedure report(in who int) sql security invoker begin declare n int default 0; if (select count(email) from users where id = who) > 0 then select note from orders where user_id = who; else select sku from items; end if; end;
`;

export const schemaStatements = schemaSql
  .trim()
  .split(/;\n/)
  .map((statement) => statement.replace(/;$/, ''))
  .map((statement) =>
    statement.includes(' begin ') && !/end$/.test(statement) ? `${statement}; end` : statement,
  );

async function witness(
  server: MariaDb,
  root: Connection,
  column: string,
  way: Witness['way'],
): Promise<Witness> {
  const [table, name] = column.split('.') as [keyof typeof tables, string];
  const user = `'${way}_${column}'@'localhost'`;
  await root.query(`create user ${user}`);
  for (const [other, columns] of Object.entries(tables)) {
    const without = columns.filter((one) => other !== table || one !== name).join(', ');
    const all = columns.join(', ');
    const [read, write] = way === 'reads' ? [without, all] : [all, without];
    await root.query(
      `grant select (${read}), insert (${write}), update (${write}), delete on app.${other} to ${user}`,
    );
  }
  for (const view of ['adults', 'totals', 'everything_of_items'])
    await root.query(`grant select, insert, update, delete on app.${view} to ${user}`);
  await root.query(`grant execute on app.* to ${user}`);
  const connection = await server.connect({ user: `${way}_${column}`, database: 'app' });
  return { column, way, connection };
}

export interface Oracle {
  /** Rejects a statement that the server does not take from anybody. */
  label(statement: string): Promise<Labels>;
  /** Whether it fails once that column has another name. */
  breaks(statement: string, column: string): Promise<boolean>;
  close(): Promise<void>;
}

async function isRefused({ connection }: Witness, statement: string): Promise<boolean> {
  await connection.query('begin');
  try {
    await connection.query(statement);
    return false;
  } catch (error) {
    if (REFUSED.has((error as { errno?: number }).errno ?? 0)) return true;
    return false;
  } finally {
    await connection.query('rollback');
  }
}

export async function openOracle(server: MariaDb): Promise<Oracle> {
  const root = await server.connect();
  await root.query('create database app');
  await root.query('use app');
  for (const statement of schemaStatements) await root.query(statement);
  // So that functions and branches run.
  await root.query("insert into users values (1, 'n', 'e', 20, 'a', null)");
  await root.query("insert into orders values (1, 1, 5, 'x', now(), 'a')");
  await root.query("insert into items values (1, 1, 's', 2, 'n')");
  const witnesses: Witness[] = [];
  for (const [table, columns] of Object.entries(tables))
    for (const column of columns)
      for (const way of ['reads', 'writes'] as const)
        witnesses.push(await witness(server, root, `${table}.${column}`, way));
  return {
    async label(statement) {
      await root.query('begin');
      await root.query(statement);
      await root.query('rollback');
      const refused: Witness[] = [];
      for (const one of witnesses) if (await isRefused(one, statement)) refused.push(one);
      const of = (way: Witness['way']): string[] =>
        refused
          .filter((one) => one.way === way)
          .map(({ column }) => column)
          .sort();
      return { reads: of('reads'), writes: of('writes') };
    },
    async breaks(statement, column) {
      const [table, name] = column.split('.');
      await root.query(`alter table ${table} rename column ${name} to gone`);
      try {
        await root.query('begin');
        await root.query(statement);
        return false;
      } catch {
        return true;
      } finally {
        await root.query('rollback');
        await root.query(`alter table ${table} rename column gone to ${name}`);
      }
    },
    async close() {
      for (const { connection } of [...witnesses, { connection: root }]) await connection.end();
    },
  };
}
