/** One message of the server, whichever way it was written down. */
export interface Entry {
  at: number;
  /** `LOG`, `ERROR`, … */
  severity: string;
  message: string;
  detail: string;
  /** The statement that the server ran when it said this. */
  statement: string;
  /** SQLSTATE; '' where the log does not tell. */
  code: string;
  user: string;
  /** '' where the log does not tell. */
  database: string;
  service: string;
  /** '' where the log does not tell sessions apart. */
  session: string;
  /** Its number within the session; 0: not told. */
  line: number;
  /** When the session began; 0: not told. */
  began: number;
}

export type TakeEntry = (entry: Entry) => void;

/** Takes text that ends in a newline; keeps what it cannot finish yet. */
export interface EntryReader {
  push(text: string): void;
  /** Nothing follows: what is open is whole. */
  end(): void;
  /** JSON: what is open. */
  state(): unknown;
  restore(state: unknown): void;
}

/** What a reader tells besides entries. */
export interface EntrySink {
  take: TakeEntry;
  /** A line that belongs to the log and cannot be read: what it said is lost. */
  unreadable(reason: string): void;
  lines(count: number): void;
}
