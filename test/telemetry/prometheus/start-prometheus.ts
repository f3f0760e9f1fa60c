/** Starts the real Prometheus of Debian, for tests alone. One that cannot be started is an error that says what to install. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const nobody = 65_534;
const asRoot = process.getuid?.() === 0;
const person = asRoot ? { uid: nobody, gid: nobody } : {};

export interface Prometheus {
  url: string;
  stop(): Promise<void>;
}

export interface Start {
  /** Blocks that `makeBlocks` wrote; the folder is taken over. */
  data?: string;
  /** As `--storage.tsdb.retention.time` wants it. */
  retention?: string;
  /** `127.0.0.1:9100`. */
  targets?: string[];
  interval?: string;
}

function requireTools(): void {
  for (const tool of ['/usr/bin/prometheus', '/usr/bin/promtool'])
    if (!existsSync(tool))
      throw new Error(`${tool} is not there. Run: apt-get install --no-install-recommends prometheus`);
}

export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lanekeeper-prometheus-'));
  if (asRoot) chownSync(folder, nobody, nobody);
  return folder;
}

/** Writes histories (OpenMetrics, one text for each stretch of time) as blocks; gives the data folder. */
export function makeBlocks(histories: Iterable<string>): string {
  requireTools();
  const folder = makeFolder();
  const data = join(folder, 'data');
  mkdirSync(data);
  if (asRoot) chownSync(data, nobody, nobody);
  const file = join(folder, 'history.txt');
  for (const history of histories) {
    writeFileSync(file, history);
    execFileSync('/usr/bin/promtool', ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', file, data], {
      ...person,
      stdio: 'pipe',
    });
  }
  return data;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const config = ({ targets = [], interval = '1s' }: Start): string =>
  JSON.stringify({
    global: { scrape_interval: interval, scrape_timeout: interval },
    scrape_configs: [{ job_name: 'lanekeeper', static_configs: [{ targets }] }],
  });

async function becomesReady(child: ChildProcess, url: string, log: string): Promise<void> {
  for (const until = Date.now() + 60_000; ; ) {
    const ready = await fetch(`${url}/-/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    if (child.exitCode !== null || Date.now() > until)
      throw new Error(`Prometheus did not start within 60 s:\n${readFileSync(log, 'utf8').slice(-2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function startPrometheus(start: Start = {}): Promise<Prometheus> {
  requireTools();
  const folder = makeFolder();
  const data = start.data ?? join(folder, 'data');
  writeFileSync(join(folder, 'prometheus.yml'), config(start));
  const port = await freePort();
  const log = join(folder, 'log');
  const output = openSync(log, 'a');
  const args = [
    `--config.file=${join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${data}`,
    `--storage.tsdb.retention.time=${start.retention ?? '100y'}`,
    `--web.listen-address=127.0.0.1:${port}`,
  ];
  const child = spawn('/usr/bin/prometheus', args, {
    ...person,
    cwd: folder,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  const url = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    if (child.exitCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await becomesReady(child, url, log);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}
