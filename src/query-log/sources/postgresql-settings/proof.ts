/** What settings prove about a log: of all statements that run, which have a line with their text in it. Pure. */
import type { Sampling } from '../../words.ts';
import type { Override, ServerSettings, Settings } from './read-settings.ts';

/** Nobody knows how many are missing; low, so that no bound that is reckoned from it looks good. */
export const UNKNOWN_SHARE = 0.01;

const SEVERITIES = [
  'debug5',
  'debug4',
  'debug3',
  'debug2',
  'debug1',
  'debug',
  'info',
  'notice',
  'warning',
  'error',
  'log',
  'fatal',
  'panic',
];

/** Whether a message of that severity is written where the setting is `threshold`. Unknown words: no. */
const isWritten = (severity: 'error' | 'log', threshold: string | undefined): boolean => {
  const at = SEVERITIES.indexOf(threshold ?? '');
  return at >= 0 && at <= SEVERITIES.indexOf(severity);
};

/** `0` and `-1` as themselves; with a unit, as roles' settings are written (`250ms`, `1min`). Null: it cannot be told. */
function numberOf(text: string | undefined): number | null {
  const match = /^\s*'?\s*(-?\d+(?:\.\d+)?)\s*(?:us|ms|s|min|h|d)?\s*'?\s*$/i.exec(text ?? '');
  return match ? Number(match[1]) : null;
}

function rateOf(text: string | undefined): number {
  const rate = numberOf(text);
  return rate === null ? 0 : Math.min(1, Math.max(0, rate));
}

const full: Sampling = { mode: 'full', rate: 1 };
const threshold: Sampling = { mode: 'threshold', rate: UNKNOWN_SHARE };

/** Of the statements that succeed. Absent settings are those that this version has not, or that we may not see. */
function samplingOfEnded(settings: Settings): Sampling {
  if (settings.get('log_statement') === 'all') return full;
  if (numberOf(settings.get('log_min_duration_statement')) === 0) return full;
  const everySample = numberOf(settings.get('log_min_duration_sample')) === 0;
  const rate = Math.max(
    everySample ? rateOf(settings.get('log_statement_sample_rate')) : 0,
    rateOf(settings.get('log_transaction_sample_rate')),
  );
  if (rate >= 1) return full;
  return rate > 0 ? { mode: 'random', rate } : threshold;
}

/** Whether failures are in the log with the statements that failed. */
const showsFailures = (settings: Settings): boolean =>
  isWritten('error', settings.get('log_min_messages')) &&
  isWritten('error', settings.get('log_min_error_statement'));

/** What a log under these settings has, for one kind of session. */
function samplingOf(settings: Settings): Sampling {
  if (!isWritten('log', settings.get('log_min_messages')) || !showsFailures(settings)) return threshold;
  return samplingOfEnded(settings);
}

const worse = (a: Sampling, b: Sampling): Sampling => {
  if (a.mode === 'threshold' || b.mode === 'full') return a;
  if (b.mode === 'threshold' || a.mode === 'full') return b;
  return a.rate <= b.rate ? a : b;
};

/** Which settings win where several hold: a role in this database, then the role, then the database, then everybody. */
const weight = ({ role, inDatabase }: Override): number => (role === null ? 1 : inDatabase ? 3 : 2);

export interface SessionKind {
  /** `everybody`, or the override that makes it another one. */
  target: string;
  settings: Settings;
  sampling: Sampling;
}

/** Every kind of session that the server can have by its settings, everybody's first. */
export function sessionKinds({ settings, overrides }: ServerSettings): SessionKind[] {
  const ordered = [...overrides].sort((a, b) => weight(a) - weight(b));
  const forAll = ordered.filter(({ role }) => role === null);
  const roles = [...new Set(ordered.flatMap(({ role }) => (role === null ? [] : [role])))];
  const kind = (target: string, layers: Override[]): SessionKind => {
    const merged = new Map([...settings, ...layers.flatMap((layer) => [...layer.settings])]);
    return { target, settings: merged, sampling: samplingOf(merged) };
  };
  const one = (role: string): Override[] =>
    ordered.filter((layer) => layer.role === null || layer.role === role);
  return [
    kind(forAll[0]?.target ?? 'everybody', forAll),
    ...roles.map((role) => kind(one(role).at(-1)?.target ?? role, one(role))),
  ];
}

/** The least that is proved for any session. A value of our own session hides everybody's: nothing is proved then. */
export function provenSampling(server: ServerSettings): Sampling {
  const hidden = server.ownValues.some((name) => /^log_(?!line_prefix|timezone|filename)/.test(name));
  const needed = [
    'log_statement',
    'log_min_duration_statement',
    'log_min_messages',
    'log_min_error_statement',
  ];
  if (hidden || needed.some((name) => !server.settings.has(name))) return threshold;
  return sessionKinds(server)
    .map(({ sampling }) => sampling)
    .reduce(worse, full);
}

/** Whether at least every failed statement is in the log with its text: what `pg_stat_statements` cannot see. */
export function provesFailures(server: ServerSettings): boolean {
  if (server.ownValues.some((name) => /^log_min_(?:messages|error_statement)$/.test(name))) return false;
  return sessionKinds(server).every(({ settings }) => showsFailures(settings));
}
