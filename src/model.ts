/**
 * The dictionary: the nouns that every room shares. Types only; imports nothing.
 *
 * Changes imply requirements. Requirements are met by evidence. What is unmet becomes a finding.
 * Findings make the verdict.
 *
 * Conventions: a `Time` is milliseconds since the epoch, UTC. A `Duration` is milliseconds. A `Sha` is a full
 * hexadecimal git object id. Lines and columns start at 1; a column counts characters. Paths are
 * relative to the repository's root, with `/`.
 */

export type Time = number;
export type Duration = number;
export type Sha = string;

export interface Place {
  path: string;
  line: number;
  column: number;
}

// ---------------------------------------------------------------- schema objects

/**
 * The canonical name of a schema object, as the manifest writes it and reports print it: `users`, `users.name`,
 * `billing.invoices.total`, `index:users_name_idx`, `constraint:users.users_email_key`, `type:mood`, `type:mood.happy`,
 * `view:active_users`, `function:full_name`, and for what the manifest has no word for: `sequence:…`, `schema:…`,
 * `trigger:users.t`, `policy:users.p`, `extension:…`, `domain` as `type:`, a materialized view as `view:`.
 * The engine's default schema is left out; identifiers that need quotes keep them (`"Users"."fullName"`).
 */
export type ObjectName = string;

export type ObjectKind =
  | 'table'
  | 'column'
  | 'index'
  | 'constraint'
  | 'type'
  | 'value'
  | 'view'
  | 'function'
  | 'sequence'
  | 'schema'
  | 'trigger'
  | 'policy'
  | 'extension'
  | 'other';

export type Engine = 'postgresql' | 'mysql' | 'mariadb' | 'sqlite';

// ---------------------------------------------------------------- statements and their effects

export type EffectKind =
  | 'adds'
  | 'removes'
  | 'renames'
  | 'retypes'
  | 'constrains'
  | 'relaxes'
  | 'rewrites'
  | 'indexes'
  | 'alters'
  | 'unknown';

/** Old and new code against the schema: see "Words" in the rules. */
export type EffectPhase = 'expand' | 'migrate' | 'tighten' | 'contract' | 'in-place' | 'neutral' | 'unknown';

/** What the statement does to rows while it holds its lock. */
export type Load = 'instant' | 'scan' | 'rewrite';

export interface Lock {
  /** The table (or index) that is locked, by canonical name. */
  object: ObjectName;
  /** The engine's own name in capitals, e.g. `ACCESS EXCLUSIVE`. */
  mode: string;
  /** The locked relation was made earlier in the same call: nobody waits for it. */
  fresh?: true;
}

/** What one statement does to one schema object. */
export interface Effect extends Place {
  kind: EffectKind;
  object: ObjectName;
  objectKind: ObjectKind;
  /** The table that the object belongs to (itself for a table); null where there is none. */
  table: ObjectName | null;
  phase: EffectPhase;
  load: Load;
  locks: Lock[];
  /** The row of the statement table that this was judged by, e.g. `add-column-volatile-default`. */
  operation: string;
  /** The statement's own text, without comments around it, as written. */
  statement: string;
  /** The table (or other carrier) was made earlier in the same pull request or file: nobody uses it yet. */
  fresh: boolean;
  /** Repository objects that still use a removed object just before this statement, e.g. views and foreign keys of others. */
  dependents: Dependent[];
  /** Steps that reach the same end safely, written for this very object; empty where the statement is safe. */
  instead: string[];
  /** One sentence on what breaks or waits, naming the object; empty where nothing does. */
  why: string;
  /** For a rename or retype: the name or type before and after. */
  before?: string;
  after?: string;
  /** For `removes`: dropped with CASCADE. */
  cascade?: boolean;
  /** For a tightening: existing rows are known to satisfy it (`validated` check in force, or the statement checks them itself: `scan`), or nobody looks at them: `new-rows`. */
  rows?: 'validated' | 'scan' | 'new-rows';
  /** The columns that a constraint, key, index, trigger or policy is about, canonical. */
  columns?: ObjectName[];
}

export interface Dependent {
  object: ObjectName;
  /** e.g. `view`, `foreign key`, `function`, `trigger`, `generated column`, `policy`, `index`. */
  kind: string;
}

/** A transaction that a statement runs in. */
export interface TransactionRef {
  /** Equal for statements of one transaction within one file. */
  id: number;
  /** `written`: BEGIN in the file; `runner`: the framework opens it; `implicit`: several statements sent as one string. */
  by: 'written' | 'runner' | 'implicit';
}

/** Rows that a statement writes. */
export interface RowChange {
  verb: 'insert' | 'update' | 'delete' | 'truncate' | 'merge' | 'copy';
  table: ObjectName;
  /** Columns written, canonical (`users.first_name`); empty for delete and truncate. */
  columns: ObjectName[];
  /** No predicate that narrows it: every row of the table is written (or, for INSERT, as many rows as a query gives). */
  whole: boolean;
  /** Bounded by keys, LIMIT or a range in its predicate. */
  bounded: boolean;
}

/** `-- lanekeeper: allow online-ddl because …` */
export interface AllowComment {
  rules: string[];
  /** Empty: a reason is required, so the comment does not count. */
  reason: string;
  line: number;
  column: number;
}

export interface Statement extends Place {
  text: string;
  endLine: number;
  /** The parser's node (`AlterTableStmt`), or `psql` for a meta-command. */
  node: string;
  effects: Effect[];
  transaction: TransactionRef | null;
  /**
   * What is wrong with a statement that begins or ends a transaction: one is open already; none is open; it commits or
   * takes back one that it did not begin; nothing in the file ends what it begins. Absent: nothing.
   */
  transactionMistake?: 'begun-twice' | 'nothing-open' | 'commits-others' | 'undoes-others' | 'never-ended';
  /** What of it the engine refuses inside a transaction, e.g. `CREATE INDEX CONCURRENTLY`; null otherwise. */
  forbidsTransaction: string | null;
  /** A lock timeout above zero is in force here. */
  lockTimeout: boolean;
  /** How long it lets a statement wait, where one is in force. */
  lockTimeoutAfter?: Duration;
  /** A failed earlier run would be called done: IF NOT EXISTS with CONCURRENTLY over an index that may be invalid. */
  hidesInvalidIndex: boolean;
  rows: RowChange[];
  /** Enum values used by it that were added earlier in the same transaction (`type:mood.happy`). */
  uncommittedEnumValues: ObjectName[];
  /** Triggers or replication role switched off: the name of what it does; null otherwise. */
  disablesTriggers: string | null;
  allows: AllowComment[];
}

/** Something that could not be read, or a wrong comment; the file is not fully understood. */
export interface Problem extends Place {
  message: string;
}

/** A migration file's up part, read to its end (or to its problem). */
export interface ReadMigration {
  path: string;
  statements: Statement[];
  problems: Problem[];
  /** Allow comments that stand at no statement. */
  strayAllows: AllowComment[];
}

// ---------------------------------------------------------------- the schema, by replay

/** The schema as replayed from migrations: plain data, so that it can be kept in a cache. */
export interface Catalog {
  tables: Record<ObjectName, CatalogTable>;
  indexes: Record<ObjectName, CatalogIndex>;
  views: Record<ObjectName, CatalogView>;
  types: Record<ObjectName, CatalogType>;
  functions: Record<ObjectName, CatalogFunction>;
  sequences: Record<ObjectName, { ownedBy: ObjectName | null }>;
  schemas: string[];
  /** Something ran that could not be seen (a DO block, dynamic SQL, an unreadable file): absence proves nothing. */
  incomplete: boolean;
}

export interface CatalogTable {
  columns: Record<string, CatalogColumn>;
  constraints: Record<string, CatalogConstraint>;
  triggers: Record<string, { function: ObjectName; columns: string[] }>;
  policies: Record<string, { columns: ObjectName[] }>;
  /** Partitioned, a partition of, inherits. */
  partitioned: boolean;
  parents: ObjectName[];
  /** The partition that takes the rows of no other; null: there is none. */
  defaultPartition?: ObjectName | null;
  /** Columns that it is partitioned by; absent where an expression is. */
  partitionKey?: string[];
  unlogged?: boolean;
  /** Names of extended statistics on it. */
  statistics?: ObjectName[];
  /** Rewrite rules on it, with the columns that they use. */
  rules?: Record<string, { columns: ObjectName[] }>;
  /** Nobody saw it created: only what statements said of it is here, so absence in it proves nothing. */
  partial?: boolean;
  /** Nobody saw it created at all. */
  unseen?: boolean;
  place: Place;
}

export interface CatalogColumn {
  /** Canonical type text with modifiers, e.g. `character varying(40)`, `numeric(10,2)`, `bigint`, `mood`. */
  type: string;
  notNull: boolean;
  /** Has a default, is generated, an identity or serial: an INSERT may leave it out. */
  defaulted: boolean;
  /** Columns that a generated column is computed from. */
  generatedFrom: string[];
  generated?: 'stored' | 'virtual';
  /** Functions and sequences that its default calls. */
  defaultUses?: ObjectName[];
  /** Where it was added. */
  place: Place;
}

export interface CatalogConstraint {
  kind: 'primary' | 'unique' | 'check' | 'foreign' | 'exclude' | 'not-null';
  columns: string[];
  /** Columns that a valid check proves to be not null (`a IS NOT NULL AND …`). */
  provesNotNull: string[];
  validated: boolean;
  references: { table: ObjectName; columns: string[] } | null;
  /** False: `NOT ENFORCED`, it holds nothing. */
  enforced?: false;
  /** Of a check: each condition that it joins by AND, as SQL, where it could be told. */
  conditions?: string[];
  /** Functions that it calls. */
  uses?: ObjectName[];
}

export interface CatalogIndex {
  table: ObjectName;
  columns: string[];
  /** Columns used in expressions, predicates or INCLUDE. */
  alsoUses: string[];
  unique: boolean;
  /** Name of the constraint that owns it. */
  constraint: string | null;
  /** Functions that it calls. */
  uses?: ObjectName[];
}

export interface CatalogView {
  materialized: boolean;
  /** Columns and tables that it reads, canonical; a table alone stands for all of it. */
  uses: ObjectName[];
  /** Names of its own columns, where they are known. */
  columns?: string[];
}

export interface CatalogType {
  kind: 'enum' | 'domain' | 'composite' | 'range' | 'other';
  values: string[];
  /** A domain that has a constraint. */
  constrained: boolean;
  base: string | null;
  /** Of a domain: whether its default gives one value for all rows, or another for each. */
  defaults?: 'steady' | 'volatile';
  /** Of a domain: names of its checks, and `not null`. */
  constraints?: string[];
  /** Of a composite type: each attribute's type. */
  attributes?: Record<string, string>;
}

export interface CatalogFunction {
  /** Columns, tables and functions that its body mentions, canonical; best effort, and `opaque` where it could not be read. */
  uses: ObjectName[];
  opaque: boolean;
  /** Its body holds statements that change the schema. */
  acts?: boolean;
  volatility: 'immutable' | 'stable' | 'volatile';
  /** For a trigger function: columns of its table that it names as `NEW.x` or `OLD.x`. */
  rowUses?: string[];
  /** Argument types of each overload under this name. */
  signatures?: string[];
}

// ---------------------------------------------------------------- migrations

export type FrameworkName =
  | 'sql'
  | 'flyway'
  | 'liquibase'
  | 'golang-migrate'
  | 'goose'
  | 'dbmate'
  | 'sql-migrate'
  | 'diesel'
  | 'sqlx'
  | 'atlas'
  | 'prisma'
  | 'drizzle'
  | 'supabase'
  | 'knex'
  | 'typeorm'
  | 'sequelize'
  | 'rails'
  | 'django'
  | 'alembic'
  | 'ecto';

/** How the runner sends a file: in a transaction of its own, as one string (implicit transaction when it holds several statements), or statement by statement. */
export type RunnerTransaction = 'runner' | 'implicit' | 'none';

/** A file that a framework would run forwards, in its place in the order. */
export interface MigrationFile {
  path: string;
  /** What must be unique (`0007`, `20260101120000`, `1.2`); null where the framework has none (repeatable). */
  version: string | null;
  /** Runs again whenever its content changes (Flyway `R__`). */
  repeatable: boolean;
  /** What the runner's own journal orders it by (drizzle's `when`); null: the journal does not name it, so it does not run. */
  moment?: number | null;
}

/** A migration with its content; `up` has the text's length and lines, with everything that does not run forwards blanked. */
export interface MigrationText {
  path: string;
  up: string;
  transaction: RunnerTransaction;
  /** What the framework's part of the file says that could not be read; absent: nothing. */
  problems?: Problem[];
}

/** A migration known by content, its statements read against the schema before it. */
export interface Migration extends MigrationFile {
  blob: Sha;
  read: ReadMigration;
}

// ---------------------------------------------------------------- the manifest

export type Mode = 'additive' | 'parallel' | 'destructive' | 'tightening' | 'rewrite';

export interface Database {
  name: string;
  engine: Engine;
  /** Major version, e.g. 16 or 8.4. */
  version: number;
  /** The version as written, where it says more than the number can (`8.0.29`, `10.10`). */
  release?: string;
  /** True where nobody named engine or version and they were assumed. */
  assumed: boolean;
  migrations: string[];
  framework: FrameworkName | 'auto';
  runs: 'separately' | 'before-code';
  /** Telemetry key per environment; `*` stands for every environment. */
  telemetry: Record<string, string>;
  tables: Record<ObjectName, { rows: number | null; longestCycle: Duration | null }>;
  defaultSchema: string;
}

export interface Environment {
  name: string;
  /** Names of deployment environments, each of which must satisfy; at least one. */
  deployments: string[];
  workflows: string[] | null;
  creators: string[] | null;
  /** GitOps: a ref that is what is live; null where deployments are recorded. */
  ref: string | null;
}

export interface Consumer {
  repository: string;
  /** Own environment name -> the consumer's. */
  environments: Record<string, string>;
}

export interface TelemetrySource {
  name: string;
  type: 'query-log' | 'prometheus' | 'file';
  /** Address, or path relative to the manifest for `file`. */
  url: string;
  tokenEnv: string | null;
  /** null: those that the answer calls required. */
  sources: string[] | null;
  maxAge: Duration;
  maxGap: Duration;
}

export interface FlagSource {
  type: 'ofrep' | 'file';
  url: string;
  tokenEnv: string | null;
}

export interface Step {
  code: string[];
  flag: string | null;
}

export interface BackfillJob {
  rows: number | null;
  batch: number | null;
  /** Rows a second. */
  rate: number | null;
  /** Its name at the telemetry source; null: the change's id. */
  job: string | null;
}

/** A requirement that was switched off aloud: `{ off: reason }`. */
export interface Off {
  off: string;
}

export interface Contract {
  soak: Duration | Off;
  /** null: not asked (nothing was announced). */
  deprecation: Duration | Off | null;
  quiet: { window: Duration; reads: number; writes: number; ignore: string[]; implicit: 'count' | 'allow' };
  /** null: not asked (no dual write). */
  divergence: { max: number; window: Duration } | Off | null;
  /** `required` by default for a parallel change. */
  backfill: 'required' | Off | null;
  approvals: number;
}

export interface Change extends Place {
  id: string;
  summary: string;
  owner: string | null;
  database: string;
  announced: Time | null;
  adds: ObjectName[];
  removes: ObjectName[];
  tightens: ObjectName[];
  rewrites: ObjectName[];
  mode: Mode;
  expandSoak: Duration;
  dualWrite: Step | null;
  backfill: BackfillJob | null;
  readNew: Step | null;
  stopOld: Step | null;
  writers: string[] | null;
  contract: Contract;
  references: { patterns: string[]; paths: string[] } | null;
}

export interface ManifestExemption extends Place {
  rule: string;
  /** A glob. */
  glob: string;
  reason: string;
  /** End of that day, UTC. */
  until: Time | null;
}

export interface Manifest {
  path: string;
  mode: 'enforce' | 'observe';
  databases: Database[];
  environments: Environment[];
  code: { include: string[]; exclude: string[] };
  consumers: Consumer[];
  telemetry: TelemetrySource[];
  flags: FlagSource | null;
  /** `approvers` null: nobody was named. */
  approval: { approvers: string[] | null; expires: Duration; selfApproval: boolean };
  rules: Record<string, 'block' | 'warn' | 'off'>;
  exemptions: ManifestExemption[];
  rollbackKeep: { duration: Duration } | { deployments: number } | null;
  changes: Change[];
  /** The files that it was read from: itself and what it includes. */
  files: string[];
  /** What `defaults:` asks of changes to come. */
  defaults?: { expandSoak: Duration; contract: Contract };
  /** Where each key stands, by its path as messages write it: `telemetry.app-queries.url`, `environments[0].name`. */
  places?: Record<string, Place>;
}

/** A mistake in a manifest: what was found, what was expected, the nearest valid key. */
export interface ManifestMistake extends Place {
  message: string;
}

export type ManifestReading =
  | { state: 'none' }
  | { state: 'valid'; manifest: Manifest; warnings: ManifestMistake[] }
  | { state: 'invalid'; path: string; mistakes: ManifestMistake[] };

// ---------------------------------------------------------------- what is asked and what was read

export type Subject =
  | {
      kind: 'pull_request';
      base: Sha;
      head: Sha;
      mergeBase: Sha;
      number: number | null;
      author: string | null;
      lastPusher: string | null;
    }
  | { kind: 'deployment'; base: Sha; head: Sha; environment: string }
  | { kind: 'lint' };

export interface ChangedFile {
  path: string;
  /** The path before, for a rename. */
  from: string | null;
  status: 'added' | 'modified' | 'deleted' | 'renamed';
  beforeBlob: Sha | null;
  afterBlob: Sha | null;
  /** Content at the merge base and at the head; null where absent or binary. */
  before: string | null;
  after: string | null;
  /** Content was over the size limit and was not read: whatever rests on it cannot be decided. */
  unread: boolean;
}

/** The migrations of one database at the three points that matter, and the schema that they make. */
export interface MigrationSet {
  database: Database;
  framework: FrameworkName;
  /** On the tip of the base, in order, read by replay. */
  base: Migration[];
  /** Path -> blob at the merge base. */
  mergeBase: Record<string, Sha>;
  /** New or edited in the head, in order, read against the base's schema. */
  proposed: Migration[];
  /** Paths and versions at the head, in order. */
  head: (MigrationFile & { blob: Sha })[];
  /** The schema as of the base's tip, and after the proposed migrations. */
  catalog: Catalog;
  after: Catalog;
  /** Files in the folder that no framework reads. */
  problems: Problem[];
  /** Where no migration lies at the place that the manifest names: where else some seem to. */
  elsewhere?: string[];
  /** What the manifest names as their folder and is none: it leads to files that are not followed. */
  linked?: { path: string; as: 'link' | 'submodule' };
}

/** Everything that is read before a question is asked. */
export interface Reading {
  now: Time;
  subject: Subject;
  manifests: { base: ManifestReading; head: ManifestReading; mergeBase: ManifestReading };
  files: ChangedFile[];
  sets: MigrationSet[];
  /** What the pull request brings into folders that look like migrations of a database which the manifest does not know. */
  undeclared?: { folder: string; paths: string[] }[];
}

// ---------------------------------------------------------------- questions and evidence

/** What to look for in code: an object in the spellings that code uses, or a literal word such as a flag's key. */
export type Term =
  | {
      object: ObjectName;
      references: { patterns: string[]; paths: string[] } | null;
      /** Keys of flags, jobs and changes (`users.read-split-name`): a word that is only a hyphenated part of one is no mention. */
      except?: string[];
      /** Where it is known; without it `billing.invoices` is taken for a column. */
      kind?: ObjectKind;
    }
  | { word: string };

export type Question =
  | { ask: 'deployments'; environment: string }
  /** Which of these migrations a commit holds, with the same content. */
  | { ask: 'carried'; commit: Sha; migrations: { path: string; blob: Sha }[] }
  /** Which files of a commit match (`files` null: all code), with their blobs, and where they mention the terms. */
  | { ask: 'mentions'; commit: Sha; files: string[] | null; terms: Term[] }
  /** The same in a consumer's repository, at what is live in its environment. */
  | { ask: 'consumer'; repository: string; environment: string; terms: Term[]; since: Time | null }
  | { ask: 'flag'; key: string; environment: string }
  | {
      ask: 'usage';
      telemetry: string;
      environment: string;
      database: string;
      from: Time;
      to: Time;
      objects: ObjectName[];
      ignore: string[];
    }
  | { ask: 'comparison'; telemetry: string; environment: string; name: string; from: Time; to: Time }
  | { ask: 'backfill'; telemetry: string; environment: string; name: string }
  | { ask: 'approvals'; change: string };

/** A fact with its source and the time it was observed; missing is never zero, failed is never missing. */
export type Evidence<T> =
  | { state: 'known'; value: T; source: string; at: Time | null; url: string | null }
  /** Nobody has said: time, a deployment or a person may. */
  | {
      state: 'missing';
      why: string;
      source: string;
      /** Nobody has looked it up so far: the question was only just asked. */
      pending?: true;
    }
  /** It was asked and no usable answer came: what was tried, for how long, and how to grant access. */
  | { state: 'failed'; why: string; source: string };

export type DeploymentState =
  | 'success'
  | 'failure'
  | 'error'
  | 'inactive'
  | 'in_progress'
  | 'queued'
  | 'pending';

/** One deployment to one deployment environment, with its statuses in order of time. Ordered by `created`. */
export interface Attempt {
  id: string;
  /** The deployment environment's name (`eu-production`), one of the environment's `deployments`. */
  name: string;
  commit: Sha;
  created: Time;
  statuses: { state: DeploymentState; at: Time; url: string | null }[];
  /** The first success; null: never. */
  succeeded: Time | null;
}

export interface Mention extends Place {
  /** Index into the question's terms. */
  term: number;
  text: string;
}

export interface Mentions {
  commit: Sha;
  files: { path: string; blob: Sha }[];
  mentions: Mention[];
}

export interface FlagValue {
  /** Share of evaluations that are on: 0 to 1. */
  enabled: number;
  /** Since when it has been so; null: the provider cannot say. */
  since: Time | null;
}

export interface UsageCounts {
  explicit: number;
  implicit: number;
  unresolved: number;
  failed: number;
}

/** An answer of the query-log protocol, checked; times parsed. */
export interface Usage {
  generatedAt: Time;
  from: Time;
  to: Time;
  sources: {
    id: string;
    kind: string;
    required: boolean;
    from: Time;
    to: Time;
    gaps: { from: Time; to: Time; reason: string }[];
    sampling: { mode: 'full' | 'random' | 'at-least-once' | 'threshold'; rate: number };
    statements: number;
    unparsed: number;
  }[];
  missing: string[];
  objects: {
    object: ObjectName;
    state: 'observed' | 'zero' | 'no_data';
    /** Of `no_data`: all that keeps it from being zero, in the service's words; left out: it does not say. */
    because?: string[];
    reads: UsageCounts;
    writes: UsageCounts;
    ignored: number;
    firstSeen: Time | null;
    lastSeen: Time | null;
    by: { service: string; user: string | null; reads: number; writes: number; lastSeen: Time | null }[];
    samples: { fingerprint: string; text: string; lastSeen: Time | null }[];
  }[];
}

export interface Comparison {
  from: Time;
  to: Time;
  compared: number;
  diverged: number;
  unknown: number;
  lastDiverged: Time | null;
}

export interface BackfillProgress {
  state: 'running' | 'paused' | 'failed' | 'complete';
  total: number | null;
  done: number;
  failed: number;
  updatedAt: Time | null;
  verifiedAt: Time | null;
}

export interface Approval {
  change: string;
  by: string;
  at: Time;
  url: string | null;
  /** The head that was approved, where it is known: a deployment looks for its contract's content there. */
  head: Sha | null;
  /** Digest of the content that was approved; null: it could not be told. */
  digest: string | null;
  /** `override` approvals carry the reason. */
  override: string | null;
  /** Teams (as in `approvers`) that the approver was found in. */
  teams: string[];
}

export interface Approvals {
  /** Digest of what the pull request's head holds, for this change. */
  digest: string;
  approvals: Approval[];
}

export interface Deployments {
  /** Trusted records alone, in order of creation. */
  attempts: Attempt[];
  /** False for GitOps refs: what is live is known, since when is not. */
  timesKnown: boolean;
}

/** The answer's value for each kind of question. */
export interface Answers {
  deployments: Deployments;
  /** Indexes into the question's migrations. */
  carried: number[];
  mentions: Mentions;
  consumer: Mentions[];
  flag: FlagValue;
  usage: Usage;
  comparison: Comparison;
  backfill: BackfillProgress;
  approvals: Approvals;
}

export type Asked = Question['ask'];
export type AnswerTo<A extends Asked> = Evidence<Answers[A]>;

/** A question with its answer; what a report keeps under `evidence` is made from these. */
export interface Answered {
  question: Question;
  answer: Evidence<unknown>;
}

// ---------------------------------------------------------------- findings and verdict

export type Status = 'ok' | 'warn' | 'wait' | 'block' | 'error';
export type VerdictWord = 'pass' | 'wait' | 'block' | 'error';

export interface FindingEvidence {
  source: string;
  at: Time | null;
  url: string | null;
  value: unknown;
}

export interface Finding {
  rule: string;
  status: Status;
  change: string | null;
  phase: EffectPhase | string | null;
  environment: string | null;
  path: string | null;
  line: number | null;
  column: number | null;
  /** One sentence: what is so, naming the object. */
  message: string;
  /** Why it matters; empty for `ok`. */
  why: string;
  /** What was seen, in short; may be empty. */
  seen: string;
  /** What was asked for, in short (`0 reads in 14 days`, `7 days`): the table of the comment shows it beside `seen`. */
  limit?: string;
  /** The message in at most 80 characters and without a final full stop, for the status line; the message where it is left out. */
  short?: string;
  /** The next thing to do, with text to paste where there is some. */
  next: string;
  /** When it would clear by itself; null: not by time alone. */
  until: Time | null;
  evidence: FindingEvidence[];
}

/** An exemption that was met: used, or said why not. */
export interface Exemption {
  rule: string;
  path: string;
  line: number | null;
  reason: string;
  until: Time | null;
  by: 'comment' | 'manifest';
  state: 'used' | 'unused' | 'expired' | 'refused';
  /** Why it was refused. */
  note: string;
}

export interface Verdict {
  word: VerdictWord;
  findings: Finding[];
  exemptions: Exemption[];
  override: { by: string; reason: string; at: Time; url: string | null } | null;
  /** In observe mode: what the verdict would have been. */
  wouldBe: VerdictWord | null;
}

/** Where a change stands in an environment, phase by phase. */
export interface Lane {
  change: string;
  mode: Mode;
  summary: string;
  /** environment -> phase -> state; only the phases that the change has. */
  environments: Record<string, Record<string, 'live' | 'partial' | 'wait' | 'none' | 'unknown'>>;
}

/** Everything that a decision may look at, and now. */
export interface Snapshot extends Reading {
  answers: Answered[];
}

/** An effect with the change that it belongs to. */
export interface AttributedEffect extends Effect {
  change: string | null;
  database: string;
}

/** How long a backfill takes: batches, the time at full rate, and the time to plan for. */
export interface BackfillPlan {
  change: string;
  rows: number;
  batch: number;
  batches: number;
  /** Rows a second. */
  rate: number;
  ideal: Duration;
  planned: Duration;
}

/** A decision with everything that a report shows of it. */
export interface Decision {
  now: Time;
  subject: Subject;
  verdict: Verdict;
  effects: AttributedEffect[];
  lanes: Lane[];
  plans: BackfillPlan[];
  horizon: { environment: string; now: Sha | null; after: Sha | null }[];
  /** The evidence that was used, in the shape of the evidence file. */
  evidence: unknown;
  /** Things to tell that are no finding: what was assumed, what a manifest would add. */
  notes: string[];
  /** Facts that were supposed, as they were written: nothing of such a decision is real. */
  simulation?: string[];
}
