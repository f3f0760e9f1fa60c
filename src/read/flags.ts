/** Whether a feature flag is on for everyone: from the evidence file, a file, or OpenFeature's remote evaluation. */
import { z } from 'zod';
import type { Evidence, FlagSource, FlagValue, Question } from '../model.ts';
import { below } from './ask-json/address.ts';
import { askJson } from './ask-json.ts';
import { failed, known, missing } from './evidence/answers.ts';
import { evidenceShape, type FlagRow } from './evidence/shape.ts';
import type { GivenEvidence } from './evidence-file.ts';
import { type FileReader, readNamedFile } from './named-file.ts';
import { describeMistakes } from './telemetry/mistakes.ts';

export type FlagQuestion = Extract<Question, { ask: 'flag' }>;

export interface FlagReader {
  source: FlagSource | null;
  given: GivenEvidence | null;
  env: NodeJS.ProcessEnv;
  budget: number;
  files: FileReader;
}

/** Never rejects for what a provider or a file may hold. */
export async function askFlag(reader: FlagReader, question: FlagQuestion): Promise<Evidence<FlagValue>> {
  if (reader.given?.parts.flags) return readRows(reader.given.parts.flags, question, reader.given.name);
  if (!reader.source) {
    return missing(`nobody says how ${question.key} stands: the manifest names no flag provider`, 'manifest');
  }
  return reader.source.type === 'ofrep'
    ? await evaluate(reader, reader.source, question)
    : await readFlagFile(reader, reader.source, question);
}

function readRows(rows: readonly FlagRow[], question: FlagQuestion, source: string): Evidence<FlagValue> {
  const mine = rows.filter((row) => row.key === question.key && row.environment === question.environment);
  const [row] = mine;
  if (!row)
    return missing(`${source} says nothing of the flag ${question.key} in ${question.environment}`, source);
  if (mine.length > 1) {
    return failed(
      `${source} has ${mine.length} rows for the flag ${question.key} in ${question.environment}`,
      source,
    );
  }
  return known({ enabled: Number(row.enabled), since: row.since ?? null }, source, null);
}

const rowsShape = z.union([
  evidenceShape.shape.flags.unwrap(),
  z.looseObject({ flags: evidenceShape.shape.flags.unwrap() }),
]);

async function readFlagFile(
  reader: FlagReader,
  source: FlagSource,
  question: FlagQuestion,
): Promise<Evidence<FlagValue>> {
  const file = await readNamedFile(reader.files, source.url);
  if ('refused' in file) return failed(file.refused, source.url);
  let raw: unknown;
  try {
    raw = JSON.parse(file.text);
  } catch {
    return failed(`${source.url} is not JSON`, source.url);
  }
  const parsed = rowsShape.safeParse(raw);
  if (!parsed.success) {
    return failed(
      `${source.url} is no list of flags: ${describeMistakes(parsed.error)[0] ?? ''}`,
      source.url,
    );
  }
  return readRows(Array.isArray(parsed.data) ? parsed.data : parsed.data.flags, question, source.url);
}

/** Reasons for which the value is everyone's; any other (SPLIT, TARGETING_MATCH …) is this context's alone. */
const FOR_EVERYONE = new Set(['STATIC', 'DEFAULT']);

const evaluationShape = z.looseObject({
  value: z.union([z.boolean(), z.literal(['on', 'off'])]),
  reason: z.string().nullish(),
});

async function evaluate(
  reader: FlagReader,
  source: FlagSource,
  question: FlagQuestion,
): Promise<Evidence<FlagValue>> {
  const { env, budget } = reader;
  const { key, environment } = question;
  const url = below(source.url, `/ofrep/v1/evaluate/flags/${encodeURIComponent(key)}`);
  const body = { context: { targetingKey: 'lanekeeper', environment } };
  const answer = await askJson({ url, body, tokenEnv: source.tokenEnv, env, budget });
  if (!answer.ok) {
    const unknown = answer.problem?.errorCode === 'FLAG_NOT_FOUND';
    return unknown ? missing(`the flag provider has no flag ${key}`, 'ofrep') : failed(answer.why, 'ofrep');
  }
  const parsed = evaluationShape.safeParse(answer.value);
  if (!parsed.success) {
    return failed(
      `the flag ${key} is not one that is on or off: ${describeMistakes(parsed.error)[0] ?? ''}`,
      'ofrep',
    );
  }
  const { value, reason } = parsed.data;
  const on = value === true || value === 'on';
  const everyone = FOR_EVERYONE.has(reason ?? '');
  // On for the context that was asked proves it for nobody else: the share that is proved is none.
  const told = on && !everyone ? `ofrep: on by ${reason ?? 'no reason given'}, not for everyone` : 'ofrep';
  return known({ enabled: on && everyone ? 1 : 0, since: null }, told, null);
}
