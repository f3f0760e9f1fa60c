/**
 * From when to when every statement was in a slow log. Sessions take what decides on it from the global variables when they
 * begin, and may set their own: those that are older than what the look saw are not known, and make a gap until they end.
 */
import type { Time } from '../../../model.ts';
import type { Gap, Run, Span } from '../../words.ts';
import type { Probe } from '../probe.ts';
import { makeProbesSent } from '../probes-sent.ts';
import type { SlowLogLook } from './look.ts';
import { switchesSlowLog } from './settings.ts';

export interface SlowLogProof {
  /** Where the coverage of an earlier process ended; null: there was none. Before the first look. */
  resumeFrom(coveredTo: Time | null): void;
  noteLook(look: SlowLogLook): void;
  noteSent(probe: Probe): void;
  /** What was read of the log, in its order. */
  noteRuns(runs: readonly Run[]): void;
  /** Why a part of what was read proves nothing, each told once. */
  takeGaps(read: Span): Gap[];
}

/** The server's start is known to the second, and so may look moved by one. */
const START_SLACK = 2000;

interface Looked extends SlowLogLook {
  /** Sessions with ids up to it began before anybody knew the settings; null: the settings are not enough. */
  unknownTo: number | null;
}

const isSilent = ({ unknownTo, oldest }: Looked): boolean =>
  unknownTo !== null && oldest !== null && oldest <= unknownTo;

const isSameServer = (before: SlowLogLook, { started }: SlowLogLook): boolean =>
  Math.abs(before.started - started) <= START_SLACK;

function reasonBetween(before: Looked, now: Looked, switched: boolean): string | null {
  if (before.unknownTo === null || now.unknownTo === null) return 'not-logged';
  if (before.digest !== now.digest) return 'settings-changed';
  if (!isSameServer(before, now) && !now.fromStart) return 'settings-changed';
  if (switched) return 'logging-switched-off';
  return isSilent(before) || (isSilent(now) && isSameServer(before, now)) ? 'session-not-logged' : null;
}

export function makeSlowLogProof(): SlowLogProof {
  const probes = makeProbesSent();
  const gaps: Gap[] = [];
  let last: Looked | null = null;
  let switchedInLog = false;
  let coveredTo: Time | null = null;

  const unknownTo = (look: SlowLogLook, switched: boolean): number | null => {
    if (look.problems.length > 0) return null;
    if (switched) return look.newest;
    const known = last !== null && isSameServer(last, look) ? last.unknownTo : null;
    return known ?? (look.fromStart ? 0 : look.newest);
  };

  const noteFirst = (look: SlowLogLook): void => {
    if (coveredTo === null || look.at <= coveredTo) return;
    // Nobody looked meanwhile: it was as it is now only where nobody can have set it otherwise.
    if (look.problems.length > 0 || !look.fromStart || look.started > coveredTo)
      gaps.push({ from: coveredTo, to: look.at, reason: 'settings-not-seen' });
  };

  return {
    resumeFrom(time) {
      if (last === null) coveredTo = time;
    },
    noteLook(look) {
      const grown = last !== null && isSameServer(last, look) && look.switches !== last.switches;
      const switched = switchedInLog || grown;
      switchedInLog = false;
      const now = { ...look, unknownTo: unknownTo(look, switched) };
      if (last === null) noteFirst(look);
      const reason = last === null ? null : reasonBetween(last, now, switched);
      if (last !== null && reason !== null && look.at > last.at)
        gaps.push({ from: last.at, to: look.at, reason });
      last = now;
    },
    noteSent: probes.noteSent,
    noteRuns(runs) {
      for (const { text } of runs) if (!probes.noteText(text) && switchesSlowLog(text)) switchedInLog = true;
    },
    takeGaps: (read) => [...probes.takeGaps(read), ...gaps.splice(0)],
  };
}
