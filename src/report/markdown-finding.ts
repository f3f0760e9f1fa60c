/** Findings in Markdown: the four lines, the table of requirements, the evidence folded away. */
import type { Decision, Finding } from '../model.ts';
import { cleanLine, cleanLines } from './clean.ts';
import { code, fenced, link, prose } from './escape-markdown.ts';
import { serialize } from './serialize.ts';
import { rfc3339 } from './when.ts';
import { metTitle, nextOf, placeOf } from './words.ts';

/** Where a place in the repository can be looked at; null or undefined: nowhere. */
export type LinkTo = (path: string, line: number | null) => string | null;

function placeLink(finding: Finding, linkTo: LinkTo): string {
  const label = code(placeOf(finding));
  return finding.path === null ? label : link(label, linkTo(finding.path, finding.line));
}

function codes(parts: (string | null)[]): string {
  return parts
    .map((part) => code(part ?? ''))
    .filter((part) => part !== '')
    .join(', ');
}

function pasted(text: string): string[] {
  const lines = cleanLines(text);
  return lines.length === 0 ? [] : ['', fenced(lines)];
}

/** Prose in the first line, and what is to be pasted below it in a block. */
function doLines(finding: Finding, now: number): string[] {
  const [first = '', ...rest] = cleanLines(nextOf(finding, now));
  return first === '' ? [] : [`- **Do:** ${prose(first)}`, ...pasted(rest.join('\n'))];
}

function labelled(label: string, text: string): string[] {
  return cleanLine(text) === '' ? [] : [`- **${label}:** ${prose(text)}`];
}

/** `number` is what the evidence below refers to. */
export function findingSection(finding: Finding, number: number, now: number, linkTo: LinkTo): string {
  const belongs = codes([finding.change, finding.phase, finding.environment]);
  const where = [placeLink(finding, linkTo), belongs].filter((part) => part !== '');
  return [
    `#### Finding ${number}: ${[`${code(finding.rule)} ${finding.status}`, ...where].join(', ')}`,
    '',
    prose(finding.message),
    '',
    ...labelled('Why', finding.why),
    ...labelled('Seen', finding.seen),
    ...doLines(finding, now),
  ]
    .join('\n')
    .trimEnd();
}

function sources(finding: Finding): string {
  const seen = finding.evidence.map(({ source, url }) => link(prose(source), url));
  return [...new Set(seen)].join(', ');
}

function row(finding: Finding, linkTo: LinkTo): string {
  const requirement = [code(finding.rule), codes([finding.change, finding.phase, finding.environment])];
  const cells = [
    finding.status,
    requirement.filter((part) => part !== '').join(' '),
    prose(finding.limit ?? ''),
    prose(finding.seen) || prose(finding.message),
    sources(finding) || placeLink(finding, linkTo),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Requirement, limit, observed, source: one row for each finding. */
export function requirementTable(findings: readonly Finding[], linkTo: LinkTo): string {
  return [
    '| | requirement | limit | observed | source |',
    '|---|---|---|---|---|',
    ...findings.map((finding) => row(finding, linkTo)),
  ].join('\n');
}

/** The evidence of one finding, folded; empty where it has none. */
export function evidenceSection(finding: Finding, number: number): string {
  if (finding.evidence.length === 0) return '';
  const parts = finding.evidence.map(({ source, at, url, value }) => {
    const observed = rfc3339(at) ?? 'a time that is not known';
    return `${link(prose(source), url) || 'a source without a name'}, observed at ${observed}:\n\n${fenced(cleanLines(serialize(value)), 'json')}`;
  });
  const summary = `<details><summary>Evidence of finding ${number}</summary>`;
  return [summary, ...parts, '</details>'].join('\n\n');
}

/** Why it passes: one line for each requirement that is met, folded. */
export function metSection(findings: readonly Finding[], decision: Decision): string {
  if (findings.length === 0) return '';
  const lines = findings.map((finding) => {
    const belongs = codes([finding.change, finding.phase, finding.environment]);
    return `- ${code(finding.rule)}: ${prose(finding.message)}${belongs === '' ? '' : ` (${belongs})`}`;
  });
  return [
    `<details><summary>${metTitle(decision.verdict)} (${findings.length})</summary>`,
    lines.join('\n'),
    '</details>',
  ].join('\n\n');
}
