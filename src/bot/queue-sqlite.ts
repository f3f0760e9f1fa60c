/** A queue in one process: a file that outlives it, or memory. */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { type Hint, isOnlyLook, keyOf } from './hint.ts';
import { type Handle, pauseAfter, type Queue, type QueueOptions, REMEMBERED, TRIES } from './queue.ts';

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS hint (seq INTEGER PRIMARY KEY, body TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0) STRICT;
  CREATE TABLE IF NOT EXISTS seen (id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

interface Entry {
  seq: number;
  hint: Hint;
  tries: number;
}

interface Line {
  entries: Entry[];
  isActive: boolean;
  /** Not before this moment. */
  from: number;
}

/** `path` null: in memory, and what waits is lost with the process. Throws where the file cannot be opened. */
export function openSqliteQueue(path: string | null, options: QueueOptions): Queue {
  return new SqliteQueue(new DatabaseSync(path ?? ':memory:'), options);
}

class SqliteQueue implements Queue {
  readonly #database: DatabaseSync;
  readonly #options: QueueOptions;
  readonly #add: StatementSync;
  readonly #see: StatementSync;
  readonly #remove: StatementSync;
  readonly #retry: StatementSync;
  /** By key, in the order in which the keys came. The file is read once. */
  readonly #lines = new Map<string, Line>();
  readonly #running = new Set<Promise<void>>();
  #handle: Handle | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(database: DatabaseSync, options: QueueOptions) {
    this.#database = database;
    this.#options = options;
    database.exec(SCHEMA);
    database.prepare('DELETE FROM seen WHERE at < ?').run(Date.now() - REMEMBERED);
    this.#add = database.prepare('INSERT INTO hint (body) VALUES (?)');
    this.#see = database.prepare('INSERT OR IGNORE INTO seen (id, at) VALUES (?, ?)');
    this.#remove = database.prepare('DELETE FROM hint WHERE seq = ?');
    this.#retry = database.prepare('UPDATE hint SET tries = ? WHERE seq = ?');
    const kept = database.prepare('SELECT seq, body, tries FROM hint ORDER BY seq').all();
    for (const { seq, body, tries } of kept)
      this.#line({ seq: Number(seq), hint: JSON.parse(String(body)) as Hint, tries: Number(tries) });
  }

  async put(hints: readonly Hint[]): Promise<void> {
    this.#database.exec('BEGIN');
    try {
      for (const hint of hints) this.#putOne(hint);
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
    this.#pump();
  }

  #putOne(hint: Hint): void {
    if (this.#see.run(hint.id, Date.now()).changes === 0) return;
    const seq = Number(this.#add.run(JSON.stringify(hint)).lastInsertRowid);
    this.#line({ seq, hint, tries: 0 });
  }

  #line(entry: Entry): void {
    const key = keyOf(entry.hint);
    const line = this.#lines.get(key) ?? { entries: [], isActive: false, from: 0 };
    line.entries.push(entry);
    // News is looked at now, whatever failed before.
    line.from = 0;
    this.#lines.set(key, line);
  }

  work(handle: Handle): void {
    this.#handle = handle;
    this.#pump();
  }

  /** Starts what may start now, and sets a timer for what may start later. */
  #pump(): void {
    if (this.#handle === null || this.#isClosed) return;
    const now = Date.now();
    let next = Number.POSITIVE_INFINITY;
    for (const [key, line] of this.#lines) {
      if (this.#running.size >= this.#options.width) return;
      if (line.isActive) continue;
      if (line.from > now) next = Math.min(next, line.from);
      else this.#start(key, line, this.#handle);
    }
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = Number.isFinite(next) ? setTimeout(() => this.#pump(), next - now) : null;
    this.#timer?.unref();
  }

  #start(key: string, line: Line, handle: Handle): void {
    line.isActive = true;
    const taken = line.entries;
    line.entries = [];
    const run = this.#run(line, taken, handle).finally(() => {
      this.#running.delete(run);
      line.isActive = false;
      if (line.entries.length === 0) this.#lines.delete(key);
      this.#pump();
    });
    this.#running.add(run);
  }

  async #run(line: Line, taken: Entry[], handle: Handle): Promise<void> {
    try {
      await handle(taken.map(({ hint }) => hint));
      this.#forget(taken);
    } catch (error) {
      this.#again(line, taken, error);
    }
  }

  #forget(entries: readonly Entry[]): void {
    for (const { seq } of entries) this.#remove.run(seq);
  }

  #again(line: Line, taken: readonly Entry[], error: unknown): void {
    // One look serves all: further ones of the same line would each wait their own time.
    const [look] = taken.filter(({ hint }) => isOnlyLook(hint)).slice(-1);
    const kept = taken.filter((entry) => entry === look || !isOnlyLook(entry.hint));
    this.#forget(taken.filter((entry) => !kept.includes(entry)));
    for (const entry of kept) {
      const tries = entry.tries + 1;
      if (tries >= TRIES) {
        this.#forget([entry]);
        this.#options.gaveUp(entry.hint, error);
        continue;
      }
      this.#retry.run(tries, entry.seq);
      line.entries.unshift({ ...entry, tries });
      line.from = Date.now() + pauseAfter(tries);
      this.#options.failed(entry.hint, error);
    }
  }

  async depth(): Promise<number> {
    return this.#lines.size;
  }

  async isReady(): Promise<boolean> {
    return !this.#isClosed;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer) clearTimeout(this.#timer);
    await Promise.all(this.#running);
    this.#database.close();
  }
}
