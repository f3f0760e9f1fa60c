/**
 * Looks at a PostgreSQL server every minute: its schema goes into the store, its settings say what its log proves, and a
 * probe is run, so that the log has a line for every minute that was seen.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Collector, Sink } from '../collect.ts';
import { type CatalogState, pollCatalog, resumeCatalog } from '../sources/postgresql-catalog/poll-catalog.ts';
import {
  connectToServer,
  type ServerAddress,
  type ServerConnection,
} from '../sources/postgresql-connection.ts';
import { settingProblems } from '../sources/postgresql-settings/problems.ts';
import { provenSampling, provesFailures } from '../sources/postgresql-settings/proof.ts';
import { readServerSettings } from '../sources/postgresql-settings/read-settings.ts';
import { nextSequence, probeStatement } from '../sources/probe.ts';
import type { Store } from '../store.ts';
import type { Node } from './node.ts';

export interface Watch {
  id: string;
  database: string;
  address: ServerAddress;
  node: Node;
  store: Store;
  /** Its schema is this database's: true for one server, false for its replicas. */
  schema: boolean;
  /** Settings of the log matter, and a probe may be run. */
  log: boolean;
  probe: boolean;
  every: number;
  now(): number;
}

export function watchPostgresql(watch: Watch): Collector {
  const { id, database } = watch;
  const source = { id, kind: 'postgresql', required: false, sampling: { mode: 'full', rate: 1 } } as const;
  return { source, database, run: (signal, sink) => keepWatching(watch, signal, sink) };
}

async function keepWatching(watch: Watch, signal: AbortSignal, sink: Sink): Promise<void> {
  const connection = await connectToServer(watch.address);
  const state: Looked = {
    catalog: resumeCatalog(watch.store.catalogAt(watch.database, watch.now())),
    told: '',
    sequence: null,
  };
  try {
    while (!signal.aborted) {
      await look(watch, connection, state, sink);
      await pause(watch.every, undefined, { signal }).catch(() => {});
    }
  } finally {
    await connection.end().catch(() => {});
  }
}

interface Looked {
  catalog: CatalogState | null;
  /** Problems are told when they change, not every minute. */
  told: string;
  sequence: number | null;
}

async function look(watch: Watch, connection: ServerConnection, state: Looked, sink: Sink): Promise<void> {
  const { database, node, store } = watch;
  if (watch.schema) {
    const polled = await pollCatalog(connection, database, state.catalog);
    state.catalog = polled.state;
    if (polled.catalog) store.putCatalog(polled.catalog);
  }
  if (!watch.log) return;
  const settings = await readServerSettings(connection);
  const proof = { sampling: provenSampling(settings), failures: provesFailures(settings), at: watch.now() };
  node.note(proof, settings.settings.get('log_timezone') ?? null);
  for (const log of node.logs) {
    log.noteSettings(settings, settings.at);
    log.noteSessions(settings.sessions, settings.at);
  }
  const problems = settingProblems(settings).filter(({ breaksProof }) => breaksProof);
  const text = problems.map(({ text: what, fix }) => `${what}${fix === '' ? '' : `: ${fix}`}`).join('; ');
  if (text !== '' && text !== state.told) sink.problem(text);
  state.told = text;
  if (!watch.probe) return;
  state.sequence = nextSequence(state.sequence, watch.now());
  await connection.query(probeStatement(state.sequence));
  if (proof.sampling.mode !== 'full') return;
  for (const log of node.logs) log.noteSent({ sequence: state.sequence, at: settings.at });
}
