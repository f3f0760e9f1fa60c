/** Indexes: built, dropped, built anew. */
import { defineOperations, type Words } from './operation.ts';

/** Under a partitioned table each partition gets its index while it is in use, and the whole is put together at the end. */
const byPartition = (w: Words, unique: string): string[] => [
  `CREATE ${unique}INDEX ${w.constraint} ON ONLY ${w.table}${w.definition};`,
  ...w.partitions.flatMap((partition, index) => {
    const own = w.constraint.replace(/"?$/, (end) => `_${index + 1}${end}`);
    return [
      `CREATE ${unique}INDEX CONCURRENTLY ${own} ON ${partition}${w.definition};`,
      `ALTER INDEX ${w.name} ATTACH PARTITION ${own};`,
    ];
  }),
];

const concurrently = (w: Words, unique: string): string[] =>
  w.partitions.length > 0
    ? byPartition(w, unique)
    : [
        `-- outside of any transaction:`,
        `CREATE ${unique}INDEX CONCURRENTLY ${w.constraint} ON ${w.table}${w.definition};`,
        `-- should it fail, drop the INVALID index that it leaves (DROP INDEX CONCURRENTLY ${w.name}) before it is tried again`,
      ];

const refusedByAll = (w: Words): string =>
  `The server refuses it: ${w.table} is partitioned, and an index of all partitions cannot be built concurrently.`;

export const indexOperations = defineOperations({
  'create-index': {
    kind: 'indexes',
    phase: 'expand',
    load: 'scan',
    lock: 'SHARE',
    source: 'measured',
    why: (w) => `Writes to ${w.table} wait until ${w.object} is built.`,
    instead: (w) => concurrently(w, ''),
  },
  'create-index-only': {
    kind: 'indexes',
    phase: 'expand',
    load: 'instant',
    lock: 'SHARE',
    source: 'sql-createindex: ON ONLY a partitioned table builds nothing, from PostgreSQL 11',
  },
  'create-index-concurrently': {
    kind: 'indexes',
    phase: 'expand',
    load: 'scan',
    lock: 'SHARE UPDATE EXCLUSIVE',
    source: 'sql-createindex',
  },
  'create-index-concurrently-partitioned': {
    kind: 'indexes',
    phase: 'expand',
    load: 'scan',
    lock: 'SHARE UPDATE EXCLUSIVE',
    source: 'measured: refused on every version',
    why: refusedByAll,
    instead: (w) => byPartition(w, ''),
  },
  'create-unique-index-concurrently-partitioned': {
    kind: 'indexes',
    phase: 'tighten',
    load: 'scan',
    lock: 'SHARE UPDATE EXCLUSIVE',
    rows: 'scan',
    source: 'measured: refused on every version',
    why: refusedByAll,
    instead: (w) => byPartition(w, 'UNIQUE '),
  },
  'create-unique-index': {
    kind: 'indexes',
    phase: 'tighten',
    load: 'scan',
    lock: 'SHARE',
    rows: 'scan',
    source: 'measured',
    why: (w) =>
      `Writes to ${w.table} wait until ${w.object} is built, and code that still writes duplicates fails.`,
    instead: (w) => concurrently(w, 'UNIQUE '),
  },
  'create-unique-index-only': {
    kind: 'indexes',
    phase: 'tighten',
    load: 'instant',
    lock: 'SHARE',
    rows: 'new-rows',
    source: 'sql-createindex: ON ONLY a partitioned table builds nothing, from PostgreSQL 11',
    why: (w) =>
      `Code that still writes duplicates fails once every partition has an index that is attached to ${w.object}.`,
  },
  'create-unique-index-concurrently': {
    kind: 'indexes',
    phase: 'tighten',
    load: 'scan',
    lock: 'SHARE UPDATE EXCLUSIVE',
    rows: 'scan',
    source: 'sql-createindex',
    why: (w) => `Code that still writes duplicates fails once ${w.object} is there.`,
  },
  'drop-index': {
    kind: 'removes',
    phase: 'neutral',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured',
    why: (w) =>
      `Reads and writes of ${w.table} wait while it waits for its turn, and queries that rested on ${w.object} get slower.`,
    instead: (w) => [`DROP INDEX CONCURRENTLY ${w.name};`],
  },
  'drop-index-concurrently': {
    kind: 'removes',
    phase: 'neutral',
    load: 'instant',
    lock: 'SHARE UPDATE EXCLUSIVE',
    source: 'sql-dropindex',
  },
  'drop-unique-index': {
    kind: 'removes',
    phase: 'contract',
    load: 'instant',
    lock: 'ACCESS EXCLUSIVE',
    source: 'measured',
    why: (w) =>
      `Code that inserts ON CONFLICT over ${w.object} fails from then on, and duplicates come in that keep it from being made again.`,
  },
  'drop-unique-index-concurrently': {
    kind: 'removes',
    phase: 'contract',
    load: 'instant',
    lock: 'SHARE UPDATE EXCLUSIVE',
    source: 'sql-dropindex',
    why: (w) =>
      `Code that inserts ON CONFLICT over ${w.object} fails from then on, and duplicates come in that keep it from being made again.`,
  },
  reindex: {
    kind: 'alters',
    phase: 'neutral',
    load: 'scan',
    lock: 'SHARE',
    otherLock: 'ACCESS EXCLUSIVE',
    source: 'measured: SHARE on the table, ACCESS EXCLUSIVE on the index',
    why: (w) => `Writes to ${w.table}, and reads through the index, wait until it is built anew.`,
    instead: (w) =>
      w.version < 12
        ? [
            `-- build a second index concurrently, drop ${w.object} concurrently, and give the new one its name`,
          ]
        : [`-- outside of any transaction:`, `REINDEX ${w.definition} CONCURRENTLY ${w.name};`],
  },
  'reindex-concurrently': {
    kind: 'alters',
    phase: 'neutral',
    load: 'scan',
    lock: 'SHARE UPDATE EXCLUSIVE',
    source: 'sql-reindex, from PostgreSQL 12',
  },
  'alter-index': {
    kind: 'alters',
    phase: 'neutral',
    load: 'instant',
    lock: null,
    otherLock: 'SHARE UPDATE EXCLUSIVE',
    source: 'sql-alterindex',
  },
  'attach-index': {
    kind: 'alters',
    phase: 'neutral',
    load: 'instant',
    lock: null,
    otherLock: { 10: 'ACCESS EXCLUSIVE', 12: 'SHARE UPDATE EXCLUSIVE' },
    source: 'measured, from PostgreSQL 11: on the parent’s index',
  },
  'move-index': {
    kind: 'alters',
    phase: 'neutral',
    load: 'rewrite',
    lock: null,
    otherLock: 'ACCESS EXCLUSIVE',
    source: 'sql-alterindex: SET TABLESPACE copies the index',
    why: (w) => `Queries that use ${w.object} wait while it is copied.`,
  },
});
