/** The report as a check run: complete from the start, and never with a conclusion that lets anything through by itself. */
import { type Github, ownerAndName } from '../github/github.ts';
import type { Decision, VerdictWord } from '../model.ts';
import { annotationsOf } from '../report/annotations.ts';
import { writeMarkdown } from '../report/markdown.ts';
import type { LinkTo } from '../report/markdown-finding.ts';
import { statusLine } from '../report/status-line.ts';
import type { Target } from './publish.ts';

/** `neutral` and `skipped` satisfy a required check, and what is left in progress goes stale: none of them is ever used. */
const CONCLUSIONS: Record<VerdictWord, string> = {
  pass: 'success',
  wait: 'action_required',
  block: 'failure',
  error: 'failure',
};

export const REPORT_NAME = 'lanekeeper report';

/** Annotations that one request takes, and requests that are worth it. */
const AT_ONCE = 50;
const MOST = 250;

/** Shown beside the report; GitHub tells who pressed it. Source: GitHub's REST reference of check runs: three, of 20, 40 and 20 characters. */
export interface Button {
  label: string;
  description: string;
  identifier: string;
}

/** To what somebody asked, below the comment. */
export interface Answer {
  text: string;
  /** YAML to paste; null: none. */
  block: string | null;
}

export interface ReportOptions {
  gist: string;
  detailsUrl: string | null;
  waitFails?: boolean;
  link?: LinkTo;
  buttons?: readonly Button[];
  answers?: readonly Answer[];
}

/** A new run each time that the report changes: annotations of an old one cannot be taken back. */
export async function writeCheckRun(
  github: Github,
  { repository, head }: Target,
  decision: Decision,
  { gist, detailsUrl, link, waitFails, buttons = [] }: ReportOptions,
): Promise<void> {
  const word = decision.verdict.word;
  const annotations = annotationsOf(decision).slice(0, MOST);
  const output = {
    title: statusLine(decision),
    summary: writeMarkdown(decision, {
      ...(link && { link }),
      ...(detailsUrl && { whole: wholeAt(detailsUrl) }),
    }),
  };
  const { data } = await github.request<{ id: number }>('POST /repos/{owner}/{repo}/check-runs', {
    ...ownerAndName(repository),
    name: REPORT_NAME,
    head_sha: head,
    status: 'completed',
    conclusion: waitFails && word === 'wait' ? 'failure' : CONCLUSIONS[word],
    external_id: gist,
    ...(detailsUrl === null ? {} : { details_url: detailsUrl }),
    ...(buttons.length > 0 && { actions: buttons }),
    output: { ...output, annotations: annotations.slice(0, AT_ONCE) },
  });
  for (let at = AT_ONCE; at < annotations.length; at += AT_ONCE) {
    await github.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
      ...ownerAndName(repository),
      check_run_id: data.id,
      output: { ...output, annotations: annotations.slice(at, at + AT_ONCE) },
    });
  }
}

export const wholeAt = (url: string): string => `The whole report is in [the run's summary](${url}).`;
