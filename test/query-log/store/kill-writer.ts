/** Kills a process that writes a store, again and again, and holds what is in the file against what must be. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openStore } from '../../../src/query-log/store/sqlite.ts';
import { formatTime } from '../../../src/time.ts';
import {
  batchNumber,
  COLUMNS,
  type Expected,
  endOf,
  expectBatch,
  nextOf,
  streamStart,
} from './known-stream.ts';

const WRITER = join(import.meta.dirname, 'stream-writer.ts');

export interface Life {
  /** The last batch that the process said was in. */
  acknowledged: number;
  code: number | null;
  errors: string;
}

/** Runs the writer; after it has opened the store it lives for `delay` milliseconds more, or to its end. `early`: counted from its start. */
export async function liveOnce(
  path: string,
  options: { delay: number; early: boolean } | { until: number },
): Promise<Life> {
  const args = [WRITER, path, ...('until' in options ? [String(options.until)] : [])];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Most of a short life would be compiling.
    env: { ...process.env, NODE_COMPILE_CACHE: `${path}-compiled` },
  });
  const life: Life = { acknowledged: 0, code: null, errors: '' };
  const opened = Promise.withResolvers<void>();
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    opened.resolve();
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    const last = lines.at(-1);
    if (last !== undefined) life.acknowledged = Number(last.replace('open ', ''));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    life.errors += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  if ('delay' in options) {
    if (!options.early) await Promise.race([opened.promise, ended]);
    await pause(options.delay);
    child.kill('SIGKILL');
  }
  life.code = await ended;
  return life;
}

/** What the file says, as a reader sees it. */
export function readCounts(path: string): { next: number; counted: Expected } {
  const store = openStore(path, { readOnly: true });
  try {
    const next = nextOf(store.position('app', 'log'));
    const window = { from: formatTime(streamStart), to: formatTime(endOf(next)) };
    const result = store.usage({ database: 'app', window, objects: COLUMNS, ignore: [] }, endOf(next));
    if (!('answer' in result)) return { next, counted: { statements: 0, uses: {} } };
    const counted: Expected = { statements: result.answer.coverage.sources[0]?.statements ?? 0, uses: {} };
    for (const { object, reads, writes } of result.answer.usage)
      for (const [access, counts] of [
        ['read', reads],
        ['write', writes],
      ] as const) {
        const total = counts.explicit + counts.implicit + counts.unresolved + counts.failed;
        if (total > 0) counted.uses[`${access} ${object}`] = { total, failed: counts.failed };
      }
    return { next, counted };
  } finally {
    store.close();
  }
}

export interface KillReport {
  kills: number;
  batches: number;
  /** Kills of a process that had put something into the store in its life. */
  working: number;
}

/** Kills the writer `kills` times; throws, or fails by `check`, where anything is lost or counted twice. */
export async function killAgainAndAgain(
  path: string,
  kills: number,
  random: () => number,
  check: (found: { next: number; counted: Expected }, expected: Expected, acknowledged: number) => void,
): Promise<KillReport> {
  const expected: Expected = { statements: 0, uses: {} };
  let [applied, working, acknowledged] = [0, 0, 0];
  const verify = (): void => {
    const found = readCounts(path);
    while (applied < found.next) expectBatch(expected, batchNumber(applied++));
    check(found, expected, acknowledged);
  };
  await liveOnce(path, { until: 3 });
  verify();
  for (let kill = 0; kill < kills; kill++) {
    const early = random() < 0.15;
    const life = await liveOnce(path, { delay: random() * (early ? 250 : 60), early });
    if (life.code !== null || life.errors !== '')
      throw new Error(`the writer ended by itself: ${life.code} ${life.errors}`);
    if (life.acknowledged > acknowledged) working++;
    acknowledged = Math.max(acknowledged, life.acknowledged);
    verify();
  }
  acknowledged = applied + 5;
  const last = await liveOnce(path, { until: acknowledged });
  if (last.code !== 0) throw new Error(`the last life did not end well: ${last.errors}`);
  verify();
  return { kills, batches: applied, working };
}
