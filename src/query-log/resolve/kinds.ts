/** What sort of statement a shape is, by its first words. */
import type { StatementKind } from '../words.ts';

const KINDS: Record<string, StatementKind> = {
  select: 'select',
  values: 'select',
  table: 'select',
  insert: 'insert',
  update: 'update',
  delete: 'delete',
};

const firstWord = (shape: string): string => /^[( ]*([a-z]*)/.exec(shape)?.[1] ?? '';

/** Of `WITH … AS (…), … SELECT`: the word that the statement proper begins with. */
function outerWord(shape: string): string {
  let depth = 0;
  const token = /"(?:[^"]|"")*"|[()]|[a-z_\u0080-\uffff][\w$\u0080-\uffff]*/g;
  for (let found = token.exec(shape); found; found = token.exec(shape)) {
    const [text] = found;
    if (text === '(') depth++;
    else if (text === ')') depth--;
    else if (depth === 0 && /^(?:select|insert|update|delete|merge|values|table)$/.test(text)) return text;
  }
  return 'with';
}

/** `shape`: lower case, without comments. A WITH is what its outermost statement is. */
export function kindOf(shape: string): StatementKind {
  const first = firstWord(shape);
  const word = first === 'with' ? outerWord(shape) : first;
  return Object.hasOwn(KINDS, word) ? (KINDS[word] ?? 'other') : 'other';
}

const QUERIES = /^[( ]*(?:select|insert|update|delete|merge|with|values|table|copy|explain)\b/;

/** Functions that take SQL, or a setting, as text; a view that settings can be written through. */
const TAKES_TEXT =
  /set_config|pg_settings|_to_xml|ts_stat|ts_rewrite|crosstab|connectby|xpath_table|dblink|\bexecute\b|\binto (?:local |global )?temp|\binto pg_temp|;/;

/** Whether literals of it decide nothing: texts of that shape touch the same. */
export function isFoldable(shape: string): boolean {
  return QUERIES.test(shape) && !TAKES_TEXT.test(shape);
}

const LEAVES_NOTHING =
  /^(?:show|vacuum|analy[sz]e|lock|truncate|call|do|execute|fetch|move|refresh|listen|notify|unlisten|checkpoint)\b/;

/** Whether it leaves nothing behind in its session; `shape` is not foldable. */
export function leavesNothing(shape: string): boolean {
  return LEAVES_NOTHING.test(shape) && !shape.includes(';');
}

const CHANGES_SCHEMA =
  /^(?:create|alter|drop|import foreign schema|security label)\b(?! (?:or replace )?(?:(?:global|local) )?temp)/;

/** Whether it may change the schema for everybody. */
export function changesSchema(shape: string): boolean {
  return (
    CHANGES_SCHEMA.test(shape) && !/^\w+ (?:user|role|group|database|system|default privileges)\b/.test(shape)
  );
}
