import { casesOf } from './case.ts';

const indexed = 'CREATE INDEX i ON users (name);';

export const indexCases = casesOf('index', '', {
  create: 'CREATE INDEX i ON users (name)',
  'create-unnamed': 'CREATE INDEX ON users (name)',
  'create-unnamed-two': 'CREATE INDEX ON users (name, email)',
  'create-unnamed-expression': 'CREATE INDEX ON users (lower(name))',
  'create-unnamed-mixed': 'CREATE INDEX ON users (age, (age + 1))',
  'create-unnamed-taken': {
    setup: 'CREATE INDEX ON users (name);',
    statement: 'CREATE INDEX ON users (name)',
  },
  'create-unique': 'CREATE UNIQUE INDEX i ON users (name)',
  'create-partial': 'CREATE INDEX i ON users (name) WHERE age > 3',
  'create-include': { statement: 'CREATE INDEX i ON users (name) INCLUDE (email)', from: 11 },
  'create-gin': "CREATE INDEX i ON users USING gin (to_tsvector('english', name))",
  'create-if-not-exists': 'CREATE INDEX IF NOT EXISTS i ON users (name)',
  'create-if-not-exists-there': { setup: indexed, statement: 'CREATE INDEX IF NOT EXISTS i ON users (name)' },
  'create-concurrently': 'CREATE INDEX CONCURRENTLY i ON users (name)',
  'create-unique-concurrently': 'CREATE UNIQUE INDEX CONCURRENTLY i ON users (name)',
  'create-concurrently-if-not-exists': 'CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON users (name)',
  drop: { setup: indexed, statement: 'DROP INDEX i' },
  'drop-if-exists': { setup: indexed, statement: 'DROP INDEX IF EXISTS i' },
  'drop-if-exists-absent': 'DROP INDEX IF EXISTS i',
  'drop-two': { setup: `${indexed} CREATE INDEX j ON accounts (label);`, statement: 'DROP INDEX i, j' },
  'drop-unique': { setup: 'CREATE UNIQUE INDEX i ON users (name);', statement: 'DROP INDEX i' },
  'drop-concurrently': { setup: indexed, statement: 'DROP INDEX CONCURRENTLY i' },
  'drop-unique-concurrently': {
    setup: 'CREATE UNIQUE INDEX i ON users (name);',
    statement: 'DROP INDEX CONCURRENTLY i',
  },
  move: {
    setup: indexed,
    statement: 'ALTER INDEX i SET TABLESPACE pg_default',
    differs: { load: 'the catalog does not keep the tablespace; it is there already in this case' },
  },
  'drop-of-constraint': { statement: 'DROP INDEX users_pkey', refused: '2BP01' },
  rename: { setup: indexed, statement: 'ALTER INDEX i RENAME TO j' },
  'reindex-index': { setup: indexed, statement: 'REINDEX INDEX i' },
  'reindex-table': { setup: indexed, statement: 'REINDEX TABLE users' },
  'reindex-concurrently': { setup: indexed, statement: 'REINDEX INDEX CONCURRENTLY i', from: 12 },
  'reindex-table-concurrently': {
    setup: indexed,
    statement: 'REINDEX TABLE CONCURRENTLY users',
    from: 12,
  },
  'set-fillfactor': { setup: indexed, statement: 'ALTER INDEX i SET (fillfactor = 70)' },
  'set-statistics': {
    setup: 'CREATE INDEX i ON users (lower(name));',
    statement: 'ALTER INDEX i ALTER COLUMN 1 SET STATISTICS 100',
    from: 11,
  },
  'cluster-on': { setup: indexed, statement: 'ALTER TABLE users CLUSTER ON i' },
  cluster: { setup: indexed, statement: 'CLUSTER users USING i' },
  'concurrently-on-partitioned': {
    setup: 'CREATE TABLE p (a integer NOT NULL) PARTITION BY RANGE (a);',
    statement: 'CREATE INDEX CONCURRENTLY i ON p (a)',
    from: 11,
    refused: '0A000',
  },
  'unique-concurrently-on-partitioned': {
    setup: 'CREATE TABLE p (a integer NOT NULL) PARTITION BY RANGE (a);',
    statement: 'CREATE UNIQUE INDEX CONCURRENTLY i ON p (a)',
    from: 11,
    refused: '0A000',
  },
  'unique-on-only-partitioned': {
    setup: 'CREATE TABLE p (a integer NOT NULL) PARTITION BY RANGE (a);',
    statement: 'CREATE UNIQUE INDEX i ON ONLY p (a)',
    from: 11,
  },
  'on-partitioned': {
    setup:
      'CREATE TABLE p (a integer) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10); INSERT INTO p VALUES (1);',
    statement: 'CREATE INDEX i ON p (a)',
    from: 11,
  },
  'on-only-partitioned': {
    setup:
      'CREATE TABLE p (a integer) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10); INSERT INTO p VALUES (1);',
    statement: 'CREATE INDEX i ON ONLY p (a)',
    from: 11,
  },
  attach: {
    setup:
      'CREATE TABLE p (a integer) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10); CREATE INDEX i ON ONLY p (a); CREATE INDEX i1 ON p1 (a);',
    statement: 'ALTER INDEX i ATTACH PARTITION i1',
    from: 11,
  },
  'replica-identity': {
    statement: 'ALTER TABLE users REPLICA IDENTITY USING INDEX users_pkey',
  },
  statistics: 'CREATE STATISTICS s ON name, age FROM users',
  'drop-statistics': {
    setup: 'CREATE STATISTICS s ON name, age FROM users;',
    statement: 'DROP STATISTICS s',
    differs: { locks: 'the catalog does not keep which table statistics are of; the lock is a weak one' },
  },
});
