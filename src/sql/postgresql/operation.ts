/** What one row of the statement table says. */
import type { EffectKind, EffectPhase, Load, ObjectName } from '../../model.ts';

export type LockMode =
  | 'ACCESS SHARE'
  | 'ROW SHARE'
  | 'ROW EXCLUSIVE'
  | 'SHARE UPDATE EXCLUSIVE'
  | 'SHARE'
  | 'SHARE ROW EXCLUSIVE'
  | 'EXCLUSIVE'
  | 'ACCESS EXCLUSIVE';

const STRENGTH: LockMode[] = [
  'ACCESS SHARE',
  'ROW SHARE',
  'ROW EXCLUSIVE',
  'SHARE UPDATE EXCLUSIVE',
  'SHARE',
  'SHARE ROW EXCLUSIVE',
  'EXCLUSIVE',
  'ACCESS EXCLUSIVE',
];

/** Orders lock modes from the weakest; a mode that nobody knows is the strongest. */
export function lockStrength(mode: string): number {
  const index = STRENGTH.indexOf(mode as LockMode);
  return index < 0 ? STRENGTH.length : index;
}

/** One value for every version, or the value from each version on: `{ 10: 'rewrite', 11: 'instant' }`. */
export type ByVersion<T extends string | null> = T | { readonly [from: number]: T };

/** Names as SQL writes them, to be put into sentences and statements. */
export interface Words {
  /** Canonical name, as reports write it. */
  object: ObjectName;
  /** The object's own name in SQL, with its schema where that is not the default one. */
  name: string;
  table: string;
  column: string;
  /** Comma-separated. */
  columns: string;
  constraint: string;
  type: string;
  before: string;
  after: string;
  referenced: string;
  /** An expression or definition as SQL; `…` where it is too long to be told. */
  definition: string;
  /** Columns of a key that may still be NULL. */
  nullable: string[];
  /** The table's partitions, by their own names in SQL. */
  partitions: string[];
  version: number;
}

/** Steps for later migrations: told, but not to be pasted with the first. */
export function later(when: string, steps: string[]): string[] {
  return [`-- ${when}:`, ...steps.map((step) => (step.startsWith('--') ? step : `-- ${step}`))];
}

/**
 * NOT NULL without reading rows under a lock: a check, validated while the table is in use, is believed from
 * PostgreSQL 12 on. Before, the check itself has to do.
 */
export function stepsToNotNull(table: string, column: string, check: string, version: number): string[] {
  return [
    `ALTER TABLE ${table} ADD CONSTRAINT ${check} CHECK (${column} IS NOT NULL) NOT VALID;`,
    `-- in a later migration, so that the lock of the first is gone:`,
    `ALTER TABLE ${table} VALIDATE CONSTRAINT ${check};`,
    ...(version < 12
      ? [`-- leave it at that: before PostgreSQL 12 SET NOT NULL would read every row again`]
      : [
          `ALTER TABLE ${table} ALTER COLUMN ${column} SET NOT NULL;`,
          `ALTER TABLE ${table} DROP CONSTRAINT ${check};`,
        ]),
  ];
}

export interface Operation {
  kind: EffectKind;
  phase: EffectPhase;
  load: ByVersion<Load>;
  /** Held on the table that the effect is about (on the object itself where there is no table); null: none. */
  lock: ByVersion<LockMode | null>;
  /** Held on the other relations: the referenced table, the parent, the default partition. */
  otherLock?: ByVersion<LockMode | null>;
  /** For a tightening: what is known of the rows that are there. */
  rows?: 'validated' | 'scan' | 'new-rows';
  /** Where the facts are from: `measured` on servers of PostgreSQL 10 to 18, or a page of its documentation. */
  source: string;
  why?: (words: Words) => string;
  instead?: (words: Words) => string[];
}

/** Keeps each row's id as a type, and each row checked. */
export function defineOperations<K extends string>(rows: Record<K, Operation>): Record<K, Operation> {
  return rows;
}

/** The value that holds for a version: the one of the newest entry that is not newer than it. */
export function valueFor<T extends string | null>(value: ByVersion<T>, version: number): T {
  if (value === null || typeof value === 'string') return value;
  const entries = Object.entries(value) as [string, T][];
  let best = entries[0]?.[1] as T;
  for (const [from, entry] of entries) if (Number(from) <= version) best = entry;
  return best;
}
