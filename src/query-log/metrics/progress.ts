/** Comparisons and backfills in `/metrics`. */
import type { ComparisonTotal, StoredBackfill } from '../store.ts';
import type { Family, Sample } from './exposition.ts';

const STATES = ['running', 'paused', 'failed', 'complete'] as const;

function family<T extends { name: string }>(
  rows: readonly T[],
  [name, type, help]: [string, Family['type'], string],
  numberOf: (row: T) => number | null,
): Family {
  const samples = rows.flatMap((row): Sample[] => {
    const value = numberOf(row);
    return value === null ? [] : [{ labels: { name: row.name }, value }];
  });
  return { name: `lanekeeper_${name}`, type, help, samples };
}

function comparisonFamilies(rows: readonly ComparisonTotal[]): Family[] {
  return [
    family(
      rows,
      ['dual_write_compared_total', 'counter', 'Rows whose old and new shape were compared.'],
      ({ compared }) => compared,
    ),
    family(rows, ['dual_write_divergent_total', 'counter', 'Those that differ.'], ({ diverged }) => diverged),
    family(
      rows,
      ['dual_write_unknown_total', 'counter', 'Those that could not be told.'],
      ({ unknown }) => unknown,
    ),
    family(
      rows,
      ['dual_write_last_divergent_timestamp_seconds', 'gauge', 'When one last differed; 0: never.'],
      ({ lastDiverged }) => (lastDiverged ?? 0) / 1000,
    ),
  ];
}

function stateFamily(rows: readonly StoredBackfill[]): Family {
  return {
    name: 'lanekeeper_backfill_state',
    type: 'gauge',
    help: '1: this is the state of the backfill.',
    samples: rows.flatMap(({ name, state: current }) =>
      STATES.map((state) => ({ labels: { name, state }, value: state === current ? 1 : 0 })),
    ),
  };
}

export function progressFamilies(
  comparisons: readonly ComparisonTotal[],
  backfills: readonly StoredBackfill[],
): Family[] {
  return [
    ...comparisonFamilies(comparisons),
    family(
      backfills,
      ['backfill_rows_remaining', 'gauge', 'Rows left to do, where the job knows how many there are.'],
      ({ total, done }) => (total === null ? null : Math.max(0, total - done)),
    ),
    family(backfills, ['backfill_rows_done', 'gauge', 'Rows done.'], ({ done }) => done),
    family(backfills, ['backfill_rows_failed', 'gauge', 'Rows that failed.'], ({ failed }) => failed),
    stateFamily(backfills),
    family(
      backfills,
      ['backfill_updated_timestamp_seconds', 'gauge', 'When the job last reported.'],
      ({ updatedAt }) => updatedAt / 1000,
    ),
    family(
      backfills,
      ['backfill_verified_timestamp_seconds', 'gauge', 'When it was verified.'],
      ({ verifiedAt }) => (verifiedAt === null ? null : verifiedAt / 1000),
    ),
  ];
}
