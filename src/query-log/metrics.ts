/** `/metrics`: what the store knows of watched objects, for an engine that a gate asks in its place (docs/scale.md). */
import type { Time } from '../model.ts';
import { splitColumn } from '../names.ts';
import { type Family, type Labels, type Sample, writeExposition } from './metrics/exposition.ts';
import { progressFamilies } from './metrics/progress.ts';
import type { SourceState, Store, WatchedObject, WatchedUse } from './store.ts';

export { EXPOSITION_TYPE } from './metrics/exposition.ts';

const VIAS = ['explicit', 'implicit', 'unresolved', 'failed'] as const;

/** What of a store is told. */
export type MetricsStore = Pick<
  Store,
  'databases' | 'sources' | 'watchedUse' | 'comparisonTotals' | 'backfills'
>;

interface Told {
  database: string;
  sources: SourceState[];
  watched: WatchedObject[];
}

const seconds = (time: number): number => time / 1000;

/** Each access and way once without a service: an object has its series from the first scrape, not from its first use. */
const NEVER: WatchedUse[] = (['read', 'write'] as const).flatMap((access) =>
  VIAS.map((via) => ({ service: '', access, via, total: 0, last: 0 })),
);

function usesOf({ uses }: WatchedObject): WatchedUse[] {
  const unnamed = (one: WatchedUse): boolean =>
    uses.some(({ service, access, via }) => service === '' && access === one.access && via === one.via);
  return [...NEVER.filter((one) => !unnamed(one)), ...uses];
}

function useFamilies(told: readonly Told[]): Family[] {
  const samplesOf = (numberOf: (use: WatchedUse) => number): Sample[] =>
    told.flatMap(({ database, watched }) =>
      watched.flatMap((one) =>
        usesOf(one).map((use) => ({
          labels: {
            db_namespace: database,
            ...splitColumn(one.object),
            access: use.access,
            via: use.via,
            service: use.service,
          },
          value: numberOf(use),
        })),
      ),
    );
  return [
    {
      name: 'lanekeeper_column_references_total',
      type: 'counter',
      help: 'Statements that used a watched object.',
      samples: samplesOf(({ total }) => total),
    },
    {
      name: 'lanekeeper_column_last_seen_timestamp_seconds',
      type: 'gauge',
      help: 'When the last of them ran; 0: never.',
      samples: samplesOf(({ last }) => seconds(last)),
    },
    {
      name: 'lanekeeper_column_watched_since_timestamp_seconds',
      type: 'gauge',
      help: 'From when on all use of a watched object is counted.',
      samples: told.flatMap(({ database, watched }) =>
        watched.map(({ object, since }) => ({
          labels: { db_namespace: database, ...splitColumn(object) },
          value: seconds(since),
        })),
      ),
    },
  ];
}

/** A source with a gap whose end the store does not tell has no gapless coverage before its newest record. */
const gaplessFrom = ({ gaplessFrom: told, gapSeconds, from, to }: SourceState): number =>
  told ?? (gapSeconds > 0 ? to : from);

type SourceSamples = (source: SourceState, labels: Labels) => Sample[];

const one = (numberOf: (source: SourceState) => number): SourceSamples => {
  return (source, labels) => [{ labels, value: numberOf(source) }];
};

const statements: SourceSamples = (source, labels) => {
  const { unparsed, unresolved } = source;
  const results = { parsed: source.statements - unparsed, unparsed, unresolved: unresolved ?? 0 };
  return Object.entries(results).map(([result, value]) => ({ labels: { ...labels, result }, value }));
};

const sampling: SourceSamples = ({ sampling: told }, labels) =>
  told ? [{ labels: { ...labels, mode: told.mode }, value: told.rate }] : [];

const SOURCE_FAMILIES: [string, Family['type'], string, SourceSamples][] = [
  [
    'source_covered_until_timestamp_seconds',
    'gauge',
    'Everything that ran up to then is counted, but for gaps.',
    one(({ to }) => seconds(to)),
  ],
  [
    'source_covered_since_timestamp_seconds',
    'gauge',
    'Start of the coverage without a gap that reaches to covered_until.',
    one((source) => seconds(gaplessFrom(source))),
  ],
  [
    'source_gap_seconds_total',
    'counter',
    'Time of which nothing is known.',
    one(({ gapSeconds }) => gapSeconds),
  ],
  [
    'source_required',
    'gauge',
    '1: nothing is proved without this source.',
    (source, labels) => [{ labels: { ...labels, kind: source.kind }, value: source.required ? 1 : 0 }],
  ],
  ['source_sampling_rate', 'gauge', 'Share of the statements that are seen.', sampling],
  [
    'statements_total',
    'counter',
    'Statements read. Unresolved ones were parsed, too: the three are no sum.',
    statements,
  ],
  [
    'probe_seen_total',
    'counter',
    'Probe statements that arrived.',
    ({ probes }, labels) => (probes === undefined ? [] : [{ labels, value: probes }]),
  ],
];

function sourceFamilies(told: readonly Told[]): Family[] {
  return SOURCE_FAMILIES.map(([name, type, help, samplesOf]) => ({
    name: `lanekeeper_${name}`,
    type,
    help,
    samples: told.flatMap(({ database, sources }) =>
      sources.flatMap((source) => samplesOf(source, { db_namespace: database, source: source.id })),
    ),
  }));
}

/** The exposition of a store, of watched objects alone. `now` is its own clock, for people to compare. */
export function renderMetrics(store: MetricsStore, now: Time): string {
  const told = store.databases().map((database) => ({
    database,
    sources: store.sources(database),
    watched: store.watchedUse(database),
  }));
  const rendered: Family = {
    name: 'lanekeeper_rendered_timestamp_seconds',
    type: 'gauge',
    help: 'The clock of the collector.',
    samples: [{ labels: {}, value: seconds(now) }],
  };
  const progress = progressFamilies(store.comparisonTotals(), store.backfills());
  return writeExposition([rendered, ...sourceFamilies(told), ...useFamilies(told), ...progress]);
}
