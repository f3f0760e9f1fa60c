/** The schema as information_schema tells it, written as DDL and read again. */
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { knownMysqlCatalog, readMysqlCatalog } from '../../../src/query-log/sources/mysql-catalog/index.ts';
import { connectToMysql } from '../../../src/query-log/sources/mysql-digests/connect.ts';
import { MysqlColumnSession, type MysqlSchema, readMysqlSchema } from '../../../src/sql/mysql/index.ts';
import { schemaStatements } from './privileges-oracle.ts';
import { type MariaDb, startMariaDb } from './start-mariadb.ts';
import { statements } from './statements.ts';

let server: MariaDb;

beforeAll(async () => {
  server = await startMariaDb();
  const root = await server.connect();
  for (const one of ['create database app', 'use app', ...schemaStatements]) await root.query(one);
  await root.query(
    'create trigger fill before insert on items for each row set new.sku = (select max(email) from users)',
  );
  await root.query('create database other');
  await root.query('create table other.`odd ``name` (`a b` int, `c;d` int)');
  await root.query('create view other.far as select name from app.users');
  await root.end();
});
afterAll(() => server?.stop());

const live = async (): Promise<MysqlSchema> => {
  const connection = await connectToMysql({ socketPath: server.socket, user: 'root' });
  try {
    return await readMysqlCatalog(connection, 'app');
  } finally {
    await connection.end();
  }
};

const all = (schema: MysqlSchema) => {
  const session = new MysqlColumnSession(schema, { ansiQuotes: false });
  return statements.map((statement) =>
    session
      .read(statement)
      .map(({ reads, writes, unresolved }) => ({ statement, reads, writes, unresolved })),
  );
};

it('is read whole, and is the same after it was kept as text', async () => {
  const schema = await live();
  const { ddl, objects } = knownMysqlCatalog(schema, 'app', 0);
  const again = readMysqlSchema(ddl);
  expect(again.problems).toEqual([]);
  expect(knownMysqlCatalog(again.schema, 'app', 0)).toEqual(knownMysqlCatalog(schema, 'app', 0));
  expect(all(again.schema)).toEqual(all(schema));
  expect(objects.map(({ object }) => object)).toContain('other."odd `name"."a b"');
});

it('tells the same columns as the DDL that made it, and as mysqldump', async () => {
  const dump = execFileSync(
    'mysqldump',
    ['--no-defaults', `--socket=${server.socket}`, '-uroot', '--no-data', '--routines', '--triggers', 'app'],
    { encoding: 'utf8' },
  );
  const dumped = readMysqlSchema(dump, 'app');
  expect(dumped.problems).toEqual([]);
  expect(all(dumped.schema)).toEqual(all(await live()));
});

it('follows views of another database, and triggers', async () => {
  const session = new MysqlColumnSession(await live());
  expect(session.read('select * from other.far')[0]).toMatchObject({
    reads: ['users.name'],
    everything: false,
  });
  const [insert] = session.read('insert into items (id) values (1)');
  expect(insert).toMatchObject({
    reads: ['users.email'],
    writes: ['items.id', 'items.sku'],
    everything: false,
  });
  expect(insert?.implicit).toEqual({ reads: ['users.email'], writes: ['items.sku'] });
});
