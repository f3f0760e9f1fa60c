/** ALTER TABLE … ALTER COLUMN … TYPE, judged by the type that the column has today. */
import type { ColumnDef } from 'libpg-query';
import { quoteIdentifier } from '../../names.ts';
import { lookup } from '../catalog.ts';
import { type Altering, columnTarget, type JudgeCommand } from './altering.ts';
import { as, strings, withoutCasts } from './ast.ts';
import { addEffect } from './draft.ts';
import { ensureColumn, findColumn, linkedTables } from './known-table.ts';
import type { OperationId } from './operations.ts';
import { typeText, userTypeOf } from './type-names.ts';
import { becomesCaseless, changesTimeZone, isWidening } from './widening.ts';

/** No USING, or one that only says what PostgreSQL would do by itself: `USING name::text`. */
function convertsPlainly(
  { session }: Altering,
  column: string,
  definition: ColumnDef,
  after: string,
): boolean {
  let inner = definition.raw_default;
  for (let cast = as(inner, 'TypeCast'); cast; cast = as(inner, 'TypeCast')) {
    const type = typeText(cast.typeName, session);
    if (type !== after && type !== after.replace(/\([\d,]+\)/, '')) return false;
    inner = cast.arg;
  }
  if (inner === undefined) return true;
  return strings(as(withoutCasts(inner), 'ColumnRef')?.fields).at(-1) === column;
}

/** A domain without a constraint is stored as its base type is. */
function storedAlike({ session }: Altering, before: string, after: string): boolean {
  const domain = (text: string) => lookup(session.catalog.types, userTypeOf(text, session) ?? '');
  if (domain(before)?.kind === 'domain' && domain(before)?.base === after) return true;
  const target = domain(after);
  return target?.kind === 'domain' && !target.constrained && target.base === before;
}

/** A check is gone through again, an index over an expression or with a predicate is built anew. */
function isLookedAtAgain(
  { session, table }: Altering,
  column: string,
  before: string,
  after: string,
): boolean {
  const checks = Object.values(lookup(session.catalog.tables, table)?.constraints ?? {});
  if (checks.some(({ kind, columns }) => kind === 'check' && columns.includes(column))) return true;
  return Object.values(session.catalog.indexes).some(
    (index) =>
      index.table === table &&
      (index.alsoUses.includes(column) || (becomesCaseless(before, after) && index.columns.includes(column))),
  );
}

/** An index on the column is built anew, whatever becomes of the rows. */
const isIndexed = ({ session, table }: Altering, column: string): boolean =>
  Object.values(session.catalog.indexes).some(
    (index) => index.table === table && [...index.columns, ...index.alsoUses].includes(column),
  );

const inUtc = (at: Altering): boolean =>
  /^(?:utc|gmt|etc\/utc|0|\+00(?::00)?)$/i.test(at.session.settings.get('timezone') ?? '');

function rowFor(
  at: Altering,
  column: string,
  definition: ColumnDef,
  before: string,
  after: string,
): OperationId {
  const plain = convertsPlainly(at, column, definition, after);
  if (before === 'unknown') return 'retype-unknown';
  if (!plain) return 'retype';
  if (changesTimeZone(before, after))
    return inUtc(at) && !isIndexed(at, column) ? 'retype-time-zone-utc' : 'retype-time-zone';
  if (before !== after && !isWidening(before, after) && !storedAlike(at, before, after)) return 'retype';
  if (definition.collClause) return 'retype-widening-checked';
  if (before === after) return 'retype-same';
  return isLookedAtAgain(at, column, before, after) ? 'retype-widening-checked' : 'retype-widening';
}

export const retypeColumn: JudgeCommand = (command, at) => {
  const definition = as(command.def, 'ColumnDef');
  if (!definition) return;
  const name = command.name ?? '';
  const before = findColumn(at.session, at.table, name)?.type ?? 'unknown';
  const after = typeText(definition.typeName, at.session);
  const row = rowFor(at, name, definition, before, after);
  const others = linkedTables(at.session, at.table, true, name);
  const domain = lookup(at.session.catalog.types, userTypeOf(after, at.session) ?? '');
  const type = domain?.constrained ? (domain.base ?? after) : after;
  const words = { constraint: quoteIdentifier(`${name}_new`), type };
  addEffect(at.session, at.out, row, { ...columnTarget(at, name, words), others, before, after });
  for (const table of [at.table, ...at.heirs]) ensureColumn(at.session, table, name).type = after;
};
