/** Whether migrations have run in an environment: by content, and once is for ever, for schema does not go back when code does. */
import type { Attempt, Environment, FindingEvidence, Sha, Time } from '../model.ts';
import type { Ask } from './rule.ts';
import { type Site, sitesOf, type Untold, worstUntold } from './sites.ts';

export interface Content {
  path: string;
  blob: Sha;
}

export type Presence =
  /** `since`: when the last of them had arrived everywhere; null: before anything that was looked at, or unknown. */
  | { state: 'present'; since: Time | null; timesKnown: boolean; evidence: FindingEvidence[] }
  | { state: 'absent'; site: string; paths: string[]; evidence: FindingEvidence[] }
  | Untold;

interface Arrivals {
  state: 'known';
  /** For each migration, the first known success that carried it; null: none. */
  at: (Time | null)[];
}

/** Asks one commit after another which migrations it carries; failed where one that matters could not be read. */
function arrivals(ask: Ask, successes: Site['attempts'], migrations: readonly Content[]): Arrivals | Untold {
  const at: (Time | null)[] = migrations.map(() => null);
  const untold: Untold[] = [];
  for (const attempt of successes) {
    const answer = carriedBy(ask, attempt, migrations);
    if (answer.state !== 'known') {
      untold.push({ state: answer.state, why: answer.why });
      continue;
    }
    for (const index of answer.value) {
      const time = attempt.succeeded ?? attempt.created;
      at[index] = Math.min(at[index] ?? time, time);
    }
  }
  const worst = at.includes(null) ? worstUntold(untold) : null;
  return worst ?? { state: 'known', at };
}

function carriedBy(ask: Ask, attempt: Attempt, migrations: readonly Content[]) {
  return ask<'carried'>({
    ask: 'carried',
    commit: attempt.commit,
    migrations: migrations.map(({ path, blob }) => ({ path, blob })),
  });
}

function isPending(ask: Ask, successes: Site['attempts'], migrations: readonly Content[]): boolean {
  return successes.some((attempt) => {
    const answer = carriedBy(ask, attempt, migrations);
    return answer.state === 'missing' && answer.pending === true;
  });
}

/** Looks at the newest success first, and further back only for what it lacks or where the time of arrival is asked. */
function arrivalsAt(
  ask: Ask,
  site: Site,
  migrations: readonly Content[],
  since: Time | null,
): Arrivals | Untold {
  const successes = site.attempts.filter((attempt) => attempt.succeeded !== null).reverse();
  const newest = arrivals(ask, successes.slice(0, 1), migrations);
  if (newest.state === 'known' && !newest.at.includes(null) && since === null) return newest;
  // What older deployments carried is worth a question only once the newest is known not to do.
  if (isPending(ask, successes.slice(0, 1), migrations)) return newest;
  const complete = newest.state === 'known' && !newest.at.includes(null);
  const cut = successes.findIndex((attempt) => (attempt.succeeded ?? 0) <= (since ?? 0));
  const enough = complete && cut >= 0 ? successes.slice(0, cut + 1) : successes;
  return arrivals(ask, enough, migrations);
}

/**
 * Whether every migration has run at every site of the environment.
 * `since`: the moment that a soak reaches back to; null: the time of arrival is not asked.
 */
export function presenceIn(
  ask: Ask,
  environment: Environment,
  migrations: readonly Content[],
  since: Time | null,
): Presence {
  const found = sitesOf(ask, environment);
  if (found.state !== 'known') return found;
  const results = found.sites.map((site) => ({ site, arrived: arrivalsAt(ask, site, migrations, since) }));
  const untold = worstUntold(results.map(({ arrived }) => arrived));
  const { evidence, timesKnown } = found;
  let last: Time | null = null;
  for (const { site, arrived } of results) {
    if (arrived.state !== 'known') continue;
    const paths = migrations.filter((_, index) => arrived.at[index] === null).map(({ path }) => path);
    if (paths.length > 0 && untold?.state !== 'failed') {
      return { state: 'absent', site: site.site, paths, evidence };
    }
    const times = arrived.at.filter((time): time is Time => time !== null);
    last = times.length > 0 ? Math.max(last ?? Number.NEGATIVE_INFINITY, ...times) : last;
  }
  return untold ?? { state: 'present', since: last, timesKnown, evidence };
}

/** Whether any deployment that carries the migration was ever started there: it may have run, even where it failed. */
export function mayHaveRun(
  ask: Ask,
  environment: Environment,
  migration: Content,
): { state: 'known'; started: Time | null } | Untold {
  const answer = ask<'deployments'>({ ask: 'deployments', environment: environment.name });
  if (answer.state !== 'known') return { state: answer.state, why: answer.why };
  const untold: Untold[] = [];
  let started: Time | null = null;
  for (const attempt of answer.value.attempts) {
    const carried = ask<'carried'>({
      ask: 'carried',
      commit: attempt.commit,
      migrations: [{ path: migration.path, blob: migration.blob }],
    });
    if (carried.state !== 'known') untold.push({ state: carried.state, why: carried.why });
    else if (carried.value.length > 0) started = Math.min(started ?? attempt.created, attempt.created);
  }
  if (started !== null) return { state: 'known', started };
  return worstUntold(untold) ?? { state: 'known', started: null };
}
