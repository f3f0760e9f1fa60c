import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitColumn } from '../../src/names.ts';
import { type MetricsStore, renderMetrics } from '../../src/query-log/metrics.ts';
import type { SourceState, WatchedObject } from '../../src/query-log/store.ts';

const NOW = Date.parse('2026-11-01T00:00:00Z');

const SOURCE: SourceState = {
  id: 'pg',
  kind: 'postgresql-log',
  required: true,
  from: NOW - 90_000,
  to: NOW - 1500,
  gapSeconds: 0,
  statements: 12,
  unparsed: 2,
};

const storeOf = (watched: WatchedObject[], source: Partial<SourceState> = {}): MetricsStore => ({
  databases: () => ['app'],
  sources: () => [{ ...SOURCE, ...source }],
  watchedUse: () => watched,
  comparisonTotals: () => [],
  backfills: () => [],
});

const linesOf = (store: MetricsStore, name: string): string[] =>
  renderMetrics(store, NOW)
    .split('\n')
    .filter((line) => line.startsWith(name));

test('a watched object has all of its series before it is ever used', () => {
  const store = storeOf([{ object: 'users.name', since: NOW - 5000, uses: [] }]);
  const about = 'db_namespace="app",table="users",column="name"';
  for (const metric of [
    'lanekeeper_column_references_total',
    'lanekeeper_column_last_seen_timestamp_seconds',
  ]) {
    const lines = linesOf(store, metric);
    expect(lines).toHaveLength(8);
    expect(lines).toContain(`${metric}{${about},access="write",via="failed"} 0`);
  }
  expect(linesOf(store, 'lanekeeper_column_watched_since')).toEqual([
    `lanekeeper_column_watched_since_timestamp_seconds{${about}} ${(NOW - 5000) / 1000}`,
  ]);
});

test('use by a service stands beside the zeros, use by nobody known in their place', () => {
  const use = { access: 'read', via: 'explicit', total: 3, last: NOW - 1 } as const;
  const lines = (service: string): string[] =>
    linesOf(
      storeOf([{ object: 'users', since: 0, uses: [{ ...use, service }] }]),
      'lanekeeper_column_references_total',
    );
  expect(lines('billing')).toHaveLength(9);
  expect(lines('')).toHaveLength(8);
  expect(lines('')).toContain(
    'lanekeeper_column_references_total{db_namespace="app",table="users",access="read",via="explicit"} 3',
  );
});

test('of a source is told what it says, and nothing that it leaves out', () => {
  const about = '{db_namespace="app",source="pg"}';
  expect(linesOf(storeOf([]), 'lanekeeper_source_covered')).toEqual([
    `lanekeeper_source_covered_until_timestamp_seconds${about} ${(NOW - 1500) / 1000}`,
    `lanekeeper_source_covered_since_timestamp_seconds${about} ${(NOW - 90_000) / 1000}`,
  ]);
  expect(linesOf(storeOf([]), 'lanekeeper_source_sampling')).toEqual([]);
  expect(linesOf(storeOf([]), 'lanekeeper_probe')).toEqual([]);
  expect(linesOf(storeOf([]), 'lanekeeper_statements_total').map((line) => line.split('result=')[1])).toEqual(
    ['"parsed"} 10', '"unparsed"} 2', '"unresolved"} 0'],
  );
  const sampled = storeOf([], { sampling: { mode: 'random', rate: 0.25 }, probes: 7 });
  expect(linesOf(sampled, 'lanekeeper_source_sampling')).toEqual([
    'lanekeeper_source_sampling_rate{db_namespace="app",source="pg",mode="random"} 0.25',
  ]);
  expect(linesOf(sampled, 'lanekeeper_probe')).toEqual([`lanekeeper_probe_seen_total${about} 7`]);
});

test('gaps whose ends are not told leave no coverage but the newest moment', () => {
  expect(linesOf(storeOf([], { gapSeconds: 5 }), 'lanekeeper_source_covered_since')).toEqual([
    expect.stringMatching(` ${(NOW - 1500) / 1000}$`),
  ]);
});

test('nothing that a name or a service holds breaks out of its label', () => {
  const use = { access: 'read', via: 'explicit', total: 1, last: 0 } as const;
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (object, service) => {
      const text = renderMetrics(storeOf([{ object, since: 0, uses: [{ ...use, service }] }]), NOW);
      for (const line of text.trimEnd().split('\n'))
        expect(line).toMatch(
          /^(?:# (?:HELP|TYPE) .*|[a-z_]+(?:\{(?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)+\})? [\d.e+]+)$/su,
        );
    }),
    { numRuns: 30 },
  );
});

test('a name is its table and its column again, whatever is quoted in it', () => {
  const cases: [string, string, string][] = [
    ['users', 'users', ''],
    ['users.name', 'users', 'name'],
    ['billing.invoices.total', 'billing.invoices', 'total'],
    ['users."full.name"', 'users', '"full.name"'],
    ['"a.b"."c""d"', '"a.b"', '"c""d"'],
    ['view:active', 'view:active', ''],
    ['view:reports.active', 'view:reports.active', ''],
  ];
  for (const [object, table, column] of cases) expect(splitColumn(object), object).toEqual({ table, column });
  fc.assert(
    fc.property(fc.string(), (object) => {
      const { table, column } = splitColumn(object);
      expect(column === '' ? table : `${table}.${column}`).toBe(object);
    }),
  );
});
