/** DO blocks: what can be seen of them is judged, and that they are blocks is said in any case. */
import { emptyJudged, isTemporaryName } from './draft.ts';
import { tokenAt } from './lex.ts';
import { foldConstant, type Node, parseStatements } from './parse.ts';
import { type Fragment, readPlpgsql } from './plpgsql.ts';
import type { EffectDraft, Judged, Session } from './session.ts';
import { endTemporary } from './temporary.ts';
import { unknownEffect } from './unknown.ts';

export type Judge = (node: Node, session: Session) => Judged;

/** An effect of a piece of a statement, with that piece; offsets are relative to the statement. */
export interface InnerEffect {
  draft: EffectDraft;
  offset: number;
  text: string;
}

export interface JudgedBlock extends Judged {
  inner: InnerEffect[];
  /** Statements that run in any case: what they set stays set. */
  certain: Node[];
}

interface DoStatement {
  args?: { DefElem?: { defname?: string; arg?: { String?: { sval?: string } } } }[];
}

/** Judges a DO statement; `text` is its text as written. Applies to the session what it sees. */
export function judgeDo(node: Node, text: string, session: Session, judge: Judge): JudgedBlock {
  const args = (node.DoStmt as DoStatement | undefined)?.args ?? [];
  const option = (name: string): string | undefined =>
    args.find(({ DefElem }) => DefElem?.defname === name)?.DefElem?.arg?.String?.sval;
  const body = option('as');
  const language = option('language') ?? 'plpgsql';
  const block = new Block(session, judge, bodyOffset(text, body ?? ''));
  if (body === undefined) block.lose('it has no body');
  else if (language !== 'plpgsql') block.lose(`it is written in ${language}`);
  else block.read(text, body);
  return block.finish();
}

class Block {
  private readonly session: Session;
  private readonly judge: Judge;
  private readonly at: number;
  private readonly result: JudgedBlock = { ...emptyJudged(), inner: [], certain: [] };
  private readonly lost: string[] = [];
  private readonly perhaps: { name: string; branch: string }[] = [];
  private found = 0;
  private body = '';

  constructor(session: Session, judge: Judge, at: number) {
    this.session = session;
    this.judge = judge;
    this.at = at;
  }

  /** Something in it cannot be seen. */
  lose(sentence: string): void {
    const reason = sentence.replace(/\.$/, '');
    if (this.lost.length < 3 && !this.lost.includes(reason)) this.lost.push(reason);
  }

  read(text: string, body: string): void {
    const read = readPlpgsql(text, body);
    if ('message' in read) this.lose(read.message);
    else {
      this.body = body;
      if (read.endsTransactions) this.result.forbidsTransaction = 'COMMIT or ROLLBACK in a DO block';
      const lines = lineStarts(body);
      for (const fragment of read.fragments) this.take(fragment, lines[fragment.line - 1] ?? 0);
    }
  }

  private take(fragment: Fragment, lineStart: number): void {
    const sql = sqlOf(fragment);
    const parsed = sql === null ? COMPUTED : parseStatements(sql);
    if ('failure' in parsed) this.lose(`${parsed.failure.message} in ${brief(fragment.text)}`);
    else {
      const offset = this.locate(fragment, lineStart);
      const text = (fragment.kind === 'dynamic' ? sql : fragment.text) ?? '';
      for (const { node } of parsed.statements) this.run(node, { ...fragment, text: text.trim() }, offset);
    }
  }

  private run(node: Node, fragment: Fragment, offset: number): void {
    const { session, result } = this;
    const certain = fragment.branch === '';
    this.enter(fragment.branch);
    const added = new Set(session.addedColumns?.keys());
    const before = certain ? null : new Set([...session.fresh, ...(session.temporaries?.keys() ?? [])]);
    const judged = node.DoStmt
      ? { ...emptyJudged(), effects: [unknownEffect('do-block-dynamic', 'DO', 'it holds another DO')] }
      : this.judge(node, session);
    const made = new Set([...session.fresh, ...(session.temporaries?.keys() ?? [])]);
    // A column that only may have been added may as well be older, and written by code that is live.
    for (const [name, how] of certain ? [] : (session.addedColumns ?? []))
      if (!added.has(name) && how !== 'older') session.addedColumns?.delete(name);
    for (const name of before ? made : []) {
      if (!before?.has(name)) this.perhaps.push({ name, branch: fragment.branch });
    }
    for (const draft of judged.effects) {
      if (draft.kind === 'unknown') this.lose(draft.why || brief(fragment.text));
      else if (fragment.kind === 'statement' || fragment.kind === 'dynamic' || draft.phase !== 'neutral') {
        result.inner.push({ draft, offset, text: fragment.text });
      }
      if (!certain && TAKES_AWAY.has(draft.kind)) session.catalog.incomplete = true;
    }
    merge(result, judged);
    if (certain) result.certain.push(node);
  }

  /**
   * What only may have been made is fresh where it must have been, and may as well have been there before elsewhere; a
   * temporary one may as well not be there, and its name then means what everybody sees.
   */
  private enter(branch: string): void {
    const { session } = this;
    for (const { name, branch: own } of this.perhaps) {
      const isTemporary = session.temporaries?.has(name) === true;
      if (!branch.startsWith(own)) {
        if (isTemporary) endTemporary(session, name);
        else session.fresh.delete(name);
      } else if (!isTemporaryName(name)) session.fresh.add(name);
    }
  }

  /** Where a piece stands in the statement: the compiler gives its line, its text is looked for from there. */
  private locate(fragment: Fragment, lineStart: number): number {
    if (this.at < 0) return 0;
    const from = Math.max(lineStart, this.found);
    const head = (fragment.text.split('\n', 1)[0] ?? '').slice(0, 80).trimEnd();
    const index = this.body.slice(from, from + SEARCHED).indexOf(head);
    if (index >= 0) this.found = from + index + head.length;
    return this.at + (index < 0 ? lineStart : from + index);
  }

  finish(): JudgedBlock {
    this.enter('');
    const dynamic = this.lost.length > 0;
    if (dynamic) this.session.catalog.incomplete = true;
    this.result.effects.push(
      dynamic
        ? unknownEffect(
            'do-block-dynamic',
            'DO',
            `What the DO block does cannot be seen whole: ${this.lost.join('; ')}.`,
            PLAIN,
          )
        : unknownEffect('do-block-static', 'DO', ''),
    );
    return this.result;
  }
}

const COMPUTED = { failure: { message: 'SQL that is computed', offset: 0 } };
const SEARCHED = 4000;
const TAKES_AWAY = new Set(['removes', 'renames', 'retypes', 'relaxes']);
const PLAIN = ['-- write the statements that it comes to plainly, so that each can be judged'];

const brief = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
};

/** The SQL that a piece comes to; null where it is computed. */
function sqlOf({ kind, text }: Fragment): string | null {
  if (kind === 'statement') return text;
  if (kind === 'dynamic') return foldConstant(text);
  return `SELECT ${text.slice(kind === 'assignment' ? endOfTarget(text) : 0)}`;
}

/** After the `:=` or `=` of an assignment; what stands in brackets belongs to the target. */
function endOfTarget(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at);
    const character = token.kind === 'symbol' ? text.charAt(token.start) : '';
    if (character === '[') depth++;
    if (character === ']') depth--;
    if (character === '=' && depth === 0) return token.end;
    at = token.end;
  }
  return 0;
}

function merge(result: Judged, judged: Judged): void {
  result.rows.push(...judged.rows);
  result.uncommittedEnumValues.push(...judged.uncommittedEnumValues);
  result.forbidsTransaction ??= judged.forbidsTransaction;
  result.disablesTriggers ??= judged.disablesTriggers;
  result.hidesInvalidIndex ||= judged.hidesInvalidIndex;
}

/** Where in a DO statement the inside of its body's quotes begins; -1 where the text there differs from what it means. */
function bodyOffset(text: string, body: string): number {
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at);
    at = token.end;
    if (token.kind !== 'string') continue;
    const quote = text.charAt(token.start) === '$' ? text.indexOf('$', token.start + 1) + 1 : token.start + 1;
    if (text.startsWith(body, quote) && quote + body.length < token.end) return quote;
  }
  return -1;
}

function lineStarts(body: string): number[] {
  const starts = [0];
  for (let at = body.indexOf('\n'); at >= 0; at = body.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
