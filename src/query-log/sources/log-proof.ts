/**
 * What somebody who looks at the server knows of its log, for whoever reads it: from when to when every statement was logged,
 * and which probes must be in it. The log alone cannot tell: a line that was never written leaves no hole.
 */
import type { Duration, Time } from '../../model.ts';
import type { Gap, Run, Span } from '../words.ts';
import { provenSampling, provesFailures } from './postgresql-settings/proof.ts';
import type { ServerSettings } from './postgresql-settings/read-settings.ts';
import { switchedLogging } from './postgresql-settings/switched-logging.ts';
import type { Probe } from './probe.ts';
import { makeProbesSent } from './probes-sent.ts';

export interface LogProof {
  /** One reading of the server's settings, at the server's time. */
  noteSettings(settings: ServerSettings, at: Time): void;
  noteSent(probe: Probe): void;
  /** The start of the oldest session that was connected at that time; null: none was. What was older has ended. */
  noteSessions(oldest: Time | null, at: Time): void;
  /** What was read of the log, in its order. */
  noteRuns(runs: readonly Run[]): void;
  /**
   * Why a part of what was read proves nothing, each told once. `read` is the time that the reader has got to: a probe that was
   * sent well before its end and is not there is lost.
   */
  takeGaps(read: Span): Gap[];
}

export interface LogProofOptions {
  /** pg_stat_statements counts what succeeds: it is enough that the log has what fails. */
  failuresAreEnough: boolean;
  /** How long a probe may be on its way; default ten seconds. */
  patience?: Duration;
}

const OFF = 'logging-switched-off';

/** A session that switched logging off, from when on it is not seen; `since`: when it did. */
interface Silent {
  since: Time;
  from: Time;
}

interface Reading {
  at: Time;
  enough: boolean;
  digest: string;
}

/** Everything that decides what is logged, in one text. */
function digestOf({ settings, overrides }: ServerSettings): string {
  const logged = (all: ReadonlyMap<string, string>): [string, string][] =>
    [...all].filter(([name]) => /^log_(?!line_prefix|timezone|rotation)/.test(name)).sort();
  return JSON.stringify([
    logged(settings),
    overrides.map(({ target, settings: own }) => [target, logged(own)]),
  ]);
}

export function makeLogProof({ failuresAreEnough, patience }: LogProofOptions): LogProof {
  const probes = makeProbesSent(patience);
  const gaps: Gap[] = [];
  let reading: Reading | null = null;
  const silent = new Map<string, Silent>();

  /** Between two readings it was as both say; where they differ, or one is not enough, nobody knows how long. */
  const noteReading = (next: Reading): void => {
    const before = reading;
    reading = next;
    if (!before || next.at <= before.at) return;
    if (!before.enough || !next.enough) gaps.push({ from: before.at, to: next.at, reason: 'not-logged' });
    else if (before.digest !== next.digest)
      gaps.push({ from: before.at, to: next.at, reason: 'settings-changed' });
  };

  /** A session that is seen again is logged again. */
  const hear = (session: string, at: Time): void => {
    const heard = silent.get(session);
    if (!heard) return;
    silent.delete(session);
    if (at > heard.from) gaps.push({ from: heard.from, to: at, reason: OFF });
  };

  const noteRun = ({ text, at, session, failed }: Run): void => {
    if (session !== null) hear(session, at);
    if (!probes.noteText(text) && !failed && switchedLogging(text))
      silent.set(session ?? '', { since: at, from: at });
  };

  const noteSilence = (read: Span): void => {
    for (const one of silent.values()) {
      if (read.to <= one.from) continue;
      gaps.push({ from: one.from, to: read.to, reason: OFF });
      one.from = read.to;
    }
  };

  return {
    noteSettings: (settings, at) =>
      noteReading({
        at,
        enough: provenSampling(settings).mode === 'full' || (failuresAreEnough && provesFailures(settings)),
        digest: digestOf(settings),
      }),
    noteSent: probes.noteSent,
    noteSessions(oldest, at) {
      for (const [session, { since, from }] of silent) {
        if (oldest !== null && oldest <= since) continue;
        silent.delete(session);
        if (at > from) gaps.push({ from, to: at, reason: OFF });
      }
    },
    noteRuns: (runs) => runs.forEach(noteRun),
    takeGaps(read) {
      noteSilence(read);
      return [...probes.takeGaps(read), ...gaps.splice(0)];
    },
  };
}
