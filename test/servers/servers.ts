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

/** `10-18` or `10, 12`: neighbours among the versions that were asked are drawn together. */
function nameVersions(versions: number[], asked: number[]): string {
  const first = asked.indexOf(versions[0] ?? 0);
  const together = versions.length > 2 && versions.every((version, at) => asked[first + at] === version);
  return together ? `${versions[0]}-${versions.at(-1)}` : versions.join(', ');
}

/** What is wrong, each line once and behind the versions that it is wrong on; `[]` means "no version differs". */
export async function askEach(
  servers: Server[],
  range: { from?: number; to?: number },
  ask: (server: Server) => Promise<string[]>,
): Promise<string[]> {
  const asked = servers.filter(({ version }) => version >= (range.from ?? 0) && version <= (range.to ?? 99));
  const versionsOf = new Map<string, number[]>();
  const answers = await Promise.all(
    asked.map(async (server) => ({ version: server.version, lines: await ask(server) })),
  );
  for (const { version, lines } of answers)
    for (const line of new Set(lines)) versionsOf.set(line, [...(versionsOf.get(line) ?? []), version]);
  const all = asked.map(({ version }) => version);
  return [...versionsOf].map(([line, versions]) => `${nameVersions(versions, all)}: ${line}`);
}
