/** The parts of the Markdown report that are about the decision as a whole. */
import type { Decision } from '../model.ts';
import { cleanLine, clip } from './clean.ts';
import { code, fenced, link, prose } from './escape-markdown.ts';
import type { LinkTo } from './markdown-finding.ts';
import { lanePicture } from './mermaid.ts';
import { metFindings } from './order.ts';
import { rfc3339 } from './when.ts';
import {
  countFindings,
  exemptionWords,
  horizonWords,
  meaningOf,
  placeOf,
  planWords,
  simulationWords,
  subjectWords,
  verdictWords,
} from './words.ts';

/** A reason is shown in whole in its own section; the headline must stay small whatever was written. */
const REASON_LENGTH = 500;

export function headline(decision: Decision): string {
  const { findings, override } = decision.verdict;
  const counts = countFindings(findings);
  const about = `${prose(subjectWords(decision))}; as of ${rfc3339(decision.now) ?? 'an unknown time'}`;
  const lines = [`## Lanekeeper: ${verdictWords(decision)}`, `${meaningOf(decision.verdict)} (${about})`];
  const simulation = simulationWords(decision);
  if (simulation !== '') lines.push(`**${prose(simulation)}**`);
  if (counts !== '') lines.push(`Findings: ${counts}.`);
  if (override) {
    const by = `${code(clip(override.by, REASON_LENGTH))} at ${rfc3339(override.at) ?? 'an unknown time'}`;
    lines.push(
      `**Override** by ${link(by, override.url)}: ${prose(clip(cleanLine(override.reason), REASON_LENGTH))}`,
    );
  }
  return lines.join('\n\n');
}

/** What a settled pull request shrinks to: one line, with the names of what was met. */
export function settledLine(decision: Decision): string {
  const met = metFindings(decision.verdict.findings);
  const rules = [...new Set(met.map(({ rule }) => code(rule)))];
  const what = rules.length === 0 ? 'nothing in it has to wait its turn' : `met: ${rules.join(', ')}`;
  return `**Lanekeeper: ${verdictWords(decision)}**, ${what} (as of ${rfc3339(decision.now) ?? 'an unknown time'})`;
}

/** One section for each change: its name, mode, summary and picture. */
export function laneSections({ lanes }: Decision): string[] {
  return lanes.map((lane) => {
    const picture = lanePicture(lane);
    const title = `### Change ${code(lane.change)} (${lane.mode})`;
    const drawn = picture.length === 0 ? [] : [fenced(picture, 'mermaid')];
    return [title, prose(lane.summary), ...drawn].filter((part) => part !== '').join('\n\n');
  });
}

function listSection(title: string, rows: string[]): string {
  return rows.length === 0 ? '' : [`### ${title}`, rows.map((row) => `- ${row}`).join('\n')].join('\n\n');
}

export function exemptionSection({ verdict, now }: Decision, linkTo: LinkTo): string {
  const rows = verdict.exemptions.map((exemption) => {
    const place = link(code(placeOf(exemption)), linkTo(exemption.path, exemption.line));
    const state = prose(exemptionWords(exemption, now));
    return `${code(exemption.rule)} at ${place}, ${state}, by ${exemption.by}: ${prose(exemption.reason)}`;
  });
  return listSection('Exemptions', rows);
}

export function planSection({ plans }: Decision): string {
  return listSection(
    'Backfill',
    plans.map((plan) => `${code(plan.change)}: ${prose(planWords(plan))}`),
  );
}

export function horizonSection({ horizon }: Decision): string {
  return listSection(
    'Can be rolled back to',
    horizon.map((entry) => `${code(entry.environment)}: ${prose(horizonWords(entry))}`),
  );
}

export function noteSection({ notes }: Decision): string {
  return listSection('Notes', notes.map(prose));
}
