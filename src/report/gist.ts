/** What a decision comes to, without the moment it was made at: two that say the same are not told twice. */
import type { Decision } from '../model.ts';
import { fingerprint } from './fingerprint.ts';
import { worstFirst } from './order.ts';

export function gistOf({ verdict, lanes, subject, notes, horizon }: Decision): string {
  const findings = worstFirst(verdict.findings).map((finding) => [
    finding.rule,
    finding.status,
    finding.change ?? '',
    finding.environment ?? '',
    finding.path ?? '',
    String(finding.line ?? ''),
    // How long something has been so grows by itself: it is news only where the status moves.
    finding.message.replace(/\b\d[\d,]* (?:days?|h|min|s)(?: \d+ (?:h|min|s))?\b/g, 'some time'),
    finding.next,
    String(finding.until ?? ''),
  ]);
  const head = subject.kind === 'lint' ? '' : subject.head;
  return fingerprint([
    verdict.word,
    verdict.wouldBe ?? '',
    JSON.stringify(verdict.override),
    head,
    JSON.stringify(findings),
    JSON.stringify(verdict.exemptions),
    JSON.stringify(lanes),
    JSON.stringify(horizon),
    JSON.stringify(notes),
  ]);
}
