/** Whether something holds of all code that is live in an environment, and since when without a break. */
import type { Environment, Evidence, FindingEvidence, Sha, Time } from '../model.ts';
import { heldSince, liveAt, liveSince } from './deployed.ts';
import type { Ask } from './rule.ts';
import { type Site, sitesOf, type Untold, worstUntold } from './sites.ts';

export type Holding =
  /** `start`: since when; null: for at least as long as was looked back. */
  | { state: 'held'; start: Time | null; timesKnown: boolean; evidence: FindingEvidence[] }
  | { state: 'broken'; site: string; commit: Sha; evidence: FindingEvidence[] }
  | Untold;

type SiteHolding = { state: 'held'; start: Time | null } | { state: 'broken'; commit: Sha } | Untold;

function holdingAt(
  site: Site,
  condition: (commit: Sha) => Evidence<boolean>,
  since: Time,
  now: Time,
): SiteHolding {
  const results = new Map<Sha, Evidence<boolean>>();
  for (const attempt of liveSince(site.attempts, since, now)) {
    if (!results.has(attempt.commit)) results.set(attempt.commit, condition(attempt.commit));
  }
  const holds = (commit: Sha): boolean => {
    const result = results.get(commit);
    return result?.state === 'known' && result.value;
  };
  const known = (commit: Sha): boolean => results.get(commit)?.state === 'known';
  const broken = liveAt(site.attempts, now).find(({ commit }) => known(commit) && !holds(commit));
  if (broken) return { state: 'broken', commit: broken.commit };
  const untold = worstUntold(
    [...results.values()].map((r) => (r.state === 'known' ? { state: 'known' } : r)),
  );
  if (untold) return untold;
  const held = heldSince(site.attempts, holds, since, now);
  if (held.held) return { state: 'held', start: held.start };
  return { state: 'missing', why: `no successful deployment to ${site.site} has been recorded` };
}

/** Asks the condition of every commit live since then, at every site; the worst site decides. */
export function holdingIn(
  ask: Ask,
  environment: Environment,
  condition: (commit: Sha) => Evidence<boolean>,
  since: Time,
  now: Time,
): Holding {
  const found = sitesOf(ask, environment);
  if (found.state !== 'known') return found;
  const results = found.sites.map((site) => ({ site, holding: holdingAt(site, condition, since, now) }));
  for (const { site, holding } of results) {
    if (holding.state === 'broken') return { ...holding, site: site.site, evidence: found.evidence };
  }
  const untold = worstUntold(results.map(({ holding }) => holding));
  if (untold) return untold;
  const starts = results
    .map(({ holding }) => (holding.state === 'held' ? holding.start : null))
    .filter((start): start is Time => start !== null);
  const start = starts.length > 0 ? Math.max(...starts) : null;
  return { state: 'held', start, timesKnown: found.timesKnown, evidence: found.evidence };
}

const DAY = 86_400_000;
/** A day's deployments are asked before a year's. */
const SPANS = [0, 14 * DAY, 90 * DAY, Number.POSITIVE_INFINITY];

/** Since when it has held, however long ago: looks back no further than it must, so that no old commit is asked in vain. */
export function heldFrom(
  ask: Ask,
  environment: Environment,
  condition: (commit: Sha) => Evidence<boolean>,
  now: Time,
): Holding {
  let holding: Holding = { state: 'missing', why: 'nothing was looked at' };
  for (const span of SPANS) {
    holding = holdingIn(ask, environment, condition, Math.max(0, now - span), now);
    if (holding.state !== 'held' || holding.start !== null) return holding;
  }
  return holding;
}
