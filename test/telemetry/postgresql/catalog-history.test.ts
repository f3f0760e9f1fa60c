import { afterAll, beforeAll, expect, test } from 'vitest';
import { CatalogHistory } from '../../../src/query-log/sources/postgresql-catalog/catalog-history.ts';
import {
  type CatalogState,
  pollCatalog,
  resumeCatalog,
} from '../../../src/query-log/sources/postgresql-catalog/poll-catalog.ts';
import { lookAtSchema } from '../../../src/query-log/sources/postgresql-catalog/read-catalog.ts';
import { initialSearchPath } from '../../../src/query-log/sources/postgresql-catalog/search-paths.ts';
import type { KnownCatalog } from '../../../src/query-log/words.ts';
import { attempt, connect } from '../../servers/connect.ts';
import { type LiveServer, startLive } from './live-server.ts';

let live: LiveServer;
let state: CatalogState | null = null;
const history = new CatalogHistory();

async function poll(): Promise<KnownCatalog | null> {
  const polled = await pollCatalog(live.watcher, 'app', state);
  state = polled.state;
  if (polled.catalog) history.add(polled.catalog);
  return polled.catalog;
}

const identityOf = (catalog: KnownCatalog | null, object: string): string | null | undefined =>
  catalog?.objects.find((one) => one.object === object)?.identity;

beforeAll(async () => {
  live = await startLive(
    15,
    {},
    'CREATE ROLE lanekeeper LOGIN; CREATE TABLE users (id int, name text, email text); CREATE SCHEMA billing; CREATE VIEW named AS SELECT name FROM users',
    'lanekeeper',
  );
});
afterAll(() => live?.stop());

test('a new catalog comes only with a new schema', async () => {
  const first = await poll();
  expect(identityOf(first, 'users.name')).toMatch(/^\d+\.2$/);
  expect(identityOf(first, 'view:named')).toMatch(/^\d+$/);
  expect(await poll()).toBeNull();
  await live.app.query(
    'CREATE TEMP TABLE t (a int); GRANT SELECT ON users TO lanekeeper; INSERT INTO users VALUES (1); ANALYZE users; DROP TABLE t',
  );
  expect(await poll()).toBeNull();
});

test('a rename keeps the identity; dropped and made again has another', async () => {
  const before = history.newest;
  await live.app.query('ALTER TABLE users RENAME email TO mail');
  const renamed = await poll();
  expect(identityOf(renamed, 'users.mail')).toBe(identityOf(before, 'users.email'));
  expect(identityOf(renamed, 'users.email')).toBeUndefined();
  await live.app.query('ALTER TABLE users DROP mail; ALTER TABLE users ADD mail text');
  const again = await poll();
  expect(identityOf(again, 'users.mail')).not.toBe(identityOf(renamed, 'users.mail'));
});

test('between two looks either schema may hold', async () => {
  await poll();
  const old = history.newest;
  const seen = state?.last.before ?? 0;
  await new Promise((resolve) => setTimeout(resolve, 20));
  await live.app.query('ALTER TABLE users ADD late int');
  const fresh = await poll();
  expect(fresh?.notBefore).toBe(seen);
  const from = fresh?.from ?? 0;
  expect(from - seen).toBeGreaterThanOrEqual(20);
  expect(history.at(seen)).toEqual({ catalogs: [old], certain: true });
  expect(history.at(seen + 1)).toEqual({ catalogs: [old, fresh], certain: false });
  expect(history.at(from)).toEqual({ catalogs: [fresh], certain: true });
});

test.each([
  'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$SELECT 1$$',
  'CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS $$SELECT 2$$',
  'CREATE OR REPLACE VIEW named AS SELECT name, id FROM users',
  "CREATE TYPE mood AS ENUM ('a')",
  "ALTER TYPE mood ADD VALUE 'b'",
  'ALTER TABLE users ALTER id SET DEFAULT 3',
  'ALTER TABLE users SET SCHEMA billing',
  'ALTER ROLE postgres SET search_path = billing, public',
  'ALTER SCHEMA billing RENAME TO bills',
])('is seen: %s', async (change) => {
  await poll();
  await live.app.query(change);
  expect(await poll()).not.toBeNull();
});

test('after a restart the same schema is not put again, and another is uncertain since the kept one', async () => {
  const kept = history.newest;
  state = resumeCatalog(kept);
  expect(await poll()).toBeNull();
  await live.app.query('CREATE TABLE more (id int)');
  state = resumeCatalog(kept);
  expect((await poll())?.notBefore).toBe(kept?.from);
});

test('nobody waits for a reading, and a reading waits for nobody', async () => {
  const writer = await connect({ socket: live.server.socket, database: 'app' });
  await writer.query('BEGIN; ALTER TABLE bills.users ADD held int; INSERT INTO more VALUES (1)');
  // The cheap look takes no lock on a table at all; the schema is still the old one.
  const digest = (await lookAtSchema(live.watcher)).digest;
  expect(digest).toBe(state?.last.digest);
  await live.app.query("SET lock_timeout = '500ms'");
  const reading = live.watcher.query(
    'BEGIN; SELECT pg_get_viewdef(oid) FROM pg_class WHERE relname = $$named$$',
  );
  await expect(reading).rejects.toThrow(/lock timeout/);
  await live.watcher.query('ROLLBACK');
  await writer.query('COMMIT');
  await writer.end();
  expect(identityOf(await poll(), 'bills.users.held')).toBeDefined();
  expect(await attempt(live.app, 'ALTER TABLE bills.users DROP held')).toBeNull();
});

test('where sessions of a role look names up', async () => {
  await live.app.query('CREATE SCHEMA worker; ALTER DATABASE app SET search_path = bills, public');
  await poll();
  const catalog = history.newest as KnownCatalog;
  expect(initialSearchPath(catalog, 'postgres')).toBe('SET search_path TO billing, public');
  expect(initialSearchPath(catalog, 'worker')).toBe('SET search_path TO bills, public');
  await live.app.query('ALTER DATABASE app RESET search_path');
  await poll();
  const plain = history.newest as KnownCatalog;
  expect(initialSearchPath(plain, 'worker')).toBe('SET search_path TO worker, public');
  expect(initialSearchPath(plain, 'anybody')).toBeNull();
});
