/** A text into statements, as the mysql client does: at `;`, or at what DELIMITER says. */
import { type Token, tokensOf } from './tokens.ts';

const DELIMITER = /^[ \t]*delimiter[ \t]+(\S+)[^\n]*$/gim;

/** Whether `;` may stand within it: a routine, a trigger, an event, or a block of its own. */
function holdsBody(tokens: readonly Token[], from: number): boolean {
  const words = tokens.slice(from, from + 24).map(({ upper }) => upper);
  if (words[0] === 'BEGIN') return words[1] === 'NOT';
  if (/^(?:IF|CASE|LOOP|REPEAT|WHILE|FOR)$/.test(words[0] ?? '')) return true;
  if (words[0] !== 'CREATE' && words[0] !== 'ALTER') return false;
  const what = words.find((word) =>
    /^(?:TABLE|VIEW|DATABASE|SCHEMA|INDEX|USER|PROCEDURE|FUNCTION|TRIGGER|EVENT|PACKAGE)$/.test(word),
  );
  return what !== undefined && /^(?:PROCEDURE|FUNCTION|TRIGGER|EVENT|PACKAGE)$/.test(what);
}

function splitPlain(text: string, noBackslashEscapes: boolean): string[] {
  const { tokens, problem } = tokensOf(text, { noBackslashEscapes });
  if (problem !== null) return text.trim() === '' ? [] : [text.trim()];
  const statements: string[] = [];
  let first = 0;
  tokens.forEach((token, i) => {
    if (token.upper !== ';' || holdsBody(tokens, first)) return;
    if (i > first) statements.push(text.slice(tokens[first]?.start, token.start));
    first = i + 1;
  });
  const start = tokens[first]?.start;
  if (start !== undefined) statements.push(withoutEnd(text.slice(start)));
  return statements;
}

const withoutEnd = (text: string): string => text.trim().replace(/[;\s]+$/, '');

/** Statements without what ends them. A text whose quotes do not end is one statement. */
export function splitStatements(text: string, noBackslashEscapes = false): string[] {
  const marks = [...text.matchAll(DELIMITER)];
  if (marks.length === 0) return splitPlain(text, noBackslashEscapes);
  const statements: string[] = [];
  let at = 0;
  let delimiter = ';';
  for (const mark of [...marks, null]) {
    const part = text.slice(at, mark?.index ?? text.length);
    if (delimiter === ';') statements.push(...splitPlain(part, noBackslashEscapes));
    else
      statements.push(
        ...part
          .split(delimiter)
          .map(withoutEnd)
          .filter((one) => one !== ''),
      );
    if (!mark) return statements;
    at = mark.index + mark[0].length;
    delimiter = mark[1] ?? ';';
  }
  return statements;
}
