/**
 * Instrumentation replaces literals by `?`, which is no PostgreSQL: `$1`, `$2`… are put there. A `?` between two operands is
 * the operator of jsonb, and stays.
 */

const TOKEN =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([A-Za-z_][\w]*)?\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\/|\$\d+|\?[|&]?|[\p{L}_][\p{L}\p{N}_$]*|\d[\w.]*|\s+|[\s\S]/guy;

/** Words after which an operand comes; after any other word an operator may. */
const BEFORE_OPERAND = new Set(
  'select where and or not in like ilike similar between limit offset values set then else when case returning by on having from using is distinct as any all some array row interval to default fetch first next if exists with union except intersect'.split(
    ' ',
  ),
);

const isSpace = (token: string): boolean => /^(?:\s|--|\/\*)/.test(token);

function isOperand(token: string | undefined): boolean {
  if (token === undefined) return false;
  if (/^[\p{L}_]/u.test(token)) return !BEFORE_OPERAND.has(token.toLowerCase());
  return /^(?:['"\d)\]]|\$\d|\$)/.test(token);
}

const beginsOperand = (token: string | undefined): boolean =>
  token !== undefined && /^(?:['"\d(?$]|array$)/i.test(token);

/** Total; a text without `?` comes back as it is. */
export function numberPlaceholders(text: string): string {
  if (!text.includes('?')) return text;
  const tokens = text.match(TOKEN) ?? [];
  let last = Math.max(0, ...tokens.map((token) => Number(/^\$(\d+)$/.exec(token)?.[1] ?? 0)));
  let before: string | undefined;
  const written = tokens.map((token, index) => {
    if (isSpace(token)) return token;
    const after = tokens.slice(index + 1, index + 8).find((next) => !isSpace(next));
    const stays = token !== '?' || (isOperand(before) && beginsOperand(after));
    if (!stays) last += 1;
    before = stays ? token : `$${last}`;
    return before;
  });
  return written.join('');
}
