/** Probes that were sent, against those that a log has: one that is not there says that other statements may be missing, too. */
import type { Duration, Time } from '../../model.ts';
import type { Gap, Span } from '../words.ts';
import { type Probe, probeIn } from './probe.ts';

/** How many probes are remembered that may still arrive: a day of them. */
const MOST = 1440;
const PATIENCE = 10_000;

export interface ProbesSent {
  noteSent(probe: Probe): void;
  /** Whether the statement is a probe. */
  noteText(text: string): boolean;
  /** `read`: the time that the reader has got to. A probe that was sent well before its end and is not there is lost; told once. */
  takeGaps(read: Span): Gap[];
}

/** `patience`: how long a probe may be on its way; default ten seconds. */
export function makeProbesSent(patience: Duration = PATIENCE): ProbesSent {
  const waiting = new Map<number, Time>();
  /** When those that arrived were sent. */
  const arrived: Time[] = [];
  /** Read in the log before their sender heard that they had run: they are not waited for. */
  const early = new Set<number>();
  return {
    noteSent({ sequence, at }) {
      if (early.delete(sequence)) return;
      waiting.set(sequence, at);
      for (const old of waiting.keys()) if (waiting.size > MOST) waiting.delete(old);
    },
    noteText(text) {
      const sequence = probeIn(text);
      if (sequence === null) return false;
      arrived.push(waiting.get(sequence) ?? sequence);
      if (!waiting.delete(sequence)) early.add(sequence);
      for (const old of early) if (early.size > MOST) early.delete(old);
      if (arrived.length > MOST) arrived.shift();
      return true;
    },
    takeGaps(read) {
      const lost = [...waiting].filter(([, sent]) => sent + patience < read.to);
      if (lost.length === 0) return [];
      for (const [sequence] of lost) waiting.delete(sequence);
      const times = lost.map(([, sent]) => sent);
      const [first, last] = [Math.min(...times), Math.max(...times)];
      const before = arrived.filter((sent) => sent < first);
      const after = arrived.filter((sent) => sent > last);
      const from = before.length > 0 ? Math.max(...before) : first;
      return [{ from, to: after.length > 0 ? Math.min(...after) : read.to, reason: 'probe-lost' }];
    },
  };
}
