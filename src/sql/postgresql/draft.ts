/** Effects made from rows of the statement table. */
import type { Dependent, EffectKind, Lock, ObjectKind, ObjectName } from '../../model.ts';
import { sqlName } from './identify.ts';
import { lockStrength, valueFor, type Words } from './operation.ts';
import { type OperationId, operations } from './operations.ts';
import type { EffectDraft, Judged, Session } from './session.ts';

/** What an effect is about, beyond what its row says. */
export interface Target {
  object: ObjectName;
  objectKind: ObjectKind;
  table: ObjectName | null;
  /** Relations that the row's `otherLock` is held on. */
  others?: ObjectName[];
  /** Locks that no row knows: what LOCK TABLE says, partitions. */
  locks?: Lock[];
  words?: Partial<Words>;
  columns?: ObjectName[];
  before?: string;
  after?: string;
  cascade?: boolean;
  dependents?: Dependent[];
  fresh?: boolean;
  kind?: EffectKind;
  /** It is about what these migrations add, so that it refuses nothing of what live code writes. */
  sparesOldCode?: boolean;
}

export function emptyJudged(): Judged {
  return {
    effects: [],
    rows: [],
    forbidsTransaction: null,
    hidesInvalidIndex: false,
    uncommittedEnumValues: [],
    disablesTriggers: null,
  };
}

/** What is temporary is nobody else's, whoever made it. */
const TEMPORARY_NAME = /^(?:[a-z]+:)?pg_temp\./;

export const isTemporaryName = (object: ObjectName): boolean => TEMPORARY_NAME.test(object);

export function isFresh(session: Session, object: ObjectName, table: ObjectName | null): boolean {
  if (isTemporaryName(object)) return true;
  return session.fresh.has(object) || (table !== null && session.fresh.has(table));
}

export function lockOn(session: Session, object: ObjectName, mode: string): Lock {
  return session.fresh.has(object) ? { object, mode, fresh: true } : { object, mode };
}

/** One lock for each relation: the strongest. */
export function strongest(locks: Lock[]): Lock[] {
  const best = new Map<ObjectName, Lock>();
  for (const lock of locks) {
    const other = best.get(lock.object);
    if (!other || lockStrength(lock.mode) > lockStrength(other.mode)) best.set(lock.object, lock);
  }
  return [...best.values()];
}

function locksOf(session: Session, id: OperationId, target: Target): Lock[] {
  const { lock, otherLock } = operations[id];
  const locks = [...(target.locks ?? [])];
  const mode = valueFor(lock, session.version);
  if (mode !== null) locks.push(lockOn(session, target.table ?? target.object, mode));
  const other = otherLock === undefined ? null : valueFor(otherLock, session.version);
  if (other !== null) for (const object of target.others ?? []) locks.push(lockOn(session, object, other));
  return locks.length > 1 ? strongest(locks) : locks;
}

function wordsOf(session: Session, target: Target): Words {
  const table = target.table === null ? sqlName(target.object) : sqlName(target.table);
  return {
    object: target.object,
    name: sqlName(target.object),
    table,
    column: '',
    columns: '',
    constraint: '',
    type: '',
    before: target.before ?? '',
    after: target.after ?? '',
    referenced: sqlName(target.others?.[0] ?? ''),
    definition: '…',
    nullable: [],
    partitions: [],
    version: session.version,
    ...target.words,
  };
}

/** Adds an effect by its row. A row whose load is harmless on this version keeps its words to itself. */
export function addEffect(session: Session, out: Judged, id: OperationId, target: Target): EffectDraft {
  const row = operations[id];
  const load = valueFor(row.load, session.version);
  const silent =
    row.why === undefined || (typeof row.load !== 'string' && load === 'instant' && row.phase === 'expand');
  const words = silent && row.instead === undefined ? undefined : wordsOf(session, target);
  const effect: EffectDraft = {
    kind: target.kind ?? row.kind,
    object: target.object,
    objectKind: target.objectKind,
    table: target.table,
    phase: row.phase === 'tighten' && target.sparesOldCode ? 'expand' : row.phase,
    load,
    locks: locksOf(session, id, target),
    operation: id,
    fresh: target.fresh ?? isFresh(session, target.object, target.table),
    dependents: target.dependents ?? [],
    instead: silent || !words ? [] : (row.instead?.(words) ?? []),
    why: silent || !words ? '' : (row.why?.(words) ?? ''),
    ...(target.before !== undefined && { before: target.before }),
    ...(target.after !== undefined && { after: target.after }),
    ...(target.cascade && { cascade: true }),
    ...(row.rows !== undefined && !target.sparesOldCode && { rows: row.rows }),
    ...(target.columns !== undefined && { columns: target.columns }),
  };
  out.effects.push(effect);
  return effect;
}
