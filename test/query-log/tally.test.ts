import { expect, test } from 'vitest';
import { Tally } from '../../src/query-log/tally.ts';
import type { Run, Shape } from '../../src/query-log/words.ts';

const HOUR = 3_600_000;
const shape = (fingerprint: string, unparsed = false): Shape => ({
  fingerprint,
  text: '',
  kind: 'select',
  touches: [],
  everything: unparsed,
  problem: null,
  unparsed,
});
const run = (at: number, more: Partial<Run> = {}): Run => ({
  text: '',
  at,
  runs: 1,
  failed: false,
  service: 'billing',
  user: 'svc',
  session: null,
  ...more,
});
const source = {
  id: 'x',
  kind: 'postgresql-log',
  required: true,
  sampling: { mode: 'full', rate: 1 },
} as const;
const place = { database: 'app', source, position: null, covered: null, gaps: [] };

test('by shape, caller and hour; failed ones are runs, prepared ones are none', () => {
  const tally = new Tally();
  const [one, other] = [shape('1'), shape('2', true)];
  tally.add(run(HOUR - 1), one);
  tally.add(run(HOUR + 5), one);
  tally.add(run(HOUR + 2, { failed: true }), one);
  tally.add(run(HOUR + 9, { prepared: true }), one);
  tally.add(run(HOUR + 1, { service: 'shop' }), one);
  tally.add(run(HOUR + 1, { user: 'other' }), one);
  tally.add(run(HOUR, { runs: 7 }), other);
  const { sightings, statements, unparsed } = tally.toBatch(place);
  expect({ statements, unparsed }).toEqual({ statements: 12, unparsed: 7 });
  const rows = sightings.map((at) => [
    at.shape.fingerprint,
    at.service,
    at.user,
    at.hour,
    at.runs,
    at.failed,
    at.prepared,
    at.first,
    at.last,
  ]);
  expect(rows).toEqual([
    ['1', 'billing', 'svc', 0, 1, 0, 0, HOUR - 1, HOUR - 1],
    ['1', 'billing', 'svc', HOUR, 2, 1, 1, HOUR + 2, HOUR + 9],
    ['1', 'shop', 'svc', HOUR, 1, 0, 0, HOUR + 1, HOUR + 1],
    ['1', 'billing', 'other', HOUR, 1, 0, 0, HOUR + 1, HOUR + 1],
    ['2', 'billing', 'svc', HOUR, 7, 0, 0, HOUR, HOUR],
  ]);
});

test('a batch takes all along: the next begins with nothing', () => {
  const tally = new Tally();
  tally.add(run(1), shape('1'));
  expect(tally.size).toBe(1);
  tally.toBatch(place);
  expect(tally.size).toBe(0);
  expect(tally.toBatch(place)).toMatchObject({ sightings: [], statements: 0, unparsed: 0 });
});
