/** A line on standard error that tells how far reading is; silent where nobody watches. */
import { statSync } from 'node:fs';
import { inGroups } from '../../../numbers.ts';
import { formatDuration } from '../../../time.ts';

const EVERY = 200;
const PATIENCE = 400;
const WIDTH = 20;

export interface Meter {
  /** `bytes` of the present file. */
  tell(bytes: number, lines: number): void;
  nextFile(): void;
  end(): void;
}

const silent: Meter = { tell: () => {}, nextFile: () => {}, end: () => {} };

function sizeOf(path: string): number {
  try {
    return path === '-' ? 0 : statSync(path).size;
  } catch {
    return 0;
  }
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;

function lineOf(done: number, total: number, lines: number, spent: number): string {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  const filled = Math.round(share * WIDTH);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`;
  const left = share > 0 ? formatDuration((spent / share) * (1 - share)) : '…';
  const speed = inGroups(Math.round((lines / Math.max(1, spent)) * 1000));
  return `${bar} ${megabytes(done)} of ${megabytes(total)}, ${speed} lines/s, ${left} left`;
}

export function meterOf(files: readonly string[], quiet: boolean): Meter {
  if (quiet || process.stderr.isTTY !== true) return silent;
  const sizes = files.map(sizeOf);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const start = Date.now();
  let [before, file, last] = [0, 0, start + PATIENCE - EVERY];
  return {
    tell: (bytes, lines) => {
      const now = Date.now();
      if (now - last < EVERY) return;
      last = now;
      process.stderr.write(`\r\u001b[K${lineOf(before + bytes, total, lines, now - start)}`);
    },
    nextFile: () => {
      before += sizes[file++] ?? 0;
    },
    end: () => {
      process.stderr.write('\r\u001b[K');
    },
  };
}
