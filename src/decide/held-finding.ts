/** What to say of something that must be so in an environment, and must have been so for a time without a break. */
import type { Finding, Sha, Time } from '../model.ts';
import { formatDuration, formatMoment } from '../time.ts';
import type { Holding } from './holding.ts';
import { finding } from './rule.ts';
import { statusOfUntold } from './sites.ts';

export type HeldAt = Pick<Finding, 'path' | 'line' | 'column' | 'change' | 'phase'> & { environment: string };

export interface HeldWords {
  /** Reads before "in production": `code free of users.name is live`. */
  what: string;
  /** What would happen if it were not so. */
  why: string;
  /** How it comes to be so, at a place where it is not. */
  deploy: (site: string) => string;
  /** The sentence for a place where it is not so; left out: built from `what`. */
  broken?: (site: string, commit: Sha) => string;
}

interface Judging {
  rule: string;
  at: HeldAt & { limit: string };
  words: HeldWords;
  soak: number;
  now: Time;
}

type Held = Extract<Holding, { state: 'held' }>;

function tellBroken(
  { rule, at, words, soak }: Judging,
  holding: Extract<Holding, { state: 'broken' }>,
): Finding {
  const { site, commit, evidence } = holding;
  const short = commit.slice(0, 7);
  const message =
    words.broken?.(site, short) ??
    `it is not yet so that ${words.what} in ${site}: ${short} may be live there.`;
  const after =
    soak > 0 ? `; ${formatDuration(soak)} after that deployment succeeds, this clears by itself.` : '.';
  const next = `${words.deploy(site)}${after}`;
  const seen = `${short} in ${site} is without`;
  const brief = `not yet so in ${site}: ${words.what}`;
  return finding(rule, {
    ...at,
    status: 'wait',
    message,
    short: brief,
    why: words.why,
    seen,
    next,
    evidence,
  });
}

function tellTooShort({ rule, at, words, soak, now }: Judging, { evidence }: Held, start: Time): Finding {
  const until = start + soak;
  const seen = formatDuration(Math.max(0, now - start));
  return finding(rule, {
    ...at,
    status: 'wait',
    message: `${words.what} in ${at.environment} for ${seen}; ${formatDuration(soak)} are asked.`,
    short: `${words.what} in ${at.environment} for ${seen} of ${formatDuration(soak)}`,
    why: words.why,
    seen,
    next: `Nothing to do: this clears by itself on ${formatMoment(until, now)}, unless older code is deployed again.`,
    until,
    evidence,
  });
}

function tellTimeless({ rule, at, words, soak }: Judging, { evidence }: Held): Finding {
  return finding(rule, {
    ...at,
    status: 'wait',
    message: `${words.what} in ${at.environment}, since when is not recorded there, so ${formatDuration(soak)} cannot be proved.`,
    short: `since when ${words.what} in ${at.environment} is not recorded`,
    why: words.why,
    next: `Record deployments of ${at.environment}, or switch the soak off aloud: contract.soak: { off: reason }.`,
    evidence,
  });
}

function tellHeld({ rule, at, words, soak }: Judging, { evidence }: Held): Finding {
  const long = soak > 0 ? ` for at least ${formatDuration(soak)}` : '';
  const seen = soak > 0 ? `at least ${formatDuration(soak)}` : 'live';
  return finding(rule, {
    ...at,
    status: 'ok',
    message: `${words.what} in ${at.environment}${long}.`,
    seen,
    evidence,
  });
}

/** Judges how long something has held against how long it must have (`soak` 0: that it holds). */
export function judgeHeldFor(
  rule: string,
  at: HeldAt,
  holding: Holding,
  soak: number,
  words: HeldWords,
  now: Time,
): Finding {
  const limit = soak > 0 ? formatDuration(soak) : 'live';
  const judging: Judging = { rule, at: { ...at, limit }, words, soak, now };
  if (holding.state === 'missing' || holding.state === 'failed') {
    const whether = soak > 0 ? 'since when' : 'whether';
    const message = `${whether} ${words.what} in ${at.environment} is not known: ${holding.why}.`;
    const next = `Give the deployments of ${at.environment} (--evidence FILE), or let the check run where it can read them.`;
    const { why } = words;
    return finding(rule, { ...judging.at, status: statusOfUntold(holding), message, why, next });
  }
  if (holding.state === 'broken') return tellBroken(judging, holding);
  if (!holding.timesKnown && soak > 0) return tellTimeless(judging, holding);
  const { start } = holding;
  return start !== null && start + soak > now
    ? tellTooShort(judging, holding, start)
    : tellHeld(judging, holding);
}
