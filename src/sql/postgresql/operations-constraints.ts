/** Constraints: added, validated, dropped. */
import { defineOperations, type Words } from './operation.ts';

const notValid = (w: Words, definition: string): string[] => [
  `ALTER TABLE ${w.table} ADD CONSTRAINT ${w.constraint} ${definition} NOT VALID;`,
  `-- in a later migration, so that the lock of the first is gone:`,
  `ALTER TABLE ${w.table} VALIDATE CONSTRAINT ${w.constraint};`,
];

const foreignKey = (w: Words): string => `FOREIGN KEY (${w.columns}) REFERENCES ${w.referenced}`;

const readsAll = (w: Words, mode: string, refuses: string): string =>
  `All of ${w.table} is read under ${mode} to hold ${w.object} against its rows, and ${refuses}`;

export const constraintOperations = defineOperations({
  'add-check': {
    kind: 'constrains',
    phase: 'tighten',
    load: 'scan',
    lock: 'ACCESS EXCLUSIVE',
    rows: 'scan',
    source: 'measured',
    why: (w) => readsAll(w, 'ACCESS EXCLUSIVE', 'code that still writes other values fails.'),
    instead: (w) => notValid(w, `CHECK (${w.definition})`),
  },
  'add-check-not-valid': {
    kind: 'constrains',
    phase: 'tighten',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    rows: 'new-rows',
    source: 'measured',
    why: (w) => `${w.object} holds for new rows at once: code that still writes other values fails.`,
  },
  'add-constraint-not-enforced': {
    kind: 'alters',
    phase: 'neutral',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    otherLock: 'SHARE ROW EXCLUSIVE',
    source: 'measured, from PostgreSQL 18',
  },
  'add-foreign-key-not-enforced': {
    kind: 'alters',
    phase: 'neutral',
    load: 'instant',
    lock: 'SHARE ROW EXCLUSIVE',
    otherLock: 'SHARE ROW EXCLUSIVE',
    source: 'measured, from PostgreSQL 18',
  },
  'add-foreign-key': {
    kind: 'constrains',
    phase: 'tighten',
    load: 'scan',
    lock: 'SHARE ROW EXCLUSIVE',
    otherLock: 'SHARE ROW EXCLUSIVE',
    rows: 'scan',
    source: 'measured',
    why: (w) =>
      `All of ${w.table} is read to hold ${w.object} against its rows while writes to ${w.table} and ${w.referenced} wait, and code that still writes rows without a match fails.`,
    instead: (w) => notValid(w, foreignKey(w)),
  },
  'add-foreign-key-not-valid': {
    kind: 'constrains',
    phase: 'tighten',
    load: 'instant',
    lock: 'SHARE ROW EXCLUSIVE',
    otherLock: 'SHARE ROW EXCLUSIVE',
    rows: 'new-rows',
    source: 'measured',
    why: (w) =>
      `${w.object} holds for new rows at once: code that still writes rows without a match in ${w.referenced} fails.`,
  },
  'add-not-null-constraint': {
    kind: 'constrains',
    phase: 'tighten',
    load: 'scan',
    lock: 'ACCESS EXCLUSIVE',
    rows: 'scan',
    source: 'measured, from PostgreSQL 18',
    why: (w) => readsAll(w, 'ACCESS EXCLUSIVE', 'code that still writes NULL fails.'),
    instead: (w) => notValid(w, `NOT NULL ${w.columns}`),
  },
  'add-not-null-constraint-not-valid': {
    kind: 'constrains',
    phase: 'tighten',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    rows: 'new-rows',
    source: 'measured, from PostgreSQL 18',
    why: (w) => `${w.object} holds for new rows at once: code that still writes NULL fails.`,
  },
  'add-column-check': {
    kind: 'constrains',
    phase: 'expand',
    load: 'scan',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured: old code does not know the column, but every row is looked at',
    why: (w) => `All of ${w.table} is read under ACCESS EXCLUSIVE to hold ${w.object} against its rows.`,
    instead: (w) => [
      `ALTER TABLE ${w.table} ADD COLUMN ${w.column} ${w.type};`,
      ...notValid(w, `CHECK (${w.definition})`),
    ],
  },
  'add-column-references': {
    kind: 'constrains',
    phase: 'expand',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    otherLock: 'SHARE ROW EXCLUSIVE',
    source: 'measured: a new column without default is NULL in every row, so nothing is looked at',
  },
  'add-column-references-default': {
    kind: 'constrains',
    phase: 'expand',
    load: 'scan',
    lock: 'ACCESS EXCLUSIVE',
    otherLock: 'SHARE ROW EXCLUSIVE',
    source: 'measured',
    why: (w) =>
      `Its default gives every row of ${w.table} a key into ${w.referenced}, and all of them are looked up while reads and writes of ${w.table} and writes to ${w.referenced} wait.`,
    instead: (w) => [
      `ALTER TABLE ${w.table} ADD COLUMN ${w.column} ${w.type};`,
      ...notValid(w, foreignKey(w)),
      `-- set the default and fill the old rows in batches, before the constraint is validated`,
    ],
  },
  'validate-constraint': {
    kind: 'constrains',
    phase: 'migrate',
    load: 'scan',
    lock: 'SHARE UPDATE EXCLUSIVE',
    otherLock: 'ROW SHARE',
    rows: 'scan',
    source: 'measured',
  },
  'drop-check': {
    kind: 'relaxes',
    phase: 'expand',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured',
  },
  'drop-not-null-constraint': {
    kind: 'relaxes',
    phase: 'expand',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured, from PostgreSQL 18',
  },
  'drop-foreign-key': {
    kind: 'relaxes',
    phase: 'expand',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    otherLock: 'ACCESS EXCLUSIVE',
    source: 'measured: on both tables',
  },
  'drop-unknown-constraint': {
    kind: 'removes',
    phase: 'contract',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured',
    why: (w) =>
      `What ${w.object} enforces is not known here: where it is a key, code that inserts ON CONFLICT over it fails.`,
  },
  'alter-constraint': {
    kind: 'alters',
    phase: 'neutral',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured: the referenced table is not locked',
  },
  'enforce-constraint': {
    kind: 'constrains',
    phase: 'tighten',
    load: 'scan',
    lock: 'ACCESS EXCLUSIVE',
    otherLock: 'SHARE ROW EXCLUSIVE',
    rows: 'scan',
    source: 'measured, from PostgreSQL 18',
    why: (w) => readsAll(w, 'ACCESS EXCLUSIVE', 'code that still writes other rows fails.'),
  },
  'unenforce-constraint': {
    kind: 'relaxes',
    phase: 'expand',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    otherLock: 'ACCESS EXCLUSIVE',
    source: 'sql-altertable, from PostgreSQL 18',
  },
});
