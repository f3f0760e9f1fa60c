/** Hours since the epoch, as the store counts by. */
import type { Time } from '../../model.ts';

export const HOUR = 3_600_000;

export function hourOf(time: Time): number {
  return Math.floor(time / HOUR);
}
