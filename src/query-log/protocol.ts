/** Protocol 1 as it travels: the names of the JSON. Times are RFC 3339 in UTC. The words are `schema/query-log.openapi.yaml`'s. */

export interface UsageQuestion {
  database: string;
  window: { from: string; to: string };
  objects: string[];
  /** Callers whose statements are counted in `ignored` and nowhere else. */
  ignore: { service?: string; user?: string }[];
}

/** Four disjoint counts. */
export interface Counts {
  explicit: number;
  implicit: number;
  unresolved: number;
  failed: number;
}

export interface SourceCoverage {
  id: string;
  kind: string;
  required: boolean;
  from: string;
  to: string;
  gaps: { from: string; to: string; reason: string }[];
  sampling: { mode: 'full' | 'random' | 'at-least-once' | 'threshold'; rate: number };
  statements: number;
  unparsed: number;
}

/**
 * Why counting nothing proves nothing. Of `gaps` and `behind` (the end of the window is not read yet) whoever asks judges by
 * the coverage how much may be let be; the others speak for themselves.
 */
export type Blemish =
  | 'gaps'
  | 'behind'
  | 'begins-later'
  | 'sampled'
  | 'unparsed'
  | 'source-missing'
  | 'no-required-source'
  | 'no-such-window'
  | 'object-not-watched';

export interface ObjectUsage {
  object: string;
  state: 'observed' | 'zero' | 'no_data';
  /** With `no_data` alone: all that keeps the state from being `zero`. */
  because?: Blemish[];
  reads: Counts;
  writes: Counts;
  ignored: number;
  first_seen: string | null;
  last_seen: string | null;
  by: { service: string; user: string; reads: number; writes: number; last_seen: string }[];
  samples: { fingerprint: string; text: string; last_seen: string }[];
}

export interface UsageAnswer {
  protocol: '1';
  generated_at: string;
  window: { from: string; to: string };
  coverage: { sources: SourceCoverage[]; missing: string[] };
  usage: ObjectUsage[];
}
