/** Primary keys, unique and exclusion constraints: those that an index keeps. */
import { defineOperations, later, stepsToNotNull, type Words } from './operation.ts';

const usingIndex = (w: Words, word: string): string[] => {
  if (w.partitions.length > 0)
    return [`-- ${w.table} is partitioned: a key on it has no online way, add it in a quiet moment`];
  const proofs = w.nullable.flatMap((column) =>
    stepsToNotNull(w.table, column, `${w.constraint.replaceAll('"', '')}_not_null`, w.version),
  );
  if (proofs.length > 0 && w.version < 12) {
    return [
      `-- before PostgreSQL 12 there is no online way while ${w.nullable.join(', ')} may be NULL: leave it at UNIQUE`,
    ];
  }
  return [
    ...proofs,
    `-- outside of any transaction:`,
    `CREATE UNIQUE INDEX CONCURRENTLY ${w.constraint} ON ${w.table} (${w.columns});`,
    `ALTER TABLE ${w.table} ADD CONSTRAINT ${w.constraint} ${word} USING INDEX ${w.constraint};`,
  ];
};

const readsAll = (w: Words, mode: string, refuses: string): string =>
  `All of ${w.table} is read under ${mode} to hold ${w.object} against its rows, and ${refuses}`;

export const keyOperations = defineOperations({
  'add-unique': {
    kind: 'constrains',
    phase: 'tighten',
    load: 'scan',
    lock: 'ACCESS EXCLUSIVE',
    rows: 'scan',
    source: 'measured',
    why: (w) =>
      `The index of ${w.object} is built under ACCESS EXCLUSIVE: reads and writes of ${w.table} wait until it is done, and code that still writes duplicates fails.`,
    instead: (w) => usingIndex(w, 'UNIQUE'),
  },
  'add-unique-using-index': {
    kind: 'constrains',
    phase: 'expand',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    rows: 'validated',
    source: 'measured: the unique index enforces it already',
  },
  'add-unique-using-unknown-index': {
    kind: 'constrains',
    phase: 'tighten',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    rows: 'validated',
    source: 'measured',
    why: (w) => `${w.object} refuses duplicates; since when its index does is not known here.`,
  },
  'add-primary-key': {
    kind: 'constrains',
    phase: 'tighten',
    load: 'scan',
    lock: 'ACCESS EXCLUSIVE',
    rows: 'scan',
    source: 'measured',
    why: (w) =>
      `The index of ${w.object} is built under ACCESS EXCLUSIVE: reads and writes of ${w.table} wait until it is done, and code that still writes duplicates or NULL fails.`,
    instead: (w) => usingIndex(w, 'PRIMARY KEY'),
  },
  'add-primary-key-using-index': {
    kind: 'constrains',
    phase: 'expand',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    rows: 'validated',
    source: 'measured: unique and NOT NULL are enforced already',
  },
  'add-primary-key-using-index-nullable': {
    kind: 'constrains',
    phase: 'tighten',
    load: 'scan',
    lock: 'ACCESS EXCLUSIVE',
    rows: 'scan',
    source: 'measured: columns that may be NULL are looked through',
    why: (w) => readsAll(w, 'ACCESS EXCLUSIVE', 'code that still writes NULL fails.'),
    instead: (w) => [
      `-- first make each of ${w.columns} NOT NULL, proved by a check that was validated before; then this statement reads nothing`,
    ],
  },
  'add-primary-key-using-unknown-index': {
    kind: 'constrains',
    phase: 'tighten',
    load: 'scan',
    lock: 'ACCESS EXCLUSIVE',
    rows: 'scan',
    source: 'measured: columns that may be NULL are looked through; here nobody knows whether they may',
    why: (w) =>
      `Where a column of the index may be NULL, all of ${w.table} is read under ACCESS EXCLUSIVE to hold ${w.object} against its rows; no migration that was read says whether one may.`,
    instead: (w) => [
      `-- make sure that every column of the index is NOT NULL on ${w.table} before, proved by a check that was validated; then this statement reads nothing`,
    ],
  },
  'add-column-unique': {
    kind: 'constrains',
    phase: 'tighten',
    load: 'scan',
    lock: 'ACCESS EXCLUSIVE',
    rows: 'scan',
    source: 'measured',
    why: (w) =>
      `The index of ${w.object} is built under ACCESS EXCLUSIVE: reads and writes of ${w.table} wait until it is done, and code that writes duplicates fails.`,
    instead: (w) => [`ALTER TABLE ${w.table} ADD COLUMN ${w.column} ${w.type};`, ...usingIndex(w, 'UNIQUE')],
  },
  'add-column-primary-key': {
    kind: 'constrains',
    phase: 'tighten',
    load: 'scan',
    lock: 'ACCESS EXCLUSIVE',
    rows: 'scan',
    source: 'measured',
    why: (w) =>
      `The index of ${w.object} is built under ACCESS EXCLUSIVE: reads and writes of ${w.table} wait until it is done.`,
    instead: (w) => [
      `ALTER TABLE ${w.table} ADD COLUMN ${w.column} ${w.type};`,
      ...later(
        `in later migrations, once every writer fills ${w.object} and the old rows are filled in batches`,
        usingIndex(w, 'PRIMARY KEY'),
      ),
    ],
  },
  'add-exclusion': {
    kind: 'constrains',
    phase: 'tighten',
    load: 'scan',
    lock: 'ACCESS EXCLUSIVE',
    rows: 'scan',
    source: 'measured; there is no way to add one without building its index under this lock',
    why: (w) =>
      `The index of ${w.object} is built under ACCESS EXCLUSIVE: reads and writes of ${w.table} wait until it is done, and code that still writes overlaps fails.`,
    instead: (w) => [
      `-- PostgreSQL has no online way to add an exclusion constraint to ${w.table}: make a new table with it and move the rows in batches`,
    ],
  },
  'drop-unique': {
    kind: 'removes',
    phase: 'contract',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured',
    why: (w) =>
      `Code that inserts ON CONFLICT over ${w.object} fails from then on, and duplicates come in that keep it from being made again.`,
  },
  'drop-primary-key': {
    kind: 'removes',
    phase: 'contract',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured',
    why: (w) =>
      `Code that inserts ON CONFLICT over ${w.object} fails from then on, and logical replication of ${w.table} loses the key by which it finds rows.`,
  },
  'drop-exclusion': {
    kind: 'removes',
    phase: 'contract',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured',
    why: (w) => `Overlaps that ${w.object} refused come in, and keep it from being made again.`,
  },
});
