/** A rough cut of SQL into statements, comments and string contents removed: enough to see their leading words. */

const TOKEN =
  /--[^\r\n]*|'[^']*'|"[^"]*"|\$([A-Za-z_\u0080-\uFFFF][\w\u0080-\uFFFF]*)?\$|\/\*|;|[^-'"$/;]+|[\s\S]/g;

/** Index after a comment that may hold others; the text's end where it is never closed. */
function endOfComment(text: string, start: number): number {
  let depth = 0;
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start;
  for (let match = mark.exec(text); match; match = mark.exec(text)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return text.length;
}

/** Leading words of every statement, single-spaced and in capitals; strings are empty. Linear, total. */
export function roughStatements(text: string): string[] {
  const statements: string[] = [];
  let current = '';
  const token = new RegExp(TOKEN);
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [found] = match;
    if (found === ';') {
      statements.push(current);
      current = '';
    } else if (found === '/*') {
      token.lastIndex = endOfComment(text, match.index);
      current += ' ';
    } else if (/^\$.*\$$/.test(found)) {
      const close = text.indexOf(found, token.lastIndex);
      token.lastIndex = close < 0 ? text.length : close + found.length;
      current += "''";
    } else current += found.startsWith('--') ? ' ' : found.startsWith("'") && found.length > 1 ? "''" : found;
  }
  return [...statements, current]
    .map((statement) => statement.replace(/\s+/g, ' ').trim().toUpperCase())
    .filter((statement) => statement !== '');
}
