/** The one comment: made once, then written over in place, and only where it says something else than before. */
import { type Github, ownerAndName } from '../github/github.ts';
import type { Decision } from '../model.ts';
import { fenced, prose } from '../report/escape-markdown.ts';
import { writeMarkdown } from '../report/markdown.ts';
import { type Answer, type ReportOptions, wholeAt } from './check-run.ts';
import type { Target } from './publish.ts';

/** GitHub's limit is 65,536 characters; ours counts bytes, which are never fewer. */
const LIMIT = 65_000;

const writeAnswer = ({ text, block }: Answer): string =>
  `\n> ${prose(text)}\n${block === null ? '' : `\n${fenced(block.trimEnd().split('\n'), 'yaml')}\n`}`;

const markOf = (gist: string): string => `<!-- says ${gist} -->`;

export async function writeComment(
  github: Github,
  { repository, number, before }: Target,
  decision: Decision,
  { gist, detailsUrl, link, answers = [] }: ReportOptions,
): Promise<void> {
  const mark = markOf(gist);
  if (answers.length === 0 && before.comment?.body.includes(mark)) return;
  const body = `${writeMarkdown(decision, {
    limit: LIMIT,
    ...(link && { link }),
    ...(detailsUrl && { whole: wholeAt(detailsUrl) }),
  })}${mark}\n${answers.map(writeAnswer).join('')}`;
  const { owner, repo } = ownerAndName(repository);
  if (before.comment) {
    await github.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
      ...{ owner, repo, body },
      comment_id: before.comment.id,
    });
  } else {
    await github.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      ...{ owner, repo, body },
      issue_number: number,
    });
  }
}
