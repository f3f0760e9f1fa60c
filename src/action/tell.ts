/** What a workflow shows of an outcome: outputs, the job's summary, its log, annotations where nothing else carries them. */
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { error as logError, setFailed, warning } from '@actions/core';
import { linksTo } from '../hosted/decide-pull.ts';
import { annotationsOf } from '../report/annotations.ts';
import { writeJson } from '../report/json.ts';
import { writeMarkdown } from '../report/markdown.ts';
import { statusLine } from '../report/status-line.ts';
import { writeText } from '../report/text.ts';
import type { Event } from './event.ts';
import type { Outcome } from './run.ts';

/** A step's summary may have 1 MiB. Source: GitHub's documentation of workflow commands. */
const SUMMARY_LIMIT = 1024 * 1024 - 4096;
/** An output may have 1 MB in all; what is longer is in the file. */
const OUTPUT_LIMIT = 900_000;
/** A step shows ten errors and ten warnings. */
const SHOWN = 10;

function tellSummary({ decision, lines, head }: Outcome, event: Event, env: NodeJS.ProcessEnv): void {
  const file = env.GITHUB_STEP_SUMMARY ?? '';
  if (file === '') return;
  const link = head === null ? undefined : linksTo(event.serverUrl, event.repository, head);
  const report = writeMarkdown(decision, {
    full: true,
    limit: SUMMARY_LIMIT,
    whole: 'The whole report is in the file that the output report-file names.',
    ...(link && { link }),
  });
  appendFileSync(file, `${report}${lines.map((line) => `- ${escaped(line)}\n`).join('')}`);
}

/** Titles of pull requests and statements are anybody's words. */
const escaped = (text: string): string =>
  text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_{}[\]()<>#|@&~!]/g, (sign) => `&#${sign.codePointAt(0)};`);

/**
 * One output as a runner reads it from its file. What ends a value is a line that does not stand in it, whatever that holds;
 * a random one, as @actions/core makes, takes 5 ms to be had. Source: GitHub's documentation of multiline outputs.
 */
function setOutput(file: string, name: string, value: string): void {
  let end = 'ghadelimiter_lanekeeper';
  while (value.includes(end)) end += '_';
  appendFileSync(file, `${name}<<${end}\n${value}\n${end}\n`);
}

function tellOutputs({ decision, page }: Outcome, env: NodeJS.ProcessEnv): void {
  const json = writeJson(decision);
  const folder = env.RUNNER_TEMP ?? '';
  const outputs = env.GITHUB_OUTPUT ?? '';
  const tellOutput = (name: string, value: string): void =>
    outputs === '' ? undefined : setOutput(outputs, name, value);
  tellOutput('verdict', decision.verdict.word);
  if (folder !== '') {
    const file = join(folder, 'lanekeeper-report.json');
    writeFileSync(file, json);
    tellOutput('report-file', file);
    if (page !== undefined) {
      const board = join(folder, 'lanekeeper-board.html');
      writeFileSync(board, page);
      tellOutput('board-file', board);
    }
  }
  tellOutput('report', Buffer.byteLength(json) <= OUTPUT_LIMIT ? json : '');
}

/** Shown on the lines of the pull request even by a fork's run. */
function tellAnnotations({ decision }: Outcome): void {
  const counts = { failure: 0, warning: 0, notice: 0 };
  for (const { path, start_line, annotation_level, title, message } of annotationsOf(decision)) {
    counts[annotation_level] += 1;
    if (counts[annotation_level] > SHOWN) continue;
    const at = { file: path, startLine: start_line, title };
    if (annotation_level === 'failure') logError(message, at);
    else warning(message, at);
  }
}

/** Lines that begin with two colons are commands to a runner: none of ours do, whatever a statement says. */
const unarmed = (text: string): string => text.replace(/^(\s*)(::|##\[)/gm, '$1\u200B$2');

export async function tell(outcome: Outcome, event: Event, env: NodeJS.ProcessEnv): Promise<void> {
  const { decision, failOn, isAlone, lines } = outcome;
  process.stdout.write(`${unarmed(writeText(decision, { color: false }))}\n`);
  for (const line of lines) process.stdout.write(`${unarmed(line)}\n`);
  tellSummary(outcome, event, env);
  tellOutputs(outcome, env);
  if (isAlone) tellAnnotations(outcome);
  if (failOn.includes(decision.verdict.word)) setFailed(statusLine(decision));
}
