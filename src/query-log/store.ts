/** What the wing asks of its store. One process writes, any number read; see `store/sqlite.ts` for the embedded one. */
import type { ObjectName, Time } from '../model.ts';
import type { UsageAnswer, UsageQuestion } from './protocol.ts';
import type { Batch, CatalogObject, KnownCatalog, Span } from './words.ts';

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
}

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
  /** The protocol's answer; `unknown`: objects that no catalog of that database knows. */
  usage(question: UsageQuestion, now: Time): { answer: UsageAnswer } | { unknown: ObjectName[] };
  hours(database: string, object: ObjectName, window: Span): HourOfUse[];
  /** Objects that an open change watches: `/metrics` exports them. Asking for usage watches. */
  watch(database: string, objects: ObjectName[], now: Time): void;
  watched(database: string): ObjectName[];
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
