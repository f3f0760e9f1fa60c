/** Tables as a whole, their partitions and their storage. */
import { defineOperations, later, type Words } from './operation.ts';

const rewritten = (w: Words): string =>
  `Every row of ${w.table} is written anew under ACCESS EXCLUSIVE: reads and writes wait until it is done.`;
const repack = (w: Words): string[] => [
  `-- move the rows into a new table in batches, or use pg_repack, which holds ${w.table} only for moments`,
];
const checkFirst = (w: Words): string[] => [
  ...later(
    `first prove the bounds by a check that is validated while ${w.table} is in use; then ATTACH reads nothing`,
    [
      `ALTER TABLE ${w.name} ADD CONSTRAINT ${w.constraint} CHECK (${w.definition}) NOT VALID;`,
      `ALTER TABLE ${w.name} VALIDATE CONSTRAINT ${w.constraint};`,
    ],
  ),
];

export const tableOperations = defineOperations({
  'create-table': {
    kind: 'adds',
    phase: 'expand',
    load: 'instant',
    lock: null,
    otherLock: 'SHARE ROW EXCLUSIVE',
    source: 'measured: writes to a referenced table wait for a moment',
  },
  'create-table-as': {
    kind: 'adds',
    phase: 'expand',
    load: 'scan',
    lock: null,
    otherLock: 'ACCESS SHARE',
    source: 'measured',
  },
  'create-temporary-table': {
    kind: 'adds',
    phase: 'neutral',
    load: 'instant',
    lock: null,
    source: 'sql-createtable: nobody else sees it',
  },
  'create-partition': {
    kind: 'adds',
    phase: 'expand',
    load: 'instant',
    lock: null,
    otherLock: 'ACCESS EXCLUSIVE',
    source: 'measured: on the parent',
  },
  'create-partition-beside-default': {
    kind: 'adds',
    phase: 'expand',
    load: 'scan',
    lock: null,
    otherLock: 'ACCESS EXCLUSIVE',
    source: 'measured: the default partition is read for rows that belong into the new one',
    why: (w) =>
      `All of ${w.definition} is read under ACCESS EXCLUSIVE for rows that belong into ${w.object}, while reads and writes of ${w.referenced} wait.`,
    instead: (w) => [
      `CREATE TABLE ${w.name} (LIKE ${w.referenced} INCLUDING ALL);`,
      ...later(`with a validated check on ${w.definition} that excludes the new bounds, this reads nothing`, [
        `ALTER TABLE ${w.referenced} ATTACH PARTITION ${w.name} FOR VALUES …;`,
      ]),
    ],
  },
  'attach-partition': {
    kind: 'alters',
    phase: 'expand',
    load: 'scan',
    lock: 'ACCESS EXCLUSIVE',
    otherLock: { 10: 'ACCESS EXCLUSIVE', 12: 'SHARE UPDATE EXCLUSIVE' },
    source: 'measured',
    why: (w) => `All of ${w.table} is read under ACCESS EXCLUSIVE to see that its rows keep the bounds.`,
    instead: checkFirst,
  },
  'attach-proven-partition': {
    kind: 'alters',
    phase: 'expand',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    otherLock: { 10: 'ACCESS EXCLUSIVE', 12: 'SHARE UPDATE EXCLUSIVE' },
    source: 'measured: a new table has no rows to look at',
  },
  'detach-partition': {
    kind: 'removes',
    phase: 'contract',
    load: 'instant',
    lock: { 10: 'SHARE UPDATE EXCLUSIVE', 14: 'ACCESS EXCLUSIVE' },
    otherLock: 'ACCESS EXCLUSIVE',
    source: 'measured',
    why: (w) => `Rows of ${w.object} are no longer found through ${w.referenced}.`,
    instead: (w) =>
      w.partitions.length > 0 || w.version < 14
        ? [
            `-- under a lock timeout, and tried again: ${w.version < 14 ? 'before PostgreSQL 14' : 'beside a default partition'} it cannot be done concurrently`,
          ]
        : [
            `-- outside of any transaction:`,
            `ALTER TABLE ${w.referenced} DETACH PARTITION ${w.name} CONCURRENTLY;`,
          ],
  },
  'detach-partition-concurrently': {
    kind: 'alters',
    phase: 'neutral',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    otherLock: 'SHARE UPDATE EXCLUSIVE',
    source: 'measured, from PostgreSQL 14: ACCESS EXCLUSIVE on the partition, in its second transaction',
  },
  'drop-table': {
    kind: 'removes',
    phase: 'contract',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    otherLock: 'ACCESS EXCLUSIVE',
    source: 'measured: tables that its foreign keys point to are locked, too',
    why: (w) => `Code that still reads or writes ${w.object} fails from then on, and its data is gone.`,
  },
  inherit: {
    kind: 'alters',
    phase: 'expand',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    otherLock: 'SHARE UPDATE EXCLUSIVE',
    source: 'sql-altertable',
  },
  'end-inheritance': {
    kind: 'removes',
    phase: 'contract',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    otherLock: 'ACCESS SHARE',
    source: 'sql-altertable',
    why: (w) => `Rows of ${w.object} are no longer found through ${w.referenced}.`,
  },
  'set-storage-parameters': {
    kind: 'alters',
    phase: 'neutral',
    load: 'instant',
    lock: 'SHARE UPDATE EXCLUSIVE',
    source: 'measured',
  },
  'set-clustering': {
    kind: 'alters',
    phase: 'neutral',
    load: 'instant',
    lock: 'SHARE UPDATE EXCLUSIVE',
    source: 'sql-altertable',
  },
  'alter-table-attribute': {
    kind: 'alters',
    phase: 'neutral',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured for OWNER TO and REPLICA IDENTITY; sql-altertable',
  },
  'rewrite-table': {
    kind: 'rewrites',
    phase: 'neutral',
    load: 'rewrite',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured: SET LOGGED and UNLOGGED, SET TABLESPACE, SET ACCESS METHOD, CLUSTER, VACUUM FULL',
    why: rewritten,
    instead: repack,
  },
  'disable-trigger': {
    kind: 'alters',
    phase: 'migrate',
    load: 'instant',
    lock: 'SHARE ROW EXCLUSIVE',
    source: 'measured',
    why: (w) =>
      `Rows that are written meanwhile miss what the triggers of ${w.table} keep: foreign keys, copies, audit.`,
  },
  'disable-rule': {
    kind: 'alters',
    phase: 'migrate',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured',
    why: (w) => `Statements on ${w.table} meanwhile do what they say, not what its rule turned them into.`,
  },
  'enable-trigger': {
    kind: 'alters',
    phase: 'migrate',
    load: 'instant',
    lock: 'SHARE ROW EXCLUSIVE',
    source: 'measured',
  },
  'enable-row-security': {
    kind: 'constrains',
    phase: 'tighten',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    rows: 'validated',
    source: 'measured',
    why: (w) => `From then on code sees and writes only those rows of ${w.table} that a policy lets it.`,
  },
  'disable-row-security': {
    kind: 'relaxes',
    phase: 'expand',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured',
  },
  vacuum: {
    kind: 'alters',
    phase: 'neutral',
    load: 'scan',
    lock: 'SHARE UPDATE EXCLUSIVE',
    source: 'sql-vacuum',
  },
  analyze: {
    kind: 'alters',
    phase: 'neutral',
    load: 'scan',
    lock: 'SHARE UPDATE EXCLUSIVE',
    source: 'measured',
  },
  'lock-table': {
    kind: 'alters',
    phase: 'neutral',
    load: 'instant',
    lock: null,
    source: 'sql-lock',
  },
});
