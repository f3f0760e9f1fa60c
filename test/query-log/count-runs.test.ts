/** Counting for the server: each run by the schema that held, and by both where nobody saw when it changed. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { countOn } from '../../src/query-log/count-runs.ts';
import { openStore } from '../../src/query-log/store/sqlite.ts';
import type { Store } from '../../src/query-log/store.ts';
import type { Run } from '../../src/query-log/words.ts';

let folder: string;
let opened: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanekeeper-count-'));
  opened = openStore(join(folder, 'count.sqlite'));
});
afterEach(() => {
  opened.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (at: number, text: string): Run => ({
  text,
  at,
  runs: 1,
  failed: false,
  service: 'a',
  user: 'b',
  session: null,
});
const object = (name: string) => ({ object: name, identity: null });
const catalog = (from: number, notBefore: number | null, column: string) => ({
  database: 'app',
  from,
  notBefore,
  ddl: `CREATE TABLE users (id int, ${column} text);`,
  objects: [object('users'), object('users.id'), object(`users.${column}`)],
});

test('by the schema that held, by both in between, and by the new one as soon as it is put there', async () => {
  const { tally, store } = await countOn(opened);
  const readsOf = async (at: number): Promise<string[]> => {
    const { sightings } = await tally('app', [run(at, 'SELECT * FROM users')]);
    return sightings
      .flatMap(({ shape }) => shape.touches.map((touch) => touch.object))
      .filter((name) => name.includes('.'))
      .sort();
  };
  const hour = 3_600_000;
  store.putCatalog(catalog(hour, null, 'name'));
  expect(await readsOf(9 * hour)).toEqual(['users.id', 'users.name']);
  store.putCatalog(catalog(8 * hour, 7 * hour, 'title'));
  expect(await readsOf(9 * hour)).toEqual(['users.id', 'users.title']);
  expect(await readsOf(7.5 * hour)).toEqual(['users.id', 'users.name', 'users.title']);
  expect(await readsOf(6 * hour)).toEqual(['users.id', 'users.name']);
});

test('without a schema, whatever touches anything may touch everything', async () => {
  const { tally } = await countOn(opened);
  const { sightings, statements } = await tally('app', [
    run(1, 'SELECT name FROM users'),
    run(2, 'SELECT name FROM users'),
  ]);
  expect(statements).toBe(2);
  expect(sightings[0]).toMatchObject({ runs: 2, shape: { everything: true } });
});

test('others have their turn while many are counted', async () => {
  const { tally, store } = await countOn(opened);
  store.putCatalog(catalog(1, null, 'name'));
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 5);
  const runs = Array.from({ length: 20_000 }, (_, index) =>
    run(index, `SELECT name AS n${index} FROM users`),
  );
  const { statements } = await tally('app', runs);
  clearInterval(timer);
  expect(statements).toBe(20_000);
  expect(turns).toBeGreaterThan(2);
});
