/** A finding in the four lines that every surface keeps to: where; what; why and seen; what to do. */
import type { Finding, Time } from '../model.ts';
import { cleanLine, cleanLines } from './clean.ts';
import { type Paint, styleOf } from './paint.ts';
import { belongsTo, nextOf, placeOf } from './words.ts';
import { wrap } from './wrap.ts';

export interface TextLayout {
  now: Time;
  paint: Paint;
  /** Columns to wrap prose at; undefined: never. */
  width: number | undefined;
}

const BODY = '  ';
const LABELLED = '        ';

function labelled(label: string, text: string, { paint, width }: TextLayout): string[] {
  const [first, ...rest] = cleanLines(text);
  if (first === undefined) return [];
  // The first line is prose; those below it are text to paste, which a break that nobody wrote would spoil.
  const head = wrap(first.trim(), `${BODY}${label.padEnd(6)}`, LABELLED, width);
  const [top = '', ...others] = head;
  const painted = top.replace(label, () => paint('dim', label));
  return [painted, ...others, ...rest.map((line) => (line === '' ? '' : LABELLED + line))];
}

/** The finding without a line break at its end; lines that are empty are left out. */
export function textFinding(finding: Finding, layout: TextLayout): string[] {
  const { paint, width, now } = layout;
  const columns = [
    paint('bold', cleanLine(finding.rule)),
    paint(styleOf(finding.status), finding.status),
    placeOf(finding),
    belongsTo(finding),
  ];
  return [
    columns.filter((column) => column !== '').join('   '),
    ...wrap(cleanLine(finding.message), BODY, BODY, width),
    ...labelled('Why:', finding.why, layout),
    ...labelled('Seen:', finding.seen, layout),
    ...labelled('Do:', nextOf(finding, now), layout),
  ];
}
