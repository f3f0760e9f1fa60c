/** When a head was first reported on: nobody can have spoken of a content before somebody could see it. */
import { type Github, ownerAndName } from '../../github/github.ts';
import type { Sha, Time } from '../../model.ts';

const NAME = 'lanekeeper report';

const QUERY = `query FirstReport($owner: String!, $repo: String!, $oid: GitObjectID!, $app: Int!, $name: String!) {
  repository(owner: $owner, name: $repo) { object(oid: $oid) { __typename ... on Commit {
    checkSuites(first: 10, filterBy: { appId: $app }) { nodes { app { databaseId }
      checkRuns(first: 100, filterBy: { checkName: $name, appId: $app, checkType: ALL }) { nodes { completedAt } } } } } } } }`;

interface SuiteRow {
  app: { databaseId: number | null } | null;
  checkRuns: { nodes: { completedAt: string | null }[] } | null;
}

/** Null: it was not, by this App. By GitHub's clock. */
export async function firstReportAt(
  github: Github,
  repository: string,
  { head, app }: { head: Sha; app: number },
): Promise<Time | null> {
  const variables = { ...ownerAndName(repository), oid: head, app, name: NAME };
  const data = await github.graphql<{
    repository: { object: { checkSuites: { nodes: SuiteRow[] } | null } | null } | null;
  }>(QUERY, variables);
  const suites = data.repository?.object?.checkSuites?.nodes ?? [];
  const times = suites
    .filter((suite) => suite.app?.databaseId === app)
    .flatMap(({ checkRuns }) => checkRuns?.nodes ?? [])
    .map(({ completedAt }) => Date.parse(completedAt ?? ''))
    .filter((time) => !Number.isNaN(time));
  return times.length === 0 ? null : Math.min(...times);
}
