/** What telemetry says, handed to the engine as the evidence file would: no server, no clock. */

import type { StoryEvidence } from './story.ts';
import type { Reads, Telemetry } from './telemetry.ts';

const DAY = 86_400_000;
const time = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');

/** An answer of the query log over the last 14 days, as protocol 1 has it. */
export function usageAnswer(now: string, environment: string, reads: Reads[]): unknown {
  const at = Date.parse(now);
  const total = reads.reduce((sum, { count }) => sum + count, 0);
  const seen = reads.map(({ ago }) => at - ago);
  const none = { explicit: 0, implicit: 0, unresolved: 0, failed: 0 };
  return {
    environment,
    protocol: '1',
    generated_at: time(at),
    window: { from: time(at - 14 * DAY), to: time(at) },
    coverage: {
      sources: [
        {
          id: 'pg-primary',
          kind: 'postgresql-log',
          required: true,
          from: '2026-06-01T00:00:00Z',
          to: time(at - 2000),
          gaps: [],
          sampling: { mode: 'full', rate: 1 },
          statements: 91_233_411,
          unparsed: 0,
        },
      ],
      missing: [],
    },
    usage: [
      {
        object: 'users.name',
        state: total > 0 ? 'observed' : 'zero',
        reads: { ...none, explicit: total },
        writes: none,
        ignored: 0,
        first_seen: total > 0 ? time(Math.min(...seen)) : null,
        last_seen: total > 0 ? time(Math.max(...seen)) : null,
        by: reads.map(({ service, count, ago }) => ({
          service,
          user: `svc_${service}`,
          reads: count,
          writes: 0,
          last_seen: time(at - ago),
        })),
        samples: [],
      },
    ],
  };
}

export function backfillAnswer(state: 'running' | 'complete', done: number, environment: string): unknown {
  return {
    environment,
    name: 'users-name-split',
    state,
    total: 50_000_000,
    done,
    failed: 0,
    rate: 50_000,
    checkpoint: null,
    updated_at: null,
    verified_at: null,
    errors: [],
  };
}

export function comparisonAnswer(environment: string, from: string, to: string): unknown {
  return {
    environment,
    name: 'split-user-name',
    window: { from, to },
    compared: 1_000_000,
    diverged: 12,
    unknown: 0,
    last_diverged: null,
    samples: [],
  };
}

const ENVIRONMENTS = ['staging', 'production'];

export class AnswersFromFile implements Telemetry {
  readonly manifest = null;
  private readonly evidence: StoryEvidence;

  constructor(evidence: StoryEvidence) {
    this.evidence = evidence;
  }

  async backfill(_now: string, state: 'running' | 'complete', done: number): Promise<void> {
    this.evidence.backfills = ENVIRONMENTS.map((name) => backfillAnswer(state, done, name));
  }

  async compare(from: string, to: string): Promise<void> {
    this.evidence.comparisons = ENVIRONMENTS.map((name) => comparisonAnswer(name, from, to));
  }

  async watch(now: string, reads: Record<string, Reads[]>): Promise<void> {
    this.evidence.usage = ENVIRONMENTS.map((name) => usageAnswer(now, name, reads[name] ?? []));
  }

  /** Here all of it is the evidence file's, which the story leaves out by itself. */
  async without<T>(work: () => Promise<T>): Promise<T> {
    return await work();
  }
}
