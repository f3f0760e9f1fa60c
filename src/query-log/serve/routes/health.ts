/** `GET /health`: can the store be written, does each source report. Without a token it tells the state alone. */
import type { Time } from '../../../model.ts';
import { formatTime } from '../../../time.ts';
import type { SourceState } from '../../store.ts';
import type { SourceName } from '../../words.ts';
import type { Reply } from '../problem.ts';
import type { Asked, Route } from '../route.ts';
import { databasesOf, type Served } from '../served.ts';

/** A source that proves coverage and is further behind than this is not fresh. */
const STALE = 10 * 60_000;

interface Told {
  database: string;
  id: string;
  required: boolean;
  fresh: boolean;
  covered_to: string | null;
  lag_seconds: number | null;
  running: boolean | null;
  problem: string | null;
}

function tell(
  database: string,
  { id, required }: SourceName | SourceState,
  to: Time | null,
  { collectors, now }: Served,
): Told {
  const collector = collectors().find((state) => state.database === database && state.source === id);
  const lag = to === null ? null : Math.max(0, now() - to);
  return {
    database,
    id,
    required,
    fresh: lag !== null && lag <= STALE && collector?.running !== false,
    covered_to: to === null ? null : formatTime(to),
    lag_seconds: lag === null ? null : Math.round(lag / 1000),
    running: collector?.running ?? null,
    problem: collector?.problem ?? null,
  };
}

function sourcesOf(database: string, served: Served): Told[] {
  const states = served.store.sources(database);
  const known = new Set(states.map(({ id }) => id));
  const expected = served.databases.find(({ name }) => name === database)?.sources ?? [];
  const silent = expected.filter(({ id }) => !known.has(id));
  // What covered nothing has no end of coverage: the store says 0.
  return [
    ...states.map((state) => tell(database, state, state.to === 0 ? null : state.to, served)),
    ...silent.map((source) => tell(database, source, null, served)),
    ...watchersOf(database, served, new Set([...known, ...silent.map(({ id }) => id)])),
  ];
}

/** Those that look at a server, and hand over no statements. */
function watchersOf(database: string, { collectors }: Served, sources: ReadonlySet<string>): Told[] {
  return collectors()
    .filter((state) => state.database === database && !sources.has(state.source))
    .map(({ source, running, problem }) => {
      const unknown = { covered_to: null, lag_seconds: null };
      return { database, id: source, required: false, fresh: running, ...unknown, running, problem };
    });
}

function whyNotWritable({ store }: Served): string | null {
  try {
    return store.check?.() ?? null;
  } catch {
    return 'the store does not answer';
  }
}

/** 503 where nothing can be kept; a source that is behind is for whoever watches, and no reason to take the server away. */
function answer({ mayRead }: Asked, served: Served): Reply {
  const broken = whyNotWritable(served);
  if (broken !== null) {
    const store = { writable: false, problem: broken };
    return {
      status: 503,
      headers: { 'retry-after': '5' },
      body: mayRead ? { status: 'failing', store } : { status: 'failing' },
    };
  }
  const sources = databasesOf(served).flatMap((database) => sourcesOf(database, served));
  const behind = sources.some(({ required, fresh, running }) => (required && !fresh) || running === false);
  const status = behind ? 'degraded' : 'ok';
  const store = { writable: true, problem: null };
  return { status: 200, body: mayRead ? { status, store, sources } : { status } };
}

export const health: Route = { path: '/health', methods: { GET: { scope: 'none', answer } } };
