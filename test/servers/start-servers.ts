/** Vitest's global set-up of this folder: every version once, for all files. `SERVERS=15,18` runs fewer, while one works on a case. */
import type { TestProject } from 'vitest/node';
import { connect } from './connect.ts';
import { postgresqlVersions, type RunningServer, startPostgresql } from './start-postgresql.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    servers: { version: number; socket: string }[];
  }
}

function wantedVersions(): number[] {
  const asked = process.env.SERVERS;
  return asked ? asked.split(',').map(Number) : [...postgresqlVersions];
}

/** Owns and is granted things in the cases. */
async function createRole(socket: string): Promise<void> {
  const admin = await connect({ socket, database: 'postgres' });
  await admin.query('CREATE ROLE app');
  await admin.end();
}

export default async function startServers(project: TestProject): Promise<() => Promise<void>> {
  const running: RunningServer[] = [];
  for (const version of wantedVersions()) running.push(await startPostgresql(version));
  for (const { socket } of running) await createRole(socket);
  project.provide(
    'servers',
    running.map(({ version, socket }) => ({ version, socket })),
  );
  return async () => {
    await Promise.all(running.map((server) => server.stop()));
  };
}
