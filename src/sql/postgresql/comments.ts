/** `-- lanekeeper: allow RULE[, RULE] because REASON`, in real comments only, and the statements that they stand at. */
import type { AllowComment } from '../../model.ts';
import { tokenAt } from './lex.ts';
import type { LineAndColumn } from './lines.ts';

export interface ReadComments {
  /** Each with the line that its comment ends on. */
  allows: { allow: AllowComment; endLine: number }[];
  /** Comments that begin as ours and go on otherwise. */
  mistakes: (LineAndColumn & { message: string })[];
}

const OURS = /^(?:--|\/\*)[\s*]*lanekeeper\s*:\s*(.*)$/is;
const ALLOW = /^allow\s+(\S.*)$/is;
const RULES = /^[a-z][a-z0-9-]*(?:\s*,\s*[a-z][a-z0-9-]*)*$/i;

/** Every statement on a line gets every comment on it: a bound keeps hostile files from multiplying them. */
const MAX_ON_LINE = 20;

const EXPECTED = 'expected: -- lanekeeper: allow RULE[, RULE] because REASON';

/** Reads what the comments of an SQL text allow. */
export function readComments(sql: string, placeOf: (offset: number) => LineAndColumn): ReadComments {
  const read: ReadComments = { allows: [], mistakes: [] };
  if (!/lanekeeper\s*:/i.test(sql)) return read;
  for (let at = 0; at < sql.length; ) {
    const token = tokenAt(sql, at);
    at = token.end;
    const ours = token.kind === 'comment' ? OURS.exec(sql.slice(token.start, token.end)) : null;
    if (!ours) continue;
    const place = placeOf(token.start);
    const crowded =
      read.allows.length >= MAX_ON_LINE && read.allows.at(-MAX_ON_LINE)?.allow.line === place.line;
    const allowed = crowded ? null : readAllow((ours[1] ?? '').replace(/\*\/$/, ''));
    const endLine = place.line + ours[0].split('\n').length - 1;
    if (allowed) read.allows.push({ allow: { ...allowed, ...place }, endLine });
    else read.mistakes.push({ ...place, message: `the lanekeeper comment is not understood; ${EXPECTED}` });
  }
  return read;
}

/** Null: the words are not those of an exemption. A missing reason is an empty one. */
function readAllow(text: string): Pick<AllowComment, 'rules' | 'reason'> | null {
  const allow = ALLOW.exec(text.trim())?.[1];
  if (allow === undefined) return null;
  const because = /(?:^|\s)because(?:\s|$)/i.exec(allow);
  const rules = (because ? allow.slice(0, because.index) : allow).trim();
  if (!RULES.test(rules)) return null;
  const reason = because ? allow.slice(because.index + because[0].length) : '';
  return {
    rules: rules.split(',').map((rule) => rule.trim().toLowerCase()),
    reason: reason.replace(/\s+/g, ' ').trim(),
  };
}

interface Lines {
  line: number;
  endLine: number;
  allows: AllowComment[];
}

/**
 * Hands each comment to the statements that it stands at: those on its line, or else those that begin on the line
 * below (further exemptions may stand between). Gives back those that stand at none.
 */
export function attachAllows({ allows }: ReadComments, statements: readonly Lines[]): AllowComment[] {
  if (allows.length === 0) return [];
  const below = new Map<number, readonly Lines[]>();
  for (const { allow, endLine } of allows.toReversed()) {
    const next = beginningAt(statements, endLine + 1);
    const at = next.length > 0 ? next : (below.get(endLine + 1) ?? []);
    below.set(endLine, at);
    below.set(allow.line, at);
  }
  return allows
    .map(({ allow }) => allow)
    .filter((allow) => {
      const own = statementsAt(statements, allow.line);
      const at = own.length > 0 ? own : (below.get(allow.line) ?? []);
      for (const one of at) one.allows.push(allow);
      return at.length === 0;
    });
}

/** How many of the statements, which are in order, begin on that line or above. */
function countUpTo(statements: readonly Lines[], line: number): number {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle]?.line ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  return low;
}

function beginningAt(statements: readonly Lines[], line: number): readonly Lines[] {
  return statements.slice(countUpTo(statements, line - 1), countUpTo(statements, line));
}

function statementsAt(statements: readonly Lines[], line: number): readonly Lines[] {
  const before = statements[countUpTo(statements, line - 1) - 1];
  const begins = beginningAt(statements, line);
  return before && before.endLine >= line ? [before, ...begins] : begins;
}
