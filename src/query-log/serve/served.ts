/** What the routes answer from. */
import type { Time } from '../../model.ts';
import { formatTime } from '../../time.ts';
import type { Store } from '../store.ts';
import type { Batch, Run, SourceName } from '../words.ts';
import type { Limits } from './limits.ts';
import { Refusal } from './problem.ts';

/** A database that the configuration names. */
export interface ServedDatabase {
  name: string;
  /** What its server calls it, so that spans find it: `db.namespace`. */
  aliases: string[];
  /** Sources that should report: one that has not is `missing` in every answer. */
  sources: SourceName[];
}

/** Runs counted by shape, hour and caller, with the schema that held when each ran. `digest`: their texts are MySQL's digests. */
export type Tally = (
  database: string,
  runs: Iterable<Run>,
  form?: 'digest',
) => Promise<Pick<Batch, 'sightings' | 'statements' | 'unparsed'>>;

/** How a live source is doing, for `/health`. */
export interface CollectorState {
  database: string;
  source: string;
  running: boolean;
  /** Why it is not, or what it last complained of; null: all is well. */
  problem: string | null;
}

export interface Served {
  store: Store;
  databases: ServedDatabase[];
  limits: Limits;
  now(): Time;
  tally: Tally;
  metrics(store: Store, now: Time): string;
  collectors(): CollectorState[];
}

/** Names of all databases, those of the configuration and those that the store knows. */
export function databasesOf({ store, databases }: Served): string[] {
  return [...new Set([...databases.map(({ name }) => name), ...store.databases()])].sort();
}

/** Throws `Refusal` 400 for a moment that is further ahead of our clock than clocks go wrong. */
export function requirePast(time: Time, { limits, now }: Served, place: string): void {
  if (time <= now() + limits.skew) return;
  const detail = `${place}: ${formatTime(time)} lies in the future; here it is ${formatTime(now())}.`;
  throw new Refusal('clock-ahead', detail);
}
