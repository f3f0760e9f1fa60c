/**
 * Starts a real MariaDB (Debian's mariadb-server) for tests alone: its own data, a socket, no port. A server that cannot be
 * started is an error that says what to install, never a skip.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, createConnection } from 'mysql2/promise';

export interface MariaDb {
  socket: string;
  /** Its data, and what it logs there. */
  folder: string;
  connect(options?: { user?: string; password?: string; database?: string }): Promise<Connection>;
  /** Stops it, and starts it again on the same data, perhaps with other settings. */
  restart(settings?: Record<string, string>): Promise<void>;
  stop(): Promise<void>;
}

const nobody = 65_534;
const asRoot = process.getuid?.() === 0;
const person = asRoot ? { uid: nobody, gid: nobody } : {};
const INSTALL = 'Install it: apt-get install mariadb-server';

const usual = {
  'skip-networking': '1',
  'innodb-flush-log-at-trx-commit': '0',
  'innodb-buffer-pool-size': '32M',
  'default-time-zone': '+00:00',
};

function initialise(folder: string): void {
  const args = [
    '--no-defaults',
    `--datadir=${join(folder, 'data')}`,
    // Two servers that share one take each other's temporary tables away.
    `--tmpdir=${join(folder, 'tmp')}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
  ];
  const result = spawnSync('mariadb-install-db', args, { ...person, cwd: folder, encoding: 'utf8' });
  if (result.error) throw new Error(`mariadb-install-db cannot be run: ${result.error.message}. ${INSTALL}`);
  if (result.status !== 0)
    throw new Error(`mariadb-install-db failed. ${INSTALL}\n${result.stderr}${result.stdout}`);
}

function launch(folder: string, settings: Record<string, string>): ChildProcess {
  const log = openSync(join(folder, 'log'), 'a');
  const options = Object.entries({ ...usual, ...settings }).map(([name, value]) => `--${name}=${value}`);
  const own = [
    '--no-defaults',
    `--datadir=${join(folder, 'data')}`,
    `--tmpdir=${join(folder, 'tmp')}`,
    `--socket=${join(folder, 's')}`,
    `--pid-file=${join(folder, 'pid')}`,
  ];
  const child = spawn('mariadbd', [...own, ...options], {
    ...person,
    cwd: folder,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  return child;
}

async function becomesReady(child: ChildProcess, folder: string): Promise<void> {
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  for (const until = Date.now() + 60_000; ; ) {
    try {
      const connection = await createConnection({ socketPath: join(folder, 's'), user: 'root' });
      return await connection.end();
    } catch (error) {
      if (!failure && child.exitCode === null && Date.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        continue;
      }
      const log = readFileSync(join(folder, 'log'), 'utf8').slice(-2000);
      throw new Error(`MariaDB did not start: ${String(failure ?? error)}. ${INSTALL}\n${log}`);
    }
  }
}

const ended = (child: ChildProcess, signal: NodeJS.Signals): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill(signal);
  });

/** A fresh server with these settings beyond the usual ones. The caller stops it. */
export async function startMariaDb(settings: Record<string, string> = {}): Promise<MariaDb> {
  const folder = mkdtempSync(join(tmpdir(), 'lanekeeper-mariadb-'));
  mkdirSync(join(folder, 'tmp'));
  for (const one of asRoot ? [folder, join(folder, 'tmp')] : []) chownSync(one, nobody, nobody);
  initialise(folder);
  let child = launch(folder, settings);
  process.once('exit', () => child.kill('SIGKILL'));
  await becomesReady(child, folder);
  return {
    socket: join(folder, 's'),
    folder,
    connect: (options = {}) =>
      createConnection({
        socketPath: join(folder, 's'),
        user: 'root',
        multipleStatements: false,
        ...options,
      }),
    async restart(others = settings) {
      await ended(child, 'SIGTERM');
      child = launch(folder, others);
      await becomesReady(child, folder);
    },
    async stop() {
      await ended(child, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
