/** A real server with an open connection of ours and one of its users. */
import {
  connectToServer,
  type ServerConnection,
} from '../../../src/query-log/sources/postgresql-connection.ts';
import { type Connection, connect } from '../../servers/connect.ts';
import { type RunningServer, startPostgresql } from '../../servers/start-postgresql.ts';

export interface LiveServer {
  server: RunningServer;
  /** A superuser of the database `app`. */
  app: Connection;
  watcher: ServerConnection;
  address(role?: string): { url: string; variable: string };
  /** Both connections anew, after a restart. */
  reconnect(): Promise<void>;
  stop(): Promise<void>;
}

/** `watcher`: the role that collects; `setUp` is run in `app` before it connects. */
export async function startLive(
  version: number,
  settings: Record<string, string> = {},
  setUp = '',
  watcher = 'postgres',
): Promise<LiveServer> {
  const server = await startPostgresql(version, settings);
  const admin = await connect({ socket: server.socket, database: 'postgres' });
  await admin.query('CREATE DATABASE app');
  await admin.end();
  const address = (role = watcher): { url: string; variable: string } => ({
    url: `postgresql://${role}@/app?host=${encodeURIComponent(server.socket)}`,
    variable: 'DATABASE_URL',
  });
  const app = await connect({ socket: server.socket, database: 'app' });
  if (setUp !== '') await app.query(setUp);
  const live: LiveServer = {
    server,
    app,
    watcher: await connectToServer(address()),
    address,
    async reconnect() {
      live.app = await connect({ socket: server.socket, database: 'app' });
      live.watcher = await connectToServer(address());
    },
    async stop() {
      await Promise.all([live.app.end(), live.watcher.end()].map((ended) => ended.catch(() => {})));
      await server.stop();
    },
  };
  return live;
}
