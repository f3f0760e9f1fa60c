/** Reads pg_stat_statements every minute: what its counters grew by ran in between. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Collector, Sink } from '../collect.ts';
import type { Tally } from '../serve/served.ts';
import { compareSnapshots } from '../sources/pg-stat-statements/compare-snapshots.ts';
import { positionOf, readPosition } from '../sources/pg-stat-statements/position.ts';
import { problemsOf } from '../sources/pg-stat-statements/problems.ts';
import { findExtension, type Snapshot, takeSnapshot } from '../sources/pg-stat-statements/snapshot.ts';
import { connectToServer, type ServerAddress } from '../sources/postgresql-connection.ts';
import type { Sampling } from '../words.ts';
import type { Node } from './node.ts';

export interface Counted {
  id: string;
  database: string;
  required: boolean;
  address: ServerAddress;
  every: number;
  /** Of the log that is read beside it; null: none is, and nobody sees what fails. */
  beside: Node | null;
  tally: Tally;
  now(): number;
}

/** Functions that triggers call are not followed by the resolver: `track = all` is needed. */
const FOLLOWED = false;

const PATIENCE = 15_000;

export function countPgStatStatements(counted: Counted): Collector {
  const { id, database, required } = counted;
  const source = { id, kind: 'pg-stat-statements', required, sampling: { mode: 'full', rate: 1 } } as const;
  return { source, database, run: (signal, sink) => keepCounting(counted, source, signal, sink) };
}

async function keepCounting(
  counted: Counted,
  source: Collector['source'],
  signal: AbortSignal,
  sink: Sink,
): Promise<void> {
  // Else the first count after each start would be one beside a log of which nothing is known yet.
  await counted.beside?.firstLook(PATIENCE);
  const connection = await connectToServer(counted.address);
  try {
    const extension = await findExtension(connection);
    const [role] = await connection.query('SELECT current_user::text AS name');
    let told = '';
    let clock: number | null = null;
    while (!signal.aborted) {
      const snapshot = await takeSnapshot(connection, extension);
      const taken = performance.now();
      await hand(snapshot, clock === null ? null : taken - clock, counted, source, sink);
      clock = taken;
      const problems = problemsOf(snapshot, FOLLOWED, String(role?.name)).join('; ');
      if (problems !== '' && problems !== told) sink.problem(problems);
      told = problems;
      await pause(counted.every, undefined, { signal }).catch(() => {});
    }
  } finally {
    await connection.end().catch(() => {});
  }
}

async function hand(
  snapshot: Snapshot,
  elapsed: number | null,
  { database, beside, tally, now }: Counted,
  source: Collector['source'],
  sink: Sink,
): Promise<void> {
  const earlier = readPosition(sink.position());
  const interval = earlier && compareSnapshots(earlier, snapshot, { functionsFollowed: FOLLOWED, elapsed });
  const counted = await tally(database, interval?.runs ?? []);
  sink.apply({
    database,
    source: { ...source, sampling: samplingOf(beside, now()) },
    position: positionOf(snapshot),
    covered: interval?.span ?? null,
    gaps: interval?.gaps ?? [],
    ...counted,
  });
}

/** What fails, or is cancelled, is in no counter: only with a log that has all of it is nothing missing. */
function samplingOf(beside: Node | null, now: number): Sampling {
  return beside?.proof(now)?.failures ? { mode: 'full', rate: 1 } : { mode: 'threshold', rate: 0.01 };
}
