/**
 * What the parser must not be handed: it would not come back, or not whole.
 *
 * How deep a statement's tree may get is told from its tokens alone. The parser prints its tree by recursion on the machine's
 * stack: a tree of some thousand levels ends in an exception that the WebAssembly module does not recover from, so
 * such text must not reach it. Measured with 984 kB of stack: 2,300 nested subselects or 8,000 terms of a sum.
 */
import { type Token, tokenAt } from './lex.ts';

/** No text below this length can be deep enough to matter. */
export const HARMLESS_LENGTH = 12_000;

const MAX_DEPTH = 3000;

/** One pair of parentheses, or one CASE: tokens since the last sibling began, and left-nested joins and set operations. */
interface Level {
  opener: '(' | 'case';
  run: number;
  spine: number;
}

/** Words between siblings: PostgreSQL keeps chains of AND, of OR and of WHEN as flat lists. */
const SIBLING = /^(?:and|or|when)$/i;
const SPINE = /^(?:join|union|intersect|except)$/i;

class Depth {
  private levels: Level[] = [{ opener: '(', run: 0, spine: 0 }];
  private below = 0;

  private top(): Level {
    return this.levels[this.levels.length - 1] ?? { opener: '(', run: 0, spine: 0 };
  }

  private open(opener: Level['opener']): void {
    const { run, spine } = this.top();
    this.below += run + spine;
    this.levels.push({ opener, run: 0, spine: 0 });
  }

  private close(opener: Level['opener']): void {
    if (this.levels.length === 1 || this.top().opener !== opener) return;
    this.levels.pop();
    const { run, spine } = this.top();
    this.below -= run + spine;
  }

  /** Takes the next token in; gives how deep the tree may be there. */
  add(token: string): number {
    const top = this.top();
    if (token === ';') this.reset();
    else if (token === ',' || SIBLING.test(token)) top.run = 0;
    else if (SPINE.test(token)) top.spine++;
    else top.run++;
    if (token === '(' || token === '[') this.open('(');
    else if (/^case$/i.test(token)) this.open('case');
    else if (token === ')' || token === ']') this.close('(');
    else if (/^end$/i.test(token)) this.close('case');
    return this.below + this.top().run + this.top().spine;
  }

  private reset(): void {
    this.levels = [{ opener: '(', run: 0, spine: 0 }];
    this.below = 0;
  }
}

const OPERATOR = /[~!@#^&|`?+\-*/%<>=]/;

/**
 * Of a run of operator characters the server's scanner takes all, gives back most, and begins again: a run of a hundred
 * thousand takes it minutes. An operator has 63 characters at most; comments may have banners.
 */
const MAX_RUN = 300;

class OperatorRun {
  private length = 0;

  /** Takes the next token in; says whether it makes the run too long. */
  add(token: Token, text: string): boolean {
    const scanned = token.kind === 'symbol' || (token.kind === 'comment' && text[token.start] === '/');
    if (!scanned) this.length = 0;
    for (let at = token.start; scanned && at < token.end; at++) {
      this.length = OPERATOR.test(text.charAt(at)) ? this.length + 1 : 0;
      if (this.length > MAX_RUN) return true;
    }
    return false;
  }
}

/** Whether a text may be nested too deeply, or run on too long, to be parsed. Errs towards yes. */
export function isTooDeep(text: string): boolean {
  if (text.length < HARMLESS_LENGTH) return false;
  const depth = new Depth();
  const run = new OperatorRun();
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at);
    at = token.end;
    if (run.add(token, text)) return true;
    if (token.kind === 'space' || token.kind === 'comment') continue;
    const short = token.end - token.start < 10 ? text.slice(token.start, token.end) : '';
    if (depth.add(short) > MAX_DEPTH) return true;
  }
  return false;
}

const OPENS = /^(?:begin|if|case|loop)$/i;
const MAX_BLOCKS = 500;

/** The same for a PL/pgSQL body, whose statements nest by words. */
export function isTooDeepPlpgsql(body: string): boolean {
  if (body.length < HARMLESS_LENGTH / 4) return false;
  let depth = 0;
  let ended = false;
  for (let at = 0; at < body.length; ) {
    const token = tokenAt(body, at);
    at = token.end;
    if (token.kind !== 'word') continue;
    const word = body.slice(token.start, token.end);
    if (OPENS.test(word) && !ended) depth++;
    ended = /^end$/i.test(word);
    if (ended) depth = Math.max(0, depth - 1);
    if (depth > MAX_BLOCKS) return true;
  }
  return false;
}
