/** Functions that a statement hands to the server, which runs them now on rows or later where nobody names them. */
import type { CreateCastStmt, CreateEventTrigStmt, DefineStmt } from 'libpg-query';
import type { ObjectName } from '../../model.ts';
import { isActing } from './acting-functions.ts';
import { all, as, pathOf, strings } from './ast.ts';
import { nameOf } from './identify.ts';
import { tellActing } from './judge-select.ts';
import type { Judged, Session } from './session.ts';
import { calledFunctions } from './volatility.ts';

/** By their defaults, checks, keys and USING: on the rows that are there, or on each that is written from now on. */
const BY_EXPRESSIONS = new Set(['AlterTableStmt', 'IndexStmt', 'CreateDomainStmt', 'AlterDomainStmt']);

/** Named outright: by a cast, an event trigger, an operator, an aggregate. */
function namedBy(kind: string, statement: unknown): string[][] {
  if (kind === 'CreateEventTrigStmt') return [strings((statement as CreateEventTrigStmt).funcname)];
  if (kind === 'CreateCastStmt') return [strings((statement as CreateCastStmt).func?.objname)];
  if (kind !== 'DefineStmt') return [];
  const options = all((statement as DefineStmt).definition, 'DefElem');
  return options.filter(({ arg }) => as(arg, 'TypeName')).map(({ arg }) => pathOf(arg));
}

/** Tells those of them that change the schema. */
export function judgeRunLater(kind: string, statement: unknown, session: Session, out: Judged): void {
  const named = namedBy(kind, statement).filter((path) => path.length > 0);
  const called = BY_EXPRESSIONS.has(kind) ? calledFunctions(session, statement) : [];
  const functions: ObjectName[] = [...named.map((path) => nameOf(session, 'function', path)), ...called];
  for (const name of functions) if (isActing(session, name)) tellActing(session, out, name);
}
