/** The worst finding decides. */
import type { Finding, VerdictWord } from '../model.ts';
import { rankOf } from './rule.ts';

const WORDS: VerdictWord[] = ['pass', 'pass', 'wait', 'block', 'error'];

/** Error over block over wait; ok and warn let through. */
export function worstOf(findings: readonly Finding[]): VerdictWord {
  return WORDS[Math.max(0, ...findings.map(({ status }) => rankOf(status)))] ?? 'error';
}
