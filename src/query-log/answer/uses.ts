/** Use of one object by shapes and callers, added up as the protocol counts. */
import type { Time } from '../../model.ts';
import { formatTime } from '../../time.ts';
import type { Blemish, Counts, ObjectUsage, UsageQuestion } from '../protocol.ts';
import type { Via } from '../words.ts';

/** How a shape reaches the object; null: it does not in that way. */
export interface Reach {
  read: Via | null;
  write: Via | null;
}

/** What one caller did with one shape within the window. */
export interface Use {
  fingerprint: string;
  text: string;
  service: string;
  user: string;
  runs: number;
  failed: number;
  prepared: number;
  last: Time;
  reach: Reach;
}

/** First and last run ever (up to the window's end) of one shape by one caller. */
export interface Seen {
  service: string;
  user: string;
  first: Time;
  last: Time;
}

type Ignore = UsageQuestion['ignore'];

/** A rule that names neither a service nor a user ignores nobody. */
export function isIgnored(caller: { service: string; user: string }, ignore: Ignore): boolean {
  return ignore.some(
    ({ service, user }) =>
      (service !== undefined || user !== undefined) &&
      (service === undefined || service === caller.service) &&
      (user === undefined || user === caller.user),
  );
}

const none = (): Counts => ({ explicit: 0, implicit: 0, unresolved: 0, failed: 0 });

/** What was prepared and never run would fail after a drop all the same: it counts, and is never zero. */
const timesOf = ({ runs, prepared }: Use): number => (runs > 0 ? runs : prepared);

function addTo(counts: Counts, via: Via | null, use: Use): number {
  if (via === null) return 0;
  counts.failed += use.failed;
  counts[via] += timesOf(use) - use.failed;
  return timesOf(use);
}

type Caller = ObjectUsage['by'][number] & { at: Time };

function addCaller(
  callers: Map<string, Caller>,
  { service, user, last }: Use,
  reads: number,
  writes: number,
): void {
  const key = JSON.stringify([service, user]);
  const caller = callers.get(key) ?? { service, user, reads: 0, writes: 0, last_seen: '', at: last };
  caller.reads += reads;
  caller.writes += writes;
  caller.at = Math.max(caller.at, last);
  callers.set(key, caller);
}

const SAMPLES = 5;

function samplesOf(uses: readonly Use[]): ObjectUsage['samples'] {
  const newest = new Map<string, Use>();
  for (const use of uses.toSorted((a, b) => b.last - a.last || (a.fingerprint < b.fingerprint ? -1 : 1)))
    if (!newest.has(use.fingerprint)) newest.set(use.fingerprint, use);
  return [...newest.values()]
    .slice(0, SAMPLES)
    .map(({ fingerprint, text, last }) => ({ fingerprint, text, last_seen: formatTime(last) }));
}

function callersOf(callers: Map<string, Caller>): ObjectUsage['by'] {
  return [...callers.values()]
    .toSorted(
      (a, b) => b.reads + b.writes - a.reads - a.writes || b.at - a.at || (a.service < b.service ? -1 : 1),
    )
    .map(({ service, user, reads, writes, at }) => ({
      service,
      user,
      reads,
      writes,
      last_seen: formatTime(at),
    }));
}

function everSeen(
  seen: readonly Seen[],
  uses: readonly Use[],
  ignore: Ignore,
): { first: Time | null; last: Time | null } {
  const counted = seen.filter((caller) => !isIgnored(caller, ignore));
  if (counted.length === 0) return { first: null, last: null };
  const lasts = [...counted, ...uses].map(({ last }) => last);
  return {
    first: counted.reduce((least, { first }) => Math.min(least, first), Number.POSITIVE_INFINITY),
    last: lasts.reduce((most, last) => Math.max(most, last), Number.NEGATIVE_INFINITY),
  };
}

const tell = (time: Time | null): string | null => (time === null ? null : formatTime(time));

/** `blemishes`: why counting nothing does not prove that there was nothing; empty: it does. */
export function usageOf(
  object: string,
  found: { uses: readonly Use[]; seen: readonly Seen[] },
  ignore: Ignore,
  blemishes: readonly Blemish[],
): ObjectUsage {
  const [reads, writes] = [none(), none()];
  const callers = new Map<string, Caller>();
  const counted = found.uses.filter((use) => !isIgnored(use, ignore));
  for (const use of counted)
    addCaller(callers, use, addTo(reads, use.reach.read, use), addTo(writes, use.reach.write, use));
  const ignored = found.uses
    .filter((use) => isIgnored(use, ignore))
    .reduce((sum, use) => sum + timesOf(use), 0);
  const by = callersOf(callers);
  const touched = by.some((caller) => caller.reads + caller.writes > 0);
  const ever = everSeen(found.seen, counted, ignore);
  return {
    object,
    state: touched ? 'observed' : blemishes.length === 0 ? 'zero' : 'no_data',
    ...(!touched && blemishes.length > 0 && { because: [...blemishes] }),
    reads,
    writes,
    ignored,
    first_seen: tell(ever.first),
    last_seen: tell(ever.last),
    by,
    samples: samplesOf(counted),
  };
}
