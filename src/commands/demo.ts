/** `lanekeeper demo`: a real repository, a real history, the real engine, query logs that it asks; every verdict is decided as you watch. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Decision } from '../model.ts';
import { openFindings } from '../report/order.ts';
import { painter, styleOf } from '../report/paint.ts';
import { textFinding } from '../report/text-finding.ts';
import { planWords } from '../report/words.ts';
import { QueryLogs } from './demo/query-logs.ts';
import { type Scene, scenes } from './demo/scenes.ts';
import { Story } from './demo/story.ts';
import { readOptions } from './options.ts';
import { widthOfTerminal } from './terminal.ts';

/** Refusals shown in full for each scene; the rest is counted. */
const SHOWN = 3;

interface Played {
  scene: Scene;
  decision: Decision;
}

function tell({ scene, decision }: Played, number: number, color: boolean): string {
  const paint = painter(color);
  const { word, findings } = decision.verdict;
  const open = openFindings(findings).filter(({ status }) => status !== 'warn');
  const layout = { paint, now: decision.now, width: widthOfTerminal() ?? undefined };
  const shown = open.slice(0, SHOWN).flatMap((found) => [...textFinding(found, layout), '']);
  // What is met of the change itself says more than what any pull request meets.
  const met = findings
    .filter(({ status }) => status === 'ok')
    .sort((a, b) => Number(b.change !== null) - Number(a.change !== null));
  const why = word === 'pass' ? met.slice(0, SHOWN).map(({ rule, message }) => `  ${rule}: ${message}`) : [];
  const more =
    open.length > SHOWN
      ? [`  and ${open.length - SHOWN} more, which \`lanekeeper check\` would list`, '']
      : [];
  const title = `${number}. ${scene.title}`;
  return [
    paint('bold', title),
    `   ${new Date(decision.now).toISOString().slice(0, 10)}  ${paint(styleOf(word), word)}`,
    '',
    ...shown,
    ...more,
    ...why,
    why.length > 0 ? '' : null,
  ]
    .filter((line) => line !== null)
    .join('\n');
}

function summary(played: readonly Played[]): string {
  const wrong = played.filter(({ scene, decision }) => scene.expected !== decision.verdict.word);
  const plans = new Map(played.flatMap(({ decision }) => decision.plans.map((plan) => [plan.change, plan])));
  const refused = played.filter(({ decision }) => decision.verdict.word !== 'pass').length;
  const lines = [...plans.values()].map((plan) => `The backfill of ${plan.change}: ${planWords(plan)}.`);
  lines.push(
    `${played.length} decisions on a real repository: ${played.length - refused} let through, ${refused} held up, each for a reason it gave.`,
  );
  for (const { scene, decision } of wrong) {
    lines.push(`Wrong: "${scene.title}" came to ${decision.verdict.word}, not ${scene.expected}.`);
  }
  return `${lines.join('\n')}\n`;
}

export async function run(args: string[]): Promise<number> {
  const options = readOptions(args, { keep: 'boolean' }, false, ['text']);
  const stores = mkdtempSync(join(tmpdir(), 'lanekeeper-logs-'));
  const logs = await QueryLogs.start(['staging', 'production'], stores);
  const story = new Story('2026-09-01T09:00:00Z', logs);
  const played: Played[] = [];
  try {
    for (const scene of scenes) {
      const decision = await scene.play(story);
      played.push({ scene, decision });
      if (!options.silent)
        process.stdout.write(`${tell({ scene, decision }, played.length, options.color)}\n`);
    }
  } finally {
    await logs.stop();
    if (options.own.keep === true) process.stderr.write(`The repository is kept in ${story.folder}\n`);
    else story.remove();
  }
  if (!options.silent) process.stdout.write(summary(played));
  return played.every(({ scene, decision }) => scene.expected === decision.verdict.word) ? 0 : 2;
}
