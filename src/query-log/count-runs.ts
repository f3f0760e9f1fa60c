/** Counts runs for the server: by shape, hour and caller, as the schema held that the store knows. PostgreSQL alone. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { LiveSchemas } from './live-schemas.ts';
import { SessionMemory } from './resolve/memory.ts';
import { prepareResolver } from './resolve/postgresql.ts';
import type { Tally as Counting } from './serve/served.ts';
import type { Store } from './store.ts';
import { Tally } from './tally.ts';

/** Milliseconds, after which others have their turn: questions have a budget. */
const PATIENCE = 25;
/** How many runs are counted between two looks at the clock. */
const AT_ONCE = 64;

/** `store` is the one to put schemas into, so that what is counted from then on is counted by them. */
export async function countOn(
  store: Store,
  sessions = new Map<string, SessionMemory>(),
): Promise<{ tally: Counting; store: Store }> {
  await prepareResolver();
  const schemas = new Map<string, LiveSchemas>();
  const noticing: Store = {
    ...store,
    putCatalog(catalog) {
      store.putCatalog(catalog);
      schemas.get(catalog.database)?.renew();
    },
  };
  const schemasOf = (database: string): LiveSchemas => {
    const known = schemas.get(database) ?? new LiveSchemas(store, database, sessionsOf(sessions, database));
    schemas.set(database, known);
    return known;
  };
  const tally: Counting = async (database, runs) => {
    const counted = new Tally();
    const resolver = schemasOf(database);
    let since = performance.now();
    let count = 0;
    for (const run of runs) {
      count += 1;
      if (count % AT_ONCE === 0 && performance.now() - since > PATIENCE) {
        await nextTurn();
        since = performance.now();
      }
      counted.add(run, resolver.take(run));
    }
    const { sightings, statements, unparsed } = counted.toBatch(NOWHERE);
    return { sightings, statements, unparsed };
  };
  return { tally, store: noticing };
}

function sessionsOf(sessions: Map<string, SessionMemory>, database: string): SessionMemory {
  const known = sessions.get(database) ?? new SessionMemory();
  sessions.set(database, known);
  return known;
}

/** For whoever puts schemas into the store elsewhere: they are looked up anew for each batch. */
export async function tallyOn(store: Store): Promise<Counting> {
  await prepareResolver();
  const sessions = new Map<string, SessionMemory>();
  return async (database, runs) => await (await countOn(store, sessions)).tally(database, runs);
}

/** Where a batch goes is for the source to say. */
const NOWHERE: Parameters<Tally['toBatch']>[0] = {
  database: '',
  source: { id: '', kind: '', required: false, sampling: { mode: 'full', rate: 1 } },
  position: null,
  covered: null,
  gaps: [],
};
