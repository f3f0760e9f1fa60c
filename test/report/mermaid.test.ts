import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lane } from '../../src/model.ts';
import { lanePicture } from '../../src/report/mermaid.ts';
import { HOSTILE, hostileText } from './hostile.ts';
import { LANE } from './sample.ts';

/** All that a line of the picture may be: labels hold letters, digits, spaces and numbered characters, and nothing else. */
const LABEL = String.raw`"(?:[\p{L}\p{N} ]|#\d+;)+"`;
const NODE = String.raw`e\d+p\d+\[${LABEL}\]:::[a-z]+`;
const LINES = [
  /^flowchart LR$/,
  /^ {2}end$/,
  /^ {4}direction LR$/,
  /^ {2}e\d+(?: --> e\d+)+$/,
  /^ {2}classDef [a-z]+ fill:#[0-9a-f]{6},stroke:#[0-9a-f]{6},color:#[0-9a-f]{6}$/,
  new RegExp(String.raw`^ {2}subgraph e\d+\[${LABEL}\]$`, 'u'),
  new RegExp(`^ {4}${NODE}(?: --> ${NODE})*$`, 'u'),
];

const strange = (lines: string[]): string[] => lines.filter((line) => !LINES.some((form) => form.test(line)));

function laneOf(text: string): Lane {
  return {
    ...LANE,
    environments: { [text]: { [text]: 'live', contract: 'wait' }, production: { [text]: 'none' } },
  };
}

describe('lanePicture', () => {
  it('draws each environment as a box, in rollout order', () => {
    const picture = lanePicture(LANE);
    expect(picture).toContain('  subgraph e0["staging"]');
    expect(picture).toContain('  e0 --> e1');
    expect(picture.join('\n')).toContain('e0p2["contract #183; wait"]:::wait');
    expect(strange(picture)).toEqual([]);
  });

  it('draws nothing where there is nothing', () => {
    expect(lanePicture({ ...LANE, environments: { staging: {} } })).toEqual([]);
  });

  it.each(Object.entries(HOSTILE))('keeps to its grammar: %s', (_, text) => {
    expect(strange(lanePicture(laneOf(text)))).toEqual([]);
  });

  it('keeps to its grammar, whatever the text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(strange(lanePicture(laneOf(text)))).toEqual([]);
      }),
    );
  });
});
