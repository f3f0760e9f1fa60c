/** Findings on the lines that they are about, as a check run shows them. Source: GitHub's REST documentation (annotations). */
import type { Decision, Finding, Status } from '../model.ts';
import { cleanLine, cleanLines, clip } from './clean.ts';
import { openFindings } from './order.ts';
import { nextOf } from './words.ts';

export interface Annotation {
  path: string;
  start_line: number;
  end_line: number;
  annotation_level: 'notice' | 'warning' | 'failure';
  title: string;
  message: string;
}

const LEVELS: Record<Status, Annotation['annotation_level']> = {
  error: 'failure',
  block: 'failure',
  wait: 'warning',
  warn: 'warning',
  ok: 'notice',
};

const TITLE_LENGTH = 255;
/** GitHub keeps 64 KB of a message; a reader wants less. */
const MESSAGE_LENGTH = 4000;

function messageOf(finding: Finding, now: number): string {
  const next = cleanLines(nextOf(finding, now));
  const lines = [
    cleanLine(finding.message),
    finding.why === '' ? '' : `Why: ${cleanLine(finding.why)}`,
    finding.seen === '' ? '' : `Seen: ${cleanLine(finding.seen)}`,
    next.length === 0 ? '' : `Do: ${next.join('\n')}`,
  ];
  return clip(lines.filter((line) => line !== '').join('\n'), MESSAGE_LENGTH);
}

/** Worst first; findings without a place are in the summary alone. */
export function annotationsOf({ verdict, now }: Decision): Annotation[] {
  return openFindings(verdict.findings).flatMap((finding) => {
    const { path, line, rule, status, environment } = finding;
    if (path === null || line === null) return [];
    const where = environment === null ? '' : ` (${environment})`;
    return [
      {
        path,
        start_line: line,
        end_line: line,
        annotation_level: LEVELS[status],
        title: clip(cleanLine(`${rule}: ${status}${where}`), TITLE_LENGTH),
        message: messageOf(finding, now),
      },
    ];
  });
}
