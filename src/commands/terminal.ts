/** What whoever watches can be shown; a pipe gets neither colour nor width nor progress. */

/** Columns to wrap prose at; null where nobody watches, for a file has no width. */
export function widthOfTerminal(): number | null {
  return process.stdout.isTTY === true ? process.stdout.columns : null;
}

export function wantsColor(): boolean {
  return process.stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
}

/** Told how far a long work is; both count from 0 to `total`. */
export type Progress = (done: number, total: number) => void;

/** Work that is over sooner than this needs no progress. */
const PATIENCE = 400;

/** A line on standard error that is written over, and gone when the work is done. Silent in a pipe. */
export function progressOf(what: string, silent: boolean): Progress {
  if (silent || process.stderr.isTTY !== true) return () => {};
  const start = Date.now();
  let shown = false;
  return (done, total) => {
    if (done < total && Date.now() - start < PATIENCE) return;
    if (done < total) process.stderr.write(`\r\u001b[K${what} ${done} of ${total}`);
    else if (shown) process.stderr.write('\r\u001b[K');
    shown = done < total;
  };
}
