/** The real command as a process of its own, on a port that the system chose. */
import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { type Answer, type Call, exchange } from './serve-here.ts';

export interface SpawnedServer {
  url: string;
  ask(path: string, call?: Call): Promise<Answer>;
  /** The exit code; null: killed. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  out(): string;
  err(): string;
}

const cli = resolve('src/cli.ts');

/** Runs `query-log serve`; rejects with what it said where it does not come to listen. */
export async function spawnServer(
  args: readonly string[],
  { cwd, env = {} }: { cwd: string; env?: Record<string, string> },
): Promise<SpawnedServer> {
  const given = ['query-log', 'serve', '--listen', '127.0.0.1:0', ...args];
  const { DATABASE_URL: _, LANEKEEPER_QUERY_LOG_TOKEN: __, ...clean } = process.env;
  const child = spawn(process.execPath, [cli, ...given], {
    cwd,
    env: { ...clean, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    said.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.err += chunk;
  });
  const url = await untilListening(child, said);
  return {
    url,
    ask: (path, call = {}) => exchange(url, path, call),
    end: (signal) => endChild(child, signal),
    out: () => said.out,
    err: () => said.err,
  };
}

function untilListening(child: ChildProcess, said: { out: string; err: string }): Promise<string> {
  return new Promise((resolveUrl, reject) => {
    const look = (): void => {
      const url = /answers at (http:\S+),/.exec(said.out)?.[1];
      if (url !== undefined) resolveUrl(url);
    };
    child.stdout?.on('data', look);
    child.once('exit', (code) => reject(new Error(`it ended with ${code}: ${said.out}${said.err}`)));
  });
}

function endChild(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  return new Promise((resolveCode) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolveCode(child.exitCode);
    child.once('exit', (code) => resolveCode(code));
    child.kill(signal);
  });
}
