/** The evidence file (or a whole report, which carries one): read strictly, all mistakes told at once. */

import type { Time } from '../model.ts';
import { parseTime } from '../time.ts';
import { UserError } from '../user-error.ts';
import { EVIDENCE_PARTS, type EvidenceFile, type EvidenceParts, evidenceShape } from './evidence/shape.ts';
import { nearest } from './manifest/nearest.ts';
import { describeMistakes } from './telemetry/mistakes.ts';

export interface GivenEvidence {
  /** What the file is called in messages. */
  name: string;
  /** As read: times in milliseconds. */
  parts: EvidenceParts;
  /** As written. Rows of telemetry are judged anew for each question, so they are needed as they came. */
  raw: EvidenceFile;
  /** The moment that a report was decided for; null for a plain evidence file. */
  now: Time | null;
}

const SHOWN = 20;

/** Reads an evidence file's text. Throws `UserError` with every mistake: JSON path and what was expected there. */
export function parseEvidence(text: string, name: string): GivenEvidence {
  const whole = parseJson(text, name);
  if (!isRecord(whole))
    throw wrong(name, ['the top level: expected an object with the parts of the evidence']);
  if ('simulation' in whole)
    throw new UserError(
      `${name} is the report of a simulation: facts in it are supposed, and prove nothing.`,
      'Hand in a report of check, or an evidence file.',
    );
  const report = 'evidence' in whole && 'verdict' in whole;
  const raw = report ? whole.evidence : whole;
  const parsed = evidenceShape.safeParse(raw);
  if (parsed.success) {
    const now = report && typeof whole.now === 'string' ? parseTime(whole.now) : null;
    return { name, parts: parsed.data, raw: raw as EvidenceFile, now };
  }
  const mistakes = [...unknownParts(raw), ...describeMistakes(parsed.error).filter(isNotUnknownPart)];
  throw wrong(name, report ? mistakes.map((mistake) => `evidence.${mistake}`) : mistakes);
}

/** Records that were fetched, in the shape of the file. Throws where they do not have it: nothing is decided from such. */
export function evidenceOf(raw: EvidenceFile, name: string): GivenEvidence {
  const parsed = evidenceShape.safeParse(raw);
  if (!parsed.success) throw new Error(`${name} answered with ${describeMistakes(parsed.error).join('; ')}`);
  return { name, parts: parsed.data, raw, now: null };
}

const isNotUnknownPart = (mistake: string): boolean => !/nrecognized key/.test(mistake);

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unreadable';
    throw new UserError(
      `${name} is not JSON: ${reason}`,
      'Write the file as JSON, for example {"deployments": []}.',
    );
  }
}

function unknownParts(raw: unknown): string[] {
  if (!isRecord(raw)) return [];
  return Object.keys(raw)
    .filter((key) => !EVIDENCE_PARTS.includes(key))
    .map((key) => {
      const near = nearest(key, EVIDENCE_PARTS);
      const hint = near === null ? `expected one of ${EVIDENCE_PARTS.join(', ')}` : `did you mean '${near}'?`;
      return `${key}: there is no such part; ${hint}`;
    });
}

function wrong(name: string, mistakes: string[]): UserError {
  const shown = mistakes.slice(0, SHOWN).map((mistake) => `\n  ${mistake}`);
  const more = mistakes.length > SHOWN ? [`\n  and ${mistakes.length - SHOWN} more`] : [];
  const count = mistakes.length === 1 ? '1 mistake' : `${mistakes.length} mistakes`;
  return new UserError(
    `${name} has ${count}:${[...shown, ...more].join('')}`,
    'Correct them, and try again: a part that is left out is asked for instead.',
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
