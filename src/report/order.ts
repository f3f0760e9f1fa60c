/** The order in which everything is shown: worst first, then by place; equal decisions give equal reports. */
import type { Finding, Status } from '../model.ts';

const RANK: Record<Status, number> = { error: 0, block: 1, wait: 2, warn: 3, ok: 4 };

function compare<T extends string | number>(one: T, other: T): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function compareFindings(one: Finding, other: Finding): number {
  return (
    compare(RANK[one.status], RANK[other.status]) ||
    compare(one.path ?? '', other.path ?? '') ||
    compare(one.line ?? 0, other.line ?? 0) ||
    compare(one.column ?? 0, other.column ?? 0) ||
    compare(one.change ?? '', other.change ?? '') ||
    compare(one.rule, other.rule) ||
    compare(one.environment ?? '', other.environment ?? '') ||
    compare(one.message, other.message)
  );
}

/** Error, block, wait, warn, ok; within one status by path, line, change, rule and environment. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(compareFindings);
}

/** Those that say something has to happen, or is only told: all but `ok`. */
export function openFindings(findings: readonly Finding[]): Finding[] {
  return worstFirst(findings).filter(({ status }) => status !== 'ok');
}

/** Those that say why it passes. */
export function metFindings(findings: readonly Finding[]): Finding[] {
  return worstFirst(findings).filter(({ status }) => status === 'ok');
}
