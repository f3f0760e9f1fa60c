/** The report as the body of a comment, a job summary or a check run. */
import type { Decision } from '../model.ts';
import { foldEnvironments } from './fold-environments.ts';
import {
  evidenceSection,
  findingSection,
  type LinkTo,
  metSection,
  requirementTable,
} from './markdown-finding.ts';
import {
  exemptionSection,
  headline,
  horizonSection,
  laneSections,
  noteSection,
  planSection,
  settledLine,
} from './markdown-sections.ts';
import { metFindings, openFindings } from './order.ts';
import { isSettled } from './settled.ts';
import { simulationWords } from './words.ts';

/** Stands alone in the first line; nothing from a pull request can stand there. */
export const MARKER = '<!-- lanekeeper -->';

/** GitHub keeps this many characters of a comment and of a check run's summary. */
const LIMIT = 65_535;

export interface MarkdownOptions {
  /** The address of a place in the repository; null: there is none. */
  link?: LinkTo;
  /** At most this many bytes of UTF-8 (default 65,535: no limit of GitHub's is smaller, whether it counts characters or bytes). */
  limit?: number;
  /** Where the whole report is when this one was cut: a sentence of the caller's, in Markdown. */
  whole?: string;
  /** The whole report, also where all is settled, as the job summary wants it. */
  full?: boolean;
}

const sizeOf = (text: string): number => new TextEncoder().encode(text).length;

function sectionsOf(decision: Decision, linkTo: LinkTo): string[] {
  const { findings } = decision.verdict;
  const open = foldEnvironments(openFindings(findings));
  const ordered = [...open, ...metFindings(findings)];
  return [
    ...laneSections(decision),
    ordered.length === 0 ? '' : requirementTable(ordered, linkTo),
    open.length === 0 ? '' : '### What to do',
    ...open.map((finding, index) => findingSection(finding, index + 1, decision.now, linkTo)),
    exemptionSection(decision, linkTo),
    planSection(decision),
    horizonSection(decision),
    noteSection(decision),
    metSection(metFindings(findings), decision),
    ...ordered.map((finding, index) => evidenceSection(finding, index + 1)),
  ].filter((section) => section !== '');
}

const markOf = (decision: Decision): string[] => {
  const words = simulationWords(decision);
  return words === '' ? [] : [`**${words}**`];
};

function shrunk(decision: Decision): string[] {
  const notes = noteSection(decision);
  const folded = `<details><summary>Notes</summary>\n\n${notes}\n\n</details>`;
  return [...markOf(decision), settledLine(decision), ...(notes === '' ? [] : [folded])];
}

/** Keeps whole sections while they fit, and says what is missing and where it is. */
function cutAtSections(sections: string[], limit: number, whole: string): string {
  const all = sections.join('\n\n');
  if (sizeOf(all) <= limit) return all;
  const notice = (left: number): string => `*Cut here: ${left} more sections do not fit. ${whole}*`;
  let text = sections[0] ?? '';
  let room = limit - sizeOf(text) - sizeOf(notice(sections.length)) - 2;
  let kept = 1;
  for (const section of sections.slice(1)) {
    room -= sizeOf(section) + 2;
    if (room < 0) break;
    text += `\n\n${section}`;
    kept += 1;
  }
  return `${text}\n\n${notice(sections.length - kept)}`;
}

/**
 * Markdown that begins with the hidden marker and ends in a line break. Text from the pull request cannot come alive in
 * it: no HTML, link, image, mention or reference. A limit below some 4,000 bytes still gives headline and notice.
 */
export function writeMarkdown(decision: Decision, options: MarkdownOptions = {}): string {
  const { link: linkTo = () => null, limit = LIMIT, full = false } = options;
  const whole = options.whole ?? 'The whole report: `lanekeeper check --format markdown`.';
  const top = (first: string): string => `${MARKER}\n${first}`;
  const [first = '', ...rest] =
    isSettled(decision) && !full ? shrunk(decision) : [headline(decision), ...sectionsOf(decision, linkTo)];
  return `${cutAtSections([top(first), ...rest], limit - 1, whole)}\n`;
}
