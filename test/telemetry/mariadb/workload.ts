/** What clients do to a server in a test, and how often each touches `t.a`. */
import type { MariaDb } from './start-mariadb.ts';

export const workloadSchema = [
  'create database app',
  'use app',
  'create table t (id int primary key, a int, b int)',
  'create table u (id int primary key, t_id int)',
  'insert into t values (1, 1, 1), (2, 2, 2)',
  'insert into u values (1, 1)',
  'create view v as select a from t',
  'create procedure p() select a from t',
  'create trigger tr after update on u for each row update t set a = a + 1 where id = new.t_id',
];

export interface Done {
  /** Statements that touch `t.a`, in any way, failed ones included. */
  ofA: number;
  failed: number;
}

/** Text protocol alone: with `prepared`, three executions over the binary one. */
export async function work(server: MariaDb, { prepared }: { prepared: boolean }): Promise<Done> {
  const client = await server.connect({ database: 'app' });
  const killer = await server.connect();
  const done: Done = { ofA: 0, failed: 0 };
  const run = async (sql: string, times = 1): Promise<void> => {
    for (let i = 0; i < times; i++) await client.query(sql).catch(() => done.failed++);
    done.ofA += times;
  };
  await run('select a from t where id = 1', 5);
  await run('select a from t where id = 2', 2);
  await run('select * from t');
  await run('select a from v');
  await run('call p()');
  await run('update u set t_id = 1 where id = 1');
  await run('update t join u on u.t_id = t.id set t.b = t.a');
  await run('insert into t (id, a) values (1, 1)');
  await run('select a, nosuch from t');
  await run('set statement max_statement_time = 0.1 for select sleep(3), a from t');
  const [[row]] = (await client.query('select connection_id() as id')) as unknown as [[{ id: number }]];
  const killed = run('select sleep(20), a from t');
  await new Promise((resolve) => setTimeout(resolve, 200));
  await killer.query(`kill query ${row.id}`);
  await killed;
  await client.query('select b from t');
  if (prepared)
    for (const id of [1, 2, 1]) {
      await client.execute('select a from t where b = ?', [id]);
      done.ofA++;
    }
  await client.end();
  await killer.end();
  return done;
}
