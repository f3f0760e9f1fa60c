/** A few kills on every run; `test/telemetry/kill` has hundreds. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { killAgainAndAgain } from './kill-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'lanekeeper-kill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a writer that is killed at any moment loses nothing and counts nothing twice', async () => {
  const report = await killAgainAndAgain(
    join(folder, 'store.sqlite'),
    12,
    Math.random,
    (found, expected, acknowledged) => {
      expect(found.counted).toEqual(expected);
      expect(found.next).toBeGreaterThanOrEqual(acknowledged);
    },
  );
  expect(report.batches).toBeGreaterThan(12);
});
