import { expect, test } from 'vitest';
import { useServers } from './servers.ts';
import { postgresqlVersions, startPostgresql } from './start-postgresql.ts';

const servers = useServers('start');

test('each server is of the version that it is asked for', async () => {
  for (const { version, runner } of servers) {
    const [row] = await runner.query("SELECT current_setting('server_version_num')::int / 10000 AS major");
    expect(row?.major).toBe(version);
  }
  if (process.env.SERVERS === undefined)
    expect(servers.map(({ version }) => version)).toEqual([...postgresqlVersions]);
});

test('a version that is not installed is an error that says how to install it', async () => {
  await expect(startPostgresql(9)).rejects.toThrow(/PostgreSQL 9 is not installed: .* Run: npm ci/);
});
