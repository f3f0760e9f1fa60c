/** One migration file read from its first statement to its last, against the session that the files before it left. */
import type { Effect, MigrationText, Problem, ReadMigration, Statement } from '../../model.ts';
import { attachAllows, readComments } from './comments.ts';
import { type Judge, type JudgedBlock, judgeDo } from './do-block.ts';
import { emptyJudged } from './draft.ts';
import { type Item, type Items, itemsOf } from './items.ts';
import { indexLines, type LineAndColumn, type Lines } from './lines.ts';
import { settleReplaced } from './replaced.ts';
import type { Session } from './session.ts';
import { applySettings, Settings } from './settings.ts';
import { endTemporaries } from './temporary.ts';
import { assignTransactions, type Run } from './transactions.ts';
import { UNSEEN, unknownEffect } from './unknown.ts';

/** Reads one file and applies it to the session's catalog. Total: text that cannot be read becomes a problem. */
export function readMigration(
  text: MigrationText,
  session: Session,
  judge: Judge,
  items: Items = itemsOf(text.up),
): ReadMigration {
  return new FileReading(text, session, judge).read(items);
}

const ALONE: Run = { transaction: null, undone: false };

class FileReading {
  private readonly text: MigrationText;
  private readonly session: Session;
  private readonly judge: Judge;
  private readonly settings: Settings;
  private readonly lines: Lines;
  private readonly startAt: (offset: number) => LineAndColumn;
  private readonly innerAt: (offset: number) => LineAndColumn;
  private readonly problems: Problem[];
  private transaction: number | null = null;
  /** Statements of the transaction that is open; one that runs alone is by itself. */
  private together: Statement[] = [];

  constructor(text: MigrationText, session: Session, judge: Judge) {
    this.text = text;
    this.session = session;
    this.judge = judge;
    this.settings = new Settings(session.defaultSchema);
    this.lines = indexLines(text.up);
    this.startAt = this.lines.walk();
    this.innerAt = this.lines.walk();
    this.problems = [...(text.problems ?? [])];
    if (this.problems.length > 0) session.catalog.incomplete = true;
  }

  read({ items, sql }: Items): ReadMigration {
    const { path, transaction } = this.text;
    const nodes = items.map(({ node }) => node);
    const runs = assignTransactions(nodes, transaction);
    this.session.settings.clear();
    const statements = items.map((item, index) => this.take(item, runs[index] ?? ALONE));
    this.enter(null);
    endTemporaries(this.session, 'session');
    const comments = readComments(sql, this.lines.walk());
    for (const { message, ...place } of comments.mistakes) this.problems.push({ path, ...place, message });
    const strayAllows = attachAllows(comments, statements);
    return { path, statements, problems: this.problems, strayAllows };
  }

  private take(item: Item, run: Run): Statement {
    const place = { path: this.text.path, ...this.startAt(item.start) };
    const text = this.text.up.slice(item.start, item.end);
    this.enter(run.transaction?.id ?? null);
    this.session.place = place;
    this.session.searchPath = this.settings.searchPath;
    const { lockTimeout, lockTimeoutAfter } = this.settings;
    const unread = this.objectTo(item, text);
    const { inner, certain, effects, replaced, ...judged } = run.undone
      ? nothing()
      : this.judgeItem(item, text);
    for (const node of certain) applySettings(node, this.settings, run.transaction !== null);
    if (unread || this.settings.unknown) this.session.catalog.incomplete = true;
    const statement: Statement = {
      ...place,
      text,
      endLine: this.lines.lineAt(item.end - 1),
      node: item.type,
      ...judged,
      effects: [
        ...inner.map((one): Effect => {
          const at = this.innerAt(item.start + one.offset);
          return { ...one.draft, path: place.path, ...at, statement: one.text };
        }),
        ...effects.map((draft): Effect => ({ ...draft, ...(unread ?? place), statement: text })),
      ],
      transaction: run.transaction,
      ...(run.mistake && { transactionMistake: run.mistake }),
      lockTimeout,
      ...(lockTimeout && { lockTimeoutAfter }),
      allows: [],
    };
    this.together.push(statement);
    settleReplaced(this.together, replaced ?? []);
    return statement;
  }

  /** What a transaction alone holds on to is gone when another begins, or none. */
  private enter(transaction: number | null): void {
    if (transaction !== null && transaction === this.transaction) return;
    this.transaction = transaction;
    this.together = [];
    this.settings.endTransaction();
    endTemporaries(this.session, 'transaction');
    this.session.droppedOfTransaction?.clear();
    this.session.enumValuesOfTransaction.clear();
    this.session.typesOfTransaction.clear();
  }

  /** The problem of a statement that cannot be read, or not as the server reads it; null where there is none. */
  private objectTo(item: Item, text: string): Problem | null {
    const problem =
      item.problem ??
      (this.settings.otherStrings && text.includes('\\')
        ? { message: OTHER_STRINGS, offset: item.start }
        : null);
    if (!problem) return null;
    const at = { path: this.text.path, ...this.innerAt(problem.offset), message: problem.message };
    this.problems.push(at);
    return at;
  }

  private judgeItem({ node, type, problem }: Item, text: string): JudgedBlock {
    if (node?.DoStmt) return judgeDo(node, text, this.session, this.judge);
    if (node) return { ...this.judge(node, this.session), inner: [], certain: [node] };
    return { ...nothing(), effects: [unknownEffect(type, UNSEEN, problem?.message ?? '')] };
  }
}

const OTHER_STRINGS =
  "standard_conforming_strings is off, so that its backslashes mean something else; write E'…' instead";

const nothing = (): JudgedBlock => ({ ...emptyJudged(), inner: [], certain: [] });
