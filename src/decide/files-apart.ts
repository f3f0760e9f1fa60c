/** Files that are judged each by itself, and what is told of all of them together. Pure. */
import type { AttributedEffect, Decision, Exemption, Finding, Reading, Time } from '../model.ts';
import { decide, NO_FINDING, tellNothing } from './decide.ts';
import { tellLooked } from './phrases.ts';
import { propose } from './propose.ts';
import { finding, rankOf } from './rule.ts';
import { rules } from './rules/index.ts';
import { worstOf } from './worst.ts';

/** What one file comes to. It follows from the file's content alone, so that it can be kept. */
export interface FileVerdict {
  findings: Finding[];
  exemptions: Exemption[];
  statements: number;
  /** How many effects there are; they themselves only where they were asked for. */
  effectCount: number;
  effects: AttributedEffect[];
}

/** `reading` holds one file and no manifest. `withEffects`: formats that list them need them. */
export function judgeApart(reading: Reading, withEffects: boolean): FileVerdict {
  const { verdict, effects } = decide(reading, []).decision;
  return {
    findings: verdict.findings.filter(({ rule }) => judgesFiles.has(rule)),
    exemptions: verdict.exemptions,
    statements: propose(reading).statements.length,
    effectCount: effects.length,
    effects: withEffects ? effects : [],
  };
}

const judging = rules.filter(({ subjects }) => subjects.includes('lint')).map(({ id }) => id);
const judgesFiles = new Set(judging);

/** An `ok` without a place says what a rule has looked at: it is one for all files, or none. */
const isSummary = ({ status, path }: Finding): boolean => status === 'ok' && path === null;

function joinRule(
  rule: string,
  found: readonly Finding[],
  looked: { statements: number; files: number },
): Finding[] {
  const summaries = found.filter(isSummary);
  const [first] = summaries;
  const told = found.filter((one) => !isSummary(one));
  if (!first || summaries.length < looked.files) return told;
  return [...told, finding(rule, { status: 'ok', message: first.message, seen: tellLooked(looked) })];
}

/** One decision on files that were judged apart: what `decide` says of all of them in one reading. */
export function joinFiles(now: Time, verdicts: readonly FileVerdict[]): Decision {
  const files = verdicts.filter(({ statements }) => statements > 0).length;
  const looked = { files, statements: verdicts.reduce((sum, { statements }) => sum + statements, 0) };
  const byRule = Map.groupBy(
    verdicts.flatMap(({ findings }) => findings),
    ({ rule }) => rule,
  );
  const found = judging.flatMap((rule) => joinRule(rule, byRule.get(rule) ?? [], looked));
  const effectCount = verdicts.reduce((sum, one) => sum + one.effectCount, 0);
  const told =
    found.length > 0
      ? found
      : [finding(NO_FINDING, { status: 'ok', message: tellNothing('lint', effectCount) })];
  const findings = told.sort((a, b) => rankOf(b.status) - rankOf(a.status));
  return {
    now,
    subject: { kind: 'lint' },
    verdict: {
      word: worstOf(findings),
      findings,
      exemptions: verdicts.flatMap(({ exemptions }) => exemptions),
      override: null,
      wouldBe: null,
    },
    effects: verdicts.flatMap(({ effects }) => effects),
    lanes: [],
    plans: [],
    horizon: [],
    evidence: {},
    notes: [],
  };
}
