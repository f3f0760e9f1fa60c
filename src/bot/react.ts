/** A reaction to the comment that commanded: taken, done, refused. */
import { type Github, ownerAndName } from '../github/github.ts';
import { explain } from '../hosted/undecided.ts';

export interface Reacting {
  github: Github;
  repository: string;
  /** Null: a button was pressed, to which nobody can react. */
  comment: number | null;
  log(level: 'warn', event: string, fields: Record<string, unknown>): void;
}

/** Never throws: a word that was taken back meanwhile is answered all the same, where the report is. */
export async function reactTo(
  { github, repository, comment, log }: Reacting,
  content: string,
): Promise<void> {
  if (comment === null) return;
  await github
    .request('POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', {
      ...ownerAndName(repository),
      comment_id: comment,
      content,
    })
    .catch((error: unknown) => log('warn', 'no-reaction', { repository, why: explain(error).message }));
}
