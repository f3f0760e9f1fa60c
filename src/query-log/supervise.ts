/**
 * Runs the live sources: what fails is started again after a pause, and says so. Time that a source did not see becomes a gap
 * when it sees again (`join-coverage.ts`); until then its coverage ends where it stopped, so that being down never looks like quiet.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Collector, Sink } from './collect.ts';
import { joinCoverage } from './join-coverage.ts';
import type { Store } from './store.ts';

export interface Supervision {
  store: Store;
  signal: AbortSignal;
  /** Told of what a source does, in a sentence without a full stop. */
  tell(collector: Collector, event: 'started' | 'failed' | 'problem' | 'stopped', text: string): void;
  /** Milliseconds before the second start, and at most; default one second and one minute. */
  pauses?: { first: number; most: number };
}

export interface Supervised {
  collector: Collector;
  running: boolean;
  problem: string | null;
}

const PAUSES = { first: 1000, most: 60_000 };

/** `states` change while it runs; `done` resolves when all have stopped after the abort. */
export function superviseAll(
  collectors: readonly Collector[],
  supervision: Supervision,
): { states: readonly Supervised[]; done: Promise<void> } {
  const states = collectors.map((collector): Supervised => ({ collector, running: false, problem: null }));
  const done = Promise.all(states.map((state) => keepRunning(state, supervision))).then(() => {});
  return { states, done };
}

async function keepRunning(state: Supervised, supervision: Supervision): Promise<void> {
  const { signal, tell, pauses = PAUSES } = supervision;
  let wait = pauses.first;
  while (!signal.aborted) {
    const taken = await runOnce(state, supervision);
    if (signal.aborted) break;
    // One that had worked begins anew with short pauses.
    wait = taken ? pauses.first : Math.min(wait * 2, pauses.most);
    tell(
      state.collector,
      'failed',
      `${state.problem ?? 'it ended'}; it is started again in ${Math.ceil(wait / 1000)} s`,
    );
    await pause(wait, undefined, { signal }).catch(() => {});
  }
  state.running = false;
  tell(state.collector, 'stopped', 'stopped');
}

/** Whether it got as far as handing over a batch. */
async function runOnce(state: Supervised, { store, signal, tell }: Supervision): Promise<boolean> {
  const { collector } = state;
  let taken = false;
  const sink = sinkOf(
    store,
    state,
    (text) => tell(collector, 'problem', text),
    () => {
      taken = true;
    },
  );
  state.running = true;
  tell(collector, 'started', 'started');
  try {
    await collector.run(signal, sink);
    if (!signal.aborted) state.problem = 'it ended by itself';
  } catch (error) {
    state.problem = describe(error);
  }
  state.running = false;
  return taken;
}

function sinkOf(store: Store, state: Supervised, told: (text: string) => void, took: () => void): Sink {
  const { database, source } = state.collector;
  return {
    apply(batch) {
      store.apply(joinCoverage(store, batch));
      state.problem = null;
      took();
    },
    position: () => store.position(database, source.id),
    coveredTo: () => store.sources(database).find(({ id }) => id === source.id)?.to ?? null,
    problem(text) {
      state.problem = text.slice(0, 500);
      told(state.problem);
    },
  };
}

function describe(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return describe(error.errors[0]);
  return (
    (error instanceof Error ? error.message || error.name : String(error)).split('\n', 1)[0]?.slice(0, 500) ??
    ''
  );
}
