/** `kill -9` at random moments, 220 times, while a known stream is read into a store: the counts are exact after each. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { killAgainAndAgain } from '../../query-log/store/kill-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'lanekeeper-kill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const KILLS = 220;

test(`${KILLS} kills lose nothing and count nothing twice`, { timeout: 300_000 }, async () => {
  const report = await killAgainAndAgain(
    join(folder, 'store.sqlite'),
    KILLS,
    Math.random,
    (found, expected, acknowledged) => {
      expect(found.counted).toEqual(expected);
      expect(found.next).toBeGreaterThanOrEqual(acknowledged);
    },
  );
  // Most of them must fall on a process that was at work, or they prove nothing.
  expect(report.working).toBeGreaterThan(KILLS / 2);
  expect(report.batches).toBeGreaterThan(KILLS);
});
