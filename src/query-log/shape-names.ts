/** Literals that are names: `nextval('s')`, `'t'::regclass`, `regclass 't'`, `CAST('t' AS regclass)`. They stay in the shape. */

const OPEN = 40;
const COLON = 58;
const SPACE = 32;

/** Functions of the server of which an argument is a name, and casts to what stands for an object. */
const TAKES_NAME =
  /(?:^|[^\w$.]|pg_catalog\.)(?:nextval|currval|setval|to_reg\w+|pg_\w+|has_\w+_privilege|row_security_active|cast|reg\w+|col_description|obj_description)$/;
const CAST_AHEAD = /^\s*(?:::|as)\s*(?:"?pg_catalog"?\s*\.\s*)?"?reg/i;

const isLower = (code: number): boolean => code >= 97 && code <= 122;

/** Whether `reg…` stands before it as the name of a type: `regclass 'users'`. */
function followsType(shape: Buffer, end: number): boolean {
  let start = end;
  while (start > 0 && isLower(shape[start - 1] ?? 0)) start--;
  return end - start >= 7 && shape[start] === 114 && shape[start + 1] === 101 && shape[start + 2] === 103;
}

function follows(shape: Buffer, end: number): boolean {
  const before = shape[end - 1] ?? 0;
  if (before === OPEN) return TAKES_NAME.test(shape.toString('latin1', Math.max(0, end - 64), end - 1));
  return before === SPACE && isLower(shape[end - 2] ?? 0) && followsType(shape, end - 1);
}

function precedesCast(text: Buffer, after: number): boolean {
  const code = text[after] ?? 0;
  if (code !== COLON && (code === 0 || code > SPACE)) return false;
  const next = code === COLON ? COLON : (text[after + 1] ?? 0);
  if (next !== COLON && (next | 32) !== 97 && next > SPACE) return false;
  const end = text.indexOf(0, after);
  return CAST_AHEAD.test(text.toString('latin1', after, Math.min(after + 80, end)));
}

/**
 * Whether the string that ends at `after` may name an object, by what follows it in the text and by what was written of the
 * shape before it.
 */
export function namesObject(text: Buffer, after: number, shape: Buffer, end: number): boolean {
  return follows(shape, end) || precedesCast(text, after);
}
