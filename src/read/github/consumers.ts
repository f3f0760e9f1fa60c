/** What other repositories' code mentions where it is live, searched in their own archives. */
import { type Github, GithubError } from '../../github/github.ts';
import type { Environment, Manifest, Question, Sha, Time } from '../../model.ts';
import type { EvidenceFile } from '../evidence/shape.ts';
import { MentionSearch } from '../mentions.ts';
import { type DeploymentRecord, readDeploymentRecords } from './deployments.ts';
import { GithubRepository } from './repository.ts';

/** A client that may read another repository; null: there is none. */
export type ConsumerClient = (repository: string) => Promise<Github | null>;

type ConsumerQuestion = Extract<Question, { ask: 'consumer' }>;
type Rows = NonNullable<EvidenceFile['consumers']>;

/** Commits of one consumer that are searched at the most: further ones are not live any more in all likelihood, and cost a request each. */
const MOST_COMMITS = 20;

/** What was live in an environment from `since` on (null: what is live now), oldest first. */
export function liveSince(
  records: readonly DeploymentRecord[],
  since: Time | null,
): { commit: Sha; at: string }[] {
  const attempts = new Map<string, { commit: Sha; at: string; succeeded: boolean; started: boolean }>();
  for (const { id, commit, state, at } of [...records].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const known = attempts.get(id) ?? { commit, at, succeeded: false, started: true };
    attempts.set(id, { ...known, succeeded: known.succeeded || state === 'success' });
  }
  const ordered = [...attempts.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const first = ordered.findLastIndex(
    ({ succeeded, at }) => succeeded && (since === null || Date.parse(at) <= since),
  );
  return ordered.slice(Math.max(0, first)).map(({ commit, at }) => ({ commit, at }));
}

/** Rows for the reader of consumers. Throws `GithubError` where the repository cannot be read. */
export async function searchConsumer(question: ConsumerQuestion, client: ConsumerClient): Promise<Rows> {
  const { repository, environment, terms, since } = question;
  const github = await client(repository);
  if (!github) {
    throw new GithubError(repository, `no token may read ${repository}, which uses the same database`, {
      trouble: 'forbidden',
      status: null,
      next: `Let the App be installed there, or give a token that may read ${repository}: Contents and Deployments.`,
    });
  }
  const read = await readDeploymentRecords(github, {
    repository,
    environments: [plainEnvironment(environment)],
    since: since ?? Number.POSITIVE_INFINITY,
  });
  const live = liveSince(read.records, since);
  const commits = [...new Set(live.map(({ commit }) => commit))];
  if (commits.length > MOST_COMMITS) {
    throw new Error(
      `${commits.length} commits of ${repository} were live since then; ${MOST_COMMITS} are searched`,
    );
  }
  const other = new GithubRepository(github, repository);
  for (const [commit, tree] of read.trees) other.learnTree(commit, tree);
  const search = new MentionSearch(other, null as Manifest | null);
  const rows: Rows = [];
  for (const { commit, at } of live) {
    const { mentions } = await search.find(commit, null, terms);
    rows.push({
      repository,
      environment,
      commit,
      at,
      objects: terms.map((term) => ('object' in term ? term.object : term.word)),
      mentions: mentions.map(({ term, path, line }) => {
        const named = terms[term];
        return {
          object: named === undefined ? '' : 'object' in named ? named.object : named.word,
          path,
          line,
        };
      }),
    });
  }
  return rows;
}

const plainEnvironment = (name: string): Environment => ({
  name,
  deployments: [name],
  workflows: null,
  creators: null,
  ref: null,
});
