/** Whether migrations have run in an environment: by content, and once is for ever, for schema does not go back when code does. */
import type { Attempt, Environment, FindingEvidence, Sha, Time } from '../model.ts';
import type { Ask } from './rule.ts';
import { type Site, type Sites, sitesOf, type Untold, worstUntold } from './sites.ts';

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
  /** For each migration, the first known success that carried it; null: none. */
  at: (Time | null)[];
  /** Why it cannot be said that those without a time are absent; null: every commit was read. */
  untold: Untold | null;
}

export function carriedBy(ask: Ask, commit: Sha, migrations: readonly Content[]) {
  return ask<'carried'>({
    ask: 'carried',
    commit,
    migrations: migrations.map(({ path, blob }) => ({ path, blob })),
  });
}

/** Asks one commit after another which migrations it carries. */
function arrivals(ask: Ask, successes: readonly Attempt[], migrations: readonly Content[]): Arrivals {
  const at: (Time | null)[] = migrations.map(() => null);
  const untold: Untold[] = [];
  for (const attempt of successes) {
    const answer = carriedBy(ask, attempt.commit, migrations);
    if (answer.state !== 'known') {
      untold.push({ state: answer.state, why: answer.why });
      continue;
    }
    for (const index of answer.value) {
      const time = attempt.succeeded ?? attempt.created;
      at[index] = Math.min(at[index] ?? time, time);
    }
  }
  return { at, untold: worstUntold(untold) };
}

function isPending(ask: Ask, attempt: Attempt | undefined, migrations: readonly Content[]): boolean {
  if (!attempt) return false;
  const answer = carriedBy(ask, attempt.commit, migrations);
  return answer.state === 'missing' && answer.pending === true;
}

/** Looks at the newest success first, and further back only for what it lacks or where the time of arrival is asked. */
function arrivalsAt(ask: Ask, site: Site, migrations: readonly Content[], since: Time | null): Arrivals {
  const successes = site.attempts.filter((attempt) => attempt.succeeded !== null).reverse();
  const newest = arrivals(ask, successes.slice(0, 1), migrations);
  const complete = !newest.at.includes(null);
  // What older deployments carried is worth a question only once the newest is known not to do.
  if ((complete && since === null) || isPending(ask, successes[0], migrations)) return newest;
  const cut = successes.findIndex((attempt) => (attempt.succeeded ?? 0) <= (since ?? 0));
  const enough = complete && cut >= 0 ? successes.slice(0, cut + 1) : successes;
  return arrivals(ask, enough, migrations);
}

/** One migration at every site: failed over absent over missing, and present only where all of them say so. */
function presenceOf(
  found: Sites,
  arrived: readonly { site: Site; arrivals: Arrivals }[],
  index: number,
  path: string,
): Presence {
  const { evidence, timesKnown } = found;
  const lacking = arrived.filter(({ arrivals: { at } }) => (at[index] ?? null) === null);
  const untold = worstUntold(lacking.flatMap(({ arrivals: of }) => of.untold ?? []));
  if (untold?.state === 'failed') return untold;
  const absent = lacking.find(({ arrivals: of }) => of.untold === null);
  if (absent) return { state: 'absent', site: absent.site.site, paths: [path], evidence };
  if (untold) return untold;
  const times = arrived.map(({ arrivals: { at } }) => at[index] ?? null).filter((time) => time !== null);
  return { state: 'present', since: times.length > 0 ? Math.max(...times) : null, timesKnown, evidence };
}

/** Each migration by itself, from one question for each commit. `since`: as in `presenceIn`. */
export function presencesIn(
  ask: Ask,
  environment: Environment,
  migrations: readonly Content[],
  since: Time | null = null,
): Presence[] {
  const found = sitesOf(ask, environment);
  if (found.state !== 'known') return migrations.map(() => found);
  if (migrations.length === 0) return [];
  const arrived = found.sites.map((site) => ({
    site,
    arrivals: arrivalsAt(ask, site, migrations, since),
  }));
  return migrations.map(({ path }, index) => presenceOf(found, arrived, index, path));
}

/**
 * Whether every migration has run at every site of the environment; of none at all nothing can be said.
 * `since`: the moment that a soak reaches back to; null: the time of arrival is not asked.
 */
export function presenceIn(
  ask: Ask,
  environment: Environment,
  migrations: readonly Content[],
  since: Time | null,
): Presence {
  const all = presencesIn(ask, environment, migrations, since);
  const failed = all.find(({ state }) => state === 'failed');
  if (failed) return failed;
  const absent = all.filter((one) => one.state === 'absent');
  const [first] = absent;
  if (first) {
    const paths = absent.filter(({ site }) => site === first.site).flatMap((one) => one.paths);
    return { ...first, paths };
  }
  const missing = all.find(({ state }) => state === 'missing');
  if (missing) return missing;
  const present = all.filter((one) => one.state === 'present');
  const [one] = present;
  if (!one) return { state: 'missing', why: 'no migration is known to look for' };
  const times = present.map(({ since: time }) => time).filter((time) => time !== null);
  return { ...one, since: times.length > 0 ? Math.max(...times) : null };
}
