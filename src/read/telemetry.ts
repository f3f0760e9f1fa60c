/** Telemetry: usage, comparisons and backfills, from the evidence file, a file or a query log. Fails closed in every way. */
import type { Evidence, TelemetrySource } from '../model.ts';
import { below } from './ask-json/address.ts';
import { isProblem } from './ask-json/problem.ts';
import { askJson, type JsonAnswer } from './ask-json.ts';
import { canonicalJson } from './canonical-json.ts';
import { failed, known, missing } from './evidence/answers.ts';
import { type FileReader, readNamedFile } from './named-file.ts';
import {
  judgeAnswer,
  requestOf,
  type Taken,
  type TelemetryQuestion,
  type TelemetryValue,
  type Terms,
} from './telemetry/kinds.ts';
import { askEngine } from './telemetry/prometheus.ts';

export interface TelemetryReader {
  sources: readonly TelemetrySource[];
  env: NodeJS.ProcessEnv;
  /** Milliseconds for one question in all. */
  budget: number;
  files: FileReader;
  /** Told of every answer that was taken, as it came, so that a report can carry it. */
  keep(question: TelemetryQuestion, raw: unknown): void;
}

type Answer = Promise<Evidence<TelemetryValue>>;

/** Asks the telemetry that the manifest names. Never rejects for what a server or a file may hold. */
export async function askTelemetry(reader: TelemetryReader, question: TelemetryQuestion): Answer {
  const source = reader.sources.find(({ name }) => name === question.telemetry);
  if (!source) return failed(`the manifest has no telemetry called ${question.telemetry}`, 'manifest');
  if (source.type === 'query-log') return await askQueryLog(reader, source, question);
  if (source.type === 'file') return await readAnswerFile(reader, source, question);
  return await askPrometheus(reader, source, question);
}

/** An engine's series are put into an answer of the protocol, which is then judged and kept as a query log's own. */
async function askPrometheus(
  reader: TelemetryReader,
  source: TelemetrySource,
  question: TelemetryQuestion,
): Answer {
  const { url, tokenEnv, sources } = source;
  const label = `prometheus ${source.name}`;
  const told = await askEngine({ url, tokenEnv, sources, env: reader.env, budget: reader.budget }, question);
  if ('failed' in told) return failed(`${label}: ${told.failed}`, label);
  if ('missing' in told) return missing(`${label}: ${told.missing}`, label);
  const judged = judgeAnswer(told.answer, question, { sources, lenient: false });
  if ('refused' in judged) return failed(`the answer of ${label} was refused: ${judged.refused}`, label);
  reader.keep(question, told.answer);
  return known(judged.value, label, judged.at);
}

async function askQueryLog(
  reader: TelemetryReader,
  source: TelemetrySource,
  question: TelemetryQuestion,
): Answer {
  const { path, body } = requestOf(question);
  const { env, budget } = reader;
  const url = below(source.url, path);
  const answer = await askJson({
    url,
    tokenEnv: source.tokenEnv,
    env,
    budget,
    ...(body === undefined ? {} : { body }),
  });
  const label = `query-log ${source.name}`;
  if (!answer.ok) return explainRefusal(answer, question, label);
  const judged = judgeAnswer(answer.value, question, { sources: source.sources, lenient: false });
  if ('refused' in judged) return failed(`the answer of ${label} was refused: ${judged.refused}`, label);
  reader.keep(question, answer.value);
  return known(judged.value, label, judged.at);
}

function explainRefusal(
  answer: Extract<JsonAnswer, { ok: false }>,
  question: TelemetryQuestion,
  label: string,
): Evidence<TelemetryValue> {
  if (question.ask === 'usage' && isProblem(answer.problem, 'unknown-object')) {
    const detail = `${answer.why}; one of ${question.objects.join(', ')} is not known there: is it spelled as the database spells it?`;
    return failed(detail, label);
  }
  // The protocol's own "not found", unlike a wrong address, comes as a problem that says so.
  const own = answer.problem?.type !== undefined && !isProblem(answer.problem, 'no-such-path');
  if (question.ask !== 'usage' && answer.status === 404 && own) {
    return missing(`${label} has no ${question.ask} called ${question.name}`, label);
  }
  return failed(answer.why, label);
}

async function readAnswerFile(
  reader: TelemetryReader,
  source: TelemetrySource,
  question: TelemetryQuestion,
): Answer {
  const label = `file ${source.name}`;
  const file = await readNamedFile(reader.files, source.url);
  if ('refused' in file) return failed(file.refused, label);
  let raw: unknown;
  try {
    raw = JSON.parse(file.text);
  } catch (error) {
    return failed(
      `${source.url} is not JSON: ${error instanceof Error ? error.message : 'unreadable'}`,
      label,
    );
  }
  const rows = rowsFor(Array.isArray(raw) ? raw : [raw], question);
  return chooseAnswer(rows, question, { sources: source.sources, lenient: true }, label, reader.keep);
}

/** Rows that may answer: of this environment, database and telemetry where they name one, and of this kind. */
export function rowsFor(rows: readonly unknown[], question: TelemetryQuestion): unknown[] {
  return rows.filter((row) => row === null || typeof row !== 'object' || mayAnswer(row as Row, question));
}

type Row = Record<string, unknown>;

function mayAnswer(row: Row, question: TelemetryQuestion): boolean {
  const fits = (field: string, value: string): boolean => row[field] === undefined || row[field] === value;
  if (!fits('environment', question.environment) || !fits('telemetry', question.telemetry)) return false;
  // A row that a report kept answers its own question alone: what it was told to ignore cannot be seen in it.
  if (!fits('asked', canonicalJson(question))) return false;
  if (question.ask === 'usage') return fits('database', question.database) && row.name === undefined;
  const kind = 'compared' in row ? 'comparison' : 'state' in row ? 'backfill' : question.ask;
  return kind === question.ask && fits('name', question.name);
}

interface Candidate {
  judged: Taken;
  row: unknown;
}

/** The usable row with the narrowest window, the newest of several; where none is usable, why the last one is not. */
export function chooseAnswer(
  rows: readonly unknown[],
  question: TelemetryQuestion,
  terms: Terms,
  label: string,
  keep: TelemetryReader['keep'],
): Evidence<TelemetryValue> {
  const usable: Candidate[] = [];
  let refused: string | null = null;
  for (const row of rows) {
    const judged = judgeAnswer(row, question, terms);
    if ('refused' in judged) refused = judged.refused;
    else usable.push({ judged, row });
  }
  const [best] = usable.sort(
    (a, b) => widthOf(a.judged.value) - widthOf(b.judged.value) || (b.judged.at ?? 0) - (a.judged.at ?? 0),
  );
  if (best && usable.some((other) => contradicts(other, best)))
    return failed(`${label} has two answers of one time that contradict each other`, label);
  if (best) {
    keep(question, best.row);
    return known(best.judged.value, label, best.judged.at);
  }
  const about = question.ask === 'usage' ? question.objects.join(', ') : question.name;
  if (refused !== null) return failed(`the answer of ${label} was refused: ${refused}`, label);
  const why = `${label} has no ${question.ask} answer for ${about} in ${question.environment}`;
  // Nobody has compared, or begun to fill, yet: that may come. A query log that does not answer is none.
  return question.ask === 'usage' ? failed(why, label) : missing(why, label);
}

/** Neither is newer, so neither can be preferred. */
const contradicts = ({ judged }: Candidate, best: Candidate): boolean =>
  judged.at === best.judged.at &&
  widthOf(judged.value) === widthOf(best.judged.value) &&
  canonicalJson(judged.value) !== canonicalJson(best.judged.value);

const widthOf = (value: TelemetryValue): number => ('to' in value ? value.to - value.from : 0);
