/** What nobody holds any more is gone when the sweep returns, not when V8 finds the time. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { sweeper } from '../../../../src/commands/query-log/ingest/sweep.ts';

const dropped = (): WeakRef<object> => new WeakRef({ large: 'thing' });

test('each sweep collects what was dropped before it, and keeps what is held', async () => {
  const sweep = sweeper();
  for (let time = 0; time < 3; time++) {
    const gone = dropped();
    const held = {};
    const kept = new WeakRef(held);
    await nextTurn();
    sweep();
    expect(gone.deref()).toBeUndefined();
    expect(kept.deref()).toBe(held);
  }
});
