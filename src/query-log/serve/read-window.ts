/** The window of a question: ended by our clock, and not longer than what is kept. */
import { z } from 'zod';
import type { Time } from '../../model.ts';
import { formatDuration, formatTime } from '../../time.ts';
import type { Span } from '../words.ts';
import { Refusal } from './problem.ts';
import { moment } from './read-json.ts';
import type { Served } from './served.ts';

export const windowShape = z.object({ from: moment, to: moment });

/** A caller's clock may be a little ahead of ours; its window is over soon, so it is waited for. */
const PATIENCE = 2000;

/** Resolves when the window has ended by the server's clock. Throws `Refusal` 400. */
export async function requireWindow({ from, to }: Span, served: Served): Promise<void> {
  if (from >= to) throw new Refusal('invalid-request', 'the window ends before it begins.');
  const { window } = served.limits;
  if (to - from > window)
    throw new Refusal('window-too-long', `it may be ${formatDuration(window)} long at most.`);
  const ahead = to - served.now();
  if (ahead > PATIENCE) throw inFuture(to, served.now());
  // One more than it is ahead: a timer may fire up to a millisecond before the clock shows its time.
  if (ahead > 0) await new Promise((resolve) => setTimeout(resolve, ahead + 1));
  if (to > served.now()) throw inFuture(to, served.now());
}

function inFuture(to: Time, now: Time): Refusal {
  const detail = `it ends at ${formatTime(to)}, and here it is ${formatTime(now)}: nobody can tell yet what runs until then.`;
  return new Refusal('window-in-future', detail);
}
