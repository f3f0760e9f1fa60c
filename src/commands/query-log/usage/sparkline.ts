/** Counts over time as a line of blocks. */
import type { Time } from '../../../model.ts';

const BLOCKS = '▁▂▃▄▅▆▇█';
const NONE = '·';

export interface Point {
  at: Time;
  count: number;
}

function block(sum: number, most: number): string {
  if (sum <= 0) return NONE;
  return BLOCKS[Math.min(BLOCKS.length - 1, Math.floor((sum / most) * (BLOCKS.length - 1)))] ?? NONE;
}

/** The window in `width` equal parts, each as high as what was counted in it; a part with any use is never empty. */
export function sparkline(points: readonly Point[], window: { from: Time; to: Time }, width: number): string {
  const sums = new Array<number>(width).fill(0);
  const span = Math.max(1, window.to - window.from);
  for (const { at, count } of points) {
    const place = Math.floor(((at - window.from) / span) * width);
    const bucket = Math.min(width - 1, Math.max(0, place));
    sums[bucket] = (sums[bucket] ?? 0) + count;
  }
  const most = Math.max(1, ...sums);
  return sums.map((sum) => block(sum, most)).join('');
}
