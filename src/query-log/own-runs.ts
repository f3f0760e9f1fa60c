/** Of a log that several databases share: the statements of one of them, where it is certain which those are. */
import type { Run } from './words.ts';

/** More names than this are told as one. */
const MOST_NAMES = 100;
const MANY = 'others';

/**
 * Leaves statements of other databases out, from the moment that the log has shown one of the names: what it calls the database
 * is then known. Until then, and of statements whose database is not told, all count: a pooler may have names of its own.
 */
export class OwnRuns {
  /** How many were left out, by the name of their database. Never goes down. */
  readonly skipped = new Map<string, number>();
  private readonly names: ReadonlySet<string>;
  private isSeen = false;

  /** `names`: what the server may call it; empty: nobody knows, so that nothing is left out. */
  constructor(names: Iterable<string>) {
    this.names = new Set(names);
  }

  /** The very same runs where none is left out. */
  take(runs: readonly Run[]): readonly Run[] {
    if (this.names.size === 0) return runs;
    this.isSeen ||= runs.some(({ database }) => database !== undefined && this.names.has(database));
    if (!this.isSeen || runs.every((run) => this.isOwn(run))) return runs;
    return runs.filter((run) => this.isOwn(run) || this.skip(run));
  }

  get total(): number {
    return [...this.skipped.values()].reduce((sum, count) => sum + count, 0);
  }

  private isOwn({ database }: Run): boolean {
    return database === undefined || this.names.has(database);
  }

  private skip({ database = '', runs }: Run): false {
    const name = this.skipped.has(database) || this.skipped.size < MOST_NAMES ? database : MANY;
    this.skipped.set(name, (this.skipped.get(name) ?? 0) + runs);
    return false;
  }
}
