/** Stores in folders that are gone after the test. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ObjectUsage, UsageAnswer, UsageQuestion } from '../../../src/query-log/protocol.ts';
import { openStore } from '../../../src/query-log/store/sqlite.ts';
import type { Store } from '../../../src/query-log/store.ts';

export function newPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lanekeeper-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'store.sqlite');
}

export function newStore(): Store {
  const store = openStore(newPath());
  onTestFinished(() => store.close());
  return store;
}

export function answerOf(store: Store, question: UsageQuestion, now: number): UsageAnswer {
  const result = store.usage(question, now);
  if ('unknown' in result) throw new Error(`unknown: ${result.unknown}`);
  return result.answer;
}

/** Of the one object asked. */
export function usageOf(store: Store, question: UsageQuestion, now: number): ObjectUsage {
  const [usage] = answerOf(store, question, now).usage;
  if (!usage) throw new Error('no object was asked');
  return usage;
}
