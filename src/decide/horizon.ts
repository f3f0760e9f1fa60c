/** How far an environment can be rolled back: to the oldest success since the last one whose code uses what is gone there. */
import type { Attempt, Environment, Mention, Sha, Term, Time } from '../model.ts';
import { removalsIn } from './removals.ts';
import type { Ask, Proposal } from './rule.ts';
import { isBack, termOf } from './rules/safe-rollback.ts';
import { sitesOf, type Untold } from './sites.ts';
import { startsIn } from './started.ts';

export interface Horizon {
  state: 'known';
  /** The oldest commit that it can go back to; null: to none. */
  commit: Sha | null;
  /** Deployments from that one on, it included. */
  deployments: number;
  /** When the first of them was made. */
  since: Time | null;
  /** Nothing older was looked at: it may reach further. */
  open: boolean;
}

/** How far back is asked: whichever of them reaches further. */
export interface Reach {
  since: Time | null;
  deployments: number | null;
}

export interface Gone {
  terms: Term[];
  /** When the newest of it went; null: it is not gone yet. */
  at: Time | null;
}

/** What is gone from an environment today, by the migrations that ran there. */
export function goneToday(proposal: Proposal, ask: Ask, environment: Environment): Gone | Untold {
  const gone: Gone = { terms: [], at: null };
  for (const set of proposal.sets) {
    const removals = removalsIn(set.base);
    const starts = startsIn(
      ask,
      environment,
      removals.map(({ migration }) => migration),
    );
    for (const [index, removal] of removals.entries()) {
      const start = starts[index];
      if (start?.state !== 'known') return start ?? { state: 'missing', why: 'nothing is known of it' };
      if (start.started === null || isBack(ask, { ...removal, set }, environment)) continue;
      gone.terms.push(termOf(proposal, removal));
      gone.at = Math.max(gone.at ?? 0, start.succeeded ?? proposal.now);
    }
  }
  return gone;
}

const same = (one: Mention, other: Mention): boolean =>
  one.path === other.path && one.text.trim() === other.text.trim();

/** Asks newest first, and each time for as many again as were answered: nobody searches a year for a week's answer. */
class Search {
  readonly #ask: Ask;
  readonly #terms: Term[];
  #answered = 0;
  #asked = 0;

  constructor(ask: Ask, terms: Term[]) {
    this.#ask = ask;
    this.#terms = terms;
  }

  /** Null: it was not asked for yet. */
  mentions(commit: Sha): Mention[] | Untold | null {
    if (this.#terms.length === 0) return [];
    if (this.#asked > Math.max(1, this.#answered)) return null;
    const answer = this.#ask<'mentions'>({ ask: 'mentions', commit, files: null, terms: this.#terms });
    if (answer.state === 'known') {
      this.#answered += 1;
      return answer.value.mentions;
    }
    if (answer.state !== 'missing' || answer.pending !== true)
      return { state: answer.state, why: answer.why };
    this.#asked += 1;
    return null;
  }
}

/** Nothing is enough where all is asked. */
function isEnough(found: Horizon, { since, deployments }: Reach): boolean {
  if (since === null && deployments === null) return false;
  const isOld = since === null || (found.since ?? Number.POSITIVE_INFINITY) <= since;
  return isOld && (deployments === null || found.deployments >= deployments);
}

function horizonOf(
  ask: Ask,
  attempts: readonly Attempt[],
  gone: Gone,
  reach: Reach,
  counted: number,
): Horizon | Untold {
  const successes = attempts.filter(({ succeeded }) => succeeded !== null).reverse();
  const search = new Search(ask, gone.terms);
  const found: Horizon = { state: 'known', commit: null, deployments: 0, since: null, open: false };
  const [newest] = successes;
  // What succeeded with the object gone already uses something else of that name.
  let harmless: Mention[] = [];
  let untold: Untold | null = null;
  for (const attempt of successes) {
    if (isEnough(found, reach)) return untold ?? { ...found, open: true };
    const mentions = search.mentions(attempt.commit);
    if (mentions === null) untold ??= { state: 'missing', why: 'nobody has looked it up yet' };
    else if (!Array.isArray(mentions)) return mentions;
    else {
      if (attempt === newest && gone.at !== null && (attempt.succeeded ?? 0) >= gone.at) harmless = mentions;
      const uses = mentions.some((one) => one.term < counted && !harmless.some((other) => same(one, other)));
      if (uses) return untold ?? found;
    }
    found.commit = attempt.commit;
    found.deployments += 1;
    found.since = attempt.succeeded;
  }
  return untold ?? found;
}

/**
 * The nearest of its sites' horizons: an environment goes back as a whole. `counted`: how many of the terms count, from the
 * first on, so that what is gone today and what would be are told by one search of each commit.
 */
export function horizonIn(
  ask: Ask,
  environment: Environment,
  gone: Gone,
  reach: Reach,
  counted = gone.terms.length,
): Horizon | Untold {
  const sites = sitesOf(ask, environment);
  if (sites.state !== 'known') return sites;
  const all = sites.sites.map(({ attempts }) => horizonOf(ask, attempts, gone, reach, counted));
  const untold = all.find((one) => one.state !== 'known');
  if (untold) return untold;
  const known = all.filter((one) => one.state === 'known');
  const [first, ...others] = known;
  if (!first) return { state: 'missing', why: `nothing is known to be deployed to ${environment.name}` };
  return others.reduce(
    (least, one) => ((one.since ?? Number.POSITIVE_INFINITY) > (least.since ?? 0) ? one : least),
    first,
  );
}
