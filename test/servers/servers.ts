/** The running servers with a database of this test file's own on each, and one question asked of all versions at once. */
import { afterAll, beforeAll, inject } from 'vitest';
import { type Connection, connect } from './connect.ts';

export interface Server {
  version: number;
  runner: Connection;
  watcher: Connection;
  blocker: Connection;
}

async function open(socket: string, version: number, database: string): Promise<Server> {
  const admin = await connect({ socket, database: 'postgres' });
  await admin.query(`CREATE DATABASE ${database}`);
  await admin.end();
  const to = { socket, database };
  return { version, runner: await connect(to), watcher: await connect(to), blocker: await connect(to) };
}

/** Call at the top of a test file. `database` must be unlike any other file's. */
export function useServers(database: string): Server[] {
  const servers: Server[] = [];
  beforeAll(async () => {
    for (const { socket, version } of inject('servers')) servers.push(await open(socket, version, database));
    if (servers.length === 0) throw new Error('No server runs: an empty list of servers proves nothing.');
  });
  afterAll(async () => {
    for (const { runner, watcher, blocker } of servers)
      await Promise.all([runner.end(), watcher.end(), blocker.end()]);
  });
  return servers;
}

/** Version -> answer, for the versions in range; answers without content are left out, so that `{}` means "no version differs". */
export async function askEach<T>(
  servers: Server[],
  range: { from?: number; to?: number },
  ask: (server: Server) => Promise<T[]>,
): Promise<Record<number, T[]>> {
  const asked = servers.filter(({ version }) => version >= (range.from ?? 0) && version <= (range.to ?? 99));
  const answers = await Promise.all(
    asked.map(async (server) => [server.version, await ask(server)] as const),
  );
  return Object.fromEntries(answers.filter(([, answer]) => answer.length > 0));
}
