/** Where every change stands in every environment, what each waits for and until when. */
import type { Decision, Finding, Lane } from '../model.ts';
import { cleanLine } from './clean.ts';
import { openFindings } from './order.ts';
import { type Paint, painter, styleOf } from './paint.ts';
import { findingsOn, laneRows, laneTitle } from './text-lanes.ts';
import { rfc3339, showMoment } from './when.ts';
import { horizonWords, planWords } from './words.ts';
import { wrap } from './wrap.ts';

interface StatusLayout {
  now: number;
  paint: Paint;
  width: number | undefined;
}

function waitsFor(finding: Finding, where: string, { now, paint, width }: StatusLayout): string[] {
  const until = showMoment(finding.until, now);
  const told = until === null || finding.message.includes(until);
  const end = told ? '' : ` (until ${until})`;
  const start = `    ${where}: ${paint(styleOf(finding.status), finding.status)} `;
  return wrap(`${cleanLine(finding.rule)}: ${cleanLine(finding.message)}${end}`, start, '      ', width);
}

/** Each finding once, under the first environment and phase that it holds up. */
function reasons(lane: Lane, findings: Finding[], layout: StatusLayout): string[] {
  const told = new Set<Finding>();
  const rows: string[] = [];
  for (const [environment, phases] of Object.entries(lane.environments))
    for (const phase of Object.keys(phases))
      for (const finding of findingsOn(lane, environment, phase, findings)) {
        if (told.has(finding)) continue;
        told.add(finding);
        const names = [finding.environment ?? '', finding.phase ?? ''].map(cleanLine).filter(Boolean);
        rows.push(...waitsFor(finding, names.join(', ') || 'every environment', layout));
      }
  return rows;
}

function changeBlock(lane: Lane, decision: StatusDecision, layout: StatusLayout): string[] {
  const plans = decision.plans.filter(({ change }) => change === lane.change);
  return [
    laneTitle(lane, layout.paint),
    ...laneRows(lane, layout.paint).map((row) => `  ${row}`),
    ...reasons(lane, openFindings(decision.verdict.findings), layout),
    ...plans.flatMap((plan) => wrap(planWords(plan), '  backfill: ', '    ', layout.width)),
  ];
}

/** The parts of a decision that the status of changes is made of. */
export type StatusDecision = Pick<Decision, 'now' | 'verdict' | 'lanes' | 'plans' | 'horizon' | 'notes'>;

/** The lanes as text, ending in a line break; says so where no change is declared. */
export function writeStatus(decision: StatusDecision, options: { color: boolean; width?: number }): string {
  const layout = { now: decision.now, paint: painter(options.color), width: options.width };
  const ids = new Set(decision.lanes.map(({ change }) => change));
  const others = openFindings(decision.verdict.findings).filter(({ change }) => !ids.has(change ?? ''));
  const blocks = [
    [`As of ${rfc3339(decision.now) ?? 'an unknown time'}`],
    ...(decision.lanes.length === 0 ? [['No change is declared.']] : []),
    ...decision.lanes.map((lane) => changeBlock(lane, decision, layout)),
    others.flatMap((finding) => waitsFor(finding, cleanLine(finding.change ?? 'repository'), layout)),
    decision.horizon.map(
      (entry) => `${cleanLine(entry.environment)} can be rolled back to ${horizonWords(entry)}`,
    ),
    decision.notes.flatMap((note) => wrap(cleanLine(note), '', '  ', layout.width)),
  ].filter((block) => block.length > 0);
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}
