/** Whether a migration may have run in an environment, even in a deployment that failed: what is gone is told from this. */
import type { Attempt, Environment, Time } from '../model.ts';
import { type Content, carriedBy } from './presence.ts';
import type { Ask } from './rule.ts';
import { type Untold, worstUntold } from './sites.ts';

export type Start =
  /** `started`: the first attempt that carried it and was started; null: none. `succeeded`: the first that did so with success. */
  { state: 'known'; started: Time | null; succeeded: Time | null } | Untold;

/** One that only ever waited in a queue has run nothing; one without any status may have. */
function wasStarted({ statuses, succeeded }: Attempt): boolean {
  const waiting = statuses.every(({ state }) => ['queued', 'pending', 'inactive'].includes(state));
  return succeeded !== null || statuses.length === 0 || !waiting;
}

const earlier = (a: Time | null, b: Time): Time => Math.min(a ?? b, b);

/** For each migration its start, from one question for each commit that was ever tried. */
export function startsIn(ask: Ask, environment: Environment, migrations: readonly Content[]): Start[] {
  if (migrations.length === 0) return [];
  const answer = ask<'deployments'>({ ask: 'deployments', environment: environment.name });
  if (answer.state !== 'known') return migrations.map(() => ({ state: answer.state, why: answer.why }));
  const untold: Untold[] = [];
  const starts = migrations.map(() => ({
    state: 'known' as const,
    started: null as Time | null,
    succeeded: null as Time | null,
  }));
  for (const attempt of answer.value.attempts.filter(wasStarted)) {
    const carried = carriedBy(ask, attempt.commit, migrations);
    if (carried.state !== 'known') untold.push({ state: carried.state, why: carried.why });
    else
      for (const start of carried.value.flatMap((index) => starts[index] ?? [])) {
        start.started = earlier(start.started, attempt.created);
        if (attempt.succeeded !== null) start.succeeded = earlier(start.succeeded, attempt.created);
      }
  }
  const worst = worstUntold(untold);
  return starts.map((start) => (start.started === null && worst ? worst : start));
}
