/** Whole processes, timed from outside, in turns: what else the machine does falls on all of them alike. */
import { spawnSync } from 'node:child_process';

export interface Contender {
  name: string;
  command: string;
  args: readonly string[];
  cwd?: string;
  env?: Record<string, string>;
  /** Exit codes that a run may end with; any other is a run that measured nothing. */
  codes: readonly number[];
  /** Before each run, not timed. */
  before?: () => void;
}

export interface Timing {
  name: string;
  /** Milliseconds. */
  median: number;
  least: number;
  most: number;
}

function runOnce({ name, command, args, cwd, env, codes, before }: Contender): number {
  before?.();
  const start = performance.now();
  const { status, stderr } = spawnSync(command, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const took = performance.now() - start;
  if (status === null || !codes.includes(status))
    throw new Error(`${name} ended with ${status}: ${stderr.slice(-2000)}`);
  return took;
}

const medianOf = (sorted: readonly number[]): number => {
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)] ?? 0,
    sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0,
  ];
  return (low + high) / 2;
};

/** One run of each to warm the machine's caches, then `rounds` runs of each in turns. */
export function race(contenders: readonly Contender[], rounds: number): Timing[] {
  const times = contenders.map((): number[] => []);
  for (const contender of contenders) runOnce(contender);
  for (let round = 0; round < rounds; round++)
    contenders.forEach((contender, at) => {
      times[at]?.push(runOnce(contender));
    });
  return contenders.map(({ name }, at) => {
    const sorted = (times[at] ?? []).sort((a, b) => a - b);
    return { name, median: medianOf(sorted), least: sorted[0] ?? 0, most: sorted.at(-1) ?? 0 };
  });
}
