/**
 * Looks at a MySQL or MariaDB server every minute: its schema goes into the store, its settings say what its slow log proves,
 * and a probe is run, so that the log has a line for every minute that was seen.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Collector, Sink } from '../collect.ts';
import {
  type MysqlCatalogState,
  pollMysqlCatalog,
  resumeMysqlCatalog,
} from '../sources/mysql-catalog/poll-catalog.ts';
import { connectToMysqlServer } from '../sources/mysql-connection.ts';
import type { MysqlServer } from '../sources/mysql-digests/connect.ts';
import { lookAtSlowLog } from '../sources/mysql-slow-log/look.ts';
import type { SlowLogProof } from '../sources/mysql-slow-log/proof.ts';
import type { ServerAddress } from '../sources/postgresql-connection.ts';
import { mysqlProbeStatement, nextSequence } from '../sources/probe.ts';
import type { Store } from '../store.ts';
import type { Sampling } from '../words.ts';
import type { Node } from './node.ts';

export interface MysqlWatch {
  id: string;
  database: string;
  /** What the server calls it. */
  called: string;
  address: ServerAddress;
  node: Node<SlowLogProof>;
  /** Sessions of ours, this one among them while it lasts: they need not be in the log. */
  own: Set<number>;
  store: Store;
  /** Its schema is this database's: true for one server, false for its replicas. */
  schema: boolean;
  log: boolean;
  probe: boolean;
  every: number;
  now(): number;
}

export function watchMysql(watch: MysqlWatch): Collector {
  const { id, database } = watch;
  const source = { id, kind: 'mysql', required: false, sampling: { mode: 'full', rate: 1 } } as const;
  return { source, database, run: (signal, sink) => keepWatching(watch, signal, sink) };
}

interface Looked {
  catalog: MysqlCatalogState | null;
  /** Problems are told when they change, not every minute. */
  told: string;
  sequence: number | null;
}

async function keepWatching(watch: MysqlWatch, signal: AbortSignal, sink: Sink): Promise<void> {
  const server = await connectToMysqlServer(watch.address);
  watch.own.add(server.id);
  const known = watch.store.catalogAt(watch.database, watch.now());
  const state: Looked = { catalog: resumeMysqlCatalog(known), told: '', sequence: null };
  try {
    while (!signal.aborted) {
      const problems = [
        ...(await lookAtSchema(watch, server, state)),
        ...(await lookAtLog(watch, server, state)),
      ];
      const text = problems.join('; ');
      if (text !== '' && text !== state.told) sink.problem(text);
      state.told = text;
      await pause(watch.every, undefined, { signal }).catch(() => {});
    }
  } finally {
    watch.own.delete(server.id);
    await server.end().catch(() => {});
  }
}

async function lookAtSchema(watch: MysqlWatch, server: MysqlServer, state: Looked): Promise<string[]> {
  const { schema, database, called, store } = watch;
  if (!schema) return [];
  const polled = await pollMysqlCatalog(server, { database, called }, state.catalog);
  state.catalog = polled.state;
  if (polled.catalog) store.putCatalog(polled.catalog);
  if (/\btable\b/i.test(polled.state.ddl)) return [];
  return [
    `no table of ${called} may be seen: GRANT SELECT, SHOW VIEW, TRIGGER, EXECUTE ON \`${called}\`.* TO this user`,
  ];
}

const FULL: Sampling = { mode: 'full', rate: 1 };
const SOME: Sampling = { mode: 'threshold', rate: 0.01 };

async function lookAtLog(watch: MysqlWatch, server: MysqlServer, state: Looked): Promise<string[]> {
  const { log, node, now, probe, own } = watch;
  if (!log) return [];
  const look = await lookAtSlowLog(server, own);
  const isWhole = look.problems.length === 0;
  node.note({ sampling: isWhole ? FULL : SOME, failures: isWhole, at: now() }, null);
  for (const proof of node.logs) proof.noteLook(look);
  if (!probe) return look.problems;
  state.sequence = nextSequence(state.sequence, now());
  await server.query(mysqlProbeStatement(state.sequence));
  if (isWhole) for (const proof of node.logs) proof.noteSent({ sequence: state.sequence, at: look.at });
  return look.problems;
}
