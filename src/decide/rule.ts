/** What a rule is: a pure judgement of a snapshot, which may ask for evidence that nobody has looked up yet. */
import type {
  AnswerTo,
  Asked,
  AttributedEffect,
  Change,
  Finding,
  Manifest,
  Migration,
  MigrationSet,
  Question,
  Reading,
  Statement,
  Status,
  Subject,
} from '../model.ts';

/**
 * Gives the answer to a question. One that nobody has answered yet is noted, and comes back `missing`: the hall then
 * has the outside answer all that were noted, at once, and lets every rule judge again from the beginning. A rule
 * therefore asks while it judges, and never waits: same reading and same answers, same findings.
 */
export type Ask = <A extends Asked>(question: Extract<Question, { ask: A }>) => AnswerTo<A>;

/** A statement of the migrations that are judged, with where it belongs. */
export interface ProposedStatement {
  set: MigrationSet;
  migration: Migration;
  statement: Statement;
  effects: AttributedEffect[];
}

/** What a pull request (or a deployment, or a linted file) comes to, before any evidence is looked at. */
export interface Proposal extends Reading {
  /** The manifest that binds: the base's, with what the head's adds; null where there is none. */
  manifest: Manifest | null;
  statements: ProposedStatement[];
  effects: AttributedEffect[];
  /** Declared on the base, and declared by the head alone. */
  changes: { change: Change; declaredBy: 'base' | 'head' }[];
}

export interface Rule {
  /** One kebab-case string: file, page, YAML key, message and test. */
  id: string;
  /** Which kinds of subject it judges. */
  subjects: Subject['kind'][];
  judge(proposal: Proposal, ask: Ask): Finding[];
}

/** The parts of a finding that a rule must say; the rest is empty unless given. */
export type FindingParts = Pick<Finding, 'status' | 'message'> & Partial<Finding>;

/** A finding with its empty parts filled in. */
export function finding(rule: string, parts: FindingParts): Finding {
  return {
    rule,
    change: null,
    phase: null,
    environment: null,
    path: null,
    line: null,
    column: null,
    why: '',
    seen: '',
    next: '',
    until: null,
    evidence: [],
    ...parts,
  };
}

/** Where a finding on an effect or a statement stands. */
export function placed(at: {
  path: string;
  line: number;
  column: number;
}): Pick<Finding, 'path' | 'line' | 'column'> {
  return { path: at.path, line: at.line, column: at.column };
}

const RANK: Record<Status, number> = { ok: 0, warn: 1, wait: 2, block: 3, error: 4 };

/** Orders statuses from harmless to worst: ok, warn, wait, block, error. */
export function rankOf(status: Status): number {
  return RANK[status];
}

/** A table counts as large from this many rows on, and while nobody told its size. */
export const LARGE_ROWS = 1_000_000;

/** What the manifest says of a table's size; `large` while nobody told. */
export function sizeOf(set: MigrationSet, table: string | null): { large: boolean; rows: number | null } {
  const rows = (table !== null ? set.database.tables[table]?.rows : null) ?? null;
  return { large: rows === null || rows >= LARGE_ROWS, rows };
}
