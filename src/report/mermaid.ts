/** A change's lanes as a picture that GitHub draws. */
import type { Lane } from '../model.ts';
import { unicodePattern } from '../unicode-pattern.ts';
import { cleanLine, clip } from './clean.ts';

const COLORS: Record<string, string> = {
  live: 'fill:#dafbe1,stroke:#1a7f37,color:#116329',
  partial: 'fill:#fff8c5,stroke:#9a6700,color:#633c01',
  wait: 'fill:#fff8c5,stroke:#9a6700,color:#633c01',
  none: 'fill:#f6f8fa,stroke:#8c959f,color:#57606a',
  unknown: 'fill:#ffebe9,stroke:#cf222e,color:#82071e',
};

const NAME_LENGTH = 60;

const SIGN = unicodePattern(String.raw`[^\p{L}\p{N} ]`, 'gu');

/** A label's text: letters, digits and spaces stay, every other character is written by its number. */
function label(text: string): string {
  const shown = clip(cleanLine(text), NAME_LENGTH) || '?';
  return shown.replace(SIGN(shown), (character) => `#${character.codePointAt(0) ?? 63};`);
}

function laneLines(name: string, phases: Record<string, string>, index: number): string[] {
  const nodes = Object.entries(phases).map(([phase, state], step) => {
    const known = Object.hasOwn(COLORS, state) ? state : 'unknown';
    return `e${index}p${step}["${label(phase)} #183; ${label(state)}"]:::${known}`;
  });
  if (nodes.length === 0) return [];
  return [
    `  subgraph e${index}["${label(name)}"]`,
    '    direction LR',
    `    ${nodes.join(' --> ')}`,
    '  end',
  ];
}

/** Lines of a `flowchart LR`, one box for each environment in rollout order; empty where there is nothing to draw. */
export function lanePicture(lane: Lane): string[] {
  const environments = Object.entries(lane.environments).filter(
    ([, phases]) => Object.keys(phases).length > 0,
  );
  if (environments.length === 0) return [];
  const order = environments.map((_, index) => `e${index}`).join(' --> ');
  const boxes = environments.flatMap(([name, phases], index) => laneLines(name, phases, index));
  return [
    'flowchart LR',
    ...boxes,
    ...(environments.length > 1 ? [`  ${order}`] : []),
    ...Object.entries(COLORS)
      .filter(([state]) => boxes.some((line) => line.includes(`:::${state}`)))
      .map(([state, style]) => `  classDef ${state} ${style}`),
  ];
}
