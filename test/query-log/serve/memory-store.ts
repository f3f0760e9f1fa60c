/** A store for tests of what stands before it: keeps what it is given, and answers usage with what the test says. */

import type { UsageAnswer, UsageQuestion } from '../../../src/query-log/protocol.ts';
import type { ComparisonReport, SourceState, Store, StoredBackfill } from '../../../src/query-log/store.ts';
import type { Batch } from '../../../src/query-log/words.ts';
import { formatTime, parseTime } from '../../../src/time.ts';

export interface MemoryStore extends Store {
  batches: Batch[];
  watching: string[];
  /** What the next call does in place of answering. */
  fail: (() => void) | null;
}

const KNOWN = ['users.id', 'users.name', 'users'];
const NONE = { explicit: 0, implicit: 0, unresolved: 0, failed: 0 };

function answerOf({ window, objects }: UsageQuestion, sources: SourceState[], now: number): UsageAnswer {
  return {
    protocol: '1',
    generated_at: formatTime(now),
    window,
    coverage: {
      sources: sources.map(({ id, kind, required, from, to, statements, unparsed }) => ({
        id,
        kind,
        required,
        from: formatTime(from),
        to: formatTime(to),
        gaps: [],
        sampling: { mode: 'full', rate: 1 },
        statements,
        unparsed,
      })),
      missing: [],
    },
    usage: objects.map((object) => ({
      object,
      state: 'zero',
      reads: NONE,
      writes: NONE,
      ignored: 0,
      first_seen: null,
      last_seen: null,
      by: [],
      samples: [],
    })),
  };
}

export function memoryStore(): MemoryStore {
  const positions = new Map<string, unknown>();
  const sources = new Map<string, SourceState>();
  const reports = new Map<string, ComparisonReport[]>();
  const backfills = new Map<string, StoredBackfill>();
  const store: MemoryStore = {
    batches: [],
    watching: [],
    fail: null,
    position: (database, source) => positions.get(`${database}/${source}`),
    apply(batch) {
      store.fail?.();
      store.batches.push(batch);
      const key = `${batch.database}/${batch.source.id}`;
      positions.set(key, structuredClone(batch.position));
      const { covered, source, statements, unparsed } = batch;
      const before = sources.get(key);
      if (!covered && !before) return;
      const from = before?.from ?? covered?.from ?? 0;
      const to = Math.max(before?.to ?? 0, covered?.to ?? 0);
      sources.set(key, { ...source, from, to, gapSeconds: 0, statements, unparsed });
    },
    putCatalog() {},
    catalogAt: () => null,
    databases: () => ['app'],
    objects: () => KNOWN.map((object) => ({ object, identity: null })),
    sources: (database) =>
      [...sources].filter(([key]) => key.startsWith(`${database}/`)).map(([, state]) => state),
    expect() {},
    usage(question, now) {
      store.fail?.();
      const unknown = question.objects.filter((object) => !KNOWN.includes(object));
      if (unknown.length > 0) return { unknown };
      return { answer: answerOf(question, store.sources(question.database), now), knownSince: {} };
    },
    hours: () => [],
    watch: (_database, objects) => void store.watching.push(...objects),
    watched: () => store.watching,
    watchedUse: () => [],
    comparisonTotals: () => [],
    backfills: () => [...backfills.values()],
    addComparison(name, report) {
      store.fail?.();
      const list = reports.get(name) ?? [];
      if (report.key === null || !list.some(({ key }) => key === report.key)) list.push(report);
      reports.set(name, list);
    },
    comparison(name, window) {
      const list = reports.get(name)?.filter(({ at }) => at >= window.from && at < window.to);
      if (!list) return null;
      const sum = (key: 'compared' | 'diverged' | 'unknown') =>
        list.reduce((all, each) => all + each[key], 0);
      const lastDiverged = list.filter(({ diverged }) => diverged > 0).at(-1)?.at ?? null;
      const samples = list.flatMap((each) => each.samples);
      const counts = { compared: sum('compared'), diverged: sum('diverged'), unknown: sum('unknown') };
      return { name, ...window, ...counts, lastDiverged, samples };
    },
    putBackfill: (backfill) => void backfills.set(backfill.name, backfill),
    backfill: (name) => backfills.get(name) ?? null,
    check: () => null,
    forgetBefore() {},
    close() {},
  };
  return store;
}

export const time = (text: string): number => parseTime(text) ?? Number.NaN;
