import { chmodSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Cache, openCache } from '../../src/read/cache.ts';
import { cacheFolder } from '../../src/read/cache-folder.ts';
import { makeFolder } from './make-repository.ts';

function cacheIn(home: string, version = '1.0.0', limit?: number): Cache {
  return openCache({ version, env: { XDG_CACHE_HOME: home }, ...(limit === undefined ? {} : { limit }) });
}
const entries = (home: string): string[] =>
  readdirSync(join(home, 'lanekeeper')).map((name) => join(home, 'lanekeeper', name));

describe('the cache', () => {
  test('gives back what was put, to the same parts and version alone', async () => {
    const home = makeFolder();
    await cacheIn(home).put(['catalog', { b: 1, a: 2 }], { tables: ['users'] });
    expect(await cacheIn(home).get(['catalog', { a: 2, b: 1 }])).toEqual({ tables: ['users'] });
    expect(await cacheIn(home).get(['catalog', { a: 2 }])).toBeUndefined();
    expect(await cacheIn(home, '1.0.1').get(['catalog', { b: 1, a: 2 }])).toBeUndefined();
  });

  test.each<[string, (text: string) => string]>([
    ['half an entry', (text) => text.slice(0, text.length / 2)],
    ['an entry with another value', (text) => text.replace('true', 'false')],
    ['an entry of another key', (text) => text.replace(/"key":"./, '"key":"x')],
    ['nothing', () => ''],
    ['null', () => 'null'],
  ])('%s is ignored and replaced', async (_, spoil) => {
    const home = makeFolder();
    await cacheIn(home).put(['k'], true);
    const [path = ''] = entries(home);
    writeFileSync(path, spoil(readFileSync(path, 'utf8')));
    expect(await cacheIn(home).get(['k'])).toBeUndefined();
    await cacheIn(home).put(['k'], true);
    expect(await cacheIn(home).get(['k'])).toBe(true);
  });

  test('is off where it is told so, and lies under the home where nobody says where', () => {
    expect(cacheFolder({ LANEKEEPER_NO_CACHE: '1', HOME: '/home/me' })).toBeNull();
    expect(cacheFolder({ LANEKEEPER_NO_CACHE: '0', HOME: '/home/me' })).toBe('/home/me/.cache/lanekeeper');
    expect(cacheFolder({ XDG_CACHE_HOME: '/c', HOME: '/home/me' })).toBe('/c/lanekeeper');
    expect(cacheFolder({ XDG_CACHE_HOME: 'relative', HOME: '/home/me' })).toBe('/home/me/.cache/lanekeeper');
    expect(cacheFolder({ HOME: '' })).toBeNull();
  });

  test('that cannot be written is no error', async () => {
    const home = makeFolder();
    writeFileSync(join(home, 'lanekeeper'), 'a file');
    await cacheIn(home).put(['k'], true);
    expect(await cacheIn(home).get(['k'])).toBeUndefined();
    const locked = makeFolder();
    mkdirSync(join(locked, 'lanekeeper'));
    chmodSync(join(locked, 'lanekeeper'), 0o500);
    await cacheIn(locked).put(['k'], 1n as unknown);
    expect(await cacheIn(locked).get(['k'])).toBeUndefined();
  });

  test('lets the oldest go above its limit, with what killed writers left, and nothing else', async () => {
    const home = makeFolder();
    const cache = cacheIn(home);
    for (let index = 0; index < 5; index += 1) {
      await cache.put([index], 'x'.repeat(1000));
      const [path = ''] = entries(home)
        .filter((name) => readFileSync(name, 'utf8').includes('x'))
        .slice(-1);
      expect(path).not.toBe('');
    }
    const folder = join(home, 'lanekeeper');
    writeFileSync(join(folder, 'foreign.txt'), 'mine');
    writeFileSync(join(folder, 'a.tmp'), 'left');
    const old = new Date(Date.now() - 7_200_000);
    for (const path of entries(home)) utimesSync(path, old, old);
    await cacheIn(home, '1.0.0', 2500).put(['new'], 'y'.repeat(1000));
    const left = readdirSync(folder);
    expect(left).toContain('foreign.txt');
    expect(left).not.toContain('a.tmp');
    expect(left.filter((name) => name.endsWith('.json'))).toHaveLength(2);
    expect(await cache.get(['new'])).toHaveLength(1000);
  });

  test('written by several at once is whole', async () => {
    const home = makeFolder();
    const value = Array.from({ length: 5000 }, (_, index) => index);
    await Promise.all(Array.from({ length: 20 }, () => cacheIn(home).put(['k'], value)));
    expect(await cacheIn(home).get(['k'])).toEqual(value);
    expect(entries(home)).toHaveLength(1);
  });
});
