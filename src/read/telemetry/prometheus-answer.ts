/** Answers of the protocol as they travel: what an engine told is put into one, so that it is judged, kept and replayed as any other. */

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

export interface Counts {
  explicit: number;
  implicit: number;
  unresolved: number;
  failed: number;
}

export interface ObjectUsage {
  object: string;
  state: 'observed' | 'zero' | 'no_data';
  reads: Counts;
  writes: Counts;
  ignored: number;
  first_seen: string | null;
  last_seen: string | null;
  by: { service: string; user: string; reads: number; writes: number; last_seen: string | null }[];
  samples: never[];
}

export interface WrittenUsage {
  protocol: '1';
  generated_at: string;
  window: { from: string; to: string };
  coverage: { sources: SourceCoverage[]; missing: string[] };
  usage: ObjectUsage[];
}

export interface WrittenComparison {
  protocol: '1';
  name: string;
  window: { from: string; to: string };
  compared: number;
  diverged: number;
  unknown: number;
  last_diverged: string | null;
}

export interface WrittenBackfill {
  protocol: '1';
  name: string;
  state: 'running' | 'paused' | 'failed' | 'complete';
  total: number | null;
  done: number;
  failed: number;
  updated_at: string;
  verified_at: string | null;
}
