/** The report for a terminal. */
import type { Decision } from '../model.ts';
import { cleanLine } from './clean.ts';
import { foldEnvironments } from './fold-environments.ts';
import { metFindings, openFindings } from './order.ts';
import { painter, styleOf } from './paint.ts';
import { type TextLayout, textFinding } from './text-finding.ts';
import { laneRows, laneTitle } from './text-lanes.ts';
import { rfc3339 } from './when.ts';
import {
  belongsTo,
  countFindings,
  exemptionWords,
  horizonWords,
  meaningOf,
  metTitle,
  placeOf,
  planWords,
  simulationWords,
  subjectWords,
  verdictWords,
} from './words.ts';
import { wrap } from './wrap.ts';

/** Lines that belong together; an empty block is not printed. */
type Block = string[];

function simulation(decision: Decision, { paint, width }: TextLayout): Block {
  const words = simulationWords(decision);
  return words === '' ? [] : wrap(words, '', '  ', width).map((line) => paint('bold', line));
}

function headline(decision: Decision, { paint, width }: TextLayout): Block {
  const { word, findings } = decision.verdict;
  const counts = countFindings(findings);
  const first = paint('bold', paint(styleOf(word), verdictWords(decision)));
  const about = `${subjectWords(decision)}; as of ${rfc3339(decision.now) ?? 'an unknown time'}`;
  return [
    `${first}${counts === '' ? '' : `   ${counts}`}`,
    ...wrap(`${meaningOf(decision.verdict)} (${about})`, '  ', '  ', width),
  ];
}

function override({ verdict }: Decision, { paint, width }: TextLayout): Block {
  if (!verdict.override) return [];
  const { by, at, reason } = verdict.override;
  const who = `${cleanLine(by)} at ${rfc3339(at) ?? 'an unknown time'}`;
  return [paint('bold', `Override by ${who}`), ...wrap(cleanLine(reason), '  ', '  ', width)];
}

function met({ verdict }: Decision, { paint, width }: TextLayout): Block {
  const rows = metFindings(verdict.findings).flatMap((finding) => {
    const belongs = belongsTo(finding);
    const text = `${cleanLine(finding.message)}${belongs === '' ? '' : ` (${belongs})`}`;
    return wrap(text, `  ${cleanLine(finding.rule)}: `, '    ', width);
  });
  return rows.length === 0 ? [] : [paint('bold', metTitle(verdict)), ...rows];
}

function exemptions({ verdict, now }: Decision, { paint, width }: TextLayout): Block {
  const rows = verdict.exemptions.flatMap((exemption) => [
    `  ${cleanLine(exemption.rule)}   ${placeOf(exemption)}   ${exemptionWords(exemption, now)}, by ${exemption.by}`,
    ...wrap(cleanLine(exemption.reason), '    because ', '    ', width),
  ]);
  return rows.length === 0 ? [] : [paint('bold', 'Exemptions'), ...rows];
}

function plans({ plans: all }: Decision, { paint, width }: TextLayout): Block {
  const rows = all.flatMap((plan) =>
    wrap(`${cleanLine(plan.change)}: ${planWords(plan)}`, '  ', '    ', width),
  );
  return rows.length === 0 ? [] : [paint('bold', 'Backfill'), ...rows];
}

function lanes({ lanes: all }: Decision, { paint }: TextLayout): Block {
  const rows = all.flatMap((lane) => [
    `  ${laneTitle(lane, paint)}`,
    ...laneRows(lane, paint).map((row) => `    ${row}`),
  ]);
  return rows.length === 0 ? [] : [paint('bold', 'Lanes'), ...rows];
}

function horizon({ horizon: all }: Decision, { paint }: TextLayout): Block {
  const rows = all.map((entry) => `  ${cleanLine(entry.environment)}: ${horizonWords(entry)}`);
  return rows.length === 0 ? [] : [paint('bold', 'Can be rolled back to'), ...rows];
}

function notes({ notes: all }: Decision, { paint, width }: TextLayout): Block {
  const rows = all.flatMap((note) => wrap(cleanLine(note), '  ', '  ', width));
  return rows.length === 0 ? [] : [paint('bold', 'Notes'), ...rows];
}

/**
 * The decision as plain text, ending in a line break: verdict, findings worst first, then what it rests on.
 * `width` wraps prose (never text to paste); without `color` there is no escape sequence in it.
 */
export function writeText(decision: Decision, options: { color: boolean; width?: number }): string {
  const layout: TextLayout = { now: decision.now, paint: painter(options.color), width: options.width };
  const open = foldEnvironments(openFindings(decision.verdict.findings));
  const findings = open.map((finding) => textFinding(finding, layout));
  const sections = [simulation, headline, override].map((write) => write(decision, layout));
  const after = [met, exemptions, plans, lanes, horizon, notes].map((write) => write(decision, layout));
  const blocks = [...sections, ...findings, ...after].filter((block) => block.length > 0);
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}
