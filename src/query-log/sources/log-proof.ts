/**
 * What somebody who looks at the server knows of its log, for whoever reads it: from when to when every statement was logged,
 * and which probes must be in it. The log alone cannot tell: a line that was never written leaves no hole.
 */
import type { Duration, Time } from '../../model.ts';
import type { Gap, Run, Span } from '../words.ts';
import { provenSampling, provesFailures } from './postgresql-settings/proof.ts';
import type { ServerSettings } from './postgresql-settings/read-settings.ts';
import { changesLogging } from './postgresql-settings/switched-logging.ts';
import type { Probe } from './probe.ts';
import { makeProbesSent } from './probes-sent.ts';
import { makeSeenSettings } from './seen-settings.ts';
import { type LiveSession, makeSilentSessions } from './silent-sessions.ts';

export interface LogProof {
  /** Where the coverage of an earlier process ended: what was before is read already. Null: there was none. */
  resumeFrom(coveredTo: Time | null): void;
  /** One reading of the server's settings, at the server's time. */
  noteSettings(settings: ServerSettings, at: Time): void;
  noteSent(probe: Probe): void;
  /** Sessions that were connected at that time; null: they may not be seen. */
  noteSessions(live: readonly LiveSession[] | null, at: Time): void;
  /** What was read of the log, in its order, and when it tells that the settings may have been changed. */
  noteRuns(runs: readonly Run[], changes?: readonly Time[]): void;
  /**
   * Why a part of what was read proves nothing, each told once. `read` is the time that the reader has got to: a probe that was
   * sent well before its end and is not there is lost.
   */
  takeGaps(read: Span): Gap[];
}

export interface LogProofOptions {
  /** pg_stat_statements counts what succeeds: it is enough that the log has what fails. */
  failuresAreEnough: boolean;
  /** How long a line may be on its way; default ten seconds. */
  patience?: Duration;
}

const PATIENCE = 10_000;

/** Everything that decides what is logged, in one text. */
function digestOf({ settings, overrides }: ServerSettings): string {
  const logged = (all: ReadonlyMap<string, string>): [string, string][] =>
    [...all].filter(([name]) => /^log_(?!line_prefix|timezone|rotation)/.test(name)).sort();
  return JSON.stringify([
    logged(settings),
    overrides.map(({ target, settings: own }) => [target, logged(own)]),
  ]);
}

export function makeLogProof({ failuresAreEnough, patience = PATIENCE }: LogProofOptions): LogProof {
  const probes = makeProbesSent(patience);
  const settingsSeen = makeSeenSettings();
  let begin: Time | null = null;
  const sessions = makeSilentSessions(() => begin, patience);
  let everyEnd = false;
  return {
    resumeFrom(coveredTo) {
      begin ??= coveredTo;
    },
    noteSettings(settings, at) {
      begin ??= at;
      // Only then has each statement a line of its own when it has ended, however it was sent.
      everyEnd = settings.settings.get('log_min_duration_statement') === '0';
      settingsSeen.noteReading({
        at,
        enough: provenSampling(settings).mode === 'full' || (failuresAreEnough && provesFailures(settings)),
        digest: digestOf(settings),
      });
    },
    noteSent: probes.noteSent,
    noteSessions: (live, at) =>
      sessions.noteSessions(
        everyEnd || live === null ? live : live.map((one) => ({ ...one, ended: null })),
        at,
      ),
    noteRuns(runs, changes = []) {
      const told = runs.filter((run) => !run.failed && changesLogging(run.text)).map(({ at }) => at);
      for (const at of [...changes, ...told].sort((a, b) => a - b)) settingsSeen.noteChange(at);
      for (const run of runs) {
        probes.noteText(run.text);
        sessions.noteRun(run);
      }
    },
    takeGaps: (read) => [...sessions.takeGaps(read), ...probes.takeGaps(read), ...settingsSeen.takeGaps()],
  };
}
