/** Counts runs for the server: by shape, hour and caller, as the schema held that the store knows. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { LiveSchemas, type MakeResolver } from './live-schemas.ts';
import { SessionMemory } from './resolve/memory.ts';
import { PostgresqlResolver, prepareResolver } from './resolve/postgresql.ts';
import type { Tally as Counting } from './serve/served.ts';
import type { Store } from './store.ts';
import { Tally } from './tally.ts';

/** Milliseconds, after which others have their turn: questions have a budget. */
const PATIENCE = 25;
/** How many runs are counted between two looks at the clock. */
const AT_ONCE = 64;

/** Who reads the statements of a database that is not PostgreSQL's; null: it is. `digest`: they are digests' texts. */
export type OthersOf = (database: string, digest: boolean) => MakeResolver | null;

/** One memory of sessions for each database, so that a session goes on when the schema changes. */
function postgresqlMakers(sessions = new Map<string, SessionMemory>()): (database: string) => MakeResolver {
  return (database) => (catalog) =>
    new PostgresqlResolver(catalog, { sessions: sessionsOf(sessions, database) });
}

/** `store` is the one to put schemas into, so that what is counted from then on is counted by them. */
export async function countOn(
  store: Store,
  othersOf: OthersOf = () => null,
  postgresql = postgresqlMakers(),
): Promise<{ tally: Counting; store: Store }> {
  await prepareResolver();
  const schemas = new Map<string, LiveSchemas>();
  const noticing: Store = {
    ...store,
    putCatalog(catalog) {
      store.putCatalog(catalog);
      for (const [key, known] of schemas)
        if (key.slice(key.indexOf(' ') + 1) === catalog.database) known.renew();
    },
  };
  const schemasOf = (database: string, digest: boolean): LiveSchemas => {
    const key = `${digest ? 'digest' : 'text'} ${database}`;
    const make = (): MakeResolver => othersOf(database, digest) ?? postgresql(database);
    const known = schemas.get(key) ?? new LiveSchemas(store, database, make());
    schemas.set(key, known);
    return known;
  };
  const tally: Counting = async (database, runs, form) => {
    const counted = new Tally();
    const resolver = schemasOf(database, form === 'digest');
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
  const makers = postgresqlMakers();
  return async (database, runs) => await (await countOn(store, () => null, makers)).tally(database, runs);
}

/** Where a batch goes is for the source to say. */
const NOWHERE: Parameters<Tally['toBatch']>[0] = {
  database: '',
  source: { id: '', kind: '', required: false, sampling: { mode: 'full', rate: 1 } },
  position: null,
  covered: null,
  gaps: [],
};
