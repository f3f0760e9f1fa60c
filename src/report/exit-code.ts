import type { Decision, VerdictWord } from '../model.ts';

const CODES: Record<VerdictWord, 0 | 1 | 2 | 3> = { pass: 0, block: 1, error: 2, wait: 3 };

/** 0 pass, 1 block, 2 error, 3 wait; a verdict that is none of these could not be decided. */
export function exitCode(decision: Decision): 0 | 1 | 2 | 3 {
  return Object.hasOwn(CODES, decision.verdict.word) ? CODES[decision.verdict.word] : 2;
}
