/** A statement without its literals: what repeats in a log is told by it. */
import { type Token, tokensOf } from './tokens.ts';

export interface MysqlShape {
  /** Equal for statements that are made of the same tokens but for their literals and the length of lists. */
  key: string;
  /** The same to be shown: also what stands in double quotes is left out. */
  text: string;
  /** Its words decide more than names: it changes its session, or holds a statement as text. */
  stateful: boolean;
}

const STATEFUL = /^(?:USE|SET|PREPARE|EXECUTE|DEALLOCATE|CREATE|DROP)$/;

/** `?, ?, ?` and `(?), (?)` as one: how long a list is decides nothing. */
function collapse(text: string): string {
  let before = '';
  let now = text;
  while (now !== before) {
    before = now;
    now = now.replace(/\?(?: , (?:\?|\.\.\.))+/g, '?').replace(/(\( (?:\? )?\))(?: , \1)+/g, '$1');
  }
  return now;
}

function shown(token: Token, ansi: boolean): string {
  if (token.kind === 'name') return `\`${token.text.replaceAll('`', '``')}\``;
  if (token.kind === 'double') return ansi ? `"${token.text.replaceAll('"', '""')}"` : '?';
  if (token.kind === 'value') return token.text.startsWith('@') ? '@?' : '?';
  return token.text;
}

/** Null: its quotes do not end, so that nobody can tell its literals. */
export function mysqlShape(statement: string, ansiQuotes: boolean | null): MysqlShape | null {
  const { tokens, problem, executableComments, escapedQuotes } = tokensOf(statement);
  if (problem !== null) return null;
  const words = (ansi: boolean): string => collapse(tokens.map((token) => shown(token, ansi)).join(' '));
  const text = words(ansiQuotes === true);
  const several = tokens.slice(0, -1).some(({ upper }) => upper === ';');
  const stateful = several || STATEFUL.test(tokens[0]?.upper ?? '');
  // Where the comments, or the quotes, decide what is read, only the text itself is the same.
  const key = executableComments || escapedQuotes || stateful ? statement : words(ansiQuotes !== false);
  return { key, text, stateful };
}
