/** Follows a PostgreSQL log: each piece of it becomes a batch, with its position. */
import type { Collector, Sink } from '../collect.ts';
import { OwnRuns } from '../own-runs.ts';
import type { Tally } from '../serve/served.ts';
import { type LogProof, makeLogProof } from '../sources/log-proof.ts';
import { followLog, type LogChunk, type LogPosition } from '../sources/server-log/index.ts';
import { nameByComment } from '../sources/sql-comment.ts';
import type { Sampling } from '../words.ts';
import type { Node } from './node.ts';

export interface LogToFollow {
  id: string;
  database: string;
  required: boolean;
  /** What the server calls the database: statements of others are left out. Empty: nobody knows, and all count. */
  called: readonly string[];
  path: string;
  prefix: string | null;
  timezone: string | null;
  /** Null: nobody asks the server for its settings, and the log must prove by itself that it is whole. */
  node: Node | null;
  /** pg_stat_statements counts what succeeds: then it is enough that the log has what fails. */
  failuresAreEnough: boolean;
  tally: Tally;
  now(): number;
}

const PATIENCE = 15_000;

export function followPostgresqlLog(log: LogToFollow): Collector {
  const { id, database, required } = log;
  const source = { id, kind: 'postgresql-log', required, sampling: { mode: 'full', rate: 1 } } as const;
  // Kept when the reading begins anew: probes that were sent meanwhile must be found.
  const proof = makeLogProof({ failuresAreEnough: log.failuresAreEnough });
  log.node?.logs.push(proof);
  return {
    source,
    database,
    async run(signal, sink) {
      proof.resumeFrom(sink.coveredTo());
      await log.node?.firstLook(PATIENCE);
      const options = {
        signal,
        position: (sink.position() ?? null) as LogPosition | null,
        ...(log.prefix !== null && { prefix: log.prefix }),
        ...zoneOf(log),
      };
      const own = new OwnRuns(log.called);
      for await (const chunk of followLog(log.path, options))
        await hand(chunk, log, proof, source, sink, own);
    },
  };
}

function zoneOf({ timezone, node }: LogToFollow): { timezone?: string } {
  const zone = timezone ?? node?.timezone() ?? null;
  return zone === null ? {} : { timezone: zone };
}

async function hand(
  chunk: LogChunk,
  log: LogToFollow,
  proof: LogProof,
  source: Collector['source'],
  sink: Sink,
  own: OwnRuns,
): Promise<void> {
  const { database, tally } = log;
  const { covered } = chunk;
  proof.noteRuns(chunk.runs, chunk.changes);
  const gaps = covered ? [...chunk.gaps, ...proof.takeGaps(covered)] : chunk.gaps;
  const known = own.skipped.size;
  const counted = await tally(database, own.take(chunk.runs).map(nameByComment));
  for (const name of [...own.skipped.keys()].slice(known))
    sink.problem(
      `statements of ${JSON.stringify(name)} in its log are not counted: they ran in another database`,
    );
  const sampling = samplingOf(chunk, log);
  sink.apply({
    database,
    source: { ...source, sampling },
    position: chunk.position(),
    covered,
    gaps,
    ...counted,
  });
}

/** By the server's settings where somebody has just seen them, else by what the log itself proves. */
function samplingOf(chunk: LogChunk, { node, failuresAreEnough, now }: LogToFollow): Sampling {
  const proof = node?.proof(now()) ?? null;
  if (!proof) return chunk.completeness().sampling;
  return failuresAreEnough && proof.failures ? { mode: 'full', rate: 1 } : proof.sampling;
}
