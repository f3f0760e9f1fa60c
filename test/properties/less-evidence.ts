/** Every way to know less: parts, rows and all of it taken away, and telemetry that lies or is silent. */
import type { StoryEvidence } from '../../src/commands/demo/story.ts';

export type Given = Partial<StoryEvidence>;

export interface Less {
  what: string;
  /** null: no evidence file at all. */
  evidence: Given | null;
}

const ROWS = ['approvals', 'flags', 'usage', 'comparisons', 'backfills'] as const;
const TELEMETRY = ['usage', 'comparisons', 'backfills'] as const;

const without = (evidence: StoryEvidence, part: keyof StoryEvidence): Given => {
  const { [part]: _, ...rest } = evidence;
  return rest;
};

function partsAway(evidence: StoryEvidence): Less[] {
  const parts = Object.keys(evidence) as (keyof StoryEvidence)[];
  return [
    ...parts.map((part) => ({ what: `without ${part}`, evidence: without(evidence, part) })),
    ...ROWS.map((part) => ({ what: `with ${part} empty`, evidence: { ...evidence, [part]: [] } })),
    { what: 'with deployments empty', evidence: { ...evidence, deployments: [] } },
    { what: 'with teams empty', evidence: { ...evidence, teams: {} } },
    { what: 'with nothing in the file', evidence: {} },
    { what: 'without a file', evidence: null },
  ];
}

function rowsAway(evidence: StoryEvidence): Less[] {
  const rows = ROWS.flatMap((part) =>
    evidence[part].map((_, index) => ({
      what: `without row ${index} of ${part}`,
      evidence: { ...evidence, [part]: evidence[part].filter((_row, other) => other !== index) },
    })),
  );
  const members = Object.entries(evidence.teams).flatMap(([team, people]) =>
    people.map((person) => ({
      what: `without ${person} in ${team}`,
      evidence: { ...evidence, teams: { ...evidence.teams, [team]: people.filter((one) => one !== person) } },
    })),
  );
  return [...rows, ...members];
}

/**
 * Successes of code that was newer than all before it. A record of a failure, or of a rollback, speaks against what is
 * decided, and so may well help by being gone; `order` is from old to new.
 */
function deploymentsAway(evidence: StoryEvidence, order: readonly string[]): Less[] {
  return evidence.deployments.flatMap((row, index) => {
    const age = order.indexOf(row.commit);
    const forward = evidence.deployments
      .slice(0, index)
      .every((earlier) => earlier.environment !== row.environment || order.indexOf(earlier.commit) <= age);
    if (row.state !== 'success' || !forward) return [];
    return [
      {
        what: `without the success of ${row.commit.slice(0, 7)} in ${row.environment}`,
        evidence: { ...evidence, deployments: evidence.deployments.filter((_, other) => other !== index) },
      },
    ];
  });
}

/** Answers that the protocol refuses, or that say that they cannot say. */
function failingTelemetry(evidence: StoryEvidence): Less[] {
  const bent = (what: string, change: (row: Record<string, unknown>) => unknown): Less => ({
    what,
    evidence: { ...evidence, usage: evidence.usage.map((row) => change(row as Record<string, unknown>)) },
  });
  const [usage, comparisons, backfills] = TELEMETRY;
  const silent = { ...without(evidence, usage) };
  delete silent[comparisons];
  delete silent[backfills];
  return [
    { what: 'with telemetry that does not answer', evidence: silent },
    bent('with another protocol', (row) => ({ ...row, protocol: '2' })),
    bent('with answers about nothing', (row) => ({ ...row, usage: [] })),
    bent('with answers without a source', (row) => ({ ...row, coverage: { sources: [], missing: [] } })),
  ];
}

/** `order`: commits of the base from old to new; null where the success of a deployment may speak against it (a rollback). */
export function lessThan(evidence: StoryEvidence, order: readonly string[] | null): Less[] {
  return [
    ...partsAway(evidence),
    ...rowsAway(evidence),
    ...(order === null ? [] : deploymentsAway(evidence, order)),
    ...failingTelemetry(evidence),
  ];
}
