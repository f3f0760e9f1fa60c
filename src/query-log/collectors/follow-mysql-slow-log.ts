/** Follows the slow log of MySQL or MariaDB: each piece of it becomes a batch, with its position. */
import type { Collector, Sink } from '../collect.ts';
import type { Tally } from '../serve/served.ts';
import { followSlowLog } from '../sources/mysql-slow-log/index.ts';
import { makeSlowLogProof, type SlowLogProof } from '../sources/mysql-slow-log/proof.ts';
import type { LogChunk, LogPosition } from '../sources/server-log/reading.ts';
import { nameByComment } from '../sources/sql-comment.ts';
import type { Node } from './node.ts';

export interface SlowLogToFollow {
  id: string;
  database: string;
  required: boolean;
  path: string;
  /** Null: nobody asks the server for its settings, and nothing says that the log is whole. */
  node: Node<SlowLogProof> | null;
  tally: Tally;
  now(): number;
}

const PATIENCE = 15_000;

export function followMysqlSlowLog(log: SlowLogToFollow): Collector {
  const { id, database, required, node, now } = log;
  const source = { id, kind: 'mysql-slow-log', required, sampling: { mode: 'full', rate: 1 } } as const;
  // Kept when the reading begins anew: probes that were sent meanwhile must be found.
  const proof = makeSlowLogProof();
  return {
    source,
    database,
    async run(signal, sink) {
      proof.resumeFrom(sink.coveredTo());
      if (node && !node.logs.includes(proof)) node.logs.push(proof);
      await node?.firstLook(PATIENCE);
      const position = (sink.position() ?? null) as LogPosition | null;
      for await (const chunk of followSlowLog(log.path, { signal, position, now }))
        await hand(chunk, log, proof, source, sink);
    },
  };
}

async function hand(
  chunk: LogChunk,
  { database, tally, node, now }: SlowLogToFollow,
  proof: SlowLogProof,
  source: Collector['source'],
  sink: Sink,
): Promise<void> {
  const { covered, runs } = chunk;
  proof.noteRuns(runs);
  const gaps = covered ? [...chunk.gaps, ...proof.takeGaps(covered)] : chunk.gaps;
  const counted = await tally(database, runs.map(nameByComment));
  const sampling = node?.proof(now())?.sampling ?? ({ mode: 'threshold', rate: 0.01 } as const);
  const told = { ...source, sampling };
  sink.apply({ database, source: told, position: chunk.position(), covered, gaps, ...counted });
}
