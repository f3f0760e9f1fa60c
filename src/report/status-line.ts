/** One line for a commit status. */
import type { Decision, Finding, VerdictWord } from '../model.ts';
import { cleanLine, clip } from './clean.ts';
import { metFindings, openFindings } from './order.ts';

/** What GitHub keeps of a status description. */
const LENGTH = 140;

const STARTS: Record<VerdictWord, string> = {
  pass: 'passes',
  wait: 'waits',
  block: 'blocked',
  error: 'cannot decide',
};

function shortOf(finding: Finding): string {
  const short = cleanLine(finding.short ?? '') || cleanLine(finding.message);
  return short.replace(/\.$/, '');
}

function withOthers(text: string, others: number): string {
  const tail = others > 0 ? ` (+${others} more)` : '';
  return clip(text, LENGTH - tail.length) + tail;
}

function passLine(decision: Decision): string {
  const warnings = openFindings(decision.verdict.findings);
  const met = [...new Set(metFindings(decision.verdict.findings).map(({ rule }) => cleanLine(rule)))];
  const [first] = warnings;
  if (first) return withOthers(`passes, warns: ${shortOf(first)}`, warnings.length - 1);
  return met.length === 0 ? 'passes: nothing in it has to wait its turn' : `passes: met ${met.join(', ')}`;
}

function worstLine(word: VerdictWord, decision: Decision): string {
  const held = openFindings(decision.verdict.findings).filter(({ status }) => status !== 'warn');
  const [first] = held;
  const start = STARTS[word] ?? 'cannot decide';
  return first ? withOthers(`${start}: ${shortOf(first)}`, held.length - 1) : start;
}

/** At most 140 characters, no line break: `waits: users.name still read by billing (1,204 in 14 d)`. */
export function statusLine(decision: Decision): string {
  const { word, wouldBe, override } = decision.verdict;
  if (decision.simulation) return clip(`simulation: ${worstLine(word, decision)}`, LENGTH);
  if (override)
    return clip(`passes by override of ${cleanLine(override.by)}: ${cleanLine(override.reason)}`, LENGTH);
  if (wouldBe !== null && wouldBe !== 'pass')
    return clip(`observing, would be: ${worstLine(wouldBe, decision)}`, LENGTH);
  return clip(word === 'pass' ? passLine(decision) : worstLine(word, decision), LENGTH);
}
