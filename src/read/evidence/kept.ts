/** The evidence that was used, written down so that a replay comes to the same verdict. */
import type { Deployments, Evidence, FlagValue, Question, Sha } from '../../model.ts';
import { formatTime } from '../../time.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { GivenEvidence } from '../evidence-file.ts';
import type { Repository } from '../repository.ts';
import type { TelemetryQuestion } from '../telemetry/kinds.ts';
import type { EvidenceFile } from './shape.ts';

type Row = Record<string, unknown>;

/** Questions that the evidence file alone can answer again: the others are asked of the repository. */
const PARTS = { usage: 'usage', comparison: 'comparisons', backfill: 'backfills', flag: 'flags' } as const;
type Part = (typeof PARTS)[keyof typeof PARTS] | 'refs';

const isMap = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export class Kept {
  readonly #given: GivenEvidence | null;
  readonly #repository: Repository;
  /** Parts that were asked for, with their rows by canonical text: the same answer is written once. */
  readonly #rows = new Map<Part, Map<string, Row>>();
  /** Rows that were fetched, by their part of the file; and parts that are no lists. */
  readonly #fetched = new Map<string, Map<string, Row>>();
  readonly #whole: Row = {};
  readonly #unanswered = new Map<string, Row>();
  readonly #commits = new Map<string, Promise<Sha | null>>();
  readonly #named = new Map<string, Sha>();

  constructor(given: GivenEvidence | null, repository: Repository) {
    this.#given = given;
    this.#repository = repository;
  }

  /** A ref's commit, looked up once: refs move, and a replay must find the same. */
  resolve(ref: string): Promise<Sha | null> {
    const known = this.#commits.get(ref);
    if (known) return known;
    const resolving = this.#repository.resolve(ref).then((commit) => {
      if (commit !== null) this.#named.set(ref, commit);
      return commit;
    });
    this.#commits.set(ref, resolving);
    return resolving;
  }

  /** An answer of telemetry that was taken, as it came, with the question that it answers. */
  keep(question: TelemetryQuestion, raw: unknown): void {
    const { environment, telemetry } = question;
    const database = question.ask === 'usage' ? { database: question.database } : {};
    const about = { environment, telemetry, ...database, asked: canonicalJson(question) };
    this.#add(PARTS[question.ask], { ...(raw as Row), ...about });
  }

  /** Records that were fetched from elsewhere. */
  fetched(raw: EvidenceFile): void {
    for (const [part, value] of Object.entries(raw)) {
      if (!Array.isArray(value)) {
        const known = this.#whole[part];
        this.#whole[part] = isMap(known) && isMap(value) ? { ...known, ...value } : value;
        continue;
      }
      const rows = this.#fetched.get(part) ?? new Map<string, Row>();
      for (const row of value as Row[]) rows.set(canonicalJson(row), row);
      this.#fetched.set(part, rows);
    }
  }

  /** Told of every answer. */
  note(question: Question, answer: Evidence<unknown>): void {
    if (question.ask in PARTS) this.#part(PARTS[question.ask as keyof typeof PARTS]);
    if (question.ask in PARTS && answer.state !== 'known') {
      const { state, why, source } = answer;
      this.#unanswered.set(canonicalJson(question), { question, state, why, source });
    }
    if (question.ask === 'flag') this.#noteFlag(question, answer as Evidence<FlagValue>);
    if (question.ask === 'deployments') this.#noteRef(answer as Evidence<Deployments>);
  }

  #noteFlag({ key, environment }: { key: string; environment: string }, answer: Evidence<FlagValue>): void {
    if (answer.state !== 'known') return;
    const { enabled, since } = answer.value;
    this.#add('flags', { key, environment, enabled, since: since === null ? null : formatTime(since) });
  }

  #noteRef(answer: Evidence<Deployments>): void {
    if (answer.state !== 'known' || answer.value.timesKnown) return;
    for (const { id, commit } of answer.value.attempts) this.#add('refs', { ref: id, commit });
  }

  #add(part: Part, row: Row): void {
    this.#part(part).set(canonicalJson(row), row);
  }

  #part(part: Part): Map<string, Row> {
    const rows = this.#rows.get(part) ?? new Map<string, Row>();
    this.#rows.set(part, rows);
    return rows;
  }

  /** What was said of a question that got no answer when the evidence was written; null: nothing. */
  told(question: Question): Evidence<never> | null {
    const key = canonicalJson(question);
    const row = this.#given?.parts.unanswered?.find((one) => canonicalJson(one.question) === key);
    return row ? { state: row.state, why: row.why, source: row.source } : null;
  }

  /** In the evidence file's shape: parts that nobody asked for are left out. */
  written(): EvidenceFile {
    const given: Row = { ...this.#given?.raw };
    for (const part of ['unanswered', 'refs', ...Object.values(PARTS)]) delete given[part];
    for (const [part, field] of [
      ['deployments', 'commit'],
      ['approvals', 'head'],
    ] as const) {
      const rows = given[part];
      if (Array.isArray(rows)) given[part] = rows.map((row: Row) => this.#withCommit(row, field));
    }
    for (const [part, rows] of this.#fetched)
      given[part] = [...((given[part] as Row[] | undefined) ?? []), ...rows.values()];
    for (const [part, rows] of this.#rows) given[part] = [...rows.values()];
    if (this.#unanswered.size > 0) given.unanswered = [...this.#unanswered.values()];
    return { ...given, ...this.#whole } as EvidenceFile;
  }

  #withCommit(row: Row, field: string): Row {
    const commit = this.#named.get(String(row[field]));
    return commit === undefined ? row : { ...row, [field]: commit };
  }
}
