/** `lanekeeper query-log usage`, as it is called. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sparkline } from '../../../src/commands/query-log/usage/sparkline.ts';
import { openStore } from '../../../src/query-log/store/sqlite.ts';
import { formatTime } from '../../../src/time.ts';
import { newPath } from './open-store.ts';
import { batchOf, catalogOf, HOUR, readsName, seen, T0, USERS } from './stories.ts';

const CLI = join(import.meta.dirname, '../../../src/cli.ts');
const END = T0 + 10 * HOUR;

function told(path: string, ...args: string[]): { code: number | null; out: string; err: string } {
  const all = [CLI, 'query-log', 'usage', '--store', path, '--now', formatTime(END), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

function filled(): string {
  const path = newPath();
  const store = openStore(path);
  store.putCatalog(catalogOf(null, USERS));
  const evil = { ...readsName, text: 'SELECT name \u001b[31m FROM users' };
  const sightings = [
    seen(evil, T0 + 5 * HOUR, { runs: 1204, failed: 4, service: 'bill\u001bing', user: 'svc' }),
  ];
  store.apply(batchOf({ covered: { from: T0, to: END }, sightings }));
  store.close();
  return path;
}

describe('in words', () => {
  test('who uses it, since when it is quiet, what was covered', () => {
    const { code, out, err } = told(filled(), 'public.users.name', 'users.id', '--window', '8h');
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toContain('observed  users.name\n');
    expect(out).toContain(
      'users.name was read 1,204 times (of these 4 failed), written 0 times in the last 8 h.',
    );
    expect(out).toContain('Quiet for: 5 h; last seen 5 h ago.');
    expect(out).toMatch(/bill.ing {2}·+█·+ {2}1,204 reads, 0 writes, last 5 h ago, as svc/);
    expect(out).toContain('zero  users.id\n');
    expect(out).toContain('Quiet for: 10 h; never seen.');
    expect(out).toMatch(/log \(postgresql-log\): from .* to 0 s ago, no gap; 1,204 statements/);
    expect(out).not.toContain('\u001b');
  });

  test('why counting nothing proves nothing', () => {
    const { code, out } = told(filled(), 'users.id', '--window', '2d');
    expect(code).toBe(0);
    expect(out).toContain('no data  users.id');
    expect(out).toContain('Not proved: log covers only since 2026-11-01T00:00:00Z.');
  });
});

test('as JSON it is the answer of the protocol', () => {
  const { out } = told(
    filled(),
    'users.name',
    '--ignore',
    'other, bill\u001bing',
    '--window',
    '8h',
    '--format',
    'json',
  );
  const answer: unknown = JSON.parse(out);
  expect(answer).toMatchObject({
    protocol: '1',
    generated_at: formatTime(END),
    coverage: { missing: [] },
    usage: [{ object: 'users.name', state: 'zero', ignored: 1204 }],
  });
});

test.each([
  [['users.nmae'], 'Did you mean users.name?'],
  [[], 'query-log usage needs to know of what'],
  [['users.name', '--window', '2y'], 'is no window'],
  [['users.name', '--database', 'apq'], 'It has: app.'],
  [['users.name', '--format', 'sarif'], 'is not known here'],
])('%j is a mistake that is explained', (args, message) => {
  const { code, out, err } = told(filled(), ...args);
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toContain(message);
});

test('no store is told with what to do', () => {
  const { code, err } = told(newPath(), 'users.name');
  expect(code).toBe(2);
  expect(err).toContain('there is no store at');
});

test.each([
  [[], '····'],
  [[{ at: 0, count: 1 }], '█···'],
  [
    [
      { at: 0, count: 100 },
      { at: 25, count: 50 },
      { at: 99, count: 1 },
    ],
    '█▄·▁',
  ],
  [
    [
      { at: -5, count: 1 },
      { at: 100, count: 1 },
    ],
    '█··█',
  ],
])('%j is drawn as %s', (points, line) => {
  expect(sparkline(points, { from: 0, to: 100 }, 4)).toBe(line);
});
