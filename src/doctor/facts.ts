/** What the doctor looks at; types only. What could not be read says why, and is never taken for fine. */
import type { Duration, Manifest } from '../model.ts';

export type Known<T> = { known: true; value: T } | { known: false; why: string; next: string };

export interface RequiredCheck {
  context: string;
  /** The App that must have set it; null: any. */
  app: number | null;
}

export interface BranchFacts {
  required: RequiredCheck[];
  /** Changes to owned files need an owner's review. */
  ownersReview: boolean;
}

export interface EnvironmentFacts {
  reviewers: number;
  preventsSelfReview: boolean;
  /** Only the default branch, or protected ones, may use it. */
  isBranchBound: boolean;
  adminsBypass: boolean;
}

export interface TelemetryFacts {
  name: string;
  sources: string[];
  longestWindow: Duration | null;
}

export interface Facts {
  /** `acme/shop`; null: none is known, and nothing of GitHub was asked. */
  repository: string | null;
  defaultBranch: string;
  manifest: Manifest;
  /** Patterns of CODEOWNERS that have an owner, in order; null: there is no such file. */
  owned: { pattern: string; owners: string[] }[] | null;
  /** The approval workflow on the base: its text; null: there is none. */
  approvalWorkflow: string | null;
  branch: Known<BranchFacts>;
  approvalEnvironment: Known<EnvironmentFacts | null>;
  telemetry: { name: string; answer: Known<TelemetryFacts> }[];
}

export interface Diagnosis {
  /** One kebab-case word or more. */
  check: string;
  status: 'ok' | 'warn' | 'error' | 'unknown';
  message: string;
  /** What to do; empty where there is nothing. */
  next: string;
}
