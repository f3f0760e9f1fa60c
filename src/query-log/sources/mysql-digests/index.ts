/**
 * MariaDB's and MySQL's statement digests (performance_schema), looked at every minute. They count what succeeds, fails and runs
 * out of time, by default database, without the user. Held against MariaDB 10.11; for MySQL unverified.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Collector, Sink } from '../../collect.ts';
import type { Tally } from '../../serve/served.ts';
import { compareDigests, positionOf, readPosition } from './compare.ts';
import { connectToMysql, isNotPermitted, type MysqlAddress, type MysqlServer } from './connect.ts';
import { countsPrepared, takeSnapshot } from './snapshot.ts';

export interface DigestsToCount {
  id: string;
  database: string;
  required: boolean;
  engine: 'mariadb' | 'mysql';
  address: MysqlAddress;
  /** Milliseconds between looks. */
  every: number;
  tally: Tally;
  /** Takes the session's id while it lasts: it runs nothing but questions of ours. */
  own?: Set<number>;
}

const GRANTS = "GRANT SELECT ON performance_schema.* TO the collector's user";

export function countMysqlDigests(counted: DigestsToCount): Collector {
  const { id, database, required, engine } = counted;
  const source = { id, kind: `${engine}-digests`, required, sampling: { mode: 'full', rate: 1 } } as const;
  return { source, database, run: (signal, sink) => keepCounting(counted, source, signal, sink) };
}

async function keepCounting(
  counted: DigestsToCount,
  source: Collector['source'],
  signal: AbortSignal,
  sink: Sink,
): Promise<void> {
  const server = await connectToMysql(counted.address);
  counted.own?.add(server.id);
  try {
    await count(server, counted, source, signal, sink);
  } catch (error) {
    if (!isNotPermitted(error)) throw error;
    throw new Error(
      `not-permitted: ${error instanceof Error ? error.message : String(error)}. Do: ${GRANTS}`,
      {
        cause: error,
      },
    );
  } finally {
    counted.own?.delete(server.id);
    await server.end().catch(() => {});
  }
}

async function count(
  server: MysqlServer,
  { database, every, tally }: DigestsToCount,
  source: Collector['source'],
  signal: AbortSignal,
  sink: Sink,
): Promise<void> {
  const prepared = await countsPrepared(server);
  // The probe was one preparation and one execution.
  let ownPrepared = 2;
  let told = '';
  while (!signal.aborted) {
    const snapshot = await takeSnapshot(server);
    const earlier = readPosition(sink.position());
    const interval = earlier && compareDigests(earlier, snapshot, { countsPrepared: prepared, ownPrepared });
    const counts = await tally(database, interval?.runs ?? [], 'digest');
    const { span = null, gaps = [] } = interval ?? {};
    sink.apply({ ...counts, database, source, position: positionOf(snapshot), covered: span, gaps });
    ownPrepared = 0;
    const problems = problemsOf(
      snapshot.settings,
      gaps.map(({ reason }) => reason),
    ).join('; ');
    if (problems !== '' && problems !== told) sink.problem(problems);
    told = problems;
    await pause(every, undefined, { signal }).catch(() => {});
  }
}

/** What people should do about what cannot be seen. */
export function problemsOf(settings: { enabled: boolean; off: string[] }, reasons: string[]): string[] {
  const problems: string[] = [];
  if (!settings.enabled)
    problems.push('performance_schema is off: set performance_schema=ON and restart the server');
  else if (settings.off.length > 0)
    problems.push(`performance_schema leaves out ${settings.off.slice(0, 5).join(', ')}: switch them on`);
  if (reasons.includes('digest-overflow'))
    problems.push('statements found no room among the digests: raise performance_schema_digests_size');
  if (reasons.includes('prepared-not-counted'))
    problems.push(
      'clients prepare statements over the binary protocol, which this server does not count by digest: read the slow log with long_query_time=0 instead',
    );
  return problems;
}
