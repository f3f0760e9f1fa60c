/** What is known of one session: what its statements left behind, in order. */
import { type Step, UNKNOWN_PATH } from './steps.ts';

export type Kept = Step & { do: 'keep' };

/** More than that, and the session counts as forgotten: a client that makes things for ever. */
const MOST_KEPT = 400;

/** A session of which nothing is known any more. */
export const LOST: readonly Kept[] = [UNKNOWN_PATH];

const isPrepared = ({ group }: Kept): boolean => group.startsWith('prepare ');
const lasts = ({ local }: Kept): boolean => !local;

export class SessionState {
  kept: readonly Kept[] = [];
  /** What was kept when the transaction began; null: none did. */
  private before: readonly Kept[] | null = null;
  private aborted = false;
  /** Its beginning was not seen: it may be within a transaction of which nobody knows. */
  private readonly unseen: boolean;
  /** When it was last used, by the memory's count. */
  used = 0;

  constructor(unseen = false) {
    this.unseen = unseen;
    if (unseen) this.kept = LOST;
  }

  /** Of one whose beginning was not seen, that nothing is left is worth keeping. */
  get isEmpty(): boolean {
    return this.kept.length === 0 && this.before === null && !this.unseen;
  }

  lose(): void {
    this.kept = LOST;
  }

  /** A statement failed: within a transaction, COMMIT will be a ROLLBACK. */
  fail(): void {
    this.aborted = this.before !== null;
  }

  take(step: Step): void {
    if (step.do === 'keep') this.keep(step);
    else if (step.do === 'drop') this.drop(step.group);
    else if (step.do === 'begin') this.before ??= this.kept;
    else if (step.do === 'rollback-to') this.goBack();
    else if (step.do === 'discard-all') this.kept = [];
    else this.end(step.do === 'rollback' || this.aborted);
  }

  /** What ends with a transaction has none here to end with: a temporary table is gone at once, a setting may hold or not. */
  private keepAlone(step: Kept): void {
    if (step.group.startsWith('set ')) this.keep(UNKNOWN_PATH);
  }

  private keep(step: Kept): void {
    if (step.local && this.before === null) {
      this.keepAlone(step);
      return;
    }
    const temporary = step.group.startsWith('temp altered ');
    if (temporary && !this.kept.some(({ group }) => group.startsWith('temp made '))) return;
    // What holds until the transaction ends hides what holds beyond it.
    const kept = this.kept.filter(({ group, local }) => group !== step.group || (step.local && !local));
    this.kept = kept.length >= MOST_KEPT ? LOST : [...kept, step];
  }

  private drop(group: string): void {
    const whole = group.endsWith(' ');
    this.kept = this.kept.filter((kept) => (whole ? !kept.group.startsWith(group) : kept.group !== group));
  }

  /** Prepared statements stay whatever becomes of the transaction. */
  private end(undone: boolean): void {
    if (this.unseen && this.before === null) {
      this.lose();
      return;
    }
    const prepared = this.kept.filter(isPrepared);
    const others = (undone ? (this.before ?? this.kept) : this.kept).filter((kept) => !isPrepared(kept));
    if (this.kept.length > 0 || others.length > 0) this.kept = [...others.filter(lasts), ...prepared];
    this.before = null;
    this.aborted = false;
  }

  /** How far ROLLBACK TO goes back is not known: a path that was set since may hold, or the one before. */
  private goBack(): void {
    const { before } = this;
    this.aborted = false;
    if (before === null || before === this.kept) return;
    const changed =
      this.kept.some((kept) => !before.includes(kept)) || before.some((kept) => !this.kept.includes(kept));
    if (changed)
      this.kept = [...this.kept.filter((kept) => isPrepared(kept) || before.includes(kept)), UNKNOWN_PATH];
  }
}
