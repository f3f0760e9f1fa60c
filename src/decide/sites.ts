/** The deployment environments behind an environment of the manifest, with their attempts. */
import type { Attempt, Environment, FindingEvidence, Sha, Time } from '../model.ts';
import { bySite } from './deployed.ts';
import type { Ask } from './rule.ts';

export interface Site {
  site: string;
  attempts: Attempt[];
}

/** Why something could not be told: nobody said, or it was asked and no usable answer came. */
export type Untold = { state: 'missing'; why: string } | { state: 'failed'; why: string };

export interface Sites {
  state: 'known';
  sites: Site[];
  timesKnown: boolean;
  evidence: FindingEvidence[];
}

/** Where an environment's deployments went, from the records that the manifest trusts. */
export function sitesOf(ask: Ask, environment: Environment): Sites | Untold {
  const answer = ask<'deployments'>({ ask: 'deployments', environment: environment.name });
  if (answer.state !== 'known') return { state: answer.state, why: answer.why };
  const { attempts, timesKnown } = answer.value;
  const sites =
    environment.ref === null
      ? bySite(environment.deployments, attempts)
      : [{ site: environment.name, attempts: [...attempts] }];
  const silent = sites.find((site) => !site.attempts.some((attempt) => attempt.succeeded !== null));
  if (silent) {
    return { state: 'missing', why: `no successful deployment to ${silent.site} has been recorded` };
  }
  const latest = sites.map(({ site, attempts: all }) => describe(site, all));
  const evidence = [{ source: answer.source, at: answer.at, url: answer.url, value: { latest } }];
  return { state: 'known', sites, timesKnown, evidence };
}

function describe(
  site: string,
  attempts: readonly Attempt[],
): { site: string; commit: Sha; at: Time | null } {
  const last = attempts.findLast((attempt) => attempt.succeeded !== null);
  return { site, commit: last?.commit ?? '', at: last?.succeeded ?? null };
}

/** The worst of several results decides: failed over missing. Null: all were told. */
export function worstUntold(results: readonly { state: string; why?: string }[]): Untold | null {
  for (const state of ['failed', 'missing'] as const) {
    const found = results.find((result) => result.state === state);
    if (found) return { state, why: found.why ?? '' };
  }
  return null;
}

/** The status of a finding whose evidence was not told: nothing is settled by time where asking failed. */
export function statusOfUntold(untold: Untold): 'wait' | 'error' {
  return untold.state === 'failed' ? 'error' : 'wait';
}
