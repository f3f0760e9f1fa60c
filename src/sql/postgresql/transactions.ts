/**
 * Which transaction each statement runs in, and which statements a ROLLBACK takes back. Looks at the words of
 * transaction control alone, so that what is taken back need never be judged.
 * Source: the manual, "Multiple Statements in a Simple Query", and a server (15), asked case by case.
 */
import type { RunnerTransaction, Statement, TransactionRef } from '../../model.ts';
import type { Node } from './parse.ts';

export interface Run {
  transaction: TransactionRef | null;
  /** A ROLLBACK takes it back. */
  undone: boolean;
  mistake?: Mistake;
}

type Mistake = NonNullable<Statement['transactionMistake']>;

interface Savepoint {
  name: string;
  /** Index of the first statement after it. */
  from: number;
}

/** A return to one further back than this is not followed: what it takes back is judged as if it stayed. */
const MAX_SAVEPOINTS = 100;

interface Open {
  ref: TransactionRef;
  /** Index of its first statement. */
  from: number;
  savepoints: Savepoint[];
}

interface Control {
  kind?: string;
  savepoint_name?: string;
  chain?: boolean;
}

class Transactions {
  private readonly runs: Run[] = [];
  private open: Open | null = null;
  private last = 0;
  private readonly implicit: boolean;

  constructor(mode: RunnerTransaction, count: number) {
    this.implicit = mode === 'implicit' && count > 1;
    if (mode === 'runner') this.begin('runner');
  }

  private begin(by: TransactionRef['by']): void {
    this.open = { ref: { id: ++this.last, by }, from: this.runs.length, savepoints: [] };
  }

  /** A statement that is not about transactions, or one before its own meaning takes effect. */
  run(mistake?: Mistake): void {
    if (!this.open && this.implicit) this.begin('implicit');
    this.runs.push({ transaction: this.open?.ref ?? null, undone: false, ...(mistake && { mistake }) });
  }

  private undoFrom(index: number): void {
    for (const run of this.runs.slice(index)) run.undone = true;
  }

  /** BEGIN within a transaction is a warning; within an implicit one it makes that one last. */
  start(): void {
    const isOpen = this.open !== null && this.open.ref.by !== 'implicit';
    if (!this.open && !this.implicit) this.begin('written');
    this.run(isOpen ? 'begun-twice' : undefined);
    if (this.open?.ref.by === 'implicit') this.open.ref = { ...this.open.ref, by: 'written' };
  }

  end(chain: boolean, ofOthers: Mistake = 'commits-others'): void {
    const by = this.open?.ref.by ?? 'implicit';
    const hurts = by === 'runner' || (by === 'implicit' && ofOthers === 'undoes-others' && this.open);
    this.run(hurts ? ofOthers : by === 'implicit' ? 'nothing-open' : undefined);
    const wasOpen = this.open;
    this.open = null;
    if (chain && wasOpen) this.begin('written');
  }

  rollback(chain: boolean): void {
    if (this.open) this.undoFrom(this.open.from);
    this.end(chain, 'undoes-others');
  }

  /** A transaction that the file begins and never ends; the runner would end it with its own. */
  finish(mode: RunnerTransaction): Run[] {
    const first = this.open?.ref.by === 'written' && mode !== 'runner' && this.runs[this.open.from];
    if (first) first.mistake = 'never-ended';
    return this.runs;
  }

  save(name: string): void {
    this.run();
    this.open?.savepoints.push({ name, from: this.runs.length });
    if (this.open && this.open.savepoints.length > MAX_SAVEPOINTS) this.open.savepoints.shift();
  }

  /** Without such a savepoint the server refuses, and nothing is taken for undone. */
  rollbackTo(name: string): void {
    const index = this.find(name);
    const savepoint = this.open?.savepoints[index];
    if (savepoint) {
      this.undoFrom(savepoint.from);
      savepoint.from = this.runs.length;
      this.open?.savepoints.splice(index + 1);
    }
    this.run();
  }

  release(name: string): void {
    this.run();
    const index = this.find(name);
    if (index >= 0) this.open?.savepoints.splice(index);
  }

  private find(name: string): number {
    return this.open?.savepoints.findLastIndex((savepoint) => savepoint.name === name) ?? -1;
  }
}

const CONTROLS: Record<string, (transactions: Transactions, name: string, chain: boolean) => void> = {
  TRANS_STMT_BEGIN: (transactions) => transactions.start(),
  TRANS_STMT_START: (transactions) => transactions.start(),
  TRANS_STMT_COMMIT: (transactions, _, chain) => transactions.end(chain),
  TRANS_STMT_PREPARE: (transactions) => transactions.end(false),
  TRANS_STMT_ROLLBACK: (transactions, _, chain) => transactions.rollback(chain),
  TRANS_STMT_SAVEPOINT: (transactions, name) => transactions.save(name),
  TRANS_STMT_ROLLBACK_TO: (transactions, name) => transactions.rollbackTo(name),
  TRANS_STMT_RELEASE: (transactions, name) => transactions.release(name),
};

function takeControl(transactions: Transactions, control: Control): void {
  const take = CONTROLS[control.kind ?? ''];
  if (take) take(transactions, control.savepoint_name ?? '', control.chain === true);
  else transactions.run();
}

/** One entry per statement; null stands for one that could not be parsed. */
export function assignTransactions(nodes: readonly (Node | null)[], mode: RunnerTransaction): Run[] {
  const transactions = new Transactions(mode, nodes.length);
  for (const node of nodes) {
    const control = node?.TransactionStmt;
    if (typeof control === 'object' && control !== null) takeControl(transactions, control);
    else transactions.run();
  }
  return transactions.finish(mode);
}
