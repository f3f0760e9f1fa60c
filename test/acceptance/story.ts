/** One case: what is asked, and what a reader of the specification expects to be told. */
import { expect, it } from 'vitest';
import { type Answer, decide, type Finding, type Report, type Word, writeEvidence } from './run.ts';

export interface Case {
  title: string;
  repo?: string;
  base?: string;
  head?: string;
  /** A deployment to this environment, of `head`. */
  deployTo?: string;
  evidence?: unknown;
  now?: string;
  args?: string[];
  env?: Record<string, string>;
  verdict: Word | Word[];
  /** The rules of exactly the findings that hold it up; `some`: at least these. */
  held?: string[];
  some?: string[];
  warns?: string[];
  /** Rules that must not have spoken against it, not even as a warning. */
  silent?: string[];
  also?(report: Report): void | Promise<void>;
  /** What the report holds as evidence gives the same verdict again, without asking anybody. */
  replay?: boolean;
}

export const NOW = '2026-11-01T00:00:00Z';

const holding = (finding: Finding): boolean => ['wait', 'block', 'error'].includes(finding.status);
const sorted = (rules: string[]): string[] => [...new Set(rules)].sort();

export const heldBy = (report: Report): string[] =>
  sorted(report.findings.filter(holding).map(({ rule }) => rule));

export const told = (report: Report): string =>
  report.findings
    .filter(({ status }) => status !== 'ok')
    .map(
      ({ rule, status, environment, message, next }) =>
        `${status} ${rule} ${environment}: ${message} -> ${next}`,
    )
    .join('\n');

function argsOf(one: Case): string[] {
  const head = one.head ?? 'pr';
  const what = one.deployTo
    ? ['check-deploy', '--environment', one.deployTo, '--commit', head]
    : ['check', '--head', head];
  return [
    ...what,
    '--base',
    one.base ?? 'main',
    '--repo',
    one.repo ?? '.',
    '--now',
    one.now ?? NOW,
    ...(one.args ?? []),
  ];
}

export async function decideCase(one: Case, evidence: unknown = one.evidence): Promise<Answer> {
  const given = evidence === undefined ? [] : ['--evidence', writeEvidence(evidence)];
  return decide([...argsOf(one), ...given], '', one.env);
}

function judge(one: Case, report: Report): void {
  const words = Array.isArray(one.verdict) ? one.verdict : [one.verdict];
  const said = `${report.verdict}\n${told(report)}`;
  expect(words, said).toContain(report.verdict);
  if (one.held) expect(heldBy(report), said).toEqual(sorted(one.held));
  for (const rule of one.some ?? []) expect(heldBy(report), said).toContain(rule);
  const spoken = report.findings.filter(({ status }) => status !== 'ok').map(({ rule }) => rule);
  for (const rule of one.warns ?? []) expect(spoken, said).toContain(rule);
  for (const rule of one.silent ?? []) expect(spoken, said).not.toContain(rule);
  for (const { rule, message, next } of report.findings.filter(holding)) {
    expect(`${rule}: ${message} -> ${next}`).toMatch(/: .+ -> \S/s);
  }
}

export async function play(one: Case): Promise<void> {
  const { report } = await decideCase(one);
  judge(one, report);
  await one.also?.(report);
  if (!one.replay || one.evidence === undefined) return;
  const again = await decideCase(one, report);
  expect(again.report.verdict, `replayed:\n${told(again.report)}`).toBe(report.verdict);
  expect(heldBy(again.report)).toEqual(heldBy(report));
}

/** A table of cases over one repository, a few at a time. */
export function tell(repo: () => string, cases: Case[]): void {
  for (const [index, one] of cases.entries()) {
    it.concurrent(one.title, () => play({ repo: repo(), replay: index % 5 === 0, ...one }));
  }
}
