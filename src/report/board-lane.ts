/** A change on the board: where it stands in each environment, what it waits for, who still uses the old shape. */
import type { Finding, Lane } from '../model.ts';
import { usageTables } from './board-usage.ts';
import { cleanLine, cleanLines } from './clean.ts';
import { html } from './escape-html.ts';
import { openFindings } from './order.ts';
import type { StatusDecision } from './status.ts';
import { showMoment } from './when.ts';
import { planWords } from './words.ts';

/** A sign beside the word, so that colour is never all that tells. */
const SIGNS: Record<string, string> = {
  ...{ live: '✓', partial: '◐', wait: '…', none: '○', unknown: '?' },
  ...{ warn: '!', block: '✕', error: '?' },
};

function state(word: string): string {
  const known = Object.hasOwn(SIGNS, word) ? word : 'unknown';
  return `<span class="state ${known}"><span aria-hidden="true">${SIGNS[known]} </span>${html(word)}</span>`;
}

function environmentItem(name: string, phases: Record<string, string>): string {
  const rows = Object.entries(phases).map(
    ([phase, word]) => `<li><span>${html(phase)}</span> ${state(word)}</li>`,
  );
  return `<li><strong>${html(name)}</strong><ol class="phases">${rows.join('')}</ol></li>`;
}

/** What is to be done: prose, then text to paste as it is. */
function nextStep(next: string): string {
  const [first = '', ...rest] = cleanLines(next);
  const paste = rest.length === 0 ? '' : `<pre>${rest.map(htmlLine).join('\n')}</pre>`;
  return first === '' ? '' : `<p>Do: ${html(first)}</p>${paste}`;
}

/** Indentation means something in what is pasted. */
function htmlLine(line: string): string {
  return `${/^ */.exec(line)?.[0] ?? ''}${html(line)}`;
}

/** A finding with its moment; the moment is told even where the message names it. */
export function openItem(finding: Finding, now: number): string {
  const where = [finding.environment, finding.phase].map((part) => cleanLine(part ?? '')).filter(Boolean);
  const until = showMoment(finding.until, now);
  return [
    `<li><p>${state(finding.status)} <span class="soft">${html(finding.rule)}, ${html(where.join(', ') || 'every environment')}</span></p>`,
    `<p>${html(finding.message)}</p>`,
    until === null ? '' : `<p>Until: ${until}</p>`,
    `${nextStep(finding.next)}</li>`,
  ].join('');
}

function openList(findings: Finding[], now: number): string {
  if (findings.length === 0) return '<p>Nothing is waited for.</p>';
  return `<ul class="open">${findings.map((finding) => openItem(finding, now)).join('\n')}</ul>`;
}

/** One section; `level` is its heading's. */
export function laneSection(lane: Lane, { now, verdict, plans }: StatusDecision, level: 2 | 3): string {
  const mine = verdict.findings.filter(({ change }) => change === lane.change);
  const environments = Object.entries(lane.environments).map(([name, phases]) =>
    environmentItem(name, phases),
  );
  const backfills = plans.filter(({ change }) => change === lane.change);
  return [
    `<section><h${level}>${html(lane.change)} <span class="soft">(${html(lane.mode)})</span></h${level}>`,
    `<p>${html(lane.summary)}</p>`,
    `<ol class="lanes">${environments.join('\n')}</ol>`,
    openList(openFindings(mine), now),
    ...mine.map((finding) => usageTables(finding, now)),
    ...backfills.map((plan) => `<p>Backfill: ${html(planWords(plan))}</p>`),
    '</section>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}
