/** What the wing asks of its store. One process writes, any number read; see `store/sqlite.ts` for the embedded one. */
import type { ObjectName, Time } from '../model.ts';
import type { UsageAnswer, UsageQuestion } from './protocol.ts';
import type { Access, Batch, CatalogObject, KnownCatalog, Sampling, Span, Via } from './words.ts';

export type StoredComparison = Span & {
  name: string;
  compared: number;
  diverged: number;
  unknown: number;
  lastDiverged: Time | null;
  samples: unknown[];
};

/** Counts of one report of the application's comparer; `at`: when it compared. */
export interface ComparisonReport {
  at: Time;
  compared: number;
  diverged: number;
  unknown: number;
  samples: unknown[];
  /** Given by the sender: the same report twice counts once. Null: it cannot be told apart. */
  key: string | null;
}

export interface StoredBackfill {
  name: string;
  state: 'running' | 'paused' | 'failed' | 'complete';
  total: number | null;
  done: number;
  failed: number;
  /** Rows per second; null: not told. */
  rate: number | null;
  checkpoint: unknown;
  updatedAt: Time;
  verifiedAt: Time | null;
  errors: string[];
}

/** Use of one object by one service in one hour, for sparklines and metrics. */
export interface HourOfUse {
  hour: Time;
  service: string;
  reads: number;
  writes: number;
}

export interface SourceState {
  id: string;
  kind: string;
  required: boolean;
  from: Time;
  to: Time;
  gapSeconds: number;
  statements: number;
  unparsed: number;
  /** Start of the coverage without a gap that reaches to `to`: the end of the last gap, or `from`. Left out: not before `to`. */
  gaplessFrom?: Time;
  /** Left out: `/metrics` does not tell it, so a gate that asks an engine refuses. */
  sampling?: Sampling;
  /** Runs of which something is unresolved. Never goes down. */
  unresolved?: number;
  /** Probe statements that arrived. Never goes down. */
  probes?: number;
}

/** Use of one object by one service, in the protocol's four disjoint counts, since the store counts. */
export interface WatchedUse {
  service: string;
  access: Access;
  /** `failed`: the runs that failed, whichever way they reached it; the others are those that ended well. */
  via: Via | 'failed';
  /** Never goes down while the store lives, `forgetBefore` included: a counter that falls and rises between two scrapes hides use. */
  total: number;
  last: Time;
}

/**
 * What `/metrics` tells of a watched object: statements that may touch anything are in it, as `unresolved`. Objects that no
 * catalog knows are left out, for a mistyped name would read zero for ever.
 */
export interface WatchedObject {
  object: ObjectName;
  /** From when on all use of it is counted (not since when it is exported): the store's beginning, or later for one that came later. */
  since: Time;
  /** Empty: never touched. */
  uses: WatchedUse[];
}

/** All that was ever reported of one comparison; none of its counts ever goes down. */
export interface ComparisonTotal {
  name: string;
  compared: number;
  diverged: number;
  unknown: number;
  lastDiverged: Time | null;
}

/** `unknown`: objects that no catalog of that database knows. `knownSince`: since when each is the one that it is; null: always. */
export type Answered =
  | { answer: UsageAnswer; knownSince: Record<ObjectName, Time | null> }
  | { unknown: ObjectName[] };

export interface Store {
  /** Where the source stopped, as its last batch said; undefined: it has never reported. */
  position(database: string, source: string): unknown;
  /** All of the batch in one transaction, or nothing. A batch whose position is already kept is applied again only by mistake. */
  apply(batch: Batch): void;
  /** The schema from a moment on. Kept beside the earlier ones, so that old statements keep their meaning. */
  putCatalog(catalog: KnownCatalog): void;
  /** The newest schema that holds at that time, or the oldest there is; null: none is known. */
  catalogAt(database: string, at: Time): KnownCatalog | null;
  databases(): string[];
  objects(database: string): CatalogObject[];
  sources(database: string): SourceState[];
  /** Replaces the list of sources that must report: one of them that never has is `missing`, and nothing is proved. */
  expect(database: string, ids: string[]): void;
  /** The protocol's answer. */
  usage(question: UsageQuestion, now: Time): Answered;
  hours(database: string, object: ObjectName, window: Span): HourOfUse[];
  /** Objects that an open change watches: `/metrics` exports them. Asking for usage watches. */
  watch(database: string, objects: ObjectName[], now: Time): void;
  watched(database: string): ObjectName[];
  /** For `/metrics` (metrics.ts), which is scraped every few seconds: cheap, whatever the store holds. */
  watchedUse(database: string): WatchedObject[];
  /** For `/metrics`: every comparison and every backfill by name. */
  comparisonTotals(): ComparisonTotal[];
  backfills(): StoredBackfill[];
  addComparison(name: string, report: ComparisonReport): void;
  comparison(name: string, window: Span): StoredComparison | null;
  putBackfill(backfill: StoredBackfill): void;
  backfill(name: string): StoredBackfill | null;
  /** Null: it can be written. Else why not, as half a sentence (a full disk, a file taken away). For `/health`. */
  check?(): string | null;
  /** Forgets what is older; coverage then begins there. */
  forgetBefore(time: Time): void;
  close(): void;
}
