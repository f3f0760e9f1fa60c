/** Columns: added, dropped, their defaults and nullability. */
import { defineOperations, later, stepsToNotNull, type Words } from './operation.ts';

const backfillSteps = (w: Words): string[] => [
  `ALTER TABLE ${w.table} ADD COLUMN ${w.column} ${w.type};`,
  `-- then, in a migration of its own, fill the old rows in batches of some thousands, each in its own transaction`,
];

const proveNotNull = (w: Words): string[] => stepsToNotNull(w.table, w.column, w.constraint, w.version);

const defaultSteps = (w: Words): string[] => [
  `ALTER TABLE ${w.table} ADD COLUMN ${w.column} ${w.type};`,
  `${w.definition === '…' ? '-- ' : ''}ALTER TABLE ${w.table} ALTER COLUMN ${w.column} SET DEFAULT ${w.definition};`,
  `-- then fill the old rows in batches, in a migration of their own`,
];

const rewriteWhy = (w: Words, cause: string): string =>
  `Every row of ${w.table} is written anew under ACCESS EXCLUSIVE, because ${cause}: reads and writes of ${w.table} wait until it is done.`;

export const columnOperations = defineOperations({
  'add-column': {
    kind: 'adds',
    phase: 'expand',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured',
  },
  'add-column-default': {
    kind: 'adds',
    phase: 'expand',
    load: { 10: 'rewrite', 11: 'instant' },
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured; release notes of PostgreSQL 11',
    why: (w) => rewriteWhy(w, 'PostgreSQL 10 stores the default of a new column in each row'),
    instead: defaultSteps,
  },
  'add-column-volatile-default': {
    kind: 'adds',
    phase: 'expand',
    load: 'rewrite',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured',
    why: (w) => rewriteWhy(w, `the default ${w.definition} of ${w.object} gives another value for each row`),
    instead: defaultSteps,
  },
  'add-column-serial': {
    kind: 'adds',
    phase: 'expand',
    load: 'rewrite',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured',
    why: (w) => rewriteWhy(w, `a serial column draws a number for each row`),
    instead: backfillSteps,
  },
  'add-column-identity': {
    kind: 'adds',
    phase: 'expand',
    load: 'rewrite',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured',
    why: (w) => rewriteWhy(w, `an identity column draws a number for each row`),
    instead: backfillSteps,
  },
  'add-column-stored-generated': {
    kind: 'adds',
    phase: 'expand',
    load: 'rewrite',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured, from PostgreSQL 12',
    why: (w) => rewriteWhy(w, `the generated value of ${w.object} is computed and stored in each row`),
    instead: (w) => [
      `ALTER TABLE ${w.table} ADD COLUMN ${w.column} ${w.type};`,
      `-- keep it filled by a BEFORE INSERT OR UPDATE trigger, and fill the old rows in batches`,
    ],
  },
  'add-column-virtual-generated': {
    kind: 'adds',
    phase: 'expand',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured, from PostgreSQL 18',
  },
  'add-column-constrained-domain': {
    kind: 'adds',
    phase: 'expand',
    load: 'rewrite',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured',
    why: (w) => rewriteWhy(w, `${w.type} is a domain with a constraint, which is checked row by row`),
    instead: (w) => [
      `-- the domain's base type; its rule as a check that looks at new rows only (NOT VALID, then VALIDATE CONSTRAINT)`,
      `ALTER TABLE ${w.table} ADD COLUMN ${w.column} ${w.definition};`,
    ],
  },
  'add-column-not-null': {
    kind: 'adds',
    phase: 'in-place',
    load: 'scan',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured: fails where the table has a row',
    why: (w) =>
      `${w.object} would be NOT NULL without a default: the statement fails as soon as ${w.table} has a row, and code that does not know the column could no longer insert.`,
    instead: (w) => [
      ...backfillSteps(w),
      ...later(
        `in later migrations, once every writer fills ${w.object} and no row has NULL`,
        proveNotNull(w),
      ),
    ],
  },
  'drop-column': {
    kind: 'removes',
    phase: 'contract',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    otherLock: 'ACCESS EXCLUSIVE',
    source: 'measured',
    why: (w) => `Code that still reads or writes ${w.object} fails from then on, and its data is gone.`,
  },
  'set-default': {
    kind: 'relaxes',
    phase: 'expand',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured',
  },
  'set-default-under-rule': {
    kind: 'constrains',
    phase: 'tighten',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    rows: 'validated',
    source: 'measured; ddl-default: a default is held against no rule until a row is written',
    why: (w) =>
      `Rows that leave ${w.object} out hold the default from then on, and a rule that was just added to it may refuse them.`,
  },
  'drop-default': {
    kind: 'constrains',
    phase: 'tighten',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    rows: 'validated',
    source: 'measured',
    why: (w) =>
      `Code that leaves ${w.object} out of its INSERT relied on the default: it would write NULL, or fail where the column is NOT NULL.`,
  },
  'set-not-null': {
    kind: 'constrains',
    phase: 'tighten',
    load: 'scan',
    lock: 'ACCESS EXCLUSIVE',
    rows: 'scan',
    source: 'measured',
    why: (w) =>
      `All of ${w.table} is read under ACCESS EXCLUSIVE to see that ${w.object} is never NULL, and code that still writes NULL fails.`,
    instead: proveNotNull,
  },
  'set-not-null-proven': {
    kind: 'constrains',
    phase: 'tighten',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    rows: 'validated',
    source: 'measured, from PostgreSQL 12',
  },
  'set-not-null-again': {
    kind: 'alters',
    phase: 'neutral',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured: the column is NOT NULL already',
  },
  'drop-not-null': {
    kind: 'relaxes',
    phase: 'expand',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured',
  },
  'set-column-statistics': {
    kind: 'alters',
    phase: 'neutral',
    load: 'instant',
    lock: 'SHARE UPDATE EXCLUSIVE',
    source: 'measured',
  },
  'set-column-storage': {
    kind: 'alters',
    phase: 'neutral',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured',
  },
  'add-identity': {
    kind: 'relaxes',
    phase: 'expand',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    source: 'sql-altertable',
  },
  'add-identity-always': {
    kind: 'constrains',
    phase: 'tighten',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    rows: 'validated',
    source: 'sql-altertable',
    why: (w) => `GENERATED ALWAYS refuses an INSERT that gives ${w.object} a value of its own.`,
    instead: (w) => [`ALTER TABLE ${w.table} ALTER COLUMN ${w.column} ADD GENERATED BY DEFAULT AS IDENTITY;`],
  },
  'set-identity-always': {
    kind: 'constrains',
    phase: 'tighten',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    rows: 'validated',
    source: 'measured; sql-createtable: with ALWAYS a value of the user’s own is refused',
    why: (w) => `GENERATED ALWAYS refuses an INSERT that gives ${w.object} a value of its own.`,
    instead: (w) => [`ALTER TABLE ${w.table} ALTER COLUMN ${w.column} SET GENERATED BY DEFAULT;`],
  },
  'drop-identity': {
    kind: 'constrains',
    phase: 'tighten',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    rows: 'validated',
    source: 'sql-altertable',
    why: (w) =>
      `Code that leaves ${w.object} out of its INSERT would fail: nothing gives it a number any more.`,
  },
  'drop-expression': {
    kind: 'constrains',
    phase: 'tighten',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    rows: 'validated',
    source: 'sql-altertable, from PostgreSQL 13',
    why: (w) => `${w.object} is computed no longer: rows written by code that does not fill it stay NULL.`,
  },
  'set-expression': {
    kind: 'rewrites',
    phase: 'migrate',
    load: 'rewrite',
    lock: 'ACCESS EXCLUSIVE',
    source: 'sql-altertable, from PostgreSQL 17',
    why: (w) => rewriteWhy(w, `${w.object} is computed anew`),
  },
  'set-virtual-expression': {
    kind: 'rewrites',
    phase: 'migrate',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    source: 'sql-altertable, from PostgreSQL 18',
  },
});
