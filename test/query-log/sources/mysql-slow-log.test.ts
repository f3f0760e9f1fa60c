import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SlowLogEntries } from '../../../src/query-log/sources/mysql-slow-log/entries.ts';
import { detectSlowLog, readSlowLog } from '../../../src/query-log/sources/mysql-slow-log/index.ts';
import type { LogPosition } from '../../../src/query-log/sources/server-log/reading.ts';

const mariadb = `mariadbd, Version: 10.11.19-MariaDB. started with:
Tcp port: 0  Unix socket: /s
Time		    Id Command	Argument
# Time: 261123  1:25:06
# User@Host: app[app] @ localhost []
# Thread_id: 18  Schema: app  QC_hit: No
# Query_time: 0.250000  Lock_time: 0.000105  Rows_sent: 2  Rows_examined: 2
# Rows_affected: 0  Bytes_sent: 69
use \`app\`;
SET timestamp=1795397106;
select a from t /* one */;
# User@Host: app[app] @ localhost []
# Thread_id: 18  Schema: app  QC_hit: No
# Query_time: 0.000242  Lock_time: 0.000108  Rows_sent: 0  Rows_examined: 0
SET timestamp=1795397107;
select b
 from t where x = 'a
# User@Host: not[a] @ header []
SET timestamp=5;';
# User@Host: app[app] @ localhost []
# Thread_id: 18  Schema: app  QC_hit: No
# Query_time: 0.000242  Lock_time: 0.000108  Rows_sent: 0  Rows_examined: 0
SET timestamp=1795397108;
# administrator command: Quit;
`;

const mysql = `/usr/sbin/mysqld, Version: 8.0.40 (MySQL). started with:
Tcp port: 3306  Unix socket: /s
Time                 Id Command    Argument
# Time: 2026-11-23T01:25:06.500000Z
# User@Host: root[root] @ localhost []  Id:     8
# Query_time: 1.500000  Lock_time: 0.000003 Rows_sent: 1  Rows_examined: 1 Thread_id: 8 Errno: 1317 Killed: 1 Bytes_received: 0
use shop;
SET timestamp=1795397106;
select c from t;
# Time: 2026-11-23T01:25:08.500000Z
# User@Host: svc[svc] @  [10.0.0.1]  Id:     9
# Query_time: 0.000000  Lock_time: 0.000003 Rows_sent: 1  Rows_examined: 1
SET timestamp=1795397108;
select d from t;
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanekeeper-slow-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function runsOf(text: string) {
  const entries = new SlowLogEntries();
  for (const line of text.split('\n')) entries.push(line);
  entries.end();
  return entries.take();
}

it('tells the statements of a MariaDB', () => {
  const common = { runs: 1, failed: false, service: '', user: 'app', session: '18', defaultSchema: 'app' };
  expect(runsOf(mariadb)).toEqual([
    { ...common, text: 'select a from t /* one */', at: 1_795_397_106_250 },
    {
      ...common,
      text: "select b\n from t where x = 'a\n# User@Host: not[a] @ header []\nSET timestamp=5;'",
      at: 1_795_397_107_000,
    },
  ]);
});

it('tells the statements of a MySQL, and which failed where it says so', () => {
  expect(runsOf(mysql)).toMatchObject([
    {
      text: 'select c from t',
      at: 1_795_397_107_500,
      user: 'root',
      session: '8',
      defaultSchema: 'shop',
      failed: true,
    },
    {
      text: 'select d from t',
      at: 1_795_397_108_000,
      user: 'svc',
      session: '9',
      defaultSchema: 'shop',
      failed: false,
    },
  ]);
});

it('knows a slow log from others', () => {
  expect(detectSlowLog(Buffer.from(mariadb))).toBe(true);
  expect(detectSlowLog(Buffer.from(mysql))).toBe(true);
  expect(detectSlowLog(Buffer.from('2026-11-23 01:00:00 UTC [1] LOG:  statement: select 1\n'))).toBe(false);
});

async function read(path: string, position: LogPosition | null = null, finish = true) {
  const texts: string[] = [];
  let last = position;
  for await (const chunk of readSlowLog(path, { complete: true, position, finish, chunkBytes: 64 })) {
    texts.push(...chunk.runs.map(({ text }) => text));
    last = JSON.parse(JSON.stringify(chunk.position()));
  }
  return { texts, last };
}

it('is read from a packed file, and goes on from a position, wherever the file ended', async () => {
  const all = runsOf(mariadb).map(({ text }) => text);
  const packed = join(folder, 'slow.log.gz');
  writeFileSync(packed, gzipSync(mariadb));
  expect((await read(packed)).texts).toEqual(all);
  const path = join(folder, 'slow.log');
  for (let cut = 1; cut < mariadb.length; cut += 7) {
    writeFileSync(path, mariadb.slice(0, cut));
    const first = await read(path, null, false);
    writeFileSync(path, mariadb);
    const second = await read(path, first.last);
    expect([...first.texts, ...second.texts], String(cut)).toEqual(all);
  }
});

it('proves nothing where nobody says that it is complete, or a statement changed that', async () => {
  const path = join(folder, 'slow.log');
  writeFileSync(path, mariadb.replace('select a from t', 'SET GLOBAL long_query_time = 10'));
  for (const complete of [false, true])
    for await (const chunk of readSlowLog(path, { complete }))
      expect(chunk.completeness().sampling.mode).toBe('threshold');
});

it('takes any text', () => {
  const lines = fc.array(
    fc.oneof(fc.constantFrom(...mariadb.split('\n'), ...mysql.split('\n')), fc.string()),
  );
  fc.assert(
    fc.property(lines, (some) => Array.isArray(runsOf(some.join('\n')))),
    { numRuns: 500 },
  );
});
