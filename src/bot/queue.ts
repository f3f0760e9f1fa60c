/** Where hints wait: what was put is handled at least once, whoever is killed meanwhile. */
import type { Hint } from './hint.ts';

/** Handles hints of one key together. What it throws lets them come again, later. */
export type Handle = (hints: readonly Hint[]) => Promise<void>;

export interface Queue {
  /** Resolves when nothing can lose them any more. A hint whose id was put before is left out. */
  put(hints: readonly Hint[]): Promise<void>;
  /** Begins to handle: hints of one key one after another, of several keys side by side. */
  work(handle: Handle): void;
  /** How many wait or are being handled. */
  depth(): Promise<number>;
  /** Whether it can be reached. */
  isReady(): Promise<boolean>;
  /** Lets what is being handled end, and takes no more. */
  close(): Promise<void>;
}

export interface QueueOptions {
  /** Keys that are handled side by side. */
  width: number;
  /** Told of a hint that was given up after its last try. */
  gaveUp: (hint: Hint, error: unknown) => void;
  /** Told of a try that failed and comes again. */
  failed: (hint: Hint, error: unknown) => void;
  /** Told once when it cannot be reached any more, with why. */
  unreachable: (error: unknown) => void;
}

/** Tries of one hint before it is left to the next reconciliation: half an hour in all. */
export const TRIES = 8;

/** Milliseconds before the next try. */
export const pauseAfter = (tries: number): number => Math.min(600_000, 1000 * 4 ** (tries - 1));

/** How long the id of a delivery is remembered: GitHub can send one again for three days. */
export const REMEMBERED = 3 * 86_400_000;
