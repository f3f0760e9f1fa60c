/** `lanekeeper query-log serve`: reads the sources, keeps what it counted, answers protocol 1. */

import { setTimeout as wait } from 'node:timers/promises';
import { renderMetrics } from '../../query-log/metrics.ts';
import { LIMITS } from '../../query-log/serve/limits.ts';
import { formatLogLine, type LogLine } from '../../query-log/serve/log-line.ts';
import type { Served } from '../../query-log/serve/served.ts';
import { type RunningQueryLog, startServer } from '../../query-log/serve/server.ts';
import { openStore } from '../../query-log/store/sqlite.ts';
import type { Store } from '../../query-log/store.ts';
import { superviseAll } from '../../query-log/supervise.ts';
import { UserError } from '../../user-error.ts';
import { type Options, readOptions } from '../options.ts';
import type { ServeConfig } from './serve/config.ts';
import { grantsOf } from './serve/grants.ts';
import { configOf, OWN } from './serve/options-to-config.ts';
import { keepTidy } from './serve/retention.ts';
import { collectorsOf, makersOf, prepareStore, servedDatabases } from './serve/wire.ts';

const log = (line: LogLine): void => void process.stderr.write(formatLogLine(line, Date.now()));

/** A source that hangs in a dead connection is not waited for: what it has not handed over is read again. */
const PATIENCE = 8000;

const now = (): number => Date.now();

/** Resolves at SIGTERM or SIGINT; a second one ends the process at once, as without us. */
function untilStopped(): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal));
  return promise;
}

export async function run(args: string[]): Promise<number> {
  const options = readOptions(args, OWN, false, ['text']);
  const config = configOf(options, process.env);
  const grants = grantsOf(config, process.env);
  const store = openStore(config.store);
  try {
    await serve(config, grants, store, options);
  } finally {
    store.close();
  }
  log({ event: 'stopped' });
  return 0;
}

async function serve(
  config: ServeConfig,
  grants: ReturnType<typeof grantsOf>,
  opened: Store,
  options: Options,
): Promise<void> {
  const stopping = new AbortController();
  const stopped = untilStopped();
  const { countOn } = await import('../../query-log/count-runs.ts');
  const { tally, store } = await countOn(opened, await makersOf(config, process.env));
  await prepareStore(config, store, process.env);
  const collectors = await collectorsOf(config, { store, tally, env: process.env, now });
  const tell = (collector: (typeof collectors)[number], event: string, text: string): void =>
    log({ event: `source-${event}`, database: collector.database, source: collector.source.id, text });
  const served: Served = {
    store,
    databases: servedDatabases(config),
    limits: LIMITS,
    now,
    tally,
    metrics: renderMetrics,
    collectors: () => [],
  };
  const server = await listen(config, served, grants);
  const supervised = superviseAll(collectors, { store, signal: stopping.signal, tell });
  served.collectors = () =>
    supervised.states.map(({ collector, running, problem }) => ({
      database: collector.database,
      source: collector.source.id,
      running,
      problem,
    }));
  const untidy = keepTidy(store, config.retention, (error) =>
    log({ event: 'mistake', error: String(error) }),
  );
  if (!options.silent) greet(config, server);
  log({ event: 'stopping', signal: await stopped });
  untidy();
  stopping.abort();
  await Promise.all([server.stop(), within(PATIENCE, supervised.done)]);
}

async function within(time: number, work: Promise<void>): Promise<void> {
  const done = new AbortController();
  const late = wait(time, undefined, { signal: done.signal }).catch(() => {});
  await Promise.race([work, late]);
  done.abort();
}

async function listen(
  config: ServeConfig,
  served: Served,
  grants: ReturnType<typeof grantsOf>,
): Promise<RunningQueryLog> {
  const { host, port } = config.listen;
  try {
    return await startServer({ served, grants, host, port, log });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why =
      code === 'EADDRINUSE'
        ? 'something else listens there'
        : code === 'EACCES'
          ? 'that port is not ours to take'
          : `${code}`;
    throw new UserError(
      `it cannot listen on ${host}:${port}: ${why}.`,
      'Choose another: --listen 127.0.0.1:8433',
    );
  }
}

/** On standard output, so that whoever starts it can wait for the line. */
function greet({ store, databases }: ServeConfig, { host, port }: RunningQueryLog): void {
  const address = host.includes(':') ? `[${host}]` : host;
  process.stdout.write(
    `lanekeeper query-log answers at http://${address}:${port}, and keeps what it counts in ${store}\n`,
  );
  for (const { name, sources } of databases) {
    const required = sources.filter((source) => source.required).map(({ id }) => id);
    const told =
      required.length > 0
        ? `proved by ${required.join(', ')}`
        : 'nothing proves it yet: no source is required';
    process.stdout.write(`  ${name}: ${told}\n`);
  }
}
