/** Vitest's global set-up of this folder: every version once, for all files. `SERVERS=15,18` runs fewer, while one works on a case. */
import type { TestProject } from 'vitest/node';
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

export default async function startServers(project: TestProject): Promise<() => Promise<void>> {
  const running: RunningServer[] = [];
  for (const version of wantedVersions()) running.push(await startPostgresql(version));
  project.provide(
    'servers',
    running.map(({ version, socket }) => ({ version, socket })),
  );
  return async () => {
    await Promise.all(running.map((server) => server.stop()));
  };
}
