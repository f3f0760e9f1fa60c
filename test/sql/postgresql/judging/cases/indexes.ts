/** Indexes: built, dropped, built anew. */
import type { Case } from '../story.ts';

export const indexCases: Case[] = [
  ['CREATE INDEX i ON users (age)', 'indexes index:i | expand scan | create-index | users S'],
  ['CREATE INDEX ON users (age)', 'indexes index:users_age_idx | expand scan | create-index | users S'],
  [
    'CREATE INDEX ON users (lower(name), age) INCLUDE (email) WHERE note IS NULL',
    'indexes index:users_lower_age_email_idx | expand scan | create-index | users S',
  ],
  [
    'CREATE INDEX i ON billing.invoices (total)',
    'indexes index:billing.i | expand scan | create-index | billing.invoices S',
  ],
  [
    'CREATE INDEX IF NOT EXISTS users_name_idx ON users (name)',
    'alters index:users_name_idx | neutral instant | already-there | users S',
  ],
  [
    'CREATE INDEX CONCURRENTLY i ON users (age)',
    'indexes index:i | expand scan | create-index-concurrently | users SUX',
  ],
  [
    'CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON users (age)',
    'indexes index:i | expand scan | create-index-concurrently | users SUX',
  ],
  ['CREATE UNIQUE INDEX i ON users (age)', 'indexes index:i | tighten scan | create-unique-index | users S'],
  [
    'CREATE UNIQUE INDEX CONCURRENTLY i ON users (age)',
    'indexes index:i | tighten scan | create-unique-index-concurrently | users SUX',
  ],
  ['CREATE INDEX i ON events (id)', 'indexes index:i | expand scan | create-index | events S, events_2025 S'],
  ['CREATE INDEX i ON ONLY events (id)', 'indexes index:i | expand instant | create-index-only | events S'],
  ['CREATE INDEX i ON nobody (a)', 'indexes index:i | expand scan | create-index | nobody S'],
  ['CREATE INDEX i ON totals (n)', 'indexes index:i | expand scan | create-index | view:totals S'],
  ['DROP INDEX users_name_idx', 'removes index:users_name_idx | neutral instant | drop-index | users AX'],
  [
    'DROP INDEX public.users_name_idx',
    'removes index:users_name_idx | neutral instant | drop-index | users AX',
  ],
  [
    'DROP INDEX CONCURRENTLY users_name_idx',
    'removes index:users_name_idx | neutral instant | drop-index-concurrently | users SUX',
  ],
  [
    'DROP INDEX CONCURRENTLY IF EXISTS users_name_idx',
    'removes index:users_name_idx | neutral instant | drop-index-concurrently | users SUX',
  ],
  [
    'DROP INDEX users_score_key',
    'removes index:users_score_key | contract instant | drop-unique-index | users AX',
  ],
  [
    'DROP INDEX CONCURRENTLY users_score_key',
    'removes index:users_score_key | contract instant | drop-unique-index-concurrently | users SUX',
  ],
  [
    'DROP INDEX nobody_knows',
    'removes index:nobody_knows | neutral instant | drop-index | index:nobody_knows AX',
  ],
  ['DROP INDEX IF EXISTS nobody_knows', 'alters index:nobody_knows | neutral instant | already-gone | -'],
  [
    'DROP INDEX users_name_idx, users_note_born_idx',
    'removes index:users_name_idx | neutral instant | drop-index | users AX',
    'removes index:users_note_born_idx | neutral instant | drop-index | users AX',
  ],
  [
    'ALTER INDEX users_name_idx RENAME TO n',
    'renames index:users_name_idx | neutral instant | rename-index | index:users_name_idx SUX',
  ],
  [
    'ALTER TABLE users_name_idx RENAME TO n',
    'renames index:users_name_idx | neutral instant | rename-index | index:users_name_idx SUX',
  ],
  [
    'ALTER INDEX users_name_idx SET (fillfactor = 50)',
    'alters index:users_name_idx | neutral instant | alter-index | index:users_name_idx SUX',
  ],
  [
    'ALTER INDEX users_name_idx SET TABLESPACE fast',
    'alters index:users_name_idx | neutral rewrite | move-index | index:users_name_idx AX',
  ],
  [
    'REINDEX INDEX users_name_idx',
    'alters index:users_name_idx | neutral scan | reindex | index:users_name_idx AX, users S',
  ],
  [
    'REINDEX TABLE users',
    'alters users | neutral scan | reindex | index:users_email_key AX, index:users_name_idx AX, index:users_note_born_idx AX, index:users_pkey AX, index:users_score_key AX, users S',
  ],
  ['REINDEX TABLE CONCURRENTLY users', 'alters users | neutral scan | reindex-concurrently | users SUX'],
  [
    'REINDEX INDEX CONCURRENTLY users_name_idx',
    'alters index:users_name_idx | neutral scan | reindex-concurrently | users SUX',
  ],
  ['REINDEX SCHEMA billing', 'alters schema:billing | neutral scan | reindex | schema:billing S'],
  ['REINDEX DATABASE app', 'alters app | neutral scan | reindex | app S'],
  [
    'CREATE INDEX i ON ONLY events (id); CREATE INDEX j ON events_2025 (id); ALTER INDEX i ATTACH PARTITION j',
    'alters index:i | neutral instant | attach-index | index:i SUX',
  ],
];
