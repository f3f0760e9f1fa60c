/** What a file may be other than a sound store: each is an error that names it, and none an answer. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultStorePath } from '../../../src/query-log/store/default-path.ts';
import { loadSqlite } from '../../../src/query-log/store/load-sqlite.ts';
import { openStore } from '../../../src/query-log/store/sqlite.ts';
import { UserError } from '../../../src/user-error.ts';
import { newPath } from './open-store.ts';
import { batchOf, catalogOf, questionOf, readsName, seen, shapeOf, T0, USERS } from './stories.ts';

const MINUTE = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'lanekeeper-store-'));
const sound = join(folder, 'sound.sqlite');
beforeAll(() => make(sound));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fill = (path: string): void => copyFileSync(sound, path);

function make(path: string): void {
  const store = openStore(path);
  store.putCatalog(catalogOf(null, USERS));
  for (let index = 0; index < 400; index++) {
    const shape = shapeOf(`shape-${index}`, readsName.touches, { text: 'x'.repeat(500) });
    const covered = { from: T0 + index * MINUTE, to: T0 + (index + 1) * MINUTE };
    store.apply(batchOf({ covered, position: index, sightings: [seen(shape, covered.from)] }));
  }
  store.close();
}

function askAll(path: string, readOnly: boolean): unknown {
  const store = openStore(path, { readOnly });
  try {
    return store.usage(questionOf(['users.name'], T0, T0 + 400 * MINUTE), T0 + 400 * MINUTE);
  } finally {
    store.close();
  }
}

const noise = (length: number): Buffer =>
  Buffer.from(Array.from({ length }, (_, index) => (index * 31 + 7) % 251));

const DAMAGES: [string, (path: string) => void][] = [
  ['noise', (path) => writeFileSync(path, noise(100_000))],
  ['text', (path) => writeFileSync(path, 'store: here\n'.repeat(500))],
  ['cut in the middle', (path) => truncateSync(path, Math.floor(readFileSync(path).length / 2))],
  ['cut by one page', (path) => truncateSync(path, readFileSync(path).length - 4096)],
  ['cut within its head', (path) => truncateSync(path, 60)],
  [
    'overwritten after its head',
    (path) => {
      const bytes = readFileSync(path);
      writeFileSync(path, Buffer.concat([bytes.subarray(0, 4096), noise(bytes.length - 4096)]));
    },
  ],
];

describe.each(DAMAGES)('%s', (_name, damage) => {
  test.each([true, false])('is told, by whoever opens it (reader: %s)', (readOnly) => {
    const path = newPath();
    fill(path);
    damage(path);
    expect(() => askAll(path, readOnly)).toThrow(UserError);
    expect(() => askAll(path, readOnly)).toThrow(path);
  });
});

test('a sound one answers', () => {
  const path = newPath();
  fill(path);
  expect(askAll(path, true)).toMatchObject({
    answer: { usage: [{ state: 'observed', reads: { explicit: 400 } }] },
  });
});

test('a reader of nothing is told what to do', () => {
  const path = newPath();
  expect(() => openStore(path, { readOnly: true })).toThrow(`there is no store at ${path}`);
  expect(existsSync(path)).toBe(false);
  writeFileSync(path, '');
  expect(() => openStore(path, { readOnly: true })).toThrow('is empty');
});

test("somebody else's database is not touched", () => {
  const path = newPath();
  const other = new (loadSqlite().DatabaseSync)(path);
  other.exec('CREATE TABLE theirs (a)');
  other.close();
  const before = readFileSync(path);
  expect(() => openStore(path)).toThrow('no store of the query log');
  expect(() => openStore(path, { readOnly: true })).toThrow('no store of the query log');
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('a newer format is told, and not touched', () => {
  const path = newPath();
  fill(path);
  const raw = new (loadSqlite().DatabaseSync)(path);
  raw.exec('PRAGMA user_version = 99');
  raw.close();
  expect(() => openStore(path)).toThrow('its format is 99');
  expect(() => openStore(path, { readOnly: true })).toThrow('newer Lanekeeper');
});

test('a second writer is told, readers are not kept out, and the next writer follows a closed one', () => {
  const path = newPath();
  const first = openStore(path);
  first.putCatalog(catalogOf(null, USERS));
  expect(() => openStore(path)).toThrow(`${path} is being written by another process`);
  const reader = openStore(path, { readOnly: true });
  first.apply(batchOf({ sightings: [seen(readsName, T0)], position: 'here' }));
  expect(reader.position('app', 'log')).toBe('here');
  expect(() => reader.apply(batchOf())).toThrow(UserError);
  reader.close();
  first.close();
  openStore(path).close();
});

test('a writer that another process holds is told there too', () => {
  const path = newPath();
  const store = openStore(path);
  const program = `import { openStore } from ${JSON.stringify(join(import.meta.dirname, '../../../src/query-log/store/sqlite.ts'))};
    try { openStore(${JSON.stringify(path)}); } catch (error) { process.stdout.write(error.message); }`;
  const other = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', program], {
    encoding: 'utf8',
  });
  store.close();
  expect(other.stderr).toBe('');
  expect(other.stdout).toContain('is being written by another process');
});

test('a folder in which nothing can be made is told', () => {
  const path = newPath();
  const file = join(dirname(path), 'file');
  writeFileSync(file, '');
  expect(() => openStore(join(file, 'store.sqlite'))).toThrow(UserError);
});

test('a copy made between two batches is a store', () => {
  const path = newPath();
  fill(path);
  const copy = `${path}-copy`;
  copyFileSync(path, copy);
  expect(askAll(copy, true)).toMatchObject({ answer: { usage: [{ state: 'observed' }] } });
});

test('a store that was taken away, or replaced, says so', () => {
  const path = newPath();
  const store = openStore(path);
  expect(store.check?.()).toBeNull();
  rmSync(path);
  expect(store.check?.()).toBe('its file was taken away');
  writeFileSync(path, '');
  expect(store.check?.()).not.toBeNull();
  store.close();
});

test('the default path follows the desktop rules', () => {
  expect(defaultStorePath({ XDG_STATE_HOME: '/var/s', HOME: '/h' })).toBe(
    '/var/s/lanekeeper/query-log.sqlite',
  );
  expect(defaultStorePath({ XDG_STATE_HOME: 'relative', HOME: '/h' })).toBe(
    '/h/.local/state/lanekeeper/query-log.sqlite',
  );
  expect(defaultStorePath({ HOME: '/h' })).toBe('/h/.local/state/lanekeeper/query-log.sqlite');
});

test('only the warning about SQLite is swallowed', () => {
  const path = join(import.meta.dirname, '../../../src/query-log/store/load-sqlite.ts');
  const program = `import { loadSqlite } from ${JSON.stringify(path)}; loadSqlite(); process.emitWarning('kept');`;
  const { stderr } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', program], {
    encoding: 'utf8',
  });
  expect(stderr).toContain('kept');
  expect(stderr).not.toContain('SQLite');
});

test('a reader needs no right to write', () => {
  const path = newPath();
  fill(path);
  chmodSync(path, 0o444);
  expect(askAll(path, true)).toMatchObject({ answer: {} });
});
