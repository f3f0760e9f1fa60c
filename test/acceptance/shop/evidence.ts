/** What the outside says, as small pieces to put together: deployments, usage, approvals. */
import { NOW } from '../story.ts';

const DAY = 86_400_000;

/** `days` before NOW. */
export const ago = (days: number): string => iso(Date.parse(NOW) - days * DAY);
export const iso = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z');

export interface Deployment {
  environment: string;
  commit: string;
  state: string;
  at: string;
  id?: string;
  creator?: string;
  workflow?: string;
}

export const ENVIRONMENTS = ['staging', 'production'];

/** Successes everywhere: [commit, days ago]. */
export const deployed = (
  rows: [commit: string, days: number, state?: string][],
  environments = ENVIRONMENTS,
): Deployment[] =>
  environments.flatMap((environment) =>
    rows.map(([commit, days, state]) => ({ environment, commit, state: state ?? 'success', at: ago(days) })),
  );

interface Counts {
  explicit: number;
  implicit: number;
  unresolved: number;
  failed: number;
}

export interface Told {
  object?: string;
  state?: string;
  reads?: Partial<Counts>;
  writes?: Partial<Counts>;
  ignored?: number;
  by?: { service: string; reads: number; writes: number; last_seen: string | null }[];
  seenAgo?: number;
}

const NONE: Counts = { explicit: 0, implicit: 0, unresolved: 0, failed: 0 };
const sum = (counts: Counts): number => Object.values(counts).reduce((all, one) => all + one, 0);

function tellObject(told: Told): Record<string, unknown> {
  const reads = { ...NONE, ...told.reads };
  const writes = { ...NONE, ...told.writes };
  const any = sum(reads) + sum(writes) > 0;
  const seen = any ? ago(told.seenAgo ?? 1) : null;
  const by = any
    ? [{ service: 'billing', user: 'b', reads: sum(reads), writes: sum(writes), last_seen: seen }]
    : [];
  return {
    object: told.object ?? 'users.legacy',
    state: told.state ?? (any ? 'observed' : 'zero'),
    reads,
    writes,
    ignored: told.ignored ?? 0,
    first_seen: seen,
    last_seen: seen,
    by: told.by ?? by,
    samples: [],
  };
}

export interface Source {
  id: string;
  kind: string;
  required: boolean;
  from: string;
  to: string;
  gaps: { from: string; to: string; reason: string }[];
  sampling: { mode: string; rate: number };
  statements: number;
  unparsed: number;
}

export const source = (changed: Partial<Source> = {}): Source => ({
  id: 'pg-primary',
  kind: 'postgresql-log',
  required: true,
  from: '2026-01-01T00:00:00Z',
  to: iso(Date.parse(NOW) - 2000),
  gaps: [],
  sampling: { mode: 'full', rate: 1 },
  statements: 91_233_411,
  unparsed: 0,
  ...changed,
});

export interface Usage extends Told {
  environment?: string;
  days?: number;
  sources?: Source[];
  missing?: string[];
  objects?: Told[];
  over?: Record<string, unknown>;
}

/** One answer of protocol 1 over the last `days` before NOW. */
export function usage(told: Usage = {}): { usage: Record<string, unknown>[]; [part: string]: unknown } {
  const { environment = 'production', days = 14 } = told;
  return {
    environment,
    protocol: '1',
    generated_at: NOW,
    window: { from: ago(days), to: NOW },
    coverage: { sources: told.sources ?? [source()], missing: told.missing ?? [] },
    usage: (told.objects ?? [told]).map(tellObject),
    ...told.over,
  };
}

/** The same answer in staging and in production. */
export const usageIn = (told: Usage = {}): unknown[] =>
  ENVIRONMENTS.map((environment) => usage({ ...told, environment }));

export const approval = (changed: Record<string, unknown> = {}): Record<string, unknown> => ({
  change: 'drop-legacy',
  head: 'pr',
  by: 'octocat',
  at: ago(0.5),
  ...changed,
});

export const TEAMS = { '@acme/dba': ['octocat', 'hexcat'] };
export const AUTHOR = { number: 1, author: 'hubot', last_pusher: 'hubot' };

/** Everything that the contract of `drop-legacy` asks for. */
export function proof(changed: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    deployments: deployed([
      ['start', 60],
      ['free', 22],
    ]),
    usage: usageIn(),
    approvals: [approval()],
    teams: TEAMS,
    pull_request: AUTHOR,
    ...changed,
  };
}
