/** Outputs that people have looked at and approved; a change of layout shows as a change of these files. */
import { describe, expect, it } from 'vitest';
import { writeJson } from '../../src/report/json.ts';
import { writeMarkdown } from '../../src/report/markdown.ts';
import { writeSarif } from '../../src/report/sarif.ts';
import { writeStatus } from '../../src/report/status.ts';
import { writeText } from '../../src/report/text.ts';
import {
  emptyDecision,
  observedDecision,
  overriddenDecision,
  sampleDecision,
  settledDecision,
  waitingDecision,
} from './sample.ts';

const DECISIONS = {
  block: sampleDecision(),
  wait: waitingDecision(),
  settled: settledDecision(),
  override: overriddenDecision(),
  observe: observedDecision(),
  empty: emptyDecision(),
};

const link = (path: string, line: number | null): string =>
  `https://github.com/acme/app/blob/main/${path}${line === null ? '' : `#L${line}`}`;

const approved = (name: string): string => new URL(`../approved/report-${name}`, import.meta.url).pathname;

describe.each(Object.entries(DECISIONS))('%s', (name, decision) => {
  it('is laid out as approved', async () => {
    await expect(writeText(decision, { color: false, width: 100 })).toMatchFileSnapshot(
      approved(`${name}.txt`),
    );
    await expect(writeMarkdown(decision, { link })).toMatchFileSnapshot(approved(`${name}.md`));
    await expect(writeJson(decision)).toMatchFileSnapshot(approved(`${name}.json`));
    await expect(writeSarif(decision)).toMatchFileSnapshot(approved(`${name}.sarif`));
    await expect(writeStatus(decision, { color: false })).toMatchFileSnapshot(approved(`${name}-status.txt`));
  });
});
