/**
 * The probe: a statement a minute, by which the path from the server to the store is seen to be open. Its number is in the
 * text twice: a log has both, and pg_stat_statements keeps the column's name.
 */
import type { Duration, Time } from '../../model.ts';
import type { Gap, Span } from '../words.ts';

/** A probe by its number, and when it was sent or seen. Numbers grow with the time, also across restarts. */
export interface Probe {
  sequence: number;
  at: Time;
}

/** The role and application name under which it runs are those of the collector's connection. */
export function probeStatement(sequence: number): string {
  const number = Math.trunc(sequence);
  return `SELECT ${number}::bigint AS lanekeeper_probe /* lanekeeper:probe=${number} */`;
}

/** The same for MySQL and MariaDB, whose grammar has no `::`. */
export function mysqlProbeStatement(sequence: number): string {
  const number = Math.trunc(sequence);
  return `SELECT ${number} AS lanekeeper_probe /* lanekeeper:probe=${number} */`;
}

const PROBE = /lanekeeper:probe=(\d{1,15})/;

/** The number in a logged statement; null: it is no probe. */
export function probeIn(text: string): number | null {
  const found = text.length < 500 && text.includes('AS lanekeeper_probe') ? PROBE.exec(text)?.[1] : undefined;
  return found === undefined ? null : Number(found);
}

/** Whether a statement of pg_stat_statements is the probe, its number taken out: its calls are the probes that ran. */
export const isProbeShape = (text: string): boolean =>
  /^SELECT \$1(?:::bigint)? AS `?lanekeeper_probe\b/.test(text);

/** A number that is larger than any before, whatever process sends it: milliseconds since 1970. */
export const nextSequence = (last: number | null, now: Time): number =>
  Math.max(Math.trunc(now), (last ?? 0) + 1);

export interface ProbeProof {
  /** Time between probes that arrived, one after another. It ends at the last that did. */
  covered: Span[];
  gaps: Gap[];
  /** Of those that arrived, from sending to being seen. */
  latencies: Duration[];
}

export interface ProbeRules {
  now: Time;
  /** Without a probe for as long, nothing is proved either: nobody asked. */
  longest: Duration;
  /** How long one may be on its way before it counts as lost. */
  patience: Duration;
}

/**
 * What the probes prove. Time is covered between two probes sent one after the other that both arrived. One that did not
 * arrive makes a gap from the one before to the next that did (`probe-lost`); none sent for long makes one (`not-probed`);
 * one that is still on its way proves nothing yet.
 */
export function proveByProbes(sent: readonly Probe[], seen: readonly Probe[], rules: ProbeRules): ProbeProof {
  const arrivals = new Map(seen.map(({ sequence, at }) => [sequence, at]));
  const ordered = [...sent].sort((a, b) => a.sequence - b.sequence);
  const proof: ProbeProof = { covered: [], gaps: [], latencies: [] };
  let last: Probe | null = null;
  let lost: Time | null = null;
  for (const probe of ordered) {
    const arrival = arrivals.get(probe.sequence);
    if (arrival === undefined) {
      if (rules.now - probe.at > rules.patience) lost ??= last?.at ?? probe.at;
      continue;
    }
    proof.latencies.push(Math.max(0, arrival - probe.at));
    if (last) addSpan(proof, { from: last.at, to: probe.at }, lost !== null, rules.longest);
    else if (lost !== null) proof.gaps.push({ from: lost, to: probe.at, reason: 'probe-lost' });
    last = probe;
    lost = null;
  }
  if (lost !== null) proof.gaps.push({ from: lost, to: rules.now, reason: 'probe-lost' });
  return proof;
}

function addSpan(proof: ProbeProof, span: Span, lost: boolean, longest: Duration): void {
  if (lost) proof.gaps.push({ ...span, reason: 'probe-lost' });
  else if (span.to - span.from > longest) proof.gaps.push({ ...span, reason: 'not-probed' });
  else if (span.to < span.from) proof.gaps.push({ from: span.to, to: span.from, reason: 'clock-stepped' });
  else {
    const before = proof.covered.at(-1);
    if (before?.to === span.from) before.to = span.to;
    else proof.covered.push(span);
  }
}
