/**
 * What every live source is to the server: something that reads until it is told to stop, and hands over batches.
 * Whoever runs it (`supervise.ts`) starts it again when it fails and says which time nobody saw.
 */
import type { Batch, SourceName } from './words.ts';

export interface Sink {
  /**
   * Puts a batch into the store, all of it or nothing; throws where the store cannot take it, and then the position has not
   * moved. `covered` must be what was truly seen: where it does not begin at the end of what this source covered before, the
   * time between becomes a gap. So a collector that can prove that it lost nothing while it was down (a log that was read on
   * from its position) begins its first span at the end of its last, and one that cannot begins it when it looked again.
   */
  apply(batch: Batch): void;
  /** The position of the last batch that the store took, in the source's own words; undefined: there was none. */
  position(): unknown;
  /** The end of what this source has covered so far; null: it has covered nothing. */
  coveredTo(): number | null;
  /** Something that people should hear of and that does not end the collector: one line, without a full stop. */
  problem(text: string): void;
}

export interface Collector {
  source: SourceName;
  database: string;
  /**
   * Reads until `signal` aborts, then hands over what it has and resolves, within a second or two. Rejects where it cannot go
   * on: it is run again after a pause, from the position that the store kept. Resolving before `signal` aborts counts as a
   * failure too, for a live source has no end.
   */
  run(signal: AbortSignal, sink: Sink): Promise<void>;
}
