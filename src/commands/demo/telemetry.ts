/** What a story lets telemetry see. */
export interface Reads {
  service: string;
  count: number;
  /** Milliseconds before now that the last of them ran. */
  ago: number;
}

export interface Telemetry {
  /** `telemetry:` of the database, and the top-level key, for the manifest; null: what the shop has by itself. */
  readonly manifest: { ofDatabase: string; telemetry: string } | null;
  /** The job that fills the new columns reports how far it has come, in every environment. */
  backfill(now: string, state: 'running' | 'complete', done: number): Promise<void>;
  /** The application compares both forms over that time, in every environment. */
  compare(from: string, to: string): Promise<void>;
  /** Everything that ran until now is seen; `reads`: those of `users.name`, by environment. */
  watch(now: string, reads: Record<string, Reads[]>): Promise<void>;
  /** Does something while no telemetry can be reached. */
  without<T>(work: () => Promise<T>): Promise<T>;
}
