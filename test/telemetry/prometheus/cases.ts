/** Databases of one engine, each with its own history. Times are before `NOW`. */
import { DAY, HOUR, type Life, MINUTE } from './fleet.ts';

export const NOW = Date.parse('2026-11-01T00:00:00Z');
export const WINDOW = 7 * DAY;
export const BEGIN = NOW - 9 * DAY;
export const EVERY = 4 * MINUTE;

const ago = (time: number): number => NOW - time;
const alive = { instance: 'a:9090', from: BEGIN, to: NOW };
const sound = { ...alive, since: () => NOW - 60 * DAY };
const down = { from: ago(3 * DAY), to: ago(3 * DAY) + 3 * HOUR };
const restarted = (now: number): number => (now < down.to ? BEGIN : down.to - 30_000);

export const CASES: Record<string, Life[]> = {
  quiet: [sound],
  once: [{ ...sound, uses: [{ at: ago(5 * DAY) }] }],
  // Its only scrapes find it at three.
  short: [
    sound,
    {
      ...alive,
      instance: 'pod:1',
      from: ago(4 * DAY),
      to: ago(4 * DAY) + 9 * MINUTE,
      uses: [1, 2, 3].map((second) => ({ at: ago(4 * DAY) + second - 5000 })),
    },
  ],
  lost: [{ ...alive, since: restarted, unscraped: [down] }],
  caught_up: [{ ...sound, unscraped: [down] }],
  replaced: [
    { ...sound, instance: 'old:1', to: ago(3 * DAY) },
    { ...alive, instance: 'new:1', from: ago(3 * DAY) - HOUR, watchedSince: 0 },
  ],
  replaced_late: [
    { ...sound, instance: 'old:1', to: ago(3 * DAY) },
    { ...alive, instance: 'new:1', from: ago(3 * DAY) + HOUR, watchedSince: 0 },
  ],
  pair: [
    {
      ...sound,
      replicas: ['one', 'two'],
      unscraped: [{ from: ago(6 * DAY), to: ago(2 * DAY), replica: 'one' }],
      uses: [8, 6.5, 5, 4, 3, 1].map((days) => ({ at: ago(days * DAY) })),
    },
  ],
  reset: [
    { ...sound, to: ago(4 * DAY), uses: [6, 6, 5, 5].map((days) => ({ at: ago(days * DAY) })) },
    { ...sound, from: ago(4 * DAY) + EVERY, uses: [2, 1].map((days) => ({ at: ago(days * DAY) })) },
  ],
  // The same counts before the window's start, which is when the store was lost.
  reset_at_start: [
    {
      ...sound,
      to: ago(WINDOW) - 2 * MINUTE,
      uses: [8.9, 8.5, 8.3].map((days) => ({ at: ago(days * DAY) })),
    },
    { ...sound, from: ago(WINDOW), uses: [2, 1].map((days) => ({ at: ago(days * DAY) })) },
  ],
  stale: [{ ...sound, to: ago(2 * DAY) }],
  young: [{ ...alive, from: ago(2 * DAY) }],
  unwatched: [{ ...sound, watchedSince: ago(3 * DAY) }],
  sampled: [{ ...sound, sampling: { mode: 'random', rate: 0.1 } }],
  unparsed: [{ ...sound, unparsed: (now) => (now > ago(DAY) ? 9 : 4) }],
  unparsed_before: [{ ...sound, unparsed: () => 4 }],
  backup: [
    {
      ...sound,
      uses: [
        { at: ago(DAY), service: 'pg_dump' },
        { at: ago(2 * DAY), service: 'pg_dump' },
      ],
    },
  ],
  star: [
    {
      ...sound,
      uses: [
        { at: ago(DAY), via: 'implicit' },
        { at: ago(DAY), access: 'write', via: 'failed' },
      ],
    },
  ],
  before: [{ ...sound, uses: [{ at: ago(8 * DAY) }, { at: ago(7.5 * DAY) }] }],
  // A replica that nobody hears of any more, from before the window.
  silent: [sound, { ...sound, instance: 'r:1', source: 'pg-replica-1', to: ago(8 * DAY) }],
  two: [
    sound,
    { ...sound, instance: 'r:1', source: 'pg-replica-1', uses: [{ at: ago(DAY), service: 'reports' }] },
  ],
  ahead: [{ ...sound, until: (now) => now + HOUR }],
};
