/**
 * Sessions whose statements may not be in the log: one that switched logging off for itself, and one whose last statement, as
 * the server tells it, is not there (a connection option, a role's setting of before, a SET in a function). Until they end.
 */
import type { Duration, Time } from '../../model.ts';
import type { Gap, Run, Span } from '../words.ts';
import { switchedLogging } from './postgresql-settings/switched-logging.ts';

/** A session that is connected, as the server tells of it. */
export interface LiveSession {
  /** How a log may call it: by session (`6923a1b2.1a`), or by process (`4711`). */
  names: string[];
  began: Time;
  /** When its last statement began, where that has ended and must be in the log; null: nothing is known of it. */
  ended: Time | null;
}

export interface SilentSessions {
  noteRun(run: Run): void;
  /** All that are connected at that time; null: they may not be seen. */
  noteSessions(live: readonly LiveSession[] | null, at: Time): void;
  takeGaps(read: Span): Gap[];
}

export const OFF = 'logging-switched-off';
export const NOT_LOGGED = 'session-not-logged';

/** Sessions that are remembered; one that is forgotten is not known to be silent either. */
const MOST = 20_000;

interface Silent {
  since: Time;
  /** From when on it is not told yet. */
  from: Time;
  reason: string;
}

interface Look {
  live: readonly LiveSession[];
  at: Time;
}

const keyOf = ({ names, began }: LiveSession): string => `${names[0]} ${began}`;

/** A log with whole seconds tells them rounded down. */
const isHeard = (heard: Time | undefined, ended: Time): boolean =>
  heard !== undefined && heard >= (heard % 1000 === 0 ? Math.floor(ended / 1000) * 1000 : ended);

/** `from`: statements before that time were read by others. `patience`: how long a line may be on its way. */
export function makeSilentSessions(from: () => Time | null, patience: Duration): SilentSessions {
  const silent = new Map<string, Silent>();
  const heard = new Map<string, Time>();
  const gaps: Gap[] = [];
  /** Looks whose statements may still be on their way. */
  let looks: Look[] = [];
  /** That were silent and have ended: what earlier looks say of them is told. */
  const over = new Set<string>();

  const judge = (session: LiveSession, at: Time): void => {
    const { names, began, ended } = session;
    const begin = from();
    if (ended === null || begin === null || ended <= begin) return;
    if (names.some((name) => silent.has(name)) || over.has(keyOf(session))) return;
    const last = names.map((name) => heard.get(name)).find((time) => time !== undefined);
    if (isHeard(last, ended)) return;
    // A process may have the number of one that ended long ago.
    const since = Math.max(last ?? began, began, begin);
    gaps.push({ from: since, to: Math.max(since, at), reason: NOT_LOGGED });
    silent.set(names[0] ?? '', { since, from: at, reason: NOT_LOGGED });
  };

  return {
    noteRun({ text, at, session, failed }) {
      if (session !== null) {
        heard.delete(session);
        heard.set(session, at);
        if (heard.size > MOST) heard.delete(heard.keys().next().value ?? '');
      }
      const name = session ?? '';
      if (!failed && !silent.has(name) && switchedLogging(text))
        silent.set(name, { since: at, from: at, reason: OFF });
    },
    noteSessions(live, at) {
      if (live === null) return;
      looks.push({ live, at });
      const connected = new Set(live.flatMap(({ names }) => names));
      const oldest = live.length > 0 ? Math.min(...live.map(({ began }) => began)) : null;
      for (const [session, { since, from: begin, reason }] of silent) {
        // Without its name: all that were there have ended.
        const lasts = session === '' ? oldest !== null && oldest <= since : connected.has(session);
        if (lasts || at <= since) continue;
        silent.delete(session);
        for (const look of looks)
          for (const one of look.live) if (one.names.includes(session)) over.add(keyOf(one));
        if (over.size > MOST) over.clear();
        if (at > begin) gaps.push({ from: begin, to: at, reason });
      }
    },
    takeGaps(read) {
      const ripe = looks.filter(({ at }) => at + patience < read.to);
      looks = looks.filter(({ at }) => at + patience >= read.to);
      for (const { live, at } of ripe) for (const session of live) judge(session, at);
      for (const one of silent.values()) {
        if (read.to <= one.from) continue;
        gaps.push({ from: one.from, to: read.to, reason: one.reason });
        one.from = read.to;
      }
      return gaps.splice(0);
    },
  };
}
