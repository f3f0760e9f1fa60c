/** Names and types changed in place. */
import { defineOperations, later, type Words } from './operation.ts';

const newColumn = (w: Words, definition: string): string[] => [
  `-- expand: a new column beside it, written by the code together with the old one`,
  `ALTER TABLE ${w.table} ADD COLUMN ${definition};`,
  `-- migrate: fill the old rows in batches, then read the new column`,
  ...later(`contract, in a migration of its own, once nothing uses ${w.object} any more`, [
    `ALTER TABLE ${w.table} DROP COLUMN ${w.column};`,
  ]),
];

const retypeSteps = (w: Words): string[] => newColumn(w, `${w.constraint} ${w.type}`);

const retypeWhy = (w: Words): string =>
  `${w.object} would change from ${w.before} to ${w.after} in one step, while code of both kinds runs; every row of ${w.table} is written anew under ACCESS EXCLUSIVE.`;

const renameWhy = (w: Words): string =>
  `Code that still says ${w.before} fails the moment it is ${w.after}, and code that says ${w.after} fails before.`;

export const retypeOperations = defineOperations({
  'retype-same': {
    kind: 'alters',
    phase: 'neutral',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured',
  },
  'retype-widening': {
    kind: 'retypes',
    phase: 'expand',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    otherLock: 'ACCESS EXCLUSIVE',
    source: 'measured',
  },
  'retype-widening-checked': {
    kind: 'retypes',
    phase: 'expand',
    load: 'scan',
    lock: 'ACCESS EXCLUSIVE',
    otherLock: 'ACCESS EXCLUSIVE',
    source:
      'measured: a check on the column is looked at again, an index over an expression of it is built anew',
    why: (w) =>
      `The rows of ${w.table} stay as they are, but a check or an index that uses ${w.object} is gone through again under ACCESS EXCLUSIVE.`,
    instead: (w) => [
      `-- drop the check or index on ${w.object} first, widen the column, then make it again:`,
      `-- a check with NOT VALID and VALIDATE CONSTRAINT, an index with CREATE INDEX CONCURRENTLY`,
    ],
  },
  retype: {
    kind: 'retypes',
    phase: 'in-place',
    load: 'rewrite',
    lock: 'ACCESS EXCLUSIVE',
    otherLock: 'ACCESS EXCLUSIVE',
    source: 'measured',
    why: retypeWhy,
    instead: retypeSteps,
  },
  'retype-unknown': {
    kind: 'retypes',
    phase: 'in-place',
    load: 'rewrite',
    lock: 'ACCESS EXCLUSIVE',
    otherLock: 'ACCESS EXCLUSIVE',
    source: 'measured: what it costs depends on the type that the column has',
    why: (w) =>
      `What ${w.object} is today is not known here, so it may not be taken for a widening: to ${w.after} every row of ${w.table} may be written anew under ACCESS EXCLUSIVE.`,
    instead: retypeSteps,
  },
  'retype-time-zone': {
    kind: 'retypes',
    phase: 'in-place',
    load: 'rewrite',
    lock: 'ACCESS EXCLUSIVE',
    otherLock: 'ACCESS EXCLUSIVE',
    source: 'measured: no rewrite on PostgreSQL 12 and later where the session is in UTC',
    why: (w) =>
      `${w.object} would change from ${w.before} to ${w.after}: what old and new code mean by its values differs, and every row of ${w.table} is written anew unless the session runs in UTC.`,
    instead: retypeSteps,
  },
  'retype-time-zone-utc': {
    kind: 'retypes',
    phase: 'in-place',
    load: { 10: 'rewrite', 12: 'instant' },
    lock: 'ACCESS EXCLUSIVE',
    otherLock: 'ACCESS EXCLUSIVE',
    source: 'measured, with TimeZone UTC; an index on the column is built anew all the same',
    why: (w) =>
      `${w.object} would change from ${w.before} to ${w.after}: what old and new code mean by its values differs.`,
    instead: retypeSteps,
  },
  'rename-column': {
    kind: 'renames',
    phase: 'in-place',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured',
    why: renameWhy,
    instead: (w) => newColumn(w, `${w.definition} ${w.type}`),
  },
  'rename-table': {
    kind: 'renames',
    phase: 'in-place',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured',
    why: renameWhy,
    instead: (w) => [
      `-- in one transaction, so that both names work for reads and writes until all code says ${w.after}:`,
      `BEGIN;`,
      `ALTER TABLE ${w.table} RENAME TO ${w.definition};`,
      `CREATE VIEW ${w.table} AS SELECT * FROM ${w.after};`,
      `COMMIT;`,
    ],
  },
  'rename-object': {
    kind: 'renames',
    phase: 'in-place',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured for views; sql-altertype, sql-alterfunction, sql-altersequence, sql-alterschema',
    why: renameWhy,
    instead: (w) => [
      `-- make ${w.after} beside ${w.before}, move the code over, and drop ${w.before} once nothing uses it`,
    ],
  },
  'rename-value': {
    kind: 'renames',
    phase: 'in-place',
    load: 'instant',
    lock: null,
    source: 'measured',
    why: renameWhy,
    instead: (w) => [
      `ALTER TYPE ${w.type} ADD VALUE '${w.after.replaceAll("'", "''")}';`,
      `-- let the code know both, write the new one, change the old rows in batches; the old value stays, unused`,
    ],
  },
  'rename-internal': {
    kind: 'renames',
    phase: 'neutral',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured for constraints, triggers and policies: no query names them',
  },
  'rename-index': {
    kind: 'renames',
    phase: 'neutral',
    load: 'instant',
    lock: null,
    otherLock: { 10: 'ACCESS EXCLUSIVE', 12: 'SHARE UPDATE EXCLUSIVE' },
    source: 'measured: on the index alone',
  },
  'set-schema': {
    kind: 'renames',
    phase: 'in-place',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured',
    why: (w) => `Code that looks for ${w.before} no longer finds it once it is ${w.after}.`,
    instead: (w) => [
      `-- in one transaction, so that both names work until all code says ${w.after}:`,
      `BEGIN;`,
      `ALTER TABLE ${w.before} SET SCHEMA ${w.definition};`,
      `CREATE VIEW ${w.before} AS SELECT * FROM ${w.after};`,
      `COMMIT;`,
    ],
  },
});
