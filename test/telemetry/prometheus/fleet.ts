/** Collectors with a history: what each would have exported at any moment, rendered as the real one renders it. */
import { type MetricsStore, renderMetrics } from '../../../src/query-log/metrics.ts';
import type { WatchedUse } from '../../../src/query-log/store.ts';
import type { Access } from '../../../src/query-log/words.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface Used {
  at: number;
  object?: string;
  service?: string;
  access?: Access;
  via?: WatchedUse['via'];
}

/** One life of a collector: from its start until it is taken away. */
export interface Life {
  instance: string;
  /** Engines that scrape it; several make a pair. */
  replicas?: string[];
  source?: string;
  required?: boolean;
  from: number;
  to: number;
  /** Not scraped then, by any engine or by the one named. */
  unscraped?: { from: number; to: number; replica?: string }[];
  /** Start of its gapless coverage, as it tells it at a moment; its own start where left out. */
  since?: (now: number) => number;
  until?: (now: number) => number;
  objects?: string[];
  watchedSince?: number;
  uses?: Used[];
  unparsed?: (now: number) => number;
  sampling?: { mode: 'full' | 'random'; rate: number };
}

const same = (a: WatchedUse, b: Used): boolean =>
  a.service === (b.service ?? 'billing') &&
  a.access === (b.access ?? 'read') &&
  a.via === (b.via ?? 'explicit');

function countUses(uses: readonly Used[]): WatchedUse[] {
  const counted: WatchedUse[] = [];
  for (const used of uses) {
    const known = counted.find((one) => same(one, used));
    if (known) {
      known.total += 1;
      known.last = Math.max(known.last, used.at);
    } else {
      const { service = 'billing', access = 'read', via = 'explicit', at } = used;
      counted.push({ service, access, via, total: 1, last: at });
    }
  }
  return counted;
}

/** The store of that collector as it would be at a moment. */
export function storeAt(life: Life, database: string, now: number): MetricsStore {
  const since = life.since?.(now) ?? life.from;
  const objects = life.objects ?? ['users.legacy'];
  return {
    databases: () => [database],
    sources: () => [
      {
        id: life.source ?? 'pg-primary',
        kind: 'postgresql-log',
        required: life.required ?? true,
        from: life.from,
        to: life.until?.(now) ?? now - 2000,
        gapSeconds: since > life.from ? 60 : 0,
        gaplessFrom: since,
        sampling: life.sampling ?? { mode: 'full', rate: 1 },
        statements: Math.floor((now - life.from) / 1000) * 40,
        unparsed: life.unparsed?.(now) ?? 0,
      },
    ],
    watchedUse: () =>
      objects.map((object) => ({
        object,
        since: life.watchedSince ?? life.from,
        uses: countUses(
          (life.uses ?? []).filter((used) => used.at <= now && (used.object ?? 'users.legacy') === object),
        ),
      })),
    comparisonTotals: () => [],
    backfills: () => [],
  };
}

function isScraped(life: Life, now: number, replica: string): boolean {
  const skipped = life.unscraped?.some(
    (hole) => now >= hole.from && now < hole.to && (hole.replica ?? replica) === replica,
  );
  return now >= life.from && now <= life.to && !skipped;
}

/** A scrape's lines with the labels that an engine adds, and the time. */
function stamp(text: string, labels: string, now: number): string {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name, own, value] = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
      if (name === undefined) throw new Error(`no sample: ${line}`);
      return `${name}{${own === undefined ? '' : `${own},`}${labels}} ${value} ${now / 1000}\n`;
    })
    .join('');
}

/** OpenMetrics of a whole history, for `promtool tsdb create-blocks-from openmetrics`; one text for each `chunk` of time. */
export function* historyOf(
  cases: Record<string, Life[]>,
  span: { from: number; to: number; every: number },
  chunk: number,
): Generator<string> {
  for (let start = span.from; start < span.to; start += chunk) {
    const lines: string[] = [];
    for (let now = start; now < Math.min(start + chunk, span.to); now += span.every) {
      for (const [database, lives] of Object.entries(cases)) {
        for (const life of lives) {
          for (const replica of life.replicas ?? ['']) {
            if (!isScraped(life, now, replica)) continue;
            const labels = `job="lanekeeper",instance="${life.instance}"${replica ? `,replica="${replica}"` : ''}`;
            lines.push(stamp(renderMetrics(storeAt(life, database, now), now), labels, now));
          }
        }
      }
    }
    yield `${lines.join('')}# EOF\n`;
  }
}
