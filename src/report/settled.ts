import type { Decision } from '../model.ts';

/**
 * Whether there is nothing left to say: it passes, nothing warns, nothing was let through by an exemption, an override or
 * observing. A comment then shrinks to one line, and where there is none yet, none is needed.
 */
export function isSettled({ verdict }: Decision): boolean {
  return (
    verdict.word === 'pass' &&
    verdict.override === null &&
    (verdict.wouldBe === null || verdict.wouldBe === 'pass') &&
    verdict.exemptions.length === 0 &&
    verdict.findings.every(({ status }) => status === 'ok')
  );
}
